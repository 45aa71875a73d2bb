"""Why a row of the tables says what it says: each of its values with the sentences behind it, their page and offsets.

An event or initiative is explained by its evidence tables, an organisation, person or place by its mentions and the parts it has. Everything is read
from the tables of a run; the pages themselves are not needed.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from dataclasses import field as with_default
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.document import slug
from pipeline.schemas import KEYS
from pipeline.tables import read_table

TABLE_OF = {"evt": "events", "ini": "initiatives", "org": "organisations", "per": "people", "loc": "locations"}
NEAR, FEW, MANY = 5, 3, 12
LONGEST = 320
"""Characters of a quoted sentence."""


class UnknownId(ValueError):
    """An id or name that no row has, or several; the message names them or the nearest ones."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One reason: the sentence on a page, and in it the span that decides. ``start`` and ``end`` count characters of ``documents.text``; all three
    are None where the page says it outside its main content."""

    page: str
    document_id: str
    start: int | None
    end: int | None
    sentence: str | None
    how: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its reasons. ``id`` is set where the value names an organisation, person or place; ``chosen`` is False for what another page says
    and the row does not."""

    field: str
    value: str
    id: str | None = None
    chosen: bool = True
    because: list[Quote] = with_default(default_factory=list)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A row and the values in it that the pages give."""

    id: str
    table: str
    row: dict[str, Any]
    values: list[Value]


def explain(folder: Path, wanted: str) -> Explanation:
    """The explanation of an id in the tables of ``folder``, or of the only row whose id begins so or whose name has all these words.

    Raises UnknownId, and FileNotFoundError for a folder without tables.
    """
    table = TABLE_OF.get(wanted.partition("-")[0])
    found = _rows(folder, table, KEYS[table], [wanted]) if table else []
    if not found:
        wanted = _only(folder, wanted)
        table = TABLE_OF[wanted[:3]]
        found = _rows(folder, table, KEYS[table], [wanted])
    assert table
    row = {k: v for k, v in found[0].items() if v is not None}
    values = _told(folder, table, wanted, found[0]) if table in ("events", "initiatives") else [*_named(folder, wanted), *_parts(folder, wanted)]
    return Explanation(wanted, table, row, values)


def _rows(folder: Path, name: str, column: str, values: Sequence[str]) -> list[dict[str, Any]]:
    return read_table(folder, name, filters=[(column, "in", sorted(set(values)))]).to_pylist() if values else []


class _Pages:
    """The pages that a set of reasons comes from."""

    def __init__(self, folder: Path, ids: Sequence[str]) -> None:
        self._of = {d["document_id"]: d for d in _rows(folder, "documents", "document_id", ids)}

    def quote(self, row: dict[str, Any], how: str) -> Quote:
        page = self._of[row["document_id"]]
        start, end = row["start"], row["end"]
        sentence = None if start is None else quoted(page["text"] or "", start, end)
        confidence = row.get("confidence")
        return Quote(page["path"], row["document_id"], start, end, sentence, how, None if confidence is None else round(confidence, 2))


def _told(folder: Path, table: str, wanted: str, row: dict[str, Any]) -> list[Value]:
    """The values of an event or initiative, in the order of its columns, then its parties, places and goals."""
    what = table.removesuffix("s")
    reasons = _rows(folder, f"{what}_evidence", f"{what}_id", [wanted])
    pages = _Pages(folder, [r["document_id"] for r in reasons])
    names = _names(folder, [r["value"] for r in reasons])
    order = {name: n for n, name in enumerate(row)}
    grouped: dict[tuple[str, str], list[Quote]] = {}
    for r in sorted(reasons, key=lambda r: (order.get(r["field"], 99), r["field"])):
        how = {"name": "in the name", "context": "in a sentence that goes on about it"}.get(r["basis"], r["basis"])
        grouped.setdefault((r["field"], r["value"]), []).append(pages.quote(r, f"{how}, {r['method']}"))
    return [
        Value(name, names.get(value, value), value if value in names else None, name not in row or _as_text(row[name]) == value, because)
        for (name, value), because in grouped.items()
    ]


def _named(folder: Path, wanted: str) -> list[Value]:
    """Where the pages name an organisation, person or place, by the words they use; for a person also the positions."""
    mentions = _rows(folder, "mentions", "entity_id", [wanted])
    pages = _Pages(folder, [m["document_id"] for m in mentions])
    grouped: dict[str, list[Quote]] = {}
    for m in mentions:
        grouped.setdefault(" ".join(m["text"].split()), []).append(pages.quote(m, m["method"]))
    out = [Value("mention", text, None, True, because) for text, because in grouped.items()]
    if wanted.startswith("per-"):
        posts = _rows(folder, "affiliations", "person_id", [wanted])
        names = _names(folder, [p["organisation_id"] for p in posts if p["organisation_id"]])
        for post in posts:
            held = ", ".join(x for x in (post["role"], names.get(post["organisation_id"] or "")) if x)
            own = next((q for because in grouped.values() for q in because if q.document_id == post["document_id"]), None)
            out.append(Value("affiliation", held, post["organisation_id"], True, [own] if own else []))
    return out


def _parts(folder: Path, wanted: str) -> Iterator[Value]:
    """The events and initiatives in which an organisation, person or place has a part."""
    for what in ("event", "initiative"):
        reasons = _rows(folder, f"{what}_evidence", "value", [wanted])
        pages = _Pages(folder, [r["document_id"] for r in reasons])
        names = _names(folder, [r[f"{what}_id"] for r in reasons])
        grouped: dict[tuple[str, str], list[Quote]] = {}
        for r in reasons:
            grouped.setdefault((r["field"], r[f"{what}_id"]), []).append(pages.quote(r, f"{r['basis']}, {r['method']}"))
        for (role, record), because in grouped.items():
            yield Value(role, names.get(record, record), record, True, because)


def _names(folder: Path, ids: Sequence[str]) -> dict[str, str]:
    """The names of things by id; what is no id is left out."""
    out = {}
    for prefix, table in TABLE_OF.items():
        mine = [i for i in ids if i.startswith(f"{prefix}-")]
        out.update({r[KEYS[table]]: r["name"] for r in _rows(folder, table, KEYS[table], mine)})
    return out


def _as_text(value: Any) -> str:
    """A value of a row as the evidence tables write it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def quoted(text: str, start: int, end: int) -> str:
    """The sentence round a span, on one line, the span in square brackets; shortened on either side where it is long.

    A span that fills its line has the line above in front ("Focal point: / [Ada Brun]").
    """
    before = text[max(start - LONGEST, 0) : start]
    breaks = [m.end() for m in re.finditer(r"[.!?…][”\"’)]?\s|\n", before)]
    low = start - len(before) + (breaks[-1] if breaks else 0)
    after = re.compile(r"[.!?…][”\"’)]?(?=\s|$)|\n").search(text, end, min(end + LONGEST, len(text)))
    high = after.end() if after else min(end + LONGEST, len(text))
    head = ("…" if not breaks and low > 0 else "") + text[low:start]
    if not head.strip() and text[end:high].strip() in ("", ".", ",") and low > 0:  # a line of its own: the one above says what it is
        above = text[:low].rstrip().rpartition("\n")[2]
        head = f"{above[-LONGEST:]} / "
    tail = text[end:high].rstrip() + ("…" if not after and high < len(text) else "")
    return " ".join(f"{head}[{text[start:end]}]{tail}".split())


