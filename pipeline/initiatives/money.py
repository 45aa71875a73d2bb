"""The budget of an initiative, from the pieces of text that speak of it: its total or yearly amount, never a share, a fee or a gift to somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.document import Budget
from pipeline.evidence import Source, quoted
from pipeline.initiatives.budgets import Amount, find_amounts
from pipeline.initiatives.scene import Scene, heads
from pipeline.initiatives.zones import Piece, basis_of
from pipeline.phrases import either

TOTAL = re.compile(
    r"\b(?:budget|total|costs?|worth|volume|doté|presupuesto|amounts? to|value|montant|s[’']élève|fund holds|holds|it has|cost[eo]|coût|costará"
    r"|coûtera|cuesta|dotad[oa]|enveloppe|inversión|the whole to|valorad[oa])\b[^.;]{0,30}$",
    re.IGNORECASE,
)
SHARE = re.compile(
    r"\b(?:contribut\w{1,4}|adds?|of which|pays|grants? of|up to|per|each|fee|co-finances|receiv\w{1,4}|prize of|gives? \w+ of|since then"
    r"|a further|stipend|mention worth|yearly|aportó|avancé|offered)\b[^.;]{0,30}$",
    re.IGNORECASE,
)


def find_budget(scene: Scene, kind: str, pieces: Sequence[Piece], country: str | None) -> tuple[Budget, Source] | None:
    """The total or yearly amount; of several the one called the budget or cost, else the first beside the name, never a share or a fee."""
    if kind == "declaration":
        return None
    best: tuple[float, Amount, Piece] | None = None
    for piece in pieces:
        for amount in _amounts(scene, piece, country):
            score = _worth(scene, kind, piece, amount)
            if score > 0 and (best is None or score > best[0]):
                best = (score, amount, piece)
    if best is None:
        return None
    amount = best[1]
    year = re.compile(r"[^\w\n]{0,3}\(((?:19|20)\d\d)\)|\s(?:for|in|pour|en)\s((?:19|20)\d\d)\b").match(scene.text, amount.end)
    budget = Budget(amount.amount, amount.currency, int(year[1] or year[2]) if year else None)
    return budget, quoted(amount.start, amount.end, basis_of(best[2]))


def _amounts(scene: Scene, piece: Piece, country: str | None) -> Iterator[Amount]:
    for amount in find_amounts(scene.text[piece.start : piece.end], country=country):
        yield Amount(piece.start + amount.start, piece.start + amount.end, amount.amount, amount.currency)


DEMANDED = re.compile(
    r"\b(?:call(?:s|ed|ing)?\s(?:up)?on|call(?:s|ed|ing)?\sfor|urg(?:es?|ed|ing)|demand(?:s|ed|ing)?|ask(?:s|ed|ing)?\sfor|lobb(?:ies|ied|ying)\sfor"
    r"|réclam\w{1,4}|demande(?:nt)?|exigen?|piden?|reclaman?)\b(?!\s(?:proposals|tenders|applications))[^.;\n]{0,150}\bfor\s$"
)
"""Somebody asks for the money that follows; nobody has given it."""


def _worth(scene: Scene, kind: str, piece: Piece, amount: Amount) -> float:
    before = scene.text[max(amount.start - 45, piece.start) : amount.start]
    after = scene.text[amount.end : amount.end + 40]
    asked = (
        None
        if kind in ("campaign", "declaration")
        else DEMANDED.search(scene.text, max(amount.start - 160, scene.around(amount.start)[0]), amount.start)
    )
    if asked or SHARE.search(before) or re.match(r"\s(?:each|a person|per|grants?|for each|a year\b(?! for))", after) or amount.amount < 5000:
        return 0
    score = 1.0 - 0.4 * piece.rank
    if TOTAL.search(before):
        score += 2
    noun = either(heads().nouns)
    if re.match(rf"\)?,?\s(?:\w+\s){{0,2}}(?:{noun})\b", after) or re.search(rf"\b(?:{noun}) (?:of|de)\s?$", before, re.IGNORECASE):
        score += 1.5
    if piece.rank == 0 and kind == "agreement" and score < 2 and min((abs(amount.start - b) for _, b in piece.names), default=200) > 90:
        return 0
    if kind == "strategy" and score < 1.5 and not re.search(r"sets aside|with|\b(?:financ|fund|paid)", before):
        return 0
    return score
