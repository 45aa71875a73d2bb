"""What kind of page it is: news, event, profile, topic, listing or error.

A page that says it was not found is an error; one without content of its own, or whose title promises a list and whose lines are one, is a listing.
For the others :func:`signs` names what speaks for each kind (how the page is dated, its fields, the words of its title and first sentences, the trail
above it), and the kind with the highest sum of scores wins: a multinomial logistic regression, learnt by ``train.lines`` and kept in
``resources/pagetype_weights.json``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from pipeline import resource
from pipeline.clean.boilerplate import Judged
from pipeline.clean.lines import MONTH, bucket, fold, look
from pipeline.document import PageType

KINDS: tuple[PageType, ...] = ("news", "event", "profile", "topic")
ERROR = re.compile(
    r"\b(?:40[0134]|50[023])\b.{0,30}\b(?:error|not found|forbidden|unavailable)\b|^(?:error|erreur) (?:40\d|50\d)|\b(?:page|"
    r"document|content|resource)\b.{0,25} (?:not|n't|cannot be|could not be) (?:be )?(?:found|available)\b"
    r"|^access (?:denied|to this page)|^acces refuse|^acceso denegado|page introuvable|pagina no encontrada|"
    r"no se (?:ha )?encontr\w+ la pagina|enable (?:cookies|javascript)|checking your browser|you must (?:be logged|log) in"
    r"|^please (?:log|sign) in|session (?:has )?expired|are you a robot|service unavailable|^site (?:under|en) (?:maintenance|construction)"
)
"""A short folded line that says that the page is not there or not open."""

_LITTLE = 60
"""Words of content that a page may have beside the sentence that says that it cannot be shown."""

_LISTS = re.compile(
    r"\b(?:vacanc(?:y|ies)|calendar|archives?|search results|all (?:news|events|projects)|upcoming events|events?|news|"
    r"publications|resources|latest|past events|noticias|actualites|"
    r"(?<!annotated )(?<!draft )(?<!final )(?<!provisional )agenda|convocatorias|where to meet us)$|^(?:events|news|"
    r"list of|all) "
)
_LISTED = re.compile(
    r"^(?:\w+ )?(?:calendar|calendario|calendrier|upcoming|agenda|"
    r"archivos?|archives?|listado|liste|list|projects|proyectos|projets|results|your search|resultados|resultats)\b"
)
"""How the title of a page of rows begins."""

_ROW_DAY = re.compile(rf"\W{{0,4}}(?:\d{{1,2}}/\d{{1,2}}\b|\d{{1,2}}\.? ?[-–]? ?(?:\d{{1,2}} )?(?:de )?{MONTH}\b|{MONTH}\.? \d{{1,2}}\b)")
"""A row of a calendar or an archive, which begins with a day, in folded text."""

_TITLE = {
    "event": r"workshops?|conferences?|forum|seminars?|webinars?|symposium|colloque|colloquium|summit|consultation|meeting|dialogue|"
    r"round ?table|side event|atelier|taller|seminario|congreso|foro|reunion|curso|training|course|exhibition|session|launch of|"
    r"congress|festival|school|ecole doctorale|ecole d'ete|escuela de verano|academy|asamblea|assemblee|sommet|cumbre|conferencia|seminaire|congres|"
    r"table ronde|mesa redonda|conversatorio|jornadas?|encuentro|rencontres?|journees|exposition|exposicion|assembly|hackathon",
    "call": r"call for|save the date|you're invited|invitation|convocatoria|appel a|media advisory|register now|join us",
    "project": r"projects?|programmes?|programs?|initiative|fund|facility|networks?|partnerships?|mechanism|platform|scheme|proyecto|programa|"
    r"projet|fonds|fondo|red|reseau|arrangement|fellowship|office|bureau|plan|without borders|what is",
    "report": r"in review|in brief|timeline|at a glance|activities|overview|faq|frequently asked|brief no|monitor|newsletter|digest|quarter|"
    r"bulletin|january-\w+|july-\w+|what happened|working with|work on|profile of|figures|how the|and their|work in",
    "verb": r"launch(?:es|ed)?|opens?|signs?|adopts?|hosts?|holds?|approves?|agrees?|calls?|ends?|begins?|backs|takes?|joins?|meets?|names|"
    r"receives?|leaves?|presents?|asks?|unites?|rehearses?|closes?|supports?|wins?|gets?|hands?|handed|fly|flies|"
    r"reaches?|shares?|becomes?|sets?|says|urges?|welcomes?|visits?|helps?|trains?|brings?|moves?|moved|returns?|condemns?|"
    r"announces?|is|are|have|has|will|cut|cuts|learn|celebra|firma|inaugura|abre|estrena\w*|aprueba|prend|lance|signe|adopte|"
    r"ouvre\w*|rouvrent|prets|vacunados|cancelled|postponed",
}
_PATTERNS = {name: re.compile(rf"\b(?:{words})\b") for name, words in _TITLE.items()}
_FIELD_EVENT = re.compile(
    r"^(?:when|where|venue|place|dates?|time|hosts?|organi[sz]ers?|organising partners|co-hosts?|speakers|programme|"
    r"programme in brief|agenda|registration|register|languages?|lieu|fechas?|lugar|participation|deadline.*|fees?|"
    r"keynote speakers|practical notes|practical information|key dates|themes|opening|tuition|course secretariat|what|who|"
    r"quoi|qui|quand|ou|quand et ou|que|quien|quienes|cuando|donde|cuando y donde|fecha y (?:hora|lugar)|dates? et lieu|hora|horaires?|heure|"
    r"inscripci\w+|inscriptions?|ponentes|panelistas|moderador\w*|intervenants|organizan?|organise par|modalidad|plataforma|idiomas?|langues?)$"
)
_FIELD_PROJECT = re.compile(
    r"^(?:status|statut|estado|budget.*|total budget|amount|donors?|main donors|funders?|funding|funded by|implement\w* (?:by|"
    r"agency|partners?)|executing agenc\w+|lead partner|project partners|partners|countries|period|periodo|periode|duration|start|"
    r"end|project .*|form|"
    r"parties|in force|signed|types?\(?s?\)?|fund type|scope|coordinated by|paises|financiacion|pays|bailleurs de fonds|time frame|"
    r"geographic \w+|size|kind|focal points?.*|run by|paid for by|supported by|staff|director|most recent .*budget.*|"
    r"results to date|resultados a la fecha|"
    r"milestones|projects|current projects|partenaire.*|agence d'execution|cofinancing.*|global goals|host|"
    r"ejecutad[oa] por|ejecucion|ejecutor\w*|financiad[oa] por|finance par|financements?|financiadores?|cofinanci\w+|"
    r"contraparte.*|cobertura|expediente|territorio|"
    r"importe.*|monto.*|coste?s?|costo.*|presupuesto.*|montant.*|cout.*|duree|duracion|beneficiaires?|beneficiarios?|"
    r"zones? d'intervention|maitre d'ouvrage.*|"
    r"chef de file|socios?.*|entidad.*|sigla|naturaleza|naturaleza juridica|ano de creacion|annee de creation|cooperantes|"
    r"organi[sz]ations? in charge|"
    r"supporting organi[sz]ations|running time|how much|pays concernes|type of practice|practice type)$"
)
_LABEL_END = re.compile(r" ?[:\t|?]")
_LABELLED = re.compile(r"\W{0,4}[A-ZÀ-Ý][\w’' ,-]{2,45}\. [A-ZÀ-Ý“\d]")
_SPAN = re.compile(
    r"\b\d{1,2}(?:er|st|nd|rd|th)? ?(?:[a-z]{3,10} )?(?:-|–|to|and|au|et|al|y) ?(?:[a-z]{4,10} )?\d{1,2}(?:st|nd|rd|th)?,? "
    r"(?:de )?[a-z]{3,10} (?:de )?\d{4}|\b[a-z]{3,9} \d{1,2} ?(?:-|–|to|and) ?(?:[a-z]{3,9} )?\d{1,2}, \d{4}"
    r"|\b\d{1,2}[:.h]\d{2} ?(?:-|–|to|a) ?\d{1,2}[:.h]\d{2}"
)
"""A range of days with its year, or of hours, in folded text."""

_MORE = re.compile(r"\b(?:read more|lire la suite|en savoir plus|leer mas|ver mas|more info|learn more|saiba mais)\b")
_SOON = re.compile(
    r"\b(?:will (?:be (?:held|hosted|organi[sz]ed)|take place|hold|meet|host|convene|gather|bring)|takes place|is holding|invites?|"
    r"se tiendra|aura lieu|tendra lugar|se celebrara|is pleased to|join us|is heading for|organi[sz]es)\b"
)
_TODAY = re.compile(
    r"\b(?:today|yesterday|this week|this morning|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|last (?:week|mon|tues|wednes|thurs|"
    r"fri|satur|sun)\w*|aujourd'hui|hier|hoy|ayer|(?:lun|mar|mercre|jeu|vendre|same)di(?! \d)|(?:lunes|martes|miercoles|jueves|viernes)(?! \d))\b"
)
_IS_A = re.compile(
    r"^.{3,90}? (?:is|was|are) (?:a|an|the|one of the) (?:[\w-]+ ){0,6}(?:projects?|programmes?|programs?|funds?|networks?|"
    r"platforms?|mechanisms?|initiatives?|registers?|facility|campaigns?|partnerships?|schemes?|offices?|alliances?|coalitions?|"
    r"ventures?|services?)\b"
)
_RELEASE = re.compile(
    r"\b(?:(?:press|news|media) releases?|nota de prensa|communiques?|noticias|actualites|news|press (?:room|center|centre)|"
    r"newsroom|sala de prensa|briefing notes|flash updates?|statement|speech(?:es)?|our stories)\b"
)
_EVENTS = re.compile(r"\b(?:events?|evenements|eventos|agenda|meetings|courses|side event|webinar|workshop|upcoming|colloques?|calendar)\b")
_PROJECTS = re.compile(r"\b(?:projects?|projets|proyectos|networks|opportunities|solutions?|database|where we work|funds|initiatives)\b")
_TOPICS = re.compile(
    r"\b(?:topics|secteurs|sectors|countries|our work|where we (?:are|work)|themes|programmes|resource centre|field offices|"
    r"about the office|field operations|publications|donde trabajamos|paises|pays|areas of work|thematiques?|temas|explained|dossiers?|library)\b"
)
_CALLS = re.compile(r"\b(?:calls?|appels?|convocatorias?|opportunities|opportunites|oportunidades|grants|scholarships|bourses|becas)\b")
_POSTS = re.compile(
    r"\b(?:vacanc(?:y|ies)|vacantes?|recrut\w+|offres? (?:d'emploi|terrain)|avis de vacance|terminos de referencia|terms of reference|"
    r"termes de reference|job (?:opening|offer|description)s?|jobs|empleos?|emplois|\(h/f\)|\(f/h\)|\(m/f\)|\(f/m\)|"
    r"consultant|consultor[ai]?|officer|internship)\b"
)
_SAID = re.compile(
    r"\b(?:said|says|told|stressed|noted|added|explained|declared|recalled|a declare|a dit|a souligne|a rappele|a explique|a indique|"
    r"dijo|senalo|afirmo|explico|declaro|destaco|manifesto)\b"
)
_WILL = re.compile(
    r"\b(?:will|shall|se tiendra|aura|auront|sera|seront|tendra|sera|seran|reunira|debatira|presentara|[a-z]{3,12}(?:ront|eront|aran|iran))\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|[a-z]{2,12}ed|met|held|took|came|went|gave|began|a ete|ont ete|a [a-z]{3,9}[eiu]|ont [a-z]{3,9}[eiu]|"
    r"fue|fueron|[a-z]{3,10}(?:aron|ieron))\b"
)
_JOIN = re.compile(
    r"\b(?:regist(?:er|ration)|rsvp|deadline|apply|applications?|abstracts?|save the date|invit(?:es?|ed|ation)|attendance|limited places|"
    r"free of charge|fees?|speakers?|moderat(?:or|ed)|interpretation|livestream|zoom|inscription|inscriptions|inscripci\w+|sinscrire|"
    r"candidatures?|conferenciers|ponentes|intervenants|entrada libre|entree libre)\b"
)
_PAPERS = re.compile(
    r"^\W*(?:(?:provisional |draft |final )?"
    r"(?:agenda|programme|concept note|list of participants|presentations?|meeting (?:report|documents?)|flyer))\b"
)
_RUNS = re.compile(
    r"\b(?:aims? to|is (?:funded|financed|implemented|supported|run|managed|carried out)|are (?:funded|supported)|beneficiar(?:y|ies)|"
    r"implement(?:ed|ing)|phases?|objectives?|components?|outputs?|results|activities|"
    r"the (?:project|programme|fund|network|initiative|scheme|campaign|platform|mechanism|plan|partnership)|"
    r"le (?:projet|programme|fonds|reseau)|el (?:proyecto|programa|fondo)|la (?:red|iniciativa))\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"^\W*\d{1,2}[:.h]\d{2}\b")


def page_type(lines: Sequence[Judged], *, title: str | None, dated: str | None) -> PageType:
    """The kind of a page that is no error, from its judged lines, its title and how its date is known (``facts.Posted.how``)."""
    kept = [x for x in lines if x.kept and x.text.strip()]
    if not kept:
        return "listing"
    looks = [look(x.text) for x in kept if x.part != "title"]
    running = sum(x.words for x in looks if x.kind == "prose")
    if title and len(looks) >= 6 and _LISTS.search(fold(title)) and running * 10 < 4 * sum(x.words for x in looks):
        return "listing"
    teasers = sum(
        x.words <= 20 and ("day at start" in x.features or bool(_MORE.search(x.folded))) and x.kind not in {"day", "updated"} for x in looks
    )
    if teasers >= 4 and teasers * 10 >= 6 * len(looks):
        return "listing"
    rows = sum(x.folded.count("|") >= 3 or bool(_ROW_DAY.match(x.folded)) for x in looks)
    if rows >= 4 and rows * 10 >= 5 * len(looks) and _LISTED.match(fold(title or "")) and dated != "alone":
        return "listing"
    return best(signs(lines, title=title, dated=dated), weights())


def error_line(lines: Sequence[Judged]) -> str | None:
    """The line that says that the page is not there, on a page with little else: the shortest such line, as printed, else the first sentence."""
    kept = sum(len(x.text.split()) for x in lines if x.kept)
    if kept > 160:
        return None
    found = [x.text.strip() for x in lines if 0 < len(x.text.split()) <= 12 and ERROR.search(fold(x.text.strip(" #*_-")))]
    if not found and kept <= _LITTLE and sum(len(x.text.split()) for x in lines) <= 3 * _LITTLE:
        found = [x.text.strip() for x in lines if 0 < len(x.text.split()) <= _LITTLE and _bare_error().search(fold(x.text))][:1]
    return min(found, key=len) if found else None


def _label(line: str) -> str:
    """What stands before the first colon, tab, bar or question mark of a line, folded."""
    return fold(_LABEL_END.split(line.strip(" •-*·|\t"), maxsplit=1)[0].strip(" •-*·"))


@cache
def _bare_error() -> re.Pattern[str]:
    """The same as :data:`ERROR`, said in a sentence; it counts only on a page that says nearly nothing else."""
    return re.compile("|".join(resource.lines("error_sentences.txt")))


def best(found: Sequence[str], scores: Mapping[str, Sequence[float]]) -> PageType:
    """The kind with the highest sum, the earlier of :data:`KINDS` where two are equal."""
    total = [sum(scores[n][k] for n in found if n in scores) for k in range(len(KINDS))]
    return KINDS[max(range(len(KINDS)), key=lambda k: total[k])]


def signs(lines: Sequence[Judged], *, title: str | None, dated: str | None) -> list[str]:
    """Names of what holds for the page."""
    shown = [x for x in lines if x.text.strip()]
    at = next((i for i, x in enumerate(shown) if x.kept), 0)
    above = [look(x.text) for x in shown[max(0, at - 6) : at + 2]]
    trail = " ".join(x.folded for x in above if x.kind in {"crumb", "type"} or "type" in x.features)
    body = [look(x.text) for x in shown if x.kept and x.part != "title"]
    prose = [x.folded for x in body if x.kind in {"prose", "glued prose"} or (x.kind == "running" and x.words >= 9)]
    labels = [_label(x.text) for x in body if x.words < 60]
    events, projects = len({x for x in labels if _FIELD_EVENT.match(x)}), len({x for x in labels if _FIELD_PROJECT.match(x)})
    heading, first = fold(title or ""), " ".join(prose[:3])[:1500]
    found = ["any", f"dated {'meta' if dated == 'address' else dated or 'none'}"]
    found += [f"event fields {n}" for n in (1, 2, 3) if events >= n] + [f"project fields {n}" for n in (1, 2, 4) if projects >= n]
    found += [f"title {name}" for name, pattern in _PATTERNS.items() if pattern.search(heading)]
    checks = {
        "title short": 0 < len(heading.split()) <= 3,
        "title acronym": bool(re.search(r"\([A-Z][\w-]{2,12}\)|^[A-Z]{3,} ?[–:-]", title or "")),
        "soon": bool(_SOON.search(first)),
        "today": bool(_TODAY.search(first)),
        "is a": bool(prose and _IS_A.match(prose[0])),
        "trail news": bool(_RELEASE.search(trail)),
        "trail events": bool(_EVENTS.search(trail)),
        "trail projects": bool(_PROJECTS.search(trail)),
        "trail topics": bool(_TOPICS.search(trail)),
        "trail calls": bool(_CALLS.search(trail)),
        "post": bool(_POSTS.search(heading) or _POSTS.search(trail)),
        "questions": sum(x.text.rstrip().endswith("?") for x in body) >= 3,
        "clock": sum(bool(_CLOCK.match(x.text)) for x in body) >= 3,
        "many headings": sum(x.kind in {"short", "word", "capitals", "menu"} for x in body) >= 6,
        "days line": any(bool(_SPAN.search(x.folded)) and x.words <= 14 for x in body[:7]),
        "label paragraphs": sum(bool(_LABELLED.match(x.text)) for x in body) >= 3,
        "dated and plain": dated in {"alone", "dateline"} and events < 2 and projects < 2,
        "title event, no verb": bool(_PATTERNS["event"].search(heading)) and not _PATTERNS["verb"].search(heading),
        "event ahead": (events >= 2 or bool(_PATTERNS["event"].search(heading))) and bool(_SOON.search(first)),
    }
    text = " ".join(prose)[:20_000]
    words = max(1, len(text.split()))
    will, past = len(_WILL.findall(text)), len(_PAST.findall(text))
    found.append(f"will {bucket(will * 10 // max(1, will + past), (0, 1, 3, 6))}")
    opening_will, opening_past = len(_WILL.findall(first)), len(_PAST.findall(first))
    found.append(
        f"opens {'none' if not opening_will + opening_past else 'will' if opening_will > opening_past else 'both' if opening_will else 'past'}"
    )
    found.append(f"said {bucket(len(_SAID.findall(text)), (0, 1, 3))}")
    found.append(f"join {bucket(sum(bool(_JOIN.search(x.folded)) for x in body), (0, 1, 2, 4))}")
    found.append(f"runs {bucket(len(_RUNS.findall(text)) * 200 // words, (0, 1, 2, 4))}")
    found.append(f"papers {bucket(sum(bool(_PAPERS.match(x.folded)) and x.words <= 12 for x in body), (0, 1))}")
    found.append(f"long {bucket(words, (80, 200, 400, 700))}")
    found.append(f"past {bucket(past * 100 // words, (1, 3, 5, 8))}")
    name = re.sub(r" ?\([^()]{1,40}\)", "", heading).strip(" .:")
    if len(name.split()) > 1 and name in text:
        checks["title in text"] = True
    checks["quotes"] = sum(x.text[:1] in '“"«' for x in body) >= 1
    checks["one place, many years"] = len(set(_YEAR.findall(text))) >= 5
    return found + [name for name, holds in checks.items() if holds]


@cache
def weights() -> dict[str, list[float]]:
    """The learnt scores as delivered."""
    table: dict[str, list[float]] = resource.weights("pagetype_weights.json")
    return table
