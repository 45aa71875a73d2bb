"""Well-known bodies: names, acronyms and other names in English, French and Spanish, and where a text names them.

``resources/organisations.csv`` has a row a body. ``weak`` lists forms that also mean something else (a country, a word, another body): they count
only where
the page spells the name out or another sign says that a body is meant. ``source`` is the body's own web site, from which name and acronym were taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline import resource
from pipeline.annotate.organisations.forms import is_acronym
from pipeline.gazetteer import Matcher

_SPELLINGS: Final = (
    ("Organization", "Organisation"),
    ("Organisation", "Organization"),
    ("Programme", "Program"),
    ("Centre", "Center"),
    ("Center", "Centre"),
    ("Labour", "Labor"),
    ("United Nations", "UN"),
    ("United Nations", "U.N."),
    ("Nations Unies", "Nations unies"),
    (" and ", " & "),
    (" & ", " and "),
)


@dataclass(frozen=True, slots=True)
class Body:
    """One row of the gazetteer; ``parent`` is the canonical name of the body above it."""

    name: str
    acronym: str | None
    kind: str | None
    country: str | None
    aliases: tuple[str, ...]
    weak: frozenset[str]
    parent: str | None
    site: str | None


@cache
def bodies() -> tuple[Body, ...]:
    return tuple(
        Body(
            r["name"],
            r["acronym"] or None,
            r["kind"] or None,
            r["country"] or None,
            tuple(a for a in r["aliases"].split("|") if a),
            frozenset(w for w in r["weak"].split("|") if w),
            r["parent"] or None,
            r["source"] or None,
        )
        for r in resource.rows("organisations.csv")
    )


@cache
def by_name() -> dict[str, Body]:
    return {body.name: body for body in bodies()}


def forms(body: Body) -> Iterator[str]:
    """All forms of the body's name, spelling variants included."""
    for form in (body.name, body.acronym, *body.aliases):
        if form:
            yield form
            if " " in form and form not in body.weak:
                for old, new in _SPELLINGS:
                    if old in form:
                        yield form.replace(old, new)


Bodies = tuple[Body, ...]


@cache
def _matchers() -> tuple[Matcher[tuple[str, Bodies]], Matcher[tuple[str, Bodies]]]:
    """Forms as written (acronyms, single words), and names of several words in lower case. Values are the form and the bodies it may mean."""
    exact: defaultdict[str, list[Body]] = defaultdict(list)
    lower: defaultdict[str, list[Body]] = defaultdict(list)
    for body in bodies():
        for form in forms(body):
            target, text = (lower, form.lower()) if " " in form and not is_acronym(form) else (exact, form)
            if body not in target[text]:
                target[text].append(body)
    return (
        Matcher(sorted((form, (form, tuple(found))) for form, found in exact.items())),
        Matcher(sorted((form, (form, tuple(found))) for form, found in lower.items())),
    )


def look_up(name: str) -> Bodies:
    """The bodies that exactly this name or acronym may mean, whatever the case of a name of several words."""
    exact, lower = _matchers()
    found = exact.get(name) or lower.get(name.lower())
    return found[1] if found else ()


def find_bodies(text: str) -> Iterator[tuple[int, int, Bodies, bool]]:
    """(start, end, bodies, weak) of each form in the text; of overlapping forms the longer. ``weak`` forms need another sign."""
    exact, lower = _matchers()
    hits = [(start, end, bodies, form) for start, end, (form, bodies) in exact.find(text)]
    for start, end, (form, bodies) in lower.find(_lowered(text)):
        if text[start].isupper() or sum(word[0].isupper() for word in text[start:end].split()) > 1:
            hits.append((start, end, bodies, form))
    done = 0
    for start, end, bodies, form in sorted(hits, key=lambda h: (h[0], -h[1])):
        if start >= done:
            done = end
            yield start, end, bodies, len(bodies) > 1 or any(form == w or form == w.lower() for b in bodies for w in b.weak)


def _lowered(text: str) -> str:
    """Lower case, one character for one."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
