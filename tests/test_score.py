"""A page with a right, a half-right and a made-up record, and figures that can be counted by hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.score import Tally, figures, page_lines, read_gold, read_predictions, report, score, split, to_json
from pipeline.score.match import Names, norm, overlap, same_person, same_place

PAGE = """Home
Menu
Second Forum on Coastal Risk opens in Dakar
Dakar, 3 May 2022 – The Ministry of Environment and UNDP opened the Second Forum on Coastal Risk."""

GOLD: dict[str, Any] = {
    "id": "coast",
    "language": "en",
    "page_type": "news",
    "title": "Second Forum on Coastal Risk opens in Dakar",
    "published": "2022-05-03",
    "main_lines": [[2, 3]],
    "organisations": [
        {"name": "United Nations Development Programme", "acronym": "UNDP", "surfaces": ["UNDP"]},
        {"name": "Ministry of Environment", "acronym": None, "surfaces": ["Ministry of Environment"]},
    ],
    "people": [
        {"name": "Awa Sarr Ndiaye", "role": "Minister", "organisation": "Ministry of Environment"},
        {"name": "Per Lindahl", "role": "Adviser", "organisation": None},
    ],
    "locations": [
        {"name": "Dakar", "kind": "city", "country": "SN"},
        {"name": "Côte d’Ivoire", "kind": "country", "country": "CI"},
        {"name": "King Fahd Palace", "kind": "other", "country": "SN"},
    ],
    "dates": [
        {"text": "3 May 2022", "start": "2022-05-03", "end": "2022-05-03"},
        {"text": "June 2021", "start": "2021-06-01", "end": "2021-06-30"},
    ],
    "sdgs": [{"goal": 13, "target": None}, {"goal": 14, "target": "14.2"}],
    "contacts": [
        {"kind": "phone", "value": "+221 33 800 00 01", "person": "Per Lindahl", "organisation": "UNDP"},
        {"kind": "email", "value": "press@undp.org", "person": None, "organisation": "UNDP"},
        {"kind": "address", "value": "12 Rue Carnot, Dakar", "person": None, "organisation": None},
    ],
    "events": [
        {
            "name": "Second Forum on Coastal Risk",
            "kind": "forum",
            "status": "held",
            "start": "2022-05-03",
            "end": "2022-05-04",
            "city": "Dakar",
            "country": "SN",
            "venue": None,
            "organisers": ["UNDP", "Ministry of Environment"],
            "participants": [],
            "sdgs": [13],
        },
        {
            "name": "training of harbour masters",
            "kind": "training",
            "status": "held",
            "start": None,
            "end": None,
            "city": None,
            "country": None,
            "venue": None,
            "organisers": [],
            "participants": [],
            "sdgs": [],
        },
    ],
    "initiatives": [
        {
            "name": "Safer Shores Programme",
            "acronym": "SSP",
            "kind": "programme",
            "status": "active",
            "start": "2021-06-01",
            "end": None,
            "lead": ["UNDP"],
            "partners": [],
            "countries": ["SN", "CI"],
            "sdgs": [],
            "budget": {"amount": 2_000_000, "currency": "EUR", "year": None},
        }
    ],
}

FOUND: dict[str, Any] = {
    **GOLD,
    "page_type": "event",
    "text": "Second Forum on Coastal Risk opens in Dakar",
    "organisations": [
        {"name": "UN Development Programme", "acronym": "UNDP", "surfaces": []},
        {"name": "Coastal Risk", "acronym": None, "surfaces": []},
    ],
    "people": [{"name": "Awa Ndiaye", "role": "Minister", "organisation": "UNDP"}, {"name": "Lindahl", "role": None, "organisation": None}],
    "locations": [{"name": "Dakar", "kind": "city", "country": "TD"}, {"name": "Ivory Coast", "kind": "country", "country": "CI"}],
    "dates": [{"text": "2020", "start": "2020-01-01", "end": "2020-12-31"}],
    "sdgs": [{"goal": 13, "target": None}, {"goal": 14, "target": None}],
    "contacts": [
        {"kind": "phone", "value": "221338000001", "person": "Per Lindahl", "organisation": None},
        {"kind": "address", "value": "Rue Carnot 12, Dakar", "person": None, "organisation": None},
    ],
    "events": [
        {
            "name": "Forum on Coastal Risks",
            "kind": "forum",
            "status": "planned",
            "start": "2022-05-03",
            "end": None,
            "city": "DAKAR",
            "country": "SN",
            "organisers": ["United Nations Development Programme"],
            "participants": ["Senegal"],
            "sdgs": [{"goal": 13, "target": None}],
        },
        {
            "name": "World Ocean Day",
            "kind": "campaign",
            "status": None,
            "start": None,
            "end": None,
            "city": None,
            "country": None,
            "organisers": [],
            "participants": [],
            "sdgs": [],
        },
    ],
    "initiatives": [
        {
            "name": "SSP",
            "acronym": "ssp",
            "kind": "programme",
            "status": "active",
            "start": None,
            "end": None,
            "lead": ["Ministry of Environment"],
            "partners": [],
            "countries": ["CI", "ML"],
            "sdgs": [],
            "budget": {"amount": 2_010_000, "currency": "EUR", "year": 2021},
        }
    ],
}

EXPECTED = {  # tp, fp, fn
    "main text (4-gram shingles)": (5, 0, 17),
    "language": (1, 0, 0),
    "page_type": (0, 1, 1),
    "published": (1, 0, 0),
    "title": (1, 0, 0),
    "organisations": (1, 1, 1),
    "people": (1, 1, 1),
    "people: role": (1, 0, 0),
    "people: organisation": (0, 1, 1),
    "locations": (2, 0, 0),
    "locations: country": (1, 1, 1),
    "dates": (0, 1, 1),
    "sdgs": (1, 1, 1),
    "contacts": (2, 0, 1),
    "contacts: whose": (1, 0, 1),
    "events": (1, 1, 1),
    "events: slots": (7, 4, 6),
    "initiatives": (1, 0, 0),
    "initiatives: slots": (6, 2, 3),
}


@pytest.fixture
def gold_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "coast.txt").write_text(PAGE, encoding="utf-8")
    (folder / "coast.gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (folder / "marche.html").write_text("<p>Marché</p>", encoding="utf-8")
    empty = {k: [] for k in ("organisations", "people", "locations", "dates", "sdgs", "contacts", "events", "initiatives")}
    record = {**GOLD, **empty, "id": "marche", "language": "fr", "main_lines": [], "main_text": ["Marché"]}
    (folder / "marche.gold.json").write_text(json.dumps(record), encoding="utf-8")
    (folder / "split.csv").write_text("page,part\ncoast,dev\nmarche,dev\nother,test\n", encoding="utf-8")
    return folder


def test_figures(gold_dir: Path) -> None:
    result = score(gold_dir, read_gold(gold_dir, ["coast"]), {"coast": FOUND})
    assert {k: tuple(v) for k, v in result.tallies.items()} == EXPECTED
    assert list(result.tallies) == list(EXPECTED)
    assert {k: tuple(v) for k, v in result.event_slots.items()} == {
        "kind": (1, 0, 0),
        "status": (0, 1, 1),
        "start": (1, 0, 0),
        "end": (0, 0, 1),
        "city": (1, 0, 0),
        "country": (1, 0, 0),
        "organisers": (1, 0, 1),
        "participants": (0, 1, 0),
        "sdgs": (1, 0, 0),
    }
    assert tuple(result.initiative_slots["countries"]) == (1, 1, 1)
    assert tuple(result.initiative_slots["budget"]) == (1, 0, 0)
    assert result.missing == ()
    assert "coast: missed event: training of harbour masters" in result.errors
    assert "coast: event 'Second Forum on Coastal Risk': status is 'planned', gold 'held'" in result.errors


def test_perfect_and_missing(gold_dir: Path) -> None:
    gold = read_gold(gold_dir)
    perfect = score(gold_dir, gold, gold)
    assert not perfect.errors
    assert all(t.f1 == 1.0 for t in perfect.tallies.values())
    nothing = score(gold_dir, gold, {})
    assert nothing.missing == ("coast", "marche")
    assert nothing.tallies["events: slots"] == Tally(fn=13)
    assert nothing.tallies["title"].precision is None


def test_report(gold_dir: Path) -> None:
    gold = read_gold(gold_dir, ["coast"])
    lines = report(score(gold_dir, gold, {"coast": FOUND})).splitlines()
    assert lines[0] == "1 page, 0 without a prediction"
    assert lines[1] == "                                    P      R     F1     tp    fp    fn"
    assert lines[-3] == "initiatives: slots              0.750  0.667  0.706      6     2     3"
    assert lines[-1] == (
        "initiative slots, F1 on matched records: kind 1.000, status 1.000, start 0.000, acronym 1.000, "
        "lead 0.000, partners    -, countries 0.500, sdgs    -, budget 1.000"
    )
    result = score(gold_dir, gold, {})
    assert report(result).startswith("1 page, 1 without a prediction: coast\n")
    assert report(result, errors=True, by_page=True).splitlines()[0] == page_lines(result)[0]
    assert page_lines(result) == [
        f"{'coast':34} organisations 0.00  people 0.00  locations 0.00  dates 0.00  contacts 0.00  events 0.00  "
        "events: slots 0.00  initiatives 0.00  initiatives: slots 0.00"
    ]
    assert json.loads(to_json(result)) == figures(result)
    assert figures(result)["pages without a prediction"] == ["coast"]


def test_split_and_gold(gold_dir: Path) -> None:
    assert split(gold_dir, "dev") == ["coast", "marche"]
    assert split(gold_dir, "dev", language="en") == ["coast"]
    assert list(read_gold(gold_dir)) == ["coast", "marche"]
    with pytest.raises(ValueError, match="no page of part"):
        split(gold_dir, "train")
    with pytest.raises(FileNotFoundError, match="for other"):
        read_gold(gold_dir, ["other"])
    with pytest.raises(FileNotFoundError):
        read_gold(gold_dir.parent)
    with pytest.raises(FileNotFoundError):
        read_predictions(gold_dir.parent)


def tables() -> dict[str, list[dict[str, Any]]]:
    """A run's tables that say what FOUND says of events, and a little more."""
    return {
        "documents": [
            {"document_id": "doc-1", "path": "site/coast.txt", "text": FOUND["text"], "language": "en", "page_type": "event", "title": None}
            | {"published_on": date(2022, 5, 3)},
            {
                "document_id": "doc-2",
                "path": "marche.v2.html",
                "text": None,
                "language": None,
                "page_type": None,
                "title": None,
                "published_on": None,
            },
        ],
        "organisations": [{"organisation_id": "org-undp", "name": "United Nations Development Programme", "acronym": "UNDP"}],
        "people": [{"person_id": "per-a", "name": "Awa Ndiaye"}],
        "locations": [{"location_id": "loc-sn", "name": "Senegal", "kind": "country", "country_code": "SN"}],
        "mentions": [
            {"document_id": "doc-1", "text": "UNDP", "label": "ORG", "entity_id": "org-undp", "start_date": None, "end_date": None},
            {"document_id": "doc-1", "text": "UNDP", "label": "ORG", "entity_id": "org-undp", "start_date": None, "end_date": None},
            {"document_id": "doc-1", "text": "Awa Ndiaye", "label": "PERSON", "entity_id": "per-a", "start_date": None, "end_date": None},
            {"document_id": "doc-1", "text": "Senegal", "label": "LOC", "entity_id": "loc-sn", "start_date": None, "end_date": None},
            {
                "document_id": "doc-1",
                "text": "2020",
                "label": "DATE",
                "entity_id": None,
                "start_date": date(2020, 1, 1),
                "end_date": date(2020, 12, 31),
            },
            {"document_id": "doc-1", "text": "later", "label": "DATE", "entity_id": None, "start_date": None, "end_date": None},
        ],
        "affiliations": [{"document_id": "doc-1", "person_id": "per-a", "organisation_id": "org-undp", "role": "Minister"}],
        "document_sdgs": [
            {"document_id": "doc-1", "goal": 13, "target": None, "method": "explicit"},
            {"document_id": "doc-1", "goal": 2, "target": "2.1", "method": "inferred"},
        ],
        "contacts": [{"document_id": "doc-1", "kind": "phone", "value": "+22133", "person_id": None, "organisation_id": "org-undp"}],
        "events": [
            {"event_id": "evt-1", "name": "Forum on Coastal Risks", "kind": "forum", "status": "planned", "start_date": date(2022, 5, 3)}
            | {"end_date": None, "city": None, "country_code": None, "online": True}
        ],
        "event_mentions": [{"event_id": "evt-1", "document_id": "doc-1"}, {"event_id": "evt-1", "document_id": "doc-1"}],
        "event_organisations": [{"event_id": "evt-1", "organisation_id": "org-undp", "role": "organiser"}],
        "event_people": [{"event_id": "evt-1", "person_id": "per-a", "role": "speaker"}],
        "event_locations": [
            {"event_id": "evt-1", "location_id": "loc-sn", "role": "participant"},
            {"event_id": "evt-1", "location_id": "loc-sn", "role": "venue"},
        ],
        "event_sdgs": [{"event_id": "evt-1", "goal": 13, "target": "13.1"}, {"event_id": "evt-1", "goal": 13, "target": None}],
        "initiatives": [
            {"initiative_id": "ini-1", "name": "SSP", "acronym": None, "kind": "programme", "status": "active", "start_date": None, "end_date": None}
            | {"budget_amount": 2e6, "budget_currency": "EUR", "budget_year": None},
            {"initiative_id": "ini-2", "name": "Fund", "acronym": None, "kind": "fund", "status": "active", "start_date": None, "end_date": None}
            | {"budget_amount": None, "budget_currency": None, "budget_year": None},
        ],
        "initiative_mentions": [{"initiative_id": "ini-1", "document_id": "doc-1"}, {"initiative_id": "ini-2", "document_id": "doc-2"}],
        "initiative_locations": [
            {"initiative_id": "ini-1", "location_id": "loc-sn", "role": "scope"},
            {"initiative_id": "ini-1", "location_id": "loc-sn", "role": "partner"},
        ],
    }


