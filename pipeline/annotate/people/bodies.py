"""The body that somebody speaks for where the words next to the name do not say it.

In this order: the ministry of a minister, the office or embassy of its head, what "its" or "the Centre’s" stands for, the owner of a contact's mail
address, the
body of a delegation "led by" the person, and for staff and contacts the body that the page is most about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.annotate.organisations.domains import MAIL, body_in, body_of, office_of, shared
from pipeline.annotate.organisations.forms import key
from pipeline.annotate.people.before import title_start
from pipeline.annotate.people.names import Name, words
from pipeline.annotate.people.roles import OURS, STANDING_IN, Post
from pipeline.annotate.people.scene import Scene
from pipeline.annotate.people.seats import STOP, is_minister, ministry, other_office, seat
from pipeline.atlas import country_code
from pipeline.document import Mention
from pipeline.phrases import THE

_CONTACT = re.compile(
    r"@|\[at\]|\(at\)|(?<!\w)\+?\(?\d{2,4}\)?[ \xa0-]?\(?\d{2,4}\)?[ \xa0-]?\d{2,4}"
    r"|(?<!\w)\d \d{3} \d{3}|(?i:\btel\b|phone|spambots)"
)
_STAFF = re.compile(
    r"\b(?:(?<!Nursing )(?<!Medical )(?<!Health )(?<!Labour )(?<!Immigration )(?<!Veterinary )(?<!Police )Officer"
    r"|Coordinator|Specialist|Program(?:me)? Manager|Project Manager|Country Director|Regional Director"
    r"|Program(?:me)? Director|Project Director|Country Manager|Regional Representative"
    r"|(?:Deputy|Assistant) (?:Director|Secretary)[ -]General(?! of)|Deputy Special Representative|Assistant High Commissioner"
    r"|Executive Director|Chief of Mission|Head of (?:Office|Mission|Sub-Office|Delegation|Cooperation|Operations|Communications?)|Team Leader"
    r"|Analyst|Country Representative|Spokesperson|Communications? Assistant|Principal Investigator)\b"
)
_STAFF_ROMANCE = re.compile(
    r"(?:haute? commissaire (?:adjointe?|assistante?)"
    r"|secrétaire (?:exécuti(?:f|ve)|générale?|permanente?)(?: adjointe?)?|secretari[oa] (?:ejecutiv[oa]|general)(?: \w+)?"
    r"|direct(?:eur|rice) (?:exécutif|exécutive|générale?|régionale?|pays)(?: adjointe?)?|director[a]? (?:ejecutiv[oa]|general|regional)"
    r"|chargée? de (?:communication|projet|programme)s?\b.*|conseill(?:er|ère) technique principale?|chef(?:fe)? de (?:mission|projet|bureau)"
    r"|attachée? de presse|animat(?:eur|rice) régionale?|représentante? (?:résidente?|adjointe?)"
    r"|representante (?:residente|adjunt[oa]))$",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"(?:por parte del?|de la part d[eu]|du côté d[eu]|on behalf of|on the part of|en nombre del?|au nom d[eu]|en representación del?"
    r"|pour le compte d[eu]|a nombre del?|[Rr]epresenting|[Rr]eprésentant|[Ss]peaking for|en représentation d[eu]) ?"
    rf"{THE}$",
    re.IGNORECASE,
)
# "por el FOCEM, su coordinador ejecutivo, …", "de la embajada nipona, …": what stands before such a body, and between it and the name.
_ON_BEHALF = re.compile(r"(?i)(?:^|[;:,.(] |\n|\by )(?:y,? |et,? )?(?:por|pour|a nombre de|en nombre de|au nom de|, de) (?:la |el |le |l['’])?$")
_ITS_HEAD = re.compile(
    r"(?: \([^()\n]{2,15}\))?(?: d[eu]l? \w{3,20})?, (?:(?:su|son|sa) [^,;.:\n]{4,50},? |del? [^,;.:\n]{3,20}, )?"
    r"(?:la |el |le )?(?:[A-Z][a-z]{0,4}\.? |sor |don |doña )?"
)
# "por el INDECI del Perú intervino la directora de Respuesta, …"
_SPEAKS = re.compile(
    r"(?: \([^()\n]{2,15}\))?(?: (?:de|du|del|of) (?:la |el )?[A-ZÀ-Þ][\w’'-]{2,20})?"
    r",? (?:a |ha |l['’]a )?[a-zà-ÿ]{4,14} (?:the |la |el |le |l['’]|su |its |son |sa )"
    r"[^,;.:()\n]{4,60},? (?:[A-Z][a-z]{0,4}\.? )?"
)
_SPOKE = re.compile(r"(?: \([^()\n]{2,15}\))?,? (?:a |ha |l['’]a )?[a-zà-ÿ]{4,14} ")  # "Por la X asistió la Dra. Jane Doe"
_HEADED = re.compile(r"(?: \([^()\n]{2,15}\))?, (?:the |its |le |la |l['’]|el |son |sa |su )[^,;.:()\n]{4,60},? ")
_DIRECTLY = re.compile(r"(?: \([^()\n]{2,15}\))?,? (?:(?:by|par|por) )?")
_BY_HEAD = re.compile(
    r"(?: \([^()\n]{2,15}\))?(?: (?:today|yesterday|this morning|on [A-Z]\w+day|hier|ayer|hoy))?"
    r" (?:by|par|por)(?: (?:its|the|son|sa|su|le|la|el)| l['’])? ?[^.;:,()\n]{5,60},? (?:the )?(?:[A-Z][a-z]{0,3}\.? ?|Mme |Madame |Monsieur )?"
)
# Offices of the body that speaks, as labels give them: "Programme Director: Jane Doe", "Desk officers: …".
_LABELLED = re.compile(
    r"(?:[\w-]+ ){0,2}(?:officer|editor|co-?ordinator|director|manager|head|secretary|rédact(?:eur|rice)|coordonn?at(?:eur|rice)|direct(?:eur|rice)"
    r"|responsable|secrétaire|coordinadora?|directora?|editora?|redactora?|secretari[oa])(?: of (?:mission|office|section|unit))?",
    re.IGNORECASE,
)
_NUMBER_BEHIND = re.compile(r"(?i)[^\n.]{0,30}?(?:\b(?:tel|tél|phone|mob|cel|call|whatsapp)|\(?\+ ?\d|[ (]0\d)")
_CONTACT_LABEL = re.compile(
    r"(?i)contact|press|media|enquir|inquir|information|questions|write to|talk to us|reach us|more info|prensa|presse|journalists|interviews|details"
    r"|registration"
)
# An officer of a body, without a word about which or for what: of the one that the paragraph names before.
_OFFICER = re.compile(
    r"(?:(?:acting|branch|deputy|executive|general|lead|managing|vice) |vice-)*"
    r"(?:chair(?:man|person|woman)?|director|evaluator|leader|registrar|treasurer|(?<=branch )(?:president|secretary)|(?<=general )secretary"
    r"|vice-chancellor)(?:[- ]general)?"
    r"|(?:premi(?:er|ère) |sous-|vice-)?(?:adjointe?|direct(?:eur|rice)|présidente|rect(?:eur|rice)|trésori(?:er|ère)|secrétaire(?= ))"
    r"(?: (?:adjointe?|exécuti(?:f|ve)|générale?|permanente?|scientifique|technique)){0,2}"
    r"|(?:sub|vice)?(?:directora?|gerenta?e?|presidenta|rectora?|tesorer[oa]|secretari[oa](?= ))"
    r"(?: (?:adjunt[oa]|científic[oa]|ejecutiv[oa]|general|magnífic[oa]|permanente|técnic[oa])){0,2}",
    re.IGNORECASE,
)
# A line end at which the words about a person in running text, or in one entry of a list, are over.
_NEXT_BLOCK = re.compile(r"(?<=[a-zà-ÿ][.!?”\"])\n|\n\s*\n|\n(?=(?:contacts?|enquir|inquir|renseign|informa)[^\n:]{0,20}:)", re.IGNORECASE)
_LED = re.compile(
    r"[^.;]*(?<![\w-])(?:(?:led|headed|represented|chaired|directed|managed|coordinated|founded) by"
    r"|(?:encabezad|liderad|presidid|dirigid|representad)[oa] por"
    r"|(?:dirigé|conduit|présidé|représenté)e? par)\s"
    r"(?:the |its |la |le |el )?(?:[A-Z][a-z]{0,3}\.? ?|Mme |Madame |Monsieur )?"
)
_DELEGATION = re.compile(r"(?i)\b(?:delegation|délégation|delegación) (?:of|from|de|du|del|des)(?: (?:the|la|los|las)| l['’])? ?$")
# "…, who signed for the Directorate": the noun stands for a body named before.
_ACTED_FOR = re.compile(
    r", (?:who (?:signed|spoke|attended|acted|voted|came) for the|qui a (?:signé|parlé|voté) pour (?:le|la|l['’])"
    r"|que (?:firmó|habló|votó) por (?:el|la)) ?"
    r"([\w’-]{4,20})(?=[.,;\n]|$)"
)
# "The hospital is led by Dr Jane Doe": the noun stands for a body named before.
_THING_LED = re.compile(
    r"(?:(?:(?:[Tt]he|[Ll]a|[Ll]e|[Ee]l|[Ii]ts) |[Ll]['’])([a-zà-ÿ]{4,20})|(?:[.] |\n)(?:It|Elle|Il)) (?:(?:is|was|has been|est|était|es|está|fue) )?"
    rf"(?:(?:led|headed|chaired|run|directed) by|(?:dirig|présid)ée? par|(?:dirigid|presidid|encabezad)[oa] por) {THE}$"
)
_NOUN = re.compile(r"[A-ZÀ-Þ][\w’-]{3,20}(?=[.,;\n]| [a-zà-ÿ])")
_REPRESENTING = re.compile(
    r"(?:,[^,.;:\n]{3,60}(?=,))?,? (?:(?:y|who|qui|quien|que) )?(?:[a-z]{3,12} |(?:[a-zà-ÿ]{2,12} ){2,5}(?=on beh|au nom|en nomb))?"
    r"(?:representing|represented|représentant|représentait|représente"
    r"|representa|representaba"
    r"|en représentation d[eu]|en representación del?|a nombre del?|(?:attend|sign|vot|act)ed for|spoke for|speaks for"
    r"|presides over|led|chairs|heads|preside|préside|dirige"
    rf"|on behalf of|au nom d[eu]|en nombre del?) ?{THE}"
)
# "a delegation of the X, led by its Director of Trade, Mr Doe": a position stands between.
_LED_BY_HEAD = re.compile(
    r"\)?(?:,? (?:in|en|au|aux|à|de|del|of) [A-ZÀ-Þ][\w’'-]{2,20})?,? (?:(?:(?:was |is |were )?represented|led|headed) by"
    r"|(?:encabezad|liderad|presidid|dirigid|representad)[oa] por|(?:dirigé|conduit|présidé|emmené|représenté)e? par)\s"
    r"(?:the |its |la |le |el |l['’]|su |son |sa )?[^.;:,()\n]{3,70},? (?:the )?(?:[A-Z][a-z]{0,3}\.? ?|Mme |Madame |Monsieur )?"
)


# "A delegation of the X was in town from … to …. Led by Jane Doe, …": the sentence before tells whose it is.
_LED_NEXT = re.compile(r"[.!?] (?:(?:Led|Headed) by|(?:Conduit|Emmené|Dirigé|Présidé)e? par|(?:Encabezad|Liderad|Presidid|Dirigid)[oa] por) $")

_WHOSE: Final = frozenset(["whose", "dont", "cuya", "cuyo"])
_RIGHT_BEFORE = re.compile(r"(?: \([^()\n]{2,20}\))?,? (?:whose|dont|cuy[oa])\b")
_ANY_BODY: Final = frozenset(
    ["cartera", "dependencia", "entidad", "entite", "etablissement", "institucion", "institution", "organismo", "organisme", "structure"]
)

_ANY_GROUP: Final = frozenset(["body", "charity", "group", "groupe", "grupo", "ngo", "ong", "organisme", "team"])
_BLOCK_GAP = re.compile(r"\)?[,:–—-]?\s?\n?\s?")
_BLOCK = 240  # characters
_ABOVE = re.compile(r"(?:,[^\n]{3,60})?\n(?:[^\n]{3,100}\n){0,2}(?:[^\n:]{3,30}: ?)?")
_BLOCK_START = re.compile(r"(?:\n|^[^\n]{0,40}:|\n[^\n]{0,40}:)[ \t]*[•*-]?[ \t]*$")
_SENTENCE = 600  # characters of a line before a name in which a signing is told
_SIGNED = re.compile(
    r"(?P<parties>\b(?:between|entre) .{10,300}?)\b(?:signed|sign[ée]e?s?|firmad[oa]s?|suscrit[oa]s?|paraphée?s?)\b"
    r"(?P<since>.{0,40}?\b(?:by|par|por)\b.*)"
)


# A position of state, or one that belongs to somebody else: no office of the body that a page speaks for.
_PUBLIC = re.compile(
    r"(?i)\b(?:(?:vice-?)?minist\w+|(?:em|am)ba(?:ss|j)ad\w+|mayor\w*|maire\w*|alcald\w+|governor|gobernador\w*|gouverneure?|préfete?"
    r"|sénat\w+|senad?t?or\w*"
    r"|(?:first|second|third) secretary|state|état|estado|(?:haute? )?commiss(?:ioner|aire)\w*"
    r"|parliament\w*|république|república|republic|justice|majesty|consul\w*|cónsul"
    r"|(?:chief )(?:medical|veterinary|immigration|labour|police|fire) officer|(?:former|retired|ancien(?:ne)?|ex)\b)|[’']s\b"
)
_OF = re.compile(rf" (?:of|de|du|del|des|d['’]) ?{THE}(.+)", re.IGNORECASE)
_OF_LAST = re.compile(rf" (?:of|de|du|del|des|d['’]) ?{THE}([A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){{0,3}})(?=$|[,(])")
_OF_BODY = re.compile(
    r"(?i)\b(?:agen\w+|asocia\w+|associa\w+|authority|bank|board|bureau|cámara|cent(?:re|er|ro)|chamber|college|commission|comité|commit?tee|commune|company"
    r"|consejo|conseil|council|court|cooperative|coopérative|facult[yé]|fédération|federation|foundation|fond\w+|fund\w*|gouvern\w+|govern\w+|group\w*"
    r"|hospital|hôpital|institut\w*|ministr?y|museum|network|organi[sz]\w+|parish|parliament|pro[jy]e[ck]t\w*|projet|program\w*|province|r[eé]gion\w*|school|society"
    r"|escuela|école|union|unión|universi\w+)\b"
)
# Characters before a name in which the body of several is looked for that its bearer heads.
_NEAR = 300
_MUCH: Final = 4  # weight from which the page's main body is taken for that of its staff


def body_elsewhere(page: Scene, members: Sequence[Name], post: Post, limits: Sequence[int]) -> str | None:
    """Id of the body of somebody whose own words name none. ``limits`` say for each of their mentions where the next name begins."""
    first = members[0]
    if post.role and is_minister(post.role):
        return ministry(page, post.role, first)
    of = page.text.startswith(" of ", first.end)
    found = (_owner(page, first.start, post.whose) if post.whose else None) or (seat(page, post.role, first.start) if post.role and not of else None)
    found = found or next((b for b in (_block(page, name) for name in members) if b), None)
    if found:
        return found
    of_contact = (_of_contact(page, name, limit, post) for name, limit in zip(members, limits, strict=True))
    found = next((f for f in of_contact if f), None)
    if found:
        return found
    acting = (
        _acting_for(page, first)
        or (_signing(page, first) if post.role else None)
        or next((b for b in (_credited(page, name) for name in members) if b), None)
    )
    if acting:
        return acting
    led = [m for m in page.orgs if m.end is not None and 0 <= first.start - m.end < 60 and _LED.fullmatch(page.text, m.end, first.start)]
    for m in led[-1:]:
        start = m.start or 0
        if not post.role or "represent" in page.text[m.end : first.start] or _DELEGATION.search(page.text, max(0, start - 30), start):
            return m.entity
    thing = _THING_LED.search(page.text, max(0, title_start(page.text, first) - 60), title_start(page.text, first))
    if thing:
        return _owner(page, first.start, thing[1]) if thing[1] else page.home.at(first.start)
    acted = _ACTED_FOR.match(page.text, first.end)
    if acted and (body := _owner(page, first.start, acted[1])):
        return body
    represented = _REPRESENTING.match(page.text, first.end)
    if represented:
        word = _NOUN.match(page.text, represented.end())
        whole = next((m.entity for m in page.orgs if m.start == represented.end()), None)
        return whole or (_owner(page, first.start, word[0]) if word else None)
    if _LED_NEXT.search(page.text, max(0, title_start(page.text, first) - 24), title_start(page.text, first)):
        line = page.text.rfind("\n", 0, first.start)
        sent = [m for m in page.orgs if m.start is not None and m.start > max(line, first.start - _NEAR) and m.start < first.start]
        return sent[0].entity if sent else None
    heading = [m for m in page.orgs if m.end is not None and 0 <= first.start - m.end < 120 and _LED_BY_HEAD.fullmatch(page.text, m.end, first.start)]
    if heading:
        return heading[-1].entity
    hosted = [m for m in page.orgs if m.end is not None and 0 < first.start - m.end < 90 and _BY_HEAD.fullmatch(page.text, m.end, first.start)]
    if post.role and hosted:
        return hosted[-1].entity
    if post.role and _OFFICER.fullmatch(post.role):
        line = page.text.rfind("\n", 0, first.start)
        named = {m.entity for m in page.orgs if m.start is not None and line < m.start < first.start}
        if len(named) > 1:
            since = max([line, *(s.end() for s in STOP.finditer(page.text, max(line, first.start - _SENTENCE), first.start))])
            named = {m.entity for m in page.orgs if m.start is not None and since <= m.start < first.start}
        if len(named) == 1:
            return named.pop()
    if post.role and (own := page.home.at(first.start)) and _held_in(page, post, own) and not _state(page, first, post.role):
        return own
    titled = post.role and ((post.role[0].isupper() and _STAFF.search(post.role)) or _STAFF_ROMANCE.match(post.role))
    staff = titled or (post.role and any(_labelled(page.text, name, post.role) for name in members))
    return _office(page, page.main.organisation_id, first) if page.main and staff and page.weight >= _MUCH else None


def _held_in(page: Scene, post: Post, body: str) -> bool:
    """Whether the position is an office inside some body, and names no place or body of its own, the given one apart ("head of the service")."""
    role = post.role or ""
    offices = [w for w in re.split(r"[\s/]+", role.lower()) if w.strip("(.,)") in words("offices")]
    name = next((o.name for o in page.bodies if o.organisation_id == body), "")
    member = role[:1].isupper() and role.count(" ") == 1 and key(role.split()[0]) in key(name).split()  # "Committee member"
    if not (offices or member) or _PUBLIC.search(role) or post.whose or other_office(role, name):
        return False
    of = _OF.search(role)
    other = _OF_BODY.search(of[1]) if of else None
    places = [of[1] for of in _OF_LAST.finditer(role) if of[1] in page.places or country_code(of[1])]
    own = {w for o in page.bodies if o.organisation_id == body for form in (o.name, *o.aliases) for w in key(form).split()}
    return all(set(key(named).split()) <= own for named in (*places, *([other[0]] if other else [])))


def _state(page: Scene, name: Name, role: str) -> bool:
    """Whether a bare "President" stands before the name as a title: the head of a state."""
    return role.lower() in words("titles") and page.text.endswith(f"{role} ", 0, title_start(page.text, name)) and role[0].isupper()


def _labelled(text: str, name: Name, role: str) -> bool:
    """Whether the position is an office that opens the name's line as a label."""
    line = text[text.rfind("\n", 0, name.start) + 1 : name.start]
    label = line.partition(":")[0].strip(" \t•*·–-")
    return _LABELLED.fullmatch(role) is not None and ":" in line and label in (role, f"{role}s", f"{role}es")


