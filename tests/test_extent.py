"""In which countries an initiative works by weight, and how the weights are made. People, bodies and undertakings are invented."""

from __future__ import annotations

import pytest
from test_initiatives import page

from pipeline.document import Document
from pipeline.initiatives import extent, find_initiatives, readings, ruled
from pipeline.initiatives.extent import WEIGHTS, traits, works
from pipeline.train.extent import cases, decide
from pipeline.train.logistic import Case
from pipeline.weighing import Traits, weights

NAME = "Blue Heron Programme"
TEXT = f"The {NAME} trains bird wardens in Kenya.\n\nWho takes part\nUganda – Malawi – Tonga\n\nA guest from Norway spoke in Fiji."


def told(text: str = TEXT) -> Document:
    return page(text, spans=((NAME, 0.9),))


def seen(document: Document) -> dict[str, Traits]:
    read = readings(document)
    return {code: found for code, (_, found) in traits(read, ruled(read))[0].items()}


def test_traits_of_countries() -> None:
    found = seen(told())
    assert list(found) == ["KE", "UG", "MW", "TO", "NO", "FJ"]
    assert {"rule s sentence", "<1 in 0", "R wardens C", "scoped 1 s", "countries 6 s"} <= found["KE"]
    assert {"rule -", "heading above -", "line who takes C", "list of 2 -", "list False C -"} <= found["MW"]
    assert {"rule -", "<1 from 2", "> spoke 2 C", "home False C -"} <= found["NO"]


def test_of_several_mentions_the_one_that_the_rules_read() -> None:
    document = told(f"Kenya is green. The {NAME} works in Kenya.")
    read = readings(document)
    (both,) = traits(read, ruled(read))
    assert both["KE"][0].start == document.text.rindex("Kenya")


@pytest.mark.parametrize(
    ("found", "chance", "right"),
    [
        (("rule -", "scoped 0 -"), 0.41, True),
        (("rule -", "scoped 0 -"), 0.39, False),
        (("rule -", "scoped 2 -"), 0.5, False),
        (("rule -", "scoped 2 -"), 0.56, True),
        (("rule s sentence", "scoped 1 s"), 0.11, True),
        (("rule s inferred", "scoped 1 s"), 0.09, False),
    ],
)
def test_a_guess_of_the_rules_stays_more_easily_than_another_is_made(found: tuple[str, ...], chance: float, right: bool) -> None:
    assert works(frozenset(found), chance) is right


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ({"rule s sentence": (5.0, 0.0), "all": (-3.0, 0.0)}, ["ke"]),
        ({"list of 2 C": (8.0, 0.0), "all": (-3.0, 0.0)}, ["ug", "mw", "to"]),
        ({"rule s sentence": (5.0, 0.0), "list of 2 C": (8.0, 0.0), "all": (-3.0, 0.0)}, ["ke", "ug", "mw", "to"]),
        ({"all": (-9.0, 0.0)}, []),
    ],
)
def test_countries_and_their_evidence_go_together(monkeypatch: pytest.MonkeyPatch, table: dict[str, tuple[float, float]], codes: list[str]) -> None:
    monkeypatch.setattr(extent, "weights", lambda _: table)
    (found,) = find_initiatives(told())
    assert list(found.scope) == [f"loc-{code}" for code in codes]
    proofs = {e.value: TEXT[e.start : e.end] for e in found.evidence if e.slot == "scope"}
    assert list(proofs) == list(found.scope)
    assert set(proofs.values()) <= {"Kenya", "Uganda", "Malawi", "Tonga"}


@pytest.mark.parametrize("text", ["", "A guest from Norway spoke.", f"The {NAME} trains bird wardens."])
def test_nothing_to_weigh(text: str) -> None:
    document = page(text, spans=((NAME, 0.9),) if NAME in text else ())
    assert [i.scope for i in find_initiatives(document)] == [()] * (NAME in text)


def test_shipped_weights() -> None:
    table = weights(WEIGHTS)
    assert len(table) > 1000
    assert table["rule s name"][0] > 0 > table["all"][0]


def test_cases_that_page_and_gold_share() -> None:
    gold = {"organisations": [], "initiatives": [{"name": NAME, "countries": ["KE", "MW", "PE"]}]}
    (given,) = cases("a", told(), gold)
    assert [(right, by_rule) for _, right, by_rule in given.bodies] == [(1, 1), (0, 0), (1, 0), (0, 0), (0, 0), (0, 0)]
    assert given.lacking == (1, 0)
    assert list(decide(Case("a", given.bodies, (0, 0)), {"all": (-9.0, 0.0)})) == [0] * 6
    assert not list(cases("a", page("Nothing."), gold))
