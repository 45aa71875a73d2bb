"""Small rules of initiatives: names beside a noun, glosses, days, labels."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.document import DateInterval, Document, Event, Mention, Place, Span
from pipeline.initiatives import find_initiatives
from pipeline.initiatives.fields import facts, slot_of
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
        ("Farmers began a six-month pilot of solar pumps on the coast.", "six-month pilot of solar pumps on the coast"),
        ("They asked for several six-month pilots.", None),
    ],
)
def test_names_that_a_noun_gives(text: str, name: str | None) -> None:
    assert [i.name for i in find_initiatives(page(text))] == ([name] if name else [])


def test_a_gloss_is_no_initiative_of_its_own() -> None:
    text = "They launched Casa Abierta (“Open House”), a project that runs until 2030. CASA ABIERTA goes on."
    assert [i.name for i in find_initiatives(page(text, spans=("Casa Abierta", "Open House")))] == ["Casa Abierta"]


def test_it_goes_on_before_a_later_name() -> None:
    text = "All this belongs to the Deep Wells project. It started in February 2016 and follows the Harbour Framework for Safe Water."
    when = DateInterval(date(2016, 2, 1), date(2016, 2, 29), "month")
    found = {i.name: i.starts for i in find_initiatives(page(text, dates=(("February 2016", when),)))}
    assert found["Deep Wells project"] == date(2016, 2, 1)
    assert found["Harbour Framework for Safe Water"] is None


def test_an_outcome_named_for_a_city_starts_with_the_meeting_there() -> None:
    held = DateInterval(date(2018, 11, 26), date(2018, 11, 28), "range")
    event = Event("first Fair Forum", "forum", "held", 0, 20, held, city="Nadi")
    text = "first Fair Forum, Nadi. What is the Nadi Pledge on Fair Fees? A promise."
    found = find_initiatives(page(text, events=(event,), places=(Place("loc-nadi", "Nadi", "city", "FJ"),)))
    assert [(i.name, i.starts) for i in found] == [("Nadi Pledge on Fair Fees", date(2018, 11, 28))]


def test_the_day_on_which_it_closed() -> None:
    text = "The Quiet Classrooms project was led by teachers and closed at a meeting on 10 November 2009."
    day = DateInterval(date(2009, 11, 10), date(2009, 11, 10), "day")
    assert [(i.starts, i.ends) for i in find_initiatives(page(text, dates=(("10 November 2009", day),)))] == [(None, date(2009, 11, 10))]


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
    assert [i.starts for i in find_initiatives(page(text, dates=(("18 March 2022", day),)))] == [date(2022, 3, 18)]
    text = "L’accord du 18 mars 2022 lie les deux villes."
    found = find_initiatives(page(text, dates=(("18 mars 2022", day),), spans=("accord du 18 mars 2022",)))
    assert [i.starts for i in found] == [date(2022, 3, 18)]
