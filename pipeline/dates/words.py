"""Text to a string of one letter a token, on which the date grammar is written.

A calendar expression is told by the kinds of its words, not by the words, so the grammar (:mod:`pipeline.dates.grammar`) is a few regular
expressions over a *shape*: ``"on 12 and 13 March 2019"`` is ``xN&NMY``, and so is ``"12 et 13 mars 2019"`` but for its first letter. Words come
from ``resources/dates_words.toml``.

Letters: ``N`` number 1–31, ``Y`` number 1800–2099 of four digits, ``n`` other number, ``M`` month, ``K`` short month, ``W`` weekday, ``V`` short
weekday, ``o`` of, ``t`` article, ``-`` dash, ``/`` slash, ``&`` and, ``>`` to, ``f`` from, ``b`` between, ``,`` comma, ``.`` dot, ``p`` other sign,
``l`` last, ``r`` next, ``h`` this, ``a`` that, ``w`` week, ``m`` month (the word), ``s`` months, ``u`` year (the word), ``q`` quarter, ``v`` half,
``O`` ordinal, ``D`` part of a day, ``T`` today and its neighbours, ``E`` end (English), ``Q`` and ``H`` as in Q3 and H1, ``C`` number word, ``S``
season, ``x`` any other word, ``|`` a break that no expression crosses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline import resource

# Web and mail addresses hold numbers that look like years; they are cut out before anything is read.
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,500}|[\w.+-]{1,64}@[\w.-]{1,200}")
_TOKEN = re.compile(
    r"(\d+)(?:(?:st|nd|rd|th|er|ère|re|ème|e|\.?[ºª]|°)(?![^\W_])(?:\sday(?=\sof\s))?|\sd[ií]as(?=\sdel\smes\s))?"
    r"|aujourd['’]hui|après-midi|(?<![Àà]\s)(?<!A\s)ce\sjour(?![\w-])|que\svienen?(?!\w)|[dl]['’](?=\w)|[^\W\d_]+|[^\w\s]|_",
    re.IGNORECASE,
)
_DAY_IN_WORDS = re.compile(r"(?<=[tW])C(?=M)|[CO](?=oM)")
"""The day of "el uno de enero", "primero de mayo", "the first of May", "le cinq mars"."""
_SIGNS = {**dict.fromkeys("-–—‐‑−", "-"), "/": "/", "&": "&", ",": ",", ".": "."}
_BULLETS = "•▪●■◦*·–—-+▪"
_WRAPPED = 60
"""A line at least this long may be continued by the next one; shorter ones end what they say."""


class Token(NamedTuple):
    """A word, number or sign: span in the text, letter, and its value (day, year, month 1–12, weekday 0–6 from Monday, ordinal …)."""

    start: int
    end: int
    letter: str
    value: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """The text's tokens and their letters: ``letters[i]`` is that of ``tokens[i]``."""

    text: str
    letters: str
    tokens: tuple[Token, ...]

    def word(self, index: int) -> str:
        """The lower-case text of a token; empty beyond either end."""
        if not 0 <= index < len(self.tokens):
            return ""
        token = self.tokens[index]
        return self.text[token.start : token.end].casefold()

    def tight(self, first: int, last: int) -> bool:
        """Whether the tokens ``first`` to ``last`` stand without a space between them."""
        return all(self.tokens[i].end == self.tokens[i + 1].start for i in range(first, last))


def tokens_of(text: str, *, language: str | None = None) -> Shape:
    """Shape of the text; with ``language`` None or one that has no word list, month names of all three languages are known."""
    words = vocabulary(language)
    out: list[Token] = []
    at = end = 0
    for address in [*_ADDRESS.finditer(text), None]:
        stop = address.start() if address else len(text)
        for m in _TOKEN.finditer(text, at, stop):
            start = m.start()
            if out and start > end and not (start == end + 1 and text[end] == " ") and _breaks(text, end, start):
                out.append(Token(end, end, "|"))
            out.append(_token(m, words))
            end = m.end()
        if address:
            out.append(Token(address.start(), address.end(), "|"))
            at = end = address.end()
    letters = "".join(t.letter for t in out)
    for m in _DAY_IN_WORDS.finditer(letters):
        token, before = out[m.start()], out[m.start() - 1] if m.start() else out[0]
        named = letters[m.end()] == "o" or text[before.start : before.end].casefold() == "le"
        if (token.letter == "C" or token.value == 1) and named:
            out[m.start()] = token._replace(letter="N")
    return Shape(text, "".join(t.letter for t in out), tuple(out))


