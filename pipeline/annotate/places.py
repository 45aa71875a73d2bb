"""Places of a page: countries, cities, subnational and supranational regions.

Names come from the atlas (:mod:`pipeline.annotate.atlas`) and from a tagger's LOC spans. A name inside a longer name ("Government of Slovakia",
"Ghana Red Cross", "UNDP Angola", "ambassador of France") is no place; a name that is also a word or a person's needs a sign that the place is
meant. Which of several places of one name is meant follows from "City, Country", the countries of the page, and size, in this order.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.annotate import place_signs as signs
from pipeline.annotate.atlas import Option, Options, Row, ambiguous, city_options, countries, options, place, reviewed, us_states
from pipeline.document import Document, Mention, Place, PlaceKind, Span, identifier

Weights = Counter[str]

_WORD = re.compile(r"[^\W_]+")
_CITY_WORDS = 5
_LARGE, _TOWN = 100_000, 15_000
_HOME = re.compile(r"(?:locations?|countr(?:y|ies)|places?|regions?|pays|lieux?|pa[ií]s(?:es)?|lugar(?:es)?|ubicaci[oó]n)(?:\(s\))?", re.IGNORECASE)
_DIRECTION = re.compile(
    r"(?:north|south|east|west|central|centre|nord|sud|est|ouest|sur|norte|este|oeste|oriental|occidental|upper|lower)(?:ern)?", re.IGNORECASE
)
_AFRICA_AND_ASIA = re.compile(r"(?:africa|americas?|asia|balkans|caribbean|caucasus|europe|mediterranean|pacific|hemisphere)$", re.IGNORECASE)


@dataclass(slots=True)
class _Hit:
    """A name in the text and what it may mean. ``row`` is the place chosen, ``score`` the confidence in it, 0 where the name is none."""

    start: int
    end: int
    name: str
    options: Options
    loc: float = 0.0
    blocked: bool = False
    sign: bool = False
    cue: PlaceKind | None = None
    home: str | None = None
    row: Row | None = None
    score: float = 0.0


def find_places(document: Document, spans: Sequence[Span]) -> tuple[tuple[Mention, ...], tuple[Place, ...]]:
    """LOC mentions in the order of the text, each with its place's id, and the distinct places in the order of their first mention.

    ``spans`` are a tagger's candidates of any label; none need be given. Mentions without offsets come from the page's own tags.
    """
    text = document.text
    hits = _hits(text)
    _read_signs(text, hits, spans)
    weights = _weights(hits)
    for hit in hits:
        _decide(hit, weights)
    _spread(hits, weights)
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


def country_code(name: str) -> str | None:
    """ISO 3166-1 alpha-2 code of a country's name or alias (``"Lao PDR"``); None for everything else, acronyms of bodies included."""
    return next((o.row.country for o in reviewed().get(name.strip()) or () if o.row.kind == "country"), None)


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


# --- names in the text ---------------------------------------------------------------------------


def _hits(text: str) -> list[_Hit]:
    """All names of the atlas in the text, the longest where they overlap, from left to right."""
    found = {(a, b): value for a, b, value in reviewed().find(text)}
    for a, b, more in _city_names(text):
        found[a, b] = tuple(dict.fromkeys((*found.get((a, b), ()), *more)))
    hits: list[_Hit] = []
    done = 0
    for (a, b), options_ in sorted(found.items(), key=lambda f: (f[0][0], -f[0][1])):
        if a >= done:
            hits.append(_Hit(a, b, text[a:b], options_))
            done = b
    return hits


def _city_names(text: str) -> Iterator[tuple[int, int, Options]]:
    """Capitalised runs of words that are names of cities, the longest from each word on."""
    tokens = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    at = 0
    while at < len(tokens):
        start = tokens[at][0]
        step = 1
        if text[start].isupper():
            for n in range(min(_CITY_WORDS, len(tokens) - at), 0, -1):
                end = tokens[at + n - 1][1]
                name = text[start:end]
                if end - start > 60 or "\n" in name:
                    continue
                found = city_options(name) if end - start > 1 else ()
                if found and not (name.isupper() and end - start < 6 and not signs.in_capitals(text, start, end)):
                    yield start, end, found
                    step = n
                    break
        at += step


