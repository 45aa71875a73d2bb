"""Where an initiative works, weighed once more: what the rules of :mod:`pipeline.initiatives.scope` made of each country is one trait of many.

Each country of the page is described by short traits (:func:`traits`): what the rules say and where they read it, the words beside its mention and
between it and the initiative's name, the label or heading it stands under, the list it is a member of, whether the page is about it, who of the
initiative is of it. A logistic regression over them, which :mod:`pipeline.train.extent` makes from the annotated pages, gives the chance that the
initiative works there; so lists that no cue tells are found, and what the rules only guessed goes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.context import Bounds
from pipeline.document import Evidence, Initiative, Mention
from pipeline.evidence import evidence, said
from pipeline.initiatives.fields import slot_of
from pipeline.initiatives.parties import MEETING
from pipeline.initiatives.reading import Reading
from pipeline.initiatives.scope import listed_abroad, main_country, of_others
from pipeline.initiatives.weighed import rank_of
from pipeline.initiatives.zones import RUNNING
from pipeline.weighing import STOP, Traits, Weights, chances, laid_out, run_of, step, weights, words

WEIGHTS = "initiative_extent_weights.json"

WORKS, MORE, STAYS = 0.4, 0.55, 0.1
"""The least chance with which a country is taken where the rules have none, is added to theirs, and with which one of theirs stays."""

NONE = "scoped 0 -"
"""The trait of a country where the rules have none."""

MOST = 60
"""Countries that are weighed for one initiative, those named nearest to it."""

_LABEL = re.compile(r"\W{0,4}(?:\d{1,2}[.)]\s)?([^\W\d][\w’' /&()-]{1,34}?)\s*(?:[:\t]|\s–\s|\s{3})")
_HEADING = re.compile(r"[^\n]{2,43}[^\s.!,;]")
_NEXT = re.compile(
    r"(?:\s?\([^()\n]{1,40}\))?[\s,;/&–-]{1,3}(?:(?:and|et|y|e|as well as|ainsi que|así como)\s)?"
    r"(?:(?:the|le|la|les|el|los|las|l[’']|del?|des|du|of|by)\s?){0,2}"
)
"""What stands between two members of a list."""


Parties = tuple[set[str | None], set[str | None], set[str | None]]
"""The countries that lead, those that lead or take part, and those of the bodies that lead."""


class Near(NamedTuple):
    """The mention of a country that tells most of an initiative: its number, its passage, the distance from a name, the labelled line it is in."""

    number: int
    rank: int
    far: int
    slot: str


class Place(NamedTuple):
    """What the surroundings of a mention tell, whatever the initiative is."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    listed: Bounds
    found: Traits


def extended(readings: Sequence[Reading], initiatives: Sequence[Initiative]) -> tuple[Initiative, ...]:
    """The initiatives of a page with the countries that the weights give them; those that work across borders stay."""
    if not initiatives:
        return ()
    page, table = Naming(readings, initiatives), weights(WEIGHTS)
    return tuple(each if listed_abroad(readings[n].thread, each.kind) else _again(page, n, each, table) for n, each in enumerate(initiatives))


def traits(readings: Sequence[Reading], initiatives: Sequence[Initiative]) -> list[dict[str, tuple[Mention, Traits]]]:
    """For each initiative the traits of each country, by its code, with the mention that tells most."""
    if not initiatives:
        return []
    page = Naming(readings, initiatives)
    return [page.of_initiative(n) for n in range(len(initiatives))]


def works(found: Traits, chance: float) -> bool:
    """Whether a country with these traits and this chance is one where the initiative works."""
    return chance >= (STAYS if "rule -" not in found else WORKS if NONE in found else MORE)


