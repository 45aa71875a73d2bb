"""Spans of the tagger that are verbs, named by what the verbs tell."""

from __future__ import annotations

from pipeline.events.candidates import Candidate
from pipeline.events.tagged import named_by_verbs


def test_span_of_a_verb_is_named_by_it() -> None:
    text = "Les élus ont visité à Oria la digue du lac."
    span = Candidate(9, 26, "ont visité à Oria", "other", "model", "", 0.7)
    told = Candidate(9, 42, "visite de la digue du lac", "visit", "verb", "visite", 0.5)
    assert [(c.name, c.kind, c.form, c.confidence) for c in named_by_verbs(text, [span, told])] == [
        ("visite de la digue du lac", "visit", "model", 0.7),
        ("visite de la digue du lac", "visit", "verb", 0.5),
    ]


def test_delegation_and_its_journey_are_one() -> None:
    text = "Une délégation des ports, conduite par la maire, s’est rendue à Oria."
    span = Candidate(4, 24, "délégation des ports", "other", "model", "", 0.7)
    told = Candidate(49, 68, "visite à Oria", "visit", "verb", "visite", 0.5)
    assert [c.name for c in named_by_verbs(text, [span, told])] == ["visite de délégation des ports à Oria", "visite à Oria"]


def test_noun_keeps_its_name() -> None:
    text = "la visite de la digue, que la maire a visité en mai"
    span = Candidate(3, 21, "visite de la digue", "visit", "model", "visite", 0.7)
    told = Candidate(36, 44, "visite du lac", "visit", "verb", "visite", 0.5)
    assert named_by_verbs(text, [span, told])[0] is span
