"""Makes ``resources/event_party_weights.json`` from annotated pages: who holds an event or takes part in it, by how the page names them.

What is learnt from (:mod:`pipeline.train.logistic`) are the events that the product finds on the training pages and the gold records have too, with
the bodies, persons and places that it finds there.

``python -m pipeline.train.event_parties corpus/annotated`` prints F1 of cross-validation by page, of the rules alone and with the weights, and writes
them anew; half a minute for six hundred pages, and two minutes to extract them. On 140 pages that the tagger had not seen they bring organisers
from .62 to .66 and participants from .53 to .61.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.document import Document
from pipeline.events import find_events
from pipeline.events.weighed import WEIGHTS, role_of, traits
from pipeline.score.match import Record
from pipeline.train.found import names, naming, pairs
from pipeline.train.logistic import NEITHER, Case, case, learn
from pipeline.weighing import Weights

PENALTY = 20.0
"""Of 2 to 40 the best by cross-validation: many traits of a party say much the same."""
ROLES = {None: NEITHER, "organiser": 1, "participant": 2}


def cases(stem: str, document: Document, gold: Record) -> Iterator[Case]:
    """The events that page and gold record share."""
    known, same = names(document), naming(gold, document)
    events = find_events(document)
    seen = traits(document, events)
    for i, j in pairs(gold["events"], events):
        ruled = {p.ref: p.role for p in events[j].parties}
        told = ((known.get(ref, ref), each, ROLES[ruled.get(ref)]) for ref, (_, each) in seen[j].items())
        yield case(stem, told, [gold["events"][i][slot] for slot in ("organisers", "participants")], same)


def decide(given: Case, table: Weights) -> Iterator[int]:
    """The part of each by its weights, what the rules say among them."""
    return (ROLES[role_of(seen, table)] for seen, _, _ in given.bodies)


if __name__ == "__main__":
    learn(Path(sys.argv[1]), WEIGHTS, cases, decide, penalty=PENALTY)
