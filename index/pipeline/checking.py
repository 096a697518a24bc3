"""A sealed generation against the archive, before any reader sees it: what it holds is there and can be found."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from index import columns
from index.analysis import Analyser
from index.archive import Archive, StoredArticle
from index.backends.whoosh_check import Claim, missing
from index.backends.whoosh_schema import STEM, SURFACE
from index.columns import Columns
from index.document import placed
from index.errors import ArchiveUnusable
from index.manifest import Manifest
from index.pipeline.planning import Plan

IDS = 200
"""Articles looked up by id; half of them new ones, where there are as many."""
TEXTS = 20
"""Articles of these whose own terms must find them."""
TERMS = 3
"""Terms tried of each, in both forms."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Built:
    """What a generation should hold."""

    columns: Columns
    failed: Collection[int]
    """Articles, by their number, that not all of their words need find."""
    analyser: Analyser


class CheckFailed(ArchiveUnusable):
    """A generation that was just built does not hold what the archive holds; it was thrown away."""


def check(path: Path, manifest: Manifest, built: Built, archive: Archive, plan: Plan) -> None:
    """Raise CheckFailed unless *path* agrees with the archive as it was at *plan*'s last change."""
    rows = columns.read(path, manifest)
    if not columns.equal(rows, built.columns):
        raise _failed(path, "its columns do not read back as they were written")
    numbers = np.sort(rows.number[rows.alive])
    if len(numbers) != manifest.articles or bool((np.diff(numbers) == 0).any()):
        raise _failed(path, "an article is in it twice")
    moved = _moved(archive, plan.last_change)
    articles = archive.counts().articles
    if not moved and not _moved(archive, plan.last_change) and articles != manifest.articles:
        raise _failed(path, f"it has {manifest.articles:,} articles, articles.db {articles:,}")
    sample = _sample(rows, len(plan.columns), manifest.last_change)
    stored = archive.by_numbers(rows.number[sample].tolist())
    moved |= _moved(archive, plan.last_change)
    for row in sample:
        if (number := int(rows.number[row])) not in moved:
            _check_row(path, rows, row, stored.get(number))
    asked = [(row, int(rows.number[row])) for row in sample[:TEXTS]]
    whole = {row: stored[n] for row, n in asked if n in stored and n not in moved | {*built.failed}}
    claims = tuple(_claims(whole, built.analyser))
    for claim in missing(path, claims):
        raise _failed(path, f"{claim.term!r} does not find {rows.keys[claim.row]!r}, which has it")


def _moved(archive: Archive, since: int) -> set[int]:
    """Articles that changed while this generation was built; decisions need no writer's lock."""
    return {change.number for change in archive.changes(since, archive.last_change())}


def _sample(rows: Columns, new_from: int, seed: int) -> list[int]:
    chance = random.Random(seed)  # noqa: S311 (a sample, not a secret)
    alive = np.flatnonzero(rows.alive)
    split = int(np.searchsorted(alive, new_from))
    new = _some(alive[split:].tolist(), IDS // 2, chance)
    found = new + _some(alive[:split].tolist(), IDS - len(new), chance)
    chance.shuffle(found)
    return found


def _some(items: Sequence[Item], most: int, chance: random.Random) -> list[Item]:
    return chance.sample(items, min(most, len(items)))


def _check_row(path: Path, rows: Columns, row: int, stored: StoredArticle | None) -> None:
    key = rows.keys[row]
    if stored is None:
        raise _failed(path, f"articles.db has no {key!r}")
    if rows.row_of(stored.key) != row:
        raise _failed(path, f"{stored.key!r} is not found by its id")
    if int(rows.version[row]) != stored.version:
        raise _failed(path, f"{key!r} is there in version {int(rows.version[row])}, not in {stored.version}")
    if (int(rows.day[row]), int(rows.days[row])) != placed(stored.article.published):
        raise _failed(path, f"{key!r} is there with another date")


def _claims(stored: Mapping[int, StoredArticle], analyser: Analyser) -> Iterator[Claim]:
    chance = random.Random(len(stored))  # noqa: S311
    for row, article in stored.items():
        for field, text in (("title", article.article.title), ("text", article.article.body)):
            terms = analyser.terms(text)
            for form, all_of_them in ((SURFACE, terms.surfaces), (STEM, terms.stems)):
                longest = sorted(set(all_of_them), key=lambda term: (-len(term), term))[: 10 * TERMS]
                for term in _some(longest, TERMS, chance):  # long words are rare ones: quick to look up
                    yield Claim(row, field, form, term)


def _failed(path: Path, what: str) -> CheckFailed:
    return CheckFailed(
        f"{path.name}: the new index does not agree with articles.db: {what}; it was not published; "
        "run: python -m index rebuild"
    )
