"""Who leads, funds or joins an initiative, from the pieces of text that speak of it.

A party is bound by a cue beside it ("funded by A and B", "which A has been running", "a project of A", "A’s project"); a body that stands in the
sentence that names a project without a cue is taken for its leader where it has none. Wrong where one sentence tells of two undertakings
that no name parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from pipeline.binding import run_after, run_before
from pipeline.document import Mention, Party
from pipeline.evidence import party
from pipeline.initiatives.budgets import find_amounts
from pipeline.initiatives.clauses import HELPS, LONE, RELATIVE, WHICH, of_item, of_other, speaker, takes_up, unreal
from pipeline.initiatives.cues import ROLES, cue, list_after, refs
from pipeline.initiatives.groups import committed, counted
from pipeline.initiatives.scene import Scene, heads
from pipeline.initiatives.threads import Thread
from pipeline.initiatives.zones import RUNNING, Piece, basis_of
from pipeline.phrases import THE, either

MEETING = re.compile(
    r"\b(?:workshops?|trainings?|conferences?|meetings?|seminars?|sessions?|ceremony|dialogues?|forums?|round ?tables?|webinars?|exhibitions?"
    r"|visits?|summits?|courses?|ateliers?|réunions?|séminaires?|conférences?|colloques?|rencontres?|visites?|sommets?|taller(?:es)?|reuni(?:ón|ones)"
    r"|seminarios?|conferencias?|jornadas?|encuentros?|visitas?|cumbres?|foros?|camp|assises|symposi(?:um|a)|gatherings?|congress|congrès|congresos?|simposios?)\b",
    re.IGNORECASE,
)
BESIDE = frozenset(("project", "programme", "campaign", "fund", "platform", "other"))
"""Kinds for which a body that stands beside the name without a cue counts."""
FAR = 2
"""From this rank on only the surest cues count, and none in a sentence about a meeting."""


def find_parties(scene: Scene, thread: Thread, kind: str, pieces: Sequence[Piece]) -> tuple[Party, ...]:
    """Parties of what somebody runs, each once, in its strongest role, in the order found."""
    found: dict[str, Party] = {}
    for piece in pieces:
        for told in _bound(scene, kind, piece, named=thread.named):
            if told.ref not in found or (piece.rank == 0 and ROLES.index(told.role) < ROLES.index(found[told.ref].role)):
                found[told.ref] = replace(told, basis=basis_of(piece))
    if kind in BESIDE and "known" not in thread.sources:
        for piece in pieces:
            for group in _beside(scene, piece) if piece.rank == 0 else ():
                for m in group if not any(p.role == "lead" for p in found.values()) else ():
                    found.setdefault(m.entity or "", party(m, m.entity or "", "lead", "context"))
    if kind in ("strategy", "mechanism", "partnership", "series") and not any(p.role == "lead" for p in found.values()):
        for told in refs(scene, committed(scene, thread.mentions[:4]), "lead"):
            found.setdefault(told.ref, replace(told, basis="context"))
    return tuple(found.values())


WITH = re.compile(r"\b(?:with|avec|con|(?:its|their) partners?|(?:son|ses|leurs?) partenaires?|sus? soci[oa]s?)\b")
TOGETHER = re.compile(r"\b(?:together with|jointly with|conjointement avec|junto con|conjuntamente con)\b")

TURNED = re.compile(r",\s(?:la |el )?que\s$")
"""What stands before a clitic whose verb has its subject in front: "la Fundación A, que | la coordina"."""


def _split_with(scene: Scene, at: int, run: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The run before and after a plain "with": "led by A with B and C"."""
    for i, m in enumerate(run):
        gap = scene.text[(run[i - 1].end if i else at) or 0 : m.start]
        if i and WITH.search(gap) and not TOGETHER.search(gap):
            return list(run[:i]), list(run[i:])
    return list(run), []


