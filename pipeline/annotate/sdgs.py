"""Sustainable Development Goals and targets that a page names: "SDGs 3, 5 and 17", "target 10.7", "16. Peace, Justice …", "ODD 3".

A *head* ("SDG", "Goals", "target") opens a list of numbers, each with its title or a gloss in brackets; the list is read number by number. "Goal" and
"target" without "sustainable" count only on a page that speaks of the SDGs elsewhere, or where the official title follows; Millennium Development
Goals, "SDG 2030", goals of plans and Sudanese pounds are none. A target in brackets stands for its goal ("SDG 10 (target 10.7)" is the target alone).
The official titles are those of the United Nations (``resources/sdg_titles.csv``), the numbers of targets those of resolution 71/313.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline import resource
from pipeline.annotate.spans import soft_breaks
from pipeline.document import Document, Sdg

# Numbered and lettered targets of each goal.
_TARGETS = {
    1: (5, "ab"), 2: (5, "abc"), 3: (9, "abcd"), 4: (7, "abc"), 5: (6, "abc"), 6: (6, "ab"), 7: (3, "ab"), 8: (10, "ab"), 9: (5, "abc"),
    10: (7, "abc"), 11: (7, "abc"), 12: (8, "abc"), 13: (3, "ab"), 14: (7, "abc"), 15: (9, "abc"), 16: (10, "ab"), 17: (19, ""),
}  # fmt: skip

_LONG = r"Sustainable\sDevelopment\sGoals?|Objectifs?\sde\sdéveloppement\sdurable|Objetivos?\sde\sdesarrollo\ssostenible"
_NAME = rf"SDGs?|SDG\(s\)|ODDs?|ODS|O\.D\.D\.?|Global Goals?|{_LONG}"
_TARGET = r"targets?|target\(s\)|cibles?|metas?"
_GOAL = r"Goals?(?:\(s\))?|Objectifs?|Objetivos?"
_HEAD = re.compile(
    rf"(?:(?<![^\W\d_])|(?<=[a-zà-ÿ])(?=SDG))(?:(?P<name>(?:(?i:{_NAME}))(?![^\W\d_])(?:\s?\((?:SDGs?|ODD|ODS|{_LONG})\)|[’']s?(?= ))?)"
    rf"(?:\s+(?P<more>(?i:{_TARGET}|goals?|indicators?)(?![^\W\d_])))?(?:\(s\))?"
    rf"|(?P<target>(?i:{_TARGET}))(?![^\W\d_])|(?P<goal>(?i:{_GOAL}))(?![^\W\d_]))"
    r"(?P<filler>(?:[ \t]+\(?[a-zà-ÿ]{2,15}\)?){0,5}(?:[ \t]*:|\t)|[ \t]+(?P<on>on|of|for|sur|sobre|de)(?=[ \t]))?"
    r"(?:[ \t]?[,(–—-]?[ \t]?(?:in particular|notably|especially|particularly|including|such as|namely|en particulier|notamment|en particular)"
    r"(?: (?:numbers|goals))?(?= \d))?"
    r"(?:[ \t:\n#|•▪*·–—([_-]|\.{3,30}){0,5}(?:(?!(?i:no poverty))[Nn](?:os?|[°º]|umber|uméro|úmero)\.? ?)?"
)
# Names of the United Nations' own picture files, as they stand in tags and texts for pictures: "E_SDG_Icons-05", "SDG goals icons individual rgb 13".
_ICON = re.compile(
    r"(?i)\b(?:E[-_ ])?(?:(?:INVERTED[-_ ])?SDGs?[-_ ](?:goals?[-_ ])?icons?|(?:WEB|PRINT)[-_ ]Goal)[-_ ]"
    r"(?:[a-z]{3,12}[-_ ]){0,3}(?P<goal>0[1-9]|1[0-7])(?!\d)"
)
_WORDS = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve", "Thirteen", "Fourteen", "Fifteen"]
_WORDS += ["Sixteen", "Seventeen"]
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth"]
_ORDINALS += ["fourteenth", "fifteenth", "sixteenth", "seventeenth"]
_NUMBER = re.compile(
    r"(?:0?(?P<goal>1[0-7]|[1-9])(?:\.(?P<target>\d{1,2}|[a-eA-E])(?:\.\d{1,2})?)?|(?P<word>" + "|".join(reversed(_WORDS)) + r"))"
    r"(?![\w%])(?!\.\d)(?!,\d{3})"
)
_ORDINAL = re.compile(
    rf"(?i)\b(?P<goal>{'|'.join(_ORDINALS)}) (?:(?:UN )?(?:SDG|Sustainable Development Goal|Global Goal)(?!\w)"
    r"|of the (?:17 |seventeen )?(?:UN |United Nations )?(?:SDGs|Sustainable Development Goals|Global Goals)(?!\w))"
)
# "ODS relacionados" on a line of its own, and a line under it that is a goal or target and its title.
_HEADING = re.compile(
    rf"(?im)^[ \t#*]{{0,4}}(?:(?:related|our|linked|relevant) )?(?:UN )?(?:{_NAME})(?: \((?:SDGs?|ODD|ODS)\))?"
    r"(?: (?:relacionados|concernés|liés|visés|addressed|supported|targets?))?[ \t]{0,4}:?[ \t]{0,4}$"
)
_ITEM = re.compile(rf"\n[ \t•▪*·–-]{{0,4}}(?:(?:SDG|ODD|ODS|Goal)[ \t])?(?={_NUMBER.pattern})")
_TARGETS_ALONE = re.compile(
    r"[ \t]?\d{1,2}\.(?:\d{1,2}|[a-e])(?:(?:[ \t]?[,;|·/][ \t]?|[ \t](?:and|et|y|&)[ \t])\d{1,2}\.(?:\d{1,2}|[a-e])){1,20}[ \t]*(?:$|[\n.])"
)
_AGENDA = re.compile(r"(?:2030 Agenda|Agenda 2030|Agenda for Sustainable Development)(?:[’']s)?:? $")
_IN_BRACKETS = re.compile(r"(?=\d[\d.a-e]{0,4}(?:,| (?:and|et|y|&) ))(?:\d{1,2}(?:\.[\da-e]{1,2})?|[ ,;&]|and|et|y){2,60}[)\]]")
_NUMBERS_ALONE = re.compile(r"(?:[ \t]{1,3}(?:1[0-7]|[1-9])(?:\.[\da-e]{1,2})?){1,16}[ \t]*(?:$|\n)")
_FREE_GLOSS = re.compile(r"[ \t:.–-]{1,3}[^\W\d_][^\d\n,;|•.]{2,60}(?=[,;|•]\s{0,2}0?(?:1[0-7]|[1-9])[ .:–-])")
# "SDG 3 on health, 4 on education and 5 on …": the next number has such a gloss too.
_LIKE_GLOSS = re.compile(
    r"\s?(?P<how>on|for|sur|sobre|[:–“-])\s?[^\W\d_][^\d\n,;|•.]{2,60}?(?=(?:[,;]| and| et| y) (?:and )?(?:1[0-7]|[1-9])\s?(?P=how))"
)
_SEPARATOR = re.compile(
    r"(?P<marks>[ \t]{0,3}(?:[,;:•·|/&+.()\[\]–—-][ \t]{0,3}){0,3})(?P<word>(?:and|et|y|e|or|ou|as well as|to|through|à|a)\s+)?"
    r"(?P<line>\n[ \t•▪*·–-]{0,4})?"
    rf"(?P<again>(?:(?:{_NAME}|{_TARGET}|{_GOAL})[ \t]+))?(?:(?!no poverty)[Nn](?:os?|[°º])\.? ?)?#?",
    re.IGNORECASE,
)
_GLOSS = re.compile(
    r"[ \t\n]{0,2}\((?![^()\n]{0,30}\b(?:SDGs?|ODD|ODS|Goals?) \d)"
    r"(?!\d{1,2}\.[\da-e])(?!(?:in particular |including |notably )?(?i:targets?|cibles?|metas?)\b)[^()\n]{1,90}\)"
)
_COUNTS = re.compile(
    r"\s?(?:%|goals|targets|per ?cent"
    r"|million|billion|thousand|degrees?|°|people|countries|years?|months?|days?|o'clock|[ap]\.?m\b|de [a-z]{4,10} de 20"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b)"
)
# What may follow a further number after a head in the singular ("SDG 5, 8 and 10", not "SDG 5, 3 workshops").
_LISTED = re.compile(r"\s*(?:$|[,;.()|/&·•\n]|[–-]\d{1,2}(?!\d| ?[^\W\d_])|(?:and|et|y|e|or|ou)\b)")
_GLOSSED = re.compile(r"\s?(?:(?:on|for|sur|sobre) |[:–“-]\s?)[^\W\d_]")
_ENDS_ITEM = re.compile(r"[ \t]*(?:$|[\n,;|·•(])")
_ENDS = re.compile(r"[ \t]*(?:$|\n|\()")
# SDG is also the Sudanese pound.
_POUNDS = re.compile(r"(?i:Sudan(?:ese)? pounds?)|pounds? \(SDG|\bSDG ?\d{1,3}[,.]\d{3}\b")
_PRICE = re.compile(r"\bSDG ?\d{1,4}(?:\.\d{1,2})? (?:million|billion|per|a|an|for|each)\b")
_OTHER_GOALS = re.compile(r"(?:Millennium(?: Development)?|Strategic|strategic|MDG|OMD|ODM|policy|du Millénaire|del Milenio)\s*$")
_OF_PLAN = re.compile(
    r"\s*(?:\([^()\n]{1,60}\)\s*)?(?:of|de|du|del) (?:the|this|that|our|its|la|le|el|l’|l')\s*+"
    r"(?!SDG|ODD|ODS|2030|Sustainable|Agenda|Objecti|Objeti|UN\b|Global Goals)"
)
_OF_AGENDA = re.compile(
    r"(?:(?:,| and| et| y|,? to) (?:1[0-7]|[1-9])){0,8} (?:of|de|du|del) (?:the |la |l’|l'|los |des )?"
    r"(?:UN |United Nations |Agenda 2030|2030 Agenda|SDG|ODD|ODS|Sustainable Development|Agenda for Sustainable)"
)
_ONLY_TARGET = re.compile(r"\s{0,2}[(,]\s{0,2}(?i:targets?|cibles?|metas?)\s+(?P<goal>\d{1,2})\.")
_OF_TARGET = re.compile(r"(?i:targets?|cibles?|metas?)\s+(?P<goal>\d{1,2})\.\w{1,2} (?:of|under|de|du|del|de la|de l’) ?$")


_BEFORE_TITLE = re.compile(r"(?<![\w.,])(?:1[0-7]|[1-9])(?=\s?[.:–—-]?\s?[^\W\d_])")
_WRAP = re.compile(r"\n(?=(?:and|et|y|to) \d)|(?<=Sustainable)\n(?=Development)|(?<=Sustainable Development)\n(?=Goals?\b)")
_SPACES = dict.fromkeys(map(ord, "\xa0\u2009\u202f"), " ")


@dataclass(frozen=True, slots=True)
class _Named:
    goal: int
    target: str | None
    start: int
    end: int


def goals() -> list[tuple[int, str]]:
    """The 17 goals with their English titles, for the reference table."""
    english = {goal: title for goal, language, title in reversed(_titles()) if language == "en"}
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
    headed = [block] if re.search(rf"(?im)^(?:(?:related|our|linked|relevant) )?(?:{_NAME})(?: \(SDGs\))?\s?:?$", block) else []
    headed += [f"SDGs: {tag}" for tag in document.tags if (first := _any_title().match(tag)) and re.match(r"\s?[|·•;,/]", tag[first.end() :])]
    for line in [*outside, *headed]:
        for named in _find(line, about=about or line in document.tags):
            if (named.goal, named.target) not in seen:
                seen.add((named.goal, named.target))
                yield Sdg(named.goal, named.target, "explicit", 0.95)


def _joined(text: str) -> str:
    """The text with a blank for each line break that only wraps a sentence; every offset stays."""
    for at in soft_breaks(text):
        text = f"{text[:at]} {text[at + 1 :]}"
    return _WRAP.sub(" ", text)


@cache
def _titles() -> list[tuple[int, str, str]]:
    """Goal, language, title; the English one that is used first is the official one."""
    return [(int(row["goal"]), row["language"], row["title"]) for row in resource.rows("sdg_titles.csv")]


@cache
def _title_pattern(goal: int) -> re.Pattern[str]:
    """Any title of the goal, with what may stand between its number and it."""
    titles = "|".join(_loose(title) for g, _, title in sorted(_titles(), key=lambda t: -len(t[2])) if g == goal)
    return re.compile(rf"[\s.:–—\"“«(-]{{0,5}}(?:{titles})(?!\w)[\"”»)]?", re.IGNORECASE)


@cache
def _numbered_title() -> re.Pattern[str]:
    """ "16. Peace, Justice and Strong Institutions" of any goal, the number in a group named by the goal."""
    each = (rf"(?P<g{g}>{g})\s?[.:–—-]?\s?(?:{'|'.join(_loose(t) for h, _, t in _titles() if h == g)})" for g in range(1, 18))
    return re.compile(rf"(?<![\w.,])(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)


def _numbered_titles(text: str) -> Iterator[re.Match[str]]:
    """Where the text has a goal's number and title; the slow pattern is tried only where such a number stands before a letter."""
    end = 0
    for number in _BEFORE_TITLE.finditer(text):
        if number.start() >= end and (found := _numbered_title().match(text, number.start())):
            yield found
            end = found.end()


