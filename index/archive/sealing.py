"""Proof that no row changed or vanished by itself: of each table, how many rows it has and the sum of their hashes.

Triggers that only our writing connections have keep both, whatever statement writes; they are committed with the rows.
A change that no statement made, in a row or in a sum, makes them disagree for good.
"""

# ruff: noqa: S608 (names of tables and columns are the schema's own; values are bound)

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from index.archive.column_types import RowDamaged

TABLE = "seals"
SCHEMA = "sqlite_master"
NUMBERING = "sqlite_sequence"
"""SQLite's own: the numbers it gave out. No trigger can watch it, so it is read before and after each transaction."""

Value = str | bytes | int | float | None

_MODULUS = 1 << 256
_TABLES = f"SELECT name FROM main.{SCHEMA} WHERE type = 'table' ORDER BY name"
_QUERIES = {SCHEMA: f"SELECT type, name, tbl_name, sql FROM main.{SCHEMA}"}  # the page a table begins on is no content
_TRIGGERS = {"INSERT": ("NEW",), "DELETE": ("OLD",), "UPDATE": ("OLD", "NEW")}
_BEGAN = "seals_began"
_FUNCTIONS = {"NEW": "seal_row", "OLD": "unseal_row"}


@dataclass(frozen=True, slots=True)
class Seal:
    """What a table comes to; seals can be added and subtracted."""

    rows: int = 0
    sum: int = 0
    """Of the SHA-256 of its rows, as numbers, modulo 2^256: the order of the rows does not matter."""

    def plus(self, other: Seal, sign: int = 1) -> Seal:
        """Both together; with -1, without the other."""
        return Seal(self.rows + sign * other.rows, (self.sum + sign * other.sum) % _MODULUS)


@dataclass(slots=True)
class Tally:
    """What the transaction at hand has written; given to a connection by `watch`.

    Rows with new numbers are read at its end, when they are as they will stay: most transactions write nothing else.
    A statement that fails must end its transaction: what it had written before it failed is not taken back here.
    """

    connection: sqlite3.Connection
    numbered: Mapping[str, str]
    """Tables whose numbers only grow, with the name of that column."""
    written: defaultdict[str, Seal] = field(default_factory=lambda: defaultdict(Seal))
    began: dict[str, int] = field(default_factory=dict)
    """The last number that each had given out."""
    numbering: Seal = field(default_factory=Seal)

    def begin(self) -> None:
        """The transaction has begun."""
        self.written.clear()
        self.numbering = _counted(self.connection, NUMBERING)
        self.began = dict.fromkeys(self.numbered, 0) | dict(self.connection.execute(f"SELECT * FROM main.{NUMBERING}"))
        self.connection.executemany(f"REPLACE INTO temp.{_BEGAN} VALUES (?, ?)", self.began.items())

    def commit(self) -> None:
        """The transaction ends: write down what it did."""
        for table, column in self.numbered.items():
            new = _summed(
                self.connection.execute(f'SELECT * FROM main."{table}" WHERE "{column}" > ?', (self.began[table],))
            )
            self.written[table] = self.written[table].plus(new)
        self.written[NUMBERING] = _counted(self.connection, NUMBERING).plus(self.numbering, -1)
        for table, seal in self.written.items():
            if seal != Seal():
                _add(self.connection, table, seal)

    def seal_row(self, table: str, *values: Value) -> None:
        """A row of *table* was written."""
        self.written[table] = self.written[table].plus(Seal(1, _hashed(values)))

    def unseal_row(self, table: str, *values: Value) -> None:
        """A row of *table* was removed, or is being changed."""
        self.written[table] = self.written[table].plus(Seal(1, _hashed(values)), -1)


def watch(connection: sqlite3.Connection) -> Tally:
    """Have every row that this connection writes tallied; outside of a transaction."""
    tally = Tally(connection, dict(_numbered(connection)))
    connection.create_function("seal_row", -1, tally.seal_row)
    connection.create_function("unseal_row", -1, tally.unseal_row)
    connection.execute(f"CREATE TEMP TABLE {_BEGAN} (name TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID")
    for table in _sealed_tables(connection):
        if not table.startswith("sqlite_"):
            for event, rows in _TRIGGERS.items():
                connection.execute(_trigger(connection, table, event, rows, tally.numbered.get(table)))
    return tally


