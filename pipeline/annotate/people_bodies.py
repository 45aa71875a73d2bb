"""The body that somebody speaks for where the words next to the name do not say it.

In this order: the ministry of a minister, the office or embassy of its head, what "its" or "the Centre’s" stands for, the owner of a contact's mail
address, the
body of a delegation "led by" the person, and for staff and contacts the body that the page is most about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.annotate.org_domains import MAIL, SHARED, body_of, office_of
from pipeline.annotate.org_forms import alike, key
from pipeline.annotate.people_names import Name
from pipeline.annotate.people_roles import Post
from pipeline.annotate.places import country_code
from pipeline.document import Mention, Organisation

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
# A line end at which the words about a person in running text, or in one entry of a list, are over.
_NEXT_BLOCK = re.compile(r"(?<=[a-zà-ÿ][.!?”\"])\n|\n\s*\n|\n(?=(?:contacts?|enquir|inquir|renseign|informa)[^\n:]{0,20}:)", re.IGNORECASE)
_LED = re.compile(r"[^.;\n]*\b(?:led|headed|represented|chaired) by (?:the |its |[A-Z][a-z]{1,2}\. ?)?")


@dataclass(frozen=True, slots=True)
class Scene:
    """A page as its people are placed in it; ``text`` is unwrapped, ``main`` is the body that it is most about."""

    text: str
    orgs: Sequence[Mention]
    bodies: Sequence[Organisation]
    main: Organisation | None
    title: str


def scene(text: str, orgs: Sequence[Mention], bodies: Sequence[Organisation], title: str) -> Scene:
    """The page with its main body: the one with most mentions, the first two bodies counting double."""
    counts = Counter(m.entity for m in orgs)
    weight = {o.organisation_id: counts[o.organisation_id] * (2 if i < 2 else 1) for i, o in enumerate(bodies)}
    return Scene(text, orgs, bodies, max(bodies, key=lambda o: weight[o.organisation_id], default=None), title)


def body_elsewhere(page: Scene, members: Sequence[Name], post: Post, limits: Sequence[int]) -> str | None:
    """Id of the body of somebody whose own words name none. ``limits`` say for each of their mentions where the next name begins."""
    first = members[0]
    if post.role and _MINISTER.search(post.role):
        return _ministry(page, post.role, first)
    found = (_seat(page, post.role) if post.role else None) or (_owner(page, first.start, post.whose) if post.whose else None)
    if found:
        return found
    for name, limit in zip(members, limits, strict=True):
        found = _of_contact(page, name, limit, post)
        if found:
            return found
    led = [m for m in page.orgs if m.end is not None and 0 <= first.start - m.end < 60 and _LED.fullmatch(page.text, m.end, first.start)]
    if led and not post.role:
        return led[-1].entity
    staff = post.role and post.role[0].isupper() and _STAFF.search(post.role)
    return _office(page, page.main.organisation_id, first) if page.main and staff else None


def _ministry(page: Scene, role: str, name: Name) -> str | None:
    """The one ministry of the page for a minister's subjects; for a minister without subjects the last one named before in the paragraph."""
    ministries = [o for o in page.bodies if re.search(r"(?i)\bminist", o.name)]
    wanted = set(alike(_RANK.sub(" ", role)).split())
    if not wanted:
        ids = {o.organisation_id for o in ministries}
        line = page.text.rfind("\n", 0, name.start)
        near = [m for m in page.orgs if m.entity in ids and m.end is not None and line < m.end <= name.start]
        return near[-1].entity if near else None
    shared = [(len(wanted & set(alike(" ".join((o.name, *o.aliases))).split())), o) for o in ministries]
    best = max((n for n, _ in shared), default=0)
    fitting = [o for n, o in shared if n == best > 0]
    if len(fitting) > 1:
        around = page.text[max(0, name.start - 100) : name.end + 100]
        countries = {country_code(w) for w in re.findall(r"[A-Z][\w-]+(?: [A-Z][\w-]+)?", around)}
        fitting = [o for o in fitting if o.country_code and o.country_code in countries]
    return fitting[0].organisation_id if len(fitting) == 1 else None


def _seat(page: Scene, role: str) -> str | None:
    """The "Office of the …" that is called after the position; the one embassy or high commission of the page for its head."""
    plain = key(role)
    named = next((o.organisation_id for o in page.bodies if f"office of the {plain}" in key(o.name)), None)
    word = "embassy" if plain.startswith("ambassad") and " " not in plain else "high commission" if plain == "high commissioner" else None
    seats = [o.organisation_id for o in page.bodies if word and word in key(o.name)]
    return named or (seats[0] if len(seats) == 1 else None)


def _owner(page: Scene, at: int, whose: str) -> str | None:
    """The body that "its" or "the Centre’s" stands for: the last one named before, with that word in its name where there is one."""
    word = key(re.sub(r"[’']s$", "", whose))
    before = [m for m in page.orgs if m.end is not None and m.end <= at]
    if word in ("agency", "organisation", "organization"):
        counts = Counter(m.entity for m in before)
        return max(before, key=lambda m: counts[m.entity]).entity if before else None
    if word not in ("its", "their", "our", "whose"):
        forms = {o.organisation_id: {w for f in (o.name, *o.aliases) for w in key(f).split()} for o in page.bodies}
        before = [m for m in before if set(word.split()) <= forms.get(m.entity or "", set())]
    return before[-1].entity if before else None


def _of_contact(page: Scene, name: Name, limit: int, post: Post) -> str | None:
    """The body of somebody given as a contact, by the mail address behind the name, else by the one nearest before or behind; where that is one
    that many bodies share, the page's main body.
    """
    over = _NEXT_BLOCK.search(page.text, name.end, min(limit, name.end + 220))
    reach = over.start() if over else min(limit, name.end + 220)
    if not _CONTACT.search(page.text[name.end : min(reach, name.end + 160)]):
        return None
    own = MAIL.search(page.text, name.end, reach)
    before = list(MAIL.finditer(page.text, max(0, name.start - 200), name.start))
    mail = own or (before[-1] if before else MAIL.search(page.text, name.end, name.end + 300))
    found = body_of(mail[1].lower(), page.bodies) if mail else None
    if found:
        return _office(page, found, name)
    labelled = post.role or _CONTACT_LABEL.search(page.text[max(0, name.start - 160) : name.start])
    shared = own and SHARED.fullmatch(own[1].lower())
    return page.main.organisation_id if page.main and shared and labelled else None


def _office(page: Scene, body: str, name: Name) -> str:
    """The office of the body where the page is about it, or where the lines above the name give it; else the body."""
    if page.main and page.main.parent_id == body:
        return page.main.organisation_id
    return office_of(body, page.bodies, f"{page.title}\n{page.text[max(0, name.start - 160) : name.start]}")
