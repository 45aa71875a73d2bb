"""The page's own tags outside its main content: subjects, places, and above all its Sustainable Development Goals.

A line counts where a tag's label opens it ("SDG(s): 16. Peace …", "Region: Asia-Pacific"), where it names a goal by number or official title, and
where it stands under a heading such as "Related SDGs". A page that shows nearly all seventeen goals shows a menu, not its tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline import resource
from pipeline.clean.boilerplate import Judged
from pipeline.clean.lines import fold

_TAGS = re.compile(
    r"^(?:(?:related |tagged |our |primary |main |other )?(?:un ?)?(?:sdgs?(?:\(s\))?|sdg targets?|odd|ods|goals?|global goals"
    r"|sustainable development goals?|"
    r"objectifs? de developpement durable|objetivos? de desarrollo sostenible"
    r"|locations?(?:\(s\))?|country|countries|countr(?:y|ies)\(s\)|pays|pais|paises|regions?|tags?|etiquetas|mots[- ]cles|keywords|"
    r"topics?|themes?|categories|posted in|filed under|icon of sdg|[efs][-_ ](?:inverted[-_ ])?(?:sdg|web[-_ ]goal|print[-_ ]goal))(?![^\W_]))"
)
_GOAL = re.compile(r"\b(?:SDGs?|ODD|ODS|SDG targets?|Sustainable Development Goals?)[ #:-]{0,2}\d")
# A goal by its number, as it stands among the tags of a page.
_SDGS = r"sdgs?(?:\(s\))?|odd|ods|global goals|sustainable development goals?|objectifs? de developpement durable|objetivos? de desarrollo sostenible"
_HEADING = re.compile(
    rf"(?:(?:related|our|linked|relevant) )?(?:un )?(?:{_SDGS})(?: \((?:sdgs?|odd|ods)\))?"
    r"(?: (?:lies|vises|concernes|relacionados|vinculados|asociados|addressed|supported|targeted|icons|goals|targets?|(?:and|&) targets))?"
)
_NUMBER = re.compile(
    r"(?:(?:goal|sdg|odd|ods|objectif|objetivo)[ -]?)?0?(1[0-7]|[1-9])(?:\.(?:\d{1,2}|[a-e]))?(?!\d)(?:\s?[.:–-]?\s?(?P<title>\D{0,70}))"
)
_MENU = 12
_MARKS = " \t#*_•▪●■◦·–—-:[]"


def tags_of(lines: Sequence[Judged]) -> tuple[str, ...]:
    """The page's own tag lines outside its main content ("SDG(s): 16. Peace …", "Icon of SDG 04", "Region: Asia-Pacific")."""
    found = []
    shown = [x for x in lines if x.text.strip()]
    goals = dict(_goal_lines(shown))
    if len(goals) > _MENU:
        goals = {}
    for i, line in enumerate(shown):
        if line.kept or len(line.text) > 600:
            continue
        folded = fold(line.text.strip(_MARKS))
        near = line.part != "head" or any(x.part == "title" for x in shown[i : i + 4])
        labelled = _TAGS.match(folded) and (":" in folded or any(c.isdigit() for c in folded))
        unsure = line.reason == "tag line" or line.reason.startswith("outside the main content")
        if near and (labelled or i in goals or (unsure and _GOAL.search(line.text))):
            found.append(line.text.strip())
    return tuple(dict.fromkeys(found))


def _goal_lines(shown: Sequence[Judged]) -> Iterator[tuple[int, bool]]:
    """Indices of the lines outside the main content that name goals alone: by title, or under a heading; and of the headings."""
    under = False
    for i, line in enumerate(shown):
        folded = fold(line.text.strip(_MARKS))
        if line.kept or len(folded) > 300:
            under = False
            continue
        heading = _HEADING.fullmatch(folded) is not None
        parts = [fold(x.strip(_MARKS)) for x in re.split(r"[|·•,;/]\s|\s{2}|\t", line.text) if x.strip(_MARKS)]
        named = _is_goal(folded) or (len(parts) > 1 and all(map(_is_goal, parts)))
        under = heading or (under and (named or _NUMBER.fullmatch(folded) is not None))
        if under or named:
            yield i, heading


def _is_goal(folded: str) -> bool:
    """Whether a tag is the title of a goal, with or without its number."""
    number = _NUMBER.fullmatch(folded)
    return folded in _titles() or (number is not None and number["title"].strip(_MARKS) in _titles())


@cache
def _titles() -> frozenset[str]:
    """Official titles of the goals in English, French and Spanish, folded."""
    return frozenset(fold(row["title"]) for row in resource.rows("sdg_titles.csv"))
