"""What pages are made of: values that several sheets, or several places of one sheet, show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from search.results import Hit, Snippet

Hidden = tuple[tuple[str, str], ...]
"""Names and values of a form's hidden fields."""


@dataclass(frozen=True, slots=True)
class IndexLine:
    """The generation that is searched, and how whole it is."""

    generation: str
    checked: str
    """``diperiksa 25 Nov 2026 08.10 WIB``, or that it is being checked, or was not."""
    stale: bool
    """It stands in for a newer one that is damaged or missing; readers are told."""
    damaged: bool
    """Damage was found that no other generation stands in for yet."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    text: str
    url: str
    current: bool = False
    """The place, order or choice the reader is at now."""
    code: str = ""
    """Of the language there."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing the reader chose or excluded."""

    label: str
    """What it is: ``Orang``, ``Bukan tempat``, ``Tanggal``."""
    text: str
    url: str
    """The search without it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A diagnostic, the part of the query it is about, and where it leads."""

    message: str
    part: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class FacetLine:
    """One value of a facet."""

    key: str
    """Identifier of the checkbox, the same from page to page, so that the focus finds it again."""
    value: str
    name: str
    count: int | None
    """Hits after choosing it; None for a chosen value that the facet no longer lists."""
    selected: bool
    excluded: bool
    other_url: str
    """Excludes the value, or takes the exclusion back."""
    only_url: str = ""
    """Chooses the value alone; ``""`` where ticking it does the same because nothing else of the facet is chosen."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One group of checkboxes."""

    field: str
    label: str
    lines: tuple[FacetLine, ...]
    more_url: str
    """A longer list; ``""`` when this is all."""
    less_url: str
    """A shorter list; ``""`` when this is the shortest."""
    all_url: str
    """The page of all values, by name or by count; ``""`` when the list here is all, and on that page."""


@dataclass(frozen=True, slots=True)
class DateLine:
    """A year with its months, or a month."""

    label: str
    count: int
    url: str
    """Narrows to it, or takes it back when it is selected."""
    selected: bool
    open: bool = False
    """Its months are in view: something of it is chosen, or there is no other year."""
    months: tuple[DateLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Dates:
    """The date facet."""

    first: str
    """Contents of the two date fields, ISO or empty."""
    last: str
    years: tuple[DateLine, ...]
    undated: int
    """Articles without a date among the hits, when the reader may choose them."""
    only_undated: bool
    everything_url: str
    """Takes the date back; ``""`` when none is set."""
    presets: tuple[Link, ...]
    """Spans that are often wanted, and this day in history."""


@dataclass(frozen=True, slots=True)
class HitLine:
    """One hit with its links."""

    hit: Hit
    title: Snippet
    url: str
    persons: tuple[Link, ...]
    places: tuple[Link, ...]
    more_names: int
    """How many further persons and places the article has."""
    copies: Link | None
    """How many reprints it has, and the list of them."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Pages of a list. In ``pages``, None stands for pages left out."""

    pages: tuple[Link | None, ...]
    previous_url: str
    next_url: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One column of a chart of years."""

    label: str
    count: int
    height: int
    """Of 100; at least 2 where there is an article at all."""
    url: str
    """``""`` where there is nothing to see."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A name or value and the number of articles it is in."""

    text: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class TimeBar:
    """One column of the timeline."""

    label: str
    """``15 Sep 2022``, ``September 2022``, ``2022``."""
    count: int
    url: str
    """Narrows to its days; ``""`` where there is nothing to see."""
    x: int
    """The left edge of its place, in units of the drawing."""
    height: int
    """Of 100; at least 3 where there is an article at all."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The hits along the time, as a drawing and as a table."""

    unit: str
    """``per hari``, ``per bulan``, ``per tahun``."""
    bars: tuple[TimeBar, ...]
    width: int
    """Of the drawing; its height is 100."""
    step: int
    """From one place to the next."""
    thickness: int
    """Of a column, which stands *inset* from the left edge of its place."""
    inset: int
    first: str
    """Labels of both ends."""
    last: str
    most: int
    """The highest count."""
    wider_url: str
    """Takes the bounds of the time back; ``""`` when there are none."""


@dataclass(frozen=True, slots=True)
class Lack:
    """A part of a search that found nothing, and what there would be."""

    label: str
    """What it is: ``Tempat``, ``Kata``."""
    text: str
    count: int
    """Articles without this part."""
    url: str
    """The search without it."""
    alone: int | None
    """Articles with this part alone, for a part of the query; None for a filter."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph: plain, or a name that leads to its page."""

    pieces: Snippet
    url: str = ""
    kind: str = ""
    """``person``, ``place`` or ``organisation``; ``""`` for plain text."""


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """Something readers must know of an article: corrected, answered, withdrawn."""

    kind: str
    title: str
    """``Ralat``, ``Hak jawab``, ``Dicabut``, ``Catatan``."""
    text: str
    basis: str
    day: dt.date
    other: Link | None
    """The article that corrects or answers it, or that it corrects or answers."""


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One text of an article."""

    number: int
    """From 1, the oldest."""
    moment: str
    """When it came into the archive."""
    shown: bool
    """It is the one that is read now."""
    diff_url: str
    """What changed from the one before; ``""`` for the first."""


@dataclass(frozen=True, slots=True)
class Citation:
    """An article as a reference, in one style."""

    style: str
    pieces: Snippet
    """The pieces that are true are set in italics."""


@dataclass(frozen=True, slots=True)
class Meta:
    """A line of the page's head."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a text that is the same in both versions, or was put in or taken out."""

    kind: str
    """``same``, ``new`` or ``old``."""
    text: str
