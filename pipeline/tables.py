"""The tables of a run on disk: written in row groups of a fixed size, read with the schema that they are promised to have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.schemas import SCHEMAS, words

__all__ = ["SCHEMAS", "TableWriter", "read_table", "words", "write"]

ROWS_PER_GROUP, DOCUMENTS_PER_GROUP = 20_000, 2_000
"""Rows of a row group; those of documents hold the pages' texts."""
TOGETHER = 250
"""Rows that are held as Python objects."""


class TableWriter:
    """Writes one table in row groups of a fixed number of rows, so that the file depends on the rows and their order alone.

    The file gets its name when the writer closes without an error; until then it is ``NAME.parquet.part``.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.rows_written = 0
        self._schema = SCHEMAS[name]
        self._path = folder / f"{name}.parquet"
        self._part = folder / f"{name}.parquet.part"
        self._size = DOCUMENTS_PER_GROUP if name == "documents" else ROWS_PER_GROUP
        self._rows: list[Mapping[str, Any]] = []
        self._parts: list[pa.Table] = []
        self._writer = pq.ParquetWriter(self._part, self._schema, compression="zstd")

    def __enter__(self) -> TableWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self._flush()
                self._writer.close()
                self._part.replace(self._path)
        finally:
            self._writer.close()
            self._part.unlink(missing_ok=True)

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Appends rows; a column that a row does not give is null."""
        for row in rows:
            self._rows.append(row)
            if len(self._rows) == TOGETHER:
                self._pack()
                if len(self._parts) * TOGETHER == self._size:
                    self._flush()

    def _pack(self) -> None:
        self._parts.append(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []

    def _flush(self) -> None:
        if self._rows or not self._parts:
            self._pack()
        group = pa.concat_tables(self._parts).unify_dictionaries().combine_chunks()
        self._writer.write_table(group)
        self.rows_written += len(group)
        self._parts = []


def write(folder: Path, name: str, rows: Iterable[Mapping[str, Any]]) -> int:
    """Writes one whole table and returns its number of rows."""
    with TableWriter(folder, name) as writer:
        writer.add(rows)
    return writer.rows_written


def each_row(folder: Path, name: str, *, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The rows of a table of a run, with these columns, read little by little."""
    with pq.ParquetFile(folder / f"{name}.parquet") as file:
        for rows in file.iter_batches(TOGETHER, columns=list(columns)):
            yield from rows.to_pylist()


def read_table(folder: Path, name: str, *, columns: Sequence[str] | None = None, filters: list[tuple[str, str, Any]] | None = None) -> pa.Table:
    """The table of a run, from ``NAME.parquet`` or from a folder ``NAME`` of part files; raises FileNotFoundError where there is neither.

    ``columns`` takes only these, ``filters`` only the rows for which all of them hold, such as ("event_id", "in", [...]).
    """
    path = folder / f"{name}.parquet"
    if not path.exists():
        path = folder / name
    if not path.exists():
        raise FileNotFoundError(f"no table {name}.parquet in {folder}: give the folder that a run wrote its tables to (`communique run` --output)")
    if path.is_file() and filters is None:  # without the machinery for folders, which takes half a second to load, pandas with it
        with pq.ParquetFile(path) as file:
            if file.schema_arrow.equals(SCHEMAS[name]):
                wanted = list(columns or SCHEMAS[name].names)
                return file.read(columns=wanted).select(wanted)
    return pq.read_table(path, schema=SCHEMAS[name], columns=list(columns) if columns else None, filters=filters)
