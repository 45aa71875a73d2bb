"""Calendar expressions of a text, before what they leave open (a year, the page's date) is worked out.

The patterns run over the shape of the text (:mod:`pipeline.dates_words`), surest first: what an earlier one has taken, a later one leaves. Atoms
of one size that are joined by a dash, "to" or "and" then become a range.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.dates_words import Shape, context_words, tokens_of

Size = Literal["day", "month", "year", "quarter", "half", "week", "weekday"]


@dataclass(frozen=True, slots=True)
class Part:
    """A point of the calendar, as far as it is said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """What one span says. ``token`` and ``token_end`` count tokens of the shape, ``start`` and ``end`` characters.

    ``shift`` moves by ``size`` from the page's date, or by years where a part of the year is named ("January last year" is -1). ``number`` is that of
    a quarter or half (-1 the last), or how many weekdays run on from ``weekday``; ``hint`` is -1 where the words themselves say past and 1 where they
    say future, ``back`` says that they refer to the year told last ("of that year"). ``weak`` ones count only as an end of a range.
    """

    token: int
    token_end: int
    start: int
    end: int
    size: Size
    first: Part
    last: Part
    weekday: int | None = None
    number: int = 0
    shift: int | None = None
    hint: int = 0
    back: bool = False
    weak: bool = False
    numeric: bool = False


def expressions(text: str, *, language: str | None = None) -> tuple[Shape, list[Expression]]:
    """The shape of the text and its calendar expressions in text order, none overlapping another."""
    shape = tokens_of(text, language=language)
    taken = bytearray(len(shape.tokens))
    found: list[Expression] = []
    for pattern, build in _PATTERNS:
        for m in pattern.finditer(shape.letters):
            if any(taken[m.start() : m.end()]):
                continue
            for expression in build(shape, m):
                taken[expression.token : expression.token_end] = b"\x01" * (expression.token_end - expression.token)
                found.append(expression)
    found.sort(key=lambda e: e.token)
    return shape, [e for e in _joined(shape, found) if not e.weak]


def _make(shape: Shape, token: int, token_end: int, size: Size, first: Part, last: Part | None = None) -> Expression:
    return Expression(token, token_end, shape.tokens[token].start, shape.tokens[token_end - 1].end, size, first, last or first)


# --- the year of a day, month or part of a year --------------------------------------------------

_YEAR = r"(?:[,.]?o?t?Y|[-/]Y|,?o?t?[lrha]u|o?t?u[lr]|ot?u(?!\w))?"


def _with_year(shape: Shape, expression: Expression, start: int, end: int) -> Expression:
    """The expression with what the tokens ``start`` to ``end`` (a match of the year pattern) say."""
    letters = shape.letters[start:end]
    at = letters.find("Y")
    if at >= 0:
        year = shape.tokens[start + at].value
        return replace(expression, first=replace(expression.first, year=year), last=replace(expression.last, year=year))
    if "u" not in letters:
        return expression
    if "a" in letters:
        return replace(expression, back=True)
    return replace(expression, shift=-1 if "l" in letters else 1 if "r" in letters else 0)


def _year_end(shape: Shape, start: int, end: int) -> int:
    """Where the year really ends: a count after a comma ("on 24 May, 2000 people") or a year glued on by a spaced dash is none."""
    letters = shape.letters[start:end]
    if "Y" in letters and letters[0] in "-/" and not shape.tight(start - 1, end - 1):
        return start
    if letters.startswith((",", ".")) and "Y" in letters and shape.word(end) in context_words("counted"):
        return start
    return end


# --- days ----------------------------------------------------------------------------------------

_WD = r"(?:[WV]\.?,?D?,?[oht]?)?"
_LIST = r"(?:(?:[-/&>]|\.-|,&?)(?:[WV]\.?,?)?t?N){0,6}"
_DAY_FIRST = re.compile(rf"(?P<lead>[lr]?){_WD}(?P<days>N{_LIST})(?P<mid>[lr]?[-/.]?o?t?(?:mo)?)(?P<month>M|K\.?)(?P<year>{_YEAR})(?P<tail>[lr]?)")
_MONTH_FIRST = re.compile(rf"{_WD}(?P<month>M|K\.?)(?P<mid>t?)(?P<days>N{_LIST})(?P<year>{_YEAR})")
_DAY_IN_MONTH = re.compile(r"Wt?(?P<day>N)(?![->nNY])")


