"""English verb phrases that tell of an event without its noun, from a list (``resources/event_verbs.toml``): "put their names to the accord",
"forty midwives practised …", "took six mayors to Orlen", "the Envoy is due in Tavik on 4 May".

They count where a day stands in their clause. Wrong where the verb tells of what was done at an event that another sentence names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline import resource
from pipeline.context import Bounds
from pipeline.events.candidates import Candidate
from pipeline.events.names import Reader, heads, phrase, squeeze

_NOUN_NEXT = re.compile(r"\s{0,2}(?:Their|The|This)\s(?:[\w-]+\s){0,3}?(?:exchange|mission|stay|tour|trip|visit)\b")
_DOCUMENT = re.compile(r"(?:accord|agreement|arrangement|contract|document|memorandum|paper|pact|text|treaty)s?", re.IGNORECASE)
_GIFTS = re.compile(
    r"\b(?:ambulance|appeal|award|badge|boat|book|bus|certificate|che(?:que|ck)|computer|diploma|equipment|key|licen[cs]e|medal|motorcycle|petition|prize|pump"
    r"|tractor|truck|trophy|vehicle)(?:e?s)?\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"(?:an?\s(?:class|delegation|dozen|group|party|team)\sof\s|(?:some\s)?(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)\s)"
    r"(?:[\w’'-]+\s){1,7}?to\s(?:the\s)?(?=[A-ZÀ-Ý])"
)
_SEVERAL = re.compile(r"(?:^|[\s-])(?:[a-zà-ÿ’'-]{3,}(?<!ss)(?<!us)(?<!’s)(?<!'s)s|children|men|people|personnel|police|staff|women|youth)(?![\w-])")
_PARTY = re.compile(r"\b(?:delegation|group|mission|team)\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:Ambassador|Chair(?:man|person|woman)?|Commissioner|Director|Envoy|Governor|Minister|President|Rapporteur|Representative|Secretary)\b"
)
_SOME = re.compile(r"(?:\d{1,3}|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|\w+teen|\w+ty)\s[a-z-]+")
_THERE = re.compile(r"\s(?:in|at|with)\s(?:the\s)?(?=\w)")
_OFFICE_OF = re.compile(r"(?:(?:an?|his|her|its|the)\s)?(?:[\w’-]+\s){0,3}?" + _OFFICE.pattern)
_CLAUSE = re.compile(r"[;:]\s|\s[–—-]\s|,\s(?:and|but|where|when|while)\s|(?:^|\n)[\s•▪◦●*»–-]{1,4}")
_OPENING = re.compile(
    r"(?:[A-ZÀ-Ý][\w’-]+\.\s)?(?:(?:[Ii]n|[Oo]n|[Ff]rom|[Ll]ast|[Tt]his|[Ee]arlier|[Dd]uring|[Nn]ext|[Bb]etween)\s[^,;.]{2,40}?,\s)?(?:[Aa]n?\s|[Tt]he\s)?"
)
_WHEN = re.compile(r"(?:[Ff]rom|[Ii]n|[Oo]n)\s")
_REST = re.compile(r",?\s?(?:[Aa]n?\s|[Tt]he\s)?")
_ASIDE = re.compile(r"(?:,\s[^;.]{3,90},|\s\([^()]{2,40}\))$")
_NOBODY = re.compile(r"(?:i|you|we|he|she|it|they|who|which|that|those|these|what|nobody|no|there|if|as|since|after|before)\b", re.IGNORECASE)
_TOPIC = re.compile(r"\s(?:on|about|over)\s(?=[a-z])")
_BE = re.compile(r"\s(?:are\sto\sbe|is\sto\sbe|was|were|will\sbe)\s$")
_AND = re.compile(r"(?:,\s|,?\sand\s)")
_SPENT = re.compile(r"\s(?:spends?|spent|will\sspend)\s")
_BEHIND = 90  # characters behind the verb within which its day stands


@cache
def _verbs(form: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The nouns of one list with their verbs."""
    listed = resource.toml("event_verbs.toml")[form]
    return tuple((noun, re.compile(rf"\b(?:{'|'.join(verbs)})(?:\s|(?<=\s))".replace(" ", r"\s"), re.IGNORECASE)) for noun, verbs in listed.items())


