"""Candidates for names of organisations in a text, before it is decided which of them stay: gazetteer, phrases, the tagger's ORG spans,
offices named by their place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from pipeline.annotate.near import Near, bounds
from pipeline.annotate.organisations.forms import bare, headed, key, plain, words
from pipeline.annotate.organisations.gazetteer import Bodies, find_bodies, look_up
from pipeline.annotate.organisations.offices import completed, office_end
from pipeline.annotate.organisations.patterns import Phrase, find_phrases
from pipeline.annotate.organisations.romance import find_romance
from pipeline.annotate.people.names import words as people_words
from pipeline.annotate.words import soft_breaks
from pipeline.atlas import city_options, country_code
from pipeline.document import Method, Span
from pipeline.phrases import THE

# The tagger says how likely a span is right; the three bounds were chosen on the development pages, where figures are flat around them.
SURE, TOLD = 0.3, 0.55  # from which a span is a sign, and one of an event or initiative
ALONE: Final = 0.7  # from which an ORG span is enough
_ALONE_OF_SEVERAL: Final = 0.5  # the same for a span of several words that is no initiative's or event's too
_ALONE_WITH_HEAD: Final = 0.4  # the same for a span that holds a head word such as "Council"
BUILT: Final = 0.8
"""Confidence of a phrase that its build alone makes a name; what a page defines has more."""

_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+'-]{1,64}(?:@|\[at\])[\w.-]*")
_MENTIONED_ONLY = re.compile(
    r"[ \n](?:agency|agencies|organi[sz]ations|entities|bodies|partners|officials|personnel|staff|[Mm]ember [Ss]tates|system|family)\b"
)
_ITS_TEXT = re.compile(
    r"(?:[ \n](?:[A-Z][\w-]*|of|on|and|for)){0,5}[ \n](?:Conference(?: Cent(?:re|er))?|Convention|Framework|Decade|Declaration|Compact|Charter)\b"
)
_TEXT_OF = re.compile(
    r"\b(?:Conférence|Conferencia|Convention(?:[ -]cadre)?|Convención(?: Marco)?|Cuenta|Compte|Décennie|Decenio|Década|Charte|Carta|Journée|Día)\s"
    r"(?:de\s(?:la|las)|des|de\sl['’])\s?$"
)
_OWNER = re.compile(
    r"^(.{2,60}?)(?:['’]s?)? (?=(?:Regional|Sub-?[Rr]egional|Country|Field|Liaison|Area|Project|Programme|Sub-Office|Head|Permanent|Resident|Office"
    r"|Mission|Delegation|Representation|Representative|Board|Secretariat|Centre|Center|Migration|Commission|Assembly|Executive|Council)\b)"
)
_UNIT_OF = re.compile(
    r"(?:[A-Z][\w-]+ ){0,3}(?:Office|Mission|Delegation|Representation|Secretariat|Board|Council|Commission|Unit|Division|Secretaría General|oficina)"
    rf" (?:of|de) {THE}"
)
_NATIONAL = re.compile(r"(?:gouvernement|parlement|gobierno|parlamento) (?!d)[a-zà-ÿ-]{5,20}(?:ais|ois|en|ain|and|ol|ique|ien|bè|o|ense|és|án)")
_LABEL = re.compile(r"(?:\t| {3})\s*\w")  # what parts the words of a label from its value
_COMPANY = re.compile(r" (?:Incorporated|Inc|Limited|Ltd|GmbH|plc|PLC|LLC|Pty|Stiftung|S\.A\.|SARL|R\.L\.?|S\.L\.)$")
_ELISION = re.compile(r"[LlDd]['’](?=[A-ZÀ-Þ])")
_ARTICLE = re.compile(
    r"(?:(?:[Ll]['’]|la |une? )?(?:ASBL|ONG|asbl|bureau d['’]études|cabinet|Entre)\s(?:l['’]|la |le )?|(?:Son|Sa|Su|Notre|Nuestra)\s)"
    r"|(?:[Tt]he|les?|la|el|los|las|[Ll]['’]|[Aa]n?|[Dd][eu]s?|[Dd]['’])(?:\s+|(?<=['’]))|[^\w\"“«‘’']+"
)
# What stands between a person, or a position, and the body.
_LINK = re.compile(rf"(?: (?:of|from|at|with|de|du|del|representing) {THE}| d['’]| de l['’]| \()$")
_HOLDERS_OF_SUBJECTS: Final = frozenset(
    ["minister", "ministre", "ministro", "ministra", "head", "chief", "secretary", "mayor", "maire", "ambassador", "governor"]
)
_MEMBER: Final = frozenset(["member", "membre", "miembro"])
_VENUE = re.compile(
    r"(?i)\b(?:convention|conference|congress|exhibition|cultural|community|collective|professional|shopping|civic|trade|ict|business|international)"
    r" (?:centre|center)$|\b(?:summer|winter|spring|autumn) school\b"
    r"|^universit[ée] d['’][ée]t[ée]\b|^universidad de verano\b|\b(?:convention|code|protocol)$"
    r"|^(?:centro (?:de (?:convenciones|eventos)|hist[óo]rico$)"
    r"|centre (?:international )?de (?:conf[ée]rences|congr[èe]s)|palais (?:f[ée]d[ée]ral|des congr[èe]s)|palacio de (?:congresos|convenciones))\b"
)
_NO_BODY = re.compile(
    r"(?:avenue|boulevard|calle|chauss[ée]e|rue|route|code|c[óo]digo|decreto|d[ée]cret|ley|loi"
    r"|presidencia pro[ -]t[ée]mpore|pr[ée]sidence tournante)\b",
    re.IGNORECASE,
)
"""What begins the names of streets, laws and terms of office."""
_DATELINE = re.compile(r"(?:, [A-ZÀ-Þ][\w’' -]{2,30})? [–—-] ")
_FIRM = re.compile(r"(?i:asbl|ong|cabinet|études)\s")
_AND = re.compile(r" (?:and|et|y) $")
_ORDINAL = re.compile(r"\b(?:\d{1,3}(?:st|nd|rd|th)|[A-Z][a-z]{3,9}(?:teenth|tieth|fth|rth|xth|hth|nth)|Third|Second) $")
_SEAT = re.compile(r" (?:in|en|à|au|aux|pour le|pour la) ((?:[A-ZÀ-Þ][\w’'.-]+)(?:[ -](?:de|la|du|da|[A-ZÀ-Þ])[\w’'.-]*){0,3})$")
_HOST = re.compile(r" at (?:the )?([A-ZÀ-Þ][^\n]{3,60})$")
_ENGLISH_WORDS: Final = frozenset(["WHO", "CARE", "GOAL", "AID", "US", "IT", "PACT", "PATH", "VOICE", "ECHO"])


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate. ``bodies`` are the gazetteer's readings, ``name`` is the full name where the text has it shortened.

    ``trust`` is 3 for the gazetteer, 2 for a page's definition or a sure phrase, 1 for a tagger's sure span, 0 for what needs a second sign.
    """

    start: int
    end: int
    trust: int
    method: Method
    confidence: float
    bodies: Bodies = ()
    name: str | None = None