def _token(m: re.Match[str], words: dict[str, tuple[str, int]]) -> Token:
    digits = m.group(1)
    if digits is None:
        word = m.group()
        letter, value = words.get(word.casefold().replace("’", "'"), ("x", 0))
        if letter == "x" and not word[0].isalpha():
            letter = _SIGNS.get(word, "p")
        return Token(m.start(), m.end(), letter, value)
    number = int(digits) if len(digits) < 9 else -1
    if len(digits) <= 2 and 1 <= number <= 31:
        return Token(m.start(), m.end(), "N", number)
    if len(digits) == 4 and 1800 <= number <= 2099:
        return Token(m.start(), m.end(), "Y", number)
    return Token(m.start(), m.end(), "n", number)


def _breaks(text: str, end: int, start: int) -> bool:
    """Whether the gap between two tokens parts what they say: a tab, wide space, blank line, the end of a short line, a stop before a line
    that opens with a figure.
    """
    gap = text[end:start]
    if gap in ("", " "):
        return False
    if "\t" in gap or len(gap) > 3 or gap.count("\n") > 1:
        return True
    if "\n" not in gap:
        return False
    line = end - (text.rfind("\n", 0, end) + 1)
    return line < _WRAPPED or text[start] in _BULLETS or (text[end - 1] == "." and text[start].isdigit())


@cache
def vocabulary(language: str | None) -> dict[str, tuple[str, int]]:
    """Word (lower case) to letter and value, for the page's language and English; all three languages where it is not one of them."""
    data = resource.toml("dates_words.toml")
    order = ["en"] if language == "en" else ["en", language] if language in data else ["en", "fr", "es"]
    words: dict[str, tuple[str, int]] = {"q": ("Q", 0), "h": ("H", 0)}
    words |= {"s": ("H", 0), "t": ("Q", 0)} if order[-1] != "en" else {}
    for code in order:
        words |= _words(data[code], foreign=code != "en" and language is None, known=words)
    return words


_SIMPLE = {
    "to": ">", "and": "&", "of": "o", "article": "t", "from": "f", "between": "b", "last": "l", "next": "r", "this": "h", "that": "a",
    "week": "w", "month": "m", "months_unit": "s", "year": "u", "quarter": "q", "half": "v", "dayparts": "D", "seasons": "S", "end": "E",
}  # fmt: skip


def _words(data: dict[str, list[str]], *, foreign: bool, known: dict[str, tuple[str, int]]) -> dict[str, tuple[str, int]]:
    """Letters of one language's words; where the language is only guessed (``foreign``), no word of another one is overwritten."""
    out: dict[str, tuple[str, int]] = {}
    for key, letter in _SIMPLE.items():
        out |= dict.fromkeys(data.get(key, []), (letter, 0))
    for key, value in (("before_yesterday", -2), ("yesterday", -1), ("today", 0), ("tomorrow", 1)):
        out |= dict.fromkeys(data.get(key, []), ("T", value))
    out |= {w: ("C", i + 1) for i, w in enumerate(data["numbers"])}
    out |= {w: ("O", i + 1) for i, group in enumerate(data["ordinals"]) for w in group}
    for w in data["final"]:
        out.setdefault(w, ("O", -1))
    for key in ("short_weekdays", "short_weekdays_2", "short_weekdays_3", "weekdays"):
        out |= {w: ("W" if key == "weekdays" else "V", i) for i, w in enumerate(data.get(key, [])) if w}
    for key in ("short_months", "short_months_2", "months_2", "months"):
        out |= {w: ("K" if key.startswith("short") else "M", i + 1) for i, w in enumerate(data.get(key, [])) if w}
    return {w: v for w, v in out.items() if not (foreign and w in known)}


@cache
def context_words(key: str) -> frozenset[str]:
    """Words of one list of the resource's ``context``."""
    return frozenset(resource.toml("dates_words.toml")["context"][key])
