"""Pages made to break things: each comes out as a row, in bounded time, and every span equals its text."""

import json
import re
import sys
import time
from functools import lru_cache
from importlib import import_module
from pkgutil import walk_packages

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pipeline
from pipeline import flow
from pipeline.document import Document, Dropped, Page
from pipeline.read import Source, read

JOB = flow.Job()
STORY = "Lomé, 4 June 2019. The International Maritime Organization (IMO) opened a round table on harbour safety in Lomé.\n"
SECONDS = 30
"""Processor time of a page of 100 kB, of which the span tagger takes a linear 5 to 9; what is quadratic takes minutes."""

WORDS = [
    "x", "9", "(((", "\n", " ", "a@", "1/1/1/", "SDG 1, 2, 3 and ", "Ministry of ", "of the ", "and ", "January ", "IOM (", "“", "Mr. A ", "- - - ",
    "http://", "www.", "&", "{", "\u200b\u200d", "\u202e\u202d", "e\u0301\u0301", "Lomé, ", "12-", "from 1 to ", "+41 22 ", "A. ", "a\n", "A\n\n",
    "Agreement between A and ", "Workshop in Lomé, ", "x@y.z,", "&amp;", '"A" ', "=1+1,",
]  # fmt: skip


def extracted(*pages: Page | Dropped) -> list[flow.Record]:
    """The records of the pages; fails where a span is not its text or a stage raised something."""
    records = list(flow.extract(pages, JOB))
    assert len(records) == len(pages)
    for record in records:
        if isinstance(record, Dropped):
            assert "please report" not in record.reason, record.reason
            continue
        text = record.text
        assert all(text[m.start : m.end] == m.text for m in record.mentions if m.start is not None)
        for start, end in [*record.sentences, *((x.start, x.end) for x in (*record.spans, *record.contacts, *record.events, *record.initiatives))]:
            assert 0 <= start < end <= len(text)
    return records


def text(body: str) -> Page:
    return Page("page.txt", body.encode("utf-8", "surrogatepass"), "text")


def html(body: str | bytes) -> Page:
    return Page("page.html", body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass"), "html")


def in_time(seconds: float, *pages: Page | Dropped) -> list[flow.Record]:
    extracted(text(STORY))  # models are loaded, lists are read
    start = time.process_time()
    records = extracted(*pages)
    assert time.process_time() - start < seconds
    return records


@pytest.mark.parametrize("word", WORDS)
def test_one_thing_over_and_over(word):
    (record,) = in_time(SECONDS / 4, text(f"{STORY}\n{(word * 12_000)[:12_000]}\n\n{STORY}"))
    assert record.status in ("extracted", "unsupported_language")


@pytest.mark.parametrize("word", ["x", "&", "www.", "IOM (", "Ministry of Health of Togo and "])
def test_a_hundred_kilobytes_of_one_thing(word):
    in_time(SECONDS, text(f"{STORY}\n{(word * 100_000)[:100_000]}\n\n{STORY}"))


HTML = {
    "nested tags": "<div>" * 20_000 + STORY + "</div>" * 20_000,
    "nested lists": "<ul><li>" * 20_000 + STORY,
    "unclosed inline tags": "<b><i>" * 20_000 + STORY,
    "one huge attribute": f'<p title="{"x" * 1_000_000}" {"y" * 100_000}>{STORY}</p>',
    "many attributes": f"<p {' '.join(f'a{i}=1' for i in range(20_000))}>{STORY}</p>",
    "an entity bomb": '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + f"]><html><body><p>&j;</p><p>{STORY}</p>",
    "character references": f"<p>{'&#0;&#xD800;&#1114112;&#x202E;' * 5000}</p><p>{STORY}</p>",
    "NULs": f"<p>\0{STORY}\0</p><\0script>alert(1)</script>",
    "a comment without end": f"<p>{STORY}</p><!-- " + "-" * 100_000,
    "a script without end": f"<p>{STORY}</p><script>" + "<" * 100_000,
    "angle brackets": "<" * 100_000 + STORY,
    "a title of blanks": f"<title>x{'&amp;nbsp;' * 50_000}y</title><p>{STORY * 3}</p>",
    "articles under one title": f"<title>Harbours of Togo</title>{'<article><h1>Harbours of Togo</h1></article>' * 5000}<p>{STORY}</p>",
    "a wide table": "<table><tr>" + "<td>1</td>" * 20_000 + f"</tr></table><p>{STORY}</p>",
}  # fmt: skip


@pytest.mark.parametrize("body", HTML.values(), ids=HTML)
def test_html_made_to_break_parsers(body):
    in_time(SECONDS, html(body))


def test_a_line_of_five_megabytes_is_refused_in_words():
    (record,) = in_time(SECONDS, text(STORY.strip() + " " + "The round table in Lomé heard five experts on harbours. " * 100_000))
    assert isinstance(record, Dropped)
    assert "max_characters" in record.reason


def test_lone_surrogates_of_json_lines(tmp_path):
    file = tmp_path / "pages.jsonl"
    broken = STORY.replace("June", "Ju\udfffne", 1).replace("opened", "\ud800 opened\0")
    file.write_text(json.dumps({"url": "https://x.example/1", "text": f"{STORY}{broken}{STORY}"}) + "\n")
    pages = list(read(Source(file, "pages.jsonl", None, file.stat().st_size)))
    (record,) = extracted(*pages)
    assert isinstance(record, Document)
    assert record.text.startswith("Lomé, 4 June 2019")


def test_no_name_begins_as_what_a_spreadsheet_would_run():
    told = 'The Ministry of Health of Togo and the "=1+1 Fund" opened the "=HYPERLINK(1) Forum" in +Lomé on 5 June 2019.'
    more = 'Ms. =Ada Brun of the @SUM(1) Harbour Office presented the "-2+3 Ports Programme", a project of EUR 2 million, to the +Lomé Workshop.'
    (record,) = extracted(text(f"=1+1 Workshop in Lomé\n\n{STORY}{told}\n{more}\n{STORY}"))
    assert isinstance(record, Document)
    assert told in record.text
    assert more in record.text
    names = [x.name for x in (*record.organisations, *record.people, *record.places, *record.events, *record.initiatives)]
    assert len(names) > 3
    assert [name for name in names if name[0] in "=+-@"] == []


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=600), st.sampled_from(["page.txt", "page.html"]), st.booleans())
def test_any_bytes_are_a_row(content, name, framed):
    body = STORY.encode() + content + b"\n" + STORY.encode() if framed else content
    extracted(Page(name, body, "html" if name.endswith("html") else "text"))


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.one_of(
            st.sampled_from([*WORDS, STORY, ", ", ".\n", "The ", "Tel: ", "Date: ", "SDG ", "12 ", "May", "2019", "<p>"]), st.text(max_size=12)
        ),
        max_size=60,
    )
)
def test_any_text_is_a_row(parts):
    extracted(text("".join(parts)))


