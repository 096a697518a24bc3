"""Brings articles.db to the tables of this program, in one transaction: an interrupted migration never happened."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from index.archive import sealing
from index.archive.sqlite import broken_references, driver, explained, sqlite_engine, writing
from index.archive.tables import SCHEMA
from index.errors import ArchiveUnusable

_REVISIONS = sa.table("alembic_version", sa.column("version_num", sa.String))


def check_schema(engine: sa.Engine, database: Path) -> bool:
    """Whether the tables are those of this program; False when they are older. Raises ArchiveUnusable for all else."""
    with engine.connect() as connection:
        names = sa.inspect(connection).get_table_names()
        if not names:
            return False
        if _REVISIONS.name not in names:
            raise ArchiveUnusable(f"{database}: this is a database, but not Kliping's; move the file away")
        revision: str = connection.scalar(sa.select(_REVISIONS.c.version_num)) or ""
    if revision > SCHEMA:
        raise ArchiveUnusable(
            f"{database}: written by a newer Kliping (schema {revision}, this program knows {SCHEMA}); update Kliping"
        )
    return revision == SCHEMA


def migrate(database: Path) -> None:
    """Make or alter the tables; two programs that try at once take turns."""
    # Rebuilding a table drops the old one, which foreign keys would forbid; they are checked at the end instead.
    engine = sqlite_engine(database, "rwc", foreign_keys=False)
    try:
        with explained(database), writing(engine).begin() as connection:
            _refuse_damaged(connection, database)
            upgrade(connection)
            sealing.seal_all(driver(connection))
            if broken := broken_references(connection):
                raise ArchiveUnusable(
                    f"{database}: cannot be migrated, {broken} rows point nowhere; run: python -m index restore BACKUP"
                )
    finally:
        engine.dispose()


def _refuse_damaged(connection: sa.Connection, database: Path) -> None:
    """Nothing that changed by itself may be sealed anew."""
    beneath = driver(connection)
    found = next(sealing.differences(beneath), None) if sealing.is_sealed(beneath) else None
    if found:
        raise ArchiveUnusable(f"{database}: cannot be migrated, {found[1]}; run: python -m index restore BACKUP")


def upgrade(connection: sa.Connection, revision: str = "head") -> None:
    """Run the migrations that are missing up to *revision*, in the transaction of the connection."""
    # Here, not above: every search opens an archive, few have tables to alter, and the import takes 0.1 s.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "index.archive:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
