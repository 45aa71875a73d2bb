"""How long an undertaking lasts where a text counts years or months: "a five-year programme", "valid for five years", "pour une durée de trois ans".

The last day follows from the first one, which must be told to the month: two years from September 2024 end in August 2026. An agreement with such a
term, or with a last day, begins on the day of its entry into force where the text tells it, whenever it was signed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from pipeline.evidence import quoted, said
from pipeline.initiatives.begun import NUMBERS, PHASE, Day, Period, later
from pipeline.initiatives.scene import Scene, heads
from pipeline.initiatives.zones import RUNNING, Piece, basis_of
from pipeline.phrases import either

MOST = 240
"""Months of the longest term that is read."""
NEAR = 140
"""Characters between a name and the length told in its sentence."""

_COUNT = rf"(?P<number>{either(NUMBERS)}|\d{{1,3}})"
_UNIT = r"(?P<unit>years?|months?|ans?|années?|mois|años?|meses|mes)"
_PAST = r"\s(?:ago|old|later|earlier|before|after|of\s(?:age|experience)|plus tard|más tarde|avant|après|antes|después)"
_HALF = r"(?P<half>(?: and a half)?)"
_TERM = rf"{_COUNT}(?:\s\(\d{{1,3}}\))?{_HALF}[ -]{_UNIT}(?P<more>(?: et demie?| y medio)?)\b(?!{_PAST})"

LASTING = re.compile(
    r"\b(?:"
    r"(?:valid|in (?:force|effect)|run(?:s|ning)?|ran|continues?|concluded|signed|renewed|agreed|scheduled|start(?:s|ed|ing)?|beg[aiu]ns?)"
    r"\s(?:[a-z]{2,12}\s){0,2}?(?:for|over)"
    r"|(?<!at )last(?:s|ed|ing)?(?:\sfor)?"
    r"|(?:for|over|has|have|with)\san?\s(?:\w{4,8}\s)?(?:period|term|duration|life|lifetime|lifespan)\sof"
    r"|(?:durée|période|validité)\s(?:initiale\s|totale\s)?(?:est\s|sera\s)?(?:de|d[’'])"
    r"|(?:durera|dure|valable|valide|conclue?|signée?|renouvelée?|lancée?|court|s[’'](?:étend|étale|étendra|étalera))(?:\s(?:pour|pendant|sur|durant))?"
    r"|(?:vigencia|duración|plazo|per[ií]odo)\s(?:inicial\s|total\s)?(?:es\s|será\s)?de"
    r"|(?:durará|dura|vigente|válid[oa]|renovad[oa]|vigor|vigencia)(?:\s(?:por|durante))?"
    r")\s(?:(?:an?|the|una?|une?|les|los)\s)?(?:(?:initial|further|period|term|duration|période|durée|per[ií]odo|plazo)\s(?:(?:of|de)\s|d[’'])?)?"
    rf"(?:about\s|environ\s|unos\s)?{_TERM}",
    re.IGNORECASE,
)
"""What says how long something holds or runs."""

BEHIND = re.compile(rf",?\s(?:for|pour|por|durante)\s(?:(?:une|a|un)\s(?:durée|period|período|term)\s(?:of|de)\s)?{_TERM}", re.IGNORECASE)
BEFORE = re.compile(
    rf"\b(?:for|pour|por|durante)\s{_TERM},?\s(?:(?:starting|beginning|as)\s)?(?:from|of|on|in|à (?:compter|partir) d[eu]|a partir del?|desde)\s$",
    re.IGNORECASE,
)
"""A term right behind its first day, "démarré en janvier 2014 pour trente mois", and one right before it."""

EFFECT = re.compile(
    r"\b(?:(?:takes?|took|taking)\seffect|(?:comes?|came|coming|enters?|entered|entering)\sinto\s(?:effect|force|operation)|in force|effective"
    r"|valid|appl(?:y|ies)|runs?|(?:entr(?:e|era|ée?|ait)|est entrée?)\sen\svigueur|(?:prend|prendra)\seffet|entr(?:a|ará|ó|ado)\sen\svigor"
    r"|surt(?:e|irá)\sefectos?|rige|regirá|vigente|valable|court|s[’']applique)"
    r"\s(?:(?:on|as\sof|as\sfrom|from|since|in|le|en|au|dès|à\scompter\sdu|à\spartir\sdu|depuis\sle|el|desde\sel|a\spartir\sdel)\s){0,2}(?:the\s|the\sday\s)?$"
)
"""What stands before the day from which an agreement holds."""


@cache
def _called() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A noun with the length of what it names, behind it or before: "five-year programme", "projet de deux ans"."""
    nouns = either(heads().again)
    return (
        re.compile(rf"\b{_TERM}(?:[ -]long)?,?\s(?:[\w€$£.,’'-]{{2,16}}\s){{0,4}}?(?P<noun>{nouns})\b", re.IGNORECASE),
        re.compile(
            rf"\b(?P<noun>{nouns})\s(?:[\w’'-]{{3,16}}\s){{0,2}}(?:d[’']une durée\s|con una duración\s)?(?:de\s|d[’']|of\s){_TERM}", re.IGNORECASE
        ),
    )


