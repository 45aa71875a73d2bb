"""Rows and things kept on disk while a whole corpus is listed, surveyed and linked, so that memory stays the same however many pages there are.

A :class:`Store` is an SQLite file (of the standard library) that is thrown away at the end. It sorts and looks up; every decision is made by the
modules that use it. :class:`Kept` is a sequence on disk. Both need room in the folder for temporary files of the system (``TMPDIR``).
"""

from __future__ import annotations

import copy
import pickle
import sqlite3
import tempfile
import weakref
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import lru_cache
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO, Any, TypeVar, overload

T = TypeVar("T")

CACHE = 4_096
"""KiB of the file that are held in memory."""
TOGETHER = 2_000
"""Rows that are written or read at a time."""


_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


class NoRoom(OSError):
    """The folder for temporary files is full or cannot be written; the message names it and the remedy."""


@contextmanager
def room(folder: str | Path) -> Iterator[None]:
    """Raises :class:`NoRoom` where what is written in the block finds no room in the folder."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF not in _NO_ROOM:
            raise
        remedy = "make room there, or set TMPDIR to a folder with more, and run the same command again, which goes on from there"
        why = getattr(error, "strerror", None) or error
        raise NoRoom(f"{folder}: temporary files cannot be written any more ({why}); what is done is kept: {remedy}") from error


class Store:
    """A file of rows in a folder, or in the system's folder for temporary files; leave it (``with``) and the file is gone."""

    def __init__(self, folder: Path | None = None) -> None:
        self._where = f"{folder}, {tempfile.gettempdir()}" if folder else tempfile.gettempdir()
        with self.room():
            self._folder = tempfile.TemporaryDirectory(prefix=".link-", dir=folder)
        self.folder = Path(self._folder.name)
        with self.room():
            self._open = sqlite3.connect(self.folder / "rows.sqlite", isolation_level=None, cached_statements=256)
            for setting in ("journal_mode = off", "synchronous = off", "locking_mode = exclusive", "temp_store = file", f"cache_size = -{CACHE}"):
                self._open.execute(f"pragma {setting}")
            self._open.execute("begin")
        self._waiting: dict[str, list[tuple[Any, ...]]] = {}

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._waiting.clear()
        self._open.close()
        with suppress(OSError):
            self._folder.cleanup()

    def room(self) -> AbstractContextManager[None]:
        """As :func:`room`, for what is written into the folder of this store."""
        return room(self._where)

    def run(self, *statements: str) -> None:
        """Runs statements, each after what is waiting to be written."""
        self._flush()
        with self.room():
            for statement in statements:
                self._open.execute(statement)

    def add(self, statement: str, row: tuple[Any, ...]) -> None:
        """Writes a row by a statement with a mark for each value; rows are written many at a time."""
        rows = self._waiting.setdefault(statement, [])
        rows.append(row)
        if len(rows) >= TOGETHER:
            with self.room():
                self._open.executemany(statement, rows)
            rows.clear()

    def rows(self, question: str, values: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a question, read little by little; nothing it reads from may be written meanwhile."""
        self._flush()
        with self.room():
            cursor = self._open.execute(question, values)
            found = cursor.fetchmany(TOGETHER)
        while found:
            yield from found
            with self.room():
                found = cursor.fetchmany(TOGETHER)

    def one(self, question: str, values: tuple[Any, ...]) -> Any:
        """The first value of the first row; None where there is none."""
        self._flush()
        with self.room():
            row = self._open.execute(question, values).fetchone()
        return row[0] if row else None

    def _flush(self) -> None:
        for statement, rows in self._waiting.items():
            if rows:
                with self.room():
                    self._open.executemany(statement, rows)
                rows.clear()


def _closed(file: IO[bytes]) -> None:
    """Closes a file that nobody reads any more, whether or not the disk has room for its last bytes."""
    with suppress(OSError):
        file.close()


class Kept(Sequence[T]):
    """Things in order, kept in a file that is gone with them; ``together`` of them are written, read and held in memory at a time."""

    def __init__(self, things: Iterable[T], together: int = 1) -> None:
        with room(tempfile.gettempdir()):
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed below
        self._together = together
        self._starts = array("Q")
        weakref.finalize(self._starts, _closed, self._file)  # things that were chosen share both
        self._held: tuple[int, list[T]] = (-1, [])
        left, count = iter(things), 0
        while some := list(islice(left, together)):
            with room(tempfile.gettempdir()):
                self._starts.append(self._file.tell())
                pickle.dump(some, self._file, pickle.HIGHEST_PROTOCOL)
            count += len(some)
        with room(tempfile.gettempdir()):
            self._file.flush()
        self._numbers: Sequence[int] = range(count)

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> Kept[T]: ...

    def __getitem__(self, at: int | slice) -> T | Kept[T]:
        if isinstance(at, slice):
            return self.chosen(range(len(self))[at])
        part, place = divmod(self._numbers[at], self._together)
        if part != self._held[0]:
            self._file.seek(self._starts[part])
            self._held = part, pickle.load(self._file)  # noqa: S301 - what was pickled above
        return self._held[1][place]

    def chosen(self, places: Iterable[int]) -> Kept[T]:
        """The things at these places, in this order, in the same file."""
        some = copy.copy(self)
        some._numbers = array("Q", (self._numbers[at] for at in places))
        return some


class Seen:
    """Keys that were met before."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.run("create table seen (key blob primary key) without rowid")

    def add(self, key: bytes) -> bool:
        """Takes a key in; whether it is a new one."""
        return self._store.one("insert or ignore into seen values (?) returning 1", (key,)) is not None


class Ids(Collection[str]):
    """The ids of one kind of entity that have a row."""

    def __init__(self, store: Store, kind: str) -> None:
        self._store, self._kind = store, kind
        self._has = lru_cache(maxsize=TOGETHER)(self._look_up)

    def _look_up(self, ref: str) -> bool:
        return self._store.one("select 1 from entity where kind = ? and id = ?", (self._kind, ref)) is not None

    def __contains__(self, ref: object) -> bool:
        return isinstance(ref, str) and self._has(ref)

    def __iter__(self) -> Iterator[str]:
        return (ref for (ref,) in self._store.rows("select id from entity where kind = ? order by id", (self._kind,)))

    def __len__(self) -> int:
        return int(self._store.one("select count(*) from entity where kind = ?", (self._kind,)))


class Tally:
    """Counts how often each value of a key was seen, and which was seen first; the table is ``NAME (key, value, times, first)``."""

    def __init__(self, store: Store, name: str) -> None:
        self._store, self._name = store, name
        self._seen: dict[tuple[str, bytes], list[int]] = {}
        self._number = 0
        store.run(f"create table {name} (key text, value blob, times integer, first integer)")

    def add(self, key: str, value: bytes) -> None:
        self._number += 1
        self._seen.setdefault((key, value), [0, self._number])[0] += 1
        if len(self._seen) >= 2 * TOGETHER:
            self._write()

    def _write(self) -> None:
        for (key, value), (times, first) in self._seen.items():
            self._store.add(f"insert into {self._name} values (?, ?, ?, ?)", (key, value, times, first))
        self._seen.clear()

    def __iter__(self) -> Iterator[tuple[str, dict[bytes, int]]]:
        """The keys in order, each with its values in the order in which they were first seen, and how often."""
        self._write()
        question = f"select key, value, sum(times), min(first) from {self._name} group by key, value order by key, min(first)"
        last, values = None, dict[bytes, int]()
        for key, value, times, _ in self._store.rows(question):
            if key != last:
                if last is not None:
                    yield last, values
                last, values = key, {}
            values[value] = times
        if last is not None:
            yield last, values

    def distinct(self) -> str:
        """The question for the distinct keys."""
        self._write()
        return f"select distinct key from {self._name}"
