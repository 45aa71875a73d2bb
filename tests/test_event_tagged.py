"""Spans of the tagger that are verbs, named by what the verbs tell."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.binding import Passages
from pipeline.context import Context
from pipeline.document import DateInterval, Document, Mention, Span
from pipeline.events.candidates import Candidate
from pipeline.events.groups import Group, by_acronym
from pipeline.events.names import Reader
from pipeline.events.tagged import model_spans, named_by_verbs


def test_span_of_a_verb_is_named_by_it() -> None:
    text = "Les élus ont visité à Oria la digue du lac."
    span = Candidate(9, 26, "ont visité à Oria", "other", "model", "", 0.7)
    told = Candidate(9, 42, "visite de la digue du lac", "visit", "verb", "visite", 0.5)
    assert [(c.name, c.kind, c.form, c.confidence) for c in named_by_verbs(text, [span, told])] == [
        ("visite de la digue du lac", "visit", "model", 0.7),
        ("visite de la digue du lac", "visit", "verb", 0.5),
    ]


def test_clause_before_a_verb_is_named_by_it() -> None:
    text = "Le lendemain, deux élus du port ont séjourné à Oria."
    span = Candidate(32, 51, "deux élus du port ont séjourné à Oria", "other", "model", "", 0.7)
    told = Candidate(14, 51, "visite de deux élus du port à Oria", "visit", "verb", "visite", 0.5)
    assert named_by_verbs(text, [span, told])[0].name == "visite de deux élus du port à Oria"


def test_delegation_and_its_journey_are_one() -> None:
    text = "Une délégation des ports, conduite par la maire, s’est rendue à Oria."
    span = Candidate(4, 24, "délégation des ports", "other", "model", "", 0.7)
    told = Candidate(49, 68, "visite à Oria", "visit", "verb", "visite", 0.5)
    assert [c.name for c in named_by_verbs(text, [span, told])] == ["visite de délégation des ports à Oria", "visite à Oria"]


def test_delegation_inside_its_journey_is_named_by_it() -> None:
    text = "Une délégation des ports a séjourné à Oria."
    span = Candidate(4, 24, "délégation des ports", "other", "model", "", 0.7)
    told = Candidate(0, 42, "visite d’une délégation des ports à Oria", "visit", "verb", "visite", 0.5)
    assert named_by_verbs(text, [span, told])[0].name == "visite d’une délégation des ports à Oria"


def test_delegation_with_its_verb_is_a_visit() -> None:
    text = "Une délégation des ports a séjourné à Oria."
    span = Candidate(4, 42, "délégation des ports a séjourné à Oria", "other", "model", "", 0.7)
    for name, kept in (("visite d’une délégation des ports à Oria", "visite d’une délégation des ports à Oria"), ("visite à Oria", span.name)):
        found = named_by_verbs(text, [span, Candidate(25, 42, name, "visit", "verb", "visite", 0.5)])[0]
        assert (found.name, found.kind) == (kept, "visit")


def test_noun_keeps_its_name() -> None:
    text = "la visite de la digue, que la maire a visité en mai"
    span = Candidate(3, 21, "visite de la digue", "visit", "model", "visite", 0.7)
    told = Candidate(36, 44, "visite du lac", "visit", "verb", "visite", 0.5)
    assert named_by_verbs(text, [span, told])[0] is span


def named(before: str, span: str, after: str = "", *, confidence: float = 0.6, org: str = "") -> list[str]:
    """The names of the events that the tagger's span in a text gives; ``org`` is a body that the text names."""
    text = before + span + after
    spans = (Span(len(before), len(before + span), "EVENT", "model", confidence),)
    at = text.find(org)
    mentions = (Mention(at, at + len(org), org, "ORG", "model", 0.9),) if org else ()
    document = Document("doc-1", "a.txt", text, "", language="en", sentences=((0, len(text)),), mentions=mentions, spans=spans)
    context = Context(document)
    return [c.name for c in model_spans(Reader(document, context, Passages(context)))]


