"""Who concludes an agreement or adopts a declaration, from the sentences that name it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.binding import run_after, run_before
from pipeline.document import Mention, Party
from pipeline.evidence import party
from pipeline.initiatives.cues import cue, list_after, party_of, refs
from pipeline.initiatives.groups import NUMBERED, bodies_counted, committed, counted, delegations, most_named, named_in
from pipeline.initiatives.scene import Scene, plain
from pipeline.initiatives.scope import main_country
from pipeline.initiatives.threads import Thread
from pipeline.initiatives.zones import Piece
from pipeline.phrases import THE


def find_signatories(scene: Scene, thread: Thread, kind: str, pieces: Sequence[Piece]) -> tuple[Party, ...]:
    """Parties of an agreement or declaration, each once: who concludes it leads, who pays for it is a partner."""
    found: dict[str, Party] = {}
    if NUMBERED.search(thread.name):
        joined = [m for a, b in thread.mentions[:3] for m in entered(scene, a, b, scene.told(a))]
        return tuple({p.ref: p for p in refs(scene, joined, "lead")}.values())
    signed = kind == "agreement" or re.search(r"\bof intent\b", thread.name)
    for told in concluded(scene, thread, pieces) if signed else adopted(scene, thread, pieces):
        found.setdefault(told.ref, told)
    if sum(p.role == "lead" for p in found.values()) < 2:
        for told in refs(scene, committed(scene, thread.mentions[:4]), "lead"):
            found.setdefault(told.ref, replace(told, basis="context"))
    return tuple(found.values())


def one_state(scene: Scene, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties without a country whose government stands among them with the same part ("Japan" beside "Government of Japan")."""
    states = {p.location_id: plain(p.name) for p in scene.document.places if p.kind == "country"}
    governments = {
        (m[1], p.role)
        for o in scene.document.organisations
        for p in parties
        if p.ref == o.organisation_id and (m := GOVERNMENT.fullmatch(plain(o.name)))
    }
    return tuple(p for p in parties if (states.get(p.ref), p.role) not in governments)


