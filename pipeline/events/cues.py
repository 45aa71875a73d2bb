"""The words that say who holds an event and who joins it: data in ``resources/event_roles.toml``, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline import resource
from pipeline.document import Mention
from pipeline.events.names import either_apostrophe
from pipeline.phrases import Phrases, stems

_NEW_CLAUSE = re.compile(r",?\s(?:and|et|y|while|tandis\sque|mientras)\s?(?:the|le|la|les|el|los|las|l[’'])?\s?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cues:
    """The compiled cues: parties follow an ``_after`` and stand before a verb."""

    organising: Phrases
    participating: Phrases
    organiser_after: Phrases
    passive: Phrases
    participant_after: Phrases
    signatory_after: Phrases


@cache
def cues() -> Cues:
    data = resource.toml("event_roles.toml")
    helping = r"(?<![\w-])(?:(?:" + "|".join(data["auxiliaries"]) + r")\s+){0,3}"
    held, joined, *following = "organising_verbs", "participating_verbs", "organiser_after", "participant_after", "signatory_after"
    verbs = [helping + r"(?P<verb>" + "|".join(data[key]) + r")(?![\w-])(?!\s+by\b|\s?:\s)" for key in (held, joined)]
    after = [r"(?<![\w-])(?:" + "|".join(data[key]) + r")(?!\w)" for key in following]
    done = r"(?<![\w-])(?:" + "|".join(data["passive"]) + r")(?P<gap>[^.;:()]{0,90}?) (?:by|par|por)(?=\s)"
    patterns = (
        re.compile(either_apostrophe(p).replace(" ?", r"\s*").replace(" ", r"\s+"), re.IGNORECASE) for p in [*verbs, after[0], done, *after[1:]]
    )
    begun = [*([*data["auxiliaries"], *data[key]] for key in (held, joined)), *(data[key] for key in (following[0], "passive", *following[1:]))]
    return Cues(*map(Phrases, patterns, map(stems, begun)))


def before_clause(text: str, run: list[Mention]) -> list[Mention]:
    """A list without a last member that begins a clause: "called by the Union, and the Bank sent two observers"."""
    if len(run) < 2 or not _NEW_CLAUSE.fullmatch(text, run[-2].end or 0, run[-1].start or 0):
        return run
    at = min(len(text), (run[-1].end or 0) + 1)
    return run[:-1] if any(verbs.pattern.match(text, at) for verbs in (cues().participating, cues().organising)) else run
