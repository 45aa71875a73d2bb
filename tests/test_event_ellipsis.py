"""Events told by their number alone."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.binding import Passages
from pipeline.context import Context
from pipeline.document import DateInterval, Document, Mention, Span
from pipeline.events.candidates import Candidate, find_candidates
from pipeline.events.ellipsis import ellipses
from pipeline.events.names import Reader
from pipeline.events.tidy import tidy


@pytest.mark.parametrize(
    ("language", "text", "dated", "names"),
    [
        ("fr", "La première réunion du lac a eu lieu. La deuxième, accueillie par Oria, du 7 mars.", "7 mars", ["deuxième réunion du lac"]),
        (
            "fr",
            "La réunion du lac a eu lieu. La prochaine, consacrée à la pêche, sera accueillie par Oria en mai.",
            "mai",
            ["prochaine réunion du lac, consacrée à la pêche"],
        ),
        ("fr", "La septième session du lac s’est tenue. La huitième devrait avoir lieu à Tavik en mai.", "mai", ["huitième session du lac"]),
        ("fr", "La septième session du lac s’est tenue. La huitième page manque depuis mai.", "mai", []),
        ("es", "La asamblea del lago fue en Oria y la siguiente se celebrará en Selma en mayo.", "mayo", ["siguiente asamblea del lago"]),
        ("es", "El foro del lago es en Oria. La tercera edición se realizó en mayo.", "mayo", ["tercera edición del foro del lago"]),
        ("fr", "Le forum du lac se tient à Oria. La première édition a eu lieu en mai.", "mai", ["première édition du forum du lac"]),
        ("es", "La reunión del lago es en Oria. La tercera edición se realizó en mayo.", "mayo", ["tercera reunión del lago"]),
        ("es", "El I Congreso del Lago tuvo lugar en Oria. El II, celebrado en Selma en mayo, fue mejor.", "mayo", ["II Congreso del Lago"]),
        ("es", "El foro del lago es en Oria. El primero había sido en Selma en mayo.", "mayo", ["primer foro del lago"]),
        ("es", "La reunión del lago fue en Oria. La duodécima se efectuará en Selma en mayo.", "mayo", ["duodécima reunión del lago"]),
        ("en", "The tenth assembly of the lake was in Oria. The eleventh will be held in Selma in May.", "May", ["eleventh assembly of the lake"]),
        ("es", "La reunión del lago fue en Oria. La próxima convocatoria se abrirá en mayo.", "mayo", []),
    ],
)
def test_ellipses(language: str, text: str, dated: str, names: list[str]) -> None:
    at = text.rindex(dated)
    day = DateInterval(date(2020, 5, 1), date(2020, 5, 31), "month")
    mentions = (Mention(at, at + len(dated), dated, "DATE", "pattern", 0.9, None, day),)
    context = Context(Document("doc-1", "a.txt", text, "", language=language, sentences=((0, len(text)),), mentions=mentions))
    reader = Reader(context.document, context, Passages(context))
    assert [c.name for c in ellipses(reader, list(tidy(reader, find_candidates(reader))))] == names


@pytest.mark.parametrize(
    ("text", "span", "names"),
    [
        ("The training on dykes was in Orlen. A third group, from Tavik, follows in May.", "third group", ["training of the third group from Tavik"]),
        ("The 5th Lake Residency is open. A public reading closes it. The fourth, cut short, was in May.", "fourth", ["fourth Lake Residency"]),
        ("The training on dykes was in Orlen. A third group, from Tavik, waits; in May.", "", []),
    ],
)
def test_a_number_that_the_tagger_marks(text: str, span: str, names: list[str]) -> None:
    spans = [Span(text.index(span), text.index(span) + len(span), "EVENT", "model", 0.4)] if span else []
    told = [Candidate(4, 22, "5th Lake Residency", "training", "title", "residency")] if "Residency" in text else []
    document = Document("doc-1", "a.txt", text, "", language="en", sentences=((0, len(text)),), mentions=(_may(text),), spans=tuple(spans))
    context = Context(document)
    reader = Reader(document, context, Passages(context))
    assert [c.name for c in ellipses(reader, [*told, *tidy(reader, find_candidates(reader))])] == names


def test_editions_are_those_of_a_gathering() -> None:
    text = "El foro del lago fue en Oria. Hubo firma de convenio. La próxima edición se celebrará en mayo. La segunda edición del curso es en mayo."
    context = Context(Document("doc-1", "a.txt", text, "", language="es", sentences=((0, len(text)),), mentions=(_may(text),)))
    reader = Reader(context.document, context, Passages(context))
    assert [c.name for c in ellipses(reader, list(tidy(reader, find_candidates(reader))))] == ["próxima edición del foro del lago"]


def _may(text: str) -> Mention:
    word = "mayo" if "mayo" in text else "May"
    at = text.index(word)
    return Mention(at, at + len(word), word, "DATE", "pattern", 0.9, None, DateInterval(date(2020, 5, 1), date(2020, 5, 31), "month"))
