"""Where a line of a page stands: its neighbours, its place among the page's prose, what repeats.

With what :func:`pipeline.clean.lines.look` says of the line itself, this is the evidence by which ``boilerplate`` tells main content from the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from functools import cache
from itertools import pairwise

from pipeline import resource
from pipeline.clean.lines import DAY, MONTH, Line, bucket, fold
from pipeline.clean.repair import field_labels

_CONTENT = re.compile(r"[^\W\d_]{4,40}")
_STEP = re.compile(r" (?:>>?|»|›|/|::) ")
_NUMBERED = re.compile(r"\b(?:no|n°|nº|nr|ref|id)\b\.? ?[:.]? ?[\w/-]{0,6}\d|\bn[°º]|\d{2,}/\d{2,}|\bnumero \d")
_COUNTED = re.compile(
    r"^\W*(?:[\w-]{1,20} ){0,2}(?:[a-z]{1,5}-?\d{3,}|(?:ano|annee|bulletin|edicion|edition|issue|no|nr|numero|semaine|semana|vol|volume|week|year)"
    r"\.? \d{1,4})\W*$"
)
"""A short folded line that is the number of an issue or of a file ("Week 44", "Conference WP1019")."""
_PERIODICAL = re.compile(
    r"\b(?:boletin|brief|bulletin|digest|e-?bulletin|echos|gaceta|gazette|info|infos|lettre|magazine|newsletter|revista|round-?up|update)\b.{0,60}\d"
)
"""An issue of a periodical, folded ("La lettre des villes n° 12")."""
_DAY = re.compile(rf"\b\d{{1,2}}(?:er|st|nd|rd|th)?\.? (?:de |of )?{MONTH}\b|\b{MONTH} \d{{1,2}}\b|{DAY.pattern}")
"""A day in folded text, with a year or without."""
_OF_MONTH = re.compile(rf"\b{MONTH} (?:de )?\d{{4}}\W{{0,2}}$")
_TITLES = frozenset({"capitals", "field", "long", "running", "sentence", "short"})
_BODY = re.compile(
    r"^(?:\S{1,20} ){0,4}(?:"
    r"agence|agencia|agency|alcaldia|asociacion|association|authority|autoridad|autorite|ayuntamiento|banco|bank|banque|bureau|cabinet|camara|"
    r"cancilleria|centre|center|centro|chamber|chambre|commission|comision|comite|committee|confederacion|confederation|conseil|"
    r"consejeria|consejo|corporation|council|croix-rouge|cruz roja|defensoria|delegation|delegacion|departamento|departement|"
    r"department|direccion|direction|division|embajada|embassy|ambassade|federacion|federation|fondation|foundation|fundacion|"
    r"gobierno|gouvernement|government|haut[ -]commissariat|institut|institute|instituto|intendencia|mairie|ministry|ministere|"
    r"ministerio|mission|municipalidad|municipality|newsletter|observatoire|observatorio|office|oficina|organi[sz]ation|"
    r"organi[sz]acion|parlamento|parlement|parliament|prefecture|prefectura|presidencia|primature|presidence|red cross|representation|"
    r"republic|republique|republica|secretariat|secretaria|section|service|sistema|society|societe|sociedad|unit|universidad|"
    r"universite|university|viceministerio"
    r")\b"
)
_AFTER_NAME = re.compile(r" ?[:|,–—-] ?\S")
_IN_COUNTRY = re.compile(r"[A-ZÀ-Ý][\w’'-]{1,25}(?: [A-ZÀ-Ý][\w’'-]{1,25})?(?: ?\(|, )([A-ZÀ-Ý][^()]{2,30})\)?")
_ITEM = re.compile(r"\s*[|·•\t]\s*|\s{2,}")
_BARS = re.compile(r"\s[|·•]\s")
_SECTION = re.compile(
    r"(?:actualidad|actualites|breves|comunicados|communiques|news|newsroom|noticias|nouvelles|novedades)"
    r" (?:d'|de l'|del? |des |du |from |of )[^:]{2,40}$"
)
"""A short folded line that is the name of a section ("Noticias de la Embajada")."""
_MENU_STEP = re.compile(r"([^:/>»›|]{3,40}?) ?(?:[:/>»›]|::) \S")
_BRACKET = re.compile(r" ?\([^()]{1,40}\)")
_WIDEST = 125
"""Characters of the longest line that is taken for one of a text wrapped by hand."""

_NOTICE = 10
"""Lines of the longest page that is taken for a notice alone, and of the longest block that says whom to ask."""
_SENTENCE = 16
"""Words from which on a line of a notice is taken for a paragraph."""
_EDGES = " :.*#_"
_CONTACTS = frozenset({"contact", "contact us", "contacto", "contactos", "contacts"})
_DATES = frozenset({"date", "dates", "fecha", "fechas"})
_SPAN = re.compile(rf"(?:del? |du |from )?\d{{1,2}}\.?(?: (?:de )?{MONTH})? ?(?:[–-]|al?|au|to|until) ?(?:el |le )?\d{{1,2}}\b(?!-).{{0,30}}$")
_NAME = re.compile(r"[A-ZÀ-Ý](?:[^\W\d_]|[’'.-]){1,20}|(?:al|bin|da|dal|de|del|den|der|di|dos|el|la|le|van|von)", re.UNICODE)

_AROUND = frozenset({"access", "cookie", "counter", "crumb", "languages", "legal", "list", "menu", "related", "rule", "share", "tags"})
_WALLS = frozenset({"access", "cookie", "crumb", "languages", "legal", "list", "menu", "rule"})
_PASSING = frozenset({"counter", "day", "mark", "related", "share", "tags", "type", "updated"})
_ROUGH = (
    dict.fromkeys(_WALLS, "w")
    | dict.fromkeys(_PASSING, "p")
    | {"prose": "P", "glued prose": "P", "running": "r", "field": "f", "bullet": "b", "contact": "c", "reach": "c", "start": "s", "end": "e"}
)
"""Kinds that end a page's head for certain, kinds that may stand on either side of a title, and one letter a kind for patterns of neighbours."""


