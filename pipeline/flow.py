"""The order of the stages, and nothing else: survey, then read → clean → annotate → assemble for each shard of pages, then link."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import msgspec

from pipeline import engine, shards
from pipeline.annotate import annotator
from pipeline.annotate.sdgs import goals
from pipeline.clean import clean, judged
from pipeline.clean.boilerplate import Judged, Survey, survey
from pipeline.config import Config
from pipeline.document import Document, Dropped, Page, document_id
from pipeline.events import find_events
from pipeline.initiatives import find_initiatives
from pipeline.link import link
from pipeline.link.copies import without_copies
from pipeline.lock import NAME as LOCK
from pipeline.lock import held
from pipeline.read import Source, other_files, plan, read
from pipeline.read.archives import Keys
from pipeline.relations import relate
from pipeline.shards import Record, Shard

WORK_FOLDER = ".communique"
SMALL = 16
"""Pages annotated together."""


class RunError(RuntimeError):
    """A run that cannot start or go on; the message names the file and the remedy."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs to extract a shard; plain data, sent to other processes."""

    config: Config
    survey: Survey
    first_of: Mapping[str, str]
    folder: Path


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did. ``skipped`` counts files of forms that are not read, by suffix; ``failures`` are (path, reason)."""

    pages: int
    statuses: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    failures: tuple[tuple[str, str], ...] = ()
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` pages of a ``stage``."""

    stage: str
    done: int
    total: int


def assemble(document: Document) -> Document:
    """The document with its events and initiatives."""
    document = replace(document, events=find_events(document))
    return relate(replace(document, initiatives=find_initiatives(document)))


def extract(pages: Sequence[Page | Dropped], job: Job) -> Iterator[Record]:
    """The stages of a batch of pages, each page's record in its place; a page that fails is its own :class:`Dropped` and stops nothing else."""
    records = [_cleaned(page, job) for page in pages]
    todo = [r for r in records if isinstance(r, Document) and r.status == "extracted"]
    annotated = dict(zip((d.path for d in todo), _annotated(todo, job.config), strict=True))
    for record in records:
        done = annotated.get(record.path, record)
        yield _assembled(done) if isinstance(done, Document) and done.status == "extracted" else done


def _read(source: Source, config: Config) -> Iterator[Page | Dropped]:
    keys = Keys(config.field_url, config.field_text, config.field_html, config.field_fetched)
    return read(source, limit=config.max_bytes, keys=keys)


def _cleaned(page: Page | Dropped, job: Job) -> Record:
    if isinstance(page, Dropped):
        return page
    first = job.first_of.get(page.path)
    if first is not None:
        reason = f"same bytes as {first}, which is extracted instead"
        return Dropped(page.path, "read", reason, "duplicate", page.url, page.site, _hash(page), document_id(first))
    try:
        record = clean(page, job.survey)
    except Exception as error:  # noqa: BLE001 - whatever a page does to the cleaner, the run goes on
        return Dropped(page.path, "clean", _reason(error), "failed", page.url, page.site)
    if isinstance(record, Document) and len(record.text) > job.config.max_characters:
        limit = f"main content of {len(record.text):,} characters; at most {job.config.max_characters:,} are annotated (setting max_characters)"
        return Dropped(page.path, "clean", limit, "failed", record.url, record.site, record.content_hash)
    return record


def _annotated(documents: Sequence[Document], config: Config) -> list[Record]:
    if not documents:
        return []
    work = annotator(config.model, config.tagger)
    try:
        return list(work.annotate(documents))
    except Exception as error:  # noqa: BLE001 - one page of the batch fails: each alone tells which
        if len(documents) > 1:
            return [r for d in documents for r in _annotated([d], config)]
        page = documents[0]
        return [Dropped(page.path, "annotate", _reason(error), "failed", page.url, page.site, page.content_hash)]


def _assembled(document: Document) -> Record:
    try:
        return assemble(document)
    except Exception as error:  # noqa: BLE001 - as above
        return Dropped(document.path, "assemble", _reason(error), "failed", document.url, document.site, document.content_hash)


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error)[:300]}; please report the page"


def _hash(page: Page) -> str:
    return hashlib.sha256(page.content).hexdigest()


def extract_shard(job: Job, shard: Shard) -> tuple[Counter[str], list[tuple[str, str]], int]:
    """Extracts a shard into its file; returns pages by status, the failures and the number of sources."""
    statuses: Counter[str] = Counter()
    failures: list[tuple[str, str]] = []

    def records() -> Iterator[Record]:
        batch: list[Page | Dropped] = []
        for source in shard.sources:
            for page in _read(source, job.config):
                batch.append(page)
                if len(batch) == SMALL:
                    yield from extract(batch, job)
                    batch = []
        yield from extract(batch, job)

    def counted() -> Iterator[Record]:
        for record in records():
            _count(record, statuses, failures)
            yield record

    shards.write_records(shard.file(job.folder), counted())
    return statuses, failures, len(shard.sources)


