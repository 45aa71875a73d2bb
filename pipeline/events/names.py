"""Where the name of an event begins and ends in running text, without a parser.

A name is a head word ("workshop") with its modifiers to the left, back to a determiner, preposition, verb or punctuation, and its "on …",
"of …", "for …" complements to the right, up to a date, a clause or the place where it was held. The word lists are data
(``resources/event_heads.toml``, ``resources/event_words.toml``). Wrong where a verb that is not listed stands before a bare noun.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline import resource
from pipeline.binding import Passages
from pipeline.context import Bounds, Context
from pipeline.document import Document
from pipeline.events.bodies import Bodies
from pipeline.events.ordinals import ordinal as ordinal
from pipeline.phrases import Kinds, Openings, Phrases, listed, longest, openings

_BY_VIDEO = re.compile(r"\s(?:por|par)\s(?:videoconferencia|vidéo-?conférence|visio-?conférence)(?!\w)", re.IGNORECASE)
TOKEN = re.compile(r"\S+")
CLOSING = {"“": "”", '"': '"', "«": "»", "‘": "’", "„": "“"}
_ABBREVIATION = re.compile(r"(?:St|Dra?|No|Mr?|Ms|Mrs|Pr|Prof|Sra?|[A-Z]\.[A-Z]|[A-Z])\.")
_OPENERS = frozenset(
    [
        "on",
        "of",
        "for",
        "with",
        "between",
        "among",
        "against",
        "towards",
        "about",
        "regarding",
        "concerning",
        "sur",
        "de",
        "du",
        "des",
        "pour",
        "entre",
        "sobre",
        "para",
        "del",
    ]
)  # what may open the complement of a head
_NOT_A_TOPIC = re.compile(
    r"\d{1,2}[-–]?\d{0,2}\s+(?:[A-Z]|days)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]+ \d{1,2}\b|the (?:same|first|second|last) day"
    r"|which|whom|that\b|(?:its\s)?behalf\b"
)
_ADJECTIVE = re.compile(
    r"[a-zà-ÿ]{2,14}(?:al|ale|aux|elle?s?|ique|ional|ionale|ier|ière|aire|ienne|ien|iste|[tsc]ive|[tsc]if|ente|[ií]ctic[oa]|[aeiouáéíóú][ntlrdc]ic[oa]"
    r"|ari[oa]|[tsc]iv[oa]|ual|ian[oa]|ense)"
)  # behind its noun: "atelier sous-régional", "reunión ministerial"
_THEN_OF = re.compile(
    r"[a-zà-ÿ-]{5,20}(?<!é)(?<!ée)(?<!és)(?<!ées)(?<![ai]d[oa])(?<!mente)(?<!ment)\s(?:sur|du|des|de|sobre|del|para|pour|d[’'])(?![\wÀ-ÿ])(?!\s?\d)"
)  # any other such word before the complement: "foro ciudadano sobre"
_MEANT_FOR = re.compile(
    r"(?:(?:consacrée?|dédiée?|destinée?|relati(?:f|ve)|réservée?)\s(?:à\s|aux?\s)|à\sl[’'](?:intention|attention)\sd|portant\ssur\s"
    r"|(?:dedicad[oa]|destinad[oa]|dirigid[oa]|orientad[oa]|relativ[oa])\s(?:al?\s)|enfocad[oa]\sen\s|centrad[oa]\sen\s)(?!\d)"
)  # a participle that opens the complement of a head
_TOPIC_LATER = re.compile(
    r"(?:\s+with\s+[^.;:()“\"]{3,110}?|,?\s+(?:co-)?(?:organi[sz]ed|hosted|convened|held|led|run|facilitated)"
    r"\s+(?:jointly\s+)?(?:by|with)\s+[^.;:()“\"]{3,90}?|\s+(?:in|at)\s+(?:the\s+)?[A-ZÀ-Ý][\w’'-]+(?:\s[A-ZÀ-Ý][\w’'-]+){0,4}(?:,\s[A-ZÀ-Ý]\w+)?)"
    r"\s(on)\s+(?=[a-zà-ÿ])"
)
_CLAUSE = re.compile(r"(?:an?|another|its|their|his|her|has|had|have|was|were|will|is|are|then|also|to|in|on|at|by|from|\w+ed)\s")
_PRONOUN = re.compile(
    r"(?:(?:which|that|who)\b|(?:one|some|each|all|both|many|most)\s(?:of\s(?:them|these|those)|another|other)|each\sother|h[ei]m|her|it|them|us|you)\b(?!\s[a-z]+s?\b)",
    re.IGNORECASE,
)
_AGENT = re.compile(
    r"(?:(?:l[ae]s?|el|los|une?|un[oa]s?|sus?|son|leurs?)\s|l[’'])?(?:[A-ZÀ-Ý]|(?:alcald|ambassad|chancel|chef|coordin|direct|embajad|gobern|gouvern|maire|minist|pr[eé]fe|pr[eé]sid|recteur|rector|repr[eé]sent|secr[eé]t"
    r"|vice)[a-zà-ÿ]*)"
)  # who does it, behind "par" or "por"
_ELIDED = re.compile(r"(?:d|qu|l)[’'](?:une?)?$")
_LIST_END = re.compile(r"(?:[\w’'-]+\s){1,5}?(?:[\w’'-]+,\s(?:[\w’'-]+\s){0,4}?){0,3}?(?:and|&|et|y)\s\w+")
_NO_LIST = re.compile(r"\b(?:which|who|that|will|was|were|is|are|has|have|had|held|said|by|at|organi[sz]ed|hosted)\b|\d{4}")


@dataclass(frozen=True, slots=True)
class Heads:
    """The words that head an event's name, their kinds, and the words after which a head is part of another compound."""

    kind: dict[str, str]
    weak: frozenset[str]
    pattern: re.Pattern[str]
    opens: Openings
    not_followed_by: frozenset[str]
    not_english: frozenset[str]
    plural_too: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Function words and verbs that bound a name; ``filler`` says nothing about which event is meant ("two-day", "regional")."""

    left_stop: frozenset[str]
    right_stop: frozenset[str]
    determiners: frozenset[str]
    filler: frozenset[str]
    generic: frozenset[str]
    no_name: frozenset[str]
    function: frozenset[str]
    opening: frozenset[str]
    closing: frozenset[str]


@cache
def heads() -> Heads:
    data = resource.toml("event_heads.toml")
    kind = Kinds({word: k for k, listed in data["kinds"].items() for word in listed})
    by_length = longest(kind)
    pattern = re.compile(
        r"(?:(?<![\w’'-])|(?<=\b[lL][’']))(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in by_length) + r")(?![\w-])", re.IGNORECASE
    )
    lists = [frozenset(data[key]["words"]) for key in ("not_followed_by", "not_english", "plural_too")]
    return Heads(kind, frozenset(data["weak"]["heads"]), pattern, openings(kind), *lists)


@cache
def words() -> Words:
    data = resource.toml("event_words.toml")
    keys = ("left_stop", "right_stop", "determiners", "filler", "generic", "no_name", "function", "opening", "closing")
    return Words(*(frozenset(data[key]["words"]) for key in keys))


@cache
def _phrases() -> dict[str, list[str]]:
    return resource.toml("event_phrases.toml")


def either_apostrophe(pattern: str) -> str:
    """A pattern that takes the straight apostrophe wherever it names the curly one alone."""
    return re.sub("’(?!')", "[’']", pattern)


@cache
def phrase(key: str, *, opens: bool = False, closes: bool = False) -> re.Pattern[str]:
    """One list of ``resources/event_phrases.toml`` as a pattern: anywhere, only at the start (``opens``), or only before the end (``closes``)."""
    body = either_apostrophe("|".join(_phrases()[key])).replace(" ?", r"\s*").replace(" ", r"\s+")
    front = r"^\W*" if opens else r"(?<!\w)"
    return re.compile(front + "(?:" + body + r")(?!\w)" + (r"\s*(?:the\s|on\s|:\s)?$" if closes else ""), re.IGNORECASE)


def entry_kind(entry: str, head: str) -> str:
    """The kind of a calendar's entry: that of its head, or of what it presents or marks ("Presentación de la Red", "Día Mundial de")."""
    if phrase("presented", opens=True).match(entry):
        return "launch"
    marks = not head and phrase("world_day", opens=True).match(entry)
    return "campaign" if marks else heads().kind.get(head, "other")


