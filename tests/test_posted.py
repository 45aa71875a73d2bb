"""The day that a page was published, and that of its last change."""

from __future__ import annotations

from datetime import date

import pytest
from judged_page import PROSE, page

from pipeline.clean.boilerplate import Judged
from pipeline.clean.days import days
from pipeline.clean.facts import Posted, posted


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
        (["Title", "News / 4 June 2019 / Office of the secretary of all fishers / 3 comments", PROSE], "2019-06-04", "alone"),
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
        (["Title", f"Both a workshop (Bree, 4 June 2019) and a seminar were held. {PROSE}"], None, "none"),
        (["Title", f"BREE (4 June 2019) {PROSE}"], "2019-06-04", "dateline"),
        (["Title", "10/5/2018", "Press office", "Bree, 5 October 2018", PROSE], "2018-10-05", "alone"),
        (["Title", "10/5/2018", "Press office", PROSE], "2018-05-10", "alone"),
        (["Webinar: Seals", "Tuesday 4 June 2019", "14:00-15:30 CET", "Zoom", PROSE], None, "none"),
        (["Title", "4 June 2019", "15:40", PROSE], "2019-06-04", "alone"),
        (["Title", "Creación", "4 de junio de 2019, en Orlen", PROSE], None, "none"),
        (["Webinar: Seals", "Tuesday 4 June 2019", "14:00 Bree / 10:00 Orm (please check your local time)", PROSE], None, "none"),
        (["Title", "Tuesday 4 June 2019", "15:40 GMT", PROSE], "2019-06-04", "alone"),
        (["Title", PROSE, "Page last altered 4 June 2019"], "2019-06-04", "updated"),
        (["Agenda", "4 de junio de 2019", "Foro de focas", "Bree", "30 y 31 de julio de 2019", "Taller de redes", "Orm"], None, "none"),
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
        (["Title", "Date de publication", "04/06/2019", PROSE], "2019-06-04", "posted"),
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
        # days of what the page is about
        (["Calendar", "Date\tMeeting\tPlace", "11-12 June 2019\tPort council\tBree", "4 July 2019\tWorkshop on tides\tOrm"], None, "none"),
        (["Calendar", "4 July 2019\tWorkshop on tides\tOrm"], None, "none"),
        (["Calendar", "Workshop on tides", "4 July 2019", "Orm", "Port council", "11 June 2019", "Bree"], None, "none"),
        (["Calendar", "4 July 2019 – Workshop, Orm", "11 June 2019 – Council, Bree"], None, "none"),
        (["Calendar", "Workshop, 4 July 2019", "Council, 11 June 2019", "Forum, 2 May 2019"], None, "none"),
        (["Tides Week", "Dates", "5 June 2019 –", "9 June 2019", "Place", "Orm", PROSE], None, "none"),
        (["Tides Week", "5 June 2019 –", "9 June 2019", PROSE], None, "none"),
        (["Tides Week", "Dates", "5 June 2019", "9 June 2019", PROSE], None, "none"),
        (["Journée des marées", "Mercredi 5 juin 2019, de 9 h à 17 h", PROSE], None, "none"),
        # the page's own day beside them
        (["Tides Week", "13.03.2019", f"Bree, 13 March 2019. {PROSE}"], "2019-03-13", "alone"),
        (["Tides Week", "1er février 2019", "Quand ?", "Jeudi 12 mai, 13 h, au vendredi 13 mai, 16 h 30", PROSE], "2019-02-01", "alone"),
        (["Tides Week", "Orm, 5-9 June 2019", "First announcement, 22 May 2019", PROSE], "2019-05-22", "alone"),
        (["Tides Week", "Bree 16 octobre 2019", "Date : mercredi 25 octobre 2019", "Lieu : Orm", PROSE], "2019-10-16", "alone"),
        (["Tides Week", "4 May 2019", PROSE, "11-12 June 2019  Port council, Bree", "4 July 2019  Workshop, Orm"], "2019-05-04", "alone"),
        # a verb of a sentence is no label of a note
        (["Title", PROSE, "The Ministry of Tides issued a warning on 1 June 2019 for the coast."], None, "none"),
        (["Title", PROSE, "A report published on 1 June 2019 shows that the coast is dry."], None, "none"),
        (["Title", PROSE, "On 1 June 2019 the ministry published the list."], None, "none"),
        (["Title", PROSE, "The rules of the port of Orm were last revised on 1 June 2019."], None, "none"),
        (["Title", PROSE, "Communiqué – Publié le 04.06.2019"], "2019-06-04", "posted"),
        (["Title", PROSE, "Fact file, posted by the web team on 4 June 2019 in Tides"], "2019-06-04", "posted"),
    ],
)
def test_posting_date(lines: list[str], day: str | None, how: str) -> None:
    found = when(*lines)
    assert (found.published, found.how or "none") == (date.fromisoformat(day) if day else None, how)


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
    assert when(*lines, outside=(2, 3, 4)) == Posted(date(2019, 6, 4), None, "end", None)
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


