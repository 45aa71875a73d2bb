"""The position of a named person and the body they speak for, read from the words next to the name.

Looked at in this order: what stands behind the name ("Jane Doe, Director of X", "Jane Doe (X)", a contact block's next lines), then what stands before it
("X Director Jane Doe", "the Director of X, Ms. Jane Doe", "Director: Jane Doe").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.annotate.people_names import Name, words
from pipeline.document import Mention

_LINK: Final = r"(?:\s+|^)(?:of|at|in|for|with|from|to|within|under|de|del|de la|de l['’]|du|des|à|au|aux|en|d['’]|chez|auprès de|pour|para)(?:\s+(?:the|la|le|les|el|los|las|l['’]))?\s*$"
_ENDING_LINK = re.compile(_LINK, re.IGNORECASE)
_OPENING = re.compile(r"\s*(?:,|\||;|:|–|—|\s-|\()\s*(?:\n\s*)?|\s*\n\s*[•*▪-]?\s*|\t\s*|\s+is\s+(?:the\s)?(?=[A-Z])|\s+(?=of |from |at |de |del |du |représentant|representing )", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|then|a|an|our|its|la|le|les|el|los|las|un|une|una|l['’]|currently|acting as|who is|also)\s+", re.IGNORECASE)
_CUT = re.compile(r"[;:\n()\[\]“”\"«»|]|\.(?:\s|$)|\s[–—-]\s|(?<!\w)\+?\d{2}|\S+@|\S+ ?\[at\]|\S+ ?\(at\)|https?:")
_VERB = re.compile(r"\bwho (heads|chairs|leads|directs|coordinates|manages|runs|presides over|founded)\b (?:the )?")
_STAND_IN = re.compile(r"\s(?:of|at|in)\s(?:the|our)\s((?:Regional\s|National\s)?(?:Delegation|Mission|Cent(?:re|er)|Council|Foundation|Ministry|University|Board|Secretariat|Commission|Agency|Fund|Institute|Bank|Office|Department|Association|Network|Committee|Organi[sz]ation|Section|Division))$")
_AGENT: Final = {"heads": "head", "chairs": "chair", "leads": "lead", "directs": "director", "coordinates": "coordinator", "manages": "manager", "runs": "manager", "presides over": "president", "founded": "founder"}
_REPRESENTING = re.compile(r"^[,\s]*(?:(?:of|from|at|with|de|del|du|representing|speaking for|on behalf of|para|pour)\s+)?(?:the\s+|la\s+|l['’]|le\s+|el\s+)?$", re.IGNORECASE)
_PLACE_TAIL = re.compile(r"\s+(?:in|based in|à|en|from)\s+(?:el |la |le )?[A-ZÀ-Þ][\w’'-]+(?:[ -][A-ZÀ-Þ][\w’'-]+){0,2}$")


@dataclass(frozen=True, slots=True)
class Post:
    """A position and the mention of the body it is held at; ``whose`` is what stands for a body named before ("its", "the Centre’s")."""

    role: str | None
    organisation: Mention | None
    whose: str | None = None


def find_post(text: str, name: Name, orgs: Sequence[Mention], places: Sequence[tuple[int, int]], people: Sequence[tuple[int, int]]) -> Post:
    """The position and body of the person named here; both None where the words around do not tell."""
    if text[name.start - 1 : name.start] == "/":
        owner = next((m for m in orgs if m.end == name.start - 1), None)
        if owner:
            return Post(None, owner)
    behind = _behind(text, name, orgs, places, people)
    before = _before(text, name, orgs, people) if not behind.role or not behind.organisation else Post(None, None)
    if behind.role:
        organisation = behind.organisation or (before.organisation if not before.role else None)
        return Post(behind.role, organisation, behind.whose)
    if before.role:
        return Post(before.role, before.organisation or behind.organisation, before.whose)
    role = name.title if name.title in words("titles") or name.title == "professor" else None
    return Post(role.capitalize() if role else None, behind.organisation or before.organisation)


def has_role(phrase: str) -> bool:
    return any(re.sub(r"[’']s$", "", w.lower().strip(".,()")) in words("roles") for w in re.split(r"[\s/]+", phrase))


def _at(orgs: Sequence[Mention], start: int, slack: int = 0) -> Mention | None:
    """The mention that starts here."""
    return next((m for m in orgs if m.start is not None and start <= m.start <= start + slack), None)


def _behind(text: str, name: Name, orgs: Sequence[Mention], places: Sequence[tuple[int, int]], people: Sequence[tuple[int, int]]) -> Post:
    at = name.end
    suffix = re.match(r",? (?:PhD|Ph\.D\.?|MP|TD|MD|Jr\.?)\b|, \d{1,2}(?=[,\s])|\s\([^)\n]{1,24}\)(?=\n)", text[at : at + 40])
    if suffix and not _at(orgs, at + 2):
        at += suffix.end()
    opening = _OPENING.match(text, at)
    if not opening:
        return Post(None, None)
    at = opening.end()
    limit = min([a for a, _ in people if a >= at] or [len(text)])
    return _segment(text, at, limit, orgs, places, lines="\n" in opening.group(), bracket="(" in opening.group())


def _segment(text: str, at: int, limit: int, orgs: Sequence[Mention], places: Sequence[tuple[int, int]], *, lines: bool, bracket: bool) -> Post:
    """The post told by what starts here: "Director of X", "X", "X Director", "who heads X"."""
    rest = text[at:limit][:200]
    if re.match(r"(?:and|et|y|or|with|but|as well as)\b", rest):
        return Post(None, None)
    verb = _VERB.match(rest)
    if verb:
        org = _at(orgs, at + verb.end(), 4)
        role = _AGENT[verb[1]]
        return Post(role if org else None, org)
    article = _ARTICLE.match(rest)
    start = at + (article.end() if article else 0)
    lead = re.match(r"(?:(?:of|from|at|with|de|del|du|d['’]|representing|on behalf of)\s+)(?:the\s|la\s|le\s|l['’]|el\s|los\s)?", text[start : start + 30], re.IGNORECASE)
    org = _at(orgs, start) or (_at(orgs, start + lead.end(), 1) if lead else None)
    if org and org.start is not None and org.end is not None and org.start < limit:
        tail = re.match(r"['’]?s?\s+", text[org.end : org.end + 4])
        role = _role_text(text, org.end + tail.end(), limit, orgs, places)[0] if tail and not lead else None
        if role is None and text[org.end : org.end + 2] == ", ":
            role = _role_text(text, org.end + 2, limit, orgs, places)[0]
            role = role if role and has_role(role) and len(role.split()) < 6 and not bracket else None
        return Post(role if role and has_role(role) else None, org)
    role, end, org = _role_text(text, start, limit, orgs, places)
    if not role or not has_role(" ".join(role.split()[:7])) or not _opens(role):
        return Post(None, None)
    if org is None:
        org = _next_org(text, end, limit, orgs)
    stand_in = _STAND_IN.search(role) if org is None else None
    if stand_in and has_role(role[: stand_in.start()]):
        return Post(role[: stand_in.start()], None, stand_in[1])
    return Post(role, org)


def _opens(role: str) -> bool:
    """Whether the phrase begins as a position does: with a capital, or with a small-letter position after three words at most."""
    parts = role.split()
    if parts[0].lower() in ("who", "which", "whose", "where", "when", "once", "invited", "told", "joined", "accompanied", "including", "during", "in", "on", "at", "by", "after", "to", "for", "from", "now", "born", "aged"):
        return False
    return parts[0][0].isupper() or any(_role_word(w) for w in parts[:4])


def _role_text(text: str, start: int, limit: int, orgs: Sequence[Mention], places: Sequence[tuple[int, int]]) -> tuple[str | None, int, Mention | None]:
    """The position that starts here, where it ends, and the body that it names."""
    wrapped = _flat(text[start : min(limit, start + 170)])
    cut = _CUT.search(wrapped)
    stretch = wrapped[: cut.start()] if cut else wrapped
    if stretch.count("(") == 0 and cut and cut.group() == "(" and (m := re.match(r"\(([^)\n]{2,24})\)", wrapped[cut.start() :])) and not _at(orgs, start + cut.start() + 1) and m[1][0].isupper() is False:
        stretch = wrapped[: cut.start() + m.end()]
    parts = stretch.split(",")
    end = start + len(parts[0])
    inside = [m for m in orgs if m.start is not None and m.end is not None and start < m.start < start + len(stretch)]
    first = next((m for m in inside if m.start is not None and m.start < end), None)
    if first and first.start is not None and first.end is not None:
        head = text[start : first.start]
        chained = re.match(r"[’']s ", text[first.end : first.end + 3])
        inner = _at(orgs, first.end + 3) if chained else None
        if inner and inner.end is not None and _ENDING_LINK.search(head):
            return _clean(_ENDING_LINK.sub("", head)), inner.end, inner
        link = _ENDING_LINK.search(head)
        follows = re.match(r"\s+[A-Z]\w+", text[first.end : first.end + 20])
        if link and not follows and head[: link.start()].strip():
            return _clean(head[: link.start()]), first.end, first
        if head.rstrip().endswith((" of the", " of")) is False and not link and len(head.split()) > 1 and has_role(head):
            return _clean(head), first.end, first
        return _clean(text[start : max(end, first.end)]), max(end, first.end), first
    role = _stop(parts[0])
    used = len(parts[0])
    for part in parts[1:]:
        offset = start + used + 1 + len(part) - len(part.lstrip())
        bare = part.strip()
        title = bool(bare) and bare[0].isupper() and all(w[0].isupper() or w in ("and", "of", "for", "the", "on", "in") for w in bare.split()) and 1 < len(bare.split()) < 7
        ministry = bool(re.search(r"(?:Minister|Ministry|Secretary|Director) (?:of|for) ", role)) and re.match(r"[A-Z][\w ]+( and [A-Z]\w+.*)?$", bare)
        place = any(a <= offset < b for a, b in places)
        if (title or ministry) and not place and not _at(orgs, offset) and not re.search(r"\d", bare) and not (has_role(bare) and not ministry) and role == parts[0].strip():
            role = f"{parts[0].strip()}, {bare}" if len(parts[1:]) >= 1 else role
            parts[0] = role
            used += 1 + len(part)
            continue
        break
    return _clean(role), start + used, None


def _flat(text: str) -> str:
    """The text with its soft line breaks as spaces: breaks in front of a small letter or after a connecting word."""
    return re.sub(r"(?<=[a-zà-ÿ,]) ?\n(?=[a-zà-ÿ])|(?<=\bof)\n|(?<=\bthe)\n|(?<=\band)\n|(?<=\bfor)\n|(?<=Deputy)\n", " ", text)


def _stop(phrase: str) -> str:
    """The phrase up to the first word that is no part of a position."""
    out: list[str] = []
    for i, word in enumerate(phrase.split()):
        low = word.lower().strip(".,")
        if i and low in words("ends") and not (low == "and" and _goes_on(phrase.split()[i + 1 :], out)) and not (low in ("on", "at", "a") and i + 1 < len(phrase.split()) and phrase.split()[i + 1][0].isupper()):
            break
        out.append(word)
    return " ".join(out)


def _goes_on(following: Sequence[str], before: Sequence[str]) -> bool:
    return bool(following) and (following[0][0].isupper() or following[0].islower() and before[-1:] != [] and before[-1][0].islower() and following[0] not in ("the", "a"))


def _clean(role: str | None) -> str | None:
    """The position without article, stray signs and the town at its end."""
    if not role:
        return None
    role = " ".join(role.split()).strip(" ,;:-–—'’")
    role = _ARTICLE.sub("", role)
    role = re.sub(r"(?:['’]s)$", "", role).strip()
    if role[:1].islower() or has_role(role.split()[-3] if len(role.split()) > 2 else ""):
        role = _PLACE_TAIL.sub("", role) if role[:1].islower() else role
    return role if 1 < len(role) < 120 and len(role.split()) < 16 else None


def _next_org(text: str, at: int, limit: int, orgs: Sequence[Mention]) -> Mention | None:
    """The body named right behind the position, on the same line or the next."""
    gap = re.match(r"\s*(?:\([^)\n]{1,30}\)\s*)?(?:,|\(|\||–|—|-|;)?\s*(?:of |at |de |del |du |in |for )?(?:the |la |l['’]|le |el )?", text[at:limit])
    if gap and gap.group().count("\n") < 2:
        found = _at(orgs, at + gap.end())
        if found:
            return found
    return None


def _before(text: str, name: Name, orgs: Sequence[Mention], people: Sequence[tuple[int, int]]) -> Post:
    """The post told by the words in front: walked back from the name to the word that cannot belong to it."""
    start = name.start
    if name.title:
        start = _title_start(text, name)
    window = text[max(0, start - 180) : start]
    base = start - len(window)
    floor = max([b for _, b in people if b <= start] or [0])
    stripped = window.rstrip(" \n,:–—-\t")
    mark = window[len(stripped) :]
    if mark.count("\n") > 1 or ("\n" in mark and not re.search(r"[,]$|[a-z]\n?$", window.rstrip(" \n") or " ") and ":" not in mark):
        return Post(None, None)
    end = base + len(stripped)
    label = ":" in mark
    ends_here = [m for m in orgs if m.end in (end, end - 2) and m.start is not None and m.start >= floor]
    if label and ends_here and text[max(0, ends_here[0].start - 1 if ends_here[0].start else 0) :][:1] in "\n•- \t":
        return Post(None, ends_here[0])
    begin, org, whose = _walk(text, max(base, floor), end, orgs)
    phrase = " ".join(text[begin:end].split())
    if not phrase or not has_role(phrase):
        return Post(None, org if org and mark.strip() == "" and org.end == end else None)
    tail = _last_word(phrase)
    if not label and "," not in mark and tail.islower() and tail not in words("roles") and not org:
        return Post(None, None)
    return _split(text, begin, end, orgs, org, whose)


def _last_word(phrase: str) -> str:
    return phrase.split()[-1]


def _title_start(text: str, name: Name) -> int:
    """Offset of the form of address in front of the name."""
    window = text[max(0, name.start - 30) : name.start]
    match = re.search(r"(?:(?:His|Her|Their) Excellenc(?:y|ies)\s+)?(?:[\w.]+\s+){0,1}[\w.]+\s+$", window)
    if not match:
        return name.start
    parts = match.group().split()
    while parts and parts[0].lower().rstrip(".") not in words("honorifics") | {"ambassador", "his", "her", "h.e"}:
        parts.pop(0)
    if not parts:
        return name.start
    at = window.rfind(parts[0])
    return name.start - len(window) + at


def _walk(text: str, floor: int, end: int, orgs: Sequence[Mention]) -> tuple[int, Mention | None, str | None]:
    """How far back the position reaches, the body named first in it, and what stands for a body in front of it."""
    at, org, whose = end, None, None
    small = 0
    while at > floor:
        inner = next((m for m in orgs if m.end is not None and m.start is not None and m.start >= floor and m.end in (at, at - 2) and (m.end == at or text[m.end : at] in ("’s", "'s"))), None)
        if inner and inner.start is not None:
            at, org, small = inner.start, inner, 0
        else:
            match = re.search(r"(\S+)$", text[floor:at])
            if not match:
                break
            word = match[1]
            bare = word.strip("(“\"«").lower()
            if word[-1] in ".;:!?”\"»)" and at != end and not re.fullmatch(r"(?:[A-Z]\.)+", word) and not (word.endswith(")") and small == 0 and False):
                break
            if re.search(r"[’']s$", word) and not _role_word(word):
                if re.match(r"[A-ZÀ-Þ]", word.strip("“\"«(")) or bare in ("agency’s", "agency's", "centre’s", "centre's", "organisation’s", "organization's", "its", "project's", "project’s"):
                    whose = word
                break
            if bare in ("its", "their", "whose", "our"):
                whose = bare
                break
            if bare in ("the", "a", "an", "le", "la", "el", "l", "un", "une"):
                nxt = text[floor : floor + match.start()].rstrip()
                if not re.search(r"\b(?:of|for|de|in|at|to|by|und|on)$", nxt) or not _has_head_left(nxt):
                    break
                at = floor + match.start()
                at -= len(text[floor:at]) - len(text[floor:at].rstrip())
                continue
            if word[0].islower() and not _role_word(word):
                if bare in ("of", "for", "and", "in", "de", "la", "del", "du", "des", "et", "y", "à", "en", "on", "to", "general", "au", "aux", "los", "las"):
                    if bare in ("and", "et", "y", "in", "to", "on", "en", "à") and not _has_head_left(text[max(floor, at - 60) : floor + match.start()]):
                        break
                elif small < 2 and bare not in words("ends") and bare.isalpha() and at != end and bare not in words("saying") and bare not in ("by", "with", "from", "under", "as", "that", "than", "says", "between", "par", "con", "avec", "por", "según", "selon", "met", "told"):
                    small += 1
                else:
                    break
            elif word[-1] == "," and at != end:
                left = text[max(floor, at - 60) : floor + match.start()]
                if not re.search(r"(?:Minister|Secretary|Director)\s+(?:of|for)\s+(?:[A-Z]\w+[ ,]+)*$", left):
                    break
            at = floor + match.start()
        gap = text[floor:at]
        cut = len(gap) - len(gap.rstrip(" \n"))
        if "\n\n" in gap[len(gap) - cut :] or (gap[len(gap) - cut :].count("\n") and re.search(r"[.:!?]$", gap.rstrip())):
            break
        if not cut:
            break
        if re.search(r"\n", gap[len(gap) - cut :]) and text[at : at + 1].isupper() and not re.search(r"(?:of|the|and|for|,|[a-z])$", gap.rstrip()):
            break
        at -= cut
    begin = at
    while begin < end and text[begin].isspace():
        begin += 1
    return begin, org, whose


def _role_word(word: str) -> bool:
    low = re.sub(r"[’']s$", "", word.lower().strip("“\"«(,"))
    return low in words("roles") or low in words("titles")


def _has_head_left(left: str) -> bool:
    return any(_role_word(w) for w in left.split()[-7:])


def _split(text: str, begin: int, end: int, orgs: Sequence[Mention], org: Mention | None, whose: str | None) -> Post:
    """Position and body of the phrase between the offsets."""
    inside = [m for m in orgs if m.start is not None and m.end is not None and begin <= m.start and m.end <= end]
    phrase = text[begin:end]
    body = org
    if inside:
        first = inside[0]
        assert first.start is not None and first.end is not None
        body = first
        if first.start - begin <= 4:
            role = re.sub(r"^['’]?s?\s+", "", text[first.end : end])
            if role.strip() and has_role(role):
                return Post(_clean(_drop_link(role, [m for m in inside[1:]], first.end)), body)
        head = text[begin : first.start]
        link = _ENDING_LINK.search(head)
        if link and has_role(head[: link.start()]):
            return Post(_clean(_strip_front(head[: link.start()])), body)
        if not link and has_role(head):
            return Post(_clean(_strip_front(head)), body)
        rest = text[first.end : end]
        if has_role(rest) and not has_role(head):
            return Post(_clean(rest), body)
        return Post(_clean(phrase), body)
    return Post(_clean(_strip_front(phrase)), None, whose)


def _drop_link(role: str, inside: Sequence[Mention], at: int) -> str:
    return role


def _strip_front(role: str) -> str:
    """Drop what a position does not open with: small words, and a nationality before a small-letter position ("Hungarian biologist")."""
    parts = role.split()
    while len(parts) > 1 and parts[0].islower() and not _role_word(parts[0]) and any(_role_word(w) and w[0].isupper() for w in parts):
        parts.pop(0)
    while parts and (parts[0].lower() in ("of", "for", "and", "in", "de", "the", "to", "on", "et", "y", "la", "le", "del", "du", "des", "à", "en", "by", "at")):
        parts.pop(0)
    if parts and parts[-1].islower() and len(parts) > 1:
        while len(parts) > 1 and parts[0][0].isupper() and not _role_word(parts[0]) and parts[0].lower() not in ("deputy", "vice", "former", "senior"):
            parts.pop(0)
    return " ".join(parts)
