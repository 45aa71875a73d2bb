"""Who concludes an agreement or adopts a declaration, from the sentences that name it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.binding import run_after, run_before
from pipeline.document import Mention, Party
from pipeline.evidence import party
from pipeline.initiatives.cues import cue, list_after, party_of, refs
from pipeline.initiatives.groups import bodies_counted, committed, delegations, most_named, named_in
from pipeline.initiatives.scene import Scene
from pipeline.initiatives.threads import Thread
from pipeline.initiatives.zones import Piece


def find_signatories(scene: Scene, thread: Thread, kind: str, pieces: Sequence[Piece]) -> tuple[Party, ...]:
    """Parties of an agreement or declaration, each once: who concludes it leads, who pays for it is a partner."""
    found: dict[str, Party] = {}
    signed = kind == "agreement" or re.search(r"\bof intent\b", thread.name)
    for told in concluded(scene, thread, pieces) if signed else adopted(scene, thread, pieces):
        found.setdefault(told.ref, told)
    if sum(p.role == "lead" for p in found.values()) < 2 and not re.search(r"\(No\.\s?\d", thread.name):
        for told in refs(scene, committed(scene, thread.mentions[:4]), "lead"):
            found.setdefault(told.ref, replace(told, basis="context"))
    return tuple(found.values())


BETWEEN = re.compile(
    r"\b(?:between|entre|signed by|(?:lie|unit|binds|links|une a|vincula a)(?:\sdésormais)?|(?:signé|conclu|paraphé)e?s?(?:\s[^.;\n]{3,50})?\spar"
    r"|(?:firmad|suscrit|celebrad)[oa]s?(?:\s[^.;\n]{3,50})?\spor)\s"
)
"""What stands before the parties of an agreement; a place and a day may part "signé" from "par"."""
SIGNED_BY = re.compile(r"[^.;\n]{0,40}?\b(?:signé|conclu|paraphé|firmad[oa]|suscrit[oa]|celebrad[oa])e?s?\s(?:[^.;\n]{3,50}?\s)?(?:par|por)\s")
ENTERED = re.compile(
    r"\b(?:(?:is|are|was|were|became|has been|have been) (?:an? )?(?:[Ss]tates? )?part(?:y|ies) to|ratified|acceded to|ratifi(?:ó|caron)"
    r"|(?:a|ont) ratifié|es parte d|est partie (?:à|au))"
    r"\s?(?:the|el|la|le|l[’']|à la|del|al)?\s?$"
)
"""What makes a country a party to the text named behind it."""


def agreement_spans(scene: Scene, start: int, end: int, passage: tuple[int, int]) -> list[tuple[int, int]]:
    """Spans of the bodies and places that conclude the agreement at ``start``–``end``: behind "between" or "signed by", or before the verb."""
    between = BETWEEN.search(scene.text, start, min(passage[1], end + 120))
    found = run_after(scene.context, between.end(), passage[1], slack=1) if between else []
    if len(found) < 2:
        by = re.compile(r"\bsigned\s[^.;]{0,80}?\bby\s").search(scene.text, end, passage[1])
        found = run_after(scene.context, by.end(), passage[1]) if by else found
    if len(found) < 2:
        verb = re.compile(r"\b(?:sign|firm|renew|conclud|conclu|suscrib|suscrit|paraph|rubric|put|initial)\w{0,6}\b").search(
            scene.text, passage[0], start
        )
        found = run_before(scene.context, passage[0], verb.start(), slack=9) if verb else found
        other = re.compile(r"\s(?:with|con|avec)\s").search(scene.text, start, min(end + 8, passage[1])) if verb else None
        if other:
            found += run_after(scene.context, other.end(), passage[1], "ORG", "LOC", first=16, slack=0)[:1]
    if len(found) < 2:
        relative = re.compile(r"[^.;:]{0,40}?\s(?:which|that)\s").match(scene.text, end, passage[1])
        verb = re.compile(r"\b(?:signed|concluded)\b").search(scene.text, relative.end(), min(relative.end() + 170, passage[1])) if relative else None
        found = run_before(scene.context, relative.end(), verb.start(), slack=2) if relative and verb else found
    return [(m.start, m.end) for m in found if m.start is not None and m.end is not None and m.label != "PERSON"]


def concluded(scene: Scene, thread: Thread, pieces: Sequence[Piece]) -> Iterator[Party]:
    """Who concludes an agreement: named in it, behind "between", before "signed", "that A endorsed", "binds A"; who pays for it is a partner."""
    mentioned: list[Mention] = []
    for start, end in thread.mentions[:3]:
        passage = scene.around(start)
        between = re.compile(r"[^.;]{0,200}?\b(?:between|entre)\s").match(scene.text, start, min(passage[1], end + 60))
        within = list(scene.inside(start, end, "LOC", "ORG")) if not thread.named else []
        if between:
            mentioned += run_after(scene.context, between.end(), passage[1], "ORG", "LOC", slack=0)
        elif not thread.named:
            spans = agreement_spans(scene, start, end, passage)
            mentioned += [m for a, b in spans for m in scene.inside(a, b, "ORG", "LOC") if m.start == a]
        else:
            mentioned += _signers(scene, start, end, passage)
        if not mentioned and (len(within) >= 2 or (within and re.search(r"\bwith\b", scene.text[start : within[0].start]))):
            mentioned += within
        if len(mentioned) >= 2:
            break
    if len(mentioned) < 2 and "known" not in thread.sources:
        mentioned = max(mentioned, _in_name(scene, thread), *(_through_people(scene, a, b) for a, b in thread.mentions[:3]), key=len)
    if len({m.entity for m in mentioned}) < 2 and "known" not in thread.sources:
        for start, _ in thread.mentions[:3]:
            lo, hi = scene.around(start)
            told = bodies_counted(scene, lo, hi) if re.search(r"\b(?:sign|firm|suscr|conclu)\w{0,6}\b", scene.text[lo:hi]) else []
            mentioned = told or mentioned
    bodies = any(m.label == "ORG" for m in mentioned)
    regions = {p.location_id for p in scene.document.places if p.kind in ("region", "other")}
    mentioned = [m for m in mentioned if m.label == "ORG" or m.entity not in _no_party(scene)]
    mentioned = [m for i, m in enumerate(mentioned) if not (i and m.entity in regions and scene.text[mentioned[i - 1].end or 0 : m.start] == ", ")]
    for m in mentioned:
        ref = m.entity if m.label == "LOC" and not bodies else party_of(scene, m)
        if ref and not (bodies and m.label == "LOC" and not _own_place(scene, m)):
            yield party(m, ref, "lead")
    if not thread.named:
        for piece in pieces:
            for side in ("after", "before"):
                for found in cue(side, "funder").finditer(scene.text, piece.start, piece.end):
                    if side == "after":
                        run = list_after(scene, found.end(), piece.end, first=40)
                    else:
                        run = run_before(scene.context, piece.start, found.start(), "ORG", last=10)
                    yield from refs(scene, run, "partner")


def _no_party(scene: Scene) -> frozenset[str]:
    """Places that conclude nothing: cities, and regions across borders."""
    return frozenset(p.location_id for p in scene.document.places if p.kind in ("city", "other") or p.country_code is None)


def _in_name(scene: Scene, thread: Thread) -> list[Mention]:
    """The two countries that the name joins: "Japan-Philippines Economic Partnership Agreement"."""
    forms = {p.name: p.location_id for p in scene.document.places if p.kind == "country"}
    pair = re.search(r"(?<!\w)([A-Z][\w’' ]{2,30}?)\s?[-–/]\s?([A-Z][\w’' ]{2,30}?)(?=\s[A-Z]|\s\(|$)", thread.name)
    wanted = [forms[name] for name in pair.groups() if name in forms] if pair else []
    return [m for m in named_in(scene, 0, len(scene.text)) if m.entity in wanted] if len(wanted) == 2 else []


def _through_people(scene: Scene, start: int, end: int) -> list[Mention]:
    """Who signs through a person: "the President of A, Mr X, and B’s Minister, Mr Y, signed it", "it was signed by the Ministers of A and of B".

    Bodies where two are named, else the countries of the signing ministers.
    """
    a, b = scene.context.line(start)[0], scene.around(start)[1]
    verb = re.compile(
        r"\b(?:sign(?:ed|s)?|put (?:his|her|their) (?:names?|signatures?)|initialled|ont (?:signé|conclu|paraphé)"
        r"|signent|firm(?:aron|an)|suscrib(?:ieron|en)"
        r"|rubricaron)\b[^.;]{0,60}$"
    ).search(scene.text, max(a, start - 120), start)
    by = re.compile(r"[^.;]{0,80}?\b(?:signed|initialled|signée?s?|paraphée?s?|firmad[oa]s?|suscrit[oa]s?)\b[^.;]{0,60}?\b(?:by|par|por)\s").match(
        scene.text, end, b
    )
    if by:
        stop = re.compile(r"\b(?:in the presence|witnessed|on behalf|at a ceremony)\b|[.;](?:\s|$)").search(scene.text, by.end() + 60, b)
        lo, hi = by.end(), stop.start() if stop else b
    elif verb:
        lo, hi = max(a, verb.start() - 320), verb.start()
    else:
        return []
    found = list(scene.context.mentions(lo, hi, "ORG", "LOC"))
    bodies = [m for m in found if m.label == "ORG"]
    countries = [m for m in found if m.label == "LOC" and party_of(scene, m) and not any(_holds(o, m) for o in bodies)]
    once = {m.entity: m for m in reversed(bodies)}
    if len(once) == 2:
        return [m for m in bodies if once[m.entity] is m]
    once = {m.entity: m for m in reversed(countries)}
    if len(once) == 1 and not bodies and any(m.entity in once for m in most_named(scene)):
        return most_named(scene)
    if len(once) == 2 and re.search(
        r"\b(?:[Mm]inister|[Aa]mbassador|[Pp]resident|[Ss]ecretary|[Gg]overnor|[Mm]inistre|[Aa]mbassad(?:eur|rice)|[Pp]résidente?|[Mm]inistr[oa]|[Ee]mbajador"
        r"|[Pp]residenta|[Pp]residente|[Cc]anciller)(?:e?s|a)?\b",
        scene.text[lo:hi],
    ):
        return [m for m in countries if once[m.entity] is m]
    return [*bodies, *countries] if len(bodies) == 1 and len(once) == 1 else []


def _holds(outer: Mention, inner: Mention) -> bool:
    return (outer.start or 0) <= (inner.start or 0) and (inner.end or 0) <= (outer.end or 0)


def _own_place(scene: Scene, mention: Mention) -> bool:
    """Whether a country stands in a list of parties on its own: "HCR, Guinea and Liberia", not "the Ministry of Health of Guinea"."""
    before = scene.text[max((mention.start or 0) - 12, 0) : mention.start]
    if re.match(r"[’']", scene.text[mention.end or 0 : (mention.end or 0) + 1]):
        return False
    return re.search(r"\b(?:of|in|from|at|de|du|des|en|del|à)\s(?:the |la |le |el )?$|[’(]$", before) is None


def _signers(scene: Scene, start: int, end: int, passage: tuple[int, int]) -> list[Mention]:
    """Parties of a named text: "A and B signed the X", "the X, which A and B signed", "the X that A endorsed", "which binds A and B"."""
    before = re.compile(
        r"\b(?:signs?|signed|concluded?|renewed|initialled|firm\w{1,4})\s(?:the|an?|la|el|le|their|its)?\s?[\w\s“\"«’'-]{0,30}$"
    ).search(scene.text, passage[0], start)
    if before:
        return [m for m in run_before(scene.context, passage[0], before.start(), "ORG", "LOC", slack=4) if m.label == "ORG" or _own_place(scene, m)]
    relative = re.compile(
        r"\W{0,3}(?:\([^()\n]{2,20}\))?,?\s(?:which|that)\s(?P<verb>(?:[\w\s]{0,14})(?:binds|bound|links|unites)\s(?:only\s)?)?"
    ).match(scene.text, end, passage[1])
    if relative and relative["verb"]:
        return list_after(scene, relative.end(), passage[1], first=10)
    if relative:
        verb = re.compile(r"\b(?:signed|concluded|endorsed|adopted)\b").search(scene.text, relative.end(), min(relative.end() + 170, passage[1]))
        return run_before(scene.context, relative.end(), verb.start(), "ORG", "LOC", slack=2) if verb else []
    by = re.compile(r"[^.;]{0,60}?\bby\s").match(scene.text, end, passage[1])
    if by and re.search(r"[Ss]ign", scene.text[passage[0] : by.end()]):
        return [m for m in run_after(scene.context, by.end(), passage[1], "ORG", "LOC", first=50) if m.label == "ORG" or party_of(scene, m)]
    romance = SIGNED_BY.match(scene.text, end, passage[1])
    if romance:
        return [m for m in run_after(scene.context, romance.end(), passage[1], "ORG", "LOC", first=50) if m.label == "ORG" or party_of(scene, m)]
    party = ENTERED.search(scene.text, passage[0], start)
    return run_before(scene.context, passage[0], party.start(), "LOC", last=4) if party else []


ADOPTED = re.compile(r"\b(?:adopt|agree|endors|approv|sign|clos|commit)\w{0,6}\b")


def adopted(scene: Scene, thread: Thread, pieces: Sequence[Piece]) -> Iterator[Party]:
    """Who adopts a declaration: the bodies before the verb; of "ministers" or "delegations", the countries that the page lists as sending them."""
    found = False
    for piece in pieces:
        for a, _ in piece.names if piece.rank == 0 else ():
            verb = re.compile(r"\b(?:adopt|endors|approv|issu)\w{0,4}\b[^.;]{0,40}$").search(scene.text, piece.start, a)
            outcome = re.compile(r"\boutcome\b[^.;]{0,24}$").search(scene.text, piece.start, a)
            if outcome:
                yield from refs(scene, delegations(scene, near=a), "lead")
            if not verb:
                continue
            run = run_before(scene.context, piece.start, verb.start(), "ORG", slack=3, last=24)
            if re.search(
                r"\b(?:[Mm]inisters|[Pp]arties|[Dd]elegations|[Gg]overnments|[Cc]ountries|[Ss]tates)\b",
                scene.text[scene.around(a)[0] : verb.start()],
            ):
                yield from refs(scene, delegations(scene), "lead")
            else:
                found = found or bool(run)
                yield from refs(scene, run, "lead")
    if not found and "known" not in thread.sources and any(ADOPTED.search(scene.text, *scene.around(a)) for a, _ in thread.mentions[:3]):
        yield from refs(scene, delegations(scene), "lead")
