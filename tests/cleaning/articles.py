"""Articles to be cleaned; all sentences are our own."""

from __future__ import annotations

from index.article import Article, RawArticle
from index.cleaning import clean

FIRST = "Harga cabai rawit di Pasar Wates turun sejak pekan lalu."
SECOND = "Pedagang menyebut pasokan dari petani lereng gunung kembali lancar."


def raw(body: str, title: str = "Harga Cabai Turun", **fields: str) -> RawArticle:
    given = {"id": "a1", "date": "", "source": "", "url": "", "author": ""} | fields
    return RawArticle(given["id"], title, body, given["date"], given["source"], given["url"], "", given["author"])


def cleaned(body: str, **fields: str) -> Article:
    return clean(raw(body, **fields))


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(removed.kind, removed.text) for removed in article.removed]
