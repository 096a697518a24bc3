"""What was taken away from readers is shown by no generation that does not know of it yet."""

from __future__ import annotations

import datetime as dt
import errno
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import columns
from index.archive import Archive, Kind, Ruling, create_archive
from index.cli import main
from index.errors import ArchiveUnusable
from index.settings import Settings
from search.backends import open_searcher
from search.request import SearchRequest
from search.service import find
from search.web import create_app
from search.web.current import CurrentSearcher
from tests.publishing.small import bring_up, put, row, store, truncate

NAMES = {"a": "Vladimir Putin", "b": "Retno Marsudi", "c": "Sri Mulyani", "d": "Joko Widodo", "e": "Ganjar Pranowo"}
TEXT = "Presiden {} menyebut kata-{} ketika berkunjung ke Bogor."


def article(key: str, text: str = TEXT) -> dict[str, str]:
    return row(key, text.format(NAMES[key], key * 7), section=f"Rubrik {key * 7}", date="2022-05-01")


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of five articles, each with a person, a section and a word of its own."""
    directory = tmp_path_factory.mktemp("lima") / "archive"
    put(directory, *map(article, NAMES))
    return directory


def decided(archive: Archive, key: str, kind: Kind) -> int:
    names = (NAMES[key],) if kind is Kind.REDACTION else ()
    batch = archive.begin_batch("keputusan")
    archive.decide(key, Ruling(kind, "putusan", "Sari", names=names), batch)
    return batch


def edited(archive: Archive, key: str, **values: str) -> int:
    batch = archive.begin_batch("suntingan")
    archive.edit(key, values, "Sari", batch)
    return batch


def take_away(archive: Archive, key: str, way: str) -> int:
    match way:
        case "withdrawal" | "delisting" | "redaction":
            return decided(archive, key, Kind(way))
        case "embargo":
            return edited(archive, key, embargo_until=(dt.date.today() + dt.timedelta(9)).isoformat())
        case "staff":
            return edited(archive, key, access="staff")
        case _:
            batch = archive.begin_batch("hapus")
            archive.delete([key], batch)
            return batch


def do(directory: Path, key: str, way: str) -> bool:
    """Do it; whether the article must be seen no more."""
    with create_archive(directory) as archive:
        match way:
            case "edit":
                edited(archive, key, title="Judul yang diperbaiki")
                return False
            case "note":
                decided(archive, key, Kind.NOTE)
                return False
            case "undone":
                archive.undo(decided(archive, key, Kind.WITHDRAWAL))
                return False
            case "redelivered":
                pass
            case _:
                take_away(archive, key, way)
                return True
    store(directory, [article(key, TEXT + " Ia lalu pulang.")])
    return False


WAYS = ("withdrawal", "delisting", "redaction", "embargo", "staff", "deleted", "edit", "note", "undone", "redelivered")
decisions = st.lists(st.tuples(st.sampled_from(sorted(NAMES)), st.sampled_from(WAYS)), max_size=6)


def whole_answer(client: FlaskClient) -> str:
    """Everything the site and its interface say about the five."""
    addresses = ["/", "/?q=presiden", "/?q=bogor&size=100", "/api/search?q=presiden", "/api/search?section=x"]
    for key, name in NAMES.items():
        addresses += [f"/article/{key}", f"/api/articles/{key}"]
        addresses += [f"/person/{name.lower().replace(' ', '-')}", f"/?section=rubrik+{key * 7}"]
    answers = [client.get(address, follow_redirects=True) for address in addresses]
    assert {answer.status_code for answer in answers} <= {200, 404, 410}
    return " ".join(answer.text for answer in answers)


def agree(client: FlaskClient, shown: list[str]) -> None:
    """Hits, totals, facets and dates all speak of the articles in *shown*."""
    found = client.get("/api/search?q=presiden&size=100").json
    assert found is not None
    assert (found["total"], sorted(hit["id"] for hit in found["hits"])) == (len(shown), shown)
    assert sorted(value["id"][-1] for value in found["facets"]["section"]) == shown
    assert sum(value["count"] for value in found["facets"]["source"]) == len(shown)
    assert sum(year["count"] for year in found["facets"]["date"]) == len(shown)
    for key in NAMES:
        answer = client.get(f"/api/search?q=kata-{key * 7}").json
        assert answer is not None
        assert answer["total"] == (key in shown)
        assert client.get(f"/article/{key}").status_code in ({200} if key in shown else {404, 410})


@pytest.mark.parametrize("is_published", [True, False])
@settings(max_examples=5, deadline=None)
@given(done=decisions)
@example(done=[("a", "deleted"), ("a", "redelivered")])
def test_what_was_taken_away_is_seen_no_more_whatever_generation_answers(
    five: Path, tmp_path_factory: pytest.TempPathFactory, done: list[tuple[str, str]], is_published: bool
) -> None:
    directory = tmp_path_factory.mktemp("arsip") / "archive"
    shutil.copytree(five, directory)
    taken: set[tuple[str, str]] = set()
    for key, way in done:
        if do(directory, key, way):
            taken.add((key, way))
        elif way == "redelivered":
            taken.discard((key, "deleted"))  # a deleted article that its source sends again comes back
    gone = {key for key, _ in taken}
    if is_published and bring_up(directory).number > 1:
        truncate(max(directory.glob("gen-*")) / "MANIFEST.json")
    app = create_app(Settings(archive=directory))
    with closing(app.extensions["kliping.archive"]):
        agree(app.test_client(), sorted(NAMES.keys() - gone))
        told = whole_answer(app.test_client())
    own = {key: (f"kata-{key * 7}", f"Rubrik {key * 7}", NAMES[key]) for key in gone}
    assert [words for words in own.values() if any(word in told for word in words)] == []
    shutil.rmtree(directory)


@contextmanager
def site(directory: Path) -> Iterator[FlaskClient]:
    """The site, which looks for what is new at every request."""
    settings = Settings(archive=directory)
    app = create_app(settings)
    with closing(CurrentSearcher(settings, interval=0)) as current:
        app.extensions["kliping.archive"] = current
        yield app.test_client()


@pytest.fixture
def directory(five: Path, tmp_path: Path) -> Path:
    return shutil.copytree(five, tmp_path / "arsip")


def test_a_decision_is_heeded_by_a_running_site_before_anything_is_published(directory: Path) -> None:
    with site(directory) as client:
        agree(client, sorted(NAMES))
        do(directory, "b", "withdrawal")
        agree(client, ["a", "c", "d", "e"])
        do(directory, "d", "redaction")
        agree(client, ["a", "c", "e"])


def test_a_decision_whose_publication_fails_is_heeded_by_site_and_command_line(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with site(directory) as client:
        agree(client, sorted(NAMES))
        monkeypatch.setattr(columns, "write", full)
        call = ["decide", "c", "withdrawal", "--basis", "putusan", "--by", "Sari", "--archive", str(directory)]
        assert isinstance(CliRunner().invoke(main, call).exception, OSError)
        agree(client, ["a", "b", "d", "e"])
    with closing(open_searcher(Settings(archive=directory))) as searcher:
        assert searcher.total == 4
        assert find(SearchRequest(query="kata-ccccccc"), searcher).total == 0


def test_an_article_redacted_before_its_generation_is_shown_by_it(directory: Path) -> None:
    do(directory, "a", "redaction")
    bring_up(directory)
    do(directory, "a", "edit")
    with site(directory) as client:
        agree(client, sorted(NAMES))
        assert "nama disamarkan" in client.get("/article/a").text


def test_a_purged_article_is_seen_no_more_before_the_next_publication(directory: Path) -> None:
    with create_archive(directory) as archive:
        decided(archive, "e", Kind.PURGE)
    with site(directory) as client:
        agree(client, ["a", "b", "c", "d"])


def test_nothing_is_answered_when_nobody_can_tell_what_was_taken_away(directory: Path) -> None:
    with site(directory) as client:
        agree(client, sorted(NAMES))
        (directory / "articles.db").write_bytes(b"rusak" * 1000)
        for log in directory.glob("articles.db-*"):
            log.unlink()
        answers = [client.get(url) for url in ("/?q=presiden", "/article/a", "/api/search?q=presiden")]
        assert [answer.status_code for answer in answers] == [503, 503, 503]
        assert all("articles.db" in answer.text for answer in answers)


def test_an_index_that_is_ahead_of_the_articles_is_not_answered_from(directory: Path, tmp_path: Path) -> None:
    shutil.copy(directory / "articles.db", tmp_path / "dahulu.db")
    put(directory, article("a", TEXT + " Ia lalu pulang."))
    for log in directory.glob("articles.db-*"):
        log.unlink()
    shutil.copy(tmp_path / "dahulu.db", directory / "articles.db")
    told = r"articles.db ends with change 5, the index knows change 6: .*run: python -m index"
    with pytest.raises(ArchiveUnusable, match=told):
        open_searcher(Settings(archive=directory))


def test_a_name_that_only_withheld_articles_bear_is_not_resolved(directory: Path) -> None:
    with closing(open_searcher(Settings(archive=directory))) as searcher:
        (person,) = searcher.find("b").persons  # type: ignore[union-attr]
        assert searcher.resolve("person", person.name.upper()) == (person.id, person.name)
    do(directory, "b", "withdrawal")
    with closing(open_searcher(Settings(archive=directory))) as searcher:
        assert [searcher.resolve("person", text) for text in (person.id, person.name)] == [None, None]
