"""The tagger's EVENT spans as candidates: a span that holds a verb is turned into a noun ("signed a memorandum" into "signing of a memorandum")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.context import Bounds
from pipeline.events.activities import kind_of, no_occurrence
from pipeline.events.candidates import BY_MEANS, DISTANT, PACT, Candidate, plurals, undertaking
from pipeline.events.names import Reader, genitive, heads, squeeze, words
from pipeline.events.verbs import BY_WHICH

_STAND_IN = re.compile(r"(?:(?:\w+\s)?(?:of\s)?them\b|those\b|these\b|they\b|he\b|she\b|it\b|we\b|(?:others?|latter)$)", re.IGNORECASE)
_NUMBERED = re.compile(r"(next|last|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:\sone)?$", re.IGNORECASE)
_OTHER_HEADS = (  # heads that only the tagger's spans are trusted with
    (
        r"\b(?:Business|Brokers’?|Career|Diplomacy|Investors?’?|Trade)\s(?:Day|Week)\b",
        "other",
        "day",
    ),
    (r"^(?:COP|[A-Z]{4,8})[ -]?\d{1,2}$", "conference", "conference"),
    (r"\b(?:Day|Week)s?\b", "campaign", "day"),
    (
        r"\b[Cc]omisión [Mm]ixta\b|\b[Cc]ommission [Mm]ixte\b|\bJoint Commission\b|\bCouncil\b|\bnegotiations?\b|\b[Tt]alks\b|\bround of\b",
        "meeting",
        "council",
    ),
    (r"\b[Cc]omité de pilotage\b", "meeting", "comité"),
    (r"\bJournées (?!européennes|mondiales|portes)", "conference", "journées"),
    (r"\btalk\s(?:by|on|with)\b", "other", "talk"),
    (r"\b(?:attachment|master ?class|school)\b", "training", "attachment"),
    (r"\b(?:Cafés?|Conversations?)\b", "dialogue", "conversation"),
    (
        r"^(?!.*\b(?:meets?|met)\b)(?:(?:\w+-year|[Cc]ooperation|[Ff]inancing|[Tt]winning)\s){0,3}"
        r"(?:[Aa]greement|[Aa]rrangement|[Mm]emorand(?:a|um)|[Pp]rotocol)\s(?:between|of|on|with)\b",
        "signing",
        "signing",
    ),
    (r"\b(?:inaugurated|inauguration)\b|\b(?:opening|(?:[Oo]pens?|opened)(?!\s(?:its\s|the\s)?(?:doors?|eyes|up|way)\b))\b", "ceremony", "opening"),
)
_BY_WORDS = (  # the kind of a span without any event word
    (r"\b(?:cohort|drill|learn(?:ed|t|s)?|schooled|simulation|taught|train(?:ed|s)?|capacit\w+|form(?:és?|ées?|ó|aron))\b", "training"),
    (r"\b(?:initial(?:led|s)|signs?|signature|signed|firm(?:a|ó|aron)|rubric\w+|suscri\w+|paraph\w+|signent|sign[ée]+)\b", "signing"),
    (r"\b(?:came|flew|goes|takes\s.{3,40}?|went)\sto\b|\bspen[dt]s?\s(?:an?|the|\w+)\s(?:days?|week)\sin\b", "visit"),
    (r"\b(?:jcc|received\s(?:\w+\s){0,3}delegation|talks?)\b", "meeting"),
    (r"\blaunched\b", "launch"),
    (r"\b(?:campaign|vaccination|week|campagne|campaña|semaine|semana|vacunación)\b", "campaign"),
    (r"\b(?:sail(?:ed|s)|visit(?:ed|s)|toured|journey(?:ed|s)?|travel(?:led|s)?(?=\s(?:through|to)\b)|visita|visit[óée]|visitaron)\b", "visit"),
    (r"\b(?:distribution|handed|handing|inaugurated|inaugur[óée]|opened its doors|received|remise?|entrega|entreg(?:ó|aron))\b", "ceremony"),
    (
        r"\b(?:board|bureau|committee|council|panel|rounds?|sits?|sitting|task force|working group|hosts?|hosted|gather(?:s|ed)?|met|meets?|sat"
        r"|comité|conseil|consejo|groupe de travail|grupo de trabajo|reun(?:ió|ieron)|réuni\w*)\b",
        "meeting",
    ),
)
_OWNED = re.compile(
    r"(?:[Tt]he\s)?(?P<who>[^,]{3,90}?)(?:\s\([^()]{2,14}\))?(?:,\s[^,]{3,60},)?,?"
    r"\s(?:whose|(?:held|holds|opens|opened|will hold|at|began|closed|concluded|ended)\s(?:its|their))\s(?P<event>.{4,60})"
)
_MARGINS = re.compile(
    r",?\s(?:(?:on|in)\sthe\s(?:margins|sidelines)\sof|en\smarge\sd[eu]s?|al\smargen\sdel?)\s?(?:(?:the|la|le|les|el|los|las)\s|l[’'])?",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:(?:an?|the|joint|new)\s){0,2}(?:study|report|survey|policy brief|étude|rapport|enquête|estudio|informe|encuesta)\b", re.IGNORECASE
)
_NO_OCCASION = re.compile(
    r"(?:el\s|la\s|un\s|le\s|une\s)?(?:aula|auditorio|coliseo|salón|salle|sede|siège)\s(?:de|del|du)\b"
)  # "aula de la Universidad"
_ENVOYS = re.compile(r"(?:[Mm]isión|[Mm]ission)\s[Pp]ermanente\b|[Pp]ermanent\s[Mm]ission\b")
_ELLIPTIC = re.compile(r"(?:the\sone|la|las|el|los|celles?|celui|ceux)\s(?:de|d[’']|del|du|in|at)\s", re.IGNORECASE)  # "la de Selma"
_NAMED_DAYS = re.compile(r"\b(?:Semaine|Journée|Semana|Día|Week|Day)\b")  # "prochaine Semaine du lac"
_BRACKETED = re.compile(r"\s?\((?!the\s)[^()\s]{2,14}\)")  # an acronym
_INFINITIVE = re.compile(
    r"(?:to\s)?(?:open|visit)\s(?:\d|(?:all|each|every|two|three|four|five|six|seven|eight|nine|ten)\b|the\s[a-z]+s$)", re.IGNORECASE
)
_DAY_ONLY = re.compile(r"\s?(?:prochain|dernier|próximo|pasado|next|last)?e?")  # what may stand behind a day in a span that names no more
_THEME = re.compile(r"\b(?:theme|motto|slogan|banner|thème|signe|lema|tema|título)(?:\s(?:of|de|du|:|was|is))?\s?:?\s?[“\"«„]\s?$", re.IGNORECASE)
_LAUNCHED = re.compile(r"(?:the\s|an?\s)?(.{4,90}?)\s(?:will\sbe|was|is\sto\sbe|were|has\sbeen|have\sbeen)\s(?:\w+ly\s)?launched\b", re.IGNORECASE)
_UNDERTAKING = re.compile(r"(?:campaign|facility|fund|initiative|network|platform|programme|program|project|scheme|strategy)", re.IGNORECASE)
SURE, FAINT = 0.5, 0.5
"""The least confidence of an initiative's span for its name to be no event's, and of an event's without an event word in it."""
_VERB_ALONE = re.compile(r"(?:(?:will be|to be|was|were) held|continued|due|opened|planned|postponed|renewed|starting|streamed|scheduled)\b")