def squeeze(text: str) -> str:
    """The text on one line with single spaces."""
    return " ".join(text.split())


_GENITIVES: Final = {
    "fr": {
        **{"le": "du ", "la": "de la ", "les": "des ", "l’": "de l’", "l'": "de l’", "un": "d’un ", "une": "d’une ", "des": "de "},
        **{"du": "du ", "d’": "d’", "d'": "d’"},
    },
    "es": {"el": "del ", "la": "de la ", "los": "de los ", "las": "de las ", "un": "de un ", "una": "de una ", "al": "del ", "del": "del "},
}


def genitive(article: str, language: str | None) -> str:
    """A French or Spanish article, or what it has grown together with, as "of" before it: "le " gives "du "; other words stay behind "de"."""
    word = article.strip().casefold()
    return _GENITIVES.get(language or "", {}).get(word, f"de {word} " if word.isalpha() else "de ")


class Reader:
    """What the finders of events look up in one document."""

    def __init__(self, document: Document, context: Context, passages: Passages) -> None:
        self.document, self.context, self.passages, self.text = document, context, passages, context.text
        self.bodies = Bodies(context, passages)
        self._matches: dict[tuple[re.Pattern[str] | Phrases, Bounds], list[re.Match[str]]] = {}
        everything = (0, len(self.text))
        self.dates = {m.start: m.end for m in context.mentions(*everything, "DATE")}
        self.people_ends = {m.end for m in context.mentions(*everything, "PERSON")}
        self.place_of = {p.location_id: p for p in document.places}
        self.places = {m.start: m.end or 0 for m in context.mentions(*everything, "LOC")}
        towns = [m for m in context.mentions(*everything, "LOC") if m.entity in self.place_of and self.place_of[m.entity].kind == "city"]
        self.cities, self.city_ends = {m.start for m in towns}, {m.end for m in towns}

    def every(self, pattern: re.Pattern[str] | Phrases, bounds: Bounds) -> list[re.Match[str]]:
        """All matches within the bounds; remembered, since several finders ask the same of a passage."""
        found = self._matches.get((pattern, bounds))
        if found is None:
            every = listed(pattern, heads().opens, self.text, *bounds) if pattern is heads().pattern else pattern.finditer(self.text, *bounds)
            found = self._matches[pattern, bounds] = list(every)
        return found

    def passage_before(self, at: int) -> Bounds | None:
        """The passage before the one that holds an offset, where both stand in one paragraph."""
        number = self.passages.number(at)
        if number == 0:
            return None
        low, high = self.passages.bounds[number - 1]
        return None if "\n" in self.text[high:at] else (low, high)

    def left(self, start: int, bound: int) -> int:
        """Where the noun phrase whose head starts at ``start`` begins, not before ``bound``."""
        stops, at, taken = words().left_stop, start, 0
        tokens = list(TOKEN.finditer(self.text, self._word_start(start - 160, bound), start))
        for i in range(len(tokens) - 1, -1, -1):
            token = tokens[i]
            raw = token.group()
            core = raw.strip("“”\"'()[]«»*_#")
            low = core.casefold()
            if (raw[-1] in ',;:.!?)]”»|–—-·•"' and len(raw) > 1) or not core or not core[0].isalnum():
                break
            if (
                (low in stops and not (core.isupper() and len(core) > 1))
                or taken >= 9
                or token.start() in self.dates
                or token.end() in self.people_ends
            ):
                break
            if _ELIDED.match(raw.casefold()):
                break
            if low in ("and", "&", "et", "of") and not (taken and i and tokens[i - 1].group()[0].isupper() and self.text[at].isupper()):
                break
            if (core.isdigit() and (len(core) != 4 or not taken)) or re.fullmatch(r"\d{1,2}[.:h]\d{2}", core):
                break
            if low.endswith("ly") and low not in ("early", "quarterly", "monthly", "weekly", "family"):
                break
            at, taken = token.start(), taken + 1
            if raw[0] in "“\"'([«":
                at += 1
                break
        at = self._spelled_out(at, bound)
        joined = re.compile(r"(?:(?:and|&|et|of|y)\s+){0,3}", re.IGNORECASE).match(self.text, at, start)
        return joined.end() if joined else at

    def _word_start(self, offset: int, bound: int) -> int:
        """The first start of a word at or after the offset, not before ``bound``."""
        if offset <= bound:
            return bound
        gap = re.compile(r"\S*\s+").match(self.text, offset)
        return gap.end() if gap else offset

    def _spelled_out(self, at: int, bound: int) -> int:
        """Start of the full name whose acronym in brackets stands right before ``at``: "Harmonization for Health in Africa (HHA) | meeting"."""
        found = re.search(r"\(([A-Z]{2,8})\)\s$", self.text[max(bound, at - 12) : at])
        if not found:
            return at
        tokens = list(TOKEN.finditer(self.text, max(bound, at - 130), max(bound, at - 12) + found.start()))
        for number in range(len(tokens) - 1, max(-1, len(tokens) - 11), -1):
            initials = "".join(t.group()[0] for t in tokens[number:] if t.group()[0].isupper())
            if initials == found[1]:
                return self.left(tokens[number].start(), bound)
        return at

    def right(self, end: int, bound: int, kind: str, *, bare: bool) -> int:
        """Where the noun phrase whose head ends at ``end`` ends, not after ``bound``; ``bare``: it is no proper name, so "in Dakar" belongs to it."""
        end = aside.end() if (aside := _BY_VIDEO.match(self.text, end, bound)) else end
        stops, stop, inside, previous, topic = words().right_stop, end, False, "", ""
        tokens = list(TOKEN.finditer(self.text, end, min(bound, end + 320)))
        for i, token in enumerate(tokens):
            raw, a = token.group(), token.start()
            low = raw.strip("“”\"'()[]«»,;:.!?*_").casefold()
            following = tokens[i + 1].start() if i + 1 < len(tokens) else bound
            if i == 0 and a == end and raw not in ('"', "”", "’"):  # punctuation or a letter glued to the head
                break
            if previous.endswith(",") and not self._list_goes_on(a, bound):
                break
            if previous.endswith(",") and topic == "on" and any((m.start or 0) < a + 30 for m in self.context.mentions(a, a + 70, "PERSON")):
                break  # "a ceremony on the quay, Mayor Ada Brun and …"
            if raw[0] == "(":
                aside = re.compile(r"\((?:[A-ZÀ-Ý][\w&-]{1,11}|photo)\)").match(self.text, a)
                opens = aside and re.compile(r"\s+(?:on|of|for|pour|sur|sobre|de)\s").match(self.text, aside.end())
                if not aside or not (inside or opens):
                    break
                previous = "x"
                continue
            if raw in ("|", "–", "—", "-", "·", "•", "/") or low in stops or a in self.dates:
                break
            if (
                not inside
                and self.document.language in ("fr", "es")
                and (_ADJECTIVE.fullmatch(raw.casefold()) or _THEN_OF.match(self.text, a, bound))
            ):
                stop, previous = a + len(raw), raw
                continue
            if not inside:
                if low in ("in", "à", "en") and bare and following in self.cities:
                    return self.places[following]
                if (
                    (low in ("at", "in") and bare and kind in ("ceremony", "other", "session") and self.text[following : following + 4] == "the ")
                    or (low in ("to", "au", "aux", "a") and kind == "visit")
                    or (low in _OPENERS and following not in self.dates and not _NOT_A_TOPIC.match(self.text, following))
                    or (
                        low in ("in", "en")
                        and kind == "training"
                        and following not in self.dates
                        and following not in self.places
                        and self.text[following : following + 1].islower()
                    )
                    or low.startswith(("d’", "d'"))
                    or _MEANT_FOR.match(self.text, a)
                    or (low in ("à", "aux", "au") and kind == "training" and following not in self.dates and following not in self.places)
                ):
                    inside, topic = True, low
                else:
                    break
            elif (
                (
                    low in ("on", "in", "at", "from", "to", "during", "le", "les", "à", "en", "du", "des", "de", "del", "el")
                    and following in self.dates
                )
                or low in ("by", "at", "during")
                or (low in ("par", "por") and _AGENT.match(self.text, following))
                or (low in ("in", "à") and following in self.cities)
                or (low in ("and", "et", "y") and self.new_clause(following))
            ):
                break
            stop, previous = a + len(raw.rstrip("“,;:.!?)*_")), raw
            if raw[-1] in ".;:!?" and not _ABBREVIATION.fullmatch(raw):
                break
        return max(stop, end)

    def _list_goes_on(self, at: int, bound: int) -> bool:
        """Whether the words after a comma are further members of a list that ends with "and"."""
        found = _LIST_END.match(self.text[at : min(bound, at + 110)])
        return found is not None and not _NO_LIST.search(found[0])

    def new_clause(self, at: int) -> bool:
        """Whether what follows an "and" is a clause or another thing, not a further word of the topic."""
        return bool(_CLAUSE.match(self.text[at : at + 40]))

    def topic_after(self, end: int, bound: int, kind: str) -> Bounds | None:
        """Bounds of the topic that stands after a clause on who holds it: "workshop organised by WFP | on HIV preparedness"."""
        found = _TOPIC_LATER.match(self.text, end, min(bound, end + 140))
        if not found or found.end() in self.dates:
            return None
        start = found.start(1)
        stop = self.right(start - 1, bound, kind, bare=False)
        return (start, stop) if stop > start + 6 else None

    def object_of(self, start: int, bound: int) -> Bounds | None:
        """Bounds of a verb's object that starts at ``start``, without its article: up to a comma, a date, the place, or a new clause."""
        stops, end, count, previous = words().right_stop, start, 0, ""
        for token in TOKEN.finditer(self.text, start, min(bound, start + 160)):
            raw, a, following = token.group(), token.start(), token.end() + 1
            low = raw.strip("“”\"'(),;:.").casefold()
            if a in self.dates or low in stops or raw[0] == "(" or previous.endswith(","):
                break
            if count and (
                low in ("by", "at", "worth", "during") or (low in ("on", "in", "from") and (following in self.dates or following in self.cities))
            ):
                break
            if count and low == "and" and self.new_clause(following):
                break
            end, count, previous = a + len(raw.rstrip(',;:.”"')), count + 1, raw
            if raw[-1] in ".;:" and not _ABBREVIATION.fullmatch(raw):
                break
        if _PRONOUN.match(self.text, start, end):
            return None
        article = re.compile(r"(?:the|an?|its|their)\s+", re.IGNORECASE).match(self.text, start, end)
        begin = article.end() if article else start
        return (begin, end) if end > begin else None


