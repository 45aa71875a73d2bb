"""Who leads, funds or joins an initiative, from the pieces of text that speak of it.

A party is bound by a cue beside it ("funded by A and B", "which A has been running", "a project of A", "A’s project"); a body that stands in the
sentence that names a project without a cue is taken for its leader, or its partner where it has a leader. Wrong where one sentence
tells of two undertakings that no name parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from pipeline.binding import run_after, run_before
from pipeline.budgets import find_amounts
from pipeline.document import Mention, Party
from pipeline.initiative_described import agreement_parties
from pipeline.initiative_scene import Scene, heads
from pipeline.initiative_threads import Thread
from pipeline.initiative_zones import RUNNING, Piece

ROLES = ("lead", "funder", "partner")
PLACED = re.compile(r"\b(?:in|for|at|from|to|across|within|au|aux|en|dans|à|para|under|on)\b|\(", re.IGNORECASE)
MEETING = re.compile(
    r"\b(?:workshops?|trainings?|conferences?|meetings?|seminars?|sessions?|ceremony|dialogues?|forums?|round ?tables?|webinars?|exhibitions?|visits?|summits?|courses?|atelier|réunion|taller|reunión|camp)\b",
    re.IGNORECASE,
)
BESIDE = frozenset(("project", "programme", "campaign", "fund"))
"""Kinds for which a body that stands beside the name without a cue counts."""
FAR = 2
"""From this rank on only the surest cues count, and none in a sentence about a meeting."""


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
    if kind in ("agreement", "declaration"):
        bound = _concluded(scene, thread, pieces) if kind == "agreement" else _adopted(scene, thread, pieces)
        for ref, role in bound:
            found.setdefault(ref, role)
    if kind in RUNNING or kind == "strategy":
        for piece in pieces:
            for ref, role in _bound(scene, kind, piece):
                if ref not in found or (piece.rank == 0 and ROLES.index(role) < ROLES.index(found[ref])):
                    found[ref] = role
    elif "known" not in thread.sources:
        for piece in pieces:
            for ref, role in _refs(scene, _owners(scene, kind, piece), "lead"):
                found.setdefault(ref, role)
    if kind in BESIDE and "known" not in thread.sources:
        for piece in pieces:
            for ref in _beside(scene, piece) if piece.rank == 0 else ():
                found.setdefault(ref, "partner" if "lead" in found.values() else "lead")
    return tuple(Party(ref, role) for ref, role in found.items())


def party_of(scene: Scene, mention: Mention) -> str | None:
    """The entity of a mention that can be a party: a body or a country."""
    if mention.entity is None or mention.label == "ORG":
        return mention.entity
    place = next((p for p in scene.document.places if p.location_id == mention.entity), None)
    return mention.entity if place and place.kind == "country" else None


def _refs(scene: Scene, mentions: Sequence[Mention], role: str) -> Iterator[tuple[str, str]]:
    for m in mentions:
        ref = party_of(scene, m)
        if ref:
            yield ref, role


def _listed(scene: Scene, run: Sequence[Mention]) -> list[Mention]:
    """The run up to a country that only says where ("Tdh in Mali", "the Institute, Peru"): a country counts beside countries, or joined by "and"."""
    out: list[Mention] = []
    for m in run:
        if out and m.label == "LOC":
            gap = scene.text[out[-1].end or 0 : m.start]
            if PLACED.search(gap) or (out[-1].label == "ORG" and not re.search(r"\b(?:and|et|y)\b", gap)):
                break
        if out and out[-1].label == "LOC" and m.label == "ORG" and not re.search(r"\b(?:and|et|y)\b|,", scene.text[out[-1].end or 0 : m.start]):
            break
        out.append(m)
    return out


def _after(scene: Scene, at: int, limit: int, *, first: int, slack: int = 1) -> list[Mention]:
    return _listed(scene, run_after(scene.context, at, limit, "ORG", "LOC", first=first, slack=slack))


def _split_with(scene: Scene, at: int, run: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The run before and after a plain "with": "led by A with B and C"."""
    for i, m in enumerate(run):
        gap = scene.text[(run[i - 1].end if i else at) or 0 : m.start]
        if i and re.search(r"\bwith\b", gap) and not re.search(r"\b(?:together|jointly) with\b", gap):
            return list(run[:i]), list(run[i:])
    return list(run), []


