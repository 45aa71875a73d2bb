"""Meetings told by who gathers."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.binding import Passages
from pipeline.context import Context
from pipeline.document import DateInterval, Document, Mention
from pipeline.events.gathered import gathered
from pipeline.events.names import Reader

CASES: list[tuple[str, str, list[str]]] = [
    ("fr", "Un groupe de travail s'est donc réuni mardi sur la berge.", ["réunion d’un groupe de travail"]),
    ("fr", "Les trois services des ports doivent se revoir à Selm en @mai@.", ["réunion des trois services des ports"]),
    (
        "fr",
        "Le Groupe des archives, que la ville préside, s'est réuni pour la douzième fois le @5 mai@.",
        ["douzième réunion du Groupe des archives"],
    ),
    ("fr", "Elle a présidé la septième Commission mixte des ports.", ["septième Commission mixte des ports"]),
    ("fr", "Il est sept Commissions.", []),
    ("fr", "Les deux rives se réunissent souvent.", []),
    ("es", "Los dos ministerios se reunieron este martes en Selma.", ["reunión de los dos ministerios"]),
    ("es", "Ayer sesionó por primera vez la Mesa del Puerto.", ["primera reunión de la Mesa del Puerto"]),
    ("es", "Habló del congreso que la central celebró en Selma.", ["congreso de la central"]),
    ("en", "The two boards met in Selm.", []),
]


@pytest.mark.parametrize(("language", "marked", "names"), CASES)
def test_gathered(language: str, marked: str, names: list[str]) -> None:
    first, dated, rest = [*marked.split("@"), "", ""][:3]
    text = first + dated + rest
    day = date(2020, 2, 12)
    mentions = (Mention(len(first), len(first + dated), dated, "DATE", "pattern", 0.9, None, DateInterval(day, day, "day")),) if dated else ()
    document = Document("doc-1", "a.txt", text, "", language=language, sentences=((0, len(text)),), mentions=mentions)
    context = Context(document)
    assert [c.name for c in gathered(Reader(document, context, Passages(context)), (0, len(text)))] == names
