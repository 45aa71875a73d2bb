"""Events told by what people do together, in Spanish, without a noun of an event: "El 3 de mayo, treinta maestras aprendieron a medir cloro",
"contadores de la universidad les enseñarán a llevar un cuaderno".

The verbs and their kinds are data (``resources/event_acts_spanish.toml``). An event is told where the sentence names the days, and who did it is a
noun phrase of its own; its name is the clause without its asides. Wrong where a sentence tells of a part of the page's event in such words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline import resource
from pipeline.context import Bounds
from pipeline.events.candidates import Candidate
from pipeline.events.names import Reader, heads, squeeze
from pipeline.events.verbs import PART_OF

_NUMBERS = (
    r"(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\w+|veint\w+|treinta|cuarenta|cincuenta|sesenta|setenta"
    r"|ochenta|noventa|cien|\d{1,4})"
)
_OPENS = re.compile(
    rf"(?:(?:el|la|los|las|una?|unos|unas|varios|varias|sus?)\s(?!(?:que|cual)\b)|{_NUMBERS}\s(?:y\s\w+\s)?)(?P<who>[A-ZÀ-Ýa-zà-ÿ]{{2,}}.*)|[A-ZÀ-Ýa-zà-ÿ]{{3,20}}s\s(?:de|del|y|[a-zà-ÿ]{{4,16}}s)\s.*",
    re.IGNORECASE | re.DOTALL,
)
_NOBODY = re.compile(
    r"(?:[\wÀ-ÿ]+\s)?(?:asistentes|delegados|expert[oa]s|invitados|otr[oa]s|participantes|partes|ponentes|presentes|representantes|encuentro|reunión)$",
    re.IGNORECASE,
)
_ADVERBIAL = re.compile(
    r"(?:a|al|ante|con|de|desde|durante|en|entre|hasta|para|por|según|sin|sobre|tras|ya|así|además|también|luego|después|entonces|cuando|donde|mientras|como"
    r"|si|aunque|pero|y|e|o|que|quien|quienes)\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s?\([^()]{1,60}\)")
_ASIDE = re.compile(r",\s[^,;:]{2,120},$")
_STOP = re.compile(r"[;:\n]|\s[–—]\s")
_CLITIC = re.compile(r"\s(?:se|les?|los|las|la|lo|nos)$")
_OBJECT_END = re.compile(
    r"[;:\n.(]|\s[–—]\s|,|(?<![aei]r)\scon\s|\s(?:y|e)\s(?=[a-zà-ÿ]{2,14}(?:ó|aron|ieron)\b)|\sen\s(?=(?:el|la|los|las|una?|su)\s)"
)
_VERB_INSIDE = re.compile(
    r"\b(?:que|quien|quienes|cuando|donde)\b|(?<!\w)(?:[a-zà-ÿ]{3,14}(?:aron|ieron)|fue|fueron|es|son|está|están|había|ha|han)(?!\w)"
)
_FROM_HANDS = re.compile(r"\sdel?\s[^,;.]{3,80}(?:,\s[^,;.]{1,40}(?:\.\s[^,;.]{3,40})?,)?\s(?=(?:el|la|los|las|una?|unos|unas)\s)")
_LASTS = re.compile(
    rf"\bdurante\s{_NUMBERS}\s(?:horas|días|jornadas|mañanas|noches|semanas|tardes)\b|\btoda\s(?:una|la)\s(?:mañana|tarde|noche)\b", re.IGNORECASE
)
_SPENT = re.compile(rf"\bpas(?:ó|aron)\s(?:[\w-]+\s){{0,2}}{_NUMBERS}\s(?:días|semanas)\b")

_WHEN_WHERE = re.compile(r"[\s,]*(?:(?:entre|el|en|del?|durante|desde)\s)?(?:(?:la|el|los|las|su)\s)?")
_AT_LENGTH = re.compile(
    r"[\s,]*(?:durante\s\w+\s(?:días|horas|jornadas)|sentad[oa]s?\sen\s[^,]{3,40}|en\s(?:el|la|su)\s(?:mism[oa]\s)?[^,]{3,40}?(?=,|\sal?\s))"
)


@cache
def acts() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The verbs as patterns, with the kind of event that each tells of."""
    data = resource.toml("event_acts_spanish.toml")
    return tuple((re.compile(rf"(?<![\w-])(?:{'|'.join(data[kind])})(?!\w)".replace(" ", r"\s")), kind) for kind in sorted(data))


