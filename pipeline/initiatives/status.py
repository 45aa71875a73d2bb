"""How far an initiative is, as seen from the page's date: planned, active or completed.

Its days decide where they are known, else the words beside its name ("will be launched", "ran from"), else a closing meeting already held.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipeline.document import InitiativeStatus
from pipeline.evidence import Source, quoted
from pipeline.initiatives.begun import Period, any_of, of_meeting
from pipeline.initiatives.scene import Scene
from pipeline.initiatives.threads import Thread
from pipeline.initiatives.zones import Piece, basis_of

COMING = re.compile(
    r"\b(?:will|would|shall|is to|are to|(?:is|are) (?:expected|due|set|scheduled) to|plans? to|planning to|hopes? to|intends? to|wants? to"
    r"|agreed to|decided to|proposes? to|undertook to|expects? to)\s(?:also\s|soon\s|jointly\s|then\s)?"
    r"(?:be (?:adopted|built|concluded|created|drafted|drawn up|established|finalised|finalized|formed|inaugurated|launched|led|negotiated"
    r"|opened|prepared|presented|put in place|set up|signed|submitted|tested|validated)"
    r"|adopt|begin|build|conclude|cost|create|develop|draft|draw up|establish|finalise|finalize|found|install|launch|negotiate|open|prepare"
    r"|roll out|run from|set up|sign|start|steer)\b"
    r"|\b(?:(?:suscribir|firmar|habilitar|lanzar|adoptar|crear|abrir|arrancar|empezar|comenzar|aprobar|estrenar|ejecutar)(?:á|án)"
    r"|pondrán? en marcha|(?:signer|lancer|adopter|créer|ouvrir|démarrer|débuter)(?:a|ont)|mettr(?:a|ont) en (?:place|œuvre))\b"
    r"|\b(?:sera|seront|será|serán) (?:adopté|lancé|signé|créé|adoptad|lanzad|firmad|cread)\w{0,3}\b|\b(?:draft|proposed|planned|future"
    r"|forthcoming|upcoming|next)\s(?:[A-ZÀ-Þ“\"]|agreement|memorandum|protocol|strategy|plan|roadmap|programme|project)"
    r"|\bnegotiati(?:ons?|ng) (?:of|on|for|a|an)\b|\bwork(?:ing)? on (?:an?|the|its) (?:\w+ )?$|\b(?:calls?|called|asks?|asked"
    r"|appeals?) for (?:an?|the)\b|\bproyecto de (?:acuerdo|declaración|ley)\b"
    r"|\b(?:is|are) (?:now )?(?:drafting|drawing up|preparing|writing) (?:an?|its|the|their)\b"
    r"|\bprépar(?:e|ent)\s[^.:;\n]{0,60}?\bune?\b|\b(?:elabora|prepara|redacta)n?\s[^.:;\n]{0,60}?\b(?:su|una?)\b"
)


def find_status(scene: Scene, thread: Thread, kind: str, pieces: Sequence[Piece], period: Period) -> tuple[InitiativeStatus, Source]:
    """As seen from the page's date, with what decides it; "active", inferred from the name, where nothing says otherwise."""
    starts, ends = period.starts and period.starts.day, period.ends and period.ends.day
    named = quoted(*(thread.mentions[0] if thread.mentions else (0, 0))).inferred(confidence=0.9)
    today = scene.document.published or scene.document.modified
    instrument = kind in ("agreement", "declaration")
    if today and period.starts and period.starts.day > today:
        return "planned", period.starts.source.inferred()
    if today and period.ends and period.ends.day < today and not (instrument and thread.named):
        return "completed", period.ends.source.inferred()
    if not today and period.ends and not instrument and any(m.interval and m.interval.start > period.ends.day for m in scene.document.mentions):
        return "completed", period.ends.source.inferred(confidence=0.8)
    over = _over(scene, period) if not today else None
    if over:
        return "completed", over
    if "known" in thread.sources and kind != "strategy":
        return "active", named
    for piece in pieces:
        for a, b in piece.names:
            around = scene.text[max(a - 60, piece.start) : min(b + (110 if piece.rank else 90), piece.end)]
            first = max(a - 60, piece.start)
            if not (starts and today and starts <= today):
                planned = next((m for m in any_of("status", "planned").finditer(around) if not a <= first + m.start() < b), None)
                coming = (first + planned.start(), first + planned.end()) if planned else _coming(scene, piece, a, b)
                if coming:
                    return "planned", quoted(*coming, basis_of(piece))
            past = any_of("status", "completed").search(around)
            if (
                past
                and not instrument
                and not of_meeting(scene, piece, a)
                and not (ends and today and (ends - today).days > 31 and ends != date(today.year, 12, 31))
            ):
                return "completed", quoted(first + past.start(), first + past.end(), basis_of(piece))
    closed = [] if instrument else [m for p in pieces for m in CLOSED.finditer(scene.text, p.start, p.end)]
    if closed:
        return "completed", quoted(*closed[0].span(), "context")
    return "active", named


