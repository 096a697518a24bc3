"""The current generation with its files open, which may be removed or found damaged while it is being opened."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from index import authority, columns, generation
from index.analysis import Analyser
from index.archive import Archive
from index.generation import Generation
from index.manifest import FileDamaged
from search.backends.naming import with_decisions
from search.backends.segments import SegmentPostings
from search.backends.withholding import withheld, without

ATTEMPTS = 5
"""Generations tried."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A generation with its files open."""

    generation: Generation
    analyser: Analyser
    postings: SegmentPostings
    until: int
    """The change up to which nothing is shown that was taken away."""
    authority: str
    """The decisions about names that it shows."""


def opened_generation(directory: Path, damaged: Collection[Path], archive: Archive) -> Opened:
    """The current generation with its files open.

    It may be removed meanwhile, after several publications.
    """
    for last in (False,) * (ATTEMPTS - 1) + (True,):
        opened = generation.open_current(directory, damaged)
        archive.check_in_place()  # else it may be of articles that were restored after *archive* was opened
        try:
            analyser = generation.analyser_of(opened)
            whole = columns.read(opened.path, opened.manifest)
            taken = withheld(archive, whole, opened.manifest.last_change)
            known = authority.fingerprint(archive)
            shown = with_decisions(without(whole, taken.rows), opened.manifest, archive, known)
            postings = SegmentPostings(opened.path, shown, opened.manifest)
            return Opened(opened, analyser, postings, taken.until, known)
        except FileDamaged as error:
            if opened.path.exists():
                generation.doubt(opened.path)
                damaged = (*damaged, error.path)
            if last:
                raise
        except OSError:  # Whoosh lists the directory, and opens the postings
            if last or opened.path.exists():
                raise
    raise AssertionError
