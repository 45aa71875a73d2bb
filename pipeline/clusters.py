"""How well the pages of a whole corpus are linked: B-cubed precision and recall over groups of pages that tell the same things.

``corpus/clusters`` holds one TOML file a group: pages with their site and text, and for each page its gold records with a ``key``. The same key is
the same thing, on whatever page. All pages of all groups are extracted in one run; each gold record is matched with a row by the name that the page
gives (as the scorer matches), and the rows are compared with the keys. A record that the extraction did not find is counted, but says nothing of
linking. Groups with an odd number are the ones that rules and thresholds may be tuned on; those with an even number are held out.

B-cubed: Bagga and Baldwin, "Algorithms for scoring coreference chains", 1998. The precision of a record is the share of the records in its row that
have its key; its recall the share of the records of its key that are in its row; both are averaged over all records.
"""

from __future__ import annotations

import html
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import flow, tables
from pipeline.config import Config
from pipeline.score import match as score_match

FOLDER = Path("corpus/clusters")
MATCH = 0.5
"""Likeness from which a row's mention on the page is the gold record; the scorer's own bar."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold record on one page; ``start`` (ISO day) and ``city`` tell records of one name apart."""

    what: str
    key: str
    name: str
    start: str | None = None
    city: str | None = None


@dataclass(frozen=True, slots=True)
class ClusterPage:
    """A page of a group. ``path`` is where it is written for the run; ``copy_of`` the path of the page it repeats."""

    group: int
    path: str
    content: str
    gold: tuple[Gold, ...]
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A gold record with the id of the row it was matched with, None where it was not found."""

    group: int
    path: str
    gold: Gold
    row: str | None

    @property
    def thing(self) -> tuple[str, str]:
        return self.gold.what, self.gold.key


@dataclass(frozen=True, slots=True)
class Figures:
    """Records of a part and how many were found; the others are left out of precision and recall.

    ``copies`` of ``copies_gold`` pages that repeat another were told; ``copies_wrong`` were taken for copies and are none, or of another page.
    """

    records: int
    found: int
    precision: float
    recall: float
    copies_gold: int
    copies: int
    copies_wrong: int

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision + self.recall else 0.0


@dataclass(frozen=True, slots=True)
class Linking:
    """The figures of each part ("tune", "held out"), and what went wrong in the groups that may be tuned on, in words."""

    parts: Mapping[str, Figures]
    errors: tuple[str, ...]


def part_of(group: int) -> str:
    """The part that a group belongs to, by its number."""
    return "tune" if group % 2 else "held out"


def read_groups(folder: Path) -> list[ClusterPage]:
    """The pages of all groups in the order of their files; raises FileNotFoundError where there is none, ValueError for a faulty group."""
    pages = [page for file in sorted(folder.glob("*.toml")) for page in _read_group(file)]
    if not pages:
        raise FileNotFoundError(f"{folder}: no group of pages (NUMBER-NAME.toml); give the folder that holds them")
    return pages


def _read_group(file: Path) -> Iterator[ClusterPage]:
    number = file.stem.partition("-")[0]
    table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    texts: dict[str, str] = {}
    paths: dict[str, str] = {}
    for page in table["pages"]:
        text = page["text"].strip() if "text" in page else texts[page["like"]]
        for old, new in page.get("replace", ()):
            if old not in text:
                raise ValueError(f"{file.name}: {old!r} is not in the page that {page['name']!r} is like")
            text = text.replace(old, new)
        text = "\n\n".join(x.strip() for x in (page.get("before"), text, page.get("after")) if x)
        texts[page["name"]] = text
        form = page.get("form", "txt")
        paths[page["name"]] = path = f"{page['site']}/{number}-{page['name']}.{form}"
        gold = tuple(Gold(**record) for record in page.get("gold", ()))
        copy_of = page.get("copy_of")
        yield ClusterPage(int(number), path, _as_html(text) if form == "html" else text + "\n", gold, copy_of and paths[copy_of])


def _as_html(text: str) -> str:
    title, *paragraphs = [html.escape(x.strip()) for x in text.split("\n\n")]
    body = "\n".join(f"<p>{x}</p>" for x in paragraphs)
    return f'<!DOCTYPE html>\n<html lang="en"><head><title>{title}</title></head>\n<body><main><h1>{title}</h1>\n{body}\n</main></body></html>\n'


def measure_links(folder: Path, config: Config) -> Linking:
    """Extracts the pages of all groups in one run and compares the rows with the keys; raises RunError where a page fails."""
    pages = read_groups(folder)
    with tempfile.TemporaryDirectory() as place:
        scrape, output = Path(place) / "scrape", Path(place) / "tables"
        for page in pages:
            (scrape / page.path).parent.mkdir(parents=True, exist_ok=True)
            (scrape / page.path).write_text(page.content, encoding="utf-8")
        run = flow.run([scrape], output, config)
        if run.failures:
            raise flow.RunError(f"{len(run.failures)} of {run.pages} pages failed, the first is {run.failures[0][0]}: {run.failures[0][1]}")
        return compare(pages, output)


def compare(pages: Sequence[ClusterPage], output: Path) -> Linking:
    """The figures of the tables in ``output`` against the pages' keys."""
    documents = {d["path"]: d for d in tables.read_table(output, "documents").to_pylist()}
    told: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for what in ("event", "initiative"):
        for row in tables.read_table(output, f"{what}_mentions").to_pylist():
            start = row["start_date"] and row["start_date"].isoformat()
            told[what, row["document_id"]].append({"id": row[f"{what}_id"], "name": row["name"], "start": start, "city": row.get("city")})
    items: list[Item] = []
    for page in pages:
        for what in ("event", "initiative"):
            gold = [g for g in page.gold if g.what == what]
            rows = told[what, documents[page.path]["document_id"]]
            records = [{"name": g.name, "start": g.start, "city": g.city, "kind": None} for g in gold]
            matched = dict(score_match.assign(records, [{**r, "kind": ""} for r in rows], score_match.record_similarity, MATCH))
            items += [Item(page.group, page.path, g, rows[matched[i]]["id"] if i in matched else None) for i, g in enumerate(gold)]
    copies = {p.path: documents[p.path]["duplicate_of"] for p in pages}
    ids = {p.path: documents[p.path]["document_id"] for p in pages}
    parts = {}
    for part in ("tune", "held out"):
        own = [p for p in pages if part_of(p.group) == part]
        wanted = {p.path for p in own if p.copy_of}
        right = {p.path for p in own if p.copy_of and copies[p.path] == ids[p.copy_of]}
        wrong = {p.path for p in own if copies[p.path]} - right
        precision, recall = b_cubed(items, [i for i in items if part_of(i.group) == part])
        mine = [i for i in items if part_of(i.group) == part]
        found = sum(i.row is not None for i in mine)
        parts[part] = Figures(len(mine), found, precision, recall, len(wanted), len(right), len(wrong))
    return Linking(parts, tuple(_errors(items)))


