"""Names of bodies in French and Spanish that go on in small letters or over "y"."""

from __future__ import annotations

import pytest

from pipeline.annotate.organisations.romance import find_romance

FRENCH = [
    ("L'Institut halieutique et des sciences marines de Toliara a dit", ["Institut halieutique et des sciences marines de Toliara"]),
    ("la Chambre de commerce, d'industrie et des mines (CCIM) de Lomé", ["Chambre de commerce, d'industrie et des mines"]),
    ("l'Instance nationale de lutte contre la traite des personnes est", ["Instance nationale de lutte contre la traite des personnes"]),
    ("le Conseil régional de Sikasso et la commune", ["Conseil régional de Sikasso"]),
    ("à l'hôpital de Makélékélé depuis mardi", ["hôpital de Makélékélé"]),
    ("le lycée agricole de Thibar", ["lycée agricole de Thibar"]),
    ("l'École nationale d'administration du Gabon et", ["École nationale d'administration du Gabon"]),
    ("le Ministère de l'Agriculture et des Forêts", ["Ministère de l'Agriculture et des Forêts"]),
    ("Association de femmes de la région", []),
    ("Bureau de poste fermé. Le Conseil a siégé mardi.", []),
    ("un hôpital de campagne", []),
    ("l'ONG française Initiative Développement et la société Dubreuil & Fils Congo", ["Initiative Développement", "Dubreuil & Fils Congo"]),
    ("une association de femmes, la société civile, la société Togo, la société civile Ivoirienne, association Loi 1901", []),
    ("la coopérative Benkadi de Barouéli a", ["coopérative Benkadi de Barouéli"]),
    ("la coopérative COOPMAG a", []),
    ("avec la municipalité de Zahlé–Maallaka", ["municipalité de Zahlé–Maallaka"]),
    ("présidente de l’association des parents d’Ambovombe.", ["association des parents d’Ambovombe"]),
    ("au tribunal de grande instance de Bunia", ["tribunal de grande instance de Bunia"]),
    ("une association de femmes de Bamako et le tribunal de la ville", []),
]
SPANISH = [
    ("Servicio Nacional de Sanidad Agropecuaria e Inocuidad Alimentaria", ["Servicio Nacional de Sanidad Agropecuaria e Inocuidad Alimentaria"]),
    ("el Centro de Apoyo y Capacitación para Empleadas del Hogar (CACEH)", ["Centro de Apoyo y Capacitación para Empleadas del Hogar"]),
    ("Agencia Suiza para el Desarrollo y la Cooperación", ["Agencia Suiza para el Desarrollo y la Cooperación"]),
    ("Ministerio de Salud y la Municipalidad de Lima", ["Ministerio de Salud", "Municipalidad de Lima"]),
    ("Ministerio de Salud y UNICEF", ["Ministerio de Salud"]),
    ("Ministerio de Defensa en el Palacio San Martín", ["Ministerio de Defensa"]),
    ("la Embajada de España en Malabo", ["Embajada de España en Malabo"]),
    ("la municipalidad de Upala", ["municipalidad de Upala"]),
    ("el Consejo aprobó el Plan", []),
    ("una universidad de prestigio", []),
    ("otra universidad del Grupo", []),
    ("la junta de agua de Guanijiquil y el Consulado General del Ecuador", ["junta de agua de Guanijiquil", "Consulado General del Ecuador"]),
    ("de la organización Cuerpos de Conservación de Omoa.", ["Cuerpos de Conservación de Omoa"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), [("fr", *c) for c in FRENCH] + [("es", *c) for c in SPANISH])
def test_names(language, text, expected):
    found = find_romance(text, language, set(), set())
    assert [text[p.start : p.end] for p in found if p.sure] == expected


def test_an_office_named_by_a_known_body_and_its_place():
    text = "la oficina de la OIT para México y Cuba"
    assert [text[p.start : p.end] for p in find_romance(text, "es", {text.index("OIT")}, set())] == ["oficina de la OIT para México y Cuba"]


def test_an_office_of_a_body_with_its_acronym():
    for text, known in (
        ("Oficina de la Organización Internacional del Trabajo (OIT) para los Países Andinos", "Organización"),
        ("oficina de la OPS/OMS en Paraguay", "OPS"),
    ):
        assert [text[p.start : p.end] for p in find_romance(text, "es", {text.index(known)}, set())] == [text]


def test_english_has_none():
    assert list(find_romance("l'Institut national de la statistique du Togo", "en", set(), set())) == []
