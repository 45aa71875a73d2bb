"""How many days an event takes: told by its length ("a three-day workshop closed today") or by its first and last day ("opened on Monday and closes
tomorrow")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from pipeline.binding import Passages
from pipeline.context import Bounds
from pipeline.document import DateInterval, Mention
from pipeline.events.groups import Group
from pipeline.events.names import phrase, words
from pipeline.evidence import quoted

NUMBER_WORDS = {w: n for n, w in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)}
NUMBER_WORDS |= {
    w: n
    for n, pair in enumerate((("deux", "dos"), ("trois", "tres"), ("quatre", "cuatro"), ("cinq", "cinco"), ("six", "seis"), ("sept", "siete")), 2)
    for w in pair
}
_LATIN_DURATION = re.compile(r"\b(deux|trois|quatre|cinq|six|sept|dos|tres|cuatro|cinco|seis|siete|\d{1,2})\s(?:jours|días)\b", re.IGNORECASE)
_DURATION = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})[- ](?:full\s)?(day|week)s?\b(?!\s+(?:later|ago|earlier|before|after|of rain))",
    re.IGNORECASE,
)
_ARRIVED = re.compile(r"\b(?:arriv(?:ed|es?|ée?s?)|llega(?:n|rá)?|llegó|llegaron|travel(?:led|s)|flew)\b", re.IGNORECASE)
_LASTING = re.compile(
    r"\b(?:lasts?|durera|durará) (?:for )?(two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:days|jours|días)\b", re.IGNORECASE
)
_OPENED = re.compile(
    r"\b(?:began|begins|(?:got|getting) under way|kick(?:ed|s) off|open(?:ed|s)|start(?:ed|s))\s(?:\w+ly\s)?(?:here\s)?(?:on\s)?$", re.IGNORECASE
)
_FROM_HOUR = re.compile(
    r",?\s?(?:@|at|à|a las?)?\s?\d{1,2}(?:[:.h]\d{0,2})?\s?(?:[ap]\.?m\.?)?\s?"
    r"(?:[-–—]|to|until|au|jusqu[’']au|al|hasta el)\s?(?:[^\W\d]{3,10}day,?\s)?",
    re.IGNORECASE,
)
"""What stands between the first day with its hour and the last: "17 September @ 9:00 am - 19 September @ 4:30 pm"."""
_BEGUN = re.compile(
    r"\b(?:began|begun|opened|started|commencé|débuté|ouverte?|comenzado|comenzó|empezado|empezó|iniciado|inició|inaugurado)\s(?:on\s|le\s|el\s)?$",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\b(?:c[ao]me to (?:a close|an end)|clos(?:ed?|es)|conclud(?:ed?|es)|end(?:ed|s)?|finish(?:ed|es)?|wind(?:s)? up|wound up|wrap(?:ped|s)? up)"
    r"\s(?:\w+ly\s)?(?:here\s)?(?:on\s)?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w’-]+")
LONGEST = 14  # days between the first and the last day of one occurrence


def with_duration(when: DateInterval, passage: str) -> DateInterval:
    """A single day widened by a duration told with it: the last of "three-day … closed today", the first of "a five-day camp opened on Monday" and
    "arrived on Monday for a three-day visit"."""
    found = _DURATION.search(passage) or _LATIN_DURATION.search(passage)
    if not found or when.start != when.end or "week" in found[0].casefold():
        return when
    days = NUMBER_WORDS.get(found[1].casefold()) or int(found[1])
    if not 2 <= days <= 10:
        return when
    if phrase("closing").search(passage):
        return DateInterval(when.end - timedelta(days=days - 1), when.end, "range")
    if phrase("opening").search(passage) or _ARRIVED.search(passage):
        return DateInterval(when.start, when.start + timedelta(days=days - 1), "range")
    return when


def lasting(when: DateInterval | None, passage: str) -> tuple[DateInterval, Bounds] | None:
    """A first day widened by "It will last three days", and where the passage says so."""
    found = _LASTING.search(passage)
    if not found or when is None or when.start != when.end:
        return None
    days = NUMBER_WORDS.get(found[1].casefold()) or int(found[1])
    return (DateInterval(when.start, when.start + timedelta(days=days - 1), "range"), found.span()) if 2 <= days <= 14 else None


def first_to_last(text: str, dates: Sequence[Mention]) -> tuple[DateInterval, list[Mention]] | None:
    """The days from the one on which something opened to the one on which it closes, and the mentions that give them; None where one is missing."""
    days = sorted((m for m in dates if m.interval and m.interval.precision == "day"), key=lambda m: m.start or 0)
    for one, two in pairwise(days):
        a, b = one.interval, two.interval
        if a and b and 0 < (b.end - a.start).days <= LONGEST and _FROM_HOUR.fullmatch(text, one.end or 0, two.start or 0):
            return DateInterval(a.start, b.end, "range"), [one, two]
    opened, closed = (next((m for m in days if verb.search(text, max(0, (m.start or 0) - 40), m.start or 0)), None) for verb in (_OPENED, _CLOSED))
    if opened is None or closed is None or opened.interval is None or closed.interval is None:
        return None
    if not 0 < (closed.interval.end - opened.interval.start).days <= LONGEST:
        return None
    return DateInterval(opened.interval.start, closed.interval.end, "range"), [opened, closed]


def from_beginning(when: DateInterval | None, text: str, dates: Sequence[Mention]) -> tuple[DateInterval, Mention] | None:
    """A last day widened by the first that another sentence tells ("It had begun on Thursday"), and the mention of that; None where none does."""
    if when is None or when.start != when.end:
        return None
    for mention in dates:
        first = mention.interval
        begun = _BEGUN.search(text, max(0, (mention.start or 0) - 30), mention.start or 0)
        if begun and first and first.precision == "day" and 0 < (when.end - first.start).days <= LONGEST:
            return DateInterval(first.start, when.end, "range"), mention
    return None


def lengthen(text: str, passages: Passages, group: Group) -> None:
    """Widens the one day of an event by its length where another sentence gives that: "closed today … The two-day meeting was attended by"."""
    told = group.sources.get("when", [])
    if group.when is None or group.when.start != group.when.end or not told or told[0].start is None:
        return
    dated = passages.at(told[0].start)
    heads = {c.head for c in group.members if c.head} | words().generic
    for bounds in dict.fromkeys(group.passages):
        for long in _DURATION.finditer(text, *bounds) if bounds != dated else ():
            if not any(w.casefold() in heads for w in _WORD.findall(text[long.end() : min(long.end() + 60, bounds[1])])[:4]):
                continue
            when = with_duration(group.when, f"{long[0]} {text[slice(*dated)]}")
            if when != group.when:
                group.when, group.sources["when"] = when, [*told, quoted(*long.span(), "context")]
                return
