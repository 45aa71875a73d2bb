"""Document -> events: which occurrences a page tells of, when, where, and who held or joined them.

Candidates come from the tagger's EVENT spans, from patterns (:mod:`pipeline.event_candidates`) and from the title. Those that mean one
occurrence ("the workshop", the title, an acronym) are joined; arguments are bound to the passage of the phrase
(:mod:`pipeline.event_slots`), then to a passage that refers back to it, then to the page's header. A phrase that no date, and no other mark
of an individual occurrence, belongs to is not an event: precision comes before recall. Wrong where two like events share one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.binding import Passages
from pipeline.context import Bounds, Context
from pipeline.document import DateInterval, Document, Event, Mention, Party, Place
from pipeline.event_candidates import Candidate, Reader, find_candidates, heads, ordinal, squeeze, words
from pipeline.event_slots import best_date, distance, event_dates, parties, share_out, status_of, with_duration

_ONLINE = re.compile(
    r"\b(?:online|on-line|virtual(?:ly)?|Zoom|by video ?link|via video|webinar|videoconference|video conference|webcast|en ligne|en línea|webinaire|virtuel(?:le)?|MS Teams)\b",
    re.IGNORECASE,
)
_STOP = frozenset("the a an of on in for and to at by with its their from as de la le les des du et el los las del y en para au aux".split())


@dataclass(slots=True)
class Group:
    """The phrases that mean one occurrence, and what is bound to it so far."""

    members: list[Candidate]
    when: DateInterval | None = None
    place: Place | None = None
    country: str | None = None
    passages: list[Bounds] = field(default_factory=list)
    clauses: list[str] = field(default_factory=list)
    parties: list[tuple[Mention, str]] = field(default_factory=list)
    online: bool = False
    title: bool = False

    @property
    def main(self) -> Candidate:
        """The fullest of the phrases: longest proper name first."""
        order = {"proper": 3, "title": 4, "heading": 4, "model": 2, "verb": 1, "described": 1, "bare": 0}
        return max(self.members, key=lambda c: (order[c.form] if c.form != "described" else 1, len(content(c.name)), -c.start))


def content(name: str) -> frozenset[str]:
    """The words of a name that count, without plural s."""
    found = re.findall(r"\w+", name.casefold().replace("’s", "").replace("'s", ""))
    return frozenset(w[:-1] if len(w) > 3 and w.endswith("s") else w for w in found if w not in _STOP)


def find_events(document: Document) -> tuple[Event, ...]:
    """The events of a page, in the order in which it tells of them."""
    context = Context(document)
    passages = Passages(context)
    reader = Reader(document, context, passages)
    candidates = select(reader, [*model_candidates(reader), *find_candidates(reader)])
    groups: list[Group] = []
    for number, bounds in enumerate(passages.bounds):
        own = [c for c in candidates if passages.number(c.start) == number]
        if own:
            read_passage(reader, groups, bounds, own)
    out = [event for group in groups if (event := finish(reader, group)) is not None]
    return tuple(sorted(out, key=lambda e: (e.start, e.end, e.name)))


def model_candidates(reader: Reader) -> list[Candidate]:
    """The tagger's EVENT spans as candidates; the kind is that of the head in or beside the span."""
    out = []
    for span in reader.document.spans:
        if span.label != "EVENT":
            continue
        text = squeeze(reader.text[span.start : span.end])
        name, kind, head = spoken_name(reader, span.start, span.end, text)
        out.append(Candidate(span.start, span.end, name, kind, "model", head, span.confidence))
    return out


def spoken_name(reader: Reader, start: int, end: int, text: str) -> tuple[str, str, str]:
    """Name, kind and head of a span: verb phrases are turned into nouns ("signed a memorandum" into "signing of a memorandum")."""
    known = heads()
    for pattern, noun, kind in (
        (r"\bsign(?:ed|s)?\s+(.+)", "signing of ", "signing"),
        (r"\blaunch(?:ed|es)\s+(.+)", "launch of ", "launch"),
        (r"\bhanded over\s+(.+)", "handover of ", "ceremony"),
        (r"\b(?:visited|toured|travelled to)\s+(.+)", "visit to ", "visit"),
    ):
        found = re.search(pattern, text)
        if found:
            return noun + found[1], kind, noun.split()[0]
    if re.search(r"\b(?:was|were|be) signed\b|\bsigned\b", text):
        return "signing of the " + re.split(r",|\s+(?:which|was|were|signed)\b", text)[0], "signing", "signing"
    if re.search(r"\bhanded over\b", text):
        return "handover of " + re.split(r"\s+(?:was|were)\b", text)[0], "ceremony", "handover"
    inside = list(known.pattern.finditer(text))
    if inside:
        first = re.search(r"\s(?:on|of|for|with|in|to|at)\s", text)
        before = [m for m in inside if not first or m.start() < first.start()] or inside
        head = " ".join(before[-1].group().casefold().split())
        return text, known.kind[head], head
    bounds = reader.passages.at(start)
    around = [
        (distance(reader.text, (start, end), m.span(), (), 30), m)
        for m in known.pattern.finditer(reader.text, max(bounds[0], start - 60), min(bounds[1], end + 60))
    ]
    if around:
        head = " ".join(min(around, key=lambda pair: pair[0])[1].group().casefold().split())
        return text, known.kind[head], head
    return text, "other", ""


