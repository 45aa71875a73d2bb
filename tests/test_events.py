"""Events from small documents made by hand: invented people, places and bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from pipeline.binding import Passages, passages, run_after, run_before
from pipeline.context import Context
from pipeline.document import DateInterval, Document, Event, Mention, Organisation, PageType, Person, Place, Sdg, Span
from pipeline.events import find_events, told_events
from pipeline.events.candidates import find_candidates
from pipeline.events.names import Reader, entry_kind, ordinal
from pipeline.events.slots import status_of

PLACES = (
    Place("loc-xa-orlen", "Orlen", "city", "XA"),
    Place("loc-xb-tavik", "Tavik", "city", "XB"),
    Place("loc-xa-sural", "Sural", "city", "XA"),
    Place("loc-xb", "Ostia", "country", "XB"),
    Place("loc-xa", "Marland", "country", "XA"),
)
ORGANISATIONS = (
    Organisation("org-health-league", "Health League", "HL"),
    Organisation("org-river-board", "River Board"),
    Organisation("org-ministry-of-water", "Ministry of Water"),
    Organisation("org-kind-fund", "Kind Fund"),
)
PEOPLE = (Person("per-ada-brun", "Ada Brun", "Director", "org-river-board"), Person("per-tom-vale", "Tom Vale", "Minister", None))
_DATE = re.compile(r"(\d{1,2})(?:[–-](\d{1,2}))? (March|April|May|June) (20\d\d)|(March|April|May|June) (20\d\d)")
_MONTHS = {"March": 3, "April": 4, "May": 5, "June": 6}


def make(
    text: str,
    *,
    title: str | None = None,
    page_type: PageType = "news",
    published: date | None = date(2020, 4, 10),
    spans: Sequence[str] = (),
    sdgs: Sequence[tuple[int, str]] = (),
) -> Document:
    """A document whose known names and plain dates are annotated; ``spans`` are the tagger's EVENT spans, by their text."""
    mentions = []
    for label, entities in (
        ("ORG", [(o.organisation_id, o.name) for o in ORGANISATIONS]),
        ("PERSON", [(p.person_id, p.name) for p in PEOPLE]),
        ("LOC", [(p.location_id, p.name) for p in PLACES]),
    ):
        for ref, name in entities:
            mentions += [Mention(m.start(), m.end(), name, label, "model", 0.9, ref) for m in re.finditer(rf"\b{name}\b", text)]  # type: ignore[arg-type]
    for found in _DATE.finditer(text):
        if found[5]:
            month, year = _MONTHS[found[5]], int(found[6])
            when = DateInterval(date(year, month, 1), date(year, month, 30), "month")
        else:
            month, year = _MONTHS[found[3]], int(found[4])
            first, last = date(year, month, int(found[1])), date(year, month, int(found[2] or found[1]))
            when = DateInterval(first, last, "day" if first == last else "range")
        mentions.append(Mention(found.start(), found.end(), found[0], "DATE", "pattern", 0.9, None, when))
    bounds = [m.span() for m in re.finditer(r"[^\n.!?]+(?:\.(?=\d)[^\n.!?]*)*[.!?”]*", text) if m[0].strip()]
    return Document(
        "doc-1",
        "a.txt",
        text,
        "",
        language="en",
        page_type=page_type,
        title=title,
        published=published,
        sentences=tuple((a + len(text[a:b]) - len(text[a:b].lstrip()), b) for a, b in bounds),
        spans=tuple(Span(text.index(s), text.index(s) + len(s), "EVENT", "model", 0.9) for s in spans),
        mentions=tuple(sorted(mentions, key=lambda m: (m.start or 0, m.end or 0))),
        organisations=ORGANISATIONS,
        people=PEOPLE,
        places=PLACES,
        sdgs=tuple(Sdg(goal, (re.findall(r"\d+\.\w+", s) or [None])[0], "explicit", 0.9, text.index(s), text.index(s) + len(s)) for goal, s in sdgs),
    )


def only(document: Document) -> Event:
    found = find_events(document)
    assert len(found) == 1, [e.name for e in found]
    return found[0]


