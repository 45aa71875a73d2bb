"""Rows of events and initiatives from the tellings that are one thing: where pages disagree, the best supported value stands.

A value is supported by the pages that give it, each with the confidence of its telling. What each page says stays in the ``*_mentions`` tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from pipeline.document import DateInterval, Event, Initiative, digest, identifier, slug
from pipeline.link.match import Sighting
from pipeline.link.names import alike, parse

T = TypeVar("T")
Row = dict[str, Any]

MANY = 30
"""Names of one thing that are weighed against each other."""
_COARSE = {"month": 1, "quarter": 2, "half": 3, "year": 4}


def best(values: Iterable[tuple[T | None, float]]) -> T | None:
    """The value with the greatest sum of weights; ties go to the one whose text sorts first; None where all are None."""
    return _most(_support(values))


def _support(values: Iterable[tuple[T | None, float]]) -> dict[T, float]:
    weight: defaultdict[T, float] = defaultdict(float)
    for value, w in values:
        if value is not None:
            weight[value] += w
    return weight


def _most(weight: Mapping[T, float]) -> T | None:
    return min(weight, key=lambda v: (-weight[v], str(v))) if weight else None


def _weights(group: Sequence[Sighting[Any]], get: Callable[[Any], T | None]) -> Iterator[tuple[T | None, float]]:
    for sighting in group:
        yield get(sighting.item), sighting.item.confidence


def _name(group: Sequence[Sighting[Any]]) -> str:
    """The name that is most like all the others, weighted by confidence; of those as good, a proper name, then the surer, then the fuller one.

    Names in the language of most pages, of two as common in English, go before all others.
    """
    spoken = _support((s.language, s.item.confidence) for s in group)
    language = min(spoken, key=lambda code: (-round(spoken[code], 6), code != "en", code))
    group = [s for s in group if s.language == language]
    forms: dict[str, tuple[float, Sighting[Any]]] = {}
    for s in group:
        weight, first = forms.get(s.item.name, (0.0, s))
        forms[s.item.name] = weight + s.item.confidence, max(first, s, key=lambda x: (x.item.confidence, x.order))
    if len(forms) > MANY:
        forms = dict(sorted(forms.items(), key=lambda f: (-f[1][0], f[0]))[:MANY])

    def support(form: str) -> float:
        return sum(weight * alike(forms[form][1].name, other.name).dice for weight, other in forms.values())

    supported = {form: support(form) for form in forms}
    enough = 0.9 * max(supported.values())
    good = (form for form in forms if supported[form] >= enough)
    return min(good, key=lambda f: (not forms[f][1].name.proper, -round(forms[f][1].item.confidence, 1), -len(parse(f).words), f))


def _latest(group: Sequence[Sighting[Any]]) -> list[Sighting[Any]]:
    """The tellings of the page or pages with the latest date; all where no page has one."""
    last = max((s.published for s in group if s.published), default=None)
    return [s for s in group if s.published == last]


def _date(group: Sequence[Sighting[Event]]) -> DateInterval | None:
    """The date with the most support: a month or year that a day lies in supports that day. Of dates that rule each other out, as of an event that
    was moved, the latest page's.
    """
    dates = [s.item.when for s in group if s.item.when]
    if dates and max(d.start for d in dates) > min(d.end for d in dates):
        group = _latest([s for s in group if s.item.when])
    weight: defaultdict[DateInterval, float] = defaultdict(float)
    for when, confidence in _weights(group, lambda e: e.when):
        if when:
            weight[when] += confidence

    def support(when: DateInterval) -> float:
        wider = (w for o, w in weight.items() if o != when and _COARSE.get(o.precision, 0) > _COARSE.get(when.precision, 0) and _within(when, o))
        return weight[when] + sum(wider)

    return min(weight, key=lambda w: (-round(support(w), 6), w.end - w.start, w.start)) if weight else None


def _within(a: DateInterval, b: DateInterval) -> bool:
    return b.start <= a.start and a.end <= b.end


def _place(group: Sequence[Sighting[Event]]) -> Event:
    """The telling whose place stands: of the city that has the most support (of the country, where no page names a city), the one that says most."""
    cities = [s.item for s in group if s.item.city]
    named = cities or [s.item for s in group]
    place = best((slug(e.city) if e.city else e.country_code, e.confidence) for e in named)
    own = [e for e in named if (slug(e.city) if e.city else e.country_code) == place]
    return min(own, key=lambda e: (not e.country_code, not e.location_id, -e.confidence, str(e.city), str(e.country_code), str(e.location_id)))


def _days(group: Sequence[Sighting[Initiative]]) -> tuple[date | None, date | None]:
    """The first and the last day with the most support. Where pages disagree so that the last would be before the first, the one of the two with more
    support stands, and of the other the best that goes with it.
    """
    starts, ends = (_support(_weights(group, get)) for get in (lambda i: i.starts, lambda i: i.ends))
    first, last = _most(starts), _most(ends)
    if first and last and last < first:
        if starts[first] >= ends[last]:
            last = _most({day: w for day, w in ends.items() if day >= first})
        else:
            first = _most({day: w for day, w in starts.items() if day <= last})
    return first, last


def _anchor(group: Sequence[Sighting[Any]]) -> Sighting[Any]:
    """The telling that gives the row its id: the earliest page's, so that later reports of the same thing do not change it."""
    return min(group, key=lambda s: (s.published is None, s.published or date.max, s.order))


