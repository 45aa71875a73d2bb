"""The stages that work a page: clean → annotate → assemble, for a batch of pages and for a shard of them.

A page that fails is a :class:`Dropped` with its reason and stops nothing else.
"""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from pipeline.annotate import annotator
from pipeline.annotate.places import as_written
from pipeline.clean import clean
from pipeline.clean.boilerplate import Survey
from pipeline.config import Config
from pipeline.document import Document, Dropped, Page, document_id
from pipeline.engine import Watch
from pipeline.events import find_events
from pipeline.events.weighed import weigh
from pipeline.initiatives import find_initiatives
from pipeline.relations import relate
from pipeline.shards import CHANGED, Content, Record, Task, mark_again, pages_of, write_records

SMALL, LIGHT = 16, 500_000
"""Pages annotated together: at most this many, and bytes of them."""
_YOUNG = 20_000
"""Objects that are made until Python looks for garbage among them (it looks at 700 by itself); a page makes some thousands."""
_WARM = b"Lom\xc3\xa9, 4 June 2019. The International Maritime Organization (IMO) opened a workshop on harbour safety in Lom\xc3\xa9.\n" * 3


@dataclass(frozen=True, slots=True)
class Job:
    """What the pages of a batch are worked with; ``first_of`` and ``faults`` as in :class:`pipeline.shards.Known`."""

    config: Config = field(default_factory=Config)
    survey: Survey = field(default_factory=Survey)
    first_of: Mapping[int, str] = field(default_factory=dict)
    faults: Mapping[int, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What became of a shard: pages by status, (path, reason) of those that failed, seconds of each stage ("files": to read and write)."""

    pages: int
    statuses: Mapping[str, int]
    failures: tuple[tuple[str, str], ...]
    seconds: Mapping[str, float]


def assemble(document: Document) -> Document:
    """The document with its events and initiatives, and of its places those that a mention, an event or an initiative refers to."""
    document = replace(document, events=weigh(document, find_events(document)))
    document = relate(replace(document, initiatives=find_initiatives(document)))
    meant = {m.entity for m in document.mentions} | {e.location_id for e in document.events}
    meant |= {p.ref for e in document.events for p in e.parties} | {p.ref for i in document.initiatives for p in i.parties}
    meant |= {place for i in document.initiatives for place in i.scope}
    return replace(document, places=tuple(p for p in as_written(document) if p.location_id in meant))


def extract(pages: Sequence[Page | Dropped], job: Job, watch: Watch = Watch(), *, start: int = 0) -> Iterator[Record]:  # noqa: B008 - frozen
    """The stages of a batch of pages, each page's record in its place; ``start`` is the number of the first one in its shard."""
    records: list[Record] = []
    for n, page in enumerate(pages, start):
        watch.tell(n, "clean")
        records.append(_cleaned(page, n, job))
    todo = [(n, r) for n, r in enumerate(records) if isinstance(r, Document) and r.status == "extracted"]
    if todo:
        watch.tell(start + todo[0][0], "annotate")
    for (n, _), done in zip(todo, _annotated([r for _, r in todo], job.config), strict=True):
        watch.tell(start + n, "assemble")
        records[n] = _assembled(done) if isinstance(done, Document) else done
    watch.tell(None)
    yield from records


def _cleaned(page: Page | Dropped, number: int, job: Job) -> Record:
    if isinstance(page, Dropped):
        return page
    if number in job.first_of:
        first = job.first_of[number]
        reason = f"same bytes as {first}, which is extracted instead"
        return Dropped(page.path, "read", reason, "duplicate", page.url, page.site, sha256(page.content).hexdigest(), document_id(first))
    if number in job.faults:
        stage, reason = job.faults[number]
        return Dropped(page.path, "annotate" if stage == "annotate" else "clean", reason, "failed", page.url, page.site)
    try:
        record = clean(page, job.survey)
    except Exception as error:  # noqa: BLE001 - whatever a page does to the cleaner, the run goes on
        return Dropped(page.path, "clean", _reason(error), "failed", page.url, page.site)
    if isinstance(record, Document) and (limit := _too_much(record, job.config)):
        return Dropped(page.path, "clean", limit, "failed", record.url, record.site, record.content_hash)
    return record


def _too_much(document: Document, config: Config) -> str | None:
    """Why a document is not annotated; None where it is not too long."""
    if len(document.text) > config.max_characters:
        return f"main content of {len(document.text):,} characters; at most {config.max_characters:,} are annotated (setting max_characters)"
    longest = max(map(len, document.text.split("\n")))
    if longest > config.max_line:
        return f"a line of {longest:,} characters in the main content; at most {config.max_line:,} are annotated (setting max_line)"
    return None


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


@cache
def warm(config: Config) -> None:
    """Loads the models and lists of this process, so that no page's time pays for it. Raises ModelError where a model cannot be loaded."""
    gc.disable()  # what is loaded stays: looking for garbage in it takes a tenth of the time, now and ever after
    try:
        annotator(config.model, config.tagger)
        list(extract([Page("", _WARM, "text")], Job(config)))
        gc.freeze()
    finally:
        gc.enable()
    gc.set_threshold(_YOUNG)


def extract_shard(task: Task, watch: Watch, *, config: Config, folder: Path) -> Extracted:
    """Extracts a shard into its file in the folder; a page that is no longer what the survey saw fails."""
    warm(config)
    job = Job(config, task.known.survey(), task.known.first_of, {**task.known.faults, **watch.blamed})
    statuses: Counter[str] = Counter()
    failures: list[tuple[str, str]] = []
    seconds = dict.fromkeys(("files", "clean", "annotate", "assemble"), 0.0)
    last = "files", time.monotonic()

    def tell(page: int | None, stage: str = "read") -> None:
        nonlocal last
        (before, since), last = last, (stage if page is not None else "files", time.monotonic())
        seconds[before] += last[1] - since
        watch.tell(page, stage)

    timed = replace(watch, tell=tell)

    def records() -> Iterator[Record]:
        content, at = Content(), 0
        batch: list[Page | Dropped] = []
        for n, page in enumerate(page for part in task.shard.slices for page in pages_of(part, config)):
            content.add(page)
            if content.pages[8 * n :] != task.content[8 * n : 8 * n + 8]:
                page = Dropped(task.paths[n], "read", CHANGED, "failed", page.url, page.site)
            if isinstance(page, Dropped) and page.reason == CHANGED:
                for made in (task.shard.sketch(folder), task.file(folder)):
                    mark_again(made, CHANGED)
            batch.append(page)
            if watch.single or len(batch) == SMALL or sum(len(p.content) for p in batch if isinstance(p, Page)) > LIGHT:
                yield from extract(batch, job, timed, start=at)
                at, batch = at + len(batch), []
        yield from extract(batch, job, timed, start=at)

    def counted() -> Iterator[Record]:
        for record in records():
            statuses[record.status] += 1
            if isinstance(record, Dropped) and record.status == "failed":
                failures.append((record.path, record.reason))
            yield record

    file = task.file(folder)
    if watch.blamed:
        mark_again(file, watch.slow(config.max_seconds))
    write_records(file, counted())
    tell(None)
    return Extracted(sum(statuses.values()), dict(statuses), tuple(failures), seconds)
