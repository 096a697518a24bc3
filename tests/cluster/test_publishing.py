"""From the archive to an index on OpenSearch and back: what is there, what is refused, what a run cut short leaves."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from index.archive import open_archive
from index.backends import opensearch_state as state
from index.backends.opensearch_client import Engine
from index.errors import ArchiveUnusable, WrongCall
from index.pipeline import UNCHANGED, on_opensearch
from index.pipeline.cluster_standing import standing
from index.pipeline.publishing import FRESH, INCREMENTAL, Published
from index.settings import OpenSearch, Settings
from search.backends import current_generation, open_searcher
from search.query.words import words
from search.request import Filters, SearchRequest
from search.service import find, order_of, understand
from tests.archives import add, write_jsonl

pytestmark = pytest.mark.opensearch

FLOOD = {
    "id": "satu",
    "title": "Banjir Jakarta surut",
    "body": "Joko Widodo meninjau banjir di Jakarta.",
    "date": "2019-09-15",
}
QUAKE = {
    "id": "dua",
    "title": "Gempa Lombok",
    "body": "Gempa mengguncang Lombok, warga mengungsi.",
    "date": "2018-08-05",
}


@pytest.fixture
def elsewhere(settings: Settings, tmp_path: Path) -> Settings:
    """An index of its own for each test, and an archive."""
    assert settings.opensearch is not None
    return Settings(tmp_path / "archive", opensearch=replace(settings.opensearch, name=f"uji-{uuid4().hex}"))


def store(settings: Settings, *rows: dict[str, str]) -> None:
    """Into articles.db; the index in the directory is not looked at here."""
    add(settings.archive, write_jsonl(settings.archive.parent / "articles.jsonl", rows))


def publish(settings: Settings, *, fresh: bool = False) -> Published:
    with open_archive(settings.archive) as archive:
        return on_opensearch.publish(archive, _of(settings), lambda done, total: None, 1, fresh=fresh)


def _of(settings: Settings) -> OpenSearch:
    assert settings.opensearch is not None
    return settings.opensearch


def found(settings: Settings, query: str) -> list[str]:
    with closing(open_searcher(settings)) as searcher:
        return [hit.id for hit in find(SearchRequest(query, sort="oldest"), searcher).hits]


def test_what_was_added_updated_and_deleted_is_so_on_opensearch(elsewhere: Settings) -> None:
    store(elsewhere, FLOOD, QUAKE)
    assert publish(elsewhere).kind == FRESH
    assert found(elsewhere, "") == ["dua", "satu"]
    store(elsewhere, FLOOD | {"title": "Longsor Bogor", "body": "Tanah longsor di Bogor."})
    with open_archive(elsewhere.archive) as archive:
        archive.delete(["dua"], archive.begin_batch("delete dua"))
    published = publish(elsewhere)
    assert (published.kind, published.added, published.removed) == (INCREMENTAL, 1, 1)
    assert (found(elsewhere, "longsor"), found(elsewhere, "banjir"), found(elsewhere, "gempa")) == (["satu"], [], [])
    assert current_generation(elsewhere) == 2


def test_nothing_to_do_is_nothing_done(elsewhere: Settings) -> None:
    store(elsewhere, FLOOD)
    publish(elsewhere)
    assert publish(elsewhere).kind == UNCHANGED


def test_a_run_cut_short_before_it_published_is_sent_again(elsewhere: Settings) -> None:
    store(elsewhere, FLOOD)
    publish(elsewhere)
    with closing(Engine(_of(elsewhere))) as engine:
        before = state.read_state(engine)
        assert before is not None
        store(elsewhere, QUAKE)
        publish(elsewhere)
        state.write_state(engine, before)
    assert publish(elsewhere).added == 1
    assert found(elsewhere, "") == ["dua", "satu"]


def test_an_index_of_other_rules_is_refused_with_the_command_that_makes_it_anew(elsewhere: Settings) -> None:
    store(elsewhere, FLOOD)
    publish(elsewhere)
    with closing(Engine(_of(elsewhere))) as engine:
        known = state.read_state(engine)
        assert known is not None
        engine.ask("PUT", f"/{known.index}/_mapping", {"_meta": {"analysis": "another"}})
    with pytest.raises(ArchiveUnusable, match="analysed by other rules; run: python -m index rebuild"):
        open_searcher(elsewhere)
    publish(elsewhere, fresh=True)
    assert found(elsewhere, "banjir") == ["satu"]


def test_an_index_of_another_archive_is_refused(elsewhere: Settings, tmp_path: Path) -> None:
    store(elsewhere, FLOOD)
    publish(elsewhere)
    other = replace(elsewhere, archive=tmp_path / "lain" / "archive")
    (tmp_path / "lain").mkdir()
    store(other, QUAKE)
    for attempt in (publish, open_searcher):
        with pytest.raises(ArchiveUnusable, match=r"of another archive.*KLIPING_OPENSEARCH_INDEX"):
            attempt(other)


def test_what_is_withdrawn_is_gone_before_the_index_learns_of_it(elsewhere: Settings) -> None:
    store(elsewhere, FLOOD, QUAKE)
    publish(elsewhere)
    with closing(open_searcher(elsewhere)) as searcher:
        with open_archive(elsewhere.archive) as archive:
            archive.delete(["dua"], archive.begin_batch("delete dua"))
        assert searcher.is_outdated()
    with closing(open_searcher(elsewhere)) as again:
        assert (again.total, [hit.id for hit in find(SearchRequest(), again).hits]) == (1, ["satu"])
        assert again.find("dua") is None


def test_an_archive_without_an_index_there_says_how_to_make_one(elsewhere: Settings) -> None:
    store(elsewhere, FLOOD)
    with pytest.raises(ArchiveUnusable, match="python -m index rebuild"):
        open_searcher(elsewhere)


def test_an_export_gives_every_article_once_in_the_order_of_the_pages(elsewhere: Settings) -> None:
    rows = [
        FLOOD | {"id": f"a{n:04d}", "body": f"Banjir nomor {n} di Jakarta {'banjir ' * (n % 7)}"} for n in range(620)
    ]
    store(elsewhere, *rows)
    publish(elsewhere)
    with closing(open_searcher(elsewhere)) as searcher:
        request = SearchRequest("banjir jakarta")
        pages = [hit.id for n in (1, 2) for hit in find(replace(request, size=100, page=n), searcher).hits]
        query = understand(request, searcher).query
        taken = searcher.each(query, Filters(), order_of(request, words(query)))
        keys = [one.key for one in taken.found]
    assert (taken.total, len(keys), len({*keys})) == (620, 620, 620)
    assert keys[:200] == pages


def test_an_index_made_beside_the_one_that_answers_is_seen_after_the_swap_with_what_came_since(
    elsewhere: Settings,
) -> None:
    store(elsewhere, FLOOD)
    publish(elsewhere)
    with open_archive(elsewhere.archive) as archive:
        how, shape = (lambda done, total: None, 1), on_opensearch.Shape(2, 0)
        made = on_opensearch.reindex(archive, _of(elsewhere), how, shape, is_published=False)
        assert standing(archive, _of(elsewhere)).waiting == made.index
    store(elsewhere, QUAKE)
    publish(elsewhere)
    assert found(elsewhere, "") == ["dua", "satu"]
    with open_archive(elsewhere.archive) as archive:
        assert on_opensearch.swap(archive, _of(elsewhere)).index == made.index
        assert standing(archive, _of(elsewhere)).lag == 1
        assert on_opensearch.publish(archive, _of(elsewhere), lambda done, total: None, 1).added == 1
        now = standing(archive, _of(elsewhere))
        with pytest.raises(WrongCall, match="nothing is ready"):
            on_opensearch.swap(archive, _of(elsewhere))
    assert (now.index, now.shards, now.lag, now.waiting) == (made.index, 2, 0, "")
    assert (found(elsewhere, ""), found(elsewhere, "gemp*")) == (["dua", "satu"], ["dua"])
