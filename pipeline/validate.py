"""Checks annotated pages: a record holds the keys and vocabularies of the guidelines, and what it quotes stands on its page, and
the parties of its events and initiatives are in the record too.

A fault is one line of text; a record without faults gives an empty list.
"""

from __future__ import annotations

import csv
import datetime
import html
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from pipeline.schemas import VOCABULARIES
from pipeline.score.match import names_of, norm
from pipeline.score.read import raw_file

PARTS = frozenset({"train", "dev", "test", "fresh", "web"})
KEYS = {
    "organisations": {"name", "acronym", "surfaces"},
    "people": {"name", "role", "organisation"},
    "locations": {"name", "kind", "country"},
    "dates": {"text", "start", "end"},
    "sdgs": {"goal", "target"},
    "contacts": {"kind", "value", "person", "organisation"},
    "events": {"name", "kind", "status", "start", "end", "city", "country", "venue", "organisers", "participants", "sdgs"},
    "initiatives": {"name", "acronym", "kind", "status", "start", "end", "lead", "partners", "countries", "sdgs", "budget"},
}
PAGE_KEYS = KEYS.keys() | {"id", "language", "page_type", "title", "published", "main_lines"}

Item = dict[str, Any]


def check_folder(folder: Path) -> dict[str, list[str]]:
    """Faults of every ``*.gold.json`` in a folder by file name, and those of its ``split.csv`` where it has one.

    Every record has an entry, an empty list where it has no fault. Raises FileNotFoundError where the folder holds no record.
    """
    paths = sorted(folder.glob("*.gold.json"))
    if not paths:
        raise FileNotFoundError(f"no gold record in {folder}: give a folder of pages (NAME.txt or NAME.html), each with its NAME.gold.json")
    faults = {path.name: check_record(path) for path in paths}
    split = folder / "split.csv"
    return {**faults, split.name: check_split(split)} if split.exists() else faults


