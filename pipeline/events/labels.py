"""The labels of an event page's fields ("When", "Lieu", "Organiza"): data in ``resources/event_labels.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled value of the page: what the label announces ("when", "where", "organiser", "participant", "sdg") and the value's span."""

    meaning: str
    start: int
    end: int


@cache
def labels() -> dict[str, tuple[str, ...]]:
    """Lower-case label -> what it announces: several things where it is "When and where"."""
    data = tomllib.loads(files("pipeline").joinpath("resources/event_labels.toml").read_text("utf-8"))["labels"]
    return {label: tuple(m for m, listed in data.items() if label in listed) for every in data.values() for label in every}
