"""The second pass over the corpus: the pages' findings become tables with one row a thing.

What the pages say is gathered in a file on disk (:mod:`pipeline.store`), so that memory does not grow with their number. Organisations, people
and places carry an id made from their name, which :mod:`pipeline.link.bodies` settles for ministries, lone acronyms and people without an
organisation; linking them is grouping by id. Which tellings of events and initiatives are one thing is decided by :mod:`pipeline.link.match` and
:mod:`pipeline.link.groups`, and what their row says by :mod:`pipeline.link.rows`. Everything follows from the findings themselves, never from the
order in which they were read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from pipeline import evidence, relations, tables
from pipeline.atlas import country_names
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
from pipeline.link.groups import Tellings
from pipeline.link.match import (
    SAME_EVENT,
    SAME_INITIATIVE,
    Sighting,
    event_blocks,
    event_score,
    initiative_blocks,
    initiative_score,
)
from pipeline.link.rows import Row, best, event_as_told, event_id, event_row, initiative_as_told, initiative_id, initiative_row
from pipeline.relations import IdOf
from pipeline.store import Ids, Store, Tally

I = TypeVar("I", Event, Initiative)  # noqa: E741 - the other letters are taken
Record = Document | Dropped


def sightings(document: Document) -> tuple[list[Sighting[Event]], list[Sighting[Initiative]]]:
    """The events and initiatives of a page with what the page says around them: its date, its acronyms, countries and parties."""
    country = {p.location_id: p.country_code for p in document.places} | {o.organisation_id: o.country_code for o in document.organisations}
    short = {o.acronym: o.name for o in document.organisations if o.acronym} | {i.acronym: i.name for i in document.initiatives if i.acronym}

    def told(item: I, places: Iterable[str], known: str | None = None) -> Sighting[I]:
        used = tuple(sorted((a, name) for a, name in short.items() if a in item.name))
        leads = frozenset(p.ref for p in item.parties if p.role in ("organiser", "lead"))
        countries = frozenset(c for place in places if (c := country.get(place)))
        return Sighting(document.document_id, item, document.published, used, countries, leads, known, document.language or "")

    events = [told(e, [e.location_id] if e.location_id else []) for e in document.events]
    return events, [told(i, (*i.scope, *(p.ref for p in i.parties if p.role == "lead")), _known(i.name)) for i in document.initiatives]


def _known(name: str) -> str | None:
    """The full name of a convention, compact or fund that pages cite in several forms."""
    found = known()[1].get(plain(name))
    return found.name if found else None


def _party_rows(what: str, ref: str, group: Sequence[Sighting[Any]], ids: Mapping[str, Ids]) -> dict[str, list[Row]]:
    """Rows of the link tables; a party that is no row of its table is left out, so that every id resolves."""
    out: dict[str, list[Row]] = {}
    key = f"{what}_id"
    parties: list[Party] = [p for s in group for p in s.item.parties]
    for prefix, column, part in (
        ("org", "organisation_id", "organisations"),
        ("per", "person_id", "people"),
        ("loc", "location_id", "locations"),
    ):
        known = ids[prefix]
        pairs = [(p.ref, p.role) for p in parties if p.ref in known]
        if part != "people":
            pairs = [(party, "participant" if role == "speaker" else role) for party, role in pairs]
        if part == "locations" and what == "event":
            pairs += [(s.item.location_id, "venue") for s in group if s.item.location_id in known]
        if part == "locations" and what == "initiative":
            pairs += [(place, "scope") for s in group for place in s.item.scope if place in known]
        allowed = tables.words(f"{what}_{part}", "role")
        out[f"{what}_{part}"] = [{key: ref, column: party, "role": role} for party, role in sorted(set(pairs)) if role in allowed]
    out[f"{what}_sdgs"] = [{key: ref, "goal": goal, "target": target or None} for goal, target in sorted({g for s in group for g in _goals(s.item)})]
    return out


def _goals(item: Event | Initiative) -> Iterator[tuple[int, str]]:
    """Each goal with each of its targets that the page names, "" for a goal without one."""
    for goal in item.sdgs:
        yield from [(goal, target) for target in item.targets if target.partition(".")[0] == str(goal)] or [(goal, "")]


def _document_row(record: Record) -> Row:
    if isinstance(record, Dropped):
        return {
            "document_id": document_id(record.path),
            **{name: getattr(record, name) for name in ("path", "url", "site", "status", "content_hash", "duplicate_of")},
            "error": record.reason,
        }
    names = ("document_id", "path", "url", "site", "language", "page_type", "title", "status", "error", "content_hash", "text")
    dated = ("published_method", "modified_method")
    return {**{name: getattr(record, name) or None for name in names + dated}, "published_on": record.published, "modified_on": record.modified}


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


def _organisation_row(forms: Mapping[Organisation, int], names: Iterable[str], known: Ids) -> Row:
    form = min(forms, key=lambda o: (-forms[o], -len(o.name), o.name))
    parent = best((o.parent_id, n) for o, n in forms.items())
    return {
        "organisation_id": form.organisation_id,
        "name": form.name,
        "acronym": best((o.acronym, n) for o, n in forms.items()),
        "kind": best((o.kind, n) for o, n in forms.items()),
        "country_code": best((o.country_code, n) for o, n in forms.items()),
        "aliases": sorted({*names, *(a for o in forms for a in (*o.aliases, o.name))} - {form.name}),
        "parent_id": parent if parent != form.organisation_id and parent in known else None,
        "document_count": sum(forms.values()),
    }


def _person_row(ref: str, forms: Mapping[Person, int]) -> Row:
    return {"person_id": ref, "name": best((p.name, n) for p, n in forms.items()), "document_count": sum(forms.values())}


def _place_row(forms: Mapping[Place, int]) -> Row:
    form = min(forms, key=lambda p: (p.kind == "country" and country_names().get(p.country_code or "") != p.name, -forms[p], str(p)))
    names = ("location_id", "name", "kind", "country_code", "latitude", "longitude", "geonames_id")
    return {name: getattr(form, name) for name in names} | {"document_count": sum(forms.values())}


def link(records: Callable[[], Iterable[Record]], goals: Sequence[tuple[int, str]], output: Path) -> dict[str, int]:
    """Writes every table to ``output`` and returns their numbers of rows.

    ``records`` gives the pages' findings in the order of their paths, and is called three times: to settle who is who, to gather the entities,
    events and initiatives of the whole corpus, and to write what belongs to a page. ``goals`` is the reference table of the SDGs. What is gathered
    is kept in a file in ``output`` that is gone at the end.
    """
    with Store(output) as store, ExitStack() as stack:
        records = settled(records, store)
        gathered = _Gathered(store)
        for record in records():
            if isinstance(record, Document):
                gathered.add(record)
        store.run("create table entity (kind text, id text, primary key (kind, id)) without rowid")
        for kind, tally in gathered.forms.items():
            store.run(f"insert into entity select '{kind}', key from ({tally.distinct()}) order by key")
        ids = {kind: Ids(store, kind) for kind in gathered.forms}
        writers = {name: stack.enter_context(tables.TableWriter(output, name)) for name in tables.SCHEMAS}

        def write(rows: Mapping[str, Iterable[Row]]) -> None:
            for name, table in rows.items():
                writers[name].add(table)

        for _, forms in gathered.forms["org"]:
            bodies = {msgspec.json.decode(form, type=Organisation): n for form, n in forms.items()}
            ref = next(iter(bodies)).organisation_id
            names = [name for (name,) in store.rows("select name from organisation_name where id = ?", (ref,))]
            write({"organisations": [_organisation_row(bodies, names, ids["org"])]})
        for ref, forms in gathered.forms["per"]:
            write({"people": [_person_row(ref, {msgspec.json.decode(form, type=Person): n for form, n in forms.items()})]})
        for _, forms in gathered.forms["loc"]:
            write({"locations": [_place_row({msgspec.json.decode(form, type=Place): n for form, n in forms.items()})]})
        write({"sdgs": [{"goal": goal, "title": title} for goal, title in goals]})
        gathered.events.settle(event_score, SAME_EVENT)
        gathered.initiatives.settle(initiative_score, SAME_INITIATIVE)
        events, initiatives = _Rows(store, "event", gathered.events, event_id), _Rows(store, "initiative", gathered.initiatives, initiative_id)
        for ref, told in events:
            write(_event_rows(ref, told, ids, events.id_of, initiatives.id_of))
        for ref, telling in initiatives:
            write(_initiative_rows(ref, telling, ids, initiatives.id_of))
        for record in records():
            write({"documents": [_document_row(record)]})
            if isinstance(record, Document):
                write(_page_rows(record))
    return {name: writer.rows_written for name, writer in writers.items()}


class _Gathered:
    """What all pages say of entities, events and initiatives, in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.forms = {kind: Tally(store, f"{kind}_form") for kind in ("org", "per", "loc")}
        self.events = Tellings(store, "event", Event, event_blocks)
        self.initiatives = Tellings(store, "initiative", Initiative, initiative_blocks)
        store.run("create table organisation_name (id text, name text, primary key (id, name)) without rowid")

    def add(self, document: Document) -> None:
        """Takes a page in."""
        for organisation in document.organisations:
            self.forms["org"].add(organisation.organisation_id, msgspec.json.encode(organisation))
        for person in document.people:
            self.forms["per"].add(person.person_id, msgspec.json.encode(person))
        for place in document.places:
            self.forms["loc"].add(place.location_id, msgspec.json.encode(place))
        bodies = {o.organisation_id for o in document.organisations}
        for mention in document.mentions:
            if mention.label == "ORG" and mention.entity in bodies:
                self._store.add("insert or ignore into organisation_name values (?, ?)", (mention.entity, " ".join(mention.text.split())))
        events, initiatives = sightings(document)
        for event in events:
            self.events.add(event)
        for initiative in initiatives:
            self.initiatives.add(initiative)


