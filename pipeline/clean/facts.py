"""What a page says of itself: the day it was posted, labelled fields; its title is read by :mod:`pipeline.clean.titles`.

Everything is read from the judged lines (:class:`pipeline.clean.boilerplate.Judged`), so that a posting note counts where it stands outside the
content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from pipeline.clean import stamps
from pipeline.clean.boilerplate import Judged
from pipeline.clean.days import days
from pipeline.clean.lines import DAY, MONTH, fold, look
from pipeline.clean.pagetype import page_type
from pipeline.clean.repair import field_labels
from pipeline.clean.titles import title_of as title_of
from pipeline.document import DateMethod, Field

if TYPE_CHECKING:
    from pipeline.clean.markup import Block

_POSTED = re.compile(
    r"^announced(?: on)? ?: ?$|\bpublication de [^.:]{2,20}: ?$|\b(?:date of entry|entry|page|record) added\b"
    r"|\b(?:approved for publication|date de (?:mise en ligne|parution|publication)|date publish(?:ed)?|issued|"
    r"publicacion de la convocatoria|publication de l['’](?:appel|avis|offre)|"
    r"date of (?:disclosure|publication|registration|release)|disclos(?:ed|ure date)|"
    r"fecha de publicacion|fiche publiee|first published|mise? en ligne|posted|(?:postee?|soumise?) (?:le|par)|publicado|publicada|publication date|"
    r"publicado em|pubblicato|publie|publiee|paru|parue|"
    r"published|registered|release date|released|submitted by|veroffentlicht|опубликовано|"
    r"дата публикации|نشر)\b"
)
_UPDATED = re.compile(
    r"\b(?:(?:date|fecha) de (?:la )?(?:derniere |ultima )?"
    r"(?:actualisation|actualizacion|mise a jour|modificacion|modification|revision)|actualizad[oa]|"
    r"actualisee?|aggiornato|aktualisiert|atualizado|date modified|"
    r"derniere (?:actualisation|mise a jour|modification|revision)|(?:last|latest) (?:[a-z]{2,9} )?(?:altered|amended|change|changed|edited|modified|"
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
_HOURS = re.compile(r"\b\d{1,2}(?:[:.h]\d{2}\s?(?:a\.?m\.?|p\.?m\.?|h)?|\s?(?:[ap]\.?m\.?|h))\s?(?:[-–—]|to|a|y|et|until)\s?\d{1,2}")
_HOUR_AT = re.compile(r"\d{1,2}[:.h]\d{2}\s?(?:[ap]\.?m\.?|h(?:rs)?)?,? (?!(?:utc|gmt|cest?|e[sd]t)\b)(?:at |in |à |en )?[a-z]{3,20}\b(?! ?[:|])")
"""An hour and where it is that, or the event ("14:00 Port Vila", "9.30 Council Chamber")."""
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
_LABEL = re.compile(r"^\s*(?:[•▪●■◦·*–-]\s*)?([^\W\d_][^:\t|.;!?]{1,44}?)\s?(?::|\t)\s*(\S.{0,600})$")
_ISSUE = re.compile(r"\b(?:issue|bulletin|newsletter|no|nr|num|numero|n°|nº|vol|volume)\.? ?\d{1,4}(?= ?[-–—,|] ?\d{1,2} )", re.IGNORECASE)
"""The number of an issue right before its day, which is no range of days ("Issue 19 - 31 July 2015")."""
_FILE = re.compile(r"\.(?:docx?|pdf|pptx?|xlsx?|zip)\b", re.IGNORECASE)
"""The name of a file, whose day that is ("Annex.pdf (published 20 May 2020)")."""
_MID_SENTENCE = re.compile(r"(?:\s(?:al|au|del|du|el|from|le|of|on|since|the|to|until)|[a-zà-ÿ],|\d\s?[-–—])\s*$")
"""How a line ends whose sentence goes on with the day that opens the next one."""
_WEEKDAY = re.compile(
    r"(?:[a-z]{2,6}(?:day|di)|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo|"
    r"mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim)\.?,? "
)
_CLOCK = re.compile(r" ?(?:h\b|[ap]\.?m\b|[:.]\d)")
_GOES_ON = re.compile(r" (?!(?:at|by|dans|en|from|in|par|por|under)\b)[a-zà-ÿ]\S{0,30}(?: [^\s|]{1,30}){3}")
"""How a sentence goes on behind a day in its midst ("published on 4 June 2019 shows that rivers are dry")."""
_PARTS = re.compile(r"[|(\[–—·•:;,.!?\t]|\s-\s")
"""What parts the notes on a line from each other, folded."""
_RELATED = "related or other pages"
_SEVERAL = 2
"""Days stated for machines of which a page that has more is a list of what happens on them."""
_HEADLINE = 4
"""Words from which on a link may be a headline."""
_BARRED = re.compile(r"^(\d{1,2}) ?\| ?(\d{1,2}) ?\| ?(\d{4})$")
"""A day whose figures are parted by bars, alone on its line ("23 | 01 | 2017")."""
_NO_YEAR = re.compile(
    rf"[^\W\d_][\w .'-]{{2,30}}(?:, [^\W\d_][\w .'-]{{2,30}})?,? \(?(\d{{1,2}}) (?:de )?({MONTH})\.?"
    r"(?: ?\([^()]{2,25}\))?\)?[.,:]?\s?[-–—]"
)
"""A dateline without a year at the start of a folded paragraph ("iquitos, 14 de mayo.- ")."""
_ABOVE_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d.-])")
_TRUST: tuple[DateMethod, ...] = ("posted", "alone", "dateline", "meta", "address", "head", "end", "updated")
"""Ways to know a page's date, the surest first."""
_BARE: tuple[DateMethod, ...] = ("alone", "head", "end")
"""Ways to know a page's date from a day that stands by itself, which may also be that of an event."""
_FIGURES = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{2,4}")
"""A day in figures, whose month may come first."""
_MARKS = " \t#*_•▪●■◦·–—-:[]"


