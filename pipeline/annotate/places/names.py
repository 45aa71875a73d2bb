"""Names of places in a text and the signs beside them.

:func:`find_names` lists every name of the atlas with what it may mean, :func:`read_signs` says of each whether it is a part of a longer name,
whether something beside it says that a place is meant, and which kind and country; :mod:`pipeline.annotate.places` decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.annotate.places import signs
from pipeline.atlas import Options, Row, ambiguous, city_first_words, city_options, options, peoples, reviewed, us_states
from pipeline.document import PlaceKind, Span

LARGE = 100_000  # inhabitants from which a city is known by its name alone
SURE = 0.9  # confidence from which a tagger's word weighs more than capitals beside the name
_CITY_WORDS = 5
_WORD = re.compile(r"[^\W_]+")
# "46, rue Carnot", "Av. Orden de Malta 12"
_STREET = re.compile(
    r"(?:\b(?:[Aa]venida|[Aa]venue|[Bb]oulevard|[Bb]ulevar|[Cc]alle|[Cc]alzada|[Jj]irón|[Pp]aseo|Places?|places(?= [A-Z])|Plaza|[Rr]ue)"
    r"|\b(?:[Aa]vda|[Aa]v|[Bb]lvd|[Bb]d|Col|Jr)\.) (?:(?:de|del|des|du|la|las|los|el) |(?:d|l)['’]|[A-ZÀ-Þ][\w’'-]{1,20} ){0,4}$"
)
_OF = re.compile(r"([^\W\d_]+) (?:of|del|de|du|d['’])\s?(?:the |la )?$")
_SEVERAL = re.compile(r"(?:governments|embassies|missions|ministries|ambassadors|universities)\b[^.;:\n]{0,60}$", re.IGNORECASE)
_BULLETS = frozenset(";/·•-–|")


@dataclass(slots=True)
class Hit:
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
    vote: str | None = None
    near: frozenset[str] = frozenset()
    row: Row | None = None
    score: float = 0.0


def find_names(text: str) -> list[Hit]:
    """All names of the atlas in the text, the longest where they overlap, from left to right."""
    found = {(a, b): value for a, b, value in reviewed().find(text)}
    for a, b, more in _city_names(text):
        found[a, b] = tuple(dict.fromkeys((*found.get((a, b), ()), *more)))
    hits: list[Hit] = []
    done = 0
    for (a, b), options_ in sorted(found.items(), key=lambda f: (f[0][0], -f[0][1])):
        if a >= done:
            hits.append(Hit(a, b, text[a:b], options_))
            done = b
    return hits


def bare(name: str) -> str:
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


def _city_names(text: str) -> Iterator[tuple[int, int, Options]]:
    """Capitalised runs of words that are names of cities, the longest from each word on."""
    tokens = [m.span() for m in _WORD.finditer(text)]
    first_words = city_first_words()
    at = 0
    while at < len(tokens):
        start, word_end = tokens[at]
        step = 1
        if text[start].isupper():
            word, next_char = text[start:word_end], text[word_end : word_end + 1]
            if word.isascii() and next_char.isascii() and word.lower() not in first_words:
                at += 1  # no city begins so
                continue
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


def read_signs(text: str, hits: list[Hit], spans: Sequence[Span]) -> None:
    """Fill ``loc``, ``blocked``, ``sign``, ``cue`` and ``home`` of the hits, which are in the order of the text."""
    taken = _acronyms_of_others(text, hits)
    people = {w for s in spans if s.label == "PERSON" for w in text[s.start : s.end].split()}
    ordered = sorted(spans, key=lambda s: s.start)
    starts, longest = [s.start for s in ordered], max((s.end - s.start for s in ordered), default=0)
    for i, hit in enumerate(hits):
        before = hits[i - 1] if i else None
        after = hits[i + 1] if i + 1 < len(hits) else None
        here = ordered[bisect_left(starts, hit.start - longest) : bisect_left(starts, hit.end)]
        hit.loc = max((s.confidence for s in here if s.label == "LOC" and _supports(text, s, hit)), default=0.0)
        hit.cue = _cue(text, hit)
        beside = any(h and (_beside(text, h, hit) or _paired(text, h, hit, here)) for h in (before, after))
        hit.blocked = hit.name in taken or _within_a_name(text, hit, here) or _no_place(text, hit)
        if hit.loc < SURE and not beside and not hit.cue:
            hit.blocked |= signs.part_of_longer_name(text, hit.start, hit.end)
        hit.blocked |= signs.of_a_body(text, hit.start) or signs.adjective(text, hit.start, hit.end)
        if before and before.blocked and signs.listed_after(text, before.end, hit.start):
            hit.blocked |= bool(_SEVERAL.search(text[max(0, before.start - 90) : before.start]))
        hit.sign = signs.preposition(text, hit.start) in signs.words("locative") or signs.dateline(text, hit.start, hit.end)
        _find_home(text, hit, after)
        hit.blocked |= hit.name in people and not (hit.sign or hit.loc >= SURE or hit.options[0].row.kind != "city")
    for earlier, later in reversed(list(pairwise(hits))):
        if _apposition(text, earlier, later):
            continue
        if signs.listed_after(text, earlier.end, later.start) or text[earlier.end : later.start].strip() in _BULLETS:
            earlier.sign |= not later.blocked and plainly_a_place(later)
            later.sign |= not earlier.blocked and (earlier.sign or plainly_a_place(earlier))
            if later.home and not earlier.home and any(o.row.country == later.home and o.row.kind != "country" for o in earlier.options):
                earlier.home = later.home


def _apposition(text: str, earlier: Hit, later: Hit) -> bool:
    """Whether a country and a comma only open what follows, a town of another country by its name ("In Kenya, Name")."""
    if text[earlier.end : later.start].strip() != "," or earlier.options[0].row.kind != "country" or later.options[0].row.kind != "city":
        return False
    return not {o.row.country for o in earlier.options} & {o.row.country for o in later.options}


def _beside(text: str, other: Hit, hit: Hit) -> bool:
    """Whether a plain place stands directly beside the name: after a blank, or between countries a hyphen ("UK-Vietnam")."""
    between = text[min(other.end, hit.end) : max(other.start, hit.start)]
    if between in ("-", "–"):
        return other.options[0].row.kind == hit.options[0].row.kind == "country"
    return between == " " and plainly_a_place(other)


def _paired(text: str, other: Hit, hit: Hit, spans: Sequence[Span]) -> bool:
    """Whether a hyphen ties two cities that a tagger takes for a place together ("the corridor Abidjan-Lagos")."""
    start, end = min(other.start, hit.start), max(other.end, hit.end)
    cities = all(any(o.row.kind == "city" for o in h.options) for h in (other, hit))
    if not cities or text[min(other.end, hit.end) : max(other.start, hit.start)] not in ("-", "–"):
        return False
    return any(s.label == "LOC" and s.start <= start and end <= s.end for s in spans)


def plainly_a_place(hit: Hit) -> bool:
    """Whether the name alone tells that it is a place: a country, a supranational region, a large city with no other meaning."""
    best = hit.options[0]
    if best.row.kind == "country":
        return hit.name not in ambiguous()
    if best.row.kind == "region":
        return best.row.country is None
    return best.own and hit.name not in ambiguous() and (best.row.population >= LARGE or best.row.capital)


def _within_a_name(text: str, hit: Hit, spans: Sequence[Span]) -> bool:
    """Whether a tagger has it inside the name of a body or person, not parted from the rest by "in", a comma or a possessive."""
    over = [
        s for s in spans if s.label in ("ORG", "PERSON") and s.start < hit.end and hit.start < s.end and (s.start < hit.start or s.end >= hit.end)
    ]
    if any(abs(s.start - hit.start) < 5 and s.end == hit.end for s in over):
        return hit.loc < SURE and not plainly_a_place(hit)
    if hit.name in signs.words("continent"):
        over += [s for s in spans if s.label in ("EVENT", "INITIATIVE") and s.start < hit.start and hit.end <= s.end]
    best = hit.options[0].row
    titled = text.find("\n", 0, hit.start) < 0
    if best.kind == "region" and best.country is None and not titled and signs.preposition(text, hit.start) not in ("en", "in"):
        over += [s for s in spans if s.label == "INITIATIVE" and s.start <= hit.start and hit.end <= s.end and text[s.start].isupper()]
    apart = signs.within(text, hit.start) or text[hit.end : hit.end + 2] in ("'s", "’s")
    return bool(over) and not (apart and not (best.kind == "region" and best.country is None))


def _supports(text: str, span: Span, hit: Hit) -> bool:
    """Whether the tagger's span is this name, with at most generic words around it or other places after a comma."""
    if not (span.start <= hit.start and hit.end <= span.end):
        return False
    rest = f"{text[span.start : hit.start]} {text[hit.end : span.end]}"
    return "," in rest or all(not w[0].isupper() or w.lower() in signs.words("region") | signs.words("city") for w in _WORD.findall(rest))


