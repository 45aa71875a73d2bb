"""Files that hold many pages: JSON lines and zip (WARC and WET: :mod:`pipeline.read.records`); and compressed files of any kind.

Everything is streamed, so that memory does not depend on the size of an archive. Nothing is written to disk but a zip that was compressed once more,
to a temporary file; the name of a member is only ever a label. What cannot be read is a :class:`Dropped` with its place in the archive, and the rest
is read as far as it can be.
"""

from __future__ import annotations

import gzip
import io
import json
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import IO, Any, NamedTuple

from pipeline.document import Dropped, Page
from pipeline.read import salvage
from pipeline.read.forms import checked, dropped

COMPRESSED = frozenset({".gz", ".zst", ".zstd"})
LINES = frozenset({".jsonl", ".ndjson"})
WARC = frozenset({".warc", ".wet"})
ZIP = frozenset({".zip"})
GROWTH = 200
"""A compressed file may grow to this many times its size (text seldom grows tenfold), or to ``FREE`` bytes if that is more."""
FREE = 100_000_000
MEMBERS = 100_000
"""Members of a zip that are read."""

DAMAGED = (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError, MemoryError)


@dataclass(frozen=True, slots=True)
class Keys:
    """Names of the fields of a JSON line."""

    url: str = "url"
    text: str = "text"
    html: str = "html"
    fetched: str = "fetched_at"


class Bounded(io.RawIOBase):
    """A stream that ends, with ``damage`` saying why, at its first fault or after ``limit`` bytes; what came before can still be read."""

    def __init__(self, stream: Any, limit: int) -> None:
        super().__init__()
        self.damage: str | None = None
        self._read = stream.read1
        self._left = limit
        self._limit = limit

    def readable(self) -> bool:
        """Always true."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Reads into the buffer; returns the number of bytes, 0 at the end."""
        if self.damage:
            return 0
        try:
            block = self._read(min(len(buffer), 1 << 16))
        except Exception as error:  # noqa: BLE001 - a decoder meets any bytes and has exceptions of its own
            self.damage = f"damaged or cut off ({words(error)}): fetch or pack the file again"
            return 0
        self._left -= len(block)
        if self._left < 0:
            self.damage = f"grows to over {self._limit / 1e6:,.0f} MB when unpacked, as a compressed bomb does: unpack it by hand if it is sound"
            return 0
        buffer[: len(block)] = block
        return len(block)


