"""People: names, positions and bodies. All people are invented; spans stand for a tagger's proposals."""

from __future__ import annotations

import pytest

from pipeline.annotate.organisations import find_organisations
from pipeline.annotate.people import find_people
from pipeline.annotate.people.names import find_names
from pipeline.annotate.people.roles import clean, has_role
from pipeline.document import Document, Span, SpanLabel


def document(text: str) -> Document:
    return Document(document_id="doc-1", path="page.txt", text=text, content_hash="")


def span(text: str, piece: str, label: SpanLabel = "PERSON", confidence: float = 0.95) -> Span:
    start = text.index(piece)
    return Span(start, start + len(piece), label, "model", confidence)


def found(text: str, *spans: Span) -> list[tuple[str, str | None, str | None]]:
    """Name, position and body of each person, in order."""
    organisations = find_organisations(document(text), spans)
    mentions, people = find_people(document(text), spans, organisations)
    names = {o.organisation_id: o.name for o in organisations[1]}
    assert all(m.start is not None and text[m.start : m.end] == m.text for m in mentions)
    assert {m.entity for m in mentions} == {p.person_id for p in people}
    return [(p.name, p.role, names[p.organisation_id] if p.organisation_id else None) for p in people]


UNICEF = "United Nations Children's Fund"
IOM = "International Organization for Migration"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” said Marek Tollan, UNICEF Regional Director for West Africa.", ("Marek Tollan", "Regional Director for West Africa", UNICEF)),
        ("It was opened by Dr. Aisha Belmonte, Director of Nursing at IOM.", ("Aisha Belmonte", "Director of Nursing", IOM)),
        ("the Director of IOM, Ms. Tova Lindgreen, said", ("Tova Lindgreen", "Director", IOM)),
        ("UNICEF’s Deputy Director for Operations, Mr. Paolo Contarelli, left", ("Paolo Contarelli", "Deputy Director for Operations", UNICEF)),
        ("H.E. Kenji Morishida, Ambassador of Japan, handed over the boats", ("Kenji Morishida", "Ambassador of Japan", None)),
        ("La directora general de Pesca, Mtra. Elvira Rondán, salió.", ("Elvira Rondán", "directora general de Pesca", None)),
        ("La ministra de Puertos, Excma. Sra. Adela Rondán, salió ayer.", ("Adela Rondán", "ministra de Puertos", None)),
        ("Habló la lingüista Lcda. Elvira Rondán en el aula.", ("Elvira Rondán", "lingüista", None)),
        ("guided by road engineer Mr. Mihnea Trastaru on Monday", ("Mihnea Trastaru", "road engineer", None)),
        ("• Souad Mahfoudi, Deputy General Secretary, UNICEF", ("Souad Mahfoudi", "Deputy General Secretary", UNICEF)),
        ("Panel: Prof. Ghita Benslama (University of Malta) and others", ("Ghita Benslama", None, "University of Malta")),
        ("Contact:\nLena Marchetti\nRegional Policy Officer\nIOM Regional Office for Southern Africa\nTel: +20 1016255500",
         ("Lena Marchetti", "Regional Policy Officer", "IOM Regional Office for Southern Africa")),
        ("IOM: Mohamed Abunagi, mabunagi@iom.int", ("Mohamed Abunagi", None, IOM)),
        ("Photo: UNICEF/Hery Rabenjara. A bridge.", ("Hery Rabenjara", None, UNICEF)),
        ("The University of Malta got a cheque. It was handed to Rector Dr. Helmut Achler.", ("Helmut Achler", "Rector", "University of Malta")),
        ("The University of Malta and the University of Ghana met. It was opened by Vice-Chancellor Dr. Helmut Achler.",
         ("Helmut Achler", "Vice-Chancellor", "University of Ghana")),
        ("Elected: Ms. Rosa Quillmes (Kenya Red Cross), deputy; others", ("Rosa Quillmes", "deputy", "Kenya Red Cross")),
        ("14 Oct 2013  Minister of State Mr. Jon Vik turns the tap", ("Jon Vik", "Minister of State", None)),
        ("A delegation of the University of Malta, led by its Director of Trade, Ms. Dorka Vass, came",
         ("Dorka Vass", "Director of Trade", "University of Malta")),
        ("The University of Malta runs it. Contact: Dr. Helmut Achler\nTel. 2258-8585", ("Helmut Achler", None, "University of Malta")),
        ("The Ministry of Energy met. Principal Secretary Ms. Dorka Vass spoke.", ("Dorka Vass", "Principal Secretary", "Ministry of Energy")),
        ("The University of Malta runs it. Questions? Dr. Helmut Achler, hachler@um.edu.mt", ("Helmut Achler", None, "University of Malta")),
        ("UNICEF. Media: Ms. Nadia Ferhati, Information Officer, nferhati@unicef.org", ("Nadia Ferhati", "Information Officer", UNICEF)),
        ("The Ministry of Energy met. The Minister of Energy, Hon. Dorka Vass, spoke.", ("Dorka Vass", "Minister of Energy", "Ministry of Energy")),
        ("The Minister of Energy, Hon. Dorka Vass, spoke.", ("Dorka Vass", "Minister of Energy", None)),
        ("The Minister of Foreign Affairs of Ghana, Mr. Jon Vik, spoke. The Ministry of Trade of Ghana paid.",
         ("Jon Vik", "Minister of Foreign Affairs of Ghana", None)),
        ("The Minister of Trade of Ghana, Mr. Jon Vik, spoke. The Ministry of Trade of Ghana paid.",
         ("Jon Vik", "Minister of Trade of Ghana", "Ministry of Trade of Ghana")),
        ("The Minister of Trade, Labour and Health of Ghana, Mr. Jon Vik, spoke. The Ministry of Trade and Ports paid.",
         ("Jon Vik", "Minister of Trade, Labour and Health of Ghana", None)),
        ("The Ministry of Health met. The Cabinet Secretary for Health, Hon. Dorka Vass, spoke.",
         ("Dorka Vass", "Cabinet Secretary for Health", "Ministry of Health")),
        ("La Secretaría de Salud de Honduras invitó. Abrió el Ministro de Salud, Dr. Blas Robles.",
         ("Blas Robles", "Ministro de Salud", "Secretaría de Salud de Honduras")),
        ("La Secretaría de Cultura de Honduras invitó. Abrió el Ministro de Salud, Dr. Blas Robles.", ("Blas Robles", "Ministro de Salud", None)),
        ("said Mme Fanta Diarrassou, directrice générale de l’enfance.", ("Fanta Diarrassou", "directrice générale de l’enfance", None)),
        ("según el Sr. Iván Terrazal, representante de la OIM en Perú", ("Iván Terrazal", "representante", IOM)),
        ("a delegation of the University of Malta, led by Dr. Helmut Achler, came", ("Helmut Achler", None, "University of Malta")),
        ("Ms. Rosa Quillmes, who chairs the Kenya Red Cross, agreed", ("Rosa Quillmes", "chair", "Kenya Red Cross")),
        ("said Dorka Vass, the Bank’s country director. The World Bank pays.", ("Dorka Vass", "country director", None)),
        ("The World Bank pays, said Dorka Vass, the Bank’s country director.", ("Dorka Vass", "country director", "World Bank")),
        ("Le Secrétaire Exécutif de Caritas Congo, le Docteur Bruno Lukolo, a reçu", ("Bruno Lukolo", "Secrétaire Exécutif", "Caritas Congo")),
        ("el jefe de misión de la Cruz Roja Española en el Ecuador, Sr. Iñaki Baroz", ("Iñaki Baroz", "jefe de misión", "Spanish Red Cross")),
        ("Habló, por el Programa Mundial de Alimentos (PMA), la Dra. Mirta Perales, y otros.", ("Mirta Perales", None, "World Food Programme")),
        ("Asian Development Bank (ADB) Mission Director Ms. Dorka Vass.", ("Dorka Vass", "Mission Director", "Asian Development Bank")),
        ("UNHCR's Ms. Dorka Vass spoke too.", ("Dorka Vass", None, "United Nations High Commissioner for Refugees")),
        ("UNICEF, represented by its chief executive, Mr Ian Oduya, agreed.", ("Ian Oduya", "chief executive", "United Nations Children's Fund")),
        ("A seminar of the World Bank. The Bank’s dean of training, Prof. Ian Oduya, spoke.", ("Ian Oduya", "dean of training", "World Bank")),
        ("We met Ms. Dorka Vass, street vendor, member of the Kenya Red Cross.", ("Dorka Vass", "street vendor", "Kenya Red Cross")),
        ("Ms. Dorka Vass, for UNICEF, and others signed.", ("Dorka Vass", None, "United Nations Children's Fund")),
        ("The Resident Representative of the World Bank, Amb. Ian Oduya, spoke.", ("Ian Oduya", "Resident Representative", "World Bank")),
        ("Professor Ilse Kovalen of The University of Malta spoke", ("Ilse Kovalen", "Professor", "University of Malta")),
        ("Head of the Statistical Services Unit at the Kenya Red Cross, Dr. Jon Vik, left",
         ("Jon Vik", "Head of the Statistical Services Unit", "Kenya Red Cross")),
        ("The Embassy of Japan gave boats. H.E. Kenji Morishida, Ambassador of Japan, came.",
         ("Kenji Morishida", "Ambassador of Japan", "Embassy of Japan")),
        ("Le ministre de l'Enseignement primaire et secondaire, M. Said Ndaya, est venu",
         ("Said Ndaya", "ministre de l'Enseignement primaire et secondaire", None)),
        ("en présence de la représentante de l'OIM, Mme Sylvie Nkoula, et", ("Sylvie Nkoula", "représentante", IOM)),
        ("signé en présence du secrétaire permanent, M. Étienne Rochaud.", ("Étienne Rochaud", "secrétaire permanent", None)),
        ("La directora de la OIM, la Dra. Marcela Iriarza, resume", ("Marcela Iriarza", "directora", IOM)),
        ("IOM and UNICEF met. Contact: Ms. Rosa Quillmes, Analyst, rosa@unicef.org", ("Rosa Quillmes", "Analyst", UNICEF)),
        ("IOM met. IOM stays. Contact: Ms. Rosa Quillmes, Analyst, rosa@parliament.gov.lc", ("Rosa Quillmes", "Analyst", IOM)),
        ("Ms. Rosa Quillmes, Communications, University of Malta", ("Rosa Quillmes", "Communications", "University of Malta")),
        ("Dr. Olga Petrunina and the UNICEF Representative, Mr. Jon Vik, left", ("Olga Petrunina", None, None)),
        ("Ms. Dora Kell, Director (Trade Promotion) of UNICEF, spoke.", ("Dora Kell", "Director (Trade Promotion)", UNICEF)),
        ("At UNICEF, the First Secretary (Migration), Mr. Dov Lang, spoke.", ("Dov Lang", "First Secretary (Migration)", None)),
        ("The Federal Commissioner, Ministry of Health, Mr. Dov Lang, spoke.", ("Dov Lang", "Federal Commissioner", "Ministry of Health")),
        ("It was open to all of Malta. Mr. Dov Lang, Director of UNICEF, spoke.", ("Dov Lang", "Director", UNICEF)),
        ("It was led by Prof. Dora Kell (UNICEF, chair) and others.", ("Dora Kell", "chair", UNICEF)),
        ("Le Ministère de la Santé y était. M. Ali Rouvre, secrétaire général dudit ministère, a parlé.",
         ("Ali Rouvre", "secrétaire général", "Ministère de la Santé")),
        ("El Ministerio de Salud invitó a la directora de la citada institución, Dña. Ana Robles, a hablar.",
         ("Ana Robles", "directora", "Ministerio de Salud")),
        ("C'était en présence de l'ambassadeur de France, M. Ali Rouvre, et d'élus.", ("Ali Rouvre", "ambassadeur de France", None)),
        ("Selon le ministre du Travail, de l'Emploi et de la Famille, M. Ali Rouvre, tout va.",
         ("Ali Rouvre", "ministre du Travail, de l'Emploi et de la Famille", None)),
        ("Acudió el alcalde municipal, D. Blas Robles.", ("Blas Robles", "alcalde municipal", None)),
        ("Por parte del Ministerio de Salud, Dña. Ana Robles pidió calma.", ("Ana Robles", None, "Ministerio de Salud")),
        ("Un accord entre l'UNICEF et le Ministère de la Santé a été signé par le directeur M. Ali Rouvre et la directrice Mme Lise Combe.",
         ("Ali Rouvre", "directeur", UNICEF)),
        ("Contact\nMinisterio de Salud\nSra. Ana Robles, asesora\nTel. 22 33 44 55", ("Ana Robles", "asesora", "Ministerio de Salud")),
        ("The Ministry of Health and Zemgale Municipality met. Mr. Dov Lang, Mayor of Zemgale, spoke.",
         ("Dov Lang", "Mayor of Zemgale", "Zemgale Municipality")),
        ("Lutsk Municipality and the Ministry of Health met. Mr. Dov Lang, Mayor of Zemgale, spoke.", ("Dov Lang", "Mayor of Zemgale", None)),
        ("Le Ministère de la Santé a ouvert. M. Ali Rouvre, chargé du froid au ministère, a parlé.",
         ("Ali Rouvre", "chargé du froid", "Ministère de la Santé")),
        ("Más información:\nMinisterio de Salud, Departamento de Prensa\nSra. Ana Robles\nTel. 22 33 44 55",
         ("Ana Robles", None, "Ministerio de Salud")),
        ("Ministerio de Salud\n\nLa red\ninvita a todos\n\nSra. Ana Robles\nTel. 22 33 44 55", ("Ana Robles", None, None)),
        ("Remarks by Mr. Aubrey St. Clair, Director of UNICEF.", ("Aubrey St. Clair", "Director", UNICEF)),
        ("en présence de la Représentante de l'Organisation internationale pour les migrations (OIM) en Haïti, Mme Lise Combe, et d'élus",
         ("Lise Combe", "Représentante", IOM)),
        ("Habló el coordinador general de la OIM en Honduras, D. Blas Robles.", ("Blas Robles", "coordinador general", IOM)),
        ("Le Chef de bureau a.i. de l'OIM à Bunia, Mme Lise Combe, a parlé.", ("Lise Combe", "Chef de bureau a.i.", IOM)),
        ("The Director of Trade, Ambassador Dorka Vass, informed the Deputy Minister that all was well.", ("Dorka Vass", "Director of Trade", None)),
        ("The lead trainer is Dr. Dorka Vass of the University of Malta.", ("Dorka Vass", "lead trainer", "University of Malta")),
        ("UNICEF est là. Sa présidente, depuis 2021, est Mme Lise Combe.", ("Lise Combe", "présidente", UNICEF)),
        ("Le ministre de la Pêche, l'Agronome M. Ali Rouvre, a parlé.", ("Ali Rouvre", "ministre de la Pêche", None)),
        ("À Dakar, l'Ambassadeur du Japon au Sénégal, S.E.M. Kenji Morishida.", ("Kenji Morishida", "Ambassadeur du Japon au Sénégal", None)),
        ("Last updated: 27.02.2014 // State Secretary Ms. Dorka Vass of UNICEF came.", ("Dorka Vass", "State Secretary", UNICEF)),
        ("They remembered a former Director, the late Mrs. Dorka Vass.", ("Dorka Vass", "Director", None)),
        ("– Mme Lise Combe, architecte, enseignante à l'Université de Lomé", ("Lise Combe", "architecte", "Université de Lomé")),
        ("The UNICEF office and Kono Hospital agreed. Dr. Jon Vik, the hospital’s ophthalmologist, spoke.",
         ("Jon Vik", "ophthalmologist", "Kono Hospital")),
        ("The WHO Regional Office for Africa met. Dr. Jon Vik, Medical Officer at the Regional Office, spoke.",
         ("Jon Vik", "Medical Officer", "WHO Regional Office for Africa")),
        ("It went to the Faculty of Law of Malta. It was taken over by the dean, Dr. Jon Vik.", ("Jon Vik", "dean", "Faculty of Law of Malta")),
        ("La Universidad de Almería invita. Abre Dña. Ana Robles, vicerrectora de Sostenibilidad.",
         ("Ana Robles", "vicerrectora de Sostenibilidad", "Universidad de Almería")),
        ("The Ministry of Health and the Ministry of Trade were told. They called on the Deputy Minister, Hon. Jon Vik, at the Ministry of Health.",
         ("Jon Vik", "Deputy Minister", "Ministry of Health")),
        ("Le Ministère de la Pêche et de l'Économie a reçu le ministre de l'Économie, des Finances, du Plan et du Commerce, M. Ali Rouvre.",
         ("Ali Rouvre", "ministre de l'Économie, des Finances, du Plan et du Commerce", None)),
        ("The Labour Officer for Bo, Madam Dorka Vass, spoke.", ("Dorka Vass", "Labour Officer for Bo", None)),
        ("Dr. Jon Vik and Dr. Dorka Vass of the University of Malta came.", ("Jon Vik", None, "University of Malta")),
        ("Mr. Jon Vik, representing the Kenya Red Cross, spoke.", ("Jon Vik", None, "Kenya Red Cross")),
    ],
)  # fmt: skip
def test_position_and_body(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert found(text)[0] == expected


def test_a_department_gives_way_to_the_body_it_is_part_of() -> None:
    text = "Mr. Dov Lang, head of the Department for Growth at the secretariat of UNICEF, spoke."
    assert found(text, span(text, "Department for Growth", "ORG")) == [("Dov Lang", "head of the Department for Growth", UNICEF)]


def test_an_office_is_called_as_its_head_is() -> None:
    text = "La Dirección Nacional de Aguas vino. Habló la directora nacional de Aguas, Dña. Ana Robles, y el director de Minas, D. Blas Robles."
    assert found(text, span(text, "Dirección Nacional de Aguas", "ORG")) == [
        ("Ana Robles", "directora nacional de Aguas", "Dirección Nacional de Aguas"),
        ("Blas Robles", "director de Minas", None),
    ]


def test_a_position_that_the_tagger_marks() -> None:
    text = "M. Ali Rouvre, fauconnier à l'Université de Lomé, et la fauconnière de l'UNICEF, Mme Lise Combe."
    spans = [span(text, "fauconnier", "ROLE"), span(text, "fauconnière", "ROLE")]
    assert found(text, *spans) == [("Ali Rouvre", "fauconnier", "Université de Lomé"), ("Lise Combe", "fauconnière", UNICEF)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Delegates elected Ms. Dorka Vass (Malta) chair.", "chair"),
        ("Delegates met Ms. Dorka Vass (Malta) chair.", None),
        ("After nine years, Dorka Vass retires as chair.", "chair"),
        ("Dorka Vass was elected chair on Monday.", "chair"),
        ("Dorka Vass a été élue comme chair.", "chair"),
        ("Dorka Vass succeeded Bishop Oskar Pinella as chair.", "chair"),
        ("Dorka Vass thanked the chair.", None),
    ],
)
def test_a_position_that_somebody_takes_or_leaves(text: str, role: str | None) -> None:
    assert found(text, span(text, "Dorka Vass"), span(text, "chair", "ROLE"))[0] == ("Dorka Vass", role, None)


