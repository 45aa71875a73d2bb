"""Where events are, who holds and who joins them: sentences in three languages with invented people, places and bodies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.binding import is_glue
from pipeline.events import find_events
from tests.test_events import by_role, make, only

ON = "on 3 March 2020"


@pytest.mark.parametrize(
    ("text", "organisers", "participants"),
    [
        (f"A workshop on wells was held in Orlen {ON}. The opening ceremony was addressed by Ada Brun.", [], ["per-ada-brun"]),
        (f"The River Board, with the Health League and with the financial support of the Kind Fund, held a workshop on wells in Orlen {ON}.",
         ["org-health-league", "org-river-board"], ["org-kind-fund"]),
        (f"The River Board is this week hosting a workshop on wells in Orlen {ON}.", ["org-river-board"], []),
        (f"A workshop on wells in Orlen {ON} heard presentations by the Health League and the Kind Fund.",
         [], ["org-health-league", "org-kind-fund"]),
        (f"A workshop on wells in Orlen {ON} was organised by the River Board, with trainers from the Kind Fund.",
         ["org-river-board"], ["org-kind-fund"]),
        (f"A workshop on wells was held in Orlen {ON}. The host is the River Board.", ["org-river-board"], []),
        (f"A workshop on wells, organised by the River Board, Marland, took place in Orlen {ON}.", ["org-river-board"], []),
        (f"A workshop on wells, co-chaired by Tom Vale and Ada Brun, took place in Orlen {ON}.", ["per-ada-brun", "per-tom-vale"], []),
        (f"A workshop on wells, chaired by Tom Vale, took place in Orlen {ON}.", [], ["per-tom-vale"]),
        (f"Drillers attend a course on wells in Orlen {ON}. The River Board is running the course.", ["org-river-board"], []),
        (f"The Kind Fund calls a workshop on wells in Orlen {ON}.", ["org-kind-fund"], []),
        (f"Welders were brought together in Orlen by the River Board for a workshop on wells {ON}.", ["org-river-board"], []),
        (f"The River Board was also the host of a workshop on wells in Orlen {ON}.", ["org-river-board"], []),
        (f"A workshop on wells was held in Orlen {ON}. The River Board sent two analysts.", [], ["org-river-board"]),
        (f"A workshop on wells was held in Orlen {ON}; two engineers of the Kind Fund came.", [], ["org-kind-fund"]),
    ],
)  # fmt: skip
def test_who_holds_and_who_joins(text: str, organisers: list[str], participants: list[str]) -> None:
    event = only(make(text))
    assert (by_role(event, "organiser"), by_role(event, "participant")) == (organisers, participants)


@pytest.mark.parametrize(
    ("language", "text", "organisers", "participants"),
    [
        ("fr", "La table ronde que la River Board a organisée à Orlen le 3 March 2020.", ["org-river-board"], []),
        ("fr", "Un atelier sur les puits, dispensé par la River Board, a eu lieu à Orlen le 3 March 2020.", ["org-river-board"], []),
        ("fr", "Un atelier sur les puits a eu lieu à Orlen le 3 March 2020.\nOnt pris part aux travaux la River Board et le Kind Fund.",
         [], ["org-kind-fund", "org-river-board"]),
        ("fr", "Un atelier sur les puits, organisé par la River Board du Ministry of Water, a eu lieu à Orlen le 3 March 2020.",
         ["org-river-board"], []),
        ("es", "El taller sobre pozos fue organizado por el River Board, con el auspicio del Kind Fund, en Orlen el 3 March 2020.",
         ["org-river-board"], ["org-kind-fund"]),
        ("es", "Un taller sobre pozos tuvo lugar en Orlen el 3 March 2020.\nEn la apertura tomaron la palabra Ada Brun y Tom Vale.",
         [], ["per-ada-brun", "per-tom-vale"]),
        ("es", "Un taller sobre pozos reunió a técnicos de Marland y Ostia en Orlen el 3 March 2020.", [], ["loc-xa", "loc-xb"]),
        ("es", "Un taller sobre pozos tuvo lugar en Orlen el 3 March 2020 por convocatoria del River Board.", ["org-river-board"], []),
    ],
)  # fmt: skip
def test_who_holds_and_who_joins_in_french_and_spanish(language: str, text: str, organisers: list[str], participants: list[str]) -> None:
    event = only(replace(make(text), language=language))
    assert (by_role(event, "organiser"), by_role(event, "participant")) == (organisers, participants)


@pytest.mark.parametrize(
    ("text", "city", "country"),
    [
        (f"A workshop on wells was held {ON} for the plan that is in force in Marland and Ostia.", None, None),
        (f"A workshop on wells was held in Marland {ON}.", None, "XA"),
        (f"A workshop on wells was attended {ON} by the River Board in Ostia.", None, None),
        (f"The study visit to Orlen and Sural took place {ON}.", None, "XA"),
        (f"The study visit to Orlen and Tavik took place {ON}.", None, None),
        (f"The study visit to Orlen, Marland, took place {ON}.", "Orlen", "XA"),
    ],
)
def test_where_an_event_is(text: str, city: str | None, country: str | None) -> None:
    event = only(make(text, published=None))
    assert (event.city, event.country_code) == (city, country)


@pytest.mark.parametrize(
    ("lead", "city"),
    [
        ("Orlen, Marland. The River Board opened", "Orlen"),
        ("ORLEN.- The River Board opened".replace("ORLEN", "Orlen"), "Orlen"),
        ("Orlen is glad. The River Board opened", None),
    ],
)
def test_a_dateline_may_end_with_a_full_stop(lead: str, city: str | None) -> None:
    assert only(make(f"Wells for all\n{lead} a conference on wells on 9 April 2020.", title="Wells for all")).city == city


def test_a_day_at_the_end_of_a_page_widens_no_dateline() -> None:
    story = "The River Board opened a conference on wells in Orlen on 9 April 2020. " + "Water is dear. " * 16
    assert only(make(f"Wells for all\n10 April 2020\n{story}\nPage of 10 April 2020", title="Wells for all")).city == "Orlen"


@pytest.mark.parametrize(
    ("title", "city"), [("The boards meet in Sural", "Sural"), ("Sural hosts the boards", "Sural"), ("The wells of Sural", None)]
)
def test_the_title_may_say_where(title: str, city: str | None) -> None:
    assert only(make(f"{title}\nThe River Board opened a conference on wells on 9 April 2020.", title=title)).city == city


def test_an_event_of_the_same_month_is_in_the_same_country() -> None:
    text = "The River Board held a conference on wells in Orlen on 3 March 2020.\nA seminar on pumps {} for the Kind Fund."
    near, far = (find_events(make(text.format(when))) for when in ("followed on 20 March 2020", "had been held on 3 March 2017"))
    assert [e.country_code for e in near] == ["XA", "XA"]
    assert [e.country_code for e in far] == ["XA", None]


@pytest.mark.parametrize(("gap", "joins"), [(" by Mr. ", True), (" y la Dra. ", True), (" to wells. ", False)])
def test_a_form_of_address_ends_no_list(gap: str, joins: bool) -> None:
    assert is_glue(gap, slack=1) == joins


def test_who_joins_what_is_no_event_joins_the_event_of_its_sentence_or_word() -> None:
    text = (
        "The annual Forum on Wells was held in Orlen on 3 March 2020.\nThe Kind Fund is small.\nThe Forum was organised by the River Board.\n"
        "Tom Vale spoke at the opening ceremony."
    )
    event = find_events(make(text))[0]
    assert (by_role(event, "organiser"), by_role(event, "participant")) == (["org-river-board"], ["per-tom-vale"])
    spoken = "Le colloque sur les puits aura lieu à Orlen le 3 March 2020, que la River Board organisera de concert avec le Kind Fund."
    found = find_events(replace(make(spoken), language="fr"))
    assert [by_role(e, "organiser") for e in found] == [["org-kind-fund", "org-river-board"]]


@pytest.mark.parametrize(
    ("title", "text", "city", "country"),
    [
        ("Diary", "Diary\nWhat is to be done\n\n3 March 2020, Orlen\nThe third seminar on wells. The River Board is the host.", "Orlen", "XA"),
        ("Wells", f"Ada Brun is back from Orlen, where she spoke at a workshop on wells {ON}.", "Orlen", "XA"),
        ("Wells", f"Ada Brun is back from Orlen. She had spoken at a workshop on wells {ON}.", None, None),
        ("Wells", f"Ada Brun spoke at a workshop on wells {ON} beside the mayor of Orlen.", None, None),
        ("Wells", f"A workshop on wells {ON} helped 40 families to travel to Orlen.", None, None),
        ("Wells", f"The second workshop on wells {ON} was hosted by Ostia.", None, "XB"),
        ("Wells", f"Ostia was also the host of the second workshop on wells {ON}.", None, "XB"),
        ("Wells", f"Ostia sent nurses to the second workshop on wells {ON}.", None, None),
        ("Marland: unions learn to bargain", f"Marland: unions learn to bargain\nThe Health League held a workshop on wells {ON}.", None, "XA"),
    ],
)
def test_where_it_takes_place(title: str, text: str, city: str | None, country: str | None) -> None:
    assert [(e.city, e.country_code) for e in find_events(make(text, title=title))] == [(city, country)]


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        ("The River Board, which has its seat in an old mill, was the host on 10 April 2020.", 10),
        ("On Friday, 10 April 2020, the River Board was the host.", 10),
        ("A storm sank three boats on 8 April 2020.", None),
        ("The River Board will publish the maps on 14 April 2020.", None),
    ],
)
def test_the_lead_dates_the_event_of_the_title_by_the_day_of_the_page_alone(lead: str, day: int | None) -> None:
    title = "A regional workshop on wells in Orlen"
    found = [e.when and e.when.start.day for e in find_events(make(f"{title}\nThere was rain.\n{lead}", title=title))]
    assert found == ([day] if day else [])
