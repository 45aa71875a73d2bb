"""From candidates to undertakings: what is named once in full and then by a short form or an acronym is one :class:`Thread`.

Candidates that overlap say the same thing; what they agree on is surer. Names are one where one's words are part of the other's ("Sendai Framework",
"Sendai Framework for Disaster Risk Reduction 2015–2030"), or where the acronym is the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline.context import occurrences
from pipeline.initiatives.names import Candidate, known
from pipeline.initiatives.scene import Scene, heads, plain

MENTIONS = 100
"""Places of a name that are read on one page."""
SURE = ("known", "title", "quoted", "apposed", "tagger", "field", "row")


@dataclass(frozen=True, slots=True)
class Thread:
    """One undertaking on the page. ``mentions`` are spans of its names in the order of the text; ``kinds`` what its finders call it, surest first."""

    name: str
    acronym: str | None
    kinds: tuple[str, ...]
    mentions: tuple[tuple[int, int], ...]
    confidence: float
    sources: frozenset[str]
    named: bool
    surfaces: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        return self.mentions[0][0] if self.mentions else 0


def words_of(name: str) -> frozenset[str]:
    """Content words of a name, folded, without plural s."""
    return frozenset(re.sub(r"(?<=\w{3})s$", "", w) for w in re.findall(r"\w+", plain(name)) if w not in heads().joints["content"])


def one_name(a: str, b: str) -> bool:
    """Whether two names are forms of one: equal, or the words of one all in the other and telling enough."""
    x, y = words_of(a), words_of(b)
    if not x or not y:
        return False
    if x == y:
        return True
    short, long = (plain(a), plain(b)) if len(x) < len(y) else (plain(b), plain(a))
    small, large = words_of(short), words_of(long)
    entry = known()[1].get(short), known()[1].get(long)
    if entry[0] and entry[0] == entry[1]:
        return True
    if not small <= large:
        return False
    telling = {w for w in small if w not in heads().joints["generic"] and not w.isdigit()}
    if len(small) >= 2 and not any(w.isdigit() for w in small) and short.split()[-1] == long.split()[-1]:
        return bool(telling) or entry == (None, None)
    return bool(telling) and (len(telling) >= 2 or (short.split()[0] == long.split()[0] and len(small) >= 2) or _prefix(a, b))


def _prefix(a: str, b: str) -> bool:
    """Whether the shorter name opens the longer one before a colon, dash, comma or bracket."""
    short, long = sorted((plain(a), plain(b)), key=len)
    return long.startswith(short) and re.match(r"\s?[:–—,(“\"-]", long[len(short) :]) is not None


def threads(scene: Scene, candidates: Iterable[Candidate]) -> list[Thread]:
    """The undertakings that the candidates speak of, in the order of their first mention."""
    found = map(partial(_thread, scene), _clusters(sorted(candidates, key=lambda c: (c.start, -c.end, c.source, c.name))))
    merged = _headlines(scene, _merged(scene, found))
    again = _merged(scene, (_with_mentions(scene, t) if t.named else t for t in merged))
    told = sorted((_with_mentions(scene, _whole(scene, t)) for t in again), key=lambda t: (t.start, t.name))
    return [t for t in told if not _cut(t, told)]


def _merged(scene: Scene, found: Iterable[Thread]) -> list[Thread]:
    """The threads, each joined with the first one before it that is the same."""
    out: list[Thread] = []
    for thread in found:
        same = next((i for i, other in enumerate(out) if _same(thread, other) or _glossed(scene, thread, other)), None)
        if same is None:
            out.append(thread)
        else:
            out[same] = _join(out[same], thread)
    return out


def _cut(thread: Thread, others: Sequence[Thread]) -> bool:
    """Whether a name of the tagger alone is but the beginning of another one wherever it stands: "Kelp" of the "Kelp Accord"."""
    spans = {a: b for t in others if t is not thread and t.named for a, b in t.mentions}
    return thread.sources == {"tagger"} and bool(thread.mentions) and all(spans.get(a, 0) > b for a, b in thread.mentions)


def _headlines(scene: Scene, found: list[Thread]) -> list[Thread]:
    """The threads; one that only paraphrases a named one in the page's title ("sign a pact for the Gers"), or counts its meetings, is that one."""
    title = (scene.document.title or "").strip()
    at = scene.text.find(title) if title else -1
    named = [t for t in found if t.named and t.mentions]
    out = dict(enumerate(found))
    for i, thread in enumerate(found):
        kinds = set(_nouns_in(thread))
        if thread.named or not thread.mentions or not kinds:
            continue
        headline = at >= 0 and all(at <= a and b <= at + len(title) for a, b in thread.mentions)
        others = [t for t in named if kinds & set(_nouns_in(t))] if headline else []
        others = others or _introduced(scene, thread, named)
        if len(others) == 1 or (others and words_of(others[0].name) & words_of(thread.name)):
            j = found.index(others[0])
            other = out[j]
            out[j] = replace(other, mentions=tuple(sorted({*other.mentions, *thread.mentions})))
            del out[i]
    return list(out.values())


