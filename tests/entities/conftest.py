"""What the entity tests share: an article made of as little as a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.article import Article, Dateline, Entities, Published
from index.entities import find


def _article(body: str, title: str = "", dateline: str = "") -> Article:
    return Article(
        id="1",
        title=title,
        body=body,
        published=Published(""),
        source="",
        url="",
        section="",
        author="",
        dateline=Dateline(dateline) if dateline else None,
    )


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    return _article


@pytest.fixture(scope="session")
def entities() -> Callable[..., Entities]:
    """Find in a body, with a title and dateline if wanted."""
    return lambda *args, **named: find(_article(*args, **named))
