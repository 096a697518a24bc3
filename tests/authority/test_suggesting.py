"""Suggestions: alike names in the same company come first; what people parted, or articles name as two, does not."""

from __future__ import annotations

from index.archive import Action, NewDecision
from index.authority.suggesting import Suggestion, suggestions
from tests.authority.rows import Article, catalogue, columns_of

COMPANY = ["Sari Dewi", "Tono Hadi"]
ROWS: list[Article] = [
    {"person": ["Basuki Tjahaja Purnama", *COMPANY], "place": ["Jakarta"]},
    {"person": ["Basuki T Purnama", *COMPANY], "place": ["Jakarta"]},
    {"person": ["Nurul Arifin", "Zainal Arifin"]},
    {"person": ["Susi Pudjiastuti"], "organisation": ["Majelis Rakyat Papua"]},
    {"person": ["Susi Pudjiastuty"], "organisation": ["MRP"]},
]


def pairs(found: list[Suggestion]) -> list[tuple[str, str]]:
    return [(one.id, one.other) for one in found]


def test_alike_names_in_the_same_company_come_first_and_say_why() -> None:
    found = suggestions(catalogue(columns_of(ROWS)), "person")
    assert pairs(found)[0] == ("basuki-tjahaja-purnama", "basuki-t-purnama")
    assert found[0].reasons == ("names: contained", "the same company (100%)", "of the same time")
    assert ("susi-pudjiastuti", "susi-pudjiastuty") in {tuple(sorted(pair)) for pair in pairs(found)}


def test_two_full_names_that_share_a_word_are_not_suggested() -> None:
    assert not any("arifin" in one.id for one in suggestions(catalogue(columns_of(ROWS)), "person"))


def test_a_body_is_suggested_by_its_initials() -> None:
    found = suggestions(catalogue(columns_of(ROWS)), "organisation")
    assert pairs(found) == [("majelis-rakyat-papua", "mrp")]


def test_two_names_that_a_number_sets_apart_are_two() -> None:
    rows = columns_of([{"organisation": ["Komisi III DPR"]}, {"organisation": ["Komisi VII DPR"]}])
    assert suggestions(catalogue(rows), "organisation") == []


def test_records_that_were_parted_are_suggested_no_more() -> None:
    details = {"label": "Basuki T Purnama", "target": "basuki-tjahaja-purnama", "name": "Basuki Tjahaja Purnama"}
    apart = NewDecision("person", "basuki-t-purnama", Action.APART, details)
    found = suggestions(catalogue(columns_of(ROWS), apart), "person")
    assert ("basuki-tjahaja-purnama", "basuki-t-purnama") not in pairs(found)


def test_names_that_one_article_has_as_two_are_worth_less() -> None:
    both: list[Article] = [*ROWS, {"person": ["Basuki Tjahaja Purnama", "Basuki T Purnama"]}]
    plain, against = (suggestions(catalogue(columns_of(rows)), "person") for rows in (ROWS, both))
    assert against == [] or against[0].score < plain[0].score


def test_nothing_is_decided_by_asking() -> None:
    file = catalogue(columns_of(ROWS))
    suggestions(file, "person")
    assert file.state.merged == {}