def _introduced(scene: Scene, thread: Thread, named: Sequence[Thread]) -> list[Thread]:
    """The named one that the next sentences call by the noun of a description that brings it in: "A fund that pays clans … The Trees Fund"."""
    a, b = thread.mentions[0]
    number = scene.passages.number(a)
    noun = re.sub(r"^[\w-]{1,12}-(?:year|month) ", "", plain(scene.text[a:b])).split()[0]
    if noun not in heads().nouns or len(thread.mentions) > 1 or not re.search(r"\b(?:[Aa]n?|[Uu]ne?|[Uu]na)\s$", scene.text[max(a - 5, 0) : a]):
        return []
    near = [t for t in named if 0 < scene.passages.number(t.start) - number < 3]
    behind = re.compile(rf"(?:^|\W)(?:[Tt]he|[LlEe][ael]|[Ll][’'])\s?(?P<noun>{noun},?\s[“«\"]?)?$")
    told = [(t, behind.search(scene.text, max(t.start - 26, 0), t.start)) for t in near]
    return [t for t, m in told if m and (m["noun"] or noun in (plain(t.name).split()[0], plain(t.name).split()[-1]))]


def _nouns_in(thread: Thread) -> Iterator[str]:
    """The kinds that the nouns of a name and its finders give it."""
    yield from thread.kinds
    for word in plain(thread.name).split():
        kind = heads().nouns.get(word) or heads().strong.get(word)
        if kind:
            yield kind