def _acting_for(page: Scene, name: Name) -> str | None:
    """The body in whose name the person acts: "por el FOCEM, su coordinador ejecutivo, Jane Doe"."""
    for m in page.orgs:
        if m.start is not None and m.end is not None and 0 <= name.start - m.end < 100:
            before = page.text[max(0, m.start - 12) : m.start]
            start = title_start(page.text, name)
            spoke = _SPEAKS.fullmatch(page.text, m.end, name.start) or _SPOKE.fullmatch(page.text, m.end, start)
            if _ON_BEHALF.search(before) and (spoke or _ITS_HEAD.fullmatch(page.text, m.end, name.start)):
                return m.entity
            directly = _DIRECTLY.fullmatch(page.text, m.end, start) or _HEADED.fullmatch(page.text, m.end, start)
            if directly and _FOR.search(page.text, max(0, m.start - 36), m.start):
                return m.entity
    return None


def _block(page: Scene, name: Name) -> str | None:
    """The body that opens a block of contacts: right before the name ("Contact: Press Service, Jane Doe, …"), or in one of the three lines above."""
    start = title_start(page.text, name)
    if not _CONTACT.search(page.text, name.end, name.end + 160):
        return None
    openers = [m for m in page.orgs if m.start is not None and m.end is not None and 0 < start - m.end < _BLOCK]
    openers = [m for m in openers if m.start == 0 or _BLOCK_START.search(page.text, max(0, (m.start or 0) - 44), m.start or 0)]
    for m in reversed(openers):
        between = page.text[m.end : start]
        if _BLOCK_GAP.fullmatch(between) or _ABOVE.fullmatch(between):
            return m.entity
    return None


