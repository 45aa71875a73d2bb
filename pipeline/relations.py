"""What events and initiatives of a page have to do with each other: an event held on the margins of another, the declaration that a meeting
adopts, the signing of an agreement, the programme that a project is part of.

:func:`relate` finds them on one page, where spans and sentences are known, and tells them by name; :func:`complete_event` turns names into ids when
it is known what is one thing in the whole corpus. Only what a sentence states counts: precision comes before recall.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol

from pipeline.context import occurrences
from pipeline.document import Document, Event, Evidence, Initiative, Link

Row = dict[str, Any]
Span = tuple[int, int]

_WHICH = r"\s*(?:the\s+|its\s+|their\s+|this\s+)?(?:(?:\d{4}|\d{1,3}(?:st|nd|rd|th))\s+)?$"
_BESIDE = re.compile(
    r"\b(?:(?:on|in|at|from) the (?:fringes|margins|sidelines) of|side[- ]events? (?:at|during|of|to)|en marge d(?:e la|es|e l[’']|u|e|[’'])"
    rf"|al margen de(?:l| la| los| las)?){_WHICH}",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:at|as part of|(?:with)?in the (?:context|framework) of|within|dans le cadre d(?:e la|e l[’']|es|e|u)|en el marco de(?:l| la)?)" + _WHICH,
    re.IGNORECASE,
)
_SHORT = re.compile(r"\s?\((?P<acronym>[A-Z]{2}[A-Za-z-]{0,10}[ -]?\d{0,4})\)")
_LONGER = re.compile(r"\s[A-ZÀ-Ý]")
_NUMBERED = re.compile(r"(?:\d{4}|\d{1,3}(?:st|nd|rd|th)|[A-Z][a-z]{3,10}(?:th|st|nd|rd))\s(?=[A-Z][\w’-]*\s(?:\w+\s){0,6}[A-Z])")
_ADOPTS = re.compile(
    r"\b(?:adopt(?:ed|s|ing)?|agreed (?:on|upon|to)|endorsed|approved|validated|issued|concluded with|culminated in|closed with"
    r"|ended with|resulted in"
    r"|outcome(?: document)?(?: of| is)?|adopté|adoptaron|aprobó|aprobaron)\b",
    re.IGNORECASE,
)
_ADOPTED_BY = re.compile(
    r"\b(?:adopted|agreed(?: upon)?|endorsed|approved|issued|adoptée?|adoptad[oa])\s+(?:at|by|during|in|à|en|par|por)\b", re.IGNORECASE
)
_NOT_YET = re.compile(
    r"\b(?:will|to|would|should|may|expected|draft|not|in line with|in accordance with|based on|on the basis of|following|under)\b", re.IGNORECASE
)
_PART = re.compile(
    r"(?:\s\([^()\n]{2,20}\))?,?\s(?:(?:which|that)\s)?(?:(?:is|was|are|were|forms|being)\s)?(?:an?\s|one\s|the\s)?(?:\w+\s)?"
    r"(?:part|component|pillar|element|activity|project|initiative)\s(?:of|under|within)\s(?:the\s|its\s|our\s)?(?:[\w’]{1,20}\s){0,3}[“\"]?"
)
_UNDER = re.compile(
    r"(?:\s\([^()\n]{2,20}\))?,?\s(?:under|within(?: the framework of)?|in the framework of|as part of)\s(?:the\s|its\s)?(?:[\w’]{1,20}\s){0,2}"
    r"[“\"]?"
)
_IT = re.compile(
    r"[^\S\n](?:It|(?:The|This)\s(?:campaign|fund|initiative|network|partnership|platform|programme|program|project))(?=\s(?:is|was|forms)\s)"
)
"""What takes up the initiative of the sentence before."""
_TEXTS = frozenset(("agreement", "declaration", "strategy", "other"))
_SIGNED = frozenset(("agreement", "declaration"))
FAR = 140
"""Characters between an event and the text that it adopts."""
REACH = 1000
"""Characters of a sentence that are read on either side."""


class _Page:
    """Look-ups by offset over the spans of a page's events and initiatives."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.bounds = list(document.sentences) or list(document.lines())
        self._starts = [a for a, _ in self.bounds]
        self.events = sorted((a, b, n) for n, e in enumerate(document.events) for a, b in e.spans)
        self.initiatives = sorted((a, b, n) for n, i in enumerate(document.initiatives) for a, b in i.spans)
        said = {(a, b): n for n, e in enumerate(document.events) for name in _short_names(self.text, e) for a, b in occurrences(self.text, name)}
        self.wholes = sorted({*self.events, *((a, b, n) for (a, b), n in said.items() if not any(x < b and a < y for x, y, _ in self.events))})

    def sentence(self, at: int) -> Span:
        """Bounds of the sentence that holds the offset, no further than ``REACH`` from it."""
        n = bisect_right(self._starts, at) - 1
        low, high = self.bounds[n] if n >= 0 else (0, len(self.text))
        return max(low, at - REACH), min(max(high, at), at + REACH)

    def events_in(self, low: int, high: int) -> list[tuple[int, int, int]]:
        """Spans of events that start in the stretch, with the event's index."""
        return self.events[bisect_left(self.events, (low, 0, 0)) : bisect_left(self.events, (high, 0, 0))]

    def initiatives_in(self, low: int, high: int) -> list[tuple[int, int, int]]:
        """Spans of initiatives that start in the stretch, with the initiative's index."""
        return self.initiatives[bisect_left(self.initiatives, (low, 0, 0)) : bisect_left(self.initiatives, (high, 0, 0))]


