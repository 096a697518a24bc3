"""What the disk does to the archive is reported, and nothing damaged is ever answered from."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from index.archive import Archive, Kind, Ruling, StoredArticle, create_archive, open_archive, purge_list
from index.archive.sqlite import bytes_behind, sqlite_engine
from index.article import RawArticle
from index.errors import ArchiveUnusable
from tests.archive.entries import entry


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A directory with a closed archive of 60 articles."""
    with create_archive(tmp_path / "archive") as archive:
        batch = archive.begin_batch("add")
        archive.store([entry(f"n{n}", f"Kabar ke-{n} dari pasar. " * 20) for n in range(60)], batch)
    return tmp_path / "archive"


def limited(directory: Path, pragma: str) -> Archive:
    """An archive each connection of which meets the limit soon."""
    database = directory / "articles.db"
    engine = sqlite_engine(database, "rw")

    @event.listens_for(engine, "connect")
    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA {pragma}")

    return Archive(engine, database)


def test_a_full_disk_is_reported_and_nothing_of_the_call_is_kept(filled: Path) -> None:
    with limited(filled, "max_page_count=80") as archive:
        batch = archive.begin_batch("add")
        before = archive.last_change()
        with pytest.raises(ArchiveUnusable, match=r"articles\.db: the disk is full .*; free some space"):
            archive.store([entry(f"m{n}", random.Random(n).randbytes(9000).hex()) for n in range(60)], batch)
        assert archive.last_change() == before
        archive.store([entry("kecil")], batch)
        assert archive.find("kecil")


def test_a_second_writer_waits_and_then_says_so(filled: Path) -> None:
    other = sqlite3.connect(filled / "articles.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with limited(filled, "busy_timeout=1") as archive:
        with pytest.raises(ArchiveUnusable, match="another program has been writing for 30 seconds"):
            archive.begin_batch("add")
        assert archive.counts().articles == 60
    other.close()


def change_one(filled: Path, statement: str) -> None:
    with sqlite3.connect(filled / "articles.db") as connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE versions SET body = replace(body, 'pasar', 'kantor') WHERE id = 7",
        "UPDATE versions SET day = '2022-09-16' WHERE id = 7",
        "UPDATE versions SET day = '2022-09' WHERE id = 7",
        "UPDATE versions SET extra = '[[\"tags\"' WHERE id = 7",
        "UPDATE versions SET removed = 7 WHERE id = 7",
        "UPDATE articles SET key = 'm6' WHERE number = 7",
        "UPDATE articles SET version = 8 WHERE number = 7",
    ],
)
def test_a_changed_article_is_not_given_out(filled: Path, statement: str) -> None:
    change_one(filled, statement)
    with (
        open_archive(filled) as archive,
        pytest.raises(ArchiveUnusable, match=r"(version|a row holds).* run: python -m index restore"),
    ):
        list(archive.current())


@pytest.mark.parametrize("statement", ["SET status = 'pu'", "SET version = NULL"])
def test_an_article_that_dropped_out_is_missed(filled: Path, statement: str) -> None:
    change_one(filled, f"UPDATE articles {statement} WHERE number = 7")
    with open_archive(filled) as archive, pytest.raises(ArchiveUnusable, match="of 60 published articles only 59"):
        list(archive.current())


@pytest.mark.parametrize("value", ["'{'", "x'00'", "7", "''"])
@pytest.mark.parametrize("column", ["counts", "started"])
def test_a_batch_that_cannot_be_read_is_damage(filled: Path, column: str, value: str) -> None:
    change_one(filled, f"UPDATE batches SET {column} = {value}")
    with open_archive(filled) as archive:
        if (column, value) == ("counts", "7"):  # JSON still; its seal tells
            assert any("batches" in words for words in archive.findings(deep=True))
        else:
            with pytest.raises(ArchiveUnusable, match="python -m index restore"):
                archive.batches(9)


@pytest.mark.parametrize("raw", ["x'00'", "substr(raw, 1, 60)", "(SELECT raw FROM versions WHERE id = 8)"])
def test_a_changed_record_is_not_given_out(filled: Path, raw: str) -> None:
    change_one(filled, f"UPDATE versions SET raw = {raw} WHERE id = 7")
    with open_archive(filled) as archive, pytest.raises(ArchiveUnusable, match=r"version 7 .*python -m index restore"):
        archive.raw(7)


