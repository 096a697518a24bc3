"""The column beside the hits and the chips above them: facets, dates, and everything chosen, each with its link."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote

from index.schema import BY_NAME, FACETS
from search.request import MAX_FACET_SIZE, SearchRequest
from search.results import DateBucket, FacetPage, FacetValue, SearchPage
from search.web import filters, language, stems, urls
from search.web.language import text
from search.web.parts import Chip, DateLine, Dates, Facet, FacetLine, Hidden, Link

BEFORE_DATES = ("person", "place", "region")
"""The facets that stand before the date: archivists ask who and where, then when."""

UNDATED = "undated"


def facets(request: SearchRequest, found: SearchPage, names: tuple[str, ...]) -> tuple[Facet, ...]:
    """The facets called *names* that have anything to offer."""
    every = (_facet(request, found, name) for name in names)
    return tuple(facet for facet in every if facet.lines)


def before_dates(request: SearchRequest, found: SearchPage) -> tuple[Facet, ...]:
    """Persons, places and the regions these lie in."""
    return facets(request, found, BEFORE_DATES)


def after_dates(request: SearchRequest, found: SearchPage) -> tuple[Facet, ...]:
    """All others."""
    return facets(request, found, tuple(name for name in FACETS if name not in BEFORE_DATES))


def _facet(request: SearchRequest, found: SearchPage, name: str) -> Facet:
    values = found.facets.get(name, ())
    default = SearchRequest().facet_size
    has_more = len(values) >= request.facet_size < MAX_FACET_SIZE
    longer = min(max(request.facet_size, default) * 4, MAX_FACET_SIZE)
    return Facet(
        field=name,
        label=text(BY_NAME[name].label),
        lines=_lines(request, found, name),
        more_url=urls.with_facet_size(request, longer, name) if has_more else "",
        less_url=urls.with_facet_size(request, default, name) if request.facet_size > default else "",
        all_url=urls.facet_url(name, request) if len(values) >= request.facet_size else "",
    )


def _lines(request: SearchRequest, found: SearchPage, name: str) -> tuple[FacetLine, ...]:
    """Chosen values first, even those the answer does not list any more, then the rest, then the excluded."""
    names = found.names.get(name, {})
    chosen = [value for field, value in request.chosen if field == name]
    excluded = [value for field, value in request.excluded if field == name]
    listed = [v for v in found.facets.get(name, ()) if _typed(v, excluded) is None]
    known = {_typed(v, chosen) for v in listed}
    gone = [value for value in chosen if value not in known]
    ordered = sorted(listed, key=lambda v: not v.selected)
    excluding = stems.with_excluded(request, name)
    lines = [_line(request, name, v, _typed(v, chosen) or v.id, excluding) for v in ordered]
    lines[:0] = [_unlisted(request, name, value, names.get(value, value)) for value in gone]
    return (*lines, *(_excluded(request, name, value, names.get(value, value)) for value in excluded))


def _typed(value: FacetValue, typed: list[str]) -> str | None:
    """The text of the URL that means *value*, its id or its name in any case; None when there is none."""
    if value.id in typed:
        return value.id
    return next((one for one in typed if one.casefold() == value.name.casefold()), None)


def _line(request: SearchRequest, name: str, value: FacetValue, typed: str, excluding: stems.ToValue) -> FacetLine:
    url = excluding(typed)
    selected = (name, typed) in request.chosen
    has_others = any(pair[0] == name and pair != (name, typed) for pair in request.chosen)
    only = urls.with_only(request, name, typed) if has_others else ""
    return FacetLine(
        _key(name, value.id), typed, value.name, value.count, selected, excluded=False, other_url=url, only_url=only
    )


def _unlisted(request: SearchRequest, name: str, value: str, shown: str) -> FacetLine:
    url = urls.with_excluded(request, name, value)
    return FacetLine(_key(name, value), value, shown, None, selected=True, excluded=False, other_url=url)


def _excluded(request: SearchRequest, name: str, value: str, shown: str) -> FacetLine:
    url = urls.without_filter(request, name, value)
    return FacetLine(_key(name, value), value, shown, None, selected=False, excluded=True, other_url=url)


@lru_cache(maxsize=8192)
def _key(name: str, value: str) -> str:
    return f"{name}-{quote(value, safe='')}"


def listed(request: SearchRequest, name: str, found: FacetPage) -> Facet:
    """A page of the list of all values of a facet."""
    chosen = [value for field, value in request.chosen if field == name]
    excluded = [value for field, value in request.excluded if field == name]
    excluding = stems.with_excluded(request, name)
    lines = tuple(
        _excluded(request, name, typed, value.name)
        if (typed := _typed(value, excluded))
        else _line(request, name, value, _typed(value, chosen) or value.id, excluding)
        for value in found.values
    )
    return Facet(name, text(BY_NAME[name].label), lines, "", "", "")


def dates(request: SearchRequest, found: SearchPage, presets: tuple[Link, ...]) -> Dates:
    """The date facet: years with their months, and articles without a date."""
    years = [bucket for bucket in found.dates if bucket.value != UNDATED]
    between = stems.with_days(request)
    undated = sum(bucket.count for bucket in found.dates if bucket.value == UNDATED)
    has_date = bool(request.first or request.last or request.undated)
    return Dates(
        first=request.first.isoformat() if request.first else "",
        last=request.last.isoformat() if request.last else "",
        years=tuple(_year(request, bucket, between, alone=len(years) == 1) for bucket in years),
        undated=undated,
        only_undated=request.undated,
        everything_url=urls.with_days(request, None, None) if has_date else "",
        presets=presets,
    )


def _year(request: SearchRequest, bucket: DateBucket, between: stems.ToDays, *, alone: bool) -> DateLine:
    months = tuple(_bucket(request, child, between) for child in bucket.children)
    line = _bucket(request, bucket, between)
    return replace(line, months=months, open=alone or line.selected or any(month.selected for month in months))


def _bucket(request: SearchRequest, bucket: DateBucket, between: stems.ToDays) -> DateLine:
    first, last = days_of(bucket.value)
    selected = not request.undated and (request.first, request.last) == (first, last)
    url = urls.with_days(request, None, None) if selected else between(first, last)
    label = bucket.value if len(bucket.value) == 4 else filters.bulan(first)
    return DateLine(label, bucket.count, url, selected)


def days_of(value: str) -> tuple[dt.date, dt.date]:
    """First and last day of ``2019`` or ``2019-09``."""
    year, month = int(value[:4]), int(value[5:7] or 0)
    first, last = (month, month) if month else (1, 12)
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def query_chips(request: SearchRequest, found: SearchPage) -> tuple[Chip, ...]:
    """The parts of the query as it was read; none for a query of one part, which the box shows as well."""
    if len(found.understood) < 2:
        return ()
    return tuple(Chip(text(part.label), part.text, urls.with_query(request, part.without)) for part in found.understood)


def chips(request: SearchRequest, found: SearchPage) -> tuple[Chip, ...]:
    """Everything chosen, excluded or bounded, in the order of the schema, the date last."""
    return (
        *(_chip(request, found, pair, is_excluded=False) for pair in request.chosen),
        *(_chip(request, found, pair, is_excluded=True) for pair in request.excluded),
        *date_chips(request),
    )


def _chip(request: SearchRequest, found: SearchPage, pair: tuple[str, str], *, is_excluded: bool) -> Chip:
    field, value = pair
    label = text(BY_NAME[field].label)
    return Chip(
        label=text("Bukan %(field)s", field=label.lower()) if is_excluded else label,
        text=found.names.get(field, {}).get(value, value),
        url=urls.without_filter(request, field, value),
    )


def date_chips(request: SearchRequest) -> tuple[Chip, ...]:
    """The span of time, then the day of every year."""
    words = text("tanpa tanggal") if request.undated else days_in_words(request.first, request.last)
    span = (Chip(text("Tanggal"), words, urls.with_days(request, None, None)),) if words else ()
    if not request.day:
        return span
    yearly = filters.tanggal_sebulan(dt.date(2000, int(request.day[:2]), int(request.day[3:])))
    return (*span, Chip(text("Setiap tahun"), yearly, urls.with_day(request, "")))


def days_in_words(first: dt.date | None, last: dt.date | None) -> str:
    """``2019``, ``September 2019``, ``13 Sep 2019``, ``1 Jan 2019 – 5 Feb 2020``, ``sejak …`` or ``sampai …``."""
    if first is None:
        return text("sampai %(day)s", day=filters.tanggal_pendek(last)) if last else ""
    if last is None:
        return text("sejak %(day)s", day=filters.tanggal_pendek(first))
    if first == last:
        return filters.tanggal_pendek(first)
    year, month = first.isoformat()[:4], first.isoformat()[:7]
    if (first, last) == days_of(year):
        return year
    if (first, last) == days_of(month):
        return f"{filters.bulan(first)} {year}"
    return f"{filters.tanggal_pendek(first)} – {filters.tanggal_pendek(last)}"


def kept_by_filters(request: SearchRequest) -> Hidden:
    """What the filter form carries along: all but its own checkboxes and date fields, from the first page."""
    own = (*FACETS, "from", "to", "undated", "page")
    return (*((name, value) for name, value in request.to_args() if name not in own), *language.kept())


def kept_by_query(request: SearchRequest) -> Hidden:
    """What a new query keeps: filters, which chips show, and the order; how words match is asked anew."""
    asked_anew = ("q", "match", "variants", "page")
    return (*((name, value) for name, value in request.to_args() if name not in asked_anew), *language.kept())
