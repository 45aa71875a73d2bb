"""What a verb or participle of a role is said of: the initiative, or something else in the same passage.

"The work is paid for by A" and "A, which manages it" take an initiative up by a pronoun or a noun for what is done; "a study of the project, paid for
by A" and "the bus service, which A finances" speak of something else. Wrong where a noun for the work means that of somebody else.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.document import Mention
from pipeline.initiatives.cues import cues
from pipeline.initiatives.scene import Scene, heads
from pipeline.initiatives.threads import Thread
from pipeline.initiatives.zones import RUNNING, Piece
from pipeline.phrases import THE, either


@cache
def _stand_in() -> str:
    """The expression for a pronoun, or a noun behind an article, that stands for an initiative."""
    nouns = "|".join((*cues()["anaphor"]["work"], *sorted(n for n, kind in heads().nouns.items() if kind in RUNNING)))
    return rf"(?:it|them|(?:the|this|its|l[ae]s?|el|los|est[ae]|ce|cette|son|sa)\s(?:[\w-]{{3,14}}\s){{0,1}}(?:{nouns})|l[’'](?:{nouns}))(?![\w-])"


@cache
def _object() -> re.Pattern[str]:
    joints = "|".join(cues()["anaphor"]["joints"])
    return re.compile(rf"\s?(?:[a-z]{{3,12}}(?:ly|ment|mente)\s|{joints}){{0,3}}{_stand_in()}", re.IGNORECASE)


CLITIC = re.compile(r"\b(?:en|l[aeo]s?|l[’']|y)\s?$")
"""What stands for the object in front of a French or Spanish verb: "A le finance", "A lo ejecuta"."""


HELPS = re.compile(
    r"\b(?:help(?:s|ed|ing)?|assist(?:s|ed)? in|a(?:ide|ident|idé)|ayud(?:a|an|ó|aron|ado))(?:\s(?:to|à|a))?\s(?:(?:also|again|still)\s)?$"
)
"""What stands before a verb of which somebody does a part: "helped to | set it up"."""


def takes_up(scene: Scene, start: int, end: int) -> bool:
    """Whether the object of the verb in the span is "it", "the work" or "the project"; in French and Spanish also as a clitic before it."""
    if _object().match(scene.text, end):
        return True
    latin = scene.document.language in ("fr", "es")
    return latin and CLITIC.search(scene.text, max(start - 6, 0), start) is not None


_HELPING = re.compile(
    r"(?:(?:^|(?<=[\s,(–]))(?:,|\(|–|and|et|y|which|that|who|qui|que|is|are|was|were|be|been|being|has|have|had|will|would|also|now|still|partly|both"
    r"|est|sont|fut|a|ont|été|sera|seront|es|son|fue|fueron|ha|han|sido|está|será|[a-z]{3,12}ly|[a-z]{4,12}mente?)\s?){1,6}$"
)
_DONE = re.compile(r"\b(?:is|are|was|were|been|est|sont|fut|été|es|fue|sido)\s((?:[a-z]{3,12}ly\s)?[a-zé]{3,12}(?: up)?)$")
_FINITE = re.compile(r"\b(?:is|are|was|were|been|est|sont|fut|été|sera|es|fue|sido|está)\b")
_OPENS = re.compile(rf"[\s\W]{{0,4}}(?:(?:In|Since|En|Depuis|Desde)\s[^,;]{{2,20}},?\s)?(?i:{THE})")
_OTHER = re.compile(
    r"\b(?:another|(?:an?|the) (?:different|further|new|other|second|separate|similar|sister|third)|otr[oa]s?|une? autre|une? second)\b",
    re.IGNORECASE,
)


@cache
def _works() -> re.Pattern[str]:
    words = "|".join(cues()["anaphor"]["apart"])
    return re.compile(
        rf"\b(?:an?|the|its|each|this|une?|la|le|el|una|su|l[’'])\s?(?:[\w-]{{3,14}}\s){{0,2}}(?P<work>{words})\b"
        r"(?:\s(?:of|on|about|into|for|de|du|sur|sobre|del?)\s[^,;.]{2,60})?$",
        re.IGNORECASE,
    )


@cache
def _weak() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(cues()['anaphor']['weak'])})\b", re.IGNORECASE)


@cache
def _itself() -> re.Pattern[str]:
    """The end of a text whose last words are a pronoun or a noun for the work."""
    return re.compile(rf"(?:^|\s)(?:il|elle|they|{_stand_in()})$", re.IGNORECASE)


@cache
def _money() -> re.Pattern[str]:
    """The end of a text whose last words are the money of something."""
    return re.compile(
        rf"\b(?:{'|'.join(cues()['anaphor']['running'])}|dollars?|euros?|francs?|(?:[A-Z]{{3}}|[€$£])\s?\d[\d.,]*(?:\smillion)?|\d[\d.,]*\s[A-Z]{{3}}|shillings?|pesos)$",
        re.IGNORECASE,
    )


@cache
def _met() -> re.Pattern[str]:
    """A text that ends behind a verb by which people meet: "the Minister visited it together with"."""
    return re.compile(rf"\b(?:{'|'.join(cues()['anaphor']['met'])})(?:\s[^\s,.;]{{1,30}}){{0,4}}$", re.IGNORECASE)


BY_SIDE = re.compile(r"(?:alongside|aux côtés|conjointement|conjuntamente|jointly|junto|together)\b", re.IGNORECASE)


@cache
def another() -> re.Pattern[str]:
    """The words for an undertaking that is not the one spoken of: "a second project", "otro proyecto"."""
    nouns = either(n for n, kind in heads().nouns.items() if kind in RUNNING)
    return re.compile(rf"{_OTHER.pattern}\s(?:[\w-]{{3,14}}\s)?(?:{nouns})s?\b", re.IGNORECASE)


def of_other(scene: Scene, piece: Piece, at: int) -> bool:
    """Whether the participle at an offset ("paid for by") is said of something else than the initiative: of a study, of another project, of a body;
    one that is mostly said of meetings ("hosted by") counts only right behind the initiative's name or what stands for it."""
    left = scene.text[piece.start : at].rstrip()
    if BY_SIDE.match(scene.text, at) and _met().search(left):
        return True
    done = _DONE.search(left)
    left = left[: done.start(1)].rstrip() if done else left
    helping = _HELPING.search(left)
    subject = left[: helping.start()].rstrip(" ,(–") if helping else left.rstrip(" ,(–")
    weak = _weak().match(scene.text, at) is not None
    if not subject:
        return weak and piece.rank > 1
    end = piece.start + len(subject)
    own = next((a for a, b in piece.names if abs(b - end) <= 2), None)
    about = _works().search(subject)
    if own is not None:
        return about is not None and piece.start + about.start("work") < own
    if (
        about
        or (weak and not _itself().search(subject) and not _money().search(subject))
        or any(m.end() == len(subject) for m in another().finditer(subject))
    ):
        return True
    if helping and _FINITE.search(helping.group()):
        body = next((m for m in scene.inside(max(end - 2, 0), end + 1, "ORG") if abs((m.end or 0) - end) <= 2), None)
        return body is not None and _OPENS.fullmatch(scene.text, piece.start, body.start or 0) is not None
    return False


