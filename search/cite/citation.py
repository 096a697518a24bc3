"""What a citation says of an article, whatever form it is written in; bylines as persons or as bodies."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from index.article import Article
from search.results import ArticlePage

_JOINTS = re.compile(r"\s*(?:;|/|\||&|,|\bdan\b|\band\b)\s*")
_LEADS = re.compile(
    r"^(?:(?:oleh|by|reporter|laporan|pewarta|kontributor|wartawan|penulis)\s*:?\s+|(?:penulis|reporter):)",
    re.IGNORECASE,
)
_DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,3}\.)+[A-Za-z]{0,4}\.?")
_BODY = re.compile(
    r"\b(?:tim|redaksi|redaktur|kantor|berita|news|com|id|media|antara|litbang|kementerian|humas|editor|admin)\b",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(r"[-–—.\s]*")


@dataclass(frozen=True, slots=True)
class Author:
    """A writer. Of a name of one word, and of a body such as "Tim Redaksi", all is *family*."""

    family: str
    given: str = ""
    is_person: bool = True


@dataclass(frozen=True, slots=True)
class Citation:
    """An article as it is cited. Missing text is ``""``."""

    id: str
    """The article's public identifier."""
    title: str
    authors: tuple[Author, ...]
    source: str
    day: dt.date | None
    section: str
    url: str
    keywords: tuple[str, ...] = ()
    """Persons, places and organisations; before them the tags of a folder."""
    known: str = ""
    """``2022-09`` or ``2022`` where no day is known."""
    note: str = ""
    """A reader's, from a folder."""


def citation(key: str, article: Article | ArticlePage, date: str, keywords: tuple[str, ...] = ()) -> Citation:
    """The citation of the article with this public identifier; its *date* in ISO 8601, as precise as it is known."""
    day = date[:10] if len(date) >= len("2022-09-15") else ""
    return Citation(
        id=key,
        title=_one_line(article.title),
        authors=authors(article.author),
        source=_one_line(article.source),
        day=dt.date.fromisoformat(day) if day else None,
        section=_one_line(article.section),
        url=article.url,
        keywords=tuple(map(_one_line, keywords)),
        known="" if day else date,
    )


def authors(byline: str) -> tuple[Author, ...]:
    """The writers of a byline, in its order; the last word of a name is its family name, as libraries file it.

    "Oleh Dian Lestari dan Sari" -> (Lestari, Dian), (Sari).
    """
    names: list[str] = []
    for piece in _JOINTS.split(_LEADS.sub("", _one_line(byline))):
        if _UNKNOWN.fullmatch(piece):
            continue
        if names and _DEGREE.fullmatch(piece):
            continue  # "Dian Lestari, S.H."
        names.append(piece)
    return tuple(map(_author, dict.fromkeys(names)))


def _author(name: str) -> Author:
    if _BODY.search(name):
        return Author(name, is_person=False)
    given, _, family = name.rpartition(" ")
    return Author(family, given)


def _one_line(text: str) -> str:
    return " ".join(text.split())
