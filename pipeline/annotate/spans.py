"""Candidates for names and descriptions, proposed by the project's own span tagger.

A small encoder reads the words of a text in overlapping windows and gives each word one tag a head; the heads are decoded apart, because their
spans nest: the name of an event holds names of organisations, places and initiatives. One model reads English, another all other languages;
:mod:`pipeline.train.spans` makes them, this module runs them.

Words are runs of word characters, and single other characters. Besides its pieces each word carries features: its
case, its place in line and sentence, the look of its line, and whether a space stands before it. A line break is a token of its own, unless the
page is hard-wrapped at that place (:func:`soft_breaks`), where it counts as a space; no span crosses a true line break.

Windows are read one at a time, so what is found depends on the text alone and not on its neighbours in a batch.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from pipeline.document import Span, SpanLabel

MODELS: Final = Path(__file__).parents[2] / "models"
HEADS: Final[tuple[tuple[SpanLabel, ...], ...]] = (("ORG", "PERSON", "LOC"), ("ROLE",), ("EVENT",), ("INITIATIVE",))
ENGLISH: Final = "en"
OTHERS: Final = "xx"
"""The folders of the models for English and for all other languages, the latter called as spaCy calls pipelines of many languages."""
BREAK: Final = "\n"
WINDOW: Final = 256
OVERLAP: Final = 64
_MAX_PIECES: Final = 12  # of one word; the first piece carries the tag, so the rest of a monster word is not needed
_MAX_CHARS: Final = 48  # of a word that are looked up
_CACHE: Final = 50_000  # words
_SHOUTED: Final = 4  # letters; a longer word in capitals is looked up as a name, "GENEVA" as "Geneva", since vocabularies know few such words

Bounds = tuple[int, int]
Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

_WORD = re.compile(r"\w+|[^\w\s]|\n")
_SHORT_END = re.compile(r" [^\W\d_A-Z]{1,3}$")
_CASES: Final = ("lower", "title", "upper", "letter", "mixed", "number", "year", "code", "break", "other", *".,:;!?()[]-–—/\\@&'’‘\"“”«»•*|#%+_")
_CASE_IDS: Final = {name: i for i, name in enumerate(_CASES)}
_PLACES: Final = ("line", "second", "sentence", "inside")
_LENGTHS: Final = (3, 8, 16)  # words of a line, upper bounds of its length classes
_OFFSETS: Final = tuple(int(n) for n in np.cumsum([0, len(_CASES), len(_PLACES), 2 * (len(_LENGTHS) + 1), 3]))
FEATURES: Final = _OFFSETS[-1] + 2
"""Number of distinct feature values; every word has one value of each of the five kinds."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text; ``spaced`` says whether white space stands before the word. A true line break is the word ``"\\n"``."""

    words: tuple[str, ...]
    bounds: tuple[Bounds, ...]
    spaced: tuple[bool, ...]


