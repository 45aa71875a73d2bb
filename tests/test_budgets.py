"""Amounts of money as pages write them."""

from __future__ import annotations

import itertools

import pytest

from pipeline.initiatives.budgets import find_amounts, number

AMOUNTS = [
    ("Most Recent Annual Budget (USD): 211 M- (2011)", 211_000_000, "USD"),
    ("a project with a budget of US$ 12.4 million", 12_400_000, "USD"),
    ("Budget: EUR 7,5 Mio", 7_500_000, "EUR"),
    ("12 M€", 12_000_000, "EUR"),
    ("worth XAF 1.2 billion", 1_200_000_000, "XAF"),
    ("a World Bank credit of SDR 5.1 million", 5_100_000, "XDR"),
    ("it costs £3m.", 3_000_000, "GBP"),
    ("doté de 1,85 milliard de francs CFA", 1_850_000_000, "XOF"),
    ("4,1 milliards d’ariary jusqu’en avril", 4_100_000_000, "MGA"),
    ("s'élève à 39,2\nmillions de dollars pour 2005", 39_200_000, "USD"),
    ("1,2 millones de euros aportados", 1_200_000, "EUR"),
    ("1.9 billion CFA francs (XOF) that", 1_900_000_000, "XOF"),
    ("Presupuesto: 3.200.000 €", 3_200_000, "EUR"),
    ("Budget total : 8 750 000 USD", 8_750_000, "USD"),
    ("EUR 1 284 500,00 (75 % from the fund)", 1_284_500, "EUR"),
    ("640 000 Swiss francs", 640_000, "CHF"),
    ("US$18 mn.", 18_000_000, "USD"),
    ("GH¢410,000", 410_000, "GHS"),
    ("Total in US$\t18,734,512", 18_734_512, "USD"),
    ("R$ 7.3 million", 7_300_000, "BRL"),
    ("FCFA 118 million.", 118_000_000, "XOF"),
    ("N$ 46.5 million (2015)", 46_500_000, "NAD"),
]


@pytest.mark.parametrize(("text", "amount", "currency"), AMOUNTS)
def test_amounts(text: str, amount: float, currency: str) -> None:
    first = next(find_amounts(text))
    assert (first.amount, first.currency) == (amount, currency)
    assert text[first.start : first.end].strip(" .,") == text[first.start : first.end]


@pytest.mark.parametrize(
    ("text", "country", "currency"),
    [
        ("staff asked for $1.6 million", "CA", "CAD"),
        ("staff asked for $1.6 million", None, "USD"),
        ("a Rs 38 million project", "NP", "NPR"),
        ("a Rs 38 million project", "MU", "MUR"),
        ("65 millones de francos CFA", "GQ", "XAF"),
        ("$18.6 millones de pesos", "MX", "MXN"),
        ("₡840 millones", None, "CRC"),
        ("Total cost: UA 13.2 million", "GM", "XUA"),
    ],
)
def test_shared_signs_follow_the_country(text: str, country: str | None, currency: str) -> None:
    assert [a.currency for a in find_amounts(text, country=country)] == [currency]


@pytest.mark.parametrize(
    "text",
    [
        "5 m of rope",
        "in 2019 the office moved",
        "Room 12, USD desk",
        "a Rs 38 million project",
        "(No. 189)",
        "phone 2033/34",
        "SDG 10.7",
        "",
        "\x00\ud800",
    ],
)
def test_no_amounts(text: str) -> None:
    assert list(find_amounts(text)) == []


def test_several_amounts_do_not_overlap() -> None:
    found = list(find_amounts("US$11.25 mn (EC$30.4 mn), of which Can$6 mn"))
    assert [(a.amount, a.currency) for a in found] == [(11_250_000, "USD"), (30_400_000, "XCD"), (6_000_000, "CAD")]
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("text", "scaled", "value"),
    [
        ("1.234", False, 1234.0),
        ("1.250", True, 1.25),
        ("1,284,500.00", False, 1284500.0),
        ("8 750 000", False, 8750000.0),
        ("7,5", False, 7.5),
        ("x", False, None),
    ],
)
def test_number(text: str, scaled: bool, value: float | None) -> None:
    assert number(text, scaled=scaled) == value
