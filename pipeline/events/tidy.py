"""Trims the names of events: no cell of the next column, no verb behind the head, no loose word at either end.

Applied to every candidate before any is chosen. Titles, headings and quoted names are left as the page prints them, but for a notice behind them
("… – call for participants", "… Leer más »"). Wrong where a topic itself holds a verb ("seminar on what is to be done").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.events.candidates import Candidate
from pipeline.events.groups import content
from pipeline.events.names import TOKEN, Reader, phrase, squeeze, words

_LATIN = re.compile(
    r"(?<![\w’'-])(?:[a-zà-ÿ]{2,20}(?:ará|erá|irá|drá|arán|erán|irán|drán|ieron|aron)|[a-zà-ÿ]{3,20}ó|[a-zà-ÿ]{2,20}(?:dra|dront|eront|iront))(?!\w)"
)
_QUOTED = re.compile(r"[“”„«»\"]")
_RELATIVE = re.compile(r"\s(?:that|which|who|whom|que|qui|où|when|where)\s")
_PLACE = re.compile(r"\s(?:in|to|en|a|à|au)\s[A-ZÀ-Ý][\w’'-]+(?:\s[A-ZÀ-Ý][\w’'-]+){0,3}$")
_SET_FOR = re.compile(r",\s(?:billed|carded|due|planned|scheduled|set|slated)\s(?:for|in|on|to)\s.*")
_HOLDER = re.compile(r"\b(?:by|par|por|with)\s+(?:the\s)?[A-ZÀ-Ý]")
_HOUR = re.compile(r"^\d{1,2}(?:\s?h(?:\s?\d\d)?|[:.]\d\d)\s+(?=\w)")
_MONTH = re.compile(r"^(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s+(?=[A-Z])")  # left over from "7–9 Nov"
_WORD = re.compile(r"[^\W\d_]{3}|[A-ZÀ-Ý]{2}")
_OWNERS = re.compile(r"[’']s?$")
_MERE = frozenset(["next", "last", "new"])
_BARE = frozenset(["next", "last", "new", "closing", "second", "first"])
_PURPOSE = re.compile(
    r"(?<=\w)\s(?:(?:in\sorder\s)?to\s(?=[a-z]{3,14}\s(?!(?:and|of)\b))|(?:pour|afin\sde|afin\sd[’'])\s?(?=[a-zà-ÿ]{2,14}(?:er|ir|re)\s)|(?:para|con\sel\sfin\sde)\s(?=[a-z]{2,14}[aei]r\s))"
)
_JOURNEY = re.compile(r"(?:mission|tour|trip|visit|misión|gira|viaje|visita|visite|voyage)$")
_THITHER = re.compile(r"\s(?:to|à|au|aux|en|a)\s(?:the\s|la\s|las\s|los\s|el\s)?[A-ZÀ-Ý][\w’'-]*")
_THEN = re.compile(r"[,\s]+(?:on|le|el)\s$")
_THIS = frozenset(["Ce", "Cet", "Cette", "Dicha", "Dicho", "Esta", "Este", "This"])
_EDGE = " ,;:–—-/|>…"


def tidy(reader: Reader, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates with their names trimmed; those of which no name is left do not come back."""
    for candidate in candidates:
        kept = _undated(reader, _in_cell(reader, candidate))
        name = kept and trimmed(kept.name, kept.head, printed=kept.form in ("title", "heading") or kept.name != spoken(reader, kept))
        if name and kept and kept.kind == "visit" and kept.form in ("model", "described") and _JOURNEY.search(kept.head):
            there = _THITHER.search(name)
            aim = _PURPOSE.search(name, there.end()) if there else None
            name = name[: aim.start()] if aim else name  # "mission to Tavik to discuss the plan"
        if kept and name:
            yield kept if name == kept.name else replace(kept, name=name)


