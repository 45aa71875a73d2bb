"""English phrases that tell of a part of another event, or of what was before: they are no events of their own.

A launch at a conference is one with it, a visit on the occasion of a workshop is how one came there, "the Conference, meeting in Tavik" is the
conference, and "the scheme that the fund launched in 2008" tells how old the scheme is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.events.candidates import Candidate
from pipeline.events.names import Reader

_AT = re.compile(r"(?:[^.;:\n]{0,60}?\s)??(?:at|during)\s(?:an?\s|the\s|its\s)?(?=(?P<event>\w))")
_OCCASION = re.compile(
    r"[^.;:\n]{0,60}?\s(?:on\sthe\soccasion\sof|to\s(?:attend|open|address|take\spart\sin)|for)\s(?:an?\s|the\s|its\s)?(?=(?P<event>\w))"
)
_COP = re.compile(r"COP ?\d\d\b")
_MEETING_IN = re.compile(r",\s$")
_SINCE = re.compile(r"\b(?:which|that)\s[^.,;:]{3,60}\s$")
_YEAR = re.compile(r"[^.;:\n]{0,12}?\bin\s(?=\d{4}\b)")
_NO_OCCASION = frozenset(["campaign", "ceremony", "launch", "side_event", "signing", "visit"])


def of_their_own(reader: Reader, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates without those that are part of another event of their sentence; those of pages that are not English come back as they are."""
    gatherings = sorted((c for c in candidates if c.kind not in _NO_OCCASION and c.form not in ("verb", "title")), key=lambda c: c.start)
    for candidate in candidates:
        if reader.document.language != "en" or not _is_part(reader, gatherings, candidate):
            yield candidate


def _is_part(reader: Reader, gatherings: Sequence[Candidate], candidate: Candidate) -> bool:
    text, bound = reader.text, reader.passages.at(candidate.start)[1]
    own = text[candidate.start : candidate.end].casefold()
    if candidate.kind == "launch" and "launched" in own:
        begin = candidate.start + own.index("launched") + len("launched")
        since = _SINCE.search(text, max(0, candidate.start - 90), candidate.start) and own.startswith("launched") and _YEAR.match(text, begin, bound)
        return bool(since) or _at_one(text, gatherings, _AT, begin, bound)
    if candidate.kind == "training" and own.startswith("trained "):
        return _at_one(text, gatherings, _AT, candidate.start + len("trained"), bound)
    if candidate.kind == "visit" and candidate.form in ("verb", "model") and "visited" in own:
        return _at_one(text, gatherings, _OCCASION, candidate.end, bound)
    if candidate.head == "meeting" and candidate.form == "described" and own.startswith("meeting in "):
        return bool(_MEETING_IN.search(text, max(0, candidate.start - 2), candidate.start))
    return False


def _at_one(text: str, gatherings: Sequence[Candidate], way: re.Pattern[str], at: int, bound: int) -> bool:
    """Whether an event follows in the sentence, behind the words of the pattern."""
    there = way.match(text, at, bound)
    if there is None:
        return False
    event = there.start("event")
    return bool(_COP.match(text, event)) or any(c.start <= event < c.end and c.start > at for c in gatherings)
