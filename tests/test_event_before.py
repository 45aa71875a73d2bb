"""The day of a signing that the meeting told before gives, and who "the two ministers" are: invented names."""

from __future__ import annotations

from datetime import date

import pytest
from test_events import by_role, make

from pipeline.document import Event
from pipeline.events import find_events


def signings(text: str) -> list[Event]:
    """The signings of a page; one without a day is none."""
    return [e for e in find_events(make(text)) if e.kind == "signing"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tom Vale received Ada Brun in Orlen on 3 April 2020. During the meeting, the two ministers signed an agreement on dykes.", 3),
        ("Tom Vale met Ada Brun in Orlen on 3 April 2020. The ministers signed an agreement on dykes.", 3),
        ("Tom Vale received Ada Brun in Orlen on 3 April 2020. She came to Marland on 1 April 2020. Both ministers signed an agreement on dykes.", 3),
        ("Tom Vale met Ada Brun in Orlen on 3 April 2020. The two ministers signed an agreement on dykes on 5 April 2020.", 5),
        ("Tom Vale met Ada Brun in Orlen in April 2020. The two ministers signed an agreement on dykes.", None),
        ("Tom Vale met Ada Brun in Orlen on 3 April 2020. The River Board signed an agreement on dykes.", None),
    ],
)
def test_day_of_a_signing_is_that_of_the_meeting(text: str, day: int | None) -> None:
    assert [e.when and e.when.start for e in signings(text)] == ([date(2020, 4, day)] if day else [])


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Tom Vale met Ada Brun on 3 April 2020. The two ministers signed an agreement on dykes.", ["per-ada-brun", "per-tom-vale"]),
        ("Tom Vale met Ada Brun on 3 April 2020. The ministers signed an agreement on dykes.", ["per-ada-brun", "per-tom-vale"]),
        ("Tom Vale spoke on 3 April 2020. The ministers signed an agreement on dykes on 5 April 2020.", []),
        ("Tom Vale met Ada Brun on 3 April 2020. The ministers of Ostia signed an agreement on dykes on 5 April 2020.", []),
    ],
)
def test_the_two_ministers_are_those_named_before(text: str, who: list[str]) -> None:
    (event,) = signings(text)
    assert [ref for ref in sorted({*by_role(event, "organiser"), *by_role(event, "participant")}) if ref.startswith("per-")] == who
