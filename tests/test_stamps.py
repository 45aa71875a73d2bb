"""The days that a page states for machines, in metadata, elements ``time`` and its address."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.clean import clean
from pipeline.clean.boilerplate import Survey
from pipeline.clean.markup import html_page
from pipeline.clean.stamps import in_address, names, plain, stated
from pipeline.document import Document, Page

STORY = "<p>The ports of the coast have agreed to meet in Bree every spring, and to share what they know of tides, harbour fees and pilots.</p>" * 2


def document(head: str, body: str) -> Document:
    found = clean(Page("a.html", f"<html><head>{head}</head><body>{body}</body></html>".encode(), "html"), Survey())
    assert isinstance(found, Document)
    return found


@pytest.mark.parametrize(
    ("meta", "published", "modified"),
    [
        ({"article:published_time": "2019-06-05T10:00:00+02:00", "article:modified_time": "2019-06-09"}, "2019-06-05", "2019-06-09"),
        ({"article.published-time": "2019-06-05"}, "2019-06-05", None),
        ({"og:published_time": "2019-06-05", "og:updated_time": "2019-06-08T00:00:00Z"}, "2019-06-05", "2019-06-08"),
        ({"parsely-pub-date": "2019-06-05T00:00:00Z"}, "2019-06-05", None),
        ({"DC.date.created": "2019-06-05", "DCTERMS.modified": "2019-06-08"}, "2019-06-05", "2019-06-08"),
        ({"dcterms.created": "2019-06-01", "dcterms.issued": "2019-06-05"}, "2019-06-05", None),
        ({"citation_publication_date": "2019/06/05"}, "2019-06-05", None),
        ({"date": "05/06/2019"}, "2019-06-05", None),
        ({"date": "June 5, 2019"}, "2019-06-05", None),
        ({"date": "Wed, 05 Jun 2019 10:00:00 GMT"}, "2019-06-05", None),
        ({"pubdate": "20190605"}, "2019-06-05", None),
        ({"date": "2019-06-01", "article:published_time": "2019-06-05"}, "2019-06-05", None),
        ({"article:published_time": "soon", "date": "2019-06-05"}, "2019-06-05", None),
        ({"article:published_time": "1970-01-01T00:00:00Z"}, None, None),
        ({"date": "5 June 2019 to 9 June 2019"}, None, None),
        ({"date": "2019"}, None, None),
        ({"description": "2019-06-05", "event:start_time": "2019-06-05", "expires": "2019-06-05"}, None, None),
    ],
)
def test_metadata(meta: dict[str, str], published: str | None, modified: str | None) -> None:
    days = [stated({k.lower(): v for k, v in meta.items()}, what, language="en") for what in ("published", "modified")]
    assert days == [x and date.fromisoformat(x) for x in (published, modified)]


def test_the_list_is_of_plain_names_that_stand_once() -> None:
    listed = names("published") + names("modified")
    assert len(set(listed)) == len(listed)
    assert all(plain(x) == x for x in listed)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://tides.example/2019/06/05/ports-meet", "2019-06-05"),
        ("https://tides.example/news/2019/6/5/", "2019-06-05"),
        ("https://tides.example/2019-06-05-ports-meet.html", "2019-06-05"),
        ("https://tides.example/press/20190605_ports", "2019-06-05"),
        ("https://tides.example/events/2019/06/05/ports-meet", None),
        ("https://tides.example/agenda/2019-06-05", None),
        ("https://tides.example/2019/06/ports-meet", None),
        ("https://tides.example/2019/16/05/ports-meet", None),
        ("https://tides.example/doc/1019060512/ports", None),
        ("https://tides.example/?d=/2019/06/05/", None),
        ("http://[", None),
        (None, None),
    ],
)
def test_address(url: str | None, day: str | None) -> None:
    assert in_address(url) == (day and date.fromisoformat(day))


@pytest.mark.parametrize(
    ("body", "published", "method"),
    [
        (f"<h1>Ports meet</h1><time datetime='2019-06-05'>05 Jun</time>{STORY}", "2019-06-05", "alone"),
        (f"<h1>Ports meet</h1><p>Posted <time datetime='2019-06-05T10:00Z'>two days ago</time> by Ada</p>{STORY}", "2019-06-05", "posted"),
        (f"<h1>Ports meet</h1><p>When: <time datetime='2019-06-05'>5 June</time></p>{STORY}", None, None),
        (f"<h1>Ports meet</h1><p>They met on <time datetime='2019-06-05'>Monday</time> and will meet again.</p>{STORY}", None, None),
        (f"<h1>Ports meet</h1><time pubdate datetime='2019-06-05'></time>{STORY}", "2019-06-05", "meta"),
        (f"<h1>Ports meet</h1><span property='dc:date dc:created' content='2019-06-05T00:00:00+00:00'></span>{STORY}", "2019-06-05", "meta"),
        (f"<h1>Ports meet</h1><span property='dc:date' content='2019-06-05'></span>{STORY}", None, None),
        (f"<h1>Ports meet</h1><meta itemprop='datePublished' content='2019-06-05'>{STORY}", "2019-06-05", "meta"),
        (
            f"<h1>Ports meet</h1>{STORY}<i itemprop='x'></i><meta itemprop='datePublished' content='2019-06-05'>"
            "<meta itemprop='datePublished' content='2019-05-05'>",
            None,
            None,
        ),
        (f"<h1>Ports meet</h1>{STORY}<p><a href='/1'>A lighthouse for the strait of Orm</a></p><p>Posted 5 June 2019</p>", None, None),
        (f"<h1>Ports meet</h1>{STORY}<p><a href='/1'>Port council</a></p><p>Posted 5 June 2019</p>", "2019-06-05", "posted"),
    ],
)
def test_elements(body: str, published: str | None, method: str | None) -> None:
    found = document("", body)
    assert (found.published, found.published_method) == (published and date.fromisoformat(published), method)


def test_articles_that_a_list_states_are_other_pages() -> None:
    items = ",".join(f'{{"@type": "NewsArticle", "headline": "Story {n}", "datePublished": "2019-06-0{n}"}}' for n in (4, 5))
    script = '<script type="application/ld+json">[{}]</script>'
    assert document(script.format(items), f"<h1>Ports meet</h1>{STORY}").published is None
    found = document(script.format(items.partition(",{")[0]), f"<h1>Ports meet</h1>{STORY}")
    assert (found.published, found.published_method, found.modified_method) == (date(2019, 6, 4), "meta", None)


def test_a_line_knows_the_moment_that_it_prints() -> None:
    blocks = html_page(f"<h1>Ports meet</h1><p>Posted <time datetime='2019-06-05'>two days\n ago</time></p>{STORY}").blocks
    assert [b.time for b in blocks] == [None, ("two days ago", "2019-06-05"), None, None]
