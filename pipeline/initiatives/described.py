"""Initiatives that the text describes: "Clean Coasts, a project that …", "the project “Safe Roads”", "signed a memorandum on …",
and the page's own subject.

Finders are ``Scene -> Iterator[Candidate]``. Wrong where an apposition describes the second-last thing named, not the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.initiatives.fields import facts, slot_of
from pipeline.initiatives.names import VERB, Candidate, Source, acronym_after, tidy
from pipeline.initiatives.scene import Scene, heads, plain
from pipeline.initiatives.signatories import agreement_spans
from pipeline.initiatives.stated import stated_kind

QUOTE_OPEN, QUOTE_CLOSE = '“"«‘', '”"»’'
AGREEMENT = re.compile(
    r"""\b(?:(?:tripartite|bilateral|trilateral|cooperation|labour|loan|grant|partnership|framework|funding|financing|funded\ activity
         |cost-sharing|data-sharing
         |host\ country|headquarters|joint|new|first|second|co-operation|technical|social\ security|exchange|readmission)[ -]){0,3}
       (?:memorandum(?:\s+of\s+(?:understanding|cooperation|co-operation|agreement|intent))?|MoU|agreement|accord|protocol|arrangement
         |exchange\ of\ letters|letter\ of\ (?:intent|agreement|understanding)|declaration\ of\ intent|joint\ statement\ of\ intent)\b
       |\b(?:accord(?:\ (?:tripartite|cadre|de\ \w{4,14}))?|protocole\ d[’']accord|mémorandum(?:\ d[’']entente)?|convenio\ marco
       |convention(?=\ (?:avec|entre|pour|sur)\ )
         |convention\ (?:de\ \w{4,14}|cadre)|convenio(?:\ (?:marco|de\ \w{4,14}))?
         |memorando\ de\ entendimiento|acuerdo(?:\ (?:marco|de\ \w{4,14}))?|carta\ (?:de\ )?(?:compromiso|intención|entendimiento)
         |lettre\ d[’'](?:intention|entente)|procès-verbal\ d[’']entente|acte\ d[’']engagement|protocolo\ de\ \w{4,14})\b""",
    re.VERBOSE,
)
SIGNED = re.compile(
    r"\b(?:sign(?:ed|s|ing|ature|atories)?|initialled|conclud(?:e|ed|es)|renew(?:ed|s)?|valid|in force|put (?:his|her|their) (?:names?"
    r"|signatures?)|under negotiation|entered into|exchanged"
    r"|sign(?:é|ée|és|ent|er|ature)|lie|paraph\w{1,4}|firm(?:a|ó|an|aron|ado)|suscrib\w{1,6}|rubric\w{1,4}|sets aside|conclu[es]?|renouvel\w{1,4}"
    r"|renov\w{1,4}|en vigor|vigente|en vigueur|pactar\w{1,4})\b",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"\s(?:on|for|to|concerning|regarding|covering|that|under which|with|between|sur|relati[fv]e?s?\s(?:à|au|aux)|pour|entre|sobre|para|de|con"
    r"|avec)\s"
)
TAIL_END = re.compile(
    r"[.,;:()\t–—]|\s(?:in the presence|in front of|by (?:the|his|her)|which|who|whose|where|while|when|as well as|through|and to|at (?:the"
    r"|a)|will|was|were"
    r"|is|has|had|today|yesterday|until|"
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day|qui|que|dont|ainsi que|a ouvert|doté|para que|ante"
    r"|devrai(?:t|ent)|sera|seront|sont|a été|ont été|será|serán|fue|fueron|deberá|permettra|permitirá|prévoit|prevé"
    r"|por (?:el|la) cual|par (?:lequel|laquelle))\b"
)


