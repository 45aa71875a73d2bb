"""Where a span stands: its sentence, its line, and what else is mentioned there.

Built once a document by the finders of events and initiatives, so that an argument is bound to the sentence of its trigger.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from pipeline.document import Document, Mention, MentionLabel
from pipeline.phrases import in_word

Bounds = tuple[int, int]


def occurrences(text: str, phrase: str) -> Iterator[Bounds]:
    """Where the text has the words of the phrase, with any white space between them and no letter, digit or "_" right before or after."""
    words = phrase.split()
    at = text.find(words[0]) if words else -1
    while at >= 0:
        end = end_of(text, at, words)
        if end and not (at and in_word(text[at - 1])) and not in_word(text[end : end + 1]):
            yield at, end
            at = text.find(words[0], end)
        else:
            at = text.find(words[0], at + 1)


def end_of(text: str, at: int, words: list[str]) -> int:
    """Where the words end that begin at ``at`` with the first one; 0 where they do not stand there."""
    end = at + len(words[0])
    for word in words[1:]:
        start = end
        while text[start : start + 1].isspace():
            start += 1
        if start == end or not text.startswith(word, start):
            return 0
        end = start + len(word)
    return end


def _outer(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions, in the order of their start, without the bodies named within the names of their units, which take no part themselves."""
    done = 0
    for mention in mentions:
        if mention.label != "ORG" or (mention.end or 0) > done:
            yield mention
        done = max(done, (mention.end or 0) if mention.label == "ORG" else 0)


class Context:
    """Look-ups by offset over one document; all offsets count characters of ``document.text``."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.lines: list[Bounds] = list(document.lines())
        self.sentences: list[Bounds] = list(document.sentences) or self.lines
        self._sentence_starts = [a for a, _ in self.sentences]
        self._line_starts = [a for a, _ in self.lines]
        self._mentions = list(_outer(sorted((m for m in document.mentions if m.start is not None), key=lambda m: (m.start or 0, -(m.end or 0)))))
        self._mention_starts = [m.start or 0 for m in self._mentions]

    def sentence_number(self, offset: int) -> int:
        """Index in ``sentences`` of the sentence that holds the offset."""
        return max(bisect_right(self._sentence_starts, offset) - 1, 0)

    def line(self, offset: int) -> Bounds:
        """Bounds of the line that holds the offset."""
        return self.lines[self.line_number(offset)] if self.lines else (0, len(self.text))

    def line_number(self, offset: int) -> int:
        """Index in ``lines`` of the line that holds the offset."""
        return max(bisect_right(self._line_starts, offset) - 1, 0)

    def mentions(self, start: int, end: int, *labels: MentionLabel) -> Iterator[Mention]:
        """Mentions that lie wholly inside ``start``–``end``, in the order of the text; all labels where none is given."""
        for i in range(bisect_left(self._mention_starts, start), len(self._mentions)):
            mention = self._mentions[i]
            if (mention.start or 0) >= end:
                return
            if (mention.end or 0) <= end and (not labels or mention.label in labels):
                yield mention

    def dated(self, start: int, end: int, *, year: bool = False) -> bool:
        """Whether a date more exact than a year lies inside ``start``–``end``; with ``year`` any date."""
        found = (mention.interval for mention in self.mentions(start, end, "DATE"))
        return any(interval is not None and (year or interval.precision != "year") for interval in found)
