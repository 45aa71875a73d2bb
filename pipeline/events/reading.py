"""Binds what a page says to its events, passage by passage.

A passage with phrases that name events gives them their dates, places and parties (:func:`read_passage`); one without goes to the event told
last, or to the main one (:func:`read_on`); the header of a page about one event is read once (:func:`read_header`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.context import Bounds
from pipeline.document import Basis, DateInterval, Mention
from pipeline.events.before import met_before, told_before
from pipeline.events.candidates import Candidate
from pipeline.events.days import clash, during, of_week, wider
from pipeline.events.groups import Group, Part, antecedent, beside, main_group, put_back
from pipeline.events.lengths import from_beginning, lasting, with_duration
from pipeline.events.names import phrase, squeeze, words
from pipeline.events.page import Layout
from pipeline.events.parties import delegations, full_members, named_parties, parties
from pipeline.events.sites import nowhere, told_city
from pipeline.events.slots import (
    BESIDE,
    SHARED,
    best_date,
    event_dates,
    event_places,
    located,
    of_day,
    parted,
    relative_date,
    share_out,
    spelled,
    venue_in,
)
from pipeline.events.whereabouts import bind_place, bind_venue, entry_lead, only_city, place_before
from pipeline.evidence import Source, quoted, said

_SPEECH = (
    r"(?:said|says|told|stated|noted|added|stressed|indicated|recalled|urged|commended|called|explained|welcomed|thanked|disclosed|assured|remarked|observed"
    r"|underlined|emphasi[sz]ed|highlighted|reported|warned|announced|pointed out|expressed|conceded|argued|reminded)"
)
_SPEAKS = re.compile(r"(?:\s*\([^()]{1,40}\)|,[^.;,“”]{1,90},?(?:[^.;,“”]{1,60},)?)?\s+(?:\w+\s+)?" + _SPEECH + r"\b")
_SAID = re.compile(r"\b" + _SPEECH + r"\s+(?:[\w.’'-]+\s+){0,3}$")


HOSTS = re.compile(
    r"\s(?:will\s|to\s)?(?:hosts?|hosted|acog(?:e|ió|erá)|accueill(?:e|era)|a\saccueilli)\s(?:the|an?|its|our|el|la|le|un|une)?\s?(?:\w+\s){0,2}"
)
_DAY_OF_THE_WORLD = re.compile(r"(?:Journée|Día)\s(?:internationale?|internacional|mondiale|mundial)\s", re.IGNORECASE)
_THERE = re.compile(
    r"\b(?:y\s(?:a|ont)\s|à\sl[’']issue\sd|à\scette\soccasion|à\sl[’']occasion\sd[eu]\s(?:la\s|cet)|en\smarge\sde(?:\s(?:la|cette)|s)\s"
    r"|(?:concluid|finalizad|terminad)[oa]\s(?:el|la)\s|(?:tras|luego\sd)(?:\sel|el)\sacto\b|moment\sfort\sd[eu]\s|al\s(?:finalizar|término|concluir|cierre)\b|en\s(?:la|esa|esta)\socasión|en\sel\s(?:mismo\s)?acto\b|en\sel\smarco\sde\sla\s(?:visita|reunión)"
    r"|on\sthe\s(?:same\s)?occasion\b|on\sthe\ssidelines\b|at\sthe\sclose\b)|(?:^|(?<=[.\n]\s))There\s(?:the|two|both)\s",
    re.IGNORECASE,
)  # what is done is done at the event told before
_DONE_THERE = frozenset(["ceremony", "launch", "signing"])
_BINDS = re.compile(
    r"(?:La\s|Le\s|Ce(?:t|tte)?\s|L[’']|El\s|Est[ae]\s)(?:accord|acuerdo|convenio|convention|mémorandum|memorando|pacte|protocole|protocolo)\b[^.;:]{0,40}?\s(?:lie(?:nt)?|vincula[n]?)(?=[\s,])"
)
_TAKES_UP = re.compile(r"(?:(?:It|They)\s|(?:L[ae]\s|L[’']|Cet(?:te)?\s|El\s|Est[ae]\s|The\s|This\s)[\w-]+\s|Elle\s|Il\s|Held\s|S[’']est\s|Se\s)")
"""The subject of a sentence that goes on about an event whose day it tells: "It was held on 4 May"."""
_ABOUT = re.compile(r"\b(?:on|about|sur|sobre)\s$", re.IGNORECASE)
_FIRST_PART = re.compile(r"[A-ZÀ-Ý][^,|:;()\d\n]{4,80}(?=,\s)")
CLOSE = 30  # characters behind a name within which "online" says where it is, whatever city is named


def read_passage(layout: Layout, groups: list[Group], bounds: Bounds, own: list[Candidate]) -> Group | None:
    """Binds the dates, places and parties of one passage to its candidates and adds them to their groups; the last group comes back."""
    reader, text = layout.reader, layout.reader.text
    if len(own) > 1 and not phrase("marked").search(text, *bounds):  # a day of the calendar dates the other events of its sentence
        own = [c for c in own if c.head != "day" and not of_calendar(c)] or own
    bounds = (min(bounds[0], own[0].start), max(bounds[1], own[-1].end))
    spans = [(c.start, c.end) for c in own]
    dates = share_out(text, spans, event_dates(layout, bounds))
    found = event_places(layout, bounds, spans)
    places = share_out(text, spans, found, before=40)
    owner = {
        m.start or 0: span for cost, span, m in sorted(((c, s, m) for s, mine in zip(spans, places, strict=True) for c, m in mine), key=_dearest)
    }
    last, last_told = None, groups[-1] if groups else None
    lead = entry_lead(reader, bounds[0])
    lead = None if lead is None or layout.in_dateline(lead[1]) else lead
    for candidate, when, where in zip(own, dates, places, strict=True):
        here, clause = (candidate.start, candidate.end), own_clause(bounds, candidate, own)
        words_of_clause = text[slice(*clause)]
        back, follows = candidate.definite and candidate.form == "bare", False
        if back and when and when[0][0] >= SHARED and len(own) > 1:
            when = []
        interval, dated, above = None, list[Source](), None
        best = best_date(text, when, clause)
        if best and best[0].precision == "year" and (same := relative_date(layout, (bounds[0], candidate.start))):
            interval, dated = same  # "That same day … signed an agreement on a fund created in 1993"
        elif best:
            interval = with_duration(best[0], text[slice(*bounds)] if len(own) == 1 else words_of_clause)
            interval = until_close(text, groups, candidate, interval, best[1][0])
            dated = [said(m) for m in best[1]]
        elif told := relative_date(layout, (bounds[0], candidate.end if candidate.form == "verb" else candidate.start)):
            interval, dated = told
            follows = True
        elif candidate.form != "title" and (above := layout.heading_date(candidate.start)):
            interval, dated = above.interval, [said(above, "header")]
        elif lead and candidate is own[0]:
            interval, dated = lead[1].interval, [said(lead[1], "header")]
        if interval is None and candidate.kind in _DONE_THERE and (met := met_before(layout, bounds, candidate.start)):
            interval, dated = met.interval, [said(met, "context")]
        if interval is None and candidate.definite and not back and candidate.start - bounds[0] < 40 and not candidate.weak:
            before = told_before(layout, bounds)
            if before:
                interval, dated = before.interval, [said(before, "context")]
        group = beside(groups, own, candidate, text, reader.document.language) or antecedent(
            text, groups, candidate, interval, lead=layout.title[1] if layout.title else 0
        )
        if group is None:
            group = Group()
            groups.append(group)
            if candidate.form == "title":
                read_header(layout, group)
        after = of_day(text, bounds) or (follows and candidate.kind != "visit")
        if interval and len(groups) > 1 and last_told is not None and last_told is not group and group.occasion is None and after:
            group.occasion = last_told
        last = group
        moved = bool(group.members) and put_back(text, group, interval)
        group.moved = group.moved or moved
        group.members.append(candidate)
        group.passages.append(bounds)
        group.clauses.append(clause)
        if interval and (group.when is None or moved or wider(interval, group.when) or of_week(group.when, interval)):
            group.when, group.sources["when"] = interval, dated
        if not any((m.start or 0) in reader.cities for _, m in where):
            city = [m for m in only_city(reader, found) if not parted(text, here, (m.start or 0, m.end or 0), owner[m.start or 0])]
            where = where + [
                (SHARED, m)
                for m in city
                or (
                    place_before(layout, groups, bounds, lead=candidate.definite and len(group.members) == 1 and text[bounds[0]].isalpha())
                    if not found
                    else []
                )
            ]
        headed = above and next((m for m in reader.context.mentions(*reader.context.line(above.start or 0), "LOC") if m.start in reader.cities), None)
        if (place := lead[0] if lead else headed) and not any((m.start or 0) in reader.cities for _, m in where):
            where = [(SHARED, place)]
        as_before = told_city(reader, clause)
        if as_before is not None:
            where = [(0, as_before)]
        heading = layout.run_in_heading(reader.context.line(bounds[0]))
        if heading is not None and not layout.in_dateline(heading):
            where = where or [(0, heading)]
            land = reader.place_of.get(heading.entity or "")
            if land is not None and land.kind == "country" and group.country is None and group.place is None:
                group.country, group.sources["country"] = land.country_code, [said(heading, "header")]
        again = len(group.members) > 1
        seat = next((m for m in found if (m.start or 0) in reader.cities and HOSTS.fullmatch(text, m.end or 0, candidate.start)), None)
        if seat is not None:
            where = [(0, seat)]
        virtual = phrase("online").search(text, *clause)
        if virtual and candidate.start < virtual.start() < candidate.end and _ABOUT.search(text, candidate.start, virtual.start()):
            virtual = None  # "a meeting on online recruitment"
        if (
            virtual
            and not candidate.coordinated
            and candidate.start <= virtual.start() < candidate.end + CLOSE
            and not phrase("hybrid").search(text, *clause)
        ):
            where = []
        bind_place(
            reader, group, candidate, [m for cost, m in where if not again or ((located(text, m) or as_before) and (cost < SHARED or len(own) == 1))]
        )
        bind_venue(group, venue_in(reader, bounds if len(own) == 1 else clause, listed=layout.is_entry(bounds) or candidate.form == "heading"))
        number = spans.index(here)
        others = spans[max(0, number - 2) : number] + spans[number + 1 : number + 3]
        group.parties += [Part(m, role) for m, role in parties(reader, bounds, here, others, kind=candidate.kind)]
        named = spelled_out(text, candidate)
        if named is not None:
            group.parties += [Part(m, role, within(m, candidate)) for m, role in named_parties(reader, named, bounds)]
        for person in present(layout, bounds):
            speaks = bool(_SPEAKS.match(text, person.end or 0) or _SAID.search(text, max(0, (person.start or 0) - 40), person.start or 0))
            to = main_group(groups) if speaks else group if nearest(person, spans) == here else None
            if to is not None:
                to.parties.append(Part(person, "participant", "sentence" if to is group else "context"))
        if candidate.kind == "webinar":
            group.online = True
            group.sources.setdefault("online", []).append(quoted(candidate.start, candidate.end).inferred())
        elif virtual and not candidate.coordinated and not phrase("hybrid").search(text, *clause):
            group.online = True
            group.sources.setdefault("online", []).append(quoted(*virtual.span()))
    if last_told is not None and _THERE.search(text, *bounds):
        published = reader.document.published
        held = [
            (g.when.start, g) for g in reversed(groups) if g.when and bounds not in g.passages and (published is None or g.when.start <= published)
        ]
        there = max(held, key=lambda pair: pair[0])[1] if held else None
        for group in groups[-len(own) :]:
            free = group.when is None or (there is not None and layout.reader.document.language in ("fr", "es") and during(group.when, there.when))
            if (
                there is not None
                and group is not there
                and group.occasion is None
                and free
                and bounds == group.passages[0]
                and group.main.kind in _DONE_THERE
            ):
                group.occasion = there
    for candidate in own:
        if BESIDE.search(text, max(bounds[0], candidate.start - 40), candidate.start):
            occasion = next((g for g in reversed(groups) if candidate in g.members[-len(own) :]), None)
            for group in groups[-len(own) :] if occasion else []:
                if group is not occasion and group.occasion is None and bounds in group.passages and occasion is not None:
                    group.occasion = occasion
    return last


def of_calendar(candidate: Candidate) -> bool:
    """Whether a phrase of a French or Spanish page names a day of the world's calendar, which dates what is told beside it."""
    return bool(_DAY_OF_THE_WORLD.match(candidate.name))


