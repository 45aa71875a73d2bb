"""What a page says of itself: the day it was posted, labelled fields; its title is read by :mod:`pipeline.clean.titles`.

Everything is read from the judged lines (:class:`pipeline.clean.boilerplate.Judged`), so that a posting note counts where it stands outside the
content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pipeline.clean.boilerplate import Judged
from pipeline.clean.language import SUPPORTED
from pipeline.clean.lines import DAY, MONTHS, fold, look
from pipeline.clean.pagetype import page_type
from pipeline.clean.surroundings import field_labels
from pipeline.clean.titles import title_of as title_of
from pipeline.document import Field

EARLIEST, LATEST = date(1985, 1, 1), date(2045, 12, 31)
_POSTED = re.compile(
    r"^announced(?: on)? ?: ?$|\bpublication de [^.:]{2,20}: ?$|\b(?:date of entry|entry|page|record) added\b"
    r"|\b(?:approved for publication|date de (?:mise en ligne|parution|publication)|date publish(?:ed)?|issued|"
    r"publicacion de la convocatoria|publication de l['’](?:appel|avis|offre)|"
    r"date of (?:publication|registration|release)|"
    r"fecha de publicacion|fiche publiee|first published|mise? en ligne|posted|(?:postee?|soumise?) (?:le|par)|publicado|publicada|publication date|"
    r"publicado em|pubblicato|publie|publiee|paru|parue|"
    r"published|registered|release date|released|submitted by|veroffentlicht|опубликовано|"
    r"дата публикации|نشر)\b"
)
_UPDATED = re.compile(
    r"\b(?:(?:date|fecha) de (?:la )?(?:derniere |ultima )?"
    r"(?:actualisation|actualizacion|mise a jour|modificacion|modification|revision)|actualizad[oa]|"
    r"actualisee?|aggiornato|aktualisiert|atualizado|date modified|"
    r"derniere (?:actualisation|mise a jour|modification|revision)|(?:last|latest) (?:[a-z]{2,9} )?(?:change|changed|edited|modified|"
    r"review|reviewed|revised|revision|updated?|verified)|mis a jour|mise a jour|modified|modificad[oa]|обновлено|"
    r"(?:entry|page|record) checked|record last edited|"
    r"reviewed|ultima (?:actualizacion|modificacion|revision)|updated)\b|^(?:etat|stand|situation au|as at) ?:?"
)
_DATE = re.compile(r"^(?:date|fecha|dated?)\s{0,2}:\s{0,3}\S")
_EVENT = re.compile(
    r"^(?:when|dates?|fechas?|quand|cuando|deadline|start|begins?|venue|place|where|location|lieu|lugar|time|heure|hora|"
    r"organi[sz]ers?|hosts?|format|founded|established|signed|signing|adopted|approval|in force|fondee?|creation|signee?|adoptee?|fundad[oa]"
    r"|entree en vigueur|creacion|fundacion|firmad[oa]|suscrit[oa]|adoptad[oa]|entrada en vigor)\b"
)
_ITS_DATE = re.compile(r"(?:date (?:d'|des? |du |of )|fecha del? )[^\d.:]{3,40}$")
"""A folded label of a day of the page's subject ("Date d'octroi"), unless it tells of the page."""
_VENUE = re.compile(
    r", (?:[\w'’-]{1,20} ){0,4}(?:auditori|cent(?:er|re|ro)|campus|hall|hotel|house|palace|palacio|palais|sala|salle|universi)\w{0,5}\b",
    re.IGNORECASE,
)
"""What follows the day of an event on its line: ", Shangri-La Hotel"."""
_HOURS = re.compile(r"\b\d{1,2}[:.h]\d{2}\s?(?:a\.?m\.?|p\.?m\.?|h)?\s?(?:[-–—]|to|a|until)\s?\d{1,2}")
_MIDST = re.compile(
    r"\b(?:after|al|au|before|began|by|from|in|on|since|to|until|avant|depuis|jusqu['’]au|desde|hasta|as (?:at|of)"
    r"|(?:suscrit|firmad|fundad|adoptad|aprobad|inaugurad|sign[eé]|adopt[eé]|fond[eé]|inaugur[eé])[aeos]{0,2} (?:el|le))\s{1,20}$",
    re.IGNORECASE,
)
_STAMPED = re.compile(r"\b(?:created|revised|dated|issued|released|checked|filed|entered) (?:on|by)\s{1,20}$", re.IGNORECASE)
_DONE = re.compile(r"(?:fait a|done (?:at|in)|hecho en|dado en|dada en)\b")
_PLACE = re.compile(r"[A-ZÀ-Ý][\w’' -]{2,30}, (?:le |a |el )?")
_DEADLINE = re.compile(
    r"\b(?:deadline|closing|closes|opening|opens|register|until|before|facts at|due|expires|apply)\b"
    r"|\b(?:chiffres|cifras|facts|figures)(?: clave| clefs?| cles?)? \(?$"
)
_SHORT_YEAR = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)? ([^\W\d_]{3,10})\.?,? (\d{2})(?![\d:.h])(?! ?[ap]\.?m\b)")
_SHORT_DAY = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{2})(?![\d./-])")
_FOREIGN_DAY = re.compile(r"\b\d{1,2}\.?º? (?:de |di |d')?[^\W\d_]{3,14}\.?,? (?:de |del )?\d{4}\b|\d{4}[年년] ?\d{1,2}[月월] ?\d{1,2}[日일]")
_LABEL = re.compile(r"^\s*(?:[•▪●■◦·*–-]\s*)?([^\W\d_][^:\t|.;!?]{1,44}?)\s?(?::|\t)\s*(\S.{0,600})$")
_ISSUE = re.compile(r"\b(?:issue|bulletin|newsletter|no|nr|num|numero|n°|nº|vol|volume)\.? ?\d{1,4}(?= ?[-–—,|] ?\d{1,2} )", re.IGNORECASE)
"""The number of an issue right before its day, which is no range of days ("Issue 19 - 31 July 2015")."""
_SET = re.compile(r"(?<=\d )set(?=\.? (?:del? )?\d{4})", re.IGNORECASE)
"""September, as it is cut short in Peru ("25 set. 2009")."""
_FILE = re.compile(r"\.(?:docx?|pdf|pptx?|xlsx?|zip)\b", re.IGNORECASE)
"""The name of a file, whose day that is ("Annex.pdf (published 20 May 2020)")."""
_MID_SENTENCE = re.compile(r"(?:\s(?:al|au|del|du|el|from|le|of|on|since|the|until)|[a-zà-ÿ],)\s*$")
"""How a line ends whose sentence goes on with the day that opens the next one."""
_BARRED = re.compile(r"^(\d{1,2}) ?\| ?(\d{1,2}) ?\| ?(\d{4})$")
"""A day whose figures are parted by bars, alone on its line ("23 | 01 | 2017")."""
_NO_YEAR = re.compile(
    rf"[^\W\d_][\w .'-]{{2,30}}(?:, [^\W\d_][\w .'-]{{2,30}})?,? \(?(\d{{1,2}}) (?:de )?({'|'.join(sorted(MONTHS))})\.?"
    r"(?: ?\([^()]{2,25}\))?\)?[.,:]?\s?[-–—]"
)
"""A dateline without a year at the start of a folded paragraph ("iquitos, 14 de mayo.- ")."""
_ABOVE_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d.-])")
_BARE = ("alone", "head", "end")
"""Ways to know a page's date from a day that stands by itself, which may also be that of an event."""
_MARKS = " \t#*_•▪●■◦·–—-:[]"


