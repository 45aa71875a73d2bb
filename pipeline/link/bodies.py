"""Organisations and people that several pages name: which ids are one body or one person, over the whole corpus.

The pages' own ids are made from names alone. Three things need more than one page, or more of a page than the name:

- a ministry is the ministry of a country: "Ministry of Health" on a page about Lesotho, "Lesotho's Ministry of Health" and "Ministère de la Santé du
  Lesotho" are one body, that of Zambia is another. A page that does not say whose ministry it is, and is about several countries, leaves it open;
- an acronym alone is the body that another page defines with it, where only one body of the corpus has that acronym and the pages share a country;
- people of one name and one body, whose positions agree, are one, though the pages call the body by several names;
- somebody without an organisation is the person of the same name who has one, where their positions agree and no other body has one of that name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

import msgspec

from pipeline.annotate.organisations.forms import bare, is_acronym, key
from pipeline.annotate.organisations.gazetteer import look_up
from pipeline.atlas import country_code
from pipeline.document import Document, Dropped, Event, Initiative, Organisation, Party, Person, identifier, slug
from pipeline.link.names import canonical
from pipeline.store import Store

Record = Document | Dropped
_MINISTRY = re.compile(r"(?:federal |national )?(?:ministry|ministere|ministerio|department of (?!the |state )|departement|departamento)\b")
_SMALL = re.compile(r"(?:[,(\s]+(?:of|for|the|de|du|del|la|le|republic|kingdom|republique|republica))+[\s(]*$", re.IGNORECASE)
ABOUT = 0.6
"""Share of a page's places that must lie in one country for the page's ministries to be that country's."""
AGREE = 0.5
"""Share of common words (Dice) from which two positions agree."""


def settled(records: Callable[[], Iterable[Record]], store: Store) -> Callable[[], Iterator[Record]]:
    """The records with one id a body and one a person. ``records`` is called once here, and once each time the result is called.

    The store holds what all pages say of acronyms and names: the bodies that an acronym stands for, with the countries of their pages, and the
    people of a name, with their positions.
    """
    store.run(
        "create table body (acronym text, id text, body blob, primary key (acronym, id, body)) without rowid",
        "create table body_country (id text, country text, primary key (id, country)) without rowid",
        "create table person (name text, id text, role text, body text, primary key (name, id, role, body)) without rowid",
    )
    for record in records():
        if isinstance(record, Document):
            _note(with_ministries(record), store)

    def out() -> Iterator[Record]:
        for record in records():
            yield _resolved(with_ministries(record), store) if isinstance(record, Document) else record

    return out


def _note(document: Document, store: Store) -> None:
    around = countries(document)
    for body in document.organisations:
        if body.acronym and body.acronym != body.name:
            store.add("insert or ignore into body values (?, ?, ?)", (body.acronym, body.organisation_id, msgspec.json.encode(body)))
            for country in around:
                store.add("insert or ignore into body_country values (?, ?)", (body.organisation_id, country))
    for person in document.people:
        if person.organisation_id:
            row = slug(person.name), person.person_id, person.role or "", person.organisation_id
            store.add("insert or ignore into person values (?, ?, ?, ?)", row)


def _resolved(document: Document, store: Store) -> Document:
    ids: dict[str, Organisation] = {}
    around: Counter[str] | None = None
    for body in document.organisations:
        if body.acronym is None and is_acronym(body.name) and " " not in body.name and not look_up(body.name) and (meant := _meant(body.name, store)):
            around = countries(document) if around is None else around
            pages = (country for (country,) in store.rows("select country from body_country where id = ?", (meant.organisation_id,)))
            if not around.keys().isdisjoint(pages):
                ids[body.organisation_id] = meant
    people = {p.person_id: same for p in document.people if (same := _same_person(p, ids, store)) != p.person_id}
    return renamed(document, ids, people) if ids or people else document


def _meant(acronym: str, store: Store) -> Organisation | None:
    """The only body that pages define the acronym for, by its fullest name; None where there are several."""
    forms = [msgspec.json.decode(row, type=Organisation) for (row,) in store.rows("select body from body where acronym = ?", (acronym,))]
    return min(forms, key=lambda o: (-len(o.name), str(o))) if len({o.organisation_id for o in forms}) == 1 else None


