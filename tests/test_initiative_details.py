"""Small rules of initiatives: names beside a noun, glosses, days, labels."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from initiative_names import tagged

from pipeline.document import DateInterval, Document, Event, Mention, Place, Span
from pipeline.initiatives import find_initiatives
from pipeline.initiatives.fields import blocks, facts, slot_of
from pipeline.initiatives.names import tidy
from pipeline.initiatives.scene import Scene


def page(text: str, *, dates: tuple[tuple[str, DateInterval], ...] = (), spans: tuple[str, ...] = (), **known: object) -> Document:
    mentions = tuple(Mention(text.index(d), text.index(d) + len(d), d, "DATE", "pattern", 0.9, None, i) for d, i in dates)
    tagged = tuple(Span(text.index(s), text.index(s) + len(s), "INITIATIVE", "model", 0.9) for s in spans)
    return Document(document_id="doc-1", path="a.txt", text=text, content_hash="", mentions=mentions, spans=tagged, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nurses of the project Night Lamps met on the hill.", "Night Lamps"),
        ("Elle visite les jardins du projet Terres Vives.", "Terres Vives"),
        ("Support comes from Lakeplus, the exchange programme of the northern councils.", None),
        ("Help comes from Blue Lake Plus, the exchange programme of the northern councils.", "Blue Lake Plus"),
        ("They asked for several six-month pilots.", None),
    ],
)
def test_names_that_a_noun_gives(text: str, name: str | None) -> None:
    assert [i.name for i in find_initiatives(tagged(page(text)))] == ([name] if name else [])


def test_a_gloss_is_no_initiative_of_its_own() -> None:
    text = "They launched Casa Abierta (“Open House”), a project that runs until 2030. CASA ABIERTA goes on."
    assert [i.name for i in find_initiatives(page(text, spans=("Casa Abierta", "Open House")))] == ["Casa Abierta"]


def test_it_goes_on_before_a_later_name() -> None:
    text = "All this belongs to the Deep Wells project. It started in February 2016 and follows the Harbour Framework for Safe Water."
    when = DateInterval(date(2016, 2, 1), date(2016, 2, 29), "month")
    found = {i.name: i.starts for i in find_initiatives(tagged(page(text, dates=(("February 2016", when),))))}
    assert found["Deep Wells project"] == date(2016, 2, 1)
    assert found["Harbour Framework for Safe Water"] is None


def test_an_outcome_named_for_a_city_starts_with_the_meeting_there() -> None:
    held = DateInterval(date(2018, 11, 26), date(2018, 11, 28), "range")
    event = Event("first Fair Forum", "forum", "held", 0, 20, held, city="Nadi")
    text = "first Fair Forum, Nadi. What is the Nadi Pledge on Fair Fees? A promise."
    found = find_initiatives(tagged(page(text, events=(event,), places=(Place("loc-nadi", "Nadi", "city", "FJ"),))))
    assert [(i.name, i.starts) for i in found] == [("Nadi Pledge on Fair Fees", date(2018, 11, 28))]


def test_the_day_on_which_it_closed() -> None:
    text = "The Quiet Classrooms project was led by teachers and closed at a meeting on 10 November 2009."
    day = DateInterval(date(2009, 11, 10), date(2009, 11, 10), "day")
    assert [(i.starts, i.ends) for i in find_initiatives(tagged(page(text, dates=(("10 November 2009", day),))))] == [(None, date(2009, 11, 10))]


@pytest.mark.parametrize(
    ("label", "slot"),
    [
        ("Time frame", "period"),
        ("Time", None),
        ("Date de démarrage", "start"),
        ("Donateurs", "funder"),
        ("Ejecutado por", "lead"),
        ("Lieu(x)", "countries"),
        ("Number of participants", None),
        ("Partner country", "countries"),
        ("Partner organisations", "partner"),
        ("Projects financed", None),
    ],
)
def test_labels(label: str, slot: str | None) -> None:
    assert slot_of(label) == slot


def test_labels_with_a_mere_blank_count_among_others() -> None:
    block = "Duration 2018 – 2022\nCoordinator Harbour University\nPartners Lake College\nBudget EUR 2 million\n"
    assert [f.slot for f in facts(Scene(page("Salt and Soil\n" + block)))] == ["period", "lead", "partner", "budget"]
    assert [f.slot for f in facts(Scene(page("Salt and Soil\nPartners Lake College came.\nAll went home.\n")))] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [("agreement behind", "agreement"), ("Red del Plata Leer más", "Red del Plata"), ("Fund for the Lakes (FFL)", "Fund for the Lakes")],
)
def test_tidy(text: str, name: str) -> None:
    assert tidy(text) == name


def test_the_day_of_an_agreement_in_its_name_or_behind_its_city() -> None:
    day = DateInterval(date(2022, 3, 18), date(2022, 3, 18), "day")
    text = "The Harbour Treaty on Clean Ports, Kumasi, 18 March 2022, binds both."
    assert [i.starts for i in find_initiatives(tagged(page(text, dates=(("18 March 2022", day),))))] == [date(2022, 3, 18)]
    text = "L’accord du 18 mars 2022 lie les deux villes."
    found = find_initiatives(tagged(page(text, dates=(("18 mars 2022", day),), spans=("accord du 18 mars 2022",))))
    assert [i.starts for i in found] == [date(2022, 3, 18)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Children came to the Quiet Classrooms project. The closing workshop was hosted by a school in Nadi.", "completed"),
        ("Children come to the Quiet Classrooms project. The closing workshop is to be held in Nadi.", "active"),
        ("The village presented its Planned Gardens Strategy to all.", "active"),
    ],
)
def test_status_by_a_closing_meeting_and_not_by_the_name(text: str, status: str) -> None:
    assert [i.status for i in find_initiatives(tagged(page(text)))] == [status]


def test_days_of_the_subject_before_a_relative_clause() -> None:
    text = "The Quiet Classrooms Initiative, which Fiji led as part of the Green Harbours Programme, ended in March 2009 with a song."
    when = DateInterval(date(2009, 3, 1), date(2009, 3, 31), "month")
    found = {i.name: (i.status, i.ends) for i in find_initiatives(tagged(page(text, dates=(("March 2009", when),))))}
    assert found["Quiet Classrooms Initiative"] == ("completed", date(2009, 3, 31))
    assert found["Green Harbours Programme"] == ("active", None)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Since 2019 the unit has run the regional chapter of the Quiet Classrooms Programme.", None),
        ("Since 2019 the unit has run the Quiet Classrooms Programme.", date(2019, 1, 1)),
        ("In 2019 the Quiet Classrooms Fund signed an agreement with the village.", None),
    ],
)
def test_days_of_a_chapter_or_of_what_it_signs_are_not_its_own(text: str, starts: date | None) -> None:
    year = DateInterval(date(2019, 1, 1), date(2019, 12, 31), "year")
    found = {i.name: i.starts for i in find_initiatives(tagged(page(text, dates=(("2019", year),))))}
    assert next(day for name, day in found.items() if name.startswith("Quiet")) == starts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The secretariat keeps one protocol for measuring wells, signed off by all.", []),
        ("- Electronic Memory of the Lake Herders, led by four schools.", ["Electronic Memory of the Lake Herders"]),
        ("- Electronic Memory of the lake, led by four schools.", ["Electronic Memory"]),
    ],
)
def test_where_the_name_of_the_tagger_ends(text: str, names: list[str]) -> None:
    spans = tuple(s for s in ("protocol for measuring wells", "Electronic Memory") if s in text)
    assert [i.name for i in find_initiatives(page(text, spans=spans))] == names


def test_no_name_holds_a_verb() -> None:
    text = "Les signataires de l'accord du 13 mars se retrouveront à Nadi."
    found = find_initiatives(page(text, spans=("accord du 13 mars se retrouveront",), language="fr"))
    assert [i.name for i in found] == ["accord du 13 mars"]


def test_money_that_somebody_asks_for_is_no_budget() -> None:
    asked = "The council is calling for more places and for $12 million a year for the Quiet Classrooms project."
    given = "The council has a budget of $12 million for the Quiet Classrooms project."
    assert [[i.budget and i.budget.amount for i in find_initiatives(tagged(page(t)))] for t in (asked, given)] == [[None], [12_000_000]]


MONTH = DateInterval(date(2017, 3, 1), date(2017, 3, 31), "month")


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("The Deep Wells Programme (DWP), founded by the Lake Council in March 2017, digs.", date(2017, 3, 1)),
        ("A project launched in March 2017 to help villages to implement the Convention on Quiet Rivers goes on.", None),
        ("The law approved in March 2017 in follow-up to the Convention on Quiet Rivers is new.", None),
        ("They adopted in March 2017 the Convention on Quiet Rivers.", date(2017, 3, 1)),
    ],
)
def test_whose_day_a_verb_of_beginning_tells(text: str, starts: date | None) -> None:
    assert {i.starts for i in find_initiatives(page(text, dates=(("March 2017", MONTH),)))} <= {starts}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Deep Wells project, which is due for completion in March 2017, digs.", "en"),
        ("Le projet « Puits profonds » équipe dix écoles et s’achèvera en March 2017.", "fr"),
        ("El proyecto «Pozos hondos» trabaja en diez escuelas y se extenderá hasta fines de March 2017.", "es"),
    ],
)
def test_the_day_on_which_it_will_end(text: str, language: str) -> None:
    assert [i.ends for i in find_initiatives(tagged(page(text, dates=(("March 2017", MONTH),), language=language)))] == [date(2017, 3, 31)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“Night Lamps Online” webinars link ten clinics.", "series"),
        ("The Regional Ministerial Forum on Quiet Rivers met again.", "mechanism"),
        ("The Project for Reconstruction of Hill Primary School costs a lot.", "project"),
        ("The Delta Alliance, an international network of river people, met.", "network"),
        ("It joined the International Year of Quiet Rivers.", "campaign"),
        ("Both ministers signed a cooperation plan on mental health with money for two years.", "agreement"),
        ("They adopted a cooperation plan on mental health with money for two years.", "strategy"),
    ],
)
def test_kinds_by_what_stands_beside_and_by_the_head(text: str, kind: str) -> None:
    spans = (
        "Night Lamps Online",
        "cooperation plan on mental health",
        "International Year of Quiet Rivers",
        "Regional Ministerial Forum on Quiet Rivers",
    )
    assert [i.kind for i in find_initiatives(tagged(page(text, spans=tuple(s for s in spans if s in text))))] == [kind]


def test_years_of_a_chair_or_of_a_gift_are_not_those_of_the_subject() -> None:
    text = "Port Hill Mechanism on Fair Fees\nYear established: 2009\nType: forum\nCurrent Chair: Sara Lind (2016–2018)\nIt meets."
    span = DateInterval(date(2016, 1, 1), date(2018, 12, 31), "range")
    since = DateInterval(date(2009, 1, 1), date(2009, 12, 31), "year")
    document = page(text, dates=(("2009", since), ("2016–2018", span)), page_type="profile", title="Port Hill Mechanism on Fair Fees")
    assert [(i.kind, i.starts, i.ends) for i in find_initiatives(document)] == [("mechanism", date(2009, 1, 1), None)]


CATALOGUE = (
    "Projects of the regional office\nLamps for Lofa: schools after dark\nDuration: 24 months from 1 April 2020\nBudget: EUR 2.4 million\n"
    "Status: Ongoing\nTeachers hold evening lessons.\nDry Feet in Buchanan\nDuration: 2016–2019\nBudget: EUR 900,000\nStatus: Closed\n"
)


def test_the_facts_of_several_undertakings_one_below_another() -> None:
    dates = (
        ("1 April 2020", DateInterval(date(2020, 4, 1), date(2020, 4, 1), "day")),
        ("2016–2019", DateInterval(date(2016, 1, 1), date(2019, 12, 31), "range")),
    )
    found = find_initiatives(page(CATALOGUE, dates=dates, page_type="topic", title="Projects of the regional office"))
    assert [(i.name, i.status, i.starts, i.ends, i.budget and i.budget.amount) for i in found] == [
        ("Lamps for Lofa: schools after dark", "active", date(2020, 4, 1), date(2022, 3, 31), 2_400_000),
        ("Dry Feet in Buchanan", "completed", date(2016, 1, 1), date(2019, 12, 31), 900_000),
    ]


def test_labels_of_one_undertaking_open_no_blocks() -> None:
    text = "Lamps for Lofa\nDuration: 2016–2019\nBudget: EUR 2.4 million\nAgencies (own funds): USD 520,000\nStatus: Closed\nLead: Lofa Trust\n"
    assert blocks(Scene(page(text)), tuple(facts(Scene(page(text))))) == ()


def test_days_behind_a_frame_are_those_of_what_it_frames() -> None:
    text = "The Night Lamps project, which has been run by nurses under the Deep Wells Programme Phase II (DWP II) since March 2017, goes on."
    found = {i.name: i.starts for i in find_initiatives(tagged(page(text, dates=(("March 2017", MONTH),))))}
    assert found["Night Lamps project"] == date(2017, 3, 1)
    assert all(day is None for name, day in found.items() if name != "Night Lamps project")


def test_a_draft_strategy_takes_its_name_up_again() -> None:
    text = "They read the Hill Cold Chain Strategy.\nThe draft Strategy, which is to run from 2023 to 2030, is long."
    span = DateInterval(date(2023, 1, 1), date(2030, 12, 31), "range")
    found = find_initiatives(page(text, dates=(("2023 to 2030", span),), spans=("Hill Cold Chain Strategy", "draft Strategy")))
    assert [(i.name, i.starts, i.ends) for i in found] == [("Hill Cold Chain Strategy", date(2023, 1, 1), date(2030, 12, 31))]


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("The retreat of the sea took the fish. A campaign against nets followed.", "en", []),
        ("Le Protocole d’entente définit les règles du recrutement.", "fr", []),
        ("Il contribue au Plan-cadre de coopération pour le Sahel, en cours.", "fr", ["Plan-cadre de coopération pour le Sahel"]),
        ("Validaron la propuesta de Hoja de Ruta Regional sobre Basura Marina, que sigue.", "es", ["Hoja de Ruta Regional sobre Basura Marina"]),
        (
            "Se apoya en el Convenio para la Protección y el Desarrollo del Medio Marino, firmado ayer.",
            "es",
            ["Convenio para la Protección y el Desarrollo del Medio Marino"],
        ),
        ("Ils ont lancé le programme conjoint « Alerte sécheresse ».", "fr", ["Alerte sécheresse"]),
        ("Our offices\nHill House: the seat of the bureau.\n", "en", []),
        ("NOUVELLES\nL’ACTU DU RÉSEAU NATIONAL\nRien.", "fr", []),
    ],
)
def test_names_in_lists_and_in_french_and_spanish_prose(text: str, language: str, names: list[str]) -> None:
    assert [i.name for i in find_initiatives(tagged(page(text, language=language)))] == names


def test_no_name_has_a_hole_and_a_new_agreement_is_the_agreement() -> None:
    text = "They signed the new agreement on trade. The Agreement on Trade, signed today, runs on. The grant agreement was signed on Tuesday."
    names = [i.name for i in find_initiatives(page(text, spans=("new agreement on trade",)))]
    assert len(names) <= 1 and not any("  " in n for n in names)


@pytest.mark.parametrize(
    ("title", "text", "page_type", "found"),
    [
        ("Dialogue de la côte sur la pêche (DICOP)", "Le DICOP réunit trois villes. Le DICOP se réunit en mai. Le DICOP est libre.", "topic", True),
        ("Mesa Trinacional de Pesca (METRIPAG)", "Países: Chile\nCreación: 18 de julio de 2012\nEstado: activo\nMETRIPAG sigue.", "news", True),
        ("La pêche en mer (suite)", "Le poisson manque.", "topic", False),
    ],
)
def test_the_title_names_what_the_page_presents(title: str, text: str, page_type: str, found: bool) -> None:
    language = "es" if "Mesa" in title else "fr"
    document = page(f"{title}\n{text}", title=title, page_type=page_type, language=language)
    assert (title.split(" (")[0] in [i.name for i in find_initiatives(document)]) is found


TOWNS = {"Bardala": ("city", "NO"), "Norland": ("country", "NL"), "Sudria": ("country", "SU"), "Estoria": ("country", "ES")}
"""Places of invented pages, with kind and country."""


def placed(text: str, **known: object) -> Document:
    """A page whose invented places are found by their names, wherever they stand."""
    mentions = [
        Mention(m.start(), m.end(), name, "LOC", "model", 0.9, f"loc-{name.lower()}") for name in TOWNS for m in re.finditer(rf"\b{name}\b", text)
    ]
    places = tuple(Place(f"loc-{name.lower()}", name, kind, code) for name, (kind, code) in TOWNS.items())  # type: ignore[arg-type]
    return replace(page(text, **known), mentions=tuple(sorted(mentions, key=lambda m: m.start or 0)), places=places)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("greenhouse project in Bardala", {"loc-bardala"}),
        ("Net Menders Centre, Bardala", {"loc-bardala"}),
        ("Bardala Declaration on Clean Nets", set()),
    ],
)
def test_the_town_in_a_name_where_the_work_is_done(name: str, countries: set[str]) -> None:
    text = f"Estoria and Sudria watch.\n\nPeople spoke about the {name}.\n\nEstoria and Sudria are far away."
    found = find_initiatives(placed(text, spans=(name,)))
    assert [(i.name, set(i.scope)) for i in found] == [(name, countries)]


@pytest.mark.parametrize(
    ("home", "countries"),
    [
        ("Sudria is green. People of Sudria love Sudria.", {"loc-sudria"}),
        ("Norland is green. People of Norland love Norland.", {"loc-norland", "loc-estoria"}),
    ],
)
def test_partners_from_abroad_are_not_where_it_works(home: str, countries: set[str]) -> None:
    text = f"{home}\n\nThe Open Pastures project mends nets, joined by Norland and Estoria.\n\n{home}"
    assert set(find_initiatives(tagged(placed(text)))[0].scope) == countries


@pytest.mark.parametrize(
    ("text", "name", "year"),
    [
        ("2019 was the International Year of Reeds.", "International Year of Reeds", 2019),
        ("The Assembly has declared 2019 the International Year of Reeds.", "International Year of Reeds", 2019),
        ("2019 a été proclamée l’Année internationale des roseaux.", "Année internationale des roseaux", 2019),
        ("A summit in 2019 welcomed the International Year of Reeds.", "International Year of Reeds", None),
    ],
)
def test_the_year_that_is_given_to_a_subject(text: str, name: str, year: int | None) -> None:
    whole = DateInterval(date(2019, 1, 1), date(2019, 12, 31), "year")
    found = find_initiatives(page(text, dates=(("2019", whole),), spans=(name,)))
    assert [(i.starts, i.ends) for i in found] == [(date(year, 1, 1), date(year, 12, 31)) if year else (None, None)]


@pytest.mark.parametrize(
    ("text", "span", "names"),
    [
        ("Growers will learn it thanks to a three-year project in spring.", "three-year project", []),
        ("They signed an agreement for a $60 million concessional loan.", "agreement for a $60 million concessional loan", []),
        ("Elle soutient un projet quinquennal de 18 millions d’euros.", "projet quinquennal de 18 millions d’euros", []),
        ("They began a three-year project on reed beds.", "three-year project on reed beds", ["three-year project on reed beds"]),
    ],
)
def test_how_long_and_how_dear_is_no_undertaking_of_its_own(text: str, span: str, names: list[str]) -> None:
    language = "fr" if text.startswith("Elle") else "en"
    assert [i.name for i in find_initiatives(page(text, spans=(span,), language=language))] == names
