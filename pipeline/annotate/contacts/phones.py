"""A telephone number in E.164, where the country is certain: by its prefix, or by the place that the line, the block or the page gives."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.annotate.contacts.values import Number

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber


FORMER = {"BJ": 8, "CI": 8, "MA": 8}
"""Digits of national numbers, without the trunk's zero, before the plan that :mod:`phonenumbers` knows: Benin until November 2024, Côte d'Ivoire
until January 2021, Morocco until March 2009 (announcements in the ITU's Operational Bulletin)."""


def e164(number: Number, regions: Sequence[str]) -> str:
    """E.164 with "+" where the country is certain, else the digits as written.

    ``regions`` are ISO 3166-1 alpha-2 codes, likeliest first; a prefix in brackets that is the calling code of one
    of them is that, though the number's own form be out of date. Free-phone numbers with a leading zero stay as written.
    """
    import phonenumbers

    if len(number.digits) < 5:
        return number.digits
    if number.international:
        return "+" + number.international
    outside = _parsed("+" + number.digits, None)
    area = number.bracketed
    if outside and not (area or len(number.digits) > 10):
        outside = None
    abroad = phonenumbers.region_codes_for_country_code(outside.country_code or 0) if outside else ()
    if outside and (number.split or (_valid(outside) and any(r in abroad for r in regions))):
        return _format(outside)
    if outside and area == str(outside.country_code) and any(r in abroad for r in regions):
        return "+" + number.digits
    nearest = regions[0] if regions else ""
    national = number.digits.removeprefix("0")
    if len(national) == FORMER.get(nearest) and not area and not _valid_in(number.digits, nearest):
        return f"+{phonenumbers.country_code_for_region(nearest)}{national}"
    for check in (_valid, phonenumbers.is_possible_number):
        if outside and area and check is not _valid and check(outside):
            return _format(outside)
        for region in regions:
            if outside and region in abroad:
                return _format(outside)
            parsed = _parsed(number.digits, region)
            if parsed and check(parsed) and (check is _valid or not (outside and area)):
                free = number.digits.startswith("0") and phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.TOLL_FREE
                return number.digits if free else _format(parsed)
        if outside and check(outside):
            return _format(outside)
    return number.digits


def region_of(value: str) -> str | None:
    """Country of an E.164 number; None for others."""
    import phonenumbers

    parsed = _parsed(value, None) if value.startswith("+") else None
    region = phonenumbers.region_code_for_number(parsed) if parsed else None
    return region or (phonenumbers.region_code_for_country_code(parsed.country_code or 0) if parsed else None)


@lru_cache(maxsize=4096)
def _parsed(digits: str, region: str | None) -> PhoneNumber | None:
    import phonenumbers

    try:
        return phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None


def _valid_in(digits: str, region: str) -> bool:
    parsed = _parsed(digits, region)
    return parsed is not None and _valid(parsed)


def _valid(number: PhoneNumber) -> bool:
    import phonenumbers

    return phonenumbers.is_valid_number(number)


def _format(number: PhoneNumber) -> str:
    import phonenumbers

    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
