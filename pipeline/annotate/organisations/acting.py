"""The tagger's spans, weighed with what the words around a name say of it: that a body is called so.

A body with a name of its own making ("River Hands", "Dar el Hawa") looks like a place, a person or a project, and the tagger is unsure of it or errs.
The sentence often tells: it calls the name an association, has it run or pay something, publish or recruit, names people of it, or the page's mail
addresses bear its name. Each sign adds to the log-odds that the tagger's best span of that name gives; signs and weights are data
(``resources/org_signs.toml``). What comes out is an ORG span wherever the page has the name. Wrong for what acts like a body and is none, a project
that "has trained" people; what else the tagger takes the name for weighs against it.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from pipeline import resource
from pipeline.annotate.near import Near, bounds
from pipeline.annotate.organisations.candidates import ALONE, inside
from pipeline.annotate.organisations.domains import spelled_out
from pipeline.annotate.organisations.forms import headed, key, plain, unwrapped
from pipeline.annotate.organisations.forms import words as org_words
from pipeline.annotate.organisations.gazetteer import look_up
from pipeline.annotate.people.names import words as people_words
from pipeline.annotate.spans import log_odds
from pipeline.atlas import city_options, country_code, options, peoples
from pipeline.context import Bounds, occurrences
from pipeline.document import Document, Span
from pipeline.phrases import THE

LEAST: Final = 0.6
"""Chance from which a name becomes a body's."""
_RIVAL: Final = 0.5  # confidence of another label from which that weighs against a body
_SURE: Final = 0.5  # confidence of an ORG span from which its bounds hold
_W: Final = r"(?:[A-ZÀ-ÖØ-Þ][\w’'-]{0,30}(?<![’']s)(?<![’'])|&)"
_LINK: Final = r"(?:of|for|the|on|without|de|du|des|del|da|do|dos|el|la|las|le|les|los|sans|sin|pour|para)"
NAME: Final = rf"{_W}(?: (?:{_LINK} ){{0,3}}(?:[dl][’'])?{_W}|[’']s? {_W}){{0,6}}"
_LOOSE: Final = rf"{_W}(?: (?:{_LINK} ){{0,2}}(?:[dl][’'])?{_W}| (?:{_LINK} ){{1,3}}[\w’'-]{{2,30}}| [dl][’'][\w-]{{2,30}}){{0,5}}"
"""The same with small letters behind "de" and the like: "Mémoire des mines"."""
_A: Final = r"(?:an?|one of the|une?|una) "
_PREMODIFIERS: Final = r"(?:(?!(?:and|at|by|for|from|in|of|on|que|qui|that|the|to|which|who|with)\b)[\w’'-]{2,25},? ){0,4}?"
_HEAD_ENDS: Final = (
    r"(?=\s*(?:[.,;:)(»”\"–—]|$)"
    r"|\s(?:[a-zà-ÿ]{1,4}|based|registered|founded|created|working|which|made|fondée?|créée?|basée?|fundad[ao]|cread[ao]|dedicad[ao])\b)"
)
_ADJECTIVE: Final = (
    r"[a-zà-ÿ]{2,14}(?:ain|aine|ais|aise|al|ale|ana|and|ande|ano|aud|é|ée|ense|eña|eño|esa|ien|ienne|in|ine|ique|ive|ois|oise|ol|ola|ole|on|onne)"
)


@cache
def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = resource.toml("org_signs.toml")[name]
    return table


@cache
def _any(group: str) -> str:
    return "|".join(_table("words")[group])


