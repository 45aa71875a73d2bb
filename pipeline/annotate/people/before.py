"""The position of a named person and the body they speak for, read from the words before the name.

"X Director Jane Doe", "the Director of X, Ms. Jane Doe", "Director: Jane Doe", "X: Jane Doe". Walked back from the name to the first word that
cannot belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.annotate.people.names import Name, words
from pipeline.annotate.people.roles import LINK, OURS, STANDING_IN, Bounds, Post, clean, has_role, is_role, is_unit, stood_for, unit_owner
from pipeline.document import Mention
from pipeline.phrases import THE

_REACH = 180  # characters
_TITLE = re.compile(r"(?:(?:His|Her|Their) Excellenc(?:y|ies)\s+)?(?:(?<!-)[\w.]+\s+){0,2}$")
_EXCELLENCY = re.compile(r"\b(?:(?:Son|Leurs) Excellences?|Sus? Excelencias?),? (?:(?:l['’]|el |la |le )?\w{1,12}\.? )?$")
_PLURAL = re.compile(r"(?:^|\n)[^\w\n]{0,3}([A-ZÀ-Þ][^\W\d][\w -]{2,40}s) ?: ?$")
# What somebody does at an event, no position.
_TASKS = frozenset(
    ["author", "autor", "candidate", "delegate", "expert", "experto", "facilitador", "facilitateur", "facilitator", "formateur", "instructor",
     "lecturer", "moderador", "moderator", "modérateur", "photographer", "representante", "representative", "représentant", "student", "teacher",
     "trainer", "translator"]
)  # fmt: skip
_LISTING = re.compile(r"(?:Minister|Secretary|Director)\s+(?:of|for)\s+(?:[A-Z]\w+[ ,]+)*$")
_ARTICLE = re.compile(r"(, )(?:le|la|el|the(?: late)?) $")
_IS = re.compile(r",? (?:(?:since|depuis|desde) \d{4},? )?(?:is|est|es)$")  # "The lead trainer is Dr …", "Sa présidente, depuis 2021, est …"
# "(of the Bank) in Haiti", "(de la BM) pour le Burundi"
_PLACED = re.compile(
    rf"\)? (?:in|en|à|au|aux|to|for|pour|para) {THE}[A-ZÀ-Þ][\w’'-]{{1,20}}"
    r"(?:[ -](?:de |du |del |la )?[A-ZÀ-Þ][\w’'-]{1,20}){0,3}"
)
_ELIDED = re.compile(r"^(?:l|d|qu)['’](?=\w)", re.IGNORECASE)
_ELISION = re.compile(r"(?:^|\s)[ld]['’]$")
_TITLED = re.compile(
    r"(?<=[,:] )(?:la |el |le |l['’])?(?:[Pp]rofesora?|embajadora?|[Ii]ngenier[oa]|doctora?|licenciad[oa]|[Aa]grónom[oa]|ambassadrice|ambassadeur"
    r"|professeure?|[Aa]gronome|[Ii]ngénieure?|[Gg]énérale?|general|[Cc]olonel(?:-major)?|coronel|commandant|comandante|capitaine|capitán|lieutenant|teniente"
    r"|(?:Lieutenant|Lt\.?|Major|Maj\.?|Brigadier|Brig\.?)[ -](?:General|Gen\.?|Colonel|Col\.?)|Commodore|Rear Admiral|Vice Admiral"
    r"|(?:(?:arq|dr|dra|ing|ir|lic|prof)\. ?){0,2}(?:arq|dr|dra|ing|ir|lic|prof)\."
    r"|(?:Chief |Senior |Sub-?)?[Ii]nspector|(?:Chief |Senior )?Superintendent) $"
)
_WITHIN = frozenset(["du", "au", "del", "al", "del", "junto"])
_OF_ROMANCE = re.compile(
    r"(?:^|\s)(?:del|du|des|de|d['’]\w+|à|l['’]\w+|secrétaire|secretari[oa]|secrétariat|director[a]?|directeur|directrice|ministr[eoa])\b[^.,;:\n]{0,50}$"
)
_WHEN = re.compile(r"^(?:Yesterday|Today|Tomorrow|Earlier|Later|Hier|Ayer|Hoy)(?: evening| morning| afternoon)? ")
_LINKED = re.compile(r"\b(?:of|for|de|in|at|to|by|und|on|en|à)$|\b(?:for|in|to) [A-Z][\w’'-]+ and$")  # "Director for Ireland and the UK"
_OF_ENGLISH = re.compile(r"\b(?:of|for) (?:[a-z-]{3,20},? (?:and )?){0,3}$")
_OWNERS = frozenset(
    ["academy", "agency", "alliance", "association", "authority", "bank", "board", "body", "center", "centre", "charity", "club", "college",
     "commission", "committee", "company", "cooperative", "council", "department", "division", "federation", "foundation", "fund", "group",
     "guild", "hospital", "institute", "laboratory", "league", "library", "ministry", "museum", "network", "observatory", "office",
     "organisation", "organization", "project", "school", "service", "society", "station", "trust", "union", "university"]
)  # fmt: skip
_POSSESSIVE = ("’s", "'s")
_SUBJECTS = re.compile(
    r"(?:(?:vice-?)?minist(?:re|r[oa]|ère)|secrétaire d['’][ÉE]tat|secretari[oa]|commissaire|directora?|directeur|directrice|seremi)s?"
    r"(?: [a-zà-ÿ]+){0,2}"
    r" (?:d[eu]l?|des|d['’]|à|aux?|para|pour|en)\b[^.;:()\n]{2,100}$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:y |et |e )?(?:(?:de |du |des |d['’]|à |aux? )|[A-ZÀ-Þ][\w’'-]+(?:,| y | e | et | \w+ (?:y|e|et) |$))")
_SENTENCE_END = re.compile(r"[a-zà-ÿ]{4}[.!?][”»\"’]?$")
_INITIALS = re.compile(r"(?:[A-Z]\.)+|(?:[aip]\.){2}")  # "a.i.", "p.i."
_REMARK = re.compile(r"\([A-ZÀ-Þ][\w-]{2,20}\)")  # "First Secretary (Migration)"


def post_before(text: str, name: Name, orgs: Sequence[Mention], people: Bounds, *, used: int = 0) -> Post:
    """The post told by what stands in front of the name, back to the name before it and to what belongs to that one (``used``)."""
    if text[name.start - 1 : name.start] == "/":
        return Post(None, next((m for m in orgs if m.end == name.start - 1), None))
    start = title_start(text, name)
    floor = max([start - _REACH, 0, used, *(b for _, b in people if b <= start)])
    if floor >= start:
        return Post()
    window = text[floor:start]
    stripped = window.rstrip(" \n,:–—-\t")
    mark = window[len(stripped) :]
    told = _IS.search(stripped) if mark == " " else None
    stripped = stripped[: told.start()] if told else stripped
    if mark.count("\n") > 1 or ("\n" in mark and ":" not in mark and "," not in mark) or _SENTENCE_END.search(stripped):
        return Post()
    end = floor + len(stripped)
    end = next((m.end + text.startswith(")", m.end) for m in orgs if m.end and floor < m.end < end and _PLACED.fullmatch(text, m.end, end)), end)
    label = ":" in mark
    ending = next((m for m in orgs if m.start is not None and m.start >= floor and m.end in (end, end - 2)), None)
    if label and ending and ending.start is not None and text[max(0, ending.start - 1)] in "\n•- \t":
        return Post(None, ending)
    begin, org, whose = _walk(text, floor, end, orgs)
    phrase = text[begin:end].split()
    if not phrase or not has_role(" ".join(phrase)):
        ends = org is not None and (org.end == end or text[org.end : end] in _POSSESSIVE)
        labelled = label and org is not None and text[org.end : end] == ")"  # "Logistics (UNICEF): Jane Doe"
        return Post(None, org if labelled or (ends and not mark.strip()) else None)
    if not label and "," not in mark and phrase[-1].islower() and phrase[-1] not in words("roles") and not org and not whose:
        return Post()
    return _split(text, begin, end, orgs, whose)


def label_before(text: str, name: Name) -> str | None:
    """The position in the plural that stands as a label at the start of the name's line, in the singular: "Desk officers: Mr John Roe, …"."""
    label = _PLURAL.search(text, max(0, name.start - 80), title_start(text, name))
    words_ = label[1].split() if label else []
    last = next((words_[-1][:-cut] for cut in (1, 2) if words_ and is_role(words_[-1][:-cut])), None)
    return clean(" ".join([*words_[:-1], last])) if last and last.lower() not in _TASKS else None


