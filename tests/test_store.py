from pipeline.link.store import TOGETHER, Ids, Store, Tally


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
