"""Which places of a page can be the site of an event: the city of its title or inside a name, the stops of a journey; no list of countries.

Nothing is resolved again: the places are those that were annotated.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from pipeline.atlas import options
from pipeline.context import Bounds
from pipeline.document import Document, Mention, Place, identifier
from pipeline.events.groups import Group
from pipeline.events.names import Reader
from pipeline.evidence import Source, said

_LIST_GAP = re.compile(r"\s?[-–/]\s?|(?:,\s?|,?\s(?:and|et|y|e)\s)(?:(?:in|to|en|a|à|aux?|de|du|of)\s)?(?:(?:the|la|le|les|el|los)\s|l[’'])?")
_BESIDE_ANOTHER = re.compile(r"\b(?:in|to|à|aux?|en)\s[A-ZÀ-Ý][\w’-]+\s(?:and|et|y)\s(?:(?:in|to|à|aux?|en)\s)?$")
"""A name that no place of the page has, in a list with a country: "a mission to Chad and Cameroon"."""
_STOPS = re.compile(
    r"(?:\s\([^()]{2,30}\))?(?:,\s?|,?\s(?:and|et|y|e|puis)\s)(?:(?:in|to|on\sto|en|a|à|aux?|de|du|of)\s)?(?:(?:the|la|le|les|el|los)\s)?"
)
"""What stands between two stops of a journey."""
_OF_ROAD = r" (?:de (?:la |l[’'])?|d[’']|du |des |del |l[’'])?$"
_STREET = re.compile(r"\b(?:rue|avenue|av\.|boulevard|bd|chemin|calle|avenida|carrera)" + _OF_ROAD, re.IGNORECASE)
_NAMED = r"[A-ZÀ-Ý][\w’-]+(?:\s[A-ZÀ-Ý][\w’-]+)?"
_COME_FROM = re.compile(
    rf"\b(?:from|originaires?\sd[e’']|venus?\sd[e’']|procedentes\sde)\s?{_NAMED}(?:,\s{_NAMED}){{0,4}},?\s(?:and|et|y)\s(?:de\s|d[’'])?$"
)
_ARTICLE = re.compile(r"\b(?:la|le)\s$")
_FOUNDED = re.compile(
    r"\b(?:based|born|created|established|formed|founded|headquartered|set\sup|basée?s?|créée?s?|fondée?s?|implantée?s?|née?s?"
    r"|cread[oa]s?|fundad[oa]s?|constituid[oa]s?|nacid[oa]s?)\s(?:\w+\s)?(?:in|à|en)\s$",
    re.IGNORECASE,
)
"""What tells where a body or a group has its beginning or seat."""
_STRUCK = re.compile(
    r"\b(?:attacks?|bombings?|conflict|crisis|cyclone|earthquakes?|epidemic|explosion|fighting|fires?|floods?|genocide|massacre|outbreak|shootings?|violence|war"
    r"|attaques?|attentats?|conflit|crise|épidémie|explosion|guerre|incendies?|inondations?|massacre|séisme|tremblement\sde\sterre|violences"
    r"|ataques?|atentados?|conflicto|crisis|epidemia|explosión|guerra|inundaciones|masacre|sismo|terremoto|violencia)"
    r"\s(?:in|at|of|on|à|aux?|en|de|d[’'])\s?(?:the\s|la\s|el\s|l[’'])?$",
    re.IGNORECASE,
)
"""What struck a place."""
_SAME_CITY = re.compile(
    r"\b(?:in\s(?:the\ssame|this)\s(?:city|town)|dans\s(?:la\smême|cette)\sville|en\s(?:la\smisma|esta)\s(?:ciudad|localidad))\b", re.IGNORECASE
)
_CAPITAL = re.compile(
    r"\b(?:[Ii]n\sthe\scapital|[Dd]ans\sla\scapitale|[Ee]n\sla\scapital)\b(?!,?\s(?:[A-ZÀ-Ý]|city|of\b|d[’'e]|region|región|market))"
)
_SEATED = re.compile(r"(?:\s\([^()]{1,20}\))?\s(?:in|of|en|de|du|au|del)\s(?:the\s(?:(?:Kingdom|Republic|State|Sultanate)\sof\s)?|la\s|l[’'])?")
_IN_CITY = re.compile(r"(?:^|[\s,:(])(?:in|at|[àa]|en)\s$", re.IGNORECASE)
_HOST_CITY = re.compile(r"(?:\s:|:|\s(?:hosts|to\shost|will\shost|hosted|acog\w{1,4}|accueille\w{0,2}|a\saccueilli|abrite|sede)\b)", re.IGNORECASE)
_CITY_STATES = frozenset(["DJ", "GT", "KW", "LU", "MC", "PA", "SG", "SM"])
"""Countries that share their name with their capital, by code."""


def is_scope(reader: Reader, country: Mention) -> bool:
    """Whether a country is one of a list ("in Guinea, Liberia and Sierra Leone") or the seat of a body ("the Statistical Bureau in Kuwait").

    Nothing takes place there on that account.
    """
    start, end = country.start or 0, country.end or 0
    beside = (*reader.context.mentions(max(0, start - 60), start, "LOC"), *reader.context.mentions(end, end + 60, "LOC"))
    for other in beside:
        place = reader.place_of.get(other.entity or "")
        gap = reader.text[other.end or 0 : start] if (other.end or 0) <= start else reader.text[end : other.start or 0]
        if place is not None and place.kind == "country" and _LIST_GAP.fullmatch(gap):
            return True
    if _BESIDE_ANOTHER.search(reader.text, max(0, start - 40), start):
        return True
    seat = next((m for m in reader.context.mentions(max(0, start - 200), start, "ORG") if _SEATED.fullmatch(reader.text, m.end or 0, start)), None)
    return seat is not None


@lru_cache(maxsize=1024)
def _of_city(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a city stands in as the end of a name, and what it opens."""
    name = re.escape(name)
    return re.compile(
        rf"(?: in | at(?: the)?(?: [A-ZÀ-Ý][\w’'-]*){{1,5}}(?: of)? "
        rf"|(?<!\w)(?:[Aa]u|[Àà] la|[Àà] l[’']) ?[A-ZÀ-Ý][\w’'-]*(?: [\w’'-]+){{0,7}}? (?:de |d[’']|du )"
        rf"| (?:en (?:el|la)|au|à la|à l[’'])(?: ?(?:[A-ZÀ-Ý][\w’'-]*|del?|du|des|la|las|les|los|y|et|en|à)(?![\w’'-])){{1,9}} )({name})(?!\w)"
    ), re.compile(
        rf"(?<!\w)({name}) (?:[A-ZÀ-Ý][\w’'-]* ){{0,3}}"
        r"(?:Airport|Campus|Cent(?:er|re)|Chamber|Faculty|Hall|Hotel|Library|Museum|Palace|Stadium|Theatre)\b"
    )


