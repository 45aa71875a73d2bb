"""The day of an event that a passage in front of it gives: the lead of the page, the sentence before, the meeting at which a pact is signed."""

from __future__ import annotations

import re

from pipeline.context import Bounds
from pipeline.document import DateInterval, Mention
from pipeline.events.groups import Group
from pipeline.events.page import Layout
from pipeline.events.slots import event_dates
from pipeline.evidence import Source, said

_ON_THE_DAY = re.compile(r"\W{0,3}On\s(?:\w+day,?\s)?")
_MET = re.compile(
    r"\b(?:held\s(?:\w+\s)?(?:meeting|talks)|met|receives?|received|talks\swith|a\sreçu|ont\sreçu|reçoit|rencontr(?:é|e)|entretenu[es]?|entretiens?"
    r"|recib(?:ió|ieron|e)|se\sreun(?:ió|ieron|irá)|entrevist(?:ó|aron)|encuentro|reunión)(?!\w)",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"(?:during|after|following|at\sthe\s(?:end|close)\sof)\s(?:the(?:ir)?|this|these)\s(?:meeting|talks|discussions|audience|encounter)\b"
    r"|(?:au\scours\sde|lors\sde|pendant|à\sl[’']issue\sde|au\sterme\sde)\s?(?:l[ae]ur\s|la\s|cette\s|cet\s|leurs?\s|l[’'])(?:rencontre|entretiens?|réunion|audience|entrevue)\b"
    r"|(?:durante|al\s(?:término|final|concluir|finalizar)\sde?l?|tras|después\sde)\s?(?:el|la|del|esta|este|l)?\s?(?:encuentro|reunión|cita|audiencia|entrevista)\b",
    re.IGNORECASE,
)
BACK = 3
"""Passages back to that which tells of the meeting."""


def met_before(layout: Layout, bounds: Bounds, at: int) -> Mention | None:
    """The day of the meeting at which something is signed or launched, as a passage before tells it: "… today received his counterpart … During the
    meeting, the two ministers signed". Only where the passage opens with that meeting or "both ministers" stand before ``at``."""
    reader = layout.reader
    there = _THERE.match(reader.text, *bounds)
    who = [m for m in reader.bodies.context.mentions(bounds[0], at, "PERSON") if m.method == "pattern" and len(reader.bodies.expand(m)) > 1]
    if not there and not who:
        return None
    number = reader.passages.number(bounds[0])
    for low, high in reversed(reader.passages.bounds[max(0, number - BACK) : number]):
        if _MET.search(reader.text, low, high):
            days = [m for m in event_dates(layout, (low, high)) if m.interval and m.interval.precision == "day"]
            return days[0] if days else None
    return None


def told_before(layout: Layout, bounds: Bounds) -> Mention | None:
    """The date of the passage before: "CMS shared its findings on Tuesday. The workshop …"."""
    number = layout.reader.passages.number(bounds[0])
    before = layout.reader.passages.bounds[number - 1] if number else (0, 0)
    dates = [m for m in event_dates(layout, before) if m.interval and m.interval.precision in ("day", "range")]
    return dates[-1] if dates else None


def lead_date(layout: Layout, main: Group) -> tuple[DateInterval, Source] | None:
    """The day of publication, and what gives it, for a title's event where the lead names that day: "today", "On Tuesday, 4 May, …"."""
    published, passages = layout.reader.document.published, layout.reader.passages
    if layout.title is None or published is None or not any(layout.title[0] <= c.start < layout.title[1] for c in main.members):
        return None
    first = passages.number(layout.title[1] + 1)
    for bounds in passages.bounds[first : first + 4]:
        for mention in layout.reader.context.mentions(*bounds, "DATE"):
            told = not layout.in_dateline(mention) or _ON_THE_DAY.fullmatch(layout.text, bounds[0], mention.start or 0)  # "On Tuesday, 4 May, …"
            if told and mention.interval and mention.interval.start == mention.interval.end == published:
                return mention.interval, said(mention, "context")
    return None
