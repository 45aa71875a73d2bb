"""What a page says of itself: title, dates, fields, tags, kind, language."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.clean.boilerplate import Judged, judge_lines
from pipeline.clean.facts import Posted, days, fields_of, posted
from pipeline.clean.language import language_of
from pipeline.clean.pagetype import error_line, page_type
from pipeline.clean.tags import tags_of
from pipeline.clean.titles import title_of, without_site
from pipeline.train.lines import fit_types

PROSE = "Forty nurses of the islands have finished a course on the care of newborn children, and more will follow them in the spring of next year."


def page(*lines: str, title: int | None = 0, outside: tuple[int, ...] = ()) -> list[Judged]:
    """Lines as judged: all kept but those numbered in ``outside``, which stand in the head before the title and in the foot after it."""
    out = []
    for i, text in enumerate(lines):
        part = "title" if i == title else "main"
        if i in outside:
            part = "head" if title is not None and i < title else "foot"
        out.append(Judged(i, text, i not in outside, part, "" if i not in outside else "menu"))
    return out


def when(*lines: str, title: int | None = 0, outside: tuple[int, ...] = (), meta: dict[str, str] | None = None) -> Posted:
    return posted(page(*lines, title=title, outside=outside), language="en", meta=meta or {})


@pytest.mark.parametrize(
    ("lines", "day", "how"),
    [
        (["Title", "Posted on 4 June 2019", PROSE], "2019-06-04", "posted"),
        (["Title", "Publié le 4 juin 2019", PROSE], "2019-06-04", "posted"),
        (["Title", "Date: 4 June 2019", PROSE], "2019-06-04", "posted"),
        (["Title", "4 June 2019", PROSE], "2019-06-04", "alone"),
        (["Title", "Bree, Tuesday 4 June 2019", PROSE], "2019-06-04", "alone"),
        (["Title", "News Release | 4 June 2019", PROSE], "2019-06-04", "alone"),
        (["Title", "Bree, 4 June 2019 – " + PROSE], "2019-06-04", "dateline"),
        (["Title", "(Bree, 4 June 2019). " + PROSE], "2019-06-04", "dateline"),
        (["Title", "4 June 2019, Bree, Norland – " + PROSE], "2019-06-04", "dateline"),
        (["Title", "Bree, 2 June 2019 – " + PROSE, "Submitted by web on 4 June 2019"], "2019-06-04", "posted"),
        (["Title", PROSE, "Last updated: 4 June 2019"], "2019-06-04", "updated"),
        (["Title", "4 June 2019", PROSE, "Last updated: 9 June 2019"], "2019-06-04", "alone"),
        (["Title", "Mise en ligne : 4 juin 2019", PROSE], "2019-06-04", "posted"),
        (["Title", "Posté le : 04/06/19", PROSE], "2019-06-04", "posted"),
        (["Title", "Date: 4 June 2019 to 7 June 2019", PROSE, "Publicado: 2 de mayo de 2019"], "2019-05-02", "posted"),
        (["Title", PROSE, "Última revisión: 4 de junio de 2019"], "2019-06-04", "updated"),
        (["Title", PROSE, "Fecha de actualización: 04/06/2019"], "2019-06-04", "updated"),
        (["Title", PROSE, "Date de la dernière mise à jour : 4 juin 2019"], "2019-06-04", "updated"),
        (["Title", PROSE, "Last PDS Update: 4 June 2019"], "2019-06-04", "updated"),
        (["Title", PROSE, "Announced: Orlen, 4 June 2019, at the bank's forum"], None, "none"),
        (["Title", f"Last updated: 04.06.2019 // {PROSE}"], "2019-06-04", "updated"),
        (["Title", f"{PROSE} The list, last updated on 4 June 2019, has 40 names."], None, "none"),
        (["Title", f"“{PROSE}”", f"Bree, 4 June 2019.- {PROSE}"], "2019-06-04", "dateline"),
        (["Title", f"ST. OLAV’S, NORLAND, JUNE 4, 2019 – GIS: {PROSE}"], "2019-06-04", "dateline"),
        (["Title", f"Bree, 4 set. 2019.- {PROSE}"], "2019-09-04", "dateline"),
        (["Title", "23 | 01 | 2017", PROSE], "2017-01-23", "alone"),
        (["Title", "18-11-09", PROSE], "2009-11-18", "alone"),
        (["Title", "Last PDS Update\t30 Sep 2021", PROSE], "2021-09-30", "updated"),
        (["Title", "Publication de l'appel : 7 avril 2014", PROSE], "2014-04-07", "posted"),
        (["Title", "Announced: 14 November 2018", PROSE], "2018-11-14", "posted"),
        (["Title", "Announced: Bree, 14 November 2018, at the forum of the bank", PROSE], None, "none"),
        (["Title", PROSE, "Annex to the plan.pdf (published 20 May 2020)"], None, "none"),
        (["Title", "The three ministers met in the port of Bree on", f"6 April 2006. {PROSE}"], None, "none"),
        (["Title", f"· {PROSE}", f"· {PROSE}", f"3 February 2016.- Bree {PROSE}"], "2016-02-03", "dateline"),
        (["Title", "Miércoles 4 de setiembre de 2019", PROSE], "2019-09-04", "alone"),
        (["Title", "Posté par admin le 4 juin 2019 dans Foncier | 0 commentaire", PROSE], "2019-06-04", "posted"),
        (["Title", "Soumis par la délégation de Bree le 04/06/2019", PROSE], "2019-06-04", "posted"),
        (["Title", PROSE, "Record no. 7. Entry checked 4 June 2019."], "2019-06-04", "updated"),
        (["Title", "Montant mobilisé au 4 juin 2019", PROSE], None, "none"),
        (["The Islands This Month", "Issue 19 - 24 June 2019", PROSE], "2019-06-24", "alone"),
        (["The Islands This Month", "19 - 24 June 2019", PROSE], None, "none"),
        (["Title", "When: 4 June 2019", "Where: Bree", PROSE], None, "none"),
        (["Title", "Date: 4 June 2019", "Venue: Bree Hall", PROSE], None, "none"),
        (["Title", "4 June 2019, 14:00–15:30", PROSE], None, "none"),
        (["Title", "Start: 4 June 2019", "End: 9 June 2019", PROSE], None, "none"),
        (["Title", "Deadline 4 June 2019", PROSE], None, "none"),
        (["Title", PROSE, "On 4 June 2019 the council met in Bree."], None, "none"),
        (["Title", PROSE], None, "none"),
        ([], None, "none"),
        (["Title", PROSE, "Record added: 2019-06-04"], "2019-06-04", "posted"),
        (["Title", "Announced on: 4 June 2019", PROSE], "2019-06-04", "posted"),
        (["Title", f"{PROSE} The plan announced on 4 June 2019 has 40 names."], None, "none"),
        (["The Islands This Month", "No. 31 – 4 June 2019", PROSE], "2019-06-04", "alone"),
        (["Title", "2019/6/4", PROSE], "2019-06-04", "alone"),
        (["Title", "2019 06 04", PROSE], "2019-06-04", "alone"),
        (["Title", f"Santa Ana, D. N. 4 de junio, 2019.- {PROSE}"], "2019-06-04", "dateline"),
        (["Title", f"BREE COUNCIL; Bree, Norland; 4 June 2019: {PROSE}"], "2019-06-04", "dateline"),
        (["Title", f"Tuesday 4 June 2019, Islands Community (NIC), Bree – {PROSE}"], "2019-06-04", "dateline"),
        (["Title", "Bree, 4 June 2019, Grand Bree Hotel", PROSE], None, "none"),
        (["Title", "KEY FIGURES (4 June 2019)", PROSE], None, "none"),
        (["Title", "Date d'octroi", "04/06/2019", PROSE, "Fiche mise à jour le 09/06/2019"], "2019-06-09", "updated"),
        (["Title", "Date de publication", "04/06/2019", PROSE], "2019-06-04", "alone"),
        (["Title", "18-11-09", PROSE], "2009-11-18", "alone"),
        (["Title", "N° 18-11-09/B", PROSE], None, "none"),
        (["Title", "Publication de l'appel : 7 avril 2014", PROSE], "2014-04-07", "posted"),
        (["Title", PROSE, "Note de cadrage.pdf (publié le 4 juin 2019)"], None, "none"),
        (["Title", f"· {PROSE}", "· Two boats sail.", f"4 June 2019.- {PROSE}"], "2019-06-04", "dateline"),
        (
            ["Title", "The council was founded in the old hall of Bree on the", "4 June 2019. It has met in the spring of every year since then."],
            None,
            "none",
        ),
        (["Title", PROSE, PROSE, "Bree, le 4 juin 2019", "Contact: Ada Brun"], "2019-06-04", "end"),
    ],
)
def test_posting_date(lines: list[str], day: str | None, how: str) -> None:
    found = when(*lines)
    assert (found.published, found.how) == (date.fromisoformat(day) if day else None, how)


@pytest.mark.parametrize(
    ("above", "line", "day"),
    [
        ("Notas de prensa / Año 2010 / Nº 23", "Bree, 14 de mayo.- ", "2010-05-14"),
        ("Communiqués > 2010", "BREE, 14 mai (ANB) – ", "2010-05-14"),
        ("News / 2010", "Bree, Norland, 14 May – ", "2010-05-14"),
        ("Reports 2009 / 2010", "Bree, 14 May – ", None),
        ("© 2010 Norland News", "Bree, 14 May – ", None),
        ("News", "Bree, 14 May – ", None),
        ("News / 2010", "On 14 May ", None),
    ],
)
def test_a_dateline_without_a_year_has_that_of_the_page_s_head(above: str, line: str, day: str | None) -> None:
    found = when(above, "Title", line + PROSE, title=1, outside=(0,))
    assert found.published == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("line", "language", "day"),
    [
        ("13 Jun 08 | 4:52pm", "en", "2008-06-13"),
        ("Posted: 3 March 97", "en", "1997-03-03"),
        ("8 May 10:30", "en", None),
        ("Veröffentlicht am 4. Juni 2019", "de", "2019-06-04"),
        ("Publicado em 4 de março de 2019", "pt", "2019-03-04"),
        ("4 giugno 2019", "it", "2019-06-04"),
        ("4 июня 2019 года", "ru", "2019-06-04"),
        ("٤ يونيو ٢٠١٩", "ar", "2019-06-04"),
        ("2019年6月4日", "zh", "2019-06-04"),
        ("4 jen 2019", "ht", None),
        ("Juni 2019", "de", None),
    ],
)
def test_posting_date_in_short_and_other_forms(line: str, language: str, day: str | None) -> None:
    found = posted(page("Title", line, PROSE), language=language, meta={})
    assert found.published == (date.fromisoformat(day) if day else None)


def test_a_date_right_below_the_content_dates_the_page() -> None:
    lines = ["Title", PROSE, "4 June 2019", "Share", "9 June 2019"]
    assert when(*lines, outside=(2, 3, 4)) == Posted(date(2019, 6, 4), None, "end")
    assert when("Title", PROSE, "Related", "Share", "9 June 2019", outside=(2, 3, 4)).published is None


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        (["Title", PROSE, PROSE, "(16 May 2012)"], date(2012, 5, 16)),
        (["Title", PROSE, "Fait à Orm, le 8 juillet 2011"], date(2011, 7, 8)),
        (["Title", "ORM, le 3 nov. 2015 /Orm Wire/ - " + PROSE], date(2015, 11, 3)),
        (["Title", "News | 14 June 2012", PROSE], date(2012, 6, 14)),
        (["Title", "Director: Ann Oak (since 1 August 2013)", PROSE], None),
        (["Title", "the office began on 18 September 2006 with a", PROSE], None),
        (["Title", "9/10/15", PROSE], date(2015, 10, 9)),
        (["Title", "Page checked 7 July 2020", PROSE], date(2020, 7, 7)),
    ],
)
def test_where_a_page_says_when_it_was_posted(lines: list[str], published: date | None) -> None:
    assert when(*lines).published == published


def test_last_change_is_kept_apart() -> None:
    assert when("Title", "Posted 4 June 2019", PROSE, "Last modified on 9 June 2019").modified == date(2019, 6, 9)


def test_metadata_counts_after_what_is_printed() -> None:
    meta = {"article:published_time": "2019-06-05T10:00:00Z"}
    assert when("Title", PROSE, meta=meta) == Posted(date(2019, 6, 5), None, "meta")
    assert when("Title", "4 June 2019", PROSE, meta=meta).published == date(2019, 6, 4)
    assert when("Title", PROSE, meta={"article:published_time": "2019-99-99"}).published is None


@pytest.mark.parametrize(
    ("lines", "meta", "fetched", "published"),
    [
        (["Title", "Posted on 4 June 2019", PROSE], {}, "2019-06-01", "2019-06-04"),
        (["Title", "Bree, 4 June 2019 – " + PROSE], {}, "2018-06-01", "2019-06-04"),
        (["Title", PROSE], {"article:published_time": "2019-06-04"}, "2018-06-01", "2019-06-04"),
        (["Title", "4 June 2019", PROSE], {}, "2018-06-01", "2019-06-04"),
        (["Title", "4 June 2019", PROSE], {}, "2019-06-03", "2019-06-04"),
        (["Title", "4 June 2019", PROSE, "Last updated: 9 May 2019"], {}, "2019-06-01", "2019-05-09"),
        (["Title", "4 June 2019", PROSE], {"date": "2019-05-09"}, "2019-06-01", "2019-05-09"),
        (
            ["Regional workshop on pilots", "4 June 2019", "Venue: Bree Hall", "Registration opens soon. The workshop will be held in Bree."],
            {},
            "2019-05-01",
            None,
        ),
    ],
)
def test_a_scrape_dated_before_the_page_takes_no_printed_date_away(lines, meta, fetched, published) -> None:
    found = posted(page(*lines), language="en", meta=meta, fetched=date.fromisoformat(fetched))
    assert found.published == (date.fromisoformat(published) if published else None)


def test_days_are_single_days() -> None:
    assert [d for *_, d in days("4 June 2019 and 22-24 November 2020, May 2021", "en")] == [date(2019, 6, 4)]


_WRAPPED = "MEETING ON THE RIGHTS OF CHILDREN WHO MOVE ACROSS THE BORDERS OF THE REGION"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (page("Menu", "## A headline", "body", title=1, outside=(0,)), "A headline"),
        (page("MEETING ON THE RIGHTS OF CHILDREN WHO MOVE ACROSS THE", "BORDERS OF THE REGION", PROSE), _WRAPPED),
        (page("A SHORT HEADING OF FORTY NURSES AND THEIR", "by Alma Ott", PROSE), "A SHORT HEADING OF FORTY NURSES AND THEIR"),
        (page("Herds are alive", "in northern Orm", PROSE), "Herds are alive in northern Orm"),
        (page("The judges,", "on the track of gold", PROSE, title=1), "The judges, on the track of gold"),
        (page("The islands get", "their first forty nurses", PROSE), "The islands get their first forty nurses"),
        (page("Forty nurses for the islands", "by our staff, 4 June 2019", PROSE), "Forty nurses for the islands"),
        (page("Forty nurses for the islands of the", "home · about · press room", PROSE), "Forty nurses for the islands of the"),
        (page("Fund for Orm", "Forty nurses | Fund for Orm", PROSE, title=1, outside=(0,)), "Forty nurses"),
        (page("Fund for Orm", "Fund for Orm – Phase 2", PROSE, title=1, outside=(0,)), "Fund for Orm – Phase 2"),
        (page("A short heading", PROSE, title=None), None),
        (page(PROSE, "A later heading", title=None), None),
        ([], None),
    ],
)
def test_title(lines: list[Judged], title: str | None) -> None:
    assert title_of(lines) == title


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Nurses trained | Ministry of Health", "Nurses trained"),
        ("Nurses trained - Orm Health", "Nurses trained"),
        ("Orm Health | Nurses trained", "Nurses trained"),
        ("Orm - an island at work", "Orm - an island at work"),
    ],
)
def test_title_without_the_name_of_the_site(title: str, plain: str) -> None:
    assert without_site(title, ["Orm Health"]) == plain


def test_fields_and_their_spans() -> None:
    text = "• Location(s): Egypt\nBudget\tEUR 2 million\nWhen\n4 June 2019\nPartiesOrm and Bree\nHe said: we go\nA\tB\tC"
    found = [(f.label, f.value) for f in fields_of(text)]
    assert found[:4] == [("Location(s)", "Egypt"), ("Budget", "EUR 2 million"), ("When", "4 June 2019"), ("Parties", "Orm and Bree")]
    assert all(text[f.start : f.end] == f.value for f in fields_of(text))


def test_tags_outside_the_content() -> None:
    lines = page("Title", PROSE, "SDG(s): 16. Peace", "Icon of SDG 04", "Region: Orm", "Share", outside=(2, 3, 4, 5))
    assert tags_of(lines) == ("SDG(s): 16. Peace", "Icon of SDG 04", "Region: Orm")
    assert tags_of(page("SDG 13", "a", "b", "c", "Title", title=4, outside=(0, 1, 2, 3))) == ()


def test_goals_outside_the_content_are_tags_and_a_menu_of_all_goals_is_none() -> None:
    lines = page("Title", PROSE, "Related SDGs", "2. Zero hunger", "17", "Zero Hunger · Climate Action", "Follow us", outside=(2, 3, 4, 5, 6))
    assert tags_of(lines) == ("Related SDGs", "2. Zero hunger", "17", "Zero Hunger · Climate Action")
    menu = page("Title", PROSE, "SDGs", *(str(n) for n in range(1, 18)), outside=tuple(range(2, 20)))
    assert tags_of(menu) == ()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["Page not found", "Try the search."], "Page not found"),
        (["Error 404", "The page you asked for has moved."], "Error 404"),
        (["Página no encontrada"], "Página no encontrada"),
        (["Nurses not found in the north", PROSE], None),
        (["Access to water"], None),
        (["Your session has ended. Please enter your name again."], "Your session has ended. Please enter your name again."),
        (["Library", "Une erreur est survenue, veuillez réessayer."], "Une erreur est survenue, veuillez réessayer."),
        (["El portal está en mantenimiento hasta el lunes."], "El portal está en mantenimiento hasta el lunes."),
        (["The closed session ended at noon with a vote."], None),
        (["Formation en maintenance de pompes", "Lieu : Orm"], None),
        (["Atelier réservé aux membres du réseau", "Lieu : Orm"], None),
        (["Your session has ended, said the chair.", PROSE, PROSE, PROSE], None),
    ],
)
def test_error_pages(lines: list[str], message: str | None) -> None:
    assert error_line(page(*lines, title=None)) == message


def test_kinds_of_pages() -> None:
    news = page("Ministry trains forty nurses", "Bree, 4 June 2019 – " + PROSE, "“It was time,” said Alma Ott on Monday.")
    assert page_type(news, title="Ministry trains forty nurses", dated="dateline") == "news"
    event = page(
        "Third Orm Workshop on Nursing", "When: 4 June 2019", "Where: Bree", "Organisers: Fund for Island Health", "Register until 1 May", PROSE
    )
    assert page_type(event, title="Third Orm Workshop on Nursing", dated="none") == "event"
    project = page("Island Health Programme", "Status: active", "Budget: EUR 2 million", "Donors: Orm", "Countries: Norland", "Partners: Bree", PROSE)
    assert page_type(project, title="Island Health Programme", dated="updated") == "profile"
    assert page_type(page("Home", "News", title=None, outside=(0, 1)), title=None, dated="none") == "listing"
    dates = page("Events", *[f"0{i} May 2019  Meeting of the council in Bree  Read more" for i in range(1, 7)])
    assert page_type(dates, title="Events", dated="none") == "listing"
    rows = page("Calendar of the fund", *[f"{i} May 2019 – Meeting of the council of the island towns, in Bree" for i in range(11, 17)])
    assert page_type(rows, title="Calendar of the fund", dated="none") == "listing"
    table = page("Projects starting in 2024", "Project | Lead | Partner | Grant", *[f"Project {i} | Orm | Bree | {i} 000" for i in range(1, 6)])
    assert page_type(table, title="Projects starting in 2024", dated="none") == "listing"
    assert page_type(table, title="Forty nurses trained", dated="none") != "listing"
    card = page("Huertas de Orm", "| Entidad | Fondo de Orm |", "| Territorio | Bree |", "| Importe | 84.300 € |", "| Ejecución | 2019-2021 |", PROSE)
    assert page_type(card, title="Huertas de Orm", dated="none") == "profile"
    notice = page("Orm accueille la 3e Conférence des îles", "QUOI ? Deux jours de débats", "QUI ? Le Fonds", "QUAND ? Les 21 et 22 mars", PROSE)
    assert page_type(notice, title="Orm accueille la 3e Conférence des îles", dated="none") == "event"


def test_training_of_kinds() -> None:
    found = fit_types([(["a"], "news", 1.0), (["b"], "event", 1.0)] * 5)
    assert found["a"][0] > found["a"][1]
    assert found["b"][1] > found["b"][0]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministers of the region met in the capital and agreed to work on the health of the children with all of the agencies.", "en"),
        ("Les ministres de la région se sont réunis dans la capitale et ont décidé de travailler sur la santé des enfants avec les agences.", "fr"),
        ("Los ministros de la región se reunieron en la capital y acordaron trabajar por la salud de los niños con las agencias.", "es"),
        ("Os ministros da região reuniram-se na capital e decidiram trabalhar pela saúde das crianças com as agências e não só.", "pt"),
        ("Die Minister der Region haben sich in der Hauptstadt getroffen und wollen für die Gesundheit der Kinder arbeiten.", "de"),
        ("Министры региона встретились в столице и договорились о работе.", "ru"),
        ("اجتمع وزراء المنطقة في العاصمة واتفقوا على العمل", "ar"),
        ("Nurses trained in Bree", "en"),
        ("12 345 – 67", None),
        ("", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "stated", "language"),
    [
        ("Taller regional, Lima", "es-PE", "es"),
        ("Taller regional, Lima", "ES", "es"),
        ("Taller regional, Lima, 3 y 4 de mayo", "fr", "es"),
        ("Réunion du comité, Dakar, le 3 mars 2021", "en-US", "fr"),
        ("Los ministros de la región se reunieron en la capital y acordaron trabajar por la salud de los niños con las agencias.", "en", "es"),
        ("Meeting of mayors", "x", "en"),
        ("12 345 – 67", "es", None),
    ],
)
def test_the_language_that_a_page_states_tips_the_scale(text: str, stated: str, language: str | None) -> None:
    assert language_of(text, stated=stated) == language


def test_judged_lines_feed_the_facts() -> None:
    lines = judge_lines(["Home | News | About us", "Forty nurses trained", "4 June 2019", PROSE, "Lire aussi : autre chose"])
    assert title_of(lines) == "Forty nurses trained"
    assert posted(lines, language="en", meta={}).published == date(2019, 6, 4)
