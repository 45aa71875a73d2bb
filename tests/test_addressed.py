"""Names of bodies that the page's own addresses spell. All bodies are invented."""

from __future__ import annotations

import pytest

from pipeline.annotate.organisations import find_organisations
from pipeline.document import Document, Span


def bodies(text: str, *spans: Span) -> list[str]:
    return [o.name for o in find_organisations(Document(document_id="doc-1", path="page.txt", text=text, content_hash=""), spans)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Elm Heron Larder opens in June. Ring z.kerek@heronlarder.example.ro.", ["Elm Heron Larder"]),
        ("Reeds are dear, the Marsh Reed Ledger reports. Write to j.vik(at)marshreed.example.org.", ["Marsh Reed Ledger"]),
        ("ReedNet Elmland lends hives: www.reednet.example/hives", ["ReedNet Elmland"]),
        ("Contact Herons of the Elm: herons@herons-elm.example", ["Herons of the Elm"]),
        ("The Elm Heron Larder opens in June. Ring z.kerek@larder.example.", []),
        ("The Elm Heron Larder opens in June.", []),
        ("LakeHeron needs readers. LakeHeron Elmland pays them. Write to m@lakeheron.example.", ["LakeHeron Elmland"]),
        ("Heron Larder Director Jon Vik: vik@heronlarder.example", []),
        ("Jon Vik: mail@jonvik.example", []),
        ("Unicef Heron Larder: info@unicefheron.example", ["United Nations Children's Fund"]),
    ],
)
def test_names_that_an_address_spells(text: str, expected: list[str]) -> None:
    at = text.find("Jon Vik")
    assert bodies(text, *([Span(at, at + 7, "PERSON", "model", 0.9)] if at >= 0 else [])) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We took plastic out of the reeds.\nMina Belrose, Secretary\nFriends of the Lower Elm", ["Friends of the Lower Elm"]),
        ("Nous plantons.\nMina Belrose\nprésidente\nVergers du Bas Orme\ncontact@reeds.example", ["Vergers du Bas Orme"]),
        ("We took plastic out of the reeds.\nMina Belrose, Secretary\nOn Saturday it rained.", []),
        ("Mina Belrose, Secretary\nFriends of the Lower Elm\nThey were all there and it rained on them.", []),
        ("We took plastic out.\nMina Belrose, aged nine\nFriends of the Lower Elm", []),
    ],
)
def test_the_body_under_a_signature(text: str, expected: list[str]) -> None:
    at = text.index("Mina Belrose")
    assert bodies(text, Span(at, at + 12, "PERSON", "model", 0.9)) == expected


def test_a_town_in_capitals_over_an_address_is_no_body() -> None:
    text = "Heron Institute\nNIAMEY (head office)\nBoulevard 118\nIFAW\nBox 12"
    marked = [Span(text.index(p), text.index(p) + len(p), "ORG", "model", 0.95) for p in ("Heron Institute", "NIAMEY", "IFAW")]
    assert "NIAMEY" not in bodies(text, *marked)
    assert len(bodies(text, *marked)) == 2
