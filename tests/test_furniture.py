"""What stands around the content of an HTML page, and which heading is the site's own name."""

from __future__ import annotations

import pytest

from pipeline.clean import judged
from pipeline.clean.boilerplate import Survey
from pipeline.clean.markup import html_page
from pipeline.document import Page

STORY = "".join(f"<p>Nurse number {n} of the coast said that the course on newborn children had helped her in her daily work.</p>" for n in range(6))
OTHER = "<p>A harbour master from Orm wrote at some length that he could not see what such a course was good for at all.</p>"


INVITED = "<p>The Ministry of Water of Orm and the Northern Bank invite mayors, engineers and fishers to a week on how to keep the taps running.</p>"


def page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "around",
    [
        '<div id="comments">{}</div>',
        '<div id="entry-comments" class="post">{}</div>',
        '<ol class="commentlist">{}</ol>',
        '<section class="node related-posts">{}</section>',
        '<div class="sidebar-right">{}</div>',
        '<div class="shareButtons">{}</div>',
        '<div class="d-none">{}</div>',
        '<div class="d-none d-print-block">{}</div>',
        "<aside>{}</aside>",
        '<div role="complementary">{}</div>',
        '<div style="display: none">{}</div>',
        '<div class="visually-hidden">{}</div>',
        '<div aria-hidden="true">{}</div>',
        '<div class="carousel slide">{}</div>',
        '<div id="subscribe-panel" class="collapse" style="display:none">{}</div>',
        "<form>{}</form>",
        '<ul class="asset-tags">{}</ul>',
        "<header>{}</header>",
    ],
)
def test_furniture(around: str) -> None:
    blocks = html_page(page(f"<div><h1>Nurses trained</h1>{STORY}</div>{around.format(OTHER)}")).blocks
    assert [b.furniture for b in blocks] == [False] * 7 + [True]


@pytest.mark.parametrize(
    "wrapper",
    [
        '<div class="comments-open">{}</div>',
        '<div class="page-with-sidebar related">{}</div>',
        '<div id="menu-left-layout" class="menu">{}</div>',
        '<div class="d-none d-lg-block">{}</div>',
        '<div class="commentary">{}</div>',
        '<div class="correlated">{}</div>',
    ],
)
def test_names_of_wrappers_and_words_within_words_are_no_furniture(wrapper: str) -> None:
    assert not any(b.furniture for b in html_page(page(wrapper.format(f"<h1>Nurses trained</h1>{STORY}"))).blocks)


@pytest.mark.parametrize(
    ("within", "kept"),
    [
        ('<div role="tabpanel" hidden>{}</div>', True),
        ('<div class="accordion-item"><div class="toggleContent" style="display:none">{}</div></div>', True),
        ('<div class="collapse" aria-hidden="true">{}</div>', True),
        ("<header>{}</header>", True),
        ("<aside>{}</aside>", True),
        ('<div class="carousel">{}</div>', True),
        ("<div hidden>{}</div>", False),
        ('<div class="share-panel" hidden>{}</div>', False),
        ('<div role="tabpanel" class="d-none">{}</div>', False),
        ('<aside class="related">{}</aside>', False),
        ('<header class="navbar">{}</header>', True),
        ('<div class="elementor-widget-text-editor elementor-widget">{}</div>', True),
        ('<div class="elementor-element-3cc7165">{}</div>', True),
        ('<div class="cc-3">{}</div>', False),
        ('<ul class="search-result-list">{}</ul>', True),
        ('<ul class="search-box">{}</ul>', False),
        ('<div class="widget">{}</div>', False),
        ('<div class="summary-item">{}</div>', False),
        ('<div class="sr-only">{}</div>', False),
        ('<dl><dd class="createdby">{}</dd></dl>', False),
    ],
)
@pytest.mark.parametrize("holder", ["main", "article"])
def test_what_main_folds_heads_and_sets_beside_its_text(holder: str, within: str, kept: bool) -> None:
    blocks = html_page(page(f"<{holder}><h1>Nurses trained</h1>{STORY}{within.format(OTHER)}</{holder}>")).blocks
    assert [b.furniture for b in blocks] == [False] * 7 + [not kept]


