"""Phrases of a page that may name an event: noun phrases with an event head, and English verbs that tell of one.

Every finder yields :class:`Candidate`; nothing is decided here about whether it is an individual event. That, and the joining of several
candidates that mean one occurrence, is done by :mod:`pipeline.events`; titles and headings come from :mod:`pipeline.events.page`, the
tagger's spans from :mod:`pipeline.events.tagged`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.context import Bounds
from pipeline.events.activities import held_by, kind_of, no_occurrence
from pipeline.events.names import Reader, heads, quoted_before, quoted_title, squeeze, words
from pipeline.phrases import either

Form = Literal["title", "heading", "proper", "model", "described", "verb", "bare"]

PACT = (
    r"(?:memorand(?:um|a)|agreements?|MoUs?|protocols?|accords?|arrangement|letters?|exchange of letters|declaration|contract|compact|pact"
    r"|framework|charter|credit lines?|lines? of credit|(?:financing|grant|loan) contracts?"
    r"|convention|treaty|communiqué|statement of intent|accord-cadre|convenio|acuerdo|carta|loan|grant)"
)
_SIGNED = re.compile(
    rf"\b(?:sign(?:ed|s|ing)?|enter(?:ed|s)\sinto|renewed|concluded|initialled)\b(?P<gap>[^.;:\n]{{0,30}}?)\b"
    rf"(?P<object>(?:(?:an?|the|their|its|two)\s+)?(?:(?:[\w’'–$€£-]|\.(?=\d)){{1,40}}\s+){{0,8}}?{PACT})\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\s(?:at|here|in|last|on|this|today|yesterday)\b[^.;]{0,70}?\s(?=(?:an?|their|its|two)\s)", re.IGNORECASE
)  # "signed | at the Embassy | a grant"
_SIGNED_PASSIVE = re.compile(
    rf"\b(?P<object>{PACT})\b(?P<gap>[^.;]{{0,140}}?)\b(?:(?:was|were|be|been|is|are|which)\b[^.;]{{0,60}}?)?\bsigned\b", re.IGNORECASE
)
_LAUNCHED = re.compile(
    r"\b(?:launched|launches|launch|unveiled|flagged\soff)\s+(?:today\s+|yesterday\s+|jointly\s+|officially\s+)?(?:(?:the|a|an|its|their)\s+)?",
    re.IGNORECASE,
)
_HANDED = re.compile(r"\bhand(?:ed|s)?\s+over\s+(?=\w)", re.IGNORECASE)
_HANDED_IT = re.compile(r"\bhanded\s(?=(?:the|an?|\d+|some)\s[^.;,]{3,60}?\sover\sto\s)", re.IGNORECASE)
_HANDED_PASSIVE = re.compile(r"\b(?:was|were|will be)\s+(?:officially\s+|formally\s+)?handed\s+(?:over|out)\b", re.IGNORECASE)
_VISITED = re.compile(
    r"\b(?:visited|inspected|toured|(?:will|would|is\sto|are\sto)\s(?:then\s|also\s)?(?:visit|tour)|paid a (?:\w+\s)?visit to|travelled to"
    r"|drove (?:to|through))\s+(?=\w)",
    re.IGNORECASE,
)
_LAUNCHED_PASSIVE = re.compile(
    r"(?P<name>[A-ZÀ-Ý][\w’'-]{1,30}(?:\s(?:(?:of|on|for|the|and|in|to)\s){0,2}[A-ZÀ-Ý0-9][\w’'-]{0,30}){1,9})"
    r"(?:\s\([A-Z][\w&-]{1,11}\))?\s+(?:will be|is to be|was|is being|were)\s+(?:\w+ly\s+)?launched\b"
)
_THERE = re.compile(
    r"(?:(?:this\s(?:morning|afternoon|evening|week)|on\s\w+day|last\s\w+)\s)?(?:(?:at|in)\s(?:the\s)?(?:[A-ZÀ-Ý][\w’'-]*\s){1,6})?(?:the|its|their|an?)\s(?=[A-ZÀ-Ý“\"])"
)
_LAUNCHED_IT = re.compile(
    r"\b(?:launched|unveiled)(?=\s+(?:at|in|on|by|yesterday|today)\b"
    r"|\s+(?:the|its|their)\s+(?:campaign|project|programme|program|initiative|scheme|platform)\b)",
    re.IGNORECASE,
)
_MET = re.compile(
    r"\b(?:(?:will|is to|are to|had|to|when (?:it|they))\s+)?(?:next\s+)?(?:met|meets?)\s+"
    r"(?=in\s+[A-ZÀ-Ý]|virtually\b|online\b|by video|again\s+(?:in|on)\b|for the first time|on\s+\d|at\s+[A-Z]|with\s+(?:the\s+)?[A-Z])"
)
_EXERCISE = re.compile(r"\b(?:Exercise|Operation)\s+[A-Z]\w+(?:\s+[A-Z]\w+){0,2}")
_DAY = re.compile(
    r"\b(?:(?:World|International|European|African|Global|Pan-African)\s+(?:[A-Z][\w’'-]{1,30}\s+|in\s+|of\s+|for\s+|the\s+|and\s+){0,6}(?:Day|Week)\b"
    r"(?:\s+(?:of|for|against)\s+(?:the\s+)?[A-Z][\w’'-]{1,30}"
    r"(?:\s+(?:(?:and|of|the|in)\s+){0,2}[A-Z][\w’'-]{1,30}){0,7})?"
    r"|(?:[A-Z][\w’'-]{1,30}\s+){2,5}Week\b)"
)
_LATIN_DAY = re.compile(
    r"\b(?:Journée|Semaine|Día|Semana)\s(?:africaine|europ(?:éenne|ea)|international?e|mondiale|nationale|[Aa]fricano|[Ii]nternacional|[Mm]undial|[Nn]acional)\s"
    r"(?:(?:contre|contra|para|pour|de|del|des|du|en)\s(?:l[ae]s?\s|los\s|l[’'])?|d[’'])[\w’'-]{3,30}"
    r"(?:\s(?:(?:et|y|de|del|des|du|la|las|les|los|à|a|en)\s){0,3}[A-ZÀ-Ý][\w’'-]{2,30}){0,5}"
)
_OFFICE = re.compile(r"(?:\b[A-Z]{3,}|Permanent|Country|Sub-?Office|Advisory|Monitoring)\s+$")
_EXCHANGED = re.compile(
    r"\sof\s(?:best |good )?(?:data|experiences?|expertise|ideas|information|lessons|knowledge|practices|staff|students|teachers|views)\b",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"\b(?:pala(?:is|cio)|maison|casa|centre|centro|hall|salle|salón)\s(?:des?|de\sl[ao]s|du|del)\s$", re.IGNORECASE)
DISTANT = frozenset(["videoconference", "video conference", "conference call"])
_ENGLISH = frozenset(["fair", "march", "tour"])
_NUMBER_BEFORE = re.compile(r"\b(?:[IVX]{1,6}|\d{1,3}\s?(?:°|º|ª|\.º|e|ème|er|re|a|o)?|[A-ZÀ-Ýa-zà-ÿ]{3,14}(?:ième|ère|er[oa]?|und[oa]|art[oa]))\s$")
_ATTRIBUTE = re.compile(r"\b[a-zà-ÿ]{3,}s\s(?:de\s|d[’'])$")
_ACTS = (("renewed", "renewal"), ("initialled", "initialling"))
_PARLIAMENT = re.compile(r"\b(?:Constituent|Legislative|National|Provincial|Regional|State)\s$")
_NEXT_STOPS = re.compile(r"(?:,\s[A-ZÀ-Ý][\w’'-]+(?:\s[A-ZÀ-Ý][\w’'-]+){0,2}){1,5},?\sand\s[A-ZÀ-Ý][\w’'-]+(?:\s[A-ZÀ-Ý][\w’'-]+){0,2}")
_MISSION = re.compile(r"\b(?:an?|the|this)\s((?:[a-z][\w-]+\s){0,3}mission)\s(?:also\s|then\s|has\s|had\s)?$", re.IGNORECASE)
_COLON = re.compile(r"\s?:\s?[“\"«„]\s?")
_CODE_NAMED = re.compile(
    r",?\s(?:code-?named|christened|dubbed|nicknamed)\s[“\"‘']?(?P<name>[A-ZÀ-Ý][\w’-]{1,20}(?:\s(?:of\s|the\s)?[A-ZÀ-Ý0-9][\w’-]{0,20}){0,4})(?<![’-])"
)
_CODE = re.compile(r"(?<![\w-])(?P<name>[A-Z]{2}[A-Za-z]{0,10}[ -]?\d{1,4}),\s(?:an?|its|the|their)\s$")
_MOTTO = re.compile(r"[\t|]\s?([A-ZÀ-Ý][\w’'-]+(?:\s[A-ZÀ-Ý][\w’'-]+){1,4}:\s)$")
_COP = re.compile(
    r"\bCOP ?\d\d(?=,?\s(?:(?:qui|que)\s(?:se\stient|se\stiendra|aura\slieu|se\scelebra|se\scelebrará|tendrá\slugar)\s"
    r"|which\s(?:opens|takes\splace|meets)\s)?(?:in|à|en)\s[A-ZÀ-Ý])"
)
ITSELF = re.compile(r"\s(?:itself|themselves)$")
_PROGRESSIVE = re.compile(r"\b(?:are|been|is|was|were)\s(?:also\s|now\s|still\s)?$")
_WHICH = re.compile(r"(?:\s\([^()]{1,20}\))?,\s(?:which|that)\s(?:had\s|has\s|last\s)?$")
BY_MEANS = re.compile(r"\b(?:by|during|in|on|over|par|por|through|via)\s(?:an?\s|une?\s)?$", re.IGNORECASE)
_LOCATES = re.compile(r"\b(?:at|in|outside|near)\s+(?:the\s+)?(?:[A-ZÀ-Ý]\S*\s+)*$")
_TOLD = re.compile(r"\b(?:addressed|asked|informed|reminded|thanked|told|urged)\s+the\s+$", re.IGNORECASE)
_COURSE = re.compile(r"\b(?:au|en|en\sel|le)\s$", re.IGNORECASE)
_COURSE_OF = re.compile(r"\b(?:[Ii]n|[Dd]uring|[Oo]ver)\sthe\scourse\sof\b")
_COMPLEMENT = re.compile(r"\s*(?:(?:of|on|for|to|de|del|des|du|pour|para|sur|sobre)\b|(?:à|d[’']|d’une?|au|aux)\s?(?=[\wÀ-ÿ]))")
_VERBAL = re.compile(r"\b(?:to|will|would|should|can|could|may|must|not|who|they|we|and)\s+$", re.IGNORECASE)
_PREPOSITIONAL = re.compile(r"(?:to|at|in|on|by|with|from|for)\s", re.IGNORECASE)
_LEAD_IN = re.compile(r",?\s(?:le\s|les\s|el\s|los\s|en\s|à\s|ce\s|este\s)?")
_COMMA_OF = re.compile(r",?\s(?P<of>d[’']|du\s|de\s(?:la\s|l[’'])?|des\s|del\s)(?!\d)")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_ASSEMBLED = re.compile(
    r"\b(?:assembly|board|commission|committees?|council|delegations?|experts|governments|groups?|heads of state|leaders|ministers|parties|partners"
    r"|presidents|unions?|working group)\b",
    re.IGNORECASE,
)
_WITH = re.compile(r"\s(?:con|avec)\s(?:(?:el|la|los|las|le|les)\s|l[’'])(?=[a-zà-ÿ])")
_AMOUNT = re.compile(r"[A-Z]{0,3}\s?[$€£¥]?\s?\d")
_INAUGURATED = re.compile(r"\b(?:inaugurated|inaugurates)\s+(?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase at ``start``–``end`` that may name an event of this ``kind``.

    ``definite``: it has "the", "this" or "its" before it; ``weak``: its head is often something else than an event.
    """

    start: int
    end: int
    name: str
    kind: str
    form: Form
    head: str
    confidence: float = 0.5
    definite: bool = False
    weak: bool = False
    coordinated: bool = False  # the span is the place alone


