"""Dates of a text: spans that name a calendar day, month, quarter or year, or a range of them, with the first and last day meant.

:func:`find_dates` reads running text; :func:`parse_date` one value of a field. Both use one grammar (:mod:`pipeline.dates.grammar`) for English,
French and Spanish. What an expression leaves open is taken from the page: a year from its weekday, the heading it stands under, a date of the same
month beside it, and else from the page's own date, on the side that the sentence's tense tells. Nothing depends on the day on which the pipeline
runs. On a page without a date, a day without a year takes the year nearest to the last day that the page states in full as past; where there is
none, it is no date.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import accumulate

from pipeline.dates.expression import Expression, Part
from pipeline.dates.grammar import expressions
from pipeline.dates.headings import frames, headings, opens_entry, opens_row, starts_line, title_middle, title_months, title_year
from pipeline.dates.tense import ends_sentence, since, tense
from pipeline.dates.words import Shape, context_words
from pipeline.document import DateInterval, Mention, Precision

_CONTRADICTED = 4.0
"""A day on the side that the tense denies counts as so many times farther off."""
_TITLED = 0.3
"""A day in the year that the title names counts as so much nearer, and much more so where nothing says that it is still to come."""
_NEAR = 1000
"""How many characters back a date still tells the year of another one."""


@dataclass(frozen=True, slots=True)
class _Told:
    """An expression that has been worked out."""

    expression: Expression
    interval: DateInterval
    explicit: bool


@dataclass(slots=True)
class _Page:
    """What resolution needs to know: the year headings, the day it is about where it has no date, how many sentences end before each token.

    ``issued`` is a day of the month that one of the first lines names, as that of a bulletin does. ``told`` grows in the order of the text.
    """

    shape: Shape
    published: date | None
    found: list[Expression]
    headings: list[tuple[int, int, int]]
    about: date | None
    sentence: list[int]
    issued: date | None = None
    told: list[_Told] = field(default_factory=list)


def find_dates(text: str, *, language: str | None, published: date | None) -> Iterator[Mention]:
    """DATE mentions in text order, none overlapping; ``published`` is the page's own date, from which relative ones count (none
    outside the years 1801 to 2199).

    ``language`` is ISO 639-1; None tries the words of all three languages.
    """
    shape, found = expressions(text, language=language)
    if published and not 1800 < published.year < 2200:
        published = None
    first, last = (None if published else title_months(shape, found)) or (None, None)
    issued = first if first == last else None
    middle = first + (last - first) / 2 if first and last else None
    about = None if published else middle or _latest_day(shape, found) or title_middle(shape) or _usual_day(found)
    ends = accumulate(ends_sentence(shape, i) for i in range(len(shape.tokens)))
    page = _Page(shape, published, found, headings(shape, found), about, [0, *ends], issued)
    for expression in found:
        interval = _resolve(page, expression)
        if interval is not None:
            explicit = expression.first.year is not None
            page.told.append(_Told(expression, interval, explicit))
            quote = text[expression.start : expression.end]
            yield Mention(expression.start, expression.end, quote, "DATE", "pattern", _confidence(expression), interval=interval)


def parse_date(value: str, *, language: str | None = None) -> DateInterval | None:
    """The first calendar date or range of a field's value ("January 2006 – December 2008", "2012"), None where it states no year."""
    return next((m.interval for m in find_dates(value, language=language, published=None)), None)


def _confidence(expression: Expression) -> float:
    """How sure a find of this kind is: set by hand from reading training pages, not fitted."""
    if expression.first.year is not None:
        return 0.9 if expression.size == "year" else 0.98
    if expression.shift is not None:
        return 0.93
    return 0.95 if expression.weekday is not None and expression.size == "day" else 0.88


# --- intervals -----------------------------------------------------------------------------------


def _interval(first: Part, last: Part) -> DateInterval | None:
    """First and last day of two parts with their years; None for a day that the month has not."""
    a, b = _day(first, end=False), _day(last, end=True)
    return DateInterval(a, b, _precision(a, b)) if a and b and a <= b else None


def _day(part: Part, *, end: bool) -> date | None:
    year = part.year or 1
    month = part.month or (12 if end else 1)
    length = monthrange(year, month)[1]
    day = part.day or (length if end else 1)
    return date(year, month, day) if day <= length else None