def spelled_out(text: str, candidate: Candidate) -> Candidate | None:
    """The candidate where its name stands: itself, the name's own line of an entry of several lines; None for a title and other headings."""
    if candidate.form not in ("title", "heading"):
        return candidate
    at = text.find("\n" + candidate.name, candidate.start, candidate.end) + 1
    return replace(candidate, start=at, end=at + len(candidate.name)) if at else None


def until_close(text: str, groups: Sequence[Group], candidate: Candidate, when: DateInterval, mention: Mention) -> DateInterval:
    """The days of an event told before whose last one this is: "a workshop opened on Monday … The workshop, which ends on Friday"; else ``when``."""
    at = mention.start or 0
    closes = phrase("closing").search(text, candidate.end, at) if 0 <= at - candidate.end < 60 else None
    if not candidate.definite or when.start != when.end or closes is None:
        return when
    for group in reversed(groups[-3:]):
        first = group.when
        again = candidate.kind == group.main.kind or candidate.head in words().generic
        if again and first is not None and first.precision == "day" and 0 < (when.end - first.start).days <= 14:
            return DateInterval(first.start, when.end, "range")
    return when


def _dearest(bound: tuple[int, Bounds, Mention]) -> tuple[int, Bounds]:
    """Sorts what is bound so that the nearest comes last."""
    return -bound[0], bound[1]


