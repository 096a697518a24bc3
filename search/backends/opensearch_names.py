"""The names of one generation, gathered from the engine when a field is first asked for: who is who in it."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from index import authority, columns
from index.archive import Archive
from index.backends.opensearch_client import Engine
from index.backends.opensearch_mapping import APART, SHOWN_BY_NAME, named
from index.columns import ColumnsBuilder, Row
from index.columns.texts import texts_of
from index.reprints import EMPTY
from index.schema import FILTERS, NAMES
from search.backends.opensearch_spans import Dsl
from search.evaluate.names import FoldedNames, Named, folded, spaced

PAGE = 10_000
"""Values that one answer gives."""

Entry = tuple[str, str, str, int]
"""Record, identifier that follows from the name, name, articles."""


def occurring(engine: Engine, index: str, query: Dsl, field: str) -> list[tuple[str, int]]:
    """Every value of a keyword field in the articles of *query*, in the order of its bytes, with their number."""
    found: list[tuple[str, int]] = []
    after: Dsl = {}
    while True:
        source = [{"value": {"terms": {"field": field}}}]
        body = {"size": 0, "query": query, "aggs": {"all": {"composite": {"size": PAGE, "sources": source} | after}}}
        answer = engine.search(index, body)["aggregations"]["all"]
        found += [(bucket["key"]["value"], bucket["doc_count"]) for bucket in answer["buckets"]]
        if "after_key" not in answer:
            return found
        after = {"after": answer["after_key"]}


@dataclass(frozen=True, eq=False)
class Values:
    """The values of one field."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    """As shown; parallel."""
    written: tuple[tuple[str, str], ...] = ()
    """For fields of names: a name that articles write, and the record it stands for there."""
    meanings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Identifier that follows from a name -> the records that articles with it are counted under."""

    @cached_property
    def name_of(self) -> Mapping[str, str]:
        """Identifier -> name as shown."""
        return dict(zip(self.ids, self.names, strict=True))

    def resolved(self, text: str) -> tuple[str, ...]:
        """Those that *text* means: by identifier, that of a record merged elsewhere too, else by any name."""
        if text in self.name_of:
            return (text,)
        return self.meanings.get(text) or self.called(text)

    def meant(self, query: Named) -> tuple[str, ...]:
        """The identifiers of those that *query* asks for by any name."""
        shown = {self.ids[place] for place in np.flatnonzero(self.folded.asked(query)).tolist()}
        also = {self.written[place][1] for place in np.flatnonzero(self._written.asked(query)).tolist()}
        return tuple(sorted(shown | also))

    def called(self, text: str) -> tuple[str, ...]:
        """Those that *text* is a name of, without regard to case, accents and punctuation."""
        shown = {self.ids[place] for place in self.folded.equal(text)}
        return tuple(sorted(shown | {self.written[place][1] for place in self._written.equal(text)}))

    @cached_property
    def folded(self) -> FoldedNames:
        """The names as shown, ready to be searched."""
        return folded(texts_of(self.names))

    @cached_property
    def _written(self) -> FoldedNames:
        return folded(texts_of(name for name, _ in self.written))


class NameTable:
    """Safe to use from several threads."""

    def __init__(self, engine: Engine, index: str, archive: Archive, shown: Dsl) -> None:
        """*shown*: the articles that readers may see."""
        self._engine = engine
        self._index = index
        self._archive = archive
        self._shown = shown
        self._kept: dict[str, Values] = {}
        self._lock = threading.Lock()

    def of(self, field: str) -> Values:
        """The values of *field* in all articles."""
        with self._lock:
            if field not in self._kept:
                self._kept[field] = self._read(field)
            return self._kept[field]

    def _read(self, field: str) -> Values:
        if field not in SHOWN_BY_NAME:
            ids = tuple(value for value, _ in occurring(self._engine, self._index, self._shown, field))
            return Values(ids, ids)
        found = occurring(self._engine, self._index, self._shown, named(field))
        entries = [_entry(value, count) for value, count in found]
        if field not in NAMES:
            names = {record: name for record, _, name, _ in reversed(entries)}
            ids = tuple(sorted(names, key=str.encode))
            return Values(ids, tuple(names[id_] for id_ in ids))
        return _values(entries, self._decided(field, entries))

    def _decided(self, field: str, entries: Sequence[Entry]) -> Mapping[str, str]:
        """Record -> the name that was decided for it."""
        builder = ColumnsBuilder(columns.empty())
        pairs = tuple(dict.fromkeys((id_, name) for _, id_, name, _ in entries))
        values = tuple(pairs if name == field else () for name in FILTERS)
        builder.append(Row(0, 0, "", 0, 0, 0, 0, values, EMPTY))
        return authority.current_groupings(self._archive, builder.build())[field].names


def _entry(value: str, count: int) -> Entry:
    record, id_, name = value.split(APART, 2)
    return record, id_, name, count


def _values(entries: Sequence[Entry], decided: Mapping[str, str]) -> Values:
    """A record is called as decided, else as most articles write it; of equals the longest, then the first in order."""
    counts: dict[tuple[str, str], int] = {}
    for _, id_, name, count in entries:
        counts[id_, name] = counts.get((id_, name), 0) + count
    best: dict[str, tuple[int, int, str]] = {}
    for (id_, name), count in sorted(counts.items(), key=lambda pair: pair[0][1].encode(), reverse=True):
        rank = (count, len(name.encode()), name)
        if id_ not in best or rank[:2] >= best[id_][:2]:
            best[id_] = rank
    ids = sorted({record for record, *_ in entries if record}, key=str.encode)
    names = (decided.get(id_) or (best[id_][2] if id_ in best else "") for id_ in ids)
    written = {(name, record): None for record, _, name, _ in entries if record}
    meanings: dict[str, tuple[str, ...]] = {}
    for record, id_, *_ in entries:
        if record and record not in meanings.get(id_, ()):
            meanings[id_] = (*meanings.get(id_, ()), record)
    return Values(tuple(ids), tuple(names), tuple(written), meanings)


def completed(values: Values, text: str) -> tuple[str, ...]:
    """The values whose name has the words of *text*, the last maybe unfinished."""
    letters = spaced(text).strip()
    mask = values.folded.holding(f" {letters}") if letters else np.zeros(0, np.bool_)
    return tuple(values.ids[place] for place in np.flatnonzero(mask).tolist())


def most_held(engine: Engine, index: str, query: Dsl, wish: tuple[str, Sequence[str], int]) -> list[tuple[str, int]]:
    """Of some values of a field those in the most articles, with their number."""
    field_, ids, most = wish
    counts: dict[str, int] = {}
    for first in range(0, len(ids), PAGE):
        some = [*ids[first : first + PAGE]]
        wanted = {"terms": {"field": field_, "include": some, "size": len(some)}}
        answer = engine.search(index, {"size": 0, "query": query, "aggs": {"some": wanted}})
        counts |= {bucket["key"]: bucket["doc_count"] for bucket in answer["aggregations"]["some"]["buckets"]}
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].encode()))[:most]