def acted(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """The events that the Spanish verbs of a passage tell of."""
    if reader.document.language != "es" or not _dated(reader, bounds):
        return
    text = reader.text
    for pattern, kind in acts():
        for match in pattern.finditer(text, *bounds):
            if PART_OF.search(text, bounds[0], match.start()):
                continue
            who = doers(reader, match.start(), bounds[0])
            if who is None:
                continue
            end, what = _done(reader, match.end(), bounds[1], handed=kind == "ceremony")
            if not what or any(True for _ in reader.every(heads().pattern, (bounds[0], end))):
                continue
            yield Candidate(match.start(), end, squeeze(f"{who} {match.group()} {what}"), kind, "verb", "", 0.5)


def _dated(reader: Reader, bounds: Bounds) -> bool:
    """Whether a passage names the days of what it tells, or a month and how long it lasted."""
    named = {m.interval.precision for m in reader.context.mentions(*bounds, "DATE") if m.interval}
    return bool(named & {"day", "range"}) or (
        "month" in named and (_LASTS.search(reader.text, *bounds) or _SPENT.search(reader.text, *bounds)) is not None
    )


def doers(reader: Reader, at: int, low: int) -> str | None:
    """The words of the subject in front of a verb, without asides; None where it is no noun phrase, or stands for people told before."""
    text = reader.text
    cut = max([low, *(m.end() for m in _STOP.finditer(text, low, at)), *((m.end or 0) for m in reader.context.mentions(low, at, "DATE"))])
    before = _CLITIC.sub("", _BRACKETS.sub("", text[cut:at].rstrip())).rstrip()
    if before.endswith(","):
        before = _ASIDE.sub("", before).rstrip(" ,")
    chunks = before.lstrip(" ,.)–—").split(", ")
    who = ""
    for n in range(len(chunks) - 1, -1, -1):
        joined = ", ".join(chunks[n:])
        if _ADVERBIAL.match(chunks[n]):
            break
        if _OPENS.fullmatch(joined) or _owned(reader, joined):
            who = joined
    who = squeeze(who)
    if not who or not 1 < len(who.split()) <= 24 or _NOBODY.fullmatch(who) or _VERB_INSIDE.search(who):
        return None
    return who


def _owned(reader: Reader, words: str) -> bool:
    """Whether words begin with the name of a body or person of the page."""
    return any(words.startswith(m.text) for m in reader.document.mentions if m.label in ("ORG", "PERSON"))


def _done(reader: Reader, at: int, bound: int, *, handed: bool) -> tuple[int, str]:
    """Where the object of a verb ends, and its words behind what says when and where."""
    text = reader.text
    giver = _FROM_HANDS.match(text, at, bound) if handed else None
    at = giver.end() if giver else at
    first = at
    for _ in range(4):
        gap = _WHEN_WHERE.match(text, at, bound)
        behind = gap.end() if gap else at
        stop = reader.dates.get(behind) or (reader.places.get(behind) if gap and "en" in gap.group().split() else None)
        aside = _AT_LENGTH.match(text, at, bound)
        if stop is None and aside is None:
            break
        at = stop or (aside.end() if aside else at)
    at += len(text[at:bound]) - len(text[at:bound].lstrip(" ,\n"))
    end = _OBJECT_END.search(text, at + 1, bound)
    stop = min([end.start() if end else bound, *((m.start or bound) for m in reader.context.mentions(at, bound, "DATE"))])
    words = text[at:stop].split()[:18]
    return max(stop, first), " ".join(words)