def test_tabs_of_a_page_without_main() -> None:
    tab, menu = '<div role="tabpanel" style="display:none">{}</div>', '<div class="menu-panel" hidden>{}</div>'
    around = page(f"<div><h1>Nurses trained</h1>{STORY}{tab.format(OTHER)}</div>{menu.format(OTHER)}")
    assert [b.furniture for b in html_page(around).blocks] == [False] * 8 + [True]
    assert [b.furniture for b in html_page(page(f"<main>{STORY}</main>{tab.format(OTHER)}")).blocks] == [False] * 6 + [True]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("<span>mar</span><span>14</span><span>NOV</span>", "mar 14 NOV"),
        ("<time>Aug 4</time><span>Written by Jon</span>", "Aug 4 Written by Jon"),
        ("<span>Hearing</span><b>Put off</b>", "Hearing Put off"),
        ('<a href="/a">payments</a><a href="/b">togo</a>', "payments togo"),
        ("<b>CO</b><sub>2</sub>", "CO2"),
        ("the 1<sup>st</sup><b>Forum</b>", "the 1stForum"),
        ("<b>A</b><span>gency</span>", "Agency"),
        ("<b>Un</b>Habitat", "UnHabitat"),
        ('Read on <span aria-hidden="true">»</span>', "Read on"),
    ],
)
def test_elements_that_styles_keep_apart(line: str, text: str) -> None:
    assert [b.text for b in html_page(page(f"<div>{line}</div>")).blocks] == [text]


def test_a_heading_by_its_role() -> None:
    body = f'<div role="heading" aria-level="1">Nurses trained on the coast</div>{STORY}<div role="heading">Next</div>'
    assert [b.layout for b in html_page(page(body)).blocks if b.layout != "p"] == ["h1", "h2"]


def test_comments_longer_than_the_story_are_furniture() -> None:
    blocks = html_page(page(f'<div class="post"><h1>Nurses trained</h1>{STORY}</div><div class="comments">{OTHER * 30}</div>')).blocks
    assert sum(b.furniture for b in blocks) == 30


def test_what_follows_the_article_is_beyond() -> None:
    rest = "<div><h3>More from us</h3></div>"
    article = f"<main><article><h1>Nurses trained</h1>{STORY}<p>Contact: Jon Ulvik</p></article>{rest}</main>"
    assert [b.beyond for b in html_page(page(article)).blocks] == [False] * 8 + [True]
    assert not any(b.beyond for b in html_page(page(f"<div>{STORY}</div><div>{OTHER * 4}</div>")).blocks)


def test_links() -> None:
    blocks = html_page(
        page('<p><a href="/a">Annual report</a></p><p>Read the <a href="/a">annual report</a></p><a href="/"><h3>Ports</h3></a>')
    ).blocks
    assert [(b.text, b.linked) for b in blocks] == [("Annual report", True), ("Read the annual report", False), ("Ports", True)]


@pytest.mark.parametrize(
    ("title", "body", "heading", "layouts"),
    [
        ("Nurses trained on the coast | Harbour Notes", "<h1>Harbour Notes</h1><h2>Nurses trained on the coast</h2>", None, ["div", "h1"]),
        (
            "Harbour Notes » Nurses trained on the coast",
            "<h1>Harbour Notes</h1><h1>Nurses trained on the coast</h1>",
            "Nurses trained on the coast",
            ["div", "h1"],
        ),
        ("Harbour Notes", "<h1>Harbour Notes</h1><h2>Nurses trained</h2>", "Harbour Notes", ["h1", "h2"]),
        ("Nurses trained | Ministry of the Coast", "<h1>Nurses trained</h1><p>Ministry of Health</p>", "Nurses trained", ["h1", "p"]),
    ],
)
def test_the_name_of_the_site_is_no_heading(title: str, body: str, heading: str | None, layouts: list[str]) -> None:
    found = html_page(page(body, f"<title>{title}</title>"))
    assert (found.heading, [b.layout for b in found.blocks]) == (heading, layouts)


def test_a_whole_name_is_sure() -> None:
    blocks = html_page(page(f'<div><h1>Nurses trained</h1>{STORY}</div><div id="sidebar">{OTHER * 8}</div>')).blocks
    assert [b.furniture for b in blocks] == [False] * 7 + [True] * 8


def test_stories_that_follow_the_one_of_the_title_are_other_pages() -> None:
    first, second = (f"<article><h2>{name}</h2>{STORY}</article>" for name in ("Nurses trained on the coast", "A harbour opens"))
    titled = page(f"<h1>Our stories</h1>{first}{second}", "<title>Nurses trained on the coast</title>")
    assert [b.furniture for b in html_page(titled).blocks] == [False] * 8 + [True] * 7
    assert not any(b.furniture for b in html_page(page(f"<h1>Our stories</h1>{first}{second}", "<title>Stories</title>")).blocks)


