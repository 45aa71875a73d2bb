"""The slots that labelled lines fill: they are surer than what sentences say, and outrank it.

Each function takes the facts that belong to one initiative (:mod:`pipeline.initiatives.fields`) and gives the slot's value, or what was read before
where the facts do not speak of it.
"""

from __future__ import annotations

import itertools
import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pipeline.document import Budget, InitiativeStatus, Mention, Party, Place
from pipeline.evidence import Source, party, said
from pipeline.initiatives.begun import Day, Period
from pipeline.initiatives.budgets import find_amounts
from pipeline.initiatives.fields import Fact
from pipeline.initiatives.parties import MEETING
from pipeline.initiatives.scene import Scene, heads, plain
from pipeline.initiatives.scope import Scope

STATUS: tuple[tuple[InitiativeStatus, str], ...] = (
    ("completed", r"complet|\bcerrad|\bclosed|\bended|finish|achev|termin|clôtur|finaliz|conclu"),
    ("planned", r"planned|pipeline|proposed|not started|approved|prévu|en projet|previst|upcoming|preparation|design"),
    (
        "active",
        r"activ|on-?going|running|under implementation|operational|en cours|en ejecución|implement|current|under way|vigente"
        r"|in (?:force|operation)|operating|en (?:activité|funcionamiento|marcha|operación)\b",
    ),
)
MONTHS = re.compile(r"(?<!\d)(?<!\d[./])(0?[1-9]|1[0-2])[./]((?:19|20)\d\d)\s?(?:[-–—]|to|bis|à|a)\s?(0?[1-9]|1[0-2])[./]((?:19|20)\d\d)(?!\d)")
"""A range of months in figures: "10/2020–9/2023"."""
WITH = re.compile(r"\b(?:with|and partners|avec|con|en partenariat)\b", re.IGNORECASE)


def field_source(fact: Fact) -> Source:
    """A labelled value as a source; one outside the main content has no span."""
    return Source(fact.start, fact.end, "field", "structure", 0.9)


def stated_kind(stated: Sequence[Fact]) -> tuple[str, Source] | None:
    """The kind that a label such as "Type" gives, the first word that names one."""
    for fact in stated:
        for word in re.findall(r"[^\W\d_]+", plain(fact.value)) if fact.slot == "kind" else ():
            kind = heads().nouns.get(word) or heads().labelled.get(word)
            if kind:
                return kind, field_source(fact)
    return None


ADOPTED = re.compile(r"(?:date (?:of )?)?adopt")
"""The label of the day on which a text came to be, which that of its entry into force does not move."""


