"""What the layout of a page says about its events: title, dateline, labelled fields, headings with a date, and the contact block.

Everything here works on the lines of the main content; nothing is resolved again, dates and places are those that were annotated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from pipeline.context import Bounds, end_of
from pipeline.document import Mention, Place
from pipeline.events.activities import kind_of
from pipeline.events.candidates import Candidate, plurals
from pipeline.events.labels import Labelled, labels
from pipeline.events.names import Reader, heads, phrase, squeeze
from pipeline.events.sites import namesake
from pipeline.evidence import Source, said

_LABEL = re.compile(r"^\W{0,4}([A-ZÀ-Ý][\w’' /&()-]{1,34}?)\s*(?:[:?]|\t|\s{3,}|$)\s*")
_MINUTES = re.compile(r"\b(?:exchange of (?:letters|notes)|record of discussions|minutes of (?:discussions|meeting))\b", re.IGNORECASE)
_PACT = re.compile(
    r"\b(?:agreement|arrangement|charter|compact|convention|memorandum|pact|protocol|treaty|accord|acuerdo|convenio|memorando|protocole|tratado)\b",
    re.IGNORECASE,
)
_LAUNCHED = re.compile(
    r"\W{0,4}(?:date of launch|launch(?:ed)?(?: date)?|date de lancement|lancée?|fecha de lanzamiento|lanzad[oa])(?:\s?[:|\t]|\s{2,})\s*",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\W{0,4}(?:date of (?:signature|signing)|done(?: at)?|place and date of signature|signature|signed|signing|date de signature"
    r"|signée?|fecha de firma|firma|firmado)(?:\s?[:|\t]|\s{2,}|(?<=signed)\son(?=\s\w))\s*",
    re.IGNORECASE,
)
_AGENDA = re.compile(r"^\W*(?:\d{1,2}[.:h]\d{2}|[•▪◦●*+–—-]\s|\d{1,2}\s?[ap]\.?m)", re.IGNORECASE)
_BULLETED = re.compile(r"\s*[^\w\s(\"“\[]\s")
_APART = 200  # characters that can stand between a page's date and its dateline
_DATELINE_ENDS = re.compile(
    r"(?:,\s[A-ZÀ-Ý][\w’'. ]{2,24}?)?\s*(?:\.?\s?[–—:|(-]|\.\s(?=[A-ZÀ-Ý«“\"])|,\s*(?:\w+day|\d|[A-Za-zÀ-ÿ]{3,10}\.? \d|l?e[ l]\b|\(?GNA)|$)"
)
_STAMPED = re.compile(r"\b(?:posted|published|updated|publié|publicado)(?:\s+(?:on|le|el))?:?\s+$", re.IGNORECASE)
_ONLINE = re.compile(r"\b(?:online|zoom|virtual|teams|(?<!mis )en ligne|en línea)\b", re.IGNORECASE)
_NUMBERING = re.compile(r"^\s*\d{1,2}[.)]\s+")
_CALENDAR = re.compile(r"\W*(?:agenda|calend)", re.IGNORECASE)
_TERM = re.compile(
    r"\W*(?:budget|cost|duration|durée|duración|funding|montant|monto|période|period|periodo|período|presupuesto|timeframe)\b[^.]{0,30}:",
    re.IGNORECASE,
)
_REACH = re.compile(r"\w@\w|\[at\]|\(at\)|(?:\+|\(|\b(?:tel|phone|mob))[\d ().:/-]{7,}|\d{3}[ -.]\d{3}[ -.]\d{3,4}", re.IGNORECASE)


class Layout:
    """Title, header and dateline of one page; every offset counts characters of the document's text."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.text, self.lines = reader, reader.text, reader.context.lines
        self.title = self._title()
        self.labelled = list(self._labelled())
        self.dateline, self.dateline_place, self.dateline_source = self._dateline()
        self.contact = self._contact()
        self.calendar = False  # whether the page lists several events, which is told later

    def _title(self) -> Bounds | None:
        """Bounds of the title in the text, or None."""
        wanted = (self.reader.document.title or "").split()
        at = self.text.find(wanted[0], 0, 1500) if wanted else -1
        while at >= 0:
            end = end_of(self.text, at, wanted)
            if 0 < end <= 1500:
                return at, end
            at = self.text.find(wanted[0], at + 1, 1500)
        return None

    def _labelled(self) -> Iterator[Labelled]:
        """Labelled values: "Hosts: …", or a label on a line of its own with the value on the next."""
        known = labels()
        for number, (a, b) in enumerate(self.lines[:80]):
            found = _LABEL.match(self.text[a:b])
            meanings = known.get(squeeze(found[1]).casefold(), ()) if found else ()
            if not found or not meanings:
                continue
            if a + found.end() < b:
                yield from (Labelled(meaning, a + found.end(), b) for meaning in meanings)
            elif number + 1 < len(self.lines):
                last = number + 1
                while last + 1 < len(self.lines) and last < number + 9 and self._is_item(last + 1):
                    last += 1
                yield from (Labelled(meaning, self.lines[number + 1][0], self.lines[last][1]) for meaning in meanings)

    def _is_item(self, number: int) -> bool:
        """Whether a line goes on with the list that the line before belongs to: short, and no label or heading."""
        line = self.text[slice(*self.lines[number])]
        found = _LABEL.match(line)
        return len(line) <= 200 and not (found and squeeze(found[1]).casefold() in labels()) and len(line.split()) > 1

    def _dateline(self) -> tuple[Bounds, Place | None, Source | None]:
        """Bounds of the place-and-date opening ("Almaty, 18 June 2010 –"), its city and the source of that; no bounds where there is none."""
        published, text = self.reader.document.published, self.text
        bounds, place, source = (0, 0), None, None
        for a, b in self.lines[:9]:
            line = text[a:b]
            if (self.title and self.title[0] <= a < self.title[1]) or _BULLETED.match(line):
                continue
            opening = re.match(r"^[\W_]*(?:[\w’'. ]{2,30}\|)?[\W_]*", line)
            first = a + (opening.end() if opening else 0)
            for mention in self.reader.context.mentions(a, min(b, a + 60), "LOC", "DATE"):
                start, end = mention.start or 0, mention.end or 0
                today = mention.interval is not None and mention.interval.start == mention.interval.end == published
                stamp = today and any(map(str.isdigit, mention.text))
                if mention.label == "DATE" and stamp and start - first < 45 and not (bounds[1] and a - bounds[1] > _APART):
                    bounds = (min(bounds[0], a) if bounds[1] else a, end)
                    if place is None:
                        place, source = self._city(end, min(b, end + 30))
                elif bounds[1] and not mention.text.isupper() and any(True for _ in self.reader.context.mentions(bounds[1], start, "DATE")):
                    break  # the place of an entry with a day of its own
                elif mention.label == "LOC" and start - first <= 2 and re.match(r"\s*(?:[,.(|:–—-]|$)", text[end : end + 4].split("\n")[0]):
                    found, at = self._city(start, end)
                    after = _DATELINE_ENDS.match(text, end, min(b, end + 40))
                    if found and after:
                        place, source = (place, source) if place else (found, at)
                        bounds = (bounds[0] if bounds[1] else a, max(after.end(), bounds[1]))
            if place is not None:
                break
        return bounds, place, source

    def _city(self, start: int, end: int) -> tuple[Place | None, Source | None]:
        for mention in self.reader.context.mentions(start, end, "LOC"):
            place = self.reader.place_of.get(mention.entity or "")
            place = namesake(place) if place and place.kind == "country" else place
            if place and place.kind == "city":
                return place, said(mention, "dateline")
        return None, None

    def _contact(self) -> int:
        """Where the closing block with contacts begins; the length of the text where there is none."""
        for number, (a, b) in enumerate(self.lines):
            tail = self.text[a : self.lines[min(number + 7, len(self.lines) - 1)][1]]
            if number > 2 and b - a < 140 and phrase("contact", opens=True).match(self.text[a:b]) and _REACH.search(tail):
                return a
        return len(self.text)

    def is_contact(self, offset: int) -> bool:
        """Whether the offset lies in a contact block, or in a line with a telephone number or e-mail address."""
        a, b = self.reader.context.line(offset)
        return offset >= self.contact or bool(_REACH.search(self.text[a:b]))

    def run_in_heading(self, line: Bounds) -> Mention | None:
        """The place that opens a line as its heading: "Freetown. The seminar …"."""
        first = next(self.reader.context.mentions(line[0], min(line[1], line[0] + 40), "LOC"), None)
        opens = (
            first is not None
            and (first.start or 0) - line[0] <= 3
            and bool(re.compile(r"(?:,\s[\w ’'-]{3,24})?\s?[.:–—|]\s").match(self.text, first.end or 0))
        )
        return first if opens else None

    def in_dateline(self, mention: Mention) -> bool:
        """Whether a mention is part of the dateline, or of a line that says when the page was published."""
        start = mention.start or 0
        if self.dateline[0] <= start < self.dateline[1]:
            return not (mention.interval and mention.interval.precision == "range")  # "Orlen, 6–8 November 2012" is no day of writing
        a, b = self.reader.context.line(start)
        stamped = phrase("stamp", opens=True).match(self.text[a:b]) or _STAMPED.search(self.text, max(a, start - 24), start)
        return bool(stamped) and b - a < 140

    def is_stamped(self, mention: Mention) -> bool:
        """Whether a place opens the line that says when the page was written: "Lima, 12 April 2007", which need not be where the event is."""
        line = self.reader.context.line(mention.start or 0)
        published = self.reader.document.published
        dates = self.reader.context.mentions(*line, "DATE")
        return any(m.interval is not None and m.interval.start == m.interval.end == published for m in dates)

    def is_entry(self, line: Bounds) -> bool:
        """Whether a line is an entry of a log or programme, of several short statements: it begins with a bullet, an hour or a date."""
        a, b = line
        first = next(self.reader.context.mentions(a, min(b, a + 40), "DATE"), None)
        return b - a < 340 and (
            bool(_AGENDA.match(self.text[a:b])) or (first is not None and (first.start or 0) - a < 3 and not self.in_dateline(first))
        )

    def is_row(self, line: Bounds) -> bool:
        """Whether a line is a row of a programme: an entry, or a short line under a day of its own."""
        a, b = line
        return self.is_entry(line) or (b - a < 200 and self.heading_date(a) is not None)

    def under(self, key: Literal["gone_by", "to_come"], offset: int) -> bool:
        """Whether a line stands under a heading of what is to come ("Next steps", "Upcoming") or gone by ("Recent events")."""
        document = self.reader.document
        listed = key == "to_come" and (document.page_type == "listing" or _CALENDAR.match(document.title or ""))
        if listed and not (document.published or document.modified) and phrase("to_come", opens=True).match(document.title or ""):
            return True
        number = self.reader.context.line_number(offset)
        for back in range(0, 12):
            a, b = self.lines[max(0, number - back)]
            if phrase(key, opens=True).match(_NUMBERING.sub("", self.text[a : min(b, a + 60)])):
                return True
            if back and b - a < 40 and self.text[b - 1] not in ".;," and not (_BULLETED.match(self.text, a, b) or self.is_entry((a, b))):
                return False
        return False

    def header_dates(self) -> list[Mention]:
        """Dates under "When:" or in the short lines below the title, the page's own date left out."""
        out = [m for field in self.labelled if field.meaning == "when" for m in self.reader.context.mentions(field.start, field.end, "DATE")]
        for a, b in self.header_lines():
            out += [m for m in self.reader.context.mentions(a, b, "DATE") if not self.in_dateline(m)]
        return [m for m in out if m.interval is not None]

    def header_places(self) -> list[Mention]:
        """Places under "Where:" or in the short lines below the title."""
        out = [m for field in self.labelled if field.meaning == "where" for m in self.reader.context.mentions(field.start, field.end, "LOC")]
        for a, b in self.header_lines():
            out += list(self.reader.context.mentions(a, b, "LOC"))
        return out

    def header_lines(self) -> Iterator[Bounds]:
        """The short lines below the title, up to the first line of prose."""
        for a, b in self.lines[:10]:
            if self.title and a < self.title[1]:
                continue
            if b - a > 130 or (re.search(r"[a-z]{2}\.\s*$", self.text[a:b]) and b - a > 60):
                return
            if not phrase("stamp", opens=True).match(self.text[a:b]):
                yield a, b

    def online_at(self) -> Bounds | None:
        """Where the header says that the event is virtual; None where it does not, or names a city too."""
        spans = [(f.start, f.end) for f in self.labelled if f.meaning in ("where", "format")] + list(self.header_lines())
        found = next((m.span() for a, b in spans if (m := _ONLINE.search(self.text, a, b))), None)
        return None if any((p := self.reader.place_of.get(m.entity or "")) and p.kind == "city" for m in self.header_places()) else found

    def heading_date(self, offset: int) -> Mention | None:
        """The date of the heading that a programme item stands under ("Wednesday 19 April – Moving"), or of the lone date line before it."""
        context = self.reader.context
        number = context.line_number(offset)
        a, b = context.lines[number]
        item = bool(_AGENDA.match(self.text[a:b]))
        for back in range(1, 16 if item else 2):
            if number - back < 0:
                return None
            c, d = context.lines[number - back]
            first = next(context.mentions(c, d, "DATE"), None)
            if (
                first
                and first.interval
                and not self.in_dateline(first)
                and d - c < 80
                and (first.start or 0) - c < 12
                and not _AGENDA.match(self.text[c:d])
            ):
                rest = (d - c) - ((first.end or 0) - (first.start or 0))
                if item or rest <= 14:
                    return first
        return None


