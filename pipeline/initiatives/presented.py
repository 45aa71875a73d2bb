"""The undertaking that a page is about, by its title, and series that the text tells by how often they are held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.initiatives.cues import cues
from pipeline.initiatives.described import name_before
from pipeline.initiatives.fields import facts
from pipeline.initiatives.names import Candidate, tidy
from pipeline.initiatives.scene import Scene, heads, plain
from pipeline.initiatives.stated import stated_kind

LABELLED = re.compile(
    r"^(?:(?:project|programme|program|initiative|iniciativa|proyecto|programa|projet)(?: (?:profile|title|name|page|fact ?sheet))?"
    r"|fiche (?:de )?projet|ficha (?:de )?proyecto)\s?[:|–—]\s(?=\w)"
    r"|\s?[:|–—-]\s(?:[\w-]{2,12}\s){0,2}(?:call for (?:applications|projects|proposals)|appel à (?:candidatures|projets)|convocatoria)\b.*$",
    re.IGNORECASE,
)
"""What a page writes in front of its subject's name or behind: "Project: Safe Roads", "Safe Roads: second call for projects"."""


ROMANCE_HEAD = re.compile(
    r"(?:[A-Z]{3,12}\s[–—-]\s)?(?:Projet|Proyecto|Programme|Programa|Réseau|Plateforme|Plataforma|Mécanisme|Mecanismo|Dialogue|Diálogo|Processus|Proceso"
    r"|Partenariat|Alianza|Mesa|Foro|Iniciativa|Stratégie|Estrategia)\s"
)
"""What opens a title that names an undertaking in French or Spanish."""


def _shown(scene: Scene, title: str) -> bool:
    """Whether a topic or news page presents the undertaking of its title: a head and an acronym ("Dialogue de … (DIOMO)") taken up again, or
    labelled lines below."""
    named = re.fullmatch(r"(?P<name>.{12,140}) \((?P<short>[A-Z][A-Za-z/-]{2,14})\)", title)
    if scene.document.page_type not in ("topic", "news") or not named:
        return False
    headed = ROMANCE_HEAD.match(named["name"]) or re.search(
        r"\b(?:Mechanism|Programme|Project|Network|Platform|Initiative|Partnership|Dialogue|Process)\b", title
    )
    if not headed:
        return False
    again = len(re.findall(rf"(?<!\w){re.escape(named['short'])}(?!\w)", scene.text))
    return again >= 3 or len({f.slot for f in facts(scene)} - {"other", "no", "name"}) >= 3


SPELT_OUT = re.compile(r"([A-Z][A-Z\d/-]{2,11})\s?(?:[–—:]|\s-)\s(?=(?:[^\W\d_][\w’'-]*\s){2})")
"""An acronym that the name behind it spells out: "PARSE – Projet d’appui …"."""


def _spelt_out(title: str) -> re.Match[str] | None:
    """The acronym that opens a title, if one of the first words behind it begins with its first letter and the others follow."""
    found = SPELT_OUT.match(title)
    words = plain(title[found.end() :]).split() if found else []
    for n, word in enumerate(words[:4]):
        letters = iter(" ".join(words[n:]))
        if found and word[0] == found[1][0].casefold() and all(c in letters for c in found[1].casefold()):
            return found
    return None


CRUMB = re.compile(r"\w.{2,60}\s[/▸›»>|]\s\w|(?:[Pp]rojects|[Pp]rogrammes|[Pp]rograms|[Pp]rojets|[Pp]royectos|[Pp]rogramas)\s?:\s\w")
"""A line that says where in the site the page stands: "Programmes: Health Security"."""
HEADED = re.compile(r"\b(?:Mechanism|Programme|Program|Project|Network|Platform|Initiative|Partnership|Fund|Facility|Strategy|Plan)$")


def _below(scene: Scene, title: str) -> str:
    """The line below a title that only says where the page stands, if it names an undertaking; else the title."""
    below = scene.text[scene.text.find(title) + len(title) :].lstrip().split("\n", 1)[0].strip() if CRUMB.match(title) else ""
    name = re.sub(r"\s?\([A-ZÀ-Þ][\w&/–-]{1,14}\)$", "", below[:160])
    return below if below == below[:160] and (HEADED.search(name) or ROMANCE_HEAD.match(name)) else title


