"""The order of the stages, and nothing else: survey, then read → clean → annotate → assemble for each shard of pages, then link."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from pipeline import engine, journal, shards, tables
from pipeline.annotate import check_model
from pipeline.annotate.sdgs import goals
from pipeline.clean import judged
from pipeline.clean.boilerplate import Judged, Survey, survey
from pipeline.config import Config
from pipeline.document import Dropped, Page, digest
from pipeline.extract import Job, assemble, extract, extract_shard
from pipeline.link import link
from pipeline.link.copies import without_copies
from pipeline.lock import NAME as LOCK
from pipeline.lock import held
from pipeline.read import Source, other_files, plan
from pipeline.read.forms import HEAD, container
from pipeline.shards import Counted, Record, RunError, Task, again, forget_broken, intact
from pipeline.sketch import count, sketch, tasks
from pipeline.store import Kept

__all__ = ["Job", "Progress", "Record", "Report", "RunError", "assemble", "extract", "lines", "one", "pick", "record_of", "run"]

WORK_FOLDER = ".communique"
SEAL = "tables.json"
"""What the tables were made of, in the work folder."""
TOGETHER = 256
"""Files that are counted together."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did. ``pages`` of ``total``, which is more where a part of a run was asked for; ``kept`` of them were not extracted again.

    ``skipped`` counts files of forms that are not read, by suffix; ``failures`` are (path, reason); ``breaches`` are thresholds, in words, and
    ``note`` says which could not be told. ``worked``: seconds of each stage, over all processes.
    """

    pages: int
    total: int
    statuses: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    failures: tuple[tuple[str, str], ...] = ()
    breaches: tuple[str, ...] = ()
    kept: int = 0
    note: str = ""
    worked: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` of a ``stage``: files that are surveyed, pages that are extracted; ``failures`` are those since the last report."""

    stage: str
    done: int
    total: int
    failures: tuple[tuple[str, str], ...] = ()


Show = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Picked:
    """A page of a file, the ``number``-th (from 1) of ``total``, with the survey of them all."""

    page: Page | Dropped
    number: int
    total: int
    survey: Survey


def pick(path: Path, config: Config, at: str = "1") -> Picked:
    """The page of a file whose number from 1, or whose path (``crawl.jsonl#7``), is ``at``; raises RunError where there is none.

    ``path`` may be "-" for standard input.
    """
    if path == Path("-"):
        with tempfile.TemporaryDirectory() as folder:
            return pick(_standard_input(Path(folder)), config, at)
    chosen: list[tuple[int, Page | Dropped]] = []
    total = 0

    def pages() -> Iterator[Page]:
        nonlocal total
        for source in plan([path]):
            for page in shards.pages(source, config):
                total += 1
                if at in (str(total), page.path):
                    chosen.append((total, page))
                if isinstance(page, Page):
                    yield page

    found = survey(pages())
    if not chosen:
        raise RunError(f"{path}: no page {at}; it holds {total:,}: give --at a number from 1 to {total} or the path of a page in it")
    return Picked(chosen[0][1], chosen[0][0], total, found)


def one(path: Path, config: Config, at: str = "1") -> Record:
    """The record of a page of a file, as a run over the file alone gives it; ``at`` as in :func:`pick`."""
    return record_of(pick(path, config, at), config)


def record_of(picked: Picked, config: Config) -> Record:
    """The record of a page that was picked."""
    return next(extract([picked.page], Job(config, picked.survey)))


def lines(picked: Picked) -> list[Judged]:
    """The lines of a page, each with the verdict of the cleaner; raises RunError where it cannot be read as a page."""
    if isinstance(picked.page, Dropped):
        raise RunError(f"{picked.page.path}: {picked.page.reason}")
    found, source = judged(picked.page, picked.survey)
    if source and source.fault:
        raise RunError(f"{picked.page.path}: {source.fault}")
    return found


