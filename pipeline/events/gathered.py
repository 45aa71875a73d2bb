"""Meetings told by who gathers, in French and Spanish: "les délégués se retrouveront à Gaborone en mars", "en la misma jornada sesionó por primera
vez la Mesa …", "un grupo que se reunirá en Huelva en febrero", "ont coprésidé la quinzième Commission mixte", "el congreso que la central celebró".

They count where a date belongs to them. Wrong where the subject of a long sentence stands far from its verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.context import Bounds
from pipeline.events.candidates import Candidate
from pipeline.events.names import Reader, genitive, heads, squeeze

DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)"
_ADVERB = r"(?:(?:de\snouveau|nuevamente|ensuite|également|aussi|déjà|donc|también|además|virtualmente|\w+ment)\s)?"
_THEN = (
    r"(?=[\s,]+(?:à|au|aux|en|le|les|el|los|du|del|dans|hier|ayer|demain|mañana|hoy|ce|cet|cette|este|esta|pour\sla|por\s|a\s(?:principios|finales|mediados)"
    rf"|aujourd|la\ssemaine|la\ssemana|près|cerca|{DAY})\b)"
)
_VERB = re.compile(
    rf"\b(?:s[’'](?:est|étai(?:t|ent))\s{_ADVERB}(?:réunie?s?|retrouvée?s?|rassemblée?s?)"
    rf"|se\s(?:sont|étaient)\s{_ADVERB}(?:réunie?s?|retrouvée?s?|rassemblée?s?)|se\s(?:réuni(?:t|ra|ssent|ront)|retrouver(?:a|ont)|retrouvent|rassembler(?:a|ont))"
    rf"|(?:doi(?:t|vent)|v(?:a|ont)|devrai(?:t|ent))\s{_ADVERB}se\s(?:réunir|retrouver|revoir)"
    r"|se\s(?:reun(?:ió|ieron|irá|irán|en|e)|congreg(?:ó|aron|ará|arán)|(?:dieron|dio|darán|dará)\scita)|se\sreúnen?"
    r"|(?:habrán?\sde|volver(?:á|án)\sa|deben?|van?\sa|había[n]?\sde)\sreunirse|(?:ha|han|había|habían)\ssesionado|sesion(?:ó|aron|ará|arán))"
    + _THEN
    + r"|\bsesion(?:ó|aron|ará|arán)(?=\s(?:la|el|los|las)\s[A-ZÀ-Ý])"
)
_FIRST = re.compile(
    r"[\s,]*(?:pour|por)\s(?:la\s)?(?P<number>[\w-]+(?:ième|ème)|première|seconde|primera|segunda|tercera|cuarta|quinta|\w+[aá]gésima|[A-Z]{2,5})\s(?:fois|vez)\b"
)
_STEMS = ("réun", "retrouv", "rassembl", "revoir", "reun", "reún", "congreg", "cita", "sesion")
_OWN = re.compile(
    r"[^.;:]{0,60}?\s(?:(?:pour|lors\sde|à\sl[’']occasion\sde|en|para)\s(?:leur|sa|son|su)\s|en\s(?=se(?:sión|ssion)\s(?:extraordinai?r|ordinai?r)))"
    r"(?P<name>(?:[\w.-]+\s){0,2}?(?:assemblée|asamblea|rencontre|reunión|réunion|sesión|session)(?:\s(?:annuelle|anual|extraordinaire|extraordinaria|générale|general|ordinaire|ordinaria)){0,2})(?!\w)"
)
_ASIDE = re.compile(r"\s?\([^()]{1,24}\)")
_CLAUSE = re.compile(r",\s(?:que|qu[’']|qui|dont|cuy[oa]|con|avec|cré\w+|lanc\w+|instituée?)\s?[^,]{3,90},?$")
_ARTICLE = re.compile(
    r"(?P<article>(?:[Ll]a|[Ll]e|[Ll]es|[Ee]l|[Ll]os|[Ll]as|[Uu]ne?|[Uu]n|[Uu]na|[Dd]es|[Uu]nos|[Uu]nas|[Cc]es?|[Ll]eurs?|[Ss]es|[Ss]us?)\s|[Ll][’']"
    r"|(?:Deux|Trois|Quatre|Cinq|Six|Sept|Huit|Neuf|Dix|Onze|Douze|Quinze|(?:Vingt|Trente|Quarante|Cinquante|Soixante|Cent)(?:-[\w-]+)?|Dos|Tres|Cuatro|Cinco|Seis|Siete|Ocho"
    r"|Nueve|Diez|Once|Doce|Quince|Veint\w+|Treinta|Cuarenta|Cincuenta|Sesenta|Setenta|Ochenta|Noventa|Cien)\s)(?=\w)"
)
_LEAD = re.compile(r"^[\W_]+|^(?:[A-ZÀ-Ý]{2,}[,.\s–—-]+)+(?=(?:El|La|Los|Las|Le|Les|L[’'])\b)")
_RELATIVE = re.compile(r",?\s(?:qui|que)(?:\s(?:doit|devrait|debe))?\s?$")
_BEHIND = re.compile(r"\s(?P<article>(?:la|el|los|las)\s)(?=[A-ZÀ-Ý])")
_BEHIND_PLACE = re.compile(r",?\s(?P<article>(?:la|el|los|las)\s)(?=[A-ZÀ-Ýa-zà-ÿ]{4})")
_WEEKDAY = re.compile(DAY + r"\b")
_PRONOUN = re.compile(r"(?:Il|Elle|Este|Esta)(?:\sne)?")
_BODY = re.compile(
    r"(?P<article>L[ae]\s|L[’']|El\s|Une?\s|Una\s)(?P<who>(?:[Aa]samblea|[Aa]ssemblée|[Bb]ureau|[Cc]omisión|[Cc]omité|[Cc]ommission|[Cc]onseil|[Cc]onsejo|[Gg]roupe|[Gg]rupo|[Jj]unta|[Mm]esa"
    r"|[Rr]ed|[Rr]éseau)\b[^,;:.]{0,90}?)(?=,|\s(?:est|a|ont|se|s[’']|compte|comprend|réunit|rassemble|supervise|approuve|es|está|tiene|reúne|aprueba|fue|la|lo)\b)"
)
_LISTED = re.compile(r"(?:[^,]{3,60}\s)?[A-ZÀ-Ý][\w’' -]{1,30}(?:,\s[A-ZÀ-Ý][\w’' -]{1,30}){1,5}\s(?:et|y)\s[^,]{2,40}")
_MERE = re.compile(r"(?:participants?|participantes|délégués|delegados|parties|partes|ils|elles|ellos|autres|otros|uns|unos)$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?P<number>[IVX]{1,6}|\d{1,2}\s?(?:e|ème|ère|re|ª|a|\.ª)|[\w-]+(?:ième)|première|seconde?|premier|primera|segunda|tercera?|cuarta|quinta|sexta|séptima|octava|novena|décima)\s"
    r"(?P<head>(?:Commission|Comisión|Comité|Conseil|Consejo|Mesa|comisión|commission|comité)(?:\s(?:[Mm]ixt[ea]|conjointe?|conjunt[oa]|[Bb]inacional|bilatérale?))?)"
    r"\s(?=[Bb]i|de\s|d[eu]s?\s|[A-ZÀ-Ý]|intergub|intergouv|ministér)"
)
_CHAIRED = re.compile(
    r"\b(?:(?:a|ont|avait|avaient)\s(?:co-?)?(?:présidé|ouvert|réuni|tenu)|(?:présider|tiendr|réunir)(?:a|ont)|se\stien(?:t|nent)|co-?présid(?:ent|era|eront))\s"
    r"(?:[^.;]{0,110}?\s)??(?:(?P<article>le\s|un\s|leur\s|son\s)|l[’'])(?P<head>comité\s(?:de\spilotage|directeur|de\ssuivi|technique)|conseil\sd[’']administration)(?!\w)"
)
_DATED_BOARD = re.compile(
    r"\b(?P<head>(?:[Cc]omité\s(?:de\spilotage|directeur|de\ssuivi)))(?=\s(?:du|s[’']est\stenu|se\stiendra|aura\slieu|a\seu\slieu)\s)"
)
_THAT = re.compile(
    r"\s(?:que\s|qu[’'])(?P<who>[^,;:.()]{3,70}?)\s(?:celebr(?:ó|aron|ará|arán|a|an)|organiz(?:ó|aron|a|ará|arán|an)|realiz(?:ó|aron|ará|arán)|prepara[n]?"
    r"|(?:a|ont|avait|avaient)\s(?:organisé|tenu|accueilli|convoqué)e?s?|organise(?:nt|ra|ront)?|prépare(?:nt)?|tiendr(?:a|ont))(?!\w)"
)
TO_AN_EVENT = re.compile(
    r"\b(?:pour|para|lors|dans\sle\scadre|en)\s(?:une?\s|un\s|una\s|le\s|la\s|el\s|d[’']une?\s)(?:\w+\s)?"
    r"(?:atelier|colloque|conférence|forum|formation|retraite|rencontre|sommet|séminaire|table\sronde|conferencia|cumbre|encuentro|foro|jornada|seminario|taller)\b"
)
_THERE = re.compile(r"[\s,]+en\s(?:la\sciudad\sde\s|el\smunicipio\sde\s)?")


def gathered(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """The meetings that a passage tells by those who gather."""
    language = reader.document.language
    if language not in ("fr", "es"):
        return
    text, noun = reader.text, "réunion" if language == "fr" else "reunión"
    low = text[slice(*bounds)].casefold()
    for match in _VERB.finditer(text, *bounds) if any(stem in low for stem in _STEMS) else ():
        if TO_AN_EVENT.search(text, match.end(), bounds[1]):
            continue  # "se sont retrouvées à Marseille pour un atelier"
        found = subject(reader, match.start(), bounds[0]) or _behind(reader, match.end(), bounds[1])
        if found is None:
            continue
        start, article, who = min(found[0], match.start()), found[1], found[2]  # who gathers may stand behind the verb
        if own := _OWN.match(text, match.end(), bounds[1]):  # "se sont réunis à Selma pour leur 24e réunion annuelle"
            kind = "session" if re.search(r"se(?:sión|ssion)\b", own["name"]) else "meeting"
            yield Candidate(start, own.end(), f"{squeeze(own['name'])} {genitive(article, language)}{who}", kind, "verb", noun, 0.5)
            continue
        number = _FIRST.match(text, match.end(), bounds[1])
        front = f"{number['number']} {noun}" if number else noun
        yield Candidate(
            start, max(match.end(), number.end() if number else 0), f"{front} {genitive(article, language)}{who}", "meeting", "verb", noun, 0.5
        )
    for match in _NUMBERED.finditer(text, *bounds):
        end = reader.right(match.end("head"), bounds[1], "meeting", bare=False)
        if end > match.end("head"):
            yield Candidate(match.start(), end, squeeze(text[match.start() : end]), "meeting", "proper", match["head"].casefold(), 0.6)
    for pattern in (_CHAIRED, _DATED_BOARD) if language == "fr" else ():
        for match in pattern.finditer(text, *bounds):
            end = reader.right(match.end("head"), bounds[1], "meeting", bare=False)
            yield Candidate(
                match.start("head"), end, squeeze(text[match.start("head") : end]), "meeting", "verb", squeeze(match["head"]).casefold(), 0.6
            )
    for head in reader.every(heads().pattern, bounds):
        that = _THAT.match(text, head.end(), bounds[1])
        if that is None:
            continue
        word = squeeze(head.group()).casefold()
        said = _ARTICLE.match(that["who"])
        article, who = (said["article"], that["who"][said.end() :]) if said else ("", that["who"])
        start = reader.left(head.start(), bounds[0])
        if _MERE.search(who) or len(who.split()) > 9:
            continue
        yield Candidate(
            start,
            that.end(),
            f"{squeeze(text[start : head.end()])} {genitive(article, language)}{squeeze(who)}",
            heads().kind[word],
            "proper",
            word,
            0.5,
        )


def subject(reader: Reader, at: int, low: int) -> tuple[int, str, str] | None:
    """Where the subject in front of a verb begins, its article and its words, without asides; None where it is no noun phrase with an article."""
    text = reader.text
    before = text[max(low, at - 260) : at]
    cut = max(before.rfind(mark) + len(mark) if mark in before else 0 for mark in ("; ", ": ", " – ", " — ", "»", "”"))
    before = before[cut:]
    relative = _RELATIVE.search(before)
    raw = before[: relative.start()] if relative else before
    plain = _CLAUSE.sub("", _ASIDE.sub("", raw).rstrip(" ,")).rstrip(" ,")
    plain = _LEAD.sub("", plain)
    if _PRONOUN.fullmatch(before.strip()):
        return antecedent(reader, low)
    days = tuple(f"{m.text} " for m in reader.context.mentions(max(low, at - 260), at, "DATE"))  # "En noviembre los seis ministros"
    options = [m for m in _ARTICLE.finditer(plain) if m.start() == 0 or plain[: m.start()].endswith((", ", " a ", " al ", "– ", "- ", *days))]
    if relative:
        options = list(_ARTICLE.finditer(plain))[-2:]
    for option in options if relative is None else options[::-1]:
        who = squeeze(plain[option.end() :])
        words = who.split()
        listed = _LISTED.fullmatch(who)
        if not 1 <= len(words) <= 22 or ("," in who and not listed) or who[:1].isdigit() or _WEEKDAY.match(who) or (relative and len(words) > 9):
            continue
        if len(words) < 2 and _MERE.search(who):
            return None
        begin = text.rfind(option["article"] + plain[option.end() : option.end() + 8], max(low, at - 260), at)
        return (begin if begin >= 0 else at), option["article"], who
    first = next((m for m in reader.context.mentions(max(low, at - 200), at, "ORG") if (m.end or 0) >= at - 2), None)
    return (first.start or 0, "", squeeze(first.text)) if first is not None else None


def antecedent(reader: Reader, at: int) -> tuple[int, str, str] | None:
    """The body with which the passage before ``at``, in the same paragraph, begins: "Le Comité directeur réunit … Il s’est réuni …"; with no offset
    of its own."""
    before = reader.passage_before(at)
    found = _BODY.match(reader.text, *before) if before else None
    return (at, found["article"], squeeze(found["who"])) if found else None


def _behind(reader: Reader, at: int, bound: int) -> tuple[int, str, str] | None:
    """The subject that stands behind the verb: "sesionó por primera vez la Mesa Regional Tripartita"."""
    number = _FIRST.match(reader.text, at, bound)
    at = number.end() if number else at
    there = _THERE.match(reader.text, at, bound)
    stop = reader.places.get(there.end()) if there else None
    article = (_BEHIND if stop is None else _BEHIND_PLACE).match(reader.text, stop or at, bound)
    if article is None:
        return None
    thing = reader.object_of(article.end(), bound)
    who = squeeze(reader.text[slice(*thing)]) if thing else ""
    return (at, article["article"], who) if who and not who.startswith("días") else None
