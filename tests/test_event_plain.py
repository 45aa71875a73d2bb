"""Plain sentences and layouts in which an event has its day, place, name and holder beside it; invented people, places and bodies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from test_events import by_role, make

from pipeline.binding import Passages
from pipeline.context import Context
from pipeline.document import DateInterval, Event, Mention
from pipeline.events import find_events
from pipeline.events.blocks import agenda_blocks
from pipeline.events.names import Reader
from pipeline.events.page import Layout

CALENDAR = """Calendar of the River Board

3-4 March 2021
Congress on dykes
Orlen

April 2021
Fair of the Nets
Place to be announced

30 May 2021
Seminar on sluices
Tavik
"""


def events(text: str, **given: object) -> list[Event]:
    return list(find_events(make(text, **given)))  # type: ignore[arg-type]


def days(event: Event) -> tuple[str, str] | None:
    return (str(event.when.start), str(event.when.end)) if event.when else None


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("Dyke masters sat down together in Orlen on 6–7 April 2020. The workshop on dykes was called by the River Board.",
         "workshop on dykes", ("2020-04-06", "2020-04-07")),
        ("Sixty people came to a workshop on dykes. It was held on 6 April 2020 in Orlen.",
         "workshop on dykes", ("2020-04-06", "2020-04-06")),
        ("Thirty smiths met in Orlen on 6 April 2020. The workshop on hinges was called by the River Board.",
         "workshop on hinges", ("2020-04-06", "2020-04-06")),
        ("In March 2020 the River Board trained forty port doctors in Orlen. The training on fevers lasted four days.",
         "training on fevers", ("2020-03-01", "2020-03-30")),
        ("In March 2020 the River Board trained forty port doctors in Orlen. The first aid course was paid for by the Kind Fund.",
         "first aid course", ("2020-03-01", "2020-03-30")),
    ],
)  # fmt: skip
def test_a_name_takes_up_what_the_sentence_before_tells(text: str, name: str, told: tuple[str, str]) -> None:
    (event,) = events(text)
    assert (event.name, days(event)) == (name, told)


@pytest.mark.parametrize(
    "text",
    [
        "Thirty smiths met in Orlen on 6 April 2020. A workshop on hinges follows on 3 May 2020.",
        "Thirty smiths met in Orlen on 6 April 2020. The second workshop on hinges was given on 3 April 2020.",
    ],
)
def test_another_event_takes_nothing_up(text: str) -> None:
    assert len(events(text)) == 2


def test_an_act_keeps_to_its_own_sentence() -> None:
    assert not [e for e in events("The launch was a joy. It was told of on 6 April 2020.") if e.kind == "launch"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two hundred growers met on 3 April 2020 at a forum held by the River Board.", "forum held by the River Board"),
        ("Growers came on 3 April 2020 to a forum held by the river.", None),
        ("Growers came to Orlen on 3 April 2020 for a forum on seeds held by the River Board.", "forum on seeds"),
    ],
)
def test_a_forum_without_a_name_has_that_of_its_holder(text: str, name: str | None) -> None:
    assert [e.name for e in events(text) if e.kind == "forum"] == ([name] if name else [])


@pytest.mark.parametrize(
    ("text", "organisers", "participants"),
    [
        ("The meeting on tunnels of 3 March 2020 in Orlen is over. The River Board, which had convened it, is glad.", ["org-river-board"], []),
        ("The meeting on tunnels of 3 March 2020 in Orlen is over. The River Board, which had called it, is glad.", ["org-river-board"], []),
        ("The workshop on maps of 3 March 2020 in Orlen was led by the River Board with help from the Kind Fund.",
         ["org-river-board"], ["org-kind-fund"]),
        ("The workshop on maps of 3 March 2020 in Orlen was brokered by the River Board, and the Kind Fund sent two observers.",
         ["org-river-board"], ["org-kind-fund"]),
        ("The workshop on maps of 3 March 2020 in Orlen was organised by the River Board and the Kind Fund.",
         ["org-kind-fund", "org-river-board"], []),
        ("The River Board gave a workshop on maps in Orlen on 3 March 2020. It was paid with a gift from the Kind Fund.",
         ["org-river-board"], ["org-kind-fund"]),
    ],
)  # fmt: skip
def test_who_holds_and_who_joins(text: str, organisers: list[str], participants: list[str]) -> None:
    (event,) = events(text)
    assert (by_role(event, "organiser"), by_role(event, "participant")) == (organisers, participants)


@pytest.mark.parametrize(
    ("last", "organisers", "cities"),
    [
        ("All events are organised by the Health League.", [["org-health-league"]] * 3, ["Orlen", None, "Tavik"]),
        ("All meetings are organised by the Kind Fund and take place in Sural.", [["org-kind-fund"]] * 3, ["Orlen", "Sural", "Tavik"]),
        ("Fees are lower for members of the Health League.", [[]] * 3, ["Orlen", None, "Tavik"]),
    ],
)
def test_what_is_said_of_all_entries_of_a_calendar(last: str, organisers: list[list[str]], cities: list[str | None]) -> None:
    found = events(f"{CALENDAR}\n{last}\n", title="Calendar of the River Board", page_type="topic", published=None)
    assert [(e.name, days(e)) for e in found] == [
        ("Congress on dykes", ("2021-03-03", "2021-03-04")),
        ("Fair of the Nets", ("2021-04-01", "2021-04-30")),
        ("Seminar on sluices", ("2021-05-30", "2021-05-30")),
    ]
    assert [[p.ref for p in e.parties if p.role == "organiser"] for e in found] == organisers
    assert [e.city for e in found] == cities
    assert {e.status for e in found} == {"planned"}


@pytest.mark.parametrize(("month", "entries"), [("March 2020", 0), ("3 March 2020", 2)])
def test_months_alone_make_no_calendar(month: str, entries: int) -> None:
    text = f"Our events\n\n{month}\nFair of the Nets\nOrlen\n\nApril 2020\nSeminar on sluices\nTavik\n"
    document = make(text, title="Our events", page_type="topic")
    context = Context(document)
    assert len(agenda_blocks(Layout(Reader(document, context, Passages(context))))) == entries


def test_both_meetings_have_the_holder_told_behind_them() -> None:
    text = "A workshop on maps was given on 3 March 2020. A seminar on dykes was given on 5 March 2020. Both events were run by the Kind Fund."
    assert [by_role(e, "organiser") for e in events(text)] == [["org-kind-fund"], ["org-kind-fund"]]


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("A workshop on maps was held on 3 April 2020 in a village near Orlen.", (None, "XA")),
        ("A workshop on maps was held on 3 April 2020 in the hills, in the state of Orlen.", (None, "XA")),
        ("A workshop on maps was held on 3 April 2020 near Orlen.", ("Orlen", "XA")),
        ("A visit to Chur and Ostia began on 3 April 2020.", (None, None)),
    ],
)
def test_the_city_of_a_region_is_no_site(text: str, site: tuple[str | None, str | None]) -> None:
    (event,) = events(text, spans=["visit to Chur and Ostia"] if "Chur" in text else [])
    assert (event.city, event.country_code) == site


@pytest.mark.parametrize(("day", "city"), [("8 April 2020", "Orlen"), ("3 March 2020", None)])
def test_the_dateline_tells_where_the_news_of_these_days_is(day: str, city: str | None) -> None:
    (event,) = events(f"Orlen, 10 April 2020 – A workshop on maps for the Health League was held on {day}.")
    assert event.city == city


def test_the_next_event_is_not_where_this_one_was() -> None:
    text = "Sixty people came to a workshop on maps. It was held on 3 April 2020 in Orlen. The next workshop is due in May 2020."
    assert [(e.name, e.city) for e in events(text)] == [("workshop on maps", "Orlen"), ("next workshop", None)]


@pytest.mark.parametrize("text", ["The Agreement on Dykes was signed by Ostia and Marland and entered into force on 3 March 2020."])
def test_the_day_from_which_a_pact_is_in_force_is_no_day_of_its_signing(text: str) -> None:
    assert all(e.when is None for e in events(text))


@pytest.mark.parametrize(("span", "found"), [("elections of the board", 0), ("general strike of the weavers", 0), ("races of the weavers", 1)])
def test_an_election_is_no_event(span: str, found: int) -> None:
    assert len(events(f"The {span} in Orlen were on 3 March 2020.", spans=[span])) == found


def test_a_title_that_says_no_more_than_its_kind_has_the_name_below() -> None:
    text = "Notice of a seminar\n3 May 2020, 10:00-12:00\nOrlen\nSeminar on dykes\nThe seminar is organised by the River Board."
    (event,) = events(text, title="Notice of a seminar", page_type="event", published=None, spans=["Seminar on dykes"])
    assert (event.name, days(event), event.city) == ("Seminar on dykes", ("2020-05-03", "2020-05-03"), "Orlen")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A forum of the River Board closed in Orlen on 6 April 2020. It had begun on 4 April 2020.", ("2020-04-04", "2020-04-06")),
        ("A forum of the River Board closed in Orlen on 6 April 2020. It was told of on 4 April 2020.", ("2020-04-06", "2020-04-06")),
    ],
)
def test_the_first_day_that_another_sentence_tells(text: str, told: tuple[str, str]) -> None:
    assert [days(e) for e in events(text)] == [told]


@pytest.mark.parametrize(("text", "site"), [("a visit to Chur and Ostia", (None, None)), ("a visit to the fields", ("Orlen", "XA"))])
def test_a_visit_abroad_is_not_where_the_news_is_written(text: str, site: tuple[str | None, str | None]) -> None:
    (event,) = events(f"Orlen, 10 April 2020 – Ada Brun of the River Board ended {text} on 9 April 2020.", spans=[text.removeprefix("a ")])
    assert (event.city, event.country_code) == site


def test_a_title_in_a_few_words_is_the_training_of_the_text() -> None:
    text = "Course of the smiths in Orlen\nOn 3 April 2020 twenty smiths took a course on hinges in Orlen. It was run by the Kind Fund."
    (event,) = events(text, title="Course of the smiths in Orlen", spans=["Course of the smiths in Orlen", "course on hinges"])
    assert days(event) == ("2020-04-03", "2020-04-03")


@pytest.mark.parametrize(("head", "name"), [("Fair of nets", "Fair of nets"), ("Members only", "Fair of the old nets")])
def test_the_name_of_an_entry_is_the_line_with_the_word_for_it(head: str, name: str) -> None:
    below = "To be announced" if head == name else name
    text = f"Calendar of the River Board\n\n3 March 2021\n{head}\n{below}\n\n30 May 2021\nSeminar on sluices\nTavik\n"
    assert [e.name for e in events(text, title="Calendar of the River Board", page_type="topic", published=None)] == [name, "Seminar on sluices"]


def test_what_is_told_as_done_when_the_page_was_changed_is_held() -> None:
    document = make("A forum on nets was held in Orlen on 3 May 2020. A seminar on dykes takes place on 5 May 2020.", published=date(2020, 4, 10))
    told = [e.status for e in find_events(replace(document, modified=date(2020, 6, 1)))]
    assert told == ["held", "planned"]
    assert [e.status for e in find_events(document)] == ["planned", "planned"]


@pytest.mark.parametrize(
    ("language", "text", "organisers"),
    [
        ("fr", "Une mission d’experts du River Board s’est rendue à Orlen (3 April 2020).", ["org-river-board"]),
        ("es", "El encuentro de tejedoras del River Board se celebró en Orlen (3 April 2020).", ["org-river-board"]),
        ("es", "El encuentro de tejedoras se celebró en Orlen (3 April 2020). Fue convocado por el River Board.", ["org-river-board"]),
        ("es", "El encuentro de tejedoras se celebró en Orlen (3 April 2020). Gracias al River Board.", []),
    ],
)
def test_holders_on_french_and_spanish_pages(language: str, text: str, organisers: list[str]) -> None:
    (event,) = find_events(replace(make(text), language=language))
    assert by_role(event, "organiser") == organisers


def test_the_country_behind_its_city_takes_no_part() -> None:
    text = "Un atelier sur les cartes a réuni vingt femmes à Tavik, au Ostia (3 April 2020)."
    (event,) = find_events(replace(make(text), language="fr"))
    assert by_role(event, "participant") == []


WEB_CALENDAR = """Meetings of the River Board

