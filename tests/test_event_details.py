"""What a page says of an event beyond when, where and who; invented people, bodies and places."""

from __future__ import annotations

from datetime import date

import pytest
from test_events import make

from pipeline.events import find_events
from pipeline.events.details import as_number, from_roman, number_in


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("A workshop on flood maps was held online on 3 March 2020.", "online"),
        ("A workshop on flood maps was held in hybrid format in Orlen on 3 March 2020.", "hybrid"),
        ("A workshop on flood maps was held in person and online on 3 March 2020.", "hybrid"),
        ("A workshop on flood maps was held face to face on 3 March 2020.", "in_person"),
        ("A workshop on flood maps was held in Orlen on 3 March 2020.", "in_person"),
        ("A workshop on flood maps was held on 3 March 2020.", None),
        ("The workshop on flood maps, a híbrido one, will be held on 3 May 2020 in Orlen.", "hybrid"),
        ("A workshop on virtual currencies was held on 3 March 2020.", None),
    ],
)
def test_attendance(text: str, mode: str | None) -> None:
    assert find_events(make(text))[0].attendance_mode == mode


@pytest.mark.parametrize(("value", "mode"), [("híbrida", "hybrid"), ("presencial", "in_person"), ("taller", None)])
def test_a_field_of_the_format_says_how_people_attend(value: str, mode: str | None) -> None:
    text = f"Workshop on flood maps\nWhen: 3 March 2020\nModalidad: {value}\nThe workshop on flood maps is for engineers of the coast."
    (event,) = find_events(make(text, title="Workshop on flood maps", page_type="event"))
    assert (event.attendance_mode, event.when and event.when.precision) == (mode, "day")


@pytest.mark.parametrize(
    ("text", "postponed"),
    [
        ("The regional workshop on flood maps, planned for 3 May 2020 in Orlen, has been postponed.", True),
        ("The regional workshop on flood maps in Orlen is postponed until further notice.", True),
        ("The Kind Fund has postponed the regional workshop on flood maps, planned for 3 May 2020 in Orlen.", True),
        ("The regional workshop on flood maps, 3 May 2020, Orlen (postponed until further notice)", True),
        ("The regional workshop on flood maps, 3 May 2020, Orlen (reporté)", True),
        ("The regional workshop on flood maps, 3 May 2020, Orlen (aplazada hasta nuevo aviso)", True),
        ("The regional workshop on flood maps in Orlen has been postponed and is now scheduled for 3 May 2020.", False),
        ("The regional workshop on flood maps, planned for 3 April 2020 in Orlen, has been postponed to 3 May 2020.", False),
        ("The regional workshop on flood maps was postponed twice and finally took place in Orlen on 3 March 2020.", False),
        ("The regional workshop on flood maps in Orlen on 3 May 2020 has been cancelled.", False),
        ("The regional workshop on flood maps was held in Orlen on 3 March 2020.", False),
    ],
)
def test_put_off_without_a_new_date(text: str, postponed: bool) -> None:
    event = find_events(make(text))[0]
    assert event.postponed is postponed
    if postponed:
        assert (event.status, event.when) == ("planned", None)


@pytest.mark.parametrize(
    ("then", "day", "postponed"),
    [
        ("It will now take place on 9 May 2020.", (5, 9), False),
        ("The workshop will now be held on 9 May 2020.", (5, 9), False),
        ("A new day will be told.", None, True),
        ("It had been planned for 3 March 2020.", None, True),
        ("The store will open on 9 May 2020.", None, True),
    ],
)
def test_a_later_sentence_may_give_the_new_date(then: str, day: tuple[int, int] | None, postponed: bool) -> None:
    text = f"The Kind Fund has postponed the regional workshop on flood maps, planned for 3 April 2020 in Orlen. {then}"
    event = find_events(make(text))[0]
    assert (event.when and (event.when.start.month, event.when.start.day), event.status, event.postponed) == (day, "planned", postponed)


def test_the_next_one_is_another() -> None:
    text = "The River Board held the Third Forum on Flood Maps in Orlen on 3 March 2020. The next forum will take place in Sural in two years."
    page = make(text, published=date(2020, 3, 3))
    assert [(e.name, e.status, e.city) for e in find_events(page)][:1] == [("Third Forum on Flood Maps", "held", "Orlen")]


