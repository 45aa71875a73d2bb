"""Places: what is one and what is not, which one it is, and that it has the same id however it is written."""

from __future__ import annotations

import re
from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.annotate.places import as_written, find_places
from pipeline.atlas import country_code, options, place
from pipeline.document import Document, Mention, Place, Span, SpanLabel
from pipeline.extract import assemble


def found(text: str, *spans: Span) -> list[tuple[str, str | None]]:
    mentions, places = find_places(Document("doc-1", "page.txt", text, ""), spans)
    assert {m.entity for m in mentions} == {p.location_id for p in places}
    for m in mentions:
        assert m.start is not None and text[m.start : m.end] == m.text and 0 < m.confidence <= 1
    return [(m.text, m.entity) for m in mentions]


def span(text: str, part: str, label: SpanLabel, confidence: float = 0.95) -> Span:
    start = text.index(part)
    return Span(start, start + len(part), label, "model", confidence)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("El taller tuvo lugar en Córdoba.", "loc-ar-cordoba"),
        ("El taller tuvo lugar en Córdoba. Informes: taller@orme.org.es", "loc-es-cordoba"),
        ("El taller tuvo lugar en Córdoba. Tel. (+34) 957 555 014", "loc-es-cordoba"),
        ("El taller tuvo lugar en Córdoba. Informes: taller@orme.co", "loc-ar-cordoba"),
        ("El taller tuvo lugar en Córdoba. Informes: taller@orme.org, www.orme.io, orme.tv", "loc-ar-cordoba"),
    ],
)
def test_addresses_and_prefixes_tell_the_country_of_a_page(text: str, country: str) -> None:
    assert found(text)[0][1] == country


@pytest.mark.parametrize(
    ("around", "country"),
    [
        ("Ayuntamiento de Orme - Córdoba - España\nInicio | Noticias", "loc-es-cordoba"),
        ("Inicio\nEmbajada de España en la ciudad", "loc-ar-cordoba"),
        ("España\nFrancia\nPerú\nChile", "loc-ar-cordoba"),
        ("", "loc-ar-cordoba"),
    ],
)
def test_the_head_and_foot_of_a_page_tell_its_country(around: str, country: str) -> None:
    _, places = find_places(Document("doc-1", "page.txt", "El taller tuvo lugar en Córdoba.", "", around=around), ())
    assert [p.location_id for p in places] == [country]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        # one entry a place, however it is written
        ("Türkiye and Turkey", ["loc-tr", "loc-tr"]),
        ("the Middle East and North Africa (MENA)", ["loc-region-middle-east-and-north-africa"] * 2),
        ("New York, Washington DC and Washington, D.C.", ["loc-us-new-york", "loc-us-washington-d-c", "loc-us-washington-d-c"]),
        ("Côte d'Ivoire; Ivory Coast; Cote d’Ivoire", ["loc-ci"] * 3),
        ("NAIROBI, KENYA", ["loc-ke-nairobi", "loc-ke"]),
        ("occupied Palestinian territory (oPt)", ["loc-ps", "loc-ps"]),
        ("the Marshall Islands and St. Kitts and Nevis", ["loc-mh", "loc-kn"]),
        ("Democratic Republic of the Congo (DRC) and Republic of the Congo", ["loc-cd", "loc-cd", "loc-cg"]),
        ("Guinea-Bissau, Guinea, Equatorial Guinea, Papua New Guinea", ["loc-gw", "loc-gn", "loc-gq", "loc-pg"]),
        (
            "West and Central Africa; East Africa and the Horn",
            ["loc-region-west-and-central-africa", "loc-region-east-africa-and-the-horn-of-africa"],
        ),
        ("Lake Chad Basin", ["loc-region-lake-chad-basin"]),
        # which of several places of one name
        ("Atlanta, Georgia", ["loc-us-atlanta", "loc-us-region-georgia"]),
        ("from Tbilisi to the coast of Georgia", ["loc-ge-tbilisi", "loc-ge"]),
        ("Tripoli, Lebanon", ["loc-lb-tripoli", "loc-lb"]),
        ("Tripoli, 3 May – Libya said", ["loc-ly-tripoli", "loc-ly"]),
        ("in San José. Costa Rica hosts it.", ["loc-cr-san-jose", "loc-cr"]),
        ("Truro, N.S.", ["loc-ca-truro"]),
        ("province of Gaza, Mozambique", ["loc-mz-region-gaza", "loc-mz"]),
        ("In Zambia the team saw the Central Highlands.", ["loc-zm", "loc-zm-region-central-highlands"]),
        ("(La Paz, 14.07.2011)", ["loc-bo-la-paz"]),
        ("Pays : Cameroun\nRégion : Extrême-Nord, Nord", ["loc-cm", "loc-cm-region-far-north", "loc-cm-region-nord"]),
        ("Pays : Cameroun\nLe dialogue entre le Nord et le Sud", ["loc-cm"]),
        ("In Nepal: Lalitpur", ["loc-np", "loc-np-lalitpur"]),
        ("L’ambassadeur de France et l’ambassade du Japon", []),
        ("la Réunion régionale ; RESSOURCES EN EAU", []),
        ("le Golfe de Guinée", ["loc-region-gulf-of-guinea"]),
        # words and people that share a name with a place
        ("Nice to meet you in Nice, France. Of course.", ["loc-fr-nice", "loc-fr"]),
        ("Mr Jordan Miller spoke in Amman, Jordan.", ["loc-jo-amman", "loc-jo"]),
        ("in March, after Reading and Split", []),
        ("Egyptian and Sudanese officials; a US embassy", []),
        ("leaflets in Tetum and Bemba", []),
        # parts of longer names
        ("the Government of Slovakia, the Embassy of France and the ambassador of Japan", []),
        ("the Ministry of Health of Lesotho; the Governments of Kenya, Uganda and Rwanda", []),
        ("IOM Iraq, UNDP Angola, Health Canada, Ghana Red Cross, Linköping University", []),
        ("Lake Victoria, the Niger River and the Gulf of Mannar", []),
        ("the Pacific coast; Caribbean girls code", []),
        ("the Danish Refugee Council (DRC). DRC trains.", []),
        ("46, rue de Dakar; Av. Orden de Malta 12; la calle República del Brasil 3", []),
        ("They took their place in Dakar; Place\tTurin, Italy", ["loc-sn-dakar", "loc-it-turin", "loc-it"]),
        ("Tema(s): asilo en Ghana", ["loc-gh"]),
        # and what is not
        ("Regional Director for the Middle East and North Africa", ["loc-region-middle-east-and-north-africa"]),
        ("Embassy of Sweden in Bangkok, Thailand", ["loc-th-bangkok", "loc-th"]),
        ("a Kyiv-based team", ["loc-ua-kyiv"]),
        ("GENEVA – South Sudan", ["loc-ch-geneva", "loc-ss"]),
        ("", []),
    ],
)
def test_find(text: str, ids: list[str]) -> None:
    assert [i for _, i in found(text)] == ids


