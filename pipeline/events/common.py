"""What a page says of all the events that it lists below or above: "The meetings below are convened by the Secretariat"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.binding import run_after
from pipeline.events.groups import Group, Part
from pipeline.events.names import Reader

_ALL = re.compile(
    r"\b(?:activities|courses|events|meetings|seminars|sessions|trainings|workshops|activités|ateliers|formations|événements|réunions"
    r"|actividades|cursos|eventos|reuniones|talleres)\s(?:(?:listed|shown|announced|described)\s)?"
    r"(?:below|hereunder|in\sthis\scalendar|on\sthis\spage|ci-(?:après|dessous)|de\scette\spage|de\sce\scalendrier|a\scontinuación|de\seste\scalendario)\s"
    r"(?:[\w-]+\s){1,3}(?:by|par|por)\s(?:(?:the|la|le|les|el|los|las)\s|l[’'])?"
    r"|\b(?:organi[sz]er|host|convener)\sof\sall\s(?:the\s)?(?:events|meetings|sessions)\s(?:below|listed)(?:\sbelow)?\s?:?\s(?:the\s)?",
    re.IGNORECASE,
)


def holders_of_all(reader: Reader, groups: Sequence[Group]) -> None:
    """Gives each event that is told behind such a sentence those who hold them all."""
    told = _ALL.search(reader.text) if len(groups) > 2 else None
    if told is None:
        return
    held = run_after(reader.context, told.end(), len(reader.text), "ORG", slack=0, first=5)
    for group in groups:
        if group.members[0].start > told.end():
            group.parties += [Part(m, "organiser", "context") for m in held]