def within(mention: Mention, candidate: Candidate) -> Basis:
    """Whether a mention stands in the candidate's name or beside it in its sentence."""
    return "name" if candidate.start <= (mention.start or 0) and (mention.end or 0) <= candidate.end else "sentence"


def read_on(layout: Layout, groups: list[Group], last: Group, bounds: Bounds) -> None:
    """Adds the parties that a passage without an event of its own names: to the event told last, in the same paragraph, or to the main one."""
    text = layout.reader.text
    same = "\n" not in text[last.passages[-1][1] : bounds[0]]
    opens = bool(phrase("follows", opens=True).match(text[slice(*bounds)]))
    follows = same or (opens and text[last.passages[-1][1] : bounds[0]].count("\n") <= 2)
    main = main_group(groups)
    if follows and not opens and main is not None and main.titled and clash(last.when, main.when):
        follows = False  # an earlier or later edition, told in half a sentence
    group = last if follows else main
    if group is None or layout.is_contact(bounds[0]):
        return
    if follows:
        best = best_date(text, [(0, m) for m in event_dates(layout, bounds)], bounds) if opens else None
        moved = best is not None and put_back(text, group, best[0])
        late = group.when is None and group.main.kind not in _DONE_THERE and bool(_TAKES_UP.match(text, *bounds))
        if best and (moved or (late and best[0].precision in ("day", "range"))):
            group.when, group.sources["when"], group.moved = best[0], [said(m, "context") for m in best[1]], group.moved or moved
        if opens and (begun := from_beginning(group.when, text, event_dates(layout, bounds))):
            group.when = begun[0]
            group.sources.setdefault("when", []).append(said(begun[1], "context"))
        lasts = lasting(group.when, text[slice(*bounds)])
        if opens and lasts:
            group.when = lasts[0]
            group.sources.setdefault("when", []).append(quoted(bounds[0] + lasts[1][0], bounds[0] + lasts[1][1], "context"))
        bind_venue(group, venue_in(layout.reader, bounds), "context")
        if group.place is None and not group.online and (opens or phrase("about_it").search(text, *bounds)):
            bind_place(layout.reader, group, group.main, [m for m in event_places(layout, bounds, ()) if located(text, m)], "context")
        group.clauses.append(bounds)
    about = bool(phrase("about_it").search(text, *bounds))
    told = follows or group.titled or about
    joined = main if main is not None and not same and is_news(layout, main) else group
    if any(clash(m.interval, joined.when) for m in event_dates(layout, bounds) if m.interval and m.interval.precision != "year"):
        return  # it tells of another time
    bound = latin_pact(layout, group, bounds)
    if told or bound:
        held = bound or opens or group.titled or about
        for mention, role in parties(layout.reader, bounds, None, kind="signing" if bound else ""):
            if role != "organiser":
                joined.parties.append(Part(mention, role, "context"))
            elif held:
                group.parties.append(Part(mention, role, "context"))
    if told or is_news(layout, group):
        joined.parties += [Part(m, "participant", "context") for m in [*present(layout, bounds), *delegations(layout.reader, bounds)]]


