"""The number of an edition in the name of an event, written out or in figures; English, French, Spanish."""

from __future__ import annotations

import re
from functools import lru_cache

_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_ORDINALS += ["eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"]
_FRENCH = ["premi[eè]re?", "deuxième|seconde?", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième", "dixième"]
_FRENCH += ["onzième", "douzième", "treizième", "quatorzième", "quinzième", "seizième"]
_SPANISH = ["primer[oa]?", "segund[oa]", "tercer[oa]?", "cuart[oa]", "quint[oa]", "sext[oa]", "séptim[oa]", "octav[oa]", "noven[oa]", "décim[oa]"]
_SPANISH += ["undécim[oa]", "duodécim[oa]", "decimotercer[oa]?", "decimocuart[oa]", "decimoquint[oa]"]
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_COMPOUND = re.compile(rf"\b({'|'.join(TENS)})-({'|'.join(_ORDINALS[:9])})\b")


_ROMAN = re.compile(
    r"([IVXL]{1,8})\s(?:Asamblea|Conferencia|Congreso|Cumbre|Curso|Edición|Encuentro|Feria|Festival|Foro|Jornadas?|Reunión|Ronda|Seminario|Sesión|Simposio|Simulacro|Taller)\b"
)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


def _arabic(roman: str) -> int:
    """The number of a Roman numeral up to 89: 41 for "XLI"."""
    values = [_VALUES[letter] for letter in roman]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


@lru_cache(maxsize=4096)
def ordinal(name: str) -> int | None:
    """The number of an edition in a name: 3 for "Third Forum" and "3rd Forum", 54 for "54th", 1 for "inaugural", None where there is none."""
    found = re.search(r"\b(\d{1,3})(?:st|nd|rd|th|e|er|ème|º|ª)\b|\b(\d{1,3})°", name.casefold())
    if found:
        return int(found[1] or found[2])
    roman = _ROMAN.match(name)
    if roman:
        return _arabic(roman[1])
    lower = re.findall(r"[a-zà-ÿ]+", _NO_NUMBER.sub(" ", name.casefold()))
    compound = _COMPOUND.search(name.casefold())
    if compound:
        return 10 * (TENS.index(compound[1]) + 2) + _ORDINALS.index(compound[2]) + 1
    if "inaugural" in lower:
        return 1
    english = next((i + 1 for w in lower for i, o in enumerate(_ORDINALS) if w == o), None)
    return english or next((number for w in lower if (number := _latin_ordinal(w))), None)


_NO_NUMBER = re.compile(r"\b(?:first[ -](?:aid|lad(?:y|ies)|nations?|responders?)|premiers secours|primeros auxilios|second[ -]hand)\b")
"""What an ordinal opens that counts nothing."""


@lru_cache(maxsize=16384)
def _latin_ordinal(word: str) -> int | None:
    """The number that a French or Spanish word counts with, None for other words."""
    return next((i + 1 for tongue in (_FRENCH, _SPANISH) for i, o in enumerate(tongue) if re.fullmatch(o, word)), None)