@dataclass(frozen=True, slots=True)
class Posted:
    """When a page was posted and last changed, and how either is known; all None where it is not."""

    published: date | None
    modified: date | None
    how: DateMethod | None
    modified_how: DateMethod | None = None


def posted(
    lines: Sequence[Judged],
    *,
    language: str | None,
    meta: Mapping[str, str],
    url: str | None = None,
    fetched: date | None = None,
    blocks: Sequence[Block] = (),
) -> Posted:
    """The page's own date, surest first: a posting label, a date alone under the title, a dateline, metadata, its address, a date in its head,
    a date alone right below it, an update. ``blocks`` are what the lines were in an HTML page, by their number.

    No date is that of an event or of another page: not one of several in a list or table, none below the label of a field, behind a link that is
    a headline or in a notice of other pages, none in the midst of a sentence. One that stands alone is none if metadata state an earlier day.

    A date more than a day after ``fetched`` (clocks differ by as much) comes behind the others, but is not lost: days of scrapes are wrong at times.
    One that stands alone, without a word that says that it is the page's, then counts only where the page announces no event.
    """
    found: dict[DateMethod, date] = {}
    figures: set[date] = set()
    seen: set[date] = set()
    late: dict[DateMethod, date] = {}

    def add(how: DateMethod, day: date) -> None:
        seen.add(day)
        (late if fetched and (day - fetched).days > 1 else found).setdefault(how, day)

    modified: date | None = None
    shown = [x for x in lines if x.text.strip()]
    at = next((i for i, x in enumerate(shown) if x.part == "title"), next((i for i, x in enumerate(shown) if x.kept), 0))
    around = [x.number < len(blocks) and blocks[x.number].furniture for x in shown]
    place = list(accumulate(int(not x) for x in around))
    prose = 0
    final = max((i for i, x in enumerate(shown) if x.kept), default=-9)
    teasers = valued = False
    listing = len({b.time[1][:10] for b in blocks if b.time and not b.furniture}) > _SEVERAL
    for i, line in enumerate(shown):
        text = line.text.strip().strip("*_ ")
        folded = fold(text)
        words = len(folded.split())
        teasers = i > final and (line.reason == _RELATED or (teasers and "|" not in text and look(text).kind not in {"legal", "list"}))
        below = place[i] - place[at]
        near = -3 <= below <= 7
        if line.kept and words >= 20 and text[:1] not in '“"«·•':
            prose += 1
        if words > 24 and not (near and prose <= 1):
            continue
        text = _ISSUE.sub(lambda m: " " * len(m.group()), text[:160]) + text[160:]
        text = _BARRED.sub(r"\1/\2/\3", text)
        here = days(text[:160], language) or ([] if listing and not _note(_POSTED, folded) else _stamped(text, line.number, blocks))
        valued = i > 0 and (_labels_subject(fold(shown[i - 1].text.strip(_MARKS))) or (valued and bool(here)))
        if not here:
            if line.kept and prose <= 1 and -1 <= below <= 8 and (day := _without_year(folded, shown[max(0, at - 3) : at], language)):
                add("dateline", day)
            continue
        here = [d for d in here if fetched and (d[2] - fetched).days <= 1] or here
        start, end, when = here[0]
        if _FIGURES.fullmatch(text, start, end) and when.day <= 12:
            figures.add(when)
        before, after = fold(text[:start]), fold(text[end:])
        label = not _GOES_ON.match(text[end:]) and (
            _note(_POSTED, before)
            or (_note(_POSTED, after) if words <= 14 and not _MIDST.search(text[:start]) else None)
            or (re.match(r"\W*(?:\d{1,2}[:.]\d{2})?\W*(?:written by|by )", after) if near and words <= 16 and not valued else None)
            or (_note(_POSTED, above) if words <= 4 and i and len((above := fold(shown[i - 1].text)).split()) <= 5 else None)
        )
        updated = _note(_UPDATED, folded, 3 if line.kept else 6) if words <= 24 else _UPDATED.match(before) if len(before.split()) <= 4 else None
        if (teasers and not updated) or _headlined(shown, i, at, blocks):
            continue
        if updated:
            last_day = next((d for a, _, d in here if a >= updated.start()), when)
            modified = modified or last_day
            if not label:
                add("updated", last_day)
                if near and end <= updated.start() and last_day != when and _alone(text[: updated.start()], start, end):
                    add("alone", when)
                continue
        if around[i] and not label and blocks[line.number].linked and words - len(text[start:end].split()) > 1:
            continue
        if line.reason == _RELATED or _FILE.search(text[:start]) or (start == 0 and i and _MID_SENTENCE.search(shown[i - 1].text)):
            continue
        single = all(d == when for *_, d in here)
        dated = _DATE.match(folded) and near and single and not any(_EVENT.match(fold(x.text.strip(_MARKS))) for x in shown[i + 1 : i + 4])
        if (label and words <= 24) or dated:
            add("posted", when)
        elif valued or (words <= 24 and (_listed(shown, i) or _timed(shown, i))):
            continue
        elif near and words <= 24 and prose <= (line.kept and below <= 4) and (line.kept or i > at) and _alone(text, start, end):
            add("alone", when)
        elif line.kept and prose <= 1 and below <= 8 and _dateline(text, start, end):
            add("dateline", when)
        elif not line.kept and i < at and words <= 14 and _alone(text, start, end):
            add("head", when)
        elif -1 < i - final <= 2 * (not line.kept) and words <= 5 and _alone(text, start, end):
            add("end", when)
        signed = _PLACE.fullmatch(text, 0, start) and text[end:] in ("", ".")
        if line.kept and final - i <= 3 and words <= 14 and (signed or _DONE.match(folded)):
            add("end", when)
    if "alone" in found and (day := found["alone"]) in figures and (turned := day.replace(month=day.day, day=day.month)) in seen:
        found["alone"] = turned  # "10/5/2018" over "Orlen, 5 October 2018"
    if day := stamps.stated(meta, "published", language=language):
        add("meta", day)
        if "alone" in found and (found["alone"] - day).days > 1:
            del found["alone"]
    if day := stamps.in_address(url):
        add("address", day)
    by: DateMethod | None = "updated" if modified else None
    if not modified and (modified := stamps.stated(meta, "modified", language=language)):
        by = "meta"
    for how in _TRUST:
        if how in found or (how in late and how not in _BARE):
            return Posted(found.get(how) or late[how], modified, how, by)
    for how in _BARE:
        if how in late and page_type(lines, title=title_of(lines), dated=None) != "event":
            return Posted(late[how], modified, how, by)
    return Posted(None, modified, None, by)


