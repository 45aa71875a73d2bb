"""The order of the stages, and nothing else: survey, then read → clean → annotate → assemble for each shard of pages, then link."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pipeline import engine, shards, tables
from pipeline.annotate import check_model
from pipeline.annotate.sdgs import goals
from pipeline.clean import judged
from pipeline.clean.boilerplate import Judged, survey
from pipeline.config import Config
from pipeline.document import Dropped, Page
from pipeline.extract import Job, assemble, extract, extract_shard
from pipeline.link import link
from pipeline.link.copies import without_copies
from pipeline.lock import NAME as LOCK
from pipeline.lock import held
from pipeline.read import Source, other_files, plan
from pipeline.shards import Counted, Record, RunError, Task, again, forget_broken
from pipeline.sketch import count, sketch, tasks

__all__ = ["Job", "Progress", "Record", "Report", "RunError", "assemble", "extract", "lines", "one", "run"]

WORK_FOLDER = ".communique"
TOGETHER = 256
"""Files that are counted together."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did. ``skipped`` counts files of forms that are not read, by suffix; ``failures`` are (path, reason); ``kept`` counts pages that
    were not extracted again."""

    pages: int
    statuses: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    failures: tuple[tuple[str, str], ...] = ()
    kept: int = 0
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` of a ``stage``: files that are surveyed, pages that are extracted; ``failures`` are those since the last report."""

    stage: str
    done: int
    total: int
    failures: tuple[tuple[str, str], ...] = ()


Show = Callable[[Progress], None]


def one(path: Path, config: Config) -> Record:
    """The record of a single page file, as a run over it alone gives it."""
    pages = [page for source in plan([path]) for page in shards.pages(source, config)]
    return next(extract(pages, Job(config, survey(p for p in pages if isinstance(p, Page)))))


def lines(path: Path, config: Config) -> list[Judged]:
    """The lines of a single page file, each with the verdict of the cleaner; raises RunError where the file cannot be read as a page."""
    records = [page for source in plan([path]) for page in shards.pages(source, config)]
    pages = [page for page in records if isinstance(page, Page)]
    if not pages:
        raise RunError("; ".join(f"{r.path}: {r.reason}" for r in records if isinstance(r, Dropped)))
    found = survey(pages)
    return [line for page in pages for line in judged(page, found)[0]]


def run(inputs: Sequence[Path], output: Path, config: Config, progress: Show = lambda _: None, *, retry: bool = False) -> Report:
    """Extracts the pages of the inputs into tables in ``output``; raises RunError, ReadError, ModelError, Locked or WorkerError where it cannot.

    ``retry``: pages that took too long or brought their process down in an earlier run are tried again.
    """
    check_model(config.model, config.tagger)
    if Path("-") not in inputs:
        plan(inputs)  # an input that cannot be read leaves no output behind
    work = _work_folder(output)
    with held(work, output), _engine(config) as each:
        if retry:
            forget_broken(work)
        inputs = [_standard_input(work) if path == Path("-") else path for path in inputs]
        return _run(inputs, output, config, each, progress)


def _work_folder(output: Path) -> Path:
    work = output / WORK_FOLDER
    try:
        work.mkdir(parents=True, exist_ok=True)
        (work / "writable").write_bytes(b"")
    except OSError as error:
        raise RunError(f"{output}: cannot be written ({error.strerror}); choose another folder with --output or change its permissions") from error
    return work


def _engine(config: Config) -> AbstractContextManager[engine.Each]:
    if config.engine == "serial":
        return engine.serial()
    return engine.local(config.processes or os.cpu_count() or 1, config.max_seconds)


def _run(inputs: Sequence[Path], output: Path, config: Config, each: engine.Each, progress: Show) -> Report:
    work = output / WORK_FOLDER
    clock = _Clock()
    sources, others = plan(inputs), other_files(inputs)
    todo = surveyed(sources, config, work, each, progress)
    clock.stage("survey")
    kept, total = extracted(todo, config, work, each, progress)
    clock.stage("extract")
    progress(Progress("link", 0, total))

    def records() -> Iterator[Record]:
        for task in todo:
            yield from shards.read_records(task.file(work))

    rows = _published(without_copies(records), work / "tables", output)
    _tidy(work, todo)
    clock.stage("link")
    statuses, failures = _outcome(output)
    return Report(total, statuses, rows, others, failures, kept, clock.seconds)