def _short_names(text: str, event: Event) -> set[str]:
    """What an event is called beside its full name: the acronym in brackets behind it, its name without the number."""
    found = [_SHORT.match(text, b) for _, b in event.spans] + [_SHORT.search(event.name)]
    number = _NUMBERED.match(event.name)
    return {m["acronym"] for m in found if m} | ({event.name[number.end() :]} if number else set())


def relate(document: Document) -> Document:
    """The page with the parents of its events and initiatives, and the links between them."""
    if not document.events and not document.initiatives:
        return document
    page = _Page(document)
    parents = _parents(page, document.events)
    events = tuple(_linked(document, page, _child(document, e, parents.get(n))) for n, e in enumerate(document.events))
    return replace(document, events=events, initiatives=tuple(_with_programme(document, page, n) for n in range(len(document.initiatives))))


def _parents(page: _Page, events: Sequence[Event]) -> dict[int, tuple[int, Span]]:
    """For each event that a sentence says is held beside another ("on the margins of the forum, A and B signed …"), or at or as a part of a longer
    one whose days its own are among, that one and what says so."""
    out: dict[int, tuple[int, Span]] = {}
    for start, end, parent in page.wholes:
        low, high = page.sentence(start)
        beside = _BESIDE.search(page.text, max(low, start - 60), start)
        longer = _LONGER.match(page.text, end)  # "at the COP28 Hotel"
        cue = beside or (None if longer else _WITHIN.search(page.text, max(low, start - 60), start))
        if not cue:
            continue
        for a, b, child in page.events_in(low, high):
            first, last = (b, cue.start()) if b <= cue.start() else (end, a)
            between = ";" in page.text[first:last] or any(n not in (child, parent) for _, _, n in page.events_in(first, last))
            held = beside or _among(events[child], events[parent])
            if held and child not in (parent, *out) and not between and out.get(parent, (None,))[0] != child:
                out[child] = parent, (cue.start(), end)
    return out


def _among(part: Event, whole: Event) -> bool:
    """Whether the days of one event are some of another's, which lasts longer."""
    return (
        bool(part.when and whole.when and part.when.precision != "year" and whole.when.start <= part.when.start <= part.when.end <= whole.when.end)
        and part.when != whole.when
    )


def _child(document: Document, event: Event, told: tuple[int, Span] | None) -> Event:
    """The event with its parent."""
    if told is None:
        return event
    name = document.events[told[0]].name
    return replace(event, parent=name, evidence=(*event.evidence, Evidence("parent", name, *told[1], "sentence", "pattern", 0.9)))


def _linked(document: Document, page: _Page, event: Event) -> Event:
    """The event with its links to initiatives, each once."""
    found = [*_made(document, page, event), *_adopted(document, page, event), *_of_series(event, document.initiatives)]
    links = tuple({(link.initiative, link.role): link for link in reversed(found)}.values())[::-1]
    told = tuple(Evidence(link.role, link.initiative, link.start, link.end, "sentence", "pattern", 0.9) for link in links)
    return replace(event, links=links, evidence=(*event.evidence, *told))


def _made(document: Document, page: _Page, event: Event) -> Iterator[Link]:
    """An event that is the launch or signing of an initiative, because its name holds the initiative's."""
    if event.kind not in ("launch", "signing"):
        return
    said = event.name.casefold()
    for a, b in event.spans:
        for x, y, n in page.initiatives_in(a, b):
            initiative = document.initiatives[n]
            named = any(occurrences(said, initiative.name.casefold()))
            if y <= b + 2 and (event.kind == "launch" or initiative.kind in _SIGNED or (named and initiative.kind in _TEXTS)):
                yield Link(initiative.name, "launch" if event.kind == "launch" else "signing", x, y)


