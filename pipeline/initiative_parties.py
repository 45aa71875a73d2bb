"""Who leads, funds or joins an initiative, and where it works, from the pieces of text that speak of it.

A party is bound by a cue in the same piece ("funded by A and B", "which A has been running", "a project of A", "A’s project"); a country is a place of
work unless a cue makes it a party. Wrong where one sentence speaks of two undertakings that no name tells apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from pipeline.binding import run_after, run_before
from pipeline.document import Mention, Party
from pipeline.initiative_described import agreement_parties
from pipeline.initiative_scene import Scene, heads
from pipeline.initiative_threads import Thread
from pipeline.initiative_zones import RUNNING, Piece

ROLES = ("lead", "funder", "partner")
WORKS = re.compile(
    r"\b(?:in|across|throughout|covering|covers?|covered|active in|between|serves|serving|for|au|en|dans|à|aux|countries of|help(?:s|ed)?|gathers statistics from|from|states of|villages in|people of)\s",
    re.IGNORECASE,
)
LEFT_OUT = re.compile(r"\b(?:embassy|ambassador|government|minister|ministry|president|capital|presence)\b[^,.;]{0,20}$", re.IGNORECASE)


@cache
def cues() -> dict[str, Any]:
    """The tables of ``initiative_cues.toml``."""
    return loads((files("pipeline.resources") / "initiative_cues.toml").read_text("utf-8"))


@cache
def _cue(side: str, role: str) -> re.Pattern[str]:
    words = sorted(cues()[side][role], key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def find_parties(scene: Scene, thread: Thread, kind: str, pieces: Sequence[Piece]) -> tuple[Party, ...]:
    """Parties of the thread, each once, in its strongest role, in the order found."""
    found: dict[str, str] = {}
    if kind == "agreement" and not thread.named:
        for ref in _signatories(scene, thread):
            found.setdefault(ref, "lead")
    elif kind in ("agreement", "declaration"):
        for ref in _signed(scene, thread, pieces):
            found.setdefault(ref, "lead")
    for piece in pieces:
        for ref, role in _bound(scene, thread, kind, piece):
            if ref not in found or (piece.rank == 0 and ROLES.index(role) < ROLES.index(found[ref])):
                found[ref] = role
    return tuple(Party(ref, role) for ref, role in found.items())


def _ref(scene: Scene, mention: Mention) -> str | None:
    """The entity of a mention that can be a party: a body or a country."""
    if mention.entity is None:
        return None
    if mention.label == "ORG":
        return mention.entity
    place = next((p for p in scene.document.places if p.location_id == mention.entity), None)
    return mention.entity if place and (place.kind == "country" or place.name in ("European Union",)) else None


def _signatories(scene: Scene, thread: Thread) -> list[str]:
    """Who concludes an agreement: the run before "signed", or behind "between"; of people, the bodies they speak for."""
    out: list[str] = []
    for start, end in thread.mentions[:2]:
        passage = scene.passages.at(start)
        for a, b in agreement_parties(scene, start, end, passage):
            for m in scene.inside(a, b, "ORG", "LOC"):
                ref = m.entity if m.label == "LOC" else _ref(scene, m)
                if ref and m.start == a and ref not in out:
                    out.append(ref)
        if len(out) >= 2:
            break
    return out


def _signed(scene: Scene, thread: Thread, pieces: Sequence[Piece]) -> list[str]:
    """Who signs or adopts a named text: the run before the verb, where the name follows at once."""
    out: list[str] = []
    for piece in pieces:
        for a, b in piece.names if piece.rank == 0 else ():
            verb = re.compile(
                r"\b(?:sign|conclude|renew|firma|adopt|endorse|launch)\w{0,4}\s(?:the|an?|la|el|le|their|its)?\s?[\w\s“\"«-]{0,24}$", re.IGNORECASE
            ).search(scene.text, piece.start, a)
            after = re.compile(r"\W{0,3}(?:\([^()\n]{2,20}\))?,?\s(?:which|that|whose)\s").match(scene.text, b)
            run: list[Mention] = []
            if verb and not re.search(r"adopt|endors|launch", verb.group()):
                run = run_before(scene.context, piece.start, verb.start(), "ORG", "LOC", slack=4)
            elif after:
                sign = re.compile(r"\b(?:signed|concluded)\b").search(scene.text, after.end(), min(after.end() + 160, piece.end))
                run = run_before(scene.context, after.end(), sign.start(), "ORG", "LOC", slack=2) if sign else []
            out += [ref for m in run if (ref := _ref(scene, m)) and ref not in out]
    return out


def _bound(scene: Scene, thread: Thread, kind: str, piece: Piece) -> list[tuple[str, str]]:
    text, out = scene.text, []

    def add(mentions: Sequence[Mention], role: str) -> None:
        for m in mentions:
            if any(a <= (m.start or 0) and (m.end or 0) <= b for a, b in piece.names if m.label != "ORG" or b - a > (m.end or 0) - (m.start or 0)):
                continue
            ref = _ref(scene, m)
            if ref and (ref, role) not in out:
                out.append((ref, role))

    add(_owners(scene, thread, kind, piece), "lead")
    if kind not in RUNNING and not (piece.rank == 0 and kind == "strategy"):
        return out
    for role in ROLES:
        for m in _cue("after", role).finditer(text, piece.start, piece.end):
            add(run_after(scene.context, m.end(), piece.end, "ORG", "LOC", slack=1, first=70 if role == "funder" else 40), role)
        for m in _cue("before", role).finditer(text, piece.start, piece.end):
            if role == "lead" and not _about(piece, m.start(), m.end(), text):
                continue
            add(run_before(scene.context, piece.start, m.start(), "ORG", "LOC", slack=1, last=14), role)
    return out


def _about(piece: Piece, start: int, end: int, text: str) -> bool:
    """Whether the object of a verb is the initiative: its name or noun follows soon, or a relative or pronoun stands before or behind the verb."""
    if any(end <= a <= end + 60 for a, _ in piece.names):
        return True
    return (
        re.search(r"\b(?:which|that|que|qui)\b", text[max(start - 110, piece.start) : start]) is not None
        or re.match(r"\s(?:it|them)\b", text[end : end + 8]) is not None
    )


def _owners(scene: Scene, thread: Thread, kind: str, piece: Piece) -> list[Mention]:
    """Bodies in the genitive before the name, in "a project of A and B" behind it, and those of a strategy's own name."""
    text, out = scene.text, []
    noun = "|".join(sorted(n for n in heads().nouns))
    for a, b in piece.names:
        before = [
            m
            for m in scene.inside(max(a - 60, 0), a, "ORG", "LOC")
            if m.end is not None and re.fullmatch(r"[’']s?\s(?:\w+\s)?[“\"«]?", text[m.end : a])
        ]
        out += before
        if kind in RUNNING or kind == "strategy":
            of = re.compile(rf"[^.;:“”\n]{{0,60}}?\b(?:{noun})\s(?:of|de|du|des)\s").match(text, b, piece.end)
            if of:
                out += run_after(scene.context, of.end(), piece.end, "ORG", "LOC", first=12, slack=0)
        if b < len(text):
            own = re.compile(r"(?:\s\([^()\n]{2,20}\))?\s(?:of|de la|du|del)\s(?:the\s)?").match(text, b)
            if own and kind != "series":
                out += list(run_after(scene.context, own.end(), min(own.end() + 90, len(text)), "ORG", first=4, slack=0))[:1]
    return out