def select(reader: Reader, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that stand on their own: none inside the name of a body, person, date or undertaking, none inside a better one."""
    taken: list[Candidate] = []
    closed = [(m.start or 0, m.end or 0) for m in reader.context.mentions(0, len(reader.text), "ORG", "PERSON", "DATE", "LOC")]
    closed += [(s.start, s.end) for s in reader.document.spans if s.label == "INITIATIVE"]
    rank = {"model": 3, "proper": 2, "described": 1, "verb": 1, "bare": 0, "title": 4, "heading": 4}
    for candidate in sorted(candidates, key=lambda c: (-rank[c.form], c.start - c.end, c.start)):
        if candidate.form != "model" and any(a <= candidate.start and candidate.end <= b for a, b in closed):
            continue
        if any(candidate.start < other.end and other.start < candidate.end for other in taken):
            continue
        taken.append(candidate)
    return sorted(taken, key=lambda c: (c.start, c.end))


def read_passage(reader: Reader, groups: list[Group], bounds: Bounds, own: list[Candidate]) -> None:
    """Binds the dates, places and parties of one passage to its candidates and adds them to the groups they belong to."""
    context = reader.context
    spans = [(c.start, c.end) for c in own]
    dates = share_out(context, bounds, spans, event_dates(context, bounds))
    places = share_out(context, bounds, spans, [m for m in context.mentions(*bounds, "LOC")], before=40)
    ids = {p.location_id: p for p in reader.document.places}
    for candidate, when, where in zip(own, dates, places, strict=True):
        clause = own_clause(reader.text, bounds, candidate, own)
        interval = best_date(when)
        if interval:
            interval = with_duration(interval, reader.text[bounds[0] : bounds[1]] if len(own) == 1 else clause)
        group = antecedent(groups, candidate, interval)
        if group is None:
            group = Group([])
            groups.append(group)
        group.members.append(candidate)
        group.passages.append(bounds)
        group.clauses.append(clause)
        if group.when is None:
            group.when = interval
        near = [ids[m.entity] for _, m in where if m.entity in ids]
        if group.place is None:
            group.place = next((p for p in near if p.kind == "city"), None)
        if group.country is None:
            group.country = next((p.country_code for p in near if p.country_code), None)
        others = [s for s in spans if s != (candidate.start, candidate.end)]
        group.parties += parties(context, bounds, (candidate.start, candidate.end), others)
        group.online = group.online or bool(_ONLINE.search(clause)) or candidate.kind == "webinar"


def own_clause(text: str, bounds: Bounds, candidate: Candidate, own: Sequence[Candidate]) -> str:
    """The part of the passage that is nearer to the candidate than to its neighbours."""
    low = max([c.end for c in own if c.end <= candidate.start], default=bounds[0])
    high = min([c.start for c in own if c.start >= candidate.end], default=bounds[1])
    return text[low:high]


def antecedent(groups: list[Group], candidate: Candidate, when: DateInterval | None) -> Group | None:
    """The group that the candidate speaks of again, or None where it tells of a new occurrence."""
    mine, number = content(candidate.name), ordinal(candidate.name)
    for group in reversed(groups):
        if when and group.when and not (group.when.start <= when.end and when.start <= group.when.end):
            continue
        for member in group.members:
            theirs, other = content(member.name), ordinal(member.name)
            if number and other and number != other:
                continue
            if (
                mine
                and (mine <= theirs or theirs <= mine)
                and (len(mine & theirs) > 1 or candidate.definite or candidate.form == "bare")
                and (member.kind == candidate.kind or len(mine & theirs) > 2)
            ):
                return group
    if candidate.definite and candidate.form in ("bare", "described") and not number and len(mine) <= 2:
        for group in reversed(groups):
            if when and group.when and not (group.when.start <= when.end and when.start <= group.when.end):
                continue
            if any(m.kind == candidate.kind or candidate.head in ("meeting", "gathering", "event") for m in group.members):
                return group
    return None


def finish(reader: Reader, group: Group) -> Event | None:
    """The event of a group, or None where nothing makes it an individual one."""
    document, main = reader.document, group.main
    if group.when is None and not any(c.form == "model" for c in group.members):
        return None
    if main.form == "bare" and all(c.weak for c in group.members):
        return None
    bounds = group.passages[0]
    country = group.place.country_code if group.place else group.country
    online = group.online and group.place is None
    roles: dict[str, str] = {}
    for mention, role in group.parties:
        if mention.entity and not (mention.label == "LOC" and group.place and mention.entity == group.place.location_id):
            if roles.get(mention.entity) != "organiser":
                roles[mention.entity] = role
    return Event(
        name=main.name,
        kind=main.kind,
        status=status_of(group.when, document.published, group.clauses),
        start=bounds[0],
        end=bounds[1],
        when=group.when,
        city=group.place.name if group.place else None,
        country_code=None if online else country,
        location_id=group.place.location_id if group.place else None,
        online=online,
        description=squeeze(reader.text[bounds[0] : bounds[1]])[:300],
        parties=tuple(Party(ref, role) for ref, role in sorted(roles.items())),
        surfaces=tuple(sorted({squeeze(reader.text[c.start : c.end]) for c in group.members})),
        confidence=main.confidence,
    )