def by_role(event: Event, role: str) -> list[str]:
    return sorted(p.ref for p in event.parties if p.role == role)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A regional workshop on flood maps was held in Orlen on 3 March 2020.", "regional workshop on flood maps", "workshop"),
        ("They took part in the Second Regional Dialogue on Clean Rivers in Orlen in March 2020.",
         "Second Regional Dialogue on Clean Rivers", "dialogue"),
        ("On 3 March 2020 the Health League gave a training for 25 nurses in Orlen.", "training for 25 nurses", "training"),
        ("The River Board held a technical meeting in Orlen on 3 March 2020.", "technical meeting in Orlen", "meeting"),
        ("A webinar, “Telling Risk Well”, takes place on 3 May 2020.", "Telling Risk Well", "webinar"),
        ("Teachers met at Code the Water, a five-day training camp, in Orlen on 3 March 2020.", "five-day training camp", "training"),
        ("The Health League and the River Board signed a memorandum of understanding on wells in Orlen on 3 March 2020.",
         "signing of a memorandum of understanding on wells", "signing"),
        ("Since the launch in March 2020 of the Blue River Compact, prices fell.", "launch of Blue River Compact", "launch"),
        ("On 3 March 2020 the River Board handed over twelve pumps to the Ministry of Water.",
         "handover of twelve pumps to the Ministry of Water", "ceremony"),
        ("On 3 March 2020 the River Board handed the pump station over to the Ministry of Water.", "handover of pump station", "ceremony"),
        ("On 3 March 2020 Ada Brun visited the school of Orlen.", "visit to school of Orlen", "visit"),
        ("A workshop organised by the Kind Fund on drought and migration took place in Orlen on 3 March 2020.",
         "workshop on drought and migration", "workshop"),
        ("The Blue River Compact (BRC) was launched in Orlen on 3 March 2020.", "launch of The Blue River Compact", "launch"),
        ("An information fair was held in Orlen on 3 March 2020.", "information fair", "other"),
    ],
)  # fmt: skip
def test_names_and_kinds(text: str, name: str, kind: str) -> None:
    assert [(event.name, event.kind) for event, _ in told_events(make(text))] == [(name, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Regular meetings are held every month.",
        "Three workshops took place in Orlen.",
        "The meeting room in Orlen was painted on 3 March 2020.",
        "The conference hall was closed on 3 March 2020 after the storm in Orlen.",
        "In March 2020 the drought in Orlen grew worse.",
        "The training centre of the Kind Fund opened its doors on 3 March 2020.",
        "The committee will review the rules by 3 May 2020.",
        "Local elections were held in Orlen on 3 March 2020.",
        "A market session of each week was lost in March 2020.",
        "He was a guest of the Permanent Mission of Ostia on 3 March 2020.",
        "A workshop would help.",
        "On 3 March 2020 Ada Brun visited one of them.",
        "They spoke at the Palais des Congrès of Orlen on 3 March 2020.",
        "A bill of the National Assembly (Marland) was read on 3 March 2020.",
        "Since 3 March 2020 they are now training officers in Orlen.",
        "* 3 May 2020: twelve workshops, in Orlen",
        "Starting March 2020 it trains.",
        "On 3 March 2020 they wrote on the exchange of staff between Marland and Ostia.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert [e.name for e in find_events(make(text))] == []


def test_one_occurrence_is_one_event() -> None:
    event = only(
        make(
            "Rivers first\n\nThe Health League held a regional workshop on flood maps in Orlen on 3 March 2020. The workshop was attended by the"
            " Kind Fund. It was opened by Tom Vale. The two-day meeting ended with songs.",
            title="Rivers first",
        )
    )
    assert event.name == "regional workshop on flood maps"
    assert by_role(event, "organiser") == ["org-health-league"]
    assert by_role(event, "participant") == ["org-kind-fund", "per-tom-vale"]


def test_two_events_of_a_sentence_keep_their_own_dates_and_places() -> None:
    text = "A kick-off workshop took place in Orlen on 3 March 2020; a closing seminar on wells will be held in Tavik in May 2020."
    first, second = find_events(make(text))
    assert (first.city, first.when and first.when.start, first.status) == ("Orlen", date(2020, 3, 3), "held")
    assert (second.city, second.country_code, second.when and second.when.precision, second.status) == ("Tavik", "XB", "month", "planned")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A seminar on wells took place in Orlen on 3 March 2020; the second will be held in Tavik in May 2020.",
         ["seminar on wells", "second seminar on wells"]),
        ("A seminar on wells took place in Orlen on 3 March 2020, the next in Tavik in May 2020.", ["seminar on wells", "next seminar on wells"]),
        ("Two workshops on wells were held, the first in Orlen in March 2020 and the second in Tavik in May 2020.",
         ["workshop on wells in Orlen", "workshop on wells in Tavik"]),
        ("Two consultations on wells were held, in Orlen, Marland, in March 2020 and in Sural, Marland, on 6 March 2020, while the third, which"
         " had been planned in Tavik for May 2020, was cancelled.",
         ["consultation on wells in Orlen", "consultation on wells in Sural", "third consultation on wells"]),
        ("The drill was the second of its kind, an exercise on floods in Orlen on 3 March 2020, the first having been carried out in Tavik in"
         " May 2019.",
         ["exercise on floods", "first exercise on floods"]),
        ("A seminar on wells took place in Orlen on 3 March 2020. It was the second in a series begun in May 2019.", ["seminar on wells"]),
        ("A seminar on wells took place in Orlen on 3 March 2020. The second reason is the drought of May 2019.", ["seminar on wells"]),
    ],
)  # fmt: skip
def test_numbered_events_without_their_noun(text: str, names: list[str]) -> None:
    assert [e.name for e in find_events(make(text))] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Forty nurses were trained in Orlen on 3 March 2020.", ["training of Forty nurses"]),
        ("The Kind Fund trained 35 nurses in Orlen on 3 March 2020.", ["training of 35 nurses"]),
        ("The Kind Fund trained 35 nurses at a seminar on wells in Orlen on 3 March 2020.", ["seminar on wells"]),
        ("Water experts of both states met in Orlen on 3 March 2020.", ["meeting of Water experts of both states"]),
        ("The two rivers meet in Orlen. The dam broke on 3 March 2020.", []),
        ("On 3 March 2020 the Kind Fund turned over ten pumps to the Ministry of Water.", ["handover of ten pumps to the Ministry of Water"]),
        ("She met him in Orlen on 3 March 2020.", []),
        ("The plan was asked for by the River Board (RB), which met virtually in March 2020.", ["meeting of the River Board"]),
        ("A two-day drill ended in Orlen on 3 March 2020 with a call on states to let nurses share what they know.", ["two-day drill"]),
        ("On 3 March 2020 Ada Brun paid a courtesy call on the mayor of Orlen.", ["courtesy call on the mayor of Orlen"]),
        ("On 3 March 2020 the Kind Fund and the River Board renewed the agreement on wells in Orlen.", ["renewal of the agreement on wells"]),
    ],
)  # fmt: skip
def test_verbs_that_tell_of_an_event(text: str, names: list[str]) -> None:
    assert [e.name for e in find_events(make(text))] == names


@pytest.mark.parametrize(
    ("text", "organisers"),
    [
        ("The Health League and the River Board convened a workshop on wells in Orlen on 3 March 2020.", ["org-health-league", "org-river-board"]),
        ("A workshop on wells was organised by the Ministry of Water with the River Board in Orlen on 3 March 2020.",
         ["org-ministry-of-water", "org-river-board"]),
        ("A workshop on wells, which the River Board will host in Orlen on 3 May 2020, is open to all.", ["org-river-board"]),
        ("A workshop on wells, funded by the Kind Fund, was held in Orlen on 3 March 2020.", []),
        ("Marland and Ostia signed a labour agreement in Orlen on 3 March 2020.", ["loc-xa", "loc-xb"]),
        ("The budget was approved by the River Board at its third session in Orlen on 3 March 2020.", ["org-river-board"]),
        ("A workshop on wells was held in Orlen from morning to night, on 3 March 2020, by the Kind Fund and the River Board.",
         ["org-kind-fund", "org-river-board"]),
        ("A workshop on wells was held in Orlen and attended by the Kind Fund on 3 March 2020.", []),
        ("The River Board, supported by the Kind Fund, held a workshop on wells in Orlen on 3 March 2020.", ["org-river-board"]),
        ("The Ministry of Water spoke. On 3 March 2020 the Ministry held a workshop on wells in Orlen.", ["org-ministry-of-water"]),
        ("The Kind Fund and the River Board met. The two organisations held a workshop on wells in Orlen on 3 March 2020.",
         ["org-kind-fund", "org-river-board"]),
        ("The Kind Fund is small. On 3 March 2020 it held a workshop on wells in Orlen.", ["org-kind-fund"]),
        ("A workshop on wells in Orlen on 3 March 2020 was told of a project run by the Kind Fund.", []),
        ("A training for observers of the water services was held by the River Board in Orlen on 3 March 2020.", ["org-river-board"]),
        ("A training seminar on wells closed in Orlen on 3 March 2020.\nThe seminar was organised by the River Board.", ["org-river-board"]),
        ("A course on wells in Orlen on 3 March 2020 was taught by Ada Brun, of the River Board.", []),
        ("A workshop on wells, chaired by the River Board, was held in Orlen on 3 March 2020.", ["org-river-board"]),
        ("The Ministers of Health of Marland and Ostia signed a labour agreement in Orlen on 3 March 2020.", ["loc-xa", "loc-xb"]),
        ("- Workshop on wells, Orlen, 3 March 2020, with the River Board", ["org-river-board"]),
        ("On 3 March 2020 the Kind Fund hosted a side event with the River Board in Orlen.", ["org-kind-fund", "org-river-board"]),
        ("A workshop on wells was held in Orlen on 3 March 2020, organised by the Health League (HL) River Board.", ["org-river-board"]),
    ],
)  # fmt: skip
def test_organisers(text: str, organisers: list[str]) -> None:
    assert by_role(only(make(text)), "organiser") == organisers


