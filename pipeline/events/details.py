"""What a page says of an event beyond when, where and who: how people attend, which edition it is and of which series, how many came, and whether it
was put off without a new date.

Each is read from the event's own clauses or its name, and None where these say nothing: precision comes before recall.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from pipeline.context import Bounds
from pipeline.document import AttendanceMode, Evidence
from pipeline.events.groups import STATED, Group
from pipeline.events.names import Reader, ordinal, phrase, squeeze
from pipeline.events.ordinals import TENS
from pipeline.evidence import Source, evidence, quoted
from pipeline.phrases import THE

_HYBRID = re.compile(
    r"\bh[yí]brid[eao]?s?\b|\bin[- ]person and (?:online|virtual\w*|remote\w*)|\b(?:online|virtual\w*|remote\w*) and in[- ]person\b"
    r"|\bboth (?:online|virtually|remotely|in person)\b|\ben présentiel et (?:en ligne|à distance)|\bpresencial y (?:virtual|en línea)",
    re.IGNORECASE,
)
_IN_PERSON = re.compile(r"\b(?:in[- ]person|face[- ]to[- ]face|en présentiel|presencial(?:mente)?)\b", re.IGNORECASE)
_PUT_OFF = re.compile(
    r"\b(?:been|is|was|are|were|be)\s+(?:\w+ly\s+|again\s+|now\s+)?(?:deferred|postponed|put off|rescheduled)\b"
    r"|\b(?:has|have|had|ha|han|a|ont)\s+(?:\w+ly\s+)?(?:deferred|postponed|put off|aplazado|pospuesto|reporté|ajourné)\b"
    r"|\b(?:est|a été|sont|ont été)\s+(?:reporté|ajourné)e?s?\b|\b(?:ha sido|han sido|fue|queda|se ha)\s+(?:aplazad|pospuest)[oa]s?\b"
    r"|\b(?:postponed|(?:ajourné|reporté)e?s?|(?:aplazad|pospuest)[oa]s?)"
    r"(?=\s*(?:[;.,:()–-]|$)|\suntil\b|\ssine die|\sjusqu[’']à|\sà\sune\sdate|\shasta\b)",
    re.IGNORECASE | re.MULTILINE,
)
_AFTER_ALL = re.compile(r"\b(?:at last|eventually|finally|took place|was held|a eu lieu|se celebró|tuvo lugar)\b", re.IGNORECASE)
_WAS_TO_BE = re.compile(
    r"(?<!now )\b(?:due|foreseen|planned|scheduled|set|prévue?s?|previst[oa]s?|programad[oa]s?)\s+(?:\w+\s+){1,3}$", re.IGNORECASE
)
_DAY_COMES = re.compile(r"\b(?:from|to|until|till|for|au|al|hasta|para)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen")
_TEENS = ("sixteen", "seventeen", "eighteen", "nineteen")
_WORDS = {w: n for n, w in enumerate((*_UNITS, *_TEENS), 1)} | {w: 10 * n for n, w in enumerate(TENS, 2)}
_NUMBER = (
    r"(?P<n>\d{1,3}(?:[,.’' \u00a0]\d{3}){1,2}(?!\d)|\d{1,5}(?![\d.,]\d|\s?%)|(?:" + "|".join(TENS) + r")(?:-(?:" + "|".join(_UNITS[:9]) + r"))?|(?:"
    + "|".join((*_UNITS[9:], *_TEENS)) + r"))\b"
)  # fmt: skip
_COUNT = re.compile(r"\d|" + "|".join((*_UNITS[9:], *_TEENS, *TENS)), re.IGNORECASE)
"""What every number of people begins with."""
_ABOUT = (
    r"(?:(?:a total of|about|almost|an audience of|approximately|around|at least|close to|more than|nearly|over|some|cerca de|environ|más de|plus de"
    r"|près de|unos)\s+)?"
)
_COUNTED = r"(?:participants|delegates|attendees|participantes|participant[es]s|délégués|delegados)"
_PERSONS = (
    r"(?:agents|attendees|children|civil servants|delegates|doctors|experts|farmers|guests|inspectors|jeunes|jóvenes|journalists|judges|lawyers"
    r"|leaders|magistrates|men|mujeres|nurses|officers|officials|parliamentarians|participantes|participants|people|personas|personnes"
    r"|practitioners|professionals|pupils|representatives|specialists|students|teachers|trainees|volunteers|women|workers|young people|youths?)"
)
_LIMIT = r"(?<!up to )(?<!maximum of )(?<!maximum )"
_CAME = r"(?:attended|took part|participated|came|were trained|ont (?:pris part|participé)|participaron|asistieron)"
_DREW = (
    r"\b(?:attended by|attracted|brings together|brought together|brought|bringing together|drew|gathered|gathers|welcomed|a réuni|a rassemblé"
    r"|reunió a|(?:avec|con|with) (?:la|the) participa(?:ci[oó]n|tion) (?:d[’']|de|of)|con la asistencia de|ont (?:pris part|participé)"
    r"|participaron|asistieron)"
)
_OTHER_TIME = re.compile(r"\b(?:previous|earlier|past|so far|since|each|every|last year|to date|expected to reach)\b", re.IGNORECASE)


@cache
def _heads() -> tuple[re.Pattern[str], ...]:
    """The frames of a number of people; behind a verb of gathering any plural will do that names no bodies, places or times."""
    people = rf"(?!{phrase('no_persons').pattern})"
    qualified = rf"\s+(?:{people}[\w’-]{{2,20}}\s+){{0,3}}?"
    plural = rf"{people}[\w’-]{{2,30}}[sx]"
    frames = (
        rf"{_DREW}\s+{_ABOUT}{_NUMBER}{qualified}(?:{_PERSONS}|{plural})\b",
        rf"\baudience of\s+{_ABOUT}{_NUMBER}",
        rf"{_LIMIT}{_NUMBER}{qualified}{_PERSONS}\s+(?:\([^()]{{1,40}}\)\s+)?(?:[^.;:]{{0,80}}?\s)?{_CAME}\b",
        rf"{_LIMIT}{_NUMBER}\s+{plural}\s+{_CAME}\b",
        rf"{_LIMIT}{_NUMBER}{qualified}{_COUNTED}\b",
        rf"\bfor\s+{_ABOUT}{_NUMBER}{qualified}{_PERSONS}\b",
    )
    return tuple(re.compile(frame, re.IGNORECASE) for frame in frames)


_ROMAN = re.compile(rf"^{THE}(?P<r>[IVXL]{{1,7}})(?:e|ème|ª|º)?\s+(?=[A-ZÀ-Ý])")
_ORDINAL = (
    r"(?P<o>\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth)"
)
_FOREIGN = {
    **{w: n for n, s in enumerate(("premier première", "deuxième seconde", "troisième", "quatrième", "cinquième", "sixième"), 1) for w in s.split()},
    **{w: n for n, s in enumerate(("primera primer", "segunda segundo", "tercera tercer tercero", "cuarta cuarto", "quinta quinto", "sexta sexto"), 1)
       for w in s.split()},
}  # fmt: skip
_EDITION = re.compile(rf"\b{_ORDINAL}\s+edition\b", re.IGNORECASE)
_EDITION_OF = re.compile(rf"\b{_ORDINAL}\s+edition\s+of\s*(?:the\s+)?$", re.IGNORECASE)
_IN_SERIES = re.compile(
    rf"\b{_ORDINAL}\s+(?:in|of)\s+(?:(?:a|an|the|its|our|this)\s+(?P<name>(?:[A-ZÀ-Ý][\w’'-]*\s+){{1,6}})?series\b"
    rf"(?:\s+of\s+(?P<topic>(?:[A-ZÀ-Ý][\w’'-]*\s?){{2,6}}))?|(?:a |the )?(?:planned )?(?:{'|'.join(_UNITS[1:12])}|\d{{1,2}})\s+(?:\w+\s+)?"
    r"(?:conferences|consultations|courses|dialogues|events|forums|meetings|seminars|sessions|trainings|webinars|workshops)\b)"
)
_SERIES = re.compile(r"\b(?:part of|under|within|in|of)\s+(?:the|its|our)\s+(?P<name>(?:[A-ZÀ-Ý][\w’'-]*\s+(?:(?:of|on|for|and)\s+)?){1,6})series\b")
_NOT_AN_EDITION = re.compile(
    r"\s*(?:-|aid|chance|class|day|deputy|generation|half|hand|instance|ladies|lady|language|nations?|party|phase|quarter|responders?|stage|vice|week|world)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"\s(?:of|on|for|with|in|to|at|between|de|du|des|sur|sobre|para|en)\s")
_NUMBERED = frozenset(
    ["meeting", "dialogue", "workshop", "training", "conference", "summit", "forum", "seminar", "webinar", "session", "roundtable", "other"]
)


class Details(NamedTuple):
    """What was found, and the spans that say so."""

    attendance_mode: AttendanceMode | None
    postponed: bool
    edition: int | None
    series: str | None
    participant_count: int | None
    evidence: tuple[Evidence, ...]


def find_details(reader: Reader, group: Group, kind: str, *, online: bool, off: Source | None) -> Details:
    """The details of a group's event; ``kind`` and ``online`` are the event's, ``off`` says that it was put off."""
    mode, mode_source = attendance(reader, group, online=online)
    number, number_source = edition(reader, group, kind)
    series, series_source = series_of(reader, group)
    count, count_source = head_count(reader, group)
    told = (
        *evidence("attendance_mode", mode, [mode_source]),
        *evidence("postponed", "true" if off else None, [off]),
        *evidence("edition", number, [number_source]),
        *evidence("series", series, [series_source]),
        *evidence("participant_count", count, [count_source]),
    )
    return Details(mode, off is not None, number, series, count, told)


def _clauses(group: Group) -> Iterator[Bounds]:
    """The event's clauses, each once, in the order of the text."""
    yield from sorted(set(group.clauses))