@cache
def _signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each sign with the pattern that finds it; its group "name" is the name."""
    kinds = rf"(?:{_any('kinds')}|ASBL|NGO|ONG|ONGD)"
    name, loose = rf"(?P<name>{NAME})", rf"(?P<name>{_LOOSE})"
    opening = r"(?:^|(?<=[.!?:»”] ))(?:[Tt]he |[Ll][ae]s? |[EÉe]l |[Ll][’'])?"
    what = rf"{_A}{_PREMODIFIERS}(?:{kinds}|{_any('houses')})(?: {_ADJECTIVE})?{_HEAD_ENDS}"
    us = rf" [^\n.!?]{{4,200}}[.!?]\s(?:{_any('we')}) {what}"
    be = r"(?: \([A-Z][\w-]{1,12}\))? (?:is|was|est|es|era|fue|était) "
    return (
        ("called", re.compile(rf"(?<![\w-]){kinds} (?:{_ADJECTIVE} )?[“«\"]? ?{name}")),
        ("is", re.compile(f"{opening}{loose}{be}{what}", re.MULTILINE)),
        ("ours", re.compile(f"{opening}{loose}{us}", re.MULTILINE)),
        ("described", re.compile(rf"(?<![\w’'-]){name}(?: \([^()\n]{{2,30}}\))?(?:,| \(| [–—-]) ?{what}")),
        ("agent", re.compile(rf"\b(?:(?:{_any('done')}) (?:by|par|por)|{_any('with')}) {THE}{name}")),
        ("affiliated", re.compile(rf"(?i:\b(?:{_any('staff')})) (?:employed )?(?:of|from|at|with|by|de|du|del|chez) {THE}{name}")),
        ("affiliated", re.compile(rf"\b(?:{_any('joined')}) {THE}{name}")),
        ("post", re.compile(rf"(?i:\b(?:{_any('posts')})) (?:(?:of|at) |d(?:e l[’']|es? (?:l[ao]s? )?|el |u |[’'])){THE}{name}")),
        ("post", re.compile(rf"(?<![\w’'-]){name}(?:[’']s?)? (?:(?!of\b)[a-z-]{{3,12}} )?(?:{_any('posts')}|{_any('staff')})\b")),
        ("source", re.compile(rf"(?i:\b(?:{_any('source')})) ?{THE}{name}")),
        ("verb", re.compile(rf"(?<![\w’'-]){name}(?: also| now| aussi| también|, which|, qui|, que)? (?:{_any('verbs')})\b")),
    )


@cache
def _about() -> re.Pattern[str]:
    """The first name that does what bodies do, under a heading such as "Who we are"."""
    return re.compile(rf"(?i:{_any('about')}) ?[:?]?\s[^.\n]{{0,120}}?(?<![\w’'-])(?P<name>{NAME}) (?:{_any('verbs')})\b")


_LABEL = re.compile(r"^[ \t•*–-]{0,4}(?P<label>[^\W\d_][\w’'()/ -]{2,40}?) ?:[ \t]{0,4}(?P<values>[^\n]{2,300})$", re.MULTILINE)
_VALUE = re.compile(rf"(?:the )?(?P<name>{NAME})(?: ?\([^()\n]{{2,40}}\)|, [A-ZÀ-Þ][\w -]{{2,25}})?[ .]*")
_PARTED = re.compile(r"[;,•|/] | (?:and|et|y) ")
_LEAD = re.compile(r"^(?:[DL][’']|(?:[A-Z][a-z]{3,12} )?(?:ASBL|NGO|ONGD?) |(?:El|La|Le|Les|The|[A-Z][a-z]{2,12}(?:ó|[ai]e?ron)) )")
"""What may stand in front with a capital of its own: "Participó Hilos del Norte"."""
_TAIL = re.compile(r" (?:Dr|M|Mme|Mr|Mrs|Ms|Prof|Sra?)$")
_MORE = re.compile(rf"(?:,|,? (?:and|et|y)) (?:(?:from|by|de|par|por) )?{THE}(?P<name>{NAME})")
_NO_NAME: Final = frozenset(["about", "elles", "he", "i", "il", "ils", "it", "qui", "quien", "quién", "reino", "royaume", "she", "they", "we", "who"])
_COINED = re.compile(r"\w[A-ZÀ-Þ]")
"""Capitals inside a word: "NAMPORT", "ClearDrop"."""


def weighed(document: Document) -> tuple[Span, ...]:
    """The document's spans; names that the signs make bodies have an ORG span wherever they stand, in place of the tagger's, with the chance that
    both give as its confidence, in (0, 1).
    """
    text, spans = unwrapped(document.text), document.spans
    signs: defaultdict[str, set[str]] = defaultdict(set)
    for found, sign in _found(text, document.title or ""):
        name = _TAIL.sub("", _LEAD.sub("", found))
        if not _no_body(name):
            signs[name].add(sign)
    taken = {_written(text, s): s.label for s in spans if s.label in ("LOC", "PERSON")}
    for span in spans:
        if span.label == "ORG" and span.confidence >= ALONE and (name := _written(text, span)) in taken and " " in name:
            signs.setdefault(name, set())
    near = Near((s.start, s.end, s) for s in spans)
    claimed: Near[Bounds] = Near()
    told: dict[Bounds, float] = {}
    other: dict[Bounds, float] = {}
    for name, seen in sorted(signs.items(), key=lambda s: (-len(s[0]), s[0])):
        places = [p for p in occurrences(text, name) if not _part_of_longer(text, *p) and not _part_of_another(p, near) and not claimed.touching(*p)]
        chance = _chance(name, places, near, seen)
        if chance >= LEAST:
            (told if seen else other).update((p, round(chance, 4)) for p in places)
            for place in places:
                claimed.add(*place, place)
    return tuple(sorted(_settled(spans, told, other), key=lambda s: (s.start, -s.end, s.label)))


def _written(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _found(text: str, title: str) -> Iterator[tuple[str, str]]:
    """Names, and a sign beside each."""
    if about := _about().match(f"{title}\n{text}"):
        yield about["name"], "ours"
    for sign, pattern in _signs():
        for match in pattern.finditer(text):
            if sign not in ("called", "described") or not _post(match["name"]):
                yield match["name"], sign
            end = match.end()
            while sign in ("affiliated", "agent") and (more := _MORE.match(text, end)):
                yield more["name"], sign
                end = more.end()
    for match in _LABEL.finditer(text):
        if re.fullmatch(_any("labels"), match["label"].lower()):
            values = (_VALUE.fullmatch(part.strip()) for part in _PARTED.split(match["values"]))
            yield from ((value["name"], "label") for value in values if value and not _undertaking(value["name"]))
    own = spelled_out(text)
    if own:
        yield from ((name, "mail") for name in {m[0] for m in re.finditer(NAME, text)} if any(_bears(part, name) for part in own))


def _bears(part: str, name: str) -> bool:
    """Whether a part of a domain is the name, two or more of its words, or what stands before a country in it ("LakeWatch Uganda")."""
    parts = key(name).split()
    runs = ((a, b) for a in range(len(parts)) for b in range(a + 1, len(parts) + 1) if "".join(parts[a:b]) == part)
    return any(b - a > 1 or len(parts) == 1 or country_code(" ".join(parts[b:]).title()) for a, b in runs)


def _no_body(name: str) -> bool:
    """Whether it is a stand-in, a well-known body (found anyway), a country, a city, a people or what else is no name of a body."""
    parts = key(name).split()
    return (
        len(name) < 3
        or not parts
        or " ".join(parts) in plain("generic")
        or all(w in plain("generic") | plain("heads") | org_words("general") for w in parts)
        or name.split()[0].lower() in org_words("openers") | _NO_NAME
        or bool(look_up(name) or country_code(name) or options(name) or city_options(name))
        or all(w in peoples() for w in name.split())
    )


def _post(name: str) -> bool:
    """Whether the words are a position and a person's name, or an occasion of bodies: "Director Jane Doe", "Forum"."""
    parts = name.lower().split()
    return parts[0] in people_words("roles") | people_words("titles") or (len(parts) < 3 and parts[-1] in org_words("things"))


