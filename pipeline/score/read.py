"""Reads gold records, the split of the annotated pages, and predictions: records in the gold format, or the tables of a run.

A page is known by its file's stem: what stands before the first dot of its name. Nothing here depends on the machine or the order of files.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.score.match import Record

PARTS = ("organisations", "people", "locations", "dates", "sdgs", "contacts", "events", "initiatives")
PARTICIPANT_ROLES = ("participant", "speaker", "funder", "partner")
PARTNER_ROLES = ("partner", "funder", "participant")


def split(folder: Path, part: str, *, language: str | None = None) -> list[str]:
    """Stems of the pages that ``folder/split.csv`` gives to ``part`` (train, dev, test, fresh or web), in its order.

    ``language`` (ISO 639-1) keeps the pages whose gold record has it. Raises ValueError for a part without pages.
    """
    with (folder / "split.csv").open(encoding="utf-8", newline="") as file:
        pages = [row["page"] for row in csv.DictReader(file) if row["part"] == part]
    if not pages:
        raise ValueError(f"{folder / 'split.csv'} has no page of part {part!r}")
    if language is None:
        return pages
    return [p for p, record in read_gold(folder, pages).items() if record["language"] == language]


def read_gold(folder: Path, pages: Collection[str] | None = None) -> dict[str, Record]:
    """Gold records of a folder by page, sorted by name; of ``pages`` alone where they are given.

    Raises FileNotFoundError where the folder holds no record, or lacks that of a page asked for.
    """
    paths = {p.name.split(".")[0]: p for p in sorted(folder.glob("*.gold.json"))}
    lacking = sorted(set(pages or ()) - paths.keys())
    if not paths or lacking:
        which = f" for {', '.join(lacking)}" if lacking else ""
        raise FileNotFoundError(f"no gold record in {folder}{which}: give a folder of pages (NAME.txt or NAME.html), each with its NAME.gold.json")
    return {stem: json.loads(path.read_text(encoding="utf-8")) for stem, path in paths.items() if pages is None or stem in pages}


def raw_file(folder: Path, stem: str) -> Path | None:
    """The file of an annotated page, text or HTML; None where the folder holds none."""
    return next((p for p in (folder / f"{stem}.txt", folder / f"{stem}.html") if p.exists()), None)


def raw_text(folder: Path, stem: str) -> str:
    """Source of an annotated page; empty where the folder holds none."""
    raw = raw_file(folder, stem)
    return raw.read_text(encoding="utf-8", errors="replace") if raw else ""


def gold_text(record: Record, raw: str) -> str:
    """Main content of an annotated page: ``main_text`` where the record has it, else the lines of ``raw`` that ``main_lines`` selects."""
    if record.get("main_text"):
        return "\n".join(record["main_text"])
    lines = raw.split("\n")
    return "\n".join("\n".join(lines[a : b + 1]) for a, b in record["main_lines"])


def read_predictions(folder: Path) -> dict[str, Record]:
    """One record a page, by stem: from the tables of a run where the folder has a ``documents`` table, else from its ``NAME.json`` records.

    A table is a file or a folder of part files, ``NAME.parquet`` or ``NAME/``. A table that is not there counts as empty.
    Raises FileNotFoundError where the folder holds neither form.
    """
    if table_files(folder, "documents"):
        return read_tables(folder)
    records = {p.name.split(".")[0]: json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"))}
    if not records:
        raise FileNotFoundError(f"{folder} holds neither a documents table nor records in JSON")
    return records


def table_files(folder: Path, name: str) -> list[Path]:
    """Files of a table: ``name.parquet`` itself, or the sorted part files of the folder ``name.parquet`` or ``name``; empty where it is not there."""
    for path in (folder / f"{name}.parquet", folder / name):
        if path.is_dir():
            if parts := sorted(path.glob("*.parquet")):
                return parts
        elif path.is_file() and path.suffix == ".parquet":
            return [path]
    return []


def rows(folder: Path, name: str) -> Iterator[Record]:
    """Rows of a table as dicts, unknown values as None."""
    import pandas as pd

    for path in table_files(folder, name):
        frame = pd.read_parquet(path).astype(object)
        for row in frame.where(frame.notna(), None).to_dict("records"):
            yield {str(k): v for k, v in row.items()}


def read_tables(folder: Path) -> dict[str, Record]:
    """Rebuild one record a document from the tables of a run, in the gold format, with the page's ``text`` and ``path`` beside it."""
    orgs = {o["organisation_id"]: o for o in rows(folder, "organisations")}
    people = {p["person_id"]: p for p in rows(folder, "people")}
    places = {p["location_id"]: p for p in rows(folder, "locations")}
    records = {d["document_id"]: _page(d) for d in rows(folder, "documents")}

    _add_mentions(records, folder, orgs, people, places)
    for s in rows(folder, "document_sdgs"):
        if s["document_id"] in records and s.get("method") != "inferred":
            records[s["document_id"]]["sdgs"].append({"goal": int(s["goal"]), "target": s.get("target")})
    for c in rows(folder, "contacts"):
        if c["document_id"] in records:
            whose = {"person": _name(people, c.get("person_id")), "organisation": _name(orgs, c.get("organisation_id"))}
            records[c["document_id"]]["contacts"].append({"kind": c["kind"], "value": c["value"], **whose})
    names = {i: o["name"] for i, o in (*orgs.items(), *places.items(), *people.items())}
    for what in ("event", "initiative"):
        _add_records(records, folder, what, names, places)
    return {Path(r["path"]).name.split(".")[0]: r for r in records.values()}