@pytest.mark.parametrize(
    ("before", "span", "after", "names"),
    [
        (
            "The Board held a ",
            "seminar on dykes on the margins of the Conference of River Ministers",
            " in Orlen.",
            ["seminar on dykes", "Conference of River Ministers"],
        ),
        ("Elle a animé un ", "atelier sur les digues en marge du Forum de l’eau", ".", ["atelier sur les digues", "Forum de l’eau"]),
        ("It was a ", "debate on the margins of rivers", ".", ["debate on the margins of rivers"]),
        ("The two sides agreed to ", "open four crossings", " in May.", []),
        ("Teams ", "visit 16 markets", " in two states.", []),
        ("A fair was held under the theme “", "Rivers First", "” in May at a conference.", []),
        ("", "The project was launched on 4 May", ".", []),
        ("", "The Open River Fund was launched on 4 May", ".", ["launch of Open River Fund"]),
        ("", "The next consultation meets", " in Orlen.", ["next consultation"]),
        ("", "The harbour panel has last met", " in Orlen.", ["meeting of the harbour panel"]),
        ("The masters parted; ", "to meet again in Orlen", " on 4 May.", []),
        ("The crews learned (", "by video link over four mornings", ") in May.", []),
        ("", "In 2018 they met in Orlen", ".", []),
        ("Entre los días, en un ", "aula de la Universidad de Selma", ", aprendieron.", []),
        ("Copatrocina: ", "Misión Permanente de Selma", " ante la OEA.", []),
        ("The Brigade (RBO) of the port ", "taught the crews to sail", " on Monday.", ["The Brigade of the port taught the crews to sail"]),
        ("It runs a ", "two-year course for clergy", " in Orlen.", []),
        ("It runs a ", "two-week course for clergy", " in Orlen.", ["two-week course for clergy"]),
        ("On the second day the town ", "put its signature", ", next to theirs.", []),
        ("The feast is small beside ", "the one in Orlen", " of May 2010.", []),
        ("Cook stoves were tested; ", "earlier ones were held in Orlen", ".", []),
        ("At the end of a ", "two-day course that Orlen Hospital", " had given", ["two-day course"]),
        ("At the end of a ", "mission that took an adviser to Orlen", ".", ["mission that took an adviser to Orlen"]),
        ("It was a ", "seminar on the terms by which herders lease land", ".", ["seminar on the terms by which herders lease land"]),
        ("A ", "memorandum on dykes is to be signed", " next month.", ["signing of the memorandum on dykes"]),
        ("The town ", "handed over two river launches to the port", ".", ["handover of two river launches to the port"]),
        ("At the conference a ", "study by Orlen University", " was shown.", []),
    ],
)
def test_what_a_span_names(before: str, span: str, after: str, names: list[str]) -> None:
    assert named(before, span, after) == names


@pytest.mark.parametrize(
    ("span", "kind"),
    [
        ("hosted curators from eleven towns", "meeting"),
        ("initialled a grading sheet", "signing"),
        ("nine tinsmiths spent a week in Orlen", "visit"),
        ("Labour inspectors from Ostia came to Orlen", "visit"),
        ("received a large Ostian delegation", "meeting"),
        ("talk about pipelines rather than tankers", "meeting"),
        ("Launched on the tarmac of Orlen", "launch"),
        ("memorandum of understanding on the exchange of rainfall data", "signing"),
        ("Welders train together", "training"),
        ("working group on dykes", "meeting"),
        ("nutrition week", "campaign"),
        ("human chain", "other"),
        ("master class for twenty welders", "training"),
        ("Bay Conversations, third edition", "dialogue"),
        ("Cooperation Agreement on ferries", "signing"),
        ("Agreement on Ferries, whose parties met", "meeting"),
        ("minister will travel to Orlen", "visit"),
        ("second round, in Orlen", "meeting"),
    ],
)
def test_kind_of_a_span_without_an_event_word(span: str, kind: str) -> None:
    document = Document(
        "doc-1",
        "a.txt",
        f"In May the River Board {span}.",
        "",
        language="en",
        sentences=((0, 80),),
        spans=(Span(23, 23 + len(span), "EVENT", "model", 0.6),),
    )
    context = Context(document)
    assert [c.kind for c in model_spans(Reader(document, context, Passages(context)))] == [kind]


def test_span_that_is_a_body_or_faint_names_nothing() -> None:
    assert named("The conference of the ", "Rivers Abroad", ".", org="Rivers Abroad") == []
    assert named("The conference “", "Rivers Abroad", "”.", confidence=0.3) == []
    assert named("The conference “", "Rivers Abroad", "”.", confidence=0.5) == ["Rivers Abroad"]


