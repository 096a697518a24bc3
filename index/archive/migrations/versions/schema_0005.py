"""Dates of a month or a year, where a date was taken from, and why it may be wrong."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the columns; what was stored before has none of this until it is cleaned again."""
    for name in ("known", "taken_from", "doubt"):
        op.add_column("versions", sa.Column(name, sa.Text, nullable=False, server_default=""))
