"""Dates of an initiative, from the pieces of text that speak of it.

A date counts where a word says what it means ("since 2018", "runs until June 2023", "signed on …") or where a range stands beside the name
("(2012–2015)"); the start is the first day meant, the end the last. Never is a date guessed from a duration.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from pipeline.document import DateInterval, Mention
from pipeline.evidence import Source, quoted, said
from pipeline.initiatives.cues import cues
from pipeline.initiatives.scene import Scene
from pipeline.initiatives.threads import Thread
from pipeline.initiatives.zones import RUNNING, Piece, basis_of, past_clause


class Day(NamedTuple):
    """A day and what gives it."""

    day: date
    source: Source


class Period(NamedTuple):
    """First and last day of an initiative."""

    starts: Day | None
    ends: Day | None


NAME_RANGE = re.compile(r"((?:19|20)\d\d)\s?[-–/]\s?((?:19|20)\d\d|\d\d)(?!\d)")
NAME_YEAR = re.compile(r"(?:^|,\s|\s)((?:19|20)\d\d)(?=$|\s\((?:No\.|núm\.|n[°ºo])|\s[A-Z])")
NAME_OF = re.compile(r"\sde\s((?:19|20)\d\d)(?=\s(?:concernant|para|pour|relati[fv]\w{0,2}|sobre|sur)\s)")
"""The year inside a French or Spanish name: "Convención de Ginebra de 1951 sobre el Estatuto de los Refugiados"."""
YEAR_OF = re.compile(
    r"(?:the\s)?(?:(?:European|International|World)\s(?:\w+\s)?Year\b|Année\s(?:européenne|internationale|mondiale)\b|Año\s(?:Europeo|Internacional|Mundial)\b)",
    re.I,
)
"""A year that is given to a subject, which runs from its first to its last day."""
DAY_BEFORE = re.compile(r"\b\d{1,2}(?:er|st|nd|rd|th)?\s(?:de\s)?[^\W\d_]{3,10}\s(?:de\s)?$")
FROM_TO = re.compile(r"^\s?(?:to|until|till|through|through to|au|à|al?|hasta|y|and|-|–)\s?$", re.IGNORECASE)


@cache
def _before(kind: str) -> re.Pattern[str]:
    """A date cue that ends where the date starts."""
    words = sorted(cues()["dates"][kind], key=lambda w: (-len(w), w))
    return re.compile(
        rf"(?:^|\W)(?:{'|'.join(words)})\s?(?:the\s|el\s|le\s|l[’']|en\s|its\s\w+\sin\s|about\s)?"
        r"(?:(?:the\s)?end\sof\s|(?:la\s)?fin\s(?:de\s)?|fin(?:al)?es\sde\s)?$",
        re.IGNORECASE,
    )


@cache
def any_of(table: str, key: str) -> re.Pattern[str]:
    words = sorted(cues()[table][key], key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def find_dates(scene: Scene, thread: Thread, kind: str, pieces: Sequence[Piece]) -> Period:
    """First and last day, each None where no word gives it."""
    starts, ends = in_name(thread, kind)
    if starts is None and YEAR_OF.match(thread.name):
        starts, ends = _year_behind(scene, pieces)
    starts = starts or _founded(scene, kind, pieces)
    for piece in pieces:
        if piece.rank and starts is None and kind not in RUNNING:
            starts = _begun(scene, kind, [p for p in pieces if not p.rank])
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
            if role in ("both", "start") and PHASE.search(scene.text[max((mention.start or 0) - 40, piece.start) : mention.start]):
                role = "end" if role == "both" else None
            if role in ("both", "start") and starts is None:
                starts = Day(when.end if kind in ("agreement", "declaration") and _short(when) else when.start, said(mention, basis_of(piece)))
            if role in ("both", "end") and ends is None:
                ends = Day(when.end, said(mention, basis_of(piece)))
    if starts is None:
        starts = _begun(scene, kind, pieces)
    if ends is None and kind in RUNNING:
        ends = _ended(scene, pieces)
    return Period(starts, None if starts and ends and ends.day < starts.day else ends)


def _year_behind(scene: Scene, pieces: Sequence[Piece]) -> Period:
    """The whole year that stands behind the name of one ("the International Year of Millets in 2023")."""
    for piece in pieces:
        for _, b in piece.names if piece.rank == 0 else ():
            for m in scene.context.mentions(b, min(b + 16, piece.end), "DATE"):
                if m.interval and m.interval.precision == "year" and re.fullmatch(r"(?:,| in| en)?\s\(?", scene.text[b : m.start]):
                    source = said(m, "sentence")
                    return Period(Day(m.interval.start, source), Day(m.interval.end, source))
    return Period(None, None)


def _short(when: DateInterval) -> bool:
    """A range of days, such as a meeting, not a month or a year."""
    return when.precision == "range" and (when.end - when.start).days < 45


def in_name(thread: Thread, kind: str) -> Period:
    """The years that the name gives."""
    named = quoted(*(thread.mentions[0] if thread.mentions else (0, 0)), "name")
    for name in (thread.name, *thread.surfaces):
        years = NAME_RANGE.search(name)
        if years:
            last = years[2] if len(years[2]) == 4 else years[1][:2] + years[2]
            if int(last) >= int(years[1]):
                return Period(Day(date(int(years[1]), 1, 1), named), Day(date(int(last), 12, 31), named))
        year = NAME_YEAR.search(name)
        if year and DAY_BEFORE.search(name[: year.start(1)]):
            continue
        if year and (kind == "agreement" or (kind == "strategy" and re.search(rf"\b(?:of|de) {year[1]}$", name.rstrip()))):
            return Period(Day(date(int(year[1]), 1, 1), named), None)
        if year and YEAR_OF.match(name):
            return Period(Day(date(int(year[1]), 1, 1), named), Day(date(int(year[1]), 12, 31), named))
        within = NAME_OF.search(name) if kind in ("agreement", "declaration") else None
        if within and not DAY_BEFORE.search(name[: within.start(1)]):
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
    before, after = text[max(a - 45, piece.start) : a], text[b : b + 30]
    distance = min((abs(a - y) for _, y in piece.names), default=200)
    if MEANWHILE.search(before):
        return None
    long = ((when.end - when.start).days > 45 and when.precision == "range") or ((when.end - when.start).days > 366)
    if long and kind in RUNNING | {"strategy"}:
        behind = next((text[b:x] for x, _ in piece.names if x >= b), "")
        if re.search(r"\band (?:adopted|launched|approved|endorsed|agreed|signed|set up|created)\b", behind):
            return None
        near = distance < 260 or piece.rank >= 1
        return "both" if near and not re.search(r"\b(?:published|review|figures|elected)\b", before[-24:]) else None
    if long and re.search(
        r"\b(?:valid|in force|from|covers?|(?:for|during) the (?:period|years)|(?:pour|para|durante) (?:la période|les années|el per[ií]odo"
        r"|los años))\b",
        before,
    ):
        return "both"
    if kind not in RUNNING and any(OF.fullmatch(text[n:a]) for _, n in piece.names if n < a):
        return "start"
    if kind in ("campaign", "platform") and PRESENTED.search(before):
        return "start"
    if kind in ("agreement", "declaration") and when.precision in ("day", "month") and any(x < a < y for x, y in piece.names):
        return "start"
    if kind == "agreement" and any(n <= a < n + 40 and re.fullmatch(r",\s[A-ZÀ-Þ][\w’' -]{2,24},\s", text[n:a]) for _, n in piece.names):
        return "start"
    if kind == "strategy" and when.precision == "year" and any(text[n:a] == " " for _, n in piece.names):
        return "end"
    if (
        any(n <= a < n + 4 for _, n in piece.names)
        and re.match(r"\s?\(?$", text[max(a - 2, 0) : a])
        and (kind not in RUNNING or when.precision == "year")
    ):
        return "start"
    if _short(when) and (kind not in ("campaign", "series", "agreement", "declaration") or (piece.rank and MEETS.search(text, b, piece.end))):
        return None
    tail = re.search(r"\b(?:from|since|between|du|de|desde|del?)\s[^.;]{3,40}?\s?(?:to|until|till|and|au|à|al?|hasta)\s?$", before, re.IGNORECASE)
    closing = _before("end").search(before) and not re.search(r"\b(?:due|back|return\w*|up|report|open|submitted|postponed|moved) to\s$", before)
    if closing and (tail or kind in RUNNING or re.search(r"valid|until|hasta|jusqu", before)):
        return "end"
    if kind not in RUNNING and _elsewhere(scene, piece, a, b):
        return None
    if JOINS.search(before) and any(b <= x < b + 60 and scene.text[b:x].count(",") < 2 for x, _ in piece.names):
        return None
    if _before("start").search(before) and not re.search(r"\b(?:could|might|may|pourrait|podría) |\bone of (?:the )?$", before):
        if re.search(r"\bof (?:the )?$", before) and (kind in RUNNING or before.endswith("the ")):
            return None
        if (
            re.search(r"(?<!\bdate\s)(?<!\bdates\s)(?<!\bdating\s)\b(?:from|of)\s$", before)
            and not FROM_TO.match(after[:8].split("2")[0])
            and kind in RUNNING
            and distance > 80
        ):
            return None
        return "start"
    return None


JOINS = re.compile(
    r"\b(?:adh[eé]r\w*|apoyad\w*|apoya|appuy\w*|benefici\w*|bénéfici\w*|financ\w*|integra\w*|intègre|joined|member|membre|miembro|particip\w*|part"
    r"|respaldad\w*|soutenu\w*|support\w*)\b[^.;\n]{0,14}\s(?:since|depuis|desde)\s(?:le\s|el\s)?$",
    re.IGNORECASE,
)
"""Words with which a day tells since when somebody takes part in what is named behind it, or is paid by it."""

LINKED = re.compile(
    r"\b(?:to (?:help|assist|support|implement)|help(?:s|ed)?|implement\w*|in (?:follow-up|response|line|accordance|support)|follow-up|pursuant"
    r"|under the|based on|basis of|as part of|instrument (?:of|de)|conform\w*|en (?:application|aplicación|cumplimiento|seguimiento)"
    r"|mise en œuvre|par application)\b|\b(?:en el marco|dans le cadre)\s(?:de la|de l[’']|de|del|du)\s?$",
    re.IGNORECASE,
)
"""What stands between the day of something and the instrument that it serves: "a project launched in 2008 to help States to implement the X"."""

TERMS = re.compile(r"\b(?:under which|by which|whereby|par lequel|en vertu duquel|por el que|por la que|según el cual)\b", re.IGNORECASE)
"""What opens the terms of an agreement, whose days are not its own."""


def _elsewhere(scene: Scene, piece: Piece, a: int, b: int) -> bool:
    """Whether a day belongs to what serves an instrument, or to what the instrument foresees."""
    behind = [x for x, _ in piece.names if x >= b]
    ahead = [y for _, y in piece.names if y <= a]
    if behind and not ahead:
        return LINKED.search(scene.text[b : behind[0]]) is not None
    return bool(ahead) and TERMS.search(scene.text[ahead[-1] - 30 : a]) is not None


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

OF = re.compile(r"(?:\s\([^()\n]{2,20}\))?,?\s(?:of|dated|de|du|del|del año|de fecha|en date du|daté\w?\sdu|fechad[oa]\sel)\s")
"""What stands between the name of an instrument and its day: "the Convention …, de 2018", "accord-cadre du 30 septembre 2005"."""

PRESENTED = re.compile(
    r"\b(?:presented|unveiled|présentée?s?|dévoilée?s?|presentad[oa]s?|se presentó|fue presentad[oa])\s[^.;,\n]{0,30}?(?:on|in|el|en|le)\s$"
)
"""The first showing of a campaign or tool to the public."""

WAS = re.compile(r",?\s(?:(?:was|were|is|has been|had been|a été|fut|fue|ha sido)\s(?:\w+\s)?)?")
"""What stands between a noun that takes the name up again and the verb that begins it: "the Observatory was first founded"."""

PHASE = re.compile(
    r"\b(?:second|third|fourth|new|next|current|present|\d(?:nd|rd|th)|deuxième|troisième|seconde?|nouvelle|segund[oa]|tercer[ao]?|nueva|XX?V?I{1,3})\s"
    r"(?:\w+\s)?(?:phase|stage|cycle|cohorte?|fase|etapa|round|tranche|edition|édition|edición)\b|\b(?:adhesión|adhésion|accession)\b",
    re.IGNORECASE,
)
"""A part of an undertaking that begins after the whole has."""


PART = re.compile(
    r"\b(?:regional|national|local|country|first|pilot)\s(?:chapter|branch|component|edition|node|section|hub)s?\s(?:of|in)\s(?:the\s)?$"
    r"|\b(?:chapter|branch)\sof\s(?:the\s)?$|\b(?:chapitre|section)\s(?:régionale?|nationale?)\sd(?:e|u|e l[’'])\s?$"
    r"|\bcapítulo\s(?:regional|nacional)\sdel?\s$",
    re.IGNORECASE,
)
"""A chapter of what is named, with days of its own."""


BEHIND = re.compile(
    r"(?:\s\([^()\n]{2,30}\))?,?\s(?:which\s|that\s|qui\s|que\s)?(?:(?:was|were|is|has\sbeen|a\sété|fut|est|fue|ha\ssido)\s)?(?:\w{2,12}ly\s|first\s)?"
)


def _founded(scene: Scene, kind: str, pieces: Sequence[Piece]) -> Day | None:
    """The date of the verb of beginning that follows right behind the name: "the Programme (MSP), founded by the Foundation in 1993"."""
    for piece in pieces:
        for _, b in piece.names if piece.rank == 0 else ():
            gap = BEHIND.match(scene.text, b, min(b + 80, piece.end))
            verb = any_of("dates", "begun").match(scene.text, gap.end(), piece.end) if gap else None
            if verb is None or re.match(r"\s(?:an?|its|their|un|une)\s", scene.text[verb.end() : verb.end() + 8]):
                continue
            for m in scene.context.mentions(verb.end(), min(verb.end() + 90, piece.end), "DATE"):
                between = scene.text[verb.end() : m.start]
                tied = re.search(r"[.;\n]|\b(?:to|and|that|which|qui|que|pour|para|et|y)\s", between) is None
                if (m.start or 0) >= verb.end() and tied and m.interval and (m.interval.end - m.interval.start).days < 367:
                    late = kind in ("agreement", "declaration", "strategy", "other") and _short(m.interval)
                    return Day(m.interval.end if late else m.interval.start, said(m, "sentence"))
                break
    return None


def _begun(scene: Scene, kind: str, pieces: Sequence[Piece]) -> Day | None:
    """The date of a sentence that launches, signs or adopts it, where the sentence has one that can be meant."""
    for piece in pieces:
        if piece.rank and kind in RUNNING and not piece.names:
            continue
        verbs = [v for v in any_of("dates", "begun").finditer(scene.text, piece.start, piece.end) if not scene.covered(*v.span(), "ORG")]
        verbs = [v for v in verbs if kind not in RUNNING or not v.group().lower().startswith(("conclu", "closed", "initialled"))]
        names = piece.names or ((piece.start, piece.start),)
        if piece.rank and kind in RUNNING:
            verbs = [v for v in verbs if any(WAS.fullmatch(scene.text[b : v.start()]) for _, b in names if 0 < v.start() - b < 40)]
        verbs = [v for v in verbs if any(_begins(scene, v.span(), name, running=kind in RUNNING) for name in names)]
        verbs = [v for v in verbs if not piece.rank or not REPLACED.search(scene.text[max(v.start() - 70, piece.start) : v.start()])]
        if not verbs or (kind not in ("agreement", "declaration") and any_of("status", "planned").search(scene.text, piece.start, piece.end)):
            continue
        start, end = (scene.around(piece.start)[0], piece.end) if kind not in RUNNING else (piece.start, piece.end)
        dates = [
            m
            for m in scene.context.mentions(start, end, "DATE")
            if m.interval
            and (m.interval.end - m.interval.start).days < 367
            and not (m.interval.precision == "year" and any(b <= (m.start or 0) <= b + 1 or a < (m.start or 0) < b for a, b in piece.names))
            and not (kind not in RUNNING and _elsewhere(scene, piece, m.start or 0, m.end or 0))
            and not _before("end").search(scene.text[max((m.start or 0) - 24, 0) : m.start])
            and not re.search(r"\b(?:before|by|avant|antes de)\s(?:\w+\s){0,2}$", scene.text[max((m.start or 0) - 24, 0) : m.start])
        ]
        if not dates:
            dates = [
                m for m in scene.context.mentions(scene.around(piece.start)[0], piece.end, "DATE") if m.interval and m.interval.precision == "day"
            ]
        dates = dates or _meeting_before(scene, kind, start, end) or _heading(scene, piece.start)
        best = min(dates, key=lambda m: (min(abs((m.start or 0) - v.end()) for v in verbs), m.start), default=None)
        if best and best.interval:
            return Day(best.interval.end if _short(best.interval) else best.interval.start, said(best, basis_of(piece)))
    return None


ACTS = re.compile(r"(?:sign|adopt|approv|endors|launch|establish|found|set up|open|inaugurat|creat)\w{0,4}\s(?:an?|its|their|several|two|three)\s")
"""A verb with an object of its own, of which the name in front is the subject: "the Fund signed an agreement"."""


CONTRACT = re.compile(
    r"\b(?:accords?|acuerdos?|agreements?|contrats?|contratos?|convenios?|conventions?|crédito|credit|loan|memorand\w{2}|mémorandum|MoU|prêt|préstamo|protocol\w?)\b",
    re.IGNORECASE,
)
"""What is signed for an undertaking, whose day is not that of its beginning."""

REPLACED = re.compile(r"\b(?:replac|supersed|succeed|remplac|succèd|reemplaz|sustituy|sustituir|suced)\w{0,4}\s[^.;\n]{0,60}$", re.IGNORECASE)
"""What stands before an earlier undertaking, whose days are not its successor's."""


