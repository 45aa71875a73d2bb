"""French and Spanish verbs that tell of an event without its noun: "ont inauguré à Parakou la première unité …", "firmaron ayer un convenio …".

The object is found behind what says when and where; a verb whose object cannot be told yields nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.context import Bounds
from pipeline.document import Mention
from pipeline.events.candidates import Candidate, undertaking
from pipeline.events.names import TOKEN, Reader, genitive, squeeze
from pipeline.events.subjects import DAY, subject

_PACT = re.compile(
    r"\b(?:accords?|actas?|acuerdos?|adenda|avenants?|cartas?|charte|compromiso|contrat|contrat-cadre|contratos?|convenios?|convention|declaración|déclaration|enmienda|hoja\sde\sruta"
    r"|documentos?\sde\s(?:proyecto|financiación)|documents?\sde\s(?:financement|projet)|entente|feuille\sde\sroute|lettres?|ligne\sde\scrédit|línea\sde\scrédito|memorandos?|memorándum|mémorandum|pacte|pacto|préstamo|prêt|protocole?s?|protocolo|traité|tratado)\b",
    re.IGNORECASE,
)
_HAVE = r"(?:a|ont|avons|avait|avaient|aura|auront)\s+(?:\w+ment\s+)?"
_VERBS: tuple[tuple[re.Pattern[str], tuple[str, ...], str, str, str], ...] = tuple(
    (re.compile(rf"(?<![\w’'-])(?:{verb})(?!\w)", re.IGNORECASE), tuple(stems.split()), noun, kind, head)
    for verb, stems, noun, kind, head in (
        (
            _HAVE + r"(?:signé|paraphé|conclu|renouvelé|scellé)|sign(?:ent|era|eront)|paraph(?:ent|era|eront)|v(?:a|ont)\s+signer",
            "sign paraph conclu renouvel scell",
            "signature",
            "signing",
            "signature",
        ),
        (
            r"(?:firmar(?:á|án)|firma[rn]on|firman|firmó|firmamos|rubrica(?:ron|n)|rubricó|suscrib(?:en|irán?)|suscribi(?:eron|ó|mos)|se\s+suscrib(?:e|ió)|sella(?:ron|n)|selló"
            r"|renovaron|renovó|(?:ha|han|había|habían)\s+(?:firmado|suscrito|renovado|sellado|rubricado))",
            "firm rubric suscri sell renov",
            "firma",
            "signing",
            "firma",
        ),
        (_HAVE + "inauguré|inaugurer(?:a|ont)", "inaugur", "inauguration", "ceremony", "inauguration"),
        (
            r"inaugura(?:ron|mos|n)|inauguró|inaugurar(?:á|án)|(?:ha|han|había|habían)\s+inaugurado",
            "inaugur",
            "inauguración",
            "ceremony",
            "inauguración",
        ),
        (_HAVE + "remis|remettr(?:a|ont)", "remis remettr", "remise", "ceremony", "remise"),
        (
            r"entregaron|entregó|(?:se\s+)?entregar(?:á|án)|(?:ha|han|había|habían)\s+entregado|(?:se\s)?(?:hizo|hicieron|hará|harán)\s+entrega(?=\s)(?:\s+de(?=\s)|[^.;:,]{0,50}?\sde(?=\s(?:una?|unos|unas|la|los|las|\d|[a-z]{3,11}\s[a-zà-ÿ]{3,14}s\s)))?",
            "entreg",
            "entrega",
            "ceremony",
            "entrega",
        ),
        (_HAVE + "posé|poser(?:a|ont)", "posé poser", "pose", "ceremony", "pose"),
        (r"coloc(?:ó|aron|an|arán?)|pus(?:o|ieron)", "coloc pus", "colocación", "ceremony", "colocación"),
        (r"se\s+presentó|presentaron\s+oficialmente|fue\s+presentad[oa]", "present", "presentación", "launch", "presentación"),
        (_HAVE + r"lancé", "lancé", "lancement", "launch", "lancement"),
        (r"lanza(?:ron|mos|n)|lanzó|se\s+lanzó", "lanz", "lanzamiento", "launch", "lanzamiento"),
        (
            r"recorrieron|recorrió|visitar(?:on|á|án)|visitó|(?:ha|han|había|habían)\s+(?:recorrido|visitado)",
            "recorri visit",
            "visita",
            "visit",
            "visita",
        ),
        (_HAVE + "visité|visiter(?:a|ont)", "visit", "visite", "visit", "visite"),
        (_HAVE + "formé", "formé", "formation", "training", "formation"),
        (
            r"(?:capacitó|capacitaron|capacitar(?:á|án)|(?:ha|han|había|habían)\s+capacitado)(?:\s+a|(?=\s+en\s[A-ZÀ-Ý]))",
            "capacit",
            "capacitación",
            "training",
            "capacitación",
        ),
    )
)
_WENT = re.compile(
    r"\b(?:(?:s[’'](?:est|était)|se\s+sont|s[’']étaient)\s+(?:(?:déjà|ensuite|également|aussi)\s+)?rendue?s?|se\s+rendr(?:a|ont)|(?:doit|doivent|devait|devaient|va|vont|devrait|devraient)\s+se\s+rendre"
    r"|(?:a|ont|avait|avaient)\s+séjourné|viaj(?:ó|aron|ará|arán)|se\s+(?:(?:ha|han)\s+(?:desplazado|trasladado)|(?:desplaz|traslad)(?:ó|aron|ará|arán)))"
    r"[\s,]+(?:\w+,?\s+){0,6}?(?P<to>(?:à|au|aux|en|dans|a)\s+(?=[^\s\d]))",
    re.IGNORECASE,
)
_TO_SEE = re.compile(r",?\spara\s(?:y\s)?(?:conocer|recorrer|ver|visitar)(?=\s(?:l[ao]s?|el|un[oa]?s?)\s)")
_AND_TO = re.compile(r"\s(?:et|y)\s(?:à|au|aux|en|a)\s[A-ZÀ-Ý][\w’'-]{1,30}(?:\s[A-ZÀ-Ý][\w’'-]{1,30}){0,3}")
_TO_WHOM = re.compile(
    r"\s(?:aux\s|au\s|à\sl(?:a\s|[’'])|al\s|a\sl(?:a|os|as)\s)(?:[\wÀ-ÿ’'-]{1,24}\s){1,7}?(?<!\sde\s)(?<!\set\s)(?<!\sy\s)(?=(?:l[ae]s?|el|los|las|une?|un|una|des|unos|unas|\d+)\s|l[’'])",
    re.IGNORECASE,
)
_THINGS = re.compile(r"\s(?=[a-zà-ÿ]{3,20}s\s(?:de|y|al?|para)\s)")
PART_OF = re.compile(
    r"\b(?:(?:au\scours|lors)\s(?:de\slaquelle|duquel|desquel(?:le)?s)|(?:durante|en)\s(?:l[ao]s?|el)\s(?:cual(?:es)?)|en\scuyo\stranscurso)\b",
    re.IGNORECASE,
)  # what is done in the course of an event of the sentence is part of it
BY_WHICH = re.compile(r"\b(?:con|por)\s(?:(?:el|la|los|las)\s)?que\s$")  # "el cuestionario con que visitó los hogares": of a thing
_THOSE_PRESENT = re.compile(r"\b(?:l[eo]s\s(?:asistentes|participantes|participants)\s)$", re.IGNORECASE)
_STONE = re.compile(r"première\spierre|primera\spiedra", re.IGNORECASE)
_SPOKE = re.compile(
    r"\b(?:s[’']est\sentretenue?|se\ssont\sentretenue?s|se\s(?:reunió|reunieron|entrevistó|entrevistaron)|sostuv(?:o|ieron)\suna\sreunión)\s"
    r"(?:[^.;:]{0,40}?\s)??(?:avec|con)\s(?=\w)|\b(?:a|ont)\srencontré(?=[\s,])",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"(?:^|(?<=[\s(“«\"]))(?P<object>(?:la|le|l[’']|el|los|les|las|une?|una)\s?[^.,;:]{4,80}?(?:,[^.,;:]{3,60},)?)\s+(?:a\sété|ont\sété|avait\sété|ser(?:a|ont)|fue|fueron|será|serán|ha\ssido"
    r"|han\ssido)\s(?:[\wÀ-ÿ]+ment[e]?\s|aussi\s|également\s|también\s)?"
    r"(?P<done>inaugurée?s?|inaugurad[oa]s?|remis(?:e|es)?|entregad[oa]s?|lancée?s?|lanzad[oa]s?)(?!\w)",
    re.IGNORECASE,
)
_PASSIVES = (
    ("inaugur", ("inauguration", "inauguración"), "ceremony"),
    ("remis", ("remise", "entrega"), "ceremony"),
    ("entreg", ("remise", "entrega"), "ceremony"),
    ("lan", ("lancement", "lanzamiento"), "launch"),
)
_UNDERTAKING = re.compile(
    r"campagne|fonds|initiative|plateforme|programme|projet|réseau|campaña|fondo|iniciativa|plataforma|programa|proyecto|red", re.IGNORECASE
)
_REFLEXIVE = re.compile(
    r"(?:^|(?<=[\s(“«\"]))(?P<object>(?:la|el|los|las)\s?[^.,;:]{4,80}?)\s+se\s(?P<done>presentó|presentará|inauguró|inaugurará|lanzó|lanzará|entregó|entregará)"
    r"(?=\s(?:el|en|ayer|hoy|este|esta|oficialmente|al?)\s)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?P<object>(?:la|le|l[’']|el|los|les|las)\s?[^.,;:]{4,70}?),?\s(?:que|qu[’'])\s?(?:[\wÀ-ÿ]+\s){0,2}?"
    r"(?P<done>inaugur(?:aron|ó|arán|ará)|(?:a|ont)\sinauguré|présente(?:nt)?|presentaron|presentó)(?=[\s,])",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?P<article>\b(?:la|le|el|del|du|une?|un|una)\s|\bl[’']|(?:^|(?<=\n))\W{1,4})(?P<object>(?:[\w’'«»-]+\s){0,3}?(?:accord|acuerdo|carta|charte|contrat|contrato|convenio|convention"
    r"|lettre|memorando|mémorandum|protocole|protocolo)\b[^.;:]{0,90}?(?:,\squ(?:e\s|[’'])[^.;:]{3,90}?)?),?\s+(?:(?:a|ont)\s(?:en\soutre\s|également\s)?été|sera|seront|(?:devrai(?:t|ent)|doi(?:t|vent))\sêtre|fue|será|se|recién\sse)?\s*"
    r"(?:signée?s?|paraphée?s?|firmad[oa]s?|rubricad[oa]s?|suscri(?:p)?t[oa]s?|firmó|rubricó|suscribió|firmará)(?=[\s,])",
    re.IGNORECASE,
)
_IT_WAS_SIGNED = re.compile(r"(?:Lo|La|Los|Las)\s(?:firm(?:aron|ó)|rubric(?:aron|ó)|suscribi(?:eron|ó))(?=[\s,])")
_BETWEEN = re.compile(r"\s(?:con|entre|sobre|para)\s(?=\w)")
_WHEN = re.compile(
    r"[\s,]*(?:(?:le|el|ce|cet|cette|este|esta|al?|au|en|del?|du|por\sla)\s+)?(?:hier|ayer|hoy|mañana|demain|aujourd[’']hui|officiellement|oficialmente|formellement|formalmente"
    r"|solennellement|conjointement|conjuntamente|ensemble|sur\splace|también|également|ensuite|además|recientemente|récemment|en\sesta\sciudad"
    rf"|{DAY}|matin|après-midi|soir(?:ée)?|semaine|noche|tarde|semana)(?:\s(?:dernier|dernière|prochaine?|pasad[oa]|próxim[oa]|matin|soir|après-midi|por\sla\s(?:mañana|tarde|noche)))?(?!\w)",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"[\s,]*(?:à|au|aux|en|al?|dans|le|el|du|del)\s+(?:(?:la|le|el|los|las|les)\s+|l[’'])?", re.IGNORECASE)
_PARTNER = re.compile(r"(?:[\s,]*(?:avec|con)|\s(?:et|y)(?:\s(?:avec|con))?|,)\s(?:(?:l[ae]s?|el|los|son|sa|su|leurs?)\s|l[’'])?", re.IGNORECASE)
_PARTNER_OFFICE = re.compile(r"[\s,]*(?:avec|con)\s(?:l[ae]|el|son|sa|su)\s[\w-]+(?=\s(?:l[ae]|el|une?|una)\s|\sl[’'])", re.IGNORECASE)
_ADVERBIAL = re.compile(r"[\s,]*(?:à|au|aux|a|avec|con|dans|devant|en|lors|ante|sur|sobre)\s[^,;.]{3,80},")
_LEAD = re.compile(r"[\s,]*(?:(?:le|el|en|au(?:\scours\sdu)?|du|durante\s(?:el|la))\s+)?")
_SEAT = re.compile(
    r"[\s,]*(?:(?:au|à\sla|dans\sl[ae]|al|(?:a|en)\s(?:el|la))\s|(?:à|dans)\sl[’'])[a-zà-ÿ]{3,14}\s(?:de\sla\s|de\sl[’']|du\s|des\s|del\s|de\s|d[’'])(?=\S)",
    re.IGNORECASE,
)  # "au siège de l’", before whose it is
_ACRONYM = re.compile(r"\s\([^()]{2,14}\)")
_HALL = re.compile(r"[A-ZÀ-Ý][\w’'-]{1,30}(?:\s(?:(?:de|del|des|du|y|et)\s(?:la\s|las\s|les\s|los\s)?)?[A-ZÀ-Ý][\w’'-]{1,30}){0,6}")
_ARTICLE = re.compile(r"[\s,]*(?P<article>(?:la|le|les|el|los|las|une?|un|una|unos|unas|des|sus?|son|sa|ses|leurs?)\s+|l[’'])(?=\w)", re.IGNORECASE)
_NUMBER = re.compile(
    r"[\s,]*(?=(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante|soixante|quatre-vingt|cent|dos|tres|cuatro|cinco|seis|siete|ocho"
    r"|nueve|diez|once|doce|quince|veinte|treinta|cuarenta|cincuenta|cien|\d{1,3})(?:-[\w-]{2,16})?\s+[a-zà-ÿ])",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:qui|que|dont|où|auquel|à|au|aux|en|dans|lors|avec|con|por|par|ante|durante|pendant|grâce|gérée?s?|gestionad[oa]s?|y|et)$", re.IGNORECASE
)
_GOES_ON = re.compile(r"(?:et|y)\s(?:d[eu]s?\s|d[’']|del\s|a\sl[ao]s?\s|[A-ZÀ-Ý][\w’'-]+(?=[.,;]|$))|en\s(?:faveur|matière|materia|favor)\s")
_NEXT_VERB = re.compile(r"(?:[a-zà-ÿ]{2,14}(?:ó|aron|ieron)|(?:a|ont)\s[a-zà-ÿ]{2,14}(?:é|it|is|u))(?!\w)")
_LOOSE_END = re.compile(r"\s(?:le|la|les|el|los|las|du|del|des|de|ce|este)$")
_PERSONAL = re.compile(
    r"\s+a(?=\s(?:la|las|los|una?|unos|unas|sus?|\d|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|veint|treint|cien)\w*)"
)

_SPANISH = frozenset(["capacitación", "colocación", "entrega", "firma", "inauguración", "lanzamiento", "presentación", "reunión", "visita"])


def verbs(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """The candidates that the French or Spanish verbs of a passage give."""
    language, text = reader.document.language, reader.text
    if language not in ("fr", "es"):
        return
    low = text[slice(*bounds)].casefold()  # the patterns are slow, and few passages hold the words that they turn on
    within = PART_OF.search(text, *bounds)
    relative = list(_RELATIVE.finditer(text, *bounds)) if "inaugur" in low or "présent" in low or "present" in low else []
    for pattern, stems, noun, kind, head in _VERBS:
        for match in pattern.finditer(text, *bounds) if any(stem in low for stem in stems) else ():
            if any(r.start() < match.start() < r.end() for r in relative):
                continue  # who did it stands behind: "la planta que inauguraron los alcaldes"
            if within and within.end() <= match.start():
                continue
            if BY_WHICH.search(text, max(bounds[0], match.start() - 12), match.start()):
                continue
            handed = noun in ("remise", "entrega")
            whom = _TO_WHOM.match(text, match.end(), bounds[1]) if handed else None
            target = verb_object(reader, whom.end() - 1 if whom else match.end(), bounds[1])
            things = _THINGS.match(text, match.end(), bounds[1]) if target is None and handed else None
            if things:
                thing_end = reader.object_of(things.end(), bounds[1])
                target = ("", thing_end) if thing_end else None
            if target is None or _is_person(reader, *target[1]):
                continue
            if kind == "signing" and _THOSE_PRESENT.search(text, max(bounds[0], match.start() - 24), match.start()):
                continue  # "les participants ont signé la charte": the outcome of their meeting
            article, (start, end) = target
            thing = squeeze(text[start:end])
            if (kind == "signing" and not _PACT.search(thing)) or (kind == "launch" and not _named(reader, start, end)):
                continue
            if head in ("pose", "colocación") and not _STONE.match(thing):
                continue
            name = f"{noun} {_to(article) if noun == 'visita' else genitive(article, 'es' if noun in _SPANISH else 'fr')}{thing}"
            yield Candidate(match.start(), end, squeeze(name), kind, "verb", head, 0.5)
    for match in _WENT.finditer(text, *bounds) if any(stem in low for stem in ("rend", "séjourné", "viaj", "desplaz", "traslad")) else ():
        place = next(reader.context.mentions(match.end(), min(bounds[1], match.end() + 50), "LOC"), None)
        if place is not None:
            noun = "visite" if language == "fr" else "visita"
            end = place.end or match.end()
            more = _AND_TO.match(text, end, bounds[1])
            end = more.end() if more else end
            who = subject(reader, match.start(), bounds[0])
            of = genitive(who[1], language) + who[2] + " " if who and who[1] and 1 < len(who[2].split()) <= 12 else ""
            what = f"{of}{text[match.start('to') : end]}"
            see = _TO_SEE.match(text, end, bounds[1])
            if see and (seen := verb_object(reader, see.end(), bounds[1])):  # "se han trasladado a Oria para conocer los alojamientos de …"
                end, what = seen[1][1], f"{_to(seen[0])}{text[slice(*seen[1])]}"
            yield Candidate(match.start(), end, squeeze(f"{noun} {what}"), "visit", "verb", noun, 0.5)
    french = language == "fr"
    signed = any(stem in low for stem in ("sign", "paraph", "firm", "rubric", "suscri"))
    for match in _SIGNED.finditer(text, *bounds) if signed else ():
        noun = "signature" if french else "firma"
        thing = squeeze(re.split(r",|\s(?:qui|que|dont)\s|\squ[’']", match["object"])[0])
        yield Candidate(*match.span(), f"{noun} {genitive(match['article'], language)}{thing}", "signing", "verb", noun, 0.5)
    if signed and (again := _IT_WAS_SIGNED.match(text, *bounds)) and (before := reader.passage_before(bounds[0])):
        pact = next(_PACT.finditer(text, *before), None)
        if pact:  # "Tenemos convenio con la Universidad. Lo firmaron ayer …"
            between = _BETWEEN.match(text, pact.end(), before[1])
            other = reader.object_of(between.end(), before[1]) if between else None
            end = other[1] if other else reader.right(pact.end(), before[1], "signing", bare=False)
            yield Candidate(
                pact.start(), again.end(), f"firma de {squeeze(text[pact.start() : max(end, pact.end())])}", "signing", "verb", "firma", 0.5
            )
    for match in _SPOKE.finditer(text, *bounds) if any(stem in low for stem in ("entretenu", "entrevist", "rencontré", "reuni", "sostuv")) else ():
        target = verb_object(reader, match.end(), bounds[1])
        if target is None or (within and within.end() <= match.start()):
            continue
        noun, joint = ("entretien", "avec") if french else ("reunión", "con")
        name = f"{noun} {joint} {target[0]}{squeeze(text[slice(*target[1])])}"
        yield Candidate(match.start(), target[1][1], name, "meeting", "verb", noun, 0.5)
    done = any(stem in low for stem in ("inaugur", "remis", "entreg", "lancé", "lanz", "présent", "present"))
    for match in (*_PASSIVE.finditer(text, *bounds), *_REFLEXIVE.finditer(text, *bounds), *relative) if done else ():
        opening = _ARTICLE.match(match["object"])
        nouns, kind = next(((n, k) for stem, n, k in _PASSIVES if stem in match["done"].casefold()), (("présentation", "presentación"), "launch"))
        noun = nouns[not french]
        thing = match["object"][opening.end() :].split(",")[0] if opening else ""
        if kind == "launch" and _UNDERTAKING.fullmatch(thing):
            thing = (undertaking(reader, bounds, match.start()) or "") if _on_a_day(reader, match.end(), bounds[1]) else ""
        if opening and thing and (kind != "launch" or re.search(r"[A-ZÀ-Ý«“]", thing)):
            name = f"{noun} {genitive(opening['article'], language)}{thing}"
            yield Candidate(*match.span(), squeeze(name), kind, "verb", noun, 0.5)


def _on_a_day(reader: Reader, at: int, bound: int) -> bool:
    """Whether a day is named right behind an offset, or behind a place there."""
    return any(m.interval and m.interval.precision == "day" for m in reader.context.mentions(at, min(bound, at + 45), "DATE"))


def _is_person(reader: Reader, start: int, end: int) -> bool:
    """Whether what stands behind a verb is who does it, told by name or office: "inauguró la rectora, …"."""
    office = any(s.label == "ROLE" and abs(s.start - start) <= 4 for s in reader.document.spans)
    return office or any(True for _ in reader.context.mentions(start, min(end, start + 30), "PERSON"))


def _to(article: str) -> str:
    """The Spanish article behind "a": "el " gives "al "."""
    return "al " if article.strip().casefold() == "el" else f"a {article}"


def verb_object(reader: Reader, at: int, bound: int) -> tuple[str, Bounds] | None:
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
        mention = _named_at(reader, there.end(), bound) if there else None
        if there and mention is not None and there.group().strip(" ,").casefold() not in ("le", "el", "du", "del"):
            hall = _HALL.match(text, there.end(), bound)  # "Centro de Fotografía de Montevideo", which a mention may miss or overrun
            at = hall.end() if hall else mention.end or there.end()
            behind = _ACRONYM.match(text, at, bound)
            at = behind.end() if behind else at
            continue
        seat = _SEAT.match(text, at, bound)
        owner = _named_at(reader, seat.end(), bound) if seat else None
        if owner is not None:
            behind = _ACRONYM.match(text, owner.end or at, bound)
            at = behind.end() if behind else owner.end or at
            continue
        if (beyond := _partners(reader, at, bound)) > at:
            at = beyond
            continue
        hall = _HALL.match(text, there.end(), bound) if there and there.group().split()[0] not in ("le", "el", "du", "del") else None
        if hall:
            behind = _ACRONYM.match(text, hall.end(), bound)
            at = behind.end() if behind else hall.end()
            continue
        break
    personal = _PERSONAL.match(text, at, bound) if reader.document.language == "es" else None
    at = personal.end() if personal else at
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
        if count and _GOES_ON.match(text, token.start(), bound):
            end, previous = token.end(), word
            continue
        if count and word.casefold() in ("y", "et") and _NEXT_VERB.match(text, token.end() + 1, bound):
            break
        if count and (token.start() in reader.dates or _END.match(word.rstrip(",;.:")) or word[0] in "(–—" or count > 14 or previous[-1:] in ",;.:"):
            break
        end, previous = token.start() + len(word.rstrip(",;.:")), word
    loose = _LOOSE_END.search(text, start, end)
    end = loose.start() if loose else end
    return (article["article"] if article else "", (start, end)) if end > start + 4 else None


def _partners(reader: Reader, at: int, bound: int) -> int:
    """Where those with whom something is done end ("avec la Société du crédit et la Ville", "con el ministro"); ``at`` where none is told."""
    start, office = at, _PARTNER_OFFICE.match(reader.text, at, bound)
    for _ in range(4):
        joint = _PARTNER.match(reader.text, at, bound)
        mention = _named_at(reader, joint.end(), bound) if joint and (at > start or "c" in joint[0].casefold()) else None
        if mention is None:
            break
        behind = _ACRONYM.match(reader.text, mention.end or at, bound)
        at = behind.end() if behind else mention.end or at
    return office.end() if office else at


def _named_at(reader: Reader, at: int, bound: int) -> Mention | None:
    """The place or body whose name begins at an offset."""
    return next((m for m in reader.context.mentions(at, bound, "LOC", "ORG") if m.start == at), None)


def _named(reader: Reader, start: int, end: int) -> bool:
    """Whether a thing bears a name: a capital, a quotation, or an undertaking's span."""
    return bool(re.search(r"[A-ZÀ-Ý«“]", reader.text[start:end]))
