"""Exact search on word boundaries: what is found, what is not, and that offsets are those of the text as given."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gazetteer import Matcher, fold

ENTRIES = [
    ("Guinea", "GN"),
    ("Guinea-Bissau", "GW"),
    ("Papua New Guinea", "PG"),
    ("Côte d’Ivoire", "CI"),
    ("Niger", "NE"),
    ("South Sudan", "SS"),
    ("Sudan", "SD"),
    ("US", "US"),
    ("St. Lucia", "LC"),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Guinea and Guinea-Bissau", ["GN", "GW"]),
        ("Papua New Guinea", ["PG"]),
        ("Nigeria, Nigerien", []),
        ("Niger's plan, the Niger’s plan", ["NE", "NE"]),
        ("Cote d'Ivoire", []),
        ("Côte d'Ivoire, Côte d’Ivoire, Côte\xa0dʼIvoire", ["CI", "CI", "CI"]),
        ("Guinea‑Bissau", ["GW"]),
        ("South  Sudan", ["SS"]),
        ("South \n Sudan", ["SS"]),
        ("South\n\nSudan", ["SD"]),
        ("SOUTH SUDAN AND NIGER", ["SS", "NE"]),
        ("join us, US", ["US"]),
        ("USA, US_1", []),
        ("(St. Lucia)", ["LC"]),
        ("niger", []),
        ("", []),
    ],
)
def test_find(text: str, found: list[str]) -> None:
    assert [v for _, _, v in Matcher(ENTRIES, capitals=True).find(text)] == found


def test_offsets_are_those_of_the_text() -> None:
    text = "In  South \n Sudan,\tand\n\n\nGuinea –  Côte\n d’Ivoire."
    assert [text[a:b] for a, b, _ in Matcher(ENTRIES).find(text)] == ["South \n Sudan", "Guinea", "Côte\n d’Ivoire"]


def test_capitals_only_on_request_and_never_for_short_ones() -> None:
    assert [v for _, _, v in Matcher(ENTRIES).find("NIGER")] == []
    assert [v for _, _, v in Matcher([("Fox", 1), ("Mali", 2), ("MALI", 3)], capitals=True).find("FOX MALI Mali")] == [3, 2]


def test_first_of_two_equal_surfaces_stays_and_empty_ones_are_passed_over() -> None:
    matcher = Matcher([("A b", 1), ("A  b", 2), (" ", 3)])
    assert (len(matcher), matcher.get("A\xa0b"), matcher.get("a b"), list(Matcher([]).find("A b"))) == (1, 1, None, [])


@given(st.text(alphabet="abÉ '’-\n\xa0\t \ud800😀", max_size=60))
def test_any_text_gets_an_answer(text: str) -> None:
    matcher = Matcher([("a b", 1), ("É", 2), ("a’b-a", 3), ("😀", 4), ("b", 5)])
    spans = list(matcher.find(text))
    assert all(fold(text[a:b])[0] for a, b, _ in spans)
    assert all(matcher.get(text[a:b]) == v for a, b, v in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(spans))
