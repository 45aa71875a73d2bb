"""Street and postal addresses in the lines of contacts: "14 Gray Street, St. Clair, Port of Spain", "BP D5, 98848 Nouméa Cedex"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.annotate.contacts.values import label, words
from pipeline.dates import find_dates

Bounds = tuple[int, int]
Name = tuple[int, int, bool]
"""Span of a person or organisation, and whether it is a person."""

_POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}-)?(?:(?<![^\W_] )(?<![/.-])(?:19|20)\d\d|(?!(?:19|20)\d\d\s)\d{4,6}|\d{3} \d{2})"
    r"\s+[A-ZÀ-Þ][\w’'-]+|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b"
    r"|\b[A-Z][\w-]+ (?:\d{5,6}|\d{3}-\d{4})\b"
)
# Ends of what an address can span: a sentence, a dash or bar between blanks, a semicolon, a label with its colon, brackets.
_CUTS = re.compile(r"(?<=[^\W\d_]{4})\.\s|(?<=\d)\.\s|(?<=\))\.\s|\s[–—|-]\s|[;|\t()“”\"]|:\s|\s{3,}|\x00+|[.?!]\s+(?:or|ou|o)\s")
# "Palma 468, Asunción": a street without its word, and the town.
_NUMBERED = re.compile(r"[A-ZÀ-Þ][\w’'-]{2,20}(?: (?:de |del |la )?[A-ZÀ-Þ][\w’'-]{2,20}){0,2} (?!(?:19|20)\d\d$)(?:\d{2,5}|\d{1,4}-\d{1,4})")
# "Haut de Lac", "Achada Santo António", "Itram-4": a quarter, told before its town.
_QUARTER = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'-]{1,20}|\d{1,4})(?: (?:(?:a|and|d[aeo]|des?|du|el|et|l[aeo]s?|of|y) ){0,2}(?:[A-ZÀ-Þ][\w’'-]{1,20}|\d{1,4})){0,3}"
)
_TOWN = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ’'-]{2,20}(?: [A-ZÀ-Þ][a-zà-ÿ’'-]{2,20}){0,2}")
_SMALL = re.compile(r"\b[a-zà-ÿ]{3,}\b")
_SENTENCE = re.compile(r"[a-zà-ÿ]+ [a-zà-ÿ]+ ")
_TITLES = re.compile(r"^(?:\W|(?:Mr|Mrs|Ms|Dr|Prof|Mme|Mlle|Sr|Sra|Lic)\b\.?|M\.\s)+", re.IGNORECASE)
_JOINS = re.compile(r"(?:and|or|et|ou|y|o),")  # "or, for Elm District, to Jane Doe at"
_MAX_LINE = 140


def addresses(
    text: str, line: Bounds, taken: Sequence[Bounds], named: Sequence[Name], towns: Sequence[Bounds] = (), *, near: bool
) -> Iterator[Bounds]:
    """Spans of addresses in a line.

    ``taken`` are the spans of numbers and e-mails, ``named`` those of people and organisations, ``towns`` those of towns, provinces and countries,
    all sorted; ``near`` says that a neighbouring line has a contact. A long line of prose yields an address only right beside a contact.
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
        found = _address(text, start + at, start + stop, named, towns)
        if found:
            yield found
        at = cut.end() if cut else stop


