"""The tables that a run writes: one Arrow schema a table, with a description a field.

The data dictionary (``communique tables``) and the metadata of the Parquet files come from here and nowhere else. Unknown is null; calendar
days are ``date32``; scores lie in [0, 1].
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

import pyarrow as pa

from pipeline import document

TEXT, DAY, SCORE, OFFSET, COUNT = pa.string(), pa.date32(), pa.float32(), pa.int64(), pa.int32()
WORD = pa.dictionary(pa.int32(), pa.string())

VOCABULARIES: dict[str, tuple[str, ...]] = {
    "page_type": get_args(document.PageType),
    "document_status": get_args(document.Status),
    "label": get_args(document.MentionLabel),
    "method": get_args(document.Method),
    "sdg_method": ("explicit", "inferred"),
    "contact_kind": get_args(document.ContactKind),
    "place_kind": get_args(document.PlaceKind),
    "date_precision": get_args(document.Precision),
    "event_kind": (
        *("meeting", "dialogue", "workshop", "training", "conference", "summit", "forum", "seminar", "webinar", "session", "roundtable"),
        *("side_event", "launch", "signing", "visit", "campaign", "ceremony", "other"),
    ),
    "event_status": get_args(document.EventStatus),
    "event_role": ("organiser", "participant", "funder"),
    "event_person_role": ("speaker", "participant", "organiser", "funder"),
    "event_place_role": ("venue", "organiser", "participant", "funder"),
    "initiative_kind": (
        *("programme", "project", "campaign", "mechanism", "platform", "network", "partnership", "fund", "strategy", "agreement", "declaration"),
        *("series", "other"),
    ),
    "initiative_status": get_args(document.InitiativeStatus),
    "initiative_role": ("lead", "partner", "funder"),
    "initiative_person_role": ("focal_point", "lead", "partner", "funder"),
    "initiative_place_role": ("scope", "lead", "partner", "funder"),
    "date_method": get_args(document.DateMethod),
    "attendance_mode": get_args(document.AttendanceMode),
    "event_initiative_role": ("outcome", "launch", "signing", "part_of_series"),
    "evidence_basis": get_args(document.Basis),
}

_MENTION_ENTITY = "organisation, person, location or contact id, or sdg-GOAL / sdg-TARGET; null for a DATE"
_HOW_DATED = (
    "how published_on is known: posted (beside a label of it), alone (by itself under the title), dateline (before the text), meta (stated for "
    "machines), address (in the url), head (above the content), end (below it), updated (a page whose only day is that of its last change)"
)
_EVIDENCE = (("start", OFFSET, "first character of the evidence in documents.text"), ("end", OFFSET, "character after the evidence"))
_WHY = (
    ("value", TEXT, "!value as text: a day as ISO 8601, a goal as its number, an organisation, person or place as its id"),
    ("document_id", TEXT, "!page that says it"),
    ("start", OFFSET, "first character of the quoted span in documents.text; null where the page says it outside the main content"),
    ("end", OFFSET, "character after the last one"),
    ("basis", "evidence_basis", "!where the span stands: in the name, in a sentence that names the thing or goes on about it, … or inferred from it"),
    ("method", "method", "!how the span was found"),
    ("confidence", SCORE, "!chance that the value is right, as measured on annotated pages for its field and basis, if the record is"),
)

# table -> (what a row is, ((column, type or vocabulary, description), ...)); a column whose description starts with "!" is never null.
_TABLES: dict[str, tuple[str, tuple[tuple[str, Any, str], ...]]] = {
    "documents": (
        "a page read",
        (
            ("document_id", TEXT, "!id of the page, from its path"),
            ("path", TEXT, "!path as given, relative to the input"),
            ("url", TEXT, "address of the page, where the page or the scrape gives one"),
            ("site", TEXT, "host of the page's address; without one, the first folder of its path, or of its path in a zip"),
            ("language", TEXT, "ISO 639-1 code of the main content"),
            ("page_type", "page_type", "what kind of page it is"),
            ("title", TEXT, "title as printed, without the site's name"),
            ("published_on", DAY, "the page's own date, as the page gives it, even where the scrape says that it was fetched earlier"),
            ("published_method", "date_method", _HOW_DATED),
            ("modified_on", DAY, "date of the last change that the page states"),
            ("modified_method", "date_method", "how modified_on is known: updated or meta, as for published_method"),
            ("status", "document_status", "!what became of the page"),
            ("error", TEXT, "why the page was not extracted, and what to do"),
            ("duplicate_of", TEXT, "document_id of the page with the same content that was extracted instead"),
            ("content_hash", TEXT, "SHA-256 of the main content, or of the bytes where there is none"),
            ("text", TEXT, "main content; every offset counts characters in it"),
        ),
    ),
    "mentions": (
        "a span of text that names something",
        (
            ("mention_id", TEXT, "!id of the mention"),
            ("document_id", TEXT, "!page"),
            ("start", OFFSET, "first character in documents.text; null where the page says it in its tags, outside the main content"),
            ("end", OFFSET, "character after the last one"),
            ("text", TEXT, "!the quoted span"),
            ("label", "label", "!what kind of thing it names"),
            ("entity_id", TEXT, _MENTION_ENTITY),
            ("start_date", DAY, "first day meant, of a DATE"),
            ("end_date", DAY, "last day meant, of a DATE"),
            ("edtf", TEXT, "days meant, of a DATE, in EDTF (ISO 8601-2): 2019-06, 2019-33 (a quarter), 2019-40 (a half), 2019-06-12/2019-06-14"),
            ("method", "method", "!how it was found"),
            ("confidence", SCORE, "!chance that it is right, as measured on annotated pages"),
        ),
    ),
    "contacts": (
        "a way to reach someone, on one page",
        (
            ("contact_id", TEXT, "!id of the contact"),
            ("document_id", TEXT, "!page"),
            ("kind", "contact_kind", "!what kind of contact it is"),
            ("value", TEXT, "!e-mail in lower case, phone in E.164 where the country is certain, address on one line, or URL"),
            ("person_id", TEXT, "person that the page ties it to"),
            ("organisation_id", TEXT, "organisation that the page ties it to"),
            *_EVIDENCE,
        ),
    ),
    "document_sdgs": (
        "a Sustainable Development Goal or target named by a page",
        (
            ("document_id", TEXT, "!page"),
            ("goal", COUNT, "!1 to 17"),
            ("target", TEXT, 'target such as "10.7"; null where the goal as a whole is named'),
            ("method", "sdg_method", "!explicit where the page names it"),
            ("confidence", SCORE, "!how sure we are that the page names it, 0 to 1"),
            ("start", OFFSET, "first character in documents.text; null where it stands in the page's tags"),
            ("end", OFFSET, "character after the last one"),
        ),
    ),
    "affiliations": (
        "a position held, as one page states it",
        (
            ("document_id", TEXT, "!page"),
            ("person_id", TEXT, "!person"),
            ("organisation_id", TEXT, "body that the person speaks for"),
            ("role", TEXT, "position as written"),
        ),
    ),
    "organisations": (
        "an organisation, over all pages",
        (
            ("organisation_id", TEXT, "!id, from the name"),
            ("name", TEXT, "!fullest or best known name"),
            ("acronym", TEXT, "acronym"),
            ("kind", TEXT, "kind of body, after the IATI organisation types: government, multilateral, international_ngo, national_ngo, academic …"),
            ("country_code", TEXT, "ISO 3166-1 alpha-2 code of its country"),
            ("aliases", pa.list_(TEXT), "other names and forms seen"),
            ("parent_id", TEXT, "organisation that it is a part of"),
            ("document_count", COUNT, "!pages that name it"),
        ),
    ),
    "people": (
        "a person, over all pages",
        (
            ("person_id", TEXT, "!id, from the name and the organisation"),
            ("name", TEXT, "!name without honorifics"),
            ("document_count", COUNT, "!pages that name them"),
        ),
    ),
    "locations": (
        "a place, over all pages",
        (
            ("location_id", TEXT, "!id, from country and name"),
            ("name", TEXT, "!name; of a country the English one where a page uses it, else the most frequent"),
            ("kind", "place_kind", "!what kind of place it is"),
            ("country_code", TEXT, "ISO 3166-1 alpha-2; null for a region of several countries"),
            ("latitude", pa.float64(), "degrees north, WGS 84; null for a country or region"),
            ("longitude", pa.float64(), "degrees east, WGS 84; null for a country or region"),
            ("geonames_id", pa.int64(), "GeoNames id"),
            ("document_count", COUNT, "!pages that name it"),
        ),
    ),
    "sdgs": (
        "a Sustainable Development Goal (reference table)",
        (("goal", COUNT, "!1 to 17"), ("title", TEXT, "!short title of the United Nations")),
    ),
    "events": (
        "an event, over all pages",
        (
            ("event_id", TEXT, "!id, from name, start and place"),
            ("name", TEXT, "!name as written, or the shortest phrase that tells it from others"),
            ("kind", "event_kind", "!what kind of event it is"),
            ("status", "event_status", "!as seen from the page's date, not from today"),
            ("start_date", DAY, "first day"),
            ("end_date", DAY, "last day"),
            (
                "date_precision",
                "date_precision",
                "how exactly the page gives the date: a month or year alone has its first and last day as start and end",
            ),
            ("city", TEXT, "where it takes place"),
            ("country_code", TEXT, "ISO 3166-1 alpha-2 of the place"),
            ("location_id", TEXT, "the place"),
            ("venue", TEXT, "building or site"),
            ("online", pa.bool_(), "!true where it takes place online"),
            ("attendance_mode", "attendance_mode", "how people attend, where the page says so or gives a place"),
            ("postponed", pa.bool_(), "true where it was put off and has no new date"),
            ("edition", COUNT, "which one of its kind it is: 3 for the third forum"),
            ("series", TEXT, "name of the series that it belongs to"),
            ("parent_event_id", TEXT, "event that it is part of or is held on the margins of"),
            ("participant_count", COUNT, "people who took part, as the page counts them"),
            ("description", TEXT, "the sentence that states it"),
            ("source_count", COUNT, "!pages that report it"),
            ("confidence", SCORE, "!how sure we are that this is an event, 0 to 1; how sure its values are stands in event_evidence"),
        ),
    ),
    "event_mentions": (
        "a passage that states an event",
        (
            ("event_id", TEXT, "!event"),
            ("document_id", TEXT, "!page"),
            *_EVIDENCE,
            ("name", TEXT, "name as this page gives it"),
            ("status", "event_status", "status that this page gives"),
            ("start_date", DAY, "first day that this page gives"),
            ("end_date", DAY, "last day that this page gives"),
            ("city", TEXT, "place that this page gives"),
            ("country_code", TEXT, "ISO 3166-1 alpha-2 of that place"),
        ),
    ),
    "event_organisations": (
        "an organisation's part in an event",
        (("event_id", TEXT, "!event"), ("organisation_id", TEXT, "!organisation"), ("role", "event_role", "!its part")),
    ),
    "event_people": (
        "a person's part in an event",
        (("event_id", TEXT, "!event"), ("person_id", TEXT, "!person"), ("role", "event_person_role", "!their part")),
    ),
    "event_locations": (
        "a place of an event, or a country as a party to it",
        (("event_id", TEXT, "!event"), ("location_id", TEXT, "!place"), ("role", "event_place_role", "!its part")),
    ),
    "event_sdgs": (
        "a goal that a page ties to an event",
        (("event_id", TEXT, "!event"), ("goal", COUNT, "!1 to 17"), ("target", TEXT, "target, such as 10.7; null for the goal alone")),
    ),
    "event_initiatives": (
        "what an event has to do with an initiative",
        (
            ("event_id", TEXT, "!event"),
            ("initiative_id", TEXT, "!initiative"),
            ("role", "event_initiative_role", "!the event adopts it (outcome), launches it, is its signing, or is one of the series"),
        ),
    ),
    "event_evidence": (
        "a reason for one value of an event; pages that disagree all have theirs",
        (
            ("event_id", TEXT, "!event"),
            ("field", TEXT, "!column of events, or the role of a party: organiser, participant, funder, speaker; sdgs for a goal"),
            *_WHY,
        ),
    ),
    "initiatives": (
        "an initiative, over all pages",
        (
            ("initiative_id", TEXT, "!id, from the name"),
            ("name", TEXT, "!name as written in full"),
            ("acronym", TEXT, "acronym"),
            ("kind", "initiative_kind", "!what kind of initiative it is"),
            ("status", "initiative_status", "!as seen from the page's date, not from today; unknown where the page does not tell"),
            ("start_date", DAY, "first day"),
            ("end_date", DAY, "last day"),
            ("budget_amount", pa.float64(), "latest total or yearly amount, in whole units of the currency"),
            ("budget_currency", TEXT, "ISO 4217"),
            ("budget_year", COUNT, "year that the page ties the amount to"),
            ("parent_initiative_id", TEXT, "initiative that it is part of"),
            ("description", TEXT, "the sentence that states it"),
            ("source_count", COUNT, "!pages that report it"),
            ("confidence", SCORE, "!how sure we are that this is an initiative, 0 to 1; how sure its values are stands in initiative_evidence"),
        ),
    ),
    "initiative_mentions": (
        "a passage that states an initiative",
        (
            ("initiative_id", TEXT, "!initiative"),
            ("document_id", TEXT, "!page"),
            *_EVIDENCE,
            ("name", TEXT, "name as this page gives it"),
            ("status", "initiative_status", "status that this page gives"),
            ("start_date", DAY, "first day that this page gives"),
            ("end_date", DAY, "last day that this page gives"),
            ("budget_amount", pa.float64(), "amount that this page gives, in whole units of the currency"),
            ("budget_currency", TEXT, "ISO 4217"),
        ),
    ),
    "initiative_organisations": (
        "an organisation's part in an initiative",
        (("initiative_id", TEXT, "!initiative"), ("organisation_id", TEXT, "!organisation"), ("role", "initiative_role", "!its part")),
    ),
    "initiative_people": (
        "a person's part in an initiative",
        (("initiative_id", TEXT, "!initiative"), ("person_id", TEXT, "!person"), ("role", "initiative_person_role", "!their part")),
    ),
    "initiative_locations": (
        "a place where an initiative works, or a country as a party to it",
        (("initiative_id", TEXT, "!initiative"), ("location_id", TEXT, "!place"), ("role", "initiative_place_role", "!its part")),
    ),
    "initiative_sdgs": (
        "a goal that a page ties to an initiative",
        (("initiative_id", TEXT, "!initiative"), ("goal", COUNT, "!1 to 17"), ("target", TEXT, "target, such as 10.7; null for the goal alone")),
    ),
    "initiative_evidence": (
        "a reason for one value of an initiative; pages that disagree all have theirs",
        (
            ("initiative_id", TEXT, "!initiative"),
            ("field", TEXT, "!column of initiatives, or the role of a party: lead, partner, funder, focal_point; scope for a place; sdgs for a goal"),
            *_WHY,
        ),
    ),
}


def _field(name: str, kind: pa.DataType | str, description: str) -> pa.Field:
    meta = {"description": description.removeprefix("!")}
    if isinstance(kind, str):
        meta["vocabulary"] = " ".join(VOCABULARIES[kind])
        kind = WORD
    return pa.field(name, kind, nullable=not description.startswith("!"), metadata=meta)


SCHEMAS: dict[str, pa.Schema] = {
    name: pa.schema([_field(*column) for column in columns], metadata={"description": f"one row {what}"}) for name, (what, columns) in _TABLES.items()
}


KEYS = {
    "documents": "document_id",
    "mentions": "mention_id",
    "contacts": "contact_id",
    "organisations": "organisation_id",
    "people": "person_id",
    "locations": "location_id",
    "sdgs": "goal",
    "events": "event_id",
    "initiatives": "initiative_id",
}
"""The column that tells the rows of a table apart, of the tables that have one."""


def words(table: str, column: str) -> tuple[str, ...]:
    """The closed vocabulary of a column; empty where it has none."""
    return tuple((SCHEMAS[table].field(column).metadata or {}).get(b"vocabulary", b"").decode().split())


def dictionary(names: Iterable[str] | None = None) -> Iterator[tuple[str, str, list[tuple[str, str, str, str]]]]:
    """The data dictionary: (table, what a row is, [(column, type, vocabulary, description)])."""
    for name in names or SCHEMAS:
        schema = SCHEMAS[name]
        columns = []
        for column in schema:
            meta = {k.decode(): v.decode() for k, v in (column.metadata or {}).items()}
            kind = "word" if column.type == WORD else str(column.type)
            columns.append((column.name, kind if column.nullable else f"{kind}, never null", meta.get("vocabulary", ""), meta["description"]))
        yield name, (schema.metadata or {})[b"description"].decode(), columns
