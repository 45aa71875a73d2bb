"""The days of an initiative that a verb tells: when it was founded, launched, signed or adopted, when it closed, until when it was extended."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from pipeline.document import DateInterval, Mention
from pipeline.evidence import Source, quoted, said
from pipeline.initiatives.asides import foreign
from pipeline.initiatives.cues import cues
from pipeline.initiatives.scene import Scene
from pipeline.initiatives.zones import RUNNING, Piece, basis_of, past_clause
from pipeline.phrases import longest


class Day(NamedTuple):
    """A day and what gives it."""

    day: date
    source: Source


class Period(NamedTuple):
    """First and last day of an initiative."""

    starts: Day | None
    ends: Day | None


@cache
def cue_before(kind: str) -> re.Pattern[str]:
    """A date cue that ends where the date starts."""
    words = longest(cues()["dates"][kind])
    return re.compile(
        rf"(?:^|\W)(?:{'|'.join(words)})\s?(?:the\s|el\s|le\s|l[’']|en\s|its\s\w+\sin\s|about\s)?(?:año\s|année\s|year\s)?"
        r"(?:(?:the\s)?end\sof\s|(?:la\s)?fin\s(?:de\s)?|fin(?:al)?es\sde\s)?$",
        re.IGNORECASE,
    )


@cache
def any_of(table: str, key: str) -> re.Pattern[str]:
    words = longest(cues()[table][key])
    return re.compile(rf"\b(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


LINKED = re.compile(
    r"\b(?:to (?:help|assist|support|implement)|help(?:s|ed)?|implement\w*|in (?:follow-up|response|line|accordance|support)|follow-up|pursuant"
    r"|under the|based on|basis of|as part of|instrument (?:of|de)|conform\w*|en (?:application|aplicación|cumplimiento|seguimiento)"
    r"|mise en œuvre|par application)\b|\b(?:en el marco|dans le cadre)\s(?:de la|de l[’']|de|del|du)\s?$",
    re.IGNORECASE,
)
"""What stands between the day of something and the instrument that it serves: "a project launched in 2008 to help States to implement the X"."""

TERMS = re.compile(r"\b(?:under which|by which|whereby|par lequel|en vertu duquel|por el que|por la que|según el cual)\b", re.IGNORECASE)
"""What opens the terms of an agreement, whose days are not its own."""


def elsewhere(scene: Scene, piece: Piece, a: int, b: int) -> bool:
    """Whether a day belongs to what serves an instrument, or to what the instrument foresees."""
    behind = [x for x, _ in piece.names if x >= b]
    ahead = [y for _, y in piece.names if y <= a]
    if behind:
        return LINKED.search(scene.text[b : behind[0]]) is not None
    return bool(ahead) and TERMS.search(scene.text[ahead[-1] - 30 : a]) is not None


WAS = re.compile(r",?\s(?:(?:was|were|is|has been|had been|a été|fut|fue|ha sido)\s(?:\w+\s)?)?")
"""What stands between a noun that takes the name up again and the verb that begins it: "the Observatory was first founded"."""

IT = re.compile(r"(?:Elle|Il|It)(?=\s)")

PHASE = re.compile(
    r"\b(?:second|third|fourth|new|next|current|present|\d(?:nd|rd|th)|actuelle?|actual|deuxième|troisième|seconde?|nouvelle|segund[oa]|tercer[ao]?|nueva|XX?V?I{1,3})\s"
    r"(?:\w+\s)?(?:appel|call|convocatoria|phase|stage|cycle|cohorte?|fase|etapa|round|tranche|edition|édition|edición)\b|\b(?:adhesión|adhésion|accession)\b",
    re.IGNORECASE,
)
"""A part of an undertaking that begins after the whole has."""


FIRST_PHASE = re.compile(
    r"\b(?:first|initial|pilot|première|primera)\s(?:phase|stage|fase|etapa|étape)\b|\b(?:[Pp]hase|[Ff]ase)\s(?:I|1|one|un|une|uno)(?![\w])"
)
LATER_PHASE = re.compile(
    r"\b(?:second|third|new|next|deuxième|troisième|seconde|nouvelle|segunda|tercera|nueva)\s(?:phase|stage|fase|etapa|étape)\b"
    r"|\b(?:[Pp]hase|[Ff]ase)\s(?:II|III|IV|[2-5]|two|three|deux|trois|dos|tres)(?![\w])|;\s(?:the|la|le)\s(?:second|seconde|segunda|deuxième)\b"
)
"""The phases of one undertaking, which begins with the first and ends with the last of them."""


def of_first_phase(scene: Scene, start: int, at: int) -> bool:
    """Whether a day is one of the first phase, told before it in the same piece of text without a later phase between."""
    first = FIRST_PHASE.search(scene.text, max(start, at - 110), at)
    return first is not None and LATER_PHASE.search(scene.text, first.end(), at) is None


def short(when: DateInterval) -> bool:
    """A range of days, such as a meeting, not a month or a year."""
    return when.precision == "range" and (when.end - when.start).days < 45


BEHIND = re.compile(
    r"(?:\s\([^()\n]{2,30}\))?,?\s(?:which\s|that\s|qui\s|que\s)?(?:(?:was|were|is|has\sbeen|a\sété|fut|est|fue|ha\ssido)\s)?(?:\w{2,12}ly\s|first\s)?"
)
CLAUSE = re.compile(
    r"(?:\s\([^()\n]{2,30}\))?(?:,\s(?:an?|the|une?|una|l[ae]|el|l[’'])\s?[^.;:,()\n]{3,70}?)?,?\s"
    r"(?:(?:(?:which|that|que|qu[’']|whose\s[a-z]{3,12}(?:\s[a-z]{3,12})?|dont\sl[ae’']\s?[a-zé]{3,12})\s?"
    r"(?:(?:the|its|two|three|four|five|six|seven|eight|nine|ten|l[ae]s?|el|los|sus?|ses|[A-ZÀ-Þ]|[ld][’'])[^.;:,()\n]{0,60}?\s)?)|(?<=\w\s))"
)
"""What stands between a name and the verb that begins it: "X, a fund that the Board | approved in 2014", "X, which States | set up"."""
DATED = re.compile(r"(?:[^.;:,()\n]{0,60}?\s)?(?:in|on|en|le|el|du|del)\s(?:the\s)?")
"""What stands between that verb and its day."""


def founded(scene: Scene, kind: str, pieces: Sequence[Piece]) -> Day | None:
    """The date of the verb of beginning that follows right behind the name: "the Programme (MSP), founded by the Foundation in 1993"."""
    for piece in pieces:
        for _, b in piece.names if piece.rank == 0 else ():
            gap = BEHIND.match(scene.text, b, min(b + 80, piece.end))
            verb = any_of("dates", "begun").match(scene.text, gap.end(), piece.end) if gap else None
            if verb is None:
                verb = _in_clause(scene, b, piece.end)
            if verb is None:
                continue
            for m in scene.context.mentions(verb.end(), min(verb.end() + 90, piece.end), "DATE"):
                between = scene.text[verb.end() : m.start]
                tied = re.search(r"[.;\n]|\b(?:to|and|that|which|qui|que|pour|para|et|y)\s", between) is None
                if tied and m.interval and (m.interval.end - m.interval.start).days < 367:
                    late = kind in ("agreement", "declaration", "strategy", "other") and short(m.interval)
                    return Day(m.interval.end if late else m.interval.start, said(m, "sentence"))
                break
    return None


def _in_clause(scene: Scene, at: int, end: int) -> re.Match[str] | None:
    """The verb of beginning in the clause or apposition behind a name, whose object the name is and whose day stands right behind."""
    limit = min(at + 230, end)
    for verb in any_of("dates", "begun").finditer(scene.text, at, limit):
        told = CLAUSE.fullmatch(scene.text, at, verb.start())
        day = next(scene.context.mentions(verb.end(), min(verb.end() + 90, end), "DATE"), None) if told else None
        if day and DATED.fullmatch(scene.text, verb.end(), day.start or 0):
            return verb
    return None


def begun(scene: Scene, kind: str, pieces: Sequence[Piece]) -> Day | None:
    """The date of a sentence that launches, signs or adopts it, where the sentence has one that can be meant."""
    for piece in pieces:
        it = IT.match(scene.text, piece.start) if piece.rank == 1 else None
        told = piece.names if piece.names != ((piece.start, piece.start),) else ()
        if piece.rank and kind in RUNNING and not (piece.names or it):
            continue
        verbs = [v for v in any_of("dates", "begun").finditer(scene.text, piece.start, piece.end) if not scene.covered(*v.span(), "ORG")]
        names = told or ((it.span(),) if it else ((piece.start, piece.start),))
        if piece.rank and kind in RUNNING:
            verbs = [v for v in verbs if any(WAS.fullmatch(scene.text[b : v.start()]) for _, b in names if 0 < v.start() - b < 40)]
        verbs = [v for v in verbs if any(_begins(scene, v.span(), name) for name in names)]
        verbs = [v for v in verbs if not piece.rank or not REPLACED.search(scene.text[max(v.start() - 70, piece.start) : v.start()])]
        if not verbs:
            continue
        start, end = (scene.around(piece.start)[0], piece.end) if kind not in RUNNING else (piece.start, piece.end)
        dates = [
            m
            for m in scene.context.mentions(start, end, "DATE")
            if m.interval
            and not (m.interval.precision == "year" and HORIZON.search(scene.text[max((m.start or 0) - 24, 0) : m.start]))
            and not cue_before("end").search(scene.text[max((m.start or 0) - 24, 0) : m.start])
            and not foreign(scene, piece, m.start or 0)
        ]
        if not dates:
            dates = [
                m
                for m in scene.context.mentions(scene.around(piece.start)[0], piece.end, "DATE")
                if m.interval and m.interval.precision == "day" and not cue_before("end").search(scene.text[max((m.start or 0) - 24, 0) : m.start])
            ]
        dates = dates or _meeting_before(scene, kind, start, end) or _heading(scene, piece.start)
        best = min(dates, key=lambda m: (min(abs((m.start or 0) - v.end()) for v in verbs), m.start), default=None)
        if best and best.interval:
            return Day(best.interval.end if short(best.interval) else best.interval.start, said(best, basis_of(piece)))
    return None


HORIZON = re.compile(r"\b(?:Agenda|Estrategia|Horizonte?|Plan|Programa|Program(?:me)?|Roadmap|Strategy|Stratégie|Vision|Visión)\s$")
"""What stands before a year that is part of a name, of this or another: "launched the Vision 2050 and adopted the Strategy"."""

ACTS = re.compile(r"(?:sign|adopt|approv|endors|launch|establish|found|set up|open|inaugurat|creat)\w{0,4}\s(?:an?|its|their|several|two|three)\s")
"""A verb with an object of its own, of which the name in front is the subject: "the Fund signed an agreement"."""

REPLACED = re.compile(r"\b(?:replac|supersed|succeed|remplac|succèd|reemplaz|sustituy|sustituir|suced)\w{0,4}\s[^.;\n]{0,60}$", re.IGNORECASE)
"""What stands before an earlier undertaking, whose days are not its successor's."""


