"""Where a line of a page stands: its neighbours, its place among the page's prose, what repeats.

With what :func:`pipeline.lines.look` says of the line itself, this is the evidence by which ``boilerplate`` tells main content from the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.lines import Line, bucket

_CONTENT = re.compile(r"[^\W\d_]{4,40}")
_WALLS = frozenset({"access", "cookie", "crumb", "languages", "legal", "list", "menu", "rule"})
_PASSING = frozenset({"counter", "day", "related", "share", "tags", "type", "updated"})
_ROUGH = (
    dict.fromkeys(_WALLS, "w")
    | dict.fromkeys(_PASSING, "p")
    | {"prose": "P", "glued prose": "P", "running": "r", "field": "f", "bullet": "b", "contact": "c", "reach": "c", "start": "s", "end": "e"}
)
"""Kinds that end a page's head for certain, kinds that may stand on either side of a title, and one letter a kind for patterns of neighbours."""


def evidence(lines: Sequence[Line], *, blank_before: Sequence[bool], repeated: Sequence[bool]) -> list[list[str]]:
    """Names of the features that hold for each line of a page; ``repeated`` says which lines the site prints on other pages too."""
    count = len(lines)
    kinds = ["start", "start", *(x.kind for x in lines), "end", "end"]
    prose = [i for i, x in enumerate(lines) if x.kind == "prose" or (x.kind == "running" and _wrapped(lines, i))]
    first, final = (prose[0], prose[-1]) if prose else (count, -1)
    times = Counter(x.folded for x in lines)
    seen: set[str] = set()
    crumbs = [x.folded for x in lines]
    body = {w for i in prose for w in _CONTENT.findall(lines[i].folded)}
    closing = {w for x in lines if x.kind == "legal" for w in _CONTENT.findall(x.folded)}
    out = []
    since_walls = since_junk = 0
    reached = False
    for i, x in enumerate(lines):
        own = list(x.features)
        content = set(_CONTENT.findall(x.folded)) if i <= first else set()
        before, after = kinds[i + 1], kinds[i + 3]
        if i <= first:
            own += [f"after wall {min(since_walls, 3)}", f"after junk {min(since_junk, 3)}", f"after wall {min(since_walls, 3)} {x.kind}"]
            own += [
                "zone " + "".join(_ROUGH.get(k, "t") for k in kinds[i + 1 : i + 5]),
                f"zone {_ROUGH.get(before, 't')} {x.kind} {_ROUGH.get(after, 't')}",
            ]
            if content and content <= closing:
                own.append("in legal line")
            since_walls = 0 if x.kind in _WALLS else since_walls + (x.kind not in _PASSING)
            since_junk = 0 if x.kind in _WALLS or x.kind in _PASSING else since_junk + 1
        own += [
            f"<{before}",
            f">{after}",
            f"<<{kinds[i]}",
            f">>{kinds[i + 4]}",
            f"{before}<{x.kind}",
            f"{x.kind}>{after}",
            f"{before}<{x.kind}>{after}",
        ]
        if i < first:
            own.append(f"first prose in {bucket(first - i, (1, 2, 3, 5, 9))}" if prose else "no prose")
            own.append(f"{x.kind} before prose")
        elif i > final:
            own.append(f"last prose {bucket(i - final, (1, 2, 3, 5, 9))} ago")
            own.append(f"{x.kind} after prose")
        else:
            own.append("among prose")
            own.append(f"{x.kind} among prose")
        if i < 3:
            own.append(f"line {i}")
        if i > count - 3:
            own.append("near end")
        if x.words >= 12 and i and "about" in lines[i - 1].features:
            own.append("under about")
        if x.kind == "prose" and any(y.kind in {"reach", "contact"} for y in lines[max(0, i - 12) : i]) and "reach" not in x.features:
            own.append("prose after contact" + (" self" if "holds:selfdescription" in x.features else ""))
        if "self opening" in x.features:
            own.append("self opening " + ("before prose" if i <= first else "after contact" if reached else "last" if i >= final else "within"))
        reached = reached or x.kind in {"reach", "contact"}
        if times[x.folded] > 1:
            own.append("again" if x.folded in seen else "twice")
        seen.add(x.folded)
        if i and x.words and len(lines[i - 1].folded) > 2 and x.folded.startswith(lines[i - 1].folded) and x.folded != lines[i - 1].folded:
            own.append("begins with line before")
        if repeated[i]:
            own += ["repeated", f"repeated {x.kind}"]
        if 2 < len(x.folded) < 300 and any(c != x.folded and c.endswith(x.folded) and len(c) > len(x.folded) + 2 for c in crumbs[max(0, i - 6) : i]):
            own.append("ends a line above")
        if content and i < first:
            own.append(f"in prose {len(content & body) * 4 // len(content)}")
        if blank_before[i]:
            own.append("blank before")
        if _continues(lines[i - 1] if i else None, x):
            own.append("continues")
        if i + 1 < count and _continues(x, lines[i + 1]):
            own.append(f"goes on {'early' if i <= first else 'late'}")
        out.append(own)
    return out


def _wrapped(lines: Sequence[Line], i: int) -> bool:
    """Whether a running line stands beside another one, as in text that was wrapped by hand."""
    return any(0 <= j < len(lines) and lines[j].kind in {"running", "prose"} for j in (i - 1, i + 1)) or lines[i].words >= 20


def _continues(before: Line | None, line: Line) -> bool:
    """Whether a line goes on in the middle of the sentence of the line before it."""
    if before is None or before.words < 7 or len(before.text) < 45 or before.text[-1:] in ".!?:…|":
        return False
    return line.text[:1].islower() or before.text[-1:] in ",;-(" or before.text.split()[-1].islower()
