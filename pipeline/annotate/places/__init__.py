"""Places of a page: countries, cities, subnational and supranational regions.

Names come from the atlas (:mod:`pipeline.atlas`) and from a tagger's LOC spans. A name inside a longer name ("Government of Slovakia",
"Ghana Red Cross", "UNDP Angola", "ambassador of France") is no place; a name that is also a word or a person's needs a sign that the place is
meant. Which of several places of one name is meant follows from "City, Country", the countries of the page, and size, in this order.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.annotate.places import signs
from pipeline.annotate.places.names import LARGE, SURE, Hit, find_names, plainly_a_place, read_signs
from pipeline.annotate.places.unknown import unknown_places
from pipeline.atlas import Option, Row, ambiguous, common_words, countries, country_code, homes, place, reviewed
from pipeline.document import Document, Mention, Place, Span

Weights = Counter[str]

_CLOSE = 0.5  # what a place of a country in the same sentence adds to a city's rank; population counts as its logarithm
_TOWN = 15_000  # inhabitants from which a city needs only one sign
_DIRECTION = re.compile(
    r"(?:north|south|east|west|central|centre|nord|sud|est|ouest|sur|norte|este|oeste|oriental|occidental|upper|lower)(?:ern)?", re.IGNORECASE
)

# The country's ending of a web or mail address; those that are sold to all count under "gov", "org" and the like alone ("health.gov.to").
_DOMAIN = re.compile(r"(?:[@.]|//)[\w-]{1,60}(?:\.[\w-]{1,60}){0,4}\.([a-z]{2})(?![\w.-]|@)", re.IGNORECASE)
_SOLD = frozenset({"AC", "AI", "CC", "CO", "FM", "IO", "LA", "LY", "ME", "NU", "SH", "TK", "TO", "TV", "WS"})
_OFFICIAL = re.compile(r"\.(?:ac|com|edu|go[bv]|gouv|mil|net|org)\.[a-z]{2}$", re.IGNORECASE)
# "+591 4", "(57-1) 3", "00 27 1".
_PREFIX = re.compile(r"(?:\+|\(\+?|\b00)([1-9]\d{0,2})(?=[\s).-])[\s().-]{1,3}\d")

_SENT_BY = re.compile(r"\b(?:embassy|consulate|high commission|ambassade|consulat|embajada|consulado)\b[^\n]{0,50}$", re.IGNORECASE)
"""What stands before the country that a mission abroad is of."""
_GENERIC = re.compile(
    r"(?:North|South|East|West|Central|Upper|Lower)[a-z-]{0,8} (?:Coast|Division|Highlands|Islands|Plains|Province|Region|Zone)\b|(?:Saint|St\.?) ",
    re.IGNORECASE,
)
"""Names that regions of many countries have."""


def as_written(document: Document) -> tuple[Place, ...]:
    """The places of a page; a country that it never calls by its English name has the fullest name that it uses ("Tchad")."""
    said: dict[str, set[str]] = {}
    for mention in document.mentions:
        if mention.label == "LOC" and mention.entity:
            said.setdefault(mention.entity, set()).add(" ".join(mention.text.split()))
    return tuple(replace(p, name=_written(p, said.get(p.location_id, set()))) if p.kind == "country" else p for p in document.places)


def _written(country: Place, said: set[str]) -> str:
    names = {name for name in said if not name.isupper() and country_code(name) == country.country_code}
    return country.name if country.name in said or not names else max(names, key=lambda name: (len(name), name))


def find_places(document: Document, spans: Sequence[Span]) -> tuple[tuple[Mention, ...], tuple[Place, ...]]:
    """LOC mentions in the order of the text, each with its place's id, and the distinct places in the order of their first mention.

    ``spans`` are a tagger's candidates of any label; none need be given. Mentions without offsets come from the page's own tags.
    """
    text = document.text
    hits = find_names(text)
    read_signs(text, hits, spans)
    weights = _weights(hits) + _addressed(f"{document.url or ''} {text}") + _published_in(document.around)
    votes = Counter(h.name for h in hits if h.vote)
    _note_near(document, hits)
    words = common_words(document.language)
    for hit in hits:
        _decide(text, hit, weights, votes, words)
    _spread(hits)
    found = [(h.start, h.end, place(h.row), "gazetteer", h.score) for h in hits if h.row and h.score]
    found += unknown_places(document, spans, hits, weights)
    mentions: list[Mention] = []
    places: dict[str, Place] = {}
    done = 0
    for start, end, where, method, score in sorted(found, key=lambda f: (f[0], -f[1])):
        if start >= done:
            done = end
            places.setdefault(where.location_id, where)
            mentions.append(
                Mention(start, end, text[start:end], "LOC", "model" if method == "model" else "gazetteer", round(score, 3), where.location_id)
            )
    for name, where in _tagged(document.tags):
        if where.location_id not in places:
            places[where.location_id] = where
            mentions.append(Mention(None, None, name, "LOC", "structure", 0.9, where.location_id))
    return tuple(mentions), tuple(places.values())


# --- which place ---------------------------------------------------------------------------------


def _weights(hits: Iterable[Hit]) -> Weights:
    """How strongly the page speaks of each country: its own name, and cities that only one place can be."""
    weights: Weights = Counter()
    for hit in hits:
        codes = {o.row.country for o in hit.options if o.row.kind == "country"}
        if hit.home:
            weights[hit.home] += 3
        elif hit.blocked and hit.name in signs.words("noun"):
            continue
        elif len(codes) == 1 and hit.options[0].row.kind == "country" and hit.name not in ambiguous():
            weights[codes.pop() or ""] += 3
        elif plainly_a_place(hit) and not hit.blocked:
            homes = {o.row.country for o in hit.options if o.own and o.row.population * 20 >= hit.options[0].row.population}
            if len(homes) == 1:
                hit.vote = homes.pop()
                weights[hit.vote or ""] += 1
    return weights


def _addressed(text: str) -> Weights:
    """The countries that the endings of web and mail addresses and the prefixes of telephone numbers name, where it is one alone."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE as REGIONS

    domains = ((m[0], m[1].upper()) for m in _DOMAIN.finditer(text))
    found = {"GB" if code == "UK" else code for domain, code in domains if code not in _SOLD or _OFFICIAL.search(domain)}
    for m in _PREFIX.finditer(text):
        codes = next((REGIONS[int(m[1][:n])] for n in (3, 2, 1) if int(m[1][:n]) in REGIONS), ())
        found.update(codes if len(codes) == 1 else ())
    return Counter({code: 2 for code in found if code in countries()})


