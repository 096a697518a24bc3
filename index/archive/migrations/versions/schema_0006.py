"""What readers keep: tags in folders, what a saved search had found, and the searches they asked to be remembered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "folder_tags",
        sa.Column("folder", sa.Integer, nullable=False),
        sa.Column("article", sa.Integer, nullable=False),
        sa.Column("tag", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("folder", "article", "tag", name="pk_folder_tags"),
        sa.ForeignKeyConstraint(["folder"], ["folders.id"], name="fk_folder_tags_folder"),
        sa.ForeignKeyConstraint(["article"], ["articles.number"], name="fk_folder_tags_article"),
    )
    op.create_table(
        "search_marks",
        sa.Column("search", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("versions", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("search", name="pk_search_marks"),
        sa.ForeignKeyConstraint(["search"], ["searches.id"], name="fk_search_marks_search"),
    )
    op.create_table(
        "recent",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recent"),
        sa.UniqueConstraint("owner", "query", name="uq_recent_owner_query"),
        sqlite_autoincrement=True,
    )