def find_subject(scene: Scene) -> Iterator[Candidate]:
    """The initiative that a profile page is about, by its title."""
    document = scene.document
    title = (document.title or "").strip()
    opening = scene.text.strip().split("\n", 1)[0].strip()
    if title not in scene.text and 8 < len(opening) < 120:
        title = opening
    title = _below(scene, title)
    if (
        (document.page_type != "profile" and not _shown(scene, title))
        or not title
        or len(re.findall(r"\s[▸›»>]\s", title)) > 1
        or title.endswith(("?", " is", " are", " of", " for", " the", ":"))
    ):
        return
    title = re.sub(LABELLED, "", title)
    name = tidy(re.sub(r"\s?\((?:[A-ZÀ-Þ][\w&/\-–]{1,14})\)$", "", title))
    headed = HEADED.search(name) or ROMANCE_HEAD.match(name)
    body = any(title.startswith(m.text) for m in document.mentions if m.label == "ORG") or re.search(r"\b(?:[Oo]ffice|[Bb]ureau|who we are)\b", title)
    if body and not headed and stated_kind(tuple(facts(scene))) is None:
        return
    at = scene.text.find(title)
    start, end = (at, at + len(title)) if at >= 0 else (0, 0)
    acronym = re.search(r"\(([A-ZÀ-Þ][\w&/\-–]{1,14})\)$", title) or _spelt_out(title)
    yield Candidate(start, end, name, None, 0.5, "title", acronym[1] if acronym else None)


@cache
def _again() -> re.Pattern[str]:
    """What a page says behind the name of what comes again: "Heron Day has been kept since 2010", "the Reed Talks, third edition"."""
    time, often, held, holds, event = (rf"(?:{'|'.join(cues()['again'][key])})" for key in ("time", "often", "held", "holds", "event"))
    often = rf"(?:[^.;,\n]{{3,40}}\s)?{often.replace('TIME', time)}\b"
    return re.compile(
        r"(?<=[\w”»\"])(?:\s\([A-Z][\w-]{1,12}\))?(?:,\s(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))\sedition\b"
        r"|\s(?:has|have)\sbeen\s(?:celebrated|held|kept|marked|observed|organi[sz]ed|staged)\s[^.;\n]{0,50}?\bsince\s(?:19|20)\d\d"
        r"|\s(?:has|is|was|a|est|es|tiene)\s[^.:;\n]{3,40}:\s(?:the\sfirst|la\spremière|la\sprimera)\s(?:edition|édition|edición)\b"
        rf"|,?\s(?:which\s|that\s|qui\s|que\s)?{held}\s{often}|,\s(?:an?\s|une?\s|una\s|the\s|l[ae]\s|el\s)?{event}\b"
        rf"|,\s(?:which|that|que|qu[’'])\s?(?:(?:[A-ZÀ-Þ]|[a-zà-ÿ]{{1,3}}[\s’'])[^.;,\n]{{2,70}}?\s)?{holds}\s{often})"
    )


NUMBERED = re.compile(
    r"(?:(?:19|20)\d\d\s{1,3})?(?:(?:[Tt]he|L[aeo]s?|El)\s|L[’'])?(?:(?:(?i:first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|[a-z]{3,5}teen)th)|[IVX]{1,5}"
    r"|\d{1,2}(?:st|nd|rd|th|er|e|ème|º|ª)|Premi(?:er|ère)|[A-Z][a-z]{3,6}ième|Primer[ao]?|Segund[oa]|Tercer[ao]?)\s)?(?=[A-ZÀ-Þ])"
)
"""What numbers or dates one of a series in front of its name."""


def find_recurring(scene: Scene) -> Iterator[Candidate]:
    """Series that the text tells by how often they are held, under a name of several words that is no body."""
    for m in _again().finditer(scene.text):
        span = name_before(scene, m.start())
        if span is None:
            continue
        start = opens.end() if (opens := NUMBERED.match(scene.text, *span)) else span[0]
        name = tidy(scene.text[start : span[1]])
        part = plain(name.split()[-1]) in heads().parts - {"forum", "review", "summit", "workshop"}
        if " " in name and not part and not scene.covered(start, span[1], "ORG", "PERSON", "LOC"):
            yield Candidate(start, span[1], name, "series", 0.6, "apposed")
