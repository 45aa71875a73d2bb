"""A page to a document: decode, repair, main content, and what the page says of itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from pipeline.clean import facts, titles
from pipeline.clean.boilerplate import Judged, Survey, judge_lines, site_of
from pipeline.clean.decoding import decode
from pipeline.clean.language import SUPPORTED, language_of
from pipeline.clean.lines import fold
from pipeline.clean.markup import HtmlPage, html_page
from pipeline.clean.pagetype import error_line, page_type
from pipeline.clean.repair import repair, unwrap
from pipeline.clean.tags import tags_of
from pipeline.document import Document, Dropped, Field, Page, Status, document_id
from pipeline.read import host

_AROUND, _WIDEST = 12, 300
"""Lines at either end of a page's head and foot, and characters of the longest, that are looked at for where its publisher is."""
_LISTING = 8
"""Lines that a page without main content must have to be taken for a listing, rather than for an empty page."""


def clean(page: Page, survey: Survey) -> Document | Dropped:
    """The document of a page, filled up to ``tags``; or why there is none: no main content, or no text at all. Never raises for a page's sake."""
    lines, source = judged(page, survey)
    if source and source.fault:
        return Dropped(page.path, "clean", source.fault, "failed", page.url, page.site or host(page.url))
    if message := error_line(lines):
        lines = [replace(x, kept=False, part="head", reason="the page is an error message") for x in lines]
    url = page.url or _address(source)
    site = page.site or host(url)
    kept = [x for x in lines if x.kept]
    text = main_text(lines)
    meta = source.meta if source else {}
    language = language_of(text or " ".join(x.text for x in lines), stated=source.language if source else None)
    title = _heading(message) if message else _title(lines, source)
    blocks = source.blocks if source else ()
    dates = facts.posted(lines, language=language, meta=meta, url=url, fetched=page.fetched_on, blocks=blocks)
    kind = "error" if message else page_type(lines, title=title, dated=dates.how)
    if not kept and not message and len(lines) < _LISTING:
        return Dropped(page.path, "clean", "no main content found", "no_content", url, site)
    supported = language in SUPPORTED or language is None
    status: Status = "no_content" if not text else "extracted" if supported else "unsupported_language"
    return Document(
        document_id=document_id(page.path),
        path=page.path,
        text=text,
        content_hash=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        url=url,
        site=site,
        language=language,
        page_type=kind,
        title=title,
        published=dates.published,
        modified=dates.modified,
        published_method=dates.how,
        modified_method=dates.modified_how,
        status=status,
        error=_error(status, message, language),
        fields=(*facts.fields_of(text), *_event_fields(source)),
        tags=tags_of(lines),
        around=_around(lines),
    )


def _around(lines: Sequence[Judged]) -> str:
    """The lines of the page's head and foot that are short: the first and last ones of each."""
    out = []
    for part in ("head", "foot"):
        texts = [x.text.strip() for x in lines if x.part == part and len(x.text) <= _WIDEST]
        out += texts if len(texts) <= 2 * _AROUND else [*texts[:_AROUND], *texts[-_AROUND:]]
    return "\n".join(out)


def judged(page: Page, survey: Survey) -> tuple[list[Judged], HtmlPage | None]:
    """The page's lines with the verdict on each, and the HTML page where it is one. Lines count from 0 in the raw text, or among the blocks."""
    raw = decode(page.content, declared=page.charset)
    if page.form == "text":
        return judge_lines(repair(raw).split("\n"), survey, site=site_of(page)), None
    source = html_page(raw)
    texts = [repair(b.text) for b in source.blocks]
    inside = [i for i, b in enumerate(source.blocks) if not b.furniture]
    if sum(len(texts[i].split()) for i in inside) < 40 and sum(len(t.split()) for t in texts) > 120:
        inside = list(range(len(texts)))
    blocks = [source.blocks[i] for i in inside]
    hints = [
        ["linked"] * b.linked + ["nearly"] * b.nearly + ["beyond"] * b.beyond + ["above"] * b.above + ["beside" if b.beyond else "inside"] * b.inside
        for b in blocks
    ]
    lines = judge_lines([texts[i] for i in inside], survey, site=site_of(page), layouts=[b.layout for b in blocks], hints=hints)
    verdicts = {inside[x.number]: x for x in lines}
    start = min((i for i, x in verdicts.items() if x.kept), default=min(verdicts, default=0))
    out = []
    for i, text in enumerate(texts):
        apart = not source.blocks[i].wrapped
        if found := verdicts.get(i):
            out.append(Judged(i, text, found.kept, found.part, found.reason, apart))
        elif text.strip():
            out.append(Judged(i, text, False, "head" if i < start else "foot", "navigation, banner or side column", apart))
    return out, source


def main_text(lines: Sequence[Judged]) -> str:
    """The kept lines, one paragraph a line; lines wrapped by hand are joined."""
    kept = [x for x in lines if x.kept]
    breaks = [
        i == 0 or x.apart or x.number > kept[i - 1].number + 1 or (x.part == "title") != (kept[i - 1].part == "title") for i, x in enumerate(kept)
    ]
    return "\n".join(x for x in unwrap([x.text for x in kept], breaks) if x)


def _heading(message: str) -> str | None:
    """An error message as the page's title: None for one that is a sentence of its text."""
    text = message.strip("#*_ ")
    return text if text[-1:] != "." else None


def _error(status: Status, message: str | None, language: str | None) -> str | None:
    """Why a document has nothing to extract from, in words."""
    if status == "no_content":
        return f"no main content: the page says “{message.strip()[:120]}”" if message else "no main content: menus and links alone"
    if status == "unsupported_language":
        return f"language {language} is not supported (supported: {', '.join(sorted(SUPPORTED))})"
    return None


def _address(source: HtmlPage | None) -> str | None:
    """The page's own address, where it is a full one, in characters that can be printed."""
    if source is None or not source.address or len(source.address) > 2000 or not source.address.isprintable():
        return None
    try:
        parts = urlsplit(source.address)
    except ValueError:
        return None
    return source.address if parts.scheme in {"http", "https"} and "." in parts.netloc else None


def _event_fields(source: HtmlPage | None) -> Iterator[Field]:
    """The event that an HTML page states for machines, as fields outside the text: "Event startDate", "Event locationName"."""
    for name, value in source.event if source else ():
        yield Field(f"Event {name}", repair(value))


def _title(lines: Sequence[Judged], source: HtmlPage | None) -> str | None:
    """The title as the page prints it without the site's name; where it prints none, or that name alone, as an HTML page states it."""
    printed = titles.title_of(lines)
    names = _site_names(source)
    if printed and fold(printed) not in map(fold, names):
        return titles.without_site(printed, names, printed=True)
    return _html_title(source) or printed


def _site_names(source: HtmlPage | None) -> list[str]:
    return [name for key in ("og:site_name", "ld:publisher") if source and (name := _flat(source.meta.get(key)))]


def _html_title(source: HtmlPage | None) -> str | None:
    """The title of an HTML page whose lines show none: the first h1, og:title, its JSON-LD's headline, the title element without the site's name."""
    if source is None:
        return None
    names = _site_names(source)
    heading, stated, name = (_flat(x) for x in (source.heading, source.meta.get("og:title") or source.meta.get("ld:headline"), source.title))
    if heading and fold(heading) not in map(fold, names):
        return heading
    return (titles.without_site(stated, names) if stated else None) or (titles.without_site(name, names) if name else None)


def _flat(text: str | None) -> str | None:
    """A text of the page's head, repaired, on one line; None where there is none."""
    return " ".join(repair(text).split()) or None if text else None
