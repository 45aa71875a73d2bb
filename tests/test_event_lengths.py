"""How many days an event takes: invented sentences of news."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.document import DateInterval
from pipeline.events import find_events
from pipeline.events.lengths import with_duration
from tests.test_events import make, only

DAY = DateInterval(date(2020, 3, 10), date(2020, 3, 10), "day")


@pytest.mark.parametrize(
    ("clause", "first", "last"),
    [
        ("a three-day meeting closed today", 8, 10),
        ("a five-day camp opened today", 10, 14),
        ("he arrived today for a three-day visit", 10, 12),
        ("il est arrivé lundi pour une visite de deux jours", 10, 11),
        ("he spoke today of a three-day visit", 10, 10),
        ("two days later a meeting closed", 10, 10),
        ("a meeting", 10, 10),
    ],
)
def test_duration(clause: str, first: int, last: int) -> None:
    when = with_duration(DAY, clause)
    assert (when.start.day, when.end.day) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("A workshop on wells, which opened on 3 March 2020 in Orlen and will conclude on 6 March 2020, is run by the Kind Fund.", 3, 6),
        ("A workshop on wells closed on 6 March 2020 in Orlen, having started on 2 March 2020.", 2, 6),
        ("A workshop on wells was held in Orlen on 3 March 2020, a store opened on 6 March 2020.", 3, 3),
        ("A workshop on wells ended in Orlen on 6 March 2020. The three-day workshop was paid by the Kind Fund.", 4, 6),
        ("A workshop on wells ended in Orlen on 6 March 2020. The workshop followed a three-day flood.", 6, 6),
        ("A workshop on wells was held in Orlen on 6 March 2020. The three-day workshop was paid by the Kind Fund.", 6, 6),
    ],
)
def test_first_and_last_day(text: str, first: int, last: int) -> None:
    when = find_events(make(text))[0].when
    assert when is not None and (when.start.day, when.end.day) == (first, last)


def test_the_days_of_a_week_are_told_later() -> None:
    page = make("A workshop on wells was held this week in Orlen.\nThe Kind Fund ran the workshop (3–5 March 2020) for drillers.")
    at = page.text.index("this week")
    week = replace(page.mentions[-1], start=at, end=at + 9, text="this week", interval=DateInterval(date(2020, 3, 2), date(2020, 3, 8), "range"))
    mentions = tuple(sorted([*page.mentions, week], key=lambda m: m.start or 0))
    when = only(replace(page, mentions=mentions)).when
    assert when is not None and (when.start.day, when.end.day) == (3, 5)


def test_a_tagged_phrase_of_its_length_alone_means_the_event_told_before() -> None:
    text = "The Forum on Wells ended in Orlen on 6 March 2020. The three-day forum drew the Kind Fund."
    page = make(text, spans=["three-day forum"])
    assert [e.name for e in find_events(page)] == ["Forum on Wells"]
