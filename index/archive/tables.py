"""THE tables of articles.db. A change here needs a migration beside it; a test compares the two."""

from __future__ import annotations

import sqlalchemy as sa

from index.archive.column_types import Day, UtcDateTime

SCHEMA = "0007"
"""The newest migration. Migrations are numbered, so that a newer program's schema is known by its name."""


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
    sa.Column("interrupted", UtcDateTime),
    # An undone batch stays, and so does what it did: it only counts no more.
    sa.Column("undoes", sa.Integer, sa.ForeignKey("batches.id")),
    sa.Index("uq_batches_undoes", "undoes", unique=True),
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
    # The version that counts of those a source delivered; `version` is what edits and redactions made of it.
    sa.Column("given", sa.Integer, sa.ForeignKey("versions.id", use_alter=True)),
    sa.Column("is_deleted", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("status", sa.Text, nullable=False),  # follows from all else: settling.py
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
    sa.Column("day", Day),
    sa.Column("time", sa.Time),
    sa.Column("zone", sa.Text, nullable=False),
    # "2021-03" or "2021" where no day is known; where a date was taken from; why it may be wrong: article.Published.
    sa.Column("known", sa.Text, nullable=False, server_default=""),
    sa.Column("taken_from", sa.Text, nullable=False, server_default=""),
    sa.Column("doubt", sa.Text, nullable=False, server_default=""),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("section", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("extra", sa.JSON, nullable=False),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("line", sa.BigInteger, nullable=False),
    sa.Column("offset", sa.BigInteger, nullable=False),
    sa.Column("reader", sa.Text, nullable=False),
    sa.Column("record_sha256", sa.String(64), nullable=False),
    # The delivered version that edits and redactions made this one of; empty for a delivered one.
    sa.Column("base", sa.Integer, sa.ForeignKey("versions.id")),
    sqlite_autoincrement=True,
)

# One row for whatever happened to an article, in order: what the index has to catch up with, and what undo counts.
changes = sa.Table(
    "changes",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),  # values.Event
    # What readers may find from here on; empty for nothing.
    sa.Column("version", sa.Integer, sa.ForeignKey("versions.id"), index=True),
    sa.Column("batch", sa.Integer, sa.ForeignKey("batches.id"), nullable=False, index=True),
    # What a source delivered; empty when it was deleted, and for events that are no delivery.
    sa.Column("given", sa.Integer, sa.ForeignKey("versions.id")),
    sqlite_autoincrement=True,
)

edits = sa.Table(
    "edits",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), nullable=False, index=True),
    sa.Column("field", sa.Text, nullable=False),
    sa.Column("value", sa.Text),  # empty: as the source has it
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("batch", sa.Integer, sa.ForeignKey("batches.id"), nullable=False, index=True),
    sa.Column("sha256", sa.String(64), nullable=False),
    sqlite_autoincrement=True,
)

decisions = sa.Table(
    "decisions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),  # values.Kind
    sa.Column("basis", sa.Text, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("review_on", Day),
    sa.Column("message", sa.Text, nullable=False),  # for readers
    sa.Column("is_silent", sa.Boolean, nullable=False),
    sa.Column("names", sa.JSON, nullable=False),  # to be redacted
    sa.Column("replacement", sa.Text, nullable=False),
    sa.Column("batch", sa.Integer, sa.ForeignKey("batches.id"), nullable=False, index=True),
    sa.Column("sha256", sa.String(64), nullable=False),
    sqlite_autoincrement=True,
)

links = sa.Table(
    "links",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),  # values.LinkKind
    sa.Column("target", sa.Integer, sa.ForeignKey("articles.number"), nullable=False, index=True),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("batch", sa.Integer, sa.ForeignKey("batches.id"), nullable=False, index=True),
    sqlite_autoincrement=True,
)