@pytest.mark.parametrize(
    ("text", "participants"),
    [
        ("A workshop on wells, funded by the Kind Fund, was held in Orlen on 3 March 2020.", ["org-kind-fund"]),
        ("A workshop on wells was held in Orlen on 3 March 2020 in the presence of Tom Vale.", ["per-tom-vale"]),
        ("A workshop on wells in Orlen on 3 March 2020 brought together officials from Marland and Ostia.", ["loc-xa", "loc-xb"]),
        ("The Health League took part in a workshop on wells in Orlen on 3 March 2020.", ["org-health-league"]),
    ],
)
def test_participants(text: str, participants: list[str]) -> None:
    assert by_role(only(make(text)), "participant") == participants


def test_a_page_about_one_event_is_read_from_its_header() -> None:
    text = (
        "No Well Left Dry: who pays for water?\nWhen: 14–15 May 2020\nWhere: Town Hall, Orlen, Marland\nHosts: Health League, River Board\n"
        "Speakers: Ada Brun; Tom Vale\n\nThe side event asks a plain question. It bears on Goal 6."
    )
    event = only(make(text, title="No Well Left Dry: who pays for water?", page_type="event", sdgs=[(6, "Goal 6")]))
    assert (event.name, event.kind, event.status) == ("No Well Left Dry: who pays for water?", "side_event", "planned")
    assert event.when == DateInterval(date(2020, 5, 14), date(2020, 5, 15), "range")
    assert (event.city, event.country_code, event.sdgs) == ("Orlen", "XA", (6,))
    assert by_role(event, "organiser") == ["org-health-league", "org-river-board"]
    assert by_role(event, "participant") == ["per-ada-brun", "per-tom-vale"]


def test_the_dateline_is_not_the_day_of_the_event_but_may_be_its_place() -> None:
    text = "Wells for all\nOrlen, 10 April 2020 – The Health League opened a conference on wells on 9 April 2020."
    event = only(make(text, title="Wells for all"))
    assert (event.city, event.when and event.when.start) == ("Orlen", date(2020, 4, 9))


def test_a_heading_over_a_line_with_a_date_is_an_event() -> None:
    text = "Where to meet us\n\nEvery Last Drop\nSide event | 10 May 2020, 13:15 | Room 7\nOrganised by the River Board.\n"
    event = only(make(text, title="Where to meet us", page_type="listing"))
    assert (event.name, event.kind, event.when and event.when.start) == ("Every Last Drop", "side_event", date(2020, 5, 10))


def test_a_heading_over_a_line_of_place_and_date_is_an_event() -> None:
    text = "About the Board\n" + "It has nine members.\n" * 9 + "Next board meeting\nOrlen, Marland, 10 May 2020, hosted by the Health League\n"
    event = only(make(text, title="About the Board", page_type="topic", published=None))
    assert (event.name, event.kind, event.city, event.status) == ("Next board meeting", "meeting", "Orlen", "planned")
    assert by_role(event, "organiser") == ["org-health-league"]


def test_the_day_of_signature_of_the_pact_that_a_page_is_about() -> None:
    text = "Compact on Clean Rivers\nSigned: 6 March 2019, Orlen\nEffective: 1 May 2019\n\nThe states share what they know."
    event = only(make(text, title="Compact on Clean Rivers", page_type="profile"))
    assert (event.name, event.kind, event.city) == ("signing of the Compact on Clean Rivers", "signing", "Orlen")
    assert find_events(make(text.replace("Compact", "Report"), title="Clean rivers", page_type="profile")) == ()
    text = "Clean rivers\nProtocol on Silt (PS)\nSigned on 6 March 2019 in Orlen by two states\n\nThe states share what they know."
    assert [e.name for e in find_events(make(text, title="Clean rivers", page_type="profile"))] == ["signing of the Protocol on Silt"]


def test_two_signings_of_a_paper_on_one_day_are_one() -> None:
    text = "The ministers signed the Memorandum in Orlen on 4 May 2020. It has nine parts.\n4 May 2020: signature of the MoU."
    assert [e.name for e in find_events(make(text, title="The memorandum on silt"))] == ["signing of the Memorandum"]


def test_the_title_before_a_tagged_span_is_its_name() -> None:
    text = "Forty readers followed “Silt: what to ask”, a webinar of the River Board and the Health League, on 3 March 2020."
    event = only(make(text, spans=["webinar of the River Board and the Health League"]))
    assert (event.name, event.kind) == ("Silt: what to ask", "webinar")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The exercise, code-named Blue Heron, was held in Orlen on 3 March 2020.", "Blue Heron"),
        ("Half went into DREX-13, the simulation exercise which Ostia held in Orlen on 3 March 2020.", "DREX-13"),
        ("On 3 March 2020, the simulation exercise on floods was held in Orlen.", "simulation exercise on floods"),
    ],
)
def test_the_code_of_an_event_is_its_name(text: str, name: str) -> None:
    assert [e.name for e in find_events(make(text))] == [name]