def _undated(reader: Reader, candidate: Candidate | None) -> Candidate | None:
    """The candidate; a tagger's span without the day that ends it: "three-day visit to Tavik | on Wednesday"."""
    if candidate is None or candidate.form != "model" or candidate.name != spoken(reader, candidate):
        return candidate
    last = next((m for m in reader.context.mentions(candidate.start, candidate.end, "DATE") if m.end == candidate.end), None)
    then = _THEN.search(reader.text, candidate.start, last.start or 0) if last and last.interval and last.interval.precision == "day" else None
    name = squeeze(reader.text[candidate.start : then.start()]) if then else ""
    if then is None or len(content(name) - words().filler - {candidate.head}) < 1 or candidate.head not in name.casefold():
        return candidate
    return replace(candidate, end=then.start(), name=name)


def spoken(reader: Reader, candidate: Candidate) -> str:
    """The candidate's own words in the text."""
    return squeeze(reader.text[candidate.start : candidate.end])


def _in_cell(reader: Reader, candidate: Candidate) -> Candidate | None:
    """The candidate within one cell of its table's row: the one with its head; None where that is no cell's."""
    raw = reader.text[candidate.start : candidate.end]
    if "\t" not in raw or candidate.form in ("title", "heading"):
        return candidate
    at = candidate.start
    for cell in raw.split("\t"):
        if cell.strip() and (not candidate.head or candidate.head in squeeze(cell).casefold()):
            return replace(candidate, start=at, end=at + len(cell.rstrip()), name=squeeze(cell))
        at += len(cell) + 1
    return None


def trimmed(name: str, head: str, *, printed: bool = False) -> str | None:
    """A name without verbs and loose ends, None where nothing is left of it; ``printed``: it is a title or quotation, and only loses notices."""
    name = _MONTH.sub("", _HOUR.sub("", name))
    if not _WORD.search(name):
        return None  # "am – 5"
    cut = phrase("trailer").search(name)
    out = name[: cut.start()].rstrip(_EDGE) if cut and cut.start() > 7 else name
    at = out.casefold().find(head) if head else -1
    if printed or _QUOTED.search(out) or (at < 0 and out[:1].isupper()):
        return out
    out = _SET_FOR.sub("", phrase("held_in").sub("", out))
    at = max(out.casefold().find(head), 0) if head else 0
    end = at + len(head) if at else len(head)
    verbs = sorted(m.span() for pattern in (phrase("finite"), _LATIN) for m in pattern.finditer(out))
    behind = next((a for a, _ in verbs if a >= end), len(out))
    relative = _RELATIVE.search(out, end, behind) if behind < len(out) else None
    out = out[: relative.start() if relative else behind]
    if any(b <= at for _, b in verbs):
        out = out[_last_stop(out, at) :]
    by = phrase("given_by").search(out)
    if by and len(content(out[: by.start()]) - words().no_name) > 1:
        out = out[: by.start()]
    elif by and _HOLDER.search(by[0]):
        return _OWNERS.sub("", out)
    tokens = " ".join(out.split()).strip(_EDGE).split()
    while tokens and (tokens[0] in words().opening or tokens[0] in _THIS):
        tokens.pop(0)
    while tokens and tokens[-1].rstrip(",;:") in words().closing:
        tokens.pop()
    out = " ".join(tokens).strip(_EDGE)
    if out and (" " not in out or not content(out) - words().no_name - _BARE - {head}):
        place = _PLACE.search(name, at)
        out += place[0].rstrip(_EDGE) if place and place[0].strip() not in out else ""
    if out != name and (len(out) < 3 or not content(out) - words().no_name - _MERE):
        return None
    return out


def _last_stop(name: str, at: int) -> int:
    """Where the words before the head at ``at`` begin: behind the last verb, determiner or preposition."""
    start = 0
    for token in TOKEN.finditer(name, 0, at):
        if (
            token.group().casefold() in words().left_stop | words().opening
            or phrase("finite").fullmatch(token.group())
            or _LATIN.fullmatch(token.group())
        ):
            start = token.end()
    return start
