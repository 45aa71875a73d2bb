"""Undertakings without a name that the text tells by their countries, "a regional project covering Libya, Tunisia and Egypt", and series of meetings.

Wrong where the countries are those of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.binding import run_after
from pipeline.initiatives.described import name_before, telling
from pipeline.initiatives.names import Candidate, tidy
from pipeline.initiatives.scene import Scene, heads, plain

SERIES = re.compile(
    r"\b(?:series of )(?:(?:two|three|four|five|six|seven|eight|nine|ten|twelve|annual|monthly|\d{1,2}) )?(?:[a-z\-]{3,14} ){0,3}"
    r"(?:dialogues|webinars|workshops|seminars|meetings|consultations|conferences|trainings|roundtables|round tables|forums|talks|lectures)\b"
)


def find_individual(scene: Scene) -> Iterator[Candidate]:
    """Projects without a name that the text describes by their countries, and series of meetings."""
    for m in SERIES.finditer(scene.text):
        yield Candidate(m.start(), m.end(), tidy(m.group()), "series", 0.6, "described", named=False)
    noun = r"(?P<noun>project|programme|program|initiative|campaign|scheme|facility|platform)"
    described = re.compile(
        rf"\b(?:an?|the)\s(?P<name>(?:[\w\-,$€£.]{{1,30}}\s){{0,6}}?{noun}\s"
        r"(?:covering|that includes|that covers|which covers|spanning|in|between)\s)",
        re.IGNORECASE,
    )
    between = re.compile(
        r"\b(?:an?|the)\s(?P<name>(?:[\w-]{1,30}\s){0,4}?(?P<noun>framework|mechanism|platform|programme|project|roadmap|partnership)\sfor\s"
        r"[^.;:()\n]{5,90}?\s(?:between|covering|across|in)\s)"
    )
    for m in [*described.finditer(scene.text), *between.finditer(scene.text)]:
        passage = scene.around(m.start())
        places = run_after(scene.context, m.end(), passage[1], "LOC", first=12, slack=2)
        named = name_before(scene, m.start() - 2) if scene.text[max(m.start() - 2, 0) : m.start()] == ", " else None
        if len(places) < 2 or (named and telling(scene.text[named[0] : named[1]])) or re.search(r"[A-ZÀ-Þ]\w+\s\w+$", m["name"].strip()[:-10]):
            continue
        end = places[-1].end or m.end()
        purpose = re.compile(r",?\s(?:to|for|on)\s[^.;:()\n]{10,110}").match(scene.text, end)
        end = purpose.end() if purpose else end
        yield Candidate(m.start("name"), end, tidy(scene.text[m.start("name") : end]), heads().nouns[plain(m["noun"])], 0.6, "described", named=False)
