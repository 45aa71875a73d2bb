"""Organisations of a page: every mention, and one entry a body.

Where a name comes from, in order of trust: the gazetteer of well-known bodies (full names and unmistakable acronyms), the page's own definitions ("Long Name (ABC)",
"ABC (Long Name)"), phrases built round a head word ("Ministry of …", "… University"), the tagger's ORG spans. Of overlapping candidates the longer stays, unless
the tagger alone proposes it and is unsure. What the tagger takes for an initiative or an event is none, unless the gazetteer knows it as a body.

One body has one entry: mentions are grouped by gazetteer entry, definition, equal key, and by one name's being the beginning or the end of a fuller one on the page
("Ministry of Health" and "Lesotho Ministry of Health"). A lone stand-in ("the Ministry") is no mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from pipeline.annotate.org_forms import alike, bracketed, fits, is_acronym, key, subject, words
from pipeline.annotate.org_gazetteer import Bodies, Body, by_name, find_bodies, look_up
from pipeline.annotate.org_patterns import Phrase, find_phrases
from pipeline.annotate.places import country_code
from pipeline.annotate.spans import soft_breaks
from pipeline.document import Document, Mention, Method, Organisation, Span, identifier

SURE: Final = 0.5  # confidence from which a tagger's span is a sign
ALONE: Final = 0.85  # confidence from which an ORG span is enough: below, two in three are none (development pages)
_MENTIONED_ONLY = re.compile(r"[ \n](?:agency|agencies|organi[sz]ations|entities|bodies|partners|officials|personnel|staff|member states|Member States|system|family)\b")
_TEXT = re.compile(r"(?: (?:[A-Z][\w-]*|of|on|and|for)){0,5} (?:Code|Convention|Recommendation|Guidelines|Protocol)\b")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\S+\[at\]\S*")
_OWNER = re.compile(r"^(.{2,60}?)(?:['’]s?)? (?=(?:Regional|Sub-?[Rr]egional|Country|Field|Liaison|Area|Project|Programme|Sub-Office|Head|Permanent|Resident|Office|Mission|Delegation|Representation|Representative|Board|Secretariat|Centre|Center|Migration|Commission|Assembly|Executive|Council)\b)")
_NEXT_PLACE = re.compile(r"[ /]((?:[A-ZÀ-Þ][\w’'.-]+)(?:[ -](?:and|of|the|du|de|la|[A-ZÀ-Þ])[\w’'.-]*){0,3})")
_BEFORE = re.compile(r"(?:[\w’'&,./-]+ ){0,13}[\w’'&./-]+$")
_KINDS: Final = (
    ("government", r"\b(ministry|ministries|department of|government|gobierno|gouvernement|ministere|ministerio|embassy|embassade|ambassade|embajada|consulate|municipality|parliament|police|army|armed forces|secretaria de|directorate|bureau of|city council|high commission|mission of|border guard|customs|superintendencia|inspectorate|federal|statistical|statistics)\b"),
    ("academic", r"\b(university|universidad|universite|institut pasteur|college|school|faculty|academy|research institute|lycee|ecole|facultad|escuela)\b"),
    ("foundation", r"\b(foundation|fondation|fundacion|stiftung)\b"),
    ("national_ngo", r"\b(red cross|red crescent|croix rouge|cruz roja|croissant rouge|association|society|caritas|network|union|federation|confederation)\b"),
    ("private_sector", r"\b(bank|company|ltd|limited|inc|gmbh|corporation|chamber of commerce|airlines)\b"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate. ``bodies`` are the gazetteer's readings; ``trust`` is 3 gazetteer, 2 definition or sure phrase, 1 tagger, 0 none of them alone enough."""

    start: int
    end: int
    trust: int
    method: Method
    confidence: float
    bodies: Bodies = ()
    name: str | None = None


@dataclass(slots=True)
class _Group:
    """The mentions of one body."""

    body: Body | None
    found: list[_Found]
    names: list[str]
    acronyms: list[str]


