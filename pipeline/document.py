"""The data that the stages hand to each other.

A :class:`Page` is what a reader found: bytes and where they came from. ``clean`` turns it into a :class:`Document`,
whose ``text`` (the page's main content) never changes again, so that every offset stays valid; the later stages return
a copy with more of its fields filled (:func:`dataclasses.replace`). A page leaves the flow only as :class:`Dropped`.

Offsets count characters of ``Document.text``; ``end`` is exclusive, and ``text[start:end]`` is the quoted span. Identifiers of organisations,
people and places are made from their content (:func:`identifier`), so that pages agree on them without having met.

This module imports nothing of ours.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Status = Literal["extracted", "duplicate", "unsupported_language", "no_content", "failed"]
PageType = Literal["news", "event", "profile", "topic", "listing", "error"]
Precision = Literal["day", "month", "quarter", "half", "year", "range"]
MentionLabel = Literal["ORG", "PERSON", "LOC", "DATE", "SDG", "CONTACT"]
SpanLabel = Literal["ORG", "PERSON", "LOC", "EVENT", "INITIATIVE", "ROLE"]
Method = Literal["model", "gazetteer", "pattern", "structure"]
PlaceKind = Literal["country", "city", "region", "other"]
ContactKind = Literal["email", "phone", "address", "url"]
EventStatus = Literal["held", "ongoing", "planned", "cancelled"]
InitiativeStatus = Literal["planned", "active", "completed", "unknown"]
DateMethod = Literal["posted", "alone", "dateline", "meta", "address", "head", "end", "updated"]
AttendanceMode = Literal["in_person", "online", "hybrid"]
Basis = Literal["name", "sentence", "context", "header", "field", "dateline", "inferred"]


def slug(name: str) -> str:
    """Lower-case ASCII words joined by hyphens: ``"Côte d’Ivoire"`` gives ``"cote-d-ivoire"``.

    Letters of scripts without an ASCII form are dropped.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def identifier(prefix: str, *parts: str | None) -> str:
    """``prefix-`` and the slug of the parts; a short hash is added where the slug is long or loses letters.

    The same parts give the same identifier on every run and machine.
    """
    given = [p for p in parts if p]
    text = slug(" ".join(given))
    lossy = any(unicodedata.category(c) == "Lo" for p in given for c in p)
    if len(text) > 72 or lossy or not text:
        text = f"{text[:60].rstrip('-')}-{digest(*given)}".strip("-")
    return f"{prefix}-{text}"


