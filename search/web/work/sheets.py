"""The sheets of the desk, one for each of its templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from search.web.page import Frame
from search.web.parts import Chip, HitLine, Link


@dataclass(frozen=True, slots=True)
class Form:
    """Where the forms of a page are sent, and what proves that they are its own."""

    url: str
    token: str


@dataclass(frozen=True, slots=True)
class FolderLine:
    """A folder in a list."""

    name: str
    note: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class SearchLine:
    """A search in a list: what it asks for, when it was kept or asked, and where it leads."""

    name: str
    query: str
    """As its address has it."""
    chips: tuple[Chip, ...]
    moment: str
    count: int
    """Articles that it found then; 0 for a saved one, which is counted on its own page."""
    url: str
    """The search itself."""
    news_url: str
    """What is different since; ``""`` where nothing was remembered."""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An article in a folder."""

    id: str
    title: str
    url: str
    """``""`` where it may be read no more."""
    source: str
    day: str
    note: str
    tags: tuple[Link, ...]
    typed_tags: str
    """As they are typed into the form."""
    number: int
    """On this page, from 1."""


@dataclass(frozen=True, slots=True)
class DeskSheet:
    """All that a reader keeps."""

    template: ClassVar[str] = "work.html"
    frame: Frame
    owner: str
    """Who is signed in; ``""`` for whoever sits at this machine."""
    folders: tuple[FolderLine, ...]
    folder_form: Form
    searches: tuple[SearchLine, ...]
    recent: tuple[SearchLine, ...]
    recent_form: Form
    keeps_recent: bool


@dataclass(frozen=True, slots=True)
class FolderSheet:
    """A folder with its articles."""

    template: ClassVar[str] = "folder.html"
    frame: Frame
    name: str
    note: str
    count: int
    items: tuple[ItemLine, ...]
    tags: tuple[Link, ...]
    """All that are in it; the current one is what the list is narrowed to."""
    all_url: str
    """Without a tag; ``""`` where none is chosen."""
    exports: tuple[Link, ...]
    form: Form
    desk_url: str


@dataclass(frozen=True, slots=True)
class KeepSheet:
    """The form that puts an article into a folder."""

    template: ClassVar[str] = "keep.html"
    frame: Frame
    title: str
    article_url: str
    folders: tuple[str, ...]
    holding: tuple[FolderLine, ...]
    """Those it is in already."""
    form: Form


@dataclass(frozen=True, slots=True)
class SaveSheet:
    """The form that saves a search, with what it finds now."""

    template: ClassVar[str] = "save.html"
    frame: Frame
    name: str
    """What it may be called."""
    query: str
    chips: tuple[Chip, ...]
    total: int
    hits: tuple[HitLine, ...]
    back_url: str
    form: Form


@dataclass(frozen=True, slots=True)
class SavedSheet:
    """A saved search, run again."""

    template: ClassVar[str] = "saved.html"
    frame: Frame
    name: str
    chips: tuple[Chip, ...]
    search_url: str
    total: int
    since: str
    """When it was last looked at."""
    came: tuple[HitLine, ...]
    came_total: int
    changed: tuple[HitLine, ...]
    changed_total: int
    went: tuple[str, ...]
    went_total: int
    files: tuple[Link, ...]
    """What is different, as a feed and as a mail."""
    command: str
    """The same, for a program that runs every day."""
    form: Form
    desk_url: str


@dataclass(frozen=True, slots=True)
class RefusedSheet:
    """Readers who have no desk."""

    template: ClassVar[str] = "desk_refused.html"
    frame: Frame


DeskSheets = DeskSheet | FolderSheet | KeepSheet | SaveSheet | SavedSheet | RefusedSheet
