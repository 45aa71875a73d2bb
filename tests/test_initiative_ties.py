"""What ties a value to an initiative: goals, days, places and labels that are its own, and those of something else beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from initiative_names import tagged

from pipeline.document import Document, Mention, Organisation, Place, Sdg, Span
from pipeline.initiatives import find_initiatives, readings, told_parties
from pipeline.initiatives.fields import facts
from pipeline.initiatives.scene import Scene


def page(text: str, *, goal: str | None = None, span: str | None = None, **known: object) -> Document:
    """A document with one goal and one span of the tagger, each found by its words."""
    sdgs = (Sdg(3, "3.4" if "3.4" in goal else None, "explicit", 0.9, text.index(goal), text.index(goal) + len(goal)),) if goal else ()
    spans = (Span(text.index(span), text.index(span) + len(span), "INITIATIVE", "model", 0.9),) if span else ()
    mentions = (Mention(text.index("Malawi"), text.index("Malawi") + 6, "Malawi", "LOC", "model", 0.9, "loc-mw"),) if "Malawi" in text else ()
    places = (Place("loc-mw", "Malawi", "country", "MW"),)
    fixed = {"document_id": "doc-1", "path": "a.txt", "text": text, "content_hash": "", "language": "en", "page_type": "news"}
    return Document(**{**fixed, **known}, sdgs=sdgs, spans=spans, mentions=mentions, places=places)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("The Blue Heron Programme contributes to SDG 3.", (3,)),
        ("The Blue Heron Programme trains nurses. It contributes to SDG 3.", (3,)),
        ("Our work answers to SDG 3 and to the Blue Heron Programme.", ()),
        ("The office follows the Blue Heron Programme and is in line with SDG 3.", ()),
        ("The Blue Heron Programme trains nurses.\nThis work contributes to SDG 3.", ()),
    ],
)
def test_goals_are_those_that_the_sentence_ties_to_the_name(text: str, goals: tuple[int, ...]) -> None:
    (found,) = find_initiatives(page(text, goal="SDG 3", span="Blue Heron Programme"))
    assert (found.sdgs, found.targets) == (goals, ())


def test_a_target_comes_with_its_goal() -> None:
    (found,) = find_initiatives(page("The Blue Heron Programme contributes to SDG target 3.4.", goal="SDG target 3.4", span="Blue Heron Programme"))
    assert (found.sdgs, found.targets) == ((3,), ("3.4",))


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("1. Lead agency\nLake Trust\n2. Period\n2019-2021", ["lead", "period"]),
        ("donor: Lake Trust\nbudget: 4 m\npartners: Reed Union", ["funder", "budget", "partner"]),
        ("She wrote.\ndonor: Lake Trust\nHe read.", []),
        ("| Coste total | 389.116 € |\n| Ejecución | 1/3/2019 a 31/8/2021 |", ["budget", "period"]),
        (">> Lead: Lake Trust\n>> Budget: USD 2 million", ["lead", "budget"]),
    ],
)
def test_labels_with_numbers_in_small_letters_and_between_bars(text: str, slots: list[str]) -> None:
    assert [f.slot for f in facts(Scene(page(text)))] == slots


def test_months_in_figures() -> None:
    text = "Blue Heron Project\nRunning time: 10/2020–9/2023\nCountry: Malawi\nBudget: USD 2 million"
    (found,) = find_initiatives(page(text, title="Blue Heron Project", page_type="profile", span="Blue Heron Project"))
    assert (found.starts, found.ends) == (date(2020, 10, 1), date(2023, 9, 30))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("The week was held under the theme “Restoring Hope” and drew many.", "Restoring Hope"),
        ("1. Name of project\nReed beds", "Name of project"),
    ],
)
def test_mottoes_and_labels_are_no_initiatives(text: str, span: str) -> None:
    assert not find_initiatives(page(text, span=span))


def test_a_common_noun_in_front_of_a_name_is_none_of_it() -> None:
    (found,) = find_initiatives(page("El programa Garza Azul cuida la laguna.", span="programa Garza Azul", language="es"))
    assert (found.name, found.kind) == ("Garza Azul", "programme")


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("The operation is in line with the Halden Aid plans and the Quiet Harbour Strategy.", set()),
        ("The operation of the region is in line with Halden Aid’s Quiet Harbour Strategy.", {"halden-aid"}),
        ("Halden Aid is calling for more places and for a home for the Quiet Harbour Strategy.", set()),
    ],
)
def test_a_body_beside_what_is_merely_cited_does_not_lead_it(text: str, leads: set[str]) -> None:
    at = text.index("Halden Aid")
    body = Mention(at, at + 10, "Halden Aid", "ORG", "model", 0.9, "halden-aid")
    document = replace(tagged(page(text)), mentions=(body,), organisations=(Organisation("halden-aid", "Halden Aid"),))
    found = [i for i in find_initiatives(document) if "Harbour" in i.name]
    assert [{p.ref for p in i.parties if p.role == "lead"} for i in found] == [leads]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "They signed a joint declaration of intent on the recognition of diplomas.",
            "joint declaration of intent on the recognition of diplomas",
            "declaration",
        ),
    ],
)
def test_names_and_kinds_that_stand_beside(text: str, name: str, kind: str) -> None:
    assert [(i.name, i.kind) for i in find_initiatives(page(text))] == [(name, kind)]


@pytest.mark.parametrize(
    ("text", "language", "bodies", "leads", "partners"),
    [
        ("Le projet « Puits profonds », qu’exécutent A-Corps et B-Corps, avance.", "fr", ("A-Corps", "B-Corps"), set(), set()),
        ("A-Corps et B-Corps financent le projet « Puits profonds ».", "fr", ("A-Corps", "B-Corps"), set(), {"A-Corps", "B-Corps"}),
        ("El proyecto «Pozos hondos», que encabeza A-Corps con B-Corps, sigue.", "es", ("A-Corps", "B-Corps"), {"A-Corps"}, {"B-Corps"}),
        ("El proyecto «Pozos hondos» lo implementa A-Corps y lo financia B-Corps.", "es", ("A-Corps", "B-Corps"), {"A-Corps"}, {"B-Corps"}),
    ],
)
def test_who_runs_and_pays_in_french_and_spanish(text: str, language: str, bodies: tuple[str, ...], leads: set[str], partners: set[str]) -> None:
    orgs = tuple(Organisation(b, b) for b in bodies)
    mentions = tuple(Mention(text.index(b), text.index(b) + len(b), b, "ORG", "gazetteer", 0.9, b) for b in bodies)
    document = Document(
        document_id="doc-1", path="a.txt", text=text, content_hash="", language=language, page_type="news", mentions=mentions, organisations=orgs
    )
    (found,) = find_initiatives(document)
    assert {p.ref for p in found.parties if p.role == "lead"} >= leads
    assert {p.ref for p in found.parties if p.role in ("partner", "funder")} == partners


def test_what_goes_on_behind_the_fund_that_pays_or_the_platform_that_holds_it_is_its_own() -> None:
    text = "The project Roofs and Records, financed by the Hill Emergency Fund and run by Halden Aid, ended."
    at = text.index("Halden Aid")
    body = Mention(at, at + 10, "Halden Aid", "ORG", "model", 0.9, "halden-aid")
    document = replace(tagged(page(text)), mentions=(body,), organisations=(Organisation("halden-aid", "Halden Aid"),))
    found = {i.name: {p.ref for p in i.parties if p.role == "lead"} for i in find_initiatives(document)}
    assert found == {"Roofs and Records": {"halden-aid"}, "Hill Emergency Fund": set()}


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        (
            "The Ministry of Hills and the Ministry of Lakes met. The Highland Referral Protocol was signed by the two ministries on Monday.",
            {"Ministry of Hills", "Ministry of Lakes"},
        ),
        ("The Ministry of Hills met. The Highland Referral Protocol was signed by the two ministries on Monday.", set()),
    ],
)
def test_the_two_ministries(text: str, leads: set[str]) -> None:
    bodies = [b for b in ("Ministry of Hills", "Ministry of Lakes") if b in text]
    mentions = tuple(Mention(text.index(b), text.index(b) + len(b), b, "ORG", "model", 0.9, b) for b in bodies)
    document = replace(tagged(page(text)), mentions=mentions, organisations=tuple(Organisation(b, b) for b in bodies))
    (read,) = readings(document)
    assert {p.ref for p in told_parties(read) if p.role == "lead"} == leads


def test_listed_instruments_in_three_languages_are_at_home_nowhere() -> None:
    text = "Vecinos de Malawi leen. Se citó el Fondo Conjunto para los ODS y el Reglamento Sanitario Internacional."
    found = find_initiatives(replace(page(text), language="es"))
    assert [(i.name, i.scope) for i in found] == [("Fondo Conjunto para los ODS", ()), ("Reglamento Sanitario Internacional", ())]
