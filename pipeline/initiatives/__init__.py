"""Initiatives of a page: programmes, projects, campaigns, funds, agreements, declarations …, each one row however often the page names it.

:func:`find_initiatives` gathers candidates (a tagger's spans, capitalised phrases with a head word, a list of well-known instruments, what the text
describes), joins those that mean one thing, and fills the slots from the passages that speak of it and, for the page's own subject, from its labelled
lines. What is too unsure is left out: a spurious row costs more than a missed one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Document, Initiative, Party
from pipeline.evidence import evidence, goal_source, of_parties, party
from pipeline.initiatives.accepted import TELLING, accepted
from pipeline.initiatives.begun import Period, founded
from pipeline.initiatives.described import find_agreements, find_described
from pipeline.initiatives.events import cited, opening, outcome, signed_there, without_strangers
from pipeline.initiatives.extent import extended
from pipeline.initiatives.fields import Fact, Row, blocks, facts, rows
from pipeline.initiatives.goals import find_goals
from pipeline.initiatives.groups import NUMBERED
from pipeline.initiatives.money import find_budget
from pipeline.initiatives.names import Candidate, find_known, on_one_line
from pipeline.initiatives.parties import find_parties, ours, owner
from pipeline.initiatives.presented import find_recurring, find_subject
from pipeline.initiatives.reading import Reading
from pipeline.initiatives.scene import Scene, plain
from pipeline.initiatives.scope import find_scope, main_country
from pipeline.initiatives.signatories import entered, find_signatories, one_state
from pipeline.initiatives.slots import find_dates, in_name
from pipeline.initiatives.sources import budget_evidence, name_evidence, period_evidence
from pipeline.initiatives.stated import focal_points, stated_budget, stated_dates, stated_kind, stated_parties, stated_scope, stated_status
from pipeline.initiatives.status import find_status
from pipeline.initiatives.tagged import find_tagged
from pipeline.initiatives.terms import lasting
from pipeline.initiatives.threads import Thread, threads
from pipeline.initiatives.unnamed import find_individual
from pipeline.initiatives.weighed import likely
from pipeline.initiatives.zones import RUNNING, kind_of, zones

FINDERS = (
    find_tagged,
    find_subject,
    find_recurring,
    find_known,
    find_described,
    find_agreements,
    find_individual,
)
"""All that propose candidates; their order does not matter."""

MOST = 250
"""Candidates that are read on one page; a page with more of them is a catalogue, and its first ones do."""

PROJECT = re.compile(r"\b(?:pro(?:j(?:ec|e)t|yecto)s?|pilot\w*|operation)\b", re.IGNORECASE)
"""What a name says that has no other word for its kind; without one, money, days or a body behind it nothing tells a project from anything else."""

WORK = re.compile(
    r"\b(?:app|atlas|code|consensus|decade|guidelines|handbook|index|notebook|principles|recommendations|standards?|toolbox|vision)\b", re.IGNORECASE
)
"""Works and sets of rules, which are no projects."""

COVERS = re.compile(r"\b(?:abarca|across|between|couvr|cover|entre|includ|inclu|span)\w*\s")
"""What stands before the countries in the description of an undertaking where they only say how far it goes."""

TITLES = frozenset(("title", "titre", "título"))
"""Labels that also stand before the title of a text; on the page of an undertaking others stand beside them."""


def find_initiatives(document: Document) -> tuple[Initiative, ...]:
    """The page's initiatives in the order of the text; empty for listings of links, errors and pages without text."""
    read = readings(document)
    return extended(read, ruled(read))


def ruled(read: Sequence[Reading]) -> tuple[Initiative, ...]:
    """The initiatives with the countries that the rules alone give them."""
    return _own_money([_initiative(r) for r in read], [r.subject for r in read])


FRAMES = frozenset(("agreement", "fund", "mechanism", "network", "partnership", "platform"))
"""Kinds that money only passes through, where an undertaking of another kind has the same."""


def _own_money(found: Sequence[Initiative], subject: Sequence[bool]) -> tuple[Initiative, ...]:
    """The initiatives, an amount that several would have left to one: the page's subject, what is no fund or network, the first."""
    best: dict[object, tuple[bool, bool, int]] = {}
    ranks = [(not s, i.kind in FRAMES, n) for n, (i, s) in enumerate(zip(found, subject, strict=True))]
    for i, rank in zip(found, ranks, strict=True):
        best[i.budget] = min(best.get(i.budget, rank), rank)
    return tuple(
        i if best[i.budget] == rank else replace(i, budget=None, evidence=tuple(e for e in i.evidence if not e.slot.startswith("budget")))
        for i, rank in zip(found, ranks, strict=True)
    )


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
    candidates = [c for finder in FINDERS for c in finder(scene)] + _full_name(stated) + _row_names(scene, table)
    candidates = sorted((on_one_line(scene, c) for c in candidates), key=lambda c: (c.start, c.end, c.source))[:MOST]
    found = [t for t in threads(scene, candidates) if accepted(scene, t, stated)]
    if any("field" in t.sources for t in found):
        found = [t for t in found if "title" not in t.sources or "field" in t.sources]
    kinds = [kind_of(scene, t) for t in found]
    subject = _subject(scene, found, stated)
    pieces = zones(scene, found, kinds)
    own = [
        stated if i == subject else tuple(f for row in table if (row.start, row.end) in t.mentions for f in row.facts) for i, t in enumerate(found)
    ]
    return tuple(Reading(scene, t, _kind(kinds[i], own[i]), pieces[i], own[i], i == subject) for i, t in enumerate(found))


