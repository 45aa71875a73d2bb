"""Whether a sentence speaks of the past or the future around a date, by the words near it (``resources/dates_tense.toml``)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline import resource
from pipeline.dates.expression import Expression
from pipeline.dates.words import Shape, context_words

_DONE = re.compile(r"\w{3,30}(?:ée?s?|[ai]d[oa]s?)")
"""A participle of French or Spanish, which right before a date tells of something done."""
_INFINITIVE = re.compile(r"(?:[ld]['’])?\w{2,20}(?:[aei]r(?:se|lo|la)?|re)")
_AIM = frozenset(("for", "para", "pour"))
_OF = frozenset(("d", "de", "d'", "d’", "en"))
_SKIPPED = frozenset(("ce", "el", "en", "este", "le", "les", "los"))


def tense(shape: Shape, expression: Expression) -> int:
    """-1 where the sentence speaks of the past around the expression, 1 where of the future, 0 where it does not tell."""
    past = future = 0.0
    modal = -9
    begin = max(expression.token - 40, 0)
    for i in range(expression.token - 1, begin - 1, -1):
        if ends_sentence(shape, i):
            begin = i + 1
            break
    beside = (
        shape.word(expression.token - 1)
        if shape.letters[max(expression.token - 1, 0) : expression.token] not in "toW"
        else shape.word(expression.token - 2)
    )
    labelled = beside in (":", "(") and shape.word(expression.token - 2) in _tense_words()["beside_future"]
    moved = shape.word(expression.token - 2) in context_words("moved") and shape.letters[expression.token - 1] == ">"
    if moved or labelled or shape.word(expression.token - 2) == "ici" or beside in _tense_words()["beside_future"]:
        future += 1.0
    if beside in _tense_words()["beside_past"]:
        past += 1.0
    if _done(shape, expression.token):
        past += 1.0
    commas_before = shape.letters[begin : expression.token].count(",")
    seen = 0
    for i in range(begin, min(expression.token_end + 25, len(shape.tokens))):
        letter = shape.letters[i]
        if i >= expression.token_end and ends_sentence(shape, i):
            break
        if letter == ",":
            seen += 1
        if expression.token <= i < expression.token_end or letter not in "xlroE>":
            continue
        commas = commas_before - seen if i < expression.token else seen - commas_before
        away = expression.token - i if i < expression.token else i - expression.token_end + 2
        weight = 1.0 / (2 + away) / (1 + max(commas, 0) * 0.5)
        word = shape.word(i)
        if word in _tense_words()["modal"] and shape.letters[i + 1 : i + 2] not in ("M", "K", "N", "Y"):
            modal = i
        ahead, behind = _cues(word)
        if (word in _tense_words()["aimed"] and shape.word(i + 1) in _AIM) or f"{word} {shape.word(i + 1)}" in _tense_words()["pairs"]:
            ahead, behind = 0.8, 0.0
        if i < expression.token and _intended(shape, i, expression.token):
            ahead, behind = 0.8, 0.0
        if behind and i - modal <= 4:
            ahead, behind = max(ahead, behind * 0.8), 0.0
        elif behind and any(shape.word(i - k) in _tense_words()["present"] for k in (1, 2)):
            ahead, behind = 0.3, 0.0
        past += weight * behind
        future += weight * ahead
    if past > future * 1.2:
        return -1
    return 1 if future > past * 1.2 else 0


def _intended(shape: Shape, token: int, end: int) -> bool:
    """Whether what was decided comes right behind the word, before ``end``: "decided to hold", "acordaron reunirse", "a décidé d'organiser"."""
    if shape.word(token) not in _tense_words()["decided"]:
        return False
    behind = [shape.word(i) for i in range(token + 1, min(token + 4, end))]
    return bool(behind) and (behind[0] == "to" or any(_INFINITIVE.fullmatch(w) for w in (behind[1:] if behind[0] in _OF else behind[:1])))


def since(shape: Shape, expression: Expression) -> bool:
    """Whether "since" stands right before."""
    return shape.word(expression.token - 1) in ("depuis", "desde", "since")


def _done(shape: Shape, token: int) -> bool:
    """Whether a participle stands right before the date ("introduits en mars", "démarré lundi"), and nothing says that it is still to come."""
    at = token - 1
    while token - at < 3 and shape.word(at) in _SKIPPED:
        at -= 1
    word = shape.word(at)
    if not _DONE.fullmatch(word):
        return False
    return not any(shape.word(at - k) in _tense_words()["modal"] or _cues(shape.word(at - k))[0] for k in (1, 2, 3))


def ends_sentence(shape: Shape, token: int) -> bool:
    """Whether a sentence ends here: a full stop before a capital, a new line, a question or exclamation mark, a semicolon."""
    letter = shape.letters[token]
    if letter == "|":
        after = shape.tokens[token + 1].start if token + 1 < len(shape.tokens) else len(shape.text)
        return "\n" in shape.text[shape.tokens[token].start : after]
    if letter == "p":
        return shape.word(token) in ("?", "!", ";", "…")
    if letter != "." or token + 1 >= len(shape.tokens):
        return False
    following = shape.tokens[token + 1]
    return following.start > shape.tokens[token].end and not shape.text[following.start].islower() and len(shape.word(token - 1)) > 2


@lru_cache(maxsize=20_000)
def _cues(word: str) -> tuple[float, float]:
    """How much a word says future and past."""
    lists = _tense_words()
    out = []
    for key in ("future", "past"):
        words = lists[key]
        weight = words.get(word)
        if weight is None:
            ends = len(word) > 4 and word.endswith(tuple(lists[key + "_suffixes"])) and word not in lists[key + "_not"]
            weight = 0.8 if ends and not (key == "past" and word in lists["future"]) else 0.0
        out.append(weight)
    return out[0], out[1]


@cache
def _tense_words() -> dict[str, dict[str, float]]:
    data = resource.toml("dates_tense.toml")
    out: dict[str, dict[str, float]] = {"modal": dict.fromkeys(data["modal"]["words"], 1.0)}
    out["aimed"] = dict.fromkeys(data["aimed"]["words"], 1.0)
    out["pairs"] = dict.fromkeys(data["aimed"]["pairs"], 1.0)
    out["decided"] = dict.fromkeys(data["decided"]["words"], 1.0)
    out["present"] = dict.fromkeys(data["present"]["words"], 1.0)
    for key in ("future", "past"):
        out["beside_" + key] = dict.fromkeys(data["beside"][key], 1.0)
        out[key] = data[key]["words"]
        out[key + "_suffixes"] = dict.fromkeys(data[key]["suffixes"], 1.0)
        out[key + "_not"] = dict.fromkeys(data[key]["not"], 1.0)
    return out
