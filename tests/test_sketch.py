from functools import partial
from pathlib import Path

import pytest

from pipeline import sketch as sketching
from pipeline.clean.boilerplate import marks, survey
from pipeline.config import Config
from pipeline.document import Page
from pipeline.engine import Watch
from pipeline.read import STRETCH, plan, read
from pipeline.shards import Task, cut
from pipeline.sketch import count, sketch, tasks

MENU = "Home\nAbout the harbour\nServing 171 ports\nContact: port@lome.example\n"


@pytest.fixture
def scrape(tmp_path) -> Path:
    """Three sites with menus of their own, loose pages, a copy of a page, and things that are no pages."""
    folder = tmp_path / "scrape"
    for site in ("lome", "tema", "dakar"):
        (folder / site).mkdir(parents=True)
        for n in range(12):
            story = f"Berth {n} of {site} closes\n{'Pilots ' * (n + 1)} said so.\n"
            (folder / site / f"{n:02}.txt").write_text(f"{MENU}All about {site}\n{story}\nOther stories of {site}\n")
        (folder / site / "page.html").write_text(f"<html><body><nav>All about {site}</nav><p>Berth of {site}</p></body></html>")
    (folder / "tema" / "copy.txt").write_bytes((folder / "lome" / "03.txt").read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    for n in range(8):
        (folder / f"loose{n}.txt").write_text(f"Share\nLoose page number {n}\n{'word ' * n}\n")
    return folder


def surveyed(folder: Path, work: Path, size: int = 5) -> list[Task]:
    config = Config(pages_per_shard=size)
    work.mkdir(exist_ok=True)
    shards = cut(count(plan([folder]), Watch(), config=config, folder=work, basis=""), size, "")
    for shard in shards:
        partial(sketch, config=config, folder=work)(shard, Watch())
    return list(tasks(shards, work, ""))


@pytest.mark.parametrize(("size", "share"), [(1, 1 << 24), (5, 100), (7, 7), (1000, 1 << 24)])
def test_the_shards_know_what_a_survey_in_memory_knows(scrape, tmp_path, monkeypatch, size, share):
    monkeypatch.setattr(sketching, "SHARE", share)
    every = [p for source in plan([scrape]) for p in read(source)]
    found = [p for p in every if isinstance(p, Page)]
    alone = [p for n, p in enumerate(found) if p.content not in [q.content for q in found[:n]]]
    whole = survey(alone).repeated
    assert len(whole) > 10
    at = 0
    for task in surveyed(scrape, tmp_path / "work", size):
        own = every[at : at + task.shard.pages]
        looked = {m for p in own if isinstance(p, Page) for m in marks(p)}
        assert task.known.survey().repeated == whole & looked
        at += task.shard.pages
    assert at == len(every)


def test_copies_are_told_the_path_of_the_first(scrape, tmp_path):
    copies = [path for task in surveyed(scrape, tmp_path / "work") for path in task.known.first_of.values()]
    assert copies == ["lome/03.txt"]


def test_an_added_page_is_the_work_of_one_shard(scrape, tmp_path):
    before = {t.key for t in surveyed(scrape, tmp_path / "work")}
    (scrape / "tema" / "05a.txt").write_text(f"{MENU}All about tema\nA new crane is here, from afar.\n")
    after = {t.key for t in surveyed(scrape, tmp_path / "work")}
    assert len(after) > 8
    assert len(after - before) == 1


def test_a_line_that_becomes_repeated_changes_the_shards_that_have_it(scrape, tmp_path):
    for n in range(2):
        (scrape / "dakar" / f"0{n}.txt").write_text(f"{MENU}\nNew: book a berth\nStory {'ab'[n]}\n")
    before = surveyed(scrape, tmp_path / "work")
    (scrape / "dakar" / "11.txt").write_text(f"{MENU}\nNew: book a berth\nStory c\n")
    after = surveyed(scrape, tmp_path / "work")
    changed = [b.shard for a, b in zip(before, after, strict=True) if a.key != b.key]
    paths = [{s.counted.source.path for s in shard.slices} for shard in changed]
    assert all(p & {"dakar/00.txt", "dakar/01.txt", "dakar/11.txt"} for p in paths)
    assert set().union(*paths) >= {"dakar/00.txt", "dakar/01.txt", "dakar/11.txt"}


def test_a_page_that_broke_its_process_is_left_out(scrape, tmp_path):
    config = Config()
    (shard,) = cut(count(plan([scrape / "lome" / "page.html"]), Watch(), config=config, folder=tmp_path, basis=""), 5, "")
    sketch(shard, Watch({0: ("clean", "the process died")}), config=config, folder=tmp_path)
    (task,) = tasks([shard], tmp_path, "")
    assert task.known.faults == {0: ("clean", "the process died")}
    assert [p.suffix for p in tmp_path.glob("*.again")] == [".again"]


def test_the_clock_of_a_long_file_is_wound_up_again_while_it_is_read(tmp_path):
    (tmp_path / "line.jsonl").write_bytes(b"x" * (9 * STRETCH))
    told = []
    (found,) = count(plan([tmp_path / "line.jsonl"]), Watch(tell=lambda *at: told.append(at)), config=Config(), folder=tmp_path, basis="")
    assert (found.records, told[-1]) == (1, (None,))
    assert told.count((0, "read")) > 2 * 9  # hashed, then counted


def test_a_file_that_took_too_long_is_not_touched_again(tmp_path):
    (tmp_path / "crawl.jsonl").write_bytes(b"{}")
    told = []
    watch = Watch({0: ("read", "took longer than 4 s")}, tell=lambda *at: told.append(at))
    (found,) = count(plan([tmp_path / "crawl.jsonl"]), watch, config=Config(), folder=tmp_path, basis="")
    assert (found.records, found.fault, told) == (1, "took longer than 4 s", [(None,)])
