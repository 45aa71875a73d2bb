import pytest

from pipeline.context import Context, occurrences
from pipeline.document import Document, Mention


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("Solar Pumps for Mali. The Solar\n Pumps work.", "Solar Pumps", ["Solar Pumps", "Solar\n Pumps"]),
        ("SolarPumps, Solar-Pumps", "Solar Pumps", []),
        ("UNITAR and UNIT, UNIT2, sub_UNIT", "UNIT", ["UNIT"]),
        ("to be to be to be", "to be to be", ["to be to be"]),
        ("xxx xx", "xx", ["xx"]),
        ("Café", "Caf", []),
        ("anything", "", []),
        ("", "Mali", []),
    ],
)
def test_occurrences(text, phrase, found):
    assert [text[a:b] for a, b in occurrences(text, phrase)] == found


def test_a_body_within_the_name_of_its_unit_takes_no_part():
    text = "the Eel Unit of the Moss Institute and the Moss Institute of Hull"
    inner, again = text.index("Moss"), text.rindex("Moss")
    spans = [(text.index("Eel"), inner + 14, "ORG"), (inner, inner + 14, "ORG"), (again, again + 14, "ORG"), (len(text) - 4, len(text), "LOC")]
    mentions = tuple(Mention(a, b, text[a:b], label, "pattern", 0.9) for a, b, label in spans)
    found = Context(Document("doc-1", "page.txt", text, "", mentions=mentions)).mentions(0, len(text))
    assert [m.text for m in found] == ["Eel Unit of the Moss Institute", "Moss Institute", "Hull"]