def _bound(scene: Scene, kind: str, piece: Piece, *, named: bool) -> Iterator[Party]:
    """Parties that the piece binds by a cue, with their role: none inside a name, but inside a mere description ("a hotline set up by A") too."""
    text = scene.text
    inside = list(piece.names) if named else []

    def outside(mentions: Sequence[Mention]) -> list[Mention]:
        return [m for m in mentions if not any(a <= (m.start or 0) and (m.end or 0) <= b for a, b in inside)]

    yield from refs(scene, outside(_owners(scene, kind, piece)), "lead")
    yield from refs(scene, outside(_payers(scene, piece)), "funder")
    for role in ROLES:
        for m in cue("after", role).finditer(text, piece.start, piece.end):
            if TURNED.search(text, piece.start, m.start()) and m.group()[:2].casefold() in ("la", "lo"):
                continue
            if (
                (piece.rank >= FAR and role == "partner" and m.group()[-1] != ":")
                or (piece.rank and _of_meeting(scene, m.start()))
                or of_other(scene, piece, m.start())
            ):
                continue
            run = list_after(scene, m.end(), piece.end, first=70 if role == "funder" else 40) or _several(scene, m.end())
            if run and any(m.end() <= a and b <= (run[-1].end or 0) for a, b in inside):
                continue
            first, rest = _split_with(scene, m.end(), run)
            told = "lead" if role == "partner" and _beside_lead(scene, piece, m) else role
            told = "partner" if told == "lead" and WITH.match(text, m.end() + 1) else told
            yield from refs(scene, outside(first), told)
            yield from refs(scene, outside(rest), "partner" if told == "lead" else role)
        for m in cue("before", role).finditer(text, piece.start, piece.end):
            if kind not in RUNNING and m.group().casefold() == "approved":
                continue
            if re.match(r"\s(?:for\s|up\s)?(?:\w+ly\s|largely\s|in part\s)?by\b", text[m.end() : m.end() + 20]):
                continue
            run = run_before(scene.context, piece.start, m.start(), slack=1, last=16)
            run = [] if any(x.label == "PERSON" for x in run) else run
            opens = next((i for i in range(len(run) - 1, 0, -1) if RELATIVE.search(text, run[i - 1].end or 0, run[i].start or 0)), 0)
            run = run[opens:]
            if not run or unreal(scene, piece, run[0].start or 0, run[-1].end or 0, m.start(), m.end()):
                continue
            object_ = takes_up(scene, m.start(), m.end())
            if (role != "funder" and not object_ and not _about(scene, piece, run[0].start or 0, m.end(), 70 if role == "lead" else 140)) or (
                piece.rank >= FAR and ((role != "funder" and not object_) or _of_meeting(scene, m.start()))
            ):
                continue
            first, rest = _split_with(scene, 0, _clean_subject(scene, run))
            helps = HELPS.search(text, run[-1].end or 0, m.start())
            yield from refs(scene, outside(first), "partner" if helps else role)
            yield from refs(scene, outside(rest), "partner" if role == "lead" else role)
            beside = BESIDE_RUN.match(text, m.end(), piece.end) if role == "lead" and run[0].label == "ORG" else None
            yield from refs(scene, outside(list_after(scene, beside.end(), piece.end, first=12, slack=0)) if beside else [], "partner")


BESIDE_RUN = re.compile(
    r"(?:\s(?:it|them|l[ae]|lo))?(?:,?\s(?:in|since|each|every|en|depuis|desde|cada|chaque)\s[^.,;()\n]{3,40}?)?,?\s(?:with|avec|con)\s(?:the\s|l[ae]s?\s|el\s|l[’'])?"
)
"""What follows the verb of who runs it before those who help: "which A carries out | in Mali with | B"."""

ALIKE = re.compile(r"(?:together|jointly) with|conjointement avec|conjuntamente con|junto (?:a|al|con)", re.IGNORECASE)


def _beside_lead(scene: Scene, piece: Piece, with_: re.Match[str]) -> bool:
    """Whether the words join a body to who runs it: "which A has run together with | B"."""
    start = max(piece.start, with_.start() - 100)
    return ALIKE.fullmatch(with_.group()) is not None and any(
        any(True for _ in cue(side, "lead").finditer(scene.text, start, with_.start())) for side in ("after", "before")
    )


