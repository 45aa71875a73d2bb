"""Which undertakings of a page are found: names of one word, common words the tagger is sure of, agreements by their parties, lists and titles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from test_initiative_tagged import page
from test_initiatives import page as any_page

from pipeline.document import DateInterval, Mention
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


DATES = (
    ("01/2018 – 12/2019", DateInterval(date(2018, 1, 1), date(2019, 12, 31), "range")),
    ("2017–2020", DateInterval(date(2017, 1, 1), date(2020, 12, 31), "range")),
    ("12–14 May 2020", DateInterval(date(2020, 5, 12), date(2020, 5, 14), "range")),
    ("2021", DateInterval(date(2021, 1, 1), date(2021, 12, 31), "year")),
    ("1 October 2020", DateInterval(date(2020, 10, 1), date(2020, 10, 1), "day")),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Project\nWhere\nDuration\nDonor\nNests and Deeds: Reed Repair\nTarn\n01/2018 – 12/2019\nHeron Trust\n"
            "Reed Belt\nTarn\nto start in 2021\n–\nMore",
            [("Nests and Deeds: Reed Repair", "2018-01-01"), ("Reed Belt", "2021-01-01")],
        ),
        ("Project\nWhere\nDuration\nDonor\nWe count herons in all our towns and on the lakes.", []),
        ("Reed Desks II | since 1 October 2020 | Tarn and two towns | Heron Trust", [("Reed Desks II", "2020-10-01")]),
        ("Herons Without Nests | 2017–2020 | Tarn", [("Herons Without Nests", "2017-01-01")]),
        ("Heron Keepers Without Reeds | 12–14 May 2020 | Tarn", []),
        ("Phase Two | 2017–2020 | Tarn", []),
    ],
)
def test_tables_without_bars_or_heading(text: str, found: list[tuple[str, str]]) -> None:
    document = any_page(text, bodies=("Heron Trust",), dates=DATES, page_type="topic")
    assert [(i.name, str(i.starts)) for i in find_initiatives(document)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Herons – full nests\nTitle: Better Nests for Heron Keepers\nTerm: 2017–2020\nFinancing: Heron Trust", ["Better Nests for Heron Keepers"]),
        (
            "Outline of the Project\n2. Title of Project\nProject for Reed Banks by Local Means\n3. Term\n2017–2020",
            ["Project for Reed Banks by Local Means"],
        ),
        ("On herons\nTitle: Why Do Herons Stand on One Leg?\nPages: 12", []),
    ],
)
def test_a_labelled_title(text: str, found: list[str]) -> None:
    document = any_page(text, bodies=("Heron Trust",), dates=DATES, page_type="profile", title=text.split("\n")[0])
    assert [i.name for i in find_initiatives(document)] == found