def attendance(reader: Reader, group: Group, *, online: bool) -> tuple[AttendanceMode | None, Source | None]:
    """How people attend: as the clauses say, else in person where they give a city or building; None where nothing is said."""
    if group.mode is not None:
        return group.mode, STATED
    for a, b in _clauses(group):
        both = _HYBRID.search(reader.text, a, b)
        if both:
            return "hybrid", quoted(*both.span())
        present = _IN_PERSON.search(reader.text, a, b)
        if present:
            return "hybrid" if phrase("online").search(reader.text, a, b) else "in_person", quoted(*present.span())
    if online:
        told = group.sources.get("online", [])
        return "online", told[0] if told else quoted(group.main.start, group.main.end).inferred()
    sited = [*group.sources.get("venue", []), *(group.sources.get("place", []) if group.sited else [])]
    return ("in_person", sited[0].inferred(confidence=0.9)) if sited and not group.online else (None, None)


def put_off(reader: Reader, clauses: Iterable[Bounds]) -> Source | None:
    """Where the clauses of an event say that it was put off without a new date."""
    for a, b in sorted(set(clauses)):
        found = _PUT_OFF.search(reader.text, a, b)
        if not found or _AFTER_ALL.search(reader.text, a, b):
            continue
        before = [(max(found.end(), (m.start or 0) - 24), m.start or 0) for m in reader.context.mentions(found.end(), b, "DATE")]
        if not any(_DAY_COMES.search(reader.text, *gap) and not _WAS_TO_BE.search(reader.text, *gap) for gap in before):
            return quoted(*found.span())
    return None


