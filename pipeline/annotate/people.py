"""People of a page: every mention of a named person, and one entry a person with the position and the body the page gives them.

Names come from :mod:`pipeline.annotate.people_names`, positions from :mod:`pipeline.annotate.people_roles`. A later "Mr. Doe" or "Doe" is the one
person on the
page whose name ends so. The body is the one named with the position; else the ministry of a minister, where the page names it; else the one whose
mail address
a contact has; else the body that heads the contact block.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.annotate.org_forms import alike, key, unwrapped
from pipeline.annotate.org_gazetteer import by_name
from pipeline.annotate.people_before import post_before
from pipeline.annotate.people_names import SURE, Name, find_names, words
from pipeline.annotate.people_roles import Bounds, Post, clean, post_behind
from pipeline.annotate.places import country_code
from pipeline.document import Document, Mention, Organisation, Person, Span, identifier

_MAIL = re.compile(r"[\w.+'-]{1,64}\s?(?:@|\[at\]|\(at\)|\s\[at\]\s|\s\(at\)\s)\s?((?:[\w-]+\.){1,5}[a-z]{2,12})")
_MINISTER = re.compile(r"(?i)\b(?:vice-?)?minist(?:er|re|ro|ra)\b|^(?:under-?secretary|permanent secretary)\b")
_RANK = re.compile(r"(?i)\b(?:deputy|assistant|vice|state|first|prime|permanent|under-?secretary|secretary|(?:vice-?)?minist(?:er|re|ro|ra))\b")
_CONTACT = re.compile(r"@|\[at\]|\(at\)|(?<!\w)\+?\(?\d{2,4}\)?[ \xa0-]?\(?\d{2,4}\)?[ \xa0-]?\d{2,4}|(?i:\btel\b|phone|spambots)")
_STAFF = re.compile(
    r"\b(?:(?<!Nursing )(?<!Medical )Officer|Coordinator|Specialist|Programme Manager|Project Manager|Country Director|Regional Director"
    r"|Executive Director|Chief of Mission|Head of (?:Office|Mission|Sub-Office|Delegation|Cooperation|Operations|Communications?)|Team Leader"
    r"|Analyst|Country Representative|Spokesperson|Communications? Assistant|Principal Investigator)\b"
)
_CONTACT_LABEL = re.compile(
    r"(?i)contact|press|media|enquir|inquir|information|questions|write to|talk to us|reach us|more info|prensa|presse|journalists|interviews|details"
    r"|registration"
)

Found = tuple[tuple[Mention, ...], tuple[Organisation, ...]]


def find_people(document: Document, spans: Sequence[Span], organisations: Found) -> tuple[tuple[Mention, ...], tuple[Person, ...]]:
    """The mentions of people, in the order of the text, and the people, in the order of their first mention.

    ``organisations`` is what :func:`pipeline.annotate.organisations.find_organisations` gave for the document; a person's ``organisation_id`` is
    one of theirs.
    """
    text = unwrapped(document.text)
    orgs, bodies = organisations
    taken = [(m.start, m.end) for m in orgs if m.start is not None and m.end is not None]
    names = find_names(text, spans, taken)
    groups = _grouped(text, names)
    places = [(s.start, s.end) for s in spans if s.label == "LOC"]
    bounds = [(n.start, n.end) for n in names]
    roles = [(s.start, s.end) for s in spans if s.label == "ROLE" and s.confidence >= SURE]
    mentions: list[Mention] = []
    people: list[Person] = []
    for full, members in groups.items():
        post = _best_post([_post(text, n, orgs, places, bounds, roles) for n in members])
        organisation = post.organisation.entity if post.organisation else None
        if organisation is None:
            organisation = _elsewhere(text, members, post, orgs, bodies, bounds)
        name = next((o.name for o in bodies if o.organisation_id == organisation), None)
        person = Person(identifier("per", full, name), full, post.role, organisation)
        people.append(person)
        mentions += [Mention(n.start, n.end, document.text[n.start : n.end], "PERSON", n.method, n.confidence, person.person_id) for n in members]
        mentions += _later(document.text, full, members, person, [*taken, *bounds], groups)
    order = {p.person_id: min(m.start or 0 for m in mentions if m.entity == p.person_id) for p in people}
    unique = {p.person_id: p for p in people}
    return tuple(sorted(mentions, key=lambda m: (m.start or 0, m.end or 0))), tuple(sorted(unique.values(), key=lambda p: order[p.person_id]))


def _grouped(text: str, names: Sequence[Name]) -> dict[str, list[Name]]:
    """Full name to its mentions; a short name goes to the one full name that holds all of its words, the last at its end."""
    groups: defaultdict[str, list[Name]] = defaultdict(list)
    spelled = {n: " ".join(text[n.start : n.end].split()) for n in names}
    by_key: dict[str, str] = {}
    for n in sorted(names, key=lambda n: (-len(spelled[n].split()), n.start)):
        name = spelled[n]
        parts = key(name).split()
        full = by_key.get(" ".join(parts))
        if full is None:
            fuller = [f for f in groups if _short_for(parts, key(f).split())]
            full = fuller[0] if len(fuller) == 1 else None
        if full is None and len(name.split()) == 1 and not n.title:
            continue
        full = full or name
        by_key.setdefault(" ".join(parts), full)
        groups[full].append(n)
    return {full: sorted(members, key=lambda n: n.start) for full, members in sorted(groups.items(), key=lambda g: min(n.start for n in g[1]))}


def _short_for(short: Sequence[str], full: Sequence[str]) -> bool:
    return bool(short) and len(short) < len(full) and set(short) <= set(full) and (short[-1] in full[1:] or len(short) > 1)


def _post(text: str, name: Name, orgs: Sequence[Mention], places: Bounds, people: Bounds, roles: Bounds) -> Post:
    """What stands behind the name, filled up with what stands before it; a title ("Ambassador") is the position where there is no other."""
    behind = post_behind(text, name, orgs, places, people)
    if behind.role and behind.organisation:
        return behind
    before = post_before(text, name, orgs, people)
    if behind.role:
        return replace(behind, organisation=before.organisation if not before.role else None)
    if before.role:
        return replace(before, organisation=before.organisation or behind.organisation)
    tagged = _tagged_role(text, name, roles)
    if tagged:
        return Post(tagged, behind.organisation or before.organisation)
    role = name.title.capitalize() if name.title and name.title in words("titles") | {"professor"} else None
    return Post(role, behind.organisation or before.organisation)


def _tagged_role(text: str, name: Name, roles: Bounds) -> str | None:
    """The position that the tagger marks right behind the name, or right before it or its form of address."""
    for start, end in roles:
        behind = 0 < start - name.end < 5 and not text[name.end : start].strip(" ,(:–-\n")
        before = 0 < name.start - end < 16 and re.fullmatch(r"[ ,:\n]{0,3}(?:[A-Z][a-z]{0,3}\.? |H\.E\. )?", text[end : name.start])
        if behind or before:
            return clean(text[start:end])
    return None


def _best_post(posts: Sequence[Post]) -> Post:
    """The first post with position and body, else the first with a position, else the first with a body."""
    ranked = sorted(posts, key=lambda p: -(2 * bool(p.role) + bool(p.organisation)))
    best = ranked[0]
    if best.role and not best.organisation and not best.whose:
        other = next((p for p in posts if p.organisation and not p.role), None)
        return Post(best.role, other.organisation if other else None, best.whose)
    return best


def _elsewhere(text: str, members: Sequence[Name], post: Post, orgs: Sequence[Mention], bodies: Sequence[Organisation], people: Bounds) -> str | None:
    """The body of somebody whose own words name none."""
    first = members[0]
    if post.role and _MINISTER.search(post.role):
        return _ministry(post.role, bodies, orgs, text, first)
    if post.role:
        house = next((o.organisation_id for o in bodies if f"office of the {key(post.role)}" in key(o.name)), None) or _seat(post.role, bodies)
        if house:
            return house
    if post.whose:
        found = _owner(text, first.start, post.whose, orgs)
        if found:
            return found
    main = _main(orgs, bodies)
    for n in members:
        contact = _CONTACT.search(text[n.end : min([a for a, _ in people if a >= n.end] or [len(text)])][:160])
        if contact:
            found = _by_mail(text, n, bodies, people)
            if found:
                return main.organisation_id if main and main.parent_id == found else found
            if main and (post.role or _CONTACT_LABEL.search(text[max(0, n.start - 160) : n.start])):
                return main.organisation_id
    led = [
        m
        for m in orgs
        if m.end is not None
        and 0 <= first.start - m.end < 60
        and re.fullmatch(r"[^.;\n]*\b(?:led|headed|represented|chaired) by (?:the |its |[A-Z][a-z]{1,2}\. ?)?", text[m.end : first.start])
    ]
    if led and not post.role:
        return led[-1].entity
    if main and post.role and post.role[0].isupper() and _STAFF.search(post.role):
        return main.organisation_id
    return None


def _main(orgs: Sequence[Mention], bodies: Sequence[Organisation]) -> Organisation | None:
    """The body that the page is most about: by number of mentions, the first two bodies counting double."""
    counts = Counter(m.entity for m in orgs)
    return max(bodies, key=lambda o: (counts[o.organisation_id] * (2 if o in bodies[:2] else 1), -bodies.index(o)), default=None)


def _seat(role: str, bodies: Sequence[Organisation]) -> str | None:
    """The one embassy or high commission of the page for its head."""
    word = "embassy" if re.match(r"(?i)ambassad", role) and " " not in role else "high commission" if role.lower() == "high commissioner" else None
    seats = [o for o in bodies if word and word in key(o.name)]
    return seats[0].organisation_id if len(seats) == 1 else None


def _ministry(role: str, bodies: Sequence[Organisation], orgs: Sequence[Mention], text: str, name: Name) -> str | None:
    """The one ministry of the page for a minister's subjects; for a minister without subjects the last one named before in the paragraph."""
    ministries = [o for o in bodies if re.search(r"(?i)\bminist", o.name)]
    wanted = set(alike(_RANK.sub(" ", role)).split())
    if not wanted:
        ids = {o.organisation_id for o in ministries}
        near = [m for m in orgs if m.entity in ids and m.end is not None and m.end <= name.start and "\n" not in text[m.end : name.start]]
        return near[-1].entity if near else None
    shared = [(len(wanted & set(alike(" ".join((o.name, *o.aliases))).split())), o) for o in ministries]
    best = max((n for n, _ in shared), default=0)
    fitting = [o for n, o in shared if n == best > 0]
    if len(fitting) > 1:
        around = text[max(0, name.start - 100) : name.end + 100]
        fitting = [
            o
            for o in fitting
            if o.country_code and any(country_code(w) == o.country_code for w in re.findall(r"[A-Z][\w-]+(?: [A-Z][\w-]+)?", around))
        ]
    return fitting[0].organisation_id if len(fitting) == 1 else None


