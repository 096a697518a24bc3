"""The trained model as it is kept: one compressed file of arrays, made by ``python -m index train``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.entities.tables import DATA
from index.entities.tagging.words import Lexemes

PATH = DATA / "tagger.npz"
FORMAT = 2
"""Raised when features or arrays change, so that an old file is not read with new code."""
_BETWEEN = "\0"


@dataclass(frozen=True, slots=True)
class Model:
    """Weights and the counts of words they were learnt with."""

    lexemes: Lexemes
    features: dict[str, int]
    """Feature -> row of *words*."""
    words: npt.NDArray[np.int8]
    """Feature x place x label, in units of *unit*."""
    buckets: npt.NDArray[np.int32]
    """Bucket of a pair -> row of *pairs*; 0 where training saw none."""
    pairs: npt.NDArray[np.int8]
    facts: npt.NDArray[np.float32]
    moves: npt.NDArray[np.float32]
    unit: tuple[float, float]
    """What one step of *words* and of *pairs* is worth."""
    card: dict[str, Any]
    """What it was trained on, and how well it did then."""


def save(model: Model, path: Path = PATH) -> None:
    """Write *model*; the same model gives the same bytes."""
    lexemes = model.lexemes
    used = np.flatnonzero(model.buckets)
    rows = list(lexemes.rows.values())
    arrays = {
        "vocabulary": _packed(lexemes.rows),
        "classes": lexemes.classes[rows],
        "habits": lexemes.habits[rows],
        "districts": _packed(sorted(lexemes.districts)),
        "features": _packed(model.features),
        "words": model.words,
        "buckets": np.stack((used, model.buckets[used])).astype(np.int32),
        "n_buckets": np.array(len(model.buckets)),
        "pairs": model.pairs,
        "facts": model.facts,
        "moves": model.moves,
        "unit": np.array(model.unit, np.float64),
        "card": np.frombuffer(json.dumps(model.card, ensure_ascii=False).encode(), np.uint8),
        "format": np.array(FORMAT),
    }
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def load(path: Path = PATH) -> Model:
    """Read a model."""
    with np.load(path) as arrays:
        if int(arrays["format"]) != FORMAT:
            raise ValueError(
                f"{path}: format {int(arrays['format'])}, expected {FORMAT}: python -m index train makes it anew"
            )
        used, rows = arrays["buckets"]
        buckets = np.zeros(int(arrays["n_buckets"]), np.int32)
        buckets[used] = rows
        vocabulary = _unpacked(arrays["vocabulary"])
        return Model(
            lexemes=Lexemes(
                dict(zip(vocabulary, range(len(vocabulary)), strict=True)),
                arrays["classes"],
                arrays["habits"],
                frozenset(_unpacked(arrays["districts"])),
            ),
            features={name: i for i, name in enumerate(_unpacked(arrays["features"]))},
            words=arrays["words"],
            buckets=buckets,
            pairs=arrays["pairs"],
            facts=arrays["facts"],
            moves=arrays["moves"],
            unit=(float(arrays["unit"][0]), float(arrays["unit"][1])),
            card=json.loads(arrays["card"].tobytes()),
        )


def _packed(words: Any) -> npt.NDArray[np.uint8]:
    return np.frombuffer(_BETWEEN.join(words).encode(), np.uint8)


def _unpacked(packed: npt.NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode().split(_BETWEEN)