def _bound(scene: Scene, kind: str, piece: Piece) -> Iterator[tuple[str, str]]:
    text = scene.text
    inside = [(a, b) for a, b in piece.names]

    def outside(mentions: Sequence[Mention]) -> list[Mention]:
        return [m for m in mentions if not any(a <= (m.start or 0) and (m.end or 0) <= b for a, b in inside)]

    yield from _refs(scene, outside(_owners(scene, kind, piece)), "lead")
    yield from _refs(scene, outside(_payers(scene, piece)), "funder")
    for role in ROLES:
        for m in _cue("after", role).finditer(text, piece.start, piece.end):
            if piece.rank >= FAR and (role == "partner" or _of_meeting(scene, m.start())):
                continue
            run = _after(scene, m.end(), piece.end, first=70 if role == "funder" else 40)
            first, rest = _split_with(scene, m.end(), run)
            yield from _refs(scene, outside(first), role)
            yield from _refs(scene, outside(rest), "partner" if role == "lead" else role)
        for m in _cue("before", role).finditer(text, piece.start, piece.end):
            run = run_before(scene.context, piece.start, m.start(), slack=1, last=16)
            run = [] if any(x.label == "PERSON" for x in run) else run
            if (
                not run
                or (role == "lead" and not _about(scene, piece, run[0].start or 0, m.end()))
                or (piece.rank >= FAR and (role != "funder" or _of_meeting(scene, m.start())))
            ):
                continue
            yield from _refs(scene, outside(_clean_subject(scene, run)), role)


def _payers(scene: Scene, piece: Piece) -> list[Mention]:
    """Bodies beside an amount: "€650,000 from A", "A ($310,000)", "US$4.7 million, A"."""
    out: list[Mention] = []
    for amount in find_amounts(scene.text[piece.start : piece.end]):
        start, end = piece.start + amount.start, piece.start + amount.end
        if piece.rank >= FAR and _of_meeting(scene, start):
            continue
        behind = re.compile(r"\)?,?\s(?:(?:in|as) \w+\s)?(?:from|del|de la|de|of which|mostly from)\s|,\s(?=[A-Z])").match(scene.text, end)
        if behind:
            out += _after(scene, behind.end(), piece.end, first=30 if "from" in behind.group() else 5, slack=0)
        before = [m for m in scene.inside(max(start - 4, piece.start), start, "ORG", "LOC") if scene.text[m.end or 0 : start] in (" (", ", ", " ")]
        acronym = re.search(r"\([A-Z][\w-]{1,9}\)[ ,(]{1,3}$", scene.text[max(start - 16, piece.start) : start])
        out += before or ([m for m in scene.inside(start - 16, start, "ORG")] if acronym else [])
    return out


def _clean_subject(scene: Scene, run: Sequence[Mention]) -> list[Mention]:
    """The subject of a verb without the countries that only stand in front of it ("in Mali, IOM runs")."""
    if any(m.label == "ORG" for m in run):
        return [m for i, m in enumerate(run) if m.label == "ORG" or (i and re.search(r"\b(?:and|et|y)\b", scene.text[run[i - 1].end or 0 : m.start]))]
    return list(run)


def _of_meeting(scene: Scene, at: int) -> bool:
    """Whether the sentence up to here tells of a meeting rather than of the undertaking."""
    return MEETING.search(scene.text[scene.passages.at(at)[0] : at]) is not None


def _about(scene: Scene, piece: Piece, start: int, end: int) -> bool:
    """Whether the object of a verb is the initiative: its name or noun follows soon, a pronoun does, or a relative opens the clause."""
    if any(end <= a <= end + 70 for a, _ in piece.names):
        return True
    return re.search(r"\b(?:which|that|que|qui)\s(?:the\s|la\s|le\s|el\s|l[’'])?$", scene.text[max(start - 14, piece.start) : start]) is not None or (
        re.match(r"\s(?:it|them|the (?:project|programme|program|campaign|fund))\b", scene.text[end : end + 16]) is not None
    )