def title_start(text: str, name: Name) -> int:
    """Offset of the form of address in front of the name, with an article behind a comma (", la Dra. …"); that of the name without one."""
    excellency = _EXCELLENCY.search(text, max(0, name.start - 40), name.start)
    if excellency:
        return excellency.start()
    start = _address_start(text, name) if name.title else name.start
    titled = _TITLED.search(text, max(0, start - 24), start)
    article = None if titled else _ARTICLE.search(text, max(0, start - 11), start)
    if titled:
        return titled.start()
    return article.end(1) if article else start


def _address_start(text: str, name: Name) -> int:
    base = max(0, name.start - 30)
    match = _TITLE.search(text, base, name.start)
    parts = list(re.finditer(r"\S+", match.group())) if match else []
    known = words("honorifics") | {"amb", "ambassador", "his", "her", "h.e"}
    first = next((p for p in parts if p[0].lower().rstrip(".") in known), None)
    return match.start() + first.start() if match and first else name.start


def _walk(text: str, floor: int, end: int, orgs: Sequence[Mention]) -> tuple[int, Mention | None, str | None]:
    """How far back the position reaches, the body named first in it, and what stands for a body in front of it ("its", "the Centre’s")."""
    at, small = end, 0
    org: Mention | None = None
    while at > floor:
        inner = _mention_ending(text, orgs, floor, at)
        if inner and inner.start is not None:
            at, org, small = inner.start - (text[at - 1] == ")" == text[inner.end or 0] and text[inner.start - 1] == "("), inner, 0
        else:
            match = re.search(r"\S+$", text[floor:at])
            if not match:
                break
            word, left = match.group(), text[max(floor, floor + match.start() - 60) : floor + match.start()]
            ours = word.lower() in OURS and left.endswith(" de ")  # "el presidente de nuestra Cámara"
            if _owner(word) and not ours and not (word[0].isupper() and word.lower() in STANDING_IN - OURS - {"its", "their"}):
                return _skip(text, at, end), org, _owner(word)
            step = _belongs(word, left, small, first=at == end, comma=text[end : end + 1] == ",")
            rest = text[at:end].strip()
            if step is None and rest and (_heads(word, rest) or _lists(left + word, rest)):
                step = 0
            if step is None and word in ("le", "la") and left.rstrip().endswith(" dont"):
                return _skip(text, at, end), org, "dont"
            if step is None:
                break
            small += step
            at = floor + match.start()
        at -= 2 if _ELISION.search(text, max(floor, at - 3), at) else 0
        gap = len(text[floor:at]) - len(text[floor:at].rstrip(" "))
        if not gap:
            break
        at -= gap
    return _skip(text, at, end), org, None


