"""Who is taken for a party of an event or initiative by weight, and how the weights are made."""

from __future__ import annotations

import numpy as np
import pytest
from test_events import make

from pipeline.document import Document, Event, Evidence, Mention, Organisation, Party, Place, Span
from pipeline.events import find_events, weighed
from pipeline.initiatives import readings
from pipeline.initiatives.weighed import WEIGHTS, traits
from pipeline.train.event_parties import cases
from pipeline.train.logistic import NEITHER, Case, compared, crossed, fit, minimise
from pipeline.train.parties import LEAD, PARTNER, decide
from pipeline.weighing import chances, step, weights, words

TABLE = {"a": (2.0, 0.0), "b": (-1.0, 3.0)}


@pytest.mark.parametrize(
    ("found", "lead", "partner"),
    [((), 1 / 3, 1 / 3), (("a",), 0.7870, 0.1065), (("a", "b", "unknown"), 0.1142, 0.8438), (tuple("a" * 9), 0.7870, 0.1065)],
)
def test_chances(found: tuple[str, ...], lead: float, partner: float) -> None:
    assert chances(frozenset(found), TABLE) == pytest.approx((lead, partner), abs=1e-3)


def test_chances_of_huge_scores_are_numbers() -> None:
    assert chances(frozenset("a"), {"a": (9e9, -9e9)}) == pytest.approx((1.0, 0.0))


def test_words_fold_case_and_numbers() -> None:
    assert words("Led by the EU (2019),") == ("led", "by", "the", "eu", "(", "0", ")", ",")


@pytest.mark.parametrize(("far", "bound"), [(0, 0), (1, 3), (25, 25), (26, 50), (801, 999)])
def test_steps(far: int, bound: int) -> None:
    assert step(far) == bound


def test_traits_tell_side_distance_and_words() -> None:
    text = "Reed Cutters run the Blue Heron project, which Lake Fund pays for."
    bodies = ("Reed Cutters", "Lake Fund")
    document = Document(
        document_id="doc-1",
        path="a.txt",
        text=text,
        content_hash="",
        mentions=tuple(Mention(text.index(b), text.index(b) + len(b), b, "ORG", "model", 0.9, f"org-{b}") for b in bodies),
        organisations=tuple(Organisation(f"org-{b}", b) for b in bodies),
        spans=(Span(21, 39, "INITIATIVE", "model", 0.9),),
    )
    reading = readings(document)[0]
    found = {ref: seen for ref, (_, seen) in traits(reading.scene, reading.thread, reading.kind, reading.pieces, reading.stated).items()}
    assert {"L 10", ">1 run 0", "L run", "rank 0 O", "name reed"} <= found["org-Reed Cutters"]
    assert {"R 10", "<1 which 0", "> pays 0", "R bodies 0", "field "} <= found["org-Lake Fund"]


def test_shipped_weights() -> None:
    table = weights(WEIGHTS)
    assert len(table) > 1000
    assert table["field lead"][0] > 0 > table["all"][0]
    assert table["field funder"][1] > 0


def test_minimise_finds_the_least() -> None:
    aim = np.array([3.0, -2.0])
    scale = np.array([1.0, 50.0])
    found = minimise(lambda x: (float((scale * (x - aim) ** 2).sum()), 2 * scale * (x - aim)), np.zeros(2))
    assert found == pytest.approx(aim, abs=1e-3)


def test_fit_learns_what_parts_the_roles() -> None:
    bodies = ((frozenset(("all", "led by")), LEAD, NEITHER), (frozenset(("all", "with")), PARTNER, PARTNER), (frozenset(("all",)), NEITHER, NEITHER))
    given = [Case(f"page-{n}", bodies, (0, 0)) for n in range(20)]
    table = fit(given, penalty=2.0)
    assert chances(frozenset(("all", "led by")), table)[0] > 0.5 < chances(frozenset(("all", "with")), table)[1]
    assert max(chances(frozenset(("all",)), table)) < 0.5
    assert set(crossed(given, penalty=2.0)) == {f"page-{n}" for n in range(20)}
    assert compared(given, decide, penalty=2.0) == ((0.0, 1.0), (1.0, 1.0))


TEXT = "The River Board held a workshop on wells in Orlen on 3 March 2020. Ada Brun of the River Board spoke.\n\nThe Kind Fund works in Tavik."


def test_traits_of_the_parties_of_an_event() -> None:
    document = make(TEXT)
    (event,) = find_events(document)
    (seen,) = weighed.traits(document, [event])
    found = {ref: each for ref, (_, each) in seen.items()}
    assert "loc-xa-orlen" not in found  # where it is held
    assert {"rule o sentence", "rank 1 O", "L 10 O", ">1 held 1", "name river", "far 10 O", "L held O", "speaks True O o"} <= found["org-river-board"]
    assert {"rule p context", "rank 2 P", "R stops 1 P", "body is o p", "role director"} <= found["per-ada-brun"]
    assert {"rule -", "rank 5 O", "elsewhere 0 0 -", "far 90 O"} <= found["org-kind-fund"]
    assert [m.text for m, _ in (seen["org-river-board"], seen["org-kind-fund"])] == ["River Board", "Kind Fund"]


