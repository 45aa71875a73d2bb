"""What a page states of itself in JSON-LD, microdata and meta elements."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from pipeline.clean import clean
from pipeline.clean.boilerplate import Survey
from pipeline.clean.markup import html_page
from pipeline.document import Document, Page

EVENT: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "Event",
    "name": "Forum of the coastal ports",
    "startDate": "2019-06-05T09:00+02:00",
    "endDate": "2019-06-07",
    "eventStatus": "https://schema.org/EventScheduled",
    "location": {"@type": "Place", "name": "Harbour Hall", "address": {"@type": "PostalAddress", "addressLocality": "Bree", "addressCountry": "NO"}},
    "organizer": [{"@type": "Organization", "name": "Council of Ports"}, {"name": "Fund for Island Health"}],
}
PAIRS = (
    ("name", "Forum of the coastal ports"),
    ("startDate", "2019-06-05T09:00+02:00"),
    ("endDate", "2019-06-07"),
    ("eventStatus", "EventScheduled"),
    ("locationName", "Harbour Hall"),
    ("addressLocality", "Bree"),
    ("addressCountry", "NO"),
    ("organizer", "Council of Ports"),
    ("organizer", "Fund for Island Health"),
)
STORY = "".join(
    f"<p>Port number {n} of the coast sends two delegates to the forum, who will speak about the work of their crews.</p>" for n in range(4)
)
MICRODATA = """<div itemscope itemtype="http://schema.org/EducationEvent"><h1 itemprop="name">Forum of the
coastal ports</h1><time itemprop="startDate" datetime="2019-06-05">5 June</time><div itemprop="location" itemscope itemtype="http://schema.org/Place">
<span itemprop="name">Harbour Hall</span><div itemprop="address" itemscope itemtype="http://schema.org/PostalAddress">
<span itemprop="addressLocality">Bree</span></div></div></div>"""


def page(*data: Any, body: str = STORY, head: str = "") -> str:
    scripts = "".join(f'<script type="application/ld+json">{x if isinstance(x, str) else json.dumps(x)}</script>' for x in data)
    return f"<html><head>{head}{scripts}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "data",
    [
        EVENT,
        [EVENT],
        {"@graph": [{"@type": "WebPage"}, EVENT]},
        {"@type": "WebPage", "mainEntity": EVENT},
        {"@type": "NewsArticle", "about": EVENT},
        EVENT | {"@type": ["Event", "BusinessEvent"]},
        EVENT | {"@type": "http://schema.org/Event", "location": [EVENT["location"]]},
    ],
)
def test_an_event(data: Any) -> None:
    assert html_page(page(data)).event == PAIRS
    assert html_page(page(data, data)).event == PAIRS


@pytest.mark.parametrize(
    ("more", "pairs"),
    [
        ({"location": "Harbour Hall, Bree"}, (("locationName", "Harbour Hall, Bree"),)),
        ({"location": {"address": "3 Quay Street, Bree"}}, (("locationName", "3 Quay Street, Bree"),)),
        ({"location": {"address": {"addressCountry": {"name": "Norway"}}}}, (("addressCountry", "Norway"),)),
        ({"location": [{"@type": "VirtualLocation", "url": "https://x.example"}]}, ()),
        ({"location": {"name": "x" * 400}}, ()),
        ({"startDate": 20190605, "organizer": {"name": 3}}, ()),
    ],
)
def test_forms_of_values(more: dict[str, Any], pairs: tuple[tuple[str, str], ...]) -> None:
    assert html_page(page({"@type": "Event", "name": "Forum"} | more)).event == (("name", "Forum"), *pairs)


@pytest.mark.parametrize(
    "data",
    [
        {"@type": "NewsArticle", "headline": "Ports meet"},
        [EVENT, EVENT | {"name": "Forum of the inland ports"}],
        [EVENT, EVENT | {"startDate": "2020-06-05"}],
        {"@type": "ItemList", "itemListElement": [{"item": EVENT | {"name": f"Forum {n}"}} for n in range(3)]},
        EVENT | {"name": None},
        EVENT | {"@type": "PublicationEvent"},
        EVENT | {"@type": 7},
        "{",
        "null",
        "[" * 5000,
        '{"@type": "Event", "name": ["\\ud800"], "location": [[[]]], "organizer": [null, {}]}',
    ],
)
def test_no_event(data: Any) -> None:
    assert [v for k, v in html_page(page(data)).event if k != "name"] == []


def test_microdata() -> None:
    assert html_page(page(body=MICRODATA)).event == (
        ("name", "Forum of the coastal ports"),
        ("startDate", "2019-06-05"),
        ("locationName", "Harbour Hall"),
        ("addressLocality", "Bree"),
    )


def test_the_event_is_carried_as_fields_outside_the_text() -> None:
    found = clean(Page("a.html", page(EVENT, body=f"<h1>Ports of the coast to meet in Bree</h1>{STORY}").encode(), "html"), Survey())
    assert isinstance(found, Document)
    stated = [(f.label, f.value) for f in found.fields if f.start is None]
    assert stated == [(f"Event {name}", value) for name, value in PAIRS]


def test_dates_title_and_publisher() -> None:
    article = {
        "@type": "NewsArticle",
        "headline": "Ports of the coast meet - Harbour Notes",
        "datePublished": "2019-06-04T10:00:00Z",
        "dateModified": "2019-06-09",
        "publisher": {"@type": "Organization", "name": "Harbour Notes"},
    }
    speaks_of = {"@type": "WebPage", "about": {"@type": "Book", "datePublished": "1999-01-01", "headline": "Old tides"}}
    meta = html_page(page(speaks_of, article)).meta
    assert {k: v for k, v in meta.items() if k != "ld:type"} == {
        "ld:headline": "Ports of the coast meet - Harbour Notes",
        "ld:datepublished": "2019-06-04T10:00:00Z",
        "ld:datemodified": "2019-06-09",
        "ld:publisher": "Harbour Notes",
    }
    found = clean(Page("a.html", page(article).encode(), "html"), Survey())
    assert isinstance(found, Document)
    assert (found.published, found.modified) == (date(2019, 6, 4), date(2019, 6, 9))


@pytest.mark.parametrize(
    ("head", "data", "title"),
    [
        ('<meta property="og:title" content="Ports meet | Harbour Notes"><meta property="og:site_name" content="Harbour Notes">', {}, "Ports meet"),
        ("", {"headline": "Ports meet", "publisher": {"name": "Harbour Notes"}}, "Ports meet"),
        ("<title>Ports meet - Harbour Notes</title>", {"publisher": {"name": "Harbour Notes"}}, "Ports meet"),
    ],
)
def test_titles_of_pages_that_print_none(head: str, data: dict[str, Any], title: str) -> None:
    found = clean(Page("a.html", page(data, head=head).encode(), "html"), Survey())
    assert isinstance(found, Document)
    assert found.title == title


def test_persons_perform_and_do_not_organise() -> None:
    data = EVENT | {
        "organizer": [{"@type": "Person", "name": "Ada Brun"}, {"name": "Council of Ports"}],
        "performer": [{"@type": "Person", "name": "Tom Vale"}, {"name": "Reed Band"}],
    }
    assert html_page(page(data)).event[-2:] == (("organizer", "Council of Ports"), ("performer", "Tom Vale"))


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("".join(f"{c ^ 0x5A:02x}" for c in b"\0press@water.example"), "press@water.example"),
        ("".join(f"{c ^ 0x5A:02x}" for c in b"\0<b>no address</b>"), "[email protected]"),
        ("5az", "[email protected]"),
        ("5a", "[email protected]"),
    ],
)
def test_addresses_that_are_hidden_from_robots_alone(hidden: str, shown: str) -> None:
    link = f'<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{hidden}"><b>[email&#160;protected]</b></a>'
    assert [b.text.replace("\xa0", " ") for b in html_page(f"<p>Write to {link}, soon</p>").blocks] == [f"Write to {shown}, soon"]