def _heads(word: str, rest: str) -> bool:
    """Whether a position and its comma stand before what it is held at: "Director, Ministry of Health", "Manager, Labour Affairs at the Centre"."""
    return word[-1] == "," and is_role(word[:-1]) and rest[:1].isupper() and not has_role(rest)


def _lists(left: str, rest: str) -> bool:
    """Whether a comma parts the subjects of one position: "ministre du Travail, de l'Emploi et de la Famille"."""
    return left[-1] == "," and _SUBJECTS.search(left) is not None and _SUBJECT.match(rest) is not None and not has_role(rest)


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _mention_ending(text: str, orgs: Sequence[Mention], floor: int, at: int) -> Mention | None:
    """The body whose mention, its possessive, or the bracket around it ends here."""
    for m in orgs:
        if m.start is not None and m.end is not None and m.start >= floor:
            bracket = text[m.end : at] == ")" and text[m.start - 1] == "("
            if m.end == at or bracket or text[m.end : at] in _POSSESSIVE:
                return m
    return None


def _owner(word: str) -> str | None:
    """The word where it stands for a body that holds the position."""
    low = word.strip('(“"«').lower()
    if low in STANDING_IN:
        return low
    if re.search(r"[’']s$", word) and not is_role(word) and (word.strip('“"«(')[:1].isupper() or low[:-2] in _OWNERS):
        return word
    return None


