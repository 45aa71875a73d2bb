"""Ways to reach someone that a page gives: e-mail, telephone, address, web address; and whose they are.

E-mails count wherever the main content has them. Numbers and addresses need a label, an international prefix or a block of contacts around them. See
:mod:`~pipeline.annotate.contact_values` for what is read, :mod:`~pipeline.annotate.contact_addresses` for addresses, and
:mod:`~pipeline.annotate.contact_owners` for owners, who come from the document's mentions of people and organisations.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.annotate.contact_addresses import addresses
from pipeline.annotate.contact_owners import Owners
from pipeline.annotate.contact_phones import e164, region_of
from pipeline.annotate.contact_values import Address, Number, emails, numbers, urls, words
from pipeline.document import Contact, ContactKind, Document, identifier

Bounds = tuple[int, int]

_LONG = 300
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
        person, organisation = owners.of(start, end, _mail_beside(mails, lines, start))
        yield Contact(identifier("con", document.document_id, kind, value), kind, value, start, end, person, organisation)


def _mail_beside(mails: Sequence[Address], lines: Sequence[Bounds], at: int) -> str | None:
    """The e-mail address nearest to an offset, within 200 characters."""
    near = min(mails, key=lambda m: abs(m.start - at), default=None)
    return near.value if near and abs(near.start - at) <= 200 else None


def _phones(document: Document, lines: Sequence[Bounds], mails: Sequence[Address]) -> list[tuple[Number, str]]:
    """Telephone numbers with their normal form."""
    text = document.text
    people = sorted(m.start for m in document.mentions if m.label == "PERSON" and m.start is not None)
    mail_starts = sorted(m.start for m in mails)
    out: list[tuple[Number, Bounds]] = []
    since_opening = since_contact = since_person = 99
    for a, b in lines:
        opens = b - a < 120 and _opening().match(text[a : min(b, a + 60)]) is not None
        beside = opens or min(since_person, since_opening) < _OPENING_LINES or since_contact < 2
        listed = b - a <= _LONG and (beside or _any(mail_starts, a, b) or _any(people, a, b))
        here = list(numbers(text, a, b, contact_line=listed and not text[a:b].rstrip().endswith("?")))
        inside = [n for n in here if not any(m.start < n.end and n.start < m.end for m in mails)]
        out += [(n, (a, b)) for n in inside]
        since_contact = 0 if inside or _any(mail_starts, a, b) else since_contact + 1
        since_opening = 0 if opens else since_opening + 1
        since_person = 0 if b - a < 80 and _any(people, a, b) else since_person + 1
    stated = [(n.start, region) for n, _ in out if n.international and (region := region_of("+" + n.international))]
    return [(n, e164(n, _regions(document, n, line, stated, mails))) for n, line in out]


def _any(starts: Sequence[int], a: int, b: int) -> bool:
    return any(a <= s < b for s in starts)


def _regions(document: Document, number: Number, line: Bounds, stated: Sequence[tuple[int, str]], mails: Sequence[Address]) -> list[str]:
    """Countries that a number may belong to, likeliest first: named in its line, of the mail's domain, of numbers beside it, of the page."""
    codes = {p.location_id: p.country_code for p in document.places if p.country_code}
    named = [(m.start or 0, c) for m in document.mentions if m.label == "LOC" and m.start is not None and (c := codes.get(m.entity or ""))]
    homes = {o.organisation_id: o.country_code for o in document.organisations if o.country_code}
    named += [(m.start or 0, c) for m in document.mentions if m.label == "ORG" and m.start is not None and (c := homes.get(m.entity or ""))]
    a, b = line
    out = [c for s, c in sorted(named) if a <= s < b]
    for m in document.mentions:
        if m.label == "ORG" and m.start is not None and a - 200 <= m.start < b:
            out += [code for name, code in _countries() if re.search(rf"\b{re.escape(name)}\b", m.text)]
    out += [c for s, c in sorted(named) if a - 150 <= s < a]
    domains = (m.value.rpartition(".")[2].upper() for m in mails if a - 100 <= m.start < b + 100)
    out += ["GB" if d == "UK" else d for d in domains if len(d) == 2]
    out += [c for s, c in stated if abs(s - number.start) < 300]
    out += [c for c, _ in sorted(Counter(c for _, c in named).items(), key=lambda x: (-x[1], x[0]))]
    out += sorted(set(codes.values()))
    return list(dict.fromkeys(out))


@cache
def _countries() -> list[tuple[str, str]]:
    """Country names in English, French and Spanish with their codes."""
    from babel import Locale

    out: set[tuple[str, str]] = set()
    for language in ("en", "fr", "es"):
        names = Locale(language).territories.items()
        out |= {(name, code) for code, name in names if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "ZZ")}
    return sorted(out)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, words('opening')))})\b", re.IGNORECASE)


def _addresses(document: Document, lines: Sequence[Bounds], taken: Sequence[Bounds]) -> Iterator[Bounds]:
    """Addresses in lines that have a contact or stand beside one."""
    text = document.text
    named = sorted((m.start, m.end or 0) for m in document.mentions if m.label in ("PERSON", "ORG") and m.start is not None)
    has = [any(a <= s < b for s, _ in taken) for a, b in lines]
    opened = [_opening().match(text[a : min(b, a + 60)]) is not None and b - a < 120 for a, b in lines]
    last = -1
    for i, (a, b) in enumerate(lines):
        near = any(has[k] for k in range(max(i - 2, 0), min(i + 3, len(lines))) if k != i) or any(opened[max(i - 2, 0) : i])
        for start, end in addresses(text, (a, b), taken, named, near=near):
            if start >= last:
                last = end
                yield start, end
