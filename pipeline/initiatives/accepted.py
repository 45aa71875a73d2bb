"""Which of the undertakings that candidates speak of are sure enough to be one: a spurious row costs more than a missed one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.initiatives.fields import Fact, slot_of
from pipeline.initiatives.parties import MEETING
from pipeline.initiatives.scene import Scene, Word, heads, plain
from pipeline.initiatives.threads import Thread
from pipeline.initiatives.zones import kind_told
from pipeline.phrases import either

ENOUGH, TAGGED = 0.3, 0.45
"""The least confidence of a row, and of one that the tagger alone proposes without a name that a head word makes one."""

UNSURE = 0.65
"""Below this the tagger alone is mostly wrong on a name that nothing else makes one; .6 to .75 do alike on unseen pages."""

ALIAS = re.compile(r"(?:other|autres?|otros?)\s(?:names?|noms?|nombres?)|(?:also|aussi)\s\w{4,10}(?:\sas)?|alias|también\s\w{4,12}", re.IGNORECASE)
"""The label of a subject's other names."""

NONE = re.compile(
    r"\b(?:2030 agenda|agenda 2030)\b|^(?:provisional|tentative|draft|annotated) (?:agenda|programme)$|^call for (?!action$)\w+$"
    r"|^(?:fiche|ficha)\b|\bfact ?sheet$|^protocols? for \w+ing\b"
    r"|\b(?:infograf[íi]as?|infographics?|infographies?)\b|^(?:regional )?(?:un |united nations )?(?:issue|opportunity)[- ]based coalition"
    r"|^project rationale\b|^(?:agreement|accord|acuerdo|convenio|convention) (?:that|which|qui|que) \w+ (?:us)?[€$£]? ?\d"
    r"|^(?:description|detalles?|details?|détails?|fiche|ficha) (?:de|del|du|of) (?:the )?(?:project|projet|proyecto)$"
    r"|^nationally determined contributions?$|^contributions? déterminées? au niveau national$|^contribuci(?:ón|ones) determinadas? a nivel nacional$"
    r"|^(?:[\w-]+ ){1,4}reports? on\b"
    r"|^(?:south[- ]south|north[- ]south|triangular)(?: and triangular)? cooperation$|^(?:coopération sud-sud|cooperación sur-sur)$"
    r"|^(?:premier |first )?(?:plan de travail annuel|annual work ?plan|plan (?:operativo|de trabajo) anual)$"
)
"""What no initiative is called, whoever proposes it."""

THEME = re.compile(r"\b(?:theme|themed|motto|slogan|tagline|thème|slogan|devise|lema|tema)\b[^\w\n]{1,3}$", re.IGNORECASE)
"""What stands before the motto of something else."""

BARE = re.compile(
    r"^(?:(?:the|this|about the|draft|new|proposed|final|first|second|third|fourth|another|further|premier|première|deuxième|troisième|primer|primera"
    r"|segund[oa]|tercer|tercera|le|la|el|du|notre|nuestr[oa]|projet de|proyecto de)\s){1,3}"
)
"""What stands before a bare noun that only takes a name up again: "draft Strategy", "About the Network"."""

BARE_AT = re.compile(r"(?:the )?([a-z]{4,14}) (?:at|from|under) (?:the |an? )?[a-z]")
"""A bare noun with where it was signed: "Framework at the State Palace"."""

OFFICE = re.compile(r"\b(?:(?:Executive )?Secretar(?:y|iat)|Secrétariat|Secretaría)\s(?:of|to|de|del?)\s(?:la\s|l[’'])?(?:the\s)?")
"""What an instrument's name is part of the name of."""


BRAND = re.compile(r"[^\W\d_](?:[^\W\d_]|-(?=[^\W\d_])){3,40}!?")
"""A name of one word: "Saparga", "SAFE-MED"."""

TELLING = frozenset(("budget", "period", "funder", "lead", "status", "start", "end", "kind", "countries"))
"""Labels that only the page of an undertaking has; three of them make its title one."""


