"""Reading: which files are pages, what their paths are, and why a file gives none."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from pipeline import read
from pipeline.document import Dropped, Page


def write(root: Path, **files: bytes) -> Path:
    for name, content in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


def test_plan_is_sorted_relative_and_knows_the_site(tmp_path: Path) -> None:
    write(tmp_path, b_dot_txt=b"x", site__deep__a_dot_HTML=b"x", site__c_dot_md=b"x", _dot_hidden__d_dot_txt=b"x", note_dot_pdf=b"x")
    found = read.plan([tmp_path])
    assert [(s.path, s.site, s.size) for s in found] == [("b.txt", None, 1), ("site/c.md", "site", 1), ("site/deep/a.HTML", "site", 1)]
    assert read.other_files([tmp_path]) == {".pdf": 1}


def test_several_inputs_have_their_name_in_the_path(tmp_path: Path) -> None:
    write(tmp_path, one__a_dot_txt=b"x", two__a_dot_txt=b"x")
    assert [s.path for s in read.plan([tmp_path / "two", tmp_path / "one"])] == ["one/a.txt", "two/a.txt"]
    write(tmp_path, x__pages__a_dot_txt=b"x", y__pages__a_dot_txt=b"x")
    assert [s.path for s in read.plan([tmp_path / "x/pages", tmp_path / "y/pages"])] == ["x/pages/a.txt", "y/pages/a.txt"]


def test_each_file_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, one__a_dot_txt=b"x")
    assert len(read.plan([tmp_path / "one", tmp_path / "one/a.txt"])) == 1
    assert len(read.plan([tmp_path / "one/a.txt", tmp_path / "one/a.txt"])) == 1


def test_a_link_out_of_the_input_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, outside__secret_dot_txt=b"x", inside__a_dot_txt=b"x")
    (tmp_path / "inside/link.txt").symlink_to(tmp_path / "outside/secret.txt")
    (tmp_path / "inside/folder").symlink_to(tmp_path / "outside")
    assert [s.path for s in read.plan([tmp_path / "inside"])] == ["a.txt"]


def test_links_are_counted_and_a_file_is_read_under_its_own_name(tmp_path: Path) -> None:
    write(tmp_path, in__b_dot_txt=b"x", in__deep__c_dot_txt=b"x", in__raw_dot_bin=b"x", in___dot_git__d_dot_txt=b"x", out__e_dot_txt=b"x")
    links = {
        "a.txt": "b.txt",
        "self": "self",
        "gone.txt": "nowhere",
        "e.txt": "../out/e.txt",
        "loop": ".",
        "up": "..",
        "raw.html": "raw.bin",
        "d.txt": ".git/d.txt",
    }
    for name, target in links.items():
        (tmp_path / "in" / name).symlink_to(target)
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    assert [s.path for s in read.plan([tmp_path / "in"])] == ["b.txt", "d.txt", "deep/c.txt", "raw.html"]
    assert read.other_files([tmp_path / "in"]) == {".bin": 1, "broken link": 2, "link out of its folder": 2, "special file": 1}
    with pytest.raises(read.ReadError, match="special file: 1"):
        read.plan([tmp_path / "in" / "pipe.txt"])


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_cannot_be_opened_is_a_failure(tmp_path: Path) -> None:
    write(tmp_path, shut__a_dot_txt=b"x", b_dot_txt=b"x")
    (tmp_path / "shut").chmod(0)
    found = [p for source in read.plan([tmp_path]) for p in read.read(source)]
    (tmp_path / "shut").chmod(0o700)
    assert [(p.path, getattr(p, "status", "")) for p in found] == [("b.txt", ""), ("shut", "failed")]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("index.php", "html"),
        ("index.php?id=3&lang=en.us", "html"),
        ("story.html?print", "html"),
        ("story.ASPX.gz", "html"),
        ("what?.txt", "text"),
        ("page?id=3", None),
        ("page", None),
        ("a.json", None),
    ],
)
def test_names_as_crawlers_leave_them(tmp_path: Path, name: str, form: str | None) -> None:
    (tmp_path / name).write_bytes(gzip.compress(b"Hello") if name.endswith("gz") else b"Hello")
    (tmp_path / "other.md").write_bytes(b"x")
    found = [p for source in read.plan([tmp_path]) for p in read.read(source) if source.path != "other.md"]
    assert [p.form for p in found if isinstance(p, Page)] == ([form] if form else [])


def test_a_missing_or_empty_input_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(read.ReadError, match=r"no such file or folder.*nowhere.*Check the spelling"):
        read.plan([tmp_path / "nowhere"])
    write(tmp_path, scan_dot_pdf=b"x")
    with pytest.raises(read.ReadError, match=r"nothing to read in .* \(found only \.pdf: 1\)"):
        read.plan([tmp_path])


@pytest.mark.parametrize(
    ("name", "content", "status", "reason"),
    [
        ("empty.txt", b" \n ", "no_content", "empty file"),
        ("big.txt", b"x" * 101, "failed", "larger than 0.0001 MB"),
        ("image.txt", b"\x89PNG\r\n\x00\x00", "failed", "not a text file"),
        ("control.txt", b"ab\x01\x02\x03" * 9, "failed", "not a text file"),
    ],
)
def test_a_file_without_a_page_has_a_reason(tmp_path: Path, name: str, content: bytes, status: str, reason: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    (found,) = read.read(read.Source(file, name, None, len(content)), limit=100)
    assert isinstance(found, Dropped)
    assert (found.status, found.stage) == (status, "read")
    assert reason in found.reason


def test_a_file_that_is_gone_fails_alone(tmp_path: Path) -> None:
    (found,) = read.read(read.Source(tmp_path / "gone.txt", "gone.txt", None, 0))
    assert isinstance(found, Dropped)
    assert "cannot be read" in found.reason


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.txt", b"Hello", "text"),
        ("a.txt", b"\xef\xbb\xbf\n<!DOCTYPE html><p>Hello", "html"),
        ("a.htm", b"Hello", "html"),
        ("a.txt", "Grüße".encode("utf-16"), "text"),
    ],
)
def test_form_of_a_page(tmp_path: Path, name: str, content: bytes, form: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    (page,) = read.read(read.Source(file, name, "s", len(content)))
    assert isinstance(page, Page)
    assert (page.form, page.content, page.site) == (form, content, "s")