def _adopted(document: Document, page: _Page, event: Event) -> Iterator[Link]:
    """The texts that the event adopts, in the sentence that names both: "the forum adopted the X", "the X, adopted at the forum"."""
    if event.kind in ("launch", "signing"):
        return
    for a, b in event.spans:
        low, high = page.sentence(a)
        for x, y, n in page.initiatives_in(max(low, a - REACH), min(high, b + FAR)):
            initiative = document.initiatives[n]
            first, last = (b, x) if b <= x else (y, a)
            gap = page.text[first:last]
            if initiative.kind not in _TEXTS or a <= x < b or not 0 < len(gap) < FAR:
                continue
            verb = (_ADOPTS if b <= x else _ADOPTED_BY).search(gap)
            if verb and ";" not in gap and not _NOT_YET.search(gap) and all(document.events[k] == event for _, _, k in page.events_in(first, last)):
                yield Link(initiative.name, "outcome", min(a, x), max(b, y))


def _of_series(event: Event, initiatives: Sequence[Initiative]) -> Iterator[Link]:
    """The series that the event is said to be part of, where it is an initiative of the page."""
    told = next((e for e in event.evidence if e.slot == "series"), None)
    if event.series is None or told is None:
        return
    for initiative in initiatives:
        names = sorted((event.series, initiative.name), key=len)
        if initiative.kind == "series" and names[0].casefold() in names[1].casefold():
            yield Link(initiative.name, "part_of_series", told.start or 0, told.end or 0)


def _with_programme(document: Document, page: _Page, number: int) -> Initiative:
    """The initiative with the one that a sentence says it is part of: "X is part of the Y", "X, a project under the Y"."""
    initiative = document.initiatives[number]
    for start, end in initiative.spans:
        for at in (end, *_taken_up(page, number, start, end)):
            for above, _, n in page.initiatives_in(at + 1, at + 90):
                gap = page.text[at:above]
                if n != number and (_PART.fullmatch(gap) or _UNDER.fullmatch(gap)):
                    name = document.initiatives[n].name
                    told = Evidence("parent", name, at, above, "sentence" if at == end else "context", "pattern", 0.9)
                    return replace(initiative, parent=name, evidence=(*initiative.evidence, told))
    return initiative


def _taken_up(page: _Page, number: int, start: int, end: int) -> Iterator[int]:
    """Where the next sentence of the paragraph takes an initiative up ("It | is part of", "The project | is part of") that opens the one before and
    alone is named there."""
    low, high = page.sentence(end - 1)
    again = (
        _IT.match(page.text, high) if start - low < len("Under the “") and all(n == number for _, _, n in page.initiatives_in(low, high)) else None
    )
    if again:
        yield again.end()


class Telling(Protocol):
    """An event or initiative as one page tells it."""

    @property
    def document_id(self) -> str: ...
    @property
    def item(self) -> Any: ...
    @property
    def published(self) -> Any: ...


IdOf = Callable[[str, str], str | None]
"""The id of the only row of the page (its id) that the page tells by that name; None where there is none, or several."""


def complete_event(row: Row, group: Sequence[Telling], events: IdOf, initiatives: IdOf) -> list[Row]:
    """Fills the columns of an event's row that relations and details give, and returns its rows of ``event_initiatives``.

    Where pages differ, the value that the surest page gives stands.
    """
    for name in ("attendance_mode", "edition", "series", "participant_count"):
        row[name] = _first(group, lambda item, name=name: getattr(item, name))  # type: ignore[misc]
    row["postponed"] = bool(row["status"] == "planned" and row["start_date"] is None and any(t.item.postponed for t in group))
    row["parent_event_id"] = _parent(row["event_id"], group, events)
    links = {(ref, link.role) for t in group for link in t.item.links if (ref := initiatives(t.document_id, link.initiative))}
    return [{"event_id": row["event_id"], "initiative_id": ref, "role": role} for ref, role in sorted(links)]


def complete_initiative(row: Row, group: Sequence[Telling], initiatives: IdOf) -> None:
    """Fills the column of an initiative's row that relations give."""
    row["parent_initiative_id"] = _parent(row["initiative_id"], group, initiatives)


def _first(group: Sequence[Telling], get: Callable[[Any], Any]) -> Any:
    told = [(-t.item.confidence, str(get(t.item)), get(t.item)) for t in group if get(t.item) is not None]
    return min(told, key=lambda t: t[:2])[2] if told else None


def _parent(own: str, group: Sequence[Telling], id_of: IdOf) -> str | None:
    found = sorted({ref for t in group if t.item.parent and (ref := id_of(t.document_id, t.item.parent))} - {own})
    return found[0] if found else None
