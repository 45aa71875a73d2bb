"""Turns of phrase that begin, close, plan or count an undertaking in three languages, and what only looks like the name of one."""

from __future__ import annotations

from datetime import date

import pytest
from test_initiative_begun import day, found, year
from test_initiative_tagged import page
from test_initiatives import page as any_page

from pipeline.document import DateInterval
from pipeline.initiatives import find_initiatives


@pytest.mark.parametrize(
    ("text", "span", "language", "starts"),
    [
        ("La charte lie le Réseau des Roseaux, né en 2007 et géré par la ville.", "Réseau des Roseaux", "fr", 2007),
        ("Le Fonds des Roseaux, que la ville a ouvert en 2007 avec le lac, paie.", "Fonds des Roseaux", "fr", 2007),
        ("El Programa Juncal, que la comarca abrió en 2007 en la escuela, sigue.", "Programa Juncal", "es", 2007),
        ("En 2007 echamos a andar el Proyecto Juncal, con poco dinero.", "Proyecto Juncal", "es", 2007),
        ("En 2007 los capítulos aprueban la Declaración Juncal.", "Declaración Juncal", "es", 2007),
        ("The second talks of 2007 ended with the Quiet Reed Compact.", "Quiet Reed Compact", "en", 2007),
        ("Lancé par la ville en 2007 pour neuf ans, le Projet des Roseaux avance.", "Projet des Roseaux", "fr", 2007),
        ("Es parte del Programa Juncal, que desde 2007 desarrolla la comarca.", "Programa Juncal", "es", 2007),
        ("Es parte del Programa Juncal, que impulsa la comarca desde el año 2007.", "Programa Juncal", "es", 2007),
        ("Es parte del Programa Juncal desde 2007.", "Programa Juncal", "es", None),
        ("The Quiet Reed Programme (QRP) of 2007 is its compass.", "Quiet Reed Programme", "en", 2007),
        ("They run the Quiet Reed Programme. It was founded at a meeting which the lake hosted in 2007.", "Quiet Reed Programme", "en", 2007),
        ("They run the Quiet Reed Programme. It has hosted a meeting in 2007.", "Quiet Reed Programme", "en", None),
        ("Quiet Reed Memorandum of Understanding, put to paper in Tarn in 2007", "Quiet Reed Memorandum of Understanding", "en", 2007),
        ("Le comité, mis en place en vertu de l’Accord des Roseaux, siégeait en 2007.", "Accord des Roseaux", "fr", None),
        ("La ville prend part au Réseau des Roseaux depuis 2007.", "Réseau des Roseaux", "fr", None),
    ],
)
def test_first_years(text: str, span: str, language: str, starts: int | None) -> None:
    (one,) = found(text, span, year("2007", 2007), language=language)
    assert one.starts == (date(starts, 1, 1) if starts else None)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("17 May 2012, Halden\nThe town and the lake put their names to the Quiet Reed Agreement.", date(2012, 5, 17)),
        ("On 17 May 2012 the reeds were cut by hand in all the nine villages.\nThe town signed the Quiet Reed Agreement.", None),
    ],
)
def test_the_day_on_the_line_above(text: str, starts: date | None) -> None:
    (one,) = found(text, "Quiet Reed Agreement", day("17 May 2012", 2012, 5, 17))
    assert one.starts == starts


@pytest.mark.parametrize(
    ("text", "years"), [("2014–2016. Quiet Reed Project, in two towns.", (2014, 2016)), ("Of 2014–2016, less is known.\nQuiet Reed Project.", None)]
)
def test_the_years_that_open_a_line(text: str, years: tuple[int, int] | None) -> None:
    span = ("2014–2016", DateInterval(date(2014, 1, 1), date(2016, 12, 31), "range"))
    (one,) = found(text, "Quiet Reed Project", span)
    assert (one.starts, one.ends) == ((date(years[0], 1, 1), date(years[1], 12, 31)) if years else (None, None))


