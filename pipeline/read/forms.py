"""What bytes are, whatever they came in: one way for files, standard input, JSON lines, records and members of archives.

:func:`container` tells archives that no name tells, :func:`checked` whether the bytes of a page are HTML, text or neither.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import Literal

from pipeline.document import Dropped, Page

HEAD = 1 << 16
"""Bytes of a page, or of an archive, by which its form is told."""

_STARTS = {b"WARC/": ".warc", b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst", b"PK\x03\x04": ".zip"}
_OBJECT = re.compile(rb'\s{0,80}(?:\[\s{0,80})?\{\s{0,80}["}]')
_JSON = re.compile(rb'[\[{"0-9-]|null|true|false')
_LINES = 10
"""Lines at the beginning of JSON lines, one of which is an object."""
_OTHER = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "an office file or zip archive",
    b"\xd0\xcf\x11\xe0": "an office file",
    b"{\\rtf": "an RTF file",
    b"\x1f\x8b": "a gzip file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
}
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
WIDE = ("utf-16", "utf-32", "utf16", "utf32", "ucs-2")
"""How the names of encodings begin whose characters have two bytes or more."""
_CONTROL = bytes(i for i in range(1, 32) if i not in (8, 9, 10, 12, 13, 27))
_DOCUMENT = re.compile(r"<(?:\?xml|!doctype|html|head|body|title|meta|link|base|style|script|frameset)\b", re.IGNORECASE)
_NAMES = (
    "a abbr address article aside b blockquote br caption center cite code dd details div dl dt em fieldset figcaption figure font footer form "
    "h1 h2 h3 h4 h5 h6 header hr i iframe img label li main nav noscript ol p pre s section small span strong sub sup table tbody td tfoot th thead "
    "time tr u ul video"
)
_TAG = re.compile(rf"</?(?:{'|'.join(_NAMES.split())})(?:\s[^<>]{{0,2000}})?/?>", re.IGNORECASE)
_FEW = 4
"""Tags that a piece of HTML has at least where it begins with a word."""


def container(head: bytes) -> str:
    """The suffix of the archive, compressed file or JSON lines that begins with ``head``; empty for a page."""
    for start, suffix in _STARTS.items():
        if head.startswith(start):
            return suffix
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if _OBJECT.match(text):
        return ".jsonl"
    return ".jsonl" if _JSON.match(text) and any(_OBJECT.match(line) for line in text.split(b"\n", _LINES)[1:_LINES]) else ""


def checked(page: Page, told: str) -> Page | Dropped:
    """A page with the form that its bytes have, which is HTML where they are or it was said to be; or why they are no page.

    ``told`` is what the form was said by: "name", "field". Text of 16 bits a letter without a mark gets its character set.
    """
    if what := next((what for start, what in _OTHER.items() if page.content.startswith(start)), ""):
        return dropped(page.path, page.site, f"{what}, not a text file, whatever its {told} says: save the page as text or HTML", url=page.url)
    charset = _wide(page)
    if not charset and _binary(page.content):
        return dropped(page.path, page.site, "not a text file: save the page as text or HTML", url=page.url)
    form: Literal["text", "html"] = "html" if page.form == "html" or _markup(page.content, charset) else "text"
    return page if form == page.form and not charset else replace(page, form=form, charset=charset or page.charset)


def dropped(path: str, site: str | None, reason: str, status: Literal["failed", "no_content"] = "failed", url: str | None = None) -> Dropped:
    """What stands in the place of a page that cannot be read."""
    return Dropped(path=path, stage="read", reason=reason, status=status, site=site, url=url)


def _wide(page: Page) -> str | None:
    """The character set of text of 16 bits a letter without a mark: as stated, or where every other byte of the beginning is about always NUL."""
    if b"\x00" not in page.content or page.content.startswith(tuple(_MARKS)):
        return None
    if page.charset and page.charset.lower().startswith(WIDE):
        return page.charset
    head = page.content[:2000]
    first, second = head[::2], head[1::2]
    for letters, nuls, name in ((first, second, "utf-16-le"), (second, first, "utf-16-be")):
        if len(head) > 20 and nuls.count(0) * 10 > len(nuls) * 8 and len(letters.translate(None, _CONTROL + b"\0")) * 50 > len(letters) * 49:
            return name
    return None


def _binary(content: bytes) -> bool:
    """Whether the bytes are no text: more than a tenth are control characters; where they are no UTF-8, a twentieth, or NULs and others."""
    if content.startswith(tuple(_MARKS)):
        return False
    head = content[:8192]
    nuls = head.count(0)
    others = len(head) - len(head.translate(None, _CONTROL))
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)
    except UnicodeDecodeError:
        return (nuls + others) * 20 > len(head) or bool(nuls and others)
    return (nuls + others) * 10 > len(head)


def _markup(content: bytes, charset: str | None) -> bool:
    """Whether the bytes are HTML or XML: begin as a document of it does, after comments; or hold as many tags as lines, or begin and end with one."""
    name = next((name for mark, name in _MARKS.items() if content.startswith(mark)), charset or "utf-8")
    try:
        text = content[:HEAD].decode(name, "ignore").lstrip("\ufeff")
    except (LookupError, ValueError):
        return False
    at = _start(text)
    if _DOCUMENT.match(text, at):
        return True
    tags = sum(1 for _ in _TAG.finditer(text))
    lines = sum(1 for line in text.split("\n") if line.strip())
    if _TAG.match(text, at):
        return tags >= lines or content.rstrip(b" \t\r\n\0").endswith(b">")
    return tags >= max(lines, _FEW)


def _start(text: str) -> int:
    """Where a text begins after blanks, comments and instructions of XML other than its declaration."""
    at = 0
    while True:
        at += len(text[at : at + 1000]) - len(text[at : at + 1000].lstrip())
        if text[at : at + 1].isspace():
            continue
        instruction = text.startswith("<?", at) and text[at : at + 5].lower() != "<?xml"
        closing = "-->" if text.startswith("<!--", at) else "?>" if instruction else ""
        end = text.find(closing, at) if closing else -1
        if end < 0:
            return at
        at = end + len(closing)
