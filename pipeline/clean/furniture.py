"""Which elements of an HTML page stand around its content: menus, side columns, comments of readers, teasers of other pages.

An element is furniture by its tag, its role, because it is hidden, or by the words of its ``class`` and ``id``. Names are a hint, not a proof:
an element that wraps most of the page's prose is no furniture, whatever it is called. What comes after the element that holds the content (a
``main`` or ``article``, in it the deepest one with nearly all prose) is only marked as standing beyond it, for ``boilerplate`` to weigh.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline import resource

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TAGS = frozenset({"nav", "footer", "aside", "dialog"})
ROLES = frozenset({"navigation", "search", "banner", "contentinfo", "dialog", "complementary", "menu", "menubar", "alert"})
_SPOKEN = re.compile(
    r"(?:^|[\s_-])(?:visual(?:ly)?-?hid(?:den|e)|sr-only|screen-reader(?:-text|s-only)?|element-invisible|show-for-sr|offscreen)(?![\w-])", re.I
)
"""Classes of what is read out and not shown."""
_HIDDEN = re.compile(r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)", re.I)
_SCREENS = re.compile(r"\bd-none\b(?!.{0,200}\bd-(?:sm|md|lg|xl|xxl)-)", re.S)
"""Bootstrap's class for what no screen shows, unless it is for small screens alone."""
_CONTENT = frozenset({"article", "main"})
_CAMEL = re.compile(r"([a-z])([A-Z])")
_WORD = re.compile(r"(?<![a-z\d])(?=[a-f]*\d)[a-f\d]+(?![a-z\d])|([a-z]+)")
"""A word in a name; numbers in base sixteen hold none ("element-3cc71")."""
MOST = 0.5
NEARLY_ALL = 0.9
ENOUGH = 25
"""Words of prose that a page without its furniture must have for that to be taken off by names."""


@dataclass(frozen=True, slots=True)
class Around:
    """The elements of a document within furniture, those that begin after the content, and those in the ``main`` or ``article`` that holds it; all
    as indexes into its elements."""

    furniture: frozenset[int]
    beyond: frozenset[int]
    inside: frozenset[int]


def around(elements: Sequence[HtmlElement], prose: Mapping[HtmlElement, int], titled: Sequence[HtmlElement] = ()) -> Around:
    """What stands around the content, of all ``elements`` of a document in order; ``prose`` counts the words of running text of each itself.

    ``titled`` are the headings that print the page's title: where an ``article`` has one, the other ones beside it are other pages.

    Takes time in proportion to the number of elements.
    """
    place = {e: i for i, e in enumerate(elements)}
    above = [place.get(e.getparent(), -1) for e in elements]
    main_headings = _amounts(above, [e.tag == "h1" for e in elements])
    content = _within(above, [e.tag in _CONTENT or (e.get("role") or "").lower() == "main" for e in elements])
    bare = not any(content)
    sizes = _amounts(above, [1] * len(elements))
    verdicts = [_verdict(e, bool(n), within, folds=within or bare) for e, n, within in zip(elements, main_headings, content, strict=True)]
    first = next((i for i, e in enumerate(elements) if e.tag == "h1"), -1)
    names = set(titled)
    titles = _amounts(above, [e in names for e in elements])
    headed = _amounts(above, [i == first or e.tag == "main" or e in names for i, e in enumerate(elements)])
    own = [prose.get(e, 0) for e in elements]
    inside = _within(above, [v == "sure" for v in verdicts])
    for kind, most in (("readers", 1.0), ("others", MOST), ("named", MOST)):
        amounts, total = _outside(above, own, inside)
        marked = [v == kind and not headed[i] and amounts[i] <= most * total and sizes[i] <= most * sizes[0] for i, v in enumerate(verdicts)]
        tried = _within(above, [a or b for a, b in zip(inside, marked, strict=True)])
        if _outside(above, own, tried)[1] >= min(ENOUGH, total):
            inside = tried
    inside = _within(
        above, [a or b for a, b in zip(inside, _strangers(elements, above, titles, inside, _outside(above, own, inside)[0]), strict=True)]
    )
    amounts, total = _outside(above, own, inside)
    named = _named(elements, amounts, inside, total)
    holder = _holder(elements, above, amounts, inside, named)
    return Around(
        frozenset(i for i, out in enumerate(inside) if out),
        frozenset(range(sizes[holder] + holder if elements else 0, len(elements))),
        frozenset(range(named, named + sizes[named]) if named else ()),
    )


