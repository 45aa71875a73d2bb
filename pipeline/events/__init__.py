"""Document -> events: which occurrences a page tells of, when, where, and who held or joined them.

Candidates come from the tagger's EVENT spans, from patterns (:mod:`pipeline.events.candidates`) and from the layout
(:mod:`pipeline.events.page`). Those that mean one occurrence ("the workshop", the title) are joined in a group
(:mod:`pipeline.events.groups`); arguments are bound to the passage of the phrase, then to passages that refer back to it, then to the page's
header (:mod:`pipeline.events.reading`). A phrase to which no date belongs is not an event, unless the tagger is sure or its holder is told:
precision comes before recall. Wrong where two like events share one sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from pipeline.binding import Passages
from pipeline.context import Bounds, Context
from pipeline.document import Document, Event, EventStatus, Sdg
from pipeline.events import likely
from pipeline.events.activities import by_the_event
from pipeline.events.at_once import say_of_all
from pipeline.events.before import lead_date
from pipeline.events.blocks import agenda_blocks, is_calendar, series_rows
from pipeline.events.calendars import calendar_candidates
from pipeline.events.candidates import find_candidates
from pipeline.events.chosen import select
from pipeline.events.days import clash, during
from pipeline.events.details import find_details, put_off
from pipeline.events.ellipsis import ellipses, those, with_ellipses
from pipeline.events.groups import Group, Part, content, main_group, nameless, telling
from pipeline.events.lengths import lengthen
from pipeline.events.names import Reader, ordinal, phrase, squeeze, words
from pipeline.events.others import without_others
from pipeline.events.pacts import pacts
from pipeline.events.page import Layout, heading_candidates, signed_fields, title_candidate
from pipeline.events.reading import read_on, read_passage
from pipeline.events.series import series
from pipeline.events.settled import taken_place
from pipeline.events.sites import home_country
from pipeline.events.slots import NEXT, Ground, status_of, tells_past
from pipeline.events.sources import place_evidence, roles_of, value_evidence, whole_name
from pipeline.events.spoken import spoken
from pipeline.events.stated import bind_stated, headline, stated
from pipeline.events.tagged import model_spans, named_by_verbs
from pipeline.events.tidy import tidy
from pipeline.events.told import english_verbs
from pipeline.events.verbs import verbs
from pipeline.evidence import evidence, goal_source
from pipeline.weighing import Traits

SURE, SURE_UNDATED = 0.65, 0.7
"""The least confidence of the tagger's span where other marks of an event are missing (dev; training pages with a tagger that has not seen them)."""
LONGEST = 2000  # characters of a passage that are read together; a longer one is no sentence
CROWD = 25  # phrases of one passage that are read; more are no prose
_EVERY = re.compile(r"\b(?:each|every|daily|regular)\b")
_TAGS = re.compile(r"\W*(?:related |relevant |contributes to )?(?:SDGs?|Sustainable Development Goals?|Goals?|Global Goals)\b[^a-z]", re.IGNORECASE)
_HELD_BY = re.compile(r",?\s+(?:jointly |co-)?(?:hosted|organi[sz]ed|convened) by\b")
_SEVERAL = re.compile(
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|deux|trois|quatre|cinq|dos|tres|cuatro|cinco)\s(?:[\w-]+\s){0,2}[\w-]+s$"
    r"|(?:[Mm]ain|[Kk]ey|[Pp]ast|[Rr]ecent|[Uu]pcoming|[Pp]rincipales|[Pp]rincipaux|[Pp]rochaine?s|[Dd]erni[eè]re?s|[Pp]róxim[ao]s|[Úú]ltim[ao]s)\s[\w-]+s$"
)
_BESIDE = frozenset(["ceremony", "launch", "meeting", "side_event", "signing", "visit"])  # what is done on the days of the event beside which it is
_UNDERTAKING = re.compile(
    r"(?:the|this|le|la|ce|el|este)\s(?:\w+\s)?(?:fund|initiative|network|programme|program|project|scheme|programa|projet|proyecto|réseau)\s"
    r"(?:\w+ly\s)?(?:also\s)?(?:advances?|answers?|contributes?|contribu[ey]e?|supports?|serves?|appuie|apoya)\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|se tiendra|aura lieu|se celebrará|tendrá lugar)\b", re.IGNORECASE)
