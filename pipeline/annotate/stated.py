"""Bodies and persons whom a page names for machines alone: who holds its event and who speaks there, in the words of schema.org.

Their mentions have no span. They count where the text or the title holds the name of that event, and the text does not name them itself. Wrong
where a site states its own name as the holder of everything.
"""

from __future__ import annotations

from pipeline.annotate.organisations.forms import headed
from pipeline.annotate.organisations.gazetteer import look_up
from pipeline.document import Document, Mention, Organisation, Person, identifier

_SURE = 0.9


def stated_bodies(document: Document) -> dict[str, Organisation]:
    """The bodies stated to hold the page's event that its text does not name, by the words of the statement."""
    known = {n.casefold() for o in document.organisations for n in (o.name, o.acronym, *o.aliases) if n}
    found = {name: body for name in _values(document, "organizer") if name.casefold() not in known and (body := _body(name))}
    ids = {o.organisation_id for o in document.organisations}
    return {name: body for name, body in found.items() if body.organisation_id not in ids}


def stated_people(document: Document) -> dict[str, Person]:
    """The persons stated to speak at the page's event whom its text does not name, by name."""
    known = {p.name.casefold() for p in document.people}
    names = [n for n in _values(document, "performer") if 2 <= len(n.split()) <= 5 and n.casefold() not in known and not any(map(str.isdigit, n))]
    return {name: Person(identifier("per", name), name) for name in names}


def stated_mentions(bodies: dict[str, Organisation], people: dict[str, Person]) -> list[Mention]:
    """A mention without a span for each."""
    return [
        *(Mention(None, None, name, "ORG", "structure", _SURE, body.organisation_id) for name, body in bodies.items()),
        *(Mention(None, None, name, "PERSON", "structure", _SURE, person.person_id) for name, person in people.items()),
    ]


def _values(document: Document, slot: str) -> list[str]:
    """The values of one slot of the event stated; none where the page does not name that event."""
    given = [(name, " ".join(value.split())) for name, value in document.event_fields()]
    event = dict(reversed(given)).get("name", "").casefold()
    told = f"{document.title or ''}\n{document.text}".casefold()
    return list(dict.fromkeys(value for label, value in given if label == slot)) if event and event in " ".join(told.split()) else []


def _body(name: str) -> Organisation | None:
    """The well-known body of that name, or a new one where a word of the name tells that it is one; else None."""
    known = look_up(name)
    if len(known) == 1:
        body = known[0]
        return Organisation(identifier("org", body.name), body.name, body.acronym, body.kind, body.country, (name,) if name != body.name else ())
    return Organisation(identifier("org", name), name) if headed(name) and len(name) <= 120 else None