def _owner(text: str, at: int, whose: str, orgs: Sequence[Mention]) -> str | None:
    """The body that "its" or "the Centre’s" stands for: the last one named before, with that word in its name where there is one."""
    word = key(re.sub(r"[’']s$", "", whose))
    before = [m for m in orgs if m.end is not None and m.end <= at]
    if word in ("agency", "organisation", "organization"):
        counts = Counter(m.entity for m in before)
        return max(before, key=lambda m: counts[m.entity]).entity if before else None
    if word not in ("its", "their", "our", "whose"):
        before = [m for m in before if set(word.split()) <= set(key(m.text).split())]
    return before[-1].entity if before else None


def _by_mail(text: str, name: Name, bodies: Sequence[Organisation], people: Bounds) -> str | None:
    """The body of the page whose web site the mail address behind the name belongs to."""
    limit = min([a for a, _ in people if a >= name.end] or [len(text)])
    match = _MAIL.search(text, name.end, min(limit, name.end + 220))
    if not match:
        return None
    domain = match[1].lower()
    for organisation in bodies:
        body = by_name().get(organisation.name)
        if body and body.site and (domain == body.site or domain.endswith(f".{body.site}")) and body.site != "un.org":
            return organisation.organisation_id
    labels = set(re.split(r"[.-]", domain)) - {"org", "com", "int", "gov", "net", "edu", "gob", "gouv", "un", "co", "ac"}
    for organisation in bodies:
        shorts = {key(s).replace(" ", "") for s in (organisation.acronym, *organisation.aliases, organisation.name) if s and len(s) < 14}
        if labels & shorts:
            return organisation.organisation_id
    return None


