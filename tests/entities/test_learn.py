from __future__ import annotations

from typing import Any

from index.entities import learn

SPOKEN = '"Aman," kata Trelkova. Sore itu Trelkova pulang.'
ORDINARY = "Adapun meja itu baru. Meja itu mahal, dan meja lain murah."


def _labelled(body: str, *names: str) -> dict[str, Any]:
    return {"body": body, "persons": [{"name": name, "mentions": []} for name in names]}


def test_a_word_that_speaks_in_three_articles_is_a_name() -> None:
    assert learn.name_words(learn.count([SPOKEN] * 3), {}) == ["Trelkova"]


def test_a_word_that_speaks_in_two_articles_is_not_yet_a_name() -> None:
    assert learn.name_words(learn.count([SPOKEN] * 2), {}) == []


def test_labels_overrule_what_seems_to_speak() -> None:
    shares = learn.labelled_shares([_labelled("Kapal Trelkova karam.")] * 3)

    assert learn.name_words(learn.count([SPOKEN] * 3), shares) == []


def test_labels_make_a_name_of_words_no_one_quotes() -> None:
    shares = learn.labelled_shares([_labelled("Sore itu Xorvan Trelk pulang.", "Xorvan Trelk")] * 3)

    assert learn.name_words(learn.count([]), shares) == ["Trelk", "Xorvan"]


def test_a_word_written_small_nearly_always_is_ordinary() -> None:
    assert learn.common_words(learn.count([ORDINARY] * 3)) == ["meja"]
