"""What one line of a scraped page looks like.

:func:`look` gives a :class:`Line` for a line of text, from the line alone: its shape (how long, cased, cut into items, ended) and the words that
sites put around their content (``resources/boilerplate_phrases.toml``). Nothing here decides what is kept; ``boilerplate`` does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.clean.wording import EDGES, PhraseLists, menu_items, phrase_lists
from pipeline.clean.wording import fold as fold
from pipeline.phrases import either

_MONTHS = (
    "jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august september october november december sept "
    "fev janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre "
    "janv fevr avr juil ene abr ago dic enero febrero marzo abril mayo junio julio agosto septiembre setiembre set octubre noviembre diciembre "
    "janeiro fevereiro junho julho setembro outubro novembro dezembro"
)
MONTHS = frozenset(_MONTHS.split())
"""Names of months, and their short forms, in English, French, Spanish and Portuguese, folded."""
MONTH = f"(?:{either(MONTHS)})"
DAY = re.compile(
    rf"\b\d{{1,2}}(?:er|st|nd|rd|th|o)?\.?[ -](?:de |of )?{MONTH}\.?,?[ -](?:de |del )?(?:\d{{4}}|\d{{2}}\b)"
    rf"|\b{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d{{2}})\b|\b\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}\b"
    rf"|^(?:19|20)\d\d (?:0[1-9]|1[0-2]) (?:0[1-9]|[12]\d|3[01])\b|: (?:0[1-9]|[12]\d|3[01]) (?:0[1-9]|1[0-2]) 20\d\d$"
)
"""A calendar day with its year in folded text; only says that one stands there."""

_WEEKDAY = re.compile(
    r"\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo)\W*"
)
_ISSUE = re.compile(
    r"(?P<what>\D{4,40}?) (?:(?:no?s?|num(?:ber|ero)?)\b[.°o]{0,3} ?#?(?=\S{0,20}\d)|n[.°]o?\.? ?(?=\d)|#|(?=\d{1,4}/\d))"
    r"[a-z/.-]{0,12}\d[\w/.-]{0,25}(?P<more>\W.{0,60})?"
)
"""A kind of document with its number: "press release no. 12/2019", "notice no. adm/11/2021 dated 2 december 2021"."""
_WORD = re.compile(r"\w[\w’'.-]{0,60}")
_JOINED = re.compile(r"[,;:.]|\b(?:and|et|y|e|the|la|el|les|los)\b|\d")
"""What rows of menu items do not hold, folded."""
_PROTECTED = re.compile(r"\bspambots\b|\brobots (?:de spam|spammeurs)\b")
"""What Joomla prints in the place of an e-mail address, folded."""
_EMAIL = re.compile(r"[\w.+-]{1,64}(?:@| ?[\[(]at[\])] ?)[\w-]{1,64}\.[\w.-]{2,64}")
_PHONE = re.compile(r"\(?\+?\d[\d ().–-]{5,24}\d")
_TEL = re.compile(r"\b(?:tel|phone|mob|mobile|movil|cel|cell|celular|gsm|fax|whatsapp|tlf|telefono|telephone|hotline|switchboard)\b")
_URL = re.compile(r"\b(?:https?://|www\.)\S{3,200}")
_ITEMS = re.compile(r"\s*[|·•›»>▪▾→←✉★☆\t]\s*|\s*(?:::|--|>>|<<)\s*| [/*] |\s{2,}|\]\s*\[|(?<=\w)\]\(\S{0,200}?\)")
_STEP = re.compile(r"\s(?:>>?|<|»|›|▸|/|::|→)\s")
_ONE_STEP = re.compile(r"[^\W\d_]{2,40} {1,3}[>»›] {1,3}[^\W\d_]{2}")
_DASHED = re.compile(r"\s[-–—]\s")
_GAP = re.compile(r"\S\s{2,}\S")
_DOTTED = re.compile(r"\s\.\s")
_ROW = re.compile(r"\s[|·•]\s")
_DAYS_FIELD = re.compile(r"(?:date|fecha)s? ?: ?(?:del? |du |from |le )?\d[^:]{0,30} (?:[–-]|al?|au|to|until) \d")
"""A folded field of two days, which are those of what the page is about."""
_BUTTONS = re.compile(r"(?:\[[^\[\]\n]{1,30}\][ |]{0,6}){2,20}$")
_TWO_SENTENCES = re.compile(r"[a-z\d]{4}\. [A-Z]")
_TRAIL = re.compile(r"^(?:you are (?:here|in)|vous etes ici|estas? (?:aqui|en)(?= ?:)|usted esta (?:aqui|en)|breadcrumb)\b")
_COUNT = re.compile(r"[\s(]*\b\d{1,6}\b[)\s]*$")
_AROUND = re.compile(r"\b(?:previous|next|prev|anterior|siguiente|precedente?|suivante?)\b")
_SELF = re.compile(
    r"^(?:[^.:;]{0,40}(?:who we are|what we do|our work|about us) ?)?(?:the |la |le |el |l')?[^.:;]{2,110}? (?:is|are|was|has been|"
    r"have been|works?|fights|coordinates|supports|helps|promotes|leads|provides|operates|advises|brings together|consists|"
    r"serves|strives|unites|est|es|travaille|trabaja|oeuvre|reune|regroupe|rated|charges|delivers|advocates)\b"
)
_ABOUT = re.compile(r"(?:about|a propos|acerca|sobre)\b(?P<what>[^:.]{0,80})(?P<colon>:?)")
_THING = re.compile(
    r"\b(?:event|fund|project|program(?:me)?|fellowship|initiative|workshop|conference|meeting|forum|course|survey|campaign|award|prize|report|call|webinar"
    r"|summit|training|evenement|fonds|projet|atelier|conference|rapport|evento|fondo|proyecto|programa|taller|conferencia|informe|iniciativa)s?\b"
)
_US = re.compile(
    r"^ (?:us|nous|nosotros)\b|\b(?:union|community|communaute|comunidad|agency|agence|agencia|commission|comision|bank|banque|banco|council|conseil"
    r"|consejo|secretariat|ministry|ministere|ministerio|foundation|fondation|fundacion|organi[sz]ation|organizacion|association|asociacion|institute"
    r"|institut|instituto|federation|federacion|centre|center|centro|office|bureau|oficina"
    r"|society|university|universite|universidad|nations|naciones|red cross)\b"
)
_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]?[A-Z]{1,8}\b|\b[A-Z]{2,9}\b")
_AGENCY = re.compile(
    r"\b(?:agenc(?:y|ies)|organi[sz]ations?|organisation|organizacion|network|bank|charity|non-?profit|non-governmental|"
    r"members?(?:hip)?|member states|founded|established|created|set up|since (?:18|19|20)\d\d|"
    r"\d+ (?:countries|member|pays|paises|entities|offices)|countries|worldwide|around the world|mandate|mandated|headquarter(?:s|"
    r"ed)|based in|humanitarian|secretariat|committed|mission is|vision)\b"
)
_OTHERS = re.compile(
    r"\b(?:more|other|latest|last|recent|related|associated|similar|top|upcoming|otr[oa]s|mas|autres|derniere?s?|associee?s|"
    r"connexes?|similaires?|relacionad[oa]s|ultim[oa]s|recientes?|news from|proxim[oa]s)\b"
)
_PAGES = re.compile(
    r"\b(?:news|blog|stories|story|events?|articles?|posts?|releases?|updates?|publications?|projects?|programmes?|programas|"
    r"initiatives|iniciativas|jobs|vacancies|headlines|tweets|videos?|pages|actualites?|evenements?|noticias?|eventos?|articulos?|"
    r"notas|comunicados|publicaciones|projets)\b"
)
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])")
_GLUED = re.compile(r"[a-zà-ÿ][A-ZÀ-Ý][a-zà-ÿ]|[A-Z]{2}[A-Z][a-z]{1,12} ")
_BULLET = re.compile(r"\s*(?:[•▪●■◦·*+–→»›>-]|\d{1,2}[.)])\s+\S")
_LABEL = re.compile(r"\s*(?:[•▪●·*-]\s*)?[^\W\d][^:|]{1,45}(?:\s?:|\t)\s*\S")
_COUNTER = re.compile(
    r"\b\d[\d ., ]{0,9}(?: ?(?:views?|hits|vistas|vues|lectures|visitas|shares?|visites|comments?|comentarios|commentaires|visualizaciones|accesos"
    r"|likes))\b"
    r"|\b(?:views?|hits|visitas|visits|read|lu|leido|number of views|visites|viewed|comments|vistas|affichages|lecturas|"
    r"visitor no\.?)\s{0,3}:?\s{0,3}\(?\d[\d ., ]{0,9}(?: (?:times|fois|veces))?"
    r"|\b\d{1,2} ?(?:minute|min) read\b|\bread(?:ing)? time\b|\bpage \d{1,3} of \d{1,3}\b|\bviewed [\d ]{1,9} times"
)
_CREDIT = re.compile(r"(?:\S{2,40}\s{1,3}){3}.{0,400}©\s?(?!(?:19|20)\d\d)[^\W\d]", re.S)
_RIGHTS = re.compile(r"\b(?:copyright|rights?|derechos|droits|legal|mentions|polic[iy]|politi\w{2,4}|site|terms)\b")
"""A caption with the name of the photographer after the sign, and words of notices that are none."""


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line, cut to its two ends where it is longer than 1500 characters.

    ``kind`` is its coarse class, ``features`` the names of what holds for it alone, ``folded`` its text for comparison.
    """

    text: str
    folded: str
    words: int
    kind: str
    features: tuple[str, ...]


