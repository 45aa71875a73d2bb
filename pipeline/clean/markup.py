"""HTML to lines that know their element.

:func:`html_page` walks the blocks of a document in order; what stands in navigation, banners and the like is marked as
``furniture``, not lost, so that the reasons for dropping a line can be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.clean.furniture import around
from pipeline.clean.language import SMALL_WORDS
from pipeline.clean.linked import reveal, stated

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SILENT = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "head",
        "select",
        "textarea",
        "button",
        "input",
        "canvas",
        "audio",
        "video",
        "map",
    }
)
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 "
    "h2 h3 h4 h5 h6 header hr html legend li main nav ol "
    "p pre section summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_BAD_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
DEEPEST = 2000
"""Elements within each other that are read; a browser shows 512."""
_PARTS = re.compile(r"\s+(?:[|»«·•:–—-]|::)\s+")
_CELL = 40
"""Words, and elements, of the longest cell of a table that is put on one line."""
_RUNS_ON = re.compile(r"[^\w)”\"»'’.%]$")
_GOES_ON = re.compile(r"[^\w“\"«+]|(?!(?:www\.|https?:|[\w.+-]{1,64}@))[^\W\d_A-ZÀ-Ý]")
_CELL_BREAKS = re.compile("([\x1d\x1f])")
_GAP = re.compile("(?<=[^\\W\\d_])\x1c(?=\\d)|(?<=\\d{4})\x1c(?=\\d)|(?<=\\d)\x1c(?=[^\\W\\d_])|(?<=[a-zà-ÿ])\x1c(?=[A-ZÀ-Ý])")
"""Where two elements of a line meet that styles keep apart: the day and the month of a box, two labels."""
_RAISED = frozenset({"sub", "sup"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_LEVELS = _HEADINGS | {"h5", "h6"}
_FOLDS = ("aria-controls", "aria-expanded", "data-bs-toggle", "data-toggle")
"""Attributes of a link that opens a panel of its page."""
_SHORTEST = 8
"""Characters of the shortest title that is looked for among the lines."""
_LONGEST = 20_000
"""Characters, blanks and all, behind which the text of a heading is not looked at."""
_FEW = 5
"""Words of the longest day beside a link ("13 de agosto de 2014")."""
_PROSE = 10
"""Words beside links from which on a line counts as running text."""


@dataclass(frozen=True, slots=True)
class Block:
    """A line of an HTML page: its text, the element it came from, and whether it stands in the page's furniture.

    ``linked``: it is a link and nothing else; ``nearly``: a link and a few words, as the day of a headline; ``beyond``: it stands after the element
    that holds the content; ``above``: over the line that prints the page's title; ``inside``: in the ``main`` or ``article`` that holds the
    content; ``wrapped``: only a line break parts it from the line before. ``time`` is what it prints in an element ``time``, if anything, with
    the moment which that states for machines.
    """

    text: str
    layout: str
    furniture: bool
    linked: bool = False
    nearly: bool = False
    beyond: bool = False
    above: bool = False
    time: tuple[str, str] | None = None
    inside: bool = False
    wrapped: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """A line as it was found: its text, the element it stands in, how many of its words are no links, the first moment stated in it, and whether
    only a line break parts it from the line before."""

    text: str
    element: HtmlElement
    loose: int
    time: tuple[str, str] | None
    wrapped: bool


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What an HTML page holds: its lines, its metadata by lower-case name, its own address, the texts of ``title`` and of the first ``h1`` that is no
    site's name.

    ``language`` is what its root states, as it stands there.
    ``event`` is the one event of schema.org that it states, as pairs of name and value (:func:`pipeline.clean.linked.event_of`). ``fault`` says why
    a page cannot be read; it has no lines then.
    """

    blocks: tuple[Block, ...]
    meta: dict[str, str]
    address: str | None
    title: str | None
    heading: str | None
    event: tuple[tuple[str, str], ...] = ()
    language: str | None = None
    fault: str | None = None


class _TooDeep(ValueError):
    """Elements stand deeper within each other than ``DEEPEST``."""


def html_page(markup: str) -> HtmlPage:
    """Lines and metadata of an HTML document; an empty page where the parser finds nothing, or elements deeper within each other than ``DEEPEST``."""
    from lxml import etree, html

    markup = _BAD_XML.sub("", markup)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    deep = f"elements nested more than {DEEPEST:,} deep, behind which nothing can be read: save the page anew or as text"
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return HtmlPage((), {}, None, None, None)
    if any(e.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for e in parser.error_log):
        return HtmlPage((), {}, None, None, None, fault=deep)
    if "data-cfemail" in markup:
        reveal(root)
    try:
        rows = list(_rows(root))
    except _TooDeep:
        return HtmlPage((), {}, None, None, None, fault=deep)
    meta, event = stated(root)
    address = None
    for element in root.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and element.get("href"):
            address = element.get("href").strip()
            break
    title = root.find(".//title")
    name = _flat(title) if title is not None else None
    titles = _titles(name, meta)
    blocks, sites = _headed(_blocks(root, rows, titles), titles)
    heading = next((text for e in root.iter("h1") if (text := _flat(e)) and text not in sites), None)
    return HtmlPage(
        tuple(blocks),
        meta,
        address or meta.get("og:url"),
        name,
        heading,
        event,
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"),
    )


