"""The lines in which a page states the facts of its subject ("Duration: January 2006 – December 2008"), and its tables of projects.

Read are lines "Label: value", "Label<tab>value", several of these in one line, a bare label or question with its value on the lines below, and the
labelled values that stand outside the main content. They belong to the page's subject, or to the initiative whose full name the block gives; the
cells of a table belong to the initiative of their row, and where a page labels the facts of several undertakings one after another
(:func:`blocks`), those below a heading to the one that it names.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.initiatives.budgets import find_amounts
from pipeline.initiatives.cues import cues
from pipeline.initiatives.scene import Scene, plain
from pipeline.phrases import longest

LABEL = re.compile(
    r"^[\s•▪●◦*\-–·>»→✓¿]{0,4}(?:\d{1,2}[.)]\s{1,3})?"
    r"(?P<label>[^\W\d_][\w’'()./& \-]{1,44}?)(?:\*?\s?:\s{0,4}|\t\s?|\s–\s|\s{3,}|\s?\?\s(?=[\w“\"«]))(?P<value>\S.{0,500})$"
)
CELL = re.compile(r"^\s?\|\s?(?P<label>[^\W\d_][\w’'()./& \-]{1,44}?)\s\|\s(?P<value>\S.{0,500})$")
"""A row of two cells between bars."""
INNER = re.compile(r"(?:\s{3,}|\s\|\s)(?=[A-ZÀ-Þ][\w’'() \-]{1,30}:\s)")
SECOND = re.compile(r"\.\s(?=[A-ZÀ-Þ][a-zà-ÿ]{2,20}(?: [a-z]{2,12}){0,2}:\s)")
"""Where a value ends because another label follows on its line: "University of Oulu. Partners: …"."""
NUMBER = re.compile(r"\d{1,2}[.)]\s{1,3}")
ITEM = re.compile(r"^\s*(?:[•▪●◦*–-]\s|PP?\d{1,2}\b|\d{1,2}\.\s)")
LISTED = frozenset(("lead", "funder", "partner", "countries", "sdgs"))
"""Slots whose values may fill several lines."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value. ``slot`` is as the cue tables call it, "other" for a label near the top of the page that they do not know; ``start`` and
    ``end`` are its span."""

    slot: str
    label: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of undertakings, or a block of labelled lines: the span of its name and what its cells or lines state."""

    start: int
    end: int
    facts: tuple[Fact, ...]


