"""Dates in the Extended Date/Time Format."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.dates import parse_date
from pipeline.dates.edtf import edtf
from pipeline.document import DateInterval

CASES = [
    ("12 June 2019", "2019-06-12"),
    ("June 2019", "2019-06"),
    ("2019", "2019"),
    ("2004-2009", "2004/2009"),
    ("12-14 June 2019", "2019-06-12/2019-06-14"),
    ("30 December 2019 to 2 January 2020", "2019-12-30/2020-01-02"),
    ("January 2006 – October 2008", "2006-01/2008-10"),
    ("Q3 2021", "2021-35"),
    ("fourth quarter of 2021", "2021-36"),
    ("first half of 2021", "2021-40"),
    ("second half of 2021", "2021-41"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_edtf(text, expected):
    interval = parse_date(text)
    assert interval is not None
    assert edtf(interval) == expected


def test_last_day_of_the_calendar():
    assert edtf(DateInterval(date(9999, 12, 1), date.max, "month")) == "9999-12"
    assert edtf(DateInterval(date(1, 1, 1), date(1, 1, 1), "day")) == "0001-01-01"