def run(
    inputs: Sequence[Path],
    output: Path,
    config: Config,
    progress: Show = lambda _: None,
    *,
    part: tuple[int, int] | None = None,
    limits: Mapping[str, float] | None = None,
    retry: bool = False,
) -> Report:
    """Extracts the pages of the inputs into tables in ``output``; raises RunError, ReadError, ModelError, Locked or WorkerError where it cannot.

    ``part``: (3, 16) extracts the third sixteenth of the shards into the work folder of ``output`` and writes no tables; parts may run at the same
    time, and a run without it then finds all shards there. ``limits`` as in :func:`pipeline.journal.breaches`. ``retry``: pages that took too long or
    brought their process down in an earlier run are tried again; those that took too long are so whenever ``max_seconds`` is higher than then.
    """
    started = datetime.now().astimezone()
    check_model(config.model, config.tagger)
    if Path("-") not in inputs:
        plan(inputs)  # an input that cannot be read leaves no output behind
    elif part:
        raise RunError("-: parts read their input several times; save standard input to a file first")
    work = _work_folder(output).absolute()
    with _room(output), held(work, output, shared=part is not None), _engine(config) as each:
        forget_broken(work, config.max_seconds, alone=part is None, retry=retry)
        files = [_standard_input(work) if path == Path("-") else path for path in inputs]
        others = other_files(files)
        clock = _Clock()
        todo = surveyed(plan([file.absolute() for file in files]), config, work, each, progress, part or (1, 1))
        clock.stage("survey")
        own = todo[part[0] - 1 :: part[1]] if part else todo
        report = extracted(own, config, work, each, progress)
        clock.stage("extract")
        seconds = {"seconds": clock.seconds, "worked": report.worked}
        if part:
            journal.note_part(work, part, started, seconds | {"pages": report.pages, "kept": report.kept, "failed": len(report.failures)})
            return replace(report, total=sum(task.shard.pages for task in todo))
        progress(Progress("link", 0, report.pages))
        told = journal.journal(config, inputs, todo, started)
        before = journal.baseline(journal.last(output, work))
        rows = _published(todo, work, output)
        clock.stage("link")
        failures: list[tuple[str, str]] = []
        told |= {"pages": journal.outcome(_noting(output, failures)) | {"kept": report.kept}, "rows": rows} | seconds
        told |= {"parts": journal.parts(work), "limits": dict(limits or {}), "retry": retry, "baseline": before}
        broken = journal.breaches(limits or {}, told)
        unknown = f"no run.json of an earlier run in {output}: nothing to compare the rows with" if "rows" in told["limits"] and not before else ""
        finished = datetime.now().astimezone().isoformat(timespec="seconds")
        journal.write(output, told | {"finished": finished, "breaches": broken})
        _tidy(work, todo)
    return replace(
        report, statuses=told["pages"]["by_status"], rows=rows, skipped=others, failures=tuple(failures), breaches=tuple(broken), note=unknown
    )