def stated_dates(scene: Scene, stated: Sequence[Fact], period: Period) -> Period:
    """First and last day; a range beside money or status counts where nothing else gives one."""
    starts, ends = period
    opened: tuple[int, Day] | None = None
    ranged, adopted = False, any(fact.slot == "start" and ADOPTED.match(plain(fact.label)) for fact in stated)
    for fact in stated:
        mentions = [m for m in scene.context.mentions(fact.start, fact.end, "DATE") if m.interval]
        dates = [m.interval for m in mentions if m.interval]
        if not dates:
            months = MONTHS.search(fact.value) if fact.slot == "period" else None
            if months and int(months[2] + months[1].zfill(2)) <= int(months[4] + months[3].zfill(2)):
                source = field_source(fact)
                starts = Day(date(int(months[2]), int(months[1]), 1), source)
                year, month = int(months[4]), int(months[3])
                ends = Day(date(year, month, monthrange(year, month)[1]), source)
            continue
        first, last = Day(dates[0].start, said(mentions[0], "field")), Day(dates[-1].end, said(mentions[-1], "field"))
        if fact.slot == "start" and not (ranged and _firmness(fact.label)):
            opened = min(opened or (9, first), (_firmness(fact.label), first), key=lambda d: (d[0], d[1].day))
            starts = opened[1]
        elif fact.slot == "end":
            ends = Day(dates[0].end, first.source) if ORIGINAL.search(fact.value) else last
        elif fact.slot == "period":
            before = _before(fact, mentions)
            since = SINCE.search(before) and len(dates) == 1 and (dates[0].end - dates[0].start).days < 367
            months = LASTS.search(before) if since else None
            last = Day(_after(first.day, int(months[1]) * (12 if months[2] else 1)), first.source) if months else last
            if UNTIL.search(before):
                ends = last
                continue
            if not since and len(dates) == 1 and (dates[0].end - dates[0].start).days < 32:
                starts = starts if starts and adopted else first
                continue
            ranged, starts, ends = not since, first, ends if since and not months else last
        elif fact.slot in ("status", "funder", "budget", "other") and (dates[0].end - dates[0].start).days > 366 and not _of_other(fact, mentions):
            starts, ends = starts or first, ends or Day(dates[0].end, said(mentions[0], "field"))
    lasts = next((m for fact in stated if fact.slot == "period" and (m := LASTS.match(fact.value))), None) if opened and not ends else None
    if lasts and starts and starts.day.day == 1:
        ends = Day(_after(starts.day, int(lasts[1]) * (12 if lasts[2] else 1)), starts.source)
    return Period(starts, None if starts and ends and ends.day < starts.day else ends)


def _after(first: date, months: int) -> date:
    """The last of so many months from a first day."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1])) - timedelta(days=1)


SINCE = re.compile(r"\b(?:since|from|starting|depuis|à (?:partir|compter) d[eu’']|desde|a partir de)\s?(?:le |el |la |l[’'])?$", re.IGNORECASE)
UNTIL = re.compile(r"\b(?:until|till|up to|to|jusqu[’'](?:en|au|à)|hasta)\s?(?:el |fin |fines de |la fin de )?$", re.IGNORECASE)
LASTS = re.compile(r"(?<![\w.,–-])(\d{1,3})[ -](?:months?|mois|meses|(years?|ans|années|años))\b", re.IGNORECASE)
"""A number of months or years that runs from a day told behind it: "36 months from 1 April 2020"."""
ORIGINAL = re.compile(r"\(\s?(?:original|initial|formerly|previously|planned|au lieu|en lugar)", re.IGNORECASE)
"""What stands before the last day that no longer holds: "31 December 2021 (original: 31 December 2020)"."""
GIVEN = re.compile(r"\b(?:pledg|committ|contribut|promis|vote of|comprom|engag)\w*", re.IGNORECASE)


def _before(fact: Fact, mentions: Sequence[Mention]) -> str:
    """What a value says before its first mention."""
    return fact.value[: max((mentions[0].start or 0) - fact.start, 0)]


def _of_other(fact: Fact, mentions: Sequence[Mention]) -> bool:
    """Whether the years on a line of another subject are those of a giver, a gift or a post, not of the undertaking."""
    before = _before(fact, mentions)
    return (
        bool(GIVEN.search(before)) or (len(mentions) > 1 and fact.slot in ("funder", "other")) or re.search(r"\bchair", plain(fact.label)) is not None
    )


def _firmness(label: str) -> int:
    """Which of several first days counts: the start itself, then signature or approval, then entry into force."""
    low = plain(label)
    return 2 if re.search(r"\bforce|vigueur|vigor\b", low) else 1 if re.search(r"sign|appro|adopt|done|firma|aprob", low) else 0


def stated_budget(stated: Sequence[Fact], country: str | None, told: tuple[Budget, Source] | None = None) -> tuple[Budget, Source] | None:
    """The amount labelled as a total, else as a budget, else the first one beside the donors, if sentences tell no larger one."""
    best: tuple[int, Budget, Source] | None = None
    for fact in stated:
        if fact.slot not in ("budget", "funder", "other"):
            continue
        amount = next(find_amounts(_with_label(fact), country=country), None)
        if amount is None or amount.amount < 5000:
            continue
        rank = {"budget": 2, "funder": 1, "other": 0}[fact.slot] + (1 if re.search(r"\b(?:total|project cost)\b", plain(fact.label)) else 0)
        year = re.search(r"\(((?:19|20)\d\d)\)", fact.value) or re.search(r"\b((?:19|20)\d\d)$", fact.label)
        if best is None or rank > best[0]:
            best = (rank, Budget(amount.amount, amount.currency, int(year[1]) if year else None), field_source(fact))
    if best is None:
        return told
    return best[1:]


def _with_label(fact: Fact) -> str:
    """The value, with the currency that its label gives in brackets ("Budget (USD): 211 M")."""
    money = re.search(r"\([A-Z]{3}\)", fact.label)
    return f"{money.group()} {fact.value}" if money else fact.value


def stated_status(stated: Sequence[Fact]) -> tuple[InitiativeStatus, Source] | None:
    """What a line about the status says; a line about the type may say it too."""
    for fact in stated:
        if fact.slot == "period" and re.search(STATUS[0][1], fact.value, re.IGNORECASE):
            return "completed", field_source(fact)
        if fact.slot in ("status", "kind"):
            for status, pattern in STATUS:
                if re.search(pattern, fact.value, re.IGNORECASE):
                    return status, field_source(fact)
    return None


def stated_parties(scene: Scene, stated: Sequence[Fact], parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Bodies that the labelled lines give a role; they outrank what sentences say of the same body."""
    found: dict[str, Party] = {}
    for slots in (("lead", "funder", "partner"), ("budget", "other")):
        for fact in stated:
            if fact.slot in slots and not (fact.slot == "other" and _of_occasion(scene, fact.label)):
                for m, second in _named(scene, fact):
                    role = {"budget": "funder", "other": "partner"}.get(fact.slot, fact.slot)
                    ref = m.entity or ""
                    found.setdefault(ref, party(m, ref, "partner" if role == "lead" and second else role, "field"))
    lead = any(p.role == "lead" for p in found.values())
    for told in parties:
        if not lead and told.role == "lead" and told.basis == "sentence" and told.ref in found:
            found[told.ref] = told
    rest = [p for p in parties if p.ref not in found and not (lead and p.role == "lead")]
    return (*found.values(), *rest)


