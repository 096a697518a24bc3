"""One article on which a stage fails keeps no other out of the index, is in it itself, and is named."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import index.entities
from index import generation
from index.analysis import SHIPPED
from index.cleaning import clean
from index.cli import main
from index.pipeline import failures_of
from index.settings import Settings
from search.backends import open_searcher
from tests.archives import write_jsonl
from tests.publishing.small import bring_up, ids, put, row

ROWS = [
    row("a", "Gubernur Siti Aminah meninjau pasar di Bogor.", date="2021-03-04"),
    row("b", "Racun: Bupati Rudi Hartono meninjau banjir di Demak.", date="2021-03-04"),
    row("c", "Banjir surut di Demak.", date="2021-03-04"),
]
POISON = "Racun"
Break = Callable[..., None]


def failing(stage: Callable[..., Any], error: Exception) -> Callable[..., Any]:
    """The real stage, but for texts that are poison to it."""

    def poisoned(given: Any, *more: Any) -> Any:
        if POISON in getattr(given, "body", str(given)):
            raise error
        return stage(given, *more)

    return poisoned


@pytest.fixture
def break_stage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Break]:
    """No text is known that a stage fails on; so fail on one, in this process, until `mend`."""

    def break_(name: str, error: Exception | None = None) -> None:
        error = error or ValueError("tidak terbaca")
        if name == "entities":
            monkeypatch.setattr(index.entities, "find", failing(index.entities.find, error))
        else:
            monkeypatch.setattr(SHIPPED, "terms", failing(SHIPPED.terms, error))

    yield break_
    monkeypatch.undo()


def invoke(directory: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--archive", str(directory)])


def add(directory: Path, *rows: dict[str, Any]) -> Result:
    file = write_jsonl(directory.with_name("masukan.jsonl"), list(rows))
    return invoke(directory, "add", str(file), "--workers", "1")


def persons(directory: Path, key: str) -> list[str]:
    with closing(open_searcher(Settings(archive=directory))) as searcher:
        found = searcher.find(key)
        assert found
        return [person.name for person in found.persons]


def test_an_article_without_entities_is_found_by_its_words_and_named_in_the_account(
    tmp_path: Path, break_stage: Break
) -> None:
    break_stage("entities")
    result = add(tmp_path / "archive", *ROWS)
    account = json.loads(result.stdout.splitlines()[-1])
    assert (result.exit_code, account["stored"], account["incomplete"]) == (1, 3, 1)
    words = "'b': indexed without its persons, places and organisations; reading it failed (ValueError: tidak terbaca)"
    assert words in result.stderr
    assert ids(tmp_path / "archive", "banjir") == ["b", "c"]
    assert persons(tmp_path / "archive", "a") == ["Siti Aminah"]
    assert persons(tmp_path / "archive", "b") == []


def test_an_article_that_cannot_be_analysed_is_there_with_all_the_rest(tmp_path: Path, break_stage: Break) -> None:
    break_stage("body", RecursionError("terlalu dalam"))
    result = add(tmp_path / "archive", *ROWS)
    assert result.exit_code == 1
    assert "'b': not found by the words of its text; reading it failed (RecursionError: terlalu dalam)" in result.stderr
    assert ids(tmp_path / "archive", "banjir") == ["c"]
    assert ids(tmp_path / "archive", "judul") == ["a", "b", "c"]
    assert persons(tmp_path / "archive", "b") == ["Rudi Hartono"]


def test_a_publication_without_failures_says_nothing_of_them(tmp_path: Path) -> None:
    result = add(tmp_path / "archive", *ROWS)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "incomplete" not in json.loads(result.stdout.splitlines()[-1])


def test_status_names_the_article_until_it_is_indexed_whole(tmp_path: Path, break_stage: Break) -> None:
    directory = tmp_path / "archive"
    break_stage("entities")
    add(directory, *ROWS)
    later = add(directory, row("d", "Panen raya."))
    assert later.exit_code == 0, later.output
    told = json.loads(invoke(directory, "status", "--json").stdout)["incomplete"]
    assert [(failure["key"], failure["stage"], failure["error"]) for failure in told] == [
        ("b", "entities", "ValueError: tidak terbaca")
    ]
    shown = invoke(directory, "status")
    assert "incomplete   1" in shown.stdout
    assert "'b': indexed without" in shown.stderr
    add(directory, row("b", "Banjir di Demak.", date="2021-03-04"))
    assert json.loads(invoke(directory, "status", "--json").stdout)["incomplete"] == []


def test_a_rebuild_tries_again(tmp_path: Path, break_stage: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    directory = tmp_path / "archive"
    break_stage("entities")
    add(directory, *ROWS)
    assert invoke(directory, "rebuild", "--workers", "1").exit_code == 1
    monkeypatch.undo()
    assert invoke(directory, "rebuild", "--workers", "1").exit_code == 0
    assert failures_of(generation.open_current(directory)) == ()


@pytest.mark.parametrize(
    "call",
    [
        ["edit", "b", "section=Daerah"],
        ["decide", "b", "redaction", "--basis", "permintaan", "--by", "Sari", "--name", "Rudi Hartono"],
        ["undo", "2"],
    ],
)
def test_a_change_by_hand_that_is_indexed_in_part_ends_with_1(
    tmp_path: Path, break_stage: Break, call: list[str]
) -> None:
    directory = tmp_path / "archive"
    put(directory, *ROWS)
    put(directory, row("b", "Racun: naskah yang diperbarui."))
    break_stage("entities")
    result = invoke(directory, *call)
    assert (result.exit_code, "'b': indexed without its persons" in result.stderr) == (1, True)
    assert result.stdout.startswith(("b: ", "batch 2 undone"))


def test_a_machine_that_fails_is_no_fault_of_an_article(three: Path, break_stage: Break) -> None:
    break_stage("entities", OSError(5, "Input/output error"))
    with pytest.raises(OSError, match="Input/output"):
        put(three, ROWS[1])
    assert generation.open_current(three).number == 1


def test_the_note_of_failures_is_covered_by_the_manifest(tmp_path: Path, break_stage: Break) -> None:
    directory = tmp_path / "archive"
    break_stage("entities")
    put(directory, *ROWS)
    assert [failure.key for failure in failures_of(generation.open_current(directory))] == ["b"]
    assert "failures.json" in generation.open_current(directory).manifest.files


def test_a_record_on_which_cleaning_fails_is_rejected_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.ingest.clean", failing(clean, ValueError("tidak terbaca")))
    result = add(tmp_path / "archive", *ROWS)
    account = json.loads(result.stdout.splitlines()[-1])
    assert (result.exit_code, account["read"], account["stored"], account["rejected"]) == (1, 3, 2, 1)
    (rejects,) = (tmp_path / "archive" / "rejects").iterdir()
    reject = json.loads(rejects.read_text(encoding="utf-8"))
    assert (reject["line"], reject["reason"]) == (2, "cleaning failed on it (ValueError: tidak terbaca)")


def test_what_failed_is_published_once_and_not_again(tmp_path: Path, break_stage: Break) -> None:
    break_stage("entities")
    put(tmp_path / "archive", *ROWS)
    assert bring_up(tmp_path / "archive").kind == "unchanged"
