"""Who holds an event and who joins it, read from cue words and the lists of mentions beside them.

The cues are data (``resources/event_roles.toml``). A cue counts for the trigger that is nearest to it, so that two events told in one
sentence keep their own parties. Wrong where a list is broken by a clause of its own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.binding import is_glue, run_after, run_before
from pipeline.context import Bounds
from pipeline.document import Mention
from pipeline.events.candidates import Candidate
from pipeline.events.names import Reader
from pipeline.events.slots import distance

_PASSIVE = re.compile(r"\b(?:be|been|was|were|is|are|being|get|got)\s+(?:\w+ly\s+)?$")
_PART_OF = re.compile(r"(?:of|at|within|under|in|on behalf of|for|from|to|about|against|near|outside)\s+(?:the\s+)?$")
# Words that begin something else than a further member of a list: who pays, who watches, a relative clause.
_BARRIER = re.compile(
    r"\b(?:fund\w*|financ\w*|support\w*|sponsor\w*|paid|assist\w*|attend\w*|particip\w*|observ\w*"
    r"|presence|guided|invit\w*|to which|where|who|which|whose|appui)\b",
    re.IGNORECASE,
)
_LOCATES = re.compile(r"\b(?:in|at|near|from)\s+(?:the\s+)?$", re.IGNORECASE)
OWNED = frozenset(
    ["meeting", "session", "conference", "visit", "forum", "summit", "roundtable", "ceremony", "dialogue"]
)  # kinds that a body has: "session of the Board"
_PREPOSITION = re.compile(r"\b(of|on|for|with|in|to|at|between)\b")
_FROM = re.compile(r"\b(?:from|of)\s+(?:the\s+)?$")
_RELATIVE = re.compile(r"\b(?:that|which|whom|que)\b")
_OWNER = re.compile(r"[’']s?\s+(?=\w)")


@dataclass(frozen=True, slots=True)
class Cues:
    """The compiled cues: parties follow an ``_after`` and stand before a verb."""

    organising: re.Pattern[str]
    participating: re.Pattern[str]
    organiser_after: re.Pattern[str]
    participant_after: re.Pattern[str]
    signatory_after: re.Pattern[str]


@cache
def cues() -> Cues:
    data = tomllib.loads(files("pipeline").joinpath("resources/event_roles.toml").read_text("utf-8"))
    helping = r"(?<![\w-])(?:(?:" + "|".join(data["auxiliaries"]) + r")\s+){0,3}"
    verbs = [helping + r"(?P<verb>" + "|".join(data[key]) + r")(?![\w-])(?!\s+by\b)" for key in ("organising_verbs", "participating_verbs")]
    after = [r"(?<![\w-])(?:" + "|".join(data[key]) + r")(?!\w)" for key in ("organiser_after", "participant_after", "signatory_after")]
    return Cues(*(re.compile(p.replace(" ", r"\s+"), re.IGNORECASE) for p in [*verbs, *after]))


def parties(
    reader: Reader, bounds: Bounds, trigger: Bounds | None, others: Sequence[Bounds] = (), *, signing: bool = False
) -> Iterator[tuple[Mention, str]]:
    """Mentions of a passage and their roles towards the event at ``trigger`` (None: a passage that speaks of it without naming it).

    The subjects of an organising verb are organisers; where bodies and persons stand together ("X, Director of Y, signed"), the persons
    take part.
    """
    context, text, known = reader.context, reader.text, cues()
    every = (trigger, *others) if trigger else ()

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
        for match in pattern.finditer(text, *bounds):
            if mine(match, active=role == "organiser") and not _PASSIVE.search(text, max(bounds[0], match.start() - 16), match.start()):
                run = _after_place(reader, run_before(context, bounds[0], match.start(), last=40, barrier=_BARRIER))
                if run and text[run[-1].end or 0 : match.start()].split()[-1:] == ["to"]:
                    continue
                found = list(full_members(reader, run))
                yield from subjects(reader, run, found, role, visit=match["verb"].casefold() in ("visited", "toured"))
    cued = [(known.organiser_after, "organiser"), (known.participant_after, "participant")] + [(known.signatory_after, "organiser")] * signing
    for pattern, role in cued:
        for match in pattern.finditer(text, *bounds):
            subject = role == "organiser" and match.group().endswith("with") and bool(run_before(context, bounds[0], match.start(), last=4))
            if mine(match, active=subject):
                kinds = ("country", "city") if match.group().casefold().startswith("mayor") else ("country",)
                found = list(full_members(reader, run_after(context, match.end(), bounds[1], barrier=_BARRIER), after_cue=True, kinds=kinds))
                yield from ((m, "participant" if m.label == "PERSON" else role) for m in found)


def subjects(reader: Reader, run: Sequence[Mention], found: Sequence[Mention], role: str, *, visit: bool) -> Iterator[tuple[Mention, str]]:
    """The roles of a verb's subjects. Where each person is told with a body ("X, Director of Y"), the bodies hold the event and the persons take
    part; where persons outnumber the bodies, they hold it themselves."""
    persons = sum(m.label == "PERSON" for m in found)
    bodies = sum(m.label == "ORG" or bool(m.label == "LOC" and _OWNER.match(reader.text, m.end or 0)) for m in run)
    for mention in found:
        if not persons or role != "organiser":
            yield mention, role
        elif mention.label == "PERSON":
            yield mention, "participant" if visit or bodies >= persons else "organiser"
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
    after = cues().participating.match(reader.text, min(len(reader.text), (run[-1].end or 0) + 1))
    return run if before or after else []


def _after_place(reader: Reader, run: list[Mention]) -> list[Mention]:
    """The members behind the last place that only locates: "during the Assembly in New York, IOM organised" has IOM alone as its subject."""
    for number in range(len(run) - 1, -1, -1):
        mention = run[number]
        if mention.label == "LOC" and _LOCATES.search(reader.text, max(0, (mention.start or 0) - 14), mention.start or 0):
            return run[number + 1 :]
    return run


def full_members(reader: Reader, run: Iterable[Mention], *, after_cue: bool = False, kinds: tuple[str, ...] = ("country",)) -> Iterator[Mention]:
    """The members of a list that are parties themselves: no parent named with its unit ("office of the …"), no place that only locates.

    ``kinds`` are those of the places that can be a party.
    """
    text, last, left_out = reader.text, 0, False
    for number, mention in enumerate(run):
        start, end = mention.start or 0, mention.end or 0
        before = text[max(last, start - 24) : start]
        nested = left_out and number > 0 and re.fullmatch(r"\s*\(", text[last:start])
        located = mention.label == "LOC" and number > 0 and last in reader.city_ends and text[last:start] == ", "
        last = end
        first = number == 0 and after_cue
        left_out = True
        if nested or located:
            continue
        if _OWNER.match(text, end) and mention.label != "PERSON":
            continue
        if mention.label == "LOC":
            place = reader.place_of.get(mention.entity or "")
            if place is None or place.kind not in kinds or (not first and _PART_OF.search(before)):
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


def named_parties(reader: Reader, candidate: Candidate, bounds: Bounds) -> Iterator[tuple[Mention, str]]:
    """The bodies that a name holds: the owners in "meeting of the Board", "UN General Assembly", "the Bank’s Annual Meeting" and "the Board at its
    third meeting", who is visited, with whom it is held."""
    context, text, kind = reader.context, reader.text, candidate.kind
    start, end = candidate.start, candidate.end
    verb = not text[start:end].casefold().startswith(candidate.name.casefold()[:12])
    for mention in context.mentions(start, end, "ORG"):
        before = text[start : mention.start]
        if verb:
            if kind == "visit" or (kind == "ceremony" and re.search(r"\bto\s+(?:the\s+)?$", before)):
                yield mention, "participant"
        elif not _PREPOSITION.search(before):
            if (
                candidate.form != "proper"
                or text[mention.start or 0 : mention.end].startswith(("UN", "United Nations"))
                or not text[start:end].istitle()
            ):
                yield mention, "organiser"
        elif kind == "visit" and re.search(r"\bto\b", before):
            yield mention, "participant"
        elif re.search(r"\bwith\s+(?:the\s+)?$", before):
            yield mention, "organiser" if kind in ("training", "workshop", "webinar") else "participant"
        elif re.search(r"\bfor\b", before) and kind in ("training", "workshop", "seminar", "webinar", "session", "meeting"):
            yield mention, "participant"
    of = re.compile(r"[^.;:]{0,80}?\bof\s+(?:the\s+|an?\s+)?").match(text, start, end)
    if of and kind in OWNED and not verb and _PREPOSITION.findall(text[start : of.end()]) == ["of"]:
        yield from ((m, "organiser") for m in full_members(reader, run_after(context, of.end(), bounds[1], "ORG", slack=0, first=2), after_cue=True))
    if re.search(r"\b(?:its|their)\s+$", text[max(bounds[0], start - 8) : start]) and kind in OWNED:
        owner = next(reversed(list(context.mentions(bounds[0], start, "ORG"))), None)
        if owner is not None:
            yield owner, "organiser"
    for mention in context.mentions(max(0, start - 90), start, "ORG"):
        if re.fullmatch(r"(?:\s*\([^()]{1,20}\))?[’']s?\s+(?:\w+\s+){0,2}", text[mention.end or 0 : start]):
            yield mention, "organiser"