def _again(page: Naming, n: int, told: Initiative, table: Weights) -> Initiative:
    """An initiative with the countries that the weights give it; those of its scope that the page names nowhere stay, and what spoke for one goes
    with it."""
    seen = page.of_initiative(n)
    codes = {code for code, (_, found) in seen.items() if works(found, chances(found, table)[0])}
    kept = tuple(ref for ref in told.scope if page.code.get(ref) in codes or page.code.get(ref) not in seen)
    known = {page.code.get(ref) for ref in kept}
    added = {page.country.get(code, mention.entity or ""): mention for code, (mention, _) in seen.items() if code in codes - known}
    if not added and kept == told.scope:
        return told
    rest = [e for e in told.evidence if e.slot != "scope" or e.value in kept]
    proofs = [e for ref, mention in added.items() for e in evidence("scope", ref, [said(mention, "context")])]
    return replace(told, scope=(*kept, *added), evidence=(*rest, *proofs))


class Naming:
    """What the initiatives of one page share: the mentions of places, and what the rules made of them."""

    def __init__(self, readings: Sequence[Reading], initiatives: Sequence[Initiative]) -> None:
        self.readings, self.initiatives = readings, initiatives
        self.scene = readings[0].scene
        self.text, document = self.scene.text, self.scene.document
        self.code = {p.location_id: p.country_code for p in document.places if p.country_code}
        self.country = {p.country_code: p.location_id for p in reversed(document.places) if p.kind == "country" and p.country_code}
        self.countries = frozenset(self.country.values())
        self.body = {o.organisation_id: o.country_code for o in document.organisations}
        named = (m for m in self.scene.context.mentions(0, len(self.text), "ORG", "LOC") if m.entity)
        self.mentions = [m for m in named if m.label == "ORG" or not of_others(self.scene, m.start or 0)]
        self.starts = [m.start or 0 for m in self.mentions]
        self.by: dict[str, list[int]] = defaultdict(list)
        for n, m in enumerate(self.mentions):
            if m.label == "LOC" and m.entity in self.code:
                self.by[self.code[m.entity]].append(n)
        self.names = sorted((a, b, n) for n, r in enumerate(readings) for a, b in r.thread.mentions)
        self.name_starts = [a for a, _, _ in self.names]
        self.home, self.likely = main_country(self.scene), main_country(self.scene, 1 / 3)
        self.elsewhere = Counter(self.code.get(ref) for i in initiatives for ref in i.scope)
        self.sites = Counter(e.country_code for e in document.events)
        self.places: dict[int, Place] = {}

    def of_initiative(self, n: int) -> dict[str, tuple[Mention, Traits]]:
        """The traits of the countries that could be those of an initiative, in the order of the text."""
        told = {e.value: e for e in self.initiatives[n].evidence if e.slot == "scope"}
        ruled = {self.code[ref]: told.get(ref) for ref in self.initiatives[n].scope if ref in self.code}
        near = sorted((*self._near(n, numbers, ruled.get(code)), code) for code, numbers in self.by.items())[:MOST]
        shared, parties = tuple(self._shared(n, len(ruled))), self._parties(n)
        bases = {code: proof.basis if proof else "none" for code, proof in ruled.items()}
        return {
            code: (self.mentions[at.number], frozenset(self._traits(n, code, at, bases, shared, parties)))
            for _, at, code in sorted(near, key=lambda x: x[1])
        }

    def _near(self, n: int, numbers: Sequence[int], told: Evidence | None) -> tuple[tuple[bool, int, bool, int], Near]:
        """Of the mentions of a country that which the rules read, else the one in the nearest passage, a country before its towns; and its order."""
        reading, names = self.readings[n], self._spans(n)
        around = [self.scene.around(a) for a, _ in names]
        facts = [(f.start, f.end, f.slot) for f in reading.stated]
        found = []
        for number in numbers:
            a, b = self.starts[number], self.mentions[number].end or 0
            slot, rank = next((s for x, y, s in facts if x <= a < y), ""), rank_of(reading.pieces, around, a)
            rank = -1 if rank > 2 and slot else rank
            far = min(max(a - y, x - b, 0) for x, y in names)
            order = (told is None or told.start != a, rank, self.mentions[number].entity not in self.countries, far)
            found.append((order, Near(number, rank, far, slot)))
        return min(found)

    def _spans(self, n: int) -> Sequence[Bounds]:
        return self.readings[n].thread.mentions or ((self.initiatives[n].start, self.initiatives[n].end),)

    def _shared(self, n: int, ruled: int) -> Iterator[str]:
        """What is said of the initiative itself, whichever country is weighed."""
        thread, told = self.readings[n].thread, self.initiatives[n]
        run = "run" if told.kind in RUNNING else told.kind
        known = "known" if "known" in thread.sources else "named" if thread.named else "unnamed"
        some = "1" if len(self.initiatives) == 1 else "few" if len(self.initiatives) < 4 else "many"
        led = sum(p.role == "lead" for p in told.parties)
        joined = sum(p.role in ("partner", "funder") for p in told.parties)
        document = self.scene.document
        yield from (f"kind {told.kind}", f"page {document.page_type}", f"is {known} {run}", f"subject {self.readings[n].subject} {some}")
        yield from (f"led {min(led, 3)}", f"joined {min(joined, 4)}", f"scoped {min(ruled, 4)}", f"in {document.language}")

    def _parties(self, n: int) -> Parties:
        """The countries of an initiative's parties."""
        parties = self.initiatives[n].parties
        lead = {self.code.get(p.ref) for p in parties if p.role == "lead"}
        return lead, {self.code.get(p.ref) for p in parties}, {self.body.get(p.ref) for p in parties if p.role == "lead"} | lead

    def _traits(self, n: int, code: str, at: Near, ruled: dict[str, str], shared: Sequence[str], parties: Parties) -> Iterator[str]:
        number, rank, far, slot = at
        kind, place = self.initiatives[n].kind, self._place(number)
        run = "run" if kind in RUNNING else kind
        role, rule = "s" if code in ruled else "-", f"s {ruled[code]}" if code in ruled else "-"
        label = "C" if self.mentions[number].entity in self.countries else "c"
        off, close = step(far), max(min(rank, 2), 0)
        yield from ("all", label, f"rule {rule}", f"rule {role} {label}", f"rule {rule} {label} {run}", f"rule {rule} {kind}")
        yield from (f"rule {role} {rank} {label}", f"rule {role} {off}", f"rank {rank} {run} {label}", f"far {off} {label}")
        yield from (f"slot {slot} {label}", f"slot {slot} {role}", f"named {min(len(self.by[code]), 4)} {label} {role}")
        for each in shared:
            yield from (f"{each} {label}", f"{each} {role}")
        for each in place.found:
            yield from (f"{each} {label}", f"{each} {role}")
            if each.startswith("line"):
                yield f"{each} {run}"
        yield from self._members(code, place.listed, ruled, label, role)
        yield from (f"< {w} {close} {label}" for w in place.before)
        yield from (f"> {w} {close} {label}" for w in place.after)
        if place.before:
            yield from (f"<1 {place.before[-1]} {close}", f"<1 {place.before[-1]} {role} {label}", f"<2 {' '.join(place.before[-2:])} {label}")
        if place.after:
            yield from (f">1 {place.after[0]} {close}", f">1 {place.after[0]} {role} {label}", f">2 {' '.join(place.after[:2])} {label}")
        yield from self._between(n, number, rank, role, label, run)
        yield from self._itself(code, kind, run, rank, role, label, ruled)
        lead, joins, bodies = parties
        party = "l" if code in lead else "p" if code in joins else "-"
        yield from (f"party {party} {run}", f"party {party} {role}", f"party {party} {label} {rank}")
        yield from (f"lead of {code in bodies} {role}", f"lead of {code in bodies} {run}")

    def _members(self, code: str, listed: Bounds, ruled: dict[str, str], label: str, role: str) -> Iterator[str]:
        """What the rules made of the other countries of a list."""
        members = {self.code.get(self.mentions[i].entity or "", "") for i in range(listed[0], listed[1] + 1)} - {code, ""}
        if members:
            told = sum(m in ruled for m in members)
            yield from (f"list {min(told, 2)} {min(len(members) - told, 2)} {role}", f"list {told > 0} {label} {role}")

    def _between(self, n: int, number: int, rank: int, role: str, label: str, run: str) -> Iterator[str]:
        """On which side of the name the mention stands, what stands between them, and whether the name of another initiative is nearer."""
        a, b = self.starts[number], self.mentions[number].end or 0
        x, y = min(self._spans(n), key=lambda s: max(a - s[1], s[0] - b, 0))
        far = max(a - y, x - b, 0)
        at = bisect_right(self.name_starts, a)
        nearer = any(max(a - q, p - b, 0) < far for p, q, i in self.names[max(at - 2, 0) : at + 2] if i != n)
        yield from (f"nearer {nearer} {role}", f"nearer {nearer} {label} {rank}")
        if x <= a and b <= y:
            yield from (f"in opens {a - x < 5} {label} {run}", f"in ends {y - b < 3} {label} {run}", f"in {label} {run}")
            return
        side, low, high = ("L", b, x) if b <= x else ("R", y, a)
        yield f"rule {role} {side} {max(min(rank, 2), 0)}"
        if high - low > 400:
            return
        gap = self.text[low:high]
        stops = len(STOP.findall(gap))
        past = bisect_left(self.starts, high) - bisect_left(self.starts, low)
        yield from (
            f"{side} {step(far)} {label}",
            f"{side} stops {min(stops, 3)} {label}",
            f"{side} past {min(past, 4)} {label}",
            f"{side} {run} {label}",
        )
        if stops <= 1:
            told = words(gap)
            yield from (f"{side} {w} {label}" for w in {*told[:12], *told[-12:]})
            if len(told) <= 4:
                yield f"{side} gap {' '.join(told)} {label}"

    def _itself(self, code: str, kind: str, run: str, rank: int, role: str, label: str, ruled: dict[str, str]) -> Iterator[str]:
        """Whether the page is about the country, and where else it has a part."""
        home, elsewhere = code == self.home, self.elsewhere[code] - (code in ruled)
        yield from (f"home {home} {label} {role}", f"home {home} {kind} {bool(ruled)}", f"home {home} scoped {min(len(ruled), 3)} {role}")
        yield from (f"likely {code == self.likely} {run} {role}", f"countries {min(len(self.by), 6)} {role}")
        yield from (
            f"countries {min(len(self.by), 6)} home {home}",
            f"elsewhere {min(elsewhere, 2)} {role}",
            f"elsewhere {min(elsewhere, 2)} {run} {label}",
        )
        yield from (f"site {min(self.sites[code], 2)} {role}", f"site {min(self.sites[code], 2)} {rank}")

    def _place(self, number: int) -> Place:
        """The surroundings of a mention, read once."""
        if number not in self.places:
            self.places[number] = self._surroundings(number)
        return self.places[number]

    def _surroundings(self, number: int) -> Place:
        m, text = self.mentions[number], self.text
        a, b = m.start or 0, m.end or 0
        line = self.scene.context.line(a)
        first, last = run_of(self.text, self.mentions, number, _NEXT, 12)
        found = {*self._headed(line, self.starts[first]), *laid_out(text, m, line, self.scene.document.title)}
        if MEETING.search(text[self.scene.around(a)[0] : a]):
            found.add("meeting")
        if first < last:
            found.add(f"list of {min(last - first, 5)}")
            opens, ends = self.starts[first], self.mentions[last].end or 0
            found |= {f"list < {w}" for w in words(text[max(opens - 70, line[0]) : opens])[-5:]}
            found |= {f"list > {w}" for w in words(text[ends : min(ends + 50, line[1])])[:3]}
        return Place(words(text[max(a - 70, line[0]) : a])[-6:], words(text[b : min(b + 50, line[1])])[:4], (first, last), frozenset(found))

    def _headed(self, line: Bounds, at: int) -> Iterator[str]:
        """The label that a line opens with before ``at``, else the short line above it."""
        label = _LABEL.match(self.text, line[0], max(line[0], min(at, line[0] + 50)))
        head = label[1] if label else ""
        if not label and line[0] > 1:
            above = self.text[slice(*self.scene.context.line(line[0] - 1))].strip()
            head = above if _HEADING.fullmatch(above) else ""
            if head:
                yield "heading above"
        if head:
            yield from (f"line {' '.join(words(head)[:2])}", f"line slot {slot_of(head)}")
            yield from (f"line w {w}" for w in words(head)[:5])