@pytest.mark.parametrize("form", ["{}.parquet", "{}.parquet/part-{:05d}.parquet", "{}/part-{:05d}.parquet"])
def test_read_tables(tmp_path: Path, form: str) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    for name, rows in tables().items():
        parts = [rows[:1], rows[1:]] if "part" in form else [rows]
        schema = pa.Table.from_pylist(rows).schema
        for i, part in enumerate(parts):
            path = tmp_path / form.format(name, i)
            path.parent.mkdir(exist_ok=True)
            pq.write_table(pa.Table.from_pylist(part, schema=schema), path)
    records = read_predictions(tmp_path)
    assert list(records) == ["coast", "marche"]
    page = records["coast"]
    assert page["published"] == "2022-05-03"
    assert page["organisations"] == [{"name": "United Nations Development Programme", "acronym": "UNDP", "surfaces": ["UNDP"]}]
    assert page["people"] == [{"name": "Awa Ndiaye", "role": "Minister", "organisation": "United Nations Development Programme"}]
    assert page["locations"] == [{"name": "Senegal", "kind": "country", "country": "SN", "surfaces": ["Senegal"]}]
    assert page["dates"] == [{"text": "2020", "start": "2020-01-01", "end": "2020-12-31"}]
    assert page["sdgs"] == [{"goal": 13, "target": None}]
    assert page["contacts"] == [{"kind": "phone", "value": "+22133", "person": None, "organisation": "United Nations Development Programme"}]
    [event] = page["events"]
    assert event | {"name": "Forum on Coastal Risks", "kind": "forum", "status": "planned", "start": "2022-05-03", "end": None} == event
    assert (event["city"], event["country"], event["sdgs"]) == ("online", None, [13])
    assert (event["organisers"], event["participants"]) == (["United Nations Development Programme"], ["Senegal", "Awa Ndiaye"])
    [initiative] = page["initiatives"]
    assert initiative["budget"] == {"amount": 2_000_000.0, "currency": "EUR", "year": None}
    assert (initiative["countries"], initiative["partners"], initiative["lead"]) == (["SN"], ["Senegal"], [])
    assert records["marche"]["initiatives"][0]["budget"] is None
    assert records["marche"]["published"] is None