_WHOSE = re.compile(
    r"(?:\s\([^()]{2,14}\))?,\s(?:cuy[oa]|dont\sl[ae])\s(?P<number>\d{1,3}(?:e|ª|º|ème|re|er)|[IVX]{1,6}|[\wÀ-ÿ]{5,16}(?:ième|era?|nda|rta|nta|xta|ima|ava|ena|ère|nde))\s"
    r"(?P<noun>[\wÀ-ÿ]{5,12})(?!\w)"
)
_SHOWN = re.compile(
    r"(?:presentad[oa]|lanzad[oa]|présentée?|lancée?)(?:\s(?:oficialmente|officiellement))?\s(?:el|en|le|à|au|par|por|hier|ayer)\s", re.IGNORECASE
)
_SHOWN_AS = (("presentad", "presentación"), ("lanzad", "lanzamiento"), ("présent", "présentation"), ("lanc", "lancement"))
_ARTICLE_BEFORE = re.compile(r"\b(?:la|le|les|el|los|las)\s$|\bl[’']$|\b(?:al|au|du|del)\s$", re.IGNORECASE)
_PARTY = re.compile(r"(?:\w+\s)?(?:délégation|delegación)\b", re.IGNORECASE)
_TELLING = re.compile(
    r"(?:y\s|l[’'])?(?:a|ont|avait|avaient|est|était|s[’']est|s[’']étai(?:t|ent)|se|sera|seront|ha|han|había|habían)\s[a-zà-ÿ]|(?:[a-zà-ÿ]{2,14}(?:ó|ieron|aron|ará|arán|irá|irán))\s"
    r"|(?:visité|inauguré|signé|remis|lancé|qui\sa|quien\shizo|(?:de\s)?réunir|ses\smembres\sse)\s"
)  # a span that opens with a French or Spanish verb


