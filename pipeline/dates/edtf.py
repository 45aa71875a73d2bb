"""A date as text of the Extended Date/Time Format (ISO 8601-2:2019; Library of Congress, EDTF levels 0 to 2).

"2019-06-12", "2019-06", "2019"; quarters are the codes 33 to 36 in place of the month and half-years 40 and 41 (level 2); ranges are two dates parted
by "/", of months or years where they begin and end with one.
"""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.document import DateInterval


def edtf(interval: DateInterval) -> str:
    """The interval in EDTF; the same interval gives the same text, and no text is finer than what was said."""
    a, b = interval.start, interval.end
    if a == b:
        return _day(a)
    whole = a.day == 1 and (b + timedelta(1)).day == 1 if b < date.max else a.day == 1
    if not whole:
        return f"{_day(a)}/{_day(b)}"
    if a.month == 1 and b.month == 12:
        return f"{a.year:04}" if a.year == b.year else f"{a.year:04}/{b.year:04}"
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.year:04}-{a.month:02}"
    if interval.precision == "quarter":
        return f"{a.year:04}-{33 + (a.month - 1) // 3}"
    if interval.precision == "half":
        return f"{a.year:04}-{40 + (a.month - 1) // 6}"
    return f"{a.year:04}-{a.month:02}/{b.year:04}-{b.month:02}"


def _day(day: date) -> str:
    return day.isoformat()
