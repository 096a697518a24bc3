"""Each mention can be asked why it is there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from index.article import Article
from index.commands.adding import explain
from index.entities.why import why

Make = Callable[..., Article]


def test_a_person_is_explained_by_its_sentence_and_the_strongest_weights(article: Make) -> None:
    (reason,) = why(article("Hujan turun. Gubernur Jawa Barat Ridwan Kamil hadir di Bogor."), "Ridwan Kamil")

    assert (reason.kind, reason.settled_by) == ("person", "tagger")
    assert reason.sentence == "Gubernur Jawa Barat Ridwan Kamil hadir di Bogor"
    assert any("'Ridwan'" in what for what, _ in reason.weights)


@pytest.mark.parametrize(
    ("body", "name", "settled_by"),
    [
        ("Dana itu disalurkan Yayasan Budi Utomo.", "Yayasan Budi Utomo", "the word before"),
        ("Bupati Pati Haryanto hadir.", "Haryanto", "the word before"),
    ],
)
def test_a_rule_that_settled_a_name_is_named(article: Make, body: str, name: str, settled_by: str) -> None:
    assert [reason.settled_by for reason in why(article(body), name)] == [settled_by]


def test_what_was_not_found_has_no_reasons(article: Make) -> None:
    assert why(article("Hujan turun."), "Ridwan Kamil") == ()


def test_the_command_answers_for_one_name(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    row = {"id": "1", "title": "Rapat", "body": "Gubernur Jawa Barat Ridwan Kamil hadir di Bogor."}
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")

    printed = CliRunner().invoke(explain, [str(file), "--why", "Bogor", "--json"]).output

    assert [(r["name"], r["kind"], r["id"]) for r in map(json.loads, printed.splitlines())] == [("Bogor", "place", "1")]
