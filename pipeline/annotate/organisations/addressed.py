"""Names of small bodies that a page itself vouches for: by its addresses, and by the signature at its end.

"Elm Seed Vault" by info@seedvault.example, "HiveNet Zambia" by hivenet.example, "Ada Orlen, Secretary / Friends of the Lower Elm". The name that an
address spells is the capitalised phrase round the words that make up a label of the domain; of a label that is one word, that word with a capital
inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.annotate.near import bounds
from pipeline.annotate.organisations.candidates import Found, sure
from pipeline.annotate.organisations.domains import spelled_out
from pipeline.annotate.organisations.forms import key, words
from pipeline.annotate.people.names import words as people_words
from pipeline.document import Span

_WORD = r"[A-ZÀ-Þ][\w’'-]{1,30}"
_SMALL = r"(?:of the|of|for|and|the|de la|de las|de los|de|del|des|du|la|le|les|los|las|et|y)"
_PHRASE = re.compile(rf"(?<![\w@.-]){_WORD}(?: (?:{_SMALL} )?{_WORD}){{0,6}}(?![\w@])")
# What stands between a person who signs and the line of their body: their position, in the same line or the next.
_SIGNED = re.compile(rf"(?:, |\n)(?P<role>[^\n,]{{3,60}})\n(?P<body>(?:The )?{_WORD}(?: (?:{_SMALL} )?{_WORD}){{1,6}})(?=\n|$)")
_ENDS = re.compile(r"(?:\n[^\n]{0,100}(?:@|\(at\)|\[at\]|\d{3}|www\.)[^\n]{0,100}){0,4}\s*")


def find_signed(text: str, spans: Sequence[Span]) -> Iterator[Found]:
    """The line under the signature that ends a page, or that only ways to reach the body follow."""
    for start, end in sure(spans, "PERSON"):
        signed = _SIGNED.match(text, end)
        opens = text[text.rfind("\n", 0, start) + 1 : start].count(" ") < 2
        offices = people_words("offices") if signed and opens else frozenset()
        if signed and not offices.isdisjoint(signed["role"].lower().split()) and _ENDS.fullmatch(text, signed.end()):
            yield Found(*signed.span("body"), 1, "pattern", 0.7)


def find_addressed(text: str, spans: Sequence[Span], known: Sequence[Found]) -> Iterator[Found]:
    """The names as candidates that need no second sign; none at what the tagger is sure of as a person, place, event or initiative, nor at a body
    that the gazetteer has (trust 3 of ``known``).
    """
    labels = spelled_out(text)
    if not labels:
        return
    others = bounds([*sure(spans, "PERSON", "EVENT", "INITIATIVE"), *((f.start, f.end) for f in known if f.trust == 3)])
    alone = set(sure(spans, "LOC"))
    names: list[tuple[int, int]] = []
    for phrase in _PHRASE.finditer(text):
        parts = [m for m in re.finditer(r"\S+", phrase[0]) if m[0][0].isupper()]
        while parts and parts[0][0].lower() in words("openers") | words("requests"):
            parts.pop(0)
        if parts and _spelled([m[0] for m in parts], labels):
            start, end = phrase.start() + parts[0].start(), phrase.end()
            held = any(m[0].lower() in people_words("roles") for m in parts)
            if not held and (start, end) not in alone and not others.touching(start, end):
                names.append((start, end))
    for start, end in names:
        longer = {text[a:b] for a, b in names if text[a:b].startswith(f"{text[start:end]} ")}
        yield Found(start, end, 1, "pattern", 0.7, name=longer.pop() if len(longer) == 1 else None)


def _spelled(names: Sequence[str], labels: frozenset[str]) -> bool:
    """Whether two or more of the words in a row make up a label, or one that has a capital inside."""
    plain = [key(name).replace(" ", "") for name in names]
    runs = {"".join(plain[a:b]) for a in range(len(plain)) for b in range(a + 2, len(plain) + 1)}
    inside = {word for name, word in zip(names, plain, strict=True) if re.search(r"[a-zà-ÿ][A-ZÀ-Þ]", name)}
    return not labels.isdisjoint(runs | inside)
