"""The bodies and places that a page names beside another thing than an event: who pays for a project, who supports the school that is visited,
which districts the nurses of a training come from. They have no part in the event of their sentence.

The words are data (``resources/event_roles.toml``). Wrong where a sentence tells of an event as "the project".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from pipeline import resource
from pipeline.binding import run_after
from pipeline.context import Bounds, Context
from pipeline.document import Document
from pipeline.events.names import heads

_TURN = re.compile(
    r",\s(?:and|et|y)\s(?=\w+ed\s|(?:a|was|fue|sera|será)\s)|\b(?:launched|lancée?|lanzad[oa]|signed|signée?|firmad[oa]|unveiled|inaugurated)\b"
)
_CLAUSE_END = re.compile(r"[,.;:()]|\s(?:in|at|of|for|on|to)\s")
_MIDDLE = r"(?:\s[«“\"][^«»“”\"\n]{2,60}[»”\"]|\s[A-ZÀ-Ý0-9][^.;:,\n]{1,60}?|(?:\s(?:to|for|on|d[eu]|pour|para|sur|sobre)\s[^.;:,\n]{2,60}?))?"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """What a body does for a noun ("-funded"), a thing and who pays for it or carries it out, who carries anything out, whence people come; and what
    "it" is, where a sentence begins with a thing and the next one says who pays for it."""
    data = resource.toml("event_roles.toml")
    things, paid, done = "|".join(data["things"]), "|".join(data["paid"]), "|".join(data["carried_out"])
    link = (
        r"(?:,?\s(?:which|that|qui|que)\s(?:\w+\s)?|,?\s)(?:(?:is|are|was|were|will\sbe|est|sont|sera|es|son|será|fue)\s)?"
        r"(?:[\w]+(?:ly|ment|mente)\s)?"
    )
    aside = r"(?:,\s[^,.;:\n]{4,80},)?"
    return (
        re.compile(rf"(?:\s\([^()\n]{{2,14}}\))?[-–](?:{'|'.join(data['attributes'])})\s"),
        re.compile(
            rf"\b(?P<thing>{things})s?(?:\s\([^()\n]{{2,14}}\))?{_MIDDLE}{aside}{link}(?P<done>{paid}|{done})\s(?P<by>by|par|por)\s", re.IGNORECASE
        ),
        re.compile(rf"\b(?:{done})\s(?:by|par|por)\s", re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(data['come_from'])})\s(?:\w+\s)?(?:{'|'.join(data['regions'])})\s(?:of|d[eu]s?|d[’'])\s?", re.IGNORECASE),
        re.compile(rf"(?:[^–\n]{{3,50}}\s–\s)?(?:the|this|an?|le|la|ce|un|une|el|este|l[’'])\s?[^.;,\n]{{0,60}}?\b(?:{things})\b", re.IGNORECASE),
        re.compile(
            rf"(?:[^,.\n]{{3,60}},\s)?(?:it|il|elle|este|esta)\s(?:is|was|est|sera|es|será|will\sbe)\s(?:{paid})\s(?:by|par|por)\s", re.IGNORECASE
        ),
    )


def without_others(document: Document) -> Document:
    """The page without the mentions of bodies and places that stand beside another thing than an event."""
    context = Context(document)
    gone = {
        span for before, bounds in zip(((0, 0), *context.sentences), context.sentences, strict=False) for span in _others(context, before, bounds)
    }
    return replace(document, mentions=tuple(m for m in document.mentions if (m.start, m.end) not in gone)) if gone else document


def _others(context: Context, before: Bounds, bounds: Bounds) -> Iterator[Bounds]:
    """The mentions of a sentence that are of another thing; ``before`` is the sentence before it."""
    text = context.text
    helped, of_thing, carried, whence, thing, paid_for = _patterns()
    for mention in context.mentions(*bounds, "ORG", "LOC"):
        start, end = mention.start or 0, mention.end or 0
        does = helped.match(text, end)
        if does and not heads().pattern.search(text, does.end(), min(len(text), does.end() + 30, _clause(text, does.end(), bounds[1]))):
            yield start, end
    low = text[slice(*bounds)].casefold()
    if any(by in low for by in (" by ", " par ", " por ")):
        found = [m for m in of_thing.finditer(text, *bounds) if not heads().pattern.search(text, max(bounds[0], m.start() - 20), m.start())]
        it = paid_for.match(text, *bounds)
        subject = thing.match(text, *before) if it else None
        if it and subject and not heads().pattern.search(text, *subject.span()):
            found.append(it)
        for match in [*found, *carried.finditer(text, *bounds)]:
            turn = _TURN.search(text, match.end(), bounds[1])
            for mention in run_after(context, match.end(), turn.start() if turn else bounds[1], "ORG", "LOC", first=12):
                yield mention.start or 0, mention.end or 0
    for match in whence.finditer(text, *bounds):
        for mention in run_after(context, match.end(), bounds[1], "LOC", slack=0, first=6):
            yield mention.start or 0, mention.end or 0


def _clause(text: str, at: int, bound: int) -> int:
    """Where the noun phrase at an offset ends at the latest."""
    stop = _CLAUSE_END.search(text, at, bound)
    return stop.start() if stop else bound