_ACCOUNT = re.compile(r"what (?:we|they|it) (?:do|did|are doing|have done)\b", re.IGNORECASE)


def title_candidate(layout: Layout) -> Candidate | None:
    """The title of a page about one event, as the event's name; None on other pages.

    A notice in front ("Save the date:") and a trailing "(14th edition)" are no part of the name.
    """
    reader = layout.reader
    labelled = {label.meaning for label in layout.labelled}
    announced = "when" in labelled and bool(labelled & {"where", "organiser"})
    if layout.title is None or not (reader.document.page_type == "event" or announced):
        return None
    start, end = layout.title
    whole = squeeze(reader.text[start:end])
    notice = phrase("notice", opens=True).match(whole)
    rest = re.match(r"\s*[:!–—-]\s*(?=\S)", whole[notice.end() :]) if notice else None
    name = whole[notice.end() + rest.end() :] if notice and rest else whole
    found = list(heads().pattern.finditer(name))
    head = " ".join(found[-1].group().casefold().split()) if found else ""
    first = re.search(r"\s(?:on|of|for|with|in|to|at)\s", name)
    leading = [m for m in found if not first or m.start() < first.start()]
    if leading:
        head = " ".join(leading[-1].group().casefold().split())
    if not head and (_ACCOUNT.match(name) or phrase("several", opens=True).match(name)):
        return None  # "What’s on in June", "What we do": no event
    return Candidate(start, end, name, kind_of(head, name), "title", head, 0.7, True)


