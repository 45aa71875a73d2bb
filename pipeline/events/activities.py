"""Phrases with an event's head that name no occurrence: an activity ("la formation d’ergothérapeutes"), a body ("mécanisme de concertation"), a state
("ouverte à la signature")."""

from __future__ import annotations

import re

from pipeline.events.names import Reader, heads

_TAUGHT = frozenset(["formation", "formación", "capacitación"])
_AN = re.compile(
    r"(?:\b(?:une|una|cette|esta|dicha|première|deuxième|seconde|troisième|nouvelle|primera|segunda|tercera|nueva|dernière|última)\s|d[’']une\s|[:–—|•-]\s{0,3})$",
    re.IGNORECASE,
)
_BODY_FOR = re.compile(
    r"\b(?:mécanisme|mecanismo|cadre|marco|espace|espacio|instance|instancia|plateforme|plataforma|plan|programme|programa|centre|centro|besoins|unité|unidad)\s(?:de\s|d[’'])$",
    re.IGNORECASE,
)  # "mécanisme de concertation": no occurrence
_IDEA_OF = re.compile(
    r"\b(?:ideas?\s(?:of|for)|proposals?\s(?:for|of)|(?:in\scharge\sof|responsible\sfor)|idée\sd[’'e]|proyecto\sde|idea\sde|propuesta\sde)\s?(?:an?\s|une?\s|una?\s)?$",
    re.IGNORECASE,
)  # "the idea of a standing exchange", "in charge of teacher training"
_CLOSING_OF = re.compile(
    r"(?:[Cc]ierre|[Cc]lausura|[Aa]pertura|[Cc]lôture|[Oo]uverture)\s(?:del\s|de\sla\s|de\sl[’']|du\s)(?:(?:[IVXL]{1,5}|\d{1,2}\S{0,3})\s)?"
    r"(?:Asamblea|Assemblée|Colloque|Coloquio|Conférence|Conferencia|Congrès|Congreso|Cumbre|Encuentro|Foro|Forum|Rencontre|Reunión|Réunion|Salon|Salón"
    r"|Semaine|Semana|Séminaire|Seminario|Session|Sesión|Sommet|Taller|convocatoria|inscripción|plazo|postulación)\b"
)  # "al cierre del Seminario Regional": the seminar itself; "cierre de la inscripción": none
_OPEN_TO = re.compile(r"\b(?:ouverte?s?\sà\sla|abiert[oa]s?\sa\sla|open(?:ed)?\sfor)\s$", re.IGNORECASE)
_OFFICE_OF = re.compile(r"\sof\s[A-ZÀ-Ý][\w’'-]+(?:\s[A-ZÀ-Ý][\w’'-]+)?\sto\s(?:the\s)?[A-ZÀ-Ý]")

_HELD_BY = re.compile(
    r"\s(?:(?:convened|given|held|hosted|led|organi[sz]ed|run|staged)\sby\s(?:the\s)?"
    r"|(?:animé|donné|mené|organisé|tenu)e?\spar\s(?:l[ae]\s|l[’']|les\s)?|(?:celebrad|convocad|dictad|impartid|organizad)[oa]\spor\s(?:el\s|la\s)?)"
)

_KINDS = (
    ("jornada", re.compile(r"[Jj]ornada\s(?:(?!de\b)\w+\s){0,2}?(?:sobre\s|[«“\"])"), "seminar"),
    ("jornada", re.compile(r"[Jj]ornada\s(?:\w+\s)?de\s(?:consulta|coordinación|evaluación|planificación|trabajo)\b"), "meeting"),
    ("jornada", re.compile(r"[Jj]ornada\s(?:\w+\s)?de\s(?:capacitación|formación)\b"), "training"),
    ("jornada", re.compile(r"edición\sde\sla\sjornada$"), "seminar"),
    ("rencontres", re.compile(r"Rencontres\s(?:[a-zà-ÿ-]+\s){0,2}?(?:de|du|des|«)\s"), "conference"),
)
"""Heads whose kind depends on what stands behind them."""


def kind_of(head: str, name: str) -> str:
    """The kind of an event by the head of its name and, where that has several, by the words behind it; "other" where there is no head."""
    return next((kind for h, pattern, kind in _KINDS if h == head and pattern.search(name)), heads().kind.get(head, "other"))


