"""Requests are numbered, timed, counted and written down without saying who asked; queries end at their deadline."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from index.settings import Settings
from search.backends import Searcher
from search.evaluate.deadline import DeadlinePassed, check, within
from search.web import create_app
from search.web.accounting import Account


@contextmanager
def opened(searcher: Searcher, account: Account) -> Iterator[FlaskClient]:
    app = create_app(searcher=searcher, account=account)
    yield app.test_client()
    for handler in app.extensions["kliping.log"].handlers if account.access_log else ():
        handler.close()


def test_a_request_has_a_number_of_its_own(client: FlaskClient) -> None:
    numbers = {client.get(url).headers["X-Request-ID"] for url in ("/", "/api/search", "/tidak-ada", "/style.css")}
    assert len(numbers) == 4


@pytest.mark.parametrize(("given", "is_kept"), [("abc-1.2_X", True), ("a b", False), ("x" * 65, False), ("é", False)])
def test_a_number_that_is_given_is_kept_when_it_is_one(client: FlaskClient, given: str, *, is_kept: bool) -> None:
    assert (client.get("/", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given) is is_kept


def test_a_problem_says_which_request_it_was(client: FlaskClient) -> None:
    problem = client.get("/api/articles/tidak-ada", headers={"X-Request-ID": "nomor-7"}).get_json()
    assert problem["request"] == "nomor-7"


def test_the_log_says_nothing_of_who_asked_or_for_what(searcher: Searcher, tmp_path: Path) -> None:
    with opened(searcher, Account(access_log=str(tmp_path / "log"))) as client:
        client.get("/?q=rahasia", headers={"X-Request-ID": "nomor-7"})
        client.get("/tidak%0A-ada")
    first, second = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert first.split()[1:4] == ["GET", "/", "200"]
    assert first.endswith("nomor-7")
    assert "rahasia" not in first
    assert "127.0.0.1" not in first + second
    assert second.split()[2:4] == ["/tidak%0A-ada", "404"]


def test_the_log_says_it_where_that_is_asked_for(searcher: Searcher, tmp_path: Path) -> None:
    with opened(searcher, Account(access_log=str(tmp_path / "log"), log_readers=True)) as client:
        client.get("/?q=rahasia")
    line = (tmp_path / "log").read_text(encoding="utf-8")
    assert "/?q=rahasia 200" in line
    assert line.endswith(" 127.0.0.1\n")


@pytest.mark.parametrize("url", ["/?q=banjir", "/api/search?q=banjir", "/export.csv?q=banjir"])
def test_a_query_that_takes_too_long_is_stopped_and_said_to_be(archive: Path, url: str) -> None:
    app = create_app(Settings(archive=archive), account=Account(deadline=1e-9))
    answer = app.test_client().get(url)
    app.extensions["kliping.archive"].close()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert ("dihentikan" if answer.mimetype == "text/html" else "deadline") in answer.text


def test_time_is_not_up_before_its_end_nor_after_it_was_lifted() -> None:
    with within(60):
        check()
    with within(-1), pytest.raises(DeadlinePassed):
        check()
    check()


def samples(client: FlaskClient) -> dict[str, float]:
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {
        f"{s.name} {s.labels.get('endpoint', '')}".strip(): s.value
        for family in families
        for s in family.samples
        if "le" not in s.labels and s.labels["worker"].isdigit()
    }


def test_the_metrics_count_what_was_asked(searcher: Searcher) -> None:
    with opened(searcher, Account()) as client:
        for url in ("/?q=banjir", "/?q=tak-ada-kata-ini", "/api/search", "/article/x"):
            client.get(url)
        found = samples(client)
    assert found["kliping_request_seconds_count site.search"] == 2
    assert found["kliping_request_seconds_count site.article"] == 1
    assert (found["kliping_searches_total"], found["kliping_searches_empty_total"]) == (3, 1)
    assert (found["kliping_generation"], found["kliping_articles"]) == (1, searcher.total)


def test_no_query_reaches_the_metrics(searcher: Searcher) -> None:
    with opened(searcher, Account()) as client:
        client.get("/?q=rahasia")
        client.get("/rahasia")
        assert "rahasia" not in client.get("/metrics").text
