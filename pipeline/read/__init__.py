"""Files of an input to pages.

:func:`plan` lists what there is to read, :func:`other_files` what is left aside, :func:`read` gives the pages of one source: one for a text or HTML
file, many for JSON lines, WARC, WET and zip (:mod:`pipeline.read.archives`), each of them compressed or not.
"""

from __future__ import annotations

import csv
import hashlib
import os
import pickle
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BufferedReader, FileIO, StringIO
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pipeline.document import Dropped, Page
from pipeline.read import archives
from pipeline.read.archives import COMPRESSED, Keys
from pipeline.read.forms import HEAD, checked, container, dropped
from pipeline.read.records import warc
from pipeline.store import Kept, Seen, Store

TEXT = frozenset({".txt", ".text", ".md"})
HTML = frozenset({".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".cfm", ".jsp", ".php"})
"""The latter as crawlers leave them, which name a file after its address."""
MANIFEST = frozenset({".csv", ".parquet"})
"""A file of this form, compressed or not, lists pages where it is given itself."""
LIMIT = 20_000_000
"""Size above which a page is not read, in bytes."""
STRETCH = 1 << 18
"""Bytes of a file that are read at a time."""
TOGETHER = 256
"""Sources that are held in memory."""
LAYERS = 2
"""Layers of compression and archives that are taken off: a page in a zip in a zip is not read."""

_FORMS = TEXT | HTML | archives.LINES | archives.WARC | archives.ZIP


class ReadError(ValueError):
    """The input as a whole cannot be read; the message names it and says what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read.

    ``path`` is relative to the input with ``/``, unique in a plan; ``site`` its first folder; ``size`` in bytes. A manifest may give ``url`` and
    ``fetched_on``. A page with an address of its own belongs to the site of that, one in a zip to its folder there (:func:`archives.zip_members`).
    """

    file: Path
    path: str
    site: str | None
    size: int
    url: str | None = None
    fetched_on: date | None = None


def plan(inputs: Sequence[Path]) -> Sequence[Source]:
    """The files to read of the inputs (folders at any depth, files, manifests), sorted by relative path and kept on disk.

    A manifest is a CSV or Parquet file, compressed or not, given as an input, with the columns path (relative to the manifest), and url and
    fetched_at where known.
    Hidden files and folders are left out, and links that lead out of their folder. With several inputs each path starts with its input's name.
    Raises :class:`ReadError` where an input does not exist or nothing is there to read.
    """
    with Store() as store:
        store.run("create table source (path blob primary key, source blob) without rowid")
        for source in _sources(inputs):
            store.add("insert or replace into source values (?, ?)", (source.path.encode("utf-8", "surrogatepass"), pickle.dumps(source)))
        rows = store.rows("select source from source order by path")
        found = Kept((pickle.loads(row) for (row,) in rows), TOGETHER)  # noqa: S301 - what was pickled above
    if not found:
        others = other_files(inputs)
        seen = f" (found only {', '.join(f'{kind}: {n:,}' for kind, n in others.items())})" if others else ""
        names = ", ".join(map(str, inputs)) or "no input given"
        remedy = f"give a folder or file of pages saved as {', '.join(sorted(_FORMS))}"
        if ".json" in others:
            remedy = "write the pages of the .json file one object a line, as .jsonl"
        elif "without a suffix" in others:
            remedy += "; or name the files, whatever they are called, in a manifest (see `communique run --help`)"
        raise ReadError(f"nothing to read in {names}{seen}: {remedy}")
    return found


def _sources(inputs: Sequence[Path]) -> Iterator[Source]:
    for path, site, file, aside in _walk(inputs):
        if aside:
            continue
        if file in inputs and _listing(file):
            yield from _listed(file, str(PurePosixPath(path).parent) if len(inputs) > 1 else "")
        elif _form_suffix(file.name) is not None or file.is_dir():
            yield Source(file, path, site, _size(file))


def other_files(inputs: Sequence[Path]) -> dict[str, int]:
    """How many files stand in the inputs that are not read, by suffix or in words ("without a suffix", "broken link"), sorted."""
    others: Counter[str] = Counter()
    for _, _, file, aside in _walk(inputs):
        if aside or not (_form_suffix(file.name) is not None or file.is_dir() or (file in inputs and _listing(file))):
            others[aside or file.suffix.lower() or "without a suffix"] += 1
    return dict(sorted(others.items()))


def holds_many(source: Source) -> bool:
    """Whether the source may hold more than one page."""
    return _form_suffix(source.file.name) not in TEXT | HTML


class _Told(FileIO):
    """A file that tells of each stretch of it before that is read."""

    def __init__(self, file: Path, tick: Callable[[], None]) -> None:
        super().__init__(file)
        self._tick = tick

    def readinto(self, buffer: Any) -> int | None:
        self._tick()
        return super().readinto(memoryview(buffer)[:STRETCH])


def _untold() -> None:
    pass


def content_hash(source: Source, tick: Callable[[], None] = _untold) -> str:
    """SHA-256 of the file's bytes in hex, or why they cannot be read; ``tick`` is called before each ``STRETCH`` of them."""
    try:
        with BufferedReader(_Told(source.file, tick), STRETCH) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"unreadable: {error.strerror or error}"


def _form_suffix(name: str) -> str | None:
    """The suffix that tells the form under any compression: ``.html`` of ``a.html.gz``, empty for ``a.gz``; None for a file that is not read."""
    path = PurePosixPath(_plain(name))
    packed = path.suffix in COMPRESSED
    if packed:
        path = path.with_suffix("")
    return path.suffix if path.suffix in _FORMS else "" if packed and not path.suffix else None


def _plain(name: str) -> str:
    """A name in small letters, without the query that crawlers leave in it: "index.php" of "index.php?id=3"."""
    name = name.lower()
    bare = name.partition("?")[0]
    return bare if PurePosixPath(bare).suffix in HTML else name


def _listed(manifest: Path, label: str) -> Iterator[Source]:
    """The sources of a manifest; a file that is missing is reported when it is read."""
    try:
        rows = _rows(manifest)
    except (OSError, ValueError, csv.Error) as error:
        raise ReadError(f"{manifest}: cannot be read as a manifest ({error}): save it as CSV in UTF-8, or as Parquet") from error
    if not rows:
        raise ReadError(f"{manifest}: lists no page: a manifest needs a column 'path' and a row for each file")
    seen: dict[str, Source] = {}
    for row in rows:
        name = row.get("path")
        if not isinstance(name, str) or not name.strip():
            told = "a row without a path" if "path" in row else f"its columns are {', '.join(str(c) for c in row)[:200]}"
            needs = "a manifest needs a column 'path' with a file name in every row, relative to the manifest (and may have 'url' and 'fetched_at')"
            raise ReadError(f"{manifest}: {needs}; {told}")
        file = manifest.parent / name.strip()
        url = row.get("url")
        within = PurePosixPath(Path(name.strip()).as_posix())
        site = within.parts[0] if len(within.parts) > 1 and within.parts[0] not in ("/", "..") else None
        fetched = archives.day(str(row.get("fetched_at")))
        source = Source(file, str(PurePosixPath(label) / within), site, _size(file), url if isinstance(url, str) and url else None, fetched)
        if seen.setdefault(source.path, source) != source:
            raise ReadError(f"{manifest}: lists {name.strip()} twice, with another url or fetched_at: keep one row for each file")
        yield source


def _listing(file: Path) -> str:
    """The suffix of a manifest under any compression: ``.csv`` of ``list.csv.gz``; empty for another file."""
    suffix = PurePosixPath(file.name.lower().removesuffix(_packing(file))).suffix
    return suffix if suffix in MANIFEST else ""


def _packing(file: Path) -> str:
    """The suffix of a file's compression; empty where it has none."""
    return suffix if (suffix := file.suffix.lower()) in COMPRESSED else ""


def _rows(manifest: Path) -> list[dict[str, Any]]:
    with manifest.open("rb") as packed, archives.unpacked(packed, _packing(manifest), _size(manifest)) as stream:
        content = stream.read()
        if fault := archives.damage(stream):
            raise ValueError(fault)
    if _listing(manifest) == ".csv":
        text = content.decode("utf-8-sig")
        return list(csv.DictReader(StringIO(text, newline=""), delimiter=max(",;\t", key=text.partition("\n")[0].count)))
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows: list[dict[str, Any]] = pq.read_table(pa.BufferReader(content)).to_pylist()
    return rows


def _unread(error: OSError) -> str:
    """Why a page is dropped whose file the system gave no bytes of."""
    return f"cannot be read ({error.strerror or error}): check that the file exists and may be opened"


def read(source: Source, *, limit: int = LIMIT, keys: Keys = Keys(), tick: Callable[[], None] = _untold) -> Iterator[Page | Dropped]:  # noqa: B008 - frozen
    """The pages of a source, or why there are none; ``limit`` is the largest page read, in bytes, ``tick`` as in :func:`content_hash`.

    Never raises for a file's sake.
    """
    try:
        handle: BufferedReader = BufferedReader(_Told(source.file, tick), STRETCH)
    except OSError as error:
        yield dropped(source.path, host(source.url) or source.site, _unread(error), url=source.url)
        return
    with handle:
        for page in _pages(handle, source.file.name, source, source.path, limit, keys, LAYERS):
            if source.url and not page.url:
                page = replace(page, url=source.url)
            if site := host(page.url):
                page = replace(page, site=site)
            if isinstance(page, Page) and source.fetched_on and not page.fetched_on:
                page = replace(page, fetched_on=source.fetched_on)
            yield page


def host(url: str | None) -> str | None:
    """The host of an address in small letters; None where it has none or is no address."""
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def _pages(stream: BufferedReader, name: str, source: Source, path: str, limit: int, keys: Keys, layers: int) -> Iterator[Page | Dropped]:
    """The pages of an open stream, whose name tells the form, or its bytes where that does not; ``layers`` is how many more may be taken off."""
    suffix = PurePosixPath(_plain(name)).suffix
    if suffix not in _FORMS | COMPRESSED:
        name += container(stream.peek(HEAD))
        suffix = PurePosixPath(_plain(name)).suffix
    elif suffix in archives.WARC and container(stream.peek(HEAD)) == ".gz":
        name, suffix = f"{name}.gz", ".gz"
    if suffix in COMPRESSED | archives.ZIP and not layers:
        yield dropped(path, source.site, "an archive in an archive in an archive is not read: unpack it first")
    elif suffix in COMPRESSED:
        with archives.unpacked(stream, suffix, source.size) as inner:
            yield from _pages(inner, name[: -len(suffix)], source, path, limit, keys, layers - 1)
    elif suffix in archives.ZIP:
        for member in archives.zip_members(stream, path, source.site, limit=limit):
            if isinstance(member, Dropped):
                yield member
            elif _form_suffix(member.path) is None:
                yield dropped(member.path, member.site, "no page: neither text nor HTML by its name", "no_content")
            elif _form_suffix(member.path) in archives.ZIP:
                yield dropped(member.path, member.site, "a zip inside another zip is not read: unpack it first")
            else:
                yield from _pages(member.stream, member.path, replace(source, site=member.site), member.path, limit, keys, layers - 1)
    elif suffix in archives.LINES:
        yield from archives.json_lines(_buffered(stream), path, source.site, limit=limit, keys=keys)
    elif suffix in archives.WARC:
        yield from warc(_buffered(stream), path, source.site, limit=limit)
    else:
        yield _single(stream, name, path, source.site, limit)


def _buffered(stream: BufferedReader) -> BufferedReader:
    return stream if not stream.seekable() else archives.unpacked(stream, "", 0)


def _single(stream: BufferedReader, name: str, path: str, site: str | None, limit: int) -> Page | Dropped:
    try:
        content = stream.read(limit + 1)
    except OSError as error:
        return dropped(path, site, _unread(error))
    if fault := archives.damage(stream):
        return dropped(path, site, fault)
    if len(content) > limit:
        return dropped(path, site, f"larger than {limit / 1e6:g} MB: raise the size limit (setting max_bytes) or split the file")
    if not content.strip():
        return dropped(path, site, "empty file", "no_content")
    return checked(Page(path, content, "html" if PurePosixPath(_plain(name)).suffix in HTML else "text", site=site), "name")


def _size(file: Path) -> int:
    """Size in bytes; 0 where it cannot be told, which reading will report."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _label(name: str) -> str:
    """A file's name as text; bytes of it that are no UTF-8 are written as escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


class _Found(NamedTuple):
    """``aside``: why a file is not read, whatever its name; empty for all others."""

    path: str
    site: str | None
    file: Path
    aside: str = ""


def _walk(inputs: Sequence[Path]) -> Iterator[_Found]:
    """Every visible file of the inputs, each once, and every folder that cannot be opened.

    A link to a file of the same input that is read under its own name does not count.
    """
    with Store() as store:
        yield from _found(inputs, Seen(store))


def _found(inputs: Sequence[Path], seen: Seen) -> Iterator[_Found]:
    for root, label in zip(inputs, _labels(inputs), strict=True):
        if not root.exists():
            raise ReadError(f"no such file or folder: {root}. Check the spelling and the folder you are in")
        if not root.is_dir():
            if seen.add(os.fsencode(os.path.realpath(root)) + b"\0read"):
                yield _Found(label or _label(root.name), None, root, "" if root.is_file() else "special file")
            continue
        top = Path(os.path.realpath(root))
        closed: list[OSError] = []
        for folder, folders, names in os.walk(root, onerror=closed.append):
            folders[:] = sorted(d for d in folders if not d.startswith("."))
            links = [d for d in folders if (Path(folder) / d).is_symlink()]
            for name in sorted([*names, *links]):
                file = Path(folder) / name
                real = Path(os.path.realpath(file))
                if name.startswith(".") or (name in links and real.is_relative_to(top)):
                    continue
                aside = _aside(file, real, top)
                if not aside and file.is_symlink() and _form_suffix(real.name) is not None and _visible(real.relative_to(top)):
                    continue
                if seen.add(os.fsencode(real) + (b"\0" if _form_suffix(name) is None else b"\0read")):
                    yield _Found(*_place(file, root, label), file, aside)
        for error in closed:
            yield _Found(*_place(Path(error.filename), root, label), Path(error.filename))


def _aside(file: Path, real: Path, top: Path) -> str:
    """Why a file of the folder ``top`` is not read; ``real`` is where it leads."""
    if not real.exists():
        return "broken link"
    if not real.is_relative_to(top):
        return "link out of its folder"
    return "" if file.is_file() else "special file"


def _visible(path: Path) -> bool:
    return not any(part.startswith(".") for part in path.parts)


def _place(file: Path, root: Path, label: str) -> tuple[str, str | None]:
    """The path of a file of the folder ``root``, and its site."""
    relative = PurePosixPath(_label(file.relative_to(root).as_posix()))
    site = relative.parts[0] if len(relative.parts) > 1 else label or None
    return str(PurePosixPath(label) / relative) if label else str(relative), site


def _labels(inputs: Sequence[Path]) -> list[str]:
    """What the paths of each input start with: nothing for one input; else its name, with as many parents as make the names differ."""
    if len(inputs) == 1:
        return [""]
    parts = [p.resolve().parts for p in inputs]
    deepest = max((len(p) for p in parts), default=1)
    for depth in range(1, deepest + 1):
        labels = [_label("/".join(p[-depth:]).lstrip("/")) for p in parts]
        if len(set(labels)) == len(set(parts)):
            return labels
    return ["/".join(p).lstrip("/") for p in parts]
