"""The rows of the next generation -> which of their texts are one copy: new ones against all, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from index import reprints
from index.analysis import Analyser
from index.archive import Archive
from index.columns import Columns, ColumnsBuilder
from index.columns.texts import Ints
from index.pipeline.planning import Plan
from index.reprints import NO_DIGEST, Words
from index.reprints.keeping import joined

AT_ONCE = 2_000
"""Pairs whose texts are in memory together."""


def with_reprints(builder: ColumnsBuilder, plan: Plan, archive: Archive, analyser: Analyser, path: Path) -> Columns:
    """The columns that *builder* has gathered, with the pairs of texts; the samples of new rows are kept in *path*."""
    built, added = builder.build(plan.dead), builder.samples()
    reprints.write(added, len(plan.columns), path)
    before = reprints.read(plan.base.path, plan.base.manifest) if plan.base else joined(())
    samples = joined((before, added))
    if len(samples) != len(built):
        raise ValueError(f"{path}: samples of {len(samples)} texts for {len(built)} rows")
    known, new = _texts(built, plan)
    rows = np.concatenate([known, new])
    near = reprints.candidates(samples.only(rows), len(known)) if len(new) else np.zeros((0, 2), np.int64)
    found = built.digest[rows[_confirmed(near, built.version[rows], archive, analyser)]]
    kept = built.pairs.reshape(-1, 2)
    kept = kept[np.isin(kept, built.digest[rows]).all(axis=1)]
    pairs = np.unique(np.sort(np.concatenate([kept, found.reshape(-1, 2)]), axis=1), axis=0)
    return replace(built, pairs=pairs.ravel())


def _texts(built: Columns, plan: Plan) -> tuple[Ints, Ints]:
    """A row for each text that there is: of those that were compared already, and of those that were not."""
    rows = np.flatnonzero(built.alive & (built.digest != NO_DIGEST))
    rows = rows[np.sort(np.unique(built.digest[rows], return_index=True)[1])]
    compared = plan.columns.digest[plan.columns.alive]
    is_known = np.isin(built.digest[rows], compared)
    return rows[is_known], rows[~is_known]


def _confirmed(near: Ints, versions: Ints, archive: Archive, analyser: Analyser) -> Ints:
    """Those of the pairs *near* whose texts, read again, are one copy."""
    is_one = np.zeros(len(near), np.bool_)
    for start in range(0, len(near), AT_ONCE):
        some = near[start : start + AT_ONCE]
        words = _words(np.unique(versions[some]).tolist(), archive, analyser)
        for place, (one, other) in enumerate(versions[some].tolist(), start):
            is_one[place] = one in words and other in words and reprints.is_reprint(words[one], words[other])
    return near[is_one]


def _words(versions: Sequence[int], archive: Archive, analyser: Analyser) -> dict[int, Words]:
    stored = archive.versions_for_staff(versions)
    return {version: reprints.words_of(analyser.skim(one.article.body).surfaces()) for version, one in stored.items()}
