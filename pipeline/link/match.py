"""Which tellings of events and initiatives, on different pages, are tellings of one thing.

Tellings that share a *block* (day and place, month and place, words of the name, acronym) are compared; the comparison is a score with a threshold;
pairs are joined from the surest down, unless the two groups hold a page in common or tellings that rule each other out
(:mod:`pipeline.link.groups`). The score's parts and the thresholds were set on the groups of ``corpus/clusters`` with odd numbers.

Everything is decided by the tellings' own content, in an order of their own: neither the order nor the number of the pages read before matters. Large
blocks are sorted and each telling is compared with its neighbours only, so that the work grows in proportion to the pages.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import combinations
from typing import Generic, TypeVar

from pipeline.document import DateInterval, Event, Initiative, slug
from pipeline.link.names import Name, alike, parse

T = TypeVar("T", Event, Initiative)

SAME_EVENT = 0.90
SAME_INITIATIVE = 0.93
"""Scores from which two tellings are one thing. On the tune part of corpus/clusters F1 is the same from .70 to .90 and from .88 to .93, and lower
above; the upper ends are taken, because a wrong row costs more than a row too many.
"""
APART = -9.0
"""Score of two tellings that rule each other out: other edition, other day, other year in the name."""
LARGE = 40
"""Tellings of a block above which only neighbours are compared."""
WINDOW = 8
"""Neighbours that a telling of a large block is compared with."""
CHECKED = 12
"""Different tellings of a group that are looked at for contradictions when it is joined with another."""
YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Sighting(Generic[T]):
    """An event or initiative as one page tells it, with what the page says around it.

    ``published`` is the page's own date, ``acronyms`` those that the page explains, ``countries`` those where the thing is or works,
    ``leads`` the ids of those who organise, sign or lead it, ``known`` the full name of what pages cite in several forms, ``language`` the page's.
    """

    document_id: str
    item: T
    published: date | None = None
    acronyms: tuple[tuple[str, str], ...] = ()
    countries: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    known: str | None = None
    language: str = ""

    @cached_property
    def name(self) -> Name:
        return parse(self.known or self.item.name, self.acronyms)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Sorts tellings by content, whatever page they come from; pages decide where all else is equal."""
        item = self.item
        span = f"{item.start:09}-{item.end:09}"
        return (self.name.key, str(when_of(item)), item.name, str(self.published or ""), self.document_id, span, item.kind)


def when_of(item: Event | Initiative) -> DateInterval | date | None:
    """The date of an event, or the first day of an initiative."""
    return item.when if isinstance(item, Event) else item.starts


# --- events --------------------------------------------------------------------------------------


def event_score(a: Sighting[Event], b: Sighting[Event]) -> float:
    """How surely two pages tell the same event; :data:`SAME_EVENT` is the bar, :data:`APART` what rules it out.

    The name counts up to 1; an equal date, place, kind and organiser add to it, other places take from it. A name without specific words
    ("handover ceremony") says little, so that day and town must be the same. Two proper names with words of their own on either side
    ("African Youth Climate Summit", "African Business Climate Summit") are names of two things.
    """
    x, y = a.item, b.item
    if _other_edition(a.name, b.name):
        return APART
    likeness = alike(a.name, b.name)
    named = (a.name.edition is not None and a.name.edition == b.name.edition) or bool(a.name.years & b.name.years)
    whole = likeness.dice > 0.999
    score = likeness.dice if likeness.apart or likeness.specific < 2 else (likeness.dice + likeness.contained) / 2
    if likeness.specific < 1:
        score = min(score, 0.55)
    if likeness.apart and (a.name.proper or b.name.proper):
        score -= 0.3
    if named:
        score += 0.15
    places = _places(x, y)
    if places <= 0 and (a.name.everywhere and b.name.everywhere) and (x.country_code or y.country_code):
        places = -0.45
    days = _days(a, b)
    if days is None:
        return APART if not (named and whole and a.name.proper) else score + places
    score += days + places
    if x.kind == y.kind:
        score += 0.05
    if a.leads & b.leads:
        score += 0.1
    if days <= 0 and not (whole and a.name.proper and len(a.name.specific) >= 2):
        return min(score, 0.0)  # without a date, only a name that stands for itself tells which one
    return score


def _other_edition(a: Name, b: Name) -> bool:
    if a.edition is not None and b.edition is not None and a.edition != b.edition:
        return True
    return bool(a.years and b.years and not a.years & b.years)