def find_organisations(document: Document, spans: Sequence[Span]) -> tuple[tuple[Mention, ...], tuple[Organisation, ...]]:
    """The mentions, in the order of the text, with their bodies' ids, and the bodies, in the order of their first mention.

    ``spans`` are a tagger's proposals; all of them are looked at (people and places too, which rule out readings). Without any, gazetteer and phrases remain.
    """
    text = document.text
    found = list(_candidates(text, spans))
    pairs = _definitions(text, found, spans)
    found += _acronyms_again(text, found, pairs)
    groups = [g for g in _group(text, _choose(text, found, spans), pairs) if not all(_TEXT.match(text, f.end) for f in g.found)]
    organisations, mentions = [], []
    for group in groups:
        organisation = _organisation(text, group, groups)
        organisations.append(organisation)
        for f in group.found:
            mentions.append(Mention(f.start, f.end, text[f.start : f.end], "ORG", f.method, f.confidence, organisation.organisation_id))
    unique = {o.organisation_id: o for o in reversed(organisations)}
    first = sorted(mentions, key=lambda m: (m.start or 0, m.end or 0))
    order = list(dict.fromkeys(m.entity for m in first))
    return tuple(first), tuple(unique[i] for i in order if i in unique)


# --- candidates ----------------------------------------------------------------------------------


def _candidates(text: str, spans: Sequence[Span]) -> Iterator[_Found]:
    breaks = soft_breaks(text)
    blocked = [m.span() for m in _ADDRESS.finditer(text)]
    people = [(s.start, s.end) for s in spans if s.label == "PERSON" and s.confidence >= SURE]
    known = []
    for start, end, bodies, weak in find_bodies(text):
        if bodies[0].name == "United Nations" and _MENTIONED_ONLY.match(text, end):
            continue
        if _inside(start, end, blocked) or _heading_word(text, start, end) or _street(text, end) or _inside(start, end, people):
            continue
        known.append(_Found(start, end, 0 if weak else 3, "gazetteer", 0.6 if weak else 0.97, bodies))
    yield from known
    stops = sorted([(f.start, f.end) for f in known if f.trust] + people)
    for phrase in find_phrases(text, breaks, stops):
        if _inside(phrase.start, phrase.end, blocked) or any(a < phrase.end and phrase.start < b for a, b in people):
            continue
        if _venue(text[phrase.start : phrase.end]):
            continue
        yield _from_phrase(text, phrase, known)
    roles = [(s.start, s.end) for s in spans if s.label == "ROLE" and s.confidence >= SURE]
    coined = _coined(text, spans)
    for f in known:
        end = _office_end(text, f, spans) if f.trust else None
        if end:
            yield _Found(f.start, end, 2, "pattern", 0.85)
    for span in spans:
        if span.label == "ORG" and text[span.start : span.end] not in coined:
            for f in _from_span(text, span, known):
                if not _inside(f.start, f.end, roles):
                    yield f


def _from_phrase(text: str, phrase: Phrase, known: Sequence[_Found]) -> _Found:
    owner = _OWNER.match(text[phrase.start : phrase.end])
    owned = bool(owner) and any(f.trust and f.start == phrase.start and f.end == phrase.start + owner.end(1) for f in known) if owner else False
    name = phrase.name or text[phrase.start : phrase.end]
    sure = phrase.sure or owned
    return _Found(phrase.start, phrase.end, 2 if sure else 0, "pattern", 0.8 if sure else 0.4, look_up(" ".join(name.split())), phrase.name)


def _from_span(text: str, span: Span, known: Sequence[_Found]) -> Iterator[_Found]:
    """The span as a candidate: without article, bracket and stray punctuation; in two where it joins a name and its acronym."""
    start, end = span.start, span.end
    piece = text[start:end]
    bracket = re.search(r"\s?[(\[]", piece)
    if bracket and bracket.start() > 1 and not _closed_name(piece):
        yield from _from_span(text, replace(span, end=start + bracket.start()), known)
        return
    lead = re.match(r"(?:[Tt]he|[Ll]es?|[Ll]a|[Ee]l|[Ll]os|[Ll]as|[Ll]['’]|[Aa]n?|[Dd][eu]s?|[Dd]['’])(?:\s+|(?<=['’]))|[^\w\"“«‘’']+", piece)
    if lead and lead.end() < len(piece) and not look_up(piece):
        start += lead.end()
    owner = re.match(r"(\w+)[’']s\s+", text[start:end])
    if owner and owner[1].lower() in words("generic"):
        start += owner.end()
    end = start + len(text[start:end].rstrip(" \n\t.,;:-–(/"))
    if text[start:end].endswith(("’s", "'s")):
        end -= 2
    piece = text[start:end]
    if not any(c.isupper() for c in piece) or len(piece) < 2 or _general(piece) or _rambling(piece) or _venue(piece) or re.fullmatch(r"[A-Z][A-Za-z]*[A-Z]s", piece) or _heading_word(text, start, end) or _street(text, end):
        return
    trust = 1 if span.confidence >= (ALONE if not any(w in words("heads") for w in key(piece).split()) else (ALONE + SURE) / 2) else 0
    yield _Found(start, end, trust, span.method, span.confidence, look_up(" ".join(piece.split())))


