"""Events of one series, told together by place and time: "consultations in Armavir on March 14 and in Artik on March 16", "After Orlen (2013) and
Tavik (2015), the third Forum"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.context import Bounds
from pipeline.document import Mention
from pipeline.events.candidates import Candidate, plurals
from pipeline.events.names import Reader, heads, squeeze

_COUNT = re.compile(r"^.*\b(?:two|three|four|five|six|deux|trois|quatre|cinq|dos|tres|cuatro|cinco|celebraron|realizaron|eu lieu)\s+", re.IGNORECASE)
_THEN_DATE = re.compile(r",?\s+(?:on|in|from|en|les?|el|los|du|del|au|en\sel\smes\sde)\s*|\s*[(,]\s*(?:(?:en|les?|el|los)\s)?")
_ONE = re.compile(r"(?P<one>\b[Oo]ne\sof\s(?:the|these|those|its|their)\s)(?:[a-z]+\s){0,2}?(?=[a-z]+s\b)")
_ASIDE = re.compile(
    r",?(?P<topic>\s(?:about|for|of|on|with)\s[^,;.]{3,60}?)?,?\s(?:was|had\sbeen|took|will\sbe)\s(?:convened|held|hosted|organi[sz]ed|place|run)\b"
)
_TRAINED = re.compile(r"\s(?:(?:are|were|will\sbe|have\sbeen)\s)(?:to\sbe\s)?trained(?::|\sin)\s(?=[A-ZÀ-Ý])")
_EARLIER = re.compile(
    r"\b(?:After|Après|Tras|Después\sde)\s(?:[A-ZÀ-Ý][\w’' -]{2,28}\s\([^()]{4,20}\)(?:,?\s(?:and|et|y)\s|,\s)?){1,6}"
    r"(?:the|le|la|les|el|los|las)\s(?=\w)"
)


def series(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """The single events of a plural whose places are dated one by one: "consultations in Armavir on March 14 and in Artik on March 16"."""
    yield from _after(reader, bounds)
    yield from _one_of(reader, bounds)
    yield from _trained(reader, bounds)
    text, known = reader.text, heads()
    places = reader.context.mentions(*bounds, "LOC")
    dated = [m for m in places if (then := _THEN_DATE.match(text, m.end or 0)) and then.end() in reader.dates]
    for match in plurals().finditer(text, *bounds) if len(dated) > 1 else ():
        head = match[1].casefold()
        pairs = [_city_of(reader, m) for m in dated if match.end() <= (m.start or 0) and (m.end or 0) <= match.end() + 300]
        if len(pairs) < 2:
            continue
        start = reader.left(match.start(), bounds[0])
        end = min(reader.right(match.end(), bounds[1], "plural", bare=False), (pairs[0].start or 0) - 1)
        front = _COUNT.sub("", text[start : match.start()])
        name = squeeze(f"{front}{match[1]}{text[match.end() : end]}")
        tongue = {"fr": ("à", "à"), "es": ("a", "en")}.get(reader.document.language or "", ("to", "in"))
        way = tongue[known.kind[head] != "visit"]
        for mention in pairs:
            yield Candidate(
                mention.start or 0, mention.end or 0, f"{name} {way} {squeeze(mention.text)}", known.kind[head], "proper", head, 0.6, coordinated=True
            )


def _trained(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """The trainings of one kind of people, told by two or more dated places: "Herders were trained in Orlen (11 May), Tavik (13 May) and Selma"."""
    text = reader.text
    for match in _TRAINED.finditer(text, *bounds) if reader.document.language == "en" else ():
        start = reader.left(match.start(), bounds[0])
        who = squeeze(text[start : match.start()])
        places, at = [], match.end()
        for mention in reader.context.mentions(match.end(), bounds[1], "LOC"):
            if (mention.start or 0) - at > 60:
                break
            then = _THEN_DATE.match(text, mention.end or 0)
            at = (reader.dates.get(then.end()) if then else None) or 0
            places += [mention] if at else []
        for place in places if who and len(places) > 1 else ():
            name = f"training of {who[:1].lower()}{who[1:]} in {squeeze(place.text)}"
            yield Candidate(place.start or 0, place.end or 0, name, "training", "proper", "training", 0.6, coordinated=True)


def _after(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """The earlier ones of a series, told by place and year before the next: "After Orlen (2013) and Tavik (2015), the third Forum"."""
    text, known = reader.text, heads()
    for match in _EARLIER.finditer(text, *bounds):
        found = next((m for m in reader.every(known.pattern, bounds) if match.end() <= m.start() < match.end() + 40), None)
        if found is None:
            continue
        head = squeeze(found.group()).casefold()
        topic = squeeze(text[found.start() : reader.right(found.end(), bounds[1], "plural", bare=False)])
        of = {"fr": "de", "es": "de"}.get(reader.document.language or "", "in")
        for place in reader.context.mentions(*match.span(), "LOC"):
            name = f"{topic} {of} {squeeze(place.text)}"
            yield Candidate(place.start or 0, place.end or 0, name, known.kind[head], "proper", head, 0.6, coordinated=True)


def _one_of(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """One of several, told by its topic or place: "One of those consultations, with herders, was held in Tavik in May"."""
    text = reader.text
    for match in _ONE.finditer(text, *bounds) if reader.document.language == "en" else ():
        several = plurals().match(text, match.end(), bounds[1])
        topic = _ASIDE.match(text, several.end(), bounds[1]) if several else None
        if several and topic:
            head = several[1].casefold()
            name = squeeze(text[match.end("one") : several.end(1)] + (topic["topic"] or ""))
            yield Candidate(match.start(), topic.end(), name, heads().kind[head], "described", head)


def _city_of(reader: Reader, place: Mention) -> Mention:
    """The city before a country and a comma ("Vientiane, Lao PDR"), else the place itself."""
    start = place.start or 0
    return next((m for m in reader.context.mentions(max(0, start - 60), start, "LOC") if m.end == start - 2 and m.start in reader.cities), place)