GOVERNMENT = re.compile(
    rf"(?:the )?(?:federal |royal )?(?:government|gouvernement|gobierno)(?: federal| fédéral)? (?:of|del?|du|d')\s?{THE}(.{{3,40}})"
)
BETWEEN = re.compile(
    r"\b(?:between|entre|signed by|(?:lie|unit|binds|links|une a|vincula a)(?:\sdésormais)?|(?:signé|conclu|paraphé)e?s?(?:\s[^.;\n]{3,50})?\spar"
    r"|(?:firmad|suscrit|celebrad)[oa]s?(?:\s[^.;\n]{3,50})?\spor)\s"
)
"""What stands before the parties of an agreement; a place and a day may part "signé" from "par"."""
SIGNING = re.compile(
    r"\b(?:signed|concluded|endorsed|adopted|(?:ont|avaient)\s(?:signé|conclu|paraphé|adopté)e?s?|a\s(?:signé|conclu|paraphé)e?s?"
    r"|firm(?:aron|amos|ó|an|arán)|suscrib(?:ieron|ió|en|irán)|(?:han|ha)\s(?:firmado|suscrito)|adoptaron|concertaron)\b"
)
"""The verb of a clause behind a text, whose subject are its parties."""
SIGNED_BY = re.compile(r"[^.;\n]{0,40}?\b(?:signé|conclu|paraphé|firmad[oa]|suscrit[oa]|celebrad[oa])e?s?\s(?:[^.;\n]{3,50}?\s)?(?:par|por)\s")
_PARTY = (
    r"(?:(?:is|are|was|were|became|has\sbeen|have\sbeen)\s(?:also\s)?(?:an?\s)?(?:[Ss]tates?\s)?part(?:y|ies)\sto|(?:(?:has|have)\s(?:also\s)?)?ratified"
    r"|(?:(?:has|have)\s(?:also\s)?)?acceded(?:\sto)?"
    r"|(?:a|ont)\s(?:(?:en\soutre|aussi|également|par\sailleurs|déjà)\s)?(?:ratifiée?s?|adhéré)"
    r"|(?:est|sont)\s(?:aussi\s|également\s)?parties?\b"
    r"|(?:ha|han)\sratificado|ratific(?:ó|aron)|se\s(?:adhiri(?:ó|eron)|ha\sadherido|han\sadherido)"
    r"|(?:es|son)\s(?:también\s)?parte\s(?:en|de))"
)
ENTERED = re.compile(rf"\b{_PARTY}")
"""What makes a country a party to the text named behind or before it."""
ARTICLE = re.compile(r"\s(?:(?:the|its|el|la|los|las|le|les|su|del|al|au|aux|du)\s)?(?:[Ll][’'])?$")
BESIDE_TEXT = re.compile(
    r"(?:\s(?:in|since|on|en|depuis|desde|le|el)\s[\w\s]{4,24})?(?:\s(?:also|aussi|également|par\sailleurs|también|to|à|a))?"
    r"|\s.{0,60}\b(?:Convention|Protocol|Covenant|Charter|Agreement|Treaty|Convenio|Convención|Protocolo|Pacto|Carta|Acuerdo|Tratado|Protocole|Pacte"
    r"|Charte|Accord|Traité)\b.{0,130}(?:\s(?:and|et|y)|,)(?:\s(?:to|à|en|de|a))?"
)
"""What may stand between the verb and the text, articles apart: a year, a place, or another text ("ratified the A in 1992 and the B")."""
UNENTERED = re.compile(r"\b(?:not|no|ni|pas|yet|encore|aún|never|nunca|jamais)\s$|\bn[’']$")
THE_COUNTRY = re.compile(
    r"\b(?:[Tt]he\s(?:country|[Kk]ingdom|[Rr]epublic)|[Oo]ur\scountry|[Ll]e\spays|[Nn]otre\spays|[Nn]uestro\spaís|[Ee]l\spaís|[Ee]l\sEstado|[Ll][’']État)\s$"
)
"""Words for the country that the page is about."""
BOUND = re.compile(
    r"[”»\"’]?(?:\s\([^()\n]{2,40}\))?,?\s(?:to\swhich|of\swhich|which|that|que|qu[’']|à\slaquelle|auquel|dont|(?:al|del|a\sla|de\sla|en\sel|en\sla)\sque"
    r"|del\scual)\s?(?:la\s|le\s|el\s|l[’']|the\s)?"
)
"""What opens the clause that tells who is bound by the text before it."""
RATIFIED_BY = re.compile(
    r"[”»\"’]?(?:\s\([^()\n]{2,40}\))?,?\s(?:ratified|ratifiée?s?|ratificad[oa]s?)(?:\s(?:in|en)\s\d{4})?\s(?:so\sfar\s)?(?:by|par|por)\s"
)


def entered(scene: Scene, start: int, end: int, passage: tuple[int, int]) -> list[Mention]:
    """The countries that have ratified or joined the text named at ``start``: before it ("Peru ratified the A in 1992 and the B") or in the clause
    behind it ("to which Albania is a party", "que le pays a ratifiée"); none where the sentence only asks them to."""
    by = RATIFIED_BY.match(scene.text, end, passage[1])
    if by:
        return list_after(scene, by.end(), passage[1], first=12)
    behind = BOUND.match(scene.text, end, passage[1])
    verb = ENTERED.search(scene.text, behind.end(), min(behind.end() + 120, passage[1])) if behind else None
    if behind and verb:
        return _subject(scene, behind.end() - 1, verb.start())
    for front in ENTERED.finditer(scene.text, max(passage[0], start - 260), start):
        if BESIDE_TEXT.fullmatch(ARTICLE.sub("", scene.text[front.end() : start])):
            return _subject(scene, passage[0], front.start())
    return []


def _subject(scene: Scene, left: int, verb: int) -> list[Mention]:
    """The countries before a verb of joining, or the one that "the country" stands for; none where the verb is denied."""
    before = scene.text[max(left, verb - 24) : verb]
    if UNENTERED.search(before):
        return []
    if THE_COUNTRY.search(before):
        code = main_country(scene)
        places = {p.location_id for p in scene.document.places if p.kind == "country" and p.country_code == code}
        return [m for m in named_in(scene, 0, len(scene.text)) if code and m.entity in places][:1]
    return run_before(scene.context, left, verb, "LOC", slack=0, last=4)


