"""Article and entities -> Document: the values of every field, ready for any backend."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.analysis import SHIPPED, Analyser, Terms
from index.article import Article, Entities, Entity, Published
from index.entities import identifier
from index.entities.ancestry import regions
from index.schema import FILTERS

TITLE_WEIGHT = 3
"""A word of the title counts as this many words of the body, inside one length-normalised field."""
TITLE_GAP = 128
"""Positions left free between title and body, so that no phrase and no nearness crosses from one to the other."""

UNTIMED = 24 * 60
"""The minute of an article whose time of day is not known: behind all others of its day."""
_WIB = 7 * 60
_ZONES = {"WIB": _WIB, "WITA": 8 * 60, "WIT": 9 * 60}
"""Minutes ahead of UTC."""
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")

Value = tuple[str, str]
"""Identifier and display name of one facet value."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article as the index sees it."""

    number: int
    """The archive's number of the article."""
    version: int
    """The archive's number of the version that was analysed."""
    key: str
    """The public identifier."""
    day: int
    """Proleptic ordinal of the day of publication (``date.toordinal``); 0 when undated."""
    title: Terms
    body: Terms
    values: tuple[tuple[Value, ...], ...]
    """For each field of index.schema.FILTERS, in that order, the article's values, without repetitions."""
    days: int = 1
    """How many days from *day* on it may have been: all of a month or a year where no more is known."""
    minute: int = UNTIMED
    """Minutes from the beginning of that day to its publication, in western Indonesian time; UNTIMED when not known."""


def compose(  # noqa: PLR0913 (what a document is made of)
    number: int, version: int, key: str, article: Article, entities: Entities, *, analyser: Analyser = SHIPPED
) -> Document:
    """The document of one article; analysis happens here."""
    day, days = placed(article.published)
    return Document(
        number=number,
        version=version,
        key=key,
        day=day,
        minute=minute(article.published),
        title=analyser.terms(article.title),
        body=analyser.terms(article.body),
        values=tuple(_values(field, article, entities) for field in FILTERS),
        days=days,
    )


def body_start(title_length: int) -> int:
    """Position of the body's first token, behind a title of so many."""
    return title_length + TITLE_GAP


def placed(published: Published) -> tuple[int, int]:
    """The number of the first day it may have been, 0 when undated, and of how many days."""
    span = published.span
    return (ordinal(span[0]), (span[1] - span[0]).days + 1) if span else (0, 1)


def ordinal(day: dt.date | None) -> int:
    """The number under which a day is stored: 0 for none."""
    return day.toordinal() if day else 0


def minute(published: Published) -> int:
    """See Document. A time without zone is taken to be western; one of elsewhere can lie outside the day."""
    if published.day is None or published.time is None:
        return UNTIMED
    ahead = _ZONES.get(published.zone, _WIB)
    if offset := _OFFSET.fullmatch(published.zone):
        ahead = int(f"{offset[1]}1") * (int(offset[2]) * 60 + int(offset[3]))
    return published.time.hour * 60 + published.time.minute - ahead + _WIB


def _values(field: str, article: Article, entities: Entities) -> tuple[Value, ...]:
    match field:
        case "person":
            return _names(entities.persons)
        case "place":
            return _names(entities.places)
        case "organisation":
            return _names(entities.organisations)
        case "region":
            return _regions(entities.places, article.published.day)
        case _:
            value = str(getattr(article, field))
            return ((value, value),) if value else ()


def _names(entities: Sequence[Entity]) -> tuple[Value, ...]:
    """With the identifiers that follow from the names; two spellings of one keep the first name."""
    values: dict[str, str] = {}
    for entity in entities:
        values.setdefault(identifier(entity.name), entity.name)
    return tuple(values.items())


def _regions(places: Sequence[Entity], day: dt.date | None) -> tuple[Value, ...]:
    """The regions the places lie in; the identifier says what each lies in: ``indonesia/jawa-barat/bogor``."""
    found = regions([place.name for place in places], day)
    return tuple({"/".join(map(identifier, chain)): chain[-1] for chain in found}.items())