def names_body(folded: str) -> bool:
    """Whether a line in lower case holds a word that names of bodies are made with ("ministry", "office")."""
    return _BODY.search(folded) is not None


def is_country(name: str) -> bool:
    """Whether a short line is the name of a country, of a region of several, or of a place with its country ("Orm (Chad)", "Orm, Chad")."""
    from pipeline.atlas import country_code

    name = name.title() if name.isupper() else name
    if country_code(name) is not None or fold(name) in _areas():
        return True
    beside = _IN_COUNTRY.fullmatch(name)
    return beside is not None and country_code(beside[1].strip()) is not None


@cache
def _areas() -> frozenset[str]:
    """Names of regions of several countries, folded."""
    rows = [r for r in resource.rows("places_areas.csv") if not r["country"]]
    return frozenset(fold(name) for r in rows for name in (r["name"], *r["aliases"].split("|")) if name)


def evidence(lines: Sequence[Line], *, blank_before: Sequence[bool], repeated: Sequence[bool]) -> list[list[str]]:
    """Names of the features that hold for each line of a page; ``repeated`` says which lines the site prints on other pages too."""
    count = len(lines)
    kinds = ["start", "start", *(x.kind for x in lines), "end", "end"]
    prose = [i for i, x in enumerate(lines) if x.kind == "prose" or (x.kind == "running" and _wrapped(lines, i, blank_before))]
    prose = [i for i in prose if not (i and _teaser(lines[i - 1].text, lines[i].text))]
    first, final = (prose[0], prose[-1]) if prose else (count, -1)
    times = Counter(x.folded for x in lines)
    labels = field_labels()
    seen: set[str] = set()
    crumbs = [x.folded for x in lines]
    body = {w for i in prose for w in _CONTENT.findall(lines[i].folded)}
    closing = {w for x in lines if x.kind == "legal" for w in _CONTENT.findall(x.folded)}
    menu = {fold(step) for x in lines[:first] if x.kind in {"list", "menu"} for step in _ITEM.split(x.text)}
    headings = _heading(lines, first, menu, " ".join(lines[i].folded for i in prose[:40])[:20_000])
    trail = {step.strip() for x in lines[:first] if x.kind == "crumb" for step in _STEP.split(x.folded)[:-1]}
    reachable = _contact_blocks(lines, first)
    signed = _signature(lines, final)
    short, worded = _short(lines), any(x.words >= _SENTENCE for x in lines)
    out = []
    since_walls = since_junk = 0
    reached = False
    for i, x in enumerate(lines):
        own = list(x.features)
        content = set(_CONTENT.findall(x.folded)) if i <= first else set()
        before, after = kinds[i + 1], kinds[i + 3]
        if i <= first:
            own += [f"after wall {min(since_walls, 3)}", f"after junk {min(since_junk, 3)}", f"after wall {min(since_walls, 3)} {x.kind}"]
            own += [
                "zone " + "".join(_ROUGH.get(k, "t") for k in kinds[i + 1 : i + 5]),
                f"zone {_ROUGH.get(before, 't')} {x.kind} {_ROUGH.get(after, 't')}",
            ]
            own += headings[i] if i < first else []
            if content:
                own.append(f"shared {bucket(len(content & body), (0, 1, 2, 4, 6))}")
            if i and lines[i - 1].folded.strip(" •*·-:") in labels and "label" not in lines[i - 1].features:
                own.append("under label")
            if x.folded in trail:
                own.append("step of the trail")
            if content and content <= closing:
                own.append("in legal line")
            since_walls = 0 if x.kind in _WALLS else since_walls + (x.kind not in _PASSING)
            since_junk = 0 if x.kind in _WALLS or x.kind in _PASSING else since_junk + 1
        own += [
            f"<{before}",
            f">{after}",
            f"<<{kinds[i]}",
            f">>{kinds[i + 4]}",
            f"{before}<{x.kind}",
            f"{x.kind}>{after}",
            f"{before}<{x.kind}>{after}",
        ]
        if i < first:
            own.append(f"first prose in {bucket(first - i, (1, 2, 3, 5, 9))}" if prose else "no prose")
            own.append(f"{x.kind} before prose")
        elif i > final:
            own.append(f"last prose {bucket(i - final, (1, 2, 3, 5, 9))} ago")
            own.append(f"{x.kind} after prose")
        else:
            own.append("among prose")
            own.append(f"{x.kind} among prose")
        if i < 3:
            own.append(f"line {i}")
        if i > count - 3:
            own.append("near end")
        if x.words >= 12 and i:
            own += [f"under {f}" for f in lines[i - 1].features if f.startswith("about ")]
        if x.kind == "prose" and any(y.kind in {"reach", "contact"} for y in lines[max(0, i - 12) : i]) and "reach" not in x.features:
            own.append("prose after contact" + (" self" if "holds:selfdescription" in x.features else ""))
        if "self opening" in x.features:
            own.append("self opening " + ("before prose" if i <= first else "after contact" if reached else "last" if i >= final else "within"))
        reached = reached or x.kind in {"reach", "contact"}
        if _days_field(lines, i) or (i and _days_field(lines, i - 1)):
            own.append("days field")
        if i in reachable:
            own.append("contact block")
        if i in signed:
            own.append("signature")
        if short:
            own += ["short page" if i < count - 1 or x.kind == "menu" else "short page's end"]
            own += [] if worded else ["notice", *["notice's opening"] * (i == 0 and _opens(x, lines[1]))]
        if times[x.folded] > 1:
            own.append("again" if x.folded in seen else "twice")
        seen.add(x.folded)
        if i and x.words and len(lines[i - 1].folded) > 2 and x.folded.startswith(lines[i - 1].folded) and x.folded != lines[i - 1].folded:
            own.append("begins with line before")
        if repeated[i]:
            own += ["repeated", f"repeated {x.kind}"]
        if 2 < len(x.folded) < 300 and any(c != x.folded and c.endswith(x.folded) and len(c) > len(x.folded) + 2 for c in crumbs[max(0, i - 6) : i]):
            own.append("ends a line above")
        if content and i < first:
            own.append(f"in prose {len(content & body) * 4 // len(content)}")
        if blank_before[i]:
            own.append("blank before")
        if _continues(lines[i - 1] if i else None, x):
            own.append("continues")
        if i + 1 < count and _continues(x, lines[i + 1]):
            own.append(f"goes on {'early' if i <= first else 'late'}")
        out.append(own)
    return out


