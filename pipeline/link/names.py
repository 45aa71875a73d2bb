"""Names of events and initiatives as the words that tell them apart, and how alike two names are.

A name is folded (case, accents), put into English where ``resources/match_words.toml`` knows the word, and parted into specific words, generic words
("regional workshop", "programme"), its number in a row of editions ("third", "27th", "phase II") and its years. Acronyms that the page explains are
written out, so that a name in short and the name in full have the same words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline import resource

GENERIC = 0.3
"""Weight of a generic word beside a specific one's 1."""
COGNATE = 5
"""Letters that two words of different languages must begin with alike to be taken for one word."""

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+){0,6}")
_ROMAN = re.compile(r"(?=[IVX]{1,5}$)X{0,3}(?:IX|IV|V?I{0,3})$")
_NUMBER = re.compile(r"(\d{1,3})(?:st|nd|rd|th|e|er|ere|eme|o|a|\.?º|\.?ª)?$")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:\s?[-–—/]\s?((?:19|20)\d\d|\d\d))?(?!\d)")
_ABOUT = re.compile(r"[(\[][^()\[\]]{0,80}[)\]]?")
_ORDINALS = [
    "first premier premiere primer primera primero inaugural i",
    "second deuxieme seconde segundo segunda ii",
    "third troisieme tercer tercera tercero iii",
    "fourth quatrieme cuarto cuarta iv",
    "fifth cinquieme quinto quinta v",
    "sixth sixieme sexto sexta vi",
    "seventh septieme septimo septima vii",
    "eighth huitieme octavo octava viii",
    "ninth neuvieme noveno novena ix",
    "tenth dixieme decimo decima",
    "eleventh onzieme undecimo",
    "twelfth douzieme duodecimo",
    "thirteenth treizieme",
    "fourteenth quatorzieme",
    "fifteenth quinzieme",
    "sixteenth seizieme",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth vingtieme vigesimo",
]
_BY_WORD = {word: n + 1 for n, line in enumerate(_ORDINALS) for word in line.split() if len(word) > 3}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of ``resources/match_words.toml``."""

    stop: frozenset[str]
    generic: frozenset[str]
    one_each: frozenset[str]
    everywhere: frozenset[str]
    same: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Name:
    """``words`` are the specific and generic ones. ``proper`` where it is written as a name: most of its specific words are capitalised.

    ``one_each`` and ``everywhere`` say that the name has a word of the lists so called. ``key`` has the words in order, with edition and years: it is
    equal for names that are equal but for case, articles and spelling. ``weight`` is the sum over the words.
    """

    words: frozenset[str]
    specific: frozenset[str]
    edition: int | None
    years: frozenset[int]
    proper: bool
    one_each: bool
    everywhere: bool
    key: str
    weight: float


@cache
def words() -> Words:
    table = resource.toml("match_words.toml")
    stop, generic, one_each, everywhere = (frozenset(table[name]) for name in ("stop", "generic", "one_each", "everywhere"))
    return Words(stop, generic, one_each, everywhere, table["same"])


def fold(text: str) -> str:
    """Lower case without accents; letters of scripts without an ASCII form stay."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@lru_cache(maxsize=16384)
def canonical(word: str) -> str:
    """The folded word in the singular, in English where it is known; empty where it says nothing."""
    lists = words()
    plain = fold(word.replace("’", "'")).replace(".", "")
    plain = re.sub(r"'s?$", "", plain)
    plain = re.sub(r"^[dlj]'|^qu'", "", plain)
    if plain in lists.stop:
        return ""
    for form in (plain, _singular(plain), plain.removesuffix("es")):
        if form in lists.same:
            return lists.same[form]
    return "" if _singular(plain) in lists.stop else _singular(plain)


