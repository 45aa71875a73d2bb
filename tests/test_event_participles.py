"""Meetings and launches told by a participle."""

from __future__ import annotations

import pytest
from event_passage import names_told

from pipeline.events.participles import gathering

CASES: list[tuple[str, str, list[str]]] = [
    ("fr", "Réunis hier à Selma, les maires des deux rives ont arrêté un plan.", ["réunion des maires des deux rives"]),
    ("fr", "Les ministres des ports, réunis à Selma le @5 mai@, ont adopté un texte.", ["réunion des ministres des ports"]),
    ("fr", "Les maires, réunis à Selma pour la 4e assemblée générale du lac, ont voté.", []),
    ("es", "Reunidos ayer en Selma, los rectores del sur acordaron un plan.", ["reunión de los rectores del sur"]),
    ("es", "En @noviembre@ los seis ministros, reunidos de forma extraordinaria en Selma, pidieron un plan.", ["reunión de los seis ministros"]),
    ("fr", "Les deux ports réunis font mille tonnes.", []),
    ("fr", "Lancé le @3 mai@ à Selma, le projet continue.", []),
    ("en", "Réunis hier à Selma, les maires ont parlé.", []),
]


@pytest.mark.parametrize(("language", "marked", "names"), CASES)
def test_gathering(language: str, marked: str, names: list[str]) -> None:
    assert names_told(gathering, language, marked) == names
