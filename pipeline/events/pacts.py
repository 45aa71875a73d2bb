"""Signings told behind the pact, in a relative clause or a participle: "the memorandum which Kenya and Uganda signed in Lodwar in May", "un accord,
conclu le 3 mai entre A et B", "el convenio que ambas suscribieron en Lima en 2014", "a été signée une convention …". English, French and Spanish.

They count where a day or month stands behind the verb, or else a year and those who signed; a pact cited with the bare year of its adoption is none.
So do the French and Spanish adoptions of charters, told with those who adopted them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.context import Bounds
from pipeline.events.candidates import Candidate
from pipeline.events.names import Reader, genitive, heads, squeeze

REACH = 90  # characters behind the verb within which its day stands
_KINDS = (
    r"cadre\sde\s(?:coopération|partenariat|programmation)|marco\sde\s(?:asociación|cooperación)|plan-cadre|accord|acuerdo|addendum|adenda|agreement|arrangement|avenant|carta|charte|charter|compact|compromiso|contract|contrat|contrato|convenio"
    r"|convention|convenci[oó]n|entente|letter|lettre|memorandum|m[eé]morandum|memorando|memor[aá]ndum|pact|pacte|pacto|protocole?|protocolo"
    r"|trait[eé]|tratado|treaty|understanding"
)
_PACT = re.compile(
    r"(?P<article>\b(?:the|an?|la|le|el|al|une?|un|una|du|del|des|unos|dos|deux|two)\s|\b[ld][’'])"
    rf"(?P<thing>(?:[\w’'-]{{1,30}}\s){{0,4}}?(?:{_KINDS})s?(?:-cadre)?(?![\w-]))",
    re.IGNORECASE,
)
_SUBJECT = r"(?:[^;:.()]|\([^()]{1,20}\)){2,150}?"
_SIGNED = (
    r"(?:signed|concluded|initialled|(?:a|ont|avai(?:t|ent))\s(?:\w+\s)?(?:signée?s?|conclue?s?|paraphée?s?)"
    r"|(?:firmaron|firmó|suscribieron|suscribió|rubricaron|rubricó|(?:ha|han|había|habían)\s(?:firmado|suscrito)))(?!\w)"
)
_RELATIVE = re.compile(rf",?\s(?:(?:which|that|que)\s|qu[’'])(?P<who>{_SUBJECT})\s(?:had\s|have\s|jointly\s)?{_SIGNED}", re.IGNORECASE)
_DONE = re.compile(
    r",?\s(?:(?:(?:which|that)\s)?(?:was|were)\s(?:\w+ly\s)?|qu[ie]\s(?:a|ont|avait|fue|fueron|se|sera|será)\s(?:été\s)?)?"
    r"(?:signed|concluded|initialled|inked|put\sto\spaper|signée?s?|conclue?s?|paraphée?s?|firmad[oa]s?|suscrit[oa]s?|rubricad[oa]s?|firmó|suscribió)"
    r"(?=\s(?:at|by|in|on|between|à|au|le|en|par|entre|el|por|hier|ayer|yesterday|last)\s)",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"\b(?:(?:a|ont|avait)\s(?:également\s|aussi\s|en\soutre\s|ensuite\s)?été|ser(?:a|ont)|fue|será)\s(?:également\s|aussi\s|también\s)?"
    r"(?:signée?s?|paraphée?s?|conclue?s?|firmad[oa]s?|suscrit[oa]s?)(?=\s(?:une?|l[ae]|un[oa]?|el)\s)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?:Il|Elle|Este|Esta|Celui-ci|Celle-ci)\s(?:doit\sêtre|devrait\sêtre|sera|a\sété|fut|avait\sété|fue|será|se)\s"
    r"(?:signée?|paraphée?|firmad[oa]|suscrit[oa]|firmó|firmará|suscribirá)(?!\w)"
)
_OCCASION = re.compile(r"\s(?:on\sthe\s(?:same\s)?occasion|on\sthe\ssidelines|à\scette\soccasion|en\s(?:la|esa)\socasión)\b")
_ENDS = re.compile(r"\s\([^()]{1,20}\)$")
_BY = re.compile(r"\s(?:by|between|par|entre|por)\s", re.IGNORECASE)
_CHARTER = r"(?P<thing>(?:Acta|Acte|Carta|Charte|Compromiso|Declaración|Déclaration|Engagement|Pacte|Pacto)\b[^,;:.\n“”«»]{0,110}?)"
_ADOPTED = re.compile(
    rf"(?P<article>(?i:\b(?:la|le|el|del|du|une?|un|una)\s|\b[ld][’']))[“«\"]?\s?{_CHARTER}\s?[”»\"]?,?\s"
    r"(?:qu[’'](?:a|ont|avai(?:t|ent))\sadoptée?s?\s(?=l[ae]s?\s|l[’'])|(?:quedó|fue|a\sété)\sadopt(?:ad[oa]|ée?)(?=\s(?:ayer|ce|cette|el|est[ae]|hier|hoy|le)\s)"
    r"|adopt(?:ée?|ad[oa])\s(?:le|el)\s[^,;.]{4,60}?\sp[ao]r\s(?=l[aeo]s?\s|l[’']|el\s))"
    rf"|\bal\sadoptar\s(?P<the>la\s|el\s){_CHARTER.replace('thing', 'what')}(?=[,;.])"
)
_STEMS = ("sign", "inked", "to paper", "concl", "initial", "paraph", "firm", "suscri", "rubric")


def pacts(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """The signings that a passage tells behind the pact's name."""
    text = reader.text
    low = text[slice(*bounds)].casefold()
    yield from _adoptions(reader, bounds) if "adopt" in low and reader.document.language in ("fr", "es") else ()
    if not any(stem in low for stem in _STEMS):
        return
    end = bounds[0]
    for match in _PACT.finditer(text, *bounds):
        if match.start() < end:
            continue
        found = _told(reader, match, bounds[1])
        if found is not None:
            verb, start, stop, named = found
            yield Candidate(
                verb,
                stop,
                _name(reader, match["article"], squeeze(text[start:named])),
                "signing",
                "verb",
                signing_noun(reader.document.language),
                0.5,
            )
            end = stop
    for match in _INVERTED.finditer(text, *bounds):
        pact = _PACT.match(text, match.end() + 1, bounds[1])
        if pact is not None and reader.context.dated(*bounds, year=True):
            stop = max(reader.right(pact.end(), bounds[1], "signing", bare=False), pact.end())
            yield Candidate(
                match.start(),
                stop,
                _name(reader, pact["article"], squeeze(text[pact.start("thing") : stop])),
                "signing",
                "verb",
                signing_noun(reader.document.language),
                0.5,
            )
    pronoun = _PRONOUN.match(text, *bounds)
    if pronoun is not None:
        thing = _undertaking(reader, bounds[0])
        if thing is not None and reader.context.dated(pronoun.end(), bounds[1]):
            yield Candidate(
                *pronoun.span(),
                f"{signing_noun(reader.document.language)} de {thing}",
                "signing",
                "verb",
                signing_noun(reader.document.language),
                0.5,
            )


