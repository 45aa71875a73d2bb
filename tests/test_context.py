import pytest

from pipeline.context import occurrences


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