LAW = re.compile(
    r"(?!.*\b(?:bonnes pratiques|buenas prácticas|code of conduct|code of practice|conducta|conduite|engagement)\b)(?:.*\s(?:act|bill|law"
    r"|ordinance|statute)$"
    r"|.*\b(?:act|statute) (?:for|of|on)\s|acte uniforme\b|código\b|code (?:civil|de|des|du|of|pénal)\b|décret\b|decreto\b|ley\b|loi\b"
    r"|ordenanza\b|ordonnance\b)"
)
"""Laws and codes of law, which are no initiatives."""


ORDINAL = re.compile(
    r"(?:(?:fir|1)st|(?:seco|2)nd|(?:thi|3)rd|[a-z]{3,11}th|\d{1,2}th)\s.*\b(?:conference|congress|forum|platform|symposium|week)\b", re.IGNORECASE
)
"""One of a row of meetings: "Seventh Global Platform for Disaster Risk Reduction"."""


@cache
def _idle() -> frozenset[str]:
    """Words that do not tell one undertaking from another."""
    return heads().joints["vague"] | heads().joints["content"] | heads().joints["generic"] | heads().nouns.keys()


def _says_nothing(scene: Scene, thread: Thread) -> bool:
    """Whether the words only say that there is a project of some sort or country: "such a crucial project for Benin", "a Nordic pilot project"."""
    if re.search(r"\d", thread.name):
        return False
    for a, b in thread.mentions:
        words = words_in(scene, a, b)
        if words and words[0].capital and scene.text[a + 1 : b].islower() and re.search(r"\b[Aa]n?\s$", scene.text[max(a - 3, 0) : a]):
            words = words[1:]
        places = scene.inside(a, b, "LOC")
        if len(places) > 1 or any(plain(w.text) not in _idle() and not any((m.start or 0) <= w.start < (m.end or 0) for m in places) for w in words):
            return False
    return bool(thread.mentions) and not re.search(r"[A-Z]\w+\s\w+$", thread.name)


def _headed(name: str) -> bool:
    """Whether a name begins with a head of several words, or a French or Spanish one: "feuille de route de Sfax", "entente de coopération …"."""
    words = name.split()
    return any(" ".join(words[:n]) in heads().strong or " ".join(words[:n]) in heads().first for n in (3, 2, 1) if len(words) > n)


def _office(scene: Scene, start: int, end: int) -> bool:
    """Whether the name only ends that of a body: "Secretariat of the Convention on Biological Diversity"."""
    body = scene.covered(start, end, "ORG")
    return body is not None and OFFICE.fullmatch(scene.text[body.start or 0 : start]) is not None


JOINING = re.compile(
    r"\b(?:network|platform|coalition)$|\b(?:network|platform|coalition) (?:for|of|on)\b|^(?:coalici[oó]n|coalition|plataforma|plateforme|red"
    r"|réseau)\b"
)
"""Names of what bodies join, which is an undertaking and a body."""


LENGTH = re.compile(
    r"\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|\d{1,2})-(?:year|month|week)|\d{1,2} (?:ans|mois|años|meses)"
    r"|[1-9][\d.,]{0,14} (?:millions?|millones|milliards?|billion|mil)|usd?|eur|rs|euros?|dollars?|dólares|américains|estadounidenses"
    r"|concessional loan|grants?)(?!\w)"
)
"""Words for how long or how dear an undertaking is."""


@cache
def _calls() -> re.Pattern[str]:
    """What stands behind a single word that a text calls a project: "the X project", "X, a project to"."""
    noun = either(heads().nouns)
    return re.compile(
        rf"[”»\"]? (?:{noun})\b|, running from\b"
        rf"|,\s(?:an?|the|une?|una|le|la|el|its|notre|nuestr[oa]|our|su)\s(?:[\w-]{{3,14}}\s){{0,2}}?(?:{noun})\b"
    )


