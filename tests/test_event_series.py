"""Events of one series."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.binding import Passages
from pipeline.context import Context
from pipeline.document import DateInterval, Document, Mention, Place
from pipeline.events.names import Reader
from pipeline.events.series import series


def reader_of(text: str, language: str, dates: tuple[str, ...], places: tuple[str, ...] = ()) -> Reader:
    """A reader of a text in which some words are dates, others cities."""
    day = DateInterval(date(2020, 3, 5), date(2020, 3, 5), "day")
    mentions = [Mention(text.index(d), text.index(d) + len(d), d, "DATE", "pattern", 0.9, None, day) for d in dates]
    mentions += [Mention(text.index(p), text.index(p) + len(p), p, "LOC", "model", 0.9, p, None) for p in places]
    document = Document(
        "doc-1",
        "a.txt",
        text,
        "",
        language=language,
        sentences=((0, len(text)),),
        mentions=tuple(sorted(mentions, key=lambda m: m.start or 0)),
        places=tuple(Place(p, p, "city", "XX") for p in places),
    )
    context = Context(document)
    return Reader(document, context, Passages(context))


SERIES = [
    ("en", "After Orlen (2013) and Tavik (2015), the third Forum on tides met.", ["Forum on tides in Orlen", "Forum on tides in Tavik"]),
    (
        "fr",
        "Après Orlen (2013) et Tavik (2015), les troisièmes Rencontres du bac.",
        ["Rencontres du bac de Orlen", "Rencontres du bac de Tavik"],
    ),
    ("en", "After Orlen and Tavik, the third Forum on tides met.", []),
]


@pytest.mark.parametrize(("language", "text", "names"), SERIES)
def test_earlier_ones_of_a_series(language: str, text: str, names: list[str]) -> None:
    reader = reader_of(text, language, ("2013", "2015") if "2013" in text else (), ("Orlen", "Tavik"))
    assert [c.name for c in series(reader, (0, len(text)))] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Sixty grocers were trained in Orlen (5 March), Tavik (7 March).",
            ["training of sixty grocers in Orlen", "training of sixty grocers in Tavik"],
        ),
        ("Bailiffs are to be trained: Orlen in 5 March, Tavik in 7 March.", ["training of bailiffs in Orlen", "training of bailiffs in Tavik"]),
        ("Sixty grocers were trained in Orlen on 5 March and 7 March.", []),
    ],
)
def test_trainings_of_one_kind_of_people(text: str, names: list[str]) -> None:
    reader = reader_of(text, "en", ("5 March", "7 March"), tuple(p for p in ("Orlen", "Tavik") if p in text))
    assert [c.name for c in series(reader, (0, len(text)))] == names
