"""French and Spanish events told by their host."""

from __future__ import annotations

import pytest
from event_passage import names_told

from pipeline.binding import Passages
from pipeline.context import Context
from pipeline.document import Document, Mention
from pipeline.events.names import Reader
from pipeline.events.received import received

CASES = [
    ("fr", "Le préfet a reçu mercredi une délégation de pêcheurs.", ["visite d’une délégation de pêcheurs"]),
    ("fr", "Le préfet a reçu hier le ministre de la Pêche.", ["entretien avec le ministre de la Pêche"]),
    ("fr", "La commune a reçu mercredi une pompe neuve.", []),
    ("fr", "L'association a réuni hier onze lauréates du fonds.", ["réunion de onze lauréates du fonds"]),
    ("fr", "Le comité du lac, créé en vertu de l'accord, avait tenu sa dernière réunion en mai.", ["dernière réunion du comité du lac"]),
    ("fr", "Le marché du lac, créé en vertu de l'accord, avait tenu sa dernière réunion en mai.", []),
    ("fr", "L'atelier a réuni hier onze lauréates du fonds.", []),
    ("es", "La red reunió ayer a 300 productores de ambos lados.", ["reunión de 300 productores de ambos lados"]),
    ("es", "La alcaldesa recibió ayer a la nueva embajadora de Surina.", ["reunión con la nueva embajadora de Surina"]),
    ("es", "La alcaldesa recibió ayer un premio.", []),
    ("es", "El programa reunió ayer nueve proyectos de pesca.", []),
    ("es", "Una primera edición tuvo lugar en Selma y reunió a 140 asistentes.", []),
    ("fr", "La ville a accueilli une délégation de cinq pêcheurs d’Oria.", ["visite d’une délégation de cinq pêcheurs d’Oria"]),
    ("fr", "La ville a accueilli un groupe de jeunes pêcheurs.", []),
    ("fr", "La collecte a reçu hier de M. Olen Brisk, maire de Selm, deux lettres.", []),
    ("fr", "La collecte a réuni à ce jour 2 millions d'euros.", []),
]


@pytest.mark.parametrize(("language", "marked", "names"), CASES)
def test_received(language: str, marked: str, names: list[str]) -> None:
    assert names_told(received, language, marked) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "La ministre du Port a reçu hier au siège M. Olen Brisk, Directeur de la pêche.",
            ["entretien de la ministre du Port avec le Directeur de la pêche"],
        ),
        ("La maire a reçu Mme Olen Brisk.", ["entretien de la maire avec Mme Olen Brisk"]),
        ("La maire a reçu une lettre par M. Olen Brisk.", []),
        ("La maire a reçu Olen Brisk.", []),
    ],
)
def test_a_person_received_is_told_by_office(text: str, names: list[str]) -> None:
    at = text.index("Olen Brisk")
    mentions = (Mention(at, at + 10, "Olen Brisk", "PERSON", "model", 0.9, "per-1"),)
    context = Context(Document("doc-1", "a.txt", text, "", language="fr", sentences=((0, len(text)),), mentions=mentions))
    assert [c.name for c in received(Reader(context.document, context, Passages(context)), (0, len(text)))] == names
