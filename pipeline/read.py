"""Files of an input to pages.

:func:`plan` lists what there is to read, :func:`other_files` what is left aside, :func:`read` gives the pages of one source. A file holds one page
today; ``read`` yields, so that archives of many pages fit the same shape.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from pipeline.document import Dropped, Page

TEXT = frozenset({".txt", ".text", ".md"})
HTML = frozenset({".html", ".htm", ".xhtml"})
LIMIT = 20_000_000
"""Size above which a file is not read, in bytes."""

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CONTROL = bytes(i for i in range(32) if i not in (8, 9, 10, 12, 13, 27))


class ReadError(Exception):
    """The input as a whole cannot be read; the message names it and says what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read. ``path`` is relative to the input with ``/``, unique in a plan; ``site`` its first folder; ``size`` in bytes."""

    file: Path
    path: str
    site: str | None
    size: int


def plan(inputs: Sequence[Path]) -> list[Source]:
    """The pages' files of the inputs (folders at any depth, or files), sorted by relative path.

    Hidden files and folders are left out, and links that lead out of their folder. With several inputs each path starts with its input's name.
    Raises :class:`ReadError` where an input does not exist or nothing is there to read.
    """
    found = {}
    for path, site, file in _walk(inputs):
        if file.suffix.lower() in TEXT | HTML:
            found[path] = Source(file, path, site, _size(file))
    if not found:
        others = other_files(inputs)
        seen = f" (found only {', '.join(f'{n} {kind}' for kind, n in others.items())})" if others else ""
        names = ", ".join(str(p) for p in inputs) or "no input given"
        raise ReadError(f"nothing to read in {names}{seen}: give a folder or file of pages saved as {', '.join(sorted(TEXT | HTML))}")
    return [found[path] for path in sorted(found)]


def other_files(inputs: Sequence[Path]) -> dict[str, int]:
    """How many files of other kinds stand in the inputs, by suffix ("(none)" for a name without one), sorted by suffix."""
    counts = Counter(file.suffix.lower() or "(none)" for _, _, file in _walk(inputs) if file.suffix.lower() not in TEXT | HTML)
    return dict(sorted(counts.items()))


def read(source: Source, *, limit: int = LIMIT) -> Iterator[Page | Dropped]:
    """The page of a source, or why there is none; ``limit`` is the largest size read, in bytes. Never raises for a file's sake."""

    def drop(reason: str, status: Literal["failed", "no_content"] = "failed") -> Dropped:
        return Dropped(path=source.path, stage="read", reason=reason, status=status, site=source.site)

    try:
        with source.file.open("rb") as handle:
            content = handle.read(limit + 1)
    except OSError as error:
        yield drop(f"cannot be read ({error.strerror or error}): check that the file exists and may be opened")
        return
    if len(content) > limit:
        yield drop(f"larger than {limit / 1e6:g} MB: raise the size limit or split the file")
    elif not content.strip():
        yield drop("empty file", "no_content")
    elif _binary(content):
        yield drop("not a text file: save the page as text or HTML")
    else:
        yield Page(source.path, content, _form(source.file, content), site=source.site)


def _form(file: Path, content: bytes) -> Literal["text", "html"]:
    """By the suffix; a text file that begins as an HTML document is one."""
    if file.suffix.lower() in HTML:
        return "html"
    return "html" if content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")) else "text"


def _binary(content: bytes) -> bool:
    """Whether the bytes are no text: NULs without the mark of UTF-16 or UTF-32, or more than a tenth control characters."""
    if content.startswith(_MARKS):
        return False
    head = content[:8192]
    return b"\x00" in head or (len(head) - len(head.translate(None, _CONTROL))) * 10 > len(head)


def _size(file: Path) -> int:
    """Size in bytes; 0 where it cannot be told, which reading will report."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _walk(inputs: Sequence[Path]) -> Iterator[tuple[str, str | None, Path]]:
    """``(relative path, site, file)`` of every visible file, each file once."""
    seen: set[Path] = set()
    for root, label in zip(inputs, _labels(inputs), strict=True):
        if not root.exists():
            raise ReadError(f"no such file or folder: {root}. Check the spelling and the folder you are in")
        if root.is_file():
            if (real := root.resolve()) not in seen:
                seen.add(real)
                yield label or root.name, None, root
            continue
        top = root.resolve()
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(d for d in folders if not d.startswith("."))
            for name in sorted(names):
                file = Path(folder) / name
                real = file.resolve()
                if name.startswith(".") or real in seen or not (real.is_relative_to(top) and real.is_file()):
                    continue
                seen.add(real)
                relative = PurePosixPath(file.relative_to(root).as_posix())
                site = relative.parts[0] if len(relative.parts) > 1 else label or None
                yield str(PurePosixPath(label) / relative) if label else str(relative), site, file


def _labels(inputs: Sequence[Path]) -> list[str]:
    """What the paths of each input start with: nothing for one input; else its name, with as many parents as make the names differ."""
    if len(inputs) == 1:
        return [""]
    parts = [p.resolve().parts for p in inputs]
    deepest = max((len(p) for p in parts), default=1)
    for depth in range(1, deepest + 1):
        labels = ["/".join(p[-depth:]).lstrip("/") for p in parts]
        if len(set(labels)) == len(set(parts)):
            return labels
    return ["/".join(p).lstrip("/") for p in parts]
