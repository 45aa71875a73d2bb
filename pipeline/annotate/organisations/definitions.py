"""Acronyms that a page defines, in both directions: "Long Name (ABC)" and "ABC (Long Name)".

The test of letters follows Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text", 2003.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.annotate.near import bounds
from pipeline.annotate.organisations.candidates import Found, inside, is_generic, is_street, sure
from pipeline.annotate.organisations.forms import bracketed, fits, headed, is_acronym, key, words
from pipeline.annotate.organisations.gazetteer import look_up
from pipeline.context import occurrences
from pipeline.document import Span

Pairs = dict[str, tuple[int, int]]
"""Acronym to the span of its long form."""

_BEFORE = re.compile(r"(?:[\w’'&,./-]+ ){0,13}[\w’'&./-]+$")
_SHORT = re.compile(r"(?<![\w/-])[A-Za-z][\w&/-]{1,13}$")
# What opens the name of an undertaking, whose acronym may take several letters of a word ("Projet d'appui … des jeunes ruraux (PAJER)").
_UNDERTAKING = re.compile(
    r"(?:Projet|Programme?|Programa|Project|Proyecto|Plan(?:-cadre)?|Dialogue|Diálogo|Stratégie|Strategy|Estrategia|Convention|Convenio) "
)
_SPLIT = re.compile(r"[,;–—]|\s-\s|\s/\s")
_REACH = 140  # characters in front of a bracket in which its long form is sought


def define(text: str, found: list[Found], spans: Sequence[Span]) -> Pairs:
    """The page's acronyms for bodies. Adds to ``found`` the long forms and acronyms where they are defined."""
    pairs: Pairs = {}
    others = set(sure(spans, "EVENT", "INITIATIVE", "PERSON", "LOC"))
    ends: defaultdict[int, list[Found]] = defaultdict(list)
    for f in found:
        ends[f.end + text.startswith(". (", f.end)].append(f)  # "Rivers and Locks Inc. (RLI)"
    for bracket, start, end, within in bracketed(text):
        short = _SPLIT.split(within)[0].strip()
        word = re.fullmatch(r"[A-Z][a-z]{2,11}", short) and any(fits(short, text[f.start : f.end]) for f in ends[bracket] if f.trust)
        if (is_acronym(short) or word) and not is_generic(short):
            long = _long_before(text, bracket, short, ends[bracket])
            if long and (long not in others or any(f.trust == 3 and f.start == long[0] for f in ends[bracket])):
                pairs.setdefault(short, long)
                at = text.find(short, start)
                found.append(Found(*long, 2, "pattern", 0.9, look_up(" ".join(text[long[0] : long[1]].split()))))
                found.append(Found(at, at + len(short), 2, "pattern", 0.9))
            continue
        left = _SHORT.search(text[max(0, bracket - 16) : bracket])
        if left and is_acronym(left[0]) and within[:1].isupper() and " " in within and fits(left[0], within):
            begin = bracket - len(left[0])
            if headed(within):
                pairs.setdefault(left[0], (start, end))
                found.append(Found(start, end, 2, "pattern", 0.85, look_up(" ".join(within.split()))))
                found.append(Found(begin, bracket, 2, "pattern", 0.85))
    return pairs


def used_again(text: str, pairs: Pairs) -> Iterator[Found]:
    """Every place where the page uses an acronym that it defined."""
    for short in pairs:
        for start, end in occurrences(text, short):
            if text[start - 1 : start] not in ("@", ".", "/", "-") and not is_street(text, end):
                yield Found(start, end, 2, "pattern", 0.9)


def coined_for_others(text: str, spans: Sequence[Span]) -> frozenset[str]:
    """Acronyms that the page defines for something else than a body: a place, an event, an initiative, a thing ("Skills Mobility Partnerships
    (SMPs)").
    """
    out: set[str] = set()
    bodies = bounds(sure(spans, "ORG"))
    for bracket, _, _, within in bracketed(text):
        short = _SHORT.search(text[max(0, bracket - 12) : bracket])
        if is_acronym(within) and not look_up(within):
            before = text[max(0, bracket - _REACH) : bracket].rsplit("\n", 1)[-1].split()
            phrases = (" ".join(before[-size:]) for size in range(2, min(len(before), 12) + 1))
            phrase = next((p for p in phrases if _spells(within.removesuffix("s"), p) or (_UNDERTAKING.match(p) and fits(within, p))), None)
            last = bracket - (text[bracket - 1] == ".")
            if phrase and not headed(phrase) and not inside(last - 1, last, bodies):
                out.add(within)
        elif short and is_acronym(short[0]) and " " in within and _spells(short[0], within):
            out |= set() if headed(within) else {short[0]}
    return frozenset(out)


def _long_before(text: str, bracket: int, short: str, found: Sequence[Found]) -> tuple[int, int] | None:
    """The long form that ends at the bracket, among the candidates ``found`` there: a candidate known by this acronym or with fitting letters, else
    the words in front that spell it
    and hold a head word.
    """
    ending = sorted((f for f in found if f.end - f.start > len(short)), key=lambda f: f.start)
    known = [f for f in ending if any(b.acronym == short or short in b.aliases for b in f.bodies)]
    fitting = [f for f in ending if fits(short, text[f.start : f.end])]
    if known or fitting:
        return (known or fitting)[0].start, bracket
    match = _BEFORE.search(text[max(0, bracket - _REACH) : bracket].replace("\n", " "))
    for token in reversed(list(re.finditer(r"\S+", match[0]))) if match else ():
        phrase = match[0][token.start() :] if match else ""
        if token[0][0].isupper() and " " in phrase and _spells(short, phrase):
            start = bracket - len(phrase)
            trusted = any(f.trust and 2 * (f.end - f.start) > len(phrase) for f in found)
            if trusted or (headed(phrase) and key(phrase).split()[-1] not in words("things")):
                return start, bracket
    trusted_name = next((f for f in ending if f.trust), None)
    return (trusted_name.start, bracket) if trusted_name else None


def _spells(short: str, phrase: str) -> bool:
    """Whether the first letters of the phrase's words are the acronym's, small words counted or not."""
    letters = key(short).replace(" ", "")
    parts = key(phrase).split()
    if not letters or not parts:
        return False
    full = [w for w in parts if w not in words("connectors") and w not in ("and", "in", "to", "et", "y")]
    if letters in ("".join(w[0] for w in parts), "".join(w[0] for w in full)):
        return True
    return parts[0][0] == letters[0] and len(letters) > len(full) > 1 and fits(short, phrase)