def _venue(piece: str) -> bool:
    """Whether the name is that of a building where people meet."""
    return bool(re.search(r"(?i)\b(?:convention|conference|congress|exhibition|cultural|community|collective|professional|shopping|civic|trade|ict|business|international) (?:centre|center)$|\b(?:summer|winter|spring|autumn) school\b|\b(?:convention|code|protocol)$", piece))


def _rambling(piece: str) -> bool:
    """Whether the piece runs on beyond a name: it ends with a small connecting word, or holds small words other than those of names."""
    parts = piece.split()
    last = parts[-1].lower()
    if len(parts) > 1 and last in words("connectors") | {"and", "in", "to", "et", "y", "with", "&"}:
        return True
    english = not any(p in ("de", "du", "des", "la", "del", "et", "y", "e", "da", "do", "pour", "para") for p in parts)
    return english and parts[0][0].isupper() and sum(p[0].islower() and p not in words("connectors") | {"and", "in", "to", "with", "under", "at", "as", "from"} for p in parts[1:]) > 1


def _coined(text: str, spans: Sequence[Span]) -> frozenset[str]:
    """Acronyms that the page defines for something else than a body: a place, an event, an initiative, a thing ("Skills Mobility Partnerships (SMPs)")."""
    out = set()
    bodies = [(s.start, s.end) for s in spans if s.label == "ORG" and s.confidence >= SURE]
    for bracket, start, end, inside in bracketed(text):
        if is_acronym(inside) and not look_up(inside) and not any(a < bracket <= b for a, b in bodies):
            before = text[max(0, bracket - 120) : bracket].rsplit("\n", 1)[-1].split()
            for size in range(2, min(len(before), 12) + 1):
                phrase = " ".join(before[-size:])
                if _spells(inside.removesuffix("s"), phrase):
                    if not any(w in words("heads") for w in key(phrase).split()):
                        out.add(inside)
                    break
        elif (short := re.search(r"(?<![\w-])[A-Z][A-Za-z-]{1,9}$", text[max(0, bracket - 12) : bracket])) and is_acronym(short[0]) and " " in inside and _spells(short[0], inside):
            if not any(w in words("heads") for w in key(inside).split()) and not any(a <= start and end <= b for a, b in bodies):
                out.add(short[0])
    return frozenset(out)


def _closed_name(piece: str) -> bool:
    """Whether a bracket stands in the middle of the name: "Conference of the Parties (COP) to the Convention"."""
    close = max(piece.rfind(")"), piece.rfind("]"))
    return 0 < close < len(piece) - 3


def _general(piece: str) -> bool:
    plain = key(piece)
    return not plain or plain in words("generic") or plain.replace(" ", "").isdigit() or all(w in words("generic") or w in words("general") for w in plain.split())


def _heading_word(text: str, start: int, end: int) -> bool:
    """An acronym that is an English word, alone on its line or in a line of capitals: "WHO", "CARE"."""
    if text[start:end] not in ("WHO", "CARE", "GOAL", "AID", "US", "IT", "PACT", "PATH", "VOICE", "ECHO"):
        return False
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    rest = line.replace(text[start:end], "").strip(" \t:?-–•*")
    return not rest or (rest.isupper() and len(rest.split()) < 5 and ":" in line) or bool(re.fullmatch(r"(SHOULD|CAN|IS|WILL)\b.*", rest))


def _street(text: str, end: int) -> bool:
    after = re.match(r"[ \n](\w+)", text[end : end + 24])
    return bool(after) and after[1][0].isupper() and after[1].lower() in words("addresses") if after else False


