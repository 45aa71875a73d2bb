"""Signings told before or behind what is signed: "Signé à Lomé le 3 mai par A et B, le protocole d’entente …", "A convention … Signed on 3 May,
it …", "… an agreement. The two directors signed it in Lomé". English, French and Spanish; they count where a date belongs to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.context import Bounds
from pipeline.events.candidates import Candidate
from pipeline.events.names import Reader, genitive, squeeze
from pipeline.events.pacts import signing_noun

_DONE = re.compile(
    r"[\W\d]{0,4}(?:signée?s?|conclue?s?|paraphée?s?|firmad[oa]s?|suscrit[oa]s?|rubricad[oa]s?|signed|concluded|initialled)"
    r"\s(?=(?:at|by|in|on|between|à|au|le|par|en|entre|el|por|hier|ayer|yesterday|today|lors|durante|during)\s)",
    re.IGNORECASE,
)
_IT = re.compile(
    r"\b(?:signed|initialled|concluded)\sit\b|\b(?:l[’'](?:a|ont)\s(?:signé|paraphé)e?|l[oa]\s(?:suscribieron|firmaron|firmó|suscribió))(?!\w)"
)
_TOLD = re.compile(r"\b(?:sign(?:s|ed|ing|ature|é|ée)|renew|firm(?:a|ó)|suscri)", re.IGNORECASE)
_PRONOUN = re.compile(r"\s?(?:it|elle|il|ell?[ao]|este|esta|celui-ci|celle-ci)\s", re.IGNORECASE)
_PACT = (
    r"accord|accord-cadre|acuerdo|agreement|carta de entendimiento|charte|compact|contract|contrat|contrato|convenio|convention|entente"
    r"|letter of intent|lettre d[’']intention|memorandum|mémorandum|memorando|memorándum|pact|protocole?|protocolo|traité|tratado|treaty"
)
_JOINER = r"(?:of|on|for|de|du|des|del|sur|pour|para|sobre|between|entre)\s(?:(?:the|la|le|les|el|los|las)\s|l[’'])?|d[’']"
_THING = re.compile(
    r"(?P<article>(?i:\b(?:the|an?|this|la|le|el|une?|un|cet?|cette|este|esta)\s|\bl[’']))"
    rf"(?P<thing>(?:[\w-]+\s){{0,2}}?(?i:{_PACT})(?![\w-])"
    rf"(?:\s(?:–\s)?(?:{_JOINER}|(?:and|et|y)\s(?=[A-ZÀ-Ý])|(?=[A-ZÀ-Ý]))[\w’'-]+"
    r"(?:\s[a-zà-ÿ-]+(?=[,.;]|\s(?:was|were|is|will|has|between|with|fue|est|sera|entre)\s))?){0,12})"
)


def fronted(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """The signings of a passage whose object stands behind a comma, or in the passage before it."""
    text, (start, end) = reader.text, bounds
    done = _DONE.match(text, start, end)
    comma = text.find(", ", done.end(), min(end, done.end() + 260)) if done else -1
    while done and comma >= 0:
        thing = _THING.match(text, comma + 2, end)
        if thing:
            yield _signing(reader, done.end() - len(done[0].lstrip()), thing.end(), thing)
            return
        if _PRONOUN.match(text, comma + 1, end):
            before = _before(reader, start)
            if before:
                yield _signing(reader, done.end() - len(done[0].lstrip()), comma, before)
            return
        comma = text.find(", ", comma + 1, min(end, done.end() + 260))
    for match in _IT.finditer(text, start, end):
        before = _before(reader, start)
        if before:
            yield _signing(reader, match.start(), match.end(), before)


def _before(reader: Reader, at: int) -> re.Match[str] | None:
    """The pact that the passage before ``at``, in the same paragraph, names last, where that tells of no signing itself."""
    before = reader.passage_before(at)
    if before is None or _TOLD.search(reader.text, *before):
        return None
    return next(iter(list(_THING.finditer(reader.text, *before))[::-1]), None)


def _signing(reader: Reader, start: int, end: int, thing: re.Match[str]) -> Candidate:
    language = reader.document.language
    noun = signing_noun(language)
    of = genitive(thing["article"], language, {"fr": "du ", "es": "del "}.get(language or "", "of the "))
    return Candidate(start, end, f"{noun} {of}{squeeze(thing['thing'])}", "signing", "verb", noun, 0.5)