def _precision(a: date, b: date) -> Precision:
    if a == b:
        return "day"
    if a.day != 1 or (b + timedelta(1)).day != 1 or a.year != b.year:
        return "range"
    names: dict[tuple[int, int], Precision] = {(1, 0): "month", (3, 0): "quarter", (6, 0): "half", (12, 0): "year"}
    months = b.month - a.month + 1
    return names.get((months, (a.month - 1) % months), "range")


def _spread(expression: Expression, year: int) -> DateInterval | None:
    """The expression in this year; a range that runs over New Year ends in the next."""
    first, last = expression.first, expression.last
    if expression.size in ("quarter", "half"):
        months = 3 if expression.size == "quarter" else 6
        number = expression.number if expression.number > 0 else 12 // months
        first, last = Part(None, (number - 1) * months + 1), Part(None, number * months)
    over = (last.month or 0, last.day or 31) < (first.month or 0, first.day or 0)
    return _interval(Part(year, first.month, first.day), Part(year + over, last.month, last.day))


# --- resolution ----------------------------------------------------------------------------------


def _resolve(page: _Page, expression: Expression) -> DateInterval | None:
    if expression.size == "week" and expression.first.day:
        day = _resolve(page, replace(expression, size="day"))
        monday = day.start - timedelta(day.start.weekday()) if day else None
        return DateInterval(monday, monday + timedelta(6), "range") if monday else None
    if expression.first.year is not None:
        if expression.size in ("quarter", "half"):
            return _spread(expression, expression.first.year)
        return _interval(expression.first, expression.last)
    if expression.size == "day" and expression.first.day and not expression.first.month:
        return _bare_day(page, expression) if expression.weekday is None else _day_of_week_and_month(page, expression)
    if expression.size == "weekday":
        return _weekday(page, expression)
    if expression.back and expression.shift is not None:
        return _beside_told(page, expression)
    if expression.back:
        return next((_spread(expression, t.interval.start.year) for t in reversed(page.told)), None)
    if expression.first.month is None and (expression.number == 0 or expression.size in ("month", "year")):
        return _relative(page.published, expression)
    if expression.shift is not None:
        base = page.published or page.about
        return _spread(expression, base.year + expression.shift) if base else None
    year = _year(page, expression)
    return None if year is None else _spread(expression, year)