class _Rows(Generic[I]):
    """The groups of tellings in the order of their rows' ids; things that would have one id (the same words for different things) are numbered."""

    def __init__(self, store: Store, what: str, tellings: Tellings[I], base: Callable[[Sequence[Sighting[I]]], str]) -> None:
        self._store, self._what = store, what
        self._tellings: Tellings[I] = tellings
        store.run(
            f"create table {what}_base (base text, first integer)",
            f"create table {what}_id (first integer primary key, id text)",
            f"create table {what}_said (document text, name text, first integer)",
        )
        for numbers in tellings.groups():
            group = [tellings.brief(n) for n in numbers]
            store.add(f"insert into {what}_base values (?, ?)", (base(group), numbers[0]))
            for told in group:
                store.add(f"insert into {what}_said values (?, ?, ?)", (told.document_id, told.item.name, numbers[0]))
        for ref, rows in groupby(store.rows(f"select base, first from {what}_base order by base, first"), key=lambda row: str(row[0])):
            for n, (_, first) in enumerate(rows, 1):
                store.add(f"insert into {what}_id values (?, ?)", (first, f"{ref}-{n}" if n > 1 else ref))
        store.run(f"create index {what}_by_name on {what}_said (document, name)")

    def __iter__(self) -> Iterator[tuple[str, list[Sighting[I]]]]:
        for first, ref in self._store.rows(f"select first, id from {self._what}_id order by id, first"):
            yield ref, [self._tellings.whole(n) for n in self._tellings.members(first)]

    def id_of(self, document: str, name: str) -> str | None:
        """The id of the only thing that the page tells by that name; None where there is none, or several."""
        question = f"select id from {self._what}_said join {self._what}_id using (first) where document = ? and name = ? limit 2"
        found = [str(ref) for (ref,) in self._store.rows(question, (document, name))]
        return found[0] if len(found) == 1 else None


