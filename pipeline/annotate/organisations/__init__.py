"""Organisations of a page: every mention, and one entry a body.

Where a name comes from, in order of trust: the gazetteer of well-known bodies (full names and unmistakable acronyms), the page's own definitions
("Long Name (ABC)",
"ABC (Long Name)"), phrases built round a head word ("Ministry of …", "… University"), the tagger's ORG spans. Of overlapping candidates the longer
stays, unless
the tagger alone proposes it and it swallows others. What the tagger takes for an initiative or an event is none, unless the gazetteer knows it as a
body.

One body has one entry: mentions are grouped by gazetteer entry, definition, equal key, and by one name's being the beginning or the end of a fuller
one on the page
("Ministry of Health" and "Lesotho Ministry of Health"). A lone stand-in ("the Ministry") is no mention.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pipeline.annotate.near import Near, bounds
from pipeline.annotate.organisations.addressed import find_addressed, find_signed
from pipeline.annotate.organisations.candidates import ALONE, BUILT, SURE, Found, find_candidates, inside, is_generic, sure, told_generic
from pipeline.annotate.organisations.definitions import Pairs, coined_for_others, define, used_again
from pipeline.annotate.organisations.forms import alike, bare, is_acronym, key, kinds, plain, subject, words
from pipeline.annotate.organisations.gazetteer import Body, find_bodies, look_up
from pipeline.annotate.organisations.offices import owner_start
from pipeline.atlas import city_options, country_code
from pipeline.document import Document, Mention, Organisation, Span, identifier

_UNIT_OWNER = re.compile(r"^((?:[A-Z]\S{1,11}|UN Women|World Bank|European (?:Union|Commission)))(?:[’']s)? ")

_DATELINE = re.compile(r" \([A-ZÀ-Þ][\w .]{1,24}\) ?[.:–—-]{1,2} ")
"""An agency and a dash behind the town of its report: "TADJOURAH (ADI) - …"."""


_HEADING = re.compile(r"(?: \([a-zà-ÿ ]{4,30}\))?(?:\n|$)")


@dataclass(slots=True)
class _Group:
    """The mentions of one body."""

    body: Body | None
    found: list[Found] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    acronyms: list[str] = field(default_factory=list)


def find_organisations(document: Document, spans: Sequence[Span]) -> tuple[tuple[Mention, ...], tuple[Organisation, ...]]:
    """The mentions, in the order of the text, with their bodies' ids, and the bodies, in the order of their first mention.

    ``spans`` are a tagger's proposals; all of them are looked at (people, places and roles too, which rule out readings). Without any, gazetteer
    and phrases
    remain. Spans of a poor tagger should come with a confidence below 0.3: they then only back other signs. A body's ``parent_id`` may be absent
    from the page.
    """
    text = document.text
    found = list(find_candidates(text, spans, coined_for_others(text, spans), document.language))
    found += [*find_addressed(text, spans, found), *find_signed(text, spans)]
    pairs = define(text, found, spans)
    found += used_again(text, pairs)
    home = _home(text, spans)
    mentions: list[Mention] = []
    bodies: dict[str, Organisation] = {}
    chosen = _choose(text, found, spans)
    for group in _group(text, [*chosen, *_owners(text, chosen)], pairs):
        organisation = _organisation(group, home)
        bodies.setdefault(organisation.organisation_id, organisation)
        mentions += [Mention(f.start, f.end, text[f.start : f.end], "ORG", f.method, f.confidence, organisation.organisation_id) for f in group.found]
    mentions.sort(key=lambda m: m.start or 0)
    return tuple(mentions), tuple(bodies[i] for i in dict.fromkeys(m.entity for m in mentions) if i)


# --- choice --------------------------------------------------------------------------------------


def _choose(text: str, found: Sequence[Found], spans: Sequence[Span]) -> list[Found]:
    """Candidates without overlap. An unsure one stays only with a second sign of another kind."""
    rivals = set(sure(spans, "EVENT", "INITIATIVE", "LOC"))
    backed = Near((f.start, f.end, f) for f in found if f.method == "model" and f.confidence >= SURE)
    spelled = {f.bodies[0].name for f in found if len(f.bodies) == 1 and f.trust >= 2}
    tagged, named = bounds((s.start, s.end) for s in spans if s.label == "ORG"), bounds(sure(spans, "EVENT", "INITIATIVE"))
    kept: list[Found] = []
    for f in found:
        second = f if f.trust else _second_sign(f, backed, spelled)
        if second is None:
            continue
        if f.method != "gazetteer" and (f.start, f.end) in rivals:
            continue
        if f.method == "pattern" and f.confidence <= BUILT and not tagged.touching(f.start, f.end) and inside(f.start, f.end, named):
            continue  # "Welcome Back: Municipal Services for Returnees"
        name = text[f.start : f.end]
        if name.isupper() and _DATELINE.match(text, f.end) and text[max(0, f.start - 1) : f.start] in ("", "\n"):
            continue
        if (
            f.method == "model"
            and name.isupper()
            and _HEADING.match(text, f.end)
            and text[max(0, f.start - 1) : f.start] in ("", "\n")
            and city_options(name.title())
        ):
            continue  # "NIAMEY (head office)", over an address
        if f.method != "gazetteer" and ((is_generic(name) and not (f.method == "model" and told_generic(name, f.confidence))) or country_code(name)):
            continue
        kept.append(second)
    out: Near[Found] = Near()
    near = Near((f.start, f.end, f) for f in kept)
    weights = {f: _weight(f, near.touching(f.start, f.end)) for f in kept}
    for f in sorted(kept, key=lambda f: (-weights[f], -f.trust, f.start)):
        if not out.touching(f.start, f.end):
            same = [k for k in near.touching(f.start, f.end) if (k.start, k.end) == (f.start, f.end)]
            best = max(same, key=lambda k: (k.trust, bool(k.bodies)))
            readings = best.bodies or next((k.bodies for k in same if k.bodies), ())
            out.add(f.start, f.end, replace(best, bodies=readings, confidence=max(k.confidence for k in same)))
    return out.around(0, len(text))


def _owners(text: str, chosen: Sequence[Found]) -> Iterator[Found]:
    """The bodies within the names of their units, which are bodies of their own: "Deposit Library of the International Bureau of Canals"."""
    for f in chosen:
        at = owner_start(text[f.start : f.end]) if not f.bodies and not f.name else None
        if at:
            owner = " ".join(text[f.start + at : f.end].split())
            yield Found(f.start + at, f.end, 2, "pattern", BUILT, look_up(owner) or look_up(bare(owner)))


def _second_sign(f: Found, backed: Near[Found], spelled: set[str]) -> Found | None:
    """The unsure candidate with what backs it: the long form of a weak acronym on the page, a tagger's span over it."""
    signs = backed.touching(f.start, f.end)
    if f.method == "gazetteer":
        here = tuple(b for b in f.bodies if b.name in spelled)
        if here or any(t.start <= f.start and f.end <= t.end for t in signs):
            return replace(f, trust=2, bodies=here or (f.bodies if len(f.bodies) == 1 else ()), confidence=0.75)
    elif f.method == "pattern" and any(t.end - t.start >= 0.6 * (f.end - f.start) for t in signs):
        return replace(f, trust=2, confidence=0.7)
    return None


