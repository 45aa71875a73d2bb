"""Days that stand in a sentence about an initiative and are told of something else: of a call for applications, of the body that runs it."""

from __future__ import annotations

import re
from functools import cache

from pipeline.document import Mention
from pipeline.initiatives.scene import Scene, heads
from pipeline.initiatives.zones import Piece, nouns_of
from pipeline.phrases import either

OPEN = re.compile(
    r"\b(?:applications?|applicants?|bids|calls?|candidates?|nominations?|proposals|registrations?|submissions?|appel|candidatures?|inscriptions?"
    r"|convocatorias?|inscripci(?:ón|ones)|postulaci(?:ón|ones)|solicitudes)\s[^.;\n]{0,60}?\b(?:abiert|accept|admi|clos|due|open|ouvert|receiv|reci|reç|submit"
    r"|welcome)[^.;\n]{0,50}$",
    re.IGNORECASE,
)
"""What is open for some weeks only, in front of its days: "applications are open from 1 April and close on"."""

APART = re.compile(
    r"\b(?:(?:census|evaluation|inventory|research|stud(?:y|ies)|surveys?|enquêtes?|études?|recensement|recherches?|censo|encuestas?|estudios?|investigaci(?:ón|ones))"
    r"\s(?:(?:made|done|carried\sout|conducted|published|conduite?s?|menée?s?|publiée?s?|réalisée?s?|(?:publicad|realizad)[oa]s?)\s)"
    r"|(?:decreased|doubled|dropped|fell|grew|halved|increased|rose|tripled|(?:a|ont)\s(?:augment|baiss|doubl|tripl)é|(?:aument|baj|cay|crec|disminuy|duplic)(?:aron|ó|eron|ieron|ió)"
    r"|se\sduplic(?:ó|aron))\s)(?:by\s[^.;,\n]{1,24}\s|d[’']un\s\w+\s)?(?:between|from|in|entre|de|du|del|en)\s$",
    re.IGNORECASE,
)
"""What a study was made in, or figures grew in, which no undertaking begins or ends with."""

_MADE = r"(?:born|created|established|formed|founded|opened|set up|started|(?:cré|fond|n)ée?s?|(?:cread|fundad|nacid)[oa]s?)"
_ENDED = r"(?:closed|ended|shut|wound up|ferma|a fermé|cerró)"
ASIDE = re.compile(
    rf"(?:,\s(?:which|who|that|qui|que)\s(?:\w+\s){{0,3}}?(?:{_MADE}|{_ENDED})|,\s{_MADE})"
    r"\s(?:(?:its|her|his|their|down|son|sa|su)\s(?:\w+\s)?)?(?:in|on|since|en|le|el|desde|depuis)\s(?:the\s)?$"
)
"""What is told of the noun in front of a comma: "the Society, founded in", "the union, which closed its office in"."""


BRACKET = re.compile(r"[”»\"’]?(?:\s\([^()\n]{2,40}\))?")
OF_BODY = re.compile(rf"\s(?:was|were|is|has\sbeen|had\sbeen|a\sété|fut|fue|ha\ssido)\s(?:\w{{2,12}}\s)?{_MADE}\s(?:in|on|en|le|el)\s(?:the\s)?$")
"""What is told of the body in front of it: "the Union was founded in"."""


SUBJECT = re.compile(
    r"\W{0,4}(?:(?:[Tt]he|An?|Some|Other|Next|Last|[A-ZÀ-Þ][\w-]+[’']s?|L[ae]s?|Une?|Des|El|L[oa]s|Un[ao]s?)\s|L[’'])(?!ce\s)[^\WA-ZÀ-Þ\d]"
)
"""How a sentence begins that tells of something by a noun."""
OWN = re.compile(
    r"^\W{0,4}(?:it|its|they|their|this)\b|, (?:it|they)\b|\b(?:activit|actividad|construct|effort|ejecu|execut|exécut|financ|fund|implement|million"
    r"|mise en œuvre|obras|operat|phase|fase|pilot|round|stage|support|training|travaux|trabajo|work|years|ans\b|años"
    r"|first|last|second|third|première|dernière|deuxième|seconde|primera|segunda|última)",
    re.IGNORECASE,
)
"""What in it stands for the undertaking: a pronoun, or a noun for its work."""


DEFINES = re.compile(r"(?:An?|Une?|Un[ao])\s")
"""How a line begins that says what the heading above it names."""


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(heads().again)})s?\b", re.IGNORECASE)


def _stranger(scene: Scene, piece: Piece, at: int) -> bool:
    """Whether the sentence of a day, which does not name the undertaking, begins with a noun that is none for it."""
    clause = re.split(r"[.;:\n]\s", scene.text[piece.start : at])[-1]
    own = any(at - len(clause) <= a < at for a, b in piece.names if b > a)
    if DEFINES.match(clause) and at - len(clause) == scene.context.line(at - len(clause))[0]:
        return False
    return SUBJECT.match(clause) is not None and not own and not OWN.search(clause) and not _kinds().search(clause)


def foreign(scene: Scene, piece: Piece, at: int) -> bool:
    """Whether a day is told of something else: of a call for applications, or of the body in front of a comma."""
    text = scene.text
    if piece.rank and _stranger(scene, piece, at):
        return True
    if OPEN.search(text, max(piece.start, at - 130), at) or APART.search(text, max(piece.start, at - 80), at):
        return True
    subject = OF_BODY.search(text, max(piece.start, at - 60), at)
    if subject and any(m.end == subject.start() and not _of(piece, m) for m in scene.inside(subject.start() - 1, subject.start(), "ORG")):
        return True
    aside = ASIDE.search(text, max(piece.start, at - 60), at)
    if aside is None or any(b <= aside.start() and BRACKET.fullmatch(text, b, aside.start()) for _, b in piece.names):
        return False
    if re.match(r",\s(?:wh|th|qu)", text[aside.start() : at]):
        return nouns_of("project").search(text, max(piece.start, aside.start() - 40), aside.start()) is None
    named = re.search(r"[A-ZÀ-Þ][\w’'-]+\)?$", text[max(piece.start, aside.start() - 40) : aside.start()])
    return named is not None and not scene.inside(aside.start() - 2, aside.start(), "LOC", "PERSON", "DATE")


def _of(piece: Piece, mention: Mention) -> bool:
    """Whether a mention stands in one of the names of a piece, or holds it."""
    return any(a < (mention.end or 0) and (mention.start or 0) < b for a, b in piece.names)
