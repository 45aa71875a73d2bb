"""The bodies and persons that stand-ins mean: "the Ministry", "the two organisations", "both ministers", "it", "we", or no word at all in a list of
activities.

A stand-in is a mention for the reader of roles alone; it is no surface of the body and no row of its own. Wrong where two bodies of one kind take
turns ("the Ministry" of the one country and of the other).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from pipeline import resource
from pipeline.binding import Passages, run_after
from pipeline.context import Context
from pipeline.document import Mention, MentionLabel

_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "deux": 2, "trois": 3, "quatre": 4, "dos": 2, "ambas": 2, "ambos": 2, "tres": 3}
_MANY = re.compile(
    r"\b(?:(?:the|les|las|los)\s+)?(two|both|three|four|deux|trois|quatre|dos|ambas|ambos|tres)\s+(?:of them\s+)?"
    r"(agencies|associations|bodies|departments|institutions?|ministries|ministères|ministerios|offices|organi[sz]ations?|universities|universités"
    r"|universidades|instituciones|organizaciones|countries|governments|sides|parties|pays|gouvernements|países|gobiernos|partes|parties|cities"
    r"|municipalities)\b",
    re.IGNORECASE,
)
_KINDS = {
    **dict.fromkeys(("ministries", "ministères", "ministerios"), re.compile(r"minist", re.IGNORECASE)),
    **dict.fromkeys(("universities", "universités", "universidades"), re.compile(r"(?:\w+\s){0,3}universi", re.IGNORECASE)),
}  # what the names of such bodies begin with
_COUNTRIES = ("countries", "governments", "sides", "parties", "pays", "gouvernements", "países", "gobiernos", "partes")
_PRONOUN = re.compile(r"(?<!\w)(it|they|elle|ils?|elles|we|nous|s?he)\s+$", re.IGNORECASE)
_BULLET = re.compile(r"(?:^|\n)[ \t]*(?:[•▪●◦*+–—-][ \t]*|\d{1,2}[.)][ \t]*)?$")
_OBLIQUE = re.compile(
    r"\b(?:at|by|for|from|in|of|on|to|under|via|with|à|au|avec|chez|con|dans|de|del|du|en|para|par|por|pour|sur)\s+(?:(?:the|la|le|el|its)\s+)?$",
    re.IGNORECASE,
)
REACH = 700  # characters back to which "the two organisations" may refer


@cache
def _stand_in() -> re.Pattern[str]:
    """An article, perhaps an adjective, and a noun for a body that no name goes on from."""
    data = resource.toml("event_roles.toml")
    nouns, small = "|".join(data["bodies"]), "|".join(data["bodies_in_lower_case"])
    qualifier = r"(?:Regional |Country |National |Permanent |municipal |regional )?"
    return re.compile(
        rf"\b(?:[Tt]he|[Ll]e|[Ll]a|[Ee]l|[Ll]['’])\s?(?P<noun>{qualifier}(?:{nouns}|{small}))(?![\w-])(?!\s+(?:of|for|on|de|du|des|del|pour|para)\b)(?!\s[A-ZÀ-Ý])"
    )


@cache
def _officials() -> re.Pattern[str]:
    """An article or "both", perhaps "two", and a plural for officials that nobody's name or office goes on from."""
    nouns = "|".join(resource.toml("event_roles.toml")["officials"])
    return re.compile(
        rf"\b(?:(?:the|les|los)\s(?:(?P<both>two|deux|dos)\s)?|(?P<all>both|ambos)\s)(?P<noun>{nouns})(?![\w-])(?!\s(?:of|for|from|d[eu]|del|des|[A-ZÀ-Ý])\b)",
        re.IGNORECASE,
    )


def _stem(noun: str) -> str:
    """The noun of a stand-in in lower case, spelled one way: "organisation", "center"."""
    return noun.split()[-1].casefold().replace("organiz", "organis").replace("centre", "center")