def test_a_press_office_gives_way_to_the_body_of_its_mail() -> None:
    text = "Entreculturas grew. Escribe a Dorka Vass, departamento de Comunicación: d.vass@entreculturas.org"
    spans = [span(text, p, "ORG") for p in ("Entreculturas", "departamento de Comunicación")]
    assert found(text, span(text, "Dorka Vass"), *spans) == [("Dorka Vass", None, "Entreculturas")]
    text = "The FFA met. FFA grew. Contact Dorka Vass, FFA Media, ph: +677 21124, d.vass@ffa.example"
    named = [Span(at, at + 3, "ORG", "model", 0.95) for at in (text.index("FFA"), text.index("FFA grew"))]
    assert found(text, span(text, "Dorka Vass"), *named, span(text, "FFA Media", "ORG"))[0][2] != "FFA Media"


def test_a_rank_that_the_tagger_marks() -> None:
    text = "Captain Dorka Vass, UNICEF"
    assert found(text, span(text, "Dorka Vass"), span(text, "Captain", "ROLE")) == [("Dorka Vass", "Captain", UNICEF)]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Dr. Tadesse Bekele, UNICEF, came. Dr. Tadesse left.", [("Tadesse Bekele", None, UNICEF)]),
        ("Mr. Tadesse Bekele and Mr. Tadesse Vass came. Dr. Tadesse left.",
         [("Tadesse Bekele", None, None), ("Tadesse Vass", None, None), ("Tadesse", None, None)]),
    ],
)  # fmt: skip
def test_a_title_with_the_first_of_a_persons_names(text: str, people: list[tuple[str, str | None, str | None]]) -> None:
    assert found(text) == people