def _noting(output: Path, failures: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """The status and error of each page of the tables; of those that failed the path and error are noted."""
    for row in tables.each_row(output, "documents", columns=["path", "status", "error"]):
        if row["status"] == "failed":
            failures.append((row["path"], row["error"]))
        yield row


@contextmanager
def _room(output: Path) -> Iterator[None]:
    """Says what to do where the disk of the output is full or can no longer be written."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO):
            raise
        remedy = "make room or mend the disk and run the same command again, which goes on from there"
        raise RunError(f"{output}: cannot be written any more ({os.strerror(error.errno)}); what is done is kept: {remedy}") from error


def _work_folder(output: Path) -> Path:
    work = output / WORK_FOLDER
    try:
        str(work.absolute()).encode()
    except UnicodeEncodeError:
        raise RunError(f"{output}: tables cannot be written where the name of a folder is not UTF-8; choose another folder with --output") from None
    try:
        work.mkdir(parents=True, exist_ok=True)
        for folder in (work, output):
            (folder / ".writable").write_bytes(b"")
            (folder / ".writable").unlink(missing_ok=True)
    except OSError as error:
        raise RunError(f"{output}: cannot be written ({error.strerror}); choose another folder with --output or change its permissions") from error
    return work


def _engine(config: Config) -> AbstractContextManager[engine.Each]:
    if config.engine == "serial":
        return engine.serial()
    if config.engine == "ray":
        from pipeline.on_ray import cluster

        return cluster(config.address, config.processes, config.max_seconds)
    return engine.local(config.processes or engine.cores(), config.max_seconds)


def surveyed(
    sources: Sequence[Source], config: Config, work: Path, each: engine.Each, progress: Show = lambda _: None, part: tuple[int, int] = (1, 1)
) -> Kept[Task]:
    """The shards of the sources with what the survey tells of each; a part begins with its own and does those of the others that are not there."""
    progress(Progress("survey", 0, len(sources)))
    basis = shards.basis(config)
    groups = Kept(tuple(sources[at : at + TOGETHER]) for at in range(0, len(sources), TOGETHER))
    order: list[str] = []

    def results() -> Iterator[list[Counted]]:
        for group, counted in each(partial(count, config=config, folder=work, basis=basis), groups):
            order.append(group[0].path)
            yield counted

    found = Kept(results())
    in_order = found.chosen(sorted(range(len(order)), key=order.__getitem__))
    everything = shards.cut((counted for group in in_order for counted in group), config.pages_per_shard, basis)
    mine, of = part
    numbers = [number for first in range(of) for number in range((mine - 1 + first) % of, len(everything), of)]
    missing = everything.chosen(number for number in numbers if not intact((one := everything[number]).sketch(work), one.pages))
    total = sum(s.pages for s in everything)
    done = total - sum(s.pages for s in missing)
    for shard, _ in each(partial(sketch, config=config, folder=work), missing):
        done += shard.pages
        progress(Progress("survey", done, total))
    return Kept(tasks(everything, work, basis))


def extracted(todo: Kept[Task], config: Config, work: Path, each: engine.Each, progress: Show = lambda _: None) -> Report:
    """Extracts the shards that are not there yet; ``failures`` are those of pages that were extracted now."""
    missing = todo.chosen(number for number, task in enumerate(todo) if not intact(task.file(work), task.shard.pages))
    total = sum(task.shard.pages for task in todo)
    kept = done = total - sum(task.shard.pages for task in missing)
    failures: list[tuple[str, str]] = []
    statuses: Counter[str] = Counter()
    worked: dict[str, float] = {}
    progress(Progress("extract", done, total))
    if missing:  # what the tables were made of is about to change, even where the keys stay, as with pages that are tried again
        (work / SEAL).unlink(missing_ok=True)
    for _, outcome in each(partial(extract_shard, config=config, folder=work), missing):
        done += outcome.pages
        failures += outcome.failures
        statuses.update(outcome.statuses)
        for stage, seconds in outcome.seconds.items():
            worked[stage] = round(worked.get(stage, 0.0) + seconds, 3)
        progress(Progress("extract", done, total, outcome.failures))
    return Report(total, total, dict(sorted(statuses.items())), failures=tuple(sorted(failures)), kept=kept, worked=worked)


def _published(todo: Sequence[Task], work: Path, output: Path) -> dict[str, int]:
    """Writes the tables aside and, when all are whole, gives them their places in ``output``; returns their numbers of rows.

    Tables that were made of just these records by an earlier run, and not touched since, stay as they are.
    """
    made_of, seal = digest(*(task.key for task in todo)), work / SEAL
    with suppress(OSError, ValueError, KeyError, TypeError):
        sealed = json.loads(seal.read_text(encoding="utf-8"))
        if sealed["made_of"] == made_of and sealed["files"] == _files(output):
            return dict(sealed["rows"])
    seal.unlink(missing_ok=True)

    def records() -> Iterator[Record]:
        for task in todo:
            yield from shards.read_records(task.file(work))

    folder = work / "tables"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    rows = link(without_copies(records), goals(), folder)
    journal.put_away(output, work)
    for name in tables.SCHEMAS:
        (folder / f"{name}.parquet").replace(output / f"{name}.parquet")
    folder.rmdir()
    with shards.whole(seal) as part:
        part.write_text(json.dumps({"made_of": made_of, "files": _files(output), "rows": rows}), encoding="utf-8")
    return rows


def _files(output: Path) -> dict[str, list[int]]:
    """Size and time of the last change of each table; raises OSError where one is missing."""
    return {name: [(found := (output / f"{name}.parquet").stat()).st_size, found.st_mtime_ns] for name in tables.SCHEMAS}


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
        head = copy.read(HEAD)
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        raise RunError("-: nothing came on standard input; pipe a page, JSON lines or a WARC into the command")
    return part.replace(work / f"stdin{container(head) or '.txt'}")


def _tidy(work: Path, current: Sequence[Task]) -> None:
    """Removes the files of shards that are no longer part of the plan, and unfinished ones."""
    names = {LOCK, SEAL}
    for task in current:
        for file in (task.file(work), task.shard.sketch(work)):
            names |= {file.name, again(file).name}
    for file in work.iterdir():
        if file.name not in names and not file.name.endswith(".count"):
            with suppress(OSError):
                file.unlink()
