"""Dates of an initiative, from the pieces of text that speak of it.

A date counts where a word says what it means ("since 2018", "runs until June 2023", "signed on …") or where a range stands beside the name
("(2012–2015)"); the start is the first day meant, the end the last. Never is a date guessed from a duration.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipeline.document import Mention
from pipeline.evidence import quoted, said
from pipeline.initiatives.asides import foreign
from pipeline.initiatives.begun import (
    FIRST_PHASE,
    LATER_PHASE,
    MEETS,
    PHASE,
    Day,
    Period,
    begun,
    cue_before,
    elsewhere,
    ended,
    extended,
    founded,
    of_first_phase,
    of_meeting,
    short,
)
from pipeline.initiatives.scene import Scene
from pipeline.initiatives.threads import Thread
from pipeline.initiatives.zones import RUNNING, Piece, basis_of

NAME_RANGE = re.compile(r"((?:19|20)\d\d)\s?[-–/]\s?((?:19|20)\d\d|\d\d)(?!\d)")
NAME_YEAR = re.compile(r"(?:^|,\s|\s)((?:19|20)\d\d)(?=$|\s\((?:No\.|núm\.|n[°ºo])|\s[A-Z])")
NAME_GIVEN = re.compile(r"\s\(((?:19|20)\d\d)\)$")
"""The year in brackets that ends the name of an instrument: "International Health Regulations (2005)"."""
NAME_OF = re.compile(r"\sde\s((?:19|20)\d\d)(?=\s(?:concernant|para|pour|relati[fv]\w{0,2}|sobre|sur)\s)")
"""The year inside a French or Spanish name: "Convención de Ginebra de 1951 sobre el Estatuto de los Refugiados"."""
YEAR_OF = re.compile(
    r"(?:the\s)?(?:(?:European|International|World)\s(?:\w+\s)?Year\b|Année\s(?:européenne|internationale|mondiale)\b|Año\s(?:Europeo|Internacional|Mundial)\b)",
    re.I,
)
"""A year that is given to a subject, which runs from its first to its last day."""
IS_YEAR = re.compile(
    r",?\s(?:(?:is|was|as|will be|(?:has been|was) (?:declared|proclaimed)(?: as)?"
    r"|est|était|fut|sera|a été (?:déclarée?|proclamée?)|comme|es|fue|será"
    r"|ha sido (?:declarado|proclamado)|como)\s)?(?:also\s|aussi\s|también\s)?(?:the\s|l[’']|el\s)?[“\"«]?\s?",
    re.IGNORECASE,
)
"""What stands between a year and the subject it is given to: "2023 was the International Year of Millets", "declared 2026 the …"."""
DAY_BEFORE = re.compile(r"\b\d{1,2}(?:er|st|nd|rd|th)?\s(?:de\s)?[^\W\d_]{3,10}\s(?:de\s)?$")


def find_dates(scene: Scene, thread: Thread, kind: str, pieces: Sequence[Piece]) -> Period:
    """First and last day, each None where no word gives it."""
    if kind in RUNNING and thread.sources & {"title"} and len(thread.mentions) == 1 and len(scene.passages.bounds) < SHORT:
        pieces = [*pieces, *_page(scene, thread)]
    starts, ends = in_name(thread, kind)
    if starts is None and YEAR_OF.match(thread.name):
        starts, ends = _year_behind(scene, pieces)
    starts = starts or founded(scene, kind, pieces)
    first, several = (any(p.search(scene.text, piece.start, piece.end) for piece in pieces) for p in (FIRST_PHASE, LATER_PHASE))
    for piece in pieces:
        if piece.rank and starts is None and kind not in RUNNING:
            starts = begun(scene, kind, [p for p in pieces if not p.rank])
        if starts and ends:
            break
        if piece.rank and ((kind not in RUNNING and thread.named and (kind, piece.rank) != ("strategy", 1)) or "known" in thread.sources):
            continue
        for mention in scene.context.mentions(piece.start, piece.end, "DATE"):
            when = mention.interval
            if when is None or (when.precision == "year" and any(a < (mention.start or 0) < b for a, b in piece.names)):
                continue
            role = _role(scene, kind, piece, mention) if kind != "strategy" or not piece.rank or (when.end - when.start).days > 366 else None
            if role and any(PART.search(scene.text[max(a - 40, piece.start) : a]) for a, _ in piece.names):
                continue
            before = scene.text[max((mention.start or 0) - 40, piece.start) : mention.start]
            phase = PHASE.search(before) or (LATER_PHASE.search(before) if first else None)
            phase = phase or next((p for a, _ in piece.names if (p := PHASE.search(scene.text[max(a - 45, piece.start) : a]))), None)
            if role in ("both", "end") and several and of_first_phase(scene, piece.start, mention.start or 0):
                role = "start" if role == "both" else None
            if role in ("both", "start") and phase:
                role = "end" if role == "both" else None
            last = max((a for a, b in piece.names if b <= (mention.start or 0)), default=None)
            if role == "end" and ((phase and NOW.match(phase.group())) or (last is not None and of_meeting(scene, piece, last))):
                role = None
            if role in ("both", "start") and starts is None:
                starts = Day(when.end if kind in ("agreement", "declaration") and short(when) else when.start, said(mention, basis_of(piece)))
            if role in ("both", "end") and ends is None:
                ends = Day(when.end, said(mention, basis_of(piece)))
    if starts is None:
        starts = begun(scene, kind, pieces)
    if ends is None and "known" not in thread.sources:
        ends = ended(scene, kind, pieces)
    starts, ends = _covers(scene, kind, pieces) or (starts, ends)
    if starts is None and ends is None and kind in RUNNING:
        starts, ends = _opening_range(scene, pieces)
    ends = extended(scene, pieces, ends)
    given = NAME_GIVEN.search(thread.name) if starts is None and kind in ("agreement", "declaration") else None
    if given and thread.mentions:
        starts = Day(date(int(given[1]), 1, 1), quoted(*thread.mentions[0], "name"))
    starts = _to_the_day(scene, kind, pieces, starts)
    return Period(starts, None if starts and ends and ends.day < starts.day else ends)


SHORT = 14
"""Passages of a page that is but one text."""


LASTS = re.compile(r"(?:Since|Depuis|Desde)\s|.{0,200}?\b(?:runs?|lasts?|continues?|court|dure|durera|dura|durará)\s(?:until|jusqu|hasta)")
"""How a sentence tells since when or until when something is done, whatever it calls it."""


def _page(scene: Scene, thread: Thread) -> list[Piece]:
    """The sentences that tell how long what a page is about lasts, below a title that it names nowhere else."""
    return [Piece(a, b, 2, ()) for a, b in scene.passages.bounds if a > thread.mentions[0][1] and LASTS.match(scene.text, a, b)]


COVERS = re.compile(
    r"\b(?:cover(?:s|ing|ed)?|couvr\w{1,4}|cubr\w{1,4}|for|para|pour)\s(?:(?:the|las?|les|los|el)\s(?:years|period|années|años|per[ií]odo|période)\s)?$"
)
"""What stands before the years that an agreement is concluded for, which begin and end it whenever it is signed."""


def _covers(scene: Scene, kind: str, pieces: Sequence[Piece]) -> Period | None:
    """The years for which an agreement is concluded, right behind its name or in "It covers the years 2022–2025"."""
    for piece in pieces if kind == "agreement" else ():
        for m in scene.context.mentions(piece.start, piece.end, "DATE") if piece.rank < 2 else ():
            told = COVERS.search(scene.text, max((m.start or 0) - 40, piece.start), m.start or 0)
            if told is None or m.interval is None or m.interval.precision != "range":
                continue
            if told.group()[0] == "c" or any(0 <= told.start() - b < 3 for _, b in piece.names):
                source = said(m, basis_of(piece))
                return Period(Day(m.interval.start, source), Day(m.interval.end, source))
    return None


def _opening_range(scene: Scene, pieces: Sequence[Piece]) -> Period:
    """The months or years that open the line of its name, as in a chronology: "2014–2016. Quiet Reeds, a project …"."""
    for piece in pieces:
        first = scene.context.line(piece.start)[0]
        for m in scene.context.mentions(first, min(first + 40, piece.start), "DATE") if piece.rank == 0 else ():
            long = m.interval and m.interval.precision == "range" and (m.interval.end - m.interval.start).days > 45
            if m.interval and long and m.start == first:
                return Period(Day(m.interval.start, said(m, "sentence")), Day(m.interval.end, said(m, "sentence")))
    return Period(None, None)


def _to_the_day(scene: Scene, kind: str, pieces: Sequence[Piece], starts: Day | None) -> Day | None:
    """The start; of a text whose line in a chronology opens with its year, the one day told there: "2002  Agreement … signed on 3 December"."""
    if kind not in ("agreement", "declaration", "strategy") or starts is None or (starts.day.month, starts.day.day) != (1, 1):
        return starts
    for a, _ in (name for piece in pieces if piece.rank == 0 for name in piece.names):
        first, last = scene.context.line(a)
        if re.match(rf"[\s\W]{{0,4}}{starts.day.year}\b", scene.text[first : first + 8]):
            told = {
                m.interval.end: m for m in scene.context.mentions(first, last, "DATE") if m.interval and (m.interval.end - m.interval.start).days < 25
            }
            if len(told) == 1:
                return Day(min(told), said(told[min(told)], "sentence"))
    return starts


def _year_behind(scene: Scene, pieces: Sequence[Piece]) -> Period:
    """The whole year that stands beside the name of one ("the Year of Millets in 2023", "2023 was the International Year of Millets")."""
    for piece in pieces:
        for a, b in piece.names if piece.rank == 0 else ():
            for m in scene.context.mentions(max(a - 40, 0), a, "DATE"):
                if m.interval and m.interval.precision == "year" and IS_YEAR.fullmatch(scene.text, m.end or 0, a):
                    source = said(m, "sentence")
                    return Period(Day(m.interval.start, source), Day(m.interval.end, source))
            for m in scene.context.mentions(b, min(b + 16, piece.end), "DATE"):
                if m.interval and m.interval.precision == "year" and re.fullmatch(r"(?:,| in| en)?\s\(?", scene.text[b : m.start]):
                    source = said(m, "sentence")
                    return Period(Day(m.interval.start, source), Day(m.interval.end, source))
    return Period(None, None)


def in_name(thread: Thread, kind: str) -> Period:
    """The years that the name gives."""
    named = quoted(*(thread.mentions[0] if thread.mentions else (0, 0)), "name")
    for name in (thread.name, *thread.surfaces):
        years = NAME_RANGE.search(name)
        if years:
            last = years[2] if len(years[2]) == 4 else years[1][:2] + years[2]
            if int(last) >= int(years[1]) and LATER_PHASE.search(name):
                return Period(None, Day(date(int(last), 12, 31), named))
            if int(last) >= int(years[1]):
                return Period(Day(date(int(years[1]), 1, 1), named), Day(date(int(last), 12, 31), named))
        year = NAME_YEAR.search(name)
        if year and (DAY_BEFORE.search(name[: year.start(1)]) or re.search(r"\b(?:hasta|jusqu|until)\b[^,;]{0,20}$", name[: year.start(1)])):
            continue
        if year and kind == "agreement":
            return Period(Day(date(int(year[1]), 1, 1), named), None)
        if year and YEAR_OF.match(name):
            return Period(Day(date(int(year[1]), 1, 1), named), Day(date(int(year[1]), 12, 31), named))
        within = NAME_OF.search(name) if kind in ("agreement", "declaration") else None
        if within:
            return Period(Day(date(int(within[1]), 1, 1), named), None)
        if year and kind == "declaration" and re.search(rf"\b(?:of|de|en|du|in) {year[1]}$", name.rstrip()):
            return Period(Day(date(int(year[1]), 1, 1), named), None)
        if year and kind == "strategy" and re.search(rf"\b(?:to|until|till|by|à|en|al|hasta) {year[1]}$", name.rstrip()):
            return Period(None, Day(date(int(year[1]), 12, 31), named))
    return Period(None, None)


def _role(scene: Scene, kind: str, piece: Piece, mention: Mention) -> str | None:
    """What a date in the piece means: "start", "end", "both" or None."""
    text, when = scene.text, mention.interval
    a, b = mention.start or 0, mention.end or 0
    if when is None:
        return None
    before = text[max(a - 45, piece.start) : a]
    distance = min((abs(a - y) for _, y in piece.names), default=200)
    if (
        foreign(scene, piece, a)
        or MEANWHILE.search(before)
        or GIFT.search(text, max(a - 90, piece.start), a)
        or THEIRS.search(text[max(a - 170, piece.start) : a])
    ):
        return None
    if not any(y <= a for _, y in piece.names) and SINCE_WORKS.search(text[max(a - 90, piece.start) : a]):
        return None
    long = (when.end - when.start).days > 45 and when.precision == "range"
    if long and kind in RUNNING | {"strategy"}:
        behind = next((text[b:x] for x, _ in piece.names if x >= b), "")
        if re.search(
            r"\band (?:adopted|launched|approved|endorsed|agreed|signed|set up|created|builds on|contributes to|follows|implements|replaces|supports)"
            r"\b",
            behind,
        ):
            return None
        return "both"
    if long and re.search(
        r"\b(?:valid|in force|from|covers?|(?:for|during) the (?:period|years)|(?:pour|para|durante) (?:la période|les années|el per[ií]odo"
        r"|los años))\b",
        before,
    ):
        return "both"
    if (kind not in RUNNING or when.precision == "year") and any(OF.fullmatch(text[n:a]) for _, n in piece.names if n < a):
        return "start"
    if kind in ("campaign", "platform") and PRESENTED.search(before):
        return "start"
    if kind in ("agreement", "declaration") and when.precision in ("day", "month") and any(x < a < y for x, y in piece.names):
        return "end" if cue_before("end").search(before) else "start"
    if kind == "agreement" and any(n <= a < n + 40 and re.fullmatch(r",\s[A-ZÀ-Þ][\w’' -]{2,24},\s", text[n:a]) for _, n in piece.names):
        return "start"
    if (
        any(n <= a < n + 4 for _, n in piece.names)
        and re.match(r",?\s?\(?$", text[max(a - 2, 0) : a])
        and (kind not in RUNNING or when.precision == "year")
    ):
        return "start"
    if short(when) and (kind not in ("campaign", "series", "agreement", "declaration") or (piece.rank and MEETS.search(text, b, piece.end))):
        return None
    tail = re.search(r"\b(?:from|since|between|du|de|desde|del?)\s[^.;]{3,40}?\s?(?:to|until|till|and|au|à|al?|hasta)\s?$", before, re.IGNORECASE)
    closing = cue_before("end").search(before) and not re.search(r"\b(?:due|back|return\w*|up|report|open|submitted|postponed|moved) to\s$", before)
    if closing and (tail or kind in RUNNING or re.search(r"valid|until|hasta|jusqu|expir|pr[ei]\w{0,4} fin|venc|terminat|échéance", before)):
        return "end"
    if kind not in RUNNING and elsewhere(scene, piece, a, b):
        return None
    if JOINS.search(before) and any(b <= x < b + 60 and scene.text[b:x].count(",") < 2 for x, _ in piece.names):
        return None
    if cue_before("start").search(before) and not re.search(r"\b(?:could|might|may|pourrait|podría) |\bone of (?:the )?$", before):
        if re.search(r"\bof (?:the )?$", before) and (kind in RUNNING or before.endswith("the ")):
            return None
        if re.search(r"(?<!\bdate\s)(?<!\bdates\s)(?<!\bdating\s)\b(?:from|of)\s$", before) and kind in RUNNING and distance > 80:
            return None
        return "start"
    return None


JOINS = re.compile(
    r"\b(?:adh[eé]r\w*|apoyad\w*|apoya|appuy\w*|benefici\w*|bénéfici\w*|financ\w*|integra\w*|intègre|joined|member|membre|miembro|particip\w*|part"
    r"|respaldad\w*|soutenu\w*|support\w*)\b[^.;\n]{0,14}\s(?:since|depuis|desde)\s(?:le\s|el\s)?$",
    re.IGNORECASE,
)
"""Words with which a day tells since when somebody takes part in what is named behind it, or is paid by it."""

MEANWHILE = re.compile(
    r"\b(?:has been (?:backed|funded|supported) since|(?:chaired|headed|hosted) (?:by [^.;\n]{3,25} )?since"
    r"|pr[ée]sid[^\W\d_]{0,4}\s[^.;\n]{0,25}(?:depuis|desde)|(?:draft|elabor|negoci|négoci|prepar|prépar|redact|rédig)[^\W\d_]{0,4}\s(?:since|depuis|desde)"
    r"|(?:took place|(?:was|were) held|tuvieron lugar|tuvo lugar|celebrad[oa]s?|se celebr(?:ó|aron)|a eu lieu|ont eu lieu|tenue?s?)(?: in| on| en"
    r"| el| le| du| los días)?"
    r"|(?:durante los meses|pendant les mois|during the months|cada año|chaque année|every year|each year),?(?: in| from| of| en| de"
    r"| entre)?)\s(?:le\s|el\s)?$",
    re.IGNORECASE,
)
"""What a date says of somebody else's part in it, of its making, or of a meeting, not of its own days."""

