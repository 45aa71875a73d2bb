"""What an HTML page states of itself for machines: JSON-LD and microdata in the words of schema.org, and the ``meta`` elements.

Everything ends up as text under lower-case names: those of ``meta`` as they stand, ``ld:headline``, ``ld:datepublished``, ``ld:datemodified``,
``ld:datecreated``, ``ld:type`` and ``ld:publisher``. An event of schema.org is kept apart: :func:`event_of` gives it where the page states exactly
one, for a page that lists several is no page of an event.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from pipeline.clean.stamps import names, plain

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Item = dict[str, Any]
_SCHEMA = re.compile(r"^(?:https?://)?(?:www\.)?schema\.org/#?", re.IGNORECASE)
_NO_OCCASION = frozenset({"BroadcastEvent", "DeliveryEvent", "OnDemandEvent", "PublicationEvent", "SaleEvent"})
_SLOTS = ("name", "startDate", "endDate", "eventStatus", "eventAttendanceMode")
_SELF = ("@graph", "mainEntity")
_ABOUT = ("about", "item", "itemListElement", "mainEntityOfPage")
"""Keys under which an item states more of the page itself, and other things that it speaks of or lists."""
_OF_PAGE = frozenset(x for x in names("published") + names("modified") if re.search("creat|issued|modif|pub", x))
"""Plain names of days that mark up text; "dc:date" is often that of an occasion there."""
_MOST_ITEMS = 200
_MOST_PARTS = 50
_LONGEST = 300
"""Characters of a value; a longer one is text, not a fact."""

_HEXADECIMAL = re.compile(r"(?:[0-9a-fA-F]{2}){6,200}")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}", re.ASCII)


def stated(root: HtmlElement) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """The metadata of a document by lower-case name, and the one event that it states as pairs of schema.org's name and value."""
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        microdata = not (element.get("property") or element.get("name"))
        for name in (element.get("property") or element.get("name") or element.get("itemprop") or "").lower().split()[:5]:
            if element.get("content") and not (microdata and plain(name) in _OF_PAGE):
                meta.setdefault(name, _flat(element.get("content")))
    for name, values in _marked(root).items():
        if len(values) == 1:
            meta.setdefault(name, values.pop())
    items = [found for script in root.iter("script") if _is_data(script) for found in _items(script.text or "")]
    own = [item for item, itself in items if itself]
    teasers = len({_text(x.get("headline")) for x in own if any(t.endswith(("Article", "Posting")) for t in _types(x))}) > 1
    for item in own:
        for key in ("datePublished", "dateModified", "dateCreated", "headline", "@type"):
            if isinstance(item.get(key), str) and not (teasers and key.startswith("date")):
                meta.setdefault("ld:" + key.lower().lstrip("@"), item[key])
        if names := _names(item.get("publisher")):
            meta.setdefault("ld:publisher", names[0])
    return meta, event_of([*(item for item, _ in items), *_microdata(root)])


def _marked(root: HtmlElement) -> dict[str, set[str]]:
    """The days that elements of the page's body are marked up with as its own, in RDFa, microdata or ``<time pubdate>``, by lower-case name.

    A page that shows others in brief has those of several, as all its articles are marked up alike: they are told apart by their number alone.
    """
    found: dict[str, set[str]] = {}
    for element in root.iter("abbr", "div", "li", "meta", "p", "span", "time"):
        value = element.get("content") or element.get("datetime") or ""
        stated = f"{element.get('itemprop') or ''} {'' if element.tag == 'meta' else element.get('property') or ''}".split()[:5]
        for name in [*stated, *["pubdate"] * (element.get("pubdate") is not None)]:
            if value and plain(name) in _OF_PAGE:
                found.setdefault(name.lower(), set()).add(_flat(value)[:10])
    return found


def event_of(items: list[Item]) -> tuple[tuple[str, str], ...]:
    """The event of schema.org among the items of a page, as pairs of name and value; empty where there is none, or several.

    Names are ``name``, ``startDate``, ``endDate``, ``eventStatus``, ``eventAttendanceMode``, ``locationName``, ``addressLocality``,
    ``addressCountry``, ``organizer`` (no persons) and ``performer`` (persons alone; one pair each), in this order.
    """
    found = {tuple(_event(x)) for x in items if any(t.endswith("Event") and t not in _NO_OCCASION for t in _types(x)) and _text(x.get("name"))}
    single = {(dict(x)["name"].casefold(), dict(x).get("startDate")) for x in found}
    return max(sorted(found), key=len) if len(single) == 1 else ()


