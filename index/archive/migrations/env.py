"""Alembic runs this for every migration; the connection and its transaction are the caller's."""

from alembic import context

from index.archive.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite can, though Alembic does not assume it
)
context.run_migrations()
