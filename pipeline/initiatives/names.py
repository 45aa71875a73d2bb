"""Names of initiatives by their form: a capitalised phrase around a head word ("Meheba Health for All project", "Convention on Migratory Species"),
and the conventions, compacts and funds that pages cite, from a reviewed list.

Finders are ``Scene -> Iterator[Candidate]``. A phrase inside the name of a body, a heading, a post ("Programme Manager") or a bare "the Programme"
is none. Wrong where a body is called like an initiative and nothing has recognised it as a body.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from pipeline import resource
from pipeline.initiatives.scene import Scene, Word, heads, plain
from pipeline.phrases import Openings, listed, openings

Source = Literal["tagger", "known", "head", "apposed", "quoted", "described", "agreement", "title", "field", "row"]

ACRONYM = re.compile(r"\s?\(([A-ZÀ-Þ][\w&/\-–]{1,14}(?:\s(?:II|III|IV|VI?|[1-9]))?)\)")
YEARS = re.compile(r",? ?\(?((?:19|20)\d\d\s?[-–]\s?(?:19|20)?\d\d)\)?|,? (?:of )?((?:19|20)\d\d)(?: ?\((?:No\.|núm\.|n[°ºo]) ?\d{1,3}\))?(?![\d-])")
VERB = re.compile(
    r"[a-zà-ÿ]{3,20}(?:ó|aron|ieron)|viennent|vient|rassemble|regroupe|relie|(?:ob|main|sou|con|re)?tiendra|(?:de|re|inter)?viendra|(?:com|re)?prendra|sera|aura|doit|doivent|peut|peuvent|fait|font|aide|tient|viene|debe|puede|hace|ofrece|busca|ayuda|sigue|pone|recibe"
    r"|cumple|arranca|inicia|comienza|suma|integra|[a-zà-ÿ]{2,20}(?:ará|erá|irá|arán|erán|irán)|[a-zà-ÿ]{3,20}(?:eront|iront)|celebra|cuenta|réunit|reúne|tiene|trabaja|travaille|vise"
    r"|s[’'][a-z]{3,14}|(?:s[’'])?(?:applique|articule|appuie|compte|comprend|constitue|contribue|couvre|définit|donne|engage|établit|fixe|inscrit|lie"
    r"|permet|porte|prend|prévoit|propose|repose|soutient|traduit|bénéficie)|(?:abarca|agrupa|ampara|aporta|apoya|articula|beneficia|comprende|consiste"
    r"|constituye|contempla|contribuye|cubre|define|entra|establece|facilita|fija|forma|funciona|financia|incluye|nace|obliga|ofrece|permite|prevé|promueve|propone|regula"
    r"|responde|rige|sesiona|surge|vincula)"
)
"""French and Spanish verbs that end a name which its head opens: "La Red trabaja", "la Red celebrará"."""
POST = re.compile(
    r"\b(?:adviser|advisor|chief|commissioner|coordinator|director|manager|minister|officer|rapporteur|secretary)\s(?:general\s)?(?:for|of|on)\s"
)
"""A position, which is told by what it is for: "Assistant Director for Partnerships"."""
UNDERTAKING = re.compile(
    r"(?:estrategia|iniciativa|initiative|plan(?:-cadre)?|programm?e|programa|projet|proyecto|stratégie)\s(?!international\b|(?:des nations unies"
    r"|de las naciones unidas|mondial|mundial)\b)"
)
"""What names an undertaking in French or Spanish even where it was taken for a body: "Programa Nacional de Chagas"."""
RUN_ON = re.compile(
    r"(?<!\bde)(?<!\bà)(?<!\ba)(?<!\ben)(?<!\by)(?<!\bet)(?<!\bcon)(?<!\bpor)(?<!\bpara)(?<!\bsur)(?<!\bpour)(?<!\bpar)(?<!\bsobre)\s(?:la|el|le)\s$"
)
"""An article without a preposition, which no name goes on over: "Centro de Fotografía de Montevideo la Red de Archivos"."""
SENTENCE_MARKS = frozenset('.!?;:…•·|()[]{}“”"«»/=+*#')


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may name or describe an initiative. ``named`` is False where the words only describe it."""

    start: int
    end: int
    name: str
    kind: str | None
    confidence: float
    source: Source
    acronym: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    name: str
    kind: str
    acronym: str | None


