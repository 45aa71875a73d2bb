"""Makes ``resources/boilerplate_weights.json`` from annotated pages: a linear-chain conditional random field with a margin.

Method: Lafferty, McCallum and Pereira (2001), trained as a softmax margin (Gimpel and Smith, 2010), where a line put on the wrong side of kept and
dropped costs more the longer it is. A hundred pages take some seconds.

``python -m pipeline.train.lines corpus/annotated`` makes these weights, and those of the page types, anew from the training pages of the split.
"""

from __future__ import annotations

import json
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.clean import judged, pagetype
from pipeline.clean.boilerplate import BARRED, FIRST, KEPT, LAST, NEXT, PARTS, Survey, Weights, page_lines, step_kind, weights
from pipeline.clean.decoding import decode
from pipeline.clean.facts import posted, title_of
from pipeline.clean.language import language_of
from pipeline.clean.lines import Line, fold, look
from pipeline.clean.repair import repair
from pipeline.clean.surroundings import evidence
from pipeline.document import Page, PageType
from pipeline.score.match import Record
from pipeline.score.read import raw_file, read_gold, split

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_STEPS = ("plain", "blank", "continues")
_TITLE_COST = 2.0
_OTHER_HANDS = 0.5
"""What a page counts whose type was set by other writers than those of the first pages: they draw the line between topic and news elsewhere."""
_SUB, _OVER = 0.2, 0.15
_NEVER = -1e9
_ALLOWED = np.array([[0.0 if b in NEXT[a] else _NEVER for b in range(len(PARTS))] for a in range(len(PARTS))])
_FIRST = np.array([0.0 if s in FIRST else _NEVER for s in range(len(PARTS))])
_LAST = np.array([0.0 if s in LAST else _NEVER for s in range(len(PARTS))])


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
    """As many new pages, each with the head of one page, the body of a second and the foot of a third.

    One line in ten is looked at without the phrase lists; one page in ten gets the title of another below its own, as a subtitle, and three in ten
    get a kicker above it: a line from the head of another page, or a step of its trail.

    So the scores rest on the shape of things more than on the wording of these heads and feet.
    """
    whole = [p for p in pages if any(x.part in KEPT for x in p)]
    over = _kickers(pages)
    for body in whole:
        head, foot = dice.choice(pages), dice.choice(pages)
        page = [x for x in head if x.part == 0] + [x for x in body if x.part in (1, 2, 3)] + [x for x in foot if x.part == 4]
        titles = [i for i, x in enumerate(page) if x.part == 1]
        others = [x for x in dice.choice(whole) if x.part == 1]
        if titles and others and dice.random() < _SUB:
            page.insert(titles[-1] + 1, replace(others[0], part=2, blank=page[titles[-1]].blank))
        if titles and over and dice.random() < _OVER:
            page.insert(titles[0], Marked(dice.choice(over), 0, page[titles[0]].blank))
        yield [replace(x, line=look(x.line.text, phrases=False)) if dice.random() < 0.1 else x for x in page]


def _kickers(pages: Sequence[Sequence[Marked]]) -> list[Line]:
    """Lines that may stand right above a title: names of bodies, sections and places from the heads of pages, and the steps of their trails."""
    out: dict[str, Line] = {}
    for x in (x for p in pages for x in p if x.part == 0):
        texts = re.split(r"\s(?:>>?|»|›|/|::)\s", x.line.text) if x.line.kind == "crumb" else [x.line.text]
        for line in map(look, texts):
            if line.kind in {"capitals", "field", "long", "running", "sentence", "short", "type", "word"} and line.words <= 16:
                out.setdefault(line.folded, line)
    return [out[k] for k in sorted(out)]