def _relative(published: date | None, expression: Expression) -> DateInterval | None:
    """ "yesterday", "last week", "next month", "this year"."""
    if published is None:
        return None
    shift = expression.shift or 0
    if expression.size == "day":
        day = published + timedelta(shift)
        return DateInterval(day, day, "day")
    if expression.size == "week":
        monday = published - timedelta(published.weekday()) + timedelta(7 * shift)
        return DateInterval(monday, monday + timedelta(6), "range")
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[expression.size]
    at = published.year * 12 + published.month - 1
    first = (at // months + shift) * months
    last = first + months - 1
    found = _interval(Part(first // 12, first % 12 + 1), Part(last // 12, last % 12 + 1))
    return DateInterval(found.end, found.end, "day") if found and expression.number < 0 else found


def _bare_day(page: _Page, expression: Expression) -> DateInterval | None:
    """ "on the 28th": of the page's month where the words say so, else the nearest to the day told last, or in the month told last; without
    either, nearest to the page's date.
    """
    recent = next(
        (t for t in reversed(page.told[-20:]) if t.expression.size in ("day", "month") and expression.start - t.expression.end < _NEAR), None
    )
    base = page.published if expression.shift is not None or recent is None else recent.interval.start
    if base is None:
        return None
    fixed = expression.shift is not None or (recent is not None and recent.expression.size == "month")
    fixed |= page.issued is not None and (base.year, base.month) == (page.issued.year, page.issued.month)
    days = []
    for k in (0,) if fixed else (-1, 0, 1):
        at = base.year * 12 + base.month - 1 + k
        found = _interval(*(Part(at // 12, at % 12 + 1, p.day) for p in (expression.first, expression.last)))
        days += [found] if found else []
    past = page.published is not None and tense(page.shape, expression) < 0
    later = [i for i in days if past and page.published and i.start > page.published]
    return min(days, key=lambda i: (abs((i.start - base).days) + 60 * (i in later), i.start), default=None)


def _beside_told(page: _Page, expression: Expression) -> DateInterval | None:
    """ "the day before", "a month later": beside the day, or the month, that the paragraph (or one before it) told last."""
    last = next((t for t in reversed(page.told) if t.expression.size in ("day", "weekday", expression.size)), None)
    shift, at = expression.shift or 0, expression.token
    opens = starts_line(page.shape, expression) or page.sentence[at - 1] != page.sentence[at]
    if last is None or not 0 < expression.start - last.expression.end < _NEAR:
        return None
    told, apart = last.interval, "\n" in page.shape.text[last.expression.end : expression.start]
    if apart and (not opens or (page.published and abs((told.start - page.published).days) > 10)):
        return None
    if apart and page.published and told.start <= page.published <= told.end:
        told = DateInterval(page.published, page.published, "day")
    if expression.size == "month":
        at = told.start.year * 12 + told.start.month - 1 + shift
        return _interval(Part(at // 12, at % 12 + 1), Part(at // 12, at % 12 + 1))
    if told.precision not in ("day", "range") or (told.end - told.start).days > 14:
        return None
    day = (told.start if shift < 0 else told.end) + timedelta(shift)
    return DateInterval(day - timedelta(expression.number), day, "range" if expression.number else "day")


def _weekday(page: _Page, expression: Expression) -> DateInterval | None:
    """A weekday without a day: within the dates of the meeting it heads, else the last one up to the page's date, or the next one."""
    weekday = expression.weekday or 0
    if expression.shift is None and (page.published is None or starts_line(page.shape, expression)):
        day = _within_last(page, weekday)
        if day:
            return DateInterval(day, day, "day")
    base = page.published
    if base is None:
        return None
    if expression.number:
        return _days_of_week(base, expression)
    back = (base.weekday() - weekday) % 7
    if expression.shift == 0:
        day = base + timedelta(weekday - base.weekday())
    elif expression.shift == -1:
        day = base - timedelta(back or 7)
    elif expression.shift == 1 or tense(page.shape, expression) > 0:
        day = base + timedelta(7 - back)
    else:
        day = base - timedelta(back)
    return DateInterval(day, day, "day")


def _days_of_week(base: date, expression: Expression) -> DateInterval:
    """ "Wednesday and Thursday last week", "Tuesday to Thursday": ``number`` is how many days."""
    weekday, length = expression.weekday or 0, timedelta(expression.number - 1)
    if expression.shift is not None:
        first = base + timedelta(7 * expression.shift - base.weekday() + weekday)
    else:
        first = base - timedelta((base.weekday() - weekday) % 7)
    return DateInterval(first, first + length, "day" if not length else "range")


def _within_last(page: _Page, weekday: int) -> date | None:
    """The day of the week inside the last planned meeting of at most two weeks that the text has dated."""
    for told in reversed(page.told[-50:]):
        a, b = told.interval.start, told.interval.end
        if told.expression.first.day and (b - a).days < 14 and (page.published is None or b > page.published):
            days = [a + timedelta(k) for k in range((b - a).days + 1)]
            hit = next((d for d in days if d.weekday() == weekday), None)
            if hit:
                return hit
    return None


def _day_of_week_and_month(page: _Page, expression: Expression) -> DateInterval | None:
    """ "Wednesday 14": the day of a dated meeting that is both, else the nearest such day to what was dated last (or the page's date)."""
    base = next((t.interval.start for t in reversed(page.told) if t.expression.first.day), page.published or page.about)
    if base is None:
        return None
    for told in page.told[:200]:
        a, b = told.interval.start, told.interval.end
        if told.expression.first.day and (b - a).days < 32:
            inside = (a + timedelta(k) for k in range((b - a).days + 1))
            hit = next((d for d in inside if d.day == expression.first.day and d.weekday() == expression.weekday), None)
            if hit:
                return _run(hit, expression)
    days = sorted((base + timedelta(k) for k in range(-200, 200)), key=lambda d: (abs((d - base).days), d))
    nearest = next((d for d in days if d.day == expression.first.day and d.weekday() == expression.weekday), None)
    return _run(nearest, expression) if nearest else None


def _run(day: date, expression: Expression) -> DateInterval:
    """From this day on, as many days as the expression has."""
    end = day + timedelta((expression.last.day or 0) - (expression.first.day or 0))
    return DateInterval(day, end, "day" if end == day else "range")


def _year(page: _Page, expression: Expression) -> int | None:
    """The year of a day, month or quarter that states none."""
    heading = next((year for at, end, year in reversed(page.headings) if at <= expression.start < end), None)
    if heading is not None:
        return heading
    near = _year_near(page, expression) or _year_above(page, expression)
    if near is not None:
        return near
    base = page.published or page.about
    if base is None:
        return None
    if page.published and expression.hint:
        return _hinted(page.published, expression)
    years = [base.year - 1, base.year, base.year + 1]
    if expression.weekday is not None:
        matching = [y for y in years if (i := _spread(expression, y)) and i.start.weekday() == expression.weekday]
        years = matching or years
    side = tense(page.shape, expression) if page.published else 0
    if page.published and since(page.shape, expression):
        years = [y for y in years if (i := _spread(expression, y)) and i.start <= base]
    title = title_year(page.shape, page.found)
    weight = _TITLED if side > 0 else _TITLED / 8
    costs = [(_cost(i, base, side) * (weight if y == title else 1.0), y) for y in years if (i := _spread(expression, y))]
    return min(costs)[1] if costs else None


def _cost(interval: DateInterval, base: date, side: int) -> float:
    """Distance in days, made longer on the side that the tense denies."""
    if interval.start <= base <= interval.end:
        return 0.0
    ahead = interval.start > base
    away = (interval.start - base).days if ahead else (base - interval.end).days
    denied = side < 0 if ahead else side > 0
    return away * (_CONTRADICTED if denied else 1.0)


def _hinted(published: date, expression: Expression) -> int | None:
    """ "last October", "el próximo 16 de diciembre": the nearest wholly before or after the page's date."""
    for k in (0, 1):
        year = published.year + k * expression.hint
        interval = _spread(expression, year)
        if interval and (interval.start > published if expression.hint > 0 else interval.end < published):
            return year
    return None


def _year_near(page: _Page, expression: Expression) -> int | None:
    """The year that the text around tells.

    That of the line's first date where both name the same month, of a range in the line that the day falls into, of a meeting whose year the sentence
    names ("its 2014 meeting", "Assembly 2024: …"), or the year told last where the sentence says "the same year".
    """
    shape = page.shape
    line = shape.text.rfind("\n", 0, expression.start) + 1
    near = max(line, expression.start - _NEAR)
    same = "au" in shape.letters[max(expression.token - 8, 0) : expression.token]
    for told in reversed(page.told):
        before = told.expression
        together = page.sentence[before.token_end] == page.sentence[expression.token]
        if same:
            return told.interval.end.year
        if before.start < near:
            break
        year = told.interval.start.year
        if told.explicit and before.start == line and before.first.month and before.first.month == expression.first.month:
            return year
        length = (told.interval.end - told.interval.start).days
        if told.explicit and before.first.month and (31 <= length <= 366 or (before.size == "day" and 0 < length <= 366)):
            inside = _spread(expression, year)
            if inside and told.interval.start <= inside.start and inside.end <= told.interval.end:
                return year
        beside = (shape.word(before.token_end), shape.word(before.token - 1), shape.word(before.token_end + 1))
        named = before.size == "year" and before.first.year == before.last.year and not context_words("dated_nouns").isdisjoint(beside)
        if (together and (named or frames(shape, before))) or (told.explicit and opens_entry(shape, before, line)):
            return before.first.year
        done = before.size == "year" and before.first.year == before.last.year and shape.word(before.token - 2) in context_words("dated_verbs")
        if done and together:
            return year
    return None


def _year_above(page: _Page, expression: Expression) -> int | None:
    """The year of the entry right above in a list of days, where both lines open with theirs, or with its label, and the later day stands below."""
    told = page.told[-1] if page.told and all(opens_row(page.shape, e) for e in (page.told[-1].expression, expression)) else None
    if told is None or page.shape.text.count("\n", told.expression.end, expression.start) != 1:
        return None
    a, b = ((e.first.month or 0, e.first.day or 0) for e in (told.expression, expression))
    return told.interval.start.year if a < b and all((*a, *b)) else None


def _latest_day(shape: Shape, found: list[Expression]) -> date | None:
    """On a page without a date: the last day that the text states in full and does not expect, which is about when it was written."""
    full = [e for e in found if e.first.year and e.first.month and e.first.day]
    past = [e for e in full if tense(shape, e) <= 0] or full
    days = (interval.start for e in past if (interval := _interval(e.first, e.first)))
    return max(days, default=None)


def _usual_day(found: list[Expression]) -> date | None:
    """First day of the year that the page's explicit dates name most often."""
    years = Counter(e.first.year for e in found if e.first.year and e.first.month)
    return date(max(years, key=lambda y: (years[y], y)), 7, 1) if years else None
