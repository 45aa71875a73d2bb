"""Agendas whose entries take several lines, and the parties that further wordings name; invented people, places and bodies."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.document import Event, PageType
from pipeline.events import find_events
from tests.test_events import make

AGENDA = """Calendar of meetings
3 March 2021
Orlen, seat of the Board
Tenth Meeting of the Experts on Lake Fisheries

9-11 March 2021
Tavik (Ostia)
Workshop on tracing cattle
Organisers: Health League and River Board. Supported by: Kind Fund

30 April 2021  *** CANCELLED ***
Sural
Seminar on mountain paths
"""
DIARY = """The expedition to the north
3 March 2019
We reached the lake and the workshop was cold, so that nobody slept.
9 April 2019
The seminar that we had been told of never took place.
"""


def told(text: str, *, title: str, page_type: PageType = "listing", published: date | None = date(2021, 2, 1)) -> dict[str, Event]:
    return {e.name: e for e in find_events(make(text, title=title, page_type=page_type, published=published))}


def parties(event: Event, role: str) -> list[str]:
    return sorted(p.ref for p in event.parties if p.role == role)


@pytest.mark.parametrize("page_type", ["listing", "event", "topic"])
@pytest.mark.parametrize("published", [date(2021, 2, 1), None])
def test_each_entry_of_an_agenda_is_an_event_with_its_own_day_and_place(page_type: PageType, published: date | None) -> None:
    found = told(AGENDA, title="Calendar of meetings", page_type=page_type, published=published)
    assert list(found) == ["Tenth Meeting of the Experts on Lake Fisheries", "Workshop on tracing cattle", "Seminar on mountain paths"]
    meeting, workshop, seminar = found.values()
    assert [(e.when and e.when.start, e.city) for e in (meeting, workshop, seminar)] == [
        (date(2021, 3, 3), "Orlen"),
        (date(2021, 3, 9), "Tavik"),
        (date(2021, 4, 30), "Sural"),
    ]
    assert (workshop.when and workshop.when.end) == date(2021, 3, 11)
    assert seminar.status == "cancelled"
    assert parties(workshop, "organiser") == ["org-health-league", "org-river-board"]
    assert parties(workshop, "participant") == ["org-kind-fund"]


def test_the_building_behind_the_place_of_a_day_is_no_name() -> None:
    text = (
        AGENDA.replace("\nTavik (Ostia)\n", ", 9 a.m. | Tavik, House of the Two Rivers\n")
        .replace("9-11", "9")
        .replace("Orlen, seat of the Board\n", "")
    )
    found = told(text, title="Calendar of meetings")
    assert [(n, e.city) for n, e in found.items()][1] == ("Workshop on tracing cattle", "Tavik")


def test_the_stamp_of_a_page_is_no_heading_of_an_event() -> None:
    text = "Our season\nPosted on 1 March 2021\n9 April 2021, 4 pm | Orlen, Bridge House\nA public lecture by the envoy on dykes."
    assert not any(n.startswith("Posted") for n in told(text, title="Our season"))


def test_the_close_of_registration_is_no_entry() -> None:
    found = told(AGENDA.replace("Seminar on mountain paths", "Registration for the seminar on mountain paths"), title="Calendar of meetings")
    assert not any(n.startswith("Registration") for n in found)


def test_the_label_of_a_signing_is_no_heading_of_an_event() -> None:
    assert not told("Drains for Orlen\nDate de signature\n14 March 2019\nThe drains reach the lake.", title="Drains for Orlen", page_type="profile")


def test_the_rows_of_a_series_are_its_events() -> None:
    rows = ["#1 | 15 April 2021 | Who declares a flood?", "#2 | 29 April 2021 | Silt remembers", "#3 | 3 June 2021 | Reeds, insured"]
    text = "Floods on the table: webinar series\nFour questions, on Thursdays.\n" + "\nHost: River Board\n".join(rows)
    found = told(text, title="Floods on the table: webinar series", page_type="event")
    assert [(n, e.kind) for n, e in found.items()] == [
        ("Who declares a flood?", "webinar"),
        ("Silt remembers", "webinar"),
        ("Reeds, insured", "webinar"),
    ]
    assert not {"Silt remembers", "Reeds, insured"} & set(
        told(text.replace("webinar", "poem"), title="Floods on the table: poem series", page_type="topic")
    )


@pytest.mark.parametrize(
    ("below", "kind"),
    [
        ("Training for millers, by the Kind Fund.", "training"),
        ("Millers of two valleys share a bench at this workshop.", "workshop"),
        ("Those who missed the workshop of May are welcome.", "other"),
    ],
)
def test_an_entry_may_say_below_its_name_what_it_is(below: str, kind: str) -> None:
    text = AGENDA.replace("Tenth Meeting of the Experts on Lake Fisheries", f"Four Stones Without Mills\n{below}")
    assert told(text, title="Calendar of meetings")["Four Stones Without Mills"].kind == kind


def test_a_diary_is_no_agenda() -> None:
    assert not any(e.surfaces and "\n" in e.surfaces[0] for e in told(DIARY, title="The expedition to the north", page_type="topic").values())
    assert [n for n in told(DIARY, title="The expedition to the north", page_type="topic") if n.startswith("We reached")] == []


def test_a_line_with_the_term_of_a_project_makes_its_heading_no_event() -> None:
    text = "What we do\nVoices of the River\nDuration: 18 months from March 2020 | Budget: 540 000 | A launch campaign in Ostia\nIt trains mediators."
    assert told(text, title="What we do", page_type="topic") == {}


@pytest.mark.parametrize(
    ("text", "role", "refs"),
    [
        ("A workshop on wells with Ostia and Marland was held in Orlen on 3 March 2020.", "participant", ["loc-xa", "loc-xb"]),
        ("A workshop on wells in Ostia was held on 3 March 2020.", "participant", []),
        ("A workshop on wells was held in Tavik on 3 March 2020. Organisers: Health League.", "organiser", ["org-health-league"]),
        ("Ada Brun arrived early. She attended a workshop on wells in Orlen on 3 March 2020.", "participant", ["per-ada-brun"]),
        ("Ada Brun met Tom Vale. She attended a workshop on wells in Orlen on 3 March 2020.", "participant", []),
    ],
)
def test_parties(text: str, role: str, refs: list[str]) -> None:
    (event,) = (e for e in find_events(make(text)) if "wells" in e.name)
    assert parties(event, role) == refs


def test_persons_sign_for_the_bodies_that_sign() -> None:
    text = "Ada Brun and Tom Vale signed an agreement between the River Board and the Ministry of Water in Orlen on 3 March 2020."
    (event,) = find_events(make(text))
    assert parties(event, "organiser") == ["org-ministry-of-water", "org-river-board"]
    assert parties(event, "participant") == ["per-ada-brun", "per-tom-vale"]


@pytest.mark.parametrize(
    "text",
    [
        "The agreement on wells was signed in Orlen on 3 March 2020. Ada Brun signed it.",  # once
        "Ada Brun read the letter. She signed it in Orlen on 3 March 2020.",
        "Signed copies, by the way, the agreement and the rest, are sold.",
    ],
)
def test_no_second_signing(text: str) -> None:
    assert len([e for e in find_events(make(text)) if e.kind == "signing"]) <= 1
    assert not any("copies" in e.name or "letter" in e.name for e in find_events(make(text)))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The forum on wells was held in Orlen on 3–5 March 2020. On the first day the River Board signed an agreement on clean water.", 3),
        ("The forum on wells was held in Orlen on 3–5 March 2020. On the last day the River Board signed an agreement on clean water.", 5),
        ("The forum on wells was held in Orlen on 3–5 March 2020. Earlier the River Board signed an agreement on clean water.", None),
    ],
)
def test_a_day_of_the_event_told_before(text: str, day: int | None) -> None:
    found = [e for e in find_events(make(text)) if e.kind == "signing"]
    assert [(e.when and e.when.start.day, e.city) for e in found] == ([(day, "Orlen")] if day else [])


def test_the_stops_of_a_visit_are_no_events_of_their_own() -> None:
    text = """Working visit of the minister to Orlen (4 to 6 March 2021)
