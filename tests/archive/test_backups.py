"""A backup is proved before it is restored, and what was purged since stays purged."""

from __future__ import annotations

import errno
import json
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import (
    Archive,
    Backup,
    Kind,
    Outcome,
    Ruling,
    back_up,
    check_backup,
    manifest_of,
    open_archive,
    prove,
    restore,
)
from index.archive.disk import copy_file
from index.archive.own_list import SYNONYMS
from index.archive.sqlite import copy_database
from index.errors import ArchiveUnusable, WrongCall
from tests.archive.entries import entry

PURGE = Ruling(Kind.PURGE, "putusan", "Sari", "12/2026")


@pytest.fixture
def place(archive: Archive, tmp_path: Path) -> Path:
    archive.store([entry(f"n{n}", f"Kabar ke-{n}.") for n in range(40)], archive.begin_batch("add"))
    archive.edit("n1", {"title": "Judul baru"}, "Sari", archive.begin_batch("edit"))
    return tmp_path / "archive"


def nothing(_backup: Backup) -> None:
    """The index is somebody else's affair."""


def test_a_backup_is_one_file_with_a_manifest_that_fits(place: Path, tmp_path: Path) -> None:
    made = back_up(place, tmp_path / "out" / "b.db")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["b.db", "b.db.manifest.json"]
    assert check_backup(tmp_path / "out" / "b.db") == made
    assert (made.articles, made.versions, made.last_change, made.purged) == (40, 41, 41, ())


def test_the_list_of_synonyms_comes_back_and_another_is_kept(place: Path, tmp_path: Path, archive: Archive) -> None:
    (place / SYNONYMS).write_bytes("unjuk rasa = demonstrasi\r\n# é\n".encode())
    back_up(place, tmp_path / "b.db")
    (place / SYNONYMS).write_text("lain = lainnya\n")
    archive.close()
    restore(tmp_path / "b.db", place, nothing)
    assert (place / SYNONYMS).read_bytes() == "unjuk rasa = demonstrasi\r\n# é\n".encode()
    assert [path.read_text() for path in place.glob(f"replaced-*-{SYNONYMS}")] == ["lain = lainnya\n"]


def test_a_backup_without_a_list_of_synonyms_takes_none_away(place: Path, tmp_path: Path, archive: Archive) -> None:
    back_up(place, tmp_path / "b.db")
    (place / SYNONYMS).write_text("lain = lainnya\n")
    archive.close()
    restore(tmp_path / "b.db", place, nothing)
    assert (place / SYNONYMS).read_text() == "lain = lainnya\n"


def test_a_list_of_synonyms_that_cannot_be_read_is_not_left_out_in_silence(place: Path, tmp_path: Path) -> None:
    (place / SYNONYMS).mkdir()
    with pytest.raises(ArchiveUnusable, match=r"synonyms\.txt: cannot be read .* make it readable, or remove it"):
        back_up(place, tmp_path / "b.db")
    assert not (tmp_path / "b.db").exists()


