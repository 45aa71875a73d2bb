"""How fast the pipeline is and how much memory it takes, against plain spaCy on the same pages: ``python -m pipeline.bench`` (``make bench``).

The pages are made (:mod:`pipeline.bench_pages`), or those of a folder. Each contender runs in a process of its own, turn by turn, several times: it
loads its models, works a few pages to warm up, and is then timed on all pages once. The least processor time counts, which says more than the clock
where a machine is shared; the table has the least of all rounds, and the ratio of each round beside it, whose contenders ran one after the other.
Scaling and reruns are told by the clock, because there it is the clock that matters, cold, on more pages (``--long``). OMP_NUM_THREADS is set to 1,
and compiled modules are kept, as an installation does. Words are what stands between blanks in the main content. Plain spaCy reads that main
content, already cleaned.

``--html`` compares the main content of annotated HTML pages with what plain trafilatura finds there, by the scorer's measure (``pip install -e
'.[bench]'``). ``--memory`` runs the whole pipeline on so many pages, ``--linked`` only the survey on so many made pages and the link on as many
records: those of :data:`DISTINCT` extracted pages again and again with other paths, years and names.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from pipeline.bench_pages import write
from pipeline.config import DEFAULT_MODEL, Config
from pipeline.document import Document, Dropped, Page, document_id

DISTINCT = 400
WARM = 12
PLAIN, NAMES, WHOLE = f"plain {DEFAULT_MODEL}, all components", f"plain {DEFAULT_MODEL}, NER only", "whole pipeline, files to tables"
Figures = dict[str, Any]
Reader = Callable[[bytes], str]


def _numbers(_: click.Context, __: click.Parameter, value: str) -> list[int]:
    return [int(n) for n in value.split(",") if n]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True), required=False)
@click.option("--pages", default=400, show_default=True, help="Made pages, where no FOLDER is given.")
@click.option("--rounds", default=3, show_default=True, help="How often each contender runs.")
@click.option("--long", default=2000, show_default=True, help="Made pages for the clock: one process, two, and again; 0 for none.")
@click.option("--memory", default="", callback=_numbers, help="Whole runs on 1000,10000 pages for their memory, and nothing else.")
@click.option("--linked", default="", callback=_numbers, help="Survey and link alone on 1000,100000 pages, and nothing else.")
@click.option("--html", is_flag=True, help="Main content of the annotated HTML pages of FOLDER against plain trafilatura, and nothing else.")
@click.option("--only", nargs=3, hidden=True, help="A contender in this process: name, folder of pages, folder for tables.")
def bench(
    folder: Path | None, pages: int, rounds: int, long: int, memory: list[int], linked: list[int], html: bool, only: tuple[str, str, str] | None
) -> None:
    """Times the pipeline and plain spaCy on the pages of FOLDER, or on made ones."""
    if only:
        print(json.dumps(CONTENDERS[only[0]](Path(only[1]), Path(only[2]))))
        return
    if html:
        for name, (common, said, wanted) in compared(folder or Path("corpus/annotated"), _readers()).items():
            print(f"{name:36} precision {common / max(1, said):.3f} recall {common / wanted:.3f} F1 {2 * common / (said + wanted):.3f}")
        return
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        os.environ["PYTHONPYCACHEPREFIX"] = str(work / "compiled")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        for count in memory:
            write(work / "pages", count)  # what is there stays: the smaller run's pages are part of the larger one's
            found = _apart("clock 2", work / "pages", work / f"tables-{count}")
            print(f"{count} pages in two processes, {found['clock']:.1f} s; most memory of the process that surveys and links", end=" ")
            print(f"{found['peak']:.0f} MiB, of one that extracts {found['worker']:.0f} MiB", flush=True)
        for count in linked:
            write(work / "few", DISTINCT)
            if not (work / "records").exists():
                _apart("run", work / "few", work / "records")
            write(work / "many", count)
            _report(f"{count} pages, survey alone", _apart("survey", work / "many", work / f"survey-{count}"))
            shutil.copytree(work / "records", work / f"link-{count}")
            (work / f"link-{count}" / "count").write_text(str(count))
            _report(f"{count} records, link alone", _apart("link", work / "many", work / f"link-{count}"))
        if not memory and not linked:
            if rounds:
                _compare(folder, pages, rounds, work)
            if long:
                write(work / "long", long)
                _scale(work / "long", work)


def _compare(folder: Path | None, pages: int, rounds: int, work: Path) -> None:
    if folder is None:
        folder = work / "pages"
        write(folder, pages)
    least: dict[str, Figures] = {}
    ratios = []
    for turn in range(rounds):
        spent = {}
        for name in ("plain", "run", "names", "stages"):
            found = _apart(name, folder, work / f"{name}-{turn}")
            spent[name] = found["processor"]
            if name not in least or found["processor"] < least[name]["processor"]:
                least[name] = found
        ratios.append(f"{spent['plain'] / spent['run']:.2f}")
    count, words = least["run"]["pages"], least["stages"]["words"]
    print(f"{count} pages, {words} words of main content; least of {rounds}, processor time, one thread")
    base = least["plain"]["processor"]
    rows = [(PLAIN, least["plain"]), (NAMES, least["names"]), (WHOLE, least["run"])]
    rows += [(f"  {stage} alone", {"processor": seconds, "peak": None}) for stage, seconds in least["stages"]["stages"].items()]
    for title, row in rows:
        seconds, peak = row["processor"], f"{row['peak']:6.0f} MiB" if row["peak"] else ""
        print(f"{title:45} {seconds:7.2f} s {count / seconds:7.1f} pages/s {words / seconds:7.0f} words/s {base / seconds:5.2f} × plain spaCy {peak}")
    print(f"whole pipeline × plain spaCy, round by round: {', '.join(ratios)}", flush=True)


def _scale(folder: Path, work: Path) -> None:
    """One process, two, and one again on what it has done, by the clock and by the processor time of all processes of the run."""
    write(work / "few", WARM)
    _apart("clock 1", work / "few", work / "clock-0")  # modules are compiled once and for all
    one, two = (_apart(f"clock {n}", folder, work / f"clock-{n}") for n in (1, 2))
    print(f"{one['pages']} pages, from one process to two, cold: {one['clock']:.1f} s to {two['clock']:.1f} s, × {one['clock'] / two['clock']:.2f}")
    print(f"processor time of all processes: {one['whole']:.1f} s and {two['whole']:.1f} s", flush=True)
    again = _apart("clock 1", folder, work / "clock-1")
    print(f"unchanged scrape again: {again['clock']:.2f} s, {again['clock'] / one['clock']:.1%} of the first run by the clock", end="; ")
    print(f"{again['whole']:.2f} s, {again['whole'] / one['whole']:.1%} by processor time")


def _readers() -> dict[str, Reader]:
    """Ours and trafilatura's reading of the main content of an HTML page. Raises click.ClickException where trafilatura is not installed."""
    from pipeline.clean import judged, main_text
    from pipeline.clean.boilerplate import Survey
    from pipeline.clean.decoding import decode

    try:
        from trafilatura import extract
    except ImportError as missing:
        raise click.ClickException(f"{missing}: pip install -e '.[bench]'") from None
    return {
        "communique": lambda content: main_text(judged(Page("page.html", content, "html"), Survey())[0]),
        "trafilatura": lambda content: extract(decode(content), deduplicate=False, include_tables=True) or "",
    }