def _begins(scene: Scene, verb: tuple[int, int], name: tuple[int, int], *, running: bool = False) -> bool:
    """Whether a verb of beginning can have the name as its object or subject: near it, and not of a phase or cohort of it."""
    (x, y), (a, b) = verb, name
    if running and CONTRACT.search(scene.text[min(y, b) : max(a, x)]):
        return False
    told = ACTS.match(scene.text, x) and not re.search(r"\b(?:was|were|is|been|being|which|that)\s$", scene.text[max(x - 8, 0) : x])
    if told and b <= x:
        return False
    if -60 < a - y < 140:
        gap = scene.text[y:a]
        return (len(gap) <= 45 or scene.document.language in ("fr", "es")) and PHASE.search(gap) is None
    return 0 <= x - b < 120


def _heading(scene: Scene, at: int) -> list[Mention]:
    """The date that opens the line, as in a chronology: "3 October 2018. Signing of …"."""
    a, _ = scene.context.line(at)
    first = next((m for m in scene.context.mentions(a, a + 12, "DATE") if m.interval), None)
    told = first and re.fullmatch(r"[\s\W]*", scene.text[a : first.start]) and re.match(r"\s?[.:|–-]", scene.text[first.end or 0 :][:2])
    return [first] if first and told and at > (first.end or 0) else []


