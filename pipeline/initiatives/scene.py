"""One page as the finders of initiatives see it: words, line breaks, headings and what is already known to be a body, person or place.

Built once a document; the finders of names and the readers of slots share it. Offsets count characters of ``document.text``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from pipeline import resource
from pipeline.annotate.words import soft_breaks
from pipeline.binding import Passages
from pipeline.context import Context
from pipeline.document import Document, Mention, MentionLabel

WORD = re.compile(r"\b[lLdD][’'](?=[^\W\d_])|[^\W_]+(?:[’'.\-–/&][^\W_]+){0,12}|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Heads:
    """The rules of ``initiative_heads.toml``: see there."""

    strong: dict[str, str]
    opening: frozenset[str]
    nouns: dict[str, str]
    again: dict[str, str]
    kinds: dict[str, str]
    first: dict[str, str]
    labelled: dict[str, str]
    behind: dict[str, str]
    parts: frozenset[str]
    joints: dict[str, frozenset[str]]


@cache
def heads() -> Heads:
    """The head words of names and what they say, read once."""
    data = resource.toml("initiative_heads.toml")
    return Heads(
        strong=data["strong"],
        opening=frozenset(data["opening"]["words"]),
        nouns=data["nouns"],
        again=data["nouns"] | data["again"],
        kinds=data["kinds"],
        first=data["first"],
        labelled=data["labelled"],
        behind=data["behind"],
        parts=frozenset(data["parts"]["words"]),
        joints={name: frozenset(words.split()) for name, words in data["joints"].items()},
    )


def plain(text: str) -> str:
    """Lower case with straight apostrophes and single spaces, for look-ups."""
    return " ".join(text.replace("’", "'").replace("‘", "'").split()).casefold()


WRAPPED = re.compile(r"[^\W\d_]\s(?:[a-zà-ÿ]{1,3}|and|avec|pour|para|sobre|with)$")
"""How a line ends that a name goes on from: with a joint."""


DASH = re.compile(r"\.\s?[-–—]\s?|\s?[–—]\s?|\s-{1,2}\s|:\s|(?<=\d)\.\s")
"""What a dateline ends with."""
JOINED = re.compile(r"[\s,.()/]{0,4}(?:le|el|on)?\s?(?:[A-Za-z]{2,8},?\s)?\(?")
"""What stands between the place and the day of a dateline."""


class Word(NamedTuple):
    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        """Starts with a capital letter or is a year ("2030")."""
        return self.text[0].isupper() or (self.text.isdigit() and len(self.text) == 4)


REACH = 1500
"""Characters of a passage that are read on either side of a name; no sentence is longer, only tables and broken pages are."""

GENERIC_BODY = re.compile(
    r"\b(?:(?:the|our|this|l[ae]|el|del|du|al|au|notre|nuestr[oa]|cette|est[ae])\s(?:(?:regional|country)\s)?|[ld][’'])"
    r"(?-i:(?P<head>[A-ZÀ-Þ][a-zà-ÿ]{3,14}))\b(?!\s(?:(?:of|for|des?|del|du)\b|(?-i:[A-ZÀ-Þ\d])))",
    re.IGNORECASE,
)
"""A capitalised noun alone behind an article, which may stand for a body: "the Federation", "la Fundación", "notre Chambre"."""
HEAD = re.compile(r"\b[^\W\d_]{4,15}(?=\s(?:of|for|d[eu]|des|del)\b|\s[“«\"]|\sd[’']|$)|^[^\W\d_]{4,15}(?=\s)")
"""The nouns that a body can be called by: those of its name before "of", the first and the last."""
OWN = re.compile(r"(?<![\w“\"«])(?:[Ww]e|[Oo]ur|us|[Nn]ous|[Nn]otre|[Nn]os|[Nn]osotr[oa]s|[Nn]uestr[oa]s?)\b")


def _stand_ins(document: Document) -> list[Mention]:
    """Mentions for "the Bank", which stands for the last body named that has the word in its name, and on a body's own page for "we" and "our"."""
    names = {o.organisation_id: o.name for o in document.organisations}
    bodies = sorted((m for m in document.mentions if m.label == "ORG" and m.start is not None and m.entity in names), key=lambda m: m.start or 0)
    if not bodies:
        return []
    taken = sorted((m.start or 0, m.end or 0) for m in document.mentions if m.start is not None)
    called: dict[str, list[Mention]] = {}
    for b in bodies:
        for head in HEAD.finditer(names[b.entity or ""]):
            called.setdefault(head.group().casefold(), []).append(b)
    out = []
    for m in GENERIC_BODY.finditer(document.text):
        start, end = m.span("head")
        at = bisect_left(taken, (start, end))
        free = not any(a < end and start < b for a, b in taken[max(at - 1, 0) : at + 1])
        fitting = [b for b in called.get(m["head"].casefold(), ()) if (b.start or 0) < start]
        if free and fitting and (m["head"].casefold() not in heads().nouns or len({b.entity for b in fitting}) == 1):
            out.append(Mention(start, end, m["head"], "ORG", "structure", 0.5, fitting[-1].entity))
    about = document.page_type in ("profile", "topic")
    own = next((b for b in bodies if re.search(r"\b(?:[Oo]ur|[Nn]otre|[Nn]uestr[oa])\s$", document.text[max((b.start or 0) - 9, 0) : b.start])), None)
    own = own or next(
        (b for b in bodies if about and b.text in (document.title or "")), bodies[0] if about and (bodies[0].start or 0) < 400 else None
    )
    if own is None:
        return out
    quoted = [q.span() for q in re.finditer(r"[“«\"][^“”«»\"\n]{5,600}[”»\"]", document.text)]
    told = (m for m in OWN.finditer(document.text) if not any(a <= m.start() < b for a, b in quoted))
    return [*out, *(Mention(m.start(), m.end(), m.group(), "ORG", "structure", 0.4, own.entity) for m in told)]


