"""Short lines that may stand where a title could, and are none: bylines, salutations, amounts, addresses, symbols of documents. And openings of
titles: of speeches, reports and issues of newsletters.

:func:`signs` names what a line of a page's head is; ``boilerplate`` says what follows from it. All of it was written from how such lines look, in
English, French and Spanish; bars are narrow, for a title that falls under one is lost.
"""

from __future__ import annotations

import re

from pipeline.clean.lines import MONTHS

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=lambda m: (-len(m), m))) + ")"
_NAMED = r"(?-i:(?:[A-ZÀ-Ý][\w.’'-]{0,20}|de|da|van|von|bin|el|al)(?: |, |/|$)){2,5}"
_BYLINE = re.compile(
    r"(?:(?:prepared|written|compiled|edited|drafted|reported|story|text|photos?|photographs?|pictures?|photography|video|interview|words) by"
    r"|(?:textes?|photos?|reportage|propos recueillis|r[eé]dig[eé]|entretien r[eé]alis[eé]|pr[eé]par[eé]) par"
    r"|(?:textos?|fotos?|fotograf[ií]as?|escrito|redactado|elaborado|preparado) (?:de|por))\b\s?:?\s"
    r"|(?:authors?|autor(?:a|es)?|auteure?s?|fotos?|photos?|textes?|textos?|words)\s?:\s"
    rf"|(?:by|par|por)\s?:?\s{_NAMED}",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"(?:dear|distinguished|honou?rable|excellenc(?:y|ies)|your excellenc|ladies and gentlemen|fellow|mr\.? (?:president|chair|speaker|secretary)"
    r"|madame? (?:president|chair)|ch[eè]re?s?|mesdames|messieurs|madame|monsieur|queridas?|queridos?|estimad[oa]s?|se[nñ]or(?:a|es|as)?"
    r"|amigas?|amigos)\b.{0,110}[,:]$",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"\W{{0,5}}(?:(?:du|de|del|of|the|le|au|a|to|y|et|and|{_MONTH}|\d{{1,2}}|(?:first|second|third|fourth|1st|2nd|3rd|4th) quarter|q[1-4])"
    r"[ ,./–-]{0,4}){1,6}(?:19|20)\d\d\W{0,5}"
)
_AMOUNT = re.compile(
    r"\W{0,5}(?:(?:usd?|eur|us\$|a\$|chf|gbp|xof|fcfa|dkk|nok|sek)\s?)?[$€£¥]?\s?\d[\d.,' ]{0,18}"
    r"(?:\s?(?:m|k|mio|bn|million|millions|millones|milliards?|billion|thousand|mil))?\.?\s?"
    r"(?:[$€£¥%]|usd?|euros?|eur|dollars?|francs?|fcfa|xof|chf|gbp|dkk|nok|sek|d[oó]lares|pesos)?(?:\s\([^()]{2,30}\))?\W{0,5}"
)
_POSTAL = re.compile(
    r"\b(?:p\.? ?o\.? ?box|b\.? ?p\.? ?\d|boite postale|apartado(?: postal| de correos)|casilla (?:postal|\d)|postfach|private bag)\b"
    r"|^\d{1,5},? (?:[\w'’.-]{1,20} ){1,4}(?:street|avenue|road|boulevard|lane|drive|square)(?:,|$)"
    r"|^\d{1,5}(?: ?bis)?,? (?:rue|avenue|boulevard|quai) "
)
_SYMBOL = re.compile(
    r"\W{0,3}(?=\D{0,30}\d)(?=[^/]{1,12}/|(?:\D{0,12}\d){3})[a-z]{1,8}\d{0,8}(?:[/.-][a-z\d()]{1,12}){1,6}(?: \(?[a-z]{1,6}[.\d]{0,4}\)?)?\W{0,3}"
)
_SPOKEN = re.compile(
    r"(?:(?:opening|closing|welcome|welcoming|keynote|joint|press|final|introductory|concluding) )?"
    r"(?:statement|remarks|speech|address|message|communique)(?: delivered| made)? (?:by|of|from|at|on|to)\b"
    r"|(?:final|mission|back-to-office|trip|progress|annual|meeting|workshop|evaluation|mid-term) report\b\s?(?::|on\b|of\b)"
    r"|(?:open|joint) letter (?:to|from|of|on)\b|minutes of\b|terms of reference\b|(?:summary|verbatim) record of\b"
    r"|(?:allocution|discours|intervention|declaration|message|mot|propos|lettre ouverte)"
    r"(?: conjointe?| commune?| d'ouverture| de cloture| de bienvenue)? (?:de|du|des|d'|prononcee?|a|aux?|liminaire)"
    r"|(?:palabras|discurso|intervencion|mensaje|declaracion|carta abierta|alocucion)"
    r"(?: conjunta| de apertura| de clausura| de bienvenida)? (?:de|del|a|al)\b"
)
_LETTER = re.compile(r"\b(?:newsletter|e-?newsletter|bulletin|digest|boletin|lettre|infolettre|gazette|carta informativa)\b")
_ISSUE = re.compile(
    r"\b(?:newsletter|e-?newsletter|bulletin|digest|boletin|lettre|infolettre|gazette|brief|flash appeal|flash update|situation report|sitrep)\b"
    r".{0,70}?(?:\bn[o°º]s?\.? ?|\bissue ?|#|\bnum(?:ero|\.)? ?)\d{1,4}\b"
)
_WEAK = (
    "a and d'information de del des du en et for from info informativo l la le monthly no num numero of press quarterly quincenal semanal the weekly"
)
_PLAIN = frozenset(_WEAK.split())
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’](?=\w)){1,29}")


def signs(text: str, folded: str, words: int) -> list[str]:
    """Names of what speaks against a line as the title ("byline", "salutation", "period", "amount", "postal", "symbol"), or for it ("spoken",
    "issue named"); ``folded`` is the text for comparison, ``words`` how many it has."""
    bare = folded.strip(" #*_")
    if words > 30 or len(bare) > 400:
        return []
    out = []
    if words <= 14 and _BYLINE.match(text.strip(" #*_")):
        out.append("byline")
    if words <= 16 and _SALUTATION.match(bare):
        out.append("salutation")
    digits = any(map(str.isdigit, bare))
    if digits and words <= 8 and _PERIOD.fullmatch(bare):
        out.append("period")
    if digits and words <= 7 and _AMOUNT.fullmatch(bare):
        out.append("amount")
    if words <= 14 and _POSTAL.search(bare):
        out.append("postal")
    if digits and words <= 4 and _SYMBOL.fullmatch(bare):
        out.append("symbol")
    if words >= 4 and _SPOKEN.match(bare):
        out.append("spoken")
    if digits and " | " not in bare and (m := _ISSUE.search(bare)) and _named(bare, m.group()):
        out.append("issue named")
    return out


def names_letter(folded: str) -> bool:
    """Whether a folded line says that it is a newsletter's, and holds a name beside that."""
    found = _LETTER.search(folded)
    return found is not None and len(folded.split()) <= 14 and _named(folded, found.group())


def _named(folded: str, found: str) -> bool:
    """Whether a line that speaks of an issue, in what was ``found``, also holds the name of what it is an issue of."""
    kind = found.split()[0]
    return any(w not in _PLAIN and w != kind and w not in MONTHS for w in _WORD.findall(folded))
