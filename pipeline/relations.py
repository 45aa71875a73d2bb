"""What events and initiatives of a page have to do with each other: an event held on the margins of another, the declaration that a meeting
adopts, the signing of an agreement, the programme that a project is part of.

:func:`relate` finds them on one page, where spans and sentences are known, and tells them by name; :func:`complete` turns names into ids when the
rows of the whole corpus stand. Only what a sentence states counts: precision comes before recall.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol

from pipeline.document import Document, Event, Evidence, Initiative, Link

Row = dict[str, Any]
Span = tuple[int, int]

_BESIDE = re.compile(
    r"\b(?:(?:on|in|at|from) the (?:fringes|margins|sidelines) of|side[- ]events? (?:at|during|of|to)|en marge d(?:e la|es|e l[’']|u|e|[’'])"
    r"|al margen de(?:l| la| los| las)?)\s*(?:the\s+|its\s+|their\s+|this\s+)?$",
    re.IGNORECASE,
)
_ADOPTS = re.compile(
    r"\b(?:adopt(?:ed|s|ing)?|agreed (?:on|upon|to)|endorsed|approved|validated|issued|concluded with|culminated in|closed with"
    r"|ended with|resulted in"
    r"|outcome(?: document)?(?: of| is)?|adopté|adoptaron|aprobó|aprobaron)\b",
    re.IGNORECASE,
)
_ADOPTED_BY = re.compile(
    r"\b(?:adopted|agreed(?: upon)?|endorsed|approved|issued|adoptée?|adoptad[oa])\s+(?:at|by|during|in|à|en|par|por)\b", re.IGNORECASE
)
_NOT_YET = re.compile(r"\b(?:will|to|would|should|may|expected|draft|not)\b", re.IGNORECASE)
_PART = re.compile(
    r"(?:\s\([^()\n]{2,20}\))?,?\s(?:(?:which|that)\s)?(?:(?:is|was|are|were|forms|being)\s)?(?:an?\s|one\s|the\s)?(?:\w+\s)?"
    r"(?:part|component|pillar|element|activity|project|initiative)\s(?:of|under|within)\s(?:the\s|its\s|our\s)?(?:[\w’]{1,20}\s){0,3}[“\"]?"
)
_UNDER = re.compile(
    r"(?:\s\([^()\n]{2,20}\))?,?\s(?:under|within(?: the framework of)?|in the framework of|as part of)\s(?:the\s|its\s)?(?:[\w’]{1,20}\s){0,2}"
    r"[“\"]?"
)
_TEXTS = frozenset(("agreement", "declaration", "strategy", "other"))


def relate(document: Document) -> Document:
    """The page with the parents of its events and initiatives, and the links between them."""
    if not document.events and not document.initiatives:
        return document
    events = tuple(_with_parent(document, n, event) for n, event in enumerate(document.events))
    events = tuple(_linked(document, e) for e in events)
    return replace(document, events=events, initiatives=tuple(_with_programme(document, i) for i in document.initiatives))


def _sentence(document: Document, at: int) -> Span:
    for start, end in document.sentences:
        if start <= at < end:
            return start, end
    a, b = document.text.rfind("\n", 0, at) + 1, document.text.find("\n", at)
    return a, b if b >= 0 else len(document.text)


def _with_parent(document: Document, number: int, event: Event) -> Event:
    """The event with the one that its sentence says it is held beside: "on the margins of the forum, A and B signed …"."""
    for other in document.events[:number] + document.events[number + 1 :]:
        for start, end in other.spans:
            low, high = _sentence(document, start)
            cue = _BESIDE.search(document.text, max(low, start - 60), start)
            own = [s for s in event.spans if low <= s[0] < high] if cue else []
            if cue and own and not any(_between(document, number, other, s, (cue.start(), end)) for s in own):
                told = Evidence("parent", other.name, cue.start(), end, "sentence", "pattern", 0.9)
                return replace(event, parent=other.name, evidence=(*event.evidence, told))
    return event


def _between(document: Document, number: int, parent: Event, own: Span, cue: Span) -> bool:
    """Whether a third event or a semicolon stands between an event and the words that tie it to its parent."""
    low, high = (own[1], cue[0]) if own[1] <= cue[0] else (cue[1], own[0])
    others = (e for n, e in enumerate(document.events) if n != number and e is not parent)
    return ";" in document.text[low:high] or any(low <= a < high for e in others for a, _ in e.spans)


def _linked(document: Document, event: Event) -> Event:
    links = tuple(_links(document, event))
    told = tuple(Evidence(link.role, link.initiative, link.start, link.end, "sentence", "pattern", 0.9) for link in links)
    return replace(event, links=links, evidence=(*event.evidence, *told))


def _links(document: Document, event: Event) -> Iterator[Link]:
    for initiative in document.initiatives:
        found = _made(event, initiative) or _adopted(document, event, initiative) or _of_series(event, initiative)
        if found:
            yield found


def _made(event: Event, initiative: Initiative) -> Link | None:
    """An event that is the launch or signing of an initiative, because its name holds the initiative's."""
    if event.kind not in ("launch", "signing"):
        return None
    said = event.name.casefold()
    for a, b in event.spans:
        inside = next(((x, y) for x, y in initiative.spans if a <= x and y <= b + 2), None)
        named = re.search(rf"(?<!\w){re.escape(initiative.name.casefold())}(?!\w)", said)
        if inside and (event.kind == "launch" or initiative.kind in ("agreement", "declaration") or (named and initiative.kind in _TEXTS)):
            return Link(initiative.name, "launch" if event.kind == "launch" else "signing", *inside)
    return None


