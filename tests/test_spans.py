"""Words, windows, decoding and the stored model."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from pipeline.annotate.spans import HEADS, MODELS, SpanTagger, decode, runs, trim, windows
from pipeline.annotate.words import FEATURES, case, features, soft_breaks, split_words

needs_model = pytest.mark.skipif(not (MODELS / "spans" / "model.onnx").is_file(), reason="no trained model")

WRAPPED = """The Ministry of Planning and the port of Lomé agreed on a plan for the quays
that were flooded last year, said Ama Dzifa Kpodo, Director of the Ministry of
Health, who had come with thirty clerks from the towns along the coast, where
she was received by the mayor, and who went on to the markets of Aného and the
villages behind them.
Next steps
The towns meet again in June."""


@pytest.fixture(scope="module")
def tagger() -> SpanTagger:
    return SpanTagger.load(MODELS / "spans")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mr. Kpodo’s U.N. visit", ["Mr", ".", "Kpodo", "’", "s", "U", ".", "N", ".", "visit"]),
        ("a\n\n\nb", ["a", "\n", "b"]),
        ("\n\nCôte d’Ivoire 2020–21", ["Côte", "d", "’", "Ivoire", "2020", "–", "21"]),
        ("x\x00y \U0001f600", ["x", "\x00", "y", "\U0001f600"]),
        ("", []),
        (" \t ", []),
    ],
)
def test_split_words(text: str, words: list[str]) -> None:
    found = split_words(text)
    assert list(found.words) == words
    assert [text[a:b] for a, b in found.bounds] == words


def test_soft_breaks_join_a_wrapped_paragraph_and_keep_its_end() -> None:
    joined = "".join(" " if i in soft_breaks(WRAPPED) else c for i, c in enumerate(WRAPPED))
    assert joined.split("\n")[1:] == ["Next steps", "The towns meet again in June."]
    assert not soft_breaks("A list\nof\nthree short\nlines")
    assert not soft_breaks("")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Lomé", "title"),
        ("lomé", "lower"),
        ("UNHCR", "upper"),
        ("A", "letter"),
        ("UNAids", "mixed"),
        ("1998", "year"),
        ("4711", "number"),
        ("B52", "code"),
        (",", ","),
        ("\n", "break"),
        ("\U0001f600", "other"),
        ("東京", "mixed"),
    ],
)
def test_case(word: str, expected: str) -> None:
    assert case(word) == expected


def test_features_stay_in_their_table_and_tell_headings_from_prose() -> None:
    words = split_words("ANNUAL MEETING OPENS\nThe towns meet in June. They agreed.\n")
    rows = features(words.words, words.spaced)
    assert rows.shape == (len(words.words), 5)
    assert rows.min() >= 0
    assert rows.max() < FEATURES
    assert rows[0, 3] != rows[5, 3]
    assert len({tuple(row) for row in rows[:, 2:4].tolist()}) == 3


@pytest.mark.parametrize("sizes", [[1] * 1000, [12] * 300, [3], [], [1, 12] * 99])
def test_windows_cover_every_word_and_fit(sizes: list[int]) -> None:
    found = windows(sizes, room=60, overlap=20)
    assert sorted({i for a, b in found for i in range(a, b)}) == list(range(len(sizes)))
    assert all(sum(sizes[a:b]) <= 60 for a, b in found)
    assert all(0 < sum(sizes[c:b]) <= 20 for (_, b), (c, _) in pairwise(found))


@pytest.mark.parametrize(
    ("best", "breaks", "expected"),
    [
        ([0, 1, 2, 0], [], [0, 1, 2, 0]),
        ([0, 2, 2, 0], [], [0, 1, 2, 0]),
        ([1, 4, 4], [], [1, 3, 4]),
        ([1, 2, 2, 2], [2], [1, 2, 0, 1]),
        ([], [], []),
    ],
)
def test_decode_starts_every_span_at_its_beginning(best: list[int], breaks: list[int], expected: list[int]) -> None:
    scores = np.full((len(best), 5), -3.0, dtype=np.float32)
    for row, tag in zip(scores, best, strict=True):
        row[tag] = -0.1
        row[tag - 1 if tag and tag % 2 == 0 else 0] += 0.5
    assert decode(scores, [i in breaks for i in range(len(best))]) == expected


def test_runs() -> None:
    assert list(runs([0, 1, 2, 1, 0, 3, 4, 2])) == [(1, 3, 0), (3, 4, 0), (5, 7, 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (", Ministry of Health (MoH),", "Ministry of Health (MoH)"),
        ("Ministry of Health)", "Ministry of Health"),
        ("the U.S.", "the U.S."),
        ("Lomé.", "Lomé"),
        ("“Who Counts?”", "“Who Counts?”"),
        ("“Who Counts?", "Who Counts?"),
        ("Mexico’", "Mexico"),
        ("—", ""),
    ],
)
def test_trim(text: str, expected: str) -> None:
    words = split_words(text)
    start, end = trim(words.words, 0, len(words.words))
    assert (text[words.bounds[start][0] : words.bounds[end - 1][1]] if start < end else "") == expected


def test_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"pipeline\.train"):
        SpanTagger.load(tmp_path)


def test_model_of_another_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"")
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ValueError, match="another version"):
        SpanTagger.load(tmp_path)


@needs_model
def test_finds_names_with_their_offsets(tagger: SpanTagger) -> None:
    text = (
        "Regional workshop on fisheries statistics opens in Lomé\n\nLomé, 12 March 2019 – The Food and Agriculture Organization of the United "
        "Nations (FAO) and the Ministry of Fisheries of Togo opened a regional workshop on fisheries statistics in Lomé today. "
        "Ms. Akouvi Dzifanu, Director of Planning at the Ministry, welcomed the participants from Ghana and Benin."
    )
    (spans,) = tagger.tag([text])
    found = {(text[s.start : s.end], s.label) for s in spans}
    assert {("Akouvi Dzifanu", "PERSON"), ("FAO", "ORG"), ("Ghana", "LOC"), ("Benin", "LOC"), ("Lomé", "LOC")} <= found
    assert ("Food and Agriculture Organization of the United Nations", "ORG") in found
    assert all(s.method == "model" and 0 < s.confidence <= 1 for s in spans)


@needs_model
@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "\x00",
        "a" * 100_000,
        "\U0001f600" * 400,
        "(" * 3000,
        "Lomé, " * 900,
        "\ud800 lone",
        "e\u0301" * 500,
        "مؤتمر القاهرة",
        "東京都" * 99,
    ],
    ids=range(11),
)
def test_any_text_gives_spans_inside_it(tagger: SpanTagger, text: str) -> None:
    (spans,) = tagger.tag([text])
    labels = {label for head in HEADS for label in head}
    for span in spans:
        quoted = text[span.start : span.end]
        assert quoted == quoted.strip() != ""
        assert span.label in labels
        assert "\n" not in quoted


@needs_model
def test_a_text_reads_the_same_alone_and_among_others(tagger: SpanTagger) -> None:
    assert list(tagger.tag([WRAPPED, "Lomé", WRAPPED]))[2] == next(tagger.tag([WRAPPED]))


@needs_model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lomé, le 12 mars 2019 – Mme Akouvi Dzifanu, directrice des Pêches, a ouvert l’atelier régional sur les statistiques de la pêche avec "
            "l’Organisation des Nations Unies pour l’alimentation et l’agriculture (FAO).",
            {("Akouvi Dzifanu", "PERSON"), ("FAO", "ORG"), ("atelier régional sur les statistiques de la pêche", "EVENT"), ("Lomé", "LOC")},
        ),
        (
            "QUITO, 4 DE MAYO – La ministra Remedios Ayala Pazmiño presentó ayer junto al Banco Interamericano de Desarrollo el Programa Agua Clara.",
            {
                ("Remedios Ayala Pazmiño", "PERSON"),
                ("Banco Interamericano de Desarrollo", "ORG"),
                ("Programa Agua Clara", "INITIATIVE"),
                ("QUITO", "LOC"),
            },
        ),
    ],
)
def test_french_and_spanish(tagger: SpanTagger, text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= {(text[s.start : s.end], s.label) for s in next(tagger.tag([text]))}
