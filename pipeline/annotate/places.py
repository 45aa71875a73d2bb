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

from pipeline.annotate import place_signs as signs
from pipeline.annotate.place_names import LARGE, SURE, Hit, find_names, kind_before, plainly_a_place, read_signs
from pipeline.atlas import Option, Row, ambiguous, languages, options, place, reviewed
from pipeline.document import Document, Mention, Place, PlaceKind, Span, identifier

Weights = Counter[str]

_WORD = re.compile(r"[^\W_]+")
_NEAR = 200  # characters within which another place says in which country an unknown one lies
_TOWN = 15_000  # inhabitants from which a city needs only one sign
_HOME = re.compile(r"(?:locations?|countr(?:y|ies)|places?|regions?|pays|lieux?|pa[ií]s(?:es)?|lugar(?:es)?|ubicaci[oó]n)(?:\(s\))?", re.IGNORECASE)
_DIRECTION = re.compile(
    r"(?:north|south|east|west|central|centre|nord|sud|est|ouest|sur|norte|este|oeste|oriental|occidental|upper|lower)(?:ern)?", re.IGNORECASE
)
_AFRICA_AND_ASIA = re.compile(r"(?:africa|americas?|asia|balkans|caribbean|caucasus|europe|mediterranean|pacific|hemisphere)$", re.IGNORECASE)


def find_places(document: Document, spans: Sequence[Span]) -> tuple[tuple[Mention, ...], tuple[Place, ...]]:
    """LOC mentions in the order of the text, each with its place's id, and the distinct places in the order of their first mention.

    ``spans`` are a tagger's candidates of any label; none need be given. Mentions without offsets come from the page's own tags.
    """
    text = document.text
    hits = find_names(text)
    read_signs(text, hits, spans)
    weights = _weights(hits)
    votes = Counter(h.name for h in hits if h.vote)
    for hit in hits:
        _decide(text, hit, weights, votes)
    _spread(hits)
    found = [(h.start, h.end, place(h.row), "gazetteer", h.score) for h in hits if h.row and h.score]
    found += _unknown(text, spans, hits, weights)
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


def place_of(name: str, country: str | None = None) -> Place | None:
    """The place that a name alone means, the one in ``country`` (alpha-2) where that is given; None where the atlas has none there."""
    found = [o for o in options(_bare(name)) if country is None or o.row.country == country]
    return place(max(found, key=lambda o: _rank(o, None, Counter())).row) if found else None


def _bare(name: str) -> str:
    """The name without "City", "Province of" and the like, where the atlas does not have it whole."""
    name = name.strip()
    if options(name):
        return name
    parts = name.split()
    generic = signs.words("region") | signs.words("city")
    if len(parts) > 1 and parts[-1].lower() in generic:
        return " ".join(parts[:-1])
    if len(parts) > 2 and parts[0].lower() in generic and parts[1].lower() in ("of", "de", "du", "d'", "d’"):
        return " ".join(parts[2:])
    return name


# --- which place ---------------------------------------------------------------------------------


def _weights(hits: Iterable[Hit]) -> Weights:
    """How strongly the page speaks of each country: its own name, and cities that only one place can be."""
    weights: Weights = Counter()
    for hit in hits:
        codes = {o.row.country for o in hit.options if o.row.kind == "country"}
        if hit.home:
            weights[hit.home] += 3
        elif len(codes) == 1 and hit.options[0].row.kind == "country" and hit.name not in ambiguous():
            weights[codes.pop() or ""] += 3
        elif plainly_a_place(hit) and not hit.blocked:
            homes = {o.row.country for o in hit.options if o.own and o.row.population * 20 >= hit.options[0].row.population}
            if len(homes) == 1:
                hit.vote = homes.pop()
                weights[hit.vote or ""] += 1
    return weights


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
    return home, 0.0, here + size + option.own + (kind > 3), kind


def _decide(text: str, hit: Hit, weights: Weights, votes: Weights) -> None:
    """Choose the place of a hit and say how sure that is."""
    if hit.blocked:
        return
    others = weights.copy()
    if hit.vote:
        others[hit.vote] -= votes[hit.name]
    best = max(hit.options, key=lambda o: _rank(o, hit, others))
    hit.row = best.row
    hit.score = _score(hit, best, weights)
    if hit.cue == "region" and best.row.kind == "city" and hit.end > hit.start + len(hit.name):
        hit.row = Row(f"{hit.name} {text[hit.start + len(hit.name) : hit.end].strip()}", best.row.country, kind="region")
        hit.score = max(hit.score, 0.7)


