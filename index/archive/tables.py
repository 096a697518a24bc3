"""THE tables of articles.db. A change here needs a migration beside it; a test compares the two."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

SCHEMA = "0001"
"""The newest migration. Migrations are numbered, so that a newer program's schema is known by its name."""


class UtcDateTime(sa.types.TypeDecorator[dt.datetime]):
    """A moment: aware in Python, UTC without a zone in the database (SQLite keeps no zones)."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, _dialect: sa.Dialect) -> dt.datetime | None:
        """From any zone to UTC."""
        return value.astimezone(dt.UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: dt.datetime | None, _dialect: sa.Dialect) -> dt.datetime | None:
        """Say that it is UTC."""
        return value.replace(tzinfo=dt.UTC) if value else None


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

batches = sa.Table(
    "batches",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("started", UtcDateTime, nullable=False),
    sa.Column("finished", UtcDateTime),
    sa.Column("counts", sa.JSON, nullable=False),
    sa.Column("rejects_file", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)

articles = sa.Table(
    "articles",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("source_id", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    # Articles and versions point at each other: empty for the moment between their two inserts.
    sa.Column("version", sa.Integer, sa.ForeignKey("versions.id", use_alter=True)),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("access", sa.Text, nullable=False),
    sa.Column("embargo_until", UtcDateTime),
    sa.Column("batch", sa.Integer, sa.ForeignKey("batches.id"), nullable=False),  # the first that brought it
    sa.UniqueConstraint("source_id", "source"),
    sqlite_autoincrement=True,
)

versions = sa.Table(
    "versions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), nullable=False, index=True),
    sa.Column("batch", sa.Integer, sa.ForeignKey("batches.id"), nullable=False, index=True),
    sa.Column("stored_at", UtcDateTime, nullable=False),
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
    sqlite_autoincrement=True,
)

# One row for each state an article came to, in order: what the index has to catch up with, and what undo goes back by.
changes = sa.Table(
    "changes",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),  # version: other content; status: found or not
    sa.Column("version", sa.Integer, sa.ForeignKey("versions.id"), index=True),
    sa.Column("batch", sa.Integer, sa.ForeignKey("batches.id"), nullable=False, index=True),
    sqlite_autoincrement=True,
)
