"""How likely what a page tells of is an event: the chance is its confidence, and what is unlikely is none."""

from __future__ import annotations

import pytest
from test_events import make

from pipeline.events import find_events, likely, told_events

TOLD = "A workshop on flood maps was held in Orlen on 3 March 2020. It was organised by the Kind Fund."


def test_the_confidence_of_an_event_is_its_chance() -> None:
    page = make(TOLD, spans=["workshop on flood maps"])
    ((event, seen),) = told_events(page)
    (found,) = find_events(page)
    assert (found.name, found.when) == (event.name, event.when)
    assert found.confidence == round(likely.chance(seen), 3)
    assert 0.8 < found.confidence < 1


def test_what_the_tagger_sees_too_and_what_has_a_holder_is_likelier() -> None:
    (plain, held, tagged) = (
        likely.chance(seen)
        for text, spans in ((TOLD.partition(". It")[0] + ".", []), (TOLD, []), (TOLD, ["workshop on flood maps"]))
        for _, seen in told_events(make(text, spans=spans))
    )
    assert plain < held < tagged


def test_what_is_unlikely_is_no_event(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(find_events(make(TOLD))) == 1
    monkeypatch.setattr(likely, "LEAST", 1.0)
    assert find_events(make(TOLD)) == ()
    assert len(list(told_events(make(TOLD)))) == 1
