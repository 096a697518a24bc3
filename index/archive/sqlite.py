"""With sealing.py alone in knowing that the archive lies in SQLite: connections, transactions, what its errors mean.

A commit is on the disk when it returns (synchronous=FULL); readers never wait for the writer (WAL).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from index.archive import sealing
from index.archive.column_types import RowDamaged, compact_json, sound_json
from index.errors import ArchiveUnusable

WAIT_S = 30

_PRAGMAS = (
    f"busy_timeout={WAIT_S * 1000}",
    "synchronous=FULL",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "cache_size=-32768",  # KiB: look-ups by key stay in memory up to some hundred thousand articles
)

_DAMAGED_WAY_OUT = "keep a copy of the file and run: python -m index restore BACKUP"
_EXPLANATIONS = (
    ("SQLITE_FULL", "the disk is full", "free some space and run the command again"),
    ("SQLITE_BUSY", f"another program has been writing for {WAIT_S} seconds", "wait for it and run the command again"),
    ("SQLITE_NOTADB", "this is no database", "move the file away, or run: python -m index restore BACKUP"),
    ("SQLITE_CORRUPT", "the database is damaged", _DAMAGED_WAY_OUT),
    ("SQLITE_READONLY", "the database may not be written", "give this user write access to the file and its folder"),
    ("SQLITE_CANTOPEN", "the database cannot be opened", "give this user write access to the file and its folder"),
    ("SQLITE_PERM", "the database may not be opened", "give this user write access to the file and its folder"),
    ("SQLITE_IOERR", "the disk reports an error", "check the disk, then run: python -m index verify"),
)
_OF_WRITING = ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_TRUNCATE")
_UNEXPLAINED = ("the database cannot be used", "run: python -m index verify")


def sqlite_engine(database: Path, mode: str, *, foreign_keys: bool = True) -> sa.Engine:
    """Connections to the file; *mode* is ro, rw or rwc (made when absent: for migrations). Opens nothing yet.

    Transactions of `writing(engine)` take the write lock when they begin, so that nothing they read is out of date.
    With mode rw what they write is sealed; a migration seals everything anew. None reads a file put there later.
    """
    uri = f"{database.absolute().as_uri()}?mode={mode}"
    first = _identity(database)

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, timeout=WAIT_S, isolation_level=None, check_same_thread=False)
        try:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
            connection.execute("PRAGMA query_only=ON" if mode == "ro" else "PRAGMA journal_mode=WAL")
            _check_place(database, first)
        except (sqlite3.Error, UnicodeDecodeError, ArchiveUnusable):
            connection.close()  # a file that is no database is not left open
            raise
        return connection

    engine = sa.create_engine(
        "sqlite://",
        creator=connect,
        poolclass=sa.QueuePool,
        max_overflow=-1,  # a connection is a file handle or three; a reader should not wait for one
        json_serializer=compact_json,
        json_deserializer=sound_json,
        execution_options={"place": (database, first)},
    )
    _take_over_transactions(engine, is_sealed=mode == "rw")
    return engine


def check_in_place(engine: sa.Engine) -> None:
    """ArchiveUnusable when another file has taken the place of the one that *engine* was made for, as in a restore."""
    _check_place(*engine.get_execution_options()["place"])


def _check_place(database: Path, first: tuple[int, int] | None) -> None:
    if first and _identity(database) != first:
        raise ArchiveUnusable(f"{database}: another file was put in its place meanwhile, as a restore does; try again")


def _identity(database: Path) -> tuple[int, int] | None:
    """What tells the file from any other that exists with it; None where there is none."""
    try:
        status = database.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _take_over_transactions(engine: sa.Engine, *, is_sealed: bool) -> None:
    # The driver would begin transactions late and deferred; isolation_level=None leaves that to us.
    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        writes = _writes(connection)
        tally = _tally(connection) if writes and is_sealed else None
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
        if tally:
            tally.begin()

    @event.listens_for(engine, "commit")
    def commit(connection: sa.Connection) -> None:
        if _writes(connection) and is_sealed:
            _tally(connection).commit()


def _writes(connection: sa.Connection) -> bool:
    return bool(connection.get_execution_options().get("writes", False))


def _tally(connection: sa.Connection) -> sealing.Tally:
    """That of the driver's connection, made at its first transaction that writes."""
    known: dict[str, Any] = connection.info
    if "tally" not in known:
        known["tally"] = sealing.watch(driver(connection))
    tally: sealing.Tally = known["tally"]
    return tally


