"""Organisations: gazetteer, definitions, phrases, grouping. Spans stand for a tagger's proposals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.annotate.organisations import _parent, find_organisations
from pipeline.annotate.organisations.definitions import coined_for_others
from pipeline.annotate.organisations.domains import body_in, body_of, office_of
from pipeline.annotate.organisations.forms import alike, bare, fits, is_acronym, key, kinds, subject
from pipeline.annotate.organisations.gazetteer import bodies, by_name, find_bodies, look_up
from pipeline.annotate.organisations.patterns import find_phrases
from pipeline.document import Document, Organisation, Span, SpanLabel, identifier


def document(text: str) -> Document:
    return Document(document_id="doc-1", path="page.txt", text=text, content_hash="")


def span(text: str, piece: str, label: SpanLabel = "ORG", confidence: float = 0.95) -> Span:
    start = text.index(piece)
    return Span(start, start + len(piece), label, "model", confidence)


def found(text: str, *spans: Span) -> list[tuple[str, set[str]]]:
    """Name and surfaces of each body, in order."""
    mentions, organisations = find_organisations(document(text), spans)
    assert all(m.start is not None and text[m.start : m.end] == m.text for m in mentions)
    assert {m.entity for m in mentions} == {o.organisation_id for o in organisations}
    return [(o.name, {m.text for m in mentions if m.entity == o.organisation_id}) for o in organisations]


def test_a_body_at_another_is_two() -> None:
    text = "The unit was opened by the Embassy of Luxembourg at Tomé Neto Hospital on Monday."
    names = found(text, span(text, "Embassy of Luxembourg at Tomé Neto Hospital"))
    assert [name for name, _ in names] == ["Embassy of Luxembourg", "Tomé Neto Hospital"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The World Food Programme (WFP) sent trucks; WFP thanks donors.", [("World Food Programme", {"World Food Programme", "WFP"})]),
        (
            "IOM-led teams met UNHCR’s staff.",
            [("International Organization for Migration", {"IOM"}), ("United Nations High Commissioner for Refugees", {"UNHCR"})],
        ),
        (
            "Le PNUD et l’Organisation mondiale de la Santé",
            [("United Nations Development Programme", {"PNUD"}), ("World Health Organization", {"Organisation mondiale de la Santé"})],
        ),
        ("UN agencies and donors met.", []),
        ("WHO\nMinisters and mayors\nWHERE\nNadi", []),
        ("It stands on United Nations Avenue.", []),
        ("write to info@IOM.int or see https://www.example.org/UNDP/IOM", []),
        ("Trains from DRC to the coast", []),
        ("The Danish Refugee Council works there; DRC opened an office.", [("Danish Refugee Council", {"Danish Refugee Council", "DRC"})]),
    ],
)
def test_well_known_bodies(text: str, expected: list[tuple[str, set[str]]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "signed by the Ministry of Labour, Industrial Relations and Employment of Tuvalu.",
            ["Ministry of Labour, Industrial Relations and Employment of Tuvalu"],
        ),
        ("The Ministry of Health and UNICEF agreed.", ["Ministry of Health", "United Nations Children's Fund"]),
        ("with the ministries of Home Affairs and Foreign Affairs", ["Ministry of Home Affairs", "Ministry of Foreign Affairs"]),
        ("the Departments of Health of Sindh and Balochistan", ["Department of Health of Sindh", "Department of Health of Balochistan"]),
        ("students of Moi University and the University of Malta", ["Moi University", "University of Malta"]),
        ("IOM Regional Office in Dakar in May", ["IOM Regional Office in Dakar"]),
        ("the Red Crescent Society of Tajikistan and the Kenya Red Cross", ["Red Crescent Society of Tajikistan", "Kenya Red Cross"]),
        ("the Government of Trinidad and Tobago and the Government of Chad", ["Government of Trinidad and Tobago", "Government of Chad"]),
        ("a Civil Registry and Migration Department", ["Civil Registry and Migration Department"]),
        (
            "le ministère des Affaires étrangères, de l’Emploi et de la Santé publique et la Croix-Rouge malgache",
            ["ministère des Affaires étrangères, de l’Emploi et de la Santé publique", "Croix-Rouge malgache"],
        ),
        ("le ministère de la Santé et de la Famille", ["ministère de la Santé et de la Famille"]),
        ("colleagues at IOM Niger and UNICEF Fiji", ["IOM Niger", "UNICEF Fiji"]),
        ("the Ministry, the Secretariat and the Regional Office met", []),
        ("held at the Lakeside Convention Centre", []),
        ("the School Manager and Office Director", []),
        ("Council Meeting Report", []),
    ],
)
def test_phrases(text: str, names: list[str]) -> None:
    assert [name for name, _ in found(text)] == names


def test_one_entry_for_the_forms_of_one_body() -> None:
    text = "Lesotho’s Health Ministry opened it. The Lesotho Ministry of Health invited the Ministry of Health of Malawi. The Ministry said so."
    assert [surfaces for _, surfaces in found(text)] == [
        {"Lesotho’s Health Ministry", "Lesotho Ministry of Health"},
        {"Ministry of Health of Malawi"},
    ]
    text = "The State Seed Service under the Government of Gorlan met. The State Seed Service agreed."
    long, short = span(text, "State Seed Service under the Government of Gorlan"), text.rindex("State")
    assert len(found(text, long, Span(short, short + 18, "ORG", "model", 0.9))) == 1
    text = "The PAHO Field Office moved. The Field Office of the Pan American Health Organization is open."
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Gorlan Valley Farmers Association (GVFA) met. GVFA grows figs.",
            [("Gorlan Valley Farmers Association", {"Gorlan Valley Farmers Association", "GVFA"})],
        ),
        ("GVFA (Gorlan Valley Farmers Association) met.", [("Gorlan Valley Farmers Association", {"Gorlan Valley Farmers Association", "GVFA"})]),
        ("the Indian Ocean Commission (IOC), says IOC", [("Indian Ocean Commission", {"Indian Ocean Commission", "IOC"})]),
        ("Skills Mobility Partnerships (SMP) are a tool; SMP helps.", []),
    ],
)
def test_acronyms_that_the_page_defines(text: str, expected: list[tuple[str, set[str]]]) -> None:
    assert found(text) == expected


def test_the_taggers_spans_need_confidence_or_a_second_sign() -> None:
    text = "Studio Kalanto and Blue Harbour spoke. The Green Lagoon Week began."
    spans = [
        span(text, "Studio Kalanto"),
        span(text, "Blue Harbour", confidence=0.4),
        span(text, "Green Lagoon Week"),
        span(text, "Green Lagoon Week", "EVENT"),
    ]
    assert [name for name, _ in found(text, *spans)] == ["Studio Kalanto"]
    text = "CARE opened; Care is needed."
    assert found(text) == []
    assert found(text, span(text, "CARE", confidence=0.6)) == [("CARE International", {"CARE"})]


def test_a_person_or_a_list_is_no_organisation() -> None:
    text = "Amina College Okoro met the World Bank, UNDP and FAO officials."
    assert [name for name, _ in found(text, span(text, "Amina College Okoro", "PERSON"), span(text, "World Bank, UNDP and FAO"))] == [
        "World Bank",
        "United Nations Development Programme",
        "Food and Agriculture Organization of the United Nations",
    ]


def test_a_sure_span_wins_over_a_phrase_that_it_cuts() -> None:
    text = "The National Museum Council of Elders Gorlan met."
    assert [name for name, _ in found(text, span(text, "Council of Elders Gorlan"))] == ["Council of Elders Gorlan"]


def test_head_words_have_accents() -> None:
    text = "Avec la Délégation Blanche Azur, puis Blanche Azur."
    assert found(text, span(text, "Délégation Blanche Azur", confidence=0.5)) == [("Délégation Blanche Azur", {"Délégation Blanche Azur"})]


def test_what_the_page_calls_an_undertaking_is_no_body() -> None:
    text = "Green Lagoon grows. Green Lagoon ends. Green Lagoon stays."
    at = [text.index("Green", i) for i in (0, 15, 30)]
    spans = [Span(i, i + 12, label, "model", 0.9) for i, label in zip(at, ("INITIATIVE", "INITIATIVE", "ORG"), strict=True)]
    assert found(text, *spans) == []
    assert coined_for_others("le Projet d'appui aux jeunes ruraux (PAJER)", ()) == {"PAJER"}


@pytest.mark.parametrize("text", ["la Conférence des Nations Unies sur l'eau", "the United Nations Convention on the Sea", "UN Member States"])
def test_texts_of_the_united_nations(text: str) -> None:
    assert found(text) == []


def test_offices_and_units_named_with_their_body() -> None:
    assert found("Head of UNHCR’s office in Kenya, she came.") == [("UNHCR’s office in Kenya", {"UNHCR’s office in Kenya"})]
    text = "With the World Health Organization (WHO) Country Office and the ILO sub-regional office for Fiji."
    names = {"World Health Organization (WHO) Country Office", "ILO sub-regional office for Fiji"}
    assert {name for name, _ in found(text)} == names
    assert [name for name, _ in found("UNHCR’s office in the north opened.")] == ["United Nations High Commissioner for Refugees"]
    text = "Elle cite la sous-délégation du HCR à Diffa."
    bodies = find_organisations(replace(document(text), language="fr"), [span(text, "Diffa", "LOC")])[1]
    assert [b.name for b in bodies] == ["sous-délégation du HCR à Diffa"]


def test_a_span_goes_on_to_the_place_before_which_it_breaks_off() -> None:
    text = "Les agents de la commune de Zorbana sont venus."
    place = span(text, "Zorbana", "LOC")
    assert [name for name, _ in found(text, span(text, "commune de", confidence=0.9), place)] == ["commune de Zorbana"]
    text = "The town of the fair is Zorbana."
    assert found(text, span(text, "town of the fair", confidence=0.4), span(text, "Zorbana", "LOC")) == []


def test_general_words_are_a_name_where_the_tagger_is_sure() -> None:
    text = "It is led by the National Trust."
    assert [name for name, _ in found(text, span(text, "National Trust", confidence=0.8))] == ["National Trust"]
    assert found(text, span(text, "National Trust", confidence=0.6)) == []
    text = "It is led by the National Office."
    assert found(text, span(text, "National Office", confidence=0.9)) == []


def test_a_phrase_within_another_name_needs_the_tagger() -> None:
    text = "The project Municipal Services for Returnees in Bosnia began."
    name = span(text, "Municipal Services for Returnees in Bosnia", "INITIATIVE")
    assert found(text, name) == []
    assert [n for n, _ in found(text, name, span(text, "Municipal Services for Returnees", confidence=0.5))] == ["Municipal Services for Returnees"]


@pytest.mark.parametrize("name", ["Ley General de Puertos", "Rue de Bordeaux", "Presidencia Pro Tempore de Bolivia", "CANCELLED"])
def test_laws_streets_and_terms_are_no_bodies(name: str) -> None:
    text = f"Según {name}, se abre."
    assert found(text, span(text, name, confidence=0.9)) == []


def test_several_words_need_less_of_the_tagger_than_one() -> None:
    text = "They thanked Zorba Microfinance and Zorbanet."
    assert [n for n, _ in found(text, *(span(text, p, confidence=0.55) for p in ("Zorba Microfinance", "Zorbanet")))] == ["Zorba Microfinance"]


def test_a_ministry_of_matters_of_the_union() -> None:
    assert [n for n, _ in found("The Ministry of Regional Development and EU Funds came.")] == ["Ministry of Regional Development and EU Funds"]


def test_a_position_is_no_part_of_a_name() -> None:
    text = "La Directora del Departamento para la Gestión Pública vino."
    assert all(not name.startswith("Directora") for name, _ in found(text))


def test_two_bodies_joined_by_and() -> None:
    text = "It is run by the Gorlan University of Health and Save the Children."
    names = [name for name, _ in found(text, span(text, "Gorlan University of Health and Save the Children"))]
    assert names == ["Gorlan University of Health", "Save the Children"]


def test_a_known_body_without_the_place_behind_it() -> None:
    text = "un agent de la Banque mondiale pour le Burundi"
    assert found(text, span(text, "Banque mondiale pour le Burundi"), span(text, "Burundi", "LOC")) == [("World Bank", {"Banque mondiale"})]


def test_an_office_or_a_position() -> None:
    text = "Mr Jon Vik, Public Information Office, telephone 528 9991"
    office = span(text, "Public Information Office", confidence=0.45)
    assert len(found(text, office, span(text, "Public Information Office", "ROLE", 0.31))) == 1
    assert found(text, office, span(text, "Public Information Office", "ROLE", 0.6)) == []


def test_entries() -> None:
    text = "The IOM Regional Office for Southern Africa and Ghana’s Ministry of Food and Agriculture met the University of Malta."
    _, (office, ministry, university) = find_organisations(document(text), ())
    assert (office.kind, office.parent_id) == ("multilateral", identifier("org", "International Organization for Migration"))
    assert (ministry.name, ministry.kind, ministry.country_code) == ("Ministry of Food and Agriculture", "government", "GH")
    assert ministry.organisation_id == "org-ministry-of-food-and-agriculture-gh"
    assert ministry.aliases == ("Ghana’s Ministry of Food and Agriculture",)
    _, (energy,) = find_organisations(
        document("The Ministry of Energy of the north met in Malawi."), [span("The Ministry of Energy of the north met in Malawi.", "Malawi", "LOC")]
    )
    assert (energy.organisation_id, energy.country_code) == ("org-ministry-of-energy-mw", "MW")
    assert (university.kind, university.country_code) == ("academic", "MT")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "(",
        "((((((",
        ")(" * 500,
        "A" * 50_000,
        "(" * 50_000,
        "a-" * 30_000,
        "Ministry " * 10_000,
        "Ministry of " * 400,
        "’s " * 300,
        "\n" * 50,
        "X (Y) " * 300,
        "İ Bank (IB)",
        "(ABC)",
        "Ministry of\x00Health",
    ],
)
def test_any_text_gives_an_answer(text: str) -> None:
    find_organisations(document(text), ())


@pytest.mark.parametrize(
    ("acronym", "name", "fitting"),
    [
        ("MoHS", "Ministry of Health and Sanitation", True),
        ("UNDP", "United Nations Development Programme", True),
        ("INTECAP", "Instituto Técnico de Capacitación y Productividad", True),
        ("CFB", "Caminho de Ferro de Benguela", True),
        ("WHO", "Ministry of Labour", False),
    ],
)
def test_acronym_fits_name(acronym: str, name: str, fitting: bool) -> None:
    assert fits(acronym, name) is fitting


def test_keys() -> None:
    assert key("The Lesotho’s “Health” Ministry") == "lesotho health ministry"
    assert alike("UN Labour Organisation") == alike("United Nations Labor Organization")
    assert subject("Lesotho’s Health Ministry") == subject("Lesotho Ministry of Health") == "health lesotho ministry"
    assert subject("University of Malta") is None
    assert bare("Fiji’s Ministry of Health") == "Ministry of Health"
    assert bare("Women’s Council") == "Women’s Council"
    assert [is_acronym(a) for a in ("IOM", "UN-OCHA", "MoHS", "Kenya", "A", "IN THE END")] == [True, True, True, False, False, False]
    assert coined_for_others("Middle East and North Africa (MENA) and Ministry of Health (MoH)", ()) == {"MENA"}


def test_phrase_does_not_cross_a_true_line_break() -> None:
    text = "Ministry of\nHealth Council"
    assert [text[p.start : p.end] for p in find_phrases(text, frozenset(), ())] == ["Health Council"]
    assert [text[p.start : p.end] for p in find_phrases(text, frozenset([11]), ())] == ["Ministry of\nHealth Council"]


def test_gazetteer_is_sorted_and_sound() -> None:
    names = [body.name for body in bodies()]
    assert len(names) > 700
    assert names == sorted(set(names))
    for body in bodies():
        assert body.parent is None or body.parent in by_name()
        assert body.weak <= {body.name, body.acronym, *body.aliases}
        assert body.kind in {*kinds(), "international_ngo", "regional_ngo", "multilateral", "public_private_partnership", "other"}
        assert look_up(body.name)
    shared = [form for body in bodies() for form in (body.acronym, *body.aliases) if form and len(look_up(form)) > 1]
    assert all(weak for form in set(shared) for *_, weak in find_bodies(form))


def test_two_runs_agree() -> None:
    text = "The European Commission, GIZ, JICA and the Ministry of Health of Peru met the Council of Europe."
    assert find_organisations(document(text), ()) == find_organisations(document(text), ())


BODIES = (
    Organisation("org-halifax", "Halifax Regional Municipality"),
    Organisation("org-cimade", "Cimade", aliases=("La Cimade",)),
    Organisation("org-mwe", "Ministry of Water and Environment"),
    Organisation("org-iom", "International Organization for Migration", "IOM"),
    Organisation("org-iom-nepal", "IOM Nepal", parent_id="org-iom"),
    Organisation("org-youth", "Regional Youth Parliament"),
    Organisation("org-eac", "East African Community", "EAC"),
    Organisation("org-dfb", "Department of Foreign Boats"),
    Organisation("org-fdr", "Fédération des radios rurales"),
    Organisation("org-casa", "Casa Atlántida"),
    Organisation("org-dwf", "Délégation générale de la Wallonie à Fès"),
)


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("halifax.ca", "org-halifax"),
        ("lacimade.org", "org-cimade"),
        ("mwe.go.ug", "org-mwe"),
        ("mowe.go.ug", "org-mwe"),
        ("mowat.go.ug", "org-mwe"),
        ("mower.go.ug", None),
        ("iom.int", "org-iom"),
        ("parliament.gov.lc", None),
        ("gmail.com", None),
        ("un.org", None),
        ("example.org", None),
        ("eachq.org", "org-eac"),
        ("eacademy.org", None),
        ("dfb.gov.mt", "org-dfb"),
        ("frr-rrf.org", "org-fdr"),
        ("casatlantida.es", "org-casa"),
        ("casatlantico.es", None),
        ("delwal.be", "org-dwf"),
        ("wallonie.be", "org-dwf"),
        ("waldel.be", None),
    ],
)
def test_bodies_of_domains(domain: str, expected: str | None) -> None:
    assert body_of(domain, BODIES) == expected


@pytest.mark.parametrize(
    ("local", "expected"),
    [("emb.lima", "org-embassy"), ("ambassade", "org-embassy"), ("eac-press", "org-eac"), ("ember", None), ("press", None)],
)
def test_bodies_of_what_stands_before_the_domain(local: str, expected: str | None) -> None:
    assert body_in(local, (Organisation("org-embassy", "Embassy of Norland in Lima"), *BODIES)) == expected


def test_an_office_counts_where_it_is_named_nearby() -> None:
    assert office_of("org-iom", BODIES, "IOM Nepal opens a centre") == "org-iom-nepal"
    assert office_of("org-iom", BODIES, "A centre opens") == "org-iom"


def test_a_body_behind_a_person_needs_less_of_the_tagger() -> None:
    spans = [Span(8, 22, "PERSON", "model", 0.9), Span(26, 35, "ORG", "model", 0.4)]
    assert [m.text for m in find_organisations(document("Talk by Elke Sommerfel of Zoo Basel"), spans)[0]] == ["Zoo Basel"]
    assert find_organisations(document("Talk by Elke Sommerfel on Zoo Basel"), spans)[0] == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Norland is an active member of the River Coalition on Dykes and Locks in Europe and Central Asia, which met in May.",
         ["River Coalition on Dykes and Locks in Europe and Central Asia"]),
        ("Norland is fond of the River Coalition on Dykes and Locks in Europe and Central Asia, which met in May.", []),
        ("The members of the River Coalition on Dykes and Locks in Europe and Central Asia met in May.", []),
    ],
)  # fmt: skip
def test_what_has_a_member_needs_less_of_the_tagger_and_goes_on_to_its_region(text: str, names: list[str]) -> None:
    proposed = span(text, "River Coalition on Dykes and Locks in", confidence=0.25)
    assert [m.text for m in find_organisations(document(text), [proposed])[0]] == names


@pytest.mark.parametrize(
    ("name", "parent", "kind"),
    [
        ("WHO Country Office for Togo", "World Health Organization", "multilateral"),
        ("World Health Organization Country Office in Togo", "World Health Organization", "multilateral"),
        ("Bureau de l'OMS pour le Togo", "World Health Organization", "multilateral"),
        ("oficina de la OIT para México y Cuba", "International Labour Organization", "multilateral"),
        ("IOM Niger", "International Organization for Migration", "multilateral"),
        ("Ministry of Health of Togo", None, None),
        ("Office of the Mayor of Suva", None, None),
    ],
)
def test_the_agency_above_an_office(name, parent, kind):
    found = _parent(name)
    assert (found.name if found else None, found.kind if found else None) == (parent, kind)


def test_a_town_that_opens_a_report_is_no_body() -> None:
    text = "LODVAR (ADI) - Rain.\nThe LODVAR (Lake Office for Drought) met."
    spans = [Span(0, 6, "ORG", "model", 0.95), Span(25, 31, "ORG", "model", 0.95)]
    document = Document(document_id="doc-1", path="page.txt", text=text, content_hash="")
    assert [m.start for m in find_organisations(document, spans)[0] if m.text == "LODVAR"] == [25]


def test_what_kind_of_firm_it_is_is_no_part_of_its_name() -> None:
    text = "L'étude du cabinet Croix Verte et de l'ASBL Pain Bis"
    spans = [Span(11, 30, "ORG", "model", 0.95), Span(39, 52, "ORG", "model", 0.95)]
    document = Document(document_id="doc-1", path="page.txt", text=text, content_hash="", language="fr")
    assert [m.text for m in find_organisations(document, spans)[0]] == ["Croix Verte", "Pain Bis"]
