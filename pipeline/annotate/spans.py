"""Candidates for names and descriptions, proposed by the project's own span tagger.

A small encoder reads the words of a text in overlapping windows and gives each word one tag a head; the heads are decoded apart, because their
spans nest: the name of an event holds names of organisations, places and initiatives. One model reads all languages;
:mod:`pipeline.train.spans` makes it, this module runs it.

Besides its pieces each word carries features (:mod:`pipeline.annotate.words`); no span crosses a true line break.

Windows are read one at a time, so what is found depends on the text alone and not on its neighbours in a batch.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from pipeline.annotate.words import BREAK, CASES, FEATURES, LINE_END, MAX_CHARS, WORD, Bounds, Integers, Words, features, split_words
from pipeline.document import Span, SpanLabel

MODELS: Final = Path(__file__).parents[2] / "models"
HEADS: Final[tuple[tuple[SpanLabel, ...], ...]] = (("ORG", "PERSON", "LOC"), ("ROLE",), ("EVENT",), ("INITIATIVE",))
WINDOW: Final = 256  # the longest that a model is trained on
ROOM: Final = 190
OVERLAP: Final = 32
"""Pieces of a window and of what two neighbours share, at inference. On 129 pages that the model had not read, windows of 128 to 190 pieces that
share 32 or 48 did as well as or better than those of 254 that share 64 (mean F1 of the labels .823 to .827 against .820), in a tenth less time."""
_MAX_PIECES: Final = 12  # of one word; the first piece carries the tag, so the rest of a monster word is not needed
_CACHE: Final = 50_000  # words
_SHOUTED: Final = 4  # letters; a longer word in capitals is looked up as a name, "GENEVA" as "Geneva", since vocabularies know few such words

Floats = NDArray[np.float32]


def windows(sizes: Sequence[int], room: int = ROOM, overlap: int = OVERLAP) -> list[Bounds]:
    """Word ranges whose pieces fit the room, each sharing about ``overlap`` pieces with the one before; ``sizes`` counts the pieces of each word."""
    out: list[Bounds] = []
    start = end = filled = 0
    while end < len(sizes):
        while end < len(sizes) and filled + sizes[end] <= room:
            filled += sizes[end]
            end += 1
        out.append((start, end))
        start, filled = end, 0
        while end < len(sizes) and start > 0 and filled + sizes[start - 1] <= overlap:
            start -= 1
            filled += sizes[start]
    return out


class Pieces:
    """Word pieces of words, looked up in a vocabulary; remembers the words it has seen.

    ``marks`` says what the vocabulary calls the pieces that open ("first") and close ("last") a window, hide a word in training ("mask"), break a
    line ("break") and stand for what it does not know ("unknown"), and what it writes for a blank before a word ("blank", may be empty).
    """

    def __init__(self, tokenizer: Any, marks: Mapping[str, str]) -> None:
        tokenizer.no_padding()  # published tokenizers may pad every text to a fixed length
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._blank = marks["blank"]
        self.first, self.last, self.mask, end, self._unknown = (
            int(tokenizer.token_to_id(marks[name])) for name in ("first", "last", "mask", "break", "unknown")
        )
        self._break = (end,)
        self._seen: tuple[dict[str, tuple[int, ...]], ...] = ({}, {})  # without and with a blank before the word

    def __call__(self, word: str, spaced: bool) -> tuple[int, ...]:
        """Numbers of the pieces of a word with or without a blank before it: at least one, at most twelve."""
        if word == BREAK:
            return self._break
        seen = self._seen[spaced]
        known = seen.get(word)
        if known is None:
            sound = word[:MAX_CHARS].encode("utf-8", "replace").decode("utf-8")  # the tokenizer takes no lone surrogates
            if len(sound) > _SHOUTED and sound.isupper():
                sound = sound.capitalize()
            ids = self._tokenizer.encode(self._blank + sound if spaced else sound, add_special_tokens=False).ids
            known = tuple(ids[:_MAX_PIECES]) or (self._unknown,)
            if len(seen) >= _CACHE:
                seen.clear()
            if len(word) <= MAX_CHARS:
                seen[word] = known
        return known

    def of(self, words: Words) -> list[tuple[int, ...]]:
        """The pieces of each word."""
        return list(map(self, words.words, words.spaced))


def encode(pieces: Sequence[tuple[int, ...]], rows: Integers, marks: Bounds) -> tuple[Integers, Integers, Integers]:
    """Model input of one window: piece numbers, their features, and the positions of each word's first and last piece.

    ``marks`` are the pieces that open and close the window; they have a row of positions too, the first and the last.
    """
    sizes = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
    ids = np.array([marks[0], *chain.from_iterable(pieces), marks[1]], dtype=np.int64)
    feats = np.zeros((len(ids), rows.shape[1]), dtype=np.int64)
    feats[:] = LINE_END
    feats[1:-1] = np.repeat(rows, sizes, axis=0)
    lasts = np.concatenate(([0], np.cumsum(sizes), [len(ids) - 1]))
    return ids, feats, np.stack((np.concatenate(([0], lasts[:-2] + 1, [len(ids) - 1])), lasts), axis=1)


def decode(scores: Floats, breaks: Sequence[bool]) -> list[int]:
    """Tags of one head, the likeliest sequence in which no span starts in its middle.

    ``scores`` are log-probabilities, a row a word; tag 0 is outside, 2k+1 begins a span of label k, 2k+2 goes on with it.
    At a word of ``breaks`` every span has ended.
    """
    best = scores.argmax(axis=1)
    best[np.asarray(breaks, dtype=bool)] = 0
    before = np.concatenate(([0], best[:-1]))
    faulty = np.flatnonzero((best > 0) & (best % 2 == 0) & (before != best) & (before != best - 1))
    out: list[int] = best.tolist()
    if len(faulty):
        ends = [*np.flatnonzero(breaks).tolist(), len(out)]
        for line in sorted({bisect_left(ends, i) for i in faulty.tolist()}):
            start = ends[line - 1] + 1 if line else 0
            out[start : ends[line]] = _viterbi(scores[start : ends[line]])
    return out


def _viterbi(scores: Floats) -> list[int]:
    count = scores.shape[1]
    allowed = np.zeros((count, count), dtype=np.float32)
    for tag in range(2, count, 2):
        allowed[:, tag] = -np.inf
        allowed[[tag - 1, tag], tag] = 0.0
    state = scores[0] + allowed[0]
    back: list[NDArray[np.int64]] = []
    for row in scores[1:]:
        paths = state[:, None] + allowed
        back.append(paths.argmax(axis=0))
        state = paths.max(axis=0) + row
    tags = [int(state.argmax())]
    for pointers in reversed(back):
        tags.append(int(pointers[tags[-1]]))
    return tags[::-1]


_CLOSING: Final = {")": "(", "]": "[", "”": "“", "»": "«", '"': '"', "’": "‘"}
_OPENING: Final = {opening: closing for closing, opening in _CLOSING.items()}


def trim(words: Sequence[str], start: int, end: int) -> Bounds:
    """The word range without punctuation at its ends.

    What stays: brackets and quotation marks that pair up inside, the dots of "U.S.", a final "?" or "!".
    """
    while start < end:
        last, first = words[end - 1], words[start]
        if not last[0].isalnum() and not (
            last in "?!"
            or (last in _CLOSING and _CLOSING[last] in words[start : end - 1])
            or (last == "." and end - start > 3 and len(words[end - 2]) == 1 and words[end - 3] == ".")
        ):
            end -= 1
        elif not first[0].isalnum() and _OPENING.get(first) not in words[start + 1 : end]:
            start += 1
        else:
            break
    return start, end


class SpanTagger:
    """A loaded model. Build it with :meth:`load`; it keeps no state between texts but a table of word pieces."""

    def __init__(self, session: Any, pieces: Pieces, least: float) -> None:
        self._session = session
        self._pieces = pieces
        self._least = least

    @classmethod
    def load(cls, path: Path, *, threads: int = 1, least: float = 0.15) -> SpanTagger:
        """Read the model from a folder that :mod:`pipeline.train.spans` wrote. Spans with a confidence below ``least`` are not reported,
        events and initiatives below :data:`LEAST_PRESENCE`.

        Raises FileNotFoundError where the folder holds no model, ValueError where the model was made for other labels or features.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        if not (path / "model.onnx").is_file():
            raise FileNotFoundError(f"no span model in {path}: get the repository's models folder, or make it with `python -m pipeline.train.spans`")
        config = json.loads((path / "config.json").read_text(encoding="utf-8"))
        marks = config.pop("pieces", {})
        if config != model_config():
            raise ValueError(f"the span model in {path} was made by another version of this code: make it anew with `python -m pipeline.train.spans`")
        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            str(path / "model.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],  # the fused step takes a ninth longer than the plain ones
        )
        return cls(session, Pieces(Tokenizer.from_file(str(path / "tokenizer.json")), marks), least)

    def tag(self, texts: Iterable[str]) -> Iterator[tuple[Span, ...]]:
        """The spans of each text, in the order of their start and then longest first; offsets count characters of the text."""
        for text in texts:
            words = split_words(text)
            yield tuple(sorted(self._spans(words, self.scores(words)), key=lambda s: (s.start, -s.end, s.label)))

    def scores(self, words: Words) -> list[Floats]:
        """Log-probabilities of the tags, a matrix a head and a row a word. Each word is judged in the window where it stands furthest from a cut."""
        pieces = self._pieces.of(words)
        rows = features(words.words, words.spaced)
        ranges = windows([len(p) for p in pieces])
        width = sum(2 * len(head) + 1 for head in HEADS)
        out = np.zeros((len(pieces), width), dtype=np.float32)
        for (start, end), before in zip(ranges, [(0, 0), *ranges], strict=False):
            ids, feats, ends = encode(pieces[start:end], rows[start:end], (self._pieces.first, self._pieces.last))
            (logits,) = self._session.run(None, {"ids": ids, "features": feats, "ends": ends})
            kept = (start + before[1]) // 2
            out[kept:end] = logits[1 + kept - start : -1]
        return split_heads(out)

    def _spans(self, words: Words, scores: list[Floats]) -> Iterator[Span]:
        breaks = [word == BREAK for word in words.words]
        for labels, head in zip(HEADS, scores, strict=True):
            tags = decode(head, breaks) if len(head) else []
            for start, end, label in runs(tags):
                curve = PRESENCE.get(labels[label])
                sure = presence(head, tags, start, end, curve) if curve else confidence(head, tags, start, end)
                first, last = trim(words.words, start, end)
                if first < last and sure >= (LEAST_PRESENCE if curve else self._least):
                    yield Span(words.bounds[first][0], words.bounds[last - 1][1], labels[label], "model", round(sure, 4))


