"""Who holds an event and who joins it, read from cue words and the lists of mentions beside them.

The cues are data (``resources/event_roles.toml``). A cue counts for the trigger that is nearest to it, so that two events told in one
sentence keep their own parties. Wrong where a list is broken by a clause of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.binding import is_glue, run_after, run_before
from pipeline.context import Bounds
from pipeline.document import Mention
from pipeline.events.candidates import Candidate
from pipeline.events.cues import before_clause, cues
from pipeline.events.names import Reader
from pipeline.events.slots import distance

_PASSIVE = re.compile(r"\b(?:be|been|was|were|is|are|being|get|got)\s+(?:\w+ly\s+)?$")
_PART_OF = re.compile(r"\b(?:of|at|within|under|in|on behalf of|for|from|to|about|against|near|outside)\s+(?:the\s+)?$")
# Words that begin something else than a further member of a list: who pays, who watches, a relative clause.
_BARRIER = re.compile(
    r"\b(?:help|money|gifts?|grants?|backing|aide|ayuda|fund\w*|financ\w*|support\w*|sponsor\w*|paid|assist\w*|attend\w*|particip\w*|observ\w*|facilitators?|trainers?|speakers?"
    r"|apoyo|asistencia|auspicio|concours|patrocinio|presencia|présence|respaldo|soutien|con la colaboración|avec la collaboration"
    r"|presence|guided|invit\w*|to which|was|were|where|who|which|whose|appui)\b",
    re.IGNORECASE,
)
# What stands between a subject and its verb and names others: who pays or helps, a relative clause.
_ASIDE = re.compile(
    r"(?:,|\sand|\set|\sy)\s+(?:(?:\w+ly\s)?(?:accompanied|advised|assisted|backed|created|established|financed|founded|funded|guided|helped|represented"
    r"|set up|sponsored|supported)\s(?:by|in)\b|with\s(?:the\s|our\s)?(?:\w+\s)?(?:support|funding|funds|financing|help|assistance|backing)\b"
    r"|which\b|who\b|whose\b"
    r"|con\s(?:el\s)?(?:apoyo|auspicio|respaldo)\b|avec\s(?:l[’'](?:appui|aide)|le\s(?:concours|soutien))\b)[^;.]{0,200}?,\s*$"
)
_THINGS = (
    r"\b(?:application|campaign|card|cent(?:er|re)|database|fellowships?|fund|grants?|initiative|manual|mechanism|network|pilot|platform|policy"
    r"|programa|programme|program|projects?|projet|proyecto|places|report|réseau|scheme|service|strategy|study|survey|system|tool)"
)
_UNDERTAKING = re.compile(_THINGS + r"s?,?\s(?:(?:that|which|who)\s)?(?:(?:is|are|was|were|being|has been|have been)\s)?(?:\w+ly\s)?$", re.IGNORECASE)
_OF_UNDERTAKING = re.compile(_THINGS + r",?\s(?:that|which|que)\s(?:the\s|la\s|el\s)?$", re.IGNORECASE)
_CHAIRED = re.compile(r"\bchaired by|co-chaired|présidée|presidid", re.IGNORECASE)
_CO_CHAIRS = re.compile(r"\bco-?(?:chair|présid|presid)")
_BY = re.compile(r"([^.;:]{0,80}?),?\s(?:by|par|por)\s(?=(?:the\s|l[’'])?[A-ZÀ-Ý])")
_LISTED = re.compile(r"[\s”\"]*\((?:the\s)?(?=[A-ZÀ-Ý])")
_JOINT = re.compile(r"([^.;]{0,60}?),?\s(?:with|avec|con)\s(?=(?:the\s|l[’']|la\s|el\s|le\s)?[A-ZÀ-Ý])")
_ENTRY = re.compile(
    r"\W*(?:[•▪◦●*+–—>■★·-]|\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)|[A-ZÀ-Ý][^.!?]{10,160}$)"
)
_OTHER_VERB = re.compile(
    r"\b(?:\w+(?:ed|ée?s?|[ai]d[oa]s?)|made|taught|paid|led|run|held|given|for|que|qui)\s*$|\b(?:to be|heard|will|was|were|is|que|qui|dont)\b",
    re.IGNORECASE,
)  # in a gap: "by" belongs to another verb
_LOCATES = re.compile(r"\b(?:in|at|near|from|à|au|aux|en)\s+(?:the\s+)?$", re.IGNORECASE)
OWNED = frozenset(
    ["meeting", "session", "conference", "visit", "forum", "summit", "roundtable", "ceremony", "dialogue"]
)  # kinds that a body has: "session of the Board"
HELD_BY_PERSONS = frozenset(["ceremony", "launch", "signing", "visit"])
_PREPOSITION = re.compile(
    r"\b(?:of|on|for|with|in|to|at|between|de|del|du|des|al?|au|aux|à|chez|con|avec|en|entre|pour|para|sur|sobre)\b|\bd[’']", re.IGNORECASE
)
_TO, _WITH, _FOR = ("to", "al", "a", "à", "au", "aux", "chez"), ("with", "con", "avec"), ("for", "para", "pour")
_GENITIVE = frozenset(["de", "del", "du", "des", "d’", "d'"])
_GENITIVE_END = re.compile(r"[\s’'][a-zà-ÿ]{4,}s\s(?:del?\s|d[eu]s?\s|d[’'])(?:l[ae]s?\s|los\s|l[’'])?$")
_CIVIC = re.compile(
    r"\b(?:c(?:ity|ities)|count(?:y|ies)|municipalit(?:y|ies)|prefecture|provinces?|regions?|towns?|communes?|municipios?|région|ville)\s(?:of|de|d[’'])\s?(?:the\s|la\s)?$",
    re.IGNORECASE,
)
_FOR_CITY = re.compile(r"\bfor\sthe\s(?:city|region|town|province)\sof\s$")  # "Ombudsperson for the city of Lviv"
_SECOND_CITY = re.compile(r"\b(?:cities|counties|municipalities|provinces|towns|communes|municipios)\s(?:of|de)\s[^.;]{2,50}\sand\s$", re.IGNORECASE)
_OFFICER = re.compile(
    r"\b(?:chancellors?|foreign ministers?|governments?|heads? of state|ministers?|officers|presidents?|cancilleres|ministr[oa]s|ministres"
    r"|presidentes|présidents)\s(?:[\w,]+\s){0,6}?(?:of|de|du|del)\s(?:the\s)?"
    r"(?:[A-ZÀ-Ý][\w’-]+(?:,\s|\s(?:and|et|y)\s)(?:the\s|of\s|de\s)?){0,6}$",
    re.IGNORECASE,
)
_OFFICE_NEXT = re.compile(r"[’']s?\s(?:[A-Z][\w-]+\s){0,2}(?:Minister|President|Chancellor|Secretary)\b")
_JOINS = re.compile(r"\b(?:attend\w*|contribut\w*\sto|join\w*|particip\w*\sin|t(?:ook|akes?)\spart\sin)\s(?:[\w-]+\s){0,3}$")
_WITH_END = re.compile(r"\b(?:with|con|avec)\s+(?:(?:the|la|le|el|las|los|les)\s+)?$")
_MEET = re.compile(r"me(?:et|ets|t)", re.IGNORECASE)
_HOLDS = re.compile(
    r"\b(?:co-?)?(?:convene[ds]?|host(?:s|ed)?|organi[sz]e[ds]?|organiz(?:ó|aron)|a organisé|ont organisé)\s(?:[\w-]+\s){0,3}$", re.IGNORECASE
)
_BETWEEN = re.compile(r"\b(?:between|entre)\b")
_OF = re.compile(r"[^.;:]{0,80}?\b(?:of\s+(?:the\s+|an?\s+)?|del?\s+(?:la\s+)?|du\s+|de\s+l[’']|d[’'])")
_UNIT = re.compile(r"(?:\s?\([^()]{2,14}\))?\s")
_SEAT = re.compile(r"\)?(?:\s\([^()]{1,20}\))?\sen\s")  # between a body and where it sits
_OF_WHOM = re.compile(r",?\s(?:of|from|at|d[eu]|del|de\sla|de\sl[’'])\s?(?:the\s)?")
_SEAT_OF = re.compile(r"\)?(?:\s\([^()]{1,20}\))?\s(?:of\s(?:the\s)?(?:(?:Kingdom|Republic|State)\sof\s)?|d[eu]\s|del\s|des\s|de\sla\s|de\sl[’'])")
_BEHIND = re.compile(r"\)?(?:\s\([^()]{1,20}\))?,?\s(?:(?:which|that)\s)?(?:(?:is|was)\s)?")
_RUNS = re.compile(r"(?:led|run|initiated|coordinated|guided|provided)\b", re.IGNORECASE)
_CAPITAL = re.compile(r"(?:\s*\([^()]{1,20}\))?\s+[A-ZÀ-Ý]")
_COUNTRY_OF = re.compile(r"(?:\s\([^()]{1,20}\))?,\s(?:the\s)?")
_WHOLE = re.compile(
    r"(?:\s\([^()]{1,20}\))?(?:\sof(?:\sthe)?|,?\s(?:dépendante?|dependiente)\s(?:d[eu]|del|de\sl[ae])|\sd[eu]|\sdes|\sdel|\sde\slas?|\sde\slos)\s"
    r"|(?:\s\([^()]{1,20}\))?\sd(?:e\sl)?[’']"
)
"""Between a body and the one that it is part of."""
_ENDS = re.compile(r"\s*(?:[;.,)]|$|\n|(?:in|on|à|en|le|el)\s)")
_FROM = re.compile(r"\b(?:from|of)\s+(?:the\s+)?$")
_COME_FROM = re.compile(
    r"\b(?:venue?s|originaires|provenant|procedentes|llegad[oa]s|(?:cadres|délégations|délégués|experts|officiers|participants|représentants|stagiaires)|(?:delegaciones|delegad[oa]s"
    r"|especialistas|expert[oa]s|funcionari[oa]s|participantes|representantes|técnic[oa]s))\s(?:[a-zà-ÿ]{4,14}\s){0,2}(?:de\s(?:la\s|l[’'])?|du\s|des\s|del\s|d[’'])$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:that|which|whom|que)\b")
_WHICH = re.compile(r",\s(?:qui|que|which)\s$")  # "the Board, which had convened it"
_OWNER = re.compile(r"[’']s?\s+(?=\w)")


def parties(
    reader: Reader, bounds: Bounds, trigger: Bounds | None, others: Sequence[Bounds] = (), *, kind: str = ""
) -> Iterator[tuple[Mention, str]]:
    """Mentions of a passage and their roles towards the event at ``trigger`` (None: a passage that speaks of it without naming it).

    The subjects of an organising verb are organisers; where bodies and persons stand together ("X, Director of Y, signed"), the persons
    take part.
    """
    context, text, known = reader.bodies.context, reader.text, cues()
    every = (trigger, *others) if trigger else ()
    named = [(s.start, s.end) for s in reader.document.spans if s.label == "INITIATIVE" and bounds[0] <= s.start < bounds[1]]

    def cost(span: Bounds, cue: Bounds, *, active: bool) -> int:
        """The object of an active verb stands behind it, unless a relative word joins them: "the meeting that WHO held"."""
        behind = active and span[1] <= cue[0] and not _RELATIVE.search(text, span[1], cue[0])
        return distance(text, span, cue, every, 0) + (90 if behind else 0)

    def mine(match: re.Match[str], *, active: bool) -> bool:
        if trigger is None:
            return True
        own = cost(trigger, match.span(), active=active)
        return all(cost(other, match.span(), active=active) >= own for other in others)

    for pattern, role in ((known.organising, "organiser"), (known.participating, "participant")):
        for match in reader.every(pattern, bounds):
            if mine(match, active=role == "organiser") and not _PASSIVE.search(text, max(bounds[0], match.start() - 16), match.start()):
                aside = _ASIDE.search(text, max(bounds[0], match.start() - 240), match.start())
                which = _WHICH.search(text, max(bounds[0], match.start() - 8), match.start())
                stop = aside or which or match
                run = _after_place(reader, run_before(context, bounds[0], stop.start(), last=40, slack=0 if which else 3, barrier=_BARRIER))
                met = _MEET.fullmatch(match["verb"])
                if met and not (kind == "meeting" and trigger and trigger[0] - 1 <= match.start("verb") < trigger[1]):
                    continue
                if len({m.entity for m in run}) > 1 and text[run[-1].end or 0 : match.start()].split()[-1:] == ["to"]:
                    continue
                run = [m for m in run if m.label == "ORG"] if met else run
                run = run or ([] if which else reader.bodies.subject(match.start(), bounds[0]))
                if run and _OF_UNDERTAKING.search(text, max(bounds[0], (run[0].start or 0) - 40), run[0].start or 0):
                    continue
                found = list(full_members(reader, run, states=kind == "signing"))
                yield from _each(reader, subjects(reader, run, found, role, kind=kind, verb=match["verb"].casefold()))
    cued = [(known.organiser_after, "organiser"), (known.passive, "organiser"), (known.participant_after, "participant")]
    for pattern, role in cued + [(known.signatory_after, "organiser")] * (kind == "signing"):
        for match in passives(text, bounds, kind, trigger, named) if pattern is known.passive else reader.every(pattern, bounds):
            subject = role == "organiser" and match.group().endswith("with") and bool(run_before(context, bounds[0], match.start(), last=4))
            if mine(match, active=subject):
                kinds = ("country", "city") if match.group().casefold().startswith("mayor") else ("country",)
                found = list(
                    full_members(
                        reader,
                        before_clause(text, run_after(context, match.end(), bounds[1], barrier=_BARRIER)),
                        after_cue=True,
                        kinds=kinds,
                        states=kind == "signing",
                        persons=role != "organiser" or kind in HELD_BY_PERSONS or bool(_CO_CHAIRS.search(match.group().casefold())),
                    )
                )
                chaired = _CHAIRED.search(match.group())  # a body that chairs leads the event, a person who does takes part
                both = chaired and _CO_CHAIRS.search(match.group().casefold())
                holds = [
                    (m, "organiser" if chaired and (m.label == "ORG" or both) else role if m.label != "PERSON" else "participant") for m in found
                ]
                yield from _each(reader, holds)
    if trigger is not None:
        yield from beside_name(reader, trigger, min([a for a, _ in others if a >= trigger[1]], default=bounds[1]))


def passives(text: str, bounds: Bounds, kind: str, trigger: Bounds | None = None, named: Sequence[Bounds] = ()) -> Iterator[re.Match[str]]:
    """The participles of a passage with the "by" that belongs to each: none with another verb between, none that tells who runs a project."""
    at = bounds[0]
    passage = text[slice(*bounds)].casefold()
    if not any(by in passage for by in ("by", "par", "por")):  # the pattern is slow
        return
    while match := cues().passive.search(text, at, bounds[1]):
        other = _BARRIER.search(match["gap"]) or _OTHER_VERB.search(match["gap"])
        thing = kind not in HELD_BY_PERSONS and _UNDERTAKING.search(text, max(bounds[0], match.start() - 40), match.start())
        if named and _RUNS.match(text, match.start()) and any(b <= match.start() and _BEHIND.fullmatch(text, b, match.start()) for _, b in named):
            other = match
        if not other and (not thing or (trigger is not None and trigger[0] <= thing.start() < trigger[1])):
            yield match
        at = match.start("gap") if other else match.end()


def beside_name(reader: Reader, trigger: Bounds, bound: int) -> Iterator[tuple[Mention, str]]:
    """The bodies that follow a name without a verb: "launch of the programme in Kisumu, by UNICEF and CARE", and, in an entry of a programme,
    "Third Seminar, Castries, with the Ministry of Labour"."""
    context, text = reader.bodies.context, reader.text
    by = _BY.match(text, trigger[1], bound)
    if by and not _OTHER_VERB.search(by[1]) and not _BARRIER.search(by[1]):
        found = full_members(reader, run_after(context, by.end(), bound, slack=1, first=8, barrier=_BARRIER), after_cue=True)
        yield from ((m, "participant" if m.label == "PERSON" else "organiser") for m in found if m.label != "LOC")
    listed = _LISTED.match(text, trigger[1], bound)
    if listed:
        run = run_after(context, listed.end(), bound, "ORG", slack=0, first=5)
        if len({m.entity for m in run}) > 1:
            yield from ((m, "organiser") for m in run)
    line = context.line(trigger[0])
    joint = _JOINT.match(text, trigger[1], min(bound, line[1])) if _ENTRY.match(text, *line) and line[1] - line[0] < 340 else None
    if joint and not _BARRIER.search(joint[1]):
        run = run_after(context, joint.end(), min(bound, line[1]), "ORG", slack=0, first=5, barrier=_BARRIER)
        yield from ((m, "organiser") for m in full_members(reader, run, after_cue=True))


def _each(reader: Reader, found: Iterable[tuple[Mention, str]]) -> Iterator[tuple[Mention, str]]:
    """The mentions with their roles, a stand-in for several bodies as each of them."""
    return ((each, role) for mention, role in found for each in reader.bodies.expand(mention))


def subjects(reader: Reader, run: Sequence[Mention], found: Sequence[Mention], role: str, *, kind: str, verb: str) -> Iterator[tuple[Mention, str]]:
    """The roles of a verb's subjects. Where each person is told with a body ("X, Director of Y"), the bodies hold the event and the persons take
    part; where persons outnumber the bodies, they sign or hand over themselves. Other events are held by bodies, if not co-chaired."""
    persons = sum(m.label == "PERSON" for m in found)
    bodies = sum(m.label == "ORG" or bool(m.label == "LOC" and _OWNER.match(reader.text, m.end or 0)) for m in run)
    for mention in found:
        if not persons or role != "organiser":
            yield mention, role
        elif mention.label == "PERSON":
            alone = bodies < persons and kind in HELD_BY_PERSONS and verb not in ("visited", "toured", "opened", "closed")
            yield mention, "organiser" if alone or _CO_CHAIRS.search(verb) else "participant"
        elif bodies >= persons:
            yield mention, role


def delegations(reader: Reader, bounds: Bounds) -> list[Mention]:
    """The countries of a list of three or more that says who came: "Delegates from Benin, Ghana and Togo", "Benin, Ghana and Togo took part"."""
    run: list[Mention] = []
    for mention in reader.context.mentions(*bounds, "LOC"):
        place = reader.place_of.get(mention.entity or "")
        if run and is_glue(reader.text[run[-1].end or 0 : mention.start or 0]) and place and place.kind == "country":
            run.append(mention)
        elif len(run) < 3:
            run = [mention] if place and place.kind == "country" else []
    if len(run) < 3:
        return []
    before = _FROM.search(reader.text, max(bounds[0], (run[0].start or 0) - 16), run[0].start or 0)
    if reader.document.language in ("fr", "es"):
        before = _COME_FROM.search(reader.text, max(bounds[0], (run[0].start or 0) - 80), run[0].start or 0)
    after = cues().participating.pattern.match(reader.text, min(len(reader.text), (run[-1].end or 0) + 1))
    return run if before or after else []


def _after_place(reader: Reader, run: list[Mention]) -> list[Mention]:
    """The members behind the last place that only locates: "during the Assembly in New York, IOM organised" has IOM alone as its subject."""
    for number in range(len(run) - 1, -1, -1):
        mention = run[number]
        first = run[number - 1] if number and reader.text[run[number - 1].end or 0 : mention.start or 0] == ", " else mention
        seat = number and _SEAT.fullmatch(reader.text, run[number - 1].end or 0, mention.start or 0)
        if mention.label == first.label == "LOC" and not seat and _LOCATES.search(reader.text, max(0, (first.start or 0) - 14), first.start or 0):
            return run[number + 1 :]
    return run


def full_members(
    reader: Reader,
    run: Iterable[Mention],
    *,
    after_cue: bool = False,
    kinds: tuple[str, ...] = ("country",),
    states: bool = False,
    persons: bool = True,
) -> Iterator[Mention]:
    """The members of a list that are parties themselves: no parent named with its unit ("office of the …"), no place that only locates.

    ``kinds`` are those of the places that can be a party; with ``states``, a country is one whose minister or president is named by office alone.
    """
    text, last, left_out = reader.text, 0, False
    run = list(run)
    states = states and all(m.label != "PERSON" for m in run)
    for number, mention in enumerate(run):
        start, end = mention.start or 0, mention.end or 0
        before = text[max(last, start - 24) : start]
        other = next((m for m in run[number + 1 : number + 3] if m.entity != mention.entity), None)  # behind the acronym of the same body
        unit = other is not None and mention.label == other.label == "ORG" and _UNIT.fullmatch(text, end, other.start or 0)
        nested = left_out and number > 0 and re.fullmatch(r"\s*\(", text[last:start])
        located = (
            mention.label == "LOC"
            and number > 0
            and last in reader.city_ends
            and text[last:start] in (", ", ", the ", ", au ", ", aux ", ", en ")
            and start not in reader.cities
        )
        last = end
        first = number == 0 and after_cue
        left_out = True
        theirs = (
            mention.label == "ORG"
            and number > 0
            and run[number - 1].label == "PERSON"
            and after_cue
            and not persons
            and _OF_WHOM.fullmatch(text, run[number - 1].end or 0, start)
        )
        whole = number > 0 and mention.label == run[number - 1].label == "ORG" and _WHOLE.fullmatch(text, run[number - 1].end or 0, start)
        if nested or located or unit or theirs or whole:
            continue
        if _OWNER.match(text, end) and not (states and mention.label == "LOC" and _OFFICE_NEXT.match(text, end)):
            continue
        if mention.label == "LOC":
            place = reader.place_of.get(mention.entity or "")
            civic = (
                place is not None
                and not _FOR_CITY.search(text, max(0, start - 20), start)
                and (_CIVIC.search(text, max(0, start - 30), start) or (number and _SECOND_CITY.search(text, max(0, start - 70), start)))
            )
            officer = states and _OFFICER.search(text, max(0, start - 90), start)
            behind = number > 0 and run[number - 1].label == "ORG" and _SEAT_OF.fullmatch(text, run[number - 1].end or 0, start)
            after = run[number + 1] if number + 1 < len(run) else None
            listed = after is not None and after.label == "LOC" and is_glue(text[end : after.start or 0])
            alone = number > 0 and run[number - 1].label == "ORG" and not listed
            if alone and _COUNTRY_OF.fullmatch(text, run[number - 1].end or 0, start) and _ENDS.match(text, end):
                continue
            if place is None or behind or not (civic or (place.kind in kinds and (first or officer or not _PART_OF.search(before)))):
                continue
        elif mention.label == "ORG" and not first and re.search(r"\b(?:of|at|within|under)\s+(?:the\s+)?$", before) and number:
            previous = text[max(0, start - 60) : start]
            if not re.search(
                r"\b(?:Director|Head|Minister|Chief|President|Secretary|Representative|Coordinator|Chair\w*|Manager|Officer|Ambassador|Professor)\b",
                previous,
            ):
                continue
        left_out = False
        yield mention


def _countries_with(reader: Reader, start: int, end: int) -> Iterator[Mention]:
    """The countries with which an event is held, in a list that ends its name: "workshop with Eswatini and Namibia"."""
    found = [m for m in reader.context.mentions(start, end, "LOC") if (p := reader.place_of.get(m.entity or "")) and p.kind == "country"]
    first = next((m for m in found if _WITH_END.search(reader.text, start, m.start or 0)), None)
    if first is not None:
        yield from run_after(reader.context, first.start or 0, end, "LOC", slack=0)


def named_parties(reader: Reader, candidate: Candidate, bounds: Bounds) -> Iterator[tuple[Mention, str]]:
    """The bodies that a name holds: the owners in "meeting of the Board", "UN General Assembly", "the Bank’s Annual Meeting" and "the Board at its
    third meeting", who is visited, with whom it is held. "The 14th ASEAN Forum" and "the inauguration of the Centre" name no holder."""
    context, text, kind = reader.context, reader.text, candidate.kind
    start, end = candidate.start, candidate.end
    verb = not text[start:end].casefold().startswith(candidate.name.casefold()[:12])
    if verb and candidate.head in ("visita", "visite"):  # "Un equipo de la Cruz Roja viajará a Selma"
        yield from ((m, "organiser") for m in context.mentions(bounds[0], start, "ORG") if m.text in candidate.name)
    for mention in context.mentions(start, end, "ORG"):
        before, behind = text[start : mention.start], text[mention.end or 0 : end]
        last = next((m[0].casefold() for m in reversed(list(_PREPOSITION.finditer(before)))), "")
        if verb:
            if kind == "visit" or (kind == "ceremony" and re.search(r"\bto\s+(?:the\s+)?$", before)):
                yield mention, "participant"
        elif not last:
            series = _CAPITAL.match(behind) and mention.text not in ("UN", "United Nations")
            if behind.strip() and not series:
                yield mention, "organiser"
        elif kind == "signing" and _BETWEEN.search(before):
            yield mention, "organiser"
        elif kind == "visit" and (last in _TO or candidate.head.endswith(("tour", "trip"))):
            yield mention, "participant"
        elif last in _WITH and _WITH_END.search(before):
            joint = kind in ("training", "workshop", "webinar") or _HOLDS.search(text, max(bounds[0], start - 50), start)
            yield mention, "organiser" if joint else "participant"
        elif last in _FOR and kind in ("training", "workshop", "seminar", "webinar", "session", "meeting"):
            yield mention, "participant"
    if kind in ("conference", "dialogue", "meeting", "roundtable", "seminar", "session", "training", "workshop") and not verb:
        yield from ((m, "participant") for m in _countries_with(reader, start, end))
    of = _OF.match(text, start, end)
    opened = kind == "ceremony" and not candidate.head.startswith(("ceremon", "graduation"))
    toured = candidate.head.endswith(("tour", "trip"))
    said = [word.strip().casefold() for word in _PREPOSITION.findall(of.group())] if of else []
    owned = kind in OWNED or (kind in ("workshop", "training", "seminar") and reader.document.language != "en")
    if of and owned and not (verb or opened or toured) and (said == ["of"] or (len(said) < 3 and set(said) <= _GENITIVE)):
        yield from ((m, "organiser") for m in full_members(reader, run_after(context, of.end(), bounds[1], "ORG", slack=0, first=2), after_cue=True))
    last_of = next(
        (m for m in context.mentions(start, end, "ORG") if candidate.name.endswith(m.text) and _GENITIVE_END.search(text, start, m.start or 0)), None
    )
    if last_of is not None and not verb and kind in (*OWNED, "visit") and reader.document.language in ("fr", "es"):
        yield last_of, "organiser"  # "mission d’experts de la Commission", "encuentro de tejedoras del Sindicato"
    if re.search(r"\b(?:its|their|leur|sa|son|su)\s+$", text[max(bounds[0], start - 8) : start]) and kind in OWNED:
        joins = _JOINS.search(text, max(bounds[0], start - 60), start)
        agent = list(full_members(reader, run_before(context, bounds[0], start, "ORG", slack=0, last=16), after_cue=True))[:1]
        yield from ((m, "organiser") for m in ([] if joins else agent or reader.bodies.first(bounds[0], start)))
    for mention in context.mentions(max(0, start - 90), start, "ORG"):
        if re.fullmatch(r"(?:\s*\([^()]{1,20}\))?[’']s?\s+(?:\w+\s+){0,2}", text[mention.end or 0 : start]):
            yield mention, "organiser"
