"""The columns of one generation, open for reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.columns.texts import NO_DICTIONARY, NO_TEXTS, Dictionary, Ints, Places, Rows, Texts
from index.columns.written import NOTHING_WRITTEN, Grouping, Written
from index.reprints import Groups, grouped
from index.schema import FILTERS, NAMES

COMMONEST = 96
"""Values of a column whose rows are also kept as bits, when first wanted: twelve megabytes for a million rows."""


PAIRS = 10_000
"""Values of a column whose names are kept as text, two megabytes at most."""


def packed(rows: Rows, size: int) -> npt.NDArray[np.uint64]:
    """A bit for each of *size* rows, set for *rows*."""
    mask = np.zeros(-(-size // 64) * 64, np.bool_)
    mask[rows] = True
    return np.packbits(mask, bitorder="little").view(np.uint64)


@dataclass(frozen=True, eq=False)
class ValueColumn:
    """Any number of values per row, as ordinals into a dictionary (compressed sparse rows)."""

    starts: Ints
    """shape (rows + 1,): the ordinals of row r are ``ordinals[starts[r]:starts[r + 1]]``."""
    ordinals: Rows
    ids: Dictionary
    names: Texts

    @cached_property
    def ordinal_of(self) -> Mapping[str, int]:
        """Identifier -> ordinal."""
        return Places(self.ids)

    @cached_property
    def owners(self) -> Rows:
        """The row of each element of ``ordinals``; shape as ``ordinals``."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))

    @cached_property
    def totals(self) -> Ints:
        """The number of rows that hold each value, rows that are not alive among them; shape ``(len(ids),)``."""
        return np.bincount(self.ordinals, minlength=len(self.ids))

    @cached_property
    def commonest(self) -> Rows:
        """The ordinals in the most rows, by falling number of rows; at most COMMONEST."""
        found = np.argpartition(-self.totals, COMMONEST)[:COMMONEST] if len(self.ids) > COMMONEST else None
        ordinals = np.arange(len(self.ids)) if found is None else found
        return ordinals[np.argsort(-self.totals[ordinals], kind="stable")].astype(np.int32)

    @cached_property
    def commonest_rows(self) -> npt.NDArray[np.uint64]:
        """A bit for each row and each of the commonest values; shape ``(len(commonest), rows / 64 rounded up)``."""
        rows = len(self.starts) - 1
        place = np.full(len(self.ids), -1, np.int8)
        place[self.commonest] = np.arange(len(self.commonest))
        places = place[self.ordinals]
        are_common = places >= 0
        owners = np.repeat(np.arange(rows, dtype=np.int32), np.diff(self.starts))[
            are_common
        ]  # used this once: not kept
        places = places[are_common]
        bits = np.zeros((len(self.commonest), -(-rows // 64)), np.uint64)
        for number in range(len(self.commonest)):
            bits[number] = packed(owners[places == number], rows)
        return bits

    def of(self, row: int) -> tuple[tuple[str, str], ...]:
        """The (id, name) pairs of one row, in the article's order."""
        found = self.ordinals[self.starts[row] : self.starts[row + 1]]
        return tuple(map(self.pair, found.tolist()))

    def pair(self, ordinal: int) -> tuple[str, str]:
        """Identifier and name of one value; those shown again and again are kept."""
        if (known := self._pairs.get(ordinal)) is not None:
            return known
        pair = self.ids[ordinal], self.names[ordinal]
        if len(self._pairs) < PAIRS:
            self._pairs[ordinal] = pair
        return pair

    @cached_property
    def _pairs(self) -> dict[int, tuple[str, str]]:
        return {}


@dataclass(frozen=True, eq=False)
class Columns:
    """All columns of a generation; every array has one element per row unless said otherwise."""

    number: Ints
    version: Ints
    day: Rows
    """Proleptic ordinals; 0 is undated."""
    days: npt.NDArray[np.int16]
    """Over how many days from there the date is open: 1, or those of a month or a year of which no more is known."""
    title_length: Rows
    """Tokens of the title."""
    text_length: Rows
    """Tokens of the body plus TITLE_WEIGHT times those of the title."""
    alive: npt.NDArray[np.bool_]
    """False for rows whose article was updated or deleted since they were written."""
    minute: npt.NDArray[np.int16]
    """Of the day: see index.document."""
    digest: Ints
    """Of the text: equal ones are equal texts (index.reprints)."""
    pairs: Ints
    """Digests of texts of which one is a reprint of the other, two and two; shape (2 * pairs,)."""
    keys: Dictionary
    values: Mapping[str, ValueColumn] = field(default_factory=dict)
    """Of persons, places and organisations the records that their names stand for."""
    written: Mapping[str, Written] = field(default_factory=dict)
    """Of these, the names as the articles have them."""
    records: Mapping[str, Rows] = field(default_factory=dict)
    """For each element of ``written`` its record, an ordinal of ``values``; -1 where it is shown nowhere."""
    groupings: Mapping[str, Grouping] = field(default_factory=dict)
    """The decisions that lead from the one to the other."""

    def __len__(self) -> int:
        return len(self.number)

    @cached_property
    def last_day(self) -> Rows:
        """The last day that each row may be of."""
        return self.day if self.is_precise else (self.day + self.days - 1).astype(np.int32)

    @cached_property
    def is_precise(self) -> bool:
        """Whether every row is undated or known to the day."""
        return bool((self.days <= 1).all())

    def within(self, rows: Rows, days: int) -> Rows:
        """Those of *rows* whose date is known to so many days: 1, or 31 for a month."""
        return rows if self.is_precise else rows[self.days.take(rows) <= days]

    @cached_property
    def months(self) -> Rows:
        """Months since year 0 (``12 * year + month - 1``); -1 where undated, January where only the year is known."""
        return _months(self.day)

    @cached_property
    def first_month(self) -> int:
        """The first of ``months`` that is dated; 0 where none is."""
        dated = self.day[self.day > 0]
        return int(_months(dated.min(keepdims=True))[0]) if len(dated) else 0

    @cached_property
    def month_places(self) -> npt.NDArray[np.uint16] | Rows:
        """Months since ``first_month`` and one; 0 where undated: in as few bytes as they need."""
        months = _months(self.day)
        places = np.where(months < 0, 0, months - np.int32(self.first_month - 1)).astype(np.int32)
        return places.astype(np.uint16) if not len(places) or places.max() < 1 << 16 else places

    @cached_property
    def by_month(self) -> Ints:
        """The number of rows at each of ``month_places``."""
        return np.bincount(self.month_places, minlength=1)

    @property
    def key_ranks(self) -> Rows:
        """The place of each row's key in the order of all keys, by which ties are broken."""
        return self.keys.ranks

    @cached_property
    def reprints(self) -> Groups:
        """Which of the articles that are alive are reprints of each other."""
        last_day = self.day.astype(np.int64) + self.days - 1
        day = np.where(self.day == 0, np.iinfo(np.int32).max, last_day)
        order = np.lexsort((self.number, self.minute, day))
        published = np.empty(len(self), np.int64)
        published[order] = np.arange(len(self))
        return grouped(self.digest, self.pairs.reshape(-1, 2), self.alive, published)

    def row_of(self, key: str) -> int | None:
        """The row that is alive and has this key."""
        return next((row for row in self.keys.places(key) if self.alive[row]), None)


def _months(day: Rows) -> Rows:
    days = (day.astype(np.int64) - _EPOCH).astype("datetime64[D]")
    months = days.astype("datetime64[M]").astype(np.int64) + 12 * 1970
    return np.where(day == 0, -1, months).astype(np.int32)


def empty() -> Columns:
    """The columns of a generation without rows."""
    ints, rows, days = np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int16)
    nothing = {name: ValueColumn(np.zeros(1, np.int64), rows, NO_DICTIONARY, NO_TEXTS) for name in FILTERS}
    return Columns(
        ints,
        ints,
        rows,
        days,
        rows,
        rows,
        np.zeros(0, np.bool_),
        np.zeros(0, np.int16),
        ints,
        ints,
        NO_DICTIONARY,
        values=nothing,
        written=dict.fromkeys(NAMES, NOTHING_WRITTEN),
        records=dict.fromkeys(NAMES, rows),
        groupings={name: Grouping() for name in NAMES},
    )


_EPOCH = dt.date(1970, 1, 1).toordinal()