GIFT = re.compile(
    r"\b(?:aport(?:a|aci[oó]n|e|ó)|contribu(?:ci[oó]n|ted|tes|tion)|don(?:ación|ation|s)?|gift|grant|pledged?|subvenci[oó]n|subvention)\s[^.;\n]{0,40}?\d[\d.,]*\s?"
    r"(?:\w{1,9}\s){0,4}?(?:\w{1,9}\s?)?(?:\(|(?:for|over|en|para|pour|sur)\s(?:the\s|l[ae]s?\s|los\s)?(?:(?:années|años|period|période|per[ií]odo|years)\s)?)$",
    re.IGNORECASE,
)
"""An amount that somebody gives, in front of the years it is for: "a contribution of SEK 45 million (2022–2025)"."""

THEIRS = re.compile(
    r"\b(?:prend part|prennent part|tak(?:es|ing) part|been (?:an? )?(?:committed|member|party|signatory)|est (?:membre|partie)|es (?:miembro|parte)"
    r"|who (?:has|have) (?:chaired|directed|headed|led|run))\b"
    r"(?:(?!,\s(?:que|qui|which)\s)[^.;\n]){0,140}\s(?:since|depuis|desde)\s(?:le\s|el\s)?$"
    r"|\b(?:pris part|participé|participado|participated|taken part|took part|tomado parte)\s(?:from|between|since|de|du|depuis|desde|entre)\s$",
    re.IGNORECASE,
)
"""What a date says of somebody's part in it: "to which the city has been committed since", "auquel Dunkerque avait pris part de"."""