def _called(scene: Scene, start: int, end: int) -> bool:
    """Whether the text calls the words of the span a project, or tells its money, leader or days right behind."""
    body = scene.covered(start, end, "ORG")
    name = next((o.name for o in scene.document.organisations if body and o.organisation_id == body.entity), scene.text[start:end])
    if name != scene.text[start:end] or not re.fullmatch(r"[^\W\d_]{3,}(?:[+-]?\w[\w-]{0,12}|\+)?(?: [A-ZÀ-Þ]{2,12}){0,2}", name):
        return False
    return _calls().match(scene.text, end) is not None


def words_in(scene: Scene, start: int, end: int) -> list[Word]:
    """The words of a span that begin with a letter."""
    return [w for w in scene.words[scene.word_at(start) : scene.word_at(end)] if w.text[0].isalpha()]


def _caption(scene: Scene, thread: Thread) -> bool:
    """Whether an unsure name without a head fills a line of its own and stands nowhere else: a caption or a link ("Global Remittances Stats")."""
    if len(thread.mentions) != 1 or thread.acronym or thread.confidence >= 0.6 or not thread.named:
        return False
    a, b = thread.mentions[0]
    first, last = scene.context.line(a)
    return not _tells(thread.name) and len(scene.text[first:last].strip()) - (b - a) < 8


def _measured(name: str) -> bool:
    """Whether a description says no more than how long or dear something is: "three-year agreement"; not a fund, nor one with its years."""
    idle = _idle() | heads().strong.keys()
    words = re.findall(r"[^\W\d_]+", LENGTH.sub(" ", name))
    return LENGTH.search(name) is not None and all(w in idle for w in words) and re.search(r"\d{4}|\bf[ou]nds?\b|\bfondo\b", name) is None


def accepted(scene: Scene, thread: Thread, stated: Sequence[Fact]) -> bool:
    """Whether the thread is sure enough; a bare title needs a page that states an undertaking's facts."""
    low = plain(thread.name)
    if re.sub(BARE, "", low) in (heads().nouns | heads().strong):
        return False
    if thread.sources == {"title"}:
        return len({f.slot for f in stated} & TELLING) >= 2 or scene.document.page_type != "profile"
    if (
        NONE.search(low)
        or (thread.sources == {"tagger"} and (bare := BARE_AT.match(low)) and bare[1] in heads().strong)
        or ("known" in thread.sources and thread.mentions and all(_office(scene, a, b) for a, b in thread.mentions))
        or (thread.sources == {"tagger"} and (LAW.match(low) or ORDINAL.match(low)))
        or re.search(r"\b(?:[Ss]ince|[Dd]epuis|[Dd]esde)\s(?:19|20)\d\d$", thread.name)
        or (thread.sources == {"tagger"} and _caption(scene, thread))
        or (thread.sources == {"tagger"} and _says_nothing(scene, thread))
        or slot_of(thread.name) == "name"
        or (
            thread.name.isupper()
            and scene.document.language in ("fr", "es")
            and len(thread.name.split()) > 1
            and not any(_called(scene, a, b) for a, b in thread.mentions)
        )
    ):
        return False
    if not thread.named and _measured(low):
        return False
    if thread.sources <= {"tagger", "quoted"} and all(THEME.search(scene.text[max(a - 24, 0) : a]) for a, _ in thread.mentions):
        return False
    if thread.sources == {"tagger"} and _other_name(thread, stated):
        return False
    if thread.sources == {"tagger"} and (_unheard(scene, thread) or not _tagged_name(scene, thread)):
        return False
    if thread.sources == {"known"}:
        a, b = thread.mentions[0] if thread.mentions else (0, 0)
        body = scene.covered(a, b, "ORG")
        if body:
            return False
    headed = thread.named and any(w in heads().strong for w in low.split())
    return thread.confidence >= (TAGGED if thread.sources == {"tagger"} and not headed else ENOUGH)