def test_generic_word_belongs_to_the_mention_and_tells_region_from_city() -> None:
    text = "Angola: Benguela, in Benguela Province; the Andijan region of Uzbekistan"
    assert found(text) == [
        ("Angola", "loc-ao"),
        ("Benguela", "loc-ao-benguela"),
        ("Benguela Province", "loc-ao-region-benguela-province"),
        ("Andijan region", "loc-uz-region-andijan-region"),
        ("Uzbekistan", "loc-uz"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le Tchad et la Norvège.", "Tchad"),
        ("LE TCHAD", "Chad"),
        ("Chad (en français, Tchad)", "Chad"),
        ("Le Royaume-Uni, dit RU", "Royaume-Uni"),
        ("The Lao PDR and Vientiane", "Lao PDR"),
    ],
)
def test_a_country_is_called_what_the_page_calls_it(text: str, name: str) -> None:
    document = Document("doc-1", "page.txt", text, "")
    mentions, places = find_places(document, ())
    assert as_written(replace(document, mentions=mentions, places=places))[0].name == name


def test_person_and_organisation_spans_win_except_over_a_plain_country() -> None:
    text = "Paris Okello of the Bank of Botswana; Lusaka Voices; Togo"
    spans = [
        span(text, "Paris Okello", "PERSON"),
        span(text, "Bank of Botswana", "ORG"),
        span(text, "Lusaka Voices", "ORG"),
        span(text, "Togo", "ORG"),
    ]
    assert found(text, *spans) == [("Togo", "loc-tg")]


def test_unknown_names_of_the_tagger_need_words_that_agree() -> None:
    text = "Hoptivkova, 9 November 2007. People of Zorbana and Ukraine speak Zorbanian.\nFreedom Hall was full. Xorvana District, Ukraine"
    spans = [span(text, p, "LOC", 0.8) for p in ("Hoptivkova", "Zorbana", "Zorbanian", "Freedom Hall", "Xorvana District")]
    assert found(text, *spans) == [
        ("Hoptivkova", "loc-ua-hoptivkova"),
        ("Zorbana", "loc-ua-zorbana"),
        ("Ukraine", "loc-ua"),
        ("Xorvana District", "loc-ua-region-xorvana"),
        ("Ukraine", "loc-ua"),
    ]
    assert found(text) == [("Ukraine", "loc-ua")] * 2