def _days(a: Sighting[Event], b: Sighting[Event]) -> float | None:
    """What the dates say for two tellings' being of one event: more than 0 where they agree, 0 where one is unknown, None where they cannot agree."""
    x, y = a.item.when, b.item.when
    if x and y:
        if x.end < y.start or y.end < x.start:
            return None
        exact = {x.precision, y.precision} <= {"day", "range"}
        return 0.2 if x == y and exact else 0.15 if exact and (x.start == y.start or x.end == y.end) else 0.1
    known, other = (x, b) if x else (y, a)
    span = _implied(other)
    if known and span and (known.end < span[0] or known.start > span[1]):
        return None
    if not known:
        spans = [s for s in (_implied(a), _implied(b)) if s]
        if len(spans) == 2 and (spans[0][1] < spans[1][0] or spans[1][1] < spans[0][0]):
            return None
    return 0.0


def _implied(told: Sighting[Event]) -> tuple[date, date] | None:
    """When an event without a date must be, by the page's own date: within a year before where it is over, after where it is planned."""
    if told.published is None:
        return None
    back = YEAR if told.item.status in ("held", "ongoing") else timedelta(days=31)
    ahead = YEAR if told.item.status in ("planned", "cancelled") else timedelta(days=31)
    return max(told.published, date.min + back) - back, min(told.published, date.max - ahead) + ahead


def _places(x: Event, y: Event) -> float:
    """What the places say: 0.15 for one city, 0.05 for one country, 0 where unknown, less where they differ."""
    if x.city and y.city:
        return 0.15 if _city(x.city) == _city(y.city) else -0.6
    if x.country_code and y.country_code:
        return 0.05 if x.country_code == y.country_code else -0.1 if x.city or y.city else -0.45
    return 0.0


_city = lru_cache(maxsize=8192)(slug)


def event_blocks(told: Sighting[Event]) -> Iterator[Hashable]:
    """Keys under which tellings of one event should meet."""
    event = told.item
    yield "name", told.name.key
    yield from _name_blocks(told.name)
    if event.when:
        month = event.when.start.replace(day=1)
        for place in {event.country_code, event.city and _city(event.city)} - {None}:
            yield "month", month, place
        yield "day", event.when.start, event.kind
        yield "day", event.when.end, event.kind


def _name_blocks(name: Name) -> Iterator[Hashable]:
    """Pairs of the longest specific words: names that are alike share one of them."""
    longest = sorted(name.specific, key=lambda w: (-len(w), w))[:4]
    if len(longest) == 1:
        yield "word", longest[0]
    yield from (("words", *sorted(pair)) for pair in combinations(longest, 2))


# --- initiatives ---------------------------------------------------------------------------------


def initiative_score(a: Sighting[Initiative], b: Sighting[Initiative]) -> float:
    """How surely two pages tell the same initiative; :data:`SAME_INITIATIVE` is the bar.

    Names must be equal but for generic words and years, unless an acronym is the same; a word more is a chapter or another phase of the world
    ("Clean Ports Campaign Philippines"). A name that every country may use ("National Strategy for Herders") needs the same country or party.
    """
    x, y = a.item, b.item
    if _other_edition(a.name, b.name) or _out_of_years(a, b) or _out_of_years(b, a):
        return APART
    likeness = alike(a.name, b.name)
    score = likeness.dice
    if a.known and b.known:  # two listed instruments of much the same name are two
        return 1.5 if a.known == b.known else APART
    if x.acronym and y.acronym:
        score += 0.35 if slug(x.acronym) == slug(y.acronym) else -0.2
    if likeness.apart:
        score -= 0.3
    if likeness.specific < 1 or (likeness.specific < 2 and not (a.name.proper and b.name.proper)):
        score = min(score, 0.5)
    elif not (a.name.proper or b.name.proper):
        score = min(score, 0.85)  # described, not named: one more sign is needed
    each = a.name.one_each or b.name.one_each
    if a.countries and b.countries:
        score += (0.05 if each else 0.02) if a.countries & b.countries else (-0.4 if each else -0.05)
    if a.leads and b.leads:
        score += 0.08 if a.leads & b.leads else -0.05
        if each and a.leads - b.leads and b.leads - a.leads:
            score -= 0.3
    if x.starts and y.starts and abs(x.starts.year - y.starts.year) > 1 and likeness.specific < 2:
        score -= 0.3
    if (x.ends and y.starts and x.ends < y.starts) or (y.ends and x.starts and y.ends < x.starts):
        score -= 0.3  # one was over before the other began
    return score


def _out_of_years(a: Sighting[Initiative], b: Sighting[Initiative]) -> bool:
    """Whether one name has years and the other, without, stands on a page of quite another time."""
    if not a.name.years or b.name.years or b.published is None:
        return False
    return not min(a.name.years) - 2 <= b.published.year <= max(a.name.years) + 2


def initiative_blocks(told: Sighting[Initiative]) -> Iterator[Hashable]:
    """Keys under which tellings of one initiative should meet."""
    yield "name", told.name.key
    yield from _name_blocks(told.name)
    if told.item.acronym:
        yield "acronym", slug(told.item.acronym)