def test_a_headline_and_the_meeting_below_it_are_one() -> None:
    text = "Ostia gathers its ferrymen to talk of silt\nThe meeting is on 3 March 2020 in Orlen.\nAt the Second Lake Roundtable on Silt they speak."
    assert [e.name for e in find_events(make(text, title="Ostia gathers its ferrymen to talk of silt", page_type="event"))] == [
        "Second Lake Roundtable on Silt"
    ]


def test_the_person_behind_a_comma_is_no_part_of_a_name() -> None:
    text = "On 3 March 2020, at a ceremony on Long Quay, Ada Brun and Bo Holt spoke of the dykes."
    assert [e.name for e in find_events(make(text))] == ["ceremony on Long Quay"]


def test_a_tagged_span_is_an_event_where_a_date_belongs_to_it() -> None:
    event = only(make("Readers gathered for Water Voices in Orlen on 3 March 2020.", spans=["Water Voices"]))
    assert (event.name, event.kind, event.city) == ("Water Voices", "other", "Orlen")
    assert event.confidence > 0.8


def test_a_tagged_span_whose_event_word_is_that_of_another_phrase_is_no_event() -> None:
    text = "On 3 March 2020 twenty archivists of the town followed a workshop on wells in Orlen."
    assert [e.name for e in find_events(make(text))] == ["workshop on wells"]
    document = make(text)
    span = Span(text.index("twenty"), text.index(" of the"), "EVENT", "model", 0.6)
    assert [e.name for e in find_events(replace(document, spans=(span,)))] == ["workshop on wells"]


@pytest.mark.parametrize(
    ("text", "span", "names"),
    [
        ("On 3 March 2020 the Kind Fund met the donors in Orlen.", "met the donors in Orlen", ["meeting with the donors in Orlen"]),
        ("On 3 March 2020 those who farm met in Orlen.", "those who farm met in Orlen", []),
        ("The River Board sat in Orlen; the next will meet in Tavik in May 2020.", "the next will meet", ["next meeting"]),
        ("A labour agreement was signed yesterday in Orlen, on 3 March 2020.", "labour agreement was signed yesterday",
         ["signing of the labour agreement"]),
        ("The River Board ended its third session in Orlen on 3 March 2020.", "River Board ended its third session",
         ["third session of the River Board"]),
        ("On 3 March 2020 it was told by video conference from Orlen.", "video conference", []),
    ],
)  # fmt: skip
def test_tagged_verbs(text: str, span: str, names: list[str]) -> None:
    assert [e.name for e in find_events(make(text, spans=[span]))] == names


def test_a_day_that_is_marked_by_an_event_is_one_with_it() -> None:
    text = "World Water Day will be marked in Orlen on 3 May 2020 with a football tournament."
    event = only(make(text))
    assert (event.name, event.when and event.when.start) == ("World Water Day", date(2020, 5, 3))


def test_what_is_done_beside_an_event_is_done_on_its_days() -> None:
    text = "In the margins of the third session of the River Board in Orlen on 3 March 2020, Ada Brun visited the port of Orlen. It rained."
    assert [(e.kind, e.when and e.when.start) for e in find_events(make(text))] == [("session", date(2020, 3, 3)), ("visit", date(2020, 3, 3))]
    later = "A workshop on wells was held in Orlen on 3 March 2020. In the afternoon Ada Brun visited the port of Orlen."
    assert [(e.kind, e.when and e.when.start) for e in find_events(make(later))] == [("workshop", date(2020, 3, 3)), ("visit", date(2020, 3, 3))]


def test_a_city_in_capitals_has_its_usual_name() -> None:
    document = make("Wells\nORLEN, 10 April 2020 – The Health League opened a conference on wells today.", title="Wells")
    place = Mention(6, 11, "ORLEN", "LOC", "model", 0.9, "loc-xa-orlen")
    mentions = tuple(sorted((*document.mentions, place), key=lambda m: m.start or 0))
    assert [e.city for e in find_events(replace(document, mentions=mentions)) if e.when or e.city] in ([], ["Orlen"])


def test_a_passage_of_another_time_names_no_participants() -> None:
    text = "The Health League held a workshop on wells in Orlen on 9 April 2020. In May 2018, said Tom Vale, it had rained."
    assert by_role(only(make(text)), "participant") == []
    again = "The Health League held a workshop on wells in Orlen on 9 April 2020. It had rained, said Tom Vale."
    assert by_role(only(make(again)), "participant") == ["per-tom-vale"]


@pytest.mark.parametrize(("role", "organisers"), [("Director", ["org-river-board"]), ("Minister of Water", [])])
def test_who_sends_a_visitor(role: str, organisers: list[str]) -> None:
    document = make("On 3 March 2020 Ada Brun toured the port of Orlen.")
    visitor = Person("per-ada-brun", "Ada Brun", role, "org-river-board")
    assert by_role(only(replace(document, people=(visitor,))), "organiser") == organisers


def test_a_named_event_and_what_it_is() -> None:
    text = "Crews row for the Diversity Cup, a football tournament of 24 teams (Orlen, 3 May 2020)."
    document = make(text)
    span = Span(text.index("Diversity"), text.index(", a"), "EVENT", "model", 0.55)
    assert [e.name for e in find_events(replace(document, spans=(span,)))] == ["Diversity Cup"]


def test_a_list_of_what_is_to_come_on_an_undated_page() -> None:
    text = "3 March 2020 Workshop on wells\n4 April 2020 Seminar on floods\n5 May 2020 Course on pumps\n"
    page = make(text, title="Upcoming events", page_type="listing", published=None)
    assert [e.status for e in find_events(page)] == ["planned", "planned", "planned"]
    past = make(text, title="Events", page_type="listing", published=None)
    assert {e.status for e in find_events(past)} == {"held"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The River Board toured the port of Tavik on 3 May 2020. The Health League hosts a course on pumps in Orlen on 5 April 2020.", "held held"),
        ("Coming up\n3 April 2020: course on pumps, Orlen, organised by the River Board", "planned"),
        ("Recent events\n3 April 2020: course on pumps, Orlen, with the River Board", "held"),
        ("What will follow\n3 April 2020: a seminar on floods, Tavik, hosted by the River Board", "held"),
        (
            "A course on pumps in Orlen (3 April 2020) said so: it will rain.\nThe Health League held a seminar on floods in Tavik on 5 May 2020.",
            "held held",
        ),
        (
            "The Health League held a seminar on floods in Tavik on 5 March 2020. The course on pumps in Orlen on 3 April 2020 has been dropped.",
            "held cancelled",
        ),
    ],
)
def test_status_on_an_undated_page(text: str, status: str) -> None:
    found = find_events(make(text, title="Wells", page_type="topic", published=None))
    assert [e.status for e in found] == status.split()


