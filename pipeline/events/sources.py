"""The evidence of one event, made from what its group was bound to: which span gave each value, and who has which part in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.document import Basis, EventStatus, Evidence, Method, Organisation, Party, Place
from pipeline.events.candidates import Candidate
from pipeline.events.groups import Group, Part
from pipeline.events.names import Reader, heads, phrase
from pipeline.events.slots import Ground
from pipeline.evidence import Source, evidence, quoted, said


class Where(NamedTuple):
    """What gives an event's city and country."""

    city: Sequence[Source] = ()
    country: Sequence[Source] = ()


_OPEN_END = re.compile(r"(?:\s(?:and|in|of|for|with|by|to|the|et|de|du|des|pour|y|en|del|para|à|l|d|d[’']une?|[\w’'-]{1,20}[’']s)){1,3}$")
"""Words that a name cannot end with."""


_OPEN_BRACKET = re.compile(r"(?<=\w)[”»]?\s\([^()]{0,60}$")
_OFFICE_OF = re.compile(r"(?:[’']s)?\s(?:\w+\s)?(?:Regional |Country |Liaison )?(?:Office|Centre|Center|Bureau)\b.*")
_MINISTER = re.compile(r"\bminist", re.IGNORECASE)


def whole_name(candidate: Candidate) -> str:
    """The name of an event without an open bracket or words at its end that no name ends with."""
    name = _OPEN_BRACKET.sub("", candidate.name)
    return _OPEN_END.sub("", name) or candidate.name


def named_by(candidate: Candidate) -> Source:
    """The phrase that names an event, as a source."""
    method: Method = "model" if candidate.form == "model" else "structure" if candidate.form in ("title", "heading") else "pattern"
    basis: Basis = "header" if candidate.form in ("title", "heading") else "sentence"
    return Source(candidate.start, candidate.end, basis, method, candidate.confidence)


def value_evidence(
    reader: Reader, group: Group, namer: Candidate, status: EventStatus, ground: Ground, *, online: bool, venue: bool
) -> Iterator[Evidence]:
    """Evidence of name, kind, status, days, venue and online; ``namer`` is the phrase that the kind is read from."""
    best = group.main
    dated = group.sources.get("when", [])
    yield from evidence("name", whole_name(best), [named_by(best)])
    yield from evidence("kind", namer.kind, [named_by(namer)])
    yield from evidence("status", status, status_sources(reader, group, ground) or [named_by(best).inferred(confidence=0.8)])
    if group.when is not None:
        yield from evidence("start_date", group.when.start, dated)
        yield from evidence("end_date", group.when.end, dated)
    if venue:
        yield from evidence("venue", group.venue, group.sources.get("venue", []))
    if online:
        yield from evidence("online", "true", group.sources.get("online") or [named_by(best).inferred()])


def status_sources(reader: Reader, group: Group, ground: Ground) -> list[Source]:
    """The date that decides the status, or the first word of the event's clauses, outside its name, that does."""
    if group.sources.get("status"):
        return group.sources["status"]
    if ground == "date":
        return [s.inferred() for s in group.sources.get("when", [])]
    names = [(c.start, c.end) for c in group.members]
    for bounds in group.clauses:
        for match in phrase(ground).finditer(reader.text, *bounds):
            if not any(a <= match.start() < b for a, b in names):
                return [quoted(*match.span())]
    return []


def place_evidence(city: str | None, country: str | None, where: Where) -> Iterator[Evidence]:
    """Evidence of city and country; a country that only the city gives is inferred from it."""
    yield from evidence("city", city, where.city)
    yield from evidence("country_code", country, where.country)


def roles_of(reader: Reader, group: Group, kind: str, place: Place | None) -> tuple[tuple[Party, ...], list[Evidence]]:
    """Who has which part in an event, and the mentions that say so; a body that holds it does not also join it. Persons sign for their bodies."""
    employers = {p.person_id: p.organisation_id for p in reader.document.people}
    roles: dict[str, str] = {}
    misread = {p.person_id for p in reader.document.people if p.name.split()[0].casefold() in heads().kind}
    told = [p for p in group.parties if p.mention.entity and p.mention.entity not in misread]
    for mention, role, _ in told:
        if mention.entity and not (place and mention.entity == place.location_id) and roles.get(mention.entity) != "organiser":
            roles[mention.entity] = role
    for parent in parents(reader.document.organisations, told, roles):
        del roles[parent]
    behind: dict[str, list[Source]] = {}
    for part in told:
        if part.mention.entity and part.role == roles.get(part.mention.entity):
            behind.setdefault(part.mention.entity, []).append(said(part.mention, part.basis))
    if kind in ("signing", "visit") and "organiser" not in roles.values():
        offices = {p.person_id: p.role or "" for p in reader.document.people}
        for person in [ref for ref in roles if ref in employers]:
            if kind == "visit" and (_MINISTER.search(offices[person]) or all(s.basis == "context" for s in behind[person])):
                continue  # ministers visit in person
            if body := employers[person]:
                if roles.get(body) != "organiser":
                    roles[body], behind[body] = "organiser", []
                behind[body] += [s.inferred() for s in behind[person]]
    if kind == "signing":
        signatories = [ref for ref, role in roles.items() if role == "organiser" and ref in employers]
        for person in signatories:
            if (body := employers[person]) and body in behind and roles.get(body) != "organiser":
                roles[body] = "organiser"
                behind[body] = [*behind[body], *(s.inferred() for s in behind[person])]
            elif body and body not in roles:
                roles[body], behind[body] = "organiser", [s.inferred() for s in behind[person]]
        if any(role == "organiser" and ref not in employers for ref, role in roles.items()):
            roles |= dict.fromkeys(signatories, "participant")
    parties = tuple(
        Party(ref, role, s.start, s.end, s.basis, s.method, s.confidence) for ref, role in sorted(roles.items()) for s in [_first(behind[ref])]
    )
    return parties, [e for p in parties for e in evidence(p.role, p.ref, behind[p.ref])]


def parents(organisations: Sequence[Organisation], told: Sequence[Part], roles: Mapping[str, str]) -> set[str]:
    """The bodies that take part in what their own office holds: WHO beside its Regional Office."""
    names: dict[str, set[str]] = {}
    for part in told:
        if part.mention.label == "ORG" and part.mention.entity:
            names.setdefault(part.mention.entity, set()).add(part.mention.text)
    for body in organisations:
        if body.organisation_id in names:
            names[body.organisation_id] |= {body.name, *([body.acronym] if body.acronym else [])}
    held = [" ".join(text.split()) for ref, texts in names.items() if roles.get(ref) == "organiser" for text in texts]
    return {
        ref
        for ref, texts in names.items()
        if roles.get(ref) == "participant"
        and any(_OFFICE_OF.fullmatch(name.removeprefix(text)) for text in texts for name in held if name.startswith(text))
    }


def _first(sources: Sequence[Source]) -> Source:
    """The source that stands first in the text."""
    return min(sources, key=lambda s: (s.start is None, s.start or 0, s.end or 0))
