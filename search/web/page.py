"""The sheets: one dataclass per template, which receives it as ``page`` and nothing else.

Everything a template shows is a field here, ready to be written; templates loop and branch, they compute nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from search.results import Hit, Snippet

Hidden = tuple[tuple[str, str], ...]
"""Names and values of a form's hidden fields."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    text: str
    url: str
    current: bool = False


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
class Frame:
    """What surrounds every page: the head, the search box, the foot."""

    title: str
    """Of the window, without the site's name; ``""`` on the front page."""
    query: str
    """What stands in the search box."""
    hidden: Hidden
    """What a new query keeps of the search so far."""
    index: IndexLine | None
    """What is known of the index; None where no page can be made of it."""
    form_url: str
    style_url: str
    script_url: str
    icon_url: str


@dataclass(frozen=True, slots=True)
class LandingSheet:
    """The front page: the archive at a glance."""

    template: ClassVar[str] = "landing.html"
    frame: Frame
    total: int
    span: str
    """``2009–2026``, or one year, or ``""`` when nothing is dated."""
    years: tuple[Bar, ...]
    sources: tuple[Ranked, ...]
    persons: tuple[Ranked, ...]
    places: tuple[Ranked, ...]
    newest: tuple[HitLine, ...]
    newest_url: str


@dataclass(frozen=True, slots=True)
class ResultSheet:
    """The answer to a search: filters beside hits."""

    template: ClassVar[str] = "results.html"
    frame: Frame
    total: int
    query: str
    first_number: int
    """Number of the first hit on this page, from 1."""
    page_note: str
    """``halaman 2 dari 13``; ``""`` on the only page."""
    seconds: str
    """``0,004 detik``."""
    form_url: str
    hidden: Hidden
    """What the filter form keeps beside its own fields."""
    facets: tuple[Facet, ...]
    """Before and after the date."""
    later_facets: tuple[Facet, ...]
    dates: Dates
    chips: tuple[Chip, ...]
    cleared_url: str
    remarks: tuple[Remark, ...]
    some_words_url: str
    """Set when hits may lack some of the words: the search that wants all of them."""
    all_words_url: str
    """Set when all words were asked for: the search that does not insist."""
    hits: tuple[HitLine, ...]
    sorts: tuple[Link, ...]
    sizes: tuple[Link, ...]
    pager: Pager
    first_page_url: str
    """Set when there are hits but none on this page."""


@dataclass(frozen=True, slots=True)
class ArticleSheet:
    """One article, for reading and for printing."""

    template: ClassVar[str] = "article.html"
    frame: Frame
    title: str
    paragraphs: tuple[Snippet, ...]
    dateline: str
    """``Samarkand, MINA``, or ``""``."""
    day: dt.date | None
    date: str
    printed_date: str
    source: Link | None
    section: Link | None
    author: Link | None
    original_url: str
    """Only http and https."""
    id: str
    persons: tuple[Link, ...]
    places: tuple[Link, ...]
    organisations: tuple[Link, ...]
    back_url: str
    """The list of hits the reader came from; ``""`` when there was none."""


@dataclass(frozen=True, slots=True)
class NameSheet:
    """A person, place or organisation."""

    template: ClassVar[str] = "name.html"
    frame: Frame
    name: str
    kind: str
    """``Orang``, ``Tempat``, ``Organisasi``."""
    total: int
    years: tuple[Bar, ...]
    persons: tuple[Ranked, ...]
    places: tuple[Ranked, ...]
    organisations: tuple[Ranked, ...]
    newest: tuple[HitLine, ...]
    search_url: str
    """The search filtered by this name."""


@dataclass(frozen=True, slots=True)
class ProblemSheet:
    """What went wrong, in words for readers."""

    template: ClassVar[str] = "problem.html"
    frame: Frame
    status: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class WelcomeSheet:
    """An archive without articles: how to fill it."""

    template: ClassVar[str] = "welcome.html"
    frame: Frame
    commands: tuple[tuple[str, str], ...]
    """What it does, and the command."""


Sheet = LandingSheet | ResultSheet | ArticleSheet | NameSheet | ProblemSheet | WelcomeSheet
