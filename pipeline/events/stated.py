"""The event that an HTML page states for machines in the words of schema.org, as a source of the event that the page tells of.

``clean`` hands it on as fields outside the text ("Event startDate"). It counts where its name is the page's title or stands in the text
(:func:`headline` gives the phrase); what it says of day, place, organisers, speakers, status and attendance completes what the text says
(:func:`bind_stated`), with evidence that has no span. Wrong where a site leaves the statement of an older event in its template.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline import atlas
from pipeline.document import AttendanceMode, DateInterval, Document, Mention, Place, identifier
from pipeline.events.candidates import Candidate
from pipeline.events.groups import STATED, Group, Part, content
from pipeline.events.names import heads, squeeze
from pipeline.events.page import Layout

_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}:?\d{2}))?")
_LONGEST = 120  # days of an event; a longer one is a call or an exhibition whose day the text tells
_MODES: Mapping[str, AttendanceMode] = {
    "OfflineEventAttendanceMode": "in_person",
    "OnlineEventAttendanceMode": "online",
    "MixedEventAttendanceMode": "hybrid",
}
_SPOTS = re.compile(r"^(?:online|on-line|virtual(?:ly)?|zoom|en ligne|en línea|https?:.*|tb[ac]|various.*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page states of its event; ``venue`` is the name of the place as given, ``status`` the word of schema.org."""

    name: str
    when: DateInterval | None = None
    city: str | None = None
    country: str | None = None
    venue: str | None = None
    status: str | None = None
    mode: AttendanceMode | None = None
    holders: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


def stated(document: Document) -> Stated | None:
    """The event that the page states, or None."""
    given = document.event_fields()
    first = dict(reversed(given))
    if "name" not in first:
        return None
    mode = _MODES.get(first.get("eventAttendanceMode", ""))
    return Stated(
        name=squeeze(first["name"]),
        when=days(first.get("startDate"), first.get("endDate")),
        city=_city(first.get("addressLocality")),
        country=_country(first.get("addressCountry")),
        venue=_venue(first.get("locationName"), first.get("addressLocality")),
        status=first.get("eventStatus"),
        mode="online" if first.get("eventStatus") == "EventMovedOnline" else mode,
        holders=tuple(value for label, value in given if label == "organizer"),
        speakers=tuple(squeeze(value).casefold() for label, value in given if label == "performer"),
    )


def days(start: str | None, end: str | None) -> DateInterval | None:
    """First and last day of two times in ISO 8601; an event that ends at midnight ends on the day before. None where the first is no such time."""
    first, last = (_DAY.match(t or "") for t in (start, end))
    if first is None:
        return None
    try:
        begins = date(int(first[1]), int(first[2]), int(first[3]))
        ends = date(int(last[1]), int(last[2]), int(last[3])) if last else begins
    except ValueError:
        return None
    midnight = ("00:00", "0000")
    if last and last[4] in midnight and first[4] not in (None, *midnight) and ends > begins:
        ends -= timedelta(days=1)
    if not 0 <= (ends - begins).days <= _LONGEST:
        return None
    return DateInterval(begins, ends, "day" if begins == ends else "range")


def _city(name: str | None) -> str | None:
    """The name of a city without what follows a comma; None for "online" and the like."""
    short = squeeze(name.split(",")[0]) if name else ""
    return short if short and len(short) <= 60 and not _SPOTS.match(short) and not any(map(str.isdigit, short)) else None


def _country(name: str | None) -> str | None:
    """ISO 3166-1 alpha-2 code of a country that is given by code or name."""
    if not name:
        return None
    for option in atlas.options(squeeze(name)):
        if option.row.kind == "country":
            return option.row.country
    code = name.strip().upper()
    return code if re.fullmatch(r"[A-Z]{2}", code) else None


def _venue(name: str | None, city: str | None) -> str | None:
    """The name of a building or room; None where it is no more than the city, an address on the web, or a word for none."""
    short = squeeze(name or "")
    plain = short.casefold()
    return short if 2 < len(short) <= 120 and not _SPOTS.match(short) and plain != (city or "").casefold() and not atlas.options(short) else None


