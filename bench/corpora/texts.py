"""Many strings as two files, ``NAME.starts.npy`` and ``NAME.data.npy``: text i is ``data[starts[i]:starts[i + 1]]``."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np


def write_texts(folder: Path, name: str, texts: Sequence[str]) -> None:
    """Write *texts* in UTF-8."""
    encoded = [text.encode() for text in texts]
    starts = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(text) for text in encoded], out=starts[1:])
    np.save(folder / f"{name}.starts.npy", starts)
    np.save(folder / f"{name}.data.npy", np.frombuffer(b"".join(encoded), np.uint8))


def read_texts(folder: Path, name: str) -> list[str]:
    """All texts, as strings."""
    starts = np.load(folder / f"{name}.starts.npy").tolist()
    data = np.load(folder / f"{name}.data.npy").tobytes()
    return [data[first:last].decode() for first, last in pairwise(starts)]
