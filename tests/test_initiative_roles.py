"""Who ratified, signed, runs or pays for an initiative, and where it works, in sentences of three languages."""

from __future__ import annotations

import re
from datetime import date

import pytest

from pipeline.document import DateInterval, Document, Initiative, Mention, Organisation, Place, Span
from pipeline.initiatives import find_initiatives
from pipeline.initiatives.scene import Scene

COUNTRIES = {"Perú": "PE", "Tunisie": "TN", "Mauritanie": "MR", "Albania": "AL", "Ghana": "GH", "Honduras": "HN", "Togo": "TG"}


def found(
    text: str,
    name: str,
    language: str = "en",
    bodies: tuple[str, ...] = (),
    dates: tuple[tuple[str, int], ...] = (),
    places: tuple[Place, ...] = (),
    spans: tuple[tuple[str, DateInterval], ...] = (),
) -> Initiative:
    """The initiative that the tagger proposes by its name, on a page with these bodies, the countries above and years."""
    mentions = []
    for body in bodies:
        at = text.index(body)
        mentions.append(Mention(at, at + len(body), body, "ORG", "model", 0.9, f"org-{body}"))
    for country, code in COUNTRIES.items():
        at = text.find(country)
        if at >= 0:
            mentions.append(Mention(at, at + len(country), country, "LOC", "gazetteer", 0.9, f"loc-{code}"))
    for place in places:
        at = text.index(place.name)
        mentions.append(Mention(at, at + len(place.name), place.name, "LOC", "gazetteer", 0.9, place.location_id))
    for words, when in spans:
        mentions.append(Mention(text.index(words), text.index(words) + len(words), words, "DATE", "pattern", 0.9, None, when))
    for words, year in dates:
        at = text.index(words)
        when = DateInterval(date(year, 1, 1), date(year, 12, 31), "year")
        mentions.append(Mention(at, at + len(words), words, "DATE", "pattern", 0.9, None, when))
    start = text.index(name)
    document = Document(
        document_id="doc-1",
        path="a.txt",
        text=text,
        content_hash="",
        language=language,
        page_type="news",
        spans=(Span(start, start + len(name), "INITIATIVE", "model", 0.9),),
        mentions=tuple(sorted(mentions, key=lambda m: (m.start or 0, m.end or 0))),
        organisations=tuple(Organisation(f"org-{b}", b, None, "other", None) for b in bodies),
        places=(*places, *(Place(f"loc-{code}", country, "country", code) for country, code in COUNTRIES.items() if country in text)),
        sentences=tuple(m.span() for m in re.finditer(r"[^.\s][^.]*\.?", text)) if places else ((0, len(text)),),
    )
    return next(i for i in find_initiatives(document) if name in i.name or i.name in name)


def refs(initiative: Initiative, *roles: str) -> set[str]:
    return {p.ref for p in initiative.parties if p.role in roles}


@pytest.mark.parametrize(
    ("text", "name", "language", "leads"),
    [
        ("Albania is a party to the Convention on Lake Fisheries.", "Convention on Lake Fisheries", "en", {"loc-AL"}),
        ("The draft cites the Convention on Lake Fisheries, to which Ghana acceded in May.", "Convention on Lake Fisheries", "en", {"loc-GH"}),
        ("La Tunisie a par ailleurs ratifié en 1987 la Convention sur la pêche lacustre.", "Convention sur la pêche lacustre", "fr", {"loc-TN"}),
        ("Perú es parte en el Convenio sobre la Pesca en Lagos.", "Convenio sobre la Pesca en Lagos", "es", {"loc-PE"}),
        (
            "Honduras ratificó la Convención sobre Semillas en 1992 y el Convenio sobre la Pesca en Lagos.",
            "Convenio sobre la Pesca en Lagos",
            "es",
            {"loc-HN"},
        ),
        ("La Tunisie n'a pas encore ratifié la Convention sur la pêche lacustre.", "Convention sur la pêche lacustre", "fr", set()),
        ("Ghana was urged to ratify the Convention on Lake Fisheries.", "Convention on Lake Fisheries", "en", set()),
    ],
)
def test_a_state_that_has_ratified_a_text_is_its_party(text: str, name: str, language: str, leads: set[str]) -> None:
    assert refs(found(text, name, language), "lead") == leads


