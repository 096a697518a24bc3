"""Training: a model made of a few sentences finds their names again, the same bytes each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("scipy", reason="training needs the dependency group train")

from index.entities.tagging import artefact
from index.entities.training.making import Sources, made


def _labelled(path: Path) -> Path:
    row = {
        "id": "1",
        "title": "Wali Kota Tinjau Pasar",
        "body": "Wali Kota Bogor Budi Santoso meninjau pasar. Menurut Budi Santoso, harga di Bogor stabil.",
        "persons": [{"name": "Budi Santoso", "mentions": ["Budi Santoso"]}],
        "places": [{"name": "Bogor", "type": "regency_city", "mentions": ["Bogor"]}],
        "organisations": [],
    }
    path.write_text((json.dumps(row) + "\n") * 4, encoding="utf-8")
    return path


def test_the_same_articles_give_the_same_bytes(tmp_path: Path) -> None:
    sources = Sources([_labelled(tmp_path / "labelled.jsonl")])
    for name in ("one.npz", "two.npz"):
        artefact.save(made(sources, artefact.load, lambda _: None), tmp_path / name)

    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
