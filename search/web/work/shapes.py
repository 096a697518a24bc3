"""What the desk answers to programs and takes from them, as types; see search.web.shapes."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict


class FolderShape(TypedDict):
    """A folder of the reader."""

    name: str
    note: str
    created: str
    articles: int


class FoldersShape(TypedDict):
    """All folders of the reader."""

    folders: list[FolderShape]


class ItemShape(TypedDict):
    """An article in a folder; without title where it may be read no more."""

    id: str
    title: str
    date: str
    source: str
    note: str
    tags: list[str]
    added: str
    readable: bool


class FolderContentShape(FolderShape):
    """A folder with its articles."""

    items: list[ItemShape]


class SavedShape(TypedDict):
    """A saved search, as its address has it."""

    name: str
    query: str
    created: str


class SearchesShape(TypedDict):
    """All saved searches of the reader."""

    searches: list[SavedShape]


class NewsShape(SavedShape):
    """A saved search, run again; ids of what is different since it was seen."""

    total: int
    seen: str | None
    came: list[str]
    changed: list[str]
    went: list[str]
    generation: int


class AskedShape(TypedDict):
    """One of the last searches."""

    query: str
    at: str
    total: int


class RecentShape(TypedDict):
    """The last searches, the newest first."""

    recent: list[AskedShape]


class NewFolderShape(TypedDict):
    """A folder to be made."""

    name: str
    note: NotRequired[str]


class FolderChangeShape(TypedDict):
    """What is to be done with a folder."""

    action: Literal["rename", "describe", "remove", "put", "take"]
    name: NotRequired[str]
    note: NotRequired[str]
    id: NotRequired[str]
    tags: NotRequired[str]


class NewSearchShape(TypedDict):
    """A search to be saved."""

    name: str
    query: str


class SearchChangeShape(TypedDict):
    """What is to be done with a saved search."""

    action: Literal["rename", "remove", "seen"]
    name: NotRequired[str]


class DoneShape(TypedDict):
    """The name that it has now; "" where it is no more."""

    name: str