@cache
def _any_title() -> re.Pattern[str]:
    """A title without its number, in a group named by the goal."""
    each = (rf"(?P<g{g}>{'|'.join(_loose(t) for h, _, t in _titles() if h == g)})" for g in range(1, 18))
    return re.compile(rf"[ \t]{{0,2}}(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)


def _loose(title: str) -> str:
    words = re.findall(r"\w+", title)
    return r"[\W_]{1,4}".join("(?:and|&amp;|&)" if w == "and" else re.escape(w) for w in words).replace(
        r"well[\W_]{1,4}being", r"well[\W_]{0,2}being"
    )


def _speaks_of_sdgs(text: str) -> bool:
    pattern = (
        rf"\bSDGs?\b|\bODD\b|\bODS\b|{_LONG}|goals? of sustainable development|Global Goals|2030 Agenda|Agenda 2030"
        r"|développement durable|desarrollo sostenible"
    )
    return re.search(pattern, text, re.IGNORECASE) is not None or any(True for _ in _numbered_titles(text))


def _find(text: str, *, about: bool) -> list[_Named]:
    """Goals and targets of one text, each place once, in order."""
    text = text.translate(_SPACES)
    pounds = "ustainable" not in text and (_POUNDS.search(text) is not None or ("Sudan" in text and _PRICE.search(text) is not None))
    found: dict[tuple[int, int], _Named] = {}
    end = 0
    for head in _HEAD.finditer(text):
        if head.start() < end or (pounds and head.group().startswith("SDG")):
            continue
        for named, after in _list(text, head, about=about):
            found.setdefault((named.start, named.goal), named)
            end = after
    for m in _ORDINAL.finditer(text):
        found.setdefault((m.start(), 0), _Named(_ORDINALS.index(m["goal"].lower()) + 1, None, *m.span()))
    for named in _under_headings(text):
        if not any(named.start < n.end and n.start < named.end for n in found.values()):
            found[named.start, named.goal] = named
    for m in _ICON.finditer(text):
        found.setdefault((m.start("goal"), int(m["goal"])), _Named(int(m["goal"]), None, *m.span("goal")))
    for m in _numbered_titles(text):
        if not any(m.start() < n.end and n.start < m.end() for n in found.values()):
            group = m.lastgroup or ""
            found[m.start(), 0] = _Named(int(group[1:]), None, *m.span(group))
    return [found[k] for k in sorted(found)]


def _under_headings(text: str) -> Iterator[_Named]:
    """The goals and targets, a line each, right under a heading that announces them."""
    for heading in _HEADING.finditer(text):
        at = heading.end()
        while (item := _ITEM.match(text, at)) and (m := _NUMBER.match(text, item.end())):
            named, end = _read(text, m, labelled=False)
            if not _valid(named) or not _ENDS.match(text, end):
                break
            yield named
            at = end


def _list(text: str, head: re.Match[str], *, about: bool) -> Iterator[tuple[_Named, int]]:
    """The numbers after a head, as far as they go on, each with the end of its title or gloss."""
    word = head.group()
    plural = bool(re.match(r"(?i)(SDGs|ODD|ODS|\w*goals|.*\bgoals\b|objectifs|objetivos|SDG\(s\)|targets|cibles|metas)", word))
    targets_only = bool(head.group("target") or (head.group("more") or "").lower().startswith(("target", "cible", "meta")))
    head_of_targets = targets_only
    before = text[max(head.start() - 30, 0) : head.start()]
    if _OTHER_GOALS.search(before):
        return
    loose = head.group("name") is None
    if word.endswith(("(", "[")) and not _IN_BRACKETS.match(text, head.end()):
        return
    heading = not loose and "\n" in word.rstrip(" ") and head.start() == text.rfind("\n", 0, head.start()) + 1
    at = head.end()
    numbers = _NUMBERS_ALONE.match(text, at - 1) if at else None
    column = numbers is not None and (":" in word or len(numbers.group().split()) > 2)
    at_gloss = at
    last: _Named | None = None
    while True:
        separator = _SEPARATOR.match(text, at) if last else None
        begin = separator.end() if separator else at
        again = (separator.group("again") or "").lower() if separator else ""
        m = _NUMBER.match(text, begin) if not head.group("on") else None
        if not m:
            told = head.group("filler") or ":" in word or heading or (plural and _leads_titles(text, head))
            title = _any_title().match(text, begin) if told and not loose else None
            if title and heading and not _ENDS_ITEM.match(text, title.end()):
                return
            if title is None or (separator and not separator.group().strip(" ") and not _leads_titles(text, head)):
                return
            group = title.lastgroup or ""
            last = _Named(int(group[1:]), None, *title.span(group))
            numbered = re.compile(r"\s?\(\d{1,2}\)").match(text, title.end())
            at = numbered.end() if numbered else title.end()
            yield last, at
            continue
        named, at = _read(text, m, labelled=":" in word)
        titled = _title_pattern(named.goal).match(text, m.end())
        ends = _ENDS.match(text, m.end()) is not None
        listed = _LISTED.match(text, m.end()) or (last and at_gloss > last.end and _GLOSSED.match(text, m.end()))
        if not column:
            if separator and not _goes_on(separator, named, last, titled=titled is not None, plural=plural, ends=ends):
                return
            if separator and not (plural or titled or named.target or separator.group("again") or listed):
                return
        if not _valid(named) or (_COUNTS.match(text, m.end()) and not titled):
            return
        if again:
            targets_only, plural = again.startswith(("target", "cible", "meta")), plural or again.strip().endswith("s")
        elif separator and ")" in separator.group("marks"):
            targets_only = head_of_targets
        if not titled and not last and "\n" in text[head.start() : m.start()] and (loose or not _wrapped(text, head.start(), m)):
            return
        if targets_only and named.target is None and not titled:
            return
        if loose and not titled and not _belongs(text, head, named, m.end(), about=about):
            return
        alone = named.target is None and _stands_for_target(text, named, at, head.start())
        if (
            last
            and separator
            and plural
            and not titled
            and re.fullmatch(r"\s?(?:[–—-]|to|through|à|a)\s?", separator.group())
            and named.target is None
            and last.target is None
        ):
            yield from ((_Named(g, None, named.start, named.end), at) for g in range(last.goal + 1, named.goal))
        if not alone:
            yield named, at
        plural = plural or last is not None
        last, at_gloss = named, at


def _leads_titles(text: str, head: re.Match[str]) -> bool:
    """Whether two titles follow a head ("SDGs Gender equality Climate action")."""
    first = _any_title().match(text, head.end())
    return first is not None and _any_title().match(text, re.compile(r"[,;|·•]?(?: and)?").match(text, first.end()).end()) is not None  # type: ignore[union-attr]


def _read(text: str, m: re.Match[str], *, labelled: bool) -> tuple[_Named, int]:
    """The goal or target of a number, and where its title or gloss ends; in a ``labelled`` list a gloss may be free words."""
    goal, target = int(m.group("goal") or _WORDS.index(m.group("word")) + 1), m.group("target")
    end = m.end()
    for pattern in (_title_pattern(goal), _GLOSS, _LIKE_GLOSS, *([_FREE_GLOSS] if labelled else [])):
        after = pattern.match(text, end)
        if after:
            end = after.end()
    return _Named(goal, f"{goal}.{target.lower()}" if target else None, m.start(), m.end()), end


def _wrapped(text: str, head: int, number: re.Match[str]) -> bool:
    """Whether the line end between a head and its number wraps a long line, or parts a label from a list of numbers."""
    long = head - text.rfind("\n", 0, head) > 40
    return text.count("\n", head, number.start()) == 1 and (long or _LISTED.match(text, number.end()) is not None)


def _goes_on(separator: re.Match[str], named: _Named, last: _Named | None, *, titled: bool, plural: bool, ends: bool) -> bool:
    """Whether a number after this separator still belongs to the list."""
    marks = separator.group("marks").strip()
    if "(" in marks or "[" in marks:
        return named.target is not None and last is not None and last.goal == named.goal
    marks = re.sub(r"[)\]\s]", "", marks)
    if ":" in marks:
        return named.target is not None and last is not None and last.goal == named.goal and last.target is None
    if separator.group("marks").strip() and not marks:
        return named.target is not None or bool(separator.group("word") or separator.group("again") or (separator.group("line") and plural and ends))
    if not marks and not separator.group("word") and not separator.group("line") and not separator.group("again"):
        return False
    if titled:
        return True
    if "." in marks or (separator.group("line") and not (marks or separator.group("word") or (ends and plural))):
        return False
    if marks in ("–", "—", "-") and not (plural and last and last.goal < named.goal):
        return False
    return plural or bool(separator.group("word")) or named.target is not None or marks in (",", "/", "|", "·", "•", "&", ";")


def _valid(named: _Named) -> bool:
    if named.target is None:
        return True
    numbered, lettered = _TARGETS[named.goal]
    part = named.target.split(".")[1]
    return 1 <= int(part) <= numbered if part.isdecimal() else part in lettered


def _belongs(text: str, head: re.Match[str], named: _Named, end: int, *, about: bool) -> bool:
    """Whether "Goal 5" or "target 10.7" without "sustainable" is one of the SDGs: the page speaks of them, and it is no plan's own goal; or a label
    stands before nothing but numbers of targets.
    """
    if head.group("target") and ":" in head.group() and _TARGETS_ALONE.match(text, head.end()):
        return True
    if not about:
        return False
    if head.group("target"):
        return named.target is not None
    ours = _OF_AGENDA.match(text, end) or _AGENDA.search(text, max(head.start() - 40, 0), head.start())
    return (head.group()[0].isupper() and not _OF_PLAN.match(text, end)) or ours is not None


def _stands_for_target(text: str, named: _Named, end: int, head: int) -> bool:
    """ "SDG 10 (target 10.7)" and "target 10.7 of SDG 10": the goal only says whose target it is."""
    after = _ONLY_TARGET.match(text, end)
    before = _OF_TARGET.search(text, max(head - 30, 0), head)
    return any(m is not None and int(m.group("goal")) == named.goal for m in (after, before))
