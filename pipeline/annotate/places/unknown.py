"""Places that only the tagger knows: LOC spans that hold no name of the atlas.

They are kept where the tagger is sure, or the name holds one of the atlas. Their country is given only where the text makes it certain: it stands
behind the name, a town of that name lies in just one of the page’s countries, the places named in its sentence lie there, or
the page hardly speaks of another country; else it is None.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from pipeline.annotate.places import signs
from pipeline.annotate.places.names import Hit, bare
from pipeline.atlas import common_words, homes, peoples
from pipeline.document import Document, Place, PlaceKind, Span, identifier

Found = tuple[int, int, Place, str, float]

_WORD = re.compile(r"[^\W_]+")
_NEAR = 200  # characters within which another place may stand in one list with it
_BEHIND = re.compile(r"\s?[,(]\s?(?:(?:in|en|à|au|aux) )?(?:the )?")
_CONTACT = re.compile(r"[\s,;:–-]{1,3}(?:[\w.+-]{1,64}@|\(?\+\d|\+\(?\d)")
_NUMBER = re.compile(r"(?: [a-zà-ÿčćđšž]{3,12})? \d{1,3}[a-z]?(?=[,;.)\n]|$)")
"""A house's number behind a street's name."""
_CONTINENT = re.compile(r"(?:africa|americas?|asia|balkans|caribbean|caucasus|europe|mediterranean|pacific|hemisphere)$", re.IGNORECASE)
_MAIN = 0.5  # share of what a page says of countries above which one of them is the page's own
_SURELY = 0.75  # the same where the sentence names another
_WHOLE = 0.7  # from which it is for a name that holds one of the atlas
_LISTED = re.compile(r"[,;/()–]|\b(?:and|et|y|e|or|to|to the)\b")
_OF_A_PEOPLE = re.compile(r"[a-zà-ÿ]{3,12}(?:an[oa]|ien(?:ne)?|[aeo]ñ[oa]|in[oa]|ense|[aeo]is(?:e)?)s?")
_GENERIC_WORDS = frozenset(["barangay", "barangays", "greater", "the"])
_ALONE = 0.85  # confidence from which the tagger's word is enough for a place


def unknown_places(document: Document, spans: Sequence[Span], hits: Sequence[Hit], weights: Counter[str]) -> list[Found]:
    """Place, method and confidence of each LOC span that no name of the atlas covers and of which the tagger is sure."""
    text = document.text
    starts, bounds = [h.start for h in hits], [s for s, _ in document.sentences]
    people = frozenset(w for s in spans if s.label == "PERSON" for w in text[s.start : s.end].split())
    ends = {s.end for s in spans if s.label == "ORG"}
    short = frozenset(text[s.start : s.end] for s in spans if s.start - 2 in ends and text[s.start - 1] + text[s.end : s.end + 1] == "()")
    wholes = _wholes(text, spans, hits)
    kept: list[tuple[Span, str, PlaceKind]] = []
    certain: dict[str, str] = {}
    for span in spans:
        name = " ".join(text[span.start : span.end].split())
        if span.label != "LOC" or span.confidence < 0.5 or len(name) < 3 or not name[0].isupper() or _no_place(document, span, name, people, short):
            continue
        around = hits[bisect_left(starts, span.start - _NEAR) : bisect_left(starts, span.end + _NEAR)]
        told = span.confidence >= _ALONE or span in wholes
        if any(h.start < span.end and span.start < h.end and (h.score or (h.blocked and span not in wholes)) for h in around):
            continue
        if not told:
            continue
        kind = _kind(name)
        if kind == "city" and (
            _NUMBER.match(text, span.end) or signs.with_article(text, span.start) or signs.next_word(text, span.end).lower() in signs.words("feature")
        ):
            kind = "other"
        kept.append((span, name, kind))
        if name not in certain and not (kind == "region" and _CONTINENT.search(name)):
            at = bisect_left(bounds, span.start + 1) - 1
            low, high = document.sentences[at] if at >= 0 else (span.start, span.end)
            inside = hits[bisect_left(starts, low) : bisect_left(starts, high)]
            country = _country(text, span, around, inside, weights)
            if country:
                certain[name] = country
    return [(span.start, span.end, _place(name, kind, certain.get(name)), "model", span.confidence) for span, name, kind in kept]


def _wholes(text: str, spans: Sequence[Span], hits: Sequence[Hit]) -> frozenset[Span]:
    """The tagger's LOC spans of which names of the atlas are only parts ("Molina de Aragón", "Pacífico colombiano"); these names are given up."""
    starts = [h.start for h in hits]
    out = set()
    for span in spans:
        if span.label == "LOC" and span.confidence >= _WHOLE:
            parts = [h for h in hits[bisect_left(starts, span.start) : bisect_left(starts, span.end)] if h.end <= span.end]
            rest = list(text[span.start : span.end])
            for part in parts:
                rest[part.start - span.start : part.end - span.start] = " " * (part.end - part.start)
            if parts and (_names_another("".join(rest)) or (len(parts) == 2 and "".join(rest).strip() == "de")):
                out.add(span)
                for part in parts:
                    part.score = 0.0
    return frozenset(out)


