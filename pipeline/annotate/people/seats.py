"""The body of a page that somebody heads by the name of their position: the ministry of a minister, the embassy of an ambassador, the town hall
of a mayor, the "Dirección Nacional de Aguas" of its "directora nacional de Aguas".
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.annotate.organisations.forms import alike, key
from pipeline.annotate.people.names import Name, words
from pipeline.annotate.people.scene import Scene
from pipeline.atlas import country_code
from pipeline.phrases import THE

_MINISTER = re.compile(
    r"(?i)(?<!chief )\b(?:vice-?)?minist(?:er|re|ro|ra)\b|^(?:(?:under-?|permanent |principal |cabinet )secretary|secretary to the ministry)\b"
    r"|^(?:health|education|finance|foreign|home|labour|agriculture|interior|defence|environment|transport|energy|justice|trade|tourism) secretary$"
    r"|^(?:direct(?:eur|rice)|chef(?:fe)?|jef[ea]) (?:de|du|del) (?:cabinet|gabinete)\b"
)
_VICE = re.compile(r"(?i)vice-?minist(?:er|re|ro|ra)\b")
_PREMIER = re.compile(r"(?i)\b(?:prime|premier|première|primer|primera)\b")
_RANK = re.compile(
    r"(?i)\b(?:direct(?:eur|rice)|chef(?:fe)?|jef[ea]|cabinet|gabinete|del?|du|deputy|assistant|vice|state|first|prime|permanent|principal|under-?secretary|secretary|(?:vice-?)?minist(?:er|re|ro|ra))\b"
)
_COUNTRY = re.compile(rf"(?:of|de|du|del) {THE}(?:(?:Kingdom|Republic|State) of )?((?:[A-ZÀ-Þ][\w’'-]+)(?: (?:and |the )?[A-Z][\w’'-]+)*)$")
STOP: Final = re.compile(r"[a-zà-ÿ]{3}\. ")
# Positions, and what the bodies are called that they head; as keys of names (lower case, no accents).
_SEATS: Final = tuple(
    (re.compile(heads), re.compile(seats))
    for heads, seats in (
        (r"(?:em|am)ba(?:ss|j)ad\w+(?: (?:of|de|du|d) .{3,30})?|(?:first|second|third) secretary(?: .{3,30})?|(?:\w+ ){0,2}attachee?(?: .{3,30})?"
         r"|charge\w* d affaires(?: .{3,30})?|encargad[oa] de negocios(?: .{3,30})?|(?:premiere?|deuxieme) secretaire(?: .{3,30})?"
         r"|(?:primer|primera|segund[oa]) secretari[oa](?: .{3,30})?|agregad[oa] .{3,30}|ministre conseillere?",
         r"\b(?:embassy|ambassade|embajada)\b"),
        (r"(?:vice )?consule?(?: (?:general|honoraire|honorario))?|honorary consul(?: general)?",
         r"\b(?:consul(?:ate|at|ado)|embassy|ambassade|embajada)\b"),
        (r"(?:defensora?|defenseure?)(?: (?:adjunt[oa]|del?|des?) .{3,40})?", r"\b(?:defensoria|ombudsman|defenseur)\b"),
        (r"proviseure?(?: adjointe?)?", r"\blycee\b"),
        (r"(?:deputy )?high commissioner", r"\bhigh commission\b"),
        (r"commissioner", r"\bcommission$"),
        (r"(?:deputy )?head of delegation|chef(?:fe)? de delegation|jef[ea] de la delegacion",
         r"\bdelega[ct]ion (?:de l union|de la union|of the european|to)\b"),
        (r"(?:regional |provincial |deputy |vice )*governor|gobernador\w*(?: \w+)?|gerente regional.*|gouverneure?",
         r"\b(?:regional government|provincial government|governorate|gobierno regional|gobernacion|gouvernorat)\b"),
        (r"(?:executive |lord |deputy |vice )*mayor(?: of .+)?|(?:vice ?)?alcalde\w*(?: municipal)?(?: de .+)?"
         r"|mair(?:e|esse)(?: (?:adjointe?|suppleante?|principale?))?(?: d[eu]? .+)?|intendent[ea]\b.*|prefeit[oa]\b.*"
         r"|(?:\w+ )?adjointe? au maire(?: d[eu]? .+)?|(?:premier|premiere) adjointe?"
         r"|concejal\w*\b.*|echevine?\b.*|bourgmestre\b.*|sindic[oa](?: municipal)?",
         r"\b(?:municipality|city council|municipal council|town hall|city hall|alcaldia|ayuntamiento|municipalidad|municipio|mairie|intendencia"
         r"|city of"
         r"|town of|commune (?:of|de|d)|ville de|municipalite|prefeitura|gobierno autonomo .{0,20}municipal|city government|municipal government"
         r"|county government"
         r"|town council|borough council)\b"),
        (r"(?:un |united nations )?resident coordinator\b.*|coordonnat(?:eur|rice) residente?\b.*|coordinador[a]? residente\b.*",
         r"\bresident coordinator|coordonnateur resident|coordinadora? residente|^united nations$|^sistema de (?:las )?naciones unidas"),
        (r"(?:deputy )?(?:chief minister|premier)(?: of .+)?", r"\bgovernment\b"),
        (r"(?:deputy )?head of mission", r"\bmission (?:to|in)\b"),
        (r"(?:deputy |first )*speaker|(?:deputy )?clerk|secretary general of (?:the )?parliament",
         r"^(?:.* )?(?:parliament|national assembly|senate|congress)\b"),
        (r"(?:deputy |assistant |acting |chief |government |national )*statistician\b.*",
         r"\bstatistic(?:s|al) (?:agency|authority|bureau|department|institute|office|service)\b"
         r"|\b(?:bureau|department|institute|office) of statistics\b"),
        (r"commissaire (?:a|aux?|en charge|chargee?) .+|commissioner (?:for|in charge of) .+",
         r"^commission (?:de|du|of)\b|\b(?:african union|european) commission$"),
        (r"(?:deputy |vice |pro |acting )*(?:rector|vice chancellor|chancellor)(?: for .+)?"
         r"|(?:vice |vicer?)?rect(?:eur|rice|or|ora)(?: (?:charg|des?|du|en) .+)?",
         r"^universi|\buniversi(?:ty|te|dad)\b(?: of [a-z ]+)?$"),
        (r"(?:deputy |vice |acting )*dean|(?:vice )?doyen(?:ne)?|(?:vice)?decan[oa]", r"\b(?:faculty|college|school|faculte|facultad|escuela)\b"),
        (r"(?:sous )?pref(?:et|ete)(?: d[eu]? .+)?|prefect[oa]?(?: del? .+)?", r"\bprefect?ur[ae]\b"),
        (r"batonniere?(?: .+)?", r"\bbarreau\b"),
        (r"diputad[oa](?: (?:de|del|provincial) .+)?", r"^diputacion\b"),
        (r"(?:deputy |assistant )?secretary general for .+", r"\bministry\b"),
        (r"(?:deputy |assistant |acting )*(?:secretary general|general secretary)(?: adjoint)?|secretaire generale?(?: adjointe?)?"
         r"|secretari[oa] general(?: adjunt[oa])?",
         r"\b(?:ministry|ministere|ministerio|council|secretariat"
         r"|society|federation|union|league|forum|red cross|red crescent|conseil|secretariat|societe|fede?ration|croix rouge"
         r"|croissant rouge|consejo|secretaria|sociedad|federacion|cruz roja)\b"),
    )
)  # fmt: skip

# Heads of offices, and what those are called; as keys of names.
_OFFICES: Final = {
    "coordinateur": ("coordination",), "coordinator": ("coordination", "office of the coordinator"), "coordonnateur": ("bureau du coordonnateur",),
    "coordonnatrice": ("bureau de la coordonnatrice", "bureau du coordonnateur"), "defensor": ("defensoria",), "defensora": ("defensoria",),
    "delegada": ("delegacion",), "delegado": ("delegacion",), "delegue": ("delegation",), "deleguee": ("delegation",),
    "directeur": ("direction",), "director": ("direccion", "directorate", "department"), "directora": ("direccion",), "directrice": ("direction",),
    "procurador": ("procuraduria",), "procuradora": ("procuraduria",), "secretaire": ("secretariat",), "secretaria": ("secretaria",),
    "secretario": ("secretaria",), "seremi": ("secretaria regional ministerial", "seremi"), "subdirector": ("subdireccion",),
    "subdirectora": ("subdireccion",), "subsecretaria": ("subsecretaria",), "subsecretario": ("subsecretaria",),
    "superintendente": ("superintendencia",), "viceministra": ("viceministerio",), "viceministro": ("viceministerio",),
}  # fmt: skip
_OF_PLACE = re.compile(
    r"(?:ambassad\w+|defensora?|.*chief minister|.*premier|.*\b(?:mayor|statistician|alcalde\w*|mair(?:e|esse)\b[a-z ]*))"
    r" (?:of|del|de los|de la|de|du|d) (?:la |el |le )?(.+)"
)
_MAYOR = re.compile(r"(?:deputy |vice )?mayor(?:ess)?|alcalde|alcaldesa|maire|mairesse|burgomaster|bourgmestre|prefeit[oa]|intendent[ea]")
_JOINING: Final = frozenset(["a", "aux", "d", "des", "en", "et", "l", "of", "para", "por", "pour", "the", "for", "and"])
_RANKING: Final = frozenset(
    ["adjoint", "adjointe", "adjunta", "adjunto", "ejecutiva", "ejecutivo", "estado", "etat", "executif", "executive", "general", "generale",
     "nacional", "national", "nationale", "permanent", "permanente", "regional", "regionale", "tecnica", "tecnico", "technique"]
)  # fmt: skip
# Characters before a name in which the body of several is looked for that its bearer heads.
_NEAR = 300
_WIDE = 400  # the same for the one town hall of a page


def is_minister(role: str) -> bool:
    """Whether the position is one in a ministry, under its minister or beside them."""
    return _MINISTER.search(role) is not None


def ministry(page: Scene, role: str, name: Name) -> str | None:
    """The one ministry of the page for a minister's subjects; for a minister without subjects the last one named before in the paragraph."""
    ministries = [o for o in page.bodies if _VICE.match(role) and key(o.name).startswith("viceminist")]
    ministries = ministries or [o for o in page.bodies if re.search(r"(?i)\bminist", o.name)]
    home = next((c for c in map(country_code, _COUNTRY.findall(role)) if c), None)
    wanted = set(alike(_RANK.sub(" ", _COUNTRY.sub("", role) if home else role)).split())
    if not wanted:
        ids = {o.organisation_id for o in ministries}
        line = page.text.rfind("\n", 0, name.start)
        near = [m for m in page.orgs if m.entity in ids and m.end is not None and line < m.end <= name.start]
        if near or _PREMIER.search(role):
            return near[-1].entity if near else None
        if len(ministries) > 1:  # "called on the Deputy Minister, Mr Doe, at the premises of the Ministry of …"
            line = page.text.find("\n", name.end, name.end + _NEAR)
            stop = line if line > 0 else name.end + _NEAR
            behind = [m for m in page.orgs if m.entity in ids and m.start is not None and name.end < m.start < stop]
            return next((m.entity for m in behind if not STOP.search(page.text, name.end, m.start or 0)), None)
        return ministries[0].organisation_id if ministries else None
    ministries += [o for o in page.bodies if key(o.name).startswith("secretaria de ") and o not in ministries]
    shared = [(len(wanted & set(alike(" ".join((o.name, *o.aliases))).split())), o) for o in ministries]
    best = max((n for n, _ in shared), default=0)
    fitting = [o for n, o in shared if n == best > 0 and (home is None or o.country_code in (None, home))]
    fitting = [o for o in fitting if 3 * (best + (o.country_code == home is not None)) >= len(wanted) + (home is not None)]
    if len(fitting) > 1:
        around = page.text[max(0, name.start - 100) : name.end + 100]
        countries = {country_code(w) for w in re.findall(r"[A-Z][\w-]+(?: [A-Z][\w-]+)?", around)}
        fitting = [o for o in fitting if o.country_code and o.country_code in countries]
    if not fitting and _VICE.match(role) and len(ministries) == 1 and home is None:
        return ministries[0].organisation_id  # "Viceministro de Atención Integral": of no ministry's name
    return fitting[0].organisation_id if len(fitting) == 1 else None


