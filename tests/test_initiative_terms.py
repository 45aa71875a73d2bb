"""How long an undertaking lasts, from which day it holds, when it ended, and days beside it that are told of something else."""

from __future__ import annotations

from datetime import date

import pytest
from test_initiative_begun import day, found, year

from pipeline.clean.repair import columns
from pipeline.document import DateInterval, Document, Mention, Span
from pipeline.initiatives import find_initiatives

When = tuple[str, DateInterval]


def month(text: str, n: int, m: int) -> When:
    last = date(n + m // 12, m % 12 + 1, 1).toordinal() - 1
    return text, DateInterval(date(n, m, 1), date.fromordinal(last), "month")


def years(text: str, first: int, last: int) -> When:
    return text, DateInterval(date(first, 1, 1), date(last, 12, 31), "range")


def period(text: str, span: str, *when: When, language: str = "en", bodies: tuple[str, ...] = ()) -> tuple[str | None, str | None]:
    """First and last day of the one initiative of a text, as ISO days."""
    one = found(text, span, *when, language=language, bodies=bodies)[0]
    return one.starts and str(one.starts), one.ends and str(one.ends)


@pytest.mark.parametrize(
    ("text", "span", "when", "language", "starts", "ends"),
    [
        (
            "The Quiet Reed Programme begins in May 2018. The three-year programme is run from Lindby.",
            "Quiet Reed Programme",
            month("May 2018", 2018, 5),
            "en",
            "2018-05-01",
            "2021-04-30",
        ),
        (
            "Quiet Reed, an 18-month project of the herders, is to start in March 2018.",
            "Quiet Reed",
            month("March 2018", 2018, 3),
            "en",
            "2018-03-01",
            "2019-08-31",
        ),
        (
            "Le Programme Roseau, lancé le 5 mai 2018 pour une durée de deux ans, plante des haies.",
            "Programme Roseau",
            day("5 mai 2018", 2018, 5, 5),
            "fr",
            "2018-05-05",
            "2020-05-04",
        ),
        (
            "Le Programme Roseau a démarré en mai 2018. Il durera trente mois.",
            "Programme Roseau",
            month("mai 2018", 2018, 5),
            "fr",
            "2018-05-01",
            "2020-10-31",
        ),
        (
            "El Proyecto Juncal comenzó en mayo de 2018 y tendrá una duración de cuatro años.",
            "Proyecto Juncal",
            month("mayo de 2018", 2018, 5),
            "es",
            "2018-05-01",
            "2022-04-30",
        ),
        (
            "The Quiet Reed Programme began in May 2018 and has a lifetime of three and a half years.",
            "Quiet Reed Programme",
            month("May 2018", 2018, 5),
            "en",
            "2018-05-01",
            "2021-10-31",
        ),
        ("The Quiet Reed Programme, a three-year programme, began in 2018.", "Quiet Reed Programme", year("2018", 2018), "en", "2018-01-01", None),
        (
            "The Quiet Reed Programme, a three-year programme, was launched on 9 May 2018.",
            "Quiet Reed Programme",
            day("9 May 2018", 2018, 5, 9),
            "en",
            "2018-05-09",
            None,
        ),
        (
            "The Quiet Reed Programme began in May 2018 in a town five years old.",
            "Quiet Reed Programme",
            month("May 2018", 2018, 5),
            "en",
            "2018-05-01",
            None,
        ),
    ],
)
def test_the_last_day_follows_from_the_length(text: str, span: str, when: When, language: str, starts: str, ends: str | None) -> None:
    assert period(text, span, when, language=language) == (starts, ends)


def test_an_agreement_with_a_term_begins_when_it_takes_effect() -> None:
    text = "A memorandum on reed cutting was signed on 3 May 2018. It takes effect on 1 June 2018 and is valid for two years."
    days = day("3 May 2018", 2018, 5, 3), day("1 June 2018", 2018, 6, 1)
    assert period(text, "memorandum on reed cutting", *days) == ("2018-06-01", "2020-05-31")
    text = (
        "Firmaron un convenio sobre juncos el 3 de mayo de 2018. El convenio entrará en vigor el 1 de junio de 2018 y tendrá una vigencia de un año."
    )
    days = day("3 de mayo de 2018", 2018, 5, 3), day("1 de junio de 2018", 2018, 6, 1)
    assert period(text, "convenio sobre juncos", *days, language="es") == ("2018-06-01", "2019-05-31")


def test_an_agreement_without_a_term_begins_when_it_is_signed() -> None:
    text = "A memorandum on reed cutting was signed on 3 May 2018. It takes effect on 1 June 2018."
    assert period(text, "memorandum on reed cutting", day("3 May 2018", 2018, 5, 3), day("1 June 2018", 2018, 6, 1)) == ("2018-05-03", None)


@pytest.mark.parametrize(
    ("text", "span", "first", "second", "ends"),
    [
        (
            "The Quiet Reed Programme, which was due to close in May 2018, has been extended until June 2020.",
            "Quiet Reed Programme",
            month("May 2018", 2018, 5),
            month("June 2020", 2020, 6),
            "2020-06-30",
        ),
        (
            "The Quiet Reed Programme, formed in May 2011, has been extended to the end of 2020.",
            "Quiet Reed Programme",
            month("May 2011", 2011, 5),
            ("end of 2020", DateInterval(date(2020, 12, 31), date(2020, 12, 31), "day")),
            "2020-12-31",
        ),
        (
            "Phase I of the Quiet Reed Programme ran from 2011 to 2014. Phase II of the Quiet Reed Programme ends in June 2020.",
            "Quiet Reed Programme",
            years("2011 to 2014", 2011, 2014),
            month("June 2020", 2020, 6),
            "2020-06-30",
        ),
    ],
)
def test_the_latest_end_counts(text: str, span: str, first: When, second: When, ends: str) -> None:
    assert period(text, span, first, second)[1] == ends


@pytest.mark.parametrize(
    ("text", "status", "ends"),
    [
        ("The Quiet Reed Fund was set up to mend dykes. It was wound up on 9 May 2018.", "completed", "2018-05-09"),
        ("The Quiet Reed Fund mends dykes. It was dissolved on 9 May 2018.", "completed", "2018-05-09"),
        ("The Quiet Reed Fund ceased its activities on 9 May 2018.", "completed", "2018-05-09"),
        ("The Quiet Reed Fund mends dykes and runs until 9 May 2018.", "active", "2018-05-09"),
    ],
)
def test_what_is_wound_up_is_over_on_a_page_without_a_date(text: str, status: str, ends: str) -> None:
    one = found(text, "Quiet Reed Fund", day("9 May 2018", 2018, 5, 9))[0]
    assert (one.status, str(one.ends)) == (status, ends)


@pytest.mark.parametrize(
    ("text", "span", "when", "bodies"),
    [
        ("Lake Trust, founded in 1962, runs the Quiet Reed Programme.", "Quiet Reed Programme", year("1962", 1962), ("Lake Trust",)),
        ("The Lake Keepers, founded in 1962, run the Quiet Reed Programme.", "Quiet Reed Programme", year("1962", 1962), ()),
        ("The Quiet Reed Fund lends money. Applications are open and close on 9 May 2018.", "Quiet Reed Fund", day("9 May 2018", 2018, 5, 9), ()),
        ("The Quiet Reed Fund lends money. Loans doubled between 2015 and 2018.", "Quiet Reed Fund", years("2015 and 2018", 2015, 2018), ()),
        ("The Quiet Reed Fund rests on a study carried out from 2015 to 2018.", "Quiet Reed Fund", years("2015 to 2018", 2015, 2018), ()),
        ("The Quiet Reed Fund helps.\nThe foundation that pays for it was set up in 1988.", "Quiet Reed Fund", year("1988", 1988), ()),
        (
            "The Quiet Reed Fund helps.\nIt is small. A drawing contest, open from 2015 to 2018, was held.",
            "Quiet Reed Fund",
            years("2015 to 2018", 2015, 2018),
            (),
        ),
        ("The Quiet Reed Fund helps. The union, which closed its office in 2014, pays.", "Quiet Reed Fund", year("2014", 2014), ()),
    ],
)
def test_days_of_something_else(text: str, span: str, when: When, bodies: tuple[str, ...]) -> None:
    assert period(text, span, when, bodies=bodies) == (None, None)


def test_what_the_text_says_of_a_name_outdoes_its_call() -> None:
    assert found("- Reed Call: a radio platform on which herders speak.", "Reed Call")[0].kind == "platform"
    assert found("They adopted the Reed Call, and left.", "Reed Call")[0].kind == "declaration"


def test_the_name_is_that_of_the_whole() -> None:
    text = "Reed Nursery Network, Phase II (2016-2019)\nPhase I of the Reed Nursery Network, from 2012 to 2015, was small."
    one = found(text, "Reed Nursery Network, Phase II (2016-2019)", years("2016-2019", 2016, 2019), years("2012 to 2015", 2012, 2015))[0]
    assert (one.kind, str(one.starts), str(one.ends)) == ("network", "2012-01-01", "2019-12-31")


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("Country  Peru\nStatus  Closed\n\nClosing date   30 June 2017\nText", "Country\tPeru\nStatus\tClosed\n\nClosing date\t30 June 2017\nText"),
        ("Country  Peru\nStatus  Closed\nText", "Country  Peru\nStatus  Closed\nText"),
        ("Mercury  88\nVenus  225\nEarth  365", "Mercury  88\nVenus  225\nEarth  365"),
        ("Hosts     Ann\nPlaces    two\nCountry   Peru\nDrinks    tea", "Hosts\tAnn\nPlaces\ttwo\nCountry\tPeru\nDrinks\ttea"),
        ("Country  Peru  Lima\nStatus  Closed\nType  Loan", "Country  Peru  Lima\nStatus  Closed\nType  Loan"),
    ],
)
def test_labels_parted_by_blanks(text: str, parted: str) -> None:
    assert columns(text) == parted


