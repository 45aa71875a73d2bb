"""Rows kept on disk while the pages of a whole corpus are linked, so that memory stays the same however many there are.

A :class:`Store` is an SQLite file (of the standard library) that is thrown away at the end. It sorts and looks up; every decision is made by the
modules that use it. Sorting needs room in the folder for temporary files of the system (``TMPDIR``).
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

CACHE = 16_384
"""KiB of the file that are held in memory."""
TOGETHER = 2_000
"""Rows that are written or read at a time."""


class Store:
    """A file of rows in a folder, or in the system's folder for temporary files; leave it (``with``) and the file is gone."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix=".link-", dir=folder)
        self.folder = Path(self._folder.name)
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

    def run(self, *statements: str) -> None:
        """Runs statements, each after what is waiting to be written."""
        self._flush()
        for statement in statements:
            self._open.execute(statement)

    def add(self, statement: str, row: tuple[Any, ...]) -> None:
        """Writes a row by a statement with a mark for each value; rows are written many at a time."""
        rows = self._waiting.setdefault(statement, [])
        rows.append(row)
        if len(rows) >= TOGETHER:
            self._open.executemany(statement, rows)
            rows.clear()

    def rows(self, question: str, values: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a question, read little by little; nothing it reads from may be written meanwhile."""
        self._flush()
        cursor = self._open.execute(question, values)
        while found := cursor.fetchmany(TOGETHER):
            yield from found

    def one(self, question: str, values: tuple[Any, ...]) -> Any:
        """The first value of the first row; None where there is none."""
        self._flush()
        row = self._open.execute(question, values).fetchone()
        return row[0] if row else None

    def _flush(self) -> None:
        for statement, rows in self._waiting.items():
            if rows:
                self._open.executemany(statement, rows)
                rows.clear()


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
        if len(self._seen) >= 10 * TOGETHER:
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