def test_an_agreement_in_force_until_a_day() -> None:
    span = "protocolo con vigencia hasta mayo de 2025"
    (one,) = found(f"Firmaron un {span}.", span, day("mayo de 2025", 2025, 5, 31), language="es")
    assert (one.starts, one.ends) == (None, date(2025, 5, 31))


@pytest.mark.parametrize(
    ("text", "span", "language", "ends"),
    [
        ("Le Projet des Roseaux, achevé le 17 mai 2012, a laissé des filets.", "Projet des Roseaux", "fr", True),
        ("Le Projet des Roseaux, clos le 17 mai 2012, a laissé des filets.", "Projet des Roseaux", "fr", True),
        ("Le Projet des Roseaux a reçu, le 17 mai 2012, des filets.", "Projet des Roseaux", "fr", False),
    ],
)
def test_the_last_day(text: str, span: str, language: str, *, ends: bool) -> None:
    (one,) = found(text, span, day("17 mai 2012", 2012, 5, 17), language=language)
    assert one.ends == (date(2012, 5, 17) if ends else None)


@pytest.mark.parametrize(
    ("text", "span", "language", "status"),
    [
        ("Le Projet des Roseaux est clos.", "Projet des Roseaux", "fr", "completed"),
        ("Le Projet des Roseaux doit débuter après la crue.", "Projet des Roseaux", "fr", "planned"),
        ("Ils veulent jeter les bases d’un Réseau des Roseaux.", "Réseau des Roseaux", "fr", "planned"),
        ("La ville prépare en outre, avec le lac, un Fonds des Roseaux.", "Fonds des Roseaux", "fr", "planned"),
        ("Le Projet des Roseaux prépare le terrain : un atelier suivra.", "Projet des Roseaux", "fr", "active"),
        ("Le Projet des Roseaux, aujourd’hui clos, a laissé des filets.", "Projet des Roseaux", "fr", "completed"),
        ("El Proyecto Juncal, ya finalizado, dejó redes.", "Proyecto Juncal", "es", "completed"),
        ("El Proyecto Juncal dejó redes. Cerró en otoño.", "Proyecto Juncal", "es", "completed"),
        ("They came to Tarn for the closing conference of the Quiet Reed Project.", "Quiet Reed Project", "en", "completed"),
        ("They came to Tarn for the yearly conference of the Quiet Reed Project.", "Quiet Reed Project", "en", "active"),
        ("Il a annoncé la création d’un Fonds des Roseaux.", "Fonds des Roseaux", "fr", "planned"),
        ("Los países prevén adoptar la Estrategia Juncal.", "Estrategia Juncal", "es", "planned"),
        ("The group is writing the first Quiet Reed Plan.", "Quiet Reed Plan", "en", "planned"),
        ("It was the third round of talks on a Quiet Reed Protocol.", "Quiet Reed Protocol", "en", "planned"),
        ("The loan agreement for the Quiet Reed Project was read out.", "Quiet Reed Project", "en", "planned"),
        ("He told of the Quiet Reed Programme, proposed by his town.", "Quiet Reed Programme", "en", "active"),
        ("He told of the proposed Quiet Reed Programme.", "Quiet Reed Programme", "en", "planned"),
    ],
)
def test_how_far_it_is(text: str, span: str, language: str, status: str) -> None:
    assert [i.status for i in found(text, span, language=language)] == [status]


