"""French events told by who does what, without a noun: "Six agents de la régie ont séjourné à Selma", "les experts s’étaient penchés à Oria sur …",
"Les résultats seront exposés le jeudi 6 juin à Selma".

The verbs and the nouns that name what they tell are data (``resources/event_acts_french.toml``). They count where a day or month and a place stand in
their sentence, and where no noun behind the verb names the event itself. Wrong where the verb is that of a relative clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline import resource
from pipeline.context import Bounds
from pipeline.events.candidates import Candidate
from pipeline.events.names import Reader, genitive, heads, squeeze
from pipeline.events.verbs import PART_OF

_ASIDE = re.compile(r"\s?\([^()]{1,24}\)")
_APPOSED = re.compile(r",\s(?!et\s)[^,]{3,120},(?=\set\s|\s?$)")
_CUT = re.compile(r"[;:»”]\s|\s[–—]\s|\b(?:annoncé|indiqué|précisé|rappel(?:er|le|é)|signal(?:er|e|é))\sque\s")
_WHO = re.compile(
    r"(?:et\s)?(?P<article>(?:les?|la|une?|des|ces?|cette|leurs?|ses|son|sa)\s|l[’']|(?=(?:M\.|Mme|Dr|Pr)\s)"
    r"|(?=(?:quelque\s)?(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent|\d{1,3})(?:-[\w-]{2,16})?\s))"
    r"(?P<who>\w.+)",
    re.IGNORECASE | re.DOTALL,
)
_MERE = re.compile(
    r"(?:autres?|délégués|délégation|deux|invités|parties|participants?|présents|signataires|stagiaires|uns)(?:\s(?:parties|pays|délégations))?$",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(r"\b(?:qui|que|dont|où|ils?|elles?|nous|vous|on|y)\b|\bqu[’']", re.IGNORECASE)
_TO = re.compile(r"(?:(?:[àÀ]|aux?|en|dans|chez|de|jusqu[’']à)\s(?:l[ae]s?\s|l[’'])?|d[’'])$")
_AT = re.compile(r"(?:[àÀ]|aux?)\s(?:l[ae]\s)?$")
_NEXT_TO = re.compile(r"\b(?:[Ll]a\sveille|[Ll]e\slendemain|[Ll]e\smême\sjour|[Ll][’']avant-veille)\b")  # days that another one tells
_SITE = re.compile(r"\ssur\s(?:le|les)\s(?:chantiers?|sites?|terrain)\b")
_OF_COUNTRY = r"\s(?:d[eu]s?\s(?:la\s|l[’'])?|d[’'])[A-ZÀ-Ý][\w’-]{1,24}(?:\s[A-ZÀ-Ý][\w’-]{1,24}){0,3}(?:\s[a-zà-ÿ]{6,20}|\sd[’'][A-ZÀ-Ý]\w{1,20})?"
_COUNTRIES = re.compile(rf"(?:{_OF_COUNTRY},){{1,9}}{_OF_COUNTRY}\set{_OF_COUNTRY}$")  # "ministres | de Bel, du Gabel et du Tarn"
_PRONOUN = re.compile(r"(?:,\s(?:elles?|eux|lui),?\s?)?$")  # "Le Comité, lui, a siégé"
_TOPIC = re.compile(r"\s(?:d[’']|sur\s)((?:une?|l[ae]s?)\s[^,.;:]{6,60})(?=[,.;:]|$)")
_LEARNT = re.compile(r"\b(?:apprendre|appris|se\sformer|s[’']initier)\b")


@dataclass(frozen=True, slots=True)
class Act:
    """A verb that tells of an event, and the noun that names it."""

    verb: re.Pattern[str]
    how: str
    noun: str
    kind: str


@cache
def acts() -> tuple[Act, ...]:
    """The verbs of the resource."""
    found = []
    for act in resource.toml("event_acts_french.toml")["acts"]:
        verb = "|".join(v.replace(" ", r"\s") for v in act["verbs"])
        found.append(Act(re.compile(rf"(?<![\w’'-])(?:{verb})(?!\w)"), act["how"], act["noun"], act["kind"]))
    return tuple(found)


def told_by_acts(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """The events that a French passage tells by who does what."""
    if reader.document.language != "fr":
        return
    text, (low, high) = reader.text, bounds
    if not reader.context.dated(low, high) and not _NEXT_TO.search(text, low, high):
        return
    within = PART_OF.search(text, low, high)
    for act in acts():
        for match in act.verb.finditer(text, low, high):
            if (within and within.end() <= match.start()) or _named(reader, match.end(), high):
                continue
            place = _place(reader, match.end(), high, act.how == "goes") or (None if act.how == "goes" else _place_before(reader, low, match.start()))
            found = subject(reader, match.start(), low) if place else None
            if place is None or found is None:
                continue
            start, article, who = found
            noun, kind = ("formation", "training") if act.how == "goes" and _LEARNT.search(text, match.end(), high) else (act.noun, act.kind)
            topic = _TOPIC.search(text, match.end(), high) if act.noun == "débat" else None
            if topic:  # "ils débattront avec l’université d’un diplôme commun"
                yield Candidate(start, topic.end(), squeeze(f"{noun} sur {topic[1]} {place[0]}"), kind, "verb", noun, 0.5)
                continue
            of = "d’" if not article and who[0] in "AEIOUÉÈ" else genitive(article, "fr")
            name = f"{noun} {of}{who} {place[0]}"
            yield Candidate(start, max(place[1], match.end()), squeeze(name), kind, "verb", noun, 0.5)


def _named(reader: Reader, at: int, high: int) -> bool:
    """Whether a noun behind the verb names an event, other than in the name of a body: "formés au Centre de formation de Selma"."""
    inside = [(m.start or 0, m.end or 0) for m in reader.context.mentions(at, high, "ORG")]
    return any(not any(a <= m.start() < b for a, b in inside) for m in heads().pattern.finditer(reader.text, at, high))


def _place_before(reader: Reader, low: int, high: int) -> tuple[str, int] | None:
    """The city in front of the subject: "à Selma, vingt techniciens apprennent …", with where the verb ends told by the caller."""
    for mention in reader.context.mentions(low, high, "LOC"):
        start, end = mention.start or 0, mention.end or 0
        before = _AT.search(reader.text, low, start)
        if before and start in reader.cities and reader.text[end : end + 2] == ", ":
            return squeeze(reader.text[before.start() : end]), 0
    return None


def _place(reader: Reader, at: int, high: int, near: bool) -> tuple[str, int] | None:
    """The place behind a verb, with its preposition, and where it ends; ``near`` it where somebody goes there."""
    site = _SITE.match(reader.text, at, high) if near else None
    if site:
        return squeeze(site[0]), site.end()
    for mention in reader.context.mentions(at, min(high, at + (60 if near else 160)), "LOC"):
        start, end = mention.start or 0, mention.end or 0
        before = (_TO if near else _AT).search(reader.text, at, start)
        if before and (near or start in reader.cities):
            return squeeze(reader.text[before.start() : end]), end if near else at
    return None


def subject(reader: Reader, at: int, low: int) -> tuple[int, str, str] | None:
    """Where the subject of a verb at ``at`` begins, its article and its words without asides: "Ada Brun, adjointe au maire, et deux élus"."""
    text = reader.text
    cuts = [m.end() for m in _CUT.finditer(text, low, at)]
    low = max([low, at - 300, *cuts])
    pronoun = _PRONOUN.search(text, low, at)
    at = pronoun.start() if pronoun else at
    plain = _COUNTRIES.sub("", _APPOSED.sub("", _ASIDE.sub("", text[low:at])).rstrip(" ,"))
    parts = plain.split(", ")
    first = len(parts) - 1
    while first > 0 and " et " in parts[-1] and len(parts[first - 1].split()) < 8 and _opens(reader, parts[first - 1], low, at):
        first -= 1
    opening = _opens(reader, parts[first], low, at)
    if opening is None:
        return None
    article, who = opening[0], squeeze(", ".join([opening[1], *parts[first + 1 :]]))
    words = who.split()
    if not words or len(words) > 20 or _NO_SUBJECT.search(who) or _MERE.fullmatch(who) or who in ("M", "Mme"):
        return None
    begin = text.find(opening[1][:12], low, at)
    return max(low, (begin if begin >= 0 else at) - len(article)), article, who


def _opens(reader: Reader, part: str, low: int, at: int) -> tuple[str, str] | None:
    """Article and words of a part of a sentence that can be a subject; None for a day, an adverb or a preposition."""
    part = part.strip()
    if _NEXT_TO.match(part):
        return None
    begin = reader.text.find(" ".join(part.split(" ", 2)[:2]), low, at)
    named = list(reader.context.mentions(begin, at, "DATE", "ORG", "PERSON")) if begin >= 0 else []
    if any(m.label == "DATE" and (m.start or 0) < begin + 14 for m in named):
        return None
    if any(m.label != "DATE" and m.start == begin for m in named):
        return "", part
    found = _WHO.fullmatch(part)
    return (found["article"], found["who"]) if found else None
