"""Which phrases of a page mean one occurrence.

:class:`Group` gathers them with what is bound to them; :func:`antecedent` and :func:`beside` find the group that a phrase speaks of again,
by its words, ordinal, kind, date and place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from pipeline.context import Bounds
from pipeline.document import AttendanceMode, Basis, DateInterval, EventStatus, Mention, Place
from pipeline.events.candidates import Candidate
from pipeline.events.days import clash
from pipeline.events.names import ordinal, phrase, words
from pipeline.evidence import Source

FAR = 1500  # characters back to which "the meeting" may refer, the main event apart
NEAR = 60  # groups back to which a phrase may refer
STATED = Source(None, None, "field", "structure", 0.95)  # what the page states for machines, outside its text
_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{3,}[a-z]?(?![\w-])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TITLED = re.compile(r",\s[“\"«„]\s?$")
_MARKED_BY = re.compile(
    r"\b(?:celebrated|commemorated|marked|observed|used)\b[^.;:]{0,60}?\b(?:with|by|for)\s(?:an?\s|the\s)?(?:[\w’'-]+\s){0,2}$|^,[^.;:]{0,40},\s(?:with|by)\s(?:an?\s|the\s)?$"
)
_SITED = re.compile(r"\s(?:in|at|en|à|au)\s(?=[A-ZÀ-Ý])")
_AT = re.compile(r"\s(?:at|in)\s")
_PAPER = frozenset(["accord", "agreement", "document", "memorandum", "mou", "pact", "paper", "signature", "signing", "text", "treaty"])
_TALK = frozenset(["", "debate", "discussion", "event", "exchange"])  # what says no more than that something was held
_GATHERINGS = frozenset(["conference", "dialogue", "forum", "meeting", "roundtable", "seminar", "summit", "training", "workshop"])
_JOURNEYS = frozenset(["déplacement", "delegación", "gira", "misión", "séjour", "viaje", "visita", "visite", "voyage"])  # "La misión peruana"
_STAYS = frozenset(["déplacement", "gira", "séjour", "viaje"])  # "moment fort du déplacement"
_LONG = re.compile(r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})[- ]day (?:[a-z-]+ )?[a-z-]+")
NEXT = re.compile(r"(?:next|prochaine?|próxim[ao]|précédente?|anterior)\s", re.IGNORECASE)
_BESIDE = re.compile(r"\b(?:after|ahead of|before|following|prior to|avant|après|antes de|tras)\s(?:the\s|el\s|la\s|le\s|l[’'])?$", re.IGNORECASE)
_DRILL = re.compile(r"\b(?:drill|exercise|simulation)\b")


_IN_A = re.compile(r"\b(?:at|during|in)\san?\s(?:[\w-]+\s){0,2}$")
_TAUGHT = re.compile(r"\b(?:taught|trained)\b")  # "were trained in leak detection from 6 to 10 May in Tavik, in a course given by the guild"
_GATHERED = ("meeting", "reunión", "réunion", "training")  # nouns of verbs: "sixty midwives met"


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
    moved: bool = False  # a later sentence gives the day to which it was put back

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
    placed = not telling(replace(candidate, name=_SITED.split(candidate.name)[0]))  # "Workshop in Tavik"
    if candidate.form == "title" and (phrase("headline").search(candidate.name) or placed):
        return 1, len(content(candidate.name)) // 2
    rank = {"title": 3, "heading": 3, "proper": 2, "model": 1, "described": 1, "verb": 1, "bare": 0}[candidate.form]
    if candidate.form == "verb" and candidate.head in _GATHERED:
        rank = 0  # who gathered: any name says more
    capitals = [w for w in candidate.name.split() if w[0].isupper() or w[0].isdigit()]
    if candidate.form == "model" and len(capitals) >= 2 and 2 * len(capitals) > len(content(candidate.name)):
        rank = 2
    if re.search(r"\b(?:planned|announced|due|who|which)\b", candidate.name):
        rank -= 1
    if _LONG.fullmatch(candidate.name) or (placed and candidate.form in ("described", "model")):
        rank = 0
    said = min(len(content(candidate.name)), 14)
    return rank, said // 2 if candidate.form == "verb" and candidate.kind == "visit" else said


@lru_cache(maxsize=4096)
def content(name: str) -> frozenset[str]:
    """The words of a name that count, without plural s."""
    found = re.findall(r"\w+", name.casefold().replace("’s", "").replace("'s", ""))
    return frozenset(w[:-1] if len(w) > 3 and w.endswith("s") else w for w in found if w not in words().function)


def beside(groups: Sequence[Group], own: Sequence[Candidate], candidate: Candidate, text: str, language: str | None) -> Group | None:
    """The group of a neighbour in the same passage that means the same: an apposition ("Exercise Blue Surge, a tsunami drill"), or the verb
    of a ceremony or visit whose noun stands there too."""
    for other in [o for o in own if o.end <= candidate.start][-3:]:
        group = next((g for g in reversed(groups[-NEAR:]) if any(m is other for m in g.members[-9:])), None)
        if group is None:
            continue
        gap = text[other.end : candidate.start]
        if other.head == candidate.head not in candidate.name.casefold() and _TITLED.search(gap) and len(gap) < 90:
            return group
        if other.head == "day" and _MARKED_BY.search(gap):
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
        held = held or (same and candidate.kind == "training" and bool(_IN_A.search(gap) and _TAUGHT.search(text, other.start, other.end)))
        if apposed or held or (verb and same):
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
    again = [g for g in groups[-1:] if candidate.definite and candidate.form == "bare" and put_back(text, g, when)]
    if again and any(candidate.head == m.head for m in again[0].members):
        return again[0]
    return (
        by_acronym(text, possible, candidate)
        or by_title(groups, possible, candidate, lead)
        or by_words(possible, groups[0] if groups else None, candidate, when, lead)
        or by_place_or_days(possible, candidate, when)
        or by_exercise(possible, candidate, when)
        or by_verb(text, groups, candidate, when)
        or by_reference(groups, possible, candidate)
    )


def put_back(text: str, group: Group, when: DateInterval | None) -> bool:
    """Whether a date is the later one to which the event that was last told as postponed is put back: "… was postponed. It will now be in May"."""
    later = group.when is not None and when is not None and when.start > group.when.end
    return later and bool(phrase("postponed").search(text, *group.clauses[-1]))


def by_acronym(text: str, possible: Sequence[Group], candidate: Candidate) -> Group | None:
    """The group whose name an acronym stands for: "the 2018 HHA meeting"."""
    short, years = _CAPITALS.findall(candidate.name), _YEAR.findall(candidate.name)
    if not len(short) == len(years) == 1 or content(candidate.name) != {short[0].casefold(), years[0], candidate.head}:
        return None
    return next((g for g in possible if g.when and str(g.when.end.year) == years[0] and short[0] in aliases(text, g)), None)


def by_title(groups: Sequence[Group], possible: Sequence[Group], candidate: Candidate, lead: int) -> Group | None:
    """The group of the title, for the first event of the text under a title that is a motto or headline or tells of it without its name."""
    first = groups[0] if len(groups) == 1 and groups[0] in possible and len(groups[0].members) == 1 else None
    gathers = candidate.kind in _GATHERINGS or candidate.kind == "visit"
    if first is not None and gathers and first.main.end <= lead and first.main.head == candidate.head != "" and ordinal(candidate.name) is None:
        return first  # "Tavik conference: …", then the conference’s name
    if len(groups) != 1 or not possible or not groups[0].titled or any(m.form not in ("title", "bare") for m in groups[0].members):
        return None
    title = groups[0].main
    motto = title.kind == "other" and (candidate.definite or ordinal(candidate.name) is not None)
    motto = motto or (not telling(title) and title.kind == candidate.kind)
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
            if bool(NEXT.match(candidate.name)) != bool(NEXT.match(member.name)) and member.form != "title":
                continue
            opens = member.end <= lead and group is first and (member.kind == candidate.kind or candidate.head in _TALK)
            least = 0.5 if opens else 0.75
            alike = mine <= theirs or theirs <= mine or len(common) >= least * min(len(mine), len(theirs))
            if alike and (len(common) > 1 or again) and (member.kind == candidate.kind or len(common) > 2):
                return group
    return None


def telling(candidate: Candidate, city: str | None = None) -> frozenset[str]:
    """The words of a name that tell the event from others of its kind; those of the ``city`` are left out."""
    return content(candidate.name) - words().filler - {candidate.head} - content(candidate.head) - content(city or "")


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
    if candidate.kind == "signing" and not content(candidate.name) - _PAPER:
        signed = next((g for g in possible if g.main.kind == "signing" and g.when == when), None)
        if signed is not None:
            return signed  # "signed the Memorandum in Orlen on 4 May", then "4 May: signature of the MoU"
    for group in possible:  # "a two-day workshop in Penang", then its full name
        same_days = group.when is not None and when.end == group.when.end and candidate.kind == group.main.kind
        if same_days and not (telling(group.main, group.city) and telling(candidate)):
            return group
    return None


def by_exercise(possible: Sequence[Group], candidate: Candidate, when: DateInterval | None) -> Group | None:
    """The drill told of before its name: "the largest cyclone drill", then "Exercise Doria 2026", on no other day."""
    if not (candidate.head == "exercise" and candidate.name.startswith("Exercise ")) or (when and when.precision != "year"):
        return None
    return next((g for g in possible if g.when and any(_DRILL.search(m.name) and m.name[:1].islower() for m in g.members)), None)


def by_verb(text: str, groups: Sequence[Group], candidate: Candidate, when: DateInterval | None) -> Group | None:
    """The event that the sentence before tells by a verb alone, which a sentence takes up by its name: "Thirty smiths met in Tavik on Monday. The
    workshop on hinges was called by the guild"."""
    last = groups[-1] if groups else None
    main = last.main if last else None
    if last is None or main is None or main.head not in _GATHERED or clash(when, last.when):
        return None
    if main.form != "verb" and text[main.start : main.end].casefold().startswith(main.name[:8].casefold()):
        return None
    begins = re.search(r"[.!?]\s+(?:The|This|La|Le|L[’']|Cet|Cette|El|Esta|Este)\s?$", text[last.passages[-1][1] - 1 : candidate.start])
    taught = candidate.kind in ("training", "workshop", "seminar") if last.main.head == "training" else candidate.kind in _GATHERINGS
    if not (begins and taught) or ordinal(candidate.name) is not None or NEXT.match(candidate.name):
        return None
    last.members = [replace(m, form="verb") if m is main else m for m in last.members]  # the name says more
    return last


def by_reference(groups: list[Group], possible: Sequence[Group], candidate: Candidate) -> Group | None:
    """The group that a mere "the meeting" or "the Forum" refers to: the last that fits, not too far back."""
    said = telling(replace(candidate, name=_AT.split(candidate.name)[0])) if candidate.kind == "ceremony" else telling(candidate)
    brief = candidate.form == "model" and (bool(_LONG.fullmatch(candidate.name)) or candidate.name == candidate.head)  # "The three-day meeting"
    said = frozenset() if brief else said
    journey = candidate.form in ("bare", "model") and candidate.kind == "visit" and candidate.head in _JOURNEYS and len(candidate.name.split()) < 3
    if (
        not (candidate.definite or (journey and candidate.name == candidate.head in _STAYS))
        or ordinal(candidate.name)
        or (candidate.form not in ("bare", "described") and not (journey or brief))
        or len(said) > 1
        or NEXT.match(candidate.name)  # "held the forum … The next forum"
    ):
        return None
    main = main_group(groups)
    for group in possible:
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
