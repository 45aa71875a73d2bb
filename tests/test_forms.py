"""What bytes are, by whatever way they come in."""

import gzip
import io
import json
import random
import time
import zipfile
from pathlib import Path

import pytest

from pipeline.document import Dropped, Page
from pipeline.read import Source, plan, read
from pipeline.read.forms import checked, container

STORY = "<h1>Pilots meet in Lomé</h1><p>Lomé, 4 June 2019. The Port Authority of Lomé opened a round table on harbour safety.</p>"
WRAPPED = "<div><p>Lomé, 4 June 2019. The Port Authority\nof Lomé opened a round table\non harbour safety,\nthe third of its kind.</p></div>\n"


def found(name: str, content: bytes, folder: Path) -> list[Page | Dropped]:
    (folder / name).write_bytes(content)
    return [p for source in plan([folder / name]) for p in read(source)]


def warc(*records: tuple[str, str, bytes], http: str = "200 OK") -> list[bytes]:
    """Records of (address, type, body), each as bytes of its own."""
    out = []
    for url, kind, body in records:
        answer = f"HTTP/1.1 {http}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://port.example/{url}\r\nContent-Type: application/http; msgtype=response\r\n"
        )
        out.append(head.encode() + f"Content-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n")
    return out


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (f"<!DOCTYPE html><html><body>{STORY}", "html"),
        (f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html><html><body>{STORY}</body></html>', "html"),
        (f"<!-- saved from url=(0014)about:internet -->\r\n<!-- a > b --><HTML><body>{STORY}</body></HTML>", "html"),
        (f"<?php echo 1 ?>\n<html>{STORY}", "html"),
        (f"  <head><title>Pilots</title></head><body>{STORY}</body>", "html"),
        (f"<div><p>{STORY}</div>", "html"),
        (WRAPPED, "html"),
        (f"Lomé, 4 June 2019. <b>Pilots</b> meet.<br><br/>{STORY}", "html"),
        ("The pilots of Lomé meet\n\nLomé, 4 June 2019. Tugs < 20 m and <ship@port.example> are welcome.\n", "text"),
        ("<ship@port.example> wrote:\nThe pilots meet\nin Lomé.\n", "text"),
        ("<p>\nThe pilots of Lomé meet\n4 June 2019\n\nThey need daylight.\nTugs as well.\n", "text"),
        ("<!-- markdownlint-disable -->\n# Pilots\n\n- a <br> b\n- c\n- d\n\nLomé.\n", "text"),
        ("<!-- without end", "text"),
        ("<", "text"),
        ("<<<<<< Pilots >>>>>>", "text"),
        ("Pilots <b>meet</b> in Lomé\n", "text"),
    ],
)
def test_the_same_page_has_the_same_form_whatever_it_comes_in(tmp_path, content, form):
    data = content.encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", data)
    inputs = {
        "a.txt": data,
        "wide.txt": content.encode("utf-16"),
        "a.gz": gzip.compress(data),
        "a.zip": packed.getvalue(),
        "a.jsonl": json.dumps({"text": content}).encode(),
        "a.warc": b"".join(warc(("a", "text/plain", data))),
    }
    assert {name: [getattr(p, "form", p) for p in found(name, x, tmp_path)] for name, x in inputs.items()} == {name: [form] for name in inputs}


@pytest.mark.parametrize(
    ("head", "suffix"),
    [
        (b'{"text": "x"}\n', ".jsonl"),
        (b'\xef\xbb\xbf \n{ "text": "x"}\n', ".jsonl"),
        (b'[1]\n{"text": "x"}\n', ".jsonl"),
        (b'null\n"x"\n{"text": "x"}\n', ".jsonl"),
        (b'[\n  {\n    "text": "x"', ".jsonl"),
        (b"[1] The first note\n[2] The second\n", ""),
        (b"{{Infobox}}\n", ""),
        (b"12 pilots meet\nin Lom\xc3\xa9\n", ""),
        (b"WARC/1.0\r\n", ".warc"),
        (gzip.compress(b"x"), ".gz"),
        (b"PK\x03\x04", ".zip"),
        (b"", ""),
    ],
)
def test_archives_are_told_by_their_beginning(head, suffix):
    assert container(head) == suffix


def test_what_is_in_a_compressed_file_without_a_name_is_told_by_its_bytes(tmp_path):
    lines = "".join(json.dumps({"text": f"{n} {STORY}"}) + "\n" for n in range(3)).encode()
    records = b"".join(warc(("a", "text/html", STORY.encode()), ("b", "text/html", STORY.encode())))
    assert [p.path for p in found("a.gz", gzip.compress(b"[1]\n" + lines), tmp_path)] == [f"a.gz#{n}" for n in (1, 2, 3, 4)]
    assert [p.path for p in found("b.gz", gzip.compress(records), tmp_path)] == ["b.gz#1", "b.gz#2"]
    assert [p.path for p in found("c.warc", gzip.compress(records), tmp_path)] == ["c.warc#1", "c.warc#2"]
    (tmp_path / "crawl").write_bytes(lines)
    (tmp_path / "list.csv").write_text("path\ncrawl\n")
    assert [p.path for source in plan([tmp_path / "list.csv"]) for p in read(source)] == ["crawl#1", "crawl#2", "crawl#3"]


