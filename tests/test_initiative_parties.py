"""Who runs, joins and pays for an initiative, however a short page says it: by a verb, a pronoun, a noun for the work, a list or a question."""

from __future__ import annotations

import re

import pytest

from pipeline.document import Document, Initiative, Mention, Organisation, Place, Span
from pipeline.initiatives import find_initiatives
from pipeline.initiatives.clauses import of_other
from pipeline.initiatives.scene import Scene
from pipeline.initiatives.zones import Piece

BODIES = ("Norda Institute", "Laguna Trust", "Fundación Sauce", "Cooperativa Loma", "Fondation Delval", "Union Rivale", "Tarn Society")
COUNTRIES = {"Ecuador": "EC", "Kenya": "KE", "Peru": "PE"}


def page(text: str, name: str, language: str = "en") -> Initiative:
    """The initiative that the tagger marks by its name, on a profile with the bodies and countries above, whose title ends at a blank line."""
    mentions, ids = [], {**{b: f"org-{b}" for b in BODIES}, **{c: f"loc-{code}" for c, code in COUNTRIES.items()}}
    for words, entity in ids.items():
        label = "ORG" if words in BODIES else "LOC"
        mentions += [Mention(m.start(), m.end(), words, label, "model", 0.9, entity) for m in re.finditer(re.escape(words), text)]  # type: ignore[arg-type]
    document = Document(
        document_id="doc-1",
        path="a.txt",
        text=text,
        content_hash="",
        language=language,
        page_type="profile",
        title=text.split("\n")[0] if "\n\n" in text else None,
        spans=tuple(Span(m.start(), m.end(), "INITIATIVE", "model", 0.9) for m in re.finditer(re.escape(name), text)),
        mentions=tuple(sorted(mentions, key=lambda m: (m.start or 0, m.end or 0))),
        organisations=tuple(Organisation(f"org-{b}", b, None, "other", None) for b in BODIES if b in text),
        places=tuple(Place(f"loc-{code}", country, "country", code) for country, code in COUNTRIES.items() if country in text),
        sentences=tuple(m.span() for m in re.finditer(r"[^.?\s][^.?\n]*[.?]?", text)),
    )
    return next(i for i in find_initiatives(document) if name in i.name)


def roles(text: str, name: str, language: str = "en") -> tuple[set[str], set[str]]:
    """Its leaders and its other parties."""
    found = page(text, name, language)
    leads = {p.ref.removeprefix("org-") for p in found.parties if p.role == "lead"}
    return leads, {p.ref.removeprefix("org-") for p in found.parties if p.role in ("partner", "funder")}


N, L, S, C, D, U, T = ({b} for b in BODIES)