@cache
def _nouns() -> str:
    return "|".join(sorted(map(re.escape, heads().nouns), key=lambda n: (-len(n), n)))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    noun, o, c = rf"(?P<noun>{_nouns()})", f"[{QUOTE_OPEN}]", f"[{QUOTE_CLOSE}]"
    name = r"(?P<name>[^“”\"«»‘]{3,110}?)"
    filler = r"(?:(?!and |which |who |said |that |where )[\w’'\-$€£¥%/.,]{1,20}\s){0,9}?"
    return {
        # the project “Safe Roads”; their series “Home is a Workplace”
        "noun_quoted": re.compile(
            rf"\b{noun}(?:\s(?:conjointe?|conjunt[oa]|mondiale?|mundial|régionale?|nationale?|regional|nacional|pilote|piloto|bilatérale?"
            rf"|binational|binacional|européenn?e?|europe[oa]|(?:de|d[’'])\s?[a-zà-ÿ]{{4,16}})){{0,2}},?\s(?:(?:called|named|entitled|titled"
            rf"|dubbed|known as|intitulée?|baptisée?|dénommée?|denominad[oa]|titulad[oa]|llamad[oa]"
            rf"|[A-Z]{{2,6}}/?\d{{2,4}})\s)?{o}\s?{name}\s?,?{c}"
        ),
        # “Drive to Arrive”, a one-year campaign
        "quoted_noun": re.compile(
            rf"{o}\s?{name}\s?,?{c}(?:\s\([^()\n]{{2,30}}\))?,?\s(?:(?:is|was)\s)?(?:(?:an?|the first|the national|un|une|el|la)\s{filler})?{noun}\b"
        ),
        # the “Ask Before You Go” campaign
        "quoted_head": re.compile(rf"\b(?:the|a|le|la|el|our|its|their|national|information)\s{o}\s?{name}\s?{c}\s(?:[a-z\-]{{3,14}}\s)?{noun}\b"),
        # Clean Coasts, a project that; X (ACR), a programme of
        "apposition": re.compile(
            rf"(?<=[\w.)])(?P<gloss>\s\([^()\n]{{2,40}}\))?(?:,\s|\s–\s|\s-\s)(?:(?:an?|one of the|the first|the second|our|un|une"
            rf"|part of)\s){filler}{noun}\b"
        ),
        # Fair Hire Pacific (FHP) is a register of
        "copula": re.compile(
            rf"(?<=[\w)])(?P<gloss>\s\([^()\n]{{2,20}}\))?\s(?:is|was)\s(?:an?|the)\s{filler}{noun}\b(?=\s(?:of|that|for|to|which|led|run"
            rf"|funded|financed))"
        ),
        # the three-week campaign, Protektem Pikinini, is led
        "noun_name": re.compile(rf"\b{noun},\s(?P<name>[A-ZÀ-Þ][^,.;:()\n“”]{{3,60}}),?\s(?:is|was|will|has|which|that|aims|helps|runs|covers|\()"),
        # a sister project in Morocco, Tamkine, with the agency
        "placed_name": re.compile(
            rf"\b(?:sister|twin|similar|new|second|follow-up)\s{noun}\sin\s[A-ZÀ-Þ][\w’'\-]{{2,24}}(?:\s[A-ZÀ-Þ][\w’'\-]{{2,24}}){{0,2}},"
            r"\s(?P<name>[A-ZÀ-Þ][\w’'\-]{3,24}(?:\s[A-ZÀ-Þ][\w’'\-]{1,24}){0,3}),\s(?=(?:with|led|run|funded|started|began|is|was|has|will)\b)"
        ),
        # the project Clean Coasts; du projet Frontières apaisées
        "noun_bare": re.compile(
            rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|du|[Ll]e|la|au|un|son|[Nn]otre|leur|cette|ce|[Ee]l|del|al|su|[Nn]uestr[oa]|est[ea])\s(?:[a-z\-]{{3,14}}\s){{0,2}}?{noun}\s"
            r"(?P<name>[A-ZÀ-Þ][\w’'\-]{1,24}(?:\s(?:(?:of|for|the|in|and|on|to|from|de|del|du|des|la|en|et|y|pour|para|à|sin|sans)\s){0,2}"
            r"[A-ZÀ-Þ0-9][\w’'\-]{0,24}){0,8})"
        ),
        # Nordplus, the exchange programme of
        "the_apposition": re.compile(
            rf"(?<=[\w.)])(?P<gloss>\s\([^()\n]{{2,40}}\))?,\sthe\s(?:[a-z\-]{{3,20}}\s){{0,3}}?{noun}\s(?=of\s|that\s|which\s|run\s|led\s|funded\s)"
        ),
        # Raw Attitudes. A school campaign against (at the head of a line)
        "line_head": re.compile(
            rf"(?m)^[\s•▪*–-]{{0,4}}(?P<name>[A-ZÀ-Þ][^.\n:;()“”«»]{{3,60}})[.:]\s"
            rf"(?:An?|[Uu]n|[Uu]n[ea]|[Uu]nder this|[Tt]his|[Cc]e|[Cc]ette|[Ee]st[ea])\s{filler}{noun}\b"
        ),
        # launched Oficina Aberta (“Open Workshop”), a project: the gloss of the apposition covers it
        "part_of": re.compile(rf"\b(?:launched|known as|called)\s(?P<name>[A-ZÀ-Þ][\w’'\- ]{{3,60}}),\s(?:an?|the|its)\s{filler}{noun}\b"),
    }