_NO_NAME = re.compile(
    r"(?!(?:an?|the|une?|le|la|les|un|una|el|los|las)\s)[a-zà-ÿ]|(?:[Hh]e|[Ii]t|[Ss]he|[Tt]hey|[Ww]e|[Ee]lles?|[Ii]ls?|[Nn]ous|[Oo]n|[Ee]ll[ao]s?)\s"
)
_ARTICLE = re.compile(r"(?<!\w)(?:an?|the|its?|their|our|his|her|une?|les?|la|l[’']|son|sa|leurs?|el|los|las|una?|su|sus)\s?$", re.IGNORECASE)
_ONE = re.compile(
    r"(?:(?:an?|the)\s)?(?:(?:earlier|other|previous|similar)\s)?ones?(?=\s(?:at|held|hosted|in|of|on|was|were)\b|$)", re.IGNORECASE
)  # "earlier ones were held"
_NO_MORE = re.compile(  # a scheme of years; a signing without its paper
    r"(?:[Nn]ew\s)?(?:[\w]+-year|(?:[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[Ee]ighteen|\d\d)-month)(?:-long)?\s(?:[\w-]+\s){0,3}?(?:course|training)\b"
    r"|(?:affix|put)(?:ed|s)?\s(?:her|his|its|their)\s(?:names?|signatures?)$"
)
_RELATIVE = re.compile(r"(?<!\sat)(?<!\sby)(?<!\sfor)(?<!\sin)(?<!\sof)(?<!\son)(?<!\sto)(?<!\sunder)(?<!\swith),?\s(?:that|which)\s")
_ELIDED = re.compile(
    r"(?<!\s[àay])(?<!\s(?:by|de|et|of|to))(?<!\s(?:and|con|for|par|por))(?<!\s(?:avec|para|pour|with))(?<!\sentre)(?<!\sbetween)"
    r"\s(?:(?:l|d|qu)[’']|(?:the|le|la|les|el|los|las)\s)$"
)
_CAPITALS = re.compile(r"(?:\s[A-ZÀ-Ý][\w’'-]+)+")
_NO_SUBJECT = re.compile(r"(?:by|to\smeet|under|par|sous|por|bajo)\s", re.IGNORECASE)  # "by video link over four mornings": nothing says what
_PACT_ON = re.compile(rf"(?:[\w-]+\s){{0,3}}?{PACT}\s(?:of\s\w+\s)?on\s", re.IGNORECASE)  # "memorandum of understanding on the exchange of data"
_CLAUSE_END = re.compile(r"[;:|\n(]|\s[–—]\s|,\s(?:where|who|which|when|while|où|dont|qui|que|donde|quien|cuando)\s|,\s(?:and|et|y)\s")