def surveyed(sources: Sequence[Source], config: Config, work: Path, each: engine.Each, progress: Show) -> list[Task]:
    """The shards of the sources with what the survey tells of each."""
    progress(Progress("survey", 0, len(sources)))
    basis = shards.basis(config)
    groups = [tuple(sources[at : at + TOGETHER]) for at in range(0, len(sources), TOGETHER)]
    found: dict[tuple[Source, ...], list[Counted]] = {}
    for group, counted in each(partial(count, config=config, folder=work, basis=basis), groups):
        found[group] = counted
    plan_ = shards.cut((counted for group in groups for counted in found[group]), config.pages_per_shard, basis)
    missing = [shard for shard in plan_ if not shard.sketch(work).exists()]
    done, total = 0, sum(s.pages for s in plan_)
    for shard, _ in each(partial(sketch, config=config, folder=work), missing):
        done += shard.pages
        progress(Progress("survey", done, total))
    return list(tasks(plan_, work, basis))


def extracted(todo: Sequence[Task], config: Config, work: Path, each: engine.Each, progress: Show) -> tuple[int, int]:
    """Extracts the shards that are not there yet; returns the number of pages that were, and of all."""
    missing = [task for task in todo if not task.file(work).exists()]
    total = sum(task.shard.pages for task in todo)
    kept = done = total - sum(task.shard.pages for task in missing)
    progress(Progress("extract", done, total))
    for _, outcome in each(partial(extract_shard, config=config, folder=work), missing):
        done += outcome.pages
        progress(Progress("extract", done, total, outcome.failures))
    return kept, total


def _published(records: Callable[[], Iterator[Record]], folder: Path, output: Path) -> dict[str, int]:
    """Writes the tables into ``folder`` and, when all are whole, gives them their places in ``output``; returns their numbers of rows."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    rows = link(records, goals(), folder)
    for name in tables.SCHEMAS:
        (folder / f"{name}.parquet").replace(output / f"{name}.parquet")
    folder.rmdir()
    return rows


def _outcome(output: Path) -> tuple[dict[str, int], tuple[tuple[str, str], ...]]:
    """Pages by status, and (path, reason) of those that failed."""
    found = tables.read_table(output, "documents", columns=["path", "status", "error"]).to_pylist()
    statuses = Counter(row["status"] for row in found)
    return dict(sorted(statuses.items())), tuple((row["path"], row["error"]) for row in found if row["status"] == "failed")


class _Clock:
    """Seconds of each stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since = time.monotonic()

    def stage(self, name: str) -> None:
        """Ends the stage that has run until now."""
        now = time.monotonic()
        self.seconds[name], self._since = round(now - self._since, 3), now


def _standard_input(work: Path) -> Path:
    """Standard input as a file, because it is read twice; its form is told by its first bytes. Raises RunError where it is empty."""
    part = work / "stdin.part"
    with part.open("wb") as out:
        shutil.copyfileobj(sys.stdin.buffer, out)
    with part.open("rb") as copy:
        head = copy.read(512).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head:
        raise RunError("-: nothing came on standard input; pipe a page, JSON lines or a WARC into the command")
    forms = {b"{": ".jsonl", b"WARC/": ".warc", b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst", b"PK\x03\x04": ".zip"}
    suffix = next((form for start, form in forms.items() if head.startswith(start)), ".txt")
    return part.replace(work / f"stdin{suffix}")


def _tidy(work: Path, current: Sequence[Task]) -> None:
    """Removes the files of shards that are no longer part of the plan, and unfinished ones."""
    names = {LOCK}
    for task in current:
        for file in (task.file(work), task.shard.sketch(work)):
            names |= {file.name, again(file).name}
    for file in work.iterdir():
        if file.name not in names and not file.name.endswith(".count"):
            with suppress(OSError):
                file.unlink()