def driver(connection: sa.Connection) -> sqlite3.Connection:
    """SQLite's own connection beneath it."""
    beneath = connection.connection.driver_connection
    if not isinstance(beneath, sqlite3.Connection):
        raise TypeError(beneath)
    return beneath


def writing(engine: sa.Engine) -> sa.Engine:
    """The same connections, for transactions that will write."""
    return engine.execution_options(writes=True)


def broken_references(connection: sa.Connection) -> int:
    """How many rows point at rows that do not exist."""
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())


def vacuum(engine: sa.Engine) -> bool:
    """Write the whole file anew and empty its log, so that nothing deleted is left in them.

    False when a reader holds on to the log, which then still has the old pages.
    """
    pooled = engine.raw_connection()
    try:
        connection: Any = pooled.driver_connection
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("VACUUM")
        connection.execute("PRAGMA busy_timeout=2000")
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        connection.execute(f"PRAGMA busy_timeout={WAIT_S * 1000}")
    finally:
        pooled.close()
    return not busy


def copy_database(source: Path, target: Path) -> None:
    """A consistent copy of a database that may be in use, as one file without a log; ArchiveUnusable names the one of
    the two that failed.
    """
    uri = f"{source.absolute().as_uri()}?mode=ro"
    with explained(target), closing(sqlite3.connect(target)) as other:
        with explained(source), closing(sqlite3.connect(uri, uri=True, timeout=WAIT_S)) as one:
            try:
                one.backup(other)
            except sqlite3.Error as error:
                raise _of_the_target(error, target) from error
        other.execute("PRAGMA journal_mode=DELETE")


def _of_the_target(error: sqlite3.Error, target: Path) -> Exception:
    """*error* itself, unless it can only be about the file that was written: the other one is opened for reading."""
    name = getattr(error, "sqlite_errorname", "")
    return ArchiveUnusable(_explanation(target, error)) if name.startswith(_OF_WRITING) else error


def fold_log(database: Path) -> None:
    """Bring all that was committed into the database file itself, as far as it can still be read."""
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(database, timeout=WAIT_S, isolation_level=None)) as connection,
    ):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def physical_findings(connection: sa.Connection, *, deep: bool) -> Iterator[str]:
    """What SQLite itself finds wrong with the file."""
    for (finding,) in connection.exec_driver_sql("PRAGMA integrity_check" if deep else "PRAGMA quick_check"):
        if finding != "ok":
            yield str(finding)
    if broken := broken_references(connection):
        yield f"{broken} rows point at rows that do not exist"


def bytes_behind(database: Path) -> int:
    """How many bytes stand in the file behind its last page, which SQLite never looks at; by its header alone.

    Whole pages are counted only while there is no log: what is in it may have made the database shorter.
    """
    before, size, log = _pages(database), database.stat().st_size, database.with_name(f"{database.name}-wal")
    is_folded = not log.exists() or not log.stat().st_size
    page, pages = _pages(database)
    if is_folded and (page, pages) == before:  # else a writer came between
        return max(size - page * pages, 0)
    return size % page


def _pages(database: Path) -> tuple[int, int]:
    """Bytes of a page, and how many there are: sqlite.org/fileformat2.html, 1.3."""
    with database.open("rb") as file:
        header = file.read(32)
    page, pages = (int.from_bytes(header[at:end], "big") for at, end in ((16, 18), (28, 32)))
    return page if page > 1 else 65536, pages


@contextmanager
def explained(database: Path) -> Iterator[None]:
    """Turn what went wrong with the disk or the file into ArchiveUnusable; mistakes of ours pass as they are."""
    try:
        yield
    except (IntegrityError, ProgrammingError):
        raise
    except DBAPIError as error:
        raise ArchiveUnusable(_explanation(database, error.orig)) from error
    except sqlite3.Error as error:
        raise ArchiveUnusable(_explanation(database, error)) from error
    except UnicodeDecodeError as error:  # SQLite speaks of a name or a value that is no text any more
        raise ArchiveUnusable(f"{database}: the database is damaged ({error}); {_DAMAGED_WAY_OUT}") from error
    except RowDamaged as damage:
        raise ArchiveUnusable(f"{database}: {damage}; {_DAMAGED_WAY_OUT}") from damage


def _explanation(database: Path, error: BaseException | None) -> str:
    name = getattr(error, "sqlite_errorname", "")
    matches = ((reason, way_out) for code, reason, way_out in _EXPLANATIONS if name.startswith(code))
    reason, way_out = next(matches, _UNEXPLAINED)
    return f"{database}: {reason} ({error}); {way_out}"
