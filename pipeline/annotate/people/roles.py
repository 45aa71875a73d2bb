"""The position of a named person and the body they speak for, read from the words behind the name.

"Jane Doe, Director of X", "Jane Doe (X)", "Jane Doe, who chairs X", and the lines under a name in a contact block. What stands before a name is
read by
:mod:`pipeline.annotate.people.before`. Texts come unwrapped: a line break is a true one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.annotate.people.names import Name, words
from pipeline.document import Mention
from pipeline.phrases import THE

LINK = re.compile(
    r"(?:\s+|^)(?:of|at|in|for|with|from|to|within|under|de|del|de la|de l['’]|du|des|à|au|aux|en|d['’]|chez|auprès de|pour|para)"
    r"(?:\s+(?:the|la|le|les|el|los|las|l['’]))?(?:\s?(?:ONG|NGO|asbl|ASBL|cabinet))?\s*$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\s*(?:,|\||;|:|–|—|\s-|\()\s*(?:\n\s*)?|\s*\n\s*[•*▪-]?\s*|\t\s*|\s+is\s+(?:the\s)?(?=[A-Z])"
    r"|\s+(?=of |from |at |de |del |du |représentant|representing )",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:and|et|y|or|with|but|as well as)\b")
_SUFFIX = re.compile(r",? (?:PhD|Ph\.D\.?|MP|TD|MD|Jr\.?)\b|, \d{1,2}(?=[,\s])|\s\([^)\n]{1,24}\)(?=\n)")
_ARTICLE = re.compile(r"^(?:the|then|a|an|our|its|la|le|les|el|los|las|un|une|una|currently|acting as|as|who is|also)\s+", re.IGNORECASE)
_ELISION = re.compile(r"^l['’](?=\w)", re.IGNORECASE)
# A day in front of a position, in diaries: "14 Oct 2013  Minister of State …".
_DATED = re.compile(r"^\d{1,2}\s[A-Z][a-z]{2,8}\.?\s(?:\d{4}\s)?")
_FROM = re.compile(
    r"(?:(?:of|from|at|with|for|de|du|del|d['’]|representing|on behalf of|por|pour|au nom d[eu]|(?:a|en) nombre del?|en representación del?)\s+)"
    r"(?:the\s|la\s|le\s|l['’]|el\s|los\s)?",
    re.IGNORECASE,
)
# "of Nigeria's National Open University", "de l'ONG Veterinarios"
_COUNTRYS = re.compile(
    r"(?:[A-Z][\w-]{2,20}(?: [A-Z][\w-]{2,20}){0,2}['’]s?"
    r"|(?:the )?(?:ONGD?|NGO|asbl|ASBL|asociación|association|cabinet|collectif|colectivo|cooperativa|coopérative|organisation|organización)) "
)
# "The trainer, Jane Doe, came from the Institute": between a name and the body.
_CAME = re.compile(
    r",? (?:(?:who|qui|que|quien) )?(?:(?:came|comes|had come|is) from|(?:was |is )?(?:sent|seconded|delegated) (?:by|from)"
    r"|(?:est |était )?(?:venue? de|détachée? (?:de|par))|vient de|venait de|(?:viene|vino|llegó|procede|llegad[oa]|venid[oa]) de)"
    r"(?: the| la| le| los| las|l| l['’])? ?"
)
_CUT = re.compile(r"[;:\n()\[\]“”\"«»|]|\.(?:\s|$)|\s[–—-]\s|(?<!\w)\+?\d{2}|\S+@|\S+ ?\[at\]|\S+ ?\(at\)|https?:")
# "who by day is General Secretary of X", "who has been with X for years", "who looks after the subject in our X".
_WHO_IS = re.compile(r"who (?:(?!is |was )[^,.;:()\n]{2,50}? )?(?:is|serves as|works as)(?: also| currently| now)? (?:the |an? )?(?=[^\W\d])")
_WHO_WITH = re.compile(r"who (?:[a-z]+ ){1,4}?(?:with|at|in our|for)(?: the)? (?=[A-ZÀ-Þ])")
_VERB = re.compile(r"\bwho (heads|chairs|leads|directs|coordinates|manages|runs|presides over|founded)\b (?:the )?(?:[a-z]+['’]s )?")
# "who chairs the committee", "qui dirige l'institut": as the page says it, of a body or a part of one named before.
_LEADING_VERB: Final = (
    r"(?:heads|chairs|leads|directs|coordinates|manages|runs|presides over|founded|oversees"
    r"|dirige|préside|coordonne|gère|anime|conduit|a fondé|preside|coordina|encabeza|lidera|gestiona|fundó)"
)
_LEADS = re.compile(
    rf"(?:who|qui|que|quien) ({_LEADING_VERB}"
    r" (?:the |its |our |l['’]|la |le |les |el |los |las )(?:[a-zà-ÿ-]{3,20} ){0,2}?([a-zà-ÿ-]{3,20}))(?=[,.;:”\"»)]|$|\n| (?:and|et|y)\b)"
)
_AGENT: Final = {"heads": "head", "chairs": "chair", "leads": "lead", "directs": "director", "coordinates": "coordinator", "manages": "manager",
                 "runs": "manager", "presides over": "president", "founded": "founder"}  # fmt: skip
_PLACE_TAIL = re.compile(r"\s+(?:in|based in|à|en|from)\s+(?:el |la |le )?[A-ZÀ-Þ][\w’'-]+(?:[ -][A-ZÀ-Þ][\w’'-]+){0,2}$")
_BODY: Final = (
    r"(?:Regional\s|National\s)?(?:Delegation|Mission|Cent(?:re|er)|College|Council|Foundation|Ministry|University|Board|Secretariat|School|Service"
    r"|Commission|Agency|Fund|Institute|Bank|Office|Department|Association|Authority|Embassy|Faculty|Hospital|Museum|Network|Committee|Organi[sz]ation"
    r"|Section|Division|Society|Union|Municipality|Alliance|Federation|Company|Chamber|Court|Archives|Observatory|Directorate|Academy|Confederation|Parliament|Senate|Bureau|Trust|League"
    r"|Alliance|Club|Coalition|Company|Congress|Cooperative|Corporation|Group|Guild|Laboratory|Library|Movement|Platform|Project|Programme|Syndicate|Unit)"
)
_CORPS: Final = (
    r"(?:Comisión|Municipalidad|Municipalité|Département|Sede|Centro|Instituto|Fundación|Universidad|Agencia|Dirección|Secretaría|Oficina|Asociación|Organización|Ministerio|Embajada|Facultad"
    r"|Commission|Centre|Institut|Fondation|Université|Agence|Direction|Secrétariat|Bureau|Association|Organisation|Ministère|Ambassade|Banque|Délégation"
    r"|Chambre|Conservatoire|Coopérative|Faculté|Fédération|Hôpital|Lycée|Musée|Observatoire|Préfecture|Tribunal"
    r"|Academia|Académie|Banco|Cámara|Colegio|Collège|École|Escuela"
    r"|Ayuntamiento|Alcaldía|Consejería|Cooperativa|Diputación|Federación|Gobernación|Hospital|Intendencia|Museo|Observatorio|Prefectura|Viceministerio|Comarca|Mancomunidad|Cabildo|Consejo|Corporación|Junta|Communauté|Conseil|Parlement|Parlamento|Sénat|Senado"
    r"|Alianza|Alliance|Autoridad|Autorité|Club|Coalición|Coalition|Comité|Confédération|Confederación|Consorcio|Consortium|Corporation|Empresa"
    r"|Entreprise|Fonds|Fondo|Gremio|Liga|Ligue|Mancomunidad|Mouvement|Movimiento|Mutual|Mutuelle|Plataforma|Plateforme|Red|Réseau|Sindicato|Sociedad"
    r"|Société|Syndicat|Unidad|Union|Unión|Unité)"
)
# "dudit ministère", "de la citada institución", "of the said Agency": a body named before.
_SAID = re.compile(
    r"\s(?:du ?dit|de ladite|audit|à ladite|de cet(?:te)?|de ce|del (?:citado|mencionado|referido)|de la (?:citada|mencionada|referida)"
    r"|de (?:dich|est|es)[aeo]|(?:of|at|in) (?:the said|that|this))\s([\w’-]{4,20})$",
    re.IGNORECASE,
)
_THING: Final = (
    r"(?:agency|association|body|centre|center|charity|college|commission|company|group|guild|league|society|trust|union|co-?operative|council|faculty|foundation|hospital|institute|museum|network"
    r"|school|service|ministry|municipality|organi[sz]ation|university|agence|coopérative|faculté|hôpital|département|entité|fondation"
    r"|institution|ministère|municipalité|organisation|université|agencia|asociación|cooperativa|entidad|fundación|institución|ministerio|municipalidad"
    r"|organización|universidad)"
)
# "Department Director": a body named before.
_LEADING = re.compile(
    r"Agency|Association|Authority|Board|Cent(?:er|re)|Chamber|Commission|Committee|Council|Department|Directorate|Federation|Foundation|Guild|Institute|League|Ministry"
    r"|Municipality|Secretariat|Society|Trust|Union|University"
)
_GOES_ON = re.compile(r" (?:and|et|y|e|&) $")  # "Director of Health and Social Services …": no body begins there
_STAND_IN = re.compile(
    rf"\s(?:(?:of|at|in|for|with)\s(?:the|our)\s({_BODY}|{_THING})|(?:de\sla\s|del\s|du\s|de\sl['’]|au\s|à\sla\s|à\sl['’])({_CORPS}|{_THING}))$"
)
_UNIT = re.compile(r"(?:[A-Z][\w&’'-]+,? |and |of |for |the ){1,8}(?:Section|Department|Division|Unit|Branch|Desk|Team)")
_PRESS = re.compile(
    r"(?i)(?:corporate |external |strategic )?(?:communications?|media(?: relations)?|press|public (?:relations|information|affairs)|information)"
    r"(?: (?:and|&) [\w ]{4,30})? (?:department|division|office|section|service|team|unit|desk)"
    r"|\w{2,8} (?:media|communications?|press)"
    r"|(?:departamento|unidad|oficina|dirección|área|gabinete|service|bureau|cellule|unité|direction|département) (?:de )?(?:la )?"
    r"(?:comunicación|comunicaciones|prensa|presse|communication)"
)
_DESK = re.compile(r"(Communications?|Comunicación(?:es)?|Press|Prensa|Presse|Media(?: Relations)?|Public Information|Protocol|Logistics), ")
_PART = re.compile(r"(?:Department|Division|Section|Unit|Branch) (?:of|for) .+")
_OF_UNIT = re.compile(r"(?:,| at| of| in)? (?:the |(?:his|her|their) country['’]s )?(?:[Ss]ecretariat of (?:the )?)?")
_OF_THING = re.compile(rf" (?:of the|de la|du|del|de l['’]) ?({_BODY}|{_CORPS}|{_THING})(?=[,.;:]| [a-zà-ÿ]{{4,}})(?! (?:of|for|de|du|del|des)\b)")
_ITS = re.compile(rf"(?:the\s|our\s)?({_BODY}|{_THING})['’]s?\s(?=\w)")
_GAP = re.compile(
    r"\s*(?:\([^)\n]{1,30}\)\s*)?(?:,|\(|\||–|—|-|;)?\s*"
    rf"(?:of |at |from |with |de |del |du |des |d['’]|in |for |à |au |aux |chez |en )?{THE}"
)
_REMARK = re.compile(r"\(([a-zà-ÿ][^)\n]{1,23})\)|\(([A-ZÀ-Þ][^)\n]{2,30})\)(?= (?:of|at|in|for|to|de|del|du|des|à|au|en) |,? d[’'])")
_MINISTER = re.compile(r"(?:Minister|Ministry|Secretary|Director) (?:of|for) ")
OURS: Final = frozenset(["our", "notre", "nuestro", "nuestra"])
STANDING_IN: Final = OURS | frozenset(["its", "their", "whose", "son", "sa", "leur", "su", "cuyo", "cuya", "dont"])
"""Words that stand for a body named before, in front of a position."""
_MEMBER = re.compile(r",? (?:and )?(?:a )?(?:[a-z]+ )?(?:member|delegate|representative) of (?:the )?")
_ARTICLES: Final = frozenset(["the", "a", "an", "le", "la", "les", "el", "los", "las", "un", "une", "una", "that", "que"])
_COMMA_POST = re.compile(
    r", ([\w-]{4,24})(?: [\w-]{3,20}){0,3}? (?:at|of|with|for|à|au|aux|chez|de|del|du|des|en|d(?=['’])) ?(?:the |la |le |les |el |los |[ld]['’])?"
)
_ELIDED: Final = frozenset(["l'", "l’", "d'", "d’"])
_RANKS: Final = frozenset(["co", "deputy", "ex", "haut", "haute", "high", "sous", "sub", "under", "vice"])
_SMALL: Final = frozenset(["and", "of", "for", "the", "on", "in"])

Bounds = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Post:
    """A position and the mention of the body it is held at; ``whose`` is what stands for a body named before ("its", "the Centre’s")."""

    role: str | None = None
    organisation: Mention | None = None
    whose: str | None = None
    reach: int = 0
    """Where the words end that were read behind a name; 0 where none were."""


def is_role(word: str) -> bool:
    """Whether the word says what somebody is ("Director", "nurse")."""
    low = re.sub(r"[’']s$", "", word.lower().strip('“"«(.,)'))
    low = low[2:] if low[:2] in _ELIDED else low
    rank, _, rest = low.partition("-")
    return low in words("roles") or low in words("titles") or (rank in _RANKS and rest in words("roles"))


def has_role(phrase: str) -> bool:
    return any(map(is_role, re.split(r"[\s/]+", phrase)))


def told_by_verb(role: str) -> bool:
    """Whether the position is told by what its bearer does ("chairs the committee")."""
    return re.match(rf"{_LEADING_VERB} ", role) is not None


def org_at(orgs: Sequence[Mention], start: int, slack: int = 0) -> Mention | None:
    """The mention that starts here, or at the article just before ("of The University")."""
    return next((m for m in orgs if m.start is not None and m.end is not None and start - 4 <= m.start <= start + slack and m.end > start), None)


def is_unit(mention: Mention) -> bool:
    """Whether the mention names a part of a body without the body: "Communications Department"."""
    return _UNIT.fullmatch(mention.text) is not None


def unit_owner(text: str, unit: Mention, orgs: Sequence[Mention]) -> tuple[Mention | None, str | None]:
    """The body named right behind its unit ("Press Section, ESCAP"), or what stands for it ("… Section at the Delegation")."""
    assert unit.end is not None
    link = _OF_UNIT.match(text, unit.end)
    stand_in = re.compile(rf" (?:of|at|in) (?:the|our) ({_BODY})\b(?! of)").match(text, unit.end)
    return (org_at(orgs, link.end()) if link else None), (stand_in[1] if stand_in else None)


def post_behind(text: str, name: Name, orgs: Sequence[Mention], places: Bounds, people: Bounds) -> Post:
    """The post told by what follows the name, up to the next name."""
    at = name.end
    suffix = _SUFFIX.match(text, at)
    if suffix and not org_at(orgs, at + 2):
        at = suffix.end()
    came = _CAME.match(text, at)
    home = org_at(orgs, came.end()) if came else None
    if home:
        return Post(None, home, None, home.end or 0)
    of = _OF_THING.match(text, at)
    if of and not org_at(orgs, of.start(1)):
        return Post(None, None, of[1], of.end())
    opening = _OPENING.match(text, at)
    if not opening or (";" in opening[0] and _ARTICLE.match(text[opening.end() : opening.end() + 20])):
        return Post()
    limit = min([a for a, _ in people if a >= opening.end()] or [len(text)])
    return told(text, opening.end(), limit, orgs, places, bracket="(" in opening.group())


def told(text: str, at: int, limit: int, orgs: Sequence[Mention], places: Bounds, *, bracket: bool) -> Post:
    """The post told by what starts here: "Director of X", "X", "X Director", "who heads X"."""
    if _AND.match(text, at):
        return Post()
    verb = _VERB.match(text, at, limit)
    if verb:
        led = org_at(orgs, verb.end(), 4)
        leads = None if led else _LEADS.match(text, at, limit)
        return Post(leads[1], None, leads[2], leads.end()) if leads else Post(_AGENT[verb[1]] if led else None, led)
    if leads := _LEADS.match(text, at, limit):
        return Post(leads[1], None, leads[2], leads.end())
    with_ = _WHO_WITH.match(text, at, limit)
    home = org_at(orgs, with_.end(), 0) if with_ else None
    if home:
        return Post(None, home, None, home.end or 0)
    is_ = _WHO_IS.match(text, at, limit)
    at = is_.end() if is_ else at
    article = _ARTICLE.match(text[at : min(at + 20, limit)])
    start = at + (article.end() if article else 0)
    lead = _FROM.match(text, start, limit)
    country = _COUNTRYS.match(text, lead.end(), limit) if lead else None
    org = org_at(orgs, start) or (org_at(orgs, lead.end(), 1) if lead else None) or (org_at(orgs, country.end()) if country else None)
    if org and org.start is not None and org.end is not None:
        if bracket and text.startswith("), ", org.end):
            role, end, _ = _role_text(text, org.end + 3, limit, orgs, places)
            if role and has_role(role):
                return Post(role, org, None, end)
        if bracket and text.startswith(", ", org.end):
            inside = text[org.end + 2 : org.end + 60].partition(")")[0]
            if has_role(inside):
                return Post(clean(inside), org, None, org.end + 2 + len(inside))
        role = _role_after(text, org.end, limit, orgs, places, listed=not bracket, joined=not lead)
        return Post(role, org, None, org.end + (len(role) + 2 if role else 0))
    its = _ITS.match(text, start, limit)
    if its:
        role = _role_text(text, its.end(), limit, orgs, places)[0]
        return Post(role, None, its[1], its.end())
    desk = _DESK.match(text, start, limit)
    beyond = org_at(orgs, desk.end()) if desk else None
    if desk and beyond:
        return Post(desk[1], beyond, None, beyond.end or 0)
    role, end, org = _role_text(text, start, limit, orgs, places)
    if not role or not has_role(" ".join(role.split()[:7])) or not _opens(role) or (text[end : end + 1] == ":" and "\n" in text[at - 2 : start]):
        return Post()
    member = _MEMBER.match(text, end, limit)
    org = org or next_org(text, end, limit, orgs) or (org_at(orgs, member.end()) if member else None) or _second(text, end, limit, orgs)
    whose = None
    if org is None:
        role, whose = stood_for(role)
        own = article[0].strip().lower() if article else ""
        whose = whose or (own if own in STANDING_IN and not words("offices").isdisjoint(role.lower().split()) else None)
    return Post(role, org, whose, max(end, (org.end or 0) if org else 0))


def _second(text: str, at: int, limit: int, orgs: Sequence[Mention]) -> Mention | None:
    """The body at which a second position is held: "architect, lecturer at X"."""
    second = _COMMA_POST.match(text, at, limit)
    return org_at(orgs, second.end()) if second and is_role(second[1]) else None


def stood_for(role: str) -> tuple[str, str | None]:
    """The position without the words at its end that stand for a body named before, and the noun in them: "Deputy Director of the Agency",
    "secrétaire générale dudit ministère".
    """
    unit, _, rest = role.partition(" ")
    if is_role(rest) and _LEADING.fullmatch(unit):
        return role, unit
    found = _STAND_IN.search(role) or _SAID.search(role)
    if found:
        return role[: found.start()], next(filter(None, found.groups()))
    return role, None


def _role_after(text: str, end: int, limit: int, orgs: Sequence[Mention], places: Bounds, *, listed: bool, joined: bool) -> str | None:
    """The position behind a body: "IOM Regional Director", "University of Genoa, course director"."""
    tail = re.match(r"['’]?s?[ \xa0]+", text[end : end + 4])
    role = _role_text(text, end + tail.end(), limit, orgs, places)[0] if tail and joined else None
    if role is None and listed and text[end : end + 2] == ", " and not _AND.match(text, end + 2):
        role, stop, _ = _role_text(text, end + 2, limit, orgs, places)
        role = role if role and len(role.split()) < 6 and stop < limit else None
    return role if role and has_role(role) else None


def _opens(role: str) -> bool:
    """Whether the phrase begins as a position does: with a capital, or with a small-letter position after three words at most."""
    parts = role.split()
    first = next((i for i, word in enumerate(parts[:4]) if is_role(word)), None)
    if parts[0].lower() in words("not_opening") or (first and not _ARTICLES.isdisjoint(parts[:first])):
        return False  # "informed the Deputy Minister that …", "fait le point …"
    return parts[0][0].isupper() or (first is not None and not {"al", "au", "del", "du", "con", "avec", "with", "by", "to"} & set(parts[:first]))


def _role_text(text: str, start: int, limit: int, orgs: Sequence[Mention], places: Bounds) -> tuple[str | None, int, Mention | None]:
    """The position that starts here, where it ends, and the body that it names."""
    stretch = text[start : min(limit, start + 170)]
    cut = _CUT.search(stretch)
    if cut:
        remark = _REMARK.match(stretch, cut.start())
        stretch = stretch[: remark.end() if remark and not org_at(orgs, start + remark.start() + 1) else cut.start()]
    parts = stretch.split(",")
    end = start + len(parts[0])
    first = next((m for m in orgs if m.start is not None and m.end is not None and start < m.start < end), None)
    if first and first.start is not None and first.end is not None:
        return _with_body(text, start, end, first, orgs)
    role = _stop(parts[0])
    used = len(parts[0])
    for part in parts[1:]:
        more = part.strip()
        at = start + used + 1 + len(part) - len(part.lstrip())
        subject = bool(_MINISTER.search(role)) and re.match(r"[A-Z][\w ]+( and [A-Z]\w+.*)?$", more) is not None
        title = more[:1].isupper() and 1 < len(more.split()) < 7 and all(w[0].isupper() or w in _SMALL for w in more.split()) and not has_role(more)
        if not (title or subject) or role != stretch[:used].strip() or org_at(orgs, at) or any(a <= at < b for a, b in places):
            break
        role = f"{role}, {more}"
        used += 1 + len(part)
    return clean(role), start + used, None


def _with_body(text: str, start: int, end: int, first: Mention, orgs: Sequence[Mention]) -> tuple[str | None, int, Mention | None]:
    """The position whose words hold the mention of a body: "Director of X", "Director of X’s Y Division", "Envoy of the X Secretary General"."""
    assert first.start is not None and first.end is not None
    head = text[start : first.start]
    link = LINK.search(head)
    if link and (is_unit(first) or _PART.fullmatch(first.text)):
        owner, stand_in = unit_owner(text, first, orgs)
        if owner and owner.end is not None:
            return clean(text[start : first.end]), owner.end, owner
        if stand_in:
            return clean(f"{text[start : first.end]} at the {stand_in}"), first.end, None
    inner = org_at(orgs, first.end + 3) if re.match(r"[’']s ", text[first.end : first.end + 3]) else None
    if inner and inner.end is not None and link:
        return clean(head[: link.start()]), inner.end, inner
    goes_on = re.match(r"\s+[A-Z]\w+", text[first.end : first.end + 20])
    if link and not goes_on:
        return clean(head[: link.start()]), first.end, first
    if not link and len(head.split()) > 1 and has_role(head) and not _GOES_ON.search(head):
        return clean(head), first.end, first
    return clean(text[start : max(end, first.end)]), max(end, first.end), first


def _stop(phrase: str) -> str:
    """The phrase up to the first word that is no part of a position."""
    parts = phrase.split()
    for i, word in enumerate(parts):
        following = parts[i + 1] if i + 1 < len(parts) else ""
        low = word.lower().strip(".,")
        if not i or low not in words("ends"):
            continue
        joins = low == "and" and following and (following[0].isupper() or (parts[i - 1][0].islower() and following not in ("the", "a")))
        stands_in = low == "at" and _STAND_IN.search(f" {' '.join(parts[i : i + 4])}") is not None
        if not joins and not stands_in and not (low in ("on", "at", "a") and following[:1].isupper()):
            return " ".join(parts[:i])
    return " ".join(parts)


def clean(role: str | None) -> str | None:
    """The position without article, stray signs and, where it is in small letters, the town at its end; None where nothing sensible stays."""
    if not role:
        return None
    role = _ELISION.sub("", _ARTICLE.sub("", " ".join(role.split()).strip(" ,;:-–—'’")))
    role = _DATED.sub("", re.sub(r"(?:['’]s)$", "", role)).strip()
    if role[:1].islower():
        role = _PLACE_TAIL.sub("", role)
    return role if 1 < len(role) < 120 and len(role.split()) < 16 else None


def next_org(text: str, at: int, limit: int, orgs: Sequence[Mention]) -> Mention | None:
    """The body named right behind the position, on the same line or the next; of a press office, the body on the line below it."""
    gap = _GAP.match(text, at, limit)
    org = org_at(orgs, gap.end()) if gap else None
    above = org_at(orgs, org.end + 1) if org and org.end is not None and is_desk(org.text) and text[org.end : org.end + 1] == "\n" else None
    return above or org


def is_desk(name: str) -> bool:
    """Whether the name is that of a press office alone, with no body in it."""
    return _PRESS.fullmatch(name) is not None
