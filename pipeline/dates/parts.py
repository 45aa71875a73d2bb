"""Months, quarters, halves, years, weekdays, and what counts from the page's date ("last week")."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace

from pipeline.dates.expression import (
    ENGLISH,
    YEAR,
    Expression,
    Part,
    Pattern,
    Size,
    in_code,
    is_month,
    make,
    with_year,
    year_end,
)
from pipeline.dates.words import Shape, context_words

_MONTH = re.compile(rf"(?P<lead>[lrha]?)(?:mo)?(?P<month>M|K\.?)(?P<year>{YEAR})(?P<tail>[lr]?)")
_QUARTER = re.compile(
    r"(?P<which>[OlN])(?P<unit>[qv])(?P<year>[,.]?o?t?Y|,?o?t?[lrha]u|o?t?u[lr]|ot?u)?|(?P<short>[QH])(?P<n>N)(?P<year2>[-/]?o?Y)?|(?P<year3>Y)(?P<short2>[QH])(?P<n2>N)|(?P<n3>N)(?P<short3>[QH])(?P<year4>[-/]?o?Y)"
)
_PART_OF_MONTH = re.compile(rf"(?P<which>[OlN])(?P<unit>[wv])(?:o(?P<month>M)|o?(?P<short>K\.?))(?P<year>{YEAR})")
_MONTHS = re.compile(r"(?P<which>[Ol])(?P<n>[CN])s(?P<year>o?t?Y|o?t?[lrh]u|o?t?u[lr]|ot?u)")


_MONTH_YEAR = re.compile(r"(?P<month>N)[/.](?P<year>Y)")
_MONTHS_YEARS = re.compile(r"(?P<month>N)/(?P<year>Y)-(?P<month2>N)/(?P<year2>Y)")
_YEAR_AND_MONTH = re.compile(r"(?P<year>Y)p(?P<a>M)(?:[->](?P<b>M))?p")
_END = re.compile(r"E(?:ot?)?(?:(?P<month>M)(?P<year>[,.]?o?t?Y|[-/]Y)?|(?P<year2>Y)|(?P<unit>[mu]))")


_EACH_YEAR = re.compile(r"\b(?:(?:each|every) year|chaque année|tous les ans|cada año|todos los años),? (?:in|en|au mois de) $", re.IGNORECASE)


def _end(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "the end of 2018", "the end of the year": its last day; "end of June": that month."""
    begin = m.start()
    if m.group("unit"):
        size: Size = "month" if m.group("unit") == "m" else "year"
        yield replace(make(shape, begin, m.end(), size, Part()), shift=0, number=-1)
        return
    if m.group("year2"):
        yield make(shape, begin, m.end(), "month", Part(shape.tokens[m.end() - 1].value, 12, 31))
        return
    month = shape.tokens[m.start("month")].value
    stop = year_end(shape, m.start("year"), m.end("year")) if m.group("year") else m.end("month")
    year = next((t.value for t in shape.tokens[m.start("month") : stop] if t.letter == "Y"), None)
    yield make(shape, begin, max(m.end("month"), stop), "month", Part(year, month))


