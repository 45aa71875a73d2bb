"""Pages that hang or bring their process down, with a model that really does so."""

from dataclasses import replace

import pytest

from pipeline import flow
from pipeline.config import Config
from pipeline.integrity import check

MODEL = """
import os, re
import spacy
from spacy.language import Language

@Language.component("hostile")
def hostile(doc):
    if "quicksand" in doc.text:
        re.match(r"(a|a)*b", "a" * 60)  # C code that does not return for years
    if "whirlpool" in doc.text:
        os.kill(os.getpid(), 11)
    return doc

def load(**given):
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("hostile")
    return nlp
"""
STORY = "Harbour closes\n\nLomé, 4 June 2019. The Port Authority of Lomé opened a workshop on {} in Lomé.\nPilots need daylight, it said.\n"


@pytest.fixture
def model(tmp_path, monkeypatch) -> str:
    """The name of an installed spaCy package."""
    home = tmp_path / "packages"
    (home / "hostile_model-1.0.dist-info").mkdir(parents=True)
    (home / "hostile_model-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: hostile_model\nVersion: 1.0\n")
    (home / "hostile_model").mkdir()
    (home / "hostile_model" / "__init__.py").write_text(MODEL)
    (home / "hostile_model" / "meta.json").write_text("{}")
    monkeypatch.syspath_prepend(str(home))
    return "hostile_model"


def test_a_page_that_hangs_and_one_that_kills_are_rows_and_the_others_are_extracted(model, tmp_path):
    scrape = tmp_path / "scrape"
    scrape.mkdir()
    for name, topic in {"a": "pilots", "b": "quicksand", "c": "tugs", "d": "whirlpool", "e": "berths"}.items():
        (scrape / f"{name}.txt").write_text(STORY.format(topic))
    config = Config(model=model, processes=1, max_seconds=4)
    seen = []
    report = flow.run([scrape], tmp_path / "out", config, seen.append)
    assert report.statuses == {"extracted": 3, "failed": 2}
    assert dict(report.failures) == {
        "b.txt": "took longer than 4 s to annotate (setting max_seconds); a run with a higher one or with --retry tries the page again",
        "d.txt": "the process died (segmentation fault); a run with --retry tries the page again",
    }
    assert {path for p in seen for path, _ in p.failures} == {"b.txt", "d.txt"}
    assert check(tmp_path / "out") == []
    assert flow.run([scrape], tmp_path / "out", config).kept == 5
    code = tmp_path / "packages" / "hostile_model" / "__init__.py"
    code.write_text(MODEL.replace("quicksand", "nothing"))
    assert flow.run([scrape], tmp_path / "out", replace(config, max_seconds=3)).kept == 5
    assert flow.run([scrape], tmp_path / "out", replace(config, max_seconds=5)).statuses == {"extracted": 4, "failed": 1}
    code.write_text(MODEL.replace("whirlpool", "nothing"))  # b.txt is done, in a shard of its own
    assert flow.run([scrape], tmp_path / "out", replace(config, max_seconds=6)).kept == 5
    again = flow.run([scrape], tmp_path / "out", config, retry=True)
    assert (again.kept, again.statuses, again.failures) == (2, {"extracted": 5}, ())


@pytest.mark.parametrize(("settings", "reason"), [({"max_line": 1000}, "a line of 1,"), ({"max_characters": 1000}, "main content of 1,")])
def test_what_is_too_long_is_not_annotated(tmp_path, settings, reason):
    page = tmp_path / "page.txt"
    page.write_text(STORY.format("pilots") + "The pilots of Lomé spoke of the harbour and of its cranes. " * 25 + "\n" + STORY.format("tugs"))
    report = flow.run([page], tmp_path / "out", Config(engine="serial", **settings))
    assert report.statuses == {"failed": 1}
    assert report.failures[0][1].startswith(reason)
