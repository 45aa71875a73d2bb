"""The place, city and country of an event, from what is bound to it and from the page round it.

:func:`taken_place` has the last word on place, city and country. Wrong where a page tells of an event abroad and names no place for it.
"""

from __future__ import annotations

from pipeline.document import DateInterval, Place
from pipeline.events.days import during
from pipeline.events.groups import Group
from pipeline.events.names import squeeze
from pipeline.events.page import Layout
from pipeline.events.sites import home_sources, next_stop, title_city
from pipeline.events.slots import spelled
from pipeline.events.sources import Where
from pipeline.evidence import said

FAR_OFF = 500  # days from the page's date within which an event without a place may be where the page is
FRESH = 10  # days before the page's date within which its main event is where the dateline says
SOON = 31  # days between the page's main event and another without a place that is in the same country


def soon(when: DateInterval, main: DateInterval | None) -> bool:
    """Whether an event is held within a month of the main one."""
    return main is not None and (when.start - main.end).days <= SOON and (main.start - when.end).days <= SOON


def abroad(layout: Layout, group: Group) -> bool:
    """Whether the name of a visit has places of other countries than that of the dateline: "mission to Benin and Togo", told from Abidjan."""
    reader, dateline = layout.reader, layout.dateline_place
    named = [m for c in group.members for m in reader.context.mentions(c.start, c.end, "LOC")]
    codes = {p.country_code for m in named if (p := reader.place_of.get(m.entity or "")) is not None and p.country_code}
    return dateline is not None and bool(codes) and dateline.country_code not in codes


def taken_place(
    layout: Layout, group: Group, main: Group | None, kind: str, *, online: bool, home: str | None
) -> tuple[Place | None, str | None, str | None, Where]:
    """The place, city and country of an event and what gives each: its own sentences, else the event beside which it is held or the main one of the
    same days, else the dateline of the news, else the country of the page; none of an event online."""
    if online:
        return None, None, None, Where()
    place, country, dateline = group.place, (group.place and group.place.country_code) or group.country, layout.dateline_place
    city = group.city if place else None
    if place and kind == "visit" and (beyond := next_stop(layout.reader, group)):
        codes = {place.country_code, beyond.country_code} - {None}
        told = group.sources.get("place", [])
        return None, None, place.country_code if len(codes) == 1 else None, Where([], [s.inferred() for s in told] if len(codes) == 1 else [])
    own = group.sources.get("place", []) if place else []
    where = Where(own, [s.inferred() for s in own] or group.sources.get("country", []))
    near = group.occasion if group.occasion and group.occasion.place else main if kind != "visit" and main and during(group.when, main.when) else None
    if near and place is None and near.place and country in (None, near.place.country_code):
        place, country, city = near.place, near.place.country_code, near.city
        told = [s.inferred() for s in near.sources.get("place", [])]
        where = Where(told, where.country or told)
    latin = layout.reader.document.language in ("fr", "es")
    there = latin and kind != "visit" and main is not None and main.place is None and during(group.when, main.when)
    if (
        (group is main or there)
        and place is None
        and (headed := title_city(layout.reader, layout.title))
        and country in (None, headed[0].country_code)
    ):
        place, country, city = headed[0], headed[0].country_code, spelled(squeeze(headed[1].text), headed[0])
        where = Where([said(headed[1], "header")], [said(headed[1], "header").inferred()])
    above = [layout.dateline_source] if layout.dateline_source else []
    published = layout.reader.document.published
    if kind == "visit" and abroad(layout, group):
        dateline = home = None
    far = group.when is not None and published is not None and abs((published - group.when.end).days) > FAR_OFF
    if country is None and not far and (group.when or group.titled):
        country = dateline.country_code if dateline else home
        where = Where([], [s.inferred() for s in above] if dateline else [s.inferred() for s in home_sources(layout.reader, home)])
    theirs = main.place.country_code if main and main.place and main is not group and kind not in ("campaign", "signing", "visit") else None
    if place is None and country is None and theirs and main and (group.when is None or soon(group.when, main.when)):
        country = theirs
        where = Where([], [s.inferred() for s in main.sources.get("place", [])])
    today = (
        group.when is not None and published is not None and group.when.precision in ("day", "range") and 0 <= (published - group.when.end).days <= 1
    )
    old = group.when is not None and published is not None and (published - group.when.end).days > FRESH
    fresh = (group is main and not far and not old) or (today and kind not in ("visit", "campaign"))
    if place is None and fresh and dateline is not None and country in (None, dateline.country_code):
        source = layout.dateline_source
        named = squeeze(layout.text[source.start : source.end]) if source and source.start is not None else ""
        place, country, city = dateline, dateline.country_code, spelled(named, dateline)
        where = Where(above, [s.inferred() for s in above])
    return place, city, country, where
