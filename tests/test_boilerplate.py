"""Main content told from what stands around it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.clean.boilerplate import Survey, best_path, judge_lines, mark, survey, weights
from pipeline.clean.lines import fold, look
from pipeline.clean.surroundings import evidence
from pipeline.clean.titles import title_of
from pipeline.document import Page
from pipeline.train.lines import marked, mixed, save, train

STORY_TEXT = """Skip to main content
Home | About us | News | Contact
You are here: Home > News > 2019
Coastal nurses trained in two languages
Share   Tweet   Print
Bree, 4 June 2019 – Forty nurses from the coast have finished a course on the care of newborn children, the Ministry of Health said today.
The course was held at the Bree School of Nursing from 20 May to 3 June and was paid for by the Fund for Island Health.
“I would have liked to have this ten years ago,” said Alma Ott, who has worked on the island of Orm since 2001.
For more information, please contact:
Jon Ulvik, Press Officer, jon.ulvik@health.example, +47 555 01 00
412 views
Related news
Vaccines reach Orm (3 May 2019)
New boat for the district doctor (12 April 2019)
© 2019 Ministry of Health. All rights reserved."""
STORY = STORY_TEXT.splitlines()


def kept(lines: list[str], found: Survey | None = None, site: str | None = None) -> list[str]:
    return [x.text for x in judge_lines(lines, found, site=site) if x.kept]


def test_a_story_keeps_its_headline_and_contact_block() -> None:
    assert kept(STORY) == [STORY[3], *STORY[5:10]]


CORRIDOR = (
    "Bree, 5 April 2022 – The governments of Orm and Norland opened a green corridor for trucks on Tuesday. The corridor cuts waiting times at the "
    "border from two days to four hours and was paid for by the Northern Union."
)


@pytest.mark.parametrize(
    ("block", "n"),
    [
        (["Contact", "Greta Brand", "Press Officer", "gbrand@transport.example"], 4),
        (["Contacto", "Ana de la Riva, Alma Ott", "Tel. 555 01 00", "prensa@transportes.example", "Menu"], 4),
        (["For more information", "Jon Ulvik", "Programme Manager", "River Trust", "jon@river.example", "+47 555 12 34"], 6),
        (["Contact", "Careers", "Press", "Privacy policy"], 0),
        (["Contact", "Media Centre", "Field Offices", "Work with us", "Site map", "webmaster@transport.example"], 0),
    ],
)
def test_a_block_with_the_name_of_whom_to_ask_is_kept(block: list[str], n: int) -> None:
    page = ["Home", "News", "Contact", "Green corridor opens between Orm and Norland", CORRIDOR, *block]
    assert kept(page) == [*page[3:5], *block[:n]]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (["Taller regional sobre bosques", "Bree, 3 y 4 de mayo"], 0),
        (["Réunion du comité", "Bree, le 3 mars 2021", "Ordre du jour"], 0),
        (["Expert Meeting on Ageing", "Town Hall, Bree", "7-9 June 2023", "Registration", "Concept note", "Programme"], 0),
        (["Workshop", "Date: 4 May 2023", "Venue: Hotel Orm, Bree", "Organizers: ILO, Northern Union"], None),
        (["Dakar, le 3 mars 2021", "Signature d'un accord Orm-FAO"], 1),
    ],
)
def test_all_of_a_short_notice_is_kept(page: list[str], title: int | None) -> None:
    found = judge_lines(page)
    assert [x.text for x in found if x.kept] == page
    assert title_of(found) == (None if title is None else page[title])


@pytest.mark.parametrize(
    ("fields", "spans"),
    [
        (["Published: 7 November 2023", "Location: Bree, Orm", "Date:", "6.–7.11.2023"], True),
        (["Fecha", "del 6 al 7 de noviembre de 2023"], True),
        (["Dates", "28 June - 2 July 2023"], True),
        (["Date", "7 November 2023"], False),
        (["Date", "07-11-2023"], False),
        (["Date", "2023-11-07"], False),
    ],
)
def test_a_span_of_days_under_the_label_of_a_date_is_of_the_event(fields: list[str], spans: bool) -> None:
    found = evidence([look(x) for x in fields], blank_before=[False] * len(fields), repeated=[False] * len(fields))
    assert ["days field" in names for names in found] == [False] * (len(fields) - 2) + [spans] * 2
    page = ["Ministry of Ports", "News", "Bree hosts the Northern Forum on Harbours", *fields, CORRIDOR, CORRIDOR, "Previous article"]
    if spans:
        assert kept(page) == page[2:-1]


@pytest.mark.parametrize("page", [["Loading", "Please wait"], ["404", "Not here"], ["Home", "News", "12 May 2022"]])
def test_a_short_page_that_says_nothing_is_no_notice(page: list[str]) -> None:
    assert kept(page) == []


def test_the_body_over_the_headline_of_a_short_page_is_not_its_title() -> None:
    page = ["Ministerio de Transportes", "El Ministerio organizó el Foro de Puertos en Bree", f"{CORRIDOR} Contact: ana.ott (at) puertos.example"]
    assert kept(page) == page[1:]
    page = ["Ministry of Culture", "Notice: Northern Museums Conference postponed", CORRIDOR]
    assert kept(page) == page[1:]


def test_a_release_of_one_paragraph_full_of_names_is_kept_below_a_counter() -> None:
    text = (
        "Ostrava, 2 February 2020 – The Danube Wetlands Fund (DWF) and the Republic of Orm today signed a US$9.6 million financing agreement for the "
        "Tavik Landing Site and Fish Market Project. DWF Vice President Mansur Ould Brun and Orm’s Economy Minister, Ilyas Roble Stenn, did the "
        "honours. Works begin in May and end in June 2022. The Reed Fund for Lakes contributes US$4 million; the total is US$14.1 million."
    )
    lines = ["DWF Group", "DWF, Orm Ink Fish Market Deal", "2 February 2020 | 2 min read", text, "#DWF #Orm #BlueEconomy"]
    assert kept(lines) == [lines[1], text]


def test_every_line_has_a_verdict_with_a_reason() -> None:
    judged = judge_lines([*STORY[:3], "", *STORY[3:]])
    assert [x.number for x in judged] == [0, 1, 2, *range(4, 16)]
    assert all(x.kept != bool(x.reason) for x in judged)
    assert {x.reason for x in judged if not x.kept} >= {"breadcrumb", "share or print link", "view or share counter", "legal or copyright line"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Home » Projects » Water", "crumb"),
        ("You are here: Home", "crumb"),
        ("Estás en: Agenda > Encuentros", "crumb"),
        ("Estás en casa", "short"),
        ("News > Labour", "crumb"),
        ("HomeHealth topicsCountriesMedia centreAbout us", "menu"),
        ("English  Français  Español", "languages"),
        ("Facebook 14   Tweet 9   LinkedIn 2", "share"),
        ("Partager   Imprimer", "share"),
        ("Lu 862 fois", "counter"),
        ("Read 5933 times", "counter"),
        ("Lire aussi : la réunion d’Orm", "related"),
        ("Otras noticias", "related"),
        ("We use cookies to improve your experience. Accept | Only necessary", "cookie"),
        ("Copyright © IOM 2019", "legal"),
        ("© 2018 Office of the Ombudsman, Bree", "legal"),
        ("Ministry of Health of Orm © Legal notice", "legal"),
        ("A trainee electrician at work in Orm © Embassy of France", "running"),
        ("Affichages : 1874", "counter"),
        ("1.204 accesos", "counter"),
        ("Escrito por Administrador", "updated"),
        ("Latest from the blog", "related"),
        ("Imprime la página completa", "share"),
        ("4 June 2019", "day"),
        ("Bree, 4 juin 2019", "day"),
        ("Budget: EUR 2 million", "field"),
        ("Tel.: +47 555 01 00", "reach"),
        ("climate.office [at] usp.example (+679) 323 2894", "reach"),
        ("• women as leaders of host villages", "bullet"),
        ("The workshop was held in Bree from 3 to 5 May and brought together forty officials of the region.", "prose"),
        ("---", "rule"),
        ("-", "mark"),
        ("Fecha: del 24/09/2014 al 26/09/2014", "field"),
        ("Date: 2014-09-24", "day"),
        ("Partagez cet article", "share"),
        ("Rubrique : ACTUALITES", "type"),
        (">> The network >> Our history", "crumb"),
        (">> Thursday, 5 p.m., town hall: award of the medals", "running"),
        ("HOME - WHO WE ARE - RIVERS - PROJECTS - CALLS FOR TENDERS - CONTACTS", "list"),
        ("Type d’actualité : Coopération", "type"),
        ("jeudi 8 mars 2018 | A+ A-", "day"),
        ("A+ A- Contraste", "share"),
        ("Accueil . La Banque . Presse . Contact", "list"),
        ("quiénes somos - qué hacemos - publicaciones - enlaces", "list"),
        ("Eaux intérieures  Ressources en eau  Publications  Avis aux usagers", "list"),
        ("Bree - Orm - Lund", "short"),
        ("Ministers . Talks", "word"),
        ("17 September 2024\tSeminar on Water\tOnline", "field"),
        ("Home\tNews\tOnline", "menu"),
        ("Notice of a meeting", "short"),
        ("Notice No 12", "type"),
        ("¿Quiénes somos? Municipios Proyectos Rendición de cuentas Noticias", "menu"),
        ("About us Projects Tenders News", "menu"),
        ("Accueil Projets Actualités Partenaires Contact", "menu"),
        ("Training Programs News Conference Opens", "short"),
        ("Training workshop on research statistics", "short"),
        ("Members, Partners and Projects Meet at Home", "short"),
    ],
)
def test_kind_of_a_line(line: str, kind: str) -> None:
    assert look(line).kind == kind


@pytest.mark.parametrize(
    ("lines", "feature", "holds"),
    [
        (["ANC > Projets", "PROTÉGER LES SOURCES", "Durée du projet", "8 ans", "Montant du projet", "3 000 €"], "known label", 2),
        (["ANC", "Durée du projet", "8 ans", "Notre équipe"], "known label", None),
        (["Home / Donors / Chad", "Chad", "Nobody gives more"], "country over", None),
        (["Home / Donors / List", "Chad", "Nobody gives more"], "country over", 1),
        (["Bree", "The Orm Digest No. 12", "4 June 2019"], "periodical", 1),
        (["Bree", "The Orm Digest No. 12", "Wardens call for help in June"], "periodical", None),
        (["Bree", "Press release No. 12", "4 June 2019"], "periodical", None),
        (["Bree", "Growing up", "Care at home in the districts of Norland"], "kicker of an undated page", 1),
        (["Bree", "Growing up", "Care at home in the districts of Norland", "4 June 2019"], "kicker of an undated page", None),
    ],
)
def test_evidence_around_a_title(lines: list[str], feature: str, holds: int | None) -> None:
    page = [
        *lines,
        "The partners will meet again in spring to look at what was learnt, and until then the teams go on with their visits to the villages.",
    ]
    found = evidence([look(x) for x in page], blank_before=[False] * len(page), repeated=[False] * len(page))
    assert [i for i, names in enumerate(found) if feature in names] == ([] if holds is None else [holds])


@pytest.mark.parametrize("line", ["Bears do not read maps", "Budget: EUR 2 million", "Cairo / Amman, 3 September 2025", "The Forum shares it."])
def test_lines_that_are_no_furniture(line: str) -> None:
    assert look(line).kind not in {"crumb", "menu", "share", "counter", "related", "cookie", "legal", "tags", "languages"}


SIGNED = [
    "To our members: the spring clean-up",
    "",
    "Elmhaven, 4 April 2012",
    "",
    "Dear friends,",
    "",
    "On Saturday we took eleven tonnes of plastic out of the reeds, and we thank all of you who came in the rain to help.",
    "",
]


@pytest.mark.parametrize(
    ("end", "n"),
    [
        (["Mina Belrose, Secretary", "Friends of the Lower Elm"], 2),
        (["Mina Belrose", "Head of Field Work"], 2),
        (["Mina Belrose, présidente", "Vergers du Bas Orme", "Search"], 2),
        (["Mina Belrose, m.belrose@elm.example, Officer", "Topics in this story (hover to see)"], 1),
        (["Written by Mina Belrose", "Share"], 0),
    ],
)
def test_the_signature_of_a_letter_is_kept(end: list[str], n: int) -> None:
    assert [line for line in kept([*SIGNED, *end]) if line in end] == end[:n]


@pytest.mark.parametrize("text", ["", " ", "\x00", "|||||", "a" * 100_000, "  ".join("ab" for _ in range(20_000)), "(" * 5000, "\t" * 5000 + "x"])
def test_any_line_gives_an_answer(text: str) -> None:
    assert look(text).kind
    assert len(judge_lines([text, text])) in (0, 2)


def test_fold() -> None:
    assert fold("  L’Élysée  –  ÑANDÚ ") == "l'elysee – nandu"
    assert fold("Монгол 中文") == "монгол 中文"


def pages(site: str | None, *texts: str) -> list[Page]:
    return [Page(f"{site}/{i}.txt", t.encode(), "text", site=site) for i, t in enumerate(texts)]


def test_survey_keeps_what_a_site_repeats_with_other_numbers() -> None:
    found = survey(pages("a", *[f"Serving 1{i}0 countries\nStory {'abc'[i]}\n{i + 1} June 2019" for i in range(3)]))
    assert found.repeated == {mark("a", "Serving 1,234 countries")}


@pytest.mark.parametrize("site", ["a", None])
def test_two_copies_of_a_story_keep_it(site: str | None) -> None:
    assert not survey(pages(site, "\n".join(STORY), "\n".join(STORY))).repeated


def test_strangers_in_one_folder_share_little() -> None:
    texts = ["Contact\nShare\nunique " + "abcdefghijkl"[i] for i in range(12)]
    assert not survey(pages(None, *texts[:3])).repeated
    assert survey(pages(None, *texts)).repeated == {mark(None, "contact"), mark(None, "share")}


def test_a_repeated_blurb_is_dropped_and_a_contact_is_not() -> None:
    blurb = "The Ministry helps every island to keep its people well and has offices in twelve ports where everybody is received."
    lines = [*STORY[:8], blurb, *STORY[8:]]
    found = survey(pages("s", *["\n".join([blurb, STORY[8], STORY[9], "Story " + "abc"[i]]) for i in range(3)]))
    assert blurb not in kept(lines, found, "s")
    assert STORY[9] in kept(lines, found, "s")


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["Norland"], ["4 June 2019"]),
        (["Press release", "Health > Nurses"], []),
        ([], ["What twelve ports learned from a hard winter"]),
    ],
)
def test_the_title_is_told_from_what_stands_around_it(above: list[str], below: list[str]) -> None:
    lines = [*STORY[:3], *above, STORY[3], *below, *STORY[5:]]
    assert [x.text for x in judge_lines(lines) if x.part == "title"] == [STORY[3]]


def test_a_page_may_have_no_title() -> None:
    assert [x for x in judge_lines(["Who we are", "Our work", *STORY[5:]]) if x.part == "title"] == []


def test_nothing_but_menus_has_no_main_content() -> None:
    assert kept(["Home", "About us", "News", "Events", "Contact us", "Search", "Privacy policy", "© 2018 Office"]) == []


def test_an_empty_page() -> None:
    assert judge_lines([]) == []
    assert best_path([], weights()) == []


def test_training_learns_and_can_be_saved(tmp_path: Path) -> None:
    main = {3, 5, 6, 7, 8, 9}
    page = marked(STORY, main, "Coastal nurses trained in two languages")
    assert [x.part for x in page] == [0, 0, 0, 1, 3, 2, 2, 2, 2, 2, 4, 4, 4, 4, 4]
    found = train([page] * 3, rounds=4, mixes=1)
    given = evidence([x.line for x in page], blank_before=[False] * 15, repeated=[False] * 15)
    assert best_path(given, found) == [x.part for x in page]
    assert train([page] * 3, rounds=4, mixes=1) == found
    save(found, tmp_path / "w.json")
    assert json.loads((tmp_path / "w.json").read_text())["features"].keys() == found.features.keys()


def test_mixed_pages_keep_their_order() -> None:
    import random

    page = marked(STORY, {3, 5, 6}, "Coastal nurses trained in two languages")
    for new in mixed([page] * 4, random.Random(1)):
        assert [x.part for x in new] == sorted((x.part for x in new), key=lambda p: (p == 4, p != 0))


def test_a_line_of_signs_alone_is_a_line():
    assert look("]]> --> --> < -->").words == 0  # the look for breadcrumbs once failed on it


def test_a_year_alone_is_no_title() -> None:
    page = [
        "Lake Commission",
        "The Commission > Milestones",
        "1991",
        "Scientists of the lake compare their books and find the same fish.",
        "1994",
        "A convention is signed.",
    ]
    assert [x.text for x in judge_lines(page) if x.part == "title"] != ["1991"]
