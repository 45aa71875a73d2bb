"""Phrases of a page that may name an event: noun phrases with an event head, verbs that tell of one, and headings.

Every finder yields :class:`Candidate`; nothing is decided here about whether it is an individual event. That, and the joining of several
candidates that mean one occurrence, is done by :mod:`pipeline.events`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pipeline.binding import Passages
from pipeline.context import Bounds, Context
from pipeline.document import Document

Form = Literal["proper", "described", "bare", "verb", "title", "heading", "model"]

_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W_]+(?:[’'./&–-][^\W_]+)*[’']?")
_OPEN = '“"«‘„'
_CLOSE = {"“": "”", '"': '"', "«": "»", "‘": "’", "„": "“"}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_MEMBER = r"(?:memorand(?:um|a)|agreements?|MoU|protocols?|accord|arrangement|letters?|exchange of letters|declaration|contract|compact|pact|framework|charter|convention|treaty|communiqué|statement of intent|accord-cadre|convenio|acuerdo|carta|loan|grant)"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase at ``start``–``end`` that may name an event of this ``kind``. ``definite``: it has "the", "this" or "its" before it."""

    start: int
    end: int
    name: str
    kind: str
    form: Form
    head: str
    confidence: float = 0.5
    definite: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Heads:
    """The words that head an event's name (``resources/event_heads.toml``)."""

    kind: dict[str, str]
    weak: frozenset[str]
    pattern: re.Pattern[str]
    not_followed_by: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Function words and verbs that bound a name (``resources/event_words.toml``)."""

    left_stop: frozenset[str]
    right_stop: frozenset[str]
    determiners: frozenset[str]
    generic: frozenset[str]


@cache
def heads() -> Heads:
    data = tomllib.loads(files("pipeline").joinpath("resources/event_heads.toml").read_text("utf-8"))
    kind = {word: k for k, words in data["kinds"].items() for word in words}
    by_length = sorted(kind, key=lambda w: (-len(w), w))
    pattern = re.compile(r"(?<![\w’'-])(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in by_length) + r")(?![\w-])", re.IGNORECASE)
    return Heads(kind, frozenset(data["weak"]["heads"]), pattern, frozenset(data["not_followed_by"]["words"]))


@cache
def words() -> Words:
    data = tomllib.loads(files("pipeline").joinpath("resources/event_words.toml").read_text("utf-8"))
    return Words(*(frozenset(data[key]["words"]) for key in ("left_stop", "right_stop", "determiners", "generic")))


def squeeze(text: str) -> str:
    """The text on one line with single spaces."""
    return " ".join(text.split())


def ordinal(name: str) -> int | None:
    """The number of an edition in a name: 3 for "Third Forum" and "3rd Forum", 54 for "54th", None where there is none."""
    found = re.search(r"\b(\d{1,3})(?:st|nd|rd|th|e|er|ème|º|ª)\b", name.casefold())
    if found:
        return int(found[1])
    lower = re.findall(r"[a-zà-ÿ]+", name.casefold())
    if "inaugural" in lower:
        return 1
    return next((i + 1 for w in lower for i, o in enumerate(_ORDINALS) if w == o), None)


class Reader:
    """What the finders of candidates look up in one document."""

    def __init__(self, document: Document, context: Context, passages: Passages) -> None:
        self.document, self.context, self.passages, self.text = document, context, passages, context.text
        self.dates = {m.start: m.end for m in context.mentions(0, len(self.text), "DATE")}
        self.people_ends = {m.end for m in context.mentions(0, len(self.text), "PERSON")}
        kinds = {p.location_id: p.kind for p in document.places}
        self.places = {m.start: (m.end or 0, kinds.get(m.entity or "", "other")) for m in context.mentions(0, len(self.text), "LOC")}

    def left(self, start: int, bound: int) -> int:
        """Where the noun phrase whose head starts at ``start`` begins: its modifiers, back to a determiner, a preposition, a verb or punctuation."""
        at = start
        lexicon = words()
        tokens = list(_TOKEN.finditer(self.text, bound, start))
        taken = 0
        for i in range(len(tokens) - 1, -1, -1):
            token = tokens[i]
            raw = token.group()
            core = raw.strip("“”\"'()[]«»*_#")
            low = core.casefold()
            if token.end() > at or raw[-1] in ",;:.!?)]”»|–—-·•" or (raw[-1] in '”"»' and len(raw) > 1):
                break
            if (
                not core
                or not core[0].isalnum()
                or low in lexicon.left_stop
                or taken >= 9
                or token.start() in self.dates
                or token.end() in self.people_ends
            ):
                break
            if low in ("and", "&", "et", "of") and not (taken and i and tokens[i - 1].group()[0].isupper() and self.text[at].isupper()):
                break
            if re.fullmatch(r"\d{1,2}|\d{4}", core) and not (taken and core.isdigit() and len(core) == 4):
                break
            if low.endswith("ly") and low not in ("early", "quarterly", "monthly", "weekly", "family"):
                break
            at, taken = token.start(), taken + 1
            if raw[0] in "“\"'([«":
                at += 1
                break
        while True:  # a name does not begin with a conjunction
            head = _TOKEN.match(self.text, at, start)
            if head and head.group().casefold() in ("and", "&", "et", "of", "y"):
                at = head.end() + 1
                continue
            return at

    def right(self, end: int, bound: int, kind: str, *, bare: bool) -> int:
        """Where the noun phrase whose head ends at ``end`` ends: with its "on …", "of …", "for …" complements, without date, place and clause."""
        lexicon = words()
        stop, inside = end, False
        tokens = list(_TOKEN.finditer(self.text, end, min(bound, end + 320)))
        previous = ""
        skip = end
        for i, token in enumerate(tokens):
            raw, a = token.group(), token.start()
            if a < skip:
                previous = raw
                continue
            core = raw.strip("“”\"'()[]«»,;:.!?*_")
            low = core.casefold()
            following = tokens[i + 1].start() if i + 1 < len(tokens) else bound
            if self.text[end:a].strip() == "" and i == 0 and raw[0] in ",;:.)|–—":
                break
            if i == 0 and a == end:  # glued on: punctuation
                if raw[0] in "’'" and len(raw) > 2:
                    break
                if raw not in ('"', "”", "’"):
                    break
            if previous and previous[-1] in ".;:!?)" and not re.fullmatch(r"(?:St|Dr|No|Mr|Ms)\.", previous):
                break
            if previous.endswith(",") and not (inside and self._list_goes_on(a, bound)):
                break
            if raw[0] == "(":
                acronym = re.match(r"\((?:[A-ZÀ-Ý][\w&-]{1,11})\)", self.text[a : a + 16])
                if not acronym or not inside:
                    break
                skip = a + acronym.end()
                previous = "x"
                continue
            if raw in ("|", "–", "—", "-", "·", "•", "/") or low in lexicon.right_stop or a in self.dates:
                break
            if not inside:
                city = self.places.get(following, (0, ""))[1] == "city" or (
                    low in ("in", "à", "en") and self.text[following : following + 1].isupper()
                )
                if low in ("in", "à", "en") and bare and city and following not in self.dates:
                    where = self.places.get(following)
                    return where[0] if where else following + len(tokens[i + 1].group().rstrip(",.;:)"))
                if low in ("at",) and bare and kind in ("ceremony", "other") and self.text[following : following + 4] == "the ":
                    inside = True
                elif low in ("to", "au", "aux", "a") and kind == "visit":
                    inside = True
                elif low in (
                    "on",
                    "of",
                    "for",
                    "with",
                    "between",
                    "among",
                    "against",
                    "towards",
                    "sur",
                    "de",
                    "du",
                    "des",
                    "pour",
                    "entre",
                    "sobre",
                    "para",
                    "del",
                    "d’étude",
                ):
                    if following in self.dates or not self._complement(following):
                        break
                    inside = True
                elif low.startswith(("d’", "d'", "l’", "l'")):
                    inside = True
                else:
                    break
            elif low in ("on", "in", "at", "from", "to", "by", "during", "le", "à", "en") and (
                following in self.dates or low in ("by", "at", "during")
            ):
                break
            elif low in ("in", "à") and self.places.get(following, (0, ""))[1] == "city":
                break
            elif low == "from" and re.match(r"\d|\w+day\b", self.text[following : following + 12]):
                break
            elif low in ("and", "et", "y") and self._new_clause(following, bound):
                break
            stop = a + len(raw.rstrip("“,;:.!?)*_"))
            previous = raw
            if raw[-1] in ".;:!?" and not re.fullmatch(r"(?:St|Dr|No|Mr|Ms)\.", raw):
                break
        return max(stop, end)

    def _complement(self, at: int) -> bool:
        """Whether what stands at ``at`` can be the topic or body of an event: no date, number of hours or weekday."""
        return not re.match(
            r"(?:\d{1,2}[-–]?\d{0,2}\s+(?:[A-Z]|days)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]+ \d{1,2}\b|the (?:same|first|second|last) day|which|whom|that\b|its\b behalf)",
            self.text[at : at + 24],
        )

    def _list_goes_on(self, at: int, bound: int) -> bool:
        """Whether the words after a comma are further members of a list that ends with "and"."""
        rest = self.text[at : min(bound, at + 110)]
        found = re.match(r"(?:[\w’'-]+\s){1,5}?(?:[\w’'-]+,\s(?:[\w’'-]+\s){0,4}?){0,3}?(?:and|&|et|y)\s\w+", rest)
        return bool(found) and not re.search(
            r"\b(?:which|who|that|will|was|were|is|are|has|have|had|held|said|by|at|organi[sz]ed|hosted)\b|\d{4}", (found or [""])[0]
        )

    def _new_clause(self, at: int, bound: int) -> bool:
        """Whether what follows an "and" is a clause or another thing, not a further word of the topic."""
        rest = self.text[at : min(bound, at + 40)]
        return bool(re.match(r"(?:an?|another|its|their|his|her|has|had|have|was|were|will|is|are|then|also|to|in|on|at|by|from|\w+ed)\s", rest))


def find_candidates(reader: Reader) -> Iterator[Candidate]:
    """All candidates of the page, in the order of the text within each sort; they overlap."""
    for bounds in reader.passages.bounds:
        yield from noun_phrases(reader, bounds)
        yield from verb_phrases(reader, bounds)


def noun_phrases(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """Noun phrases of a passage whose head is an event word: "Second Regional Dialogue on …", "technical meeting in Nairobi", "webinar “…”"."""
    known, text = heads(), reader.text
    found = list(known.pattern.finditer(text, *bounds))
    for i, match in enumerate(found):
        head = " ".join(match.group().casefold().split())
        after = re.match(r"\s+([\w’'-]+)", text[match.end() : bounds[1]])
        if after and (after[1].casefold() in known.not_followed_by or (i + 1 < len(found) and found[i + 1].start() == match.end() + after.start(1))):
            continue
        if after and match.group()[0].isupper() and after[1][0].isupper() and not after[1].isupper():
            continue  # the head is inside a longer proper name
        kind = known.kind[head]
        start = reader.left(match.start(), bounds[0])
        before = re.search(r"([\w’']+)\s*[“\"«]?$", text[max(bounds[0], start - 24) : start])
        determiner = before[1].casefold() if before else ""
        front = text[start : match.start()]
        proper = bool(re.search(r"(?:^|\s)[A-ZÀ-Ý0-9]", front)) and match.group()[0].isupper()
        end = reader.right(match.end(), bounds[1], kind, bare=not proper)
        complement = text[match.end() : end].strip()
        quoted = quoted_title(text, match.end(), bounds[1]) or quoted_before(text, bounds[0], start)
        name, form = squeeze(text[start:end]), "proper" if proper else "described" if complement or front.strip() else "bare"
        if quoted:
            title = squeeze(text[quoted[0] : quoted[1]])
            yield Candidate(min(quoted[0], start), max(quoted[1], match.end()), title, kind, "proper", head, 0.7, determiner in words().determiners)
            continue
        yield Candidate(start, end, name, kind, form, head, 0.5, determiner in words().determiners, head in known.weak)  # type: ignore[arg-type]


def quoted_title(text: str, at: int, bound: int) -> Bounds | None:
    """Bounds of a quoted title right after a head: webinar “…”, round table, “…”, workshop on the theme “…”."""
    found = re.match(
        r"\s*(?:\([^()]{2,14}\)\s*)?[,:]?\s*(?:(?:called|titled|entitled|named|under the (?:theme|title)|on the theme|intitulée?|denominad[oa]|titulad[oa])(?: of)?:?\s+)?([“\"«„])",
        text[at : min(bound, at + 60)],
    )
    if not found:
        return None
    return _closing(text, at + found.end(), found[1], bound)


def quoted_before(text: str, bound: int, at: int) -> Bounds | None:
    """Bounds of a quoted title to which the head is the apposition: “…”, a five-day camp."""
    found = re.search(
        r"([“\"«])([^“”\"«»]{4,120})[”\"»],?\s*(?:\([^()]{2,40}\),?\s*)?(?:an?|the|une?|un|la|le|el)\s+$", text[max(bound, at - 180) : at]
    )
    if not found or found[1] not in _CLOSE:
        return None
    base = max(bound, at - 180)
    return base + found.start(2), base + found.end(2)


def _closing(text: str, start: int, opening: str, bound: int) -> Bounds | None:
    close = text.find(_CLOSE[opening], start, min(bound, start + 200))
    inner = text[start:close].rstrip(",. ") if close > start else ""
    return (start, start + len(inner)) if 3 < len(inner) and len(inner.split()) >= 2 else None


_SIGNED = re.compile(
    rf"\b(?:sign(?:ed|s|ing)?|renewed|concluded|initialled|signé|firmaron|firmó)\b(?P<gap>[^.;:\n]{{0,30}}?)\b(?P<object>(?:(?:an?|the|their|its|two|un|une|el|le)\s+)?(?:[\w’'–-]+\s+){{0,8}}?{_MEMBER})\b",
    re.IGNORECASE,
)
_SIGNED_PASSIVE = re.compile(
    rf"\b(?P<object>{_MEMBER})\b(?P<gap>[^.;\n]{{0,140}}?)\b(?:(?:was|were|be|been|is|are|which)\b[^.;\n]{{0,60}}?)?\bsigned\b", re.IGNORECASE
)
_LAUNCHED = re.compile(
    r"\b(?:launched|launches|launch|unveiled)\s+(?:today\s+|yesterday\s+|jointly\s+|officially\s+)?(?:(?:the|a|an|its|their)\s+)?", re.IGNORECASE
)
_HANDED = re.compile(r"\b(?:hand(?:ed|s)?\s+over|handed)\s+(?=\w)|\bhanded\s+over\b", re.IGNORECASE)
_VISITED = re.compile(r"\b(?:visited|toured|paid a (?:\w+\s)?visit to|travelled to|drove to)\s+(?=\w)", re.IGNORECASE)
_ITS_MEETING = re.compile(
    r"(?P<verb>\b(?:held|holds|hold|opens|open|opened|convened|convenes|convene|at|,?\s*whose|during|for))\s+(?:(?:its|their)\s+)?(?P<name>(?:[\w-]+\s+){0,4}?(?:meeting|session|sitting|assembly|conference|forum|summit|congress))\b"
)


def verb_phrases(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """Verbs that tell of an event without its noun: "signed a memorandum on …", "launched …", "handed over …", "visited …"."""
    text = reader.text
    for match in _SIGNED.finditer(text, *bounds):
        start = match.start("object")
        end = reader.right(match.end("object"), bounds[1], "signing", bare=False)
        yield Candidate(match.start(), end, "signing of " + squeeze(text[start:end]), "signing", "verb", "signing", 0.6)
    for match in _SIGNED_PASSIVE.finditer(text, *bounds):
        start = reader.left(match.start("object"), bounds[0])
        end = min(reader.right(match.end("object"), bounds[1], "signing", bare=False), match.end())
        yield Candidate(start, match.end(), "signing of the " + squeeze(text[start:end]), "signing", "verb", "signing", 0.5)
    for match in _LAUNCHED.finditer(text, *bounds):
        end = named_thing(reader, match.end(), bounds[1])
        if end:
            yield Candidate(match.start(), end, "launch of " + squeeze(text[match.end() : end]), "launch", "verb", "launch", 0.5)
    for match in _HANDED.finditer(text, *bounds):
        end = reader.right(match.end(), bounds[1], "visit", bare=False)
        name = object_phrase(reader, match.end(), bounds[1])
        if name:
            yield Candidate(match.start(), name[1], "handover of " + squeeze(text[name[0] : name[1]]), "ceremony", "verb", "handover", 0.5)
    for match in _VISITED.finditer(text, *bounds):
        name = object_phrase(reader, match.end(), bounds[1])
        if name:
            yield Candidate(match.start(), name[1], "visit to " + squeeze(text[name[0] : name[1]]), "visit", "verb", "visit", 0.4)


def named_thing(reader: Reader, start: int, bound: int) -> int | None:
    """End of a capitalised or quoted name, or of an INITIATIVE span, that starts at ``start``; None where none does."""
    for span in reader.document.spans:
        if span.label == "INITIATIVE" and abs(span.start - start) <= 1 and span.end <= bound:
            return span.end
    text = reader.text
    if text[start : start + 1] in _CLOSE:
        inner = _closing(text, start + 1, text[start], bound)
        return inner[1] + 1 if inner else None
    found = re.compile(r"[A-ZÀ-Ý][\w’'-]*(?:\s+(?:(?:of|on|for|the|and|in|to|de|la|du|des|with)\s+){0,2}[A-ZÀ-Ý][\w’'-]*){1,12}").match(
        text, start, bound
    )
    return found.end() if found else None


def object_phrase(reader: Reader, start: int, bound: int) -> Bounds | None:
    """Bounds of the object of a verb: up to a comma, a date, a place in which it happened, or a new clause."""
    lexicon, text = words(), reader.text
    end, count, previous = start, 0, ""
    for token in _TOKEN.finditer(text, start, min(bound, start + 160)):
        raw, a = token.group(), token.start()
        low = raw.strip("“”\"'(),;:.").casefold()
        follows = token.end() + 1
        if a in reader.dates or low in lexicon.right_stop or raw[0] == "(" or raw in ("–", "-", "—", "|"):
            break
        if low in ("on", "in", "at", "from", "by", "worth", "during") and (
            count and (follows in reader.dates or low in ("by", "at", "worth", "during") or reader.places.get(follows, (0, ""))[1] == "city")
        ):
            break
        if count and low in ("and",) and reader._new_clause(follows, bound):
            break
        if previous.endswith(","):
            break
        end, count, previous = a + len(raw.rstrip(',;:.”"')), count + 1, raw
        if raw[-1] in ".;:":
            break
    first = text[start:end].split(None, 1)
    begin = start
    if first and first[0].casefold() in ("the", "a", "an") and len(first) > 1:
        begin = end - len(first[1])
    return (begin, end) if count else None