_STOP = re.compile(r"[;:]")
_OPENING = re.compile(r"(?:opening|closing|welcome|registration)\b", re.IGNORECASE)
_HOUR = re.compile(r"\W{0,4}\d{1,2}\s?(?:[:.h]\s?(?:\d\d)?|[ap]\.?m)(?!\w)", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|depuis que|desde que)\s(?:\w+\s){1,4}(?:a\s|ha\s)?(?:sign|firm|suscrib)", re.IGNORECASE)
_SESSION_PART = re.compile(r"^(?:opening|closing|morning|afternoon|plenary|first|second)?\s*(?:plenary|session|ceremony)$", re.IGNORECASE)


def find_events(document: Document) -> tuple[Event, ...]:
    """The events of a page, in the order in which it tells of them, each as sure as it is likely."""
    weighed = ((event, likely.chance(seen)) for event, seen in told_events(document))
    return tuple(replace(event, confidence=round(sure, 3)) for event, sure in weighed if sure >= likely.LEAST)


def told_events(document: Document) -> Iterator[tuple[Event, Traits]]:
    """What the rules take for events, in the order in which the page tells of them, with the traits that make each more or less likely."""
    document = without_others(document)
    context = Context(document)
    passages = Passages(context)
    reader = Reader(document, context, passages)
    layout = Layout(reader)
    told_apart = stated(document)
    entries = agenda_blocks(layout) or series_rows(layout)
    title = title_candidate(layout) or (headline(layout, told_apart) if told_apart else None)
    layout.calendar = is_calendar(layout, entries)
    if layout.calendar:
        title = None
        if layout.dateline[1] > entries[0].start:  # the place of an entry
            layout.dateline, layout.dateline_place, layout.dateline_source = (0, 0), None, None
    found = [
        *([title] if title else []),
        *entries,
        *heading_candidates(layout),
        *signed_fields(layout),
        *calendar_candidates(layout),
        *model_spans(reader),
        *find_candidates(reader),
    ]
    for bounds in passages.bounds:
        for finder in (series, verbs, english_verbs, spoken, pacts):
            found += finder(reader, bounds)
    found = list(tidy(reader, named_by_verbs(reader.text, found)))
    found = with_ellipses(found, [*ellipses(reader, found), *those(reader, found)])
    candidates = list(tidy(reader, select(reader, found)))
    groups: list[Group] = []
    last: Group | None = None
    starts = [c.start for c in candidates]
    for bounds in units(layout):
        own = candidates[bisect_left(starts, bounds[0]) : bisect_left(starts, bounds[1])][:CROWD]
        if own:
            last = read_passage(layout, groups, bounds, own)
        elif last is not None:
            read_on(layout, groups, last, bounds)
    say_of_all(layout, groups)
    if told_apart:
        bind_stated(layout, groups, told_apart)
    for group in groups:
        lengthen(reader.text, passages, group)
        near = group.occasion
        if group.when is None and near is not None and near.when is not None and group.main.kind in _BESIDE and near.when.precision != "year":
            group.when, group.sources["when"] = near.when, [s.inferred() for s in near.sources.get("when", [])]
    main = main_group(groups)
    if main is not None and main.when is None:
        lead = lead_date(layout, main)
        if lead is not None:
            main.when, main.sources["when"] = lead[0], [lead[1]]
    today = page_day(layout, groups, main)
    home = home_country(document)
    told = sorted(groups, key=lambda g: (g.members[0].start, g.members[0].end))
    events = {id(group): finish(layout, group, main, today, home) for group in told}
    kept = [group for group in told if events[id(group)] is not None]
    joined = {id(g) for group in told if events[id(group)] is None and (g := give_parts(group, kept, main)) is not None}
    events |= {id(g): finish(layout, g, main, today, home) for g in kept if id(g) in joined}
    for n, group in enumerate(told):
        if event := events[id(group)]:
            yield event, likely.traits(layout, group, main, told[:n], len(told))


