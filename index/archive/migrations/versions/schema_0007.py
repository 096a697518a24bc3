"""Which repeated lines of a source are no part of its stories, and by which rules all articles were cleaned last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make both tables."""
    _make("lines", ("source", "line", "verdict", "by"), sa.Column("sha256", sa.String(64), nullable=False))
    op.create_index("ix_lines_batch", "lines", ["batch"])
    _make("cleanings", ("rules",))


def _make(table: str, texts: tuple[str, ...], *others: sa.Column[str]) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("batch", sa.Integer, nullable=False),
        *others,
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["batch"], ["batches.id"], name=f"fk_{table}_batch"),
        sqlite_autoincrement=True,
    )
