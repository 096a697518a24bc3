"""The sheets: one dataclass per template, which receives it as ``page`` and nothing else.

Everything a template shows is a field here, ready to be written; templates loop and branch, they compute nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from search.web.copies import CopyList
from search.web.parts import (
    Bar,
    Change,
    Chip,
    Citation,
    Dates,
    Facet,
    Hidden,
    HitLine,
    IndexLine,
    Lack,
    Link,
    Meta,
    NoticeLine,
    Pager,
    Ranked,
    Remark,
    Run,
    Timeline,
    VersionLine,
)


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
    home_url: str
    style_url: str
    desk_style_url: str
    """For the pages of the desk and of counts, beside it."""
    script_url: str
    combobox_url: str
    suggest_url: str
    """Where completions of the search box are asked for."""
    article_url: str
    """What the addresses of articles begin with."""
    icon_url: str
    tools: tuple[Link, ...]
    """Trends, and many names at once."""
    desk_url: str
    """The reader's folders and saved searches; ``""`` for readers who have none."""
    language: str
    """``id`` or ``en``."""
    languages: tuple[Link, ...]
    """This page in each of them."""


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
    this_day: Link
    """What was published on this day of every year."""


@dataclass(frozen=True, slots=True)
class ResultSheet:
    """The answer to a search: filters beside hits."""

    template: ClassVar[str] = "results.html"
    frame: Frame
    total: int
    listed: int
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
    timeline: Timeline | None
    query_chips: tuple[Chip, ...]
    """The parts of the query, each with the query that is left without it."""
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
    collapse: Link
    """Lists of several reprints the first alone, or each again."""
    collapsed_note: str
    """How many hits are listed when reprints are collapsed; ``""`` when they are not."""
    pager: Pager
    first_page_url: str
    """Set when there are hits but none on this page."""
    exports: tuple[Link, ...]
    """All hits as a file, by format."""
    feeds: tuple[Link, ...]
    """The search as a feed; the text is its media type."""
    save_url: str
    """Where the search is saved; ``""`` for readers who have no desk."""
    lacks: tuple[Lack, ...]
    """When there are no hits: what each part of the search costs, the most telling first."""


@dataclass(frozen=True, slots=True)
class FacetSheet:
    """All values of a facet, to choose from."""

    template: ClassVar[str] = "facet.html"
    frame: Frame
    facet: Facet
    total: int
    holding: str
    """What stands in the field that searches the names."""
    address: str
    """Where that field is sent."""
    kept: Hidden
    """What it sends along."""
    hidden: Hidden
    """What the checkboxes send along."""
    orders: tuple[Link, ...]
    initials: tuple[Link, ...]
    pager: Pager
    back_url: str
    """The search the values are of."""


@dataclass(frozen=True, slots=True)
class ArticleSheet:
    """One article, for reading and for printing."""

    template: ClassVar[str] = "article.html"
    frame: Frame
    title: str
    paragraphs: tuple[tuple[Run, ...], ...]
    dateline: str
    """``Samarkand, MINA``, or ``""``."""
    date: str
    """ISO 8601, as precise as it is known."""
    printed_date: str
    date_note: str
    """Where the date was found, and why it may be wrong; ``""`` where there is nothing to say."""
    source: Link | None
    section: Link | None
    author: Link | None
    original_url: str
    """Only http and https."""
    id: str
    persons: tuple[Link, ...]
    places: tuple[Link, ...]
    organisations: tuple[Link, ...]
    names_url: str
    """Marks the names in the text, or takes the marks away; ``""`` when it has no names."""
    names_marked: bool
    notices: tuple[NoticeLine, ...]
    versions: tuple[VersionLine, ...]
    """The newest first; none when there is only one."""
    origin: tuple[tuple[str, str], ...]
    """Where the text came from: what, and its value."""
    copies: CopyList
    """It and its reprints."""
    pointed: tuple[Link, ...]
    """The stories that the newsroom pointed to; without an address where they are not in the archive."""
    similar: tuple[Link, ...]
    """Articles about the same."""
    citations: tuple[Citation, ...]
    records: tuple[Link, ...]
    """The article as a reference for programs, by format."""
    metas: tuple[Meta, ...]
    structured: Mapping[str, object]
    """schema.org NewsArticle, as JSON-LD."""
    coins: str
    """The OpenURL context object that reference managers look for."""
    place_in_result: str
    """``3 dari 17``; ``""`` when the reader came from nowhere."""
    previous: Link | None
    next: Link | None
    back_url: str
    """The list of hits the reader came from; ``""`` when there was none."""
    keep_url: str
    """Where it is put into a folder; ``""`` for readers who have no desk."""


@dataclass(frozen=True, slots=True)
class VersionsSheet:
    """What changed from one version of an article to another."""

    template: ClassVar[str] = "versions.html"
    frame: Frame
    title: tuple[Change, ...]
    paragraphs: tuple[tuple[Change, ...], ...]
    facts: tuple[tuple[str, str, str], ...]
    """Other fields that changed: which, before, after."""
    old: VersionLine
    new: VersionLine
    versions: tuple[VersionLine, ...]
    article_url: str


@dataclass(frozen=True, slots=True)
class TombstoneSheet:
    """What stands in the place of an article that was withdrawn."""

    template: ClassVar[str] = "tombstone.html"
    frame: Frame
    id: str
    notices: tuple[NoticeLine, ...]


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


Sheet = (
    LandingSheet
    | ResultSheet
    | FacetSheet
    | ArticleSheet
    | VersionsSheet
    | TombstoneSheet
    | NameSheet
    | ProblemSheet
    | WelcomeSheet
)
