"""The sheets of the counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from search.web.page import Frame
from search.web.parts import Hidden, Link, Remark


@dataclass(frozen=True, slots=True)
class Curve:
    """A query in the drawing. The number stands at its end, so that no colour has to tell it from others."""

    number: int
    query: str
    total: int
    url: str
    strokes: tuple[str, ...]
    """Points of each unbroken stretch, as SVG has them."""
    end_x: int
    end_y: int
    """Where its number stands, of 1200 by 300."""
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """How many articles, of how many; where they are."""

    count: int
    share: str
    """Of a thousand; ``–`` where nothing was published."""
    url: str
    """``""`` where there are none."""


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A row of the table."""

    label: str
    published: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TrendsSheet:
    """Queries along the time."""

    template: ClassVar[str] = "trends.html"
    frame: Frame
    fields: tuple[str, ...]
    """What stands in the five fields."""
    first: str
    last: str
    units: tuple[Link, ...]
    measures: tuple[Link, ...]
    """Relative to what was published, or counts."""
    relative: bool
    left_out: bool
    """More were asked for than are drawn."""
    kept: Hidden
    """What the form sends along."""
    form_url: str
    curves: tuple[Curve, ...]
    ends: tuple[str, str]
    """Labels of the first and the last period."""
    top: str
    """What the height of the drawing stands for."""
    rows: tuple[PeriodLine, ...]
    files: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ListLine:
    """A name of a list."""

    name: str
    count: int
    years: str
    url: str
    file_url: str
    """Its articles as CSV; ``""`` where there are none."""
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class BatchSheet:
    """A list of names and what is found of each."""

    template: ClassVar[str] = "batch.html"
    frame: Frame
    form_url: str
    file_url: str
    """Where the same form is sent for a CSV."""
    typed: str
    forms: tuple[tuple[str, str, bool], ...]
    """How a line is read: value, label, and whether it is chosen."""
    lines: tuple[ListLine, ...]
    found: int
    """Lines of which there are articles."""
    left_out: int
    """Lines beyond those that are counted."""
    most: int


CountSheets = TrendsSheet | BatchSheet