def train(
    pages: Sequence[Sequence[Marked]], *, rounds: int = 12, mixes: int = 3, seed: int = 7, least: int = 3, penalty: float = 0.1, rate: float = 0.2
) -> Weights:
    """Weights from ``rounds`` over the pages and ``mixes`` sets of mixed ones each; features seen on fewer than ``least`` pages are left out.

    AdaGrad with an L2 ``penalty`` on what a page touches; the weights after each of the later rounds are averaged.
    """
    dice = random.Random(seed)
    originals = [x for x in map(example, pages) if x.parts]
    seen = Counter(name for x in originals for name in {n for names in x.given for n in names})
    names = sorted(n for n, c in seen.items() if c >= least)
    index = {n: i for i, n in enumerate(names)}
    size = len(PARTS)
    own, own_scale, own_sum = np.zeros((len(names), size)), np.full((len(names), size), 1e-2), np.zeros((len(names), size))
    step, step_scale, step_sum = np.zeros((3, size, size)), np.full((3, size, size), 1e-2), np.zeros((3, size, size))
    fixed = [_prepare(x, index) for x in originals]
    taken = 0
    for turn in range(rounds):
        data = fixed + [_prepare(example(p), index) for _ in range(mixes) for p in mixed(pages, dice)]
        dice.shuffle(data)
        for x in data:
            by_line, by_step = _slope(x, own, step)
            rows = np.repeat(np.arange(len(x.features)), [len(f) for f in x.features])
            used, place = np.unique(np.concatenate(x.features), return_inverse=True)
            slope = np.zeros((len(used), size))
            np.add.at(slope, place, by_line[rows])
            slope += penalty * own[used]
            own_scale[used] += slope**2
            own[used] -= rate * slope / np.sqrt(own_scale[used])
            by_step += penalty * step
            step_scale += by_step**2
            step -= rate * by_step / np.sqrt(step_scale)
        if turn >= rounds // 2:
            own_sum += own
            step_sum += step
            taken += 1
    own, step = (own_sum / taken).round(2), (step_sum / taken).round(2)
    return Weights(
        {n: tuple(map(float, own[i])) for n, i in index.items() if abs(own[i]).max() >= 0.02},
        {kind: tuple(tuple(map(float, row)) for row in step[k]) for k, kind in enumerate(_STEPS)},
    )


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An example as arrays: numbers of each line's features, tables of steps, gold parts, and what is added to each part's score."""

    features: list[Ints]
    steps: list[int]
    gold: Ints
    cost: Floats


def _prepare(x: Example, index: dict[str, int]) -> _Prepared:
    """The arrays of an example; a part that is barred to a line's kind is out of reach, unless it is the gold one."""
    cost = np.array([[_cost(s, gold, n) for s in range(len(PARTS))] for gold, n in zip(x.parts, x.words, strict=True)])
    for i, names in enumerate(x.given):
        for name in names:
            for part in BARRED.get(name, ()):
                if part != x.parts[i]:
                    cost[i, part] = _NEVER
    features = [np.array([index[n] for n in names if n in index], dtype=np.int64) for names in x.given]
    return _Prepared(features, [_STEPS.index(step_kind(n)) for n in x.given], np.array(x.parts), cost)


def _slope(x: _Prepared, own: Floats, step: Floats) -> tuple[Floats, Floats]:
    """Gradient of the loss of one page by the parts' scores at each line, and by the tables of steps (forward-backward in logarithms)."""
    size, count = len(PARTS), len(x.features)
    scores = np.array([own[f].sum(0) for f in x.features]) + x.cost
    moves = [step[k] + _ALLOWED for k in x.steps]
    ahead, behind = np.zeros((count, size)), np.zeros((count, size))
    ahead[0] = scores[0] + _FIRST
    for i in range(1, count):
        ahead[i] = _logsum(ahead[i - 1][:, None] + moves[i], 0) + scores[i]
    behind[-1] = _LAST
    for i in range(count - 2, -1, -1):
        behind[i] = _logsum(moves[i + 1] + (scores[i + 1] + behind[i + 1])[None, :], 1)
    total = _logsum(ahead[-1] + behind[-1], 0)
    by_line = np.exp(ahead + behind - total)
    by_line[np.arange(count), x.gold] -= 1
    by_step = np.zeros((3, size, size))
    for i in range(1, count):
        by_step[x.steps[i]] += np.exp(ahead[i - 1][:, None] + moves[i] + (scores[i] + behind[i])[None, :] - total)
        by_step[x.steps[i], x.gold[i - 1], x.gold[i]] -= 1
    return by_line, by_step


def _logsum(values: Floats, axis: int) -> Floats:
    """Logarithm of the sum of exponentials along an axis."""
    top = values.max(axis=axis, keepdims=True)
    return np.asarray((top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True))).squeeze(axis))


