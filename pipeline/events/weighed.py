"""Who holds an event and who takes part, weighed once more: what the rules made of each body, person and place of the page is one trait of many.

Each that could be a party is described by short traits (:func:`traits`): what the rules say and where they read it, the words beside its mention
and between it and the event's name, how far off and on which side it stands, whether another event is nearer, what stands beside it, what it is.
A multinomial logistic regression over them, which :mod:`pipeline.train.event_parties` makes from the annotated pages, gives the chances that it
holds the event, takes part, or does neither; so the parties of :mod:`pipeline.events.parties` are made fuller, and those told wrongly go.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.context import Bounds, Context
from pipeline.document import Document, Event, Mention
from pipeline.events.others import without_others
from pipeline.evidence import of_parties, party
from pipeline.weighing import STOP, Traits, Weights, called, chances, laid_out, run_of, step, weights, words

WEIGHTS = "event_party_weights.json"

HOLDS, JOINS = 0.4, 0.45
"""The least chance with which somebody is taken for an organiser and for a participant: about as precise, by cross-validation, as the rules
alone."""

MOST = 60
"""Bodies, persons and places that are weighed for one event, the nearest ones."""

REACH = 800
"""Characters from an event's name up to which they are weighed, that of the page's main event and those with a part by the rules apart."""

HEADED = 3
"""Events with a title or heading of their own up to which the whole page is read for each."""

_LABEL = re.compile(r"\W{0,4}([^\W\d][\w’' /&()-]{1,34}?)\s*[:\t]")
_REACHED = re.compile(r"\w@\w|https?:|\bwww\.|(?:\btel|phone|\+\d)", re.IGNORECASE)
_GOVERNMENT = re.compile(r"(?:the\s)?(?:(?:federal|royal)\s)?(?:government|gouvernement|gobierno)\s", re.IGNORECASE)
_NEXT = re.compile(
    r"(?:\s?\([^()\n]{1,40}\))?[\s,;/&]{1,3}(?:(?:and|et|y|e|as well as|ainsi que|así como)\s)?"
    r"(?:(?:the|le|la|les|el|los|las|l[’']|del?|des|du|of|by)\s?){0,2}"
)
"""What stands between two members of a list."""


class Place(NamedTuple):
    """Where a mention stands, and what its own surroundings tell whatever the event is."""

    mention: Mention
    start: int
    end: int
    line: int
    sentence: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    listed: Bounds
    found: Traits


def weigh(document: Document, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events with their parties as the weights have them."""
    table, governments = weights(WEIGHTS), _governments(document)
    found = zip(events, traits(document, events), strict=True)
    return tuple(_once(_again(event, seen, decided(seen, table)), governments) for event, seen in found)


def _governments(document: Document) -> dict[str, str]:
    """The government of each country of the page, where it names both."""
    of = {o.country_code: o.organisation_id for o in document.organisations if o.country_code and _GOVERNMENT.match(o.name)}
    return {p.location_id: of[p.country_code] for p in document.places if p.kind == "country" and p.country_code in of}


def _once(event: Event, governments: Mapping[str, str]) -> Event:
    """An event without the countries whose government has the same part in it; one that attends what its own government hosts stays."""
    roles = {p.ref: p.role for p in event.parties}
    twice = {country for country, body in governments.items() if country in roles and roles[country] == roles.get(body)}
    parties = tuple(p for p in event.parties if p.ref not in twice)
    return replace(event, parties=parties, evidence=tuple(e for e in event.evidence if e.value not in twice)) if twice else event


def decided(seen: Mapping[str, tuple[Mention, Traits]], table: Weights) -> dict[str, str]:
    """The role of each that has one."""
    out = {}
    for ref, (_, found) in seen.items():
        if role := role_of(found, table):
            out[ref] = role
    return out


def role_of(found: Traits, table: Weights) -> str | None:
    """The role that somebody with these traits has, or None."""
    holds, joins = chances(found, table)
    if holds >= HOLDS and holds >= joins:
        return "organiser"
    return "participant" if joins >= JOINS else None


def _again(event: Event, seen: Mapping[str, tuple[Mention, Traits]], roles: Mapping[str, str]) -> Event:
    """An event with these roles for those that were weighed; who was not stays as told, and what spoke for a party goes with it."""
    told = {p.ref: p for p in event.parties}
    kept = [replace(p, role=roles.get(ref, p.role)) for ref, p in told.items() if ref in roles or ref not in seen]
    signed = event.kind == "signing" and sum(p.role == "organiser" for p in event.parties) > 1
    new = [(ref, role) for ref, role in roles.items() if ref not in told and not (signed and role == "organiser")]  # both signatories are known
    added = [party(seen[ref][0], ref, role, "context") for ref, role in new]
    if not added and kept == list(event.parties):
        return event
    now = {p.ref: p.role for p in kept}
    evidence = []
    for e in event.evidence:
        if e.slot in ("organiser", "participant"):
            if e.value in now:
                evidence.append(replace(e, slot=now[e.value]))
        else:
            evidence.append(e)
    parties = tuple(sorted([*kept, *added], key=lambda p: p.ref))
    return replace(event, parties=parties, evidence=(*evidence, *of_parties(sorted(added, key=lambda p: p.ref))))


