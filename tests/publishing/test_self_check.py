"""What was built is compared with the archive before readers see it, and what fails is built once more."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from index import columns
from index.backends.whoosh_writer import WhooshWriter
from index.columns import Columns
from index.document import Document
from index.generation import open_current
from index.manifest import FileSeal
from index.pipeline.checking import CheckFailed
from tests.publishing.small import bring_up, put, row, store


@contextmanager
def lossy_writer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """While it lasts, the words of the article ``d`` do not arrive in the segments."""
    real = WhooshWriter.add

    def add(self: WhooshWriter, document: Document) -> None:
        nothing = type(document.body)([], [], [])
        is_lost = document.key == "d"
        real(self, dataclasses.replace(document, title=nothing, body=nothing) if is_lost else document)

    with monkeypatch.context() as patched:
        patched.setattr(WhooshWriter, "add", add)
        yield


def test_an_article_that_its_own_words_do_not_find_stops_the_publication(
    three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(three, [row("d", "Panen raya.")])
    with lossy_writer(monkeypatch), pytest.raises(CheckFailed, match=r"does not find 'd'.*was not published"):
        bring_up(three)
    assert open_current(three).number == 1
    assert not list(three.glob("*.building"))


@pytest.mark.parametrize(
    ("name", "told"),
    [("alive", "articles"), ("version", "in version"), ("number", "no|id|twice|another"), ("day", "another date")],
)
def test_columns_that_disagree_with_the_archive_stop_the_publication(
    three: Path, monkeypatch: pytest.MonkeyPatch, name: str, told: str
) -> None:
    real = columns.ColumnsBuilder.build

    def build(self: columns.ColumnsBuilder, dead: tuple[int, ...] = ()) -> Columns:
        built = real(self, dead)
        array = getattr(built, name)
        array[-1] = not array[-1] if name == "alive" else array[-1] + 1000
        return built

    store(three, [row("d", "Panen raya.")])
    monkeypatch.setattr(columns.ColumnsBuilder, "build", build)
    with pytest.raises(CheckFailed, match=told):
        bring_up(three)
    assert open_current(three).number == 1


def test_columns_that_do_not_read_back_stop_the_publication(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = columns.write
    monkeypatch.setattr(columns, "write", lambda built, path: real(columns.empty(), path))
    with pytest.raises(CheckFailed, match="do not read back"):
        bring_up(three, fresh=True)


def test_a_failure_on_top_of_the_base_ends_in_a_fresh_build_and_a_warning(
    three: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = WhooshWriter.__init__

    def fail_on_a_base(self: WhooshWriter, directory: Path, base: Mapping[str, FileSeal] | None) -> None:
        if base is not None:
            raise ValueError("segmen tak terbaca")
        real(self, directory)

    monkeypatch.setattr(WhooshWriter, "__init__", fail_on_a_base)
    published = put(three, row("d", "Panen raya."))
    assert (published.kind, published.manifest.articles) == ("fresh", 4)
    assert "segmen tak terbaca" in published.warning
    assert published.warning in caplog.text


def test_a_fresh_build_that_fails_is_not_tried_again(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def fail(_self: WhooshWriter, _directory: Path, base: Mapping[str, FileSeal] | None) -> None:
        tried.append(base is None)
        raise ValueError("tak terbaca")

    store(three, [row("d", "Panen raya.")])
    monkeypatch.setattr(WhooshWriter, "__init__", fail)
    with pytest.raises(ValueError, match="tak terbaca"):
        bring_up(three)
    assert tried == [False, True]


def test_an_article_under_another_id_stops_the_publication(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = columns.ColumnsBuilder.append

    def append(self: columns.ColumnsBuilder, row: columns.Row) -> int:
        return real(self, dataclasses.replace(row, key="lain"))

    store(three, [row("d", "Panen raya.")])
    monkeypatch.setattr(columns.ColumnsBuilder, "append", append)
    with pytest.raises(CheckFailed, match="is not found by its id"):
        bring_up(three)