def model_spans(reader: Reader) -> Iterator[Candidate]:
    """The tagger's EVENT spans as candidates; a verb phrase is turned into a noun, its kind is that of the head in or beside it."""
    known = heads().pattern
    others = {squeeze(reader.text[s.start : s.end]) for s in reader.document.spans if s.label == "INITIATIVE" and s.confidence >= SURE}
    others |= {squeeze(m.text) for m in reader.document.mentions if m.label == "ORG"}
    for span in reader.document.spans:
        for start, end in occurrences(reader.text, span.start, span.end) if span.label == "EVENT" and span.end > span.start else ():
            end = _whole_pact(reader, start, _before_clause(reader, start, end))
            end = _before_office(reader, start, end)
            if reader.document.language == "en" and (_ONE.match(reader.text, start, end) or _NO_MORE.match(reader.text, start, end)):
                continue
            said = spoken_name(reader, start, end)
            if said is None:
                continue
            name, kind, head = said
            theirs = _WHOSE.match(reader.text, end, min(len(reader.text), end + 60)) if reader.document.language in ("fr", "es") else None
            noun = known.fullmatch(squeeze(theirs["noun"])) if theirs else None
            if theirs and noun:  # "la Conferencia Regional, cuya tercera reunión": the reunion of the conference
                of = genitive((_ARTICLE_BEFORE.search(reader.text, max(0, start - 4), start) or [""])[0], reader.document.language)
                head = noun[0].casefold()
                yield Candidate(
                    start, theirs.end(), f"{squeeze(theirs['number'])} {head} {of}{name}", heads().kind[head], "model", head, span.confidence, True
                )
                continue
            telling = _TELLING.match(squeeze(reader.text[start:end]))
            if telling and BY_WHICH.search(reader.text, max(0, start - 12), start):
                continue
            if head in DISTANT and BY_MEANS.search(reader.text, max(0, start - 14), start):
                continue
            if _DAY_ONLY.fullmatch(reader.text, reader.dates.get(start) or end + 1, end):
                continue
            if not head or head not in name.casefold():
                faint = span.confidence < FAINT and name[:1].isupper() and name == squeeze(reader.text[start:end])
                if faint or _where_or_when(reader, start, end) or name in others or _PUBLISHED.match(name) or _NO_OCCASION.match(name):
                    continue  # a day or place, a body or undertaking that the page names elsewhere, a study, a room
            if (
                _NO_SUBJECT.match(name)
                or _ENVOYS.match(name)
                or _THEME.search(reader.text, max(0, start - 20), start)
                or no_occurrence(reader.text, "", start, start, 0)
            ):
                continue
            before = reader.text[max(0, start - 6) : start].split()
            definite = bool(before) and before[-1].casefold() in words().determiners
            yield Candidate(start, end, name, kind, "model", head, span.confidence, definite)


def _where_or_when(reader: Reader, start: int, end: int) -> bool:
    """Whether a span says no more than where or when, or is a part of a date: "in Tavik, on 28 November"."""
    named = list(reader.context.mentions(max(0, start - 30), end + 30, "DATE", "LOC"))
    rest = "".join(" " if any((m.start or 0) <= i < (m.end or 0) for m in named) else reader.text[i] for i in range(start, end))
    if _ELLIPTIC.match(reader.text, start, end) or _NAMED_DAYS.search(reader.text, start, end):
        return reader.dates.get(start) == end
    return all(len(word) < 4 and not word.isupper() for word in re.findall(r"[^\W\d]+", rest))


def occurrences(text: str, start: int, end: int) -> list[Bounds]:
    """The parts of a span that name an occurrence each: "a side event on the margins of | the Ministerial Conference" names two."""
    apart = _MARGINS.search(text, start, end)
    known = heads().pattern
    if apart is None or not known.search(text, start, apart.start()) or not known.search(text, apart.end(), end):
        return [(start, end)]
    return [(start, apart.start()), (apart.end(), end)]


