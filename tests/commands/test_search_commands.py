"""``python -m search find | batch`` as other programs call them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search.cli import main
from tests.archives import ROOT, add, write_jsonl


def invoke(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


def test_find_prints_a_count_and_titles(archive: Path) -> None:
    result = invoke("find", "banjir", "--archive", str(archive))
    assert result.exit_code == 0
    assert "articles, generation 1" in result.stdout
    assert "1. " in result.stdout


def test_find_names_what_may_have_been_meant(archive: Path) -> None:
    shown = invoke("find", "bnajir", "--archive", str(archive)).stdout
    assert "note: Mungkin maksud Anda: banjir (8 articles)\n" in shown


def test_find_json_has_the_keys_of_the_contract(archive: Path) -> None:
    answer = json.loads(invoke("find", "banjir", "--json", "--size", "3", "--archive", str(archive)).stdout)
    assert {"query", "total", "took_ms", "generation", "diagnostics", "hits", "facets"} <= set(answer)
    assert {
        "id",
        "title",
        "date",
        "source",
        "section",
        "author",
        "url",
        "score",
        "snippets",
        "persons",
        "places",
        "reprints",
    } == set(answer["hits"][0])
    assert {"person", "place", "region", "organisation", "source", "section", "date"} == set(answer["facets"])
    assert len(answer["hits"]) == 3


def test_find_narrows_by_person_place_and_date(archive: Path) -> None:
    whole = json.loads(invoke("find", "", "--json", "--archive", str(archive)).stdout)
    place = whole["facets"]["place"][0]
    narrowed = invoke(
        "find", "", "--json", "--place", place["name"], "--from", "2020", "--to", "2022", "--archive", str(archive)
    )
    answer = json.loads(narrowed.stdout)
    assert 0 < answer["total"] < place["count"]
    assert all("2020" <= hit["date"][:4] <= "2022" for hit in answer["hits"])


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (("--from", "2023", "--to", "2020"), "empty-range"),
        (("--person", "Nihil Nihilo"), "unknown-value"),
        (("--place", "Nihil"), "unknown-value"),
    ],
)
def test_find_says_that_a_choice_can_match_nothing(archive: Path, arguments: tuple[str, ...], kind: str) -> None:
    answer = json.loads(invoke("find", "banjir", "--json", *arguments, "--archive", str(archive)).stdout)
    assert (answer["total"], [remark["kind"] for remark in answer["diagnostics"]]) == (0, [kind])
    shown = invoke("find", "banjir", *arguments, "--archive", str(archive)).stdout
    assert f"note: {answer['diagnostics'][0]['message']}" in shown


def test_find_explains_each_score_for_people_and_for_programs(archive: Path) -> None:
    shown = invoke("find", "banjir", "--explain", "--archive", str(archive)).stdout
    assert ", the sum of:" in shown
    assert "banjir (stem in text): frequency" in shown
    answer = json.loads(invoke("find", "banjir", "--explain", "--json", "--archive", str(archive)).stdout)
    for hit in answer["hits"]:
        assert sum(part["score"] for part in hit["explanation"]) == pytest.approx(hit["score"], abs=1e-5)
    plain = json.loads(invoke("find", "banjir", "--json", "--archive", str(archive)).stdout)
    assert "explanation" not in plain["hits"][0]


def test_find_json_tells_how_the_query_was_read(archive: Path) -> None:
    answer = json.loads(invoke("find", "banjir -longsor", "--json", "--archive", str(archive)).stdout)
    assert answer["understood"] == [
        {"kind": "word", "field": "text", "label": "Kata", "text": "banjir", "without": "-longsor"},
        {"kind": "excluded", "field": "", "label": "Tanpa", "text": "longsor", "without": "banjir"},
    ]


def test_batch_answers_in_order_one_line_a_query(archive: Path) -> None:
    queries = '{"qid": "b", "query": "banjir"}\n{"qid": "a", "query": "tak-ada-kata-ini"}\n'
    result = invoke("batch", "-", "--size", "2", "--archive", str(archive), stdin=queries)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["qid"] for row in rows] == ["b", "a"]
    assert len(rows[0]["ids"]) == 2
    assert rows[0]["total"] >= 2
    assert (rows[1]["total"], rows[1]["ids"]) == (0, [])


def test_batch_names_a_bad_line_and_goes_on(archive: Path) -> None:
    result = invoke("batch", "-", "--archive", str(archive), stdin='nonsense\n{"qid": 1, "query": "banjir"}\n')
    assert result.exit_code == 1
    assert ":1:" in result.stderr
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("find",), "Missing argument"),
        (("find", "x", "--from", "kemarin"), "'kemarin' is not a date"),
        (("find", "x", "--sort", "price"), "relevance"),
        (("batch", "nowhere.jsonl"), "No such file"),
        (("serve", "--port", "0"), "--port"),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_what_is_wrong(arguments: tuple[str, ...], words: str, archive: Path) -> None:
    command = [sys.executable, "-m", "search", *arguments, "--archive", str(archive)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 2, result.stderr
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_an_archive_that_is_not_there_ends_with_3(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "search", "find", "banjir", "--archive", str(tmp_path)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 3
    assert "python -m index add" in result.stderr


@pytest.mark.parametrize("damaged", ["CURRENT", "gen-00000002/MANIFEST.json"])
@pytest.mark.parametrize("is_missing", [True, False])
def test_what_stands_in_for_a_damaged_index_is_told(tmp_path: Path, damaged: str, *, is_missing: bool) -> None:
    directory = tmp_path / "archive"
    for key in ("a", "b"):
        row = {"id": key, "title": f"Banjir {key}", "body": "Air masuk ke pasar."}
        add(directory, write_jsonl(tmp_path / "berita.jsonl", [row]))
    if is_missing:
        (directory / damaged).unlink()
    else:
        (directory / damaged).write_bytes(b"rusak")
    number = 2 if damaged == "CURRENT" else 1
    told = f"generation {number} stands in"
    plain, listed = (invoke("find", "banjir", *more, "--archive", str(directory)) for more in ((), ("--json",)))
    batch = invoke("batch", "-", "--archive", str(directory), stdin='{"qid": 1, "query": "banjir"}\n')
    assert all(told in answer.stderr and "run: python -m index rebuild" in answer.stderr for answer in (plain, batch))
    answer = json.loads(listed.stdout)
    assert (answer["stale"], answer["generation"], answer["total"]) == (True, number, number)
    assert [remark["kind"] for remark in answer["diagnostics"]] == ["older-index"]


def test_of_a_whole_index_nothing_is_told(archive: Path) -> None:
    found = invoke("find", "banjir", "--json", "--archive", str(archive))
    assert (found.stderr, json.loads(found.stdout)["stale"]) == ("", False)