class Bodies:
    """Stand-ins of one page; ``context`` holds its mentions with the nouns that stand for a body among them."""

    def __init__(self, context: Context, passages: Passages) -> None:
        self._plain, self._passages = context, passages
        self._orgs = list(context.mentions(0, len(context.text), "ORG"))
        self._starts = [m.start or 0 for m in self._orgs]
        self._names = {o.organisation_id: o.name for o in context.document.organisations}
        self._many: dict[int, list[Mention]] = {}
        found = [*self._nouns(), *self._plurals(), *self._persons()]
        document = context.document
        self.context = Context(replace(document, mentions=(*document.mentions, *found))) if found else context

    def _nouns(self) -> Iterator[Mention]:
        """The nouns that stand for the last body of that kind named before, or for the only one of the page."""
        text = self._plain.text
        known = {m.entity: set(re.findall(r"[a-zà-ÿ]+", _spell(f"{self._names.get(m.entity or '', '')} {m.text}"))) for m in self._orgs}
        for match in _stand_in().finditer(text):
            start, end = match.span("noun")
            if any(True for _ in self._plain.mentions(max(0, start - 4), end + 1, "ORG")) or self._inside(start, end):
                continue
            stem = _stem(match["noun"])
            at = bisect_left(self._starts, start)
            whole = set(_spell(match["noun"]).split())
            earlier = self._orgs[:at][::-1]
            before = next((m for m in earlier if whole <= known[m.entity]), None)
            others = {m.entity: m for m in self._orgs[at:] if stem in known[m.entity]}
            meant = before or (next(iter(others.values())) if len(others) == 1 else None)
            if meant is not None:
                yield replace(meant, start=start, end=end, text=text[start:end], method="pattern", confidence=min(meant.confidence, 0.6))

    def _inside(self, start: int, end: int) -> bool:
        """Whether a stretch lies inside the mention of a body."""
        at = bisect_left(self._starts, end) - 1
        return any((m.end or 0) > start for m in self._orgs[max(0, at - 2) : at + 1])

    def _plurals(self) -> Iterator[Mention]:
        """ "the two organisations", "both governments": the last two bodies or countries named before."""
        text = self._plain.text
        for match in _MANY.finditer(text):
            wanted, noun = _NUMBERS[match[1].casefold()], match[2].casefold()
            label: MentionLabel = "LOC" if noun in _COUNTRIES else "ORG"
            kinds = {p.location_id: p.kind for p in self._plain.document.places}
            named = [
                m
                for m in self._plain.mentions(max(0, match.start() - REACH), match.start(), label)
                if label == "ORG" or kinds.get(m.entity or "") == "country"
            ]
            last = {m.entity: m for m in reversed(named)}
            meant = dict(list(last.items())[:wanted])
            if len(meant) != wanted or noun in _KINDS:
                kind = _KINDS.get(noun)
                alike = {
                    m.entity: m for m in self._orgs if kind and (m.start or 0) < match.start() and kind.match(self._names.get(m.entity or "", ""))
                }
                meant = alike if len(alike) == wanted else meant
            if len(meant) == wanted:
                each = [replace(m, start=match.start(2), end=match.end(2), text=match[2], method="pattern", confidence=0.5) for m in meant.values()]
                self._many[match.start(2)] = sorted(each, key=lambda m: m.entity or "")
                yield each[0]

    def _persons(self) -> Iterator[Mention]:
        """ "the two ministers": the last two persons named before; "the ministers" without a number where no third is named near."""
        text = self._plain.text
        names = {p.person_id: frozenset(p.name.split()) for p in self._plain.document.people}
        for match in _officials().finditer(text):
            near = list(self._plain.mentions(max(0, match.start() - REACH), match.start(), "PERSON"))
            last: dict[str, Mention] = {}
            for mention in reversed(near):
                said = names.get(mention.entity or "", frozenset())
                if said and not any(said <= names[ref] for ref in last):
                    last[mention.entity or ""] = mention
            meant = list(last.values())[:2]
            if len(meant) == 2 and (len(last) == 2 or match["both"] or match["all"]):
                start, end = match.span("noun")
                each = [replace(m, start=start, end=end, text=match["noun"], method="pattern", confidence=0.5) for m in meant]
                self._many[start] = sorted(each, key=lambda m: m.entity or "")
                yield each[0]

    def expand(self, mention: Mention) -> list[Mention]:
        """The bodies or countries that a mention stands for: itself, unless it is "the two organisations"."""
        return self._many.get(mention.start or 0, [mention]) if mention.method == "pattern" else [mention]

    def subject(self, at: int, bound: int) -> list[Mention]:
        """Who the pronoun before a verb at ``at`` means, or who an entry without a subject is told of; empty where that is not certain."""
        text = self._plain.text
        pronoun = _PRONOUN.search(text, max(bound, at - 8), at)
        if pronoun is None:
            own = self.owner() if _BULLET.search(text, max(0, at - 8), at) and text[at : at + 1].isupper() else None
            return [own] if own else []
        word = pronoun[1].casefold()
        if word in ("we", "nous"):
            own = self.owner()
            return [own] if own else []
        number = self._passages.number(pronoun.start())
        if word in ("he", "she"):
            return self._person(number, pronoun.start())
        for back in (number, number - 1):
            low, high = self._passages.bounds[back] if back >= 0 else (0, 0)
            if back < number and "\n" in text[high : self._passages.bounds[number][0]]:
                break
            found = self.first(low, min(high, pronoun.start()))
            if found and word in ("it", "il", "elle"):
                return found
            if found:
                return run_after(self.context, found[0].start or 0, min(high, pronoun.start()), "ORG")
        return []

    def _person(self, number: int, at: int) -> list[Mention]:
        """Who "he" or "she" is: the only person that the passage names before ``at``, else the only one of the passage before it."""
        for low, high in ((self._passages.bounds[number][0], at), self._passages.bounds[number - 1] if number else (0, 0)):
            found = {m.entity: m for m in self.context.mentions(low, high, "PERSON")}
            if found:
                return list(found.values()) if len(found) == 1 else []
        return []

    def first(self, low: int, high: int) -> list[Mention]:
        """The body that is the subject of a stretch: the first that no preposition stands before; empty where there is none."""
        found = self.context.mentions(low, high, "ORG")
        return [m for m in found if not _OBLIQUE.search(self._plain.text, max(low, (m.start or 0) - 16), m.start or 0)][:1]

    def owner(self) -> Mention | None:
        """The body whose page it is: the first that the title names, on a page about a body or its work."""
        document = self._plain.document
        if document.page_type not in ("profile", "topic") or not document.title:
            return None
        first = self._orgs[0] if self._orgs else None
        at = document.text.find(document.title.split("\n")[0][:40], 0, 1500)
        return first if first is not None and at >= 0 and at <= (first.start or 0) < at + len(document.title) else None


def _spell(text: str) -> str:
    return text.casefold().replace("organiz", "organis").replace("centre", "center")
