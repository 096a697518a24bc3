"""What columns hold beyond text and numbers: moments, days, JSON. A value that is none any more is damage."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Reading = Callable[[Any], Any]


class RowDamaged(Exception):
    """What a row holds is not what was stored; caught where the path of the database is known."""


def compact_json(value: object) -> str:
    """JSON without spaces, letters as they are."""
    return _JSON.encode(value)


def sound_json(text: str | bytes) -> Any:
    """What `compact_json` wrote; RowDamaged when it is JSON no more."""
    return _sound(json.loads, "JSON")(text)


class _SoundDateTime(sqlite.DATETIME):
    def result_processor(self, dialect: sa.Dialect, coltype: object) -> Reading | None:
        read: Reading | None = super().result_processor(dialect, coltype)
        return read and _sound(read, "moment")


class _SoundDate(sqlite.DATE):
    def result_processor(self, dialect: sa.Dialect, coltype: object) -> Reading | None:
        read: Reading | None = super().result_processor(dialect, coltype)
        return read and _sound(read, "day")


Day = sa.Date().with_variant(_SoundDate(), "sqlite")  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped


class UtcDateTime(sa.types.TypeDecorator[dt.datetime]):
    """A moment: aware in Python, UTC without a zone in the database (SQLite keeps no zones)."""

    impl = sa.DateTime().with_variant(_SoundDateTime(), "sqlite")  # type: ignore[no-untyped-call]
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, _dialect: sa.Dialect) -> dt.datetime | None:
        """From any zone to UTC."""
        return value.astimezone(dt.UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: dt.datetime | None, _dialect: sa.Dialect) -> dt.datetime | None:
        """Say that it is UTC."""
        return value.replace(tzinfo=dt.UTC) if value else None


def _sound(read: Reading, kind: str) -> Reading:
    def checked(value: object) -> object:
        try:
            return read(value)
        except (ValueError, TypeError, RecursionError) as error:
            raise RowDamaged(f"a row holds what is no {kind} any more ({error})") from error

    return checked