def find_described(scene: Scene) -> Iterator[Candidate]:
    """Names that a common noun beside them calls a project, programme, campaign, series …"""
    text = scene.text
    quoted = any(mark in text for mark in QUOTE_OPEN) and any(mark in text for mark in QUOTE_CLOSE)
    for key, pattern in _patterns().items():
        for m in pattern.finditer(text) if quoted or "quoted" not in key else ():
            kind = heads().nouns[plain(m["noun"])]
            after = re.match(r"\s(\w+)", text[m.end("noun") : m.end("noun") + 20])
            if after and plain(after[1]) in heads().parts:
                continue
            if "name" in m.re.groupindex:
                start, end = m.span("name")
            else:
                if plain(m.group()).startswith(", our"):
                    continue
                span = name_before(scene, m.start("gloss") if m["gloss"] else m.start())
                if span is None:
                    continue
                start, end = span
            name = tidy(text[start:end])
            if key == "line_head" and not _headline(name):
                continue
            if not _plausible(scene, name, start, end, quoted=key.startswith(("noun_q", "quoted")), apposed=key == "placed_name"):
                continue
            source: Source = "quoted" if "quoted" in key else "apposed"
            start = m.start() if key == "placed_name" else start
            yield Candidate(start, end, name, kind, 0.75, source, acronym_after(scene, end))


def _plausible(scene: Scene, name: str, start: int, end: int, *, quoted: bool, apposed: bool = False) -> bool:
    if (
        len(name) < (3 if name.isupper() else 4)
        or not name[0].isalnum()
        or plain(name) in heads().nouns
        or plain(name) in ("dialogue", "forum", "meeting")
        or (scene.covered(start, end, "ORG", "PERSON", "LOC", "DATE") and not quoted)
    ):
        return False
    if not quoted and not apposed and not telling(name):
        return False
    return not any(m.label in ("PERSON",) and (m.end or 0) == end for m in scene.inside(start, end, "PERSON", "ORG")) and len(name.split()) <= 22


def telling(name: str) -> bool:
    """Whether a phrase can be a name: several words, or one that no sentence opens with (capitals or hyphens inside)."""
    return len(name.split()) > 1 or re.search(r"[A-Z]{3}|[a-z][A-Z]|-[A-Z]", name) is not None


