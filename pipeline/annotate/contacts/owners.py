"""Whose a contact is: the person and the organisation that its line or block ties to it.

A block is a run of short lines without a blank one. A person owns what follows their name in the line and in the lines below, until another person
or a label of its own ("UNHCR Peru: press desk, …", "Drop by: …") begins. The organisation is the person's, or that named beside them; without a
person that of the line or block, else the one whose name the e-mail carries; of "write to us" the one that the page speaks of most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from pipeline.annotate.contacts.values import opening, words
from pipeline.annotate.organisations.domains import body_in, body_of
from pipeline.annotate.people.roles import is_desk
from pipeline.annotate.people.scene import Home
from pipeline.context import Context
from pipeline.document import Document, Mention, slug

_SHORT = 160
_ABOVE = 8
_TOP = 600
_PROSE = re.compile(r"\w{3} \w{1,20} \w{1,20} \w{1,20} \w{1,20},? [\w ,]{1,120}[a-z]{3}\.$")
_ATTENTION = re.compile(
    r"(?:for the attention of|attn\.?:?|à l['’]attention de|a la atención de)\s(?:(?:la |el |l['’])?\w{1,6}\. ?|M[mr]?[es]? )?$", re.IGNORECASE
)
_VERBAL = r"(?!(?:and|calle|del|des|esq|las|les|los|piso|place|plaza|rue|the)\b)[a-zà-ÿ-]{3,20}"
# Between a person and a contact that a later sentence gives to others: "… said Jane Doe. Donors may call …".
_NEXT_SENTENCE = re.compile(
    r"[a-zà-ÿ]{2}[.!?]?[”\"»)]?[.!?] (?!(?:She|He|They|Her|His|Elle|Il|Son|Sa|Ella|Él|Su|Tel|Tél|Phone|Mobile|Mail|E-mail|Email)\b)"
    r"[A-ZÀ-Þ][\w’'-]{0,20},?(?: [\w’'-]{1,20},?){0,8}" + 2 * rf"(?: [\w’'-]{{1,20}},?){{0,4}} {_VERBAL},?"
)
_FOR_ALL = re.compile(r"(?:for|pour|para) (?:both|all|the two|les deux|tous|toutes|ambos|ambas|tod[oa]s)\b[^\n.]{0,20}$", re.IGNORECASE)
# A contact in brackets behind a name: "at the Ardmore Hotel (tel. …)", whether or not that is known for a body.
_ANOTHERS = re.compile(r"[A-ZÀ-Þ][\w’'-]{2,20}(?: (?:of |de |du |del )?[A-ZÀ-Þ][\w’'-]{2,20}){1,4} ?\((?:[a-zà-ÿé]{2,10}\.?:? ?)?\(?$")
_US = re.compile(r"\b(?:us|our|nous|notre|nos|nuestr[oa]s?|nosotros|(?:escr[ií]b|cont[aá]ct)[ae]nos)\b[^.\n]{0,40}$", re.IGNORECASE)
_CONTACT = re.compile(r"@|\+?\d[\d ()-]{6,20}\d")


class Owners:
    """Looks up owners by offset in one document; ``values`` are the e-mail addresses by offset."""

    def __init__(self, document: Document) -> None:
        self._context = Context(document)
        self._text = document.text
        self._posts = {p.person_id: p.organisation_id for p in document.people}
        self._organisations = document.organisations
        self._names = {o.organisation_id: (o.name, o.acronym, *o.aliases) for o in document.organisations}
        counts = Counter(m.entity for m in document.mentions if m.label == "ORG" and m.entity)
        self._people = [m for m in document.mentions if m.label == "PERSON" and m.entity]
        self._home = Home(self._text, [m for m in document.mentions if m.label == "ORG"], document.organisations)
        self._main = max(counts, key=lambda o: counts[o]) if counts else None

    def of(self, start: int, end: int, email: str | None, *, short: bool = False) -> tuple[str | None, str | None]:
        """Ids of the person and the organisation of the contact at ``start``–``end``; ``email`` is an address in the same line, ``short`` says that
        it is a number of emergency, which without a person is of the body that its own line names before it or of none.
        """
        number = self._context.line_number(start)
        person = self._person(number, start)
        line = self._context.lines[number][0]
        others = _ANOTHERS.search(self._text, max(line, start - 60), start)
        if person is None and (short or others):
            return None, self._last(others.start() if others else line, start)
        if person is not None:
            post = self._office(person, start) or self._posts.get(person.entity or "") or self._beside(person)
            return person.entity, post or self._home.at(start)
        person = self._labelled(number, end) or self._signed(number) or (self._by_name(email) if "@" in self._text[start:end] and email else None)
        if person is not None:
            post = self._posts.get(person.entity or "") or self._beside(person) or self._of_line(number, start, end)
            return person.entity, post or (self._by_domain(email) if email else None) or self._home.at(start)
        found = self._of_line(number, start, end) or (self._narrower(self._by_domain(email)) if email else None)
        found = found or (self._main if _US.search(self._text, max(self._context.lines[number][0], start - 60), start) else None)
        return None, found or self._home.at(start)

    def _office(self, person: Mention, start: int) -> str | None:
        """The office of the person's body that stands between them and the contact ("Jane Doe, IOM Lagos, tel. …")."""
        post = self._posts.get(person.entity or "")
        between = self._last(person.end or 0, start)
        names = [n for n in self._names.get(post or "", ()) if n]
        desk = any(is_desk(o) for o in self._names.get(between or "", ()) if o)
        office = (
            between != post and not desk and any(re.search(rf"\b{re.escape(n)}\b", o) for n in names for o in self._names.get(between or "", ()) if o)
        )
        return between if office else None

    def _narrower(self, organisation: str | None) -> str | None:
        """The office of this body that the page is about, where its first lines name one; else the body."""
        if organisation is None:
            return None
        names = [n for n in self._names.get(organisation, ()) if n]
        for mention in self._context.mentions(0, _TOP, "ORG"):
            other = mention.entity
            if other and other != organisation and any(re.search(rf"\b{re.escape(n)}\b", o) for n in names for o in self._names.get(other, ()) if o):
                return other
        return organisation

    def _person(self, number: int, start: int) -> Mention | None:
        line = self._context.lines[number]
        if _FOR_ALL.search(self._text, line[0], start):
            return None
        before = [m for m in self._context.mentions(line[0], start, "PERSON") if start - (m.end or 0) <= 250]
        if before:
            return None if _NEXT_SENTENCE.search(self._text, before[-1].end or 0, start) else before[-1]
        for above in range(number, max(number - _ABOVE, -1), -1):
            a, b = self._context.lines[above]
            if above < number:
                if b - a > _SHORT or not self._joined(above) or _PROSE.search(self._text, a, b):
                    return None
                people = list(self._context.mentions(a, b, "PERSON"))
                if people:
                    last = people[-1]
                    if len(people) > 1:
                        return None
                    return last if (last.start or 0) - a <= 60 and not self._new_row(above, number, start) else None
            if self._own_label(a, b) or opening().match(self._text, a, min(a + 60, b)):
                return None
        return None

    def _signed(self, number: int) -> Mention | None:
        """The person whose name closes the block that this line belongs to."""
        for below in range(number + 1, min(number + 4, len(self._context.lines))):
            a, b = self._context.lines[below]
            if b - a > _SHORT or self._own_label(a, b):
                return None
            people = list(self._context.mentions(a, min(b, a + 60), "PERSON"))
            if people:
                end = self._context.lines[min(below + 1, len(self._context.lines) - 1)][1]
                return None if _CONTACT.search(self._text, a, end) else people[0]
            if not _CONTACT.search(self._text[a:b]):
                return None
        return None

    def _labelled(self, number: int, end: int) -> Mention | None:
        """The one person whom the line names behind the contact under a label of their own ("Activity manager: Jane Doe"), without a contact."""
        line_end = self._context.lines[number][1]
        people = list(self._context.mentions(end, min(line_end, end + _SHORT), "PERSON"))
        if len(people) != 1 or _CONTACT.search(self._text, people[0].end or 0, line_end):
            return None
        between = self._text[end : people[0].start]
        return people[0] if re.search(r"[.–-] [^.:@–-]{3,40}: ?(?:\w{1,4}\. ?)?$", between) or _ATTENTION.search(between) else None

    def _by_name(self, email: str) -> Mention | None:
        """The person of the page whose surname, with or without an initial, is a part of the address."""
        tokens = set(re.split(r"[^a-z]+", email.partition("@")[0]))
        for mention in self._people:
            names = slug(mention.text).split("-")
            initials = {names[0][:1] + n for n in names[1:]} | {n + names[0][:1] for n in names[1:]}
            if tokens & ({n for n in names[1:] if len(n) > 3} | {n for n in initials if len(n) > 4}):
                return mention
        return None

    def _new_row(self, above: int, number: int, start: int) -> bool:
        """Whether the person's line has a contact of its own and this one begins a row for somebody else."""
        a, b = self._context.lines[above]
        full = _CONTACT.search(self._text[a:b]) is not None and not self._text[a:b].rstrip().endswith((",", ":", "-", "–"))
        return full and self._first(self._context.lines[number][0], start) is not None

    def _joined(self, number: int) -> bool:
        """Whether no blank line parts this line from the next."""
        return self._text[self._context.lines[number][1] : self._context.lines[number + 1][0]].count("\n") == 1

    def _own_label(self, start: int, end: int) -> bool:
        """Whether a line starts with a label that is not one of a telephone or e-mail."""
        m = re.match(r"\W{0,4}([^:\n@+,\d]{2,60}?)\s?:\s", self._text[start : min(start + 80, end)] + " ")
        return m is not None and not _kinds().match(m.group(1))

    def _of_line(self, number: int, start: int, end: int) -> str | None:
        """The organisation of a contact without a person: in its line, or in the lines above it in the block."""
        line = self._context.lines[number]
        before = list(self._context.mentions(max(line[0], start - _SHORT), start, "ORG"))
        while len(before) > 1 and (before[-1].start or 0) - (before[-2].end or 0) <= 3:
            before.pop()
        here = (before[-1].entity if before else None) or self._first(end, min(line[1], end + 60))
        if here or line[1] - line[0] > _SHORT or opening().match(self._text, line[0], min(line[0] + 60, line[1])):
            return here
        above = number - 1
        while here is None and above >= max(number - 3, 0) and self._joined(above) and not self._own_label(*self._context.lines[above + 1]):
            a, b = self._context.lines[above]
            if b - a > _SHORT or any(self._context.mentions(a, b, "PERSON")):
                break
            here = self._first(a, b)
            above -= 1
        return here

    def _beside(self, person: Mention) -> str | None:
        """The organisation that the person's line names after or before them, or one of the next lines."""
        home = self._context.line_number(person.start or 0)
        a, b = self._context.lines[home]
        others = [m.start or 0 for m in self._context.mentions(person.end or 0, b, "PERSON")]
        found = self._last(person.end or 0, min([b, (person.end or 0) + _SHORT, *others])) or self._first(a, person.start or 0)
        for below in range(home + 1, min(home + 4, len(self._context.lines))):
            if found or not self._joined(below - 1):
                break
            c, d = self._context.lines[below]
            if d - c > _SHORT or any(self._context.mentions(c, d, "PERSON")) or self._own_label(c, d):
                break
            found = self._first(c, d)
        return found

    def _last(self, start: int, end: int) -> str | None:
        return next((m.entity for m in reversed(list(self._context.mentions(start, end, "ORG"))) if m.entity), None)

    def _first(self, start: int, end: int) -> str | None:
        return next((m.entity for m in self._context.mentions(start, end, "ORG") if m.entity), None)

    def _by_domain(self, email: str) -> str | None:
        """The organisation that the address belongs to, by an acronym in front of "@" or by the domain."""
        local, _, domain = email.casefold().partition("@")
        return body_in(local, self._organisations) or body_of(domain, self._organisations)


@cache
def _kinds() -> re.Pattern[str]:
    """Labels that say what a contact is, or what its owner is, not whose it is."""
    kinds: Sequence[str] = [*words("phone"), *words("fax"), *words("email"), *words("web"), *words("held")]
    return re.compile(rf"(?:{'|'.join(sorted(map(re.escape, kinds), key=len, reverse=True))})\b", re.IGNORECASE)