def test_a_vice_minister_is_of_a_vice_ministry() -> None:
    text = "Viene el Ministerio de Educación con el Viceministerio de Movilidad Humana. Preside el viceministro D. Blas Robles."
    office = span(text, "Viceministerio de Movilidad Humana", "ORG")
    assert found(text, office) == [("Blas Robles", "viceministro", "Viceministerio de Movilidad Humana")]


def test_the_subject_of_a_position_is_nobody() -> None:
    assert found("Abrió la directora de Fomento Pesquero, secretaria de la mesa.") == []


def test_a_picture_is_signed_with_the_body_behind_a_slash() -> None:
    text = "A bridge. (Photo: Hery Rabenjara/Kenya Red Cross)"
    assert found(text, span(text, "Hery Rabenjara"), span(text, "Kenya Red Cross", "ORG")) == [("Hery Rabenjara", None, "Kenya Red Cross")]


def test_rows_of_people() -> None:
    before = (
        "attended by the Minister of Energy, Mr Oskar Pinella; the Head of Cooperation of the University of Malta, Ms Dora Tremblo; the IOM Chief of"
        " Mission, Mr Ken Larraba, and others"
    )
    assert found(before) == [
        ("Oskar Pinella", "Minister of Energy", None),
        ("Dora Tremblo", "Head of Cooperation", "University of Malta"),
        ("Ken Larraba", "Chief of Mission", IOM),
    ]
    behind = "Ms Dora Tremblo, Head of Cooperation of the University of Malta, Mr Ken Larraba, Chief of Mission of IOM, and others"
    assert found(behind) == [("Dora Tremblo", "Head of Cooperation", "University of Malta"), ("Ken Larraba", "Chief of Mission", IOM)]
    labelled = "Desk officers: Mr Oskar Pinella (Africa), Ms Dora Tremblo and Mr Ken Larraba"
    assert [role for _, role, _ in found(labelled)] == ["Desk officer"] * 3
    assert [role for _, role, _ in found("Trainers: Mr Oskar Pinella, Ms Dora Tremblo")] == [None, None]
    assert [role for _, role, _ in found("Editors: Mr Oskar Pinella. It was run by Ms Dora Tremblo.")] == ["Editor", None]
    page = f"UNICEF and its Unit. UNICEF helps. UNICEF pays.\n{labelled}"
    assert [body for *_, body in found(page)] == [UNICEF] * 3
    deputy = "The Director of IOM, Prof. Mansour Tahawa, represented by Dr. James Odhiamba, recalled the plan."
    assert found(deputy) == [("Mansour Tahawa", "Director", IOM), ("James Odhiamba", None, IOM)]