MEETS = re.compile(r"\b(?:training|workshop|meeting|conference|seminar|course|visit|forum|summit)\b", re.IGNORECASE)
ENDED = re.compile(
    r"\b(?:closed|ended|concluded|finished|wound up|came to an end|was completed|ends|closes|concludes|pris fin"
    r"|s[’']achève|concluyó|finaliza|terminó)\b"
)


def _ended(scene: Scene, pieces: Sequence[Piece]) -> Day | None:
    """The date close behind a verb that ends it, in a sentence that names it."""
    for piece in pieces:
        if piece.rank:
            break
        for verb in ENDED.finditer(scene.text, piece.start, piece.end):
            near = any(0 <= verb.start() - max(b, past_clause(scene, b, piece.end)) < 60 for _, b in piece.names)
            for m in scene.context.mentions(verb.end(), min(verb.end() + 60, piece.end), "DATE") if near else ():
                if m.interval and (m.start or 0) >= verb.end() and (m.interval.end - m.interval.start).days < 367:
                    return Day(m.interval.end, said(m, basis_of(piece)))
    return None


def _meeting_before(scene: Scene, kind: str, start: int, end: int) -> list[Mention]:
    """The date of the sentence before, where "this conference" adopts the text: the last one there that is no longer than a month."""
    number = scene.passages.number(start)
    if (
        kind not in ("declaration", "agreement")
        or number == 0
        or not re.search(r"\b[Tt]h(?:is|e) (?:conference|meeting|forum|summit|event|dialogue)\b", scene.text[start:end])
    ):
        return []
    a, b = scene.passages.bounds[number - 1]
    return [m for m in scene.context.mentions(max(a, b - 1500), b, "DATE") if m.interval and (m.interval.end - m.interval.start).days < 32][-1:]