def _adopted(document: Document, event: Event, initiative: Initiative) -> Link | None:
    """A text that the event adopts, in the sentence that names both: "the forum adopted the X", "the X, adopted at the forum"."""
    if initiative.kind not in _TEXTS or event.kind in ("launch", "signing"):
        return None
    for x, y in initiative.spans:
        low, high = _sentence(document, x)
        for a, b in event.spans:
            if not low <= a < high or a <= x < b:
                continue
            gap = document.text[b:x] if b <= x else document.text[y:a]
            verb = (_ADOPTS if b <= x else _ADOPTED_BY).search(gap)
            if verb and len(gap) < 140 and ";" not in gap and not _NOT_YET.search(gap) and not _others(document, event, (min(b, y), max(a, x))):
                return Link(initiative.name, "outcome", min(a, x), max(b, y))
    return None


def _others(document: Document, event: Event, gap: Span) -> bool:
    """Whether another event is named in the gap."""
    return any(gap[0] <= a < gap[1] for e in document.events if e is not event and e.spans != event.spans for a, _ in e.spans)


def _of_series(event: Event, initiative: Initiative) -> Link | None:
    """The series that the event is said to be part of, where it is an initiative of the page."""
    if initiative.kind != "series" or not event.series:
        return None
    told = next((e for e in event.evidence if e.slot == "series"), None)
    same = event.series.casefold() in initiative.name.casefold() or initiative.name.casefold() in event.series.casefold()
    return (
        Link(initiative.name, "part_of_series", told.start, told.end) if same and told and told.start is not None and told.end is not None else None
    )


def _with_programme(document: Document, initiative: Initiative) -> Initiative:
    """The initiative with the one that a sentence says it is part of: "X is part of the Y", "X, a project under the Y"."""
    for _, end in initiative.spans:
        for other in document.initiatives:
            for start, _ in other.spans if other is not initiative else ():
                gap = document.text[end:start] if 0 < start - end < 90 else ""
                if _PART.fullmatch(gap) or _UNDER.fullmatch(gap):
                    told = Evidence("parent", other.name, end, start, "sentence", "pattern", 0.9)
                    return replace(initiative, parent=other.name, evidence=(*initiative.evidence, told))
    return initiative


class Telling(Protocol):
    """An event or initiative as one page tells it."""

    @property
    def document_id(self) -> str: ...
    @property
    def item(self) -> Any: ...
    @property
    def published(self) -> Any: ...


def complete(events: Sequence[tuple[Row, Sequence[Telling]]], initiatives: Sequence[tuple[Row, Sequence[Telling]]]) -> list[Row]:
    """Fills the columns of the rows that relations and details give, and returns the rows of ``event_initiatives``.

    Where pages differ, the value that the surest page gives stands.
    """
    event_ids, initiative_ids = _ids(events, "event_id"), _ids(initiatives, "initiative_id")
    for row, group in events:
        for name in ("attendance_mode", "edition", "series", "participant_count"):
            row[name] = _first(group, lambda item, name=name: getattr(item, name))  # type: ignore[misc]
        row["postponed"] = bool(row["status"] == "planned" and row["start_date"] is None and any(t.item.postponed for t in group))
        row["parent_event_id"] = _parent(row["event_id"], group, event_ids)
    for row, group in initiatives:
        row["parent_initiative_id"] = _parent(row["initiative_id"], group, initiative_ids)
    links = {
        (row["event_id"], initiative_ids[t.document_id, link.initiative], link.role)
        for row, group in events
        for t in group
        for link in t.item.links
        if (t.document_id, link.initiative) in initiative_ids
    }
    return [{"event_id": a, "initiative_id": b, "role": role} for a, b, role in sorted(links)]


def _ids(groups: Iterable[tuple[Row, Sequence[Telling]]], key: str) -> dict[tuple[str, str], str]:
    """Ids by page and name as that page gives it; a name that a page gives to several things tells none of them."""
    out: dict[tuple[str, str], str] = {}
    twice = set()
    for row, group in groups:
        for t in group:
            name = (t.document_id, t.item.name)
            if name in out:
                twice.add(name)
            out[name] = row[key]
    return {name: i for name, i in out.items() if name not in twice}


def _first(group: Sequence[Telling], get: Callable[[Any], Any]) -> Any:
    told = [(-t.item.confidence, str(get(t.item)), get(t.item)) for t in group if get(t.item) is not None]
    return min(told, key=lambda t: t[:2])[2] if told else None


def _parent(own: str, group: Sequence[Telling], ids: dict[tuple[str, str], str]) -> str | None:
    found = sorted({ids[t.document_id, t.item.parent] for t in group if (t.document_id, t.item.parent) in ids} - {own})
    return found[0] if found else None
