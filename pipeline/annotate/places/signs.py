"""What the words around a name say: whether it names a place, which kind, or only a part of a longer name.

All functions look at most 160 characters to either side. The word lists are in ``places_words.toml``.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline import resource

REACH = 160
_TOKEN = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?|&|\n\s*\n|[^\w\s]")
_ELISION = re.compile(r"^[dlDL]['’](?=\w)")
_NEXT = re.compile(r"[ \n]{1,2}([^\W_][\w'’.-]{0,40})")
_PREVIOUS = re.compile(r"([^\W_][\w'’.&-]{0,40}) {1,2}$")
_WRAPPED = 60  # characters from which a line may go on in the next one
_DATE = re.compile(r"[,.:]?\s{0,3}(?:\(|\d{1,2}\b|[–—|·-]\s|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b)", re.IGNORECASE)
_ARTICLE = re.compile(r"\b[Tt]he\s+$")
_WITHIN = re.compile(r"(?:,|\b(?:in|en|à))\s+(?:the\s+)?$")
_HYPHENS = ("-", "‐", "‑")
_SUFFIX = re.compile(r"[-‐‑]([^\W\d_]+)")
# "les communes de Gaya et de Malanville"
_TIE = re.compile(r"\s(?:et|y)\s(?:de la|del|de|du|à|en)$")
LABEL = re.compile(
    r"(?:locations?|countr(?:y|ies)|places?|r[eé]gi[oó]n(?:es|s)?|pays|lieux?|pa[ií]s(?:es)?|lugar(?:es)?|ubicaci[oó]n)(?:\(s\))?", re.IGNORECASE
)
"""Names of fields that hold places."""
_FIELD = re.compile(rf"[\W_]{{0,4}}{LABEL.pattern} ?:[^.;:\n]*", re.IGNORECASE)
_STATE = re.compile(r",\s{0,2}((?:[A-Z]\.\s?){2,3}|[A-Z]{2}\b)")


@cache
def words(name: str) -> frozenset[str]:
    """One list of ``places_words.toml``."""
    return frozenset(_lists()[name])


@cache
def _lists() -> dict[str, list[str]]:
    return resource.toml("places_words.toml")


def previous_word(text: str, start: int) -> str:
    """The word directly before, parted by blanks only and on the same line; empty where there is none."""
    found = _PREVIOUS.search(text[max(0, start - 50) : start])
    return found.group(1) if found else ""


def next_word(text: str, end: int) -> str:
    """The word directly after, parted by blanks only; over the end of a wrapped line only a word that ends a longer name. Else empty."""
    found = _NEXT.match(text[end : end + 50])
    if not found or not _one_line(text, end, end + len(found.group())):
        return ""
    word = found.group(1).rstrip(".")
    return word if "\n" not in found.group() or word.lower() in words("head") | words("feature") | words("region") else ""


def _one_line(text: str, start: int, end: int) -> bool:
    """Whether no line ends between the offsets, or only one that is long enough to have been broken by a wrapping program."""
    breaks = text.count("\n", start, end)
    if not breaks:
        return True
    at = text.index("\n", start, end)
    return breaks == 1 and "\n" not in text[max(0, at - _WRAPPED) : at] and at > _WRAPPED


def preposition(text: str, start: int) -> str:
    """The word before the name, over "the" and line ends, in lower case."""
    tokens = _TOKEN.findall(text[max(0, start - 40) : start])
    while tokens and tokens[-1].lower() in words("article"):
        tokens.pop()
    return tokens[-1].lower() if tokens else ""


def with_article(text: str, start: int) -> bool:
    """Whether "the" stands before the name, as before the names of rivers and ships."""
    return bool(_ARTICLE.search(text[max(0, start - 6) : start]))


def within(text: str, start: int) -> bool:
    """Whether "in" or a comma parts the name from what stands before ("Embassy of Sweden in Bangkok", "Police Academy, Suva")."""
    return bool(_WITHIN.search(text[max(0, start - 10) : start]))


def dateline(text: str, start: int, end: int) -> bool:
    """Whether the name opens a line and a date, bracket or dash follows ("Cairo, 19 March", "GENEVA –")."""
    return (start == 0 or text[start - 1] == "\n") and bool(_DATE.match(text[end : end + 20]))


def labelled(text: str, start: int) -> bool:
    """Whether the name stands in a field for places ("Région : Extrême-Nord, Nord")."""
    line = max(text.rfind("\n", 0, start) + 1, start - REACH)
    return _FIELD.fullmatch(text, line, start) is not None


def in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the whole line that holds the name is in capitals."""
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    left, right = text.rfind("\n", low, start), text.find("\n", end, high)
    line = text[left + 1 if left >= 0 else low : right if right >= 0 else high]
    return line.isupper() and len(line) > end - start + 3


