"""Names of events without verbs and loose ends."""

from __future__ import annotations

import pytest

from pipeline.events.tidy import trimmed

CASES = [
    ("closing conference is to", "conference", "closing conference"),
    ("segundo taller tendrá", "taller", "segundo taller"),
    ("Red celebrará su primer encuentro regional en Rosario", "encuentro", "primer encuentro regional en Rosario"),
    ("first consultation took place in Rabat", "consultation", "first consultation in Rabat"),
    ("side event with the", "side event", "side event"),
    ("two-week course given by", "course", "two-week course"),
    ("course given by Orlen College's", "course", "course given by Orlen College"),
    ("14h Atelier sur les puits", "atelier", "Atelier sur les puits"),
    ("own annual general meeting", "meeting", "annual general meeting"),
    ("consultation that the ministry held in Huambo", "consultation", "consultation in Huambo"),
    ("misión que la Comisión envió a Ecuador", "misión", "misión a Ecuador"),
    ("joint commission will hold its inaugural sitting in Victoria", "sitting", "inaugural sitting in Victoria"),
    ("notre premier colloque sur les finances des communes", "colloque", "premier colloque sur les finances des communes"),
    ("Taller de digitalización Leer más »", "taller", "Taller de digitalización"),
    ("World Forum for Young Mediators 2026 – call for participants", "forum", "World Forum for Young Mediators 2026"),
    ("the next is planned", "", None),
    ("mission qui", "mission", None),
    # Left as they are: nothing to trim, a quotation, a motto.
    ("regional workshop on data that count", "workshop", "regional workshop on data that count"),
    ("Side event: “Our graves are under water”", "side event", "Side event: “Our graves are under water”"),
    ("Housing newcomers where there is no housing", "", "Housing newcomers where there is no housing"),
]


@pytest.mark.parametrize(("name", "head", "expected"), CASES)
def test_trimmed(name: str, head: str, expected: str | None) -> None:
    assert trimmed(name, head) == expected


def test_a_printed_title_loses_only_a_notice() -> None:
    assert trimmed("What is to be done? – registration now open", "", printed=True) == "What is to be done?"
