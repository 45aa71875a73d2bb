"""The second pass over the corpus: the pages' findings become tables with one row a thing.

Organisations, people and places carry an id made from their name, so that linking them is grouping by id. The same event on several pages is
found by blocking (same month and country, or same name) and a match of names within the block; an initiative by its proper name or acronym.
Everything is decided by the findings themselves, in the order of the pages' paths, never by the order in which they were read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pipeline import tables
from pipeline.document import Document, Dropped, Event, Initiative, Organisation, Party, Person, Place, Sdg, digest, document_id, identifier, slug

SAME_NAME = 0.75
"""Share of content words (Dice) from which two event names of one date and country are one event; set by eye on invented pairs, not yet tuned."""

_STOP = frozenset(slug("the a an of on in for and to at by with its their from de la le les du des et el los las del y en para au aux").split("-"))

T = TypeVar("T")
Record = Document | Dropped
Row = dict[str, Any]


def content_words(name: str) -> frozenset[str]:
    """Words of a name without articles, prepositions and plural endings."""
    return frozenset(w.removesuffix("s") if len(w) > 3 else w for w in slug(name).split("-") if w and w not in _STOP)


def name_similarity(a: str, b: str) -> float:
    """Dice coefficient of the content words, 0 to 1."""
    x, y = content_words(a), content_words(b)
    return 2 * len(x & y) / (len(x) + len(y)) if x and y else 0.0


@dataclass(slots=True)
class _Seen(Generic[T]):
    """What the pages say of one entity."""

    forms: Counter[T] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    documents: int = 0

    def add(self, form: T) -> None:
        self.forms[form] += 1
        self.documents += 1


@dataclass(frozen=True, slots=True)
class Sighting(Generic[T]):
    """An event or initiative as one page tells it."""

    document_id: str
    item: T


def _best(values: Iterable[tuple[T | None, float]]) -> T | None:
    """The value with the greatest sum of weights; ties go to the one whose text sorts first; None where all are None."""
    weight: defaultdict[T, float] = defaultdict(float)
    for value, w in values:
        if value is not None:
            weight[value] += w
    return min(weight, key=lambda v: (-weight[v], str(v))) if weight else None


def _clusters(sightings: Sequence[Sighting[T]], blocks: Callable[[T], Iterable[Hashable]], same: Callable[[T, T], bool]) -> list[list[Sighting[T]]]:
    """Groups of sightings that are one thing: pairs that share a block and are the same are joined; one page's own sightings never are."""
    parent = list(range(len(sightings)))
    pages = [{s.document_id} for s in sightings]

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    by_block: defaultdict[Hashable, list[int]] = defaultdict(list)
    for i, sighting in enumerate(sightings):
        for block in blocks(sighting.item):
            by_block[block].append(i)
    for members in by_block.values():
        for n, i in enumerate(members):
            for j in members[:n]:
                a, b = root(i), root(j)
                if a != b and not pages[a] & pages[b] and same(sightings[i].item, sightings[j].item):
                    parent[max(a, b)] = min(a, b)
                    pages[min(a, b)] |= pages[max(a, b)]
    groups: defaultdict[int, list[Sighting[T]]] = defaultdict(list)
    for i, sighting in enumerate(sightings):
        groups[root(i)].append(sighting)
    return list(groups.values())


def _event_blocks(event: Event) -> Iterator[Hashable]:
    yield "name", slug(event.name)
    if event.when:
        yield "start", event.when.start
        yield "month", event.when.start.replace(day=1), event.country_code


def _proper(name: str) -> bool:
    """A name that stands for itself: at least three content words, two of them capitalised."""
    return len(content_words(name)) >= 3 and sum(w[:1].isupper() for w in name.split()) >= 2


def same_event(a: Event, b: Event) -> bool:
    """Whether two pages tell the same event: names alike, and dates and places that do not contradict each other.

    Countries that differ contradict only where the names are not nearly equal or both pages name a city: a page that gives the country alone
    may have it from elsewhere.
    """
    if a.city and b.city and slug(a.city) != slug(b.city):
        return False
    alike = name_similarity(a.name, b.name)
    if a.country_code and b.country_code and a.country_code != b.country_code and (alike < 0.9 or bool(a.city) == bool(b.city)):
        return False
    if a.when and b.when:
        if a.when.end < b.when.start or b.when.end < a.when.start:
            return False
        exact = a.when == b.when and a.when.precision in ("day", "range") and a.city and b.city and a.kind == b.kind
        return alike >= (SAME_NAME / 1.5 if exact else SAME_NAME)
    return slug(a.name) == slug(b.name) and _proper(a.name)


