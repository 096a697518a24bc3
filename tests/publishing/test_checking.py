"""Nothing is answered from bytes that are not as they were written, and nothing unread is said to be checked."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import generation, reprints
from index.errors import ArchiveUnusable
from index.generation import Generation, open_current
from index.manifest import BLOCK, CheckedFile, FileDamaged, read_checked, read_manifest, seal_of, sealed
from index.settings import Settings
from search.backends import open_searcher
from search.request import SearchRequest
from search.service import find
from tests.publishing.small import THREE, bring_up, flip, ids, lengthen, put, row, spoil, truncate, zero

DAMAGES = [flip, truncate, zero, lengthen, Path.unlink]
QUESTIONS = ("banjir", "beras", "judul", '"banjir surut"', "ban*", "")


def four_blocks(folder: Path) -> Path:
    path = folder / "berkas.pst"
    path.write_bytes(bytes(range(256)) * (BLOCK * 3 // 256) + b"sisa")
    return path


@given(st.integers(0, 3 * BLOCK + 4), st.integers(0, 3 * BLOCK + 4))
def test_a_checked_file_gives_the_bytes_it_holds(
    tmp_path_factory: pytest.TempPathFactory, one: int, other: int
) -> None:
    path = four_blocks(tmp_path_factory.mktemp("berkas"))
    start, end = sorted((one, other))
    with closing(CheckedFile(path, seal_of(path))) as file:
        assert file.read(start, end) == path.read_bytes()[start:end]
        assert file.read(0, 3 * BLOCK + 4) == path.read_bytes()


def test_only_the_blocks_that_are_wanted_are_checked(tmp_path: Path) -> None:
    path = four_blocks(tmp_path)
    seal = seal_of(path)
    flip(path)
    with closing(CheckedFile(path, seal)) as file:
        assert file.read(10, 20) == bytes(range(10, 20))
        assert file.read(3 * BLOCK, 3 * BLOCK + 4) == b"sisa"
        with pytest.raises(FileDamaged, match=rf"berkas\.pst: contents damaged near byte {BLOCK}"):
            file.read(BLOCK - 1, BLOCK + 1)


def test_a_damaged_block_is_refused_again_and_again(tmp_path: Path) -> None:
    path = four_blocks(tmp_path)
    seal = seal_of(path)
    flip(path)
    with closing(CheckedFile(path, seal)) as file:
        for _ in range(3):
            with pytest.raises(FileDamaged):
                file.read(BLOCK, 2 * BLOCK)


def test_a_block_that_is_damaged_after_it_was_read_is_not_handed_out(tmp_path: Path) -> None:
    path = four_blocks(tmp_path)
    seal = seal_of(path)
    with closing(CheckedFile(path, seal)) as file:
        assert file.read(BLOCK, 2 * BLOCK)
        flip(path)
        with pytest.raises(FileDamaged, match=f"contents damaged near byte {BLOCK}"):
            file.read(BLOCK, BLOCK + 1)


def test_a_file_cut_short_while_it_is_open_is_refused_and_ends_no_process(tmp_path: Path) -> None:
    path = four_blocks(tmp_path)
    with closing(CheckedFile(path, seal_of(path))) as file:
        file.read(0, 3 * BLOCK)
        with path.open("rb+") as other:
            other.truncate(BLOCK)
        with pytest.raises(FileDamaged, match=f"ends before byte {2 * BLOCK}"):
            file.read(BLOCK, 2 * BLOCK)


def test_bytes_beyond_the_end_are_refused(tmp_path: Path) -> None:
    path = four_blocks(tmp_path)
    with closing(CheckedFile(path, seal_of(path))) as file, pytest.raises(FileDamaged, match="has no bytes"):
        file.read(3 * BLOCK, 3 * BLOCK + 5)


def test_a_file_that_grew_by_a_block_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "berkas.trm"
    path.write_bytes(bytes(BLOCK))
    seal = seal_of(path)
    lengthen(path)
    with pytest.raises(FileDamaged, match=f"not {BLOCK} bytes long"):
        read_checked(path, seal)


def answers(directory: Path) -> list[object]:
    with closing(open_searcher(Settings(archive=directory))) as searcher:
        pages = [find(SearchRequest(query=question), searcher) for question in QUESTIONS]
        return [(page.total, [(hit.id, hit.score) for hit in page.hits], page.facets) for page in pages]


def sole(directory: Path) -> Generation:
    """The only generation of *directory*, so that nothing can stand in for it."""
    put(directory, *THREE)
    return open_current(directory)


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_damaged_file_is_ever_answered_from(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    opened = sole(tmp_path / "archive")
    right = answers(tmp_path / "archive")
    for name in opened.manifest.files:
        if name.startswith(reprints.PREFIX):  # a writer's: no reader opens it
            continue
        path = opened.path / name
        whole = path.read_bytes()
        damage(path)
        with pytest.raises(ArchiveUnusable, match=rf"{name}.*run: python -m index rebuild"):
            answers(tmp_path / "archive")
        path.write_bytes(whole)
    assert answers(tmp_path / "archive") == right


class Bomb:
    """Unpickled, it would leave a file behind."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return eval, (f"open({str(self.path)!r}, 'w')",)


