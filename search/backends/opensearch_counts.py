"""Filters and counts in OpenSearch's query language, and its answers as ours: exact, or with how far they are off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from index import columns
from index.backends.opensearch_mapping import date_of
from index.columns import Columns
from index.document import ordinal
from index.schema import FACETS, REGION
from search.backends.opensearch_compiler import days
from search.backends.opensearch_names import NameTable
from search.backends.opensearch_spans import Dsl
from search.evaluate.filtering import ANNIVERSARY, DATE
from search.evaluate.histogram import dates
from search.evaluate.postings import Rows
from search.evaluate.regions import HOME
from search.evaluate.timeline import timeline
from search.request import Filters
from search.results import DateBucket, FacetValue, Span, Unplaced

LOOKED_AT = 2_000
"""Values that each shard names of a facet; where that leaves doubt, MOST_LOOKED_AT."""
MOST_LOOKED_AT = 60_000


def filters_of(filters: Filters) -> dict[str, Dsl]:
    """For every field with a choice (and ``date``) what lets its articles through; see FilterMasks.of."""
    found: dict[str, Dsl] = {name: {"terms": {name: sorted(ids)}} for name, ids in filters.chosen.items()}
    found |= {f"-{name}": without({"terms": {name: sorted(ids)}}) for name, ids in filters.excluded.items()}
    if filters.undated:
        found[DATE] = without({"exists": {"field": "day"}})
    elif filters.first or filters.last:
        found[DATE] = days(ordinal(filters.first), ordinal(filters.last) or None)
    if filters.day:
        found[ANNIVERSARY] = {"term": {"anniversary": int(filters.day[:2]) * 100 + int(filters.day[3:])}}
    return found


def without(dsl: Dsl) -> Dsl:
    """All but these."""
    return {"bool": {"must_not": [dsl]}}


def narrowed(found: Mapping[str, Dsl], but: str = "") -> Dsl:
    """What all filters let through but that of the field *but*."""
    kept = [dsl for name, dsl in found.items() if name != but]
    return {"bool": {"filter": kept}} if kept else {"match_all": {}}


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted beside a page."""

    filters: Filters
    size: int
    """Values of a facet that are shown."""
    looked_at: int = LOOKED_AT

    def aggregations(self) -> Dsl:
        """The counts of all facets and days, to be asked beside a page."""
        found = filters_of(self.filters)
        wanted = {name: self._facet(name, narrowed(found, name)) for name in FACETS}
        wanted["months"] = {"filter": narrowed(found, DATE), "aggs": {"all": _every("month")}}
        if self.size:
            wanted["days"] = {"filter": narrowed(found), "aggs": {"all": _every("date")}}
        return wanted

    def _facet(self, name: str, rows: Dsl) -> Dsl:
        chosen = sorted(self.filters.chosen.get(name, ()))
        most = self.size + len(chosen)
        values: Dsl = {"field": name, "size": max(most, 1), "shard_size": max(self.looked_at, 4 * most)}
        values |= {"include": _offered(chosen)} if name == REGION else {}
        wanted: Dsl = {"most": {"terms": values | {"order": [{"_count": "desc"}, {"_key": "asc"}]}}}
        if chosen:
            wanted["chosen"] = {"terms": {"field": name, "size": len(chosen), "include": chosen}}
        return {"filter": rows, "aggs": wanted}

    def error(self, told: Mapping[str, Any]) -> int:
        """By how many articles the counts of a facet may be too low, at most."""
        return max(int(told[name]["most"]["doc_count_error_upper_bound"]) for name in FACETS)

    def facets(self, told: Mapping[str, Any], names: NameTable) -> dict[str, tuple[FacetValue, ...]]:
        """The chosen values, then the most frequent others."""
        return {name: tuple(self._values(name, told[name], names)) for name in FACETS}

    def _values(self, name: str, told: Mapping[str, Any], names: NameTable) -> Iterator[FacetValue]:
        known = names.of(name).name_of
        chosen = self.filters.chosen.get(name, frozenset())
        counts = {bucket["key"]: bucket["doc_count"] for bucket in told.get("chosen", {"buckets": ()})["buckets"]}
        for id_ in sorted((id_ for id_ in chosen if id_ in known), key=lambda i: (-counts.get(i, 0), i.encode())):
            yield FacetValue(id_, known[id_], counts.get(id_, 0), selected=True)
        others = [bucket for bucket in told["most"]["buckets"] if bucket["key"] not in chosen]
        for bucket in others[: self.size]:
            yield FacetValue(bucket["key"], known.get(bucket["key"], bucket["key"]), bucket["doc_count"])

    def dates(self, told: Mapping[str, Any]) -> tuple[DateBucket, ...]:
        """Years with their months."""
        return dates(*_dated(told["months"]), self.filters)

    def timeline(self, told: Mapping[str, Any], by_month: tuple[DateBucket, ...]) -> tuple[Span, ...]:
        """The hits along the time; undated ones stand in no column of it."""
        return timeline(*_dated(told["days"]), self.filters, by_month) if "days" in told else ()


def _dated(told: Mapping[str, Any]) -> tuple[Columns, Rows]:
    """A row for each article, of which no more is told than the date."""
    buckets = told["all"]["buckets"]
    found = np.array([date_of(int(bucket["key"])) for bucket in buckets], np.int32).reshape(-1, 2)
    table = np.repeat(found, [int(bucket["doc_count"]) for bucket in buckets], axis=0)
    numbers = np.zeros(len(table), np.int64)
    dated = replace(columns.empty(), number=numbers, day=table[:, 0], days=table[:, 1].astype(np.int16))
    return dated, np.arange(len(table), dtype=np.int32)


UNGROUPED = Unplaced(
    "reprints-listed", "Indeks ini belum mengenal salinan, jadi setiap artikel tampil sendiri-sendiri."
)


def inexact(error: int) -> Unplaced:
    """What a reader is told where the shards' answers leave doubt."""
    return Unplaced(
        "inexact-counts",
        f"Angka di samping pilihan mungkin terlalu rendah, paling banyak {error}: indeks ini tersebar di beberapa "
        "bagian dan nilainya sangat beragam.",
    )


def _offered(chosen: Sequence[str]) -> str:
    """What search/evaluate/regions.py offers, as a pattern of Lucene's: countries and home provinces; where some are
    chosen, these, what lies directly in them, and what they lie in.
    """
    if not chosen:
        return f"[^/]+|{HOME}/[^/]+"
    above = {"/".join(parts[: n + 1]) for parts in (id_.split("/") for id_ in chosen) for n in range(len(parts))}
    written = {id_: "".join(map(_literal, id_)) for id_ in above}
    return "|".join((*(f"{written[id_]}/[^/]+" for id_ in chosen), *sorted(written.values())))


def _literal(character: str) -> str:
    return character if character.isalnum() or character in "/-" else f"\\{character}"


def _every(field: str) -> Dsl:
    return {"histogram": {"field": field, "interval": 1, "min_doc_count": 1}}