def _owners(scene: Scene, kind: str, piece: Piece) -> list[Mention]:
    """Bodies in the genitive before the name, in "a project of A and B", "a three-year A project" and "with which A warns" behind it."""
    text, out = scene.text, []
    noun = "|".join(sorted(n for n in heads().nouns))
    for a, b in piece.names:
        out += [
            m
            for m in scene.inside(max(a - 60, 0), a, "ORG", "LOC")
            if m.end is not None
            and re.fullmatch(r"(?:[’']s?)?\s(?:own\s|\w+ed\s|joint\s)?[“\"«]?", text[m.end : a])
            and ("’" in text[m.end : a] or "'" in text[m.end : a] or m.method == "structure")
        ]
        if kind in RUNNING or kind == "strategy":
            of = re.compile(rf"[^.;:“”\n]{{0,60}}?\b(?:{noun})\s(?:of|de|du|des)\s").match(text, b, piece.end)
            if of:
                out += _after(scene, of.end(), piece.end, first=12, slack=0)
            own = re.compile(rf"(?:\s?\([^()\n]{{2,40}}\))?,\s(?:an?|the)\s[^.;:“”\n]{{0,60}}?\b(?:{noun})\b").match(text, b, piece.end)
            if own:
                out += [m for m in scene.inside(b, own.end(), "ORG") if re.fullmatch(rf"[-\s](?:{noun})", text[m.end or 0 : own.end()])]
            relative = re.compile(r"[^.;:“”\n]{0,70}?\b(?:with|through|under|by|in) which\s").match(text, b, piece.end)
            if relative:
                out += _after(scene, relative.end(), piece.end, first=8, slack=0)
        behind = re.compile(r"(?:\s\([^()\n]{2,20}\))?\s(?:of|de la|du|del|d[’'])\s?(?:the\s)?").match(text, b)
        if behind and kind != "series":
            out += [m for m in run_after(scene.context, behind.end(), min(behind.end() + 90, len(text)), "ORG", first=4, slack=0)][:1]
    return out


def _beside(scene: Scene, piece: Piece) -> Iterator[str]:
    """Bodies in the sentence that names the initiative, near the name; not where the sentence tells of a meeting."""
    for m in scene.context.mentions(piece.start, piece.end, "ORG"):
        if m.entity is None or any(a <= (m.start or 0) < b for a, b in piece.names):
            continue
        gap = min(max((m.start or 0) - b, a - (m.end or 0)) for a, b in piece.names) if piece.names else 999
        between = scene.text[min(m.start or 0, piece.names[0][0]) : max(m.end or 0, piece.names[0][1])] if piece.names else ""
        if gap < 140 and not MEETING.search(between):
            yield m.entity


