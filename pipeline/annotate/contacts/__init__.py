"""Ways to reach someone that a page gives: e-mail, telephone, address, web address; and whose they are.

E-mails count wherever the main content has them. Numbers and addresses need a label, an international prefix or a block of contacts around them. See
:mod:`~pipeline.annotate.contacts.values` for what is read, :mod:`~pipeline.annotate.contacts.addresses` for addresses, and
:mod:`~pipeline.annotate.contacts.owners` for owners, who come from the document's mentions of people and organisations.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.annotate.contacts.addresses import addresses
from pipeline.annotate.contacts.owners import Owners
from pipeline.annotate.contacts.phones import e164, region_of
from pipeline.annotate.contacts.values import Address, Number, emails, numbers, opening, urls, words
from pipeline.document import Contact, ContactKind, Document, identifier
from pipeline.phrases import either

Bounds = tuple[int, int]

_LONG = 300
_ALONE = re.compile(r"\W{0,4}[\d() ./+-]{7,25}")
_OPENING_LINES = 4


def find_contacts(document: Document) -> Iterator[Contact]:
    """Contacts in the order of the text, each value once, with the ids of the person and organisation that they are tied to.

    Reads ``document.mentions`` (PERSON, ORG, LOC), ``people``, ``organisations`` and ``places``; without them, contacts have no owners.
    """
    text = document.text
    lines = list(document.lines())
    mails = list(emails(text))
    pages = list(urls(text))
    phones = _phones(document, lines, mails)
    found: list[tuple[ContactKind, int, int, str]] = [("email", m.start, m.end, m.value) for m in mails]
    found += [("url", u.start, u.end, u.value) for u in pages]
    found += [("phone", n.start, n.end, value) for n, value in phones]
    taken = sorted((a, b) for _, a, b, _ in found)
    found += [("address", a, b, re.sub(r"\s+", " ", text[a:b])) for a, b in _addresses(document, lines, taken)]
    owners = Owners(document)
    seen: set[tuple[ContactKind, str]] = set()
    for kind, start, end, value in sorted(found, key=lambda f: f[1]):
        if (kind, value) in seen:
            continue
        seen.add((kind, value))
        person, organisation = owners.of(start, end, _mail_beside(mails, start), short=kind == "phone" and len(value) < 5)
        yield Contact(identifier("con", document.document_id, kind, value), kind, value, start, end, person, organisation)


def _mail_beside(mails: Sequence[Address], at: int) -> str | None:
    """The e-mail address nearest to an offset, within 200 characters; ``mails`` are sorted."""
    k = bisect_left(mails, at, key=lambda m: m.start)
    near = min(mails[max(k - 1, 0) : k + 1], key=lambda m: abs(m.start - at), default=None)
    return near.value if near and abs(near.start - at) <= 200 else None


def _phones(document: Document, lines: Sequence[Bounds], mails: Sequence[Address]) -> list[tuple[Number, str]]:
    """Telephone numbers with their normal form."""
    text = document.text
    people = sorted(m.start for m in document.mentions if m.label == "PERSON" and m.start is not None)
    mail_starts = sorted(m.start for m in mails)
    out: list[tuple[Number, Bounds]] = []
    since_opening = since_contact = since_person = 99
    for i, (a, b) in enumerate(lines):
        opens = _opens(text, a, b)
        beside = opens or min(since_person, since_opening) < _OPENING_LINES or since_contact < 3
        beside = beside or (_ALONE.fullmatch(text, a, b) is not None and any(_any(mail_starts, *line) for line in lines[i + 1 : i + 2]))
        listed = b - a <= _LONG and (beside or _any(mail_starts, a, b) or _any(people, a, b) or _unit().match(text, a, b) is not None)
        here = list(numbers(text, a, b, contact_line=listed and not text[a:b].rstrip().endswith("?")))
        beside_mails = mails[bisect_left(mail_starts, a) : bisect_left(mail_starts, b)]
        inside = [n for n in here if not any(m.start < n.end and n.start < m.end for m in beside_mails)]
        out += [(n, (a, b)) for n in inside]
        since_contact = 0 if inside or _any(mail_starts, a, b) else since_contact + 1
        since_opening = 0 if opens else since_opening + 1
        since_person = 0 if b - a < 80 and _any(people, a, b) else since_person + 1
    places = _places(document, [n for n, _ in out], mails)
    page = [c for c, _ in sorted(Counter(c for _, how, c in places if how == "name").items(), key=lambda x: (-x[1], x[0]))]
    return [(n, e164(n, () if n.international else _regions(text, places, page, n.start, line))) for n, line in out]


def _any(starts: Sequence[int], a: int, b: int) -> bool:
    """Whether one of the sorted offsets lies in ``a``–``b``."""
    return bisect_left(starts, a) < bisect_left(starts, b)


def _places(document: Document, found: Sequence[Number], mails: Sequence[Address]) -> list[tuple[int, str, str]]:
    """What tells a country: offset, how ("name", "mail", "number"), ISO code; sorted."""
    codes = {p.location_id: p.country_code for p in document.places}
    homes = {o.organisation_id: o.country_code for o in document.organisations}
    out: list[tuple[int, str, str]] = []
    for m in document.mentions:
        if m.start is not None and m.label in ("LOC", "ORG"):
            code = (codes if m.label == "LOC" else homes).get(m.entity or "")
            named = [code] if code else [_countries()[c.group()] for c in _country_pattern().finditer(m.text)] if m.label == "ORG" else []
            out += [(m.start, "name", c) for c in named]
    domains = ((m.start, m.value.rpartition(".")[2].upper()) for m in mails)
    out += [(at, "mail", "GB" if d == "UK" else d) for at, d in domains if len(d) == 2]
    out += [(n.start, "number", region) for n in found if n.international and (region := region_of("+" + n.international))]
    return sorted(out)


def _regions(text: str, places: Sequence[tuple[int, str, str]], page: Sequence[str], at: int, line: Bounds) -> list[str]:
    """Countries that a number may belong to, likeliest first: named in its line or just above, by mails and numbers beside it, by the page."""
    a, b = line
    beside = places[bisect_left(places, (max(a, at - _LONG) - 200, "", "")) : bisect_left(places, (min(b, at + _LONG) + 100, "", ""))]
    out = [c for s, how, c in beside if how == "name" and a <= s < b]
    above = [(-text.rfind("\n", 0, s), s, c) for s, how, c in beside if how == "name" and a - 200 <= s < a]
    mails = [(s, c) for s, how, c in beside if how == "mail" and s >= a - 100]
    out += [c for s, c in mails if a <= s < b]
    out += [c for _, _, c in sorted(above)]  # those of the nearest line first
    out += [c for _, c in mails]
    out += [c for s, how, c in beside if how == "number"]
    return list(dict.fromkeys([*out, *page]))


@cache
def _countries() -> dict[str, str]:
    """Country names in English, French and Spanish with their ISO codes."""
    from babel import Locale

    out: dict[str, str] = {}
    for language in ("es", "fr", "en"):
        names = Locale(language).territories.items()
        out |= {name: code for code, name in names if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "ZZ")}
    return out


@cache
def _country_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(_countries())})\b")


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a line opens a block of contacts."""
    return end - start < 120 and opening().match(text[start : min(end, start + 60)]) is not None