def _note(label: re.Pattern[str], folded: str, most: int = 3) -> re.Match[str] | None:
    """A label of a note in a folded line, with at most so many words of its part of the line before it; a verb in the midst of a sentence is none."""
    return next((m for m in label.finditer(folded) if len(_PARTS.split(folded[max(0, m.start() - 200) : m.start()])[-1].split()) <= most), None)


def _stamped(text: str, number: int, blocks: Sequence[Block]) -> list[tuple[int, int, date]]:
    """The day that an element ``time`` of the line states for machines, at what it prints ("5 Jun", "two days ago")."""
    stated = blocks[number].time if number < len(blocks) else None
    if not stated or (start := text.find(stated[0])) < 0 or not (day := stamps.day_in(stated[1])):
        return []
    return [(start, start + len(stated[0]), day)]


def _headlined(shown: Sequence[Judged], i: int, at: int, blocks: Sequence[Block]) -> bool:
    """Whether the line above is a link with the headline of another page, whose day this is then."""
    above = blocks[shown[i - 1].number] if blocks and i and i - 1 != at else None
    alike = above is not None and above.furniture == blocks[shown[i].number].furniture
    return above is not None and alike and above.linked and len(above.text.split()) >= _HEADLINE


def _listed(shown: Sequence[Judged], i: int) -> bool:
    """Whether a day is one of several in a list or table: with no paragraph between, a line close by opens with another one too, or two end so."""
    for opens in (True, False):
        own = _edge(shown[i].text, opens)
        others = []
        for step in (-1, 1) if own else ():
            for line in shown[i + step : i + 7 * step if i + 7 * step >= 0 else None : step]:
                if line.part == "title" or line.kept != shown[i].kept or len(line.text.split()) >= 20 or look(line.text).kind == "share":
                    break
                others.append(_edge(line.text, opens))
        if len({x for x in others if x and x != own}) >= 2 - opens:
            return True
    return False


