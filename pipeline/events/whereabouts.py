"""Gives an event its place: the city of the sentence before it, the nearest of those of its passage, a venue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.context import Bounds
from pipeline.document import Basis, Mention
from pipeline.events.candidates import Candidate
from pipeline.events.groups import Group
from pipeline.events.names import Reader, squeeze
from pipeline.events.page import Layout
from pipeline.events.slots import event_places, located, spelled
from pipeline.evidence import quoted, said

_LIST = re.compile(r",?\s*(?:,|and|y|et)\s+(?:(?:in|à|en|de)\s)?")
_THEN_DAY = re.compile(r",\s(?:on\s|le\s|el\s|del\s|du\s)?|\s\(")
_REGION_OF = re.compile(
    r"\b(?:(?:county|department|district|governorate|province|region|state)\sof\s(?:the\s)?|(?:camp|settlement|village)\s(?:close\sto|near)\s"
    r"|(?:département|district|gouvernorat|province|région)\s(?:de\s|d[’'])|village\sprès\s(?:de\s|d[’'])"
    r"|(?:departamento|distrito|estado|provincia|región)\sde\s|(?:aldea|pueblo)\scerca\sde\s)$",
    re.IGNORECASE,
)
"""What stands before the name of a city that a region bears, or near which a village is: it gives the country alone."""
_HOSTED_BY = re.compile(r"\bhosted by (?:the )?$")
_HOST = re.compile(r" (?:hosts|hosted|(?:is|was|will be) (?:also |once more )?(?:the )?host|(?:is to|to|will) host)\b")
_UNLABELLED = re.compile(r"\W*(?:\[[\w ]{1,20}\]\W*)?")
_ADOPTED = re.compile(r"\b(?:adopt|approv|aprob|ratifi|sign|firm)[\w]{2,6}\s(?:in|à|en)\s[A-ZÀ-Ý]", re.IGNORECASE)


def only_city(reader: Reader, found: Sequence[Mention]) -> list[Mention]:
    """The one city in which a passage says that something is; empty where it names none or several."""
    cities = [m for m in found if (m.start or 0) in reader.cities and located(reader.text, m)]
    return cities[:1] if len({m.entity for m in cities}) == 1 else []


def entry_lead(reader: Reader, at: int) -> tuple[Mention, Mention] | None:
    """The city and day that head the entry of a digest or a caption, in a passage of their own before that at ``at``: "• Orlen, 8–10 March. At the
    forum …", "[Photo 3] Orlen, 8 March. …"."""
    before = reader.passage_before(at)
    city = next((m for m in reader.context.mentions(before[0], before[1], "LOC") if m.start in reader.cities), None) if before else None
    if before is None or city is None or not _UNLABELLED.fullmatch(reader.text, reader.context.line(at)[0], city.start or 0):
        return None
    then = _THEN_DAY.match(reader.text, city.end or 0, before[1])
    day = next(reader.context.mentions(then.end(), before[1], "DATE"), None) if then else None
    if then is None or day is None or day.start != then.end() or day.interval is None or re.search(r"\w", reader.text[day.end : before[1]]):
        return None
    return city, day


def place_before(layout: Layout, groups: Sequence[Group], bounds: Bounds, *, lead: bool = False) -> list[Mention]:
    """The city that the sentence before, in the same paragraph and without an event of its own, says to be in: "The year opened in Nouméa."; in the
    paragraph before where it is the ``lead`` ("Eighty officials met in Bishkek.", then "The forum was …")."""
    number = layout.reader.passages.number(bounds[0])
    before = layout.reader.passages.bounds[number - 1] if number else (0, 0)
    breaks = layout.text[before[1] : bounds[0]].count("\n")
    if breaks > lead or any(before in g.passages or before in g.clauses for g in groups) or _ADOPTED.search(layout.text, *before):
        return []
    return only_city(layout.reader, event_places(layout, before, ()))


def bind_venue(group: Group, found: tuple[str, Bounds] | None, basis: Basis = "sentence") -> None:
    """Gives the group the first venue that is found."""
    if group.venue is None and found is not None:
        group.venue, group.sources["venue"] = found[0], [quoted(*found[1], basis)]


def bind_place(reader: Reader, group: Group, candidate: Candidate, found: Sequence[Mention], basis: Basis = "sentence") -> None:
    """Gives the group the nearest city, or else the nearest country; what is held in several cities or a visit to them has none, one in quotation
    marks gives way to others."""
    near = [(p, m) for m in found if (p := reader.place_of.get(m.entity or ""))]
    inner = [(p, m) for p, m in near if not _REGION_OF.search(reader.text, max(0, (m.start or 0) - 24), m.start or 0)]
    cities = sorted(((p, m) for p, m in inner if p.kind == "city"), key=lambda pair: _in_quotes(reader.text, candidate, pair[1]))
    listed = sorted((m.start or 0, m.end or 0) for _, m in cities)
    together = {a for (a, b), (c, d) in pairwise(listed) if _LIST.fullmatch(reader.text, b, c) for a in (a, c)}
    inside = {p for p, m in cities if candidate.start <= (m.start or 0) < candidate.end}
    visit = candidate.kind == "visit" and bool(together or len(inside) > 1)
    several = visit or (bool(cities) and cities[0][1].start in together)
    if group.place is None and cities and not several:
        group.place, group.city = cities[0][0], spelled(squeeze(cities[0][1].text), cities[0][0])
        group.sited, group.sources["place"] = located(reader.text, cities[0][1]), [said(cities[0][1], basis)]
    if group.country is None:
        sited = [
            (p.country_code, m)
            for p, m in near
            if (candidate.kind == "visit" and re.search(r"\bto\s+(?:the\s+)?$", reader.text[max(0, (m.start or 0) - 8) : m.start]))
            or located(reader.text, m, comma=(m.start or 0) - 2 in reader.city_ends)
            or _HOSTED_BY.search(reader.text, max(0, (m.start or 0) - 20), m.start or 0)
            or _HOST.match(reader.text, m.end or 0)
            or (candidate.start <= (m.start or 0) < candidate.end and candidate.kind != "signing" and not _in_quotes(reader.text, candidate, m))
        ]
        if several and not visit:
            one = len({p.country_code for p, m in cities if m.start in together}) == 1
            sited = [*sited, (cities[0][0].country_code, cities[0][1])] if one else [(code, m) for code, m in sited if m.start not in together]
        code, mention = next(((code, m) for code, m in sited if code), (None, None))
        if mention is not None:
            group.country, group.sources["country"] = code, [said(mention, basis)]


def _in_quotes(text: str, candidate: Candidate, mention: Mention) -> bool:
    """Whether a mention stands behind a quotation mark within the name of an event."""
    at = mention.start or 0
    inside = text[max(0, candidate.start - 1) : at] if at < candidate.end + 100 else ""
    return any(inside.count(opens) > inside.count(closes) for opens, closes in ("“”", "«»"))
