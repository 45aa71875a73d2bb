"""Where an initiative works: the places that its passages name with a word of extent ("covering", "in", "between"), the parties of an agreement, else
the one country that the page is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from pipeline.binding import run_after
from pipeline.context import occurrences
from pipeline.document import Basis, Mention, Party
from pipeline.evidence import Source, quoted, said, source_of
from pipeline.initiatives.clauses import another
from pipeline.initiatives.cues import first_mention
from pipeline.initiatives.groups import NUMBERED, counted, named_in
from pipeline.initiatives.parties import MEETING
from pipeline.initiatives.scene import Scene
from pipeline.initiatives.threads import Thread
from pipeline.initiatives.zones import RUNNING, Piece, basis_of

Scope = tuple[tuple[str, Source], ...]
"""Ids of places, each with what gives it."""

WORKS = re.compile(
    r"\b(?:in|across|throughout|covering|covers?|covered|active in|between|serves|serving|for|au|aux|en|dans|du|countries of|of|help(?:s|ed)?"
    r"|gathers statistics from|statistics from|villages in|people of|couvr(?:e|ent|ant|ira)(?:\s\w+)?|cubr(?:e|en|irá)|abarcan?|entre|de|des|del|:)\s"
    r"|\bd[’']",
    re.IGNORECASE,
)
OF = frozenset(("of", "de", "des", "del", "d'", "d’"))
"""Words behind which only a list of places tells an extent."""
ELSEWHERE = re.compile(
    r"\b(?:embass(?:y|ies)|ambassadors?|governments?|ministers?|ministry|presidents?|capitals?|gouvernements?|gobiernos?|presence"
    r"|held|met|signed|launched|presented|adopted|took place"
    r"|meeting|based)\b[^,.;]{0,24}$",
    re.IGNORECASE,
)
WORLDWIDE = frozenset(("international_ngo", "multilateral"))
"""Kinds of bodies that work in many countries, where they have none of their own."""

LOCAL = frozenset(("project", "programme", "campaign", "fund", "strategy", "platform", "series", "other"))
"""Kinds that, where nothing else is said, work in the country that the page is about."""
WIDE = re.compile(
    r"\b(?:régionale?|regional|global|international\w?|internacional|world|continental|pacific|african?|asian?|asean|europe\w*|eu|arab|caribbean|union"
    r"|inter-\w+|cross-border|mondiale?|mundial|african?[eao]|africain|européen\w*|andin[oa]|amazónic[oa]|am[ée]ric?as|americas|amériques|latinoamerican[oa]|centroamerican[oa]"
    r"|afrique|áfrica|africa|asie|asia|méditerran\w+|mediterr\w+|transfront\w+|caribeñ[oa]"
    r"|iberoamerican[oa]|sahel\w*|arabe|binational|gulf|danube|agenda \d{4})\b",
    re.IGNORECASE,
)


def main_country(scene: Scene, share: float = 0.5) -> str | None:
    """The country that most places of the page lie in, when it is clear (two thirds of their mentions)."""
    codes = {p.location_id: p.country_code for p in scene.document.places}
    count = Counter(codes[m.entity] for m in scene.document.mentions if m.label == "LOC" and m.entity and codes.get(m.entity))
    if not count:
        return None
    code, n = max(count.items(), key=lambda x: (x[1], x[0] or ""))
    return code if n >= share * sum(count.values()) else None


def find_scope(scene: Scene, thread: Thread, kind: str, pieces: Sequence[Piece], parties: Sequence[Party]) -> Scope:
    """The places where the initiative works, in the order found, and what gives each: the countries named, and of one not named its places."""
    places = {p.location_id: p for p in scene.document.places}
    givers = {p.ref for p in parties if p.role == "funder"}
    found: dict[str, tuple[str, Source]] = {}
    areas: dict[str, tuple[str, Source]] = {}

    def add(mention: Mention, basis: Basis) -> None:
        place = places.get(mention.entity or "")
        if place and place.country_code and place.location_id not in givers:
            if place.country_code not in found or place.kind == "country":
                found[place.country_code] = place.location_id, said(mention, basis)
            elif places[found[place.country_code][0]].kind != "country":
                areas.setdefault(place.location_id, (place.country_code, said(mention, basis)))

    if kind in ("agreement", "declaration"):
        for party in parties:
            place = places.get(party.ref)
            if party.role == "lead" and place and place.country_code:
                found[place.country_code] = place.location_id, source_of(party).inferred()
        if not found and not thread.sources <= {"known"} and sum(p.role == "lead" for p in parties) > 1:
            found = _of_bodies(scene, parties)
        concluded = any(p.role == "lead" for p in parties) and not thread.sources <= {"known"} and not WIDE.search(thread.name)
        if found or kind == "declaration" or NUMBERED.search(thread.name) or (thread.named and not concluded):
            return tuple(found.values())
        return _home(scene)
    if "known" not in thread.sources:
        joint = {places[p.ref].country_code for p in parties if p.role in ("lead", "partner") and p.ref in places}
        several = len(joint) > 1 and main_country(scene, 1 / 3) in {None, *joint}
        for party in parties:
            place = places.get(party.ref)
            chairs = CHAIRS.search(scene.text, max((party.start or 0) - 60, 0), party.start or 0)
            if place and place.country_code and not chairs and (party.role == "lead" or (several and party.role == "partner" and kind in RUNNING)):
                found[place.country_code] = place.location_id, source_of(party).inferred()
        behind = list(_bracketed(scene, thread)) if kind in RUNNING else []
        for m in behind or _beside(scene, thread):
            add(m, "sentence")
        if behind:
            return tuple(found.values())
        for a, b in thread.mentions:
            for m in scene.inside(a, b, "LOC"):
                if m.entity in places and (places[m.entity].kind == "country" or _sited(scene, kind, a, m)):
                    add(m, "name")
        for piece in pieces:
            if piece.rank and found and kind not in RUNNING:
                break
            _covered(scene, kind, piece, add)
            for m in counted(scene, piece.start, piece.end) if piece.rank < 2 and len(found) < 2 else ():
                found.setdefault(places[m.entity or ""].country_code or m.text, (m.entity or "", said(m, "context")))
    local = kind in LOCAL or (kind in ("mechanism", "network", "partnership") and not thread.named)
    if not found and local and not listed_abroad(thread, kind) and not WIDE.search(thread.name) and not _bodys_own(scene, thread, kind):
        return _home(scene)
    more = ((ref, source) for ref, (code, source) in areas.items() if code in found and places[found[code][0]].kind != "country")
    return (*found.values(), *(told for told in more if told[0] not in {ref for ref, _ in found.values()}))


SITED = re.compile(r"(?:\b(?:around|across|along|in|near|off|for|en|dans|pour|para|near|cerca de|autour de)\s(?:the\s|la\s|le\s|el\s|l[’'])?|,\s)$")
"""What stands in a name or description before the town or province where the work is done: "a greenhouse project in Bardarash"."""


def _sited(scene: Scene, kind: str, start: int, mention: Mention) -> bool:
    """Whether a town or province inside a name says where the work is done, not where a text was adopted ("Windhoek Declaration")."""
    return SITED.search(scene.text[start : mention.start]) is not None


def _of_bodies(scene: Scene, parties: Sequence[Party]) -> dict[str, tuple[str, Source]]:
    """The countries of the bodies that conclude an agreement, where each has one that the page names as a place; else none."""
    bodies = {o.organisation_id: o for o in scene.document.organisations}
    named = {p.country_code: p.location_id for p in scene.document.places if p.kind == "country"}
    out: dict[str, tuple[str, Source]] = {}
    for party in parties:
        body = bodies.get(party.ref)
        if party.role != "lead" or body is None:
            continue
        if body.country_code not in named:
            return {}
        out.setdefault(body.country_code or "", (named[body.country_code], source_of(party).inferred()))
    return out


def listed_abroad(thread: Thread, kind: str) -> bool:
    """Whether it is one of the listed instruments, which work across borders; of those that somebody runs, where nothing else names it."""
    return thread.sources <= {"known"} or ("known" in thread.sources and kind in ("fund", "strategy", "other"))


def _bodys_own(scene: Scene, thread: Thread, kind: str) -> bool:
    """Whether it is the strategy or fund of a whole body ("the Bank’s Ten-Year Strategy", "IFRC Emergency Fund"), whose page is about one country."""
    if kind not in ("strategy", "fund"):
        return False
    bodies = {o.organisation_id: o for o in scene.document.organisations}
    for a, b in thread.mentions:
        for m in scene.inside(max(a - 60, 0), b, "ORG"):
            body = bodies.get(m.entity or "")
            owns = m.start == a or re.fullmatch(r"[’']s?\s", scene.text[m.end or 0 : a])
            if owns and body and body.country_code is None and body.kind in WORLDWIDE:
                return True
    return False


def _beside(scene: Scene, thread: Thread) -> Iterator[Mention]:
    """Countries that stand in the name or in brackets behind it, in front of it ("Haiti - X"), or open its sentence ("In Zambia, …")."""
    countries = {p.location_id: p for p in scene.document.places if p.kind == "country"}
    for m in named_in(scene, 0, len(scene.text)):
        if any(occurrences(thread.name, countries[m.entity or ""].name)):
            yield m
    for a, b in thread.mentions[:3]:
        start, end = scene.around(a)
        line = scene.context.line(a)[0]
        for m in scene.context.mentions(min(start, line), min(end, b + 60), "LOC"):
            x, y = m.start or 0, m.end or 0
            if m.entity not in countries:
                continue
            behind = x >= b and re.fullmatch(r"\s?\((?:[^()]{1,40}[,;]\s)?", scene.text[b:x]) and scene.text[y : y + 1] in "),"
            opens = x == start + 3 and scene.text[start:x] in ("In ", "En ")
            front = (
                x >= line
                and y <= a
                and re.fullmatch(r"(?:[^\n.;]{0,60})\s[-–:]\s[“\"]?", scene.text[y:a])
                and re.fullmatch(r"[^\n.;a-z]{0,4}|.{3,60}and\s", scene.text[line:x])
            )
            if behind or opens or front:
                yield m


def _bracketed(scene: Scene, thread: Thread) -> Iterator[Mention]:
    """The countries alone in brackets behind the name: "Outer Island Landing Project (Tuvalu)"."""
    for _, b in thread.mentions[:3]:
        aside = re.compile(r"[”»\"’]?\s\((?:\b[A-Z]{2,10}[,;]\s)?([^()\n]{3,60})\)").match(scene.text, b)
        inside = [m for m in scene.context.mentions(*aside.span(1), "LOC") if m.entity in scene.countries] if aside else []
        left = aside[1] if aside else ""
        for m in inside:
            left = left.replace(m.text, "")
        if inside and re.fullmatch(r"[\s,;/&–-]*(?:(?:and|et|y|the|la|le|les|el)[\s,;/&–-]*)*", left):
            yield from inside
            return


CHAIRS = re.compile(r"\b(?:chaired|presidid[oa]|présidée?)\s[^.;\n]{0,50}$", re.IGNORECASE)
"""Who chairs it need not be where it works."""


def of_others(scene: Scene, at: int) -> bool:
    """Whether the place at an offset is that of who chairs it, or of another undertaking: "like a second project, in | Peru"."""
    return CHAIRS.search(scene.text, max(at - 60, 0), at) is not None or another().search(scene.text, scene.around(at)[0], at) is not None


def _seat(scene: Scene, mention: Mention) -> bool:
    """Whether the place only says where a body sits: "the Association of Herders in Kautokeino, Norway"."""
    at = mention.start or 0
    city = next((m for m in scene.inside(max(at - 40, 0), at, "LOC") if scene.text[m.end or 0 : at] == ", "), None)
    start = (city.start or 0) if city else at
    after = re.match(r",\s(?=[A-ZÀ-Þ])", scene.text[mention.end or 0 :][:3])
    if not city and not (after and scene.inside((mention.end or 0) + 2, (mention.end or 0) + 30, "LOC")):
        return False
    return any(scene.text[m.end or 0 : start] in (" in ", " à ", " en ", " at ") for m in scene.inside(max(start - 120, 0), start, "ORG"))


AREAS = re.compile(
    r"(?:the\s|l[ae]s?\s|el\s|los\s|l[’'])?(?:\w{3,12}\s)?(?:communes?|counties|departamentos|départements?|distritos|districts|estados|états|municipalities|municipios|parroquias"
    r"|provinces|provincias|régions|regions|regiones|states|wilayas)\s(?:of\s|de\s|des\s|del?\s|du\s|d[’'])?(?:the\s|l[ae]s?\s|l[’']|el\s)?"
)
"""What stands behind a word of extent and in front of the parts of a country: "dans les communes de", "in the provinces of"."""


def _covered(scene: Scene, kind: str, piece: Piece, add: Callable[[Mention, Basis], None]) -> None:
    """Adds the places that the piece names behind a word of extent."""
    places = {p.location_id: p for p in scene.document.places}
    met = frozenset() if kind in ("campaign", "series", "mechanism") else scene.met
    for word in WORKS.finditer(scene.text, piece.start, piece.end):
        run = run_after(scene.context, word.end(), piece.end, "LOC", first=45, slack=2)
        if word.group().strip().casefold() in OF and len(run) < 2:
            continue
        if run and ELSEWHERE.search(scene.text[max((run[0].start or 0) - 60, piece.start) : run[0].start]):
            continue
        behind = piece.rank == 0 and any(b <= word.start() for _, b in piece.names)
        for mention in run:
            place = places.get(mention.entity or "")
            before = scene.text[max((mention.start or 0) - 60, piece.start) : mention.start]
            if (
                place is None
                or _seat(scene, mention)
                or ELSEWHERE.search(before)
                or CHAIRS.search(before)
                or (piece.rank and (MEETING.search(before) or of_others(scene, mention.start or 0)))
                or ((mention.start, mention.end) in met and not (len(run) > 1 and behind))
            ):
                continue
            named = AREAS.fullmatch(scene.text[word.end() : run[0].start])
            if (
                (named and kind in LOCAL)
                or place.kind == "country"
                or (
                    word.group().strip().casefold() not in OF
                    and piece.rank < 2
                    and kind in LOCAL
                    and (len(run) >= 2 or kind in ("project", "campaign"))
                )
            ):
                add(mention, basis_of(piece))


def _home(scene: Scene) -> Scope:
    """The country the page is about, as one of its places, inferred from the first mention of it."""
    code = main_country(scene)
    inside = [p for p in scene.document.places if code and p.country_code == code]
    chosen = min(inside, key=lambda p: (p.kind != "country", p.location_id), default=None)
    mention = first_mention(scene, chosen.location_id) if chosen else None
    return ((chosen.location_id, said(mention, "inferred") if mention else quoted(0, 0, "inferred")),) if chosen else ()