def give_parts(group: Group, kept: Sequence[Group], main: Group | None) -> Group | None:
    """Gives who takes part in what is no event of its own to the event that it belongs to, which comes back: that of the same sentence or of the same
    word ("the Forum"), else, for those who take part alone, the main one ("the opening ceremony", "the proceedings")."""
    best = group.main
    if best.kind in ("signing", "visit", "launch"):
        return None
    near = [g for g in kept if not clash(group.when, g.when)]
    beside = [g for g in near if any(p in g.passages for p in group.passages)]
    again = [g for g in near if best.form == "bare" and g.members[0].start < best.start and best.head in squeeze(g.main.name).casefold().split()]
    owner = beside[-1] if beside else again[-1] if again else main if main in near else None
    if owner is None:
        return None
    whole = owner in beside or owner in again
    parts = [
        Part(p.mention, p.role if whole else "participant", "context")
        for p in group.parties
        if whole or p.mention.label == "PERSON" or p.role == "participant"
    ]
    owner.parties += parts
    return owner if parts else None


def units(layout: Layout) -> list[Bounds]:
    """The passages in which arguments are bound: sentences, and whole lines where a line is an entry of a log or programme."""
    out: list[Bounds] = []
    reader = layout.reader
    for start, end in reader.passages.bounds:
        line = reader.context.line(start)
        if out and out[-1][0] <= start < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
            continue
        out.append((line[0], max(line[1], end)) if line[0] == start and layout.is_entry(line) else (start, end))
    return [(at, min(at + LONGEST, b)) for a, b in out for at in range(a, b, LONGEST)]


def goals(layout: Layout, group: Group, main: Group | None) -> tuple[Sdg, ...]:
    """The goals that the page ties to an event: all of a page about one event, those of the heading or of a sentence about it, and those of
    the page's own tag line where the title tells of the event."""
    named = layout.reader.document.sdgs
    if group.titled:
        return tuple(s for s in named if s.start is None or not of_undertaking(layout, s.start))
    headed = any(c.form == "heading" for c in group.members)
    titled = in_title(layout, group)
    found = []
    for sdg in named:
        line = layout.reader.context.line(sdg.start) if sdg.start is not None else None
        told = sdg.start is not None and any(a <= sdg.start < b for a, b in group.passages) and (headed or group is main)
        tagged = titled and group is main and (line is None or bool(_TAGS.match(layout.text, *line)))
        if told or tagged:
            found.append(sdg)
    return tuple(found)


def in_title(layout: Layout, group: Group) -> bool:
    """Whether the page's title names the event."""
    return layout.title is not None and any(layout.title[0] <= c.start < layout.title[1] for c in group.members)


def of_undertaking(layout: Layout, at: int) -> bool:
    """Whether the sentence at an offset ties its goals to a programme or project: "The programme supports SDG 14"."""
    return bool(_UNDERTAKING.match(layout.text, *layout.reader.passages.at(at)))


def page_day(layout: Layout, groups: Sequence[Group], main: Group | None) -> date | None:
    """The day from which the page is written: its own date, else the day before the event that it announces, else the last day it tells of."""

    document = layout.reader.document

    def past(group: Group, *, verbless: bool = False) -> bool:
        told = [document.text[a:b] for a, b in group.clauses]
        line = layout.reader.context.line(group.main.start)
        noted = verbless and (latin or layout.is_entry(line) or layout.text.count(" | ", *line) > 1)
        if layout.under("to_come", group.main.start) or NEXT.match(group.main.name) or (group.titled and announced(told)):
            return False
        return any(tells_past(t) or (noted and not phrase("planned").search(t)) for t in told)

    def announced(told: Sequence[str]) -> bool:  # "are pleased to invite to the Dialogue", before the rest
        return any(phrase("planned").search(t) for t in told)

    latin = document.language in ("fr", "es")
    notes = document.page_type in ("profile", "topic", "news")  # they tell what was done without a verb
    notes = notes and not phrase("planned").search(document.title or "") and not layout.calendar
    if document.published or document.modified:
        return document.published or document.modified
    if main is not None and main.titled and main.when and not past(main):
        return main.when.start - timedelta(days=1)
    return max((g.when.end for g in groups if g.when and g.when.precision != "year" and past(g, verbless=notes)), default=None)


