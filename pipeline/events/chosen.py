"""Which of the phrases that were found stand on their own.

:func:`select` takes the phrases of all finders and drops those inside the name of a body, person, date or undertaking, those inside a better one,
and those that are part of the event told of ("the day closed with a lecture"). Wrong where a body's name is an event's too ("the Forum").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate

from pipeline.events.candidates import Candidate
from pipeline.events.groups import content
from pipeline.events.names import CLOSING, Reader, phrase

_RANK = {"title": 5, "heading": 4, "model": 3, "proper": 2, "described": 1, "verb": 1, "bare": 0}
CROWD = 3000  # phrases of one page that are looked at
UNSURE = 0.7  # a tagger's span below this says no more than a pattern
FAIRLY = 0.4  # least confidence of an undertaking's span within whose name no event is looked for
SURE_HEADLESS, SURE_ALONE, SURE_WORD = 0.45, 0.8, 0.85
"""Least confidence of a tagger’s span without an event word in or beside it where a date stands, of one where none does, and of one that is a small
word or begins with a pronoun (229 pages that the tagger had not read)."""
_LOOSE = re.compile(r"[A-ZÀ-Ý]?[a-zà-ÿ]{1,11}")  # a single word that is no acronym: a preposition, a verb
_PRONOUN = re.compile(r"(?:he|it|she|they|we|who|you|celle|celles|celui|ceux|elle|elles|il|ils|nous|on|ella|ellas|ellos)\b", re.IGNORECASE)
_APPOSED = re.compile(r"[”\"»]?(?:\s\([^()]{1,20}\))?,\s(?:an?|the|une?|un|una)\s")
_BUILDING = re.compile(r"^[^,:“]{0,60}\b(?:Hall|Hotel|Inn|Room|Rotana|Stadium|Theatre|and|the)$")
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
_ANOTHER = re.compile(
    r"\b(?:an?|another|otra|una|une)\s$", re.IGNORECASE
)  # "una segunda jornada" is one of its own, "la segunda jornada" the next day
_DAY_OF_IT = re.compile(
    r"(?:primera|segunda|tercera|última|misma|première|deuxième|seconde|troisième|dernière|même)\s(?:jornada|journée)", re.IGNORECASE
)


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
        if (
            candidate.form == "model"
            and not candidate.head
            and candidate.confidence < (SURE_HEADLESS if _of_a_day(reader, candidate) else SURE_ALONE)
        ):
            continue
        if candidate.form == "model" and not candidate.head and phrase("no_event", opens=True).match(candidate.name):
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
        if candidate.form in ("proper", "described", "bare") and inside and not candidate.coordinated:
            continue
        if candidate.form == "model" and candidate.confidence < SURE_WORD and (_LOOSE.fullmatch(candidate.name) or _PRONOUN.match(candidate.name)):
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


def _of_a_day(reader: Reader, candidate: Candidate) -> bool:
    """Whether a date stands in the phrase or beside it, in its passage."""
    low, high = reader.passages.at(candidate.start)
    bounds = max(low, candidate.start - 80), max(candidate.end, min(high, candidate.end + 80))
    return any(True for _ in reader.context.mentions(*bounds, "DATE"))


def _rank(candidate: Candidate) -> int:
    """How a phrase stands among those that it overlaps: a tagger's span that is unsure gives way."""
    return (1 if candidate.form == "model" and candidate.confidence < UNSURE else _RANK[candidate.form]) + 2 * candidate.coordinated


def borrowed(text: str, candidates: Sequence[Candidate], candidate: Candidate) -> bool:
    """Whether a tagger's span has its head from another phrase beside it, which names the event: "twenty archivists" and "a workshop on …"."""
    return any(
        other.head == candidate.head
        and other.head in other.name.casefold()
        and other.form in ("proper", "described", "model")
        and not (candidate.name[:1].isupper() and _APPOSED.match(text[candidate.end : other.start]))
        and (other.end <= candidate.start <= other.end + 60 or candidate.end <= other.start <= candidate.end + 60)
        for other in candidates
    )


def _name_like(reader: Reader, candidate: Candidate) -> bool:
    """Whether a span reads as a name of its own: in quotation marks, or of three words or more, most with a capital; or it is sure."""
    if candidate.confidence >= SURE_WORD or reader.text[max(0, candidate.start - 2) : candidate.start].rstrip()[-1:] in CLOSING:
        return True
    capitals = [w for w in candidate.name.split() if w[0].isupper()]
    return candidate.confidence >= 0.6 and len(capitals) >= 3 and len(capitals) >= 0.6 * len(content(candidate.name))


def completed(candidates: Sequence[Candidate], candidate: Candidate) -> Candidate:
    """A tagger's span with the bounds and name of the pattern's phrase round it, where that is the longer: "launch" in "launch of the Compact"."""
    if candidate.form != "model":
        return candidate
    for other in candidates:
        titled = other.form == "proper" and other.head == candidate.head and other.head not in other.name.casefold()
        if titled and other.start < candidate.start < other.end <= candidate.end:  # “Who Is Left?”, a webinar | of the Board
            return replace(other, end=candidate.end, form="model", confidence=candidate.confidence)
        same = other.form in ("proper", "described", "bare") or (
            other.form == "verb" and (candidate.head in (other.head, "") or candidate.head not in candidate.name.casefold())
        )
        longer = (
            other.end - other.start - (candidate.end - candidate.start) + (other.head == "meeting" and other.form == "verb" and not candidate.head)
        )
        if same and other.start <= candidate.start and candidate.end <= other.end and longer > 0:
            return replace(other, form="model", confidence=candidate.confidence)
    return candidate
