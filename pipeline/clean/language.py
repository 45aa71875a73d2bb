"""The language of a text, as ISO 639-1.

Small words decide where they are plenty and speak clearly, which is nearly always; else ``py3langid`` does, whose model takes a second to load.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

SUPPORTED = frozenset({"en", "es", "fr"})
_CANDIDATES = (
    "ar bg bn bs ca cs da de el en es fa fi fr gl he hi hr ht hu hy id it ja ka ko ky mg mn ms ne nl "
    "no pl ps pt ro ru rw si sk sl sq sr sv sw ta th tl tr uk ur uz vi zh"
)
_SMALL = {
    "en": "the of and to in for with on that is was by as are from at this will have has be been their which who it its an not were",
    "fr": "le la les des et du en un une pour dans par sur au aux est que qui avec ce cette sont ont été ses leur leurs plus à l d il elle",
    "es": "el la los las de y en un una para por con del al que se su sus es son como más este esta ha fue lo desde entre",
    "pt": "o a os as de e em um uma para por com do da dos das ao que se no na nos nas não é são foi pelo pela seu sua mais",
    "it": "il lo la i gli le di e in un una per con del della dei delle al alla che si è sono nel nella da non più come anche",
    "de": "der die das und in den von zu mit für ist im des dem auf ein eine nicht sich werden wurde als auch bei durch",
    "nl": "de het een van en in op voor met is zijn dat te aan door bij naar ook niet wordt werd deze als om",
    "ro": "și în de la cu pe din care pentru este sunt al ale a un o nu prin sau mai fost această acest",
    "sv": "och i att det som en på är av för med till den har inte om ett från var de vid kan",
    "sw": "ya na wa kwa ni katika za la cha kuwa hii huo yake wake kama hiyo pia watu",
    "id": "yang dan di untuk dengan dari dalam pada ini itu oleh akan tidak adalah para ke telah juga",
    "ht": "ak nan yo pou ki nou li sa te gen yon tout se pa k ap moun",
}
SMALL_WORDS = frozenset(w for name in sorted(SUPPORTED) for w in _SMALL[name].split())
"""The small words of the supported languages, after which no phrase ends."""

_WORD = re.compile(r"[^\W\d_]+")
_STATED = 10.0
"""What the language that a page states is worth beside the model's logarithms of likelihood: about as much as two telling words."""


@cache
def _small() -> dict[str, frozenset[str]]:
    """The small words of each language."""
    return {name: frozenset(words.split()) for name, words in _SMALL.items()}


@cache
def _model() -> Any:
    """The identifier of py3langid, kept to languages that such pages are written in."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found = LanguageIdentifier.from_model_file(MODEL_FILE)
    found.set_languages(sorted(set(_CANDIDATES.split()) & set(found.nb_classes)))
    return found


def language_of(text: str, *, stated: str | None = None) -> str | None:
    """Language of a text; None where there are hardly any letters. Reads the first 20,000 characters; a few words are of a common language.

    ``stated`` is what the page says ("es", "fr-CA"). It tips the scale where a few words leave the choice open; a template's may be wrong.
    """
    sample = text[:20_000]
    words = _WORD.findall(sample.casefold())
    if not words:
        return None
    latin = sum(_latin(w[0]) for w in words[:400]) * 2 > len(words[:400])
    if latin and (found := by_small_words(words)):
        return found
    if sum(map(len, words)) < 12:
        return None
    said = (stated or "").strip().lower().replace("_", "-").split("-")[0]
    scores = {str(name): float(score) + _STATED * (name == said) for name, score in _model().rank(sample)}
    ranked = sorted(scores, key=lambda name: -scores[name])
    return next(name for name in ranked if name in _SMALL) if latin and len(words) < 20 else ranked[0]


@lru_cache(maxsize=1024)
def _latin(letter: str) -> bool:
    return "LATIN" in unicodedata.name(letter, "")


def by_small_words(words: Sequence[str]) -> str | None:
    """Language of words in small letters by the smallest of them: None where there are few, or where two languages are close."""
    counts = Counter(words)
    score = {name: sum([counts[w] for w in known & counts.keys()]) for name, known in _small().items()}
    best, second = sorted(score, key=lambda n: (-score[n], n))[:2]
    return best if score[best] >= 12 and score[best] * 5 >= len(words) and score[best] * 10 >= score[second] * 14 else None
