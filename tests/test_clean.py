"""A page to a document, whatever its bytes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean import clean, judged
from pipeline.clean.boilerplate import Survey
from pipeline.clean.decoding import decode
from pipeline.clean.markup import html_page
from pipeline.document import Document, Dropped, Page

NONE = Survey()
TEXT = """Ministry of Health
Home | About us | News | Contact
Home > News > 2019
Coastal nurses trained in two languages
Share   Tweet   Print
4 June 2019
Forty nurses from the coast have finished a course on the care of newborn children &amp; their mothers, the Ministry of Health said today.
The course was held at the Bree School of Nursing from 20 May to 3 June and was paid for by the Fund for Island Health.
Contact: Jon Ulvik, jon.ulvik@health.example
Icon of SDG 03
Related news
Vaccines reach Orm (3 May 2019)
© 2019 Ministry of Health
"""
HTML = """<!DOCTYPE html><html lang="en"><head><title>Coastal nurses trained | Ministry</title>
<link rel="canonical" href="https://health.example/news/12"><meta property="article:modified_time" content="2019-06-09T08:00:00Z">
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2019-06-05"}</script></head>
<body><header><nav><a>Home</a> <a>News</a></nav></header><div class="breadcrumb">Home / News</div><form id="aspnetForm">
<h1>Coastal nurses trained</h1><p>Forty nurses from the coast have finished a course on the care of newborn&nbsp;children,
the Ministry said today.</p>
<p style="display:none">Nobody sees this line of the page, which is hidden.</p>
<table><tr><th>Island</th><th>Nurses</th></tr><tr><td>Orm</td><td>12</td></tr></table>
<ul><li>The course was held in Bree from 20 May to 3 June and was paid for by the fund.</li></ul>
<div class="share-buttons">Tweet this</div></form><aside>More news</aside><footer>© 2019</footer></body></html>"""


PROSE = "Forty nurses from the coast have finished a course on the care of newborn children, the Ministry of Health said today."


def document(content: bytes | str, form: str = "text", **more: str) -> Document:
    found = clean(
        Page("site/page.txt", content.encode() if isinstance(content, str) else content, "html" if form == "html" else "text", **more), NONE
    )  # type: ignore[arg-type]
    assert isinstance(found, Document)
    return found


def test_a_text_page() -> None:
    found = document(TEXT, site="health")
    assert found.text.split("\n")[0] == found.title == "Coastal nurses trained in two languages"
    assert "children & their mothers" in found.text
    assert not any(word in found.text for word in ("Home", "Share", "Related", "Vaccines", "©"))
    assert (found.language, found.page_type, found.published, found.site) == ("en", "news", date(2019, 6, 4), "health")
    assert found.tags == ("Icon of SDG 03",)
    assert found.document_id.startswith("doc-page-")
    assert found == document(TEXT, site="health")


def test_an_html_page() -> None:
    found = document(HTML, "html")
    assert found.text.split("\n") == [
        "Coastal nurses trained",
        "Forty nurses from the coast have finished a course on the care of newborn children, the Ministry said today.",
        "Island\tNurses",
        "Orm\t12",
        "The course was held in Bree from 20 May to 3 June and was paid for by the fund.",
    ]
    assert (found.url, found.site, found.title) == ("https://health.example/news/12", "health.example", "Coastal nurses trained")
    assert (found.published, found.modified) == (date(2019, 6, 5), date(2019, 6, 9))


def test_nul_bytes_are_no_part_of_the_text() -> None:
    for form, content in (("text", TEXT), ("html", HTML)):
        assert document(content.replace("nurses from", "nur\0ses \0from"), form).text == document(content, form).text


def test_every_line_of_an_html_page_is_judged() -> None:
    lines, source = judged(Page("p.html", HTML.encode(), "html"), NONE)
    assert source is not None
    assert [x.number for x in lines] == list(range(len(source.blocks)))
    assert {x.reason for x in lines if x.text == "More news"} == {"navigation, banner or side column"}


def test_a_menu_above_the_content_is_its_head() -> None:
    menu = '<a href="#main">Skip to main content</a><nav><ul><li><a href="/">Home</a></li></ul></nav>'
    body = f"{menu}<main><h1>Forty nurses trained</h1><p>{PROSE}</p></main><aside>More news</aside>"
    lines, _ = judged(Page("p.html", body.encode(), "html"), NONE)
    assert [(x.text, x.part) for x in lines if not x.kept] == [("Skip to main content", "head"), ("Home", "head"), ("More news", "foot")]


def test_the_language_that_a_page_states_is_read() -> None:
    page = '<html lang="{}"><body><nav>Home</nav><main><h1>Taller regional</h1><p>Lima</p></main></body></html>'
    assert (document(page.format("es"), "html").language, document(page.format("es"), "html").status) == ("es", "extracted")


def test_a_page_of_numbers_has_no_content() -> None:
    found = clean(Page("a.txt", b"\n12\n", "text"), NONE)
    assert isinstance(found, Dropped)
    assert (found.status, found.stage, found.reason) == ("no_content", "clean", "no main content found")


def test_menus_alone_are_a_listing_without_text() -> None:
    found = document("Home\nAbout us\nNews\nEvents\nContact us\nSearch\nPrivacy policy\n© 2018 Office")
    assert (found.page_type, found.text, found.title) == ("listing", "", None)
    assert (found.status, found.error) == ("no_content", "no main content: menus and links alone")


def test_an_error_page_has_no_text() -> None:
    found = document("Home\nNews\nPage not found\nThe page that you asked for does not exist any more.\n© 2018 Office")
    assert (found.page_type, found.text, found.title) == ("error", "", "Page not found")
    assert (found.status, found.error) == ("no_content", "no main content: the page says “Page not found”")


def test_other_languages_are_marked() -> None:
    found = document(
        "Die Ministerin hat am Montag in der Hauptstadt ein Abkommen über die Ausbildung von Pflegekräften unterzeichnet, das ab dem Herbst gilt.\n"
        * 2
    )
    assert (found.status, found.language) == ("unsupported_language", "de")
    assert found.error == "language de is not supported (supported: en, es, fr)"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Größe".encode(), "Größe"),
        (b"\xef\xbb\xbfGr\xc3\xb6\xc3\x9fe", "Größe"),
        ("Größe".encode("utf-16"), "Größe"),
        (b'<meta charset="iso-8859-1">Gr\xf6\xdfe \x93x\x94', '<meta charset="iso-8859-1">Größe “x”'),
        (b'<meta charset="nonsense">abc', '<meta charset="nonsense">abc'),
        (
            "Министры региона встретились в столице, чтобы обсудить здоровье детей.".encode("cp1251"),
            "Министры региона встретились в столице, чтобы обсудить здоровье детей.",
        ),
        (
            ("Le ministère de la Santé a formé des infirmières à Orm, où l’été est court. " * 3).encode("cp1252"),
            "Le ministère de la Santé a formé des infirmières à Orm, où l’été est court. " * 3,
        ),
    ],
)
def test_decode(content: bytes, text: str) -> None:
    assert decode(content) == text


@pytest.mark.parametrize(
    ("declared", "content", "text"),
    [
        ("windows-1251", "Портовый совет".encode("cp1251"), "Портовый совет"),
        ("ISO-8859-1", b"Gr\xf6\xdfe \x93x\x94", "Größe “x”"),
        ("iso-8859-2", b'<meta charset="utf-8">\xa3\xf3d\xbc', '<meta charset="utf-8">Łódź'),
        ("utf-8", b'<meta charset="iso-8859-1">Gr\xf6\xdfe', '<meta charset="iso-8859-1">Größe'),
        ("iso-8859-1", "Größe".encode(), "Größe"),
        ("utf-16le", "Größe".encode("utf-16-le"), "Größe"),
        ("no such set", b'<meta charset="iso-8859-1">Gr\xf6\xdfe', '<meta charset="iso-8859-1">Größe'),
        ("rot13", b"Gr\xf6\xdfe", None),
        ("base64", b"Gr\xf6\xdfe", None),
        ("\ud800", b"Gr\xf6\xdfe", None),
    ],
)
def test_decode_as_the_server_says(declared: str, content: bytes, text: str | None) -> None:
    assert decode(content, declared=declared) == (decode(content) if text is None else text)


def test_the_stated_character_set_reaches_the_text() -> None:
    content = "<h1>Порт Орма</h1><p>Совет порта встретился в столице, чтобы обсудить здоровье детей и работу медсестёр побережья.</p>".encode(
        "koi8-r"
    )
    found = clean(Page("a.html", content, "html", charset="KOI8-R"), NONE)
    assert isinstance(found, Document)
    assert found.title == "Порт Орма"


@pytest.mark.parametrize("head", ["<title>{}</title>", "<title>Orm</title><nav><h1>{}</h1></nav>", '<meta property="og:title" content="{}">'])
def test_a_title_from_the_head_of_the_page_is_repaired(head: str) -> None:
    title = head.format("CÃ´te &amp;amp; port&#27;[31m&#10;today\u202e")
    found = document(f"{title}<p>{'The council met in Bree to speak of ports. ' * 4}</p>", "html")
    assert found.title == "Côte & port[31m today"


@pytest.mark.parametrize(
    ("head", "heading"),
    [
        ('<title>Coastal nurses trained | Orm</title><meta property="og:site_name" content="Orm">', "<h1>Coastal nurses trained | Orm</h1>"),
        ('<meta property="og:title" content="Forty at work"><meta property="og:site_name" content="Orm">', "<h1>Coastal nurses trained - Orm</h1>"),
        ("<title>Coastal nurses trained</title>", "<h1>Coastal nurses<br>trained</h1>"),
        ('<title>Coastal nurses trained – Orm Health</title><meta property="og:site_name" content="Orm Health">', "<h1><a>Orm Health</a></h1>"),
    ],
)
def test_a_printed_title_is_whole_and_without_the_name_of_the_site(head: str, heading: str) -> None:
    found = document(f"<head>{head}</head>{heading}<p>{'The council met in Bree to speak of ports. ' * 4}</p>", "html")
    assert found.title == "Coastal nurses trained"


@pytest.mark.parametrize("address", ["/news/12", "javascript:void(0)", "https://", "http://[", "https://localhost/x", "https://x.example/&#27;[31m"])
def test_an_address_that_is_none_is_left_out(address: str) -> None:
    assert document(HTML.replace("https://health.example/news/12", address), "html").url is None


@pytest.mark.parametrize(
    "markup", ["", " ", "<", "<!-- -->", "<html>", "<p>" * 3000 + "x", "<table><tr><td>" * 500, "<script>{</script>", "\x00<p>a\x01b</p>"]
)
def test_any_markup_gives_a_page(markup: str) -> None:
    html_page(markup)
    clean(Page("a.html", markup.encode(), "html"), NONE)


@pytest.mark.parametrize("opened", ["<div>", "<b><font>", "<table><tr><td>", "<ul><li>", "<div itemscope><h1>"])
@pytest.mark.parametrize(("deep", "read"), [(130, True), (250, True), (390, True), (1000, True), (1900, True), (2100, False), (100_000, False)])
def test_a_page_is_read_down_to_the_stated_depth(opened: str, deep: int, read: bool) -> None:
    tags = opened.count("<")
    before, after = HTML.split("<h1>")
    found = clean(Page("p.html", (before + opened * (deep // tags) + "<h1>" + after).encode(), "html"), NONE)
    if read:
        assert isinstance(found, Document)
        assert "Forty nurses from the coast" in found.text
    else:
        assert isinstance(found, Dropped)
        assert (found.status, found.reason[:41]) == ("failed", "elements nested more than 2,000 deep, beh")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda t: t.encode("utf-8", "surrogatepass")), st.sampled_from(["text", "html"]))
def test_any_bytes_give_an_answer(content: bytes, form: str) -> None:
    found = clean(Page("a.txt", content, "html" if form == "html" else "text"), NONE)
    if isinstance(found, Document):
        assert all(found.text[f.start : f.end] == f.value for f in found.fields if f.start is not None)
        assert "\n\n" not in found.text


def test_a_title_and_the_lines_of_html_do_not_run_on() -> None:
    body = (
        "<h1>Sewage of the towns: the workshop was held at</h1><p>friday 18 June 2021, by the press office</p>"
        f"<p>{PROSE}</p><p>Orm,</p><p>and then Bree and all of the other towns of the lake</p>"
    )
    found = document(f"<html><body><main>{body}</main></body></html>", form="html")
    assert found.title == "Sewage of the towns: the workshop was held at"
    assert "\nOrm,\nand then" in found.text


def test_the_name_of_a_post_behind_that_of_its_blog() -> None:
    body = f"<h1>Orm Notebook</h1><h3>Donkeys, tricycles and a by-law</h3><p>{PROSE}</p>"
    found = document(f"<html><head><title>Orm Notebook: Donkeys, tricycles and a by-law</title></head><body>{body}</body></html>", form="html")
    assert found.title == "Donkeys, tricycles and a by-law"


def test_days_of_a_list_for_machines_are_not_that_of_publication() -> None:
    days = "".join(f'<h3>Forum {n}</h3><p><time datetime="2019-09-{n}">September {n} @ 9:00 am</time></p>' for n in (17, 19, 26))
    assert document(f"<html><body><main><h1>Upcoming events</h1>{days}</main></body></html>", form="html").published is None
    posted = '<p>Posted <time datetime="2019-08-02">2 August</time></p>'
    found = document(f"<html><body><main><h1>Upcoming events</h1>{posted}{days}</main></body></html>", form="html")
    assert str(found.published) == "2019-08-02"


MENU = "".join(f'<li><a href="/{n}">Message of the day {n} August 2018</a></li>' for n in range(10, 22))


@pytest.mark.parametrize(
    ("beside", "published"),
    [
        ("<p>Bree, 5 October 2018</p>", "2018-10-05"),
        (f"<nav><ul>{MENU}</ul></nav><p>Bree, 5 October 2018</p>", "2018-10-05"),
        (f"<nav><ul>{MENU}</ul></nav>", "None"),
        ('<div><a href="/d"><time datetime="2018-10-05">5 October 2018</time></a> <a href="/u">web</a></div>', "2018-10-05"),
        ("<dl><dt>Established</dt><dd>5 October 2018, by the Council of Ministers, Orm</dd></dl>", "None"),
        ("<table><tr><td>PSD disclosed</td><td>5 Oct 2018</td></tr></table>", "2018-10-05"),
    ],
)
def test_the_day_of_an_html_page(beside: str, published: str) -> None:
    body = f"<main><h1>Ministers agree on a calendar</h1>{beside}<p>{PROSE}</p></main>"
    assert str(document(f"<html><body>{body}</body></html>", form="html").published) == published


def test_the_head_and_foot_of_a_page_are_kept_apart() -> None:
    text = "\n".join(["Union of the Lake - Orlen - Uruguay", "Home | News | Contact", "Nurses trained in Orlen", *[PROSE] * 2, "© Union of the Lake"])
    document = clean(Page("p.txt", text.encode(), "text"), Survey())
    assert isinstance(document, Document)
    assert "Uruguay" in document.around.split("\n")[0] and "Uruguay" not in document.text
