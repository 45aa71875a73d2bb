"""What a run tells while it goes on, for a terminal, a log or a program, and its summary."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pipeline.flow import Progress, Report


@contextmanager
def progress(form: str) -> Iterator[Callable[[Progress], None]]:
    """On standard error: with ``form`` "json" an object a line, else a bar on a terminal, and in a log a line a stage and one every tenth of it."""
    if form == "json":
        yield _as_json
    elif sys.stderr.isatty():
        with click.progressbar(length=1, label="pages", file=sys.stderr, show_pos=True) as bar:

            def draw(p: Progress) -> None:
                bar.label, bar.length = p.stage, max(p.total, 1)
                bar.update(p.done - bar.pos)

            yield draw
    else:
        last = [("", -1)]

        def write(p: Progress) -> None:
            tenth = (p.stage, 10 * p.done // max(p.total, 1))
            if tenth != last[0]:
                last[0] = tenth
                click.echo(f"{p.stage}: {p.done} of {p.total}" if p.stage != "link" else f"link: {p.total} pages", err=True)

        yield write


def _as_json(p: Progress) -> None:
    for path, reason in p.failures:
        as_json("failed", path=path, reason=reason)
    as_json("progress", stage=p.stage, done=p.done, total=p.total)


def as_json(event: str, **values: object) -> None:
    """One line of a log for programs."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    click.echo(json.dumps({"time": now, "event": event, **values}, ensure_ascii=False), err=True)


def summary(report: Report, output: Path) -> Iterator[str]:
    """What a run did, in lines."""
    yield f"{report.pages} pages: " + (", ".join(f"{n} {status.replace('_', ' ')}" for status, n in report.statuses.items()) or "none")
    if report.kept:
        yield f"{report.kept} pages were unchanged since the last run and not extracted again"
    if report.skipped:
        kinds = ", ".join(f"{n} {suffix}" for suffix, n in sorted(report.skipped.items()))
        yield f"not read, because they are no form of pages that is known (see `communique run --help`): {kinds}"
    if report.skipped.keys() & {".csv", ".parquet"}:
        yield "a manifest (.csv, .parquet) in a folder is not read: give it as an INPUT itself, in place of the folder"
    for path, reason in report.failures[:20]:
        yield f"failed: {path}: {reason}"
    if len(report.failures) > 20:
        yield f"failed: {len(report.failures) - 20} more; see status and error in {output / 'documents.parquet'}"
    yield from (f"threshold: {breach}" for breach in report.breaches)
    yield "rows: " + ", ".join(f"{name} {n:,}" for name, n in sorted(report.rows.items(), key=lambda r: (-r[1], r[0])) if n)
    yield f"Tables are in {output}: start with events.parquet and initiatives.parquet; `communique tables` says what each column means."


def part_summary(report: Report, part: tuple[int, int]) -> Iterator[str]:
    """What a part of a run did, in lines."""
    yield f"part {part[0]} of {part[1]}: {report.pages} of {report.total} pages, {report.kept} of them extracted before"
    yield from (f"failed: {path}: {reason}" for path, reason in report.failures[:20])
    yield "When all parts are done, run the same command without --part: it finds them extracted and writes the tables."