SERVED = re.compile(r"\b(?:beneficiar|bénéficiaire)", re.IGNORECASE)
"""A label of those whom it is for: bodies among them take part, countries are where it works."""


def _of_occasion(scene: Scene, label: str) -> bool:
    """Whether a label that the tables do not know names a day, a meeting or a place, beside which bodies have no part in the whole."""
    places = {plain(p.name) for p in scene.document.places}
    return re.search(r"\d", label) is not None or MEETING.search(label) is not None or plain(label) in places


def _named(scene: Scene, fact: Fact) -> Iterator[tuple[Mention, bool]]:
    """Bodies and countries that a value names, and whether each stands behind a "with"; a country that says where a body sits is none."""
    mentions = list(scene.context.mentions(fact.start, fact.end, "ORG", "LOC"))
    bodies = any(m.label == "ORG" for m in mentions)
    for m in mentions:
        a, b = m.start or 0, m.end or 0
        second = WITH.search(scene.text[fact.start : a]) is not None
        if m.label == "ORG" and m.entity:
            yield m, second
        elif m.entity in scene.countries and fact.slot != "other" and not SERVED.search(fact.label):
            alone = re.search(r"(?:^|[;:•–]|\band|\bet|\by)\s?(?:the )?$", scene.text[fact.start : a]) and re.match(
                r"\s?(?:[;,.•]|and|et|y|$)", scene.text[b : fact.end]
            )
            listed = re.search(r"[,–-]\s$", scene.text[fact.start : a]) and not bodies
            if m.entity and (alone or listed or _among_countries(scene, fact, a)):
                yield m, second


