"""Events that are told by their number alone, behind one of their series: "…; the next will meet in Podgorica on 5 October".

The noun is that of the event told last; only what is held, planned or dated right behind the number counts. English, French and Spanish.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.events.candidates import Candidate, plurals
from pipeline.events.names import Reader, heads, ordinal, squeeze

_NUMBER = re.compile(
    r"\b(?:the|an?|its|their|another|la|le|el|una?|une)\s+(?P<number>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth"
    r"|\d{1,2}(?:st|nd|rd|th)|next|previous|last"
    r"|premi[eè]re?|deuxième|seconde?|troisième|quatrième|\w{4,16}ième(?!\sédition)|prochaine?|précédente?|dernière?|primer[ao]?|segund[ao]|tercer[ao]?|cuart[ao]|(?:quint|sext|séptim|octav|noven|(?:un|duo)?décim)[ao](?!\sedición)|próxim[ao]"
    r"|anterior|siguiente|suivante|following|últim[ao]|(?-i:[IVX]{1,5}))(?:\s+(?:one|batch|cohort|edition|group|part|round|such\s\w+|of\sthem|édition|edición))?(?=[\s,(])",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\s{0,3}(?:,?\s(?:which|that|que|qui)(?=\s(?:had|has|was|were|is|a|avait|est|era|fue)\s)|having(?=\sbeen\s))?"
    r"(?:,\s(?:in|on)\s[\w ]{3,20},(?=\s(?:took|was|had)\s))?"
    r"\s{0,3}(?:(?:,\s(?P<topic>(?:on|about|sur|sobre|(?:consacrée?|dedicad[oa]|devoted|dedicated)\s(?:à|al?|to))\s[^,;.]{4,80})?,?)?\s{0,3}"
    r"(?:had|has|was|were|is|will|are|a|aura|avait|había\ssido|ha\ssido|(?:doit|devait|devra(?:it)?|pourrait)(?:\savoir|\sse)?|est|sera|se(?:\s(?:había|ha))?|s[’']est|s[’']était|fue|será|está|tuvo|tendrá)?\s{0,3}"
    r"(?:be|been|to\sbe|to|being|été|eu|ha)?\s{0,3}(?:carried\sout|conducted|convened|due|foreseen|held|hosted|meet|met|opened|opens|organi[sz]ed|planned|prepared"
    r"|scheduled|set|accueillie?|acogid[oa]|organisée?|organizad[oa]|take\splace|takes\splace|took\splace|follow(?:s|ed)?|comes|goes\sto|convo(?:cad[oa]|có|cará|quée|quera)|previst[ao]|prévue?|tenir|tenue?|lieu|tiendra|acog\w+|celebr\w+|chaired|realiz\w+|lugar"
    r"|efectu\w+|desarroll\w+|annoncée?|anunciad[oa]|announced|déroul\w+)\b"
    r"|,\s(?:accueillie?|acogid[oa]|celebrad[oa]|held|hosted|organi[sz]ed|organisée?|organizad[oa]|tenue?)\s|,\s(?:on|from|del|du|le|el)\s(?=\d)|\s{0,3}\([A-ZÀ-Ý]|(?:,|\s(?:is|was|will\sbe|est|sera|será|fue|ha(?:bía)?\ssido))?\s(?:in|à|en)\s[A-ZÀ-Ý]"
    r"|\s(?:sera|será|fue|est\sprévue?)\s(?:en|le|el)\s(?=\d|(?-i:[a-zû-ÿé]{3,10}\s(?:de\s)?(?:19|20)\d\d)))"
)
_ROMAN = re.compile(r"[IVX]{1,5}")
_EDITION = re.compile(r"\b(?:édition|edición)$")
_MASCULINE = re.compile(r"(?:[eo]r|[^i]o|atelier|colloque|congr[eè]so?|cours|dialogue|festival|forum|salon|séminaire|sommet|symposium|webinaire)$")
_DONE_ONCE = frozenset(["ceremony", "launch", "signing", "visit"])  # what has no editions
_PLACE = re.compile(r"\s(?:in|at|à|en)\s[A-ZÀ-Ý][\w’'-]+(?:\s[A-ZÀ-Ý][\w’'-]+){0,3}$")
_THOSE = re.compile(r"\b(?:ceux|celles|celui|celle|los|las|en\sl[ao]|en\sel|those)\s(?P<of>de\s|d[’']|à\s|of\s|in\s)", re.IGNORECASE)
_ONES = re.compile(
    r"\b(?:the\s(?:earlier|previous|first|other|next|remaining)\s(?:ones|two|three|four|five)\s(?:were|had\sbeen|have\sbeen|will\sbe|took\splace)"
    r"|les\s(?:autres|premiers|premières|précédents|précédentes|suivants|suivantes)\s(?:ont\seu\slieu|s[’']étaient\sdéroulée?s|se\ssont\stenue?s|auront\slieu)"
    r"|l[ao]s\s(?:anteriores|demás|otr[ao]s|primer[ao]s|siguientes)\s(?:se\scelebraron|se\shicieron|tuvieron\slugar|tendrán\slugar|se\srealizaron))"
    r"\s(?:held\s|organi[sz]ed\s)?(?P<of>in\s|à\s|en\s)",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\s\((?=\w)|(?:\s(?:est\s(?:prévue?|annoncée?)|aura\slieu|se\stiendra|está\sprevist[oa]|tendrá\slugar|se\scelebrará))?,?\s(?:en|in|le|el|on)\s"
)
_FRONT = re.compile(r"(?:the\s+|an?\s+|its\s+)?(?:\d{1,3}(?:st|nd|rd|th)|\w+|\d{4})\s+", re.IGNORECASE)
_FIRM = re.compile(r"\b(?:chaired|held|hosted|meet|planned|scheduled|take place|place|tiendra|tendrá|lieu|prévue?|lugar|celebr)\w*$")
_SAID_SO = re.compile(
    r"\s?[,(]|\s(?:a|at|aura|brought|came|comes|drew|ended|en|est|était|fue|goes|had|has|in|is|moved|moves|opened|opens|ran|runs|se|sera|s[’']\w+|took|tuvo|was|went"
    r"|were|will)\b"
)
_PARTY = re.compile(r"\b[\w-]+\s(?:batch|group)$")
_WHENCE = re.compile(r",?\s(?P<from>(?:from|of)\s[^,.;()]{3,50})")
_TAUGHT = frozenset(["course", "orientation", "training"])
_NAMED = ("described", "heading", "model", "proper", "title")
MARKED = 0.3  # least confidence of the tagger's span over a number that says by itself that it is an event
FAR = 450  # characters back to the event of the same series


def ellipses(reader: Reader, told: Sequence[Candidate]) -> Iterator[Candidate]:
    """The numbered events without a noun of their own, named by the noun of the nearest event in front of them, of those already ``told``."""
    text = reader.text
    nouns = sorted(
        (c for c in told if c.head and c.form in ("proper", "model", "described", "bare") and not c.coordinated), key=lambda c: (c.end, -c.start)
    )
    for match in _NUMBER.finditer(text):
        line = reader.context.line(match.start())
        bound = min(line[1], match.end() + 140)
        stop = re.compile(r";|[.!?]\s").search(text, match.end(), bound)
        bound = stop.start() if stop else bound
        said = _TOLD.match(text, match.end(), bound)
        dated = any(m.interval is not None for m in reader.context.mentions(match.end(), bound, "DATE"))
        if sure := marked(reader, match):
            said, dated = said or _SAID_SO.match(text, match.end(), bound), True
        near = [c for c in nouns if match.start() - FAR < c.end <= match.start() and "\n\n" not in text[c.end : match.start()]]
        if not near and any(c.coordinated and match.end() <= c.start < bound for c in told):
            continue  # named by its place
        if not near and ordinal(f"{match['number']} one"):
            near = [c for c in nouns if c.end <= match.start() and c.kind not in _DONE_ONCE and c.form != "bare"][-1:]
        several = list(plurals().finditer(text, max(line[0], match.start() - FAR), match.start()))
        if said is None or not (dated or _FIRM.search(said[0])) or not (near or several):
            continue
        edition = _EDITION.search(match[0])
        if edition:
            near = [c for c in nouns if c.end <= match.start() and c.kind not in _DONE_ONCE]
            often = Counter(c.head for c in near)
            near.sort(key=lambda c: often[c.head] + c.name[:1].isupper())
            near += [c for c in told if c.form == "title" and near and c.head == near[-1].head]
        elif sure:
            near = [c for c in near if c.kind not in _DONE_ONCE]
            which = (reader.document.language == "en" and ordinal(match[0])) or 0
            near += [
                c
                for c in told
                if c.start < match.start() and c.form in _NAMED and c.kind not in _DONE_ONCE and _numbered(c) in (which - 1, which + 1)
            ][-1:]
        first = near[-1] if near else None
        if several:
            head, end = several[-1][1].casefold(), reader.right(several[-1].end(), match.start(), "plural", bare=False)
            name = squeeze(head + text[several[-1].end() : end])
            yield Candidate(match.start("number"), match.end(), f"{_before_noun(match['number'])} {name}", heads().kind[head], "described", head, 0.5)
            continue
        if first is None:
            continue
        name = _PLACE.sub("", squeeze(first.name)) if first.head in first.name.casefold() else first.head
        front = _FRONT.match(name)
        if front and (
            ordinal(front[0])
            or _ROMAN.fullmatch(front[0].strip())
            or front[0].casefold().split()[-1] in ("next", "last", "previous", "annual", "inaugural")
            or front[0].strip().isdigit()
        ):
            name = name[front.end() :] if "annual" not in front[0].casefold() else name
        if (party := _PARTY.search(match[0])) and first.head in _TAUGHT:
            whence = _WHENCE.match(text, match.end(), bound)
            name = squeeze(f"{first.head} of the {party[0]} {whence['from'] if whence else ''}")
            yield Candidate(match.start("number"), match.end(), name, first.kind, "described", first.head, 0.5)
            continue
        number = _before_noun(match["number"])
        if edition and _MASCULINE.search(first.head.split()[0]):
            number = f"{number} {edition[0]} {'du' if reader.document.language == 'fr' else 'del'}"  # "tercera edición del Foro"
        name = f"{number} {name}" + (f", {squeeze(topic)}" if (topic := said.groupdict().get("topic")) else "")
        yield Candidate(match.start("number"), match.end(), name, first.kind, "described", first.head, 0.5)


def _numbered(candidate: Candidate) -> int | None:
    """The number with which a name that holds its event word begins."""
    front = _FRONT.match(candidate.name)
    return ordinal(front[0]) if front and candidate.head and candidate.head in candidate.name.casefold() else None


def marked(reader: Reader, number: re.Match[str]) -> bool:
    """Whether a span of the tagger's, without an event word, begins with a number: "a third group, from Orlen, follows"."""
    for span in reader.document.spans:
        if span.label == "EVENT" and span.confidence >= MARKED and number.start() <= span.start < number.end():
            return not heads().pattern.search(reader.text, span.start, span.end)
    return False


