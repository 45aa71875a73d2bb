"""Initiatives of a page: programmes, projects, campaigns, funds, agreements, declarations …, each one row however often the page names it.

:func:`find_initiatives` gathers candidates (a tagger's spans, capitalised phrases with a head word, a list of well-known instruments, what the text
describes), joins those that mean one thing, and fills the slots from the passages that speak of it and, for the page's own subject, from its labelled
lines. What is too unsure is left out: a spurious row costs more than a missed one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import Document, Initiative, Party
from pipeline.evidence import evidence, goal_source, of_parties, party
from pipeline.initiatives.described import find_agreements, find_described, find_gathered, find_listed, find_subject, find_tagged
from pipeline.initiatives.events import cited, opening, outcome, signed_there, without_strangers
from pipeline.initiatives.fields import Fact, Row, blocks, facts, rows, slot_of
from pipeline.initiatives.groups import NUMBERED
from pipeline.initiatives.money import find_budget
from pipeline.initiatives.names import VERB, Candidate, find_heads, find_known
from pipeline.initiatives.parties import MEETING, find_parties, owner
from pipeline.initiatives.scene import Scene, heads, plain
from pipeline.initiatives.scope import find_scope, main_country
from pipeline.initiatives.signatories import entered, find_signatories
from pipeline.initiatives.slots import Period, find_dates, find_goals, in_name
from pipeline.initiatives.sources import budget_evidence, name_evidence, period_evidence
from pipeline.initiatives.stated import focal_points, stated_budget, stated_dates, stated_kind, stated_parties, stated_scope, stated_status
from pipeline.initiatives.status import find_status
from pipeline.initiatives.threads import Thread, threads
from pipeline.initiatives.unnamed import find_backed, find_individual, find_lasting
from pipeline.initiatives.weighed import likely
from pipeline.initiatives.zones import RUNNING, Piece, kind_of, kind_told, zones

FINDERS = (
    find_tagged,
    find_subject,
    find_gathered,
    find_listed,
    find_known,
    find_heads,
    find_described,
    find_agreements,
    find_individual,
    find_lasting,
    find_backed,
)
"""All that propose candidates; their order does not matter."""

ENOUGH = 0.3
"""The least confidence of a row."""

MOST = 250
"""Candidates that are read on one page; a page with more of them is a catalogue, and its first ones do."""

NONE = re.compile(
    r"\b(?:2030 agenda|agenda 2030)\b|^(?:provisional|tentative|draft|annotated) (?:agenda|programme)$|^call for \w+$"
    r"|^(?:fiche|ficha)\b|\bfact ?sheet$|^protocols? for \w+ing\b"
    r"|^(?:south[- ]south|north[- ]south|triangular)(?: and triangular)? cooperation$|^(?:coopération sud-sud|cooperación sur-sur)$"
    r"|^(?:premier |first )?(?:plan de travail annuel|annual work ?plan|plan (?:operativo|de trabajo) anual)$"
)
"""What no initiative is called, whoever proposes it."""

UNTOLD = re.compile(
    r"(?:protocole|mémorandum|procès-verbal) d['’]entente|memorando de entendimiento|memorandum of understanding"
    r"|(?:convention|accord|convenio|acuerdo)s? de (?:partenariat|coopération|financement|cooperación|colaboración)"
)
"""Capitalised words for an agreement that say neither whose nor on what."""

THEME = re.compile(r"\b(?:theme|themed|motto|slogan|tagline|thème|slogan|devise|lema|tema)\b[^\w\n]{1,3}$", re.IGNORECASE)
"""What stands before the motto of something else."""

BARE = re.compile(
    r"^(?:(?:the|this|about the|draft|new|proposed|final|first|second|third|fourth|another|further|premier|première|deuxième|troisième|primer|primera"
    r"|segund[oa]|tercer|tercera|le|la|el|du|notre|nuestr[oa]|projet de|proyecto de)\s){1,3}"
)
"""What stands before a bare noun that only takes a name up again: "draft Strategy", "About the Network"."""

SEVERAL = re.compile(r"[A-Z][A-Za-z]?[A-Z]{1,6}s")
"""An acronym in the plural ("BLMAs", "MoUs"), which names no single undertaking."""

PROJECT = re.compile(r"\b(?:pro(?:j(?:ec)?t|yecto)s?|pilot\w*|operation)\b", re.IGNORECASE)
"""What a name says that has no other word for its kind; without one, money, days or a body behind it nothing tells a project from anything else."""

WORK = re.compile(
    r"\b(?:app|atlas|code|consensus|decade|guidelines|handbook|index|notebook|principles|recommendations|standards?|toolbox|vision)\b", re.IGNORECASE
)
"""Works and sets of rules, which are no projects."""

ORGAN = re.compile(
    r"(?:the )?(?:(?:executive|governing|management) board|board of (?:executive )?(?:directors|governors|trustees))(?: of (?:the )?.{3,80})?"
    r"|(?:conseil d[’']administration|consejo de administración)\b.*",
    re.IGNORECASE,
)
"""Organs through which a body decides: they run and pay for nothing of their own."""

MADE = re.compile(r"\b(?:adopt|conclu|firmad|opened|ouvert|sign|suscrit)\w*")
"""Behind a convention: the verb whose day is its own, not that of a ratification."""

TELLING = frozenset(("budget", "period", "funder", "lead", "status", "start", "end", "kind", "countries"))
"""Labels that only the page of an undertaking has; three of them make its title one."""


class Reading(NamedTuple):
    """What a page says of one initiative: its names, its kind, the passages and labelled lines about it; whether it is the page's subject."""

    scene: Scene
    thread: Thread
    kind: str
    pieces: Sequence[Piece]
    stated: Sequence[Fact]
    subject: bool


