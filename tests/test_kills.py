"""Runs that are killed at any moment, find the disk full, or may not write: what is done stays done, and nothing half-written is ever read.

Few kills by default; ``KILLS=100 pytest tests/test_kills.py`` (``make kills``) for many.
"""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from test_engine import alive

from pipeline import tables
from pipeline.shards import read_records

KILLS = int(os.environ.get("KILLS", "2"))


def command(scrape: Path, out: Path, **settings: object) -> list[str]:
    file = out.parent / f"{out.name}.toml"
    file.write_text("".join(f"{k} = {json.dumps(v)}\n" for k, v in {"pages_per_shard": 2, "processes": 2, **settings}.items()))
    return [sys.executable, "-m", "pipeline.cli", "run", str(scrape), "--output", str(out), "--config", str(file)]


def finished(scrape: Path, out: Path) -> float:
    """Runs to the end; returns the seconds that it took."""
    start = time.monotonic()
    done = subprocess.run(command(scrape, out), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return time.monotonic() - start


def content(out: Path) -> dict[str, bytes]:
    return {name: (out / f"{name}.parquet").read_bytes() for name in tables.SCHEMAS}


def done_so_far(out: Path) -> dict[str, int]:
    return {f.name: f.stat().st_mtime_ns for f in (out / ".communique").glob("*.jsonl.zst")}


def test_a_run_that_is_killed_at_any_moment_ends_with_the_same_tables(sample, tmp_path):
    length = finished(sample, tmp_path / "undisturbed")
    out = tmp_path / "out"
    finished(sample / "afdb", out)  # tables of an earlier scrape stand there
    earlier = done_so_far(out)
    drawn = random.Random(20190604)
    kept: dict[str, int] = {}
    for n in range(KILLS):
        process = subprocess.Popen(command(sample, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(drawn.uniform(0.2, 1.1) * length)
        while n == KILLS - 1 and not kept and not set(done_so_far(out)) - set(earlier) and process.poll() is None:
            time.sleep(0.02)  # the last kill meets a run that has something to lose
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        now = {name: time for name, time in done_so_far(out).items() if name not in earlier}
        assert kept.items() <= now.items(), "a shard that was done was done again"
        kept = now
        for name in tables.SCHEMAS:
            pq.read_table(out / f"{name}.parquet")
    assert kept
    finished(sample, out)
    assert kept.items() <= done_so_far(out).items()
    assert content(out) == content(tmp_path / "undisturbed")
    assert not [f.name for f in (out / ".communique").iterdir() if f.name.endswith(".part")]


@pytest.mark.parametrize(("limit", "shards"), [(320, 0), (5000, 0), (15000, 4)])
def test_a_full_disk_is_told_and_the_next_run_goes_on(sample, tmp_path, limit, shards):
    """The system refuses to write more than ``limit`` bytes to a file: to a sketch, to a shard, to a table."""
    out = tmp_path / "out"
    full = subprocess.run(
        command(sample / "iom-mena", out, engine="serial", pages_per_shard=1),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},  # Python would leave compiled modules cut off
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert full.returncode == 1, full.stderr
    assert "Traceback" not in full.stderr
    assert "cannot be written any more (File too large); what is done is kept" in full.stderr
    assert not list(out.glob("*.parquet"))
    kept = done_so_far(out)
    assert len(kept) >= shards
    assert all(list(read_records(out / ".communique" / name)) for name in kept)


@pytest.mark.skipif(os.geteuid() == 0, reason="no folder is read-only for root")
@pytest.mark.parametrize("worked", [False, True])
def test_a_folder_that_cannot_be_written_is_named(sample, tmp_path, worked):
    (tmp_path / "out").mkdir()
    if worked:  # a run has been here before
        (tmp_path / "out" / ".communique").mkdir()
    (tmp_path / "out").chmod(0o555)
    done = subprocess.run(command(sample, tmp_path / "out"), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "cannot be written (Permission denied); choose another folder" in done.stderr
    assert "survey" not in done.stderr


def test_an_interrupt_ends_all_processes_and_says_how_to_go_on(sample, tmp_path):
    run = subprocess.Popen(command(sample, tmp_path / "out"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True)
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")  # Linux
    while not (workers := children.read_text().split()):
        assert run.poll() is None
        time.sleep(0.05)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert (run.returncode, "run the same command again to go on" in said) == (130, True), said
    deadline = time.monotonic() + 30
    while any(map(alive, map(int, workers))):
        assert time.monotonic() < deadline
        time.sleep(0.1)
