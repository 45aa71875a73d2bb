"""Initiatives that the text describes: "Clean Coasts, a project that …", "the project “Safe Roads”", "signed a memorandum on …".

Finders are ``Scene -> Iterator[Candidate]``. Wrong where an apposition describes the second-last thing named, not the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.initiatives.names import Candidate, Source, acronym_after, tidy
from pipeline.initiatives.scene import Scene, heads, plain
from pipeline.initiatives.signatories import agreement_spans
from pipeline.phrases import either

ADJECTIVE = (
    r"(?:conjointe?|conjunt[oa]|pilote|piloto|bilatérale?|belge|suisse"
    r"|[a-zà-ÿ]{3,14}(?:ale?|aire|ain|aine|aise?|ano|ana|ario|aria|elle|enne|és|esa|eño|eña|euse|eux|ico|ica|ienne|if|ique|ive|ivo|iva|oise?|oso|osa))"
)
"""What stands behind a French or Spanish noun and says whose or of what sort the undertaking is."""

QUOTE_OPEN, QUOTE_CLOSE = '“"«‘', '”"»’'
AGREEMENT = re.compile(
    r"""\b(?:(?:tripartite|bilateral|trilateral|cooperation|labour|loan|grant|partnership|framework|funding|financing|funded\ activity
         |cost-sharing|data-sharing
         |host\ country|headquarters|joint|new|first|second|co-operation|technical|social\ security|exchange|readmission)[ -]){0,3}
       (?:memorandum(?:\s+of\s+(?:understanding|cooperation|co-operation|agreement|intent))?|MoU|agreement|accord|protocol|arrangement
         |exchange\ of\ letters|letter\ of\ (?:intent|agreement|understanding)|declaration\ of\ intent|joint\ statement\ of\ intent)\b
       |\b(?:accord(?:\ (?:tripartite|cadre|de\ \w{4,14}))?|protocole\ d[’']accord|mémorandum(?:\ d[’']entente)?|convenio\ marco
       |convention(?=\ (?:avec|entre|pour|sur)\ )
         |convention\ (?:de\ \w{4,14}|cadre)
         |convenio(?:\ (?:marco|específico|de\ \w{4,14}(?:\ (?:académica|financiera|interinstitucional|técnica))?))?
         |memorando\ de\ entendimiento|acuerdo(?:\ (?:marco|de\ \w{4,14}))?|carta\ (?:de\ )?(?:compromiso|intenci(?:ón|ones)|entendimiento)
         |acta\ de\ (?:acuerdo|colaboración|compromiso|cooperación|entendimiento|intercambio|intenciones)
         |contrato\ de\ (?:donación|préstamo|subvención)
         |contrat\ de\ (?:financement|prêt|subvention)|entente\ (?:administrative|bilatérale|de\ \w{4,14})
         |lettre\ d[’'](?:intention|entente)|procès-verbal\ d[’']entente|acte\ d[’']engagement|protocolo\ de\ \w{4,14})\b""",
    re.VERBOSE,
)
SIGNED = re.compile(
    r"\b(?:sign(?:ed|s|ing|ature|atories)?|initialled|conclud(?:e|ed|es)|renew(?:ed|s)?|valid|in force|put (?:his|her|their) (?:names?"
    r"|signatures?)|under negotiation|entered into|exchanged"
    r"|sign(?:é|ée|és|ent|er|ature|era|eront)|lie|paraph\w{1,4}|signons|firm(?:a|ó|amos|an|aron|ado|ará|arán|ar)"
    r"|suscrib\w{1,6}|rubric\w{1,4}|sets aside"
    r"|conclu[es]?|renouvel\w{1,4}"
    r"|renov\w{1,4}|en vigor|vigente|en vigueur|pactar\w{1,4})\b",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"\s(?!para que\b|(?:par|por|pour) (?:el|la|le|lequel|laquelle|que)\b)(?:on|for|to|concerning|creating|establishing|regarding|covering"
    r"|setting up|that|under which|with"
    r"|between|sur|relati[fv]e?s?\s(?:à|au|aux)|pour|entre|sobre|para|de|con"
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


CALLED = r"(?:called|known as|named|appelée?|baptisée?|dénommée?|nommée?|bautizad[oa]|denominad[oa]|llamad[oa])\s"


@cache
def _nouns() -> str:
    return either(heads().nouns)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    noun, o, c = rf"(?P<noun>{_nouns()})", f"[{QUOTE_OPEN}]", f"[{QUOTE_CLOSE}]"
    name = r"(?P<name>[^“”\"«»‘]{3,110}?)"
    filler = r"(?:(?!and |which |who |said |that |where )[\w’'\-$€£¥%/.,]{1,20}\s){0,9}?"
    return {
        # the project “Safe Roads”; their series “Home is a Workplace”
        "noun_quoted": re.compile(
            rf"\b{noun}(?:\s(?:{ADJECTIVE}|(?:de|d[’'])\s?[a-zà-ÿ]{{4,16}})){{0,2}},?\s(?:(?:called|named|entitled|titled"
            rf"|dubbed|known as|intitulée?|baptisée?|dénommée?|denominad[oa]|titulad[oa]|llamad[oa]"
            rf"|[A-Z]{{2,6}}/?\d{{2,4}})\s)?{o}\s?{name}\s?,?{c}"
        ),
        # une campagne destinée au grand public, « Parlez-en à votre pharmacien »
        "noun_comma_quoted": re.compile(
            rf"\b(?:[Aa]n?|[Tt]he|[Uu]ne?|[Uu]na|[Ll][ae]|[Ee]l)\s(?:[a-z\-]{{3,14}}\s)?{noun}(?:\s[a-zà-ÿ’']{{1,16}}){{1,7}},\s{o}\s?{name}\s?,?{c}"
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
        # Vecindades, el proyecto piloto que; La Silla Roja, la campaña con la que
        "romance_apposition": re.compile(
            rf"(?<=[\w.)])(?P<gloss>\s\([^()\n]{{2,40}}\))?,\s(?:(?:el|la|le|los|les|una)\s|l[’'])?(?:[a-zà-ÿ]{{3,14}}\s)?{noun}"
            rf"\s(?:[a-zà-ÿ]{{4,14}}\s)?(?:con\s(?:el|la)\sque|dont|por\s(?:el|la)\sque|qu[e’']|qui)(?:\s|(?<=[’']))"
        ),
        # Fair Hire Pacific (FHP) is a register of
        "copula": re.compile(
            rf"(?<=[\w)])(?P<gloss>\s\([^()\n]{{2,20}}\))?\s(?:is|was)\s(?:an?|the)\s{filler}{noun}\b(?=\s(?:of|that|for|to|which|led|run"
            rf"|funded|financed))"
        ),
        # the three-week campaign, Protektem Pikinini, is led
        "noun_name": re.compile(rf"\b{noun},\s(?P<name>[A-ZÀ-Þ][^,.;:()\n“”]{{3,60}}),?\s(?:is|was|will|has|which|that|aims|helps|runs|covers|\()"),
        # the project Clean Coasts; du projet Frontières apaisées; a partnership called Clean Bay
        "noun_bare": re.compile(
            rf"\b(?:(?P<an>(?:[Aa]n?|[Uu]ne?|[Uu]na)(?=(?:\s[\w-]{{2,14}}){{1,4}},?\s{CALLED}))|[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|du|[Ll]e|[Ll]a|au|un|son|[Nn]otre|leur"
            rf"|cette|ce|[Ee]l|del|al|su|[Nn]uestr[oa]|est[ea])\s(?:[a-z\-]{{3,14}}\s){{0,2}}?{noun}(?(an),?\s{CALLED}|[^\S\n](?:{ADJECTIVE}\s)?)"
            r"(?P<name>[A-ZÀ-Þ][\w’'\-]{1,24}(?:\s(?:(?:of|for|the|in|and|on|to|from|de|del|du|des|la|en|et|y|pour|para|à|sin|sans)\s){0,2}"
            r"[A-ZÀ-Þ0-9][\w’'\-]{0,24}){0,8})"
        ),
        # Nordplus, the exchange programme of
        "the_apposition": re.compile(
            rf"(?<=[\w.)])(?P<gloss>\s\([^()\n]{{2,40}}\))?,\sthe\s(?:[a-z\-]{{3,20}}\s){{0,3}}?{noun}\s(?=of\s|that\s|which\s|run\s|led\s|funded\s)"
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
            if "name" in m.re.groupindex:
                start, end = m.span("name")
            else:
                span = name_before(scene, m.start("gloss") if m["gloss"] else m.start())
                if span is None:
                    continue
                start, end = span
            name = tidy(text[start:end])
            if not _plausible(scene, name, start, end, quoted=key.startswith(("noun_q", "quoted")), apposed=_inside(scene, key, start)):
                continue
            source: Source = "quoted" if "quoted" in key else "apposed"
            yield Candidate(start, end, name, kind, 0.75, source, acronym_after(scene, end))


def _inside(scene: Scene, key: str, start: int) -> bool:
    """Whether a word that a French or Spanish apposition describes stands inside its sentence: "la experiencia de Vecindades, el proyecto que"."""
    return key == "romance_apposition" and re.search(r"[a-zà-ÿ]\s$", scene.text[max(start - 2, 0) : start]) is not None


def _plausible(scene: Scene, name: str, start: int, end: int, *, quoted: bool, apposed: bool = False) -> bool:
    if (quoted and SAYS.match(name)) or scene.covered(start, end, "ORG", "PERSON", "LOC", "DATE"):
        return False
    if not quoted and not apposed and not telling(name):
        return False
    article = re.match(r"(?:L[ae]s?|El|Los|The)\s", name)
    if article and scene.covered(start + article.end(), end, "ORG", "LOC"):
        return False
    return not any(m.label in ("PERSON",) and (m.end or 0) == end for m in scene.inside(start, end, "PERSON", "ORG")) and len(name.split()) <= 22


def telling(name: str) -> bool:
    """Whether a phrase can be a name: several words, or one that no sentence opens with (capitals or hyphens inside)."""
    return len(name.split()) > 1 or re.search(r"[A-Z]{3}|[a-z][A-Z]|-[A-Z]", name) is not None


SAYS = re.compile(r"(?:est|es|fue|ha|has|is|s[’']est|se|was|will)\s")
"""How a quotation of what somebody says opens, which is no name."""
LEADING = frozenset(["the", "under", "through", "since", "in", "for", "our", "its", "en", "au", "aux", "dans", "à"])
"""Words before a name that are none of it."""


def name_before(scene: Scene, end: int) -> tuple[int, int] | None:
    """The capitalised phrase that ends at ``end``: joints and commas between capitals are part of it, bodies and people are not."""
    last = scene.word_at(end) - 1
    if last < 0:
        return None
    first = j = last
    joints = heads().joints["before_apposition"]
    while j >= 0 and last - j < 14:
        word = scene.words[j]
        mention = scene.covered(word.start, word.end, "ORG", "PERSON", "LOC", "DATE")
        if mention and " " in mention.text and mention.end != end:
            break
        if word.capital:
            first = j
        elif word.text not in joints and not (word.text in "’'" and scene.text[word.start - 1] == "s"):
            break
        if j in scene.breaks:
            break
        j -= 1
    while first < last and plain(scene.words[first].text) in LEADING:
        first += 1
    start = scene.words[first].start
    if not scene.words[first].capital:
        return None
    return (start, scene.words[last].end)


def find_agreements(scene: Scene) -> Iterator[Candidate]:
    """Agreements without a proper name that the text signs, renews or dates: "a memorandum of understanding on internships"."""
    for m in AGREEMENT.finditer(scene.text):
        passage = scene.told(m.start())
        around = scene.text[passage[0] : passage[1]]
        if not SIGNED.search(around):
            continue
        before = scene.text[max(m.start() - 24, 0) : m.start()]
        if re.search(
            r"\b(?:no|any|every|each|these|such|of the|under the|to the|that|this|same|oblige par l['’]|par l['’]|de l['’]|under|said)\s?$",
            before,
            re.IGNORECASE,
        ) and not re.search(r"\b(?:[Ss]ign(?:ing|ature)|[Cc]onclusion|[Ff]irma) (?:of the|de l[’']|del)\s?$", before):
            continue
        aside = re.compile(r"\s\([^()\n]{2,40}\)(?=\s(?:between|on|with)\s)").match(scene.text, m.end())
        after = aside.end() if aside else m.end()
        end = _tail(scene, after, passage[1])
        end = m.end() if end == after else end
        name = tidy(scene.text[m.start() : end])
        bare = len(m.group().split(" of ")[0].split()) == 1 and end == m.end()
        if bare and re.search(r"\b[Tt]he $", before):
            continue
        parties = agreement_spans(scene, m.start(), end, passage)
        shorts = _shortest(scene, parties)[:3]
        if not re.search(r"tri(?:partite|lateral)", m.group()) and len(shorts) >= 2 and end == m.end():
            joint, link = {"fr": (" et ", " entre "), "es": (" y ", " entre ")}.get(scene.document.language or "", (" and ", " between "))
            name += link + ", ".join(shorts[:-1]) + joint + shorts[-1]
        elif len(parties) < 1 and end == m.end():
            continue
        kind = "declaration" if re.search(r"declaration of intent|joint statement", m.group()) else "agreement"
        yield Candidate(m.start(), end, name, kind, 0.65 if parties else 0.45, "agreement", named=False)


def _shortest(scene: Scene, spans: list[tuple[int, int]]) -> list[str]:
    """One form, the shortest, of each thing that the spans mention."""
    forms: dict[str, str] = {}
    for a, b in spans:
        for m in scene.inside(a, b, "ORG", "LOC"):
            entity = m.entity or m.text
            text = re.sub(r"\s+", " ", m.text)
            forms[entity] = min(forms.get(entity, text), text, key=len)
    return list(forms.values())


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
    dates = [m for m in scene.document.mentions if m.label == "DATE" and m.start is not None and tail.end() <= m.start < end]
    end = min((m.start or end for m in dates), default=end)
    text = re.sub(r"\s+(?:on|in|at|of|from|for|le|el|en|à)\s*$", "", scene.text[at:end].rstrip())
    place = next((m for m in scene.inside(at, at + len(text), "LOC") if m.end == at + len(text)), None) if dates else None
    if place and place.start is not None and re.search(r"\s(?:in|at|à|en)\s$", scene.text[at : place.start]):
        text = scene.text[at : place.start - 3].rstrip()
    return at + len(text)
