"""Pages that tell the story of another page in nearly the same words: re-posts on other sites, a page in text and in HTML.

Main contents are compared by the runs of :data:`SHINGLE` words that they share. Candidates come from MinHash signatures cut into bands (Broder, "On
the resemblance and containment of documents", 1997; banding as in Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3), so that
only pages that probably are alike are compared; what is decided is decided by the texts themselves. Signatures and originals are kept on disk.

Two pages of one template are no copies: names or numbers that each has for itself tell them apart, however long the rest.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from pipeline.document import Document, Dropped
from pipeline.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ALIKE = 0.85
"""Share of all runs of words of two pages that both have (Jaccard), from which one is a copy of the other."""
LEAST = 60
"""Words that a page must have to be compared: short pages of one template are alike without being copies."""
SHINGLE = 5
BANDS, ROWS = 20, 4
"""Pages alike to 0.85 meet in a band with a probability above 0.9999, to 0.5 with one of 0.73, to 0.2 with one of 0.03."""
TRIED = 20
"""Originals of a band that a page is compared with."""

Record = Document | Dropped
_WORD = re.compile(r"\w+")


def without_copies(records: Callable[[], Iterable[Record]]) -> Callable[[], Iterator[Record]]:
    """The records with each page that repeats an earlier one (by path) as a ``duplicate`` of it, without its findings.

    ``records`` gives the pages in the order of their paths and is called twice here, and once each time the result is called.
    """
    copies = find_copies(records)

    def marked() -> Iterator[Record]:
        for record in records():
            if isinstance(record, Document) and record.document_id in copies:
                original = copies[record.document_id]
                reason = f"nearly the same text as {original.path}, which is extracted instead"
                url, site, content = record.url, record.site, record.content_hash
                yield Dropped(record.path, "assemble", reason, "duplicate", url, site, content, original.document_id)
            elif isinstance(record, Dropped) and record.duplicate_of in copies:
                yield replace(record, duplicate_of=copies[record.duplicate_of].document_id)
            else:
                yield record

    return marked


@dataclass(frozen=True, slots=True)
class Original:
    """The page that a copy repeats."""

    document_id: str
    path: str


def find_copies(records: Callable[[], Iterable[Record]]) -> dict[str, Original]:
    """For each page that repeats an earlier one, by its id, the first page that tells the story."""
    with Store() as store:
        store.run("create table band (band integer, document text)")
        for record in records():
            if isinstance(record, Document) and record.status == "extracted":
                for band in bands(record.text):
                    store.add("insert into band values (?, ?)", (band, record.document_id))
        store.run(
            "create table shared (document text, band integer, primary key (document, band)) without rowid",
            "insert or ignore into shared select document, band from band where band in (select band from band group by band having count(*) > 1) "
            "order by document, band",
            "drop table band",
        )
        if store.one("select 1 from shared limit 1", ()) is None:
            return {}
        store.run(
            "create table original (number integer primary key, document text, path text, size integer, shingles blob, text blob)",
            "create table first (band integer, number integer, primary key (band, number)) without rowid",
        )
        return dict(_copies(records, store))


def _copies(records: Callable[[], Iterable[Record]], store: Store) -> Iterator[tuple[str, Original]]:
    """The pages that share a band with an earlier one and repeat it. A page that repeats none is an original, kept with its bands."""
    repeated: dict[str, Original] = {}
    for number, record in enumerate(records()):
        if not isinstance(record, Document):
            continue
        shared = [band for (band,) in store.rows("select band from shared where document = ?", (record.document_id,))]
        if not shared:
            continue
        content = content_of(record.text)
        near = {n for band in shared for (n,) in store.rows("select number from first where band = ? order by number limit ?", (band, TRIED))}
        if original := _original(store, content, near):
            yield record.document_id, repeated.setdefault(original.document_id, original)
            continue
        for band in shared:
            store.add("insert into first values (?, ?)", (band, number))
        row = (number, record.document_id, record.path, len(content.shingles), content.shingles.tobytes(), zlib.compress(record.text.encode(), 1))
        store.add("insert into original values (?, ?, ?, ?, ?, ?)", row)


def _original(store: Store, content: Content, near: Iterable[int]) -> Original | None:
    """The first by path of the pages with these numbers that the content repeats."""
    import numpy as np

    found: list[Original] = []
    size = len(content.shingles)
    for number in sorted(near):
        likely = "select document, path, shingles, text from original where number = ? and size >= ? and size * ? <= ?"
        for document, path, shingles, text in store.rows(likely, (number, ALIKE * size, ALIKE, size)):
            if _mostly_shared(content.shingles, np.frombuffer(shingles, dtype=np.uint64)) and is_copy(
                content, content_of(zlib.decompress(text).decode())
            ):
                found.append(Original(document, path))
    return min(found, key=lambda o: o.path, default=None)


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """Runs of words of a text, hashed, each once in order, and how often it has each mark (number or capitalised word) and word, in lower case."""

    shingles: NDArray[np.uint64]
    marks: Counter[str]
    words: Counter[str]


def content_of(text: str) -> Content:
    """What a text is compared by."""
    words = _WORD.findall(text)
    marks = Counter(w.casefold() for w in words if w[0].isdigit() or w[0].isupper())
    return Content(_distinct(words), marks, Counter(w.casefold() for w in words))


def is_copy(a: Content, b: Content) -> bool:
    """Whether one text repeats the other: as good as all runs of words are shared, and not both have names or numbers of their own.

    Marks are counted, so that a date or name that was changed in one place counts though it stands elsewhere too.
    """
    return _mostly_shared(a.shingles, b.shingles) and not (a.marks - b.words and b.marks - a.words)


def _mostly_shared(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> bool:
    import numpy as np

    common = len(np.intersect1d(a, b, assume_unique=True))
    return common >= ALIKE * (len(a) + len(b) - common)


def _shingles(words: list[str]) -> Iterator[int]:
    folded = [w.casefold() for w in words]
    for i in range(len(folded) - SHINGLE + 1):
        yield zlib.crc32(" ".join(folded[i : i + SHINGLE]).encode("utf-8", "surrogatepass"))


def _distinct(words: list[str]) -> NDArray[np.uint64]:
    import numpy as np

    return np.unique(np.fromiter(_shingles(words), dtype=np.uint64))


def bands(text: str) -> list[int]:
    """Keys under which the text meets texts that are like it; none for a text of less than :data:`LEAST` words."""
    import numpy as np

    words = _WORD.findall(text)
    if len(words) < LEAST:
        return []
    factors, offsets = _permutations()
    values = _distinct(words)
    least = np.full(BANDS * ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for at in range(0, len(values), 4096):  # a page of a million words needs no more memory than one of four thousand
        least = np.minimum(least, (factors[:, None] * values[None, at : at + 4096] + offsets[:, None] >> np.uint64(32)).min(axis=1))
    rows = least.astype(np.uint32).reshape(BANDS, ROWS)
    return [zlib.crc32(row.tobytes(), n) << 8 | n for n, row in enumerate(rows)]


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Fixed odd factors and offsets of multiply-shift hashing (Dietzfelbinger and others, 1997)."""
    import numpy as np

    drawn = np.random.default_rng(20150925).integers(1, 2**63, size=(2, BANDS * ROWS), dtype=np.uint64)
    return drawn[0] * np.uint64(2) + np.uint64(1), drawn[1]
