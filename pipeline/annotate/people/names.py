"""Where a text names people: names behind a form of address, names that stand where a position or a verb of saying points to them, the tagger's
PERSON spans.

A name is two to six capitalised words, with small words inside ("bin", "de la"); a form of address is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from pipeline import resource
from pipeline.annotate.near import Near, bounds
from pipeline.document import Method, Span

_ADDRESSED: Final = 0.9  # confidence of a name that the address behind it has a word of
SURE: Final = 0.3  # confidence from which a tagger's span counts on its own
_UPPER: Final = "A-ZÀ-ÖØ-ÞĀ-ŽȘȚẠ-Ỹ"
_WORD: Final = rf"(?:[‘’ʻ'](?=[{_UPPER}]))?[{_UPPER}](?:[\w’'‘ʻ-]{{0,30}}[\w’‘ʻ'](?<!['’]s))?"
_PART: Final = rf"(?:(?:[{_UPPER}]|Ch|Jn|Kh|Sh|Ste?|Ts)\.|{_WORD})"
_BEHIND: Final = (
    "Attorney",
    "Auditor",
    "Commissioner",
    "Consul",
    "Directeur",
    "Director",
    "Directrice",
    "Governor",
    "Inspector",
    "Secretary",
    "Secrétaire",
)
_NO_RANK: Final = "".join(f"(?<!{word} )" for word in _BEHIND)  # "Secretary General": no rank
_TITLES: Final = (
    r"(?:His|Her) Excellency|Their Excellencies|Son Excellence|Su Excelencia|Rt\.? Hon|S\.E\.M(?:me)?|[HS]\. ?E|HE|Mrs?|Ms|Miss|Mx|Drs?|drs|Dre|Dra"
    r"|Prof|Profra|Professor|Professeure?|Profesora?|Pr|Docteure?|Licda|Mgr|Mons|Sœur|Père|Padre|Sir|Hon|Honou?rable|Rev"
    r"|Abo?g|Er(?=\.)|Excm[ao]|Ilm[ao]|Lcd[ao]|Licdo|Mtr[ao]|Reverend|Fr|Father|Sister|Sheikha?|Shaikha?|Imam|Engr?|Ing|Arch|Lic|Atty|Barr|Barrister"
    rf"|M|MM|Mmes?|Mlle|Monsieur|Madame?|mme|Sra?|Srta|Don|Doña|doña|don|D|Dña|Me|Maître|Capt|Captain|Col|Colonel|Lt|Lieutenant|Maj|Major|Gen|{_NO_RANK}General"
    rf"|Brig|Brigadier|Sgt|Cmdr|Commander|Adm|Admiral|Cdt|Commandant|{_NO_RANK}Général|Gral|Cnel|Alhaji|Hajia|Hajiya|Dasho|Lyonpo|Tofā|Datuk|Dato|Shri|Smt|Amb|Ambassador"
)
_GAP: Final = r"(?:[  ]|[  ]?\n)"
NAME: Final = re.compile(
    rf"{_PART}(?: [“\"]{_WORD}[”\"](?= {_PART}))?"
    rf"(?:{_GAP}(?:(?:d[aeo]|dos|das|del|della|di|du|la|las|los|le|van|von|der|den|ten|ter|bin|bint|binti|ibn|al|el|ould|mint|ag|y|e|i|af|av){_GAP}){{0,2}}{_PART}){{0,5}}"
)
_TITLED = re.compile(rf"(?<![\w.’'-])(?P<title>(?:(?:{_TITLES})(?:\.|(?=[ \n]))[  \n]{{1,2}}){{1,3}})(?={_PART})")
_COMMA_BEHIND = re.compile(r"(?:,|\s[–—-])\s+(?:the |then |a |an |la |le |el |un |une )?([^,.;:()\n]{3,70})")
_LINE_BEHIND = re.compile(r"(?:,|\s[–—-]|\s?\n|\t)\s*(?:the |then |a |an )?([^,.;:()\n]{3,70})")
_AFTER = re.compile(r"(?:PhD|Ph\.D\.?|MP|TD|MD|Jr\.?|OBE|MBE|CBE|MEP)$")
_STREET = re.compile(
    r"(?:\b(?:[Aa]venue|[Rr]ue|[Bb]oulevard|[Aa]venida|[Cc]alle|[Cc]arrera|Av\.|Bd|[Qq]uartier|[Pp]laza|[Ee]dificio|Sala|salle|[Ss]tade|[Ll]ycée|Puerto"
    r"|[Aa]uditorio|[Cc]oliseo|[Ee]stadio|[Gg]imnasio|[Gg]ymnase|[Pp]olideportivo|[Ss]alón|[Tt]eatro|[Tt]héâtre)"
    r"(?: (?:de |du |del )?)|\b[Aa]venue Sir )$"
)
_WORD_BEFORE = re.compile(r"(\w{3,14}) $")
_QUARTER = re.compile(r"(?:[Cc]olonia|Col\.) $")  # "Col. Palmira": no colonel, where a street follows
_ROAD = re.compile(r"(?i), (?:avenida|av\.|bloque|boulevard|calle|carrera|casa|edificio)\s")
_HOUSE = re.compile(
    r"[  ]\d{1,5}[a-z]?(?:,|\s[–-])\s(?:piso|oficina|of\.|apto\.?|local|planta|floor|suite|étage|bureau|\d{4,5}\b)", re.IGNORECASE
)  # "Luis Piera 1992, piso 2": a street named after somebody, its number and the floor
_SINGLE = re.compile(rf"[{_UPPER}][\w’'-]{{2,20}}")
_INITIALS = re.compile(rf"(?<![\w.-])(?:[{_UPPER}]\.[  ]?)?((?:[{_UPPER}]|Ch|Kh|Sh|Ts))\.[  ]$")
_GIVEN = re.compile(rf"(\n|[,;(] |\band )(?P<given>[{_UPPER}][a-zà-ÿ]{{2,14}}) $")
_NEXT_LINE = re.compile(r"^[\w-]+|(?<=[^\n] )[\w-]+(?=[^\n]*)")
_LABELLED = re.compile(r"[^\W\d_][\w’'-]{2,20}(?: [\w’'-]{2,20}){0,2} ?:")
_LINE_START = re.compile(r"(?:^|[\n•*◦▪●·|:;(\t]|–|—| - |\n- )[ \t ]*$")
# "or, for the north, to Jane Doe at jane@…", "ring Jane Doe (+40 264 555 019)": in a sentence, between those who are told whom to reach and how.
_ASKED = re.compile(
    r"(?i)\b(?:to|with|from|contact|call|ring|phone|ask|or|and|à|a|con|avec|auprès de|ou|et|o|y|appelez|contactez|llame a|contacte a) $"
)
_REACHED = re.compile(
    r" ?\(?(?:at|on|by e-?mail at|en|al|a|à|au|sur|tel\.?|tél\.?|phone)? ?"
    r"(?:(?P<local>[\w.+-]{2,40})(?:@| ?[\[(](?:at|arroba|arobase)[\])])|\+\d[\d ()-]{6,}|0\d[\d ()-]{6,})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A found name, the form of address (lower case, without its stop) before it, and how sure it is."""

    start: int
    end: int
    title: str | None
    method: Method
    confidence: float


