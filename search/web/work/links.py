"""The addresses of the desk."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import url_for

from search.request import SearchRequest
from search.web import guarding, language


def desk_url() -> str:
    """All that a reader keeps."""
    return _kept(url_for("desk.desk"))


def desk_url_of_reader() -> str:
    """The same; ``""`` for readers who have no desk."""
    return desk_url() if guarding.reader() else ""


def folder_url(name: str, tag: str = "") -> str:
    """A folder, narrowed to a tag."""
    return _kept(url_for("desk.folder", name=name), ("tag", tag))


def folder_file_url(form: str, name: str, tag: str = "") -> str:
    """A folder as a file."""
    path = url_for("desk_files.folder_file", form=form, name=name)
    return f"{path}?{urlencode({'tag': tag})}" if tag else path


def keep_url(key: str) -> str:
    """Where an article is put into a folder; ``""`` for readers who have no desk."""
    return _kept(url_for("desk.keep", id=key)) if guarding.reader() else ""


def save_url(request: SearchRequest) -> str:
    """Where a search is saved; ``""`` for readers who have no desk."""
    return _kept(url_for("desk.save"), *request.to_args()) if guarding.reader() else ""


def saved_url(name: str) -> str:
    """A saved search, run again."""
    return _kept(url_for("desk.saved", name=name))


def news_url(form: str, name: str) -> str:
    """What is different in a saved search, as a file."""
    return url_for("desk_files.news", form=form, name=name)


def recent_url() -> str:
    """Where the last searches are cleared."""
    return _kept(url_for("desk.recent"))


def _kept(path: str, *args: tuple[str, str]) -> str:
    told = [pair for pair in (*args, *language.kept()) if pair[1]]
    return f"{path}?{urlencode(told)}" if told else path