def test_a_sure_tagger_is_enough() -> None:
    text = "They saw Zorbana and the reefs. Post: Zorbana 12, Ukraine."
    first = span(text, "Zorbana", "LOC", 0.9)
    assert found(text, first) == [("Zorbana", "loc-ua-zorbana"), ("Ukraine", "loc-ua")]
    assert found(text, replace(first, confidence=0.8)) == [("Ukraine", "loc-ua")]
    street = replace(first, start=text.rindex("Zorbana"), end=text.rindex("Zorbana") + 7)
    assert [p.kind for p in find_places(Document("d", "p", text, ""), [street])[1]] == ["other", "country"]


def test_what_the_tagger_takes_for_a_place_may_be_a_body() -> None:
    text = "Signed by Zorbameteo in Kenya. The Forest Institute (Zorbi) came to Xorvana.\nZorbi left.\nBACK TO ZORLO\n"
    spans = [*(span(text, p, "LOC", 0.95) for p in ("Zorbameteo", "Zorbi", "Xorvana", "ZORLO")), span(text, "Forest Institute", "ORG")]
    assert [name for name, _ in found(text, *spans)] == ["Kenya", "Xorvana"]


def test_a_region_in_the_name_of_an_initiative_is_not_meant() -> None:
    text = "A harvest\nThe Early Harvest Plan for Central Asia and the Safe Wells Plan in West Africa"
    spans = [span(text, p, "INITIATIVE") for p in ("Early Harvest Plan for Central Asia", "Safe Wells Plan in West Africa")]
    assert [name for name, _ in found(text, *spans)] == ["West Africa"]


def test_a_longer_name_of_the_tagger_is_another_place() -> None:
    text = "En Molina de Aragón (España) y en el Pacífico colombiano."
    spans = [span(text, p, "LOC", 0.75) for p in ("Molina de Aragón", "Pacífico colombiano")]
    assert [name for name, _ in found(text, *spans)] == ["Molina de Aragón", "España", "Pacífico colombiano"]
    text = "They met in Nairobi, Kenya and in Mombasa County."
    spans = [span(text, p, "LOC", 0.95) for p in ("Nairobi, Kenya", "Mombasa County")]
    assert [name for name, _ in found(text, *spans)] == ["Nairobi", "Kenya", "Mombasa County"]


def test_a_country_that_is_not_named_is_none() -> None:
    text = "Skills grow in Country of Origin, says Kenya."
    assert found(text, span(text, "Country of Origin", "LOC")) == [("Kenya", "loc-ke")]


def test_a_place_that_nothing_refers_to_is_none_of_the_page() -> None:
    named, hidden = Place("loc-fj", "Fiji", "country", "FJ"), Place("loc-asean", "ASEAN", "city")
    document = Document("doc-1", "page.txt", "Fiji met.", "", mentions=(Mention(0, 4, "Fiji", "LOC", "gazetteer", 0.9, "loc-fj"),))
    assert assemble(replace(document, places=(named, hidden))).places == (named,)