def latin_pact(layout: Layout, group: Group, bounds: Bounds) -> bool:
    """Whether a French or Spanish passage tells between whom the pact is that was signed: "La convention lie la municipalité et l’Agence"."""
    return group.main.kind == "signing" and layout.reader.document.language in ("fr", "es") and bool(_BINDS.match(layout.text, *bounds))


def is_news(layout: Layout, group: Group) -> bool:
    """Whether the page reports an event of the last days, or is a page about it."""
    published = layout.reader.document.published
    return group.titled or (published is not None and group.when is not None and -1 <= (published - group.when.end).days <= 7)


def read_header(layout: Layout, group: Group) -> None:
    """Adds what the header and the labelled fields of a page about one event say of it."""
    reader = layout.reader
    dated = layout.header_dates()
    dates = [m.interval for m in dated if m.interval]
    place = next((label for label in layout.labelled if label.meaning == "where"), None)
    if place:
        first = re.split(r",| \(", layout.text[place.start : place.end])[0].strip()
        if not any(m.text == first for m in layout.header_places()) and first:
            at = layout.text.index(first, place.start)
            bind_venue(group, (first, (at, at + len(first))), "field")
    for a, b in layout.header_lines() if place is None else ():
        short = _FIRST_PART.match(layout.text, a, b)
        if short and phrase("venue").search(short[0]):
            bind_venue(group, (squeeze(short[0]), short.span()), "header")
    if dates:
        basis: Basis = "field" if any(f.meaning == "when" for f in layout.labelled) else "header"
        group.when = (
            DateInterval(dates[0].start, max(d.end for d in dates[:2]), "range")
            if len(dates) > 1 and dates[1] != dates[0] and 0 <= (dates[1].end - dates[0].start).days <= 14
            else dates[0]
        )
        group.sources["when"] = [said(m, basis) for m in dated[:2]] if group.when != dates[0] else [said(dated[0], basis)]
    near = [(p, m) for m in layout.header_places() if (p := reader.place_of.get(m.entity or "")) and not nowhere(reader, m, 0)]
    city = next(((p, m) for p, m in near if p.kind == "city" and p.country_code and not (place is None and layout.is_stamped(m))), None)
    virtual = layout.online_at()
    basis = "field" if place else "header"
    if virtual:
        group.online, group.place, group.sources["online"] = True, None, [quoted(*virtual, basis)]
    elif city:
        group.sources["place"] = [said(city[1], basis)]
        group.place, group.city, group.sited, group.online = city[0], spelled(squeeze(city[1].text), city[0]), True, False
    elif near and group.place is None:
        group.country, group.sources["country"] = near[0][0].country_code, [said(near[0][1], basis)]
    for label in layout.labelled:
        if label.meaning == "format":
            group.clauses.append((label.start, label.end))
        elif label.meaning in ("organiser", "participant"):
            found = list(reader.context.mentions(label.start, label.end, "ORG", "PERSON", "LOC"))
            if label.meaning == "participant" and any(m.label == "PERSON" for m in found):
                found = [m for m in found if m.label == "PERSON"]
            group.parties += [Part(m, label.meaning, "field") for m in full_members(reader, found, after_cue=True)]


def present(layout: Layout, bounds: Bounds) -> list[Mention]:
    """The persons of a passage, those of a contact block left out."""
    return [m for m in layout.reader.context.mentions(*bounds, "PERSON") if not layout.is_contact(m.start or 0)]


def nearest(mention: Mention, spans: Sequence[Bounds]) -> Bounds:
    """The span that is nearest to a mention."""
    return min(spans, key=lambda s: max((mention.start or 0) - s[1], s[0] - (mention.end or 0), 0))


def own_clause(bounds: Bounds, candidate: Candidate, own: Sequence[Candidate]) -> Bounds:
    """The part of the passage that lies between the candidate's neighbours."""
    low = max([c.end for c in own if c.end <= candidate.start], default=bounds[0])
    high = min([c.start for c in own if c.start >= candidate.end], default=bounds[1])
    return low, high