# --- signs ---------------------------------------------------------------------------------------


def _read_signs(text: str, hits: list[_Hit], spans: Sequence[Span]) -> None:
    names = [s for s in spans if s.label in ("ORG", "PERSON")]
    locs = [s for s in spans if s.label == "LOC"]
    starts, ends = {h.start for h in hits}, {h.end for h in hits}
    for i, hit in enumerate(hits):
        before = hits[i - 1] if i else None
        after = hits[i + 1] if i + 1 < len(hits) else None
        hit.loc = max((s.confidence for s in locs if s.start <= hit.start and hit.end <= s.end), default=0.0)
        hit.cue = _cue(text, hit)
        beside = _touching(text, hit.start, ends, -1) or _touching(text, hit.end, starts, 1)
        whole = any(abs(s.start - hit.start) < 5 and s.end == hit.end for s in names)
        area = hit.options[0].row.kind == "region" and hit.options[0].row.country is None
        apart = not area and (signs.within(text, hit.start) or text[hit.end : hit.end + 2] in ("'s", "’s"))
        hit.blocked = any(s.start < hit.end and hit.start < s.end for s in names) and not whole and not apart
        if not hit.loc:
            hit.blocked |= (not beside and not hit.cue and signs.part_of_longer_name(text, hit.start, hit.end)) or (
                whole and not _plainly_a_place(hit)
            )
            hit.blocked |= _feature(text, hit) or (not hit.cue and signs.with_article(text, hit.start) and _never_with_article(hit))
        hit.blocked |= (
            signs.of_a_body(text, hit.start) or hit.name in signs.words("never") or (not hit.loc and signs.adjective(text, hit.start, hit.end))
        )
        hit.sign = signs.preposition(text, hit.start) in signs.words("locative") or signs.dateline(text, hit.start, hit.end)
        if before and before.blocked and signs.listed_after(text, before.end, hit.start) and _plural_head(text, before.start):
            hit.blocked = True
        state = signs.state_after(text, hit.end)
        if state and hit.options[-1].row.kind == "city":
            hit.home = "CA" if state in signs.words("canada") else "US" if state in us_states() else None
        if after and 0 < after.start - hit.end < 4 and text[hit.end : after.start].strip() in (",", "("):
            _pair(hit, after)
    for earlier, later in reversed(list(pairwise(hits))):
        if signs.listed_after(text, earlier.end, later.start) or text[earlier.end : later.start].strip() in (";", "/", "·", "•", "-", "–"):
            earlier.sign |= not later.blocked and _plainly_a_place(later)
            later.sign |= not earlier.blocked and (earlier.sign or _plainly_a_place(earlier))
            if later.home and not earlier.home and any(o.row.country == later.home and o.row.kind != "country" for o in earlier.options):
                earlier.home = later.home


def _touching(text: str, at: int, edges: set[int], step: int) -> bool:
    """Whether another name of the atlas stands beside the offset, parted by a blank."""
    return at + step in edges and text[at if step > 0 else at - 1 : (at if step > 0 else at - 1) + 1] == " "


def _never_with_article(hit: _Hit) -> bool:
    """Whether "the" before the name says that a river or the like is meant, not the town or region."""
    row = hit.options[0].row
    return (row.kind == "city" or (row.kind == "region" and row.country is not None)) and " " not in hit.name and not hit.name.endswith("s")