@pytest.mark.parametrize("name", ["the table of contents", "a second one with a higher number"])
def test_no_pickle_is_opened_that_the_manifest_does_not_cover(tmp_path: Path, name: str) -> None:
    opened = sole(tmp_path / "archive")
    ours = next(opened.path.glob("_MAIN_*.toc"))
    head = ours.read_bytes().split(b"\x80", 1)[0]
    place = ours if name == "the table of contents" else ours.with_name("_MAIN_99.toc")
    body = head + pickle.dumps(Bomb(tmp_path / "meledak"), 2)
    place.write_bytes(body.ljust(ours.stat().st_size, b".")[: max(ours.stat().st_size, len(body))])
    with pytest.raises(ArchiveUnusable, match=place.name):
        open_searcher(Settings(archive=tmp_path / "archive"))
    bring_up(tmp_path / "archive")
    assert not (tmp_path / "meledak").exists()


def test_an_older_generation_stands_in_for_one_whose_files_fail_at_opening(three: Path) -> None:
    put(three, row("d", "Panen raya."))
    flip(open_current(three).path / "columns.bin")
    with closing(open_searcher(Settings(archive=three))) as searcher:
        assert (searcher.generation, searcher.is_current, searcher.total) == (1, False, 3)


def test_no_generation_that_shares_the_damaged_file_stands_in(three: Path) -> None:
    put(three, row("d", "Panen raya."))
    shared = next(open_current(three).path.glob("MAIN_*.arrays"))
    older = next((three / "gen-00000001").glob("MAIN_*.arrays")).name
    flip(open_current(three).path / older)
    assert shared.exists()
    with pytest.raises(ArchiveUnusable, match=r"\.arrays.*run: python -m index rebuild"):
        open_searcher(Settings(archive=three))


@pytest.mark.usefixtures("small_blocks")
def test_damage_that_a_search_meets_makes_the_next_writer_read_everything(three: Path) -> None:
    postings = next(open_current(three).path.glob("MAIN_*.arrays"))
    spoil(postings)
    with pytest.raises(FileDamaged):
        ids(three, "banjir")
    assert generation.verified_at(postings.parent) is None
    published = put(three, row("d", "Banjir lagi."))
    assert published.kind == "fresh"
    assert ids(three, "banjir") == ["a", "c", "d"]
    assert [path.name for path in generation.quarantined(three)] == ["gen-00000001.damaged"]


def test_an_article_without_a_single_word_can_be_published_and_opened(tmp_path: Path) -> None:
    put(tmp_path / "archive", {"id": "kosong", "title": "…", "body": "—", "source": "kabar.example"})
    assert ids(tmp_path / "archive", "") == ["kosong"]
    assert ids(tmp_path / "archive", "banjir") == []


def test_a_manifest_of_another_version_is_refused_with_the_way_out(three: Path) -> None:
    place = three / "gen-00000001" / "MANIFEST.json"
    value = json.loads(place.read_bytes().rpartition(b"\n#")[0])
    del value["fresh"]
    place.write_bytes(sealed(value))
    with pytest.raises(ArchiveUnusable, match="run: python -m index rebuild"):
        open_current(three)
    assert bring_up(three).kind == "fresh"
    assert generation.quarantined(three) == ()


@pytest.mark.parametrize("damage", [spoil, flip, zero, truncate])
def test_damage_under_a_reader_that_has_answered_before_is_refused_as_damage(
    three: Path, damage: Callable[[Path], None]
) -> None:
    with closing(open_searcher(Settings(archive=three))) as searcher:
        assert find(SearchRequest(query="banjir"), searcher).total == 2
        damage(next(open_current(three).path.glob("MAIN_*.arrays")))
        with pytest.raises(FileDamaged, match="run: python -m index rebuild"):
            find(SearchRequest(query="beras"), searcher)


def test_a_generation_with_other_blocks_to_a_checksum_is_of_another_version(three: Path) -> None:
    place = three / "gen-00000001" / "MANIFEST.json"
    value = json.loads(place.read_bytes().rpartition(b"\n#")[0])
    place.write_bytes(sealed(value | {"block": 1 << 18}))
    with pytest.raises(ArchiveUnusable, match="another version of Kliping; run: python -m index rebuild"):
        read_manifest(place.parent)
    assert bring_up(three).kind == "fresh"
