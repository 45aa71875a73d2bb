"""Days: written with the month's name ("12 and 13 June 2019") or in figures ("19/03/2023")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from pipeline.dates.expression import (
    ENGLISH,
    WEEKDAY_GLOSS,
    YEAR,
    Expression,
    Part,
    Pattern,
    in_code,
    is_month,
    is_time,
    make,
    numbered,
    with_year,
    year_end,
)
from pipeline.dates.words import Shape, context_words

_LIST = r"(?:(?:[-/&>]|\.-|,&?)(?:t?[WV]\.?,?)?t?N){0,6}"
_DAY_FIRST = re.compile(
    rf"(?P<lead>[lr]?){WEEKDAY_GLOSS}(?P<days>N{_LIST})(?P<mid>[lr]?[-/.]?o?t?(?:mo)?)(?P<month>M|K\.?)(?P<year>{YEAR})(?P<tail>[lr]?)"
)
_MONTH_FIRST = re.compile(rf"{WEEKDAY_GLOSS}(?P<month>M|K\.?)(?P<mid>t?)(?P<days>N{_LIST})(?P<year>{YEAR})")
_YEAR_FIRST = re.compile(rf"(?P<year>Y)[,p](?P<days>N{_LIST})o?(?P<month>M|K\.?)(?![,.]?o?Y)")
_SPACED = re.compile(r"YNN(?![NnY/.-])|NNY(?![NnY/.-])")
_ROMAN = re.compile(r"(?P<day>N)(?P<sign>[-/.])[xO](?P=sign)(?P<year>Y)")
_ROMANS = {sign: i + 1 for i, sign in enumerate(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"])}
_AFTER_WORD = re.compile(r"(?P<day>N)/(?P<month>N)(?![/.-]?[NnY%])")
_DAY_IN_MONTH = re.compile(r"Wt?(?P<day>N)(?:(?P<link>[->&])t?Wt?(?P<second>N))?(?![nNY])")


def _days(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """Days of one month: "12 and 13 June" is one range, "12 and 20 June" two days."""
    month_first = m.start("month") < m.start("days")
    if "-" in m.group("mid") and not shape.tight(m.start("month") - 2, m.start("month")):
        return
    dotted = m.group("month").endswith(".")  # "18-22 mar."
    if not (dotted or is_month(shape, m.start("month")) or "Y" in m.group("year")) or _is_street(shape, m.start("days"), m.end("month")):
        return
    groups = _groups(shape, m.start("days"), m.end("days"), keep_first=month_first)
    stop = year_end(shape, m.start("year"), m.end("year"))
    if month_first and groups and is_time(shape, groups[-1][3]):
        groups, stop = groups[:1], m.start("year")
        groups = [(groups[0][0], groups[0][0], groups[0][2], groups[0][2] + 1)]
    if month_first and stop == m.start("year") and m.group("month") == "K" and shape.letters[m.end() : m.end() + 1] == "n":
        return  # "MAR 17 004": a number of a project
    if month_first and stop == m.start("year") and shape.word(m.start() - 1) in ("in", "en", "dans"):
        return
    month = shape.tokens[m.start("month")].value
    weekdays = [t.value for t in shape.tokens[m.start() : m.start("days")] if t.letter in "WV"]
    for i, (first, last, token, token_end) in enumerate(groups):
        begin = m.start() if i == 0 and token == m.start("days") else token
        end = token_end
        if (month_first and i == len(groups) - 1 and token_end == m.end("days")) or (not month_first and i == len(groups) - 1):
            end = max(stop, token_end if month_first else m.end("month"))
        expression = make(shape, begin, end, "day", Part(None, month, first), Part(None, month, last))
        if weekdays and i == 0:
            expression = replace(expression, weekday=weekdays[0])
        marks = shape.letters[m.start() : m.start("days")] + m.groupdict("")["mid"]
        if m.groupdict().get("tail") and shape.word(m.start("tail")) not in ENGLISH:
            marks += m.group("tail")
        if shape.letters[max(begin - 2, 0) : begin] == "wo" and first == last:
            expression = replace(expression, size="week", token=begin - 2, start=shape.tokens[begin - 2].start)
        hint = -1 if "l" in marks else 1 if "r" in marks else 0
        yield with_year(shape, replace(expression, hint=hint), m.start("year"), stop)


def _groups(shape: Shape, start: int, end: int, *, keep_first: bool) -> list[tuple[int, int, int, int]]:
    """Runs of days in a list: (first day, last day, token, token after). Consecutive days and ranges make one run."""
    runs: list[tuple[int, int, int, int]] = []
    link = ""
    for i in range(start, end):
        letter, value = shape.letters[i], shape.tokens[i].value
        if letter != "N":
            link += letter
            continue
        if not runs:
            runs.append((value, value, i, i + 1))
        else:
            a, b, token, _ = runs[-1]
            between = "b" in shape.letters[max(start - 1, 0) : start]
            spaced = (
                "-" in link
                and not shape.tight(i - 1, i)
                and (numbered(shape, start) or ("W" in link and "W" not in shape.letters[max(start - 2, 0) : start]))
            )
            joins = any(c in link for c in "->/") or ("&" in link and (between or value == b + 1)) or (link == "," and value == b + 1)
            if value > b and joins and not spaced:
                runs[-1] = (a, value, token, i + 1)
            elif "&" in link and value > b:
                runs.append((value, value, i, i + 1))
            elif keep_first:
                return runs
            else:
                weekday = shape.letters.rfind("W", i - len(link), i)
                runs = [(value, value, weekday if weekday >= 0 else i, i + 1)]
        link = ""
    return runs


def _is_street(shape: Shape, start: int, end: int) -> bool:
    streets = context_words("streets")
    before = shape.word(start - 1) if shape.letters[max(start - 1, 0) : start] != "o" else shape.word(start - 2)
    if before == "place" and shape.word(start - 2) in ("take", "taken", "takes", "taking", "took"):
        before = ""
    return shape.word(end) in streets or before in streets


def _year_first(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "2018, 19-21 April", "2013 (28 May)", as a line of a timeline begins."""
    if shape.word(m.start() + 1) not in (",", "("):
        return
    month = shape.tokens[m.start("month")].value
    groups = _groups(shape, m.start("days"), m.end("days"), keep_first=False)
    if _is_line_start(shape, m.start()):
        expression = make(shape, m.start(), m.end(), "day", Part(None, month, groups[0][0]), Part(None, month, groups[-1][1]))
        yield with_year(shape, expression, m.start("year"), m.end("year"))


