"""Countries that a page lists, and what "the seven Parties", "the delegations" or "the two governments" stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.document import Mention
from pipeline.initiatives.begun import NUMBERS
from pipeline.initiatives.scene import Scene

_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen")
NOUN = r"(?:countries|[Ss]tates|nations|governments|[Pp]arties|sides|ministers|delegations|[Mm]embers|signatories|capitals)"
_ROMANCE = "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez"
COUNTED = re.compile(
    rf"\b(?:(?:[Tt]he|[Aa]ll|its|in|of|[Aa]ll of the|from|across) (?:\w+ )?(?P<n>{'|'.join(_WORDS)}|\d{{1,2}})|(?P<both>[Bb]oth))"
    rf" (?:\w+ ){{0,2}}{NOUN}\b"
    rf"|\b(?:(?:[Ll]es|[Dd]es|[Ll]os|[Ll]as|ses|sus|ces|estos|aux|dans (?:les|ces)) (?P<nombre>{_ROMANCE})|(?P<ambos>[Aa]mb[oa]s))"
    r" (?:\w+ )?"
    r"(?:[Pp]ays|[Pp]aíses|[ÉE]tats|[Ee]stados|[Nn]ations|[Nn]aciones|gouvernements|[Gg]obiernos|[Pp]arties|[Pp]artes|ministres|[Mm]inistros|capitales)\b"
)
"""A number of countries that the page has named: "the eight countries", "in all seven member states", "ambos gobiernos"."""

BODIES = re.compile(
    r"\b(?:(?:[Tt]he|[Ll]es|[Ll][oa]s)\s(?P<n>two|three|four|five|deux|trois|quatre|dos|tres|cuatro)|(?P<both>[Aa]mb[oa]s|[Bb]oth))\s(?:\w+\s)?"
    r"(?P<noun>ministr|minist[eè]r|universi|chamb|cámara|fédérat|federa|fundacion|fondation|foundation|municipal|institu|agenc|organi[sz]|organism|bodies"
    r"|entidad|partners\b|parti|parte)\w*"
)
"""A number of bodies that the page has named: "the two ministries", "les trois universités"."""


def bodies_counted(scene: Scene, start: int, end: int) -> list[Mention]:
    """What "the two ministries" in the stretch stands for: the ministries named before, or the bodies of the passage before or the lines that names
    just so many; empty where there is none."""
    m = BODIES.search(scene.text, start, end)
    if not m:
        return []
    wanted = 2 if m["both"] else NUMBERS[m["n"]]
    before = list(scene.context.mentions(0, m.start(), "ORG"))
    stem = "minist" if m["noun"].startswith("minist") else m["noun"]
    if stem in ("minist", "universi", "chamb", "cámara", "fédérat", "federa", "fundacion", "fondation", "foundation", "municipal"):
        named = _once(x for x in before if stem in x.text.casefold() and x.entity)
        return named if len(named) == wanted else []
    for a, b in reversed([p for p in scene.passages.bounds if p[1] <= m.start()]):
        row = _once(x for x in scene.context.mentions(a, b, "ORG") if x.entity)
        if len(row) == wanted:
            return row
        if len(row) > 1:
            return []
    return []


NUMBERED = re.compile(
    r"\((?:No|núm|n)[.°º]?\s?[°º]?\s?\d{1,3}\)|\b(?:No\.|núm\.|n[.°º]{1,2})\s?\d{1,3}\b|\b(?:Convention|Convenio|convention)\s\d{2,3}\b"
)
"""The number of a convention of an international organisation, whose parties are the countries that ratified it."""
GROUP = (
    r"(?:[Mm]inisters|[Pp]arties|[Dd]elegations|[Dd]elegates|[Gg]overnments|[Cc]ountries|[Ss]tates|[Pp]articipants|[Hh]eads of \w+|[Ll]eaders"
    r"|sides|signatories|[Oo]fficials|[Dd]elegados|[Mm]inistros|[Pp]aíses|[Pp]ays)"
)
VERB = (
    r"(?:adopt(?:ed|s|ing)?|agree(?:d|s)? (?:on|to)|endorsed?|approved?|issued?|sign(?:ed)?|closed with|concluded|(?:have|had) (?:all )?(?:\w+ )?"
    r"(?:ratified|signed|adopted|acceded to|joined)|ratified|acceded to|are (?:all )?part(?:y|ies) to|committed to|part(?:y|ies) to"
    r"|undertook|aprobaron|adoptaron|firmaron|ont (?:adopté|signé))"
)
COLLECTIVE = re.compile(
    rf"\b{GROUP}\b(?P<gap>[^.;\n]{{0,110}}?)\b{VERB}\b"
    rf"|\b(?:adopted|agreed|signed|endorsed|ratified|approved) (?:\w+ ){{0,3}}by [^.;]{{0,60}}?\b{GROUP}\b"
)
"""A group that adopts, signs or is bound by something: "the ministers today adopted", "signed by all seven countries"."""
JOINT = re.compile(
    r"[\s,;/•·–-]{0,6}(?:\([^()\n]{1,40}\))?[\s,;/•·–-]{0,6}(?:\b(?:and|as well as|et|y|e)\b)?[\s,]{0,3}"
    r"(?:\b(?:the|la|le|el|les|l[’'])(?: (?:Republic|Kingdom|State|Union) of)?)?(?: Republic of)?\s{0,3}",
)
TAKING_PART = re.compile(
    r"\b(?:[Dd]elegat\w+|[Pp]art(?:y|ies)|represented|took part|sent|commits all|attend\w+|participa\w+|brought together|gather\w*|members?"
    r"|officials|ministers|[Mm]inistros|joined|met|signed|adopted)\b"
)


def lists(scene: Scene) -> list[list[Mention]]:
    """Runs of at least two countries joined by commas and conjunctions, anywhere in the text, each country once."""
    rows: list[list[Mention]] = []
    for m in scene.context.mentions(0, len(scene.text), "LOC"):
        if m.entity not in scene.countries:
            continue
        if rows and JOINT.fullmatch(scene.text[rows[-1][-1].end or 0 : m.start][:90]):
            rows[-1].append(m)
        else:
            rows.append([m])
    return [once for row in rows if len(once := _once(row)) > 1]


def _once(mentions: Iterable[Mention]) -> list[Mention]:
    """The first mention of each country."""
    out: dict[str, Mention] = {}
    for m in mentions:
        out.setdefault(m.entity or "", m)
    return list(out.values())


def named_in(scene: Scene, start: int, end: int) -> list[Mention]:
    """The countries named in a stretch, each once, in the order of the text."""
    return _once(m for m in scene.context.mentions(start, end, "LOC") if m.entity in scene.countries)


def counted(scene: Scene, start: int, end: int) -> list[Mention]:
    """What "the eight countries" in the stretch stands for: the list or passage of the page that names just so many; empty where there is none.

    "Both governments" and "the two sides" may also be the two countries that the page names most.
    """
    m = COUNTED.search(scene.text, start, end)
    if not m:
        return []
    wanted = 2 if m["both"] or m["ambos"] else NUMBERS[m["nombre"]] if m["nombre"] else NUMBERS.get(m["n"]) or int(m["n"])
    found = [row for row in lists(scene) if len(row) == wanted]
    found += [row for a, b in scene.passages.bounds if len(row := named_in(scene, a, b)) == wanted]
    return found[0] if found else (most_named(scene) if wanted == 2 else [])


def most_named(scene: Scene) -> list[Mention]:
    """The two countries that the page names most, where no third comes near; else none."""
    count = Counter(m.entity for m in scene.document.mentions if m.label == "LOC" and m.entity in scene.countries)
    ranked = sorted(count.items(), key=lambda x: (-x[1], x[0] or ""))
    clear = len(ranked) >= 2 and (len(ranked) == 2 or ranked[1][1] >= 2 * ranked[2][1])
    two = {ref for ref, _ in ranked[:2]} if clear else set()
    return [m for m in named_in(scene, 0, len(scene.text)) if m.entity in two]


def committed(scene: Scene, spans: Iterable[tuple[int, int]]) -> list[Mention]:
    """The countries for which the sentence around one of the names says that so many of them adopted, signed or joined it."""
    for a, b in spans:
        start, end = scene.around(a)
        if re.search(rf"\b{GROUP} (?:to|of) (?:the )?$", scene.text[max(start, a - 40) : a]):
            group = counted(scene, max(start, a - 60), a)
            if group:
                return group
        for m in COLLECTIVE.finditer(scene.text, max(start, a - 260), min(end, b + 160)):
            if -3 <= max(a - m.end(), m.start() - b) < 70 and not re.search(r"\b(?:to|should|must|not|could|would|may)\s$", m["gap"] or ""):
                group = counted(scene, max(m.start() - 30, start), end)
                if group:
                    return group
    return []


def delegations(scene: Scene, near: int | None = None) -> list[Mention]:
    """The countries that the page says sent delegations or took part: its longest list with such a word; ``near`` an offset, only close before it."""
    if near is None and scene.document.page_type not in ("news", "event"):
        return []
    best: list[Mention] = []
    for row in lists(scene):
        start, end = row[0].start or 0, row[-1].end or 0
        if (near is None or near - 500 < start <= near) and TAKING_PART.search(
            scene.text, max(start - 160, scene.passages.at(start)[0], 0), min(end + 120, scene.passages.at(max(end - 1, 0))[1])
        ):
            best = max(best, row, key=len)
    for start, end in scene.passages.bounds:
        if near is None or near - 500 < start <= near:
            row = named_in(scene, start, end)
            if len(row) > len(best) and TAKING_PART.search(scene.text, start, end):
                best = row
    return best if len(best) >= 3 else []