@cache
def words(group: str) -> frozenset[str]:
    """One list of ``people_words.toml``."""
    return frozenset(resource.toml("people_words.toml")[group])


def find_names(text: str, spans: Sequence[Span], taken: Sequence[tuple[int, int]]) -> list[Name]:
    """The names in the text, without overlap. ``taken`` are the organisations' mentions: no name lies in one."""
    bodies = bounds(taken)
    others = bounds((s.start, s.end) for s in spans if s.label in ("ORG", "LOC", "ROLE") and s.confidence >= SURE)
    found = [*_titled(text), *(n for s in _joined(text, spans) for n in [_from_span(text, s)] if n), *_placed(text, bodies)]
    out: Near[Name] = Near()
    for name in sorted(found, key=lambda n: (n.title is None, -n.confidence, -(n.end - n.start), n.start)):
        guessed = name.method != "model" and name.title is None and name.confidence < _ADDRESSED
        rivals = bodies.touching(name.start, name.end) or (guessed and others.touching(name.start, name.end))
        if not rivals and not out.touching(name.start, name.end):
            out.add(name.start, name.end, name)
    return out.around(0, len(text))


def _titled(text: str) -> Iterator[Name]:
    for match in _TITLED.finditer(text):
        name = NAME.match(text, match.end())
        bounds = _clipped(text, name.start(), name.end(), single=True) if name else None
        if not bounds:
            continue
        raw = match["title"].split()
        last = raw[-1].lower().rstrip(".")
        pieces = len(text[bounds[0] : bounds[1]].split())
        if pieces == 1 and ((last in words("soft_honorifics") and not raw[-1].endswith(".")) or last in words("titles")):
            continue
        title = next((w.lower() for w in raw if w.lower() in words("titles")), last)
        yield Name(*bounds, title, "pattern", 0.95 if pieces > 1 else 0.6)


