"""Years that a page gives for the days below: headings of a timeline, entries that open with a year, a title, a list under "Agenda 2014"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipeline.dates.expression import Expression
from pipeline.dates.tense import ends_sentence
from pipeline.dates.words import Shape

_OPENS_ENTRY = re.compile(r"\s?[—–|:·•\t]|\s-\s|\.\s|\s{2,}(?=\S)")
"""What follows the year that opens an entry of a timeline."""
_OF_YEAR = re.compile(r"^\W*[A-ZÀ-Ý][^.:;]{2,40}\s(?:in|of|for|during|en|de|del|pour|para|durante)\s\d{4}\W*$")
_YEAR = re.compile(r"(?<![\d/.-])(?:19[89]|20[0-4])\d(?![\d/.-])")
_VALUE = re.compile(
    r"[^\n:.]{2,50}: (?:(?:before|by|from|on|until|avant(?: le)?|du|jusqu['’]au|le|dès le|antes del|del|desde el|el|hasta el) )?", re.IGNORECASE
)
"""The label of a day and the words between them."""
_TITLE = 125
"""Characters of the longest line that may be a title."""
_SINCE = re.compile(r":|\b(?:since|depuis|desde|founded|established|created|launched|signed|adopted|fondée?|créée?|fundad|cread)", re.IGNORECASE)
"""What makes the year at the end of a short line that of another thing than the lines below."""


def headings(shape: Shape, found: Sequence[Expression]) -> list[tuple[int, int, int]]:
    """Years under which days stand: from which offset to which, and the year, in the order of the text.

    Those alone on a line, as the headings of a timeline are, hold up to the end, and those that open a line ("2011 — …", "2013 | …") up to the next
    such line, where there are two or more (three in order, where but a blank parts them from their entry); the year at the end of a short line
    ("Agenda 2014") holds for the lines right below that begin with a day.
    """
    alone, opening, spaced, rows = [], [], [], []
    days = {shape.text.rfind("\n", 0, e.start) + 1 for e in found if not e.first.year and e.first.month and starts_line(shape, e)}
    for e in found:
        if e.first.year != e.last.year or not e.first.year or e.first.day:
            continue
        begin = shape.text.rfind("\n", 0, e.start) + 1
        end = shape.text.find("\n", e.end)
        end = end if end >= 0 else len(shape.text)
        line = shape.text[begin:end]
        if e.size == "year" and end - begin < 20 and line.strip(" :.*#-–") == shape.text[e.start : e.end]:
            alone.append((e.start, len(shape.text), e.first.year))
        elif e.size == "year" and starts_line(shape, e) and _OPENS_ENTRY.match(shape.text, e.end):
            opening.append((e.start, e.first.year))
        elif e.size == "year" and starts_line(shape, e) and re.match(r" [A-ZÀ-Ý]", shape.text[e.end : e.end + 2]):
            spaced.append((e.start, e.first.year))
        elif end - begin < 60 and shape.text[e.end : end].strip(" :)") == "":
            stop = _listed(shape, found, end) if _OF_YEAR.search(line) and not _SINCE.search(line) else end + 1
            while stop in days or (stop > end + 1 and stop < len(shape.text) and any(d in days for d in _next_lines(shape.text, stop))):
                following = shape.text.find("\n", stop)
                stop = following + 1 if following >= 0 else len(shape.text)
            rows += [(end, stop, e.first.year)] if stop > end + 1 else []
    if not opening and len(spaced) > 2 and [y for _, y in spaced] in (sorted(y for _, y in spaced), sorted((y for _, y in spaced), reverse=True)):
        opening = spaced
    stops = [at for at, _ in opening[1:]]
    last = shape.text.find("\n", opening[-1][0]) if opening else 0
    stops.append(last if last >= 0 else len(shape.text))
    out = alone if len(alone) > 1 else []
    if len(opening) > 1:
        out += [(at, stop, year) for (at, year), stop in zip(opening, stops, strict=True)]
    return sorted([*out, *rows])


def _listed(shape: Shape, found: Sequence[Expression], end: int) -> int:
    """Where the lines end that hold a day without a year each, right below the line that ends at ``end``; the next line where there are not two."""
    stop, lines = end + 1, 0
    while stop < len(shape.text):
        following = shape.text.find("\n", stop)
        following = following if following >= 0 else len(shape.text)
        if not any(stop <= e.start < min(following, stop + 160) and e.first.day and e.first.month and not e.first.year for e in found):
            break
        stop, lines = following + 1, lines + 1
    return stop if lines > 1 else end + 1


def _next_lines(text: str, at: int) -> list[int]:
    """Where the next three lines begin."""
    out = []
    for _ in range(3):
        at = text.find("\n", at) + 1
        if not at:
            break
        out.append(at)
    return out


def starts_line(shape: Shape, expression: Expression) -> bool:
    begin = max(shape.text.rfind("\n", 0, expression.start) + 1, expression.start - 20)
    return not shape.text[begin : expression.start].strip(" \t•▪●■◦*·–-+")


def opens_row(shape: Shape, expression: Expression) -> bool:
    """Whether a line opens with the expression, or it is the value of a label: "Inscripción: hasta el 25 de octubre"."""
    before = shape.text[max(shape.text.rfind("\n", 0, expression.start) + 1, expression.start - 80) : expression.start]
    return starts_line(shape, expression) or _VALUE.fullmatch(before) is not None


def title_months(shape: Shape, found: Sequence[Expression]) -> tuple[date, date] | None:
    """The middle of the first and of the last month that the first lines name with their year, as a newsletter or calendar does ("Issue 17 | April
    2024", "Meetings, January - June 2014")."""
    end = _top(shape.text)
    months = [
        (date(e.first.year, e.first.month, 15), date(e.last.year, e.last.month, 15))
        for e in found[:5]
        if e.size == "month" and e.end <= end and e.first.year and e.first.month and e.last.year and e.last.month
    ]
    return months[0] if len(months) == 1 else None


def title_middle(shape: Shape) -> date | None:
    """The middle of the one year that the first lines name ("webinar series, spring 2021")."""
    years = set(_YEAR.findall(shape.text, 0, _top(shape.text)))
    return date(int(years.pop()), 7, 1) if len(years) == 1 else None


def _top(text: str) -> int:
    """Where the first two lines end that are no longer than a title."""
    end = 0
    for _ in range(2):
        stop = text.find("\n", end + 1)
        if stop < 0 or stop - end > _TITLE:
            break
        end = stop
    return end


def title_year(shape: Shape, found: Sequence[Expression]) -> int | None:
    """The year that the text's first line names, as a review of the year does."""
    end = shape.text.find("\n")
    years = {e.first.year for e in found[:10] if e.first.year and e.size != "day" and e.first.year == e.last.year and e.end <= end}
    return years.pop() if len(years) == 1 else None


def opens_entry(shape: Shape, told: Expression, line: int) -> bool:
    """Whether a year, or a month with its year, ends the heading that a paragraph opens with ("Menabe, 2022. The fund …")."""
    place, after = shape.text[line : told.start], shape.text[told.end : told.end + 3]
    heads = told.size in ("month", "year") and place[-2:] == ", " and len(place) < 40 and "." not in place
    return heads and re.match(r"\.\s|\s?[:–—]\s", after) is not None


def frames(shape: Shape, year: Expression) -> bool:
    """Whether a year opens its sentence ("In 2017, …"), or stands for a thing of that year ("el de 2023", "celle de 2019")."""
    if year.size != "year" or year.first.year != year.last.year:
        return False
    before = shape.word(year.token - 1)
    if before in ("de", "of"):
        return shape.word(year.token - 2) in ("celle", "celui", "el", "la", "that")
    return before in ("in", "en") and shape.word(year.token_end) == "," and (year.token < 2 or ends_sentence(shape, year.token - 2))