def _before_clause(reader: Reader, start: int, end: int) -> int:
    """Where a span ends, without the relative clause behind its head: "course | that the Board and the League"."""
    if reader.document.language != "en" or not reader.text[start : start + 1].islower():
        return end
    clause = _RELATIVE.search(reader.text, start, end)
    head = heads().pattern.search(reader.text, start, clause.start()) if clause else None
    if clause is None or head is None:
        return end
    alone = head.start() == start and head.end() == clause.start()
    return end if alone and reader.text[clause.end()].islower() else clause.start()  # "mission that took an adviser to Tavik"


def _before_office(reader: Reader, start: int, end: int) -> int:
    """Where a span ends that goes on into the office of who is there: "cérémonie de signature | l’ambassadeur de Marland"."""
    office = next((s.start for s in reader.document.spans if s.label == "ROLE" and start < s.start < end <= s.end), end)
    if office == end and reader.text[end : end + 1] in ("’", "'"):
        office = end + 1  # half of an elided word
    cut = _ELIDED.search(reader.text, start, office)
    return cut.start() if cut and heads().pattern.search(reader.text, start, cut.start()) else end


def _whole_pact(reader: Reader, start: int, end: int) -> int:
    """Where a span ends that stops within the name of what is signed or launched: "signed the Compact on the Rights of Migrant | Workers"."""
    name = next((s for s in reader.document.spans if s.label == "INITIATIVE" and s.confidence >= SURE and start < s.start < end < s.end), None)
    rest = _CAPITALS.match(reader.text, end, name.end) if name else None
    return rest.end() if rest else end


