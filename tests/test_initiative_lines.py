"""Lines of a page: no name runs over the end of one, and a label fills its line."""

from __future__ import annotations

import pytest
from test_initiative_details import page

from pipeline.initiatives import find_initiatives
from pipeline.initiatives.fields import facts, label_line
from pipeline.initiatives.scene import Scene

WRAPPED = (
    "Fishers of the coast have long asked for a common plan of the\nsort that the lake has. They now share one, as part of the\n"
    "project Clean Harbours for\nGannet Bay, which the council of the northern coast and the\nschools have begun to carry out."
)


@pytest.mark.parametrize(
    ("text", "span", "name"),
    [
        ("Lancement du projet Lumière Claire\nTolana, le 4 mai 2020 – Les lampes brillent.", None, "Lumière Claire"),
        ("Inicio del proyecto Redes Limpias\nLos pescadores aplauden.", None, "Redes Limpias"),
        ("Reed Shores (RS)\nCountry\nTolania\nIt plants reeds.", "Reed Shores (RS)\nCountry\nTolania", "Reed Shores"),
        (WRAPPED, "Clean Harbours for\nGannet Bay", "Clean Harbours for Gannet Bay"),
    ],
)
def test_a_name_ends_with_its_line(text: str, span: str | None, name: str) -> None:
    assert [i.name for i in find_initiatives(page(text, spans=(span,) if span else ()))] == [name]


@pytest.mark.parametrize(
    ("line", "slot"),
    [
        ("Funded by", "funder"),
        ("Who pays for it?", "funder"),
        ("Total project budget (USD)", "budget"),
        ("Date de début", "start"),
        ("Geographic region(s)", "countries"),
        ("Contact", "no"),
        ("Launch of the Clean Nets project", None),
        ("Lancement du projet RESEAU", None),
        ("Lanzamiento del proyecto Redes Limpias", None),
        ("Launch of Clean Nets in Gannet Bay", None),
        ("Harbour towns start talks on reed beds", None),
    ],
)
def test_a_bare_label_is_its_whole_line(line: str, slot: str | None) -> None:
    assert label_line(line) == slot


def test_a_list_ends_where_another_label_stands() -> None:
    text = "Clean Nets\nFunding\nNorda Trust\nContact\nSecretariat of the Lake Council\n12 Reed Lane"
    assert [(f.slot, f.value) for f in facts(Scene(page(text))) if f.slot == "funder"] == [("funder", "Norda Trust")]


@pytest.mark.parametrize(
    ("title", "acronym"),
    [
        ("RELAC – Projet de relance des lacs du nord", "RELAC"),
        ("NORDA – Projet de relance des lacs du nord", None),
        ("TOGO: Projet de relance des lacs du nord", None),
    ],
)
def test_an_acronym_in_front_of_the_name_it_spells_out(title: str, acronym: str | None) -> None:
    made = page(f"{title}\nDurée : 2021 – 2024\nBudget : 3 000 000 EUR\nLe projet nettoie.", title=title, page_type="profile", language="fr")
    assert [i.acronym for i in find_initiatives(made)] == [acronym]
