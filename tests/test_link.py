from datetime import date

import pytest

from pipeline import tables
from pipeline.document import (
    Budget,
    Contact,
    DateInterval,
    Document,
    Dropped,
    Event,
    Initiative,
    Mention,
    Organisation,
    Party,
    Person,
    Place,
    Sdg,
    document_id,
)
from pipeline.integrity import check
from pipeline.link import link
from pipeline.link.match import Sighting
from pipeline.link.rows import event_row, initiative_row

DAY = DateInterval(date(2021, 5, 25), date(2021, 5, 25), "day")


def event(name, when=DAY, city="Dakar", country="SN", kind="workshop", **more):
    return Event(name, kind, "held", 0, 5, when=when, city=city, country_code=country, **more)


def initiative(name, acronym=None, **more):
    return Initiative(name, acronym, "programme", "active", 0, 5, **more)


def documents():
    oim = Organisation("org-oim", "International Organization for Migration", "IOM")
    ots = Person("per-richard-ots", "Richard Ots", "Chief of Mission", "org-oim")
    dakar = Place("loc-sn-dakar", "Dakar", "city", "SN")
    text = "IOM met in Dakar. Richard Ots spoke. ots@iom.example SDG 10.7"
    found = event(
        "Regional Workshop on Border Health",
        location_id="loc-sn-dakar",
        parties=(Party("org-oim", "organiser"), Party("per-richard-ots", "speaker"), Party("org-nobody", "organiser")),
        sdgs=(3, 10),
        targets=("10.7", "10.c"),
    )
    programme = initiative(
        "Safe Roads for Lake Chad", "SRLC", budget=Budget(1.5e6, "EUR", 2020), scope=("loc-sn-dakar",), parties=(Party("org-oim", "lead"),)
    )
    first = Document(
        document_id=document_id("a.txt"),
        path="a.txt",
        text=text,
        content_hash="h",
        mentions=(
            Mention(0, 3, "IOM", "ORG", "gazetteer", 0.9, "org-oim"),
            Mention(11, 16, "Dakar", "LOC", "gazetteer", 0.9, "loc-sn-dakar"),
            Mention(18, 29, "Richard Ots", "PERSON", "model", 0.9, "per-richard-ots"),
        ),
        organisations=(oim,),
        people=(ots,),
        places=(dakar,),
        contacts=(Contact("con-1", "email", "ots@iom.example", 37, 52, "per-richard-ots", "org-oim"),),
        sdgs=(Sdg(10, "10.7", "explicit", 0.9, 53, 61),),
        events=(found,),
        initiatives=(programme,),
    )
    second = Document(
        document_id=document_id("b.txt"),
        path="b.txt",
        text="The workshop on border health.",
        content_hash="g",
        events=(event("workshop on border health", city=None),),
    )
    return [first, second, Dropped("c.txt", "read", "c.txt: empty; nothing to do", "no_content")]


def test_tables_of_three_pages(tmp_path):
    counts = link(documents, [(n, f"Goal {n}") for n in range(1, 18)], tmp_path)
    assert check(tmp_path) == []
    read = {name: tables.read_table(tmp_path, name).to_pylist() for name in tables.SCHEMAS}
    assert {name: len(rows) for name, rows in read.items()} == counts
    assert [d["status"] for d in read["documents"]] == ["extracted", "extracted", "no_content"]
    (workshop,) = read["events"]
    assert (workshop["source_count"], workshop["city"], workshop["location_id"]) == (2, "Dakar", "loc-sn-dakar")
    assert {(r["organisation_id"], r["role"]) for r in read["event_organisations"]} == {("org-oim", "organiser")}
    assert [(r["person_id"], r["role"]) for r in read["event_people"]] == [("per-richard-ots", "speaker")]
    assert len(read["event_mentions"]) == 2
    assert [(r["goal"], r["target"]) for r in read["event_sdgs"]] == [(3, None), (10, "10.7"), (10, "10.c")]
    (programme,) = read["initiatives"]
    assert (programme["budget_amount"], programme["budget_currency"], programme["budget_year"]) == (1.5e6, "EUR", 2020)
    assert read["organisations"][0]["aliases"] == ["IOM"]
    assert read["affiliations"] == [
        {"document_id": document_id("a.txt"), "person_id": "per-richard-ots", "organisation_id": "org-oim", "role": "Chief of Mission"}
    ]


@pytest.mark.parametrize(
    ("names", "name"), [(("Tchad",), "Tchad"), (("Tchad", "Tchad", "Chad"), "Chad"), (("République du Tchad", "Tchad", "Tchad"), "Tchad")]
)
def test_a_country_has_its_english_name_where_a_page_uses_it(tmp_path, names, name):
    def pages():
        for n, form in enumerate(names):
            mention = Mention(0, len(form), form, "LOC", "gazetteer", 0.9, "loc-td")
            place = Place("loc-td", form, "country", "TD")
            yield Document(document_id(f"{n}.txt"), f"{n}.txt", form, "h", mentions=(mention,), places=(place,))

    link(pages, [], tmp_path)
    (row,) = tables.read_table(tmp_path, "locations").to_pylist()
    assert (row["name"], row["document_count"]) == (name, len(names))


