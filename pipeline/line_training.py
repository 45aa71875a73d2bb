"""Makes ``resources/boilerplate_weights.json`` from annotated pages: an averaged structured perceptron with a margin.

Method: Collins (2002), "Discriminative training methods for hidden Markov models", with cost-augmented decoding, where a line put on the wrong side of
kept and dropped costs more the longer it is. Plain Python; a hundred pages take a few seconds a round.
"""

from __future__ import annotations

import json
import math
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.boilerplate import KEPT, PARTS, Weights, best_path, page_lines, step_kind
from pipeline.lines import evidence, fold

_STEPS = ("plain", "blank", "continues")


@dataclass(frozen=True, slots=True)
class Example:
    """A page's features, its gold parts and the number of words of each line."""

    given: list[list[str]]
    parts: list[int]
    words: list[int]


def example(lines: Sequence[str], main: set[int], title: str | None) -> Example:
    """An example from a page's lines, the numbers of those that are main content, and its title."""
    numbers, looks, blanks, repeated = page_lines(lines)
    given = evidence(looks, blank_before=blanks, repeated=repeated)
    kept = [n in main for n in numbers]
    first = kept.index(True) if any(kept) else len(kept)
    last = len(kept) - 1 - kept[::-1].index(True) if any(kept) else -1
    heading = fold(title or "")
    parts, open_title = [], heading
    for i, line in enumerate(looks):
        if kept[i]:
            at = open_title.find(line.folded.strip("#*_ ")) if open_title else -1
            if 0 <= at <= 2 and len(line.folded) > 1:
                parts.append(1)
                open_title = open_title[at + len(line.folded.strip("#*_ ")) :]
            else:
                parts.append(2)
        else:
            parts.append(0 if i < first else 4 if i > last else 3)
    return Example(given, parts, [x.words for x in looks])


def train(examples: Sequence[Example], *, rounds: int = 12, seed: int = 7, least: int = 2) -> Weights:
    """Averaged weights; features seen on fewer than ``least`` pages are left out."""
    pages: dict[str, int] = defaultdict(int)
    for x in examples:
        for name in {n for names in x.given for n in names}:
            pages[name] += 1
    common = {n for n, c in pages.items() if c >= least}
    data = [(Example([[n for n in names if n in common] for names in x.given], x.parts, x.words)) for x in examples]
    size = len(PARTS)
    now: dict[str, list[float]] = {n: [0.0] * size for n in sorted(common)}
    total: dict[str, list[float]] = {n: [0.0] * size for n in sorted(common)}
    steps = {k: [[0.0] * size for _ in PARTS] for k in _STEPS}
    step_total = {k: [[0.0] * size for _ in PARTS] for k in _STEPS}
    order = list(range(len(data)))
    dice = random.Random(seed)
    clock = 0
    for _ in range(rounds):
        dice.shuffle(order)
        for at in order:
            x = data[at]
            clock += 1
            cost = [
                [0.0 if s == gold else (math.log2(2 + n) if (s in KEPT) != (gold in KEPT) else 0.5) for s in range(size)]
                for gold, n in zip(x.parts, x.words, strict=True)
            ]
            guess = best_path(x.given, Weights(now, steps), cost)  # type: ignore[arg-type]
            if guess == x.parts:
                continue
            for i, names in enumerate(x.given):
                if guess[i] != x.parts[i]:
                    for name in names:
                        for s, by in ((x.parts[i], 1.0), (guess[i], -1.0)):
                            now[name][s] += by
                            total[name][s] += by * clock
                if i and (guess[i - 1], guess[i]) != (x.parts[i - 1], x.parts[i]):
                    kind = step_kind(names)
                    for (a, b), by in (((x.parts[i - 1], x.parts[i]), 1.0), ((guess[i - 1], guess[i]), -1.0)):
                        steps[kind][a][b] += by
                        step_total[kind][a][b] += by * clock
    averaged = {n: tuple(round(w - t / (clock + 1), 2) for w, t in zip(now[n], total[n], strict=True)) for n in now}
    return Weights(
        {n: row for n, row in averaged.items() if any(row)},
        {
            k: tuple(tuple(round(w - t / (clock + 1), 2) for w, t in zip(a, b, strict=True)) for a, b in zip(steps[k], step_total[k], strict=True))
            for k in steps
        },
    )


def save(found: Weights, path: Path) -> None:
    """Write the weights, one feature a line, sorted."""
    rows = ",\n".join(f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(list(found.features[k]))}" for k in sorted(found.features))
    table = json.dumps({k: [list(r) for r in v] for k, v in sorted(found.steps.items())})
    path.write_text(f'{{"steps": {table},\n"features": {{\n{rows}\n}}}}\n', encoding="utf-8")