@pytest.mark.parametrize("name", ["b.db", "b.db.manifest.json"])
def test_a_backup_never_overwrites(place: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("lama")
    with pytest.raises(WrongCall, match=rf"{name} is there already"):
        back_up(place, tmp_path / "b.db")
    assert (tmp_path / name).read_text() == "lama"


def test_what_is_restored_is_what_was_backed_up(place: Path, tmp_path: Path, archive: Archive) -> None:
    before = list(archive.current())
    back_up(place, tmp_path / "b.db")
    restore(tmp_path / "b.db", tmp_path / "new", nothing)
    with open_archive(tmp_path / "new") as restored:
        assert list(restored.current()) == before
        assert restored.edits("n1") == archive.edits("n1")


def test_the_archive_that_is_replaced_is_kept(place: Path, tmp_path: Path, archive: Archive) -> None:
    back_up(place, tmp_path / "b.db")
    archive.store([entry("baru")], archive.begin_batch("add"))
    archive.close()
    restore(tmp_path / "b.db", place, nothing)
    (kept,) = place.glob("replaced-*-articles.db")
    with sqlite3.connect(kept) as connection:
        assert connection.execute("SELECT count(*) FROM articles WHERE key = 'baru'").fetchone() == (1,)
    connection.close()
    with open_archive(place) as restored:
        assert restored.find("baru") is None


def test_a_flipped_bit_anywhere_in_a_backup_is_found(place: Path, tmp_path: Path) -> None:
    back_up(place, tmp_path / "b.db")
    generator = random.Random(20221115)
    for path in (tmp_path / "b.db", manifest_of(tmp_path / "b.db")):
        data = path.read_bytes()
        for _ in range(20):
            at = generator.randrange(len(data))
            path.write_bytes(data[:at] + bytes([data[at] ^ 1 << generator.randrange(8)]) + data[at + 1 :])
            with pytest.raises(ArchiveUnusable, match=r"b\.db"):
                check_backup(tmp_path / "b.db")
        path.write_bytes(data)


def test_a_damaged_row_is_not_restored_however_well_it_is_sealed(place: Path, tmp_path: Path) -> None:
    with sqlite3.connect(place / "articles.db") as connection:
        connection.execute("UPDATE versions SET body = 'Lain.' WHERE id = 7")
    connection.close()
    back_up(place, tmp_path / "b.db")
    (tmp_path / "new").mkdir()
    with pytest.raises(ArchiveUnusable, match="1 things are wrong, first: version 7"):
        restore(tmp_path / "b.db", tmp_path / "new", nothing)
    assert list((tmp_path / "new").iterdir()) == []


def test_a_backup_without_its_manifest_is_refused(place: Path, tmp_path: Path) -> None:
    back_up(place, tmp_path / "b.db")
    manifest_of(tmp_path / "b.db").unlink()
    with pytest.raises(ArchiveUnusable, match=r"manifest\.json: cannot be read"):
        prove(tmp_path / "b.db", tmp_path / "proof")


@pytest.mark.parametrize("witness", ["the archive", "the list beside it"])
def test_what_was_purged_since_stays_purged(place: Path, tmp_path: Path, archive: Archive, witness: str) -> None:
    back_up(place, tmp_path / "b.db")
    archive.store([entry("baru")], archive.begin_batch("add"))
    for key in ("n1", "baru"):
        archive.decide(key, PURGE, archive.begin_batch("decide"))
    assert archive.erase()
    archive.close()
    if witness == "the archive":
        (place / "purged.jsonl").unlink()
    else:
        (place / "articles.db").write_bytes(b"rusak" * 100)
    restore(tmp_path / "b.db", place, nothing)
    assert b"Judul baru" not in (place / "articles.db").read_bytes()
    with open_archive(place) as restored:
        assert restored.find("n1") is None
        assert [(purge.key, purge.basis, purge.is_erased) for purge in restored.purges_since(0)] == [
            ("n1", "putusan", True),
            ("baru", "putusan", True),
        ]
        assert restored.store([entry("baru")], restored.begin_batch("add")) == (Outcome.REFUSED,)
        assert list(restored.findings(deep=True)) == []


def test_the_manifest_tells_what_was_purged(place: Path, tmp_path: Path, archive: Archive) -> None:
    archive.decide("n1", PURGE, archive.begin_batch("decide"))
    made = back_up(place, tmp_path / "b.db")
    assert [purge.key for purge in made.purged] == ["n1"]
    assert check_backup(tmp_path / "b.db") == made
    text = manifest_of(tmp_path / "b.db").read_text(encoding="utf-8")
    assert json.loads(text.rpartition("\n#")[0])["purged"][0]["source_id"] == "n1"


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE versions SET body = 'Lain.' WHERE id = 7", "version 7"),
        ("UPDATE versions SET raw = x'00' WHERE id = 7", "version 7: its raw record cannot be read"),
        ("UPDATE versions SET day = '2022-09' WHERE id = 7", "version 7"),
        ("UPDATE edits SET value = 'Lain'", "edits 1 is not what was written"),
        ("UPDATE articles SET status = 'pu' WHERE number = 7", "'n6'"),
        ("UPDATE articles SET version = 8 WHERE number = 7", "'n6' is not in the state"),
        ("DELETE FROM changes WHERE article = 7", "'n6' is not in the state"),
        ("UPDATE changes SET version = NULL WHERE article = 7", "'n6' is not in the state"),
        ("PRAGMA foreign_keys=OFF; DELETE FROM versions WHERE id = 7", "rows point at rows that do not exist"),
    ],
)
def test_what_was_changed_behind_our_back_is_found(tmp_path: Path, place: Path, statement: str, words: str) -> None:
    connection = sqlite3.connect(place / "articles.db")
    connection.executescript(statement)
    connection.close()
    with open_archive(place, read_only=True) as archive:
        found = list(archive.findings(deep=True))
    assert any(words in finding for finding in found), found


def test_a_backup_may_be_made_while_somebody_writes(place: Path, tmp_path: Path, archive: Archive) -> None:
    with sqlite3.connect(place / "articles.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE articles SET status = 'pu'")
        assert back_up(place, tmp_path / "b.db").articles == 40
        other.execute("ROLLBACK")
    other.close()


def test_a_backup_that_failed_at_the_last_step_leaves_nothing(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out" / "b.db"
    replace = Path.replace

    def fail(path: Path, name: Path) -> Path:
        if name == target:
            raise OSError(errno.EIO, "Input/output error")
        return replace(path, name)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fail)
        with pytest.raises(ArchiveUnusable, match="Input/output error"):
            back_up(place, target)
    assert list(target.parent.iterdir()) == []
    assert back_up(place, target) == check_backup(target)


def test_a_manifest_that_a_dead_run_left_beside_no_backup_is_replaced(place: Path, tmp_path: Path) -> None:
    back_up(place, tmp_path / "b.db")
    (tmp_path / "b.db").unlink()
    assert back_up(place, tmp_path / "b.db") == check_backup(tmp_path / "b.db")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_said_to_be_that_of_the_file_that_was_written(tmp_path: Path) -> None:
    (tmp_path / "sumber").write_bytes(bytes(9000))
    with pytest.raises(OSError, match="No space left on device") as raised:
        copy_file(tmp_path / "sumber", Path("/dev/full"))
    assert raised.value.filename == "/dev/full"


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file may be written beyond 16 kB."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_of_a_backup_that_cannot_be_written_the_archive_is_not_blamed(
    place: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("small_files")
    with pytest.raises(ArchiveUnusable, match=r"/b\.db\.part: the disk reports an error .*check the disk"):
        back_up(place, tmp_path / "b.db")
    assert not list(tmp_path.glob("b.db*"))


def test_a_database_that_cannot_be_opened_is_named_whichever_of_the_two_it_is(place: Path, tmp_path: Path) -> None:
    with pytest.raises(ArchiveUnusable, match=r"tiada/b\.db: the database cannot be opened"):
        copy_database(place / "articles.db", tmp_path / "tiada" / "b.db")
    with pytest.raises(ArchiveUnusable, match=r"tiada\.db: the database cannot be opened"):
        copy_database(place / "tiada.db", tmp_path / "b.db")
