"""How far the files of an unfinished run have come; written in the transaction of the articles they speak of."""

from __future__ import annotations

from dataclasses import asdict

import sqlalchemy as sa

from index.archive.tables import checkpoints
from index.archive.values import Checkpoint


def write(connection: sa.Connection, checkpoint: Checkpoint) -> None:
    """In place of the one the file had."""
    connection.execute(checkpoints.delete().where(checkpoints.c.file == checkpoint.file))
    connection.execute(checkpoints.insert(), asdict(checkpoint))


def forget(connection: sa.Connection, batch: int) -> None:
    """The run has come to its end."""
    connection.execute(checkpoints.delete().where(checkpoints.c.batch == batch))


def every(connection: sa.Connection) -> tuple[Checkpoint, ...]:
    """Of all unfinished runs, the newest run first."""
    columns = [checkpoints.c[name] for name in Checkpoint.__dataclass_fields__]
    rows = connection.execute(sa.select(*columns).order_by(checkpoints.c.batch.desc(), checkpoints.c.file))
    return tuple(Checkpoint(*row) for row in rows)