_SAID_OF_IT = re.compile(r"\s(?:is|was|will\sbe|are|were)\s(?:to\sbe\s)?(?:presented|published|submitted|under\sway|discussed)\b")
_FROM_SCHOOL = re.compile(r"\b(?:at|from|of|in)\s(?:the|an?|its|their)\s$")
_SCHOOLING = frozenset(["academy", "course", "diploma course", "residency", "training", "training course"])
_YEARS = re.compile(r"(?:\b[\w]+-year|\b(?:nine|ten|eleven|twelve|eighteen|\d\d)-month)(?:-long)?\s(?:[\w-]+\s){0,3}$")
_SENSES = re.compile(r"(?:,\s|\b(?:seeing|sight|speech|vision|of|hard\sof)\s)$")
_PROVIDED = re.compile(
    r"\b(?:[Cc]ompleted?|[Dd]elivers?|[Ii]ncludes?|[Oo]ffers?|[Pp]rovides?|[Ss]upports?)\s$"
)  # what an undertaking does at all times
_BY_THE_EVENT = re.compile(
    r"\b(?:the|this|le|la|el|este|esta|cette|ce)\s(?:\w+\s)??(?P<event>\w+)\s(?:(?:also|then|formally|officially|has|had|a|ha|également|también)\s){0,2}$",
    re.IGNORECASE,
)
_LAUNCHING = frozenset(["conference", "dialogue", "forum", "meeting", "roundtable", "seminar", "session", "summit", "webinar", "workshop"])
_SUBJECT_OF = re.compile(
    r"\b(?:(?:look(?:ed|s|ing)?|work(?:ed|s|ing)?)\s(?:at|into|on)|improv(?:e|ed|es|ing)|needs?\sfor|invest(?:ed|s|ing)?\sin|spen[dt]\son)\s(?:the\s)?$"
)  # "asked the fund to look at the training of teachers"


def by_the_event(text: str, at: int) -> bool:
    """Whether the subject of the verb at an offset is an event, of which what it launches is a part: "The Summit launched the Compact"."""
    subject = _BY_THE_EVENT.search(text, max(0, at - 60), at)
    return subject is not None and heads().kind.get(subject["event"].casefold()) in _LAUNCHING


def no_occurrence(text: str, head: str, at: int, start: int, low: int) -> bool:
    """Whether the phrase that starts at ``start`` with its head at ``at`` names no occurrence; nothing before ``low`` is read."""
    before = text[max(low, start - 24) : start]
    if head in _SCHOOLING and _YEARS.search(text, max(low, at - 40), at):
        return True  # "a two-year course": a scheme
    if head in _TAUGHT and not _AN.search(before) and start > low:
        return True
    if head == "academy" and text[at] == "a" and _FROM_SCHOOL.search(before):
        return True  # "graduated from the academy in Tavik"
    if head == "hearing" and (start == at and _SENSES.search(before)):
        return True  # "seeing, hearing and walking"
    if head == "training" and (_SUBJECT_OF.search(text, max(low, start - 24), start) or _PROVIDED.search(before)):
        return True
    if head == "review" and _SAID_OF_IT.match(text, at + len(head)):
        return True  # "the mid-term review will be presented at …": a paper
    if _IDEA_OF.search(text, max(low, start - 40), start):
        return True
    if _BODY_FOR.search(before) or _OPEN_TO.search(text, max(low, at - 24), at):
        return True
    if _CLOSING_OF.match(text, at):
        return True
    if head == "exchange" and re.match(r"exchange\sof\s(?:letters|notes)\b", text[at : at + 24]):
        return True
    return head == "mission" and text[at : at + 1] == "M" and bool(_OFFICE_OF.match(text, at + 7))


def held_by(reader: Reader, at: int, bound: int) -> int | None:
    """Where the body ends that holds what has no name: "a forum | held by the Union of Weavers"; None where none follows."""
    found = _HELD_BY.match(reader.text, at, bound)
    return next((m.end for m in reader.context.mentions(found.end(), bound, "ORG") if m.start == found.end()), None) if found else None
