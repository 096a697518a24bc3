"""A generation of each format there has been, kept as it was written: it is read for ever, or says `rebuild`."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from index import columns, generation
from index.errors import ArchiveUnusable
from index.manifest import read_manifest
from index.pipeline.planning import FORMAT
from search.backends.segments import SegmentPostings

GENERATIONS = Path(__file__).parent / "generations"
"""``<format>/``: what ``index add`` made of three articles, without articles.db, when that format was the newest."""
FORMATS = sorted(int(path.name) for path in GENERATIONS.iterdir())


def test_there_is_a_generation_of_every_format_since_the_second() -> None:
    assert list(range(2, FORMAT + 1)) == FORMATS, f"keep one of format {FORMAT}, made as GENERATIONS says"


def test_a_generation_of_the_newest_format_is_read(tmp_path: Path) -> None:
    assert rows_of("pasar", copied(FORMAT, tmp_path)) == [0, 2]


@pytest.mark.parametrize("number", FORMATS)
def test_a_generation_of_any_format_is_read_or_says_what_to_do(number: int, tmp_path: Path) -> None:
    try:
        rows = rows_of("pasar", copied(number, tmp_path))
    except ArchiveUnusable as error:
        assert "run: python -m index rebuild" in str(error)  # noqa: PT017 (either will do)
    else:
        assert rows == [0, 2]


def test_columns_that_lack_an_array_say_what_to_do(tmp_path: Path) -> None:
    path = next(copied(5, tmp_path).glob("gen-*"))
    with pytest.raises(ArchiveUnusable, match=r"columns\.bin: holds no 'days'.*run: python -m index rebuild"):
        columns.read(path)


def copied(number: int, folder: Path) -> Path:
    """Where nothing that opening leaves behind stays in the repository."""
    return Path(shutil.copytree(GENERATIONS / str(number), folder / "archive"))


def rows_of(stem: str, directory: Path) -> list[int]:
    """The articles with a word."""
    opened = generation.open_current(directory)
    read = columns.read(opened.path, read_manifest(opened.path))
    with closing(SegmentPostings(opened.path, read, opened.manifest)) as postings:
        rows: list[int] = postings.term("text", "stem", stem).rows().tolist()
        return rows
