"""How often mentions are right, by label, method and stated confidence; writes ``resources/mention_confidence.csv``.

    python -m pipeline.train.calibration

reads the training pages that the span tagger was not trained on (its probabilities on its own pages say nothing), five parts of them in turn held
out for the figures that it prints; the table is made from all. A mention is right where its text is a surface of a body of the gold record, its
person is one of the record's, its place has the name or country of one, its days are among the record's dates, its contact is among the record's.
Venues and the page's own dates, which are not scored, are left out. The shares are drawn towards that of the label and method with the weight of
:data:`PRIOR` mentions and made to rise with the stated confidence (pool adjacent violators; Ayer et al., 1955).
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipeline import clean
from pipeline.annotate import annotator
from pipeline.annotate.confidence import Rows, look_up
from pipeline.clean.boilerplate import Survey
from pipeline.config import Config
from pipeline.document import Document, Dropped, Mention, Page
from pipeline.score.match import contact_key, norm, same_person
from pipeline.score.read import raw_file, read_gold, split
from pipeline.train.pages import unread

CORPUS = Path("corpus/annotated")
TABLE = Path(__file__).parents[1] / "resources" / "mention_confidence.csv"
PRIOR = 10.0
EDGES = (0.3, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 1.0)
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Trial:
    """One mention of a page: what its finder stated, and whether it is right."""

    page: str
    label: str
    method: str
    stated: float
    right: bool


def trials(gold: Mapping[str, object], document: Document, page: str) -> Iterator[Trial]:
    """The mentions of the page that a gold record can judge."""
    judge = _Judge(gold, document)
    for mention in document.mentions:
        right = judge.right(mention)
        if right is not None:
            yield Trial(page, mention.label, mention.method, mention.confidence, right)


class _Judge:
    """What a gold record says of mentions."""

    def __init__(self, gold: Mapping[str, object], document: Document) -> None:
        record: dict[str, list[dict[str, object]]] = {k: v for k, v in gold.items() if isinstance(v, list)}
        bodies = record.get("organisations", [])
        self._bodies = {norm(str(s)) for o in bodies for s in (o["name"], o.get("acronym"), *_texts(o.get("surfaces"))) if s}
        self._people = record.get("people", [])
        self._places = {norm(str(p["name"])) for p in record.get("locations", [])}
        self._countries = {p["country"] for p in record.get("locations", []) if p["kind"] == "country"}
        self._small = {norm(str(p["name"])) for p in record.get("locations", []) if p["kind"] == "other"}
        self._dates = {(str(d["start"]), str(d["end"])) for d in record.get("dates", [])}
        self._free = {(str(gold.get(k)), str(gold.get(k))) for k in ("published", "modified")}
        self._contacts = {contact_key(c) for c in record.get("contacts", [])}
        names = [*record.get("events", []), *record.get("initiatives", [])]
        self._titles = " | ".join(norm(str(s)) for r in names for s in (r["name"], *_texts(r.get("surfaces"))))
        self._of_person = {p.person_id: {"name": p.name} for p in document.people}
        self._of_place = {p.location_id: p for p in document.places}
        self._of_contact = {c.contact_id: {"kind": c.kind, "value": c.value} for c in document.contacts}

    def right(self, mention: Mention) -> bool | None:
        """Whether the mention is right; None where the record cannot tell."""
        text = norm(mention.text)
        if mention.label == "ORG":
            return text in self._bodies
        if mention.label == "PERSON":
            name = self._of_person.get(mention.entity or "")
            return name is not None and any(same_person(p, name) > 0 for p in self._people)
        if mention.label == "LOC":
            place = self._of_place.get(mention.entity or "")
            if text in self._small or place is None or place.kind == "other":
                return None
            return text in self._places or norm(place.name) in self._places or (place.kind == "country" and place.country_code in self._countries)
        if mention.label == "DATE" and mention.interval is not None:
            days = (mention.interval.start.isoformat(), mention.interval.end.isoformat())
            return None if days in self._free or (text and text in self._titles) else days in self._dates
        if mention.label == "CONTACT":
            contact = self._of_contact.get(mention.entity or "")
            return None if contact is None or contact["kind"] == "address" else contact_key(contact) in self._contacts
        return None


def _texts(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else []


def table(found: Iterable[Trial]) -> dict[tuple[str, str], Rows]:
    """The share right for each label, method and range of stated confidences that has trials."""
    groups: defaultdict[tuple[str, str], dict[float, list[bool]]] = defaultdict(dict)
    for t in found:
        edge = next(e for e in EDGES if t.stated <= e or e == EDGES[-1])
        groups[t.label, t.method].setdefault(edge, []).append(t.right)
    out: dict[tuple[str, str], Rows] = {}
    for key, ranges in groups.items():
        total = [right for rights in ranges.values() for right in rights]
        overall = (sum(total) + 0.5) / (len(total) + 1)
        shares = [((sum(r) + PRIOR * overall) / (len(r) + PRIOR), float(len(r)), edge) for edge, r in sorted(ranges.items())]
        out[key] = rising(shares)
    return out


def rising(shares: Sequence[tuple[float, float, float]]) -> Rows:
    """Shares with their weights and ranges, pooled where a later one is lower."""
    pools: list[tuple[float, float, list[float]]] = []
    for share, weight, edge in shares:
        pools.append((share, weight, [edge]))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, m, left), (b, n, right) = pools[-2:]
            pools[-2:] = [((a * m + b * n) / (m + n), m + n, left + right)]
    return [(edge, min(round(share, 3), 0.999)) for share, _, edges in pools for edge in edges]


def applied(found: Iterable[Trial], rows: Mapping[tuple[str, str], Rows]) -> list[tuple[float, bool]]:
    """Calibrated confidence and outcome of each trial."""
    return [(look_up(rows[t.label, t.method], t.stated) if (t.label, t.method) in rows else t.stated, t.right) for t in found]


def figures(pairs: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Brier score, and the mean gap between confidence and share right over ten ranges of confidence, weighted by their counts."""
    brier = sum((p - y) ** 2 for p, y in pairs) / len(pairs)
    gap = sum(n * abs(mean - share) for _, _, n, mean, share in reliability(pairs)) / len(pairs)
    return brier, gap