COUNT = re.compile(r"\s?(?:jointly\s|conjointement\s)?(?:[Tt]he|[Ll]es|[Ll][oa]s|all|[Aa]mb[oa]s|both)\s(?:\w+\s){1,3}")


def _several(scene: Scene, at: int) -> list[Mention]:
    """What "the three countries" or "les deux instituts" right behind a cue stands for; empty where nothing is counted there."""
    told = COUNT.match(scene.text, at, at + 60)
    return counted(scene, at, at + 45) if told else []


def _payers(scene: Scene, piece: Piece) -> list[Mention]:
    """Bodies beside an amount: "€650,000 from A", "A ($310,000)", "US$4.7 million, A"."""
    out: list[Mention] = []
    for amount in find_amounts(scene.text[piece.start : piece.end]):
        start, end = piece.start + amount.start, piece.start + amount.end
        if piece.rank >= FAR and _of_meeting(scene, start):
            continue
        behind = re.compile(
            r"\)?,?\s(?:(?:in|as) \w+\s)?(?:from|del|de la|de los|de|du|des|provenant d(?:e|u|es)|procedentes del?|of which|mostly from)\s"
            r"(?:l[’']|la\s|le\s)?|\sd[’']|\sde\sl[’']|,\s(?=[A-Z])"
        ).match(scene.text, end)
        if behind:
            out += list_after(scene, behind.end(), piece.end, first=30 if "from" in behind.group() else 5, slack=0)
        before = [
            m for m in scene.inside(max(start - 4, piece.start), start, "ORG", "LOC") if scene.text[m.end or 0 : start] in (" (", ", ", " ", ") ")
        ]
        acronym = re.search(r"\([A-Z][\w-]{1,9}\)[ ,(]{1,3}$", scene.text[max(start - 16, piece.start) : start])
        out += before or (list(scene.inside(start - 16, start, "ORG")) if acronym else [])
    return out


def _clean_subject(scene: Scene, run: Sequence[Mention]) -> list[Mention]:
    """The subject of a verb without the countries that only stand in front of it ("in Mali, IOM runs")."""
    if any(m.label == "ORG" for m in run):
        return [m for i, m in enumerate(run) if m.label == "ORG" or (i and re.search(r"\b(?:and|et|y)\b", scene.text[run[i - 1].end or 0 : m.start]))]
    return list(run)


def _of_meeting(scene: Scene, at: int) -> bool:
    """Whether the sentence up to here tells of a meeting rather than of the undertaking."""
    return MEETING.search(scene.text[scene.around(at)[0] : at]) is not None


def _about(scene: Scene, piece: Piece, start: int, end: int, reach: int) -> bool:
    """Whether the object of a verb is the initiative: its name or noun follows soon, or a relative opens the clause."""
    if any(end <= a <= end + reach for a, _ in piece.names):
        return True
    relative = RELATIVE.search(scene.text[max(start - 14, piece.start) : start])
    return relative is not None or (LONE.match(scene.text, end) is not None and WHICH.search(scene.text, piece.start, start) is not None)


def _owners(scene: Scene, kind: str, piece: Piece) -> list[Mention]:
    """Bodies in the genitive before the name, in "a project of A and B", "a three-year A project" and "with which A warns" behind it."""
    text = scene.text
    out: list[Mention] = []
    for a, b in piece.names:
        if a == b:
            out += _of_item(scene, piece)
            continue
        out += [m for m in _genitive(scene, a) if m.label == "ORG" or kind != "strategy"]
        if kind in RUNNING or kind == "strategy":
            out += _apposed(scene, piece, b)
        out += _in_name(scene, kind, a, b)
        joined = re.compile(r"\b(?:between|entre)\s").search(text, a, b) if kind == "partnership" else None
        out += list_after(scene, joined.end(), piece.end, first=8, slack=1) if joined else []
        behind = re.compile(r"\s?[”»\"’]?(?:\s\([^()\n]{2,20}\))?,?\s(?:of|de la|de l[’']|de los|de las|du|des|del|d[’'])\s?(?:the\s)?").match(
            scene.text, b
        )
        if behind:
            out += run_after(scene.context, behind.end(), min(behind.end() + 90, len(scene.text)), "ORG", first=4, slack=0)[:1]
    return out


