"""Nothing in articles.db changes or vanishes by itself without `verify --deep` finding it."""

from __future__ import annotations

import datetime as dt
import os
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.archive import (
    Action,
    Archive,
    Checkpoint,
    Kind,
    NewDecision,
    NewLines,
    Outcome,
    Ruling,
    Verdict,
    create_archive,
    note_cleaning,
    open_archive,
    write_lines,
)
from index.archive.migrating import migrate, upgrade
from index.archive.sqlite import sqlite_engine, writing
from index.errors import ArchiveError, ArchiveUnusable
from tests.archive.entries import entry

TRIALS = int(os.environ.get("KLIPING_FLIPS", "200"))
CONTENT = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"


def point(batch: int) -> Checkpoint:
    return Checkpoint("/berita.jsonl", "0" * 64, 9, 9, 900, {"read": 9}, batch)


def fill(archive: Archive) -> None:
    """At least one row in every table, and something undone, deleted, redacted and purged."""
    batch = archive.begin_batch("add berita.jsonl")
    archive.store([entry(f"n{n}", f"Kabar ke-{n} dari pasar.") for n in range(9)], batch)
    archive.finish_batch(batch, {"read": 9}, "rejects/1.jsonl")
    archive.store([entry("n1", "Dua.", line=2)], archive.begin_batch("add"))
    archive.undo(2)
    archive.delete(["n2"], archive.begin_batch("delete"))
    archive.edit("n3", {"title": "Judul baru"}, "Sari", archive.begin_batch("edit"))
    archive.decide("n4", Ruling(Kind.CORRECTION, "aturan", "Sari"), archive.begin_batch("decide"), "n5")
    archive.decide("n6", Ruling(Kind.REDACTION, "minta", "Sari", names=("pasar",)), archive.begin_batch("decide"))
    archive.decide("n7", Ruling(Kind.PURGE, "putusan", "Sari"), archive.begin_batch("decide"))
    archive.folders.create("sari", "Pasar", "Untuk edisi Minggu")
    archive.folders.put("sari", "Pasar", "n1", "kutip", ("harga",))
    archive.searches.create("sari", "Beras", "q=beras")
    archive.searches.mark("sari", "Beras", (1, 3))
    archive.recent.note("sari", "q=beras", 2)
    archive.names.write([NewDecision("person", "jokowi", Action.HIDE)], "Sari", archive.begin_batch("authority hide"))
    write_lines(archive, NewLines("antara", ("Iklan",), Verdict.ACCEPTED, "Sari"), archive.begin_batch("boilerplate"))
    note_cleaning(archive, "1:patterns:lines", archive.begin_batch("rebuild"))
    batch = archive.begin_batch("add")
    archive.store([entry("z")], batch, lambda outcomes: point(batch))
    assert archive.erase()


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    with create_archive(tmp_path / "archive") as archive:
        fill(archive)
    return tmp_path / "archive"


def damage(directory: Path) -> list[str]:
    try:
        with open_archive(directory, read_only=True) as archive:
            return list(archive.findings(deep=True))
    except ArchiveError as error:
        return [str(error)]


def tables(directory: Path) -> list[str]:
    with closing(sqlite3.connect(directory / "articles.db")) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]


def content(directory: Path) -> dict[str, object]:
    """Every row of every table, as SQLite gives it."""
    with closing(sqlite3.connect(directory / "articles.db")) as connection:
        schema = connection.execute(CONTENT).fetchall()
        names = [name for kind, name, *_ in schema if kind == "table"]
        return {"schema": schema} | {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}


def test_everything_that_writes_keeps_the_seals(filled: Path) -> None:
    assert damage(filled) == []
    with open_archive(filled) as archive:
        archive.folders.rename("sari", "Pasar", "Pasar lama")
        archive.folders.remove("sari", "Pasar lama")
        archive.searches.remove("sari", "Beras")
        archive.interrupt_batch(1, {})
        archive.edit("n1", {"embargo_until": "2999-01-01"}, "Sari", archive.begin_batch("edit"))
        archive.release_due(dt.datetime(3000, 1, 1, tzinfo=dt.UTC))
        archive.purge_again(archive.purges_since(0))
        assert list(archive.findings(deep=True)) == []


def test_every_table_has_rows_to_be_damaged(filled: Path) -> None:
    with closing(sqlite3.connect(filled / "articles.db")) as connection:
        for table in tables(filled):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() > (0,), table


