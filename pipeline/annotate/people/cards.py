"""What the labelled lines under a name say of a person: "Name: Edna Varela / Title: National Coordinator / Organization: Ministry of Health"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.annotate.people.names import Name
from pipeline.annotate.people.roles import Bounds, Post, next_org, told
from pipeline.document import Mention

_ROLE = re.compile(
    r"\s?\n{1,2}(?:[•*·-]\s)?(?:cargo|designation|fonction|función|function|job title|position|poste|puesto|qualité|role|title|titre)\s?:\s?"
    r"(?P<value>[^\n:]{2,100})(?=\n|$)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\s?\n{1,2}(?:[•*·-]\s)?(?:agency|entidad|employer|institución|institution|organisme|organismo|organi[sz]ación|organi[sz]ation|structure)\s?:\s?"
    r"(?P<value>[^\n]{2,120})(?=\n|$)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:^|\n)[^\n:]{0,30}\b(?:contact|contacto|focal|name|nom|nombre|person|persona|personne|responsable)\b[^\n:]{0,20}:[^\n:]{0,24}$", re.IGNORECASE
)


def card(text: str, name: Name, orgs: Sequence[Mention], places: Bounds) -> Post | None:
    """The position and body in the lines under a labelled name, each with a label of its own; None where no position is told so."""
    if not _BEFORE.search(text, max(0, name.start - 70), name.start):
        return None
    first = _BODY.match(text, name.end)
    role = _ROLE.match(text, first.end() if first else name.end)
    body = first or (_BODY.match(text, role.end()) if role else None)
    if role is None:
        return None
    post = told(text, role.start("value"), role.end(), orgs, places, bracket=False)
    if not post.role:  # "Speaker: … / Title: …" is that of a talk
        return None
    below = next_org(text, body.start("value"), body.end(), orgs) if body else None
    return Post(post.role, below, None if below else post.whose, max((body or role).end(), role.end()))


def body_below(text: str, name: Name, orgs: Sequence[Mention]) -> Mention | None:
    """The body that the line right under a name gives with a label of its own: "Officer: Edna Varela / Institution: Port Authority"."""
    below = _BODY.match(text, name.end)
    return next_org(text, below.start("value"), below.end(), orgs) if below else None
