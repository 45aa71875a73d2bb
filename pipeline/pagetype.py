"""What kind of page it is: news, event, profile, topic, listing or error.

A page without content of its own is a listing, or an error where it says so. For the others :func:`signs` names what speaks for each kind (how the page is
dated, its fields, the words of its title, its first sentences) and the kind with the highest sum of scores wins. The scores are in
``resources/pagetype_weights.json``, learnt from annotated pages by :func:`train`.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from pipeline.boilerplate import Judged
from pipeline.document import PageType
from pipeline.lines import fold, look

KINDS: tuple[PageType, ...] = ("news", "event", "profile", "topic", "listing")
_ERROR = re.compile(
    r"\b(?:40[0134]|50[023])\b.{0,30}\b(?:error|not found|forbidden|unavailable)\b|\b(?:page|page you requested|document) (?:was |could |can)?(?:not|n't) (?:be )?found\b|page not found|access denied"
    r"|page introuvable|pagina no encontrada|acces refuse|acceso denegado|enable (?:cookies|javascript)|checking your browser|you must be logged in|please log in|session (?:has )?expired|are you a robot"
)
_WORDS = {
    "event": r"workshop|conference|forum|seminar|webinar|symposium|colloque|colloquium|summit|consultation|meeting|dialogue|round ?table|side event|course|atelier|conference|taller|seminario|congreso|foro|reunion|curso|training|expert group",
    "call": r"call for|save the date|invited|invitation|register|registration|convocatoria|appel a|advisory|apply|applications?",
    "project": r"project|programme|program|initiative|fund|facility|network|partnership|mechanism|platform|campaign|scheme|proyecto|programa|projet|fonds|fondo|red|reseau|agreement|memorandum|arrangement|fellowship|office|bureau|plan",
    "report": r"review|in brief|timeline|at a glance|activities|overview|faq|frequently asked|year|week|statement|speech|remarks|message",
    "verb": r"\w{3,}(?:s|ed|es) \w+|launch|launches|launched|opens?|signs?|adopts?|hosts?|holds?|approves?|agrees?|calls?|ends?|begins?|backs|takes?|join|joins|meets?|names|receives?|leaves?|presents?|asks?|unites?",
}
_TITLE = {name: re.compile(rf"\b(?:{words})\b") for name, words in _WORDS.items()}
_FIELD_EVENT = re.compile(
    r"^(?:when|where|venue|place|dates?|time|hosts?|organi[sz]ers?|co-hosts?|speakers|programme|agenda|registration|register|format|languages?|lieu|fecha|lugar|deadline|fees?|keynote speakers|practical notes|practical information|key dates)\b"
)
_FIELD_PROJECT = re.compile(
    r"^(?:status|budget|donors?|funders?|funding|funded by|implement\w* (?:by|agency|partners?)|executing agenc\w+|lead partner|project partners|partners|countries|period|duration|start|end|total budget|project cost|form|"
    r"parties|in force|signed|type\(?s?\)?|fund type|scope|coordinated by|estado|paises|financiacion|statut|pays|bailleurs de fonds|time frame|geographic coverage|size|host|project status|project period|kind|focal point.*|run by|paid for by)$"
)
_SOON = re.compile(
    r"\bwill (?:be held|take place|hold|meet|host|convene|gather)\b|\bse tiendra\b|\btendra lugar\b|\bse celebrara\b|\binvites? you\b|\bis pleased to\b|\bjoin us\b|\bregister\b"
)
_TODAY = re.compile(
    r"\b(?:today|yesterday|this week|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|last week|aujourd'hui|hier|hoy|ayer|lundi|mardi|mercredi|jeudi|vendredi|samedi|lunes|martes|miercoles|jueves|viernes)\b"
)
_SAID = re.compile(r"\b(?:said|says|added|told|according to|explique|a declare|a souligne|dijo|afirmo|declaro|senalo)\b")
_RELEASE = re.compile(
    r"\b(?:press releases?|news releases?|media releases?|nota de prensa|communique de presse|noticias|actualites|news|press room|newsroom|sala de prensa|briefing notes|flash updates?|statement|speech)\b"
)
_WE = re.compile(r"\b(?:we|our|us|nous|notre|nosotros|nuestr[oa]s?)\b")


def page_type(lines: Sequence[Judged], *, title: str | None, dated: str) -> PageType:
    """The kind of a page from its judged lines, its title and how its date is known (``pagefacts.Posted.how``)."""
    text = " ".join(x.text for x in lines[:60])[:4000]
    kept = [x for x in lines if x.kept and x.text.strip()]
    words = sum(len(x.text.split()) for x in kept)
    if words < 150 and _ERROR.search(fold(text)):
        return "error"
    if not kept:
        return "listing"
    return best(signs(lines, title=title, dated=dated), weights())


def best(found: Sequence[str], scores: Mapping[str, Sequence[float]]) -> PageType:
    """The kind with the highest sum, the earlier of :data:`KINDS` where two are equal."""
    total = [0.0] * len(KINDS)
    for name in found:
        for k, value in enumerate(scores.get(name, ())):
            total[k] += value
    return KINDS[max(range(len(KINDS)), key=lambda k: total[k])]


def signs(lines: Sequence[Judged], *, title: str | None, dated: str) -> list[str]:
    """Names of what holds for the page."""
    kept = [x for x in lines if x.kept and x.text.strip()]
    outside = " \n ".join(fold(x.text) for x in lines if not x.kept and x.part in {"head", "inset"})
    body = [x for x in kept if x.part != "title"]
    looks = [look(x.text) for x in body]
    prose = [x.folded for x in looks if x.kind == "prose" or (x.kind == "running" and x.words >= 12)]
    labels = [fold(x.text.split(":")[0].split("\t")[0].strip(" •-*·")) for x in body if len(x.text.split()) < 60]
    events = sum(bool(_FIELD_EVENT.match(x)) for x in labels)
    projects = sum(bool(_FIELD_PROJECT.match(x)) for x in labels)
    headings = sum(x.kind in {"short", "word", "capitals", "menu"} and x.words <= 7 for x in looks)
    heading = fold(title or "")
    first = " ".join(prose[:2])
    share = 10 * sum(x.words for x in looks if x.words >= 20 or x.kind in {"prose", "running"}) // max(1, sum(x.words for x in looks))
    found = [
        "any",
        f"dated {dated}",
        f"event fields {min(events, 4)}",
        f"project fields {min(projects, 5)}",
        f"headings {min(headings // 2, 4)}",
        f"prose {share // 2}",
        f"prose lines {min(len(prose) // 2, 4)}",
    ]
    found += [f"title {name}" for name, pattern in _TITLE.items() if pattern.search(heading)]
    n = len(heading.split())
    found.append("title none" if not n else "title <=3" if n <= 3 else "title <=6" if n <= 6 else "title long")
    if ":" in heading:
        found.append("title :")
    if "?" in heading:
        found.append("title ?")
    for name, pattern, where in (
        ("soon", _SOON, first), ("today", _TODAY, first), ("said", _SAID, " ".join(prose)), ("we", _WE, first), ("release", _RELEASE, outside),
        ("event menu", re.compile(r"\b(?:events?|agenda|meetings|courses|side event|webinar|upcoming)\s*(?:$|\n|>|/|›|»)"), outside),
        ("project menu", re.compile(r"\b(?:projects?|projets|proyectos|networks|opportunities|solutions?|database|where we work)\b"), outside),
    ):  # fmt: skip
        if pattern.search(where):
            found.append(name)
    quotes = sum("“" in x.text or '"' in x.text or "«" in x.text for x in body)
    found.append(f"quotes {min(quotes, 2)}")
    found.append(f"questions {min(sum(x.text.rstrip().endswith('?') for x in looks), 3)}")
    found.append(f"bullets {min(sum('bullet' in x.features for x in looks) // 3, 3)}")
    if dated in {"alone", "dateline"} and not events:
        found.append("dated and no event fields")
    if dated in {"updated", "none", "posted"} and projects >= 3:
        found.append("project fields and no dateline")
    return found


@cache
def weights() -> dict[str, list[float]]:
    """The learnt scores as delivered."""
    table: dict[str, list[float]] = json.loads((files("pipeline") / "resources" / "pagetype_weights.json").read_text(encoding="utf-8"))
    return table


def train(examples: Sequence[tuple[Sequence[str], PageType]], *, rounds: int = 30, seed: int = 3) -> dict[str, list[float]]:
    """Averaged perceptron weights from pages' signs and kinds."""
    names = sorted({n for found, _ in examples for n in found})
    now = {n: [0.0] * len(KINDS) for n in names}
    total = {n: [0.0] * len(KINDS) for n in names}
    order, dice, clock = list(range(len(examples))), random.Random(seed), 0
    for _ in range(rounds):
        dice.shuffle(order)
        for at in order:
            found, gold = examples[at]
            clock += 1
            sums = [sum(now[n][k] for n in found) - (1.0 if KINDS[k] == gold else 0.0) for k in range(len(KINDS))]
            guess = max(range(len(KINDS)), key=lambda k: sums[k])
            if KINDS[guess] != gold:
                for n in found:
                    for k, by in ((KINDS.index(gold), 1.0), (guess, -1.0)):
                        now[n][k] += by
                        total[n][k] += by * clock
    return {n: [round(w - t / (clock + 1), 2) for w, t in zip(now[n], total[n], strict=True)] for n in names}
