"""communique: tables of events and initiatives from scraped pages.

The public names, loaded when they are first used so that the command line answers at once:

* ``run(inputs, output, config, progress)`` extracts pages into tables; ``one(path, config)`` gives the record of one page;
* ``Config`` and ``load`` are the settings; ``read_table(folder, name)`` reads a table, ``check(folder)`` lists its faults;
* ``measure(gold, predictions)`` scores what is extracted against annotated pages.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "Config": "pipeline.config",
    "Document": "pipeline.document",
    "Dropped": "pipeline.document",
    "check": "pipeline.integrity",
    "load": "pipeline.config",
    "measure": "pipeline.quality",
    "one": "pipeline.flow",
    "read_table": "pipeline.tables",
    "run": "pipeline.flow",
}

__all__ = ["Config", "Document", "Dropped", "check", "load", "measure", "one", "read_table", "run"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
