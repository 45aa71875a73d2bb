"""The span behind each value: tables of sentences with invented people, bodies and places."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from initiative_names import tagged
from test_events import make, only
from test_initiatives import one, page, when

from pipeline.document import Event, Evidence, Initiative, Mention, Party
from pipeline.evidence import Source, chance, evidence, quoted, rows, said
from pipeline.integrity import check
from pipeline.tables import read_table
from pipeline.train.evidence import LEAST, judged, write


def quotes(item: Event | Initiative, text: str, slot: str) -> list[tuple[str, str | None, str]]:
    """(value, quoted words, basis) of one slot."""
    return [(e.value, None if e.start is None else text[e.start : e.end], e.basis) for e in item.evidence if e.slot == slot]


@pytest.mark.parametrize(
    ("text", "slot", "told"),
    [
        ("The River Board held a technical meeting on wells in Orlen on 3 March 2020.", "start_date", [("2020-03-03", "3 March 2020", "sentence")]),
        ("The River Board held a technical meeting on wells in Orlen on 3 March 2020.", "city", [("Orlen", "Orlen", "sentence")]),
        ("The River Board held a technical meeting on wells in Orlen on 3 March 2020.", "country_code", [("XA", "Orlen", "inferred")]),
        ("The River Board held a technical meeting on wells in Orlen on 3 March 2020.", "status", [("held", "3 March 2020", "inferred")]),
        ("The River Board held a technical meeting on wells in Orlen on 3 March 2020.", "organiser",
         [("org-river-board", "River Board", "sentence")]),
        ("The River Board held a technical meeting on wells in Orlen on 3 March 2020.", "venue", []),
        ("A workshop on flood maps, planned for 3 March 2020 in Orlen, is cancelled.", "status", [("cancelled", "cancelled", "sentence")]),
        ("A workshop on flood maps was held at the Lumen Conference Centre in Orlen on 3 March 2020.", "venue",
         [("Lumen Conference Centre", "Lumen Conference Centre", "sentence")]),
        ("A workshop on flood maps was held online on 3 March 2020.", "online", [("true", "online", "sentence")]),
        ("A webinar, “Telling Risk Well”, takes place on 3 May 2020.", "kind", [("webinar", "webinar, “Telling Risk Well", "sentence")]),
        ("A workshop on flood maps was held in Orlen on 3 March 2020. Speakers included Ada Brun of the River Board.", "participant",
         [("per-ada-brun", "Ada Brun", "context")]),
    ],
)  # fmt: skip
def test_what_gives_a_value_of_an_event(text: str, slot: str, told: list[tuple[str, str, str]]) -> None:
    assert quotes(only(make(text)), text, slot)[: len(told) or None] == told


@pytest.mark.parametrize(
    ("text", "slot", "told"),
    [
        ("The Clean Coasts project is funded by Norway.", "name", [("Clean Coasts project", "Clean Coasts project", "sentence")]),
        ("The Clean Coasts project is funded by Norway.", "funder", [("loc-no", "Norway", "sentence")]),
        ("The Clean Coasts project has been running in Fiji since June 2019.", "start_date", [("2019-06-01", "June 2019", "sentence")]),
        ("The Clean Coasts project has been running in Fiji since June 2019.", "scope", [("loc-fj", "Fiji", "sentence")]),
        ("The Clean Coasts project has a budget of EUR 2 million.", "budget_amount", [("2000000", "EUR 2 million", "sentence")]),
        ("The Clean Coasts project has a budget of EUR 2 million.", "budget_currency", [("EUR", "EUR 2 million", "sentence")]),
        ("The Clean Coasts project 2019–2022 cleans beaches.", "end_date", [("2022-12-31", "Clean Coasts project 2019–2022", "name")]),
        ("The Clean Coasts project will be launched in Fiji.", "status", [("planned", "will be launched", "sentence")]),
        ("Clean Coasts project\nBudget: EUR 2 million\nStatus: completed", "status", [("completed", "completed", "field")]),
    ],
)  # fmt: skip
def test_what_gives_a_value_of_an_initiative(text: str, slot: str, told: list[tuple[str, str, str]]) -> None:
    title, _, below = text.partition("\n")
    dates = (when("June 2019", "2019-06-01", "2019-06-30"),)
    found = one(page(text, dates=dates, title=title, page_type="profile") if below else tagged(page(text, dates=dates)))
    assert quotes(found, text, slot) == told


def test_sources() -> None:
    mention = Mention(4, 9, "Orlen", "LOC", "gazetteer", 0.9, "loc-xa-orlen")
    assert said(mention) == Source(4, 9, "sentence", "gazetteer", 0.9)
    assert said(mention).inferred(confidence=0.5) == Source(4, 9, "inferred", "gazetteer", 0.45)
    assert quoted(7, 7, "field").start is None
    twice = list(evidence("city", "Orlen", [said(mention), None, said(mention), quoted(1, 3)]))
    assert [(e.start, e.end) for e in twice] == [(1, 3), (4, 9)]
    assert list(evidence("city", None, [said(mention)])) == []


def test_parties_are_equal_whatever_the_page_says() -> None:
    assert Party("org-a", "lead", 1, 5) == Party("org-a", "lead")
    assert len({Party("org-a", "lead", 1, 5), Party("org-a", "lead", 7, 9)}) == 1


def test_every_value_of_the_sample_has_its_reason(run_of_sample) -> None:
    assert check(run_of_sample) == []
    texts = {d["document_id"]: d["text"] for d in read_table(run_of_sample, "documents").to_pylist()}
    for what, columns in (
        ("event", ("name", "kind", "status", "start_date", "end_date", "city", "country_code", "venue")),
        ("initiative", ("name", "kind", "status", "acronym", "start_date", "end_date", "budget_amount", "budget_currency", "budget_year")),
    ):
        reasons = read_table(run_of_sample, f"{what}_evidence").to_pylist()
        known = {(r[f"{what}_id"], r["field"], r["value"]) for r in reasons}
        for row in read_table(run_of_sample, f"{what}s").to_pylist():
            for column in columns:
                value = row[column]
                text = f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
                assert value is None or (row[f"{what}_id"], column, text) in known, (row["name"], column)
        for part, key in (("organisations", "organisation_id"), ("people", "person_id")):
            for link in read_table(run_of_sample, f"{what}_{part}").to_pylist():
                assert any((link[f"{what}_id"], role, link[key]) in known for role in (link["role"], "speaker")), link
        for r in reasons:
            assert r["start"] is None or texts[r["document_id"]][r["start"] : r["end"]].strip()


def test_an_unknown_party_has_no_evidence() -> None:
    text = "The River Board held a technical meeting on wells in Orlen on 3 March 2020."

    class Telling:
        document_id = "doc-1"
        item = only(make(text))

    fields = {r["field"] for r in rows("event_id", [("evt-1", [Telling()])], {"org": {"org-other"}})}
    assert "start_date" in fields
    assert "organiser" not in fields


@pytest.mark.parametrize(
    ("slot", "basis", "found", "least", "most"),
    [
        ("start_date", "sentence", 0.9, 0.88, 0.97),
        ("city", "dateline", 0.98, 0.7, 0.8),  # 27 of 36 were right
        ("city", "sentence", 0.4, 0.4, 0.4),
        ("edition", "name", 0.8, 0.8, 0.8),  # not measured: as found
    ],
)
def test_confidence_is_the_measured_share(slot: str, basis: str, found: float, least: float, most: float) -> None:
    assert least <= chance("event", Evidence(slot, "x", 0, 1, basis, "pattern", found)) <= most  # type: ignore[arg-type]


def test_what_a_gold_record_says_of_each_piece_of_evidence(tmp_path: Path) -> None:
    text = "The River Board held a technical meeting on wells in Orlen on 3 March 2020. Speakers included Ada Brun of the River Board."
    event = {
        "name": "technical meeting on wells",
        "kind": "meeting",
        "status": "planned",
        "start": "2020-03-03",
        "end": "2020-03-03",
        "city": "Orlen",
    }
    gold = {"organisations": [], "initiatives": [], "events": [{**event, "country": None, "organisers": ["River Board"], "participants": []}]}
    told = sorted(judged(make(text), gold))
    assert told == [
        (("event", "city", "sentence"), True),
        (("event", "country_code", "inferred"), False),
        (("event", "end_date", "sentence"), True),
        (("event", "kind", "sentence"), True),
        (("event", "organiser", "sentence"), True),
        (("event", "participant", "context"), False),
        (("event", "start_date", "sentence"), True),
        (("event", "status", "inferred"), False),
    ]
    right, every = Counter(key for key, is_right in told if is_right), Counter({key: LEAST for key, _ in told[:2]} | {told[2][0]: LEAST - 1})
    write(right, every, tmp_path / "right.csv")
    assert (tmp_path / "right.csv").read_text().splitlines()[2:] == [
        "record,slot,basis,right,all", "event,city,sentence,1,8", "event,country_code,inferred,0,8"
    ]  # fmt: skip
