"""Makes ``resources/initiative_party_weights.json`` from annotated pages: who leads or joins an initiative, by how the page names them.

Multinomial logistic regression with a quadratic penalty, fitted by limited-memory BFGS (Nocedal and Wright, 2006, algorithm 7.5). What is learnt from
are the initiatives that the product finds on the training pages and the gold records have too, with the bodies and countries that it finds there.

``python -m pipeline.train.parties corpus/annotated`` prints F1 of cross-validation by page, with and without the weights, and writes them anew; some
seconds for two hundred pages, and as long again as it takes to extract them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline import flow
from pipeline.config import Config
from pipeline.document import Document, digest
from pipeline.initiatives import find_initiatives, readings, told_parties
from pipeline.initiatives.weighed import JOINS, LEADS, Traits, chances, traits
from pipeline.score.match import Names, Record, assign, record_similarity
from pipeline.score.read import raw_file, read_gold, split

Floats = npt.NDArray[np.float64]
Weights = dict[str, tuple[float, float]]
Objective = Callable[[Floats], tuple[float, Floats]]

PENALTY = 2.0
FOLDS = 5
RARE, SMALL = 5, 0.1
"""Traits of fewer bodies than this are not learnt, those of less weight not kept."""
NEITHER, LEAD, PARTNER = range(3)


@dataclass(frozen=True, slots=True)
class Case:
    """One initiative that page and gold record share: its bodies with their traits, what each is in gold, and what the rules make of it."""

    page: str
    bodies: tuple[tuple[Traits, int, int], ...]
    lacking: tuple[int, int]
    """Leaders and partners of gold that are none of the bodies."""


def documents(corpus: Path, stems: Iterable[str]) -> Iterator[tuple[str, Document]]:
    """The pages as the product reads them, by stem."""
    for stem in sorted(stems):
        file = raw_file(corpus, stem)
        record = flow.one(file, Config()) if file else None
        if isinstance(record, Document) and record.status == "extracted":
            yield stem, record


def cases(stem: str, document: Document, gold: Record) -> Iterator[Case]:
    """The initiatives that page and gold record share."""
    names = {o.organisation_id: o.name for o in document.organisations} | {p.location_id: p.name for p in document.places}
    bodies = [
        {"name": o.name, "acronym": o.acronym, "surfaces": [m.text for m in document.mentions if m.entity == o.organisation_id]}
        for o in document.organisations
    ]
    same = Names(gold, {"organisations": bodies}).same
    found = [{"name": i.name, "acronym": i.acronym, "kind": i.kind, "start": i.starts and str(i.starts)} for i in find_initiatives(document)]
    read_of = readings(document)
    for i, j in assign(gold["initiatives"], found, record_similarity, 0.5):
        wanted = [gold["initiatives"][i][slot] for slot in ("lead", "partners")]
        ruled = {p.ref: LEAD if p.role == "lead" else PARTNER for p in told_parties(read_of[j])}
        told = []
        for ref, (_, seen) in traits(*read_of[j][:5]).items():
            name = names.get(ref, ref)
            told.append(
                (
                    seen,
                    next((role for role, each in zip((LEAD, PARTNER), wanted, strict=True) if any(same(w, name) for w in each)), NEITHER),
                    ruled.get(ref, NEITHER),
                )
            )
        lacking = [max(len(each) - sum(gives == role for _, gives, _ in told), 0) for role, each in zip((LEAD, PARTNER), wanted, strict=True)]
        yield Case(stem, tuple(told), (lacking[0], lacking[1]))


def fit(given: Sequence[Case]) -> Weights:
    """The weights of "lead" and "partner" against "neither", by trait."""
    bodies = [(seen, role) for case in given for seen, role, _ in case.bodies]
    count = Counter(t for seen, _ in bodies for t in seen)
    known = {t: n for n, t in enumerate(sorted(t for t, c in count.items() if c >= RARE))}
    pairs = np.array([(i, known[t]) for i, (seen, _) in enumerate(bodies) for t in sorted(seen) if t in known], dtype=np.int64)
    row, column, gold = pairs[:, 0], pairs[:, 1], np.eye(3)[[role for _, role in bodies]]

    def objective(weights: Floats) -> tuple[float, Floats]:
        score = np.stack([np.bincount(row, weights=weights[column, k], minlength=len(bodies)) for k in range(3)], axis=1)
        chance = np.exp(score - score.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        loss = -float(np.log((chance * gold).sum(axis=1) + 1e-12).sum()) + PENALTY / 2 * float((weights**2).sum())
        error = chance - gold
        slope = np.stack([np.bincount(column, weights=error[row, k], minlength=len(known)) for k in range(3)], axis=1)
        return loss, slope + PENALTY * weights

    weights = minimise(objective, np.zeros((len(known), 3)))
    weights -= weights[:, :1]
    return {t: (round(float(weights[n, 1]), 2), round(float(weights[n, 2]), 2)) for t, n in known.items() if np.abs(weights[n]).max() >= SMALL}


def minimise(objective: Objective, at: Floats, *, steps: int = 150, memory: int = 10) -> Floats:
    """Where the objective (value and gradient) is least, from ``at`` on; stops where a step gains less than a millionth."""
    value, slope = objective(at)
    past: list[tuple[Floats, Floats]] = []
    for _ in range(steps):
        way, shares = slope.copy(), []
        for s, y in reversed(past):
            shares.append(float((s * way).sum() / (y * s).sum()))
            way -= shares[-1] * y
        way *= float((past[-1][0] * past[-1][1]).sum() / (past[-1][1] ** 2).sum()) if past else 1 / max(1.0, float(np.linalg.norm(slope)))
        for (s, y), share in zip(past, reversed(shares), strict=True):
            way += s * (share - float((y * way).sum() / (y * s).sum()))
        size = 1.0
        while True:
            new, new_slope = objective(at - size * way)
            if new <= value - 1e-4 * size * float((slope * way).sum()) or size < 1e-8:
                break
            size /= 2
        s, y = -size * way, new_slope - slope
        past = [*past, (s, y)][-memory:] if float((s * y).sum()) > 1e-12 else past
        done = value - new < 1e-6 * abs(value)
        at, value, slope = at + s, new, new_slope
        if done:
            break
    return at


def f1(given: Sequence[Case], tables: Mapping[str, Weights] | None) -> tuple[float, float]:
    """F1 of leaders and of partners by the rules alone, or with the weights of each page's table where the rules leave them empty."""
    right, wrong, missed = np.zeros(3), np.zeros(3), np.zeros(3)
    for case in given:
        led = any(ruled == LEAD for _, _, ruled in case.bodies)
        missed[1:] += case.lacking
        for seen, gold, ruled in case.bodies:
            said = ruled
            if not ruled and tables is not None:
                lead, partner = chances(seen, tables[case.page])
                said = LEAD if not led and lead >= LEADS else PARTNER if partner >= JOINS else NEITHER
            right[said] += said == gold
            wrong[said] += said != gold
            missed[gold] += said != gold
    lead, partner = (2 * right / (2 * right + wrong + missed))[1:]
    return round(float(lead), 3), round(float(partner), 3)


def crossed(given: Sequence[Case]) -> dict[str, Weights]:
    """For each page the weights that the pages of the other folds give."""
    pages = sorted({case.page for case in given})
    fold = {page: n % FOLDS for n, page in enumerate(sorted(pages, key=lambda p: digest(p)))}
    tables = [fit([c for c in given if fold[c.page] != n]) for n in range(FOLDS)]
    return {page: tables[n] for page, n in fold.items()}


def main(corpus: Path, resources: Path) -> None:
    """Cross-validate, then learn from all training pages and write the weights."""
    gold = read_gold(corpus, set(split(corpus, "train")))
    given = [case for stem, document in documents(corpus, gold) for case in cases(stem, document, gold[stem])]
    alone, weighed = f1(given, None), f1(given, crossed(given))
    sys.stderr.write(f"{len(given)} initiatives; F1 of lead and partners: rules {alone}, with weights {weighed}\n")
    rows = ",\n".join(f"{json.dumps(t, ensure_ascii=False)}: [{a:g}, {b:g}]" for t, (a, b) in sorted(fit(given).items()))
    (resources / "initiative_party_weights.json").write_text(f'{{"weights": {{\n{rows}\n}}}}\n', encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).parents[1] / "resources")
