from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.schemas import SCHEMAS, dictionary, words
from pipeline.tables import TableWriter, read_table, write


def test_every_field_is_described():
    for name, what, columns in dictionary():
        assert what.startswith("one row "), name
        assert all(description for *_, description in columns), name


def test_a_table_keeps_types_and_order(tmp_path):
    rows = [{"event_id": f"evt-{n}", "name": f"Round {n}", "kind": "meeting", "status": "held", "online": False, "confidence": 0.5} for n in range(3)]
    rows[1]["start_date"] = date(2023, 3, 19)
    rows = [{**r, "source_count": 1} for r in rows]
    assert write(tmp_path, "events", rows) == 3
    table = read_table(tmp_path, "events")
    assert table.schema.equals(SCHEMAS["events"])
    assert table.column("event_id").to_pylist() == ["evt-0", "evt-1", "evt-2"]
    assert table.column("start_date").to_pylist() == [None, date(2023, 3, 19), None]


def test_an_empty_table_has_its_schema(tmp_path):
    write(tmp_path, "people", [])
    assert read_table(tmp_path, "people").schema.equals(SCHEMAS["people"])


def test_a_failed_write_leaves_no_table(tmp_path):
    with pytest.raises(pa.ArrowInvalid), TableWriter(tmp_path, "sdgs") as writer:
        writer.add([{"goal": "no number", "title": "x"}])
    assert list(tmp_path.iterdir()) == []


def test_row_groups_do_not_depend_on_how_rows_come(tmp_path):
    rows = [{"event_id": f"evt-{n}", "organisation_id": "org", "role": ("funder", "organiser")[n % 3 == 0]} for n in range(20_001)]
    assert write(tmp_path, "event_organisations", rows) == 20_001
    file = tmp_path / "event_organisations.parquet"
    whole = file.read_bytes()
    with TableWriter(tmp_path, "event_organisations") as writer:
        for row in rows:
            writer.add([row])
    assert file.read_bytes() == whole
    assert [pq.ParquetFile(file).metadata.row_group(n).num_rows for n in range(2)] == [20_000, 1]
    assert read_table(tmp_path, "event_organisations").to_pylist() == rows


def test_vocabularies():
    assert "cancelled" in words("events", "status")
    assert words("events", "name") == ()
