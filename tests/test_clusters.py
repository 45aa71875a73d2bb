import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.clusters import FOLDER, Gold, Item, b_cubed, part_of, read_groups
from pipeline.score.match import content_words

ROOT = Path(__file__).parent.parent
PAGES = read_groups(ROOT / FOLDER)


def item(thing, row, group=1):
    return Item(group, "a.txt", Gold("event", thing, thing), row)


@pytest.mark.parametrize(
    ("items", "precision", "recall"),
    [
        ([item("a", "1"), item("a", "1"), item("b", "2")], 1.0, 1.0),
        ([item("a", "1"), item("a", "2")], 1.0, 0.5),
        ([item("a", "1"), item("b", "1")], 0.5, 1.0),
        ([item("a", "1"), item("a", "1"), item("b", "1")], (2 / 3 + 2 / 3 + 1 / 3) / 3, 1.0),
        ([item("a", "1"), item("a", None)], 1.0, 1.0),
        ([item("a", None)], 1.0, 1.0),
    ],
)
def test_b_cubed(items, precision, recall):
    assert b_cubed(items, items) == pytest.approx((precision, recall))


def test_b_cubed_of_a_part_sees_what_the_other_part_was_joined_with():
    items = [item("a", "1", 1), item("b", "1", 2)]
    assert b_cubed(items, items[:1]) == (0.5, 1.0)
    assert [part_of(i.group) for i in items] == ["tune", "held out"]


def test_the_groups_hold_together():
    assert len({p.path for p in PAGES}) == len(PAGES)
    assert len({p.group for p in PAGES}) >= 40
    for page in PAGES:
        assert page.gold or page.copy_of, page.path
        words = set(content_words(page.content))
        for gold in page.gold:
            assert gold.what in ("event", "initiative")
            assert 2 * len(words & set(content_words(gold.name))) >= len(content_words(gold.name)), (page.path, gold.name)
        assert len({(g.what, g.key) for g in page.gold}) == len(page.gold), page.path


def test_every_group_has_a_note_and_both_parts_have_something_to_join():
    for file in sorted((ROOT / FOLDER).glob("*.toml")):
        assert tomllib.loads(file.read_text(encoding="utf-8"))["note"]
    for part in ("tune", "held out"):
        keys = [(g.what, g.key) for p in PAGES if part_of(p.group) == part for g in p.gold]
        assert len(keys) - len(set(keys)) >= 30


def test_a_faulty_group_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="no group"):
        read_groups(tmp_path)
    (tmp_path / "1-x.toml").write_text(
        '[[pages]]\nname = "a"\nsite = "s"\ntext = "b"\n[[pages]]\nname = "c"\nsite = "s"\nlike = "a"\nreplace = [["z", "y"]]\n'
    )
    with pytest.raises(ValueError, match="1-x"):
        read_groups(tmp_path)


def test_groups_are_extracted_in_one_run_and_scored(tmp_path):
    story = "Lomé, 6 March 2020. The Regional Workshop on Harbour Pilotage was held in Lomé, Togo, on 4–6 March 2020 by the Port Authority of Lomé."
    gold = '[{ what = "event", key = "pilotage", name = "Regional Workshop on Harbour Pilotage" }]'
    pages = "".join(
        f"[[pages]]\nname = '{n}'\nsite = '{n}'\ntext = '''\nHarbour pilots {n} in Lomé\n\n{story}\n'''\ngold = {gold}\n" for n in ("meet", "train")
    )
    (tmp_path / "2-pilots.toml").write_text(pages, encoding="utf-8")
    result = CliRunner().invoke(main, ["score", "--clusters", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1].split() == ["held", "out", "2", "2", "1.000", "1.000", "1.000", "0/0", "0"]
