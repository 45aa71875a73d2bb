"""Signings told behind the pact."""

from __future__ import annotations

import pytest
from event_passage import names_told

from pipeline.events.pacts import pacts

CASES: list[tuple[str, str, list[str]]] = [
    (
        "en",
        "Under the memorandum on grain, which Oria and Tavik signed in Selm on @12 February 2020@, duties fell.",
        ["signing of the memorandum on grain"],
    ),
    (
        "en",
        "A twinning agreement with the port of Tavik, concluded in Selm on @12 February 2020@, was praised.",
        ["signing of a twinning agreement with the port of Tavik"],
    ),
    ("en", "The convention on rivers, which many praise, is in force.", []),
    ("en", "The agreement was praised on @12 February 2020@.", []),
    ("fr", "Le protocole relatif aux bacs, conclu le @12 février 2020@ entre les deux ports, tarde.", ["signature du protocole relatif aux bacs"]),
    ("fr", "Le @12 février 2020@ a également été signée une convention de prêt.", ["signature d’une convention de prêt"]),
    ("fr", "Une convention de prêt a été évoquée le @12 février 2020@.", []),
    ("es", "Sustituye al convenio de salud que ambas casas suscribieron en Selma el @12 de febrero de 2020@.", ["firma del convenio de salud"]),
    ("fr", "Il suit la Déclaration d’Oria, adoptée le @7 juin@ par les ministres du port.", ["adoption de la Déclaration d’Oria"]),
    ("fr", "Il suit la Déclaration d’Oria qu’avaient adoptée les ports le @7 juin@.", ["adoption de la Déclaration d’Oria"]),
    ("fr", "Il suit la Déclaration d’Oria, adoptée le @7 juin@.", []),
    ("fr", "La réunion suit la Déclaration d’Oria, adoptée le @7 juin@ par les ministres.", []),
    ("es", "Los puertos lo crearon el @7 de junio@ al adoptar la Declaración de Oria, la primera.", ["adopción de la Declaración de Oria"]),
    ("es", "El “Pacto por el Lago” quedó adoptado @esta mañana@ en Oria.", ["adopción del Pacto por el Lago"]),
    ("es", "El “Pacto por el Lago” quedó guardado @esta mañana@ en Oria.", []),
    ("es", "El acuerdo que todos citan rige desde el @12 de febrero de 2020@.", []),
]


@pytest.mark.parametrize(("language", "marked", "names"), CASES)
def test_pacts(language: str, marked: str, names: list[str]) -> None:
    assert names_told(pacts, language, marked) == names
