"""The list of all values of a facet: whole, in order, and with the counts that the facet itself has."""

from __future__ import annotations

import pytest

from search.backends import Searcher
from search.evaluate.names import spaced
from search.request import SearchRequest
from search.results import FacetValue, Listing
from search.service import facet, find

REQUEST = SearchRequest(query="jakarta")


def every(searcher: Searcher, **wish: object) -> list[FacetValue]:
    found: list[FacetValue] = []
    while True:
        page = facet(REQUEST, searcher, "person", Listing(start=len(found), size=7, **wish))  # type: ignore[arg-type]
        found += page.values
        if not page.values:
            assert len(found) == page.total
            return found


def test_the_pages_of_a_list_are_the_facet_as_a_whole(searcher: Searcher) -> None:
    shown = find(SearchRequest(query="jakarta", facet_size=500), searcher).facets["person"]
    assert {(v.id, v.count) for v in every(searcher)} == {(v.id, v.count) for v in shown}
    assert len(shown) > 20


def test_by_count_the_most_frequent_come_first(searcher: Searcher) -> None:
    counts = [value.count for value in every(searcher)]
    assert counts == sorted(counts, reverse=True)


def test_by_name_they_stand_in_the_order_of_their_words(searcher: Searcher) -> None:
    names = [spaced(value.name).strip() for value in every(searcher, by_name=True)]
    assert names == sorted(names)


@pytest.mark.parametrize("part", ["jok", "WIDODO", "a"])
def test_a_part_of_a_name_finds_all_names_that_hold_it(searcher: Searcher, part: str) -> None:
    expected = {value.id for value in every(searcher) if part.lower() in spaced(value.name)}
    assert {value.id for value in every(searcher, holding=part)} == expected != set()


def test_an_initial_leaves_the_names_that_begin_with_it(searcher: Searcher) -> None:
    page = facet(REQUEST, searcher, "person", Listing(initial="J", by_name=True))
    assert {value.name[0] for value in page.values} == {"J"}
    assert "J" in page.initials
    assert len(page.initials) > 3


def test_the_choices_within_the_facet_itself_do_not_shorten_its_list(searcher: Searcher) -> None:
    value = every(searcher)[0]
    chosen = SearchRequest(query="jakarta", chosen=(("person", value.id),))
    page = facet(chosen, searcher, "person", Listing(size=1000))
    assert page.total == len(every(searcher))
    assert [v.id for v in page.values if v.selected] == [value.id]
