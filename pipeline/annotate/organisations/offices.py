"""Offices and units that are named by their body and their place: where such a name ends.

"IOM Niger", "UNHCR’s office in Kenema", "World Health Organization (WHO) Country Office".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

from pipeline.annotate.organisations.forms import key, plain, words
from pipeline.annotate.organisations.gazetteer import Body, look_up
from pipeline.atlas import country_code, options
from pipeline.document import Span
from pipeline.phrases import THE

_NEXT_PLACE = re.compile(r" ((?:[A-ZÀ-Þ][\w’'.-]+)(?:[ -](?:and|of|the|du|de|la|[A-ZÀ-Þ])[\w’'.-]*){0,3})")
_TITLE: Final = r" (?!(?:Chief|Head|Country|Director|Representative|Officer|Deputy|Project|Programme)\b)[A-Z]"
_NO_OFFICES: Final = frozenset(["United Nations", "European Union", "African Union", "World Bank", "European Commission"])
_SMALL = re.compile(
    r"(?:[’']s?)? (?:(?:area|country|field|liaison|local|regional|representative|sub-?regional) )?"
    r"(?:sub-?)?(?:bureau|delegation|mission|office) (?:in|for) "
)
_BRACKETED_UNIT = re.compile(
    r" \([A-Z][\w-]{1,11}\) (?:(?!The\b)[A-Z][\w-]+ |(?:regional|country|sub-?regional) ){0,2}"
    r"(?:Cent(?:re|er)|Commission|[Dd]elegation|Mission|[Oo]ffice|Secretariat)\b(?! (?:Chief|Coordinator|Director|Head|Leader|Officer|Rep)\w*)"
    r"(?: (?:for|in) (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+){0,3})?"
)
_OWNED = re.compile(r" (?:(?:of|at|within) (?:[Tt]he )?|d(?:e l(?:as?|os) |e l[’']|e |el |es |u |[’']))(?=[A-ZÀ-Þ])")
_POSTED = re.compile(r" (?:à|au|aux|auprès|en|in|to) ")
_GAP = re.compile(rf"[’']?\s?{THE}")
_BROKEN_OFF = re.compile(r"[ \n](?:au|aux|d[’']?|de|del|des|do|du|en|for|in|of|à)$")


def office_end(text: str, start: int, end: int, body: Body, places: Mapping[int, int], named: Collection[str]) -> int | None:
    """End of the name of an office that a well-known body's name opens; None where no such name stands there.

    ``places`` are the ends of the page's places by their starts, ``named`` their names, one of which may follow untagged.
    """
    unit = _BRACKETED_UNIT.match(text, end)
    if unit:
        return unit.end()
    if body.kind not in ("multilateral", "international_ngo", "government", "foundation"):
        return None
    small = _SMALL.match(text, end)
    if small:
        return _place_end(text, small.end() - 1, places, named)
    if body.name in _NO_OFFICES or (" " in text[start:end].replace("UN Women", "") and body.kind == "multilateral"):
        return None
    return _place_end(text, end, places, named)


def _place_end(text: str, end: int, places: Mapping[int, int], named: Collection[str]) -> int | None:
    """End of the place whose name follows after a blank and does not open a title ("IOM Niger Chief of Mission")."""
    tagged = places.get(end + 1)
    if tagged and text[end] == " ":
        return None if re.match(_TITLE, text[tagged : tagged + 12]) else tagged
    for ahead in _ahead(text, end):
        place = re.sub(r"[’']s$", "", ahead)
        if country_code(place) or (place in named and not re.match(_TITLE, text[end + 1 + len(place) : end + 13 + len(place)])):
            return end + 1 + len(place)
    return None


def completed(text: str, span: Span, places: Mapping[int, int]) -> Span:
    """The tagger's span with the place before which it breaks off: "commune de" and "Bohicon"; ``places`` as above."""
    if not _BROKEN_OFF.search(text, span.start, span.end):
        return span
    gap = _GAP.match(text, span.end)
    end = (places.get(gap.end()) or _known_end(text, gap.end() - 1)) if gap else None
    return replace(span, end=end) if end else span


def _known_end(text: str, end: int) -> int | None:
    """End of the region or country of the atlas whose name of several words follows after a blank."""
    return next((end + 1 + len(name) for name in _ahead(text, end) if " " in name and options(name)), None)


def _ahead(text: str, end: int) -> Iterator[str]:
    """What may be the name of a place behind a blank, the longest first."""
    match = _NEXT_PLACE.match(text, end)
    tail = match[1].split(" ") if match else []
    yield from (" ".join(tail[:size]).rstrip(".,") for size in range(len(tail), 0, -1))


def owner_start(name: str) -> int | None:
    """Where the body begins whose unit this is: "Canals Bureau" in "Deposit Library of the Canals Bureau"; None where the name is that of no unit,
    or of one that its owner or its place alone tells from others ("Office of the Canals Bureau", "Library of the Canals Bureau in Ghent").
    """
    for link in _OWNED.finditer(name):
        unit, owner = key(name[: link.start()]).split(), name[link.end() :]
        kinds = sum(w in plain("units") for w in unit)
        if not kinds or (kinds == 1 and _all_general(unit)) or _POSTED.search(owner):
            continue
        heads = plain("heads").intersection(key(_OWNED.split(owner)[0]).split()) - words("subjects")
        if look_up(owner) or (heads and " " in owner and not _all_general(key(owner).split())):
            return link.end()
    return None


def _all_general(parts: Collection[str]) -> bool:
    """Whether no word tells one body from another."""
    return all(w in plain("general") | plain("heads") | plain("units") | words("small") for w in parts)
