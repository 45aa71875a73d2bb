"""How fast the pipeline is, as a ratio against plain spaCy on the same pages in one run: ``python -m pipeline.bench [FOLDER]``.

Each contender runs once to warm up and then three times, turn by turn; the least processor time counts, which says more than the clock where a
machine is shared. One process; set ``OMP_NUM_THREADS=1`` for one thread. Words are what stands between blanks.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click

from pipeline.config import DEFAULT_MODEL, Config


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True), default=Path("corpus/annotated"))
@click.option("--rounds", default=3, show_default=True)
def bench(folder: Path, rounds: int) -> None:
    """Times cleaning, annotation, assembly, the whole run and plain spaCy on the pages of FOLDER."""
    import spacy

    from pipeline import flow
    from pipeline.annotate import Annotator
    from pipeline.clean import clean
    from pipeline.clean.boilerplate import survey
    from pipeline.document import Document, Page
    from pipeline.read import plan, read

    config = Config(processes=1)
    pages = [p for source in plan([folder]) for p in read(source) if isinstance(p, Page)]
    found = survey(pages)
    documents = [d for d in (clean(p, found) for p in pages) if isinstance(d, Document)]
    texts = [d.text for d in documents]
    words = sum(len(t.split()) for t in texts)
    whole, recogniser = spacy.load(DEFAULT_MODEL), spacy.load(DEFAULT_MODEL, exclude=["tagger", "parser", "lemmatizer", "attribute_ruler"])
    annotator = Annotator(config.model, config.tagger)

    def run() -> None:
        with tempfile.TemporaryDirectory() as output:
            flow.run([folder], Path(output), config)

    annotated = list(annotator.annotate(documents))
    contenders: dict[str, Callable[[], object]] = {
        f"plain {DEFAULT_MODEL}, all components": lambda: list(whole.pipe(texts)),
        f"plain {DEFAULT_MODEL}, NER only": lambda: list(recogniser.pipe(texts)),
        "cleaning": lambda: [clean(p, found) for p in pages],
        "annotation": lambda: list(annotator.annotate(documents)),
        "assembly": lambda: [flow.assemble(d) for d in annotated],
        "whole run, files to tables": run,
    }
    print(f"{len(pages)} pages, {words} words of main content")
    least = {name: float("inf") for name in contenders}
    for turn in range(rounds + 1):
        for name, work in contenders.items():
            seconds = _seconds(work)
            if turn:
                least[name] = min(least[name], seconds)
    base = next(iter(least.values()))
    for name, seconds in least.items():
        print(f"{name:45} {len(pages) / seconds:8.1f} pages/s {words / seconds:9.0f} words/s   {base / seconds:5.2f} × plain spaCy")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(bench())
