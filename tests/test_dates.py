"""Dates: tables of real strings, the page's date being Wednesday 15 March 2023 unless said."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates import find_dates, parse_date

WEDNESDAY = date(2023, 3, 15)


def found(text: str, language: str | None = "en", published: date | None = WEDNESDAY) -> list[str]:
    """ "start" or "start/end" of each date."""
    out = []
    for m in find_dates(text, language=language, published=published):
        assert m.interval is not None
        assert m.start is not None
        assert text[m.start : m.end] == m.text
        a, b = m.interval.start.isoformat(), m.interval.end.isoformat()
        out.append(a if a == b else f"{a}/{b}")
    return out


FULL = [
    ("It was held on 19 March 2023.", ["2023-03-19"]),
    ("on the 19th of March 2023", ["2023-03-19"]),
    ("March 19, 2023 and March 20th, 2023", ["2023-03-19", "2023-03-20"]),
    ("19/03/2023", ["2023-03-19"]),
    ("Submitted on Fri, 11/15/2019 - 09:27", ["2019-11-15"]),
    ("19.03.2023 / 19-03-2023 / 2023-03-19 / 2023/03/19", ["2023-03-19"] * 4),
    ("2019-03-05T10:00:00Z", ["2019-03-05"]),
    ("16.-18.11.2011 and 8-9.2.2011", ["2011-11-16/2011-11-18", "2011-02-08/2011-02-09"]),
    ("12/03/2023 – 15/03/2023", ["2023-03-12/2023-03-15"]),
    ("12.03.-15.03.2019", ["2019-03-12/2019-03-15"]),
    ("25-27 May 2021", ["2021-05-25/2021-05-27"]),
    ("25 – 27 May 2021", ["2021-05-25/2021-05-27"]),
    ("30 June – 2 July 2021", ["2021-06-30/2021-07-02"]),
    ("28 December 2021 – 3 January 2022", ["2021-12-28/2022-01-03"]),
    ("December 30 to January 3, 2022", ["2021-12-30/2022-01-03"]),
    ("June 20 – July 15, 2012", ["2012-06-20/2012-07-15"]),
    ("from 12 to 15 March 2023", ["2023-03-12/2023-03-15"]),
    ("between 3 and 9 April 2022", ["2022-04-03/2022-04-09"]),
    ("12, 13 and 14 September 2010", ["2010-09-12/2010-09-14"]),
    ("Dry Feet (2013-15), a campaign", ["2013-01-01/2015-12-31"]),
    ("Dry Feet (2009–12), a campaign", ["2009-01-01/2012-12-31"]),
    ("Decree 2013-15 and Law 2014–26", []),
    ("30 November and 1 December 2022", ["2022-11-30/2022-12-01"]),
    ("3 and 17 March 2021", ["2021-03-03", "2021-03-17"]),
    ("Thursday, May 31 to Saturday, June 2, 2007", ["2007-05-31/2007-06-02"]),
    ("Thursday, 17 and Friday, 18 November 2022", ["2022-11-17/2022-11-18"]),
    ("5-7 Oct. 2019; Sept. 3, 2018", ["2019-10-05/2019-10-07", "2018-09-03"]),
    ("the earthquake of 8 OCTOBER 2005", ["2005-10-08"]),
    ("in force1 September 2012 to 31 August 2017", ["2012-09-01/2017-08-31"]),
    ("moved from 12 May to 3 June 2023", ["2023-05-12", "2023-06-03"]),
    ("June 2019", ["2019-06-01/2019-06-30"]),
    ("mid-June 2019", ["2019-06-01/2019-06-30"]),
    ("January 2006 – December 2008", ["2006-01-01/2008-12-31"]),
    ("November and December 2004", ["2004-11-01/2004-12-31"]),
    ("Jan - Jun 2005", ["2005-01-01/2005-06-30"]),
    ("05/2019", ["2019-05-01/2019-05-31"]),
    ("in 2012, since 1951, by 2030", ["2012-01-01/2012-12-31", "1951-01-01/1951-12-31", "2030-01-01/2030-12-31"]),
    ("2012-2015", ["2012-01-01/2015-12-31"]),
    ("2018/19", ["2018-01-01/2019-12-31"]),
    ("2017 and 2018; 2015 and 2018", ["2017-01-01/2018-12-31", "2015-01-01/2015-12-31", "2018-01-01/2018-12-31"]),
    ("between 2014 and 2017", ["2014-01-01/2017-12-31"]),
    ("the budget (2023-24)", ["2023-01-01/2024-12-31"]),
    ("from March 2017 until the end of 2018", ["2017-03-01/2018-12-31"]),
    (
        "the second half of September 2021, the first week of May 2020, the last week of November 2017",
        ["2021-09-16/2021-09-30", "2020-05-01/2020-05-07", "2017-11-24/2017-11-30"],
    ),
    ("in the week of 6 May 2019", ["2019-05-06/2019-05-12"]),
    ("Done at Arusha, this 20th day of December, 2021, the 3rd day of the meeting", ["2021-12-20"]),
    ("No. 14\nMarch 5, 2010", ["2010-03-05"]),
    ("end-2009, mid-2015", ["2009-12-31", "2015-01-01/2015-12-31"]),
    ("Q3 2020, the third quarter of 2020, 4th quarter 2021", ["2020-07-01/2020-09-30", "2020-07-01/2020-09-30", "2021-10-01/2021-12-31"]),
    ("H1 2022, the second half of 2023", ["2022-01-01/2022-06-30", "2023-07-01/2023-12-31"]),
    ("the first four months of 2010", ["2010-01-01/2010-04-30"]),
    ("29 February 2020", ["2020-02-29"]),
]

NONE = [
    "",
    "The 2030 Agenda, Agenda 2030, Agenda 2063, SDG 2030",
    "resolution 1325 (2000), S/RES/2242 (2015), A/RES/70/1, N° 219/2010",
    "Tel: +961 1 2045; P.O. Box 1984; room 2010; Surry Hills NSW 2010; www.example.org/2019/05/page; info2015@example.org",
    "3,020 people, 2015 people, US$ 2019, the 1990s, COVID-19, COP21, ISO 9001:2015",
    "© 2012 Example, Copyright 2019",
    "spring 2020, in the summer of 2021, two days, at the age of 19, the last week, over the next year",
    "every Monday, Monday to Friday 9-17, on Mondays, Good Friday, every first Monday of the month",
    "We may march. Theresa May and June Kunene",
    "30 February 2020, 31 June 2019",
    "24/7, 1/2, 10/12 countries, 14:00–15:30",
    "Avenida 9 de Julio, Rue du 14 juillet, 18 March Street",
    "today's pace, leaders of tomorrow",
]

RELATIVE = [
    ("yesterday, today and tomorrow", ["2023-03-14", "2023-03-15", "2023-03-16"]),
    ("On Monday the Ministry opened the school.", ["2023-03-13"]),
    ("On Wednesday the Ministry opened the school.", ["2023-03-15"]),
    ("The school will open on Friday.", ["2023-03-17"]),
    ("next Monday, last Tuesday", ["2023-03-20", "2023-03-14"]),
    ("last week, this week, next week", ["2023-03-06/2023-03-12", "2023-03-13/2023-03-19", "2023-03-20/2023-03-26"]),
    ("this year, last year", ["2023-01-01/2023-12-31", "2022-01-01/2022-12-31"]),
    ("last month, earlier this month", ["2023-02-01/2023-02-28", "2023-03-01/2023-03-31"]),
    ("last October, next February", ["2022-10-01/2022-10-31", "2024-02-01/2024-02-29"]),
    ("in January last year; December next year", ["2022-01-01/2022-01-31", "2024-12-01/2024-12-31"]),
    ("14 January this year", ["2023-01-14"]),
    ("the first half of next year", ["2024-01-01/2024-06-30"]),
    ("Wednesday and Thursday last week", ["2023-03-08/2023-03-09"]),
    ("In February 2018 they met. In August of that year they met again.", ["2018-02-01/2018-02-28", "2018-08-01/2018-08-31"]),
]

NO_YEAR = [
    ("13 and 14 June", ["2023-06-13/2023-06-14"]),
    ("The network met in Lima on 20 November.", ["2022-11-20"]),
    ("The network will meet in Lima on 20 November.", ["2023-11-20"]),
    ("Comments are welcome until 30 October.", ["2023-10-30"]),
    ("The conference decided to hold an action day on 20 November.", ["2023-11-20"]),
    ("On 20 November the council decided to hold a fair.", ["2022-11-20"]),
    (
        "2019 - A choir is stranded in Orm in March.\n2021 - Charter signed on 1 June.",
        ["2019-01-01/2019-12-31", "2019-03-01/2019-03-31", "2021-01-01/2021-12-31", "2021-06-01"],
    ),
    ("The talks were moved to October.", ["2023-10-01/2023-10-31"]),
    ("Sunday 19 March", ["2023-03-19"]),
    ("Tuesday 1 November", ["2022-11-01"]),
    ("Wednesday (08/03)", ["2023-03-08"]),
    ("The plan ran from June to December 2020; the second webinar, on 9 July, drew 200.", ["2020-06-01/2020-12-31", "2020-07-09"]),
    ("A meeting in Lima, set for 8 and 9 December, follows.", ["2023-12-08/2023-12-09"]),
    ("General Assembly 2024: Kathmandu, 25-27 November", ["2024-01-01/2024-12-31", "2024-11-25/2024-11-27"]),
    ("It began in May 2016. Earlier the same year, from 9 to 12 February, they met.", ["2016-05-01/2016-05-31", "2016-02-09/2016-02-12"]),
    ("2018, 19-21 April – Learning exchange\n2021, 8 September – Webinar", ["2018-04-19/2018-04-21", "2021-09-08"]),
    ("When: 20-22 June 2023\nTuesday 20 and Wednesday 21\nThursday 22", ["2023-06-20/2023-06-22", "2023-06-20/2023-06-21", "2023-06-22"]),
    ("Thu. 11/17", ["2022-11-17"]),
    (
        "Two talks were held in 2021, in Praia, in February and in Bissau, on 5-6 May.",
        ["2021-01-01/2021-12-31", "2021-02-01/2021-02-28", "2021-05-05/2021-05-06"],
    ),
    ("Its 2014 meeting, held in Maputo from 29 September to 1 October, was short.", ["2014-01-01/2014-12-31", "2014-09-29/2014-10-01"]),
    ("2004\n• 3 June: launch\n2005\n• 4 June: review", ["2004-01-01/2004-12-31", "2004-06-03", "2005-01-01/2005-12-31", "2005-06-04"]),
    ("Sep 2011\tTraining in Kalpitiya, 12-16 September.", ["2011-09-01/2011-09-30", "2011-09-12/2011-09-16"]),
    (
        "When: 12-14 July 2023, Accra\nPlease note the programme of the days below.\nThursday\nFriday",
        ["2023-07-12/2023-07-14", "2023-07-13", "2023-07-14"],
    ),
]

FRENCH = [
    ("Les ministres ont décidé d’organiser une table ronde le 12 novembre.", ["2023-11-12"]),
    ("le 1er mai 2019, du 4 au 15 juillet 2011", ["2019-05-01", "2011-07-04/2011-07-15"]),
    ("du 28 février au 3 mars 2020", ["2020-02-28/2020-03-03"]),
    ("mardi dernier, la semaine prochaine, l’an dernier, hier", ["2023-03-14", "2023-03-20/2023-03-26", "2022-01-01/2022-12-31", "2023-03-14"]),
    ("Les ports ont signé ce jour un accord. Ce jour, le maire", ["2023-03-15", "2023-03-15"]),
    ("à ce jour, ce jour-là", []),
    ("au 1er trimestre 2019, au second semestre 2012", ["2019-01-01/2019-03-31", "2012-07-01/2012-12-31"]),
    ("entre 2014 et 2017, d’ici 2030", ["2014-01-01/2017-12-31", "2030-01-01/2030-12-31"]),
    ("chaque lundi, l’Agenda 2030", []),
    ("Le séminaire se tiendra le 20 novembre.", ["2023-11-20"]),
]

SPANISH = [
    ("Anunció para el 20 de septiembre un curso.", ["2023-09-20"]),
    (
        "Envío: hasta el 31 de julio de 2021\nRespuesta: 30 de agosto\nInscripción: hasta el 25 de octubre",
        ["2021-07-31", "2021-08-30", "2021-10-25"],
    ),
    ("En julio, la primera reunión se había hecho en Caridad.", ["2022-07-01/2022-07-31"]),
    ("El taller tuvo lugar el 12 de noviembre.", ["2022-11-12"]),
    ("Los alcaldes acordaron reunirse de nuevo el 12 de noviembre.", ["2023-11-12"]),
    ("La asamblea acordó el 12 de noviembre aprobar el plan.", ["2022-11-12"]),
    ("del 3 de mayo al 5 de junio de 2019", ["2019-05-03/2019-06-05"]),
    ("el 28 y 29 de febrero de 2020", ["2020-02-28/2020-02-29"]),
    ("15/19-may-2017, 3-oct-2018", ["2017-05-15/2017-05-19", "2018-10-03"]),
    ("la semana pasada, el próximo lunes, el año pasado", ["2023-03-06/2023-03-12", "2023-03-20", "2022-01-01/2022-12-31"]),
    ("el último trimestre del año", ["2023-10-01/2023-12-31"]),
    ("el próximo 16 de diciembre", ["2023-12-16"]),
    ("Hecho en Lima, a los 20 días del mes de diciembre de 2021", ["2021-12-20"]),
    ("la Agenda 2030, los lunes", []),
]


@pytest.mark.parametrize(("text", "expected"), FULL + RELATIVE + NO_YEAR)
def test_english(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "Issue 19 - 31 July 2015", ["2015-07-31"]),
        ("en", "Provisional Agenda\n24 - 25 October 2018", ["2018-10-24/2018-10-25"]),
        ("en", "Day 1 - Wednesday, 24 October 2018", ["2018-10-24"]),
        ("en", "Status: ongoing (1.6.2022–31.12.2025)", ["2022-06-01/2025-12-31"]),
        ("en", "used on a Monday; each year in June", []),
        ("en", "In October the country is to host a conference.", ["2023-10-01/2023-10-31"]),
        ("en", "It closes at the end of this year.", ["2023-01-01/2023-12-31"]),
        ("en", "Posts had stood empty since April.", ["2022-04-01/2022-04-30"]),
        ("fr", "réunis mardi et mercredi à Praia", ["2023-03-14/2023-03-15"]),
        ("fr", "En 2019, puis en novembre de la même année", ["2019-01-01/2019-12-31", "2019-11-01/2019-11-30"]),
        ("fr", "dans la deuxième quinzaine de juillet 2023", ["2023-07-16/2023-07-31"]),
        ("fr", "L’atelier prend fin jeudi.", ["2023-03-16"]),
        ("fr", "Elle suivra à Freetown au mois de septembre.", ["2023-09-01/2023-09-30"]),
        ("fr", "les projets présentés en août", ["2022-08-01/2022-08-31"]),
        ("fr", "La réunion aura lieu en octobre.", ["2023-10-01/2023-10-31"]),
        ("fr", "la rivière de demain ; cette semaine d’immersion ; un lundi ; chaque année en juin", []),
        ("es", "fondos aprobados en agosto por el Consejo", ["2022-08-01/2022-08-31"]),
        ("es", "el año que viene en Córdoba", ["2024-01-01/2024-12-31"]),
        ("es", "En 2019 y el 10 de diciembre del mismo año", ["2019-01-01/2019-12-31", "2019-12-10"]),
        ("es", "reunió el viernes y el sábado pasados a 140", ["2023-03-10/2023-03-11"]),
        (
            "es",
            "2006 · Fundación. El 24 de junio.\n2012 · Se reúne en octubre.",
            ["2006-01-01/2006-12-31", "2006-06-24", "2012-01-01/2012-12-31", "2012-10-01/2012-10-31"],
        ),
    ],
)
def test_years_weekdays_and_ranges(language: str, text: str, days: list[str]) -> None:
    assert found(text, language) == days


def test_months_of_a_review_of_the_year() -> None:
    text = "2022 at a glance\nJANUARY\nThe agreement was signed (Orlen, 17 February).\nThe next round is planned for January."
    days = ["2022-01-01/2022-12-31", "2022-01-01/2022-01-31", "2022-02-17", "2023-01-01/2023-01-31"]
    assert found(text, published=date(2022, 12, 18)) == days


def test_this_year_of_an_undated_page() -> None:
    assert found("On 5 April this year. Agenda of 24 October 2018.", published=None) == ["2018-04-05", "2018-10-24"]


@pytest.mark.parametrize("text", NONE)
def test_no_date(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_french(text: str, expected: list[str]) -> None:
    assert found(text, "fr") == expected


@pytest.mark.parametrize(("text", "expected"), SPANISH)
def test_spanish(text: str, expected: list[str]) -> None:
    assert found(text, "es") == expected


def test_unknown_language_tries_all() -> None:
    assert found("Le 12 mars 2020, el 3 de mayo de 2021, on 4 June 2022", None) == ["2020-03-12", "2021-05-03", "2022-06-04"]


def test_undated_page_has_no_relative_dates() -> None:
    assert found("yesterday, on Monday, last week, this year, on 4 June", published=None) == []


def test_undated_page_takes_the_year_from_its_dates() -> None:
    assert found("When: 18–20 April 2023\nRegistration closes on 31 March.", published=None) == ["2023-04-18/2023-04-20", "2023-03-31"]


UNDATED = [
    (
        "en",
        "Round-up\nIssue 17 | April 2024\nIt went live on 2 April.\nStrategy 2018–2022, from May 2018",
        ["2024-04-01/2024-04-30", "2024-04-02", "2018-01-01/2022-12-31", "2018-05-01/2018-05-31"],
    ),
    ("en", "Droughts: webinar series, spring 2021\n#1 | 15 April | Who?\nIt began in July 2019.", ["2021-04-15", "2019-07-01/2019-07-31"]),
    (
        "es",
        "Boletín nro. 14 — julio de 2011\nEl sábado 2 nos instalamos; el lunes 25, también.",
        ["2011-07-01/2011-07-31", "2011-07-02", "2011-07-25"],
    ),
    (
        "en",
        "Meetings, November 2013 - February 2014\nAll in English.\n16–17 January\nHearing in Bree. The group was set up on 5 July 2012.",
        ["2013-11-01/2014-02-28", "2014-01-16/2014-01-17", "2012-07-05"],
    ),
    ("en", "A project\nOn 4 June it met.", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), UNDATED)
def test_undated_page_takes_the_year_of_its_title(language: str, text: str, expected: list[str]) -> None:
    assert found(text, language, None) == expected


VALUES = [
    ("January 2006 – December 2008", "2006-01-01/2008-12-31"),
    ("2012", "2012-01-01/2012-12-31"),
    ("01/04/2018", "2018-04-01/2018-04-01"),
    ("March 2018 – February 2020", "2018-03-01/2020-02-29"),
    ("2019 – ongoing", "2019-01-01/2019-12-31"),
    ("3 years", None),
    ("ongoing", None),
    ("4 June", None),
]


@pytest.mark.parametrize(("value", "expected"), VALUES)
def test_parse_date(value: str, expected: str | None) -> None:
    interval = parse_date(value)
    assert (interval and f"{interval.start}/{interval.end}") == expected


@pytest.mark.parametrize(
    ("text", "precision"),
    [("3 May 2019", "day"), ("May 2019", "month"), ("Q1 2019", "quarter"), ("H2 2019", "half"), ("2019", "year"), ("3-4 May 2019", "range")],
)
def test_precision(text: str, precision: str) -> None:
    (mention,) = find_dates(text, language="en", published=None)
    assert mention.interval
    assert mention.interval.precision == precision


PIECES = [
    "12",
    "31",
    "2019",
    "May",
    "mayo",
    "to",
    "-",
    "/",
    ".",
    ",",
    "and",
    "Monday",
    "last",
    "year",
    "of",
    "\n",
    "\t",
    " ",
    "first",
    "quarter",
    "Q3",
    "99",
    "’",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join) | st.text(max_size=80), st.sampled_from([None, "en", "fr", "es", "de"]))
def test_any_text_gives_an_answer(text: str, language: str | None) -> None:
    mentions = list(find_dates(text, language=language, published=WEDNESDAY))
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all((a.end or 0) <= (b.start or 0) for a, b in pairwise(mentions))


ANCHORED = [
    ("en", "It opens on 27 October in Kyiv. Then comes Melitopol, on the 28th, hosted by the city.", ["2023-10-27", "2023-10-28"]),
    ("en", "The conference is in June, from the 13th to the 18th.", ["2023-06-01/2023-06-30", "2023-06-13/2023-06-18"]),
    ("en", "On the 12th the council met the 12th mayor of the 12th district.", ["2023-03-12"]),
    ("en", "The two days ended on 3 May 2022 with a walk the day before.", ["2022-05-03", "2022-05-02"]),
    ("en", "The survey ran in May 2022 and a month later.", ["2022-05-01/2022-05-31", "2022-06-01/2022-06-30"]),
    ("en", "Seats go by the end of 2024, by the end of the month, and the end of the road is near.", ["2024-12-31", "2023-03-31"]),
    ("en", "They met on Monday and Tuesday.", ["2023-03-13/2023-03-14"]),
    ("en", "on Thursday and Friday of last week", ["2023-03-09/2023-03-10"]),
    ("en", "They stay until tomorrow, Thursday, when they leave.", ["2023-03-16"]),
    ("en", "Abidjan, 9 October 2015 - From 28 September to 6 October 2015, six", ["2015-10-09", "2015-09-28/2015-10-06"]),
    ("fr", "Abidjan, 9 octobre 2015 – Du 28 septembre au 6 octobre 2015, six", ["2015-10-09", "2015-09-28/2015-10-06"]),
    ("en", "from 2–3 April to 24–25 September 2023", ["2023-04-02/2023-04-03", "2023-09-24/2023-09-25"]),
    ("en", "Signed 10/19/2016, appraised 03/06/2017.", ["2016-10-19", "2017-03-06"]),
    ("en", "Running time: 10/2020–9/2023", ["2020-10-01/2023-09-30"]),
    (
        "en",
        "2013 | 18 January: the bank opens.\n2014 | It closes on 3 May.",
        ["2013-01-01/2013-12-31", "2013-01-18", "2014-01-01/2014-12-31", "2014-05-03"],
    ),
    ("en", "Agenda 2021\n19-20 March   Committee\n12 May   Visit", ["2021-01-01/2021-12-31", "2021-03-19/2021-03-20", "2021-05-12"]),
    ("en", "Around it\n17.09. Film\n25.09. Holiday", ["2022-09-17", "2022-09-25"]),
    ("fr", "Partie le 3 mars, rentrée le 11, elle a vu 12 villes.", ["2023-03-03", "2023-03-11"]),
    ("fr", "Elle a parlé avant-hier.", ["2023-03-13"]),
    ("fr", "Avril – mai – juin 2016", ["2016-04-01/2016-06-30"]),
    ("es", "del 22 al 26 del mes en curso", ["2023-03-22/2023-03-26"]),
    ("es", "el jueves 16 y el viernes 17 del corriente", ["2023-03-16/2023-03-17"]),
    ("es", "El jueves de la semana pasada", ["2023-03-09"]),
    ("es", "III trimestre 2024; – 20 y 21.2.2019.", ["2024-07-01/2024-09-30", "2019-02-20/2019-02-21"]),
    ("es", "se reúnen el primer domingo de cada mes", []),
    ("es", "Anteayer, en Selma, firmaron.", ["2023-03-13"]),
    ("es", "18-X-2022 Selma y Orlen suscriben el pacto; 3.IV.1998.", ["2022-10-18", "1998-04-03"]),
    ("es", "Sala 18-X, pieza 3-xv-20.", []),
    ("es", "desde el uno de enero de 2016; el cinco de mayo", ["2016-01-01", "2023-05-05"]),
    ("es", "Primero de mayo de 2016\nAbre hasta el primero de mayo", ["2016-05-01", "2023-05-01"]),
    ("fr", "Réunis mardi 7 mars à Orlen. La veille, ils ont visité le port.", ["2023-03-07", "2023-03-06"]),
    ("fr", "Lue le 9 mars, la liste\nest close. Deux jours plus tôt, on votait. On l'a vue la veille.", ["2023-03-09", "2023-03-07", "2023-03-06"]),
    ("fr", "Réunis ce mardi 7 mars. Ils l'ont lu la veille et l'avant-veille au port.", ["2023-03-07", "2023-03-05/2023-03-06"]),
    ("fr", "le projet finit le 9 janvier 2019\nLa veille, on votait. La veille de la fête. Chargée de la veille, elle lit.", ["2019-01-09"]),
    ("es", "Firmaron el 7 de marzo. Tres días después, votó. Dos días antes, no.", ["2023-03-07", "2023-03-10", "2023-03-08"]),
    ("en", "It met on 7 March. A month later, on 20 April, it voted.", ["2023-03-07", "2023-04-20"]),
    (
        "fr",
        "AVRIL\n10-14 | Orlen | Cours\n17 | Tavik | Fermé\nMAI\n1er | Selma | Fête",
        ["2023-04-01/2023-04-30", "2023-04-10/2023-04-14", "2023-04-17", "2023-05-01/2023-05-31", "2023-05-01"],
    ),
    ("es", "ABRIL\n4 al 6\nCurso\n22 a 24 | Orlen\n1 | Índice", ["2023-04-01/2023-04-30", "2023-04-04/2023-04-06", "2023-04-22/2023-04-24"]),
    ("en", "May 2024\n3 & 4 | Orlen\n9 – Tavik", ["2024-05-01/2024-05-31", "2024-05-03/2024-05-04", "2024-05-09"]),
    ("en", "May\n3 schools\n5 books", []),
    (
        "fr",
        "1998 Une convention est signée le 5 mai.\n2005 Deuxième texte, le 12 mai.\n2016 Du 4 au 8 mai, on vient.",
        ["1998-01-01/1998-12-31", "1998-05-05", "2005-01-01/2005-12-31", "2005-05-12", "2016-01-01/2016-12-31", "2016-05-04/2016-05-08"],
    ),
    ("fr", "Samedi 18 – Orlen, puis mardi 21 à Tavik", ["2023-03-18", "2023-03-21"]),
    ("fr", "29/03\nPermanence\nVen. 7 et sam. 8 octobre : ce jeu, cette mer.", ["2023-03-29", "2022-10-07/2022-10-08"]),
    ("es", "Abrimos de lunes a jueves. Visitan Orlen del lunes al jueves.", ["2023-03-13/2023-03-16"]),
    ("fr", "dans la nuit de lundi à mardi", ["2023-03-13/2023-03-14"]),
    (
        "fr",
        "Clôture : décembre\nOrlen, 2022. Elle tourne, du 6 au 17 juin, là.",
        ["2023-12-01/2023-12-31", "2022-01-01/2022-12-31", "2022-06-06/2022-06-17"],
    ),
    ("en", "Since 2006 it is here. In November it will meet. MAR 17 004 1C", ["2006-01-01/2006-12-31", "2023-11-01/2023-11-30"]),
    ("en", "• 26 March: Orlen, planned\n• 6-15 September: Tavik opened the book", ["2023-03-26", "2023-09-06/2023-09-15"]),
    ("es", "que prevén abrir en noviembre", ["2023-11-01/2023-11-30"]),
    ("es", "uno de los dos, el dos mayo", ["2023-05-01/2023-05-31"]),
    ("fr", "le cinq mars 2019", ["2019-03-05"]),
    ("en", "the first of May", ["2023-05-01"]),
    ("es", "18-22 mar.   Curso", ["2023-03-18/2023-03-22"]),
    ("es", "2.ª quincena sept. 2023   Reunión", ["2023-09-16/2023-09-30"]),
    ("es", "Delegaciones inscritas al 11/05. Avise antes del 30/7.", ["2023-05-11", "2023-07-30"]),
    ("es", "Abre el 24/7, un tercio al 1/3, apartado 11/05", []),
    (
        "en",
        "It ends by the end of August 2019, or at the end of June.\nIn 2025 it is over.",
        ["2019-08-01/2019-08-31", "2023-06-01/2023-06-30", "2025-01-01/2025-12-31"],
    ),
    ("en", "2008 (April). Round table.\n2009 (1 December). First meeting.", ["2008-04-01/2008-04-30", "2009-12-01"]),
    ("en", "2011 (May to October)\nCommittee of 2011 (Orlen, 12)", ["2011-05-01/2011-10-31", "2011-01-01/2011-12-31"]),
    ("en", "Thursday–Friday, 7–8 November 2013", ["2013-11-07/2013-11-08"]),
    ("en", "They crossed on the 6th and spent the day there, on the 7th and last.", ["2023-03-06"]),
    ("en", "2023 03 20\nThe vice-minister said\nLast modified: 21 03 2023\nTel. 21 03 2023", ["2023-03-20", "2023-03-21"]),
    ("en", "Priorities for 2023Skilled mobility", ["2023-01-01/2023-12-31"]),
    ("fr", "En 2017, elle avait commencé le 2 mai.", ["2017-01-01/2017-12-31", "2017-05-02"]),
    ("fr", "T1 2025 : revue. S2 2025 : clôture. Y a-t-il 3 écoles ?", ["2025-01-01/2025-03-31", "2025-07-01/2025-12-31"]),
    ("fr", "reçu le 22/02 ; 18 Fév 2020 ; le 1/3 des voix", ["2023-02-22", "2020-02-18"]),
    ("es", "1T 2024 y 18-X-2022; norma X-2022", ["2024-01-01/2024-03-31", "2022-10-18"]),
    ("es", "Anteayer, inscritas al 11/02; antes del 30/3.", ["2023-03-13", "2023-02-11", "2023-03-30"]),
    ("es", "desde el uno de enero de 2016", ["2016-01-01"]),
    ("es", "un encuentro; el de 2021 tuvo lugar los días 17 y 18 de agosto", ["2021-01-01/2021-12-31", "2021-08-17/2021-08-18"]),
    ("es", "Actividades 2022\n18-22 mar.   Curso\n9 mayo   Webinario", ["2022-01-01/2022-12-31", "2022-03-18/2022-03-22", "2022-05-09"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), ANCHORED)
def test_told_by_what_stands_around(language, text, expected):
    assert found(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "published", "days"),
    [
        # a heading with a year holds for the list right below it
        ("Northern Group\nMeetings in 2022\nTenth Meeting, Orlen, 5–7 April. Opened.\nTraining, Tavik, 20 June.", "en",
         date(2022, 11, 9), [("2022-01-01", "2022-12-31"), ("2022-04-05", "2022-04-07"), ("2022-06-20", "2022-06-20")]),
        ("Northern Group\nFounded in 2016\nTenth Meeting, Orlen, 5 April.\nTraining, Tavik, 20 June.", "en",
         date(2022, 7, 1), [("2016-01-01", "2016-12-31"), ("2022-04-05", "2022-04-05"), ("2022-06-20", "2022-06-20")]),
        # the month of an issue holds for its days
        ("Boletín de Selma nro. 14 — julio de 2011\nEl sábado 2 abrimos. El día 20, otra vez. Hay pacto hasta diciembre de 2013.", "es",
         None, [("2011-07-01", "2011-07-31"), ("2011-07-02", "2011-07-02"), ("2011-07-20", "2011-07-20"), ("2013-12-01", "2013-12-31")]),
        # a year that opens the next line is none of the day before the full stop
        ("2017 | Primera reunión del Comité de los Puertos en Orlen, los días 27 y 28 de marzo.\n2018 | Encuentro en Tavik, 14 de junio.", "es",
         date(2023, 5, 9), [("2017-01-01", "2017-12-31"), ("2017-03-27", "2017-03-28"), ("2018-01-01", "2018-12-31"), ("2018-06-14", "2018-06-14")]),
        # the days of a calendar stand under their month; two rows at least
        ("Calendrier\nMAI\n1er | en ligne | Webinaire\n10-14 | Orlen | Stage\nJUIN\n12\nFoire", "fr", date(2021, 4, 6),
         [("2021-05-01", "2021-05-31"), ("2021-05-01", "2021-05-01"), ("2021-05-10", "2021-05-14"), ("2021-06-01", "2021-06-30"),
          ("2021-06-12", "2021-06-12")]),
        ("MAYO\n4 al 6\nCurso en Orlen\n22 a 24 | Tavik\nTaller", "es", date(2018, 4, 3),
         [("2018-05-01", "2018-05-31"), ("2018-05-04", "2018-05-06"), ("2018-05-22", "2018-05-24")]),
        ("MAYO\n12 escuelas y 4 puertos\n10:30 Apertura\n12 a 14 | Sala", "es", date(2018, 4, 3), [("2018-05-01", "2018-05-31")]),
        ("12-14 | Orlen\n16 | Tavik", "fr", date(2021, 4, 6), []),
        # a year that opens a line holds for the sentence behind it, where three lines or more are like it
        ("1998 Une convention est signée le 5 décembre.\n2005 Avenant, le 12 octobre.\n2016 Du 14 au 18 novembre, six élus vont à Orlen.", "fr",
         date(2018, 6, 7), [("1998-01-01", "1998-12-31"), ("1998-12-05", "1998-12-05"), ("2005-01-01", "2005-12-31"), ("2005-10-12", "2005-10-12"),
                            ("2016-01-01", "2016-12-31"), ("2016-11-14", "2016-11-18")]),
        ("1998 Une convention est signée le 5 décembre.", "fr", date(2018, 6, 7), [("1998-01-01", "1998-12-31"), ("2017-12-05", "2017-12-05")]),
        ("Ven. 7 et sam. 8 octobre", "fr", date(2022, 9, 20), [("2022-10-07", "2022-10-08")]),
        ("Date\n29/09\nPermanence\n1/3 des voix\nSamedi 24 – Orlen", "fr", date(2022, 9, 20),
         [("2022-09-29", "2022-09-29"), ("2022-09-24", "2022-09-24")]),
        ("recorrió el lunes 18 y el martes 19 de marzo los puestos", "es", date(2013, 3, 20), [("2013-03-18", "2013-03-19")]),
        ("le lundi 18 et le mardi 19 mars", "fr", date(2013, 3, 20), [("2013-03-18", "2013-03-19")]),
        ("The 2018 Annual Review was held in Orlen from 11 to 13 September.", "en", date(2019, 8, 20),
         [("2018-01-01", "2018-12-31"), ("2018-09-11", "2018-09-13")]),
    ],
)  # fmt: skip
def test_years_from_lists_and_names(text: str, language: str, published: date | None, days: list[tuple[str, str]]) -> None:
    found = [m.interval for m in find_dates(text, language=language, published=published) if m.interval]
    assert [(str(i.start), str(i.end)) for i in found] == days
