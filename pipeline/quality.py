"""Extracts annotated pages and scores the result: what ``communique score`` and the quality gate run."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pipeline import score
from pipeline.clusters import measure_links, report_links
from pipeline.config import Config
from pipeline.score import Result, report, to_json

__all__ = ["Result", "measure", "measure_links", "report", "report_links", "to_json"]


def measure(gold: Path, predictions: Path | None, *, part: str = "all", language: str | None = None, config: Config | None = None) -> Result:
    """Scores ``predictions`` (a folder of tables or records), or what is extracted now, against the records of ``gold``.

    ``part`` is one of train, dev, test, fresh, web by ``gold/split.csv``, or all. Raises FileNotFoundError where there is no annotated page,
    RunError where a page fails.
    """
    pages = None if part == "all" or not (gold / "split.csv").exists() else set(score.split(gold, part))
    records = score.read_gold(gold, pages)
    if language:
        records = {stem: r for stem, r in records.items() if r["language"] == language}
    if not records:
        raise FileNotFoundError(f"{gold}: no annotated page (NAME.gold.json) of part {part!r}; give another folder or --part all")
    if predictions is not None:
        return score.score(gold, records, score.read_predictions(predictions))
    from pipeline import flow

    files = [file for stem in sorted(records) if (file := score.raw_file(gold, stem))]
    with tempfile.TemporaryDirectory() as folder:
        run = flow.run(files, Path(folder), config or Config())
        if run.failures:
            path, reason = run.failures[0]
            raise flow.RunError(f"{len(run.failures)} of {run.pages} annotated pages failed, the first is {path}: {reason}")
        return score.score(gold, records, score.read_predictions(Path(folder)))
