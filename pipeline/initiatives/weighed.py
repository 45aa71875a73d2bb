"""Who runs or supports an initiative where no cue word says so: bodies and countries of the page, weighed by how and where they are named.

A body or country is described by short traits (:func:`traits`): the words beside its mention nearest to the initiative's name, on which side
and how far off it stands, in what passage, on what page, for what kind of initiative. A multinomial logistic regression over them, which
:mod:`pipeline.train.parties` makes from the annotated pages, gives the chances that it leads, takes part, or does neither. What the rules of
:mod:`pipeline.initiatives.parties` find stays as it is; this fills what they leave empty.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

from pipeline.document import Mention, Party
from pipeline.evidence import party
from pipeline.initiatives.clauses import of_item, unreal
from pipeline.initiatives.cues import ROLES, cue, party_of
from pipeline.initiatives.fields import Fact
from pipeline.initiatives.parties import MEETING, own_body
from pipeline.initiatives.scene import Scene
from pipeline.initiatives.threads import Thread
from pipeline.initiatives.zones import RUNNING, Piece
from pipeline.weighing import Traits, called, chances, step, weights, words

WEIGHTS = "initiative_party_weights.json"

LEADS, JOINS = 0.5, 0.5
"""The least chance with which a body is taken for a leader (only where nobody else leads) and for a partner."""

MOST = 60
"""Bodies that are weighed for one initiative, those named first."""

MONEY = re.compile(r"[A-Z$€£]\s?\d|\bmillion|\beuros?\b")


def likely(scene: Scene, thread: Thread, kind: str, pieces: Sequence[Piece], stated: Sequence[Fact], parties: Sequence[Party]) -> Iterator[Party]:
    """Further parties: leaders where ``parties`` has none, and partners."""
    known, table = {p.ref for p in parties}, weights(WEIGHTS)
    led = any(p.role == "lead" for p in parties)
    for ref, (mention, found) in traits(scene, thread, kind, pieces, stated, known).items():
        lead, partner = chances(found, table)
        role = "lead" if not led and lead >= LEADS else "partner" if partner >= JOINS else None
        if role and not _of_other(scene, thread, pieces, mention):
            yield party(mention, ref, role, "context")


def _of_other(scene: Scene, thread: Thread, pieces: Sequence[Piece], mention: Mention) -> bool:
    """Whether the mention is only hoped or refuses to do what a cue behind it says, or stands in another item of the list."""
    a, b = mention.start or 0, mention.end or 0
    piece = next((p for p in pieces if p.start <= a < p.end), None)
    if piece is None:
        return of_item(scene, thread)
    verbs = (m for role in ROLES for m in cue("before", role).finditer(scene.text, b, min(piece.end, b + 40)))
    return any(unreal(scene, piece, a, b, *m.span()) for m in verbs)


def traits(
    scene: Scene, thread: Thread, kind: str, pieces: Sequence[Piece], stated: Sequence[Fact], known: Set[str] = frozenset()
) -> dict[str, tuple[Mention, Traits]]:
    """The traits of each body and country that the page names, apart from those ``known``, with the mention that tells most: in the nearest
    passage, nearest to a name."""
    by: dict[str, list[Mention]] = defaultdict(list)
    for m in scene.context.mentions(0, len(scene.text), "ORG", "LOC"):
        ref = party_of(scene, m)
        if ref and (ref in by or len(by) < MOST):
            by[ref].append(m)
    own = own_body(scene)
    around = [scene.around(a) for a, _ in thread.mentions]
    facts = [(f.start, f.end, f.slot) for f in stated]
    out = {}
    for ref, mentions in by.items():
        if ref in known:
            continue
        ranked = [(_rank(pieces, around, facts, m.start or 0), _distance(thread, m), m.start or 0, m) for m in mentions]
        rank, far, _, best = min(ranked, key=lambda r: r[:3])
        found = set(_beside(scene, thread, kind, best, rank, far))
        run = "run" if kind in RUNNING else kind
        page = scene.document.page_type
        low = min(rank, 2)
        found |= {
            f"named {min(len(mentions), 4)} {low}",
            f"field {next((s for a, b, s in facts if any(a <= (m.start or 0) < b for m in mentions)), '')}",
        }
        if ref == own:
            found |= {"own", f"own {run}", f"own {page}", f"own {rank}"}
        if scene.document.title and best.text in scene.document.title:
            found |= {"title", f"title {run}"}
        if (mentions[0].start or 0) < 400:
            found.add("early")
        org = next((o for o in scene.document.organisations if o.organisation_id == ref), None)
        found |= called(org.name if org else best.text)
        found.add(f"body {org.kind if org else 'country'}")
        out[ref] = best, frozenset(found)
    return out


def _rank(pieces: Sequence[Piece], around: Sequence[tuple[int, int]], facts: Sequence[tuple[int, int, str]], at: int) -> int:
    """How near a passage is, by :func:`rank_of`; 0 also for a labelled line of the initiative."""
    rank = rank_of(pieces, around, at)
    return 0 if rank > 2 and any(a <= at < b for a, b, _ in facts) else rank


def rank_of(pieces: Sequence[Piece], around: Sequence[tuple[int, int]], at: int) -> int:
    """The rank of the piece that holds an offset, 3 beyond another's name in the passage of a name of the initiative, 5 elsewhere."""
    rank = min((p.rank for p in pieces if p.start <= at < p.end), default=5)
    return 3 if rank == 5 and any(a <= at < b for a, b in around) else rank