@pytest.mark.parametrize("name", ["crawl.zip.gz", "crawl.gz"])
def test_a_zip_may_be_compressed_once_more(tmp_path, name):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.html", STORY)
        archive.writestr("deep.zip.gz", b"x")
    page, deep = found(name, gzip.compress(packed.getvalue()), tmp_path)
    assert (page.path, page.site, page.content.decode()) == (f"{name}!a.html", "crawl", STORY)
    assert "unpack it first" in deep.reason
    *_, cut = found(name, gzip.compress(packed.getvalue())[:-30], tmp_path)
    assert "cut off" in cut.reason


class Pipe(io.RawIOBase):
    """A file that cannot go back, for which zips state sizes behind the members."""

    def __init__(self) -> None:
        self.content = b""

    def writable(self) -> bool:
        return True

    def write(self, block) -> int:
        self.content += bytes(block)
        return len(block)


@pytest.mark.parametrize("piped", [False, True])
@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_of_a_zip_that_is_cut_off_the_members_that_are_whole_are_read(tmp_path, packing, piped):
    packed = Pipe() if piped else io.BytesIO()
    texts = {f"iom/{n}.txt": f"{n} {STORY} {random.Random(n).random()}" for n in range(5)}
    with zipfile.ZipFile(packed, "w", packing) as archive:
        archive.mkdir("iom")
        for name, text in texts.items():
            archive.writestr(name, text)
    content = packed.content if isinstance(packed, Pipe) else packed.getvalue()
    end = content.index(b"PK\x01\x02")
    for at, whole in ((end + 10, 5), (end - 30, 4), (end // 2, 2)):
        *pages, cut = found("crawl.zip", content[:at], tmp_path)
        read = {p.path: p.content.decode() for p in pages if isinstance(p, Page)}
        wanted = {f"crawl.zip!{name}": text for name, text in list(texts.items())[:whole]}
        assert read == ({} if piped and packing == zipfile.ZIP_STORED else wanted)
        assert all(p.status == "failed" for p in pages if isinstance(p, Dropped))
        assert {p.site for p in pages} == {"iom"}
        assert (cut.path, cut.reason[:25]) == ("crawl.zip", "cut off or damaged at its")
    if packing == zipfile.ZIP_STORED and not piped:
        changed, *_ = found("crawl.zip", content[: end - 30].replace(b"Port", b"Fort", 1), tmp_path)
        assert "wrong checksum" in changed.reason
    (not_one,) = found("crawl.zip", b"PK\x03\x04 nothing", tmp_path)
    assert "damaged or no zip archive" in not_one.reason


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("Lomé, 4 June 2019. The wo\0rkshop on tugs.\0".encode(), None),
        ("Lomé, 4 June 2019. The wo\0rkshop on tugs.".encode("cp1252"), None),
        ("Lomé, 4 June 2019. The workshop on tugs.".encode("utf-16-le"), "utf-16-le"),
        ("Lomé, 4 June 2019. The workshop on tugs.".encode("utf-16-be"), "utf-16-be"),
        ("Совещание лоцманов\n".encode("cp1251") * 9, None),
        (bytes(range(256)) * 9, "binary"),
        (b"\0" * 500, "binary"),
        (b"\0\1" * 500, "binary"),
        (b"ELF\x01\x02 \xff\xfe \0 some words of a program that are long enough", "binary"),
        (random.Random(7).randbytes(9000), "binary"),
    ],
)
def test_nul_bytes_alone_make_no_page_binary(content, charset):
    page = checked(Page("a.txt", content, "text"), "name")
    assert (page.charset if isinstance(page, Page) else "binary") == charset


def test_what_is_no_page_says_what_it_is_in_every_form(tmp_path):
    pdf = b"%PDF-1.5 1 0 obj"
    for name, content, told in (
        ("a.html", pdf, "name"),
        ("a.jsonl", json.dumps({"html": pdf.decode()}).encode(), "field"),
        ("a.warc", b"".join(warc(("a", "text/html", pdf))), "type"),
    ):
        (page,) = found(name, content, tmp_path)
        assert isinstance(page, Dropped)
        assert page.reason.startswith(f"a PDF, not a text file, whatever its {told} says")


