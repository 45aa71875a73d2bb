"""The titles of the goals, as patterns: those of the United Nations with their variants, and how the full wording of a goal begins."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from pipeline import resource
from pipeline.phrases import longest

# Where a goal's number may stand before its title.
_BEFORE_TITLE = re.compile(r"(?<![\w.,])0?(?:1[0-7]|[1-9])(?=\s?[.:–—|-]?\s?[^\W\d_])")
_APART = r"[\s.:–—\"“«|(-]{0,5}"
# What may part two titles in a row; what makes a title part of a longer name.
_ROW = re.compile(r"[”\"’]?[ \t]{0,2}(?:[,;|/·•&]|\n)?(?:[ \t]{0,2}[•·*–-])?[ \t]{0,2}(?:and )?[“\"‘]?")
_NUMBERED = re.compile(rf"\d{_APART}$")
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w’'-]*|[A-Z]\w+ (?:of|for|on|to)(?: the)?)[ \t]$|[-–/]$")
_NAME_BEHIND = re.compile(r"[ \t][A-Z]|[-–/]\w")
_EVERYDAY = frozenset({"g5", "g13"})
"""Goals whose titles are names of policies and departments too."""


@cache
def titles() -> list[tuple[int, str, str]]:
    """Goal, language, title; the English one that is used first is the official one."""
    return [(int(row["goal"]), row["language"], row["title"]) for row in resource.rows("sdg_titles.csv")]


@cache
def title_of(goal: int) -> re.Pattern[str]:
    """Any title of the goal or the beginning of its wording, with what may stand between its number and it."""
    return re.compile(rf"{_APART}(?:{_any([*_of(goal), *_further(goal, 'wording'), *_further(goal, 'short')])})(?!\w)[\"”»)]?", re.IGNORECASE)


@cache
def millennium() -> re.Pattern[str]:
    """The beginning of a Millennium Development Goal's wording, after its number."""
    return re.compile(rf"{_APART}(?:{_any(_further(0, 'millennium'))})", re.IGNORECASE)


@cache
def any_title() -> re.Pattern[str]:
    """A title without its number, in a group named by the goal; a short name only where an item of a list ends behind it."""
    each = (rf"(?P<g{g}>{_any(_of(g))}|(?:{_any(_further(g, 'short')) or '(?!)'})(?=[ \t]{{0,3}}(?:$|[\n,;|·•])))" for g in range(1, 18))
    return re.compile(rf"[ \t]{{0,2}}[\"“«'‘]?\s?(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)


@cache
def title_and_number() -> re.Pattern[str]:
    """A title with its own number in brackets behind it: "Gender Equality (5)"; the goal in the name of its group."""
    each = (rf"(?P<g{g}>(?:{_any(_of(g))})\s?[(\[]#?0?{g}[)\]])" for g in range(1, 18))
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})", re.IGNORECASE)


def numbered_titles(text: str) -> Iterator[re.Match[str]]:
    """Where the text has a goal's number and title ("16. Peace, Justice and Strong Institutions"), the number in a group named by the goal.

    The slow pattern is tried only where such a number stands before a letter.
    """
    end = 0
    for number in _BEFORE_TITLE.finditer(text):
        if number.start() >= end and (found := _numbered_title().match(text, number.start())):
            yield found
            end = found.end()


@cache
def _numbered_title() -> re.Pattern[str]:
    each = (rf"0?(?P<g{g}>{g})\s?[.:–—|-]?\s?(?:{_any(_of(g))})" for g in range(1, 18))
    return re.compile(rf"(?<![\w.,])(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)


def bare_titles(text: str, *, about: bool) -> Iterator[re.Match[str]]:
    """Titles without numbers that name their goals by their capitals: two or more of them in a row, or one on a page that is about the goals.

    One that is part of a longer name ("Climate Action Fund", "Minister of Quality Education"), or two everyday words, names no goal alone.
    """
    found = [m for m in _capitalised().finditer(text) if not _NUMBERED.search(text, max(m.start() - 8, 0), m.start())]
    rows = [
        m.lastgroup != n.lastgroup and not {m.lastgroup, n.lastgroup} <= _EVERYDAY and _ROW.fullmatch(text, m.end(), n.start()) is not None
        for m, n in pairwise(found)
    ]
    for m, after, before in zip(found, [False, *rows], [*rows, False], strict=False):
        begins = after or not _NAME_BEFORE.search(text, max(m.start() - 40, 0), m.start())
        ends = before or not _NAME_BEHIND.match(text, m.end())
        if begins and ends and (after or before or (about and m.lastgroup not in _EVERYDAY)):
            yield m


@cache
def _capitalised() -> re.Pattern[str]:
    each = (rf"(?P<g{g}>{_any([_capitals(t) for n, language, t in titles() if n == g and language == 'en'])})" for g in range(1, 18))
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(each)})(?![\w’'-])")


def _capitals(title: str) -> str:
    return " ".join(w if w in {"and", "for", "on", "the", "to"} else w.capitalize() for w in title.split())


@cache
def _subjects() -> dict[int, tuple[str, ...]]:
    return {int(row["goal"]): tuple(row["stems"].split()) for row in resource.rows("sdg_subjects.csv")}


def on_subject(gloss: str, goal: int) -> bool:
    """Whether a word of a gloss belongs to the goal's subject."""
    plain = unicodedata.normalize("NFKD", gloss).encode("ascii", "ignore").decode().casefold()
    return any(word.startswith(_subjects()[goal]) for word in re.findall(r"[a-z-]+", plain))


def _of(goal: int) -> list[str]:
    return [title for g, _, title in titles() if g == goal]


def _further(goal: int, use: str) -> list[str]:
    return [row["title"] for row in resource.rows("sdg_openings.csv") if int(row["goal"]) == goal and row["use"] == use]


def _any(names: list[str]) -> str:
    return "|".join(map(_loose, longest(names)))


def _loose(title: str) -> str:
    """The words of a title whatever stands between them; "and" and "&" are one."""
    words = re.findall(r"\w+", title)
    joined = r"[\W_]{1,4}".join("(?:and|&amp;|&)" if w == "and" else re.escape(w) for w in words)
    # "Peace, Justice & Strong Institutions" has one blank on each side of its sign, "well-being" none or one.
    return joined.replace(r"well[\W_]{1,4}being", r"well[\W_]{0,2}being")
