"""Undertakings without a name that the text tells by countries, length, money or days: "a regional project covering Libya, Tunisia and
Egypt", "a six-month pilot of echo sounders", "a scheme for spouses, funded by …", "a series of three webinars".

Finders are ``Scene -> Iterator[Candidate]``. Wrong where the sentence's money or days are those of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.binding import run_after
from pipeline.initiatives.budgets import find_amounts
from pipeline.initiatives.described import TAIL_END, name_before, telling
from pipeline.initiatives.names import Candidate, tidy
from pipeline.initiatives.scene import Scene, heads, plain

SERIES = re.compile(
    r"\b(?:series of )(?:(?:two|three|four|five|six|seven|eight|nine|ten|twelve|annual|monthly|\d{1,2}) )?(?:[a-z\-]{3,14} ){0,3}"
    r"(?:dialogues|webinars|workshops|seminars|meetings|consultations|conferences|trainings|roundtables|round tables|forums|talks|lectures)\b"
)


LASTING = re.compile(
    r"\b[Aa]n?\s(?P<name>(?:[a-z\-]{2,14}\s){0,2}?(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|\d{1,2})-(?:year|month|week|country"
    r"|district|nation|village|city|island|province)\s(?:[a-z\-]{2,16}\s){0,3}?(?P<noun>project|programme|program|pilot|study|scheme|effort|campaign"
    r"|experiment|initiative|survey)\s(?:of|on|for|to|against|that|with)\s[^.,;:()\n]{5,100})"
)
"""An undertaking without a name that the text tells by how long or wide it is: "a six-month pilot of echo sounders"."""


def find_individual(scene: Scene) -> Iterator[Candidate]:
    """Projects without a name that the text describes by their countries or their money, and series of meetings."""
    for m in SERIES.finditer(scene.text):
        yield Candidate(m.start(), m.end(), tidy(m.group()), "series", 0.6, "described", named=False)
    noun = r"(?P<noun>project|programme|program|initiative|campaign|scheme|facility|platform)"
    described = re.compile(
        rf"\b(?:an?|the)\s(?P<name>(?:[\w\-,$€£.]{{1,30}}\s){{0,6}}?{noun}\s"
        r"(?:covering|that includes|that covers|which covers|spanning|in|between)\s)",
        re.IGNORECASE,
    )
    between = re.compile(
        r"\b(?:an?|the)\s(?P<name>(?:[\w-]{1,30}\s){0,4}?(?P<noun>framework|mechanism|platform|programme|project|roadmap|partnership)\sfor\s"
        r"[^.;:()\n]{5,90}?\s(?:between|covering|across|in)\s)"
    )
    for m in [*described.finditer(scene.text), *between.finditer(scene.text)]:
        passage = scene.around(m.start())
        places = run_after(scene.context, m.end(), passage[1], "LOC", first=12, slack=2)
        named = name_before(scene, m.start() - 2) if scene.text[max(m.start() - 2, 0) : m.start()] == ", " else None
        if len(places) < 2 or (named and telling(scene.text[named[0] : named[1]])) or re.search(r"[A-ZÀ-Þ]\w+\s\w+$", m["name"].strip()[:-10]):
            continue
        end = places[-1].end or m.end()
        purpose = re.compile(r",?\s(?:to|for|on)\s[^.;:()\n]{10,110}").match(scene.text, end)
        end = purpose.end() if purpose else end
        yield Candidate(m.start("name"), end, tidy(scene.text[m.start("name") : end]), heads().nouns[plain(m["noun"])], 0.6, "described", named=False)


def find_lasting(scene: Scene) -> Iterator[Candidate]:
    """Undertakings without a name that the text tells by how long or wide they are; what stands behind a name and a comma describes that name."""
    for m in LASTING.finditer(scene.text):
        if scene.text[max(m.start() - 2, 0) : m.start()] in (", ", "– ", "- "):
            continue
        stop = TAIL_END.search(m["name"], m.end("noun") - m.start("name"))
        stop = stop or re.search(r"\s(?:funded|financed|run|led|paid|carried|supported|began|begun)\b", m["name"])
        name = m["name"][: stop.start()] if stop else m["name"]
        kind = heads().nouns.get(m["noun"], "project")
        yield Candidate(m.start("name"), m.start("name") + len(name), tidy(name), kind, 0.5, "described", named=False)


BACKED = re.compile(
    r"\b(?:[Aa]n?|[Aa]nother|[Oo]ne|[Ii]ts|[Tt]heir|[Tt]he)\s(?P<name>(?:(?!of\b|in\b|and\b|that\b|for\b)[a-z][a-z\-]{2,16}\s){0,3}?"
    r"(?P<noun>project|programme|program|scheme|pilot|campaign|fund|trial|initiative)"
    r"\s(?:on|of|for|to(?!\sbe\b)|against|that|by\swhich|under\swhich|in|with)\s[^.,;:()\n]{5,110})"
)
"""An undertaking without a name that the text tells by what it is for; it counts where the sentence says who pays for it, or when it runs."""
BACKED_ROMANCE = re.compile(
    r"\b(?:[Uu]ne?|[Ee]l|[Ll][ae]|[Aa]utre|[Nn]ouveau|[Nn]ouvelle|[Uu]na?|[Oo]tr[oa]|[Nn]uev[oa])\s"
    r"(?P<name>(?P<noun>projet|programme|campagne|fonds|proyecto|programa|campaña|fondo|iniciativa)\s(?:[a-zà-ÿ]{4,14}\s)?"
    r"(?:de|d[’']|sur|pour|contre|en|qui|visant|destiné\w{0,2}|sobre|para|contra|que|destinad[oa])\s?[^.,;:()\n]{5,110})"
)
BACKING = re.compile(
    r"\b(?:(?:co-?)?fund(?:ed|s)|(?:co-?)?financ(?:ed|es)|paid for|pays for|supported by|backed by|led by|run by|carried out|implemented by"
    r"|managed by|set up by|started by|with money|with funds|worth|grant of|since (?:19|20)\d\d"
    r"|(?:began|started|launched|begins|starts|ends|ended|closed|closes|runs) (?:in|on|until|from)"
    r"|(?:co)?financ[éi]\w{0,4}|doté\w{0,2}|dotad[oa]|men[ée]\w{0,2} par|ejecutad[oa]|exécuté\w{0,2}|(?:depuis|desde) (?:19|20)\d\d"
    r"|lanc[ée]\w{0,2} (?:en|par)|avec l[’']appui|con (?:fondos|apoyo))\b"
)
TWINNING = re.compile(r"\b(?P<noun>[Hh]ermanamiento|[Jj]umelage|[Tt]winning)\s(?:avec|between|con|entre|para|pour|with)\s[^.,;:()\n]{4,110}")
UNTWINNED = re.compile(r"\b(?:d[’']|de|del|of)\s?$")


def find_twinned(scene: Scene) -> Iterator[Candidate]:
    """Twinnings: "un hermanamiento con la ciudad de A", "a twinning between A and B"."""
    for m in TWINNING.finditer(scene.text):
        if not UNTWINNED.search(scene.text[max(m.start() - 6, 0) : m.start()]):
            stop = BACKED_END.search(m.group(), len(m["noun"]) + 5)
            name = tidy(m.group()[: stop.start()] if stop else m.group())
            yield Candidate(m.start(), m.start() + len(name), name, "partnership", 0.5, "described", named=False)


PART_OF = re.compile(r"\b(?:phases?|stages?|components?|members?|lessons|results|phase|étape|fase|parte) (?:of|from|d[’']|de)\s?$")
BACKED_END = re.compile(
    TAIL_END.pattern
    + r"|\s(?:(?:co-)?funded|(?:co-)?financed|run|led|paid|carried|supported|backed|began|begun|worth|since|which|it has|they|started|launched"
    + r"|implemented|managed|set up|(?:co)?financ[éi]\w{0,4}|doté\w{0,2}|dotad[oa]|men[ée]\w{0,2}|ejecutad[oa]|exécuté\w{0,2}|avec|con|depuis|desde"
    + r"|lanc[ée]\w{0,2}|lanzad[oa])\b"
)


def find_backed(scene: Scene) -> Iterator[Candidate]:
    """Undertakings without a name whose sentence tells money, days or a body behind them; behind a name and a comma the words describe that name."""
    pattern = BACKED_ROMANCE if scene.document.language in ("fr", "es") else BACKED
    for m in pattern.finditer(scene.text):
        start, end = scene.around(m.start())
        sentence = scene.text[start:end]
        before = scene.text[max(m.start() - 24, 0) : m.start()]
        if (
            before.endswith((", ", "– ", "- ", " es ", "Es ", " est ", " on "))
            or PART_OF.search(before)
            or not (BACKING.search(sentence) or next(find_amounts(sentence), None))
        ):
            continue
        stop = BACKED_END.search(m["name"], m.end("noun") - m.start("name"))
        name = tidy(m["name"][: stop.start()] if stop else m["name"])
        kind = {"pilot": "project", "trial": "project"}.get(m["noun"], heads().nouns.get(m["noun"], "project"))
        if len(name.split()) > 2:
            yield Candidate(m.start("name"), m.start("name") + len(name), name, kind, 0.45, "described", named=False)
