"""Repairs: each damage undone, and texts that need none left alone."""

from __future__ import annotations

import pytest

from pipeline.clean.repair import repair, unwrap


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("le MinistÃ¨re de la SantÃ©\nun élève", "le Ministère de la Santé\nun élève"),
        ("the countryâ€™s clinics", "the country's clinics"),
        ("Research &amp; Policy, Co&#244;te, &amp;quot;yes&amp;quot;", 'Research & Policy, Coôte, "yes"'),
        ("inter\u00adnational co\u00ad\noperation", "international cooperation"),
        ("10\u00a0000 people, 5\u202f%", "10 000 people, 5 %"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("e\u0301cole, ﬁrst", "école, first"),
    ],
)
def test_damage_is_repaired(damaged: str, whole: str) -> None:
    assert repair(damaged).replace("’", "'") == whole


@pytest.mark.parametrize(
    "text",
    [
        "Plain text, with “quotes”, an en – dash and 10 % of R&D.",
        "São Tomé and Príncipe; Âge légal; Øresund; ÑANDUTÍ",
        "AT&T; a&b; &notanentity; 5 < 6",
        "العربية 中文 Русский ไทย नमस्ते",
        "  •  columns   stay    apart\tand tabs too",
    ],
)
def test_a_text_that_needs_no_repair_is_left_alone(text: str) -> None:
    assert repair(text) == text


def test_lines_wrapped_by_hand_are_joined() -> None:
    lines = [
        "Helpers meet in Bree",
        "The two ministries met in Bree on Monday to sign an agreement on the",
        "exchange of nurses, which had been under discussion since the spring of",
        "last year and will now be in force for five years in both countries of",
        "the region.",
        "“We are glad,” said Alma Ott, who led the talks for the Ministry of",
        "Health and hopes for more.",
        "- nurses",
        "- midwives",
    ]
    breaks = [True, True, *[False] * 7]
    assert unwrap(lines, breaks) == [
        "Helpers meet in Bree",
        "The two ministries met in Bree on Monday to sign an agreement on the exchange of nurses, which had been under discussion since the spring "
        "of last year and will now be in force for five years in both countries of the region.",
        "“We are glad,” said Alma Ott, who led the talks for the Ministry of Health and hopes for more.",
        "- nurses",
        "- midwives",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["A paragraph that ends with a full stop and is long enough to be one.", "another paragraph", "a third one"],
        ["Contact", "Alma Ott", "Bree Office for the Northern Provinces and Islands", "tel. 555 0100"],
        [],
    ],
)
def test_lines_that_were_not_wrapped_stay_apart(lines: list[str]) -> None:
    assert unwrap(lines, [False] * len(lines)) == lines
