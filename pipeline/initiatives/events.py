"""What stands around an initiative: the launch, signing or meeting that starts it, and whether the page only cites it."""

from __future__ import annotations

import re

from pipeline.evidence import quoted
from pipeline.initiatives.scene import Scene, plain
from pipeline.initiatives.slots import Day
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


MEETS = frozenset(("conference", "dialogue", "forum", "meeting", "roundtable", "seminar", "session", "summit"))


def outcome(scene: Scene, thread: Thread, kind: str) -> Day | None:
    """The last day of the page's meeting in the city that an outcome document is named for ("Nadi Statement"); None where there is none."""
    if kind not in ("agreement", "declaration", "strategy") or "known" in thread.sources:
        return None
    for event in scene.document.events:
        held = event.kind in MEETS and event.when and event.when.precision not in ("year", "half") and event.status != "cancelled"
        if held and event.when and event.city and re.search(rf"(?<!\w){re.escape(event.city)}(?!\w)", thread.name):
            return Day(event.when.end, quoted(event.start, event.end, "inferred", confidence=event.confidence))
    return None


CITED = re.compile(
    r"\b(?:through|under|of|from|by|with|within|to|donors?:|into|follows|in line with|consistent with)\s"
    r"(?:the|its|their|a)?\s?(?:[A-Z][\w-]{1,14}\s|[\w’']{1,14}[’']s\s|\w{1,8}\s)?$"
)


def cited(scene: Scene, thread: Thread, kind: str) -> bool:
    """Whether the page only cites it, as what pays for or frames something else ("a project under the X", "through the Y")."""
    return (
        kind == "fund"
        and not thread.sources & {"title", "field", "row"}
        and plain(thread.name) not in plain(scene.document.title or "")
        and bool(thread.mentions)
        and all(CITED.search(scene.text[max(a - 40, 0) : a]) for a, _ in thread.mentions)
    )