def _acronyms_of_others(text: str, hits: Sequence[Hit]) -> frozenset[str]:
    """Acronyms of places that the page gives to something else: "Danish Refugee Council (DRC)"."""
    found = set()
    for before, hit in pairwise([None, *hits]):
        if hit and hit.name.isupper() and len(hit.name) < 6 and text[hit.start - 1 : hit.start] + text[hit.end : hit.end + 1] == "()":
            same = before and before.end >= hit.start - 4 and {o.row for o in before.options} & {o.row for o in hit.options}
            if not same:
                found.add(hit.name)
    return frozenset(found)


def _no_place(text: str, hit: Hit) -> bool:
    """Whether the name is only the first word of another ("Gulf of …", "Free State of …"), a language, or a word that is never a place alone."""
    if hit.name in signs.words("never") or _feature(text, hit) or (hit.name in signs.words("noun") and hit.loc < 0.5):
        return True
    if hit.options[0].row.kind == "city" or hit.name in signs.words("river"):
        with_article = signs.with_article(text, hit.start) and not hit.cue and " " not in hit.name and not hit.name.endswith("s")
        if with_article:
            return True
    if hit.options[0].row.kind == "country":
        return False
    generic = hit.cue or hit.name.split()[-1].lower() in signs.words("region")
    return (text[hit.end : hit.end + 4] == " of " and not generic) or (hit.name in peoples() and not hit.cue and not plainly_a_place(hit))