@lru_cache(maxsize=1)
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every compiled pattern of the package with the name of its place: of modules, of what their cached builders gave, in tuples and fields."""
    extracted(text(STORY))
    found: dict[tuple[str, int], tuple[str, re.Pattern[str]]] = {}

    def look(value: object, name: str, depth: int) -> None:
        if isinstance(value, re.Pattern):
            if isinstance(value.pattern, str):
                found.setdefault((value.pattern, value.flags), (name, value))
        elif depth and isinstance(value, dict):
            for item in value.values():
                look(item, name, depth - 1)
        elif depth and isinstance(value, (tuple, list, set, frozenset)):
            for item in value:
                look(item, name, depth - 1)
        elif depth and type(value).__module__.startswith("pipeline."):
            for field in getattr(value, "__dataclass_fields__", {}):
                look(getattr(value, field, None), name, depth - 1)

    for module in walk_packages(pipeline.__path__, "pipeline."):
        import_module(module.name)
        for key, value in vars(sys.modules[module.name]).items():
            look(value, f"{module.name}.{key}", 3)
            if hasattr(value, "cache_info") and getattr(value, "__module__", "") == module.name and value.__wrapped__.__code__.co_argcount == 0:
                look(value(), f"{module.name}.{key}()", 3)
    return tuple(sorted(found.values(), key=lambda p: p[0]))


UNITS = [
    "a", "A", "A ", "a ", " ", "\n", "\t", "9", "9 ", "1,", "1.", ".", "-", "- ", "(", "(A", "A)", "A.", "A. ", "A, ", "a@", "a.", "@", "é", "’",
    "A’", "A-", "“", "“A ", "/", "1/", ":", "A: ", "http://", "of ", "of the ", "and ", "the ", "Ministry of ", "SDG ", "12 March ", "IOM (",
    "Mr. ", "in ", "www.", "_", "&", "A & ", "+1 ", "word ", "Word ", "de la ", "l’", "s' ",
]  # fmt: skip


def test_no_regular_expression_blows_up():
    """Each pattern over 500 characters of each unit. Many of them are read against the end of a short slice, where the square of its length is
    little; those that scan a whole page are held to their time by the pages above."""
    slow = [f"{name} on {unit!r}" for name, pattern in patterns() for unit in UNITS if _scan(pattern, (unit * 500)[:500]) > 0.4]
    assert slow == []


def _scan(pattern: re.Pattern[str], subject: str) -> float:
    start = time.process_time()
    for _ in pattern.finditer(subject):
        pass
    return time.process_time() - start