def _clusters(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    out: list[list[Candidate]] = []
    for c in candidates:
        if out and c.start < max(x.end for x in out[-1]) and any(_overlap(c, x) for x in out[-1]):
            out[-1].append(c)
        else:
            out.append([c])
    return out


def _overlap(a: Candidate, b: Candidate) -> bool:
    """Whether two overlapping candidates are one thing: neither is a name inside the other's description ("agreement for “X”"), nor the project
    that an agreement is about."""
    common = min(a.end, b.end) - max(a.start, b.start)
    if common <= 0:
        return False
    inner, outer = sorted((a, b), key=lambda c: c.end - c.start)
    first = heads().nouns.get(plain(inner.name).split()[0]) if inner.name.strip() else None
    if outer.source == "agreement" and inner.start > outer.start and first in ("fund", "programme", "project"):
        return False
    return inner.named == outer.named or inner.start == outer.start or common > 0.6 * (outer.end - outer.start)


def _thread(scene: Scene, cluster: Sequence[Candidate]) -> Thread:
    """The thread of candidates that overlap."""
    best = max(
        cluster,
        key=lambda c: (
            c.named,
            not c.named and c.source in ("agreement", "tagger") and len(c.name) < 120,
            c.named and c.source in SURE,
            c.source == "title",
            _weight(c),
            -c.start,
        ),
    )
    doubt = 1.0
    for source in sorted({c.source for c in cluster}):
        doubt *= 1 - max(c.confidence for c in cluster if c.source == source)
    order = {"known": 0, "quoted": 1, "apposed": 1}
    kinds = [c.kind for c in sorted(cluster, key=lambda c: order.get(c.source, 2)) if c.kind]
    return Thread(
        best.name,
        next((c.acronym for c in cluster if c.acronym), None) or _acronym_before(scene, best) or (_acronym_inside(best.name) if best.named else None),
        tuple(dict.fromkeys(kinds)),
        ((best.start, best.end),) if best.end > best.start else (),
        1 - doubt,
        frozenset(c.source for c in cluster),
        best.named,
        tuple(dict.fromkeys(c.name for c in cluster)),
    )


def _weight(c: Candidate) -> float:
    """Longer names first, a tagger's doubtful ones last; an agreement that is told by its parties, wherever they stand, by all of that name."""
    if c.source == "agreement":
        return len(c.name)
    return (c.end - c.start) * (c.confidence if c.source == "tagger" else 0.9)


def _acronym_before(scene: Scene, c: Candidate) -> str | None:
    """The acronym that a name in brackets spells out: "IRIS (International Recruitment Integrity System)"."""
    m = re.search(r"\b([A-Z][A-Z\d&/-]{1,11})\s?\($", scene.text[max(c.start - 16, 0) : c.start])
    initials = "".join(w[0] for w in c.name.split() if w[0].isupper())
    return m[1] if m and scene.text[c.end : c.end + 1] == ")" and m[1][0] == initials[:1] else None


def _acronym_inside(name: str) -> str | None:
    """The acronym in brackets inside a name: "Country Partnership Strategy (CPS) for the Delta"."""
    m = re.search(r"\(([A-Z][A-Z\d&/-]{1,11})s?\)", name)
    return m[1] if m else None


GLOSS = re.compile(r"[”»\"’]?\s\((?:the |known as |also |or |called |in \w+ )*[“«\"‘]?\s?")
APPOSED = re.compile(
    r"\s?[”»\"’]?(?:\s\([^()\n]{2,20}\))?"
    r"(?:(?:,|\s[–-])\s(?:an?|the|its|their|our|une?|el|la|le)|\.\s(?:An?|Under this|This|Une?|Una|Ce|Cette|Este|Esta))\s"
)
ALSO = re.compile(
    r",\s(?:(?:better\s|also\s|más\s|mieux\s|aussi\s)?(?:known|conocid[oa]|connue?|llamad[oa])"
    r"(?:\s(?:among|by|in|to|de|en|par|por)\s[\w\s]{2,20})?\s(?:as|como|sous le nom de)|dite?|ou|or|called|appelée?)"
    r"\s(?:the\s|el\s|la\s|le\s|l[’'])?[“«\"]?\s?"
)
"""What stands between a name and the short one by which it is known: "…, conocido como Convenio de Cartagena"."""


def _heads_line(scene: Scene, start: int, end: int) -> bool:
    """Whether a name opens its line and is no heading in capitals: "Raw Attitudes. A school campaign …"."""
    return start - scene.context.line(start)[0] < 5 and not scene.text[start:end].isupper()


def _glossed(scene: Scene, a: Thread, b: Thread) -> bool:
    """Whether one name stands in brackets right behind the other, "the African Union Convention … (Kampala Convention)", or a mere description behind
    the name: "Salud en el Camino, a series of nine webinars"."""
    for (first, end), (start, close), told in ((x, y, t) for s, t in ((a, b), (b, a)) for x in s.mentions for y in t.mentions):
        gap = scene.text[end:start] if 0 < start - end < 40 else ""
        if (
            gap
            and a.named
            and b.named
            and GLOSS.fullmatch(gap)
            and re.match(r"\s?[”»\"’]?(?:[,;]\s[^()\n]{1,24})?\)", scene.text[close : close + 30])
        ):
            return True
        if gap == ", " and a.named != b.named and told.named:
            return True
        if gap and not told.named and APPOSED.fullmatch(gap) and (not gap.startswith(".") or _heads_line(scene, first, end)):
            return True
        if gap and a.named and b.named and ALSO.fullmatch(gap):
            return True
        if gap and scene.text[end - 2 : end].isupper() and re.fullmatch(r"(?:,\s(?:the|an?)\s(?:[a-z]+\s){1,3}|\s)[“\"«]\s?", gap):
            return True
    return False


NEW = frozenset(("new", "nouveau", "nouvel", "nouvelle", "nuevo", "nueva"))


CONVENTION = re.compile(r"\b(?:[Cc]onvention|[Cc]onvenio)\s(?:No\.\s|n[.°º]{1,2}\s|núm\.\s)?(\d{2,3})\b")
"""The number of a convention, which tells it whatever else is said of it."""


def _same(a: Thread, b: Thread) -> bool:
    fields = "field" in a.sources and "title" in b.sources
    if fields and len((words_of(a.name) & words_of(b.name)) - heads().joints["generic"]) > 1:
        return True
    if a.name in b.surfaces or b.name in a.surfaces:
        return True
    numbers = [CONVENTION.search(t.name) for t in (a, b)]
    if numbers[0] and numbers[1]:
        return numbers[0][1] == numbers[1][1]
    if a.acronym and b.acronym:
        return a.acronym == b.acronym
    if _is_acronym(a.name, b.acronym) or _is_acronym(b.name, a.acronym):
        return True
    if not a.named or not b.named:
        if not a.named and not b.named and len({_opens(t) == "agreement" for t in (a, b)}) == 2:
            return False
        x, y = sorted((words_of(a.name) - NEW, words_of(b.name) - NEW), key=len)
        return (x == y and a.named != b.named) or (x < y and not a.named and not b.named and bool(x - heads().joints["generic"]))
    return one_name(a.name, b.name)


def _reworded(title: str, name: str) -> bool:
    """Whether a title says the words of a name in other forms: "Assainir les quartiers", "Projet d'assainissement des quartiers"."""
    told, full = ({w[:5] for w in words_of(n)} for n in (title, name))
    return len(told) > 2 and told <= full


def _opens(thread: Thread) -> str | None:
    """The kind of the noun that opens a description: "carta de intenciones para dar una nueva etapa al proyecto" is an agreement."""
    words = plain(thread.name).split()
    phrases = [" ".join(words[:n]) for n in (3, 2, 1)]
    return next((kind for p in phrases if (kind := heads().first.get(p) or heads().strong.get(p) or heads().nouns.get(p))), None)


def _is_acronym(name: str, acronym: str | None) -> bool:
    return acronym is not None and re.sub(r"(?<=[A-Z])s$", "", name) == acronym


def _join(a: Thread, b: Thread) -> Thread:
    fuller = max(
        (a, b),
        key=lambda t: (
            t.named and (not (t.name.isupper() and " " not in t.name) or (not (other := b if t is a else a).named and other.acronym is None)),
            "field" in t.sources,
            "title" in t.sources and not _reworded(t.name, (b if t is a else a).name),
            len(words_of(t.name)),
            "known" in t.sources,
        ),
    )
    return replace(
        fuller,
        acronym=a.acronym or b.acronym or next((t.name for t in (a, b) if t is not fuller and re.fullmatch(r"[A-Z][A-Z-]{2,11}", t.name)), None),
        kinds=tuple(dict.fromkeys(a.kinds + b.kinds)),
        mentions=tuple(sorted({*a.mentions, *b.mentions})),
        confidence=max(a.confidence, b.confidence) + 0.1 * (1 - max(a.confidence, b.confidence)),
        sources=a.sources | b.sources,
        named=a.named or b.named,
        surfaces=tuple(dict.fromkeys(a.surfaces + b.surfaces)),
    )


PART = re.compile(r"(?P<whole>.{8,120}?)\s?[,:(–-]\s?(?:[Pp]hase|[Ff]ase)\s(?:[IVX]{1,4}|\d)\b.{0,20}")
"""A name with the phase that a page is about: "Coral Nursery Network, Phase II (2016–2019)"."""


def _whole(scene: Scene, thread: Thread) -> Thread:
    """The thread by the name of the whole, where the page says that again."""
    part = PART.fullmatch(thread.name)
    return replace(thread, name=part["whole"]) if part and scene.text.count(part["whole"]) > 1 else thread


def _with_mentions(scene: Scene, thread: Thread) -> Thread:
    """The thread with every place where the text says its name, short form or acronym."""
    forms = {thread.name, *thread.surfaces}
    bare = re.split(r"\s?[:–(]", thread.name)[0]
    if thread.named and len(bare) >= 6 and len(bare.split()) >= 2:
        forms.add(bare)
    if thread.acronym and not any(o.acronym == thread.acronym and o.name != thread.name for o in scene.document.organisations):
        forms.add(thread.acronym)
    ends = sorted(thread.mentions)
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        if len(form) < 3:
            continue
        for start, end in occurrences(scene.text, form):
            at = bisect_right(ends, (start, len(scene.text)))
            near = ends[max(at - 1, 0) : at + 1]
            if not any(a < end and start < b for a, b in near):
                insort(ends, (start, end))
            if len(ends) >= MENTIONS:
                break
    return replace(thread, mentions=tuple(ends))