def edition(reader: Reader, group: Group, kind: str) -> tuple[int | None, Source | None]:
    """Which one of its kind it is: the ordinal in its name, "(14th edition)" behind it, "third edition of" before it, "fourth in a series"."""
    if kind not in _NUMBERED:
        return None, None
    for candidate in sorted(group.members, key=lambda c: (c is not group.main, c.start)):
        number = number_in(candidate.name, reader.document.language) if candidate.form != "bare" else None
        if number:
            return number, quoted(candidate.start, candidate.end, "name")
        before = _EDITION_OF.search(reader.text, max(0, candidate.start - 40), candidate.start)
        if before:
            return ordinal(before["o"]), quoted(*before.span())
        near = _EDITION.search(reader.text, candidate.start, min(len(reader.text), candidate.end + 20))
        if near:
            return ordinal(near["o"]), quoted(*near.span())
    for found in _told_behind(reader, group, _IN_SERIES):
        return ordinal(found["o"]), quoted(*found.span())
    return None, None


def number_in(name: str, language: str | None) -> int | None:
    """The number of the edition in a name: 3 for "Third Forum on Rivers", 27 for "XXVII Cumbre", None for "training on first aid"."""
    roman = _ROMAN.match(name)
    if roman and (len(roman["r"]) > 1 or language in ("es", "fr", "pt", "it")):
        return from_roman(roman["r"])
    prepositional = _PREPOSITION.search(name)
    head = name[: prepositional.start()] if prepositional else name
    first = head.split()[0].casefold() if head.split() else ""
    if language in ("fr", "es") and first in _FOREIGN and len(head.split()) > 1:
        return _FOREIGN[first]
    for word in re.finditer(r"[\wÀ-ÿ]+(?:-(?:[a-z]+(?:st|nd|rd|th)))?", head, re.IGNORECASE):
        number = ordinal(word.group())
        if number and not _NOT_AN_EDITION.match(head, word.end()) and len(head.split()) > 1:
            return number
    return None