def _names_another(rest: str) -> bool:
    """Whether what a longer name has besides the names of the atlas makes another place of it."""
    parts = _WORD.findall(rest)
    if _LISTED.search(rest) or not parts:
        return False
    return any((w[0].isupper() and w.lower() not in _GENERIC_WORDS) or _OF_A_PEOPLE.fullmatch(w) for w in parts)


def _place(name: str, kind: PlaceKind, country: str | None) -> Place:
    name = bare(name)
    return Place(identifier("loc", country, kind if kind != "city" else None, name), name, kind, country)


def _no_place(document: Document, span: Span, name: str, people: frozenset[str], short: frozenset[str]) -> bool:
    """Whether the name is a generic word, a word of the page's language, a people or a person.

    A person has a title, an e-mail or telephone behind, or shares a name with ``people`` and stands after no preposition of place. ``short``
    are what stands in brackets behind a body ("Natural Resources Institute (Luke)"); what something is done by is a body too.
    """
    text, parts = document.text, {w.lower() for w in _WORD.findall(name)}
    generic = signs.words("region") | signs.words("city") | signs.words("feature") | signs.words("after")
    if "country" in parts or parts <= generic | common_words(document.language) or all(w in peoples() for w in name.split()):
        return True
    if name.split()[-1] in people and signs.preposition(text, span.start) not in signs.words("locative"):
        return True
    if name in short or signs.preposition(text, span.start) in ("by", "par", "por"):
        return True
    if signs.in_capitals(text, span.start, span.end) and not signs.dateline(text, span.start, span.end):
        return True
    title = signs.previous_word(text, span.start).lower().rstrip(".")
    return title in signs.words("title") - {"san", "santo", "st", "saint"} or (" " in name and bool(_CONTACT.match(text[span.end : span.end + 70])))


def _listed(text: str, hit: Hit, span: Span) -> bool:
    """Whether the two names stand in one list; "in Kenya, Name" is none."""
    if hit.start >= span.end:
        return signs.listed_after(text, span.end, hit.start)
    country = hit.row is not None and hit.row.kind == "country"
    return signs.listed_after(text, hit.end, span.start) and not country


def _kind(name: str) -> PlaceKind:
    parts = {p.lower() for p in name.replace("-", " ").split()}
    if any(c.isdigit() for c in name) or parts & (signs.words("feature") | signs.words("feature_before")):
        return "other"
    return "region" if parts & signs.words("region") or _CONTINENT.search(name) else "city"


def _country(text: str, span: Span, around: Sequence[Hit], inside: Sequence[Hit], weights: Counter[str]) -> str | None:
    """The country that the text makes certain, by the surest of what says so."""
    for hit in around:
        if hit.start >= span.end and hit.row and hit.score and hit.row.country and _BEHIND.fullmatch(text[span.end : hit.start]):
            return hit.row.country
    known = [c for c in homes(bare(text[span.start : span.end])) if weights[c] > 0]
    if len(known) == 1:
        return known[0]
    main = max(weights, key=lambda c: (weights[c], c), default=None)
    share = weights[main] / max(1, weights.total()) if main else 0.0
    here = {h.row.country for h in inside if h.row and h.score and h.row.country}
    return main if here == {main} or share > (_SURELY if here else _MAIN) else None
