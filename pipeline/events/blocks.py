"""Entries of an agenda that take several lines: the day alone on the first, then where or what kind of thing it is, then the name.

    9 al 11 de mayo                       Samedi 22 mars, 14 h – Lausanne
    Quito (Ecuador)                       Vie associative
    Taller subregional sobre ganado       Assemblée générale de la Fédération

An entry reaches to the next day alone on a line; its further lines say where it is and who holds it. Where each day has the name above it ("Taller
subregional sobre ganado", "9 al 11 de mayo", "Quito"), an entry begins with its name.
Wrong where a list of news is laid out like this.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.context import Bounds
from pipeline.document import DateInterval, Mention
from pipeline.events.candidates import Candidate, plurals
from pipeline.events.names import entry_kind, heads, phrase, squeeze
from pipeline.events.page import Layout

LONGEST = 700  # characters of an entry
_EXTRA = re.compile(
    r"\([^()\n]{0,80}\)|\*+[^*\n]{0,30}\*+|\b\d{1,2}(?:\s?[:.h]\s?\d{0,2}(?:\s?[ap]\.?m\b\.?)?|\s?[ap]\.?m\.?)(?:\s?h\b)?"
    r"|\b(?:annulée?|cancelad[oa]|cancelled|reportée?|postponed|reprogramad[oa]|from|to|at|on|and|for|till|until|noon|midday|onwards|local|time|du|au|de|des|et|à|dès|le|les|midi|jusqu|a|al|las|el|los|del|en|y|hasta|desde|horas?|hrs?|[A-Z]{2,4}T|GMT|UTC|CEST)\b",
    re.IGNORECASE,
)
_CELL = re.compile(r"[^|\s][^|\n]*")
_NUMBER = re.compile(r"\W*(?:[A-Za-z]+\s)?\d{1,2}\W*")
_IN_CELL = re.compile(r"\s[|·–—]\s$")
_HOUR = re.compile(r"\d{1,2}\s?(?:[:.h]\s?\d\d|h\b|[ap]\.?m)", re.IGNORECASE)
_ONLINE = re.compile(
    r"\W*(?:(?:by |par |por )?(?:video[- ]?(?:conferenc\w+)|visioconférence|videoconferencia)|online|en ligne|en línea|virtual|webinar|zoom)\W*$",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(
    r"\.(?=\s)|[,(]\s?(?=(?:co-?)?(?:animé|organi[sz]|dirigid|impartid|donné|propos|convo|host|led|held|à l[’']|con\s(?:la|el|los)\s|with\s|avec\s))",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:(?:[.\n]\s{0,3}|^)(?:An?\s|Une?\s|Una?\s)?(?:[\w-]{1,15}\s)?|\b(?:cet(?:te)?|est[ae]|this)\s(?:[\w-]{1,15}\s)?)$", re.IGNORECASE
)
"""What stands before a word for an event that says what the entry is."""
GROUP = re.compile(r"\b(?:board|committee|council|group|panel|task force|comité|consejo|conseil|groupe|grupo|comisión|commission)\b", re.IGNORECASE)
"""A body whose name alone, in an entry, is its meeting."""
_ARTICLE = re.compile(r"(?:the|an?|la|le|les|el|los|las|une?|una)\s|l[’']", re.IGNORECASE)
_AGENDA_TITLE = re.compile(
    r"\b(?:agenda|calend\w+|diary|rendez-vous|événements|eventos|events|manifestations|activit\w+|actividades|reuniones|réunions|meetings)\b",
    re.IGNORECASE,
)


def agenda_blocks(layout: Layout) -> list[Candidate]:
    """The entries of the page's agenda as events, in the order of the text; none where there is one alone, or where the days may be those of news."""
    lines = layout.lines
    days = [n for n, line in enumerate(lines) if _day(layout, line) is not None]
    if not any((day := _day(layout, lines[n])) and _short(day.interval) for n in days):
        return []  # the months of a report
    named_first = _named_first(layout, days)
    found = []
    told = 0
    for number, after in pairwise([*days, len(lines) + named_first]):
        block = [lines[number], lines[number - 1], *lines[number + 1 : after - 1]] if named_first else lines[number:after]
        near = [line for line in block if line[1] - lines[number][0] <= LONGEST]
        named = _named(layout, [line for line in near if not phrase("contact", opens=True).match(layout.text[slice(*line)])])
        if named is None:
            continue
        found.append(named[0])
        told += named[1]
    titled = any(phrase("to_come", opens=True).match(layout.text[a : min(b, a + 60)]) for a, b in lines if b - a < 60)
    titled = titled or bool(_AGENDA_TITLE.search(layout.reader.document.title or ""))
    return found if len(found) > 1 and (titled or 2 * told > len(found)) else []


