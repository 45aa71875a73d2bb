"""The pass before extraction, shard by shard: which pages have the same bytes, and which lines each site repeats.

A sketch holds, for each page of a shard, a hash of its bytes and the marks of its lines (:func:`pipeline.clean.boilerplate.marks`): some hundred
bytes a page, kept on disk. :func:`tasks` counts over all sketches, a share of the marks at a time, so that memory hardly grows with the scrape; and
it tells each shard only what concerns its own lines, so that a page that is added leaves the other shards what they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pipeline.clean.boilerplate import least, marks, site_of
from pipeline.config import Config
from pipeline.document import Page, digest
from pipeline.engine import Watch
from pipeline.read import Source, content_hash, holds_many
from pipeline.shards import Content, Counted, Known, Shard, Task, again, pages, pages_of, task, whole

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]

SHARE = 1 << 22
"""Marks that are counted at a time; 70 bytes each while they are sorted (400 MB in all at 100,000 pages of 60 lines with all at once)."""


class Sketch(msgspec.Struct, array_like=True):
    """What the survey needs of a shard. Arrays are little-endian bytes, one entry a page: 16 bytes of a hash of the page (zero for one that was
    dropped), 8 of its site (0: none), 4 that count the marks up to its end; then 8 bytes a mark and 1 that tells whether it counts."""

    content: str
    paths: list[str]
    hashes: bytes
    sites: bytes
    ends: bytes
    marks: bytes
    counts: bytes
    faults: dict[int, tuple[str, str]]


def count(sources: Sequence[Source], watch: Watch, *, config: Config, folder: Path, basis: str) -> list[Counted]:
    """The sources with the hash of their bytes and the number of their records; that of a file of many pages is kept in the folder."""
    found = []
    for n, source in enumerate(sources):
        fault = watch.blamed[n][1] if n in watch.blamed else None
        watch.tell(n, "read")
        content = content_hash(source)
        records = 1
        if not fault and holds_many(source):
            kept = folder / f"{digest(basis, str(source.size), content)}.count"
            if kept.exists():
                records = int(kept.read_bytes())
            else:
                records = 0
                for _ in pages(source, config):
                    records += 1
                    watch.tell(n, "read")
                with whole(kept) as part:
                    part.write_bytes(str(records).encode())
        found.append(Counted(source, content, records, fault))
    watch.tell(None)
    return found


def sketch(shard: Shard, watch: Watch, *, config: Config, folder: Path) -> None:
    """Writes the sketch of a shard, if it is not there."""
    import numpy as np

    file = shard.sketch(folder)
    if file.exists():
        return
    content = Content()
    found = Sketch("", [], b"", b"", b"", b"", b"", dict(watch.blamed))
    hashes, counts = bytearray(), bytearray()
    sites: list[int] = []
    ends: list[int] = []
    all_marks: list[int] = []
    for n, page in enumerate(page for one in shard.slices for page in pages_of(one, config)):
        found.paths.append(page.path)
        hashes += content.add(page)[:16] or bytes(16)
        lines: dict[int, bool] = {}
        if isinstance(page, Page):
            sites.append(_site(site_of(page)))
            if n not in watch.blamed:
                watch.tell(n, "clean")
                lines = marks(page)
                watch.tell(None)
        else:
            sites.append(0)
        all_marks += lines
        counts += bytes(lines.values())
        ends.append(len(all_marks))
    found.content, found.hashes, found.counts = content.hexdigest(), bytes(hashes), bytes(counts)
    found.sites, found.ends = np.array(sites, "<u8").tobytes(), np.array(ends, "<u4").tobytes()
    found.marks = np.array(all_marks, "<u8").tobytes()
    if watch.blamed:
        again(file).touch()
    with whole(file) as part:
        part.write_bytes(msgspec.msgpack.encode(found))


def _site(site: str | None) -> int:
    return int.from_bytes(blake2b(site.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") | 1 if site else 0


def tasks(shards: Sequence[Shard], folder: Path, basis: str) -> Iterator[Task]:
    """The shards with what the survey of all of them knows of each; their sketches must be there."""
    import numpy as np

    files = [shard.sketch(folder) for shard in shards]
    hashes, sites, starts, total = _pages(files)
    first = _first(hashes)
    alone = first == np.arange(len(first), dtype=np.uint64)
    alone[(hashes == 0).all(axis=1)] = False
    names, sizes = np.unique(sites[alone], return_counts=True)
    bars = dict(zip(names.tolist(), (least(int(n), known=bool(site)) for site, n in zip(names, sizes, strict=True)), strict=True))
    repeated = _repeated(files, starts, alone, bars, total)
    paths: dict[int, str] = {}
    for n, (shard, file) in enumerate(zip(shards, files, strict=True)):
        found = read(file)
        firsts = first[starts[n] : starts[n + 1]]
        copies = {i: int(f) for i, f in enumerate(firsts) if f != starts[n] + i}
        for f in sorted(set(copies.values()) - paths.keys()):
            home = int(np.searchsorted(starts, f, side="right")) - 1
            paths[f] = (found if home == n else read(files[home])).paths[f - int(starts[home])]
        own = np.unique(np.frombuffer(found.marks, "<u8"))
        known = np.intersect1d(own, repeated, assume_unique=True).astype("<u8").tobytes()
        yield task(shard, found.content, Known({i: paths[f] for i, f in copies.items()}, found.faults, known), basis)


def read(file: Path) -> Sketch:
    """A sketch that was written before."""
    return msgspec.msgpack.decode(file.read_bytes(), type=Sketch)


def _pages(files: Sequence[Path]) -> tuple[Numbers, Numbers, NDArray[np.int64], int]:
    """Hashes (two numbers a page) and sites of all pages, at which page each file starts, and the number of marks."""
    import numpy as np

    hashes, sites, sizes, total = [], [], [0], 0
    for file in files:
        found = read(file)
        hashes.append(np.frombuffer(found.hashes, "<u8").reshape(-1, 2))
        sites.append(np.frombuffer(found.sites, "<u8"))
        sizes.append(len(found.paths))
        total += len(found.counts)
    return np.concatenate(hashes), np.concatenate(sites), np.cumsum(sizes), total


def _first(hashes: Numbers) -> Numbers:
    """For each page the number of the first with the same hash; for one without a hash its own."""
    import numpy as np

    numbers = np.arange(len(hashes), dtype=np.uint64)
    order = np.lexsort((numbers, hashes[:, 1], hashes[:, 0]))
    sorted_ = hashes[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = (sorted_[1:] != sorted_[:-1]).any(axis=1) | (sorted_[1:] == 0).all(axis=1)
    first = np.empty_like(numbers)
    first[order] = order[new][np.cumsum(new) - 1]
    return first


def _repeated(files: Sequence[Path], starts: NDArray[np.int64], alone: NDArray[np.bool_], bars: dict[int, int], total: int) -> Numbers:
    """The marks, sorted, that stand on enough pages of their site; a page that repeats another does not count."""
    import numpy as np

    shares = max(1, -(-total // SHARE))
    out = [np.empty(0, np.uint64)]
    for share in range(shares):
        chosen, least_ = [np.empty(0, np.uint64)], [np.empty(0, np.int32)]
        for n, file in enumerate(files):
            found = read(file)
            values = np.frombuffer(found.marks, "<u8")
            each = np.diff(np.frombuffer(found.ends, "<u4"), prepend=0)
            bar = np.array([bars.get(site, 0) for site in np.frombuffer(found.sites, "<u8").tolist()], np.int32)
            wanted = np.repeat(alone[starts[n] : starts[n + 1]], each) & np.frombuffer(found.counts, bool) & (values % shares == share)
            chosen.append(values[wanted])
            least_.append(np.repeat(bar, each)[wanted])
        values, at, counts = np.unique(np.concatenate(chosen), return_index=True, return_counts=True)
        out.append(values[counts >= np.concatenate(least_)[at]])
    return np.sort(np.concatenate(out))