def _kind(read: str, stated: Sequence[Fact]) -> str:
    """The kind that a label gives, else that which was read."""
    labelled = stated_kind(stated)
    return labelled[0] if labelled else read


def _full_name(stated: Sequence[Fact]) -> list[Candidate]:
    """The name that a labelled line gives ("Full name: …")."""
    out = []
    for fact in stated:
        if (
            fact.slot == "name"
            and fact.end is not None
            and len(fact.value.split()) >= 3
            and (plain(fact.label) not in TITLES or len({f.slot for f in stated} & TELLING) >= 2)
            and "\t" not in fact.value
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
    longest = max(scene.inside(a, a + head.end(), "ORG") if head else [], key=lambda m: len(m.text), default=None)
    return [party(longest, longest.entity, "lead", "header")] if longest and longest.entity else []


def _subject(scene: Scene, found: Sequence[Thread], stated: Sequence[Fact]) -> int | None:
    """Index of the initiative that the labelled lines are about: that of the full name or of the title."""
    title = plain(scene.document.title or "")
    for source in ("field", "title"):
        first = next((i for i, thread in enumerate(found) if source in thread.sources), None)
        if first is not None:
            return first
    if scene.document.page_type == "event" or not {f.slot for f in stated} & TELLING:
        return None
    return next((i for i, thread in enumerate(found) if plain(thread.name) in title), None)


def told_parties(reading: Reading) -> tuple[Party, ...]:
    """Who leads, pays for and joins it by what sentences, labelled lines, the title and the page's owner tell."""
    scene, thread, kind, pieces, stated, subject = reading
    parties = (find_signatories if kind in ("agreement", "declaration") else find_parties)(scene, thread, kind, pieces)
    if stated:
        parties = stated_parties(scene, stated, parties)
    if subject and not any(p.role == "lead" for p in parties):
        parties = tuple({p.ref: p for p in (*parties, *_title_lead(scene, thread))}.values())
    parties = (*parties, *ours(scene, thread, kind, parties))
    return one_state(scene, (*parties, *owner(scene, thread, kind, parties, listed=bool(stated) and not subject)))


def _initiative(reading: Reading) -> Initiative:
    scene, thread, kind, pieces, stated, subject = reading
    labelled = stated_kind(stated)
    country = main_country(scene, 0.25)
    aside = cited(scene, thread, kind)
    period = find_dates(scene, thread, kind, pieces)
    joined = kind == "agreement" and ("known" in thread.sources or NUMBERED.search(thread.name))
    if aside or (joined and any(entered(scene, a, b, scene.around(a)) for a, b in thread.mentions[:3])):
        period = Period(founded(scene, kind, pieces) if aside else None, in_name(thread, kind).ends)
    elif period.starts is None:
        period = Period(opening(scene, thread) or outcome(scene, thread, kind) or signed_there(scene, thread, kind), period.ends)
    if not aside and "known" not in thread.sources:
        period = lasting(scene, kind, pieces, period)
    budget = find_budget(scene, kind, pieces, country)
    if stated:
        period = stated_dates(scene, stated, period)
        budget = stated_budget(stated, country, budget)
    told_by = parties = told_parties(reading)
    if aside:
        parties = tuple(
            p for p in parties if p.start is not None and any(a <= p.start < b + 45 or 0 <= a - (p.end or 0) < 30 for a, b in thread.mentions)
        )
    elif (kind in RUNNING or "known" not in thread.sources) and not NUMBERED.search(thread.name):
        parties = (*parties, *likely(scene, thread, kind, pieces, stated, parties))
    parties = without_strangers(scene, thread, parties)
    itself = {o.organisation_id for o in scene.document.organisations if kind in RUNNING and thread.named and thread.name == o.name}
    covers = () if thread.named or kind in ("agreement", "declaration", "partnership") else thread.mentions
    places = {place.location_id for place in scene.document.places}
    inside = {
        p.ref
        for p in parties
        if p.start is not None and p.ref in places and any(a <= p.start < b and COVERS.search(scene.text[a : p.start]) for a, b in covers)
    }
    parties = tuple(p for p in parties if p.ref not in itself | inside)
    if subject:
        parties = (*parties, *focal_points(scene))
    told = period.starts or period.ends or budget or any(p.role in ("lead", "funder") for p in parties)
    named = labelled or thread.kinds or PROJECT.search(thread.name)
    if kind == "project" and not named and (not told or WORK.search(thread.name)):
        kind = "other"
    status = stated_status(stated) or find_status(scene, thread, kind, pieces, period)
    scope = stated_scope(scene, stated) or (
        () if aside else find_scope(scene, thread, kind, pieces, [p for p in parties if p.role == "lead" or p in told_by])
    )
    goals = find_goals(scene, thread, pieces, whole_page=subject)
    start, end = thread.mentions[0] if thread.mentions else (0, 0)
    a, b = scene.around(start)
    return Initiative(
        name=thread.name,
        acronym=thread.acronym if thread.named else None,
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
        targets=tuple(sorted({s.target for s in goals if s.target})),
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