@cache
def _joint() -> re.Pattern[str]:
    noun = either(heads().nouns)
    return re.compile(
        rf"(?:An?\s|Une?\s|Una\s)?(?:[\w-]{{2,14}}\s){{0,2}}?(?i:{noun})\s(?:[a-zà-ÿ]{{4,14}}\s)?(?:of|de|du|des|del|d[’'])\s?(?:la\s|l[’']|the\s)?"
    )


BEHIND_ITEM = re.compile(rf"(?:(?:[Ss]ince|[Dd]epuis|[Dd]esde)\s(?:19|20)\d\d,?\s)?(?i:{THE})")


def _of_item(scene: Scene, piece: Piece) -> list[Mention]:
    """Bodies that the first sentence behind an item's name opens with, or after a noun: "Memory. The A and B have run", "A project of A and B"."""
    opens = _joint().match(scene.text, piece.start, piece.end) or BEHIND_ITEM.match(scene.text, piece.start, piece.end)
    found = [m for m in list_after(scene, opens.end(), piece.end, first=2, slack=0) if m.label == "ORG"] if opens else []
    end = (found[-1].end or 0) if found else 0
    others = (verb for role in ("funder", "partner") for verb in cue("before", role).finditer(scene.text, end, min(end + 40, piece.end)))
    return [] if any(verb.start() - end < 16 for verb in others) else found


def _genitive(scene: Scene, at: int) -> list[Mention]:
    """The body before the name: "A’s X", "our X" on a body's own page; of "its X", the last body named before."""
    out = []
    for m in scene.inside(max(at - 60, 0), at, "ORG", "LOC"):
        gap = scene.text[m.end or 0 : at]
        owns = "’" in gap or "'" in gap or m.method == "structure"
        if owns and re.fullmatch(r"(?:[’']s?)?\s(?:own\s|\w+ed\s|joint\s|new\s)?[“\"«]?", gap):
            out.append(m)
    if re.search(r"\b(?:its|their)\s(?:\w+\s)?[“\"«]?$", scene.text[max(at - 24, 0) : at]):
        start = scene.passages.bounds[max(scene.passages.number(at) - 1, 0)][0]
        bodies = list(scene.context.mentions(start, at, "ORG"))
        out += bodies[-1:]
    return out


BODIES = r"(?:institutions|bodies|partners|agencies|organi[sz]ations|associations|ministries|universities|countries|governments|NGOs|cities)"


def _apposed(scene: Scene, piece: Piece, at: int) -> list[Mention]:
    """Bodies in what is said of the name behind it: "a project of A and B", "a three-year A project", "a campaign with which A warns"."""
    text, noun = scene.text, either(heads().nouns)
    out: list[Mention] = []
    of = re.compile(rf"[^.;:“”\n]{{0,60}}?(?<!\bdes )(?<!\bles )\b(?:{noun})\s(?:(?:conjointe?|conjunt[oa]|commune?)\s)?(?:of|del?|du|des)\s").match(
        text, at, piece.end
    )
    if of:
        out += list_after(scene, of.end(), piece.end, first=12, slack=1)
    own = re.compile(rf"(?:\s?\([^()\n]{{2,40}}\))?,\s(?:an?|the)\s[^.;:“”\n]{{0,60}}?\b(?:{noun})\b").match(text, at, piece.end)
    if own:
        out += [m for m in scene.inside(at, own.end(), "ORG") if re.fullmatch(rf"[-\s](?:{noun})", text[m.end or 0 : own.end()])]
    relative = re.compile(
        r"[^.;:\n]{0,70}?\b(?:(?:with|through|under|by|in) which|con (?:el|la) (?:que|cual)|avec (?:lequel|laquelle))\s(?:la\s|le\s|el\s|l[’'])?"
    ).match(text, at, piece.end)
    if relative:
        out += list_after(scene, relative.end(), piece.end, first=8, slack=1)
    joins = re.compile(
        r"(?:\s?\([^()\n]{2,40}\))?(?:,?\s(?:signed\s|agreed\s|concluded\s|(?:conclu|signé|établi|lancé)e?\s|(?:suscrit|firmad|establecid)[oa]\s)?(?:between|entre)"
        r"|\s(?:pairs|links|brings together|unites|twins|associe|réunit|relie|reúne a|une a|vincula a))\s(?:la\s|le\s|el\s|l[’'])?"
    ).match(text, at, piece.end)
    out += list_after(scene, joins.end(), piece.end, first=8, slack=1) if joins else []
    by = re.compile(rf"[^.;“”\n]{{0,60}}?,?\sby\s(?:(?:\w+\s){{1,3}}{BODIES}:\s)?(?:the\s)?").match(text, at, piece.end)
    if (
        by
        and not PAID.search(text, max(at, by.end() - 60), by.end())
        and re.search(
            r"\b(?:launch|open|creat|develop|draft|writ|prepar|devis|design|establish|found|initiated|set up)\w{0,5}\b",
            text[max(at - 90, piece.start) : by.end()],
        )
    ):
        out += list_after(scene, by.end(), piece.end, first=4, slack=0)
    return out


