"""A call of `edit` or `decide` that cannot be leaves no trace: no row, and no number of a batch."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from index.archive import create_archive, open_archive
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
