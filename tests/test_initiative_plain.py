"""How plain pages speak of their undertakings: "the Federation", "our Society", "which A runs with B", terms in words, what comes again."""

from __future__ import annotations

from datetime import date

import pytest
from test_initiative_begun import day
from test_initiative_parties import roles
from test_initiative_tagged import page as tagged_page
from test_initiative_terms import month, period
from test_initiatives import page as any_page

from pipeline.document import DateInterval
from pipeline.initiatives import find_initiatives

N, L, S, C, D, U, T = (
    {b} for b in ("Norda Institute", "Laguna Trust", "Fundación Sauce", "Cooperativa Loma", "Fondation Delval", "Union Rivale", "Tarn Society")
)


@pytest.mark.parametrize(
    ("text", "name", "language", "leads", "others"),
    [
        ("La Cooperativa Loma crece. Ríos Claros es el proyecto que la Cooperativa desarrolla con la Fundación Sauce.", "Ríos Claros", "es", C, S),
        ("La Fondation Delval a dix ans. Rives Claires est le projet que la Fondation mène avec l'Union Rivale.", "Rives Claires", "fr", D, U),
        ("La Cooperativa Loma puso en marcha el proyecto Ríos Claros, que ejecuta con la Fundación Sauce.", "Ríos Claros", "es", C, S),
        ("Ríos Claros es un proyecto de la Cooperativa Loma. El proyecto lleva ya una década de trabajo y lo financia la Fundación Sauce.",
         "Ríos Claros", "es", C, S),
        ("The Laguna Trust is old. The Trust will teach fishers under its new Wet Meadows Project.", "Wet Meadows Project", "en", L, set()),
        ("The storks are part of the Wet Meadows Project in Peru (2016-2019), which the Norda Institute carries out with the Tarn Society.",
         "Wet Meadows Project", "en", N, T),
        ("The Wet Meadows Network keeps storks. The network was agreed in 2011 by the Norda Institute and the Tarn Society.",
         "Wet Meadows Network", "en", N | T, set()),
        ("The Norda Institute runs the Wet Meadows Project. The Laguna Trust covers half of the SEK 9 million.", "Wet Meadows Project", "en", N, L),
        ("Storks come with Wet Meadows, a project of the Norda Institute and the Tarn Society with a grant from the Laguna Trust.",
         "Wet Meadows", "en", N | T, L),
    ],
)  # fmt: skip
def test_who_runs_it_by_a_noun_or_a_relative_clause(text: str, name: str, language: str, leads: set[str], others: set[str]) -> None:
    assert roles(text, name, language) == (leads, others)


def test_a_noun_that_two_bodies_share_with_undertakings_stands_for_none() -> None:
    text = "Wet Meadows Project\n\nThe Norda Institute is old. Under the Wet Meadows Project the Fund has planted reeds."
    assert roles(text, "Wet Meadows Project")[0] <= N


def test_ministers_of_listed_countries_adopt_a_text() -> None:
    text = "The ministers of Peru, Kenya and Ecuador adopted the Quiet Reed Declaration in May."
    assert roles(text, "Quiet Reed Declaration")[0] == {"loc-PE", "loc-KE", "loc-EC"}


@pytest.mark.parametrize(
    ("text", "name", "when", "language", "ends"),
    [
        ("The town and the lake signed the Quiet Reed Agreement on 17 May 2012. The agreement is valid for five years.", "Quiet Reed Agreement",
         day("17 May 2012", 2012, 5, 17), "en", "2017-05-17"),
        ("El Proyecto Juncal comenzó en enero de 2020. Tiene una duración de treinta y seis meses.", "Proyecto Juncal",
         month("enero de 2020", 2020, 1), "es", "2022-12-31"),
        ("The Quiet Reed Project feeds herons. The project started long ago and closes at the end of May 2012.", "Quiet Reed Project",
         month("May 2012", 2012, 5), "en", "2012-05-31"),
        ("The town signed the Quiet Reed Agreement on 17 May 2012. Talks went on for five years.", "Quiet Reed Agreement",
         day("17 May 2012", 2012, 5, 17), "en", None),
    ],
)  # fmt: skip
def test_last_days(text: str, name: str, when: tuple[str, DateInterval], language: str, ends: str | None) -> None:
    assert period(text, name, when, language=language)[1] == ends


