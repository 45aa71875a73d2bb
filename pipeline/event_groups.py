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

from pipeline.context import Bounds
from pipeline.document import DateInterval, Mention, Place
from pipeline.event_candidates import Candidate
from pipeline.event_names import Reader, ordinal, phrase, words

_RANK = {"title": 5, "heading": 4, "model": 3, "proper": 2, "described": 1, "verb": 1, "bare": 0}
CROWD = 3000  # phrases of one page that are looked at
NEAR = 60  # groups back to which a phrase may refer
SURE_HEADLESS = 0.7  # least confidence of a tagger's span without an event word in or beside it (dev pages)
_BUILDING = re.compile(r"^[^,:“]{0,60}\b(?:Hall|Hotel|Inn|Room|Rotana|Stadium|Theatre|and|the)$")
_ATTENDED = re.compile(r"\b(?:during|(?:margins|sidelines|occasion|opening|close|end) of|ahead of|prior to)\s+the\s+(?:[A-Z]+\s)?$")


@dataclass(slots=True)
class Group:
    """The phrases that mean one occurrence, and what is bound to it so far."""

    members: list[Candidate] = field(default_factory=list)
    when: DateInterval | None = None
    place: Place | None = None
    city: str | None = None
    country: str | None = None
    venue: str | None = None
    sited: bool = False  # the text says that it is in this city, not only near its name
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
        """Whether the title of a page about one event is among them."""
        return any(c.form == "title" for c in self.members)


def fullness(candidate: Candidate) -> tuple[int, int]:
    """How well a phrase names its event: titles and proper names first, then the number of words that count."""
    if candidate.form == "title" and phrase("headline").search(candidate.name):
        return 1, len(content(candidate.name)) // 2
    rank = {"title": 3, "heading": 3, "proper": 2, "model": 1, "described": 1, "verb": 1, "bare": 0}[candidate.form]
    capitals = [w for w in candidate.name.split() if w[0].isupper() or w[0].isdigit()]
    if candidate.form == "model" and len(capitals) >= 2 and 2 * len(capitals) > len(content(candidate.name)):
        rank = 2
    if re.search(r"\b(?:planned|announced|due|who|which)\b", candidate.name):
        rank -= 1
    return rank, min(len(content(candidate.name)), 14)


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
    closed = sorted(closed + [(s.start, s.end) for s in reader.document.spans if s.label == "INITIATIVE"])
    reach = list(accumulate((b for _, b in closed), max))  # how far the names that begin up to here extend
    for candidate in sorted(
        map(partial(completed, candidates), candidates), key=lambda c: (-_RANK[c.form] - 2 * c.coordinated, c.start - c.end, c.start)
    ):
        if candidate.form == "model" and _BUILDING.search(candidate.name):
            continue
        if candidate.form == "model" and not candidate.head and candidate.confidence < SURE_HEADLESS:
            continue
        last = bisect_right(closed, (candidate.start, len(reader.text) + 1)) - 1
        inside = last >= 0 and reach[last] >= candidate.end
        attended = _ATTENDED.search(reader.text, max(0, candidate.start - 40), candidate.start)
        if candidate.form in ("proper", "described", "bare") and inside and not attended and not candidate.coordinated:
            continue
        at = bisect_left(taken, (candidate.start, candidate.end), key=lambda c: (c.start, c.end))
        before, after = taken[at - 1 : at], taken[at : at + 1]
        if not (before and before[0].end > candidate.start) and not (after and after[0].start < candidate.end):
            taken.insert(at, candidate)
    return taken


def completed(candidates: Sequence[Candidate], candidate: Candidate) -> Candidate:
    """A tagger's span with the bounds and name of the pattern's phrase round it, where that is the longer: "launch" in "launch of the Compact"."""
    if candidate.form != "model":
        return candidate
    for other in candidates:
        same = other.form in ("proper", "described", "bare") or (other.form == "verb" and candidate.head in (other.head, ""))
        if same and other.start <= candidate.start and candidate.end <= other.end and other.end - other.start > candidate.end - candidate.start:
            return replace(other, form="model", confidence=candidate.confidence)
    return candidate


