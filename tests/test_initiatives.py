"""Initiatives of a page: what counts as one, its name and kind, and each slot from the passage that states it. People and bodies are invented."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from initiative_names import tagged

from pipeline.document import DateInterval, Document, Event, Initiative, Mention, Organisation, PageType, Place, Span
from pipeline.initiatives import find_initiatives, readings, ruled, told_parties
from pipeline.initiatives.fields import facts, rows, slot_of
from pipeline.initiatives.scene import Scene
from pipeline.initiatives.threads import one_name

COUNTRIES = {
    "Kenya": "KE",
    "Uganda": "UG",
    "Malawi": "MW",
    "Tonga": "TO",
    "Fiji": "FJ",
    "Norway": "NO",
    "Libya": "LY",
    "Niger": "NE",
    "Tunisia": "TN",
    "Egypt": "EG",
}


def when(text: str, first: str, last: str | None = None) -> tuple[str, DateInterval]:
    a, b = date.fromisoformat(first), date.fromisoformat(last or first)
    return text, DateInterval(a, b, "day" if a == b else "month" if 27 < (b - a).days + 1 < 32 and a.day == 1 else "range")


def page(
    text: str,
    *,
    bodies: tuple[str, ...] = (),
    dates: tuple[tuple[str, DateInterval], ...] = (),
    title: str | None = None,
    page_type: PageType = "news",
    spans: tuple[tuple[str, float], ...] = (),
    published: date | None = date(2021, 6, 1),
    language: str = "en",
) -> Document:
    """A document whose bodies, countries and dates are found by their words."""
    mentions, taken = [], set()
    things = [(b, "ORG", f"org-{b.lower().replace(' ', '-')}", None) for b in bodies]
    things += [(c, "LOC", f"loc-{code.lower()}", None) for c, code in COUNTRIES.items()]
    things += [(t, "DATE", None, interval) for t, interval in dates]
    for form, label, entity, interval in sorted(things, key=lambda t: -len(t[0])):
        for m in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            if not taken & set(range(*m.span())):
                taken |= set(range(*m.span()))
                mentions.append(Mention(m.start(), m.end(), form, label, "model", 0.9, entity, interval))  # type: ignore[arg-type]
    return Document(
        document_id="doc-1",
        path="a.txt",
        text=text,
        content_hash="",
        language=language,
        page_type=page_type,
        title=title,
        published=published,
        spans=tuple(Span(text.index(s), text.index(s) + len(s), "INITIATIVE", "model", c) for s, c in spans),
        mentions=tuple(sorted(mentions, key=lambda m: m.start or 0)),
        organisations=tuple(Organisation(f"org-{b.lower().replace(' ', '-')}", b) for b in bodies),
        places=tuple(Place(f"loc-{code.lower()}", c, "country", code) for c, code in COUNTRIES.items()),
    )


def one(document: Document) -> Initiative:
    found = find_initiatives(document)
    assert len(found) == 1, [i.name for i in found]
    return found[0]


def roles(initiative: Initiative) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for party in initiative.parties:
        out.setdefault(party.role, set()).add(party.ref.removeprefix("org-").removeprefix("loc-"))
    return out


NAMED = [
    ("It is part of Clean Cloth, Clean Water, a project of the district.", "Clean Cloth, Clean Water", "project"),
    ("The workshop closes the project “Safe Roads”, now in its third year.", "Safe Roads", "project"),
    ("“Drive to Arrive”, a one-year campaign, began there.", "Drive to Arrive", "campaign"),
    ("They work under the Blue Heron project in the delta.", "Blue Heron project", "project"),
    ("States that are parties to the Convention on Migratory Species met.", "Convention on Migratory Species", "agreement"),
    (
        "The text follows the Global Compact for Safe, Orderly and Regular Migration.",
        "Global Compact for Safe, Orderly and Regular Migration",
        "agreement",
    ),
    ("in line with the Home Work Convention, 1996 (No. 177).", "Home Work Convention, 1996 (No. 177)", "agreement"),
    ("It answers the Sendai Framework for Disaster Risk Reduction 2015–2030.", "Sendai Framework for Disaster Risk Reduction 2015–2030", "agreement"),
    ("Members adopted the Lagoon Declaration on Clean Shores.", "Lagoon Declaration on Clean Shores", "declaration"),
    ("The towns joined for the Week of Fair Fees in spring.", "Week of Fair Fees", "series"),
    ("They draw on the Teachers’ Toolbox for Kind Words.", "Teachers’ Toolbox for Kind Words", "other"),
    ("Nurses fill in an online registry of tired eyes.", "online registry of tired eyes", "platform"),
    ("The Free Movement of Herders scheme goes on.", "Free Movement of Herders scheme", "programme"),
    ("a list kept by the Coral Watch Network of the islands", "Coral Watch Network", "network"),
    ("what the new National Dance Strategy 2022-2025 says about village schools", "National Dance Strategy 2022-2025", "strategy"),
]


@pytest.mark.parametrize(("text", "name", "kind"), NAMED)
def test_names_and_kinds(text: str, name: str, kind: str) -> None:
    found = one(page(text, spans=((name, 0.9),)))
    assert (found.name, found.kind) == (name, kind)
    assert found.name in text


@pytest.mark.parametrize(
    ("text", "span", "sure"),
    [
        ("The office runs capacity-building projects and regular programmes.", "capacity-building projects", 0.6),
        ("The office runs capacity-building projects and regular programmes.", "regular programmes", 0.6),
        ("Programme\n09.00 Opening\n10.00 Session 1", "Programme", 0.9),
        ("The Project started late. The Fund is small. The Agreement is short.", "The Fund", 0.9),
        ("The Project started late. The Fund is small. The Agreement is short.", "Project", 0.9),
    ],
)
def test_no_initiative(text: str, span: str, sure: float) -> None:
    assert find_initiatives(page(text, spans=((span, sure),))) == ()


def test_no_initiative_on_an_error_page() -> None:
    assert find_initiatives(page("See the Paris Agreement.", page_type="error", spans=(("Paris Agreement", 0.9),))) == ()


def test_one_entry_for_long_name_acronym_and_short_form() -> None:
    text = (
        "The Model Safe School Programme (MSSP) is run by Halden Aid. MSSP covers 41 schools.\n"
        "The Model Safe School Programme will grow. The Sendai Framework and the Sendai Framework for Disaster Risk Reduction ask for it."
    )
    found = {i.name: i for i in find_initiatives(tagged(page(text, bodies=("Halden Aid",))))}
    assert set(found) == {"Model Safe School Programme", "Sendai Framework for Disaster Risk Reduction"}
    assert found["Model Safe School Programme"].acronym == "MSSP"
    assert "Sendai Framework" in found["Sendai Framework for Disaster Risk Reduction"].surfaces


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Sendai Framework", "Sendai Framework for Disaster Risk Reduction 2015–2030", True),
        ("Global Compact for Migration", "Global Compact on Refugees", False),
        ("Safe Gates", "Safe Gates: Counter-Trafficking at Land Borders", True),
        ("Peace Huts project", "Peace Huts Revival Project", True),
        ("Kampala Convention", "Ottawa Convention", False),
        ("the Programme", "Coastal Programme", False),
        ("Biological Weapons Convention", "Convention sur les armes biologiques", True),
        ("Convention on Wetlands", "Ramsar Convention", True),
        ("Ramsar Convention", "Basel Convention", False),
    ],
)
def test_one_name(a: str, b: str, same: bool) -> None:
    assert one_name(a, b) is same


def test_slots_of_a_project_in_running_text() -> None:
    text = (
        "The drill is part of Rivers Talk Back, a project of US$ 4.3 million that Halden Aid has been running since March 2019 "
        "in Kenya and Uganda with funding from the Oslo Water Fund. The project ends in June 2023."
    )
    found = one(
        page(
            text,
            bodies=("Halden Aid", "Oslo Water Fund"),
            dates=(when("March 2019", "2019-03-01", "2019-03-31"), when("June 2023", "2023-06-01", "2023-06-30")),
        )
    )
    assert (found.name, found.kind, found.status) == ("Rivers Talk Back", "project", "active")
    assert (found.starts, found.ends) == (date(2019, 3, 1), date(2023, 6, 30))
    assert found.budget is not None and (found.budget.amount, found.budget.currency) == (4_300_000, "USD")
    assert roles(found) == {"lead": {"halden-aid"}, "funder": {"oslo-water-fund"}}
    assert set(found.scope) == {"loc-ke", "loc-ug"}
    assert found.description is not None and len(found.description) <= 300 and found.description.startswith("The drill")


@pytest.mark.parametrize(
    ("dates", "published", "status"),
    [
        (("2012-01-01", "2015-12-31"), date(2018, 5, 1), "completed"),
        (("2012-01-01", "2015-12-31"), date(2013, 5, 1), "active"),
        (("2012-01-01", "2015-12-31"), date(2011, 5, 1), "planned"),
        (("2012-01-01", "2015-12-31"), None, "active"),
    ],
)
def test_status_is_seen_from_the_page(dates: tuple[str, str], published: date | None, status: str) -> None:
    text = "Halden Aid leads the Safe Bridges Project (2012–2015) in Kenya."
    found = one(tagged(page(text, bodies=("Halden Aid",), dates=(when("2012–2015", *dates),), published=published)))
    assert (found.status, found.starts, found.ends) == (status, date(2012, 1, 1), date(2015, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "It will serve the proposed Island Nurses Return Programme.",
        "The Island Nurses Return Programme will be launched by the ministry.",
        "They agreed to set up the Island Nurses Return Programme.",
    ],
)
def test_planned_by_the_words_beside_the_name(text: str) -> None:
    assert one(tagged(page(text))).status == "planned"


def test_agreement_is_led_by_its_parties_and_starts_when_signed() -> None:
    text = "In a step forward, on 3 May 2021 Libya and Niger signed a memorandum of understanding that seeks to protect migrant workers."
    found = one(page(text, dates=(when("3 May 2021", "2021-05-03"),)))
    assert found.name == "memorandum of understanding that seeks to protect migrant workers"
    assert (found.kind, found.status, found.starts) == ("agreement", "active", date(2021, 5, 3))
    assert roles(found) == {"lead": {"ly", "ne"}} and set(found.scope) == {"loc-ly", "loc-ne"}


def test_agreement_without_a_subject_is_named_by_its_parties() -> None:
    text = "Halden Aid and the Delta University signed a memorandum of understanding on Wednesday in Kenya."
    found = one(page(text, bodies=("Halden Aid", "Delta University"), dates=(when("Wednesday", "2021-05-26"),)))
    assert found.name == "memorandum of understanding between Halden Aid and Delta University"
    assert roles(found) == {"lead": {"halden-aid", "delta-university"}}


SIGNED = [
    (
        "The President of Halden Aid, Mr Oke Vind, and the rector of Delta University, Ms Ana Ruiz, signed the Lagoon Agreement on Clean Shores.",
        {"halden-aid", "delta-university"},
    ),
    ("The Lagoon Agreement on Clean Shores was signed today by the Ministers of Labour of Kenya and of Tonga.", {"ke", "to"}),
    ("Kenya, Tonga and Fiji met in May. The three Parties to the Lagoon Agreement on Clean Shores will meet again.", {"ke", "to", "fj"}),
    ("The Kenya–Tonga Agreement on Clean Shores guides the work of the port.", {"ke", "to"}),
]


@pytest.mark.parametrize(("text", "leads"), SIGNED)
def test_who_concludes_a_named_agreement(text: str, leads: set[str]) -> None:
    assert roles(one(tagged(page(text, bodies=("Halden Aid", "Delta University"))))).get("lead", set()) == leads


def test_those_who_are_asked_to_read_an_agreement_conclude_none() -> None:
    (read,) = readings(tagged(page("The officials of Kenya, Tonga and Fiji were asked to read the Lagoon Agreement on Clean Shores.")))
    assert told_parties(read) == ()


def test_countries_that_a_number_stands_for() -> None:
    text = "Delegates came from Kenya, Tonga and Fiji.\nThe three countries adopted the Lagoon Roadmap on Clean Shores."
    found = one(tagged(page(text)))
    assert roles(found)["lead"] == {"ke", "to", "fj"} and set(found.scope) == {"loc-ke", "loc-to", "loc-fj"}


def test_a_page_that_speaks_as_we_leads_what_others_pay_for() -> None:
    text = "Halden Aid works with herders.\nOur Herders Radio Project is financed by Delta Fund."
    ours = one(tagged(page(text, bodies=("Halden Aid", "Delta Fund"), title="Halden Aid: what we do", page_type="profile")))
    assert roles(ours) == {"lead": {"halden-aid"}, "funder": {"delta-fund"}}


def test_a_fund_that_is_only_cited_has_no_days_of_its_own() -> None:
    text = "The border school runs until June 2023, paid for through the Lagoon Solidarity Fund."
    assert one(tagged(page(text, dates=(when("June 2023", "2023-06-01", "2023-06-30"),)))).ends is None


def test_a_launch_among_the_events_gives_the_first_day() -> None:
    text = "Coastal Weeks Project\nThe launch of the Coastal Weeks Project drew a crowd."
    launch = Event("launch of the Coastal Weeks Project", "launch", "held", 22, len(text), DateInterval(date(2021, 5, 4), date(2021, 5, 4), "day"))
    assert one(replace(tagged(page(text)), events=(launch,))).starts == date(2021, 5, 4)


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("In Kenya, the Coastal Weeks Project mends nets.", {"loc-ke"}),
        ("The Coastal Weeks Project (Tonga) mends nets. Kenya and Fiji watch.", {"loc-to"}),
        ("Tonga - Coastal Weeks Project. Kenya and Fiji sent greetings to the crews.", {"loc-to"}),
    ],
)
def test_countries_beside_the_name(text: str, countries: set[str]) -> None:
    assert set(one(tagged(page(text))).scope) == countries


def test_declaration_starts_on_the_last_day_of_the_meeting() -> None:
    text = "The forum, held from 4 to 6 May 2021, closed with the adoption of the Lagoon Declaration on Clean Shores."
    found = one(tagged(page(text, dates=(when("4 to 6 May 2021", "2021-05-04", "2021-05-06"),))))
    assert (found.kind, found.starts, found.ends) == ("declaration", date(2021, 5, 6), None)


def test_described_project_without_a_name() -> None:
    text = "Currently, a regional project covering Libya, Tunisia, and Egypt is supporting dialogue."
    found = one(page(text))
    assert found.name == "regional project covering Libya, Tunisia, and Egypt"
    assert set(found.scope) == {"loc-ly", "loc-tn", "loc-eg"}


PROFILE = """Listening to Lagoons
Status: ongoing
Duration: January 2019 – December 2022
Countries: Kenya, Malawi
Total budget (EUR): 2,100,000
Donors: Norway; Oslo Water Fund
Implemented by: Halden Aid, with the Delta University
SDGs: 13 and 14