def told(page, item, published=None):
    return Sighting(page, item, published and date.fromisoformat(published))


MONTH = DateInterval(date(2021, 5, 1), date(2021, 5, 31), "month")
LONGER = DateInterval(date(2021, 5, 25), date(2021, 5, 26), "range")
NAME = "Regional Workshop on Border Health"


@pytest.mark.parametrize(
    ("group", "column", "value"),
    [
        ([event(NAME, MONTH), event(NAME), event(NAME, MONTH)], "start_date", date(2021, 5, 25)),
        ([event(NAME, LONGER), event(NAME, LONGER), event(NAME)], "end_date", date(2021, 5, 26)),
        ([event(NAME, MONTH), event(NAME, None)], "date_precision", "month"),
        ([event(NAME, city=None, country="ML"), event(NAME)], "country_code", "SN"),
        ([event(NAME), event(NAME), event(NAME, city="Thiès")], "city", "Dakar"),
        ([event(NAME, city=None, country=None)], "city", None),
        ([event("workshop", confidence=0.9), event("workshop on border health", confidence=0.8), event(NAME, confidence=0.8)], "name", NAME),
        ([event(NAME), event(NAME), event(NAME, kind="meeting")], "kind", "workshop"),
    ],
)
def test_the_best_supported_value_stands(group, column, value):
    tellings = [told(f"p{i}", e) for i, e in enumerate(group)]
    assert event_row(tellings)[column] == value
    assert event_row(tellings[::-1])[column] == value


def test_what_the_latest_page_says_of_status_and_of_a_moved_date():
    moved = DateInterval(date(2021, 9, 14), date(2021, 9, 14), "day")
    first = told("a", Event("Youth Forum 2021", "forum", "planned", 0, 5, when=DAY, confidence=0.9), "2021-01-02")
    then = told("b", Event("Youth Forum 2021", "forum", "planned", 0, 5, when=moved, confidence=0.6), "2021-04-02")
    last = told("c", Event("Youth Forum 2021", "forum", "held", 0, 5, confidence=0.6), "2021-09-20")
    row = event_row([first, then, last])
    assert (row["start_date"], row["status"]) == (date(2021, 9, 14), "held")


@pytest.mark.parametrize(
    ("pages", "days"),
    [
        ([("2018-01-01", None), ("2018-01-01", None), (None, "2015-12-31"), (None, "2020-06-30")], ("2018-01-01", "2020-06-30")),
        ([("2018-01-01", None), (None, "2015-12-31"), (None, "2015-12-31"), ("2012-03-01", None)], ("2012-03-01", "2015-12-31")),
        ([("2018-01-01", None), ("2018-01-01", None), (None, "2015-12-31")], ("2018-01-01", None)),
    ],
)
def test_no_initiative_ends_before_it_starts(pages, days):
    def day(text):
        return text and date.fromisoformat(text)

    group = [told(str(i), initiative("Safe Roads for Lake Chad", starts=day(a), ends=day(b), confidence=0.9)) for i, (a, b) in enumerate(pages)]
    row = initiative_row(group)
    assert (row["start_date"], row["end_date"]) == tuple(map(day, days))


@pytest.mark.parametrize(
    ("languages", "name"),
    [
        (("en", "fr"), "Sendai Framework for Action"),
        (("es", "fr", "fr"), "Cadre d'action de Sendai"),
        (("es", "en", "en"), "Sendai Framework for Action"),
    ],
)
def test_a_row_is_named_in_the_language_of_most_of_its_pages(languages, name):
    names = {"en": "Sendai Framework for Action", "fr": "Cadre d'action de Sendai", "es": "Marco de Acción de Sendai"}
    group = [Sighting(str(n), initiative(names[code], confidence=0.9), known=names["en"], language=code) for n, code in enumerate(languages)]
    assert initiative_row(group)["name"] == initiative_row(group[::-1])["name"] == name


def test_a_later_report_does_not_change_the_id():
    first = told("m", event(NAME), "2021-05-26")
    alone = event_row([first])["event_id"]
    later = [told("a", event("workshop on border health", confidence=0.99), "2021-06-01"), told("b", event(NAME, LONGER, confidence=1.0))]
    assert event_row([*later, first])["event_id"] == alone
    one = told("m", initiative("Safe Roads for Lake Chad"), "2021-05-26")
    other = told("a", initiative("the Safe Roads programme", "SRLC"), "2022-05-26")
    assert initiative_row([other, one])["initiative_id"] == initiative_row([one])["initiative_id"]


def test_check_finds_what_is_broken(tmp_path):
    link(documents, [(1, "Goal")], tmp_path)
    assert any("document_sdgs.goal" in fault for fault in check(tmp_path))
    rows = tables.read_table(tmp_path, "mentions").to_pylist()
    rows[0]["text"] = "OIM"
    tables.write(tmp_path, "mentions", rows)
    tables.write(tmp_path, "people", [])
    faults = "\n".join(check(tmp_path))
    assert "says 'OIM', its span does not" in faults
    assert "not in people, such as" in faults
    (tmp_path / "events.parquet").unlink()
    assert any("no table events.parquet" in fault for fault in check(tmp_path))


def test_a_folder_without_tables_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"documents\.parquet"):
        check(tmp_path)