Programme
Tuesday, 5 March 2021
09:00   Meeting with the Health League
11:15   Visit to the fish market
14:30   Signing of a memorandum on ports between the Health League and the River Board
Wednesday, 6 March 2021
15:00   Press briefing
"""
    found = told(text, title="Working visit of the minister to Orlen (4 to 6 March 2021)", page_type="news")
    assert [e.kind for e in found.values()] == ["visit", "signing"]


NAMED_FIRST = """Meetings of the year
{first}
3 March 2021
Orlen

Workshop on tracing cattle
9-11 March 2021
Tavik (Ostia)
Organisers: Health League

Seminar on mountain paths
30 April 2021, Sural - POSTPONED
"""


def test_the_name_of_an_entry_may_stand_above_its_day() -> None:
    found = told(NAMED_FIRST.format(first="Tenth Meeting of the Experts on Lake Fisheries"), title="Meetings of the year")
    assert [(e.name, e.when and e.when.start, e.city, e.postponed) for e in found.values()] == [
        ("Tenth Meeting of the Experts on Lake Fisheries", date(2021, 3, 3), "Orlen", False),
        ("Workshop on tracing cattle", date(2021, 3, 9), "Tavik", False),
        ("Seminar on mountain paths", None, "Sural", True),
    ]


ENTRIES = """3 March 2021
Workshop on tracing cattle
Orlen, House of the Two Rivers
Hybrid meeting
30 April 2021
Seminar on mountain paths
Sural, Ostia
For more information, write to the Health League: league@health.example
"""


def test_a_place_below_the_names_makes_entries_of_an_untitled_page() -> None:
    found = told(ENTRIES, title="", page_type="topic", published=None)
    assert [(e.name, e.city, e.attendance_mode) for e in found.values()] == [
        ("Workshop on tracing cattle", "Orlen", "hybrid"),
        ("Seminar on mountain paths", "Sural", None),
    ]
    assert not any("information" in s for e in found.values() for s in e.surfaces)