def find_candidates(reader: Reader) -> Iterator[Candidate]:
    """The phrases of the page that patterns find; they overlap."""
    for bounds in reader.passages.bounds:
        yield from noun_phrases(reader, bounds)
        yield from verb_phrases(reader, bounds)


def noun_phrases(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """Noun phrases of a passage whose head is an event word: "Second Regional Dialogue on …", "technical meeting in Nairobi", "webinar “…”"."""
    known, text = heads(), reader.text
    found = reader.every(known.pattern, bounds)
    for i, match in enumerate(found):
        head = " ".join(match.group().casefold().split())
        if reader.document.language == "en" and head in known.not_english:
            continue
        if reader.document.language in ("fr", "es") and (
            head in _ENGLISH or _ATTRIBUTE.search(text, max(bounds[0], match.start() - 20), match.start())
        ):
            continue  # "à tour de rôle", "grupos de diálogo"
        if head in DISTANT and BY_MEANS.search(text, max(bounds[0], match.start() - 14), match.start()):
            continue  # "held by video conference": how, not what
        if head == "assembly" and match.group()[0].isupper() and _PARLIAMENT.search(text, max(bounds[0], match.start() - 16), match.start()):
            continue
        if (
            head in ("mission", "exchange", "academy", "forum")
            and match.group()[0].isupper()
            and _OFFICE.search(text, max(bounds[0], match.start() - 24), match.start())
        ):
            continue  # "OSCE Mission", "Permanent Mission": an office
        if head in ("cours", "curso") and _COURSE.search(text, max(bounds[0], match.start() - 8), match.start()):
            continue  # "au cours de", "en curso"
        if _HOUSE.search(text, max(bounds[0], match.start() - 24), match.start()):
            continue  # "Palais des Congrès": a building
        if (
            head == "town hall"
            and (match.group()[0].isupper() or text[max(0, match.start() - 8) : match.start()].endswith((" in the ", " at the ")))
            and _LOCATES.search(text, max(bounds[0], reader.left(match.start(), bounds[0]) - 8), match.start())
        ):
            continue  # "at Wollongong Town Hall": a building
        after = re.match(r"\s+([\w’'-]+)", text[match.end() : min(bounds[1], match.end() + 40)])
        if after and (after[1].casefold() in known.not_followed_by or (i + 1 < len(found) and found[i + 1].start() == match.end() + after.start(1))):
            continue
        if head == "course" and _COURSE_OF.search(text, max(bounds[0], match.start() - 12), match.end() + 4):
            continue  # "in the course of a dialogue"
        if head == "exchange" and _EXCHANGED.match(text, match.end(), bounds[1]):
            continue
        capital = match.group()[0].isupper()
        numbered = reader.document.language in ("fr", "es") and bool(_NUMBER_BEFORE.search(text, max(bounds[0], match.start() - 16), match.start()))
        if after and capital and after[1][0].isupper() and not after[1].isupper() and not numbered:
            continue  # the head is inside a longer proper name
        start = reader.left(match.start(), bounds[0])
        front = text[start : match.start()]
        if head in known.weak and capital and not front and start > bounds[0] and not _COMPLEMENT.match(text, match.end()):
            continue  # "March", "Mission": the month, the office
        if head in ("meeting", "training") and _PROGRESSIVE.search(text, max(bounds[0], match.start() - 14), match.start()):
            continue  # "are now training officers", "is meeting in Tavik"
        if head == "march" and capital and not re.match(r"\s(?:of|for|against)\b", text[match.end() : match.end() + 9]):
            continue
        if head in known.weak and not front and _VERBAL.search(text, max(bounds[0], start - 12), start):
            continue  # "to review", "will visit"
        if no_occurrence(text, head, match.start(), start, bounds[0]):
            continue
        kind = known.kind[head]
        before = re.search(r"([\w’']+)\s*[“\"«]?$", text[max(bounds[0], start - 24) : start])
        definite = before is not None and before[1].casefold().replace("'", "’") in words().determiners
        proper = bool(re.search(r"(?:^|\s)[A-ZÀ-Ý0-9]", front)) and capital
        quoted = quoted_title(text, match.end(), bounds[1]) or quoted_before(text, bounds[0], start) or coded(text, bounds, start, match.end())
        if quoted:
            title, kind = squeeze(text[quoted[0] : quoted[1]]), kind_of(head, text[match.start() : quoted[1]])
            if proper and _COLON.fullmatch(text, match.end(), quoted[0]):
                title = f"{squeeze(text[start : match.end()])}: {title}"  # "the Great Debate: “…”"
            yield Candidate(min(quoted[0], start), max(quoted[1], match.end()), title, kind, "proper", head, 0.7, definite)
            continue
        told = definite and not front and _TOLD.search(text, max(bounds[0], match.start() - 24), match.start())
        end = match.end() if told else reader.right(match.end(), bounds[1], kind, bare=not proper)
        at = match.end() + (4 if text[match.end() : match.end() + 4] in (" in ", " on ") else 1)  # "the signing today of", "the launch in May of"
        dated = _OF.match(text, reader.dates[at] or 0, bounds[1]) if at in reader.dates else None
        if dated:  # "the launch in 2018 of the Compact"
            thing = reader.object_of(dated.end(), bounds[1])
            if thing:
                yield Candidate(start, thing[1], f"{squeeze(text[start : match.end()])} of {squeeze(text[slice(*thing)])}", kind, "described", head)
                continue
        apart = apart_from(reader, match.end(), bounds[1]) if reader.document.language in ("fr", "es") else None
        if apart:  # "la signature, le 7 avril, d’une convention"
            thing = reader.object_of(apart[1], bounds[1])
            if thing:
                yield Candidate(start, thing[1], squeeze(f"{text[start : match.end()]} {text[apart[0] : thing[1]]}"), kind, "described", head)
                continue
        partner = _WITH.match(text, match.end()) if kind == "meeting" and end == match.end() else None
        if partner and (whom := reader.object_of(partner.end(), bounds[1])):  # "una reunión con el rector", "un entretien avec la ministre"
            end = whom[1]
        topic = reader.topic_after(match.end(), bounds[1], kind) if kind not in ("visit", "ceremony", "signing", "launch") else None
        if topic:
            yield Candidate(start, topic[1], squeeze(text[start : match.end()] + " " + text[slice(*topic)]), kind, "described", head, 0.6, definite)
            continue
        described = end > match.end() or any(w.casefold() not in words().filler for w in front.split())
        motto = _MOTTO.search(text, max(bounds[0], start - 60), start)
        if motto:  # the cell of a programme: "Tails Together: training for longline observers"
            start, proper = motto.start(1), True
        if not (described or definite) and (holder := held_by(reader, match.end(), bounds[1])):
            end, described = holder, True
        kind = kind_of(head, text[start:end])
        form: Form = "proper" if proper else "described" if described else "bare"
        yield Candidate(start, end, squeeze(text[start:end]), kind, form, head, 0.6 if proper else 0.5, definite, head in known.weak)


def coded(text: str, bounds: Bounds, start: int, end: int) -> Bounds | None:
    """Bounds of the code that names the phrase between two offsets: "the exercise, code-named | Blue Heron", "WSB 14, | the next sitting"."""
    found = _CODE_NAMED.match(text, end, bounds[1]) or _CODE.search(text, max(bounds[0], start - 30), start)
    return found.span("name") if found else None


def apart_from(reader: Reader, at: int, bound: int) -> Bounds | None:
    """Where the complement of a head begins, and its first word behind the preposition, behind a date or a place between commas or bare."""
    lead = _LEAD_IN.match(reader.text, at, bound)
    if lead is None:
        return None
    stop = reader.dates.get(lead.end()) or reader.places.get(lead.end())
    of = _COMMA_OF.match(reader.text, stop, bound) if stop else None
    return (of.start("of"), of.end()) if of else None


@cache
def plurals() -> re.Pattern[str]:
    """The plurals of the heads, the singular as first group."""
    singular = (h for h in heads().kind if h in heads().plural_too or (h[-1:] not in "sxz" and h not in heads().weak | words().generic))
    return re.compile(rf"\b({either(singular)})(?:e?s|x)\b", re.IGNORECASE)


def verb_phrases(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """Verbs that tell of an event without its noun: "signed a memorandum on …", "launched …", "handed over …", "visited …"."""
    text = reader.text
    low = text[slice(*bounds)].casefold()  # the patterns are slow, and few passages hold the word that each of them turns on

    def holds(*stems: str) -> bool:
        return any(stem in low for stem in stems)

    signed = reader.document.language not in ("fr", "es") and holds("sign", "entered into", "enters into", "renewed", "concluded", "initialled")
    for match in _SIGNED.finditer(text, *bounds) if signed else ():
        start = match.start("object")
        start = aside.end() if (aside := _ASIDE.match(text, match.start("gap"), match.end("object"))) else start
        if text.startswith(("concluded with ", "concluded by "), match.start()):
            continue  # "concluded with the adoption of the Declaration"
        end = reader.right(match.end("object"), bounds[1], "signing", bare=False)
        done = next((noun for verb, noun in _ACTS if match.group().casefold().startswith(verb)), "signing")
        yield Candidate(match.start(), end, f"{done} of {squeeze(text[start:end])}", "signing", "verb", "signing")
    for match in _SIGNED_PASSIVE.finditer(text, *bounds) if holds("signed") else ():
        start = reader.left(match.start("object"), bounds[0])
        end = min(reader.right(match.end("object"), bounds[1], "signing", bare=False), match.end())
        yield Candidate(start, match.end(), "signing of the " + squeeze(text[start:end]), "signing", "verb", "signing")
    launched = holds("launch", "unveiled", "flagged off")
    for match in _LAUNCHED.finditer(text, *bounds) if launched else ():
        end_of_name = named_thing(reader, match.end(), bounds[1])
        if end_of_name and not _PREPOSITIONAL.match(text, match.end()):
            yield Candidate(match.start(), end_of_name, "launch of " + squeeze(text[match.end() : end_of_name]), "launch", "verb", "launch")
        elif (there := _THERE.match(text, match.end(), bounds[1])) and (end_of_name := named_thing(reader, there.end(), bounds[1])):
            # "launched this morning at the Town Hotel the River Monograph"
            yield Candidate(match.start(), end_of_name, "launch of " + squeeze(text[there.end() : end_of_name]), "launch", "verb", "launch")
    for match in _LAUNCHED_PASSIVE.finditer(text, *bounds) if launched else ():
        yield Candidate(*match.span(), "launch of " + squeeze(match["name"]), "launch", "verb", "launch")
    for match in _LAUNCHED_IT.finditer(text, *bounds) if launched else ():
        thing_name = undertaking(reader, bounds, match.start())
        if thing_name:
            yield Candidate(match.start(), match.end(), "launch of " + thing_name, "launch", "verb", "launch", weak=True)
    for match in _MET.finditer(text, *bounds) if holds("met", "meet") else ():
        subject = reader.left(match.start() - 1, bounds[0]) if match.start() > bounds[0] else match.start()
        who = ITSELF.sub("", squeeze(text[subject : match.start()]))
        body = next(reader.context.mentions(subject, match.start(), "ORG", "PERSON"), None)
        relative = _WHICH.search(text, max(bounds[0], match.start() - 40), match.start())
        told = [m for m in reader.context.mentions(bounds[0], relative.start(), "ORG") if (m.end or 0) >= relative.start() - 1] if relative else []
        if told:
            body, who, subject = told[-1], squeeze(told[-1].text), told[-1].start or 0
        if body is not None or _ASSEMBLED.search(who):
            yield Candidate(subject, match.end(), f"meeting of the {who}", "meeting", "verb", "meeting", weak=True)
    for match in _COP.finditer(text, *bounds) if holds("cop") else ():
        dated = next(reader.context.mentions(match.end(), min(bounds[1], match.end() + 80), "DATE"), None)
        if dated and dated.interval and dated.interval.precision in ("month", "range"):  # a single day is that of what was done there
            yield Candidate(*match.span(), match.group(), "conference", "proper", "conference", 0.6)
    for match in _EXERCISE.finditer(text, *bounds) if holds("exercise", "operation") else ():
        yield Candidate(*match.span(), squeeze(match.group()), "other", "proper", "exercise", 0.6)
    for match in (
        _LATIN_DAY.finditer(text, *bounds) if reader.document.language in ("fr", "es") and holds("journée", "semaine", "día", "semana") else ()
    ):
        yield Candidate(*match.span(), squeeze(match.group()), "campaign", "proper", "day", 0.5, weak=True)
    for match in _DAY.finditer(text, *bounds) if holds("day", "week") else ():
        yield Candidate(*match.span(), squeeze(match.group()), "campaign", "proper", "day", 0.5, weak=True)
    for pattern, stems, noun, kind in (
        (_HANDED, ("hand",), "handover of", "ceremony"),
        (_HANDED_IT, ("hand",), "handover of", "ceremony"),
        (_VISITED, ("visit", "inspected", "tour", "travelled", "drove"), "visit to", "visit"),
        (_INAUGURATED, ("inaugurate",), "inauguration of", "ceremony"),
    ):
        for match in pattern.finditer(text, *bounds) if holds(*stems) else ():
            target = reader.object_of(match.end(), bounds[1])
            if target and not _PREPOSITIONAL.match(text, target[0]):
                over = text.find(" over to ", target[0], target[1]) if pattern is _HANDED_IT else -1
                target = (target[0], over) if over > 0 else target
                if kind == "visit":
                    target = target[0], _further_stops(reader, target, bounds[1])
                start, said = _travellers(text, bounds[0], match.start()) if kind == "visit" else (match.start(), noun)
                yield Candidate(start, target[1], f"{said} {squeeze(text[slice(*target)])}", kind, "verb", noun.split()[0])
    for match in _HANDED_PASSIVE.finditer(text, *bounds) if holds("handed") else ():
        before = text[max(bounds[0], match.start() - 110) : match.start()]
        article = re.search(r"(?:^|[^\w’'-])(?:[Tt]he|[Aa]n?)\s+(?=\w)", before)
        thing = before[article.end() :] if article else ""
        if thing and not re.search(r"[.;:]\s", thing):
            yield Candidate(match.start() - len(thing), match.end(), "handover of " + squeeze(thing), "ceremony", "verb", "handover")


def _further_stops(reader: Reader, target: Bounds, bound: int) -> int:
    """Where the list of places that are visited ends: "visited Ngabu, | Bangula and Nsanje Boma"."""
    more = _NEXT_STOPS.match(reader.text, target[1], bound) if target[1] in reader.places.values() else None
    return more.end() if more else target[1]


def _travellers(text: str, bound: int, at: int) -> tuple[int, str]:
    """Where the phrase for a visit begins and how its name opens: "appraisal mission to" where a mission is the subject, else "visit to"."""
    found = _MISSION.search(text, max(bound, at - 60), at)
    return (found.start(1), f"{squeeze(found[1])} to") if found else (at, "visit to")


def undertaking(reader: Reader, bounds: Bounds, at: int) -> str | None:
    """The undertaking that "launched" speaks of without its name: the last one named before it in the passage, else the first of the page."""
    spans = [s for s in reader.document.spans if s.label == "INITIATIVE" and not _AMOUNT.match(reader.text, s.start)]
    before = [s for s in spans if bounds[0] <= s.start and s.end <= at] or [s for s in spans[:1] if s.end <= at]
    return squeeze(reader.text[before[-1].start : before[-1].end]) if before else None


def named_thing(reader: Reader, start: int, bound: int) -> int | None:
    """End of a capitalised name, or of an INITIATIVE span, that starts at ``start``; None where none does."""
    for span in reader.document.spans:
        if span.label == "INITIATIVE" and abs(span.start - start) <= 1 and span.end <= bound:
            return span.end
    found = re.compile(r"[A-ZÀ-Ý][\w’'-]*(?:,?\s+(?:(?:of|on|for|the|and|in|to|de|la|du|des|with)\s+){0,2}[A-ZÀ-Ý][\w’'-]*){1,12}").match(
        reader.text, start, bound
    )
    return found.end() if found else None