def heading_candidates(layout: Layout) -> Iterator[Candidate]:
    """Short lines that name an event whose kind or date stands on the line below: "Forests Feed Us" over "Photo exhibition | 9–20 July"."""
    reader, lines = layout.reader, layout.lines
    for number, ((a, b), (c, d)) in enumerate(pairwise(lines)):
        line, below = reader.text[a:b].strip(), reader.text[c:d]
        if number == 0 or not 8 <= len(line) <= 120 or line[-1] in ".;," or "|" in line or (not line[0].isupper() and line[0] not in '“"'):
            continue
        if (layout.title and a < layout.title[1]) or phrase("stamp", opens=True).match(line) or _SIGNED.match(f"{line}:"):
            continue
        if any((m.end or 0) - (m.start or 0) > len(line) - 4 for m in reader.context.mentions(a, b, "DATE", "LOC")):
            continue
        dated = next(reader.context.mentions(c, d, "DATE"), None)
        if dated is None or d - c > 200 or layout.in_dateline(dated):
            continue
        if _TERM.match(below):
            continue  # a project's own line: "Duration: 18 months from March 2020 | Budget: …"
        if not ("|" in below or " · " in below or _places_it(layout, (a, b), (c, d), dated)):
            continue
        if line.isupper() and heads().pattern.search(below):
            continue  # a row of its own under a heading of several
        found = heads().pattern.search(line) or heads().pattern.search(below)
        if found is None:
            continue
        head = " ".join(found.group().casefold().split())
        yield Candidate(a, d, squeeze(line.strip('“”"')), heads().kind[head], "heading", head, 0.7)