def _initiative_blocks(initiative: Initiative) -> Iterator[Hashable]:
    yield slug(initiative.name)
    if initiative.acronym:
        yield "acronym", initiative.acronym


def same_initiative(a: Initiative, b: Initiative) -> bool:
    """Whether two pages tell the same initiative: one proper name, or one acronym for names alike; years that do not contradict each other."""
    if a.starts and b.starts and a.starts.year != b.starts.year and not (_proper(a.name) and _proper(b.name)):
        return False
    if slug(a.name) == slug(b.name):
        return _proper(a.name) or bool(a.acronym and a.acronym == b.acronym)
    return bool(a.acronym) and a.acronym == b.acronym and name_similarity(a.name, b.name) >= 0.5


def _weights(group: Sequence[Sighting[Any]], get: Callable[[Any], T | None]) -> Iterator[tuple[T | None, float]]:
    for sighting in group:
        yield get(sighting.item), sighting.item.confidence


def _event_row(group: Sequence[Sighting[Event]]) -> Row:
    best = min((s.item for s in group), key=lambda e: (-e.confidence, -len(e.name), e.name))
    when = _best(_weights(group, lambda e: e.when))
    # Town, country and place go together: they come from the page that gives the most of them.
    place = max((s.item for s in group), key=lambda e: (bool(e.city), bool(e.country_code), bool(e.location_id), e.confidence))
    return {
        "event_id": _record_id("evt", best.name, when and when.start.isoformat(), place.city or place.country_code),
        "name": best.name,
        "kind": _best(_weights(group, lambda e: e.kind)),
        "status": _best(_weights(group, lambda e: e.status)),
        "start_date": when and when.start,
        "end_date": when and when.end,
        "date_precision": when and when.precision,
        "city": place.city,
        "country_code": place.country_code,
        "location_id": place.location_id,
        "venue": _best(_weights(group, lambda e: e.venue)),
        "online": any(s.item.online for s in group),
        "description": best.description,
        "source_count": len({s.document_id for s in group}),
        "confidence": max(s.item.confidence for s in group),
    }


def _initiative_row(group: Sequence[Sighting[Initiative]]) -> Row:
    best = min((s.item for s in group), key=lambda i: (-i.confidence, -len(i.name), i.name))
    budget = _best(_weights(group, lambda i: i.budget))
    return {
        "initiative_id": _record_id("ini", best.name, best.acronym),
        "name": best.name,
        "acronym": _best(_weights(group, lambda i: i.acronym)),
        "kind": _best(_weights(group, lambda i: i.kind)),
        "status": _best(_weights(group, lambda i: None if i.status == "unknown" and len(group) > 1 else i.status)) or "unknown",
        "start_date": _best(_weights(group, lambda i: i.starts)),
        "end_date": _best(_weights(group, lambda i: i.ends)),
        "budget_amount": budget and budget.amount,
        "budget_currency": budget and budget.currency,
        "budget_year": budget and budget.year,
        "description": best.description,
        "source_count": len({s.document_id for s in group}),
        "confidence": max(s.item.confidence for s in group),
    }


def _event_as_told(event: Event) -> Row:
    """What one page says of the event: the columns of ``event_mentions``."""
    told = {name: getattr(event, name) for name in ("start", "end", "name", "status", "city", "country_code")}
    return {**told, "start_date": event.when and event.when.start, "end_date": event.when and event.when.end}


def _initiative_as_told(initiative: Initiative) -> Row:
    """What one page says of the initiative: the columns of ``initiative_mentions``."""
    budget = initiative.budget
    return {
        **{name: getattr(initiative, name) for name in ("start", "end", "name", "status")},
        "start_date": initiative.starts,
        "end_date": initiative.ends,
        "budget_amount": budget and budget.amount,
        "budget_currency": budget and budget.currency,
    }


def _record_id(prefix: str, name: str, *rest: str | None) -> str:
    return f"{identifier(prefix, name[:60])}-{digest(name, *rest)[:6]}"


