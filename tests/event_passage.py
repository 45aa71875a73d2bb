"""What a finder of events makes of one passage; the tests of several finders share it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from pipeline.binding import Passages
from pipeline.context import Bounds, Context
from pipeline.document import DateInterval, Document, Mention
from pipeline.events.candidates import Candidate
from pipeline.events.names import Reader


def names_told(finder: Callable[[Reader, Bounds], Iterator[Candidate]], language: str, marked: str) -> list[str]:
    """The names that a finder gives in a text; what stands between two "@" is a date of it."""
    first, dated, rest = [*marked.split("@"), "", ""][:3]
    text = first + dated + rest
    day = date(2020, 2, 12)
    mentions = (Mention(len(first), len(first + dated), dated, "DATE", "pattern", 0.9, None, DateInterval(day, day, "day")),) if dated else ()
    document = Document("doc-1", "a.txt", text, "", language=language, sentences=((0, len(text)),), mentions=mentions)
    context = Context(document)
    return [c.name for c in finder(Reader(document, context, Passages(context)), (0, len(text)))]
