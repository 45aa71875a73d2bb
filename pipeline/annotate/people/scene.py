"""A page as its people are placed in it: its text, the bodies that it names, and the one that it is most about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Mention, Organisation


@dataclass(frozen=True, slots=True)
class Scene:
    """A page as its people are placed in it; ``text`` is unwrapped, ``main`` is the body that it is most about, by ``weight``."""

    text: str
    orgs: Sequence[Mention]
    bodies: Sequence[Organisation]
    main: Organisation | None
    weight: int
    title: str
    people: Sequence[int] = ()
    """Where the names of its people begin."""


def scene(text: str, orgs: Sequence[Mention], bodies: Sequence[Organisation], title: str) -> Scene:
    """The page with its main body: the one with most mentions, the first two bodies counting double."""
    counts = Counter(m.entity for m in orgs)
    titled = {o.organisation_id for o in bodies if any(f in title for f in (o.name, *o.aliases))}
    weight = {o: counts[o] * (2 if i < 2 else 1) + 4 * (o in titled) for i, o in enumerate(b.organisation_id for b in bodies)}
    return Scene(text, orgs, bodies, max(bodies, key=lambda o: weight[o.organisation_id], default=None), max(weight.values(), default=0), title)