@pytest.mark.parametrize(
    ("text", "name", "language", "leads", "others"),
    [
        (
            "Blue Heron Network\n\nThe network is hosted by the Norda Institute. Phase II is financed by the Laguna Trust.",
            "Blue Heron Network",
            "en",
            N,
            L,
        ),
        (
            "Wet Meadows Project\n\nThe Wet Meadows Project keeps storks. The Norda Institute, which manages it, counts 40 nests.",
            "Wet Meadows Project",
            "en",
            N,
            set(),
        ),
        (
            "Wet Meadows Project\n\nThe Wet Meadows Project keeps storks. The costs are met by the Laguna Trust.",
            "Wet Meadows Project",
            "en",
            set(),
            L,
        ),
        ("Wet Meadows Project\n\nThe Wet Meadows Project keeps storks. The Norda Institute leads the work.", "Wet Meadows Project", "en", N, set()),
        (
            "Wet Meadows Project\n\nThe Wet Meadows Project keeps storks.\n\nThe work was supported by the Laguna Trust.",
            "Wet Meadows Project",
            "en",
            set(),
            L,
        ),
        (
            "Wet Meadows Project\n\nThe Wet Meadows Project keeps storks. Two bodies carry it out: the Norda Institute and the Tarn Society.",
            "Wet Meadows Project",
            "en",
            N | T,
            set(),
        ),
        ("Wet Meadows Project\n\nThe Wet Meadows Project keeps storks. \nWho runs it? The Norda Institute.", "Wet Meadows Project", "en", N, set()),
        (
            "Wet Meadows Project\n\nWith money from the Laguna Trust, the Norda Institute has dug ponds since 2011 under the Wet Meadows Project.",
            "Wet Meadows Project",
            "en",
            N,
            L,
        ),
        ("The Norda Institute, in partnership with the Laguna Trust, runs the Wet Meadows Project.", "Wet Meadows Project", "en", N, L),
        ("The Wet Meadows Fund holds two million pesos, given by the Laguna Trust.", "Wet Meadows Fund", "en", set(), L),
        (
            "Wet Meadows Network\n\nThe Wet Meadows Network links schools. Members are the Laguna Trust and the Tarn Society.",
            "Wet Meadows Network",
            "en",
            set(),
            L | T,
        ),
        ("La campaña Ríos Claros es una iniciativa de la Fundación Sauce, que la coordina desde 2016 en Ecuador.", "Ríos Claros", "es", S, set()),
        ("El proyecto Ríos Claros es ejecutado por la Fundación Sauce. Cuenta con el apoyo de la Cooperativa Loma.", "Ríos Claros", "es", S, C),
        ("Le projet Rives Claires est mené par l'Union Rivale. Le projet reçoit des fonds de la Fondation Delval.", "Rives Claires", "fr", U, D),
        ("The Wet Meadows Project is run by the Norda Institute together with the Tarn Society.", "Wet Meadows Project", "en", N | T, set()),
        (
            "The Laguna Trust pays for the Wet Meadows Project, which the Norda Institute manages together with the Tarn Society.",
            "Wet Meadows",
            "en",
            N | T,
            L,
        ),
        (
            "The Wet Meadows Project, which the Laguna Trust funds with two million and the Norda Institute runs since May, goes on.",
            "Meadows",
            "en",
            N,
            L,
        ),
        ("Wet Meadows Project\n\nThe Wet Meadows Project was organised and financed by the Norda Institute.", "Wet Meadows Project", "en", N, set()),
        ("The Wet Meadows Project is led by the Norda Institute and paid for by the Laguna Trust.", "Wet Meadows Project", "en", N, L),
        ("La campaña Ríos Claros es de la Fundación Sauce. La iniciativa recibe apoyo técnico de la Cooperativa Loma.", "Ríos Claros", "es", S, C),
        (
            "Le projet Rives Claires, programme conjoint de l'Union Rivale et de la Fondation Delval, finit en mai.",
            "Rives Claires",
            "fr",
            U | D,
            set(),
        ),
        ("Le projet Rives Claires est mené par l'Union Rivale. Il bénéficie du soutien de la Fondation Delval.", "Rives Claires", "fr", U, D),
        ("The Norda Institute and its partner, the Laguna Trust, launched the Wet Meadows Project.", "Wet Meadows Project", "en", N, L),
        ("Mayors thanked the Laguna Trust for its part in the Wet Meadows Project.", "Wet Meadows Project", "en", set(), L),
        ("The Norda Institute runs the Wet Meadows Project. Also involved: Tarn Society, Laguna Trust.", "Wet Meadows Project", "en", N, L | T),
        ("The Norda Institute runs the Wet Meadows Project. The Tarn Society foots the bill.", "Wet Meadows Project", "en", N, T),
        ("The Norda Institute runs the Wet Meadows Project, half of the costs being met by the Laguna Trust.", "Wet Meadows Project", "en", N, L),
        ("Le projet Rives Claires est mené par l'Union Rivale. Il est alimenté par les dons de la Fondation Delval.", "Rives Claires", "fr", U, D),
        ("Le réseau Rives Claires réunit des écoles. L'Union Rivale en assure le secrétariat.", "Rives Claires", "fr", U, set()),
    ],
)
def test_who_runs_and_pays_for_it_by_a_verb_and_what_stands_for_the_name(
    text: str, name: str, language: str, leads: set[str], others: set[str]
) -> None:
    assert roles(text, name, language) == (leads, others)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Wet Meadows Project keeps storks. A survey of the project, paid for by the Laguna Trust, came out in May.", "en"),
        ("The Wet Meadows Project keeps storks. The Laguna Trust has refused to support it.", "en"),
        ("The Wet Meadows Project keeps storks. Farmers hope that the Laguna Trust will fund the project.", "en"),
        ("The Wet Meadows Project keeps storks. The Laguna Trust will fund a second project.", "en"),
        ("The Wet Meadows Project keeps storks. A moot court hosted by the Laguna Trust met on Monday.", "en"),
        ("The Wet Meadows Project keeps storks. The Minister visited it together with staff of the Laguna Trust.", "en"),
        ("The Wet Meadows Project keeps storks. The Laguna Trust turned down a request for money.", "en"),
    ],
)
def test_what_is_said_of_something_else_gives_no_party(text: str, language: str) -> None:
    assert roles(text, "Wet Meadows Project", language) == (set(), set())


