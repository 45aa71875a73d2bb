"""French and Spanish events told first in other words: by a headline, by a verb, by an item of their course."""

from __future__ import annotations

import re
from datetime import date

import pytest

from pipeline.binding import passages
from pipeline.context import Context
from pipeline.document import DateInterval, Document, Mention, Place, Span
from pipeline.events import find_events
from pipeline.events.days import of_week

_SELMA = Place("loc-xa-selma", "Selma", "city", "XA")


def page(text: str, language: str, *, spans: tuple[str, ...] = ()) -> Document:
    """A news page of 13 February 2020 whose first line is its title; "ayer" and "hier" are its dates, ``spans`` the tagger's."""
    day = DateInterval(date(2020, 2, 12), date(2020, 2, 12), "day")
    dates = [Mention(m.start(), m.end(), m[0], "DATE", "pattern", 0.9, None, day) for m in re.finditer(r"\b(?:ayer|hier)\b", text)]
    places = [Mention(m.start(), m.end(), m[0], "LOC", "gazetteer", 0.9, _SELMA.location_id) for m in re.finditer(r"\bSelma\b", text)]
    bounds = [m.span() for m in re.finditer(r"[^\s.][^\n.]*\.?", text)]
    return Document(
        "doc-1",
        "a.txt",
        text,
        "",
        language=language,
        page_type="news",
        title=text.split("\n")[0],
        published=date(2020, 2, 13),
        sentences=tuple(bounds),
        spans=tuple(Span(text.index(s), text.index(s) + len(s), "EVENT", "model", 0.8) for s in spans),
        mentions=tuple(sorted([*dates, *places], key=lambda m: m.start or 0)),
        places=(_SELMA,),
    )


@pytest.mark.parametrize(
    ("language", "text", "spans", "names"),
    [
        (
            "es",
            "Selma reúne a una treintena de alcaldes\nSelma acogió ayer la II Jornada sobre diques y puertos.",
            ("II Jornada sobre diques y puertos",),
            ["II Jornada sobre diques y puertos"],
        ),
        (
            "fr",
            "Les digues au cœur d’une rencontre lacustre à Selma\nSelma a accueilli hier le Forum des digues du lac, ouvert par le maire.",
            ("Forum des digues du lac",),
            ["Forum des digues du lac"],
        ),
        (
            "es",
            "Un plan para el lago\nLos ministros del lago se reunieron ayer en Selma. La IV Reunión de Ministros del Lago aprobó el plan.",
            ("IV Reunión de Ministros del Lago",),
            ["IV Reunión de Ministros del Lago"],
        ),
        (
            "es",
            "Un plan para el lago\nLos ministros del lago se reunieron ayer en Selma. Habrá otra reunión más tarde.",
            (),
            ["reunión de los ministros del lago"],
        ),
        (
            "es",
            "El lago y sus diques\nSelma acogió ayer el Foro de los Diques. A continuación, una mesa redonda moderada por el alcalde trató del agua.",
            ("Foro de los Diques", "mesa redonda moderada"),
            ["Foro de los Diques"],
        ),
    ],
)
def test_events_told_again(language: str, text: str, spans: tuple[str, ...], names: list[str]) -> None:
    assert [e.name for e in find_events(page(text, language, spans=spans))] == names


def test_a_gathering_keeps_the_day_of_its_verb() -> None:
    text = "Un plan\nLos ministros del lago se reunieron ayer en Selma. La IV Reunión de Ministros del Lago aprobó el plan."
    event = find_events(page(text, "es", spans=("IV Reunión de Ministros del Lago",)))[0]
    assert (event.when and event.when.start, event.city) == (date(2020, 2, 12), "Selma")


def test_sentences_cut_behind_a_form_of_address_are_joined() -> None:
    text = "La ministra, Excma. Sra. Ada Rey, oyó a la alcaldesa, Dña. Eva Sol. Luego salió."
    cuts = [text.index(" Sra"), text.index(" Ada"), text.index(" Eva"), text.index(" Luego"), len(text)]
    sentences = tuple((a + bool(a), b) for a, b in zip([0, *cuts], cuts, strict=False))
    document = Document("doc-1", "a.txt", text, "", language="es", sentences=sentences)
    assert len(passages(Context(document))) == 2


@pytest.mark.parametrize(("language", "joined"), [("es", 1), ("fr", 1), ("en", 2)])
def test_sentences_cut_behind_an_acronym_are_joined(language: str, joined: int) -> None:
    text = "La Red de Puertos (RDP) y la alcaldía dieron un curso."
    at = text.index(" y ")
    document = Document("doc-1", "a.txt", text, "", language=language, sentences=((0, at), (at + 1, len(text))))
    assert len(passages(Context(document))) == joined


def test_days_of_a_week() -> None:
    week = DateInterval(date(2020, 2, 10), date(2020, 2, 16), "range")
    assert of_week(week, DateInterval(date(2020, 2, 11), date(2020, 2, 13), "range"))
    assert not of_week(week, week)
    assert not of_week(week, DateInterval(date(2020, 2, 15), date(2020, 2, 18), "range"))