@pytest.mark.parametrize(
    "text",
    [
        "Come to Avenue Sir Guy Kovalen, to Quartier Zongo Nord and to Edificio Marta Xicala, Director.",
        "The Regional Director said that Gender Equality, Climate Action and Human Rights matter.",
        "Held in San José, Costa Rica, by the World Bank.",
        "Queen Street, Director Road",
        "Ayer, en el coliseo Tito Arenas, y en el puente Elvio Rondán, los vecinos.",
        "Lugar: Palacio Benigno Arce, Ministerio; Salón Rubén Portal, Orlen.",
        "Dr. and Mr. are forms of address.",
        "Read More\nAbout Us\nContact Us",
    ],
)
def test_no_names(text: str) -> None:
    assert found(text) == []


def test_who_signs_for_whom() -> None:
    text = (
        "The agreement between UNICEF and the University of Malta was signed in Valletta by the Director for Boats and Nets, Ms Dorka Vass, "
        "and the Dean for Sails and Oars, Mr Jon Vikander."
    )
    assert found(text) == [
        ("Dorka Vass", "Director for Boats and Nets", UNICEF),
        ("Jon Vikander", "Dean for Sails and Oars", "University of Malta"),
    ]


def test_a_contact_by_telephone_alone_is_of_the_body_that_the_page_is_about() -> None:
    text = "UNICEF met.\nUNICEF came, UNICEF left.\nFor more information, please contact:\nIn Lomé: Dorka Vass, mobile +228 90 12 34 56"
    assert found(text, span(text, "Dorka Vass"))[0] == ("Dorka Vass", None, UNICEF)
    other = text.replace("For more information, please contact:", "IOM sings.\nSingers from elsewhere, please call:")
    assert found(other, span(other, "Dorka Vass"))[0] == ("Dorka Vass", None, None)


