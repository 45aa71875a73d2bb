"""Visits told by their host or by the journey, without the noun: "received a delegation from Orlen", "the Tavik delegation arrived in Orlen",
"the envoy was taken around the port". English, and for arrivals French and Spanish (what was received there is in :mod:`pipeline.events.received`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.context import Bounds
from pipeline.events.candidates import Candidate
from pipeline.events.names import Reader, squeeze

_PARTY = r"(?:[\w’'-]+\s){0,3}?(?:delegation|mission)"
_RECEIVED = re.compile(rf"\b(?:received|welcomed|is\shosting|hosted)\s(?=(?:an?|the)\s{_PARTY}\s(?:from|of|led\sby)\s)")
_ARRIVED = re.compile(
    rf"(?:^|(?<=[.;,]\s))(?P<who>(?:an?|the)\s{_PARTY}(?:\s(?:from|of)\s[^,;.()]{{3,60}}?)?)\s(?:has\s|have\s)?(?:arrived|arrives|will\sarrive)\sin\s",
    re.IGNORECASE,
)
_ARRIVED_LATIN = re.compile(
    r"(?:^|(?<=[.;,]\s))(?P<who>(?:une|la|una)\s(?:[\w’'-]+\s){0,2}?(?:délégation|delegación)(?:\s(?:de|du|des|d[’']|del)\s?[^,;.()]{3,60}?)?)"
    r"\s(?:(?:est|était)\sarrivée\s(?:hier\s|lundi\s|mardi\s|mercredi\s|jeudi\s|vendredi\s)?à\s"
    r"|(?:llegó|arribó|había\sllegado)\s(?:ayer\s|(?:este|el)\s(?:lunes|martes|miércoles|jueves|viernes)\s)?a\s)",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:was|were|will\sbe)\s(?:then\s|also\s|later\s)?(?:taken\s(?:around|on\sa\s(?:[\w-]+\s)?tour\sof)|shown\s(?:a)?round|given\sa\s(?:[\w-]+\s)?tour\sof)\s"
    r"(?=\w)"
)
_FROM = re.compile(r"\s(?:from|of)\s")
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
    for match in _TAKEN.finditer(text, *bounds):
        target = reader.object_of(match.end(), bounds[1])
        if target:
            yield Candidate(match.start(), target[1], f"visit to {squeeze(text[slice(*target)])}", "visit", "verb", "visit")
