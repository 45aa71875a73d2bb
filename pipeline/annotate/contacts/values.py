"""E-mail addresses, telephone numbers and web addresses in a text, before anybody is tied to them.

A number is a telephone number where a label says so, where it starts with "+", or where it stands in a line of contacts and is grouped like one. Fax
numbers, case numbers and amounts are none. "2033/34" and "431-1795 or 431-1640" are two numbers; extensions are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline import resource
from pipeline.dates import find_dates
from pipeline.phrases import either

_EMAIL = re.compile(
    r"(?<![\w.+-])(?P<local>[\w][\w.+'-]{0,63}(?:\s?[\[({](?:dot|punto|point)[\])}]\s?[\w+'-]{1,40}){0,2})(?P<at>[@＠]|\s?[\[({<]\s?(?:at|arroba|arobase|@)\s?[\])}>]\s?|\s?[\[(][aà][\])]\s?|\s(?:at|chez|arroba)\s|\s?@\s|\s@)"
    r"(?P<domain>[\w-]{1,63}(?:(?:\.|\s?[\[({<](?:dot|punto|point)[\])}>]\s?|\s(?:dot|punto)\s)[\w-]{1,63}){1,5})",
    re.IGNORECASE,
)
# A name of two parts, which no word before "@someone" is.
_PARTS = re.compile(r"[^\W\d_][._][^\W\d_]|[^\W\d_]\d")
# What makes the domain before it the name in an address.
_GOES_ON = re.compile(r"[\w.+'-]{0,64}(?:[@＠]|\s?[\[({<]\s?(?:at|arroba|arobase|@|[aà])\s?[\])}>])", re.IGNORECASE)
_DOT = re.compile(r"\s?[\[({<](?:dot|punto|point)[\])}>]\s?|\s(?:dot|punto)\s", re.IGNORECASE)
_PATTERN_NAMES = re.compile(r"(?i)(?:first|last|sur|family|given|your)[._-]?name|^(?:name|nom|prenom|prénom|nombre|xxx+|username|user)[.@_-]")
# An international prefix, a prefix in brackets or before a slash, then groups of digits parted by single signs.
_BLANK = r" \xa0\u202f"
_PHONE = re.compile(
    rf"(?<![\w/.,@-])(?P<plus>\+\s?(?P<country>\d{{1,3}}(?=\s?\())?\s?|00\s?(?=[1-9]))?(?P<open>\((?P<inner>\+?\s?\d{{1,4}}(?:[{_BLANK}.-]\d{{1,4}}){{0,2}})\)[{_BLANK}.-]?)?"
    rf"(?P<body>(?:0\d{{1,4}}\s?/\s?)?\d{{1,14}}(?:(?:[{_BLANK}.-]|\s?[–-]\s?|\s?\(0\)\s?|\)\s?)\d{{1,12}}){{0,8}})"
)
_AGAIN = re.compile(rf"\s?(?:/|or|ou|o|u|and|et|y|,|;)\s?(?P<body>\d{{2,4}}(?:[{_BLANK}.-]?\d{{1,4}}){{0,4}})(?![\w@])", re.IGNORECASE)
# A verb that calls, with whom: "call the Protector free of charge on ", "appeler la mairie au ".
_CALLED = re.compile(
    r"(?<!\w)(?:call|phone|ring|text|appel(?:er|ez)|llam(?:ar|e|en)|marque|comun[ií]\w{2,7}) [^.:;!?\n\d]{2,50} (?:on|at|au|al)\s$", re.IGNORECASE
)
# Hours and short dates, which are grouped like a number.
_HOURS = re.compile(r"^\d{1,2}[.:h]\d{2}\s?[-–]\s?\d{1,2}[.:h]\d{2}$|^(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.\d\d$")
_NOT_BEFORE = re.compile(
    r"(?:[$€£¥]|\b[A-Z]{2}\d{2}|\b(?:USD|EUR|US|No|Nos|n°|nº|ref|case|code|ID|ISBN|ISSN|account|grant|record|article|page|ABN|ACN|IBAN|VAT|NIF|CUIT|SIRET|RUC)\.?:?)\s?$",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(r"\s?(?:%|per cent|people|USD|EUR|million)")
_FAX_AFTER = re.compile(r"\s{0,2}\((?:fax|télécopie)\)", re.IGNORECASE)
_EXTENSION_AFTER = re.compile(r",? ?(?:\(|\b)(?:anexo|ext\.?|extension|extensión|interno|poste) ?\d{1,5}\b", re.IGNORECASE)
_KEEPER = re.compile(r"\b(?:webmaster|webmestre|administrador web)\s?[:–-]?\s?$", re.IGNORECASE)
_TEL_FAX = re.compile(r"\b(?:tel|tél|phone|telephone|téléphone|teléfono)\b\.?\s?(?:/|&|and|et|y|-)\s?(?:tele)?fax[\s.:]{0,4}$", re.IGNORECASE)
# A number of three or four digits, and nothing behind it that is counted.
_SHORT = re.compile(
    r"(?<![\w+(./-])\d{3,4}(?![\w/@-]|[ .,]\d)(?=\s?(?:$|[.,;:)!?\n”\"»–—(])"
    r"|,? (?:or|and|from|on|for|if|to|free|day|at|in|when|any|24|ou|et|pour|si|depuis|de|y|o|para|desde|las|gratis|gratuit\w*)\b)"
)
_URL = re.compile(r"(?:https?://|www\.)[\w.-]{3,100}(?:/[^\s<>\"”’)\]]{0,300})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number as written: ``international`` holds its digits where the country is stated (without "+"), ``digits`` all of them."""

    start: int
    end: int
    digits: str
    international: str | None
    bracketed: str | None
    """Digits of a prefix in brackets, which may be a country or an area; ``split`` says that it is both ("(51-1)")."""
    split: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """An e-mail or web address: span and normal form."""

    start: int
    end: int
    value: str


