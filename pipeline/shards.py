"""The plan of work: shards of pages, each extracted on its own and kept as one file until what it was made from changes.

Sources are taken in the order of their paths and cut where a hash of the path says so, so that an added or removed file changes one shard alone; a
file of many pages (JSON lines, WARC, zip) is cut into ranges of its records, a large one over many shards.

A shard's file is named by a hash of everything that its records depend on, written under another name and renamed when it is whole, so that a run
that was stopped goes on where it was. What is in the work folder is written by :func:`whole` alone.
"""

from __future__ import annotations

import hashlib
import os
import socket
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from itertools import islice
from pathlib import Path

import msgspec
import pyarrow as pa

from pipeline.about import versions
from pipeline.clean.boilerplate import Survey
from pipeline.config import Config
from pipeline.document import Document, Dropped, Page, digest
from pipeline.read import Source, read
from pipeline.read.archives import Keys
from pipeline.store import Kept

Record = Document | Dropped
CHANGED = "changed or vanished while the run went on: run again when the scrape is complete"
"""Why a page fails that is not what the survey saw; the next run tries it again."""
LONGEST = 4
"""A shard has at most this many times the wanted number of pages."""


_END = struct.Struct("<IIIQ")
MARKED = _END.size
"""Bytes of the mark of :func:`end`."""
_SKIPPED = 0x184D2A50, 12
"""What follows in a file of zstd is 12 bytes that are no part of its content."""


class RunError(RuntimeError):
    """A run that cannot start or go on; the message names the file and the remedy."""


class _Line(msgspec.Struct, omit_defaults=True):
    document: Document | None = None
    dropped: Dropped | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A source with the hash of its bytes and the number of its records; ``fault`` says why it cannot be read as a whole."""

    source: Source
    content: str
    records: int
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """Records of a source, counted from 0, from ``start`` up to ``stop``; to its end where that is None."""

    counted: Counted
    start: int = 0
    stop: int | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """Some of the pages, in the order of their paths: ``pages`` of them. ``key`` hashes the bytes of their files, the settings and the program."""

    number: int
    slices: tuple[Slice, ...]
    pages: int
    key: str

    def sketch(self, folder: Path) -> Path:
        """Where what the survey needs of these pages is kept."""
        return folder / f"{self.key}.sketch"


@dataclass(frozen=True, slots=True)
class Known:
    """What the survey of all pages knows of the pages of a shard, by their number in it.

    ``first_of``: path of the first page with the same bytes. ``faults``: (stage, reason) of pages that cannot be worked. ``repeated``: marks of their
    lines that the site repeats, eight bytes each.
    """

    first_of: Mapping[int, str] = field(default_factory=dict)
    faults: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    repeated: bytes = b""

    def survey(self) -> Survey:
        """The survey as far as it concerns these pages."""
        return Survey(frozenset(memoryview(self.repeated).cast("Q")))


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to extract. ``content`` hashes its pages as the survey saw them at ``paths``, 8 bytes each; ``key``, what the records depend on."""

    shard: Shard
    content: bytes
    paths: Sequence[str]
    known: Known
    key: str

    def file(self, folder: Path) -> Path:
        """Where the shard's records are kept."""
        return folder / f"{self.key}.jsonl.zst"


def basis(config: Config) -> str:
    """Hash of what every record depends on: the program, the settings, and the models that they name."""
    return digest(program_digest(), config.digest(), *(_model(name) for name in (config.model, config.tagger) if name))