def name_before(scene: Scene, end: int) -> tuple[int, int] | None:
    """The capitalised phrase that ends at ``end``: joints and commas between capitals are part of it, bodies and people are not."""
    last = scene.word_at(end) - 1
    if last < 0:
        return None
    if scene.text[scene.words[last].start] in QUOTE_CLOSE:
        opening = max(scene.text.rfind(q, max(0, end - 120), scene.words[last].start) for q in QUOTE_OPEN)
        return (opening + 1, scene.words[last].start) if opening > 0 else None
    first = j = last
    joints = heads().joints["before_apposition"]
    while j >= 0 and last - j < 14:
        word = scene.words[j]
        mention = scene.covered(word.start, word.end, "ORG", "PERSON", "LOC", "DATE")
        if mention and (mention.label == "PERSON" or " " in mention.text) and mention.end != end:
            break
        if word.capital:
            first = j
        elif word.text not in joints:
            break
        if j in scene.breaks:
            break
        j -= 1
    while first < last and plain(scene.words[first].text) in ("the", "under", "through", "since", "in", "for", "our", "its"):
        first += 1
    start = scene.words[first].start
    if not scene.words[first].capital or (scene.words[last].end != end and scene.text[scene.words[last].end : end].strip()):
        return None
    return (start, scene.words[last].end)


def find_agreements(scene: Scene) -> Iterator[Candidate]:
    """Agreements without a proper name that the text signs, renews or dates: "a memorandum of understanding on internships"."""
    for m in AGREEMENT.finditer(scene.text):
        passage = scene.around(m.start())
        around = scene.text[passage[0] : passage[1]]
        if not SIGNED.search(around) or scene.covered(m.start(), m.end(), "ORG"):
            continue
        before = scene.text[max(m.start() - 24, 0) : m.start()]
        if re.search(
            r"\b(?:no|any|every|each|these|such|of the|under the|to the|that|this|same|oblige par l['’]|par l['’]|de l['’]|under|said)\s?$",
            before,
            re.IGNORECASE,
        ) and not re.search(r"\b(?:[Ss]ign(?:ing|ature)|[Cc]onclusion|[Ff]irma) (?:of the|de l[’']|del)\s?$", before):
            continue
        aside = re.compile(r"\s\([^()\n]{2,40}\)(?=\s(?:between|on|with)\s)").match(scene.text, m.end())
        after = _past_place(scene, aside.end() if aside else m.end(), passage[1])
        end = _tail(scene, after, passage[1])
        end = m.end() if end == after else end
        name = tidy(scene.text[m.start() : m.end()] + scene.text[after:end]) if after > m.end() and not aside else tidy(scene.text[m.start() : end])
        bare = len(m.group().split(" of ")[0].split()) == 1 and end == m.end()
        if bare and re.search(r"\b[Tt]he $", before):
            continue
        parties = agreement_spans(scene, m.start(), end, passage)
        specific = len(re.findall(r"\w+", m.group().split(" of ")[0])) > 2 or re.search(r"tri(?:partite|lateral)", m.group())
        shorts = [form for form in _shortest(scene, parties) if form.strip()][:3]
        if not specific and len(shorts) < 2 and end == m.end() and re.search(r"\b[Tt]he $", before):
            continue
        if not specific and len(shorts) >= 2 and end == m.end():
            joint, link = {"fr": (" et ", " entre "), "es": (" y ", " entre ")}.get(scene.document.language or "", (" and ", " between "))
            name += link + ", ".join(shorts[:-1]) + joint + shorts[-1]
        elif len(parties) < 1 and end == m.end() and not re.search(r"(?:sign|initial|conclu)\w{0,6} an? $", before):
            continue
        kind = "declaration" if re.search(r"declaration of intent|joint statement", m.group()) else "agreement"
        yield Candidate(m.start(), end, name, kind, 0.65 if parties else 0.45, "agreement", named=False)


def _shortest(scene: Scene, spans: list[tuple[int, int]]) -> list[str]:
    """One form, the shortest, of each thing that the spans mention."""
    forms: dict[str, str] = {}
    names = {o.organisation_id: o.name for o in scene.document.organisations}
    for a, b in spans:
        for m in scene.inside(a, b, "ORG", "LOC"):
            entity = m.entity or m.text
            text = names.get(entity, m.text) if m.method == "structure" else re.sub(r"\s+", " ", m.text)
            forms[entity] = min(forms.get(entity, text), text, key=len)
    return list(forms.values())


