"""Weighs the marks of a tagged span into the chance that an event or initiative is told there: ``python -m pipeline.train.presence [corpus]``.

Prints the weights of :data:`pipeline.annotate.spans.PRESENCE`, by logistic regression over the spans that the tagger proposes on the training pages
that it has not read (:func:`pipeline.train.pages.unread`), with the log loss and the area under the curve of cross-validation. A span is right
where it shares half of its words with one of gold of its label.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from pipeline.annotate.spans import HEADS, MODELS, PRESENCE, SpanTagger, decode, marks, runs, trim
from pipeline.annotate.words import BREAK, split_words
from pipeline.train.logistic import FOLDS, Floats, minimise
from pipeline.train.pages import gold_spans, pages, unread
from pipeline.train.spans import CORPUS, near

LOG = logging.getLogger(__name__)


def trials(tagger: SpanTagger, corpus: Path, label: str) -> Iterator[tuple[tuple[float, ...], bool]]:
    """The marks of each span of a label that the tagger proposes, and whether it is right; those that touch what gold leaves open are left out."""
    number = next(n for n, head in enumerate(HEADS) if label in head)
    kept = set(unread(corpus))
    for name, gold, text in pages(corpus, "train"):
        if name not in kept:
            continue
        words = split_words(text)
        head = tagger.scores(words)[number]
        tags = decode(head, [word == BREAK for word in words.words])
        tables = gold_spans(gold, text)
        true = {at for table in tables for at, of in table.items() if of == label}
        unsure = [at for table in tables for at, of in table.items() if not of]
        for start, end, _ in runs(tags):
            first, last = trim(words.words, start, end)
            if first < last:
                at = words.bounds[first][0], words.bounds[last - 1][1]
                if not any(at[0] < b and a < at[1] for a, b in unsure):
                    yield marks(head, tags, start, end), near(text, at, true)


def fit(seen: Floats, right: Floats, penalty: float = 1.0) -> Floats:
    """The weights of the marks (a row a span) for the chance of being right; the first, of the mark that is always one, is not drawn to nought."""
    free = np.r_[0.0, np.ones(seen.shape[1] - 1)]

    def objective(weights: Floats) -> tuple[float, Floats]:
        score = seen @ weights
        loss = float(np.logaddexp(0.0, score).sum() - (right * score).sum() + penalty / 2 * (free * weights**2).sum())
        return loss, seen.T @ (chances(seen, weights) - right) + penalty * free * weights

    return minimise(objective, np.zeros(seen.shape[1]))


def chances(seen: Floats, weights: Floats) -> Floats:
    """The chance of each row."""
    return 1.0 / (1.0 + np.exp(-(seen @ weights)))


def area(chance: Floats, right: Floats) -> float:
    """Area under the curve: how often a right span has the higher chance than a wrong one."""
    above = chance[right > 0][:, None] - chance[right == 0][None, :]
    return float((above > 0).mean() + (above == 0).mean() / 2)


def main(corpus: Path = CORPUS) -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    tagger = SpanTagger.load(MODELS / "spans")
    for label in PRESENCE:
        found = list(trials(tagger, corpus, label))
        seen, right = np.array([m for m, _ in found]), np.array([float(r) for _, r in found])
        held = np.zeros(len(right))
        for n in range(FOLDS):
            mine = np.arange(len(right)) * FOLDS // len(right) == n
            held[mine] = chances(seen[mine], fit(seen[~mine], right[~mine]))
        loss = -float(np.mean(right * np.log(held) + (1 - right) * np.log(1 - held)))
        LOG.info("%-11s %d spans, %.0f %% right, log loss %.3f, area %.3f", label, len(right), 100 * right.mean(), loss, area(held, right))
        LOG.info("            %s", ", ".join(f"{w:.2f}" for w in fit(seen, right)))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