def test_a_body_that_only_says_something_takes_no_part() -> None:
    text = "Wet Meadows Project\n\nThe Norda Institute runs the Wet Meadows Project. According to the Tarn Society, storks are rare."
    assert roles(text, "Wet Meadows Project") == (N, set())


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("El proyecto Ríos Claros, de la Fundación Sauce, limpia ríos en Peru. Se parece a otro proyecto en Ecuador.", {"loc-PE"}),
        ("El proyecto Ríos Claros, de la Fundación Sauce, limpia ríos en Peru. El proyecto trabaja también en Ecuador.", {"loc-PE", "loc-EC"}),
    ],
)
def test_the_country_of_another_undertaking(text: str, countries: set[str]) -> None:
    assert set(page(text, "Ríos Claros", "es").scope) == countries


@pytest.mark.parametrize(
    ("text", "rank", "other"),
    [
        ("The project is | funded by A", 1, False),
        ("It trained 300 nurses and is | funded by A", 1, False),
        ("| Funded by A", 1, False),
        ("A study of the project, | paid for by A", 1, True),
        ("A bus service, which is | financed by A", 2, True),
        ("A project in Peru that is | financed by A", 2, False),
        ("Another project, | financed by A", 0, True),
        ("The Laguna Trust was | founded by A", 2, True),
        ("The Laguna Trust was founded | with the help of A", 2, True),
        ("The campaign is | hosted by A", 1, False),
        ("The dinner was | hosted by A", 1, True),
        ("The costs are | met by A", 1, False),
        ("The clinics in town | receive funds from A", 1, True),
        ("The network | receives funds from A", 1, False),
        ("Il | reçoit des fonds de A", 1, False),
    ],
)
def test_of_what_a_participle_is_said(text: str, rank: int, other: bool) -> None:
    at = text.index("|")
    text = text.replace("|", "").replace("  ", " ")
    body = tuple(Mention(m.start(), m.end(), m.group(), "ORG", "model", 0.9, "org-l") for m in re.finditer("Laguna Trust", text))
    scene = Scene(Document(document_id="d", path="a.txt", text=text, content_hash="", mentions=body, sentences=((0, len(text)),)))
    assert of_other(scene, Piece(0, len(text), rank, ()), at) is other


ITEMS = (
    "The Norda Institute has worked in Peru since 2005.\n\n- Warm Wards: a project with tents.\n- Mobile Teeth: a programme run with Tarn Society."
)


@pytest.mark.parametrize(
    ("text", "name", "leads"),
    [
        (ITEMS, "Warm Wards", N),
        (ITEMS.replace(" has worked", ", the Tarn Society and others work"), "Warm Wards", set()),
        ("Reed Banks\n\nSince 2019 the Norda Institute has helped ten villages.\n\nThe work is paid for by the Laguna Trust.", "Reed Banks", N),
        ("Reed Banks\n\nThe Norda Institute has announced a call.\n\nThe work is paid for by the Laguna Trust.", "Reed Banks", set()),
    ],
)
def test_the_body_that_a_page_speaks_of_leads_what_it_lists(text: str, name: str, leads: set[str]) -> None:
    assert roles(text, name)[0] == leads
