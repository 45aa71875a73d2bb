"""The title of a page, from its judged lines (:class:`pipeline.clean.boilerplate.Judged`), and what is no part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from pipeline.clean.boilerplate import Judged
from pipeline.clean.lines import DAY, fold, look
from pipeline.clean.repair import joined, vocabulary
from pipeline.clean.surroundings import is_country, names_body

_LINKING = "a an and at by de del des du en et for from in its la le les of on or para por pour sur the to with y –"
_OPEN_ENDS = frozenset(_LINKING.split())
_BYLINE = re.compile(
    r"(?:(?i:posted|published|sent|submitted|written|publiée?|écrite?|enviad[oa]|escrit[oa]|publicad[oa]) )?"
    r"(?:by|par|por):? (?:[A-ZÀ-Ý]|la r[eé]da|nuestr|notre |our |staff)"
)
_SUBJECT = re.compile(r"^(?:asunto|objet|re|subject|t[ií]tulo|title|titre) ?: *", re.IGNORECASE)
"""The label of a subject or title, which is no part of it."""
_DATED = re.compile(r"^\d{1,2}([./-])\d{1,2}\1\d{4} ?[–—:|-] (?=[A-ZÀ-Ý])")
"""The day in front of a headline."""
_STEPS = re.compile(r"\s(?:[-–—|/»›▸·•.]|>>?|::)\s")
_HEADINGS = frozenset({"capitals", "long", "short"})
_ROWS = frozenset({"access", "crumb", "languages", "list", "menu", "share", "type"})
"""Kinds of lines that no title goes on with."""
_NEWS = re.compile(r"\b(?:actualidad|actualites?|comunicados|communiques|news|newsroom|noticias|notas de prensa|press|prensa|presse|stories)\b")


def title_of(lines: Sequence[Judged]) -> str | None:
    """The title as printed: the first title line, with the next one where it was wrapped; else what stands right above the content.

    Marks of Markdown are taken off.
    """
    shown = [x for x in lines if x.text.strip()]
    at = next((i for i, x in enumerate(shown) if x.part == "title"), None)
    if at is None:
        at = _announced(shown)
    if at is None:
        return _above_content(shown)
    first = at
    while first and at - first < 3 and _begun_above(shown[first - 1], shown[first]):
        first -= 1
    if first == at and at and _headline_above(shown[at - 1], shown[at]):
        first = at = at - 1
    if (
        first == at
        and at + 1 < len(shown)
        and _kicker(shown[at], shown[at + 1])
        and any(_NEWS.search(fold(x.text)) for x in shown[max(0, at - 2) : at] if x.reason == "breadcrumb")
    ):
        first = at = at + 1
    if first == at and (below := _below_type(shown, at)):
        first = at = below
    title = " ".join(x.text.strip() for x in shown[first : at + 1])
    last, words = shown[at].number, vocabulary([x.text for x in shown])
    for line in shown[at + 1 : at + 4]:
        if (
            not line.kept
            or line.apart
            or not (_goes_on(title, line.text.strip()) or (line.number == last + 1 and _second_half(title, line.text.strip())))
        ):
            break
        title, last = joined(title, line.text.strip(), words), line.number
    title = _without_name(" ".join(title.strip("#*_ ").split()), shown)
    return _SUBJECT.sub("", title, count=1) or None


def _announced(shown: Sequence[Judged]) -> int | None:
    """On a page that prints no title: the line in the head that the last step of a trail, or of the page's name, right above it says too."""
    head = shown[: next((i for i, x in enumerate(shown) if x.kept), 0)]
    names = [fold(x.text.strip(" .#*_")) for x in head]
    for i, line in enumerate(head):
        last = fold(_STEPS.split(line.text)[-1].strip(" .#*_"))
        for j in range(i + 1, min(i + 4, len(head))):
            if names[j] == last != names[i] and not _NEWS.search(last) and head[j].reason != "type label":
                return j
    return None


def _above_content(shown: Sequence[Judged]) -> str | None:
    """On a page that prints no title: the heading that opens the main content, else the line right above it, where that is neither a link nor the
    name of the site, else the last step of a breadcrumb there."""
    first = next((i for i, x in enumerate(shown) if x.kept), 0)
    top = next((x for x in map(look, (_DATED.sub("", x.text) for x in shown[first : first + 3])) if x.kind not in {"day", "type"}), None)
    if top and top.kind in _HEADINGS and top.text[:1].isupper() and top.text[-1] not in ".,;:" and not DAY.search(top.folded):
        return top.text
    while first and shown[first - 1].reason == "type label":
        first -= 1
    for i in range(first - 1, max(0, first - 2) - 1, -1):
        text, reason = shown[i].text.strip(), shown[i].reason
        if (
            i == first - 1
            and reason.startswith("outside the main content")
            and len(text.split()) >= (3 if i else 6)
            and text[0].isalnum()
            and text[-1] != "."
        ):
            return text
        if reason == "breadcrumb":
            last = re.split(r"\s(?:>>?|»|›|/|::)\s", text)[-1].strip()
            return last if 0 < len(last.split()) <= 12 and look(last).kind not in {"menu", "type"} else None
    return None