def _cue(text: str, hit: _Hit) -> PlaceKind | None:
    """The kind that a generic word beside the name gives it; the hit then takes in a word that follows."""
    after = signs.next_word(text, hit.end).lower()
    for kind in ("region", "city"):
        if after in signs.words(kind) and not after.endswith("s"):
            hit.end = text.index(after[0] if text[hit.end :].lstrip()[:1] == after[0] else after[0].upper(), hit.end) + len(after)
            return "region" if kind == "region" else "city"
    before = re.search(r"([^\W\d_]+) (?:of|de|du|d['’])\s?(?:the |la )?$", text[max(0, hit.start - 40) : hit.start])
    word = before.group(1).lower() if before else ""
    return "region" if word in signs.words("region") else "city" if word in signs.words("city") else None


def _feature(text: str, hit: _Hit) -> bool:
    """Whether the name is that of a river, street or the like."""
    after, before = signs.next_word(text, hit.end), signs.previous_word(text, hit.start)
    return (after[:1].isupper() and after.lower() in signs.words("feature")) or (
        before[:1].isupper() and before.lower() in signs.words("feature_before")
    )


def _plural_head(text: str, start: int) -> bool:
    return bool(
        re.search(
            r"(?:governments|embassies|missions|ministries|ambassadors|universities)\b[^.;:\n]{0,60}$",
            text[max(0, start - 90) : start],
            re.IGNORECASE,
        )
    )


def _pair(first: _Hit, second: _Hit) -> None:
    """ "City, Country": both take a sign from each other, and the country that they share is noted."""
    shared = [
        o.row.country
        for o in second.options
        if o.row.kind != "city" and o.row.country and any(f.row.country == o.row.country and f.row.kind != "country" for f in first.options)
    ]
    if shared:
        size = {c: max(f.row.population for f in first.options if f.row.country == c) for c in shared}
        first.home = second.home = max(shared, key=lambda c: (size[c], c))
        first.sign = True


def _plainly_a_place(hit: _Hit) -> bool:
    """Whether the name alone tells that it is a place: a country, a supranational region, a large city with no other meaning."""
    best = hit.options[0]
    if best.row.kind == "country":
        return hit.name not in ambiguous()
    if best.row.kind == "region":
        return best.row.country is None
    return best.own and hit.name not in ambiguous() and (best.row.population >= _LARGE or best.row.capital)


# --- which place ---------------------------------------------------------------------------------


def _weights(hits: Iterable[_Hit]) -> Weights:
    """How strongly the page speaks of each country: its own name, and cities that only one place can be."""
    weights: Weights = Counter()
    for hit in hits:
        codes = {o.row.country for o in hit.options if o.row.kind == "country"}
        if hit.home:
            weights[hit.home] += 3
        elif len(codes) == 1 and hit.options[0].row.kind == "country" and hit.name not in ambiguous():
            weights[codes.pop() or ""] += 3
        elif _plainly_a_place(hit) and not hit.blocked:
            homes = {o.row.country for o in hit.options if o.row.population * 5 >= hit.options[0].row.population}
            if len(homes) == 1:
                weights[homes.pop() or ""] += 1
    return weights


def _rank(option: Option, hit: _Hit | None, weights: Weights) -> tuple[float, float, float, float, float]:
    row = option.row
    kind = {"country": 3.0, "region": 1.0, "city": 2.0}.get(row.kind, 0.0)
    if row.kind == "region" and row.country is None:
        kind = 3.0
    if hit and hit.cue:
        kind += 2.0 * (row.kind == hit.cue)
    home = float(bool(hit and hit.home and row.country == hit.home))
    here = math.log2(1 + weights[row.country]) if row.country else 0.0
    size = math.log10(1 + row.population) + 1.5 * row.capital + (3.0 if row.kind == "region" else 0.0)
    if kind >= 3 and row.kind in ("country", "region"):
        return home, 1.0, kind, here, size
    return home, 0.0, here + size * 0.7 + 2.0 * option.own, kind, size


def _decide(hit: _Hit, weights: Weights) -> None:
    """Choose the place of a hit and say how sure that is."""
    if hit.blocked:
        return
    best = max(hit.options, key=lambda o: _rank(o, hit, weights))
    hit.row = best.row
    hit.score = _score(hit, best, weights)


