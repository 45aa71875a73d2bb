"""What a page says of one initiative, before its slots are filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.initiatives.fields import Fact
from pipeline.initiatives.scene import Scene
from pipeline.initiatives.threads import Thread
from pipeline.initiatives.zones import Piece


class Reading(NamedTuple):
    """What a page says of one initiative: its names, its kind, the passages and labelled lines about it; whether it is the page's subject."""

    scene: Scene
    thread: Thread
    kind: str
    pieces: Sequence[Piece]
    stated: Sequence[Fact]
    subject: bool
