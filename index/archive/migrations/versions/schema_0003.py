"""A seal for each table, by which a row that changed or vanished by itself is found; `migrating` fills it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make it."""
    op.create_table(
        "seals",
        sa.Column("table", sa.Text, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("sum", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("table", name="pk_seals"),
    )
