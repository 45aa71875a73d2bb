"""Exact search for many strings at once, on word boundaries, with offsets of the text as given.

Entries and text are compared case by case after a light folding that both undergo: curly, modifier and straight apostrophes are one, as are
the Unicode hyphens and ``-``; a run of blanks with at most one newline among them is one space (scraped lines break anywhere), while a blank
line never lies inside a match. Letters with and without accents stay different: give both forms as entries where both are wanted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

import ahocorasick

T = TypeVar("T")

_ALIKE = str.maketrans(
    dict.fromkeys("‘’ʼʻ´`′＇", "'") | dict.fromkeys("‐‑", "-") | dict.fromkeys("\t\r\x0b\x0c\xa0\u2002\u2003\u2007\u2009\u202f", " ")
)
_BLANKS = re.compile(r"[ \n]*\n[ \n]*|  +")
_SHORT = 80
"""Characters of a text that is folded again and again, as a name is."""


class Matcher(Generic[T]):
    """An index of surfaces, each with a value; built once, then read only.

    ``entries`` are pairs (surface, value); of two entries with the same surface the first stays, and empty surfaces are passed over.
    With ``capitals`` a surface is also found where it is written wholly in capitals ("SOUTH AFRICA" for "South Africa"), unless it is shorter
    than four characters or the capitals are an entry of their own.
    """

    def __init__(self, entries: Iterable[tuple[str, T]], *, capitals: bool = False) -> None:
        values: dict[str, T] = {}
        for surface, value in entries:
            key, _ = fold(surface)
            if key.strip():
                values.setdefault(key.strip(), value)
        if capitals:
            for key in [k for k in values if len(k) > 3]:
                values.setdefault(key.upper(), values[key])
        self._values = values
        self._automaton = ahocorasick.Automaton()
        for key in values:
            self._automaton.add_word(key, key)
        self._automaton.make_automaton()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, surface: str) -> T | None:
        """Value of exactly this surface, after folding; None where it is no entry."""
        return self._values.get(fold(surface)[0].strip())

    def find(self, text: str) -> Iterator[tuple[int, int, T]]:
        """(start, end, value) of the matches from left to right, none overlapping: the earlier stays, of two with one start the longer."""
        if not self._values:
            return
        folded, offsets = fold(text)
        hits: dict[int, int] = {}
        for last, key in self._automaton.iter(folded):
            start, end = last - len(key) + 1, last + 1
            if end > hits.get(start, 0) and not _inside_word(folded, start) and not _inside_word(folded, end):
                hits[start] = end
        done = 0
        for start in sorted(hits):
            end = hits[start]
            if start >= done:
                done = end
                value = self._values[folded[start:end]]
                yield (start, end, value) if offsets is None else (offsets[start], offsets[end - 1] + 1, value)


def fold(text: str) -> tuple[str, tuple[int, ...] | None]:
    """The text as the search sees it, and for each of its characters the offset in ``text``; None for the offsets where they are unchanged.

    A run of blanks becomes one space, or one newline where it holds two newlines or more.
    """
    if len(text) < _SHORT:
        return (text, None) if text.isascii() and text.isalnum() else _folded_short(text)
    return _folded_long(text)


def _folded(text: str) -> tuple[str, tuple[int, ...] | None]:
    plain = text.translate(_ALIKE)
    if "  " not in plain and "\n" not in plain:
        return plain, None
    out: list[str] = []
    offsets: list[int] = []
    at = 0
    for run in _BLANKS.finditer(plain):
        out += (plain[at : run.start()], "\n" if run.group().count("\n") > 1 else " ")
        offsets += range(at, run.start() + 1)
        at = run.end()
    out.append(plain[at:])
    offsets += range(at, len(plain))
    return "".join(out), tuple(offsets)


_folded_long = lru_cache(maxsize=8)(_folded)
_folded_short = lru_cache(maxsize=8192)(_folded)


def _inside_word(text: str, at: int) -> bool:
    """Whether the characters on both sides of the offset belong to one word."""
    return 0 < at < len(text) and _is_letter(text[at - 1]) and _is_letter(text[at])


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.category(char) == "Mn"
