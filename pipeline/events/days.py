"""How the days of two events lie to each other."""

from __future__ import annotations

from pipeline.document import DateInterval


def wider(new: DateInterval, old: DateInterval) -> bool:
    """Whether an interval of days completes one that is already known: "today" of the closing day, then "8–9 November"."""
    return new.precision in ("day", "range") and new != old and new.start <= old.start and old.end <= new.end and (new.end - new.start).days < 15


def of_week(week: DateInterval, when: DateInterval) -> bool:
    """Whether a date tells which days of a whole week are meant: "this week", then "from Tuesday 15 to Thursday 17"."""
    whole = week.start.weekday() == 0 and (week.end - week.start).days == 6
    return whole and when != week and when.precision in ("day", "range") and week.start <= when.start and when.end <= week.end


def clash(a: DateInterval | None, b: DateInterval | None) -> bool:
    """Whether two dates cannot be those of one occurrence."""
    return a is not None and b is not None and (a.start > b.end or b.start > a.end)


def during(when: DateInterval | None, main: DateInterval | None) -> bool:
    """Whether a date lies within another, give or take a day."""
    return when is not None and main is not None and (main.start - when.start).days <= 1 and (when.end - main.end).days <= 1
