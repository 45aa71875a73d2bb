"""What a page says of several events at once: "All events are organised by the Union", "Both meetings were held in Orlen".

It is bound to the entries of a calendar, or to the last two events told of. Wrong where "all sessions" are those of one entry alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.events.groups import Group, Part
from pipeline.events.names import phrase
from pipeline.events.page import Layout
from pipeline.events.parties import parties
from pipeline.events.slots import event_places, located
from pipeline.events.whereabouts import bind_place


def say_of_all(layout: Layout, groups: Sequence[Group]) -> None:
    """Gives the parties and the place of a passage about several events to each of those that it means."""
    text = layout.text
    for bounds in layout.reader.passages.bounds:
        every, both = (phrase(key, opens=True).match(text[bounds[0] : min(bounds[1], bounds[0] + 60)]) for key in ("all_events", "both_events"))
        before = [g for g in groups if g.passages[0][1] <= bounds[0] and g.when is not None]
        meant = before[-2:] if both and len(before) > 1 else [g for g in groups if g.main.form == "heading"] if every else []
        if len(meant) < 2 or layout.is_contact(bounds[0]):
            continue
        told = list(parties(layout.reader, bounds, None))
        places = [m for m in event_places(layout, bounds, ()) if located(text, m)]
        for group in meant:
            group.parties += [Part(m, role, "context") for m, role in told]
            if group.place is None and not group.online:
                bind_place(layout.reader, group, group.main, places, "context")