def _address(text: str, start: int, end: int, named: Sequence[Name], towns: Sequence[Bounds]) -> Bounds | None:
    """The address in a stretch without other contacts: from the part after the last name or position to the end."""
    parts = _split(text, start, end)
    street = next((i for i, (a, b) in enumerate(parts) if _street().search(text, a, b)), None)
    postcode = next((i for i, (a, b) in enumerate(parts) if _POSTCODE.search(text, a, b)), None)
    if street is None and (postcode is None or len(parts) < 2):
        bare = _numbered(text, parts) or _quarter(text, parts, named, towns)
        return _trimmed(text, *bare) if bare else None
    key = min(i for i in (street, postcode) if i is not None)
    a, b = parts[key]
    if _SENTENCE.match(text, a, b) and not _street().search(text, a, min(a + 24, b)):
        return None
    first = 0
    for i in range(key + 1):
        a, b = parts[i]
        covered = sum(min(y, b) - max(x, a) for x, y, _ in named if x < b and a < y) >= 0.6 * (b - a)
        covered = covered or (i < key and any(x < b and a < y and not person for x, y, person in named))
        rest = max((y for x, y, person in named if x < b and a < y and person), default=b)
        if covered or (i < key and (_role().search(text, a, b) or len(_SMALL.findall(text, a, b)) >= 4)):
            first = i + 1
        elif rest < b:
            parts[i] = (rest, b)
            first = i
    if first >= len(parts):
        return None
    a, b = parts[first][0], parts[-1][1]
    for j in range(first, len(parts)):
        if j >= key and len(_SMALL.findall(text, *parts[j])) >= 4:
            if j == key:
                return None
            b = parts[j - 1][1]
            break
    return _trimmed(text, a, b)


def _trimmed(text: str, a: int, b: int) -> Bounds | None:
    """The span without a title before it and a label behind it; None for what is too short or long for an address."""
    trimmed = text[a:b]
    for key_label in ("phone", "fax", "email", "web"):
        m = label(key_label).search(trimmed)
        trimmed = trimmed[: m.start()] if m else trimmed
    lead = _TITLES.match(trimmed)
    a += lead.end() if lead else 0
    trimmed = trimmed[lead.end() if lead else 0 :].rstrip(" ,.;–-\n")
    enough = len(re.findall(r"\w+", trimmed)) >= 3 and (re.search(r"\d", trimmed) or "," in trimmed) and len(trimmed) <= 200
    return (a, a + len(trimmed)) if enough and not _JOINS.match(trimmed) else None


def _numbered(text: str, parts: Sequence[Bounds]) -> Bounds | None:
    """A street told by a house number alone, with its town: "Palma 468, Asunción"."""
    at = next((i for i, (a, b) in enumerate(parts[:-1]) if _NUMBERED.fullmatch(text, a, b) and _TOWN.fullmatch(text, *parts[i + 1])), None)
    return None if at is None else (parts[at][0], parts[-1][1])


def _quarter(text: str, parts: Sequence[Bounds], named: Sequence[Name], towns: Sequence[Bounds]) -> Bounds | None:
    """A quarter or site and its town behind a name: "Mina Okello, Haut de Lac, Libreville"; the town and its country alone are no address."""

    def known(part: Bounds, spans: Sequence[Bounds]) -> bool:
        return any(min(y, part[1]) - max(x, part[0]) >= 0.8 * (part[1] - part[0]) for x, y in spans)

    def touched(part: Bounds) -> bool:
        return any(x < part[1] and part[0] < y for x, y, _ in named) or _role().search(text, *part) is not None

    town = next((i for i, part in enumerate(parts) if known(part, towns)), None)
    if not town or town < len(parts) - 3 or not all(_QUARTER.fullmatch(text, *part) for part in parts[town - 1 :]):
        return None
    start, end = parts[town - 1][0], parts[-1][1]
    alone = town == 1 and not named and (len(parts) < 3 or "\n" not in (text[start - 1 : start], ""))
    dated = any(len(found.text) > 4 for found in find_dates(text[start:end], language="en", published=None))
    return None if alone or dated or touched(parts[town - 1]) else (start, end)


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
    english = "|".join(f"{w.title()}|{w.upper()}" for w in words("street_english"))
    known = rf"(?<![^\W_])(?:{'|'.join(words('street'))}|(?-i:{english}))(?![^\W_])"
    return re.compile(rf"{known}|[^\W\d_]{{3,}}(?:strasse|straße|gasse|straat|gatan)\b", re.IGNORECASE)


@cache
def _role() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words('role')))})s?\b", re.IGNORECASE)


@cache
def _address_label() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, words('address')))})\b[^:\n]{{0,40}}:", re.IGNORECASE)
