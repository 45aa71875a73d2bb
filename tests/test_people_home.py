"""Whose the people are that a page presents as its own: those of the body that it speaks for. All people and bodies are invented."""

from __future__ import annotations

import pytest

from pipeline.annotate.organisations import find_organisations
from pipeline.annotate.people import find_people
from pipeline.document import Document, Span

LEDE = "Elmhaven, 3 May 2019 - The Elmhaven Port Board has reopened the quay. Ninety boats came.\n"
LODGED = "The Heron Trust and the Elmhaven Port Board met.\n"


def post(text: str, name: str, *places: str) -> tuple[str | None, str | None]:
    """Position and body of the person."""
    at = text.index(name)
    spans = [Span(at, at + len(name), "PERSON", "model", 0.95), *(Span(text.index(p), text.index(p) + len(p), "LOC", "model", 0.95) for p in places)]
    document = Document(document_id="doc-1", path="page.txt", text=text, content_hash="")
    found = find_organisations(document, spans)
    person = next(p for p in find_people(document, spans, found)[1] if p.name == name)
    return person.role, next((o.name for o in found[1] if o.organisation_id == person.organisation_id), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LEDE + "“A quay is a door,” said Board Chair Ada Orlen.", ("Board Chair", "Elmhaven Port Board")),
        (LEDE + "“A quay is a door,” said Deputy Director Ada Orlen.", ("Deputy Director", "Elmhaven Port Board")),
        (LEDE + "Our team\nAda Orlen, Head of Field Work\nJon Vik, Diver", ("Head of Field Work", "Elmhaven Port Board")),
        (LEDE + "Boats: Ada Orlen, tel. +44 1632 960 118", (None, "Elmhaven Port Board")),
        (LEDE + "Boats: Ada Orlen, a.orlen@quay.example", (None, "Elmhaven Port Board")),
        ("Divers of the Elmhaven Port Board went down. Manager Ada Orlen waited.", ("Manager", "Elmhaven Port Board")),
        ("Fish is dear, the Elmhaven Port Board reports. “So it is,” says Ada Orlen, Senior Adviser.", ("Senior Adviser", "Elmhaven Port Board")),
        (LEDE + "Come, says Ada Orlen, who heads the board.", ("heads the board", "Elmhaven Port Board")),
        (LEDE + "« Oui », dit Ada Orlen, qui dirige l’institut.", ("dirige l’institut", None)),
        (LEDE + "“No,” said Ada Orlen, a nurse who came to look.", ("nurse", None)),
        (LEDE + "The Mayor, Ada Orlen, came.", ("Mayor", None)),
        (LEDE + "It was opened by Ada Orlen, Governor of Elmhaven.", ("Governor of Elmhaven", None)),
        (LEDE + "President Ada Orlen came.", ("President", None)),
        (LEDE + "Ada Orlen, director of the school, came.", ("director", None)),
        (LEDE + "Ada Orlen, Director of Norway, came.", ("Director of Norway", None)),
        (LEDE + "The Heron Trust paid. “Yes,” said Ada Orlen, adviser.", ("adviser", None)),
        ("It was paid for by the Elmhaven Port Board. “Yes,” said Ada Orlen, adviser.", ("adviser", None)),
        (LODGED + "“Yes,” said Ada Orlen, adviser.", ("adviser", None)),
    ],
)
def test_body_of_a_person_whose_words_name_none(text: str, expected: tuple[str | None, str | None]) -> None:
    assert post(text, "Ada Orlen") == expected
