from __future__ import annotations

import json
import shlex

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.explain import UnknownId, as_text, explain, quoted
from pipeline.tables import read_table


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("It rained. A fair was held in Orlen on 3 May. All left.", "Orlen", "A fair was held in [Orlen] on 3 May."),
        ("Orlen", "Orlen", "[Orlen]"),
        ("Status: open\nFocal point:\nAda Brun\nDirector", "Ada Brun", "Focal point: / [Ada Brun]"),
        ("First line\nThe fair of Orlen\nlast line", "Orlen", "The fair of [Orlen]"),
        ("“We met in Orlen.” They left.", "Orlen", "“We met in [Orlen].”"),
        ("A  fair\tin Orlen", "fair\tin", "A [fair in] Orlen"),
        ("word " * 200 + "Orlen" + " word" * 200, "Orlen", "…" + "word " * 64 + "[Orlen]" + " word" * 64 + "…"),
    ],
)
def test_quoted_sentences(text: str, words: str, sentence: str) -> None:
    at = text.index(words)
    assert quoted(text, at, at + len(words)) == sentence


def test_every_row_of_the_sample_can_be_explained(run_of_sample) -> None:
    texts = {d["document_id"]: d["text"] for d in read_table(run_of_sample, "documents").to_pylist()}
    for table, key in (("events", "event_id"), ("initiatives", "initiative_id"), ("people", "person_id")):
        for row in read_table(run_of_sample, table).to_pylist()[:8]:
            found = explain(run_of_sample, row[key])
            assert found.values
            for value in found.values:
                for quote in value.because:
                    span = texts[quote.document_id][quote.start : quote.end] if quote.start is not None else None
                    assert span is None or f"[{' '.join(span.split())}]" in (quote.sentence or "")
            assert "\n".join(as_text(found)).startswith(row[key])


def test_values_that_pages_disagree_on_are_marked(run_of_sample) -> None:
    several = [e for e in read_table(run_of_sample, "events").to_pylist() if e["source_count"] > 1]
    told = [v for e in several for v in explain(run_of_sample, e["event_id"]).values if v.field == "name"]
    assert any(v.chosen for v in told)
    assert any(not v.chosen for v in told)


def test_command(run_of_sample) -> None:
    event = read_table(run_of_sample, "events").to_pylist()[0]["event_id"]
    done = CliRunner().invoke(main, ["explain", event, "--tables", str(run_of_sample)])
    assert done.exit_code == 0, done.output
    assert done.output.startswith(event)
    as_json = CliRunner().invoke(main, ["explain", event, "--tables", str(run_of_sample), "--json"])
    assert json.loads(as_json.output)["id"] == event


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("evt-nothing-like-it-000000", "nearest"),
        ("org-world-health-organisation", "org-world-health-organization"),
        ("rubbish", "ids start with evt-"),
        ("", "ids start with evt-"),
        ("doc-1", "ids start with evt-"),
    ],
)
def test_unknown_ids(run_of_sample, wanted: str, message: str) -> None:
    with pytest.raises(UnknownId, match=message):
        explain(run_of_sample, wanted)
    done = CliRunner().invoke(main, ["explain", wanted, "--tables", str(run_of_sample)])
    assert done.exit_code == 1
    assert "no row has the id or name" in done.output


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("evt-third-regional-consultation-on-ethical", "Third Regional Consultation on the Ethical Recruitment of Health Workers"),
        ("evt-third-regional-consultation…", "Third Regional Consultation on the Ethical Recruitment of Health Workers"),
        ("Ethical recruitment health THIRD", "Third Regional Consultation on the Ethical Recruitment of Health Workers"),
        ("tunis", "Tunis"),
    ],
)
def test_the_beginning_of_an_id_or_words_of_a_name_will_do(run_of_sample, wanted: str, name: str) -> None:
    assert explain(run_of_sample, wanted).row["name"] == name


def test_what_fits_several_rows_lists_them(run_of_sample) -> None:
    with pytest.raises(UnknownId, match=r"rows fit 'who regional office'; give the id of one:\n  org-who-regional-office-for-the-eastern"):
        explain(run_of_sample, "who regional office")
    with pytest.raises(UnknownId, match=r"and \d+ more"):
        explain(run_of_sample, "loc-r")


def test_the_examples_of_the_help_work(run_of_sample, monkeypatch) -> None:
    monkeypatch.chdir(run_of_sample)
    (run_of_sample / "outputs").exists() or (run_of_sample / "outputs").symlink_to(run_of_sample)
    shown = CliRunner().invoke(main, ["explain", "--help"]).output
    examples = [shlex.split(line.partition("|")[0])[1:] for line in shown.splitlines() if line.startswith("    communique explain")]
    assert len(examples) == 4
    for arguments in examples:
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 0, done.output
    (run_of_sample / "outputs").unlink()


def test_a_folder_without_tables(tmp_path) -> None:
    done = CliRunner().invoke(main, ["explain", "evt-a", "--tables", str(tmp_path)])
    assert done.exit_code == 1
    assert str(tmp_path) in done.output