def _past_place(scene: Scene, at: int, limit: int) -> int:
    """The offset behind "in Washington, D.C.," where an agreement's subject follows it ("…, on safe use of the Internet"), else ``at``."""
    if not re.match(r"\sin\s", scene.text[at : at + 4]):
        return at
    end = at + 4
    for m in scene.context.mentions(at, min(at + 70, limit), "LOC"):
        if (m.start or 0) - end > 3:
            break
        end = m.end or end
    stop = re.compile(r"[\w., ]{0,8}?,(?=\s(?:on|for|concerning)\s)").match(scene.text, end)
    return stop.end() if stop and end > at + 4 else at


def _tail(scene: Scene, at: int, limit: int) -> int:
    """Where the description that follows an agreement's noun ends."""
    tail = TAIL.match(scene.text, at)
    if not tail:
        return at
    stop = TAIL_END.search(scene.text, tail.end(), limit)
    end = min(stop.start() if stop else limit, at + 160)
    if not re.match(r"\s(?:between|entre|with)\s", tail.group()):
        between = re.compile(r"\s(?:between|entre)\s").search(scene.text, tail.end(), end)
        end = between.start() if between else end
    for mention in scene.context.mentions(tail.end(), end, "DATE"):
        end = min(end, mention.start or end)
        break
    text = re.sub(r"\s+(?:on|in|at|of|from|for|le|el|en|à)\s*$", "", scene.text[at:end].rstrip())
    if scene.text[tail.start() : tail.end()].strip() == "to" and not text:
        return at
    return at + len(text)


LABELLED = re.compile(
    r"^(?:(?:project|programme|program|initiative|iniciativa|proyecto|programa|projet)(?: (?:profile|title|name|page|fact ?sheet))?"
    r"|fiche (?:de )?projet|ficha (?:de )?proyecto)\s?[:|–—]\s(?=\w)",
    re.IGNORECASE,
)
"""What a page writes in front of its subject's name: "Project: Safe Roads"."""


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
    if not headed or re.search(r"[.!?:]\s|[“”«»]", title):
        return False
    again = len(re.findall(rf"(?<!\w){re.escape(named['short'])}(?!\w)", scene.text))
    return again >= 3 or len({f.slot for f in facts(scene)} - {"other", "no", "name"}) >= 3


def find_subject(scene: Scene) -> Iterator[Candidate]:
    """The initiative that a profile page is about, by its title."""
    document = scene.document
    title = (document.title or "").strip()
    opening = scene.text.strip().split("\n", 1)[0].strip()
    if title not in scene.text and 8 < len(opening) < 120:
        title = opening
    if (
        (document.page_type != "profile" and not _shown(scene, title))
        or not title
        or len(re.findall(r"\s[▸›»>]\s", title)) > 1
        or title.endswith(("?", " is", " are", " of", " for", " the", ":"))
    ):
        return
    title = re.sub(LABELLED, "", title)
    name = tidy(re.sub(r"\s?\((?:[A-ZÀ-Þ][\w&/\-–]{1,14})\)$", "", title))
    headed = re.search(r"\b(?:Mechanism|Programme|Program|Project|Network|Platform|Initiative|Partnership|Fund|Facility|Strategy|Plan)$", name)
    headed = headed or ROMANCE_HEAD.match(name)
    body = any(title.startswith(m.text) for m in document.mentions if m.label == "ORG") or re.search(r"\b(?:[Oo]ffice|[Bb]ureau|who we are)\b", title)
    if body and not headed and stated_kind(tuple(facts(scene))) is None:
        return
    at = scene.text.find(title)
    start, end = (at, at + len(title)) if at >= 0 else (0, 0)
    acronym = re.search(r"\(([A-ZÀ-Þ][\w&/\-–]{1,14})\)$", title)
    yield Candidate(start, end, name, None, 0.5, "title", acronym[1] if acronym else None)