def quoted_title(text: str, at: int, bound: int) -> Bounds | None:
    """Bounds of a quoted title right after a head: webinar “…”, round table, “…”, workshop on the theme “…”."""
    found = re.compile(
        r"\s*(?:\([^()]{2,14}\)\s*)?[,:(]?\s*(?:(?:called|titled|entitled|named|under the (?:theme|title)|on the theme"
        r"|intitulée?|denominad[oa]|titulad[oa])"
        r"(?: of)?:?\s+)?([“\"«„])"
    ).match(text, at, min(bound, at + 60))
    return inside_quotes(text, found.end(), found[1], bound) if found else None


def quoted_before(text: str, bound: int, at: int) -> Bounds | None:
    """Bounds of a quoted title to which the head is the apposition: “…”, a five-day camp."""
    base = max(bound, at - 180)
    found = re.search(r"[“\"«]([^“”\"«»]{4,120})[”\"»],?\s*(?:\([^()]{2,40}\),?\s*)?(?:an?|the|une?|un|la|le|el)\s+$", text[base:at])
    return (base + found.start(1), base + len(text[base : base + found.end(1)].rstrip(",. "))) if found else None


def inside_quotes(text: str, start: int, opening: str, bound: int) -> Bounds | None:
    """Bounds of what a quotation holds, from just after its opening mark; None where it is not closed or is a single word."""
    close = text.find(CLOSING[opening], start, min(bound, start + 200))
    inner = text[start:close].rstrip(",. ") if close > start else ""
    return (start, start + len(inner)) if len(inner) > 3 and len(inner.split()) >= 2 else None
