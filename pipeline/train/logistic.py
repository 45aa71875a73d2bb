"""Multinomial logistic regression of who has which part in something, from short traits: fitting, cross-validation by page, the file of weights.

The penalty is quadratic; fitted by limited-memory BFGS (Nocedal and Wright, 2006, algorithm 7.5).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline import flow
from pipeline.config import Config
from pipeline.document import Document, digest
from pipeline.score.match import Record
from pipeline.score.read import raw_file, read_gold, split
from pipeline.weighing import Traits, Weights

Floats = npt.NDArray[np.float64]
Objective = Callable[[Floats], tuple[float, Floats]]

FOLDS = 5
RARE, SMALL = 5, 0.1
"""Traits of fewer bodies than this are not learnt, those of less weight not kept."""
NEITHER, FIRST, SECOND = range(3)


@dataclass(frozen=True, slots=True)
class Case:
    """One record that page and gold share: its bodies with their traits, what each is in gold, and what the rules make of it."""

    page: str
    bodies: tuple[tuple[Traits, int, int], ...]
    lacking: tuple[int, int]
    """Those of the first and second role of gold that are none of the bodies."""


Decide = Callable[[Case, Weights], Iterable[int]]
"""What the product makes of each body of a case, by the weights."""


def documents(corpus: Path, stems: Iterable[str]) -> Iterator[tuple[str, Document]]:
    """The pages as the product reads them, by stem."""
    for stem in sorted(stems):
        file = raw_file(corpus, stem)
        record = flow.one(file, Config()) if file else None
        if isinstance(record, Document) and record.status == "extracted":
            yield stem, record


def case(page: str, bodies: Iterable[tuple[str, Traits, int]], wanted: Sequence[Sequence[str]], same: Callable[[str, str], bool]) -> Case:
    """A case of bodies with their names, traits and role by the rules; ``wanted`` are the names that gold has of either role."""
    told = []
    for name, seen, ruled in bodies:
        gold = next((role for role, each in zip((FIRST, SECOND), wanted, strict=True) if any(same(w, name) for w in each)), NEITHER)
        told.append((seen, gold, ruled))
    first, second = (max(len(each) - sum(gold == role for _, gold, _ in told), 0) for role, each in zip((FIRST, SECOND), wanted, strict=True))
    return Case(page, tuple(told), (first, second))


def fit(given: Sequence[Case], *, penalty: float) -> Weights:
    """The weights of either role against "neither", by trait; ``penalty`` times half the sum of their squares is what large ones cost."""
    bodies = [(seen, role) for case in given for seen, role, _ in case.bodies]
    count = Counter(t for seen, _ in bodies for t in seen)
    known = {t: n for n, t in enumerate(sorted(t for t, c in count.items() if c >= RARE))}
    pairs = np.array([(i, known[t]) for i, (seen, _) in enumerate(bodies) for t in sorted(seen) if t in known], dtype=np.int64)
    row, column, gold = pairs[:, 0], pairs[:, 1], np.eye(3)[[role for _, role in bodies]]

    def objective(weights: Floats) -> tuple[float, Floats]:
        score = np.stack([np.bincount(row, weights=weights[column, k], minlength=len(bodies)) for k in range(3)], axis=1)
        chance = np.exp(score - score.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        loss = -float(np.log((chance * gold).sum(axis=1) + 1e-12).sum()) + penalty / 2 * float((weights**2).sum())
        error = chance - gold
        slope = np.stack([np.bincount(column, weights=error[row, k], minlength=len(known)) for k in range(3)], axis=1)
        return loss, slope + penalty * weights

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


def crossed(given: Sequence[Case], *, penalty: float) -> dict[str, Weights]:
    """For each page the weights that the pages of the other folds give."""
    pages = sorted({c.page for c in given})
    fold = {page: n % FOLDS for n, page in enumerate(sorted(pages, key=lambda p: digest(p)))}
    tables = [fit([c for c in given if fold[c.page] != n], penalty=penalty) for n in range(FOLDS)]
    return {page: tables[n] for page, n in fold.items()}


def f1(given: Sequence[Case], said: Callable[[Case], Iterable[int]]) -> tuple[float, float]:
    """F1 of the first and of the second role, as said of the bodies of each case."""
    right, wrong, missed = np.zeros(3), np.zeros(3), np.zeros(3)
    for each in given:
        missed[1:] += each.lacking
        for (_, gold, _), role in zip(each.bodies, said(each), strict=True):
            right[role] += role == gold
            wrong[role] += role != gold
            missed[gold] += role != gold
    first, second = (2 * right / np.maximum(2 * right + wrong + missed, 1))[1:]
    return round(float(first), 3), round(float(second), 3)


def compared(given: Sequence[Case], decide: Decide, *, penalty: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """F1 of the rules alone, and of what is decided with the weights of the other folds."""
    tables = crossed(given, penalty=penalty)
    return f1(given, lambda c: [ruled for _, _, ruled in c.bodies]), f1(given, lambda c: decide(c, tables[c.page]))


def learn(corpus: Path, file: str, cases: Callable[[str, Document, Record], Iterator[Case]], decide: Decide, *, penalty: float) -> None:
    """Cross-validate, then learn from all training pages of a corpus and write the weights into the file of the resources."""
    gold = read_gold(corpus, set(split(corpus, "train")))
    given = [each for stem, document in documents(corpus, gold) for each in cases(stem, document, gold[stem])]
    alone, weighed = compared(given, decide, penalty=penalty)
    sys.stderr.write(f"{len(given)} records; F1 of the first and second role: rules {alone}, with weights {weighed}\n")
    write(Path(__file__).parents[1] / "resources" / file, fit(given, penalty=penalty))


def write(file: Path, table: Weights) -> None:
    """Weights as a resource: one trait a line, sorted."""
    rows = ",\n".join(f"{json.dumps(t, ensure_ascii=False)}: [{a:g}, {b:g}]" for t, (a, b) in sorted(table.items()))
    file.write_text(f'{{"weights": {{\n{rows}\n}}}}\n', encoding="utf-8")