def _edition(word: str) -> int | None:
    """The number that a word counts with: "third", "27th", "twenty-first", "3.ª", "XII"."""
    plain = fold(word)
    if plain in _BY_WORD:
        return _BY_WORD[plain]
    tens, _, ones = plain.partition("-")
    if tens in _TENS and ones in _BY_WORD and _BY_WORD[ones] < 10:
        return _TENS[tens] + _BY_WORD[ones]
    if len(word) > 1 and _ROMAN.match(word):
        return sum(
            {"I": 1, "V": 5, "X": 10}[c] * (-1 if word[i + 1 :] and "IVX".find(c) < "IVX".find(word[i + 1]) else 1) for i, c in enumerate(word)
        )
    found = _NUMBER.match(word.casefold()) or _NUMBER.match(plain)
    return int(found[1]) if found and len(found[0]) > len(found[1]) else None


@lru_cache(maxsize=4096)
def parse(name: str, acronyms: tuple[tuple[str, str], ...] = ()) -> Name:
    """The parts of a name; ``acronyms`` are those that the page explains, with what they stand for."""
    lists = words()
    years = [(int(a), b) for a, b in _YEARS.findall(name)]
    spans = {y for a, b in years for y in (a, int(b) if len(b) == 4 else a // 100 * 100 + int(b) if b else a)}
    plain = _ABOUT.sub(" ", _YEARS.sub(" ", name)).strip() or name
    full = dict(acronyms)
    edition: int | None = None
    found: dict[str, bool] = {}
    row = _WORD.findall(plain)
    for before, word, after in zip(["", *row], row, [*row[1:], ""], strict=False):
        number = _edition(word)
        if word.isdecimal() and before[:1].isupper():
            number = int(word)
        if number is not None:
            of_phase = "phase" in (fold(before), fold(after))  # phases of a project are one project
            edition = number if edition is None and not of_phase else edition
        if number is not None or word.isdigit():
            continue
        parts = [word] if word.casefold() in lists.stop else [] if word[0].isdigit() and "-" in word else [p for p in word.split("-") if p]
        for part in _WORD.findall(full.get(word, "")) or parts:
            if plain_word := canonical(part):
                found[plain_word] = found.get(plain_word, False) or part[:1].isupper() or word in full
    specific = [w for w in found if w not in lists.generic]
    proper = sum(found[w] for w in specific) * 2 > len(specific) if specific else False
    each, everywhere = (not signs.isdisjoint(found) for signs in (lists.one_each, lists.everywhere))
    key = " ".join([*sorted(found), f"#{edition or ''}", *map(str, sorted(spans))])
    return Name(frozenset(found), frozenset(specific), edition, frozenset(spans), proper, each, everywhere, key, _weight(found))


@dataclass(frozen=True, slots=True)
class Likeness:
    """``dice`` and ``contained`` (share of the lighter name that is in the other), 0 to 1; ``apart``: both names have specific words of their own."""

    dice: float
    contained: float
    apart: bool
    specific: float


def alike(a: Name, b: Name) -> Likeness:
    """How alike two names are. Words that are left over on both sides are paired where they begin alike ("glaciares", "glacier")."""
    if not a.words or not b.words:
        return Likeness(0.0, 0.0, False, 0.0)
    common = a.words & b.words
    left, right = sorted(a.words - common), sorted(b.words - common)
    pairs = 0
    for word in [w for w in left if len(w) >= COGNATE and w in a.specific] if right else ():
        twin = next((w for w in right if word[:COGNATE] == w[:COGNATE] and w in b.specific), None)
        if twin:
            pairs += 1
            right.remove(twin)
            left = [w for w in left if w != word]
    shared = _weight(common) + pairs
    apart = not a.specific.isdisjoint(left) and not b.specific.isdisjoint(right)
    return Likeness(2 * shared / (a.weight + b.weight), shared / min(a.weight, b.weight), apart, pairs + len(common & a.specific))


def _weight(found: Collection[str]) -> float:
    few = len(words().generic.intersection(found))
    return len(found) - few + GENERIC * few
