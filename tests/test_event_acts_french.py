"""Events told by who does what, in French."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.binding import Passages
from pipeline.context import Context
from pipeline.document import DateInterval, Document, Mention, Place
from pipeline.events.acts_french import acts, told_by_acts
from pipeline.events.names import Reader

DAY = DateInterval(date(2020, 2, 12), date(2020, 2, 12), "day")


def told(marked: str, language: str = "fr") -> list[str]:
    """The names found in a text; "@" stands round a date, "#" round a place, "§" round a person."""
    labels = {"@": "DATE", "#": "LOC", "§": "PERSON"}
    text, mentions, open_at = "", [], {}
    for char in marked:
        if char not in labels:
            text += char
        elif char in open_at:
            start = open_at.pop(char)
            entity = "loc-1" if char == "#" else None
            mentions.append(Mention(start, len(text), text[start:], labels[char], "pattern", 0.9, entity, DAY if char == "@" else None))
        else:
            open_at[char] = len(text)
    document = Document(
        "doc-1",
        "a.txt",
        text,
        "",
        language=language,
        sentences=((0, len(text)),),
        mentions=tuple(sorted(mentions, key=lambda m: m.start or 0)),
        places=(Place("loc-1", "Selma", "city", "TN"),),
    )
    context = Context(document)
    return [c.name for c in told_by_acts(Reader(document, context, Passages(context)), (0, len(text)))]


CASES: list[tuple[str, list[str]]] = [
    ("En @mai 2020@, six agents de la régie (RE) ont séjourné à #Selma#.", ["visite de six agents de la régie à Selma"]),
    (
        "Deux ans après : §Ada Brun§, adjointe au maire, et deux élus ont passé trois jours à #Selma# en @mai@.",
        ["visite d’Ada Brun et deux élus à Selma"],
    ),
    ("Le @12 mai@, à #Selma#, vingt mareyeuses apprennent la mise en glace.", ["formation de vingt mareyeuses à Selma"]),
    ("Du @5 au 9 mai@, dix gardes-pêche ont été formés ensemble à #Selma#.", ["formation de dix gardes-pêche à Selma"]),
    ("Le Conseil du lac, lui, a siégé à #Selma# le @3 mai@.", ["réunion du Conseil du lac à Selma"]),
    ("Le @3 mai@, six maires se rendent à #Selma#.", ["visite de six maires à Selma"]),
    ("Le @3 mai@, à #Selma#, les deux ports débattront avec la ville d’un quai commun.", ["débat sur un quai commun à Selma"]),
    ("Le @3 mai@, il est rappelé que les deux ports ont siégé à #Selma#.", ["réunion des deux ports à Selma"]),
    ("Le @3 mai@, depuis #Selma#, vingt mareyeuses apprennent la mise en glace.", []),
    ("Vingt mareyeuses apprennent la mise en glace à #Selma#.", []),
    ("La veille, les ingénieurs du port s’étaient rendus sur le site pour voir les quais.", ["visite des ingénieurs du port sur le site"]),
    ("En @mars@, huit pêcheurs ont passé dix jours à #Selma# à apprendre à fumer le poisson.", ["formation de huit pêcheurs à Selma"]),
    ("En @juin@, douze tisserandes étaient parties voir à #Selma# comment on teint.", ["visite de douze tisserandes à Selma"]),
    ("Les experts du lac s’étaient penchés à #Selma#, le @3 mai@, sur la notion de rive.", ["réunion des experts du lac à Selma"]),
    ("Les résultats seront exposés le @6 juin@ à #Selma#.", ["présentation des résultats à Selma"]),
    ("Le premier jet a été épluché le @6 juin@ à #Selma#.", ["examen du premier jet à Selma"]),
    (
        "Les ministres de l’eau du Gabel, de Soria et du Tarn se sont penchés le @6 juin@ à #Selma# sur le budget.",
        ["réunion des ministres de l’eau à Selma"],
    ),
    (
        "Hier, le @6 juin@, une dizaine d’experts du Gabel, de la République tarnaise et de la Côte d’Ambre se sont penchés à #Selma# sur le quai.",
        ["réunion d’une dizaine d’experts à Selma"],
    ),
    # no day, no place, no subject of its own, or a noun that names the event itself
    ("Six agents de la régie ont séjourné à #Selma#.", []),
    ("Six agents de la régie ont séjourné longtemps en @mai@.", []),
    ("Ils ont séjourné à #Selma# en @mai@.", []),
    ("Les participants se sont rendus à #Selma# en @mai@.", []),
    ("Les résultats seront présentés le @6 juin@ à #Selma# lors du colloque des ports.", []),
    ("Certains sont partis après la récolte de @mai@ à #Selma#.", []),
]


@pytest.mark.parametrize(("marked", "names"), CASES)
def test_told_by_acts(marked: str, names: list[str]) -> None:
    assert told(marked) == names


def test_other_languages_have_their_own() -> None:
    assert told("Los seis agentes viajaron a #Selma# en @mayo@.", "es") == []


def test_every_act_of_the_list_is_known() -> None:
    assert {act.how for act in acts()} == {"does", "goes", "is_done"}