class _Frames:
    """A zstd stream of one frame or several that tells where it is cut off, which the reader of the library does not.

    It is fed in small pieces: a block of four bytes may grow to 128 KB, so that a piece of 512 grows to 16 MB at most.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        import zstandard

        self._stream = stream
        self._decoder = zstandard.ZstdDecompressor(max_window_size=1 << 27)
        self._frame: Any = None
        self._rest = b""
        self._out = memoryview(b"")

    def read1(self, size: int) -> bytes:
        """Up to ``size`` bytes, none at the end. Raises EOFError where the last frame is not whole, ZstdError where one is damaged."""
        while not self._out:
            piece = self._rest or self._stream.read(512)
            self._rest = b""
            if not piece:
                if self._frame is not None:
                    raise EOFError("the last frame is not whole")
                return b""
            self._frame = self._frame or self._decoder.decompressobj()
            self._out = memoryview(self._frame.decompress(piece))
            if self._frame.eof:
                self._rest, self._frame = self._frame.unused_data, None
        block, self._out = bytes(self._out[:size]), self._out[size:]
        return block


def words(error: object) -> str:
    """What an error of a decoder says, in up to 200 characters that can be printed: bytes of the file are written as escapes."""
    return "".join(c if c.isprintable() and c.isascii() else c.encode("unicode_escape").decode() for c in str(error)[:120])[:200]


def damage(stream: IO[bytes]) -> str | None:
    """Why a stream of :func:`unpacked` or :func:`zip_members` ended too early; None where it did not, so far."""
    found: str | None = getattr(getattr(stream, "raw", None), "damage", None)
    return found


def unpacked(stream: IO[bytes], suffix: str, size: int) -> io.BufferedReader:
    """The stream with one layer of compression taken off (none where ``suffix`` is not in ``COMPRESSED``), bounded by its ``size`` in bytes."""
    if suffix == ".gz":
        return io.BufferedReader(Bounded(gzip.GzipFile(fileobj=stream), max(FREE, GROWTH * size)), 1 << 16)
    if suffix in COMPRESSED:
        return io.BufferedReader(Bounded(_Frames(stream), max(FREE, GROWTH * size)), 1 << 16)
    return io.BufferedReader(Bounded(stream, 1 << 62), 1 << 16)


def day(value: object) -> date | None:
    """A day from an ISO 8601 date or time stamp, or from seconds or milliseconds since 1970; None for anything else."""
    if isinstance(value, int | float) and 1e8 < value < 1e13:
        return datetime.fromtimestamp(value / (1000 if value > 1e11 else 1), tz=UTC).date()
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value.strip()[:32]).date()
        except ValueError:
            return None
    return None


def json_lines(stream: io.BufferedReader, path: str, site: str | None, *, limit: int, keys: Keys) -> Iterator[Page | Dropped]:
    """The pages of JSON lines: an object a line, with the text or the HTML of a page; paths end in ``#`` and the line's number from 1."""
    number = lines = 0
    while line := stream.readline(limit + 1):
        number += 1
        here = f"{path}#{number}"
        if number == 1 and line.removeprefix(b"\xef\xbb\xbf").strip() in (b"[", b"{"):
            yield dropped(path, site, "JSON over several lines, not JSON lines: write one object a line, as `jq -c '.[]'` does with an array")
            return
        if not line.endswith(b"\n") and damage(stream):
            number -= 1
            break
        if len(line) > limit and not line.endswith(b"\n"):
            while (more := stream.readline(1 << 20)) and not more.endswith(b"\n"):
                pass
            lines += 1
            yield dropped(here, site, f"a line larger than {limit / 1e6:g} MB: raise max_bytes or split the page")
        elif line.strip():
            lines += 1
            yield _json_page(line, here, site, keys)
    if fault := damage(stream):
        yield dropped(f"{path}#{number + 1}", site, f"{fault}; the {number} lines before are read")
    elif not lines:
        yield dropped(path, site, "empty file", "no_content")


def _json_page(line: bytes, path: str, site: str | None, keys: Keys) -> Page | Dropped:
    try:
        value = json.loads(line.removeprefix(b"\xef\xbb\xbf"))  # takes the lone surrogates that scrapers write, as stricter readers do not
    except (ValueError, RecursionError) as error:
        return dropped(path, site, f"no JSON on this line ({words(error)}): write one object a line")
    if not isinstance(value, dict):
        return dropped(path, site, f"this line is no JSON object: a page is an object with its {keys.text!r} or {keys.html!r}, one a line")
    stated = value.get(keys.url)
    url = stated.encode("utf-8", "replace").decode() if isinstance(stated, str) else None
    for key, form in ((keys.html, "html"), (keys.text, "text")):
        content = value.get(key)
        if isinstance(content, str) and content.strip():
            data = content.encode("utf-8", "replace")  # a lone surrogate becomes "?"
            return checked(Page(path, data, "html" if form == "html" else "text", url, site, day(value.get(keys.fetched))), "field")
    if keys.html in value or keys.text in value:
        return dropped(path, site, f"empty: no text in {keys.text!r} or {keys.html!r}", "no_content", url)
    given = ", ".join(value)[:200].encode("utf-8", "replace").decode()
    remedy = "name the right ones in a settings file (--config) as field_text or field_html"
    return dropped(path, site, f"no field {keys.text!r} or {keys.html!r} in this object, whose fields are {given or 'none'}: {remedy}", url=url)


class Member(NamedTuple):
    """A file in a zip: its path is the zip's, ``!`` and its name there."""

    path: str
    site: str | None
    stream: io.BufferedReader