def _flat(element: HtmlElement) -> str | None:
    """Text of an element on one line, None where there is none; of one that is longer than a title can be, the beginning."""
    parts: list[str] = []
    size = 0
    for text in element.itertext():
        parts.append(str(text))
        size += len(parts[-1])
        if size > _LONGEST:
            break
    return " ".join("".join(parts).split()) or None


def _blocks(root: HtmlElement, rows: Sequence[_Row], titles: Sequence[str]) -> list[Block]:
    """The lines of a document in order, with what stands around the content marked."""
    elements = list(root.iter())
    prose: dict[HtmlElement, int] = {}
    for row in rows:
        if row.loose >= _PROSE:
            prose[row.element] = prose.get(row.element, 0) + row.loose
    stories = [e for e in elements if e.tag in _HEADINGS and _fold(_flat(e) or "") in titles]
    found = around(elements, prose, stories)
    place = {e: i for i, e in enumerate(elements)}
    layouts = _layouts(elements, place)
    at = [place[x.element] for x in rows]
    return [
        Block(
            x.text,
            layouts[i],
            i in found.furniture,
            linked=x.loose == 0,
            nearly=0 < x.loose <= _FEW,
            beyond=i in found.beyond,
            time=x.time,
            inside=i in found.inside,
            wrapped=x.wrapped,
        )
        for x, i in zip(rows, at, strict=True)
    ]


def _titles(name: str | None, meta: Mapping[str, str]) -> tuple[str, ...]:
    """What the page may be called, folded, surest first: its metadata, the parts of its ``title`` element from the longest, what stands behind a
    colon in it, as the name of a post behind that of its blog."""
    parts = sorted(_PARTS.split((name or "")[:1000]), key=len, reverse=True)
    site = _fold(meta.get("og:site_name", ""))
    behind = [x.split(": ", 1)[1] for x in (name or "", *parts) if ": " in x[:200]]
    stated = [_fold(x) for x in (meta.get("og:title", ""), meta.get("ld:headline", ""), name or "", *parts, *behind)]
    return tuple(dict.fromkeys(x for x in stated if len(x) >= _SHORTEST and x != site))