def part_of_longer_name(text: str, start: int, end: int) -> bool:
    """Whether a capitalised word stands directly beside the name that does not go with a place ("UNDP Angola", "Ghana Red Cross")."""
    before, after = previous_word(text, start), next_word(text, end)
    if before[:1].isupper() and before.lower().rstrip(".") not in words("before") and not before.endswith((".", ":")):
        return True
    if before.lower().rstrip(".") in words("title"):
        return True
    if after[:1].isupper() and not _goes_with_a_place(after) and not any(c.isdigit() for c in after) and len(after) > 1:
        return not (after.isupper() and preposition(text, start) in words("inside"))
    return _hyphenated(text, start, end)


def _hyphenated(text: str, start: int, end: int) -> bool:
    """Whether a hyphen ties the name to a word that makes another name of it ("WAO-Afrique", "Naka-ku"; not "Kyiv-based")."""
    if text[start - 1 : start] in _HYPHENS and text[max(0, start - 2)].isalpha():
        return True
    found = _SUFFIX.match(text[end : end + 20])
    return found is not None and (found.group(1)[0].isupper() or found.group(1) not in words("suffix"))


def _goes_with_a_place(word: str) -> bool:
    low = word.lower()
    return any(low in words(name) for name in ("after", "region", "city"))


def of_a_body(text: str, start: int) -> bool:
    """Whether "of", "for" or "to" ties the name to the name of a body or post ("Ministry of Health of Lesotho", "ambassador of France")."""
    tokens = [_ELISION.sub("", token) for token in _TOKEN.findall(text[max(0, start - REACH) : start])]
    at = len(tokens) - 1
    ties = set()
    while at >= 0 and tokens[at].lower() in words("tie"):
        ties.add(tokens[at].lower())
        at -= 1
    ties -= words("article")
    if not ties or at < 0:
        return False
    if tokens[at].lower() in words("head_lower"):
        return ties != {"for"}
    if ties == {"to"}:
        return tokens[at].lower() in ("delegation", "mission")
    for token in reversed(tokens[: at + 1]):
        low = token.lower()
        if low in words("post"):
            return False
        if token[0].isupper() and low in words("head"):
            return True
        if not token[0].isupper() and low not in words("joint"):
            return False
        if low in words("inside"):
            return False
    return False


def adjective(text: str, start: int, end: int) -> bool:
    """Whether the name of a region qualifies a noun ("Pacific forecasters", "the Gulf coast")."""
    if text[start:end] not in words("adjective"):
        return False
    found = _NEXT.match(text[end : end + 50])
    after = found.group(1).lower().rstrip(".") if found else ""
    return bool(after) and not after.endswith("ed") and after not in words("after") and after not in words("region")


def state_after(text: str, end: int) -> str:
    """An abbreviated state or province after a comma, without stops ("Truro, N.S.", "El Paso, TX"); empty where there is none."""
    found = _STATE.match(text[end : end + 12])
    return re.sub(r"[.\s]", "", found.group(1)) if found else ""


def listed_after(text: str, end: int, start: int) -> bool:
    """Whether only a comma, "and" or both stand between two names."""
    between = text[end:start]
    return (
        len(between) < 12
        and _TIE.sub(" et", between.rstrip(" \n,")).strip(" \n,") in ("", "and", "&", "et", "y", "and the", "or")
        and between.strip(" \n") != ""
    )