def reliability(pairs: Sequence[tuple[float, bool]]) -> list[tuple[float, float, int, float, float]]:
    """From, to, count, mean confidence and share right of the ranges of confidence that hold mentions."""
    bounds = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.01)
    out = []
    for a, b in pairwise(bounds):
        inside = [(p, y) for p, y in pairs if a <= p < b]
        if inside:
            out.append((a, min(b, 1.0), len(inside), sum(p for p, _ in inside) / len(inside), sum(y for _, y in inside) / len(inside)))
    return out


def gather(corpus: Path, names: Sequence[str]) -> list[Trial]:
    """The trials of these pages, read, cleaned and annotated as in a run, with the confidences that the finders state."""
    gold = read_gold(corpus, names)
    found: list[Trial] = []
    for name in names:
        path = raw_file(corpus, name)
        if path is None:
            continue
        cleaned = clean.clean(Page(path.name, path.read_bytes(), "html" if path.suffix == ".html" else "text"), Survey())
        if not isinstance(cleaned, Dropped):
            document = next(annotator(Config().model).annotate([cleaned], stated=True))
            found += trials(gold[name], document, name)
    return found


def main(corpus: Path = CORPUS, out: Path = TABLE) -> None:
    """Measure by held-out parts, then on the development pages, and write the table."""
    found = gather(corpus, sorted(unread(corpus)))
    pages = sorted({t.page for t in found})
    held: list[tuple[float, bool]] = []
    for k in range(FOLDS):
        outside = set(pages[k::FOLDS])
        held += applied((t for t in found if t.page in outside), table(t for t in found if t.page not in outside))
    rows = table(found)
    dev = gather(corpus, split(corpus, "dev"))
    for name, pairs in (
        (f"{len(pages)} pages, stated", [(t.stated, t.right) for t in found]),
        ("the same, held out", held),
        ("dev, stated", [(t.stated, t.right) for t in dev]),
        ("dev, calibrated", applied(dev, rows)),
    ):
        brier, gap = figures(pairs)
        sys.stdout.write(f"{name}: {len(pairs)} mentions, Brier {brier:.4f}, gap {gap:.4f}\n")
        for a, b, n, mean, share in reliability(pairs):
            sys.stdout.write(f"  {a:.2f}-{b:.2f} {n:5d} {mean:.3f} {share:.3f}\n")
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    for t in found:
        counts[t.label, t.method] += 1
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("label", "method", "stated_up_to", "right", "mentions"))
        writer.writerows((*key, edge, share, counts[key]) for key, shares in sorted(rows.items()) for edge, share in shares)


if __name__ == "__main__":
    main()
