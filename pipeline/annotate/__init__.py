"""Documents with their sentences, mentions and entities: the only package that imports spaCy.

Order of trust, the first to claim a span keeps it: contacts and dates (patterns) before people, people before organisations, organisations
before places. The span tagger and the entity recogniser of the spaCy package propose spans; gazetteers and patterns add to them and decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.annotate.confidence import calibrated
from pipeline.annotate.contacts import find_contacts
from pipeline.annotate.organisations import find_organisations
from pipeline.annotate.organisations.acting import weighed
from pipeline.annotate.people import find_people
from pipeline.annotate.places import find_places
from pipeline.annotate.sdgs import find_sdgs
from pipeline.annotate.spans import MODELS, SpanTagger
from pipeline.annotate.stated import stated_bodies, stated_mentions, stated_people
from pipeline.dates import find_dates
from pipeline.document import Document, Mention, Span

if TYPE_CHECKING:
    from spacy.language import Language

_LONG = re.compile(r"(?<!\S)\S{250,}")
"""Runs without a blank that are no words: spaCy's time grows with the square of their length."""
_KEPT = 40_000
"""Words that spaCy keeps for good, some 300 bytes each; those that come later are forgotten with their batch."""


class ModelError(RuntimeError):
    """A model that cannot be loaded; the message says what to do."""


class Annotator:
    """Holds the loaded models.

    ``model`` is an installed spaCy package or a path; ``tagger`` the folder of the span tagger (None: the shipped one).
    """

    def __init__(self, model: str, tagger: str | None = None) -> None:
        self._nlp = _load(model)
        self._tagger = SpanTagger.load(Path(tagger) if tagger else MODELS / "spans")

    def annotate(self, documents: Sequence[Document], *, stated: bool = False) -> Iterator[Document]:
        """The documents in their order, with everything that ``annotate`` finds; an exception of one page ends the batch.

        With ``stated``, mentions keep the confidence that their finder states in place of the measured one.
        """
        texts = [d.text for d in documents]
        with self._nlp.memory_zone() if len(self._nlp.vocab) > _KEPT else nullcontext():
            parsed = self._nlp.pipe((_LONG.sub(lambda m: "x" * len(m[0]), text) for text in texts), batch_size=16)
            sentences = [tuple(_split(text, [(s.start_char, s.end_char) for s in doc.sents])) for text, doc in zip(texts, parsed, strict=True)]
        for document, bounds, spans in zip(documents, sentences, self._tagger.tag(texts), strict=True):
            found = _resolve(replace(document, sentences=bounds, spans=spans))
            yield found if stated else replace(found, mentions=tuple(map(calibrated, found.mentions)))


@cache
def annotator(model: str, tagger: str | None = None) -> Annotator:
    """The annotator of this process, loaded once."""
    return Annotator(model, tagger)


def check_model(model: str, tagger: str | None = None) -> None:
    """Raises ModelError where there is no model of that name, without loading one."""
    remedy = "give the name of an installed one or the folder of one with --model, or leave --model out"
    spec = find_spec(model) if model.isidentifier() else None
    if spec is not None:
        if not any((Path(folder) / "meta.json").is_file() for folder in spec.submodule_search_locations or ()):
            raise ModelError(f"the package {model!r} is no spaCy model: {remedy}")
    elif not Path(model).exists():
        raise ModelError(f"there is no spaCy package {model!r} here: install it with pip, or {remedy}")
    elif missing := [name for name in ("meta.json", "config.cfg") if not (Path(model) / name).is_file()]:
        raise ModelError(f"{model} is no spaCy model: it holds no {' and no '.join(missing)}; {remedy}")
    if tagger and not (Path(tagger) / "model.onnx").is_file():
        raise ModelError(f"there is no folder {tagger!r} with a span tagger, a file model.onnx (setting tagger)")


