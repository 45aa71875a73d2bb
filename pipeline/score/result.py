"""What a scoring says: counts, figures made from them, and their text.

Every figure is micro-averaged over pages. "Slots" are the single facts of an event or initiative (its name, each date, place, kind, status,
organiser, participant …); a record that is missed or made up loses or adds all of its slots.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

BY_PAGE = ("organisations", "people", "locations", "dates", "contacts", "events", "events: slots", "initiatives", "initiatives: slots")


class Tally(NamedTuple):
    """True positives, false positives and false negatives of one kind of fact."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def plus(self, other: Tally) -> Tally:
        """Sum of both counts."""
        return Tally(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float | None:
        """Share of what was predicted that is right, 0 to 1; None where nothing was predicted."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else None

    @property
    def recall(self) -> float | None:
        """Share of what gold holds that was found, 0 to 1; None where gold holds nothing."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, 0 to 1; None where there is nothing to count."""
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if any(self) else None


class Counts(defaultdict[str, Tally]):
    """A tally a kind of fact, zero for a kind not counted yet."""

    def __init__(self, counts: Mapping[str, Tally] | None = None) -> None:
        super().__init__(Tally, counts or {})

    def add(self, kind: str, tp: int = 0, fp: int = 0, fn: int = 0) -> None:
        """Count further facts of one kind; a kind is listed once it was named here, with zeros too."""
        self[kind] = self[kind].plus(Tally(int(tp), int(fp), int(fn)))

    def add_all(self, other: Counts) -> None:
        """Count everything that ``other`` counted."""
        for kind, tally in other.items():
            self[kind] = self[kind].plus(tally)


@dataclass(frozen=True, slots=True)
class Result:
    """What a scoring found.

    ``tallies`` has a kind of fact a key, in the order of the report; ``event_slots`` and ``initiative_slots`` count the facts of matched records;
    ``errors`` are the misses and the spurious facts in words; ``missing`` the pages without a prediction; ``pages`` the tallies of each page.
    """

    tallies: Mapping[str, Tally]
    event_slots: Mapping[str, Tally]
    initiative_slots: Mapping[str, Tally]
    errors: tuple[str, ...]
    missing: tuple[str, ...]
    pages: Mapping[str, Mapping[str, Tally]]


def figures(result: Result) -> dict[str, Any]:
    """The result as plain data: ``p``, ``r``, ``f1`` (0 to 1, or None) and the counts of each kind of fact, F1 of each slot, and the pages."""
    out: dict[str, Any] = {k: {"p": t.precision, "r": t.recall, "f1": t.f1, **t._asdict()} for k, t in result.tallies.items()}
    out["event slots"] = {k: t.f1 for k, t in result.event_slots.items()}
    out["initiative slots"] = {k: t.f1 for k, t in result.initiative_slots.items()}
    out["pages"], out["pages without a prediction"] = len(result.pages), list(result.missing)
    return out


def to_json(result: Result) -> str:
    """The :func:`figures` as JSON text."""
    return json.dumps(figures(result), indent=1)


def report(result: Result, *, errors: bool = False, by_page: bool = False) -> str:
    """The result as text: a line a kind of fact with precision, recall, F1 and counts; before it, where asked for, F1 by page and the errors."""
    missing = f": {', '.join(result.missing)}" if result.missing else ""
    lines = page_lines(result) if by_page else []
    lines += result.errors if errors else ()
    lines.append(f"{len(result.pages)} page{'s' * (len(result.pages) != 1)}, {len(result.missing)} without a prediction{missing}")
    lines.append(f"{'':30}{'P':>7}{'R':>7}{'F1':>7}{'tp':>7}{'fp':>6}{'fn':>6}")
    for kind, t in result.tallies.items():
        lines.append(f"{kind:30}{_share(t.precision):>7}{_share(t.recall):>7}{_share(t.f1):>7}{t.tp:>7}{t.fp:>6}{t.fn:>6}")
    for what, slots in (("event", result.event_slots), ("initiative", result.initiative_slots)):
        lines.append(f"{what} slots, F1 on matched records: " + ", ".join(f"{k} {_share(t.f1)}" for k, t in slots.items()))
    return "\n".join(lines)


def page_lines(result: Result) -> list[str]:
    """A line a page with the F1 of its main kinds of fact."""
    return [
        f"{page:34} " + "  ".join(f"{k} {_short(tallies.get(k, Tally()).f1)}" for k in BY_PAGE)  # a dash where there is nothing to find
        for page, tallies in result.pages.items()
    ]


def _share(value: float | None) -> str:
    return "   -" if value is None else f"{value:.3f}"


def _short(value: float | None) -> str:
    return "  - " if value is None else f"{value:.2f}"