def _count(record: Record, statuses: Counter[str], failures: list[tuple[str, str]]) -> None:
    statuses[record.status] += 1
    if isinstance(record, Dropped) and record.status == "failed":
        failures.append((record.path, record.reason))


def look(sources: Sequence[Source], config: Config) -> tuple[Survey, dict[str, str], dict[str, str]]:
    """The pass before extraction: the survey of repeated lines, a hash of each source's pages, for each repeated page the path of the first."""
    hashes: dict[str, str] = {}
    first_of: dict[str, str] = {}
    seen: dict[str, str] = {}

    def pages() -> Iterator[Page]:
        for source in sources:
            whole = hashlib.sha256()
            for page in _read(source, config):
                content = page.reason if isinstance(page, Dropped) else _hash(page)
                whole.update(f"{page.path}\0{page.url}\0{content}\n".encode("utf-8", "surrogatepass"))
                if isinstance(page, Page):
                    first = seen.setdefault(content, page.path)
                    if first == page.path:
                        yield page
                    else:
                        first_of[page.path] = first
            hashes[source.path] = whole.hexdigest()

    return survey(pages()), hashes, first_of


def one(path: Path, config: Config) -> Record:
    """The record of a single page file, as a run over it alone gives it."""
    pages = [page for source in plan([path]) for page in _read(source, config)]
    job = Job(config, survey(p for p in pages if isinstance(p, Page)), {}, Path())
    return next(extract(pages, job))


def lines(path: Path, config: Config) -> list[Judged]:
    """The lines of a single page file, each with the verdict of the cleaner; raises RunError where the file cannot be read as a page."""
    records = [page for source in plan([path]) for page in _read(source, config)]
    pages = [page for page in records if isinstance(page, Page)]
    if not pages:
        raise RunError("; ".join(f"{r.path}: {r.reason}" for r in records if isinstance(r, Dropped)))
    found = survey(pages)
    return [line for page in pages for line in judged(page, found)[0]]


def run(inputs: Sequence[Path], output: Path, config: Config, progress: Callable[[Progress], None] = lambda _: None) -> Report:
    """Extracts the pages of the inputs into tables in ``output``; raises RunError or ReadError where it cannot."""
    work = output / WORK_FOLDER
    if Path("-") not in inputs:
        plan(inputs)  # an input that cannot be read leaves no output behind
    try:
        work.mkdir(parents=True, exist_ok=True)
        (work / "writable").write_bytes(b"")
    except OSError as error:
        raise RunError(f"{output}: cannot be written ({error.strerror}); choose another folder with --output or change its permissions") from error
    with held(work, output):
        return _run([_standard_input(work) if path == Path("-") else path for path in inputs], output, config, progress)


def _run(inputs: Sequence[Path], output: Path, config: Config, progress: Callable[[Progress], None]) -> Report:
    work = output / WORK_FOLDER
    sources, others = plan(inputs), other_files(inputs)
    progress(Progress("survey", 0, len(sources)))
    survey_, hashes, first_of = look(sources, config)
    basis = (config.digest(), hashlib.sha256(msgspec.json.encode(survey_, order="deterministic")).hexdigest(), repr(sorted(first_of.items())))
    todo = shards.plan(sources, hashes, basis, config.pages_per_shard)
    missing = [s for s in todo if not s.file(work).exists()]
    kept = sum(len(s.sources) for s in todo) - sum(len(s.sources) for s in missing)
    progress(Progress("extract", kept, len(sources)))
    job = partial(extract_shard, Job(config, survey_, first_of, work))
    count = min(config.processes or os.cpu_count() or 1, len(missing))
    if missing:
        annotator(config.model, config.tagger)  # a model that cannot be loaded ends the run here, not once a page
    done = kept
    for _, _, size in engine.processes(job, missing, count) if count > 1 else engine.serial(job, missing):
        done += size
        progress(Progress("extract", done, len(sources)))
    progress(Progress("link", 0, len(sources)))

    def extracted() -> Iterator[Record]:
        for shard in todo:
            yield from shards.read_records(shard.file(work))

    records = without_copies(extracted)
    rows = link(records, goals(), output)
    _tidy(work, todo)
    statuses: Counter[str] = Counter()
    failures: list[tuple[str, str]] = []
    for record in records():
        _count(record, statuses, failures)
    return Report(sum(statuses.values()), dict(sorted(statuses.items())), rows, others, tuple(failures), kept)


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


def _tidy(work: Path, current: Sequence[Shard]) -> None:
    """Removes the files of shards that are no longer part of the plan, and unfinished ones."""
    names = {LOCK, *(shard.file(work).name for shard in current)}
    for file in work.iterdir():
        if file.name not in names:
            with suppress(OSError):
                file.unlink()
