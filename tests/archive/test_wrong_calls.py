"""A call of `edit` or `decide` that cannot be is refused, and leaves no trace: no row, no number of a batch."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from index.archive import Archive, create_archive, open_archive
from index.cli import main
from index.errors import WrongCall
from tests.archive.entries import entry

RULING = ("--basis", "putusan", "--by", "Sari")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (("edit", "a", "title=", "body="), "nothing would be left of the article 'a'"),
        (("edit", "a", "--as-delivered", "nonsense"), "unknown field 'nonsense'"),
        (("edit", "a", "judul=x"), "unknown field 'judul'"),
        (("edit", "a", "date=besok lusa"), "'date' is not a date"),
        (("edit", "x", "title=y"), "no article with the id 'x'"),
        (("decide", "x", "note", *RULING), "no article with the id 'x'"),
        (("decide", "a", "redaction", *RULING), "a redaction needs the names"),
        (("decide", "a", "note", *RULING, "--other", "b"), "a note has no other article"),
        (("decide", "a", "correction", *RULING, "--other", "a"), "cannot be linked to itself"),
        (("decide", "a", "note", "--basis", " ", "--by", "Sari"), "a decision needs a basis"),
    ],
)
def test_a_wrong_call_leaves_no_trace(tmp_path: Path, call: tuple[str, ...], words: str) -> None:
    with create_archive(tmp_path) as archive:
        archive.store([entry("a"), entry("b")], archive.begin_batch("add"))
    error = CliRunner().invoke(main, [*call, "--archive", str(tmp_path)]).exception
    assert isinstance(error, WrongCall)
    assert words in str(error)
    with open_archive(tmp_path, read_only=True) as archive:
        assert (len(archive.batches(9)), archive.edits("a"), archive.decisions("a")) == (1, (), ())


def edit(archive: Archive, **values: str | None) -> None:
    archive.edit("a", values, "Sari", archive.begin_batch("edit"))


@pytest.fixture
def stored(archive: Archive) -> Archive:
    archive.store([entry("a")], archive.begin_batch("add"))
    return archive


def test_an_edit_that_would_leave_nothing_is_refused(stored: Archive) -> None:
    with pytest.raises(WrongCall, match="nothing would be left of the article 'a'"):
        edit(stored, title="", body=" ")
    edit(stored, title="")
    with pytest.raises(WrongCall, match="needs a title or a body"):
        edit(stored, body="")
    edit(stored, title=None, body="")
    assert [one.field for one in stored.edits("a")] == ["title", "title", "body"]


def test_an_extra_field_that_was_edited_can_be_given_back(stored: Archive) -> None:
    edit(stored, **{"extra.page": "1"})
    edit(stored, **{"extra.page": None})
    found = stored.find("a")
    assert found
    assert "page" not in dict(found.article.extra)
