"""Bytes of a page to text, and HTML to lines that know their element.

:func:`decode` never fails. :func:`html_page` walks the blocks of a document in order; what stands in navigation, banners and the like is marked as
``furniture``, not lost, so that the reasons for dropping a line can be shown.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.clean.furniture import around
from pipeline.clean.language import by_small_words
from pipeline.clean.linked import stated

if TYPE_CHECKING:
    from lxml.html import HtmlElement

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

_WIDE = ("utf-16", "utf-32", "utf16", "utf32", "ucs-2")

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
_DEEPEST = 400
_PARTS = re.compile(r"\s+(?:[|»«·•:–—-]|::)\s+")
_LOWER = frozenset({"h2", "h3", "h4"})
_PROSE = 10
"""Words beside links from which on a line counts as running text."""


@dataclass(frozen=True, slots=True)
class Block:
    """A line of an HTML page: its text, the element it came from, and whether it stands in the page's furniture.

    ``linked``: it is a link and nothing else; ``beyond``: it stands after the element that holds the content.
    """

    text: str
    layout: str
    furniture: bool
    linked: bool = False
    beyond: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """A line as it was found: its text, the element it stands in, and how many of its words are no links."""

    text: str
    element: HtmlElement
    loose: int


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What an HTML page holds: its lines, its metadata by lower-case name, its own address, the texts of ``title`` and the first ``h1``.

    ``event`` is the one event of schema.org that it states, as pairs of name and value (:func:`pipeline.clean.linked.event_of`).
    """

    blocks: tuple[Block, ...]
    meta: dict[str, str]
    address: str | None
    title: str | None
    heading: str | None
    language: str | None
    event: tuple[tuple[str, str], ...] = ()


def decode(content: bytes, *, declared: str | None = None) -> str:
    """Text of the bytes: by byte order mark, UTF-8, the character set ``declared`` by the server, then by the page, Windows-1252 where that reads
    as a western language, a guess.

    Bytes that cannot be decoded become U+FFFD, and a declaration that some do not fit is not believed.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content.decode(name, errors="replace").lstrip("\ufeff")
    if declared and b"\x00" in content and declared.lower().startswith(_WIDE) and (text := _by_name(content, declared)) is not None:
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


def html_page(markup: str) -> HtmlPage:
    """Lines and metadata of an HTML document; an empty page where the parser finds nothing."""
    from lxml import etree, html

    markup = _BAD_XML.sub("", markup)
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return HtmlPage((), {}, None, None, None, None)
    meta, event = stated(root)
    address = None
    for element in root.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and element.get("href"):
            address = element.get("href").strip()
            break
    title = root.find(".//title")
    name = _flat(title) if title is not None else None
    blocks, sites = _headed(_blocks(root), name or "")
    heading = next((text for e in root.iter("h1") if (text := _flat(e)) and text not in sites), None)
    return HtmlPage(
        tuple(blocks),
        meta,
        address or meta.get("og:url"),
        name,
        heading,
        (root.get("lang") or root.get("xml:lang") or "")[:2].lower() or None,
        event,
    )


def _flat(element: HtmlElement) -> str | None:
    """Text of an element on one line, None where there is none."""
    return " ".join("".join(str(t) for t in element.itertext()).split()) or None


def _blocks(root: HtmlElement) -> list[Block]:
    """The lines of a document in order, with what stands around the content marked."""
    elements = list(root.iter())
    rows = list(_rows(root))
    prose: dict[HtmlElement, int] = {}
    for row in rows:
        if row.loose >= _PROSE:
            prose[row.element] = prose.get(row.element, 0) + row.loose
    found = around(elements, prose)
    place = {e: i for i, e in enumerate(elements)}
    layouts = _layouts(elements, place)
    return [Block(x.text, layouts[i], i in found.furniture, x.loose == 0, i in found.beyond) for x in rows for i in (place[x.element],)]


def _headed(blocks: Sequence[Block], title: str) -> tuple[list[Block], frozenset[str]]:
    """The lines with an ``h1`` that is only the site's name taken for a plain one, and the texts of those.

    It is one where ``title``, the page's name for itself, has it as one of its parts, and a longer part stands on a line of its own, which is then
    the heading unless there is another ``h1``.
    """
    parts = [p for p in _PARTS.split(title[:1000]) if p]
    longest = max(parts, key=len, default="")
    if len(parts) < 2 or not any(b.text == longest for b in blocks):
        return list(blocks), frozenset()
    sites = frozenset(b.text for b in blocks if b.layout == "h1" and b.text in parts and len(b.text) < len(longest))
    single = not any(b.layout == "h1" and b.text not in sites for b in blocks)
    out = []
    for b in blocks:
        own = b.text == longest and single and b.layout in _LOWER
        out.append(replace(b, layout="h1" if own else "div" if b.text in sites and b.layout == "h1" else b.layout))
    return out, sites


def _layouts(elements: Sequence[HtmlElement], place: Mapping[HtmlElement, int]) -> list[str]:
    """The nearest element of each that says what a line is: a heading, paragraph, item of a list, cell, division."""
    out: list[str] = []
    for element in elements:
        tag = element.tag if isinstance(element.tag, str) else ""
        up = place.get(element.getparent(), -1)
        own = tag in _BLOCKS and tag[0] in "hpldt" and tag not in {"html", "header"}
        out.append(tag if own else out[up] if up >= 0 else "")
    return out


def _rows(root: HtmlElement) -> Iterator[_Row]:
    """The lines of a document in order; cells of a table row stand on one line, parted by tabs. Walks without recursion."""
    buffer: list[tuple[str, bool]] = []
    body = root.find("body")
    top = root if body is None else body
    state = top

    def flush(*, cell: bool = False) -> list[_Row]:
        if cell:
            if any(text.strip() for text, _ in buffer):
                buffer.append(("\t", True))
            return []
        out = []
        row: list[tuple[str, bool]] = []
        for text, linked in [*buffer, ("\x1e", True)]:
            first, *more = text.split("\x1e")
            row.append((first, linked))
            for piece in more:
                line = "\t".join(" ".join(c.split()) for c in "".join(t for t, _ in row).split("\t")).strip()
                if line:
                    out.append(_Row(line, state, len("".join(t for t, a in row if not a).split())))
                row = [(piece, linked)]
        buffer.clear()
        return out

    todo: list[tuple[HtmlElement, bool, bool, int]] = [(top, True, False, 0)]
    while todo:
        element, entering, linked, depth = todo.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if not entering:
            if tag in _BLOCKS:
                yield from flush(cell=tag in {"td", "th"})
                above = element.getparent()
                state = top if above is None else above
            if element.tail:
                buffer.append((re.sub(r"\s", " ", element.tail), linked))
            continue
        if not tag or tag in _SILENT or depth > _DEEPEST:
            if element.tail:
                buffer.append((re.sub(r"\s", " ", element.tail), linked))
            continue
        if tag in _BLOCKS:
            if tag not in {"td", "th"}:
                yield from flush()
            state = element
        within = linked or tag == "a"
        if tag == "br":
            buffer.append(("\x1e", linked))
        elif element.text:
            buffer.append((re.sub(r"\n", "\x1e", element.text) if tag == "pre" else re.sub(r"\s", " ", element.text), within))
        todo.append((element, False, linked, depth))
        todo += [(child, True, within, depth + 1) for child in reversed(element)]
    yield from flush()
