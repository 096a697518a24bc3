"""Ways to damage a file, each drawn from dice; each says what it did."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path


def _flip(path: Path, dice: random.Random) -> str:
    data = bytearray(path.read_bytes())
    if not data:
        return _append(path, dice)
    place = dice.randrange(len(data))
    data[place] ^= 1 << dice.randrange(8)
    path.write_bytes(data)
    return f"one bit of byte {place}"


def _zero(path: Path, dice: random.Random) -> str:
    data = bytearray(path.read_bytes())
    place = 512 * dice.randrange(len(data) // 512 + 1)
    block = data[place : place + 512]
    if not any(block):
        return _flip(path, dice)
    data[place : place + 512] = bytes(len(block))
    path.write_bytes(data)
    return f"512 bytes from {place}"


def _truncate(path: Path, dice: random.Random) -> str:
    data = path.read_bytes()
    if not data:
        return _append(path, dice)
    length = dice.randrange(len(data))
    path.write_bytes(data[:length])
    return f"{length} of {len(data)} bytes left"


def _append(path: Path, dice: random.Random) -> str:
    more = dice.randbytes(dice.randint(1, 64))
    with path.open("ab") as file:
        file.write(more)
    return f"{len(more)} bytes more"


def _delete(path: Path, _dice: random.Random) -> str:
    path.unlink()
    return "gone"


DAMAGES: dict[str, Callable[[Path, random.Random], str]] = {
    "flip": _flip,
    "zero": _zero,
    "truncate": _truncate,
    "append": _append,
    "delete": _delete,
}
