import click
import pytest

from pipeline import bench_pages
from pipeline.bench import compared, repeated
from pipeline.document import Document, document_id
from pipeline.shards import write_records


def test_a_page_depends_on_its_number_and_seed_alone(tmp_path):
    made = [bench_pages.page(n) for n in range(30)]
    assert made[7] == bench_pages.page(7)
    assert len({text for _, text in made}) == len({path for path, _ in made}) == 30
    assert bench_pages.page(7, 2)[1] != made[7][1]
    bench_pages.write(tmp_path, 30)
    assert sorted(str(f.relative_to(tmp_path)) for f in tmp_path.rglob("*.txt")) == sorted(path for path, _ in made)
    assert (tmp_path / made[3][0]).read_text(encoding="utf-8") == made[3][1]


def test_only_training_pages_are_made_of(tmp_path):
    (tmp_path / "split.csv").write_text("page,part\na,train\nb,dev\n", encoding="utf-8")
    first = "The first of two long paragraphs of a page, which tells of a fair that Ada Brun held in Dakar on 3 May 2019."
    text = f"Menu\n{first}\nThe second of two long paragraphs of a page, which tells of nothing at all.\n"
    gold = '{"language": "en", "title": "Fair", "main_lines": [[1, 2]], "people": [{"name": "Ada Brun"}], "locations": [{"name": "Dakar"}]}'
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.gold.json").write_text(gold, encoding="utf-8")
    (only,) = bench_pages.templates(tmp_path)
    assert (only.title, only.people, only.places, len(only.paragraphs)) == ("Fair", ("Ada Brun",), ("Dakar",), 2)
    assert "Ada Brun" not in "".join(bench_pages.page(n, corpus=tmp_path)[1] for n in range(9))


def test_repeated_records_are_in_the_order_of_their_paths(tmp_path):
    pages = [Document(document_id(path), path, "Rosa Silva spoke on 2020-02-29.", "h") for path in ("b.txt", "a.txt")]
    write_records(tmp_path / "x.jsonl.zst", pages)
    found = list(repeated(tmp_path, 7))
    assert [r.path for r in found] == sorted(r.path for r in found)
    assert len({r.document_id for r in found if isinstance(r, Document)}) == 7


def test_main_content_of_annotated_html_pages_is_compared(tmp_path):
    (tmp_path / "split.csv").write_text("page,part\na,train\nb,dev\nc,test\nd,fresh\ne,web\n", encoding="utf-8")
    with pytest.raises(click.ClickException, match="no annotated HTML page"):
        compared(tmp_path, {})
    (tmp_path / "c.html").write_bytes(b"<p>one two three four five</p>")
    (tmp_path / "c.gold.json").write_text('{"main_text": ["one two three", "four five six"]}', encoding="utf-8")
    readers = {"half": lambda content: content.decode()[3:-4], "none": lambda content: ""}
    assert compared(tmp_path, readers) == {"test and fresh and web, 1 HTML: half": (2, 2, 3), "test and fresh and web, 1 HTML: none": (0, 0, 3)}
