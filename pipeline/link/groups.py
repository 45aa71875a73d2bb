"""Groups of tellings that are one thing, worked out on disk: memory does not grow with the pages but with the largest web of like tellings.

Tellings are numbered in the order of their content. Those that share a block are compared, a share of the numbers at a time; pairs that are surely
one thing are parted into webs that no such pair joins, and each web is grouped on its own, from the surest pair down. What belongs together, and why,
is said in :mod:`pipeline.link.match`.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

import msgspec

from pipeline.document import Event, Initiative
from pipeline.link.match import APART, CHECKED, LARGE, WINDOW, Sighting, when_of
from pipeline.store import Store

T = TypeVar("T", Event, Initiative)
Score = Callable[[Sighting[T], Sighting[T]], float]

SHARE = 1 << 12
"""Tellings whose pairs are compared at a time."""
WAITING = 1 << 18
"""Pairs that wait in memory to be written, of all shares together."""
HELD = 1 << 11
"""Tellings that are held in memory to be compared."""


class Tellings(Generic[T]):
    """The tellings of events (or of initiatives) of a whole corpus, in a store: :meth:`add` them all, :meth:`settle`, then read :meth:`groups`."""

    def __init__(self, store: Store, name: str, kind: type[T], blocks: Callable[[Sighting[T]], Iterable[Hashable]]) -> None:
        self._store, self._name = store, name
        self._blocks: Callable[[Sighting[T]], Iterable[Hashable]] = blocks
        self._whole: msgspec.json.Decoder[Sighting[T]] = msgspec.json.Decoder(Sighting[kind])  # type: ignore[valid-type]
        self.brief: Callable[[int], Sighting[T]] = lru_cache(maxsize=HELD)(self._brief)
        store.run(
            f"create table {name} (row integer primary key, sort blob, brief blob, whole blob)",
            f"create table {name}_block (block integer, row integer)",
            f"create table {name}_place (number integer primary key, row integer)",
            f"create table {name}_number (row integer primary key, number integer)",
            f"create table {name}_sure (less real, a integer, b integer)",
            f"create table {name}_web (web integer, less real, a integer, b integer)",
            f"create table {name}_member (first integer, number integer, primary key (first, number)) without rowid",
            f"create table {name}_first (number integer primary key, first integer)",
        )
        self._rows = 0

    def add(self, told: Sighting[T]) -> None:
        """Takes a telling in."""
        item = replace(told.item, evidence=(), parties=(), description=None)
        brief = msgspec.json.encode(replace(told, item=item))
        row = (self._rows, b"".join(map(_sortable, told.order)), brief, msgspec.json.encode(told))
        self._store.add(f"insert into {self._name} values (?, ?, ?, ?)", row)
        for block in set(self._blocks(told)):
            key = int.from_bytes(blake2b(repr(block).encode(), digest_size=8).digest(), "big", signed=True)
            self._store.add(f"insert into {self._name}_block values (?, ?)", (key, self._rows))
        self._rows += 1

    def settle(self, score: Score[T], same: float) -> None:
        """Decides which tellings are one thing: those whose ``score`` reaches ``same``, from the surest pair down."""
        store, name = self._store, self._name
        for number, (row,) in enumerate(store.rows(f"select row from {name} order by sort, row")):
            store.add(f"insert into {name}_place values (?, ?)", (number, row))
            store.add(f"insert into {name}_number values (?, ?)", (row, number))
        web = _Webs(self._rows)
        for a, b in self._pairs():
            x, y = self.brief(a), self.brief(b)
            if x.document_id != y.document_id and (likeness := score(x, y)) >= same:
                store.add(f"insert into {name}_sure values (?, ?, ?)", (-likeness, a, b))
                web.join(a, b)
        for less, a, b in store.rows(f"select less, a, b from {name}_sure"):
            store.add(f"insert into {name}_web values (?, ?, ?, ?)", (web.root(a), less, a, b))
        pairs = store.rows(f"select web, a, b from {name}_web order by web, less, a, b")
        for _, rows in groupby(pairs, key=lambda row: row[0]):
            for members in joined([(a, b) for _, a, b in rows], self.brief, score):
                for number in members:
                    store.add(f"insert into {name}_member values (?, ?)", (members[0], number))
                    store.add(f"insert into {name}_first values (?, ?)", (number, members[0]))

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """Pairs (a, b) with a < b that share a block, each once and in order."""
        import numpy as np

        shares = [self._store.folder / f"{self._name}-{n}.pairs" for n in range(-(-self._rows // SHARE))]
        waiting: list[array[int]] = [array("Q") for _ in shares]
        most = max(WAITING // max(len(shares), 1), 1)
        question = f"select block, number from {self._name}_block join {self._name}_number using (row) order by block, number"
        for _, rows in groupby(self._store.rows(question), key=lambda row: row[0]):
            for a, b in neighbours(number for _, number in rows):
                pairs = waiting[a // SHARE]
                pairs.append(a << 32 | b)
                if len(pairs) >= most:
                    _append(shares[a // SHARE], pairs)
        for share, pairs in zip(shares, waiting, strict=True):
            _append(share, pairs)
            once = np.unique(np.fromfile(share, dtype=np.uint64))
            for at in range(0, len(once), SHARE):
                yield from ((pair >> 32, pair & 0xFFFFFFFF) for pair in once[at : at + SHARE].tolist())
            share.unlink()

    def groups(self) -> Iterator[list[int]]:
        """The numbers of the tellings of each thing, in an order given by the content of the first."""
        name = self._name
        for number, first in self._store.rows(f"select number, first from {name}_place left join {name}_first using (number) order by number"):
            if first is None or first == number:
                yield self.members(number)

    def members(self, first: int) -> list[int]:
        """The numbers of the tellings that are one with the one that begins their group."""
        question = f"select number from {self._name}_member where first = ? order by number"
        return [number for (number,) in self._store.rows(question, (first,))] or [first]

    def _row(self, column: str, number: int) -> bytes:
        question = f"select {column} from {self._name} where row = (select row from {self._name}_place where number = ?)"
        return cast(bytes, self._store.one(question, (number,)))

    def _brief(self, number: int) -> Sighting[T]:
        """A telling without its evidence, parties and description."""
        return self._whole.decode(self._row("brief", number))

    def whole(self, number: int) -> Sighting[T]:
        """A telling with all that the page says."""
        return self._whole.decode(self._row("whole", number))


def _sortable(text: str) -> bytes:
    """Bytes that sort as the text does, also where more follow."""
    return text.encode("utf-8", "surrogatepass").replace(b"\0", b"\0\1") + b"\0\0"


def _append(file: Path, numbers: array[int]) -> None:
    with file.open("ab") as out:
        numbers.tofile(out)
    del numbers[:]


def neighbours(members: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Pairs of the members of a block, which are in order: all pairs of a small one, of a large one each member with the next few."""
    window: deque[int] = deque()
    large = False
    for member in members:
        if large:
            yield from ((before, member) for before in window)
            window.append(member)
            window.popleft()
            continue
        window.append(member)
        if len(window) > LARGE:
            large = True
            few = list(window)
            yield from ((a, b) for n, a in enumerate(few) for b in few[n + 1 : n + 1 + WINDOW])
            window = deque(few[-WINDOW:])
    if not large:
        few = list(window)
        yield from ((a, b) for n, a in enumerate(few) for b in few[n + 1 :])