def _other_name(thread: Thread, stated: Sequence[Fact]) -> bool:
    """Whether the words stand nowhere but in the line that tells the subject's other names ("Other names: Mesa de Salud; MS")."""
    lines = [(f.start, f.end) for f in stated if ALIAS.fullmatch(f.label)]
    return bool(lines) and all(any(a <= x and y <= b for a, b in lines) for x, y in thread.mentions)


def _tells(name: str) -> bool:
    """Whether a word of the name tells of an undertaking."""
    return any(w in heads().strong or w in heads().nouns or w in heads().kinds or w in heads().first for w in plain(name).split())


def _unheard(scene: Scene, thread: Thread) -> bool:
    """Whether nothing but the tagger, unsure and once, makes a name that of an undertaking: no head, no noun beside it, no quotation marks."""
    if thread.confidence >= UNSURE or len(thread.mentions) != 1 or not thread.named:
        return False
    a, _ = thread.mentions[0]
    return not _tells(thread.name) and kind_told(scene, thread)[1] is None and not re.search(r"[“\"«‘]\s?$", scene.text[max(a - 2, 0) : a])


RUN_BY = re.compile(
    r"\b(?:carried out|coordinated|hosted|implemented|led|managed|operated|organi[sz]ed|run|animé|conduit|coordonné|géré|mené|piloté|porté"
    r"|administrad|coordinad|dirigid|ejecutad|gestionad|organizad)(?:[aeo]?s?)\s(?:by|par|por)\s(?:the\s|l[ae]\s|el\s|l[’'])?$"
)
OURSELVES = re.compile(
    r"[^.\n]{0,160}\.\s(?:We are|Nous sommes|Somos)\s(?:an?|une?|una)\s(?:[\w-]+\s){0,3}(?:asociación|association|charity|fundación|ngo|society)\b",
    re.IGNORECASE,
)


def _runs(scene: Scene, thread: Thread) -> bool:
    """Whether a name that has no head is that of a body: it runs what the text speaks of, or says "We are a charity"."""
    a, b = thread.mentions[0]
    if _tells(thread.name) or len(thread.mentions) > 1:
        return False
    return RUN_BY.search(scene.text, max(a - 40, 0), a) is not None or OURSELVES.match(scene.text, b, b + 260) is not None


def _tagged_name(scene: Scene, thread: Thread) -> bool:
    """Whether what only the tagger proposes can be a name: several words, or one in quotes, spelt out or surely tagged; no body."""
    a, b = thread.mentions[0]
    if scene.covered(a, b, "ORG") and any(_called(scene, x, y) for x, y in thread.mentions):
        return True
    joins = scene.covered(a, b, "ORG") and thread.confidence >= (0.4 if thread.acronym else 0.6) and JOINING.search(plain(thread.name))
    if scene.covered(a, b, "PERSON"):
        return thread.confidence >= 0.6
    if scene.covered(a, b, "ORG", "LOC", "PERSON") and not joins:
        return thread.confidence >= 0.9 and len(thread.name.split()) > 2
    if MEETING.search(thread.name) and thread.acronym is None:
        return thread.confidence >= 0.8
    if thread.name[:1].islower() and not thread.named:
        told = _headed(plain(thread.name)) or any(w in heads().nouns for w in plain(thread.name).split())
        glossed = scene.text[max(a - 1, 0)] in '“"«‘' and not told
        return len(thread.name.split()) > 1 and (told or thread.confidence >= UNSURE) and not glossed
    if _runs(scene, thread):
        return False
    if len(thread.name.split()) > 1:
        return True
    return (
        thread.acronym is not None
        or (thread.confidence >= 0.4 and any(_called(scene, x, y) for x, y in thread.mentions))
        or scene.text[max(a - 1, 0)] in '“"«‘'
        or (thread.confidence >= 0.6 and BRAND.fullmatch(thread.name) is not None and not scene.inside(a, b, "ORG", "LOC", "PERSON"))
    )
