"""What the classifiers of parties share: short traits of how a page names somebody, and the chances that their weights give.

The weights come from :mod:`pipeline.train.logistic`; a trait without one counts nothing.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from pipeline import resource
from pipeline.context import Bounds
from pipeline.document import Mention

Traits = frozenset[str]
Weights = Mapping[str, tuple[float, float]]

STEPS = (0, 3, 10, 25, 50, 90, 150, 250, 400, 800)
"""Upper bounds of the classes of distance, in characters."""

STOP = re.compile(r"[.!?;]\s|\n")
"""The end of a sentence, or of a part of one."""

WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")


@cache
def weights(name: str) -> Weights:
    """What each trait adds to the scores of the first and second role, by a file of the resources; "neither" scores 0."""
    return {trait: (first, second) for trait, (first, second) in resource.weights(name)["weights"].items()}


def chances(found: Traits, table: Weights) -> tuple[float, float]:
    """The chances that somebody with these traits has the first role, and that they have the second."""
    rows = [table[trait] for trait in found & table.keys()]
    first, second = (math.exp(min(math.fsum(row[n] for row in rows), 50.0)) for n in (0, 1))
    whole = 1 + first + second
    return first / whole, second / whole


def step(far: int) -> int:
    """The class of a distance in characters: its upper bound, 999 beyond the last one."""
    return STEPS[bisect_left(STEPS, far)] if far <= STEPS[-1] else 999


def run_of(text: str, mentions: Sequence[Mention], n: int, joint: re.Pattern[str], most: int) -> tuple[int, int]:
    """The first and last mention of the list that the one of this number stands in, at most so many on either side; a joint stands between two."""

    def joined(a: int, b: int) -> bool:
        return joint.fullmatch(text, mentions[a].end or 0, mentions[b].start or 0) is not None

    first = last = n
    while first > max(n - most, 0) and joined(first - 1, first):
        first -= 1
    while last < min(n + most, len(mentions) - 1) and joined(last, last + 1):
        last += 1
    return first, last


def laid_out(text: str, mention: Mention, line: Bounds, title: str | None) -> Iterator[str]:
    """Where a mention stands: in a short line or one with a mark before it, early in the page, or in its title too."""
    if line[1] - line[0] < 100:
        yield "short line"
    if not text[line[0] : line[0] + 1].isalpha():
        yield "marked line"
    if (mention.start or 0) < 400:
        yield "early"
    if title and mention.text in title:
        yield "in title"


@lru_cache(maxsize=4096)
def called(name: str) -> Traits:
    """The words of a name as traits."""
    return frozenset(f"name {w}" for w in words(name))


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Words and marks in lower case, every number as "0"."""
    return tuple("0" if w.isdigit() else w for w in WORD.findall(text.casefold()))
