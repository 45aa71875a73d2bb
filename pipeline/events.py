"""Document -> events: which occurrences a page tells of, when, where, and who held or joined them.

Candidates come from the tagger's EVENT spans, from patterns (:mod:`pipeline.event_candidates`) and from the layout
(:mod:`pipeline.event_page`). Those that mean one occurrence ("the workshop", the title) are joined in a :class:`Group`; arguments are bound
to the passage of the phrase, then to passages that refer back to it, then to the page's header. A phrase to which no date belongs is not an
event, unless the tagger is sure: precision comes before recall. Wrong where two like events share one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial

from pipeline.binding import Passages
from pipeline.context import Bounds, Context
from pipeline.document import DateInterval, Document, Event, Mention, Party, Place
from pipeline.event_candidates import Candidate, find_candidates
from pipeline.event_names import Reader, ordinal, squeeze, words
from pipeline.event_page import Layout, heading_candidates, title_candidate
from pipeline.event_parties import full_members, named_parties, parties
from pipeline.event_slots import SHARED, best_date, event_dates, event_places, located, share_out, status_of, tells_past, with_duration

_ONLINE = re.compile(
    r"\b(?:online|on-line|virtual(?:ly)?|Zoom|by video ?link|via video|videoconference|video conference|en ligne|en línea|virtuel(?:le)?|MS Teams)\b", re.IGNORECASE
)
_HYBRID = re.compile(r"\bin person\b|\band (?:also )?online\b|\band on Zoom\b|\bhybrid\b|\bprésentiel\b", re.IGNORECASE)
_STOP = frozenset("the a an of on in for and to at by with its their from as de la le les des du et el los las del y en para au aux".split())
_RANK = {"title": 5, "heading": 4, "model": 3, "proper": 2, "described": 1, "verb": 1, "bare": 0}
_GENERIC = frozenset("activity occasion meeting gathering event ceremony session talks exercise course conference training".split())
_NO_NAME = frozenset(
    "activity occasion day two three one four assembly ceremony conference consultation course dialogue event exercise forum gathering launch meeting mission review seminar session sitting signing summit"
    " tour training visit webinar workshop exhibition exchange walk debate lecture signature plenary briefing handover graduation".split()
)
SURE, SURE_UNDATED, SURE_HEADLESS = 0.9, 0.8, 0.65  # least confidence of the tagger's span where other marks of an event are missing (dev pages)
_RECURRING = re.compile(r"\b(?:each|every|weekly|daily|monthly|regular)\b", re.IGNORECASE)
_FOLLOWS = re.compile(r"\W*(?:It|This|The event|They|Participants|Speakers|Delegat\w+|Among|Also|Opening it|Attending|Taking part|Organi[sz]ed|Held|Hosted|Co-hosted|With)\b")
_ATTENDED = re.compile(r"\b(?:during|(?:margins|sidelines|occasion|opening|close|end) of|ahead of|prior to)\s+the\s+(?:[A-Z]+\s)?$")
_ABOUT_IT = re.compile(r"\b(?:convened|organi[sz]ed|hosted|opened|closed|attended|addressed|told) (?:it|the (?:meeting|participants|delegates|audience|guests|opening|gathering|event))\b")
_VERB_IN_TITLE = re.compile(r"\b(?:hosts?|hosted|opens?|meets?|holds?|launche[sd]|moved|will|asks?|calls?|call for|join|applications?|discuss(?:es)?|gathers?|brings?)\b", re.IGNORECASE)
_TAGS = re.compile(r"\W*(?:related |relevant |contributes to )?(?:SDGs?|Sustainable Development Goals?|Goals?|Global Goals)\b[^a-z]", re.IGNORECASE)
_SESSION_PART = re.compile(r"^(?:opening|closing|morning|afternoon|plenary|first|second)?\s*(?:plenary|session|ceremony)$", re.IGNORECASE)


@dataclass(slots=True)
class Group:
    """The phrases that mean one occurrence, and what is bound to it so far."""

    members: list[Candidate] = field(default_factory=list)
    when: DateInterval | None = None
    cost: int = 0
    place: Place | None = None
    city: str | None = None
    country: str | None = None
    online: bool = False
    passages: list[Bounds] = field(default_factory=list)
    clauses: list[str] = field(default_factory=list)
    parties: list[tuple[Mention, str]] = field(default_factory=list)

    @property
    def main(self) -> Candidate:
        """The fullest of the phrases."""
        return max(self.members, key=lambda c: (fullness(c), -c.start))

    @property
    def titled(self) -> bool:
        return any(c.form == "title" for c in self.members)


def fullness(candidate: Candidate) -> tuple[int, int]:
    """How well a phrase names its event: titles and proper names first, then the number of words that count."""
    if candidate.form == "title" and _VERB_IN_TITLE.search(candidate.name):
        return 1, len(content(candidate.name)) // 2
    rank = {"title": 3, "heading": 3, "proper": 2, "model": 1, "described": 1, "verb": 1, "bare": 0}[candidate.form]
    capitals = [w for w in candidate.name.split() if w[0].isupper() or w[0].isdigit()]
    if candidate.form == "model" and len(capitals) >= 2 and 2 * len(capitals) > len(content(candidate.name)):
        rank = 2
    if re.search(r"\b(?:planned|announced|due|who|which)\b", candidate.name):
        rank -= 1
    return rank, min(len(content(candidate.name)), 14)


def content(name: str) -> frozenset[str]:
    """The words of a name that count, without plural s."""
    found = re.findall(r"\w+", name.casefold().replace("’s", "").replace("'s", ""))
    return frozenset(w[:-1] if len(w) > 3 and w.endswith("s") else w for w in found if w not in _STOP)


def find_events(document: Document) -> tuple[Event, ...]:
    """The events of a page, in the order in which it tells of them."""
    context = Context(document)
    passages = Passages(context)
    reader = Reader(document, context, passages)
    layout = Layout(reader)
    title = title_candidate(layout)
    candidates = select(reader, [*([title] if title else []), *heading_candidates(layout), *find_candidates(reader)])
    groups: list[Group] = []
    last: Group | None = None
    for bounds in units(layout):
        own = [c for c in candidates if bounds[0] <= c.start < bounds[1]]
        if own:
            last = read_passage(layout, groups, bounds, own)
        elif last is not None:
            read_on(layout, groups, last, bounds)
    inherit(groups)
    main = main_group(groups)
    if main is not None and main.when is None:
        main.when = lead_date(layout, main)
    today = page_day(document, groups, main)
    out = [event for group in groups if (event := finish(layout, group, main, today)) is not None]
    return tuple(sorted(out, key=lambda e: (e.start, e.end, e.name)))


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
    return out


def select(reader: Reader, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that stand on their own: none inside the name of a body, person, date or undertaking, none inside a better one."""
    taken: list[Candidate] = []
    closed = [(m.start or 0, m.end or 0) for m in reader.context.mentions(0, len(reader.text), "ORG", "PERSON", "DATE", "LOC")]
    closed += [(s.start, s.end) for s in reader.document.spans if s.label == "INITIATIVE"]
    for candidate in sorted(map(partial(completed, candidates), candidates), key=lambda c: (-_RANK[c.form], c.start - c.end, c.start)):
        if candidate.form == "model" and not candidate.head and candidate.confidence < SURE_HEADLESS:
            continue
        attended = _ATTENDED.search(reader.text, max(0, candidate.start - 40), candidate.start)
        if candidate.form in ("proper", "described", "bare") and not attended and any(a <= candidate.start and candidate.end <= b for a, b in closed):
            continue
        if not any(candidate.start < other.end and other.start < candidate.end for other in taken):
            taken.append(candidate)
    return sorted(taken, key=lambda c: (c.start, c.end))