PAID = re.compile(r"\b(?:backed|financed|funded|paid(?:\sfor)?|supported)\s(?:\w{4,9}ly\s)?by\s(?:the\s)?$")
"""What gives the bodies behind it another role than that of a founder."""

FOUNDING = re.compile(r"\b(?:establish\w+|creat\w+|found\w+|statutes?|créant|création|creación|crea|establece|establecimiento)\b", re.IGNORECASE)
"""What an agreement that founds a body says in its name; the body is none of its parties."""


def _in_name(scene: Scene, kind: str, a: int, b: int) -> list[Mention]:
    """The body whose programme, strategy or protocol it is by its own name: "ECOWAS Common Approach on Migration", "Protocol … of the SADC"."""
    if FOUNDING.search(scene.text[a:b]) or (kind not in ("strategy", "programme") and not re.search(r"\b[Pp]roto[ck]ol", scene.text[a:b])):
        return []
    bodies = scene.inside(a, b, "ORG")
    pair = re.match(r"([A-Z][A-Za-z]{1,9})[-–/]([A-Z][A-Za-z]{1,9})\s", scene.text[a:b])
    if pair:
        return [m for word in pair.groups() for m in _called(scene, word)]
    return [m for m in bodies if m.start == a or ((m.end or 0) == b and re.search(r"\bof (?:the )?$", scene.text[a : m.start]))]


def _called(scene: Scene, word: str) -> list[Mention]:
    """The first mention of the body that the page knows by this acronym or name."""
    entity = next((o.organisation_id for o in scene.document.organisations if word in (o.acronym, o.name, *o.aliases)), None)
    return [m for m in scene.context.mentions(0, len(scene.text), "ORG") if m.text == word or (entity and m.entity == entity)][:1]


def _beside(scene: Scene, piece: Piece) -> Iterator[list[Mention]]:
    """Bodies in the sentence that names the initiative, near the name, each list of them together; not where the sentence tells of a meeting."""
    last: Mention | None = None
    group: list[Mention] = []
    for m in scene.context.mentions(piece.start, piece.end, "ORG"):
        if m.entity is None or not piece.names or any(a <= (m.start or 0) < b for a, b in piece.names):
            continue
        gap = min(max((m.start or 0) - b, a - (m.end or 0)) for a, b in piece.names)
        between = scene.text[min(m.start or 0, piece.names[0][0]) : max(m.end or 0, piece.names[0][1])]
        if gap >= 140 or MEETING.search(between):
            continue
        if last is not None and not re.fullmatch(
            r"[\s,()]*(?:and|et|y|&)?[\s,()]*(?:the|la|le|el|l[’'])?[\s(]*", scene.text[last.end or 0 : m.start]
        ):
            yield group
            group = []
        group.append(m)
        last = m
    if group:
        yield group


OURS = re.compile(
    r"\b(?:[Oo]ur|[Ww]e|us|nous|notre|nuestr[oa]s?|(?:acompañ|anim|apoy|coordin|cre|desarroll|ejecut|firm|gestion|impuls|lanz|lider|llev|organiz)amos"
    r"|(?:dirig|impart|suscrib)imos)\b"
)
WITH_WHOM = re.compile(r"\b(?:with|avec|con)\s")


