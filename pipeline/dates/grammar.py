"""Calendar expressions of a text, before what they leave open (a year, the page's date) is worked out.

The patterns run over the shape of the text (:mod:`pipeline.dates.words`), surest first: what an earlier one has taken, a later one leaves. Atoms
of one size that are joined by a dash, "to" or "and" then become a range.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.dates.anchored import after_others, of_this_month, under_months
from pipeline.dates.days import DAYS
from pipeline.dates.expression import Expression, Part
from pipeline.dates.parts import PARTS
from pipeline.dates.words import Shape, context_words, tokens_of


def expressions(text: str, *, language: str | None = None) -> tuple[Shape, list[Expression]]:
    """The shape of the text and its calendar expressions in text order, none overlapping another."""
    shape = tokens_of(text, language=language)
    taken = bytearray(len(shape.tokens))
    found: list[Expression] = []

    def take(expression: Expression) -> None:
        taken[expression.token : expression.token_end] = b"\x01" * (expression.token_end - expression.token)
        found.append(expression)

    for expression in of_this_month(shape):
        take(expression)
    for pattern, build in (*DAYS, *PARTS):
        for m in pattern.finditer(shape.letters):
            if not any(taken[m.start() : m.end()]):
                for expression in build(shape, m):
                    take(expression)
    for expression in (*under_months(shape, language), *after_others(shape)):
        if not any(taken[expression.token : expression.token_end]):
            take(expression)
    found.sort(key=lambda e: e.token)
    return shape, [e for e in _joined(shape, found) if not e.weak]


_TO_YEAR = re.compile(r"[->]$|>txo$")
_CONNECTOR = re.compile(r"[.,]?(?:([>&/])[tof]?|(-)t?)")
"""What joins the ends of a range: no dash before "from" or "du", which ends a dateline ("9 October 2015 - From 28 September to 6 October")."""


def _joined(shape: Shape, found: list[Expression]) -> Iterator[Expression]:
    """Neighbours joined by a dash, "to" or "and" as one range; opening hours ("Monday to Friday") fall away."""
    i = 0
    while i < len(found):
        one = found[i]
        two = found[i + 1] if i + 1 < len(found) else None
        between = shape.letters[one.token_end : two.token] if two else ""
        m = _CONNECTOR.fullmatch(between) if two else None
        i += 1
        if two and one.size == "month" and two.size == "year" and one.last.year and one.last.year <= (two.last.year or 0) and _TO_YEAR.match(between):
            i += 1
            yield replace(one, token_end=two.token_end, end=two.end, last=replace(two.last, month=12), weak=False)
            continue
        if not two or not m or one.size != two.size:
            yield one
            continue
        link = m.group(1) or m.group(2)
        if one.size == "weekday":
            if link in "->":
                i += 1
            else:
                yield one
            continue
        pair = _pair(one, two)
        if pair and link == "/" and not _follows(*pair):
            pair = None
        if pair and _makes_range(shape, one, two, link, pair):
            found[i] = replace(
                pair[0],
                token_end=two.token_end,
                end=two.end,
                last=pair[1].last,
                weak=False,
                weekday=one.weekday,
                shift=two.shift if one.shift is None else one.shift,
            )
        elif pair and link == "&":
            yield replace(pair[0], weak=one.weak and two.weak)
            found[i] = pair[1]
        else:
            yield one


def _pair(one: Expression, two: Expression) -> tuple[Expression, Expression] | None:
    """Both with the year that only one of them states; None where they cannot be ends of a range."""
    bare = one.size == "day" and one.first.day and two.first.day and one.weekday is two.weekday is None and one.first.month is two.first.month is None
    if bare and one.shift is two.shift is None:
        return one, two
    if None in (one.first.month, two.first.month) and one.size != "year":
        return None
    a, b = one.first, two.last
    if one.size != "year" and a.year is None and b.year is not None:
        year = b.year - ((a.month or 0) > (two.first.month or 0))
        one = replace(one, first=replace(a, year=year), last=replace(one.last, year=year))
    elif one.size != "year" and a.year is not None and b.year is None and two.shift is None:
        year = a.year + ((two.first.month or 0) < (a.month or 0))
        two = replace(two, first=replace(two.first, year=year), last=replace(b, year=year))
    return one, two


def _makes_range(shape: Shape, one: Expression, two: Expression, link: str, pair: tuple[Expression, Expression]) -> bool:
    if one.weak and two.weak and two.first.year is None:
        return False
    first, last = _key(pair[0].last), _key(pair[1].first)
    same_state = (pair[0].first.year is None) == (pair[1].first.year is None)
    if not same_state or (pair[0].first.year is not None and first >= last):
        return False
    if one.size == "year" and (last[0] - first[0]) > 60:
        return False
    if one.size == "day" and one.first != one.last and two.first != two.last and link != "&":
        return False  # "from 2–3 April to 24–25 September": a meeting that moved
    words = [shape.word(k) for k in range(max(one.token - 6, 0), one.token)]
    if link == ">" and any(w in context_words("moved") for w in words):
        return False
    if link != "&" or "b" in shape.letters[max(one.token - 2, 0) : one.token]:
        return True
    return _follows(pair[0], pair[1])


def _key(part: Part) -> tuple[int, int, int]:
    return part.year or 0, part.month or 0, part.day or 0


def _follows(one: Expression, two: Expression) -> bool:
    """Whether the second begins right after the first: "2017 and 2018", "30 November and 1 December"."""
    a, b = one.last, two.first
    if one.size == "year":
        return (b.year or 0) == (a.year or 0) + 1
    months = ((b.year or 0) - (a.year or 0)) * 12 + (b.month or 0) - (a.month or 0)
    if one.size == "month":
        return months in (1, -11)
    return months in (1, -11) and b.day == 1 and (a.day or 0) >= 28