def _adoptions(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """The French and Spanish adoptions of charters and declarations by those who adopted them, on a day, where the passage names no meeting."""
    if reader.every(heads().pattern, bounds) or not reader.context.dated(*bounds):
        return
    noun = "adoption" if reader.document.language == "fr" else "adopción"
    for match in _ADOPTED.finditer(reader.text, *bounds):
        thing = squeeze(match["thing"] or match["what"])
        of = genitive(match["article"] or match["the"], reader.document.language)
        yield Candidate(*match.span(), f"{noun} {of}{thing}", "other", "verb", noun, 0.5)


def _told(reader: Reader, pact: re.Match[str], bound: int) -> tuple[int, int, int, int] | None:
    """Where the verb behind a pact begins, its name begins, the verb ends and the name ends; None where no dated signing is told."""
    text = reader.text
    reach = min(bound, pact.end() + 230)
    said = _RELATIVE.search(text, pact.end(), reach)
    done = _DONE.search(text, pact.end(), reach)
    first = min((m for m in (said, done) if m), key=lambda m: m.start(), default=None)
    if first is None:
        return None
    between = text[pact.end() : first.start()]
    if re.search(r"\b(?:which|that|que|qui|qu[’'])\b", between):
        return None
    signatories = first is said or bool(_BY.search(text, pact.end(), min(bound, first.end() + REACH)))
    occasion = _OCCASION.match(text, first.end(), bound)
    if not occasion and not reader.context.dated(first.end(), min(bound, first.end() + REACH), year=bool(signatories)):
        return None
    named = text[: first.start()].rstrip(" ,")
    aside = _ENDS.search(named[-24:])
    stop = len(named) - (len(aside[0]) if aside else 0)
    comma = text.find(",", pact.end(), stop)
    return first.start(), pact.start("thing"), first.end(), comma if 0 <= comma < stop else stop


def _undertaking(reader: Reader, at: int) -> str | None:
    """The pact, strategy or framework that the passage before an offset, in the same paragraph, names by its name; None where there is none."""
    before = reader.passage_before(at)
    if before is None:
        return None
    spans = [s for s in reader.document.spans if s.label == "INITIATIVE" and before[0] <= s.start and s.end <= before[1]]
    return squeeze(reader.text[spans[-1].start : spans[-1].end]) if spans else None


def signing_noun(language: str | None) -> str:
    """What a signing is called in a language."""
    return {"fr": "signature", "es": "firma"}.get(language or "", "signing")


def _name(reader: Reader, article: str, thing: str) -> str:
    language = reader.document.language
    if language in ("fr", "es"):
        return f"{signing_noun(language)} {genitive(article, language)}{thing}"
    return f"signing of {article.lower()}{thing}"
