import gzip
import json
import shutil
from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.document import Dropped
from pipeline.read import Source
from pipeline.shards import Counted, RunError, Slice, basis, cut, intact, pages, pages_of, read_records, whole, write_records


def counted(path: str, records: int = 1) -> Counted:
    return Counted(Source(Path(path), path, None, 1), path, records)


def names(sources: list[Counted], size: int = 8) -> list[tuple[str, ...]]:
    return [tuple(s.counted.source.path for s in shard.slices) for shard in cut(sources, size, "")]


MANY = [counted(f"site/{n:04}.txt") for n in range(1000)]


def test_shards_hold_every_source_in_order_and_no_more_than_four_times_the_size():
    found = names(MANY)
    assert [path for shard in found for path in shard] == [c.source.path for c in MANY]
    assert all(len(shard) <= 32 for shard in found)
    assert 60 < len(found) < 250


@pytest.mark.parametrize("n", [0, 17, 500, 998])
def test_a_file_more_or_less_changes_one_shard_or_two(n):
    before, without = set(names(MANY)), set(names(MANY[:n] + MANY[n + 1 :]))
    assert len(before - without) <= 2
    assert len(without - before) <= 2


def test_a_file_of_many_pages_is_cut_into_ranges():
    shards = cut([counted("a.txt"), counted("b.jsonl", 20), counted("c.jsonl", 8), counted("d.txt")], 8, "")
    assert [(s.counted.source.path, s.start, s.stop) for shard in shards for s in shard.slices if s.counted.source.path == "b.jsonl"] == [
        ("b.jsonl", 0, 8),
        ("b.jsonl", 8, 16),
        ("b.jsonl", 16, 20),
    ]
    assert [s.number for s in shards] == list(range(len(shards)))
    assert sum(s.pages for s in shards) == 30


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 1, 0, 2], [1, 1, 3, 0]])
def test_ranges_of_an_archive_are_its_pages_in_any_order(tmp_path, order):
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(gzip.compress(b"".join(json.dumps({"text": f"Berth {n} is closed."}).encode() + b"\n" for n in range(10)) + b"{broken\n"))
    source = Source(file, "a.jsonl.gz", None, file.stat().st_size)
    every = list(pages(source, Config()))
    assert isinstance(every[10], Dropped)
    for n in order:
        assert list(pages_of(Slice(Counted(source, "", 11), 3 * n, 3 * n + 3), Config())) == every[3 * n : 3 * n + 3]


def test_a_file_is_whole_or_not_there(tmp_path):
    with pytest.raises(OSError, match="full"), whole(tmp_path / "a") as part:
        part.write_bytes(b"half")
        raise OSError("full")
    assert list(tmp_path.iterdir()) == []


def test_records_survive_being_written(tmp_path):
    records = [Dropped(f"{n}.txt", "read", "empty file\nof Lomé", "no_content") for n in range(3)]
    write_records(tmp_path / "a", records)
    assert list(read_records(tmp_path / "a")) == records


def test_a_model_that_changes_in_place_is_another_model(tmp_path):
    model, tagger = tmp_path / "model", tmp_path / "tagger"
    for folder in (model, tagger):
        folder.mkdir()
        (folder / "weights").write_bytes(b"one")
    config = Config(model=str(model), tagger=str(tagger))
    seen = [basis(config)]
    assert basis(config) == seen[0]
    for folder in (model, tagger):
        (folder / "weights").write_bytes(b"two")
        seen.append(basis(config))
    (model / "more").write_bytes(b"")
    seen.append(basis(config))
    shutil.copytree(model, tmp_path / "copy")  # the name is a setting
    seen.append(basis(Config(model=str(tmp_path / "copy"), tagger=str(tagger))))
    assert len(set(seen)) == len(seen)


def test_a_file_that_was_emptied_or_cut_off_is_not_intact(tmp_path):
    file = tmp_path / "a"
    write_records(file, [Dropped(f"{n}.txt", "read", f"empty file {n}", "no_content") for n in range(3)])
    content = file.read_bytes()
    assert (intact(file, 3), intact(file, 2), intact(tmp_path / "none", 0)) == (True, False, False)
    for length in (0, 10, len(content) // 2, len(content) - 1):
        file.write_bytes(content[:length])
        assert not intact(file, 3), length


@pytest.mark.parametrize("content", [b"", b"none of zstd", None])
def test_a_damaged_file_is_named(tmp_path, content):
    file = tmp_path / "a.jsonl.zst"
    write_records(file, [Dropped("a.txt", "read", "empty file", "no_content")])
    file.write_bytes(file.read_bytes()[:30] if content is None else content)
    if content == b"":
        assert list(read_records(file)) == []  # which its mark tells
        return
    with pytest.raises(RunError, match=r"a\.jsonl\.zst: damaged .*delete it and run the same command again"):
        list(read_records(file))