def agreement_spans(scene: Scene, start: int, end: int, passage: tuple[int, int]) -> list[tuple[int, int]]:
    """Spans of the bodies and places that conclude the agreement at ``start``–``end``: behind "between" or "signed by", or before the verb."""
    between = BETWEEN.search(scene.text, start, min(passage[1], end + 120))
    found = run_after(scene.context, between.end(), passage[1], slack=1) if between else []
    if len(found) < 2:
        by = re.compile(r"\bsigned\s[^.;]{0,80}?\bby\s").search(scene.text, end, passage[1])
        found = run_after(scene.context, by.end(), passage[1]) if by else found
    if len(found) < 2:
        verb = re.compile(r"\b(?:sign|firm|renew|conclud|conclu|suscrib|suscrit|paraph|rubric|put|initial)\w{0,6}\b").search(
            scene.text, passage[0], start
        )
        found = run_before(scene.context, passage[0], verb.start(), slack=9) if verb else found
        other = re.compile(r"\s(?:with|con|avec)\s").search(scene.text, start, min(end + 8, passage[1])) if verb else None
        if other:
            found += run_after(scene.context, other.end(), passage[1], "ORG", "LOC", first=16, slack=0)[:1]
    if len(found) < 2:
        relative = re.compile(r"[^.;:]{0,40}?\s(?:which|that|que|qu[’'])\s?").match(scene.text, end, passage[1])
        verb = SIGNING.search(scene.text, relative.end(), min(relative.end() + 170, passage[1])) if relative else None
        found = run_before(scene.context, relative.end(), verb.start(), slack=2) if relative and verb else found
    return [(m.start, m.end) for m in found if m.start is not None and m.end is not None and m.label != "PERSON"]


def concluded(scene: Scene, thread: Thread, pieces: Sequence[Piece]) -> Iterator[Party]:
    """Who concludes an agreement: named in it, behind "between", before "signed", "that A endorsed", "binds A"; who pays for it is a partner."""
    mentioned: list[Mention] = []
    for start, end in thread.mentions[:3]:
        passage = scene.told(start)
        between = re.compile(r"[^.;]{0,200}?\b(?:between|entre)\s").match(scene.text, start, min(passage[1], end + 60))
        within = list(scene.inside(start, end, "LOC", "ORG")) if not thread.named else []
        if between:
            mentioned += run_after(scene.context, between.end(), passage[1], "ORG", "LOC", slack=1)
        elif not thread.named:
            spans = agreement_spans(scene, start, end, passage)
            mentioned += [m for a, b in spans for m in scene.inside(a, b, "ORG", "LOC")]
        else:
            mentioned += _signers(scene, start, end, passage) + entered(scene, start, end, passage)
        if not mentioned and (len(within) >= 2 or (within and re.search(r"\bwith\b", scene.text[start : within[0].start]))):
            mentioned += within
        if len(mentioned) >= 2:
            break
    if len(mentioned) < 2 and "known" not in thread.sources:
        mentioned = max(mentioned, _in_name(scene, thread), *(_through_people(scene, a, b) for a, b in thread.mentions[:3]), key=len)
    if len({m.entity for m in mentioned}) < 2 and "known" not in thread.sources:
        for start, _ in thread.mentions[:3]:
            lo, hi = scene.told(start)
            told = re.search(r"\b(?:sign|firm|suscr|conclu|paraph)\w{0,9}\b", scene.text[lo:hi])
            mentioned = ((bodies_counted(scene, lo, hi) or counted(scene, lo, hi)) if told else []) or mentioned
    bodies = any(m.label == "ORG" for m in mentioned)
    mentioned = [m for m in mentioned if m.label == "ORG" or m.entity not in _no_party(scene)]
    for m in mentioned:
        ref = m.entity if m.label == "LOC" and not bodies else party_of(scene, m)
        if ref and not (bodies and m.label == "LOC" and not _own_place(scene, m)):
            yield party(m, ref, "lead")
    if not thread.named:
        for piece in pieces:
            for side in ("after", "before"):
                for found in cue(side, "funder").finditer(scene.text, piece.start, piece.end):
                    if side == "after":
                        run = list_after(scene, found.end(), piece.end, first=40)
                    else:
                        run = run_before(scene.context, piece.start, found.start(), "ORG", last=10)
                    yield from refs(scene, run, "partner")


