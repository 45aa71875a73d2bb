"""The pages of a WARC or WET. Each record is read on its own, so that one whose stated length is wrong does not take those behind it along."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from pipeline.document import Dropped, Page
from pipeline.read.archives import DAMAGED, damage, day, words
from pipeline.read.forms import HEAD, checked, dropped

_BEGIN = re.compile(rb"WARC/\d\.\d{1,2}[ \t]{0,3}\r?\n")
_NEXT = re.compile(rb"\n(?=WARC/\d\.\d{1,2}[ \t]{0,3}\r?\n[A-Za-z-]{2,40}[ \t]{0,3}:)")
_BLANKS = re.compile(rb"[\r\n]+")
_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"^(content-length|warc-type|warc-target-uri)[ \t]{0,3}:[ \t]{0,3}(\S{1,4000})[ \t]{0,3}\r?$", re.IGNORECASE | re.MULTILINE)
_GAP = b"\r\n\r\n"
"""What stands behind each record."""
_TOLD = 200
"""Bytes that the beginning of a record, with line breaks before it, needs at most to be told."""
_PAGES = (b"response", b"resource", b"conversion")
_CHARSET = re.compile(r"""\bcharset\s{0,3}=\s{0,3}["']?([\w.:-]{2,30})""", re.IGNORECASE | re.ASCII)
_UNKNOWN = frozenset(["application/octet-stream", "application/unknown", "application/x-download", "binary/octet-stream", "unknown/unknown"])
"""What servers say of a file that they know nothing of: a page where its bytes are HTML."""
_PROGRAMS = ("css", "javascript", "ecmascript", "svg")


class _Record(NamedTuple):
    """``raw``: the bytes of a record, or its beginning where it is ``large``; ``fault`` says why it cannot be used."""

    raw: bytes
    fields: dict[bytes, bytes]
    fault: str = ""
    large: bool = False


class _Records:
    """Cuts a stream into records by their stated lengths; from the first wrong one on, at each line that begins a record.

    Holds one record of up to ``most`` bytes, and takes time in proportion to the size of the stream.
    """

    def __init__(self, stream: io.BufferedReader, most: int) -> None:
        self._stream, self._most = stream, most
        self._data, self._at, self._ended = b"", 0, False
        self._trusted = True

    def __iter__(self) -> Iterator[_Record]:
        while self._more():
            if _BEGIN.match(self._data, self._at):
                yield self._record()
            else:
                _, size = self._up_to_next(0, keep=0)
                yield _Record(b"", {}, f"no record of a WARC begins here; the next {size:,} bytes cannot be read: fetch the archive again")

    def _more(self) -> bool:
        """Goes to the next byte that is no line break; returns whether there is one."""
        self._fill(HEAD)
        while found := _BLANKS.match(self._data, self._at):
            self._at = found.end()
            self._fill(HEAD)
        return self._at < len(self._data)

    def _fill(self, size: int) -> None:
        """Reads on until ``size`` bytes are at hand, or the stream ends."""
        have = len(self._data) - self._at
        if self._ended or have >= size:
            return
        blocks = [self._data[self._at :]]
        while have < size and not self._ended:
            blocks.append(self._stream.read(max(HEAD, size - have)))
            have += len(blocks[-1])
            self._ended = not blocks[-1]
        self._data, self._at = b"".join(blocks), 0

    def _record(self) -> _Record:
        end = _END.search(self._data, self._at, self._at + HEAD)
        head = end.end() - self._at if end else 0
        fields = {name.lower(): value for name, value in _FIELD.findall(self._data[self._at : self._at + head])}
        length = fields.get(b"content-length", b"")
        if not length.isdigit() or len(length) > 15:
            self._trusted = False
            _, size = self._up_to_next(1, keep=0)
            return _Record(b"", fields, f"a record of {size:,} bytes that does not state its length: fetch the archive again")
        size = head + int(length)
        if self._trusted and size <= self._most:
            self._fill(size + _TOLD)
            behind = self._data[self._at + size : self._at + size + _TOLD]
            ended = behind.startswith(_GAP) or not behind.strip(b"\r\n") or _BEGIN.match(behind.lstrip(b"\r\n"))
            if len(self._data) - self._at >= size and ended:
                raw, self._at = self._data[self._at : self._at + size], self._at + size
                return _Record(raw, fields)
        raw, found = self._up_to_next(head - 1, keep=min(size, self._most) + _TOLD)
        if found < size and self._ended and self._at == len(self._data):
            return _Record(b"", fields, "cut off: shorter than its record says; fetch the archive again")
        if found < size or (size <= self._most and (found > len(raw) or raw[size:].strip(b"\r\n"))):
            self._trusted = False
            told = f"it states {int(length):,} bytes, what follows begins after {found - head:,}"
            return _Record(b"", fields, f"a record with a wrong length ({told}): fetch the archive again")
        return _Record(raw[:size], fields, large=size > self._most)

    def _up_to_next(self, skip: int, *, keep: int) -> tuple[bytes, int]:
        """Goes to the next record, or the end, ``skip`` bytes on or later: up to ``keep`` of the bytes passed over, and how many they were."""
        kept = []
        size, begin = 0, self._at + skip
        while True:
            found = _NEXT.search(self._data, begin)
            stop = found.end() if found else len(self._data) if self._ended else max(self._at, begin, len(self._data) - _TOLD)
            kept.append(self._data[self._at : min(stop, self._at + max(0, keep - size))])
            size += stop - self._at
            begin = self._at = stop
            if found or self._ended:
                return b"".join(kept), size
            self._fill(HEAD)
            begin = self._at