def compared(folder: Path, readers: Mapping[str, Reader]) -> dict[str, tuple[int, int, int]]:
    """Runs of four words that the main content read in annotated HTML pages shares with gold, that it has and that gold has, by part and reader.

    Raises click.ClickException where ``folder`` has no annotated HTML page.
    """
    from pipeline.score.match import shingles
    from pipeline.score.read import gold_text, read_gold, split

    out: dict[str, tuple[int, int, int]] = {}
    for parts in (("train", "dev"), ("test", "fresh", "web")):
        names = [n for part in parts for n in split(folder, part) if (folder / f"{n}.html").exists()]
        gold = {n: shingles(gold_text(record, "")) for n, record in read_gold(folder, names).items()} if names else {}
        for reader, read in readers.items() if names else ():
            found = {n: shingles(read((folder / f"{n}.html").read_bytes())) for n in names}
            out[f"{' and '.join(parts)}, {len(names)} HTML: {reader}"] = (
                sum((found[n] & gold[n]).total() for n in names),
                _total(found),
                _total(gold),
            )
    if not out:
        raise click.ClickException(f"{folder} has no annotated HTML page: name a folder with NAME.html, NAME.gold.json and split.csv")
    return out


def _total(texts: Mapping[str, Counter[tuple[str, ...]]]) -> int:
    return sum(x.total() for x in texts.values())


def _report(title: str, row: Figures) -> None:
    rate = row["pages"] / row["processor"]
    print(f"{title:45} {row['processor']:8.1f} s {rate:8.1f} pages/s, peak {row['peak']:6.0f} MiB", flush=True)


def _apart(name: str, folder: Path, output: Path) -> Figures:
    """The figures of a contender, measured in a process of its own."""
    command = [sys.executable, "-m", "pipeline.bench", "--only", name, str(folder), str(output)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env={**os.environ, "OMP_NUM_THREADS": "1"})
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def _timed(work: Callable[[], object], **more: Any) -> Figures:
    """Processor time and clock of the work in seconds, and the most memory that this process has held until its end, in MiB."""
    clock, processor = time.monotonic(), time.process_time()
    work()
    spent = {"clock": time.monotonic() - clock, "processor": time.process_time() - processor}
    return {**spent, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, **more}


def _cleaned(folder: Path) -> tuple[list[Page], list[Document]]:
    from pipeline.clean import clean
    from pipeline.clean.boilerplate import survey
    from pipeline.read import plan, read

    pages = [p for source in plan([folder]) for p in read(source) if isinstance(p, Page)]
    found = survey(pages)
    return pages, [d for d in (clean(p, found) for p in pages) if isinstance(d, Document) and d.status == "extracted"]