def _load(model: str) -> Language:
    import spacy

    try:
        nlp = spacy.load(model, exclude=["ner", "parser", "lemmatizer", "attribute_ruler", "tagger", "textcat"])
    except OSError as error:
        raise ModelError(f"spaCy package {model!r} cannot be loaded: install it with pip, or give the path of one with --model") from error
    if "senter" in nlp.disabled:
        nlp.enable_pipe("senter")
    elif not {"senter", "sentencizer"}.intersection(nlp.pipe_names):
        nlp.add_pipe("sentencizer")
    if "tok2vec" in nlp.pipe_names and not _listens(nlp):
        nlp.disable_pipe("tok2vec")
    nlp.max_length = 10_000_000
    for name in ("IS_STOP", "LIKE_EMAIL", "LIKE_NUM", "LIKE_URL"):  # asked of each new word; no sentence depends on them, and they cost time
        nlp.vocab.lex_attr_getters.pop(nlp.vocab.strings.as_int(name), None)  # type: ignore[attr-defined]
    return nlp


def _listens(nlp: Language) -> bool:
    """Whether the sentence component reads the shared word vectors; that of the spaCy packages has small ones of its own, a seventh of the work."""
    return "senter" in nlp.pipe_names and any(node.name == "tok2vec-listener" for node in nlp.get_pipe("senter").model.walk())  # type: ignore[attr-defined]


def _split(text: str, sentences: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentence bounds cut at line ends and freed of blanks around them."""
    for start, end in sentences:
        at = start
        for line in text[start:end].split("\n"):
            left, right = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
            if right > left:
                yield left, right
            at += len(line) + 1


def _resolve(document: Document) -> Document:
    document = replace(document, spans=weighed(document))
    dates = list(find_dates(document.text, language=document.language, published=document.published))
    org_mentions, organisations = find_organisations(document, document.spans)
    person_mentions, people = find_people(document, document.spans, (org_mentions, organisations))
    names = [*person_mentions, *(m for m in org_mentions if not _overlaps(m, person_mentions))]
    kept = [s for s in document.spans if s.label not in ("ORG", "PERSON")]
    place_mentions, places = find_places(document, sorted([*kept, *map(_span, names)], key=lambda s: (s.start, -s.end)))
    mentions = [*names, *(m for m in place_mentions if not _overlaps(m, names)), *dates]
    document = replace(document, mentions=_ordered(mentions), organisations=organisations, people=people, places=places)
    bodies, speakers = stated_bodies(document), stated_people(document)
    mentions += stated_mentions(bodies, speakers)
    document = replace(document, contacts=tuple(find_contacts(document)), sdgs=tuple(find_sdgs(document)))
    document = replace(document, organisations=(*organisations, *bodies.values()), people=(*people, *speakers.values()))
    mentions += [Mention(c.start, c.end, document.text[c.start : c.end], "CONTACT", "pattern", 0.9, entity=c.contact_id) for c in document.contacts]
    mentions += [
        Mention(s.start, s.end, document.text[s.start : s.end], "SDG", "pattern", s.confidence, entity=f"sdg-{s.target or s.goal}")
        for s in document.sdgs
        if s.start is not None and s.end is not None
    ]
    return _checked(replace(document, mentions=_ordered(mentions)))


def _span(mention: Mention) -> Span:
    assert mention.start is not None and mention.end is not None
    return Span(mention.start, mention.end, "PERSON" if mention.label == "PERSON" else "ORG", mention.method, mention.confidence)


def _overlaps(mention: Mention, others: Sequence[Mention]) -> bool:
    a, b = mention.start, mention.end
    return a is not None and b is not None and any(o.start is not None and o.end is not None and a < o.end and o.start < b for o in others)


def _ordered(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(set(mentions), key=lambda m: (m.start is None, m.start or 0, m.end or 0, m.label, m.entity or "", m.text)))


def _checked(document: Document) -> Document:
    """The document, if every span equals its text and every mention of an entity has its row; else ValueError."""
    known = {o.organisation_id for o in document.organisations} | {p.person_id for p in document.people} | {p.location_id for p in document.places}
    for mention in document.mentions:
        if mention.start is not None and document.text[mention.start : mention.end] != mention.text:
            raise ValueError(f"mention {mention.text!r} is not the text at {mention.start}")
        if mention.label in ("ORG", "PERSON", "LOC") and mention.entity not in known:
            raise ValueError(f"mention {mention.text!r} of {mention.entity} has no entity")
    return document
