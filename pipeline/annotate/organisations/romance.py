"""Names of organisations as French and Spanish build them, where small letters go on: "Institut halieutique et des sciences marines de Toliara",
"Chambre de commerce, d'industrie et des mines", "Centro de Apoyo y Capacitación para Empleadas del Hogar", "hôpital de Makélékélé".

In French a capital head carries adjectives, told by their endings, and complements of one noun each; the article in front tells that the capital is
no sentence's. In Spanish every content word has a capital. Wrong where a complement belongs to the sentence ("la Direction de l'école").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache
from typing import Final

from pipeline import resource
from pipeline.annotate.organisations.forms import unwrapped
from pipeline.annotate.organisations.patterns import Phrase
from pipeline.atlas import country_code

_LONGEST: Final = 16  # words of a name
_WORD = re.compile(r"[dlDL]['’](?=\w)|\w+(?:[-–’'.]\w+)*|[^\w\s]")
_ADJECTIVE = re.compile(
    r"(?!(?:dans|sans|mais|jamais|cours|depuis|fois|pays|projets|actions|femmes|acteurs)$)[a-zà-ÿ]{2,}"
    r"(?:iques?|ières?|ales?|al|aux|elles?|els?|aises?|ais|iens?|iennes?|oises?|ois|ains?|aines?|eux|euses?|ives?|ifs?|aires?|ées?|és|gaches?|ines?"
    r"|ins?|antes?|ants?|ertes?|ertes|oles?|iles?|rieure?s?|sque|onnes?|tiles?|oraux|pales?|ienne|nales?|erte|pastoraux|sportifs?|bres?|purs?)"
)
_ARTICLE = re.compile(r"(?:\b(?:le|la|les|el|del|al|du|des|au|aux|au sein du|son|sa|notre|cette|Le|La|Les|Du|Au)\s|[lLdD]['’])$")
_DE: Final = frozenset(["de", "du", "des", "d'", "d’"])
_ARTICLES: Final = frozenset(["la", "le", "les", "l'", "l’", "los", "las", "el"])
_FRENCH_LINKS: Final = _DE | {"pour", "contre", "sur"}
_SPANISH_LINKS: Final = frozenset(["de", "del", "para", "por", "contra", "y", "e", "en", "a", "al", "sobre"])


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(resource.toml("org_romance.toml")[group])


def find_romance(text: str, language: str | None, stops: Set[int], places: Set[int]) -> Iterator[Phrase]:
    """Names in a French or Spanish text; none in others. ``stops`` and ``places`` are where other names (well-known
    bodies, people) and places begin.
    """
    if language not in ("fr", "es"):
        return
    flat = unwrapped(text)
    tokens = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(flat)]
    grow = _french if language == "fr" else _spanish
    done = -1
    for i, (start, _, word) in enumerate(tokens):
        if i <= done:
            continue
        office = _office(flat, tokens, i, stops) if word.lower() in _words("office_heads") else i
        if word in _words("held") and _ARTICLE.search(flat, max(0, start - 14), start):
            office = _member_body(flat, tokens, i)
        if office > i:
            done = office
            yield Phrase(start, tokens[office][1], True)
        elif word in _words(f"{language}_heads") or word in _words(f"{language}_weak"):
            last, sure = grow(flat, tokens, i, stops, places)
            if last > i:
                done = last
                known = word in _words(f"{language}_heads")
                yield Phrase(start, tokens[last][1], sure and known)
        elif word in _words("introducing"):
            first, last = _introduced(flat, tokens, i, stops)
            if last:
                done = last
                yield Phrase(tokens[first][0], tokens[last][1], True)
        elif word in _words(f"{language}_small_heads"):
            last = _small(flat, tokens, i, stops)
            if last > i:
                done = last
                yield Phrase(start, tokens[last][1], True)


Token = tuple[int, int, str]


def _joined(flat: str, tokens: list[Token], i: int) -> bool:
    """Whether the token goes on from the one before, parted by one blank or none."""
    return 0 < i < len(tokens) and flat[tokens[i - 1][1] : tokens[i][0]] in ("", " ")


def _capital(word: str) -> bool:
    return word[0].isupper()


def _french(flat: str, tokens: list[Token], head: int, stops: Set[int], places: Set[int]) -> tuple[int, bool]:
    """Last token of the name, and whether it is sure: an article stands in front, and there is a complement."""
    at, complements, capitals, purpose = head, 0, 0, False
    while at - head < _LONGEST:
        i = at + 1
        if not _joined(flat, tokens, i):
            break
        word = tokens[i][2]
        if _capital(word) and tokens[i][0] not in stops:
            if word in _words("fr_heads") or word.isupper():
                break
            at, capitals = i, capitals + 1
            continue
        if _ADJECTIVE.fullmatch(word):
            at = i
            continue
        if word == "et" and i + 1 < len(tokens):
            following = tokens[i + 1][2]
            if _ADJECTIVE.fullmatch(following) and not _capital(tokens[at][2]):
                at = i + 1
                continue
        if word == "et" and complements and not capitals and _last_subject(flat, tokens, i + 1):
            at = i + 1
            continue
        comma = word in (",", "et")
        j = i + 1 if comma else i
        if not (j < len(tokens) and _joined(flat, tokens, j)):
            break
        link = tokens[j][2]
        listing = tokens[head][2] in ("Cabinet", "Ministère") and capitals
        aim = word == "et" and purpose and link in ("la", "le", "les", "l'", "l’") and not capitals
        opens = link in (_DE if comma else _FRENCH_LINKS) or aim or (link == "en" and complements and not capitals and not comma)
        ended = comma and ((not complements and at == head) or (capitals and not listing))
        if not opens or ended:
            break
        k = j if aim else j + 1
        while k < len(tokens) and _joined(flat, tokens, k) and tokens[k][2] in _ARTICLES and k - j < 3:
            k += 1
        if not (k < len(tokens) and _joined(flat, tokens, k)):
            break
        noun = tokens[k][2]
        if noun in _words("fr_stops") or tokens[k][0] in stops or not noun[0].isalpha() or noun in _words("fr_heads"):
            break
        if len(noun) < (2 if _capital(noun) else 3) or (link == "en" and _capital(noun)):
            break
        if comma and _capital(noun) != bool(listing):
            break
        if link in ("sur", "contre", "pour") and (complements > 1 or _capital(noun)):
            break
        at, complements, capitals, purpose = k, complements + 1, int(_capital(noun)), link == "pour"
    if not complements and not capitals and at - head > 2:
        complements = 1  # "Centre culturel et sportif"
    sure = bool(_ARTICLE.search(flat, max(0, tokens[head][0] - 14), tokens[head][0])) and (complements > 0 or capitals > 0) and at - head > 1
    return at, sure and (capitals > 0 or at - head > 2)


def _last_subject(flat: str, tokens: list[Token], i: int) -> bool:
    """Whether a noun in small letters goes on to the name's place: "des mines et géologie de Boké"."""
    if not all(_joined(flat, tokens, k) for k in (i, i + 1, i + 2)):
        return False
    noun, link, place = (tokens[k][2] for k in (i, i + 1, i + 2))
    return noun.isalpha() and noun.islower() and len(noun) > 4 and noun not in _words("fr_stops") and link in _DE and _capital(place)