def _distinct(rows: list[tuple[Row, T]], key: str) -> list[tuple[Row, T]]:
    """Gives rows of one id (the same words for different things on one page) ids of their own, in order."""
    seen: Counter[str] = Counter()
    for row, _ in rows:
        seen[row[key]] += 1
        if seen[row[key]] > 1:
            row[key] = f"{row[key]}-{seen[row[key]]}"
    return sorted(rows, key=lambda r: str(r[0][key]))


def _party_rows(what: str, groups: Iterable[tuple[str, Sequence[Sighting[Any]]]], known: Mapping[str, set[str]]) -> dict[str, list[Row]]:
    """Rows of the link tables; a party that is no row of its table is left out, so that every id resolves."""
    out: dict[str, list[Row]] = {f"{what}_{part}": [] for part in ("organisations", "people", "locations", "sdgs")}
    key = f"{what}_id"
    for record_id, group in groups:
        parties: list[Party] = [p for s in group for p in s.item.parties]
        for prefix, column, part in (
            ("org", "organisation_id", "organisations"),
            ("per", "person_id", "people"),
            ("loc", "location_id", "locations"),
        ):
            pairs = [(p.ref, p.role) for p in parties if p.ref in known[prefix]]
            if part != "people":
                pairs = [(ref, "participant" if role == "speaker" else role) for ref, role in pairs]
            if part == "locations" and what == "event":
                pairs += [(s.item.location_id, "venue") for s in group if s.item.location_id in known["loc"]]
            if part == "locations" and what == "initiative":
                pairs += [(ref, "scope") for s in group for ref in s.item.scope if ref in known["loc"]]
            allowed = set(tables.words(f"{what}_{part}", "role"))
            out[f"{what}_{part}"] += [{key: record_id, column: ref, "role": role} for ref, role in sorted(set(pairs)) if role in allowed]
        goals = sorted({g for s in group for g in s.item.sdgs})
        out[f"{what}_sdgs"] += [{key: record_id, "goal": g, "target": None} for g in goals]
    return out


def _document_row(record: Record) -> Row:
    if isinstance(record, Dropped):
        return {
            "document_id": document_id(record.path),
            **{name: getattr(record, name) for name in ("path", "url", "site", "status", "content_hash", "duplicate_of")},
            "error": record.reason,
        }
    names = ("document_id", "path", "url", "site", "language", "page_type", "title", "status", "error", "content_hash", "text")
    return {**{name: getattr(record, name) or None for name in names}, "published_on": record.published, "modified_on": record.modified}


def _page_rows(document: Document) -> dict[str, list[Row]]:
    doc = document.document_id
    mentions = [
        {
            "mention_id": f"men-{digest(doc, str(m.start), str(m.end), m.label, m.entity, m.text)}",
            "document_id": doc,
            "entity_id": m.entity,
            "start_date": m.interval and m.interval.start,
            "end_date": m.interval and m.interval.end,
            **{name: getattr(m, name) for name in ("start", "end", "text", "label", "method", "confidence")},
        }
        for m in document.mentions
    ]
    contacts = [
        {"document_id": doc, **{n: getattr(c, n) for n in ("contact_id", "kind", "value", "person_id", "organisation_id", "start", "end")}}
        for c in document.contacts
    ]
    first: dict[tuple[int, str | None], Sdg] = {}
    for sdg in document.sdgs:
        first.setdefault((sdg.goal, sdg.target), sdg)
    goals = [{"document_id": doc, **{n: getattr(s, n) for n in ("goal", "target", "method", "confidence", "start", "end")}} for s in first.values()]
    posts = [
        {"document_id": doc, "person_id": p.person_id, "organisation_id": p.organisation_id, "role": p.role}
        for p in document.people
        if p.role or p.organisation_id
    ]
    return {"mentions": mentions, "contacts": contacts, "document_sdgs": goals, "affiliations": posts}


def _organisation_row(seen: _Seen[Organisation]) -> Row:
    best = min(seen.forms, key=lambda o: (-seen.forms[o], -len(o.name), o.name))
    return {
        "organisation_id": best.organisation_id,
        "name": best.name,
        "acronym": _best((o.acronym, n) for o, n in seen.forms.items()),
        "kind": _best((o.kind, n) for o, n in seen.forms.items()),
        "country_code": _best((o.country_code, n) for o, n in seen.forms.items()),
        "aliases": sorted({*seen.names, *(a for o in seen.forms for a in (*o.aliases, o.name))} - {best.name}),
        "parent_id": _best((o.parent_id, n) for o, n in seen.forms.items()),
        "document_count": seen.documents,
    }