@cache
def _words(name: str) -> frozenset[str]:
    """A list of ``html_names.toml``."""
    return frozenset(resource.toml("html_names.toml")[name])


def _verdict(element: HtmlElement, headed: bool, within: bool, *, folds: bool) -> str:
    """What speaks for furniture: "sure" by tag, role or because it is hidden; "readers", "others", "named" by its class and id; empty for nothing.

    ``headed``: an ``h1`` stands in it; ``within``: it is, or stands in, a ``main`` or ``article``, where a ``header`` heads a text and an ``aside``
    may belong to it; ``folds``: what a tab or a fold hides belongs to the text, as there and on a page that has neither.
    """
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    given = f"{element.get('class') or ''} {element.get('id') or ''}"[:300]
    names = set(_WORD.findall(_CAMEL.sub(r"\1 \2", given).lower()))
    if names & _words("builders"):
        names.discard("widget")
    role = (element.get("role") or "").lower()
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style") or "")
    folded = role == "tabpanel" or (names & _words("folded") and not names & _words("around"))
    if (
        (tag in TAGS and not (tag == "aside" and within))
        or role in ROLES
        or (hidden and not (folds and folded))
        or _SCREENS.search((element.get("class") or "")[:300])
        or (tag != "h1" and _SPOKEN.search((element.get("class") or "")[:300]))
        or (tag == "header" and not headed and not within)
    ):
        return "sure"
    if tag in {"body", "html", "main", "article", "h1", "header"}:
        return ""
    if names & _words("readers") or not _words("columns").isdisjoint(given.lower().split()):
        return "readers"
    if names & _words("others"):
        return "others"
    if not _words("notes").isdisjoint(given.lower().split()) or tag == "form" or (names & _words("turning") and not within):
        return "named"
    return "named" if names & _words("around") and not names & _words("content") else ""


def _within(above: Sequence[int], marked: Sequence[bool]) -> list[bool]:
    """Whether each element is marked, or stands in one that is."""
    out: list[bool] = []
    for i, up in enumerate(above):
        out.append(marked[i] or (up >= 0 and out[up]))
    return out


def _amounts(above: Sequence[int], own: Sequence[int]) -> list[int]:
    """What each element holds with all below it."""
    total = list(own)
    for i in range(len(above) - 1, -1, -1):
        if above[i] >= 0:
            total[above[i]] += total[i]
    return total


def _strangers(
    elements: Sequence[HtmlElement], above: Sequence[int], titles: Sequence[int], inside: Sequence[bool], amounts: Sequence[int]
) -> list[bool]:
    """The outermost articles of other pages, where one has the heading that is the page's title and text under it; none elsewhere."""
    within = _within(above, [up >= 0 and elements[up].tag == "article" for up in above])
    outer = [e.tag == "article" and not within[i] and not inside[i] for i, e in enumerate(elements)]
    single = {i for i, out in enumerate(outer) if out and titles[i] and amounts[i] >= ENOUGH}
    return [bool(single) and out and i not in single for i, out in enumerate(outer)]


def _outside(above: Sequence[int], own: Sequence[int], inside: Sequence[bool]) -> tuple[list[int], int]:
    """The prose that each element holds, and that of the page, without what stands ``inside`` furniture."""
    left = [0 if out else n for n, out in zip(own, inside, strict=True)]
    return _amounts(above, left), sum(left)


def _named(elements: Sequence[HtmlElement], amounts: Sequence[int], inside: Sequence[bool], total: int) -> int:
    """The ``main`` that holds most of the prose, in it the ``article`` that does; on a page without prose the only one of them. 0 for none."""
    best = 0
    for tag in ("main", "article"):
        found = [i for i, e in enumerate(elements) if not inside[i] and (e.tag == tag or (e.get("role") or "").lower() == tag)]
        most = [i for i in found if amounts[i] > MOST * total] if total else found * (len(found) == 1)
        best = most[0] if most else best
    return best


def _holder(elements: Sequence[HtmlElement], above: Sequence[int], amounts: Sequence[int], inside: Sequence[bool], best: int) -> int:
    """The element that holds the content: in the one that is named so, or the page, the deepest with nearly all of its prose."""
    if not amounts or not amounts[best]:
        return best
    for i in range(best + 1, len(elements)):
        if above[i] == best and not inside[i] and amounts[i] >= NEARLY_ALL * amounts[best] and elements[i].tag not in {"p", "tr", "td", "li", "ul"}:
            best = i
    return best
