import gc
import resource
import sqlite3
from contextlib import contextmanager

import pytest

from pipeline.store import TOGETHER, Ids, Kept, NoRoom, Seen, Store, Tally


def test_rows_are_read_in_order_and_the_file_is_gone(tmp_path):
    with Store(tmp_path) as store:
        store.run("create table number (n integer primary key)")
        for n in reversed(range(3 * TOGETHER + 1)):
            store.add("insert into number values (?)", (n,))
        assert [n for (n,) in store.rows("select n from number order by n")] == list(range(3 * TOGETHER + 1))
        assert store.one("select n from number where n > ?", (5,)) == 6
        assert store.one("select n from number where n < ?", (0,)) is None
        assert any(tmp_path.iterdir())
    assert not any(tmp_path.iterdir())


def test_tally_keeps_the_order_of_first_sight_beyond_its_buffer():
    with Store() as store:
        tally = Tally(store, "form")
        for key, value in [("b", b"z"), ("a", b"y"), ("a", b"x"), ("b", b"z")]:
            tally.add(key, value)
        for n in range(20 * TOGETHER):
            tally.add("c", str(n).encode())
        tally.add("a", b"y")
        found = dict(tally)
        assert list(found) == ["a", "b", "c"]
        assert list(found["a"].items()) == [(b"y", 2), (b"x", 1)]
        assert found["b"] == {b"z": 2}
        assert list(found["c"])[:2] == [b"0", b"1"]
        store.run("create table entity (kind text, id text)", f"insert into entity select 'x', key from ({tally.distinct()})")
        ids = Ids(store, "x")
        assert ("a" in ids, "z" in ids, None in ids, list(ids), len(ids)) == (True, False, False, ["a", "b", "c"], 3)


@pytest.mark.parametrize("together", [1, 4, 100])
def test_things_are_kept_in_order_and_what_is_chosen_outlives_the_others(together):
    kept = Kept((("berth", n) for n in range(10)), together)
    assert (len(kept), list(kept), kept[-1]) == (10, [("berth", n) for n in range(10)], ("berth", 9))
    few = kept[1::3]
    del kept
    gc.collect()
    assert list(few) == [("berth", 1), ("berth", 4), ("berth", 7)]
    assert list(few.chosen([2, 0])) == [("berth", 7), ("berth", 1)]
    assert list(Kept([], together)) == []


def test_a_key_is_new_once():
    with Store() as store:
        seen = Seen(store)
        assert [seen.add(key) for key in (b"a", b"b", b"a", b"a\0", b"b")] == [True, True, False, True, False]


@contextmanager
def full(limit):
    """The system refuses to write more than ``limit`` bytes to a file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_told_with_the_folder_and_the_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with full(100_000), pytest.raises(NoRoom, match=rf"^{tmp_path}: temporary files cannot be written .*set TMPDIR"):
        Kept(range(100_000))
    with full(100_000), pytest.raises(NoRoom, match=rf"^{tmp_path}: temporary files cannot be written .*set TMPDIR"), Store() as store:
        store.run("create table big (key blob)")
        for _ in range(20_000):
            store.add("insert into big values (?)", (bytes(1000),))
    assert not any(tmp_path.iterdir())


def test_a_wrong_question_is_no_full_disk():
    with Store() as store, pytest.raises(sqlite3.OperationalError, match="no such table"):
        store.one("select 1 from nowhere", ())
