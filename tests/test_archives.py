import gzip
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.document import Dropped, Page
from pipeline.read import ReadError, Source, plan, read
from pipeline.read.archives import Keys, day

STORY = "Lomé, 4 June 2019. The Port Authority of Lomé opened a round table on harbour safety.\n" * 3
PAGE = f"<html><body><p>{STORY}</p></body></html>"


def pages(file: Path, **more) -> list[Page | Dropped]:
    return [p for source in plan([file]) for p in read(source, **more)]


def lines(*records) -> bytes:
    return b"".join(json.dumps(r).encode() + b"\n" for r in records)


def warc(*bodies: tuple[str, bytes]) -> bytes:
    out = b""
    for kind, body in bodies:
        http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://port.example/story\r\nWARC-Date: 2019-06-05T10:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        out += head.encode() + http + b"\r\n\r\n"
    return out


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


ONE = lines({"url": "https://port.example/story", "text": STORY, "fetched_at": "2019-06-05T10:00:00Z"})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", STORY.encode()),
        ("a.txt.gz", gzip.compress(STORY.encode())),
        ("a.gz", gzip.compress(STORY.encode())),
        ("a.txt.zst", zstandard.compress(STORY.encode())),
        ("a.jsonl", ONE),
        ("a.jsonl.gz", gzip.compress(ONE)),
        ("a.jsonl.zst", zstandard.compress(ONE)),
        ("a.warc", warc(("text/plain", STORY.encode()))),
        ("a.warc.gz", gzip.compress(warc(("text/plain", STORY.encode())))),
        ("a.zip", zipped(**{"deep/a.txt": STORY.encode()})),
        ("b.zip", zipped(**{"a.jsonl.gz": gzip.compress(ONE)})),
    ],
)
def test_every_form_gives_the_same_page(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    (page,) = pages(tmp_path / name)
    assert isinstance(page, Page), page
    assert (page.content.decode(), page.form) == (STORY, "text")


def test_json_lines_keep_address_and_day(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(ONE + b"\n" + lines({"link": "x", "body": PAGE}, [1], {"url": "y"}) + b"{broken\n")
    first, other, array, empty, broken = pages(tmp_path / "a.jsonl")
    assert (first.path, first.url, first.fetched_on) == ("a.jsonl#1", "https://port.example/story", date(2019, 6, 5))
    assert [p.status for p in (other, array, empty, broken)] == ["failed", "failed", "failed", "failed"]
    assert broken.path == "a.jsonl#6"
    assert "whose fields are link, body: name the right ones in a settings file (--config) as field_text or field_html" in other.reason
    assert empty.url == "y"
    found = pages(tmp_path / "a.jsonl", keys=Keys(url="link", html="body"))
    assert (found[1].url, found[1].form) == ("x", "html")


@pytest.mark.parametrize(
    ("line", "status", "reason"),
    [
        ({"url": "y", "text": " "}, "no_content", "empty: no text in 'text' or 'html'"),
        ({"text": None, "html": ["x"]}, "no_content", "empty"),
        ({}, "failed", "whose fields are none"),
        ([{"text": "x"}], "failed", "one a line"),
        ({"\ud800": "x"}, "failed", "whose fields are ?"),
    ],
)
def test_a_line_without_a_page_has_a_reason(tmp_path, line, status, reason):
    (tmp_path / "a.jsonl").write_bytes(lines(line))
    (found,) = pages(tmp_path / "a.jsonl")
    assert (found.status, reason in found.reason) == (status, True), found.reason


@pytest.mark.parametrize("indent", ["[\n", "\ufeff{\n"])
def test_json_over_several_lines_is_one_failure(tmp_path, indent):
    (tmp_path / "a.jsonl").write_text(indent + '  "text": "x"\n}\n')
    (found,) = pages(tmp_path / "a.jsonl")
    assert "write one object a line" in found.reason


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://Port.example:8080/story", "port.example"),
        ("port.example/story", None),
        ("http://[bad", None),
        ("https://port.example/\ud800", "port.example"),
        ("", None),
        (None, None),
    ],
)
def test_the_site_of_a_page_is_the_host_of_its_address_where_it_has_one(tmp_path, url, site):
    (tmp_path / "a.jsonl").write_bytes(lines({"url": url, "text": STORY}, {"url": url, "text": ""}))
    story, empty = pages(tmp_path / "a.jsonl")
    assert (story.site, empty.site) == (site, site)