def _same_person(person: Person, ids: dict[str, Organisation], store: Store) -> str:
    """The first id of the people of that name at the same body whose positions agree; without a body, of those at the only body that has one."""
    rows = list(store.rows("select id, role, body from person where name = ?", (slug(person.name),)))
    body, same = person.organisation_id, {person.person_id}
    roles = {role for ref, role, _ in rows if ref in same} or {person.role or ""}
    if body in ids:
        body = ids[body].organisation_id
    elif body is None and " " in person.name.strip() and len({home for _, _, home in rows}) == 1:
        body = rows[0][2]
    here = {(ref, role) for ref, role, home in rows if home == body}
    while found := {ref for ref, role in here if ref not in same and any(agree(role, other) for other in roles)}:
        same |= found
        roles |= {role for ref, role in here if ref in found}
    return min(same & {ref for ref, _ in here}, default=person.person_id)


def agree(a: str, b: str) -> bool:
    """Whether two positions are worded alike."""
    x, y = ({w for part in re.findall(r"\w+", text) if (w := canonical(part))} for text in (a, b))
    return bool(x and y) and 2 * len(x & y) >= AGREE * (len(x) + len(y)) and not {"deputy", "vice"} & (x ^ y)


def countries(document: Document) -> Counter[str]:
    """How often the page names each country or a place in it."""
    where = {p.location_id: p.country_code for p in document.places if p.country_code}
    named = (where.get(m.entity or "") for m in document.mentions if m.label == "LOC")
    return Counter(code for code in named if code)


def with_ministries(document: Document) -> Document:
    """The page with ids of ministries that tell their country, where their name or the page does."""
    ids: dict[str, Organisation] = {}
    around = countries(document)
    ranked = around.most_common(1)
    home = ranked[0][0] if ranked and ranked[0][1] >= ABOUT * around.total() else None
    for body in document.organisations:
        if (words := ministry(body.name)) and not look_up(body.name) and (country := body.country_code or home):
            ids[body.organisation_id] = replace(body, organisation_id=identifier("org", words, country), country_code=country)
    return renamed(document, ids, {}) if ids else document


@lru_cache(maxsize=16384)
def ministry(name: str) -> str | None:
    """The words of a ministry's name in English and in order, without its country; None for other bodies: "education ministry national"."""
    parts = bare(name).split()
    for size in range(min(4, len(parts) - 1), 0, -1):
        if country_code(" ".join(parts[-size:]).strip("()")):
            parts = _SMALL.sub("", " ".join(parts[:-size]) + " ").split()
            break
        if country_code(" ".join(parts[:size])):
            parts = parts[size:]
            break
    plain = " ".join(parts)
    if not _MINISTRY.match(key(plain)):
        return None
    words = {w for part in re.findall(r"[\w'’]+", plain) if (w := canonical(part))}
    return " ".join(sorted(words)) if len(words) > 1 else None


def renamed(document: Document, bodies: dict[str, Organisation], people: dict[str, str]) -> Document:
    """The page with other ids wherever it refers to a body or a person; of two that become one, the names are kept together."""

    def ref(old: str | None) -> str | None:
        return bodies[old].organisation_id if old in bodies else people.get(old or "", old)

    def parties(old: tuple[Party, ...]) -> tuple[Party, ...]:
        return tuple(dict.fromkeys(replace(p, ref=ref(p.ref) or p.ref) for p in old))

    def record(item: Event | Initiative) -> dict[str, object]:
        return {"parties": parties(item.parties), "evidence": tuple(replace(e, value=ref(e.value) or e.value) for e in item.evidence)}

    found: dict[str, Organisation] = {}
    for body in document.organisations:
        new = bodies.get(body.organisation_id, body)
        new = replace(new, parent_id=ref(new.parent_id), aliases=tuple(sorted({*new.aliases, body.name, *body.aliases} - {new.name})))
        other = found.get(new.organisation_id)
        if other:
            aliases = tuple(sorted({*other.aliases, new.name, *new.aliases} - {other.name}))
            new = replace(other, acronym=other.acronym or new.acronym, aliases=aliases)
        found[new.organisation_id] = new
    persons = {(p.person_id, p): replace(p, person_id=ref(p.person_id) or "", organisation_id=ref(p.organisation_id)) for p in document.people}
    return replace(
        document,
        organisations=tuple(found.values()),
        people=tuple(dict.fromkeys(persons.values())),
        mentions=tuple(replace(m, entity=ref(m.entity)) for m in document.mentions),
        contacts=tuple(replace(c, person_id=ref(c.person_id), organisation_id=ref(c.organisation_id)) for c in document.contacts),
        events=tuple(replace(e, **record(e)) for e in document.events),  # type: ignore[arg-type]
        initiatives=tuple(replace(i, **record(i)) for i in document.initiatives),  # type: ignore[arg-type]
    )
