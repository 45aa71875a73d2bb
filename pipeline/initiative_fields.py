"""The lines in which a page states the facts of its subject ("Duration: January 2006 – December 2008"), bound to the initiative they are about.

Read are lines "Label: value", "Label<tab>value" and a bare label with its value on the next line, and the labelled values that stand outside the main
content. They belong to the page's subject, or to the initiative whose full name the block gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.document import Field
from pipeline.initiative_parties import cues
from pipeline.initiative_scene import Scene, plain

LABEL = re.compile(r"^[\s•▪●*\-–·]{0,4}(?P<label>[^\W\d_][\w’'()./ \-]{1,40}?)(?:\s?:\s?|\t\s?|\s–\s|\s{3,})(?P<value>\S.{0,400})$")


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value: ``slot`` as the cue tables call it; ``start`` and ``end`` its span, None outside the main content."""

    slot: str
    value: str
    start: int | None
    end: int | None


@cache
def _labels() -> dict[str, str]:
    return {label: slot for slot, labels in sorted(cues()["fields"].items(), reverse=True) for label in labels}


def slot_of(label: str) -> str | None:
    """The slot that a label speaks of: "Total budget (USD)" is "budget"."""
    low = plain(re.sub(r"\((?!s\))[^()]{0,30}\)", "", label)).strip(" :")
    return _labels().get(low)


def facts(scene: Scene) -> Iterator[Fact]:
    """Labelled facts of the page in the order of the text; those outside the main content last."""
    text = scene.text
    lines = list(scene.context.lines)
    for i, (a, b) in enumerate(lines):
        line = text[a : min(b, a + 460)]
        m = LABEL.match(line)
        slot = slot_of(m["label"]) if m else None
        if m and slot:
            yield Fact(slot, m["value"], a + m.start("value"), b)
            continue
        slot = slot_of(line) if b - a <= 40 else None
        if slot and i + 1 < len(lines) and lines[i + 1][1] - lines[i + 1][0] <= 240 and not slot_of(text[lines[i + 1][0] : lines[i + 1][1]]):
            last = i + 1
            while slot in ("sdgs", "partner") and last + 1 < len(lines) and last - i < 6 and text[lines[last + 1][0]].isdigit():
                last += 1
            yield Fact(slot, text[lines[i + 1][0] : lines[last][1]], lines[i + 1][0], lines[last][1])
        elif not m or not slot_of(m["label"]):
            yield from _glued(line, a, b)
    yield from (fact for field in scene.document.fields if (fact := _outside(field)))


def _glued(line: str, a: int, b: int) -> Iterator[Fact]:
    """A label that lost the space before its value: "PartiesMinistry of Health"."""
    m = re.match(r"^([A-ZÀ-Þ][a-zà-þ]{2,20}(?: [a-z]{2,12})?)(?=[A-ZÀ-Þ0-9])", line)
    slot = slot_of(m[1]) if m else None
    if m and slot and not line[m.end() :].startswith(" "):
        yield Fact(slot, line[m.end() :], a + m.end(), b)


def _outside(field: Field) -> Fact | None:
    slot = slot_of(field.label)
    return Fact(slot, field.value, None, None) if slot and field.start is None else None