def _row(text: str, capital: bool) -> bool:
    """Whether a line is a row of links that dots or dashes part ("Accueil . Presse . Contact"); hyphens part the words of a title in capitals too."""
    rows = [(_DOTTED, 2), (_DASHED, 4 if capital else 3)]
    return any(len(sign.findall(text)) >= least and all(0 < len(p.split()) <= 5 for p in sign.split(text)) for sign, least in rows)


def bucket(n: int, edges: Sequence[int]) -> str:
    """Name of the first edge that ``n`` does not pass, else "more"."""
    return next((str(e) for e in edges if n <= e), "more")


@lru_cache(maxsize=2048)
def look(text: str, *, layout: str = "", phrases: bool = True) -> Line:
    """What one line says of itself. ``layout`` is the HTML element it came from ("h1", "p", "li", "td"), empty for text pages.

    Without ``phrases`` the word lists are not consulted, as for a site whose wording nobody has met.
    """
    line, at = _look(text, phrases)
    return replace(line, features=(*line.features[:at], f"layout:{layout}", *line.features[at:])) if layout else line


@lru_cache(maxsize=2048)
def _look(text: str, phrases: bool) -> tuple[Line, int]:
    """The line without its layout, and where among the features that belongs."""
    lists = phrase_lists() if phrases else PhraseLists({}, {}, None)
    clean = text.strip()
    if len(clean) > 1500:
        clean = f"{clean[:1000]} {clean[-500:]}"
    folded = fold(clean)
    core = folded.strip(EDGES)
    words = _WORD.findall(clean)
    n = len(words)
    features: list[str] = [f"words<={bucket(n, (0, 1, 2, 4, 7, 12, 20, 35))}"]
    add = features.append
    # Items: what stands between separators, and how many of them are words of menus, languages, share rows.
    cut = clean.replace(" : ", " | ") if clean.count(" : ") > 1 and n <= 45 else clean
    parts = [p for p in (_COUNT.sub("", fold(x).strip(EDGES)) for x in _ITEMS.split(cut)) if p]
    if len(parts) == 1 and n <= 12 and _CAMEL.search(clean):
        glued = [p for p in (fold(x).strip(EDGES) for x in _CAMEL.split(clean)) if p]
        if sum(p in lists.items for p in glued) * 2 >= len(glued):
            parts = glued
    if len(parts) == 1 and 4 <= n <= 20 and not _JOINED.search(folded) and (run := menu_items(clean, lists.items)):
        parts = run
    found = Counter(lists.items[p] for p in parts if p in lists.items)
    known = sum(found.values())
    if known and known * 2 >= len(parts):
        add(f"items:{found.most_common(1)[0][0]}")
        add("items:all" if known == len(parts) else "items:half")
    elif known:
        add("items:some")
    elif 1 < n <= 8 and all(lists.items.get(w.strip(EDGES), "") in {"share", "languages"} for w in core.split() if w.strip(EDGES)):
        found, known, parts = Counter({"share": 1}), 1, [core]
        add("items:share")
    if len(parts) > 1:
        short = sum(len(p.split()) <= 4 for p in parts)
        add(f"parts<={bucket(len(parts), (2, 4))}" + ("short" if short == len(parts) else ""))
    starts = [name for name, pattern in lists.starts.items() if pattern.match(core)]
    features += [f"starts:{name}" for name in starts]
    opening = folded[:300]
    holds = sorted({name for _, names in lists.contains.iter(opening) for name in names}) if lists.contains else []
    features += [f"holds:{name}" for name in holds]
    digits = any(map(str.isdigit, clean))
    if "legal" in holds and "©" in clean and _CREDIT.search(clean) and not _RIGHTS.search(folded):
        holds.remove("legal")
        features.remove("holds:legal")
    if digits and n <= 25 and not _BULLET.match(text) and _COUNTER.search(folded):
        add("counter")
        holds.append("counter")
    # Shape.
    last = clean[-1:] if clean else ""
    sentence = last in ".!?…" or clean[-2:-1] in {".", "!", "?"}
    if sentence:
        add("ends.")
    elif last == ":":
        add("ends:")
    elif last in '”"»':
        add("ends”")
    if n >= 14 and _TWO_SENTENCES.search(clean):
        add("two sentences")
    letters = sum(map(str.isalpha, clean[:300]))
    capital = letters > 3 and sum(map(str.isupper, clean[:300])) * 10 >= letters * 9
    if capital:
        add("capitals")
    if clean[:1].islower():
        add("lower first")
    small = sum(w[0].islower() for w in words)
    if n > 3:
        add(f"lower words<={bucket(small * 10 // n, (1, 3, 5, 7))}")
    bullet = bool(_BULLET.match(text))
    if bullet:
        add("bullet")
    if text[:2] == "  ":
        add("indented")
    if clean[:1] in "[({":
        add("bracket")
    label = bool(_LABEL.match(clean)) and n < 80
    if label:
        add("label")
    if "\t" in clean:
        add("tab")
    if clean[:1] in "«‹»›<>←→↑" or last in "›»→>":
        add("arrow")
    if "|" in clean:
        add("bar")
    glued_word = bool(_GLUED.search(clean[:60]))
    if glued_word:
        add("glued")
    if clean[:1] in '“"«‘':
        add("quoted")
    day = DAY.search(opening) if digits else None
    rest = ""
    if day:
        rest = (folded[: day.start()] + folded[day.end() :]).strip(EDGES)
        add("day at start" if day.start() < 3 else "day at end" if day.end() > len(folded) - 3 else "day")
        rest = " ".join(w for w in rest.split() if any(map(str.isalnum, w)) and not _WEEKDAY.fullmatch(w))
        if len(rest.split()) <= 3:
            add("day alone")
    elif digits:
        add("digits")
        if not letters:
            add("no letters")
    if _URL.search(clean[:500]):
        add("url")
    reach = ("@" in clean or "at" in clean) and bool(_EMAIL.search(clean[:600]))
    reach = reach or bool(_PROTECTED.search(folded))
    reach = reach or (digits and bool(_TEL.search(folded)) and bool(_PHONE.search(clean[:600])))
    if reach:
        add("reach")
    elif n <= 8 and _PHONE.search(clean):
        add("phone")
    if "sdg" in folded or " goal" in folded or folded.startswith(("goal", "odd ", "ods ")):
        add("goals")
    if day and "updated" in starts and _DAYS_FIELD.match(folded):
        starts.remove("updated")
        features.remove("starts:updated")
    place = len(features)
    steps = len(_STEP.findall(clean))
    trail = (
        n <= 45
        and (not sentence or (steps >= 2 and clean.endswith(("…", "..."))))
        and (
            bool(_TRAIL.match(core))
            or ((clean[:1] == "<" or (clean[:2] in {">>", "> ", "» ", "› "} and steps >= 1 and day is None)) and n <= 12)
            or (n <= 9 and "«" not in clean and not label and day is None and bool(_ONE_STEP.search(clean)))
            or (steps >= 1 and not reach and day is None and (steps >= 2 or lists.items.get("".join(parts[:1])) == "menu"))
        )
    )
    if trail:
        add("crumb")
    others = n <= 7 and bool(_OTHERS.search(folded)) and bool(_PAGES.search(folded))
    if others:
        starts.append("related")
    if n <= 4 and len(clean) < 40 and core.startswith(("search ", "buscar ", "rechercher ", "descargar ", "download ", "telecharger ")):
        holds.append("access")
    if n <= 12 and len(_AROUND.findall(folded)) > 1:
        holds.append("access")
    kind = (
        "crumb"
        if trail
        else "mark"
        if len(clean) == 1 and not core
        else "list"
        if _BUTTONS.match(clean)
        else _kind(n, small, core, sentence, found, known, parts, starts, holds, day is not None, len(rest.split()), reach, label, bullet, capital)
    )
    if kind in {"capitals", "long", "running", "sentence", "short"} and not digits and _row(clean, capital):
        kind = "list"
    if kind == "running" and len(parts) > 2 and (_ROW.search(clean) or len(_GAP.findall(clean)) > 1) and all(len(p.split()) <= 5 for p in parts):
        kind = "list"
    if kind == "list" and day and "\t" in clean and not known:
        kind = "field"
    if kind == "prose" and glued_word:
        kind = "glued prose"
    add(f"kind:{kind}")
    if "selfdescription" in holds:
        add(f"self {kind}")
    if kind in {"prose", "glued prose", "running"} and day is None and _SELF.match(opening) and len(_AGENCY.findall(folded[:500])) >= 2:
        add("self opening")
    about = _ABOUT.match(folded)
    if about:
        what = (
            "thing"
            if _THING.search(about["what"])
            else "body"
            if _ACRONYM.search(clean[: about.end("what") + 2]) or _US.search(about["what"])
            else "else"
        )
        if n <= 12:
            add(f"about {what}")
        elif about["colon"] and what != "thing":
            add("about, running")
    if day:
        add(f"day {kind}")
    return Line(clean, folded, n, kind, tuple(features)), place