def signed_fields(layout: Layout) -> Iterator[Candidate]:
    """The signing of the pact or the launch of the undertaking that a page is about, from a field of its own: "Signed: 6 February 2007, Muscat"."""
    reader = layout.reader
    signing, launch, of = {"fr": ("signature", "lancement", "de"), "es": ("firma", "lanzamiento", "de")}.get(
        reader.document.language or "", ("signing", "launch", "of the")
    )
    for number, (a, b) in enumerate(layout.lines[:60]):
        signed, launched = _SIGNED.match(reader.text, a, b), _LAUNCHED.match(reader.text, a, b)
        field = signed or launched
        dated = next((m for m in reader.context.mentions(field.end(), min(b, field.end() + 60), "DATE") if m.interval), None) if field else None
        thing = _profiled(layout, number, pact=bool(signed)) if dated and dated.interval and dated.interval.precision == "day" else None
        if dated is not None and thing:
            noun, kind = (signing, "signing") if signed else (launch, "launch")
            yield Candidate(a, dated.end or b, f"{noun} {of} {thing}", kind, "heading", noun, 0.7)
            return


def _profiled(layout: Layout, number: int, *, pact: bool) -> str | None:
    """What a field on the line of this number is about: the pact of the title, of the line before or the page's first lines; for a
    launch the title of a page that profiles an undertaking, where it has a span."""
    reader, title = layout.reader, squeeze(layout.reader.document.title or "")
    if layout.title is not None and pact and _PACT.search(title):
        return title
    named = [s for s in reader.document.spans if s.label == "INITIATIVE"]
    if not pact:
        own = layout.title and any(layout.title[0] <= s.start < layout.title[1] for s in named)
        return title if own and reader.document.page_type == "profile" else None
    a, b = layout.lines[max(0, number - 1)]
    above = squeeze(_NUMBERING.sub("", reader.text[a:b]))
    if number and b - a < 90 and (_PACT.search(above) or _MINUTES.search(above)):
        return re.sub(r"\s\([^()]{1,12}\)$", "", above)
    first = next((s for s in named if s.start < 600 and _PACT.search(reader.text, s.start, s.end)), None)
    return squeeze(reader.text[first.start : first.end]) if first else None


def _places_it(layout: Layout, above: Bounds, below: Bounds, dated: Mention) -> bool:
    """Whether a line is only where and when the event of the heading ``above`` is: "Apia, Samoa, 18–19 May 2022, hosted by …"."""
    if not heads().pattern.search(layout.text, *above) or plurals().search(layout.text, *above) or layout.is_row(above):
        return False
    if any(True for _ in layout.reader.context.mentions(*above, "DATE")) or "\t" in layout.text[above[0] : below[1]]:
        return False
    first = below[0] in layout.reader.places or below[0] in layout.reader.dates
    gap = layout.text[below[0] : dated.start]
    places = list(layout.reader.context.mentions(below[0], dated.start or 0, "LOC"))
    return first and not (layout.dateline[0] <= below[0] < layout.dateline[1]) and len(gap) <= sum((m.end or 0) - (m.start or 0) for m in places) + 8