def test_a_day_without_a_year_on_an_undated_page_that_tells_of_nothing_past() -> None:
    document = make("Course on pumps, Orlen, 3 April", title="Wells", page_type="topic", published=None, spans=["Course on pumps"])
    day = Mention(24, 31, "3 April", "DATE", "pattern", 0.9, None, DateInterval(date(2020, 4, 3), date(2020, 4, 3), "day"))
    assert [e.status for e in find_events(replace(document, mentions=(*document.mentions, day)))] == ["planned"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Meetings held so far\n– 3 March 2020, Orlen: workshop on wells\n– 4 April 2020, Tavik: seminar on floods", "held"),
        ("What | Where | When\nWorkshop on wells | Orlen | 3 March 2020\nSeminar on floods | Tavik | 4 April 2020", "held"),
        ("Plan for 2020\n– 3 March 2020, Orlen: workshop on wells\n– 4 April 2020, Tavik: seminar on floods", "planned"),
    ],
)
def test_notes_without_a_verb_on_an_undated_profile(text: str, status: str) -> None:
    told = "The River Fund pays for wells.\n"
    found = find_events(make(told + text, title="River Fund", page_type="profile", published=None))
    assert [e.status for e in found] == [status, status]


def test_a_side_remark_on_what_will_be_is_planned_on_an_undated_page() -> None:
    text = "Forum on Wells\nWhen: 14–15 May 2020\nWhere: Orlen\n\nAn online course on pumps will be given on 3–5 April 2020."
    found = find_events(make(text, title="Forum on Wells", page_type="event", published=None, spans=["online course on pumps"]))
    assert [(e.kind, e.status) for e in found] == [("forum", "planned"), ("training", "planned")]


@pytest.mark.parametrize(
    ("told", "name", "kind"),
    [
        (
            "The Kind Fund and the River Board signed a US$9.6 million financing agreement",
            "signing of a US$9.6 million financing agreement",
            "signing",
        ),
        ("The River Board signed at the Town Hall in Orlen a grant contract for nets", "signing of a grant contract for nets", "signing"),
        ("The River Board signed yesterday a twinning agreement", "signing of a twinning agreement", "signing"),
        ("Ada Brun inspected the Centre for Nets", "visit to Centre for Nets", "visit"),
        ("The River Board held a colloquium on nets", "colloquium on nets", "conference"),
        ("Experts of the River Board carried out a joint inspection of the gauges", "joint inspection of the gauges", "visit"),
    ],
)
def test_names_and_kinds_of_what_is_told(told: str, name: str, kind: str) -> None:
    assert [(e.name, e.kind) for e in find_events(make(f"{told} on 3 March 2020."))] == [(name, kind)]


def test_who_meets_holds_the_meeting() -> None:
    text = "On 3 March 2020 the Kind Fund and the River Board met the donors in Orlen."
    event = only(make(text, spans=["met the donors in Orlen"]))
    assert by_role(event, "organiser") == ["org-kind-fund", "org-river-board"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Brun s’est entretenue le 3 March 2020 avec le président de la Chambre, Tom Vale.", ["entretien avec le président de la Chambre"]),
        ("Ada Brun a visité le Musée des fleuves d’Orlen le 3 March 2020.", ["visite du Musée des fleuves d’Orlen"]),
        ("La Journée mondiale de l’eau a été fêtée à Orlen le 3 March 2020.", ["Journée mondiale de l’eau"]),
        ("L’école d’été sur les puits s’est tenue à Orlen du 3–5 March 2020.", ["école d’été sur les puits"]),
        ("La pose de la première pierre du port, le 3 March 2020 à Orlen, a réuni tout le monde.", ["pose de la première pierre du port"]),
        ("Ce fonds est dirigé à tour de rôle par le Kind Fund depuis le 3 March 2020.", []),
        ("Le 3 March 2020, au cours d’une cérémonie à Orlen, il a parlé.", ["cérémonie à Orlen"]),
        ("Les groupes de formation du Kind Fund existent depuis le 3 March 2020.", []),
    ],
)
def test_french_idioms(text: str, names: list[str]) -> None:
    assert [e.name for e in find_events(replace(make(text), language="fr"))] == names


def test_what_is_held_before_another_event_is_one_of_its_own() -> None:
    text = "A forum on wells took place in Orlen on 3 March 2020. Before the forum, a training for nurses was given on 2 March 2020."
    assert [e.name for e in find_events(make(text))] == ["forum on wells", "training for nurses"]


def test_what_is_to_come_needs_no_date_where_its_place_is_told() -> None:
    text = "It rained.\n\nWhat comes next\n* Launch of the River Atlas in Orlen, before long\n* A launch of sorts"
    assert [(e.name, e.status, e.city) for e in find_events(make(text))] == [("Launch of the River Atlas", "planned", "Orlen")]


def test_where_a_speaker_comes_from_is_not_where_the_event_is() -> None:
    event = only(make("14 May 2020, 10:00: round table with millers, Ada Brun, Tavik"))
    assert event.city is None


def test_an_exercise_is_no_person() -> None:
    text = "Exercise Vale was held in Orlen on 3 March 2020 by the River Board."
    document = make(text, spans=["Exercise Vale"])
    misread = Person("per-exercise-vale", "Exercise Vale", None, None)
    mention = Mention(0, 13, "Exercise Vale", "PERSON", "model", 0.9, misread.person_id)
    event = only(replace(document, people=(*PEOPLE, misread), mentions=(mention, *document.mentions)))
    assert [p.ref for p in event.parties] == ["org-river-board"]