def _days_field(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is the label of a date and the next one a span of days: those of what the page is about, not the day it was posted."""
    return i + 1 < len(lines) and lines[i].folded.strip(_EDGES) in _DATES and _SPAN.match(lines[i + 1].folded) is not None


def _short(lines: Sequence[Line]) -> bool:
    """Whether a page is a short notice with nothing around it: no menu, no links, and a line that says when, where, or a sentence."""
    kinds = Counter(x.kind for x in lines)
    junk = sum(kinds[k] for k in _AROUND)
    return (
        1 < len(lines) <= _NOTICE
        and junk == kinds["menu"] <= 1
        and kinds["prose"] <= 1
        and any(x.kind in {"field", "prose", "reach", "running", "sentence"} or _DAY.search(x.folded[:300]) for x in lines)
    )


def _opens(line: Line, after: Line) -> bool:
    """Whether the first line of a notice may be its title: the name of a body only where a day stands right below it."""
    return after.kind == "day" or not (names_body(line.folded) or (line.words == 1 and line.text.isupper()))


def _contact_blocks(lines: Sequence[Line], first: int) -> set[int]:
    """Lines of the blocks below the first prose that say whom to ask: a heading, a person's name below it, down to the last number or address.

    A block without a name is left to the other features: it may be the site's own.
    """
    out: set[int] = set()
    for i in range(first + 1, len(lines) - 2):
        x, name = lines[i], lines[i + 1]
        if x.words > 8 or not (x.kind == "contact" or x.folded.strip(_EDGES) in _CONTACTS) or not _is_name(name):
            continue
        last = 0
        for j in range(i + 2, min(i + _NOTICE, len(lines))):
            if lines[j].words > 14 or lines[j].kind in _AROUND or lines[j].kind == "prose":
                break
            if not {"reach", "phone"}.isdisjoint(lines[j].features):
                last = j
        out.update(range(i, last + 1))
    return out


def _signature(lines: Sequence[Line], final: int) -> range:
    """The lines that sign a letter right below its last prose: a name with its position behind it or below it, and the body in the next line."""
    for i in range(final + 1, min(final + 4, len(lines))):
        x, after = lines[i], lines[i + 1] if i + 1 < len(lines) else None
        if x.kind in _AROUND or not (_is_name(x) or x.words < 4):
            break
        beside = _is_name(x) and _office(x.text.partition(",")[2])
        below = _is_name(x) and "," not in x.text and after is not None and _office(after.text)
        if beside or below:
            end = i + 1 + below
            body = lines[end] if end < len(lines) and "reach" not in x.features else None
            named = body is not None and body.kind in _TITLES - {"field"} and all(w[0].isupper() or len(w) < 5 for w in body.text.split()[:9])
            return range(i, end + (named and "digits" not in lines[end].features))
    return range(0)


def _office(text: str) -> bool:
    """Whether a few words are a position: "Secretary", "Head of Field Work"."""
    said = fold(text).replace(",", " ").split()
    return 0 < len(said) < 12 and not _offices().isdisjoint(said[:4])


@cache
def _offices() -> frozenset[str]:
    return frozenset(map(fold, resource.toml("people_words.toml")["offices"]))


def _is_name(line: Line) -> bool:
    """Whether a line may be a person's name: two to four words, of letters alone and all with a capital, and none of those of bodies."""
    name = line.text.split(",")[0]
    words = name.split()
    return (
        line.kind not in _AROUND
        and 2 <= len(words) <= 4
        and all(_NAME.fullmatch(w) for w in words)
        and not name.isupper()
        and not names_body(fold(name))
    )


def _wrapped(lines: Sequence[Line], i: int, blank_before: Sequence[bool]) -> bool:
    """Whether a running line is long, or goes on in one beside it that is about as short, as in text that was wrapped by hand."""
    if lines[i].words >= 20:
        return True
    steps = [(j, a, b) for j, a, b in ((i - 1, i - 1, i), (i + 1, i, i + 1)) if a >= 0 and b < len(lines) and not blank_before[b]]
    return any(lines[j].kind in {"running", "prose"} and len(lines[j].text) <= _WIDEST and _continues(lines[a], lines[b]) for j, a, b in steps)


def _heading(lines: Sequence[Line], first: int, menu: Set[str], text: str) -> list[list[str]]:
    """What speaks for the title in each line above the first prose: longer lines that it could be the kicker of, what still comes below it.

    ``menu`` are the items of the menus above it, ``text`` is the page's prose, folded, where the names of undertakings come back.
    """
    out: list[list[str]] = []
    texts = [i for i in range(first) if lines[i].kind not in _WALLS and lines[i].kind not in _PASSING]
    rival = 0
    below: list[int] = []
    for i in range(first - 1, -1, -1):
        x, own = lines[i], []
        if x.kind in _WALLS:
            below.clear()
            rival = 0
        elif x.kind not in _PASSING:
            own.append(f"texts below {bucket(len(below), (0, 1, 2, 4))}")
            own.append(f"rival {bucket(rival - x.words, (-10, -3, 0, 3, 10))}" if below else "no rival")
            after = lines[i + 1] if i + 1 < len(lines) else None
            if after and x.words <= 7 and after.words >= x.words + 3 and i + 1 in below[-1:] and after.kind in _TITLES:
                own.append("kicker of next")
                undated = not any(DAY.search(y.folded[:200]) for y in lines[max(0, i - 2) : i + 6])
                named = names_body(x.folded) or is_country(x.text.strip("#*_ .:"))
                own += ["kicker of an undated page"] * undated
                if x.words <= 3 and after.words >= 7 and "digits" not in x.features and not (undated and not named):
                    own.append("brief kicker")
            if 3 < len(x.folded) < 80 and any(x.folded in lines[j].folded and lines[j].words > x.words for j in below[-2:]):
                own.append("within line below")
            if (
                after
                and x.words >= 4
                and "words<=20" not in x.features
                and _PERIODICAL.search(x.folded)
                and (after.kind == "day" or _OF_MONTH.search(after.folded))
            ):
                own.append("periodical")
            elif x.words <= 7 and (_NUMBERED.search(x.folded) or _COUNTED.match(x.folded)):
                own.append("numbered")
            if below and x.words <= 6 and _SECTION.match(x.folded):
                own.append("section over")
            if below and x.words <= 16 and (m := _MENU_STEP.match(x.folded)) and m[1] in menu:
                own.append("menu step over")
            if below and x.text[:1].islower():
                own.append("small over")
            if below and _BARS.search(x.text):
                own.append("bar over")
            if below and any(
                len(y.folded) > 5 and _AFTER_NAME.match(x.folded.removeprefix(y.folded)) for y in lines[: min(3, i)] if x.folded.startswith(y.folded)
            ):
                own.append("site over")
            stage = "last" if not below else "over"
            if names_body(x.folded):
                own.append(f"body {stage}")
            if x.words <= 5 and is_country(x.text.strip("#*_ .:")) and not (i and _ends_trail(lines[i - 1], x)):
                own.append(f"country {stage}")
            if _label_alone(lines, i) or ("label" in x.features and x.folded.split(":")[0].strip(" •*·-") in field_labels()):
                own.append("known label")
            name = _BRACKET.sub("", x.folded).strip(" #*_.:")
            if first - i <= 40 and len(name) > 5 and name in text:
                own += ["named in text", f"named in text {x.kind}", f"named in text {stage}"]
            if x.words <= 8 and "capitals" in x.features and below and "capitals" not in lines[below[-1]].features:
                own.append("capitals over small")
            below.append(i)
            rival = max(rival, x.words)
        out.append(own)
    out.reverse()
    for a, b in pairwise(texts):
        if "kicker of next" in out[a]:
            out[b].append("under kicker")
    return out


def _ends_trail(above: Line, line: Line) -> bool:
    """Whether a line is the last step of the trail right above it."""
    return above.kind == "crumb" and _STEP.split(above.folded)[-1].strip() == line.folded


def _label_alone(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is a label above its value, in a block of them: another one stands below that."""
    return all(any(x.folded.strip(" •*·-:") in field_labels() for x in lines[a:b]) for a, b in ((i, i + 1), (i + 2, i + 4)))


def _teaser(before: str, text: str) -> bool:
    """Whether a line repeats the short one above it, glued to what a menu says of it or in capitals ("About us", "About usThe Fund was …")."""
    before, text = before.strip(), text.strip()
    if not 2 < len(before) <= 60 or text[: len(before)].casefold() != before.casefold():
        return False
    rest = text[len(before) :]
    return rest[:1].isupper() or (rest[:1] == " " and text[: len(before)].isupper() and not before.isupper())


def _continues(before: Line | None, line: Line) -> bool:
    """Whether a line goes on in the middle of the sentence of the line before it."""
    if before is None or before.words < 7 or len(before.text) < 45 or before.text[-1:] in ".!?:…|":
        return False
    return line.text[:1].islower() or before.text[-1:] in ",;-(" or before.text.split()[-1].islower()