class Scene:
    """A document with look-ups by offset; ``words`` are its words and punctuation marks."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.document = replace(document, mentions=(*document.mentions, *_stand_ins(document)))
        self.context = Context(self.document)
        self.words = [Word(*m.span(), m[0]) for m in WORD.finditer(document.text)]
        self.passages = Passages(self.context)
        self._starts = [w.start for w in self.words]

    @cached_property
    def _soft(self) -> frozenset[int]:
        return soft_breaks(self.text)

    @cached_property
    def countries(self) -> frozenset[str]:
        """Ids of the countries among the document's places."""
        return frozenset(p.location_id for p in self.document.places if p.kind == "country")

    def one_line(self, start: int, end: int) -> int:
        """Where the line that holds the first character of a span ends, or the span; a line broken for its width alone goes on."""
        for m in re.compile(r"\s*\n\s*").finditer(self.text, start, end):
            at = self.text.index("\n", m.start(), m.end())
            line = self.text[self.context.line(start)[0] : m.start()]
            if not (at in self._soft or WRAPPED.search(line)):
                return m.start()
        return end

    @cached_property
    def breaks(self) -> frozenset[int]:
        """Indices of words before which a line ends for good, or a wide gap stands; a line broken for its width alone goes on."""
        out = {0}
        for i in range(1, len(self.words)):
            end = self.words[i - 1].end
            gap = self.text[end : self.words[i].start]
            if ("\n" in gap and (gap.count("\n") > 1 or end + gap.index("\n") not in self._soft)) or "\t" in gap or gap.count(" ") > 2:
                out.add(i)
        return frozenset(out)

    def around(self, offset: int) -> tuple[int, int]:
        """Bounds of the passage that holds the offset, no further than ``REACH`` from it."""
        start, end = self.passages.at(offset)
        return max(start, offset - REACH), min(end, offset + REACH)

    def told(self, offset: int) -> tuple[int, int]:
        """As :meth:`around`, without a dateline that the passage opens with."""
        start, end = self.around(offset)
        behind = self._dateline(start)
        return (behind if behind <= offset else start), end

    def _dateline(self, start: int) -> int:
        """Where the text of a passage begins, behind the place and day that open its line: "Lilongwe, Malawi, 3 June 2022 – "."""
        line, end = self.context.line(start)
        dash = DASH.search(self.text, line, min(line + 90, end)) if start == line else None
        named = list(self.context.mentions(line, dash.start(), "LOC", "DATE")) if dash else []
        if dash is None or {m.label for m in named} != {"LOC", "DATE"}:
            return start
        left = [self.text[a:b] for a, b in pairwise([line, *(x for m in named for x in (m.start or 0, m.end or 0)), dash.start()])][::2]
        return dash.end() if all(JOINED.fullmatch(gap) for gap in left) else start

    def word_at(self, offset: int) -> int:
        """Index of the first word that starts at or after the offset."""
        return bisect_left(self._starts, offset)

    def inside(self, start: int, end: int, *labels: MentionLabel) -> list[Mention]:
        """Mentions of these labels that overlap the span."""
        return [
            m
            for m in self.context.mentions(max(start - 200, 0), end + 200, *labels)
            if m.start is not None and m.end is not None and m.start < end and start < m.end
        ]

    def covered(self, start: int, end: int, *labels: MentionLabel) -> Mention | None:
        """A mention of these labels that holds the whole span (a leading article of either apart), or None."""
        for m in self.inside(start, end, *labels):
            if (m.start or 0) <= start and end <= (m.end or 0):
                return m
        return None

    @cached_property
    def met(self) -> frozenset[tuple[int, int]]:
        """Spans of the places where the page's events take place or whence their parties come."""
        return frozenset((e.start, e.end) for event in self.document.events for e in event.evidence if e.start is not None and e.end is not None)