def completed(candidates: Sequence[Candidate], candidate: Candidate) -> Candidate:
    """A tagger's span with the bounds and name of the pattern's phrase round it, where that is the longer: "launch" in "launch of the Compact"."""
    if candidate.form != "model":
        return candidate
    for other in candidates:
        same = other.form in ("proper", "described") or (other.form == "verb" and candidate.head in (other.head, ""))
        if same and other.start <= candidate.start and candidate.end <= other.end and other.end - other.start > candidate.end - candidate.start:
            return replace(other, form="model", confidence=candidate.confidence)
    return candidate


def read_passage(layout: Layout, groups: list[Group], bounds: Bounds, own: list[Candidate]) -> Group | None:
    """Binds the dates, places and parties of one passage to its candidates and adds them to their groups; the last group comes back."""
    reader, text = layout.reader, layout.reader.text
    bounds = (min(bounds[0], own[0].start), max(bounds[1], own[-1].end))
    spans = [(c.start, c.end) for c in own]
    dates = share_out(text, spans, event_dates(layout, bounds))
    places = share_out(text, spans, event_places(layout, bounds, spans), before=40)
    last = None
    for candidate, when, where in zip(own, dates, places, strict=True):
        clause = own_clause(bounds, candidate, own)
        words_of_clause = text[slice(*clause)]
        back = candidate.definite and candidate.form == "bare"
        if back and when and when[0][0] >= SHARED and len(own) > 1:
            when = []
        interval = best_date(text, when, clause)
        if interval:
            interval = with_duration(interval, text[slice(*bounds)] if len(own) == 1 else words_of_clause)
        elif candidate.form != "title":
            interval = layout.heading_date(candidate.start)
        if interval is None and candidate.definite and not back and candidate.start - bounds[0] < 40 and not candidate.weak:
            interval = told_before(layout, groups, bounds)
        group = beside(groups, own, candidate, text) or antecedent(text, groups, candidate, interval)
        if group is None:
            group = Group()
            groups.append(group)
            if candidate.form == "title":
                read_header(layout, group)
        last = group
        group.members.append(candidate)
        group.passages.append(bounds)
        group.clauses.append(words_of_clause)
        if interval and (group.when is None or wider(interval, group.when)):
            group.when = interval
        heading = layout.run_in_heading(reader.context.line(bounds[0]))
        if heading is not None and not where and not layout.in_dateline(heading):
            where = [(0, heading)]
        again = len(group.members) > 1
        bind_place(reader, group, candidate, [m for cost, m in where if not again or (located(text, m) and (cost < SHARED or len(own) == 1))])
        others = [s for s in spans if s != (candidate.start, candidate.end)]
        group.parties += parties(reader, bounds, (candidate.start, candidate.end), others, signing=candidate.kind == "signing")
        if candidate.form not in ("title", "heading"):
            verbal = not text[candidate.start : candidate.end].casefold().startswith(candidate.name.casefold()[:12])
            group.parties += list(named_parties(reader, candidate.start, candidate.end, candidate.kind, verb=verbal))
        group.parties += [(m, "participant") for m in present(layout, bounds) if nearest(m, spans) == (candidate.start, candidate.end)]
        group.online = group.online or candidate.kind == "webinar" or bool(_ONLINE.search(words_of_clause) and not _HYBRID.search(words_of_clause))
    return last


