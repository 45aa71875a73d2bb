"""Forms of organisations' names: keys under which two of them agree, the parts of a ministry's name, acronyms and their long forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from pipeline import resource
from pipeline.annotate.words import soft_breaks
from pipeline.atlas import country_code

_PAIR = re.compile(r"\s?\(\s?(?:[Tt]he |the\sso-called )?[“\"']?([^()\n]{2,90}?)[”\"']?\s?\)")
_ARTICLE = re.compile(r"^(?:the|le|la|les|el|los|las|l|al) ")
_MINISTRY: Final = re.compile(r"\b(ministry|ministere|ministerio|ministries|department|secretaria)\b")


@cache
def words(group: str) -> frozenset[str]:
    """One list of ``org_words.toml``."""
    return frozenset(resource.toml("org_words.toml")[group])


@cache
def kinds() -> dict[str, list[str]]:
    """Kind to the words that tell it, in order."""
    return resource.toml("org_kinds.toml")


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """The name in lower-case words without accents, possessive endings, punctuation and a leading article; empty for a name without letters."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("‘", "'").replace("ʼ", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"'s\b|s'(?=\s)", lambda m: "s" if m[0].startswith("s") else "", plain)
    plain = re.sub(r"[^\w]+", " ", plain).strip()
    return _ARTICLE.sub("", plain)


@cache
def plain(group: str) -> frozenset[str]:
    """The words of a list as keys: without accents."""
    return frozenset(map(key, words(group)))


def headed(phrase: str) -> bool:
    """Whether the phrase holds a head word such as "Council", "Délégation"."""
    return not plain("heads").isdisjoint(key(phrase).split())


def alike(name: str) -> str:
    """A looser key: small words dropped, British and American spellings made one, "UN" spelled out."""
    out = []
    for word in key(name).split():
        if word in words("small"):
            continue
        word = re.sub(r"isation(s?)$", r"ization\1", word)
        word = {
            "programme": "program",
            "centre": "center",
            "labour": "labor",
            "defence": "defense",
            "un": "united nations",
            "eu": "european union",
            "us": "united states",
        }.get(word, word)
        out.append(word)
    return " ".join(out)


def subject(name: str) -> str | None:
    """What a ministry or department is for, as sorted words: "Lesotho’s Health Ministry" gives "health lesotho ministry"; None for other bodies."""
    return " ".join(sorted(alike(name).split())) if _MINISTRY.search(key(name)) else None


def unwrapped(text: str) -> str:
    """The text, as long as before, with spaces for the line breaks that only wrap a paragraph."""
    out = list(text)
    for at in soft_breaks(text):
        out[at] = " "
    return "".join(out)


def bare(name: str) -> str:
    """The name without an article or the possessive of a country or an acronym: "Lesotho’s Ministry of Health" gives "Ministry of Health"."""
    owner = re.match(r"(.{3,40}?)[’']s (?=[A-Z])", name)
    if owner and (country_code(owner[1]) or (owner[1].isupper() and name[owner.end() :].count(" ") > 0)):
        return name[owner.end() :]
    return re.sub(r"^(?:[Tt]he|[Ll]e|[Ll]a|[Ee]l) (?=[A-ZÀ-Þ])", "", name) if not name.startswith("La Strada") else name


def is_acronym(text: str) -> bool:
    """Whether the text looks like an acronym: short, at most two words, at least two capitals and as many as small letters ("MoHS",
    "UN-Habitat" too).
    """
    if not 2 <= len(text) <= 18 or text.count(" ") > 1:
        return False
    upper = sum(c.isupper() for c in text)
    return upper >= 2 and (upper * 2 >= sum(c.isalpha() for c in text) or len(text) <= 8)


def fits(acronym: str, name: str) -> bool:
    """Whether the acronym's letters stand in order in the name, the first at the start of a word and most at starts (after Schwartz and
    Hearst, 2003).
    """
    short = [c for c in key(acronym) if c.isalnum()]
    parts = key(name).split()
    if not short or not parts:
        return False
    initials = "".join(w[0] for w in parts if w not in words("small"))
    if "".join(short) == initials or "".join(short) == "".join(w[0] for w in parts):
        return True
    text = " ".join(parts)
    at = len(text)
    for i, c in enumerate(reversed(short)):
        at = text.rfind(c, 0, at)
        while i == len(short) - 1 and at > 0 and text[at - 1] != " ":
            at = text.rfind(c, 0, at)
        if at < 0:
            return False
    return len(short) >= 2 and len(parts) <= len(short) + 6


def bracketed(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Bracketed remarks as (offset of the bracket's white space, start and end of what is inside, what is inside)."""
    for match in _PAIR.finditer(text):
        yield match.start(), match.start(1), match.end(1), match[1]
