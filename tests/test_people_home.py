"""Whose the people are that a page presents as its own: those of the body that it speaks for. All people and bodies are invented."""

from __future__ import annotations

import pytest

from pipeline.annotate.organisations import find_organisations
from pipeline.annotate.people import find_people
from pipeline.document import Document, Span

LEDE = "Elmhaven, 3 May 2019 - The Elmhaven Port Board has reopened the quay. Ninety boats came.\n"
LODGED = "The Heron Trust and the Elmhaven Port Board met.\n"


def post(text: str, name: str, *roles: str, tagged: bool = True) -> tuple[str | None, str | None]:
    """Position and body of the person."""
    at = text.index(name)
    spans = [Span(at, at + len(name), "PERSON", "model", 0.95)] if tagged else []
    spans += [Span(text.index(role), text.index(role) + len(role), "ROLE", "model", 0.9) for role in roles]
    document = Document(document_id="doc-1", path="page.txt", text=text, content_hash="")
    found = find_organisations(document, spans)
    person = next(p for p in find_people(document, spans, found)[1] if p.name == name)
    return person.role, next((o.name for o in found[1] if o.organisation_id == person.organisation_id), None)


def test_who_goes_held_the_position_of_who_comes() -> None:
    text = LEDE + "Ms Ada Orlen was elected President of the Heron Trust. She takes over from Mr Jon Vik."
    assert post(text, "Jon Vik") == ("President", "Heron Trust")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LEDE + "“A quay is a door,” said Board Chair Ada Orlen.", ("Board Chair", "Elmhaven Port Board")),
        (LEDE + "“A quay is a door,” said Deputy Director Ada Orlen.", ("Deputy Director", "Elmhaven Port Board")),
        (LEDE + "Our team\nAda Orlen, Head of Field Work\nJon Vik, Diver", ("Head of Field Work", "Elmhaven Port Board")),
        (LEDE + "Boats: Ada Orlen, tel. +44 1632 960 118", (None, "Elmhaven Port Board")),
        (LEDE + "Boats: Ada Orlen, a.orlen@quay.example", (None, "Elmhaven Port Board")),
        (LEDE + "Dig with us: write to Ada Orlen at ada(at)quay.example.", (None, "Elmhaven Port Board")),
        (LEDE + "Or, in the north, ring Ada Orlen (+44 1632 960 118).", (None, "Elmhaven Port Board")),
        (LEDE + "Ask our Port Elm representative, Ada Orlen.", ("Port Elm representative", "Elmhaven Port Board")),
        (LEDE + "The board is led by Dr Ada Orlen.", (None, "Elmhaven Port Board")),
        (LEDE + "The group’s founder, Ada Orlen, came.", ("founder", "Elmhaven Port Board")),
        (LEDE + "The Heron Agency paid. “No,” said Ada Orlen, spokesman for the agency.", ("spokesman", "Heron Agency")),
        ("The Heron Trust met. Ada Orlen, who voted for the Trust, left.", (None, "Heron Trust")),
        ("The Heron Trust and the Elm Club met. The Trust paid. Ada Orlen of the Trust spoke.", (None, "Heron Trust")),
        ("“It is late,” said Ada Orlen, chairlady of the Heron Trust.", ("chairlady", "Heron Trust")),
        ("Ada Orlen became chair of the Heron Trust.", ("chair", "Heron Trust")),
        ("The Heron Trust met. Eva Rue was elected. She takes over from Ada Orlen.", (None, None)),
        ("The Embassy of Norland gave a boat. The first secretary, Ada Orlen, came.", ("first secretary", "Embassy of Norland")),
        ("The Embassy of Norland gave a boat. Ada Orlen, cultural attaché, came.", ("cultural attaché", "Embassy of Norland")),
        (
            "The Government of Karnal Province agreed. The Chief Minister of Karnal Province, Mr Ada Orlen, came.",
            ("Chief Minister of Karnal Province", "Government of Karnal Province"),
        ),
        ("Officer: Ada Orlen\nInstitution: Heron Trust\nOfficer: Jon Vik\nInstitution: Elm Trust", ("Officer", "Heron Trust")),
        (LEDE + "It is chaired by Ada Orlen.", (None, "Elmhaven Port Board")),
        (LEDE + "The board’s clerk, Ada Orlen, came.", ("clerk", "Elmhaven Port Board")),
        (
            "El Comité de Cuenca del Orme y la Fundación Lago pagaron. Habló el presidente del comité, Ada Orlen.",
            ("presidente", "Comité de Cuenca del Orme"),
        ),
        (
            "El Comité de Cuenca del Orme y la Fundación Lago pagaron. Habló la presidenta del comité y alcaldesa de Elm, Ada Orlen.",
            ("presidenta", "Comité de Cuenca del Orme"),
        ),
        (
            "Le Comité des Pêcheuses du Lac et la Fondation Elm ont payé. Mme Ada Orlen, présidente du comité, est venue.",
            ("présidente", "Comité des Pêcheuses du Lac"),
        ),
        ("The Union of Elm Growers and the Heron Trust paid. Union chairman Ada Orlen came.", ("chairman", "Union of Elm Growers")),
        ("The Ministry of Boats (MoB), represented by the engineer Ada Orlen, paid.", ("engineer", "Ministry of Boats")),
        ("Photo: © Heron Trust / Ada Orlen", (None, "Heron Trust")),
        ("Fish is dear, according to the Elmhaven Port Board. “So it is,” says Chair Ada Orlen.", ("Chair", "Elmhaven Port Board")),
        (LODGED + "Ada Orlen, its technical director, came.", ("technical director", "Elmhaven Port Board")),
        (LODGED + "Ada Orlen, its author, came.", ("author", None)),
        (LODGED + "“No,” said Ada Orlen, who signed for the Board.", (None, "Elmhaven Port Board")),
        ("Divers of the Elmhaven Port Board went down. Manager Ada Orlen waited.", ("Manager", "Elmhaven Port Board")),
        ("Fish is dear, the Elmhaven Port Board reports. “So it is,” says Ada Orlen, Senior Adviser.", ("Senior Adviser", "Elmhaven Port Board")),
        (LEDE + "Come, says Ada Orlen, who heads the board.", ("heads the board", "Elmhaven Port Board")),
        (LEDE + "« Oui », dit Ada Orlen, qui dirige l’institut.", ("dirige l’institut", None)),
        (LEDE + "“No,” said Ada Orlen, a nurse who came to look.", ("nurse", None)),
        (LEDE + "The Mayor, Ada Orlen, came.", ("Mayor", None)),
        (LEDE + "It was opened by Ada Orlen, Governor of Elmhaven.", ("Governor of Elmhaven", None)),
        (LEDE + "President Ada Orlen came.", ("President", None)),
        (LEDE + "Ada Orlen, director of the school, came.", ("director", None)),
        (LEDE + "Ada Orlen, Director of Norway, came.", ("Director of Norway", None)),
        (LEDE + "The Heron Trust paid. “Yes,” said Ada Orlen, adviser.", ("adviser", None)),
        ("It was paid for by the Elmhaven Port Board. “Yes,” said Ada Orlen, adviser.", ("adviser", None)),
        (LODGED + "“Yes,” said Ada Orlen, adviser.", ("adviser", None)),
    ],
)
def test_body_of_a_person_whose_words_name_none(text: str, expected: tuple[str | None, str | None]) -> None:
    assert post(text, "Ada Orlen") == expected