def _later(text: str, full: str, members: Sequence[Name], person: Person, taken: Bounds, groups: dict[str, list[Name]]) -> list[Mention]:
    """Further places with the full name or, behind the first mention, the family name alone."""
    out: list[Mention] = []
    last = full.split()[-1]
    alone = (
        len(full.split()) > 1
        and len(last) > 3
        and sum(key(last) in key(other).split() for other in groups) == 1
        and last.lower() not in words("never")
    )
    start = members[0].start
    for surface in (full, last) if alone else (full,):
        for match in re.finditer(rf"(?<![\w@.-]){re.escape(surface)}(?![\w@-])", text):
            a, b = match.span()
            if a > start and not any(x < b and a < y for x, y in [*taken, *((m.start or 0, m.end or 0) for m in out)]):
                if (surface == last and re.match(r"\s[A-ZÀ-Þ]\w", text[b : b + 3])) or (
                    surface == last
                    and re.search(r"[A-ZÀ-Þ][\w’'-]+ $", text[max(0, a - 20) : a])
                    and not re.search(r"(?:Mr|Mrs|Ms|Dr|Prof|Mme)\.? $", text[max(0, a - 8) : a])
                ):
                    continue
                out.append(Mention(a, b, match.group(), "PERSON", "pattern", 0.8, person.person_id))
    return out
