"""Makes ``resources/boilerplate_weights.json`` from annotated pages: an averaged structured perceptron with a margin.

Method: Collins (2002), "Discriminative training methods for hidden Markov models", with cost-augmented decoding, where a line put on the wrong side of
kept and dropped costs more the longer it is. Plain Python; a hundred pages take a few seconds a round.
"""

from __future__ import annotations

import json
import math
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.boilerplate import KEPT, PARTS, Weights, best_path, page_lines, step_kind
from pipeline.lines import Line, evidence, fold, look

_STEPS = ("plain", "blank", "continues")


@dataclass(frozen=True, slots=True)
class Marked:
    """A non-blank line with its gold part, and whether a blank line stands before it."""

    line: Line
    part: int
    blank: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A page's features, its gold parts and the number of words of each line."""

    given: list[list[str]]
    parts: list[int]
    words: list[int]


def marked(lines: Sequence[str], main: set[int], title: str | None) -> list[Marked]:
    """The lines of an annotated page, from the numbers of those that are main content, and its title."""
    numbers, looks, blanks, _ = page_lines(lines)
    kept = [n in main for n in numbers]
    first = kept.index(True) if any(kept) else len(kept)
    last = len(kept) - 1 - kept[::-1].index(True) if any(kept) else -1
    out, heading = [], fold(title or "")
    for i, line in enumerate(looks):
        text = line.folded.strip("#*_ ")
        if not kept[i]:
            part = 0 if i < first else 4 if i > last else 3
        elif heading and len(text) > 1 and 0 <= heading.find(text) <= 2:
            part, heading = 1, heading[heading.find(text) + len(text) :]
        else:
            part = 2
        out.append(Marked(line, part, blanks[i]))
    return out


def example(page: Sequence[Marked]) -> Example:
    """The features and gold parts of a page."""
    given = evidence([x.line for x in page], blank_before=[x.blank for x in page], repeated=[False] * len(page))
    return Example(given, [x.part for x in page], [x.line.words for x in page])


def mixed(pages: Sequence[Sequence[Marked]], dice: random.Random) -> Iterator[list[Marked]]:
    """As many new pages, each with the head of one page, the body of a second and the foot of a third; in one line of ten the phrase lists are not consulted.

    So the scores rest on the shape of things more than on the wording of these heads and feet.
    """
    whole = [p for p in pages if any(x.part in KEPT for x in p)]
    for body in whole:
        head, foot = dice.choice(pages), dice.choice(pages)
        page = [x for x in head if x.part == 0] + [x for x in body if x.part in (1, 2, 3)] + [x for x in foot if x.part == 4]
        yield [replace(x, line=look(x.line.text, phrases=False)) if dice.random() < 0.1 else x for x in page]


def train(pages: Sequence[Sequence[Marked]], *, rounds: int = 12, mixes: int = 1, seed: int = 7, least: int = 3, title_cost: float = 2.0) -> Weights:
    """Averaged weights from ``rounds`` over the pages and ``mixes`` sets of mixed ones each; features seen on fewer than ``least`` pages are left out."""
    dice = random.Random(seed)
    originals = [example(p) for p in pages]
    seen: dict[str, int] = defaultdict(int)
    for x in originals:
        for name in {n for names in x.given for n in names}:
            seen[name] += 1
    common = {n for n, c in seen.items() if c >= least}
    size = len(PARTS)
    now: dict[str, list[float]] = {n: [0.0] * size for n in sorted(common)}
    total: dict[str, list[float]] = {n: [0.0] * size for n in sorted(common)}
    steps = {k: [[0.0] * size for _ in PARTS] for k in _STEPS}
    step_total = {k: [[0.0] * size for _ in PARTS] for k in _STEPS}
    clock = 0
    for _ in range(rounds):
        data = [*originals, *(example(p) for _ in range(mixes) for p in mixed(pages, dice))]
        dice.shuffle(data)
        for x in data:
            clock += 1
            cost = [[_cost(s, gold, n, title_cost) for s in range(size)] for gold, n in zip(x.parts, x.words, strict=True)]
            given = [[n for n in names if n in common or n in ("continues", "blank before") or n.startswith("kind:")] for names in x.given]
            guess = best_path(given, Weights(now, steps), cost)
            if guess == x.parts:
                continue
            for i, names in enumerate(given):
                if guess[i] != x.parts[i]:
                    for name in names:
                        for s, by in ((x.parts[i], 1.0), (guess[i], -1.0)):
                            if name in now:
                                now[name][s] += by
                                total[name][s] += by * clock
                if i and (guess[i - 1], guess[i]) != (x.parts[i - 1], x.parts[i]):
                    kind = step_kind(names)
                    for (a, b), by in (((x.parts[i - 1], x.parts[i]), 1.0), ((guess[i - 1], guess[i]), -1.0)):
                        steps[kind][a][b] += by
                        step_total[kind][a][b] += by * clock

    def mean(values: Sequence[float], sums: Sequence[float]) -> tuple[float, ...]:
        return tuple(round(w - t / (clock + 1), 2) for w, t in zip(values, sums, strict=True))

    averaged = {n: mean(now[n], total[n]) for n in now}
    return Weights({n: row for n, row in averaged.items() if any(row)}, {k: tuple(map(mean, steps[k], step_total[k])) for k in steps})


def _cost(part: int, gold: int, words: int, title_cost: float) -> float:
    """What a wrong part costs in training: by the length of the line where it is lost or let in, else little, more where the title is at stake."""
    if part == gold:
        return 0.0
    if (part in KEPT) != (gold in KEPT):
        return math.log2(2 + words) + (title_cost if 1 in (part, gold) else 0.0)
    return title_cost if 1 in (part, gold) else 0.5


def save(found: Weights, path: Path) -> None:
    """Write the weights, one feature a line, sorted."""
    rows = ",\n".join(f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(list(found.features[k]))}" for k in sorted(found.features))
    table = json.dumps({k: [list(r) for r in v] for k, v in sorted(found.steps.items())})
    path.write_text(f'{{"steps": {table},\n"features": {{\n{rows}\n}}}}\n', encoding="utf-8")