def _only(folder: Path, wanted: str) -> str:
    """The id of the only row whose id begins so or whose name has all these words; raises UnknownId where there is none or several."""
    prefix = wanted[:3] if wanted[:3] in TABLE_OF and wanted[3:4] == "-" else None
    tables = [TABLE_OF[prefix]] if prefix else list(TABLE_OF.values())
    known: dict[str, str] = {r[KEYS[t]]: r["name"] for t in tables for r in read_table(folder, t, columns=[KEYS[t], "name"]).to_pylist()}
    words = {w for w in slug(wanted).split("-") if w} - set(TABLE_OF)
    start = wanted.rstrip(".…")
    if prefix and len(start) > 4:
        fitting = sorted(i for i in known if i.startswith(start))
    else:
        fitting = sorted(i for i, name in known.items() if words and words <= set(slug(name).split("-")))
        fitting = [i for i in fitting if slug(known[i]) == slug(wanted)] or fitting
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UnknownId(_listed(f"{len(fitting)} rows fit {wanted!r}; give the id of one", fitting, known))
    shared = sorted((-len(words & set(slug(f"{i} {name}").split("-"))), i) for i, name in known.items())[:200]
    near = [i for _, i in sorted(shared, key=lambda s: (s[0], -difflib.SequenceMatcher(None, wanted, s[1]).ratio(), s[1]))[:NEAR]]
    kinds = "" if prefix else f" (ids start with {', '.join(f'{p}-' for p in TABLE_OF)})"
    raise UnknownId(_listed(f"no row has the id or name {wanted!r}{kinds}" + ("; nearest" if near else ""), near, known))


def _listed(message: str, ids: Sequence[str], names: Mapping[str, str]) -> str:
    """A message with ids and names below it, at most ``MANY``."""
    more = [f"  and {len(ids) - MANY} more"] if len(ids) > MANY else []
    return "\n".join([message + (":" if ids else ""), *(f"  {i}  {' '.join(names[i].split())}" for i in ids[:MANY]), *more])


def as_json(explanation: Explanation) -> str:
    """The explanation as indented JSON; days as ISO 8601."""
    return json.dumps(asdict(explanation), ensure_ascii=False, indent=2, default=lambda v: v.isoformat() if isinstance(v, date) else str(v))


def as_text(explanation: Explanation) -> Iterator[str]:
    """The explanation as lines for a terminal: the row, then each value with its reasons, at most three a page."""
    yield explanation.id
    for name, value in explanation.row.items():
        if name != "description" and name != KEYS[explanation.table] and value != []:
            yield f"  {name:16} {', '.join(value) if isinstance(value, list) else _as_text(value)}"
    for value in explanation.values:
        yield ""
        yield f"{value.field}: {value.value}" + (f"  [{value.id}]" if value.id else "") + ("" if value.chosen else "  (not in the row)")
        shown: dict[str, int] = {}
        for quote in value.because:
            shown[quote.page] = shown.get(quote.page, 0) + 1
            if shown[quote.page] <= FEW:
                place = f"{quote.start}–{quote.end}" if quote.start is not None else "outside the main content"
                sure = "" if quote.confidence is None else f", {quote.confidence:.2f}"
                yield f"  {quote.page} {place} ({quote.how}{sure})"
                if quote.sentence:
                    yield f"    {quote.sentence}"
        for page, times in shown.items():
            if times > FEW:
                yield f"  {page}: {times - FEW} more"
