"""Sustainable Development Goals and targets that a page names: "SDGs 3, 5 and 17", "target 10.7", "16. Peace, Justice …", "ODD 3".

A *head* ("SDG", "Goals", "target") opens a list of numbers, each with its title or a gloss in brackets; the list is read number by number. "Goal" and
"target" without "sustainable" count only on a page that speaks of the SDGs elsewhere, or where the official title follows; Millennium Development
Goals, "SDG 2030", goals of plans and Sudanese pounds are none. A target in brackets stands for its goal ("SDG 10 (target 10.7)" is the target alone).
The official titles are those of the United Nations (``resources/sdg_titles.csv``), the numbers of targets those of resolution 71/313. The patterns
stand in :mod:`~pipeline.annotate.sdgs.patterns`, those of titles in :mod:`~pipeline.annotate.sdgs.titles`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.annotate.sdgs.patterns import (
    AGENDA,
    BESIDE,
    COUNTS,
    DASHED,
    ENDS,
    FREE_GLOSS,
    GLOSS,
    GLOSSED,
    GOALS_ALONE,
    HASHTAG,
    HEAD,
    HEADING,
    ICON,
    IN_BRACKETS,
    INDICATOR,
    INDICATORS,
    ITEM,
    LIKE_GLOSS,
    LISTED,
    MANY,
    NAME,
    NUMBER,
    NUMBERS_ALONE,
    OF_AGENDA,
    OF_PLAN,
    OF_TARGET,
    ON,
    ONLY_TARGET,
    ORDINAL,
    ORDINALS,
    OTHER_GOALS,
    OUR_INDICATORS,
    OWN_WORDING,
    POUNDS,
    PRICE,
    RANGE,
    SEPARATOR,
    SPACES,
    TARGET,
    TARGETS_ALONE,
    TARGETS_OF,
    WORDS,
    WRAP,
)
from pipeline.annotate.sdgs.titles import any_title, bare_titles, millennium, numbered_titles, on_subject, title_and_number, title_of, titles
from pipeline.annotate.words import soft_breaks
from pipeline.document import Document, Sdg

# Numbered and lettered targets of each goal.
_TARGETS = {
    1: (5, "ab"), 2: (5, "abc"), 3: (9, "abcd"), 4: (7, "abc"), 5: (6, "abc"), 6: (6, "ab"), 7: (3, "ab"), 8: (10, "ab"), 9: (5, "abc"),
    10: (7, "abc"), 11: (7, "abc"), 12: (8, "abc"), 13: (3, "ab"), 14: (7, "abc"), 15: (9, "abc"), 16: (10, "ab"), 17: (19, ""),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Named:
    goal: int
    target: str | None
    start: int
    end: int


def goals() -> list[tuple[int, str]]:
    """The 17 goals with their English titles, for the reference table."""
    english = {goal: title for goal, language, title in reversed(titles()) if language == "en"}
    return sorted(english.items())


def find_sdgs(document: Document) -> Iterator[Sdg]:
    """Every mention of a goal or target: in the text with its span, in the order of the text, then the further ones of fields and tags, without."""
    outside = [*(f"{f.label}: {f.value}" for f in document.fields if f.start is None), *document.tags]
    about = _speaks_of_sdgs("\n".join([document.text, *outside]))
    seen: set[tuple[int, str | None]] = set()
    for named in _find(_joined(document.text), about=about):
        seen.add((named.goal, named.target))
        yield Sdg(named.goal, named.target, "explicit", 0.98, named.start, named.end)
    block = "\n".join(document.tags)  # a heading among the tags may stand above titles without numbers
    headed = [block] if re.search(rf"(?im)^(?:(?:related|our|linked|relevant) )?(?:{NAME})(?: \(SDGs\))?\s?:?$", block) else []
    headed += [f"SDGs: {tag}" for tag in document.tags if (first := any_title().match(tag)) and re.match(r"\s?[|·•;,/]", tag[first.end() :])]
    for line in [*outside, *headed]:
        for named in _find(line, about=about or line in document.tags):
            if (named.goal, named.target) not in seen:
                seen.add((named.goal, named.target))
                yield Sdg(named.goal, named.target, "explicit", 0.95)


def _joined(text: str) -> str:
    """The text with a blank for each line break that only wraps a sentence; every offset stays."""
    for at in soft_breaks(text):
        text = f"{text[:at]} {text[at + 1 :]}"
    return WRAP.sub(" ", text)


def _speaks_of_sdgs(text: str) -> bool:
    pattern = rf"\bSDGs?\b|\bODD\b|\bODS\b|{NAME}|2030 Agenda|Agenda 2030|développement durable|desarrollo sostenible"
    return re.search(pattern, text, re.IGNORECASE) is not None or any(True for _ in numbered_titles(text))


def _find(text: str, *, about: bool) -> list[_Named]:
    """Goals and targets of one text, each place once, in order."""
    text = text.translate(SPACES)
    pounds = "ustainable" not in text and (POUNDS.search(text) is not None or ("Sudan" in text and PRICE.search(text) is not None))
    found: dict[tuple[int, int, str], _Named] = {}
    end = 0
    for head in HEAD.finditer(text):
        if head.start() < end or (pounds and head.group().startswith("SDG")):
            continue
        for named, after in _list(text, head, about=about):
            found.setdefault((named.start, named.goal, named.target or ""), named)
            end = after
    for named in [*_alone(text, about=about), *_under_headings(text)]:
        if not any(named.start < n.end and n.start < named.end for n in found.values()):
            found[named.start, named.goal, ""] = named
    for m in numbered_titles(text):
        if not any(m.start() < n.end and n.start < m.end() for n in found.values()):
            group = m.lastgroup or ""
            found[m.start(), 0, ""] = _Named(int(group[1:]), None, *m.span(group))
    return [found[k] for k in sorted(found)]


def _alone(text: str, *, about: bool) -> Iterator[_Named]:
    """Goals told without a list: "the sixth SDG", names of picture files, hashtags, "indicator 5.3.1 of the SDGs", "Climate Action (13)"."""
    for m in ORDINAL.finditer(text):
        yield _Named(int(m["number"]) if m["number"] else ORDINALS[m["goal"].lower()], None, *m.span())
    for pattern in (ICON, HASHTAG):
        yield from (_Named(int(m["goal"]), None, *m.span("goal")) for m in pattern.finditer(text))
    ours = OUR_INDICATORS.search(text) is not None
    for pattern, each in ((TARGETS_OF, TARGET), *([(INDICATORS, INDICATOR)] if ours else [])):
        for number in (n for m in pattern.finditer(text) for n in each.finditer(text, *m.span("numbers"))):
            named = _Named(int(number["goal"]), f"{number['goal']}.{number['target']}", *number.span("goal"))
            if _valid(named):
                yield named
    for m in [*bare_titles(text, about=about), *(title_and_number().finditer(text) if about else ())]:
        group = m.lastgroup or ""
        yield _Named(int(group[1:]), None, *m.span(group))


def _under_headings(text: str) -> Iterator[_Named]:
    """The goals and targets, on lines of their own, right under a heading that announces them."""
    for heading in HEADING.finditer(text):
        at = heading.end()
        while (item := ITEM.match(text, at)) and (m := NUMBER.match(text, item.end())):
            named, end = _read(text, m, labelled=False)
            line = [named]
            while (beside := BESIDE.match(text, end)) and (m := NUMBER.match(text, beside.end())):
                named, end = _read(text, m, labelled=False)
                line.append(named)
            if not all(map(_valid, line)) or not ENDS.match(text, end):
                break
            yield from line
            at = end


def _list(text: str, head: re.Match[str], *, about: bool) -> Iterator[tuple[_Named, int]]:
    """The numbers after a head, as far as they go on, each with the end of its title or gloss."""
    word = head.group()
    plural = bool(re.match(r"(?i)(SDGs|ODD|ODS|\w*goals|.*\bgoals\b|objectifs|objetivos|SDG\(s\)|targets|cibles|metas)", word))
    before = text[max(head.start() - 30, 0) : head.start()]
    plural = (plural and not re.search(r"(?:\b(?:[ade]l|un)\s|\bl[’'])$", before)) or before.endswith("both ")
    if OTHER_GOALS.search(before):
        return
    loose = head.group("name") is None
    if word.endswith(("(", "[")) and not IN_BRACKETS.match(text, head.end()):
        return
    heading = not loose and "\n" in word.rstrip(" ") and head.start() == text.rfind("\n", 0, head.start()) + 1
    ranged = RANGE.match(text, head.end("name")) if not loose else None
    at = ranged.end() if ranged else head.end()
    numbers = NUMBERS_ALONE.match(text, at - 1) if at else None
    column = numbers is not None and ":" in word
    at_gloss = at
    last: _Named | None = None
    dashes = False
    while True:
        separator = SEPARATOR.match(text, at) if last else None
        begin = separator.end() if separator else at
        again = (separator.group("again") or "").lower() if separator else ""
        m = NUMBER.match(text, begin) if ranged or not head.group("on") else None
        if not m:
            quoted = text[begin : begin + 1] in ("“", "«", '"', "‘", "'")
            if not last and (on := ON.match(head.group("filler") or "")):
                begin = head.start("filler") + on.end()
            told = head.group("filler") or head.group("on") or heading or quoted or (plural and _leads_titles(text, head))
            title = any_title().match(text, begin) if told and not loose else None
            if title is None:
                return
            group = title.lastgroup or ""
            last = _Named(int(group[1:]), None, *title.span(group))
            at = title.end()
            yield last, at
            continue
        dashes = separator is not None and _dash(separator) and (dashes or DASHED.match(text, m.end()) is not None)
        named, at = _read(text, m, labelled=":" in word)
        titled = title_of(named.goal).match(text, m.end())
        listed = LISTED.match(text, m.end()) or (last and at_gloss > last.end and GLOSSED.match(text, m.end()))
        if not column:
            if separator and not dashes and not _goes_on(separator, named, last, titled=titled is not None, plural=plural):
                return
            if separator and not (plural or titled or named.target or separator.group("again") or listed):
                return
        if not _valid(named) or COUNTS.match(text, m.end()):
            return
        if again:
            plural = plural or again.strip().endswith("s")
        if not titled and not last and "\n" in text[head.start() : m.start()] and (loose or not _wrapped(text, head.start(), m)):
            return
        if loose and (millennium().match(text, m.end()) or not (titled or _belongs(text, head, named, m.end(), about=about, first=last is None))):
            return
        alone = named.target is None and _stands_for_target(text, named, at, head.start())
        if separator and last and not titled and not dashes and re.fullmatch(r"\s?(?:[–—-]|to|through|al?|à|au|hasta)\s?", separator.group()):
            yield from ((between, at) for between in _between(last, named))
        if not alone:
            yield named, at
        plural = plural or last is not None
        last, at_gloss = named, at


def _dash(separator: re.Match[str]) -> bool:
    return separator.group().strip() in ("-", "–", "—")


def _leads_titles(text: str, head: re.Match[str]) -> bool:
    """Whether two titles follow a head ("SDGs Gender equality Climate action")."""
    first = any_title().match(text, head.end())
    return first is not None and any_title().match(text, re.compile(r"[,;|·•]?(?: and)?").match(text, first.end()).end()) is not None  # type: ignore[union-attr]


def _read(text: str, m: re.Match[str], *, labelled: bool) -> tuple[_Named, int]:
    """The goal or target of a number, and where its title or gloss ends; in a ``labelled`` list a gloss may be free words."""
    goal, target = int(m.group("goal") or WORDS[m.group("word").lower()]), m.group("target")
    end = m.end()
    for pattern in (title_of(goal), GLOSS, LIKE_GLOSS, *([FREE_GLOSS] if labelled else [])):
        after = pattern.match(text, end)
        if after:
            end = after.end()
    return _Named(goal, f"{goal}.{target.lower()}" if target else None, m.start(), m.end()), end


def _between(first: _Named, last: _Named) -> Iterator[_Named]:
    """What a range leaves out between its ends: goals, or numbered targets of one goal."""
    if first.target is None and last.target is None:
        yield from (_Named(g, None, last.start, last.end) for g in range(first.goal + 1, last.goal))
    elif first.target and last.target and first.goal == last.goal:
        a, b = (t.split(".")[1] for t in (first.target, last.target))
        if a.isdecimal() and b.isdecimal():
            yield from (_Named(last.goal, f"{last.goal}.{n}", last.start, last.end) for n in range(int(a) + 1, int(b)))


def _wrapped(text: str, head: int, number: re.Match[str]) -> bool:
    """Whether the line end between a head and its number parts a label from a list of numbers."""
    bare = re.match(r"[ \t]*(?:$|\n)", text[number.end() : number.end() + 20]) is not None and not HEADING.match(text, text.rfind("\n", 0, head) + 1)
    item = re.match(r"[.)][ \t]+[^\W\d_]", text[number.end() : number.end() + 9]) is not None
    return text.count("\n", head, number.start()) == 1 and LISTED.match(text, number.end()) is not None and not bare and not item


def _goes_on(separator: re.Match[str], named: _Named, last: _Named | None, *, titled: bool, plural: bool) -> bool:
    """Whether a number after this separator still belongs to the list."""
    marks = separator.group("marks").strip()
    sibling = named.target is not None and last is not None and last.goal == named.goal
    if separator.group("especially"):
        return sibling
    if separator.group("hash") or (sibling and (separator.group("line") or marks in ("–", "-"))):
        return True
    if "(" in marks or "[" in marks:
        return sibling
    marks = re.sub(r"[)\]\s]", "", marks)
    if ":" in marks:
        return named.target is not None and last is not None and last.goal == named.goal and last.target is None
    if separator.group("marks").strip() and not marks:
        return named.target is not None or bool(separator.group("word"))
    if not marks and not separator.group("word") and not separator.group("line") and not separator.group("again"):
        return False
    if titled:
        return True
    if "." in marks or separator.group("line"):
        return False
    if marks in ("–", "—", "-"):
        return last is not None and last.goal < named.goal and plural
    return plural or bool(separator.group("word")) or named.target is not None or marks in (",", "/", "|", "·", "•", "&", ";", "+")


def _valid(named: _Named) -> bool:
    if named.target is None:
        return True
    numbered, lettered = _TARGETS[named.goal]
    part = named.target.split(".")[1]
    return 1 <= int(part) <= numbered if part.isdecimal() else part in lettered


def _belongs(text: str, head: re.Match[str], named: _Named, end: int, *, about: bool, first: bool) -> bool:
    """Whether "Goal 5" or "target 10.7" without "sustainable" is one of the SDGs: the page speaks of them, and it is no plan's own goal; or a label
    stands before nothing but numbers of targets.
    """
    if head.group("target") and ":" in head.group() and TARGETS_ALONE.match(text, head.end()):
        return True
    if head.group("goal") and head.start() == text.rfind("\n", 0, head.start()) + 1 and GOALS_ALONE.match(text, head.start()):
        return True
    if not about:
        return False
    if head.group("target"):
        return named.target is not None
    ours = OF_AGENDA.match(text, end) or AGENDA.search(text, max(head.start() - 40, 0), head.start())
    own = OWN_WORDING.match(text, end) if first else None
    if own and not on_subject(own["gloss"], named.goal):
        return False
    many = MANY.match(text, head.end())
    listed = head.group()[0].isupper() or many is not None
    return (listed and not OF_PLAN.match(text, many.end() if many else end)) or ours is not None


def _stands_for_target(text: str, named: _Named, end: int, head: int) -> bool:
    """ "SDG 10 (target 10.7)" and "target 10.7 of SDG 10": the goal only says whose target it is."""
    after = ONLY_TARGET.match(text, end)
    before = OF_TARGET.search(text, max(head - 45, 0), head)
    return any(m is not None and int(m.group("goal")) == named.goal for m in (after, before))