def _undertaking(name: str) -> bool:
    """Whether a word of the name tells of a fund, a programme or the like."""
    return not org_words("things").isdisjoint(key(name).split())


def _part_of_longer(text: str, start: int, end: int) -> bool:
    """Whether a capitalised word stands right before or behind the words, other than one that opens the sentence."""
    before = re.search(r"(?P<opens>(?:^|[.!?:] ))?[A-ZÀ-Þ][\w’'-]* $", text[max(text.rfind("\n", 0, start) + 1, start - 40) : start])
    return re.match(r" [A-ZÀ-Þ][\w-]", text[end : end + 3]) is not None or (
        before is not None and before["opens"] is None and not _LEAD.match(before[0])
    )


def _part_of_another(place: tuple[int, int], near: Near[Span]) -> bool:
    """Whether the tagger has a body there whose name is longer, or one that it is sure of whose name is another."""
    others = (s for s in near.touching(*place) if s.label == "ORG" and (s.start, s.end) != place)
    return any(s.confidence >= _SURE or (s.start <= place[0] and place[1] <= s.end) for s in others)


def _chance(name: str, places: Sequence[tuple[int, int]], near: Near[Span], seen: set[str]) -> float:
    """How likely the name is a body's, by the tagger's spans of it and the signs; 0 where it has no ``places`` of its own."""
    weights = _table("weights")
    over = [(s, a, b) for a, b in places for s in near.touching(a, b)]
    if not places:
        return 0.0
    exact = [s for s, a, b in over if (s.start, s.end) == (a, b) and s.label in ("ORG", *_table("against"))]
    one = " " not in name
    if one and not exact and seen <= {"mail", "verb", "agent", "affiliated", "label"} and not _COINED.search(name):
        return 0.0
    begun, ended = name.split()[0] in _table("words")["first"] and not one, name.split()[-1] in _table("words")["last"] and not one
    rivals = {s.label for s in exact if s.confidence >= _RIVAL and s.label != "ORG"}
    rivals -= {"PERSON"} if begun or ended or headed(name) else set()
    parts = [s for s, a, b in over if s.label == "ORG" and a <= s.start and s.end <= b]
    told = [log_odds(s.confidence) + weights["part"] * (s not in exact) for s in parts]
    total = max(told, default=weights["floor"]) + sum(weights[sign] for sign in sorted(seen)) + weights["headed"] * (begun or ended)
    return 1 / (1 + math.exp(-total - min((_table("against")[r] for r in rivals), default=0.0)))


def _settled(spans: Sequence[Span], told: Mapping[Bounds, float], other: Mapping[Bounds, float]) -> list[Span]:
    """The spans with ORG, and the chance given, at the places ``told`` in place of other names, and at ``other`` where the tagger has a place or a
    person.
    """
    named = {(s.start, s.end) for s in spans if s.label in ("LOC", "PERSON")}
    sure = {(s.start, s.end) for s in spans if s.label == "ORG" and s.confidence >= ALONE}
    new = {p: chance for p, chance in {**{p: c for p, c in other.items() if p in named}, **told}.items() if p not in sure}
    within: dict[str, Near[Bounds]] = {"INITIATIVE": bounds(told), "LOC": bounds({**new, **told}), "ORG": bounds(new)}
    within["PERSON"] = within["LOC"]
    kept = [s for s in spans if s.label not in within or not inside(s.start, s.end, within[s.label])]
    return kept + [Span(a, b, "ORG", "model", chance) for (a, b), chance in new.items()]
