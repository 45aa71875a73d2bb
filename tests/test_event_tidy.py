"""Names of events without verbs and loose ends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from event_passage import names_told

from pipeline.context import Bounds
from pipeline.events.candidates import Candidate
from pipeline.events.names import Reader
from pipeline.events.tidy import tidy, trimmed

CASES = [
    ("closing conference is to", "conference", "closing conference"),
    ("segundo taller tendrá", "taller", "segundo taller"),
    ("Red celebrará su primer encuentro regional en Rosario", "encuentro", "primer encuentro regional en Rosario"),
    ("first consultation took place in Rabat", "consultation", "first consultation in Rabat"),
    ("side event with the", "side event", "side event"),
    ("two-week course given by", "course", "two-week course"),
    ("course given by Orlen College's", "course", "course given by Orlen College"),
    ("Nov Meeting of Harbour Masters", "meeting", "Meeting of Harbour Masters"),
    ("am - 5", "", None),
    ("exhibition on reeds prepared", "exhibition", "exhibition on reeds"),
    ("14h Atelier sur les puits", "atelier", "Atelier sur les puits"),
    ("own annual general meeting", "meeting", "annual general meeting"),
    ("consultation that the ministry held in Huambo", "consultation", "consultation in Huambo"),
    ("misión que la Comisión envió a Ecuador", "misión", "misión a Ecuador"),
    ("joint commission will hold its inaugural sitting in Victoria", "sitting", "inaugural sitting in Victoria"),
    ("notre premier colloque sur les finances des communes", "colloque", "premier colloque sur les finances des communes"),
    ("Taller de digitalización Leer más »", "taller", "Taller de digitalización"),
    ("World Forum for Young Mediators 2026 – call for participants", "forum", "World Forum for Young Mediators 2026"),
    ("the next is planned", "", None),
    ("Este encuentro", "encuentro", None),
    ("Esta segunda jornada sobre puertos", "jornada", "segunda jornada sobre puertos"),
    ("mission qui", "mission", None),
    ("sixième session de la commission mixte s’était tenue", "session", "sixième session de la commission mixte"),
    # Left as they are: nothing to trim, a quotation, a motto.
    ("regional workshop on data that count", "workshop", "regional workshop on data that count"),
    ("Side event: “Our graves are under water”", "side event", "Side event: “Our graves are under water”"),
    ("Housing newcomers where there is no housing", "", "Housing newcomers where there is no housing"),
]


@pytest.mark.parametrize(("name", "head", "expected"), CASES)
def test_trimmed(name: str, head: str, expected: str | None) -> None:
    assert trimmed(name, head) == expected


@pytest.mark.parametrize(
    ("marked", "head", "expected"),
    [
        ("mission to Tavik to discuss the plan", "mission", "mission to Tavik"),
        ("three-day visit to Tavik on @Wednesday@", "visit", "three-day visit to Tavik"),
        ("visit to the plant on @Wednesday@", "visit", "visit to the plant"),
        ("visit to discuss the plan", "visit", "visit to discuss the plan"),
    ],
)
def test_a_visit_without_its_day_and_purpose(marked: str, head: str, expected: str) -> None:
    def found(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
        return tidy(reader, [Candidate(*bounds, reader.text[slice(*bounds)], "visit", "model", head)])

    assert names_told(found, "en", marked) == [expected]


def test_a_printed_title_loses_only_a_notice() -> None:
    assert trimmed("What is to be done? – registration now open", "", printed=True) == "What is to be done?"
