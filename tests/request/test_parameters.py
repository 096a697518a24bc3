"""Whatever a URL asks for in vain is said."""

from __future__ import annotations

import pytest
from hypothesis import given

from search.parameters import unheeded
from search.request import SearchRequest
from tests.request.strategies import pairs, requests


@pytest.mark.parametrize(
    ("args", "kinds"),
    [
        ([("q", "banjir"), ("from", "2019"), ("page", "2"), ("person", "x"), ("-place", "y")], []),
        ([("from", "kemarin")], ["bad-date"]),
        ([("to", "2019-13")], ["bad-date"]),
        ([("sort", "harga")], ["bad-choice"]),
        ([("match", "most")], ["bad-choice"]),
        ([("size", "abc"), ("page", "-1")], ["bad-number", "bad-number"]),
        ([("page", "0")], ["out-of-range"]),
        ([("page", "201"), ("size", "50")], ["out-of-range"]),
        ([("page", "200"), ("size", "50")], []),
        ([("size", "101"), ("facet_size", "501")], ["out-of-range", "out-of-range"]),
        ([("size", "0"), ("facet_size", "0")], ["out-of-range"]),
        ([("undated", "x")], ["bad-choice"]),
        ([("undated", "0")], []),
        ([("persons", "x")], ["unknown-parameter"]),
        ([("from", "2020"), ("to", "2010")], []),
        ([("from", ""), ("to", "")], []),
    ],
)
def test_what_is_not_heeded_is_named(args: list[tuple[str, str]], kinds: list[str]) -> None:
    assert [remark.kind for remark in unheeded(args)] == kinds


@given(requests)
def test_a_link_of_the_site_is_heeded_whole(request_: SearchRequest) -> None:
    assert unheeded(request_.to_args()) == ()


@given(pairs)
def test_whatever_is_asked_for_at_most_one_remark_a_parameter_is_made(args: list[tuple[str, str]]) -> None:
    remarks = unheeded(args)
    assert len(remarks) <= len(args)
    assert all(remark.message.endswith(".") for remark in remarks)
    assert all((remark.parameter, "x" * (remark.end - remark.start)) in masked(args) for remark in remarks)


def masked(args: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, "x" * len(value)) for name, value in args]


def test_a_remark_points_at_the_value_of_its_parameter() -> None:
    (remark,) = unheeded([("q", "banjir"), ("from", "kemarin dulu")])
    assert (remark.parameter, remark.start, remark.end) == ("from", 0, len("kemarin dulu"))


def test_a_number_out_of_range_is_told_with_what_was_taken_in_its_place() -> None:
    (remark,) = unheeded([("size", "500")])
    assert remark.message == "size hanya dari 1 sampai 100; “500” dijadikan 100."