def test_a_virtual_event_has_no_city() -> None:
    event = only(make("From Orlen, the Kind Fund held an online seminar on wells on 3 March 2020."))
    assert (event.online, event.city, event.country_code) == (True, None, None)


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("A workshop on wells was held at the Park Hotel in Orlen on 3 March 2020.", "Park Hotel"),
        ("3 March 2020: workshop on wells, Palace of the Rivers, Orlen", "Palace of the Rivers"),
        ("A workshop on wells was held at the Park Lake Hotel on 3 March 2020.", "Park Lake Hotel"),
        ("A workshop on wells was held at the Ministry of Water in Orlen on 3 March 2020.", "Ministry of Water"),
        ("A workshop on wells in the Ministry of Water was held in Orlen on 3 March 2020.", None),
        ("A workshop on wells was held at the REEDS exhibition centre in Orlen on 3 March 2020.", "REEDS exhibition centre"),
        ("- On 3 March 2020, Lake University held a workshop on wells in Orlen", None),
        ("3 March 2020: workshop on wells, Lake Conference Centre\nRiver Board members pay", "Lake Conference Centre"),
        ("A workshop on wells was held in Orlen on 3 March 2020.", None),
        ("A workshop on wells was held at the Sala de Agua the River Board paid for, in Orlen on 3 March 2020.", None),
        ("A workshop on wells was held at the Centro de Orlen la River Board on 3 March 2020.", "Centro de Orlen"),
        ("A workshop on wells was held at River Week in Orlen on 3 March 2020.", None),
    ],
)
def test_venue(text: str, venue: str | None) -> None:
    assert find_events(make(text))[0].venue == venue


@pytest.mark.parametrize(("title", "named"), [("What we do on wells", False), ("What they are doing for wells", False), ("Wells of the lake", True)])
def test_an_account_of_work_is_no_event_by_its_title(title: str, named: bool) -> None:
    text = f"{title}\nDate: 3 March 2020\nPlace: Orlen\nThe River Board helps villages with their wells."
    assert [e.name for e in find_events(make(text, title=title, page_type="event")) if e.name == title] == [title] * named


def test_a_plural_with_dated_places_is_several_events() -> None:
    found = find_events(make("Public consultations on wells were held in Orlen on 3 March 2020 and in Sural on 6 March 2020."))
    assert [(e.name, e.city, e.when and e.when.start.day) for e in found] == [
        ("Public consultation on wells in Orlen", "Orlen", 3),
        ("Public consultation on wells in Sural", "Sural", 6),
    ]


def test_an_undated_event_needs_one_who_holds_it() -> None:
    assert only(make("The Board coordinated a workshop on wells, in cooperation with the River Board.")).when is None
    assert find_events(make("A workshop on wells would do them good.")) == ()


def test_the_evidence_is_quoted() -> None:
    text = "Rain fell. A workshop on wells was held in Orlen on 3 March 2020. Rain fell again."
    event = only(make(text))
    assert text[event.start : event.end] == event.description == "A workshop on wells was held in Orlen on 3 March 2020."
    assert event.surfaces == ("workshop on wells",)


DAY = DateInterval(date(2020, 4, 10), date(2020, 4, 10), "day")


@pytest.mark.parametrize(
    ("when", "published", "clause", "status"),
    [
        (DAY, date(2020, 4, 12), "a workshop was held", "held"),
        (DAY, date(2020, 4, 1), "a workshop takes place", "planned"),
        (DAY, date(2020, 4, 10), "they will today sign an accord", "planned"),
        (DAY, date(2020, 4, 10), "they today signed an accord", "held"),
        (DAY, date(2020, 4, 10), "the minister, who is on a two-day working visit, met them", "ongoing"),
        (DAY, date(2020, 4, 10), "a course that was wound up today", "ongoing"),
        (DAY, date(2020, 4, 10), "the minister was on a visit", "held"),
        (DateInterval(date(2020, 4, 8), date(2020, 4, 12), "range"), date(2020, 4, 10), "a camp", "ongoing"),
        (DAY, date(2020, 4, 1), "the tour is cancelled", "cancelled"),
        (DAY, date(2020, 4, 1), "tuvimos que dejar sin efecto el encuentro", "cancelled"),
        (DAY, date(2020, 4, 1), "el encuentro tendrá efecto", "planned"),
        (DAY, date(2020, 4, 1), "the tour is postponed, not cancelled", "planned"),
        (None, None, "a seminar will be held", "planned"),
        (None, None, "a seminar was held", "held"),
    ],
)
def test_status(when: DateInterval | None, published: date | None, clause: str, status: str) -> None:
    assert status_of(when, published, [clause], "x")[0] == status


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Third Forum", 3),
        ("54th Conference", 54),
        ("inaugural meeting", 1),
        ("Forum 2020", None),
        ("2e réunion", 2),
        ("workshop", None),
        ("first aid course", None),
    ],
)
def test_ordinals(name: str, number: int | None) -> None:
    assert ordinal(name) == number


def test_passages_join_hard_wrapped_lines_and_questions_in_titles() -> None:
    wrapped = (
        "The River Board and the Health League launched the campaign on\nthe first of March, with two hundred students who had come from the\n"
        "hills and the valleys of Marland to listen to the old songs of the\nriver people who live there and who will never leave them."
    )
    document = Document("d", "p", wrapped, "", sentences=tuple(m.span() for m in re.finditer(r"[^\n]+", wrapped)))
    assert passages(Context(document)) == [(0, len(wrapped))]


def test_runs_are_coordinated_lists() -> None:
    document = make("The Health League (HL), the River Board and the Kind Fund met; the Ministry of Water stayed away.")
    context = Context(document)
    names = [m.text for m in run_before(context, 0, document.text.index("met"))]
    assert names == ["Health League", "River Board", "Kind Fund"]
    assert [m.text for m in run_after(context, 0, 60)] == names


@pytest.mark.parametrize(
    "text", ["a" * 5000, "The Meeting on x. " * 300, "“" * 2000, "signed " * 500, "Week " * 800, "\n" * 3000, "organised by " * 300, "(" * 3000]
)
def test_any_text_has_an_answer(text: str) -> None:
    document = Document("d", "p", text, "")
    assert find_events(document) == ()
    context = Context(document)
    assert all(0 <= c.start < c.end <= len(text) for c in find_candidates(Reader(document, context, Passages(context))))


@pytest.mark.parametrize(
    ("entry", "head", "kind"),
    [
        ("Presentación de la Red de Archivos", "", "launch"),
        ("Lanzamiento del programa de becas", "", "launch"),
        ("Présentation de la troupe", "", "other"),
        ("Día Mundial de la Libertad de Prensa", "", "campaign"),
        ("World Rivers Day", "", "campaign"),
        ("World Rivers Day seminar", "seminar", "seminar"),
    ],
)
def test_the_kind_of_a_calendar_entry(entry: str, head: str, kind: str) -> None:
    assert entry_kind(entry, head) == kind