def test_the_position_is_told_by_the_fuller_mention() -> None:
    text = "UNICEF met the University of Malta. It was signed by the University's President, Professor Dorka Vass. Professor Vass rowed."
    assert found(text) == [("Dorka Vass", "President", "University of Malta")]


def test_later_mentions_are_one_person() -> None:
    text = "Marta Xicalo, head of the Juna cooperative, came. Ms. Xicalo left. “No,” said Xicalo. Xicalo Street is long."
    organisations = find_organisations(document(text), ())
    mentions, people = find_people(document(text), [span(text, "Marta Xicalo")], organisations)
    assert [p.name for p in people] == ["Marta Xicalo"]
    assert [m.text for m in mentions] == ["Marta Xicalo", "Xicalo", "Xicalo"]
    assert {m.entity for m in mentions} == {people[0].person_id}


def test_spans_and_titles() -> None:
    text = "Then Mr. Sidi Ould Lemrabut spoke; Ana de la Cruz-Vidal and BEIRUT OFFICE followed."
    spans = [span(text, "Mr. Sidi Ould Lemrabut"), span(text, "Ana de la Cruz-Vidal"), span(text, "BEIRUT OFFICE")]
    assert [text[n.start : n.end] for n in find_names(text, spans, ())] == ["Sidi Ould Lemrabut", "Ana de la Cruz-Vidal"]
    assert find_names(text, spans, [(n.start, n.end) for n in find_names(text, spans, ())]) == []


