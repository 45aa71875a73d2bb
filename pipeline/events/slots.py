"""When and where an event takes place, and whether it has: read from the passages that speak of it.

Dates and places are shared out among the triggers of one passage (:func:`share_out`). Nothing is taken from another passage here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from pipeline.context import Bounds
from pipeline.document import DateInterval, EventStatus, Mention, Place
from pipeline.events.lengths import first_to_last
from pipeline.events.names import Reader, phrase
from pipeline.events.page import Layout
from pipeline.events.sites import hidden_cities, is_scope, nowhere
from pipeline.evidence import Source, quoted, said

_AT = re.compile(r"\b(?:(?:at|in|à la|au|en el|en la)\s+(?:the\s+|its\s+)?|à l[’'])(?=[A-ZÀ-Ý])")
_LISTED = re.compile(r"(?:\b(?:at|in)\s+(?:the\s+|its\s+)?|[,|(–:]\s+)(?=[A-ZÀ-Ý])")
_NAME = re.compile(
    r"[A-ZÀ-Ý][\w’'.-]{0,40}(?:[^\S\n](?:(?:of|for|de|del|des|du|and|on|y|et)\s(?:(?:the|la|las|le|les|los)\s)?(?=[A-ZÀ-Ý]))?[A-ZÀ-Ý0-9][\w’'-]{0,40}){0,7}"
    r"(?:[^\S\n](?:(?:conference|convention|exhibition|sports|town)[^\S\n])?(?:cent(?:er|re)|headquarters|campus|compound|hall|hotel|terminal|station)\b)?"
)
_DOES = re.compile(r"[^\S\n](?!(?:at|by|d[eu]|en|for|from|in|on|para|près|à)\b)[a-zà-ÿ]")  # what the subject of a sentence does
_MINISTRY = re.compile(r"\b(?:embassy|ministry)\b", re.IGNORECASE)
_BUILDING = re.compile(r" [A-ZÀ-Ý]\w+")
_LOCATIVE = re.compile(r"(?:\b(?:in|at|near|outside|à|aux?|en)\s+(?:the\s+)?(?:[A-ZÀ-Ý][\w’'-]*\s+(?:[\w’'-]+\s+){0,3})?|\(\s*)$")
_INSIDE = re.compile(
    r"\b(?:(?:(?:in|at|to)\s+the|visit(?:ed|s)?\s+the|toured\s+the|aux?|al|(?:à|dans|sur)\s(?:la|le|les)|(?:en|a)\s(?:el|la|los|las))\s+|(?:à|dans)\sl[’'])"
    r"(?:(?!(?:of|de|on|and)\b)[\w’'-]+\s){1,4}(?:of\s|de\s|d[’'])\s*$"
)
_SET_FOR = re.compile(r"\b(?:billed|carded|due|earmarked|foreseen|planned|scheduled|set|slated)\sfor\s$", re.IGNORECASE)
_IN_TOPIC = re.compile(r"\b(?:(?:for|on|of|between|with|from|and|against)\s+(?:the\s+)?|(?:de\s+la|del|des)\s+)$", re.IGNORECASE)
_ORIGIN = re.compile(
    r"\b(?:desde(?:\s(?:el|la|los|las)(?:\s\w+){1,2}\sde)?|from|(?:north|south|east|west)(?:ern)? of"
    r"|(?:ambassadors?|delegates|delegations?|governments?|governors?|kingdom|mayors?|prefects?|representatives?|republic) of"
    r"|travel to|return to|back to"
    r"|migrate to)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_LISTED_TOPIC = re.compile(
    r"\b(?:for|of|between|with|from)\s(?:the\s)?[A-ZÀ-Ý][\w’-]+(?:\s[A-ZÀ-Ý][\w’-]+)?(?:,\s[A-ZÀ-Ý][\w’-]+(?:\s[A-ZÀ-Ý][\w’-]+)?){0,4},?\s(?:and\s)?$"
)
_LASTS = re.compile(r"\b(?:until|through|to|till|up to|(?:close|closes|closing|concludes|end|ends|finishes) on)\s+$", re.IGNORECASE)
_BREAK = re.compile(r";|[,)]\s+(?:and|but|while|y|pero|et|mais|e)\b")
BESIDE = re.compile(
    r"\b(?:during|(?:margins?|sidelines|occasion) of|en marge d[eu]|lors d[eu]|en el marco de|al margen de|durante)\s*(?:the|la|le|l’|l'|el)?\s*$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:and|et|y)\s")
_RELATIVE = (
    (
        re.compile(
            r"\b(?:la veille|the day before(?!\syesterday)|the previous day|a day earlier"
            r"|el día anterior|la (?:jornada|tarde) (?:anterior|previa)|la víspera)\b",
            re.IGNORECASE,
        ),
        -1,
    ),
    (re.compile(r"\b(?:le lendemain|the (?:next|following) day|the day after|al día siguiente)\b", re.IGNORECASE), 1),
    (
        re.compile(
            r"\b(?:on|the|le|ce|el|es[ea]) (?:the )?(?:same|même|mism[oa]) (?:jornada|tarde|mañana|afternoon|day|evening|morning|jour|soir|día)\b",
            re.IGNORECASE,
        ),
        0,
    ),
)  # what tells a day from another one, and by how many days
_LATER_THAT_DAY = re.compile(
    r"(?:(?:dans\s)?l[’']après-midi|le\ssoir|in\sthe\s(?:afternoon|evening)|that\s(?:afternoon|evening|night)|(?:earlier|later)\s(?:that|in\sthe|the\ssame)\sday|más\s(?:temprano|tarde)|horas\s(?:antes|después)|plus\st(?:ôt|ard)\sdans\sla\s(?:journée|matinée)|por\sla\s(?:tarde|noche)|(?:acto\sseguido|dans\sla\sfoulée|posteriormente|seguidamente),|en\s(?:las\s)?horas\sde\sla\s(?:mañana|noche|tarde))(?!\w)",
    re.IGNORECASE,
)
_FIRST, _LAST = frozenset(["first", "opening", "premier", "primer"]), frozenset(["last", "final", "closing", "dernier", "último"])
_DAY_OF = re.compile(
    r"(?:on\sthe|le|el)\s(first|second|opening|last|final|closing|premier|deuxième|second|dernier|primer|segundo|último)\s(?:day|jour|día)\b",
    re.IGNORECASE,
)
_MOVED_FROM = re.compile(
    r"\b(?:from|(?:first|initially|originally)\s(?:due|foreseen|planned|scheduled|set)\s(?:for|on|in)|(?:initialement|d[’']abord)\sprévue?s?"
    r"|(?:inicialmente|originalmente)\s(?:prevista?o?s?|programad[oa]s?))\s(?:the\s|en\s|pour\s|para\s)?(?:le\s|el\s|du\s|del\s)?$",
    re.IGNORECASE,
)
_VAGUE = {"year": 60, "half": 10, "quarter": 10}
NEXT = re.compile(r"(?:next|upcoming|prochaine?|próxim[ao])\b", re.IGNORECASE)
SHARED = 60
WHOLE = 0.5  # least confidence of an undertaking's span for a place in it to be no event's ("le Plan d’action de Madrid")
Ground = Literal["date", "cancelled", "closing", "past", "planned", "postponed"]


def event_dates(layout: Layout, bounds: Bounds) -> list[Mention]:
    """The dates of a passage that can be those of an event: no deadlines, terms of validity, dateline, or years inside a name."""
    reader, out = layout.reader, []
    names = [(s.start, s.end) for s in reader.document.spans if s.label == "INITIATIVE"]
    moved = bool(phrase("postponed").search(reader.text, *bounds))
    for mention in reader.context.mentions(*bounds, "DATE"):
        start, end = mention.start or 0, mention.end or 0
        when = mention.interval
        if when is None or ((when.end - when.start).days > 200 and when.precision != "year"):
            continue
        before = reader.text[max(bounds[0], start - 40) : start]
        if (
            (phrase("not_its_date", closes=True).search(before) and not moved)
            or layout.in_dateline(mention)
            or any(a <= start and end <= b for a, b in names)
        ):
            continue
        out.append(mention)
    return out


def relative_date(layout: Layout, bounds: Bounds) -> tuple[DateInterval, list[Source]] | None:
    """The day that a passage tells by the last day named before it ("La veille, …", "The next day …"), and what gives it."""
    reader = layout.reader
    of_several = _DAY_OF.match(reader.text, bounds[0], min(bounds[1], bounds[0] + 60))
    if of_several:
        before = reader.context.mentions(max(0, bounds[0] - 600), bounds[0], "DATE")
        told = [m for m in before if m.interval and m.interval.precision == "range" and 0 < (m.interval.end - m.interval.start).days < 15]
        if not told or (when := told[-1].interval) is None:
            return None
        word = of_several[1].casefold()
        day = when.start if word in _FIRST else when.end if word in _LAST else when.start + timedelta(days=1)
        return DateInterval(day, day, "day"), [quoted(*of_several.span()), said(told[-1], "context").inferred()]
    for pattern, days in ((_LATER_THAT_DAY, 0), *_RELATIVE):
        opens = pattern is _LATER_THAT_DAY
        find = pattern.match if opens else pattern.search
        match = find(reader.text, bounds[0], min(bounds[1], bounds[0] + 60) if days != 0 else bounds[1])
        if match is None:
            continue
        before = reader.context.mentions(max(0, bounds[0] - 1500), bounds[0], "DATE")
        anchors = [m for m in before if m.interval and m.interval.precision in ("day", "range") and (m.interval.end - m.interval.start).days < 15]
        anchors = [m for m in anchors if not layout.in_dateline(m)]
        published = reader.document.published
        fresh = [m for m in anchors if published and m.interval and abs((published - m.interval.end).days) <= 45]
        anchors = fresh or anchors
        if opens and published:  # "Earlier in the day" is no day to come, where the page names one that is past
            anchors = [m for m in anchors if m.interval and m.interval.start <= published] or anchors
        if not anchors or (when := anchors[-1].interval) is None:
            return None
        sources = [quoted(*match.span()), said(anchors[-1], "context").inferred()]
        day = (when.end if days > 0 else when.start) + timedelta(days=days)
        return DateInterval(day, day, "day"), sources
    return None


def of_day(text: str, bounds: Bounds) -> bool:
    """Whether a passage opens with a day of the event told before: "On the first day"."""
    return bool(_DAY_OF.match(text, *bounds))


def spelled(text: str, place: Place) -> str:
    """The name of a city as the page writes it, or its usual name where that is in capitals or missing."""
    return text if text and not (text.isupper() and len(text) > 3) else place.name


def located(text: str, mention: Mention, *, comma: bool = True) -> bool:
    """Whether a place stands where a sentence says where something is: after "in", "at", an opening bracket, or a ``comma``."""
    start = mention.start or 0
    return bool(
        text.startswith(", where ", mention.end or 0)
        or _LOCATIVE.search(text, max(0, start - 40), start)
        or _SET_FOR.search(text, max(0, start - 20), start)
        or _INSIDE.search(text, max(0, start - 60), start)
    ) or (comma and bool(re.search(r",\s*$", text[max(0, start - 3) : start])))


def event_places(layout: Layout, bounds: Bounds, triggers: Sequence[Bounds]) -> list[Mention]:
    """The places of a passage where something can take place: none of the dateline, none that tells where people come from, none in a
    topic or in the name of a building ("Peckham Library")."""
    reader, out = layout.reader, []
    latin = reader.document.language in ("fr", "es")
    named = [(s.start, s.end) for s in reader.document.spans if latin and s.label == "INITIATIVE" and s.confidence >= WHOLE]
    for mention in reader.context.mentions(*bounds, "LOC"):
        start, end = mention.start or 0, mention.end or 0
        before = reader.text[max(bounds[0], start - 30) : start]
        if nowhere(reader, mention, bounds[0]) or any(a < start < b for a, b in named):
            continue
        inner = (
            not any(a <= start < b for a, b in triggers)
            and any(m.start in reader.cities for m in reader.context.mentions(end + 1, end + 75, "LOC"))
            and bool(_BUILDING.match(reader.text, end))
        )
        place = reader.place_of.get(mention.entity or "")
        if place is None or (place.country_code is None and place.kind != "city"):
            continue
        if start - 2 in reader.people_ends and reader.text[start - 2 : start] == ", ":
            continue  # "Ms Kiluwe, Noro": where she comes from
        listed = _LISTED_TOPIC.search(reader.text, max(bounds[0], start - 70), start)
        topic = (
            not _SET_FOR.search(before)
            and (_IN_TOPIC.search(before) or listed)
            and any(a < start < b for a, b in triggers)
            and not (start in reader.cities and _INSIDE.search(reader.text, max(bounds[0], start - 60), start))
        )
        origin = _ORIGIN.search(before)
        if origin and origin[0].startswith("travel") and any(a < start - 8 and start <= b + 1 for a, b in triggers):
            origin = None  # "members travel to Tavik": the visit itself
        there = reader.text.startswith(", where ", end)  # "is back from Tavik, where she spoke at the forum"
        if there or not (layout.in_dateline(mention) or topic or inner or origin or (place.kind == "country" and is_scope(reader, mention))):
            out.append(mention)
    if not any((m.start or 0) in reader.cities for m in out):
        out += hidden_cities(reader, bounds)
    return out


def venue_in(reader: Reader, bounds: Bounds, *, listed: bool = False) -> tuple[str, Bounds] | None:
    """The building in which a passage says that something is, and its span: the named place, with a word for a building, after "at" or "in", or, in
    an entry of a programme (``listed``), after a comma or bar."""
    for match in (_LISTED if listed else _AT).finditer(reader.text, *bounds):
        start, end = match.end(), min(bounds[1], match.end() + 90)
        found = _NAME.match(reader.text, start, end)
        if not found or start in reader.dates or start in reader.places:
            continue
        name = " ".join(found.group().split()).rstrip(" ,")
        does = match[0][0] in ",|(–:" and _DOES.match(reader.text, start + len(found.group().rstrip(" ,")), bounds[1])
        seat = match[0].casefold().startswith("at ") and _MINISTRY.search(name)  # "training in the Ministry of Health" may be of its staff
        if not does and (seat or phrase("venue").search(name)):
            return name, (start, start + len(found.group().rstrip(" ,")))
    return None


def share_out(text: str, triggers: Sequence[Bounds], items: Sequence[Mention], *, before: int = 12) -> list[list[tuple[int, Mention]]]:
    """For each trigger the items (dates, places) that are nearest to it, with their distance, best first.

    An item belongs to the trigger from which the fewest characters, semicolons and other triggers part it; ``before`` is what an item
    that stands before its trigger pays extra. A trigger that gets none shares the nearest item of another, at :data:`SHARED` more, unless a new
    clause or brackets part them (:func:`parted`).
    """
    out: list[list[tuple[int, Mention]]] = [[] for _ in triggers]
    owner: dict[int, Bounds] = {}
    for item in items:
        costs = [distance(text, trigger, (item.start or 0, item.end or 0), triggers, before) for trigger in triggers]
        best = min(range(len(costs)), key=costs.__getitem__)
        out[best].append((costs[best], item))
        owner[item.start or 0] = triggers[best]
    for number, mine in enumerate(out):
        free = [m for m in items if not parted(text, triggers[number], (m.start or 0, m.end or 0), owner[m.start or 0])] if not mine else []
        if free:
            costs = [distance(text, triggers[number], (m.start or 0, m.end or 0), triggers, before) for m in free]
            nearest = min(range(len(costs)), key=costs.__getitem__)
            mine.append((costs[nearest] + SHARED, free[nearest]))
        mine.sort(key=lambda pair: pair[0])
    return out


def parted(text: str, trigger: Bounds, item: Bounds, owner: Bounds) -> bool:
    """Whether an item of another trigger, its ``owner``, cannot be shared: a new clause begins between the two, or the item stands in brackets
    behind its owner ("the first seminar (Nuuk, May 2009) and the second")."""
    behind = item[1] <= trigger[0]
    if BESIDE.search(text, max(0, owner[0] - 40), owner[0]):
        return False  # "in the margins of the consultation (Dubai, October 2021), IOM hosted a side event"
    if behind and owner[1] <= item[0]:
        enclosed = "(" in text[owner[1] : item[0]] and ")" in text[item[1] : trigger[0]]
        return enclosed or bool(_BREAK.search(text, item[1], trigger[0]))
    low, high = (item[1], trigger[0]) if behind else (trigger[1], max(owner[0], trigger[1]) if owner[1] <= item[0] else item[0])
    return ";" in text[low:high]


def distance(text: str, trigger: Bounds, item: Bounds, triggers: Sequence[Bounds], before: int) -> int:
    """Characters between a trigger and an item, plus what semicolons, other triggers and standing before it cost; a comma behind an item ends the
    clause of another trigger."""
    if item[0] >= trigger[0] and item[1] <= trigger[1]:
        return 0
    low, high = (trigger[1], item[0]) if item[0] >= trigger[1] else (item[1], trigger[0])
    gap = text[low:high]
    cost = len(gap) + 90 * gap.count(";") + 40 * gap.count(". ") + 25 * len(_AND.findall(gap))
    if item[1] <= trigger[0]:
        cost += before + 20 * gap.count(",") * any(t[0] < trigger[0] for t in triggers) + 60 * bool(_BREAK.search(gap))
    return cost + 90 * sum(low <= a and b <= high for a, b in triggers)


def best_date(text: str, found: Sequence[tuple[int, Mention]], clause: Bounds) -> tuple[DateInterval, list[Mention]] | None:
    """The date of an event among those nearest to it, and the mentions that give it.

    A day or month beats a year, and what it was moved to beats what it was moved from.

    "opened on Tuesday … stays until 15 October" gives the time from the one to the other.
    """
    if not found:
        return None
    moved = phrase("postponed").search(text, *clause)
    if moved:
        found = [pair for pair in found if not _MOVED_FROM.search(text, max(clause[0], (pair[1].start or 0) - 40), pair[1].start or 0)] or found
        to = [m for _, m in found if phrase("moved_to", closes=True).search(text, max(clause[0], (m.start or 0) - 30), m.start or 0)]
        if to and to[-1].interval:
            return to[-1].interval, [to[-1]]
    if whole := first_to_last(text, [m for _, m in found]):
        return whole
    ranked = sorted(found, key=lambda pair: pair[0] + _VAGUE.get(pair[1].interval.precision if pair[1].interval else "", 0))
    first = ranked[0][1]
    when = first.interval
    for _, other in ranked[1:]:  # "July 2019: inception meeting, 3 July": the day within the month
        day = other.interval
        if (
            when
            and day
            and when.precision in ("month", "year")
            and day.precision in ("day", "range")
            and when.start <= day.start
            and day.end <= when.end
        ):
            first, when = other, day
            break
    if when and when.start == when.end and phrase("opening").search(text, *clause):
        for _, other in found:
            if other.interval and other.interval.start > when.end and _LASTS.search(text, max(clause[0], (other.start or 0) - 12), other.start or 0):
                return DateInterval(when.start, other.interval.end, "range"), [first, other]
    return (when, [first]) if when else None


def tells_past(clause: str) -> bool:
    """Whether a clause tells of something as done."""
    return bool(phrase("past").search(clause)) and not phrase("planned").search(clause)


def status_of(when: DateInterval | None, published: date | None, clauses: Sequence[str], name: str) -> tuple[EventStatus, Ground]:
    """Held, ongoing, planned or cancelled, from the words of the event's own clauses (its name left out) and its date against the page's; and what
    decided: "date", or the phrases that the clauses hold."""
    own = " ".join(clauses).replace(name, "")
    moved = bool(phrase("postponed").search(own))
    if phrase("cancelled").search(own) and not moved:
        return "cancelled", "cancelled"
    planned = bool(phrase("planned").search(own))
    if (when is None or published is None) and NEXT.match(name):
        return "planned", "planned"
    if when is None or published is None:
        return ("planned", "planned") if planned else ("planned", "postponed") if moved else ("held", "past")
    if when.precision == "year" and re.search(r"\b(?:ahead of|in the run-up to|in preparation for)\b", own):
        return "planned", "planned"
    if when.end < published:
        return "held", "date"
    if when.start > published:
        return "planned", "date"
    if when.precision in ("month", "quarter", "half", "year"):
        return ("planned", "planned") if planned else ("held", "past")
    if when.end == published:
        if phrase("ongoing").search(own):
            return "ongoing", "closing"
        closing = bool(phrase("closing").search(own))
        if re.search(r"\bwill\b", own) and not closing and not re.search(r"\btoday\s+(?:\w+ly\s+)?\w+ed\b", own):
            return "planned", "planned"
        return "held", "date"
    return "ongoing", "date"