def told_before(layout: Layout, groups: Sequence[Group], bounds: Bounds) -> DateInterval | None:
    """The date of the passage before, where that tells of the event without its name: "CMS shared its findings on Tuesday. The workshop …"."""
    number = layout.reader.passages.number(bounds[0])
    before = layout.reader.passages.bounds[number - 1] if number else (0, 0)
    if any(before in g.passages for g in groups):
        return None
    dates = [m.interval for m in event_dates(layout, before) if m.interval and m.interval.precision == "day"]
    return dates[-1] if dates else None


def lead_date(layout: Layout, main: Group) -> DateInterval | None:
    """The date of a title's event that is told in the lead: a day near that of publication, or "today"."""
    published, passages = layout.reader.document.published, layout.reader.passages
    if layout.title is None or published is None or not any(layout.title[0] <= c.start < layout.title[1] for c in main.members):
        return None
    first = passages.number(layout.title[1] + 1)
    for bounds in passages.bounds[first : first + 4]:
        for mention in event_dates(layout, bounds):
            if mention.interval and abs((mention.interval.end - published).days) <= 10:
                return mention.interval
        if re.search(r"\btoday\b", layout.reader.text[slice(*bounds)]):
            return DateInterval(published, published, "day")
    return None


def beside(groups: Sequence[Group], own: Sequence[Candidate], candidate: Candidate, text: str) -> Group | None:
    """The group of a neighbour in the same passage that means the same: an apposition ("Exercise Blue Surge, a tsunami drill"), or the verb
    of a ceremony or visit whose noun stands there too."""
    for other in own:
        if other.end > candidate.start:
            break
        group = next((g for g in groups if other in g.members), None)
        if group and candidate.kind == "campaign" and candidate.head == "day" and other.head != "day":
            return group
        gap = text[other.end : candidate.start]
        apposed = re.fullmatch(r"[”\"»]?(?:\s*\([^()]{1,20}\))?,\s+(?:an?|the)\s+", gap)
        same = other.kind == candidate.kind or {other.kind, candidate.kind} <= {"ceremony", "signing", "launch"} and "ceremony" in (candidate.head, other.head)
        verb = "verb" in (other.form, candidate.form) and other.form != candidate.form and candidate.kind in ("ceremony", "visit", "signing", "launch")
        if group and (apposed or (verb and same and not re.search(r";| and (?:a|an|the) ", gap))):
            return group
    return None


