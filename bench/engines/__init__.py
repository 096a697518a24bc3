"""Engines behind one small protocol: each is given the same documents, and is asked the same questions.

All index what Kliping does: title alone, title and body, each as surfaces and as stems with their positions; the values
of every field of index.schema.FILTERS; month and day. A word matches in either form, patterns and phrases surfaces.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Protocol, cast

from bench.queries import Question
from index.document import Document

TOP = 10
"""Articles, and values of a facet, that are asked for."""
COUNTED = ("person", "place", "month")
"""The three facets."""
SURFACE_WEIGHT, STEM_WEIGHT, TITLE_WEIGHT = 0.4, 1.0, 3.0
NAMES = ("kliping", "tantivy", "fts5", "whoosh")

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found."""

    total: int
    top: tuple[tuple[int, float], ...]
    """Place in the corpus and score of the first articles."""
    facets: Mapping[str, Counts] = field(default_factory=dict)
    """For each of COUNTED the TOP most frequent values, falling."""
    is_partial: bool = False
    """The engine said that it has not looked at everything, as for a pattern of too many words."""
    counts_are_estimates: bool = False
    """The engine said that the counts of facets may be off."""


class Builder(Protocol):
    """Takes documents; leaving the context makes them all searchable."""

    def add(self, documents: Sequence[Document]) -> None:
        """Index some more."""

    def __enter__(self) -> Builder: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...


class Session(Protocol):
    """An index open for searching."""

    def ask(self, question: Question, *, facets: bool) -> Answer | None:
        """The answer; None where the engine has no such query."""

    def forget(self) -> None:
        """Drop what was kept of earlier questions; pages stay in memory."""

    def close(self) -> None:
        """Let go of everything."""


class Engine(Protocol):
    """One way to index and to search."""

    version: str

    def builder(self, folder: Path, *, on_top: bool = False) -> Builder:
        """Index into an empty *folder*, or *on_top* of what lies there."""

    def open(self, folder: Path) -> Session:
        """What lies in *folder*, for searching."""


def engine(name: str) -> Engine:
    """The engine of this name; importing it is its own affair, so that one can be absent."""
    module = import_module(f"bench.engines.{name}_engine")
    return cast(Engine, module.ENGINE)


def month(day: int) -> str:
    """``2019-09``; nothing for day 0."""
    return dt.date.fromordinal(day).isoformat()[:7] if day else ""
