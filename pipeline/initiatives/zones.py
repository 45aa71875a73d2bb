"""Which passages speak of which initiative: the evidence from which its dates, money, parties and places may be taken.

The passage that names it counts as far as the next initiative's name; a passage that goes on with "it" or "the project" counts for the last one named
that such a noun fits. A value is never taken from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.document import Basis
from pipeline.initiatives.cues import goes_on
from pipeline.initiatives.names import known
from pipeline.initiatives.scene import REACH, Scene, heads, plain
from pipeline.initiatives.threads import Thread
from pipeline.phrases import either

RUNNING = frozenset(("project", "programme", "campaign", "fund", "platform", "network", "partnership", "series", "mechanism", "other"))
"""Kinds that somebody runs and pays for; the others are texts that parties adopt."""

PRONOUN = re.compile(
    r"^[\s\W]*(?:It|Its|They|This|Under it|With (?:a|its)|The (?:first|second|third|current|pilot) phase|Started|Launched|Funded|Financed"
    r"|Paid for|Implemented|Volume|Total|Budget|Funding|In total|(?:Cerr|Comenz|Empez|Finaliz|Inici|Termin)ó|Arrancó|Concluyó|Durará|Tiene|Cuenta"
    r"|Il|Elle|Son|Sa|Su|Se apoya|Financ|Cel(?:ui|le)-ci"
    r"|(?:Conduit|Créé|Démarré|Doté|Exécuté|Lancé|Mené|Porté|Soutenu)e?|(?:Cofinanci|Coordin|Cre|Dot|Ejecut|Financi|Inici|Lanz)ad[oa])\b"
)
FOLLOWING = 6
"""Passages after a name that may still speak of it."""
CLAUSE = 30
"""Characters that a passage which goes on with "it" needs before the next name to say something of its own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of evidence: ``rank`` 0 names the initiative, 1 takes it up again, 2 only stands behind in its paragraph; ``names`` are the spans
    inside that stand for it."""

    start: int
    end: int
    rank: int
    names: tuple[tuple[int, int], ...]


def basis_of(piece: Piece) -> Basis:
    """How far a value from this piece is from the name: in its sentence, or in one that goes on about it."""
    return "context" if piece.rank else "sentence"


WORTH = r"[A-Z]{0,3}\s?[€$£]?\s?\d[\d.,]{0,9}[- ](?:million|billion)[- ](?:(?:dollar|euro)s? )?"
"""An amount before the noun: "the €18 million partnership"."""


@cache
def nouns_of(kind: str) -> re.Pattern[str]:
    """What a text calls an initiative of this kind when it takes it up again: "the project", "le projet"."""
    running = kind in RUNNING
    fitting = sorted(n for n, k in heads().again.items() if k == kind or (running and n in ("initiative", "scheme", "iniciativa")))
    return re.compile(
        rf"\b(?:the|this|our|its|le|la|ce|du|el|del|l['’])\s?(?:{WORTH})?(?:[a-z][a-z-]{{2,14}} |(?:first|second|third"
        rf"|current) phase of the )?(?:{'|'.join(fitting) or 'initiative'})\b(?!\s(?:of|between|for|on (?![0-9A-Z]))\s?)",
        re.IGNORECASE,
    )


def own_noun(name: str) -> re.Pattern[str] | None:
    """How the text takes a name up again by its head with a capital: "the Observatory", "la Red"; None for a name without such a head."""
    words = re.split(r"\s(?:for|on|of|to|against|in|de|del|de la|du|des|pour|para|sobre|sur)\s|\s?[,:(–]", name)[0].split()
    noun = words[-1] if len(words) > 1 or (len(words) == 1 and " " in name) else ""
    if not re.fullmatch(r"[A-ZÀ-Þ][a-zà-ÿ]{2,15}", noun):
        return None
    return _anew(noun)


@lru_cache(maxsize=2000)
def _anew(noun: str) -> re.Pattern[str]:
    either = f"(?:{noun}|{noun.casefold()})" if heads().nouns.get(noun.casefold(), "other") in RUNNING and not noun.endswith("s") else noun
    return re.compile(
        rf"\b(?:[Tt]he|[Ii]ts|[Tt]his|[Ll]a|[Ee]l|[Ll]e|[Dd]el|[Dd]u|[Cc]ette|[Ee]sta|[Ll][’'])\s?(?:(?:draft|new|proposed|final|joint)\s)?{either}\b(?!\s(?:of|for|on|de|du|des|del|pour|para)\b|\s[A-ZÀ-Þ])"
    )


def zones(scene: Scene, threads: Sequence[Thread], kinds: Sequence[str]) -> list[list[Piece]]:
    """For each thread its pieces of evidence, those that name it first."""
    spans = sorted((a, b, i) for i, t in enumerate(threads) for a, b in t.mentions)
    wide = [(x, y) for x, y, i in spans if kinds[i] != "strategy"]
    spans = [(a, b, i) for a, b, i in spans if a == threads[i].start or not any(x <= a and b <= y and y - x > b - a for x, y in wide)]
    out: list[list[Piece]] = [[] for _ in threads]
    by_passage: dict[int, list[tuple[int, int, int]]] = {}
    for a, b, i in spans:
        by_passage.setdefault(scene.passages.number(a), []).append((a, b, i))
    own = [own_noun(t.name) if t.named and "known" not in t.sources else None for t in threads]
    current: dict[str, tuple[int, int]] = {}
    last: tuple[int, int] | None = None
    opener: tuple[int, int] | None = None
    for number, (start, end) in enumerate(scene.passages.bounds):
        here = by_passage.get(number, [])
        framing = _framing(scene, start, here)
        for k, (a, b, i) in enumerate(here):
            left = next((y for x, y, j in reversed(here[:k]) if j != i and y <= a), start)
            if left > start:
                left = max((left + m.end() for m in re.finditer(r"[,;:(]|\b(?:and|y|et)\s", scene.text[left:a])), default=left)
            over = past_clause(scene, b, end)
            right = min(next((x for x, y, j in here[k + 1 :] if j != i and x >= over and (x, y) not in framing), end), over + REACH)
            right = b if k and (a, b) in framing else right
            right = min([right, *(o for _, y, _ in here[:k] if y < a < (o := past_clause(scene, y, end)))])
            left = max(left, a - REACH)
            if out[i] and out[i][-1].rank == 0 and out[i][-1].start == left and out[i][-1].end == right:
                old = out[i].pop()
                out[i].append(Piece(left, right, 0, (*old.names, (a, b))))
            else:
                out[i].append(Piece(left, max(right, b), 0, ((a, b),)))
        end = min(end, start + REACH)
        if opener and start < opener[1] and opener[0] not in {i for _, _, i in here}:
            first = out[opener[0]] and out[opener[0]][-1].rank == 0
            out[opener[0]].append(Piece(start, here[0][0] if here else end, 1, ((start, start),) if first else ()))
            last = (opener[0], number)
            if not here:
                continue
        opened = next(((i, line) for a, b, i in here if kinds[i] in RUNNING and (line := _opens_item(scene, a, b))), None)
        opener = opened or (opener if opener and start < opener[1] else None)
        taken = _taken_up(scene, start, end, here, current, last, number, kinds, own)
        for i in taken:
            spans_of = {m.span() for p in (nouns_of(kinds[i]), own[i]) if p for m in p.finditer(scene.text, start, end)}
            out[i].append(Piece(start, here[0][0] if here else end, 1, tuple(sorted(spans_of))))
        for _, _, i in here:
            pattern = own[i].pattern if own[i] else "any"  # type: ignore[union-attr]
            for kind in {kinds[i], pattern}:
                current[kind] = (i, number)
        if here:
            beside = {i for a, _, i in here if any(y < a < past_clause(scene, y, end) for _, y, _ in here)}
            running = [i for _, _, i in here if kinds[i] in RUNNING and i not in beside]
            last = (running[-1] if running else here[0][2], number)
        elif taken and last and (taken[0] == last[0] or _opened(taken, kinds, out, start)):
            last = (taken[0], number)
        elif last and last[0] not in taken and kinds[last[0]] in RUNNING and _same_block(scene, last[1], number):
            out[last[0]].append(Piece(start, end, 2, ()))
    return [sorted(pieces, key=lambda p: (p.rank, p.start)) for pieces in out]


def _opens_item(scene: Scene, start: int, end: int) -> int:
    """The end of the line that a name opens before a full stop or colon, as an item of a list does; 0 where it does not."""
    first, last = scene.context.line(start)
    heads_it = re.fullmatch(r"[\s\W]{0,6}(?:\d{1,2}[.)]\s)?[\s\W]{0,3}", scene.text[first:start])
    return last if heads_it and re.compile(r"[”»\"]?(?:\s\([^()\n]{2,40}\))?[.:]\s").match(scene.text, end) else 0


ASIDE = re.compile(
    r"(?:\s\([^()\n]{2,20}\))?,\s(?:which|who|que|qui)\s[^,.;:\n]{3,150},\s"
    r"(?=(?:is|was|were|are|has|have|had|will|ran|began|closed|ended|started|closes|ends|runs|lasts|a|est|fut|es|fue|ha|[a-z]{4,12}ed)\s)"
)
"""A relative clause behind a name, before the verb that the name is the subject of."""


def past_clause(scene: Scene, at: int, end: int) -> int:
    """The end of the relative clause that follows a name, whose sentence goes on behind it; ``at`` where there is none."""
    aside = ASIDE.match(scene.text, at, end)
    return aside.end() if aside else at


FRAMED = re.compile(r"\b(?:under|within|as part of|in the framework of|dans le cadre d[eu]|en el marco del?|au sein d[eu])\s(?:the\s|la\s|l[’'])?$")
_GOES_ON = (
    r"(?:implemented|run|executed|led|managed|operated|carried|coordinated|completed|set up|ejecutad[oa]|implementad[oa]|gestionad[oa]|mise?\sen"
    r"|exécutée?|gérée?|conduite?|pilotée?|coordonnée?|dirigée?|menée?|portée?|(?:coordin|lider)ad[oa]|dirigid[oa])\b"
)
PAYING = (
    re.compile(r"\b(?:from|by|through|du|del|par le|por el|avec le|con el|con fondos del)\s(?:the\s|l[’'])?$"),
    re.compile(rf"\)?(?:\s\([^()\n]{{2,20}}\))?(?:,?\s(?:and|et|y)\s|,\sit\s(?:was|is|has)\s){_GOES_ON}"),
)
"""What stands before and behind the name of what only pays: "financed by the F and run by B"."""
HOLDING = (
    re.compile(r",\s(?:the|an?)\s[^,.;:\n]{3,50}\sof\s(?:the\s)?$"),
    re.compile(rf"\)?(?:\s\([^()\n]{{2,20}}\))?\s?[,:]\s{_GOES_ON}"),
)
"""What stands before and behind the name of what the first one is part of: "A, the platform of the F: run by B"."""
SINCE = re.compile(r"\)?(?:\s\([^()\n]{2,20}\))?\s(?:since|depuis|desde|from|until|jusqu[’']|hasta)\b")


def _framing(scene: Scene, start: int, here: Sequence[tuple[int, int, int]]) -> frozenset[tuple[int, int]]:
    """The names that only frame what the sentence named before, whose days follow: "the A, carried out under the B since 2019"."""
    out = set()
    for a, b, i in here:
        first = next((x for x, y, j in here if j == i and 0 <= a - y <= 2), a)
        framed = SINCE.match(scene.text, b) and FRAMED.search(scene.text, max(start, first - 40), first)
        before = any(y < first for _, y, j in here if j != i)
        paying = before and any(
            behind.match(scene.text, b) and front.search(scene.text, max(start, first - 60), first) for front, behind in (PAYING, HOLDING)
        )
        if framed or paying:
            out |= {(a, b), (first, next(y for x, y, _ in here if x == first))}
    return frozenset(out)


def _opened(taken: Sequence[int], kinds: Sequence[str], out: Sequence[Sequence[Piece]], start: int) -> bool:
    """Whether a passage opens with "the project", whom the "it" of the next one then means."""
    return len(taken) == 1 and kinds[taken[0]] in RUNNING and any(a - start < 12 for a, _ in out[taken[0]][-1].names)


def _same_block(scene: Scene, named: int, number: int) -> bool:
    """Whether the passage stands in the paragraph of the one that named the initiative, or on the line below a short line that did."""
    a, b = scene.passages.bounds[named]
    breaks = scene.text.count("\n", b, scene.passages.bounds[number][0])
    return not breaks or (number - named <= 4 and breaks == 1 and scene.text[a:b].count(" ") < 12)


def _taken_up(
    scene: Scene,
    start: int,
    end: int,
    here: Sequence[tuple[int, int, int]],
    current: dict[str, tuple[int, int]],
    last: tuple[int, int] | None,
    number: int,
    kinds: Sequence[str],
    own: Sequence[re.Pattern[str] | None],
) -> list[int]:
    """The threads that a passage takes up by a noun or a pronoun, without naming them."""
    named, text = {i for _, _, i in here}, scene.text[start:end]

    def told(key: str) -> bool:
        found = re.finditer(key, text) if key.startswith("\\b") else nouns_of(key).finditer(text)
        return any(not any(a < start + m.end() <= b for a, b, _ in here) for m in found)

    out = [i for key, (i, _) in sorted(current.items()) if key != "any" and i not in named and told(key)]
    free = not here or here[0][0] - start > CLAUSE
    if not out and last and last[0] not in named and free:
        gone, alone = number - last[1], len(kinds) == 1
        work = (gone <= 2 or alone) and kinds[last[0]] in RUNNING and goes_on().match(text[:60]) is not None
        if work or (gone <= FOLLOWING and PRONOUN.match(text[:40])):
            out = [last[0]]
    return list(dict.fromkeys(out))


TREATY = re.compile(
    r"\b(?:(?:african|american|arab|asean|constitutive|energy|european|inter-american|social|united nations|waters?) charter"
    r"|charte (?:africaine|américaine|arabe|constitutive|de l['’]énergie|des eaux|des nations unies|européenne|sociale))\b"
)
"""A charter that states conclude; others are what those who sign them undertake, as in a declaration."""

PROCESS = re.compile(r"\w dialogue (?:on|for)\s")
"""A dialogue that goes on, told by its subject: "Colombo Dialogue on Seafarers"."""


def kind_of(scene: Scene, thread: Thread) -> str:
    """The kind by the list of known instruments, by what the text calls it, by the head of its name; "project" or "programme" by what follows."""
    kind, low = kind_told(scene, thread)[0], plain(thread.name)
    if kind == "declaration" and TREATY.search(low):
        return "agreement"
    if kind == "project" and thread.named and PROCESS.search(low):
        return "mechanism"
    if kind in ("strategy", "programme", "partnership") and not thread.named and _signed(scene, thread):
        return "agreement"
    return kind


def _signed(scene: Scene, thread: Thread) -> bool:
    """Whether what the words describe is signed where they first stand."""
    a = thread.mentions[0][0] if thread.mentions else 0
    return AGREED.search(scene.text[max(a - 60, 0) : a]) is not None


def _head(name: str) -> str | None:
    """The kind of the noun that heads a name, its last word or the one before "for", "on" or "of": it says more than what stands beside."""
    if re.search(r"\b(?:declaration and|déclaration et|declaración y)\b", name):
        return "declaration"
    words = re.split(r"\s(?:for|on|of|to|against|in|along)\s|,?\s\(|\s?[:–]\s|,\s|\s(?=\d{4})", name)[0].split()
    return heads().strong.get(words[-1]) if len(words) > 1 and words[-1] not in heads().joints["loose"] else None


WEAK = frozenset(("alliance", "initiative"))
"""Heads that say less than the noun by which the text describes the name: "the Delta Alliance, an international network"."""

ROMANCE_WEAK = frozenset(
    ("accord", "acuerdo", "alianza", "cadre", "campagne", "iniciativa", "initiative", "marco", "partenariat", "proceso", "processus")
)
"""Openings that the next words or the text may still make something else."""

OPENING = re.compile(r"(?:the )?(?P<head>[a-z]{4,14})\s(?:for|on|to|against)\s")
PLURAL = frozenset(("agreement", "campaign", "fund", "network", "programme", "project"))
"""Kinds whose nouns stand in the plural too: "partnership agreements between A and two towns"."""

AGREED = re.compile(
    r"\b(?:sign(?:s|ed|ing|ature of)?|initialled|sign(?:é|ée|er|ent)|firm(?:ó|aron|an|ar)|suscrib(?:ió|ieron|en|ir))\s(?:an?|the|une?|el|la|le)\s"
    r"(?:[\w-]{3,14}\s){0,2}$",
    re.IGNORECASE,
)
"""What stands before a plan or programme that two sides sign, and that is therefore an agreement."""


def _opens(name: str) -> str | None:
    """The kind of the noun that opens a name, before what it is for: "Project for Reconstruction of Satupaitea Primary School"."""
    m = OPENING.match(name)
    return heads().strong.get(m["head"]) if m and m["head"] in ("fund", "network", "programme", "program", "project") else None


JOINT = re.compile(
    r"\s(?:about|across|against|along|among|around|at|between|by|for|in|of|on|that|to|under|with|which)\s|,?\s\(|\s?[:–]\s|,\s|\s(?=\d{4})"
)


SURE_HEADS = frozenset(("agreement", "program", "programme", "project"))
"""Nouns that head a name whatever stands behind them: "Agreement between the Food Programme and A", "program to renew networks"."""


def _headed(name: str) -> str | None:
    """The kind of the noun that heads a name or description, before what it is of, for or with: "two-year workplan under the Framework"."""
    words = JOINT.split(name)[0].split()
    phrases = (" ".join(words[-n:]) for n in (3, 2, 1) if n <= len(words))
    found = next((kind for p in phrases if p != "movement" and (kind := heads().kinds.get(p))), None)
    return found or (heads().strong.get(words[-1]) if words and words[-1] in SURE_HEADS else None)


def _phrase_kind(words: Sequence[str], i: int, length: int) -> str | None:
    """The kind that the phrase at word ``i`` of a name gives."""
    phrase = " ".join(words[i : i + length])
    one = phrase.removesuffix("s") if length == 1 else phrase
    many = heads().strong.get(one) if one != phrase else None
    return (
        heads().strong.get(phrase)
        or (heads().kinds.get(phrase) if closing(words, i, length) else None)
        or (heads().first.get(phrase) if i == 0 else None)
        or (heads().nouns.get(words[i]) if length == 1 else None)
        or (many if many in PLURAL else None)
    )


def _behind(scene: Scene, thread: Thread) -> tuple[str, tuple[int, int]] | None:
    """What the noun right behind the name says, and its span."""
    for _, b in thread.mentions[:3]:
        m = re.compile(r"[”»\"’]?(?:\s\([^()\n]{2,20}\))?\s([a-z]{5,14})\b").match(scene.text, b)
        kind = heads().behind.get(m[1]) if m else None
        if m and kind:
            return kind, m.span(1)
    return None


def closing(words: Sequence[str], i: int, length: int) -> bool:
    """Whether the phrase at ``i`` is the head of the name: its end, or before "on" or "for", and not its beginning."""
    return i > 0 and (i + length == len(words) or words[i + length] in ("on", "for", "between"))


PRIORITY = re.compile(r"\b(?:priorit(?:y|ies|és?)|prioridad(?:es)?)\s?[,:(]?\s?\(?\s?[“\"«]\s?$", re.IGNORECASE)
"""What a page calls the name behind it: a priority of somebody, which is a strategy."""


def _heads_romance(scene: Scene, thread: Thread, low: str) -> str | None:
    """The kind of the noun that opens a French or Spanish name ("Red Panameña de …", "proyecto de fortalecimiento de la red"), which heads it."""
    words = low.split()
    if scene.document.language not in ("fr", "es") or "known" in thread.sources or words[0] not in heads().opening - ROMANCE_WEAK:
        return None
    phrases = [" ".join(words[:n]) for n in (3, 2, 1)]
    return next((kind for p in phrases if (kind := heads().first.get(p) or heads().strong.get(p))), None)


APPOSED = re.compile(
    r"[”»\"’]?(?:\s\([^()\n]{2,40}\))?(?:[,:]|\s(?:is|was|es|est))\s(?:an?|el|l[ae]|notre|nuestr[oa]|our|the|una|une?)\s(?:[\w’-]{3,14}\s){0,3}"
)
"""What stands between a name and the noun behind it that says what it is: "X, notre programme commun"."""


def kind_told(scene: Scene, thread: Thread) -> tuple[str, tuple[int, int] | None]:
    """The kind, and the span of the noun beside the name that gives it; None where the name itself does."""
    low = plain(thread.name)
    heads_it = _heads_romance(scene, thread, low)
    if heads_it:
        return heads_it, None
    if thread.kinds:
        listed = "known" in thread.sources and re.sub(r",? \d{4}.*$", "", low) in known()[1]
        head = _head(low) if thread.named and not listed else None
        if head and "apposed" in thread.sources and low.rpartition(" ")[2] in WEAK:
            head = None
        return head or thread.kinds[0], None
    opened = _opens(low) or _headed(low)
    if opened:
        return opened, None
    words, named = re.sub(r"[-–](?=\d{4}\b)", " ", low).split(), None
    for length in (3, 2, 1):
        for i in range(len(words) - length, -1, -1):
            kind = _phrase_kind(words, i, length)
            if kind and words[i] not in heads().joints["calls"]:
                return kind, None
            named = named or kind
    if behind := _behind(scene, thread):
        return behind
    if re.search(r"memorandum|mou\b|agreement|accord|protocol|recommendation,? \d{4}\b|recomendación,? \d{4}\b", low):
        return "agreement", None
    if any(PRIORITY.search(scene.text[max(a - 40, 0) : a]) for a, _ in thread.mentions[:3]):
        return "strategy", None
    for a, b in thread.mentions[:3]:
        first = scene.passages.number(a)
        around = scene.text[max(a - 40, 0) : scene.passages.bounds[min(first + 2, len(scene.passages.bounds) - 1)][1]]
        nouns = either(n for n, k in heads().nouns.items() if k in RUNNING)
        told = re.finditer(rf"\b(?:{nouns})\b", around[: 400 + b - a])
        for found in sorted(told, key=lambda m: APPOSED.fullmatch(around[b - max(a - 40, 0) : m.start()]) is None):
            at = max(a - 40, 0) + found.start()
            if not scene.covered(at, at + 1, "ORG") and (not named or APPOSED.fullmatch(scene.text, b, at)):
                return heads().nouns[found.group()], (at, at + len(found.group()))
    return named or "project", None
