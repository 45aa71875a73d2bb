"""Calibrated confidence of mentions: the table that is read, and how it is made."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from pipeline.annotate.confidence import calibrated, look_up, measured
from pipeline.document import Mention
from pipeline.train.calibration import Trial, applied, figures, reliability, rising, table


def test_the_table_rises_and_stays_within_bounds():
    with files("pipeline.resources").joinpath("mention_confidence.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {r["label"] for r in rows} >= {"ORG", "PERSON", "LOC", "DATE", "CONTACT"}
    for label, method in {(r["label"], r["method"]) for r in rows}:
        mine = [(float(r["stated_up_to"]), float(r["right"])) for r in rows if (r["label"], r["method"]) == (label, method)]
        assert mine == sorted(mine)
        assert all(0 < right < 1 for _, right in mine)
        assert [right for _, right in mine] == sorted(right for _, right in mine)


def test_a_mention_changes_in_its_confidence_alone():
    mention = Mention(0, 3, "WHO", "ORG", "gazetteer", 0.97, "org-who")
    other = calibrated(mention)
    assert other.confidence == measured("ORG", "gazetteer", 0.97)
    assert (other.start, other.end, other.text, other.entity) == (0, 3, "WHO", "org-who")


def test_what_was_not_measured_stays_as_stated():
    assert measured("SDG", "structure", 0.42) == 0.42


@pytest.mark.parametrize(("stated", "right"), [(0.1, 0.5), (0.5, 0.5), (0.51, 0.9), (0.9, 0.9), (1.0, 0.9)])
def test_look_up(stated, right):
    assert look_up([(0.5, 0.5), (0.9, 0.9)], stated) == right


def test_shares_that_fall_are_pooled():
    assert rising([(0.9, 1.0, 0.5), (0.7, 1.0, 0.8), (0.95, 2.0, 1.0)]) == [(0.5, 0.8), (0.8, 0.8), (1.0, 0.95)]


def test_few_trials_stay_near_the_share_of_their_method():
    trials = [Trial("p", "ORG", "model", 0.9, True)] * 90 + [Trial("p", "ORG", "model", 0.4, False)]
    rows = table(trials)["ORG", "model"]
    assert 0.8 < rows[0][1] < 0.95 < rows[-1][1]
    brier, gap = figures(applied(trials, table(trials)))
    assert 0 < brier < 0.05
    assert 0 < gap < 0.1
    assert sum(n for _, _, n, _, _ in reliability([(t.stated, t.right) for t in trials])) == 91
