"""English verbs that tell of an event without its noun."""

from __future__ import annotations

import pytest

from pipeline.binding import Passages
from pipeline.context import Context
from pipeline.document import Document, Mention
from pipeline.events.names import Reader
from pipeline.events.told import english_verbs


def names(text: str) -> list[str]:
    """The names that the verbs of a text give, in which the River Board and the Health League are bodies and Ada Brun a person."""
    known = (("River Board", "ORG"), ("Health League", "ORG"), ("Ada Brun", "PERSON"))
    found = sorted((text.find(name), name, label) for name, label in known if name in text)
    mentions = tuple(Mention(at, at + len(name), name, label, "model", 0.9, f"x-{name}") for at, name, label in found)  # type: ignore[arg-type]
    document = Document("doc-1", "a.txt", text, "", language="en", sentences=((0, len(text)),), mentions=mentions)
    context = Context(document)
    return [c.name for c in english_verbs(Reader(document, context, Passages(context)), (0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The guests will be taken to Queen Ada Hospital for a tour of its wards.", ["tour of Queen Ada Hospital"]),
        (
            "104 officers of the watch, among them 17 women, graduated on Saturday from the school.",
            ["graduation of 104 officers of the watch"],
        ),
        ("Ada Brun, who graduated from the school in 1998, spoke.", []),
        (
            "The River Board met Health League yesterday about late pumps.",
            ["meeting of the River Board with Health League about late pumps"],
        ),
        ("The River Board met yesterday.", []),
        ("Under the title “Our Turn to Speak”, the River Board brought together youth leaders.", ["Our Turn to Speak"]),
        ("Under the title “Who Is Left?”, the River Board opened a regional conference.", ["Who Is Left?"]),
        ("Under the title “Our Turn to Speak”, the River Board published a study.", []),
        ("They met about late deliveries.", []),
        ("Our envoy called on the Deputy Minister of Ports in Orlen.", ["courtesy call on the Deputy Minister of Ports in Orlen"]),
        ("The unions called on the Minister to sign the treaty.", []),
        ("The unions called on the public to vote.", []),
        (
            "On 4 May the River Board deposits in Orlen its instrument of accession to the Lake Treaty.",
            ["deposit of the instrument of accession to the Lake Treaty"],
        ),
        ("The River Board deposits its savings in Orlen.", []),
        ("The two mayors exchanged letters in Orlen.", ["exchange of letters"]),
        ("A fund for which agreements were exchanged yesterday.", ["exchange of agreements"]),
        ("The two mayors exchanged views in Orlen.", []),
    ],
)
def test_graduations_and_meetings(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("Lake ministers meet every other year.", "They last did so in Orlen.", ["last meeting of lake ministers"]),
        ("The report went to the Joint Silt Committee (JSC).", "It will next meet on 18 June.", ["next meeting of the Joint Silt Committee"]),
        ("The ferry is late.", "It will next meet on 18 June.", []),
        ("Lake ministers meet every other year.", "They last spoke of it in Orlen.", []),
    ],
)
def test_those_who_meet_again(before: str, text: str, expected: list[str]) -> None:
    whole, at = f"{before} {text}", len(before) + 1
    document = Document("doc-1", "a.txt", whole, "", language="en", sentences=((0, at - 1), (at, len(whole))))
    context = Context(document)
    assert [c.name for c in english_verbs(Reader(document, context, Passages(context)), (at, len(whole)))] == expected