def find_initiatives(document: Document) -> tuple[Initiative, ...]:
    """The page's initiatives in the order of the text; empty for listings of links, errors and pages without text."""
    return tuple(_initiative(reading) for reading in readings(document))


def readings(document: Document) -> tuple[Reading, ...]:
    """What the page says of each of its initiatives, from which :func:`find_initiatives` fills their slots."""
    if not document.text.strip() or document.page_type == "error":
        return ()
    scene = Scene(document)
    stated = tuple(facts(scene))
    listed = blocks(scene, stated)
    table = (*rows(scene), *listed)
    inside = {fact for block in listed for fact in block.facts}
    stated = tuple(fact for fact in stated if fact not in inside)
    candidates = [c for finder in FINDERS for c in finder(scene)] + _full_name(scene, stated) + _row_names(scene, table)
    candidates = sorted(candidates, key=lambda c: (c.start, c.end, c.source))[:MOST]
    found = [t for t in threads(scene, candidates) if _accepted(scene, t, stated)]
    kinds = [kind_of(scene, t) for t in found]
    subject = _subject(scene, found, kinds, stated)
    pieces = zones(scene, found, kinds)
    own = [
        stated if i == subject else tuple(f for row in table if (row.start, row.end) in t.mentions for f in row.facts) for i, t in enumerate(found)
    ]
    return tuple(Reading(scene, t, _kind(kinds[i], own[i]), pieces[i], own[i], i == subject) for i, t in enumerate(found))


def _kind(read: str, stated: Sequence[Fact]) -> str:
    """The kind that a label gives, else that which was read."""
    labelled = stated_kind(stated)
    return labelled[0] if labelled else read


def _full_name(scene: Scene, stated: Sequence[Fact]) -> list[Candidate]:
    """The name that a labelled line gives ("Full name: …")."""
    out = []
    for fact in stated:
        if (
            fact.slot == "name"
            and fact.start is not None
            and fact.end is not None
            and len(fact.value.split()) >= 3
            and "\t" not in fact.value
            and scene.document.page_type != "event"
        ):
            acronym = re.search(r"\(([A-ZÀ-Þ][\w&/\-–]{1,14})\)$", fact.value)
            name = fact.value[: acronym.start()].strip() if acronym else fact.value.strip()
            out.append(Candidate(fact.start, fact.start + len(name), name, None, 0.8, "field", acronym[1] if acronym else None))
    return out


def _row_names(scene: Scene, table: Sequence[Row]) -> list[Candidate]:
    """The names that the rows of a table of projects, or its blocks, open with."""
    return [Candidate(row.start, row.end, scene.text[row.start : row.end].strip(), None, 0.8, "row") for row in table]


def _title_lead(scene: Scene, thread: Thread) -> list[Party]:
    """The body that a title presents as something ("A’s Regional Office as a Coordination Mechanism"): the longest one named before "as a"."""
    a, b = thread.mentions[0] if thread.mentions else (0, 0)
    head = re.match(r".{4,150}?\sas an?\s", scene.text[a:b])
    bodies = scene.inside(a, a + head.end(), "ORG") if head else []
    longest = max(bodies, key=lambda m: (len(m.text), -(m.start or 0)), default=None)
    return [party(longest, longest.entity, "lead", "header")] if longest and longest.entity else []