def _weight(f: Found, kept: Sequence[Found]) -> float:
    """Length in characters; nothing for a tagger's span that swallows two well-known bodies, next to nothing for one that cuts through a surer
    name, and for a phrase of head word and capitals out of which the tagger cuts a name that it is sure of.
    """
    if f.name:
        return 1000.0  # part of a list of bodies, which the tagger tends to join
    if f.method == "pattern" and f.confidence <= BUILT and any(_told(k) and _cuts(k, f) for k in kept):
        return 0.4
    if f.trust == 1:
        if sum(k.trust == 3 and f.start <= k.start and k.end <= f.end and k.end - k.start < f.end - f.start for k in kept) > 1:
            return 0.0
        surer = 3 if _told(f) else 2
        if any(k.trust >= surer and k.start < f.start < k.end < f.end for k in kept):
            return 0.5
    return float(f.end - f.start)


def _told(f: Found) -> bool:
    """Whether the tagger is sure of the name."""
    return f.method == "model" and f.confidence >= ALONE


def _cuts(k: Found, f: Found) -> bool:
    """Whether ``k`` ends or begins within the name ``f``, or where it does."""
    return k.start < f.end and f.start < k.end and (f.start < k.start or k.end < f.end)


# --- grouping ------------------------------------------------------------------------------------


def _group(text: str, chosen: Sequence[Found], pairs: Pairs) -> list[_Group]:
    groups: list[_Group] = []
    by_mark: dict[str, _Group] = {}
    longs = {short: " ".join(text[start:end].split()) for short, (start, end) in pairs.items()}
    for f in sorted(chosen, key=lambda f: (f.end - f.start < 12, f.start)):
        name = f.name or " ".join(text[f.start : f.end].split())
        readings = look_up(longs[name]) if name in longs else f.bodies
        body = readings[0] if len(readings) == 1 else None
        mark = f"={body.name}" if body else _mark(longs.get(name, name))
        group = by_mark.get(mark)
        if group is None:
            group = _Group(body)
            groups.append(group)
        for form in (mark, _mark(name)):
            by_mark.setdefault(form, group)
        group.found.append(f)
        (group.acronyms if name in longs or (is_acronym(name) and " " not in name) else group.names).append(name)
    _merge(groups)
    return [g for g in groups if g.found]


@lru_cache(maxsize=4096)
def _mark(name: str) -> str:
    """Key under which the forms of one body meet: the words of a ministry in any order, "PAHO Field Office" as "Field Office of the Pan
    American Health Organization".
    """
    hits = [h for h in find_bodies(name) if not h[3]]
    if len(hits) == 1 and hits[0][1] - hits[0][0] < len(name) - 5:
        start, end, bodies, _ = hits[0]
        rest = alike(f"{name[:start]} {name[end:]}").split()
        if set(rest) & (words("unit_heads") | {"center"}):
            return " ".join(sorted(["=", *bodies[0].name.split(), *rest]))
    return subject(name) or alike(name)