def _bare(word: str) -> str:
    """The word without accents, as labels in capitals are often set: "DUREE"."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


@cache
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = cues()["labels"]
    out = []
    for slot in table["order"]:
        words = "|".join(longest({form for w in table[slot] for form in (w, _bare(w))}))
        out.append((slot, re.compile(rf"^(?:{words})$" if slot == "name" else rf"\b(?:{words})(?![\w-])")))
    return tuple(out)


@cache
def _whole() -> dict[str, str]:
    return {form: slot for slot, labels in cues()["labels"]["whole"].items() for w in labels for form in (w, _bare(w))}


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(cues()['labels']['beside'])})(?!\w)|\b[dl]'")


def slot_of(label: str) -> str | None:
    """The slot that a label speaks of ("Total budget (USD)" is "budget"), None for a label of something else."""
    low = plain(re.sub(r"\((?!s\))[^()]{0,30}\)", "", label)).replace("’", "'").strip(" :?¿")
    if whole := _whole().get(low):
        return whole
    if not low or len(low.split()) > 6 or low[0].isdigit():
        return None
    fitting = [slot for slot, pattern in _labels() if pattern.search(low)]
    if "no" in fitting[:1] or not fitting:
        return None
    return "period" if {"start", "end"} <= set(fitting) else fitting[0]


def label_line(line: str) -> str | None:
    """The slot of a line that is nothing but a label ("Funded by", "Total budget"; "no" for one such as "Contact"); None for a heading that has the
    word of one beside a name or a subject of three words ("Launch of the Safe Roads project")."""
    left, fitting = re.sub(r"(?<=\w)\(e?s\)|\([^()]{0,30}\)", "", line).replace("’", "'"), []
    for slot, pattern in (*_labels(), ("", _beside())):
        found = [m.span() for m in pattern.finditer(left.casefold())] if len(left.casefold()) == len(left) else []
        fitting += [slot] if slot and found else []
        for a, b in found:
            left = left[:a] + " " * (b - a) + left[b:]
    if fitting[:1] == ["no"]:
        return "no"
    words = list(re.finditer(r"[^\W_]+", left))
    named = [w for w in words if w.start() and w.group()[0].isupper()] if not line.isupper() else []
    mixed = re.search(r"\b[a-zà-ÿ]{4}", line) is not None
    return None if len(words) > 2 or (named and (mixed or len(words) > 1)) else slot_of(line)


def label_of(line: str) -> re.Match[str] | None:
    """The label and value that a line parts."""
    return CELL.match(line) if line.startswith("|") else LABEL.match(line)


def _unknown(label: str) -> bool:
    """Whether a label says nothing that the tables know, for or against."""
    low = plain(label)
    return 0 < len(low.split()) <= 4 and not any(pattern.search(low) for _, pattern in _labels())


def facts(scene: Scene) -> Iterator[Fact]:
    """Labelled facts of the page in the order of the text."""
    lines = list(scene.context.lines)
    spaced = [_spaced(scene.text[a : min(b, a + 80)]) for a, b in lines]
    small = [_small(scene.text[a : min(b, a + 80)]) for a, b in lines]
    i = 0
    while i < len(lines):
        step = 1
        for fact, used in _line(scene, lines, i, spaced[max(i - 3, 0) : i + 4], sum(small[max(i - 3, 0) : i + 4]) >= 3):
            yield fact
            step = max(step, used)
        i += step


def _line(scene: Scene, lines: list[tuple[int, int]], i: int, near: Sequence[bool], lower: bool) -> Iterator[tuple[Fact, int]]:
    """The facts that line ``i`` opens, each with the number of lines it takes; ``near`` tells which lines around it part label and value by a blank,
    ``lower`` whether labels stand in small letters there."""
    a, b = lines[i]
    text = scene.text
    cuts = [a, *(a + m.end() for m in INNER.finditer(text[a : min(b, a + 600)])), b]
    for start, end in itertools.pairwise(cuts):
        m = label_of(text[start:end].rstrip(" |"))
        slot = slot_of(m["label"]) if m else None
        if m and not slot and i < 30 and _unknown(m["label"]) and m["label"][0].isupper() and len(m["value"]) < 200:
            yield Fact("other", m["label"], m["value"], start + m.start("value"), start + m.end("value")), 1
        if m and (giver := _giver(scene, start + m.start("label"), start + m.end("label"), m["value"])):
            yield giver, 1
        if m and slot and (lower or not m["label"].islower()):
            second = SECOND.search(m["value"])
            stop = start + m.start("value") + second.start() + 1 if second else start + m.end("value")
            yield Fact(slot, m["label"], text[start + m.start("value") : stop], start + m.start("value"), stop), 1
    if len(cuts) > 2 or label_of(text[a:b]):
        return
    first = a + (number.end() if (number := NUMBER.match(text[a : a + 8])) else 0)
    slot = label_line(text[first:b]) if b - first <= 44 and text[first : first + 1].isupper() and text[b - 1] not in ".,;!" else None
    slot = slot if slot != "no" and not scene.inside(first, b, "ORG") else None
    if slot and i + 1 < len(lines) and not slot_of(text[slice(*lines[i + 1])][:60]):
        last = i + 1 + (_more(scene, lines, i + 1) if slot in LISTED else 0)
        yield Fact(slot, text[first:b], text[lines[i + 1][0] : lines[last][1]], lines[i + 1][0], lines[last][1]), last - i + 1
        return
    glued = re.match(r"^([A-ZÀ-Þ][a-zà-þ]{1,20}(?: [a-z]{2,12})?)(?=[A-ZÀ-Þ0-9])", text[a:b])
    slot = slot_of(glued[1]) if glued else None
    if not glued and sum(near) >= 3 and _spaced(text[a : min(b, a + 80)]):
        glued = SPACED.match(text[a:b])
        slot = slot_of(glued[1]) if glued else None
    if glued and slot:
        value = a + len(glued[0])
        yield Fact(slot, glued[1], text[value:b], value, b), 1


SPACED = re.compile(r"([A-ZÀ-Þ][a-zà-þ]{2,20}(?: [a-zà-þ]{2,12}){0,2}) (?=[A-ZÀ-Þ0-9€$£])")


def _spaced(line: str) -> bool:
    """Whether a line opens with a label, its value behind a mere blank ("Coordinator University of …"); it counts only among others."""
    m = SPACED.match(line)
    return m is not None and any(slot != "no" and pattern.fullmatch(plain(m[1])) for slot, pattern in _labels())


def _giver(scene: Scene, start: int, end: int, value: str) -> Fact | None:
    """The body that a label names beside its money: "Swiss Agency for Development and Cooperation: US$0.9 million", "IFAD grant: US$1.8 million"."""
    bodies = scene.inside(start, end, "ORG")
    if not bodies or next(find_amounts(value[:60]), None) is None:
        return None
    a, b = bodies[0].start or start, bodies[0].end or end
    return Fact("funder", "label", scene.text[a:b], a, b)


def _small(line: str) -> bool:
    """Whether a line opens with a label in small letters ("donor: Sida"); it counts only among others."""
    m = label_of(line)
    return m is not None and m["label"].islower() and slot_of(m["label"]) is not None


def _more(scene: Scene, lines: list[tuple[int, int]], i: int) -> int:
    """How many lines below line ``i`` go on with its list: up to the next label, empty line or sentence."""
    n = 0
    while i + n + 1 < len(lines) and n < 9:
        (_, before), (a, b) = lines[i + n], lines[i + n + 1]
        line = scene.text[a:b]
        m = label_of(line)
        number = NUMBER.match(line)
        if number and slot_of(line[number.end() :]):
            break
        if (
            a - before > 1
            or b - a > 120
            or (m and slot_of(m["label"]))
            or (not ITEM.match(line) and (line.endswith(".") or slot_of(line) or label_line(line)))
        ):
            break
        n += 1
    return n


def rows(scene: Scene) -> Iterator[Row]:
    """Rows of the tables whose heading labels at least three columns, the first of them the undertaking's name, and of those without a heading
    that give a name and its years."""
    yield from _stacked(scene)
    header: list[str | None] = []
    for a, b in scene.context.lines:
        cells = _cells(scene.text, a, b)
        labels = [slot_of(scene.text[x:y]) for x, y in cells]
        if len(cells) >= 3 and labels[0] == "name" and sum(s is not None for s in labels) >= 3:
            header = labels
        elif header and len(cells) == len(header):
            stated = [Fact(slot, slot, scene.text[x:y], x, y) for slot, (x, y) in zip(header[1:], cells[1:], strict=True) if slot]
            yield Row(*cells[0], tuple(stated))
        else:
            header = []
            if len(cells) >= 3 and NAMES.fullmatch(scene.text[slice(*cells[0])]) and labels[0] is None:
                years = [(x, y) for x, y in cells[1:] if _lasting(scene, x, y)]
                if len(years) == 1 and not scene.inside(*cells[0], "ORG", "PERSON", "LOC", "DATE"):
                    yield Row(*cells[0], (Fact("period", "period", scene.text[slice(*years[0])], *years[0]),))


NAMES = re.compile(r"(?!(?:Phase|Stage|Year|Week|Day|Total)\b)[A-ZÀ-Þ][\w’'&-]{2,24}(?:\s[\w’'&-]{1,24}){1,8}")
"""A cell that names something."""


def _lasting(scene: Scene, start: int, end: int) -> bool:
    """Whether a cell holds nothing but a period of more than four months, or since when: "2017–2020", "since 1 October 2022"."""
    day = next((m for m in scene.context.mentions(start, end, "DATE") if m.interval), None)
    if day is None or day.interval is None or day.start is None:
        return False
    since = re.fullmatch(r"(?:[Ss]ince|[Dd]epuis|[Dd]esde)\s", scene.text[start : day.start]) is not None
    long = day.interval.precision == "range" and (day.interval.end - day.interval.start).days > 120
    return day.end == end and (since or (long and day.start == start))


def _stacked(scene: Scene) -> Iterator[Row]:
    """Rows of a table printed a cell a line: at least three labels one below another, the first that of the name, then as many lines a row."""
    lines = list(scene.context.lines)
    slots = [slot_of(scene.text[a:b]) if b - a < 30 else None for a, b in lines]
    i = 0
    while i < len(lines):
        n = next((k for k, slot in enumerate(slots[i:]) if slot is None), len(lines) - i)
        if slots[i] != "name" or n < 3:
            i += 1
            continue
        header, i = slots[i : i + n], i + n
        while i + n <= len(lines):
            cells = lines[i : i + n]
            dated = any(m.interval for m in scene.context.mentions(cells[1][0], cells[-1][1], "DATE"))
            if not dated or max(b - a for a, b in cells) > 120:
                break
            yield Row(*cells[0], tuple(Fact(s, s, scene.text[x:y], x, y) for s, (x, y) in zip(header[1:], cells[1:], strict=True) if s))
            i += n


MAIN = frozenset(("budget", "period", "funder", "lead", "status", "start", "end"))
"""What at least one line of a block states, besides another."""
HEADING = re.compile(r"^[\W_]{0,4}[^\W_].{6,180}[^.:;,]$")


def blocks(scene: Scene, stated: Sequence[Fact]) -> tuple[Row, ...]:
    """The blocks of a page that sets the facts of several undertakings one below another: a heading, and labelled lines right under it, of
    which one at least stands under another heading too. Empty where there is but one, whose facts are those of the page's subject."""
    lines = list(scene.context.lines)
    telling: dict[int, list[Fact]] = {}
    for fact in stated:
        if fact.slot not in ("other", "name"):
            telling.setdefault(scene.context.line(fact.start)[0], []).append(fact)
    out: list[Row] = []
    i = 0
    while i < len(lines):
        (a, b), first, found = lines[i], i + 1, []
        i += 1
        if a in telling or i == len(lines) or lines[i][0] not in telling:
            continue
        if not HEADING.match(scene.text[a : min(b, a + 200)]) or len(scene.text[a:b].split()) < 2:
            continue
        end = b
        while i < len(lines) and lines[i][0] in telling and lines[i][0] - end <= (2 if i == first else 1):
            found += telling[lines[i][0]]
            end = max(lines[i][1], *(f.end or 0 for f in telling[lines[i][0]]))
            while i < len(lines) and lines[i][0] < end:
                i += 1
        slots = {f.slot for f in found}
        if len(slots) >= 2 and slots & MAIN:
            mark = re.match(r"[\s•▪●◦*#–-]*(?:\d{1,2}[.)]\s)?", scene.text[a:b])
            out.append(Row(a + (mark.end() if mark else 0), b, tuple(found)))
    labels = Counter(label for row in out for label in {plain(f.label) for f in row.facts})
    out = [row for row in out if any(labels[plain(f.label)] > 1 for f in row.facts)]
    return tuple(out) if len(out) > 1 else ()


def _cells(text: str, a: int, b: int) -> list[tuple[int, int]]:
    """Spans of the cells of a line, parted by tabs, bars or wide gaps."""
    cuts = [m.span() for m in re.finditer(r"\t|\s\|\s|\s{3,}", text[a:b])]
    starts, ends = [a, *(a + y for _, y in cuts)], [*(a + x for x, _ in cuts), b]
    return [(x, y) for x, y in zip(starts, ends, strict=True) if y > x]
