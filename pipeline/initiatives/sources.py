"""The evidence of one initiative: which spans gave its name, kind, days and budget."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.document import Basis, Budget, Evidence, Method
from pipeline.evidence import Source, evidence, quoted
from pipeline.initiatives.begun import Period
from pipeline.initiatives.scene import Scene
from pipeline.initiatives.threads import Thread
from pipeline.initiatives.zones import kind_told

_METHODS: dict[str, Method] = {"tagger": "model", "known": "gazetteer", "title": "structure", "field": "structure", "row": "structure"}


def name_evidence(scene: Scene, thread: Thread, kind: str, labelled: tuple[str, Source] | None) -> Iterator[Evidence]:
    """Evidence of name, acronym and kind; ``labelled`` is the kind of a labelled line."""
    named = _named(scene, thread)
    yield from evidence("name", thread.name, [named])
    if thread.acronym:
        at = re.search(rf"(?<!\w){re.escape(thread.acronym)}(?!\w)", scene.text)
        yield from evidence("acronym", thread.acronym, [quoted(*at.span(), confidence=named.confidence) if at else named.on("name")])
    beside = None if labelled else kind_told(scene, thread)[1]
    yield from evidence("kind", kind, [labelled[1] if labelled else quoted(*beside) if beside else named.on("name")])


def _named(scene: Scene, thread: Thread) -> Source:
    """The first mention in the words of the name, else the first of all; none where only the title outside the main content names it."""
    same = [(a, b) for a, b in thread.mentions if " ".join(scene.text[a:b].split()) == thread.name]
    a, b = (same or list(thread.mentions) or [(0, 0)])[0]
    source = next((s for s in ("title", "field", "row", "known", "tagger") if s in thread.sources), "described")
    basis: Basis = "header" if b == 0 or (source == "title" and a < 300) else "field" if source in ("field", "row") else "sentence"
    return quoted(a, b, basis, method=_METHODS.get(source, "pattern"), confidence=round(min(thread.confidence, 0.99), 3))


def period_evidence(period: Period) -> Iterator[Evidence]:
    """Evidence of the first and last day."""
    for slot, told in (("start_date", period.starts), ("end_date", period.ends)):
        if told:
            yield from evidence(slot, told.day, [told.source])


def budget_evidence(budget: tuple[Budget, Source] | None) -> Iterator[Evidence]:
    """Evidence of the amount and its currency, and of the year that the page ties to it."""
    if budget is not None:
        money, source = budget
        yield from evidence("budget_amount", f"{money.amount:.2f}".rstrip("0").rstrip("."), [source])
        yield from evidence("budget_currency", money.currency, [source])
        yield from evidence("budget_year", money.year, [source])
