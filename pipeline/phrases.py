"""Where the phrases of long lists stand in a text, without trying a long pattern at every word.

A pattern of a hundred phrases without regard to case costs a try of each of them wherever a word begins. Few words begin as any of them does: the
words of a text are taken apart once, and :func:`listed` tries the pattern only at those with which a phrase can begin.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

THE: Final = r"(?:(?:the|l[ae]s?|el|los)\s|l['’])?"
"""An article that may stand in front of a name; where it may open a sentence, "(?i:…)" stands round it."""
_RUN = re.compile(r"\w+")
_LETTERS = 3
"""Letters of a word's beginning that are compared."""
_ALIKE = str.maketrans("İıſ", "iis")
"""Letters that a pattern without regard to case takes for others, beside their own small letters."""
_GROUP = re.compile(r"\((?:\?:|\?P<\w+>|\?[=!]|\?<[=!])?")
_ENDING = re.compile(r"(?:\(\?![^()]*\))?\[a-z\]\{\d+,\}(?P<end>[a-z]) ")
"""An expression that begins with any word of one ending: "[a-z]{4,}s from"."""
_REPEAT = re.compile(r"(?:[?*+]|\{\d*,?\d*\})\??")


def longest(words: Iterable[str]) -> list[str]:
    """The words, the longest first, as alternatives of a pattern stand of which one may begin another."""
    return sorted(words, key=lambda word: (-len(word), word))


def either(words: Iterable[str]) -> str:
    """The words as alternatives of a pattern, without brackets round them."""
    return "|".join(map(re.escape, longest(words)))


@dataclass(frozen=True, slots=True, eq=False)
class Openings:
    """How phrases begin, in lower case: with which ``words``, and those with which words behind these (``pairs``; a word of its own where a phrase
    is one word); or with which first letters of a word (``stems``, at most :data:`_LETTERS`; a shorter one is a whole word) or any word with one of
    the last letters ``ends``."""

    words: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()


def openings(phrases: Iterable[str]) -> Openings:
    """How phrases begin that are written as they stand; every one must begin with a letter or digit."""
    runs = [_RUN.findall(_low(phrase)) for phrase in phrases]
    return Openings(words=frozenset(run[0] for run in runs), pairs=frozenset(" ".join(run[:2]) for run in runs))


def stems(expressions: Iterable[str]) -> Openings | None:
    """How phrases begin that are regular expressions; None where one may begin with any letter or with none.

    Read are letters, sets of letters, groups, alternatives and repeats; what follows anything else counts as unknown.
    """
    found: set[str] = set()
    ends: set[str] = set()
    for expression in expressions:
        if ending := _ENDING.match(expression):
            ends.add(ending["end"])
            continue
        heads, _ = _either(expression, 0)
        if any(not head or (cut == "any" and len(head) < _LETTERS) for head, cut in heads):
            return None
        found |= {head for head, _ in heads}
    return Openings(stems=frozenset(found), ends=frozenset(ends))


def listed(pattern: re.Pattern[str], opens: Openings | None, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer`` gives, several times faster, for a pattern that matches from the beginning of a word and begins as ``opens`` says.

    Where that is None, or the end cuts a word in two, the text is read as a whole.
    """
    end = len(text) if end is None else end
    if opens is None or (0 < end < len(text) and in_word(text[end - 1]) and in_word(text[end])):
        yield from pattern.finditer(text, start, end)
        return
    spots = _spots(text, opens)
    for at in spots[bisect_left(spots, start) : bisect_left(spots, end)]:
        if at >= start and (found := pattern.match(text, at, end)):
            yield found
            start = max(found.end(), at + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """A pattern and how it begins."""

    pattern: re.Pattern[str]
    opens: Openings | None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """As :func:`listed`."""
        return listed(self.pattern, self.opens, text, start, end)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first of them."""
        return next(self.finditer(text, start, end), None)


def in_word(character: str) -> bool:
    """Whether a character is one of a word."""
    return character.isalnum() or character == "_"


def _low(text: str) -> str:
    """Small letters, one for one."""
    return text.lower() if text.isascii() else text.translate(_ALIKE).lower()


@lru_cache(maxsize=2)
def _words(text: str) -> list[tuple[int, str, str]]:
    """Where the words begin, the words in small letters, and their first letters."""
    return [(run.start(), word := run[0], word[:_LETTERS]) for run in _RUN.finditer(_low(text))]


@lru_cache(maxsize=64)
def _spots(text: str, opens: Openings) -> list[int]:
    """Where the text has a word with which a phrase can begin."""
    if opens.words:
        words = _words(text)
        following = [word for _, word, _ in words[1:]] + [""]
        pairs = opens.pairs
        return [
            at for (at, word, _), more in zip(words, following, strict=False) if word in opens.words and (word in pairs or f"{word} {more}" in pairs)
        ]
    if opens.ends:
        return [start for start, word, first in _words(text) if first in opens.stems or word[-1] in opens.ends]
    return [start for start, _, first in _words(text) if first in opens.stems]


_Heads = set[tuple[str, str]]
"""Beginnings, each with what follows: "" where the expression ends with it, "mark" where the word does, "any" where that is not known."""


def _either(expression: str, at: int) -> tuple[_Heads, int]:
    """How the alternatives begin that stand from the offset up to a closing bracket or the end, and where that is."""
    heads: _Heads = set()
    while True:
        found, at = _sequence(expression, at)
        heads |= found
        if at >= len(expression) or expression[at] == ")":
            return heads, at
        at += 1


def _sequence(expression: str, at: int) -> tuple[_Heads, int]:
    heads: _Heads = {("", "")}
    while at < len(expression) and expression[at] not in "|)":
        atom, at = _atom(expression, at)
        repeat = _REPEAT.match(expression, at)
        if repeat:
            at = repeat.end()
            atom = {(head, cut if repeat[0][0] == "?" else cut or "any") for head, cut in atom}
            if repeat[0][0] in "?*" or repeat[0].startswith(("{0", "{,")):
                atom.add(("", ""))
        heads = {h for h in heads if h[1]} | {_joined(head, more) for head, cut in heads if not cut for more in atom}
    return heads, at


def _joined(head: str, more: tuple[str, str]) -> tuple[str, str]:
    whole, cut = head + more[0], more[1]
    return (whole[:_LETTERS], "mark") if len(whole) >= _LETTERS else (whole, cut)


def _atom(expression: str, at: int) -> tuple[_Heads, int]:
    sign = expression[at]
    if group := _GROUP.match(expression, at):
        inside, at = _either(expression, group.end())
        return ({("", "")} if group[0][-1:] in "=!" else inside), at + 1
    if sign == "[":
        close = expression.index("]", at + 2)
        letters = expression[at + 1 : close]
        unknown = {("", "any" if any(map(in_word, letters)) else "mark")}
        return ({(c, "") for c in _low(letters)} if letters.isalpha() else unknown), close + 1
    if sign == "\\":
        return {("", "mark" if expression[at + 1] in " sb.-" else "any")}, at + 2
    if in_word(sign):
        return {(_low(sign), "")}, at + 1
    return {("", "any" if sign == "." else "mark")}, at + 1


class Kinds(dict[str, str]):
    """The kinds by head, where a letter that a pattern takes for "i" whatever its case counts as one ("sıtting", "TRAİNİNG").

    Raises KeyError for other words.
    """

    def __missing__(self, head: str) -> str:
        plain = head.replace("\u0307", "").translate(_ALIKE)  # the small form of "İ" is left with its dot
        if plain == head:
            raise KeyError(head)
        return self[plain]