@pytest.mark.parametrize(
    ("body", "head", "line"),
    [
        (f"<div>Teaser</div><div>Nurses trained on the coast</div>{STORY}", "<title>Harbour - Nurses trained on the coast</title>", 1),
        (f"<h1>Health</h1><h2>Nurses trained</h2>{STORY}", '<meta property="og:title" content="Nurses  trained">', 1),
        (f'<h2>Health</h2><h2><a href="/a">Nurses trained</a></h2>{STORY}', "<title>Nurses trained | Harbour</title>", 1),
        (f"<ul><li>Nurses trained</li></ul><p>Nurses trained</p>{STORY}", "<title>Nurses trained | Harbour</title>", 1),
        (f"<h3>Health</h3>{STORY}<h3>Nurses trained</h3>", "<title>Nurses trained | Harbour</title>", None),
        (f'<p><a href="/a">Nurses trained</a></p>{STORY}', "<title>Nurses trained | Harbour</title>", None),
        (f"<h3>Health</h3>{STORY}", "<title>Health</title>", None),
    ],
)
def test_the_line_that_prints_the_title(body: str, head: str, line: int | None) -> None:
    blocks = html_page(page(body, head)).blocks
    assert [i for i, b in enumerate(blocks) if b.layout == "h1"] == ([] if line is None else [line])
    assert [b.above for b in blocks] == [line is not None and i < line for i in range(len(blocks))]


def test_comments_and_teasers_do_not_reach_the_text() -> None:
    menu = '<ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul>'
    teasers = (
        '<section><h3><a href="/b">Ships of the north</a></h3><p>2 hours ago</p><h3><a href="/c">Wind over Bree</a></h3><p>3 hours ago</p></section>'
    )
    html = page(f'{menu}<article><h1>Coastal nurses trained</h1>{STORY}</article>{teasers}<div class="entry-comments">{OTHER}</div>')
    lines, _ = judged(Page("p.html", html.encode(), "html"), Survey())
    assert next(x.text for x in lines if x.kept) == "Coastal nurses trained"
    assert sum(x.kept for x in lines) == 7


@pytest.mark.parametrize("body", ["<div>" * 5000 + "x", "<div class='comments'>" * 2000 + STORY, "<!-- --><p>", "<a>" * 3000 + "<p>x", ""])
def test_any_nesting_gives_an_answer(body: str) -> None:
    html_page(page(body))


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        ("<td><p>Dates</p></td><td><p>5 June 2023 –</p><p>9 June 2023</p></td>", ["Dates\t5 June 2023 – 9 June 2023"]),
        ("<td>Venue<br></td><td>Town Hall,<br>Bree</td>", ["Venue\tTown Hall, Bree"]),
        ("<th>Organisers</th><td><ul><li>Ministry of Water</li><li>Northern Bank</li></ul></td>", ["Organisers\tMinistry of Water; Northern Bank"]),
        ("<td>Venue</td><td>Hotel Orm<br/>Bree<br/><br/></td><td></td>", ["Venue\tHotel Orm, Bree"]),
        ("<td>Meeting</td><td><div>Working Party on</div><div>Rail<br>and roads</div></td>", ["Meeting\tWorking Party on Rail and roads"]),
        ("<td>Ask</td><td>Jon Ulvik<br>+47 555<br>j@orm.example</td>", ["Ask\tJon Ulvik, +47 555, j@orm.example"]),
        ("<td>Organisers: <ul><li>Ministry of Water</li><li>Northern Bank</li></ul></td>", ["Organisers:", "Ministry of Water", "Northern Bank"]),
        (f"<td><p>Aims</p></td><td>{INVITED * 2}</td>", ["Aims", INVITED[3:-4], INVITED[3:-4]]),
        ("<td><h2>Aims</h2><p>Water</p></td><td>Rail</td>", ["Aims", "Water", "Rail"]),
        ("<td>a</td><td><table><tr><td><p>b</p></td><td>C<br>D</td></tr></table></td>", ["a", "b\tC, D"]),
    ],
)
def test_a_row_of_short_cells_is_one_line(cells: str, lines: list[str]) -> None:
    blocks = html_page(page(f"<table><tr>{cells}</tr></table><p>after</p>")).blocks
    assert [b.text for b in blocks] == [*lines, "after"]


