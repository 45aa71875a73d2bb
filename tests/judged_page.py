"""Pages as judged lines, for tests of what a page says of itself."""

from __future__ import annotations

from pipeline.clean.boilerplate import Judged

PROSE = "Forty nurses of the islands have finished a course on the care of newborn children, and more will follow them in the spring of next year."


def page(*lines: str, title: int | None = 0, outside: tuple[int, ...] = ()) -> list[Judged]:
    """Lines as judged: all kept but those numbered in ``outside``, which stand in the head before the title and in the foot after it."""
    out = []
    for i, text in enumerate(lines):
        part = "title" if i == title else "main"
        if i in outside:
            part = "head" if title is not None and i < title else "foot"
        out.append(Judged(i, text, i not in outside, part, "" if i not in outside else "menu"))
    return out