def test_a_street_named_after_somebody_is_nobody() -> None:
    text = "Rosa Quiles 1992, piso 2, Orlen"
    assert find_names(text, (Span(0, 11, "PERSON", "model", 0.9),), ()) == []


def test_a_hall_or_a_quarter_named_after_somebody_is_nobody() -> None:
    for text, marked in (
        ("Ayer, en el coliseo Ana Rojo, UNICEF", "Ana Rojo"),
        ("Lugar: Palacio Ana Rojo, UNICEF", "Palacio Ana Rojo"),
        ("UNICEF, Col. Quillmes, calle Roma 3", "Quillmes"),
    ):
        assert not found(text, span(text, marked)), text
    assert found("UNICEF invited Col. Quillmes, chief of staff.")[0][0] == "Quillmes"
    text = "Vino Ana Palacio Rojo, calle Roma 3"
    assert found(text, span(text, "Ana Palacio Rojo"))[0][0] == "Ana Palacio Rojo"


def test_two_people_of_one_family_name_stay_two() -> None:
    text = "Dr. Ana Kovalen and Dr. Petar Kovalen came. Mr. Kovalen left."
    assert [name for name, *_ in found(text)] == ["Ana Kovalen", "Petar Kovalen", "Kovalen"]


def test_names_run_over_wrapped_lines_only() -> None:
    wrapped = "\n".join(
        [
            "At the opening in the old harbour the guests were received by Ms. Ingrid",
            "Solheimer, Head of Office of the International Organization for Migration",
            "and by many people of the town who had come early in the morning to see.",
        ]
    )
    assert found(wrapped) == [("Ingrid Solheimer", "Head of Office", IOM)]
    assert found("Ms. Ingrid\n\nSolheimer") == [("Ingrid", None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mr.",
        "Mr. ",
        "Dr. " * 400,
        "A" * 4000,
        "Ms. X",
        "said " * 500,
        "(" * 300,
        "Director, " * 300,
        "Jane Doe, \n" * 100,
        "’s Mr. ’s",
        "İ. Mr. İnce Ağ",
    ],
)
def test_any_text_gives_an_answer(text: str) -> None:
    found(text)


