import json
import os
import shutil
from pathlib import Path

import pytest

from pipeline import flow, tables
from pipeline.config import Config
from pipeline.document import Document, Dropped
from pipeline.integrity import check
from pipeline.lock import Locked, held
from pipeline.read import ReadError

ALONE = Config(engine="serial")
STORY = """Second Round Table on Harbour Safety Closes in Lomé

Lomé, 4 June 2019. The International Maritime Organization (IMO) and the Port Authority of Lomé today closed the Second Round Table on
Harbour Safety. “Pilots need daylight,” said Afi Mensah-Kpodo, Director of Operations at the Port Authority of Lomé.

Contact: a.mensah@port-lome.example
"""


@pytest.fixture
def scrape(tmp_path) -> Path:
    folder = tmp_path / "scrape"
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "story.txt").write_text(STORY)
    (folder / "deep" / "er" / "copy.txt").write_text(STORY)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.html").write_bytes(b"<html><body></body></html>")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "report.pdf").write_bytes(b"%PDF-1.7")
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(50_000_000)
    return folder


def rows(folder, name):
    return tables.read_table(folder, name).to_pylist()


def same_bytes(a: Path, b: Path) -> bool:
    return all((a / f"{name}.parquet").read_bytes() == (b / f"{name}.parquet").read_bytes() for name in tables.SCHEMAS)


def test_bad_pages_are_rows_and_the_run_goes_on(scrape, tmp_path):
    report = flow.run([scrape], tmp_path / "out", ALONE)
    by_path = {r["path"]: r for r in rows(tmp_path / "out", "documents")}
    assert {p: r["status"] for p, r in by_path.items()} == {
        "binary.txt": "failed",
        "blank.html": "no_content",
        "deep/er/copy.txt": "extracted",
        "empty.txt": "no_content",
        "huge.txt": "failed",
        "story.txt": "duplicate",
    }
    assert by_path["story.txt"]["duplicate_of"] == by_path["deep/er/copy.txt"]["document_id"]
    assert all(r["error"] for r in by_path.values() if r["status"] != "extracted")
    assert report.skipped == {".pdf": 1}
    assert {path for path, _ in report.failures} == {"binary.txt", "huge.txt"}
    assert check(tmp_path / "out") == []


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for root")
def test_an_unreadable_file_is_a_row(scrape, tmp_path):
    (scrape / "story.txt").chmod(0)
    flow.run([scrape], tmp_path / "out", ALONE)
    (row,) = [r for r in rows(tmp_path / "out", "documents") if r["path"] == "story.txt"]
    assert row["status"] == "failed"
    assert "cannot be read" in row["error"]


def test_a_story_becomes_rows(scrape, tmp_path):
    flow.run([scrape / "story.txt"], tmp_path / "out", ALONE)
    (document,) = rows(tmp_path / "out", "documents")
    assert (document["language"], str(document["published_on"]), document["published_method"]) == ("en", "2019-06-04", "dateline")
    assert (document["modified_on"], document["modified_method"]) == (None, None)
    assert [p["name"] for p in rows(tmp_path / "out", "people")] == ["Afi Mensah-Kpodo"]
    assert "International Maritime Organization" in {o["name"] for o in rows(tmp_path / "out", "organisations")}
    (event,) = rows(tmp_path / "out", "events")
    assert (event["kind"], str(event["start_date"]), event["city"]) == ("roundtable", "2019-06-04", "Lomé")


def test_inputs_that_cannot_be_run(tmp_path):
    with pytest.raises(ReadError, match="nowhere"):
        flow.run([tmp_path / "nowhere"], tmp_path / "out", ALONE)
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError, match="empty"):
        flow.run([tmp_path / "empty"], tmp_path / "out", ALONE)


def test_an_output_that_cannot_be_written_is_named(scrape):
    with pytest.raises(flow.RunError, match=r"story\.txt.*choose another folder"):
        flow.run([scrape], scrape / "story.txt", ALONE)


def test_runs_are_byte_identical_in_any_order_and_number_of_processes(sample, run_of_sample, tmp_path):
    copies = tmp_path / "copies"
    for file in sorted(sample.rglob("*.*"), reverse=True):
        if file.is_file():
            (copies / file.relative_to(sample)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copies / file.relative_to(sample))
    flow.run([copies], tmp_path / "again", Config(processes=2, pages_per_shard=5))
    assert same_bytes(run_of_sample, tmp_path / "again")