def spoken_name(reader: Reader, start: int, end: int) -> tuple[str, str, str] | None:
    """Name, kind and head of a span: "signed a memorandum" is the "signing of a memorandum"; "other" and no head where none is near.

    None where a verb has no object in the span ("signed for the Government").
    """
    text, known = squeeze(reader.text[start:end]), heads()
    owned = _OWNED.fullmatch(text)
    noun_of = known.pattern.search(owned["event"]) if owned else None
    if owned and noun_of:
        word = noun_of[0].casefold()
        return f"{owned['event']} of the {owned['who']}", known.kind[word], word
    if _INFINITIVE.match(text):
        return None  # "to open four corridors", "visit 16 markets"
    if _VERB_ALONE.match(text) and not known.pattern.search(text):
        return None
    for pattern, noun, kind in (
        (
            r"\bsign(?:ed|s)?\s+(?!language\b|in\b|on\b|by\b|at\b|for\b|today|yesterday|here|last\b|this\s(?:morning|week|month)|there)((?:the\s+|an?\s+)?\w{3}.+)",
            "signing of",
            "signing",
        ),
        (r"\blaunch(?:ed|es)\s+(?!at\b|in\b|by\b|on\b|to\b|with\b|\d|last\b|this\s\w+\s|today\b|yesterday\b)(.+)", "launch of", "launch"),
        (r"\bhand(?:ed|s)? over\s+(?!to\b|on\b|in\b|at\b|by\b)(?:the\s+)?(.+)", "handover of", "ceremony"),
        (r"\b(?:visited|toured|travelled to|visits?(?=\s[A-ZÀ-Ý]))\s+(?!by\b|in\b|on\b)(.+)", "visit to", "visit"),
        (r"^(?:has |have |had )?trained\s+(?!by\b|in\b|on\b|at\b|for\b)(.+)", "training of", "training"),
        (r"^(?:has |have |had )?initialled\s+(?!by\b|in\b|on\b|at\b|for\b)(.+)", "initialling of", "signing"),
        (r"\binaugurate[ds]?\s+(?!by\b|in\b|on\b|at\b)(?:the\s+)?(.+)", "inauguration of", "ceremony"),
        (r"^(?:the\s+|an?\s+)?(.{4,90}?)\s+(?:will be|was|is to be|were)\s+(?:\w+ly\s+)?inaugurated\b", "inauguration of", "ceremony"),
        (r"^(?:la\s+|le\s+)?(.{4,90}?)\s+(?:sera|a été|seront|ont été)\s+signée?s?\b", "signature de", "signing"),
        (r"^(?:la\s+|el\s+)?(.{4,90}?)\s+(?:será|fue|ha sido)\s+firmad[oa]\b", "firma de", "signing"),
        (r"^(?:el\s+)?((?:acuerdo|convenio|memorando|protocolo|tratado)\b.{0,90}?),?\s+(?:firmad|suscri(?:p)?t|rubricad)o\b", "firma del", "signing"),
        (r"^(?:visitar|recorrer)\s+((?:la|las|los|[A-ZÀ-Ý]).+)", "visita a", "visit"),
        (r"^(?:visiter)\s+((?:la|l[’']|[A-ZÀ-Ý]).+)", "visite de", "visit"),
        (r"^(?:le\s+)?((?:contrat|mémorandum|pacte|protocole|traité)\b.{0,90}?),?\s+(?:signé|paraphé)\b", "signature du", "signing"),
    ):
        found = re.search(pattern, text)
        if found:
            return f"{noun} {found[1]}", kind, noun.split()[0]
    if launched := _LAUNCHED.match(text):
        thing = undertaking(reader, reader.passages.at(start), start) if _UNDERTAKING.fullmatch(launched[1]) else launched[1]
        return ("launch of " + thing, "launch", "launch") if thing else None
    if re.match(r"(?:was |were |plans? to |will |is to )?(?:signed|launch(?:ed)?(?= in | on | at |$)|launched|handed over)\b", text) and (
        not text.startswith("launch ")
    ):
        thing = undertaking(reader, reader.passages.at(start), start) if "launch" in text else None
        return ("launch of " + thing, "launch", "launch") if thing else None
    shown = _SHOWN.match(text)
    if shown:
        thing = undertaking(reader, reader.passages.at(start), start)
        noun_shown = next(noun for stem, noun in _SHOWN_AS if text.casefold().startswith(stem))
        return (f"{noun_shown} de {thing}", "launch", noun_shown) if thing else None
    if re.search(r"\bsigned(?: (?:in|on|by|at|for)\b.*)?$", text) and not re.search(PACT, text, re.IGNORECASE):
        thing = undertaking(reader, reader.passages.at(start), start)
        return ("signing of the " + thing, "signing", "signing") if thing else None
    met = re.match(
        r"(.{4,80}?),?\s+(?:who |which |that |when it |when they )?"
        r"(?:(?:has |have |had )?(?:last |also |again )?met|meets?|sat down(?: together)?|will meet|is to meet|are to meet)\b",
        text,
    )
    if met:
        who = re.sub(r"^(?:the|an?)\s", "", met[1], flags=re.IGNORECASE)
        if number := _NUMBERED.match(who):
            return f"{number[1]} meeting", "meeting", "meeting"
        if (last := known.pattern.search(who)) and last.end() == len(who):  # "the next consultation meets"
            return who, kind_of(last[0].casefold(), who), last[0].casefold()
        return None if _STAND_IN.match(who) or _STAND_IN.search(who.split()[-1]) else (f"meeting of the {who}", "meeting", "meeting")
    with_whom = re.match(
        r"(?:also |then )?met (?:with )?((?!in\b|on\b|at\b|again\b|for\b|here\b|there\b|today\b|yesterday\b|last\b|this\b)\w.{3,})", text
    )
    if with_whom:
        return "meeting with " + with_whom[1], "meeting", "meeting"
    if re.search(r"\bsigned\b", text):
        return "signing of the " + re.split(r",|\s+(?:which|was|were|is|are|will|signed)\b", text)[0], "signing", "signing"
    if re.search(r"\bhanded over\b", text):
        return "handover of " + re.split(r"\s+(?:was|were)\b", text)[0], "ceremony", "handover"
    inside = list(known.pattern.finditer(text))
    if inside:
        first = re.search(r"\s(?:on|of|for|with|in|to|at|by)\s|[,:]", text)
        leading = [m for m in inside if not first or m.start() < first.start()]
        if not leading and _PACT_ON.match(text):
            return f"signing of the {text}", "signing", "signing"
        leading = leading or inside
        behind = re.match(r"\s([a-z]+)", text[leading[-1].end() :])
        if behind and behind[1] in known.not_followed_by:
            return None  # "port reception facilities"
        if reader.document.language in ("fr", "es"):
            leading = inside[:1]
        head = " ".join(leading[-1].group().casefold().split())
        return text, kind_of(head, text), head
    for pattern, kind, head in _OTHER_HEADS:
        if re.search(pattern, text):
            return text, kind, head
    if reader.document.language == "en" and (several := plurals().search(text)) and (text[:1].isupper() or several[1] == "consultation"):
        return text, known.kind[several[1].casefold()], several[1].casefold()
    bounds = reader.passages.at(start)
    low, high = max(bounds[0], start - 60), min(bounds[1], end + 60)
    around = [m for m in known.pattern.finditer(reader.text, low, high) if not (m.group()[0].isupper() and m.group().casefold() in known.weak)]
    near = sorted((max(start - m.end(), m.start() - end, 0), m.start(), m.group()) for m in around)
    told = clause(reader, start, end)
    if near:
        head = " ".join(near[0][2].casefold().split())
        return told, known.kind[head], head
    return told, next((kind for pattern, kind in _BY_WORDS if re.search(pattern, text, re.IGNORECASE)), "other"), ""


