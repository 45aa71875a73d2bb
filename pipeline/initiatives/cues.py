"""The cue words of initiatives, read once, and the lists of bodies and countries that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from pipeline import resource
from pipeline.binding import run_after
from pipeline.document import Mention, Party
from pipeline.evidence import party
from pipeline.initiatives.scene import Scene
from pipeline.phrases import THE, Phrases, longest, stems

ROLES = ("lead", "funder", "partner")
PLACED = re.compile(r"\b(?:in|for|at|from|to|across|within|au|aux|en|dans|à|para|under|on)\b|\(", re.IGNORECASE)


@cache
def cues() -> dict[str, Any]:
    """The tables of ``initiative_cues.toml``."""
    return resource.toml("initiative_cues.toml")


@cache
def cue(side: str, role: str) -> Phrases:
    """The cues of a role, behind which ("after") or before which ("before") its parties stand."""
    words = longest(cues()[side][role])
    return Phrases(re.compile(rf"\b(?:{'|'.join(words)})(?!\w)", re.IGNORECASE), stems(words))


@cache
def goes_on() -> re.Pattern[str]:
    """What a passage opens with that goes on about the one named last, by a noun for the work, its money or a part, or by a Spanish verb alone."""
    table = cues()["anaphor"]
    articles = (
        r"(?:the|this|its|our|l[ae]s?|ces?|cette|nos|ses|notre|el|los|est[ae]|sus|nuestr[oa]s?)\s(?:(?:actual|entire|main|total|whole)\s)?|l[’']"
    )
    return re.compile(
        rf"^[\s\W]*(?:(?:{articles})(?:{'|'.join((*table['work'], *table['running']))})\b(?!\s(?:and|et|y|of|de|du|des|del|for|in|with)\s)"
        rf"|(?:{'|'.join(table['opening'])})\b)",
        re.IGNORECASE,
    )


def first_mention(scene: Scene, ref: str) -> Mention | None:
    """The first mention of a body or place in the text."""
    return next((m for m in scene.context.mentions(0, len(scene.text), "ORG", "LOC") if m.entity == ref), None)


def party_of(scene: Scene, mention: Mention) -> str | None:
    """The entity of a mention that can be a party: a body or a country."""
    if mention.entity is None or mention.label == "ORG":
        return mention.entity
    place = next((p for p in scene.document.places if p.location_id == mention.entity), None)
    return mention.entity if place and place.kind == "country" else None


def refs(scene: Scene, mentions: Sequence[Mention], role: str) -> Iterator[Party]:
    for m in mentions:
        ref = party_of(scene, m)
        if ref:
            yield party(m, ref, role)


SEATED = re.compile(r"\s(?:in|at|of|within|dans|en)\s(?:the\s|la\s|le\s|el\s|los\s|les\s|l[’'])?")
"""What makes the next body the place of the one before, no member of the list: "the Bureau of Ministers in the GCC"."""


def _listed(scene: Scene, run: Sequence[Mention]) -> list[Mention]:
    """The run up to a country that only says where ("Tdh in Mali", "the Institute, Peru"): a country counts beside countries, or joined by "and"."""
    out: list[Mention] = []
    for m in run:
        if out and m.label == "LOC":
            gap = re.sub(r"\([^()]{0,60}\)|\band by\b", " and ", scene.text[out[-1].end or 0 : m.start])
            if PLACED.search(gap) or (out[-1].label == "ORG" and not re.search(r"\b(?:and|et|y)\b", gap)):
                break
        if out and m.label == "ORG" and SEATED.fullmatch(scene.text[out[-1].end or 0 : m.start]):
            break
        out.append(m)
    return out


OTHER_ROLE = re.compile(
    r"\b(?:[a-z]{4,14}ed|led|paid|run|set)(?:\s(?:for|out|up))?(?:\s(?:jointly|partly|also))?\s(?:by|with)\b"
    r"|\b(?:(?:co)?financé|soutenu|appuyé|mis|porté|géré|piloté|mené|coordonné|animé|exécuté)e?s?\s(?:en\sœuvre\s)?(?:également\s)?(?:par|avec)\b"
    r"|\b(?:(?:co)?financiad|apoyad|ejecutad|gestionad|coordinad|implementad|respaldad)[oa]s?\s(?:también\s)?(?:por|con)\b"
    r"|\b(?:avec|con|with)\s(?:an?\s|une?\s|una\s|des\s|les?\s|l[ao]s?\s|el\s|l[’'])?(?:aid|aide|appui|apoyo|aportes?|backing|contribution|don(?:ation|ación|s)?"
    r"|fond[os]s?|fund(?:s|ing)|grants?|help|loan|money|préstamo|prêt|recursos|soutien|subvenci(?:ón|ones)|subventions?|support)\b",
    re.IGNORECASE,
)
"""What ends a list of parties, since another role begins: "led by A and | supported by B"."""


def list_after(scene: Scene, at: int, limit: int, *, first: int, slack: int = 1) -> list[Mention]:
    """The bodies and countries listed behind ``at``, up to a word that gives the next ones another role."""
    run = run_after(scene.context, at, limit, "ORG", "LOC", first=first, slack=slack, barrier=OTHER_ROLE)
    listed = _listed(scene, run)
    return listed[:-1] if len(listed) > 1 and _new_subject(scene, listed[-2], listed[-1]) else listed


COMMA = re.compile(rf"\)?,\s(?i:{THE})")
HAS = re.compile(
    r"\)?\s(?:(?:also|now|already|still)\s)?(?:has|have|had|is|are|was|were|will|a|ont|est|ha|han|es|(?!as\b|does\b)[a-z]{3,12}(?:s|ed))\s(?!and\b|by\b)"
)


def _new_subject(scene: Scene, before: Mention, last: Mention) -> bool:
    """Whether the last of a list that only a comma joins is the subject of what follows: "with money from A, the B | has planted"."""
    return COMMA.fullmatch(scene.text[before.end or 0 : last.start]) is not None and HAS.match(scene.text, last.end or 0) is not None