def _distance(thread: Thread, mention: Mention) -> int:
    """Characters between the mention and the nearest name of the initiative."""
    a, b = mention.start or 0, mention.end or 0
    return min((max(a - y, x - b, 0) for x, y in thread.mentions), default=5000)


def _beside(scene: Scene, thread: Thread, kind: str, mention: Mention, rank: int, far: int) -> Iterator[str]:
    """What the words around the mention, and between it and the name, say."""
    text = scene.text
    a, b = mention.start or 0, mention.end or 0
    label, run, low = mention.label[0], "run" if kind in RUNNING else kind, min(rank, 2)
    off = step(far)
    yield from ("all", label, f"kind {kind}", f"rank {rank} {run}", f"rank {rank} {label}", f"far {off}", f"far {off} {label}")
    yield f"page {scene.document.page_type} {rank}"
    if thread.mentions and (rank <= 1 or far < 300):
        yield from _between(scene, min(thread.mentions, key=lambda n: max(a - n[1], n[0] - b, 0)), mention, run, label, off)
    before = words(text[max(a - 60, text.rfind("\n", 0, a) + 1) : a])[-5:]
    after = words(text[b : b + 50])[:4]
    yield from (f"< {w} {low}" for w in before)
    yield from (f"> {w} {low}" for w in after)
    if before:
        yield f"<1 {before[-1]} {low}"
    if after:
        yield f">1 {after[0]} {low}"
    if MEETING.search(text[scene.around(a)[0] : a]):
        yield f"meeting {low}"
    if MONEY.search(text[max(a - 50, 0) : b + 50]):
        yield "money"


def _between(scene: Scene, name: tuple[int, int], mention: Mention, run: str, label: str, off: int) -> Iterator[str]:
    """On which side of the name the mention stands, and what stands between them."""
    (x, y), a, b = name, mention.start or 0, mention.end or 0
    if x <= a and b <= y:
        yield from (f"in {off}", f"opens {a - x < 5} {run}", f"ends {y - b < 3} {run}", f"in {run} {label}")
        return
    side, gap = ("L", scene.text[b:x]) if b <= x else ("R", scene.text[y:a])
    stops = len(re.findall(r"[.!?]\s|\n", gap))
    bodies = sum(m.entity != mention.entity for m in scene.context.mentions(min(b, y), max(a, x), "ORG"))
    yield from (f"{side} {off}", f"{side} {run} {label}", f"{side} stops {min(stops, 3)}", f"{side} bodies {min(bodies, 3)}")
    if stops <= 1:
        yield from (f"{side} {w}" for w in words(gap)[:25])
