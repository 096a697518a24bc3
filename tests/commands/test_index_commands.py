"""``python -m index`` as a person calls it: output, exit codes, and words that help."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from index.archive import open_archive
from index.cli import main
from tests.archives import ROOT, add, write_jsonl

GOOD = {"id": "a", "title": "Harga beras naik", "body": "JAKARTA - Harga beras naik di Karawang.", "date": "2022-09-15"}
OUTCOMES = ("stored", "updated", "unchanged", "duplicate", "rejected")


def call(*arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "index", *arguments]
    return subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, text=True, check=False)


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_a_bad_record_never_stops_the_run_and_every_record_is_accounted_for(tmp_path: Path) -> None:
    file = tmp_path / "mixed.jsonl"
    lines = [json.dumps(GOOD), "{broken", '{"id": "x"}', json.dumps(GOOD), json.dumps(GOOD | {"id": "b"}), "[1]"]
    file.write_text("\n".join(lines), encoding="utf-8")
    account = add(tmp_path / "archive", file, code=1)
    assert account["read"] == 6
    assert sum(account[name] for name in OUTCOMES) == 6
    assert (account["stored"], account["duplicate"], account["rejected"]) == (2, 1, 3)


def test_every_reject_has_file_line_and_reason(tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(json.dumps(GOOD) + '\n{"id": "x"}\nnonsense\n', encoding="utf-8")
    rejects = tmp_path / "rejects.jsonl"
    result = invoke(
        "add", str(file), "--archive", str(tmp_path / "archive"), "--rejects", str(rejects), "--workers", "1"
    )
    assert result.exit_code == 1
    rows = [json.loads(line) for line in rejects.read_text(encoding="utf-8").splitlines()]
    assert [(Path(row["file"]).name, row["line"]) for row in rows] == [("bad.jsonl", 2), ("bad.jsonl", 3)]
    assert all(row["reason"] for row in rows)


def test_no_rejects_file_is_made_when_nothing_is_rejected(tmp_path: Path) -> None:
    add(tmp_path / "archive", write_jsonl(tmp_path / "good.jsonl", [GOOD]))
    assert not (tmp_path / "archive" / "rejects").exists()


def test_gzip_is_told_by_its_content(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_bytes(gzip.compress(json.dumps(GOOD).encode()))
    assert add(tmp_path / "archive", file)["stored"] == 1


def test_two_workers_make_the_same_index_as_one(tmp_path: Path) -> None:
    rows = [GOOD | {"id": f"a{n}", "body": f"Bupati Siti Aminah meresmikan pasar ke-{n} di Bogor."} for n in range(250)]
    file = write_jsonl(tmp_path / "many.jsonl", rows)
    for workers in "12":
        result = invoke("add", str(file), "--archive", str(tmp_path / workers), "--workers", workers)
        assert result.exit_code == 0, result.output
    one, two = (next((tmp_path / workers).glob("gen-*")) for workers in "12")
    for path in one.glob("*.json"):
        if path.name != "MANIFEST.json":
            assert path.read_bytes() == (two / path.name).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add",), "Missing argument"),
        (("add", "nowhere.jsonl"), "does not exist"),
        (("add", "README.md", "--format", "xls"), "jsonl"),
        (("add", "README.md", "--map", "title"), "FIELD=COLUMN"),
        (("nonsense",), "No such command"),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_what_is_wrong(
    arguments: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    extra = ("--archive", str(tmp_path / "archive")) if arguments[0] == "add" else ()
    result = call(*arguments, *extra)
    assert result.returncode == 2, result.stderr
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_an_archive_that_is_not_there_ends_with_3_and_the_way_out(tmp_path: Path) -> None:
    result = call("status", "--archive", str(tmp_path))
    assert result.returncode == 3
    assert "python -m index add" in result.stderr


def test_a_file_that_is_no_database_ends_with_3(tmp_path: Path) -> None:
    (tmp_path / "articles.db").write_text("this is not a database, but long enough to look at" * 100)
    result = call("status", "--archive", str(tmp_path))
    assert result.returncode == 3
    assert "articles.db" in result.stderr
    assert "Traceback" not in result.stderr


def test_results_go_to_standard_output_and_bars_nowhere_without_a_terminal(tmp_path: Path) -> None:
    file = write_jsonl(tmp_path / "good.jsonl", [GOOD])
    result = call("add", str(file), "--archive", str(tmp_path / "archive"))
    assert list(json.loads(result.stdout)) == ["read", *OUTCOMES, "seconds"]
    assert result.stderr == ""


def test_stem_writes_each_word_a_tab_and_its_stem() -> None:
    result = call("stem", stdin="perbankan\nBali\nanak-anak\n")
    assert result.stdout == "perbankan\tbank\nBali\tbali\nanak-anak\tanak\n"


def test_explain_shows_what_was_removed_and_why(tmp_path: Path) -> None:
    body = (
        "Samarkand, KBM – Presiden Vladimir Putin hadir.\nBaca juga: Retno Marsudi ke Jenewa\nPutin pulang. (T/R6/P1)"
    )
    file = write_jsonl(tmp_path / "one.jsonl", [{"id": "m", "title": "KTT", "body": body}])
    row = json.loads(invoke("explain", "--json", str(file)).stdout)
    assert list(row)[:3] == ["id", "title", "body"]
    assert {piece["kind"] for piece in row["removed"]} >= {"related", "initials", "dateline"}
    assert row["dateline"]["place"] == "Samarkand"
    assert [person["name"] for person in row["persons"]] == ["Vladimir Putin"]
    assert row["persons"][0]["mentions"] == ["Vladimir Putin", "Putin"]


def test_explain_for_people_names_the_persons_and_the_removed_lines(tmp_path: Path) -> None:
    body = "Presiden Vladimir Putin hadir di Jakarta.\nBaca juga: Sesuatu yang lain"
    file = write_jsonl(tmp_path / "one.jsonl", [{"id": "m", "title": "KTT", "body": body}])
    shown = invoke("explain", str(file)).stdout
    assert "Vladimir Putin" in shown
    assert "Baca juga: Sesuatu yang lain" in shown


def test_explain_for_people_shows_each_word_with_its_place_terms_and_reason() -> None:
    shown = invoke("explain", "--text", "Warga Kediri kebanjiran; Qur’an.").stdout
    rows = [line.split(maxsplit=4) for line in shown.partition("words of the body")[2].splitlines()[1:] if line]
    assert [(int(row[0]), int(row[1]), row[3], " ".join(row[4].split())) for row in rows] == [
        (0, 5, "warga", "warga"),
        (6, 12, "kediri", "kediri a place, kept"),
        (13, 23, "kebanjiran", "banjir ke-banjir-an"),
        (25, 31, "qur'an", "quran"),
    ]


@pytest.mark.parametrize("arguments", [(), ("README.md", "--text", "a")])
def test_explain_takes_a_file_or_a_text(arguments: tuple[str, ...]) -> None:
    result = invoke("explain", *arguments)
    assert result.exit_code == 2
    assert "name a FILE, or give a text with --text" in result.stderr


def status(directory: Path) -> tuple[int, dict[str, Any]]:
    result = invoke("status", "--json", "--archive", str(directory))
    return result.exit_code, json.loads(result.stdout)


def test_status_tells_when_the_index_is_up_to_date(tmp_path: Path) -> None:
    add(tmp_path / "archive", write_jsonl(tmp_path / "good.jsonl", [GOOD]))
    code, found = status(tmp_path / "archive")
    assert (code, found["articles"], found["indexed"], found["lag"]) == (0, 1, 1, 0)


def test_delete_takes_an_article_out_and_names_what_it_did_not_find(tmp_path: Path) -> None:
    add(tmp_path / "archive", write_jsonl(tmp_path / "good.jsonl", [GOOD, GOOD | {"id": "b"}]))
    result = invoke("delete", "a", "nowhere", "--archive", str(tmp_path / "archive"))
    assert result.exit_code == 1
    assert "'nowhere'" in result.stderr
    assert status(tmp_path / "archive")[1]["indexed"] == 1


def test_a_delete_that_finds_nothing_takes_no_batch_number(tmp_path: Path) -> None:
    add(tmp_path / "archive", write_jsonl(tmp_path / "good.jsonl", [GOOD]))
    result = invoke("delete", "nowhere", "--archive", str(tmp_path / "archive"))
    assert (result.exit_code, json.loads(result.stdout)) == (1, {"deleted": 0, "missing": 1})
    with open_archive(tmp_path / "archive", read_only=True) as archive:
        assert len(archive.batches(9)) == 1


def test_a_redaction_names_what_it_did_not_find(tmp_path: Path) -> None:
    add(tmp_path / "archive", write_jsonl(tmp_path / "good.jsonl", [GOOD | {"body": "Budi Santoso membantah."}]))
    ruling = ("decide", GOOD["id"], "redaction", "--basis", "permintaan", "--by", "Sari", "--name", "budi  santoso")
    result = invoke(*ruling, "--name", "Budi Santosa", "--archive", str(tmp_path / "archive"))
    assert result.exit_code == 1
    assert "'Budi Santosa' stands nowhere in it" in result.stderr
    assert "santoso" not in result.stderr


def test_verify_finds_a_flipped_bit(tmp_path: Path) -> None:
    add(tmp_path / "archive", write_jsonl(tmp_path / "good.jsonl", [GOOD]))
    path = next((tmp_path / "archive").glob("gen-*/MAIN_*.arrays"))
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    result = call("verify", "--deep", "--archive", str(tmp_path / "archive"))
    assert result.returncode == 3
    assert path.name in result.stderr


def test_rebuild_makes_the_index_again_when_all_generations_are_gone(tmp_path: Path) -> None:
    add(tmp_path / "archive", write_jsonl(tmp_path / "good.jsonl", [GOOD]))
    for path in (tmp_path / "archive").glob("gen-*"):
        shutil.rmtree(path)
    assert invoke("rebuild", "--archive", str(tmp_path / "archive"), "--workers", "1").exit_code == 0
    assert status(tmp_path / "archive")[1]["indexed"] == 1


def test_a_folder_in_which_the_archive_lies_is_refused(tmp_path: Path) -> None:
    result = invoke("add", str(tmp_path), "--archive", str(tmp_path / "archive"))
    assert result.exit_code == 2
    assert "name what is beside it" in result.stderr


def test_a_dry_run_shows_the_mapping_and_the_articles_and_stores_nothing(tmp_path: Path) -> None:
    file = tmp_path / "ekspor.csv"
    file.write_text("kepala,naskah,tgl\nHarga naik,JAKARTA - Beras.,15/9/2022\n,,\nPendek,x\n", encoding="utf-8")
    arguments = ("--map", "title=kepala", "--map", "body=naskah", "--archive", str(tmp_path / "archive"))
    result = invoke("add", str(file), *arguments, "--dry-run")
    assert result.exit_code == 1
    assert "title    is taken from 'kepala'" in result.stdout
    assert "date     is taken from 'tgl'" in result.stdout
    assert " 1. Harga naik" in result.stdout
    assert "date     2022-09-15" in result.stdout
    assert "line 4 would be rejected: 2 cells in a table of 3 columns" in result.stderr
    assert not (tmp_path / "archive").exists()


@pytest.mark.parametrize("place", ["good.jsonl", "archive/articles.db", "archive/CURRENT", "archive/gen-00000001/x"])
def test_rejects_are_never_written_into_the_input_or_the_archive(place: str, tmp_path: Path) -> None:
    file = write_jsonl(tmp_path / "good.jsonl", [GOOD, {"id": "x"}])
    add(tmp_path / "archive", file, code=1)
    before = file.read_bytes()
    result = invoke("add", str(file), "--archive", str(tmp_path / "archive"), "--rejects", str(tmp_path / place))
    assert result.exit_code == 2
    assert "name another" in result.stderr
    assert file.read_bytes() == before
