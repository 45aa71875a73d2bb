"""The lists, tables and weights in ``resources/``, by the name of their file. A TOML file, of which many ask for one list each, is read
once; of the others those who ask keep what they make."""

from __future__ import annotations

import csv
import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def toml(name: str) -> dict[str, Any]:
    """The table of a TOML file, the same for all who ask: not to be changed."""
    return tomllib.loads(_text(name))


def weights(name: str) -> dict[str, Any]:
    """The object of a JSON file."""
    found: dict[str, Any] = json.loads(_text(name))
    return found


def lines(name: str) -> list[str]:
    """The lines of a list, without blank ones and those that begin with ``#``."""
    return [line for line in _text(name).splitlines() if line.strip() and not line.startswith("#")]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file by the names in its head; lines that begin with ``#`` are comments."""
    return list(csv.DictReader(lines(name)))


def _text(name: str) -> str:
    return (files("pipeline.resources") / name).read_text("utf-8")
