"""Who is taken for a leader or partner by weight, and how the weights are made."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.document import Document, Mention, Organisation, Span
from pipeline.initiatives import readings
from pipeline.initiatives.weighed import chances, traits, weights, words
from pipeline.train.parties import LEAD, NEITHER, PARTNER, Case, crossed, f1, fit, minimise

TABLE = {"a": (2.0, 0.0), "b": (-1.0, 3.0)}


@pytest.mark.parametrize(
    ("found", "lead", "partner"),
    [((), 1 / 3, 1 / 3), (("a",), 0.7870, 0.1065), (("a", "b", "unknown"), 0.1142, 0.8438), (tuple("a" * 9), 0.7870, 0.1065)],
)
def test_chances(found: tuple[str, ...], lead: float, partner: float) -> None:
    assert chances(frozenset(found), TABLE) == pytest.approx((lead, partner), abs=1e-3)


def test_chances_of_huge_scores_are_numbers() -> None:
    assert chances(frozenset("a"), {"a": (9e9, -9e9)}) == pytest.approx((1.0, 0.0))


def test_words_fold_case_and_numbers() -> None:
    assert words("Led by the EU (2019),") == ("led", "by", "the", "eu", "(", "0", ")", ",")


def test_traits_tell_side_distance_and_words() -> None:
    text = "Reed Cutters run the Blue Heron project, which Lake Fund pays for."
    bodies = ("Reed Cutters", "Lake Fund")
    document = Document(
        document_id="doc-1",
        path="a.txt",
        text=text,
        content_hash="",
        mentions=tuple(Mention(text.index(b), text.index(b) + len(b), b, "ORG", "model", 0.9, f"org-{b}") for b in bodies),
        organisations=tuple(Organisation(f"org-{b}", b) for b in bodies),
        spans=(Span(21, 39, "INITIATIVE", "model", 0.9),),
    )
    reading = readings(document)[0]
    found = {ref: seen for ref, (_, seen) in traits(reading.scene, reading.thread, reading.kind, reading.pieces, reading.stated).items()}
    assert {"L 10", ">1 run 0", "L run", "rank 0 O", "name reed"} <= found["org-Reed Cutters"]
    assert {"R 10", "<1 which 0", "> pays 0", "R bodies 0", "field "} <= found["org-Lake Fund"]


def test_shipped_weights() -> None:
    table = weights()
    assert len(table) > 1000
    assert table["field lead"][0] > 0 > table["all"][0]
    assert table["field funder"][1] > 0


def test_minimise_finds_the_least() -> None:
    aim = np.array([3.0, -2.0])
    scale = np.array([1.0, 50.0])
    found = minimise(lambda x: (float((scale * (x - aim) ** 2).sum()), 2 * scale * (x - aim)), np.zeros(2))
    assert found == pytest.approx(aim, abs=1e-3)


def test_fit_learns_what_parts_the_roles() -> None:
    bodies = ((frozenset(("all", "led by")), LEAD, NEITHER), (frozenset(("all", "with")), PARTNER, PARTNER), (frozenset(("all",)), NEITHER, NEITHER))
    given = [Case(f"page-{n}", bodies, (0, 0)) for n in range(20)]
    table = fit(given)
    assert chances(frozenset(("all", "led by")), table)[0] > 0.5 < chances(frozenset(("all", "with")), table)[1]
    assert max(chances(frozenset(("all",)), table)) < 0.5
    assert f1(given, None) == (0.0, 1.0)
    assert f1(given, crossed(given)) == (1.0, 1.0)
