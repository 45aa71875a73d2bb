"""English verbs that tell of an event without its noun: "forty officers were trained in Tavik", "the two boards will gather in Orlen",
"paid a courtesy call on the Minister", "turned over ten pumps".

What they give counts only where a date belongs to it. Wrong where a training or gathering is no occurrence of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.context import Bounds
from pipeline.events.candidates import ITSELF, Candidate
from pipeline.events.names import Reader, heads, inside_quotes, squeeze

SURE_HEADLESS = 0.4
"""The least confidence of an event's span for the verbs of its passage to tell of nothing else."""
_IN = (
    r"(?=\s(?:here\s|again\s|together\s|first\s)?(?:(?:in|at|on)\s(?:the\s)?[A-ZÀ-Ý0-9]|in\sthe\ssame\s|here\b|for\sthe\sfirst\stime"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day))"
)
_GATHERED = re.compile(
    r"\b(?:(?:will|would|is\sto|are\sto|is\sdue\sto|had|have|first|last|to)\s)?(?:next\s|first\s|last\s)?(?:met|meets?|gathers?|gathered|sat|convenes|assembled)"
    + _IN
)
_TRAINED = re.compile(r"\b(?:(?:were|was|will\sbe|are\sto\sbe|is\sto\sbe|to\sbe|being|been)\s)?trained(?=\s(?:in|at|on|from|between)\s|:\s)")
_TRAINS = re.compile(
    r"(?<!has )(?<!have )\b(?:trained|taught|will\strain|is\sto\strain)\s(?!(?:by|from|in|together|so)\b)"
    r"(?=(?:\d|an?\s|some\s|the\s|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)\b|[a-z]+\s))"
)
_DEPOSITED = re.compile(
    r"\b(?:deposit(?:s|ed)|will\sdeposit)\s(?:(?:in|at|with)\s[^,.;]{3,40}?\s)?(?:its|their|the)\s(?P<what>(?:instruments?\sof\s)?(?:acceptance|accession|ratification)s?\b)"
)
_EXCHANGED = re.compile(
    r"\bexchanged\s(?:the\s)?(?:diplomatic\s)?(?P<what>agreements|letters|notes|instruments)\b"
    r"|\b(?P<which>agreements|letters|notes)\s(?:were|will\sbe)\sexchanged\b"
)
_STEMS = ("met", "meet", "gather", "sat", "convene", "assemble", "train", "taught")
"""What the patterns above turn on: they are slow, and few passages hold any of it."""
_AT_ITS = re.compile(
    r",?\s(?:adopted\s|agreed\s|decided\s)?at\s(?:its|their)\s(?P<number>(?:[\w-]+\s){0,2}?)(?P<head>meeting|session|assembly|congress|conference|retreat)"
    r"\s(?=(?:in|on|of|held|at)\s(?:[A-Z]|\d|last\s|the\s))"
)
_AGAIN = re.compile(
    r"(?:It|They)\s(?:will\s|are\sto\s|is\sto\s)?(?P<which>first|last|next)\s(?:convenes?|convened|d(?:id|o|oes)\sso|gather(?:s|ed)?|meets?|met|sat|sits?)(?=\s(?:in|on|at)\s)"
)
_WHO_MEETS = re.compile(r"(?P<who>(?:(?:The|A)\s)?[A-ZÀ-Ý][^.;:()]{2,70}?)\s(?:come\stogether|comes\stogether|convenes?|gathers?|meets?|sits?)\b")
_BOARD = re.compile(r"\b[Tt]he\s((?:[A-ZÀ-Ý][\w’'-]+\s){0,5}(?:Assembly|Board|Bureau|Commission|Committee|Council|Forum|Group|Panel|Task\sForce)\b)")
_TO_TOUR = re.compile(
    r"\b(?:was|were|will\sbe|are\sto\sbe)\s(?:then\s|also\s|later\s)?taken\sto\s(?P<where>[^.;,]{4,80}?)\sfor\san?\s(?:\w+\s)?(?:tour|visit)\b"
)
_CALL = re.compile(
    r"\b(?:courtesy\scalls?\son|pa(?:id|ys|ying)\s(?:an?\s)?(?:\w+\s)?calls?\son"
    r"|called\son(?=\s(?:the\s)?(?:(?:Prime|Deputy|Vice)[\s-])?(?:Ambassador|Emperor|Governor|King|Mayor|Minister|President|Queen|Speaker)\b))\s(?=\w)"
)
_TO_DO = re.compile(r"\sto\s[a-z]")  # "called on the President to sign"
_DONE = (
    (re.compile(r"\bturned\sover\s(?=(?:the|an?|some|\d|[a-z]+)\b)"), "handover of", "ceremony", "handover"),
    (re.compile(r"\bunveil(?:ed|s)\s(?=(?:an?|the)\s[a-z])"), "unveiling of", "ceremony", "unveiling"),
    (re.compile(r"\breopen(?:ed|s)\s(?=the\s[a-z])"), "reopening of", "ceremony", "reopening"),
)
_PASSIVE = re.compile(
    r"(?:^|[,;:]\s|\b(?:when|where|and)\s)(?P<what>(?:[Tt]he\s|[Aa]n?\s|[Nn]ew\s|[Ff]irst\s)?[\w’'-]+(?:\s[\w’'-]+){1,9}?)\s(?:was\s|were\s|will\sbe\s|is\sto\sbe\s)?"
    r"(?P<verb>inaugurated|turned\sover|unveiled)(?=\s(?:by|in|on|at|to|yesterday|today|there|here|this|last)\b)"
)
_NOUN = {"inaugurated": "inauguration", "turned over": "handover", "unveiled": "unveiling"}
_ASIDE = re.compile(r"(?:,\s[^,;.]{3,60},|\s\([^()]{2,40}\))$")
_OPENING = re.compile(
    r"\W{0,4}(?:[A-ZÀ-Ý][\w’-]+\.\s)?(?:(?:In|On|Last|This|Earlier|During|Next)\s(?:[\w’-]+\s){0,4}?(?:(?:19|20)\d\d|\w+day|week|month|year|January|February"
    r"|March|April|May|June|July|August|September|October|November|December|autumn|spring|summer|winter),?\s)?(?:(?:An?|a|an|The|the)\s)?"
)
_SEVERAL = re.compile(
    r"(?:\d{1,3}|(?:some|about)\s\d{1,3}|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[Ff]ifteen|[Tt]wenty|[Tt]hirty"
    r"|[Ee]xperts|[Oo]fficials|[Mm]embers|[Rr]epresentatives|[Dd]elegates|(?:\w+\s){0,2}(?:delegation|group|mission|team))\s"
)
_UNDER_TITLE = re.compile(r"\b[Uu]nder\sthe\s(?:heading|name|title)\s([“\"«„])")
_BROUGHT = re.compile(r"\b(?:brought\stogether|gathered|convened|assembled)\b")
_GRADUATED = re.compile(r"\s(?:graduated|will\sgraduate)(?=\s(?:on|last|yesterday|today|this|from)\b)")
_MET_WHOM = re.compile(r"\s(?:met|meets|will\smeet)\s(?:with\s)?(?:the\s)?(?=[A-ZÀ-Ý])")
_TOPIC = re.compile(r"[^.;:]{0,80}?\s(?P<topic>(?:about|on|over)\s(?=[a-z]))")
_PERSONAL = re.compile(r"\b(?:parents|couple|friends?|lovers|wife|husband|rivers?|roads?|lines?|eyes)\b", re.IGNORECASE)