def test_what_a_page_tells_below_a_title_is_its_own() -> None:
    title = "Lakeside Reed Committees"
    text = (
        f"{title}\nType: Project\nCountry: Norland\nStatus: active\nSince May 2018 Lake Trust has helped 34 villages. The work runs until June 2020."
    )
    days = month("May 2018", 2018, 5), month("June 2020", 2020, 6)
    told = tuple(Mention(text.index(d), text.index(d) + len(d), d, "DATE", "pattern", 0.9, None, i) for d, i in days)
    page = Document("doc-1", "a.txt", text, "", language="en", page_type="profile", title=title, mentions=told)
    assert [(i.name, str(i.starts), str(i.ends)) for i in find_initiatives(page)] == [(title, "2018-05-01", "2020-06-30")]


def test_the_beginning_of_a_name_is_none_of_its_own() -> None:
    text = "Reed Accord\nThe Reed Accord was signed in Lindby."
    both = Span(0, 4, "INITIATIVE", "model", 0.9), Span(16, 27, "INITIATIVE", "model", 0.9)
    names = [i.name for i in find_initiatives(Document("doc-1", "a.txt", text, "", language="en", page_type="news", spans=both))]
    assert names == ["Reed Accord"]


def test_a_strategy_comes_to_its_term() -> None:
    text = "La Stratégie Roseaux, adoptée en mai 2018, arrivera à échéance le 9 juin 2020."
    days = month("mai 2018", 2018, 5), day("9 juin 2020", 2020, 6, 9)
    assert period(text, "Stratégie Roseaux", *days, language="fr") == ("2018-05-01", "2020-06-09")