@pytest.mark.parametrize(
    ("name", "language", "number"),
    [
        ("Third Regional Dialogue on Clean Rivers", "en", 3),
        ("54th Health Conference of the League", "en", 54),
        ("thirty-sixth meeting", "en", 36),
        ("Forty-Fourth Annual Meeting", "en", 44),
        ("XXVII Cumbre de Ríos", "es", 27),
        ("I Encuentro de Escuelas", "es", 1),
        ("XIXe Sommet des Fleuves", "fr", 19),
        ("deuxième réunion du comité", "fr", 2),
        ("segunda reunión del comité", "es", 2),
        ("inaugural session", "en", 1),
        ("training on first aid", "en", None),
        ("First Nations forum", "en", None),
        ("first-aid course", "en", None),
        ("second phase training", "en", None),
        ("workshop for the Third World Network", "en", None),
        ("I Remember workshop", "en", None),
        ("VIP Reception dinner", "en", None),
        ("regional workshop", "en", None),
        ("", "en", None),
    ],
)
def test_editions_in_names(name: str, language: str, number: int | None) -> None:
    assert number_in(name, language) == number


@pytest.mark.parametrize(
    ("text", "number", "series"),
    [
        ("The River Board held a workshop on flood maps in Orlen on 3 March 2020, the fourth in a series of six workshops.", 4, None),
        ("The River Board held a workshop on flood maps in Orlen on 3 March 2020, the second of three meetings on rivers.", 2, None),
        ("A webinar on flood maps, the third in the Clean Rivers series, was held on 3 March 2020.", 3, "Clean Rivers"),
        ("A workshop on flood maps (14th edition) was held in Orlen on 3 March 2020.", 14, None),
        ("The third edition of the Summer School on Flood Maps was held in Orlen on 3 March 2020.", 3, None),
        ("Tom Vale cut the first of six ribbons at a workshop on flood maps in Orlen on 3 March 2020.", None, None),
    ],
)
def test_editions_and_series_in_the_text(text: str, number: int | None, series: str | None) -> None:
    found = next(e for e in find_events(make(text)) if "lood" in e.name)
    assert (found.edition, found.series) == (number, series)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A workshop on flood maps was held in Orlen on 3 March 2020 and attended by 2,300 people.", 2300),
        ("A workshop on flood maps brought together some thirty-five young experts in Orlen on 3 March 2020.", 35),
        ("On 3 March 2020 the Health League gave a training for 25 nurses in Orlen.", 25),
        ("A workshop on flood maps was held in Orlen on 3 March 2020 (62 participants, 27 of them women).", 62),
        ("187 participants from 34 countries attended a workshop on flood maps in Orlen on 3 March 2020.", 187),
        ("A workshop on flood maps was held in Orlen on 3 March 2020. Previous editions were attended by 380 officers.", None),
        ("A workshop on flood maps in Orlen on 3 March 2020 a réuni 60 sages-femmes.", 60),
        ("A workshop on flood maps in Orlen on 3 March 2020, en el que participaron 75 epidemiólogos.", 75),
        ("A workshop on flood maps in Orlen on 3 March 2020, attended by 45 government hydrologists.", 45),
        ("28 ferrymen and 40 lock-keepers took part in a workshop on flood maps in Orlen on 3 March 2020.", 40),
        ("A workshop on flood maps in Orlen on 3 March 2020, attended by 12 member states.", None),
        ("A workshop on flood maps in Orlen on 3 March 2020 a réuni 14 pays.", None),
        ("On 12 March 2020 officials attended a workshop on flood maps in Orlen.", None),
        ("A workshop on flood maps for up to 30 participants will be held in Orlen on 3 May 2020.", None),
        ("A workshop on flood maps was held in Orlen on 3 March 2020 after a storm that killed 24 people.", None),
        ("A workshop on flood maps of 34 countries was held in Orlen on 3 March 2020.", None),
    ],
)
def test_head_counts(text: str, count: int | None) -> None:
    found = next(e for e in find_events(make(text)) if e.kind in ("workshop", "training"))
    assert found.participant_count == count


def test_numbers() -> None:
    assert [as_number(n) for n in ("2,300", "1'900", "5 740", "thirty-five", "twelve", "Sixty")] == [2300, 1900, 5740, 35, 12, 60]
    assert [from_roman(r) for r in ("IV", "IX", "XIV", "XL", "XXVII", "LII", "IIX", "VIP", "")] == [4, 9, 14, 40, 27, 52, None, None, None]
