"""The setting that puts an index on OpenSearch: what it takes, and what it refuses in which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.backends.opensearch_client import Engine
from index.errors import ArchiveUnusable, WrongCall
from index.settings import OpenSearch, Settings

HOSTS = {"KLIPING_OPENSEARCH": "https://satu:9200, https://dua:9200/"}


def test_without_the_setting_the_index_is_in_the_directory() -> None:
    assert Settings.from_env({"KLIPING_OPENSEARCH_INDEX": "arsip"}).opensearch is None


def test_hosts_name_certificate_and_credentials_are_read(tmp_path: Path) -> None:
    file = tmp_path / "sandi"
    file.write_text("rahasia\n", "utf-8")
    more = {"KLIPING_OPENSEARCH_USER": "pencari", "KLIPING_OPENSEARCH_PASSWORD_FILE": str(file)}
    found = Settings.from_env(HOSTS | more | {"KLIPING_OPENSEARCH_CA": "ca.pem", "KLIPING_OPENSEARCH_INDEX": "arsip"})
    expected = OpenSearch(("https://satu:9200", "https://dua:9200"), "arsip", Path("ca.pem"), "pencari", "rahasia")
    assert found.opensearch == expected


def test_a_password_is_never_shown() -> None:
    assert "rahasia" not in repr(OpenSearch(("http://satu:9200",), user="pencari", password="rahasia"))


@pytest.mark.parametrize(
    ("environ", "told"),
    [
        ({"KLIPING_OPENSEARCH": "https://pencari:rahasia@satu:9200"}, "never in an address"),
        ({"KLIPING_OPENSEARCH": "satu:9200"}, "'satu:9200' is no address of a node"),
        ({"KLIPING_OPENSEARCH": "http://satu:9200/kliping"}, "is no address of a node"),
        (HOSTS | {"KLIPING_OPENSEARCH_USER": "pencari"}, "belong together"),
        (HOSTS | {"KLIPING_OPENSEARCH_PASSWORD_FILE": "tiada"}, "KLIPING_OPENSEARCH_PASSWORD_FILE: tiada"),
    ],
)
def test_what_cannot_be_is_refused_without_telling_a_password(environ: dict[str, str], told: str) -> None:
    with pytest.raises(WrongCall, match=told) as refused:
        Settings.from_env(environ)
    assert "rahasia" not in str(refused.value)


def test_a_cluster_that_does_not_answer_is_named_with_the_way_out() -> None:
    engine = Engine(OpenSearch(("http://127.0.0.1:9",)))
    with pytest.raises(ArchiveUnusable, match=r"http://127.0.0.1:9\) does not answer.*run the same command again"):
        engine.ask("GET", "/", wait=0)


def test_a_certificate_that_is_not_there_is_named() -> None:
    with pytest.raises(ArchiveUnusable, match=r"KLIPING_OPENSEARCH_CA: tiada[.]pem: there is no such file"):
        Engine(OpenSearch(("https://127.0.0.1:9",), ca=Path("tiada.pem")))