def ours(scene: Scene, thread: Thread, kind: str, parties: Sequence[Party]) -> list[Party]:
    """The body whose page it is, as the other side of an agreement told by the one it is with: "firmamos un convenio con A"."""
    leads = [p for p in parties if p.role == "lead"]
    if kind not in ("agreement", "partnership") or thread.named or len(leads) != 1 or not WITH_WHOM.search(thread.name):
        return []
    start, end = scene.around(thread.start)
    told = OURS.search(scene.text, start, end) or re.match(r"[\W\d]{0,12}(?:Signature|Signing|Firma)\b", scene.text[start:end])
    own = own_mention(scene, listed=True) if told else None
    return [party(own, own.entity, "lead", "inferred")] if own and own.entity and own.entity != leads[0].ref else []


def owner(scene: Scene, thread: Thread, kind: str, parties: Sequence[Party], *, listed: bool = False) -> list[Party]:
    """Who leads where no sentence says so: the body that opens or ends the name, else, of what somebody runs, the body whose page it is; ``listed``
    says that the page lists the facts of several undertakings."""
    if any(p.role == "lead" for p in parties):
        return []
    spelt = (
        _spelt(scene, thread.name)
        if not FOUNDING.search(thread.name) and kind in ("strategy", "programme", "project", "mechanism", "fund", "network")
        else []
    )
    if spelt:
        return [party(m, m.entity or "", "lead", "name") for m in spelt]
    told = listed or any(p.role != "lead" for p in parties) or OURS.search(scene.text, *scene.around(thread.start))
    runs = kind in RUNNING and thread.named and "known" not in thread.sources
    before = thread.start if runs and of_item(scene, thread) else len(scene.text) if runs and "title" in thread.sources else 0
    if before and (own := speaker(scene, before)) and own.entity and own.entity not in {p.ref for p in parties}:
        return [party(own, own.entity, "lead", "inferred")]
    runs = thread.named and kind in RUNNING and (kind != "programme" or listed) and "known" not in thread.sources
    own = own_mention(scene, listed=listed) if runs and told else None
    ours = own is not None and not own.text.startswith(("Government", "Gouvernement", "Gobierno"))
    return [party(own, own.entity, "lead", "inferred")] if ours and own and own.entity and own.entity not in {p.ref for p in parties} else []


def _spelt(scene: Scene, name: str) -> list[Mention]:
    """The first mention of the body whose name or acronym opens the name ("SADC Protocol on …") or ends it behind "of"."""
    for body in scene.document.organisations:
        forms = [re.escape(f) for f in (body.name, body.acronym, *body.aliases) if f and f in name and f != name.split(" (")[0]]
        behind = r"\b(?:of|of the|de|de la|de l[’']|de los|del|des|du|d[’'])\s?"
        if any(re.match(rf"(?:[Tt]he )?{f}(?:[’']s)?\s(?!in\b|and\b)", name) or re.search(rf"{behind}{f}$", name) for f in forms):
            return [m for m in scene.context.mentions(0, len(scene.text), "ORG") if m.entity == body.organisation_id][:1]
    return []


def own_body(scene: Scene) -> str | None:
    """The body that a profile or topic page is about."""
    mention = own_mention(scene)
    return mention.entity if mention else None


def own_mention(scene: Scene, *, listed: bool = False) -> Mention | None:
    """A mention of the body that a profile or topic page is about: named in its title, else the first one that its text names; of a page that lists
    undertakings too."""
    bodies = [m for m in scene.context.mentions(0, len(scene.text), "ORG") if m.entity]
    title = scene.document.title or ""
    if not bodies or not (listed or scene.document.page_type in ("profile", "topic")):
        return None
    named = max((m for m in bodies if m.text in title and len(m.text) > 2), key=lambda m: (len(m.text), -(m.start or 0)), default=None)
    return named or (bodies[0] if (listed or scene.document.page_type == "topic") and (bodies[0].start or 0) < 300 else None)