def _signing(page: Scene, name: Name) -> str | None:
    """The party that a signatory speaks for, in the order of "between X and Y was signed by the Director Jane Doe and the Dean John Roe"."""
    line = max(page.text.rfind("\n", 0, name.start), name.start - _SENTENCE)
    signed = _SIGNED.search(page.text, line + 1, name.start)
    if not signed or STOP.search(signed["since"]):
        return None
    parties = [m for m in page.orgs if m.start is not None and signed.start("parties") <= m.start and (m.end or 0) <= signed.end("parties")]
    behind = sum(signed.start("since") <= at < name.start for at in page.people)
    if len({m.entity for m in parties}) != 2:
        return None
    return parties[0].entity if not behind else parties[-1].entity


def _credited(page: Scene, name: Name) -> str | None:
    """The body beside a slash, as pictures are signed: "Jane Doe/Red Cross", "© Red Cross / Jane Doe"."""
    for m in page.orgs:
        if m.start is not None and m.end is not None:
            between = page.text[name.end : m.start] if m.start > name.end else page.text[m.end : name.start]
            if between.strip(" ") == "/":
                return m.entity
    return None


def _owner(page: Scene, at: int, whose: str) -> str | None:
    """The body that "its" or "the Centre’s" stands for: the last one named before, with that word in its name where there is one; wherever
    it is named, the body whose acronym the word is.
    """
    word = key(re.sub(r"[’']s$", "", whose))
    before = [m for m in page.orgs if m.end is not None and m.end <= at]
    if word in _WHOSE:
        return next((m.entity for m in reversed(before) if _RIGHT_BEFORE.match(page.text, m.end or 0)), None)
    if word in OURS:
        return page.main.organisation_id if page.main else None
    if word in _ANY_BODY:
        return before[-1].entity if before else None
    if word in _ANY_GROUP and not any(word in key(m.text).split() for m in before):
        return page.home.at(at)
    if word in STANDING_IN and before:
        return _subject(page, at, before)
    if word not in STANDING_IN:
        forms = {o.organisation_id: {w for f in (o.name, *o.aliases) for w in key(f).split()} for o in page.bodies}
        before = [m for m in before if set(word.split()) <= forms.get(m.entity or "", set())]
        if not before:
            return next((o.organisation_id for o in page.bodies if word == key(o.acronym or "")), None)
    return before[-1].entity if before else None