def _days(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """Days of one month: "12 and 13 June" is one range, "12 and 20 June" two days."""
    month_first = m.start("month") < m.start("days")
    if "-" in m.group("mid") and not shape.tight(m.start("month") - 2, m.start("month")):
        return
    if not (_is_month(shape, m.start("month")) or "Y" in m.group("year")) or _is_street(shape, m.start("days"), m.end("month")):
        return
    groups = _groups(shape, m.start("days"), m.end("days"), keep_first=month_first)
    year_end = _year_end(shape, m.start("year"), m.end("year")) if m.end("year") > m.start("year") else m.end("year")
    if month_first and groups and _is_time(shape, groups[-1][3]):
        groups, year_end = groups[:1], m.start("year")
        groups = [(groups[0][0], groups[0][0], groups[0][2], groups[0][2] + 1)]
    if month_first and year_end == m.start("year") and shape.word(m.start() - 1) in ("in", "en", "dans") and m.start() == m.start("month"):
        return
    month = shape.tokens[m.start("month")].value
    weekdays = [t.value for t in shape.tokens[m.start() : m.start("days")] if t.letter in "WV"]
    for i, (first, last, token, token_end) in enumerate(groups):
        begin = m.start() if i == 0 and token == m.start("days") else min(token, m.start()) if i == 0 and month_first else token
        end = token_end
        if (month_first and i == len(groups) - 1 and token_end == m.end("days")) or (not month_first and i == len(groups) - 1):
            end = max(year_end, token_end if month_first else m.end("month"))
        expression = _make(shape, begin, end, "day", Part(None, month, first), Part(None, month, last))
        if weekdays and i == 0 and begin == m.start():
            expression = replace(expression, weekday=weekdays[0])
        marks = shape.letters[m.start() : m.start("days")] + m.groupdict("")["mid"] + (m.groupdict("").get("tail") or "")
        hint = -1 if "l" in marks else 1 if "r" in marks else 0
        yield _with_year(shape, replace(expression, hint=hint), m.start("year"), year_end)


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
            spaced = "-" in link and not shape.tight(i - 1, i) and shape.word(start - 1) in context_words("numbered")
            joins = any(c in link for c in "->/") or ("&" in link and (between or value == b + 1)) or (link == "," and value == b + 1)
            if value > b and joins and not spaced:
                runs[-1] = (a, value, token, i + 1)
            elif "&" in link and value > b:
                runs.append((value, value, i, i + 1))
            elif keep_first:
                return runs
            else:
                runs = [(value, value, i, i + 1)]
        link = ""
    if keep_first and "," in shape.letters[start:end] and "&" not in shape.letters[start:end]:
        first = runs[0]
        comma = shape.letters.index(",", start, end)
        if first[3] > comma:
            return [(first[0], shape.tokens[comma - 1].value, first[2], comma)]
    return runs


def _is_time(shape: Shape, token: int) -> bool:
    """Whether the number before ``token`` is an hour ("5 to 8 p.m.", "10:30")."""
    word = shape.word(token)
    return word in ("p", "a", "pm", "am", "h", "hrs", "hours") or (
        word in (":", ".") and shape.letters[token + 1 : token + 2] in ("N", "n") and shape.tight(token - 1, token + 1)
    )


def _is_street(shape: Shape, start: int, end: int) -> bool:
    streets = context_words("streets")
    before = shape.word(start - 1) if shape.letters[max(start - 1, 0) : start] != "o" else shape.word(start - 2)
    return shape.word(end) in streets or before in streets


def _is_month(shape: Shape, token: int) -> bool:
    """English month names are written with a capital: "may" and "march" are verbs."""
    word = shape.text[shape.tokens[token].start : shape.tokens[token].end]
    return word[0].isupper() or word not in ("may", "march", "mar", "sep", "dec", "jan")


def _day_in_month(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """A weekday with its day and no month: "Wednesday 14"."""
    if not _is_time(shape, m.end()):
        first = Part(None, None, shape.tokens[m.start("day")].value)
        yield replace(_make(shape, m.start(), m.end(), "day", first), weekday=shape.tokens[m.start()].value)


# --- numbers -------------------------------------------------------------------------------------

_NUMERIC = re.compile(rf"{_WD}(?P<core>Y(?P<s>[-/.])N(?P=s)N|N\.?[-–]N([./])N\3Y|N([-/.])N\4[Yn])")
_MONTH_YEAR = re.compile(r"(?P<month>N)[/.](?P<year>Y)")


def _numeric(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """Dates in figures, day first; months beyond 12 and a weekday beside them tell the American order."""
    a, b = m.span("core")
    if not shape.tight(a, b - 1) or _in_code(shape, a, b):
        return
    core = shape.letters[a:b]
    values = [t.value for t in shape.tokens[a:b] if t.letter in "NYn"]
    if core[-1] == "n" and (core[1] != "/" or any(t.end - t.start != 2 for t in shape.tokens[a:b:2])):
        return
    weekdays = [t.value for t in shape.tokens[m.start() : a] if t.letter in "WV"]
    day_to = None
    if core[0] == "Y":
        year, month, day = values
    elif len(values) == 4:
        day, day_to, month, year = values
    else:
        day, month, year = values
    year += 2000 if year < 100 else 0
    if month > 12 and day <= 12 and day_to is None:
        day, month = month, day
    if month <= 12 and (day_to or day) >= day:
        expression = _make(shape, m.start(), b, "day", Part(year, month, day), Part(year, month, day_to or day))
        yield replace(expression, weekday=weekdays[0] if weekdays else None, numeric=True)


_DAY_MONTH = re.compile(r"[WV]\.?,?(?P<a>N)[/.](?P<b>N)(?![/.-][NnY])")


def _day_month(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "Thu. 11/13": day first, unless only the other order is a date."""
    a, b = (shape.tokens[m.start(g)].value for g in "ab")
    day, month = (a, b) if b <= 12 else (b, a)
    if month <= 12 and shape.tight(m.start("a"), m.end() - 1) and not _is_time(shape, m.end()):
        yield replace(_make(shape, m.start(), m.end(), "day", Part(None, month, day)), weekday=shape.tokens[m.start()].value)


def _month_year(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "05/2019"."""
    token, value = shape.tokens[m.start()], shape.tokens[m.start()].value
    if token.end - token.start == 2 and value <= 12 and shape.tight(m.start(), m.end() - 1) and not _in_code(shape, m.start(), m.end()):
        part = Part(shape.tokens[m.start("year")].value, value)
        yield _make(shape, m.start(), m.end(), "month", part)


def _in_code(shape: Shape, start: int, end: int) -> bool:
    """Whether figures go on without a space on either side: a telephone number, a document symbol."""
    before = start > 1 and shape.letters[start - 1] in "-/.p" and shape.letters[start - 2] in "NnYxKM" and shape.tight(start - 2, start)
    after = shape.letters[end : end + 1] in ("-", "/", ".") and shape.letters[end + 1 : end + 2] in ("N", "n") and shape.tight(end - 1, end + 1)
    return before or after or shape.word(start - 1) in context_words("numbered")


# --- months, quarters, halves --------------------------------------------------------------------

_MONTH = re.compile(rf"(?P<lead>[lrh]?)(?:mo)?(?P<month>M|K\.?)(?P<year>{_YEAR})(?P<tail>[lr]?)")
_QUARTER = re.compile(
    r"(?P<which>[OlN])(?P<unit>[qv])(?P<year>[,.]?o?t?Y|,?o?t?[lrha]u|o?t?u[lr]|ot?u)?|(?P<short>[QH])(?P<n>N)(?P<year2>[-/]?o?Y)?|(?P<year3>Y)(?P<short2>[QH])(?P<n2>N)"
)
_MONTHS = re.compile(r"(?P<which>[Ol])(?P<n>[CN])s(?P<year>o?t?Y|o?t?[lrh]u|o?t?u[lr]|ot?u)")


def _month(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    token = m.start("month")
    year_end = _year_end(shape, m.start("year"), m.end("year")) if m.end("year") > m.start("year") else m.end("year")
    begin, end = (m.start(), max(m.end() if m.group("tail") else 0, year_end, token + 1))
    expression = _make(shape, begin, end, "month", Part(None, shape.tokens[token].value))
    lead = m.group("lead") + m.group("tail")
    if m.group("lead") == "h":
        expression = replace(expression, shift=0)
    expression = replace(expression, hint=-1 if "l" in lead else 1 if "r" in lead else 0)
    expression = _with_year(shape, expression, m.start("year"), year_end)
    open_year = expression.first.year is None and expression.shift is None and not lead and not expression.back
    yield replace(expression, weak=not _is_month(shape, token) or (open_year and not _stands_alone(shape, token)))


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
    short = m.group("short") or m.group("short2")
    if short:
        number = shape.tokens[m.start("n") if m.group("n") else m.start("n2")].value
        size: Size = "quarter" if short == "Q" else "half"
        if number > (4 if short == "Q" else 2) or not (m.group("year2") or m.group("year3") or short == "Q"):
            return
    else:
        number = -1 if m.group("which") == "l" else shape.tokens[m.start()].value
        if m.group("which") == "N" and (number > 4 or shape.word(m.start()).isdigit()):
            return
        size = "quarter" if m.group("unit") == "q" else "half"
        if not m.group("year") and shape.word(m.start("unit")) == "half":
            return
    expression = replace(_make(shape, m.start(), m.end(), size, Part()), number=number)
    where = next((g for g in ("year", "year2", "year3") if m.group(g)), None)
    yield _with_year(shape, expression, m.start(where), m.end(where)) if where else expression


def _months(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "the first four months of 2010"."""
    n = shape.tokens[m.start("n")].value
    first = m.group("which") == "O" and shape.tokens[m.start()].value == 1
    if n < 12:
        bounds = (1, n) if first else (13 - n, 12)
        expression = _make(shape, m.start(), m.end(), "month", Part(None, bounds[0]), Part(None, bounds[1]))
        yield _with_year(shape, expression, m.start("year"), m.end("year"))


# --- relative ------------------------------------------------------------------------------------

_RELATIVE = re.compile(r"(?P<day>h?T)D?|(?P<a>[lrh])(?P<unit>[WVwmuqD])|(?P<unit2>[Wwmu])(?P<z>[lr])")
_WEEKDAY = re.compile(r"(?P<day>W)D?")
_ENGLISH = frozenset(("last", "next", "previous", "coming", "same"))
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
            or (shape.word(m.start()) == "mañana" and shape.word(m.start() - 1) in ("por", "de"))
        ):
            return
        yield replace(_make(shape, m.start(), m.end(), "day", Part()), shift=0 if this else token.value)
        return
    unit, mark = (m.start("unit"), m.start("a")) if m.group("a") else (m.start("unit2"), m.start("z"))
    english = shape.word(mark) in _ENGLISH
    if english and (mark > unit or shape.word(m.start() - 1) in ("the", "every", "each")):
        return
    letter = shape.letters[unit]
    if letter == "D" and shape.word(unit) not in ("morning", "afternoon", "evening", "night", "matin", "soir", "après-midi", "tarde", "noche"):
        return
    expression = _make(shape, m.start(), m.end(), _UNITS[letter], Part())
    weekday = shape.tokens[unit].value if letter in "WV" else None
    yield replace(expression, shift=_SHIFTS[shape.letters[mark]], weekday=weekday, hint=_SHIFTS[shape.letters[mark]])


_WEEKDAYS = re.compile(r"(?P<a>W)(?P<link>[->&])(?P<b>W)(?:t?(?P<mark>[lrh])w|tw(?P<mark2>[lr]))?(?![->N])")


def _weekdays(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """ "Wednesday and Thursday last week", "Tuesday to Thursday"; a working week is opening hours."""
    a, b = shape.tokens[m.start("a")].value, shape.tokens[m.start("b")].value
    length = (b - a) % 7 + 1
    mark = m.group("mark") or m.group("mark2")
    if (
        length > 4
        or (m.group("link") == "&" and not (mark and length == 2))
        or any(shape.word(m.start() - k) in context_words("habits") for k in (1, 2))
    ):
        return
    expression = replace(_make(shape, m.start(), m.end(), "weekday", Part()), weekday=a, number=length)
    yield replace(expression, shift=_SHIFTS[mark]) if mark else expression


def _weekday(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    token = m.start("day")
    first = shape.text[shape.tokens[token].start]
    english = shape.word(token).endswith("day")
    habit = any(shape.word(token - k) in context_words("habits") for k in ((1, 2) if shape.letters[max(token - 1, 0) : token] == "O" else (1,)))
    if habit or (english and not first.isupper()):
        return
    yield replace(_make(shape, m.start(), m.end(), "weekday", Part()), weekday=shape.tokens[token].value)


# --- years ---------------------------------------------------------------------------------------

_YEARS = re.compile(r"Y(?:[-/][Nn](?!\w))?")
_MONEY = frozenset("$€£¥#+©%°º№")


def _year(shape: Shape, m: re.Match[str]) -> Iterator[Expression]:
    """A year that stands alone, or "2018/19"."""
    token, value = m.start(), shape.tokens[m.start()].value
    end, last = token + 1, value
    if len(m.group()) == 3 and shape.tight(token, token + 2):
        tail = shape.tokens[token + 2]
        if tail.end - tail.start == 2 and tail.value == (value + 1) % 100 and not _in_code(shape, token, token + 3):
            end, last = token + 3, value + 1
        elif not (tail.end - tail.start == 2 and 1 <= tail.value <= 12 and shape.word(token + 1) == "-"):
            return
        else:
            yield _make(shape, token, token + 3, "month", Part(value, tail.value))
            return
    if _is_year(shape, token, end):
        yield _make(shape, token, end, "year", Part(value), Part(last))


def _is_year(shape: Shape, token: int, end: int) -> bool:
    letters, tokens = shape.letters, shape.tokens
    value, before, after = tokens[token].value, shape.word(token - 1), shape.word(end)
    prepared = before in context_words("time_prepositions") or letters[max(token - 1, 0) : token] in ("f", "b", "o")
    glued = token > 0 and tokens[token - 1].end == tokens[token].start
    if glued and (before in "/.:-_@’'" or letters[token - 1] == "-") and letters[max(token - 2, 0) : token - 1] != "Y":
        return False
    if glued and letters[token - 1] in "NnxMK":
        return False
    if (
        before in _MONEY
        or before in context_words("numbered")
        or before in ("copyright", "usd", "eur", "us", "cop")
        or letters[max(token - 1, 0) : token] == "S"
    ):
        return False
    if letters[max(token - 2, 0) : token] == "So":
        return False
    if letters[end : end + 1] not in ("", "|") and tokens[end].start == tokens[end - 1].end:
        tight_next = letters[end + 1 : end + 2] in ("N", "n", "x") and tokens[end + 1].start == tokens[end].end
        if letters[end] in "xK" or (after in "-/:.," and tight_next and not (after in "-/" and letters[end + 1] == "Y")):
            return after == "," and letters[end + 1] == "x"
        if after in "%°":
            return False
    if after in context_words("counted") and not (prepared and after not in ("agenda", "people")):
        return False
    if letters[max(token - 1, 0) : token] in ("N", "n") or (letters[end : end + 1] in ("n", "Y") and not prepared):
        return False
    return 1950 <= value <= 2060 or (prepared and value >= 1800)


# --- ranges of two atoms -------------------------------------------------------------------------

_CONNECTOR = re.compile(r"[.,]?([->&/])[tof]?")


def _joined(shape: Shape, found: list[Expression]) -> Iterator[Expression]:
    """Neighbours joined by a dash, "to" or "and" as one range; opening hours ("Monday to Friday") fall away."""
    i = 0
    while i < len(found):
        one = found[i]
        two = found[i + 1] if i + 1 < len(found) else None
        m = _CONNECTOR.fullmatch(shape.letters[one.token_end : two.token]) if two else None
        i += 1
        if not two or not m or one.size != two.size:
            yield one
            continue
        link = m.group(1)
        if one.size == "weekday":
            if one.number or two.number:
                yield one
            elif link in "->":
                i += 1
            else:
                yield one
            continue
        pair = _pair(one, two)
        if pair and link in "/" and not (one.size == "year" and pair[1].last.year == (pair[0].first.year or 0) + 1):
            pair = None
        if pair and _makes_range(shape, one, two, link, pair):
            i += 1
            yield replace(
                pair[0],
                token_end=two.token_end,
                end=two.end,
                last=pair[1].last,
                weak=False,
                weekday=one.weekday,
                shift=two.shift if one.shift is None else one.shift,
            )
        elif pair and link == "&":
            yield replace(pair[0], weak=one.weak and two.weak)
            found[i] = pair[1]
        else:
            yield one


def _pair(one: Expression, two: Expression) -> tuple[Expression, Expression] | None:
    """Both with the year that only one of them states; None where they cannot be ends of a range."""
    if one.size not in ("day", "month", "year") or (None in (one.first.month, two.first.month) and one.size != "year"):
        return None
    a, b = one.first, two.last
    if one.size != "year" and a.year is None and b.year is not None:
        year = b.year - (a.month or (two.first.month or 0) < 0) if False else b.year - ((a.month or 0) > (two.first.month or 0))
        one = replace(one, first=replace(a, year=year), last=replace(one.last, year=year))
    elif one.size != "year" and a.year is not None and b.year is None and two.shift is None:
        year = a.year + ((two.first.month or 0) < (a.month or 0))
        two = replace(two, first=replace(two.first, year=year), last=replace(b, year=year))
    return one, two


def _makes_range(shape: Shape, one: Expression, two: Expression, link: str, pair: tuple[Expression, Expression]) -> bool:
    first, last = _key(pair[0].last), _key(pair[1].first)
    same_state = (pair[0].first.year is None) == (pair[1].first.year is None)
    if not same_state or (pair[0].first.year is not None and first >= last):
        return False
    if one.size == "year" and (last[0] - first[0]) > 60:
        return False
    words = [shape.word(k) for k in range(max(one.token - 6, 0), one.token)]
    if link == ">" and any(w in context_words("moved") for w in words):
        return False
    if link != "&" or "b" in shape.letters[max(one.token - 2, 0) : one.token]:
        return True
    return _follows(pair[0], pair[1])


def _key(part: Part) -> tuple[int, int, int]:
    return part.year or 0, part.month or 0, part.day or 0


def _follows(one: Expression, two: Expression) -> bool:
    """Whether the second begins right after the first: "2017 and 2018", "30 November and 1 December"."""
    a, b = one.last, two.first
    if one.size == "year":
        return (b.year or 0) == (a.year or 0) + 1
    months = ((b.year or 0) - (a.year or 0)) * 12 + (b.month or 0) - (a.month or 0)
    if one.size == "month":
        return months in (1, -11)
    return months in (1, -11) and b.day == 1 and (a.day or 0) >= 28


_PATTERNS: list[tuple[re.Pattern[str], Callable[[Shape, re.Match[str]], Iterator[Expression]]]] = [
    (_NUMERIC, _numeric),
    (_DAY_FIRST, _days),
    (_MONTH_FIRST, _days),
    (_MONTHS, _months),
    (_QUARTER, _quarter),
    (_MONTH_YEAR, _month_year),
    (_MONTH, _month),
    (_DAY_MONTH, _day_month),
    (_DAY_IN_MONTH, _day_in_month),
    (_WEEKDAYS, _weekdays),
    (_RELATIVE, _relative),
    (_WEEKDAY, _weekday),
    (_YEARS, _year),
]