def _event(item: Item) -> Iterator[tuple[str, str]]:
    for slot in _SLOTS:
        if value := _SCHEMA.sub("", _text(item.get(slot))):
            yield slot, value
    places = [p for p in _listed(item.get("location")) if not (isinstance(p, dict) and "VirtualLocation" in _types(p))]
    if places:
        place = places[0]
        address = next(iter(_listed(place.get("address") if isinstance(place, dict) else None)), None)
        if name := (_names(place) or [_text(address)])[0]:
            yield "locationName", name
        if isinstance(address, dict):
            for slot in ("addressLocality", "addressCountry"):
                if names := _names(address.get(slot)):
                    yield slot, names[0]
    for slot, persons in (("organizer", False), ("performer", True)):
        parties = [p for p in _listed(item.get(slot)) if (isinstance(p, dict) and "Person" in _types(p)) == persons]
        yield from ((slot, name) for name in dict.fromkeys(_names(parties)))


def _is_data(script: HtmlElement) -> bool:
    return (script.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json"


def _items(text: str) -> Iterator[tuple[Item, bool]]:
    """The items of a script of JSON-LD and whether each is about the page itself, not what it speaks of; none where it is no JSON."""
    try:
        stack: list[tuple[Any, bool]] = [(json.loads(text, strict=False), True)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST_ITEMS):
        if not stack:
            return
        item, itself = stack.pop(0)
        if isinstance(item, list):
            stack += [(x, itself) for x in item[:_MOST_PARTS]]
        elif isinstance(item, dict):
            yield item, itself
            stack += [(item[key], itself and key in _SELF) for key in _SELF + _ABOUT if isinstance(item.get(key), list | dict)]


def _microdata(root: HtmlElement) -> Iterator[Item]:
    """The events that are marked up in the page's own elements, as JSON-LD would state them."""
    elements = islice(root.iter("*"), 100_000)
    for scope in islice((e for e in elements if e.get("itemscope") is not None and "Event" in (e.get("itemtype") or "")), _MOST_ITEMS):
        yield _scope(scope, 3)


def _scope(scope: HtmlElement, depth: int) -> Item:
    """The properties of an element with ``itemscope``; those with a scope of their own are items, down to ``depth``."""
    item: Item = {"@type": [_SCHEMA.sub("", t) for t in (scope.get("itemtype") or "").split()[:5]]}
    todo = list(reversed(scope))
    for _ in range(5_000):
        if not todo:
            break
        element = todo.pop()
        inner = element.get("itemscope") is not None
        for name in (element.get("itemprop") or "").split()[:5]:
            value = _scope(element, depth - 1) if inner and depth > 1 else _value(element)
            item.setdefault(name, []).append(value)
        if not inner:
            todo += reversed(element)
    return item


def _value(element: HtmlElement) -> str:
    """The value of a property in microdata: as stated for machines, else its text."""
    for key in ("content", "datetime"):
        if element.get(key):
            return _flat(element.get(key))
    if element.tag == "link":
        return _flat(element.get("href") or "")
    return _flat("".join(str(t) for t in element.itertext())[:2000])


def _types(item: Item) -> list[str]:
    return [_SCHEMA.sub("", t) for t in _listed(item.get("@type")) if isinstance(t, str)]


def _listed(value: object) -> list[Any]:
    return value[:_MOST_PARTS] if isinstance(value, list) else [] if value is None else [value]


def _names(value: object) -> list[str]:
    """The names of things: of texts, items with a name, or a list of these."""
    texts = [_text(x.get("name")) if isinstance(x, dict) else _text(x) for x in _listed(value)]
    return [x for x in texts if x]


def _text(value: object) -> str:
    """A short text on one line; empty for anything else."""
    first = next(iter(_listed(value)), None)
    flat = _flat(first) if isinstance(first, str) else ""
    return flat if len(flat) <= _LONGEST else ""


def _flat(text: str) -> str:
    """A text on one line; a lone surrogate becomes "?"."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def reveal(root: HtmlElement) -> None:
    """Puts e-mail addresses that Cloudflare hides from robots, and shows to readers, back into the document.

    ``data-cfemail`` holds them in hexadecimal figures, each byte but the first changed by exclusive or with that one.
    """
    for element in root.iter():
        hidden = element.get("data-cfemail") if isinstance(element.tag, str) else None
        if hidden and _HEXADECIMAL.fullmatch(hidden):
            key, *rest = bytes.fromhex(hidden)
            shown = bytes(x ^ key for x in rest).decode("ascii", "replace")
            if _ADDRESS.fullmatch(shown):
                tail = element.tail
                element.clear()
                element.text, element.tail = shown, tail