def warc(stream: io.BufferedReader, path: str, site: str | None, *, limit: int) -> Iterator[Page | Dropped]:
    """The pages of a WARC or WET: responses and resources that are HTML or text, conversions; paths end in ``#`` and the record's number from 1.

    A part of it that is no record, and a record that is not whole, are each a :class:`Dropped` of their own.
    """
    number = 0
    records = _Records(stream, limit + HEAD)
    for record in records:
        if record.fields.get(b"warc-type", b"response").lower() in _PAGES:
            number += 1
            yield _page(record, f"{path}#{number}", site, limit)
    if fault := damage(stream):
        yield dropped(f"{path}#{number + 1}", site, f"{fault}; the {number} records before are read as far as they are whole")
    elif number == 0:
        yield dropped(path, site, "no page in this WARC: no response, resource or conversion record")


def _page(record: _Record, path: str, site: str | None, limit: int) -> Page | Dropped:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    stated = record.fields.get(b"warc-target-uri", b"").strip(b"<>").decode("utf-8", "replace") or None
    if record.fault:
        return dropped(path, site, record.fault, url=stated)
    try:
        return _opened(next(iter(ArchiveIterator(io.BytesIO(record.raw)))), record.large, path, site, limit)
    except AttributeError:  # what the library says of a response without an address
        return dropped(path, site, "a record without its WARC-Target-URI: fetch it again", url=stated)
    except (ArchiveLoadFailed, StatusAndHeadersParserException, StopIteration, *DAMAGED) as error:
        return dropped(path, site, f"damaged ({words(error)}): fetch it again", url=stated)


def _opened(record: Any, large: bool, path: str, site: str | None, limit: int) -> Page | Dropped:
    """The page of a record of the library; raises what that does."""
    url = record.rec_headers.get_header("WARC-Target-URI")
    headers = record.http_headers or record.rec_headers
    answer = record.http_headers.get_statuscode() if record.http_headers else ""
    if answer.isdecimal() and not answer.startswith("2"):
        return dropped(path, site, f"HTTP status {answer[:9]}: the server did not give the page", "no_content", url)
    stated_type = headers.get_header("Content-Type") or ""
    kind = stated_type.partition(";")[0].strip().lower()
    if any(x in kind for x in _PROGRAMS) or not (not kind or kind in _UNKNOWN or kind.startswith("text/") or "html" in kind or "xml" in kind):
        return dropped(path, site, f"{words(kind)} is no page of text", "no_content", url)
    content = b"" if large else record.content_stream().read(limit + 1)
    if large or len(content) > limit:
        return dropped(path, site, f"larger than {limit / 1e6:g} MB: raise max_bytes", url=url)
    if not content.strip():
        return dropped(path, site, "empty record", "no_content", url)
    stated = headers.get_header("Content-Length") or ""
    if stated.isascii() and stated.isdigit() and len(content) < int(stated[:18]) and not headers.get_header("Content-Encoding"):
        return dropped(path, site, "cut off: shorter than its stated length", url=url)
    plain = kind in _UNKNOWN | {"", "text/plain"} or record.rec_type == "conversion"
    charset = _CHARSET.search(stated_type[:400])
    day_fetched = day(record.rec_headers.get_header("WARC-Date"))
    page = checked(Page(path, content, "text" if plain else "html", url, site, day_fetched, charset.group(1) if charset else None), "type")
    if kind in _UNKNOWN and (isinstance(page, Dropped) or page.form != "html"):
        return dropped(path, site, f"{kind} is no page of text", "no_content", url)
    return replace(page, status="no_content") if isinstance(page, Dropped) else page
