"""What an article is, at each stage between the file and the index.

file -> RawArticle (as the reader found it) -> Article (cleaned) -> Entities (who and where).
All values are frozen; a stage is a function from one to the next.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a record came from, so that it can be found again in what was handed over."""

    file: str
    line: int
    """Line number of the record in the decompressed file, from 1."""
    offset: int
    """Byte offset of the record in the decompressed file, from 0."""
    reader: str
    """Name and version of the reader, for example ``jsonl/1``."""
    sha256: str
    """Hexadecimal SHA-256 of the record's bytes, without the line end."""


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One record as the source gives it: nothing repaired, nothing interpreted. Missing text is ``""``."""

    id: str
    title: str
    body: str
    date: str
    source: str
    url: str
    section: str
    author: str
    extra: tuple[tuple[str, str], ...] = ()
    """Fields Kliping does not know, in their order; each value as compact JSON, to be given back as it was."""


@dataclass(frozen=True, slots=True)
class Published:
    """A date of publication: as printed, and as far as it could be read."""

    printed: str
    day: dt.date | None = None
    """The local day at the place of publication; None when the printed date cannot be read."""
    time: dt.time | None = None
    """Local time of day without zone, when one was printed."""
    zone: str = ""
    """``WIB``, ``WITA``, ``WIT`` or an offset such as ``+07:00``; ``""`` when none was printed."""
    known: str = ""
    """``2021-03`` or ``2021`` where no more is known than the month or the year; ``""`` where a day is, or nothing."""
    taken_from: str = ""
    """``url`` or ``dateline`` where the record's own field had no date; ``""`` when it had, or there is none."""
    doubt: str = ""
    """Why it may be wrong: ``unreadable`` or ``impossible`` as printed, ``future``, ``early``; ``""`` for none."""

    @property
    def is_dated(self) -> bool:
        """Whether at least the year is known."""
        return self.day is not None or bool(self.known)

    @property
    def span(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day it may have been: the same one where the day is known; None when undated."""
        if self.day:
            return self.day, self.day
        if not self.known:
            return None
        year, month = int(self.known[:4]), int(self.known[5:] or 0)
        if not month:
            return dt.date(year, 1, 1), dt.date(year, 12, 31)
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place a story was filed from and the agency or outlet that filed it: ``Samarkand, MINA -``."""

    place: str
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Removed:
    """A piece of the raw text that is not part of the story, and why it was taken out."""

    kind: str
    """One of related, advertisement, embed, initials, agency, credit, dateline, markup, repeated, residue."""
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article: what is shown, analysed and searched."""

    id: str
    """As given by the source, else derived from the address or the text; unique within its source."""
    title: str
    """One line."""
    body: str
    """Paragraphs separated by one line feed; no boilerplate, no dateline."""
    published: Published
    source: str
    url: str
    section: str
    author: str
    dateline: Dateline | None = None
    removed: tuple[Removed, ...] = ()
    """In the order of the raw text, what was markup first."""
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, place or organisation of one article."""

    name: str
    """The fullest form the article gives; for a place its canonical Indonesian name."""
    mentions: tuple[str, ...]
    """The distinct surface forms in title and body, in order of first appearance, without titles of office."""
    type: str = ""
    """For a place: country, province, regency_city, district_village, natural, region, facility or street."""


@dataclass(frozen=True, slots=True)
class Entities:
    """Everyone and everywhere one article is filed under, each in order of first appearance."""

    persons: tuple[Entity, ...] = ()
    places: tuple[Entity, ...] = ()
    organisations: tuple[Entity, ...] = ()
