"""The annotated corpus has no faults, and every kind of fault is told."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.validate import check_folder, check_record, squeeze

CORPUS = Path(__file__).parent.parent / "corpus" / "annotated"

PAGE = "Menu\nRound table in Lomé\nOn 4 May 2021 the city’s council met\xa0Ama Kodjo &amp; friends, T. 22 21 00 00.\n"

RECORD: dict[str, Any] = {
    "id": "lome",
    "language": "en",
    "page_type": "news",
    "title": "Round table in Lomé",
    "published": None,
    "main_lines": [[1, 2]],
    "organisations": [{"name": "Lomé city council", "acronym": None, "surfaces": ["city's council"]}],
    "people": [{"name": "Ama Kodjo", "role": None, "organisation": None}],
    "locations": [{"name": "Lomé", "kind": "city", "country": "TG"}],
    "dates": [{"text": "4 May 2021", "start": "2021-05-04", "end": "2021-05-04"}],
    "sdgs": [{"goal": 11, "target": "11.b"}],
    "contacts": [{"kind": "phone", "value": "+22822210000", "person": None, "organisation": None}],
    "events": [
        {"name": "round table", "kind": "roundtable", "status": "held", "start": "2021-05-04", "end": None, "city": "Lomé", "country": "TG"}
        | {"venue": None, "organisers": ["Lomé city council"], "participants": ["Ama Kodjo"], "sdgs": [11]}
        | {"surfaces": ["Round table in Lomé"]}
    ],
    "initiatives": [
        {"name": "Clean Markets", "acronym": None, "kind": "project", "status": "active", "start": None, "end": None, "lead": [], "partners": []}
        | {"countries": ["TG"], "sdgs": [], "budget": {"amount": 5, "currency": "EUR", "year": None}}
    ],
}


def faults_of(folder: Path, record: object, page: str = PAGE, suffix: str = ".txt") -> list[str]:
    (folder / f"lome{suffix}").write_text(page, encoding="utf-8")
    path = folder / "lome.gold.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    return check_record(path)


def test_annotated_corpus_has_no_faults() -> None:
    faults = check_folder(CORPUS)
    assert {name: found for name, found in faults.items() if found} == {}
    assert "split.csv" in faults


def test_sound_record(tmp_path: Path) -> None:
    assert faults_of(tmp_path, RECORD) == []


def test_tags_are_not_text(tmp_path: Path) -> None:
    markup = PAGE.replace("4 May 2021", "4 <b>May</b>&nbsp;2021")
    assert faults_of(tmp_path, RECORD, markup, ".html") == []
    assert faults_of(tmp_path, RECORD, markup.replace("4 <b>", '<p title="4 ">')) != []


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda r: r.update(id="other"), "id is not the file stem"),
        (lambda r: r.pop("published"), "record: no ['published']"),
        (lambda r: r.update(events={}), "events: no list of objects"),
        (lambda r: r["people"][0].pop("role"), "people: no ['role']"),
        (lambda r: r.update(page_type="blog"), "page_type 'blog'"),
        (lambda r: r.update(language="English"), "language 'English'"),
        (lambda r: r.update(published="4 May 2021"), "published: '4 May 2021' is no ISO date"),
        (lambda r: r.update(main_lines=[[1, 4]]), "main_lines 1-4 out of range"),
        (
            lambda r: r["organisations"][0].update(surfaces=["council of ministers"]),
            "organisation: 'council of ministers' does not stand on the page",
        ),
        (lambda r: r["dates"][0].update(text="May 4"), "date: 'May 4' does not stand on the page"),
        (lambda r: r["dates"][0].update(end="2021-05-03"), "date '4 May 2021' ends before it starts"),
        (lambda r: r["dates"][0].update(end=None), "date '4 May 2021' has no first or last day"),
        (lambda r: r["locations"][0].update(kind="town"), "location kind 'town'"),
        (lambda r: r["locations"][0].update(country="Togo"), "locations: country 'Togo'"),
        (lambda r: r["sdgs"][0].update(goal=18, target=None), "sdg {'goal': 18, 'target': None}"),
        (lambda r: r["sdgs"][0].update(target="10.7"), "sdg {'goal': 11, 'target': '10.7'}"),
        (lambda r: r["contacts"][0].update(kind="fax"), "contact kind 'fax'"),
        (lambda r: r["events"][0].update(kind="round table"), "events: kind 'round table'"),
        (lambda r: r["events"][0].update(status="active"), "events: status 'active'"),
        (lambda r: r["events"][0].update(start="2021"), "events: 'round table': '2021' is no ISO date"),
        (lambda r: r["events"][0].update(end="2021-05-01"), "events: 'round table' ends before it starts"),
        (lambda r: r["events"][0].update(surfaces=["the meeting"]), "events: 'the meeting' does not stand on the page"),
        (lambda r: r["events"][0].update(sdgs=[{"goal": 11}]), "events: sdgs are goal numbers"),
        (lambda r: r["events"][0].update(country="tg"), "events: country 'tg'"),
        (
            lambda r: r["events"][0].update(organisers=["Kofi Mensah"]),
            "events: organisers: 'Kofi Mensah' is no organisation, person or place of the record",
        ),
        (lambda r: r["initiatives"][0].update(kind="scheme"), "initiatives: kind 'scheme'"),
        (lambda r: r["initiatives"][0].update(countries=["Togo"]), "initiatives: country 'Togo'"),
        (lambda r: r["initiatives"][0].update(budget={"amount": 5}), "budget keys"),
    ],
)
def test_faults(tmp_path: Path, spoil: Callable[[dict[str, Any]], object], fault: str) -> None:
    record = copy.deepcopy(RECORD)
    spoil(record)
    assert faults_of(tmp_path, record) == [fault]


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "lome.gold.json"
    path.write_text("{", encoding="utf-8")
    assert check_record(path) == ["no raw page"]
    (tmp_path / "lome.txt").write_text(PAGE, encoding="utf-8")
    assert check_record(path)[0].startswith("no JSON: ")
    path.write_text("[]", encoding="utf-8")
    assert check_record(path) == ["record is no object"]


def test_split(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        check_folder(tmp_path)
    assert faults_of(tmp_path, RECORD) == []
    assert check_folder(tmp_path) == {"lome.gold.json": []}
    split = tmp_path / "split.csv"
    split.write_text("page,part\nlome,train\n", encoding="utf-8")
    assert check_folder(tmp_path)["split.csv"] == []
    split.write_text("page,part\nzagreb,dev\nkigali,exam\n", encoding="utf-8")
    assert check_folder(tmp_path)["split.csv"] == [
        "part 'exam' of kigali",
        "kigali has no record",
        "zagreb has no record",
        "no row for lome",
        "rows are not sorted by page, or a page stands there twice",
    ]


def test_squeeze() -> None:
    assert squeeze(" WHO’s\xa0 &quot;plan&quot;\n\t2020 ") == 'WHO\'s "plan" 2020'
