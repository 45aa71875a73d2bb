import re

import pytest

from pipeline.events.cues import cues
from pipeline.events.names import heads
from pipeline.initiatives.cues import ROLES, cue
from pipeline.initiatives.names import known
from pipeline.phrases import listed, openings, stems

TEXTS = [
    "",
    "The workshop, hosted by the Ministry, was held together with two partners; it gathered 40 women’s groups.",
    "L’atelier a été organisé par l’Institut. La RÉUNION, coprésidée par Amara Diop, a réuni des experts venus de Lomé.",
    "El taller fue organizado por la Oficina,con el apoyo de la Fundación.Participaron delegados de Quito",
    "HOſTED BY us; hosted BY İstanbul; convened\nby x; co-hosted by y; nurses from Z, Friends come from afar",
    "The Kigali Amendment, the Paris agreement and the 2030 AGENDA; workshops; a workshop_1; pre-workshop",
]


@pytest.mark.parametrize("text", TEXTS)
def test_listed_finds_what_finditer_finds(text):
    events = cues()
    patterns = [
        (heads().pattern, heads().opens),
        (known()[0], known()[2]),
        *((c.pattern, c.opens) for c in (events.organising, events.participating, events.organiser_after, events.passive, events.participant_after)),
        *((cue(s, r).pattern, cue(s, r).opens) for s in ("after", "before") for r in ROLES),
    ]
    for pattern, opens in patterns:
        for start, end in [(0, len(text)), (4, len(text)), (0, 40), (9, 71), (0, 13)]:
            end = min(end, len(text))
            assert [m.span() for m in listed(pattern, opens, text, start, end)] == [m.span() for m in pattern.finditer(text, start, end)]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("held", {"hel"}),
        ("a réuni", {"a"}),
        ("(?:co-)?chaired by", {"co", "cha"}),
        ("d(?:io|ieron|ará) inicio", {"dio", "die", "dar"}),
        ("organi[sz]e[sd]?", {"org"}),
        ("o[bp]x", {"obx", "opx"}),
        ("(?:le|la)?s? voix", {"le", "les", "la", "las", "s", ""}),
        ("pa(?:y|ys) for", {"pay"}),
        ("éta(?:it|ient)", {"éta"}),
        ("(?!the )(?:in|on) time", {"in", "on"}),
        ("E+nd", None),
        ("\\w+ by", None),
        (".x", None),
        ("(?:x|)", None),
    ],
)
def test_stems(expression, expected):
    found = stems([expression])
    assert (found and set(found.stems)) == (None if expected is None or "" in expected else expected)


def test_stems_of_any_word_with_an_ending():
    opens = stems(["[a-z]{4,}s from", "joined by"])
    pattern = re.compile(r"(?<![\w-])(?:[a-z]{4,}s from|joined by)(?!\w)", re.IGNORECASE)
    text = "Nurses from Bamako, joined by women from Ségou and farmers from Kayes"
    assert [m[0] for m in listed(pattern, opens, text)] == [m[0] for m in pattern.finditer(text)] == ["Nurses from", "joined by", "farmers from"]


def test_openings():
    found = openings(["round table", "Co-operation fund", "2030 agenda", "forum"])
    assert found.words == {"round", "co", "2030", "forum"}
    assert found.pairs == {"round table", "co operation", "2030 agenda", "forum"}
