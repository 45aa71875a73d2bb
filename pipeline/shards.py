"""The plan of work: shards of pages, each extracted on its own and kept as one file until what it was made from changes.

A shard's file is named by a hash of everything that its records depend on, written under another name and renamed when it is whole, so that
a run that was stopped goes on where it was.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
import pyarrow as pa

from pipeline.document import Document, Dropped, digest
from pipeline.read import Source

Record = Document | Dropped


class _Line(msgspec.Struct, omit_defaults=True):
    document: Document | None = None
    dropped: Dropped | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """``key`` hashes the pages' bytes, the settings, the survey and the program."""

    number: int
    sources: tuple[Source, ...]
    key: str

    def file(self, folder: Path) -> Path:
        """Where the shard's records are kept."""
        return folder / f"{self.key}.jsonl.zst"


@cache
def program_digest() -> str:
    """Hash of the package's own files and of the shipped models, so that records of another version are not taken for current."""
    whole = hashlib.sha256()
    root = Path(__file__).parent
    models = root.parent / "models"
    files = [*root.rglob("*.py"), *(root / "resources").glob("*"), *(p for p in models.rglob("*") if p.suffix in (".onnx", ".json"))]
    for file in sorted(files):
        whole.update(f"{file.relative_to(root.parent)}\0".encode())
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def plan(sources: Sequence[Source], hashes: dict[str, str], basis: Sequence[str], size: int) -> list[Shard]:
    """Shards of ``size`` sources in the order given; ``hashes`` tells the bytes of each path, ``basis`` what all records depend on."""
    shards = []
    for n, at in enumerate(range(0, len(sources), size)):
        part = tuple(sources[at : at + size])
        key = digest(program_digest(), *basis, *(f"{s.path}={hashes.get(s.path)}" for s in part))
        shards.append(Shard(n, part, key))
    return shards


def write_records(file: Path, records: Iterable[Record]) -> None:
    """Writes records as compressed JSON lines; the file appears when it is whole."""
    encode = msgspec.json.Encoder().encode
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    with pa.OSFile(str(part), "wb") as raw, pa.CompressedOutputStream(raw, "zstd") as out:
        for record in records:
            line = _Line(document=record) if isinstance(record, Document) else _Line(dropped=record)
            out.write(encode(line) + b"\n")
    part.replace(file)


def read_records(file: Path) -> Iterator[Record]:
    """The records of a shard, in order."""
    decode = msgspec.json.Decoder(_Line).decode
    with pa.OSFile(str(file), "rb") as raw, pa.CompressedInputStream(raw, "zstd") as stream:
        rest = b""
        while block := stream.read(1 << 20):
            lines = (rest + block).split(b"\n")
            rest = lines.pop()
            for text in lines:
                line = decode(text)
                record = line.document or line.dropped
                assert record is not None
                yield record
