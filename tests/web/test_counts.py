"""Counts side by side: a count is what its link finds, empty months are shown, names are counted as asked."""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import re
from typing import Any

import msgspec
import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from search.backends import Searcher
from search.counted import MOST_LINES, MOST_QUERIES, rows, trends
from search.web.counts import shapes
from search.web.counts.trends import HEIGHT, NUMBER, apart
from tests.web.conftest import Open

TODAY = dt.date(2026, 1, 1)


def told(client: FlaskClient, url: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(url).get_json()
    return found


def test_periods_have_no_gaps_and_shares_are_of_what_was_published(searcher: Searcher) -> None:
    found = trends(["banjir", "beras"], (dt.date(2022, 1, 1), dt.date(2023, 12, 31)), "month", searcher, TODAY)
    assert (found.unit, found.periods == tuple(sorted({*found.periods}))) == ("month", True)
    years, months = found.periods[0][:4], len(found.periods)
    assert months == len({*found.periods}) > 12
    assert years == "2022"
    assert all(count <= of for line in found.lines for count, of in zip(line.counts, found.published, strict=True))
    for n, of in enumerate(found.published):
        share = found.share(found.lines[0], n)
        assert share == (pytest.approx(1000 * found.lines[0].counts[n] / of) if of else None)


def test_years_hold_all_that_was_published_with_a_date(searcher: Searcher, client: FlaskClient) -> None:
    found = trends(["banjir"], (None, None), "year", searcher, TODAY)
    dated = (
        told(client, "/api/search?q=banjir&match=all")["total"]
        - told(client, "/api/search?q=banjir&match=all&undated=1")["total"]
    )
    assert found.lines[0].total == dated


def test_a_count_of_the_table_is_what_its_link_finds(client: FlaskClient, open_page: Open) -> None:
    page = client.get("/trends?q=banjir&q=harga+beras&unit=year").text
    links = re.findall(r'<a href="/\?([^"]+from=[^"]+)">([\d.]+)</a>', page)
    assert len(links) > 5
    for address, count in links:
        assert told(client, f"/api/search?{address.replace('&amp;', '&')}")["total"] == int(count)


def test_only_five_queries_are_drawn_each_told_apart_without_its_colour(client: FlaskClient) -> None:
    page = client.get("/trends", query_string={"q": ["banjir", "beras", "jakarta", "pemilu", "gempa", "haji"]}).text
    assert [int(n) for n in re.findall(r'<text x="[^>]*>(\d)</text>', page)] == [*range(1, MOST_QUERIES + 1)]
    assert "Hanya lima kueri pertama yang dibandingkan." in page


def test_the_table_can_be_had_as_csv_and_as_json(client: FlaskClient) -> None:
    answer = told(client, "/api/trends?q=banjir&q=%3D1%2B1&unit=year")
    msgspec.json.decode(msgspec.json.encode(answer), type=shapes.TrendsShape)
    table = [*csv.reader(io.StringIO(client.get("/trends.csv?q=banjir&q=%3D1%2B1&unit=year").text))]
    assert table[0] == ["period", "published", "banjir", "banjir per 1000", "'=1+1", "'=1+1 per 1000"]
    assert [(row[0], int(row[1]), int(row[2])) for row in table[1:]] == [
        *zip(answer["periods"], answer["published"], answer["lines"][0]["counts"], strict=True)
    ]


def test_what_cannot_be_read_is_told_and_nothing_asked_is_an_empty_page(client: FlaskClient) -> None:
    assert 'class="note"' in client.get('/trends?q="banjir').text
    assert "<figure" not in client.get("/trends").text
    assert client.get("/trends?q=&from=x&to=2010&unit=hari").status_code == 200


def test_a_list_is_counted_line_by_line_as_asked(searcher: Searcher, client: FlaskClient) -> None:
    names = ["Joko Widodo", 'kata "yang" tak ada', "banjir ATAU beras"]
    for form in ("phrase", "person", "query"):
        for row in rows(names, form, searcher, TODAY):
            asked = client.get("/api/search", query_string={"q": row.query, "match": "all"}).get_json()
            assert (form, row.name, row.total) == (form, row.name, asked["total"])
    assert [row.query for row in rows(names[:2], "person", searcher, TODAY)] == [
        'orang:"Joko Widodo"',
        'orang:"kata yang tak ada"',
    ]


def test_the_page_of_a_list_links_each_line_and_says_what_it_left_out(client: FlaskClient) -> None:
    lines = ["banjir", "  banjir ", "", "<b>tak ada</b>", *(f"x{n}" for n in range(MOST_LINES))]
    page = client.post("/batch", data={"list": "\n".join(lines), "form": "query"}).text
    assert "1 dari 500 baris ditemukan." in " ".join(re.sub("<[^>]+>", " ", page).split())
    assert "2 baris terakhir tidak dihitung" in page
    assert "<b>tak" not in page
    table = [
        *csv.DictReader(io.StringIO(client.post("/batch.csv", data={"list": "banjir\n=x", "form": "phrase"}).text))
    ]
    assert [row["name"] for row in table] == ["banjir", "'=x"]
    assert client.get(table[0]["link"].removeprefix("http://localhost")).status_code == 200


def test_programs_send_a_list_as_json(client: FlaskClient) -> None:
    answer = client.post("/api/batch", json={"names": ["banjir", ""], "form": "query"})
    assert msgspec.json.decode(answer.data, type=shapes.BatchShape)["rows"][0]["total"] > 0
    wrongs: tuple[object, ...] = (
        {},
        {"names": "x"},
        {"names": [1]},
        {"names": [], "form": "x"},
        {"names": ["x"] * 501},
        [],
        "x",
    )
    for wrong in wrongs:
        assert client.post("/api/batch", json=wrong).status_code == 400


@given(st.lists(st.integers(0, HEIGHT + 5), max_size=MOST_QUERIES))
def test_numbers_at_the_ends_of_lines_never_cover_each_other(heights: list[int]) -> None:
    found = apart(heights)
    assert all(b - a >= NUMBER for a, b in itertools.pairwise(sorted(found)))
    assert all(NUMBER <= height <= HEIGHT for height in found)
    assert sorted(range(len(heights)), key=lambda n: heights[n]) == sorted(range(len(heights)), key=lambda n: found[n])


def test_numbers_with_room_stand_at_their_lines() -> None:
    assert apart([200, 40, 120]) == [200, 40, 120]
