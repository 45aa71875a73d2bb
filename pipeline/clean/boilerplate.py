"""Which lines of a page are its main content, and why the others are not.

A page of text is read as a chain of five parts: ``head`` (logo, menus, breadcrumbs), ``title``, ``main``, ``inset`` (share rows, counters and teasers
between main lines) and ``foot`` (related links, tags, legal lines). Each line gets a score for each part from its features
(``surroundings.evidence``), each step from one part to the next has a score too, and the best path through the page wins (Viterbi). The scores are in
``resources/boilerplate_weights.json``; ``train.lines`` makes them from annotated pages.

:func:`survey` looks at all pages first and keeps a mark of the lines that a site prints on several pages, which is one of the features.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import pairwise

from pipeline import resource
from pipeline.clean.decoding import decode
from pipeline.clean.lines import DAY, Line, fold, look
from pipeline.clean.markup import html_page
from pipeline.clean.repair import repair
from pipeline.clean.surroundings import evidence
from pipeline.document import Page
from pipeline.read import host

PARTS = ("head", "title", "main", "inset", "foot")
KEPT = frozenset({1, 2})
FIRST = (0, 1, 2)
LAST = (0, 1, 2, 4)
NEXT = ((0, 1, 2), (1, 2, 3, 4), (1, 2, 3, 4), (1, 2, 3), (4,))
"""With which parts a page may begin and end, and which may follow which: an inset ends in main content again, a foot never does."""

_TITLED = (0, 1)
UNTITLED = 3.0
"""By how much the best path without a title must beat the best one with a title for the page to have none."""
HEADING = -1.0
"""By how much a kept line of a page without a title may be less like a title than like another part, to be its title."""

_NUMBER = re.compile(r"\d+(?:[.,  ]\d+)*")
_NEVER_REPEATED = frozenset({"contact", "reach", "day", "updated", "field"})

PRIORS: Mapping[str, tuple[float, ...]] = {
    "repeated": (1.5, 0.0, -1.5, 1.5, 1.5),
    "repeated prose": (6.0, -6.0, -6.0, 6.0, 6.0),
    "repeated glued prose": (6.0, -6.0, -6.0, 6.0, 6.0),
    "self opening after contact": (0.0, -2.0, -2.0, 2.0, 2.0),
    "numbered": (0.0, -3.0, 0.0, 0.0, 0.0),
    "periodical": (0.0, 4.0, 0.0, 0.0, 0.0),
    "body over": (0.0, -2.5, 0.0, 0.0, 0.0),
    "country over": (0.0, -3.0, 0.0, 0.0, 0.0),
    "named in text over": (0.0, 1.0, 0.0, 0.0, 0.0),
    "within line below": (0.0, -2.0, 0.0, 0.0, 0.0),
    "capitals over small": (0.0, -1.0, 0.0, 0.0, 0.0),
    "brief kicker": (0.0, -2.0, 0.0, 0.0, 0.0),
    "small over": (0.0, -3.0, 0.0, 0.0, 0.0),
    "bar over": (0.0, -3.0, 0.0, 0.0, 0.0),
    "site over": (0.0, -3.0, 0.0, 0.0, 0.0),
    "section over": (0.0, -3.0, 0.0, 0.0, 0.0),
    "menu step over": (2.0, -4.0, 0.0, 0.0, 0.0),
    "under label": (0.0, -4.0, 0.0, 0.0, 0.0),
    "layout:h1": (-4.0, 8.0, 0.0, -4.0, -4.0),
    "layout:h3": (0.0, -3.0, 0.0, 0.0, 0.0),
    "layout:h4": (0.0, -3.0, 0.0, 0.0, 0.0),
    "linked": (1.0, 0.0, -1.5, 1.0, 1.5),
    "linked tool": (1.0, 0.0, -4.0, 2.0, 1.0),
    "dated link": (1.0, 0.0, -4.0, 1.0, 2.0),
    "listed": (-1.0, -1.0, 3.0, 0.0, -2.0),
    "beyond": (0.0, -2.0, -2.0, 0.0, 2.0),
    "above": (2.0, -2.0, -3.0, 0.0, 0.0),
    "inside": (-2.0, 0.0, 3.0, 0.0, -3.0),
    "beside": (0.0, 0.0, 1.5, 0.0, -1.0),
    "under related": (0.0, -3.0, -3.0, 1.5, 3.0),
    "contact block": (-2.0, -4.0, 4.0, 0.0, -4.0),
    "signature": (-2.0, -4.0, 4.0, 0.0, -4.0),
    "days field": (-2.0, -3.0, 3.0, -2.0, -3.0),
    "short page": (0.0, 0.0, 0.0, -4.0, -4.0),
    "short page's end": (-8.0, 0.0, 0.0, -4.0, -4.0),
    "notice": (-4.0, 0.0, 0.0, -4.0, -4.0),
    "notice's opening": (-4.0, 3.0, 0.0, 0.0, 0.0),
}
"""Scores set by hand, for what the annotated pages, each from another site and nearly all text, cannot teach."""

_NEVER = {
    "mark": (1,), "cookie": (1, 2), "counter": (1, 2), "crumb": (1, 2), "legal": (1, 2), "rule": (1, 2), "share": (1, 2),
    "access": (1,), "day": (1,), "glued prose": (1,), "languages": (1,), "list": (1,), "prose": (1,), "reach": (1,), "tags": (1,), "type": (1,),
    "updated": (1,),
}  # fmt: skip
"""Kinds of lines that are never the title, or never kept at all, whatever the scores say."""
BARRED = {f"kind:{kind}": parts for kind, parts in _NEVER.items()} | dict.fromkeys(
    ("day at start", "known label", "no letters", "starts:photo", "starts:updated", "two sentences"), (1,)
)

_UNTRUSTED = frozenset({"access", "cookie", "counter", "crumb", "legal", "mark", "related", "rule", "share", "tags"})
"""Kinds of lines that stand around the content even inside the element that holds it."""

_TOOLS = frozenset({"access", "menu", "related", "share"})
"""Kinds of lines that are no content where they are links."""

_HEADLINE, _FEW, _DATED, _TEASER = 4, 2, 8, 30
"""Words from which on a link may be a headline, also beside its day in one line; those of the longest line that may be a day, or both."""

_TOLD = frozenset({"prose", "running"})
_ENTRY = 6
"""Lines of the longest entry of a list of dated links: its day, its place, what it is about."""
_OPENING, _STORY = 40, 60
"""Words of running text outside these entries up to which a page lists what it links to, and from which on it tells something of its own."""

_LEVEL = re.compile("h[1-6]")
_ASIDE = frozenset({"about body", "self opening"})

_REASONS = {
    "rule": "separator",
    "menu": "menu",
    "languages": "language choice",
    "share": "share or print link",
    "related": "related or other pages",
    "legal": "legal or copyright line",
    "cookie": "cookie notice",
    "access": "site tool or prompt",
    "counter": "view or share counter",
    "tags": "tag line",
    "type": "type label",
    "crumb": "breadcrumb",
    "list": "row of links",
    "updated": "posting or update note",
}


@dataclass(frozen=True, slots=True)
class Survey:
    """``repeated`` holds the mark (:func:`mark`) of every line that its site prints on several of its pages."""

    repeated: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Judged:
    """A line of a page, counted from 0: kept or not, with the part it belongs to and a reason in words where it is dropped.

    ``apart``: the markup parts it from the line before, so that no text that was wrapped goes on in it.
    """

    number: int
    text: str
    kept: bool
    part: str
    reason: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Weights:
    """Scores of the parts for each feature, and of the steps between parts, plain, after a blank line and within a sentence."""

    features: Mapping[str, Sequence[float]]
    steps: Mapping[str, Sequence[Sequence[float]]]


def survey(pages: Iterable[Page]) -> Survey:
    """Lines that each site repeats, of pages few enough to be counted in memory; :mod:`pipeline.sketch` counts those of a run in the same way."""
    counts: Counter[int] = Counter()
    sites: dict[int, str] = {}
    sizes: Counter[str] = Counter()
    for page in pages:
        site = site_of(page) or ""
        sizes[site] += 1
        found = [m for m, counted in marks(page).items() if counted]
        counts.update(found)
        sites.update(dict.fromkeys(found, site))
    return Survey(frozenset(m for m, n in counts.items() if n >= least(sizes[sites[m]], known=bool(sites[m]))))


def least(pages: int, *, known: bool) -> int:
    """On how many of the pages of a site a line must stand to be repeated there: at least three, and a twentieth.

    So two copies of one story keep their prose. Pages of no known site are taken as one group, with a higher bar: they may be strangers.
    """
    return max(3, -(-pages // 20)) if known else max(4, -(-pages // 4))


def mark(site: str | None, line: str) -> int:
    """64 bits that stand for a line of a site, numbers in it aside; 0 for one that names a day, which is never taken for repeated."""
    key = _repeat_key(line)
    return int.from_bytes(blake2b(f"{site or ''}\0{key}".encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") if key else 0


def marks(page: Page) -> dict[int, bool]:
    """The marks of all lines that the cleaner may look up for a page, each with whether it counts: not in furniture, not too short or long."""
    site = site_of(page)
    raw = decode(page.content, declared=page.charset)
    if page.form == "text":
        lines = [(line, True) for line in repair(raw).split("\n")]
    else:
        lines = [(repair(b.text), not b.furniture) for b in html_page(raw).blocks]
    found: dict[int, bool] = {}
    for line, counts in lines:
        if line.strip() and (m := mark(site, line)):
            found[m] = found.get(m, False) or (counts and 2 < len(line.strip()) <= 1000)
    return found


def site_of(page: Page) -> str | None:
    """The site of a page: as the reader gave it, or the host of its address."""
    return page.site or host(page.url)


def _repeat_key(line: str) -> str:
    """What is counted of a line: its folded text with every number as 0; lines that name a day are not counted."""
    folded = fold(line)
    return "" if DAY.search(folded) else _NUMBER.sub("0", folded)


@cache
def weights() -> Weights:
    """The learnt scores as delivered."""
    table = resource.weights("boilerplate_weights.json")
    nothing = (0.0,) * len(PARTS)
    learnt = {name: tuple(row) for name, row in table["features"].items()}
    both = {name: tuple(a + b for a, b in zip(row, learnt.get(name, nothing), strict=True)) for name, row in PRIORS.items()}
    return Weights(learnt | both, {kind: tuple(map(tuple, rows)) for kind, rows in table["steps"].items()})


def judge_lines(
    lines: Sequence[str],
    found: Survey | None = None,
    *,
    site: str | None = None,
    layouts: Sequence[str] | None = None,
    hints: Sequence[Sequence[str]] | None = None,
) -> list[Judged]:
    """One :class:`Judged` for each non-blank line, in order; ``layouts`` names the HTML element of each line, where there is one, ``hints`` what
    else its markup says (``linked``, ``nearly``, ``beyond``, ``above``, ``inside``, ``beside``)."""
    numbers, looks, blanks, repeated = page_lines(lines, found.repeated if found else frozenset(), layouts, site=site)
    given = evidence(looks, blank_before=blanks, repeated=repeated)
    if hints:
        given = [
            [*own, *more]
            for own, more in zip(given, _hinted(looks, [hints[n] for n in numbers], [layouts[n] if layouts else "" for n in numbers]), strict=True)
        ]
    parts = best_path(given, weights())
    out = []
    for number, line, part, again in zip(numbers, looks, parts, repeated, strict=True):
        kept = part in KEPT
        reason = (
            "" if kept else "repeated on other pages of the site" if again else _REASONS.get(line.kind) or f"outside the main content ({PARTS[part]})"
        )
        out.append(Judged(number, lines[number], kept, PARTS[part], reason))
    return out


def _hinted(looks: Sequence[Line], hints: Sequence[Sequence[str]], layouts: Sequence[str]) -> Iterator[list[str]]:
    """What the markup says of each line: ``inside`` and ``beside`` only for those that are no links and nothing that sites put around their
    content, until the heading of what is related to the text above it, or of what the site says of itself.

    A list of dated links is a column of news on a page that tells something of its own (``dated link``), else what the page is for (``listed``).
    """
    begun = over = False
    level = ""
    dated, entries = _dated_links(looks, hints)
    told = sum(x.words for i, (x, own) in enumerate(zip(looks, hints, strict=True)) if x.kind in _TOLD and "linked" not in own and i not in entries)
    news, calendar = told >= _STORY, told < _OPENING
    for i, (line, own, layout) in enumerate(zip(looks, hints, layouts, strict=True)):
        if _LEVEL.fullmatch(layout) and (line.kind == "related" or layout <= level):
            level = layout if line.kind == "related" else ""
        over = over or (begun and (line.kind == "related" or not _ASIDE.isdisjoint(line.features)))
        begun = begun or line.kind in _TOLD
        trusted = not over and line.kind not in _UNTRUSTED and ("linked" not in own or "reach" in line.features)
        tool = "linked" in own and line.kind in _TOOLS
        more = [x for x in own if trusted or x not in {"inside", "beside"}] + ["under related"] * bool(level) + ["linked tool"] * tool
        more += ["dated link"] * (news and i in dated) + ["listed"] * (calendar and i in entries and not {"above", "beyond"} & set(own))
        yield more


def _dated_links(looks: Sequence[Line], hints: Sequence[Sequence[str]]) -> tuple[set[int], set[int]]:
    """Lines of a list of dated links, as news or a calendar: at least two links of several words, each with its day in it, or right above or below
    it; these days, and a line between two of them. And all lines of the entries of such a list, what they are about among them: those between two
    links that are close, and as many behind the last one.
    """
    days = [DAY.search(x.folded) if x.kind == "day" or x.words <= _TEASER else None for x in looks]
    alone = {i for i, x in enumerate(looks) if x.kind == "day" or (days[i] and x.words <= _DATED)}
    links, found = set(), set()
    for i, (x, own) in enumerate(zip(looks, hints, strict=True)):
        day = days[i]
        nearly = day is not None and ("linked" in own or ("nearly" in own and x.words > len(day[0].split()) + _FEW))
        beside = {i - 1, i + 1} & alone if "linked" in own else set()
        if x.words >= _HEADLINE and (nearly or beside):
            links.add(i)
            found |= {i, *beside}
    if len(links) < 2:
        return set(), set()
    found |= {i + 1 for i in found if i + 2 in found}
    steps = [(a, b - a) for a, b in pairwise(sorted(links)) if b - a <= _ENTRY]
    longest = max((n for _, n in steps), default=1)
    return found, found | {a + k for a, n in [*steps, (max(links), longest)] for k in range(n)}


def page_lines(
    lines: Sequence[str], known: frozenset[int] = frozenset(), layouts: Sequence[str] | None = None, *, site: str | None = None
) -> tuple[list[int], list[Line], list[bool], list[bool]]:
    """Numbers and looks of the non-blank lines; whether a blank line stands before each, and whether the site repeats it."""
    numbers = [i for i, x in enumerate(lines) if x.strip()]
    looks = [look(lines[i], layout=layouts[i] if layouts else "") for i in numbers]
    blanks = [i > 0 and not lines[i - 1].strip() for i in numbers]
    return numbers, looks, blanks, [bool(known) and x.kind not in _NEVER_REPEATED and mark(site, x.text) in known for x in looks]


def best_path(given: Sequence[Sequence[str]], scores: Weights) -> list[int]:
    """Indexes into :data:`PARTS`, one a line: the path with the highest score; the best one with a title where that is nearly as good."""
    if not given:
        return []
    path, score = _path(given, scores, NEXT, FIRST)
    if 1 in path or not KEPT.intersection(path):
        return path
    titled, lower = _path(given, scores, (_TITLED, *NEXT[1:]), _TITLED)
    if 1 in titled and score - lower <= UNTITLED:
        return titled
    return _with_heading(path, given, scores)


def _with_heading(path: list[int], given: Sequence[Sequence[str]], scores: Weights) -> list[int]:
    """A path without a title with the line in it that is most like one, down to the first prose; the path as it is where none is nearly so.

    So a title is found that stands below lines of the content: a number, a day, a label. A line outside the content must be the more like one.
    """
    first = next((i for i, names in enumerate(given) if "kind:prose" in names), len(given))
    near = range(max(0, path.index(2) - 3), min(first, path.index(2) + 6))
    rated = []
    for i in near:
        if not any(1 in BARRED.get(name, ()) for name in given[i]):
            rows = [scores.features[name] for name in given[i] if name in scores.features]
            own = [sum(row[s] for row in rows) for s in range(len(PARTS))]
            lead, kept = own[1] - max(own[0], own[2]), path[i] in KEPT
            if lead >= (HEADING if kept else 0.0):
                rated.append((kept, lead, -i))
    if not rated:
        return path
    at = -max(rated)[2]
    return [1 if i == at else part for i, part in enumerate(path)]


def _path(given: Sequence[Sequence[str]], scores: Weights, following: Sequence[Sequence[int]], first: Sequence[int]) -> tuple[list[int], float]:
    """The path with the highest score among those allowed, and its score."""
    nothing, never = (0.0,) * len(PARTS), float("-inf")
    features, steps = scores.features, scores.steps
    best: list[float] = []
    back: list[list[int]] = []
    for i, names in enumerate(given):
        own = [0.0] * len(PARTS)
        for name in names:
            if row := features.get(name):
                for s, value in enumerate(row):
                    own[s] += value
            if name in BARRED:
                for s in BARRED[name]:
                    own[s] = never
        if i == 0:
            best = [own[s] if s in first else never for s in range(len(PARTS))]
            continue
        table = steps.get(step_kind(names), ())
        now, came = [never] * len(PARTS), [0] * len(PARTS)
        for a in range(len(PARTS)):
            row = table[a] if table else nothing
            for b in following[a]:
                score = best[a] + row[b] + own[b]
                if score > now[b]:
                    now[b], came[b] = score, a
        best = now
        back.append(came)
    last = max(LAST, key=lambda s: best[s])
    path = [last]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1], best[last]


def step_kind(names: Sequence[str]) -> str:
    """Which table of steps leads to a line with these features."""
    return "continues" if "continues" in names else "blank" if "blank before" in names else "plain"