def _spanish(flat: str, tokens: list[Token], head: int, stops: Set[int], places: Set[int]) -> tuple[int, bool]:
    """Last token of the name, and whether it is sure: two capital words behind the head, or one behind "de"."""
    at, capitals, purpose = head, 0, False
    placed = tokens[head][2] in _words("es_placed")
    while at - head < _LONGEST:
        i = at + 1
        if not _joined(flat, tokens, i):
            break
        word = tokens[i][2]
        if _capital(word):
            if tokens[i][0] in stops or word in _words("es_heads") or (word.isupper() and 2 < len(word) < 9):
                break
            at, capitals = i, capitals + 1
            continue
        comma = word == ","
        if word not in _SPANISH_LINKS and not (comma and capitals):
            break
        k = i + 1
        while k < len(tokens) and _joined(flat, tokens, k) and tokens[k][2] in _ARTICLES | ({"de"} if word in ("y", "e") else set()) and k - i < 4:
            k += 1
        if not (k < len(tokens) and _joined(flat, tokens, k) and _capital(tokens[k][2])):
            break
        noun = tokens[k][2]
        acronym = noun.isupper() and 2 < len(noun) < 9
        place = tokens[k][0] in places or country_code(noun) is not None
        if noun in _words("es_heads") or (tokens[k][0] in stops and word not in ("de", "del")):
            break
        if comma and not _goes_on(flat, tokens, k):
            break
        if word in ("y", "e") and (acronym or place):
            break
        if word in ("en", "a", "al", "para") and place and not placed:
            break
        bare = k == i + 1 or tokens[i + 1][2] == "de"
        if (word == "en" and not bare) or (word in ("y", "e") and not bare and not purpose):
            break
        at, capitals, purpose = k, capitals + 1, purpose or word == "para"
        if acronym and not placed:
            break
    return at, capitals > 1 or (capitals == 1 and at - head > 1)


def _goes_on(flat: str, tokens: list[Token], k: int) -> bool:
    """Whether a list of subjects ends with "y": "Prevención, Mitigación y Atención de Desastres"."""
    for i in range(k + 1, min(k + 7, len(tokens) - 1)):
        if not _joined(flat, tokens, i):
            return False
        word = tokens[i][2]
        if word in ("y", "e"):
            return _capital(tokens[i + 1][2]) and not tokens[i + 1][2].isupper() and tokens[i + 1][2] not in _words("es_heads")
        if not (_capital(word) or word in (",", "de", "la", "del")):
            return False
    return False


def _behind_articles(flat: str, tokens: list[Token], at: int, bound: int) -> int:
    """The first token from ``at`` that is no article or "de", at most ``bound``."""
    while at < min(len(tokens), bound) and _joined(flat, tokens, at) and tokens[at][2] in _DE | _ARTICLES | {"del"}:
        at += 1
    return at


