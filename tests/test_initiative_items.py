"""Undertakings of profile and topic pages: full names, headings and rows; what the tagger cut or doubts; who runs what a row tells."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from initiative_names import tagged
from test_initiatives import page as any_page

from pipeline.document import Document, Mention, PageType
from pipeline.initiatives import find_initiatives, readings, ruled


def page(text: str, *spans: tuple[str, float], language: str = "en", page_type: PageType = "topic", bodies: tuple[str, ...] = ()) -> Document:
    """A page titled by its first line, with its sentences, whose bodies and tagged names are found by their words."""
    made = any_page(
        text, bodies=bodies, title=text.split("\n", 1)[0], page_type=page_type, spans=spans, published=date(2019, 6, 1), language=language
    )
    return replace(made, sentences=tuple(m.span() for m in re.finditer(r"[^\n. ][^\n.]*\.?", text)))


def names(document: Document) -> list[str]:
    return [i.name for i in find_initiatives(document)]


def leads(document: Document) -> dict[str, set[str]]:
    names_of = {o.organisation_id: o.name for o in document.organisations}
    return {i.name: {names_of[p.ref] for p in i.parties if p.role == "lead"} for i in find_initiatives(document)}


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Herons of the delta\nFull name: Care for Herons and Reed Beds in the Lower Delta\nStatus: completed\nBudget: EUR 200,000", "en",
         "Care for Herons and Reed Beds in the Lower Delta"),
        ("Programmes: Water and Health\nHeron Lake Cholera Warning Platform\nStatus: active\nStart: 2017\nBudget: US$ 480,000", "en",
         "Heron Lake Cholera Warning Platform"),
        ("Réseaux / Villes et données\nRéseau francophone des hérons de quartier (RHQ)\nStatut : actif\nBudget : 185 000 €", "fr",
         "Réseau francophone des hérons de quartier"),
    ],
)  # fmt: skip
def test_the_subject_below_its_title(text: str, language: str, name: str) -> None:
    assert names(page(text, language=language, page_type="profile")) == [name]


@pytest.mark.parametrize(
    ("text", "span", "sure", "language", "found"),
    [
        ("Thanks go to Heronbury Cement for the paint.", "Heronbury Cement", 0.3, "en", []),
        ("Thanks go to “Heron Steps” for the paint.", "Heron Steps", 0.6, "en", ["Heron Steps"]),
        ("The children of Reed Steps Ahead sang.", "Reed Steps Ahead", 0.7, "en", ["Reed Steps Ahead"]),
        ("Le projet régional sur les zones humides et le VIH avance.", "projet régional sur les zones humides et le", 0.7, "fr",
         ["projet régional sur les zones humides et le VIH"]),
        ("Le Processus de Garzal rassemble depuis 2006 onze pays.", "Processus de Garzal", 0.7, "fr", ["Processus de Garzal"]),
        ("Le Plan tiendra sa session à Garzal en avril.", "Garzal", 0.1, "fr", []),
        ("Tout repose sur l’Accord de coopération signé à Garzal le 29 janvier 1997.", "Accord de coopération", 0.9, "fr", ["Accord de coopération"]),
        ("La ciudad abre el diplomado “Garza Azul Mayor” en mayo.", "diplomado “Garza Azul Mayor", 0.9, "es", ["Garza Azul Mayor"]),
        ("Other names: Mesa de las Garzas; MG", "Mesa de las Garzas", 0.6, "en", []),
    ],
)  # fmt: skip
def test_what_the_tagger_cut_or_doubts(text: str, span: str, sure: float, language: str, found: list[str]) -> None:
    assert names(page(f"Herons\n{text}", (span, sure), language=language)) == found


def test_a_name_that_the_tagger_parts_at_an_acronym_is_one() -> None:
    text = "Herons\nThe town is in the Reed and Delta (READE) Nest Builders Initiative since May. It has a fund (READE)."
    found = page(text, ("Reed and Delta", 0.6), ("READE) Nest Builders Initiative", 0.8), ("fund", 0.6))
    assert names(found) == ["Reed and Delta (READE) Nest Builders Initiative"]


@pytest.mark.parametrize(
    ("text", "language", "bodies", "name", "who"),
    [
        ("Garzas y más garzas de la Red Garza\nEn mayo firmamos un convenio con el Centro del Junco para estudiar nidos.", "es",
         ("Red Garza", "Centro del Junco"), "convenio con el Centro del Junco para estudiar nidos", {"Red Garza", "Centro del Junco"}),
        ("Hérons\nElle a abrité la signature d’une convention de partenariat entre l’Université du Roseau et l’Institut du Héron.", "fr",
         ("Université du Roseau", "Institut du Héron"), None, {"Université du Roseau", "Institut du Héron"}),
    ],
)  # fmt: skip
def test_both_sides_of_an_agreement(text: str, language: str, bodies: tuple[str, ...], name: str | None, who: set[str]) -> None:
    (found,) = leads(page(text, language=language, bodies=bodies)).items()
    assert found[1] == who
    assert name is None or found[0] == name


def test_an_agreement_ends_before_its_place_and_day() -> None:
    text = "Herons\nThe city signed the administration arrangement with the Heron Bank on 9 February 2017."
    day = Mention(text.index("9 F"), len(text) - 1, "9 February 2017", "DATE", "model", 0.9)
    document = page(text, bodies=("Heron Bank",))
    document = replace(document, mentions=(*document.mentions, day))
    assert names(document) == ["arrangement with the Heron Bank"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Se acordó elaborar un Plan Binacional de las Garzas, cuyo texto se verá.", "es"),
        ("Ils planchent sur le projet de Stratégie des hérons de la côte.", "fr"),
        ("L’atelier a recommandé la mise en place d’un Fonds de soutien aux hérons.", "fr"),
    ],
)
def test_what_is_decided_or_drafted_is_planned(text: str, language: str) -> None:
    (found,) = find_initiatives(tagged(page(f"Herons\n{text}", language=language, page_type="news")))
    assert found.status == "planned"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Chair: Lake Trust", "lead"),
        ("Current chair: Lake Trust (since May)", "lead"),
        ("Administrator: Lake Trust", "lead"),
        ("Ejecutan: Lake Trust", "lead"),
        ("Riparians: Kenya, Uganda", "partner"),
        ("Also involved: Lake Trust", "partner"),
        ("Beneficiaries: Lake Trust", "partner"),
        ("Beneficiaries: Kenya, Uganda", None),
        ("Founding conference: Lodwar (host: Lake Trust)", None),
        ("May 2018: talks with Lake Trust", None),
        ("Kenya: Lake Trust", None),
    ],
)
def test_who_stands_beside_a_label(line: str, role: str | None) -> None:
    text = f"Blue Heron Programme\nStatus: active\nType: programme\n{line}\nBudget: 2 million euros\n"
    document = page(text, ("Blue Heron Programme", 0.9), page_type="profile", bodies=("Lake Trust",))
    roles = {p.role for p in find_initiatives(document)[0].parties if p.basis == "field"}
    assert roles == ({role} if role else set())


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Blue Heron Project\nStatus: active\nBeneficiary countries: Kenya, Uganda\nBudget: 2 million euros", ["ke", "ug"]),
        ("Blue Heron Project\nStatus: active\nPartners: Kenya, Lake Trust\nBudget: 2 million euros", []),
        ("Blue Heron Project opens.\nA long line about reeds and fish stands here. The €2.5 million project covers Kenya and Uganda.", ["ke", "ug"]),
        ("Blue Heron Project opens.\nA long line about reeds and fish stands here. The 3 million dollar project covers Tonga.", ["to"]),
    ],
)
def test_countries_of_a_label_and_of_a_noun_with_its_money(text: str, codes: list[str]) -> None:
    first = ruled(readings(page(text, ("Blue Heron Project", 0.9), bodies=("Lake Trust",))))[0]
    assert [e.value for e in first.evidence if e.slot == "scope" and e.basis != "inferred"] == [f"loc-{code}" for code in codes]