def _kind(
    n: int, small: int, core: str, sentence: bool, found: Counter[str], known: int, parts: list[str], starts: list[str], holds: list[str],
    day: bool, beside: int, reach: bool, label: bool, bullet: bool, capital: bool,
) -> str:  # fmt: skip
    """Coarse class of a line, surest first."""
    if not core:
        return "rule"
    if known and known * 2 >= len(parts) and n <= 30:
        most = found.most_common(1)[0][0]
        if most != "type" or known == len(parts) or all(len(p.split()) < 3 for p in parts if p not in phrase_lists().items):
            return most
    if n <= 40:
        for name in ("cookie", "counter", "access"):
            if name in holds and not (reach and name == "access"):
                return name
        if "legal" in holds and n <= 30:
            return "legal"
        for name in ("share", "related", "tags"):
            if name in starts and n <= (25 if ":" in core[:40] else 12):
                return name
    issue = _ISSUE.fullmatch(core)
    if issue and phrase_lists().items.get(issue["what"].strip(EDGES)) == "type" and (day or not issue["more"]):
        return "type"
    if day and n <= 16 and " written by" in f" {core}":
        return "updated"
    if day and beside <= 3:
        return "day"
    if day and n <= 16 and "updated" in starts:
        return "updated"
    if "updated" in starts and n <= 3:
        return "updated"
    if "type" in starts and n <= 6:
        return "type"
    if n >= 16 and (small * 2 >= n or (n >= 30 and small * 3 >= n)) and sentence:
        return "prose"
    if reach:
        return "reach"
    if "contact" in starts and n <= 14:
        return "contact"
    if n >= 8 and small * 20 >= n * 9:
        return "running"
    if len(parts) > 2 and all(len(p.split()) <= 5 for p in parts):
        return "list"
    if label:
        return "field"
    if bullet:
        return "bullet"
    if sentence and n >= 3:
        return "sentence"
    if capital:
        return "capitals"
    return "word" if n <= 2 else "short" if n <= 7 else "long"
