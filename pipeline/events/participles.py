"""Events told by a participle: "Réunis hier à Selma, les maires ont …", "los rectores, reunidos en Selma, acordaron …", "Lancé le 3 mai à Selma, le
projet …".

They count where a date belongs to them. Wrong where the participle tells of another gathering than the page's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.context import Bounds
from pipeline.events.candidates import Candidate, undertaking
from pipeline.events.gathered import DAY, TO_AN_EVENT, subject
from pipeline.events.names import Reader, genitive, heads, squeeze

_GATHERED = re.compile(
    r"(?:^|(?<=,\s)|(?<=[.\n]\s))(?P<verb>[Rr]éunie?s|[Rr]assemblée?s|[Rr]eunid[oa]s|[Cc]ongregad[oa]s)(?=\s(?:de\s(?:forma|manera|façon)\s\w{4,16}\s|\w{3,14}ment[e]?\s)?(?:à|aux?|en|hier|ayer|les?|el|los|del?|du|ce|cette|este|esta|"
    + DAY
    + r")\s)"
)
_ARTICLE = re.compile(
    r"(?P<article>(?:les|des|los|las|unos|unas)\s|(?=(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|\d)))(?=\w)"
)
_LAUNCHED = re.compile(r"(?:^|(?<=[.\n]\s))(?:Officiellement\s)?(?:[Ll]ancée?|Lanzad[oa])\s(?=(?:le|à|en|el)\s)")
_FURTHER = re.compile(r"\b(?:pour|lors|à\sl[’']occasion|dans\sle\scadre|para|con\socasión|en\sel\smarco|durante)\s")
_TELLS = re.compile(r"\s(?:ont|se|s[’']|avaient|viennent|han|habían|\w+(?:aron|ieron|eron|èrent|irent))\s")


def gathering(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """What the French and Spanish participles of a passage tell of."""
    language, text = reader.document.language, reader.text
    if language not in ("fr", "es"):
        return
    noun = "réunion" if language == "fr" else "reunión"
    for match in _GATHERED.finditer(text, *bounds):
        stop = text.find(",", match.end(), bounds[1])
        stop = stop if stop > 0 else bounds[1]
        aside = _FURTHER.search(text, match.end(), stop)
        if TO_AN_EVENT.search(text, match.end(), stop) or (aside and heads().pattern.search(text, aside.end(), stop)):
            continue
        if match.start() > bounds[0]:
            found = subject(reader, match.start() - 2, bounds[0])
            who = (found[1], found[2]) if found else None
        else:
            who = _behind(text, stop, bounds[1])
        if who:
            yield Candidate(match.start(), stop, f"{noun} {genitive(who[0], language)}{who[1]}", "meeting", "verb", noun, 0.5)
    for match in _LAUNCHED.finditer(text, *bounds):
        dated = [m for m in reader.context.mentions(match.end(), min(bounds[1], match.end() + 30), "DATE") if m.interval]
        thing = undertaking(reader, bounds, match.start()) if dated and dated[0].interval and dated[0].interval.precision == "day" else None
        if thing:
            name = f"{'lancement de' if language == 'fr' else 'lanzamiento de'} {thing}"
            yield Candidate(match.start(), dated[0].end or match.end(), name, "launch", "verb", name.split()[0], 0.5)


def _behind(text: str, stop: int, bound: int) -> tuple[str, str] | None:
    """Article and words of the subject that stands behind the comma at ``stop``, up to its verb or the next comma."""
    while stop < bound and text[stop] == ",":
        article = _ARTICLE.match(text, stop + 2, bound)
        end = text.find(",", stop + 1, bound)
        if article:
            verb = _TELLS.search(text, article.end(), min(bound, article.end() + 160))
            ends = [e for e in (end, verb.start() if verb else -1) if e > 0]
            who = squeeze(text[article.end() : min(ends)]) if ends else ""
            return (article["article"], who) if 1 <= len(who.split()) <= 16 else None
        stop = end if end > 0 else bound
    return None
