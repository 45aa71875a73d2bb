"""Amounts of money in running text: ``find_amounts(text)`` yields each with its span, whole units and ISO 4217 code.

Read are a currency before or after the number ("US$ 12.4 million", "8 750 000 USD", "12 M€", "48 millions de vatu"), either use of point and
comma ("EUR 7,5 Mio", "EUR 6.000.000"), and a currency named once in a label ("Budget (USD): 211 M"). Signs that several currencies share ("$", "Rs",
"CFA francs") follow the country that the caller names; without one they take their usual meaning, or none. Wrong where a text writes "1.234" for
one and a quarter thousandths, and where "m" stands for metres behind a currency sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline import resource
from pipeline.phrases import longest

_DIGIT = re.compile(r"\d")
NUMBER = r"\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3}){1,4}(?:[.,]\d{1,2})?(?!\d)|\d{1,15}(?:[.,]\d{1,3})?(?!\d)"
GAP = r"[ \u00a0\u202f\t\n]{0,2}"


@dataclass(frozen=True, slots=True)
class Amount:
    """``text[start:end]`` says ``amount`` in whole units of ``currency`` (ISO 4217)."""

    start: int
    end: int
    amount: float
    currency: str


@dataclass(frozen=True, slots=True)
class _Rules:
    before: re.Pattern[str]
    after: re.Pattern[str]
    labelled: re.Pattern[str]
    certain: dict[str, str]
    shared: dict[str, dict[str, str]]
    scales: dict[str, int]


def _choice(words: set[str]) -> str:
    """The words as one alternation, the longest first, any white space between their parts."""
    return "|".join(GAP.join(map(re.escape, w.split())) for w in longest(words))


@cache
def _rules() -> _Rules:
    data = resource.toml("initiative_currencies.toml")
    codes = {code: code for code in data["codes"].split()}
    shared: dict[str, dict[str, str]] = dict(data["shared"])
    certain: dict[str, str] = codes | data["signs"] | data["words"]
    for other, known in data["spelling"].items():
        if known in shared:
            shared[other] = shared[known]
        else:
            certain[other] = certain[known]
    names = set(certain) | set(shared)
    scale = rf"(?:{GAP}(?P<scale>{_choice(set(data['scales']))})(?![^\W\d_]))?"
    money = _choice(names)
    gloss = rf"(?:{GAP}\((?P<code>[A-Z]{{3}})\))?"
    return _Rules(
        before=re.compile(rf"(?<![\w$])(?P<money>{money}){GAP}(?P<number>{NUMBER}){scale}"),
        after=re.compile(
            rf"(?<![\w.,/-])(?P<number>{NUMBER}){scale}[ \u00a0\u202f\n]{{0,2}}(?:(?:de|of|d['’]){GAP})?(?P<money>{money})(?![\w$]){gloss}"
        ),
        labelled=re.compile(rf"\((?P<money>{_choice(set(codes) | {'US$', '€', 'euros'})})\)[^\n\d]{{0,20}}(?P<number>{NUMBER}){scale}"),
        certain=certain,
        shared=shared,
        scales=data["scales"],
    )


def number(text: str, *, scaled: bool = False) -> float | None:
    """The value of digits with separators: ``"1 284 500,00"`` is 1284500.0; None for what is no number.

    A lone point or comma before three digits parts thousands, unless a scale word follows (``scaled``): "1.250 million".
    """
    plain = re.sub(r"[ \u00a0\u202f'’]", "", text)
    marks = [c for c in plain if c in ".,"]
    if not marks:
        return float(plain) if plain.isdecimal() else None
    last = plain.rindex(marks[-1])
    decimals = len(plain) - last - 1
    whole, rest = re.sub(r"[.,]", "", plain[:last]), plain[last + 1 :]
    parts_thousands = (len(marks) > 1 and len(set(marks)) == 1) or (len(marks) == 1 and decimals == 3 and not scaled)
    joined = whole + rest if parts_thousands else f"{whole}.{rest}"
    try:
        return float(joined)
    except ValueError:
        return None


def find_amounts(text: str, *, country: str | None = None) -> Iterator[Amount]:
    """Amounts in the order of the text, none overlapping another; ``country`` (ISO 3166-1 alpha-2) settles signs such as "$"."""
    yield from _amounts(text, country) if _DIGIT.search(text) else ()


@lru_cache(maxsize=64)
def _amounts(text: str, country: str | None) -> tuple[Amount, ...]:
    return tuple(_each(text, country))


def _each(text: str, country: str | None) -> Iterator[Amount]:
    rules = _rules()
    matches = [m for pattern in (rules.before, rules.after, rules.labelled) for m in pattern.finditer(text)]
    taken = 0
    for m in sorted(matches, key=lambda m: (m.start(), -m.end())):
        if m.start() < taken:
            continue
        amount = _amount(m, rules, country)
        if amount is not None:
            taken = amount.end
            yield amount


def _amount(m: re.Match[str], rules: _Rules, country: str | None) -> Amount | None:
    written = m.groupdict()
    scale_word = re.sub(r"\s+", " ", written["scale"]) if written["scale"] else None
    value = number(written["number"], scaled=scale_word is not None)
    money = re.sub(r"\s+", " ", written["money"])
    code = written.get("code")
    currency = code if code in rules.certain else rules.certain.get(money)
    if money == "$" and re.match(r"\s(?:de\s)?pesos\b", m.string[m.end() : m.end() + 10]):
        money, currency = "pesos", None
    if currency is None and money in rules.shared:
        local = rules.shared[money]
        currency = local.get(country or "", local.get("default"))
    if value is None or currency is None or value == 0:
        return None
    value *= rules.scales[scale_word] if scale_word else 1
    return Amount(m.start(), m.end(), round(value, 2), currency)
