from __future__ import annotations

from collections.abc import Callable

import pytest

from index.article import Article, Entity
from index.entities.salience import Salience, salience

KAMIL = Entity("Ridwan Kamil", ("Ridwan Kamil", "Emil"))


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Emil Tiba", "Hujan turun.\nRidwan Kamil pulang.", Salience(in_title=True, in_lead=False, count=2)),
        ("Rapat", "Ridwan Kamil tiba.\nEmilia hadir.", Salience(in_title=False, in_lead=True, count=1)),
        ("Rapat", "Hujan turun.\nKata Emil, aman.", Salience(in_title=False, in_lead=False, count=1)),
    ],
)
def test_salience_is_where_and_how_often_any_name_stands(
    article: Callable[..., Article], title: str, body: str, expected: Salience
) -> None:
    assert salience(article(body, title=title), KAMIL) == expected


@pytest.mark.parametrize(
    ("one", "about"),
    [
        (Salience(in_title=True, in_lead=False, count=1), True),
        (Salience(in_title=False, in_lead=True, count=3), True),
        (Salience(in_title=False, in_lead=True, count=2), False),
        (Salience(in_title=False, in_lead=False, count=9), False),
    ],
)
def test_an_article_is_about_its_headline_and_what_its_lead_keeps_naming(one: Salience, about: bool) -> None:
    assert one.is_about is about