def zip_members(stream: io.BufferedReader, path: str, site: str | None, *, limit: int) -> Iterator[Member | Dropped]:
    """The members of a zip in the order of their names, each unpacked as it is read; one that cannot be opened is a :class:`Dropped`.

    Where the zip has no ``site``, the folders in it are sites, as those of an unpacked scrape are: the first folder, or the second where all members
    lie in one that holds others. A member outside of them has the zip's name.
    """
    with _seekable(stream) as whole:
        if fault := damage(stream):
            yield dropped(path, site, fault)
            return
        yield from _members(whole, path, site, limit)


@contextmanager
def _seekable(stream: io.BufferedReader) -> Iterator[IO[bytes]]:
    """The stream, or a temporary file with all of it where one cannot go to and fro in it; the file is on the disk if it is large."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=FREE // 10) as whole:
        shutil.copyfileobj(stream, whole)
        yield whole


def _members(stream: IO[bytes], path: str, site: str | None, limit: int) -> Iterator[Member | Dropped]:
    try:
        archive = zipfile.ZipFile(stream)
    except DAMAGED as error:
        lost = salvage.found(stream, MEMBERS)
        cut = f"cut off or damaged at its end, where its list of files stands; {len(lost):,} were found without it: fetch or pack it again"
        yield from _each([(m.name, partial(salvage.Unpacked, stream, m)) for m in lost], path, site, limit)
        yield dropped(path, site, cut if lost else f"damaged or no zip archive ({words(error)}): fetch or pack it again")
        return
    with closing(archive):
        members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: (m.filename, m.header_offset))
        if not members:
            yield dropped(path, site, "empty archive", "no_content")
        if len(members) > MEMBERS:
            yield dropped(path, site, f"{len(members):,} members, of which the first {MEMBERS:,} are read: split the archive")
        yield from _each([(m.filename, partial(archive.open, m)) for m in members[:MEMBERS]], path, site, limit)


def _each(members: Sequence[tuple[str, Callable[[], Any]]], path: str, site: str | None, limit: int) -> Iterator[Member | Dropped]:
    """The members of a zip, given by their names and what opens them."""
    folders = [_folders(name) for name, _ in members if not _hidden(name)]
    common = int(any(len(f) > 1 for f in folders) and all(folders) and len({f[0] for f in folders if f}) == 1)
    seen: dict[str, int] = {}
    for given, opened in members:
        name = given.replace("\\", "/")
        seen[name] = seen.get(name, 0) + 1
        here = f"{path}!{name}" + (f"#{seen[name]}" if seen[name] > 1 else "")
        inside = _folders(name)
        own = site or next(iter(inside[common:] or inside), _stem(path.rpartition("/")[2]) or None)
        if _hidden(name):
            yield dropped(here, own, "a hidden file, left aside", "no_content")
            continue
        try:
            inner = opened()
        except DAMAGED as error:
            yield dropped(here, own, f"cannot be unpacked ({words(error)}): pack the archive again, without encryption")
            continue
        content: io.BufferedReader = io.BufferedReader(Bounded(inner, max(FREE, limit + 1)), 1 << 16)
        with closing(content):
            yield Member(here, own, content)


def _stem(name: str) -> str:
    """A file's name without the suffixes of compression and zip: "crawl" of "crawl.zip.gz"."""
    for suffixes in (COMPRESSED, ZIP):
        stem, dot, suffix = name.rpartition(".")
        name = stem if dot + suffix.lower() in suffixes else name
    return name


def _folders(name: str) -> list[str]:
    """The folders of a member of a zip, the first one first."""
    return [part for part in name.replace("\\", "/").split("/")[:-1] if part not in ("", ".", "..")]


def _hidden(name: str) -> bool:
    """Whether a member of a zip is a hidden file or in a hidden folder, or what macOS adds to a zip."""
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or any(part.startswith(".") and part not in (".", "..") for part in parts)