def told_by_its_holder(reader: Reader, group: Group) -> bool:
    """Whether an undated event is an individual one all the same: "coordinated a workshop on labour mobility, in cooperation with the League"."""
    best = group.main
    article = re.search(r"\b(?:an?|one|une?|una)\s+$", reader.text[max(0, best.start - 5) : best.start], re.IGNORECASE)
    topic = re.search(r" (?:on|about|sur|sobre|pour|para) \w", best.name) or _HELD_BY.match(reader.text, best.end)
    return bool(article and topic) and any(p.role == "organiser" and p.mention.label == "ORG" for p in group.parties)


def is_agenda(layout: Layout, group: Group, main: Group | None) -> bool:
    """Whether a group is a mere row of the programme of the page's event: a session, speech or ceremony on its days, in an entry, without a title
    or holder of its own."""
    best = group.main
    part = best.kind in ("session", "ceremony", "conference") or best.head in ("lecture", "opening", "reception")
    part = part or bool(_OPENING.match(best.name)) or nameless(best)
    hourly = all(_HOUR.match(layout.text, layout.reader.context.line(c.start)[0]) for c in group.members)
    one_day = main is not None and main.when is not None and main.when.precision == "day" and best.kind not in ("side_event", "signing")
    part = part or (hourly and (one_day or best.kind == "other"))
    if main is not None and group is not main and main.main.kind == "visit" and best.kind not in ("side_event", "signing"):
        row = _HOUR.match(layout.text, layout.reader.context.line(best.start)[0])
        if row and in_title(layout, main):
            return True  # a stop of the visit's programme
    if main is None or group is main or not main.titled or not part:
        return False
    named = any(c.form == "heading" or re.search(r"[“\"«]", layout.text[c.start : c.end]) for c in group.members)
    held = any(p.role == "organiser" and p.mention.label == "ORG" for p in group.parties)
    lines = [layout.reader.context.line(c.start) for c in group.members]
    held = held and not (hourly and best.head == "reception")
    long = best.kind == "session" and group.when is not None and group.when.precision == "year"  # "a network founded in 2008"
    return (group.when is None or long or during(group.when, main.when)) and not named and not held and all(layout.is_row(line) for line in lines)