def find_candidates(text: str, spans: Sequence[Span], coined: frozenset[str], language: str | None = None) -> Iterator[Found]:
    """All candidates, overlapping ones too. ``coined`` are acronyms that the page defines for something else."""
    places = dict(sure(spans, "LOC"))
    for found in _all(text, spans, coined, language, places):
        if found.trust == 3 or not (_ORDINAL.search(text, max(0, found.start - 16), found.start) or _unbalanced(text[found.start : found.end])):
            yield from (_without_seat(text, f, places) for f in _without_host(text, found))


def _parted(text: str, f: Found, known: Near[Found]) -> Found:
    """The candidate without a well-known body that "and" joins to its end ("State Agency for the Child and UNICEF Albania")."""
    inside_it = (k for k in known.touching(f.start, f.end) if f.start < k.start and k.end <= f.end)
    last = next((k for k in inside_it if " " not in text[k.start : k.end] or k.end == f.end), None)
    link = _AND.search(text, max(f.start, last.start - 5), last.start) if last else None
    rest = text[last.end : f.end].strip().lower() if last else ""
    if f.bodies or f.name or last is None or link is None or rest in words("union_subjects") or not headed(text[f.start : link.start()]):
        return f
    return replace(f, end=link.start(), bodies=_readings(text[f.start : link.start()]))


