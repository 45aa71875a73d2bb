"""Street and postal addresses in the lines of contacts: "14 Gray Street, St. Clair, Port of Spain", "BP D5, 98848 Nouméa Cedex"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.annotate.contacts.values import label, words

Bounds = tuple[int, int]
Name = tuple[int, int, bool]
"""Span of a person or organisation, and whether it is a person."""

_POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}-)?(?:\d{4,6}|\d{3} \d{2})\s+[A-ZÀ-Þ][\w’'-]+|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"
    r"|\b[A-Z][\w-]+ (?:\d{5,6}|\d{3}-\d{4})\b"
)
# Ends of what an address can span: a sentence, a dash or bar between blanks, a semicolon, a label with its colon, brackets.
_CUTS = re.compile(r"(?<=[^\W\d_]{4})\.\s|(?<=\d)\.\s|(?<=\))\.\s|\s[–—|-]\s|[;|\t()“”\"]|:\s|\s{3,}|\x00+|[.?!]\s+(?:or|ou|o)\s")
# "Palma 468, Asunción": a street without its word, and the town.
_NUMBERED = re.compile(r"[A-ZÀ-Þ][\w’'-]{2,20}(?: (?:de |del |la )?[A-ZÀ-Þ][\w’'-]{2,20}){0,2} (?!(?:19|20)\d\d$)(?:\d{2,5}|\d{1,4}-\d{1,4})")
_TOWN = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ’'-]{2,20}(?: [A-ZÀ-Þ][a-zà-ÿ’'-]{2,20}){0,2}")
_TITLES = re.compile(r"^(?:\W|(?:Mr|Mrs|Ms|Dr|Prof|Mme|Mlle|Sr|Sra|Lic)\b\.?|M\.\s)+", re.IGNORECASE)
_JOINS = re.compile(r"(?:and|or|et|ou|y|o),")  # "or, for Elm District, to Jane Doe at"
_MAX_LINE = 140


def addresses(text: str, line: Bounds, taken: Sequence[Bounds], named: Sequence[Name], *, near: bool) -> Iterator[Bounds]:
    """Spans of addresses in a line.

    ``taken`` are the spans of numbers and e-mails, ``named`` those of people and organisations, both sorted; ``near`` says that a neighbouring
    line has a contact. A long line of prose yields an address only right beside a contact.
    """
    start, end = line
    if text[start:end].rstrip().endswith(",") and text[end : end + 1] == "\n":
        following = text.find("\n", end + 1)
        end = following if following >= 0 else len(text)
    masked = list(text[start:end])
    for a, b in taken:
        for k in range(max(a, start), min(b, end)):
            masked[k - start] = "\x00"
    stretch = "".join(masked)
    inside = [(a, b) for a, b in taken if a < end and start < b]
    labelled = _address_label().match(stretch) is not None
    if not (inside or labelled or (near and end - start <= _MAX_LINE)):
        return
    at = 0
    for cut in [*_CUTS.finditer(stretch), None]:
        stop = cut.start() if cut else len(stretch)
        found = _address(text, start + at, start + stop, named)
        if found:
            yield found
        at = cut.end() if cut else stop


def _address(text: str, start: int, end: int, named: Sequence[Name]) -> Bounds | None:
    """The address in a stretch without other contacts: from the part after the last name or position to the end."""
    parts = _split(text, start, end)
    street = next((i for i, (a, b) in enumerate(parts) if _street().search(text, a, b)), None)
    postcode = next((i for i, (a, b) in enumerate(parts) if _POSTCODE.search(text, a, b)), None)
    numbered = len(parts) > 1 and _NUMBERED.fullmatch(text, *parts[0]) and _TOWN.fullmatch(text, *parts[1])
    if street is None and (postcode is None or len(parts) < 2) and not numbered:
        return None
    key = min((i for i in (street, postcode) if i is not None), default=0)
    first = 0
    for i in range(key + 1):
        a, b = parts[i]
        covered = sum(min(y, b) - max(x, a) for x, y, _ in named if x < b and a < y) >= 0.6 * (b - a)
        covered = covered or (i < key and any(x < b and a < y and not person for x, y, person in named))
        rest = max((y for x, y, person in named if x < b and a < y and person), default=b)
        if covered or (i < key and _role().search(text, a, b)):
            first = i + 1
        elif rest < b:
            parts[i] = (rest, b)
            first = i
    if first >= len(parts):
        return None
    a, b = parts[first][0], parts[-1][1]
    for j in range(first, len(parts)):
        if j >= key and len(re.findall(r"\b[a-zà-ÿ]{3,}\b", text[slice(*parts[j])])) >= 4:
            if j == key:
                return None
            b = parts[j - 1][1]
            break
    trimmed = text[a:b]
    for key_label in ("phone", "fax", "email", "web"):
        m = label(key_label).search(trimmed)
        trimmed = trimmed[: m.start()] if m else trimmed
    lead = _TITLES.match(trimmed)
    a += lead.end() if lead else 0
    trimmed = trimmed[lead.end() if lead else 0 :].rstrip(" ,.;–-\n")
    enough = len(re.findall(r"\w+", trimmed)) >= 3 and (re.search(r"\d", trimmed) or "," in trimmed) and len(trimmed) <= 200
    return (a, a + len(trimmed)) if enough and not _JOINS.match(trimmed) else None


def _split(text: str, start: int, end: int) -> list[Bounds]:
    """Parts between commas, blanks stripped."""
    out = []
    at = start
    for piece in text[start:end].split(","):
        left = at + len(piece) - len(piece.lstrip())
        right = at + len(piece.rstrip())
        if right > left:
            out.append((left, right))
        at += len(piece) + 1
    return out


@cache
def _street() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(words('street'))})(?![^\W_])|[^\W\d_]{{3,}}(?:strasse|straße|gasse|straat|gatan)\b", re.IGNORECASE)


@cache
def _role() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words('role')))})s?\b", re.IGNORECASE)


@cache
def _address_label() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, words('address')))})\b[^:\n]{{0,40}}:", re.IGNORECASE)