def _among_countries(scene: Scene, fact: Fact, at: int) -> bool:
    """Whether the mention before this one in the value is a country too, with only a comma between."""
    before = list(scene.context.mentions(fact.start, at, "ORG", "LOC"))
    return bool(before) and before[-1].label == "LOC" and scene.text[before[-1].end : at].strip() in (",", ";", "/", "·")


def stated_scope(scene: Scene, stated: Sequence[Fact]) -> Scope:
    """The places that a label such as "Countries" lists: its countries, or where it has none its other places, one a country."""
    places = {p.location_id: p for p in scene.document.places}
    found: list[tuple[Place, Source]] = []
    for fact in stated:
        served = fact.slot == "partner" and SERVED.search(fact.label) is not None
        if served or fact.slot == "countries":
            found += [(places[m.entity], said(m, "field")) for m in scene.context.mentions(fact.start, fact.end, "LOC") if m.entity in places]
    only = [f for f in found if f[0].kind == "country"] or found
    out: dict[str, tuple[str, Source]] = {}
    for place, source in only:
        if place.country_code:
            out.setdefault(place.country_code, (place.location_id, source))
    return tuple(out.values())


FOCAL = re.compile(
    r"^\W*(?:(?:operational|national|programme|project) )?(?:focal (?:points?|persons?)(?: and contacts?)?|contact persons?(?:\(s\))?"
    r"|contact and focal point|points? foca(?:l|ux)|puntos? foca(?:l|les)|personas? de contacto|personne de contact)\b(?:\(s\))?\s*(?::|$|\n)",
    re.IGNORECASE,
)


RUNS = re.compile(
    r"\b(?:(?:programme|program|project) (?:coordinator|director|lead(?:er)?|manager|officer)"
    r"|(?:coordinador|director|jef|líder|responsable)[a-z]{0,2} del (?:programa|proyecto)"
    r"|(?:chef(?:fe)?|coordinat(?:eur|rice)|coordonnat(?:eur|rice)|direct(?:eur|rice)|responsable) (?:du |de )?(?:programme|projet))\b",
    re.IGNORECASE,
)
"""The position of who runs an undertaking."""
CONTACTS = re.compile(r"\W*(?:contacts?|contactos?|contact us|contactez-nous)\W*", re.IGNORECASE)


def _managers(scene: Scene, lines: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """Those below the heading "Contact" whose own line, or the one behind it, says that they run the project."""
    below = next((n for n, (a, b) in enumerate(lines) if b - a < 24 and CONTACTS.fullmatch(scene.text[a:b])), len(lines))
    for number, (a, b) in enumerate(lines[below + 1 : below + 9], start=below + 1):
        for m in scene.context.mentions(a, b, "PERSON"):
            end = lines[min(number + 1, len(lines) - 1)][1] if b == m.end else b
            if m.entity and RUNS.search(scene.text, m.end or a, end):
                yield m


def focal_points(scene: Scene) -> Iterator[Party]:
    """The persons whom the page's own label "Focal point and contact" names: on its line, or on the line below it; without one, those below
    "Contact" who run the project.

    Of a list, one person a line ("India: …", "Sri Lanka: …") up to the first line without one.
    """
    lines = list(scene.context.lines)
    for number, (a, b) in enumerate(lines):
        label = FOCAL.match(scene.text[a:b])
        if not label:
            continue
        rows = [[m for m in scene.context.mentions(*line, "PERSON") if m.entity][:1] for line in lines[number + 1 : number + 9]]
        here = [m for m in scene.context.mentions(a + label.end(), b, "PERSON") if m.entity]
        for m in here[:1] or itertools.chain.from_iterable(itertools.takewhile(bool, rows)):
            yield party(m, m.entity or "", "focal_point", "field")
        return
    for m in _managers(scene, lines):
        yield party(m, m.entity or "", "focal_point", "field")