def link(records: Callable[[], Iterable[Record]], goals: Sequence[tuple[int, str]], output: Path) -> dict[str, int]:
    """Writes every table to ``output`` and returns their numbers of rows.

    ``records`` gives the pages' findings in the order of their paths, and is called twice: once to gather the entities, events and
    initiatives of the whole corpus, once to write what belongs to a page. ``goals`` is the reference table of the SDGs.
    """
    organisations: defaultdict[str, _Seen[Organisation]] = defaultdict(_Seen)
    people: defaultdict[str, _Seen[Person]] = defaultdict(_Seen)
    places: defaultdict[str, _Seen[Place]] = defaultdict(_Seen)
    events: list[Sighting[Event]] = []
    initiatives: list[Sighting[Initiative]] = []
    for record in records():
        if isinstance(record, Dropped):
            continue
        for organisation in record.organisations:
            organisations[organisation.organisation_id].add(organisation)
        for person in record.people:
            people[person.person_id].add(person)
        for place in record.places:
            places[place.location_id].add(place)
        for mention in record.mentions:
            if mention.label == "ORG" and mention.entity and mention.entity in organisations:
                organisations[mention.entity].names[" ".join(mention.text.split())] += 1
        events += [Sighting(record.document_id, e) for e in record.events]
        initiatives += [Sighting(record.document_id, i) for i in record.initiatives]

    event_groups = _distinct([(_event_row(g), g) for g in _clusters(events, _event_blocks, same_event)], "event_id")
    initiative_groups = _distinct([(_initiative_row(g), g) for g in _clusters(initiatives, _initiative_blocks, same_initiative)], "initiative_id")
    known = {"org": set(organisations), "per": set(people), "loc": set(places)}
    for row, _ in event_groups:
        if row["location_id"] not in known["loc"]:
            row["location_id"] = None
    organisation_rows = [_organisation_row(organisations[k]) for k in sorted(organisations)]
    for row in organisation_rows:
        if row["parent_id"] not in known["org"] or row["parent_id"] == row["organisation_id"]:
            row["parent_id"] = None

    rows: dict[str, list[Row]] = {
        "organisations": organisation_rows,
        "people": [
            {"person_id": k, "name": _best((p.name, n) for p, n in people[k].forms.items()), "document_count": people[k].documents}
            for k in sorted(people)
        ],
        "locations": [
            {name: getattr(best, name) for name in ("location_id", "name", "kind", "country_code", "latitude", "longitude", "geonames_id")}
            | {"document_count": places[k].documents}
            for k in sorted(places)
            for best in [min(places[k].forms, key=lambda p: (-places[k].forms[p], str(p)))]
        ],
        "sdgs": [{"goal": goal, "title": title} for goal, title in goals],
        "events": [row for row, _ in event_groups],
        "initiatives": [row for row, _ in initiative_groups],
        **_party_rows("event", [(row["event_id"], g) for row, g in event_groups], known),
        **_party_rows("initiative", [(row["initiative_id"], g) for row, g in initiative_groups], known),
        "event_mentions": [
            {"event_id": row["event_id"], "document_id": s.document_id, **_event_as_told(s.item)} for row, g in event_groups for s in g
        ],
        "initiative_mentions": [
            {"initiative_id": row["initiative_id"], "document_id": s.document_id, **_initiative_as_told(s.item)}
            for row, g in initiative_groups
            for s in g
        ],
    }
    counts = {name: tables.write(output, name, table) for name, table in rows.items()}
    return counts | _write_pages(records, output)


def _write_pages(records: Callable[[], Iterable[Record]], output: Path) -> dict[str, int]:
    names = ("documents", "mentions", "contacts", "document_sdgs", "affiliations")
    with ExitStack() as stack:
        writers = {name: stack.enter_context(tables.TableWriter(output, name)) for name in names}
        for record in records():
            writers["documents"].add([_document_row(record)])
            if isinstance(record, Document):
                for name, page_rows in _page_rows(record).items():
                    writers[name].add(page_rows)
    return {name: writer.rows_written for name, writer in writers.items()}
