"""What a short line of a page's head is, and the titles and days of page heads that follow from it."""

from __future__ import annotations

import time

import pytest

from pipeline.clean.boilerplate import judge_lines
from pipeline.clean.facts import posted, title_of
from pipeline.clean.lines import look
from pipeline.clean.untitled import signs

_REST = "The partners will meet again in spring to look at what was learnt. Until then the teams go on with their visits to the villages."


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("By Somsak Vilayphone", ["byline"]),
        ("Photographs by Lina Hart", ["byline"]),
        ("Prepared by: Anjali Wickramaratne and Pieter Oosthuyzen", ["byline"]),
        ("Propos recueillis par Lucas Brémond", ["byline"]),
        ("By land and by sea", []),
        ("Photos from the launch of the river report", []),
        ("Dear readers,", ["salutation"]),
        ("Queridas compañeras:", ["salutation"]),
        ("Mesdames et Messieurs les représentants des communes,", ["salutation"]),
        ("Dear bought: the price of a bag of salt", []),
        ("January 2022", ["period"]),
        ("Avril – mai – juin 2016", ["period"]),
        ("Activities July-September 2008", []),
        ("8 M€ (subvention)", ["amount"]),
        ("EUR 1,240,000", ["amount"]),
        ("30 million for the wells of Orm", []),
        ("PO Box 240, Apia, Samoa", ["postal"]),
        ("40 kilometres of new road opened", []),
        ("SC/12745", ["symbol"]),
        ("CRC06.014E", ["symbol"]),
        ("COVID-19", []),
        ("Opening remarks at the Regional Dialogue on Loss and Damage", ["spoken"]),
        ("Palabras de la Ministra de Ambiente en la inauguración del Foro", ["spoken"]),
        ("Situation Report No. 5: Floods in the Terai", ["issue named"]),
        ("Lettre d’information du PASAN – n° 9", ["issue named"]),
        ("Newsletter No. 9", []),
        ("ORM | Bulletin of the Land Division | No. 2/2019", []),
    ],
)
def test_what_a_short_line_is(line: str, found: list[str]) -> None:
    seen = look(line)
    assert signs(seen.text, seen.folded, seen.words) == found


@pytest.mark.parametrize("line", ["- " * 700, "1" * 1500, "1 1 " * 300, "jan " * 300, "a/" * 700, "PO " * 400, "By Aa " * 200, "|" * 1400])
def test_no_line_takes_long(line: str) -> None:
    began = time.perf_counter()
    signs(line.strip(), line.strip().casefold(), 7)
    assert time.perf_counter() - began < 0.5


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            [
                "United Nations",
                "Meetings Coverage and Press Releases",
                "Home » Security Council » Meetings Coverage",
                "SC/12745",
                "9 March 2017",
                "Security Council",
                "7891st Meeting (AM)",
                "",
                "Security Council Extends Mandate of Expert Panel on Lake Province until March 2018",
                "",
                "Adopting resolution 2345 (2017), the Security Council today extended for a year the mandate of the experts who help its committee.",
            ],
            "Security Council Extends Mandate of Expert Panel on Lake Province until March 2018",
        ),
        (
            [
                "NORTHERN CORRIDOR TRANSIT AND TRANSPORT COORDINATION AUTHORITY",
                "",
                "JOINT COMMUNIQUÉ OF THE FOURTH MEETING",
                "OF MINISTERS OF TRANSPORT",
                "OF THE NORTHERN CORRIDOR",
                "",
                "Kigali, 21 August 2009",
                "",
                "1. The ministers responsible for transport of Burundi, Kenya and Rwanda held their fourth meeting in Kigali on 20 August 2009.",
            ],
            "JOINT COMMUNIQUÉ OF THE FOURTH MEETING OF MINISTERS OF TRANSPORT OF THE NORTHERN CORRIDOR",
        ),
        (
            [
                "Voices of the Basin",
                "A series of the Mekong Water Dialogues",
                "Home",
                "All stories",
                "Voices of the Basin, No. 14",
                "A dam that listens",
                "By Somsak Vilayphone",
                "Photographs by Lina Hart",
                "At four in the afternoon the gauge reads a hand's breadth more than it did in the morning, and Mrs Khamla calls the operator.",
            ],
            "A dam that listens",
        ),
        (
            [
                "Avocats Solidaires International",
                "Donate now",
                "Latest posts",
                "A clinic for tenants opens in Lima",
                "Judges on motorbikes",
                "Categories",
                "Africa (41)",
                "Archive",
                "January 2017",
                "Notes from the field: three weeks with the mobile courts of Ituri",
                "January 19th, 2017 by Honorine Basara | Posted in Africa",
                "The court travels in two cars: four judges in the first, the clerk, the files and the folding table in the second.",
            ],
            "Notes from the field: three weeks with the mobile courts of Ituri",
        ),
        (
            [
                "¿No puede ver este mensaje? Ábralo en su navegador",
                "Boletín del Foro de Mujeres Rurales",
                "Año 4, número 11 – noviembre de 2012",
                "Editorial",
                "Queridas compañeras:",
                "Este mes nos reunimos en Estelí para decidir juntas qué pediremos al nuevo gobierno, y en estas páginas les contamos lo acordado.",
            ],
            "Boletín del Foro de Mujeres Rurales",
        ),
    ],
)
def test_the_title_stands_beside_such_lines(head: list[str], title: str) -> None:
    assert title_of(judge_lines([*head, "", _REST, "", "© 2024"])) == title


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["Orm Network of Laboratories", "Founded", "24 November 2012"], None),
        (["Deal on the wells of Orm", "22.06.2017 / 14:20 | Updated: 23.06.2017 / 09:05"], "2017-06-22"),
        (["Mesa del Golfo de Orm", "Creación   Acta de Amapala, suscrita el 18 de julio de 2012"], None),
        (["Orm Network of Laboratories", "24 November 2012"], "2012-11-24"),
    ],
)
def test_days_of_the_subject_are_not_the_page_s(lines: list[str], day: str | None) -> None:
    judged = judge_lines(["Home | About us | News | Contact", *lines, _REST, _REST.replace("spring", "autumn")])
    found = posted(judged, language="en", meta={}).published
    assert (found.isoformat() if found else None) == day