def _cue(text: str, hit: Hit) -> PlaceKind | None:
    """The kind that a generic word beside the name gives it; the hit then takes in a word that follows."""
    after = signs.next_word(text, hit.end)
    kinds: tuple[PlaceKind, ...] = ("region", "city")
    for kind in kinds:
        known = any(o.row.kind == kind and o.row.country for o in hit.options)
        if after.lower() in signs.words(kind) and (known or after in signs.words("named")) and hit.options[0].row.kind != "country":
            hit.end = text.index(after, hit.end) + len(after)
            return kind
    return kind_before(text, hit.start) if hit.options[0].row.kind != "country" else None


def kind_before(text: str, start: int) -> PlaceKind | None:
    """The kind that "province of" or "village of" before the offset gives."""
    found = _OF.search(text[max(0, start - 40) : start])
    word = found.group(1).lower() if found else ""
    return "region" if word in signs.words("region") else "city" if word in signs.words("city") else None


def _feature(text: str, hit: Hit) -> bool:
    """Whether the name is that of a river, street or the like."""
    after, before = signs.next_word(text, hit.end), signs.previous_word(text, hit.start)
    return (
        (after[:1].isupper() and after.lower() in signs.words("feature"))
        or (before[:1].isupper() and before.lower() in signs.words("feature_before"))
        or _STREET.search(text, max(0, hit.start - 60), hit.start) is not None
        or text.startswith("(s)", hit.end)  # the label "Tema(s):"
    )


def _find_home(text: str, hit: Hit, after: Hit | None) -> None:
    """ "City, Country" and "Town, N.S.": note the country that the two share."""
    state = signs.state_after(text, hit.end)
    if state and hit.options[-1].row.kind == "city":
        hit.home = "CA" if state in signs.words("canada") else "US" if state in us_states() else None
    if not after or text[hit.end : after.start].strip() not in (",", "("):
        return
    own = [o.row for o in hit.options if o.row.kind != "country"]
    shared = {o.row.country for o in after.options if o.row.kind != "city"} & {r.country for r in own if r.country}
    if shared:
        hit.home = after.home = max(shared, key=lambda c: (max(r.population for r in own if r.country == c), c or ""))
        hit.sign = True
