"""How likely it is that what a page tells of is an event of its own, not a mere session, a custom, or something that only sounds like one.

The chance comes from short traits of how the page tells of it, by weights learnt from annotated pages (``pipeline.train.likely``): the form of its
phrases and how sure the tagger is of them, whether a day, a place and a holder are told, what it shares with the page's main event and with those
told before. It is the event's ``confidence``. On 156 pages that neither rules nor weights had read, the area under the curve is .84 (.76 for the
figure by form and tagger that stood here before).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.events.days import during
from pipeline.events.groups import Group, nameless
from pipeline.events.names import ordinal, phrase
from pipeline.events.page import Layout
from pipeline.events.slots import tells_past
from pipeline.weighing import Traits, chances, weights, words

WEIGHTS = "event_weights.json"
LEAST = 0.3
"""The least chance of an event. On the 156 pages F1 is .799 and precision .824 without it, .803 and .834 with it."""
_COUNTS = (0, 1, 2, 3, 5, 8, 12)
"""Upper bounds of the classes of a number."""


def chance(seen: Traits) -> float:
    """The chance that a group with these traits is an event, in (0, 1)."""
    return chances(seen, weights(WEIGHTS))[0]


def traits(layout: Layout, group: Group, main: Group | None, before: Sequence[Group], count: int) -> Traits:
    """How a page tells of one of its ``count`` groups; ``before`` are those that it tells of earlier."""
    return frozenset(
        (
            *_phrases(layout, group),
            *_bound(layout, group),
            *_beside(group, main, before),
            f"groups {_step(count)}",
            f"earlier {_step(len(before))}",
        )
    )


def _phrases(layout: Layout, group: Group) -> Iterator[str]:
    """What its phrases look like, and where they stand."""
    best, document = group.main, layout.reader.document
    sure = int(10 * max((c.confidence for c in group.members if c.form == "model"), default=0.0))
    yield "event"
    yield from (f"form {best.form}", f"kind {best.kind}", f"head {best.head}", f"sure {sure}", f"sure {sure} {best.form} {group.place is not None}")
    yield from (f"dated {group.when is not None} sure {sure // 2}", f"titled {group.titled}", f"definite {best.definite}", f"weak {best.weak}")
    yield f"definite {best.definite} {best.form} {group.when is not None}"
    yield from (f"member {c.form}" for c in group.members)
    yield from (f"members {_step(len(group.members))}", f"passages {_step(len(group.passages))}")
    yield from (f"language {document.language}", f"type {document.page_type}", f"type {document.page_type} {best.form}")
    name = best.name.split()
    capitals = sum(w[:1].isupper() for w in name)
    yield from (f"words {_step(len(words(best.name)))}", f"capital {best.name[:1].isupper()}", f"capitals {4 * capitals // max(1, len(name))}")
    yield from (f"nameless {nameless(best)}", f"numbered {ordinal(best.name) is not None}")
    line = layout.reader.context.line(best.start)
    yield from (f"line {_step((line[1] - line[0]) // 20)}", f"entry {layout.is_entry(line)}", f"row {layout.is_row(line)}")
    yield f"calendar {layout.calendar}"


def _bound(layout: Layout, group: Group) -> Iterator[str]:
    """What is bound to it: a day, a place, parties; and the tense of what is said of it."""
    form, when = group.main.form, group.when
    yield from (f"when {when.precision if when else None}", f"dated {when is not None} {form}", f"dated {when is not None} {group.place is not None}")
    for source in islice(group.sources.get("when", ()), 1):
        yield from (f"day from {source.basis}", f"day from {source.basis} {form}")
    yield from (f"placed {group.place is not None} {group.sited}", f"country {group.country is not None}", f"online {group.online}")
    held = any(p.role == "organiser" and p.mention.label == "ORG" for p in group.parties)
    yield from (f"held {held}", f"parties {_step(len(group.parties))}", f"off {group.off is not None}")
    said = [layout.text[a:b] for a, b in (group.clauses if when else group.passages)]
    yield from (f"past {any(map(tells_past, said))}", f"planned {any(phrase('planned').search(s) is not None for s in said)}")


def _beside(group: Group, main: Group | None, before: Sequence[Group]) -> Iterator[str]:
    """What it shares with the main event and with those told before."""
    yield f"main {group is main}"
    if main is not None and main is not group:
        yield from (
            f"main titled {main.titled}",
            f"kind of main {main.main.kind == group.main.kind}",
            f"head of main {main.main.head == group.main.head}",
        )
        if main.when and group.when:
            inside = during(group.when, main.when)
            yield from (f"days of main {main.when == group.when}", f"in main {inside}", f"in main {inside} {group.main.kind}")
    alike = [g for g in before if g.main.head == group.main.head]
    yield from (f"alike {_step(len(alike))}", f"alike on the day {any(g.when == group.when for g in alike)}")


def _step(number: int) -> int:
    """The class of a number: its upper bound, 99 beyond the last one."""
    return next((bound for bound in _COUNTS if number <= bound), 99)