def test_a_long_line_is_dropped_and_the_next_is_read(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(lines({"text": "x" * 5000}) + ONE)
    long, story = pages(tmp_path / "a.jsonl", limit=1000)
    assert "larger than" in long.reason
    assert story.path == "a.jsonl#2"


def test_warc_records(tmp_path):
    lying = warc(("text/plain", STORY.encode())).replace(b"Length: 264", b"Length: xyz")
    assert b"xyz" in lying
    (tmp_path / "a.warc").write_bytes(warc(("text/html", PAGE.encode()), ("image/png", b"\x89PNG")) + lying)
    story, image, plain = pages(tmp_path / "a.warc")
    assert (story.form, story.url, story.fetched_on) == ("html", "https://port.example/story", date(2019, 6, 5))
    assert (image.status, image.path) == ("no_content", "a.warc#2")
    assert plain.form == "text"


def test_a_warc_record_without_an_address_is_told(tmp_path):
    nameless = warc(("text/html", PAGE.encode())).replace(b"WARC-Target-URI", b"WARC-Target-XXX")
    (tmp_path / "a.warc").write_bytes(warc(("text/html", PAGE.encode())) + nameless)
    story, rest = pages(tmp_path / "a.warc")
    assert isinstance(story, Page)
    assert (rest.path, rest.status) == ("a.warc#2", "failed")
    assert "without its WARC-Target-URI" in rest.reason


@pytest.mark.parametrize(
    ("stated", "charset"),
    [
        ("text/html; charset=windows-1251", "windows-1251"),
        ('text/html;level=1; Charset = "UTF-8"', "UTF-8"),
        ("text/html", None),
        ("text/html; charset=", None),
        ("text/html; notcharset=x", None),
    ],
)
def test_the_character_set_of_the_answer_is_kept(tmp_path, stated, charset):
    (tmp_path / "a.warc").write_bytes(warc((stated, PAGE.encode())))
    (page,) = pages(tmp_path / "a.warc")
    assert page.charset == charset


@pytest.mark.parametrize(
    ("name", "whole"),
    [("a.warc", 2), ("a.warc.gz", 1), ("a.jsonl.gz", 400), ("a.jsonl.zst", 300), ("a.jsonl", 480), ("a.txt.gz", 0), ("a.txt.zst", 0), ("a.zip", 0)],
)
def test_a_truncated_archive_says_so_and_keeps_what_came_before(tmp_path, name, whole):
    many = "".join(json.dumps({"text": f"{STORY} Berth {n} of {n * 7919 % 1000} is closed."}) + "\n" for n in range(500)).encode()
    three = warc(*(("text/plain", STORY.encode() + str([i * 7919 % 1000 for i in range(300)]).encode()) for n in range(3)))
    content = {".warc": three, ".jsonl": many}.get(Path(name.removesuffix(".gz").removesuffix(".zst")).suffix, STORY.encode() * 50)
    if name.endswith(".gz"):
        content = (
            b"".join(gzip.compress(p) for p in (three[: len(three) // 3], three[len(three) // 3 :])) if content is three else gzip.compress(content)
        )
    elif name.endswith(".zst"):
        content = zstandard.compress(content)
    elif name.endswith(".zip"):
        content = zipped(**{"a.txt": content})
    (tmp_path / name).write_bytes(content[: int(len(content) * 0.97)])
    found = pages(tmp_path / name)
    assert isinstance(found[-1], Dropped), found[-1]
    assert found[-1].status == "failed"
    assert sum(isinstance(p, Page) for p in found) >= whole
    assert all(p.content.startswith(STORY.encode()[:200]) for p in found if isinstance(p, Page))


def test_bombs_are_stopped_by_the_stated_limits(tmp_path):
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress(b"\n" * 150_000_000))
    (found,) = pages(tmp_path / "bomb.jsonl.gz")
    assert "bomb" in found.reason
    (tmp_path / "bomb.zip").write_bytes(zipped(**{"a.txt": b"x" * 30_000_000, "b.txt": STORY.encode()}))
    large, story = pages(tmp_path / "bomb.zip")
    assert "larger than" in large.reason
    assert isinstance(story, Page)


def test_archives_in_archives_in_archives_are_not_read(tmp_path):
    inner = zipped(**{"a.txt": STORY.encode()})
    (tmp_path / "a.zip").write_bytes(zipped(**{"b.zip": inner}))
    (found,) = pages(tmp_path / "a.zip")
    assert "unpack it first" in found.reason
    (tmp_path / "b.txt.gz.gz.gz").write_bytes(gzip.compress(gzip.compress(gzip.compress(STORY.encode()))))
    with pytest.raises(ReadError):
        plan([tmp_path / "b.txt.gz.gz.gz"])


@pytest.mark.parametrize(
    ("names", "sites"),
    [
        (["iom/a.txt", "who/deep/b.txt", "c.txt"], ["c:crawl", "a:iom", "b:who"]),
        (["crawl7/iom/a.txt", "crawl7/who/deep/b.txt", "crawl7/c.txt"], ["c:crawl7", "a:iom", "b:who"]),
        (["iom/a.txt", "iom/b.txt"], ["a:iom", "b:iom"]),
        (["./iom/a.txt", "../who/b.txt"], ["b:who", "a:iom"]),
        (["a.txt"], ["a:crawl"]),
    ],
)
def test_the_folders_of_a_zip_are_its_sites(tmp_path, names, sites):
    (tmp_path / "crawl.zip").write_bytes(zipped(**{name: STORY.encode() for name in names}))
    found = pages(tmp_path / "crawl.zip")
    assert sorted(f"{p.path[-5]}:{p.site}" for p in found) == sorted(sites)
    (source,) = plan([tmp_path / "crawl.zip"])
    within = Source(source.file, "ocha/crawl.zip", "ocha", source.size)
    assert {p.site for p in read(within)} == {"ocha"}


@pytest.mark.parametrize(("name", "content"), [("a.jsonl", b""), ("a.jsonl", b"\n \n"), ("a.jsonl.gz", gzip.compress(b"")), ("a.zip", zipped())])
def test_an_archive_without_pages_is_not_lost(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    (found,) = pages(tmp_path / name)
    assert (found.path, found.status) == (name, "no_content")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2019-06-05", date(2019, 6, 5)),
        ("2019-06-05T23:59:59+02:00", date(2019, 6, 5)),
        (1559811600, date(2019, 6, 6)),
        (1559811600000, date(2019, 6, 6)),
        (20190605, None),
        (float("nan"), None),
        (float("inf"), None),
        (True, None),
        ("5 June 2019", None),
        (None, None),
    ],
)
def test_the_day_of_a_scrape(value, expected):
    assert day(value) == expected


def test_hidden_members_are_left_aside(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped(**{"__MACOSX/._a.txt": b"\x00\x05", ".git/b.txt": b"x", "a.txt": STORY.encode()}))
    assert [getattr(p, "status", "") for p in pages(tmp_path / "a.zip")] == ["no_content", "no_content", ""]


def test_names_of_members_are_labels_only(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped(**{"../../evil.txt": STORY.encode(), "/etc/x.txt": STORY.encode(), "x.png": b"\x89PNG"}))
    found = pages(tmp_path / "a.zip")
    assert [p.path for p in found] == ["a.zip!../../evil.txt", "a.zip!/etc/x.txt", "a.zip!x.png"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip"]


def test_a_manifest_gives_addresses(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text(STORY)
    (tmp_path / "list.csv").write_text("path,url,fetched_at\ndeep/a.txt,https://port.example/a,2019-06-05\nmissing.txt,https://port.example/m,\n")
    story, missing = pages(tmp_path / "list.csv")
    assert (story.path, story.url, story.fetched_on) == ("deep/a.txt", "https://port.example/a", date(2019, 6, 5))
    assert "cannot be read" in missing.reason
    assert missing.url == "https://port.example/m"
    assert story.site == missing.site == "port.example"
    (tmp_path / "tabs.csv").write_text("url\tpath\n\tdeep/a.txt\n")
    (story,) = pages(tmp_path / "tabs.csv")
    assert (story.path, story.url, story.site) == ("deep/a.txt", None, "deep")
    (tmp_path / "semicolons.csv").write_text("path;url\ndeep/a.txt;https://port.example/a,b\n")
    assert pages(tmp_path / "semicolons.csv")[0].url == "https://port.example/a,b"
    listed = (tmp_path / "semicolons.csv").read_bytes()
    (tmp_path / "list.csv.gz").write_bytes(gzip.compress(listed))
    (tmp_path / "list.CSV.zst").write_bytes(zstandard.compress(listed))
    pq.write_table(pa.table({"path": ["deep/a.txt"], "url": ["https://port.example/a,b"]}), tmp_path / "list.parquet")
    for name in ("list.csv.gz", "list.CSV.zst", "list.parquet"):
        assert pages(tmp_path / name) == pages(tmp_path / "semicolons.csv")
    (tmp_path / "cut.csv.gz").write_bytes(gzip.compress(listed)[:-9])
    with pytest.raises(ReadError, match=r"cut\.csv\.gz: cannot be read as a manifest \(damaged or cut off"):
        plan([tmp_path / "cut.csv.gz"])
    (tmp_path / "same.csv").write_text("path,url\ndeep/a.txt,https://port.example/a\n./deep/a.txt,https://port.example/a\n")
    assert len(pages(tmp_path / "same.csv")) == 1
    (tmp_path / "twice.csv").write_text("path,url\ndeep/a.txt,https://port.example/a\ndeep/a.txt,https://port.example/b\n")
    with pytest.raises(ReadError, match=r"twice\.csv: lists deep/a\.txt twice.*keep one row"):
        plan([tmp_path / "twice.csv"])
    (tmp_path / "none.csv").write_text("path,url\n")
    with pytest.raises(ReadError, match="lists no page"):
        plan([tmp_path / "none.csv"])
    (tmp_path / "wide.csv").write_bytes("path\n".encode("utf-16"))
    with pytest.raises(ReadError, match="save it as CSV in UTF-8"):
        plan([tmp_path / "wide.csv"])
    (tmp_path / "wrong.csv").write_text("file,name\nx,y\n")
    with pytest.raises(ReadError, match=r"wrong.csv: .* column 'path' .*; its columns are file, name"):
        plan([tmp_path / "wrong.csv"])


@pytest.mark.parametrize("suffix", [".txt", ".html", ".jsonl", ".warc", ".zip", ".gz", ".zst", ".jsonl.gz", ".warc.zst", ".zip.gz"])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.one_of(st.binary(max_size=400), st.builds(lambda b, at: b[:at] + b"\x00" + b[at + 1 :], st.sampled_from([ONE]), st.integers(0, 300))))
def test_any_bytes_give_pages_or_reasons(tmp_path, suffix, data):
    packed = {".gz": gzip.compress, ".zst": zstandard.compress}.get(suffix[-4:] if suffix.endswith("zst") else suffix[-3:])
    file = tmp_path / f"a{suffix}"
    for content in (data, packed(data) if packed else data[::-1]):
        file.write_bytes(content)
        assert all(isinstance(p, (Page, Dropped)) for p in read(Source(file, file.name, None, len(content))))