def kept(body: str) -> list[str]:
    lines, _ = judged(Page("p.html", page(body).encode(), "html"), Survey())
    return [x.text for x in lines if x.kept]


FIELDS = (
    "<div><div>Date</div><div>5-9 June 2023</div></div><div><div>Location</div><div>Bree, Orm</div></div>"
    "<dl><dt>Language</dt><dd>English</dd><dt>Fee</dt><dd>None</dd></dl>"
)
CONTACT = (
    '<div><div>Contact</div><div>Jon Ulvik<br>Tel. +47 555 12 34<br><a href="mailto:j.ulvik@water.example">j.ulvik@water.example</a></div></div>'
)


def test_what_stands_in_main_is_kept_but_for_links_and_what_is_no_text() -> None:
    fields = ["Date", "5-9 June 2023", "Location", "Bree, Orm", "Language", "English", "Fee", "None"]
    contact = ["Contact", "Jon Ulvik", "Tel. +47 555 12 34", "j.ulvik@water.example"]
    story = f"<h1>Bree Water Week 2023</h1>{FIELDS}{INVITED}{CONTACT}"
    whole = ["Bree Water Week 2023", *fields, INVITED[3:-4], *contact]
    assert kept(f"<nav>Home</nav><main>{story}</main>") == whole
    assert kept(f'<nav>Home</nav><div role="main">{story}</div>') == whole
    assert kept(f"<main>{story}<p>Share this page</p><div><h3>Related news</h3><div>Ships of the north</div>{OTHER}</div></main>") == whole
    others = '<div><a href="/a">Ships of the north</a></div><div><a href="/b">Wind over Bree</a></div>'
    assert kept(f"<main><article><h1>Bree Water Week 2023</h1>{INVITED}{INVITED}</article>{others}</main>") == [whole[0], whole[9], whole[9]]


def test_tools_that_are_links_are_left_out_among_the_items_of_a_list() -> None:
    items = "".join(f'<li><div>{n} June 2023</div>{INVITED}<div><a href="/cal/{n}">Add to calendar</a></div></li>' for n in (5, 7, 9))
    assert "Add to calendar" not in kept(f"<main><h1>Bree Water Week 2023</h1><ul>{items}</ul></main>")


def test_what_a_site_says_of_itself_in_main_is_left_out() -> None:
    site = (
        "<div>About us</div><p>The Ministry of Water is the agency that manages the rivers of Orm. It was founded in 1991 and has offices in ten "
        "provinces.</p><div>P.O. Box 50, Bree</div><div>+47 555 25 00</div>"
    )
    assert kept(f"<main><h1>Bree Water Week 2023</h1>{INVITED * 2}{site}</main>") == ["Bree Water Week 2023", INVITED[3:-4], INVITED[3:-4]]


def test_whom_to_ask_beside_the_text_is_kept_and_what_is_linked_is_not() -> None:
    person = '<h2>Project contact</h2><p>Marva St. Rose, Operations Officer</p><p><a href="mailto:m.rose@water.example">m.rose@water.example</a></p>'
    others = '<ul><li><a href="/a">Ships of the north</a></li><li><a href="/b">Wind over Bree</a></li></ul>'
    main = f"<main><h1>Bree Water Week 2023</h1><div>{INVITED * 2}</div><aside>{person}</aside><aside>{others}</aside></main>"
    assert kept(main)[3:] == ["Project contact", "Marva St. Rose, Operations Officer", "m.rose@water.example"]


def test_all_below_the_heading_of_what_is_related_is_left_out() -> None:
    cards = "".join(
        f"<div><h4><a href='/a'>{n} of the lake</a></h4><p>Students took part…</p><span>2 May 2023</span></div>" for n in ("Boats", "Fish")
    )
    story = f"<h1>Bree Water Week 2023</h1>{INVITED * 2}"
    assert kept(f"<div>{story}<h3>Latest from the blog</h3>{cards}</div>")[3:] == []
    assert kept(f"<main>{story}<h3>Latest from the blog</h3>{cards}</main>")[3:] == []
    assert "Boats of the lake" in kept(f"<main>{story}<h3>Days of the week</h3>{cards}</main>")