@cache
def known() -> tuple[re.Pattern[str], dict[str, Known], Openings]:
    """The list of cited instruments: one pattern for all their names, what each name means (keys as :func:`plain` gives them), and how they
    begin."""
    meaning: dict[str, Known] = {}
    for name, kind, acronym, others in csv.reader(resource.lines("initiative_known.csv"), delimiter=";"):
        entry = Known(name, kind, acronym or None)
        for form in [name, *others.split("|")]:
            if form:
                meaning.setdefault(plain(form), entry)
    words = sorted(meaning, key=lambda n: (-len(n), n))
    body = "|".join(re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in words)
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])", re.IGNORECASE), meaning, openings(words)


def find_known(scene: Scene) -> Iterator[Candidate]:
    """Instruments of the reviewed list, with the words that carry the name on ("… on trafficking in persons" is left to the reader of heads)."""
    pattern, meaning, opens = known()
    for m in listed(pattern, opens, scene.text):
        if not any(w[0].isupper() for w in m.group().split() if len(w) > 3):
            continue
        entry = meaning[plain(m.group())]
        following = scene.words[scene.word_at(m.end()) : scene.word_at(m.end()) + 1]
        if following and following[0].text.casefold() in ("secretariat", "secretary"):
            continue
        end = _years(scene, m.end())
        yield Candidate(m.start(), end, tidy(scene.text[m.start() : end]), entry.kind, 0.9, "known", acronym_after(scene, end) or None)


def tidy(text: str) -> str:
    """A name on one line without quotation marks around it or an acronym at its end."""
    text = re.sub(r"\s+", " ", text).strip(" ,;:–-—")
    text = re.sub(r"\s?\([A-ZÀ-Þ][\w&/\-–]{1,14}(?:\s(?:II|III|IV|VI?|[1-9]))?\)$", "", text)
    text = re.sub(r"\s?\([^()]{0,40}$|^[^()]{0,40}\)\s?(?=\w)", "", text)
    text = re.sub(
        r"\s(?:behind|under|of|for|in|by|to|with|and|the|de|du|des|del|et|se|en|pour|para|por|[Ll]eer más|[Rr]ead more|[Ll]ire la suite)$", "", text
    )
    return text.strip('“”"«»‘ ').rstrip("’' ,")


def acronym_after(scene: Scene, end: int) -> str | None:
    """The acronym in brackets that follows a name, without a plural s: "(SMPs)" is "SMP"."""
    m = ACRONYM.match(scene.text, end)
    if not m or sum(c.isupper() for c in m.group(1)) < 2 or not (m.group(1)[0].isupper()):
        return None
    return re.sub(r"(?<=[A-Z])s$", "", m.group(1))


def find_heads(scene: Scene) -> Iterator[Candidate]:
    """Capitalised phrases around a head word."""
    french = scene.document.language in ("fr", "es")
    at = -1
    for i, word in enumerate(scene.words):
        if i <= at:
            continue
        found = _head(scene, i)
        if found is None:
            continue
        length, kind = found
        span = _opened(scene, i, length) if french and plain(word.text) in heads().opening else None
        span = span or _phrase(scene, i, length, kind)
        if span is None:
            continue
        first, last = span
        start, end = scene.words[first].start, scene.words[last].end
        end = _years(scene, end)
        at = last
        name = tidy(scene.text[start:end])
        if not _individual(scene, name, start, end):
            continue
        yield Candidate(start, end, name, kind, 0.6, "head", acronym_after(scene, end))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(head.split()[0] for head in heads().strong)


@lru_cache(maxsize=16_384)
def _first(word: str) -> str | None:
    """The word in lower case without a genitive, if a head begins with it."""
    first = word.replace("’", "'").casefold().removesuffix("'s").removesuffix("'")
    return first if first in _first_words() else None


def _head(scene: Scene, i: int) -> tuple[int, str] | None:
    """Number of words and kind of the head that starts at word ``i``."""
    word = scene.words[i]
    if not word.text[0].isalpha():
        return None
    first = _first(word.text)
    if first is None:
        return None
    for length in (3, 2, 1):
        if i + length > len(scene.words):
            continue
        text = first if length == 1 else plain(scene.text[word.start : scene.words[i + length - 1].end])
        kind = heads().strong.get(text)
        if kind:
            return length, kind
    return None