def _inside(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(a <= start and end <= b for a, b in spans)


def _office_end(text: str, f: _Found, spans: Sequence[Span]) -> int | None:
    """End of "IOM Niger", "UNICEF Pacific", "Caritas Zambia": an agency's office named by its place; None where no place follows."""
    body = f.bodies[0]
    form = text[f.start : f.end]
    if " " in form.replace("UN Women", "") and body.kind == "multilateral" or body.name in ("United Nations", "European Union", "African Union", "World Bank", "European Commission"):
        return None
    if body.kind not in ("multilateral", "international_ngo", "government", "foundation") or text[f.end : f.end + 1] != " ":
        return None
    for span in spans:
        if span.label == "LOC" and span.start == f.end + 1 and span.confidence >= SURE and text[span.start].isupper():
            return span.end if not re.match(r" (?!(?:Chief|Head|Country|Director|Representative|Officer|Deputy|Project|Programme)\b)[A-Z]", text[span.end : span.end + 12]) else None
    match = _NEXT_PLACE.match(text, f.end)
    tail = match[1].split(" ") if match else []
    for size in range(len(tail), 0, -1):
        place = " ".join(tail[:size])
        if country_code(re.sub(r"[’']s$", "", place.rstrip(".,"))):
            bare = re.sub(r"[’']s$", "", place.rstrip(".,"))
            return f.end + 1 + len(bare)
    return None


# --- definitions ---------------------------------------------------------------------------------


def _definitions(text: str, found: list[_Found], spans: Sequence[Span]) -> dict[str, tuple[int, int]]:
    """Acronyms that the page defines, each with the span of its long form; long forms that were not candidates are added to ``found``."""
    pairs: dict[str, tuple[int, int]] = {}
    others = [(s.start, s.end) for s in spans if s.label in ("EVENT", "INITIATIVE", "PERSON", "LOC") and s.confidence >= SURE]
    for bracket, start, end, inside in bracketed(text):
        short = re.split(r"[,;–—]|\s-\s|\s/\s", inside)[0].strip()
        if is_acronym(short) and not _general(short):
            long = _long_before(text, bracket, short, found)
            if long and not (long in others and not any(f.trust == 3 and (f.start, f.end) == long for f in found)):
                pairs.setdefault(short, long)
                at = text.find(short, start)
                found.append(_Found(*long, 2, "pattern", 0.9, look_up(" ".join(text[long[0] : long[1]].split()))))
                found.append(_Found(at, at + len(short), 2, "pattern", 0.9))
            continue
        left = re.search(r"[\w&/-]{2,16}$", text[max(0, bracket - 16) : bracket])
        if left and is_acronym(left[0]) and inside[:1].isupper() and " " in inside and fits(left[0], inside):
            shorts = [f for f in found if f.end == bracket and text[f.start : f.end] == left[0]]
            if shorts or any(w in words("heads") for w in key(inside).split()):
                pairs.setdefault(left[0], (start, end))
                found.append(_Found(start, end, 2, "pattern", 0.85, look_up(" ".join(inside.split()))))
                found.append(_Found(bracket - len(left[0]), bracket, 2, "pattern", 0.85))
    return pairs


def _long_before(text: str, bracket: int, short: str, found: Sequence[_Found]) -> tuple[int, int] | None:
    """The long form that ends at the bracket: the longest candidate there whose letters fit the acronym, else the words in front that spell it and hold a head word."""
    ending = sorted((f for f in found if f.end == bracket and f.end - f.start > len(short)), key=lambda f: f.start)
    for f in ending:
        if any(b.acronym == short or short in b.aliases for b in f.bodies):
            return f.start, f.end
    for f in ending:
        if fits(short, text[f.start : f.end]) or any(b.acronym == short or short in b.aliases for b in f.bodies):
            return f.start, f.end
    line = text[max(0, bracket - 140) : bracket]
    match = _BEFORE.search(line.replace("\n", " "))
    if match:
        offset = max(0, bracket - 140) + match.start()
        tokens = [(m.start(), m[0]) for m in re.finditer(r"\S+", match[0].replace("\n", " "))]
        for start, word in reversed(tokens):
            phrase = match[0][start:]
            if word[0].isupper() and len(phrase.split()) >= 2 and _spells(short, phrase):
                trusted = any(f.trust and f.end == bracket and 2 * (f.end - f.start) > bracket - offset - start for f in found)
                if trusted or any(w in words("heads") for w in key(phrase).split()):
                    return offset + start, bracket
    return (ending[0].start, bracket) if ending and ending[0].trust else None


def _spells(short: str, phrase: str) -> bool:
    """Whether the first letters of the phrase's words are the acronym's, small words counted or not."""
    letters = key(short).replace(" ", "")
    parts = key(phrase).split()
    bare = [w for w in parts if w not in words("connectors") and w not in ("and", "in", "to", "et", "y")]
    return letters in ("".join(w[0] for w in parts), "".join(w[0] for w in bare)) or (parts[0][0] == letters[0] and len(bare) >= 2 and len(letters) > len(bare) and fits(short, phrase))


def _acronyms_again(text: str, found: Sequence[_Found], pairs: dict[str, tuple[int, int]]) -> Iterator[_Found]:
    """Every further place where the page uses an acronym that it defined."""
    for short in pairs:
        for match in re.finditer(rf"(?<![\w@./-]){re.escape(short)}(?![\w@])", text):
            if not _street(text, match.end()):
                yield _Found(match.start(), match.end(), 2, "pattern", 0.9)


# --- choice and grouping -------------------------------------------------------------------------


def _choose(text: str, found: Sequence[_Found], spans: Sequence[Span]) -> list[_Found]:
    """Candidates without overlap. An unsure one stays only with a second sign of another kind."""
    rivals = [(s.start, s.end) for s in spans if s.label in ("EVENT", "INITIATIVE") and s.confidence >= SURE]
    people = [(s.start, s.end) for s in spans if s.label == "PERSON" and s.confidence >= SURE]
    tagged = [f for f in found if f.trust == 1 or (f.method == "model" and f.confidence >= SURE)]
    out: list[_Found] = []
    kept: list[_Found] = []
    spelled = {b.name for f in found if f.bodies and f.trust >= 2 for b in f.bodies if len(f.bodies) == 1}
    for f in found:
        if f.trust == 0:
            if f.method == "gazetteer":
                seen = tuple(b for b in f.bodies if b.name in spelled)
                if not seen and not any(t.start <= f.start and f.end <= t.end for t in tagged):
                    continue
                bodies = seen or (f.bodies if len(f.bodies) == 1 else ())
                f = replace(f, trust=2, bodies=bodies, confidence=0.75)
            elif f.method == "pattern" and any(t.start < f.end and f.start < t.end and t.end - t.start >= 0.6 * (f.end - f.start) for t in tagged):
                f = replace(f, trust=2, confidence=0.7)
            else:
                continue
        if f.method != "gazetteer" and ((f.start, f.end) in rivals or any(a < f.end and f.start < b for a, b in people)):
            continue
        if f.method not in ("gazetteer",) and _general(text[f.start : f.end]) and not f.name:
            continue
        if f.trust == 1 and country_code(text[f.start : f.end]):
            continue
        kept.append(f)
    for f in sorted(kept, key=lambda f: (-_weight(f, kept), -f.trust, f.start)):
        if not any(f.start < o.end and o.start < f.end for o in out):
            same = [k for k in kept if (k.start, k.end) == (f.start, f.end)]
            best = max(same, key=lambda k: (k.trust, bool(k.bodies)))
            out.append(replace(best, bodies=best.bodies or next((k.bodies for k in same if k.bodies), ()), confidence=max(k.confidence for k in same)))
    return sorted(out, key=lambda f: f.start)


def _weight(f: _Found, kept: Sequence[_Found]) -> float:
    """Length in characters; a tagger's span that swallows two well-known bodies, or that only widens one a little, weighs nothing."""
    if f.name:
        return 1000.0
    if f.trust == 1:
        inner = [k for k in kept if k.trust == 3 and f.start <= k.start and k.end <= f.end and k.end - k.start < f.end - f.start]
        if len(inner) > 1:
            return 0.0
        crossed = any(k.trust >= 2 and k.start < f.end and f.start < k.end and not (f.start <= k.start and k.end <= f.end) and not (k.start <= f.start and f.end <= k.end) for k in kept)
        if crossed:
            return 0.5
    return float(f.end - f.start)


def _group(text: str, chosen: Sequence[_Found], pairs: dict[str, tuple[int, int]]) -> list[_Group]:
    groups: list[_Group] = []
    by_key: dict[str, _Group] = {}
    defined = {short: _key_of(text, span) for short, span in pairs.items()}
    for f in sorted(chosen, key=lambda f: (f.end - f.start < 12, f.start)):
        surface = " ".join(text[f.start : f.end].split())
        name = f.name or surface
        body = f.bodies[0] if len(f.bodies) == 1 else None
        short = name if name in defined else None
        if short:
            body = None
        mark = f"={body.name}" if body else defined[short] if short else _mark(name)
        group = by_key.get(mark) or by_key.get(_mark(name))
        if group is None:
            group = _Group(body, [], [], [])
            groups.append(group)
        by_key.setdefault(mark, group)
        by_key.setdefault(_mark(name), group)
        if body:
            by_key.setdefault(f"={body.name}", group)
            group.body = group.body or body
        group.found.append(f)
        (group.acronyms if short or (is_acronym(name) and " " not in name) else group.names).append(name)
    return [g for g in _merged(groups) if g.found]


@lru_cache(maxsize=4096)
def _mark(name: str) -> str:
    """Key under which the forms of one body meet: the words of a ministry in any order, "PAHO Field Office" as "Field Office of the Pan American Health Organization"."""
    hits = [h for h in find_bodies(name) if not h[3]]
    if len(hits) == 1 and hits[0][1] - hits[0][0] < len(name) - 5:
        rest = alike(f"{name[: hits[0][0]]} {name[hits[0][1] :]}").split()
        if set(rest) & (words("unit_heads") | {"center", "representation"}):
            return " ".join(sorted(["=", *hits[0][2][0].name.split(), *rest]))
    return subject(name) or alike(name)


def _key_of(text: str, span: tuple[int, int]) -> str:
    name = " ".join(text[span[0] : span[1]].split())
    bodies = look_up(name)
    return f"={bodies[0].name}" if len(bodies) == 1 else _mark(name)


def _merged(groups: list[_Group]) -> list[_Group]:
    """Join a short form to the one fuller name on the page that begins or ends with it."""
    parts = {id(g): [p for n in g.names for p in map(str.split, (alike(n), _mark(n)))] for g in groups}
    for g in groups:
        if g.body or not g.names or len(groups) < 2:
            continue
        fuller = [o for o in groups if o is not g and o.found and any(_fuller(a, b) for a in parts[id(g)] for b in parts[id(o)])]
        if len(fuller) == 1:
            fuller[0].found += g.found
            fuller[0].names += g.names
            fuller[0].acronyms += g.acronyms
            g.found = []
    return groups


def _fuller(short: list[str], long: list[str]) -> bool:
    """Whether the long name is the short one with something before or after it, and the short one says enough to stand for it."""
    if len(short) < 2 or len(long) <= len(short):
        return False
    if long[: len(short)] == short or long[-len(short) :] == short:
        return True
    return set(short) <= set(long) and bool({"ministry", "="} & set(short)) and ("=" in short or country_code(" ".join(w for w in long if w not in short).title()) is not None)


def _organisation(text: str, group: _Group, groups: Sequence[_Group]) -> Organisation:
    body = group.body
    forms = sorted(dict.fromkeys(group.names), key=lambda n: (-len(n), n))
    acronyms = list(dict.fromkeys(group.acronyms))
    if body:
        acronym = next((a for a in acronyms if a not in ("RO",)), None) or body.acronym
        here = {g.body.name for g in groups if g.body}
        parent = identifier("org", body.parent) if body.parent and (body.parent in here or body.parent in by_name()) else None
        aliases = tuple(sorted({*forms, *acronyms} - {body.name, acronym or ""}))
        return Organisation(identifier("org", body.name), body.name, acronym, body.kind, body.country, aliases, parent)
    name = _bare(forms[0]) if forms else acronyms[0]
    acronym = acronyms[0] if acronyms else None
    country = next((c for n in forms for c in [_country_in(n)] if c), None)
    parent = _parent(name, groups)
    kind = next((kind for kind, pattern in _KINDS if re.search(pattern, key(name))), None)
    office = parent is not None and kind is None
    aliases = tuple(sorted({*forms, *acronyms} - {name, acronym or ""}))
    return Organisation(identifier("org", name, country if country and not _country_in(name) else None), name, acronym if acronym != name else None, "multilateral" if office else kind, country, aliases, parent)


def _bare(name: str) -> str:
    owner = re.match(r"(.{3,40}?)[’']s (?=[A-Z])", name)
    if owner and country_code(owner[1]):
        return name[owner.end() :]
    return re.sub(r"^([Tt]he|[Ll]e|[Ll]a|[Ee]l) (?=[A-ZÀ-Þ])", "", name) if not name.startswith("La Strada") else name


def _country_in(name: str) -> str | None:
    """Country named in a body's name: at its end after "of", or in front ("Lesotho Ministry of Health")."""
    for size in (4, 3, 2, 1):
        parts = re.sub(r"[’']s\b", "", name).split()
        if len(parts) > size:
            code = country_code(" ".join(parts[-size:])) or country_code(" ".join(parts[:size]))
            if code:
                return code
    return None


def _parent(name: str, groups: Sequence[_Group]) -> str | None:
    """The agency whose office this is, by the acronym or name in front."""
    owner = _OWNER.match(name) or re.match(r"^(\S{2,12})(?= )", name)
    bodies = look_up(owner[1]) if owner else ()
    return identifier("org", bodies[0].name) if len(bodies) == 1 and bodies[0].kind in ("multilateral", "international_ngo") else None
