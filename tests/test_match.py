import random
from datetime import date

import pytest

from pipeline.document import DateInterval, Event, Initiative
from pipeline.link.groups import Tellings, neighbours
from pipeline.link.match import (
    SAME_EVENT,
    SAME_INITIATIVE,
    Sighting,
    event_blocks,
    event_score,
    initiative_blocks,
    initiative_score,
)
from pipeline.link.names import alike, parse
from pipeline.store import Store


def days(first, last=None, precision=None):
    a, b = date.fromisoformat(first), date.fromisoformat(last or first)
    return DateInterval(a, b, precision or ("day" if a == b else "range"))


MAY = days("2021-05-25")


def event(name, when=MAY, city="Dakar", country="SN", kind="workshop", *, page="p", published=None, acronyms=(), leads=(), status="held"):
    found = Event(name, kind, status, 0, 5, when=when, city=city, country_code=country, confidence=0.9)
    return Sighting(page, found, published, acronyms, frozenset(), frozenset(leads))


def initiative(name, acronym=None, *, page="p", published=None, countries=(), leads=(), known=None, starts=None, ends=None):
    found = Initiative(name, acronym, "programme", "active", 0, 5, starts=starts, ends=ends, confidence=0.9)
    return Sighting(page, found, published, (), frozenset(countries), frozenset(leads), known)


BORDER = "Regional Workshop on Border Health"


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (event(BORDER), event("regional workshop on border health"), True),
        (event(BORDER), event("two-day workshop on health at borders"), True),
        (event(BORDER), event("Atelier régional sur la santé aux frontières"), True),
        (event(BORDER), event(BORDER, days("2022-05-25")), False),
        (event(BORDER), event(BORDER, days("2021-05-01", "2021-05-31", "month")), True),
        (event(BORDER), event(BORDER, city="Thiès"), False),
        (event(BORDER, leads=["org-who"]), event(BORDER, city="Thiès", leads=["org-who"]), False),
        (event(BORDER), event(BORDER, city=None, country="ML"), True),
        (event(BORDER, city=None), event(BORDER, city=None, country="ML"), False),
        (event(BORDER), event("Workshop on Border Fees", city=None, country="ML"), False),
        (event(BORDER), event("training of trainers"), False),
        (event(BORDER, None), event(BORDER), True),
        (event(BORDER, None, published=date(2021, 6, 1)), event(BORDER), True),
        (event(BORDER, None, published=date(2018, 6, 1)), event(BORDER), False),
        (event(BORDER, None, published=date(2018, 6, 1)), event(BORDER, None, published=date(2021, 6, 1)), False),
        (event(BORDER, None, published=date(2020, 7, 1), status="planned"), event(BORDER), True),
        (event("workshop", None), event("workshop", None), False),
        (event("handover ceremony"), event("ceremony of handover"), True),
        (event("handover ceremony"), event("handover ceremony", city=None), False),
        (event("Third Youth Forum"), event("3rd youth forum"), True),
        (event("Third Youth Forum"), event("Fourth Youth Forum"), False),
        (event("Youth Forum 2021"), event("Youth Forum 2021", days("2021-09-14")), True),
        (event("Youth Forum 2021", None), event("Youth Forum 2022", None), False),
        (event("Youth Climate Summit", kind="summit"), event("Business Climate Summit", kind="summit"), False),
        (event("10th Meeting of Ministers of the CPLP", acronyms=(("CPLP", "Community of Portuguese Language Countries"),)),
         event("tenth meeting of ministers of the Community of Portuguese Language Countries"), True),
        (event("World Water Day", city=None, country="NR"), event("World Water Day", city="Funafuti", country="TV"), False),
        (event("visit to Marib", days("2021-03-08", "2021-03-09"), "Marib", "YE", "visit"),
         event("visit to Marib", days("2021-10-20"), "Marib", "YE", "visit"), False),
    ],
)  # fmt: skip
def test_events(a, b, same):
    assert (event_score(a, b) >= SAME_EVENT) is same
    assert event_score(a, b) == event_score(b, a)
    if same:
        assert set(event_blocks(a)) & set(event_blocks(b))


STRATEGY = "National Strategy for Herders"


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (initiative("Safe Roads for Lake Chad"), initiative("Safe Roads for Lake Chad", "SRLC"), True),
        (initiative("Safe Roads for Lake Chad"), initiative("Lake Chad Safe Roads Programme"), True),
        (initiative("Safe Roads for Lake Chad"), initiative("second phase of Safe Roads for Lake Chad"), True),
        (initiative("Safe Roads for Lake Chad", "SRLC"), initiative("the Safe Roads programme", "SRLC"), True),
        (initiative("Safe Roads for Lake Chad"), initiative("Safe Roads for Lake Victoria"), False),
        (initiative("Clean Ports Campaign"), initiative("Clean Ports Campaign Chile"), False),
        (initiative("regional project"), initiative("regional project"), False),
        (initiative("Safe Roads for Lake Chad", ends=date(2015, 12, 31)), initiative("Safe Roads for Lake Chad", starts=date(2018, 1, 1)), False),
        (initiative("Safe Roads for Lake Chad", ends=date(2019, 12, 31)), initiative("Safe Roads for Lake Chad", starts=date(2018, 1, 1)), True),
        (initiative("Joint Programme", "JP"), initiative("Jobs Pact of the Ministry", "JP"), False),
        (initiative("Water Partnership of the Dniester", "DWP"), initiative("Danube Wetlands Partnership", "DWP"), False),
        (initiative(STRATEGY, countries={"LS"}), initiative(STRATEGY, countries={"LS", "ZA"}), True),
        (initiative(STRATEGY, countries={"LS"}), initiative(STRATEGY, countries={"MN"}), False),
        (initiative("Action Plan on Lightning Safety 2015–2019"), initiative("Action Plan on Lightning Safety 2020–2024"), False),
        (initiative("Action Plan on Lightning Safety 2015–2019"), initiative("Action Plan on Lightning Safety", published=date(2017, 4, 8)), True),
        (initiative("Action Plan on Lightning Safety 2015–2019"), initiative("Action Plan on Lightning Safety", published=date(2023, 4, 8)), False),
        (initiative("Paris Agreement"), initiative("Accord de Paris"), True),
        (initiative("Sendai Framework"), initiative("Cadre de Sendai pour la réduction des risques de catastrophe"), False),
        (initiative("Sendai Framework", known="S"), initiative("Cadre de Sendai pour la réduction des risques de catastrophe", known="S"), True),
        (
            initiative("European Neighbourhood Instrument", known="European Neighbourhood Instrument"),
            initiative("European Neighbourhood and Partnership Instrument", known="European Neighbourhood and Partnership Instrument"),
            False,
        ),
    ],
)
def test_initiatives(a, b, same):
    assert (initiative_score(a, b) >= SAME_INITIATIVE) is same
    assert initiative_score(a, b) == initiative_score(b, a)