def _below_type(shown: Sequence[Judged], at: int) -> int | None:
    """The heading below "MEDIA ADVISORY" and its day, where what was taken for the title is a short line, the unit that issues it, above that."""
    looks = [look(x.text) for x in shown[at : at + 5]]
    kinds = ["heading" if x.kind in _HEADINGS and not DAY.search(x.folded) else x.kind for x in looks]
    found = next(
        (k for k in (2, 3) if kinds[1:k] == ["type", "day"][: k - 1] and kinds[k : k + 2] in (["heading", "prose"], ["heading", "running"])), None
    )
    return at + found if found and looks[0].words <= 7 and looks[found].words > looks[0].words else None


def _headline_above(above: Judged, below: Judged) -> bool:
    """Whether the line right above what was taken for the title is a headline in capitals, and that its subtitle.

    It is long, or a name with its gloss in brackets; labels of sections, menus and names of bodies and places are none.
    """
    unsure = above.part == "head" and above.reason.startswith("outside the main content")
    capitals = above.text.isupper() and (len(above.text.split()) >= 5 or "(" in above.text) and not below.text.isupper()
    name = above.text.strip("#*_ .:")
    return unsure and capitals and below.number == above.number + 1 and not names_body(fold(name)) and not is_country(name)


def _kicker(above: Judged, below: Judged) -> bool:
    """Whether the first of two lines on end may be the name of a subject, and the longer one below it the title of a story on it.

    It may also be the name of an undertaking with its gloss, but hardly below a trail that leads to news.
    """
    first, second = above.text.strip(" *#_"), below.text.strip(" *#_")
    words, seen = len(first.split()), look(second)
    short = words <= 7 and max(7, 1.5 * words) <= len(second.split()) <= 25
    open_end = first[-1:] in ",:-–—" or first.split()[-1].casefold() in _OPEN_ENDS
    headline = second[:1].isupper() and second[-1:] not in ".:;" and seen.kind not in {"day", "updated", *_ROWS} and not DAY.search(seen.folded)
    return below.kept and not below.apart and short and not open_end and headline and first.isupper() == second.isupper()


def _begun_above(above: Judged, below: Judged) -> bool:
    """Whether a line that starts small is the second half of a title whose first half is right above it.

    That ends with a comma or a linking word, or is a line of text that is neither a menu nor a label.
    """
    first, second = above.text.strip(), below.text.strip()
    if below.apart:
        return False
    open_end = first[-1:] == "," or (first.split()[-1:] or [""])[0].casefold() in _OPEN_ENDS
    if first.isupper() and second.isupper() and len(first.split()) >= 3 and below.number == above.number + 1:
        return open_end or second.split()[0].casefold() in _OPEN_ENDS
    text = above.reason.startswith("outside the main content") and first[-1:].isalnum() and look(first).kind in {"long", "running", "short"}
    half = second[:1].islower() and first[:1].isupper() and len(first.split()) >= 2
    return below.number == above.number + 1 and half and (open_end or text)


def _second_half(title: str, line: str) -> bool:
    """Whether the line right below, which starts small and is short, goes on with a title, however short that is."""
    seen = look(line)
    small = line[:1].islower() and 2 <= len(line.split()) <= 9 and line[-1:] not in ".:;!"
    return small and title[-1:] not in ".!?:" and seen.kind not in _ROWS and not DAY.search(seen.folded) and not _BYLINE.match(line)


def _without_name(title: str, shown: Sequence[Judged]) -> str:
    """A title without the name of the site at its end or start, parted by a bar, where a line outside the content is that name.

    Parted by a dash, it is taken off the end alone, and only where it is one of the first lines of the page.
    """
    parts = re.split(r" (?:[|»·•–—-]|::) ", title)
    if len(parts) < 2:
        return title
    first, last = fold(parts[0]), fold(parts[-1])
    end, start = title[len(parts[0]) :], title[: title.rindex(parts[-1])]
    names = [fold(x.text.strip(" .:|")) for x in shown if not x.kept and len(x.text) <= 150]
    if last in names and first not in names and (last in names[:3] or start.rstrip()[-1] not in "–—-"):
        return start.rstrip(" |»·•–—-:")
    if first in names and last not in names and end.lstrip()[0] not in "–—-":
        return end.lstrip(" |»·•:")
    return title


def _goes_on(title: str, line: str) -> bool:
    """Whether a title was wrapped: it is long and the next line starts small, or both are in capitals, or it ends with a word that cannot end it."""
    if title[-1:] in ".!?" or len(title) < 25:
        return False
    seen = look(line)
    if (
        len(line.split()) > 25
        or seen.kind in {"prose", "day", "updated", *_ROWS}
        or {"label", "starts:updated"} & set(seen.features)
        or _BYLINE.match(line)
    ):
        return False
    return line[:1].islower() or (title.isupper() and line.isupper() and len(title) >= 40) or title.split()[-1].casefold() in _OPEN_ENDS


def without_site(title: str, names: Sequence[str], *, printed: bool = False) -> str:
    """A title on one line, without the site's name at its end or start, as given in ``names`` or, in one from a page's head, parted by a bar.

    What a ``printed`` title has behind a bar may be part of it, and a name at its start its subject.
    """
    title = " ".join(title.split())
    parts = re.split(r" (?:[|»«·•]|::) ", title)
    if len(parts) > 1 and not printed:
        return max(parts[0], parts[-1], key=len) if fold(parts[0]) in map(fold, names) else parts[0]
    for bar, name in product(("-", "–", "—", "|", "»", "«", "·", "•", "::"), filter(None, names)):
        if title.endswith(f" {bar} {name}"):
            return title.removesuffix(f" {bar} {name}")
        if title.startswith(f"{name} {bar} ") and not printed:
            return title.removeprefix(f"{name} {bar} ")
    return title
