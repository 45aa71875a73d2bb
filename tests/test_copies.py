from datetime import date

import pytest

from pipeline.document import Document, Dropped, document_id
from pipeline.link.copies import bands, content_of, find_copies, is_copy, without_copies

STORY = (
    "Lantern walk opens Refugee Week in Bradford. More than a thousand people carried lanterns through the centre of Bradford last night to "
    "open the week. The walk, organised by the British Red Cross and the City of Sanctuary movement, ended at the Alhambra Theatre, where a "
    "choir of newcomers and neighbours sang in nine languages. The programme goes on with a football tournament on 19 June at Horton Park and a "
    "public reading at the City Library on 21 June. All events are free, and children are welcome with their families, friends and teachers."
)
PROJECT = (
    "Solar Pumps for Market Gardens in Mali. Solar Pumps for Market Gardens is a project of the Ministry of Agriculture. Engineers train "
    "village mechanics, who visit each pump once a month and keep a book of all repairs. Women's groups own the pumps and sell the water by the "
    "hour; half of what they earn is set aside for new panels. The project started some years ago and covers forty villages along the river, "
    "where vegetables were grown in the rainy season alone. Each village has signed a contract with the district, and a radio programme answers "
    "the questions of gardeners. A second group of mechanics will be trained next year in the capital. The seeds come from a cooperative that "
    "has its own nursery and its own shop."
)
CUT = STORY.replace("All events are free, and children are welcome with their families, friends and teachers.", "All events are free.")


def page(path, text, **more):
    return Document(document_id(path), path, text, "h", **more)


@pytest.mark.parametrize(
    ("a", "b", "copy"),
    [
        (STORY, STORY, True),
        (STORY, STORY.upper(), True),
        (STORY, f"{STORY} Distributed by the press office.", True),
        (STORY, CUT, True),
        (STORY, STORY.replace("19 June", "18 June"), False),  # another edition, or a correction: both are kept
        (PROJECT, PROJECT.replace("Mali", "Benin"), False),
        (STORY, PROJECT, False),
        (STORY, STORY[: len(STORY) // 2], False),
        ("", "", True),
    ],
)
def test_is_copy(a, b, copy):
    assert is_copy(content_of(a), content_of(b)) is copy
    assert is_copy(content_of(b), content_of(a)) is copy


def test_copies_meet_and_strangers_do_not():
    assert set(bands(STORY)) & set(bands(CUT))
    assert not set(bands(STORY)) & set(bands(PROJECT))
    assert bands("Site under construction. Please come back later.") == []
    assert len(bands("word " * 100_000)) == len(bands(STORY))


def test_the_first_by_path_is_the_original():
    pages = [
        page("a/story.txt", STORY, url="https://a.example/1"),
        page("b/other.txt", PROJECT),
        page("c/again.txt", CUT),
        Dropped("d/same.txt", "read", "same bytes", "duplicate", duplicate_of=document_id("c/again.txt")),
        page("e/german.txt", STORY, status="unsupported_language"),
        page("f/again.txt", f"{STORY} Share", published=date(2019, 6, 17)),
    ]
    assert {k: v.path for k, v in find_copies(lambda: pages).items()} == {document_id(p): "a/story.txt" for p in ("c/again.txt", "f/again.txt")}
    marked = list(without_copies(lambda: pages)())
    assert [r.status for r in marked] == ["extracted", "extracted", "duplicate", "duplicate", "unsupported_language", "duplicate"]
    assert {r.duplicate_of for r in marked if isinstance(r, Dropped)} == {document_id("a/story.txt")}


def test_nothing_is_read_twice_where_nothing_is_alike():
    read = []

    def records():
        read.append(1)
        return iter([page("a.txt", STORY), page("b.txt", PROJECT), page("c.txt", "")])

    assert find_copies(records) == {}
    assert len(read) == 1