def hidden_cities(reader: Reader, bounds: Bounds) -> Iterator[Mention]:
    """The page's cities inside the name of a body or building: "the Flood Centre in Phnom Penh", "Monrovia City Hall"."""
    passage = reader.text[slice(*bounds)]
    for place in reader.place_of.values():
        if place.kind != "city" or place.name not in passage:
            continue
        inside, before = _of_city(place.name)
        found = inside.search(passage) or before.search(passage)
        if found and not (found.re is inside and bounds[0] + found.start(1) in reader.cities):  # those are judged as they stand
            start = bounds[0] + found.start(1)
            yield Mention(start, start + len(place.name), place.name, "LOC", "pattern", 0.4, place.location_id)


def title_city(reader: Reader, title: Bounds | None) -> tuple[Place, Mention] | None:
    """The one city that the title says to be in: "The ministers meet in Lomé", "Quito acoge …"; None where it names none or several."""
    found = list(reader.context.mentions(*title, "LOC")) if title else []
    cities = [(p, m) for m in found if (p := reader.place_of.get(m.entity or "")) is not None and p.kind == "city" and p.country_code]
    if title is None or len({p for p, _ in cities}) != 1:
        return None
    place, mention = cities[0]
    start, end = mention.start or 0, mention.end or 0
    inside = _IN_CITY.search(reader.text, max(title[0], start - 12), start)
    opens = start == title[0] and _HOST_CITY.match(reader.text, end)
    return (place, mention) if inside or opens else None