def last_of(first: date, months: int) -> date:
    """The last of so many months from a first day."""
    return later(first, months) - timedelta(days=1)


def lasting(scene: Scene, kind: str, pieces: Sequence[Piece], period: Period) -> Period:
    """The period with the last day that its length gives, and for an agreement with a last day the first on which it is in force."""
    starts, ends = period
    effect = _in_force(scene, pieces) if kind == "agreement" else None
    first = effect or (starts if kind in RUNNING or kind == "agreement" else None)
    if ends is None and first:
        ends = next(
            (day for piece in pieces if piece.rank < 2 for day in _ends(scene, kind, piece, first, sure=first is effect or kind == "agreement")), None
        )
        if ends and not effect and kind == "agreement" and first.day.day > 1:  # signed for five years on 12 May: until 12 May
            ends = Day(ends.day + timedelta(days=1), ends.source)
    return Period(effect if effect and ends and effect.day < ends.day else starts, ends)


def _ends(scene: Scene, kind: str, piece: Piece, first: Day, *, sure: bool) -> Iterator[Day]:
    """The last days that the lengths told in a piece give, from a first day; one that is not ``sure`` must be told to the month, or right beside."""
    told = sure or _to_the_month(scene, first)
    for m in (*(_terms(scene, kind, piece) if told else ()), *_beside(scene, piece, first)):
        count = int(m["number"]) if m["number"].isdecimal() else NUMBERS[m["number"].casefold()]
        months = count if m["unit"].casefold().startswith(("mo", "me")) else count * 12 + 6 * bool(m["half"] or m["more"])
        if 0 < months <= MOST and not PHASE.search(scene.text[max(m.start() - 60, piece.start) : m.end()]):
            yield Day(last_of(first.day, months), quoted(m.start(), m.end(), basis_of(piece)))


def _to_the_month(scene: Scene, first: Day) -> bool:
    """Whether the first day of a month is told, in which something begins its work: neither a mere year nor the day on which it was launched."""
    told = next((m.interval for m in scene.context.mentions(first.source.start or 0, first.source.end or 0, "DATE") if m.interval), None)
    return first.day.day == 1 and told is not None and (told.end - told.start).days < 32


def _terms(scene: Scene, kind: str, piece: Piece) -> Iterator[re.Match[str]]:
    """The lengths in a piece that are those of what it speaks of."""
    text = scene.text
    for pattern in _called():
        for m in pattern.finditer(text, piece.start, piece.end):
            named = heads().again[m["noun"].casefold()]
            fits = named == kind or (kind in RUNNING and named in RUNNING)
            if fits and (piece.rank or _near(piece, *m.span())):
                yield m
    for m in LASTING.finditer(text, piece.start, piece.end):
        if piece.rank or _near(piece, *m.span()):
            yield m


def _beside(scene: Scene, piece: Piece, first: Day) -> Iterator[re.Match[str]]:
    """The length that stands right beside the first day: "from 1 May 2019 for three years"."""
    for day in scene.context.mentions(piece.start, piece.end, "DATE"):
        if day.start == first.source.start:
            a, b = day.start or 0, day.end or 0
            m = BEHIND.match(scene.text, b, piece.end) or BEFORE.search(scene.text, max(piece.start, a - 70), a)
            if m:
                yield m


def _near(piece: Piece, start: int, end: int) -> bool:
    """Whether a span stands near one of the names of a piece."""
    return any(max(start - b, a - end) < NEAR for a, b in piece.names)


def _in_force(scene: Scene, pieces: Sequence[Piece]) -> Day | None:
    """The day from which it holds."""
    for piece in pieces:
        for m in scene.context.mentions(piece.start, piece.end, "DATE") if piece.rank < 2 else ():
            if (
                m.interval
                and ((m.interval.end - m.interval.start).days < 32 or m.interval.precision == "range")
                and EFFECT.search(scene.text[max((m.start or 0) - 60, piece.start) : m.start])
            ):
                return Day(m.interval.start, said(m, basis_of(piece)))
    return None
