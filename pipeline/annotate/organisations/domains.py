"""Which body of a page an e-mail address belongs to, which office of that body the page is about, and what the page's own addresses spell.

An address tells its body by the web site that the gazetteer has for it, by an acronym among the parts of its domain, or by a name or a telling word
of one ("halifax.ca" for "Halifax Regional Municipality"). Domains that many bodies share tell none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from pipeline.annotate.organisations.forms import key, words
from pipeline.annotate.organisations.gazetteer import by_name
from pipeline.document import Organisation, slug

_AT = r"(?:@|[\[({](?:at|arroba|arobase)[\])}])"
_DOMAIN = r"(?P<domain>(?:[\w-]{1,40}\.){1,5}[a-z]{2,12})"
MAIL: Final = re.compile(rf"[\w.+'-]{{1,64}}\s?{_AT}\s?{_DOMAIN}")
_ADDRESS = re.compile(rf"(?:{_AT}|www\.|https?://)\s?{_DOMAIN}", re.IGNORECASE)
_MISSION = re.compile(r"(?:emb|amb)(?:$|a)")  # "emb", "ambafrance", "embajada"
_TELLING: Final = 6  # letters of a part of a domain that tells a body by itself
_ENDINGS: Final = frozenset(["org", "com", "int", "gov", "net", "edu", "gob", "gouv", "un", "co", "ac", "info", "mail", "go", "www"])
_SPELLED_OUT = re.compile(r"(\w{3,8}?)(?:africa|asia|global|hq|international|intl|online|world)")  # "eachq", "orfonline"


def shared(domain: str) -> bool:
    """Whether many bodies, or private people, have addresses under the domain (lower case)."""
    return _under(domain, "un.org") or not words("hosts").isdisjoint(_labels(domain))


def spelled_out(text: str) -> frozenset[str]:
    """The parts of the domains in the text's mail and web addresses that are long enough to spell the name of a body."""
    labels = {label for m in _ADDRESS.finditer(text) for label in _labels(m["domain"].lower())}
    return frozenset(label for label in labels if len(label) >= _TELLING) - words("hosts")


def body_of(domain: str, organisations: Sequence[Organisation]) -> str | None:
    """Id of the body whose domain (lower case, without the part before "@") it is; None where the page has none that fits."""
    sites = [o for o in organisations if (body := by_name().get(o.name)) and body.site and body.site != "un.org" and _under(domain, body.site)]
    if sites:
        parents = {o.parent_id for o in sites}
        return next((o for o in sites if o.organisation_id in parents), sites[0]).organisation_id
    labels = _labels(domain) - _ENDINGS
    labels |= {m[1] for label in labels if (m := _SPELLED_OUT.fullmatch(label))}
    telling = {label for label in labels if len(label) > 3 and not _common(label)}
    for organisation in organisations:
        if labels & {s for form in _forms(organisation) for s in _shorts(form)}:
            return organisation.organisation_id
    for organisation in organisations:
        if any(_tells(label, form) for label in telling for form in _forms(organisation)):
            return organisation.organisation_id
    short = {label for label in labels if len(label) > 2}
    within = [o for o in organisations if any(_initials(f) in short or any(_clipped(label, f) for label in telling) for f in _forms(o))]
    return within[0].organisation_id if len(within) == 1 else None


def body_in(local: str, organisations: Sequence[Organisation]) -> str | None:
    """Id of the page's one embassy, for "emb.lima@…", or of the first body with a short form of three letters or more among the parts in front of "@"
    ("eapwn.secretariat@…")."""
    tokens = set(re.split(r"[^a-z0-9]+", local.casefold()))
    missions = [o.organisation_id for o in organisations if key(o.name).split()[:1] in (["embajada"], ["ambassade"], ["embassy"])]
    if len(missions) == 1 and any(_MISSION.match(t) for t in tokens):
        return missions[0]
    shorts = ((o, s) for o in organisations for s in (o.acronym, o.name) if s and len(s) > 2 and (s == o.acronym or s.isupper()))
    return next((o.organisation_id for o, s in shorts if slug(s).replace("-", "") in tokens), None)