def seat(page: Scene, role: str, at: int) -> str | None:
    """The "Office of the …" called after the position; the one embassy, government, town hall or university of the page for its head, of several
    the one named last before ``at`` in the paragraph.
    """
    plain = key(role)
    named = next((o.organisation_id for o in page.bodies if f"office of the {plain}" in key(o.name)), None)
    if named:
        return named
    home = _COUNTRY.search(role)
    office = _namesake(page, key(role[: home.start()]) if home and country_code(home[1]) else plain)
    if office:
        return office
    of = _OF_PLACE.fullmatch(plain)
    place = of[1].split()[0] if of else ""
    wanted = next((seats for heads, seats in _SEATS if heads.fullmatch(plain)), None)
    seats = [o.organisation_id for o in page.bodies if wanted and any(wanted.search(key(f)) and place in key(f) for f in (o.name, *o.aliases))]
    if len(seats) == 1 and (place or not _MAYOR.fullmatch(plain) or _of_town(page, seats[0], at)):
        return seats[0]
    stem = plain.split()[0][:5]  # "prefeita" of the "Prefeitura", "intendente" of the "Intendencia"
    akin = [o.organisation_id for o in page.bodies if o.organisation_id in seats and key(o.name).startswith(stem)]
    if len(akin) == 1 and _of_town(page, akin[0], at):
        return akin[0]
    paragraph = max(page.text.rfind("\n", 0, at), at - _NEAR)
    near = [m.entity for m in page.orgs if m.entity in seats and m.end is not None and paragraph < m.end <= at]
    if near or wanted != _SEATS[-1][1] or page.main is None:
        return near[-1] if near else None
    return page.main.organisation_id if page.main.organisation_id in seats else None