def b_cubed(items: Sequence[Item], of: Sequence[Item]) -> tuple[float, float]:
    """Precision and recall, averaged over those of the items ``of`` that were found; rows and keys are those of all ``items``. (1, 1) for none."""
    found = [i for i in items if i.row is not None]
    by_row: defaultdict[str | None, list[Item]] = defaultdict(list)
    by_thing: defaultdict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in found:
        by_row[item.row].append(item)
        by_thing[item.thing].append(item)
    shares = []
    for item in of:
        if item.row is not None:
            both = sum(other.thing == item.thing for other in by_row[item.row])
            shares.append((both / len(by_row[item.row]), both / len(by_thing[item.thing])))
    if not shares:
        return 1.0, 1.0
    return sum(p for p, _ in shares) / len(shares), sum(r for _, r in shares) / len(shares)


def _errors(items: Sequence[Item]) -> Iterator[str]:
    """What is not found, parted and joined wrongly in the groups of the tune part."""
    mine = [i for i in items if part_of(i.group) == "tune"]
    for item in mine:
        if item.row is None:
            yield f"not found: {item.path}: {item.gold.what} {item.gold.key}: {item.gold.name}"
    for n, a in enumerate(mine):
        for b in mine[:n]:
            if a.row is None or b.row is None or (a.thing == b.thing) == (a.row == b.row):
                continue
            wrong = "joined" if a.row == b.row else "parted"
            yield f"{wrong}: {b.gold.what} {b.gold.key} ({b.path}) and {a.gold.key} ({a.path})"


def report_links(linking: Linking, *, errors: bool = False) -> str:
    """The figures as a table, one part a line; with ``errors`` the list of them before it."""
    lines = list(linking.errors) if errors else []
    lines.append(f"{'':12}{'records':>9}{'found':>7}{'B3 P':>8}{'B3 R':>8}{'B3 F1':>8}{'copies':>9}{'wrong':>7}")
    for part, f in linking.parts.items():
        copies = f"{f.copies}/{f.copies_gold}"
        lines.append(f"{part:12}{f.records:>9}{f.found:>7}{f.precision:>8.3f}{f.recall:>8.3f}{f.f1:>8.3f}{copies:>9}{f.copies_wrong:>7}")
    return "\n".join(lines)