def office_of(parent: str, organisations: Sequence[Organisation], nearby: str) -> str:
    """The first office of the body that the text nearby (a title, the lines above) names; else the body itself."""
    head = next((o for o in organisations if o.organisation_id == parent), None)
    if head is None:
        return parent
    names = [f for f in _forms(head) if len(f) > 2]
    for other in organisations:
        known = other.name in by_name() and not set(key(other.name).split()) & words("unit_heads")  # a body of its own, as IDA in the World Bank
        owned = other.parent_id == parent or any(_holds(other, n) for n in names)
        if other is not head and owned and not known and any(f in nearby for f in _forms(other)):
            return other.organisation_id
    return parent


def _labels(domain: str) -> set[str]:
    """The parts of a domain, cut at their hyphens and without them; not its ending, which is none of a body: "ug" is not "University of Ghana"."""
    host = domain.rpartition(".")[0]
    return {*re.split(r"[.-]", host), *host.replace("-", "").split(".")}


def _under(domain: str, site: str) -> bool:
    return domain == site or domain.endswith(f".{site}")


def _shorts(form: str) -> list[str]:
    """What a domain may hold of a form whole: the form without its spaces, the acronym that opens it ("IOM Nepal"), the initials of a ministry or
    university.
    """
    parts = key(form).split()
    out = [form.lower().replace(" ", ""), "".join(parts)] if len(form) < 20 else []
    first = form.split()[0]
    if first.isupper():
        out.append(first.lower())
    named = "".join(p for p in parts if p not in words("small") and not p.startswith("universi"))
    if len(named) > 3 and any(p.startswith("universi") for p in parts):
        out += [f"u{named}", f"uni{named}"]  # "utwente" for the "University of Twente"
    if len(parts) > 1 and (parts[0].startswith(("minist", "department")) or any(p.startswith("universi") for p in parts)):
        out += ["".join(p[0] for p in parts), "".join(p[0] for p in parts if p not in words("small"))]
    if len(parts) > 2 and parts[:2] == ["ministry", "of"]:
        rest = [p for p in parts[2:] if p not in words("small")]
        out += [f"mo{''.join(p[0] for p in rest[:n])}" for n in range(2, len(rest) + 1)]  # "mofwr" for "… Fisheries and Water Resources of …"
        out += [f"mo{rest[0][:n]}" for n in (2, 3, 4)] if rest else []  # "moenv" for the "Ministry of Environment"
    return out


def _forms(organisation: Organisation) -> list[str]:
    return [s for s in (organisation.acronym, *organisation.aliases, organisation.name) if s]


def _holds(organisation: Organisation, name: str) -> bool:
    return any(name in form and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", form) for form in _forms(organisation))


@lru_cache(maxsize=4096)
def _common(label: str) -> bool:
    """Whether the word tells no body from another ("health", "parliament")."""
    return any(label in words(group) for group in ("heads", "weak_heads", "subjects", "generic", "general", "things", "people"))


def _initials(form: str) -> str:
    """The first letters of the words that carry meaning: "fgc" of "Fédération genevoise de coopération"."""
    return "".join(p[0] for p in key(form).split() if p not in words("small"))


@lru_cache(maxsize=4096)
def _clipped(label: str, form: str) -> bool:
    """Whether the label is made of the beginnings of two words or more, in their order: "delwalbru" of "Délégation Wallonie-Bruxelles"."""
    reached = {0: 0}
    for part in key(form).split():
        least = len(part) if part in words("small") else 3
        for at, parts in sorted(reached.items(), reverse=True):
            for end in range(at + least, min(at + len(part), len(label)) + 1):
                if part.startswith(label[at:end]):
                    reached[end] = max(reached.get(end, 0), parts + (part not in words("small")))
    return len(label) > 5 and reached.get(len(label), 0) > 1


def _tells(label: str, form: str) -> bool:
    parts = key(form).split()
    whole = "".join(parts)
    return label in parts or (len(label) > 5 and (whole.startswith(label) or (len(whole) > 5 and label.startswith(whole))))
