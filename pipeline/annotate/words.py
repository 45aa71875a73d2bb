"""A text as the span tagger reads it: its words, where its lines truly end, and the features of each word.

Words are runs of word characters, and single other characters. Each carries its case, its place in line and sentence, the look of its line, and
whether a space stands before it. A line break is a word of its own, unless the page is hard-wrapped at that place (:func:`soft_breaks`), where it
counts as a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

BREAK: Final = "\n"
MAX_CHARS: Final = 48
"""Characters of a word that are looked at."""

Bounds = tuple[int, int]
Integers = NDArray[np.int64]

WORD: Final = re.compile(r"\w+|[^\w\s]|\n")
_SHORT_END = re.compile(r" [^\W\d_A-Z]{1,3}$")
CASES: Final = ("lower", "title", "upper", "letter", "mixed", "number", "year", "code", "break", "other", *".,:;!?()[]-–—/\\@&'’‘\"“”«»•*|#%+_")
_CASE_IDS: Final = {name: i for i, name in enumerate(CASES)}
_PLACES: Final = ("line", "second", "sentence", "inside")
_LENGTHS: Final = (3, 8, 16)  # words of a line, upper bounds of its length classes
_OFFSETS: Final = tuple(int(n) for n in np.cumsum([0, len(CASES), len(_PLACES), 2 * (len(_LENGTHS) + 1), 3]))
LINE_END: Final = (_CASE_IDS["break"], _OFFSETS[1], _OFFSETS[2], _OFFSETS[3], _OFFSETS[4])
"""The features of a line break."""
FEATURES: Final = _OFFSETS[-1] + 2
"""Number of distinct feature values; every word has one value of each of the five kinds."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text; ``spaced`` says whether white space stands before the word. A true line break is the word ``"\\n"``."""

    words: tuple[str, ...]
    bounds: tuple[Bounds, ...]
    spaced: tuple[bool, ...]


def soft_breaks(text: str) -> frozenset[int]:
    """Offsets of the line breaks that only wrap a paragraph.

    A line of 40 to 120 characters is surely wrapped where it ends in mid-sentence before a small letter or with a short word in small letters
    ("of", "the"). Where a page has three of them, the upper quartile of their lengths is its width, and a break is soft too where the next line's
    first word had no room left. Wrong for lists of equally long items on such a page.
    """
    lines = text.split("\n")
    sure = [
        40 <= len(a) <= 120 and bool(b) and (_SHORT_END.search(a) is not None or (a[-1] not in ".:;!?" and b[0].islower()))
        for a, b in pairwise(lines)
    ]
    if sum(sure) < 3:
        return frozenset()
    lengths = sorted(len(line) for line, wrapped in zip(lines, sure, strict=False) if wrapped)
    width = lengths[3 * len(lengths) // 4]
    out, at = [], 0
    for (line, following), wrapped in zip(pairwise(lines), sure, strict=True):
        at += len(line)
        first = following.split(" ", 1)[0]
        full = len(line) <= width + 12 and len(line) + 1 + len(first) > width
        if wrapped or (first and first[0] not in "•*-–—|#" and full):
            out.append(at)
        at += 1
    return frozenset(out)


def split_words(text: str) -> Words:
    """The words of the text in order, with their bounds; several line breaks in a row are one."""
    soft = soft_breaks(text)
    words: list[str] = []
    bounds: list[Bounds] = []
    spaced: list[bool] = []
    end = 0
    for match in WORD.finditer(text):
        word, span = match[0], match.span()
        if word == BREAK and (span[0] in soft or not words or words[-1] == BREAK):
            continue
        words.append(word)
        bounds.append(span)
        spaced.append(span[0] > end)
        end = span[1]
    return Words(tuple(words), tuple(bounds), tuple(spaced))


@lru_cache(maxsize=10_000)
def case(word: str) -> str:
    """The class of the word's spelling: one of the first ten of the module's list, or the punctuation mark itself."""
    if word in _CASE_IDS and len(word) == 1:
        return word
    if word == BREAK:
        return "break"
    if not word[0].isalnum() and len(word) == 1:
        return "other"
    if word.isdecimal():
        return "year" if len(word) == 4 and word[:2] in ("19", "20") else "number"
    if any(c.isdecimal() for c in word[:MAX_CHARS]):
        return "code"
    if word.isupper():
        return "letter" if len(word) == 1 else "upper"
    if word.islower():
        return "lower"
    return "title" if word[0].isupper() and word[1:].islower() else "mixed" if word[0].isalpha() else "other"


def features(words: Sequence[str], spaced: Sequence[bool]) -> Integers:
    """One row of five feature numbers a word."""
    cases = [case(word) for word in words]
    out: list[tuple[int, int, int, int, int]] = []
    start = 0
    for end in [*(i for i, word in enumerate(words) if word == BREAK), len(words)]:
        out += _line_features(words, cases, spaced, start, end)
        if end < len(words):
            out.append(LINE_END)
        start = end + 1
    return np.array(out, dtype=np.int64).reshape(len(words), 5)


def _line_features(
    words: Sequence[str], cases: Sequence[str], spaced: Sequence[bool], start: int, end: int
) -> Iterator[tuple[int, int, int, int, int]]:
    """The rows of one line."""
    named = [c for c, word in zip(cases[start:end], words[start:end], strict=True) if len(word) > 3]
    size = sum(len(c) > 1 for c in cases[start:end])
    closed = end > start and words[end - 1] in (".", "!", "?")
    length = sum(size > bound for bound in _LENGTHS) + (len(_LENGTHS) + 1) * closed
    capitals = sum(c == "upper" for c in named)
    titled = sum(c in ("title", "upper", "mixed") for c in named)
    look = 2 if capitals > 0.7 * len(named) else 1 if titled > 0.7 * len(named) else 0
    fresh = False
    for i in range(start, end):
        place = 0 if i == start else 2 if fresh else 1 if i == start + 1 else 3
        yield _CASE_IDS[cases[i]], _OFFSETS[1] + place, _OFFSETS[2] + length, _OFFSETS[3] + look, _OFFSETS[4] + spaced[i]
        fresh = words[i] in '.!?:•“«"' or (fresh and len(cases[i]) == 1)
