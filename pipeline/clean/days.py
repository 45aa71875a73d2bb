"""The single days that a line names, in whatever language and form they are written."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

from pipeline.clean.language import SUPPORTED
from pipeline.clean.lines import DAY, MONTHS, fold

EARLIEST, LATEST = date(1985, 1, 1), date(2045, 12, 31)
_SHORT_YEAR = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)? ([^\W\d_]{3,10})\.?,? (\d{2})(?![\d:.h])(?! ?[ap]\.?m\b)")
_SHORT_DAY = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{2})(?![\d./-])")
_FOREIGN_DAY = re.compile(r"\b\d{1,2}\.?º? (?:de |di |d')?[^\W\d_]{3,14}\.?,? (?:de |del )?\d{4}\b|\d{4}[年년] ?\d{1,2}[月월] ?\d{1,2}[日일]")
_SET = re.compile(r"(?<=\d )set(?=\.? (?:del? )?\d{4})", re.IGNORECASE)
"""September, as it is cut short in Peru ("25 set. 2009")."""


def days(text: str, language: str | None) -> list[tuple[int, int, date]]:
    """Spans and values of the single days with a year that a line names, in the page's language or, where it names none in that, in another."""
    if not any(map(str.isdigit, text)):
        return []
    if language and language not in SUPPORTED and (day := _foreign_day(text, language)):
        return [day]
    if not DAY.search(fold(text)):
        return []
    text = _SET.sub("sep", text)
    if (m := _SHORT_YEAR.search(text)) and len(text) <= 80 and fold(m.group(1)) in MONTHS:
        century = "20" if int(m.group(2)) <= LATEST.year - 2000 else "19"
        full = days(f"{text[: m.start(2)]}{century}{text[m.start(2) :]}", language)
        return [(a, b - 2, day) for a, b, day in full if b == m.end(2) + 2]
    if (m := _SHORT_DAY.search(text[:80])) and (short := day_of(2000 + int(m[4]), int(m[3]), int(m[1]))):
        return [(*m.span(), short)]
    from pipeline.dates import find_dates

    for tried in dict.fromkeys((language, *sorted(SUPPORTED))):
        found = []
        for mention in find_dates(text, language=tried, published=None):
            when = mention.interval
            single = when is not None and when.precision == "day" and when.start == when.end and EARLIEST <= when.start <= LATEST
            if when and single and mention.start is not None and mention.end is not None:
                found.append((mention.start, mention.end, when.start))
        if found:
            return found
    return []


def day_of(year: int, month: int, number: int) -> date | None:
    """The day of these figures, None where there is none or none that a page of the web can tell of."""
    try:
        day = date(year, month, number)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def _foreign_day(text: str, language: str) -> tuple[int, int, date] | None:
    """The first day written out in a language that the pipeline does not read; None where ``dateparser`` does not know the language either."""
    if not (m := _FOREIGN_DAY.search(text[:160])):
        return None
    try:
        when = _foreign_parser(language).get_date_data(m.group()).date_obj
    except ValueError:
        return None
    return (m.start(), m.end(), when.date()) if when and EARLIEST <= when.date() <= LATEST else None


@cache
def _foreign_parser(language: str) -> Any:
    """A parser of days with month and year in one language."""
    from dateparser.date import DateDataParser

    return DateDataParser(languages=[language], settings={"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]})
