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
        ("\ue010 Our results\uf0b7", " Our results"),
        ("e\u0301cole, ﬁrst", "école, first"),
        ("Road Safety Week 2024Road Safety Week 2024\nBree", "Road Safety Week 2024\nBree"),
        ("Foro de los Puertos Foro de los Puertos", "Foro de los Puertos"),
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
        "Bora Bora Bora Bora",
        "12 345 67812 345 678",
        "Beri-Beri, New York, New York",
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
    ("lines", "text"),
    [
        (["The Northern Fund for Resil-", "ience met in Bree."], "The Northern Fund for Resilience met in Bree."),
        (["a workshop on waste and a follow-", "up plan"], "a workshop on waste and a follow-up plan"),
        (["officials of ports and of policy-", "making bodies"], "officials of ports and of policy-making bodies"),
        (["the three-", "day forum"], "the three-day forum"),
        (["a UN-", "backed plan"], "a UN-backed plan"),
        (["state-of-the-", "art boats"], "state-of-the-art boats"),
        (["help before pre-", "and post-war years"], "help before pre- and post-war years"),
        (["un conve-", "nio entre puertos"], "un convenio entre puertos"),
        (["Quand revien-", "dra-t-il, a-t-", "il dit"], "Quand reviendra-t-il, a-t-il dit"),
        (["The land-", "locked port and the land-locked hills"], "The land-locked port and the land-locked hills"),
        (["The team is multi-", "lingual: multilingual teams win"], "The team is multilingual: multilingual teams win"),
        (["Talks on trade-", "union law: trade law, union law"], "Talks on trade-union law: trade law, union law"),
    ],
)
def test_a_word_parted_at_the_end_of_a_line_is_whole(lines: list[str], text: str) -> None:
    assert unwrap(lines, [False] * len(lines)) == [text]


def test_a_narrow_page_is_joined() -> None:
    lines = [
        "Ministry of the Coast",
        "Bree, 4 May. The Ministry of",
        "the Coast and the Port of Orm",
        "opened a school for the govern-",
        "ment of harbours. It is the",
        "first of its kind in the",
        "Northern Isles, Ott said.",
        "Boats for Orm",
        "Nets for Bree",
    ]
    assert unwrap(lines, [True, True, *[False] * 7]) == [
        "Ministry of the Coast",
        "Bree, 4 May. The Ministry of the Coast and the Port of Orm opened a school for the government of harbours. It is the first of its kind in "
        "the Northern Isles, Ott said.",
        "Boats for Orm",
        "Nets for Bree",
    ]


def test_words_parted_within_an_indented_release() -> None:
    lines = [
        "   NEW BREE, 20 May (Coast News) -- The Secretary of the Ports of",
        "   the Northern Isles, Alma Ott, will open the Summit of",
        "   Harbours, which brings together Heads of State",
        "   and Govern-",
        "   ment, farmers and traders.",
    ]
    assert unwrap(lines, [True, *[False] * 4]) == [
        "NEW BREE, 20 May (Coast News) -- The Secretary of the Ports of the Northern Isles, Alma Ott, will open the Summit of Harbours, which brings "
        "together Heads of State and Government, farmers and traders.",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["Nets -", "boats -", "harbours"],
        ["Ports and harbours of Orm", "training of teachers", "help for schools", "boats for the villages"],
        ["A paragraph that ends with a full stop and is long enough to be one.", "another paragraph", "a third one"],
        ["Contact", "Alma Ott", "Bree Office for the Northern Provinces and Islands", "tel. 555 0100"],
        [],
    ],
)
def test_lines_that_were_not_wrapped_stay_apart(lines: list[str]) -> None:
    assert unwrap(lines, [False] * len(lines)) == lines