@cache
def _unit() -> re.Pattern[str]:
    """A short line that names a unit for the press and goes on with figures: "Unidad de Comunicaciones, 2500-1300"."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, words('unit')))})\b[^\d\n]{{2,80}}[,.:–-] ?\(?\d[\d ()./-]{{5,20}}$", re.IGNORECASE)


def _addresses(document: Document, lines: Sequence[Bounds], taken: Sequence[Bounds]) -> Iterator[Bounds]:
    """Addresses in lines that have a contact or stand beside one."""
    text = document.text
    named = sorted((m.start, m.end or 0, m.label == "PERSON") for m in document.mentions if m.label in ("PERSON", "ORG") and m.start is not None)
    settled = {p.location_id for p in document.places if p.kind in ("country", "city") or p.country_code}
    towns = [(m.start, m.end or 0) for m in document.mentions if m.label == "LOC" and m.start is not None and m.entity in settled]
    starts = [a for a, _ in taken]
    has = [_any(starts, a, b) for a, b in lines]
    opened = [_opens(text, a, b) for a, b in lines]
    last = -1
    for i, (a, b) in enumerate(lines):
        near = any(has[max(i - 2, 0) : i]) or any(has[i + 1 : i + 3]) or any(opened[max(i - 2, 0) : i])
        end = lines[i + 1][1] if i + 1 < len(lines) else b
        here = taken[bisect_left(taken, (a, 0)) : bisect_left(taken, (end, 0))]
        names = named[bisect_left(named, (a, 0, False)) : bisect_left(named, (end, 0, False))]
        around = towns[bisect_left(towns, (a, 0)) : bisect_left(towns, (end, 0))]
        for start, stop in addresses(text, (a, b), here, names, around, near=near):
            if start >= last:
                last = stop
                yield start, stop