def _cost(part: int, gold: int, words: int) -> float:
    """What a wrong part costs in training: by the length of the line where it is lost or let in, else little, more where the title is at stake."""
    if part == gold:
        return 0.0
    if (part in KEPT) != (gold in KEPT):
        return math.log2(2 + words) + (_TITLE_COST if 1 in (part, gold) else 0.0)
    return _TITLE_COST if 1 in (part, gold) else 0.5


def save(found: Weights, path: Path) -> None:
    """Write the weights, one feature a line, sorted."""
    rows = ",\n".join(f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(list(found.features[k]))}" for k in sorted(found.features))
    table = json.dumps({k: [list(r) for r in v] for k, v in sorted(found.steps.items())})
    path.write_text(f'{{"steps": {table},\n"features": {{\n{rows}\n}}}}\n', encoding="utf-8")


def training_pages(corpus: Path) -> Iterator[tuple[str, Path, Record]]:
    """Name, raw file and gold record of the pages that ``split.csv`` gives to training, in its order."""
    names = split(corpus, "train")
    records = read_gold(corpus, names)
    for name in names:
        if file := raw_file(corpus, name):
            yield name, file, records[name]


def line_weights(corpus: Path) -> Weights:
    """Weights of the line model from the text pages of the training part (an HTML page has no line numbers)."""
    pages = []
    for _, file, gold in training_pages(corpus):
        if file.suffix == ".txt":
            main = {n for a, b in gold["main_lines"] for n in range(a, b + 1)}
            pages.append(marked(repair(decode(file.read_bytes())).split("\n"), main, gold["title"]))
    return train(pages)


def fit_types(
    examples: Sequence[tuple[Sequence[str], PageType, float]], *, penalty: float = 1.0, steps: int = 150, rate: float = 0.3
) -> dict[str, list[float]]:
    """Weights of the regression from pages' signs, kinds and how much each page counts, by AdaGrad with an L2 ``penalty``; kinds outside
    :data:`pipeline.clean.pagetype.KINDS` are left out."""
    data = [(found, pagetype.KINDS.index(kind), counts) for found, kind, counts in examples if kind in pagetype.KINDS]
    seen = Counter(n for found, *_ in data for n in set(found))
    scores = {n: [0.0] * len(pagetype.KINDS) for n in sorted(seen)}
    scale = {n: [1e-2] * len(pagetype.KINDS) for n in scores}
    for _ in range(steps):
        slope = {n: [penalty * w for w in row] for n, row in scores.items()}
        for found, gold, counts in data:
            names = [n for n in found if n in scores]
            sums = [sum(scores[n][k] for n in names) for k in range(len(pagetype.KINDS))]
            top = max(sums)
            raised = [math.exp(x - top) for x in sums]
            total = sum(raised)
            for k, value in enumerate(raised):
                by = counts * (value / total - (k == gold))
                for n in names:
                    slope[n][k] += by
        for n, row in slope.items():
            for k, d in enumerate(row):
                scale[n][k] += d * d
                scores[n][k] -= rate * d / math.sqrt(scale[n][k])
    return {n: [round(w, 2) for w in row] for n, row in scores.items()}


def type_weights(corpus: Path) -> dict[str, list[float]]:
    """Weights of the page types from the training part, by what cleaning makes of its pages."""
    examples = []
    for name, file, gold in training_pages(corpus):
        lines, source = judged(Page(name, file.read_bytes(), "html" if file.suffix == ".html" else "text"), Survey())
        if any(x.kept for x in lines):
            language = language_of(" ".join(x.text for x in lines if x.kept))
            meta, blocks = (source.meta, source.blocks) if source else ({}, ())
            dated = posted(lines, language=language, meta=meta, blocks=blocks)
            counts = _OTHER_HANDS if name.startswith(("more3", "more4")) else 1.0
            examples.append((pagetype.signs(lines, title=title_of(lines), dated=dated.how), gold["page_type"], counts))
    return fit_types(examples)


def main(corpus: Path, resources: Path) -> None:
    """Write both files of weights, the lines' first: the page types are learnt from what the lines' make of the pages."""
    save(line_weights(corpus), resources / "boilerplate_weights.json")
    weights.cache_clear()
    rows = ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in sorted(type_weights(corpus).items()))
    (resources / "pagetype_weights.json").write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).parents[1] / "resources")