def _joined(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The PERSON spans; one word and the span right behind it are one name."""
    held: Span | None = None
    for span in sorted((_with_given(text, s) for s in spans if s.label == "PERSON"), key=lambda s: s.start):
        if held and span.start == held.end + 1 and text[held.end] == " " and _SINGLE.fullmatch(text, held.start, held.end):
            held = replace(held, end=span.end, confidence=max(held.confidence, span.confidence))
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _with_given(text: str, span: Span) -> Span:
    """A span of one word with the capitalised word right before it, where that opens a line of a contact or an item of a list."""
    given = _GIVEN.search(text, max(0, span.start - 30), span.start) if _SINGLE.fullmatch(text, span.start, span.end) else None
    low = given["given"].lower() if given else ""
    if not given or low in words("never") | words("roles") | words("titles") | words("honorifics"):
        return span
    ends = text[span.end : span.end + 1] in ",\n\t("
    return replace(span, start=given.start("given")) if ends or given[1] != "\n" else span


def _from_span(text: str, span: Span) -> Name | None:
    start, end = span.start, span.end
    initials = _INITIALS.search(text, max(0, start - 12), start)
    if initials and initials[1].lower() not in words("honorifics"):
        start = initials.start()
    while True:
        lead = re.match(r"((?:[A-Za-z]\.){1,3}|[\w.]+)[  \n]+", text[start:end])
        if not lead or lead[1].lower().rstrip(".") not in words("honorifics") | {"h.e"}:
            break
        start += lead.end()
    match = NAME.search(text, start, end)
    if not match:
        return None
    bounds = _clipped(text, match.start(), match.end(), single=True)
    if not bounds or (span.confidence < SURE and len(text[bounds[0] : bounds[1]].split()) < 2):
        return None
    return Name(*bounds, None, span.method, span.confidence)


def _clipped(text: str, start: int, end: int, *, single: bool = False) -> tuple[int, int] | None:
    """Bounds without what cannot be a name: words like "Minister" or "Office" end it, a country or month rules it out; None where too little
    stays.
    """
    piece = text[start:end]
    if _STREET.search(text, max(0, start - 30), start) or _HOUSE.match(text, end, end + 40) or _named_after(text, start, piece):
        return None
    if _QUARTER.search(text, max(0, start - 8), start) and _ROAD.match(text, end):
        return None
    line = piece.find("\n")
    below = text[start + line + 1 : start + line + 60] if line > 0 and " " in piece[:line] else ""
    if _LABELLED.match(below) or any(w.lower() in words("roles") for w in _NEXT_LINE.findall(below)):
        piece = piece[:line]
    parts = [(m.start(), m.end(), m[0]) for m in re.finditer(r"\S+", piece)]
    kept: list[tuple[int, int, str]] = []
    for a, b, word in parts:
        low = word.lower().strip(".,")
        given = single and a == 0 and low in words("given") and len(parts) > 1
        if (
            (low in words("never") and not given)
            or low in words("roles")
            or (word.isupper() and len(word) > 1 and "." not in word and "-" not in word and not _shouted(piece))
        ):
            break
        kept.append((a, b, word))
    while kept and (kept[-1][2].islower() or _AFTER.match(kept[-1][2])):
        kept.pop()
    if not kept or len(kept) < (1 if single else 2) or len(kept) > 7:
        return None
    if "\n" in piece[: kept[-1][1]] and len(kept) > 5:
        return None
    last = kept[-1][1]
    if len(kept) == 1 and (len(kept[0][2]) < 3 or kept[0][2].isupper()):
        return None
    return start, start + last


def _named_after(text: str, start: int, piece: str) -> bool:
    """Whether a name is that of a place: "coliseo Ada Brun", "Salón Ada Brun"."""
    before = _WORD_BEFORE.search(text, max(0, start - 16), start)
    first, _, rest = piece.partition(" ")
    return bool(before and before[1].lower() in words("named_after")) or (bool(rest) and first.lower() in words("named_after"))


def _shouted(piece: str) -> bool:
    """Whether the family name alone is in capitals ("Mariam DIALLO", "DIALLO KEITA Mariam") or the whole name is."""
    parts = piece.split()
    if len(parts) > 1 and parts[-1].istitle() and all(len(p) > 3 and p.isupper() for p in parts[:-1]):
        return True
    return len(parts) > 1 and len(parts[-1]) > 2 and parts[-1].isupper() and len(parts) < 5 and all(len(p) > 3 or not p.isupper() for p in parts)


_LABEL_BELOW = re.compile(r"\n(?:Tel|Tél|Fax|Phone|Mobile|E-?mail|Correo|Courriel)")


def _placed(text: str, orgs: Near[tuple[int, int]]) -> Iterator[Name]:
    """Names without a form of address, where their place gives them away."""
    for match in NAME.finditer(text):
        bounds = _clipped(text, match.start(), match.end())
        if not bounds or "\n" in text[bounds[0] : bounds[1]] or _LABEL_BELOW.match(text, bounds[1], match.end()):
            continue
        start, end = bounds
        before, after = text[max(0, start - 40) : start], text[end : end + 90]
        opening = _LINE_START.search(before) is not None
        said = re.search(r"(\w+)[,:]?\s+$", before)
        owner = any(b <= start and start - b < 3 and text[b:start] in ("/", ": ") for _, b in orgs.around(start - 3, end + 3))
        if said and said[1].lower() in words("saying"):
            yield Name(start, end, None, "pattern", 0.8)
        elif owner:
            yield Name(start, end, None, "structure", 0.7)
        elif _ASKED.search(before) and (reached := _REACHED.match(after)):
            own = {w.casefold() for w in re.split(r"[^a-zà-ÿ]+", reached["local"] or "")} & set(text[start:end].casefold().split())
            yield Name(start, end, None, "pattern", _ADDRESSED if own else 0.8)
        elif _position_follows(after, opening) and not _subject_of_post(before):
            yield Name(start, end, None, "pattern", 0.8)


def _subject_of_post(before: str) -> bool:
    """Whether the words belong to a position ("directora de …", "the Director of …")."""
    held = re.search(r"(\w+) (?:of|for|de|del|du|des) $", before)
    return held is not None and held[1].lower() in words("roles") | words("titles")


def _position_follows(after: str, opening: bool) -> bool:
    """Whether ", Regional Director" or a line with a position comes next."""
    match = (_LINE_BEHIND if opening else _COMMA_BEHIND).match(after)
    if not match:
        return False
    tail = match[1].split()[:6]
    for i, word in enumerate(tail):
        low = re.sub(r"[’']s$", "", word.lower().strip(".,"))
        if low in words("roles"):
            return (
                i == 0
                or all(
                    w[0].isupper()
                    or w.lower() in ("and", "of", "for", "the", "programme", "project", "community", "deputy", "general", "legal", "clinical")
                    for w in tail[:i]
                )
                or (i <= 2 and tail[0].islower())
            )
        if low in words("ends"):
            return False
    return False