def _concluded(scene: Scene, thread: Thread, pieces: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    """Who concludes an agreement: named in it, behind "between", before "signed", "that A endorsed", "binds A"; who pays for it is a partner."""
    mentioned: list[Mention] = []
    for start, end in thread.mentions[:3]:
        passage = scene.passages.at(start)
        between = re.compile(r"[^.;]{0,200}?\b(?:between|entre)\s").match(scene.text, start, min(passage[1], end + 60))
        within = [m for m in scene.inside(start, end, "LOC", "ORG")] if not thread.named else []
        if between:
            mentioned += run_after(scene.context, between.end(), passage[1], "ORG", "LOC", slack=2)
        elif not thread.named:
            spans = agreement_parties(scene, start, end, passage)
            mentioned += [m for a, b in spans for m in scene.inside(a, b, "ORG", "LOC") if m.start == a]
        else:
            mentioned += _signers(scene, start, end, passage)
        if not mentioned and len(within) >= 2:
            mentioned += within
        if len(mentioned) >= 2:
            break
    bodies = any(m.label == "ORG" for m in mentioned)
    for m in mentioned:
        ref = m.entity if m.label == "LOC" and not bodies else party_of(scene, m)
        if ref and not (bodies and m.label == "LOC" and not _beside_body(scene, m)):
            yield ref, "lead"
    if not thread.named:
        for piece in pieces:
            for side in ("after", "before"):
                for cue in _cue(side, "funder").finditer(scene.text, piece.start, piece.end):
                    run = (
                        _after(scene, cue.end(), piece.end, first=40)
                        if side == "after"
                        else run_before(scene.context, piece.start, cue.start(), "ORG", last=10)
                    )
                    yield from _refs(scene, run, "partner")


def _beside_body(scene: Scene, mention: Mention) -> bool:
    """Whether a country stands in a list of parties on its own: "HCR, Guinea and Liberia", not "the Ministry of Health of Guinea"."""
    before = scene.text[max((mention.start or 0) - 5, 0) : mention.start]
    return re.search(r"(?:,|\band|\bet|\by)\s(?:la |le |el )?$", before) is not None or (mention.start or 0) in {a for a, _ in scene.passages.bounds}


def _signers(scene: Scene, start: int, end: int, passage: tuple[int, int]) -> list[Mention]:
    """Parties of a named text: "A and B signed the X", "the X, which A and B signed", "the X that A endorsed", "which binds A and B"."""
    before = re.compile(r"\b(?:signed|concluded|renewed|initialled|firm\w{1,4})\s(?:the|an?|la|el|le|their|its)?\s?[\w\s“\"«’'-]{0,30}$").search(
        scene.text, passage[0], start
    )
    if before:
        return [m for m in run_before(scene.context, passage[0], before.start(), "ORG", "LOC", slack=4) if m.label == "ORG" or m.entity]
    relative = re.compile(
        r"\W{0,3}(?:\([^()\n]{2,20}\))?,?\s(?:which|that)\s(?P<verb>(?:[\w\s]{0,14})(?:binds|bound|links|unites)\s(?:only\s)?)?"
    ).match(scene.text, end, passage[1])
    if relative and relative["verb"]:
        return _after(scene, relative.end(), passage[1], first=10)
    if relative:
        verb = re.compile(r"\b(?:signed|concluded|endorsed|adopted)\b").search(scene.text, relative.end(), min(relative.end() + 170, passage[1]))
        return run_before(scene.context, relative.end(), verb.start(), "ORG", "LOC", slack=2) if verb else []
    by = re.compile(r"[^.;]{0,60}?\bby\s").match(scene.text, end, passage[1])
    if by and re.search(r"[Ss]ign", scene.text[passage[0] : by.end()]):
        return run_after(scene.context, by.end(), passage[1], "ORG", "LOC", first=50)
    party = re.compile(r"\b(?:is|are) (?:a )?part(?:y|ies) to the\s$").search(scene.text, passage[0], start)
    return run_before(scene.context, passage[0], party.start(), "LOC", last=4) if party else []


def _adopted(scene: Scene, thread: Thread, pieces: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    """Who adopts a declaration: the bodies before the verb, or, of "ministers" or "delegations", the countries that the page lists as sending them."""
    for piece in pieces:
        for a, _ in piece.names if piece.rank == 0 else ():
            verb = re.compile(r"\b(?:adopt|endors|approv|issu)\w{0,4}\b[^.;]{0,40}$").search(scene.text, piece.start, a)
            if not verb:
                continue
            run = run_before(scene.context, piece.start, verb.start(), "ORG", slack=3, last=24)
            if re.search(
                r"\b(?:[Mm]inisters|[Pp]arties|[Dd]elegations|[Gg]overnments|[Cc]ountries|[Ss]tates)\b", scene.text[piece.start : verb.start()]
            ):
                yield from ((ref, "lead") for ref in delegations(scene))
            else:
                yield from _refs(scene, run, "lead")


def delegations(scene: Scene) -> list[str]:
    """The countries that the page says sent delegations or took part: its longest list of countries with such a word beside it."""
    best: list[str] = []
    for start, end in scene.passages.bounds:
        if not re.search(r"\b(?:[Dd]elegat\w+|represented|took part|sent|commits all|attended by)\b", scene.text[start:end]):
            continue
        refs = [ref for m in scene.context.mentions(start, end, "LOC") if (ref := party_of(scene, m))]
        best = max(best, list(dict.fromkeys(refs)), key=len)
    return best if len(best) >= 3 else []