# What people decided about names: who is who, what a record is called, what is no name. Never changed, only added to.
authority = sa.Table(
    "authority",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),  # person, place or organisation
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),  # ledger.Action
    sa.Column("details", sa.JSON, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("batch", sa.Integer, sa.ForeignKey("batches.id"), nullable=False, index=True),
    sa.Column("sha256", sa.String(64), nullable=False),
    sqlite_autoincrement=True,
)

# Lines that a source's pages repeat, and what people decided of them. Never changed, only added to.
lines = sa.Table(
    "lines",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("line", sa.Text, nullable=False),
    sa.Column("verdict", sa.Text, nullable=False),  # lines.Verdict
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("batch", sa.Integer, sa.ForeignKey("batches.id"), nullable=False, index=True),
    sa.Column("sha256", sa.String(64), nullable=False),
    sqlite_autoincrement=True,
)

# The rules by which all articles were cleaned, each time that they were.
cleanings = sa.Table(
    "cleanings",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("rules", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("batch", sa.Integer, sa.ForeignKey("batches.id"), nullable=False),
    sqlite_autoincrement=True,
)

# What may never come back: a backup from before is cleaned by this list, and a source that sends it again is refused.
purged = sa.Table(
    "purged",
    metadata,
    sa.Column("number", sa.Integer, sa.ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    sa.Column("decision", sa.Integer, sa.ForeignKey("decisions.id"), nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("hashes", sa.JSON, nullable=False),  # of the records that were purged
    sa.Column("erased", UtcDateTime),  # when their bytes were gone from the file
)

checkpoints = sa.Table(
    "checkpoints",
    metadata,
    sa.Column("file", sa.Text, primary_key=True),
    sa.Column("identity", sa.Text, nullable=False),
    sa.Column("records", sa.Integer, nullable=False),
    sa.Column("line", sa.BigInteger, nullable=False),
    sa.Column("offset", sa.BigInteger, nullable=False),
    sa.Column("counts", sa.JSON, nullable=False),
    sa.Column("batch", sa.Integer, sa.ForeignKey("batches.id"), nullable=False, index=True),
)

folders = sa.Table(
    "folders",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("created", UtcDateTime, nullable=False),
    sa.UniqueConstraint("owner", "name"),
    sqlite_autoincrement=True,
)

folder_items = sa.Table(
    "folder_items",
    metadata,
    sa.Column("folder", sa.Integer, sa.ForeignKey("folders.id"), primary_key=True, autoincrement=False),
    sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("added", UtcDateTime, nullable=False),
)

searches = sa.Table(
    "searches",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("query", sa.Text, nullable=False),  # the part of the address behind the question mark
    sa.Column("created", UtcDateTime, nullable=False),
    sa.UniqueConstraint("owner", "name"),
    sqlite_autoincrement=True,
)

folder_tags = sa.Table(
    "folder_tags",
    metadata,
    sa.Column("folder", sa.Integer, sa.ForeignKey("folders.id"), primary_key=True, autoincrement=False),
    sa.Column("article", sa.Integer, sa.ForeignKey("articles.number"), primary_key=True, autoincrement=False),
    sa.Column("tag", sa.Text, primary_key=True),
)

# What a saved search had found when its owner last looked: numbers of versions, packed by searches.py.
search_marks = sa.Table(
    "search_marks",
    metadata,
    sa.Column("search", sa.Integer, sa.ForeignKey("searches.id"), primary_key=True, autoincrement=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("versions", sa.LargeBinary, nullable=False),
)

# The last searches of readers who asked for that.
recent = sa.Table(
    "recent",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("query", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("total", sa.Integer, nullable=False),
    sa.UniqueConstraint("owner", "query"),
    sqlite_autoincrement=True,
)

# What each table comes to, kept by triggers: sealing.py. A change that no statement made is found by it.
seals = sa.Table(
    "seals",
    metadata,
    sa.Column("table", sa.Text, primary_key=True),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("sum", sa.String(64), nullable=False),
)
