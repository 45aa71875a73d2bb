"""What a page says of itself: title, dates, fields, tags, kind, language."""

from __future__ import annotations

from datetime import date

import pytest
from judged_page import PROSE, page

from pipeline.clean.boilerplate import Judged, judge_lines
from pipeline.clean.facts import fields_of, posted
from pipeline.clean.language import language_of
from pipeline.clean.pagetype import error_line, page_type
from pipeline.clean.tags import tags_of
from pipeline.clean.titles import title_of, without_site
from pipeline.train.lines import fit_types

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
        (page("A short heading", PROSE, title=None), "A short heading"),
        (page("The press team", "MEDIA ADVISORY", "Orm, 9 November 2017", "Launch of hives for the north", PROSE), "Launch of hives for the north"),
        (page("a note of ours", PROSE, title=None), None),
        (page("Seed Exchange - Calendar 2012", "HOME   SEEDS   SHOP", "Calendar 2012", PROSE, title=None, outside=(0, 1, 2)), "Calendar 2012"),
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
        ("Orm Health – Nurses trained", "Nurses trained"),
    ],
)
def test_title_without_the_name_of_the_site(title: str, plain: str) -> None:
    assert without_site(title, ["Orm Health"]) == plain


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Nurses trained | Orm Health", "Nurses trained"),
        ("Nurses trained – Orm Health", "Nurses trained"),
        ("Nurses trained | Phase 2", "Nurses trained | Phase 2"),
        ("Orm Health – its first forty nurses", "Orm Health – its first forty nurses"),
        ("Orm Health", "Orm Health"),
    ],
)
def test_printed_title_without_the_name_of_the_site(title: str, plain: str) -> None:
    assert without_site(title, ["Orm Health"], printed=True) == plain


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
    assert tags_of(page("Title", PROSE, "1. No poverty   2. Zero hunger", "1. News   2. Zero waste", outside=(2, 3))) == (
        "1. No poverty   2. Zero hunger",
    )
    assert tags_of(page("Title", PROSE, "* * *", "|", outside=(2, 3))) == ()
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
