"""The JSON interface as the contract has it: keys, types, and errors that programs can read."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from index.schema import FACETS


def get(client: FlaskClient, url: str) -> Any:
    response = client.get(url)
    assert response.status_code == 200
    assert response.mimetype == "application/json"
    return response.json


def test_a_search_is_answered_with_the_keys_of_the_contract(client: FlaskClient) -> None:
    answer = get(client, "/api/search?q=banjir")
    assert {"query", "total", "took_ms", "generation", "diagnostics", "hits", "facets"} <= {*answer}
    assert (type(answer["query"]), type(answer["total"]), type(answer["took_ms"])) == (str, int, float)
    assert type(answer["generation"]) is int
    assert answer["total"] >= len(answer["hits"]) > 0


def test_a_hit_has_the_keys_of_the_contract(client: FlaskClient) -> None:
    for hit in get(client, "/api/search?q=banjir")["hits"]:
        assert {*hit} == {
            "id", "title", "date", "source", "section", "author", "url", "score", "snippets", "persons", "places",
            "reprints",
        }  # fmt: skip
        assert all(type(hit[key]) is str for key in ("id", "title", "date", "source", "section", "author", "url"))
        assert type(hit["score"]) is float
        assert all({*ref} == {"id", "name"} for ref in hit["persons"] + hit["places"])
        pieces = [piece for snippet in hit["snippets"] for piece in snippet]
        assert all(type(text) is str and type(matched) is bool for text, matched in pieces)


def test_facets_are_lists_of_values_and_the_date_is_a_tree(client: FlaskClient) -> None:
    facets = get(client, "/api/search?q=banjir")["facets"]
    assert [*facets] == [*FACETS, "date"]
    for name in FACETS:
        assert all({*value} == {"id", "name", "count", "selected"} for value in facets[name])
    for year in facets["date"]:
        assert {"value", "count", "children"} <= {*year}
        assert sum(month["count"] for month in year["children"]) in {0, year["count"]}


def test_a_facet_value_chosen_by_its_id_gives_its_count_and_is_selected(client: FlaskClient) -> None:
    value = get(client, "/api/search")["facets"]["person"][0]
    answer = client.get("/api/search", query_string={"person": value["id"]}).json
    assert answer is not None
    assert answer["total"] == value["count"]
    assert [v for v in answer["facets"]["person"] if v["selected"]] == [value | {"selected": True}]


@pytest.mark.parametrize(
    "args",
    [
        "page=-1", "page=abc", "size=99999999999", "size=0", "from=2022-13-45", "to=kemarin", "sort=aneh", "match=aneh",
        "facet_size=-5", "undated=ya", "person=", "q=%00", "q=%ed%a0%80", "q=%ff%fe", "q=((((((%22", "bukan=apa", "-=x",
        "person=tidak-ada&-person=tidak-ada", "from=9999-12-31&to=0001-01-01",
        "from=0001-01-01&to=9999-12-31", "q=" + "a" * 5000,
    ],
)  # fmt: skip
def test_a_parameter_that_cannot_be_read_is_never_an_error(client: FlaskClient, args: str) -> None:
    assert client.get(f"/api/search?{args}").status_code == 200
    assert client.get(f"/?{args}").status_code == 200


def test_an_article_is_answered_whole(client: FlaskClient) -> None:
    hit = get(client, "/api/search?q=banjir")["hits"][0]
    article = get(client, f"/api/articles/{hit['id']}")
    assert {key: article[key] for key in ("id", "title", "date", "source", "url")} == {
        key: hit[key] for key in ("id", "title", "date", "source", "url")
    }
    assert {"body", "section", "author", "dateline", "persons", "places", "organisations"} <= {*article}


@pytest.mark.parametrize(
    ("method", "url", "status"),
    [("GET", "/api/articles/tidak-ada", 404), ("GET", "/api/apa", 404), ("POST", "/api/search", 405)],
)
def test_an_error_is_a_problem_that_programs_can_read(client: FlaskClient, method: str, url: str, status: int) -> None:
    response = client.open(url, method=method)
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    problem = response.json
    assert problem is not None
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]


def test_the_problem_of_an_unknown_article_names_it(client: FlaskClient) -> None:
    problem = client.get("/api/articles/tidak-ada").json
    assert problem is not None
    assert "'tidak-ada'" in problem["detail"]


def test_a_parameter_that_is_not_heeded_is_named(client: FlaskClient) -> None:
    found = client.get("/api/search?q=banjir&persons=x&sort=harga").get_json()
    assert [remark["kind"] for remark in found["diagnostics"]] == ["unknown-parameter", "bad-choice"]


def test_suggestions_are_typed_by_kind(client: FlaskClient) -> None:
    found = client.get("/api/suggest?q=jok").get_json()
    assert found["query"] == "jok"
    first = found["suggestions"][0]
    assert (first["kind"], first["text"], first["total"], first["start"]) == ("person", "Joko Widodo", 25, 0)
    assert {one["kind"] for one in found["suggestions"]} == {"person", "word", "title"}


def test_an_article_tells_which_others_are_about_the_same(client: FlaskClient) -> None:
    found = client.get("/api/articles/sampel-mina/similar").get_json()
    assert found["id"] == "sampel-mina"
    assert found["terms"]
    assert found["hits"]
    assert client.get("/api/articles/tak-ada/similar").status_code == 404


def test_what_may_have_been_meant_is_offered_with_its_count(client: FlaskClient) -> None:
    (meant,) = client.get("/api/search?q=jokowo").get_json()["suggestions"]
    assert meant["query"] == "jokowi"
    assert meant["total"] == client.get("/api/search?q=jokowi&match=all").get_json()["total"]
    page = client.get("/?q=jokowo").get_data(as_text=True)
    assert f'Mungkin maksud Anda: <a href="/?q=jokowi">jokowi ({meant["total"]} artikel)</a>' in page