def traits(document: Document, events: Sequence[Event]) -> list[dict[str, tuple[Mention, Traits]]]:
    """For each event the traits of each body, person, country and city that could be a party, with the mention that tells most: that which the
    rules read, else the one nearest to a name of the event."""
    if not events:
        return []
    page = Naming(document, events)
    return [page.of_event(n) for n in range(len(events))]


def _headed(event: Event) -> bool:
    """Whether the title or a heading names an event."""
    return any(e.slot == "name" and e.basis == "header" for e in event.evidence)


class Naming:
    """What the events of one page share: its mentions in their places, and who has a part in which event by the rules."""

    def __init__(self, document: Document, events: Sequence[Event]) -> None:
        self.document, self.text, self.events = document, document.text, events
        self.context = Context(without_others(document))
        kinds = {p.location_id: p.kind for p in document.places}
        self.label = {p.location_id: p.kind for p in document.places} | {p.person_id: "person" for p in document.people}
        self.label |= {o.organisation_id: f"body {o.kind}" for o in document.organisations}
        self.name = {o.organisation_id: o.name for o in document.organisations}
        self.person = {p.person_id: p for p in document.people}
        self.mentions = [
            m
            for m in self.context.mentions(0, len(self.text), "ORG", "PERSON", "LOC")
            if m.entity in self.label and (m.label != "LOC" or kinds.get(m.entity or "") in ("country", "city"))
        ]
        self.starts = [m.start or 0 for m in self.mentions]
        self.by: dict[str, list[int]] = defaultdict(list)
        for n, m in enumerate(self.mentions):
            self.by[m.entity or ""].append(n)
        self.ruled = [{p.ref: p for p in e.parties} for e in events]
        self.at = {(m.entity or "", m.start): n for n, m in enumerate(self.mentions)}
        self.places: dict[int, Place] = {}
        self.headed = sum(map(_headed, events))
        self.spoken = [{self.person[ref].organisation_id for ref in told if ref in self.person} for told in self.ruled]
        self.elsewhere = Counter((p.ref, p.role) for e in events for p in e.parties)
        self.names = sorted((a, b, n) for n, e in enumerate(events) for a, b in e.spans)
        self.name_starts = [a for a, _, _ in self.names]
        bodies = [ref for ref in self.by if ref in self.name]
        self.own = max(bodies, key=lambda ref: (len(self.by[ref]), -self.by[ref][0]), default=None)

    def place(self, n: int) -> Place:
        """The place of a mention, read once."""
        if n not in self.places:
            self.places[n] = self._place(n)
        return self.places[n]

    def _place(self, n: int) -> Place:
        m, text = self.mentions[n], self.text
        a, b = m.start or 0, m.end or 0
        line = self.context.line(a)
        before = words(text[max(a - 60, line[0]) : a])[-5:]
        after = words(text[b : min(b + 50, line[1])])[:4]
        found = set(laid_out(text, m, line, self.document.title))
        if label := _LABEL.match(text, line[0], min(a, line[0] + 45)):
            found.add(f"line {' '.join(words(label[1])[:2])}")
        if _REACHED.search(text, line[0], min(line[1], line[0] + 300)):
            found.add("reached")
        first, last = run_of(self.text, self.mentions, n, _NEXT, 5)
        if first < last:
            found.add(f"list of {min(last - first, 4)}")
            opens = self.starts[first]
            found |= {f"list < {w}" for w in words(text[max(opens - 60, line[0]) : opens])[-4:]}
            ends = self.mentions[last].end or 0
            found |= {f"list > {w}" for w in words(text[ends : min(ends + 50, line[1])])[:3]}
        return Place(m, a, b, self.context.line_number(a), self.context.sentence_number(a), before, after, (first, last), frozenset(found))

    def of_event(self, n: int) -> dict[str, tuple[Mention, Traits]]:
        """The traits of those that could be a party of an event."""
        event, ruled = self.events[n], self.ruled[n]
        main = len(self.events) == 1 or _headed(event)
        spans = event.spans or ((event.start, event.end),)
        near = {ref: (-1, self._told(ref, p.start, spans)) for ref, p in ruled.items() if ref in self.by}
        if main and self.headed <= HEADED:
            reached = {i for numbers in self.by.values() for i in self._around(numbers, spans)}
        else:
            reached = {i for a, b in spans for i in range(bisect_left(self.starts, a - REACH), bisect_right(self.starts, b + REACH))}
        for i in sorted(reached):
            ref, far = self.mentions[i].entity or "", self.far(spans, i)
            near[ref] = min(near.get(ref, (far, i)), (far, i))
        near.pop(event.location_id or "", None)
        shared = self._shared(event, n, main=main)
        beside = sorted((p.start, p.end or 0, p.role[0]) for p in ruled.values() if p.start is not None)
        out = {}
        for (_, at), ref in sorted((place, ref) for ref, place in near.items())[:MOST]:
            place = self.place(at)
            out[ref] = place.mention, frozenset(self._traits(event, n, ref, place, spans, shared, beside, main=main))
        return out

    def _told(self, ref: str, start: int | None, spans: Sequence[Bounds]) -> int:
        """The mention that the rules read, or that which is nearest where they read a stand-in or a field."""
        known = self.at.get((ref, start))
        return min(self._around(self.by[ref], spans), key=lambda i: (self.far(spans, i), i)) if known is None else known

    def _around(self, numbers: Sequence[int], spans: Sequence[Bounds]) -> set[int]:
        """Of the mentions of one, the neighbours of each name of the event."""
        out = set()
        for a, _ in spans:
            at = bisect_left(numbers, bisect_left(self.starts, a))
            out |= {numbers[i] for i in (at - 1, at) if 0 <= i < len(numbers)}
        return out

    def far(self, spans: Sequence[Bounds], i: int) -> int:
        """Characters between a mention and the nearest name."""
        a, b = self.starts[i], self.mentions[i].end or 0
        return min(max(a - y, x - b, 0) for x, y in spans)

    def _shared(self, event: Event, n: int, *, main: bool) -> tuple[str, ...]:
        """What is said of the event itself, whoever is weighed."""
        count = Counter(p.role[0] for p in event.parties)
        some = "1" if len(self.events) == 1 else "few" if len(self.events) < 5 else "many"
        return (
            f"kind {event.kind}",
            f"page {self.document.page_type}",
            f"status {event.status}",
            f"main {main} {some}",
            f"held {min(count['o'], 3)}",
            f"joined {min(count['p'], 4)}",
            f"first {n == 0}",
            f"in {self.document.language}",
        )

    def _traits(
        self,
        event: Event,
        n: int,
        ref: str,
        place: Place,
        spans: Sequence[Bounds],
        shared: Sequence[str],
        beside: Sequence[tuple[int, int, str]],
        *,
        main: bool,
    ) -> Iterator[str]:
        told = self.ruled[n].get(ref)
        rule = f"{told.role[0]} {told.basis}" if told else "-"
        role = rule[0]
        label = place.mention.label[0]
        what = self.label[ref] if label != "P" else "person"
        a, b = place.start, place.end
        x, y = min(spans, key=lambda s: max(a - s[1], s[0] - b, 0))
        far = max(a - y, x - b, 0)
        rank = self._rank(place, x, y)
        off = step(far)
        side = "in" if x <= a and b <= y else "L" if b <= x else "R"
        close = rank if rank <= 2 else 3
        yield from ("all", label, f"rule {rule}", f"rule {role} {label}", f"rule {rule} {label} {event.kind}", f"rule {role} {what}")
        yield from (f"rule {role} {rank} {label}", f"rule {role} {off}", f"rule {role} {side} {close}", f"rank {rank} {label}", f"far {off} {label}")
        for each in shared:
            yield f"{each} {label}"
            yield f"{each} {role}"
        yield f"main {main} rank {rank} {label} {role}"
        yield f"what {what} {event.kind}"
        yield f"what {what} {rank}"
        first, last = place.listed
        members = {self.mentions[i].entity for i in range(first, last + 1)} - {ref}
        if members:
            roles = Counter(self.ruled[n][m].role[0] if m in self.ruled[n] else "-" for m in members)
            yield f"list {min(roles['o'], 2)} {min(roles['p'], 2)} {min(roles['-'], 2)} {role}"
            yield f"list {min(roles['o'], 1)} {min(roles['p'], 1)} {label} {role}"
        if told:
            yield f"method {told.method} {role}"
        yield from (f"{f} {label}" for f in place.found)
        yield from (f"{f} {role}" for f in place.found)
        yield from (f"< {w} {close} {label}" for w in place.before)
        yield from (f"> {w} {close} {label}" for w in place.after)
        if place.before:
            yield f"<1 {place.before[-1]} {close}"
            yield f"<1 {place.before[-1]} {role} {label}"
            yield f"<2 {' '.join(place.before[-2:])} {label}"
        if place.after:
            yield f">1 {place.after[0]} {close}"
            yield f">1 {place.after[0]} {role} {label}"
            yield f">2 {' '.join(place.after[:2])} {label}"
        yield from self._between(event, n, place, (x, y), side, rank, off, label, role)
        yield from self._neighbours(place, beside, label, role)
        yield from self._itself(n, ref, event, label, role, close)

    def _rank(self, place: Place, x: int, y: int) -> int:
        """How near a mention's passage is to a name: 0 in it, 1 its sentence, 2 the next one in its line, 3 the one before, 4 elsewhere in its line,
        5 the next line, 6 the line before, 7 some lines on, 8 elsewhere."""
        if x <= place.start and place.end <= y:
            return 0
        sentence, line = self.context.sentence_number(x), self.context.line_number(x)
        apart = place.sentence - sentence
        if apart == 0:
            return 1
        if place.line == line:
            return 2 if apart == 1 else 3 if apart == -1 else 4
        lines = place.line - line
        return 5 if lines == 1 else 6 if lines == -1 else 7 if 0 < lines < 5 else 8

    def _between(self, event: Event, n: int, place: Place, name: Bounds, side: str, rank: int, off: int, label: str, role: str) -> Iterator[str]:
        """What stands between a mention and the name, and whether the name of another event is nearer."""
        (x, y), a, b = name, place.start, place.end
        at = bisect_right(self.name_starts, a)
        others = [max(a - q, p - b, 0) for p, q, i in self.names[max(at - 2, 0) : at + 2] if i != n]
        nearer = bool(others) and min(others) < max(a - y, x - b, 0)
        yield f"nearer {nearer} {role}"
        yield f"nearer {nearer} {label} {min(rank, 5)}"
        if side == "in":
            yield from (f"in opens {a - x < 5} {label} {event.kind}", f"in ends {y - b < 3} {label} {event.kind}")
            return
        gap = self.text[b:x] if side == "L" else self.text[y:a]
        if len(gap) > 400:
            return
        stops = len(STOP.findall(gap))
        low, high = (b, x) if side == "L" else (y, a)
        first = bisect_left(self.starts, low)
        inside = bisect_left(self.starts, high) - first
        yield from (f"{side} {off} {label}", f"{side} stops {min(stops, 3)} {label}")
        yield from (f"{side} past {min(inside, 4)} {label}", f"{side} {event.kind} {label}")
        if stops <= 1:
            told = words(gap)
            yield from (f"{side} {w} {label}" for w in {*told[:12], *told[-12:]})

    def _neighbours(self, place: Place, beside: Sequence[tuple[int, int, str]], label: str, role: str) -> Iterator[str]:
        """The parties by the rules that stand next to a mention, with the words between."""
        at = bisect_left(beside, (place.start, 0, ""))
        for side, p in (("before", at - 1), ("behind", at)):
            if 0 <= p < len(beside) and beside[p][0] == place.start:
                p += 1
            if not 0 <= p < len(beside):
                continue
            x, y, other = beside[p]
            gap = self.text[y : place.start] if side == "before" else self.text[place.end : x]
            if len(gap) <= 80 and "\n" not in gap:
                yield f"{side} {other} {label}"
                yield f"{side} {other} {role} {step(len(gap))}"
                between = words(gap)
                yield f"{side} {other} {label} {' '.join(between[:3])}"

    def _itself(self, n: int, ref: str, event: Event, label: str, role: str, close: int) -> Iterator[str]:
        """What somebody is, and what part they have elsewhere."""
        yield f"named {min(len(self.by[ref]), 4)} {label} {role}"
        holds = self.elsewhere[ref, "organiser"] - (role == "o")
        joins = self.elsewhere[ref, "participant"] - (role == "p")
        yield f"elsewhere {min(holds, 2)} {min(joins, 2)} {label}"
        yield f"elsewhere {min(holds, 2)} {min(joins, 2)} {role}"
        if ref == self.own:
            yield from ("own", f"own {role}", f"own {event.kind}", f"own {self.document.page_type}", f"own {close}")
        if person := self.person.get(ref):
            body = self.ruled[n].get(person.organisation_id or "")
            yield f"body is {body.role[0] if body else '-' if person.organisation_id else 'none'} {role}"
            yield f"body is {body.role[0] if body else '-' if person.organisation_id else 'none'} {event.kind}"
            yield from (f"role {w}" for w in words(person.role or "none")[:2])
        else:
            yield f"speaks {ref in self.spoken[n]} {label} {role}"
            yield from called(self.name.get(ref, "place"))
        if label == "L":
            yield f"sited {event.country_code is not None and ref.startswith('loc-' + (event.country_code or '').casefold() + '-')} {role}"