def names(text: str, *spans: str) -> list[str]:
    """The names of a page on which the tagger is fairly sure of some spans."""
    told = tuple(Span(text.index(s), text.index(s) + len(s), "INITIATIVE", "model", 0.8) for s in spans)
    return [i.name for i in find_initiatives(Document("doc-1", "a.txt", text, "", language="en", page_type="news", spans=told))]


def test_a_description_that_brings_in_a_name_is_the_same_thing() -> None:
    then = "The Standing Reeds Fund holds much money."
    assert names(f"A fund that pays clans to leave reeds will open soon.\n{then}", "fund that pays clans to leave reeds", "Standing Reeds Fund") == [
        "Standing Reeds Fund"
    ]
    text = f"A fund that pays clans to leave reeds will open soon.\nA fund that helps towns to mend dykes is meant.\n{then}"
    assert names(text, "fund that pays clans to leave reeds", "fund that helps towns to mend dykes", "Standing Reeds Fund") == ["Standing Reeds Fund"]
    text = "A three-year project to mend reeds starts soon.\nThe project, Voices Home, will serve families."
    assert names(text, "three-year project to mend reeds", "Voices Home") == ["Voices Home"]
    text = f"A network that pays clans to leave reeds will open soon.\n{then}"
    assert len(names(text, "network that pays clans to leave reeds", "Standing Reeds Fund")) == 2


@pytest.mark.parametrize(
    ("text", "spans", "left"),
    [
        ("The Quiet Reed Programme is managed by Health on Foot.", ("Quiet Reed Programme", "Health on Foot"), ["Quiet Reed Programme"]),
        ("Lake Link has worked here since 2005. We are a charity of forty nurses.", ("Lake Link",), []),
        ("Lake Link has worked here since 2005. We are happy with it.", ("Lake Link",), ["Lake Link"]),
        (
            "The Quiet Reed Programme is paid by Health on Foot.",
            ("Quiet Reed Programme", "Health on Foot"),
            ["Quiet Reed Programme", "Health on Foot"],
        ),
    ],
)
def test_bodies_that_the_tagger_takes_for_undertakings(text: str, spans: tuple[str, ...], left: list[str]) -> None:
    assert names(text, *spans) == left


def test_a_labelled_length_gives_the_last_day() -> None:
    text = "Quiet Reed Programme\nStatus: active\nStart date: May 2018\nDuration: 30 months\nThe Quiet Reed Programme mends dykes."
    assert found(text, "Quiet Reed Programme", month("May 2018", 2018, 5), title="Quiet Reed Programme")[0].ends == date(2020, 10, 31)
