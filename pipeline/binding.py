"""Ties arguments to a trigger: which bodies, people and places a cue such as "hosted by" speaks of.

Shared by the finders of events and initiatives. A cue is read inside one passage (:func:`passages`: a sentence, joined over the line
breaks of hard-wrapped text); after it or before it stands a *run* of mentions, that is a coordinated list ("A (B), C and the D of E"),
in which titles, acronyms in brackets and short appositions are allowed but no new verb is. :func:`run_after` and :func:`run_before` give
the mentions of such a run. All offsets count characters of ``Context.text``.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from pipeline.annotate.words import soft_breaks
from pipeline.context import Bounds, Context
from pipeline.document import Mention, MentionLabel

PARTIES: tuple[MentionLabel, ...] = ("ORG", "PERSON", "LOC")

# What may stand between two members of a list: commas, conjunctions, articles, acronyms in brackets, titles of persons.
_GLUE = re.compile(
    r"""(?:[’']s\b|[\s,;:/&·•–—"“”'’*-]+
      |\(\s*(?:[^()]{0,60})\s*\)
      |\b(?:and|und|et|y|e|with|as\ well\ as|together|jointly|both|also|the|of|its|their|his|her|a|an|by|between|from|for
        |le|la|les|el|los|las|de|des|du|del|en|par|por|con|avec|ainsi|que
        |mr|mrs|ms|dr|prof|professor|h\.?e|hon|sir|dame|m|mme|sr|sra|eng|ambassador|minister|representatives?|delegations?|officials?|governments?
        |in\ (?:close\ )?(?:collaboration|cooperation|co-operation|partnership|coordination|conjunction|association)\ with
        |through\ (?:its|their)|à\ travers\ (?:sa|ses|son|leurs?)
      |states?|republic|kingdom|country|office|partners?)\b\.?
      |\.(?=\s*[A-Z]))""",
    re.IGNORECASE | re.VERBOSE,
)
_OPEN_TITLE = re.compile(r"“[^“”]{3,85}[?!]$")
_ABBREVIATED = re.compile(r"\b(?:M|Mr|Mrs|Ms|Dr|Dra|Prof|Sr|Sra|Eng|Ing|Lic|Arq|Hon)\.(?=\s)")
_ADDRESS = re.compile(r"\b(?:Abo?g|Arq|Dra|Dña|Eng|Engr|Excm[ao]|Gral|Hon|Ilm[ao]|Ing|Inga|Lcd[ao]|Lic|Licda|Mtra|Mtro|Prof|Rev|Sen|Sra|Srta)\.$")
_OPEN_BRACKET = re.compile(r"\([^()]{1,50}$")


def passages(context: Context) -> list[Bounds]:
    """Bounds of the sentences; those that a hard wrap, a form of address ("Dra.") or a question mark inside a title
    has cut in two are joined again, and on French and Spanish pages those cut behind an acronym in brackets.
    """
    soft, latin = soft_breaks(context.text), context.document.language in ("fr", "es")
    out: list[Bounds] = []
    for start, end in context.sentences:
        if out:
            before, last = out[-1]
            gap = context.text[last:start]
            if "\n" in gap and last in soft:
                out[-1] = (before, end)
                continue
            if "\n" not in gap and _OPEN_BRACKET.search(context.text, max(before, last - 60), last):
                out[-1] = (before, end)
                continue
            if latin and "\n" not in gap and context.text[last - 1] == ")" and context.text[start].islower():
                out[-1] = (before, end)  # "la Asociación Mundial (AMARC) | y la unidad técnica"
                continue
            if "\n" not in gap and _ADDRESS.search(context.text, max(before, last - 7), last):
                out[-1] = (before, end)
                continue
            if "\n" not in gap and _OPEN_TITLE.search(context.text, max(before, last - 90), last):
                out[-1] = (before, end)
                continue
        out.append((start, end))
    return out


class Passages:
    """The passages of one document, by offset."""

    def __init__(self, context: Context) -> None:
        self.bounds = passages(context) or [(0, len(context.text))]
        self._starts = [a for a, _ in self.bounds]

    def number(self, offset: int) -> int:
        """Index of the passage that holds the offset, or of the nearest one before it."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def at(self, offset: int) -> Bounds:
        """Bounds of the passage that holds the offset, or of the nearest one before it."""
        return self.bounds[self.number(offset)]


def is_glue(text: str, *, slack: int = 0, barrier: re.Pattern[str] | None = None) -> bool:
    """Whether the text is only what joins the members of a list; ``slack`` words may be left over, and none that the ``barrier`` finds."""
    if barrier is not None and barrier.search(text):
        return False
    left = _GLUE.sub(" ", text)
    words = left.split()
    ends = _ABBREVIATED.sub(" ", text).rstrip() if len(text) > 3 else ""
    return len(words) <= slack and not re.search(r"[.;!?](?:\s|$)", ends)


def run_after(
    context: Context, offset: int, limit: int, *labels: MentionLabel, slack: int = 3, first: int = 60, barrier: re.Pattern[str] | None = None
) -> list[Mention]:
    """The list of mentions that starts at most ``first`` characters after ``offset``, up to ``limit``.

    ``slack`` is how many words, such as a job title, may stand between two members.
    """
    out: list[Mention] = []
    at = offset
    for mention in context.mentions(offset, limit, *(labels or PARTIES)):
        start, end = mention.start or 0, mention.end or 0
        if start < at:
            continue
        gap = context.text[at:start]
        if (not out and len(gap) > first) or not is_glue(gap, slack=slack if out else slack + 4, barrier=barrier):
            break
        out.append(mention)
        at = end
    return out


def run_before(
    context: Context, start: int, offset: int, *labels: MentionLabel, slack: int = 3, last: int = 60, barrier: re.Pattern[str] | None = None
) -> list[Mention]:
    """The list of mentions that ends at most ``last`` characters before ``offset`` and lies after ``start``, in the order of the text."""
    out: list[Mention] = []
    at = offset
    for mention in reversed(list(context.mentions(start, offset, *(labels or PARTIES)))):
        a, b = mention.start or 0, mention.end or 0
        if b > at:
            continue
        gap = context.text[b:at]
        if (not out and len(gap) > last) or not is_glue(gap, slack=slack if out else slack + 4, barrier=barrier):
            break
        out.append(mention)
        at = a
    return out[::-1]