def agrees(name: str, other: str) -> bool:
    """Whether two names of a page mean the same event: one holds most of the telling words of the other."""
    mine, theirs = content(name), content(other)
    common = mine & theirs
    return mine == theirs or (len(common) >= 2 and len(common) >= 0.75 * min(len(mine), len(theirs)))


def headline(layout: Layout, told: Stated) -> Candidate | None:
    """The title of the page, or else the first words of its text, that name the event stated; None where neither does."""
    found = list(heads().pattern.finditer(told.name))
    head = squeeze(found[-1].group()).casefold() if found else ""
    kind = heads().kind.get(head, "other")
    if layout.title and agrees(told.name, layout.text[slice(*layout.title)]):
        return Candidate(*layout.title, squeeze(layout.text[slice(*layout.title)]), kind, "title", head, 0.8, True)
    spoken = re.compile(r"\s+".join(map(re.escape, told.name.split())), re.IGNORECASE).search(layout.text)
    return Candidate(*spoken.span(), told.name, kind, "heading", head, 0.8, True) if spoken and len(told.name) > 7 else None


def bind_stated(layout: Layout, groups: Sequence[Group], told: Stated) -> None:
    """Completes the group of the event stated with what the statement says of it."""
    group = next((g for g in groups if any(agrees(told.name, c.name) for c in g.members if c.form in ("title", "heading"))), None)
    if group is None:
        return
    if told.when and (group.when is None or not _covers(group.when, told.when)):
        group.when, group.sources["when"] = told.when, [STATED]
    if told.status == "EventCancelled":
        group.status, group.sources["status"] = "cancelled", [STATED]
    elif told.status == "EventPostponed":
        group.off = STATED
    group.mode = told.mode
    if told.mode == "online":
        group.online, group.sited = True, False
        group.sources.setdefault("online", []).append(STATED)
    elif told.city and (group.place is None or not group.sited):
        _site(layout, group, told)
    elif group.country is None and told.country:
        group.country, group.sources["country"] = told.country, [STATED]
    if group.venue is None and told.venue:
        group.venue, group.sources["venue"] = told.venue, [STATED]
    for body in layout.reader.document.organisations:
        names = {n.casefold() for n in (body.name, body.acronym, *body.aliases) if n}
        if any(holder.casefold() in names for holder in told.holders):
            mention = Mention(None, None, body.name, "ORG", "structure", STATED.confidence, body.organisation_id)
            group.parties.append(Part(mention, "organiser", "field"))
    for person in layout.reader.document.people:
        if person.name.casefold() in told.speakers:
            mention = Mention(None, None, person.name, "PERSON", "structure", STATED.confidence, person.person_id)
            group.parties.append(Part(mention, "participant", "field"))


def _covers(ours: DateInterval, theirs: DateInterval) -> bool:
    """Whether the days that the text tells stand: they are exact, and hold all of those stated or lie a day beside them (a time of another zone)."""
    beside = abs((ours.start - theirs.start).days) == 1 and ours.end - ours.start == theirs.end - theirs.start
    return ours.precision in ("day", "range") and (beside or (ours.start <= theirs.start and theirs.end <= ours.end))


def _site(layout: Layout, group: Group, told: Stated) -> None:
    """Puts the event in the city stated: that of the page's places, or else one that the page does not tell of."""
    name = told.city or ""
    known = [p for p in layout.reader.place_of.values() if p.kind == "city" and p.name.casefold() == name.casefold()]
    options = [o.row for o in atlas.options(name) if o.row.kind == "city" and told.country in (None, o.row.country)]
    country = told.country or (options[0].country if options else None)
    fitting = [p for p in known if told.country in (None, p.country_code)]
    group.place = fitting[0] if fitting else Place(identifier("loc", country, name), name, "city", country)
    group.city, group.sited, group.sources["place"] = name, True, [STATED]
