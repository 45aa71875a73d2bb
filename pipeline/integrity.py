"""Whether the tables of a run hold what the data contract promises: every id resolves, every span equals its text, every vocabulary holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.evidence import OF_PARTY
from pipeline.schemas import KEYS, SCHEMAS, words
from pipeline.tables import read_table

REFERENCES = {
    "document_id": "documents",
    "duplicate_of": "documents",
    "organisation_id": "organisations",
    "parent_id": "organisations",
    "person_id": "people",
    "location_id": "locations",
    "event_id": "events",
    "parent_event_id": "events",
    "parent_initiative_id": "initiatives",
    "initiative_id": "initiatives",
    "contact_id": "contacts",
    "goal": "sdgs",
}
"""The table in which the values of a column must stand."""
OF_LABEL = {"ORG": "organisations", "PERSON": "people", "LOC": "locations", "CONTACT": "contacts"}


def check(folder: Path) -> list[str]:
    """The faults of the tables in a folder, each named by its table; empty where there is none.

    Raises FileNotFoundError for a folder without tables.
    """
    tables: dict[str, pa.Table] = {}
    faults = []
    for name in SCHEMAS:
        try:
            tables[name] = read_table(folder, name)
        except FileNotFoundError as error:
            if name == "documents":
                raise
            faults.append(str(error))
        except (pa.ArrowInvalid, pa.ArrowTypeError, OSError) as error:
            faults.append(f"{name}: cannot be read: {error}")
    known = {name: set(tables[name].column(key).to_pylist()) for name, key in KEYS.items() if name in tables}
    for name, table in tables.items():
        faults += _columns(name, table, known)
    if {"documents", "mentions"} <= tables.keys():
        faults += _spans(tables, known)
    return faults


def _columns(name: str, table: pa.Table, known: dict[str, set[Any]]) -> Iterator[str]:
    for field in table.schema:
        values = Counter(table.column(field.name).to_pylist()) if not pa.types.is_list(field.type) else Counter()
        if not field.nullable and values[None]:
            yield f"{name}.{field.name}: null in a column that is never null ({values[None]:,} times)"
        if values[""]:
            yield f"{name}.{field.name}: an empty string where unknown is null ({values['']:,} times)"
        given = {v for v in values if v is not None}
        if (vocabulary := words(name, field.name)) and (strange := given - set(vocabulary)):
            yield f"{name}.{field.name}: {', '.join(sorted(map(repr, strange))[:5])} not in the vocabulary"
        if KEYS.get(name) == field.name and (twice := [v for v, n in values.items() if n > 1]):
            yield f"{name}.{field.name}: not unique, such as {twice[0]!r} ({len(twice):,} in all)"
        target = REFERENCES.get(field.name)
        if target in known and (lost := given - known[target]):
            yield f"{name}.{field.name}: not in {target}, such as {min(lost, key=str)!r} ({len(lost):,} in all)"
        if pa.types.is_date(field.type) and field.name == "start_date":
            pairs = zip(table.column("start_date").to_pylist(), table.column("end_date").to_pylist(), strict=True)
            if wrong := sum(a is not None and b is not None and b < a for a, b in pairs):
                yield f"{name}: end before start ({wrong:,} times)"
        if pa.types.is_float32(field.type) and any(not 0 <= v <= 1 for v in given):
            yield f"{name}.{field.name}: a score outside [0, 1]"


def _spans(tables: dict[str, pa.Table], known: dict[str, set[Any]]) -> Iterator[str]:
    texts = dict(zip(*(tables["documents"].column(c).to_pylist() for c in ("document_id", "text")), strict=True))
    for m in tables["mentions"].to_pylist():
        if m["start"] is not None and (texts.get(m["document_id"]) or "")[m["start"] : m["end"]] != m["text"]:
            yield f"mentions: {m['mention_id']} says {m['text']!r}, its span does not"
        target = OF_LABEL.get(m["label"])
        if target in known and m["entity_id"] not in known[target]:
            yield f"mentions: {m['mention_id']} names {m['entity_id']!r}, which is not in {target}"
    for name in ("event_evidence", "initiative_evidence"):
        for row in tables[name].to_pylist() if name in tables else ():
            if row["field"] in OF_PARTY and not any(row["value"] in known.get(of, ()) for of in ("organisations", "people", "locations")):
                yield f"{name}: {row['field']} {row['value']!r} is no organisation, person or location"
    for name in ("contacts", "document_sdgs", "event_mentions", "initiative_mentions", "event_evidence", "initiative_evidence"):
        if name not in tables:
            continue
        for row in tables[name].to_pylist():
            text = texts.get(row["document_id"]) or ""
            if (row["start"] is None) != (row["end"] is None):
                yield f"{name}: a span with one end in {row['document_id']}"
            elif row["start"] is not None and not 0 <= row["start"] < row["end"] <= len(text):
                yield f"{name}: span {row['start']}–{row['end']} lies outside {row['document_id']}"
