from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.entities.tokens import Tokens
from index.entities.training.corrections import corrected


def written(tmp_path: Path, **row: str) -> Path:
    path = tmp_path / "corrections.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def tag(text: Tokens) -> list[tuple[int, int, str]]:
    return [(2, 4, "LOC"), (6, 7, "LOC")]


@pytest.mark.parametrize(
    ("kind", "spans"),
    [("person", ((3, 4, "PER"), (6, 7, "LOC"))), ("none", ((6, 7, "LOC"),))],
)
def test_a_correction_overrules_the_model_and_leaves_the_rest(
    tmp_path: Path, kind: str, spans: tuple[tuple[int, int, str], ...]
) -> None:
    path = written(tmp_path, sentence="Bupati Pati Haryanto hadir di Kudus.", mention="Haryanto", kind=kind)

    (found,) = corrected(path, tag)

    assert found.spans == spans


@pytest.mark.parametrize(
    "row",
    [
        {"sentence": "Hujan turun.", "mention": "Kudus", "kind": "place"},
        {"sentence": "Hujan turun.", "mention": "Hujan", "kind": "kota"},
        {"sentence": "Hujan turun."},
    ],
)
def test_a_line_that_cannot_be_understood_is_named_with_the_way_out(tmp_path: Path, row: dict[str, str]) -> None:
    path = written(tmp_path, **row)

    with pytest.raises(ValueError, match=r"corrections\.jsonl:1: .*sentence, mention and kind"):
        list(corrected(path, tag))