@pytest.mark.parametrize(
    ("text", "language", "leads", "others"),
    [
        ("Clear Nets is a project led by Laguna Trust and supported by Norda Fund.", "en", {"Laguna Trust"}, {"Norda Fund"}),
        (
            "Le projet « Clear Nets », mis en place en 2008 par Laguna Trust, reçoit l'appui de Norda Fund.",
            "fr",
            {"Laguna Trust"},
            {"Norda Fund"},
        ),
        ("Le projet « Clear Nets », que Laguna Trust exécutera avec l'ONG Norda Fund.", "fr", {"Laguna Trust"}, {"Norda Fund"}),
        ("El proyecto “Clear Nets”, que preside Laguna Trust, cuenta con el respaldo de Norda Fund.", "es", {"Laguna Trust"}, {"Norda Fund"}),
        ("Le projet « Clear Nets » est doté de 1,2 million de dollars par Norda Fund.", "fr", set(), {"Norda Fund"}),
    ],
)
def test_roles_by_the_words_beside_a_body(text: str, language: str, leads: set[str], others: set[str]) -> None:
    bodies = tuple(b for b in ("Laguna Trust", "Norda Fund") if b in text)
    initiative = found(text, "Clear Nets", language, bodies)
    assert refs(initiative, "lead") == {f"org-{b}" for b in leads}
    assert refs(initiative, "funder", "partner") == {f"org-{b}" for b in others}


def test_a_list_of_countries_behind_a_small_word_is_where_it_works() -> None:
    initiative = found("Le projet « Filets clairs » est mis en œuvre en Tunisie et en Mauritanie.", "Filets clairs", "fr")
    assert set(initiative.scope) == {"loc-TN", "loc-MR"}


@pytest.mark.parametrize(
    ("text", "name", "language", "status"),
    [
        ("Un accord sur la pêche devrait être signé à Lomé, au Togo.", "accord sur la pêche", "fr", "planned"),
        ("Se discutirá el borrador del Plan de Pesca Andina.", "Plan de Pesca Andina", "es", "planned"),
        ("El Plan de Pesca Andina orienta a los municipios.", "Plan de Pesca Andina", "es", "active"),
        ("Le projet « Filets clairs » est achevé en partie.", "Filets clairs", "fr", "completed"),
    ],
)
def test_plans_still_to_be_approved(text: str, name: str, language: str, status: str) -> None:
    assert found(text, name, language).status == status


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("La cooperativa participa desde 2011 en el programa Ríos Limpios.", None),
        ("El programa Ríos Limpios funciona desde 2011.", date(2011, 1, 1)),
    ],
)
def test_the_year_since_when_somebody_takes_part_is_no_start(text: str, starts: date | None) -> None:
    assert found(text, "Ríos Limpios", "es", dates=(("2011", 2011),)).starts == starts


