"""The first tables: batches, articles, versions, changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them."""
    _make_batches()
    _make_articles()
    _make_versions()
    _make_changes()
    if op.get_context().dialect.name != "sqlite":  # which cannot add a constraint, and does not mind the order
        op.create_foreign_key("fk_articles_version", "articles", "versions", ["version"], ["id"])


def _make_batches() -> None:
    op.create_table(
        "batches",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("started", sa.DateTime, nullable=False),
        sa.Column("finished", sa.DateTime),
        sa.Column("counts", sa.JSON, nullable=False),
        sa.Column("rejects_file", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_batches"),
        sqlite_autoincrement=True,
    )


def _make_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("source_id", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("version", sa.Integer),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("access", sa.Text, nullable=False),
        sa.Column("embargo_until", sa.DateTime),
        sa.Column("batch", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_articles"),
        sa.UniqueConstraint("key", name="uq_articles_key"),
        sa.UniqueConstraint("source_id", "source", name="uq_articles_source_id_source"),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name="fk_articles_version", use_alter=True),
        sa.ForeignKeyConstraint(["batch"], ["batches.id"], name="fk_articles_batch"),
        sqlite_autoincrement=True,
    )


def _make_versions() -> None:
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("article", sa.Integer, nullable=False),
        sa.Column("batch", sa.Integer, nullable=False),
        sa.Column("stored_at", sa.DateTime, nullable=False),
        sa.Column("raw_sha256", sa.String(64), nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.Column("article_sha256", sa.String(64), nullable=False),
        sa.Column("cleaning", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("removed", sa.JSON, nullable=False),
        sa.Column("dateline_place", sa.Text),
        sa.Column("dateline_agency", sa.Text),
        sa.Column("printed", sa.Text, nullable=False),
        sa.Column("day", sa.Date),
        sa.Column("time", sa.Time),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("extra", sa.JSON, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("line", sa.BigInteger, nullable=False),
        sa.Column("offset", sa.BigInteger, nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("record_sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_versions"),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name="fk_versions_article"),
        sa.ForeignKeyConstraint(["batch"], ["batches.id"], name="fk_versions_batch"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_versions_article", "versions", ["article"])
    op.create_index("ix_versions_batch", "versions", ["batch"])


def _make_changes() -> None:
    op.create_table(
        "changes",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("article", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("version", sa.Integer),
        sa.Column("batch", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_changes"),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name="fk_changes_article"),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name="fk_changes_version"),
        sa.ForeignKeyConstraint(["batch"], ["batches.id"], name="fk_changes_batch"),
        sqlite_autoincrement=True,
    )
    for column in ("article", "version", "batch"):
        op.create_index(f"ix_changes_{column}", "changes", [column])