def test_an_event_beside_another() -> None:
    text = "The River Board held a workshop on wells in Orlen on 3 March 2020. The Health League held a forum on rain in Tavik on 5 March 2020."
    document = make(text)
    events = find_events(document)
    first, second = weighed.traits(document, events)
    assert {"nearer False o", "elsewhere 0 0 O", "rule o sentence"} <= first["org-river-board"][1]
    assert {"nearer True -", "elsewhere 1 0 -", "rule -"} <= second["org-river-board"][1]


@pytest.mark.parametrize(
    ("table", "roles"),
    [
        (
            {"rule o sentence": (5.0, 0.0), "rule p context": (0.0, 5.0), "all": (-2.0, -2.0)},
            {"org-river-board": "organiser", "per-ada-brun": "participant"},
        ),
        ({"rule o sentence": (5.0, 0.0), "all": (-2.0, -2.0)}, {"org-river-board": "organiser"}),
        ({"rule o sentence": (0.0, 5.0), "all": (-2.0, -2.0)}, {"org-river-board": "participant"}),
        ({"name fund": (0.0, 5.0), "all": (-2.0, -2.0)}, {"org-kind-fund": "participant"}),
        ({"all": (-2.0, -2.0)}, {}),
    ],
)
def test_parties_and_their_evidence_go_together(
    monkeypatch: pytest.MonkeyPatch, table: dict[str, tuple[float, float]], roles: dict[str, str]
) -> None:
    monkeypatch.setattr(weighed, "weights", lambda _: table)
    document = make(TEXT)
    (event,) = weighed.weigh(document, find_events(document))
    assert {p.ref: p.role for p in event.parties} == roles
    assert {(e.value, e.slot) for e in event.evidence if e.slot in ("organiser", "participant")} == set(roles.items())
    assert all(e.start is not None and TEXT[e.start : e.end] in ("River Board", "Ada Brun", "Kind Fund") for e in event.evidence if e.value in roles)


def test_a_party_without_a_mention_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighed, "weights", lambda _: {"all": (-2.0, -2.0)})
    stated = Evidence("organiser", "org-absent", None, None, "field", "structure", 0.95)
    event = Event("forum", "forum", "held", 0, 5, parties=(Party("org-absent", "organiser"),), evidence=(stated,), spans=((0, 5),))
    assert weighed.weigh(make("Forum in Orlen."), [event]) == (event,)
    assert weighed.weigh(make(""), []) == ()


def test_shipped_weights_of_events() -> None:
    table = weights(weighed.WEIGHTS)
    assert len(table) > 1000
    assert table["rule o sentence"][0] > 0 < table["rule p sentence"][1]


def test_cases_of_events_that_page_and_gold_share() -> None:
    gold = {
        "organisations": [{"name": "River Board", "acronym": None, "surfaces": ["River Board"]}],
        "events": [{"name": "workshop on wells", "start": "2020-03-03", "organisers": ["River Board"], "participants": ["Ada Brun", "Nobody"]}],
    }
    (case,) = cases("a", make(TEXT), gold)
    assert sorted((given, ruled) for _, given, ruled in case.bodies if given or ruled) == [(1, 1), (2, 2)]
    assert case.lacking == (0, 1)


@pytest.mark.parametrize(("role", "kept"), [("organiser", False), ("participant", True)])
def test_a_country_and_its_government_are_one_party(role: str, *, kept: bool) -> None:
    document = Document(
        "doc-1",
        "a.txt",
        "",
        "",
        organisations=(
            Organisation("org-government-of-ostia", "Government of Ostia", None, "government", "XB"),
            Organisation("org-ministry-of-water", "Ministry of Water", None, "government", "XA"),
        ),
        places=(Place("loc-xb", "Ostia", "country", "XB"), Place("loc-xa", "Marland", "country", "XA")),
    )
    bodies = {"org-government-of-ostia": "organiser", "org-ministry-of-water": "participant"}
    told = {"loc-xa": "organiser", "loc-xb": role, **bodies}
    event = Event(
        "signing of a grant",
        "signing",
        "held",
        0,
        0,
        parties=tuple(Party(ref, part) for ref, part in told.items()),
        evidence=tuple(Evidence(part, ref, None, None, "sentence", "pattern", 0.9) for ref, part in told.items()),
    )
    (once,) = weighed.weigh(document, [event])
    assert [p.ref for p in once.parties] == [ref for ref in told if kept or ref != "loc-xb"]
    assert [e.value for e in once.evidence] == [p.ref for p in once.parties]


def test_no_third_signatory_is_weighed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ostia and Marland signed an agreement. The Ministry of Water will keep it."
    parties = (Party("loc-xa", "organiser"), Party("loc-xb", "organiser"))
    monkeypatch.setattr(weighed, "weights", lambda _: {"all": (9.0, 0.0)})  # all that are weighed hold it
    for kind, held in (("signing", 2), ("meeting", 3)):
        event = Event("agreement", kind, "held", 0, 38, parties=parties, spans=((17, 38),))
        (found,) = weighed.weigh(make(text), [event])
        assert len([p for p in found.parties if p.role == "organiser"]) == held