def _before_noun(number: str) -> str:
    """A number as it stands before a noun: "primer" for "primero"; a Roman one as it is."""
    low = number if _ROMAN.fullmatch(number) else number.casefold()
    return low[:-1] if low in ("primero", "tercero") else low


def those(reader: Reader, told: Sequence[Candidate]) -> Iterator[Candidate]:
    """The events that a demonstrative and places name: "Ce séminaire fait suite à ceux de Tema (novembre 2004) et de Cotonou (10 janvier 2005)"."""
    text = reader.text
    nouns = sorted((c for c in told if c.head and not c.coordinated and c.form != "verb"), key=lambda c: c.end)
    for match in (*_THOSE.finditer(text), *_ONES.finditer(text)):
        bound = reader.context.line(match.start())[1]
        ones = match.re is _ONES
        series = list(plurals().finditer(text, max(0, match.start() - 2 * FAR), match.start())) if ones else []
        near = [c for c in nouns if match.start() - FAR < c.end <= match.start()]
        at = match.end()
        for mention in reader.context.mentions(match.end(), min(bound, match.end() + 160), "LOC") if near or series else ():
            start, end = mention.start or 0, mention.end or 0
            dated = _DATED.match(text, end)
            if start - at > 30 or not dated or dated.end() not in reader.dates:
                break
            of = "in" if match["of"].strip().casefold() in ("of", "in") else "de"
            head = topic = series[-1][1].casefold() if series else near[-1].head
            if series:
                topic = squeeze(head + text[series[-1].end() : reader.right(series[-1].end(), match.start(), "plural", bare=False)])
            name, kind = f"{topic} {of} {squeeze(mention.text)}", heads().kind[head] if series else near[-1].kind
            yield Candidate(start, end, name, kind, "described", head, 0.6, coordinated=True)
            at = reader.dates[dated.end()] or end


def with_ellipses(told: Sequence[Candidate], numbered: Sequence[Candidate]) -> list[Candidate]:
    """All the candidates; a tagger's span over a mere number gives way to the event that the number names."""
    bare = [c for c in told if c.form == "model" and c.head not in c.name.casefold().split()]
    over = {c for c in bare if any(n.start < c.end and c.start < n.end for n in numbered)}
    return [*(c for c in told if c not in over), *numbered]
