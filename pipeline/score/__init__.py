"""Scores what was extracted against annotated pages: precision, recall and F1 of every kind of fact.

    gold = read_gold(folder, split(folder, "dev", language="en"))
    print(report(score(folder, gold, read_predictions(outputs))))

The rules of a correct extraction, and what is left unscored, stand in ``corpus/annotated/GUIDELINES.md``; how names and records are paired in
:mod:`pipeline.score.match`. A page without a prediction counts as one on which nothing was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.score.match import (
    Names,
    Record,
    assign,
    contact_key,
    norm,
    overlap,
    record_similarity,
    same_budget,
    same_organisation,
    same_person,
    same_place,
    same_slot,
    shingles,
)
from pipeline.score.read import gold_text, raw_file, raw_text, read_gold, read_predictions, split
from pipeline.score.result import Counts, Result, Tally, figures, page_lines, report, to_json

__all__ = ["Result", "Tally", "figures", "page_lines", "raw_file", "read_gold", "read_predictions", "report", "score", "split", "to_json"]

SLOTS = {"event": ("kind", "status", "start", "end", "city", "country"), "initiative": ("kind", "status", "start", "end", "acronym")}
LISTS = {"event": ("organisers", "participants", "sdgs"), "initiative": ("lead", "partners", "countries", "sdgs")}


@dataclass(frozen=True, slots=True)
class _Page:
    """The counts of one page while they are made."""

    name: str
    names: Names
    tallies: Counts = field(default_factory=Counts)
    slots: dict[str, Counts] = field(default_factory=lambda: {"event": Counts(), "initiative": Counts()})
    errors: list[str] = field(default_factory=list)

    def error(self, text: str) -> None:
        self.errors.append(f"{self.name}: {text}")


def score(gold_dir: Path, gold: Mapping[str, Record], predictions: Mapping[str, Record]) -> Result:
    """Compare predictions with gold records, page by page; ``gold_dir`` holds the raw pages, which the main text is compared with."""
    tallies, slots = Counts(), {"event": Counts(), "initiative": Counts()}
    pages = {stem: _score_page(stem, record, predictions.get(stem, {}), raw_text(gold_dir, stem)) for stem, record in gold.items()}
    for page in pages.values():
        tallies.add_all(page.tallies)
        for what, counts in page.slots.items():
            slots[what].add_all(counts)
    return Result(
        tallies=tallies,
        event_slots=slots["event"],
        initiative_slots=slots["initiative"],
        errors=tuple(e for page in pages.values() for e in page.errors),
        missing=tuple(stem for stem in gold if stem not in predictions),
        pages={stem: page.tallies for stem, page in pages.items()},
    )


def _score_page(stem: str, gold: Record, pred: Record, raw: str) -> _Page:
    """Count everything on one page; ``pred`` may lack any key."""
    page = _Page(stem, Names(gold, pred))
    _score_text(page, gold, pred, raw)
    _score_entities(page, gold, pred)
    _score_dates_and_goals(page, gold, pred)
    _score_contacts(page, gold["contacts"], pred.get("contacts") or [])
    for what in SLOTS:
        _score_records(page, what, gold[f"{what}s"], pred.get(f"{what}s") or [])
    return page


def _cell(gold: Any, pred: Any, ok: bool) -> tuple[int, int, int]:
    """The count of one value: right, or spurious and missed where either side has it."""
    return ok, bool(pred) and not ok, bool(gold) and not ok


def _score_text(page: _Page, gold: Record, pred: Record, raw: str) -> None:
    """The main text by runs of four words, where the prediction has one; language, page type, day of publication and title."""
    if pred.get("text") is not None:
        x, y = shingles(gold_text(gold, raw)), shingles(pred["text"])
        common = sum((x & y).values())
        page.tallies.add("main text (4-gram shingles)", common, sum(y.values()) - common, sum(x.values()) - common)
    for key in ("language", "page_type", "published"):
        a, b = gold.get(key), pred.get(key)
        if a is not None or b is not None:
            page.tallies.add(key, a == b, b is not None and a != b, a is not None and a != b)
            if a != b:
                page.error(f"{key} is {b!r}, gold {a!r}")
    a, b = gold.get("title"), pred.get("title")
    if a or b:
        ok = overlap(a, b) >= 0.9
        page.tallies.add("title", *_cell(a, b, ok))
        if not ok:
            page.error(f"title is {b!r}, gold {a!r}")


def _pair(
    page: _Page, key: str, gold: list[Record], pred: list[Record], similarity: Callable[[Record, Record], float]
) -> list[tuple[Record, Record]]:
    """Count the things of one kind, and give those that were found as pairs of gold and prediction."""
    pairs = assign(gold, pred, similarity, 0.5)
    page.tallies.add(key, len(pairs), len(pred) - len(pairs), len(gold) - len(pairs))
    found_gold, found_pred = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, x in enumerate(gold):
        if i not in found_gold:
            page.error(f"missed {key}: {x['name']}")
    for j, x in enumerate(pred):
        if j not in found_pred:
            page.error(f"spurious {key}: {x['name']}")
    return [(gold[i], pred[j]) for i, j in pairs]


def _score_entities(page: _Page, gold: Record, pred: Record) -> None:
    """Organisations; people with role and body; locations with country, venues and other small places left out."""
    _pair(page, "organisations", gold["organisations"], pred.get("organisations") or [], same_organisation)
    for g, p in _pair(page, "people", gold["people"], pred.get("people") or [], same_person):
        for key in ("role", "organisation"):
            a, b = g.get(key), p.get(key)
            if a or b:
                ok = bool(a and b) and (page.names.same(a, b) or overlap(a, b) >= 0.6)
                page.tallies.add(f"people: {key}", *_cell(a, b, ok))
                if not ok:
                    page.error(f"{key} of {g['name']} is {b!r}, gold {a!r}")
    places, found = ([x for x in record.get("locations") or [] if x["kind"] != "other"] for record in (gold, pred))
    for g, p in _pair(page, "locations", places, found, same_place):
        if g["country"] or p["country"]:
            page.tallies.add("locations: country", *_cell(g["country"], p["country"], g["country"] == p["country"]))


def _score_dates_and_goals(page: _Page, gold: Record, pred: Record) -> None:
    """Dates and SDGs as sets; the page's own dates, and dates inside the name of an event or initiative, count neither way."""
    titles = " | ".join(norm(s) for r in gold["events"] + gold["initiatives"] for s in [r["name"], *(r.get("surfaces") or [])])
    stamps = {(gold.get(k), gold.get(k)) for k in ("published", "modified")}
    free = {
        (d["start"], d["end"])
        for record in (gold, pred)
        for d in record.get("dates") or []
        if (d["start"], d["end"]) in stamps or (norm(d["text"]) and norm(d["text"]) in titles)
    }
    dates, found = ({(d["start"], d["end"]) for d in record.get("dates") or []} - free for record in (gold, pred))
    _score_set(page, "dates", dates, found)
    goals, named = ({(s["goal"], s["target"]) for s in record.get("sdgs") or []} for record in (gold, pred))
    _score_set(page, "sdgs", goals, named)