def _named_first(layout: Layout, days: list[int]) -> bool:
    """Whether the name of each entry stands above its day: each of the lines ``days`` has one above it, and the last none below."""

    def names(number: int) -> bool:
        a, b = layout.lines[number] if 0 <= number < len(layout.lines) else (0, 0)
        line = squeeze(layout.text[a:b])
        return _nameable(line) and heads().pattern.search(line) is not None

    return len(days) > 1 and all(names(n - 1) for n in days) and not any(names(days[-1] + n) for n in (1, 2))


def series_rows(layout: Layout) -> list[Candidate]:
    """The rows of a series that the page's title tells of by its noun, three or more: "#2 | 29 April | Soil remembers" under "…: webinar series"."""
    text, known = layout.text, heads()
    title = layout.reader.document.title or ""
    nouns = [m[0] for m in known.pattern.finditer(title)] + [m[1] for m in plurals().finditer(title)]
    rows: list[Candidate] = []
    for a, b in layout.lines if nouns else ():
        cells = [(m.start(), m.end()) for m in _CELL.finditer(text, a, b)] if text.count("|", a, b) in (1, 2, 3) and b - a < 160 else []
        first = next(layout.reader.context.mentions(a, cells[-1][0], "DATE"), None) if len(cells) > 1 else None
        name = squeeze(text[slice(*cells[-1])]) if first and _short(first.interval) else ""
        numbered = len(cells) == 2 or _NUMBER.fullmatch(text, *cells[0]) if name else None
        if numbered and 4 < len(name) <= 110 and name[0].isupper() and cells[-1][0] not in layout.reader.places:
            head = " ".join(nouns[-1].casefold().split())
            rows.append(Candidate(a, b, name.strip('«»“”" '), known.kind[head], "heading", head, 0.7))
    return rows if len(rows) > 2 else []


def is_calendar(layout: Layout, found: list[Candidate]) -> bool:
    """Whether the entries make the page a calendar of several events, so that its title names none: its title says so, or weeks lie between them."""
    days = [m.interval for c in found if (m := next(layout.reader.context.mentions(c.start, c.end, "DATE"), None)) and m.interval]
    long = bool(days) and (max(d.end for d in days) - min(d.start for d in days)).days > 21
    return len(found) > 2 and (long or bool(_AGENDA_TITLE.search(layout.reader.document.title or "")))


def _day(layout: Layout, line: Bounds) -> Mention | None:
    """The day that a line holds alone, with an hour, a place or a notice at most."""
    a, b = line
    if b - a > 110 or not any(c.isdigit() for c in layout.text[a:b]):
        return None
    dates = list(layout.reader.context.mentions(a, b, "DATE"))
    first = next((m for m in dates if m.interval is not None), None)
    if first is None or (first.start or 0) - a > 16 or layout.in_dateline(first):
        return None
    month = first.interval is not None and first.interval.precision == "month"
    if not (month or _short(first.interval)):
        return None
    sited = next((m for m in layout.reader.context.mentions(first.end or a, b, "LOC") if _IN_CELL.search(layout.text, a, m.start or a)), None)
    if sited is not None and not heads().pattern.search(layout.text, sited.end or a, b):
        b = sited.end or b  # "Tue 4 March, 17h30 | Orlen, Bridge House": its building
    rest = layout.text[a:b]
    for mention in sorted((*dates, *layout.reader.context.mentions(a, b, "LOC")), key=lambda m: -(m.start or 0)):
        rest = rest[: (mention.start or 0) - a] + " " + rest[(mention.end or 0) - a :]
    return first if not re.search(r"[^\W\d_]{2}", _EXTRA.sub(" ", rest)) else None