def _without_host(text: str, found: Found) -> Iterator[Found]:
    """The candidate, or two of them where it names a body and that at which it is or acts ("Embassy of Luxembourg at Tomé Hospital")."""
    host = _HOST.search(text, found.start, found.end)
    if host and headed(host[1]):
        yield replace(found, end=host.start(), bodies=_readings(text[found.start : host.start()]))
        yield replace(found, start=host.start(1), bodies=_readings(host[1]))
    else:
        yield found


def _without_seat(text: str, found: Found, places: Collection[int]) -> Found:
    """The candidate without the place where the body sits ("Training Centre in Turin"), which is part of the names of posts and offices alone.

    ``places`` are the offsets at which the tagger's places begin.
    """
    seat = _SEAT.search(text, found.start, found.end)
    front = text[found.start : seat.start()] if seat else ""
    if seat is None or found.bodies or set(key(front).split()) & words("posted"):
        return found
    if not seat[0].startswith(" in ") and not _readings(front):
        return found  # "Centro Cultural de España en Malabo"
    if seat[1].split()[0].lower() in words("continents") or not (seat.start(1) in places or country_code(seat[1]) or city_options(seat[1])):
        return found
    return replace(found, end=seat.start(), bodies=_readings(text[found.start : seat.start()]))


def _unbalanced(piece: str) -> bool:
    """Whether the piece holds half of a bracket."""
    return piece.count("(") != piece.count(")")


def _all(text: str, spans: Sequence[Span], coined: frozenset[str], language: str | None, places: Mapping[int, int]) -> Iterator[Found]:
    """All candidates as they are found; ``places`` are the ends of the tagger's places by their starts."""
    blocked = bounds(m.span() for m in _ADDRESS.finditer(text))
    people = bounds(sure(spans, "PERSON"))
    roles = Near((s.start, s.end, s) for s in spans if s.label == "ROLE" and s.confidence >= SURE)
    known = [f for f in _known(text) if not inside(f.start, f.end, blocked) and not inside(f.start, f.end, people)]
    yield from known
    trusted = Near((f.start, f.end, f) for f in known if f.trust)
    stops = {f.start for f in known if f.trust} | {start for start, _ in sure(spans, "PERSON")}
    for phrase in (*find_phrases(text, soft_breaks(text), stops), *find_romance(text, language, stops, places.keys())):
        if not people.touching(phrase.start, phrase.end) and not _VENUE.search(text[phrase.start : phrase.end]):
            yield _parted(text, _from_phrase(text, phrase, trusted), trusted)
    named = {text[start:end] for start, end in places.items()}
    for f in known:
        end = office_end(text, f.start, f.end, f.bodies[0], places, named) if f.trust else None
        if end:
            yield Found(f.start, end, 2, "pattern", 0.85, _readings(re.sub(r" \([^)]*\)", "", text[f.start : end])))
    ends = {end for _, end in sure(spans, "PERSON")}
    others = _undertakings(text, spans)
    rivals = bounds(sure(spans, "EVENT", "INITIATIVE"))
    for span in spans:
        if span.label == "ORG" and text[span.start : span.end] not in coined and not _is_undertaking(text, span, others):
            found = _from_span(text, completed(text, span, places), language)
            if found and not any(
                r.start <= found.start and found.end <= r.end and r.confidence > found.confidence for r in roles.touching(found.start, found.end)
            ):
                found = _parted(text, found, trusted)
                plain = " " in text[found.start : found.end] and not rivals.touching(found.start, found.end)
                enough = int(plain and span.confidence >= _ALONE_OF_SEVERAL)
                yield replace(found, trust=found.trust or enough or _affiliation(text, found.start, ends))


def _undertakings(text: str, spans: Sequence[Span]) -> frozenset[str]:
    """The names that the tagger is sure of as those of initiatives, and not oftener as those of bodies."""
    out = Counter(" ".join(text[a:b].split()) for a, b in sure(spans, "INITIATIVE"))
    out.subtract(" ".join(text[a:b].split()) for a, b in sure(spans, "ORG"))
    return frozenset(name for name, count in out.items() if count > 0 or (count == 0 and " " not in name))


def _is_undertaking(text: str, span: Span, others: frozenset[str]) -> bool:
    """Whether the page calls so an initiative elsewhere."""
    name = " ".join(text[span.start : span.end].split())
    return name in others and not look_up(name)