def _begins(scene: Scene, verb: tuple[int, int], name: tuple[int, int]) -> bool:
    """Whether a verb of beginning can have the name as its object or subject: near it, and not of a phase or cohort of it."""
    (x, y), (a, b) = verb, name
    if b <= x:
        told = ACTS.match(scene.text, x) and not re.search(r"\b(?:was|were|is|been|being|which|that)\s$", scene.text[max(x - 8, 0) : x])
        return not told and x - b < 120 and PHASE.search(scene.text[b:x]) is None
    if -60 < a - y < 140:
        gap = scene.text[y:a]
        return UNDER.search(gap) is None and (len(gap) <= 45 or scene.document.language in ("fr", "es")) and PHASE.search(gap) is None
    return False


UNDER = re.compile(r"\b(?:en vertu d|en virtud d|pursuant to\b|by virtue of\b)", re.IGNORECASE)
"""What stands between what was begun and the instrument that it was begun under."""


def _heading(scene: Scene, at: int) -> list[Mention]:
    """The date that opens the line, as in a chronology: "3 October 2018. Signing of …"."""
    a, _ = scene.context.line(at)
    first = next((m for m in scene.context.mentions(a, a + 12, "DATE") if m.interval), None)
    told = first and re.fullmatch(r"[\s\W]*", scene.text[a : first.start]) and re.match(r"\s?[.:|–-]|\s\s|\t", scene.text[first.end or 0 :][:2])
    if first and told:
        return [first]
    above = scene.context.line(a - 2) if a > 2 else (0, 0)
    dates = [
        m for m in scene.context.mentions(*above, "DATE") if m.start == above[0] and m.interval and (m.interval.end - m.interval.start).days < 45
    ]
    return dates if 0 < above[1] - above[0] < 50 else []


