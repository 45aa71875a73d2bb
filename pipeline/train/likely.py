"""Makes ``resources/event_weights.json`` from annotated pages: how likely what a page tells of is an event, by how it is told.

What is learnt from (:mod:`pipeline.train.logistic`) is all that the rules take for events on the training pages, right where a gold record is paired
with it.

``python -m pipeline.train.likely corpus/annotated`` prints F1 of events by cross-validation by page, of the rules alone and without those that are
unlikely, and writes the weights anew; three minutes for 1,400 pages, nearly all of it to extract them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.document import Document
from pipeline.events import likely, told_events
from pipeline.score.match import Record
from pipeline.train.found import pairs
from pipeline.train.logistic import FIRST, NEITHER, Case, learn
from pipeline.weighing import Weights, chances

PENALTY = 40.0
"""Of 3 to 40 as good as any on pages of other origin, with the fewest weights."""


def cases(stem: str, document: Document, gold: Record) -> Iterator[Case]:
    """What a page tells of, and how many events of gold it lacks."""
    told = list(told_events(document))
    right = {j for _, j in pairs(gold["events"], [event for event, _ in told])}
    if told or gold["events"]:
        bodies = tuple((seen, FIRST if j in right else NEITHER, FIRST) for j, (_, seen) in enumerate(told))
        yield Case(stem, bodies, (len(gold["events"]) - len(right), 0))


def decide(given: Case, table: Weights) -> Iterator[int]:
    """What is likely enough."""
    return (FIRST if chances(seen, table)[0] >= likely.LEAST else NEITHER for seen, _, _ in given.bodies)


if __name__ == "__main__":
    learn(Path(sys.argv[1]), likely.WEIGHTS, cases, decide, penalty=PENALTY)
