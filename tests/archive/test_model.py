"""Any sequence of adding and deleting leaves what a dictionary would hold."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from index.archive import Archive, Entry, Outcome, create_archive, open_archive
from index.article import Article
from tests.archive.entries import entry

ids = st.sampled_from("abc")
sources = st.sampled_from(["Kota", "Desa"])
bodies = st.sampled_from(["Satu.", "Dua.", "Tiga 'kutip' \x00 \U0001f4f0."])


class ArchiveAgainstModel(RuleBasedStateMachine):
    """The model: article -> content, whether published, batch that brought it; and the state after every change."""

    @initialize()
    def create(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.archive: Archive = create_archive(Path(self.folder.name))
        self.batch = self.archive.begin_batch("add")
        self.line = 0
        self.current: dict[tuple[str, str], tuple[Article, int]] = {}
        self.deleted: dict[tuple[str, str], tuple[Article, int]] = {}
        self.versions = 0
        self.indexes: dict[int, dict[str, Article]] = {0: {}}

    def teardown(self) -> None:
        if hasattr(self, "archive"):
            self.archive.close()
            self.folder.cleanup()

    @rule()
    def next_batch(self) -> None:
        self.batch = self.archive.begin_batch("add")

    @rule()
    def reopen(self) -> None:
        self.archive.close()
        self.archive = open_archive(Path(self.folder.name))

    @rule(records=st.lists(st.tuples(ids, sources, bodies), max_size=6))
    def store(self, records: list[tuple[str, str, str]]) -> None:
        entries = []
        for source_id, source, body in records:
            self.line += 1
            entries.append(entry(source_id, body, source, self.line))
        expected = tuple(self.outcome(one) for one in entries)
        assert self.archive.store(entries, self.batch) == expected
        self.remember()

    def outcome(self, one: Entry) -> Outcome:
        ref = (one.article.source, one.article.id)
        article, batch = self.current.get(ref, (None, 0))
        if article == one.article:
            return Outcome.DUPLICATE if batch == self.batch else Outcome.UNCHANGED
        former, batch = self.deleted.pop(ref, (None, 0))
        if former == one.article:
            self.current[ref] = (one.article, batch)
            return Outcome.UPDATED
        self.current[ref] = (one.article, self.batch)
        self.versions += 1
        return Outcome.UPDATED if article or former else Outcome.STORED

    @rule(keys=st.lists(st.sampled_from(["a", "a~Kota", "a~Desa", "b", "c~Kota", "x"]), max_size=4))
    def delete(self, keys: list[str]) -> None:
        found = {key: stored for key in keys if (stored := self.archive.find(key))}
        unknown = self.archive.delete(keys, self.batch)
        assert unknown == tuple(key for key in dict.fromkeys(keys) if key not in found)
        for stored in found.values():
            ref = (stored.article.source, stored.article.id)
            self.deleted[ref] = self.current.pop(ref)
        self.remember()

    def remember(self) -> None:
        self.indexes[self.archive.last_change()] = {s.key: s.article for s in self.archive.current()}

    @invariant()
    def current_is_the_model(self) -> None:
        stored = list(self.archive.current())
        assert {(s.article.source, s.article.id): s.article for s in stored} == {
            ref: article for ref, (article, _) in self.current.items()
        }
        assert [s.number for s in stored] == sorted({s.number for s in stored})
        assert self.archive.versions([s.version for s in stored]) == {s.version: s for s in stored}
        counts = self.archive.counts()
        assert (counts.articles, counts.deleted, counts.versions) == (
            len(self.current),
            len(self.deleted),
            self.versions,
        )

    @invariant()
    def an_index_of_any_moment_catches_up_by_the_changes(self) -> None:
        """Which is all that the index ever asks for."""
        moments = sorted(self.indexes)
        for since, until in pairwise(moments):
            assert self.caught_up(since, until) == self.indexes[until]
        assert self.caught_up(moments[len(moments) // 2], moments[-1]) == self.indexes[moments[-1]]

    def caught_up(self, since: int, until: int) -> dict[str, Article]:
        index = dict(self.indexes[since])
        changes = list(self.archive.changes(since, until))
        assert len({change.number for change in changes}) == len(changes)
        versions = self.archive.versions([change.version for change in changes if change.version is not None])
        for change in changes:
            index.pop(change.key, None)
            if change.version is not None:
                index[change.key] = versions[change.version].article
        return index


TestArchiveAgainstModel = ArchiveAgainstModel.TestCase
TestArchiveAgainstModel.settings = settings(max_examples=12, stateful_step_count=15, deadline=None)
