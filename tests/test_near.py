"""Spans by place."""

from __future__ import annotations

from pipeline.annotate.near import Near, bounds


def test_touching_and_around() -> None:
    near = bounds([(0, 4), (2, 3), (6, 20), (20, 25)])
    assert near.touching(3, 6) == [(0, 4)]
    assert near.around(3, 6) == [(0, 4), (2, 3), (6, 20)]
    assert near.touching(19, 21) == [(6, 20), (20, 25)]
    assert near.touching(30, 40) == []
    assert bounds([]).touching(0, 100) == []


def test_what_is_added_is_found() -> None:
    near: Near[str] = Near()
    near.add(10, 90, "long")
    near.add(5, 6, "short")
    assert near.touching(50, 51) == ["long"]
    assert near.around(0, 100) == ["short", "long"]
