"""The subject of a French or Spanish verb: "les délégués | se retrouveront à Gaborone", "el congreso que la central | celebró".

Wrong where the subject of a long sentence stands far from its verb.
"""

from __future__ import annotations

import re

from pipeline.events.names import Reader, squeeze

DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)"
_ASIDE = re.compile(r"\s?\([^()]{1,24}\)")
_CLAUSE = re.compile(r",\s(?:que|qu[’']|qui|dont|cuy[oa]|con|avec|cré\w+|lanc\w+|instituée?)\s?[^,]{3,90},?$")
_ARTICLE = re.compile(
    r"(?P<article>(?:[Ll]a|[Ll]e|[Ll]es|[Ee]l|[Ll]os|[Ll]as|[Uu]ne?|[Uu]n|[Uu]na|[Dd]es|[Uu]nos|[Uu]nas|[Cc]es?|[Ll]eurs?|[Ss]es|[Ss]us?)\s|[Ll][’']"
    r"|(?:Deux|Trois|Quatre|Cinq|Six|Sept|Huit|Neuf|Dix|Onze|Douze|Quinze|(?:Vingt|Trente|Quarante|Cinquante|Soixante|Cent)(?:-[\w-]+)?|Dos|Tres|Cuatro|Cinco|Seis|Siete|Ocho"
    r"|Nueve|Diez|Once|Doce|Quince|Veint\w+|Treinta|Cuarenta|Cincuenta|Sesenta|Setenta|Ochenta|Noventa|Cien)\s)(?=\w)"
)
_LEAD = re.compile(r"^[\W_]+|^(?:[A-ZÀ-Ý]{2,}[,.\s–—-]+)+(?=(?:El|La|Los|Las|Le|Les|L[’'])\b)")
_RELATIVE = re.compile(r",?\s(?:qui|que)(?:\s(?:doit|devrait|debe))?\s?$")
_WEEKDAY = re.compile(DAY + r"\b")
_PRONOUN = re.compile(r"(?:Il|Elle|Este|Esta)(?:\sne)?")
_MERE = re.compile(r"(?:participants?|participantes|délégués|delegados|parties|partes|ils|elles|ellos|autres|otros|uns|unos)$", re.IGNORECASE)


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
        return None
    days = tuple(f"{m.text} " for m in reader.context.mentions(max(low, at - 260), at, "DATE"))  # "En noviembre los seis ministros"
    options = [m for m in _ARTICLE.finditer(plain) if m.start() == 0 or plain[: m.start()].endswith((", ", " a ", " al ", "– ", "- ", *days))]
    if relative:
        options = list(_ARTICLE.finditer(plain))[-2:]
    for option in options if relative is None else options[::-1]:
        who = squeeze(plain[option.end() :])
        words = who.split()
        if not 1 <= len(words) <= 22 or "," in who or _WEEKDAY.match(who):
            continue
        if len(words) < 2 and _MERE.search(who):
            return None
        begin = text.rfind(option["article"] + plain[option.end() : option.end() + 8], max(low, at - 260), at)
        return (begin if begin >= 0 else at), option["article"], who
    first = next((m for m in reader.context.mentions(max(low, at - 200), at, "ORG") if (m.end or 0) >= at - 2), None)
    return (first.start or 0, "", squeeze(first.text)) if first is not None else None