def _plain(folder: Path, *exclude: str) -> Figures:
    import spacy

    texts = [d.text for d in _cleaned(folder)[1]]
    nlp = spacy.load(DEFAULT_MODEL, exclude=list(exclude))
    for _ in nlp.pipe(texts[:WARM]):
        pass

    def work() -> None:
        for _ in nlp.pipe(texts):
            pass

    return _timed(work)


def _stages(folder: Path, _: Path) -> Figures:
    from pipeline.annotate import Annotator
    from pipeline.clean import clean
    from pipeline.clean.boilerplate import survey
    from pipeline.extract import assemble, warm

    warm(Config())
    pages, documents = _cleaned(folder)
    found, annotator = survey(pages), Annotator(DEFAULT_MODEL)
    [assemble(d) for d in annotator.annotate(documents[:WARM])]
    seconds = {"cleaning": _timed(lambda: [clean(p, found) for p in pages])["processor"]}
    annotated: list[Document] = []
    parts = [documents[at : at + 16] for at in range(0, len(documents), 16)]
    seconds["annotation"] = _timed(lambda: annotated.extend(d for part in parts for d in annotator.annotate(part)))["processor"]
    seconds["assembly"] = _timed(lambda: [assemble(d) for d in annotated])["processor"]
    return _timed(lambda: None, stages=seconds, words=sum(len(d.text.split()) for d in documents)) | {"processor": sum(seconds.values())}


def _serial(folder: Path, output: Path) -> Figures:
    from pipeline import flow
    from pipeline.read import plan

    config = Config(engine="serial")
    with tempfile.TemporaryDirectory() as place:
        few = Path(place) / "pages"
        few.mkdir()
        for source in plan([folder])[:WARM]:
            shutil.copy(source.file, few)
        flow.run([few], Path(place) / "tables", config)
    return _timed(lambda: flow.run([folder], output, config), pages=len(plan([folder])))


def _clock(folder: Path, output: Path, processes: int) -> Figures:
    from pipeline import flow
    from pipeline.read import plan

    found = _timed(lambda: flow.run([folder], output, Config(processes=processes)), pages=len(plan([folder])))
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found | {"whole": found["processor"] + children.ru_utime + children.ru_stime, "worker": children.ru_maxrss / 1024}


def _survey(folder: Path, output: Path) -> Figures:
    from pipeline import engine, flow
    from pipeline.read import plan

    output.mkdir()
    sources = plan([folder])
    with engine.serial() as each:
        return _timed(lambda: flow.surveyed(sources, Config(engine="serial"), output, each), pages=len(sources))


def _link(_: Path, output: Path) -> Figures:
    """Links as many records as the file ``count`` in ``output`` says, made from those of the run that ``output`` holds a copy of."""
    from pipeline.annotate.sdgs import goals
    from pipeline.link import link
    from pipeline.link.copies import without_copies

    count = int((output / "count").read_text())
    return _timed(lambda: link(without_copies(lambda: repeated(output / ".communique", count)), goals(), output), pages=count)


def repeated(work: Path, count: int) -> Iterator[Document | Dropped]:
    """So many records in the order of their paths: those of a work folder over and over, each time with another path, other years and names."""
    import msgspec

    from pipeline import shards

    first = sorted((r for file in work.glob("*.jsonl.zst") for r in shards.read_records(file)), key=lambda r: r.path)
    texts = [msgspec.json.encode(r).decode() for r in first if isinstance(r, Document)]
    for number in range(count):
        turn, at = divmod(number, len(texts))
        mark = "".join(chr(ord("a") + int(digit)) for digit in str(turn))
        text = re.sub(r"-(?:Almeida|Banda|Castro|Diallo|Lopes|Silva)\b", lambda m, mark=mark: m[0] + mark, texts[at]) if turn else texts[at]  # type: ignore[misc]
        text = re.sub(r"\b20([12]\d)(?=-\d\d-\d\d\")", lambda m, turn=turn: f"20{(int(m[1]) + turn) % 30:02}", text) if turn else text  # type: ignore[misc]
        try:
            made = msgspec.json.decode(text, type=Document)
        except (msgspec.ValidationError, ValueError):  # a year without that day, or an end before its start
            made = msgspec.json.decode(texts[at], type=Document)
        path = f"{turn:06}/{made.path}"
        yield replace(made, path=path, document_id=document_id(path))


CONTENDERS: dict[str, Callable[[Path, Path], Figures]] = {
    "plain": lambda folder, _: _plain(folder),
    "names": lambda folder, _: _plain(folder, "tagger", "parser", "lemmatizer", "attribute_ruler"),
    "stages": _stages,
    "run": _serial,
    "clock 1": lambda folder, output: _clock(folder, output, 1),
    "clock 2": lambda folder, output: _clock(folder, output, 2),
    "survey": _survey,
    "link": _link,
}

if __name__ == "__main__":
    sys.exit(bench())
