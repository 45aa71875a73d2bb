"""What the product finds on a page, as the scorer compares it with a gold record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.document import Document, Event, Initiative
from pipeline.score.match import Names, Record, assign, record_similarity


def names(document: Document) -> dict[str, str]:
    """The names of the page's bodies, places and people by their ids."""
    out = {o.organisation_id: o.name for o in document.organisations} | {p.location_id: p.name for p in document.places}
    return out | {p.person_id: p.name for p in document.people}


def naming(gold: Record, document: Document) -> Callable[[str | None, str | None], bool]:
    """Whether two names are of one body or place, by all forms that gold and page have of it."""
    bodies = [
        {"name": o.name, "acronym": o.acronym, "surfaces": [m.text for m in document.mentions if m.entity == o.organisation_id]}
        for o in document.organisations
    ]
    places = [{"name": p.name, "surfaces": [m.text for m in document.mentions if m.entity == p.location_id]} for p in document.places]
    return Names(gold, {"organisations": bodies + places}).same


def pairs(wanted: Sequence[Record], found: Sequence[Event | Initiative]) -> list[tuple[int, int]]:
    """Which of the gold records and of the found ones are the same."""
    return assign(wanted, list(map(_told, found)), record_similarity, 0.5)


def _told(item: Event | Initiative) -> Record:
    if isinstance(item, Event):
        return {"name": item.name, "kind": item.kind, "start": item.when and str(item.when.start), "city": item.city}
    return {"name": item.name, "acronym": item.acronym, "kind": item.kind, "start": item.starts and str(item.starts)}