def test_a_mission_is_named_by_itself_and_all_its_stops() -> None:
    (event,) = find_events(make("An appraisal mission visited Orlen, Sural and Tavik Hill from 2–4 March 2020."))
    assert event.name == "appraisal mission to Orlen, Sural and Tavik Hill"
    (event,) = find_events(make("The Health League visited Orlen on 2 March 2020."))
    assert event.name == "visit to Orlen"


def test_a_drill_and_its_name_are_one_event() -> None:
    text = "A flood drill with forty boats was held in Orlen on 4 May 2020.\n\nExercise Delta is conducted by the River Board."
    (event,) = find_events(make(text, published=date(2020, 5, 4)))
    assert (event.name, event.when and event.when.start, [p.ref for p in event.parties]) == ("Exercise Delta", date(2020, 5, 4), ["org-river-board"])


def test_speakers_told_behind_an_earlier_edition_are_those_of_the_page() -> None:
    text = (
        "World Forum on Wells 2020\nOrlen\n4–6 May 2020\n\nThe forum is held every second year; Tavik hosted the first forum in March 2018. "
        "Keynote speakers are Ada Brun and Tom Vale."
    )
    events = find_events(make(text, title="World Forum on Wells 2020", page_type="event"))
    parties = {e.name: {p.ref for p in e.parties if p.ref.startswith("per-")} for e in events}
    assert parties["World Forum on Wells 2020"] == {"per-ada-brun", "per-tom-vale"}
    assert all(not refs for name, refs in parties.items() if name != "World Forum on Wells 2020")


@pytest.mark.parametrize(
    ("sentence", "goals"), [("The programme supports SDG 14.", ()), ("The forum supports SDG 14.", (14,)), ("It contributes to SDG 14.", (14,))]
)
def test_goals_of_a_programme_are_not_those_of_the_event(sentence: str, goals: tuple[int, ...]) -> None:
    text = f"World Forum on Wells 2020\nOrlen\n4–6 May 2020\n\nAll are welcome. {sentence}"
    (event,) = find_events(make(text, title="World Forum on Wells 2020", page_type="event", sdgs=[(14, "SDG 14")]))
    assert (event.sdgs, event.targets) == (goals, ())


def test_a_target_comes_with_its_goal() -> None:
    text = "World Forum on Wells 2020\nOrlen\n4–6 May 2020\n\nAll are welcome. The forum supports target 14.b."
    (event,) = find_events(make(text, title="World Forum on Wells 2020", page_type="event", sdgs=[(14, "target 14.b")]))
    assert (event.sdgs, event.targets) == ((14,), ("14.b",))


def test_the_name_of_a_debate_and_of_a_cell_is_whole() -> None:
    (event,) = find_events(make("The Great Debate: “Wells have lost their way” was held in Orlen on 2 March 2020."))
    assert event.name == "Great Debate: Wells have lost their way"
    (event,) = find_events(make("4 May 2020 | Bank to Bank | Tavik\n5 May 2020 | Tails Together: training for river guards | Orlen"))[-1:]
    assert event.name == "Tails Together: training for river guards"


def test_a_second_edition_is_told_by_its_number_and_days() -> None:
    text = "Tavik hosted the first World Forum on Wells in March 2018 and Sural the second, from 3–5 June 2019."
    assert ["second World Forum on Wells" in e.name for e in find_events(make(text))][-1]


def test_a_conference_of_the_parties_has_a_month_of_its_own() -> None:
    assert [e.name for e in find_events(make("The guide was shown at COP24 in Orlen in March 2018."))] == ["COP24"]
    assert not find_events(make("The guide was shown at COP24 in Orlen on 2 March 2018."))


def test_the_last_day_told_later_completes_the_first() -> None:
    text = "A workshop on wells opened in Orlen on 3 March 2020.\nThe workshop, which ends on 5 March 2020, is run by the Kind Fund."
    event = only(make(text))
    assert event.when is not None and (event.when.start, event.when.end) == (date(2020, 3, 3), date(2020, 3, 5))


def test_one_field_tells_when_and_where() -> None:
    text = "Forum on wells\nWhen and where? 3 March 2020, Orlen\nHosts: Kind Fund"
    event = only(make(text, title="Forum on wells"))
    assert (event.when is not None, event.city, by_role(event, "organiser")) == (True, "Orlen", ["org-kind-fund"])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Le 3 March 2020, au cours de la nuit, il a plu à Orlen.", []),
        ("Ada Brun a signé le 3 March 2020 au siège du Kind Fund une convention sur les puits.", ["signature d’une convention sur les puits"]),
        ("L’atelier sur les puits a réuni trente maires à Orlen le 3 March 2020.", ["atelier sur les puits"]),
        ("L'inauguration du port par le ministre a eu lieu à Orlen le 3 March 2020.", ["inauguration du port"]),
    ],
)
def test_french_names_end_before_verbs_and_doers(text: str, names: list[str]) -> None:
    assert [e.name for e in find_events(replace(make(text), language="fr"))] == names


@pytest.mark.parametrize(
    ("text", "name", "site"),
    [
        # neither a street, nor where people come from, nor what stands about "online" as a topic, nor a scope is a site
        ("The Health League held a seminar on floods on 3 March 2020, calle de Tavik, Orlen.", "seminar on floods", ("Orlen", "XA")),
        ("A course on dykes was given to 40 women from Sural and Tavik on 3 March 2020.", "course on dykes", (None, None)),
        ("A meeting on online recruitment was held in Orlen on 3 March 2020.", "meeting on online recruitment", ("Orlen", "XA")),
        ("The Ostia–Marland border meeting on dykes was held on 3 March 2020.", "Ostia–Marland border meeting on dykes", (None, None)),
        # the city of the sentence before, also across a paragraph for a definite name, but none where something was signed or adopted
        ("Eighty farmers came together in Orlen last week.\nThe Forum on Seeds was held on 3 March 2020.", "Forum on Seeds", ("Orlen", "XA")),
        ("The convention was adopted in Orlen long ago.\nThe Forum on Seeds was held on 3 March 2020.", "Forum on Seeds", (None, None)),
        # "the same city", a hall with the city in its name, a heading that is a country
        (
            "A seminar on floods was held in Orlen on 3 March 2019. A forum on seeds followed in the same city on 3 March 2020.",
            "forum on seeds",
            ("Orlen", "XA"),
        ),
        ("A hearing on the plan was held on 3 March 2020 in the Orlen Trade Faculty. Orlen is old.", "hearing on the plan", ("Orlen", "XA")),
        ("Ostia – The Health League held a course on dykes on 3 March 2020.", "course on dykes", (None, "XB")),
        # the place of the clause before, what is set for a city, a title in quotation marks
        (
            "A like project has run in Sural since 2017, and a workshop on dykes is to take place in Orlen on 3 May 2020.",
            "workshop on dykes",
            ("Orlen", "XA"),
        ),
        ("It goes to the Tenth Meeting of the Boards, carded for Orlen on 3 May 2020.", "Tenth Meeting of the Boards", ("Orlen", "XA")),
        ("An exhibition of photographs “Ostia: A River” opened on 3 March 2020.", "exhibition of photographs “Ostia: A River”", (None, None)),
        # a place outside quotation marks, that where something is done and not where it began, no place that was struck, none of two
        ("A course named “Work in Tavik” was held in Orlen on 3 March 2020.", "course named “Work in Tavik”", ("Orlen", "XA")),
        ("The third dyke conference, set up in Tavik long ago, took place in Orlen on 3 March 2020.", "third dyke conference", ("Orlen", "XA")),
        ("A meeting on dykes was held on 3 March 2020 after the floods in Orlen.", "meeting on dykes", (None, None)),
        ("An exercise on floods was held in Orlen and Tavik on 3 March 2020.", "exercise on floods", (None, None)),
    ],
)
def test_where_an_event_is(text: str, name: str, site: tuple[str | None, str | None]) -> None:
    found = {e.name: (e.city, e.country_code) for e in find_events(make(text, spans=[name]))}
    assert found.get(name) == site, found