def english_verbs(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """The candidates that the English verbs of a passage give."""
    if reader.document.language != "en":
        return
    text = reader.text
    passage = text[slice(*bounds)]
    if (entitled := _UNDER_TITLE.search(text, *bounds)) and (title := inside_quotes(text, entitled.end(), entitled[1], bounds[1])):
        held = next((m for m in reader.every(heads().pattern, bounds) if m.start() > title[1]), None)
        brought = _BROUGHT.search(text, title[1], bounds[1]) if held is None else None
        if held or brought:
            head = squeeze(held.group()).casefold() if held else "meeting"
            end = held.end() if held else brought.end() if brought else title[1]
            yield Candidate(title[0], end, squeeze(text[slice(*title)]), heads().kind[head], "heading", head, 0.7)
    turns = any(stem in passage for stem in _STEMS)
    tagged = any(s.label == "EVENT" and s.confidence >= SURE_HEADLESS and bounds[0] <= s.start < bounds[1] for s in reader.document.spans)
    plain = turns and not tagged and all(m[0] == "March" for m in reader.every(heads().pattern, bounds))  # no noun in the passage says what it was
    for match in _GATHERED.finditer(text, *bounds) if plain else ():
        start, who = _subject(reader, match.start(), bounds[0])
        if who and not _PERSONAL.search(who):
            yield Candidate(start, match.end(), f"meeting of {who}", "meeting", "verb", "meeting", weak=True)
    for match in _TRAINED.finditer(text, *bounds) if plain else ():
        start, who = _subject(reader, match.start(), bounds[0])
        if who:
            yield Candidate(start, match.end(), f"training of {who}", "training", "verb", "training", weak=True)
    for match in _TRAINS.finditer(text, *bounds) if plain else ():
        whom = reader.object_of(match.end(), bounds[1])
        if whom and len(text[slice(*whom)].split()) > 1:
            yield Candidate(match.start(), whom[1], f"training of {squeeze(text[slice(*whom)])}", "training", "verb", "training", weak=True)
    yield from _formalities(reader, bounds)
    for match in _CALL.finditer(text, *bounds) if "call" in passage else ():
        whom = reader.object_of(match.end(), bounds[1])
        if whom and not _TO_DO.search(text, whom[0], min(whom[1] + 4, bounds[1])):
            yield Candidate(match.start(), whom[1], f"courtesy call on {squeeze(text[match.end() : whom[1]])}", "visit", "verb", "visit", weak=True)
    for match in _TO_TOUR.finditer(text, *bounds) if "taken" in passage else ():
        end = reader.right(match.end(), bounds[1], "visit", bare=False)
        yield Candidate(match.start(), end, f"tour of {squeeze(match['where'])}", "visit", "verb", "tour")
    again = _AGAIN.match(text, *bounds)
    who_met = _who_met(reader, bounds[0]) if again else None
    if again and who_met:
        place = next(reader.context.mentions(again.end(), min(bounds[1], again.end() + 40), "LOC"), None)
        where = f" in {squeeze(place.text)}" if place else ""
        name = f"{again['which']} meeting of {who_met}{where}"
        yield Candidate(bounds[0], place.end or again.end() if place else again.end(), name, "meeting", "verb", "meeting")
    for match in _AT_ITS.finditer(text, *bounds) if "at its" in passage or "at their" in passage else ():
        body = next((m for m in reader.context.mentions(bounds[0], match.start(), "ORG") if m.end == match.start()), None)
        if body is not None:
            name = f"{match['number'] or ''}{match['head']} of the {squeeze(body.text)}"
            yield Candidate(match.start("head"), match.end("head"), name, heads().kind[match["head"]], "verb", match["head"])
    for match in _GRADUATED.finditer(text, *bounds) if "graduate" in passage else ():
        group = doers(reader, match.start(), bounds[0])
        if group:
            yield Candidate(group[0], match.end(), f"graduation of {squeeze(text[slice(*group)])}", "ceremony", "verb", "graduation")
    for match in _MET_WHOM.finditer(text, *bounds) if "met " in passage or "meet" in passage else ():
        with_whom = next(reader.context.mentions(match.end(), min(match.end() + 40, bounds[1]), "ORG", "PERSON"), None)
        body = next(
            (m for m in reader.context.mentions(max(bounds[0], match.start() - 90), match.start(), "ORG", "PERSON") if m.end == match.start()), None
        )
        topic = _TOPIC.match(text, with_whom.end or 0, bounds[1]) if with_whom else None
        if body is not None and with_whom is not None and topic is not None:
            end = reader.right(topic.start("topic") - 1, bounds[1], "meeting", bare=False)
            name = f"meeting of the {squeeze(body.text)} with {squeeze(with_whom.text)} {squeeze(text[topic.start('topic') : end])}"
            yield Candidate(body.start or 0, end, name, "meeting", "verb", "meeting")
    done = any(stem in passage for stem in ("turned", "nveil", "reopen", "inaugurated"))
    for pattern, noun, kind, word in _DONE if done else ():
        for match in pattern.finditer(text, *bounds):
            thing = reader.object_of(match.end(), bounds[1])
            if thing:
                yield Candidate(match.start(), thing[1], f"{noun} {squeeze(text[slice(*thing)])}", kind, "verb", word, weak=True)
    for match in _PASSIVE.finditer(text, *bounds) if done else ():
        head = _NOUN[" ".join(match["verb"].split())]
        what = re.sub(r"^(?:the|an?)\s", "", squeeze(match["what"]), flags=re.IGNORECASE)
        if re.match(r"(?:which|that|who|it|they)\b", what):
            continue
        yield Candidate(match.start("what"), match.end(), f"{head} of {what}", "ceremony", "verb", head, weak=True)


def _formalities(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """What is deposited or exchanged in form, and the journey from which somebody is back."""
    text = reader.text
    passage = text[slice(*bounds)]
    for match in _DEPOSITED.finditer(text, *bounds) if "deposit" in passage else ():
        of = re.compile(r"\s(?:of|to)\s").match(text, match.end(), bounds[1])
        thing = reader.object_of(of.end(), bounds[1]) if of else None
        end = thing[1] if thing else match.end()
        yield Candidate(match.start(), end, f"deposit of the {squeeze(text[match.start('what') : end])}", "ceremony", "verb", "deposit")
    for match in _EXCHANGED.finditer(text, *bounds) if "exchanged" in passage else ():
        yield Candidate(*match.span(), f"exchange of {match['what'] or match['which']}", "signing", "verb", "exchange")


def _who_met(reader: Reader, at: int) -> str | None:
    """Who meets again in the passage that starts at an offset: the subject of a like verb in the passage before, or the board that those before it in
    the paragraph name."""
    before = reader.passage_before(at)
    said = _WHO_MEETS.match(reader.text, *before) if before else None
    if said:
        who = squeeze(said["who"])
        return who[:1].lower() + who[1:]
    found = None
    for _ in range(3):
        found = list(_BOARD.finditer(reader.text, *before)) if before and not found else found
        before = reader.passage_before(before[0]) if before else None
    return f"the {squeeze(found[0][1])}" if found else None


def doers(reader: Reader, at: int, low: int) -> Bounds | None:
    """Bounds of the subject of a verb at ``at`` that stands first in its sentence, after a day and a label, before an aside; None where it
    names no several people."""
    text = reader.text
    aside = _ASIDE.search(text, low, at)
    end = aside.start() if aside else at
    opening = _OPENING.match(text, low, end)
    start = opening.end() if opening else low
    who = text[start:end].split()
    if not 2 <= len(who) <= 14 or re.search(r"[,;:.]\s(?!\w\.)", text[start:end]):
        return None
    return (start, end) if _SEVERAL.match(text, start, end) else None


def _subject(reader: Reader, at: int, low: int) -> tuple[int, str]:
    """Where the subject of a verb at ``at`` begins, and its words; none where one word that is no plural stands there."""
    start = reader.left(at - 1, low) if at > low else at
    words = reader.text[start:at].split()
    if not words or (len(words) < 2 and not words[0].endswith("s")):
        return at, ""
    of = re.compile(r"(?:[\w’'-]+\s){1,4}?of\s(?:the\s)?(?:[\w’'-]+\s){0,4}$").search(reader.text, max(low, start - 60), start)
    begin = of.start() if of else start
    return begin, ITSELF.sub("", squeeze(reader.text[begin:at]))