def beside(groups: Sequence[Group], own: Sequence[Candidate], candidate: Candidate, text: str) -> Group | None:
    """The group of a neighbour in the same passage that means the same: an apposition ("Exercise Blue Surge, a tsunami drill"), or the verb
    of a ceremony or visit whose noun stands there too."""
    for other in [o for o in own if o.end <= candidate.start][-3:]:
        group = next((g for g in reversed(groups[-NEAR:]) if any(m is other for m in g.members[-9:])), None)
        if group and candidate.kind == "campaign" and candidate.head == "day" and other.head != "day":
            return group
        gap = text[other.end : candidate.start]
        apposed = re.fullmatch(r"[”\"»]?(?:\s*\([^()]{1,20}\))?,\s+(?:an?|the)\s+", gap)
        same = other.kind == candidate.kind or (
            {other.kind, candidate.kind} <= {"ceremony", "signing", "launch"} and "ceremony" in (candidate.head, other.head)
        )
        verb = (
            "verb" in (other.form, candidate.form) and other.form != candidate.form and candidate.kind in ("ceremony", "visit", "signing", "launch")
        )
        held = "ceremony" in (candidate.head, other.head) and same and ";" not in gap
        if group and (apposed or held or (verb and same and not re.search(r";| and (?:a|an|the) ", gap))):
            return group
    return None


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


def antecedent(text: str, groups: list[Group], candidate: Candidate, when: DateInterval | None, *, lead: int = 0) -> Group | None:
    """The group that the candidate speaks of again, or None where it tells of a new occurrence; the title ends at ``lead``."""
    mine, number = content(candidate.name), ordinal(candidate.name)
    if re.fullmatch(r"[A-Z]{3,}[a-z]?(?: \d{4})?", candidate.name):
        acronym = candidate.name.split()[0]
        known = next((g for g in possible_first(groups[-NEAR:], when) if acronym in aliases(text, g)), None)
        if known is not None:
            return known
    titled = next((g for g in groups if g.titled and g.main.kind == "other" and len(g.members) == 1), None)
    if titled and len(groups) == 1 and (candidate.definite or number) and not clash(when, titled.when):
        return titled
    titled = next((g for g in groups if g.titled and len(g.members) == 1), None)
    if titled and titled.main.kind == candidate.kind and len(groups) == 1 and not clash(when, titled.when) and fullness(titled.main)[0] < 3:
        return titled
    possible = possible_first(groups[-NEAR:], when)
    for group in possible:
        for member in group.members:
            theirs, other = content(member.name), ordinal(member.name)
            if number and other and number != other:
                continue
            common = mine & theirs
            least = 0.5 if member.end <= lead and member.kind == candidate.kind and group is groups[0] else 0.75
            if common and (mine <= theirs or theirs <= mine or len(common) >= least * min(len(mine), len(theirs))):
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
        main = main_group(groups)
        capital = candidate.name[:1].isupper() and main in possible and main is not None
        for group in [main, *possible] if capital and main is not None and candidate.kind in {m.kind for m in main.members} else possible:
            if group is not main and candidate.start - group.passages[-1][1] > 1500:
                continue
            kinds = {m.kind for m in group.members}
            if (
                candidate.kind in kinds
                or (candidate.head in words().generic and not telling)
                or (candidate.kind == "ceremony" and kinds & {"signing", "launch"})
            ):
                return group
    return None


def nameless(candidate: Candidate) -> bool:
    """Whether a phrase says no more than "the meeting" or "a course"."""
    said = content(candidate.name)
    return not ordinal(candidate.name) and (not said - words().no_name or (candidate.definite and len(said) < 2))


def main_group(groups: list[Group]) -> Group | None:
    """The event that the page is about: that of the title, else the first."""
    told = (g for g in groups if any(c.form != "bare" and not c.weak for c in g.members))
    return next((g for g in groups if g.titled), next(told, groups[0] if groups else None))
