"""The labels of an event page's fields ("When", "Lieu", "Organiza"): data in ``resources/event_labels.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline import resource


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled value of the page: what the label announces ("when", "where", "organiser", "participant", "sdg") and the value's span."""

    meaning: str
    start: int
    end: int


@cache
def labels() -> dict[str, tuple[str, ...]]:
    """Lower-case label -> what it announces: several things where it is "When and where"."""
    data = resource.toml("event_labels.toml")["labels"]
    return {label: tuple(m for m, listed in data.items() if label in listed) for every in data.values() for label in every}