def _belongs(word: str, left: str, small: int, *, first: bool, comma: bool) -> int | None:
    """Whether the word is part of the position: 0 for yes, 1 for a small-letter word that may be, None where the position begins behind it."""
    low = _ELIDED.sub("", word.strip('(“"«').lower())
    if word != "&" and not any(map(str.isalnum, word)):
        return None
    if not first and _REMARK.fullmatch(word) and is_role(left.split()[-1] if left.split() else ""):
        return 0
    if not first and (word[-1] in '.;:!?”"»)' and not _INITIALS.fullmatch(word)):
        return None
    if _INITIALS.fullmatch(word):
        return 0
    if low in ("the", "a", "an", "le", "la", "el", "l", "un", "une"):
        return 0 if _LINKED.search(left.rstrip()) and _role_left(left) else None
    if word[-1] == ",":
        return 0 if _LISTING.search(left) else None
    if not _ELIDED.sub("", word)[:1].islower() or is_role(word) or low == "executive":
        return 0
    if low in ("of", "for", "de", "del", "du", "des", "general", "au", "aux", "los", "las"):
        return 0
    if low == "with" and not first and left.split() and is_role(left.split()[-1]):
        return 0  # "Minister with responsibility for Culture"
    if low in ("and", "et", "y", "e", "in", "at", "to", "on", "en", "à"):
        return 0 if _role_left(left, 12 if low in ("en", "à") else 7) else None
    usable = low.isalpha() and low not in words("ends") and low not in words("saying") and low not in words("not_before")
    if usable and (_OF_ROMANCE.search(left) or _OF_ENGLISH.search(left)) and _role_left(left):
        return 0  # "ministre de l'Enseignement primaire et secondaire", "director del centro", "dean of communication"
    if first and comma and usable and left.split() and is_role(left.split()[-1]):
        return 0  # "el alcalde municipal, Juan …", "le secrétaire permanent, Jean …"
    return 1 if small < 2 and not first and usable else None


def _role_left(left: str, reach: int = 12) -> bool:
    """Whether one of the last ``reach`` words of the sentence says what somebody is."""
    return any(map(is_role, re.split(r"(?<![. ][A-Za-z])[.;:!?]\s", left)[-1].split()[-reach:]))


def _split(text: str, begin: int, end: int, orgs: Sequence[Mention], whose: str | None) -> Post:
    """Position and body of the phrase between the offsets."""
    first = next((m for m in orgs if m.start is not None and m.end is not None and begin <= m.start and m.end <= end), None)
    if first is None or first.start is None or first.end is None:
        label = text[end : end + 1] == ":" and text[max(0, begin - 1) : begin] in ("", "\n")
        role, stand_in = stood_for(text[begin:end] if label or whose in OURS else _strip_front(text[begin:end]))
        return Post(clean(role), None, whose or stand_in)
    head, rest = text[begin : first.start], text[first.end : end]
    if len(head) <= 4 and has_role(rest):
        return Post(clean(re.sub(r"^['’]?s?\s+(?:\([^()\n]{2,20}\)\s+)?", "", rest)), first)
    link = LINK.search(head)
    owner = unit_owner(text, first, orgs)[0] if is_unit(first) else None
    if owner:
        return Post(clean(_strip_front(text[begin : first.end])), owner)
    if has_role(head[: link.start()] if link else head):
        return Post(clean(_strip_front(head[: link.start()] if link else head)), first)
    return Post(clean(rest if has_role(rest) else text[begin:end]), first)


def _strip_front(role: str) -> str:
    """Drop what a position does not open with: small words, and a nationality before a small-letter position ("Hungarian biologist")."""
    parts = _WHEN.sub("", role).split()
    first = next((i for i, w in enumerate(parts) if is_role(w)), 0)
    elided = bool(parts) and _ELIDED.match(parts[first]) is not None
    if elided or _WITHIN & set(parts[:first]):
        parts = parts[first:]  # "en présence du secrétaire permanent", "de l'ambassadeur", "junto al encargado de negocios"
        parts[0] = _ELIDED.sub("", parts[0])
    titled = any(is_role(w) and w[0].isupper() for w in parts)
    while len(parts) > 1 and ((parts[0].islower() and not is_role(parts[0]) and titled) or parts[0].lower() in words("not_opening")):
        parts.pop(0)
    if len(parts) > 1 and parts[-1].islower():
        while len(parts) > 1 and parts[0][0].isupper() and not is_role(parts[0]) and parts[0].lower() not in ("deputy", "vice", "former", "senior"):
            parts.pop(0)
    return " ".join(parts)
