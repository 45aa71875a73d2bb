"""When two names, places or records mean the same thing: the comparisons that the scorer counts by.

Names are compared folded (case, accents, quotes, possessives, a leading article), then by their content words, then by the surface
forms that gold and prediction give for the bodies of the page. Records are paired one to one, the most alike first.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

Record = dict[str, Any]

ENGLISH_STOP_WORDS = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "its", "of", "on", "the", "their", "to", "with"}
ROMANCE_STOP_WORDS = {"au", "aux", "de", "del", "des", "du", "el", "en", "et", "la", "las", "le", "les", "los", "para", "y"}
STOP_WORDS = frozenset(ENGLISH_STOP_WORDS | ROMANCE_STOP_WORDS)


def norm(text: str | None) -> str:
    """``text`` without case, accents, possessives, punctuation and a leading article; empty for None."""
    if not text:
        return ""
    text = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = re.sub(r"'s\b", "", text)
    text = re.sub(r"[^\w]+", " ", text).strip()
    return re.sub(r"^(the|la|le|les|el|los|las|l|al) ", "", text)


def content_words(text: str | None) -> Counter[str]:
    """The words of a name that carry meaning, in the singular, with how often each stands there."""
    return Counter(re.sub(r"(?<=[a-z]{3})s$", "", w) for w in norm(text).split() if w not in STOP_WORDS)


def overlap(a: str | None, b: str | None) -> float:
    """F1 of the content words of two names, 0 to 1; exactly 1.0 when they are equal once folded."""
    if norm(a) and norm(a) == norm(b):
        return 1.0
    x, y = content_words(a), content_words(b)
    common = sum((x & y).values())
    return 2 * common / (sum(x.values()) + sum(y.values())) if common else 0.0


def assign(gold: Sequence[Record], pred: Sequence[Record], similarity: Callable[[Record, Record], float], threshold: float) -> list[tuple[int, int]]:
    """Index pairs of a greedy one-to-one matching, best pair first, none below ``threshold``; ties go to the earlier gold record."""
    pairs = sorted(((similarity(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(pred)), key=lambda t: -t[0])
    used_gold: set[int] = set()
    used_pred: set[int] = set()
    out = []
    for score, i, j in pairs:
        if score < threshold:
            break
        if i not in used_gold and j not in used_pred:
            used_gold.add(i)
            used_pred.add(j)
            out.append((i, j))
    return out


def names_of(organisation: Record) -> set[str]:
    """Every folded form under which a record knows a body."""
    names = {norm(organisation.get("name")), norm(organisation.get("acronym"))} | {norm(s) for s in organisation.get("surfaces") or []}
    return names - {""}


class Names:
    """Says whether two strings name the same body or place on one page, by the surface forms of gold and prediction."""

    def __init__(self, gold: Record, pred: Record) -> None:
        self.groups = [names_of(o) for o in gold["organisations"]] + [names_of(o) for o in pred.get("organisations", [])]

    def same(self, a: str | None, b: str | None) -> bool:
        """True when the names overlap by 0.8 or more, or stand in one group of forms, or in two groups that share a form."""
        a, b = norm(a), norm(b)
        if not a or not b:
            return False
        if a == b or overlap(a, b) >= 0.8:
            return True
        return any(b in h for g in self.groups if a in g for h in self.groups if g & h)


def same_organisation(gold: Record, pred: Record) -> float:
    """0 where two bodies share no form, else 1 and the number of forms they share."""
    common = len(names_of(gold) & names_of(pred))
    return common and 1 + common


def same_person(gold: Record, pred: Record) -> float:
    """2 for the same name, 1 where one name holds all words of the other and both end alike (a family name alone is no match), else 0."""
    x, y = norm(gold["name"]).split(), norm(pred["name"]).split()
    if x == y:
        return 2.0
    return 1.0 if x and len(y) > 1 and x[-1] == y[-1] and (set(x) <= set(y) or set(y) <= set(x)) else 0.0


def same_place(gold: Record, pred: Record) -> float:
    """2 where the gold name equals the predicted name or one of its forms, 1 for two names of one country, else 0."""
    if norm(gold["name"]) == norm(pred["name"]) or any(norm(gold["name"]) == norm(s) for s in pred.get("surfaces") or []):
        return 2.0
    return 1.0 if gold["kind"] == pred["kind"] == "country" and gold["country"] and gold["country"] == pred["country"] else 0.0


def record_similarity(gold: Record, pred: Record) -> float:
    """How alike two events or initiatives are: the overlap of their names, raised by an equal acronym, start, city and kind."""
    s = overlap(gold["name"], pred["name"])
    if gold.get("acronym") and norm(gold["acronym"]) == norm(pred.get("acronym")):
        s = max(s, 0.9)
    if gold.get("start") and gold.get("start") == pred.get("start"):
        s += 0.1
    if gold.get("city") and norm(gold.get("city")) == norm(pred.get("city")):
        s += 0.1
    if gold.get("kind") == pred.get("kind"):
        s += 0.05
    return s


def same_slot(slot: str, gold: Any, pred: Any) -> bool:
    """Whether two values of a slot are equal; cities and acronyms are compared folded."""
    return norm(str(gold)) == norm(str(pred)) if slot in ("city", "acronym") else bool(gold == pred)


def same_budget(gold: Record | None, pred: Record | None) -> bool:
    """Whether two budgets have the same currency and amounts less than one per cent of gold's apart."""
    if not gold or not pred:
        return False
    return abs(gold["amount"] - pred["amount"]) < 0.01 * gold["amount"] and bool(gold["currency"] == pred["currency"])


def shingles(text: str, n: int = 4) -> Counter[tuple[str, ...]]:
    """Runs of ``n`` folded words of a text (of all its words where it has fewer), with how often each stands there."""
    words = re.findall(r"\w+", text.casefold())
    return Counter(tuple(words[i : i + n]) for i in range(max(1, len(words) - n + 1))) if words else Counter()


def contact_key(contact: Record) -> tuple[str, str]:
    """What two contacts are compared by: the kind, and the last nine digits of a phone number or the folded value."""
    value = contact["value"].strip()
    return contact["kind"], re.sub(r"\D", "", value)[-9:] if contact["kind"] == "phone" else value.casefold().rstrip("/")
