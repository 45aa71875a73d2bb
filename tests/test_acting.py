"""Names that the words around them make bodies. Spans stand for a tagger's proposals: (piece, label, confidence)."""

from __future__ import annotations

import re
import time

import pytest

from pipeline.annotate.organisations import find_organisations
from pipeline.annotate.organisations.acting import LEAST, weighed
from pipeline.document import Document, Span, SpanLabel

Piece = tuple[str, SpanLabel, float]


def document(text: str, *pieces: Piece) -> Document:
    spans = tuple(Span(text.index(p), text.index(p) + len(p), label, "model", sure) for p, label, sure in pieces)
    return Document("doc-1", "page.txt", text, "", spans=spans)


def bodies(text: str, *pieces: Piece) -> set[str]:
    """The texts of the ORG spans that are at least likely."""
    return {text[s.start : s.end] for s in weighed(document(text, *pieces)) if s.label == "ORG" and s.confidence >= LEAST}


@pytest.mark.parametrize(
    ("text", "pieces", "expected"),
    [
        ("It is a project of the youth association Bab el Rih.", [("Bab el Rih", "LOC", 0.6)], {"Bab el Rih"}),
        ("The trade union Rikshaw Ekta met the mayor.", [("Rikshaw Ekta", "PERSON", 0.6)], {"Rikshaw Ekta"}),
        ("Le groupe breton Steren Noz a joué. Steren Noz vient de Brest.", [("Steren Noz", "PERSON", 0.4)], {"Steren Noz"}),
        ("L’ONG Eau Vive Tillabéri fore des puits.", [], {"Eau Vive Tillabéri"}),
        ("It was arranged by the Mauritian NGO Lagon Vivan.", [("Lagon Vivan", "PERSON", 0.9)], {"Lagon Vivan"}),
        ("The kits came from Salt & Light, an NGO from Hull.", [("Salt", "INITIATIVE", 0.3)], {"Salt & Light"}),
        ("Le four vient de Braise Douce, une coopérative de Namur.", [("Braise Douce", "PERSON", 0.9)], {"Braise Douce"}),
        ("Participó Hilos del Norte, una empresa local.", [], {"Hilos del Norte"}),
        ("Tales of the Tundra is a charity registered in Leeds.", [], {"Tales of the Tundra"}),
        ("Mémoire des forges est une association créée en 2001.", [], {"Mémoire des forges"}),
        ("Island Eye Link has worked here since 2004. We are a charity of ten.", [("Island Eye Link", "INITIATIVE", 0.9)], {"Island Eye Link"}),
        ("Implementing agency: First Steps Malawi\nDonor: Kingdom of Norway", [("First Steps Malawi", "ORG", 0.2)], {"First Steps Malawi"}),
        ("Bailleurs : Terre Franche, Main Tendue", [("Terre Franche", "ORG", 0.2), ("Main Tendue", "ORG", 0.3)], {"Terre Franche", "Main Tendue"}),
        ("The scheme, run by Harbour Lamp, gives lamps.", [("Harbour Lamp", "ORG", 0.4)], {"Harbour Lamp"}),
        ("Nurses from Pulse Mobile and the Legal Reading Room came.", [("Legal Reading Room", "ORG", 0.3)], {"Legal Reading Room"}),
        ("Engineers from Clinique Étoile in Lomé will speak.", [("Clinique Étoile", "LOC", 0.4)], {"Clinique Étoile"}),
        ("Radio Sirba broadcasts at dawn.", [("Radio Sirba", "PERSON", 0.7)], {"Radio Sirba"}),
        ("ReefCount Kenya is looking for divers. Write to jobs@reefcount.example.org", [("ReefCount Kenya", "LOC", 0.7)], {"ReefCount Kenya"}),
        ("the Pamir Wool Forum reports that prices fell. Write to ana@woolforum.example.org", [("Pamir Wool", "ORG", 0.2)], {"Pamir Wool Forum"}),
        ("Before that she worked for Quarry Clay Works.", [("Quarry Clay Works", "ORG", 0.35)], {"Quarry Clay Works"}),
        ("They were met by the chairman of High Terraces.", [("High Terraces", "ORG", 0.3)], {"High Terraces"}),
        ("Selon Vigie du Cap, la plage recule.", [("Vigie du Cap", "ORG", 0.3)], {"Vigie du Cap"}),
        ("The Lock Plan Library keeps every plan.", [("Lock Plan Library", "ORG", 0.25)], {"Lock Plan Library"}),
        # what is no body, or not told to be one
        ("Blue Barley is a project that helps farmers.", [("Blue Barley", "INITIATIVE", 0.8)], set()),
        ("The scheme is run by Mary Sanga.", [("Mary Sanga", "PERSON", 0.9)], set()),
        ("Coordinator: Mary Sanga\nPartners: Norway, Kenya", [("Mary Sanga", "PERSON", 0.9)], set()),
        ("Engineers from Nakuru came, and doctors from Kenya.", [("Nakuru", "LOC", 0.9)], set()),
        ("The association Director Mary Sanga spoke to the company Forum.", [], set()),
        ("Mary Sanga, a company lawyer, read the text.", [("Mary Sanga", "PERSON", 0.9)], set()),
        ("It is supported by the European Union with USD 2 million.", [("European Union", "ORG", 0.97)], {"European Union"}),
        ("They are a company of ten. She is a charity worker.", [], set()),
        ("Green Belt Road, built by Jan Kask, begins here.", [("Green Belt Road", "LOC", 0.6), ("Jan Kask", "PERSON", 0.95)], set()),
        ("Staff of UNHCR came. UNHCR’s Regional Bureau in Nairobi paid.", [("UNHCR’s Regional Bureau in Nairobi", "ORG", 0.2)], set()),
        ("Nurses of Cobalt Care came to the Office of Cobalt Care Peru.", [("Office of Cobalt Care Peru", "ORG", 0.4)], set()),
        ("El presidente de la Cámara y el director de la Escuela", [("Cámara", "ORG", 0.5)], set()),
        ("a network under Swiss law; the association under Swiss law", [], set()),
    ],
)
def test_signs(text: str, pieces: list[Piece], expected: set[str]) -> None:
    assert bodies(text, *pieces) == expected


