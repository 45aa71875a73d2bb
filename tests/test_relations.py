"""Events beside events, texts that meetings adopt, programmes that projects are part of; invented names."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from test_initiatives import one as one_initiative
from test_initiatives import page

from pipeline.document import DateInterval, Document, Event, Initiative, Party
from pipeline.relations import complete_event, relate


def document(text: str, events: dict[str, str], initiatives: dict[str, str], series: str | None = None) -> Document:
    """A page whose sentences are its lines; events and initiatives are given by name and kind."""

    def spans(name: str) -> tuple[tuple[int, int], ...]:
        at = text.index(name)
        return ((at, at + len(name)),)

    ends = [i for i, c in enumerate(text) if c == "\n"] + [len(text)]
    return Document(
        "doc-1",
        "a.txt",
        text,
        "",
        sentences=tuple(zip([0, *(e + 1 for e in ends[:-1])], ends, strict=True)),
        events=tuple(Event(n, k, "held", *spans(n)[0], spans=spans(n), series=series) for n, k in events.items()),
        initiatives=tuple(Initiative(n, None, k, "active", *spans(n)[0], spans=spans(n)) for n, k in initiatives.items()),
    )


@pytest.mark.parametrize(
    ("text", "child", "parent"),
    [
        ("On the margins of the River Forum in Orlen, the League held a breakfast meeting.", "breakfast meeting", "River Forum"),
        ("The League held a breakfast meeting on the sidelines of the River Forum.", "breakfast meeting", "River Forum"),
        ("The League held a breakfast meeting on the sidelines of the 2023 River Forum.", "breakfast meeting", "River Forum"),
        ("En marge du River Forum, la Ligue a tenu une breakfast meeting.", "breakfast meeting", "River Forum"),
        ("The League held a breakfast meeting during the River Forum.", "breakfast meeting", None),
        ("The League held a breakfast meeting; on the margins of the River Forum, it rained.", "breakfast meeting", None),
        ("The League held a breakfast meeting.\nOn the margins of the River Forum, it rained.", "breakfast meeting", None),
    ],
)
def test_events_held_beside_another(text: str, child: str, parent: str | None) -> None:
    found = {e.name: e for e in relate(document(text, {child: "meeting", "River Forum": "forum"}, {})).events}
    assert found[child].parent == parent
    assert found["River Forum"].parent is None


WEEK = DateInterval(date(2020, 3, 2), date(2020, 3, 6), "range")


@pytest.mark.parametrize(
    ("text", "day", "parent"),
    [
        ("9th River Week ran in Orlen.\nAs part of the River Week, the League held a breakfast meeting.", 3, True),
        ("9th River Week (RW9) ran in Orlen.\nThe League held a breakfast meeting at RW9.", 3, True),
        ("The League held a breakfast meeting within the framework of the 9th River Week.", 3, True),
        ("9th River Week (RW9) ran in Orlen.\nThe League held a breakfast meeting at RW9.", 9, False),
        ("9th River Week (RW9) ran in Orlen.\nThe League held a breakfast meeting before RW9.", 3, False),
        ("9th River Week (RW9) ran in Orlen.\nThe League held a breakfast meeting at the RW9 Hotel; at RW9, it rained.", 3, False),
    ],
)
def test_events_within_a_longer_one(text: str, day: int, *, parent: bool) -> None:
    page = document(text, {"breakfast meeting": "meeting", "9th River Week": "campaign"}, {})
    own = DateInterval(date(2020, 3, day), date(2020, 3, day), "day")
    page = replace(page, events=tuple(replace(e, when=own if e.kind == "meeting" else WEEK) for e in page.events))
    found = {e.name: e.parent for e in relate(page).events}
    assert found == {"breakfast meeting": "9th River Week" if parent else None, "9th River Week": None}


@pytest.mark.parametrize(
    ("text", "event", "initiative", "role"),
    [
        ("The River Forum adopted the Orlen Charter.", ("River Forum", "forum"), ("Orlen Charter", "declaration"), "outcome"),
        ("The Orlen Charter, adopted at the River Forum, has ten articles.", ("River Forum", "forum"), ("Orlen Charter", "declaration"), "outcome"),
        ("The River Forum will adopt the Orlen Charter.", ("River Forum", "forum"), ("Orlen Charter", "declaration"), None),
        ("The River Forum adopted nine points in line with the Orlen Charter.", ("River Forum", "forum"), ("Orlen Charter", "declaration"), None),
        ("The River Forum discussed the Orlen Charter.", ("River Forum", "forum"), ("Orlen Charter", "declaration"), None),
        ("The River Forum adopted the Clean Project.", ("River Forum", "forum"), ("Clean Project", "project"), None),
        ("The launch of Clean Coasts drew a crowd.", ("launch of Clean Coasts", "launch"), ("Clean Coasts", "project"), "launch"),
        ("They held the signing of the Orlen Charter.", ("signing of the Orlen Charter", "signing"), ("Orlen Charter", "agreement"), "signing"),
        ("The signing of a loan for Clean Coasts.", ("signing of a loan for Clean Coasts", "signing"), ("Clean Coasts", "project"), None),
    ],
)
def test_links(text: str, event: tuple[str, str], initiative: tuple[str, str], role: str | None) -> None:
    (found,) = relate(document(text, dict([event]), dict([initiative]))).events
    assert [link.role for link in found.links] == ([role] if role else [])
    assert all(e.start is not None and e.end is not None and initiative[0] in text[e.start : e.end] for e in found.evidence)


@pytest.mark.parametrize(
    ("text", "parent"),
    [
        ("Clean Coasts is part of the River Programme.", "River Programme"),
        ("Clean Coasts (CC), a component of the River Programme, began.", "River Programme"),
        ("Clean Coasts, under the River Programme, began.", "River Programme"),
        ("Clean Coasts and the River Programme began.", None),
        ("Clean Coasts is part of a plan. The River Programme began.", None),
    ],
)
def test_programmes(text: str, parent: str | None) -> None:
    found = relate(document(text, {}, {"Clean Coasts": "project", "River Programme": "programme"})).initiatives
    assert [i.parent for i in found] == [parent, None]


@pytest.mark.parametrize(
    ("text", "parent"),
    [
        ("The Clean Coasts project plants reeds. It is part of the River Programme.", "River Programme"),
        ("The Clean Coasts project plants reeds. The project is part of the River Programme.", "River Programme"),
        ("Schools know Clean Coasts. It is part of the River Programme.", None),
        ("The Clean Coasts project plants reeds.\nIt is part of the River Programme.", None),
        ("The Clean Coasts project plants reeds. It is like the River Programme.", None),
    ],
)
def test_a_programme_told_in_the_next_sentence(text: str, parent: str | None) -> None:
    made = document(text, {}, {"Clean Coasts": "project", "River Programme": "programme"})
    sentences = tuple(m.span() for m in re.finditer(r"[^.\s][^.]*\.", text))
    assert [i.parent for i in relate(replace(made, sentences=sentences)).initiatives] == [parent, None]


def test_rows() -> None:
    class Telling:
        def __init__(self, item: Event | Initiative) -> None:
            self.document_id, self.item, self.published = "doc-1", item, None

    done = relate(document("On the margins of the River Forum, the League held a meeting.", {"meeting": "meeting", "River Forum": "forum"}, {}))
    rows = [{"event_id": f"evt-{n}", "status": "held", "start_date": None} for n in range(2)]
    linked = replace(done.events[0], edition=3)
    names = {"meeting": "evt-0", "River Forum": "evt-1"}
    for row, item in zip(rows, (linked, done.events[1]), strict=True):
        assert complete_event(row, [Telling(item)], lambda _, name: names.get(name), lambda _, name: None) == []
    assert (rows[0]["parent_event_id"], rows[0]["edition"], rows[0]["postponed"]) == ("evt-1", 3, False)
    assert rows[1]["parent_event_id"] is None


@pytest.mark.parametrize(
    ("label", "people"),
    [
        ("Focal Point and Contact:\nAda Brun\nTechnical Secretary", ["per-ada"]),
        ("Contact person(s): Ada Brun", ["per-ada"]),
        ("Persona de contacto\nAda Brun", ["per-ada"]),
        ("Contact\nAda Brun\nProject Manager", ["per-ada"]),
        ("Contact :\nAda Brun, cheffe de projet", ["per-ada"]),
        ("Contacto\nAda Brun\nCoordinadora del proyecto", ["per-ada"]),
        ("Contact\nAda Brun\nPress officer", []),
        ("Visitors\nAda Brun\nProject Manager", []),
        ("Press contact: Ada Brun", []),
        ("Focal points of health are many, said Ada Brun.", []),
        ("Focal point:\nThe River Board", []),
    ],
)
def test_focal_points(label: str, people: list[str]) -> None:
    from pipeline.document import Mention

    text = f"Clean Coasts project\nStatus: active\nBudget: EUR 2 million\nDonor: Norway\n{label}"
    made = page(text, title="Clean Coasts project", page_type="profile")
    at = text.find("Ada Brun")
    mentions = (*made.mentions, Mention(at, at + 8, "Ada Brun", "PERSON", "model", 0.9, "per-ada")) if at >= 0 else made.mentions
    found = one_initiative(replace(made, mentions=mentions))
    assert [p.ref for p in found.parties if p.role == "focal_point"] == people
    assert all(isinstance(p, Party) and p.basis == "field" for p in found.parties if p.role == "focal_point")