@cache
def _kinds() -> dict[str, str]:
    kinds: dict[str, str] = resource.toml("event_verbs.toml")["kinds"]
    return kinds


def spoken(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """The events that the listed verbs of a passage tell of."""
    if reader.document.language != "en" or not reader.context.dated(*bounds):
        return
    named = any(m[0][0].islower() for m in reader.every(heads().pattern, bounds))  # a noun of the passage says what it was
    for finder in (_objects, _passives, _taken, _meetings) if named else (_objects, _passives, _doers, _taken, _journeys, _stays, _meetings):
        for start, end, noun, of in finder(reader, bounds):
            yield Candidate(start, end, f"{noun} {of}", _kinds()[noun], "verb", noun, weak=True)


def _objects(reader: Reader, bounds: Bounds) -> Iterator[tuple[int, int, str, str]]:
    text = reader.text
    for noun, pattern in _verbs("object"):
        for match in pattern.finditer(text, *bounds):
            thing = reader.object_of(match.end(), bounds[1])
            if thing is None:
                continue
            span = next((s for s in reader.document.spans if s.label == "INITIATIVE" and abs(s.start - thing[0]) <= 4 and s.end > thing[1]), None)
            thing = (thing[0], span.end) if span else thing
            what = squeeze(text[slice(*thing)])
            if _DOCUMENT.fullmatch(what):
                what = _pact_before(reader, match.start()) or what
            yield match.start(), thing[1], noun, f"of the {what}"


def _passives(reader: Reader, bounds: Bounds) -> Iterator[tuple[int, int, str, str]]:
    text = reader.text
    for noun, pattern in _verbs("passive"):
        for match in pattern.finditer(text, *bounds):
            be = _BE.search(text, max(bounds[0], match.start() - 12), match.start())
            what = _subject(reader, be.start(), bounds[0]) if be else None
            whom = reader.object_of(match.end(), bounds[1])
            if what is None or whom is None or (noun == "presentation" and not _GIFTS.search(text, *what)):
                continue
            yield what[0], whom[1], noun, f"of {squeeze(text[slice(*what)])} to {squeeze(text[match.end() : whom[1]])}"


def _doers(reader: Reader, bounds: Bounds) -> Iterator[tuple[int, int, str, str]]:
    text = reader.text
    for noun, pattern in _verbs("doer"):
        for match in pattern.finditer(text, *bounds):
            who = _subject(reader, match.start() - 1, bounds[0])
            if who is None or not _SEVERAL.search(text, *who) or not reader.context.dated(match.end() - 1, min(bounds[1], match.end() + _BEHIND)):
                continue
            said = squeeze(text[slice(*who)])
            topic = _TOPIC.match(text, match.end() - 1) if noun == "meeting" else None
            what = reader.object_of(match.end(), bounds[1]) if noun == "training" else None
            if topic:
                end = reader.right(match.end() - 1, bounds[1], noun, bare=False)
                about = squeeze(text[match.end() - 1 : end])
            elif what and not re.match(r"(?:at|by|for|from|in|on|to|together|with)\b", text[match.end() : what[1]]):
                end, about = what[1], f"in {squeeze(text[slice(*what)])}"
            else:
                end, about = match.end() - 1, ""
            yield who[0], end, noun, squeeze(f"of {said[:1].lower()}{said[1:]} {about}")


def _taken(reader: Reader, bounds: Bounds) -> Iterator[tuple[int, int, str, str]]:
    text = reader.text
    for noun, pattern in _verbs("taken"):
        for match in pattern.finditer(text, *bounds):
            whom = _PEOPLE.match(text, match.end(), bounds[1])
            where = reader.object_of(whom.end(), bounds[1]) if whom else None
            if whom and where and not re.search(r"\d{4}|\b(?:and|days|hours|kilomet\w+|months|miles|minutes|was|weeks|were|years)\b", whom[0]):
                yield match.start(), where[1], noun, f"of {squeeze(text[match.end() : where[1]])}"


def _journeys(reader: Reader, bounds: Bounds) -> Iterator[tuple[int, int, str, str]]:
    text = reader.text
    for noun, pattern in _verbs("journey"):
        for match in pattern.finditer(text, *bounds):
            end = reader.places.get(match.end())
            who = _subject(reader, match.start() - 1, bounds[0]) if end else None
            if end is None or who is None or not reader.context.dated(end, min(bounds[1], end + 50)):
                continue
            more = _AND.match(text, end, bounds[1])
            while more and more.end() in reader.places:
                end = reader.places[more.end()] or end
                more = _AND.match(text, end, bounds[1])
            if _somebody(reader, who, match.start()) or _PARTY.search(text, *who):
                yield who[0], end, noun, f"of {squeeze(text[slice(*who)])} to {squeeze(text[match.end() : end])}"


def _stays(reader: Reader, bounds: Bounds) -> Iterator[tuple[int, int, str, str]]:
    text = reader.text
    if _NOUN_NEXT.match(text, bounds[1]):
        return
    for match in _SPENT.finditer(text, *bounds):
        stop = reader.dates.get(match.end())
        there = _THERE.match(text, stop, bounds[1]) if stop else None
        who = _subject(reader, match.start(), bounds[0]) if there else None
        if there is None or who is None:
            continue
        place = reader.places.get(there.end())
        if _somebody(reader, who, match.start()) or _SOME.match(text, *who):
            to = f" to {squeeze(text[there.end() : place])}" if place else ""
            said = squeeze(text[slice(*who)])
            said = said[:1].lower() + said[1:] if _SOME.match(said) else said
            yield who[0], place or match.end(), "visit", f"of {said}{to}"


def _meetings(reader: Reader, bounds: Bounds) -> Iterator[tuple[int, int, str, str]]:
    text = reader.text
    for noun, pattern in _verbs("met"):
        for match in pattern.finditer(text, *bounds):
            office = _OFFICE_OF.match(text, match.end(), bounds[1])
            person = next((m for m in reader.context.mentions(match.end(), min(bounds[1], match.end() + 50), "PERSON")), None)
            who = _subject(reader, match.start() - 1, bounds[0]) if office or (person and person.start == match.end()) else None
            whom = reader.object_of(match.end(), bounds[1]) if who else None
            if who and whom and _somebody(reader, who, match.start()):
                yield who[0], whom[1], noun, f"of {squeeze(text[slice(*who)])} with {squeeze(text[slice(*whom)])}"


def _somebody(reader: Reader, who: Bounds, at: int) -> bool:
    """Whether a subject holds an office, or a person is named from its beginning to the verb at an offset."""
    return _OFFICE.search(reader.text, *who) is not None or any(True for _ in reader.context.mentions(who[0], at, "PERSON"))


def _subject(reader: Reader, at: int, low: int) -> Bounds | None:
    """Bounds of the subject of a verb that stands behind ``at``: the words of its clause behind a day and an article, before an aside; None where
    they hold a verb or begin with a pronoun."""
    text = reader.text
    start = max([low, *(m.end() for m in _CLAUSE.finditer(text, low, at))])
    aside = _ASIDE.search(text, start, at)
    end = aside.start() if aside else at
    opening = _OPENING.match(text, start, end)
    start = opening.end() if opening else start
    when = _WHEN.match(text, start, end)
    dated = reader.dates.get(when.end() if when else start)
    rest = _REST.match(text, dated, end) if dated and dated < end else None
    start = rest.end() if rest else start
    words = text[start:end].split()
    if not 1 <= len(words) <= 16 or _NOBODY.match(text, start, end) or phrase("finite").search(text, start, end):
        return None
    return (start, end) if not re.search(r"(?<![A-Z])\.\s|[:;!?]\s", text[start:end]) else None


def _pact_before(reader: Reader, at: int) -> str | None:
    """The undertaking named last before an offset, in its passage or the one before."""
    low = reader.passages.at(at)[0]
    before = reader.passage_before(low)
    low = before[0] if before else low
    spans = [s for s in reader.document.spans if s.label == "INITIATIVE" and low <= s.start and s.end <= at]
    return squeeze(reader.text[spans[-1].start : spans[-1].end]) if spans else None