@cache
def words(key: str) -> tuple[str, ...]:
    """One list of the resource."""
    return tuple(resource.toml("contacts_words.toml")[key])


@cache
def label(key: str) -> re.Pattern[str]:
    """A label of the list at the end of a piece of text: "Tel.: ", "mobile (", "call "."""
    return re.compile(
        rf"(?<![^\W_])(?:{either(words(key))})"
        r"(?![^\W_])(?:\s?\([^()\n]{1,20}\))?(?:\s?(?:no|number|n°)\b\.?)?[\s.:=–-]{0,5}[|(]?\s?$",
        re.IGNORECASE,
    )


@cache
def opening() -> re.Pattern[str]:
    """What a block of contacts opens with."""
    return re.compile(rf"\W*(?:{either(words('opening'))})\b", re.IGNORECASE)


@cache
def _short_label() -> re.Pattern[str]:
    """What names a number of emergency at the end of a piece of text: "call ", "the ambulance on ", "child line, "."""
    return re.compile(
        rf"(?<![^\W_])(?:{either(words('short'))})(?![^\W_])(?: number| line)?(?: free(?: of charge)?| toll-free)?"
        r"[\s.,:=–-]{0,3}(?:(?:on|at|au|al|le|el|sur|by) )?$",
        re.IGNORECASE,
    )


def emails(text: str) -> Iterator[Address]:
    """E-mail addresses in lower case; patterns such as "firstname.lastname@", protected ones and that of the site's keeper are none."""
    at = 0
    while m := _EMAIL.search(text, at):
        at = m.end()
        local, domain = _DOT.sub(".", m.group("local")).strip(".'-"), _DOT.sub(".", m.group("domain"))
        start, end = m.span()
        stripped = domain.rstrip("-_.")
        top = stripped.rsplit(".", 1)[-1]
        spaced = m.group("at").strip().lower() in ("@", "at", "chez", "arroba") and m.group("at") not in ("@", "[@]")
        if spaced and (_GOES_ON.match(text, m.end()) or not _meant(text, m, start)):
            at = m.start("domain")  # "follow us @ example.org", "register at example.org", "write to her at a.bena@example.org"
            continue
        if _KEEPER.search(text, max(start - 30, 0), start):
            continue
        if local and len(top) >= 2 and top.isalpha() and not _PATTERN_NAMES.search(f"{local}@"):
            yield Address(start, end - (len(domain) - len(stripped)), f"{local}@{stripped}".lower())