def answers(directory: Path) -> Iterator[tuple[StoredArticle, RawArticle]]:
    with open_archive(directory, read_only=True) as archive:
        for stored in archive.current():
            yield stored, archive.raw(stored.version)


def test_nothing_is_answered_from_a_damaged_file(filled: Path, tmp_path: Path) -> None:
    sound = list(answers(filled))
    data = (filled / "articles.db").read_bytes()
    generator = random.Random(20220915)
    reported = 0
    for n in range(60):
        copy = tmp_path / f"copy{n}"
        shutil.copytree(filled, copy)
        start, length = generator.randrange(len(data)), generator.choice([1, 16, 512])
        (copy / "articles.db").write_bytes(
            data[:start] + generator.randbytes(length) + data[start + length :] if n % 4 else data[:start]
        )
        try:
            given = list(answers(copy))
        except ArchiveUnusable:
            reported += 1
        else:
            assert given == sound
    assert reported > 20  # the rest of the file is empty


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE articles SET status = 'publiched' WHERE number = 7",
        "UPDATE articles SET version = 8 WHERE number = 7",
        "UPDATE versions SET id = 7007 WHERE id = 7",
    ],
)
def test_an_article_that_damage_hides_is_refused_not_left_out(filled: Path, statement: str) -> None:
    change_one(filled, statement)
    with open_archive(filled) as archive, pytest.raises(ArchiveUnusable, match="python -m index restore"):
        archive.versions_for_readers([6, 7, 8])


PURGE = Ruling(Kind.PURGE, "putusan", "Sari")


@pytest.fixture
def purged(filled: Path) -> Path:
    """The archive of 60 after three purges."""
    with open_archive(filled) as archive:
        for key in ("n1", "n2", "n3"):
            archive.decide(key, PURGE, archive.begin_batch("decide"))
    return filled


@pytest.mark.parametrize(
    ("damaged", "words"),
    [
        (lambda data: data.replace(b'"n1"', b'"n9"'), "not as it was written"),
        (lambda data: data[: len(data) // 2], "line 2 is damaged"),
        (lambda data: b"".join(data.splitlines(keepends=True)[:-2]), "not the end that was written"),
        (lambda data: bytes(20) + data[20:], "line 1 is damaged"),
        (lambda data: data + b"x", "line 5 is damaged"),
    ],
)
def test_a_damaged_list_of_purges_is_found_and_mended_from_the_database(
    purged: Path, damaged: Callable[[bytes], bytes], words: str
) -> None:
    path = purged / "purged.jsonl"
    whole = path.read_bytes()
    path.write_bytes(damaged(whole))
    assert words in purge_list.damage(purged)
    with pytest.raises(ArchiveUnusable, match="python -m index rebuild"):
        purge_list.read_purge_list(purged)
    with open_archive(purged) as archive:
        archive.mend_purge_list()
    assert sorted(path.read_bytes().splitlines()) == sorted(whole.splitlines())
    assert len(list(purged.glob("purged-damaged-*.jsonl"))) == 1


def test_a_list_of_purges_from_before_there_were_seals_is_read(purged: Path) -> None:
    path = purged / "purged.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[:-1]]
    plain = [{name: value for name, value in line.items() if name != "sha256"} for line in lines]
    path.write_text("".join(json.dumps(line) + "\n" for line in plain), encoding="utf-8")
    assert [purge.source_id for purge in purge_list.read_purge_list(purged)] == ["n1", "n2", "n3"]


@pytest.mark.parametrize("more", [b"!", b"ekor" * 16, bytes(4096 * 2)])
def test_bytes_behind_the_end_of_the_database_are_counted(filled: Path, more: bytes) -> None:
    database = filled / "articles.db"
    assert bytes_behind(database) == 0
    with database.open("ab") as file:
        file.write(more)
    assert bytes_behind(database) == len(more)
    with open_archive(filled) as archive:
        archive.begin_batch("add")
        assert archive.erase()
    assert bytes_behind(database) == 0


def test_pages_that_the_log_has_made_superfluous_are_not_taken_for_bytes_behind(filled: Path) -> None:
    with open_archive(filled, read_only=True) as reader, open_archive(filled) as archive:
        reader.counts()
        archive.delete([f"n{n}" for n in range(60)], archive.begin_batch("delete"))
        archive.erase()
        assert bytes_behind(filled / "articles.db") == 0