class _Webs:
    """Which tellings hang together, by the smallest number that was met: four bytes a telling."""

    def __init__(self, size: int) -> None:
        self._up = array("i", range(size))

    def root(self, number: int) -> int:
        up = self._up
        while up[number] != number:
            up[number] = up[up[number]]
            number = up[number]
        return number

    def join(self, a: int, b: int) -> None:
        x, y = sorted((self.root(a), self.root(b)))
        self._up[y] = x


@dataclass(slots=True)
class _Group(Generic[T]):
    """Numbers of tellings, their pages, and the first few of those that differ in name, date or year of the page."""

    members: list[int]
    pages: set[str]
    differing: dict[tuple[str, str, str], Sighting[T]]


def joined(surest: Iterable[tuple[int, int]], told: Callable[[int], Sighting[T]], score: Score[T]) -> list[list[int]]:
    """Groups of two or more made of the pairs, taken in order; two tellings of one page, or that rule each other out, never are in one group."""
    at: dict[int, int] = {}
    groups: dict[int, _Group[T]] = {}

    def root(i: int) -> int:
        if i not in at:
            at[i], first = i, told(i)
            groups[i] = _Group([i], {first.document_id}, {_gist(first): first})
        while at[i] != i:
            at[i] = at[at[i]]
            i = at[i]
        return i

    for a, b in surest:
        small, large = sorted((root(a), root(b)), key=lambda r: (len(groups[r].members), r))
        if small == large or not groups[small].pages.isdisjoint(groups[large].pages) or _contradict(groups[small], groups[large], score):
            continue
        other, whole = groups.pop(small), groups[large]
        at[small] = large
        whole.members += other.members
        whole.pages |= other.pages
        both = whole.differing | other.differing
        whole.differing = {k: both[k] for k in sorted(both)[:CHECKED]}
    return sorted(sorted(g.members) for g in groups.values() if len(g.members) > 1)


def _gist(told: Sighting[Any]) -> tuple[str, str, str]:
    return told.name.key, str(when_of(told.item)), str(told.published and told.published.year)


def _contradict(a: _Group[T], b: _Group[T], score: Score[T]) -> bool:
    """Whether a telling of one group rules out one of the other."""
    return any(score(x, y) <= APART for x in a.differing.values() for y in b.differing.values())
