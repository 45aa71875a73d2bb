"""The body that a common noun in somebody's position stands for: "presidente del comité", "chair of our network", "Union chairman"."""

from __future__ import annotations

import re

from pipeline.annotate.organisations.forms import key
from pipeline.annotate.people.before import title_start
from pipeline.annotate.people.names import Name
from pipeline.annotate.people.scene import Scene
from pipeline.annotate.people.seats import is_minister

_BY_NOUN = re.compile(
    r"(?P<role>\S.{2,60}?) (?:(?:of|at|in) (?:the |(?P<our>our ))|(?:de|à) (?:la |l[’'] ?|(?P<nuestra>nuestr[oa] |notre ))|del |du |au )"
    r"(?P<noun>[^\W\d_]{3,20})(?=$|,| (?:and|et|y) )"
)
_NOUN_BEFORE = re.compile(r"(?:^|[\s(“\"])([A-ZÀ-Þ][a-zà-ÿ]{2,20}) $")  # "Union chairman Jane Doe"
_NAME_HEAD = re.compile(r"\b(?:of|for|on|in|at|del?|du|des|d|para|pour|por|en)\b")
_REACH = 24
"""Characters before a position in which such a noun is looked for."""


def by_noun(page: Scene, role: str, name: Name) -> tuple[str, str | None]:
    """The position without the noun in it that stands for a body named before, and that body; the position as it is where there is none.

    "presidente del comité" is the "presidente" of the "Comité de Cuenca del Río Jiboa": the one body named before, or on the page, that is called so.
    """
    of = _BY_NOUN.match(role)
    start = title_start(page.text, name)
    end = start - len(role) - 1
    told = role[:1].islower() and page.text.endswith(f" {role} ", 0, start)
    before = _NOUN_BEFORE.search(page.text, max(0, end - _REACH), end) if told else None
    noun = of["noun"] if of else before[1] if before else None
    if noun is None or is_minister(role):
        return role, None
    english = of is None or " of " in role
    called = {o.organisation_id for o in page.bodies if any(_called(form, key(noun), english=english) for form in (o.name, *o.aliases))}
    if of and (of["our"] or of["nuestra"]) and page.main and page.main.organisation_id in called:
        return of["role"], page.main.organisation_id
    named = {m.entity for m in page.orgs if m.entity in called and m.end is not None and m.end <= name.start} or called
    return (of["role"] if of else role, named.pop() or None) if len(named) == 1 else (role, None)


def _called(form: str, noun: str, *, english: bool) -> bool:
    """Whether a body's name begins with the noun or, in English, has it last before what it is of ("Njombe Growers' Tea Union")."""
    head = key(_NAME_HEAD.split(form)[0]).split()
    return len(key(form).split()) > 1 and bool(head) and noun in ((head[0], head[-1]) if english else head[:1])
