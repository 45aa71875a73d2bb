"""What the tagger proposes as an initiative, each span with the words that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.initiatives.names import Candidate, acronym_after, tidy
from pipeline.initiatives.scene import Scene, heads, plain

CALLED = re.compile(r"(?P<noun>[a-zà-ÿ]{3,14})\s(?:(?:[a-zà-ÿ’']{2,16}\s){0,3}[«“\"]\s?)?(?=[A-ZÀ-Þ][\w’'\-]{2,})")
"""A common noun in front of a name: "programa Pira Jevy", "projet « Routes sûres", "programme conjoint « Routes sûres"."""


FINITE = re.compile(r"\s(?:(?:se|s[’']|nous|la|le|les|lo|los|las)\s?)?[a-zà-ÿ]{2,20}(?:eront|iront|iendra|arán|erán|irán)\b")
"""A French or Spanish verb in the future, which no name contains."""

GOES_ON = re.compile(
    r"\sof\sthe\s(?:[A-Z][a-z]{2,20}\s){0,3}[A-Z][a-z]{2,20}(?=,\s(?:led|run|funded|implemented|coordinated|managed|financed)\b|\s\()"
)
"""How a name at the head of a list item goes on: "Memory of the Herders, led by …"."""


INSTRUMENT = re.compile(r"(?:Protocole|Traité|Convention|Accord|Protocolo|Tratado|Convenio|Acuerdo)\b")
SUBJECT = re.compile(
    r"\s(?:instituant|portant|relati(?:f|ve)\s(?:à|au|aux)|concernant|relativ[oa]\sal?|que\s(?:crea|establece)|por\s(?:el|la)\sque\sse\s(?:crea|establece))\s[^.,;:()\n]{4,110}"
)
"""How the name of an instrument goes on: "Protocole au Traité instituant la Communauté …"."""

SHORT = re.compile(r"[A-Z][A-Za-z&/-]{2,13}")
SPELT = re.compile(
    r"\b(?P<name>(?:Fonds|Plan|Plateforme|Programme|Projet|Réseau|Alianza|Fondo|Plataforma|Programa|Proyecto|Red)\s[^.;:()«»“”\n]{8,140}?)\s\($"
)
"""The French or Spanish name that an acronym in brackets stands behind."""


def _spelt(scene: Scene, start: int, end: int) -> int | None:
    """Where the name begins that the acronym in brackets at ``start`` abbreviates; None where it is no such acronym."""
    if scene.document.language not in ("fr", "es") or not SHORT.fullmatch(scene.text[start:end]) or scene.text[end : end + 1] != ")":
        return None
    line = scene.context.line(start)[0]
    found = SPELT.search(scene.text, max(line, start - 160), start)
    if found is None:
        return None
    first = max(m.start() for m in re.finditer(r"\b(?=[A-Z])", found["name"]) if plain(found["name"][m.start() :].split()[0]) in heads().opening)
    return found.start("name") + first if found["name"][first] == scene.text[start] else None


NUMBER_BEHIND = re.compile(
    r"\s(?:No\.\s|n[.°º]{1,2}\s|núm\.\s)?\d{2,3}\b(?:\s(?:on|concerning|sur|sobre|relative à|relativo a)\s[^.,;:()\n]{4,90}?(?=[.,;:(\n]|$))?"
)
"""The number of a convention and its subject, behind "ILO Convention"."""


TERMS = re.compile(
    r"(?<=agreement|.protocol|..compact)\s(?:by|under) which|\s(?:whereby|par (?:lequel|laquelle)|por (?:el|la) (?:cual|que)|en vertu d)"
)
"""What opens the terms of an agreement, which are no part of its name."""


def _whole(scene: Scene, start: int, end: int) -> int:
    """Where the name that the tagger proposes ends: before a verb, and behind "of the …" at the head of a line."""
    terms = TERMS.search(scene.text, start, end)
    if terms:
        return terms.start()
    if scene.document.language in ("fr", "es"):
        verb = FINITE.search(scene.text, start, end)
        if verb:
            return verb.start()
        subject = SUBJECT.match(scene.text, end) if INSTRUMENT.match(scene.text, start) else None
        if subject:
            return subject.end()
    noun = re.search(r"\b(?:[Cc]onvention|[Cc]onvenio)(?=(?:\s(?:No\.\s|n[.°º]{1,2}\s|núm\.\s)?\d{2,3})?$)", scene.text[start:end])
    numbered = NUMBER_BEHIND.match(scene.text, start + noun.end()) if noun else None
    if numbered:
        return numbered.end()
    head = re.fullmatch(r"[\s\W]{0,6}", scene.text[scene.context.line(start)[0] : start])
    more = GOES_ON.match(scene.text, end) if head and scene.text[start].isupper() else None
    return more.end() if more else end


_JOINT = r"(?:and|de|del|des|du|en|et|for|of|on|para|por|pour|que|sobre|sur|y)"
DANGLING = re.compile(rf"\s(?:{_JOINT}|(?:{_JOINT}\s)?(?:el|l[’']|la|las|le|les|los|the))$")
"""How what was cut in the middle of a name ends: "projet régional sur le handicap et le"."""
REST = re.compile(r"\s?[A-ZÀ-Þ][\w’'-]{1,20}(?:\s[A-ZÀ-Þ][\w’'-]{1,20}){0,4}")
BRACKETED = re.compile(r"\s\([A-ZÀ-Þ][\w&/–-]{1,14}\)(?:\s[A-ZÀ-Þ][\w’'-]{1,20}){1,5}")
"""An acronym in the middle of a name, at which the tagger may part it: "Kenya and Tonga | (KETO) Cross Border Initiative"."""


UNCLOSED, CLOSES = re.compile(r"[“«]\s?(?P<name>[^“”«»\n]{3,80})$"), re.compile(r"\s?[”»]")
"""Quotation marks that open inside a span and close behind it: what stands between them is the name."""


def _spans(scene: Scene) -> Iterator[tuple[int, int, float]]:
    """The tagger's initiatives with their confidence; one that was cut in the middle goes on over the capitalised words behind it."""
    done = 0
    starts = {span.start for span in scene.document.spans if span.label == "INITIATIVE"}
    for span in scene.document.spans:
        if span.label == "INITIATIVE" and span.end - span.start > 1 and span.start >= done:
            rest = REST.match(scene.text, span.end) if DANGLING.search(scene.text, span.start, span.end) else None
            rest = rest or (BRACKETED.match(scene.text, span.end) if span.end + 2 in starts else None)
            if rest and plain(rest.group().split()[0]) in heads().opening:
                rest = None
            done = rest.end() if rest else 0
            parts = [s.confidence for s in scene.document.spans if s.label == "INITIATIVE" and span.start <= s.start < done]
            yield span.start, max(span.end, done), max(parts, default=span.confidence)


def find_tagged(scene: Scene) -> Iterator[Candidate]:
    """What the tagger proposes, with its own confidence."""
    for first, last, confidence in _spans(scene):
        noun = CALLED.match(scene.text, first, last)
        start = noun.end() if noun and plain(noun["noun"]) in heads().nouns else first
        spelt = _spelt(scene, start, last)
        end = _whole(scene, start, last) if spelt is None else start - 2
        start = start if spelt is None else spelt
        inside = UNCLOSED.search(scene.text[start:end]) if CLOSES.match(scene.text, end) else None
        start += inside.start("name") if inside else 0
        name = tidy(scene.text[start:end])
        if len(name) > 1 and not (name.isalpha() and name.islower()):
            yield Candidate(
                start,
                end,
                name,
                heads().nouns.get(plain(noun["noun"])) if noun and start > first else None,
                confidence,
                "tagger",
                acronym_after(scene, end),
                named=name[:1].isupper() or not name[:1].isalpha() or (" " not in name and not name.islower()),
            )
