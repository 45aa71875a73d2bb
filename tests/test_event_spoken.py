"""English verb phrases, listed, that tell of an event without its noun."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.binding import Passages
from pipeline.context import Context
from pipeline.document import DateInterval, Document, Mention, Place, Span
from pipeline.events.names import Reader
from pipeline.events.spoken import spoken

_DAY = DateInterval(date(2020, 5, 4), date(2020, 5, 4), "day")
_KNOWN = (("4 May", "DATE"), ("Orlen", "LOC"), ("Tavik", "LOC"), ("Ada Brun", "PERSON"), ("River Board", "ORG"))


def names(text: str, initiative: str = "", sentence: int = -1) -> list[str]:
    """The events that the verbs of a sentence, the last one, tell of; what it names is known, "4 May" is a day, Orlen and Tavik are cities."""
    found = sorted((text.find(name), name, label) for name, label in _KNOWN if name in text)
    mentions = tuple(
        Mention(at, at + len(name), name, label, "model", 0.9, f"x-{name}", _DAY if label == "DATE" else None)  # type: ignore[arg-type]
        for at, name, label in found
    )
    places = (Place("x-Orlen", "Orlen", "city", "XA"), Place("x-Tavik", "Tavik", "city", "XB"))
    at = text.find(initiative)
    spans = (Span(at, at + len(initiative), "INITIATIVE", "model", 0.9),) if initiative else ()
    stop = text.find(". ") + 1
    sentences = ((0, stop), (stop + 1, len(text))) if stop else ((0, len(text)),)
    document = Document("doc-1", "a.txt", text, "", language="en", sentences=sentences, mentions=mentions, places=places, spans=spans)
    context = Context(document)
    return [c.name for c in spoken(Reader(document, context, Passages(context)), sentences[sentence])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 4 May both mayors put their names to the accord on ferries in Orlen.", ["signing of the accord on ferries"]),
        ("Both mayors put their names to the accord on ferries.", []),  # no day
        ("On 4 May both mayors put their names on the list.", []),
        ("On 4 May the port and the city put pen to paper on a lease of quay nine.", ["signing of the lease of quay nine"]),
        ("On 4 May the mayor gave them the keys of a mobile clinic.", ["handover of the keys of a mobile clinic"]),
        ("On 4 May the mayor gave them the key figures of the year.", []),
        ("On 4 May the ferrymen took delivery of two engines.", ["handover of the two engines"]),
        ("The Governor broke ground for the Lake Hospital on 4 May.", ["groundbreaking of the Lake Hospital"]),
        ("On 4 May the two boats were handed back to their owners.", ["return of two boats to their owners"]),
        ("Eleven sewing machines were returned to the workshop in a year.", []),
        ("The keys of the barn were presented to the widows on 4 May.", ["presentation of keys of the barn to the widows"]),
        ("The findings were presented to the widows on 4 May.", []),
        ("Forty midwives learned breech delivery in Orlen on 4 May.", ["training of forty midwives in breech delivery"]),
        ("Forty midwives will be taught together in Orlen on 4 May.", ["training of forty midwives"]),
        ("The midwife learned of the fire on 4 May.", []),
        ("Midwives of two towns learned of the fire on 4 May.", []),
        ("They learned breech delivery on 4 May.", []),
        ("Forty midwives learned breech delivery at a course on 4 May.", []),  # the noun tells it
        ("Mayors of the lake towns compared notes on silt on 4 May.", ["meeting of mayors of the lake towns on silt"]),
        ("Widows of miners, some of them blind, marched through Orlen on 4 May.", ["march of widows of miners"]),
        ("On 4 May the River Board took six mayors to Orlen.", ["visit of six mayors to Orlen"]),
        ("On 4 May the River Board took six days to Orlen.", []),
        ("On 4 May the River Board took six mayors to court.", []),
        ("The Board’s Envoy, Ada Brun, is due in Orlen on 4 May.", ["visit of Board’s Envoy to Orlen"]),
        ("The rent is due in Orlen on 4 May.", []),
        ("Two engineers from the Dyke Agency (DA) spent 4 May in Orlen.", ["visit of two engineers from the Dyke Agency to Orlen"]),
        ("The ministry spent 4 May in court.", []),
        ("On 4 May the Minister of Ports received the Ambassador of Ostia at the Palace.", ["meeting of Minister of Ports with Ambassador of Ostia"]),
        ("On 4 May the Minister of Ports received a letter from Ostia.", []),
        ("On 4 May the clinic received the Minister of Ports.", []),
    ],
)
def test_verbs_that_tell_of_an_event(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_paper_that_is_signed_is_the_one_named_before() -> None:
    text = "The town has agreed to the Compact on Clean Ferries. Its mayor will put her signature to the document on 4 May."
    assert names(text, "Compact on Clean Ferries") == ["signing of the Compact on Clean Ferries"]


def test_a_stay_of_which_the_next_sentence_has_the_noun_is_that() -> None:
    text = "Two engineers from Tavik spent 4 May in Orlen. {} was short."
    assert names(text.format("Their study visit"), sentence=0) == []
    assert names(text.format("The rain"), sentence=0) == ["visit of two engineers from Tavik to Orlen"]