def test_two_cities_tied_by_a_hyphen() -> None:
    text = "Le corridor Abidjan-Lagos est ouvert."
    assert [name for name, _ in found(text, span(text, "corridor Abidjan-Lagos", "LOC", 0.5))] == ["Abidjan", "Lagos"]
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "names", "ids"),
    [
        # no places: peoples, words of the page's language, people, what only follows a country
        ("Herders, Nenets and Evenki, met in Norway with Sami.", ["Nenets", "Evenki", "Sami"], ["loc-no"]),
        ("Noticia – 26.05.2017\nEl taller fue en Uruguay, el lunes.", ["Noticia"], ["loc-uy"]),
        ("Actualité | 6 mars 2019\nLa mission de la Banque au Togo.", ["Actualité", "Banque"], ["loc-tg"]),
        ("Contacts : à Abéché, Tchad, Zorban Djamtala, djamtala@example.org", ["Zorban Djamtala"], ["loc-td-abeche", "loc-td"]),
        ("A sister project in Morocco, Zorkine, with the agency.", ["Zorkine"], ["loc-ma"]),
        ("In Morocco, Mr Zorkine spoke.", ["Zorkine"], ["loc-ma"]),
        # the country: behind the name, of the one page country with such a town, of the list, of the page; else none
        ("Kenya, Mali and Peru: a visit to Zorville, in Kenya.", ["Zorville"], ["loc-ke", "loc-ml", "loc-pe", "loc-ke-zorville", "loc-ke"]),
        ("Canada, Russia, Alaska, the United States: they saw Kotzebue.", ["Kotzebue"], ["loc-ca", "loc-ru", "loc-us-region-alaska", "loc-us"]),
        ("Canada, Russia, the United States: they went to Kotzebue.", ["Kotzebue"], ["loc-ca", "loc-ru", "loc-us", "loc-us-kotzebue"]),
        ("Kenya, Mali and Peru. They went to Lima and Zorville.", ["Zorville"], ["loc-ke", "loc-ml", "loc-pe", "loc-pe-lima", "loc-pe-zorville"]),
        ("Fiji and Tonga. They spoke in Zorbana. Samoa followed.", ["Zorbana"], ["loc-fj", "loc-to", "loc-zorbana", "loc-ws"]),
        ("Fiji wrote it. They spoke in Zorbana.", ["Zorbana"], ["loc-fj", "loc-fj-zorbana"]),
        # a small town of a country that the page does not name
        ("Bolivia, Ecuador and Peru: as much as a stake on Zongo.", ["Zongo"], ["loc-bo", "loc-ec", "loc-pe"]),
        ("Canada and Grenada pay for it. Dominica and Guyana met in Bridgetown.", [], ["loc-ca", "loc-gd", "loc-dm", "loc-gy", "loc-bb-bridgetown"]),
        ("They met in Copenhagen, in Tromso and in Tórshavn.", [], ["loc-dk-copenhagen", "loc-no-troms", "loc-fo-torshavn"]),
    ],
)
def test_only_what_the_text_makes_certain(text: str, names: list[str], ids: list[str]) -> None:
    ends = [m.end() for m in re.finditer(r"[.:]\s|\Z", text)]
    sentences = tuple(zip([0, *ends], ends, strict=False))
    language = "fr" if "Banque" in text else "es" if "taller" in text else "en"
    document = Document("doc-1", "page.txt", text, "", language=language, sentences=sentences)
    assert [m.entity for m in find_places(document, [span(text, n, "LOC", 0.8) for n in names])[0]] == ids


def test_tags_of_the_page_have_no_offsets() -> None:
    mentions, places = find_places(Document("doc-1", "page.txt", "A dialogue", "", tags=("Location(s): Egypt", "Topic: Kenya")), ())
    assert [(m.start, m.text, m.entity, m.method) for m in mentions] == [(None, "Egypt", "loc-eg", "structure")]
    assert [p.country_code for p in places] == ["EG"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Lao PDR", "LA"),
        ("the Gambia", "GM"),
        ("Côte d’Ivoire", "CI"),
        ("Swaziland", "SZ"),
        ("Kosovo", "XK"),
        ("Estados Unidos", "US"),
        ("IOM", None),
        ("MENA", None),
        ("WHO", None),
        ("Cairo", None),
        ("", None),
    ],
)
def test_country_code(name: str, code: str | None) -> None:
    assert country_code(name) == code


def test_place_carries_coordinates_and_the_geonames_id() -> None:
    found = place(max(options("Cairo"), key=lambda o: o.row.population).row)
    assert isinstance(found, Place)
    assert (found.name, found.kind, found.country_code, found.geonames_id) == ("Cairo", "city", "EG", 360630)
    assert (round(found.latitude or 0), round(found.longitude or 0)) == (30, 31)


PIECES = ["Cairo", "Niger", " ", ",", "\n", "of the ", "Ministry ", "(", ")", "US", "'s ", "St. ", "İ", "\ud800", "District", "é"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_gets_the_same_answer_twice(text: str) -> None:
    spans = [Span(0, min(7, len(text)), "LOC", "model", 0.9), Span(len(text) // 2, len(text), "ORG", "model", 0.9)]
    assert found(text, *spans) == found(text, *spans)


def test_a_huge_line_takes_linear_time() -> None:
    text = "IOM in Cairo and US, Zorbana " * 5_000
    spans = [Span(at, at + 7, "LOC", "model", 0.95) for at in range(21, len(text), 29)]
    started = process_time()
    assert len(find_places(Document("doc-1", "page.txt", text, ""), spans)[0]) >= 5_000
    assert process_time() - started < 5