def test_what_is_done_the_next_day_is_at_the_same_place() -> None:
    text = "A seminar on floods was held in Orlen on 3 March 2020.\nThe next day the minister inaugurated the new dyke."
    assert [(e.name, e.city) for e in find_events(make(text))] == [("seminar on floods", "Orlen"), ("inauguration of new dyke", "Orlen")]


def test_earlier_in_the_day_is_a_day_past() -> None:
    text = "The board met in Orlen on 3 March 2020.\nIt will hold a seminar on floods on 5 May 2020.\nEarlier in the day she visited the Tavik dyke."
    found = {e.name: e.when and e.when.start for e in find_events(make(text))}
    assert date(2020, 3, 3) == next(d for n, d in found.items() if n.startswith("visit to")), found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "A series of three workshops on dykes has ended. The earlier ones were held in Orlen on 3 March 2020 and in Tavik on 5 March 2020.",
            {"workshop on dykes in Orlen", "workshop on dykes in Tavik"},
        ),
        ("Some workshops on dykes are planned. The earlier ones were held in Orlen and Tavik.", set()),
    ],
)
def test_earlier_ones_of_a_series(text: str, names: set[str]) -> None:
    assert {e.name for e in find_events(make(text))} == names


def test_meeting_with_somebody_in_spanish() -> None:
    text = "La embajadora mantuvo en Orlen el 3 March 2020 una reunión con el rector del puerto, para cerrar el programa."
    assert [e.name for e in find_events(replace(make(text), language="es"))] == ["reunión con el rector del puerto"]


@pytest.mark.parametrize(
    "moved", ["postponed from April 2020", "put off, first planned for April 2020", "rescheduled, originally set for April 2020"]
)
def test_what_was_moved_has_its_new_day(moved: str) -> None:
    event = only(make(f"The Health League held a seminar on floods in Orlen on 3 June 2020, {moved}.", published=date(2020, 6, 9)))
    assert event.when is not None and event.when.start == date(2020, 6, 3)


@pytest.mark.parametrize(
    ("title", "country"), [("Marland: wells for all", "XA"), ("Wells for all", None), ("Marland and Ostia: wells for all", None)]
)
def test_the_title_may_name_the_country_of_the_page(title: str, country: str | None) -> None:
    text = f"{title}\n\nThe project digs wells in Marland, in Ostia and in all of Marland. A course on wells was given on 3 March 2020."
    event = only(make(text, title=title, spans=["course on wells"]))
    assert (event.name, event.country_code) == ("course on wells", country)


def test_the_place_and_day_that_head_an_entry_are_those_of_its_first_event() -> None:
    text = "The month in brief\n\n🟢 Orlen, 3 March 2020. A workshop on wells, run by the Kind Fund. It rained.\n\n🟢 Tavik, 5 March 2020. Nothing."
    (event,) = find_events(make(text))
    assert (event.name, event.city, str(event.when and event.when.start)) == ("workshop on wells", "Orlen", "2020-03-03")


def test_the_place_and_day_that_head_a_caption_are_those_of_its_event() -> None:
    text = "The month in pictures\n\n[Photo 2] Orlen, 3 March 2020. The Kind Fund hosts a workshop on wells.\n\nTavik in pictures."
    (event,) = find_events(make(text))
    assert (event.name, event.city, str(event.when and event.when.start)) == ("workshop on wells", "Orlen", "2020-03-03")


@pytest.mark.parametrize(
    ("span", "name"),
    [
        ("Third Orlen Forum on Fair Work (OFFW", "Third Orlen Forum on Fair Work"),
        ("Third Orlen Forum (OFFW) on Work", "Third Orlen Forum (OFFW) on Work"),
    ],
)
def test_name_without_an_open_bracket(span: str, name: str) -> None:
    text = span + (")" if span.endswith("W") else "") + " was held in Orlen on 3 March 2020."
    assert only(make(text, spans=[span])).name == name


def test_what_a_meeting_launches_is_no_event_of_its_own() -> None:
    text = "The Third Orlen Summit was held in Orlen on 3 March 2020. The Summit launched the Blue River Compact on 3 March 2020."
    assert [e.name for e in find_events(make(text, spans=["launched the Blue River Compact"]))] == ["Third Orlen Summit"]


def test_a_tagged_phrase_of_its_head_alone_refers_back() -> None:
    text = (
        "Ostia and Marland signed a memorandum of understanding on wells in Orlen on 3 March 2020. It is about wells.\n"
        "Ada Brun spoke at the signing ceremony."
    )
    event = only(make(text, spans=["signing ceremony"]))
    assert (event.name, by_role(event, "participant")) == ("signing of a memorandum of understanding on wells", ["per-ada-brun"])


@pytest.mark.parametrize("word", ["s\u0131tting", "S\u0130TT\u0130NG", "\u017fitting"])
def test_letters_that_a_pattern_takes_for_others(word: str) -> None:
    assert len(find_events(make(f"The third {word} on wells was held in Orlen on 3 March 2020."))) == 1
