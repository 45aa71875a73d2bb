"""``run.json``: what a run was made with and from, what came out, and how long it took; and the thresholds that a run can be held to.

It is the only output with times in it. It is written when all tables have their places, and is away while they change: where it stands, the tables
beside it belong together.
"""

from __future__ import annotations

import json
import platform
import re
import socket
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from importlib import metadata
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.about import versions
from pipeline.config import Config
from pipeline.document import digest
from pipeline.engine import cores
from pipeline.shards import Task, program_digest, whole

NAME = "run.json"
REASONS = 50
_VARYING = re.compile(r"\d[\d.,]*")


def journal(config: Config, inputs: Sequence[Path], todo: Sequence[Task], started: datetime) -> dict[str, Any]:
    """What is known before the tables are written."""
    files = sum(1 for _ in groupby(s.counted.source.path for task in todo for s in task.shard.slices))  # the slices of a file follow each other
    return {
        "versions": versions(),
        "model": {"name": config.model, "version": _model_version(config.model)},
        "program_digest": program_digest(),
        "config": asdict(config),
        "inputs": {"paths": [str(p) for p in inputs], "files": files, "shards": len(todo), "digest": digest(*(task.content.hex() for task in todo))},
        "host": {"name": socket.gethostname(), "system": platform.platform(), "cores": cores()},
        "started": started.isoformat(timespec="seconds"),
    }


def outcome(documents: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Pages by status, and those without findings by reason (figures in it as N), from the columns ``status`` and ``error`` of documents."""
    statuses: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for row in documents:
        statuses[row["status"]] += 1
        if row["error"] and row["status"] != "duplicate":
            reasons[f"{row['status']}: {_VARYING.sub('N', row['error'])[:120]}"] += 1
    return {"total": statuses.total(), "by_status": dict(sorted(statuses.items())), "by_reason": dict(reasons.most_common(REASONS))}


def last(output: Path, work: Path) -> dict[str, Any] | None:
    """The journal of the last run in the folder; None where there is none that can be read."""
    for file in (output / NAME, work / NAME):
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(found, dict):
            return found
    return None


def baseline(before: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """End and rows of the last run that broke no threshold, by the journal of the last run; None where there is none."""
    if before is None:
        return None
    found = before.get("baseline") if before.get("breaches") else {"finished": before.get("finished"), "rows": before.get("rows", {})}
    return found if isinstance(found, dict) else None


def note_part(work: Path, part: tuple[int, int], started: datetime, what: Mapping[str, Any]) -> None:
    """Keeps in the work folder what a part of a run did, for the journal of the run that writes the tables."""
    times = {"started": started.isoformat(timespec="seconds"), "finished": datetime.now().astimezone().isoformat(timespec="seconds")}
    with whole(work / f"part-{part[0]:05}-{part[1]:05}.json") as file:
        file.write_text(json.dumps({"part": f"{part[0]}/{part[1]}", "host": socket.gethostname(), **times, **what}), encoding="utf-8")


def parts(work: Path) -> list[dict[str, Any]]:
    """What the parts since the last run did, each when it ran last."""
    found = []
    for file in sorted(work.glob("part-*.json")):
        with suppress(ValueError):  # one that a full disk left empty
            found.append(json.loads(file.read_text(encoding="utf-8")))
    return found


def put_away(output: Path, work: Path) -> None:
    """Takes the journal from beside the tables, because they are about to change."""
    if (output / NAME).exists():
        (output / NAME).replace(work / NAME)


def write(output: Path, what: Mapping[str, Any]) -> None:
    """Writes the journal."""
    with whole(output / NAME) as part:
        text = json.dumps(what, indent=2, ensure_ascii=False, default=str) + "\n"
        part.write_text(text, encoding="utf-8", errors="backslashreplace")  # bytes of a path that are no UTF-8, as JSON escapes


def breaches(limits: Mapping[str, float], now: Mapping[str, Any]) -> list[str]:
    """Which thresholds a run breaks, in words.

    ``failed``: share of pages that may fail. ``rows``: share of its rows in the ``baseline`` that a table may lose.
    """
    before = now["baseline"]
    found = []
    failed, total = now["pages"]["by_status"].get("failed", 0), now["pages"]["total"]
    if "failed" in limits and failed > limits["failed"] * total:
        found.append(f"{failed} of {total} pages failed ({failed / total:.1%}); at most {limits['failed']:.1%} may")
    if "rows" in limits and before:
        for table, rows in sorted(before["rows"].items()):
            left = now["rows"].get(table, 0)
            if left < rows * (1 - limits["rows"]):
                told = f"{table} has {left:,} rows, {1 - left / rows:.0%} fewer than the {rows:,} of the last run that passed"
                found.append(f"{told}; at most {limits['rows']:.0%} may go")
    return found


def _model_version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except (metadata.PackageNotFoundError, ValueError):
        return None