def _score_set(page: _Page, kind: str, gold: set[Any], pred: set[Any], noun: str | None = None) -> None:
    page.tallies.add(kind, len(gold & pred), len(pred - gold), len(gold - pred))
    for what, values in (("missed", gold - pred), ("spurious", pred - gold)):
        for value in sorted(values, key=str):
            page.error(f"{what} {noun or kind}: {value}")


def _score_contacts(page: _Page, gold: list[Record], pred: list[Record]) -> None:
    """Contacts as a set, addresses by the overlap of their words; of those found, whose they are."""
    ours, theirs = ({contact_key(c): c for c in side if c["kind"] != "address"} for side in (gold, pred))
    _score_set(page, "contacts", set(ours), set(theirs), "contact")
    addresses, found = ([c["value"] for c in side if c["kind"] == "address"] for side in (gold, pred))
    page.tallies.add("contacts", *_score_list(addresses, found, lambda a, b: overlap(a, b) >= 0.7))
    for key in sorted(ours.keys() & theirs.keys()):
        for who in ("person", "organisation"):
            a, b = ours[key].get(who), theirs[key].get(who)
            if a or b:
                page.tallies.add("contacts: whose", *_cell(a, b, bool(a and b) and page.names.same(a, b)))


def _score_list(gold: Iterable[Any], pred: Iterable[Any], same: Callable[[Any, Any], bool]) -> tuple[int, int, int]:
    """Counts of two lists whose values are paired in order, each predicted value once."""
    left, tp, fn = list(pred), 0, 0
    for g in gold:
        at = next((i for i, p in enumerate(left) if same(g, p)), None)
        if at is None:
            fn += 1
        else:
            del left[at]
            tp += 1
    return tp, len(left), fn


