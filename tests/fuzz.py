"""A fuzz campaign over the whole page path: any bytes in, a row out. ``python tests/fuzz.py --cases 100000`` (hours; the tests run a few cases).

A case is a page of at most some 2,000 bytes, drawn with its number as the seed: pieces of training pages cut, spliced and put into other
encodings, with hostile tokens and random bytes thrown in, as text, as HTML, or in a file of a form that is read (JSON lines, WARC, zip, gzip,
zstd), which may be damaged too. It goes through reading, cleaning, annotation and assembly as in a run. Every page must come out as a record
whose spans are the text that they name, no stage may raise, and every so often the records so far are linked into tables, which must hold a row
for each of them.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import zstandard
from test_hostile import HTML, STORY, WORDS

from pipeline import flow, tables
from pipeline.annotate.sdgs import goals
from pipeline.bench_pages import CORPUS, templates
from pipeline.clean.boilerplate import survey
from pipeline.document import Dropped, Page
from pipeline.link import link
from pipeline.link.copies import without_copies
from pipeline.read import plan, read

TOGETHER = 16
LINKED = 2_000
"""Records that are linked together."""
SLOW = 20.0
"""Seconds of processor time for one batch above which its cases are told."""
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-16", "utf-16-le", "cp1252", "latin-1", "utf-8-sig", "utf-32", "cp1251", "shift_jis", "utf-7")
TAGS = [
    "p", "div", "li", "td", "h1", "h2", "title", "a", "span", "table", "tr", "ul", "article", "main", "header", "footer", "nav", "script", "style",
    "time", "meta", "address", "br", "b", "i", "form", "pre", "blockquote", "section",
]  # fmt: skip
CHARS = "\0\x0b\x1c\x85\xa0\xad\u200b\u200d\u2028\u202e\ufeff\ufffd\ud800\U0001f600ıİſKßﬁ́“”«»‘’–—•…№½٣३"
ATTRIBUTES = (
    "class='nav'",
    "id=main",
    "datetime='2019-06-31'",
    "href='http://[x'",
    'content="31/02/2019"',
    "style=display:none",
    "lang=fr",
    "hidden",
)


@cache
def pieces() -> tuple[str, ...]:
    """Paragraphs and raw lines of the training pages."""
    return tuple(p for t in templates(CORPUS) for p in (t.title, *t.paragraphs))


def body(draw: random.Random) -> str:
    """The text of a case."""
    parts: list[str] = []
    size, wanted = 0, draw.choice((60, 200, 600, 1200, 2000))
    while size < wanted:
        match draw.randrange(10):
            case 0:
                part = draw.choice(WORDS) * draw.choice((1, 1, 2, 5, 30))
            case 1:
                part = "".join(draw.choice(CHARS) for _ in range(draw.randrange(1, 6)))
            case 2:
                part = "".join(chr(draw.choice((draw.randrange(32, 127), draw.randrange(160, 0x2FFF), draw.randrange(0x10FFFF)))) for _ in range(9))
            case 3:
                part = STORY
            case _:
                piece = draw.choice(pieces())
                a, b = sorted((draw.randrange(len(piece) + 1), draw.randrange(len(piece) + 1)))
                part = piece if draw.random() < 0.3 else piece[a:b]
        parts.append(part[: wanted * 2])
        size += len(parts[-1])
        parts.append(draw.choice(("", "", " ", " ", "\n", "\n\n", "\r\n", ". ", ", ", ": ", " – ", "\t", " | ")))
    text = "".join(parts)
    for _ in range(draw.choice((0, 0, 1, 3, 20))):
        at = draw.randrange(len(text) + 1)
        text = text[:at] + draw.choice((draw.choice(CHARS), "", draw.choice(WORDS), str(draw.randrange(3000)))) + text[at + draw.randrange(3) :]
    return text


def marked_up(draw: random.Random, text: str) -> str:
    """The text with tags strewn over it, some of them broken."""
    if draw.random() < 0.03:
        return draw.choice(list(HTML.values()))[:3000]
    out = []
    for line in text.split("\n"):
        tag = draw.choice(TAGS)
        out.append(f"<{tag} {draw.choice(ATTRIBUTES) if draw.random() < 0.3 else ''}>{line}" + (f"</{tag}>" if draw.random() < 0.8 else ""))
    for _ in range(draw.choice((0, 0, 2, 8))):
        out.insert(
            draw.randrange(len(out) + 1), draw.choice(("<!--", "-->", "</", "<", "&#x110000;", "&nbsp;", "<![CDATA[", "]]>", "</div></div>", "\0"))
        )
    data = {
        "@type": draw.choice(("Event", "NewsArticle", ["Event"], 7, None)),
        "name": text[:40],
        "startDate": draw.choice(("2019-13-01", 5, None, "x")),
    }
    if draw.random() < 0.2:
        out.insert(0, f"<script type='application/ld+json'>{json.dumps(data)[: draw.choice((20, 999))]}</script>")
    return ("<html><head><title>" + text[:30] + "</title></head><body>" if draw.random() < 0.7 else "") + "\n".join(out)


def damaged(draw: random.Random, data: bytes) -> bytes:
    """The bytes with some of them changed, taken away or doubled, or cut off."""
    if draw.random() < 0.6:
        return data
    out = bytearray(data)
    for _ in range(draw.choice((1, 1, 4, 40))):
        at = draw.randrange(len(out) + 1)
        match draw.randrange(4):
            case 0:
                out[at : at + 1] = bytes([draw.randrange(256)])
            case 1:
                del out[at : at + draw.randrange(1, 20)]
            case 2:
                out[at:at] = bytes(out[at : at + draw.randrange(1, 40)])
            case _:
                out[at:at] = draw.randbytes(draw.randrange(1, 8))
    return bytes(out[: draw.randrange(len(out) + 1)] if draw.random() < 0.1 else out)


def content(draw: random.Random, *, html: bool) -> bytes:
    """The bytes of a page."""
    if draw.random() < 0.05:
        return draw.randbytes(draw.randrange(2000))
    text = body(draw)
    return damaged(draw, (marked_up(draw, text) if html else text).encode(draw.choice(ENCODINGS), draw.choice(("replace", "ignore"))))


def packed(draw: random.Random, number: int) -> tuple[str, bytes]:
    """Name and bytes of a file that holds a few pages."""
    texts = [content(draw, html=draw.random() < 0.5) for _ in range(draw.randrange(1, 4))]
    form = draw.choice(("jsonl", "jsonl", "warc", "zip", "txt.gz", "html.zst", "html", "warc.gz"))
    name = f"{number:07}.{form}"
    if form == "jsonl":
        keys = ("url", "text", "html", "fetched_at", "content", "title", "x")
        rows = []
        for text in texts:
            values = (text.decode("utf-8", "replace"), text[:20].decode("latin-1"), number, None, [1], {"a": "b"}, True, "https://x.example/1")
            rows.append(
                json.dumps({key: draw.choice(values) if draw.random() < 0.5 else values[0] for key in draw.sample(keys, draw.randrange(1, 5))})
            )
        return name, damaged(draw, "\n".join(rows).encode())
    if form.startswith("warc"):
        out = io.BytesIO()
        for text in texts:
            charset = draw.choice(("", "; charset=utf-8", "; charset=nonsense", "; charset=utf-16"))
            head = (
                f"HTTP/1.1 {draw.choice((200, 404, 0))} OK\r\nContent-Type: {draw.choice(('text/html', 'text/plain', 'image/png'))}{charset}\r\n\r\n"
            )
            answer = head.encode() + text
            fields = f"WARC-Type: response\r\nWARC-Target-URI: https://x.example/{number}\r\nWARC-Date: 2019-06-04T00:00:00Z\r\n"
            fields += f"WARC-Record-ID: <urn:uuid:{draw.randrange(9**9)}>\r\nContent-Type: application/http; msgtype=response\r\n"
            out.write(f"WARC/1.0\r\n{fields}Content-Length: {len(answer) + draw.choice((0, 0, 0, 5, -5))}\r\n\r\n".encode() + answer + b"\r\n\r\n")
        return name, damaged(draw, gzip.compress(out.getvalue()) if form == "warc.gz" else out.getvalue())
    if form == "zip":
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for n, text in enumerate(texts):
                file.writestr(f"{n}{draw.choice(('.txt', '.html', '.jsonl', '.pdf', '', '.txt.gz'))}", text)
        return name, damaged(draw, out.getvalue())
    if form == "txt.gz":
        return name, damaged(draw, gzip.compress(texts[0]))
    if form == "html.zst":
        return name, damaged(draw, zstandard.compress(texts[0]))
    return name, texts[0]


def case(number: int, folder: Path) -> list[Page | Dropped]:
    """The pages of a case: one in most, those of a file in every fifth."""
    draw = random.Random(number)
    if number % 5 == 0:
        name, data = packed(draw, number)
        file = folder / name
        file.write_bytes(data)
        pages = [replace(page, path=f"{number:07}/{page.path}") for source in plan([file]) for page in read(source)]
        file.unlink()
        return pages
    html = draw.random() < 0.5
    form, name = ("html", f"{number:07}.html") if html else ("text", f"{number:07}.txt")
    return [Page(name, content(draw, html=html), form)]  # type: ignore[arg-type]


def faults(records: list[flow.Record], pages: list[Page | Dropped]) -> Iterator[str]:
    """What is wrong with the records of some pages, in words."""
    if [r.path for r in records] != [p.path for p in pages]:
        yield f"{len(pages)} pages gave {len(records)} records, or of other paths"
    for record in records:
        if isinstance(record, Dropped):
            if "please report" in record.reason:
                yield f"{record.path}: {record.stage}: {record.reason}"
            continue
        text = record.text
        spans = [*record.sentences, *((x.start, x.end) for x in (*record.spans, *record.contacts, *record.events, *record.initiatives))]
        if any(not 0 <= a < b <= len(text) for a, b in spans):
            yield f"{record.path}: a span outside the text"
        if any(text[m.start : m.end] != m.text for m in record.mentions if m.start is not None):
            yield f"{record.path}: a mention that is not its text"


def campaign(first: int, cases: int) -> tuple[list[str], Counter[str]]:
    """Works the cases from number ``first`` on; returns what is wrong and the records by status."""
    job, wrong, seen, told = flow.Job(), list[str](), Counter[str](), 0
    unlinked: list[flow.Record] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for start in range(first, first + cases, TOGETHER):
            numbers = range(start, min(start + TOGETHER, first + cases))
            began = time.process_time()
            try:
                pages = [page for number in numbers for page in case(number, folder)]
                found = survey([p for p in pages if isinstance(p, Page)]) if start % 3 == 0 else job.survey
                records = list(flow.extract(pages, replace(job, survey=found)))
            except Exception:  # noqa: BLE001 - that is what is looked for
                wrong.append(f"cases {numbers}: {traceback.format_exc(limit=-4)}")
                continue
            wrong += faults(records, pages)
            seen.update(r.status for r in records)
            spent = time.process_time() - began
            if spent > SLOW:
                wrong.append(f"cases {numbers}: {spent:.0f} s")
            unlinked += records
            if len(unlinked) >= LINKED or numbers[-1] == first + cases - 1:
                wrong += _linked(unlinked, folder / "tables")
                unlinked = []
            for fault in wrong[told:]:
                sys.stderr.write(f"{fault}\n")
            told = len(wrong)
            if start // TOGETHER % 200 == 0:
                sys.stderr.write(f"{time.strftime('%H:%M:%S')} case {numbers[-1]} {dict(seen)} {len(wrong)} wrong\n")
    return wrong, seen


def _linked(records: list[flow.Record], output: Path) -> Iterator[str]:
    """What is wrong with the tables of the records."""
    output.mkdir(exist_ok=True)
    ordered = sorted(records, key=lambda r: r.path)
    try:
        link(without_copies(lambda: iter(ordered)), goals(), output)
        rows = tables.read_table(output, "documents", columns=["path"]).to_pylist()
    except Exception:  # noqa: BLE001 - as above
        yield f"linking the records up to {ordered[-1].path}: {traceback.format_exc(limit=-4)}"
        return
    if [row["path"] for row in rows] != [r.path for r in ordered]:
        yield f"{len(ordered)} records gave {len(rows)} rows"


def main() -> int:
    """Runs a campaign, prints what it found; exit code 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--cases", type=int, default=1000)
    options = parser.parse_args()
    wrong, seen = campaign(options.first, options.cases)
    told = f"{options.cases} cases from {options.first}, {sum(seen.values())} records {dict(sorted(seen.items()))}, {len(wrong)} wrong"
    sys.stdout.write("\n".join((told, *wrong, "")))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