def test_position_words() -> None:
    assert has_role("Senior Legal Officer")
    assert has_role("Prime Minister’s envoy")
    assert not has_role("guides our work")
    assert clean("the nurse in Manakora") == "nurse"
    assert clean("Chief of Mission in Peru") == "Chief of Mission in Peru"
    assert clean("  ") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # spoken for
        ("Representing the University of Malta, Ms. Dorka Vass recalled the plan.", ("Dorka Vass", None, "University of Malta")),
        ("Mr. Paolo Contarelli, who now presides over the University of Malta, came.", ("Paolo Contarelli", None, "University of Malta")),
        ("Captain Jon Vik told the guests on behalf of the University of Malta that rain came.", ("Jon Vik", None, "University of Malta")),
        ("Captain Jon Vik told the University of Malta that rain came.", ("Jon Vik", None, None)),
        ("Thanks came on behalf of the University of Malta by Dr. Jon Vik, Archivist.", ("Jon Vik", "Archivist", "University of Malta")),
        # an officer of the one body that the paragraph names
        ("The quay was built by UNICEF with 140 boatmen. The deputy director, Ms. Dorka Vass, cut the ribbon.",
         ("Dorka Vass", "deputy director", UNICEF)),
        ("The quay was built by UNICEF and the University of Malta. The deputy director, Ms. Dorka Vass, cut the ribbon.",
         ("Dorka Vass", "deputy director", None)),
        ("The quay was built by UNICEF. The poet, Ms. Dorka Vass, cut the ribbon.", ("Dorka Vass", "poet", None)),
        ("Le quai est dû à l'UNICEF. Sa secrétaire générale, Mme Lise Combe, l'a ouvert.", ("Lise Combe", "secrétaire générale", UNICEF)),
        ("El muelle es de la UNICEF. Lo abrió la directora ejecutiva, Ana Quillmes Rojo.", ("Ana Quillmes Rojo", "directora ejecutiva", UNICEF)),
        ("L'agronome Lise Combe, de l'ONG Croix Verte, est venue.", ("Lise Combe", "agronome", "Croix Verte")),
        ("Lise Combe, du cabinet Croix Verte, est venue.", ("Lise Combe", None, "Croix Verte")),
        ("Lise Combe, cheffe de mission du cabinet Croix Verte, est venue.", ("Lise Combe", "cheffe de mission", "Croix Verte")),
        # two town halls: that which is called as its head is
        ("La Intendencia de Rosal y la Prefeitura de Rosal firmaron. Vino la prefeita Ana Quillmes Rojo.",
         ("Ana Quillmes Rojo", "prefeita", "Prefeitura de Rosal")),
        ("Por la ciudad firmó el alcalde Blas Robles. El Municipio de Rosal paga. Rosal crece.", ("Blas Robles", "alcalde", "Municipio de Rosal")),
        ("La Diputación de Rosal paga. Firma el diputado Blas Robles.", ("Blas Robles", "diputado", "Diputación de Rosal")),
        ("Dr. Helmut Achler spoke for the University of Ghana.", ("Helmut Achler", None, "University of Ghana")),
        ("The University of Ghana is represented by Mr. Jon Vik, head of the choir.", ("Jon Vik", "head of the choir", "University of Ghana")),
        ("Pour le compte de l'Université de Lomé, le directeur des archives, M. Paul Adjovi, a parlé.",
         ("Paul Adjovi", "directeur des archives", "Université de Lomé")),
        ("Por la Universidad de Piura intervino la directora de Archivos, Ana Quillmes Rojo.",
         ("Ana Quillmes Rojo", "directora de Archivos", "Universidad de Piura")),
        ("Une délégation de l'Université de Lomé s'est rendue à Annaba. Conduite par Mme Paula Adjovi, elle a vu le port.",
         ("Paula Adjovi", None, "Université de Lomé")),
        # heads of bodies
        ("The Ministry of Health ran it. The Health Secretary, Ms. Dorka Vass, watched.",
         ("Dorka Vass", "Health Secretary", "Ministry of Health")),
        ("The Parliament of Malta met. It was opened by the Speaker, Hon. Jon Vikander.", ("Jon Vikander", "Speaker", "Parliament of Malta")),
        ("La cérémonie du Ministère de la Santé était présidée par le Secrétaire général, Dr Paul Adjovi.",
         ("Paul Adjovi", "Secrétaire général", "Ministère de la Santé")),
        ("Le gouverneur de la province du Kasaï, Son Excellence Monsieur Paul Adjovi, a ouvert la foire.",
         ("Paul Adjovi", "gouverneur de la province du Kasaï", None)),
        ("The City Government of Malabon signed it.\nMayor Jon Vikander came.", ("Jon Vikander", "Mayor", "City Government of Malabon")),
        ("The City Government of Malabon and UNICEF met.\nA line.\n" + "Much else was said there. " * 20 + "\nVilla: Mayor Jon Vikander came.",
         ("Jon Vikander", "Mayor", None)),
        # what stands for a body
        ("The University of Malta met. Malta, whose chief librarian, Ms. Dorka Vass, spoke, won.", ("Dorka Vass", "chief librarian", None)),
        # positions
        ("Delivering remarks, Programme Manager, Statistics, UNICEF, Ms. Dorka Vass, spoke.",
         ("Dorka Vass", "Programme Manager, Statistics", UNICEF)),
        ("the Director of UNICEF, Lieutenant-General Paolo Contarelli, came", ("Paolo Contarelli", "Director", UNICEF)),
        ("The Minister with responsibility for Culture, Hon. Jon Vikander, came.",
         ("Jon Vikander", "Minister with responsibility for Culture", None)),
        ("Deputy Secretary General Dorka Vass opens the fair.", ("Dorka Vass", "Deputy Secretary General", None)),
        # a unit beside the name is the body, an acronym in front of "@" tells it
        ("The University of Malta runs it.\nContact: Ms. Dorka Vass, Data Dissemination Section: d.vass@um.edu.mt",
         ("Dorka Vass", None, "Data Dissemination Section")),
        ("UNICEF runs it. More: Ms. Dorka Vass, coordinator, unicef.fair@gmail.com", ("Dorka Vass", "coordinator", UNICEF)),
        ("More from:\nDorka Vass\nPress Officer\nCommunications Department\nUniversity of Malta\nTel: +356 2122 0742",
         ("Dorka Vass", "Press Officer", "University of Malta")),
        ("The University of Malta runs it.\nProject coordinator: prof. dr. Dorka Vass, d.vass@umalta.edu",
         ("Dorka Vass", "Project coordinator", "University of Malta")),
        # where somebody comes from, is at home, or is received
        ("The trainer, Jon Vikander, came from the University of Malta.", ("Jon Vikander", "trainer", "University of Malta")),
        ("Le formateur, Paul Adjovi, vient de l'Université de Lomé.", ("Paul Adjovi", "formateur", "Université de Lomé")),
        ("It was run by Ms Dorka Vass of Latvia's University of Malta.", ("Dorka Vass", None, "University of Malta")),
        ("It was presented at the University of Malta by Deputy Secretary-General Dr. Dorka Vass.",
         ("Dorka Vass", "Deputy Secretary-General", "University of Malta")),
        ("They came from the University of Malta. It was read by Deputy Secretary-General Dr. Dorka Vass.",
         ("Dorka Vass", "Deputy Secretary-General", None)),
        # said in a clause of its own
        ("It was read by Dorka Vass, who by day is General Secretary of the University of Malta.",
         ("Dorka Vass", "General Secretary", "University of Malta")),
        ("Dorka Vass, who looks after the boats at the University of Malta, came.", ("Dorka Vass", None, "University of Malta")),
        ("Dorka Vass, who rowed to the University of Malta, came.", ("Dorka Vass", None, None)),
        ("Ms. Dorka Vass, Director, represented the University of Malta.", ("Dorka Vass", "Director", "University of Malta")),
        ("entre le Ministère de la Santé, représenté par la première conseillère Dorka Vass, et d'autres",
         ("Dorka Vass", "première conseillère", "Ministère de la Santé")),
        # a part of a body, a body by its kind
        ("The Boat Department of the University of Malta rowed. “We won,” said Department Director Dorka Vass.",
         ("Dorka Vass", "Department Director", "Boat Department")),
        ("The University of Malta rowed. “We won,” said Boat Director Dorka Vass.", ("Dorka Vass", "Boat Director", "University of Malta")),
        ("The Arab League met. It was opened by Dorka Vass, Deputy Head of the League.", ("Dorka Vass", "Deputy Head", "League of Arab States")),
        ("UNICEF’s Director for Malta and the UK, Dorka Vass, spoke.", ("Dorka Vass", "Director for Malta and the UK", UNICEF)),
        ("UNICEF runs it.\nMalta. Our Regional Envoy, Dorka Vass, came.", ("Dorka Vass", "Regional Envoy", UNICEF)),
        ("Enlace logístico (UNICEF): Lic. Ana Quillmes Rojo, 446 673", ("Ana Quillmes Rojo", None, UNICEF)),
        ("Enlace logístico (tarde): Lic. Ana Quillmes Rojo, 446 673", ("Ana Quillmes Rojo", None, None)),
        # heads of bodies that are called otherwise
        ("The European Commission pays. “It floats,” Commissioner Dorka Vass said.", ("Dorka Vass", "Commissioner", "European Commission")),
        ("The Department of Immigration got it. It was received by the Director General of Immigration, Ms. Dorka Vass.",
         ("Dorka Vass", "Director General of Immigration", "Department of Immigration")),
        ("The Ministry of Trade and UNICEF met. So said Deputy Secretary General for Boats Dorka Vass.",
         ("Dorka Vass", "Deputy Secretary General for Boats", "Ministry of Trade")),
        # a rank, a form of address between a position and its bearer
        ("a lancé le directeur de cabinet de l'Université de Lomé, le colonel-major Paul Adjovi",
         ("Paul Adjovi", "directeur de cabinet", "Université de Lomé")),
        ("dijo la directora de Archivos de la Universidad de Piura, Mtra. Ana Quillmes Rojo.",
         ("Ana Quillmes Rojo", "directora de Archivos", "Universidad de Piura")),
        # a form of address in front, the position behind; a label that is the next person's
        ("A cargo del doctor Jon Vikander, jefe de archivos de la Universidad de Piura, y de la consultora Ana Rojo.",
         ("Jon Vikander", "jefe de archivos", "Universidad de Piura")),
        ("Contact: Dorka Vass (d.vass@example.org)\nCountry Director: Jon Vikander", ("Dorka Vass", None, None)),
    ],
)  # fmt: skip
def test_positions_and_bodies_in_running_text(text: str, expected: tuple[str, str | None, str | None]) -> None:
    marked = ("Data Dissemination Section", "Croix Verte", "Intendencia de Rosal", "Prefeitura de Rosal", "Municipio de Rosal", "Diputación de Rosal")
    spans = [span(text, p, "ORG") for p in marked if p in text]
    spans += [span(text, p) for p in (expected[0],)]
    spans += [span(text, p, "ROLE") for p in ("Programme Manager, Statistics", "Deputy Secretary General", "Speaker") if p in text]
    assert found(text, *spans) == [expected]