def _merge(groups: Sequence[_Group]) -> None:
    """Join a short form to the one fuller name on the page that begins or ends with it; what was joined is left empty."""
    parts = {id(g): [p for n in dict.fromkeys(g.names) for p in map(str.split, (alike(n), _mark(n))) if p] for g in groups}
    holders: defaultdict[str, list[_Group]] = defaultdict(list)
    for g in groups:
        for word in sorted({word for p in parts[id(g)] for word in p}):
            holders[word].append(g)
    for g in groups:
        if g.body or not g.names:
            continue
        shared = min((holders[word] for word in parts[id(g)][0]), key=len) if parts[id(g)] else []
        fuller = [o for o in shared if o is not g and o.found and any(_fuller(a, b) for a in parts[id(g)] for b in parts[id(o)])]
        if len(fuller) == 1:
            fuller[0].found += g.found
            fuller[0].names += g.names
            fuller[0].acronyms += g.acronyms
            g.found = []


def _fuller(short: list[str], long: list[str]) -> bool:
    """Whether the long name is the short one with something before or after it, and the short one says enough to stand for it."""
    if len(long) <= len(short):
        return False
    if len(short) == 1:
        return long[0] == short[0] and country_code(" ".join(long[1:]).title()) is not None  # "LakeWatch" and "LakeWatch Uganda"
    if long[: len(short)] == short:
        return True
    if long[-len(short) :] == short:
        front = long[: -len(short)]  # "Canals Bureau" in "Deposit Library of the Canals Bureau" is another body
        return plain("units").isdisjoint(front) or plain("heads").isdisjoint(short)
    if not set(short) <= set(long):
        return False
    return "=" in short or ("ministry" in short and country_code(" ".join(w for w in long if w not in short).title()) is not None)


# --- entries -------------------------------------------------------------------------------------


def _home(text: str, spans: Sequence[Span]) -> str | None:
    """The country that three quarters of the page's countries are; None where there is no such one."""
    codes = Counter(code for start, end in sure(spans, "LOC") if (code := country_code(text[start:end])))
    code, count = max(codes.items(), key=lambda c: (c[1], c[0]), default=(None, 0))
    return code if count >= 0.75 * codes.total() else None


def _organisation(group: _Group, home: str | None) -> Organisation:
    """The entry of the group. ``home`` is the country of a ministry that names none: there is one of its name in many countries."""
    forms = sorted(dict.fromkeys(group.names), key=lambda n: (-len(n), n))
    acronyms = list(dict.fromkeys(group.acronyms))
    body = group.body
    if body:
        acronym = acronyms[0] if acronyms else body.acronym
        parent = identifier("org", body.parent) if body.parent else None
        aliases = tuple(sorted({*forms, *acronyms} - {body.name, acronym}))
        return Organisation(identifier("org", body.name), body.name, acronym, body.kind, body.country, aliases, parent)
    name = bare(forms[0]) if forms else acronyms[0]
    acronym = acronyms[0] if forms and acronyms else None
    country = next((c for c in map(_country_in, forms) if c), home if forms and subject(forms[0]) else None)
    owner = _parent(name)
    plain = key(name)
    kind = owner.kind if owner else next((kind for kind, signs in kinds().items() if any(f" {sign} " in f" {plain} " for sign in signs)), None)
    aliases = tuple(sorted({*forms, *acronyms} - {name, acronym}))
    above = identifier("org", owner.name) if owner else None
    return Organisation(identifier("org", name, None if _country_in(name) else country), name, acronym, kind, country, aliases, above)


def _country_in(name: str) -> str | None:
    """Country named in a body's name: at its end ("Ministry of Health of Kenya", "IOM Niger") or in front ("Lesotho’s Ministry of Health")."""
    parts = re.sub(r"[’']s\b", "", name).split()
    for size in range(min(4, len(parts) - 1), 0, -1):
        code = country_code(" ".join(parts[-size:])) or country_code(" ".join(parts[:size]))
        if code:
            return code
    return None


def _parent(name: str) -> Body | None:
    """The agency whose office this is: by the acronym or name in front ("IOM Niger"), or by the one well-known body inside the name of an office
    ("Bureau régional de l'OMS pour l'Afrique", "World Health Organization Regional Office for Africa").
    """
    owner = _UNIT_OWNER.match(name)
    bodies = look_up(owner[1]) if owner else ()
    if not bodies and set(key(name).split()) & (words("unit_heads") | {"representacion", "delegacion", "division", "department", "unit", "section"}):
        hits = [found for _, _, found, weak in find_bodies(name) if not weak or len(found) == 1]
        bodies = hits[0] if len(hits) == 1 else ()
    return bodies[0] if len(bodies) == 1 and bodies[0].kind in ("multilateral", "international_ngo") else None