def _accepted(scene: Scene, thread: Thread, stated: Sequence[Fact]) -> bool:
    """Whether the thread is sure enough; a bare title needs a page that states an undertaking's facts."""
    if thread.sources == {"title"}:
        return len({f.slot for f in stated} & TELLING) >= 2 or scene.document.page_type != "profile"
    low = plain(thread.name)
    if (
        re.sub(BARE, "", low) in (heads().nouns | heads().strong)
        or NONE.search(low)
        or (thread.named and UNTOLD.fullmatch(low))
        or SEVERAL.fullmatch(thread.name)
        or slot_of(thread.name) == "name"
        or any(fact.slot == "kind" and plain(fact.label) == low for fact in stated)
        or (
            thread.name.isupper()
            and scene.document.language in ("fr", "es")
            and len(thread.name.split()) > 1
            and thread.sources <= {"head", "tagger"}
        )
    ):
        return False
    if not thread.named and len(thread.name.split()) < 2:
        return False
    if scene.document.language in ("fr", "es") and thread.sources <= {"head", "tagger"} and _clause(thread.name):
        return False
    if thread.sources <= {"tagger", "quoted"} and all(THEME.search(scene.text[max(a - 24, 0) : a]) for a, _ in thread.mentions):
        return False
    if thread.sources <= {"tagger", "head"} and _told_kind(thread, stated):
        return False
    if thread.sources == {"tagger"} and not _tagged_name(scene, thread):
        return False
    if thread.sources <= {"known", "head"} and not {"tagger"} & thread.sources:
        a, b = thread.mentions[0] if thread.mentions else (0, 0)
        body = scene.covered(a, b, "ORG")
        if body and kind_of(scene, thread) in ("fund", "partnership", "programme"):
            return False
    return thread.confidence >= ENOUGH


def _clause(name: str) -> bool:
    """Whether a head is only the subject of the verb behind it: "Programa forma parte", "Red agrupa", "Réseau depuis octobre"."""
    words = name.split()
    return len(words) > 1 and plain(words[0]) in heads().opening and (VERB.fullmatch(words[1]) is not None or words[1] in ("depuis", "desde"))


def _told_kind(thread: Thread, stated: Sequence[Fact]) -> bool:
    """Whether the words only fill the line that tells the subject's kind ("Type: cooperation programme")."""
    lines = [(f.start, f.end) for f in stated if f.slot == "kind" and f.start is not None and f.end is not None]
    return bool(lines) and all(any(a <= x <= a + 3 and y <= b for a, b in lines) for x, y in thread.mentions)


def _itself(name: str, body: str) -> bool:
    """Whether what was taken for a body is the initiative, or the end of its name ("Water Observatory")."""
    rest = name.removesuffix(body)
    return name == body or (rest != name and re.search(r"(?:^|\band|&|,|\b[A-Z]\w+)\s$", rest) is not None)


def _tagged_name(scene: Scene, thread: Thread) -> bool:
    """Whether what only the tagger proposes can be a name: several words, or one in quotes, spelt out or surely tagged; no body."""
    a, b = thread.mentions[0]
    if scene.covered(a, b, "ORG", "LOC", "PERSON"):
        return thread.confidence >= 0.9 and len(thread.name.split()) > 2
    if MEETING.search(thread.name) and thread.acronym is None and not thread.name.lower().startswith("series"):
        return thread.confidence >= 0.8
    if thread.name[:1].islower():
        told = any(w in heads().nouns or w in heads().strong for w in plain(thread.name).split())
        tied = re.search(r"\s(?:of|on|for|between|covering|to|sur|pour|entre|sobre|para)\s", thread.name) is not None
        words = len(thread.name.split())
        return words > 1 and (told or (tied and thread.confidence >= 0.75) or (words > 2 and thread.confidence >= 0.85))
    if len(thread.name.split()) > 1:
        return True
    return (
        thread.acronym is not None
        or scene.text[max(a - 1, 0)] in '“"«‘'
        or (thread.confidence >= 0.6 and thread.name.isalpha() and len(thread.name) > 3 and not scene.inside(a, b, "ORG", "LOC", "PERSON"))
    )


def _subject(scene: Scene, found: Sequence[Thread], kinds: Sequence[str], stated: Sequence[Fact]) -> int | None:
    """Index of the initiative that the labelled lines are about: that of the title or full name, else the first running one of the page."""
    title = plain(scene.document.title or "")
    for i, thread in enumerate(found):
        if thread.sources & {"title", "field"}:
            return i
    if scene.document.page_type == "event" or not {f.slot for f in stated} & TELLING:
        return None
    named = [i for i, t in enumerate(found) if plain(t.name) in title or any(plain(s) in title for s in t.surfaces if len(s) > 5)]
    ranked = [i for i, k in enumerate(kinds) if k in RUNNING or k == "strategy"]
    if named:
        return next((i for i in named if i in ranked), named[0] if len({f.slot for f in stated} & TELLING) >= 2 else None)
    return ranked[0] if ranked and len({f.slot for f in stated} & TELLING) >= 2 and scene.document.page_type in ("profile", "news") else None