def test_a_name_that_is_dropped_parts_no_position_from_its_bearer() -> None:
    text = "Opening it from Apia, Acting Director of UNICEF, Ms. Dorka Vass, spoke."
    assert found(text, span(text, "Apia", confidence=0.5)) == [("Dorka Vass", "Acting Director", UNICEF)]


def test_position_of_the_next_person_is_no_second_one() -> None:
    text = "In the photo: Ms. Dorka Vass of the University of Malta, Mayor Vikander, and others"
    assert found(text, span(text, "Vikander"), span(text, "Mayor", "ROLE"))[0] == ("Dorka Vass", None, "University of Malta")


@pytest.mark.parametrize(
    ("text", "marked", "name"),
    [
        ("recalled Ts. Erdenbat, who came", "Erdenbat", "Ts. Erdenbat"),
        ("Photo: V. Tekinau", "Tekinau", "V. Tekinau"),
        ("a cargo de Montse Vilar i Soler, ayer", "Montse Vilar i Soler", "Montse Vilar i Soler"),
        ("welcomed by Mr. Eremia Țurlea", "Eremia Țurlea", "Eremia Țurlea"),
        ("ouvert par M. BOUBA HAMANI Adamou, hier", "BOUBA HAMANI Adamou", "BOUBA HAMANI Adamou"),
        ("to Ms. Peace Arinda, who was elected", "Peace Arinda", "Peace Arinda"),
        ("Hon. Alphonse “Ponny” Burgin-Sayers spoke", "Alphonse “Ponny” Burgin-Sayers", "Alphonse “Ponny” Burgin-Sayers"),
        ("Ms. Tuiala Siliva-Keil spoke", "Siliva-Keil", "Tuiala Siliva-Keil"),
    ],
)
def test_name_forms(text: str, marked: str, name: str) -> None:
    assert [text[n.start : n.end] for n in find_names(text, [span(text, marked)], [])] == [name]


def test_two_marked_pieces_are_one_name() -> None:
    text = "said Tuiala Siliva-Keil of the choir"
    assert [text[n.start : n.end] for n in find_names(text, [span(text, "Tuiala"), span(text, "Siliva-Keil")], [])] == ["Tuiala Siliva-Keil"]


def test_a_doubtful_name_with_a_body_s_acronym_is_none() -> None:
    text = "UNICEF met. Ms. Dorka Vass, coordinator, Unicef Nouakchott, tel. 45 25 17 63"
    assert [p[0] for p in found(text, span(text, "Unicef Nouakchott", confidence=0.4))] == ["Dorka Vass"]
