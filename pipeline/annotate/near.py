"""Spans by place: which of many lie at an offset, without looking at them all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Near(Generic[T]):
    """Items with their spans. A look-up costs as much as there are items within the longest span's reach."""

    def __init__(self, items: Iterable[tuple[int, int, T]] = ()) -> None:
        self._items = sorted(items, key=lambda i: (i[0], i[1]))
        self._starts = [start for start, _, _ in self._items]
        self._longest = max((end - start for start, end, _ in self._items), default=0)

    def add(self, start: int, end: int, item: T) -> None:
        at = bisect_right(self._starts, start)
        self._starts.insert(at, start)
        self._items.insert(at, (start, end, item))
        self._longest = max(self._longest, end - start)

    def around(self, start: int, end: int) -> list[T]:
        """Items that share a character with the span or end or begin where it begins or ends, in the order of their start."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_right(self._starts, end)
        return [item for _, b, item in self._items[first:last] if b >= start]

    def touching(self, start: int, end: int) -> list[T]:
        """Items that share a character with the span."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [item for _, b, item in self._items[first:last] if b > start]


def bounds(spans: Iterable[tuple[int, int]]) -> Near[tuple[int, int]]:
    """The spans as items of themselves."""
    return Near((start, end, (start, end)) for start, end in spans)
