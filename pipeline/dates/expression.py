"""What a calendar expression says, and what the patterns of :mod:`pipeline.dates.grammar` share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.dates.words import Shape, context_words

Size = Literal["day", "month", "year", "quarter", "half", "week", "weekday"]
Pattern = tuple[re.Pattern[str], Callable[[Shape, re.Match[str]], "Iterator[Expression]"]]

YEAR = r"(?:[,.]?o?t?Y|[-/]Y|,?o?t?(?:[lrh]|a{1,2})u|o?t?u[lr]|ot?u(?!\w))?"
"""Pattern of the year of a day or month: "2019", "this year", "del año"."""
WEEKDAY_GLOSS = r"(?:(?:[WV]\.?[->&])?[WV]\.?,?D?,?[oht]?)?"
"""Pattern of the weekday in front of a day."""
ENGLISH = frozenset(("coming", "last", "next", "previous", "same"))
"""English words of letters l and r, which stand before what they qualify; the French and Spanish ones may follow it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A point of the calendar, as far as it is said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """What one span says. ``token`` and ``token_end`` count tokens of the shape, ``start`` and ``end`` characters.

    ``shift`` moves by ``size`` from the page's date, or by years where a part of the year is named ("January last year" is -1). ``number`` is that of
    a quarter or half (-1 the last), or how many weekdays run on from ``weekday``; ``hint`` is -1 where the words themselves say past and 1 where they
    say future, ``back`` says that they refer to the year told last ("of that year"). ``weak`` ones count only as an end of a range.
    """

    token: int
    token_end: int
    start: int
    end: int
    size: Size
    first: Part
    last: Part
    weekday: int | None = None
    number: int = 0
    shift: int | None = None
    hint: int = 0
    back: bool = False
    weak: bool = False


def make(shape: Shape, token: int, token_end: int, size: Size, first: Part, last: Part | None = None) -> Expression:
    """The expression of the tokens ``token`` to ``token_end``; ``last`` is ``first`` where it is not given."""
    return Expression(token, token_end, shape.tokens[token].start, shape.tokens[token_end - 1].end, size, first, last or first)


def with_year(shape: Shape, expression: Expression, start: int, end: int) -> Expression:
    """The expression with what the tokens ``start`` to ``end`` (a match of the year pattern) say."""
    letters = shape.letters[start:end]
    at = letters.find("Y")
    if at >= 0:
        year = shape.tokens[start + at].value
        return replace(expression, first=replace(expression.first, year=year), last=replace(expression.last, year=year))
    if "u" not in letters:
        return expression
    if "a" in letters:
        return replace(expression, back=True)
    return replace(expression, shift=-1 if "l" in letters else 1 if "r" in letters else 0)


def year_end(shape: Shape, start: int, end: int) -> int:
    """Where the year really ends: a count after a comma ("on 24 May, 2000 people") or a year glued on by a spaced dash is none."""
    letters = shape.letters[start:end]
    if "Y" in letters and letters[0] in "-/" and not shape.tight(start - 1, end - 1):
        return start
    if letters.startswith((",", ".")) and "Y" in letters and shape.word(end) in context_words("counted"):
        return start
    return end


def is_time(shape: Shape, token: int) -> bool:
    """Whether the number before ``token`` is an hour ("5 to 8 p.m.", "10:30")."""
    word = shape.word(token)
    return word in ("p", "a", "pm", "am", "h", "hrs", "hours") or (
        word in (":", ".") and shape.letters[token + 1 : token + 2] in ("N", "n") and shape.tight(token - 1, token + 1)
    )


def is_month(shape: Shape, token: int) -> bool:
    """English month names are written with a capital: "may" and "march" are verbs."""
    word = shape.text[shape.tokens[token].start : shape.tokens[token].end]
    return word[0].isupper() or word not in ("may", "march", "mar", "sep", "dec", "jan")


def in_code(shape: Shape, start: int, end: int) -> bool:
    """Whether figures go on without a space on either side: a telephone number, a document symbol."""
    before = start > 1 and shape.letters[start - 1] in "-/.p" and shape.letters[start - 2] in "NnYxKM" and shape.tight(start - 2, start)
    after = shape.letters[end : end + 1] in ("-", "/", ".") and shape.letters[end + 1 : end + 2] in ("N", "n") and shape.tight(end - 1, end + 1)
    return before or after or numbered(shape, start)


def numbered(shape: Shape, token: int) -> bool:
    """Whether the word before the token, on its line, says that the number counts or names something ("Agenda 2030", "Issue 19")."""
    if shape.word(token - 1) not in context_words("numbered"):
        return False
    return "\n" not in shape.text[shape.tokens[token - 1].end : shape.tokens[token].start]
