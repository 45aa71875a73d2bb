"""People in labelled lines: name, position and body each with a label of its own."""

from __future__ import annotations

import pytest

from pipeline.annotate.people.cards import card
from pipeline.annotate.people.names import Name
from pipeline.document import Mention


def post(text: str, name: str, body: str | None = None) -> tuple[str | None, str | None] | None:
    start = text.index(name)
    at = text.index(body) if body else -1
    orgs = [Mention(at, at + len(body), body, "ORG", "gazetteer", 0.9, "org-x")] if body else []
    found = card(text, Name(start, start + len(name), None, "model", 0.9), orgs, [])
    return (found.role, found.organisation.text if found.organisation else None) if found else None


@pytest.mark.parametrize(
    ("text", "body", "expected"),
    [
        (
            "Name: Ada Orlen\nTitle: Coordinator for Wells\nOrganization: Ministry of Herons\nE-mail: x",
            "Ministry of Herons",
            ("Coordinator for Wells", "Ministry of Herons"),
        ),
        (
            "Contact person: Dr. Ada Orlen\nOrganisation: Heron Trust\nPosition: Programme Officer",
            "Heron Trust",
            ("Programme Officer", "Heron Trust"),
        ),
        ("Nombre: Ada Orlen\n• Cargo: Directora de Puertos\nTel: 12", None, ("Directora de Puertos", None)),
        (
            "Nom : Ada Orlen\nFonction : Chargée de projet\nOrganisme : Fondation du Héron",
            "Fondation du Héron",
            ("Chargée de projet", "Fondation du Héron"),
        ),
        ("Speaker: Ada Orlen\nTitle: Who Counts the Herons?\nOrganization: Heron Trust", "Heron Trust", None),
        ("Speaker: Ada Orlen\nTitle: A Director Looks Back", None, None),
        ("Ada Orlen\nTitle: National Coordinator", None, None),
        ("Name: Ada Orlen\nE-mail: x\nTitle: National Coordinator", None, None),
    ],
)
def test_position_and_body_of_a_card(text: str, body: str | None, expected: tuple[str, str | None] | None) -> None:
    assert post(text, "Ada Orlen", body) == expected
