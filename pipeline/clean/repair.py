"""Repairs of text that was damaged on its way: each ``str -> str``, in the order of :data:`REPAIRS`. A text that needs none comes back as it was."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Sequence, Set
from functools import cache

from pipeline import resource
from pipeline.clean.language import SMALL_WORDS
from pipeline.clean.lines import fold

_BREAKS = re.compile(r"\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
_SUSPECT = re.compile(r"[ÃÂÄÅâãÐÑØÙ¢€™œžŸ¬ï¿]\S?")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,10}\d{0,2}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ue000-\uf8ff\ufeff]")
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
    """Control characters, zero-width spaces, marks of direction and characters of icon fonts are removed; joiners that scripts need stay."""
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


_COLUMN = re.compile(r"(?=[A-ZÀ-Þ])([^\W\d_](?:[^\s:|.;!?]| (?! )){1,40}?) {2,40}(?=\S)(?!.{0,400}\S {2})")
"""A label and a value parted by several blanks, the one gap of its line: "Country  Peru"."""


def columns(text: str) -> str:
    """A label and its value that several blanks part are parted by a tab, where three lines on end do so and two of their labels are known ones;
    of four lines or more whose values stand one below another, one label.

    Wrong for a table of two columns that opens with words that are labels elsewhere.
    """
    if "  " not in text:
        return text
    lines: list[str] = text.split("\n")
    run: list[tuple[int, re.Match[str]]] = []
    for i, line in enumerate((*lines, "end")):
        found = _COLUMN.match(line)
        if found:
            run.append((i, found))
        elif line.strip():
            aligned = len({m.end() for _, m in run}) == 1 and len(run) > 3
            if len(run) > 2 and sum(fold(m[1]) in field_labels() for _, m in run) > (not aligned):
                for n, m in run:
                    lines[n] = f"{m[1]}\t{lines[n][m.end() :]}"
            run = []
    return "\n".join(lines)


@cache
def field_labels() -> frozenset[str]:
    """Labels of field blocks, folded, that may stand on a line of their own above their value or be glued to it."""
    return frozenset(map(fold, resource.lines("field_labels.txt")))


def doubled(text: str) -> str:
    """A line that says the same twice, as a heading that a page prints for screens and for readers ("Week 2024Week 2024"), says it once.

    Wrong for names that are made so, which are shorter.
    """
    return "\n".join(map(_once, text.split("\n")))


def _once(line: str) -> str:
    text = line.strip()
    half, odd = divmod(len(text), 2)
    if half < 10 or half > 300 or text[:half] != text[half + odd :] or (odd and text[half] != " "):
        return line
    return text[:half] if len(text[:half].split()) > 1 + odd and sum(map(str.isalpha, text[:half])) >= 8 else line


REPAIRS: tuple[Callable[[str], str], ...] = (
    line_breaks,
    mojibake,
    entities,
    controls,
    soft_hyphens,
    spaces,
    ligatures,
    composed,
    doubled,
    columns,
)


def repair(text: str) -> str:
    """All repairs in order."""
    for step in REPAIRS:
        text = step(text)
    return text


_BULLET = re.compile(r"\s*(?:[•▪●■◦·*+–—→»>#\[(-]|\d{1,3}[.)]|[a-z][.)])\s*\S")
_LABEL = re.compile(r"[^\W\d][\w ’'()/.-]{0,40}:\s")
_CLOSED = '.!?…:;”"»|'
_CUT = re.compile(r"(\S{0,60}?)([^\W\d_]{1,40})-$")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|-(?=[^\W\d_])){1,60}")
_LONGEST = 20_000
"""Characters of the longest paragraph that lines are joined to."""
_WIDE, _LONG, _LEAST = 45, 40, 20
"""Characters from which on a page is wide, a line that ends within a sentence tells how wide, and one does that ends in a small word or in half of
a word."""


def unwrap(lines: Sequence[str], breaks: Sequence[bool]) -> list[str]:
    """Lines that were wrapped by hand, joined to paragraphs; ``breaks[i]`` says that line i must start anew (after a blank line or a title).

    A line that ends in half of a word goes on in the next, always. Any other goes on only where it was about full: the next word would have passed
    the width to which the page is wrapped. The width is judged from lines that end in the middle of a sentence; a page without at least three of
    them is left alone. Wrong where a list of long items without marks happens to fill its lines.
    """
    width = _width(lines, breaks)
    words = vocabulary(lines)
    out: list[str] = []
    last, running = "", False
    for line, new in zip(lines, breaks, strict=True):
        text = line.strip()
        goes_on = bool(out) and bool(last) and len(out[-1]) < _LONGEST and not new and "\t" not in line and "\t" not in last
        if goes_on and (_cut(last, text) or (width and not _BULLET.match(text) and _full(last, text, width, running=running))):
            out[-1], running = joined(out[-1], text, words), True
        else:
            out.append(text)
            running = False
        last = line.rstrip()
    return out


def joined(before: str, after: str, words: Set[str]) -> str:
    """Two parts of a wrapped text as one, without the hyphen where it only parted a word: not one of a compound, by the page's own ``words``
    (:func:`vocabulary`), capitals and lists of words. Wrong for a compound that stands nowhere else and has no listed part."""
    cut = _half_word(before)
    tail = re.match(r"[^\W\d_]+", after)
    lists = _hyphen_words()
    if cut is None or tail is None or after.split(" ", 1)[0].casefold() in lists["conjunctions"]:
        return f"{before} {after}"
    first, second = cut[2].casefold(), tail[0].casefold()
    compound = (
        cut[1].endswith("-")
        or (len(cut[2]) > 1 and cut[2].isupper())
        or not after[0].islower()
        or f"{first}-{second}" in words
        or (first + second not in words and (first in lists["first"] or second in lists["second"] or (first in words and second in words)))
    )
    return before + after if compound else before[:-1] + after


def vocabulary(lines: Sequence[str]) -> frozenset[str]:
    """The words of the lines of a text in small letters, compounds as one, without those that stand at the two ends of a line; none where no line
    ends in a hyphen."""
    if not any(line.rstrip().endswith("-") for line in lines):
        return frozenset()
    return frozenset(w.casefold() for line in lines for w in _WORD.findall(re.sub(r"\S{1,60}-$|^[a-zà-ÿ]\S{0,60}", "", line.strip())))


@cache
def _hyphen_words() -> dict[str, frozenset[str]]:
    """The lists of words around hyphens."""
    return {name: frozenset(words) for name, words in resource.toml("hyphen_words.toml").items()}


def _width(lines: Sequence[str], breaks: Sequence[bool]) -> int:
    """The width in characters to which a page is wrapped by hand; 0 for a page that is not, by all that can be seen."""
    pairs = [(a.rstrip(), b.strip()) for a, b, new in zip(lines, lines[1:], breaks[1:], strict=False) if not new]
    full = [len(a) for a, b in pairs if _open(a, b)]
    if not full or len(full) + sum(_cut(a, b) and not _open(a, b) for a, b in pairs) < 3:
        return 0
    width = max(sorted(full)[: max(1, len(full) * 19 // 20)])
    return width if width <= 130 else 0


def _full(last: str, text: str, width: int, *, running: bool) -> bool:
    """Whether a line was full, so that the next one goes on with it; on a narrow page the first line of a paragraph must show that it does."""
    if _open(last, text) and len(last) * 3 > width * 2:
        return True
    fits = len(last) + 1 + len(text.split(" ", 1)[0]) <= width - 1
    begun = width >= _WIDE or text[:1].islower() or (running and last[-1:] not in _CLOSED)
    return not fits and len(last) <= width + 15 and not _LABEL.match(text) and begun


def _cut(line: str, after: str) -> bool:
    """Whether a line ends in half of a word: letters and a hyphen, and a small letter follows."""
    return after[:1].islower() and _half_word(line) is not None


def _half_word(text: str) -> re.Match[str] | None:
    """The letters and the hyphen at the end of a text, with what of a compound stands before them."""
    return _CUT.search(text[-100:]) if text.endswith("-") else None


def _open(line: str, after: str) -> bool:
    """Whether the sentence of a line goes on in the next: no end mark, and a small letter follows."""
    text, after = line.rstrip(), after.strip()
    if not after[:1].islower() or text[-1:] in _CLOSED:
        return False
    return len(text) >= _LONG or (len(text) >= _LEAST and (_cut(text, after) or text.split()[-1].casefold() in SMALL_WORDS))
