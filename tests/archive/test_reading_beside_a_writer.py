"""Readers see whole commits, whatever the writer is doing."""

from __future__ import annotations

import threading
from pathlib import Path

from index.archive import Archive, Outcome, open_archive
from tests.archive.entries import entry

COMMITS = 40
ARTICLES = 5


def write(archive: Archive) -> None:
    """Each commit gives all articles the same new body."""
    for n in range(COMMITS):
        entries = [entry(f"n{i}", f"Isi {n}.", line=ARTICLES * n + i) for i in range(ARTICLES)]
        archive.store(entries, archive.begin_batch(f"add {n}"))


def test_a_reader_sees_whole_commits_only(archive: Archive, tmp_path: Path) -> None:
    writer = threading.Thread(target=write, args=(archive,))
    seen: list[frozenset[str]] = []
    with open_archive(tmp_path / "archive", read_only=True) as reader:
        writer.start()
        while writer.is_alive():
            seen.append(frozenset(stored.article.body for stored in reader.current()))
        writer.join()
        assert {stored.article.body for stored in reader.current()} == {f"Isi {COMMITS - 1}."}
    assert {len(bodies) for bodies in seen} <= {0, 1}
    assert len(set(seen)) > 2


def test_an_iteration_keeps_to_the_moment_it_began(archive: Archive) -> None:
    batch = archive.begin_batch("add")
    archive.store([entry(f"n{n}") for n in range(1200)], batch)
    current = archive.current()
    first = next(current)
    archive.store([entry("n1199", "Baru.", line=2), entry("lain")], batch)
    rest = list(current)
    assert len([first, *rest]) == 1200
    assert {stored.article.body for stored in rest} == {"Isi."}


def test_threads_may_share_an_archive(archive: Archive) -> None:
    archive.store([entry(f"n{n}") for n in range(50)], archive.begin_batch("add"))
    wrong: list[str] = []

    def read() -> None:
        for n in range(50):
            stored = archive.find(f"n{n}")
            if stored is None or stored.article.id != f"n{n}":
                wrong.append(f"n{n}")

    threads = [threading.Thread(target=read) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_two_writers_take_turns(archive: Archive) -> None:
    """A lock keeps other programs out; should it fail, no article is stored twice and no writer is turned away."""
    outcomes: list[Outcome] = []

    def add() -> None:
        for n in range(30):
            outcomes.extend(archive.store([entry(f"n{n}")], archive.begin_batch("add")))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (outcomes.count(Outcome.STORED), outcomes.count(Outcome.UNCHANGED)) == (30, 90)