def check_split(path: Path) -> list[str]:
    """Faults of a split: each record of its folder has one row, sorted by page, with a known part; there are no other rows."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    pages = [row.get("page") or "" for row in rows]
    records = {p.name.removesuffix(".gold.json") for p in path.parent.glob("*.gold.json")}
    faults = [f"part {row.get('part')!r} of {row.get('page')}" for row in rows if row.get("part") not in PARTS]
    faults += [f"{page} has no record" for page in sorted(set(pages) - records)]
    faults += [f"no row for {page}" for page in sorted(records - set(pages))]
    if pages != sorted(set(pages)):
        faults.append("rows are not sorted by page, or a page stands there twice")
    return faults


def check_record(path: Path) -> list[str]:
    """Faults of one ``NAME.gold.json``, checked against the ``NAME.txt`` or ``NAME.html`` beside it."""
    stem = path.name.removesuffix(".gold.json")
    raw = raw_file(path.parent, stem)
    if raw is None:
        return ["no raw page"]
    try:
        record = json.loads(path.read_text(encoding="utf-8", errors="replace"))
    except ValueError as error:
        return [f"no JSON: {error}"]
    if not isinstance(record, dict):
        return ["record is no object"]
    page = raw.read_text(encoding="utf-8", errors="replace")
    faults = list(_missing_keys(record))
    if faults:
        return faults
    text = squeeze(re.sub(r"<[^<>]{1,5000}>", " ", page) if raw.suffix == ".html" else page)
    return [*_page(record, stem, page), *_quotes(record, text), *_parties(record), *_values(record)]


def squeeze(text: str) -> str:
    """``text`` with entities resolved, every run of white space as one space, and typographic apostrophes as plain ones."""
    return re.sub(r"\s+", " ", html.unescape(text).replace("\xa0", " ").replace("’", "'").replace("‘", "'")).strip()


def _missing_keys(record: Item) -> Iterator[str]:
    if missing := PAGE_KEYS - record.keys():
        yield f"record: no {sorted(missing)}"
    for part, keys in KEYS.items():
        items = record.get(part, [])
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            yield f"{part}: no list of objects"
            continue
        for item in items:
            if missing := keys - item.keys():
                yield f"{part}: no {sorted(missing)}"


def _page(record: Item, stem: str, page: str) -> Iterator[str]:
    """Faults of what the record says about the page as a whole."""
    if record["id"] != stem:
        yield "id is not the file stem"
    if record["page_type"] not in VOCABULARIES["page_type"]:
        yield f"page_type {record['page_type']!r}"
    if not re.fullmatch(r"[a-z]{2}", str(record["language"])):
        yield f"language {record['language']!r}"
    yield from _day(record["published"], "published")
    lines = page.count("\n") + 1
    for a, b in record["main_lines"]:
        if not 0 <= a <= b < lines:
            yield f"main_lines {a}-{b} out of range"


def _quotes(record: Item, text: str) -> Iterator[str]:
    """Faults of what the record quotes: it must stand in ``text``, the squeezed page."""
    quoted = [("organisation", s) for o in record["organisations"] for s in o["surfaces"]]
    quoted += [("date", d["text"]) for d in record["dates"]]
    quoted += [(part, s) for part in ("events", "initiatives") for r in record[part] for s in r.get("surfaces") or []]
    for where, value in quoted:
        if value and squeeze(value) not in text:
            yield f"{where}: {value!r} does not stand on the page"


def _parties(record: Item) -> Iterator[str]:
    """Faults of who takes part in an event or initiative: each must be an organisation, person or place of the record."""
    names = {name for o in record["organisations"] for name in names_of(o)}
    names |= {norm(item["name"]) for part in ("people", "locations") for item in record[part]}
    for part, roles in (("events", ("organisers", "participants")), ("initiatives", ("lead", "partners"))):
        for r in record[part]:
            for role in roles:
                for name in r[role]:
                    if norm(name) not in names:
                        yield f"{part}: {role}: {name!r} is no organisation, person or place of the record"


def _values(record: Item) -> Iterator[str]:
    """Faults of days, codes and words of closed vocabularies."""
    for d in record["dates"]:
        if not d["start"] or not d["end"]:
            yield f"date {d['text']!r} has no first or last day"
        yield from _span(d, f"date {d['text']!r}")
    for place in record["locations"]:
        yield from _word(place["kind"], VOCABULARIES["place_kind"], "location kind")
        yield from _country(place["country"], "locations")
    for s in record["sdgs"]:
        if s["goal"] not in range(1, 18) or (s["target"] is not None and not re.fullmatch(rf"{s['goal']}\.[0-9a-d]+", str(s["target"]))):
            yield f"sdg {s}"
    for c in record["contacts"]:
        yield from _word(c["kind"], VOCABULARIES["contact_kind"], "contact kind")
    for part, what in (("events", "event"), ("initiatives", "initiative")):
        for r in record[part]:
            yield from _word(r["kind"], VOCABULARIES[f"{what}_kind"], f"{part}: kind")
            yield from _word(r["status"], VOCABULARIES[f"{what}_status"], f"{part}: status")
            yield from _span(r, f"{part}: {r['name']!r}")
            if not all(isinstance(g, int) and g in range(1, 18) for g in r["sdgs"]):
                yield f"{part}: sdgs are goal numbers"
            if r.get("budget") and not {"amount", "currency", "year"} <= r["budget"].keys():
                yield "budget keys"
            for code in [r["country"]] if part == "events" else r["countries"]:
                yield from _country(code, part)


def _word(value: Any, vocabulary: Collection[str], where: str) -> Iterator[str]:
    if value not in vocabulary:
        yield f"{where} {value!r}"


def _country(code: Any, where: str) -> Iterator[str]:
    if code is not None and not re.fullmatch(r"[A-Z]{2}", str(code)):
        yield f"{where}: country {code!r}"


def _span(item: Item, where: str) -> Iterator[str]:
    """Faults of ``start`` and ``end``: ISO days or None, in this order."""
    faults = [*_day(item["start"], where), *_day(item["end"], where)]
    yield from faults
    if not faults and item["start"] and item["end"] and item["start"] > item["end"]:
        yield f"{where} ends before it starts"


def _day(value: Any, where: str) -> Iterator[str]:
    if value is None:
        return
    try:
        datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        yield f"{where}: {value!r} is no ISO date"