def _of_town(page: Scene, body: str, at: int) -> bool:
    """Whether the body is named shortly before the offset, or its town (the last word of its name) in the paragraph around it or the title."""
    start = max(page.text.rfind("\n", 0, at) + 1, at - _WIDE)
    stop = page.text.find("\n", at, at + _NEAR)
    around = set(key(page.title + " " + page.text[start : stop if stop > 0 else at + _NEAR]).split())
    towns = {key(form).split()[-1] for o in page.bodies if o.organisation_id == body for form in (o.name, *o.aliases) if key(form)}
    return not towns.isdisjoint(around) or any(m.entity == body and m.start is not None and at - _WIDE < m.start < at for m in page.orgs)


def _namesake(page: Scene, role: str) -> str | None:
    """The one office of the page that is called as its head is: "directora nacional de Aguas" for the "Dirección Nacional de Aguas"."""
    head, _, rest = role.partition(" ")
    nouns = _OFFICES.get(head)
    wanted = set(rest.split()) - words("particles") - _JOINING
    if not nouns or not wanted - _RANKING:
        return None
    wanted -= {"general", "generale"}
    fitting = {
        o.organisation_id for o in page.bodies for name in (o.name, *o.aliases) if key(name).startswith(nouns) and wanted <= set(key(name).split())
    }
    return fitting.pop() if len(fitting) == 1 else None


def other_office(role: str, name: str) -> bool:
    """Whether the body is called as the office of another head: "Dirección de Aguas", where the position is "director de Minas"."""
    return re.search(r" [A-ZÀ-Þ]", role) is not None and key(name).startswith(_OFFICES.get(key(role).split()[0], ("\n",)))