def _score(hit: Hit, best: Option, weights: Weights) -> float:
    row, name = best.row, hit.name
    common = name in ambiguous() or len(name) < 4
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
        rivals = max((o.row.population for o in hit.options if o.row.country != row.country), default=0)
        return 0.85 if here and hit.sign else 0.7 if here or (hit.sign and rivals < LARGE) or (len(hit.options) == 1 and " " in name) else 0.0
    if not best.own:
        return 0.6 if (here and (hit.sign or row.population >= 5 * LARGE)) or (hit.sign and row.population >= 10 * LARGE) else 0.0
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


# --- what only the tagger knows ------------------------------------------------------------------


def _unknown(text: str, spans: Sequence[Span], hits: list[Hit], weights: Weights) -> list[tuple[int, int, Place, str, float]]:
    """Places of LOC spans that hold no name of the atlas: kept where the words around them agree that it is one."""
    found = []
    generic = signs.words("region") | signs.words("city") | signs.words("feature") | signs.words("after")
    starts = [h.start for h in hits]
    for span in spans:
        name = " ".join(text[span.start : span.end].split())
        if span.label != "LOC" or span.confidence < 0.5 or len(name) < 3 or not name[0].isupper() or name in languages():
            continue
        around = hits[bisect_left(starts, span.start - _NEAR) : bisect_left(starts, span.end + _NEAR)]
        if any(h.start < span.end and span.start < h.end and (h.score or h.blocked) for h in around):
            continue
        parts = {w.lower() for w in _WORD.findall(name)}
        kind = _kind(name)
        if kind == "city" and (signs.with_article(text, span.start) or signs.next_word(text, span.end).lower() in signs.words("feature")):
            kind = "other"
        if parts <= generic or not _agreed(text, span, around):
            continue
        country = None if kind == "region" and _AFRICA_AND_ASIA.search(name) else _country_near(span, around, weights)
        bare = _bare(name)
        ref = identifier("loc", country, kind if kind != "city" else None, bare)
        found.append((span.start, span.end, Place(ref, bare, kind, country), "model", span.confidence))
    return found


def _agreed(text: str, span: Span, hits: Iterable[Hit]) -> bool:
    """Whether the words around a tagger's LOC span speak for a place: a preposition, a dateline, a generic word in it, or a place beside it."""
    if signs.preposition(text, span.start) in signs.words("locative") or signs.dateline(text, span.start, span.end):
        return True
    if {w.lower() for w in _WORD.findall(text[span.start : span.end])} & signs.words("region") or kind_before(text, span.start):
        return True
    beside = ((span.end, h.start) if h.start >= span.end else (h.end, span.start) for h in hits if h.score)
    return any(signs.listed_after(text, end, start) for end, start in beside)


def _kind(name: str) -> PlaceKind:
    parts = {p.lower() for p in name.replace("-", " ").split()}
    if any(c.isdigit() for c in name) or parts & (signs.words("feature") | signs.words("feature_before")):
        return "other"
    return "region" if parts & signs.words("region") or _AFRICA_AND_ASIA.search(name) else "city"


def _country_near(span: Span, hits: Iterable[Hit], weights: Weights) -> str | None:
    """Country of "X, Country", else the one that makes up half of the page's, else of the nearest place, else the most named."""
    near = sorted((abs(h.start - span.start), h.start, h.row.country) for h in hits if h.row and h.score and h.row.country)
    for _, start, country in near:
        if span.end < start <= span.end + 3:
            return country
    main = min(weights, key=lambda c: (-weights[c], c)) if weights else None
    if main and weights[main] * 2 >= weights.total():
        return main
    return near[0][2] if near else main


def _tagged(tags: Iterable[str]) -> Iterator[tuple[str, Place]]:
    """Places of tag lines such as "Location(s): Egypt"."""
    for tag in tags:
        label, _, value = tag.partition(":")
        if _HOME.fullmatch(label.strip()):
            for a, b, found in reviewed().find(value):
                yield value[a:b], place(max(found, key=lambda o: _rank(o, None, Counter())).row)
