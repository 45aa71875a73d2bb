"""How sure a mention is: the share of mentions found in the same way, and as sure by their finder, that were right on annotated pages.

The finders state a confidence of their own: the tagger its probability, gazetteer and patterns a figure set by hand.
``resources/mention_confidence.csv`` says for each label, method and range of these what was right; :mod:`pipeline.train.calibration` makes it. Where
the table has no row the stated figure stays.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from functools import cache

from pipeline import resource
from pipeline.document import Mention

Rows = list[tuple[float, float]]
"""Upper end of a range of stated confidences, and the share right; in rising order."""


def calibrated(mention: Mention) -> Mention:
    """The mention with its measured confidence."""
    return replace(mention, confidence=measured(mention.label, mention.method, mention.confidence))


def measured(label: str, method: str, stated: float) -> float:
    """The share right of mentions of this label and method with a stated confidence like this one; the stated one where that is not known."""
    rows = _table().get((label, method))
    return look_up(rows, stated) if rows else stated


def look_up(rows: Rows, stated: float) -> float:
    """The share of the first range that reaches up to the stated confidence; of the last one beyond it."""
    at = bisect_left(rows, stated, key=lambda r: r[0])
    return rows[min(at, len(rows) - 1)][1]


@cache
def _table() -> dict[tuple[str, str], Rows]:
    out: defaultdict[tuple[str, str], Rows] = defaultdict(list)
    for row in resource.rows("mention_confidence.csv"):
        out[row["label"], row["method"]].append((float(row["stated_up_to"]), float(row["right"])))
    return {key: sorted(rows) for key, rows in out.items()}