def _spaced(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "2025 03 20", "Last modified: 21 03 2025": figures of two signs each, at the start of a line or behind a label."""
    values = [shape.tokens[k] for k in range(m.start(), m.end())]
    year, month, day = values if m.group()[0] == "Y" else values[::-1]
    gap = shape.text[values[0].start : values[-1].end]
    if len(gap) == 10 and month.value <= 12 and (shape.word(m.start() - 1) in (":", "|") or _is_line_start(shape, m.start())):
        yield make(shape, m.start(), m.end(), "day", Part(year.value, month.value, day.value))


def _roman(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "18-X-2022"."""
    month = _ROMANS.get(shape.word(m.start() + 2))
    if month:
        yield make(shape, m.start(), m.end(), "day", Part(shape.tokens[m.end() - 1].value, month, shape.tokens[m.start()].value))


def _after_word(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "antes del 30/7", "inscritas al 11/05", "reçu le 22/04": figures that can only be a day and its month."""
    day, month = shape.tokens[m.start("day")].value, shape.tokens[m.start("month")]
    led = shape.word(m.start() - 1) in ("al", "au", "del", "du", "el", "le") and shape.tight(m.start(), m.end() - 1)
    if led and month.value <= 12 and (day, month.value) != (24, 7) and (day > 12 or month.end - month.start == 2) and not is_time(shape, m.end()):
        yield make(shape, m.start(), m.end(), "day", Part(None, month.value, day))


def _is_line_start(shape: Shape, token: int) -> bool:
    start = shape.tokens[token].start
    return not shape.text[max(shape.text.rfind("\n", 0, start) + 1, start - 10) : start].strip(" \t•▪●■◦*·–-+>»")


def _day_in_month(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """A weekday with its day and no month: "Wednesday 14", "Tuesday 21 and Wednesday 22"."""
    linked = shape.letters[m.end() : m.end() + 1] in tuple("->") and (
        shape.tight(m.end() - 1, m.end()) or shape.letters[m.end() + 1 : m.end() + 2] in tuple("NnYMKWV")
    )
    if not linked and not is_time(shape, m.end()):
        first = Part(None, None, shape.tokens[m.start("day")].value)
        last = Part(None, None, shape.tokens[m.start("second")].value) if m.group("second") else first
        between = (last.day or 0) - (first.day or 0)
        if between in (0, 1) or (between > 0 and m.group("link") != "&"):
            yield replace(make(shape, m.start(), m.end(), "day", first, last), weekday=shape.tokens[m.start()].value)


_LISTED = re.compile(r"(?P<a>N)(?:\.?-(?P<a2>N))?(?P<sign>[/.])(?P<b>N)(?:\.|(?=\|)|(?=[^./:,%-]))(?![NnY])")
_LISTED_LINE = re.compile(r"^[\s>»•*·–-]{0,5}(?:\d\d\.?\s?[-–]\s?)?\d\d(?:/\d\d|\.\d\d\.)\s", re.MULTILINE)
_PAIR_IN_FIGURES = re.compile(r"(?P<a>N)&(?P<b>N)(?P<sign>[/.])(?P<month>N)(?P=sign)(?P<year>Y)")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d\d){1,2}(?![\d/])")


def _listed(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "17.09. Film", ">> 28/06 …", "10.-12.10. Workshop": the first word of a line in a list of them."""
    tight = shape.tight(m.start(), m.end() - 1) and m.group("sign") and (m.group("sign") == "/" or m.group().endswith("."))
    day, month = shape.tokens[m.start("a")].value, shape.tokens[m.start("b")].value
    last = shape.tokens[m.start("a2")].value if m.group("a2") else day
    alone = m.group("sign") == "/" and m.end() - m.start() == 3 and shape.text[shape.tokens[m.end() - 1].end :][:1] == "\n"
    figures = all(t.end - t.start == 2 for t in (shape.tokens[m.start()], shape.tokens[m.start() + 2]))
    if tight and month <= 12 and day <= last and _is_line_start(shape, m.start()) and ((alone and figures) or _listed_lines(shape.text) > 1):
        yield make(shape, m.start(), m.end(), "day", Part(None, month, day), Part(None, month, last))


@lru_cache(maxsize=4)
def _listed_lines(text: str) -> int:
    return sum(1 for _ in _LISTED_LINE.finditer(text))


@lru_cache(maxsize=4)
def _american(text: str) -> bool:
    """Whether the text's dates in figures put the month first: some can only be read so, and none only the other way."""
    pairs = {(int(a) > 12, int(b) > 12) for a, b in _SLASHED.findall(text)}
    return (False, True) in pairs and (True, False) not in pairs


def _pair_in_figures(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "20 y 21.2.2019"."""
    a, b, month, year = (shape.tokens[m.start(g)].value for g in ("a", "b", "month", "year"))
    if b == a + 1 and month <= 12:
        yield make(shape, m.start(), m.end(), "day", Part(year, month, a), Part(year, month, b))


_NUMERIC_RANGE = re.compile(r"N([/.])N\1Y-N\1N\1Y")
_NUMERIC = re.compile(rf"{WEEKDAY_GLOSS}(?P<core>Y(?P<s>[-/.])N(?P=s)N|N\.?-N([./])N\3Y|N([-/.])N\4[YNn]|N([./])N\.?-N\5N\5Y)")


def _numeric(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """Dates in figures, day first; months beyond 12 and a weekday beside them tell the American order."""
    a, b = m.span("core")
    if not shape.tight(a, b - 1) or in_code(shape, a, b):
        return
    core = shape.letters[a:b]
    values = [t.value for t in shape.tokens[a:b] if t.letter in "NYn"]
    if core[-1] in "Nn" and core[0] != "Y" and (core[1] != "/" or any(t.end - t.start != 2 for t in shape.tokens[a:b:2])):
        return
    weekdays = [t.value for t in shape.tokens[m.start() : a] if t.letter in "WV"]
    day_to = None
    if len(values) == 5:
        day, month, day_to, month_to, year = values
        if max(month, month_to) <= 12 and (month, day) < (month_to, day_to):
            yield make(shape, m.start(), b, "day", Part(year, month, day), Part(year, month_to, day_to))
        return
    if core[0] == "Y":
        year, month, day = values
    elif len(values) == 4:
        day, day_to, month, year = values
    else:
        day, month, year = values
    year += 2000 if year < 100 else 0
    if day_to is None and day <= 12 and (month > 12 or (core[1] == "/" and core[0] != "Y" and _american(shape.text))):
        day, month = month, day
    if month <= 12 and (day_to or day) >= day:
        expression = make(shape, m.start(), b, "day", Part(year, month, day), Part(year, month, day_to or day))
        yield replace(expression, weekday=weekdays[0] if weekdays else None)


def _numeric_range(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "1.6.2022–31.12.2025"."""
    day, month, year, day_to, month_to, year_to = (t.value for t in shape.tokens[m.start() : m.end()] if t.letter in "NY")
    if max(month, month_to) <= 12 and (year, month, day) < (year_to, month_to, day_to):
        yield make(shape, m.start(), m.end(), "day", Part(year, month, day), Part(year_to, month_to, day_to))


_DAY_MONTH = re.compile(r"[WV]\.?,?p?(?P<a>N)[/.](?P<b>N)(?![/.-][NnY])")


def _day_month(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "Thu. 11/13": day first, unless only the other order is a date."""
    a, b = (shape.tokens[m.start(g)].value for g in "ab")
    day, month = (a, b) if b <= 12 else (b, a)
    hour = shape.word(m.start("b") - 1) == "." and b > 12
    if month <= 12 and not hour and shape.tight(m.start("a"), m.end() - 1) and not is_time(shape, m.end()):
        yield replace(make(shape, m.start(), m.end(), "day", Part(None, month, day)), weekday=shape.tokens[m.start()].value)


DAYS: list[Pattern] = [
    (_PAIR_IN_FIGURES, _pair_in_figures),
    (_NUMERIC_RANGE, _numeric_range),
    (_NUMERIC, _numeric),
    (_YEAR_FIRST, _year_first),
    (_DAY_FIRST, _days),
    (_MONTH_FIRST, _days),
    (_DAY_MONTH, _day_month),
    (_LISTED, _listed),
    (_ROMAN, _roman),
    (_SPACED, _spaced),
    (_AFTER_WORD, _after_word),
    (_DAY_IN_MONTH, _day_in_month),
]
"""Surest first."""