def _affiliation(text: str, start: int, people: Collection[int]) -> Literal[0, 1]:
    """1 where what starts here follows a person as their body does, or has members: "Jane Doe of the …", "Jane Doe (…)", "Directrice de la …",
    "a member of the …"; else 0.

    ``people`` are the offsets at which names of people end.
    """
    link = _LINK.search(text, max(0, start - 24), start)
    if not link:
        return 0
    holder = re.search(r"[\w-]+$", text[max(0, link.start() - 30) : link.start()])
    word = holder[0].lower() if holder and "(" not in link[0] else ""
    held = word in people_words("roles") and word not in _HOLDERS_OF_SUBJECTS
    return 1 if link.start() in people or held or word in _MEMBER else 0


def sure(spans: Sequence[Span], *labels: str) -> list[tuple[int, int]]:
    """Bounds of the tagger's sure spans with these labels."""
    return [(s.start, s.end) for s in spans if s.label in labels and s.confidence >= (TOLD if s.label in ("EVENT", "INITIATIVE") else SURE)]


def inside(start: int, end: int, spans: Near[tuple[int, int]]) -> bool:
    """Whether one of the spans covers this one."""
    return any(a <= start and end <= b for a, b in spans.touching(start, end))


def _known(text: str) -> Iterator[Found]:
    for start, end, bodies, weak in find_bodies(text):
        if not _only_mentioned(text, start, end, bodies) and not _heading_word(text, start, end) and not is_street(text, end):
            yield Found(start, end, 0 if weak else 3, "gazetteer", 0.6 if weak else 0.97, bodies)


def _only_mentioned(text: str, start: int, end: int, bodies: Bodies) -> bool:
    """Whether the words stand for the United Nations in the name of others alone: "UN agencies", "the United Nations Convention against …",
    "la Conferencia de las Naciones Unidas sobre …".
    """
    if not bodies or bodies[0].name != "United Nations":
        return False
    return bool(_MENTIONED_ONLY.match(text, end) or _ITS_TEXT.match(text, end) or _TEXT_OF.search(text, max(0, start - 50), start))


def _from_phrase(text: str, phrase: Phrase, known: Near[Found]) -> Found:
    elided = _ELISION.match(text, phrase.start, phrase.end)
    phrase = _fitted(text, replace(phrase, start=elided.end()) if elided else phrase, known)
    name = phrase.name or text[phrase.start : phrase.end]
    trusted = phrase.sure or _owned(text, phrase, known)
    return Found(phrase.start, phrase.end, 2 if trusted else 0, "pattern", BUILT if trusted else 0.4, _readings(name), phrase.name)


def _fitted(text: str, phrase: Phrase, known: Near[Found]) -> Phrase:
    """The phrase made to agree with a well-known name that it cuts in two, or that ends it behind words of something else."""
    for f in known.touching(phrase.start, phrase.end):
        if phrase.start < f.start < phrase.end < f.end:
            return replace(phrase, end=f.end)
        front = text[phrase.start : f.start]
        if phrase.start < f.start and f.end == phrase.end and " " in text[f.start : f.end] and not headed(front):
            return replace(phrase, start=f.start)
    return phrase


def _owned(text: str, phrase: Phrase, known: Near[Found]) -> bool:
    """Whether the phrase names a well-known body's unit: "WHO’s Regional Office", "Field Office of the Pan American Health Organization"."""
    owner = _OWNER.match(text[phrase.start : phrase.end])
    for f in known.touching(phrase.start, phrase.end):
        if owner and (f.start, f.end) == (phrase.start, phrase.start + owner.end(1)):
            return True
        if f.end == phrase.end and _UNIT_OF.fullmatch(text[phrase.start : f.start]) and text[phrase.start - 3 : phrase.start] != "of ":
            return True
    return False


