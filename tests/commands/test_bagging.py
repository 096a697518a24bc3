"""A whole archive as a bag and back; a bag that is not whole is named, never read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from index import bags
from index.archive import open_archive
from index.cli import main
from tests.archives import add, write_jsonl
from tests.sources.outcomes import of_path

ROW = {"id": "a", "title": "Harga beras naik", "body": "Beras naik.", "date": "15/9/2022", "source": "Warta", "x": [1]}


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    archive = tmp_path / "arsip"
    add(archive, write_jsonl(tmp_path / "a.jsonl", [ROW, {"id": "b", "title": "Lain"}]))
    (archive / "synonyms.txt").write_text("beras, nasi\n", encoding="utf-8")
    result = invoke("bag", tmp_path / "tas", "--archive", archive, "--organisation", "Perpustakaan")
    assert result.exit_code == 0, result.output
    return tmp_path / "tas"


def test_a_bag_holds_what_rfc_8493_asks_for(bag: Path) -> None:
    assert (bag / "bagit.txt").read_text() == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    about = (bag / "bag-info.txt").read_text()
    size = sum(path.stat().st_size for path in (bag / "data").iterdir())
    assert "Source-Organization: Perpustakaan\n" in about
    assert f"Payload-Oxum: {size}.4\n" in about
    for line in (bag / "manifest-sha256.txt").read_text().splitlines():
        digest, path = line.split("  ")
        assert hashlib.sha256((bag / path).read_bytes()).hexdigest() == digest
    assert list(bags.problems(bag)) == []


def test_an_archive_comes_back_from_a_bag_with_all_that_lay_beside_it(bag: Path, tmp_path: Path) -> None:
    result = invoke("restore", bag, "--archive", tmp_path / "lain", "--workers", 1)
    assert result.exit_code == 0, result.output
    with open_archive(tmp_path / "arsip") as before, open_archive(tmp_path / "lain") as after:
        assert list(before.current()) == list(after.current())
    assert (tmp_path / "lain" / "synonyms.txt").read_text() == "beras, nasi\n"


def test_the_articles_in_a_bag_can_be_added_to_another_archive(bag: Path, tmp_path: Path) -> None:
    first = json.loads((bag / "data" / "articles.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert first == ROW | {"url": "", "section": "", "author": ""}
    account = add(tmp_path / "lain", bag / "data" / "articles.jsonl")
    assert account["stored"] == 2


def test_nothing_is_overwritten(bag: Path, tmp_path: Path) -> None:
    result = invoke("bag", bag, "--archive", tmp_path / "arsip")
    assert (result.exit_code, "name a new folder" in str(result.exception)) == (1, True)


def change(bag: Path) -> None:
    (bag / "data" / "articles.db").write_bytes(b"x")


def remove(bag: Path) -> None:
    (bag / "data" / "articles.jsonl").unlink()


def lay(bag: Path) -> None:
    (bag / "data" / "asing.txt").write_text("x")


def link(bag: Path) -> None:
    (bag / "data" / "articles.jsonl").unlink()
    (bag / "data" / "articles.jsonl").symlink_to("/etc/passwd")


def lead_out(bag: Path) -> None:
    with (bag / "manifest-sha256.txt").open("a") as manifest:
        manifest.write(f"{'0' * 64}  data/../../luar\n")


def garble(bag: Path) -> None:
    with (bag / "manifest-sha256.txt").open("a") as manifest:
        manifest.write("sampah\n")


def rewrite_tag(bag: Path) -> None:
    (bag / "bag-info.txt").write_text("Source-Organization: Lain\n")


def fetch(bag: Path) -> None:
    (bag / "fetch.txt").write_text("https://x.id/a 3 data/a\n")


def no_manifest(bag: Path) -> None:
    (bag / "manifest-sha256.txt").unlink()


def other_declaration(bag: Path) -> None:
    (bag / "bagit.txt").write_bytes(b"BagIt-Version: 1.0\nTag-File-Character-Encoding: LATIN-1\n")


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (change, "data/articles.db: not the file that manifest-sha256.txt lists"),
        (remove, "data/articles.jsonl: missing, though manifest-sha256.txt lists it"),
        (lay, "data/asing.txt: not listed in manifest-sha256.txt"),
        (link, "data/articles.jsonl: a link"),
        (lead_out, "leads out of the bag"),
        (garble, "neither a sum nor a path"),
        (rewrite_tag, "bag-info.txt: not the file that tagmanifest-sha256.txt lists"),
        (fetch, "nothing is fetched"),
        (no_manifest, "no manifest of a known algorithm"),
        (other_declaration, "UTF-8 as the encoding"),
    ],
)
def test_a_bag_that_is_not_whole_is_not_restored(
    bag: Path, tmp_path: Path, harm: Callable[[Path], None], words: str
) -> None:
    harm(bag)
    assert words in " / ".join(map(str, bags.problems(bag)))
    result = invoke("restore", bag, "--archive", tmp_path / "lain")
    assert "the bag is not whole" in str(result.exception)
    assert not (tmp_path / "lain").exists()


def test_of_a_bag_of_other_files_only_what_its_sums_bear_out_is_read(tmp_path: Path) -> None:
    place = tmp_path / "tas" / "data"
    place.mkdir(parents=True)
    write_jsonl(place / "a.jsonl", [{"title": "A"}])
    write_jsonl(place / "b.jsonl", [{"title": "B"}])
    bags.seal(place.parent, {})
    write_jsonl(place / "b.jsonl", [{"title": "C"}])
    write_jsonl(place.parent / "luar.jsonl", [{"title": "D"}])
    found = of_path(place.parent)
    assert found.titles == ["A"]
    assert [(reject.member, "not the file" in reject.reason) for reject in found.rejects] == [("data/b.jsonl", True)]
