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
from pipeline.dates.words import Shape, vocabulary

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
_COUNTED = {w: i + 2 for i, words in enumerate(("two deux dos", "three trois tres", "four quatre cuatro", "five cinq cinco")) for w in words.split()}
_NEIGHBOUR = re.compile(
    r"\b(?:(?P<before>the day before|the previous day|la veille(?: et l[’']avant-veille)?|la víspera|el día (?:antes|anterior)"
    r"|(?P<back>un día|one day|a day|un jour|{n} (?:days|jours|días)) (?:antes|before|earlier|plus tôt|auparavant))"
    r"|(?P<after>the day after|the (?:next|following) day|le lendemain|(?:al|el) día siguiente"
    r"|(?P<on>un día|one day|a day|un jour|{n} (?:days|jours|días)) (?:después|later|más tarde|plus tard)))"
    r"(?! (?:d|de|del|des?|du|of|que|qu|y|et|and|when|that)\b)".replace("{n}", f"(?:{'|'.join(_COUNTED)})"),
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(r"[\s#*•▪–:-]{0,6}(?P<month>[^\W\d_]{3,10})(?:,? (?:de |del )?(?P<year>(?:19|20)\d\d))?[\s#*:–-]{0,6}")
_OPENING_DAY = re.compile(
    rf"[\s*•▪–-]{{0,4}}(?:{_WEEKDAY})?(?P<a>[0-3]?\d)(?:er|º|°|st|nd|rd|th)?(?:\s?(?:-|–|al?|au|to|et|y|and|&)\s?(?P<b>[0-3]?\d)(?:st|nd|rd|th)?)?(?=\s*$|\s?(?:[|\t]|:(?!\d))|\s[–—-]\s)",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"[,;:)]|\.(?:\s|$)|\s*$")
_LATER = re.compile(r"\b(?:a|one|un) (?:month|mois|mes) (?:later|plus tard|después|más tarde)\b(?!,? (?:on|le|el) \d)", re.IGNORECASE)


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
        if not (m[0][0].isupper() or "avant-" in m[0] or _PAUSE.match(shape.text, m.end())):
            continue
        found = _made(shape, starts, m.start(), m.end(), None, None)
        if found:
            count = _COUNTED.get((m["back"] or m["on"] or "").split(" ")[0].casefold(), 1)
            yield replace(found, back=True, number=int("avant-" in m[0]), shift=-count if m["before"] else count)
    for m in _LATER.finditer(shape.text):
        found = _made(shape, starts, m.start(), m.end(), None, None)
        if found:
            yield replace(found, size="month", back=True, shift=1)


def under_months(shape: Shape, language: str | None) -> Iterator[Expression]:
    """Days of a calendar: lines that open with one ("10-14 | Nadi", "4 al 6"), below a month alone on its line; two or more."""
    starts, months, month, last = [t.start for t in shape.tokens], vocabulary(language), Part(), 0
    found: list[Expression] = []
    for line in re.finditer(r"[^\n]+", shape.text):
        if heading := _MONTH_ALONE.fullmatch(line[0]):
            letter, value = months.get(heading["month"].casefold(), ("", 0))
            month, last = (Part(int(heading["year"]) if heading["year"] else None, value), 0) if letter == "M" else (month, last)
        if month.month and (m := _OPENING_DAY.match(line[0])) and max(1, last) <= int(m["a"]) <= int(m["b"] or m["a"]) < 32:
            last, end = int(m["a"]), int(m["b"] or m["a"])
            if one := _made(shape, starts, line.start() + m.start("a"), line.start() + m.end(), last, end):
                found.append(replace(one, first=replace(month, day=last), last=replace(month, day=end)))
    yield from found if len(found) > 1 else ()


def _made(shape: Shape, starts: list[int], start: int, end: int, first: int | None, last: int | None) -> Expression | None:
    """The expression whose tokens the offsets span; None where they cut through a token."""
    token, token_end = bisect_left(starts, start), bisect_left(starts, end)
    if token == token_end or starts[token] != start:
        return None
    return make(shape, token, token_end, "day", Part(None, None, first), Part(None, None, last))
