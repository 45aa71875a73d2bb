"""The entries of a list that a line of events opens: "Several events are planned:" over "- Orientation Saturday, 24 September, at the Centre", and
"Three workshops are held in March:" over "- Orlen: Tuesday 8 March, 7 p.m.", which names the place alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from pipeline.events.candidates import Candidate, plurals
from pipeline.events.names import heads, squeeze
from pipeline.events.page import Layout

_BULLET = re.compile(r"\s*[-–—•*»>·]\s{0,3}(?=\S)")
_EVENTS = re.compile(
    r"\b(?:activités|animations|dates|événements|évènements|manifestations|(?P<meeting>rendez-vous)|actividades|actos|citas|eventos|activities|events|gatherings)\b",
    re.IGNORECASE,
)
_THEN = re.compile(r"\s?[,:]\s(?:(?:prévue?|prevista?|planned|set)\s)?(?:(?:du|le|les|del?|el|los|on|from)\s)?$")
LONGEST = 160  # characters of the line that opens a list


def listed(layout: Layout) -> Iterator[Candidate]:
    """The entries of such lists, two or more, each with its day behind its name or place."""
    text, context = layout.text, layout.reader.context
    numbered = list(enumerate(layout.lines))
    for bulleted, run in groupby(numbered, key=lambda pair: bool(_BULLET.match(text, *pair[1]))):
        rows = list(run)
        above = layout.lines[rows[0][0] - 1] if bulleted and rows[0][0] else None
        if above is None or len(rows) < 2 or text[above[1] - 1] != ":":
            continue
        opening = (max(above[0], above[1] - LONGEST), above[1])
        several = list(plurals().finditer(text, *opening))
        stated = _EVENTS.search(text, *opening)
        if not several and not stated:
            continue
        head = several[-1][1].casefold() if several else ""
        kind = heads().kind[head] if head else "meeting" if stated and stated["meeting"] else "other"
        noun = head or (stated[0].casefold() if stated and stated["meeting"] else "")
        at = {"fr": "à", "es": "en"}.get(layout.reader.document.language or "", "in")
        for _, (a, b) in rows:
            bullet = _BULLET.match(text, a, b)
            first = next((m for m in context.mentions(a, min(b, a + 130), "DATE") if m.interval and m.interval.precision in ("day", "range")), None)
            then = _THEN.search(text, a, first.start or 0) if bullet and first else None
            name = squeeze(text[bullet.end() : then.start()]) if bullet and then else ""
            if then is None or first is None or bullet is None or not name[:1].isupper() or len(name.split()) > 9 or re.search(r"[.;:]", name):
                continue
            placed = next((m for m in context.mentions(bullet.end(), then.start(), "LOC") if squeeze(m.text) == name), None)
            own = heads().pattern.search(name)
            word = " ".join(own.group().casefold().split()) if own else head
            if noun and own is None and (placed or len(name.split()) == 1):
                yield Candidate(bullet.end(), then.start(), f"{noun} {at} {name}", kind, "heading", head, 0.7)
            elif placed is None and len(name.split()) > 1:
                yield Candidate(bullet.end(), then.start(), name, heads().kind[word] if own else kind, "heading", word, 0.7)
