"""The word lists hold what the rules take for granted."""

from __future__ import annotations

import pytest

from index.entities.tables import DATA, lines, rows

LISTS = sorted(path.name for path in DATA.iterdir() if path.suffix != ".npz")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_says_what_it_is_in_its_first_line(name: str) -> None:
    assert (DATA / name).read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_names_nothing_twice(name: str) -> None:
    keys = [line.split("\t")[0] for line in lines(name)]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("titles.tsv", {"gelar", "jabatan"}),
        ("heads.tsv", {"organisasi", "wilayah", "alam", "fasilitas", "peristiwa"}),
    ],
)
def test_a_table_uses_the_kinds_the_rules_know(name: str, values: set[str]) -> None:
    assert {row[1] for row in rows(name)} == values