def _timed(shown: Sequence[Judged], i: int) -> bool:
    """Whether hours stand alone below a day, which is then that of an event: "Thursday 4 June 2020" over "14:00-15:30 CET", or an hour and a place
    below a day of the week ("14:00 Port Vila")."""
    below = fold(shown[i + 1].text.strip(_MARKS)) if i + 1 < len(shown) else ""
    return bool(_HOURS.match(below) or (_HOUR_AT.match(below) and _WEEKDAY.match(fold(shown[i].text.strip(_MARKS)))))


def _edge(text: str, opens: bool) -> date | str | None:
    """The day with which a line opens or ends, or the last one of its days as they stand there; None where that is behind a label."""
    folded = fold(text.strip(_MARKS)[:200])
    found = list(DAY.finditer(folded))
    if not found or _note(_POSTED, folded) or _note(_UPDATED, folded) or re.match(r"[^\d\t]{2,40}:", folded):
        return None
    m = found[0 if opens else -1]
    weekday = _WEEKDAY.match(folded)
    before = folded[weekday.end() if weekday else 0 : m.start()]
    here = (
        re.fullmatch(r"[\W\d]{0,8}(?:(?:a|al|and|au|et|to|y) )?\W{0,4}", before) and not _CLOCK.match(folded, m.end())
        if opens
        else m.end() >= len(folded) - 2
    )
    single = not before and days(m.group(), None)
    return (single[0][2] if single else m.group()) if here else None


def _labels_subject(above: str) -> bool:
    """Whether a folded line is a label whose value below, if a day, is one of what the page is about."""
    return (
        above in _of_subject()
        or bool(_EVENT.fullmatch(above))
        or bool(_ITS_DATE.match(above) and not _POSTED.search(above) and not _UPDATED.search(above))
    )


@cache
def _of_subject() -> frozenset[str]:
    """Labels whose value, if a day, is one of what the page is about."""
    return field_labels() - {"date", "fecha"}


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a date stands by itself on its line, with no more than a place, a weekday or a type label beside it, and names no event or field."""
    before, after, folded = text[:start].rpartition(" | ")[2], text[end:], fold(text)
    if _MIDST.search(before) and not _STAMPED.search(before):
        return False
    if re.match(r"\s?(?:[-–—]|to|al?|au|until)\s?(?:\d{1,2}[ ./]|$)|\t", after):
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
    return bool(re.search(r"(?:^|[|·•]| /)\s*(?:\w+,? )?$", before)) and bool(re.match(r"\s*(?:[|·•]|$)| / ", after))


def _dateline(text: str, start: int, end: int) -> bool:
    """Whether a date opens a paragraph as news agencies write it: "(Cairo, 19 March 2023). The …", "Rosso, 02/12/2019 – The …"."""
    before, after = text[:start], text[end : end + 70]
    if re.match(r"[A-ZÀ-Ý][\w .'’-]{2,30}: $", before) and after[:1] == "," and len(text) > 120:
        return True
    if len(before) > 70 or re.search(r"(?<!\bS[Tt])(?<!\b[A-Z])[.!?:]\s+\S", before) or before.count(" ") > 8:
        return False
    if re.match(r"\s?(?:\([^)]{2,25}\)\s?|/[^/]{2,25}/\s?)?[)\].:,]{0,2}\s?(?:[–—:|-]|\.\s|\)\s(?=[^a-z]))", after):
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