def _subject(page: Scene, at: int, before: Sequence[Mention]) -> str | None:
    """What "its" stands for: the body named last in its sentence; where it names none, the one that opens the sentence before, else the last."""
    line = page.text.rfind("\n", 0, at) + 1
    stops = [line, *(s.end() for s in STOP.finditer(page.text, max(line, at - _SENTENCE), at))]
    if (before[-1].start or 0) < stops[-1] and len(stops) > 1:
        opener = next((m for m in before if (m.start or 0) >= stops[-2]), None)
        if opener and len(page.text[stops[-2] : opener.start].split()) < 2:
            return opener.entity
    return before[-1].entity


def _of_contact(page: Scene, name: Name, limit: int, post: Post) -> str | None:
    """The body of somebody given as a contact, by the mail address behind the name, else by the one nearest before or behind; where that is one
    that many bodies share, the page's main body.
    """
    over = _NEXT_BLOCK.search(page.text, name.end, min(limit, name.end + 220))
    reach = over.start() if over else min(limit, name.end + 220)
    if not _CONTACT.search(page.text[name.end : min(reach, name.end + 160)]):
        return None
    own = MAIL.search(page.text, name.end, reach)
    before = list(MAIL.finditer(page.text, max(0, name.start - 200), name.start))
    mail = own or (before[-1] if before else MAIL.search(page.text, name.end, name.end + 300))
    found = (body_of(mail[1].lower(), page.bodies) or body_in(mail[0].partition("@")[0], page.bodies)) if mail else None
    if found:
        return _office(page, found, name)
    label = _CONTACT_LABEL.search(page.text[max(0, name.start - 160) : name.start])
    given = own or label or _NUMBER_BEHIND.match(page.text, name.end)
    if not mail:
        return page.main.organisation_id if page.main and label and page.weight > _MUCH else page.home.at(name.start) if given else None
    private = own and shared(own[1].lower())
    return page.main.organisation_id if page.main and private and (post.role or label) else page.home.at(name.start) if given else None


def _office(page: Scene, body: str, name: Name) -> str:
    """The office of the body where the page is about it, or where the lines above the name give it; else the body."""
    if page.main and page.main.parent_id == body:
        return page.main.organisation_id
    return office_of(body, page.bodies, f"{page.title}\n{page.text[max(0, name.start - 160) : name.start]}")
