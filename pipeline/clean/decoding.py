"""Bytes of a page to text: :func:`decode` never fails."""

from __future__ import annotations

import codecs
import re

from pipeline.clean.language import by_small_words
from pipeline.read.forms import WIDE

_CHARSET = re.compile(rb"""(?:charset|encoding)\s{0,3}=\s{0,3}["']?\s{0,3}([A-Za-z0-9_:.-]{2,30})""")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "iso8859-1": "cp1252"}
"""Pages that declare Latin-1 are read as Windows-1252, as browsers do (WHATWG encoding standard)."""


def decode(content: bytes, *, declared: str | None = None) -> str:
    """Text of the bytes: by byte order mark, UTF-8, the character set ``declared`` by the server, then by the page, Windows-1252 where that reads
    as a western language, a guess.

    Bytes that cannot be decoded become U+FFFD, and a declaration that some do not fit is not believed.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content.decode(name, errors="replace").lstrip("\ufeff")
    if declared and b"\x00" in content and declared.lower().startswith(WIDE) and (text := _by_name(content, declared)) is not None:
        return text
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    inside = _CHARSET.search(content[:4096])
    for name in filter(None, (declared, inside.group(1).decode("ascii") if inside else None)):
        if (text := _by_name(content, name)) is not None:
            return text
    wrong = sum(c == "\ufffd" for c in content.decode("utf-8", errors="replace"))
    if wrong * 200 < len(content) and wrong < sum(b > 127 for b in content) // 4:
        return content.decode("utf-8", errors="replace")
    western = content.decode("cp1252", errors="replace")
    if by_small_words(re.findall(r"[^\W\d_]+", western[:20_000].casefold())) in {"de", "en", "es", "fr", "it", "nl", "pt", "sv"}:
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(
        content[:200_000], cp_isolation=["cp1252", "cp1250", "cp1251", "cp1256", "cp1253", "cp1254", "shift_jis", "gb18030", "big5", "euc_kr"]
    ).best()
    return content.decode(best.encoding if best else "cp1252", errors="replace")


def _by_name(content: bytes, name: str) -> str | None:
    """Text of the bytes in a character set; None where there is none of that name, or they do not fit it."""
    name = _LATIN.get(name.lower(), name.lower())
    try:
        return content.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