@pytest.mark.parametrize(
    ("http", "kind", "body", "outcome"),
    [
        ("200 OK", "application/octet-stream", STORY.encode(), "html"),
        ("200 OK", "application/octet-stream", b"pilots meet in Lome", "application/octet-stream is no page of text"),
        ("200 OK", "application/octet-stream", b"%PDF-1.5", "application/octet-stream is no page of text"),
        ("200 OK", "", b"pilots meet in Lome", "text"),
        ("200 OK", "text/html", b"pilots meet in Lome", "html"),
        ("200 OK", "text/css", b"p { color: red }", "text/css is no page of text"),
        ("203 Other", "text/html", STORY.encode(), "html"),
        ("404 Not Found", "text/html", STORY.encode(), "HTTP status 404"),
        ("301 Moved Permanently", "text/html", STORY.encode(), "HTTP status 301"),
        ("503 Busy", "text/plain", STORY.encode(), "HTTP status 503"),
    ],
)
def test_answers_of_servers(tmp_path, http, kind, body, outcome):
    (page,) = found("a.warc", b"".join(warc(("a", kind, body), http=http)), tmp_path)
    if isinstance(page, Page):
        assert page.form == outcome
    else:
        assert (page.status, page.url) == ("no_content", "https://port.example/a")
        assert page.reason.startswith(outcome)


def wrong(record: bytes, length: str) -> bytes:
    """A record with another length stated in its head."""
    before, _, after = record.partition(b"Content-Length: ")
    return before + (f"Content-Length: {length}".encode() if length else b"X: y") + after[after.index(b"\r\n") :]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("second", "told"),
    [
        (lambda r: wrong(r, "99"), "a record with a wrong length (it states 99 bytes, what follows begins after "),
        (lambda r: wrong(r, "700"), "a record with a wrong length (it states 700 bytes"),
        (lambda r: wrong(r, "9000"), "a record with a wrong length (it states 9,000 bytes"),
        (lambda r: wrong(r, "900000000000"), "a record with a wrong length"),
        (lambda r: wrong(r, ""), "does not state its length"),
        (lambda r: wrong(r, "-3"), "does not state its length"),
        (lambda _: b"\x00\x1b[31m\xff junk\r\n" * 50, "no record of a WARC begins here; the next 700 bytes cannot be read"),
        (lambda r: r[:300] + b"\n", "a record with a wrong length"),
    ],
)
def test_a_damaged_record_takes_no_other_along(tmp_path, packed, second, told):
    first, middle, *rest = warc(*((name, "text/html", f"{name} {STORY}".encode()) for name in "abcd"))
    content = b"".join([first, second(middle), *rest])
    pages = found("a.warc.gz" if packed else "a.warc", gzip.compress(content) if packed else content, tmp_path)
    assert [p.content[:1] for p in pages if isinstance(p, Page)] == [b"a", b"c", b"d"]
    (lost,) = [p for p in pages if isinstance(p, Dropped)]
    assert told in lost.reason
    assert lost.path.endswith("#2")
    assert lost.reason.isprintable()


def test_the_last_record_may_be_damaged_too(tmp_path):
    first, last = warc(("a", "text/html", STORY.encode()), ("b", "text/html", STORY.encode()))
    for damaged, told in ((wrong(last, "30"), "states 30 bytes"), (wrong(last, "3000"), "cut off"), (last[:-60], "cut off")):
        page, lost = found("a.warc", first + damaged, tmp_path)
        assert isinstance(page, Page)
        assert told in lost.reason
        assert lost.url == "https://port.example/b"


def test_a_page_that_quotes_a_warc_is_whole(tmp_path):
    body = STORY.encode() + b"\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\n\r\nthe end"
    one, two = found("a.warc", b"".join(warc(("a", "text/html", body), ("b", "text/html", STORY.encode()))), tmp_path)
    assert (one.content, two.content) == (body, STORY.encode())


def test_a_record_above_the_limit_is_passed_over(tmp_path):
    records = warc(("a", "video/mp4", b"x" * 300_000), ("b", "text/html", b"y" * 300_000), ("c", "text/html", STORY.encode()))
    (tmp_path / "a.warc").write_bytes(b"".join(records))
    video, large, page = read(Source(tmp_path / "a.warc", "a.warc", None, 600_000), limit=1000)
    assert (video.reason, large.reason[:11]) == ("video/mp4 is no page of text", "larger than")
    assert page.content == STORY.encode()


def test_records_made_to_be_slow_take_time_in_proportion(tmp_path):
    record = wrong(warc(("a", "text/html", b"x"))[0], "15000000")
    start = time.process_time()
    found("a.warc", record * 40_000, tmp_path)
    found("b.warc", b"\n" * 20_000_000, tmp_path)
    found("c.warc", b"\nWARC/1.0\r\n" * 500_000, tmp_path)
    assert time.process_time() - start < 20
