"""People of a page: every mention of a named person, and one entry a person with the position and the body the page gives them.

Names come from :mod:`pipeline.annotate.people.names`, positions from :mod:`pipeline.annotate.people.roles` and
:mod:`pipeline.annotate.people.before`; where they
name no body, :mod:`pipeline.annotate.people.bodies` looks for it. A later "Mr. Doe" or "Doe" is the one person on the page whose name ends so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.annotate.near import Near
from pipeline.annotate.near import bounds as near_bounds
from pipeline.annotate.organisations.forms import key, unwrapped
from pipeline.annotate.people.before import label_before, post_before, title_start
from pipeline.annotate.people.bodies import body_elsewhere
from pipeline.annotate.people.cards import body_below, card
from pipeline.annotate.people.names import SURE, Name, find_names, words
from pipeline.annotate.people.nouns import by_noun
from pipeline.annotate.people.roles import Bounds, Post, clean, is_desk, is_role, next_org, org_at, post_behind, told_by_verb
from pipeline.annotate.people.scene import scene
from pipeline.document import Document, Mention, Organisation, Person, Span, identifier

Found = tuple[tuple[Mention, ...], tuple[Organisation, ...]]

_DOUBTED = 0.5  # confidence up to which a marked name is none that has a body's acronym in it ("Grdr Nouakchott")
_REACH = 400  # characters before and behind a name in which its position and body are read
_WORD = re.compile(r"(?<![\w@.-])\w[\w’'‘-]*(?![@])")
_TITLE_NAMED = re.compile(r"\b(?:Mayor|Minister|President|Ambassador|Governor|Senator|Chief|Judge|Maire|Ministre|Alcalde|Ministr[oa]) $")
_TITLE_BEFORE = re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof|Mme)\.? $")
_CAPITAL_BEFORE = re.compile(r"[A-ZÀ-Þ][\w’'-]+ $")
_ROW = re.compile(r"[,;] (?:and |y |et )?(the |le |la |el |l['’])?[^;\n!?“”\"«»]{3,140}?[,;]? ?")
_SENTENCE_END = re.compile(r"[a-zà-ÿ]{3}\.\s")
_REPRESENTED = re.compile(
    r",? (?:who was )?(?:represented by|représentée? par|representad[oa] por) "
    r"(?:(?:the |her |his |le |la |l['’]|son |sa |el |su )[^.;:()\n]{3,80}?,? )?"
)
_BOTH = re.compile(r" (?:and|et|y) (?:[A-Z][a-z]{0,4}\.? )?")  # "Dr Jane Doe and Dr John Roe of the Centre"
_LISTED = re.compile(r"(?: \([^()\n]{2,40}\))?(?:[,;]| and| et| y| e| &)+ ?")  # "Editors: John Roe (text) and Jane Doe"
_HELD_AT = re.compile(r"(?:,| (?:of|at|de|del|du|d['’]|des|à))(?: (?:the|la|le|los|las|les)| ?l['’])? ?")
# Between a position, or the body it is held at, and the name.
_ADDRESS = re.compile(
    r"(?: \([^()\n]{2,20}\))?(?: de (?:ese|este|dicho|ce) pa[iíy]s)?[ ,:\n]{0,3}(?:l['’]Honorable |the (?:Right )?Hono(?:u)?rable )?"
    r"(?:(?:[A-Z][a-z]{0,3}\.? |M\.Sc\.? |H\.E\. |Monsieur |Madame |Mme |Me |l[ea] camarade |el compañero |la compañera "
    r"|(?:embajador|ministr[oa]|doctora?|licenciad[oa]|ingenier[oa]|profesora?|abogad[oa]|senador|diputad[oa])a? )){0,2}"
)
# "retires as head librarian", "was elected chair": between a name and its position.
_BECAME = re.compile(
    r"(?: \([^()\n]{2,30}\))?(?:,? (?:who |which )?(?:(?:was|has been|is|had been) )?(?:(?:re-?)?(?:elected|appointed|named)|chosen|retires"
    r"|retired|steps down|stepped down|takes over|took over|takes office|serves|served"
    r"|becomes|became|stays on|stays|remains|continues|devient|devint|reste|pasa a ser|sigue|queda"
    r"|succeeded (?:[A-Z]\w{0,8}\.? )?[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,3}"
    r"|(?:a été |est )?(?:ré)?(?:élue?|nommée?|désignée?)|(?:fue |ha sido )?(?:re)?(?:elegid|electa?|nombrad|designad)[oa]?|asume|asumió))"
    r"(?: as| comme| como| en tant que)?(?: the| its| la| el| le| l['’])? ?"
)
_STEP = re.compile(r"[\w’'-]+")
# "She takes over from John Roe", who held the same position.
_SUCCEEDS = re.compile(
    r"[^\n]{0,150}\b(?:(?:takes|took|taking) over from|succeed(?:s|ed|ing)|replac(?:es|ed|ing)|succède à|succédé à|remplace|remplacé"
    r"|(?:sucede|sucedió|reemplaza|reemplazó|releva|relevó|sustituye|sustituyó) a) "
)
_CHOOSES = re.compile(r"\b(?:elected|appointed|named|chose|élue?|nommée?|désignée?|eligió|eligieron|designó|nombró|nombraron)(?: a)? $")
_CHOSEN = re.compile(r"(?: \([^()\n]{2,30}\))?(?: as| comme| como)?(?: the| its)? ")  # "elected Jane Doe (Togo) chair"
_RANKS = frozenset(
    ["captain", "capt.", "colonel", "commander", "commodore", "general", "lieutenant", "major", "capitaine", "général", "capitán", "coronel"]
)
_ADDRESSING = frozenset(
    ["docteur", "docteure", "doctor", "doctora", "ingeniera", "ingeniero", "ingénieur", "ingénieure", "licenciada", "licenciado", "professeur",
     "professeure", "profesor", "profesora"]
)  # fmt: skip
_CAPITAL_BEHIND = re.compile(r"\s[A-ZÀ-Þ]\w")


def find_people(document: Document, spans: Sequence[Span], organisations: Found) -> tuple[tuple[Mention, ...], tuple[Person, ...]]:
    """The mentions of people, in the order of the text, and the people, in the order of their first mention.

    ``organisations`` is what :func:`pipeline.annotate.organisations.find_organisations` gave for the document; a person's ``organisation_id`` is
    one of theirs.
    """
    orgs, bodies = organisations
    page = scene(unwrapped(document.text), orgs, bodies, document.title or "")
    taken = [(m.start, m.end) for m in orgs if m.start is not None and m.end is not None]
    short = {key(form) for o in bodies for form in (o.acronym, o.name, *o.aliases) if form and " " not in form}
    names = find_names(page.text, [s for s in spans if s.confidence > _DOUBTED or short.isdisjoint(key(page.text[s.start : s.end]).split())], taken)
    groups = _grouped(page.text, names)
    kept = {n for members in groups.values() for n in members}
    named = [n for n in names if n in kept or _TITLE_NAMED.search(page.text, max(0, n.start - 24), n.start)]
    page = replace(page, people=[n.start for n in named], places=frozenset(page.text[s.start : s.end] for s in spans if s.label == "LOC"))
    around = _Around(page.text, named, orgs, spans)
    called = {o.organisation_id: o.name for o in bodies}
    again = _Again(document.text, [*taken, *((n.start, n.end) for n in names)])
    posts = around.posts()
    shared = Counter(word for full in groups for word in set(key(full).split()))
    people: dict[str, Person] = {}
    mentions: list[Mention] = []
    for full, members in groups.items():
        post = _best_post([posts[n] for n in members])
        body = post.organisation.entity if post.organisation else None
        if post.role and post.organisation is None and post.whose is None:
            role, body = by_noun(page, post.role, members[0])
            post = replace(post, role=role)
        if body is None or (post.organisation is not None and is_desk(post.organisation.text)):
            body = body_elsewhere(page, members, replace(post, organisation=None), [around.limit(n) for n in members]) or body
        person = Person(identifier("per", full, called.get(body or "")), full, post.role, body)
        people.setdefault(person.person_id, person)
        mentions += [Mention(n.start, n.end, document.text[n.start : n.end], "PERSON", n.method, n.confidence, person.person_id) for n in members]
        last = full.split()[-1]
        alone = " " in full and len(last) > 3 and shared[key(last)] == 1 and last.lower() not in words("never")
        for start, end in again.find(full, last if alone else None, members[0].start):
            mentions.append(Mention(start, end, document.text[start:end], "PERSON", "pattern", 0.8, person.person_id))
    mentions.sort(key=lambda m: (m.start or 0, m.end or 0))
    return tuple(mentions), tuple(people[i] for i in dict.fromkeys(m.entity for m in mentions) if i)


def _grouped(text: str, names: Sequence[Name]) -> dict[str, list[Name]]:
    """Full name to its mentions; a short name goes to the one full name that holds all of its words, the last at its end, or that begins with it
    where it has a title ("Dr. Tadesse", Tadesse Bekele).
    """
    groups: defaultdict[str, list[Name]] = defaultdict(list)
    spelled = {n: " ".join(text[n.start : n.end].split()) for n in names}
    by_key: dict[str, str] = {}
    holders: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for n in sorted(names, key=lambda n: (-len(spelled[n].split()), n.start)):
        name = spelled[n]
        parts = key(name).split()
        full = by_key.get(" ".join(parts))
        if full is None and parts:
            fuller = [f for f in holders[parts[-1]] if _short_for(parts, key(f).split())]
            fuller = fuller or [f for f in holders[parts[-1]] if n.title and key(f).split()[0] == parts[-1]]
            full = fuller[0] if len(fuller) == 1 else None
        if full is None and len(name.split()) == 1 and not n.title:
            continue
        full = full or name
        by_key.setdefault(" ".join(parts), full)
        groups[full].append(n)
        for word in key(full).split():
            holders[word][full] = None
    ordered = sorted(groups.items(), key=lambda g: min(n.start for n in g[1]))
    return {full: sorted(members, key=lambda n: n.start) for full, members in ordered}


def _short_for(short: Sequence[str], full: Sequence[str]) -> bool:
    return len(short) < len(full) and set(short) <= set(full) and short[-1] in full[1:]


def _best_post(posts: Sequence[Post]) -> Post:
    """The first post with position and body, else the first with a position that is more than a title, else the first with either."""
    best = max(posts, key=lambda p: (2 * bool(p.role) + bool(p.organisation), bool(p.whose), (p.role or "").lower() not in words("titles")))
    if best.role and not best.organisation and not best.whose:
        other = next((p.organisation for p in posts if p.organisation), None)
        return replace(best, organisation=other)
    return best


class _Around:
    """What stands near the names of one page: other names, bodies, places, positions that the tagger marked."""

    def __init__(self, text: str, names: Sequence[Name], orgs: Sequence[Mention], spans: Sequence[Span]) -> None:
        self._text = text
        self._order = names
        self._starts = [n.start for n in names]
        self._names = near_bounds((title_start(text, n), n.end) for n in names)
        self._orgs = Near((m.start, m.end, m) for m in orgs if m.start is not None and m.end is not None)
        self._places = near_bounds((s.start, s.end) for s in spans if s.label == "LOC")
        self._roles = near_bounds((s.start, s.end) for s in spans if s.label == "ROLE" and s.confidence >= SURE)

    def limit(self, name: Name) -> int:
        """Where the next name begins; the end of the text for the last one."""
        at = bisect_left(self._starts, name.end)
        return self._starts[at] if at < len(self._starts) else len(self._text)

    def posts(self) -> dict[Name, Post]:
        """The post of every name. In a row of people ("the Head of X, Jane Doe, the Director of Y, John Roe") no words serve two of them."""
        out: dict[Name, Post] = {}
        used = 0
        shared: str | None = None
        for at, name in enumerate(self._order):
            following = self._order[at + 1] if at + 1 < len(self._order) else None
            post = self._post(name, following, used)
            post = (
                post
                if post.organisation
                else replace(post, organisation=body_below(self._text, name, self._orgs.around(name.end, name.end + _REACH)))
            )
            if at and _REPRESENTED.fullmatch(self._text, self._order[at - 1].end, title_start(self._text, name)):
                post = replace(post, organisation=post.organisation or out[self._order[at - 1]].organisation)
            if at and post == Post() and _SUCCEEDS.fullmatch(self._text, self._order[at - 1].end, title_start(self._text, name)):
                post = replace(out[self._order[at - 1]], reach=0)
            goes_on = at and _LISTED.fullmatch(self._text, self._order[at - 1].end, title_start(self._text, name))
            shared = label_before(self._text, name) or (shared if goes_on else None)
            out[name] = post if post.role or not shared else replace(post, role=shared)
            used = max(used, post.reach)
        for name, following in zip(reversed(self._order[:-1]), reversed(self._order[1:]), strict=True):
            both = out[name] == Post() and out[following].role is None and out[following].organisation
            if both and _BOTH.fullmatch(self._text, name.end, following.start):
                out[name] = Post(None, out[following].organisation)
        return out

    def _post(self, name: Name, following: Name | None, used: int) -> Post:
        """What stands behind the name, filled up with what stands before it; a title ("Ambassador") is the position where there is no other."""
        reach = max(0, name.start - _REACH), name.end + _REACH
        orgs, people = self._orgs.around(*reach), self._names.around(*reach)
        if labelled := card(self._text, name, orgs, self._places.around(*reach)):
            return labelled
        behind = post_behind(self._text, name, orgs, self._places.around(*reach), people)
        before = post_before(self._text, name, orgs, people, used=used)
        title = name.title.capitalize() if name.title and name.title in words("titles") | {"professor"} else None
        if before.role and behind.role and following and before.role not in _ADDRESSING and self._leads_to(name, following, before):
            return before
        if behind.role and behind.organisation:
            return behind
        if behind.role and not (before.role and told_by_verb(behind.role)):
            return replace(behind, organisation=before.organisation if not before.role else None)
        if before.role:
            return replace(before, organisation=before.organisation or behind.organisation, whose=before.whose or behind.whose)
        tagged = _tagged(self._text, name, self._roles.around(*reach), orgs, used, following.start if following else len(self._text))
        body = behind.organisation or before.organisation or tagged.organisation
        return Post(tagged.role or title, body, behind.whose)

    def _leads_to(self, name: Name, following: Name, before: Post) -> bool:
        """Whether the words between two names are the position of the second: they run up to it, and the first has a position in front already,
        more than a bare title unless these open with "the".
        """
        between = self._text[name.end : title_start(self._text, following)]
        row = _ROW.fullmatch(between)
        bare = before.organisation is None and (before.role or "").lower() in words("titles")
        return row is not None and not _SENTENCE_END.search(between) and (not bare or row[1] is not None)


def _tagged(text: str, name: Name, roles: Bounds, orgs: Sequence[Mention], used: int, limit: int) -> Post:
    """The position that the tagger marks right behind the name, or before it or its form of address, with the body next to it; before ``used``
    the words belong to another name, behind ``limit`` to the next one.
    """
    front = title_start(text, name)
    for start, end in roles:
        if 0 < start - name.end < 5 and not text[name.end : start].strip(" ,(:–-\n"):
            return Post(clean(text[start:end]), next_org(text, end, limit, orgs) if end < limit else None)
        chosen = _CHOSEN.fullmatch(text, name.end, start) if start > name.end else None
        if start > name.end and (_BECAME.fullmatch(text, name.end, start) or (chosen and _CHOOSES.search(text, max(0, front - 24), front))):
            return Post(clean(text[start:end]), next_org(text, end, limit, orgs) if end < limit else None)
        if front <= start and end == name.start - 1 and text[start:end].lower() in _RANKS:
            return Post(clean(text[start:end]))
        if end < name.start and _ADDRESS.fullmatch(text, end, front):
            return Post(clean(text[start:end]))
        body = org_at(orgs, link.end()) if used <= start and 0 < name.start - end < 160 and (link := _HELD_AT.match(text, end)) else None
        if body and body.end is not None and _ADDRESS.fullmatch(text, body.end, front):
            return Post(clean(text[start:end]), body)
    became = _BECAME.match(text, name.end)
    words_ = list(_STEP.finditer(text, became.end(), became.end() + 60)) if became else []
    at = next((i for i, w in enumerate(words_[:4]) if is_role(w[0])), None)
    if became and at is not None and not {"for", "of", "por", "pour", "de"}.intersection(w[0] for w in words_[:at]):
        end = words_[at].end()
        return Post(clean(text[became.end() : end]), next_org(text, end, limit, orgs) if end < limit else None)
    return Post()


class _Again:
    """Further places of a page with names that are known by now."""

    def __init__(self, text: str, taken: Bounds) -> None:
        self._text = text
        self._taken = near_bounds(taken)
        places: defaultdict[str, list[int]] = defaultdict(list)
        for match in _WORD.finditer(text):
            if match[0][0].isupper():
                places[re.sub(r"[’']s?$", "", match[0])].append(match.start())
        self._places: Mapping[str, list[int]] = places

    def find(self, full: str, last: str | None, start: int) -> Iterator[tuple[int, int]]:
        """Places behind the first mention with the full name, then those with the family name alone, where that is given; each is taken from
        then on.
        """
        for surface in (full, last):
            for at in self._places.get(surface.split()[0], ()) if surface else ():
                end = at + len(surface or "")
                same = at > start and self._text[at:end] == surface and not self._text[end : end + 1].isalnum()
                if same and not self._taken.touching(at, end) and (surface != last or self._stands_alone(at, end)):
                    self._taken.add(at, end, (at, end))
                    yield at, end

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether no other name begins or ends at this family name."""
        before = self._text[max(0, start - 20) : start]
        return not _CAPITAL_BEHIND.match(self._text, end) and (not _CAPITAL_BEFORE.search(before) or _TITLE_BEFORE.search(before) is not None)