def _score(hit: _Hit, best: Option, weights: Weights) -> float:
    row, name = best.row, hit.name
    common = name in ambiguous() or len(name) < 4
    here = bool(row.country and weights[row.country])
    if row.kind == "country" or (row.kind == "region" and row.country is None):
        return 0.97
    if hit.home == row.country and hit.home:
        return 0.95
    if hit.loc:
        return max(0.6, hit.loc)
    if row.kind == "region":
        if hit.cue == "region":
            return 0.9 if here else 0.7
        if _DIRECTION.fullmatch(name.split("-")[0]) or common:
            return 0.6 if here and hit.sign else 0.0
        return 0.85 if here and hit.sign else 0.7 if here or (hit.sign and len(hit.options) == 1) else 0.0
    if not best.own:
        return 0.6 if (here and (hit.sign or row.population >= 5 * _LARGE)) or (hit.sign and row.population >= 10 * _LARGE) else 0.0
    if common:
        return 0.7 if here and hit.sign else 0.0
    if not row.population and here:
        return 0.8
    if row.population >= _LARGE or row.capital:
        return 0.93 if here else 0.85
    if row.population >= _TOWN:
        return 0.85 if here and hit.sign else 0.7 if here or hit.sign else 0.0
    return 0.75 if here and hit.sign else 0.0


def _spread(hits: list[_Hit], weights: Weights) -> None:
    """A name that is a place once on the page is that place wherever nothing speaks against it."""
    sure = {h.name: h for h in hits if h.score and h.row}
    for hit in hits:
        if not hit.blocked and not hit.score and hit.name in sure and hit.name not in ambiguous():
            hit.row, hit.score = sure[hit.name].row, 0.6


# --- what only the tagger knows ------------------------------------------------------------------


def _unknown(text: str, spans: Sequence[Span], hits: list[_Hit], weights: Weights) -> list[tuple[int, int, Place, str, float]]:
    """Places of LOC spans that hold no name of the atlas."""
    found = []
    for span in spans:
        if span.label != "LOC" or span.confidence < 0.5 or any(h.start < span.end and span.start < h.end and (h.score or h.blocked) for h in hits):
            continue
        name = " ".join(text[span.start : span.end].split())
        kind = _kind(name)
        if len(name) < 3 or not name[0].isupper():
            continue
        country = None if kind == "region" and _AFRICA_AND_ASIA.search(name) else _country_near(span, hits, weights)
        bare = _bare(name)
        ref = identifier("loc", country, "region" if kind == "region" else None, bare)
        found.append((span.start, span.end, Place(ref, bare, kind, country), "model", span.confidence))
    return found


def _kind(name: str) -> PlaceKind:
    parts = {p.lower() for p in name.replace("-", " ").split()}
    if parts & (signs.words("feature") | signs.words("feature_before")):
        return "other"
    return "region" if parts & signs.words("region") or _AFRICA_AND_ASIA.search(name) else "city"


def _country_near(span: Span, hits: list[_Hit], weights: Weights) -> str | None:
    """Country of "X, Country", else of the nearest place within 200 characters, else the page's most named one."""
    near = [h for h in hits if h.row and h.score and h.row.country]
    for h in near:
        if h.row and span.end < h.start <= span.end + 3:
            return h.row.country
    around = sorted((abs(h.start - span.start), h.start, h.row.country) for h in near if h.row and abs(h.start - span.start) < 200)
    if around:
        return around[0][2]
    return min(weights, key=lambda c: (-weights[c], c)) if weights else None


def _tagged(tags: Iterable[str]) -> Iterator[tuple[str, Place]]:
    """Places of tag lines such as "Location(s): Egypt"."""
    for tag in tags:
        label, _, value = tag.partition(":")
        if _HOME.fullmatch(label.strip()):
            for a, b, found in reviewed().find(value):
                yield value[a:b], place(max(found, key=lambda o: _rank(o, None, Counter())).row)


__all__ = ["countries", "country_code", "find_places", "place_of"]