def _headed(blocks: Sequence[Block], titles: Sequence[str]) -> tuple[list[Block], frozenset[str]]:
    """The lines with the one that prints the page's title as an ``h1``, those over it marked, and the texts of the ``h1`` that are none.

    Above the title, an ``h1`` is the name of the site or of a section. A line with most of the running text above it is not the title.
    """
    prose = [i for i, b in enumerate(blocks) if not b.furniture and not b.linked and len(b.text.split()) >= _PROSE]
    latest = prose[len(prose) * 2 // 3] if prose else len(blocks)
    shown = [(i, _fold(b.text)) for i, b in enumerate(blocks) if not b.furniture and (not b.linked or b.layout in _HEADINGS)]
    for title in titles:
        lines = [i for i, text in shown if text == title and i <= latest]
        if lines:
            at = next((i for i in lines if blocks[i].layout in _HEADINGS), lines[-1])
            break
    else:
        return list(blocks), frozenset()
    others = frozenset(b.text for b in blocks[:at] if b.layout == "h1" and _fold(b.text) != _fold(blocks[at].text))
    out = [replace(b, above=True, layout="div" if b.layout == "h1" and b.text in others else b.layout) for b in blocks[:at]]
    return [*out, replace(blocks[at], layout="h1"), *blocks[at + 1 :]], others


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


def _layouts(elements: Sequence[HtmlElement], place: Mapping[HtmlElement, int]) -> list[str]:
    """The nearest element of each that says what a line is: a heading, paragraph, item of a list, cell, division."""
    out: list[str] = []
    for element in elements:
        tag = element.tag if isinstance(element.tag, str) else ""
        up = place.get(element.getparent(), -1)
        own = tag in _BLOCKS and tag[0] in "hpldt" and tag not in {"html", "header"}
        level = (element.get("aria-level") or "2")[:1] if element.get("role") == "heading" else ""
        out.append(f"h{level}" if level else tag if own else out[up] if up >= 0 else "")
    return out


def _short_cells(row: HtmlElement) -> list[HtmlElement]:
    """The cells of a table row of two or more that are all short and hold no table or heading; none for other rows. Looks at the first elements."""
    cells = [c for c in row if c.tag in {"td", "th"}]
    if len(cells) < 2:
        return []
    for cell in cells:
        inner = list(islice(cell.iter(), _CELL))
        words = sum(len(f"{e.text or ''} {e.tail or ''}".split()) for e in inner[1:]) + len((cell.text or "").split())
        if len(inner) == _CELL or words > _CELL or any(e.tag in _HEADINGS or e.tag in {"table", "pre"} for e in inner):
            return []
    return cells


def _cell(text: str) -> str:
    """The text of a cell on one line: its paragraphs and items parted by semicolons, its lines by commas, where they do not run on."""
    out = ""
    for sign, piece in zip(*[iter(["\x1d", *_CELL_BREAKS.split(text)])] * 2, strict=True):
        piece = " ".join(piece.split())
        if out and piece:
            out += " " if _RUNS_ON.search(out) or _GOES_ON.match(piece) or out.split()[-1] in SMALL_WORDS else "; " if sign == "\x1d" else ", "
        out += piece
    return out


def _opens_panel(element: HtmlElement) -> bool:
    """Whether a button or link is the heading of a panel that it folds up (W3C, "ARIA Authoring Practices Guide", accordion): it is all of a heading,
    and a link says that it leads nowhere else."""
    parent = element.getparent()
    heading = parent is not None and (parent.tag in _LEVELS or parent.get("role") == "heading")
    return heading and (element.tag == "button" or (element.tag == "a" and any(element.get(name) for name in _FOLDS)))


def _rows(root: HtmlElement) -> Iterator[_Row]:
    """The lines of a document in order; cells of a table row stand on one line, parted by tabs, where they are short also those that hold several
    paragraphs or items. Walks without recursion; raises _TooDeep."""
    buffer: list[tuple[str, bool]] = []
    times: list[tuple[str, str]] = []
    body = root.find("body")
    top = root if body is None else body
    state = top
    whole = {cell for tr in top.iter("tr") for cell in _short_cells(tr)}
    within_cell: HtmlElement | None = None

    def flush(*, cell: bool = False) -> list[_Row]:
        if cell:
            if any(text.strip() for text, _ in buffer):
                buffer.append(("\t", True))
            return []
        out: list[_Row] = []
        row: list[tuple[str, bool]] = []
        for text, linked in [*buffer, ("\x1e", True)]:
            first, *more = text.split("\x1e")
            row.append((first, linked))
            for piece in more:
                joined = _GAP.sub(" ", "".join(t for t, _ in row)).replace("\x1c", "")
                line = "\t".join(map(_cell, joined.split("\t"))).strip()
                if line:
                    time = next((t for t in times if t[0] in line), None)
                    out.append(_Row(line, state, len("".join(t for t, a in row if not a).split()), time, bool(out)))
                row = [(piece, linked)]
        buffer.clear()
        times.clear()
        return out

    todo: list[tuple[HtmlElement, bool, bool, int]] = [(top, True, False, 0)]
    while todo:
        element, entering, linked, depth = todo.pop()
        if depth > DEEPEST:
            raise _TooDeep
        tag = element.tag if isinstance(element.tag, str) else ""
        if not entering:
            if within_cell is not None and element is not within_cell:
                buffer += [("\x1d", True)] * (tag in _BLOCKS)
            elif tag in _BLOCKS:
                within_cell = None
                yield from flush(cell=tag in {"td", "th"})
                above = element.getparent()
                state = top if above is None else above
            if element.tail:
                buffer.append((re.sub(r"\s", " ", element.tail), linked))
            continue
        if not tag or (tag in _SILENT and not _opens_panel(element)) or (tag not in _BLOCKS and element.get("aria-hidden") == "true"):
            if element.tail:
                buffer.append((re.sub(r"\s", " ", element.tail), linked))
            continue
        if within_cell is not None:
            buffer += [("\x1d", True)] * (tag in _BLOCKS)
        elif tag in _BLOCKS:
            if tag not in {"td", "th"}:
                yield from flush()
            state = element
            within_cell = element if element in whole else None
        if tag == "time" and element.get("datetime") and (shown := _flat(element)):
            times.append((shown, element.get("datetime")))
        within = linked or (tag == "a" and not _opens_panel(element))
        before = element.getprevious() if tag not in _BLOCKS and tag not in _RAISED else None
        if before is not None and not before.tail and before.tag not in _RAISED:
            buffer.append((" " if tag == before.tag == "a" else "\x1c", within))
        if tag == "br":
            buffer.append(("\x1f" if within_cell is not None else " " if state.tag in _HEADINGS else "\x1e", linked))
        elif element.text:
            buffer.append((re.sub(r"\n", "\x1e", element.text) if tag == "pre" else re.sub(r"\s", " ", element.text), within))
        todo.append((element, False, linked, depth))
        todo += [(child, True, within, depth + 1) for child in reversed(element)]
    yield from flush()