@pytest.mark.parametrize(
    ("text", "role", "body"),
    [
        ("Board member Ada Orlen came.", "Board member", "Elmhaven Port Board"),
        ("Team member Ada Orlen came.", "Team member", None),
        ("Ada Orlen becomes Chair.", "Chair", "Elmhaven Port Board"),
        ("Ada Orlen stays on as Treasurer.", "Treasurer", "Elmhaven Port Board"),
    ],
)
def test_body_of_a_person_whose_position_the_tagger_marks(text: str, role: str, body: str | None) -> None:
    assert post(LEDE + text, "Ada Orlen", role) == (role, body)


@pytest.mark.parametrize(
    "text",
    [
        "Write to Mina Belrose (m@quay.example) or, for Elm District, to Jon Vik at jon(at)quay.example.",
        "Escriba a Mina Belrose (m [at] quay.example) o, en Boquerón, a Jon Vik en jon(at)quay.example.",
        "Boats are mended by the crew; call Jon Vik on 020 7946 0187.",
    ],
)
def test_a_name_between_those_who_are_told_whom_to_reach_and_how(text: str) -> None:
    assert post(text, "Jon Vik", tagged=False) == (None, None)


def test_a_name_that_its_address_holds_is_no_place() -> None:
    text = "Write to Jon Vik at jon.vik@quay.example or to Elm Vale at info@quay.example."
    spans = [Span(text.index(p), text.index(p) + 7, "LOC", "model", 0.6) for p in ("Jon Vik", "Elm Vale")]
    document = Document(document_id="doc-1", path="page.txt", text=text, content_hash="")
    assert [p.name for p in find_people(document, spans, find_organisations(document, spans))[1]] == ["Jon Vik"]


def test_a_label_in_the_next_line_is_no_name() -> None:
    assert post("Officer: Mr. Jon Vik\nInstitution: Heron Trust\nTel: 12", "Jon Vik", tagged=False) == ("Officer", "Heron Trust")


@pytest.mark.parametrize(
    "text", ["They walked to Lake Elm at noon.", "Add Green Tea to it, call 020 7946 0187.", "Send Form Twelve to jon@quay.example."]
)
def test_no_name_before_a_contact(text: str) -> None:
    document = Document(document_id="doc-1", path="page.txt", text=text, content_hash="")
    assert find_people(document, [], find_organisations(document, []))[1] == ()
