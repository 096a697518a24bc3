"""The samples of a generation's rows, which new texts are compared with: a file for each publication since a fresh one.

A file is never changed: the next generation links it, as it does segments.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.manifest import Manifest, read_checked
from index.reprints.meeting import Samples

PREFIX = "reprints-"
"""Begins the name of a file; the number of its first row follows."""


def write(samples: Samples, first_row: int, path: Path) -> None:
    """Keep the samples of rows from *first_row* on in the directory that is being filled; none are no file."""
    if len(samples):
        with (path / f"{PREFIX}{first_row:010d}").open("wb") as file:
            np.save(file, samples.sizes.astype(np.uint32), allow_pickle=False)
            np.save(file, samples.runs, allow_pickle=False)


def read(path: Path, manifest: Manifest) -> Samples:
    """The samples of all rows of the generation in *path*; FileDamaged when they are not as they were written."""
    names = sorted(name for name in manifest.files if name.startswith(PREFIX))
    parts = [_read(read_checked(path / name, manifest.files[name])) for name in names]
    return joined(parts)


def joined(parts: Sequence[Samples]) -> Samples:
    """The samples of all *parts*, one after the other."""
    sizes = np.concatenate([np.zeros(0, np.int64), *(part.sizes for part in parts)])
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Samples(starts, np.concatenate([np.zeros(0, np.uint32), *(part.runs for part in parts)]))


def _read(contents: bytes) -> Samples:
    file = io.BytesIO(contents)
    sizes = np.load(file, allow_pickle=False).astype(np.int64)
    return Samples(np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64), np.load(file, allow_pickle=False))