def main_country(scene: Scene) -> str | None:
    """The country that most places of the page lie in, when it is clear (two thirds of their mentions)."""
    codes = {p.location_id: p.country_code for p in scene.document.places}
    count = Counter(codes[m.entity] for m in scene.document.mentions if m.label == "LOC" and m.entity and codes.get(m.entity))
    if not count:
        return None
    (code, n), total = count.most_common(1)[0], sum(count.values())
    return code if n >= 0.66 * total else None


def find_scope(scene: Scene, thread: Thread, kind: str, pieces: Sequence[Piece], parties: Sequence[Party], *, subject: bool) -> tuple[str, ...]:
    """Ids of the places where the initiative works; one place a country."""
    places = {p.location_id: p for p in scene.document.places}
    taken = {p.ref for p in parties if p.role != "lead"}
    found: dict[str, str] = {}

    def add(mention: Mention) -> None:
        place = places.get(mention.entity or "")
        if place and place.country_code and place.location_id not in taken:
            found.setdefault(place.country_code, place.location_id)
            if place.kind == "country":
                found[place.country_code] = place.location_id

    for a, b in thread.mentions:
        for m in scene.inside(a, b, "LOC"):
            add(m)
    if kind in ("agreement", "declaration"):
        for party in parties:
            place = places.get(party.ref)
            if party.role == "lead" and place and place.country_code:
                found[place.country_code] = place.location_id
        if found or kind == "declaration" or thread.named:
            return tuple(found.values())
    else:
        for piece in pieces:
            for word in WORKS.finditer(scene.text, piece.start, piece.end):
                for mention in run_after(scene.context, word.end(), piece.end, "LOC", first=45, slack=2):
                    if not LEFT_OUT.search(scene.text[max((mention.start or 0) - 40, piece.start) : mention.start]):
                        add(mention)
            if found and piece.rank == 0 and kind not in RUNNING:
                break
    if not found and (kind in RUNNING or not thread.named) and (not thread.sources <= {"known"}):
        code = main_country(scene)
        place = next((p for p in scene.document.places if p.country_code == code and p.kind == "country"), None) or next(
            (p for p in scene.document.places if code and p.country_code == code), None
        )
        if place:
            return (place.location_id,)
    return tuple(found.values())