@pytest.mark.parametrize(
    ("name", "words", "edition", "years"),
    [
        ("The 27th Meeting of the Animals Committee", {"meeting", "animal", "committee"}, 27, set()),
        ("21.ª reunión del Comité de Flora", {"meeting", "committee", "flora"}, 21, set()),
        ("Twenty-first Session", {"session"}, 21, set()),
        ("XII Cumbre Iberoamericana", {"summit", "iberoamericana"}, 12, set()),
        ("COP 28", {"cop"}, 28, set()),
        ("Phase II of the Road Project", {"phase", "road", "project"}, None, set()),
        ("South Asia Plan 2015–19", {"south", "asia", "plan"}, None, {2015, 2019}),
        ("L’atelier d'Abidjan (Côte d'Ivoire)", {"workshop", "abidjan"}, None, set()),
        ("会议", {"会议"}, None, set()),
        ("", set(), None, set()),
    ],
)
def test_parse(name, words, edition, years):
    found = parse(name)
    assert (found.words, found.edition, found.years) == (words, edition, years)


def test_alike():
    assert alike(parse("The Dakar Dialogues"), parse("Dakar dialogue")).dice == 1.0
    assert alike(parse(""), parse("x")).dice == 0.0
    assert not alike(parse("Youth Forum"), parse("Youth Forum of Ghana")).apart
    assert alike(parse("Foro de los Glaciares"), parse("Glacier Forum")).dice == 1.0


def grouped(told):
    kind = type(told[0].item)
    blocks, score, same = (event_blocks, event_score, SAME_EVENT) if kind is Event else (initiative_blocks, initiative_score, SAME_INITIATIVE)
    with Store() as store:
        found = Tellings(store, "told", kind, blocks)
        for telling in told:
            found.add(telling)
        found.settle(score, same)
        return [[found.whole(n) for n in numbers] for numbers in found.groups()]


def link(told):
    return {tuple(sorted(s.document_id for s in g)) for g in grouped(told)}


def test_two_of_one_page_are_never_one():
    assert link([event(BORDER, page="a"), event(BORDER, page="a"), event(BORDER, page="b")]) == {("a", "b"), ("a",)}


def test_an_undated_telling_does_not_join_two_editions():
    editions = [event(BORDER, page="a"), event(BORDER, days("2022-05-25"), page="b"), event(BORDER, None, page="c")]
    assert len(link(editions)) == 2


def test_groups_do_not_depend_on_the_order():
    names = [
        BORDER,
        "workshop on border health",
        "Workshop on Border Fees",
        "visit to Marib",
        "Third Youth Forum",
        "youth forum",
        "handover ceremony",
    ]
    draw = random.Random(4)
    told = [
        event(draw.choice(names), draw.choice([MAY, days("2022-05-25"), None]), draw.choice(["Dakar", None]), page=f"p{i % 40}") for i in range(60)
    ]
    first = link(told)
    for _ in range(5):
        draw.shuffle(told)
        assert link(told) == first


def test_a_large_block_is_done_in_proportion():
    told = [event("World Water Day", city=f"Town {n % 50}", page=f"p{n}") for n in range(2000)]
    assert len(link(told)) == 50
    cited = [initiative("Safe Roads for Lake Chad", page=f"p{n}", published=date(2000 + n % 20, 1, 1)) for n in range(3000)]
    assert len(grouped(cited)) == 1


@pytest.mark.parametrize("size", [0, 1, 2, 39, 40, 41, 42, 60])
def test_pairs_of_a_block(size):
    reach = size if size <= 40 else 8
    expected = {(a, b) for a in range(size) for b in range(a + 1, min(a + 1 + reach, size))}
    found = list(neighbours(iter(range(size))))
    assert set(found) == expected
    assert len(found) == len(expected)


def test_tellings_come_back_whole_and_in_order():
    told = [event(name, page=name[:1]) for name in ("Zeta Forum", "Alpha\0Forum", "Alpha Forum", "Ålborg Forum", "Alpha")]
    names = [g[0].item.name for g in grouped(told)]
    assert names == [s.item.name for s in sorted(told, key=lambda s: s.order)]
    assert grouped(told)[0][0] in told


def test_a_name_with_a_superscript_has_no_number():
    assert parse("Forum Nairobi ² on Water", ()).edition is None
