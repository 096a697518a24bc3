"""Any sequence of adding, deleting, editing, deciding and undoing leaves what a dictionary would hold.

KLIPING_TORTURE=long runs 1,000 times 50 steps instead of 50 times 30.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from index.archive import Archive, Entry, Kind, Outcome, Ruling, create_archive, open_archive
from index.article import Article
from index.errors import WrongCall
from tests.archive.entries import entry

IS_LONG = os.environ.get("KLIPING_TORTURE") == "long"

ids = st.sampled_from("abc")
sources = st.sampled_from(["Kota", "Desa"])
bodies = st.sampled_from(["Satu.", "Dua oleh Budi.", "Tiga 'kutip' \x00 \U0001f4f0."])
edits = st.sampled_from(
    [
        *(("title", "Judul baru"), ("title", None), ("section", "Opini")),
        *(("embargo_until", "2999-01-01T00:00+00:00"), ("embargo_until", ""), ("embargo_until", None)),
        *(("access", "staff"), ("access", None)),
    ]
)
places = st.integers(0, 99)
"""Of a batch or an article. How many there are may hang on the clock, by embargoes; what is drawn must not."""
kinds = st.sampled_from([Kind.NOTE, Kind.DELISTING, Kind.REDACTION, Kind.WITHDRAWAL])

Ref = tuple[str, str]


@cache
def empty() -> Path:
    """A new archive's database, migrated once."""
    directory = Path(tempfile.mkdtemp())
    create_archive(directory).close()
    return directory / "articles.db"


@dataclass
class Modelled:
    """One article: what was done to it, by which batch."""

    deliveries: list[tuple[int, Article | None]] = field(default_factory=list)
    edits: list[tuple[int, str, str | None]] = field(default_factory=list)
    kinds: list[tuple[int, Kind]] = field(default_factory=list)
    given: tuple[Article, int] | None = None
    """The content a re-import is compared with, and the batch that brought its version."""
    is_deleted: bool = False

    def shown(self, undone: set[int]) -> Article | None:
        """What readers find."""
        holding = {kind for batch, kind in self.kinds if batch not in undone}
        written = {name: value for batch, name, value in self.edits if batch not in undone}
        is_kept_back = (written.get("embargo_until") or "")[:4] == "2999" or written.get("access") == "staff"
        if self.given is None or self.is_deleted or is_kept_back or holding & {Kind.DELISTING, Kind.WITHDRAWAL}:
            return None
        texts = {name: value for name, value in written.items() if name in {"title", "section"} and value is not None}
        article = replace(self.given[0], **texts)  # type: ignore[arg-type]
        return replace(article, body=article.body.replace("Budi", "X")) if Kind.REDACTION in holding else article


