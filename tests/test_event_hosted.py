"""Visits told by the host or the journey, and what is no occurrence of its own."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.binding import Passages
from pipeline.context import Context
from pipeline.document import Document, Mention, Place, Span
from pipeline.events import find_events
from pipeline.events.hosted import hosted
from pipeline.events.names import Reader


def names(text: str, language: str) -> list[str]:
    """The visits of a text in which Orlen and Tavik are cities."""
    found = [(text.find(name), name) for name in ("Orlen", "Tavik") if name in text]
    mentions = tuple(Mention(at, at + len(name), name, "LOC", "model", 0.9, f"loc-{name}") for at, name in found)
    places = (Place("loc-Orlen", "Orlen", "city", "XA"), Place("loc-Tavik", "Tavik", "city", "XB"))
    document = Document("doc-1", "a.txt", text, "", language=language, sentences=((0, len(text)),), mentions=mentions, places=places)
    context = Context(document)
    return [c.name for c in hosted(Reader(document, context, Passages(context)), (0, len(text)))]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The mayor received a delegation from Tavik.", ["visit of a delegation from Tavik"]),
        ("en", "The mayor received a letter from Tavik.", []),
        ("en", "The Ostian delegation arrived in Orlen on Tuesday.", ["visit of the Ostian delegation to Orlen"]),
        ("en", "The parcels arrived in Orlen on Tuesday.", []),
        ("en", "Later the envoy was taken around the dry dock.", ["visit to dry dock"]),
        ("en", "The patient was taken to the hospital.", []),
        ("en", "Some guests were taken by the Port Company round the dry dock.", ["visit to dry dock"]),
        ("en", "The guests will be taken to Queen Ada Hospital for a tour of its wards.", ["tour of Queen Ada Hospital"]),
        ("en", "In Orlen, a delegation of older women will be received on Thursday by the Health Board.",
         ["reception of a delegation of older women by the Health Board"]),
        ("en", "The parcel was received by the Health Board.", []),
        ("en", "A delegation of the River Board, headed by Ada Brun, is in the country until Friday.", ["visit of a delegation of the River Board"]),
        ("en", "Four officials of the two towns went to Orlen to see the dykes.", ["visit of four officials of the two towns to Orlen"]),
        ("en", "In July, experts from the Board travel through Orlen and Tavik to look at dykes.",
         ["visit of experts from the Board to Orlen and Tavik"]),
        ("en", "A group of bakers spent three weeks in Orlen; in May an exchange visit took place.", ["visit of group of bakers to Orlen"]),
        ("en", "He went to Orlen to see the dykes.", []),
        ("en", "Prices went to Orlen.", []),
        ("en", "Four officials went to Orlen for a study visit.", []),
        ("fr", "La délégation du Conseil est arrivée mardi à Orlen.", ["visite de la délégation du Conseil"]),
        ("es", "Una delegación de la Junta llegó ayer a Orlen.", ["visita de la delegación de la Junta"]),
        ("es", "La carta de la Junta llegó ayer a Orlen.", []),
    ],
)  # fmt: skip
def test_visits_told_by_host_or_journey(language: str, text: str, expected: list[str]) -> None:
    assert names(text, language) == expected


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("The seminar on dykes was held on Monday and closed with a ", "lecture by the envoy"),
        ("It grew from the idea of a ", "standing dialogue on dykes"),
        ("The league is in charge of ", "teacher training"),
        ("The report was written with ", "Orlen Water Forum"),
        ("She spoke as Chair of the ", "Senior Meeting on Rivers"),
    ],
)
def test_what_is_part_of_another_or_none(text: str, span: str) -> None:
    spans = (Span(len(text), len(text) + len(span), "EVENT", "model", 0.9),)
    whole = f"{text}{span}."
    document = Document(
        "doc-1", "a.txt", whole, "", language="en", sentences=((0, len(whole)),), spans=spans, published=date(2020, 4, 10), page_type="news"
    )
    assert span not in [e.name for e in find_events(document)]
