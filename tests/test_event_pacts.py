"""Signings told behind the pact."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.binding import Passages
from pipeline.context import Context
from pipeline.document import DateInterval, Document, Mention
from pipeline.events.names import Reader
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
    ("es", "El acuerdo que todos citan rige desde el @12 de febrero de 2020@.", []),
]


@pytest.mark.parametrize(("language", "marked", "names"), CASES)
def test_pacts(language: str, marked: str, names: list[str]) -> None:
    first, dated, rest = [*marked.split("@"), "", ""][:3]
    text = first + dated + rest
    day = date(2020, 2, 12)
    mentions = (Mention(len(first), len(first + dated), dated, "DATE", "pattern", 0.9, None, DateInterval(day, day, "day")),) if dated else ()
    document = Document("doc-1", "a.txt", text, "", language=language, sentences=((0, len(text)),), mentions=mentions)
    context = Context(document)
    assert [c.name for c in pacts(Reader(document, context, Passages(context)), (0, len(text)))] == names
