"""Days told by what the page says around them: a bare day ("on the 28th"), one of the current month ("22 al 26 del corriente"), a neighbour of the
day told last ("The day before, …", "le lendemain"), the rows of a calendar under the name of their month ("OCTOBRE", then "10-14 | Selma | …").

They are read from the text itself, not from its shape, since their words mean something else in most other places. What they count from is worked
out in :mod:`pipeline.dates`: the day or month that the text told last, or the page's date.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from pipeline.dates.expression import Expression, Part, make
from pipeline.dates.words import Shape

_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|\w{3,6}day) )?"
_THIS_MONTH = re.compile(
    rf"(?<![\w/.,-]){_WEEKDAY}(?P<a>[0-3]?\d)(?:(?:\s?[-–]\s?| (?:au|al|a|to|et|y|and) (?:el |le )?{_WEEKDAY})(?P<b>[0-3]?\d))? "
    r"(?:of this month|del corriente(?: mes)?|del (?:presente )?mes en curso|del presente mes|de este mes|de ce mois|du mois(?: en cours| courant)?"
    r"|du courant)\b",
    re.IGNORECASE,
)
_END = r"(?=[,;:!?)]|\.(?!\d)|\s*\n|\s*$| (?:au (?:soir|matin)|por la (?:tarde|noche|mañana))\b)"
_BARE = re.compile(
    r"(?:\b(?:on|from|until|till|by|to|before) (?=the \d)|\b(?:le|el|día) (?=\d)|\b(?:los )?días (?=\d))"
    rf"(?:(?P<en>the (?P<n>[0-3]?\d)(?:st|nd|rd|th))(?:{_END}|(?= (?:the|an?|at|in|by|with|to|it|he|she|they|we|there|its?|his|her|hosted|one"
    r"|and(?! last| the))\b(?! \d)))"
    rf"|(?P<a>[0-3]?\d|1er)(?: y (?P<b>[0-3]?\d))?(?:{_END}|(?<=\bdía \d\d)(?= (?:a|con|en)\b)))",
    re.IGNORECASE,
)
_NEIGHBOUR = re.compile(
    r"\b(?:(?P<before>the day before|the previous day|la veille|la víspera|el día (?:antes|anterior)"
    r"|(?:un día|one day|a day) (?:antes|before|earlier))"
    r"|(?P<after>the day after|the (?:next|following) day|le lendemain|(?:al|el) día siguiente|(?:un día|one day|a day) (?:después|later)))"
    r"(?=[,;:)]|\.(?:\s|$)|\s*$)",
    re.IGNORECASE,
)
_LATER = re.compile(r"\b(?:a|one|un) (?:month|mois|mes) (?:later|plus tard|después|más tarde)\b", re.IGNORECASE)
_ROW = re.compile(
    r"^[ \t•▪*]{0,4}(?:(?:du|del|from) )?(?P<a>[0-3]?\d|1er)(?:(?:\s?[-–/]\s?| (?:al?|au|y|et|to|and) )(?P<b>[0-3]?\d))?(?=[ \t]*(?:\||[:–—] |\t|$))",
    re.IGNORECASE | re.MULTILINE,
)


def of_this_month(shape: Shape) -> Iterator[Expression]:
    """Days of the month of the page's date; surer than any other reading of their figures."""
    starts = [t.start for t in shape.tokens]
    for m in _THIS_MONTH.finditer(shape.text):
        first, last = int(m["a"]), int(m["b"] or m["a"])
        found = _made(shape, starts, m.start(), m.end(), first, last) if 0 < first <= last < 32 else None
        if found:
            yield replace(found, shift=0)


def after_others(shape: Shape) -> Iterator[Expression]:
    """Bare days and neighbours of the day told last; they give way to every other reading."""
    starts = [t.start for t in shape.tokens]
    for m in _BARE.finditer(shape.text):
        first = int((m["n"] or m["a"]).removesuffix("er"))
        last = int(m["b"] or first)
        found = _made(shape, starts, m.start("en" if m["en"] else "a"), m.end(), first, last) if 0 < first <= last < 32 else None
        if found:
            yield found
    for m in _NEIGHBOUR.finditer(shape.text):
        found = _made(shape, starts, m.start(), m.end(), None, None)
        if found:
            yield replace(found, back=True, shift=-1 if m["before"] else 1)
    for m in _LATER.finditer(shape.text):
        found = _made(shape, starts, m.start(), m.end(), None, None)
        if found:
            yield replace(found, size="month", back=True, shift=1)


def under_months(shape: Shape, found: Sequence[Expression]) -> Iterator[Expression]:
    """The days that open the rows of a calendar, of the month that stands alone on a line above them; two rows or more."""
    text = shape.text
    alone = [e for e in found if e.size == "month" and e.first == e.last and not e.weak and _line(text, e).strip(" \t:*#") == text[e.start : e.end]]
    starts, rows = [t.start for t in shape.tokens], []
    for e, below in zip_longest(alone, alone[1:]):
        for m in _ROW.finditer(text, e.end, below.start if below else len(text)):
            first = int(m["a"].removesuffix("er"))
            last = int(m["b"] or first)
            row = _made(shape, starts, m.start("a"), m.end(), first, last) if 0 < first <= last < 32 else None
            rows += [replace(row, first=replace(e.first, day=first), last=replace(e.first, day=last))] if row else []
    return iter(rows if len(rows) > 1 else [])


def _line(text: str, e: Expression) -> str:
    end = text.find("\n", e.end)
    return text[text.rfind("\n", 0, e.start) + 1 : end if end >= 0 else len(text)]


def _made(shape: Shape, starts: list[int], start: int, end: int, first: int | None, last: int | None) -> Expression | None:
    """The expression whose tokens the offsets span; None where they cut through a token."""
    token, token_end = bisect_left(starts, start), bisect_left(starts, end)
    if token == token_end or starts[token] != start:
        return None
    return make(shape, token, token_end, "day", Part(None, None, first), Part(None, None, last))
