"""Makes ``resources/initiative_party_weights.json`` from annotated pages: who leads or joins an initiative, by how the page names them.

What is learnt from (:mod:`pipeline.train.logistic`) are the initiatives that the product finds on the training pages and the gold records have too,
with the bodies and countries that it finds there.

``python -m pipeline.train.parties corpus/annotated`` prints F1 of cross-validation by page, with and without the weights, and writes them anew; some
seconds for two hundred pages, and as long again as it takes to extract them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.document import Document
from pipeline.initiatives import find_initiatives, readings, told_parties
from pipeline.initiatives.weighed import JOINS, LEADS, WEIGHTS, traits
from pipeline.score.match import Record
from pipeline.train.found import names, naming, pairs
from pipeline.train.logistic import NEITHER, Case, case, learn
from pipeline.weighing import Weights, chances

LEAD, PARTNER = 1, 2
PENALTY = 5.0
"""Of 2 to 40 the best for partners by cross-validation, and as good as any for leads."""


def cases(stem: str, document: Document, gold: Record) -> Iterator[Case]:
    """The initiatives that page and gold record share."""
    known, same = names(document), naming(gold, document)
    read_of = readings(document)
    for i, j in pairs(gold["initiatives"], find_initiatives(document)):
        ruled = {p.ref: LEAD if p.role == "lead" else PARTNER for p in told_parties(read_of[j])}
        told = ((known.get(ref, ref), seen, ruled.get(ref, NEITHER)) for ref, (_, seen) in traits(*read_of[j][:5]).items())
        yield case(stem, told, [gold["initiatives"][i][slot] for slot in ("lead", "partners")], same)


def decide(given: Case, table: Weights) -> Iterator[int]:
    """Where the rules leave a body without a part, that of its weights: a leader only where nobody else leads."""
    led = any(ruled == LEAD for _, _, ruled in given.bodies)
    for seen, _, ruled in given.bodies:
        lead, partner = (0.0, 0.0) if ruled else chances(seen, table)
        yield ruled or (LEAD if not led and lead >= LEADS else PARTNER if partner >= JOINS else NEITHER)


if __name__ == "__main__":
    learn(Path(sys.argv[1]), WEIGHTS, cases, decide, penalty=PENALTY)