def from_roman(text: str) -> int | None:
    """27 for "XXVII"; None for letters that are no number."""
    if not re.fullmatch(r"L?X{0,3}(?:IX|IV|V?I{0,3})|X[LC](?:IX|IV|V?I{0,3})", text) or not text:
        return None
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[c] for c in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def series_of(reader: Reader, group: Group) -> tuple[str | None, Source | None]:
    """The name of the series that a clause says it belongs to."""
    for pattern in (_IN_SERIES, _SERIES):
        for found in _told_behind(reader, group, pattern):
            name = found["name"] or found.groupdict().get("topic")
            if name:
                return squeeze(name), quoted(*found.span())
    return None, None


def _told_behind(reader: Reader, group: Group, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What the clauses say behind the event's phrase ("a webinar, the third in …"), or in a sentence that goes on about it ("It is the third …")."""
    for a, b in _clauses(group):
        own = [c.end for c in group.members if a <= c.start < b]
        found = pattern.search(reader.text, min(own, default=a), b)
        if found:
            yield found
    opens = re.compile(rf"\b(?:It|(?:The|This)\s+{re.escape(group.main.head)})\s+is\s+(?:the\s+)?", re.IGNORECASE) if group.titled else None
    for start in opens.finditer(reader.text) if opens else ():
        found = pattern.match(reader.text, start.end())
        if found:
            yield found


def head_count(reader: Reader, group: Group) -> tuple[int | None, Source | None]:
    """How many people the clauses say took part."""
    for a, b in _clauses(group):
        for pattern in _heads() if _COUNT.search(reader.text, a, b) else ():
            found = pattern.search(reader.text, a, b)
            if found and not _OTHER_TIME.search(reader.text, max(a, found.start() - 60), found.end()):
                number = as_number(found["n"])
                dated = any(a <= found.start("n") < (b or 0) for a, b in reader.dates.items() if a is not None)  # "On 12 May officials attended"
                if number >= 5 and not dated and not 1900 <= number <= 2100:
                    return number, quoted(*found.span())
    return None, None


def as_number(text: str) -> int:
    """2300 for "2,300", 35 for "thirty-five"."""
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else sum(_WORDS[w] for w in text.casefold().split("-"))