def rows_changed() -> Iterator[tuple[str, str]]:
    yield "seals", "UPDATE seals SET rows = rows + 1 WHERE \"table\" = 'links'"
    yield "seals", "UPDATE seals SET sum = replace(sum, '1', '2') WHERE \"table\" = 'links'"
    yield "seals", "UPDATE seals SET sum = upper(sum) WHERE \"table\" = 'links'"
    yield "seals", "DELETE FROM seals WHERE \"table\" = 'links'"
    yield "changes", "UPDATE changes SET batch = 2 WHERE seq = 1"
    yield "batches", "UPDATE batches SET description = 'x' WHERE id = 1"
    yield "batches", "UPDATE batches SET started = replace(started, ' ', 'T') WHERE id = 1"
    yield "versions", "UPDATE versions SET line = 7 WHERE id = 1"
    yield "versions", "UPDATE versions SET time = replace(time, '.', ',') WHERE id = 1"
    yield "sqlite_sequence", "UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'articles'"
    yield "alembic_version", "INSERT INTO alembic_version VALUES ('0003x')"
    for table in (
        "folders",
        "folder_items",
        "searches",
        "links",
        "checkpoints",
        "purged",
        "edits",
        "decisions",
        "authority",
    ):
        yield table, f"DELETE FROM {table}"


@pytest.mark.parametrize(("table", "statement"), [*rows_changed()])
def test_a_row_that_another_hand_changed_is_found(filled: Path, table: str, statement: str) -> None:
    with closing(sqlite3.connect(filled / "articles.db")) as connection, connection:
        assert connection.execute(statement).rowcount == 1 or statement.startswith(("DELETE", "INSERT"))
    assert damage(filled) != []


def test_writing_over_a_changed_row_does_not_hide_it(filled: Path) -> None:
    with closing(sqlite3.connect(filled / "articles.db")) as connection, connection:
        connection.execute("UPDATE folders SET note = 'lain'")
    with open_archive(filled) as archive:
        archive.folders.remove("sari", "Pasar")
        assert archive.store([entry("y")], archive.begin_batch("add")) == (Outcome.STORED,)
    assert damage(filled) == ["table folders holds something else than was written"]


def test_a_transaction_that_failed_leaves_the_seals_as_they_were(filled: Path) -> None:
    with open_archive(filled) as archive:
        with pytest.raises(ZeroDivisionError):
            archive.store([entry("y")], archive.begin_batch("add"), lambda outcomes: point(1 // 0))
        archive.store([entry("x")], archive.begin_batch("add"))
    assert damage(filled) == []


def test_a_flipped_byte_is_found_or_changes_nothing(filled: Path) -> None:
    database = filled / "articles.db"
    sound, written = database.read_bytes(), content(filled)
    dice = random.Random(20261125)
    found = 0
    for _ in range(TRIALS):
        place = dice.randrange(len(sound))
        flipped = sound[place] ^ dice.choice([1 << dice.randrange(8), dice.randrange(1, 256)])
        database.write_bytes(sound[:place] + bytes([flipped]) + sound[place + 1 :])
        for suffix in ("-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
        if damage(filled):
            found += 1
            continue
        assert content(filled) == written, f"byte {place}: {sound[place]} -> {flipped}"
    assert found > TRIALS / 10, f"{found} of {TRIALS} found: the test has lost its teeth"


def into_second_schema(source: Path, target: Path) -> None:
    """What *source* holds, in the tables as they were before there were seals."""
    engine = sqlite_engine(target, "rwc", foreign_keys=False)
    with writing(engine).begin() as connection:
        upgrade(connection, "0002")
    engine.dispose()
    with closing(sqlite3.connect(target)) as plain, plain:
        plain.execute("ATTACH ? AS later", (str(source),))
        for (name,) in plain.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            if name != "alembic_version":
                columns = ", ".join(f'"{row[1]}"' for row in plain.execute(f"PRAGMA main.table_info({name})"))
                plain.execute(f"DELETE FROM main.{name}")
                plain.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM later.{name}")


def test_an_archive_from_before_the_seals_is_sealed_and_keeps_everything(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    into_second_schema(filled / "articles.db", tmp_path / "old" / "articles.db")
    names = set(tables(tmp_path / "old")) - {"alembic_version"}
    with open_archive(tmp_path / "old") as old:
        assert list(old.findings(deep=True)) == []
        before, after = content(filled), content(tmp_path / "old")
        assert {name: after[name] for name in names} == {name: before[name] for name in names}
        assert old.store([entry("y")], old.begin_batch("add")) == (Outcome.STORED,)
    assert damage(tmp_path / "old") == []


def test_a_migration_seals_nothing_that_is_damaged(filled: Path) -> None:
    with closing(sqlite3.connect(filled / "articles.db")) as connection, connection:
        connection.execute("UPDATE links SET by = 'Dewi'")
    with pytest.raises(ArchiveUnusable, match=r"cannot be migrated, table links .*; run: python -m index restore"):
        migrate(filled / "articles.db")
