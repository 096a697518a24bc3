"""The site over the sample archive, asked without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search.backends import Searcher
from search.web import create_app
from tests.web.document import Document, read

Open = Callable[[str], Document]


@pytest.fixture(scope="session")
def app(searcher: Searcher) -> Flask:
    return create_app(searcher=searcher)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def open_page(client: FlaskClient) -> Open:
    """A function that opens an address and reads the page, which must be one."""

    def get(url: str) -> Document:
        response = client.get(url)
        assert response.status_code == 200, (url, response.status_code)
        return read(response.text)

    return get


@pytest.fixture
def in_request(app: Flask) -> Iterator[None]:
    """Within a request, where links can be made."""
    with app.test_request_context("/"):
        yield
