"""What a tagger's unsure spans become: whole names, laws and captions left out, a headline's words for what the text names; first days and kinds."""

from __future__ import annotations

from datetime import date

import pytest
from initiative_names import tagged
from test_initiatives import page as any_page

from pipeline.document import DateInterval, Document
from pipeline.initiatives import find_initiatives

DAYS = {
    "mercredi": ("2019-05-08", "2019-05-08", "day"),
    "2013": ("2013-01-01", "2013-12-31", "year"),
    "2016": ("2016-01-01", "2016-12-31", "year"),
    "2018": ("2018-01-01", "2018-12-31", "year"),
    "2025": ("2025-01-01", "2025-12-31", "year"),
    "8 June 2017": ("2017-06-08", "2017-06-08", "day"),
    "30 septembre 2005": ("2005-09-30", "2005-09-30", "day"),
}


def page(text: str, *spans: str, sure: float = 0.5, language: str = "en", title: str | None = None, bodies: tuple[str, ...] = ()) -> Document:
    """A news page whose days, bodies and tagged names are found by their words."""
    dates = tuple(
        (words, DateInterval(date.fromisoformat(first), date.fromisoformat(last), precision))  # type: ignore[arg-type]
        for words, (first, last, precision) in DAYS.items()
    )
    tagged = tuple((s, sure) for s in spans)
    return any_page(text, bodies=bodies, dates=dates, title=title, spans=tagged, published=date(2019, 6, 1), language=language)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("The office is proud to support such a crucial project for the coast.", "crucial project"),
        ("A Nordic pilot project is about to begin.", "Nordic pilot project"),
        ("Both mentors sign a learning agreement.", "learning agreement"),
        ("The present Reed Cutters Act dates back to 1973.", "Reed Cutters Act"),
        ("He spoke of the Heron Protection Statute for Marsh Owners.", "Heron Protection Statute for Marsh Owners"),
        ("Work goes on.\nGlobal Heron Stats\nThe unit counts herons every year.", "Global Heron Stats"),
        ("It was the second in a row of three talks.", "three"),
        ("They met at the Seventh Global Platform for Heron Watchers.", "Seventh Global Platform for Heron Watchers"),
    ],
)
def test_words_that_name_no_undertaking(text: str, span: str) -> None:
    assert find_initiatives(page(text, span)) == ()


@pytest.mark.parametrize(
    ("text", "span", "language", "name"),
    [
        (
            "Financé par le Projet de maintien des hérons dans les marais de Loré (PROMAHE), il dure.",
            "PROMAHE",
            "fr",
            "Projet de maintien des hérons dans les marais de Loré",
        ),
        (
            "Il a rappelé le Protocole au Traité instituant la Communauté des marais, de 2018.",
            "Protocole au Traité",
            "fr",
            "Protocole au Traité instituant la Communauté des marais",
        ),
        (
            "Unions call on states to ratify ILO Convention 153 on hours of rest in marshes.",
            "ILO Convention 153",
            "en",
            "ILO Convention 153 on hours of rest in marshes",
        ),
        ("Les deux villes ont adopté la feuille de route de Loré hier.", "feuille de route de Loré", "fr", "feuille de route de Loré"),
        ("It will review the results of the HERONA project in May.", "HERONA", "en", "HERONA"),
    ],
)
def test_whole_names(text: str, span: str, language: str, name: str) -> None:
    (found,) = find_initiatives(page(text, span, language=language))
    assert found.name == name


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Una campaña destinada al gran público, «Garzas sin prisa», empezó ayer.", "es", "Garzas sin prisa"),
        ("Nous avons lancé la campagne provinciale « Laissez le héron ».", "fr", "Laissez le héron"),
        ("Recoge la experiencia de Carrizales, el proyecto piloto que la fundación llevó a cabo.", "es", "Carrizales"),
        ("Volverá a los colegios La Garza Roja, la campaña con la que se defiende el humedal.", "es", "La Garza Roja"),
    ],
)
def test_names_that_a_noun_describes_in_french_and_spanish(text: str, language: str, name: str) -> None:
    assert [i.name for i in find_initiatives(page(text, language=language))] == [name]


def test_a_headline_paraphrases_what_the_text_names() -> None:
    title = "Loré se dote d'un plan communal des marais"
    text = f"{title}\nLa mairie a présenté le Plan communal de gestion des marais et des hérons de Loré."
    (found,) = find_initiatives(
        page(text, "plan communal des marais", "Plan communal de gestion des marais et des hérons de Loré", language="fr", title=title)
    )
    assert found.name == "Plan communal de gestion des marais et des hérons de Loré"


def test_common_words_for_an_agreement_are_named_by_its_parties() -> None:
    text = "El Instituto Garza y la Casa Junco firmaron un memorando de entendimiento por el cual los dos cuidarán los humedales."
    (found,) = find_initiatives(page(text, language="es", bodies=("Instituto Garza", "Casa Junco")))
    assert found.name.startswith("memorando de entendimiento entre ")
    assert found.kind == "agreement"


@pytest.mark.parametrize(
    ("text", "span", "kind"),
    [
        ("They drafted the Loré Charter of Heron Keepers.", "Loré Charter of Heron Keepers", "declaration"),
        ("It observes the African Charter on Heron Statistics.", "African Charter on Heron Statistics", "agreement"),
        ("They met in the Loré Dialogue on Seasonal Herders.", "Loré Dialogue on Seasonal Herders", "mechanism"),
        ("It published the Welcome Desk Handbook.", "Welcome Desk Handbook", "other"),
        ("An Inter-Agency Understanding between Loré and Tarn governs it.", "Inter-Agency Understanding between Loré and Tarn", "agreement"),
    ],
)
def test_kinds(text: str, span: str, kind: str) -> None:
    (found,) = find_initiatives(tagged(page(text, span, sure=0.95)))
    assert found.kind == kind


@pytest.mark.parametrize(
    ("text", "span", "language", "starts"),
    [
        ("The Heron Recovery Fund pays for nests. It became operational in 2018.", "Heron Recovery Fund", "en", date(2018, 1, 1)),
        ("The Network of Heron Towns links 26 towns. It was born in Loré in 2016.", "Network of Heron Towns", "en", date(2016, 1, 1)),
        ("They conclude the works of the International Year of Herons in 2025.", "International Year of Herons", "en", date(2025, 1, 1)),
        ("La campagne va de pair avec la création, en 2018, du Réseau de soins des hérons.", "Réseau de soins des hérons", "fr", date(2018, 1, 1)),
        (
            "Il rappelle l'accord-cadre de coopération des marais du 30 septembre 2005.",
            "accord-cadre de coopération des marais",
            "fr",
            date(2005, 9, 30),
        ),
        ("The Heron Care Mechanism helps. The mechanism has been supported since 2016 by others.", "Heron Care Mechanism", "en", None),
        ("The “Small Nests” campaign was presented at the port on 8 June 2017.", "Small Nests", "en", date(2017, 6, 8)),
        ("They signed a Memorandum of Heron Exchange.\nIt replaces what was concluded in 2013.", "Memorandum of Heron Exchange", "en", None),
    ],
)
def test_first_days(text: str, span: str, language: str, starts: date | None) -> None:
    found = next(i for i in find_initiatives(page(text, span, sure=0.95, language=language)) if span.split()[-1] in i.name)
    assert found.starts == starts
