"""Initiatives of a page: programmes, projects, campaigns, funds, agreements, declarations …, each one row however often the page names it.

:func:`find_initiatives` gathers candidates (a tagger's spans, capitalised phrases with a head word, a list of well-known instruments, what the text
describes), joins those that mean one thing, and fills the slots from the passages that speak of it and, for the page's own subject, from its labelled
lines. What is too unsure is left out: a spurious row costs more than a missed one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipeline.budgets import find_amounts
from pipeline.document import Budget, Document, Initiative, InitiativeStatus, Party
from pipeline.initiative_described import find_agreements, find_described, find_individual, find_subject, find_tagged
from pipeline.initiative_fields import Fact, facts
from pipeline.initiative_names import Candidate, find_heads, find_known
from pipeline.initiative_parties import find_parties, find_scope, main_country
from pipeline.initiative_scene import Scene, heads, plain
from pipeline.initiative_slots import find_budget, find_dates, find_goals, find_status
from pipeline.initiative_threads import Thread, threads
from pipeline.initiative_zones import RUNNING, Piece, kind_of, zones

FINDERS = (find_tagged, find_subject, find_known, find_heads, find_described, find_agreements, find_individual)
"""All that propose candidates; their order does not matter."""

ENOUGH = 0.45
"""The least confidence of a row."""

TELLING = frozenset(("budget", "period", "funder", "lead", "status", "start", "end", "kind", "countries"))
"""Labels that only the page of an undertaking has; three of them make its title one."""


def find_initiatives(document: Document) -> tuple[Initiative, ...]:
    """The page's initiatives in the order of the text; empty for listings of links, errors and pages without text."""
    if not document.text.strip() or document.page_type == "error":
        return ()
    scene = Scene(document)
    stated = tuple(facts(scene))
    candidates = [c for finder in FINDERS for c in finder(scene)] + list(_full_name(scene, stated))
    found = [t for t in threads(scene, candidates) if _accepted(scene, t, stated)]
    kinds = [kind_of(scene, t) for t in found]
    subject = _subject(scene, found, kinds, stated)
    pieces = zones(scene, found, kinds)
    return tuple(_initiative(scene, t, kinds[i], pieces[i], stated if i == subject else (), i == subject) for i, t in enumerate(found))


def _full_name(scene: Scene, stated: Sequence[Fact]) -> list[Candidate]:
    """The name that a labelled line gives ("Full name: …")."""
    out = []
    for fact in stated:
        if (
            fact.slot == "name"
            and fact.start is not None
            and fact.end is not None
            and len(fact.value.split()) >= 3
            and scene.document.page_type != "event"
        ):
            acronym = re.search(r"\(([A-ZÀ-Þ][\w&/\-–]{1,14})\)$", fact.value)
            name = fact.value[: acronym.start()].strip() if acronym else fact.value.strip()
            out.append(Candidate(fact.start, fact.start + len(name), name, None, 0.8, "field", acronym[1] if acronym else None))
    return out


def _accepted(scene: Scene, thread: Thread, stated: Sequence[Fact]) -> bool:
    """Whether the thread is sure enough; a bare title needs a page that states an undertaking's facts."""
    if thread.sources == {"title"}:
        return len({f.slot for f in stated} & TELLING) >= 3
    low = plain(thread.name)
    if low in heads().nouns or low in heads().strong or re.search(r"\b(?:2030 agenda|agenda 2030)\b", low):
        return False
    if thread.sources <= {"known", "head"} and not {"tagger"} & thread.sources:
        a, b = thread.mentions[0] if thread.mentions else (0, 0)
        body = scene.covered(a, b, "ORG")
        if body and kind_of(scene, thread) in ("fund", "partnership", "programme"):
            return False
    return thread.confidence >= ENOUGH


def _subject(scene: Scene, found: Sequence[Thread], kinds: Sequence[str], stated: Sequence[Fact]) -> int | None:
    """Index of the initiative that the labelled lines are about: the one of the title, of the full name, else the first running one of a page that states facts."""
    title = plain(scene.document.title or "")
    for i, thread in enumerate(found):
        if thread.sources & {"title", "field"}:
            return i
    if scene.document.page_type == "event" or not {f.slot for f in stated} & TELLING:
        return None
    ranked = [i for i, k in enumerate(kinds) if k in RUNNING or k == "strategy"]
    named = [i for i in ranked if plain(found[i].name) in title or any(plain(s) in title for s in found[i].surfaces if len(s) > 5)]
    if named:
        return named[0]
    return ranked[0] if ranked and len({f.slot for f in stated} & TELLING) >= 2 and scene.document.page_type in ("profile", "news") else None


