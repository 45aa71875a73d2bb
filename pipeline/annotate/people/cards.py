"""What the labelled lines under a name say of a person: "Name: Edna Varela / Title: National Coordinator / Organization: Ministry of Health"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.annotate.people.names import Name
from pipeline.annotate.people.roles import Post, clean, has_role, next_org
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
_BEFORE = re.compile(r"(?:^|\n)[^\n:]{2,40}:[^\n:]{0,24}$")


def card(text: str, name: Name, orgs: Sequence[Mention]) -> Post | None:
    """The position and body in the lines under a labelled name, each with a label of its own; None where no position is told so."""
    if not _BEFORE.search(text, max(0, name.start - 70), name.start):
        return None
    first = _BODY.match(text, name.end)
    role = _ROLE.match(text, first.end() if first else name.end)
    body = first or (_BODY.match(text, role.end()) if role else None)
    if role is None or clean(role["value"]) is None or not has_role(role["value"]):  # "Speaker: … / Title: …" is that of a talk
        return None
    return Post(clean(role["value"].strip()), next_org(text, body.start("value"), body.end(), orgs) if body else None, None, (body or role).end())
