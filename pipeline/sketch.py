"""The pass before extraction, shard by shard: which pages have the same bytes, and which lines each site repeats.

A sketch holds, for each page of a shard, a hash of its bytes and the marks of its lines (:func:`pipeline.clean.boilerplate.marks`): some hundred
bytes a page, kept on disk. :func:`tasks` counts over all sketches, on disk and a share of the marks at a time, so that memory grows with the number
of sites alone; and it tells each shard only what concerns its own lines, so that a page that is added leaves the other shards what they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pipeline.clean.boilerplate import least, marks, site_of
from pipeline.config import Config
from pipeline.document import Page, digest
from pipeline.engine import Watch
from pipeline.read import Source, content_hash, holds_many
from pipeline.shards import MARKED, Content, Counted, Known, Shard, Task, damaged, end, intact, mark_again, pages, pages_of, task, whole
from pipeline.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]

SHARE = 1 << 18
"""Marks that are counted at a time; 70 bytes each while they are sorted."""


MARK = [("mark", "<u8"), ("least", "<i4")]
"""A mark as it waits to be counted, with the number of pages of its site that make it a repeated one."""


class Sketch(msgspec.Struct, array_like=True):
    """What the survey needs of a shard. ``content`` as in :class:`Task`.

    Arrays are little-endian bytes, one entry a page: 16 bytes of a hash of the page (zero for one that was dropped), 8 of its site (0: none), 4 that
    count the marks up to its end; then 8 bytes a mark and 1 that tells whether it counts.
    """

    content: bytes
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
        if n in watch.blamed:
            fault = watch.blamed[n][1]
            found.append(Counted(source, f"unreadable: {fault}", 1, fault))
            continue
        tick = partial(watch.tell, n, "read")  # the clock is for a stretch, however long the file
        tick()
        content = content_hash(source, tick)
        records = 1
        if holds_many(source):
            kept = folder / f"{digest(basis, str(source.size), content)}.count"
            told = kept.read_bytes() if kept.exists() else b""
            if told[-1:] == b"\n" and told[:-1].isdigit():
                records = int(told)
            else:
                records = 0
                for _ in pages(source, config, tick):
                    records += 1
                    tick()
                with whole(kept) as part:
                    part.write_bytes(b"%d\n" % records)
        found.append(Counted(source, content, records))
    watch.tell(None)
    return found


def sketch(shard: Shard, watch: Watch, *, config: Config, folder: Path) -> None:
    """Writes the sketch of a shard, if it is not there."""
    import numpy as np

    file = shard.sketch(folder)
    if intact(file, shard.pages):
        return
    content = Content()
    found = Sketch(b"", [], b"", b"", b"", b"", b"", dict(watch.blamed))
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
    found.content, found.hashes, found.counts = bytes(content.pages), bytes(hashes), bytes(counts)
    found.sites, found.ends = np.array(sites, "<u8").tobytes(), np.array(ends, "<u4").tobytes()
    found.marks = np.array(all_marks, "<u8").tobytes()
    if watch.blamed:
        mark_again(file, watch.slow(config.max_seconds))
    with whole(file) as part:
        part.write_bytes(msgspec.msgpack.encode(found))
        end(part, len(found.paths))


def _site(site: str | None) -> int:
    return int.from_bytes(blake2b(site.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") | 1 if site else 0


def tasks(shards: Sequence[Shard], folder: Path, basis: str) -> Iterator[Task]:
    """The shards with what the survey of all of them knows of each; their sketches must be there."""
    import numpy as np

    with Store() as store:
        total = _pages(shards, folder, store)
        question = "select site, count(*) from page left join copy using (number) where hash is not null and first is null group by site"
        bars = {site: least(pages, known=bool(site)) for site, pages in store.rows(question)}
        repeated = _repeated(shards, folder, store, bars, total)
        start = 0
        for shard in shards:
            found = read(shard.sketch(folder))
            stop = start + len(found.paths)
            question = "select copy.number, path from copy join page on page.number = first where copy.number >= ? and copy.number < ? order by 1"
            copies = {number - start: path.decode("utf-8", "surrogatepass") for number, path in store.rows(question, (start, stop))}
            own = np.unique(np.frombuffer(found.marks, "<u8"))
            at = np.searchsorted(repeated, own)
            known = own[np.append(repeated, 0)[at] == own].astype("<u8").tobytes()
            yield task(shard, found.content, found.paths, Known(copies, found.faults, known), basis)
            start = stop


def read(file: Path) -> Sketch:
    """A sketch that was written before; raises RunError where it is damaged."""
    try:
        return msgspec.msgpack.decode(memoryview(file.read_bytes())[:-MARKED], type=Sketch)
    except msgspec.DecodeError as error:
        raise damaged(file, error) from error


def _pages(shards: Iterable[Shard], folder: Path, store: Store) -> int:
    """Fills the tables ``page`` (no hash: dropped) and ``copy`` (a page with the same hash as an earlier one); returns the number of marks."""
    import numpy as np

    store.run(
        "create table page (number integer primary key, hash blob, site integer, path blob)",
        "create table copy (number integer primary key, first integer)",
    )
    number = total = 0
    for shard in shards:
        found = read(shard.sketch(folder))
        total += len(found.counts)
        for n, (path, site) in enumerate(zip(found.paths, np.frombuffer(found.sites, "<i8").tolist(), strict=True)):
            same = found.hashes[16 * n : 16 * n + 16]
            store.add("insert into page values (?, ?, ?, ?)", (number, same if any(same) else None, site, path.encode("utf-8", "surrogatepass")))
            number += 1
    store.run(
        "insert into copy select number, first from (select number, min(number) over (partition by hash order by number) as first "
        "from page where hash is not null) where first < number"
    )
    return total


def _repeated(shards: Iterable[Shard], folder: Path, store: Store, bars: Mapping[int, int], total: int) -> Numbers:
    """The marks, sorted, that stand on enough pages of their site; a page that repeats another does not count."""
    import numpy as np

    files = [store.folder / f"{n}.marks" for n in range(max(1, -(-total // SHARE)))]
    for file in files:
        file.touch()
    number = 0
    waiting: list[NDArray[np.void]] = []
    for shard in shards:
        found = read(shard.sketch(folder))
        count = len(found.paths)
        hashes = np.frombuffer(found.hashes, "<u8").reshape(-1, 2)
        alone = (hashes[:, 0] | hashes[:, 1]) != 0
        copies = store.rows("select number from copy where number >= ? and number < ?", (number, number + count))
        alone[[copy - number for (copy,) in copies]] = False
        each = np.diff(np.frombuffer(found.ends, "<u4"), prepend=0)
        wanted = np.repeat(alone, each) & np.frombuffer(found.counts, bool)
        bar = np.array([bars.get(site, 0) for site in np.frombuffer(found.sites, "<i8").tolist()], np.int32)
        counted = np.empty(int(wanted.sum()), MARK)
        counted["mark"], counted["least"] = np.frombuffer(found.marks, "<u8")[wanted], np.repeat(bar, each)[wanted]
        waiting.append(counted)
        number += count
        if sum(map(len, waiting)) >= SHARE:
            with store.room():
                _spill(waiting, files)
    with store.room():
        _spill(waiting, files)
    out = [np.empty(0, np.uint64)]
    for file in files:
        rows = np.fromfile(file, MARK)
        values, at, counts = np.unique(rows["mark"], return_index=True, return_counts=True)
        out.append(values[counts >= rows["least"][at]])
        file.unlink()
    return np.sort(np.concatenate(out))


def _spill(waiting: list[NDArray[np.void]], files: Sequence[Path]) -> None:
    """Appends the marks, which are then gone from memory, each to the file of its share."""
    import numpy as np

    rows = np.concatenate([np.empty(0, MARK), *waiting])
    waiting.clear()
    shares = rows["mark"] % np.uint64(len(files))
    order = np.argsort(shares, kind="stable")
    ends = np.searchsorted(shares[order], np.arange(len(files) + 1, dtype=np.uint64))
    for file, start, stop in zip(files, ends, ends[1:], strict=False):
        if start < stop:
            with file.open("ab") as out:
                rows[order[start:stop]].tofile(out)