GATHERING = (
    r"(?:network|alliance|partnership|coalition|platform|initiative|mechanism|process|réseau|partenariat|plateforme|mécanisme|processus|red|alianza"
    r"|plataforma|mecanismo|proceso)"
)
_WORD = r"(?:[A-ZÀ-Þ][\w’'\-]{0,20}|of|for|on|the|and|in|against|de|du|des|del|la|les|pour|para|contre|contra|y|et|en)"
GATHERS = re.compile(
    rf"(?:^|[.!?\n]\s?)(?:The|Le|La|El|L[’'])\s?(?P<name>[A-ZÀ-Þ][\w’'\-]{{1,20}}(?:\s{_WORD}){{1,12}})(?:\s\([A-Z][\w-]{{1,12}}\))?\s"
    rf"(?:brings\stogether|unites|links|groups|réunit|rassemble|regroupe|relie|reúne|agrupa|une"
    rf"|(?:is|est|es)\s(?:an?|the|une?|una?|le|la|el|l[’'])\s?[^.;\n]{{0,60}}?\b{GATHERING})\b"
)
"""The sentence in which a page presents a network or alliance that looks like a body: "The Hill Alliance for Herders (HAH) brings together …"."""


def find_gathered(scene: Scene) -> Iterator[Candidate]:
    """The network, alliance or platform that a profile page (or one titled "About us") is about, where its opening says what it gathers."""
    about = re.match(r"about\b|who we are|qui sommes|à propos|quiénes somos|acerca de", plain(scene.document.title or ""))
    if scene.document.page_type != "profile" and not (scene.document.page_type == "topic" and about):
        return
    for m in GATHERS.finditer(scene.text, 0, 1500):
        head = re.search(rf"\b{GATHERING}\b", plain(m["name"]))
        if head and len(m["name"].split()) > 2:
            start, end = m.span("name")
            yield Candidate(start, end, tidy(m["name"]), heads().strong.get(head.group()), 0.6, "apposed", acronym_after(scene, end))
            return


SECTION = re.compile(
    r"^[\W\d_]{0,6}(?:[\w’'-]{1,16}\s){0,4}?(?:projects?|programmes?|programs?|initiatives?|projets?|proyectos?|programas?|iniciativas?|projects)"
    r"(?:\s[\w’'-]{1,16}){0,5}\s?:?$",
    re.IGNORECASE,
)
"""The heading of a list of undertakings: "Projects financed", "Proyectos en marcha"."""
LISTED = re.compile(
    r"[\s•▪*–-]{0,4}(?:\d{1,2}[.)]\s)?(?P<name>[A-ZÀ-Þ][\w’'-]{2,20}(?:\s[\w’'-]{1,20}){1,8}?)(?:\s\([^()\n]{2,40}\))?(?:[:.]\s|,\s(?=(?:an?|une?|una|the|el|la|le)\s))"
)


def _headline(name: str) -> bool:
    """Whether a name is set like one: all its words capitalised but the joints, the last one too."""
    words = name.split()
    joints = heads().joints["right"]
    return len(words) > 1 and plain(words[0]) not in joints | {"the"} and words[-1][0].isupper() and all(w[0].isupper() or w in joints for w in words)


def find_listed(scene: Scene) -> Iterator[Candidate]:
    """The names that open the lines below a heading such as "Current projects", before a colon, a full stop or "a": capitalised words and joints."""
    lines = list(scene.context.lines)
    left = 0
    for a, b in lines:
        line = scene.text[a : min(b, a + 160)]
        if b - a < 70 and SECTION.match(line) and not scene.inside(a, b, "DATE"):
            left = 12
            continue
        item = LISTED.match(line) if left else None
        if left and item is None and b - a < 60 and not line.rstrip().endswith((".", ";", ",")):
            left = 0
        left -= left > 0
        if item is None:
            continue
        start, end = a + item.start("name"), a + item.end("name")
        if not _headline(item["name"]) or slot_of(item["name"]) or scene.inside(start, end, "ORG", "PERSON", "DATE"):
            continue
        yield Candidate(start, end, tidy(item["name"]), None, 0.5, "apposed", acronym_after(scene, end))