def read_on(layout: Layout, groups: list[Group], last: Group, bounds: Bounds) -> None:
    """Adds the parties that a passage without an event of its own names: to the event told last, in the same paragraph, or to the main one."""
    text = layout.reader.text
    same = "\n" not in text[last.passages[-1][1] : bounds[0]]
    follows = same or bool(_FOLLOWS.match(text, *bounds)) and text[last.passages[-1][1] : bounds[0]].count("\n") <= 2
    group = last if follows else main_group(groups)
    if group is None or layout.is_contact(bounds[0]):
        return
    if follows:
        near = [(0, m) for m in event_dates(layout, bounds) if m.interval and m.interval.precision != "year"]
        if group.when is None and near:
            group.when = best_date(text, near, bounds)
        if group.place is None and not group.online:
            bind_place(layout.reader, group, group.main, [m for m in event_places(layout, bounds, ()) if located(text, m)])
        group.clauses.append(text[slice(*bounds)])
    told = follows or group.titled or bool(_ABOUT_IT.search(text, *bounds))
    if told:
        group.parties += parties(layout.reader, bounds, None)
    published = layout.reader.document.published
    recent = published is not None and group.when is not None and -1 <= (published - group.when.end).days <= 7
    if told or recent:
        group.parties += [(m, "participant") for m in present(layout, bounds)]


def read_header(layout: Layout, group: Group) -> None:
    """Adds what the header and the labelled fields of a page about one event say of it."""
    reader = layout.reader
    dates = [m.interval for m in layout.header_dates() if m.interval]
    if dates:
        group.when = DateInterval(dates[0].start, max(d.end for d in dates[:2]), "range") if len(dates) > 1 and 0 <= (dates[1].end - dates[0].start).days <= 14 else dates[0]
    near = [(p, m) for m in layout.header_places() if (p := reader.place_of.get(m.entity or ""))]
    city = next(((p, m) for p, m in near if p.kind == "city"), None)
    if layout.is_online():
        group.online, group.place = True, None
    elif city:
        group.place, group.city, group.online = city[0], squeeze(city[1].text), False
    elif near and group.place is None:
        group.country = near[0][0].country_code
    for label in layout.labelled:
        if label.meaning in ("organiser", "participant"):
            found = list(reader.context.mentions(label.start, label.end, "ORG", "PERSON", "LOC"))
            if label.meaning == "participant" and any(m.label == "PERSON" for m in found):
                found = [m for m in found if m.label == "PERSON"]
            group.parties += [(m, label.meaning) for m in full_members(reader, found, after_cue=True)]


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


def bind_place(reader: Reader, group: Group, candidate: Candidate, found: Sequence[Mention]) -> None:
    """Gives the group the nearest city, or else the nearest country; a visit to several cities has none."""
    near = [(p, m) for m in found if (p := reader.place_of.get(m.entity or ""))]
    cities = [(p, m) for p, m in near if p.kind == "city"]
    several = candidate.kind == "visit" and len({p for p, m in cities if candidate.start <= (m.start or 0) < candidate.end}) > 1
    if group.place is None and cities and not several:
        group.place, group.city = cities[0][0], squeeze(cities[0][1].text)
    if group.country is None:
        group.country = next((p.country_code for p, m in near if p.country_code and (candidate.kind != "signing" or located(reader.text, m))), None)


def wider(new: DateInterval, old: DateInterval) -> bool:
    """Whether an interval of days completes one that is already known: "today" of the closing day, then "8–9 November"."""
    return new.precision in ("day", "range") and new != old and new.start <= old.start and old.end <= new.end and (new.end - new.start).days < 15


def clash(a: DateInterval | None, b: DateInterval | None) -> bool:
    """Whether two dates cannot be those of one occurrence."""
    return a is not None and b is not None and (a.start > b.end or b.start > a.end)


def during(when: DateInterval | None, main: DateInterval | None) -> bool:
    """Whether a date lies within another, give or take a day."""
    return when is not None and main is not None and (main.start - when.start).days <= 1 and (when.end - main.end).days <= 1