@dataclass(frozen=True, slots=True)
class Posted:
    """When a page was posted and last changed, and how the former is known: posted, alone, dateline, meta, head, end, updated or none."""

    published: date | None
    modified: date | None
    how: str


def days(text: str, language: str | None) -> list[tuple[int, int, date]]:
    """Spans and values of the single days with a year that a line names, in the page's language or, where it names none in that, in another."""
    if not any(map(str.isdigit, text)):
        return []
    if language and language not in SUPPORTED and (day := _foreign_day(text, language)):
        return [day]
    if not DAY.search(fold(text)):
        return []
    text = _SET.sub("sep", text)
    if (m := _SHORT_YEAR.search(text)) and len(text) <= 80 and fold(m.group(1)) in MONTHS:
        century = "20" if int(m.group(2)) <= LATEST.year - 2000 else "19"
        full = days(f"{text[: m.start(2)]}{century}{text[m.start(2) :]}", language)
        return [(a, b - 2, day) for a, b, day in full if b == m.end(2) + 2]
    if (m := _SHORT_DAY.search(text[:80])) and (short := _day(2000 + int(m[4]), int(m[3]), int(m[1]))):
        return [(*m.span(), short)]
    from pipeline.dates import find_dates

    for tried in dict.fromkeys((language, *sorted(SUPPORTED))):
        found = []
        for mention in find_dates(text, language=tried, published=None):
            when = mention.interval
            single = when is not None and when.precision == "day" and when.start == when.end and EARLIEST <= when.start <= LATEST
            if when and single and mention.start is not None and mention.end is not None:
                found.append((mention.start, mention.end, when.start))
        if found:
            return found
    return []


