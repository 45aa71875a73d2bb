"""Which undertakings of a page are found: names of one word, common words the tagger is sure of, agreements by their parties, lists and titles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from initiative_names import tagged
from test_initiative_tagged import page
from test_initiatives import page as any_page

from pipeline.document import DateInterval, Mention, PageType
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


SIGNED = (
    ("14 February 1982", DateInterval(date(1982, 2, 14), date(1982, 2, 14), "day")),
    ("20 August 1985", DateInterval(date(1985, 8, 20), date(1985, 8, 20), "day")),
    ("2002", DateInterval(date(2002, 1, 1), date(2002, 12, 31), "year")),
    ("3 December", DateInterval(date(2002, 12, 3), date(2002, 12, 3), "day")),
    ("2011", DateInterval(date(2011, 1, 1), date(2011, 12, 31), "year")),
    ("June 2023 – May 2026", DateInterval(date(2023, 6, 1), date(2026, 5, 31), "range")),
)
SEA = "Convention for the Care of Heron Lakes"


@pytest.mark.parametrize(
    ("text", "page_type", "starts"),
    [
        ("They recalled the International Health Regulations (2005).", "news", "2005-01-01"),
        (f"- {SEA}, 14 February 1982\n- Reed lists", "topic", "1982-02-14"),
        (f"2002  {SEA} signed by four states at Tarn on 3 December.\nThe rest is known.", "topic", "2002-12-03"),
        (f"{SEA}\nOfficial title\n{SEA}\nAdopted\n14 February 1982, Tarn\nIn force\n20 August 1985", "profile", "1982-02-14"),
        ("Heron Dialogue on Lakes\nSigned: 14 February 1982\nIn force: 20 August 1985", "profile", "1985-08-20"),
        ("The Heron Lakes Agreement was signed on 14 February 1982. It covers the years June 2023 – May 2026.", "news", "2023-06-01"),
        ("The Heron Lakes Agreement for June 2023 – May 2026 was signed on 14 February 1982.", "news", "2023-06-01"),
        ("The Heron Lakes Agreement was signed on 14 February 1982 for want of a better one.", "news", "1982-02-14"),
        ("They drafted a Heron Flood Plan, to be in force by 14 February 1982.", "news", "1982-02-14"),
        ("Heron Dialogue on Lakes\nYear of establishment\n2011\nBudget: USD 90,000", "profile", "2011-01-01"),
        ("Heron Exchange Project\nImplementation timeline: June 2023 – May 2026\nBudget: USD 90,000", "profile", "2023-06-01"),
    ],
)
def test_first_days_of_texts_and_of_labelled_lines(text: str, page_type: PageType, starts: str) -> None:
    spans = tuple((name, 0.9) for name in ("International Health Regulations (2005)",) if name in text)
    document = tagged(any_page(text, dates=SIGNED, page_type=page_type, title=text.split("\n")[0], spans=spans))
    assert [str(i.starts) for i in find_initiatives(document)] == [starts]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Heron Lake Day has been kept in all the towns since 2011.", [("Heron Lake Day", "series")]),
        (
            "The Heron School on Lake Health has no fixed rhythm: the first edition took place in 2019, the second in 2022.",
            [("Heron School on Lake Health", "series")],
        ),
        ("Conversations on the Bay of Herons, third edition. Theme: reeds.", [("Conversations on the Bay of Herons", "series")]),
        ("Bay of Herons Conversations, third edition. Theme: reeds.", [("Bay of Herons Conversations", "series")]),
        ("2002  The Heron Youth Parliament, a yearly gathering of schools, is held for the first time.", [("Heron Youth Parliament", "series")]),
        ("The Steering Committee is held every spring.", []),
        ("It takes place every second year.", []),
    ],
)
def test_what_comes_again_is_a_series(text: str, found: list[tuple[str, str]]) -> None:
    assert [(i.name, i.kind) for i in find_initiatives(any_page(text, dates=SIGNED))] == found


@pytest.mark.parametrize(
    ("span", "kind"),
    [
        ("Strategic Agreement between the Heron Food Programme and Tarn", "agreement"),
        ("program to renew networks in two towns", "programme"),
        ("Alliance of Heron Towns", "network"),
        ("New Urban Agenda", "declaration"),
    ],
)
def test_the_noun_that_heads_a_name_gives_its_kind(span: str, kind: str) -> None:
    assert [i.kind for i in find_initiatives(page(f"They spoke of the {span}.", span, sure=0.95))] == [kind]