def _no_party(scene: Scene) -> frozenset[str]:
    """Places that conclude nothing: cities, and regions across borders."""
    return frozenset(p.location_id for p in scene.document.places if p.kind in ("city", "other") or p.country_code is None)


def _in_name(scene: Scene, thread: Thread) -> list[Mention]:
    """The two countries that the name joins: "Japan-Philippines Economic Partnership Agreement"."""
    forms = {p.name: p.location_id for p in scene.document.places if p.kind == "country"}
    pair = re.search(r"(?<!\w)([A-Z][\w’' ]{2,30}?)\s?[-–/]\s?([A-Z][\w’' ]{2,30}?)(?=\s[A-Z]|\s\(|$)", thread.name)
    wanted = [forms[name] for name in pair.groups() if name in forms] if pair else []
    return [m for m in named_in(scene, 0, len(scene.text)) if m.entity in wanted] if len(wanted) == 2 else []


def _through_people(scene: Scene, start: int, end: int) -> list[Mention]:
    """Who signs through a person: "the President of A, Mr X, and B’s Minister, Mr Y, signed it", "it was signed by the Ministers of A and of B".

    Bodies where two are named, else the countries of the signing ministers.
    """
    a, b = scene.context.line(start)[0], scene.told(start)[1]
    verb = re.compile(
        r"\b(?:sign(?:ed|s)?|put (?:his|her|their) (?:names?|signatures?)|initialled|ont (?:signé|conclu|paraphé)"
        r"|signent|firm(?:aron|an)|suscrib(?:ieron|en)"
        r"|rubricaron)\b[^.;]{0,60}$"
    ).search(scene.text, max(a, start - 120), start)
    by = re.compile(r"[^.;]{0,80}?\b(?:signed|initialled|signée?s?|paraphée?s?|firmad[oa]s?|suscrit[oa]s?)\b[^.;]{0,60}?\b(?:by|par|por)\s").match(
        scene.text, end, b
    )
    if by:
        stop = re.compile(r"\b(?:in the presence|witnessed|on behalf|at a ceremony)\b|[.;](?:\s|$)").search(scene.text, by.end() + 60, b)
        lo, hi = by.end(), stop.start() if stop else b
    elif verb:
        lo, hi = max(a, verb.start() - 320), verb.start()
    else:
        return []
    found = list(scene.context.mentions(lo, hi, "ORG", "LOC"))
    bodies = [m for m in found if m.label == "ORG"]
    countries = [m for m in found if m.label == "LOC" and party_of(scene, m)]
    once = {m.entity: m for m in reversed(bodies)}
    if len(once) == 2:
        return [m for m in bodies if once[m.entity] is m]
    once = {m.entity: m for m in reversed(countries)}
    if len(once) == 1 and not bodies and any(m.entity in once for m in most_named(scene)):
        return most_named(scene)
    if len(once) == 2 and re.search(
        r"\b(?:[Mm]inister|[Aa]mbassador|[Pp]resident|[Ss]ecretary|[Gg]overnor|[Mm]inistre|[Aa]mbassad(?:eur|rice)|[Pp]résidente?|[Mm]inistr[oa]|[Ee]mbajador"
        r"|[Pp]residenta|[Pp]residente|[Cc]anciller)(?:e?s|a)?\b",
        scene.text[lo:hi],
    ):
        return [m for m in countries if once[m.entity] is m]
    return [*bodies, *countries] if len(bodies) == 1 and len(once) == 1 else []


def _own_place(scene: Scene, mention: Mention) -> bool:
    """Whether a country stands in a list of parties on its own: "HCR, Guinea and Liberia", not "the Ministry of Health of Guinea"."""
    before = scene.text[max((mention.start or 0) - 12, 0) : mention.start]
    if re.match(r"[’']", scene.text[mention.end or 0 : (mention.end or 0) + 1]):
        return False
    return re.search(rf"\b(?:of|in|from|at|de|du|des|en|del|à)\s{THE}$|[’(]$", before) is None