def _initiative(scene: Scene, thread: Thread, kind: str, pieces: Sequence[Piece], stated: Sequence[Fact], subject: bool) -> Initiative:
    if stated:
        kind = _stated_kind(stated, thread) or kind
    country = main_country(scene)
    starts, ends = find_dates(scene, thread, kind, pieces)
    budget = find_budget(scene, kind, pieces, country)
    parties = find_parties(scene, thread, kind, pieces)
    status: InitiativeStatus | None = None
    if stated:
        starts, ends = _stated_dates(scene, stated, starts, ends)
        budget = _stated_budget(stated, country) or budget
        parties = _stated_parties(scene, stated, parties)
        status = _stated_status(stated)
    if status is None or status == "active":
        read = find_status(scene, thread, kind, pieces, starts, ends)
        status = read if status is None or read == "completed" else status
    scope = _stated_scope(scene, stated) or find_scope(scene, thread, kind, pieces, parties, subject=subject)
    start, end = thread.mentions[0] if thread.mentions else (0, 0)
    a, b = scene.passages.at(start)
    return Initiative(
        name=thread.name,
        acronym=thread.acronym,
        kind=kind,
        status=status,
        start=a if end else 0,
        end=max(b, end) if end else 0,
        starts=starts,
        ends=ends,
        budget=budget,
        description=re.sub(r"\s+", " ", scene.text[a:b])[:300] or None if end else None,
        parties=parties,
        scope=scope,
        sdgs=find_goals(scene, pieces, whole_page=subject),
        surfaces=tuple(dict.fromkeys(re.sub(r"\s+", " ", scene.text[x:y]) for x, y in thread.mentions)),
        confidence=round(min(thread.confidence, 0.99), 3),
    )


def _stated_kind(stated: Sequence[Fact], thread: Thread) -> str | None:
    for fact in stated:
        if fact.slot == "kind":
            for word in re.findall(r"[^\W\d_]+", plain(fact.value)):
                kind = heads().nouns.get(word)
                if kind:
                    return kind
    return None


def _stated_dates(scene: Scene, stated: Sequence[Fact], starts: date | None, ends: date | None) -> tuple[date | None, date | None]:
    for fact in stated:
        if fact.start is None or fact.end is None or fact.slot not in ("period", "start", "end", "status", "funder", "budget"):
            continue
        dates = [m.interval for m in scene.context.mentions(fact.start, fact.end, "DATE") if m.interval]
        if not dates:
            continue
        if fact.slot == "start":
            starts = dates[0].start
        elif fact.slot == "end":
            ends = dates[0].end
        elif fact.slot == "period":
            starts, ends = dates[0].start, dates[-1].end
        elif (dates[0].end - dates[0].start).days > 366:
            starts, ends = starts or dates[0].start, ends or dates[0].end
    return (starts, ends) if not (starts and ends and ends < starts) else (starts, None)


def _stated_budget(stated: Sequence[Fact], country: str | None) -> Budget | None:
    found = []
    for fact in stated:
        if fact.slot in ("budget", "funder"):
            for amount in find_amounts(fact.value, country=country):
                found.append((fact.slot == "budget", amount, fact))
                break
    if not found:
        return None
    _, amount, fact = max(found, key=lambda f: f[0])
    year = re.search(r"\(((?:19|20)\d\d)\)", fact.value)
    return Budget(amount.amount, amount.currency, int(year[1]) if year else None)


def _stated_status(stated: Sequence[Fact]) -> InitiativeStatus | None:
    words: tuple[tuple[InitiativeStatus, str], ...] = (
        ("completed", r"complet|closed|ended|finished|achev|termin|clos|finaliz|conclu"),
        ("planned", r"planned|pipeline|proposed|not started|approved|prévu|en projet|previst|upcoming|preparation"),
        ("active", r"active|ongoing|on-going|running|under implementation|operational|en cours|en ejecución|implement|current|activ"),
    )
    for fact in stated:
        if fact.slot in ("status", "kind"):
            for status, pattern in words:
                if re.search(pattern, fact.value, re.IGNORECASE):
                    return status
    return None


def _stated_parties(scene: Scene, stated: Sequence[Fact], parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Bodies that the labelled lines give a role; they outrank what sentences say of the same body."""
    countries = {p.location_id for p in scene.document.places if p.kind == "country"}
    roles: dict[str, str] = {}
    for fact in stated:
        if fact.slot in ("lead", "funder", "partner") and fact.start is not None and fact.end is not None:
            for m in scene.context.mentions(fact.start, fact.end, "ORG", "LOC"):
                if m.entity and (m.label == "ORG" or m.entity in countries) and scene.text[m.end or 0 : (m.end or 0) + 1] != ")":
                    roles.setdefault(m.entity, fact.slot)
    for fact in stated:
        if fact.slot == "budget" and fact.start is not None and fact.end is not None:
            for m in scene.context.mentions(fact.start, fact.end, "ORG"):
                if m.entity:
                    roles.setdefault(m.entity, "funder")
    lead = "lead" in roles.values()
    rest = [p for p in parties if p.ref not in roles and not (lead and p.role == "lead")]
    return tuple(Party(ref, role) for ref, role in roles.items()) + tuple(rest)


def _stated_scope(scene: Scene, stated: Sequence[Fact]) -> tuple[str, ...]:
    places = {p.location_id: p for p in scene.document.places}
    out: dict[str, str] = {}
    for fact in stated:
        if fact.slot == "countries" and fact.start is not None and fact.end is not None:
            for m in scene.context.mentions(fact.start, fact.end, "LOC"):
                place = places.get(m.entity or "")
                if place and place.country_code:
                    out.setdefault(place.country_code, place.location_id)
        elif fact.slot == "countries":
            for place in places.values():
                if place.country_code and re.search(rf"(?<!\w){re.escape(place.name)}(?!\w)", fact.value):
                    out.setdefault(place.country_code, place.location_id)
    return tuple(out.values())
