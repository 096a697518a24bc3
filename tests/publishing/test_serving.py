"""A process that answers while others publish, and while files go bad under it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index import generation
from index.errors import ArchiveUnusable
from index.generation import open_current, verified_at
from index.manifest import READ
from index.settings import Settings
from search.backends import Searcher, open_searcher
from search.request import SearchRequest
from search.service import find
from search.web.current import CurrentSearcher
from tests.publishing.small import put, row, spoil

SECONDS = 4.0
READERS = 3


@pytest.fixture
def current(three: Path) -> Iterator[CurrentSearcher]:
    """Looks for a newer generation at every request."""
    with closing(CurrentSearcher(Settings(archive=three), interval=0)) as opened:
        yield opened


def mixed(searcher: Searcher) -> str:
    """What is wrong with an answer, in which every article must be of one edition, and be in it; empty when right."""
    page = find(SearchRequest(query="warta edisi", size=50), searcher)
    said = {"".join(text for text, _ in hit.snippets[0]).split()[2] for hit in page.hits}
    if len(said) != 1:
        return f"generation {searcher.generation} mixes editions: {said}"
    (word,) = said
    narrowed = find(SearchRequest(query=word, size=50), searcher)
    if narrowed.total != page.total or {hit.id for hit in narrowed.hits} != {hit.id for hit in page.hits}:
        return f"generation {searcher.generation}: {word} finds {narrowed.total} of {page.total}"
    return ""


def publish_for(seconds: float, directory: Path) -> int:
    """Publish edition after edition, each replacing every article of the one before; four at least, on any machine."""
    n, until = 0, time.monotonic() + seconds
    while n < 4 or time.monotonic() < until:
        n += 1
        put(directory, *[row(f"k{m}", f"Warta edisi ke{n}an tentang banjir.") for m in range(6)])
    return n


def read_until(stop: threading.Event, ask: Callable[[], str], wrong: list[str], count: list[int]) -> None:
    while not stop.is_set() and not wrong:
        try:
            if told := ask():
                wrong.append(told)
        except Exception as error:
            wrong.append(repr(error))
        count.append(1)


def race(directory: Path, ask: Callable[[], str]) -> tuple[list[str], int, int]:
    """Readers against a writer, for SECONDS: what went wrong, the answers given and the generations published."""
    stop, wrong, count = threading.Event(), list[str](), list[int]()
    readers = [threading.Thread(target=read_until, args=(stop, ask, wrong, count)) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    published = publish_for(SECONDS, directory)
    stop.set()
    for reader in readers:
        reader.join()
    return wrong, len(count), published


def test_readers_meet_no_error_and_no_mixed_answer_while_a_writer_publishes(tmp_path: Path) -> None:
    directory = tmp_path / "archive"
    put(directory, *[row(f"k{m}", "Warta edisi ke0an tentang banjir.") for m in range(6)])
    with closing(CurrentSearcher(Settings(archive=directory), interval=0)) as current:

        def ask() -> str:
            with current.reading() as searcher:
                return mixed(searcher)

        wrong, answers, published = race(directory, ask)
    assert wrong == []
    assert answers > 10
    assert published > 3


def test_a_generation_removed_while_it_is_being_opened_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.generation.publishing.KEPT", 1)  # the one before is removed at once
    directory = tmp_path / "archive"
    put(directory, *[row(f"k{m}", "Warta edisi ke0an tentang banjir.") for m in range(6)])

    def ask() -> str:
        with closing(open_searcher(Settings(archive=directory))) as searcher:
            return mixed(searcher) or ("" if searcher.is_current else "an older generation stood in")

    wrong, answers, published = race(directory, ask)
    assert wrong == []
    assert answers > 10
    assert published > 3


def settled(current: CurrentSearcher) -> None:
    """Wait for the verification in the background."""
    deadline = time.monotonic() + 60
    while current.verification.is_checking or not (
        current.verification.verified_at or current.verification.damaged_file
    ):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def total(current: CurrentSearcher) -> tuple[int, bool]:
    with current.reading() as searcher:
        return searcher.total, searcher.is_current


def test_all_files_are_read_in_the_background_and_the_time_is_told(three: Path, current: CurrentSearcher) -> None:
    generation.doubt(open_current(three).path)
    total(current)
    settled(current)
    assert current.verification.verified_at is not None
    assert verified_at(open_current(three).path) is not None


@pytest.mark.usefixtures("small_blocks")
def test_damage_that_no_search_has_met_is_found_in_the_background(three: Path, current: CurrentSearcher) -> None:
    put(three, row("d", "Panen raya."))
    damaged = next(open_current(three).path.glob("MAIN_*.arrays"))
    generation.doubt(open_current(three).path)
    spoil(damaged)
    total(current)
    deadline = time.monotonic() + 60
    while not current.verification.damaged_file:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert current.verification.damaged_file.suffix == ".arrays"


def newest_postings(directory: Path, older: Path) -> Path:
    """The postings that only the current generation has."""
    return next(p for p in open_current(directory).path.glob("MAIN_*.arrays") if not (older / p.name).exists())


@pytest.mark.usefixtures("small_blocks")
def test_an_older_generation_answers_after_a_search_met_damage(three: Path, current: CurrentSearcher) -> None:
    put(three, row("d", "Banjir lagi di Demak."))
    spoil(newest_postings(three, three / "gen-00000001"))
    with pytest.raises(ArchiveUnusable, match=r"\.arrays.*run: python -m index rebuild"), current.reading() as searcher:
        find(SearchRequest(query="banjir"), searcher)
    with current.reading() as searcher:
        page = find(SearchRequest(query="banjir"), searcher)
        assert (searcher.generation, searcher.is_current) == (1, False)
        assert sorted(hit.id for hit in page.hits) == ["a", "c"]
    assert current.verification.damaged_file is not None


@pytest.mark.usefixtures("small_blocks")
def test_nothing_is_answered_when_every_generation_shares_the_damage(three: Path, current: CurrentSearcher) -> None:
    put(three, row("d", "Panen raya."))
    spoil(next((three / "gen-00000001").glob("MAIN_*.arrays")))
    with pytest.raises(ArchiveUnusable), current.reading() as searcher:
        find(SearchRequest(query="banjir"), searcher)
    for _ in range(2):
        with pytest.raises(ArchiveUnusable, match="run: python -m index rebuild"):
            total(current)


@pytest.mark.usefixtures("small_blocks")
def test_a_rebuilt_index_is_answered_from_after_damage(three: Path, current: CurrentSearcher) -> None:
    spoil(next(open_current(three).path.glob("MAIN_*.arrays")))
    with pytest.raises(ArchiveUnusable), current.reading() as searcher:
        find(SearchRequest(query="banjir"), searcher)
    put(three, row("d", "Panen raya."))
    assert total(current) == (4, True)
    assert current.verification.damaged_file is None


def test_what_cannot_be_opened_is_not_tried_again_for_every_request(three: Path) -> None:
    with closing(CurrentSearcher(Settings(archive=three), interval=3600)) as current:
        manifest = open_current(three).path / "MANIFEST.json"
        whole = manifest.read_bytes()
        manifest.write_bytes(b"")
        for _ in range(2):
            with pytest.raises(ArchiveUnusable):
                total(current)
            manifest.write_bytes(whole)


def test_all_files_are_read_again_after_a_day(
    three: Path, current: CurrentSearcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.web.current.VERIFY_EVERY", 0)
    known = []
    for _ in range(2):
        total(current)
        settled(current)
        time.sleep(0.05)
        known.append(current.verification.verified_at)
    assert known[0] != known[1]


def test_the_reading_rests_after_each_piece_in_proportion_to_the_time_it_took(three: Path) -> None:
    opened, rests = open_current(three), list[float]()
    generation.verify(opened, rests.append)
    assert len(rests) == sum(-(-seal.size // READ) for seal in opened.manifest.files.values())
    assert all(seconds > 0 for seconds in rests)


def test_the_reading_ends_when_its_generation_is_answered_from_no_more(
    three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.web.current.THROTTLE", 1e9)
    with closing(CurrentSearcher(Settings(archive=three))) as current:
        total(current)
        assert current.verification.is_checking
    deadline = time.monotonic() + 60
    while any(thread.name == "verify" for thread in threading.enumerate()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