MEETS = re.compile(r"\b(?:training|workshop|meeting|conference|seminar|course|visit|forum|summit)\b", re.IGNORECASE)
OF_MEETING = re.compile(
    r"\b(?:assembly|committee|conference|congress|forum|meeting|seminar|session|training|workshop|assemblée|atelier|comité|conférence|réunion"
    r"|asamblea|conferencia|reunión|sesión|taller)\s(?:of|of the|de|de la|de l[’']|del|du)\s?(?:the\s)?$",
    re.IGNORECASE,
)
"""The meeting of an undertaking, which ends where the undertaking does not."""


def of_meeting(scene: Scene, piece: Piece, at: int) -> bool:
    """Whether the name at ``at`` only says of what the meeting before it is."""
    return OF_MEETING.search(scene.text, max(at - 80, piece.start), at) is not None


EXTENDED = re.compile(
    r"\b(?:extended|prolonged|prolongée?s?|prorogée?s?|reconduite?s?|prorrogad[oa]s?|prorrogó|extendid[oa]s?)\s(?:(?:by|for|de|por|pour)\s(?P<number>\w{1,8})\s"
    r"(?:further\s|more\s)?(?P<unit>years?|months?|ans|années|mois|años?|meses)\b)?"
    r"(?:,?\s?(?P<till>to|until|till|through|jusqu[’'](?:en|au|à(?: la)?)|hasta))?"
    r"\s?(?:the\s|el\s|le\s)?(?:end\sof\s|fin(?:al)?(?:es)?\s(?:de\s)?)?"
)
"""What gives an undertaking more time: "extended by two years", "prorrogado hasta 2024"."""
_NUMBERS = (
    "1 a one un une uno año; 2 two deux dos; 3 three trois tres; 4 four quatre cuatro; 5 five cinq cinco; 6 six seis; 7 seven sept siete"
    "; 8 eight huit ocho; 9 nine neuf nueve; 10 ten dix diez; 11 eleven; 12 twelve douze doce; 13 thirteen; 14 fourteen"
    "; 15 fifteen quinze quince; 18 eighteen dix-huit dieciocho; 20 twenty vingt veinte"
    "; 24 twenty-four vingt-quatre veinticuatro; 30 thirty trente treinta; 36 thirty-six trente-six treinta_y_seis"
    "; 40 forty quarante cuarenta; 42 forty-two quarante-deux cuarenta_y_dos; 48 forty-eight quarante-huit cuarenta_y_ocho; 60 sixty soixante sesenta"
)
NUMBERS = {word.replace("_", " "): int(number) for number, *words in map(str.split, _NUMBERS.split(";")) for word in words}


