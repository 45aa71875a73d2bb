"""Contacts: what counts, in which form, and whose it is. The people and numbers are invented."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.annotate.contacts import find_contacts
from pipeline.document import Document, Mention, Organisation, Person, Place


def page(text: str, *, people: tuple[str, ...] = (), organisations: tuple[str, ...] = (), places: dict[str, str] | None = None) -> Document:
    """A document with every occurrence of these names as a mention."""
    mentions: list[Mention] = []
    for names, label in ((people, "PERSON"), (organisations, "ORG"), (tuple(places or {}), "LOC")):
        for name in names:
            for m in re.finditer(re.escape(name), text):
                mentions.append(Mention(m.start(), m.end(), name, label, "model", 0.9, f"{label}-{name}"))  # type: ignore[arg-type]
    return Document(
        "doc-a", "a.txt", text, "", language="en", published=date(2020, 1, 1),
        mentions=tuple(sorted(mentions, key=lambda m: m.start or 0)),
        people=tuple(Person(f"PERSON-{n}", n) for n in people),
        organisations=tuple(Organisation(f"ORG-{n}", n) for n in organisations),
        places=tuple(Place(f"LOC-{n}", n, "city", code) for n, code in (places or {}).items()),
    )  # fmt: skip


def found(document: Document) -> list[str]:
    return [f"{c.kind} {c.value}" for c in find_contacts(document)]


EMAILS = [
    ("Write to A.Bena@Example.ORG.", ["email a.bena@example.org"]),
    ("mina [at] example.org, other(at)example.org, third (at) example [dot] org", [f"email {n}@example.org" for n in ("mina", "other", "third")]),
    (
        "Mina: m.bena at example dot org; a.bena<at>example.org; c.bena(a)example.org",
        ["email m.bena@example.org", "email a.bena@example.org", "email c.bena@example.org"],
    ),
    (
        "E-mail: bena at example.org; bena.m @example.org; b\uff20example.org",
        ["email bena@example.org", "email bena.m@example.org", "email b@example.org"],
    ),
    ("Register at example.org, follow us @example.org and @example, look at the dot com boom", []),
    ("Contact her at mina.bena@example.org or at c.bena(at)example.org.", ["email mina.bena@example.org", "email c.bena@example.org"]),
    ("Email us at example.org/a. Please e-mail at office.bena@example.org.", ["email office.bena@example.org"]),
    ("This email address is being protected from spambots.", []),
    ("firstname.lastname@example.org, yourname@example.org", []),
    ("twice@example.org and twice@example.org", ["email twice@example.org"]),
    ("webmestre : cemac@example.org   Visiteurs : 018422", []),
    ("Webmaster: office@example.org", []),
    ("The webmaster of the fund, Mina Bena: bena@example.org", ["email bena@example.org"]),
    ("Mina, youth officer, bena (a) example.org; write to office AT example DOT org.", ["email bena@example.org", "email office@example.org"]),
]

PHONES = [
    ("Information : Mina Bena, attachée de presse, 418 643-2165, poste 4127", ["phone 4186432165"]),
    ("Mina Bena, 12 rooms, poste 4127; 2019-2020, ext. 5; report 12 345, ext. 6", []),
    ("Tel: +20 1016255500", ["phone +201016255500"]),
    ("Tel. +44 (0)161 496 0742", ["phone +441614960742"]),
    ("T: (66) 2 288 1455, M: (66) 81 555 0163", ["phone +6622881455", "phone +66815550163"]),
    ("Tel: (234-9) 314 7710", ["phone +23493147710"]),
    ("tel. +1 (246) 434-4880 ext. 14", ["phone +12464344880"]),
    ("Phone +855 23 212 259, fax +855 23 212 867", ["phone +85523212259"]),
    ("Tel/Fax (+373 22) 555 013", ["phone +37322555013"]),
    ("+592 222 0364/65", ["phone +5922220364", "phone +5922220365"]),
    ("tél. (+226) 25 30 68 14 / 70 21 45 33", ["phone +22625306814", "phone +22670214533"]),
    ("+2712 423 9613/076 532 8295", ["phone +27124239613", "phone +27765328295"]),
    ("Tel.: +993 12 48 71 05 (office)\n+993 65 81 20 36 (mobile)", ["phone +99312487105", "phone +99365812036"]),
    ("Case 962-4419-07-3821, for instance 079 21 3305 8814, is for the laboratory.", []),
    ("Contact: Mina, Suite 4, Sydney NSW 2010, ABN 87 956 673 083", []),
    ("All are welcome; ring 029 2049 7390.", ["phone 02920497390"]),
    ("A duty officer can be reached on 0977 790 415, the fund is joignable au 40 415 715.", ["phone 0977790415", "phone 40415715"]),
    ("You may call the Protector free of charge on 080 222 223. Ring the union on 24178.", ["phone 080222223", "phone 24178"]),
    ("Información: 968 21 94 07", ["phone 968219407"]),
    ("ph (677) 20830 or 7494217", ["phone +67720830", "phone +6777494217"]),
    ("Contact\nIBAN BE29 7323 3319 1564\n20.10.22", []),
    ("From 2019-2020, on 12.03.2019, 9.00-15.00, USD 1 250 000, ISBN 978 92 1 123456 7", []),
]


@pytest.mark.parametrize(("text", "expected"), EMAILS + PHONES)
def test_values(text: str, expected: list[str]) -> None:
    assert found(page(text)) == expected


NATIONAL = [
    ("Contact: press desk, tel. 020 7811 6041, London", {"London": "GB"}, "+442078116041"),
    ("Registration in Montreal: tel. (514) 555-0142, ext. 3", {"Montreal": "CA"}, "+15145550142"),
    ("Tel: 0800 331 0730 (free in Suva)", {"Suva": "FJ"}, "08003310730"),
    ("For details, call 17 552470, Manama", {"Manama": "BH"}, "+97317552470"),
    ("Tel. 91 594 27 63", {}, "915942763"),
    ("Cotonou, Bénin, tél. (229) 21 31 42 77", {"Bénin": "BJ"}, "+22921314277"),
    ("Partis pour l'Inde. Cotonou, tél. (229) 21 31 42 77", {"Inde": "IN", "Cotonou": "BJ"}, "+22921314277"),
    ("Partis pour l'Inde. Contact : tél. (229) 21 31 42 77", {"Inde": "IN"}, "22921314277"),
    ("The helpline 116 answers all night: call 116", {}, "116"),
    ("Report it to the national child line, 116.", {}, "116"),
    ("Appelez les pompiers au 118, le jour et la nuit", {}, "118"),
    ("TONGA\nTel: 23-038", {"TONGA": "TO"}, "+67623038"),
    ("Bénin, 2019. Cotonou, tél. 97 60 41 55", {"Bénin": "BJ", "Cotonou": "BJ"}, "+22997604155"),
    ("Rabat, tél. 044 43 46 49", {"Rabat": "MA"}, "+21244434649"),
]


@pytest.mark.parametrize(("text", "places", "expected"), NATIONAL)
def test_country_comes_from_the_places_else_digits_stay(text: str, places: dict[str, str], expected: str) -> None:
    assert [c.value for c in find_contacts(page(text, places=places))] == [expected]


ADDRESSES = [
    (
        "Contact\nMina Okello, Adviser, Example Fund\n14 Gray Street, St. Clair, Port of Spain\nmina@example.org",
        "14 Gray Street, St. Clair, Port of Spain",
    ),
    (
        "Contact: Mina Okello, Example Fund, 811 North Mesa Street, El Paso, TX 79901, U.S.A. Tel: +1 915 532 0147",
        "811 North Mesa Street, El Paso, TX 79901, U.S.A",
    ),
    (
        "Questions: mina@example.org\nPostal address: Example Fund, BP D5, 98848 Nouméa Cedex, New Caledonia",
        "BP D5, 98848 Nouméa Cedex, New Caledonia",
    ),
    ("Contacto: Palma 7-35, Cuenca, bena@example.org", "Palma 7-35, Cuenca"),
    ("Contact : section de l’Example Fund, rue du Port, Dakar – bena@example.org", "rue du Port, Dakar"),
    ("Contact us\nRua do Porto, Dili, Timor-Leste\n+670 331 2492", "Rua do Porto, Dili, Timor-Leste"),
    ("Contacto: Palma 468, Asunción, tel. +595 21 494 110, bena@example.org.py", "Palma 468, Asunción"),
    ("Bena Fund\nKm 3.5 carretera norte, Managua\nbena@example.org", "Km 3.5 carretera norte, Managua"),
    ("Example Fund, United Nations Avenue, 1000 Manila\nTelephone: +63 2 528 9804", "United Nations Avenue, 1000 Manila"),
    ("Press desk of the Example Fund, Haut de Bena, Libreville, press(at)example.org", "Haut de Bena, Libreville"),
    ("Contact\nMina Okello\nKhumaltar, Lalitpur, Nepal\nmina@example.org", "Khumaltar, Lalitpur, Nepal"),
    ("Responsable: Mina Okello, Bena Vélez 41, Tarija. Teléfono: (591-4) 664 2210", "Bena Vélez 41, Tarija"),
    ("Mina Okello, Example Fund, 2nd floor, Labour Hall, Jhang Road, Bena, mina@example.org", "2nd floor, Labour Hall, Jhang Road, Bena"),
]


@pytest.mark.parametrize(("text", "expected"), ADDRESSES)
def test_addresses(text: str, expected: str) -> None:
    document = page(text, people=("Mina Okello",), organisations=("Example Fund",), places={"Libreville": "GA", "Lalitpur": "NP", "Nepal": "NP"})
    assert [c.value for c in find_contacts(document) if c.kind == "address"] == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "An hour for questions with Mina Okello takes place on 20 February 2019 at 3 p.m.",
        "Mina Okello, Libreville, Gabon",
        "Mina Okello, Operations Officer, Economic Division",
        "12/11/2024 Seminario web «Bena», con Example Fund",
        "A pilot, supported by Example Fund in Bena District between 2019 and 2021, reached 14,200 learners",
        "Thursday 23 September 2021, Libreville, Gabon",
    ],
)
def test_lines_beside_contacts_that_are_no_address(line: str) -> None:
    document = page(
        f"Contact\n{line}\nmina@example.org", people=("Mina Okello",), organisations=("Example Fund",), places={"Libreville": "GA", "Gabon": "GA"}
    )
    assert [c.value for c in find_contacts(document) if c.kind == "address"] == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Unidad de Comunicaciones, 2500-1300", ["25001300"]),
        ("945 16 15 76\nbena@example.org", ["945161576"]),
        ("Figures\n945 16 15 76\nwere counted in the north", []),
        ("Unidad de Comunicaciones, 2500-1300 fichas", []),
    ],
)
def test_numbers_without_a_label(text: str, numbers: list[str]) -> None:
    assert [c.value for c in find_contacts(page(text)) if c.kind == "phone"] == numbers


def test_local_numbers_are_of_the_country_that_they_stand_under() -> None:
    text = "SAMOA\nHeron Trust\nTel: 20-855 or 770 4412\nTONGA\nTel: 23-038 / 774 1190\nHerons counted: 20-855"
    assert found(page(text, places={"SAMOA": "WS", "TONGA": "TO"})) == [
        f"phone {n}" for n in ("+68520855", "+6857704412", "+67623038", "+6767741190")
    ]


@pytest.mark.parametrize("text", ["Take number 118 from the machine.", "The police met 300 farmers.", "Call 116 families.", "Bus 106 runs free."])
def test_no_number_of_emergency(text: str) -> None:
    assert found(page(text)) == []


def test_a_venue_is_no_address() -> None:
    text = "Write to Mina Okello (mina@example.org) or, for Elm District, to Ada Orlen at ada@example.org"
    assert found(page(text, people=("Mina Okello", "Ada Orlen"))) == ["email mina@example.org", "email ada@example.org"]
    assert found(page("The briefing takes place in the conference room, 67 Tole Bi Street, Almaty.")) == []


def test_web_address_needs_a_label() -> None:
    assert found(page("Website: https://example.org/help\nRegister at https://example.org/form")) == ["url https://example.org/help"]


OWNED = [
    ("Contact: Mina Okello, Officer, Example Fund, mina@example.org", "Mina Okello", "Example Fund"),
    ("Example Fund: Mina Okello, +44 161 496 0742", "Mina Okello", "Example Fund"),
    ("Contact\nMina Okello\nExample Fund\nTel: +44 161 496 0742", "Mina Okello", "Example Fund"),
    ("Contact\nExample Fund\nEmail: fund@example.org\nTel: +44 161 496 0742\nMs. Mina Okello, Officer", "Mina Okello", "Example Fund"),
    ("Mina Okello spoke.\n\nContact: Example Fund, mokello@example.org", "Mina Okello", "Example Fund"),
    ("Mina Okello, Other Body, m@other.example\nExample Fund: press desk, press@fund.example", None, "Example Fund"),
    ("Contact: fund@example.org – Tel. +44 161 496 0742 – Activity manager: Mina Okello", "Mina Okello", "Example Fund"),
    (
        "Farewell to Mina Okello, who goes back to the house of her parents in June.\nExample Fund, 4 Gray Street\nTel. +44 161 496 0742",
        None,
        "Example Fund",
    ),
    ("Example Fund met.\n\nInformation line: +44 161 496 0742", None, "Example Fund"),
    ("“Come,” says Mina Okello, Officer at Other Body. Donors may call +44 161 496 0742", None, "Other Body"),
    ("Mina Okello is Officer at Other Body. She answers on +44 161 496 0742", "Mina Okello", "Other Body"),
    ("Officer: Mina Okello\nInstitution: Other Body\nTel: +44 161 496 0742", "Mina Okello", "Other Body"),
    ("Example Fund met.\nMina Okello, Officer, mina@example.org\nTelephone for both: +44 161 496 0742", None, "Example Fund"),
    ("Example Fund leads walks. Walkers meet at the Ardmore Hotel (tel. +44 161 496 0742).", None, None),
    ("It was paid for by Example Fund.\n\nInformation line: +44 161 496 0742", None, None),
    ("Example Fund feeds children.\n\nIn an emergency call 112.", None, None),
    ("Example Fund met.\n\nWrite to us: info@another.example", None, "Example Fund"),
    ("Other Body met. Letters to jobs@example.org, for the attention of Ms. Mina Okello, Officer", "Mina Okello", "Other Body"),
    ("Candidatures à jobs@example.org, à l’attention de Mme Mina Okello", "Mina Okello", "Example Fund"),
    ("The Example Fund grew. Example Fund staff left for Other Body.\n\nTel. +44 161 496 0742", None, None),
    ("Example Fund met the Example Fund of Malta and Other Body.\n\nWebsite: www.marsh-dialogue.example", None, None),
]


@pytest.mark.parametrize(("text", "person", "organisation"), OWNED)
def test_owner_of_the_last_contact(text: str, person: str | None, organisation: str | None) -> None:
    *_, last = find_contacts(page(text, people=("Mina Okello",), organisations=("Example Fund", "Other Body")))
    assert last.person_id == (f"PERSON-{person}" if person else None)
    assert last.organisation_id == (f"ORG-{organisation}" if organisation else None)


def test_what_stands_below_a_row_of_people_is_nobody_s() -> None:
    two = page("Desk officers: Mina Okello (Africa), Ms Tesa Brandt (Asia)\nTel: +44 161 496 0742", people=("Mina Okello", "Tesa Brandt"))
    assert [c.person_id for c in find_contacts(two)] == [None]
    one = page("Desk officer: Mina Okello\nTel: +44 161 496 0742", people=("Mina Okello",))
    assert [c.person_id for c in find_contacts(one)] == ["PERSON-Mina Okello"]


def test_spans_and_ids() -> None:
    document = page("Tel: +44 161 496 0742, a@example.org")
    contacts = list(find_contacts(document))
    assert [document.text[c.start : c.end] for c in contacts] == ["+44 161 496 0742", "a@example.org"]
    assert [c.contact_id for c in contacts] == [c.contact_id for c in find_contacts(document)]
    assert len({c.contact_id for c in contacts}) == 2


PIECES = [
    "Tel:",
    "+44",
    "161",
    "(0)",
    "(66-2)",
    "/65",
    "a@b.org",
    "[at]",
    "Street",
    "1000 Rome",
    ",",
    "\n",
    "Contact:",
    "fax",
    "www.a.org",
    "Mina",
    ".",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join) | st.text(max_size=80))
def test_any_text_gives_an_answer(text: str) -> None:
    document = page(text, people=("Mina",))
    assert all(0 <= c.start < c.end <= len(text) and c.value for c in find_contacts(document))


FORMS = [
    ("WhatsApp: +254 700 123 456", ["phone +254700123456"]),
    ("WhatsApp/Signal +41 79 555 01 23", ["phone +41795550123"]),
    ("Tel/WhatsApp: +231 77 555 0123", ["phone +231775550123"]),
    ("WhatsApp (text only): +962 7 9555 0123", ["phone +962795550123"]),
    ("Tél./Fax : +228 22 21 45 67", ["phone +22822214567"]),
    ("Téléphone : 00 33 1 45 68 10 00", ["phone +33145681000"]),
    ("Tel: +1-202-555-0143", ["phone +12025550143"]),
    ("Phone: +1 (202) 555-0143 x214", ["phone +12025550143"]),
    ("Tel: +44 20 7946 0958 ext 12", ["phone +442079460958"]),
    ("Tél. : +225 27 20 30 40 50 poste 112", ["phone +2252720304050"]),
    ("Tel.: (+595 21) 555 123 int. 204", ["phone +59521555123"]),
    ("Tel: +39.06.5555.0123", ["phone +390655550123"]),
    ("Tel: +49 (0) 228 555 0123", ["phone +492285550123"]),
    ("Call us on +27 11 555 0123 or +27 82 555 0123.", ["phone +27115550123", "phone +27825550123"]),
    ("Mobile: 00254 722 555 012", ["phone +254722555012"]),
    ("Phone number: +64 4 555 0123", ["phone +6445550123"]),
    ("Telefax: +41 22 555 0124", []),
    ("Fax: +41 22 555 0124; Tel: +41 22 555 0123", ["phone +41225550123"]),
    ("F: +41 22 555 0124 T: +41 22 555 0123", ["phone +41225550123"]),
    ("+41 22 555 0123 (tel), +41 22 555 0124 (fax)", ["phone +41225550123"]),
    ("Toll-free hotline: 116 111", ["phone 116111"]),
    ("Hotline: 1323", ["phone 1323"]),
    ("Call 112 in an emergency", ["phone 112"]),
    ("Numéro vert : 80 10 10 10", ["phone 80101010"]),
    ("línea gratuita 800 10 8004", ["phone 800108004"]),
    ("Línea gratuita: 0800-555-123", ["phone 0800555123"]),
    ("freephone 0800 555 1234", ["phone 08005551234"]),
    ("Free call: 1800 555 123", ["phone 1800555123"]),
    ("Tels. +503 2555 0123 y 2555 0124", ["phone +50325550123", "phone +50325550124"]),
    ("Tel : +237 222 22 11 33 / 677 55 01 23", ["phone +237222221133", "phone +237677550123"]),
    ("Teléfono: (591-2) 2555012", ["phone +59122555012"]),
    ("Cel.: 591 70555012", ["phone +59170555012"]),
    ("Cell: +263-77-255-5012", ["phone +263772555012"]),
    ("Ph: (675) 555 0123", ["phone +6755550123"]),
    ("m. +61 412 555 012", ["phone +61412555012"]),
    ("T +32 2 555 01 23", ["phone +3225550123"]),
    ("p: +1 416 555 0123 | f: +1 416 555 0124", ["phone +14165550123"]),
    ("Email: info AT example DOT org", ["email info@example.org"]),
    ("E-mail: press{at}example.org", ["email press@example.org"]),
    ("mina (dot) bena (at) example (dot) org", ["email mina.bena@example.org"]),
    ("mayotte CHEZ example.org", ["email mayotte@example.org"]),
    ("guardianas arroba example punto gov punto co", ["email guardianas@example.gov.co"]),
    ("info (a) example.org", ["email info@example.org"]),
    ("Courriel : secretariat@exemple.sn", ["email secretariat@exemple.sn"]),
    ("Write to <press@example.org>.", ["email press@example.org"]),
    ("mailto:press@example.org", ["email press@example.org"]),
    ("press@example.org;media@example.org", ["email press@example.org", "email media@example.org"]),
    ("press@example.org/media@example.org", ["email press@example.org", "email media@example.org"]),
    ("{ana,ben}@example.org", []),
    ("ana.lee_99@sub-domain.example.co.uk", ["email ana.lee_99@sub-domain.example.co.uk"]),
    ("press[@]example.org", ["email press@example.org"]),
    ("ana [arroba] ejemplo [punto] org", ["email ana@ejemplo.org"]),
    ("Website: www.example.org", ["url www.example.org"]),
    ("Register: https://example.org/register", []),
    ("Contact form: https://example.org/contact.", ["url https://example.org/contact"]),
    ("Contact us at https://example.org/contact-us", ["url https://example.org/contact-us"]),
    ("or through the form at https://example.org/form", ["url https://example.org/form"]),
    ("Sitio web: https://ejemplo.org/contacto", ["url https://ejemplo.org/contacto"]),
    ("Tel.: +7 (727) 555 01 23 (ext. 15), +7 701 555 01 23", ["phone +77275550123", "phone +77015550123"]),
    ("Contact: Mina Sow, (221) 33 555 01 23", ["phone +221335550123"]),
    ("Contact: Mina Sow – 33 555 01 23", ["phone 335550123"]),
    ("Contact number +93 (0) 799 555 012", ["phone +93799555012"]),
    ("SMS +675 7555 0123", ["phone +67575550123"]),
    ("Telegram: +380 44 555 01 23", ["phone +380445550123"]),
    ("Tlf. +47 22 55 50 12", ["phone +4722555012"]),
    ("Telefon: +383 38 555 012", ["phone +38338555012"]),
    ("Tel: 020 7946 0958", ["phone 02079460958"]),
    ("Standard : 01 45 68 10 00", ["phone 0145681000"]),
    ("E-mail: press @ example.org", ["email press@example.org"]),
    ("Follow us @ example.org", []),
    ("Meet the team AT example.org", []),
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms_in_which_pages_give_contacts(text, expected):
    assert found(page(text)) == expected
