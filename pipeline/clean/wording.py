"""The words of lines: folded for comparison, and the lists of what web pages put around their content (``resources/boilerplate_phrases.toml``)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick

from pipeline import resource

EDGES = " \t[]()«»<>|·•‹›←→*#_~:;,.!?…✕×+=-–—/\\\"'“”"
_COMBINING = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f]")


def fold(text: str) -> str:
    """Case, accents, curly apostrophes and runs of blanks removed, for looking words up; other scripts keep their letters."""
    if not text.isascii():
        text = _COMBINING.sub("", unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'").replace("ʼ", "'")))
    return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class PhraseLists:
    """Whole items by list, how lines begin by list, and an automaton of what they contain (None: not consulted)."""

    items: dict[str, str]
    starts: dict[str, re.Pattern[str]]
    contains: Any


@cache
def phrase_lists() -> PhraseLists:
    """The phrase lists, folded, one pattern a list."""
    table = resource.toml("boilerplate_phrases.toml")
    items: dict[str, str] = {}
    starts = {}
    contains = ahocorasick.Automaton()
    for name, lists in table.items():
        words = lists.get("items", [])
        for phrase in [p for group in words.values() for p in group] if isinstance(words, dict) else words:
            items.setdefault(fold(phrase), name)
        if "starts" in lists:
            starts[name] = re.compile("(?:" + "|".join(re.escape(p) + (r"\b" if p[-1].isalnum() else "") for p in map(fold, lists["starts"])) + ")")
        if "contains" in lists:
            for phrase in map(str.casefold, lists["contains"]):
                contains.add_word(phrase, (*contains.get(phrase, ()), name))
    contains.make_automaton()
    return PhraseLists(items, starts, contains)


def menu_items(text: str, items: Mapping[str, str]) -> list[str]:
    """The items of a menu that nothing but blanks parts ("About us Projects Tenders News"): three or more that are known, half of the words or more
    in them, each with a capital, and one among them that no headline holds ("Home", "About us").

    The longest known run of up to four words counts; words between are items of their own.
    """
    shown = text.split()
    words = [fold(w).strip(EDGES + "¿?¡!") for w in shown]
    parts: list[str] = []
    at = known = 0
    while at < len(words):
        length = next((n for n in (4, 3, 2, 1) if shown[at].lstrip("¿")[:1].isupper() and items.get(" ".join(words[at : at + n])) == "menu"), 0)
        known += length
        if not length and parts and shown[at][:1].islower():
            parts[-1] += f" {words[at]}"
        else:
            parts.append(" ".join(words[at : at + (length or 1)]))
        at += length or 1
    several = sum(items.get(p) == "menu" for p in parts) >= 3 and known * 2 >= len(words)
    return parts if several and not _of_sites().isdisjoint(parts) else []


@cache
def _of_sites() -> frozenset[str]:
    """Items that lead to the front page of a site or to what it says of itself, folded."""
    groups = resource.toml("boilerplate_phrases.toml")["menu"]["items"]
    return frozenset(map(fold, (*groups["about"], *groups["home"])))