The lagoon rises faster than the news about it."""


def test_labelled_lines_of_a_profile() -> None:
    found = one(
        page(
            PROFILE,
            title="Listening to Lagoons",
            page_type="profile",
            bodies=("Halden Aid", "Oslo Water Fund", "Delta University"),
            dates=(when("January 2019 – December 2022", "2019-01-01", "2022-12-31"),),
        )
    )
    assert (found.name, found.status, found.starts, found.ends) == ("Listening to Lagoons", "active", date(2019, 1, 1), date(2022, 12, 31))
    assert found.budget is not None and (found.budget.amount, found.budget.currency) == (2_100_000, "EUR")
    assert roles(found) == {"lead": {"halden-aid"}, "funder": {"no", "oslo-water-fund"}, "partner": {"delta-university"}}
    assert set(found.scope) == {"loc-ke", "loc-mw"}


@pytest.mark.parametrize(
    ("label", "slot"),
    [
        ("Total budget (USD)", "budget"),
        ("Donor(s)", "funder"),
        ("Lead partner", "lead"),
        ("Implementing partners", "partner"),
        ("Project period", "period"),
        ("Date de fin", "end"),
        ("Bailleurs de fonds", "funder"),
        ("Países", "countries"),
        ("Who pays?", "funder"),
        ("Contact person", None),
        ("Last updated", None),
        ("Number of places", None),
        ("Sea cows", None),
    ],
)
def test_slot_of(label: str, slot: str | None) -> None:
    assert slot_of(label) == slot


def test_rows_of_a_table_are_initiatives_of_their_own() -> None:
    text = (
        "Current projects\nProject\tDonor\tPeriod\tBudget\n"
        "Quiet Harbours\tOslo Water Fund\t2017–2020\tCHF 1,480,000\nSea Cows at School\tHalden Aid\t2018\tUSD 650,000"
    )
    document = page(text, bodies=("Halden Aid", "Oslo Water Fund"), dates=(when("2017–2020", "2017-01-01", "2020-12-31"),))
    assert [text[r.start : r.end] for r in rows(Scene(document))] == ["Quiet Harbours", "Sea Cows at School"]
    first = find_initiatives(document)[0]
    assert (first.name, first.ends, roles(first)) == ("Quiet Harbours", date(2020, 12, 31), {"funder": {"oslo-water-fund"}})
    assert first.budget is not None and first.budget.currency == "CHF"


def test_facts_of_several_fields_in_one_line() -> None:
    scene = Scene(page("Start: 1.9.2010   End: 31.8.2013   Status: running", page_type="profile"))
    assert [(f.slot, f.value) for f in facts(scene)] == [("start", "1.9.2010"), ("end", "31.8.2013"), ("status", "running")]


@pytest.mark.parametrize(
    ("span", "confidence", "kept"),
    [("Hours Given Back", 0.8, True), ("Hours Given Back", 0.2, False), ("wells", 0.9, False), ("Halden Aid", 0.8, False)],
)
def test_spans_of_the_tagger(span: str, confidence: float, kept: bool) -> None:
    text = "In the delta Hours Given Back helps 12,000 teachers; Halden Aid digs wells."
    assert bool(find_initiatives(page(text, bodies=("Halden Aid",), spans=((span, confidence),)))) is kept


@pytest.mark.parametrize(
    "text", ["«" * 400, "Programme " * 400, "a, a project, " * 300, "\x00\ud800 Programme \u202e", "Budget: x\n" * 300, "(" * 300 + "Fund Alpha"]
)
def test_any_text_gives_an_answer(text: str) -> None:
    assert find_initiatives(page(text, page_type="profile", title="Budget")) == find_initiatives(page(text, page_type="profile", title="Budget"))


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Se cita el Acuerdo de Tutela sobre Turismo, firmado por Kenya y Uganda ayer.", {"loc-ke", "loc-ug"}),
        ("Kenya has been a party to the Treaty of Tutela since 2009.", {"loc-ke"}),
        ("In April Fiji ratified the Treaty of Tutela.", {"loc-fj"}),
        ("Fiji reads about the Treaty of Tutela.", set()),
    ],
)
def test_who_has_joined_or_signed_a_treaty(text: str, leads: set[str]) -> None:
    language = "es" if text.startswith("Se") else "en"
    (found,) = find_initiatives(tagged(page(text, language=language)))
    assert {p.ref for p in found.parties if p.role == "lead"} == leads


def test_countries_in_brackets_behind_a_name_are_all() -> None:
    text = "The fund works in Fiji and Tonga.\nOuter Landing Project (Tonga). Ongoing in Fiji ports since May."
    found = {i.name: i.scope for i in ruled(readings(tagged(page(text))))}
    assert found["Outer Landing Project"] == ("loc-to",)
