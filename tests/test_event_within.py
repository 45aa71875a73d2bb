"""What is part of another event, and the pages and lists that hold several."""

from __future__ import annotations

import pytest
from test_events import make

from pipeline.events import find_events
from pipeline.events.activities import no_occurrence


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Clean Rivers Compact was launched at a conference in Orlen in March 2020.", ["conference in Orlen"]),
        ("The Clean Rivers Compact was launched in Orlen on 3 March 2020.", ["launch of The Clean Rivers Compact"]),
        ("Ada Brun visited Orlen on 3 March 2020 on the occasion of a workshop on flood maps.", ["workshop on flood maps"]),
        ("Ada Brun visited Orlen on 3 March 2020.", ["visit to Orlen"]),
        ("One of those consultations, with herders, was held in Orlen on 3 March 2020.", ["consultation with herders"]),
        ("One of those present was Ada Brun, on 3 March 2020.", []),
        ("In the course of a dialogue on flood maps on 3 March 2020, Ada Brun spoke.", ["dialogue on flood maps"]),
        ("The retreat started on 3 March 2020 with a briefing.", []),
    ],
)
def test_part_of_another(text: str, names: list[str]) -> None:
    assert [e.name for e in find_events(make(text))] == names


@pytest.mark.parametrize(
    ("title", "text", "names"),
    [
        (
            "What’s on this spring",
            "What’s on this spring\n3 May 2020 | Launch of the River Lab\n10 May 2020 | Cocoa talks with growers\n16 May 2020 | Film evening",
            ["Launch of the River Lab", "Cocoa talks with growers", "Film evening"],
        ),
        (
            "The week ahead: 4–10 May 2020",
            "The week ahead: 4–10 May 2020\n4 May 2020: Seminar on flood maps\n5 May 2020: Deadline for proposals\n6 May 2020: Expert group on dikes",
            ["Seminar on flood maps", "Expert group on dikes"],
        ),
    ],
)
def test_calendars(title: str, text: str, names: list[str]) -> None:
    found = find_events(make(text, title=title, page_type="event"))
    assert [e.name for e in found] == names


def test_title_of_news_and_its_lead() -> None:
    text = "Orlen conference: rivers count\nAda Brun opened the international conference “Who Minds the Rivers?” in Orlen on 3 March 2020."
    assert [e.name for e in find_events(make(text, title="Orlen conference: rivers count", spans=["Orlen conference"]))] == ["Who Minds the Rivers?"]


@pytest.mark.parametrize(
    ("text", "phrase", "head", "none"),
    [
        ("They graduated from the academy in Orlen.", "academy", "academy", True),
        ("The academy opened.", "academy", "academy", False),
        ("questions on seeing, hearing and walking", "hearing", "hearing", True),
        ("a public hearing on dams", "hearing", "hearing", False),
        ("asked the fund to look at the training of teachers", "training", "training", True),
        ("opened the training of teachers", "training", "training", False),
        ("The review will be presented in June.", "review", "review", True),
        ("The review will be held in June.", "review", "review", False),
    ],
)
def test_no_occurrence(text: str, phrase: str, head: str, none: bool) -> None:
    at = text.index(phrase)
    assert no_occurrence(text, head, at, at, 0) is none