def test_the_headings_of_others_in_main_are_no_title() -> None:
    cards = "".join(f"<div><h3><a>{name}</a></h3><p>4 May 2023 | Bree</p></div>" for name in ("Forum of Ports", "Water Week"))
    lines, _ = judged(
        Page("p.html", page(f"<main><h1>Events</h1><form>Filter by <label>Place</label></form>{cards}</main>").encode(), "html"), Survey()
    )
    assert [x.text for x in lines if x.part == "title"] == ["Events"]


def test_a_page_without_prose_is_read_in_main_too() -> None:
    assert kept("<nav>Inicio</nav><main><h1>Taller regional</h1><p>Lima, 3 y 4 de mayo. Organizan el Fondo y el Puerto.</p></main>") == [
        "Taller regional",
        "Lima, 3 y 4 de mayo. Organizan el Fondo y el Puerto.",
    ]


DATED = (
    ("Regional Forum on Safe Ports", "4 May 2023"),
    ("Third Meeting of the Steering Committee", "12 June 2023"),
    ("Workshop on Fisheries Data", "3 July 2023"),
)


@pytest.mark.parametrize(
    "entry",
    [
        "<div><h3><a href='/x'>{0}</a></h3><p>{1} | Bree</p></div>",
        "<div><span>{1}</span><h3><a href='/x'>{0}</a></h3></div>",
        "<div><h4><a href='/x'>{0}</a></h4><p>Delegates will look at what was done last year.</p><p>{1}</p></div>",
        "<li><a href='/x'>{0}</a> <span>{1}</span></li>",
        "<li><a href='/x'>{0}, {1}</a></li>",
    ],
)
def test_a_list_of_dated_links_is_a_column_of_news_or_a_calendar(entry: str) -> None:
    column = "".join(entry.format(*x) for x in DATED)
    story = "".join(f"<p>Nurse {n} of the coast said that the course on newborn children had helped her and many others.</p>" for n in "ABCDEF")
    assert len(kept(f"<main><h1>Nurses trained</h1>{story}</main><div>{column}</div>")) == 7
    calendar = "\n".join(kept(f"<nav>Home</nav><main><h1>Meetings of the year</h1><p>We meet often, and all are welcome.</p>{column}</main>"))
    assert all(name in calendar and day in calendar for name, day in DATED)


def test_entries_of_a_calendar_that_say_more_are_no_news() -> None:
    more = "<div>Bree, Orm</div><p>Delegates of the four countries of the lake will look at what was done.</p>"
    entry = f"<div><span>{{1}}</span><h3><a href='/x'>{{0}}</a></h3>{more}</div>"
    calendar = kept(f"<nav>Home</nav><main><h1>Meetings of the year</h1>{''.join(entry.format(*x) for x in DATED)}</main>")
    assert len(calendar) == 1 + 4 * len(DATED)


@pytest.mark.parametrize(
    ("toggle", "shown"),
    [
        ('<h3><button aria-expanded="false">{}</button></h3>', True),
        ('<h4><a data-toggle="collapse" href="#c1">{}</a></h4>', True),
        ('<div role="heading" aria-level="3"><button>{}</button></div>', True),
        ("<div><button>{}</button></div>", False),
    ],
)
def test_the_button_that_opens_a_panel_is_its_heading(toggle: str, shown: bool) -> None:
    panels = "".join(f"{toggle.format(name)}<div class='collapse'>{INVITED}</div>" for name in ("Who can apply?", "What does it cost?"))
    found = kept(f"<main><h1>Bree Water Week 2023</h1>{panels}</main>")
    assert found[1::2] == ["Who can apply?", "What does it cost?"] if shown else found == ["Bree Water Week 2023", INVITED[3:-4], INVITED[3:-4]]


@pytest.mark.parametrize(
    "hidden",
    [
        "This email address is being protected from spambots. You need JavaScript enabled to view it.",
        "Cette adresse e-mail est protégée contre les robots spammeurs. Vous devez activer le JavaScript pour la visualiser.",
        "Esta dirección de correo electrónico está siendo protegida contra los robots de spam. Necesita JavaScript habilitado para poder verlo.",
    ],
)
def test_whom_to_ask_is_kept_where_the_mail_is_hidden(hidden: str) -> None:
    line = f"Marva St. Rose, {hidden}, +27 21 202 3381"
    assert line in kept(f"<main><h1>Bree Water Week 2023</h1>{INVITED * 2}<p>{line}</p></main>")
