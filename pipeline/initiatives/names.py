"""Names of initiatives: the conventions, compacts and funds that pages cite, from a reviewed list, and what a name is freed of.

Finders are ``Scene -> Iterator[Candidate]``. Wrong where a body is called like an initiative and nothing has recognised it as a body.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pipeline import resource
from pipeline.initiatives.scene import Scene, plain
from pipeline.phrases import Openings, listed, longest, openings

Source = Literal["tagger", "known", "apposed", "quoted", "described", "agreement", "title", "field", "row"]

ACRONYM = re.compile(r"\s?\(([A-ZÀ-Þ][\w&/\-–]{1,14}(?:\s(?:II|III|IV|VI?|[1-9]))?)\)")
YEARS = re.compile(r",? ?\(?((?:19|20)\d\d\s?[-–]\s?(?:19|20)?\d\d)\)?|,? (?:of )?((?:19|20)\d\d)(?: ?\((?:No\.|núm\.|n[°ºo]) ?\d{1,3}\))?(?![\d-])")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may name or describe an initiative. ``named`` is False where the words only describe it."""

    start: int
    end: int
    name: str
    kind: str | None
    confidence: float
    source: Source
    acronym: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    name: str
    kind: str
    acronym: str | None


@cache
def known() -> tuple[re.Pattern[str], dict[str, Known], Openings]:
    """The list of cited instruments: one pattern for all their names, what each name means (keys as :func:`plain` gives them), and how they
    begin."""
    meaning: dict[str, Known] = {}
    for name, kind, acronym, others in csv.reader(resource.lines("initiative_known.csv"), delimiter=";"):
        entry = Known(name, kind, acronym or None)
        for form in [name, *others.split("|")]:
            if form:
                meaning.setdefault(plain(form), entry)
    words = longest(meaning)
    body = "|".join(re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in words)
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])", re.IGNORECASE), meaning, openings(words)


def find_known(scene: Scene) -> Iterator[Candidate]:
    """Instruments of the reviewed list, with the words that carry the name on."""
    pattern, meaning, opens = known()
    for m in listed(pattern, opens, scene.text):
        entry = meaning[plain(m.group())]
        following = scene.words[scene.word_at(m.end()) : scene.word_at(m.end()) + 1]
        if following and following[0].text.casefold() in ("secretariat", "secretary"):
            continue
        end = _years(scene, m.end())
        yield Candidate(m.start(), end, tidy(scene.text[m.start() : end]), entry.kind, 0.9, "known", acronym_after(scene, end) or None)


def on_one_line(scene: Scene, candidate: Candidate) -> Candidate:
    """The candidate up to the end of its line, if more is a heading or dateline below a title."""
    end = scene.one_line(candidate.start, candidate.end)
    if end == candidate.end or candidate.source == "known":
        return candidate
    name = tidy(scene.text[candidate.start : end])
    acronym = ACRONYM.search(scene.text, candidate.start, end)
    return replace(candidate, end=end, name=name, acronym=acronym[1] if acronym else None)


def tidy(text: str) -> str:
    """A name on one line without quotation marks around it or an acronym at its end."""
    text = re.sub(r"\s+", " ", text).strip(" ,;:–-—")
    text = re.sub(r"\s?\([A-ZÀ-Þ][\w&/\-–]{1,14}(?:\s(?:II|III|IV|VI?|[1-9]))?\)$", "", text)
    text = re.sub(r"\s?\([^()]{0,40}$|^[^()]{0,40}\)\s?(?=\w)", "", text)
    text = re.sub(
        r"\s(?:behind|under|of|for|in|by|per|to|with|and|the|de|du|des|del|et|se|en|pour|para|por|[Ll]eer más|[Rr]ead more|[Ll]ire la suite)$",
        "",
        text,
    )
    return text.strip('“”"«»‘ ').rstrip("’' ,")


def acronym_after(scene: Scene, end: int) -> str | None:
    """The acronym in brackets that follows a name, without a plural s: "(SMPs)" is "SMP"."""
    m = ACRONYM.match(scene.text, end)
    if not m or sum(c.isupper() for c in m.group(1)) < 2:
        return None
    return re.sub(r"(?<=[A-Z])s$", "", m.group(1))


def _years(scene: Scene, end: int) -> int:
    """The end of the name with the years that follow it: "2008-2010", ", 1996 (No. 177)"."""
    m = YEARS.match(scene.text, end)
    if not m:
        return end
    if m.group(2) and not re.search(r"\((?:No\.|núm\.|n[°ºo])", m.group()) and not m.group().startswith(" "):
        return end
    if m.group(2) and " of " in m.group():
        return end
    return m.end()
