"""Opening finds what is there, brings it up to date, or says what is wrong and what to do."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from index.archive import Archive, create_archive, open_archive
from index.archive.migrating import upgrade
from index.archive.sqlite import sqlite_engine, writing
from index.archive.tables import SCHEMA, metadata
from index.errors import ArchiveUnusable
from tests.archive.entries import entry


def test_creating_makes_a_directory_that_is_nobody_elses(tmp_path: Path) -> None:
    directory = tmp_path / "arsip 100% #1?" / "kliping"
    create_archive(directory).close()
    assert stat.S_IMODE(directory.stat().st_mode) & 0o027 == 0
    assert [path.name for path in directory.iterdir()] == ["articles.db"]


def test_creating_twice_keeps_what_is_there(tmp_path: Path) -> None:
    with create_archive(tmp_path) as archive:
        archive.store([entry("a")], archive.begin_batch("add"))
    with create_archive(tmp_path) as archive:
        assert archive.find("a")


@pytest.mark.parametrize("read_only", [False, True])
def test_no_archive_is_named_with_the_command_that_makes_one(tmp_path: Path, read_only: bool) -> None:
    with pytest.raises(ArchiveUnusable, match=r"articles\.db: there is no archive here; run: python -m index add FILE"):
        open_archive(tmp_path, read_only=read_only)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("opener", [open_archive, create_archive])
@pytest.mark.parametrize("is_empty", [False, True])
@pytest.mark.parametrize("name", ["gen-00000007", "CURRENT", "purged.jsonl"])
def test_nothing_begins_anew_beside_what_is_left_of_an_archive(
    tmp_path: Path, opener: Callable[[Path], Archive], is_empty: bool, name: str
) -> None:
    (tmp_path / name).touch()
    if is_empty:
        (tmp_path / "articles.db").touch()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(ArchiveUnusable, match=r"python -m index restore BACKUP .*move .* away"):
        opener(tmp_path)
    assert sorted(tmp_path.iterdir()) == before


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "articles.db").write_text("Bukan basis data, hanya catatan. " * 100)
    before = (tmp_path / "articles.db").read_bytes()
    for opener in (open_archive, create_archive):
        with pytest.raises(ArchiveUnusable, match=r"articles\.db: this is no database .*; move the file away"):
            opener(tmp_path)
    assert (tmp_path / "articles.db").read_bytes() == before


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "articles.db")) as connection, connection:
        connection.execute("CREATE TABLE articles (id)")
    with pytest.raises(ArchiveUnusable, match="a database, but not Kliping's"):
        create_archive(tmp_path)


def test_a_newer_schema_is_refused(archive: Archive, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "archive" / "articles.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(ArchiveUnusable, match=r"newer Kliping \(schema 0999, this program knows \d+\); update Kliping"):
        open_archive(tmp_path / "archive")


def test_an_archive_cut_short_while_it_was_made_is_made_whole(tmp_path: Path) -> None:
    (tmp_path / "articles.db").touch()
    with open_archive(tmp_path) as archive:
        assert archive.last_change() == 0


def test_reading_only_never_migrates(tmp_path: Path) -> None:
    (tmp_path / "articles.db").touch()
    with pytest.raises(ArchiveUnusable, match="tables are older than this program; run: python -m index rebuild"):
        open_archive(tmp_path, read_only=True)
    assert (tmp_path / "articles.db").stat().st_size == 0


def test_reading_only_never_writes(archive: Archive, tmp_path: Path) -> None:
    archive.store([entry("a")], archive.begin_batch("add"))
    with open_archive(tmp_path / "archive", read_only=True) as reader:
        assert reader.find("a")
        with pytest.raises(ArchiveUnusable, match="may not be written"):
            reader.begin_batch("add")


def test_reading_only_finds_what_a_killed_writer_had_committed(archive: Archive, tmp_path: Path) -> None:
    archive.store([entry("a")], archive.begin_batch("add"))
    left = tmp_path / "left"
    left.mkdir()
    for name in ("articles.db", "articles.db-wal"):
        shutil.copy(tmp_path / "archive" / name, left)
    with open_archive(left, read_only=True) as reader:
        assert reader.find("a")


def test_an_archive_cannot_be_made_inside_a_file(tmp_path: Path) -> None:
    (tmp_path / "berkas").touch()
    with pytest.raises(ArchiveUnusable, match=r"berkas: the archive cannot be made here .*--archive DIR"):
        create_archive(tmp_path / "berkas")


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("busy_timeout", 30000),
    ],
)
def test_every_connection_keeps_the_promises(archive: Archive, tmp_path: Path, pragma: str, value: object) -> None:
    engine = sqlite_engine(tmp_path / "archive" / "articles.db", "rw")
    with engine.connect() as one, engine.connect() as other:
        assert one.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
        assert other.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    engine.dispose()


def shape(engine: sa.Engine) -> dict[str, list[set[tuple[object, ...]]]]:
    """Columns, references and indexes of each table, without their order: a migration adds at the end."""
    with engine.connect() as connection:

        def rows(pragma: str, *columns: str) -> set[tuple[object, ...]]:
            found = connection.exec_driver_sql(f"PRAGMA {pragma}").mappings()
            return {tuple(row[column] for column in columns) for row in found}

        def indexes(table: str) -> set[tuple[object, ...]]:
            listed = rows(f"index_list({table})", "name", "unique", "origin")
            # SQLite numbers the indexes of constraints as it meets them.
            return {
                (name if origin == "c" else "", unique, origin, *sorted(rows(f"index_info({name})", "seqno", "name")))
                for name, unique, origin in listed
            }

        return {
            table: [
                rows(f"table_info({table})", "name", "type", "notnull", "dflt_value", "pk"),
                rows(f"foreign_key_list({table})", "from", "table", "to"),
                indexes(table),
            ]
            for table in sa.inspect(engine).get_table_names()
            if not table.startswith("alembic_")
        }


def test_migrating_from_nothing_gives_exactly_the_tables(tmp_path: Path) -> None:
    migrated, made = (sqlite_engine(tmp_path / name, "rwc") for name in ("migrated.db", "made.db"))
    with writing(migrated).begin() as connection:
        upgrade(connection)
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    metadata.create_all(made)
    assert shape(migrated) == shape(made)
    migrated.dispose()
    made.dispose()


def test_an_archive_of_the_first_schema_keeps_its_articles_and_can_undo_them(archive: Archive, tmp_path: Path) -> None:
    archive.store([entry("a"), entry("b")], archive.begin_batch("add"))
    archive.store([entry("a", "Dua.", line=9)], archive.begin_batch("add"))
    archive.delete(["b"], archive.begin_batch("delete"))
    before = list(archive.current())
    archive.close()
    (tmp_path / "old").mkdir()
    copy_into_first_schema(tmp_path / "archive" / "articles.db", tmp_path / "old" / "articles.db")
    with open_archive(tmp_path / "old") as old:
        assert list(old.current()) == before
        assert list(old.findings(deep=True)) == []
        assert old.undo(3).restored == ("b",)
        assert old.undo(2).restored == ("a",)
        assert [stored.article.body for stored in old.current()] == ["Isi.", "Isi."]


def copy_into_first_schema(source: Path, target: Path) -> None:
    engine = sqlite_engine(target, "rwc", foreign_keys=False)
    with writing(engine).begin() as connection:
        upgrade(connection, "0001")
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("ATTACH ? AS later", (str(source),))
        for table in ("batches", "articles", "versions", "changes"):
            columns = ", ".join(f'"{row[1]}"' for row in connection.exec_driver_sql(f"PRAGMA main.table_info({table})"))
            connection.exec_driver_sql(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM later.{table}")
    engine.dispose()


def test_the_schema_is_named_after_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "index.archive:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [SCHEMA]


def test_a_migration_that_is_cut_short_never_happened(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / "articles.db", "rwc")
    with writing(engine).connect() as connection:
        upgrade(connection)
        assert sa.inspect(connection).has_table("articles")
        # Killed before the commit.
    assert sa.inspect(engine).get_table_names() == []
    engine.dispose()


def test_migrating_says_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    create_archive(tmp_path).close()
    assert capfd.readouterr() == ("", "")
