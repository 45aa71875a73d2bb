"""The second pass over the corpus: the pages' findings become tables with one row a thing.

Organisations, people and places carry an id made from their name, which :mod:`pipeline.link.bodies` settles for ministries, lone acronyms and people
without an organisation; linking them is grouping by id. Which tellings of events and initiatives are one thing is decided by
:mod:`pipeline.link.match`, and what their row says by :mod:`pipeline.link.rows`. Everything follows from the findings themselves, never from the
order in which they were read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pipeline import evidence, relations, tables
from pipeline.dates.edtf import edtf
from pipeline.document import (
    Document,
    Dropped,
    Event,
    Initiative,
    Organisation,
    Party,
    Person,
    Place,
    Sdg,
    digest,
    document_id,
)
from pipeline.initiatives.names import known
from pipeline.initiatives.scene import plain
from pipeline.link.bodies import settled
from pipeline.link.match import (
    SAME_EVENT,
    SAME_INITIATIVE,
    Sighting,
    event_blocks,
    event_score,
    groups,
    initiative_blocks,
    initiative_score,
)
from pipeline.link.rows import Row, best, distinct, event_as_told, event_row, initiative_as_told, initiative_row

T = TypeVar("T")
I = TypeVar("I", Event, Initiative)  # noqa: E741 - the other letters are taken
Record = Document | Dropped


@dataclass(slots=True)
class _Seen(Generic[T]):
    """What the pages say of one entity."""

    forms: Counter[T] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    documents: int = 0

    def add(self, form: T) -> None:
        self.forms[form] += 1
        self.documents += 1


def sightings(document: Document) -> tuple[list[Sighting[Event]], list[Sighting[Initiative]]]:
    """The events and initiatives of a page with what the page says around them: its date, its acronyms, countries and parties."""
    country = {p.location_id: p.country_code for p in document.places} | {o.organisation_id: o.country_code for o in document.organisations}
    short = {o.acronym: o.name for o in document.organisations if o.acronym} | {i.acronym: i.name for i in document.initiatives if i.acronym}

    def told(item: I, places: Iterable[str], known: str | None = None) -> Sighting[I]:
        used = tuple(sorted((a, name) for a, name in short.items() if a in item.name))
        leads = frozenset(p.ref for p in item.parties if p.role in ("organiser", "lead"))
        countries = frozenset(c for place in places if (c := country.get(place)))
        return Sighting(document.document_id, item, document.published, used, countries, leads, known)

    events = [told(e, [e.location_id] if e.location_id else []) for e in document.events]
    return events, [told(i, (*i.scope, *(p.ref for p in i.parties if p.role == "lead")), _known(i.name)) for i in document.initiatives]


def _known(name: str) -> str | None:
    """The full name of a convention, compact or fund that pages cite in several forms."""
    found = known()[1].get(plain(name))
    return found.name if found else None


def _party_rows(what: str, told: Iterable[tuple[str, Sequence[Sighting[Any]]]], rows: Mapping[str, set[str]]) -> dict[str, list[Row]]:
    """Rows of the link tables; a party that is no row of its table is left out, so that every id resolves."""
    out: dict[str, list[Row]] = {f"{what}_{part}": [] for part in ("organisations", "people", "locations", "sdgs")}
    key = f"{what}_id"
    for record_id, group in told:
        parties: list[Party] = [p for s in group for p in s.item.parties]
        for prefix, column, part in (
            ("org", "organisation_id", "organisations"),
            ("per", "person_id", "people"),
            ("loc", "location_id", "locations"),
        ):
            pairs = [(p.ref, p.role) for p in parties if p.ref in rows[prefix]]
            if part != "people":
                pairs = [(ref, "participant" if role == "speaker" else role) for ref, role in pairs]
            if part == "locations" and what == "event":
                pairs += [(s.item.location_id, "venue") for s in group if s.item.location_id in rows["loc"]]
            if part == "locations" and what == "initiative":
                pairs += [(ref, "scope") for s in group for ref in s.item.scope if ref in rows["loc"]]
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
            "edtf": m.interval and edtf(m.interval),
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
    form = min(seen.forms, key=lambda o: (-seen.forms[o], -len(o.name), o.name))
    return {
        "organisation_id": form.organisation_id,
        "name": form.name,
        "acronym": best((o.acronym, n) for o, n in seen.forms.items()),
        "kind": best((o.kind, n) for o, n in seen.forms.items()),
        "country_code": best((o.country_code, n) for o, n in seen.forms.items()),
        "aliases": sorted({*seen.names, *(a for o in seen.forms for a in (*o.aliases, o.name))} - {form.name}),
        "parent_id": best((o.parent_id, n) for o, n in seen.forms.items()),
        "document_count": seen.documents,
    }


def link(records: Callable[[], Iterable[Record]], goals: Sequence[tuple[int, str]], output: Path) -> dict[str, int]:
    """Writes every table to ``output`` and returns their numbers of rows.

    ``records`` gives the pages' findings in the order of their paths, and is called three times: to settle who is who, to gather the entities,
    events and initiatives of the whole corpus, and to write what belongs to a page. ``goals`` is the reference table of the SDGs.
    """
    records = settled(records)
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
        found = sightings(record)
        events += found[0]
        initiatives += found[1]

    event_groups = distinct([(event_row(g), g) for g in groups(events, event_blocks, event_score, SAME_EVENT)], "event_id")
    initiative_groups = distinct(
        [(initiative_row(g), g) for g in groups(initiatives, initiative_blocks, initiative_score, SAME_INITIATIVE)], "initiative_id"
    )
    related = relations.complete(event_groups, initiative_groups)
    ids = {"org": set(organisations), "per": set(people), "loc": set(places)}
    for row, _ in event_groups:
        if row["location_id"] not in ids["loc"]:
            row["location_id"] = None
    organisation_rows = [_organisation_row(organisations[k]) for k in sorted(organisations)]
    for row in organisation_rows:
        if row["parent_id"] not in ids["org"] or row["parent_id"] == row["organisation_id"]:
            row["parent_id"] = None

    rows: dict[str, list[Row]] = {
        "organisations": organisation_rows,
        "people": [
            {"person_id": k, "name": best((p.name, n) for p, n in people[k].forms.items()), "document_count": people[k].documents}
            for k in sorted(people)
        ],
        "locations": [
            {name: getattr(form, name) for name in ("location_id", "name", "kind", "country_code", "latitude", "longitude", "geonames_id")}
            | {"document_count": places[k].documents}
            for k in sorted(places)
            for form in [min(places[k].forms, key=lambda p: (-places[k].forms[p], str(p)))]
        ],
        "sdgs": [{"goal": goal, "title": title} for goal, title in goals],
        "events": [row for row, _ in event_groups],
        "initiatives": [row for row, _ in initiative_groups],
        **_party_rows("event", [(row["event_id"], g) for row, g in event_groups], ids),
        **_party_rows("initiative", [(row["initiative_id"], g) for row, g in initiative_groups], ids),
        "event_mentions": [
            {"event_id": row["event_id"], "document_id": s.document_id, **event_as_told(s.item)} for row, g in event_groups for s in g
        ],
        "event_initiatives": related,
        "event_evidence": evidence.rows("event_id", [(row["event_id"], g) for row, g in event_groups], ids),
        "initiative_evidence": evidence.rows("initiative_id", [(row["initiative_id"], g) for row, g in initiative_groups], ids),
        "initiative_mentions": [
            {"initiative_id": row["initiative_id"], "document_id": s.document_id, **initiative_as_told(s.item)}
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
