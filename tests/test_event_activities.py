"""Phrases with an event's head that are no occurrence, and numbers of editions."""

from __future__ import annotations

import pytest

from pipeline.events.activities import by_the_event, kind_of, no_occurrence
from pipeline.events.ordinals import ordinal

CASES = [
    ("en vue de la ", "formation", " de soudeurs", True),
    ("ont donné une ", "formation", " de soudeurs", False),
    ("un mécanisme de ", "concertation", " des rives", True),
    ("une ", "concertation", " des rives", False),
    ("ouverte à la ", "signature", " à Oria", True),
    ("lors de la ", "signature", " à Oria", False),
    ("El ", "cierre", " de la inscripción será el lunes", True),
    ("El ", "cierre", " de la campaña será el lunes", False),
    ("extended by ", "exchange", " of letters in May", True),
    ("an ", "exchange", " of nurses in May", False),
    ("its two-year ", "course", " for clergy", True),
    ("a twelve-month online ", "training", " for clerks", True),
    ("its two-week ", "course", " for clergy", False),
    ("Ambassador of the ", "Mission", " of Oria to Tavik", True),
    ("the ", "mission", " to Tavik", False),
    ("The Reed Project provides ", "training", " for clerks", True),
    ("Ninety clerks completed ", "training", " on dykes", True),
    ("The League provided a ", "training", " for clerks on 3 May", False),
]


@pytest.mark.parametrize(("before", "head", "after", "expected"), CASES)
def test_no_occurrence(before: str, head: str, after: str, expected: bool) -> None:
    text = before + head + after
    assert no_occurrence(text, head.casefold(), len(before), len(before), 0) is expected


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("5° Encuentro", 5),
        ("quinzième session", 15),
        ("undécima reunión", 11),
        ("3ª reunión", 3),
        ("54th session", 54),
        ("reunión anual", None),
        ("XLI Reunión de Puertos", 41),
        ("I Jornada", 1),
        ("I meet", None),
    ],
)
def test_ordinal(name: str, number: int | None) -> None:
    assert ordinal(name) == number


def test_closing_of_a_gathering_is_the_gathering() -> None:
    text = "La advertencia se formuló al cierre del Seminario Regional sobre Diques."
    at = text.index("cierre")
    assert no_occurrence(text, "cierre", at, at, 0)
    other = "Asistió al cierre del proyecto de diques."
    assert not no_occurrence(other, "cierre", other.index("cierre"), other.index("cierre"), 0)


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        ("jornada", "I Jornada sobre acogida de pescadores", "seminar"),
        ("jornada", "Jornada técnica «Agua y puerto»", "seminar"),
        ("jornada", "jornada de evaluación con los puertos", "meeting"),
        ("jornada", "jornada de formación de buzos", "training"),
        ("jornada", "jornada de limpieza «Mar claro»", "campaign"),
        ("rencontres", "premières Rencontres des villes du lac", "conference"),
        ("rencontres", "rencontres entre les villages", "meeting"),
        ("taller", "taller sobre diques", "workshop"),
        ("", "Ola", "other"),
    ],
)
def test_kind_of(head: str, name: str, kind: str) -> None:
    assert kind_of(head, name) == kind


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("The Summit ", True),
        ("5. The Extraordinary Summit also ", True),
        ("La reunión ", True),
        ("Le sommet a ", True),
        ("The League ", False),
        ("After the meeting, the League ", False),
        ("", False),
    ],
)
def test_what_an_event_launches_is_a_part_of_it(before: str, expected: bool) -> None:
    assert by_the_event(before + "launched the Clean Rivers Compact", len(before)) is expected