def test_a_body_is_one_wherever_the_page_names_it() -> None:
    text = "L’association Dar Nour plante des figuiers. Nadia, de Dar Nour, les arrose."
    again = text.rindex("Dar Nour")
    page = document(text, ("Dar Nour", "ORG", 0.9))
    spans = weighed(Document("doc-1", "page.txt", text, "", spans=(*page.spans, Span(again, again + 8, "LOC", "model", 0.8))))
    assert [(s.start, s.label) for s in spans] == [(text.index("Dar Nour"), "ORG"), (again, "ORG")]


def test_what_the_tagger_is_sure_of_holds_for_the_page_without_a_sign() -> None:
    text = "Casa Marfil abrió. Vino gente de Casa Marfil. Casa Marfil, plan de 2019."
    plan = Span(text.rindex("Casa"), text.rindex("Casa") + 11, "INITIATIVE", "model", 0.8)
    place = Span(text.index("Casa", 5), text.index("Casa", 5) + 11, "LOC", "model", 0.7)
    page = document(text, ("Casa Marfil", "ORG", 0.96))
    spans = weighed(Document("doc-1", "page.txt", text, "", spans=(*page.spans, place, plan)))
    assert [(s.start, s.label) for s in spans] == [(0, "ORG"), (place.start, "ORG"), (plan.start, "INITIATIVE")]
    assert spans[0].confidence == 0.96


def test_a_short_form_of_one_word_is_the_body_that_has_a_country_behind_it() -> None:
    text = "ReefCount needs divers\nReefCount Kenya is looking for divers. The Salt Guild helps. Salt sells."
    page = document(text, ("ReefCount Kenya", "ORG", 0.9), ("Salt Guild", "ORG", 0.9))
    spans = (Span(0, 9, "ORG", "model", 0.9), *page.spans)
    assert [(o.name, o.aliases) for o in find_organisations(page, spans)[1]] == [("ReefCount Kenya", ("ReefCount",)), ("Salt Guild", ())]


def test_a_long_list_of_bodies_takes_time_in_keeping() -> None:
    names = [f"Aa{a}{b}{c} Guildhouse" for a in "bcdfghjklm" for b in "bcdfghjklm" for c in "bcdfghjklm"]
    text = "".join(f"The lamps are run by {name}. The association {name} is in Hull.\n" for name in names)
    spans = tuple(Span(m.start(), m.end(), "ORG", "model", 1.0) for m in re.finditer(r"(?<=by )Aa\w+ Guildhouse", text))
    begun = time.process_time()
    found = weighed(Document("doc-1", "page.txt", text, "", spans=spans))
    assert len(found) == 2 * len(names) and time.process_time() - begun < 5


def test_spans_without_a_sign_stay_as_they_are() -> None:
    page = document("Ada Moss met the Salt Guild in Hull.", ("Ada Moss", "PERSON", 0.9), ("Salt Guild", "ORG", 0.4), ("Hull", "LOC", 0.9))
    assert weighed(page) == page.spans


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("The Eel Library of the North Sea Institute opened.", "Eel Library of the North Sea Institute", ["North Sea Institute"]),
        ("La Unidad de Riego del Instituto Andino del Agua midió.", "Unidad de Riego del Instituto Andino del Agua", ["Instituto Andino del Agua"]),
        ("The Regional Office of the Delta Academy opened.", "Regional Office of the Delta Academy", []),  # told from others by its owner alone
        ("The Directorate of Ports of the Coast Services opened.", "Directorate of Ports of the Coast Services", []),
        ("The Faculty of Law of Moss College opened.", "Faculty of Law of Moss College", ["Moss College"]),
    ],
)
def test_a_unit_and_its_body_are_two(text: str, name: str, expected: list[str]) -> None:
    page = document(text, (name, "ORG", 0.9))
    _, found = find_organisations(page, page.spans)
    assert [o.name for o in found] == [name, *expected]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("He studied at the Colegio Agrario del Sur.", "Colegio Agrario del Sur", ["Colegio Agrario del Sur"]),  # "sur" is French for "on"
        ("OFFICES\nNIAMEY (head office)\nBox 12", "NIAMEY", []),
    ],
)
def test_the_taggers_word_alone(text: str, name: str, expected: list[str]) -> None:
    page = document(text, (name, "ORG", 0.9))
    assert [o.name for o in find_organisations(page, page.spans)[1]] == expected
