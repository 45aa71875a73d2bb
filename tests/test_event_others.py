"""Bodies and places beside another thing than an event: invented sentences, in which [bodies] and {places} are marked."""

from __future__ import annotations

import re

import pytest

from pipeline.document import Document, Mention
from pipeline.events.others import without_others


def left(marked: str) -> list[str]:
    """The marked names that stay."""
    text, mentions = "", []
    for plain, body, place in re.findall(r"([^\[{]+)|\[([^\]]+)\]|\{([^}]+)\}", marked):
        if name := body or place:
            mentions.append(Mention(len(text), len(text) + len(name), name, "ORG" if body else "LOC", "model", 0.9, name))
        text += plain + body + place
    bounds = tuple((m.start(), m.end()) for m in re.finditer(r"[^\s.][^.]*\.", text))
    return [m.text for m in without_others(Document("doc-1", "a.txt", text, "", mentions=tuple(mentions), sentences=bounds)).mentions]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On 3 May the ambassador visited an [HL]-supported clinic in {Tavik}.", ["Tavik"]),
        ("The minister toured a [River Board (RB)]-funded school.", []),
        ("Forty nurses attended an [HL]-led regional workshop in {Tavik}.", ["HL", "Tavik"]),
        ("A programme funded by the [Kind Fund] (KF) was launched in {Tavik} by the [Ministry of Water].", ["Tavik", "Ministry of Water"]),
        ("The Clear Springs project, which is financed by [Ostia Aid] and the [Kind Fund], held a fair.", []),
        ("The memorandum will be implemented by the [River Board].", []),
        ("El convenio será ejecutado por el [Ministerio del Agua].", []),
        ("Le projet « Eau claire », financé par le {Marland} à hauteur de 4 millions, se poursuit.", []),
        ("The Clear Springs project was launched in {Tavik}. It is funded by the [Kind Fund].", ["Tavik"]),
        ("The workshop was held in {Tavik}. It was funded by the [Kind Fund].", ["Tavik", "Kind Fund"]),
        ("L’atelier a réuni 60 sages-femmes venues des régions de {Orlen}, {Sural} et {Tavik}.", []),
        ("The forum drew teachers from {Ostia}, {Marland} and {Sural}.", ["Ostia", "Marland", "Sural"]),
        ("The workshop was funded by the [Kind Fund] and hosted by the [River Board].", ["Kind Fund", "River Board"]),
        ("The training programme, funded by the [Kind Fund], ran from 3 to 5 May.", ["Kind Fund"]),
        ("The agreement was signed by the [River Board] and [HL].", ["River Board", "HL"]),
    ],
)  # fmt: skip
def test_what_stands_beside_another_thing(text: str, names: list[str]) -> None:
    assert left(text) == names