@pytest.mark.parametrize(
    ("foot", "published", "modified"),
    [
        (["Flood warning for Orm", "Issued 1 June 2019"], None, None),
        (["Flood warning for Orm issued on 1 June 2019"], None, None),
        (["Flood warning for Orm", "Last updated: 9 June 2019"], "2019-06-09", "2019-06-09"),
        (["Flood warning for Orm", "Posted 4 June 2019 | Legal notice | Contact"], "2019-06-04", None),
        (["Flood warning for Orm", "© Ministry of Tides", "Posted 4 June 2019"], "2019-06-04", None),
    ],
)
def test_days_of_teasers_below_the_content_are_those_of_other_pages(foot: list[str], published: str | None, modified: str | None) -> None:
    lines = [*page("Title", PROSE), Judged(2, "Related news", False, "foot", "related or other pages")]
    lines += [Judged(3 + n, text, False, "foot", "outside the main content (foot)") for n, text in enumerate(foot)]
    found = posted(lines, language="en", meta={})
    assert [found.published, found.modified] == [x and date.fromisoformat(x) for x in (published, modified)]


def test_last_change_is_kept_apart() -> None:
    found = when("Title", "Posted 4 June 2019", PROSE, "Last modified on 9 June 2019")
    assert found == Posted(date(2019, 6, 4), date(2019, 6, 9), "posted", "updated")
    assert when("Title", PROSE, "Last modified on 9 June 2019") == Posted(date(2019, 6, 9), date(2019, 6, 9), "updated", "updated")
    assert when("Title", PROSE, meta={"og:updated_time": "2019-06-09T10:00:00Z"}) == Posted(None, date(2019, 6, 9), None, "meta")
    lines = page("Title", PROSE, "Back to stories of Orm Last update: 9 June 2019", outside=(2,))
    assert posted(lines, language="en", meta={}).modified == date(2019, 6, 9)


def test_metadata_counts_after_what_is_printed() -> None:
    meta = {"article:published_time": "2019-06-05T10:00:00Z"}
    assert when("Title", PROSE, meta=meta) == Posted(date(2019, 6, 5), None, "meta", None)
    assert when("Title", "4 June 2019", PROSE, meta=meta).published == date(2019, 6, 4)
    assert when("Title", PROSE, meta={"article:published_time": "2019-99-99"}).published is None
    assert when("Tides Week", "4 July 2019", PROSE, meta=meta) == Posted(date(2019, 6, 5), None, "meta", None), "a day to come is no posting"
    assert when("Title", "Posted on 4 July 2019", PROSE, meta=meta).published == date(2019, 7, 4)


def test_the_day_in_an_address_counts_after_metadata_and_before_a_last_update() -> None:
    url = "https://tides.example/2019/06/05/ports-meet"
    lines = page("Title", PROSE, "Last updated: 9 June 2019")
    assert posted(lines, language="en", meta={}, url=url) == Posted(date(2019, 6, 5), date(2019, 6, 9), "address", "updated")
    assert posted(lines, language="en", meta={"date": "2019-06-04"}, url=url).how == "meta"


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