@pytest.mark.parametrize("text", ["hoy, el Plan Nacional para la Niñez,", "hoy, el Plan Nacional para la Niñez y", "el Plan Nacional de"])
def test_a_page_may_end_in_the_middle_of_a_name(text: str) -> None:
    spans = (Span(text.index("Plan"), len(text), "INITIATIVE", "model", 0.9),)
    document = Document(document_id="doc-1", path="a.txt", text=text, content_hash="", language="es", page_type="news", spans=spans)
    assert [text[i.start : i.end] for i in find_initiatives(document)] == [text]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("The tour is part of Blue Heron, a campaign which Lake Trust began in 2011.", {"org-Lake Trust"}),
        ("The course belongs to Blue Heron, which Lake Trust has operated since 2011.", {"org-Lake Trust"}),
        ("Lake Trust is preparing Blue Heron, to be in force by May.", {"org-Lake Trust"}),
        ("Lake Trust drafts Blue Heron, to be in force by May.", {"org-Lake Trust"}),
    ],
)
def test_who_begins_operates_or_drafts_it_leads(text: str, leads: set[str]) -> None:
    assert refs(found(text, "Blue Heron", bodies=("Lake Trust",)), "lead") == leads


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("Lilongwe, Ghana, 3 June 2022 – Togo and Norda Fund signed.", "Togo"),
        ("LILONGWE, 3 June 2022 - Togo and Norda Fund signed.", "Togo"),
        ("Lilongwe (Ghana), le 3 June 2022. Togo and Norda Fund signed.", "Togo"),
        ("Lilongwe, 3 June 2022.- Togo and Norda Fund signed.", "Togo"),
        ("Togo and Ghana met on 3 June 2022 – Norda Fund signed.", "Togo and Ghana met"),
    ],
)
def test_a_dateline_is_no_part_of_its_sentence(line: str, begins: str) -> None:
    mentions = [Mention(line.index(w), line.index(w) + len(w), w, "LOC", "gazetteer", 0.9, f"loc-{w}") for w in ("Togo", "Ghana") if w in line]
    city = line.split(",")[0].split(" ")[0]
    mentions += [Mention(0, len(city), city, "LOC", "gazetteer", 0.9, "loc-city")] if city != "Togo" else []
    at, day = line.index("3 June 2022"), date(2022, 6, 3)
    mentions.append(Mention(at, at + 11, "3 June 2022", "DATE", "pattern", 0.9, None, DateInterval(day, day, "day")))
    document = Document("doc-1", "a.txt", line, "", mentions=tuple(mentions), sentences=((0, len(line)),))
    start, end = Scene(document).told(line.index("signed"))
    assert line[start:end].startswith(begins)


def test_a_country_and_its_government_are_one_party() -> None:
    text = "Clear Nets is funded by the Government of Ghana. It is funded by Ghana and Togo."
    assert refs(found(text, "Clear Nets", bodies=("Government of Ghana",)), "funder") == {"org-Government of Ghana", "loc-TG"}


@pytest.mark.parametrize(
    ("text", "language", "scope"),
    [
        ("Clear Nets is a project in the districts of Orlen and Tavik.", "en", ("loc-orlen", "loc-tavik")),
        ("Le projet « Clear Nets » est né. Payé par des dons, il est mené dans les communes d’Orlen et de Tavik.", "fr", ("loc-orlen", "loc-tavik")),
        ("Clear Nets is a project in Ghana, in the districts of Orlen and Tavik.", "en", ("loc-GH",)),
    ],
)
def test_parts_of_a_country_where_it_works(text: str, language: str, scope: tuple[str, ...]) -> None:
    places = tuple(Place(f"loc-{name.lower()}", name, "region", "GH") for name in ("Orlen", "Tavik"))
    assert found(text, "Clear Nets", language, places=places).scope == scope


def test_years_of_a_gift_are_not_those_of_what_it_goes_to() -> None:
    when = DateInterval(date(2022, 1, 1), date(2024, 12, 31), "range")
    for text in (
        "Clear Nets is a network supported by Norda Fund with a contribution of CHF 1.2 million for 2022-2024.",
        "Clear Nets is a network paid by Norda Fund, with a grant of SEK 45 million (2022-2024).",
    ):
        made = found(text, "Clear Nets", bodies=("Norda Fund",), spans=(("2022-2024", when),))
        assert (made.starts, made.ends) == (None, None)
    (made,) = [found("Clear Nets is a network that runs for 2022-2024.", "Clear Nets", spans=(("2022-2024", when),))]
    assert made.ends == date(2024, 12, 31)


def test_who_chairs_it_is_not_where_it_works() -> None:
    assert found("Clear Nets is a network co-chaired by Ghana and Togo.", "Clear Nets").scope == ()


@pytest.mark.parametrize(
    ("text", "funders"),
    [
        ("Clear Nets is a project funded by the Republic of Ghana.", {"loc-GH"}),
        ("Clear Nets is a project funded by Ghana.", {"loc-GH"}),
    ],
)
def test_the_country_behind_an_unread_body_is_no_funder(text: str, funders: set[str]) -> None:
    assert refs(found(text, "Clear Nets"), "funder") == funders


def test_a_year_in_the_name_of_another_begins_nothing() -> None:
    when = DateInterval(date(2050, 1, 1), date(2050, 12, 31), "year")
    text = "The council launched the Lake Vision 2050 and adopted the Reed Bed Strategy."
    assert found(text, "Reed Bed Strategy", spans=(("2050", when),)).starts is None
