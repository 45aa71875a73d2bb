"""When, where and by whom: the arguments of an event, read from the passages that speak of it.

Dates and places are shared out among the triggers of one passage (:func:`share_out`); parties are found by cue words and the lists that
follow or precede them (``resources/event_roles.toml``). Nothing is taken from another sentence here, except by the callers' own choice.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from pipeline.binding import run_after, run_before
from pipeline.context import Bounds, Context
from pipeline.document import DateInterval, EventStatus, Mention

_NUMBER_WORDS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_DURATION = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})[- ](?:full\s)?(day|week)s?\b(?!\s+(?:later|ago|earlier|before|after|of rain))",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\b(?:conclud\w+|clos(?:ed|ing|e)|came to (?:a close|an end)|ended|ends|completed|wrapped up|adjourned|wound up|culminat\w+|final day|last day|s’est achevée?|a pris fin|clausur\w+)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\b(?:opened|opens|open(?:ing)?|began|begins|starts|started|kick(?:s|ed) off|got under way|is under way|s’est ouverte?|s’ouvre|inaugur\w+)\b",
    re.IGNORECASE,
)
_CANCELLED = re.compile(
    r"\b(?:cancell?ed|called off|call off|will not take place|will not be held|annulée?s?|canceled|scrapped|did not take place|cancelad[oa]s?|suspendid[oa]s?|had to be cancelled)\b",
    re.IGNORECASE,
)
_POSTPONED = re.compile(
    r"\b(?:postponed|put off|moved (?:to|from)|rescheduled|reportée?s?|aplazad[oa]s?|pospuest[oa]s?|deferred|until further notice)\b", re.IGNORECASE
)
_PLANNED = re.compile(
    r"\b(?:will|shall|is to|are to|to be held|to be (?:organi[sz]ed|hosted|convened)|planned|plans? to|scheduled|due to|due in|upcoming|forthcoming|next|invites?|invited to|is expected|are expected|takes place|meets in|"
    r"register|registration|se tiendra|aura lieu|sera|seront|se celebrará|tendrá lugar|será|à venir|prochaine?|próxim[oa])\b",
    re.IGNORECASE,
)
_NOT_ITS_DATE = re.compile(
    r"\b(?:until|till|since|by|before|deadline:?|no later than|valid (?:from|until)|until the end of|launched in|approved (?:on|in)|adopted (?:on|in)|dates? (?:from|back to)|of|ratified in|in force since|jusqu’au|avant le|hasta(?: el)?|desde|"
    r"closes?(?: on)?|registration|apply|applications?|abstracts?|posted|published(?: on)?|updated|runs? (?:from|until)|running until)\s*(?:the\s|on\s|:\s)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cues:
    """The compiled cues of ``resources/event_roles.toml``: parties follow an ``_after`` and stand before a verb."""

    organising: re.Pattern[str]
    participating: re.Pattern[str]
    organiser_after: re.Pattern[str]
    participant_after: re.Pattern[str]


@cache
def cues() -> Cues:
    data = tomllib.loads(files("pipeline").joinpath("resources/event_roles.toml").read_text("utf-8"))
    before = r"(?<![\w-])(?:(?:" + "|".join(data["auxiliaries"]) + r")\s+){0,3}"
    verbs = [before + r"(?P<verb>" + "|".join(data[key]) + r")(?![\w-])(?!\s+by\b)" for key in ("organising_verbs", "participating_verbs")]
    after = [r"(?<![\w-])(?:" + "|".join(data[key]) + r")(?!\w)" for key in ("organiser_after", "participant_after")]
    return Cues(*(re.compile(p.replace(" ", r"\s+"), re.IGNORECASE) for p in [*verbs, *after]))


def event_dates(context: Context, bounds: Bounds) -> list[Mention]:
    """The dates of a passage that can be those of an event: no deadlines, terms of validity or dates of publication."""
    out = []
    for mention in context.mentions(*bounds, "DATE"):
        start = mention.start or 0
        before = context.text[max(bounds[0], start - 40) : start]
        if mention.interval is not None and not _NOT_ITS_DATE.search(before):
            out.append(mention)
    return out


def share_out(
    context: Context, bounds: Bounds, triggers: Sequence[Bounds], items: Sequence[Mention], *, before: int = 12
) -> list[list[tuple[int, Mention]]]:
    """For each trigger the items (dates, places) that are nearest to it, with their distance, best first.

    An item belongs to the trigger from which the fewest characters, semicolons and other triggers part it; ``before`` is what an item
    that stands before its trigger pays extra.
    """
    out: list[list[tuple[int, Mention]]] = [[] for _ in triggers]
    for item in items:
        costs = [distance(context.text, trigger, (item.start or 0, item.end or 0), triggers, before) for trigger in triggers]
        best = min(range(len(costs)), key=costs.__getitem__)
        out[best].append((costs[best], item))
    for number, mine in enumerate(out):
        if not mine and items:
            costs = [distance(context.text, triggers[number], (m.start or 0, m.end or 0), triggers, before) for m in items]
            nearest = min(range(len(costs)), key=costs.__getitem__)
            mine.append((costs[nearest] + 60, items[nearest]))
        mine.sort(key=lambda pair: pair[0])
    return out


def distance(text: str, trigger: Bounds, item: Bounds, triggers: Sequence[Bounds], before: int) -> int:
    """Characters between a trigger and an item, plus what semicolons, other triggers and standing before it cost."""
    if item[0] >= trigger[0] and item[1] <= trigger[1]:
        return 0
    low, high = (trigger[1], item[0]) if item[0] >= trigger[1] else (item[1], trigger[0])
    gap = text[low:high]
    cost = len(gap) + 90 * gap.count(";") + 25 * gap.count(" and ") + (before if item[1] <= trigger[0] else 0)
    return cost + 90 * sum(low <= a and b <= high for a, b in triggers)


def best_date(found: Sequence[tuple[int, Mention]]) -> DateInterval | None:
    """The nearest of the dates; a day or month beats a year unless that is far nearer."""
    ranked = sorted(
        found, key=lambda pair: pair[0] + {"year": 60, "half": 10, "quarter": 10}.get(pair[1].interval.precision if pair[1].interval else "", 0)
    )
    return ranked[0][1].interval if ranked else None


def with_duration(when: DateInterval, passage: str) -> DateInterval:
    """A single day widened by a duration told with it: the last of "three-day … closed today", the first of "a five-day camp opened on Monday"."""
    found = _DURATION.search(passage)
    if not found or when.start != when.end or found[2].casefold() != "day":
        return when
    days = _NUMBER_WORDS.get(found[1].casefold()) or int(found[1])
    if not 2 <= days <= 10:
        return when
    if _CLOSING.search(passage):
        return DateInterval(when.end - timedelta(days=days - 1), when.end, "range")
    if _OPENING.search(passage):
        return DateInterval(when.start, when.start + timedelta(days=days - 1), "range")
    return when


def status_of(when: DateInterval | None, published: date | None, clauses: Sequence[str]) -> EventStatus:
    """Held, ongoing, planned or cancelled, from the words of the event's own clauses and its date against the page's."""
    own = " ".join(clauses)
    if _CANCELLED.search(own) and not _POSTPONED.search(own):
        return "cancelled"
    planned = bool(_PLANNED.search(own))
    if when is None or published is None:
        return "planned" if planned or _POSTPONED.search(own) else "held"
    if when.end < published:
        return "held"
    if when.start > published:
        return "planned"
    if when.precision in ("month", "quarter", "half", "year"):
        return "planned" if planned else "held"
    if when.end == published:
        if re.search(r"\bwill\b", own) and not _CLOSING.search(own):
            return "planned"
        return "held" if when.start == when.end or _CLOSING.search(own) else "ongoing" if re.search(r"\bends today\b", own) else "held"
    return "ongoing"


def parties(context: Context, bounds: Bounds, trigger: Bounds | None, others: Sequence[Bounds] = ()) -> list[tuple[Mention, str]]:
    """Mentions of a passage and their roles towards the event at ``trigger`` (None: a passage that speaks of it without naming it).

    A cue counts only where the trigger is nearer to it than any of the ``others``. The subjects of an organising verb are organisers;
    where bodies and persons stand together ("X, Director of Y, signed"), the persons take part.
    """
    text, known = context.text, cues()
    out: list[tuple[Mention, str]] = []

    def mine(match: re.Match[str]) -> bool:
        if trigger is None:
            return not others
        cue = (match.start(), match.end())
        every = (trigger, *others)
        own = distance(text, trigger, cue, every, 0)
        return all(distance(text, other, cue, every, 0) >= own for other in others)

    for pattern, role in ((known.organising, "organiser"), (known.participating, "participant")):
        for match in pattern.finditer(text, *bounds):
            if not mine(match) or re.search(
                r"\b(?:be|been|was|were|is|are|being|get|got)\s+$", text[max(bounds[0], match.start() - 8) : match.start()]
            ):
                continue
            found = run_before(context, bounds[0], match.start(), last=40)
            bodies = [m for m in found if m.label != "PERSON"]
            for m in found:
                out.append((m, "participant" if m.label == "PERSON" and bodies else role))
    for pattern, role in ((known.organiser_after, "organiser"), (known.participant_after, "participant")):
        for match in pattern.finditer(text, *bounds):
            if mine(match):
                out.extend((m, role) for m in run_after(context, match.end(), bounds[1]))
    return out