@cache
def _unreal() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"\b(?:{'|'.join(cues()['anaphor']['hoped'])})\b[^.;:]{{0,50}}$", re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(cues()['anaphor']['denied'])})\b", re.IGNORECASE),
    )


NOUN = re.compile(r"\b(?:an?|the|its|their|our|with|of|under|no)\s$|\bco-$")
"""What stands before a word that is no verb there: "with a grant", "co-financing"."""


RELATIVE = re.compile(rf"\b(?:which\s|that\s|que\s|qui\s|qu[’']){THE}$")
"""What opens a clause with a subject of its own, behind a list that is none of it: "in the Western Province, which | A runs"."""

LONE = re.compile(r"[.,;]|\s(?:from|jointly|since|through|together|until|with)\b")
WHICH = re.compile(r"\b(?:which|that|que)\s(?:[^.;]|\.(?=\d)){0,100}\b(?:and|et|y)\s(?:the\s|l[ae]\s|el\s|l[’'])?$")
"""Behind and before the second verb of a relative clause: "which A funds and B | implements | from 2023"."""


def unreal(scene: Scene, piece: Piece, start: int, end: int, at: int, stop: int) -> bool:
    """Whether a body in the span is only hoped or refuses to do what the verb at ``at`` says, or does it for another project, or there is no verb."""
    hoped, denied = _unreal()
    return (
        hoped.search(scene.text, piece.start, start) is not None
        or NOUN.search(scene.text, end, at) is not None
        or denied.search(scene.text, end, at) is not None
        or re.compile(rf"\s{_OTHER.pattern}", re.IGNORECASE).match(scene.text, stop) is not None
    )


ITEM = re.compile(r"\s{0,4}(?:[•▪●◦*–-]|\d{1,2}[.)])\s{1,3}[“\"«]?")
ACTS = re.compile(
    r"(?:\s\([^()\n]{2,20}\))?\s(?:(?:also|now|still)\s)?"
    r"(?:(?:has|have)\s(?!announced|asked|called|declined|not|refused|said)|(?:is|was) (?:an?|based|founded)\s"
    r"|(?:(?!say)[a-z]{3,12}s|(?!said|asked|refused)[a-z]{3,12}ed)\s|a\s[a-zé]{4,12}é\s"
    r"|(?:est|es) une?a?\s|(?:travaille|œuvre|agit|intervient|mène|aide|trabaja|ayuda|acompaña|apoya|lleva)\s)"
)
"""What follows a body that a sentence says does something."""
OPENER = re.compile(rf"(?:(?:[Ss]ince|[Dd]epuis|[Dd]esde|[Ii]n|[Ee]n)\s[^,.;\n]{{2,24}}?,?\s)?(?i:{THE})")


def of_item(scene: Scene, thread: Thread) -> bool:
    """Whether the name opens an item of a list, marked by a bullet or a number."""
    return any(ITEM.fullmatch(scene.text, scene.context.line(a)[0], a) for a, _ in thread.mentions)


def speaker(scene: Scene, before: int) -> Mention | None:
    """The body with which a sentence before an offset opens and of which it says something, if there is one only: "A has worked here since 2005"."""
    found: dict[str, Mention] = {}
    for start, end in scene.passages.bounds:
        if start >= before:
            break
        for m in scene.context.mentions(start, min(end, before), "ORG"):
            if m.entity and m.method != "structure" and OPENER.fullmatch(scene.text, start, m.start or 0) and ACTS.match(scene.text, m.end or 0):
                found.setdefault(m.entity, m)
    return next(iter(found.values())) if len(found) == 1 else None