def nowhere(reader: Reader, mention: Mention, low: int) -> bool:
    """Whether nothing takes place at a place on its own account: it names a street ("rue de Damas"), is one of those that people come from
    ("women from Kampti and Gaoua"), or, in French, has an article that no city has ("la Halle"); ``low`` is where the passage begins."""
    start = mention.start or 0
    before = reader.text[max(low, start - 90) : start]
    if any(pattern.search(before) for pattern in (_STREET, _COME_FROM, _FOUNDED, _STRUCK)):
        return True
    place = reader.place_of.get(mention.entity or "")
    return reader.document.language == "fr" and place is not None and place.kind == "city" and bool(_ARTICLE.search(before))


def told_city(reader: Reader, clause: Bounds) -> Mention | None:
    """The city named last before "in the same city", "en esta ciudad" of a clause; the capital that the page names, of a clause "in the capital"."""
    if _CAPITAL.search(reader.text, *clause):
        named = [m for m in reader.context.mentions(0, len(reader.text), "LOC") if (m.start or 0) in reader.cities]
        capitals = [m for m in named if _is_capital(reader.place_of[m.entity or ""])]
        return capitals[0] if len({m.entity for m in capitals}) == 1 else None
    same = _SAME_CITY.search(reader.text, *clause)
    reach = 1500 if reader.document.language in ("fr", "es") else 600
    before = reader.context.mentions(max(0, same.start() - reach), same.start(), "LOC") if same else ()
    return next(iter([m for m in before if (m.start or 0) in reader.cities][::-1]), None)


def _is_capital(place: Place) -> bool:
    return any(o.own and o.row.capital and o.row.country == place.country_code for o in options(place.name))


def next_stop(reader: Reader, group: Group) -> Place | None:
    """A further place that a visit goes to, in a list with the first: "to Riga and Valmiera"; None where there is one alone."""
    for source in group.sources.get("place", []):
        start, end = source.start or 0, source.end or 0
        for mention in reader.context.mentions(max(0, start - 60), min(len(reader.text), end + 60), "LOC"):
            other = reader.place_of.get(mention.entity or "")
            behind = end <= (mention.start or 0)
            gap = reader.text[end : mention.start] if behind else reader.text[mention.end or 0 : start]
            if other is not None and other.kind != "country" and other != group.place and _STOPS.fullmatch(gap):
                return other
    return None


def namesake(country: Place) -> Place | None:
    """The capital with the name of its country: Djibouti, Luxembourg, Singapore; None for other countries."""
    if country.country_code not in _CITY_STATES:
        return None
    return Place(identifier("loc", country.country_code, "city", country.name), country.name, "city", country.country_code)


def home_country(document: Document) -> str | None:
    """The country of the place that the title opens with ("Tonga: …"), else that in which two in three of the page's places lie, half of them
    where the title names no other; or None."""
    codes = {p.location_id: p.country_code for p in document.places}
    placed = [(code, m.text) for m in document.mentions if m.label == "LOC" and m.start is not None and (code := codes.get(m.entity or ""))]
    for code, text in placed:
        if (document.title or "").startswith(f"{text}: "):
            return code
    named = Counter(code for code, _ in placed)
    code, times = max(named.items(), key=lambda pair: (pair[1], pair[0]), default=(None, 0))
    titled = {other for other, text in placed if text in (document.title or "")} == {code}
    return code if times >= 3 and times >= (0.5 if titled else 0.66) * named.total() else None


def home_sources(reader: Reader, home: str | None) -> list[Source]:
    """The first mention of a place in the country that the page is about."""
    first = next(
        (
            m
            for m in reader.context.mentions(0, len(reader.text), "LOC")
            if home and (p := reader.place_of.get(m.entity or "")) and p.country_code == home
        ),
        None,
    )
    return [said(first, "context")] if first else []
