"""The entries of a calendar, a day to a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.events.blocks import GROUP
from pipeline.events.candidates import Candidate
from pipeline.events.names import entry_kind, heads, phrase, squeeze
from pipeline.events.page import Layout

_NAMED = re.compile(
    r"[\s,:|–—-]*(?:(?:\.{3,20}|…)\s*)?(?:\d{1,2}[.:h]\d{2}\S*[\s,:–—-]*)?(\w(?:\b(?:Dr|Mr|Mrs|Ms|Prof|St)\.|[^.;:|“”()]){4,90}?)(?=(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bProf)[.;:|,(]|$)"
)  # what stands between the day of an entry and its first stop, behind an hour
LONGEST = 160  # characters of the line that opens a list


def calendar_candidates(layout: Layout) -> Iterator[Candidate]:
    """The entries of a calendar, that is three or more lines that begin with a day, most of them with an event word or under a title of one, or two
    under a heading of what is to come: the quoted title of the entry, or, of days to come, what stands between the date and the first stop."""
    reader, entries = layout.reader, []
    for a, b in layout.lines:
        first = next(reader.context.mentions(a, min(b, a + 30), "DATE"), None)
        if first is None or first.interval is None or first.interval.precision not in ("day", "range", "month") or layout.in_dateline(first):
            continue
        if (first.start or 0) - a <= 4 and b - (first.end or 0) > 12:
            entries.append((first.end or 0, b, heads().pattern.search(reader.text, first.end or 0, b), first.interval.start))
    most = len(entries) > 2 and 2 * sum(head is not None for _, _, head, _ in entries) >= len(entries)
    titled = len(entries) > 2 and bool(phrase("several", opens=True).match(squeeze(reader.document.title or "")))
    published = reader.document.published
    for start, end, found, day in entries:
        line = reader.context.line(start)
        ahead = (
            not titled and len(entries) > 1 and layout.under("to_come", start) and not phrase("to_come", opens=True).match(reader.text[slice(*line)])
        )
        if not (most or titled or ahead):
            continue
        head = " ".join(found.group().casefold().split()) if found else ""
        kind = entry_kind(reader.text[start : min(end, start + 120)], head)
        title = re.compile(r"“([^“”]{6,120})”").search(reader.text, start, end)
        if most and reader.document.page_type == "listing":
            start += len(reader.text[start:end]) - len(reader.text[start:end].lstrip(" \t:|–—-"))
            whole = title[1] if title else reader.text[start:end]
            yield Candidate(reader.context.line(start)[0], end, squeeze(whole), kind, "heading", head, 0.7)
        elif title and found:
            yield Candidate(min(found.start(), title.start(1)), max(title.end(1), found.end()), squeeze(title[1]), kind, "heading", head, 0.7)
        elif not found and (titled or ahead or (published is not None and day > published)):
            said = _NAMED.match(reader.text, start, end)
            where = reader.places.get(said.start(1)) if said else None  # "Orlen ** CANCELLED **"
            placed = where is not None and not re.match(r"\s?[\w-]", reader.text[where : where + 2])
            if said and not placed and 2 <= len(said[1].split()) <= 10 and not phrase("no_entry", opens=True).match(said[1]):
                kind = "meeting" if kind == "other" and GROUP.search(said[1]) else kind
                yield Candidate(said.start(1), said.end(1), squeeze(said[1]), kind, "described", "", 0.5)
