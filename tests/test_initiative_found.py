"""Which undertakings of a page are found: names of one word, common words the tagger is sure of, agreements by their parties, lists and titles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_initiative_tagged import page

from pipeline.document import Mention
from pipeline.initiatives import find_initiatives


@pytest.mark.parametrize(
    ("text", "span", "sure", "found"),
    [
        ("The nests of HERON-MED were counted again.", "HERON-MED", 0.8, "HERON-MED"),
        ("The nests of reedGOLD were counted again.", "reedGOLD", 0.8, "reedGOLD"),
        ("The nests of DMR-05 were counted again.", "DMR-05", 0.8, None),
        ("In June the town opened a nest store.", "nest store", 0.7, "nest store"),
        ("In June the town opened a nest store.", "nest store", 0.6, None),
        ("It is called Nyumba, or “house of birds”.", "house of birds", 0.9, None),
        ("The town gave a further grant of EUR 3 million.", "further grant of EUR 3 million", 0.9, None),
        ("Delegates then issued the Call for Action on nests.", "Call for Action", 0.9, "Call for Action"),
        ("They closed the Call for Proposals on nests.", "Call for Proposals", 0.9, None),
    ],
)
def test_what_the_tagger_alone_is_sure_of(text: str, span: str, sure: float, found: str | None) -> None:
    assert [i.name for i in find_initiatives(page(text, span, sure=sure))] == ([found] if found else [])


@pytest.mark.parametrize(("sure", "count"), [(0.7, 1), (0.5, 0)])
def test_a_name_that_was_also_taken_for_a_person(sure: float, count: int) -> None:
    document = page("Open Nests teaches children to count herons.", "Open Nests", sure=sure)
    person = Mention(0, 10, "Open Nests", "PERSON", "model", 0.8, "per-1")
    assert len(find_initiatives(replace(document, mentions=(*document.mentions, person)))) == count


BODIES = ("Heron Trust", "Delta University")


@pytest.mark.parametrize(
    ("text", "span", "found"),
    [
        (
            "The Heron Trust and the Delta University signed a memorandum of understanding at noon.",
            "memorandum of understanding",
            "memorandum of understanding between Heron Trust and Delta University",
        ),
        (
            "The Heron Trust and the Delta University signed a three-year agreement at the campus.",
            "three-year agreement",
            "agreement between Heron Trust and Delta University",
        ),
    ],
)
def test_an_agreement_is_told_by_its_parties(text: str, span: str, found: str) -> None:
    assert [i.name for i in find_initiatives(page(text, span, sure=0.98, bodies=BODIES))] == [found]


def test_the_short_name_by_which_all_know_a_convention() -> None:
    text = "They met under the Framework Convention for the Care of the Heron Sea, known to all as the Loré Convention."
    (found,) = find_initiatives(page(text, "Framework Convention for the Care of the Heron Sea", "Loré Convention", sure=0.9))
    assert found.name == "Framework Convention for the Care of the Heron Sea"
