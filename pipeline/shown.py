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

FEW = 20
"""Failures that are printed."""


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
                click.echo(f"{p.stage}: {p.done:,} of {p.total:,}" if p.stage != "link" else f"link: {counted(p.total, 'page')}", err=True)

        yield write


def _as_json(p: Progress) -> None:
    for path, reason in p.failures:
        as_json("failed", path=path, reason=reason)
    as_json("progress", stage=p.stage, done=p.done, total=p.total)


def as_json(event: str, *, err: bool = True, **values: object) -> None:
    """One line of a log for programs, on standard error or, without ``err``, standard output."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    line = json.dumps({"time": now, "event": event, **values}, ensure_ascii=False)
    click.echo(line.encode("utf-8", "backslashreplace").decode(), err=err)  # bytes of a path that are no UTF-8, as JSON escapes


def told(report: Report, output: Path, part: tuple[int, int] | None, form: str) -> None:
    """Prints what a run, or the ``part`` of one, did: in lines, or with ``form`` "json" as one object."""
    if form == "json":
        made = (
            {}
            if part
            else {"statuses": report.statuses, "rows": report.rows, "not_read": report.skipped, "breaches": report.breaches, "note": report.note}
        )
        which = {"part": f"{part[0]}/{part[1]}"} if part else {}
        as_json("finished", err=False, **which, output=str(output), pages=report.pages, kept=report.kept, failed=len(report.failures), **made)
        return
    for line in part_summary(report, part) if part else summary(report, output):
        click.echo(line)


def counted(number: int, what: str) -> str:
    """A number of things in words: "1 page", "1,200 pages"."""
    return f"{number:,} {what}" + ("" if number == 1 else "s")


def summary(report: Report, output: Path) -> Iterator[str]:
    """What a run did, in lines."""
    yield f"{counted(report.pages, 'page')}: " + (", ".join(f"{n:,} {status.replace('_', ' ')}" for status, n in report.statuses.items()) or "none")
    if report.kept:
        yield f"{counted(report.kept, 'page')} unchanged since the last run, not extracted again"
    if report.skipped:
        yield "not read: " + ", ".join(f"{what} ({n:,})" for what, n in sorted(report.skipped.items())) + "; `communique run --help` says what is"
    if report.skipped.keys() & {".csv", ".parquet"}:
        yield "a manifest (.csv, .parquet) in a folder is not read: give it as an INPUT itself, in place of the folder"
    if ".json" in report.skipped:
        yield "a .json file is not read: write its pages one object a line, as .jsonl"
    for path, reason in report.failures[:FEW]:
        yield f"failed: {printable(path)}: {printable(reason)}"
    if len(report.failures) > FEW:
        yield f"failed: {len(report.failures) - FEW:,} more"
    if report.statuses.keys() - {"extracted", "duplicate"}:
        yield f"why a page was not extracted stands in the columns status and error of {output / 'documents.parquet'}"
    yield from (f"threshold: {printable(what)}" for what in (*report.breaches, report.note) if what)
    yield "rows: " + ", ".join(f"{name} {report.rows.get(name, 0):,}" for name in ("events", "initiatives", "organisations", "people", "locations"))
    yield f"Tables are in {output}: start with events.parquet and initiatives.parquet; `communique tables` says what each column means."


def part_summary(report: Report, part: tuple[int, int]) -> Iterator[str]:
    """What a part of a run did, in lines."""
    yield f"part {part[0]} of {part[1]}: {report.pages:,} of {counted(report.total, 'page')}, {report.kept:,} of them extracted before"
    yield from (f"failed: {printable(path)}: {printable(reason)}" for path, reason in report.failures[:FEW])
    if len(report.failures) > FEW:
        yield f"failed: {len(report.failures) - FEW:,} more"
    yield "When all parts are done, run the same command without --part: it finds them extracted and writes the tables."


def printable(text: str) -> str:
    """A text on one line of a terminal: characters that would break or colour it as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
