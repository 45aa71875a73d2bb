"""What stands around an initiative: the launch, signing or meeting that starts it, and whether the page only cites it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import Party
from pipeline.evidence import quoted
from pipeline.initiatives.begun import Day
from pipeline.initiatives.scene import Scene, plain
from pipeline.initiatives.threads import Thread

OPENS = frozenset(("launch", "signing", "ceremony"))


def opening(scene: Scene, thread: Thread) -> Day | None:
    """The first day of a launch or signing among the page's events that names the initiative; None where there is none."""
    names = {plain(n) for n in (thread.name, *thread.surfaces, thread.acronym or "") if len(n) > 3}
    for event in scene.document.events:
        if event.kind in OPENS and event.when and event.when.precision != "year" and event.status != "cancelled":
            called = plain(" ".join((event.name, *event.surfaces)))
            if any(
                n in called and re.search(rf"(?:launch|signing|signature|opening|inauguration)\b.{{0,60}}?(?<!\w){re.escape(n)}(?!\w)", called)
                for n in names
            ):
                return Day(event.when.start, quoted(event.start, event.end, "inferred", confidence=event.confidence))
    return None


def signed_there(scene: Scene, thread: Thread, kind: str) -> Day | None:
    """The day of the page's signing whose passage names the agreement; None where there is none or several."""
    if kind not in ("agreement", "declaration", "partnership") or "known" in thread.sources:
        return None
    days = {
        (event.when.end, event.start, event.end)
        for event in scene.document.events
        if event.kind == "signing"
        and event.when
        and event.when.precision not in ("year", "half")
        and event.status != "cancelled"
        and any(event.start <= a < event.end for a, _ in thread.mentions)
    }
    if len(days) != 1:
        return None
    day, start, end = days.pop()
    return Day(day, quoted(start, end, "inferred", confidence=0.7))


MEETS = frozenset(("conference", "dialogue", "forum", "meeting", "roundtable", "seminar", "session", "summit"))


def outcome(scene: Scene, thread: Thread, kind: str) -> Day | None:
    """The last day of the page's meeting in the city that an outcome document is named for ("Nadi Statement"); None where there is none."""
    if kind not in ("agreement", "declaration", "strategy") or "known" in thread.sources:
        return None
    for event in scene.document.events:
        held = event.kind in MEETS and event.when and event.when.precision not in ("year", "half") and event.status != "cancelled"
        if kind == "strategy" and not re.search(r"\b(?:agenda|feuille|hoja|plan|programme|road ?map)\b", plain(thread.name)):
            continue
        if held and event.when and event.city and re.search(rf"(?<!\w){re.escape(event.city)}(?!\w)", thread.name):
            return Day(event.when.end, quoted(event.start, event.end, "inferred", confidence=event.confidence))
    return None


CITED = re.compile(
    r"\b(?:through|under|of|from|by|with|within|to|donors?:|into|follows|in line with|consistent with)\s"
    r"(?:the|its|their|a)?\s?(?:[A-Z][\w-]{1,14}\s|[\w’']{1,14}[’']s\s|\w{1,8}\s)?$"
    r"|\b(?:à même|par|du|del|au|al|avec|via|dans|por|mediante|desde|con|a través de su|grâce à son|titre du|d[’'](?:un|une))\s(?:le\s|la\s|el\s"
    r"|l[’'])?$"
)


FRAMES = re.compile(
    r"\b(?:in (?:line|accordance|keeping|conformity) with|aligned with|aligns with|consistent with|contributes? to|answers to|responds to"
    r"|call(?:s|ed|ing)? for|en ligne avec|conforme (?:à|au|aux)|contribue (?:à|au|aux)|en línea con|contribuye a)\b[^.;\n]{0,230}$"
    r"|\b(?:test|pilot|try|tried|trial)(?:s|ed|ing)?\s(?:out\s)?the\s$",
    re.IGNORECASE,
)
ACTS = re.compile(r"\s(?:has\s|have\s)?(?:jointly\s)?(?:sign|agree|launch|open|host|publish|organi[sz]e)(?:s|d|ed)?\s")


def without_strangers(scene: Scene, thread: Thread, parties: Sequence[Party]) -> tuple[Party, ...]:
    """The parties less the leads that only stand beside it: the body whose work is in line with it, that tests it or asks money for it, or that
    acts together with it ("the Fund and A signed …"). A body in the genitive, in the name or behind it in the sentence stays."""
    return tuple(p for p in parties if p.role != "lead" or p.start is None or not _stranger(scene, thread, p.start, p.end or p.start))


def _stranger(scene: Scene, thread: Thread, start: int, end: int) -> bool:
    text, spans = scene.text, thread.mentions
    if any(re.fullmatch(r"\s?(?:\([^()\n]{2,16}\)\s)?and\s(?:the\s)?", text[b:start]) and ACTS.match(text, end) for _, b in spans if b <= start):
        return True
    framed = [FRAMES.search(text, max(scene.around(a)[0], a - 260), a) for a, _ in spans]
    if not spans or not all(framed):
        return False
    return not any(-4 <= start - b < 200 or (start >= a and end <= b) or 0 <= a - end < 4 for a, b in spans)


FOUNDS = re.compile(
    r"\b(?:creation|establishment|launch|setting up|création|lancement|creación|lanzamiento|constitución) (?:of|du|del|de la|de l[’'])\s(?:the\s)?$"
)


def _cites(scene: Scene, thread: Thread, at: int) -> bool:
    """Whether a mention stands behind a preposition, or is the acronym in brackets of one that does; its creation is more than a citation."""
    if any(scene.text[b:at] == " (" for _, b in thread.mentions):
        return True
    before = scene.text[max(at - 40, 0) : at]
    return CITED.search(before) is not None and FOUNDS.search(before) is None


def cited(scene: Scene, thread: Thread, kind: str) -> bool:
    """Whether the page only cites it, as what pays for or frames something else ("a project under the X", "through the Y")."""
    return (
        kind == "fund"
        and not thread.sources & {"title", "field", "row"}
        and plain(thread.name) not in plain(scene.document.title or "")
        and bool(thread.mentions)
        and all(_cites(scene, thread, a) for a, _ in thread.mentions)
    )