class ArchiveAgainstModel(RuleBasedStateMachine):
    """The model forgets nothing and derives everything; the archive must show the same after every step."""

    @initialize()
    def create(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        shutil.copy(empty(), self.folder.name)
        self.archive: Archive = open_archive(Path(self.folder.name))
        self.batch = self.archive.begin_batch("add")
        self.line = 0
        self.model: dict[Ref, Modelled] = defaultdict(Modelled)
        self.undone: set[int] = set()
        self.indexes: dict[int, dict[str, Article]] = {0: {}}

    def teardown(self) -> None:
        if hasattr(self, "archive"):
            self.archive.close()
            self.folder.cleanup()

    def next_batch(self) -> None:
        self.batch = self.archive.begin_batch("next")

    @rule()
    def reopen(self) -> None:
        self.archive.close()
        self.archive = open_archive(Path(self.folder.name))

    @rule(records=st.lists(st.tuples(ids, sources, bodies), min_size=1, max_size=6), is_new=st.booleans())
    def store(self, records: list[tuple[str, str, str]], is_new: bool) -> None:
        if is_new or self.batch in self.undone:
            self.next_batch()
        entries = []
        for source_id, source, body in records:
            self.line += 1
            entries.append(entry(source_id, body, source, self.line))
        expected = tuple(self.outcome(one) for one in entries)
        assert self.archive.store(entries, self.batch) == expected

    def outcome(self, one: Entry) -> Outcome:
        modelled = self.model[one.article.source, one.article.id]
        given, was_deleted = modelled.given, modelled.is_deleted
        is_same = given is not None and given[0] == one.article
        if given and is_same and not was_deleted:
            return Outcome.DUPLICATE if given[1] == self.batch else Outcome.UNCHANGED
        if not is_same:
            modelled.given = (one.article, self.batch)
        modelled.is_deleted = False
        modelled.deliveries.append((self.batch, one.article))
        return Outcome.UPDATED if given else Outcome.STORED

    @rule(keys=st.lists(st.sampled_from(["a", "a~Kota", "a~Desa", "b", "c~Kota", "x"]), min_size=1, max_size=4))
    def delete(self, keys: list[str]) -> None:
        self.next_batch()
        refs = {key: ref for key in keys if (ref := self.ref_of(key)) and not self.model[ref].is_deleted}
        unknown = self.archive.delete(keys, self.batch)
        assert unknown == tuple(key for key in dict.fromkeys(keys) if key not in refs)
        for ref in refs.values():
            self.model[ref].is_deleted = True
            self.model[ref].deliveries.append((self.batch, None))

    def ref_of(self, key: str) -> Ref | None:
        """Of an article that was ever stored; only the archive knows which of two sources got the bare key."""
        standing = self.archive.standing(key)
        if standing is None or standing.version is None:
            return None
        article = self.archive.versions_for_staff([standing.version])[standing.version].article
        return article.source, article.id

    @precondition(lambda self: self.model)
    @rule(place=places, change=edits)
    def edit(self, place: int, change: tuple[str, str | None]) -> None:
        key, ref = self.article(place)
        self.next_batch()
        self.archive.edit(key, dict([change]), "Sari", self.batch)
        self.model[ref].edits.append((self.batch, *change))

    @precondition(lambda self: self.model)
    @rule(place=places, kind=kinds)
    def decide(self, place: int, kind: Kind) -> None:
        key, ref = self.article(place)
        self.next_batch()
        names = ("budi",) if kind is Kind.REDACTION else ()
        self.archive.decide(key, Ruling(kind, "permintaan", "Sari", names=names, replacement="X"), self.batch)
        self.model[ref].kinds.append((self.batch, kind))

    @precondition(lambda self: self.model)
    @rule(place=places)
    def an_embargo_passes(self, place: int) -> None:
        key, ref = self.article(place)
        self.next_batch()
        until = dt.datetime.now(dt.UTC) + dt.timedelta(milliseconds=10)
        self.archive.edit(key, {"embargo_until": until.isoformat()}, "Sari", self.batch)
        self.model[ref].edits.append((self.batch, "embargo_until", until.isoformat()))
        time.sleep(0.012)
        self.archive.release_due(dt.datetime.now(dt.UTC))

    def article(self, place: int) -> tuple[str, Ref]:
        keys = [key for id_ in "abc" for key in (id_, f"{id_}~Kota", f"{id_}~Desa") if self.ref_of(key)]
        key = keys[place % len(keys)]
        ref = self.ref_of(key)
        assert ref
        return key, ref

    @rule(place=places)
    def undo(self, place: int) -> None:
        batch = place % self.batch + 1
        touched = {n for m in self.model.values() for n, *_ in (*m.deliveries, *m.edits, *m.kinds)}
        if batch in self.undone or batch not in touched:
            with pytest.raises(WrongCall, match="undo"):
                self.archive.undo(batch)
            return
        before = self.expected()
        undone = self.archive.undo(batch)
        self.undone.add(batch)
        for modelled in self.model.values():
            if batch in {n for n, *_ in (*modelled.deliveries, *modelled.edits, *modelled.kinds)}:
                self.redeliver(modelled)
        after = self.expected()
        assert len(undone.removed) == sum(ref not in after for ref in before)
        self.next_batch()

    def redeliver(self, modelled: Modelled) -> None:
        holding = [article for batch, article in modelled.deliveries if batch not in self.undone]
        last = holding[-1] if holding else None
        modelled.is_deleted = last is None
        if last is not None and (modelled.given is None or modelled.given[0] != last):
            modelled.given = (last, 0)  # of which batch does not matter: no later store is of that one

    def expected(self) -> dict[Ref, Article]:
        shown = {ref: modelled.shown(self.undone) for ref, modelled in self.model.items()}
        return {ref: article for ref, article in shown.items() if article is not None}

    @invariant()
    def readers_find_what_the_model_has(self) -> None:
        stored = list(self.archive.current())
        assert {(s.article.source, s.article.id): s.article for s in stored} == self.expected()
        assert [s.number for s in stored] == sorted({s.number for s in stored})
        assert self.archive.versions_for_staff([s.version for s in stored]) == {s.version: s for s in stored}
        assert self.archive.counts().articles == len(stored)
        assert list(self.archive.findings()) == []

    @invariant()
    def an_index_of_any_moment_catches_up_by_the_changes(self) -> None:
        """Which is all that the index ever asks for."""
        now = self.archive.last_change()
        self.indexes[now] = {s.key: s.article for s in self.archive.current()}
        moments = sorted(self.indexes)
        for since in {*moments[-2:], moments[len(moments) // 2]}:
            assert self.caught_up(since, now) == self.indexes[now]

    def caught_up(self, since: int, until: int) -> dict[str, Article]:
        index = dict(self.indexes[since])
        changes = list(self.archive.changes(since, until))
        assert len({change.number for change in changes}) == len(changes)
        versions = self.archive.versions_for_staff([change.version for change in changes if change.version is not None])
        for change in changes:
            index.pop(change.key, None)
            if change.version is not None:
                index[change.key] = versions[change.version].article
        return index


TestArchiveAgainstModel = ArchiveAgainstModel.TestCase
TestArchiveAgainstModel.settings = settings(
    max_examples=1000 if IS_LONG else 50,
    stateful_step_count=50 if IS_LONG else 30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