def test_span_of_a_place_and_a_day_names_nothing() -> None:
    def told(text: str, span: str) -> list[str]:
        day = date(2020, 11, 28)
        at, a, b = text.index(span), text.index("Selma"), text.index("28 de")
        mentions = (
            Mention(a, a + 5, "Selma", "LOC", "model", 0.9),
            Mention(b, b + 18, "28 de noviembre", "DATE", "pattern", 0.9, None, DateInterval(day, day, "day")),
        )
        spans = (Span(at, at + len(span), "EVENT", "model", 0.9),)
        document = Document("doc-1", "a.txt", text, "", language="es", sentences=((0, len(text)),), mentions=mentions, spans=spans)
        context = Context(document)
        return [c.name for c in model_spans(Reader(document, context, Passages(context)))]

    assert told("Fue en Selma, el 28 de noviembre pasado, y abrió.", "en Selma, el 28 de noviembre") == []
    assert told("Fue luego la de Selma, el 28 de noviembre pasado.", "la de Selma") == ["la de Selma"]


def test_acronym_and_year_mean_the_event_of_that_year() -> None:
    text = "the annual River Boards of Europe (RBE) meeting in Orlen in 2019. The 2019 RBE meeting was long."
    told = Candidate(4, 56, "annual River Boards of Europe (RBE) meeting in Orlen", "meeting", "model", "meeting", 0.8)
    when = DateInterval(date(2019, 1, 1), date(2019, 12, 31), "year")
    group = Group([told], when)
    for name, same in (("2019 RBE meeting", group), ("RBE meeting 2019", group), ("2018 RBE meeting", None), ("2019 RBE meeting on dykes", None)):
        assert by_acronym(text, [group], Candidate(70, 86, name, "meeting", "proper", "meeting")) is same


@pytest.mark.parametrize(("span", "names"), [("20 mai prochain", []), ("20 mai", []), ("20 mai à Oria", ["20 mai à Oria"])])
def test_a_day_is_no_event(span: str, names: list[str]) -> None:
    text = f"La convention sera signée le {span}."
    at = text.index("20 mai")
    day = DateInterval(date(2020, 5, 20), date(2020, 5, 20), "day")
    document = Document(
        "doc-1",
        "a.txt",
        text,
        "",
        language="fr",
        sentences=((0, len(text)),),
        mentions=(Mention(at, at + 6, "20 mai", "DATE", "pattern", 0.9, None, day),),
        spans=(Span(at, at + len(span), "EVENT", "model", 0.6),),
    )
    context = Context(document)
    assert [c.name for c in model_spans(Reader(document, context, Passages(context)))] == names


@pytest.mark.parametrize(
    ("text", "pact", "name"),
    [
        ("signed the Compact on the Rights of Cane Cutters in Tavik", "Compact on the Rights of Cane Cutters in Tavik",
         "signing of the Compact on the Rights of Cane Cutters"),
        ("signed the Compact on the Rights of Cane Cutters in Tavik", "Rights of Cane", "signing of the Compact on the Rights of Cane"),
        ("signed the Compact on the Rights of Cane cutters", "Compact on the Rights of Cane cutters", "signing of the Compact on the Rights of Cane"),
    ],
)  # fmt: skip
def test_span_that_stops_within_the_pact(text: str, pact: str, name: str) -> None:
    event, at = Span(0, text.index("Cane") + 4, "EVENT", "model", 0.9), text.index(pact)
    spans = (event, Span(at, at + len(pact), "INITIATIVE", "model", 0.9))
    context = Context(Document("doc-1", "a.txt", text, "", language="en", sentences=((0, len(text)),), spans=spans))
    assert [c.name for c in model_spans(Reader(context.document, context, Passages(context)))] == [name]


@pytest.mark.parametrize(
    ("text", "office", "name"),
    [
        ("cérémonie de signature l|’ambassadeur de Selma", "", "cérémonie de signature"),
        ("cérémonie de signature l’ambassadeur|", "ambassadeur", "cérémonie de signature"),
        ("visite à Oria de l’ambassadeur| en mai", "ambassadeur", "visite à Oria de l’ambassadeur"),
        ("réunion avec la ministre| en mai", "ministre", "réunion avec la ministre"),
    ],
)
def test_span_that_goes_on_into_an_office(text: str, office: str, name: str) -> None:
    end, text = text.index("|"), text.replace("|", "")
    spans = [Span(0, end, "EVENT", "model", 0.9)]
    if office:
        spans.append(Span(text.index(office), text.index(office) + len(office), "ROLE", "model", 0.9))
    context = Context(Document("doc-1", "a.txt", text, "", language="fr", sentences=((0, len(text)),), spans=tuple(spans)))
    assert [c.name for c in model_spans(Reader(context.document, context, Passages(context)))] == [name]
