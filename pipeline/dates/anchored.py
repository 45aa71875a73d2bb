"""Days told by what the page says around them: a bare day ("on the 28th"), one of the current month ("22 al 26 del corriente"), a neighbour of the
day told last ("The day before, …", "le lendemain").

They are read from the text itself, not from its shape, since their words mean something else in most other places. What they count from is worked
out in :mod:`pipeline.dates`: the day or month that the text told last, or the page's date.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

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


def _made(shape: Shape, starts: list[int], start: int, end: int, first: int | None, last: int | None) -> Expression | None:
    """The expression whose tokens the offsets span; None where they cut through a token."""
    token, token_end = bisect_left(starts, start), bisect_left(starts, end)
    if token == token_end or starts[token] != start:
        return None
    return make(shape, token, token_end, "day", Part(None, None, first), Part(None, None, last))
