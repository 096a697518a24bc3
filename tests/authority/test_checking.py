"""What may not be decided: each refusal names the reason and the way out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.archive import NewDecision
from index.authority import Catalogue, checking
from index.authority.rules import Rule
from index.errors import WrongCall
from tests.authority.rows import catalogue, columns_of, merge

ROWS = columns_of([{"person": ["Budi", "Sari"], "place": ["Budi"]}, {"person": ["Sari"]}])

REFUSED: list[tuple[Callable[[Catalogue], object], str]] = [
    (lambda file: file.find("person", "Tono"), "no person has the id or the name 'Tono'.*authority list person --like"),
    (lambda file: checking.merge(file.find("person", "Budi"), file.find("person", "budi")), "one person already"),
    (lambda file: checking.merge(file.find("person", "Budi"), file.find("place", "Budi")), "cannot be one"),
    (lambda file: checking.rename(file, file.find("person", "Budi"), "Sari"), "authority merge person budi sari"),
    (lambda file: checking.rename(file, file.find("person", "Budi"), " "), "is no name: give one of 1 to 200"),
    (lambda file: checking.rename(file, file.find("person", "Budi"), "Budi\u202ex"), "control characters"),
    (lambda file: checking.rename(file, file.find("person", "Budi"), "Budi"), "shown as 'Budi' already"),
    (lambda file: checking.show(file, file.find("person", "Budi")), "is not hidden"),
    (lambda file: checking.split(file, file.find("person", "Budi"), "Budi K", Rule()), "--article, --with"),
    (lambda file: checking.split(file, file.find("person", "Budi"), "X", Rule(names=("Sari",))), "no name of 'Budi'"),
    (lambda file: checking.move(file, file.find("person", "Budi"), "zz", file.find("person", "Sari")), "'zz'"),
    (lambda file: checking.move(file, file.find("person", "Budi"), "a1", file.find("person", "Sari")), "does not name"),
    (lambda file: checking.apart(file.find("person", "Budi"), file.find("person", "Budi")), "authority split"),
    (lambda file: checking.variant(file, file.find("person", "Budi"), "budi"), "means 'Budi' already"),
]


@pytest.mark.parametrize(("attempt", "message"), REFUSED)
def test_what_cannot_be_is_refused_with_the_reason(attempt: Callable[[Catalogue], object], message: str) -> None:
    with pytest.raises(WrongCall, match=message):
        attempt(catalogue(ROWS))


def test_an_identifier_that_was_merged_leads_to_where_it_went() -> None:
    file = catalogue(ROWS, merge("Budi", "Sari"))
    assert file.find("person", "budi").id == file.find("person", "Budi").id == "sari"


def test_a_split_never_takes_an_identifier_that_is_known() -> None:
    file = catalogue(ROWS, merge("Budi", "Sari"))
    made: NewDecision = checking.split(file, file.find("person", "Sari"), "Budi", Rule(names=("Budi",)))
    assert made.details["target"] == "budi-2"