def _office(flat: str, tokens: list[Token], head: int, stops: Set[int]) -> int:
    """Last token of "oficina de la OIT para México y Cuba", "bureau du HCR à Abéché": a known body, and a place behind it."""
    i = head + 1
    if _joined(flat, tokens, i) and tokens[i][2] in ("regional", "régional", "nacional", "national", "subregional"):
        i += 1
    i = _behind_articles(flat, tokens, i, head + 5)
    if i >= len(tokens) or tokens[i][0] not in stops:
        return head
    i = _behind_body(flat, tokens, i) if tokens[head][2].lower() in ("bureau", "oficina") else i + 1
    if not (i + 1 < len(tokens) and _joined(flat, tokens, i) and tokens[i][2] in ("en", "para", "pour", "à", "au", "aux")):
        return head
    i += 1
    while i < len(tokens) and _joined(flat, tokens, i) and tokens[i][2] in _ARTICLES:
        i += 1
    at = head
    while i < len(tokens) and _joined(flat, tokens, i) and _capital(tokens[i][2]):
        at, i = i, i + 1
        pair = i + 1 < len(tokens) and tokens[i][2] in ("y", "et") and _joined(flat, tokens, i) and _joined(flat, tokens, i + 1)
        if pair and country_code(tokens[i + 1][2]):
            i += 1
    return at


def _behind_body(flat: str, tokens: list[Token], i: int) -> int:
    """The token behind the capital words of a body's name, with "/OMS" or "(OIT)" at their end."""
    i = first = i + 1
    while i + 1 < len(tokens) and _joined(flat, tokens, i) and _joined(flat, tokens, i + 1) and i - first < 10:
        word, following = tokens[i][2], tokens[i + 1][2]
        if _capital(word):
            i += 1
        elif word in _DE | {"/", "del", "y", "et"} and _capital(following):
            i += 2
        elif word == "(" and i + 2 < len(tokens) and following.isupper() and tokens[i + 2][2] == ")":
            return i + 3
        else:
            break
    return i


def _introduced(flat: str, tokens: list[Token], at: int, stops: Set[int]) -> tuple[int, int]:
    """First and last token of the name that "l'ONG française …" or "la organización …" introduces; 0 as the last where none does."""
    first = at + 1
    if _joined(flat, tokens, first) and _ADJECTIVE.fullmatch(tokens[first][2]):
        first += 1
    i = last = first
    while _joined(flat, tokens, i) and i - first < 9:
        word = tokens[i][2]
        if _capital(word):
            if tokens[i][0] in stops or (i == first and country_code(word)):
                return first, 0
            last = i
        elif i == first or not (word in _DE | _ARTICLES | {"del", "&", "sans", "sin", "y", "et", "por", "pour"} and i - last < 3):
            break
        i += 1
    alone = first == last and first < len(tokens) and _ADJECTIVE.fullmatch(tokens[first][2].lower())  # "société civile Ivoirienne"
    return first, last if i > first and not alone and tokens[first][2] not in ("Loi", "No", "Non") else 0


def _small(flat: str, tokens: list[Token], head: int, stops: Set[int]) -> int:
    """Last token of "hôpital de Makélékélé", "lycée agricole de Thibar", "colegio Mbaracayú": capital words are needed."""
    i = head + 1
    if _joined(flat, tokens, i) and _ADJECTIVE.fullmatch(tokens[i][2]):
        i += 1
    front = i
    i = _behind_articles(flat, tokens, i, head + 5)
    linked = i > front
    at = head
    while i < len(tokens) and _joined(flat, tokens, i) and i - head < 8 and _capital(tokens[i][2]) and tokens[i][0] not in stops:
        at, i = i, i + 1
        goes_on = i + 1 < len(tokens) and _joined(flat, tokens, i) and _joined(flat, tokens, i + 1)
        if goes_on and tokens[i][2] in _DE and tokens[head][2] in ("colegio", "cooperativa", "coopérative", "hôpital", "lycée", "paroisse"):
            i += 1
    if at > head and {w for _, _, w in tokens[head + 1 : at + 1] if _capital(w)} <= _words("es_weak") | _words("fr_weak"):
        return head  # "universidad del Grupo"
    alone = at == head + 1 and not linked and tokens[at][2].isupper()
    return head if alone else at  # "la coopérative COOPMAG" is called COOPMAG


def _member_body(flat: str, tokens: list[Token], head: int) -> int:
    """Last token of "association des parents d'Ambovombe", "tribunal de grande instance de Bunia", "junta de agua de Guanijiquil": a few
    small-letter words, and a place behind "de".
    """
    i, linked = head + 1, False
    while i < len(tokens) and _joined(flat, tokens, i) and i - head < 8:
        word = tokens[i][2]
        if _capital(word):
            return i if linked and not word.isupper() else head
        if word not in _DE | _ARTICLES | {"del"} and not (word.isalpha() and len(word) > 3 and word not in _words("fr_stops")):
            return head
        linked = word in _DE | _ARTICLES | {"del"}
        i += 1
    return head
