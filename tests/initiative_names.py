"""Stands in for the tagger on made pages: what is named by capitals around a word such as "Programme" is marked as an initiative."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.document import Document, Span

_JOINTS = r"(?:(?:of|on|for|de|del|du|la|las|los|le|les|en|para|pour|sobre|sur|y|et)\s|d[’'])"
_HEAD = (
    r"(?:Acuerdo|Agreement|Alliance|Convenio|Convention|Declaration|Fonds|Framework|Fund|Hoja|Initiative|Plan(?:-cadre)?|Pledge|Programme|Project|Protocol|Red|Roadmap|Strategy|Stratégie|Treaty"
    r"|Weeks)"
)
_WORD = r"(?!(?:The|In|It|La|Le|El|On)\b)[A-ZÀ-Ý][\w’–-]*"
_LATIN = r"(?:aux|de|del|des|du|el|en|la|las|le|les|los|para|pour|sobre|sur|y)"
_NAMED = re.compile(
    rf"(?:{_WORD}\s{_JOINTS}{{0,2}}){{0,6}}{_HEAD}\b(?:\s(?:and|(?:of|on|for|in)(?:\sthe)?)\s(?!June|May){_WORD}|\s{_WORD}|(?:\s{_LATIN}){{1,3}}\s[\w-]+)*(?:\sprogramme|\sproject)?"
    rf"|(?:{_WORD}\s){{2,4}}(?:programme|project)\b(?:\s20\d\d–20\d\d)?"
)


def tagged(document: Document) -> Document:
    """The document with a span of the tagger over each such name."""
    spans = [Span(m.start(), m.end(), "INITIATIVE", "model", 0.9) for m in _NAMED.finditer(document.text)]
    return replace(document, spans=(*document.spans, *spans))
