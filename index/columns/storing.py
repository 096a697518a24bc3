"""Columns <-> one file: a JSON table of arrays, then the arrays, each at a multiple of 64 bytes.

Names are kept as written, with the decisions about them; their records are worked out when the file is read.

One file, so that a publication waits for one disk flush, and opening checks one file.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.columns.grouping import regrouped
from index.columns.rows import Columns, ValueColumn
from index.columns.texts import Dictionary, Texts
from index.columns.written import Grouping, Written
from index.errors import ArchiveUnusable
from index.manifest import Manifest, read_checked
from index.schema import FILTERS, NAMES

COLUMNS = "columns.bin"
"""Name of the file in a generation's directory."""

_ALIGNED = 64
_LENGTH = struct.Struct("<q")
_GROUPINGS = "groupings"
_PLAIN = ("number", "version", "day", "days", "title_length", "text_length", "alive", "minute", "digest", "pairs")

Array = npt.NDArray[Any]
Arrays = dict[str, Array]


def write(columns: Columns, directory: Path) -> None:
    """Write *columns* into an existing *directory*."""
    arrays = {name: _narrow(array) for name, array in _arrays(columns)}
    table = {name: (array.dtype.str, len(array)) for name, array in arrays.items()}
    head = json.dumps(table).encode()
    with (directory / COLUMNS).open("wb") as file:
        file.write(_LENGTH.pack(len(head)) + head)
        for array in arrays.values():
            file.write(bytes(-file.tell() % _ALIGNED))
            file.write(np.ascontiguousarray(array).data)


def read(directory: Path, manifest: Manifest | None = None) -> Columns:
    """The columns written to *directory*, read-only; FileDamaged when they are not those that *manifest* names.

    Read into memory, not mapped: what was checked is what is used, whatever becomes of the file.
    """
    path = directory / COLUMNS
    arrays = _unpacked(read_checked(path, manifest.files.get(COLUMNS) if manifest else None))
    try:
        columns, decided = _columns(arrays), _groupings(arrays)
    except KeyError as missing:
        raise ArchiveUnusable(
            f"{path}: holds no {missing}: written by another version of Kliping; run: python -m index rebuild"
        ) from missing
    return regrouped(columns, decided)


def _columns(arrays: Arrays) -> Columns:
    return Columns(
        number=arrays["number"],
        version=arrays["version"],
        day=arrays["day"],
        days=arrays["days"],
        title_length=arrays["title_length"],
        text_length=arrays["text_length"],
        alive=arrays["alive"],
        minute=arrays["minute"],
        digest=arrays["digest"],
        pairs=arrays["pairs"],
        keys=_dictionary(arrays, "keys"),
        values={name: _value_column(arrays, name) for name in FILTERS if name not in NAMES},
        written={name: _written(arrays, name) for name in NAMES},
    )


def _narrow(array: Array) -> Array:
    """Whole numbers in four bytes where all of them fit: a third less to write, to check and to keep in memory."""
    bounds = np.iinfo(np.int32)
    if array.dtype != np.int64 or (len(array) and not bounds.min <= array.min() <= array.max() <= bounds.max):
        return array
    return array.astype(np.int32)


def equal(one: Columns, other: Columns) -> bool:
    """Whether two generations' columns hold the same."""
    pairs = zip(_arrays(one), _arrays(other), strict=True)
    return all(name == also and np.array_equal(array, beside) for (name, array), (also, beside) in pairs)


def _arrays(columns: Columns) -> Iterator[tuple[str, Array]]:
    for name in _PLAIN:
        yield name, getattr(columns, name)
    yield from _dictionary_arrays("keys", columns.keys)
    for name, names in columns.written.items():
        yield f"{name}.starts", names.starts
        yield f"{name}.ordinals", names.ordinals
        yield f"{name}.id_of", names.id_of
        yield from _dictionary_arrays(f"{name}.ids", names.ids)
        yield from _dictionary_arrays(f"{name}.names", names.names)
    decided = {name: _plain(grouping) for name, grouping in columns.groupings.items()}
    yield _GROUPINGS, np.frombuffer(json.dumps(decided, sort_keys=True).encode(), np.uint8)
    for name in (name for name in columns.values if name not in columns.written):
        column = columns.values[name]
        yield f"{name}.starts", column.starts
        yield f"{name}.ordinals", column.ordinals
        yield from _dictionary_arrays(f"{name}.ids", column.ids)
        yield f"{name}.names.starts", column.names.starts
        yield f"{name}.names.data", column.names.data


def _dictionary_arrays(name: str, texts: Dictionary) -> Iterator[tuple[str, Array]]:
    yield f"{name}.starts", texts.starts
    yield f"{name}.data", texts.data
    yield f"{name}.order", texts.order


def _unpacked(contents: bytes) -> Arrays:
    (length,) = _LENGTH.unpack_from(contents)
    at = _LENGTH.size + length
    arrays: Arrays = {}
    for name, (kind, count) in json.loads(contents[_LENGTH.size : at]).items():
        at += -at % _ALIGNED
        arrays[name] = np.frombuffer(contents, np.dtype(kind), count, at) if count else np.zeros(0, kind)
        at += arrays[name].nbytes
    return arrays


def _dictionary(arrays: Arrays, name: str) -> Dictionary:
    return Dictionary(arrays[f"{name}.starts"], arrays[f"{name}.data"], arrays[f"{name}.order"])


def _plain(grouping: Grouping) -> dict[str, Any]:
    return asdict(grouping) | {"hidden": sorted(grouping.hidden)}


def _groupings(arrays: Arrays) -> dict[str, Grouping]:
    decided = json.loads(arrays[_GROUPINGS].tobytes())
    return {
        name: Grouping(
            heads=plain["heads"],
            names=plain["names"],
            hidden=frozenset(plain["hidden"]),
            apart={record: tuple(elements) for record, elements in plain["apart"].items()},
        )
        for name, plain in decided.items()
    }


def _written(arrays: Arrays, name: str) -> Written:
    return Written(
        arrays[f"{name}.starts"],
        arrays[f"{name}.ordinals"],
        _dictionary(arrays, f"{name}.names"),
        _dictionary(arrays, f"{name}.ids"),
        arrays[f"{name}.id_of"],
    )


def _value_column(arrays: Arrays, name: str) -> ValueColumn:
    names = Texts(arrays[f"{name}.names.starts"], arrays[f"{name}.names.data"])
    ids = _dictionary(arrays, f"{name}.ids")
    return ValueColumn(arrays[f"{name}.starts"], arrays[f"{name}.ordinals"], ids, names)
