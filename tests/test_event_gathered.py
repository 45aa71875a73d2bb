"""Meetings told by who gathers."""

from __future__ import annotations

import pytest
from event_passage import names_told

from pipeline.events.gathered import gathered

CASES: list[tuple[str, str, list[str]]] = [
    ("fr", "Un groupe de travail s'est donc réuni mardi sur la berge.", ["réunion d’un groupe de travail"]),
    ("fr", "Les trois services des ports doivent se revoir à Selm en @mai@.", ["réunion des trois services des ports"]),
    (
        "fr",
        "Le Groupe des archives, que la ville préside, s'est réuni pour la douzième fois le @5 mai@.",
        ["douzième réunion du Groupe des archives"],
    ),
    ("fr", "Elle a présidé la septième Commission mixte des ports.", ["septième Commission mixte des ports"]),
    ("fr", "Les ministres du lac se sont réunis à Selm pour leur 24e réunion annuelle.", ["24e réunion annuelle des ministres du lac"]),
    ("fr", "Il est sept Commissions.", []),
    ("fr", "Les deux rives se réunissent souvent.", []),
    ("es", "Los dos ministerios se reunieron este martes en Selma.", ["reunión de los dos ministerios"]),
    ("es", "Ayer sesionó por primera vez la Mesa del Puerto.", ["primera reunión de la Mesa del Puerto"]),
    ("es", "Habló del congreso que la central celebró en Selma.", ["congreso de la central"]),
    ("es", "El martes, como es habitual, sesionó la Comisión Técnica.", ["reunión de la Comisión Técnica"]),
    ("es", "El martes sesionó mucho rato.", []),
    ("en", "The two boards met in Selm.", []),
]


@pytest.mark.parametrize(("language", "marked", "names"), CASES)
def test_gathered(language: str, marked: str, names: list[str]) -> None:
    assert names_told(gathered, language, marked) == names
