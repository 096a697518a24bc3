"""Promises of ``find`` on any text, and one whole story."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import example, given
from hypothesis import strategies as st

from index.article import Article, Entities, Entity
from index.entities import find, fingerprint, identifier

Make = Callable[..., Article]
KINDS = ("persons", "places", "organisations")
PIECES = [
    "Presiden", "Putin", "Vladimir Putin", "AS", "(34)", "Jakarta-Surabaya", "Kota", "Kabupaten Bogor", "di", "dan",
    "Kementerian", "Pemuda", "KPK", "(KPK)", "Komisi Pemberantasan Korupsi", "kata", ",", ".", "\n", "Batu", "van",
    "Pol", "(Purn)", "S.H.", "B.J.", "Gunung", "bahasa", "Inggris", "PT", "Desa", "Jalan", "-", "’", "Ma'ruf", "É",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))


def every(found: Entities) -> list[Entity]:
    return [entity for kind in KINDS for entity in getattr(found, kind)]


@given(body=TEXTS, title=TEXTS, dateline=TEXTS)
@example(body="", title="", dateline="")
@example(body="Badan Trelk (BT) Aceh dan Bali", title="", dateline="")
@example(body="Kepala", title="Kepala", dateline="Kepala")
def test_every_mention_stands_in_the_article_as_written(article: Make, body: str, title: str, dateline: str) -> None:
    for entity in every(find(article(body, title=title, dateline=dateline))):
        assert entity.mentions
        assert all(form in title or form in body or form in dateline for form in entity.mentions)


@given(body=TEXTS, title=TEXTS)
def test_no_name_is_found_twice_in_one_article(article: Make, body: str, title: str) -> None:
    found = find(article(body, title=title))

    for kind in KINDS:
        ids = [identifier(entity.name) for entity in getattr(found, kind)]
        assert len(ids) == len(set(ids))


@given(body=TEXTS)
def test_the_same_article_gives_the_same_entities(article: Make, body: str) -> None:
    assert find(article(body)) == find(article(body))


STORY = (
    "Presiden Rusia Vladimir Putin mengatakan, negaranya siap memasok gas ke Asia Tengah.\n"
    "Hal itu disampaikan Putin di sela pertemuan puncak Organisasi Kerja Sama Shanghai (SCO), Kamis (15/9/2022).\n"
    '"Sanksi AS tidak menghentikan kami," ujar Putin.\n'
    "Presiden Iran Ebrahim Raisi menyambut baik tawaran itu. Rusia dan Iran menandatangani nota kesepahaman."
)


def test_a_story_filed_abroad_is_found_whole(article: Make) -> None:
    found = find(article(STORY, title="Putin: Rusia Siap Pasok Gas", dateline="Samarkand"))

    assert [(person.name, person.mentions) for person in found.persons] == [
        ("Vladimir Putin", ("Putin", "Vladimir Putin")),
        ("Ebrahim Raisi", ("Ebrahim Raisi",)),
    ]
    assert [place.name for place in found.places] == ["Rusia", "Samarkand", "Asia Tengah", "Amerika Serikat", "Iran"]
    (body,) = found.organisations
    assert "SCO" in body.mentions


def test_the_fingerprint_is_a_digest() -> None:
    assert len(bytes.fromhex(fingerprint())) == 32