def _signers(scene: Scene, start: int, end: int, passage: tuple[int, int]) -> list[Mention]:
    """Parties of a named text: "A and B signed the X", "the X, which A and B signed", "the X that A endorsed", "which binds A and B"."""
    before = re.compile(
        r"\b(?:signs?|signed|concluded?|renewed|initialled|entered\sinto|firm\w{1,5}|suscrib\w{2,6}|(?:han|ha)\s(?:firmado|suscrito)"
        r"|(?:ont|a)\s(?:\w+\s)?(?:signé|paraphé|conclu))\s(?:the|an?|la|el|le|their|its)?\s?[\w\s“\"«’'-]{0,50}$"
    ).search(scene.text, passage[0], start)
    if before:
        return [m for m in run_before(scene.context, passage[0], before.start(), "ORG", "LOC", slack=4) if m.label == "ORG" or _own_place(scene, m)]
    relative = re.compile(
        r"\W{0,3}(?:\([^()\n]{2,20}\))?,?\s(?:which|that|que|qu[’'])\s?(?:la\s|le\s|el\s|l[’'])?(?P<verb>(?:[\w\s]{0,14})(?:binds|bound|links|unites)\s(?:only\s)?)?"
    ).match(scene.text, end, passage[1])
    if relative and relative["verb"]:
        return list_after(scene, relative.end(), passage[1], first=10)
    if relative:
        verb = SIGNING.search(scene.text, relative.end(), min(relative.end() + 170, passage[1]))
        return run_before(scene.context, relative.end(), verb.start(), "ORG", "LOC", slack=2) if verb else []
    by = re.compile(r"[^.;]{0,60}?\bby\s").match(scene.text, end, passage[1])
    if by and re.search(r"[Ss]ign", scene.text[passage[0] : by.end()]):
        return [m for m in run_after(scene.context, by.end(), passage[1], "ORG", "LOC", first=50) if m.label == "ORG" or party_of(scene, m)]
    romance = SIGNED_BY.match(scene.text, end, passage[1])
    if romance:
        return [m for m in run_after(scene.context, romance.end(), passage[1], "ORG", "LOC", first=50) if m.label == "ORG" or party_of(scene, m)]
    return []


ADOPTED = re.compile(r"\b(?:adopt|agree|endors|approv|sign|clos|commit)\w{0,6}\b")


def adopted(scene: Scene, thread: Thread, pieces: Sequence[Piece]) -> Iterator[Party]:
    """Who adopts a declaration: the bodies before the verb; of "ministers" or "delegations", the countries that the page lists as sending them."""
    found = False
    for piece in pieces:
        for a, _ in piece.names if piece.rank == 0 else ():
            verb = re.compile(r"\b(?:adopt|endors|approv|issu)\w{0,4}\b[^.;]{0,40}$").search(scene.text, piece.start, a)
            outcome = re.compile(r"\boutcome\b[^.;]{0,24}$").search(scene.text, piece.start, a)
            if outcome:
                yield from refs(scene, delegations(scene, near=a), "lead")
            if not verb:
                continue
            run = run_before(scene.context, piece.start, verb.start(), "ORG", slack=3, last=24)
            if re.search(
                r"\b(?:[Mm]inisters|[Pp]arties|[Dd]elegations|[Gg]overnments|[Cc]ountries|[Ss]tates)\b",
                scene.text[scene.told(a)[0] : verb.start()],
            ):
                sent = run_before(scene.context, piece.start, verb.start(), "LOC", slack=3, last=24)
                yield from refs(scene, sent if len(sent) > 1 else delegations(scene), "lead")
            else:
                found = found or bool(run)
                yield from refs(scene, run, "lead")
    if not found and "known" not in thread.sources and any(ADOPTED.search(scene.text, *scene.told(a)) for a, _ in thread.mentions[:3]):
        yield from refs(scene, delegations(scene), "lead")
