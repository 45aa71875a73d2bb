"""Why each value of an event or initiative stands: spans kept from where a value is decided, and the rows that tell of them.

A finder that decides on a value makes a :class:`Source` of the mention or phrase that decided (:func:`said`, :func:`quoted`) and hands it on with
the value; :func:`evidence` turns the sources of one record into its :class:`~pipeline.document.Evidence`. Nothing is sought again afterwards.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Protocol

from pipeline import resource
from pipeline.document import Basis, Event, Evidence, Initiative, Mention, Method, Party, Sdg

OF_PARTY = frozenset(("organiser", "participant", "funder", "speaker", "lead", "partner", "focal_point", "scope"))
"""Slots whose value is the id of an organisation, person or place."""


class Telling(Protocol):
    """An event or initiative as one page tells it."""

    @property
    def document_id(self) -> str: ...
    @property
    def item(self) -> Event | Initiative: ...


@dataclass(frozen=True, slots=True)
class Source:
    """The span that decided on a value; ``start`` and ``end`` are None where it stands outside the main content."""

    start: int | None
    end: int | None
    basis: Basis
    method: Method
    confidence: float

    def inferred(self, *, confidence: float = 1.0) -> Source:
        """The same span, as the ground from which another value is worked out; ``confidence`` is the chance that it follows."""
        return replace(self, basis="inferred", confidence=round(self.confidence * confidence, 3))

    def on(self, basis: Basis) -> Source:
        """The same span in another place of the page."""
        return replace(self, basis=basis)


def said(mention: Mention, basis: Basis = "sentence") -> Source:
    """A mention as the source of a value."""
    return Source(mention.start, mention.end, basis, mention.method, mention.confidence)


def quoted(start: int, end: int, basis: Basis = "sentence", *, method: Method = "pattern", confidence: float = 0.8) -> Source:
    """A phrase as the source of a value; one without characters stands outside the main content."""
    return Source(start, end, basis, method, confidence) if end > start else Source(None, None, basis, method, confidence)


def party(mention: Mention, ref: str, role: str, basis: Basis = "sentence") -> Party:
    """A party with the mention that gives it."""
    return Party(ref, role, mention.start, mention.end, basis, mention.method, mention.confidence)


def source_of(given: Party) -> Source:
    """The mention behind a party."""
    return Source(given.start, given.end, given.basis, given.method, given.confidence)


def goal_source(sdg: Sdg) -> Source:
    """Where the page names a goal: in a sentence, or in its own tags."""
    return Source(sdg.start, sdg.end, "field" if sdg.start is None else "sentence", "pattern", sdg.confidence)


def evidence(slot: str, value: object, sources: Iterable[Source | None]) -> Iterator[Evidence]:
    """What speaks for a value, each span once in the order of the text; nothing where the value is None or no source is known."""
    if value is None:
        return
    kept: dict[tuple[int | None, int | None], Source] = {}
    for source in sources:
        if source is not None:
            kept.setdefault((source.start, source.end), source)
    for source in sorted(kept.values(), key=lambda s: (s.start is None, s.start or 0, s.end or 0)):
        yield Evidence(slot, str(value), source.start, source.end, source.basis, source.method, source.confidence)


def of_parties(parties: Iterable[Party]) -> Iterator[Evidence]:
    """What speaks for the parties of a record: the mention behind each."""
    for party in parties:
        yield Evidence(party.role, party.ref, party.start, party.end, party.basis, party.method, party.confidence)


@cache
def _right() -> dict[tuple[str, str, str], float]:
    """Share of right values by record, slot and basis (``resources/evidence_right.csv``), drawn a little towards 0.8 where there are few cases."""
    table = resource.rows("evidence_right.csv")
    return {(r["record"], r["slot"], r["basis"]): round((int(r["right"]) + 4 * 0.8) / (int(r["all"]) + 4), 3) for r in table}


def chance(record: str, given: Evidence) -> float:
    """The chance that a value is right, if its "event" or "initiative" is: as measured for its slot and basis, else what the finder says; a span
    that was itself found with doubt (below 0.6) counts no more than that."""
    measured = _right().get((record, given.slot, given.basis), given.confidence)
    return min(measured, given.confidence) if given.confidence < 0.6 and given.slot != "kind" else measured


def rows(key: str, told: Iterable[tuple[str, Iterable[Telling]]], ids: Mapping[str, Collection[str]]) -> list[dict[str, Any]]:
    """Rows of ``event_evidence`` or ``initiative_evidence``; ``key`` is the name of the id's column, ``told`` the records with their tellings.

    A party or place without a row of its own (its id is in none of ``ids``) has no evidence either, so that every id resolves.
    """
    return [
        {
            key: record_id,
            "field": e.slot,
            "value": e.value,
            "document_id": telling.document_id,
            **{name: getattr(e, name) for name in ("start", "end", "basis", "method")},
            "confidence": chance(key.removesuffix("_id"), e),
        }
        for record_id, group in told
        for telling in group
        for e in telling.item.evidence
        if e.slot not in OF_PARTY or any(e.value in known for known in ids.values())
    ]
