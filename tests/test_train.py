"""From gold records to tagged words, and what training may do to them."""

import random
import tomllib
from itertools import pairwise
from typing import Any

import pytest

from pipeline.annotate.spans import HEADS, MODELS, runs
from pipeline.annotate.words import BREAK
from pipeline.score.read import split
from pipeline.train.pages import IGNORED, augmented, gold_spans, labelled, name_parts, occurrences, pools, unread
from pipeline.train.spans import CORPUS, main, overlap

TEXT = """Lomé workshop on coastal data
Lomé, 3 May – Ms. Akouvi Dzifanu, Director of the Government of Togo's Ports Office (PO), opened the Lomé workshop on coastal data.
Dzifanu thanked Togo and the Lomé Data Plan. The evening was long, and there was hardly a chair left in the hall when it began.
Another Director of the theatre spoke much later, after the long list of songs and poems and prizes that filled the whole evening in the old hall
beside the harbour, where nobody had read any of the papers, and where the choir of the customs officers sang until the lamps went out at last,
so that the guests walked home along the beach, in twos and threes. The Director
Plan"""
GOLD: dict[str, Any] = {
    "organisations": [
        {"name": "Government of Togo", "surfaces": ["Government of Togo"]},
        {"name": "Ports Office", "surfaces": ["Ports Office", "PO"]},
    ],
    "people": [{"name": "Akouvi Dzifanu", "role": "Director"}],
    "locations": [{"name": "Lomé"}, {"name": "Togo"}],
    "events": [{"name": "workshop", "surfaces": ["Lomé workshop on coastal data"]}],
    "initiatives": [{"name": "Lomé Data Plan", "acronym": None, "surfaces": ["Lomé Data Plan", "Director Plan"]}],
}


def quoted(label: str) -> list[str]:
    head = next(i for i, labels in enumerate(HEADS) if label in labels)
    return [TEXT[a:b] for (a, b), of in sorted(gold_spans(GOLD, TEXT)[head].items()) if of == label]


def test_longest_span_wins_within_a_head_and_heads_nest() -> None:
    assert quoted("ORG") == ["Government of Togo", "Ports Office", "PO"]
    assert quoted("LOC") == ["Lomé", "Lomé", "Lomé", "Togo", "Lomé"]
    assert quoted("PERSON") == ["Akouvi Dzifanu", "Dzifanu"]
    assert quoted("EVENT") == ["Lomé workshop on coastal data"] * 2
    assert quoted("ROLE") == ["Director"]


def test_uncertain_words_are_ignored() -> None:
    example = labelled(GOLD, TEXT)
    role, initiative = example.tags[1], example.tags[3]
    assert [w for w, tag in zip(example.words, role, strict=True) if tag == IGNORED] == ["Director", "Director"]
    assert [w for w, tag in zip(example.words, initiative, strict=True) if tag == IGNORED] == ["Director", BREAK, "Plan"]
    assert [example.words[a:b] for a, b, _ in runs(initiative)] == [("Lomé", "Data", "Plan")]


@pytest.mark.parametrize(
    ("phrase", "count"),
    [("Lomé", 4), ("Lom", 0), ("lomé", 0), ("", 0), (None, 0), ("Director of the", 2), ("(PO)", 1), ("The  Director\n Plan", 1), ("Coastal Data", 0)],
)
def test_occurrences(phrase: str | None, count: int) -> None:
    assert len(occurrences(TEXT, phrase)) == count


def test_name_parts() -> None:
    assert name_parts("Ana Paz Quiroga Lema") >= {"Ana Paz Quiroga Lema", "Quiroga Lema", "Quiroga", "Ana Lema"}
    assert not name_parts("Ana Paz Quiroga Lema") & {"Ana", "Paz", "Ana Quiroga Lema"}


def test_augmented_pages_keep_tags_and_words_together() -> None:
    example = labelled(GOLD, TEXT)
    pool = pools([example])
    rng = random.Random(3)
    for _ in range(50):
        page = augmented(example, pool, rng, swap=0.5, recase=0.5)
        assert len(page.words) == len(page.spaced) == len(page.tags[0]) == len(page.tags[1])
        assert page.words.count(BREAK) == example.words.count(BREAK)
        assert all(row[0] % 2 or row[0] <= 0 for row in page.tags)
        for row in page.tags:
            assert all(tag <= 0 or tag % 2 or before in (tag, tag - 1) for before, tag in pairwise(row))


def test_a_swapped_name_stays_inside_the_event_around_it() -> None:
    example = labelled(GOLD, TEXT)
    other = labelled(GOLD | {"locations": [{"name": "theatre"}]}, TEXT)
    pool = pools([other]) | {"LOC gazetteer": pools([other])["LOC small"]}
    page = augmented(example, pool | {"LOC name": pool["LOC small"]}, random.Random(0), swap=0.99, recase=0.0)
    assert "theatre" in [page.words[a] for a, b, number in runs(page.tags[0]) if HEADS[0][number] == "LOC"]
    assert all(b - a > 2 for a, b, _ in runs(page.tags[2]))


@pytest.mark.parametrize(("a", "b", "score"), [("the Lomé workshop", "Lomé workshop", 0.8), ("a", "b", 0.0), ("a", "A", 1.0)])
def test_overlap(a: str, b: str, score: float) -> None:
    assert overlap(a, b) == pytest.approx(score)


def test_help_needs_no_torch(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "--epochs" in capsys.readouterr().out


def test_the_model_is_made_from_all_pages_but_those_that_it_is_kept_from() -> None:
    made = tomllib.loads((MODELS / "MANIFEST.toml").read_text(encoding="utf-8"))["corpus"]
    assert made["pages"] == len(split(CORPUS, "train")) - len(unread(CORPUS))