def _day(value: Any) -> str | None:
    return None if value is None else str(value)[:10]


def _name(entities: dict[str, Record], identifier: str | None) -> Any:
    return entities[identifier]["name"] if identifier in entities else None


def _page(row: Record) -> Record:
    """A record of a row of ``documents``, with nothing found on the page yet."""
    fields = {key: row.get(key) for key in ("path", "text", "language", "page_type", "title")}
    return {**fields, "published": _day(row.get("published_on")), **{part: [] for part in PARTS}}


def _add_mentions(records: dict[str, Record], folder: Path, orgs: dict[str, Record], people: dict[str, Record], places: dict[str, Record]) -> None:
    """Put dates, organisations, people and locations into the records: one entry a thing, with the forms that the page uses."""
    seen: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for m in rows(folder, "mentions"):
        if m["document_id"] not in records:
            continue
        if m["label"] == "DATE":
            if m.get("start_date") is not None:
                date = {"text": m["text"], "start": _day(m["start_date"]), "end": _day(m["end_date"])}
                records[m["document_id"]]["dates"].append(date)
        elif m.get("entity_id"):
            seen[m["document_id"]][m["entity_id"]].add(m["text"])
    posts = {(a["document_id"], a["person_id"]): a for a in rows(folder, "affiliations")}
    for document, entities in seen.items():
        record = records[document]
        for entity, forms in entities.items():
            if entity in orgs:
                org = orgs[entity]
                record["organisations"].append({"name": org["name"], "acronym": org.get("acronym"), "surfaces": sorted(forms)})
            elif entity in people:
                post = posts.get((document, entity), {})
                organisation = _name(orgs, post.get("organisation_id"))
                record["people"].append({"name": people[entity]["name"], "role": post.get("role"), "organisation": organisation})
            elif entity in places:
                p = places[entity]
                record["locations"].append({"name": p["name"], "kind": p["kind"], "country": p.get("country_code"), "surfaces": sorted(forms)})


def _links(links: Iterable[Record], key: str) -> dict[str, list[Record]]:
    out: dict[str, list[Record]] = defaultdict(list)
    for row in links:
        out[row[key]].append(row)
    return out


def _add_records(records: dict[str, Record], folder: Path, what: str, names: dict[str, str], places: dict[str, Record]) -> None:
    """Put the events or initiatives into the record of every page that mentions them."""
    key = f"{what}_id"
    things = {r[key]: r for r in rows(folder, f"{what}s")}
    tables = ("organisation_id", "organisations"), ("location_id", "locations"), ("person_id", "people")
    linked = [(identifier, _links(rows(folder, f"{what}_{table}"), key)) for identifier, table in tables]
    by_place = linked[1][1]
    by_sdg = _links(rows(folder, f"{what}_sdgs"), key)
    done = set()
    for m in rows(folder, f"{what}_mentions"):
        thing, document = m[key], m["document_id"]
        if (thing, document) in done or document not in records or thing not in things:
            continue
        done.add((thing, document))
        r = things[thing]
        parties = [(names[row[i]], row["role"]) for i, table in linked for row in table.get(thing, []) if row[i] in names]
        record = {
            **{slot: r.get(slot) for slot in ("name", "kind", "status", "acronym")},
            "start": _day(r.get("start_date")),
            "end": _day(r.get("end_date")),
            "sdgs": sorted({int(s["goal"]) for s in by_sdg.get(thing, [])}),
        }
        if what == "event":
            record["city"] = "online" if r.get("online") and not r.get("city") else r.get("city")
            record["country"] = r.get("country_code")
            record["organisers"] = [n for n, role in parties if role == "organiser"]
            record["participants"] = [n for n, role in parties if role in PARTICIPANT_ROLES]
        else:
            scope = [places[row["location_id"]] for row in by_place.get(thing, []) if row["role"] == "scope" and row["location_id"] in places]
            record["lead"] = [n for n, role in parties if role == "lead"]
            record["partners"] = [n for n, role in parties if role in PARTNER_ROLES]
            record["countries"] = sorted({p["country_code"] for p in scope if p.get("country_code")})
            record["budget"] = _budget(r)
        records[document][f"{what}s"].append(record)


def _budget(row: Record) -> Record | None:
    if row.get("budget_amount") is None:
        return None
    return {"amount": float(row["budget_amount"]), "currency": row.get("budget_currency"), "year": row.get("budget_year")}
