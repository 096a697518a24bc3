"""Edits, decisions, links, purges, checkpoints, folders and saved searches; changes become a log that undo can count.

Columns are added without copying a table: `versions` may hold gigabytes.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make them, and say of what is there already that it came from a source."""
    _widen()
    _make_edits()
    _make_decisions()
    _make_links()
    _make_purged()
    _make_checkpoints()
    _make_folders()


def _widen() -> None:
    # In words that SQLite and PostgreSQL share: Alembic would add the reference in a statement that SQLite lacks.
    for table, column in (("articles", "given"), ("versions", "base"), ("changes", "given")):
        _add_reference(table, column, "versions")
    _add_reference("batches", "undoes", "batches")
    op.create_index("uq_batches_undoes", "batches", ["undoes"], unique=True)
    op.add_column("batches", sa.Column("interrupted", sa.DateTime))
    op.add_column("articles", sa.Column("is_deleted", sa.Boolean, nullable=False, server_default=sa.false()))
    op.execute("UPDATE articles SET given = version, is_deleted = (status = 'deleted')")
    op.execute("UPDATE changes SET given = version")


def _add_reference(table: str, column: str, target: str) -> None:
    name = f"fk_{table}_{column}"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT {name} REFERENCES {target} (id)")


def _make(table: str, *columns: Any, refers: dict[str, str], **options: Any) -> None:
    references = [
        sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}") for column, target in refers.items()
    ]
    op.create_table(table, *columns, *references, **options)


def _numbered(table: str, *columns: Any, refers: dict[str, str], indexes: tuple[str, ...] = ()) -> None:
    key = sa.PrimaryKeyConstraint("id", name=f"pk_{table}")
    _make(table, sa.Column("id", sa.Integer, nullable=False), *columns, key, refers=refers, sqlite_autoincrement=True)
    for column in indexes:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _make_edits() -> None:
    _numbered(
        "edits",
        _number("article"),
        _text("field"),
        sa.Column("value", sa.Text),
        _text("by"),
        sa.Column("at", sa.DateTime, nullable=False),
        _number("batch"),
        sa.Column("sha256", sa.String(64), nullable=False),
        refers={"article": "articles.number", "batch": "batches.id"},
        indexes=("article", "batch"),
    )


def _make_decisions() -> None:
    _numbered(
        "decisions",
        _number("article"),
        _text("kind"),
        _text("basis"),
        _text("document"),
        _text("by"),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("review_on", sa.Date),
        _text("message"),
        sa.Column("is_silent", sa.Boolean, nullable=False),
        sa.Column("names", sa.JSON, nullable=False),
        _text("replacement"),
        _number("batch"),
        sa.Column("sha256", sa.String(64), nullable=False),
        refers={"article": "articles.number", "batch": "batches.id"},
        indexes=("article", "batch"),
    )


def _make_links() -> None:
    _numbered(
        "links",
        _number("article"),
        _text("kind"),
        _number("target"),
        _text("by"),
        sa.Column("at", sa.DateTime, nullable=False),
        _number("batch"),
        refers={"article": "articles.number", "target": "articles.number", "batch": "batches.id"},
        indexes=("article", "target", "batch"),
    )


def _make_purged() -> None:
    _make(
        "purged",
        _number("number"),
        _number("decision"),
        _number("seq"),
        sa.Column("hashes", sa.JSON, nullable=False),
        sa.Column("erased", sa.DateTime),
        sa.PrimaryKeyConstraint("number", name="pk_purged"),
        refers={"number": "articles.number", "decision": "decisions.id"},
    )


def _make_checkpoints() -> None:
    _make(
        "checkpoints",
        _text("file"),
        _text("identity"),
        _number("records"),
        sa.Column("line", sa.BigInteger, nullable=False),
        sa.Column("offset", sa.BigInteger, nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
        _number("batch"),
        sa.PrimaryKeyConstraint("file", name="pk_checkpoints"),
        refers={"batch": "batches.id"},
    )
    op.create_index("ix_checkpoints_batch", "checkpoints", ["batch"])


def _make_folders() -> None:
    for table, content in (("folders", "note"), ("searches", "query")):
        names = sa.UniqueConstraint("owner", "name", name=f"uq_{table}_owner_name")
        created = sa.Column("created", sa.DateTime, nullable=False)
        _numbered(table, _text("owner"), _text("name"), _text(content), created, names, refers={})
    _make(
        "folder_items",
        _number("folder"),
        _number("article"),
        _text("note"),
        sa.Column("added", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("folder", "article", name="pk_folder_items"),
        refers={"folder": "folders.id", "article": "articles.number"},
    )