def _published_in(around: str) -> Weights:
    """The countries that the head and foot of a page name, where they are one or two: "Salto - Uruguay", "Bolivia | Perú"; a menu names more."""
    named = {code for hit in find_names(around) if (code := _country(hit)) and not _SENT_BY.search(around, max(0, hit.start - 60), hit.start)}
    return Counter(dict.fromkeys(named, 2)) if len(named) <= 2 else Counter()


def _rank(option: Option, hit: Hit | None, weights: Weights) -> tuple[float, float, float, float]:
    row = option.row
    kind = {"country": 3.0, "region": 1.0, "city": 2.0}.get(row.kind, 0.0)
    if row.kind == "region" and row.country is None:
        kind = 3.0
    if hit and hit.cue:
        kind += 2.5 * (row.kind == hit.cue)
    home = float(bool(hit and hit.home and row.country == hit.home and (row.kind != "city" or hit.options[0].row.kind != "country")))
    if kind >= 3 and row.kind in ("country", "region"):
        return home, 1.0, kind, 0.0
    total = weights.total()
    here = 1.0 + 1.5 * weights[row.country] / total if row.country and weights[row.country] else 0.0
    size = math.log10(1 + row.population) + 1.2 * row.capital + row.known if row.kind == "city" else 3.0
    close = _CLOSE * bool(hit and row.country in hit.near)
    return home, 0.0, here + close + size + option.own + (kind > 3), kind


def _note_near(document: Document, hits: Sequence[Hit]) -> None:
    """Note for each hit the countries that its sentence names, itself or by their cities, apart from what the name itself says."""
    starts = [h.start for h in hits]
    for low, high in document.sentences:
        inside = hits[bisect_left(starts, low) : bisect_left(starts, high)]
        said = Counter({(h.name, c): 1 for h in inside if (c := h.home or h.vote or _country(h))})
        for hit in inside:
            hit.near = frozenset(c for name, c in said if name != hit.name)


def _country(hit: Hit) -> str | None:
    """The country that the name is, where it is one and nothing else."""
    first = hit.options[0].row
    return first.country if first.kind == "country" and len(hit.options) == 1 and hit.name not in ambiguous() else None