def finish(layout: Layout, group: Group, main: Group | None, today: date | None, home: str | None) -> Event | None:
    """The event of a group, or None where nothing makes it an individual one; ``today`` is the page's day, ``home`` its country."""
    reader, best = layout.reader, group.main
    if is_agenda(layout, group, main):
        return None
    if best.kind == "launch" and all(by_the_event(reader.text, c.start) for c in group.members):
        return None
    tagged = max((c.confidence for c in group.members if c.form == "model"), default=0.0)
    holder = group.when is None and told_by_its_holder(reader, group)
    off = group.off or (None if group.moved else put_off(reader, group.passages if group.when else group.clauses))
    expected = group.when is None and group.place is not None and bool(best.head) and not nameless(best) and layout.under("to_come", best.start)
    numbered = group.when is None and ordinal(best.name) is not None and not best.weak and (group.sited or len(telling(best)) > 2)
    expected = expected or (group.when is None and best.form == "verb" and best.head == "tour")  # "will be taken to the hospital for a tour"
    if group.when is None and not (group.titled or group.sited or off) and tagged < SURE and _spoken_of(layout, group):
        return None
    if group.when is None and not group.titled and (tagged < SURE_UNDATED or not best.head) and not (holder or numbered or expected) and off is None:
        return None
    if _SEVERAL.match(best.name):
        return None
    if best.kind == "launch" and best.form == "verb" and group.when and group.when.precision == "year" and not group.sited:
        return None  # "in 2017 the district launched its campaign": when it began, no occasion
    if best.kind == "signing" and group.when is None and not group.sited and _SINCE.search(reader.text, *group.passages[0]):
        return None  # "since it signed the Convention"
    again = _SESSION_PART.match(best.name) or _EVERY.search(best.name)
    if tagged < SURE and not holder and (again or (best.form in ("bare", "described", "model") and nameless(best))):
        return None
    if group.when is None and not (group.titled or group.sited) and _mere_number(best.name):
        return None  # "at the third meeting", "1ère session"
    namer = best if best.kind != "other" or not group.titled else next((c for c in group.members if c.kind != "other"), best)
    kind = namer.kind
    distant = best.head in ("videoconference", "video conference", "conference call")
    online = kind == "webinar" or distant or (group.online and not group.sited)
    place, city, country, where = taken_place(layout, group, main, kind, online=online, home=home)
    parties, roles = roles_of(layout.reader, group, kind, place)
    told = [reader.text[a:b] for a, b in (group.clauses if group.when else group.passages)]
    status, ground = status_of(group.when, today, told, best.name)
    if not (reader.document.published or reader.document.modified):
        status, ground = undated_status(layout, group, status, ground, today, main is group)
    changed = reader.document.modified
    if status == "planned" and ground == "date" and group.when and changed and group.when.end <= changed and any(tells_past(t) for t in told):
        status, ground = "held", "past"  # told when the page was changed
    if group.status is not None:
        status, ground = group.status, "cancelled"
    if status == "held" and ground == "past" and layout.under("to_come", best.start):
        status, ground = "planned", "planned"
    if off is not None and status != "cancelled":
        status, ground, group.when = "planned", "postponed", None
    details = find_details(reader, group, kind, online=online, off=off if status == "planned" else None)
    named = goals(layout, group, main)
    bounds = group.passages[0]
    return Event(
        name=whole_name(best),
        kind=kind,
        status=status,
        start=bounds[0],
        end=bounds[1],
        when=group.when,
        city=city,
        country_code=country,
        location_id=place.location_id if place and place.location_id in reader.place_of else None,
        venue=None if online else group.venue,
        online=online,
        description=squeeze(reader.text[bounds[0] : bounds[1]])[:300],
        sdgs=tuple(sorted({s.goal for s in named})),
        targets=tuple(sorted({s.target for s in named if s.target})),
        parties=parties,
        surfaces=tuple(sorted({squeeze(reader.text[c.start : c.end]) for c in group.members})),
        evidence=(
            *value_evidence(reader, group, namer, status, ground, online=online, venue=not online),
            *place_evidence(city, country, where),
            *roles,
            *(e for s in named for e in evidence("sdgs", s.goal, [goal_source(s)])),
            *details.evidence,
        ),
        attendance_mode=details.attendance_mode,
        postponed=details.postponed,
        edition=details.edition,
        series=details.series,
        participant_count=details.participant_count,
        spans=tuple(sorted((c.start, c.end) for c in group.members)),
    )


def undated_status(
    layout: Layout, group: Group, status: EventStatus, ground: Ground, today: date | None, is_main: bool
) -> tuple[EventStatus, Ground]:
    """The status of an event on a page without a date of its own, on which ``today`` is a guess: what stands under a heading of what is to come or of
    what is past, or is told as done, or without a year or a word of its having been on a page that tells of nothing past, is no matter of dates."""
    text, best = layout.text, group.main
    past = any(tells_past(text[a:b]) for a, b in group.clauses)
    if layout.under("gone_by", best.start) or (status == "planned" and ground == "date" and past and not is_main):
        return "held", "past"
    if status != "held" or any(phrase("past").search(text, c.start, c.end) for c in group.members):  # "whose statute they signed in Tavik"
        return status, ground
    a, b = group.clauses[0] if group.clauses else (0, 0)
    stop = _STOP.search(text, best.end, b)
    will = ground == "date" and not is_main and _WILL.search(text, a, stop.start() if stop else b)
    dated = " ".join(text[s.start : s.end] for s in group.sources.get("when", []) if s.start is not None)
    untold = ground == "past" and not past and today is None and group.when is not None and str(group.when.start.year) not in dated
    untold = untold or (layout.calendar and ground == "past" and not past)
    return ("planned", "planned") if will or untold or layout.under("to_come", best.start) else (status, ground)


def _spoken_of(layout: Layout, group: Group) -> bool:
    """Whether an undated event is only referred to ("the outcomes of the migration session")."""
    return all(c.definite and c.name[:1].islower() and len(c.name.split()) < 4 for c in group.members)


def _mere_number(name: str) -> bool:
    """Whether a name says no more than the number of a meeting or session."""
    return ordinal(name) is not None and not {w for w in content(name) if not w[0].isdigit()} - words().no_name - words().filler - {
        "edition",
        "édition",
        "edición",
    }