def test_a_rerun_keeps_what_did_not_change(scrape, tmp_path):
    out = tmp_path / "out"
    small = Config(engine="serial", pages_per_shard=1)
    flow.run([scrape], out, small)
    (scrape / "empty.txt").write_text("Geneva, 5 June 2019. The International Labour Organization opened a course for inspectors in Geneva.\n")
    report = flow.run([scrape], out, small)
    assert report.kept == report.pages - 1
    flow.run([scrape], tmp_path / "fresh", small)
    assert same_bytes(out, tmp_path / "fresh")


@pytest.mark.parametrize("form", ["*.jsonl.zst", "*.sketch", "*.count"])
@pytest.mark.parametrize("length", [0, 40])
def test_what_is_damaged_in_the_work_folder_is_made_anew(scrape, tmp_path, form, length):
    (scrape / "crawl.jsonl").write_text(json.dumps({"text": STORY.replace("Lomé", "Tema")}) + "\n")
    out = tmp_path / "out"
    flow.run([scrape], out, ALONE)
    events = (out / "events.parquet").read_bytes()
    for file in (out / flow.WORK_FOLDER).glob(form):
        file.write_bytes(file.read_bytes()[:length])
    (out / flow.WORK_FOLDER / flow.SEAL).unlink()
    assert flow.run([scrape], out, ALONE).statuses["extracted"] == 2
    assert (out / "events.parquet").read_bytes() == events


def test_files_that_change_or_vanish_during_a_run_fail_alone_and_the_next_run_tries_them_again(scrape, tmp_path):
    def line(n):
        return json.dumps({"text": STORY.replace("Lomé", ("Tema", "Dakar", "Abidjan")[n])}) + "\n"

    content = {"crawl.jsonl": line(0) + line(1) + line(2), "gone.jsonl": line(1) * 2, "grown.jsonl": line(2)}
    for name, text in content.items():
        (scrape / name).write_text(text)
    out = tmp_path / "out"

    def change(progress):
        if progress.stage == "extract" and not progress.done:
            (scrape / "crawl.jsonl").write_text(line(0) + line(2))
            (scrape / "gone.jsonl").unlink()
            (scrape / "grown.jsonl").write_text(line(2) + line(0))

    flow.run([scrape], out, Config(engine="serial", pages_per_shard=2), change)
    changed = {r["path"]: r["status"] for r in rows(out, "documents") if "changed or vanished" in (r["error"] or "")}
    assert changed == dict.fromkeys(["crawl.jsonl#2", "crawl.jsonl#3", "gone.jsonl#1", "gone.jsonl#2"], "failed")
    assert check(out) == []
    for name, text in content.items():
        (scrape / name).write_text(text)
    flow.run([scrape], out, Config(engine="serial", pages_per_shard=2))
    flow.run([scrape], tmp_path / "fresh", Config(engine="serial", pages_per_shard=2))
    assert same_bytes(out, tmp_path / "fresh")


def test_tables_stay_where_nothing_changed(scrape, tmp_path):
    out = tmp_path / "out"
    first = flow.run([scrape], out, ALONE)
    events = out / "events.parquet"
    made, content = events.stat().st_mtime_ns, events.read_bytes()
    again = flow.run([scrape], out, ALONE)
    assert (events.stat().st_mtime_ns, again.rows, again.statuses) == (made, first.rows, first.statuses)
    events.write_bytes(b"spoilt")
    (out / "people.parquet").unlink()
    flow.run([scrape], out, ALONE)
    assert events.read_bytes() == content
    (scrape / "story.txt").unlink()
    (scrape / "deep" / "er" / "copy.txt").unlink()
    assert flow.run([scrape], out, ALONE).rows["events"] == 0


def test_one_page_equals_a_run_over_it(scrape):
    record = flow.one(scrape / "story.txt", ALONE)
    assert isinstance(record, Document)
    assert record.events
    dropped = flow.one(scrape / "empty.txt", ALONE)
    assert isinstance(dropped, Dropped)
    assert dropped.status == "no_content"


def test_the_sample_scrape_fills_every_table(run_of_sample):
    assert check(run_of_sample) == []
    for name in tables.SCHEMAS:
        assert rows(run_of_sample, name), name
    assert {r["status"] for r in rows(run_of_sample, "documents")} <= {"extracted", "unsupported_language", "no_content"}
    assert max(e["source_count"] for e in rows(run_of_sample, "events")) >= 2


def test_two_runs_on_one_folder_do_not_meet(scrape, tmp_path):
    (tmp_path / "out" / flow.WORK_FOLDER).mkdir(parents=True)
    with held(tmp_path / "out" / flow.WORK_FOLDER, tmp_path / "out"), pytest.raises(Locked, match=f"process {os.getpid()}"):
        flow.run([scrape], tmp_path / "out", ALONE)
    assert not list((tmp_path / "out").glob("*.parquet"))