def test_an_agreement_that_runs_from_a_day_begins_then() -> None:
    text = "The town and the lake signed a collective agreement on rest hours on 9 August 2016. The agreement runs from %s."
    text %= "1 September 2016 until 31 August 2019"
    term = ("1 September 2016 until 31 August 2019", DateInterval(date(2016, 9, 1), date(2019, 8, 31), "range"))
    for days in ((term,), (day("1 September 2016", 2016, 9, 1), day("31 August 2019", 2019, 8, 31))):
        assert period(text, "collective agreement on rest hours", day("9 August 2016", 2016, 8, 9), *days) == ("2016-09-01", "2019-08-31")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Growers came for the National Reed Review, a yearly meeting called by the town.", ["National Reed Review"]),
        ("The Lake Heron Gathering meets every October in Lindby.", ["Lake Heron Gathering"]),
        ("Ocho docentes van a la XII Escuela de Verano de Juncos, que la villa celebra cada año.", ["Escuela de Verano de Juncos"]),
        ("La Grande Foire du Roseau a lieu chaque année à Lindby.", ["Grande Foire du Roseau"]),
        ("The Reed Cutters' Week, which the town organises every year, is near.", ["Reed Cutters' Week"]),
        ("The Lake Heron Bus meets every train.", []),
        ("The Lake Heron Steering Committee meets twice a year.", []),
        ("They work in a partnership called Clean Bay and like it.", ["Clean Bay"]),
        ("They work in a hall called Clean Bay and like it.", []),
    ],
)
def test_what_comes_again_or_is_called_by_a_name(text: str, names: list[str]) -> None:
    assert [i.name for i in find_initiatives(any_page(text))] == names


def test_a_bare_noun_as_title_names_nothing() -> None:
    text = "About the Fund\nBudget: EUR 90,000\nFunder: Heron Trust\nThe money comes from divers."
    assert find_initiatives(any_page(text, page_type="profile", title="About the Fund")) == ()


def test_a_description_right_before_the_short_name_is_the_same() -> None:
    text = "REEDA, half-way\nNotre programme d’appui aux jeunes vanniers, REEDA, est à mi-parcours."
    document = tagged_page(text, "REEDA", "programme d’appui aux jeunes vanniers", sure=0.9, language="fr")
    assert [i.name for i in find_initiatives(document)] == ["REEDA"]


def test_a_noun_for_no_kind_takes_its_name_up_in_small_letters() -> None:
    text = "The lake keeps the Quiet Reed Circle.\nRecordings lie in the old barn of the town.\nThe circle was started in May 2018."
    assert period(text, "Quiet Reed Circle", month("May 2018", 2018, 5))[0] == "2018-05-01"


def test_the_money_of_a_strategy_that_somebody_pays() -> None:
    text = "The Quiet Reed Strategy was drawn up in Lindby and paid for by the lake (EUR 850,000)."
    assert [i.budget and i.budget.amount for i in find_initiatives(tagged_page(text, "Quiet Reed Strategy", sure=0.9))] == [850_000]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Llegó la Movilización Nacional por los Juncos.", "Movilización Nacional por los Juncos", "campaign"),
        ("Firmaron el Compromiso de Lindby.", "Compromiso de Lindby", "declaration"),
        ("Leyeron el Llamamiento de Lindby.", "Llamamiento de Lindby", "declaration"),
        ("Empezó el Censo Nacional de Juncos.", "Censo Nacional de Juncos", "programme"),
    ],
)
def test_kinds_by_the_first_word(text: str, name: str, kind: str) -> None:
    assert [i.kind for i in find_initiatives(tagged_page(text, name, sure=0.95, language="es"))] == [kind]
