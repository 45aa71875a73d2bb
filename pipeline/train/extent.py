"""Makes ``resources/initiative_extent_weights.json`` from annotated pages: in which countries an initiative works, by how the page names them.

What is learnt from (:mod:`pipeline.train.logistic`) are the initiatives that the product finds on the training pages and the gold records have too,
with the countries that it finds there.

``python -m pipeline.train.extent corpus/annotated`` prints F1 of cross-validation by page, of the rules alone and with the weights, and writes them
anew; half a minute for nine hundred pages, and two minutes to extract them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.document import Document
from pipeline.initiatives import readings, ruled
from pipeline.initiatives.extent import WEIGHTS, traits, works
from pipeline.score.match import Record
from pipeline.train.found import pairs
from pipeline.train.logistic import Case, case, learn
from pipeline.weighing import Weights, chances

PENALTY = 10.0
"""Of 3 to 20 the best on pages that are not learnt from."""


def cases(stem: str, document: Document, gold: Record) -> Iterator[Case]:
    """The initiatives that page and gold record share; the one role is that of a country of work."""
    read = readings(document)
    told = ruled(read)
    seen = traits(read, told)
    for i, j in pairs(gold["initiatives"], told):
        countries = ((code, found, int("rule -" not in found)) for code, (_, found) in seen[j].items())
        yield case(stem, countries, [gold["initiatives"][i]["countries"], ()], str.__eq__)


def decide(given: Case, table: Weights) -> Iterator[int]:
    """The countries by their weights, what the rules say among them."""
    return (int(works(found, chances(found, table)[0])) for found, _, _ in given.bodies)


if __name__ == "__main__":
    learn(Path(sys.argv[1]), WEIGHTS, cases, decide, penalty=PENALTY)