def _short(when: DateInterval | None) -> bool:
    return when is not None and when.precision in ("day", "range") and (when.end - when.start).days < 100


def _named(layout: Layout, entry: list[Bounds]) -> tuple[Candidate, bool] | None:
    """The event of an entry, and whether more than its day is told beside its name (hour, several days, place, kind)."""
    text, kindred = layout.text, ""
    first = _day(layout, entry[0])
    if first is None or first.interval is None:
        return None
    told = bool(_HOUR.search(text, *entry[0])) or first.interval.start != first.interval.end
    told = told or any(True for _ in layout.reader.context.mentions(*entry[0], "LOC"))
    rest = entry[1:]
    while rest and rest[0][1] - rest[0][0] < 90 and _is_place(layout, rest[0]):
        rest, told = rest[1:], True
    said = heads().pattern.search(text, *rest[0]) if rest else None
    below = text[slice(*rest[1])] if len(rest) > 1 and not _is_place(layout, rest[1]) else ""
    short = bool(rest) and len(text[slice(*rest[0])].split()) < 4 and (said is None or said.span() == rest[0])
    if short and below and below.rstrip()[-1] not in ".!?" and _nameable(below):
        kindred, told, rest = (squeeze(said[0]).casefold() if said else ""), True, rest[1:]
    if not rest or not _nameable(text[slice(*rest[0])]):
        return None
    a, b = rest[0]
    stop = _NAME_ENDS.search(text, a + 8, b)
    name = squeeze(text[a : stop.start() if stop else b]).strip('«»“”" .,')
    inside = heads().pattern.search(name)
    head = " ".join(inside[0].casefold().split()) if inside else kindred
    published = layout.reader.document.published
    ahead = published is not None and first.interval.end > published
    ahead = ahead and first.interval.precision != "month"
    body = GROUP.search(" ".join(name.split()[:3])) and not _ARTICLE.match(name)  # "Steering committee of the Fund", no "The Council sets …"
    if not 8 <= len(name) <= 140 or not (head or body or (told and ahead)) or phrase("headline").search(name):
        return None
    if phrase("no_entry", opens=True).match(name):
        return None
    start, end = min(a, entry[0][0]), max(line[1] for line in entry)
    kind = entry_kind(name, head or _said_below(text, stop.start() if stop else b, end))
    kind = "meeting" if kind == "other" and GROUP.search(name) else kind
    told = told or any(_is_place(layout, line) for line in rest[1:3] if line[1] - line[0] < 90)
    return Candidate(start, end, name, kind, "heading", head, 0.7), told


def _said_below(text: str, start: int, end: int) -> str:
    """The word for an event that opens a sentence behind a name without one ("Training for millers, by …"), or that "this" goes before."""
    found = heads().pattern.finditer(text, start, end)
    return next((" ".join(m[0].casefold().split()) for m in found if _OPENS.search(text, max(start, m.start() - 40), m.start())), "")


def _is_place(layout: Layout, line: Bounds) -> bool:
    """Whether a line says only where: a place, with a building behind it, or that it is online."""
    a, b = line
    first = next(layout.reader.context.mentions(a, b, "LOC"), None)
    return (first is not None and first.start == a) or bool(_ONLINE.match(layout.text, a, b))


_SPOKEN = re.compile(
    r"^\W*(?:atelier|conférence|conferencia|curso|formation|seminario?|séminaire|taller|training|webinar|webinaire|workshop):\s", re.IGNORECASE
)
"""A kind of event that goes before its name, which is no label."""


def _nameable(line: str) -> bool:
    """Whether a line can hold a name: no row with an hour in front, label, list item or sentence."""
    opens = line.lstrip('«“" ')[:1]
    return (
        (opens.isupper() or opens.isdigit())
        and not re.match(r"\s*\d{1,2}\s?[:.h]|[^:]{2,20}:\s", _SPOKEN.sub("", line.replace("« ", "")))
        and not phrase("finite").search(line[:120])
    )
