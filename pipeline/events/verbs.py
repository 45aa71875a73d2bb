"""French and Spanish verbs that tell of an event without its noun: "ont inauguré à Parakou la première unité …", "firmaron ayer un convenio …".

The object is found behind what says when and where; a verb whose object cannot be told yields nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.context import Bounds
from pipeline.events.candidates import Candidate
from pipeline.events.names import TOKEN, Reader, squeeze

_PACT = re.compile(
    r"\b(?:accords?|acuerdos?|carta|charte|contrat|contrat-cadre|contratos?|convenios?|convention|declaración|déclaration|lettre|memorando|mémorandum"
    r"|pacte|protocole?s?|protocolo|tratado)\b",
    re.IGNORECASE,
)
_HAVE = r"(?:a|ont|avait|avaient|aura|auront)\s+(?:\w+ment\s+)?"
_VERBS: tuple[tuple[re.Pattern[str], tuple[str, ...], str, str, str], ...] = tuple(
    (re.compile(rf"(?<![\w’'-])(?:{verb})(?!\w)", re.IGNORECASE), tuple(stems.split()), noun, kind, head)
    for verb, stems, noun, kind, head in (
        (_HAVE + r"(?:signé|paraphé|conclu)", "signé paraphé conclu", "signature", "signing", "signature"),
        (
            r"(?:firmaron|firmó|rubricaron|rubricó|suscribieron|suscribió|(?:ha|han)\s+(?:firmado|suscrito))",
            "firm rubric suscri",
            "firma",
            "signing",
            "firma",
        ),
        (_HAVE + "inauguré", "inauguré", "inauguration", "ceremony", "inauguration"),
        (r"inauguraron|inauguró|(?:ha|han)\s+inaugurado", "inaugur", "inauguración", "ceremony", "inauguración"),
        (_HAVE + "remis", "remis", "remise", "ceremony", "remise"),
        (r"entregaron|entregó|se\s+entregarán", "entreg", "entrega", "ceremony", "entrega"),
        (r"se\s+presentó|presentaron\s+oficialmente|fue\s+presentad[oa]", "present", "presentación", "launch", "presentación"),
        (_HAVE + r"lancé", "lancé", "lancement", "launch", "lancement"),
        (r"lanzaron|lanzó|se\s+lanzó", "lanz", "lanzamiento", "launch", "lanzamiento"),
        (r"recorrieron|recorrió|visitaron|visitó", "recorri visit", "visita", "visit", "visita"),
        (_HAVE + "visité", "visité", "visite", "visit", "visite"),
        (_HAVE + "formé", "formé", "formation", "training", "formation"),
        (r"capacitó\s+a|capacitaron\s+a|(?:ha|han)\s+capacitado\s+a", "capacit", "capacitación", "training", "capacitación"),
    )
)
_WENT = re.compile(
    r"\b(?:s[’'](?:est|était)|se\s+sont|se\s+rendra)\s*(?:rendue?s?)?\s+(?:\w+\s+){0,2}?(?P<to>(?:à|au|aux|en|dans)\s+(?=\S))", re.IGNORECASE
)
_SPOKE = re.compile(
    r"\b(?:s[’']est\sentretenue?|se\ssont\sentretenue?s|se\s(?:reunió|reunieron|entrevistó|entrevistaron)|sostuv(?:o|ieron)\suna\sreunión)\s"
    r"(?:[^.;:]{0,40}?\s)??(?:avec|con)\s(?=\w)|\b(?:a|ont)\srencontré\s(?=l[ae]s?\s|l[’'])",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?P<object>(?:la|le|l[’']|el|los|les|las)\s?[^.,;:]{4,80}?)\s+(?:a été|ont été|sera|fue|fueron|será)\s+"
    r"(?:inaugurée?s?|inaugurad[oa]s?)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?P<article>\b(?:la|le|el|une?|un|una)\s|\bl[’'])(?P<object>(?:[\w’'«»-]+\s){0,3}?(?:accord|acuerdo|carta|charte|contrat|contrato|convenio|convention"
    r"|lettre|memorando|mémorandum|protocole|protocolo)\b[^.;:]{0,90}?),?\s+(?:(?:a|ont)\s(?:en\soutre\s|également\s)?été|sera|seront|fue|será|se|recién\sse)?\s*"
    r"(?:signée?s?|paraphée?s?|firmad[oa]s?|rubricad[oa]s?|suscrit[oa]s?|firmó|rubricó|suscribió|firmará)(?=[\s,])",
    re.IGNORECASE,
)
_GATHERED = re.compile(
    r"(?P<who>[^,;:.]{4,70}?)\s+(?:s[’'](?:est|étai(?:t|ent))\sréunie?s?|se\s(?:sont\sréunie?s?|réuni(?:t|ra|ssent|ront)|reun(?:ió|ieron|irá|irán|en|e)))(?=\s(?:à|au|en|le|les|el|los|du|del|hier|ayer)\b)"
)
_WHEN = re.compile(
    r"[\s,]*(?:(?:le|el|ce|este|au|en|del?|du)\s+)?(?:hier|ayer|hoy|aujourd[’']hui|officiellement|oficialmente|conjointement|conjuntamente|ensemble"
    r"|sur place"
    r"|en esta ciudad|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"[\s,]*(?:à|au|aux|en|a|dans|le|el|du|del)\s+(?:(?:la|le|el|los|las|les)\s+|l[’'])?", re.IGNORECASE)
_ADVERBIAL = re.compile(r"[\s,]*(?:à|au|aux|a|avec|con|dans|devant|en|lors|ante|sur|sobre)\s[^,;.]{3,80},")
_LEAD = re.compile(r"[\s,]*(?:(?:le|el|en|au|du)\s+)?")
_HALL = re.compile(r"[A-ZÀ-Ý][\w’'-]{1,30}(?:\s(?:(?:de|del|des|du|y|et)\s(?:la\s|las\s|les\s|los\s)?)?[A-ZÀ-Ý][\w’'-]{1,30}){0,6}")
_ARTICLE = re.compile(r"[\s,]*(?P<article>(?:la|le|les|el|los|las|une?|un|una|unos|unas|des|sus?|son|sa|ses|leurs?)\s+|l[’'])(?=\w)", re.IGNORECASE)
_NUMBER = re.compile(r"[\s,]*(?=(?:deux|trois|quatre|cinq|six|dos|tres|cuatro|cinco|seis|\d{1,3})\s+[a-zà-ÿ])", re.IGNORECASE)
_END = re.compile(
    r"(?:qui|que|dont|où|auquel|à|au|aux|en|dans|lors|avec|con|por|par|ante|durante|pendant|grâce|gérée?s?|gestionad[oa]s?|y|et)$", re.IGNORECASE
)
_LOOSE_END = re.compile(r"\s(?:le|la|les|el|los|las|du|del|des|de|ce|este)$")
_AT_THE = {("à", "le"): "au", ("à", "les"): "aux", ("a", "el"): "al"}
_OF = {
    "la": "de la",
    "le": "du",
    "el": "del",
    "les": "des",
    "los": "de los",
    "las": "de las",
    "l’": "de l’",
    "l'": "de l'",
    "un": "d’un",
    "une": "d’une",
}


def verbs(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """The candidates that the French or Spanish verbs of a passage give."""
    if reader.document.language not in ("fr", "es"):
        return
    text = reader.text
    low = text[slice(*bounds)].casefold()  # the patterns are slow, and few passages hold the words that they turn on
    for pattern, stems, noun, kind, head in _VERBS:
        for match in pattern.finditer(text, *bounds) if any(stem in low for stem in stems) else ():
            target = _object(reader, match.end(), bounds[1])
            if target is None or _is_person(reader, *target[1]):
                continue
            article, (start, end) = target
            thing = squeeze(text[start:end])
            if (kind == "signing" and not _PACT.search(thing)) or (kind == "launch" and not _named(reader, start, end)):
                continue
            to = "a" if noun == "visita" else "à"
            if kind == "visit" and (joined := _AT_THE.get((to, article.strip().casefold()))):
                to, article = joined, " "
            name = f"{noun} {to} {article}{thing}" if kind == "visit" else f"{noun} {_of(article, noun)}{thing}"
            yield Candidate(match.start(), end, squeeze(name), kind, "verb", head, 0.5)
    for match in _WENT.finditer(text, *bounds) if "rend" in low else ():
        place = next(reader.context.mentions(match.end(), min(bounds[1], match.end() + 50), "LOC"), None)
        if place is not None and "rend" in match.group():
            name = f"visite {squeeze(text[match.start('to') : place.end])}"
            yield Candidate(match.start(), place.end or match.end(), name, "visit", "verb", "visite", 0.5)
    french = reader.document.language == "fr"
    signed = any(stem in low for stem in ("sign", "paraph", "firm", "rubric", "suscri"))
    for match in _SIGNED.finditer(text, *bounds) if signed else ():
        noun = "signature" if french else "firma"
        thing = squeeze(re.split(r",|\s(?:qui|que|dont)\s", match["object"])[0])
        yield Candidate(*match.span(), f"{noun} {_of(match['article'], noun)}{thing}", "signing", "verb", noun, 0.5)
    for match in _GATHERED.finditer(text, *bounds) if "réuni" in low or "reun" in low else ():
        who = _ARTICLE.match(match["who"].strip())
        if who:
            noun = "réunion" if french else "reunión"
            start = match.start("who") + len(match["who"]) - len(match["who"].lstrip())
            yield Candidate(
                start, match.end(), f"{noun} {_of(who['article'], noun)}{squeeze(match['who'].strip()[who.end() :])}", "meeting", "verb", noun, 0.5
            )
    for match in _SPOKE.finditer(text, *bounds) if any(stem in low for stem in ("entretenu", "entrevist", "rencontré", "reuni", "sostuv")) else ():
        target = _object(reader, match.end(), bounds[1])
        if target is None:
            continue
        noun, joint = ("entretien", "avec") if french else ("reunión", "con")
        name = f"{noun} {joint} {target[0]}{squeeze(text[slice(*target[1])])}"
        yield Candidate(match.start(), target[1][1], name, "meeting", "verb", noun, 0.5)
    for match in _PASSIVE.finditer(text, *bounds) if "inaugur" in low else ():
        opening = _ARTICLE.match(match["object"])
        noun = "inauguration" if french else "inauguración"
        if opening:
            name = f"{noun} {_of(opening['article'], noun)}{match['object'][opening.end() :]}"
            yield Candidate(*match.span(), squeeze(name), "ceremony", "verb", noun, 0.5)


def _is_person(reader: Reader, start: int, end: int) -> bool:
    """Whether what stands behind a verb is who does it, told by name or office: "inauguró la rectora, …"."""
    office = any(s.label == "ROLE" and abs(s.start - start) <= 4 for s in reader.document.spans)
    return office or any(True for _ in reader.context.mentions(start, min(end, start + 30), "PERSON"))


def _of(article: str, noun: str) -> str:
    """The genitive of an article: "la " gives "de la ", "un " gives "d’un " behind a French noun."""
    key = article.strip().casefold()
    spanish = noun in ("firma", "inauguración", "entrega", "presentación", "lanzamiento")
    if spanish and key == "un":
        return "de un "
    return _OF.get(key, f"de {key}" if key else "de") + ("" if key in ("l’", "l'") else " ")


def _object(reader: Reader, at: int, bound: int) -> tuple[str, Bounds] | None:
    """Article and bounds of the object of a verb that ends at ``at``, behind what says when and where; None where it is not told."""
    text = reader.text
    for _ in range(6):
        lead = _LEAD.match(text, at, bound)
        if lead and lead.end() in reader.dates:
            at = reader.dates[lead.end()] or lead.end()
            continue
        when = _WHEN.match(text, at, bound)
        if when:
            at = when.end()
            continue
        there = _PREPOSITION.match(text, at, bound)
        mention = next(reader.context.mentions(there.end(), min(bound, there.end() + 2), "LOC", "ORG"), None) if there else None
        if there and mention is not None and there.group().strip(" ,").casefold() not in ("le", "el", "du", "del"):
            at = mention.end or there.end()
            continue
        hall = _HALL.match(text, there.end(), bound) if there and there.group().split()[0] not in ("le", "el", "du", "del") else None
        if hall:
            at = hall.end()
            continue
        break
    article = _ARTICLE.match(text, at, bound)
    for _ in range(3):  # behind what stands between commas: "au 8 rue de la Paix, dans le centre, la première école"
        aside = _ADVERBIAL.match(text, at, bound) if not article and not _NUMBER.match(text, at, bound) else None
        if aside:
            at = aside.end()
            article = _ARTICLE.match(text, at, bound)
    number = None if article else _NUMBER.match(text, at, bound)
    if not article and not number:
        return None
    start = article.end() if article else number.end() if number else at
    end, previous = start, ""
    for count, token in enumerate(TOKEN.finditer(text, start, min(bound, start + 150))):
        word = token.group()
        if count and (token.start() in reader.dates or _END.match(word.rstrip(",;.:")) or word[0] in "(–—" or count > 14 or previous[-1:] in ",;.:"):
            break
        end, previous = token.start() + len(word.rstrip(",;.:")), word
    loose = _LOOSE_END.search(text, start, end)
    end = loose.start() if loose else end
    return (article["article"] if article else "", (start, end)) if end > start + 4 else None


def _named(reader: Reader, start: int, end: int) -> bool:
    """Whether a thing bears a name: a capital, a quotation, or an undertaking's span."""
    return bool(re.search(r"[A-ZÀ-Ý«“]", reader.text[start:end]))