OVER = re.compile(
    r"\b(?:abolished|ceased|closed|closed down|came to an end|completed|concluded|discontinued|dissolved|ended|expired|finished|lapsed|phased out|ran"
    r"|terminated|wound up|(?:a|ont) pris fin|s[’']est (?:achev|termin)ée?|(?:achev|clôtur|expir|supprim|termin)ée?|arrêtée?|dissou(?:s|te)|close?"
    r"|ceased|a cessé|cesó"
    r"|acabó|cerró|concluyó|culminó|expiró|finalizó|terminó|venció|disuelt[oa]|cerrad[oa]|concluid[oa]|finalizad[oa])\s[^.;,\n]{0,30}$"
)
"""Behind it stands the last day of what is over."""


def _over(scene: Scene, period: Period) -> Source | None:
    """The verb in the past in front of the last day, on a page without a date."""
    at = period.ends.source.start if period.ends else None
    told = OVER.search(scene.text, max(0, at - 50), at) if at else None
    return quoted(*told.span(), "sentence") if told else None


CLOSED = re.compile(
    r"\b(?:closing|final|wrap-up)\s(?:workshop|conference|meeting|event|seminar|ceremony)\s(?:of\s(?:the|this)\s\w{1,14}\s)?"
    r"(?:was\s(?:held|hosted|organi[sz]ed|attended|opened)|took\splace|brought\stogether|gathered)\b"
    r"|\b(?:at|during|for|on the occasion of) (?:the|its) (?:closing|final) (?:conference|event|workshop) (?:of|for)\b"
    r"|\b(?:atelier|conférence|réunion)\sde\sclôture\s(?:a\seu\slieu|s[’']est\stenue?|a\sréuni)\b"
    r"|\b(?:taller|conferencia|reunión)\sde\scierre\s(?:se\scelebró|tuvo\slugar|reunió)\b",
    re.IGNORECASE,
)
"""The meeting that closes an undertaking, already held."""

LENT = re.compile(
    r"\b(?:approved?|approves|signed?)\b[^;\n]{0,90}?\b(?:loan|credit|financing)\b[^.;\n]{0,60}$"
    r"|\b(?:financing|grant|loan) (?:agreement|contract) for (?:the )?[“\"]?$",
    re.IGNORECASE,
)
"""Money just lent for what follows, which has not begun."""


def _coming(scene: Scene, piece: Piece, a: int, b: int) -> tuple[int, int] | None:
    """Where the sentence brings the initiative about in the future: "X will be launched", "agreed to set up X"."""
    after = COMING.search(scene.text, b, min(b + 60, piece.end))
    if after and after.start() - b < 30:
        return after.span()
    lent = LENT.search(scene.text, max(piece.start, a - 170), a) if piece.rank == 0 else None
    return next((m.span() for m in COMING.finditer(scene.text, max(piece.start, a - 90), b) if a - m.end() < 25), lent.span() if lent else None)