def _decide(text: str, hit: Hit, weights: Weights, votes: Weights, words: frozenset[str]) -> None:
    """Choose the place of a hit and say how sure that is; ``words`` are those of the page's language that are names of cities too."""
    if hit.blocked:
        return
    others = weights.copy()
    if hit.vote:
        others[hit.vote] -= votes[hit.name]
    best = max(hit.options, key=lambda o: _rank(o, hit, others))
    hit.row = best.row
    hit.score = _score(hit, best, weights, hit.name in ambiguous() or hit.name.lower() in words)
    if hit.score and best.row.kind == "city" and not hit.home and best.row.population < LARGE and not others[best.row.country or ""]:
        _bring_home(text, hit, others)
    if best.row.kind == "region" and best.row.country and not others[best.row.country]:
        said = not hit.score and _DIRECTION.fullmatch(hit.name) and signs.labelled(text, hit.start)
        if said or (hit.score and _GENERIC.match(hit.name)):
            hit.row = Row(hit.name if said else best.row.name, _main(hit, others), kind="region")
            hit.score = hit.score or 0.7
    if hit.cue == "region" and best.row.kind == "city" and hit.end > hit.start + len(hit.name):
        hit.row = Row(f"{hit.name} {text[hit.start + len(hit.name) : hit.end].strip()}", best.row.country, kind="region")
        hit.score = max(hit.score, 0.7)


def _main(hit: Hit, weights: Weights) -> str | None:
    """The one country that the sentence names, or the one that makes up half of what the page says of countries."""
    here = [c for c in hit.near if weights[c] > 0]
    if len(here) == 1:
        return here[0]
    return next((c for c, weight in sorted(weights.items()) if weight > 0.5 * weights.total()), None)


def _bring_home(text: str, hit: Hit, weights: Weights) -> None:
    """A small city of a country that the page does not name is the town of that name in one that it names, a capital only in that of which the page
    speaks most."""
    known = [code for code in homes(hit.name) if weights[code] > 0]
    if hit.row and hit.row.capital and len(known) == 1 and weights[known[0]] <= 0.5 * weights.total():
        return
    if len(known) == 1:
        hit.row = Row(hit.name, known[0])


def _score(hit: Hit, best: Option, weights: Weights, common: bool) -> float:
    row, name = best.row, hit.name
    common = common or len(name) < 4
    here = bool(row.country and weights[row.country])
    if row.kind == "country" or (row.kind == "region" and row.country is None):
        return 0.97
    if hit.home == row.country and hit.home:
        return 0.95
    if hit.loc and (here or hit.sign or not (common or not best.own)) and (hit.loc >= SURE or hit.sign or here):
        return max(0.6, hit.loc)
    if row.kind == "region":
        if hit.cue == "region":
            return 0.9 if here else 0.7
        if _DIRECTION.fullmatch(name.split("-")[0]) or common:
            return 0.6 if here and hit.sign else 0.0
        return 0.85 if here and hit.sign else 0.7 if here or hit.sign or (len(hit.options) == 1 and " " in name) else 0.0
    if not best.own:
        return 0.6 if here and hit.sign else 0.0
    if common:
        return 0.7 if here and hit.sign else 0.0
    if not row.population and here:
        return 0.8
    if row.population >= LARGE or row.capital:
        return 0.93 if here else 0.85
    if row.population >= _TOWN:
        return 0.85 if here and hit.sign else 0.7 if here or hit.sign else 0.0
    return 0.75 if here and hit.sign else 0.0


def _spread(hits: list[Hit]) -> None:
    """A name that is a place once on the page is that place wherever nothing speaks against it; a bare name is not a city and a region at once."""
    sure = {h.name: h for h in hits if h.score and h.row}
    for hit in hits:
        if not hit.blocked and not hit.score and hit.name in sure and hit.name not in ambiguous():
            hit.row, hit.score = sure[hit.name].row, 0.6
    cities = {(h.name, h.row.country): h.row for h in hits if h.score and h.row and h.row.kind == "city"}
    for hit in hits:
        if hit.row and hit.score and hit.row.kind == "region" and hit.end == hit.start + len(hit.name):
            hit.row = cities.get((hit.name, hit.row.country), hit.row)


def _tagged(tags: Iterable[str]) -> Iterator[tuple[str, Place]]:
    """Places of tag lines such as "Location(s): Egypt"."""
    for tag in tags:
        label, _, value = tag.partition(":")
        if signs.LABEL.fullmatch(label.strip()):
            for a, b, found in reviewed().find(value):
                yield value[a:b], place(max(found, key=lambda o: _rank(o, None, Counter())).row)
