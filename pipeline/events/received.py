"""French and Spanish events told by their host: who was received, who was brought together, what a body held as its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.context import Bounds
from pipeline.events.acts_french import subject
from pipeline.events.candidates import Candidate
from pipeline.events.gathered import antecedent
from pipeline.events.names import Reader, heads, squeeze
from pipeline.events.verbs import genitive_of, verb_object

_RECEIVED = re.compile(
    r"\b(?:(?:a|ont|avait|avaient)\sreçu|recevr(?:a|ont)|(?:a|ont)\saccueilli|accueille(?:nt|ra|ront)|acog(?:ió|ieron|e|en|erá|erán)|recib(?:ió|ieron|en|irá|irán)|(?:ha|han|había|habían)\srecibido)(?=[\s,])",
    re.IGNORECASE,
)
_DELEGATION = re.compile(r"(?:importante\s|grand[e]?\s)?(?:delegaci|délégation|misión|mission|groupe\b|grupo\b|équipe\b|equipo\b)", re.IGNORECASE)
_HOSTED, _SENT = (
    re.compile(r"(?:(?:a|ont)\s)?(?:accue|aco)", re.IGNORECASE),
    re.compile(r"(?:importante\s)?(?:delegaci|délégation|misión|mission)", re.IGNORECASE),
)
_OFFICE = re.compile(
    r"(?:nuev\w+\s|nouv\w+\s)?(?:vice-?)?(?:alcald|ambassad|canciller|commissaire|comisionad|director|directeur|directrice|embajador|encargad|gobernador|gouverneur|haut-commissaire"
    r"|maire\b|ministr|préfet|president|président|rector|recteur|representante|représentant|secretari|secrétaire)",
    re.IGNORECASE,
)
_REUNITED = re.compile(
    r"\b(?:(?:a|ont|avait|avaient)\s(?:réuni|rassemblé)|réunir(?:a|ont)?|reun(?:ir|ió|ieron|irá|irán)|reúnen?|(?:ha|han|había|habían)\sreunido)(?=[\s,])",
    re.IGNORECASE,
)
_TITLED = re.compile(r"(?:M\.|Mme|Mlle|S\.\s?E\.\s?M\.|S\.\s?E\.\s?Mme|(?:le\s)?(?:Dr|Pr))\s?$")
_BEFORE_PERSON = re.compile(r"[;:]|\b(?:ainsi|avec|par|pour|que|qui)\s|\b(?:de|et)\s$")
_THEIR_OFFICE = re.compile(r",\s(?P<office>[^,;.()]{6,110})")
_MONEY = re.compile(r"[\d.,\s]{1,14}(?:millions?|millones|euros?|dollars?|dólares|francs?|signatures|firmas|[€$])", re.IGNORECASE)  # what is raised
_THINGS = re.compile(
    r"(?:[\wÀ-ÿ]+\s){0,2}?(?:articles|artículos|articulos|documentos|documents|experiencias|expériences|fotografías|iniciativas|initiatives|obras|œuvres|photographies|projets|proyectos"
    r"|textes|textos)\b",
    re.IGNORECASE,
)  # "el programa reúne nueve proyectos"
_SPOKEN_OF = re.compile(
    r"\b(?:actividad|activité|edición|édition)\b[^.;]{0,90}\s(?:et|y)\s$", re.IGNORECASE
)  # "Una primera edición tuvo lugar en Selma y reunió a 140"
_HELD_ITS = re.compile(
    r"\b(?:(?:a|ont|avait|avaient)\s(?:ouvert|organisé|tenu)|tien(?:t|nent|dra|dront)|organise(?:nt|ra|ront)?|celebr(?:ó|aron|a|an|ará|arán)|realiz(?:ó|aron|a|an|ará|arán)"
    r"|tuv(?:o|ieron)|tendrá|llev(?:ó|ará|aron)\sa\scabo|inaugur(?:ó|aron))\s(?:[\wÀ-ÿ]+\s){0,3}?(?:sa|son|ses|leur|leurs|su|sus)\s",
    re.IGNORECASE,
)
_PRONOMINAL = re.compile(r"\b(?:elle|elles|ils?|qui|que|s[’']|se)\s?$", re.IGNORECASE)
_IT = re.compile(r"(?:Il|Elle|Este|Esta)\s")
_NEXT_TO = re.compile(r"\)?(?:\s\([^()]{1,20}\))?,?\s")
_HAS = re.compile(r"(?:a|ont|avait|avaient)\s")
_BODY = re.compile(r"(?:assemblée|bureau|comité|commission|conseil|groupe|réseau)\b", re.IGNORECASE)
_LAST_ARTICLE = re.compile(r"\b(?:la|le|les|el|los|las)\s$|\bl[’']$", re.IGNORECASE)
_GENITIVE = re.compile(r"\b(?:de|du|des|del)\b|\bd[’']")


def received(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """Those who were received ("a reçu mercredi une délégation de …", "recibió a la embajadora …") and those who were brought together ("a réuni
    à Paris onze lauréates"), the latter where no noun of the passage says at what."""
    if reader.document.language not in ("fr", "es"):
        return
    text, french = reader.text, reader.document.language == "fr"
    low = text[slice(*bounds)].casefold()
    yield from _held_its(reader, bounds)
    for match in _RECEIVED.finditer(text, *bounds) if any(stem in low for stem in ("reçu", "recevr", "recib", "accueil", "acog")) else ():
        target = verb_object(reader, match.end(), bounds[1])
        thing = squeeze(text[slice(*target[1])]) if target else ""
        if target and _DELEGATION.match(thing) and not (_HOSTED.match(match[0]) and not _SENT.match(thing)):
            noun = "visite" if french else "visita"
            yield Candidate(match.start(), target[1][1], f"{noun} {genitive_of(target[0], noun)}{thing}", "visit", "verb", noun, 0.5)
        elif french and (who := _person(reader, match.end(), bounds[1])):
            host = subject(reader, match.start(), bounds[0])
            of = genitive_of(host[1], "entretien") + host[2] + " " if host else ""
            yield Candidate(match.start(), who[1], squeeze(f"entretien {of}avec {who[0]}"), "meeting", "verb", "entretien", 0.5)
        elif target and _OFFICE.match(thing):
            noun, joint = ("entretien", "avec") if french else ("reunión", "con")
            yield Candidate(match.start(), target[1][1], f"{noun} {joint} {target[0]}{thing}", "meeting", "verb", noun, 0.5)
    gathered = any(stem in low for stem in ("réuni", "rassemblé", "reun", "reún"))
    for match in _REUNITED.finditer(text, *bounds) if gathered and not reader.every(heads().pattern, bounds) else ():
        target = verb_object(reader, match.end(), bounds[1])
        counted = target and (_MONEY.match(text, *target[1]) or _THINGS.match(text, *target[1]))
        counted = counted or _SPOKEN_OF.search(text, max(bounds[0], match.start() - 120), match.start())
        if target and not counted and not _PRONOMINAL.search(text, max(bounds[0], match.start() - 12), match.start()):
            noun = "réunion" if french else "reunión"
            thing = squeeze(text[slice(*target[1])])
            yield Candidate(match.start(), target[1][1], f"{noun} {genitive_of(target[0], noun)}{thing}", "meeting", "verb", noun, 0.5)


def _person(reader: Reader, at: int, bound: int) -> tuple[str, int] | None:
    """The person who is received, by office where it is told: "M. Ada Brun, directrice du port"; and where the words end."""
    text = reader.text
    for mention in reader.context.mentions(at, min(bound, at + 110), "PERSON"):
        titled = _TITLED.search(text, at, mention.start or at)
        office = _THEIR_OFFICE.match(text, mention.end or at, bound)
        if titled and not _BEFORE_PERSON.search(text, at, titled.start()):
            if office is None:
                return squeeze(text[titled.start() : mention.end]), mention.end or at
            article = "l’" if office["office"][0].casefold() in "aeiouéè" else "la " if titled[0].strip().endswith(("Mme", "Mlle")) else "le "
            return article + squeeze(office["office"]), office.end()
    return None


def _held_its(reader: Reader, bounds: Bounds) -> Iterator[Candidate]:
    """What a body held as its own, named by the body: "le Comité a tenu sa quatrième session" is the "quatrième session du Comité"."""
    text = reader.text
    for match in _HELD_ITS.finditer(text, *bounds):
        found = next((m for m in reader.every(heads().pattern, bounds) if match.end() <= m.start() < match.end() + 50), None)
        before = [m for m in reader.context.mentions(bounds[0], match.start(), "ORG") if _NEXT_TO.fullmatch(text, m.end or 0, match.start())]
        told = subject(reader, match.start(), bounds[0]) if found and not before and _HAS.match(text, match.start()) else None
        if told and found and _BODY.match(told[2]):  # "le comité bilatéral, mis en place en vertu de l’accord, avait tenu sa dernière réunion"
            yield _its_own(reader, match, found, told[1:], told[0])
        known = antecedent(reader, bounds[0]) if not before and _IT.match(text, *bounds) else None
        if found is not None and known is not None:
            yield _its_own(reader, match, found, known[1:], match.start())
        if found is None or not before:
            continue
        head = squeeze(found.group()).casefold()
        kind = heads().kind[head]
        end = reader.right(found.end(), bounds[1], kind, bare=False)
        name, start = squeeze(text[match.end() : end]), before[-1].start or 0
        article = _LAST_ARTICLE.search(text, max(bounds[0], start - 5), start)
        if not _GENITIVE.search(text, found.end(), end):
            of = genitive_of(article[0] if article else "", "reunión" if reader.document.language == "es" else "")
            name = f"{name} {of}{squeeze(before[-1].text)}"
        yield Candidate(start, end, name, kind, "proper", head, 0.6)


def _its_own(reader: Reader, match: re.Match[str], found: re.Match[str], whose: tuple[str, str], start: int) -> Candidate:
    """What is held, from the possessive to its noun, with whose it is: article and words."""
    head = squeeze(found.group()).casefold()
    of = genitive_of(whose[0], "reunión" if reader.document.language == "es" else "")
    return Candidate(start, found.end(), f"{squeeze(reader.text[match.end() : found.end()])} {of}{whose[1]}", heads().kind[head], "proper", head, 0.6)
