"""Which phrases of a page mean one occurrence.

:class:`Group` gathers them with what is bound to them; :func:`antecedent` and :func:`beside` find the group that a phrase speaks of again,
by its words, ordinal, kind, date and place; :func:`select` chooses among phrases that overlap.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import accumulate
from typing import NamedTuple

from pipeline.context import Bounds
from pipeline.document import AttendanceMode, Basis, DateInterval, EventStatus, Mention, Place
from pipeline.events.candidates import Candidate
from pipeline.events.days import clash
from pipeline.events.names import CLOSING, Reader, ordinal, phrase, words
from pipeline.evidence import Source

_RANK = {"title": 5, "heading": 4, "model": 3, "proper": 2, "described": 1, "verb": 1, "bare": 0}
CROWD = 3000  # phrases of one page that are looked at
FAR = 1500  # characters back to which "the meeting" may refer, the main event apart
NEAR = 60  # groups back to which a phrase may refer
UNSURE = 0.3  # a tagger's span below this says no more than a pattern
FAIRLY = 0.4  # least confidence of an undertaking's span within whose name no event is looked for
SURE_HEADLESS = 0.7  # least confidence of a tagger's span without an event word in or beside it (dev pages)
STATED = Source(None, None, "field", "structure", 0.95)  # what the page states for machines, outside its text
_LOOSE = re.compile(r"[A-ZÀ-Ý]?[a-zà-ÿ]{1,9}")  # a single word that is no acronym: a preposition, a verb
_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{3,}[a-z]?(?![\w-])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TITLED = re.compile(r",\s[“\"«„]\s?$")
_MARKED_BY = re.compile(
    r"\b(?:celebrated|commemorated|marked|observed|used)\b[^.;:]{0,60}?\b(?:with|by|for)\s(?:an?\s|the\s)?(?:[\w’'-]+\s){0,2}$|^,[^.;:]{0,40},\s(?:with|by)\s(?:an?\s|the\s)?$"
)
_APPOSED = re.compile(r"[”\"»]?(?:\s\([^()]{1,20}\))?,\s(?:an?|the|une?|un|una)\s")
_APART = re.compile(r";| and (?:a|an|the) |\b(?:cuando|donde|où|lorsqu|après|después|tras)\b|\b(?:tendrá continuidad|se poursuivra)\b")
_AT = re.compile(r"\s(?:at|in)\s")
_BUILDING = re.compile(r"^[^,:“]{0,60}\b(?:Hall|Hotel|Inn|Room|Rotana|Stadium|Theatre|and|the)$")
_TALK = frozenset(["", "debate", "discussion", "event", "exchange"])  # what says no more than that something was held
_PART_OF = re.compile(
    r"\b(?:abrió|cerró|clausuró|inauguró|began|opened|closed|concluded|ended|ouverte?s?|clôturée?s?|achevée?s?|followed|suivie?s?|seguid[oa]s?)"
    r"\s(?:con|par|with|avec|by|sur|de|d[’']|por)\s?(?:(?:una?|une?|an?|la|le|el)\s)?(?:[a-zà-ÿ-]+\s)?$"
)  # "the day closed with a lecture": part of the event told of
_BEGAN_WITH = re.compile(
    r"\b(?:began|closed|concluded|ended|opened|started)\son\s(?:[A-ZÀ-Ý]\w+\s\d{1,2}|\d{1,2}\s\w+|\w+day)\swith\s(?:an?\s)?(?:\w+\s)?$"
)  # "the visit started on 21 August with a briefing"
_HELD_OFFICE = re.compile(
    r"\b(?:[Cc]hair(?:man|person|manship)?|[Pp]resident|[Ss]ecretary|[Ss]ecretariat|[Mm]ember)\sof\s(?:the\s)?$|\b(?:[Bb]y|[Ww]ith|[Ff]rom)\s$"
)  # "Chair of the Senior Officials Meeting", "with Karamoja Development Forum": a body
_GATHERINGS = frozenset(["conference", "dialogue", "forum", "meeting", "roundtable", "seminar", "summit", "training", "workshop"])
_EDITION = re.compile(r"\b(?:édition|edición)\b")
_ANOTHER = re.compile(
    r"\b(?:an?|another|otra|una|une)\s$", re.IGNORECASE
)  # "una segunda jornada" is one of its own, "la segunda jornada" the next day
_DAY_OF_IT = re.compile(
    r"(?:primera|segunda|tercera|última|misma|première|deuxième|seconde|troisième|dernière|même)\s(?:jornada|journée)", re.IGNORECASE
)
_JOURNEYS = frozenset(["déplacement", "delegación", "gira", "misión", "séjour", "viaje", "visita", "visite", "voyage"])  # "La misión peruana"
_STAYS = frozenset(["déplacement", "gira", "séjour", "viaje"])  # "moment fort du déplacement"
_TWO_WORDS = re.compile(r"[\w’'-]+\s[a-z]+")
_NEXT = re.compile(r"(?:prochaine?|próxim[ao]|précédente?|anterior)\s", re.IGNORECASE)
_BESIDE = re.compile(r"\b(?:after|ahead of|before|following|prior to|avant|après|antes de|tras)\s(?:the\s|el\s|la\s|le\s|l[’'])?$", re.IGNORECASE)
_DRILL = re.compile(r"\b(?:drill|exercise|simulation)\b")
_ATTENDED = re.compile(r"\b(?:during|(?:margins|sidelines|occasion|opening|close|end) of|ahead of|prior to)\s+the\s+(?:[A-Z]+\s)?$")


class Part(NamedTuple):
    """A mention's part in an event, and where the page says so."""

    mention: Mention
    role: str
    basis: Basis = "sentence"