def _day(year: int, month: int, number: int) -> date | None:
    try:
        day = date(year, month, number)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def _foreign_day(text: str, language: str) -> tuple[int, int, date] | None:
    """The first day written out in a language that the pipeline does not read; None where ``dateparser`` does not know the language either."""
    if not (m := _FOREIGN_DAY.search(text[:160])):
        return None
    try:
        when = _foreign_parser(language).get_date_data(m.group()).date_obj
    except ValueError:
        return None
    return (m.start(), m.end(), when.date()) if when and EARLIEST <= when.date() <= LATEST else None


@cache
def _foreign_parser(language: str) -> Any:
    """A parser of days with month and year in one language."""
    from dateparser.date import DateDataParser

    return DateDataParser(languages=[language], settings={"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]})


def posted(lines: Sequence[Judged], *, language: str | None, meta: dict[str, str], fetched: date | None = None) -> Posted:
    """The page's own date, surest first: a posting label, a date alone under the title, a dateline, metadata, a date in its head,
    a date alone right below it, an update.

    A date more than a day after ``fetched`` (clocks differ by as much) comes behind the others, but is not lost: days of scrapes are wrong at times.
    One that stands alone, without a word that says that it is the page's, then counts only where the page announces no event.
    """
    found: dict[str, date] = {}
    late: dict[str, date] = {}

    def add(how: str, day: date) -> None:
        (late if fetched and (day - fetched).days > 1 else found).setdefault(how, day)

    modified: date | None = None
    shown = [x for x in lines if x.text.strip()]
    at = next((i for i, x in enumerate(shown) if x.part == "title"), next((i for i, x in enumerate(shown) if x.kept), 0))
    prose = 0
    final = max((i for i, x in enumerate(shown) if x.kept), default=-9)
    for i, line in enumerate(shown):
        text = line.text.strip().strip("*_ ")
        folded = fold(text)
        words = len(folded.split())
        near = -3 <= i - at <= 7
        if line.kept and words >= 20 and text[:1] not in '“"«·•':
            prose += 1
        if words > 24 and not (near and prose <= 1):
            continue
        text = _ISSUE.sub(lambda m: " " * len(m.group()), text[:160]) + text[160:]
        text = _BARRED.sub(r"\1/\2/\3", text)
        here = days(text[:160], language)
        if not here:
            if line.kept and prose <= 1 and -1 <= i - at <= 8 and (day := _without_year(folded, shown[max(0, at - 3) : at], language)):
                add("dateline", day)
            continue
        here = [d for d in here if fetched and (d[2] - fetched).days <= 1] or here
        start, end, when = here[0]
        before, after = fold(text[:start]), fold(text[end:])
        label = (
            _POSTED.search(before)
            or (_POSTED.search(after) if words <= 14 else None)
            or (re.match(r"\W*(?:\d{1,2}[:.]\d{2})?\W*(?:written by|by )", after) if near and words <= 16 else None)
        )
        updated = _UPDATED.search(folded) if words <= 24 else _UPDATED.match(before) if len(before.split()) <= 4 else None
        if updated:
            last_day = next((d for a, _, d in here if a >= updated.start()), when)
            modified = modified or last_day
            if not label:
                add("updated", last_day)
                if near and end <= updated.start() and last_day != when and _alone(text[: updated.start()], start, end):
                    add("alone", when)
                continue
        if line.reason == "related or other pages" or _FILE.search(text[:start]) or (start == 0 and i and _MID_SENTENCE.search(shown[i - 1].text)):
            continue
        single = all(d == when for *_, d in here)
        dated = _DATE.match(folded) and near and single and not any(_EVENT.match(fold(x.text.strip(_MARKS))) for x in shown[i + 1 : i + 4])
        valued = i > 0 and _labels_subject(fold(shown[i - 1].text.strip(_MARKS)))
        if (label and words <= 24) or dated:
            add("posted", when)
        elif valued:
            continue
        elif near and words <= 24 and prose <= (line.kept and i - at <= 4) and (line.kept or i > at) and _alone(text, start, end):
            add("alone", when)
        elif line.kept and prose <= 1 and i - at <= 8 and _dateline(text, start, end):
            add("dateline", when)
        elif not line.kept and i < at and words <= 14 and _alone(text, start, end):
            add("head", when)
        elif -1 < i - final <= 2 * (not line.kept) and words <= 5 and _alone(text, start, end):
            add("end", when)
        signed = _PLACE.fullmatch(text, 0, start) and text[end:] in ("", ".")
        if line.kept and final - i <= 3 and words <= 14 and (signed or _DONE.match(folded)):
            add("end", when)
    for key in (
        "article:published_time",
        "ld:datepublished",
        "datepublished",
        "dc.date.issued",
        "dcterms.created",
        "dc.date",
        "dcterms.date",
        "date",
        "pubdate",
        "publishdate",
        "publish-date",
    ):
        if key in meta and (m := re.match(r"(\d{4})-(\d{2})-(\d{2})", meta[key])):
            try:
                add("meta", date(*map(int, m.groups())))
            except ValueError:
                continue
    for key in ("article:modified_time", "ld:datemodified", "datemodified", "dcterms.modified", "last-modified"):
        if modified is None and key in meta and (m := re.match(r"(\d{4})-(\d{2})-(\d{2})", meta[key])):
            try:
                modified = date(*map(int, m.groups()))
            except ValueError:
                continue
    for how in ("posted", "alone", "dateline", "meta", "head", "end", "updated"):
        if how in found or (how in late and how not in _BARE):
            return Posted(found.get(how) or late[how], modified, how)
    for how in _BARE:
        if how in late and page_type(lines, title=title_of(lines), dated="none") != "event":
            return Posted(late[how], modified, how)
    return Posted(None, modified, "none")


def _labels_subject(above: str) -> bool:
    """Whether a folded line is a label whose value below, if a day, is one of what the page is about."""
    return above in _of_subject() or bool(_ITS_DATE.match(above) and not _POSTED.search(above) and not _UPDATED.search(above))


@cache
def _of_subject() -> frozenset[str]:
    """Labels whose value, if a day, is one of what the page is about."""
    return field_labels() - {"date", "fecha"}


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a date stands by itself on its line, with no more than a place, a weekday or a type label beside it, and names no event or field."""
    before, after, folded = text[:start].rpartition(" | ")[2], text[end:], fold(text)
    if _MIDST.search(before) and not _STAMPED.search(before):
        return False
    if re.match(r"\s?(?:[-–—]|to|al?|au|until)\s?\d{1,2}[ ./]", after):
        return False
    if _EVENT.match(folded) or _HOURS.search(folded) or after[:1].isalpha() or _DEADLINE.search(fold(before[-40:])):
        return False
    if (
        _VENUE.match(after)
        or re.search(r"[:\t]\s*(?:\w+,?\s*){0,2}$", before)
        or re.search(r"[a-z][A-Z]", before)
        or re.search(r"[.!?]\s+\w", before)
    ):
        return False
    if len((before + " " + after).split()) <= 7:
        return True
    return bool(re.search(r"(?:^|[|·•])\s*(?:\w+,? )?$", before)) and bool(re.match(r"\s*(?:[|·•]|$)", after))


def _dateline(text: str, start: int, end: int) -> bool:
    """Whether a date opens a paragraph as news agencies write it: "(Cairo, 19 March 2023). The …", "Rosso, 02/12/2019 – The …"."""
    before, after = text[:start], text[end : end + 70]
    if re.match(r"[A-ZÀ-Ý][\w .'’-]{2,30}: $", before) and after[:1] == "," and len(text) > 120:
        return True
    if len(before) > 70 or re.search(r"(?<!\bS[Tt])(?<!\b[A-Z])[.!?:]\s+\S", before) or before.count(" ") > 8:
        return False
    if re.match(r"\s?(?:\([^)]{2,25}\)\s?|/[^/]{2,25}/\s?)?[)\].:,]{0,2}\s?(?:[–—:|-]|\.\s|\)\s)", after):
        return True
    if re.match(r"\s?[)\],.]", after) and before.strip()[:1] in {"(", "["}:
        return True
    return not before.strip() and bool(re.match(r",? (?:\(?[^\W\d_][\w'’.]{1,20}\)?,? ){1,6}[–—-] ", after))


def _without_year(folded: str, above: Sequence[Judged], language: str | None) -> date | None:
    """The day of a dateline that names no year, in the one year that the lines right above the title name ("Notas de prensa / Año 2010")."""
    years = {y for x in above if not x.kept and look(x.text).kind != "legal" for y in _ABOVE_YEAR.findall(x.text[:200])}
    if len(years) != 1 or not (m := _NO_YEAR.match(folded)):
        return None
    found = days(f"{m.group(1)} {m.group(2)} {years.pop()}", language)
    return found[0][2] if found else None


def fields_of(text: str) -> Iterator[Field]:
    """Labelled values of the main content: "Location(s): Egypt", cells after a tab, labels on a line above their value or glued to it."""
    labels = field_labels()
    at = 0
    rows: list[tuple[int, str]] = []
    for line in text.split("\n"):
        rows.append((at, line))
        at += len(line) + 1
    for n, (offset, line) in enumerate(rows):
        if m := _LABEL.match(line):
            label, value = m.group(1).strip(), m.group(2).strip()
            if len(label.split()) <= 6 and (label[0].isupper() or fold(label) in labels) and line.count("\t") < 2:
                yield Field(label, value, offset + m.start(2), offset + m.start(2) + len(value))
            continue
        name = fold(line.strip(_MARKS))
        if name in labels and n + 1 < len(rows):
            start, value = rows[n + 1]
            if value.strip() and len(value) <= 300 and fold(value.strip(_MARKS)) not in labels and not _LABEL.match(value):
                lead = len(value) - len(value.lstrip())
                yield Field(line.strip(_MARKS), value.strip(), start + lead, start + lead + len(value.strip()))
            continue
        if (m := re.match(r"\s*([A-Z][a-z]+(?: [a-z]+){0,2})(?=[A-Z0-9])", line)) and fold(m.group(1)) in labels:
            value = line[m.end() :].strip()
            yield Field(m.group(1), value, offset + line.index(value, m.end()), offset + line.index(value, m.end()) + len(value))