def aliases(text: str, group: Group) -> set[str]:
    """The acronyms that stand in brackets behind, or in, the phrases of a group, and the initials of its names."""
    found: set[str] = set()
    for member in group.members:
        found |= {w for m in re.finditer(r"\(([A-Z]{3,}[a-z]?)(?: \d{4})?\)", text[member.start : member.end + 16]) for w in m.groups()}
        found.add("".join(w[0] for w in re.split(r"[\s-]+", member.name) if w[:1].isupper()))
    return found


def possible_first(groups: Sequence[Group], when: DateInterval | None) -> list[Group]:
    """The groups that the date does not rule out, the latest first."""
    return [g for g in reversed(groups) if not clash(when, g.when)]


def antecedent(text: str, groups: list[Group], candidate: Candidate, when: DateInterval | None) -> Group | None:
    """The group that the candidate speaks of again, or None where it tells of a new occurrence."""
    mine, number = content(candidate.name), ordinal(candidate.name)
    if re.fullmatch(r"[A-Z]{3,}[a-z]?(?: \d{4})?", candidate.name):
        acronym = candidate.name.split()[0]
        known = next((g for g in possible_first(groups, when) if acronym in aliases(text, g)), None)
        if known is not None:
            return known
    titled = next((g for g in groups if g.titled and g.main.kind == "other" and len(g.members) == 1), None)
    if titled and len(groups) == 1 and (candidate.definite or number) and not clash(when, titled.when):
        return titled
    titled = next((g for g in groups if g.titled and len(g.members) == 1), None)
    if titled and titled.main.kind == candidate.kind and len(groups) == 1 and not clash(when, titled.when) and fullness(titled.main)[0] < 3:
        return titled
    possible = possible_first(groups, when)
    for group in possible:
        for member in group.members:
            theirs, other = content(member.name), ordinal(member.name)
            if number and other and number != other:
                continue
            common = mine & theirs
            if common and (mine <= theirs or theirs <= mine or len(common) >= 0.75 * min(len(mine), len(theirs))):
                again = candidate.definite or candidate.form == "bare" or when == group.when
                if (len(common) > 1 or again) and (member.kind == candidate.kind or len(common) > 2):
                    return group
    if candidate.form not in ("title", "heading") and not number:
        for group in possible:
            here = content(group.place.name) if group.place else frozenset[str]()
            if here and mine - here == {candidate.head} and any(candidate.head == m.head for m in group.members):
                return group
    telling = {w for w in mine if w not in words().filler and w != candidate.head}
    for group in possible:  # "a two-day workshop in Penang", then its full name with the same days
        short = [w for w in content(group.main.name) if w not in words().filler and w != group.main.head and w not in content(group.city or "")]
        same_days = when is not None and group.when is not None and when.end == group.when.end and when.precision in ("day", "range")
        if same_days and not number and candidate.kind == group.main.kind and min(len(short), len(telling)) == 0 and not (short and telling):
            return group
    if candidate.definite and not number and candidate.form in ("bare", "described") and len(telling) <= 1:
        for group in possible:
            if group is not main_group(groups) and candidate.start - group.passages[-1][1] > 1500:
                continue
            kinds = {m.kind for m in group.members}
            if candidate.kind in kinds or (candidate.head in _GENERIC and not telling) or (candidate.kind == "ceremony" and kinds & {"signing", "launch"}):
                return group
    return None


def goals(layout: Layout, group: Group, main: Group | None) -> tuple[int, ...]:
    """The goals that the page ties to an event: all of a page about one event, those of the heading or of a sentence about it, and the page's
    own tag line where the title tells of the event."""
    named = [s for s in layout.reader.document.sdgs if s.method == "explicit"]
    if group.titled:
        return tuple(sorted({s.goal for s in named}))
    headed = any(c.form == "heading" for c in group.members)
    in_title = layout.title is not None and any(layout.title[0] <= c.start < layout.title[1] for c in group.members)
    found = set()
    for sdg in named:
        line = layout.reader.context.line(sdg.start) if sdg.start is not None else None
        told = sdg.start is not None and any(a <= sdg.start < b for a, b in group.passages) and (headed or group is main)
        tagged = in_title and group is main and (line is None or bool(_TAGS.match(layout.text, *line)))
        if told or tagged:
            found.add(sdg.goal)
    return tuple(sorted(found))