CALLED = re.compile(r"(?P<noun>[a-zà-ÿ]{3,14})\s(?:(?:[a-zà-ÿ’']{2,16}\s){0,3}[«“\"]\s?)?(?=[A-ZÀ-Þ][\w’'\-]{2,})")
"""A common noun in front of a name: "programa Pira Jevy", "projet « Routes sûres", "programme conjoint « Routes sûres"."""


FINITE = re.compile(r"\s(?:(?:se|s[’']|nous|la|le|les|lo|los|las)\s?)?[a-zà-ÿ]{2,20}(?:eront|iront|iendra|arán|erán|irán)\b")
"""A French or Spanish verb in the future, which no name contains."""

GOES_ON = re.compile(
    r"\sof\sthe\s(?:[A-Z][a-z]{2,20}\s){0,3}[A-Z][a-z]{2,20}(?=,\s(?:led|run|funded|implemented|coordinated|managed|financed)\b|\s\()"
)
"""How a name at the head of a list item goes on: "Memory of the Herders, led by …"."""


def _present(scene: Scene, start: int, end: int) -> re.Match[str] | None:
    """The verb in the present behind the capitalised noun that heads the words: "Protocole d’entente | définit les règles"."""
    first = re.match(r"[A-ZÀ-Þ][\w’'-]{3,}", scene.text[start:end])
    if not first or plain(first.group()) not in heads().opening:
        return None
    for word in re.compile(r"\s[\w’']+").finditer(scene.text, start + first.end(), end):
        before = scene.text[start : word.start()].rpartition(" ")[2]
        if VERB.fullmatch(word.group()[1:]) and len(before) > 3:
            return word
    return None


NUMBER_BEHIND = re.compile(
    r"\s(?:No\.\s|n[.°º]{1,2}\s|núm\.\s)?\d{2,3}\b(?:\s(?:on|concerning|sur|sobre|relative à|relativo a)\s[^.,;:()\n]{4,90}?(?=[.,;:(\n]|$))?"
)
"""The number of a convention and its subject, behind "ILO Convention"."""


def _whole(scene: Scene, start: int, end: int) -> int:
    """Where the name that the tagger proposes ends: before a verb, and behind "of the …" at the head of a line."""
    if scene.document.language in ("fr", "es"):
        verb = FINITE.search(scene.text, start, end) or _present(scene, start, end)
        if verb:
            return verb.start()
    numbered = NUMBER_BEHIND.match(scene.text, end) if re.search(r"\b(?:[Cc]onvention|[Cc]onvenio)$", scene.text[start:end]) else None
    if numbered:
        return numbered.end()
    head = re.fullmatch(r"[\s\W]{0,6}", scene.text[scene.context.line(start)[0] : start])
    more = GOES_ON.match(scene.text, end) if head and scene.text[start].isupper() else None
    return more.end() if more and not scene.covered(more.start() + 4, more.end(), "ORG") else end


def find_tagged(scene: Scene) -> Iterator[Candidate]:
    """What the tagger proposes, with its own confidence."""
    for span in scene.document.spans:
        if span.label == "INITIATIVE" and span.end - span.start > 1:
            noun = CALLED.match(scene.text, span.start, span.end)
            start = noun.end() if noun and plain(noun["noun"]) in heads().nouns else span.start
            end = _whole(scene, start, span.end)
            name = tidy(scene.text[start:end])
            if len(name) > 1:
                yield Candidate(
                    start,
                    end,
                    name,
                    heads().nouns[plain(noun["noun"])] if noun and start > span.start else None,
                    span.confidence,
                    "tagger",
                    acronym_after(scene, end),
                    named=name[:1].isupper() or not name[:1].isalpha(),
                )