def confidence(scores: Floats, tags: Sequence[int], start: int, end: int) -> float:
    """Chance that just these words are the span, in (0, 1).

    The model's own figure is the probability of the span's tags, and that the span does not go on, taken as independent; it parts right from wrong
    spans better than the least or the mean of the tags' probabilities. A logistic curve makes it honest: fitted on the 1,400 spans that a model
    proposed on 30 pages which it had not been trained on (log loss .40 before, .35 after).
    """
    whole = float(np.exp(sum(scores[i, tags[i]] for i in range(start, end))))
    more = float(np.exp(scores[end, 2 * (tags[start] // 2) + 2])) if end < len(tags) else 0.0
    chance = min(max(whole * (1.0 - more), 0.005), 0.9985)
    return 1.0 / (1.0 + math.exp(0.2 - 0.65 * math.log(chance / (1.0 - chance))))


PRESENCE: Final[dict[SpanLabel, tuple[float, ...]]] = {"EVENT": (-2.34, 0.30, 0.44, 0.56), "INITIATIVE": (-1.16, 0.30, 0.46, -0.09)}
"""What :func:`presence` weighs its :func:`marks` with; made by ``python -m pipeline.train.presence``."""
LEAST_PRESENCE = 0.2


def presence(scores: Floats, tags: Sequence[int], start: int, end: int, curve: Sequence[float]) -> float:
    """Chance that an event or initiative is told where a span is, whether or not it begins and ends just there, in (0, 1).

    The tags of a long span hang together, so the product of their probabilities (:func:`confidence`) calls most of what is told in a clause unlikely.
    On 229 pages that the tagger had not read, the area under the curve of spans that share half of their words with one of gold is .85 for events
    (.73 by the product) and .88 for initiatives (.83), by cross-validation.
    """
    return 1.0 / (1.0 + math.exp(-sum(w * x for w, x in zip(curve, marks(scores, tags, start, end), strict=True))))


def marks(scores: Floats, tags: Sequence[int], start: int, end: int) -> tuple[float, float, float, float]:
    """One; the log-odds of the mean probability of a span's tags and of the most that a word of it is of any span; the logarithm of its words."""
    own = float(np.exp(scores[range(start, end), tags[start:end]]).mean())
    most = 1.0 - float(np.exp(scores[start:end, 0].min()))
    return 1.0, log_odds(own), log_odds(most), math.log(end - start)


def log_odds(chance: float) -> float:
    """The logarithm of the odds, for chances from .002 to .998."""
    chance = min(max(chance, 0.002), 0.998)
    return math.log(chance / (1.0 - chance))


def runs(tags: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Spans of a tag sequence: first word, word after the last, number of the label."""
    for start in np.flatnonzero(np.asarray(tags) % 2).tolist():
        tag, end = tags[start], start + 1
        while end < len(tags) and tags[end] == tag + 1:
            end += 1
        yield start, end, tag // 2


def split_heads(logits: Floats) -> list[Floats]:
    """Log-probabilities of each head from the joined output of all."""
    out, at = [], 0
    for labels in HEADS:
        part = logits[:, at : at + 2 * len(labels) + 1]
        part = part - part.max(axis=1, keepdims=True)
        out.append(part - np.log(np.exp(part).sum(axis=1, keepdims=True)))
        at += 2 * len(labels) + 1
    return out


def model_config() -> dict[str, Any]:
    """What a model must agree on with this module; stored beside it, with the ``marks`` of its :class:`Pieces`, and compared on loading."""
    return {
        "heads": [list(head) for head in HEADS],
        "features": FEATURES,
        "cases": list(CASES),
        "window": WINDOW,
        "words": WORD.pattern,
        "inputs": ["ids", "features", "ends"],
    }
