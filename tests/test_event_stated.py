"""Events that a page states for machines: invented pages through the cleaner."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.annotate.stated import stated_bodies, stated_mentions, stated_people
from pipeline.clean import clean
from pipeline.clean.boilerplate import Survey
from pipeline.document import DateInterval, Document, Event, Organisation, Page, Place
from pipeline.events import find_events
from pipeline.events.stated import days, stated

EVENT: dict[str, Any] = {
    "@type": "Event",
    "name": "Forum of the coastal ports",
    "startDate": "2019-06-05T09:00+02:00",
    "endDate": "2019-06-07",
    "eventStatus": "https://schema.org/EventScheduled",
    "location": {"@type": "Place", "name": "Harbour Hall", "address": {"addressLocality": "Bree", "addressCountry": "NO"}},
    "organizer": [{"@type": "Organization", "name": "Council of Ports"}, {"name": "Nobody known here"}],
}
STORY = "".join(f"<p>Port number {n} of the coast sends two delegates, who will speak about the work of their crews.</p>" for n in range(4))
BODY = "<h1>Forum of the coastal ports</h1>" + STORY
COUNCIL = Organisation("org-council-of-ports", "Council of Ports")


def document(event: dict[str, Any], body: str = BODY) -> Document:
    html = f'<html><head><script type="application/ld+json">{json.dumps(event)}</script></head><body>{body}</body></html>'
    cleaned = clean(Page("forum.html", html.encode(), "html"), Survey())
    assert isinstance(cleaned, Document)
    return replace(cleaned, organisations=(COUNCIL,))


def only(event: dict[str, Any], body: str = BODY) -> Event:
    found = find_events(document(event, body))
    assert len(found) == 1, [e.name for e in found]
    return found[0]


def test_what_is_stated_fills_the_event_of_the_title() -> None:
    event = only(EVENT)
    assert (event.name, event.kind, event.status) == ("Forum of the coastal ports", "forum", "planned")
    assert event.when == DateInterval(date(2019, 6, 5), date(2019, 6, 7), "range")
    assert (event.city, event.country_code, event.venue, event.location_id) == ("Bree", "NO", "Harbour Hall", None)
    assert [(p.ref, p.role, p.start, p.basis) for p in event.parties] == [("org-council-of-ports", "organiser", None, "field")]
    told = {e.slot: (e.value, e.start, e.basis, e.method) for e in event.evidence}
    assert told["start_date"] == ("2019-06-05", None, "field", "structure")
    assert told["city"] == ("Bree", None, "field", "structure")
    assert told["venue"] == ("Harbour Hall", None, "field", "structure")


def test_a_city_of_the_page_keeps_its_id() -> None:
    known = replace(document(EVENT), places=(Place("loc-no-bree", "Bree", "city", "NO"),))
    assert [e.location_id for e in find_events(known)] == ["loc-no-bree"]


def test_the_event_of_a_text_is_completed() -> None:
    body = "<h1>Boats and crews</h1><p>The Forum of the coastal ports is open to all.</p>" + STORY
    event = only(EVENT, body)
    assert (event.name, event.when and event.when.start, event.city) == ("Forum of the coastal ports", date(2019, 6, 5), "Bree")


def test_an_event_that_the_page_does_not_name_is_none() -> None:
    assert find_events(document(EVENT, "<h1>Boats and crews</h1>" + STORY)) == ()


@pytest.mark.parametrize(
    ("more", "status", "postponed", "mode", "online"),
    [
        ({"eventStatus": "EventCancelled"}, "cancelled", False, "in_person", False),
        ({"eventStatus": "https://schema.org/EventPostponed"}, "planned", True, "in_person", False),
        ({"eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode"}, "planned", False, "online", True),
        ({"eventAttendanceMode": "MixedEventAttendanceMode"}, "planned", False, "hybrid", False),
        ({"eventStatus": "EventMovedOnline"}, "planned", False, "online", True),
    ],
)
def test_status_and_attendance(more: dict[str, Any], status: str, postponed: bool, mode: str, online: bool) -> None:
    event = only(EVENT | more)
    assert (event.status, event.postponed, event.attendance_mode, event.online) == (status, postponed, mode, online)
    assert (event.when is None, event.city is None) == (postponed, online)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2019-06-05", None, (date(2019, 6, 5), date(2019, 6, 5))),
        ("2019-06-05T18:00:00Z", "2019-06-06T00:00:00Z", (date(2019, 6, 5), date(2019, 6, 5))),
        ("20190605T0900", "20190607", (date(2019, 6, 5), date(2019, 6, 7))),
        ("2019-06-05", "2019-06-01", None),
        ("2019-06-05", "2029-06-01", None),
        ("2019-13-05", None, None),
        ("5 June 2019", None, None),
        (None, "2019-06-05", None),
    ],
)
def test_days(start: str | None, end: str | None, expected: tuple[date, date] | None) -> None:
    found = days(start, end)
    assert (found and (found.start, found.end)) == expected


def test_places_that_are_none() -> None:
    place = {"@type": "Place", "name": "Online", "address": {"addressLocality": "https://meet.example.org", "addressCountry": "Norway"}}
    told = stated(document(EVENT | {"location": place}))
    assert told is not None
    assert (told.city, told.country, told.venue) == (None, "NO", None)


def test_who_is_stated_alone_has_a_part_in_the_event() -> None:
    holders = [{"name": "University of Bree"}, {"name": "WHO"}, {"name": "Council of Ports"}, {"name": "Nobody known here"}]
    cleaned = document(EVENT | {"organizer": holders, "performer": {"@type": "Person", "name": "Mere Tora"}})
    bodies, people = stated_bodies(cleaned), stated_people(cleaned)
    assert {name: b.organisation_id for name, b in bodies.items()} == {
        "University of Bree": "org-university-of-bree",
        "WHO": "org-world-health-organization",
    }
    whole = replace(cleaned, organisations=(COUNCIL, *bodies.values()), people=tuple(people.values()))
    (event,) = find_events(whole)
    assert [(p.ref, p.role, p.start) for p in event.parties] == [
        ("org-council-of-ports", "organiser", None),
        ("org-university-of-bree", "organiser", None),
        ("org-world-health-organization", "organiser", None),
        ("per-mere-tora", "participant", None),
    ]
    assert {(m.start, m.text, m.entity) for m in stated_mentions(bodies, people)} >= {(None, "Mere Tora", "per-mere-tora")}


def test_who_holds_an_event_that_the_page_does_not_name_is_no_matter() -> None:
    other = document(EVENT | {"organizer": {"name": "University of Bree"}}, "<h1>Boats and crews</h1>" + STORY)
    assert stated_bodies(other) == {}
