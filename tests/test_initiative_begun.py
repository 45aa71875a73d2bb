"""Days that a verb, a clause or an extension tells, those that are somebody else's, and what is no initiative."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.document import DateInterval, Document, Initiative, Mention, Organisation, Place, Span
from pipeline.initiatives import find_initiatives

COUNTRIES = (("Norland", "AA"), ("Sudria", "BB"), ("Estia", "CC"))


def year(text: str, n: int) -> tuple[str, DateInterval]:
    return text, DateInterval(date(n, 1, 1), date(n, 12, 31), "year")


def day(text: str, *when: int) -> tuple[str, DateInterval]:
    return text, DateInterval(date(*when), date(*when), "day")


def found(
    text: str,
    span: str,
    *dates: tuple[str, DateInterval],
    language: str = "en",
    bodies: tuple[str, ...] = (),
    published: date | None = None,
    title: str | None = None,
) -> list[Initiative]:
    """The initiatives of a page on which the tagger proposes one span."""
    at = text.index(span)
    mentions = [Mention(text.index(d), text.index(d) + len(d), d, "DATE", "pattern", 0.9, None, i) for d, i in dates]
    mentions += [Mention(text.index(b), text.index(b) + len(b), b, "ORG", "model", 0.9, b) for b in bodies]
    named = [(n, c) for n, c in COUNTRIES if n in text]
    mentions += [Mention(text.index(n), text.index(n) + len(n), n, "LOC", "model", 0.9, n) for n, _ in named]
    document = Document(
        document_id="doc-1",
        path="a.txt",
        text=text,
        content_hash="",
        language=language,
        page_type="news",
        published=published,
        title=title,
        mentions=tuple(sorted(mentions, key=lambda m: m.start or 0)),
        spans=(Span(at, at + len(span), "INITIATIVE", "model", 0.9),),
        organisations=tuple(Organisation(b, b) for b in bodies),
        places=tuple(Place(n, n, "country", c) for n, c in named),
    )
    return [i for i in find_initiatives(document) if i.name in span or span in i.name]


@pytest.mark.parametrize(
    ("text", "span", "when", "language", "starts"),
    [
        ("They work under the Quiet Reed Programme, a scheme that the Lake Council approved in 2014.", "Quiet Reed Programme", 2014, "en", 2014),
        ("It is paid from the Quiet Reed Fund, which Member States set up in 2008.", "Quiet Reed Fund", 2008, "en", 2008),
        ("The town has been committed to the Quiet Reed Network since 2015.", "Quiet Reed Network", 2015, "en", None),
        ("She is the chair who has led the Quiet Reed Network since 2011.", "Quiet Reed Network", 2011, "en", None),
        ("Le Programme Roseau, auquel la ville avait pris part depuis 2007, est clos.", "Programme Roseau", 2007, "fr", None),
        ("El Reglamento Lacustre, que entró en vigor en 2007, obliga a todos.", "Reglamento Lacustre", 2007, "es", 2007),
        ("Actúa el Proyecto Juncal, que los dos ministerios y la comarca emprendieron en 2007.", "Proyecto Juncal", 2007, "es", 2007),
        ("Actúa el Proyecto Juncal, que los dos ministerios y la comarca visitaron en 2007.", "Proyecto Juncal", 2007, "es", None),
        ("Le Réseau des Roseaux, qui date de 1974, réunit neuf villes.", "Réseau des Roseaux", 1974, "fr", 1974),
    ],
)
def test_the_first_day_and_days_of_others(text: str, span: str, when: int, language: str, starts: int | None) -> None:
    (one,) = found(text, span, year(str(when), when), language=language)
    assert one.starts == (date(starts, 1, 1) if starts else None)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("The Quiet Reed Strategy 2018–2022, extended to 2024, goes on.", date(2024, 12, 31)),
        ("The Quiet Reed Strategy 2018–2022 (extended by two years), of 2024, goes on.", date(2024, 12, 31)),
        ("The Quiet Reed Strategy 2018–2022, extended to schools in 2024, goes on.", date(2022, 12, 31)),
    ],
)
def test_the_last_day_after_an_extension(text: str, ends: date) -> None:
    (one,) = found(text, "Quiet Reed Strategy 2018–2022", year("2024", 2024))
    assert one.ends == ends


def test_a_meeting_that_ends_ends_no_programme() -> None:
    text = "The third steering committee meeting of the Quiet Reed Programme ended on 26 April 2016."
    (one,) = found(text, "Quiet Reed Programme", day("26 April 2016", 2016, 4, 26), published=date(2016, 4, 27))
    assert (one.ends, one.status) == (None, "active")


def test_what_is_planned_begins_on_a_later_day() -> None:
    text = "The Quiet Reed Project is to start on 4 May 2016. It was proposed in Lome."
    (one,) = found(text, "Quiet Reed Project", day("4 May 2016", 2016, 5, 4), published=date(2015, 6, 1))
    assert (one.starts, one.status) == (date(2016, 5, 4), "planned")


@pytest.mark.parametrize(
    ("text", "span", "kind"),
    [
        ("They signed the Letter of Intent on Reeds.", "Letter of Intent on Reeds", "agreement"),
        ("It is aligned with Vision-2050, the long-term development policy adopted by all.", "Vision-2050", "strategy"),
        ("The Lake Youth Debates drew many.", "Lake Youth Debates", "series"),
        ("They cited the Safe Reeds Recommendation, 2012 (No. 402).", "Safe Reeds Recommendation, 2012", "agreement"),
    ],
)
def test_kinds(text: str, span: str, kind: str) -> None:
    assert [i.kind for i in found(text, span)] == [kind]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("LMI Infographic Four", "LMI Infographic Four"),
        ("She is a member of the Issue Based Coalition on Reeds.", "Issue Based Coalition on Reeds"),
        ("He read from the Lake Watch Report on Reeds.", "Lake Watch Report on Reeds"),
        ("They signed the Framework at the Lake Palace.", "Framework at the Lake Palace"),
    ],
)
def test_no_initiatives(text: str, span: str) -> None:
    assert not found(text, span)


def test_the_secretariat_of_an_instrument_names_no_instrument() -> None:
    text = "She works with the Secretariat of the Convention on Biological Diversity."
    assert not found(text, "Convention on Biological Diversity", bodies=("Secretariat of the Convention on Biological Diversity",))


@pytest.mark.parametrize(
    ("text", "lead", "partner"),
    [
        ("The Quiet Reed Programme, an initiative of Halden Aid, funded by the Lake Trust, is new.", {"Halden Aid"}, {"Lake Trust"}),
        ("Halden Aid runs the Quiet Reed Programme with technical help from the Lake Trust.", {"Halden Aid"}, {"Lake Trust"}),
        ("Launched in 2007 and funded by Halden Aid, the Quiet Reed Programme is led by the Lake Trust.", {"Lake Trust"}, {"Halden Aid"}),
    ],
)
def test_who_pays_or_helps_does_not_lead(text: str, lead: set[str], partner: set[str]) -> None:
    (one,) = found(text, "Quiet Reed Programme", bodies=("Halden Aid", "Lake Trust"))
    assert {p.ref for p in one.parties if p.role == "lead"} == lead
    assert {p.ref for p in one.parties if p.role in ("partner", "funder")} == partner