def soft_breaks(text: str) -> frozenset[int]:
    """Offsets of the line breaks that only wrap a paragraph.

    A line of 40 to 120 characters is surely wrapped where it ends in mid-sentence before a small letter or with a short word in small letters
    ("of", "the"). Where a page has three of them, the upper quartile of their lengths is its width, and a break is soft too where the next line's
    first word had no room left. Wrong for lists of equally long items on such a page.
    """
    lines = text.split("\n")
    sure = [
        40 <= len(a) <= 120 and bool(b) and (_SHORT_END.search(a) is not None or (a[-1] not in ".:;!?" and b[0].islower()))
        for a, b in pairwise(lines)
    ]
    if sum(sure) < 3:
        return frozenset()
    lengths = sorted(len(line) for line, wrapped in zip(lines, sure, strict=False) if wrapped)
    width = lengths[3 * len(lengths) // 4]
    out, at = [], 0
    for (line, following), wrapped in zip(pairwise(lines), sure, strict=True):
        at += len(line)
        first = following.split(" ", 1)[0]
        full = len(line) <= width + 12 and len(line) + 1 + len(first) > width
        if wrapped or (first and first[0] not in "•*-–—|#" and full):
            out.append(at)
        at += 1
    return frozenset(out)


def split_words(text: str) -> Words:
    """The words of the text in order, with their bounds; several line breaks in a row are one."""
    soft = soft_breaks(text)
    words: list[str] = []
    bounds: list[Bounds] = []
    spaced: list[bool] = []
    end = 0
    for match in _WORD.finditer(text):
        word, span = match[0], match.span()
        if word == BREAK and (span[0] in soft or not words or words[-1] == BREAK):
            continue
        words.append(word)
        bounds.append(span)
        spaced.append(span[0] > end)
        end = span[1]
    return Words(tuple(words), tuple(bounds), tuple(spaced))


@lru_cache(maxsize=10_000)
def case(word: str) -> str:
    """The class of the word's spelling: one of the first ten of the module's list, or the punctuation mark itself."""
    if word in _CASE_IDS and len(word) == 1:
        return word
    if word == BREAK:
        return "break"
    if not word[0].isalnum() and len(word) == 1:
        return "other"
    if word.isdecimal():
        return "year" if len(word) == 4 and word[:2] in ("19", "20") else "number"
    if any(c.isdecimal() for c in word[:_MAX_CHARS]):
        return "code"
    if word.isupper():
        return "letter" if len(word) == 1 else "upper"
    if word.islower():
        return "lower"
    return "title" if word[0].isupper() and word[1:].islower() else "mixed" if word[0].isalpha() else "other"


def features(words: Sequence[str], spaced: Sequence[bool]) -> Integers:
    """One row of five feature numbers a word."""
    cases = [case(word) for word in words]
    out: list[tuple[int, int, int, int, int]] = []
    start = 0
    for end in [*(i for i, word in enumerate(words) if word == BREAK), len(words)]:
        out += _line_features(words, cases, spaced, start, end)
        if end < len(words):
            out.append((_CASE_IDS["break"], _OFFSETS[1], _OFFSETS[2], _OFFSETS[3], _OFFSETS[4]))
        start = end + 1
    return np.array(out, dtype=np.int64).reshape(len(words), 5)


def _line_features(
    words: Sequence[str], cases: Sequence[str], spaced: Sequence[bool], start: int, end: int
) -> Iterator[tuple[int, int, int, int, int]]:
    """The rows of one line."""
    named = [c for c, word in zip(cases[start:end], words[start:end], strict=True) if len(word) > 3]
    size = sum(len(c) > 1 for c in cases[start:end])
    closed = end > start and words[end - 1] in (".", "!", "?")
    length = sum(size > bound for bound in _LENGTHS) + (len(_LENGTHS) + 1) * closed
    capitals = sum(c == "upper" for c in named)
    titled = sum(c in ("title", "upper", "mixed") for c in named)
    look = 2 if capitals > 0.7 * len(named) else 1 if titled > 0.7 * len(named) else 0
    fresh = False
    for i in range(start, end):
        place = 0 if i == start else 2 if fresh else 1 if i == start + 1 else 3
        yield _CASE_IDS[cases[i]], _OFFSETS[1] + place, _OFFSETS[2] + length, _OFFSETS[3] + look, _OFFSETS[4] + spaced[i]
        fresh = words[i] in '.!?:•“«"' or (fresh and len(cases[i]) == 1)


def windows(sizes: Sequence[int], room: int = WINDOW - 2, overlap: int = OVERLAP) -> list[Bounds]:
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
            sound = word[:_MAX_CHARS].encode("utf-8", "replace").decode("utf-8")  # the tokenizer takes no lone surrogates
            if len(sound) > _SHOUTED and sound.isupper():
                sound = sound.capitalize()
            ids = self._tokenizer.encode(self._blank + sound if spaced else sound, add_special_tokens=False).ids
            known = tuple(ids[:_MAX_PIECES]) or (self._unknown,)
            if len(seen) >= _CACHE:
                seen.clear()
            if len(word) <= _MAX_CHARS:
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
    feats[:] = (_CASE_IDS["break"], *_OFFSETS[1:])
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


class Taggers:
    """The span taggers of a folder, one for English and one for all other languages; each is loaded when its first text comes."""

    def __init__(self, folder: Path = MODELS / "spans") -> None:
        self._folder = folder
        self._loaded: dict[str, SpanTagger] = {}

    def tag(self, text: str, language: str | None) -> tuple[Span, ...]:
        """The spans of a text in a language (its two letters, None where it is not known), as :meth:`SpanTagger.tag` gives them."""
        name = language if language == ENGLISH else OTHERS
        if name not in self._loaded:
            self._loaded[name] = SpanTagger.load(self._folder / name)
        return next(self._loaded[name].tag([text]))


class SpanTagger:
    """A loaded model. Build it with :meth:`load`; it keeps no state between texts but a table of word pieces."""

    def __init__(self, session: Any, pieces: Pieces, least: float) -> None:
        self._session = session
        self._pieces = pieces
        self._least = least

    @classmethod
    def load(cls, path: Path, *, threads: int = 1, least: float = 0.15) -> SpanTagger:
        """Read the model from a folder that :mod:`pipeline.train.spans` wrote. Spans with a confidence below ``least`` are not reported.

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
                sure = confidence(head, tags, start, end)
                first, last = trim(words.words, start, end)
                if first < last and sure >= self._least:
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
        "cases": list(_CASES),
        "window": WINDOW,
        "words": _WORD.pattern,
        "inputs": ["ids", "features", "ends"],
    }
