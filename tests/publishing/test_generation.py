"""Generations: what readers see while, and after, somebody writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index import columns, generation
from index.errors import ArchiveError, ArchiveUnusable
from index.manifest import check_digests
from index.settings import Settings
from search.backends import Searcher, open_searcher
from search.request import SearchRequest
from search.service import find
from tests.archives import add, write_jsonl
from tests.publishing.small import THREE, bring_up, flip, ids, row, truncate


def test_the_same_file_again_is_unchanged_and_publishes_nothing(three: Path, tmp_path: Path) -> None:
    before = generation.open_current(three)
    assert add(three, write_jsonl(tmp_path / "three.jsonl", THREE))["unchanged"] == 3
    assert generation.open_current(three) == before


def test_a_changed_body_is_an_update_and_only_the_new_text_is_found(three: Path, tmp_path: Path) -> None:
    changed = write_jsonl(tmp_path / "changed.jsonl", [row("a", "Gempa mengguncang Cianjur.")])
    assert add(three, changed)["updated"] == 1
    assert ids(three, "banjir") == ["c"]
    assert ids(three, "gempa") == ["a"]


def test_an_update_builds_on_the_generation_before(three: Path, tmp_path: Path) -> None:
    add(three, write_jsonl(tmp_path / "more.jsonl", [row("d", "Panen raya.")]))
    manifest = generation.open_current(three).manifest
    assert (manifest.segments, manifest.rows, manifest.articles) == (2, 4, 4)


def test_many_updates_end_in_a_fresh_build_without_dead_rows(three: Path, tmp_path: Path) -> None:
    for n in range(3):
        add(three, write_jsonl(tmp_path / f"{n}.jsonl", [row("a", f"Naskah ke-{n}."), row("b", f"Naskah ke-{n}.")]))
    manifest = generation.open_current(three).manifest
    assert manifest.articles == 3
    assert manifest.rows < 3 + 2 * 3


def test_an_incremental_index_answers_like_a_rebuilt_one(three: Path, tmp_path: Path) -> None:
    add(three, write_jsonl(tmp_path / "more.jsonl", [row("d", "Banjir lagi di Demak."), row("b", "Banjir bandang.")]))
    questions = ("banjir", "beras", "judul", '"banjir lagi"', "")

    def answers() -> list[list[tuple[str, float]]]:
        with closing(open_searcher(Settings(archive=three))) as searcher:
            pages = [find(SearchRequest(query=question), searcher) for question in questions]
            return [[(hit.id, hit.score) for hit in page.hits] for page in pages]

    before = answers()
    bring_up(three, fresh=True)
    assert answers() == before


def test_a_searcher_keeps_its_generation_while_another_is_published(three: Path, tmp_path: Path) -> None:
    with closing(open_searcher(Settings(archive=three))) as searcher:
        add(three, write_jsonl(tmp_path / "more.jsonl", [row("a", "Sama sekali lain.")]))
        page = find(SearchRequest(query="banjir"), searcher)
        assert [hit.id for hit in page.hits] == ["a", "c"]
        assert "Banjir melanda" in "".join(text for text, _ in page.hits[0].snippets[0])


def test_a_second_writer_is_turned_away(three: Path) -> None:
    refused = pytest.raises(ArchiveError, match="another process is writing")
    with generation.writing(three), refused, generation.writing(three):
        pytest.fail("two writers at once")


def test_what_a_dead_writer_left_is_swept(three: Path) -> None:
    left = three / "gen-00000009.building"
    left.mkdir()
    with generation.writing(three):
        assert not left.exists()


def test_a_failure_while_building_leaves_the_current_generation(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(columns, "write", full_disk)
    with pytest.raises(OSError, match="No space"):
        bring_up(three, fresh=True)
    assert generation.open_current(three).number == 1
    assert not list(three.glob("*.building"))


def test_old_generations_are_removed_beyond_three(three: Path, tmp_path: Path) -> None:
    for n in range(4):
        add(three, write_jsonl(tmp_path / f"{n}.jsonl", [row(f"x{n}", "Satu lagi.")]))
    assert [generation.number_of(path) for path in sorted(three.glob("gen-*"))] == [3, 4, 5]


@pytest.mark.parametrize("damage", [flip, truncate, Path.unlink])
def test_a_damaged_pointer_falls_back_to_a_whole_generation(three: Path, damage: Callable[[Path], None]) -> None:
    damage(three / "CURRENT")
    opened = generation.open_current(three)
    assert (opened.number, opened.is_current) == (1, False)


@pytest.mark.parametrize("damage", [flip, truncate, Path.unlink])
def test_a_damaged_manifest_is_never_opened(three: Path, damage: Callable[[Path], None]) -> None:
    damage(three / "gen-00000001" / "MANIFEST.json")
    with pytest.raises(ArchiveUnusable, match="python -m index rebuild"):
        generation.open_current(three)


def test_a_flipped_bit_in_any_file_is_found_by_a_deep_check(three: Path) -> None:
    opened = generation.open_current(three)
    for name in opened.manifest.files:
        path = opened.path / name
        if path.stat().st_size == 0:
            continue
        whole = path.read_bytes()
        flip(path)
        with pytest.raises(ArchiveUnusable, match=name):
            check_digests(opened.manifest, opened.path)
        path.write_bytes(whole)
    check_digests(opened.manifest, opened.path)


def test_a_damaged_generation_is_not_built_upon(three: Path, tmp_path: Path) -> None:
    generation.doubt(three / "gen-00000001")
    flip(next((three / "gen-00000001").glob("MAIN_*.arrays")))
    add(three, write_jsonl(tmp_path / "more.jsonl", [row("d", "Panen raya.")]))
    assert generation.open_current(three).manifest.segments == 1
    assert ids(three, "banjir") == ["a", "c"]


def test_an_index_by_other_rules_is_refused_with_the_way_out(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.analysis.analyser.fingerprint", lambda _names: "other rules")
    with pytest.raises(ArchiveUnusable, match="run: python -m index rebuild"):
        open_searcher(Settings(archive=three))


def test_no_index_is_told_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(ArchiveUnusable, match="python -m index add"):
        open_searcher(Settings(archive=tmp_path))


def test_the_manifest_counts_what_can_be_found(three: Path, searcher: Searcher) -> None:
    manifest = generation.open_current(three).manifest
    assert manifest.articles == 3
    assert json.loads(json.dumps(manifest.fingerprint)) == manifest.fingerprint
    assert searcher.total > 100