def told_parties(reading: Reading) -> tuple[Party, ...]:
    """Who leads, pays for and joins it by what sentences, labelled lines, the title and the page's owner tell."""
    scene, thread, kind, pieces, stated, subject = reading
    parties = (find_signatories if kind in ("agreement", "declaration") else find_parties)(scene, thread, kind, pieces)
    if stated:
        parties = stated_parties(scene, stated, parties)
    if subject and not any(p.role == "lead" for p in parties):
        first = _title_lead(scene, thread)
        parties = (*first, *(p for p in parties if p.ref not in {f.ref for f in first}))
    return (*parties, *owner(scene, thread, kind, parties, listed=bool(stated) and not subject))


def _initiative(reading: Reading) -> Initiative:
    scene, thread, kind, pieces, stated, subject = reading
    labelled = stated_kind(stated)
    country = main_country(scene)
    aside = cited(scene, thread, kind)
    period = find_dates(scene, thread, kind, pieces)
    joined = kind == "agreement" and ("known" in thread.sources or NUMBERED.search(thread.name))
    if aside or (
        joined
        and any(entered(scene, a, b, scene.around(a)) for a, b in thread.mentions[:3])
        and not any(MADE.search(scene.text[b : b + 40]) for _, b in thread.mentions)
    ):
        period = in_name(thread, kind)
    elif period.starts is None:
        period = Period(opening(scene, thread) or outcome(scene, thread, kind) or signed_there(scene, thread, kind), period.ends)
    budget = find_budget(scene, kind, pieces, country)
    if stated:
        period = stated_dates(scene, stated, period)
        budget = stated_budget(stated, country) or budget
    told_by = parties = told_parties(reading)
    if aside:
        parties = tuple(
            p for p in parties if p.start is not None and any(a <= p.start < b + 45 or 0 <= a - (p.end or 0) < 30 for a, b in thread.mentions)
        )
    elif (kind in RUNNING or "known" not in thread.sources) and not NUMBERED.search(thread.name):
        parties = (*parties, *likely(scene, thread, kind, pieces, stated, parties))
    parties = without_strangers(scene, thread, parties)
    organs = {
        o.organisation_id
        for o in scene.document.organisations
        if ORGAN.fullmatch(o.name) or (kind in RUNNING and thread.named and _itself(thread.name, o.name))
    }
    parties = tuple(p for p in parties if p.ref not in organs)
    if subject:
        parties = (*parties, *focal_points(scene))
    told = period.starts or period.ends or budget or any(p.role in ("lead", "funder") for p in parties)
    named = labelled or thread.kinds or PROJECT.search(thread.name)
    if not named and (not told or WORK.search(thread.name)) and kind_told(scene, thread) == ("project", None):
        kind = "series" if plain(thread.name).endswith("dialogue") else "other"
    given = stated_status(stated)
    read = find_status(scene, thread, kind, pieces, period)
    status = read if given is None or (given[0] == "active" and read[0] == "completed") else given
    scope = stated_scope(scene, stated) or (
        () if aside else find_scope(scene, thread, kind, pieces, [p for p in parties if p.role == "lead" or p in told_by])
    )
    goals = find_goals(scene, thread, pieces, whole_page=subject)
    start, end = thread.mentions[0] if thread.mentions else (0, 0)
    a, b = scene.around(start)
    return Initiative(
        name=thread.name,
        acronym=thread.acronym if thread.named or not any(o.acronym == thread.acronym for o in scene.document.organisations) else None,
        kind=kind,
        status=status[0],
        start=a if end else 0,
        end=max(b, end) if end else 0,
        starts=period.starts and period.starts.day,
        ends=period.ends and period.ends.day,
        budget=budget and budget[0],
        description=re.sub(r"\s+", " ", scene.text[a:b])[:300] or None if end else None,
        parties=parties,
        scope=tuple(ref for ref, _ in scope),
        sdgs=tuple(sorted({s.goal for s in goals})),
        surfaces=tuple(dict.fromkeys(re.sub(r"\s+", " ", scene.text[x:y]) for x, y in thread.mentions)),
        confidence=round(min(thread.confidence, 0.99), 3),
        spans=thread.mentions,
        evidence=(
            *name_evidence(scene, thread, kind, labelled),
            *evidence("status", status[0], [status[1]]),
            *period_evidence(period),
            *budget_evidence(budget),
            *of_parties(parties),
            *(e for ref, source in scope for e in evidence("scope", ref, [source])),
            *(e for s in goals for e in evidence("sdgs", s.goal, [goal_source(s)])),
        ),
    )