def _trigger(connection: sqlite3.Connection, table: str, event: str, rows: Sequence[str], number: str | None) -> str:
    """One that tallies rows, where the tally does not read them at the end anyhow."""
    columns = [name for _, name, *_ in connection.execute(f'PRAGMA main.table_info("{table}")')]
    steps = (f"SELECT {_FUNCTIONS[row]}('{table}', {_listed(row, columns)});" for row in rows)
    is_new = f"(SELECT number FROM {_BEGAN} WHERE name = '{table}')"
    when = f'WHEN {rows[0]}."{number}" <= {is_new}' if number else ""
    name = f'"seal_{event}_{table}"'
    return f'CREATE TEMP TRIGGER {name} AFTER {event} ON main."{table}" {when} BEGIN {" ".join(steps)} END'


def _numbered(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    query = f"SELECT name FROM main.{SCHEMA} WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%' ORDER BY name"
    for (table,) in connection.execute(query).fetchall():
        for _, column, _, _, _, key in connection.execute(f'PRAGMA main.table_info("{table}")').fetchall():
            if key:
                yield table, column


def seal_all(connection: sqlite3.Connection) -> None:
    """Let everything count that is there now; for migrations, after `differences` found none."""
    connection.execute(f"DELETE FROM {TABLE}")
    for table in _sealed_tables(connection):
        _add(connection, table, _counted(connection, table))


def is_sealed(connection: sqlite3.Connection) -> bool:
    """Whether the tables are from a time when there were seals."""
    return TABLE in {name for (name,) in connection.execute(_TABLES)}


def differences(connection: sqlite3.Connection, *, deep: bool = True) -> Iterator[tuple[str, str]]:
    """The tables that are not what was written, and how; without *deep*, those in which rows are missing."""
    try:
        written = dict(_seals(connection))
        here = _sealed_tables(connection)
    except (sqlite3.Error, UnicodeDecodeError, RowDamaged) as error:
        yield TABLE, f"table {TABLE} cannot be read ({error})"
        return
    for table in sorted({*written, *here}):
        seal = written.get(table, Seal())
        try:
            found = _counted(connection, table) if deep else _rows(connection, table)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            yield table, f"table {table} cannot be read ({error})"
            continue
        if found.rows != seal.rows:
            yield table, f"table {table} has {found.rows} rows, {seal.rows} were written"
        elif deep and found.sum != seal.sum:
            yield table, f"table {table} holds something else than was written"


def _sealed_tables(connection: sqlite3.Connection) -> list[str]:
    return [SCHEMA, *(name for (name,) in connection.execute(_TABLES) if name != TABLE)]


def _listed(row: str, columns: Iterable[str]) -> str:
    return ", ".join(f'{row}."{column}"' for column in columns)


def _counted(connection: sqlite3.Connection, table: str) -> Seal:
    return _summed(connection.execute(_QUERIES.get(table, f'SELECT * FROM main."{table}"')))


def _summed(found: Iterable[Sequence[Value]]) -> Seal:
    rows = total = 0
    for values in found:
        rows += 1
        total += _hashed(values)
    return Seal(rows, total % _MODULUS)


def _rows(connection: sqlite3.Connection, table: str) -> Seal:
    (rows,) = connection.execute(f'SELECT count(*) FROM main."{table}"').fetchone()
    return Seal(rows)


def _seals(connection: sqlite3.Connection) -> Iterator[tuple[str, Seal]]:
    for table, rows, text in connection.execute(f'SELECT "table", rows, sum FROM main.{TABLE}'):
        yield table, _seal(table, rows, text)


def _seal(table: str, rows: object, text: object) -> Seal:
    try:
        if isinstance(rows, int) and isinstance(text, str) and text == _written(int(text, 16)):
            return Seal(rows, int(text, 16))
    except ValueError:
        pass
    raise RowDamaged(f"the seal of table {table} cannot be read")


def _written(sum_: int) -> str:
    return f"{sum_:064x}"


def _add(connection: sqlite3.Connection, table: str, seal: Seal) -> None:
    values = connection.execute(f'SELECT rows, sum FROM main.{TABLE} WHERE "table" = ?', (table,)).fetchone()
    before = _seal(table, *values) if values else Seal()
    now = before.plus(seal)
    connection.execute(f"REPLACE INTO main.{TABLE} VALUES (?, ?, ?)", (table, now.rows, _written(now.sum)))


def _hashed(values: Sequence[Value]) -> int:
    """SHA-256 as a number, over all that a row says; control characters part the values and mark what is no text."""
    texts = [v if type(v) is str else f"\x1d{len(v)}" if isinstance(v, bytes) else f"\x1e{v}" for v in values]
    digest = hashlib.sha256("\x1f".join(texts).encode())
    for value in values:
        if type(value) is bytes:
            digest.update(value)
    return int.from_bytes(digest.digest(), "big")
