"""The days that a page states of itself for machines, and that in its address.

The names under which they stand are one reviewed list in order of trust, ``resources/page_dates.toml``; they are gathered by
:mod:`pipeline.clean.linked`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from pipeline import resource
from pipeline.clean.days import day_of, days

_ISO = re.compile(r"\s*(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d)")
_PATH = re.compile(r"(?<=/)((?:19|20)\d\d)([/-])(\d{1,2})\2(\d{1,2})(?=[/_-]|$)|(?<=/)((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_-]|$)")
_LONGEST = 60
"""Characters of a value that is nothing but a day, with its hour and zone."""


def plain(name: str) -> str:
    """The name of a piece of metadata as the list has it: letters and figures alone."""
    return "".join(c for c in name.lower() if c.isalnum())


@cache
def names(what: str) -> tuple[str, ...]:
    """The plain names for ``published`` or ``modified``, the most trusted first, or the folders of ``occasions``."""
    return tuple(resource.toml("page_dates.toml")[what])


def stated(meta: Mapping[str, str], what: str, *, language: str | None) -> date | None:
    """The day that the metadata of a page give for ``published`` or ``modified``, by the most trusted name that has one.

    Values are days in ISO form, or written out; figures alone ("05/06/2023") are read as in a page's text, the day first where both may be.
    """
    given: dict[str, str] = {}
    for name, value in meta.items():
        given.setdefault(plain(name), value)
    return next((day for name in names(what) if name in given and (day := day_in(given[name], language=language))), None)


def day_in(value: str, *, language: str | None = None) -> date | None:
    """The one day that a value for machines names, None where it names none or several."""
    if m := _ISO.match(value):
        return day_of(int(m[1]), int(m[3]), int(m[4]))
    found = {day for *_, day in days(value, language)} if len(value) <= _LONGEST else set()
    return found.pop() if len(found) == 1 else None


def in_address(url: str | None) -> date | None:
    """The day that the path of an address states ("/2023/06/05/rail-week-opens"), None where it is that of an occasion ("/events/2023/06/05/")."""
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None
    m = _PATH.search(path)
    if not m or set(re.split(r"[^a-z]+", path[: m.start()].lower())) & set(names("occasions")):
        return None
    return day_of(*(int(x) for x in m.group(1, 3, 4))) if m[1] else day_of(*(int(x) for x in m.group(5, 6, 7)))
