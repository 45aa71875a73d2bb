"""A page as its people are placed in it: its text, the bodies that it names, and the one that it is most about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document import Mention, Organisation

# What may stand between the start of a clause and its subject: an article, people of the body ("Engineers of the …").
_SUBJECT = re.compile(
    r"(?:^|[\n,.:;–—-] ?)(?:[A-ZÀ-Þ]\w{2,12} (?=the |our ))?"
    r"(?:(?:[Aa]ccording to|[Ss]elon|[Ss]egún|[Dd]['’]après) ?)?(?:(?:The |the |Les |les |Los |Las )?\w{3,14}s (?:of|from|at|de|del|du|des|d['’]) ?)?"
    r"(?:(?:The|the|La|la|Le|le|El|el|Los|los|Las|las|Les|les|Our|our|At|From) |[Ll]['’])?$"
)
_WITH_OTHERS = re.compile(r"(?: \([^()\n]{2,15}\))?,? (?:and|et|y|e|&|together with|in collaboration) ")
# In front of a body that only helps, gets something, or is somebody's office.
_OTHERS_WORK = re.compile(
    r"\b(?:by|with|from|(?<!according )to|for|between|initiative of|par|avec|por|con|para|pour|entre"
    r"|(?:president|director|head|minister|pr[eé]fete?|maire|mayor) (?:of|de|du))"
    r"(?: the| la| le| les| los| el| l['’])? ?$",
    re.IGNORECASE,
)
_PART_OF = re.compile(r" (?:of|de|du|del|des|d['’])(?: ?(?:the|la|le|les|l['’]|los|las))? ?")
_TOP = 500  # characters within which a page says what it is about


class Home:
    """The body that a page speaks for, by offset: whose "the Director" and "call us" are where no other body is named since."""

    def __init__(self, text: str, orgs: Sequence[Mention], bodies: Sequence[Organisation]) -> None:
        named = sorted((m for m in orgs if m.entity and m.start is not None and m.end is not None), key=lambda m: m.start or 0)
        self._named = [(m.start or 0, m.entity or "") for m in named]
        self._parents = {o.organisation_id: o.parent_id for o in bodies if o.parent_id}
        self._parents |= {a.entity or "": b.entity or "" for a, b in pairwise(named) if _PART_OF.fullmatch(text, a.end or 0, b.start or 0)}
        first = named[0] if named else None
        at = (first.start or 0) if first else _TOP
        opens = at < _TOP and first is not None and not _WITH_OTHERS.match(text, first.end or 0)
        self._body = first.entity if first and not (opens and _OTHERS_WORK.search(text, max(0, at - 60), at)) else None
        self._subject = opens and _SUBJECT.search(text, max(0, at - 60), at) is not None

    def at(self, offset: int) -> str | None:
        """Id of the body: the first that the page names, where none but it and its parent is named before the offset, or where the page opens with
        it as the subject of a clause and the body named last before the offset is it or its parent; else None.
        """
        before = [self._is_home(body) for _, body in self._named[: bisect_left(self._named, (offset, ""))]]
        return self._body if before and (before[-1] if self._subject else all(before)) else None

    def _is_home(self, body: str) -> bool:
        return self._body is not None and body in (self._body, self._parents.get(self._body))


@dataclass(frozen=True, slots=True)
class Scene:
    """A page as its people are placed in it; ``text`` is unwrapped, ``main`` is the body that it is most about, by ``weight``."""

    text: str
    orgs: Sequence[Mention]
    bodies: Sequence[Organisation]
    main: Organisation | None
    weight: int
    title: str
    home: Home
    places: frozenset[str] = frozenset()
    """What the tagger takes for names of places."""
    people: Sequence[int] = ()
    """Where the names of its people begin."""


def scene(text: str, orgs: Sequence[Mention], bodies: Sequence[Organisation], title: str) -> Scene:
    """The page with its main body: the one with most mentions, the first two bodies counting double."""
    counts = Counter(m.entity for m in orgs)
    titled = {o.organisation_id for o in bodies if any(f in title for f in (o.name, *o.aliases))}
    weight = {o: counts[o] * (2 if i < 2 else 1) + 4 * (o in titled) for i, o in enumerate(b.organisation_id for b in bodies)}
    main = max(bodies, key=lambda o: weight[o.organisation_id], default=None)
    return Scene(text, orgs, bodies, main, max(weight.values(), default=0), title, Home(text, orgs, bodies))