def test_read_records(tmp_path: Path) -> None:
    (tmp_path / "coast.gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    assert read_predictions(tmp_path) == {"coast": GOLD}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("The World Bank", "world bank"),
        ("L’Union africaine", "union africaine"),
        ("WHO’s Regional Office", "who regional office"),
        ("Côte d'Ivoire", "cote d ivoire"),
        ("Theatre", "theatre"),
        ("  ", ""),
        (None, ""),
    ],
)
def test_norm(text: str | None, folded: str) -> None:
    assert norm(text) == folded


@pytest.mark.parametrize(
    ("a", "b", "value"),
    [
        ("Ministry of Health", "the ministry of health", 1.0),
        ("Ministry of Health", "Health Ministry", 1.0),
        ("regional workshops on health", "Regional Workshop", 0.8),
        ("Ministry of Health", "UNDP", 0.0),
        ("of the", "of the", 1.0),
        (None, "x", 0.0),
        ("", "", 0.0),
    ],
)
def test_overlap(a: str | None, b: str | None, value: float) -> None:
    assert overlap(a, b) == pytest.approx(value)


def test_names() -> None:
    gold = {"organisations": [{"name": "World Health Organization", "acronym": "WHO", "surfaces": ["OMS"]}]}
    pred = {"organisations": [{"name": "Organisation mondiale de la santé", "acronym": "OMS", "surfaces": []}]}
    names = Names(gold, pred)
    assert names.same("WHO", "World Health Organization")
    assert names.same("WHO", "Organisation mondiale de la Santé")
    assert not names.same("WHO", "World Bank")
    assert not names.same("", "WHO")
    assert not Names(gold, {}).same("WHO", "Organisation mondiale de la Santé")


@pytest.mark.parametrize(
    ("gold", "pred", "value"),
    [("Awa Sarr Ndiaye", "Awa Ndiaye", 1), ("Awa Ndiaye", "AWA NDIAYE", 2), ("Awa Ndiaye", "Ndiaye", 0), ("Awa Ndiaye", "Ndiaye Awa", 0)],
)
def test_same_person(gold: str, pred: str, value: float) -> None:
    assert same_person({"name": gold}, {"name": pred}) == value


def test_same_place() -> None:
    country = {"name": "Ivory Coast", "kind": "country", "country": "CI"}
    assert same_place({**country, "name": "Côte d’Ivoire"}, country) == 1
    assert same_place(country, country) == 2
    assert same_place({**country, "kind": "city", "name": "Man"}, country) == 0
    assert same_place({**country, "name": "Côte d’Ivoire"}, {**country, "surfaces": ["Cote d'Ivoire"]}) == 2