def event_id(group: Sequence[Sighting[Event]]) -> str:
    """The id of the row, which things of the same name, day and place share."""
    first = _anchor(group).item
    return _record_id("evt", first.name, first.when and first.when.start.isoformat(), first.city or first.country_code)


def initiative_id(group: Sequence[Sighting[Initiative]]) -> str:
    """The id of the row, which things of the same name and acronym share."""
    first = _anchor(group).item
    return _record_id("ini", first.name, first.acronym)


def event_row(group: Sequence[Sighting[Event]]) -> Row:
    name = _name(group)
    telling = min((s.item for s in group if s.item.name == name), key=lambda e: (-e.confidence, str(e.description)))
    when, place = _date(group), _place(group)
    return {
        "event_id": event_id(group),
        "name": name,
        "kind": best(_weights(group, lambda e: e.kind)),
        "status": best(_weights(_latest(group), lambda e: e.status)),
        "start_date": when and when.start,
        "end_date": when and when.end,
        "date_precision": when and when.precision,
        "city": place.city,
        "country_code": place.country_code,
        "location_id": place.location_id,
        "venue": best(_weights(group, lambda e: e.venue)),
        "online": any(s.item.online for s in group),
        "description": telling.description,
        "source_count": len({s.document_id for s in group}),
        "confidence": max(s.item.confidence for s in group),
    }


def initiative_row(group: Sequence[Sighting[Initiative]]) -> Row:
    name = _name(group)
    telling = min((s.item for s in group if s.item.name == name), key=lambda i: (-i.confidence, str(i.description)))
    budget = best(_weights(group, lambda i: i.budget))
    starts, ends = _days(group)
    return {
        "initiative_id": initiative_id(group),
        "name": name,
        "acronym": best(_weights(group, lambda i: i.acronym)),
        "kind": best(_weights(group, lambda i: i.kind)),
        "status": best(_weights(group, lambda i: None if i.status == "unknown" and len(group) > 1 else i.status)) or "unknown",
        "start_date": starts,
        "end_date": ends,
        "budget_amount": budget and budget.amount,
        "budget_currency": budget and budget.currency,
        "budget_year": budget and budget.year,
        "description": telling.description,
        "source_count": len({s.document_id for s in group}),
        "confidence": max(s.item.confidence for s in group),
    }


def event_as_told(event: Event) -> Row:
    """What one page says of the event: the columns of ``event_mentions``."""
    told = {name: getattr(event, name) for name in ("start", "end", "name", "status", "city", "country_code")}
    return {**told, "start_date": event.when and event.when.start, "end_date": event.when and event.when.end}


def initiative_as_told(initiative: Initiative) -> Row:
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
