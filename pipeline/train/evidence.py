"""How often a value of an event or initiative is right, by slot and by where the page says it; writes ``resources/evidence_right.csv``.

    python -m pipeline.train.evidence corpus/annotated

reads the training pages that the span tagger was not trained on (:func:`pipeline.train.pages.unread`), pairs what the product finds there with
the gold records as the scorer does, and counts each piece of evidence of a paired record: its value is right where gold has the same code, day or
name, a party where it is one of those of gold, by any of its names. Slots without a gold value of their own (venue, focal point …) are left out.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.document import Document
from pipeline.events import find_events
from pipeline.initiatives import find_initiatives
from pipeline.score.match import Record, same_slot
from pipeline.score.read import read_gold
from pipeline.train.found import names, naming, pairs
from pipeline.train.logistic import documents
from pipeline.train.pages import unread

TABLE = Path(__file__).parents[1] / "resources" / "evidence_right.csv"
LEAST = 8
"""Cases of a slot and basis from which a share says something."""
VALUES = {name: name for name in ("acronym", "city", "kind", "status")} | {"country_code": "country", "end_date": "end", "start_date": "start"}
"""Evidence of one value and the slot of gold that it is compared with."""
PARTIES = {"organiser": "organisers", "participant": "participants", "lead": "lead", "partner": "partners", "funder": "partners"}

Key = tuple[str, str, str]


def judged(document: Document, gold: Record) -> Iterator[tuple[Key, bool]]:
    """Record, slot and basis of each piece of evidence of the events and initiatives that page and gold share, and whether its value is right."""
    known, same = names(document), naming(gold, document)
    for record, found, wanted in (
        ("event", find_events(document), gold["events"]),
        ("initiative", find_initiatives(document), gold["initiatives"]),
    ):
        for i, j in pairs(wanted, found):
            for e in found[j].evidence:
                if e.slot in VALUES and VALUES[e.slot] in wanted[i]:
                    yield (record, e.slot, e.basis), same_slot(VALUES[e.slot], wanted[i][VALUES[e.slot]], e.value)
                elif e.slot in PARTIES:
                    name = known.get(e.value, e.value)
                    yield (record, e.slot, e.basis), any(same(w, name) for w in wanted[i][PARTIES[e.slot]])


def write(right: Counter[Key], every: Counter[Key], file: Path = TABLE) -> None:
    """The counts as a resource, sorted."""
    with file.open("w", encoding="utf-8", newline="") as out:
        out.write(
            "# How often a value is right where its event or initiative is found, by slot and by where the page says it: right of all, on training\n"
        )
        out.write(f"# pages that the span tagger had not read. Cases below {LEAST} are left out. Made by pipeline.train.evidence.\n")
        table = csv.writer(out, lineterminator="\n")
        table.writerow(("record", "slot", "basis", "right", "all"))
        table.writerows((*key, right[key], count) for key, count in sorted(every.items()) if count >= LEAST)


if __name__ == "__main__":
    corpus = Path(sys.argv[1])
    names_of_pages = unread(corpus)
    records = read_gold(corpus, set(names_of_pages))
    counts, hits = Counter[Key](), Counter[Key]()
    for stem, document in documents(corpus, names_of_pages):
        for key, is_right in judged(document, records[stem]):
            counts[key] += 1
            hits[key] += is_right
    write(hits, counts)
    sys.stderr.write(f"{sum(counts.values())} pieces of evidence on {len(names_of_pages)} pages, {sum(hits.values())} right\n")