@pytest.mark.parametrize(
    ("text", "span", "sure", "language", "names"),
    [
        ("La ville prend part à l’Initiative mondiale pour les hérons depuis 1996.", "", 0, "fr", ["Initiative mondiale pour les hérons"]),
        ("2011 Démarrage de « Nids propres », projet mené par la ville.", "Démarrage de « Nids propres", 0.7, "fr", ["Nids propres"]),
        ("Ils ont clos le projet NID « Nids, iris et digues » en mai.", "Nids, iris et digues", 0.9, "fr", ["projet NID", "Nids, iris et digues"]),
        ("El alcalde dijo que el acuerdo “se escribió con lápices de garza” ayer.", "", 0, "es", []),
        ("A similar gathering of the Herons and the Egrets was called off.", "similar gathering of the Herons and the Egrets", 0.73, "en", []),
        ("Support per project: at most 10,000 herons.", "Support per", 0.5, "en", []),
        ("Project Rationale and Linkage to Regional Strategy", "Project Rationale and Linkage to Regional Strategy", 0.7, "en", []),
        ("They signed an agreement that releases €17 million for herons.", "agreement that releases €17 million for herons", 0.8, "en", []),
        ("Ute Vind, Head of project Herons, spoke.", "", 0, "en", []),
    ],
)
def test_what_names_an_undertaking(text: str, span: str, sure: float, language: str, names: list[str]) -> None:
    spans = (span,) if span else ()
    assert [i.name for i in find_initiatives(page(f"Herons\n{text}", *spans, sure=sure, language=language))] in (names, names[1:])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("L’appel fait partie de CAP HERONS, notre programme commun avec le lac.", "CAP HERONS"),
        ("Il fait partie d’Nid4Coop, le programme commun que mènent les villes.", "Nid4Coop"),
        ("Il fait partie de CAP HERONS, notre voisin au bord du lac.", None),
    ],
)
def test_a_body_that_the_text_calls_a_programme(text: str, name: str | None) -> None:
    body = "CAP HERONS" if "CAP" in text else "Nid4Coop"
    assert [(i.name, i.kind) for i in find_initiatives(page(text, body, sure=0.9, language="fr", bodies=(body,)))] == (
        [(name, "programme")] if name else []
    )


@pytest.mark.parametrize(
    ("title", "text", "names"),
    [
        ("A Nest Too Many: second call for projects", "Budget: EUR 90,000\nTerm: June\nFunder: Heron Trust", ["A Nest Too Many"]),
        (
            "Assainir les berges Sud du lac",
            "Statut : en cours\nMontant : 90 000 €\nLe Projet d’assainissement des berges Sud du lac (PABS) avance.",
            ["Assainir les berges Sud du lac"],
        ),
        ("Nest Register", "Status: in operation; reeds to be added\nBudget: EUR 90,000\nType: Platform, Heron process", ["Nest Register"]),
    ],
)
def test_the_subject_of_a_profile(title: str, text: str, names: list[str]) -> None:
    document = any_page(f"{title}\n{text}", page_type="profile", title=title, language="fr" if "Assainir" in title else "en")
    assert [i.name for i in find_initiatives(document)] == names
    assert {i.status for i in find_initiatives(document)} == {"active"}


def test_a_period_outranks_the_day_of_approval() -> None:
    text = "Nest Register\nImplementation period: 15 March 2019 – 30 June 2024\nBudget: EUR 90,000\nApproval: 11 December 2018"
    days = (("15 March 2019", (2019, 3, 15)), ("30 June 2024", (2024, 6, 30)), ("11 December 2018", (2018, 12, 11)))
    dates = tuple(day(words, *when) for words, when in days)
    (one,) = find_initiatives(any_page(text, dates=dates, page_type="profile", title="Nest Register"))
    assert (one.starts, one.ends) == (date(2019, 3, 15), date(2024, 6, 30))


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("The Quiet Reed Project has a budget of EUR 310,000 from the Quiet Reed Fund of the lake.", {"Quiet Reed Project": 310_000}),
        ("Le coût du Projet des Roseaux est estimé à 450 millions d’euros.", {"Projet des Roseaux": 450_000_000}),
        ("Forma parte de la Estrategia Juncal, dotada con 3,2 millones de euros.", {"Estrategia Juncal": 3_200_000}),
    ],
)
def test_whose_money_it_is(text: str, money: dict[str, int]) -> None:
    language = "en" if "Quiet" in text else "fr" if "coût" in text else "es"
    spans = [name for name in ("Quiet Reed Project", "Quiet Reed Fund", "Projet des Roseaux", "Estrategia Juncal") if name in text]
    told = {i.name: i.budget.amount for i in find_initiatives(page(text, *spans, sure=0.95, language=language)) if i.budget}
    assert told == money