def _phrase(scene: Scene, i: int, length: int, kind: str) -> tuple[int, int] | None:
    """First and last word of the name around the head at word ``i``; None where nothing capitalised belongs to it."""
    words = scene.words
    last = i + length - 1
    following = words[last + 1] if last + 1 < len(words) and last + 1 not in scene.breaks else None
    if following and plain(following.text) in heads().parts:
        return None
    if following and following.capital and following.text.isalpha() and not words[i].text[0].islower() and following.text not in ("II", "III", "IV"):
        return None
    first = _left(scene, i)
    capital_head = words[i].text[0].isupper()
    if not capital_head and scene.document.language in ("fr", "es"):
        return None
    if not capital_head and i - first < 2 and not (i - first == 1 and "-" in words[first].text):
        return None
    if capital_head:
        last = _right(scene, last, kind)
    while first < i and plain(words[first].text) in heads().joints["leading"]:
        first += 1
    if plain(words[i].text) in ("call", "appel", "appeal") and last == i:
        return None
    own = sum(1 for w in words[first : last + 1] if w.text[0].isupper() and w.text.isalnum()) - length * capital_head
    joined = any(plain(w.text) not in heads().joints["right"] for w in words[i + length : last + 1])
    return (first, last) if own >= 1 or joined else None


def _left(scene: Scene, i: int) -> int:
    """Index of the first word of the capitalised phrase that ends before word ``i``."""
    words, first, j = scene.words, i, i
    while j > 0 and j not in scene.breaks and i - j < 14:
        word = words[j - 1]
        text = plain(word.text)
        if word.text in ")" and j >= 3 and words[j - 3].text == "(" and words[j - 2].text.isupper():
            j -= 3
            continue
        if word.text in heads().joints["articles"] or _ends_body(scene, word):
            break
        if word.capital or word.text == "-":
            j -= 1
            first = j if word.capital else first
        elif (text in heads().joints["left"] or (word.text == "," and _list_comma(words, j - 1))) and j > 1 and words[j - 2].capital:
            j -= 1
        else:
            break
    return first


def _list_comma(words: list[Word], i: int) -> bool:
    """Whether the comma at ``i`` stands in "Asylum, Migration and Integration": a capital on both sides and "and" close behind."""
    return (
        i + 1 < len(words)
        and words[i + 1].capital
        and any(w.text in ("and", "&", "et", "y") for w in words[i + 2 : i + 4])
        and i > 0
        and words[i - 1].capital
    )


def _ends_body(scene: Scene, word: Word) -> bool:
    """Whether a body, place or person ends here with a genitive, or a body whose own name is longer than this word."""
    genitive = re.search(r"['’]s?$", word.text) is not None
    for m in scene.inside(word.start, word.end, "ORG", "PERSON", "LOC"):
        if m.end is not None and m.start is not None and (genitive or (m.label == "ORG" and " " in m.text) or m.label == "PERSON"):
            return True
    return False


def _right(scene: Scene, last: int, kind: str) -> int:
    """Index of the last word of the phrase that the head at ``last`` opens: joints with capitalised words behind them."""
    words, end, j = scene.words, last, last + 1
    joined = False
    while j < len(words) and j not in scene.breaks and j - last < 24:
        word = words[j]
        text = plain(word.text)
        if text in heads().joints["right"]:
            k = j + 1
            if (
                text == "to"
                and k + 1 < len(words)
                and words[k].text.isalpha()
                and words[k].text.islower()
                and words[k + 1].capital
                and k + 1 not in scene.breaks
            ):
                k += 1
            while (
                k < len(words)
                and k not in scene.breaks
                and k - j < 4
                and plain(words[k].text) in heads().joints["right"] | {"the", "all", "their", "its"}
            ):
                k += 1
            if k >= len(words) or k in scene.breaks or not words[k].capital or not words[k].text[0].isalpha():
                break
            if text in ("and", "&", "et", "y") and (not joined or k > j + 1 or _head(scene, k)):
                break
            if scene.covered(words[k].start, words[k].end, "DATE"):
                break
            named = scene.covered(words[k].start, words[k].end, "ORG", "PERSON", "LOC")
            if named and named.label == "LOC" and text in ("of", "de") and kind in ("declaration", "agreement"):
                named = None
            if (
                named
                and text in ("in", "with", "at", "from", "under", "to", "and", "en", "a", "au", "of", "de", "del", "du", "y", "et")
                and (k == j + 1 or named.label != "LOC")
            ):
                break
            joined = True
            j = k
        elif word.text == "," and joined and j + 1 < len(words) and _list_comma(words, j):
            j += 1
        elif joined and word.capital and word.text[0].isalpha():
            end = j
            j += 1
        else:
            break
    return end