def _values(record: Record, key: str) -> list[Any]:
    """A list slot of a record; goals as numbers, each once, whether the record holds numbers or objects with ``goal``."""
    values = record.get(key) or []
    return sorted({v["goal"] if isinstance(v, dict) else v for v in values}) if key == "sdgs" else values


def _score_records(page: _Page, what: str, gold: Sequence[Record], pred: Sequence[Record]) -> None:
    """Events or initiatives: how many were found, and how many of their facts are right."""
    kind, facts = f"{what}s", f"{what}s: slots"
    pairs = assign(gold, pred, record_similarity, 0.5)
    page.tallies.add(kind, len(pairs), len(pred) - len(pairs), len(gold) - len(pairs))
    page.tallies.add(facts)
    found_gold, found_pred = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, g in enumerate(gold):
        if i not in found_gold:
            page.tallies.add(facts, fn=_size(what, g))
            page.error(f"missed {what}: {g['name']}")
    for j, p in enumerate(pred):
        if j not in found_pred:
            page.tallies.add(facts, fp=_size(what, p))
            page.error(f"spurious {what}: {p['name']}")
    for i, j in pairs:
        _score_facts(page, what, gold[i], pred[j])


def _size(what: str, record: Record) -> int:
    """Number of facts in a record, its name among them."""
    single = sum(record.get(s) is not None for s in SLOTS[what])
    return 1 + single + sum(len(_values(record, key)) for key in LISTS[what]) + bool(record.get("budget"))


def _score_facts(page: _Page, what: str, gold: Record, pred: Record) -> None:
    """The facts of a record that was found."""
    tally, label = page.tallies, f"{what} {gold['name'][:60]!r}"
    tally.add(f"{what}s: slots", tp=1)

    def count(slot: str, cell: tuple[int, int, int]) -> None:
        tally.add(f"{what}s: slots", *cell)
        page.slots[what].add(slot, *cell)

    for slot in SLOTS[what]:
        a, b = gold.get(slot), pred.get(slot)
        if a is None and b is None:
            continue
        ok = a is not None and b is not None and same_slot(slot, a, b)
        count(slot, (ok, b is not None and not ok, a is not None and not ok))
        if not ok:
            page.error(f"{label}: {slot} is {b!r}, gold {a!r}")
    for key in LISTS[what]:
        same = page.names.same if key not in ("sdgs", "countries") else _equal
        cell = _score_list(_values(gold, key), _values(pred, key), same)
        count(key, cell)
        if cell[1] or cell[2]:
            page.error(f"{label}: {key} is {pred.get(key)!r}, gold {gold.get(key)!r}")
    a, b = gold.get("budget"), pred.get("budget")
    if a or b:
        count("budget", _cell(a, b, same_budget(a, b)))


def _equal(a: Any, b: Any) -> bool:
    return bool(a == b)
