"""What the writer promises: room first, order on the disk, a look at the result, and no trust for too long."""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
import stat
from pathlib import Path
from typing import NamedTuple

import pytest

from index import generation, pipeline, reprints
from index.archive import open_archive
from index.archive.rulings import Kind, Ruling
from index.errors import ArchiveError
from index.generation import open_current, quarantined, verified_at
from index.generation.verifying import note
from index.manifest import DiskFailed
from index.pipeline import compact
from index.storage_place import file_system
from tests.publishing.small import bring_up, flip, ids, put, row, silent, spoil, store

NOW = dt.datetime.now(dt.UTC)


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def only(free: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(free * 2, free, free))


def test_nothing_is_built_where_there_is_no_room(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store(three, [row("d", "Panen raya.")])
    only(1000, monkeypatch)
    with pytest.raises(ArchiveError, match=r"1 MB free, but indexing 1 articles needs about \d+ MB.*free some space"):
        bring_up(three)
    assert not list(three.glob("*.building"))
    assert ids(three, "judul") == ["a", "b", "c"]


def test_three_times_what_will_be_written_is_asked_for(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = {name: seal.size for name, seal in open_current(three).manifest.files.items()}
    anew = sum(size for name, size in sizes.items() if not name.startswith("MAIN_"))
    store(three, [row("d", "Panen raya.")])
    needed = 3 * (-(-sum(sizes.values()) // 3) + anew)
    only(needed - 1, monkeypatch)
    with pytest.raises(ArchiveError, match="free"):
        bring_up(three)
    only(needed, monkeypatch)
    assert bring_up(three).kind == "incremental"


def test_every_file_is_on_the_disk_before_its_name_and_the_pointer_comes_last(
    three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[str, str]] = []
    real_sync, real_rename, real_replace = os.fsync, os.rename, os.replace

    def fsync(descriptor: int) -> None:
        done.append(("fsync", Path(f"/proc/self/fd/{descriptor}").readlink().name))
        real_sync(descriptor)

    def rename(source: Path, target: Path) -> None:
        done.append(("rename", Path(target).name))
        real_rename(source, target)

    def replace(source: Path, target: Path) -> None:
        done.append(("rename", Path(target).name))
        real_replace(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "rename", rename)
    monkeypatch.setattr(os, "replace", replace)
    store(three, [row("d", "Panen raya.")])
    before = set(open_current(three).manifest.files)
    done.clear()
    published = bring_up(three)
    named = done.index(("rename", "gen-00000002"))
    for name in set(published.manifest.files) - {n for n in before if n.startswith(("MAIN_", reprints.PREFIX))}:
        assert ("fsync", name) in done[:named], name
    assert done[named - 2 :] == [
        ("fsync", "MANIFEST.json"),
        ("fsync", "gen-00000002.building"),
        ("rename", "gen-00000002"),
        ("fsync", "archive"),
        ("fsync", "CURRENT.tmp"),
        ("rename", "CURRENT"),
        ("fsync", "archive"),
    ]


def test_only_new_files_are_read_for_their_checksums(three: Path) -> None:
    before = open_current(three)
    published = put(three, row("d", "Panen raya."))
    shared = [name for name in before.manifest.files if name.startswith("MAIN_")]
    assert shared
    for name in shared:
        assert (published.generation.path / name).samefile(before.path / name)
        assert published.manifest.files[name] == before.manifest.files[name]
    assert published.bytes < sum(seal.size for seal in published.manifest.files.values())


def test_nobody_writes_where_locks_mean_nothing(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.storage_place.NETWORK", {file_system(three)})
    with pytest.raises(ArchiveError, match="network file system"), generation.writing(three):
        pytest.fail("the lock was taken")


def test_a_disk_that_does_not_confirm_is_asked_once_and_nothing_is_published(
    three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(three, [row("d", "Panen raya.")])
    asked = []

    def fsync(descriptor: int) -> None:
        asked.append(descriptor)
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fsync)
    with open_archive(three) as archive, generation.writing(three), pytest.raises(DiskFailed, match="check the disk"):
        pipeline.publish(archive, three, silent, 1)
    assert len(asked) == 1
    assert open_current(three).number == 1


def test_files_are_for_owner_and_group_alone(three: Path) -> None:
    put(three, row("d", "Panen raya."))
    opened = open_current(three)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in opened.path.iterdir()}
    assert set(modes.values()) == {0o640}
    assert stat.S_IMODE(opened.path.stat().st_mode) == 0o750
    assert stat.S_IMODE((three / "CURRENT").stat().st_mode) == 0o640


def test_a_base_read_within_a_day_is_not_read_again(three: Path) -> None:
    note(open_current(three).path, NOW - dt.timedelta(hours=23))
    store(three, [row("d", "Panen raya.")])
    marked = verified_at(open_current(three).path)
    published = bring_up(three)
    assert published.kind == "incremental"
    assert verified_at(published.generation.path) == marked


@pytest.mark.parametrize("age", [dt.timedelta(hours=25), -dt.timedelta(hours=1)], ids=["too old", "of the future"])
def test_a_base_not_read_for_a_day_is_read_before_it_is_built_upon(three: Path, age: dt.timedelta) -> None:
    opened = open_current(three)
    note(opened.path, NOW - age)
    flip(next(opened.path.glob("MAIN_*.arrays")))
    assert put(three, row("d", "Panen raya.")).kind == "fresh"
    assert ids(three, "judul") == ["a", "b", "c", "d"]


def test_reading_a_whole_base_is_remembered(three: Path) -> None:
    opened = open_current(three)
    generation.doubt(opened.path)
    assert verified_at(opened.path) is None
    put(three, row("d", "Panen raya."))
    found = verified_at(opened.path)
    assert found is not None
    assert dt.datetime.now(dt.UTC) - found < dt.timedelta(minutes=1)


def test_a_torn_note_proves_nothing(three: Path) -> None:
    opened = open_current(three)
    flip(opened.path / "VERIFIED")
    assert verified_at(opened.path) is None


def test_a_damaged_generation_is_set_aside_and_the_one_before_it_built_upon(three: Path) -> None:
    put(three, row("d", "Panen raya."))
    flip(open_current(three).path / "columns.bin")
    published = bring_up(three)
    assert (published.kind, published.number, published.manifest.articles) == ("incremental", 3, 4)
    assert [path.name for path in quarantined(three)] == ["gen-00000002.damaged"]
    assert open_current(three).is_current


def test_only_the_newest_damaged_generation_is_kept(three: Path) -> None:
    for n in range(3):
        put(three, row("d", f"Panen ke-{n}."))
        flip(open_current(three).path / "columns.bin")
    bring_up(three)
    with generation.writing(three):
        assert [path.name for path in quarantined(three)] == ["gen-00000004.damaged"]


def test_the_number_of_a_generation_is_never_used_again(three: Path) -> None:
    put(three, row("d", "Panen raya."))
    for path in three.glob("gen-*"):
        shutil.rmtree(path)
    assert bring_up(three).number == 3


def test_a_damaged_pointer_is_written_anew_by_the_next_publication(three: Path) -> None:
    flip(three / "CURRENT")
    assert bring_up(three).number == 2
    assert open_current(three).is_current


def test_nothing_new_publishes_nothing_and_says_so(three: Path) -> None:
    published = bring_up(three)
    assert (published.kind, published.number, published.added, published.removed, published.bytes) == (
        ("unchanged", 1, 0, 0, 0)
    )


def test_a_publication_tells_what_it_did(three: Path) -> None:
    published = put(three, row("a", "Naskah kedua."), row("d", "Panen raya."))
    assert (published.kind, published.added, published.removed) == ("incremental", 2, 1)
    assert published.seconds > 0
    assert published.warning == ""


def test_compacting_leaves_no_dead_row_and_shares_no_file(three: Path) -> None:
    before = put(three, row("a", "Naskah kedua."))
    with open_archive(three) as archive, generation.writing(three):
        after = compact(archive, three, silent, 1)
    assert (before.manifest.rows, after.manifest.rows, after.manifest.segments) == (4, 3, 1)
    assert after.kind == "fresh"
    assert not set(before.manifest.files) & {name for name in after.manifest.files if name.startswith("MAIN_")}


def test_every_twentieth_publication_builds_everything(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.pipeline.planning.EVERY", 4)
    kinds = [put(three, *(row(f"x{n}{m}", "Panen.") for m in range(3))).kind for n in range(5)]
    assert kinds == ["incremental", "incremental", "incremental", "fresh", "incremental"]


def test_a_week_after_the_last_everything_is_built(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.pipeline.planning.OFTEN", dt.timedelta(0))
    assert put(three, row("d", "Panen raya.")).kind == "fresh"


def test_no_generation_keeps_the_text_of_a_purged_article(three: Path) -> None:
    put(three, row("d", "Panen raya."))
    flip(open_current(three).path / "columns.bin")
    put(three, row("e", "Panen lagi."))
    assert quarantined(three)
    with open_archive(three) as archive, generation.writing(three):
        batch = archive.begin_batch("purge a")
        archive.decide("a", Ruling(Kind.PURGE, "putusan pengadilan", "redaksi"), batch)
        archive.finish_batch(batch, {})
        published = pipeline.publish(archive, three, silent, 1)
    assert (published.kind, published.manifest.articles, published.manifest.rows) == ("fresh", 4, 4)
    assert [path.name for path in three.glob("gen-*")] == [published.generation.path.name]
    assert ids(three, "banjir") == ["c"]


def test_damage_is_never_merged_into_a_new_file(three: Path) -> None:
    put(three, row("d", "Panen raya."))
    spoil(next((three / "gen-00000001").glob("MAIN_*.arrays")))
    published = put(three, row("e", "Banjir rob."))
    assert published.kind == "fresh"
    assert "damaged" in published.warning
    assert ids(three, "banjir") == ["a", "c", "e"]