SINCE_WORKS = re.compile(
    r"\b(?:working|works?|active|present|travaill\w{1,3}|intervien\w{1,3}|trabaj\w{1,3}|presente)\s[^.;\n]{0,60}?(?:since|depuis|desde)\s"
    r"(?:le\s|el\s)?$",
    re.IGNORECASE,
)
"""Since when a body has been at work, in front of what it now does."""

NOW = re.compile(r"(?:actual|current|present)", re.IGNORECASE)
"""A phase that others follow."""

OF = re.compile(r"(?:\s\([^()\n]{2,20}\))?,?\s(?:of|dated|de|du|del|del año|de fecha|en date du|daté\w?\sdu|fechad[oa]\sel)\s")
"""What stands between the name of an instrument and its day: "the Convention …, de 2018", "accord-cadre du 30 septembre 2005"."""

PRESENTED = re.compile(
    r"\b(?:presented|unveiled|présentée?s?|dévoilée?s?|presentad[oa]s?|se presentó|fue presentad[oa])\s[^.;,\n]{0,30}?(?:on|in|el|en|le)\s$"
)
"""The first showing of a campaign or tool to the public."""

PART = re.compile(
    r"\b(?:regional|national|local|country|first|pilot)\s(?:chapter|branch|component|edition|node|section|hub)s?\s(?:of|in)\s(?:the\s)?$"
    r"|\b(?:chapter|branch)\sof\s(?:the\s)?$|\b(?:chapitre|section)\s(?:régionale?|nationale?)\sd(?:e|u|e l[’'])\s?$"
    r"|\bcapítulo\s(?:regional|nacional)\sdel?\s$",
    re.IGNORECASE,
)
"""A chapter of what is named, with days of its own."""