def _meant(text: str, m: re.Match[str], start: int) -> bool:
    """Whether blanks around the sign or word for "@" stand in an address: it is labelled, tells its dots, or has a name of parts before the sign."""
    labelled = label("email").search(text, max(start - 30, 0), start)
    if m.group("at").strip() in ("CHEZ", "ARROBA"):
        return True
    spelled = re.search(r" (?:dot|punto) ", m.group("domain").lower()) is not None
    if "@" in m.group("at") or (m.group("at").isupper() and not spelled):
        return labelled is not None or (m.group("at") == " @" and _PARTS.search(m.group("local")) is not None)
    dots = spelled and not re.match(r"(?i)(?:the|an?|this) ", m.group("domain"))
    return dots or (labelled is not None and text.endswith((":", ": "), 0, start))


def urls(text: str) -> Iterator[Address]:
    """Web addresses under a label that makes them a contact point."""
    for m in _URL.finditer(text):
        if label("web").search(text, max(m.start() - 40, 0), m.start()):
            value = m.group().rstrip(".,;:")
            yield Address(m.start(), m.start() + len(value), value)


def numbers(text: str, start: int, end: int, *, contact_line: bool) -> Iterator[Number]:
    """Telephone numbers in a stretch of text; ``contact_line`` says that it is one of contacts, where a number needs no label."""
    at = start
    last_end = -1
    while m := _PHONE.search(text, at, end):
        at = m.end()
        found = _number(text, m, start, contact_line=contact_line, goes_on=0 <= m.start() - last_end <= 6)
        if found is None:
            continue
        yield found
        last = found
        while again := _AGAIN.match(text, last.end, end):
            digits = re.sub(r"\D", "", again.group("body"))
            if len(digits) > max(8, len(found.digits) - 4) and not digits.startswith("0"):
                break
            last = _sibling(found, digits, again.start("body"), again.end("body"))
            yield last
        at = max(at, last.end)
        last_end = at
    for short in _SHORT.finditer(text, start, end):
        if _short_label().search(text, max(short.start() - 40, start), short.start()):
            yield Number(*short.span(), short.group(), None, None)


def _number(text: str, m: re.Match[str], line: int, *, contact_line: bool, goes_on: bool) -> Number | None:
    """The match as a telephone number, or None."""
    inner = m.group("inner") or ""
    area = re.sub(r"\D", "", inner)
    plus = bool(m.group("plus")) or inner.startswith("+")
    digits = (m.group("country") or "") + ("" if area == "0" else area) + re.sub(r"\D", "", m.group("body").replace("(0)", ""))
    shown = text[m.start() : m.end()].strip()
    before = text[max(m.start() - 30, line) : m.start()]
    labelled = label("phone").search(before) or _CALLED.search(text, max(m.start() - 70, line), m.start())
    least = 5 if labelled and re.fullmatch(r"\d{2}[ .-]?\d{3}", shown) else 6
    if not least <= len(digits) <= 15 or _HOURS.match(shown) or _NOT_BEFORE.search(before) or _NOT_AFTER.match(text, m.end()):
        return None
    if (label("fax").search(before) and not _TEL_FAX.search(before)) or _FAX_AFTER.match(text, m.end()):
        return None
    if plus:
        return Number(m.start(), m.end(), digits, digits, None) if len(digits) >= 8 else None
    grouped = bool(inner) or re.search(r"\d\D+\d", shown) is not None
    apart = len(digits) > 7 or bool(inner) or not before.rstrip()[-1:].isalnum()
    listed = grouped and (goes_on or (contact_line and apart and 7 <= len(digits) <= 14))
    extended = grouped and len(digits) >= 7 and _EXTENSION_AFTER.match(text, m.end()) is not None
    if not (listed or extended or labelled) or ((len(digits) < 9 or not labelled) and next(find_dates(shown, language="en", published=None), None)):
        return None
    return Number(m.start(), m.end(), digits, None, area or None, split=len(re.findall(r"\d+", inner)) > 1)


def _sibling(first: Number, digits: str, start: int, end: int) -> Number:
    """A further number, given in full with its trunk zero or by its end alone."""
    if digits.startswith("0") and len(digits) >= 8:
        return Number(start, end, digits, None, None)
    before = len(first.digits) - len(digits)
    if first.bracketed and 0 < before < len(first.bracketed):  # longer than the first one, behind the same prefix
        before = len(first.bracketed)
    whole = first.digits[: max(before, 0)] + digits
    return Number(start, end, whole, whole if first.international else None, first.bracketed, first.split)
