"""The reviewed aliases: each means one record, and is written as names are written."""

from __future__ import annotations

from collections import Counter

from index.authority.seed import seed
from index.entities import identifier
from index.schema import NAMES


def test_there_are_about_three_hundred_records_of_every_kind() -> None:
    assert len(seed()) >= 300
    assert {known.kind for known in seed()} == set(NAMES)


def test_no_name_stands_under_two_heads_or_twice_under_one() -> None:
    names = Counter((known.kind, identifier(name)) for known in seed() for name in (known.name, *known.variants))
    assert [name for name, count in names.items() if count > 1] == []


def test_every_record_has_a_variant_and_no_name_is_padded() -> None:
    assert [known.name for known in seed() if not known.variants] == []
    names = [name for known in seed() for name in (known.name, *known.variants)]
    assert [name for name in names if name != " ".join(name.split()) or not identifier(name)] == []
