"""French and Spanish events that a page tells of in other words before it names them: by the headline ("Ronda reúne a los alcaldes de la sierra"), or
by a verb ("Los ministros se reunieron ayer en Ronda. La XLI Reunión de Ministros …"); and what it tells as an item of the event before.

Wrong where the first event of the lead, or that of the next sentence, is another one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import DateInterval
from pipeline.events.candidates import Candidate
from pipeline.events.days import clash
from pipeline.events.groups import NEXT, Group, content, nameless
from pipeline.events.names import words
from pipeline.events.page import Layout

LEAD = 3
"""Passages behind the title in which the event of the headline is looked for."""
SOON = 120
"""Characters behind a verb that tells of a gathering within which its name is looked for."""
_GATHERINGS = frozenset(["conference", "dialogue", "forum", "meeting", "roundtable", "seminar", "session", "summit", "training", "workshop"])
_THEN = re.compile(
    r"\W{0,3}(?:(?P<then>A\scontinuación|Acto\sseguido|Ensuite|Posteriormente|Seguidamente),|Au\s(?:menu|programme)\b|El\sprograma\s(?:incluye|incluyó))"
)
_AN = re.compile(r"\b(?:une?|un|una)\s$|\bd[’']une?\s$")


def without_headline(layout: Layout, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates but for those in the title of a French or Spanish page whose event the lead tells by its name."""
    reader, title = layout.reader, layout.title
    if reader.document.language not in ("fr", "es") or title is None:
        return list(candidates)
    number = reader.passages.number(title[1] + 1)
    lead = [c for a, b in reader.passages.bounds[number : number + LEAD] for c in candidates if title[1] <= c.start and a <= c.start < b]
    return [c for c in candidates if not (title[0] <= c.start < title[1] and any(_retold(reader.text, c, other) for other in lead))]


def _retold(text: str, headline: Candidate, other: Candidate) -> bool:
    """Whether a phrase of the lead names the event that a headline tells of by a verb, or by a mere "une rencontre"."""
    named = other.form in ("proper", "model") and len(content(other.name) - words().filler - {other.head}) > 1
    if headline.kind == other.kind == "launch" and headline.head != other.head and headline.form != "proper":
        return bool(content(headline.name) & content(other.name) - words().filler)
    if headline.kind in ("ceremony", "launch", "signing", "visit"):
        again = other.head == headline.head and other.kind == headline.kind
        return again and _by_verb(text, headline) and _by_verb(text, other)
    mere = headline.form == "verb" or (
        headline.form in ("described", "model")
        and bool(_AN.search(text, max(0, headline.start - 8), headline.start))
        and len(content(headline.name) - words().filler - {headline.head}) <= 3
    )
    return mere and named and headline.kind in _GATHERINGS and other.kind in _GATHERINGS and other.name[:1].isupper()


def _by_verb(text: str, candidate: Candidate) -> bool:
    """Whether a phrase tells of its event by a verb."""
    return candidate.form == "verb" or (candidate.form == "model" and candidate.head not in text[candidate.start : candidate.end].casefold())


def by_gathering(text: str, groups: Sequence[Group], candidate: Candidate, when: DateInterval | None) -> Group | None:
    """The group told last, where that is a verb alone and the phrase behind it names what it was."""
    last = groups[-1] if groups and not clash(when, groups[-1].when) else None
    verbs = last is not None and all(m.head in ("réunion", "reunión") and m.head not in text[m.start : m.end].casefold() for m in last.members)
    if last is None or not verbs or NEXT.match(candidate.name):
        return None
    named = candidate.definite and candidate.form in ("proper", "described", "model") and candidate.kind in _GATHERINGS and not nameless(candidate)
    return last if named and candidate.start - last.passages[-1][1] < SOON else None


def is_item(layout: Layout, group: Group, main: Group | None) -> bool:
    """Whether a French or Spanish sentence tells of a group as an item of the event told before: "A continuación, una mesa redonda …", "Au menu du
    séjour : …, une visite de la station"."""
    if group is main or layout.reader.document.language not in ("fr", "es") or any(c.form in ("title", "heading", "proper") for c in group.members):
        return False
    opens = _THEN.match(layout.text, *group.passages[0])
    items = ("conference", "dialogue", "roundtable", "session") if opens and opens["then"] else ("visit",) if opens else ()
    return len(group.members) == 1 and group.main.kind in items and (group.when is None or group.main.kind == "visit")
