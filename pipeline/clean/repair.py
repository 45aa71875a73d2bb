"""Repairs of text that was damaged on its way: each ``str -> str``, in the order of :data:`REPAIRS`. A text that needs none comes back as it was."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Sequence

_BREAKS = re.compile(r"\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
_SUSPECT = re.compile(r"[ÃÂÄÅâãÐÑØÙ¢€™œžŸ¬ï¿]\S?")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,10}\d{0,2}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SOFT = re.compile("\u00ad\n?")
_LIGATURES = {ord(a): b for a, b in (("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬃ", "ffi"), ("ﬄ", "ffl"))}


def line_breaks(text: str) -> str:
    """Every kind of line break is a newline."""
    return _BREAKS.sub("\n", text)


def mojibake(text: str) -> str:
    """Lines that were decoded with the wrong character set ("MinistÃ¨re") are decoded anew; wrong only for text that is about such damage."""
    if not _SUSPECT.search(text):
        return text
    import ftfy

    return "\n".join(ftfy.fix_encoding(line) if _SUSPECT.search(line) else line for line in text.split("\n"))


def entities(text: str) -> str:
    """HTML entities that leaked into the text ("&amp;", "&#8217;"), twice escaped ones too; wrong for a page about HTML."""
    for _ in range(2):
        if not _ENTITY.search(text):
            break
        text = _ENTITY.sub(lambda m: html.unescape(m.group()), text)
    return text


def controls(text: str) -> str:
    """Control characters, zero-width spaces and marks of direction are removed; joiners that scripts need stay."""
    return _CONTROLS.sub("", text)


def soft_hyphens(text: str) -> str:
    """Soft hyphens are removed, with the line break that one may have caused."""
    return _SOFT.sub("", text)


def spaces(text: str) -> str:
    """No-break and other odd spaces are plain ones; how many there are does not change."""
    return _SPACES.sub(" ", text)


def ligatures(text: str) -> str:
    """Latin ligatures of print are letters."""
    return text.translate(_LIGATURES)


def composed(text: str) -> str:
    """Letters and their accents are one character (NFC)."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


REPAIRS: tuple[Callable[[str], str], ...] = (line_breaks, mojibake, entities, controls, soft_hyphens, spaces, ligatures, composed)


def repair(text: str) -> str:
    """All repairs in order."""
    for step in REPAIRS:
        text = step(text)
    return text


_BULLET = re.compile(r"\s*(?:[•▪●■◦·*+–—→»>#\[(-]|\d{1,3}[.)]|[a-z][.)])\s*\S")
_LABEL = re.compile(r"[^\W\d][\w ’'()/.-]{0,40}:\s")
_CLOSED = '.!?…:;”"»|'


def unwrap(lines: Sequence[str], breaks: Sequence[bool]) -> list[str]:
    """Lines that were wrapped by hand, joined to paragraphs; ``breaks[i]`` says that line i must start anew (after a blank line or a title).

    A line goes on the one before only where that one was about full: the next word would have passed the width to which the page is wrapped. The
    width is judged from lines that end in the middle of a sentence; a page without at least three of them is left alone. Wrong where a list of long
    items without marks happens to fill its lines.
    """
    full = [len(a.rstrip()) for a, b, new in zip(lines, lines[1:], breaks[1:], strict=False) if not new and _open(a, b)]
    if len(full) < 3:
        return [x.strip() for x in lines]
    width = max(sorted(full)[: max(1, len(full) * 19 // 20)])
    if width > 130:
        return [x.strip() for x in lines]
    out: list[str] = []
    last = ""
    for line, new in zip(lines, breaks, strict=True):
        text = line.strip()
        word = text.split(" ", 1)[0] if text else ""
        fits = len(last) + 1 + len(word) <= width - 1
        sure = bool(last) and not new and not _BULLET.match(text) and "\t" not in line and "\t" not in last
        if out and sure and ((_open(last, text) and len(last) * 3 > width * 2) or (not fits and len(last) <= width + 15 and not _LABEL.match(text))):
            out[-1] += text if last.endswith("-") and last[-2:-1].isalpha() and text[:1].islower() else " " + text
        else:
            out.append(text)
        last = line.rstrip()
    return out


def _open(line: str, after: str) -> bool:
    """Whether the sentence of a line goes on in the next: no end mark, and a small letter follows."""
    text = line.rstrip()
    return len(text) >= 40 and text[-1] not in _CLOSED and after.strip()[:1].islower()
