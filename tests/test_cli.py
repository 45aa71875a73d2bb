import gzip
import io
import json
import os
import resource
import subprocess
import sys
import zipfile

import pytest
from click.testing import CliRunner

from pipeline import tables
from pipeline.cli import main

SERIAL = ("--engine", "serial")
"""Without processes of their own, which load the models anew; for tests of something else."""


def invoke(*args):
    return CliRunner().invoke(main, [str(a) for a in args])


@pytest.mark.parametrize("command", [[], ["run"], ["page"], ["score"], ["check"], ["tables"], ["explain"]])
def test_help_teaches_and_answers_at_once(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-m", "pipeline.cli", *command, "--help"], capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert "communique " in done.stdout
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.3


def test_run_prints_where_to_look(sample, tmp_path):
    file = next(iter(sorted(sample.rglob("*.txt"))))
    done = invoke("run", file, "--output", tmp_path / "out", "--processes", 1)
    assert done.exit_code == 0, done.output
    assert "1 page: 1 extracted" in done.output
    assert "events.parquet" in done.output
    assert (tmp_path / "out" / "events.parquet").exists()


def test_the_summary_can_be_an_object_too(tmp_path):
    (tmp_path / "scrape").mkdir()
    (tmp_path / "scrape" / "a\nb.txt").write_bytes(b"\x00\x01" * 100)
    (tmp_path / "scrape" / "c.json").write_bytes(b"[]")
    done = invoke("run", tmp_path / "scrape", "-o", tmp_path / "out", "--log-format", "json", *SERIAL)
    assert done.exit_code == 3
    (told,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (told["event"], told["pages"], told["failed"], told["not_read"]) == ("finished", 1, 1, {".json": 1})
    assert told["statuses"] == {"failed": 1}
    assert told["rows"]["documents"] == 1
    assert {json.loads(line)["event"] for line in done.stderr.splitlines()} == {"progress", "failed"}
    part = invoke("run", tmp_path / "scrape", "-o", tmp_path / "out", "--log-format", "json", "--part", "1/2", *SERIAL)
    assert json.loads(part.stdout)["part"] == "1/2"
    nothing = invoke("run", tmp_path / "nowhere", "-o", tmp_path / "out", "--log-format", "json")
    assert (nothing.exit_code, nothing.stdout, json.loads(nothing.stderr)["event"]) == (1, "", "error")
    text = invoke("run", tmp_path / "scrape", "-o", tmp_path / "out", *SERIAL).stdout
    assert text.startswith("1 page: 1 failed\n1 page unchanged since the last run")
    assert "failed: a\\nb.txt: not a text file" in text
    assert "not read: .json (1)" in text
    assert "as .jsonl" in text
    assert "documents.parquet" in text


def test_every_exit_code_is_in_the_help():
    shown = " ".join(invoke("--help").output.split())
    for code in ("0 all well", "1 could not run", "2 wrong usage", "3 done but some pages failed", "4 done but a threshold", "130 interrupted"):
        assert code in shown


def test_an_address_that_is_none_ends_no_run(tmp_path):
    story = "Harbour closes\n\nLomé, 4 June 2019. The Port of Lomé opened a workshop on tugs in Lomé.\nPilots need daylight.\n"
    urls = ["http://[bad", "https://lome.example/\ud800", "x" * 9000, ""]
    (tmp_path / "crawl.jsonl").write_text("".join(json.dumps({"text": f"{n} {story}", "url": url}) + "\n" for n, url in enumerate(urls)))
    done = invoke("run", tmp_path / "crawl.jsonl", "-o", tmp_path / "out", *SERIAL)
    assert done.exit_code == 0, done.output
    assert "4 pages: 4 extracted" in done.output
    assert invoke("check", tmp_path / "out").exit_code == 0


def test_of_a_folder_of_odd_things_nothing_is_lost(tmp_path):
    story = "Harbour closes\n\nLomé, 4 June 2019. The Port of Lomé opened a workshop on tugs in Lomé.\nPilots need daylight.\n"
    scrape = tmp_path / "scrape"
    (scrape / "x.html").mkdir(parents=True)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("iom/a.txt", f"1 {story}")
        archive.writestr("iom/b.pdf", "%PDF-")
    odd = {
        "x.html/page.txt": story.encode(),
        "new\nline \u202e.txt": f"2 {story}".encode(),
        "wide.txt": f"3 {story}".encode("utf-16"),
        "index.php?id=3": f"<html><body><h1>Harbour</h1><p>{story}</p></body></html>".encode(),
        "pdf.html": b"%PDF-1.7",
        "broken.gz": b"no",
        "fine.gz": gzip.compress(f"4 {story}".encode()),
        "crawl.zip": packed.getvalue(),
        "empty.jsonl": b"",
        "lines.jsonl": b'{"text": "x"}\n{"body": "x"}\nno\n',
        "manifest.csv": b"path\n",
        "deep.json": b"[]",
    }
    for name, content in odd.items():
        (scrape / name).write_bytes(content)
    (scrape / os.fsdecode(b"caf\xe9.txt")).write_bytes(f"5 {story}".encode())
    (scrape / "loop").symlink_to("..")
    (scrape / "same.txt").symlink_to("wide.txt")
    done = invoke("run", scrape, "-o", tmp_path / "out", *SERIAL)
    assert done.exit_code == 3, done.output
    assert "not read: .csv (1), .json (1), link out of its folder (1)" in done.output
    rows = {d["path"]: d for d in tables.read_table(tmp_path / "out", "documents").to_pylist()}
    alone = {name for name in odd if not name.startswith(("manifest", "deep", "crawl", "lines"))} | {r"caf\xe9.txt"}
    many = {"crawl.zip!iom/a.txt", "crawl.zip!iom/b.pdf", "lines.jsonl#1", "lines.jsonl#2", "lines.jsonl#3"}
    assert set(rows) == alone | many
    assert f"{len(rows)} pages: " in done.output
    assert rows["crawl.zip!iom/a.txt"]["site"] == "iom"
    assert all(d["error"] for d in rows.values() if d["status"] != "extracted")
    assert invoke("check", tmp_path / "out").exit_code == 0


def test_exit_codes(tmp_path):
    (tmp_path / "scrape").mkdir()
    (tmp_path / "scrape" / "bad.txt").write_bytes(b"\x00\x01\x02" * 100)
    failed = invoke("run", tmp_path / "scrape", "--output", tmp_path / "out", *SERIAL)
    assert failed.exit_code == 3
    assert "bad.txt" in failed.output
    assert invoke("run", tmp_path / "nowhere", "--output", tmp_path / "out").exit_code == 1
    assert invoke("run").exit_code == 2
    assert invoke("tables", "nosuch").exit_code == 2
    assert invoke("check", tmp_path).exit_code == 1
    assert invoke("score", tmp_path).exit_code == 1
    assert all(invoke("score", "--part", part, "--errors").exit_code == 2 for part in ("test", "fresh", "web", "all"))
    assert invoke("page", tmp_path / "scrape" / "bad.txt").exit_code == 3
    assert invoke("page", tmp_path / "scrape" / "bad.txt", "--model", "no_such_package").exit_code == 1


def test_a_model_that_is_not_there_is_one_clear_line(sample, tmp_path):
    done = invoke("run", sample, "--output", tmp_path / "out", "--model", "no_such_package")
    assert done.exit_code == 1
    assert "no_such_package" in done.output
    assert "Traceback" not in done.output


def test_page_as_text_and_as_json(sample):
    file = next(iter(sorted(sample.rglob("*.txt"))))
    text = invoke("page", file)
    assert text.exit_code == 0
    assert "Organisations" in text.output
    record = json.loads(invoke("page", file, "--json").output)
    assert record["text"]
    assert all(record["text"][m["start"] : m["end"]] == m["text"] for m in record["mentions"] if m["start"] is not None)


def test_page_by_line_says_what_was_dropped_and_why(sample):
    done = invoke("page", sample / "iom-mena" / "sallum-land-port.txt", "--lines")
    assert done.exit_code == 0
    kept, dropped = ([line for line in done.output.splitlines() if line[6:7] == sign] for sign in "+-")
    assert kept
    assert dropped
    assert all(line.endswith("]") and ": " in line.rpartition("[")[2] for line in dropped)


def test_check_of_a_run(run_of_sample):
    done = invoke("check", run_of_sample)
    assert done.exit_code == 0
    assert "all well" in done.output


def test_tables_is_the_data_dictionary():
    done = invoke("tables")
    assert all(name in done.output for name in tables.SCHEMAS)
    assert invoke("tables", "events").output.startswith("events: one row an event")


def test_what_a_terminal_would_obey_is_escaped(tmp_path):
    (tmp_path / "a\x1b[31m.txt").write_bytes(b"\x00\x01" * 100)
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": "Home\nAbout us\nNews\nEvents\n" * 3, "url": "https://x.example/\x1b[31m"}) + "\n")
    for name, shown in (("a\x1b[31m.txt", r"a\x1b[31m.txt: failed"), ("b.jsonl", r"https://x.example/\x1b[31m")):
        done = invoke("page", tmp_path / name)
        assert shown in done.output
        assert "\x1b" not in done.output


def test_page_of_an_archive_says_how_many_there_are(tmp_path):
    stories = [f"Harbour closes\n\nLomé, {n} June 2019. The Port of Lomé opened a workshop on tugs.\nPilots need daylight.\n" for n in range(1, 4)]
    (tmp_path / "crawl.jsonl").write_text(
        "".join(json.dumps({"text": story, "url": f"https://lome.example/{story[22]}"}) + "\n" for story in stories)
    )
    first = invoke("page", tmp_path / "crawl.jsonl")
    assert "page 1 of 3 in" in first.output
    assert "published 2019-06-01 (dateline)" in first.output
    for at in ("3", "crawl.jsonl#3"):
        assert "published 2019-06-03" in invoke("page", tmp_path / "crawl.jsonl", "--at", at).output
    none = invoke("page", tmp_path / "crawl.jsonl", "--at", "4")
    assert none.exit_code == 1
    assert "it holds 3" in none.output


def test_page_says_why_a_language_is_left_out(sample):
    done = invoke("page", sample / "engagement-global" / "werkstattgespraech-wasser.html")
    assert "language de is not supported" in done.output


@pytest.mark.parametrize("model", ["nonsense", "/tmp", "/nowhere/model", "click", "no-such.package", "."])
def test_a_model_is_refused_before_anything_is_read(sample, tmp_path, model):
    done = invoke("run", sample, "--output", tmp_path / "out", "--model", model)
    assert done.exit_code == 1
    assert model in done.output
    assert "--model" in done.output
    assert "survey" not in done.output
    assert not (tmp_path / "out").exists()
    shown = invoke("page", sample / "iom-mena" / "sallum-land-port.txt", "--model", model)
    assert (shown.exit_code, shown.output) == (1, done.output)


def test_a_manifest_in_a_folder_gives_a_hint(tmp_path):
    (tmp_path / "scrape").mkdir()
    (tmp_path / "scrape" / "list.csv").write_text("path,url\na.txt,https://lome.example/a\n")
    (tmp_path / "scrape" / "a.txt").write_bytes(b"%PDF-1.7 text\n")
    done = invoke("run", tmp_path / "scrape", "-o", tmp_path / "out", *SERIAL)
    assert "give it as an INPUT itself" in done.output
    assert "a.txt: a PDF, not a text file, whatever its name says" in done.output


def test_standard_input(tmp_path):
    story = "Harbour closes\n\nLomé, 4 June 2019. The Port of Lomé opened a workshop on tugs in Lomé.\nPilots need daylight.\n"
    arguments = ["run", "-", "-o", str(tmp_path / "out"), *SERIAL]
    done = CliRunner().invoke(main, arguments, input=json.dumps({"text": story}) + "\n")
    assert done.exit_code == 0, done.output
    assert "1 page: 1 extracted" in done.output
    nothing = CliRunner().invoke(main, arguments, input="")
    assert nothing.exit_code == 1
    assert "nothing came on standard input" in nothing.output
    shown = CliRunner().invoke(main, ["page", "-"], input=f"<!-- saved --><div><h1>Harbour closes</h1><p>{story}</p></div>")
    assert shown.exit_code == 0, shown.output
    assert "Harbour closes" in shown.output
    assert "<div>" not in shown.output


def test_what_is_not_there_comes_with_a_remedy(tmp_path):
    for command, told in (("check", "give the folder that a run wrote its tables to"), ("score", "each with its NAME.gold.json")):
        done = invoke(command, tmp_path)
        assert done.exit_code == 1
        assert told in done.output


@pytest.mark.parametrize("form", ["text", "json"])
def test_names_that_are_not_utf_8(tmp_path, form):
    odd = tmp_path / os.fsdecode(b"caf\xe9")
    odd.mkdir()
    (odd / "a.txt").write_text("Lomé, 4 June 2019. The Port of Lomé opened a workshop on tugs in Lomé.\nPilots need daylight.\n")

    def run(*more):
        command = [sys.executable, "-m", "pipeline.cli", "run", str(odd), *map(str, more), "--log-format", form, *SERIAL]
        done = subprocess.run(command, capture_output=True, check=False)
        return done.returncode, done.stderr.decode()

    assert run("-o", tmp_path / "out")[0] == 0
    paths = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["inputs"]["paths"]
    assert [os.fsencode(path) for path in paths] == [os.fsencode(odd)]
    code, said = run("-o", odd / "out")
    assert (code, "Traceback" in said) == (1, False), said
    assert "not UTF-8; choose another folder" in said
    assert run(os.fsdecode(b"nowhere\xe9"))[0] == 1
