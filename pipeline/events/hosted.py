"""Visits told by their host or by the journey, without the noun: "received a delegation from Orlen", "the Tavik delegation arrived in Orlen",
"the envoy was taken around the port". English, and for arrivals French and Spanish (what was received there is in :mod:`pipeline.events.received`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.context import Bounds
from pipeline.events.candidates import Candidate
from pipeline.events.names import Reader, heads, squeeze
from pipeline.events.told import doers

_PARTY = r"(?:[\w’'-]+\s){0,3}?(?:delegation|mission|team)"
_RECEIVED = re.compile(rf"\b(?:received|welcomed|is\shosting|hosted)\s(?=(?:an?|the)\s{_PARTY}\s(?:from|of|led\sby)\s)")
_ARRIVED = re.compile(
    rf"(?:^|(?<=[.;,•*»>–-]\s))(?P<who>(?:(?:an?|the)\s|[^\W\d_][\w’' -]{{2,40}}?[’']s\s){_PARTY}(?:\s(?:from|of|for)\s[^,;.()]{{3,60}}?)?)"
    r"\s(?:has\s|have\s)?(?:arrived|arrives|will\sarrive)\sin\s",
    re.IGNORECASE,
)
_WAS_RECEIVED = re.compile(
    rf"(?:^|(?<=[.;,]\s))(?P<who>(?:an?|the)\s{_PARTY}(?:\s(?:from|of)\s[^,;.()]{{3,60}}?)?)\s(?:was|were|will\sbe|is\sto\sbe)\sreceived\s(?:[\w-]+\s){{0,3}}?by\s(?=\w)",
    re.IGNORECASE,
)
_STAYS = re.compile(
    rf"(?:^|(?<=[.;,]\s))(?P<who>(?:an?|the)\s{_PARTY}(?:\s(?:from|of)\s[^,;.()]{{3,60}}?)?)(?:,\s[^,;.]{{3,60}},)?"
    r"\s(?:has\sbeen|is|was)\sin\s(?:the\s(?:country|city|region|capital)|[A-ZÀ-Ý][\w’-]+)\s(?=(?:from|since|this|until)\b)",
    re.IGNORECASE,
)
_WENT = re.compile(
    r"\s(?:(?:will|is\sto|are\sto|have|has|had)\s)?(?:(?:travel(?:s|l?ed)?|went|flew|journeyed)\s(?:to|through)"
    r"|(?:spent|spends?)\s(?:(?:a|an|the|last|one|two|three|four|five|six|seven|ten|\d{1,2})\s)?(?:[\w-]+\s(?:and\s)?){0,2}?(?:days?|weeks?|[A-Z][a-z]+day)\sin)"
    r"\s(?:the\s)?(?=[A-ZÀ-Ý])"
)
_ARRIVED_LATIN = re.compile(
    r"(?:^|(?<=[.;,]\s))(?P<who>(?:une|la|una)\s(?:[\w’'-]+\s){0,2}?(?:délégation|delegación)(?:\s(?:de|du|des|d[’']|del)\s?[^,;.()]{3,60}?)?)"
    r"\s(?:(?:est|était)\sarrivée\s(?:hier\s|lundi\s|mardi\s|mercredi\s|jeudi\s|vendredi\s)?à\s"
    r"|(?:llegó|arribó|había\sllegado)\s(?:ayer\s|(?:este|el)\s(?:lunes|martes|miércoles|jueves|viernes)\s)?a\s)",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:was|were|will\sbe)\s(?:then\s|also\s|later\s)?(?:taken\s(?:by\s[^,;.]{3,60}?\s)?(?:around|round|on\sa\s(?:[\w-]+\s)?tour\sof)|shown\s(?:a)?round|given\sa\s(?:[\w-]+\s)?tour\sof)\s"
    r"(?=\w)"
)
_WENT_STEMS = ("travel", "went", "flew", "journey", "spen")
_TO_TOUR = re.compile(
    r"\b(?:was|were|will\sbe|are\sto\sbe)\s(?:then\s|also\s|later\s)?taken\sto\s(?P<where>[^.;,]{4,80}?)\sfor\san?\s(?:\w+\s)?(?:tour|visit)\b"
)
_FROM = re.compile(r"\s(?:from|of)\s")
NOUN_NEXT = re.compile(r"\s{0,2}(?:Their|The|This)\s(?:[\w-]+\s){0,3}?(?:exchange|mission|stay|tour|trip|visit)\b")
_FURTHER = re.compile(r"(?:,\s|,?\sand\s)(?:the\s)?")
_ARTICLE = re.compile(r"(?:an?|the|une|la|una)\s", re.IGNORECASE)


def hosted(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """The visits that a passage tells of by what the host or the travellers do."""
    text, language = reader.text, reader.document.language
    passage = text[slice(*bounds)]
    if language in ("fr", "es"):
        for match in _ARRIVED_LATIN.finditer(text, *bounds) if "elegaci" in passage or "élégation" in passage else ():
            if match.end() in reader.places:
                noun = "visite" if language == "fr" else "visita"
                who = _ARTICLE.sub("", squeeze(match["who"]), count=1)
                yield Candidate(match.start("who"), reader.places[match.end()] or match.end(), f"{noun} de la {who}", "visit", "verb", noun)
        return
    if language != "en":
        return
    for match in _RECEIVED.finditer(text, *bounds) if "delegation" in passage or "mission" in passage else ():
        whom = reader.object_of(match.end(), bounds[1])
        home = _FROM.match(text, whom[1]) if whom else None
        if whom and home and (further := reader.object_of(home.end(), bounds[1])):
            whom = whom[0], further[1]
        if whom:
            yield Candidate(match.start(), whom[1], f"visit of {squeeze(text[match.end() : whom[1]])}", "visit", "verb", "visit", weak=True)
    for match in _ARRIVED.finditer(text, *bounds) if "arriv" in passage else ():
        end = reader.places.get(match.end())
        if end:
            who = squeeze(match["who"])
            name = f"visit of {who[:1].lower()}{who[1:]} to {squeeze(text[match.end() : end])}"
            yield Candidate(match.start("who"), end, name, "visit", "verb", "visit")
    for match in _WAS_RECEIVED.finditer(text, *bounds) if " received " in passage else ():
        whom = reader.object_of(match.end(), bounds[1])
        who = squeeze(match["who"])
        if whom:
            name = f"reception of {who[:1].lower()}{who[1:]} by {squeeze(text[match.end() : whom[1]])}"
            yield Candidate(match.start("who"), whom[1], name, "meeting", "verb", "reception")
    for match in _STAYS.finditer(text, *bounds) if "delegation" in passage or "mission" in passage else ():
        who = squeeze(match["who"])
        yield Candidate(match.start("who"), match.end(), f"visit of {who[:1].lower()}{who[1:]}", "visit", "verb", "visit")
    if any(stem in passage for stem in _WENT_STEMS):
        yield from _journeys(reader, bounds)
    for match in _TO_TOUR.finditer(text, *bounds) if "taken" in passage else ():
        end = reader.right(match.end(), bounds[1], "visit", bare=False)
        yield Candidate(match.start(), end, f"tour of {squeeze(match['where'])}", "visit", "verb", "tour")
    for match in _TAKEN.finditer(text, *bounds):
        target = reader.object_of(match.end(), bounds[1])
        if target:
            yield Candidate(match.start(), target[1], f"visit to {squeeze(text[slice(*target)])}", "visit", "verb", "visit")


def _journeys(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """The visits told by a verb of travelling: "Four officials of the two towns went to Tavik", "Minister Ada Brun spent a week in Orlen";
    none where the next sentence has the noun ("Their study visit …")."""
    text = reader.text
    for match in _WENT.finditer(text, *bounds):
        end = reader.places.get(match.end())
        who = doers(reader, match.start(), bounds[0]) if end else None
        stop = text.find(";", match.end(), bounds[1])
        nouns = reader.every(heads().pattern, bounds)  # those of the clause say what the journey was
        if any(m.group()[0].islower() and (stop < 0 or m.start() < stop) for m in nouns):
            continue
        if end is None or who is None or NOUN_NEXT.match(text, bounds[1]):
            continue
        while (more := _FURTHER.match(text, end, bounds[1])) and more.end() in reader.places:
            end = reader.places[more.end()] or end
        name = squeeze(text[slice(*who)])
        if not any(True for _ in reader.context.mentions(*who, "PERSON")):
            name = name[:1].lower() + name[1:]
        yield Candidate(who[0], end, f"visit of {name} to {squeeze(text[match.end() : end])}", "visit", "verb", "visit")