def roles_of(layout: Layout, group: Group, kind: str, place: Place | None) -> dict[str, str]:
    """Who has which part in an event; a body that holds it does not also join it. Persons sign for their bodies."""
    employers = {p.person_id: p.organisation_id for p in layout.reader.document.people}
    roles: dict[str, str] = {}
    for mention, role in group.parties:
        if mention.entity and not (place and mention.entity == place.location_id) and roles.get(mention.entity) != "organiser":
            roles[mention.entity] = role
    if kind in ("signing", "visit") and "organiser" not in roles.values():
        for person in [ref for ref in roles if ref in employers]:
            if body := employers[person]:
                roles[body] = "organiser"
    return roles


def inherit(groups: Sequence[Group]) -> None:
    """Gives an elliptical meeting ("the fourth meeting", "the next session") the holders of the series that the page names in full."""
    for group in groups:
        said = content(group.main.name)
        if group.main.kind not in ("meeting", "session") or any(role == "organiser" for _, role in group.parties) or not (ordinal(group.main.name) or "next" in said):
            continue
        for other in groups:
            if other is not group and other.main.head == group.main.head and ordinal(other.main.name) and len(said - {"next", "last"}) <= 3:
                group.parties += [(m, role) for m, role in other.parties if role == "organiser" and m.label == "ORG"]
                break


def nameless(candidate: Candidate) -> bool:
    """Whether a phrase says no more than "the meeting" or "a course"."""
    said = content(candidate.name)
    return not ordinal(candidate.name) and (not said - _NO_NAME or (candidate.definite and len(said) < 2))


def main_group(groups: list[Group]) -> Group | None:
    """The event that the page is about: that of the title, else the first."""
    told = (g for g in groups if any(c.form != "bare" and not c.weak for c in g.members))
    return next((g for g in groups if g.titled), next(told, groups[0] if groups else None))


def page_day(document: Document, groups: Sequence[Group], main: Group | None) -> date | None:
    """The day from which the page is written: its own date, else the day before the event that it announces, else the last day it tells of."""
    if document.published or document.modified:
        return document.published or document.modified
    if main is not None and main.titled and main.when and not any(map(tells_past, main.clauses)):
        return main.when.start - timedelta(days=1)
    return max((g.when.end for g in groups if g.when and g.when.precision != "year" and any(map(tells_past, g.clauses))), default=None)


def finish(layout: Layout, group: Group, main: Group | None, today: date | None) -> Event | None:
    """The event of a group, or None where nothing makes it an individual one."""
    reader, document, best = layout.reader, layout.reader.document, group.main
    tagged = max((c.confidence for c in group.members if c.form == "model"), default=0.0)
    if group.when is None and not group.titled and (tagged < SURE_UNDATED or not best.head):
        return None
    if tagged < SURE and (_SESSION_PART.match(best.name) or _RECURRING.search(best.name) or (best.form in ("bare", "model") and nameless(best))):
        return None
    kind = best.kind if best.kind != "other" or not group.titled else next((c.kind for c in group.members if c.kind != "other"), "other")
    online = kind == "webinar" or (group.online and group.place is None)
    place = None if online else group.place
    country = None if online else place.country_code if place else group.country
    if main and place is None and country is None and not online and main.place and during(group.when, main.when):
        place, country = main.place, main.place.country_code
    if place is None and not online and country is None and layout.dateline_place is not None:
        country = layout.dateline_place.country_code
    if place is None and not online and group is main and layout.dateline_place is not None and country in (None, layout.dateline_place.country_code):
        place, country = layout.dateline_place, layout.dateline_place.country_code
    roles = roles_of(layout, group, kind, place)
    bounds = group.passages[0]
    return Event(
        name=best.name,
        kind=kind,
        status=status_of(group.when, today, group.clauses, best.name),
        start=bounds[0],
        end=bounds[1],
        when=group.when,
        city=(group.city if place is group.place else place.name) if place else None,
        country_code=country,
        location_id=place.location_id if place else None,
        online=online,
        description=squeeze(reader.text[bounds[0] : bounds[1]])[:300],
        sdgs=goals(layout, group, main),
        parties=tuple(Party(ref, role) for ref, role in sorted(roles.items())),
        surfaces=tuple(sorted({squeeze(reader.text[c.start : c.end]) for c in group.members})),
        confidence=best.confidence,
    )