def _event_rows(ref: str, told: Sequence[Sighting[Event]], ids: Mapping[str, Ids], events: IdOf, initiatives: IdOf) -> dict[str, list[Row]]:
    """The rows of all tables that tell of an event."""
    row = event_row(told) | {"event_id": ref}
    related = relations.complete_event(row, told, events, initiatives)
    if row["location_id"] not in ids["loc"]:
        row["location_id"] = None
    return {
        "events": [row],
        **_party_rows("event", ref, told, ids),
        "event_mentions": [{"event_id": ref, "document_id": s.document_id, **event_as_told(s.item)} for s in told],
        "event_initiatives": related,
        "event_evidence": evidence.rows("event_id", [(ref, told)], ids),
    }


def _initiative_rows(ref: str, told: Sequence[Sighting[Initiative]], ids: Mapping[str, Ids], initiatives: IdOf) -> dict[str, list[Row]]:
    """The rows of all tables that tell of an initiative."""
    row = initiative_row(told) | {"initiative_id": ref}
    relations.complete_initiative(row, told, initiatives)
    return {
        "initiatives": [row],
        **_party_rows("initiative", ref, told, ids),
        "initiative_mentions": [{"initiative_id": ref, "document_id": s.document_id, **initiative_as_told(s.item)} for s in told],
        "initiative_evidence": evidence.rows("initiative_id", [(ref, told)], ids),
    }
