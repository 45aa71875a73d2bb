"""The goals that the pieces of text which speak of an initiative tie to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import Sdg
from pipeline.initiatives.scene import Scene
from pipeline.initiatives.threads import Thread
from pipeline.initiatives.zones import Piece

BESIDE_GOALS = re.compile(r"\b(?:and|et|y|as well as|ainsi que|así como)\b[^.;]*$")
ON_BEHALF = re.compile(r"\s*(?:This|Our|All (?:this|these)|The) (?:work|office|unit|team)\b|\s*(?:It|They) also\b")


def find_goals(scene: Scene, thread: Thread, pieces: Sequence[Piece], *, whole_page: bool) -> tuple[Sdg, ...]:
    """Mentions of goals that the pieces tie to it; all of the page's explicit ones where the initiative is its subject.

    A goal that stands before the name ("contributes to SDG 3 and the X"), or behind it in one row ("to the X and SDG 3"), is something else's.
    """
    explicit = [sdg for sdg in scene.document.sdgs if sdg.method == "explicit"]
    if whole_page:
        return tuple(explicit)
    return tuple(sdg for sdg in explicit if sdg.start is not None and any(_tied(scene, thread, piece, sdg.start) for piece in pieces))


def _tied(scene: Scene, thread: Thread, piece: Piece, at: int) -> bool:
    if not piece.start <= at < piece.end or piece.rank > 1:
        return False
    if piece.rank:
        return "known" not in thread.sources and not ON_BEHALF.match(scene.text, piece.start)
    before = [(a, b) for a, b in piece.names if b <= at]
    if not before:
        return False
    first, (a, b) = scene.around(before[0][0])[0], before[-1]
    opens = before[0][0] - first < 12
    return opens or (not BESIDE_GOALS.search(scene.text[b:at]) and re.search(r"\b(?:[Tt]o|with|follows?) (?:the )?$", scene.text[first:a]) is None)
