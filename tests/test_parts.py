"""Parts of a run, side by side in one folder; the run that joins them; run.json and thresholds."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline import flow, tables
from pipeline.cli import main
from pipeline.config import Config

SMALL = Config(engine="serial", pages_per_shard=4)
STORY = "Harbour closes\n\nLomé, {} June 2019. The Port Authority of Lomé opened a workshop on harbour safety in Lomé.\nPilots need daylight.\n"


@pytest.fixture
def scrape(tmp_path):
    folder = tmp_path / "scrape"
    folder.mkdir()
    for n in range(1, 9):
        (folder / f"{n}.txt").write_text(STORY.format(n))
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02" * 100)
    return folder


def test_parts_at_the_same_time_give_the_same_tables_as_one_run(sample, run_of_sample, tmp_path):
    out = tmp_path / "out"
    (tmp_path / "settings.toml").write_text('pages_per_shard = 4\nengine = "serial"\n')
    command = [sys.executable, "-m", "pipeline.cli", "run", str(sample), "--output", str(out), "--config", str(tmp_path / "settings.toml")]
    parts = [subprocess.Popen([*command, "--part", f"{n}/2"], stdout=subprocess.PIPE, text=True) for n in (1, 2)]
    for n, part in enumerate(parts, 1):
        said, _ = part.communicate()
        assert part.returncode == 0
        assert f"part {n} of 2" in said
        assert "of 22 pages" in said
    assert not list(out.glob("*.parquet"))
    report = flow.run([sample], out, SMALL)
    assert report.kept == report.pages == 22
    for name in tables.SCHEMAS:
        assert (out / f"{name}.parquet").read_bytes() == (run_of_sample / f"{name}.parquet").read_bytes(), name


def test_the_journal_tells_what_was_run(scrape, tmp_path):
    out = tmp_path / "out"
    report = flow.run([scrape], out, SMALL)
    told = json.loads((out / "run.json").read_text())
    assert told["pages"] == {
        "total": 9,
        "by_status": {"extracted": 8, "failed": 1},
        "by_reason": {"failed: not a text file: save the page as text or HTML": 1},
        "kept": 0,
    }
    assert told["rows"] == report.rows
    assert told["config"]["pages_per_shard"] == 4
    assert told["versions"]["spacy"]
    assert set(told["seconds"]) == {"survey", "extract", "link"}
    assert set(told["worked"]) == {"files", "clean", "annotate", "assemble"}
    assert told["worked"]["annotate"] > 0
    assert told["started"] <= told["finished"]
    again = flow.run([scrape], out, SMALL)
    assert again.kept == 9
    assert json.loads((out / "run.json").read_text())["inputs"] == told["inputs"]


def test_thresholds(scrape, tmp_path):
    out = tmp_path / "out"
    settings = tmp_path / "settings.toml"
    settings.write_text('engine = "serial"\n')

    def run(*more):
        done = CliRunner().invoke(main, ["run", str(scrape), "-o", str(out), "--config", str(settings), *more])
        return done.exit_code, done.output

    assert run()[0] == 3
    assert run("--fail-on", "failed=0.2")[0] == 0
    code, said = run("--fail-on", "failed=0.1")
    assert code == 4
    assert "1 of 9 pages failed (11.1%); at most 10.0% may" in said
    for n in range(1, 5):
        (scrape / f"{n}.txt").unlink()
    code, said = run("--fail-on", "rows=0.2", "--fail-on", "failed=1")
    assert code == 4
    assert "documents has 5 rows, 44% fewer than the 9 of the last run that passed" in said
    for _ in range(2):  # a run that does not pass is never what the next one is held to
        assert run("--fail-on", "rows=0.2", "--fail-on", "failed=1")[0] == 4
    told = json.loads((out / "run.json").read_text())
    assert (told["limits"], told["retry"], told["baseline"]["rows"]["documents"]) == ({"rows": 0.2, "failed": 1.0}, False, 9)
    assert run("--fail-on", "failed=1")[0] == 0  # accepted
    code, said = run("--fail-on", "rows=0.2", "--fail-on", "failed=1")
    assert (code, "nothing to compare" in said) == (0, False)
    (out / "run.json").unlink()
    code, said = run("--fail-on", "rows=0.2", "--fail-on", "failed=1")
    assert (code, "nothing to compare the rows with" in said) == (0, True)


@pytest.mark.parametrize(
    "wrong",
    [
        ["--part", "0/3"],
        ["--part", "4/3"],
        ["--part", "x"],
        ["--fail-on", "failed"],
        ["--fail-on", "rows=2"],
        ["--part", "1/2", "--retry"],
        ["--nonsense"],
    ],
)
def test_wrong_usage(tmp_path, wrong):
    assert CliRunner().invoke(main, ["run", str(tmp_path), *wrong]).exit_code == 2
    for log in (["--log-format", "json"], ["--log-format=json"]):
        done = CliRunner().invoke(main, ["run", str(tmp_path), *wrong, *log])
        assert (done.exit_code, done.stdout, json.loads(done.stderr)["event"]) == (2, "", "error")


def test_a_log_for_programs(scrape, tmp_path):
    command = [sys.executable, "-m", "pipeline.cli", "run", str(scrape), "-o", str(tmp_path / "out"), "--log-format", "json", "--processes", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    log = [json.loads(line) for line in done.stderr.splitlines()]
    assert {line["stage"] for line in log if line["event"] == "progress"} == {"survey", "extract", "link"}
    assert [line["path"] for line in log if line["event"] == "failed"] == ["bad.txt"]
    missing = subprocess.run([*command[:4], str(tmp_path / "nowhere"), *command[5:]], capture_output=True, text=True, check=False)
    assert missing.returncode == 1
    assert "no such file" in json.loads(missing.stderr)["message"]


def test_parts_of_machines_without_a_shared_folder_are_copied_together(scrape, tmp_path):
    joined = tmp_path / "joined" / flow.WORK_FOLDER
    for n in (1, 2, 3):
        elsewhere = tmp_path / f"machine-{n}"
        shutil.copytree(scrape, elsewhere / "crawl")
        flow.run([elsewhere / "crawl"], elsewhere / "out", Config(engine="serial", pages_per_shard=1), part=(n, 3))
        shutil.copytree(elsewhere / "out" / flow.WORK_FOLDER, joined, dirs_exist_ok=True)
    assert flow.run([scrape], tmp_path / "joined", Config(engine="serial", pages_per_shard=1)).kept == 9
    parts = json.loads((tmp_path / "joined" / "run.json").read_text())["parts"]
    assert [(one["part"], one["pages"]) for one in parts] == [("1/3", 3), ("2/3", 3), ("3/3", 3)]
    assert all(set(one["seconds"]) == {"survey", "extract"} for one in parts)
    flow.run([scrape], tmp_path / "joined", Config(engine="serial", pages_per_shard=1))
    assert json.loads((tmp_path / "joined" / "run.json").read_text())["parts"] == []


def test_the_examples_are_sound(tmp_path):
    """The parts and the last run of the SLURM script, with a queue that notes the jobs it is given."""
    queue = tmp_path / "bin" / "sbatch"
    queue.parent.mkdir()
    queue.write_text('#!/bin/sh\nfor last; do :; done\necho "$last" >> "$0.jobs"\necho 7\n')
    queue.chmod(0o755)
    examples = Path(__file__).parents[1] / "docs" / "examples"
    crawl = "l'Afrique de l'Ouest"
    subprocess.run(["bash", examples / "slurm.sh", crawl, "out"], check=True, env={"PATH": f"{queue.parent}:{os.environ['PATH']}"})
    part, last = queue.with_name("sbatch.jobs").read_text().splitlines()
    workflow = [line.partition("communique run")[2].partition("||")[0] for line in (examples / "github-actions.yml").read_text().splitlines()]
    jobs = [part.replace("$SLURM_ARRAY_TASK_ID", "3"), last, *(line.replace("${{ matrix.part }}", "3") for line in workflow if line)]
    assert len(jobs) == 4
    for job in jobs:
        done = CliRunner().invoke(main, ["run", *shlex.split(job.removeprefix("communique run"))])
        assert (done.exit_code, f"no such file or folder: {crawl if job in jobs[:2] else 'crawl'}" in done.output) == (1, True), done.output