def _model(name: str) -> str:
    """Hash of the files of a model given by its path, which may change in place; the version of an installed one."""
    path = Path(name)
    if not path.exists():
        try:
            return metadata.version(name)
        except (metadata.PackageNotFoundError, ValueError):
            return ""
    whole = hashlib.sha256()
    for file in sorted(p for p in (path.rglob("*") if path.is_dir() else [path]) if p.is_file()):
        with file.open("rb") as content:
            whole.update(f"{file.relative_to(path)}\0{hashlib.file_digest(content, 'sha256').hexdigest()}\n".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def task(shard: Shard, content: bytes, paths: Sequence[str], known: Known, basis: str) -> Task:
    """The task of a shard."""
    told = (repr(sorted(known.first_of.items())), repr(sorted(known.faults.items())), hashlib.sha256(known.repeated).hexdigest())
    return Task(shard, content, paths, known, digest(basis, hashlib.sha256(content).hexdigest(), *told))


@cache
def program_digest() -> str:
    """Hash of the package's own files, of the shipped models and of the packages that it builds on, so that no record of another version is kept."""
    whole = hashlib.sha256(repr(sorted(versions().items())).encode())
    root = Path(__file__).parent
    models = root.parent / "models"
    files = [*root.rglob("*.py"), *(root / "resources").glob("*"), *(p for p in models.rglob("*") if p.suffix in (".onnx", ".json"))]
    for file in sorted(files):
        whole.update(f"{file.relative_to(root.parent)}\0".encode())
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def cut(sources: Iterable[Counted], size: int, basis: str) -> Kept[Shard]:
    """Shards of about ``size`` pages each, ``LONGEST`` times as many at most, for sources in the order of their paths; kept on disk."""
    groups = enumerate(_groups(sources, size))
    return Kept(Shard(n, tuple(g), sum(map(_records, g)), digest(basis, *map(_told, g))) for n, g in groups)


def _groups(sources: Iterable[Counted], size: int) -> Iterator[list[Slice]]:
    """The slices of each shard."""
    last: list[Slice] = []
    for counted in sources:
        many = counted.records > size
        boundary = int(digest(counted.source.path), 16) % size == 0
        if last and (many or boundary or sum(map(_records, last)) + counted.records > LONGEST * size):
            yield last
            last = []
        if many:
            yield from ([Slice(counted, start, min(start + size, counted.records))] for start in range(0, counted.records, size))
        else:
            last.append(Slice(counted))
    if last:
        yield last


def _records(part: Slice) -> int:
    return part.counted.records if part.stop is None else part.stop - part.start


def _told(part: Slice) -> str:
    """What the pages of a slice depend on, wherever the file stands."""
    of, source = part.counted, part.counted.source
    return repr((source.path, source.site, source.url, source.fetched_on, source.size, of.content, of.fault, part.start, part.stop))


def pages(source: Source, config: Config, tick: Callable[[], None] = lambda: None) -> Iterator[Page | Dropped]:
    """The pages of a source by the settings; ``tick`` is called before each stretch of the file."""
    return read(source, limit=config.max_bytes, keys=Keys(config.field_url, config.field_text, config.field_html, config.field_fetched), tick=tick)


@dataclass(slots=True)
class _Cursor:
    source: Source
    at: int
    pages: Iterator[Page | Dropped]


_open: list[_Cursor] = []
"""Where this process stopped in the last file of many pages: the next range goes on there, so that a process reads such a file once."""


def pages_of(part: Slice, config: Config) -> Iterator[Page | Dropped]:
    """The pages of a slice, as many as were counted: those that the file has lost since are dropped as ``CHANGED``."""
    of, source = part.counted, part.counted.source
    number = part.start
    for number, page in enumerate(_pages_of(part, config), part.start + 1):  # noqa: B007 - used below
        yield page
    for gone in range(number, of.records if part.stop is None else min(part.stop, of.records)):
        yield Dropped(f"{source.path}#gone-{gone + 1}", "read", CHANGED, "failed", source.url, source.site)


def _pages_of(part: Slice, config: Config) -> Iterator[Page | Dropped]:
    source = part.counted.source
    if part.counted.fault:
        yield Dropped(source.path, "read", part.counted.fault, "failed", source.url, source.site)
    elif part.stop is None:
        yield from islice(pages(source, config), part.counted.records)
    else:
        cursor = _open.pop() if _open else None
        if cursor is None or cursor.source != source or cursor.at > part.start:
            cursor = _Cursor(source, 0, pages(source, config))
        for _ in islice(cursor.pages, part.start - cursor.at):
            pass
        cursor.at = part.start
        for page in islice(cursor.pages, part.stop - part.start):
            cursor.at += 1
            yield page
        _open[:] = [cursor]


class Content:
    """Hashes of the pages of a shard, as they are read: ``pages`` has 8 bytes of all that is known of each."""

    def __init__(self) -> None:
        self.pages = bytearray()

    def add(self, page: Page | Dropped) -> bytes:
        """Takes a page; returns the hash of its bytes, nothing for one that was dropped."""
        content = hashlib.sha256(page.content).digest() if isinstance(page, Page) else b""
        more = (page.form, page.fetched_on, page.charset) if isinstance(page, Page) else (page.status, page.reason)
        told = f"{page.path}\0{page.url}\0{page.site}\0{more}\0{content.hex()}"
        self.pages += hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()[:8]
        return content


@contextmanager
def whole(file: Path) -> Iterator[Path]:
    """A path to write to, which becomes ``file``, on the disk for certain, when the block ends without an error: no file is ever there in part."""
    part = file.with_name(f"{file.name}.{socket.gethostname()}.{os.getpid()}.part")
    try:
        yield part
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def end(part: Path, count: int) -> None:
    """Writes the mark that a file is whole: the number of its pages and its length, as a frame that zstd skips."""
    with part.open("ab") as out:
        out.write(_END.pack(*_SKIPPED, count, out.tell()))


def intact(file: Path, count: int) -> bool:
    """Whether a file is there and ends with the mark of :func:`end` for this number of pages: none that was emptied or cut off does."""
    try:
        with file.open("rb") as content:
            length = content.seek(0, os.SEEK_END) - _END.size
            content.seek(max(length, 0))
            return content.read() == _END.pack(*_SKIPPED, count, max(length, 0))
    except FileNotFoundError:
        return False


def damaged(file: Path, error: Exception) -> RunError:
    """What to raise where a file of the work folder is whole by its mark, yet cannot be read."""
    return RunError(f"{file}: damaged ({error}): delete it and run the same command again, which makes it anew")


def again(file: Path) -> Path:
    """The mark beside a file that some of its pages failed, though they may not another time.

    It holds ``CHANGED`` where they had changed, and where one took too long the seconds that it had.
    """
    return file.with_name(f"{file.name.partition('.')[0]}.again")


def mark_again(file: Path, why: str) -> None:
    """Leaves the mark of :func:`again` beside a file."""
    again(file).write_text(why, encoding="utf-8")


def forget_broken(folder: Path, seconds: int, *, alone: bool, retry: bool) -> None:
    """Removes files that have the mark of :func:`again`, so that they are made anew.

    These are those with a page that had less than ``seconds``, for a run that is ``alone`` those whose pages had changed, and with ``retry`` all.
    """
    for mark in folder.glob("*.again"):
        try:
            why = mark.read_text(encoding="utf-8")
        except FileNotFoundError:  # another part was here first
            continue
        if retry or (alone and why == CHANGED) or (why.isdecimal() and int(why) < seconds):
            for file in folder.glob(f"{mark.stem}.*"):
                file.unlink(missing_ok=True)


def write_records(file: Path, records: Iterable[Record]) -> None:
    """Writes records as compressed JSON lines; the file appears when it is whole."""
    encode = msgspec.json.Encoder().encode
    count = 0
    with whole(file) as part:
        with pa.OSFile(str(part), "wb") as raw, pa.CompressedOutputStream(raw, "zstd") as out:
            for record in records:
                line = _Line(document=record) if isinstance(record, Document) else _Line(dropped=record)
                out.write(encode(line) + b"\n")
                count += 1
        end(part, count)


def read_records(file: Path) -> Iterator[Record]:
    """The records of a shard, in order; raises RunError where the file is damaged."""
    try:
        yield from _records_of(file)
    except (OSError, msgspec.DecodeError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise damaged(file, error) from error


def _records_of(file: Path) -> Iterator[Record]:
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
