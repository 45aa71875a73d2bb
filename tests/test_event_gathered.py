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
    ("fr", "Le Conseil du lac se réunit à Selm @dimanche@ en session extraordinaire.", ["session extraordinaire du Conseil du lac"]),
    ("fr", "Ses membres se réuniront à Selm en @mai@.", ["réunion de membres"]),
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


def test_a_meeting_whose_verb_stands_first_has_its_words() -> None:
    from pipeline.binding import Passages
    from pipeline.context import Context
    from pipeline.document import Document, Mention
    from pipeline.events.names import Reader

    text = "El martes sesionó la Comisión Técnica de Selma, que dejó listos los textos."
    at = text.index("Comisión")
    body = Mention(at, at + len("Comisión Técnica de Selma"), "Comisión Técnica de Selma", "ORG", "model", 0.9, "org-c")
    document = Document("doc-1", "a.txt", text, "", language="es", sentences=((0, len(text)),), mentions=(body,))
    context = Context(document)
    (found,) = gathered(Reader(document, context, Passages(context)), (0, len(text)))
    assert "sesionó" in text[found.start : found.end]
