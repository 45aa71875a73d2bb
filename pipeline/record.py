"""One page's findings for a reader: as text for the terminal, or as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.clean.boilerplate import Judged
from pipeline.document import Document, Dropped, Event, Initiative, Party


def as_json(record: Document | Dropped) -> str:
    """The whole record, indented, keys in the order of the dataclass."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode()


def as_text(record: Document | Dropped) -> str:
    """A readable summary: page facts, entities, events and initiatives with the sentence behind each."""
    if isinstance(record, Dropped):
        return f"{record.path}: {record.status.replace('_', ' ')} ({record.stage}): {record.reason}"
    return "\n".join(_lines(record))


def as_lines(lines: Sequence[Judged]) -> Iterator[str]:
    """Each line of a page with its number, ``+`` kept or ``-`` dropped, the part of the page it belongs to, and the reason."""
    for line in lines:
        verdict = f"{line.part}" if line.kept else f"{line.part}: {line.reason}"
        yield f"{line.number:5} {'+' if line.kept else '-'} {line.text[:100]:100}  [{verdict}]"


def _lines(d: Document) -> Iterator[str]:
    yield d.title or d.path
    yield "=" * min(len(d.title or d.path), 100)
    published = f"published {d.published} ({d.published_method})" if d.published else "undated"
    modified = f"modified {d.modified} ({d.modified_method})" if d.modified and d.modified != d.published else None
    facts = [d.page_type, d.language, published, modified, d.url, d.status if d.status != "extracted" else None]
    yield " · ".join(f for f in facts if f)
    if d.error:
        yield d.error
    names = _names(d)
    yield from _section("Organisations", [o.name + (f" ({o.acronym})" if o.acronym else "") for o in d.organisations])
    yield from _section("People", [", ".join(x for x in (p.name, p.role, names.get(p.organisation_id or "")) if x) for p in d.people])
    yield from _section("Places", [f"{p.name} ({p.kind}{', ' + p.country_code if p.country_code else ''})" for p in d.places])
    dates = [m for m in d.mentions if m.label == "DATE" and m.interval]
    yield from _section("Dates", [f"{m.text}: {_when(m.interval.start, m.interval.end)}" for m in dates if m.interval])
    yield from _section("SDGs", [s.target or str(s.goal) for s in d.sdgs])
    yield from _section(
        "Contacts", [f"{c.kind} {c.value}" + "".join(f", {names[i]}" for i in (c.person_id, c.organisation_id) if i in names) for c in d.contacts]
    )
    yield from _section("Events", [_event(e, d, names) for e in d.events])
    yield from _section("Initiatives", [_initiative(i, d, names) for i in d.initiatives])


def _names(d: Document) -> dict[str, str]:
    return {
        **{o.organisation_id: o.name for o in d.organisations},
        **{p.person_id: p.name for p in d.people},
        **{p.location_id: p.name for p in d.places},
    }


def _section(title: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"\n{title}"
        for item in items:
            yield f"  - {item}"


def _when(start: object, end: object) -> str:
    return str(start) if start == end else f"{start} to {end}"


def _parties(parties: Sequence[Party], names: dict[str, str]) -> Iterator[str]:
    for role in sorted({p.role for p in parties}):
        yield f"{role}: " + "; ".join(names.get(p.ref, p.ref) for p in parties if p.role == role)


def _quote(text: str, start: int, end: int) -> str:
    line = " ".join(text[start:end].split())
    return f"“{line[:240]}{'…' if len(line) > 240 else ''}”"


def _event(e: Event, d: Document, names: dict[str, str]) -> str:
    place = ", ".join(p for p in (e.venue, e.city, e.country_code, "online" if e.online else None) if p)
    when = _when(e.when.start, e.when.end) if e.when else None
    facts = [e.kind, e.status, when, place, *_parties(e.parties, names)]
    return "\n      ".join([e.name, " · ".join(f for f in facts if f), _quote(d.text, e.start, e.end)])


def _initiative(i: Initiative, d: Document, names: dict[str, str]) -> str:
    span = f"{i.starts or '…'} to {i.ends or '…'}" if i.starts or i.ends else None
    budget = f"{i.budget.currency} {i.budget.amount:,.0f}" + (f" ({i.budget.year})" if i.budget.year else "") if i.budget else None
    scope = "in " + ", ".join(names.get(p, p) for p in i.scope) if i.scope else None
    facts = [i.kind, i.status, span, budget, scope, *_parties(i.parties, names)]
    head = i.name + (f" ({i.acronym})" if i.acronym else "")
    return "\n      ".join([head, " · ".join(f for f in facts if f), _quote(d.text, i.start, i.end)])