def _opened(scene: Scene, i: int, length: int) -> tuple[int, int] | None:
    """French and Spanish: the head opens the name, and the words up to the next mark, verb or relative belong to it."""
    words = scene.words
    if not words[i].text[0].isupper():
        return None
    stop = heads().joints["stop"]
    joints = heads().joints["right"] | {"d", "l"}
    last, j = i + length - 1, i + length
    capitals = 0
    while j < len(words) and j not in scene.breaks and j - i < 16:
        text = plain(words[j].text)
        if (text == "y" and scene.document.language == "fr") or VERB.fullmatch(words[j].text):
            break
        if text in heads().opening and words[j].capital and not words[j - 1].capital:
            break
        following = plain(words[j + 1].text) if text in ("y", "et") and j + 1 < len(words) else ""
        if following in ("en", "por", "par") or (following in ("la", "le", "el", "l'") and not _goes_on(scene, j + 2)):
            break
        if (not words[j].text[0].isalnum() and not (words[j].text == "," and capitals and _list_comma(words, j))) or text in stop:
            break
        capitals += words[j].capital
        if text not in joints and words[j].text != ",":
            last = j
        j += 1
    opens = i == 0 or i in scene.breaks or words[i - 1].text in SENTENCE_MARKS
    return (i, last) if last >= i + length and (not opens or _item(scene, i, last)) else None


def _goes_on(scene: Scene, j: int) -> bool:
    """Whether a capitalised noun at ``j``, behind "y el", belongs to the name: "la Protección y el Desarrollo del Medio"."""
    if j + 1 >= len(scene.words) or j in scene.breaks:
        return False
    word = scene.words[j]
    bound = scene.inside(word.start, word.end, "ORG", "LOC", "PERSON")
    return word.capital and not bound and _head(scene, j) is None and plain(scene.words[j + 1].text) in ("de", "del", "du", "des", "d'", "d")


def _item(scene: Scene, i: int, last: int) -> bool:
    """Whether the words fill an item of a list: behind a bullet or semicolon, up to the end of the line or the next semicolon."""
    start, end = scene.words[i].start, scene.words[last].end
    opens = re.search(r"(?:[;:]\s?|(?:^|\n)\s{0,4}[•▪●◦*–—-]\s{0,3})$", scene.text[max(start - 12, 0) : start])
    return opens is not None and re.match(r"[.,]?\s{0,2}(?:\n|$|;|\(|\d{4}\b)", scene.text[end : end + 8]) is not None and last - i >= 3


def _years(scene: Scene, end: int) -> int:
    """The end of the name with the years that follow it: "2008-2010", ", 1996 (No. 177)"."""
    m = YEARS.match(scene.text, end)
    if not m or m.group().lstrip(", ").startswith("("):
        return end
    if m.group(2) and not re.search(r"\((?:No\.|núm\.|n[°ºo])", m.group()) and not m.group().startswith(" "):
        return end
    if m.group(2) and " of " in m.group():
        return end
    return m.end()


def _individual(scene: Scene, name: str, start: int, end: int) -> bool:
    """Whether the phrase names one undertaking: no body, no heading, no list of generic words, no General Assembly resolution."""
    low = plain(name)
    if any(b in low for b in heads().bodies) or len(name) > 160 or len(name.split()) < 2:
        return False
    if (scene.is_heading(start) and scene.document.page_type != "profile") or POST.search(low):
        return False
    if re.search(
        r"\b(?:2030 agenda|partnerships? for the goals|alianzas para|partenariats pour la réalisation|sustainable development goals?|sdgs?"
        r"|millennium|resolution|objectifs de développement|agenda 2030|agenda for sustainable development"
        r"|(?:provisional|tentative|draft|annotated|meeting|work) (?:agenda|programme|plan)$|call for (?:applications|papers|proposals"
        r"|tenders|nominations))\b",
        low,
    ):
        return False
    body = scene.covered(start, end, "ORG", "PERSON")
    if body and body.start == start and UNDERTAKING.match(low) and len(low.split()) > 2 and scene.document.language in ("fr", "es"):
        return True
    if body and (body.start or 0) < start and RUN_ON.search(scene.text[max(start - 30, 0) : start]):
        return True
    if low.split()[0] in heads().strong and any((m.start or 0) < start < (m.end or 0) for m in scene.inside(start, end, "ORG")):
        return False
    if body is None and any(m.start == start and (m.end or 0) - start > 0.6 * (end - start) for m in scene.inside(start, end, "ORG")):
        return False
    return body is None or (
        body.start == start and body.end == end and low.split()[0] != "the" and re.search(r"\b(?:platform|network|coalition)\b", low) is not None
    )