def extended(scene: Scene, pieces: Sequence[Piece], ends: Day | None) -> Day | None:
    """The last day after an extension told in a piece of it, later than ``ends``; ``ends`` where there is none."""
    for piece in pieces:
        for found in EXTENDED.finditer(scene.text, piece.start, piece.end) if piece.rank < 2 else ():
            day = next((m for m in scene.context.mentions(found.start(), found.end() + 60, "DATE") if (m.start or 0) <= found.end()), None)
            if found["till"] and day and day.interval and (ends is None or day.interval.end > ends.day):
                return Day(day.interval.end, said(day, basis_of(piece)))
            count = NUMBERS.get((found["number"] or "").casefold()) or (int(found["number"]) if (found["number"] or "").isdecimal() else 0)
            months = count * (1 if (found["unit"] or "").startswith(("mo", "me")) else 12)
            if ends and months and not found["till"]:
                return Day(later(ends.day, months), quoted(*found.span(), basis_of(piece)))
    return ends


def later(day: date, months: int) -> date:
    """The day so many months later; the last of a month stays the last of a month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, last if day.day == monthrange(day.year, day.month)[1] else min(day.day, last))


_EXPIRED = (
    r"came to an end|ceased(?: (?:its )?(?:activities|operations?|to exist|work))?|(?:a )?cessé(?: ses activités| d[’']exister)?"
    r"|cesó(?: (?:sus actividades|de existir))?|dissolved|ended|expired|expires?|lapsed|terminated|will (?:end|expire|lapse)|pris fin"
    r"|prend fin|prendra fin|expirée?|expire(?:ra)?|dissous|dissoute"
    r"|expiró|expirará|terminó|terminará|venció|vence|vencerá|disuelt[oa]"
)
ENDED = re.compile(
    rf"\b(?:{_EXPIRED}|abolished|closed|completed|concluded|finished|discontinued"
    r"|wound up|ends|closes"
    r"|concludes|s[’']achève|achevée?|clôturée?|clos|se terminera|[Cc]oncluyó|finaliza|[Ff]inalizó|[Cc]erró|[Tt]erminó)\b"
)
EXPIRED = re.compile(rf"\b(?:{_EXPIRED})\b")
"""Verbs that end an undertaking, and those that end a text in force, which "closed" and "concluded" bring about."""


def ended(scene: Scene, kind: str, pieces: Sequence[Piece]) -> Day | None:
    """The date close behind a verb that ends it, in a sentence that names it."""
    verbs = ENDED if kind in RUNNING else EXPIRED
    for piece in pieces:
        for verb in verbs.finditer(scene.text, piece.start, piece.end) if piece.rank == 0 else ():
            near = any(0 <= verb.start() - max(b, past_clause(scene, b, piece.end)) < 60 and not of_meeting(scene, piece, a) for a, b in piece.names)
            for m in scene.context.mentions(verb.end(), min(verb.end() + 60, piece.end), "DATE") if near else ():
                if (
                    m.interval
                    and (m.start or 0) >= verb.end()
                    and not foreign(scene, piece, m.start or 0)
                    and (m.interval.end - m.interval.start).days < 367
                ):
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
