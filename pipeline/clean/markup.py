"""Bytes of a page to text, and HTML to lines that know their element.

:func:`decode` never fails. :func:`html_page` walks the blocks of a document in order; what stands in navigation, banners and the like is marked as
``furniture``, not lost, so that the reasons for dropping a line can be shown.
"""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.clean.language import by_small_words

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
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "dialog"})
_FURNITURE_ROLES = frozenset({"navigation", "search", "banner", "contentinfo", "dialog", "complementary", "menu", "menubar", "alert"})
_AROUND = (
    "breadcrumb breadcrumbs cc consent cookie cookies cookiebar footer gdpr menu modal nav navbar navigation newsletter pager "
    "pagination popup related share sharing sidebar sitemap "
    "skip social subscribe toolbar topbar widget login search comments addtoany sharethis mainnav subnav"
)
_FURNITURE_NAMES = frozenset(_AROUND.split())
_KEPT_NAMES = frozenset({"content", "main", "article", "body", "node", "entry", "post", "page", "wrapper", "container"})
_HIDDEN = re.compile(r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)", re.I)
_BAD_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DEEPEST = 400


@dataclass(frozen=True, slots=True)
class Block:
    """A line of an HTML page: its text, the element it came from, and whether it stands in the page's furniture."""

    text: str
    layout: str
    furniture: bool


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What an HTML page holds: its lines, its metadata by lower-case name, its own address, the texts of ``title`` and the first ``h1``."""

    blocks: tuple[Block, ...]
    meta: dict[str, str]
    address: str | None
    title: str | None
    heading: str | None
    language: str | None


def decode(content: bytes) -> str:
    """Text of the bytes: by byte order mark, UTF-8, declared character set, Windows-1252 where that reads as a western language, a guess.

    Bytes that cannot be decoded become U+FFFD.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content.decode(name, errors="replace").lstrip("\ufeff")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared := _CHARSET.search(content[:4096]):
        name = declared.group(1).decode("ascii").lower()
        try:
            return content.decode(_LATIN.get(name, name))
        except (LookupError, UnicodeError):
            pass
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


def html_page(markup: str) -> HtmlPage:
    """Lines and metadata of an HTML document; an empty page where the parser finds nothing."""
    from lxml import etree, html

    markup = _BAD_XML.sub("", markup)
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return HtmlPage((), {}, None, None, None, None)
    meta: dict[str, str] = {}
    address = None
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        if name and element.get("content"):
            meta.setdefault(name, " ".join(element.get("content").split()))
    for element in root.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and element.get("href"):
            address = element.get("href").strip()
            break
    for element in root.iter("script"):
        if (element.get("type") or "").lower() == "application/ld+json":
            _linked_data(element.text or "", meta)
    title = root.find(".//title")
    first = root.find(".//h1")
    return HtmlPage(
        tuple(_blocks(root)),
        meta,
        address or meta.get("og:url"),
        _flat(title) if title is not None else None,
        _flat(first) if first is not None else None,
        (root.get("lang") or root.get("xml:lang") or "")[:2].lower() or None,
    )


def _linked_data(text: str, meta: dict[str, str]) -> None:
    """Adds the dates and headline of the page's JSON-LD to ``meta`` under ``ld:`` names."""
    try:
        stack: list[Any] = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    for _ in range(200):
        if not stack:
            return
        item = stack.pop(0)
        if isinstance(item, list):
            stack += item[:50]
        elif isinstance(item, dict):
            for key in ("datePublished", "dateModified", "headline", "@type"):
                if isinstance(item.get(key), str):
                    meta.setdefault("ld:" + key.lower().lstrip("@"), item[key])
            if isinstance(item.get("@graph"), list):
                stack += item["@graph"][:50]


def _flat(element: HtmlElement) -> str | None:
    """Text of an element on one line, None where there is none."""
    return " ".join("".join(str(t) for t in element.itertext()).split()) or None


def _is_furniture(element: HtmlElement, tag: str) -> bool:
    """Whether an element holds what stands around the content: by element, role, names in class and id, or because it is hidden."""
    if (
        tag in _FURNITURE_TAGS
        or (element.get("role") or "").lower() in _FURNITURE_ROLES
        or element.get("hidden") is not None
        or _HIDDEN.search(element.get("style") or "")
    ):
        return True
    if tag == "header":
        return element.find(".//h1") is None
    if tag in {"body", "html", "main", "article"}:
        return False
    names = set(re.split(r"[^a-z]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", f"{element.get('class') or ''} {element.get('id') or ''}"[:300]).lower()))
    return bool(names & _FURNITURE_NAMES) and not names & _KEPT_NAMES


def _blocks(root: HtmlElement) -> list[Block]:
    """The lines of a document in order; cells of a table row stand on one line, parted by tabs. Walks without recursion."""
    lines: list[Block] = []
    buffer: list[str] = []
    state = ("", False)

    def flush(*, cell: bool = False) -> None:
        text = "".join(buffer)
        if cell:
            if text.strip():
                buffer.append("\t")
            return
        buffer.clear()
        rows = ["\t".join(" ".join(c.split()) for c in row.split("\t")).strip() for row in text.split("\x1e")]
        lines.extend(Block(row, *state) for row in rows if row)

    body = root.find("body")
    todo: list[tuple[HtmlElement, str, bool, bool, int]] = [(root if body is None else body, "", False, True, 0)]
    while todo:
        element, layout, furniture, entering, depth = todo.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if not entering:
            if tag in _BLOCKS:
                flush(cell=tag in {"td", "th"})
            state = (layout, furniture)
            if element.tail:
                buffer.append(re.sub(r"\s", " ", element.tail))
            continue
        if not tag or tag in _SILENT or depth > _DEEPEST:
            if element.tail:
                buffer.append(re.sub(r"\s", " ", element.tail))
            continue
        inner = (layout, furniture)
        if tag in _BLOCKS:
            if tag not in {"td", "th"}:
                flush()
            inner = (tag if tag[0] in "hpldt" and tag not in {"html", "header"} else layout, furniture or _is_furniture(element, tag))
        elif not furniture and _is_furniture(element, tag):
            inner = (layout, furniture)
        state = inner if tag in _BLOCKS else state
        if tag == "br":
            buffer.append("\x1e")
        elif element.text:
            keep = "\x1e" if tag == "pre" else " "
            buffer.append(re.sub(r"\n", keep, element.text) if tag == "pre" else re.sub(r"\s", " ", element.text))
        todo.append((element, layout, furniture, False, depth))
        todo += [(child, *inner, True, depth + 1) for child in reversed(element)]
    flush()
    return lines