def _months_years(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "10/2020–9/2023"."""
    first, last = ((shape.tokens[m.start(y)].value, shape.tokens[m.start(n)].value) for n, y in (("month", "year"), ("month2", "year2")))
    if max(first[1], last[1]) <= 12 and first < last:
        yield make(shape, m.start(), m.end(), "month", Part(*first), Part(*last))


def _year_and_month(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "2008 (April)", "2011 (May to October)"."""
    year, a, b = (shape.tokens[m.start(g)].value if m.group(g) else 0 for g in ("year", "a", "b"))
    if (shape.word(m.start() + 1), shape.word(m.end() - 1)) == ("(", ")") and (not b or a < b):
        yield make(shape, m.start(), m.end() - 1, "month", Part(year, a), Part(year, b or a))


def _month(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    token = m.start("month")
    if not m.group("year") and _EACH_YEAR.search(shape.text, max(shape.tokens[m.start()].start - 25, 0), shape.tokens[m.start()].start):
        return
    stop = year_end(shape, m.start("year"), m.end("year"))
    tail = m.group("tail") if shape.word(m.start("tail")) not in ENGLISH else ""
    begin, end = m.start(), max(m.end("tail") if tail else 0, stop, token + 1)
    expression = make(shape, begin, end, "month", Part(None, shape.tokens[token].value))
    lead = m.group("lead") + tail
    if m.group("lead") == "h":
        expression = replace(expression, shift=0)
    if m.group("lead") == "a":
        expression = replace(expression, back=True)
    expression = replace(expression, hint=-1 if "l" in lead else 1 if "r" in lead else 0)
    expression = with_year(shape, expression, m.start("year"), stop)
    open_year = expression.first.year is None and expression.shift is None and not lead and not expression.back
    yield replace(expression, weak=not is_month(shape, token) or (open_year and not _stands_alone(shape, token)))


def _month_year(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "05/2019"."""
    token, value = shape.tokens[m.start()], shape.tokens[m.start()].value
    if token.end - token.start == 2 and value <= 12 and shape.tight(m.start(), m.end() - 1) and not in_code(shape, m.start(), m.end()):
        part = Part(shape.tokens[m.start("year")].value, value)
        yield make(shape, m.start(), m.end(), "month", part)


def _stands_alone(shape: Shape, token: int) -> bool:
    """Whether a month without day and year is one: not short, not a name ("June Kunene"), not the verb ("May I")."""
    letter = shape.tokens[token]
    if letter.letter == "K":
        return False
    word, before = shape.word(token), shape.word(token - 1)
    sure = before in context_words("time_prepositions") or shape.letters[max(token - 1, 0) : token] in ("o", "f", "b", "h", ">")
    if sure:
        return True
    following = shape.text[shape.tokens[token + 1].start :][:1] if token + 1 < len(shape.tokens) else ""
    if word in ("may", "march", "mars", "august") and shape.text[letter.start].isupper():
        return following in (":", "", "–", "\t") and not before
    return not (following.isupper() and shape.letters[token + 1] == "x") and before not in ("ms", "mrs", "mr", "dr", "miss")


def _quarter(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """Quarters and halves of a year."""
    short = m.group("short") or m.group("short2") or m.group("short3")
    if short:
        number = next(shape.tokens[m.start(g)].value for g in ("n", "n2", "n3") if m.group(g))
        sign = next(m.start(g) for g in ("short", "short2", "short3") if m.group(g))
        if shape.word(sign) in ("s", "t") and not (m.group("year2") or (m.group("year4") and shape.tight(m.start(), m.start() + 1))):
            return
        size: Size = "quarter" if short == "Q" else "half"
        if number > (4 if short == "Q" else 2) or not (m.group("year2") or short == "Q"):
            return
    else:
        number = -1 if m.group("which") == "l" else shape.tokens[m.start()].value
        if m.group("which") == "N" and (number > 4 or shape.word(m.start()).isdigit()):
            return
        size = "quarter" if m.group("unit") == "q" else "half"
        if not m.group("year") and shape.word(m.start("unit")) in ("half", "quinzaine", "quincena"):
            return
    expression = replace(make(shape, m.start(), m.end(), size, Part()), number=number)
    where = next((g for g in ("year", "year2", "year3", "year4") if m.group(g)), None)
    yield with_year(shape, expression, m.start(where), m.end(where)) if where else expression


def _part_of_month(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "the second half of September", "the first week of November": days 1–7, 8–14, 15–21, 22–28, or the last seven."""
    number = -1 if m.group("which") == "l" else shape.tokens[m.start()].value
    if m.group("which") == "N" and shape.word(m.start()).isdigit():
        return
    length = 7 if m.group("unit") == "w" else 15
    month = shape.tokens[m.end("unit") + (shape.letters[m.end("unit")] == "o")].value
    last: int | None
    if number == -1 or (length == 15 and number == 2):
        first, last = monthrange(2001, month)[1] - 6 if length == 7 else 16, None
    elif number * length <= 28:
        first, last = (number - 1) * length + 1, number * length
    else:
        return
    expression = make(shape, m.start(), m.end(), "day", Part(None, month, first), Part(None, month, last))
    yield with_year(shape, expression, m.start("year"), m.end("year"))


def _months(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "the first four months of 2010"."""
    n = shape.tokens[m.start("n")].value
    first = m.group("which") == "O" and shape.tokens[m.start()].value == 1
    if n < 12:
        bounds = (1, n) if first else (13 - n, 12)
        expression = make(shape, m.start(), m.end(), "month", Part(None, bounds[0]), Part(None, bounds[1]))
        yield with_year(shape, expression, m.start("year"), m.end("year"))


_RELATIVE = re.compile(r"(?P<day>h?T)D?(?:,W(?![tN]))?|(?P<a>[lrh])(?P<unit>[WVwmuqD])|(?P<unit2>[Wwmu])(?P<z>[lr])")
_WEEKDAY = re.compile(r"(?P<day>W)D?")
_SHIFTS = {"l": -1, "r": 1, "h": 0}
_UNITS: dict[str, Size] = {"w": "week", "m": "month", "u": "year", "q": "quarter", "D": "day", "T": "day", "W": "weekday", "V": "weekday"}


def _relative(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "yesterday", "last week", "next Monday", "this year"."""
    following = shape.text[shape.tokens[m.end() - 1].end :][:2].casefold()
    if m.group("day"):
        this = m.group("day") == "hT"
        token = shape.tokens[m.start() + this]
        owned = following in ("'s", "’s") and token.value >= 0
        if (
            owned
            or following.strip() == "?"
            or shape.word(m.start() - 1) in ("la", "of", "for")
            or (shape.word(m.start()) == "demain" and shape.word(m.start() - 1) == "de")
        ):
            return
        far = 2 if shape.word(m.start() - 1) == "-" else 1
        yield replace(make(shape, m.start(), m.end(), "day", Part()), shift=0 if this else token.value * far)
        return
    unit, mark = (m.start("unit"), m.start("a")) if m.group("a") else (m.start("unit2"), m.start("z"))
    english = shape.word(mark) in ENGLISH
    if english and (mark > unit or shape.word(m.start() - 1) in ("the", "every", "each")):
        return
    letter = shape.letters[unit]
    if letter == "V" and shape.word(mark) not in ENGLISH | {"this"}:  # "ce jeu", "cette mer"
        return
    if letter == "D" and shape.word(unit) not in ("morning", "afternoon", "evening", "night", "matin", "soir", "après-midi", "tarde", "noche"):
        return
    if (
        letter == "w"
        and shape.word(mark) in ("cette", "esta")
        and re.match(r" (?:d['’]|de )[^\W\d]", shape.text[shape.tokens[m.end() - 1].end :][:5])
    ):
        return
    expression = make(shape, m.start(), m.end(), _UNITS[letter], Part())
    weekday = shape.tokens[unit].value if letter in "WV" else None
    yield replace(expression, shift=_SHIFTS[shape.letters[mark]], weekday=weekday, hint=_SHIFTS[shape.letters[mark]])


_WEEKDAYS = re.compile(
    r"(?:(?:(?P<mark3>[lrh])w|w(?P<mark4>[lr])),)?(?P<a>W)(?P<link>[->&])t?(?P<b>W)(?:(?:ot?|t)?(?P<mark>[lrh])w|o?tw(?P<mark2>[lr])|(?P<past>l)(?!w))?(?!-|>?[NW])"
)
_WEEKDAY_OF_WEEK = re.compile(r"(?P<a>W)(?:(?:ot?)?(?P<mark>[lrh])w|otw(?P<mark2>[lr]))")


def _weekdays(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "Wednesday and Thursday last week", "Tuesday to Thursday"; a working week is opening hours."""
    a, b = shape.tokens[m.start("a")].value, shape.tokens[m.start("b")].value
    length = (b - a) % 7 + 1
    mark = next((m.group(g) for g in ("mark", "mark2", "mark3", "mark4") if m.group(g)), None)
    habit = (
        shape.word(m.start() - 1) == "de" and shape.word(m.start("link")) == "a" and mark is None
    )  # "de lunes a jueves", but "del lunes al jueves"
    if habit or length > 4 or (m.group("link") == "&" and length != 2) or any(shape.word(m.start() - k) in context_words("habits") for k in (1, 2)):
        return
    expression = replace(make(shape, m.start(), m.end(), "weekday", Part()), weekday=a, number=length)
    yield replace(expression, shift=_SHIFTS[mark]) if mark else expression


def _weekday_of_week(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "Thursday of last week", "el jueves de la semana pasada"."""
    expression = replace(make(shape, m.start(), m.end(), "weekday", Part()), weekday=shape.tokens[m.start()].value, number=1)
    yield replace(expression, shift=_SHIFTS[m.group("mark") or m.group("mark2")])


def _weekday(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    token = m.start("day")
    first = shape.text[shape.tokens[token].start]
    english = shape.word(token).endswith("day")
    if not english and first.isupper() and shape.letters[max(token - 1, 0) : token] == "x":
        return
    habit = any(shape.word(token - k) in context_words("habits") for k in ((1, 2) if shape.letters[max(token - 1, 0) : token] == "O" else (1,)))
    habit |= shape.word(token - 1) in ("a", "un") and shape.letters[token - 1] != ">"
    every = shape.letters[token + 1 : token + 2] == "o" and shape.word(token + 2) in ("cada", "each", "every", "chaque")
    if habit or every or (english and not first.isupper()):
        return
    yield replace(make(shape, m.start(), m.end(), "weekday", Part()), weekday=shape.tokens[token].value)


_YEARS = re.compile(r"Y(?:[-/][Nn](?![NnY]))?")
_MONEY = frozenset("$€£¥#+©%°º№")


def _year(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """A year that stands alone, "2018/19", or "(2013-15)"."""
    token, value = m.start(), shape.tokens[m.start()].value
    end, last = token + 1, value
    if len(m.group()) == 3 and shape.tight(token, token + 2):
        tail = shape.tokens[token + 2]
        if tail.end - tail.start == 2 and tail.value == (value + 1) % 100 and not in_code(shape, token, token + 3):
            end, last = token + 3, value + 1
        elif _several(shape, token):
            end, last = token + 3, value + (tail.value - value) % 100
        elif not (tail.end - tail.start == 2 and 1 <= tail.value <= 12 and shape.word(token + 1) == "-") or in_code(shape, token, token + 3):
            return
        else:
            yield make(shape, token, token + 3, "month", Part(value, tail.value))
            return
    if _is_year(shape, token, end):
        if shape.word(token - 2) == "end" and shape.letters[token - 1] == "-":
            yield make(shape, token, end, "day", Part(value, 12, 31))
        else:
            yield make(shape, token, end, "year", Part(value), Part(last))


def _several(shape: Shape, token: int) -> bool:
    """Whether a year, a dash and two figures are years up to ten apart, behind a bracket or a preposition: "(2013-15)", "for 2019–23"."""
    tail, dash, before = shape.tokens[token + 2], shape.word(token + 1), shape.word(token - 1)
    apart = (tail.value - shape.tokens[token].value) % 100
    clear = tail.end - tail.start == 2 and (tail.value > 12 or dash == "–") and dash in "-–" and apart <= 10
    return clear and (before == "(" or before in context_words("time_prepositions")) and not in_code(shape, token, token + 3)


def _is_year(shape: Shape, token: int, end: int) -> bool:
    letters, tokens = shape.letters, shape.tokens
    value, before, after = tokens[token].value, shape.word(token - 1), shape.word(end)
    prepared = before in context_words("time_prepositions") or letters[max(token - 1, 0) : token] in ("f", "b", "o")
    if (
        before == "("
        and letters[max(token - 2, 0) : token - 1] in ("n", "Y")
        and (shape.word(token - 3) in context_words("numbered") or shape.word(token - 3) == "/")
    ):
        return False
    glued = token > 0 and tokens[token - 1].end == tokens[token].start
    if glued and before in "-–" and shape.word(token - 2) in context_words("about"):
        return True
    if glued and (before in "/.:-_@’'" or letters[token - 1] == "-") and letters[max(token - 2, 0) : token - 1] != "Y":
        return False
    if glued and letters[token - 1] in "NnxMK":
        return False
    if (
        before in _MONEY
        or (before in context_words("numbered") and not (before == "agenda" and value < 2030))
        or before in ("copyright", "usd", "eur", "us", "cop")
        or letters[max(token - 1, 0) : token] == "S"
    ):
        return False
    if letters[max(token - 2, 0) : token] == "So":
        return False
    if letters[end : end + 1] not in ("", "|") and tokens[end].start == tokens[end - 1].end:
        tight_next = letters[end + 1 : end + 2] in ("N", "n", "x") and tokens[end + 1].start == tokens[end].end
        if prepared and letters[end] == "x" and after.isalpha() and shape.text[tokens[end].start].isupper():
            return True  # a heading that is glued to its text: "Priorities for 2023Skilled work"
        if letters[end] in "xK" or (after in "-/:.," and tight_next and not (after in "-/" and letters[end + 1] == "Y")):
            return after == "," and letters[end + 1] == "x"
        if after in "%°":
            return False
    if after in context_words("counted") and not (prepared and after not in ("agenda", "people")):
        return False
    if letters[max(token - 1, 0) : token] in ("N", "n") or (
        letters[end : end + 1] in ("n", "Y") and not prepared and "\n" not in shape.text[tokens[end - 1].end : tokens[end].start]
    ):
        return False
    return 1950 <= value <= 2060 or (prepared and value >= 1800)


PARTS: list[Pattern] = [
    (_PART_OF_MONTH, _part_of_month),
    (_MONTHS, _months),
    (_QUARTER, _quarter),
    (_MONTHS_YEARS, _months_years),
    (_MONTH_YEAR, _month_year),
    (_YEAR_AND_MONTH, _year_and_month),
    (_END, _end),
    (_MONTH, _month),
    (_WEEKDAYS, _weekdays),
    (_WEEKDAY_OF_WEEK, _weekday_of_week),
    (_RELATIVE, _relative),
    (_WEEKDAY, _weekday),
    (_YEARS, _year),
]
"""Surest first."""