@dataclass(slots=True)
class Group:
    """The phrases that mean one occurrence, and what is bound to it so far.

    ``clauses`` are the spans that speak of it; ``sources`` tell what decided on "when", "place", "country", "venue" and "online".
    """

    members: list[Candidate] = field(default_factory=list)
    when: DateInterval | None = None
    place: Place | None = None
    city: str | None = None
    country: str | None = None
    venue: str | None = None
    sited: bool = False  # the text says that it is in this city, not only near its name
    online: bool = False
    passages: list[Bounds] = field(default_factory=list)
    clauses: list[Bounds] = field(default_factory=list)
    parties: list[Part] = field(default_factory=list)
    sources: dict[str, list[Source]] = field(default_factory=dict)
    occasion: Group | None = None  # the event during or beside which it is held
    status: EventStatus | None = None  # as the page states it for machines, like ``off``, that it was put off, and ``mode``
    off: Source | None = None
    mode: AttendanceMode | None = None

    @property
    def main(self) -> Candidate:
        """The fullest of the phrases."""
        return max(self.members, key=lambda c: (fullness(c), -c.start))

    @property
    def titled(self) -> bool:
        """Whether the title of a page about one event is among them."""
        return any(c.form == "title" for c in self.members)


def fullness(candidate: Candidate) -> tuple[int, int]:
    """How well a phrase names its event: titles and proper names first, then the number of words that count."""
    if candidate.form == "title" and phrase("headline").search(candidate.name):
        return 1, len(content(candidate.name)) // 2
    rank = {"title": 3, "heading": 3, "proper": 2, "model": 1, "described": 1, "verb": 1, "bare": 0}[candidate.form]
    if candidate.form == "verb" and candidate.head in ("réunion", "reunión"):
        rank = 0  # who gathered: any name says more
    capitals = [w for w in candidate.name.split() if w[0].isupper() or w[0].isdigit()]
    if candidate.form == "model" and len(capitals) >= 2 and 2 * len(capitals) > len(content(candidate.name)):
        rank = 2
    if re.search(r"\b(?:planned|announced|due|who|which)\b", candidate.name):
        rank -= 1
    said = min(len(content(candidate.name)), 14)
    return rank, said // 2 if candidate.form == "verb" and candidate.kind == "visit" else said


@lru_cache(maxsize=4096)
def content(name: str) -> frozenset[str]:
    """The words of a name that count, without plural s."""
    found = re.findall(r"\w+", name.casefold().replace("’s", "").replace("'s", ""))
    return frozenset(w[:-1] if len(w) > 3 and w.endswith("s") else w for w in found if w not in words().function)


