"""Names of organisations by their build: a capitalised phrase round a head word, in English, French and Spanish.

"Ministry of Labour, Employment and Training", "Lesotho’s Health Ministry", "University of Ghana", "Kenya Red Cross Society", "Embassy of Ireland in
Hanoi",
"ministries of Home Affairs and Foreign Affairs" (two bodies). Wrong where a capitalised heading merely holds a head word ("Council Meeting Report").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.annotate.organisations.forms import words
from pipeline.atlas import options

_OKINA: Final = r"(?:(?<=\w )[‘’ʻ'](?=[A-ZÀ-Þ]))?"
_TOKEN = re.compile(
    r"Red (?:Cross|Crescent)|(?:[A-Z]\.){2,6}|St\."
    rf"|{_OKINA}\w+(?:['’‘&./–-]\w+){{0,30}}[’'](?=\s)|{_OKINA}\w+(?:['’‘&/–-]\w+)*|[^\w\s]"
)
_LONG: Final = 64  # letters of a word that is not remembered
_LONGEST: Final = 12  # words on either side of a head
_ELIDED = re.compile(r"[dlDL]['’](?=\w)")
_PLURAL = re.compile(
    r"\b([Mm]inistries|[Mm]inist[eè]res|[Mm]inisterios|[Mm]unicipalidades|[Aa]yuntamientos|[Aa]lcaldías|[Mm]airies|[Dd]epartments|[Uu]niversit(?:ies|és)|[Gg]overnments|[Ee]mbassies)\s+(of|de)\s+(?:the\s+)?"
)
_SINGULAR: Final = {
    "departments": "Department",
    "embassies": "Embassy",
    "governments": "Government",
    "ministeres": "Ministère",
    "ministerios": "Ministerio",
    "ministries": "Ministry",
    "municipalidades": "Municipalidad",
    "ayuntamientos": "Ayuntamiento",
    "alcaldías": "Alcaldía",
    "mairies": "Mairie",
    "ministères": "Ministère",
    "universities": "University",
    "universités": "Université",
}
_LIST = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: (?:[A-ZÀ-Þ][\w’'-]+|of|for|de la|du|des)){0,5}")
_PARTED = re.compile(r",?\s+(?:and|et|y|as well as)\s+|,\s+")
_ADJECTIVE = re.compile(
    r"[a-zà-ÿ]{3,}(?:iques?|ères?|a(?:l|le|les|ux)|ais(?:e|es)?|iens?|iennes?|oises?|ains?|aines?|eux|euses?|ives?|ifs|aires?|ées?|és|gaches?|ols?|viles?|rieur(?:e|es|s)?|nel(?:le)?s?)"
)
_LOWER_HEADS: Final = frozenset(["ministère", "ministerio", "université", "gouvernement", "universidad", "gobierno", "secretaría"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """A found name. ``sure`` where its build alone says that it names a body; ``name`` where the full name differs from the text."""

    start: int
    end: int
    sure: bool
    name: str | None = None


class _Token(NamedTuple):
    start: int
    end: int
    text: str
    low: str
    capital: bool
    broken: bool  # a true line break, a tab or several blanks stand before it


def find_phrases(text: str, breaks: frozenset[int], stops: Set[int]) -> Iterator[Phrase]:
    """The names in the text, from left to right for each kind of build.

    ``breaks`` are the offsets of the line breaks that only wrap a paragraph; ``stops`` are the spans of names known otherwise (well-known bodies,
    people), into which a list of subjects does not run.
    """
    yield from _plurals(text, stops)
    tokens = _tokens(text, breaks)
    done = -1
    for i, token in enumerate(tokens):
        if i > done and _is_head(token) and not (token.low in words("generic") and token.text.endswith(("’s", "'s"))):
            found = _phrase(tokens, i, stops)
            if found:
                first, last, sure = found
                done = last
                yield Phrase(tokens[first].start, tokens[last].end, sure)


def _tokens(text: str, breaks: frozenset[int]) -> list[_Token]:
    out: list[_Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        start, word = match.start(), match[0]
        broken = start > end and not (start == end + 1 and text[end] == " ") and _broken(text[end:start], end, breaks)
        end = match.end()
        low, capital = _low(word) if len(word) < _LONG else _low.__wrapped__(word)
        out.append(_Token(start, end, word, low, capital, broken))
    return out


def _broken(gap: str, at: int, breaks: frozenset[int]) -> bool:
    """Whether the blanks at an offset hold a true line break, a tab or several blanks."""
    return "\t" in gap or "   " in gap or any(c == "\n" and at + i not in breaks for i, c in enumerate(gap))


@lru_cache(maxsize=16384)
def _low(word: str) -> tuple[str, bool]:
    """The word in lower case without an elided article and possessive ending, and whether it is capitalised and no code."""
    core = word[2:] if _ELIDED.match(word) else word.lstrip("‘'’ʻ") or word
    low = (re.sub(r"[’']s?$", "", core) if "’" in core or "'" in core else core).lower()
    return low, core[0].isupper() and not (word.isupper() and any(c.isdigit() for c in word))


def _is_head(token: _Token) -> bool:
    return (token.capital and token.low in words("heads")) or token.text in _LOWER_HEADS


def _near(tokens: Sequence[_Token], i: int) -> bool:
    """Whether the token is a capitalised word that follows the one before without a break."""
    return 0 < i < len(tokens) and tokens[i].capital and not tokens[i].broken


def _phrase(tokens: Sequence[_Token], head: int, starts: Set[int]) -> tuple[int, int, bool] | None:
    """First and last token of the name round the head, and whether it is sure."""
    first = _leftmost(tokens, head, starts)
    last = head
    while last < head + _LONGEST and _near(tokens, last + 1) and _is_head(tokens[last + 1]):
        last += 1
    low = tokens[last].low
    if low in words("romance_heads") and _near(tokens, last + 1) and tokens[last + 1].low not in words("openers"):
        last = _run(tokens, last + 1)
    elif low in words("romance_heads"):
        last = _adjective(tokens, last)
    end = _complement(tokens, last, head, starts)
    if end == last and _near(tokens, last + 1):
        return None  # "University Professor", "Office Manager", "Service Delivery"
    specific = (last > head and low in words("romance_heads")) or any(
        not _general(t) for t in [*tokens[first:head], *tokens[head + 1 : last + 1], *tokens[last + 1 : end + 1]] if t.capital
    )
    if not specific or (not tokens[head].capital and end == head):
        return None
    weak = low in words("weak_heads") and not (
        low in ("unit", "division", "section", "board", "service") and sum(not _general(t) for t in tokens[first:head] if t.capital) > 1
    )
    if low in words("of_heads") and end == last:
        return None
    if end > last:
        complement = [t.low for t in tokens[last + 1 : end + 1] if t.capital]
        weak = low in words("unit_heads") or complement[0] in words("people")
    return first, end, not weak


def _leftmost(tokens: Sequence[_Token], head: int, starts: Set[int]) -> int:
    """First token of the capitalised words in front of the head: past "and" too, where an article opens the whole ("the Civil Registry and
    Migration Department").
    """
    first = head
    while first > max(0, head - _LONGEST) and not tokens[first].broken and tokens[first - 1].capital:
        before = tokens[first - 1]
        if before.low in words("openers") or (before.text[-1] in "’'s" and re.search(r"[’']s?$", before.text) and before.low in words("generic")):
            return first
        first -= 1
    if (
        first > 1
        and not tokens[first].broken
        and tokens[first - 1].low in ("del", "da", "dos", "do")
        and tokens[first - 2].capital
        and tokens[first - 2].low not in words("gatherings") | words("openers")
    ):
        first -= 2
    if first < head and first > 2 and not tokens[first].broken and tokens[first - 1].low in ("and", "&"):
        start = first - 1
        while start > 0 and not tokens[start].broken and tokens[start - 1].capital and first - start < 5:
            start -= 1
        run = tokens[start : first - 1]
        if (
            run
            and start > 0
            and tokens[start - 1].low in ("the", "a", "our", "its", "their", "committed", "new")
            and not any(t.start in starts or _is_head(t) for t in run)
        ):
            return start
    return first


def _general(token: _Token) -> bool:
    return token.low in words("general") or token.low in words("heads")


def _complement(tokens: Sequence[_Token], last: int, first_head: int, starts: Set[int]) -> int:
    """Last token of what follows the head: "of Health and Social Welfare of Lesotho"."""
    head = tokens[last].low if _is_head(tokens[last]) else tokens[first_head].low
    at = last
    placed = head in words("placed_heads")
    while True:
        i = at + 1
        link = []
        places = (
            {"in", "to", "at", "en", "à"}
            if placed and (at == last or head in ("embassy", "consulate", "delegation", "ambassade", "embajada", "mission"))
            else set()
        )
        while (
            i < len(tokens)
            and i - at <= 3
            and not tokens[i].broken
            and not tokens[i].capital
            and (tokens[i].low in words("connectors") or tokens[i].low in places)
        ):
            link.append(tokens[i].low)
            i += 1
        if not link or i >= len(tokens) or not _near(tokens, i) or tokens[i].low in words("openers"):
            return at
        if link[0] in ("on", "against") and head in (
            "hospital",
            "school",
            "university",
            "museum",
            "bank",
            "college",
            "ministry",
            "department",
            "office",
            "bureau",
        ):
            return at
        if at > last and link[0] in ("for", "on", "pour", "para") and head not in ("institute", "centre", "center"):
            return at
        if ((tokens[i].start in starts and at > last) or _is_head(tokens[i])) and head not in words("unit_heads") and tokens[i].low != "union":
            return at
        if at == last and "the" in link and head not in words("unit_heads") and any(map(_strong, tokens[i : _run(tokens, i) + 1])):
            return at
        at = _adjective(tokens, _run(tokens, i)) if link[0] in words("romance_links") else _run(tokens, i)
        at = _listed(tokens, at, head, starts)


def _run(tokens: Sequence[_Token], at: int) -> int:
    """Last of the capitalised words that follow one another from this one."""
    end = at + _LONGEST
    while (
        at < end
        and _near(tokens, at + 1)
        and (not tokens[at].text.endswith(("’s", "'s")) or tokens[at].low == "people")
        and not (tokens[at + 1].text.isupper() and len(tokens[at + 1].text) == 3 and not tokens[at].text.isupper())
    ):
        at += 1
    return at


def _adjective(tokens: Sequence[_Token], at: int) -> int:
    """The token itself, or the last of the small-letter adjectives with which a French name goes on ("Affaires étrangères", "Enseignement primaire
    et secondaire").
    """
    end = at
    for i in range(at + 1, min(at + 4, len(tokens))):
        if tokens[i].broken or not (_ADJECTIVE.fullmatch(tokens[i].text) or (i == end + 1 > at + 1 and tokens[i].text == "et")):
            break
        end = i if tokens[i].text != "et" else end
    return end


def _listed(tokens: Sequence[_Token], at: int, head: str, starts: Set[int]) -> int:
    """Go on through ", B, C and D" where the head takes lists and each part looks like a subject."""
    if head not in words("listing_heads"):
        joint = at + 2 < len(tokens) and tokens[at + 1].low == "and" and any(
            name.startswith(f"{tokens[at].low} and {tokens[at + 2].low}") for name in words("joined"))  # fmt: skip
        return _run(tokens, at + 2) if joint else at
    i, parts = at, 0
    while i + 2 < len(tokens) and parts < 5:
        sign = tokens[i + 1].low
        final = sign in ("and", "&", "et", "y", "e")
        begin = i + 2
        if sign == "," and tokens[begin].low in ("and", "&", "et", "y") and begin + 1 < len(tokens):
            final, begin = True, begin + 1
        if (sign != "," and not final) or tokens[i + 1].broken:
            return at
        while begin + 1 < len(tokens) and not tokens[begin].capital and tokens[begin].low in ("de", "of", "la", "le", "du", "des", "l"):
            begin += 1
        word = tokens[begin]
        if final and word.text in ("EU", "European") and _near(tokens, begin + 1) and tokens[begin + 1].low in words("union_subjects"):
            return begin + 1
        if not _near(tokens, begin) or word.start in starts or _strong(word) or word.low in words("openers") or word.text.isupper():
            return at
        end = _run(tokens, begin)
        if any(_strong(t) or t.start in starts for t in tokens[begin : end + 1]) or tokens[end].text.endswith(("’s", "'s")):
            return at
        end = _adjective(tokens, end) if sign in ("et", "y", ",") else end
        if final:
            return end
        i, parts = end, parts + 1
    return at


def _strong(token: _Token) -> bool:
    return _is_head(token) and token.low not in words("subjects")


def _plurals(text: str, starts: Set[int]) -> Iterator[Phrase]:
    """The bodies of "ministries of Home Affairs, Foreign Affairs and Labour", "of Health of Kenya and Uganda", the plural standing with the first."""
    for match in _PLURAL.finditer(text):
        at, begin = match.end(), match.start()
        singular, shared = _SINGULAR[match[1].lower()], ""
        while (part := _LIST.match(text, at)) and at not in starts:
            end = part.end()
            while text[at:end].endswith((" of", " for", " du", " des", " de la")):
                end = at + text[at:end].rfind(" ")
            named = " ".join(text[at:end].split())
            yield Phrase(begin, end, True, f"{singular} {match[2]} {shared if options(named) else ''}{named}")
            shared = "".join(named.rpartition(" of ")[:2]) or shared
            link = _PARTED.match(text, end)
            if not link:
                break
            at = begin = link.end()