May 2021
3 May 2021 @ 9:00 am - 5 May 2021 @ 4:30 pm
Regional training on nets
Orlen
20 May 2021 @ 3:00 pm - 4:30 pm
Webinar: paying for dykes
Virtual Event
June 2021
7 June 2021 @ 9:00 am - 5:00 pm
Canceled
Steering committee of the dykes
Tavik
9 June 2021
The Council sets the dues of the year
"""


def test_a_calendar_with_hours_of_the_first_and_last_day() -> None:
    found = events(WEB_CALENDAR, title="Meetings of the River Board", page_type="listing", published=None)
    assert [(e.name, days(e), e.city, e.online, e.status) for e in found] == [
        ("Regional training on nets", ("2021-05-03", "2021-05-05"), "Orlen", False, "planned"),
        ("Webinar: paying for dykes", ("2021-05-20", "2021-05-20"), None, True, "planned"),
        ("Steering committee of the dykes", ("2021-06-07", "2021-06-07"), "Tavik", False, "cancelled"),
    ]
    assert [e.kind for e in found] == ["training", "webinar", "meeting"]


def test_who_is_trained_in_a_course_is_told_once() -> None:
    text = "Sixteen board masters were trained in leaks from 6–8 April 2020 in Orlen, in a course given by the Kind Fund."
    assert len(events(text, spans=["trained in leaks"])) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Taller en Orlen\nUn taller sobre riego fue impartido en Orlen (3 April 2020).", ["taller sobre riego"]),
        ("El seminario sobre lana, convocado por el River Board, se celebró en Orlen (3 April 2020).", ["seminario sobre lana"]),
        (
            "El seminario sobre lana se celebró en Orlen (3 April 2020). El próximo será en mayo de 2021.",
            ["seminario sobre lana", "próximo seminario sobre lana"],
        ),
    ],
)
def test_names_on_spanish_pages(text: str, names: list[str]) -> None:
    document = replace(make(text, title=text.split("\n")[0] if "\n" in text else None), language="es")
    at = text.find("mayo de 2021")
    when = DateInterval(date(2021, 5, 1), date(2021, 5, 31), "month")
    month = (Mention(at, at + 12, "mayo de 2021", "DATE", "pattern", 0.9, None, when),) if at > 0 else ()
    assert [e.name for e in find_events(replace(document, mentions=(*document.mentions, *month)))] == names