def clause(reader: Reader, start: int, end: int) -> str:
    """The name of a span without an event word: as it stands, or with the words before it in its clause where it begins with a verb, a pronoun or a
    preposition ("discussed it for two days": "Thirty officials from nine unions discussed it for two days")."""
    text = squeeze(reader.text[start:end])
    if not _NO_NAME.match(text) or _ARTICLE.search(reader.text, max(0, start - 6), start):
        return text
    low = max(reader.passages.at(start)[0], start - 160)
    asides = [m.span() for m in _BRACKETED.finditer(reader.text, low, start)]
    cuts = [m.end() for m in _CLAUSE_END.finditer(reader.text, low, start) if not any(a <= m.start() < b for a, b in asides)]
    cuts += [m.end or 0 for m in reader.context.mentions(low, start, "DATE")]
    first = max([low, *cuts])
    before = squeeze(_BRACKETED.sub("", reader.text[first:start])).lstrip(" ,–—-")
    return f"{before} {text}" if 0 < len(before.split()) <= 16 else text


def named_by_verbs(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates; a tagger's span that is a verb and its object ("ont visité à Oria la digue"), or a signing without what was signed, gets the
    name that the verb's own candidate gives it."""
    told = [c for c in candidates if c.form == "verb"]
    out = []
    for candidate in candidates:
        if candidate.form == "model":
            near = [o for o in told if o.start < candidate.end and candidate.start < o.end]
            verb = (
                next(
                    (
                        o
                        for o in sorted(near, key=lambda o: o.start - o.end)
                        if o.kind in ("meeting", "signing", "visit") or candidate.start - 6 <= o.start < candidate.start + 30
                    ),
                    None,
                )
                if _TELLING.match(squeeze(text[candidate.start : candidate.end]))
                else None
            )
            own = candidate.name.startswith("signing of ") and candidate.name.split()[-1] not in text[candidate.start : candidate.end]
            signed = next((o for o in near if o.kind == "signing"), None) if own else None
            other = verb or signed or _journey(told, candidate)
            out.append(replace(other, form="model", confidence=candidate.confidence) if other else candidate)
        else:
            out.append(candidate)
    return out


def _journey(told: Sequence[Candidate], candidate: Candidate) -> Candidate | None:
    """The visit that a delegation's verb tells of, named by both: "une délégation du Conseil, conduite par …, s’est rendue à Oria"."""
    if not _PARTY.match(candidate.name):
        return None
    went = next((v for v in told if v.kind == "visit" and 0 <= v.start - candidate.end < 200), None)
    inside = next((v for v in told if v.kind == "visit" and v.start < candidate.end and candidate.start < v.end), None)
    if inside:
        return inside if _PARTY.search(inside.name) else replace(candidate, kind="visit")
    if went is None:
        return None
    return replace(went, start=candidate.start, name=f"{went.head} de {candidate.name}{went.name.partition(went.head)[2]}")