def digest(*parts: str | None) -> str:
    """First 16 hex digits of the SHA-256 of the parts: 64 bits, enough for the mentions of millions of pages."""
    return hashlib.sha256("\x1f".join(p or "" for p in parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def document_id(path: str) -> str:
    """Id of the page at a path (relative to the input), the same on every run and machine."""
    return f"{identifier('doc', path.rpartition('/')[2].partition('.')[0][:40])}-{digest(path)}"


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read. ``path`` is relative to the input and uses ``/``; ``site`` groups the pages of one web site or folder.

    ``charset`` is the character set that the server stated, in its own words, where that is known.
    """

    path: str
    content: bytes
    form: Literal["text", "html"]
    url: str | None = None
    site: str | None = None
    fetched_on: date | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A page that left the flow: at which stage, why, and the ``documents.status`` that its row gets."""

    path: str
    stage: Literal["read", "clean", "annotate", "assemble"]
    reason: str
    status: Status = "failed"
    url: str | None = None
    site: str | None = None
    content_hash: str | None = None
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class DateInterval:
    """First and last day meant; both ends inclusive."""

    start: date
    end: date
    precision: Precision

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"interval ends before it starts: {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value of the page ("Location(s): Egypt").

    ``start`` and ``end`` are the value's span, or None where it stands outside the main content.
    """

    label: str
    value: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A candidate that a tagger proposes, before it is resolved to a thing."""

    start: int
    end: int
    label: SpanLabel
    method: Method
    confidence: float


@dataclass(frozen=True, slots=True)
class Mention:
    """A quoted span and what it names.

    ``entity`` is an organisation, person, place or contact id, or ``sdg-10.7``; None for a DATE, which has ``interval``.
    ``start`` and ``end`` are None where the page says it in its own tags, outside the main content.
    """

    start: int | None
    end: int | None
    text: str
    label: MentionLabel
    method: Method
    confidence: float
    entity: str | None = None
    interval: DateInterval | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    organisation_id: str
    name: str
    acronym: str | None = None
    kind: str | None = None
    country_code: str | None = None
    aliases: tuple[str, ...] = ()
    parent_id: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person as one page presents them: with the position held there."""

    person_id: str
    name: str
    role: str | None = None
    organisation_id: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """``country_code`` is ISO 3166-1 alpha-2, None for a supranational region; coordinates in degrees (WGS 84)."""

    location_id: str
    name: str
    kind: PlaceKind
    country_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    contact_id: str
    kind: ContactKind
    value: str
    start: int
    end: int
    person_id: str | None = None
    organisation_id: str | None = None


@dataclass(frozen=True, slots=True)
class Sdg:
    """A goal (1 to 17) or target ("10.7") named by the page; no span where it stands in the page's own tags."""

    goal: int
    target: str | None
    method: Literal["explicit", "inferred"]
    confidence: float
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why one value of an event or initiative stands: ``text[start:end]`` says it.

    ``slot`` is the name of the column, or of the role for a party and "scope" for a place; ``value`` its text: a day as ISO 8601, a party or place
    as its id. ``basis`` tells where the span stands: inside the "name", in a "sentence" that names the thing, in one that goes on about it
    ("context"), in the "header" of the page, in a labelled "field", in the "dateline"; "inferred" is worked out from the span ("Cairo" gives the
    country). ``start`` and ``end`` are None where the page says it outside the main content.
    """

    slot: str
    value: str
    start: int | None
    end: int | None
    basis: Basis
    method: Method
    confidence: float


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part in an event or initiative: ``ref`` is the id of an organisation, person or place.

    ``role`` is one of organiser, participant, funder, speaker (events) or lead, partner, funder, focal_point (initiatives). ``start`` and ``end``
    quote the mention that says so; two parties are equal where ``ref`` and ``role`` are.
    """

    ref: str
    role: str
    start: int | None = field(default=None, compare=False)
    end: int | None = field(default=None, compare=False)
    basis: Basis = field(default="sentence", compare=False)
    method: Method = field(default="pattern", compare=False)
    confidence: float = field(default=0.5, compare=False)


@dataclass(frozen=True, slots=True)
class Budget:
    """``amount`` in whole units of ``currency`` (ISO 4217)."""

    amount: float
    currency: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What an event has to do with an initiative of the same page, told by its name; ``start`` and ``end`` quote what says so."""

    initiative: str
    role: Literal["outcome", "launch", "signing", "part_of_series"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """``start`` and ``end`` are the offsets of the evidence: the passage that states it. ``country_code`` is where it takes place.

    ``postponed``: put off without a new date. ``edition`` counts from 1; ``series`` is the name of the series. ``parent`` is the name of the event of
    the same page that it is part of, or is held beside; ``spans`` are the places of its names. ``targets`` ("10.7") are of the goals in ``sdgs``.
    """

    name: str
    kind: str
    status: EventStatus
    start: int
    end: int
    when: DateInterval | None = None
    city: str | None = None
    country_code: str | None = None
    location_id: str | None = None
    venue: str | None = None
    online: bool = False
    description: str | None = None
    parties: tuple[Party, ...] = ()
    sdgs: tuple[int, ...] = ()
    targets: tuple[str, ...] = ()
    surfaces: tuple[str, ...] = ()
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    attendance_mode: AttendanceMode | None = None
    postponed: bool = False
    edition: int | None = None
    series: str | None = None
    participant_count: int | None = None
    parent: str | None = None
    links: tuple[Link, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Initiative:
    """``start`` and ``end`` are the offsets of the evidence; ``starts`` and ``ends`` are days.

    ``scope`` holds the ids of the places where it works; ``parent`` is the name of the initiative of the same page that it is part of.
    ``targets`` ("10.7") are of the goals in ``sdgs``.
    """

    name: str
    acronym: str | None
    kind: str
    status: InitiativeStatus
    start: int
    end: int
    starts: date | None = None
    ends: date | None = None
    budget: Budget | None = None
    description: str | None = None
    parties: tuple[Party, ...] = ()
    scope: tuple[str, ...] = ()
    sdgs: tuple[int, ...] = ()
    targets: tuple[str, ...] = ()
    surfaces: tuple[str, ...] = ()
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    parent: str | None = None
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A page's main content and what the stages found in it.

    ``clean`` fills everything up to ``tags``; ``annotate`` the sentences, spans, mentions and entities; ``assemble`` the events and initiatives.
    Lines of ``text`` are parted by a single newline. ``tags`` are the page's own tag lines that stand outside the main content, ``around`` are the
    short lines of its head and foot, of long ones the first and last: they tell where the publisher is.
    """

    document_id: str
    path: str
    text: str
    content_hash: str
    url: str | None = None
    site: str | None = None
    language: str | None = None
    page_type: PageType = "topic"
    title: str | None = None
    published: date | None = None
    modified: date | None = None
    published_method: DateMethod | None = None
    modified_method: DateMethod | None = None
    status: Status = "extracted"
    error: str | None = None
    fields: tuple[Field, ...] = ()
    tags: tuple[str, ...] = ()
    around: str = ""
    sentences: tuple[tuple[int, int], ...] = ()
    spans: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    contacts: tuple[Contact, ...] = ()
    sdgs: tuple[Sdg, ...] = ()
    events: tuple[Event, ...] = ()
    initiatives: tuple[Initiative, ...] = field(default=())

    def event_fields(self) -> list[tuple[str, str]]:
        """What the page states of its event in the words of schema.org outside the text, as pairs of name ("startDate") and value, in order."""
        return [(f.label.removeprefix("Event "), f.value) for f in self.fields if f.start is None and f.label.startswith("Event ")]

    def lines(self) -> Iterator[tuple[int, int]]:
        """Spans of the non-empty lines of ``text``."""
        at = 0
        for line in self.text.split("\n"):
            if line.strip():
                yield at, at + len(line)
            at += len(line) + 1
