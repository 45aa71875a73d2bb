"""Events from small documents made by hand: invented people and bodies."""

from __future__ import annotations

from pipeline.document import Document
from pipeline.events import find_events


def test_a_page_without_text_has_no_events() -> None:
    assert find_events(Document("doc-1", "a.txt", "", "")) == ()
