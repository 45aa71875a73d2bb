"""The members of a zip that was cut off, so that the list of them, which stands at the end, is missing: each has a head of its own before it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from typing import IO, NamedTuple

_HEAD = struct.Struct("<4s5H3I2H")
_BLOCK = 1 << 16
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _SIZE_BEHIND, _UTF8 = 1, 8, 0x800
_IN_64_BITS = 0xFFFFFFFF


class Lost(NamedTuple):
    """A member by its own head: its bytes stand from ``start`` to ``stop``; ``check`` is their CRC-32, None where the head does not state it."""

    name: str
    start: int
    stop: int
    method: int
    flags: int
    check: int | None


def found(stream: IO[bytes], most: int) -> Sequence[Lost]:
    """Up to ``most`` members of a zip, folders left out, in the order of the file; none where it does not begin with one."""
    members: list[Lost] = []
    at = 0
    while len(members) < most:
        stream.seek(at)
        head = stream.read(_HEAD.size)
        if len(head) < _HEAD.size or not head.startswith(b"PK\x03\x04"):
            break
        _, _, flags, method, _, _, check, size, _, named, more = _HEAD.unpack(head)
        name = stream.read(named).decode("utf-8" if flags & _UTF8 else "cp437", "replace")
        start = at + _HEAD.size + named + more
        unknown = bool(flags & _SIZE_BEHIND) or size == _IN_64_BITS
        at = _next(stream, start if unknown else start + size)
        if not name.endswith("/"):
            members.append(Lost(name, start, at if unknown else start + size, method, flags, None if flags & _SIZE_BEHIND else check))
    return members


def _next(stream: IO[bytes], at: int) -> int:
    """Where the next head of a member begins, or the list of them, or the file ends."""
    rest = b""
    stream.seek(at)
    while block := stream.read(_BLOCK):
        text = rest + block
        places = [place for place in (text.find(b"PK\x03\x04"), text.find(b"PK\x01\x02")) if place >= 0]
        if places:
            return at + min(places)
        rest = text[-3:]
        at += len(text) - len(rest)
    return at + len(rest)


class Unpacked:
    """The content of a member; reading raises EOFError where it is cut off, ValueError where it is damaged or of a kind that is not unpacked."""

    def __init__(self, stream: IO[bytes], member: Lost) -> None:
        stored_unknown = member.method == _STORED and member.check is None
        if member.flags & _ENCRYPTED or member.method not in (_STORED, _DEFLATED) or stored_unknown:
            raise ValueError("encrypted, or packed in a way that needs the list of files")
        self._stream, self._member, self._at = stream, member, member.start
        self._decoder = zlib.decompressobj(-zlib.MAX_WBITS) if member.method == _DEFLATED else None
        self._rest = b""
        self._check = 0

    def read1(self, size: int) -> bytes:
        """Up to ``size`` bytes, none at the end."""
        block = self._block(size)
        self._check = zlib.crc32(block, self._check)
        if not block and self._member.check not in (None, self._check):
            raise ValueError("wrong checksum")
        return block

    def _block(self, size: int) -> bytes:
        while self._decoder is None or not self._decoder.eof:
            self._stream.seek(self._at)
            packed = self._rest or self._stream.read(min(_BLOCK if self._decoder else size, self._member.stop - self._at))
            if not packed and (self._decoder or self._at < self._member.stop):
                raise EOFError("the archive ends here")
            self._at += 0 if self._rest else len(packed)
            if self._decoder is None:
                return packed
            block = self._decoder.decompress(packed, size)
            self._rest = self._decoder.unconsumed_tail
            if block:
                return block
        return b""