def _from_span(text: str, span: Span, language: str | None) -> Found | None:
    """The span as a candidate: without article and stray punctuation, up to a bracket; None where it cannot be a name."""
    start, end = span.start, span.end
    bracket = re.search(r"\s?[(\[]", text[start:end])
    if bracket and bracket.start() > 1 and not _closed_name(text[start:end]):
        return _from_span(text, replace(span, end=start + bracket.start()), language)
    lead = _ARTICLE.match(text[start:end])
    if lead and lead.end() < end - start and not look_up(text[start:end]):
        start += lead.end()
    end = start + len(text[start:end].rstrip(" \n\t.,;:-–(/"))
    if text[start:end].endswith(("’s", "'s")):
        end -= 2
    piece = text[start:end]
    if (
        len(piece) < 2
        or (len(piece) == 2 and not look_up(piece))
        or (is_generic(piece) and not told_generic(piece, span.confidence))
        or _rambling(piece, language)
        or _VENUE.search(piece)
        or _NO_BODY.match(piece)
        or (text[start - 1 : start] in ("", "\n") and (piece.isupper() or _DATELINE.match(text, end)) and city_options(piece.title()))
        or re.fullmatch(r"[A-Z][A-Za-z]*[A-Z]s", piece)
    ):
        return None
    if not (any(c.isupper() for c in piece) or _NATIONAL.fullmatch(piece)) or _heading_word(text, start, end) or is_street(text, end):
        return None
    bodies = _readings(piece)
    if _only_mentioned(text, start, end, bodies):
        return None
    named = piece if language in ("fr", "es") else " ".join(w for w in piece.split() if w[0].isupper())
    kind = lead is not None and _FIRM.search(lead[0]) is not None
    trust = 1 if span.confidence >= (_ALONE_WITH_HEAD if kind or headed(named) or _COMPANY.search(piece) else ALONE) else 0
    return Found(start, end, trust, span.method, span.confidence, bodies)


def _readings(name: str) -> Bodies:
    """The well-known bodies that the name may mean, a country's possessive in front left out."""
    name = " ".join(name.split())
    return look_up(name) or look_up(bare(name))


def _closed_name(piece: str) -> bool:
    """Whether a bracket stands in the middle of the name: "Conference of the Parties (COP) to the Convention"."""
    return 0 < max(piece.rfind(")"), piece.rfind("]")) < len(piece) - 3


def is_generic(piece: str) -> bool:
    """Whether the piece is a stand-in ("the Ministry", "regional office") or names nothing."""
    low = key(piece)
    return low in plain("generic") or all(w in plain("generic") or w in words("general") for w in low.split())


def told_generic(piece: str, confidence: float) -> bool:
    """Whether the tagger is sure that general words are a name of their own: "National Trust", "District Council"; not "Regional Office"."""
    parts = piece.split()
    return (
        confidence >= ALONE and len(parts) > 1 and all(p[0].isupper() for p in parts) and parts[-1] != "Office" and key(piece) not in plain("generic")
    )


def _rambling(piece: str, language: str | None) -> bool:
    """Whether the piece runs on beyond a name: it ends with a small connecting word, or, in English, holds small words other than those of names."""
    parts = piece.split()
    links = words("connectors") | {
        "and",
        "in",
        "to",
        "et",
        "y",
        "with",
        "&",
        "under",
        "at",
        "as",
        "from",
        "dans",
        "à",
        "au",
        "aux",
        "en",
        "sur",
        "avec",
        "con",
    }
    if len(parts) > 1 and parts[-1].lower() in links and not parts[-1].istitle():
        return True
    english = language not in ("fr", "es") and not any(
        p in ("de", "du", "des", "la", "del", "et", "y", "e", "da", "do", "pour", "para") for p in parts
    )
    return english and parts[0][0].isupper() and sum(p[0].islower() and p not in links for p in parts[1:]) > 1


def _heading_word(text: str, start: int, end: int) -> bool:
    """An acronym that is an English word, alone on its line or opening a question in capitals: "WHO", "WHO CAN APPLY"."""
    if text[start:end] not in _ENGLISH_WORDS:
        return False
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    rest = line.replace(text[start:end], "").strip(" \t:?-–•*")
    return not rest or bool(re.fullmatch(r"(SHOULD|CAN|IS|WILL|DOES|MAY|MUST|ARE)\b.*", rest)) or _LABEL.match(text, end) is not None


def is_street(text: str, end: int) -> bool:
    """Whether what ends here goes on as a street or a building: "United Nations Avenue"."""
    after = re.match(r"[ \n]([A-Z]\w*)", text[end : end + 24])
    return bool(after) and after[1].lower() in words("addresses") if after else False
