"""The document says what the interface takes and answers; whatever it allows is asked, and nothing fails."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import msgspec
import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.core.result import Ok

from search.parameters import KNOWN
from search.web import shapes

OSD = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture
def document(client: FlaskClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").get_json()
    return found


def test_every_route_for_programs_is_described(app: Flask, document: dict[str, Any]) -> None:
    rules = [
        r for r in app.url_map.iter_rules() if r.rule.startswith(("/api/", "/export", "/feed", "/cite", "/metrics"))
    ]
    described = [path for path in document["paths"] if path.startswith(("/api/", "/ex", "/feed", "/c", "/m"))]
    assert len({rule.rule for rule in rules}) == len(described)
    assert all(told["summary"] for path in document["paths"].values() for told in path.values())


def test_every_parameter_that_a_search_heeds_is_described(document: dict[str, Any]) -> None:
    parameters = document["components"]["parameters"]
    taken = [p["$ref"].rpartition("/")[2] for p in document["paths"]["/api/search"]["get"]["parameters"]]
    assert {parameters[key]["name"] for key in taken} == KNOWN


@pytest.mark.parametrize(
    ("url", "shape"),
    [
        ("/api/search?q=banjir&from=x", shapes.SearchShape),
        ("/api/articles/{id}", shapes.ArticleShape),
        ("/api/articles/{id}/similar", shapes.SimilarShape),
        ("/api/suggest?q=ban", shapes.SuggestShape),
        ("/api/facets/person?q=banjir", shapes.FacetShape),
        ("/healthz", shapes.HealthShape),
        ("/api/articles/tidak-ada", shapes.ProblemShape),
    ],
)
def test_an_answer_is_as_it_is_described_and_has_nothing_else(client: FlaskClient, url: str, shape: Any) -> None:
    id_ = client.get("/api/search?q=banjir").get_json()["hits"][0]["id"]
    answer = client.get(url.format(id=id_))
    msgspec.json.decode(answer.data, type=shape)
    assert {*answer.get_json()} <= {*shape.__annotations__}


def test_the_values_of_a_facet_are_looked_through_part_by_part(client: FlaskClient) -> None:
    everything = client.get("/api/facets/place?by=name").get_json()
    begun = client.get("/api/facets/place", query_string={"initial": everything["initials"][0]}).get_json()
    held = client.get("/api/facets/place", query_string={"holds": everything["values"][0]["name"]}).get_json()
    assert everything["total"] > len(everything["values"]) == 100 > begun["total"] > 0
    assert everything["values"][0]["id"] in {value["id"] for value in held["values"]}
    assert client.get("/api/facets/place?part=9").get_json()["values"] == []


def test_browsers_can_add_the_search(client: FlaskClient) -> None:
    told = ET.fromstring(client.get("/opensearch.xml").data)
    addresses = {url.attrib["type"]: url.attrib["template"] for url in told.iter(f"{OSD}Url")}
    assert len(told.findtext(f"{OSD}ShortName") or "") <= 16
    assert addresses["text/html"].startswith("http://localhost/?q={searchTerms}")
    asked = (
        addresses["text/html"].replace("{searchTerms}", "banjir").replace("{startPage?}", "").replace("{count?}", "")
    )
    assert client.get(asked).status_code == 200


@pytest.fixture(scope="module")
def cases(app: Flask) -> st.SearchStrategy[schemathesis.Case[Any]]:
    """Whatever the document allows to be asked."""
    schema = schemathesis.openapi.from_wsgi("/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    return st.one_of([one.as_strategy() for one in operations])


@settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck])
@given(st.data())
def test_nothing_that_the_document_allows_is_a_failure_of_the_server(
    cases: st.SearchStrategy[schemathesis.Case[Any]], data: st.DataObject
) -> None:
    case = data.draw(cases)
    answer = case.call()
    assert answer.status_code < 500, case.as_curl_command()
    assert answer.status_code in {200, 404} or (
        case.path.startswith(("/api/folders", "/api/searches", "/api/recent")) and answer.status_code == 403
    )