def select(reader: Reader, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that stand on their own: none inside the name of a body, person, date or undertaking, none inside a better one."""
    candidates = candidates[:CROWD]
    taken: list[Candidate] = []
    closed = [(m.start or 0, m.end or 0) for m in reader.context.mentions(0, len(reader.text), "ORG", "PERSON", "DATE", "LOC")]
    closed = sorted(closed + [(s.start, s.end) for s in reader.document.spans if s.label == "INITIATIVE" and s.confidence >= FAIRLY])
    reach = list(accumulate((b for _, b in closed), max))  # how far the names that begin up to here extend
    for candidate in sorted(map(partial(completed, candidates), candidates), key=lambda c: (-_rank(c), c.start - c.end, c.start)):
        if (candidate.form == "model" and _BUILDING.search(candidate.name)) or (
            _DAY_OF_IT.fullmatch(candidate.name) and not _ANOTHER.search(reader.text, max(0, candidate.start - 8), candidate.start)
        ):
            continue
        if candidate.form == "model" and not candidate.head and candidate.confidence < SURE_HEADLESS:
            continue
        if _HELD_OFFICE.search(reader.text, max(0, candidate.start - 30), candidate.start) and candidate.name[:1].isupper():
            continue
        shown = candidate.kind not in ("signing", "visit", "launch")
        if shown and _BEGAN_WITH.search(reader.text, max(0, candidate.start - 50), candidate.start):
            continue
        if shown and _PART_OF.search(reader.text, max(0, candidate.start - 50), candidate.start) and not _dated(reader, candidate):
            continue
        last = bisect_right(closed, (candidate.start, len(reader.text) + 1)) - 1
        inside = last >= 0 and reach[last] >= candidate.end
        attended = _ATTENDED.search(reader.text, max(0, candidate.start - 40), candidate.start)
        if candidate.form in ("proper", "described", "bare") and inside and not attended and not candidate.coordinated:
            continue
        if candidate.form == "model" and _LOOSE.fullmatch(candidate.name) and candidate.confidence < SURE_HEADLESS:
            continue
        headless = candidate.form == "model" and candidate.head and candidate.head not in candidate.name.casefold()
        if headless and not _name_like(reader, candidate) and borrowed(reader.text, candidates, candidate):
            continue
        at = bisect_left(taken, (candidate.start, candidate.end), key=lambda c: (c.start, c.end))
        before, after = taken[at - 1 : at], taken[at : at + 1]
        if not (before and before[0].end > candidate.start) and not (after and after[0].start < candidate.end):
            taken.insert(at, candidate)
    return taken


def _dated(reader: Reader, candidate: Candidate) -> bool:
    """Whether a date, place or duration stands in or close behind a phrase, in its passage."""
    if re.search(r"\b(?:days|jours|días)\b", candidate.name):
        return True
    bound = min(reader.passages.at(candidate.start)[1], candidate.end + 60)
    return any(True for _ in reader.context.mentions(candidate.start, max(bound, candidate.end), "DATE", "LOC"))


def _rank(candidate: Candidate) -> int:
    """How a phrase stands among those that it overlaps: a tagger's span that is unsure gives way."""
    return (1 if candidate.form == "model" and candidate.confidence < UNSURE else _RANK[candidate.form]) + 2 * candidate.coordinated


def borrowed(text: str, candidates: Sequence[Candidate], candidate: Candidate) -> bool:
    """Whether a tagger's span has its head from another phrase beside it, which names the event: "twenty archivists" and "a workshop on …"."""
    return any(
        other.head == candidate.head
        and other.head in other.name.casefold()
        and (other.form in ("proper", "described", "model") or (other.form == "bare" and any(_over(other, m, candidate) for m in candidates)))
        and not (candidate.name[:1].isupper() and _APPOSED.match(text[candidate.end : other.start]))
        and (other.end <= candidate.start <= other.end + 60 or candidate.end <= other.start <= candidate.end + 60)
        for other in candidates
    )


def _over(bare: Candidate, span: Candidate, other: Candidate) -> bool:
    """Whether a span of the tagger's, that is not the ``other``, lies over a bare phrase."""
    return span.form == "model" and span is not other and span.start < bare.end and bare.start < span.end


def _name_like(reader: Reader, candidate: Candidate) -> bool:
    """Whether a span reads as a name of its own: in quotation marks, or of three words or more, most with a capital; or it is sure."""
    if candidate.confidence >= SURE_HEADLESS or reader.text[max(0, candidate.start - 2) : candidate.start].rstrip()[-1:] in CLOSING:
        return True
    capitals = [w for w in candidate.name.split() if w[0].isupper()]
    return candidate.confidence >= 0.6 and len(capitals) >= 3 and len(capitals) >= 0.6 * len(content(candidate.name))


def completed(candidates: Sequence[Candidate], candidate: Candidate) -> Candidate:
    """A tagger's span with the bounds and name of the pattern's phrase round it, where that is the longer: "launch" in "launch of the Compact"."""
    if candidate.form != "model":
        return candidate
    for other in candidates:
        same = other.form in ("proper", "described", "bare") or (
            other.form == "verb" and (candidate.head in (other.head, "") or candidate.head not in candidate.name.casefold())
        )
        if same and other.start <= candidate.start and candidate.end <= other.end and other.end - other.start > candidate.end - candidate.start:
            return replace(other, form="model", confidence=candidate.confidence)
    return candidate


def beside(groups: Sequence[Group], own: Sequence[Candidate], candidate: Candidate, text: str, language: str | None) -> Group | None:
    """The group of a neighbour in the same passage that means the same: an apposition ("Exercise Blue Surge, a tsunami drill"), or the verb
    of a ceremony or visit whose noun stands there too."""
    for other in [o for o in own if o.end <= candidate.start][-3:]:
        group = next((g for g in reversed(groups[-NEAR:]) if any(m is other for m in g.members[-9:])), None)
        if group and candidate.kind == "campaign" and candidate.head == "day" and other.head != "day":
            return group
        gap = text[other.end : candidate.start]
        if group and other.head == candidate.head not in candidate.name.casefold() and _TITLED.search(gap) and len(gap) < 90 and ";" not in gap:
            return group
        if group and _EDITION.search(candidate.name) and re.fullmatch(r",?\s(?:dont|cuya)\s(?:la\s)?", gap):
            return group  # "les Journées du patrimoine, dont la 31e édition"
        if group and other.head == "day" and other.kind == "campaign" and _MARKED_BY.search(gap):
            return group
        apposition = re.fullmatch(r"[”\"»]?(?:\s*\([^()]{1,20}\))?,\s+(?:an?|the)\s+(?:(?:half-)?yearly\s+|monthly\s+|quarterly\s+)?", gap)
        if apposition is None and language in ("fr", "es") and other.form in ("proper", "model"):
            apposition = re.fullmatch(r"[”\"»]?,\s+", gap)
        apposed = apposition and not _BESIDE.search(text, max(0, other.start - 16), other.start)
        same = other.kind == candidate.kind or (
            {other.kind, candidate.kind} <= {"ceremony", "signing", "launch"} and "ceremony" in (candidate.head, other.head)
        )
        verb = (
            "verb" in (other.form, candidate.form) and other.form != candidate.form and candidate.kind in ("ceremony", "visit", "signing", "launch")
        )
        held = "ceremony" in (candidate.head, other.head) and same and ";" not in gap
        if group and (apposed or held or (verb and same and not _APART.search(gap))):
            return group
    return None


def aliases(text: str, group: Group) -> set[str]:
    """The acronyms that stand in brackets behind, or in, the phrases of a group, and the initials of its names."""
    found: set[str] = set()
    for member in group.members:
        found |= {w for m in re.finditer(r"\(([A-Z]{3,}[a-z]?)(?: \d{4})?\)", text[member.start : member.end + 16]) for w in m.groups()}
        found.add("".join(w[0] for w in re.split(r"[\s-]+", member.name) if w[:1].isupper()))
    return found


def antecedent(text: str, groups: list[Group], candidate: Candidate, when: DateInterval | None, *, lead: int = 0) -> Group | None:
    """The group that the candidate speaks of again, or None where it tells of a new occurrence; the title ends at ``lead``.

    The surest sign first: an acronym, the page's title, the same words, the same place or days, a mere "the meeting".
    """
    possible = [g for g in reversed(groups[-NEAR:]) if not clash(when, g.when)]
    return (
        by_acronym(text, possible, candidate)
        or by_title(groups, possible, candidate, lead)
        or by_words(possible, groups[0] if groups else None, candidate, when, lead)
        or by_place_or_days(possible, candidate, when)
        or by_exercise(possible, candidate, when)
        or by_reference(groups, possible, candidate)
    )


def by_acronym(text: str, possible: Sequence[Group], candidate: Candidate) -> Group | None:
    """The group whose name an acronym stands for: "FERGEX 2010", "the 2018 HHA meeting"."""
    short, years = _CAPITALS.findall(candidate.name), _YEAR.findall(candidate.name)
    if len(short) == len(years) == 1 and content(candidate.name) == {short[0].casefold(), years[0], candidate.head}:
        held = (g for g in possible if g.when and str(g.when.end.year) == years[0] and any(m.head == candidate.head for m in g.members))
        return next((g for g in held if short[0] in aliases(text, g)), None)
    if not re.fullmatch(r"[A-Z]{3,}[a-z]?(?: \d{4})?", candidate.name):
        return None
    return next((g for g in possible if candidate.name.split()[0] in aliases(text, g)), None)


def by_title(groups: Sequence[Group], possible: Sequence[Group], candidate: Candidate, lead: int) -> Group | None:
    """The group of the title, for the first event of the text under a title that is a motto or headline or tells of it without its name."""
    first = groups[0] if len(groups) == 1 and groups[0] in possible and len(groups[0].members) == 1 else None
    if first is not None and first.main.end <= lead and first.main.head == candidate.head != "" and ordinal(candidate.name) is None:
        said = first.main.name
        spoken = said[:1].islower() or _TWO_WORDS.fullmatch(said)  # "Tavik conference: …", then the conference’s name
        if (
            spoken
            and candidate.kind == first.main.kind
            and (candidate.kind in _GATHERINGS or (candidate.kind == "visit" and candidate.form != "verb"))
        ):
            return first
    if len(groups) != 1 or not possible or not groups[0].titled or len(groups[0].members) > 1:
        return None
    title = groups[0].main
    motto = title.kind == "other" and (candidate.definite or ordinal(candidate.name) is not None)
    headline = title.kind == candidate.kind and fullness(title)[0] < 3
    again = title.head == candidate.head != "" and ordinal(candidate.name) is None and candidate.name[:1].islower()
    return groups[0] if motto or headline or again else None


def by_words(possible: Sequence[Group], first: Group | None, candidate: Candidate, when: DateInterval | None, lead: int) -> Group | None:
    """The group with a phrase of the same words and no other ordinal; half of them do between the title and the text."""
    mine, number = content(candidate.name), ordinal(candidate.name)
    for group in possible:
        again = candidate.definite or candidate.form == "bare" or when == group.when
        if number and any(ordinal(m.name) not in (None, number) for m in group.members):
            continue
        for member in group.members:
            theirs = content(member.name)
            common = mine & theirs
            if not common:
                continue
            if (
                bool(_NEXT.match(candidate.name)) != bool(_NEXT.match(member.name))
                and (when is None or when != group.when)
                and member.form != "title"
            ):
                continue
            opens = member.end <= lead and group is first and (member.kind == candidate.kind or candidate.head in _TALK)
            least = 0.5 if opens else 0.75
            alike = mine <= theirs or theirs <= mine or len(common) >= least * min(len(mine), len(theirs))
            thing = (
                "verb" in (candidate.form, member.form) and "title" not in (candidate.form, member.form) and "launch" in (candidate.kind, member.kind)
            )
            if alike and (len(common) > 1 or again) and (member.kind == candidate.kind or (len(common) > 2 and not thing)):
                return group
    return None


def telling(candidate: Candidate, city: str | None = None) -> frozenset[str]:
    """The words of a name that tell the event from others of its kind; those of the ``city`` are left out."""
    return content(candidate.name) - words().filler - {candidate.head} - content(city or "")


def by_place_or_days(possible: Sequence[Group], candidate: Candidate, when: DateInterval | None) -> Group | None:
    """The group of the same head at the same place ("the Lima forum"), or of the same kind on the same days where one phrase says no more."""
    if ordinal(candidate.name) or candidate.form in ("title", "heading"):
        return None
    for group in possible:
        here = content(group.place.name) if group.place else frozenset[str]()
        if here and content(candidate.name) - here == {candidate.head} and any(candidate.head == m.head for m in group.members):
            return group
    if when is None or when.precision not in ("day", "range"):
        return None
    for group in possible:  # "a two-day workshop in Penang", then its full name
        spoken = group.main.form == "verb" and group.main.head in ("réunion", "reunión") and candidate.definite and candidate.kind in _GATHERINGS
        if spoken and group.when is not None and not clash(when, group.when) and candidate.form != "verb":
            return group  # "Veinte docentes se dieron cita la semana pasada …", then "El Encuentro de Docentes, del 3 al 5"
        same_days = group.when is not None and when.end == group.when.end and candidate.kind == group.main.kind
        if same_days and not (telling(group.main, group.city) and telling(candidate)):
            return group
    return None


def by_exercise(possible: Sequence[Group], candidate: Candidate, when: DateInterval | None) -> Group | None:
    """The drill told of before its name: "the largest cyclone drill", then "Exercise Doria 2026", on no other day."""
    if not (candidate.head == "exercise" and candidate.name.startswith("Exercise ")) or (when and when.precision != "year"):
        return None
    drills = [g for g in possible if g.when and any(_DRILL.search(m.name) and m.name[:1].islower() for m in g.members)]
    return drills[0] if drills and not any(m.form in ("proper", "title", "heading") for m in drills[0].members) else None


def by_reference(groups: list[Group], possible: Sequence[Group], candidate: Candidate) -> Group | None:
    """The group that a mere "the meeting" or "the Forum" refers to: the main one for a capital, else the last that fits, not too far back."""
    said = telling(replace(candidate, name=_AT.split(candidate.name)[0])) if candidate.kind == "ceremony" else telling(candidate)
    journey = candidate.form in ("bare", "model") and candidate.kind == "visit" and candidate.head in _JOURNEYS and len(candidate.name.split()) < 3
    if (
        not (candidate.definite or (journey and candidate.name == candidate.head in _STAYS))
        or ordinal(candidate.name)
        or (candidate.form not in ("bare", "described") and not journey)
        or len(said) > 1
    ):
        return None
    main = main_group(groups)
    first = [main] if main in possible and main and candidate.name[:1].isupper() and candidate.kind in {m.kind for m in main.members} else []
    for group in [*first, *possible]:
        if group is not main and candidate.start - group.passages[-1][1] > FAR:
            continue
        kinds = {m.kind for m in group.members}
        compound = candidate.form == "bare" and any(m.head.endswith(f" {candidate.head}") for m in group.members)
        ceremony = candidate.kind == "ceremony" and bool(kinds & {"signing", "launch"})
        if candidate.kind in kinds or compound or (candidate.head in words().generic and not said) or ceremony:
            return group
    return None


def nameless(candidate: Candidate) -> bool:
    """Whether a phrase says no more than "the meeting" or "a course"."""
    said = content(candidate.name)
    several = len(said) > 1 and re.search(r"\sde\s", candidate.name)  # "cita de clausura"
    return not ordinal(candidate.name) and (not (several or said - words().no_name) or (candidate.definite and len(said) < 2))


def main_group(groups: list[Group]) -> Group | None:
    """The event that the page is about: that of the title, else the first."""
    told = (g for g in groups if any(c.form != "bare" and not c.weak for c in g.members))
    return next((g for g in groups if g.titled), next(told, groups[0] if groups else None))
