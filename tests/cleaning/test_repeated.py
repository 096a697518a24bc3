"""Lines that come back are proposed; accepted ones are cut where they stand alone, and nowhere else."""

from __future__ import annotations

import pytest

from index.cleaning import NONE, clean, cuts, proposals, rules_of
from tests.cleaning.articles import FIRST, SECOND, raw

LINE = "Ikuti kanal resmi kami edisi 2020."
ACCEPTED = {"Warta": (LINE,)}


def bodies(source: str, n: int, line: str) -> list[tuple[str, str, str]]:
    return [(source, f"{source}-{k}", f"Warga {'abcdefgh'[k]} pulang. {line}") for k in range(n)]


def test_a_line_of_five_articles_is_proposed_with_its_number_and_examples() -> None:
    (found,) = proposals([*bodies("Warta", 6, LINE), *bodies("Kabar", 4, LINE)])
    assert (found.source, found.line, found.count, found.total) == ("Warta", LINE, 6, 6)
    assert found.examples == ("Warta-0", "Warta-1", "Warta-2")


def test_digits_blanks_and_case_make_no_other_line() -> None:
    lines = [LINE, "Ikuti kanal resmi kami edisi 1999.", "IKUTI kanal  resmi kami edisi 7."]
    articles = [("Warta", str(n), f"Warga {'abcdefgh'[n]} pulang.\n{lines[n % 3]}") for n in range(6)]
    assert [found.count for found in proposals(articles)] == [6]


def test_a_line_twice_in_one_article_counts_once() -> None:
    assert proposals([("Warta", str(n), f"{LINE}\n{LINE}\n{LINE}") for n in range(4)]) == ()


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (f"{FIRST}\n{LINE}\n{SECOND}", f"{FIRST}\n{SECOND}"),
        (f"{FIRST} {LINE} {SECOND}", f"{FIRST}\n{SECOND}"),
        (f"{FIRST}\nIkuti  kanal resmi kami edisi 7.", FIRST),
        (f"{LINE} {FIRST}", FIRST),
    ],
)
def test_an_accepted_line_is_cut_and_kept(body: str, left: str) -> None:
    article = clean(raw(body, source="Warta"), accepted=ACCEPTED)
    assert (article.body, [piece.kind for piece in article.removed]) == (left, ["repeated"])


@pytest.mark.parametrize(
    ("body", "source"),
    [
        (f"{FIRST}\n{LINE}\n{SECOND}", "Kabar"),
        (f'{FIRST} Kata Dian, "Ikuti kanal resmi kami edisi 2020."', "Warta"),
        (f"{FIRST} Jangan ikuti kanal resmi kami edisi 2020. {SECOND}", "Warta"),
        (f"{FIRST} Ikuti kanal resmi kami edisi 2020.000 eksemplar. {SECOND}", "Warta"),
    ],
)
def test_a_line_of_another_source_or_within_a_sentence_stays(body: str, source: str) -> None:
    assert clean(raw(body, source=source), accepted=ACCEPTED).removed == ()


def test_the_cut_of_an_accepted_line_is_shown_where_it_stood() -> None:
    body = f"{FIRST}\n{LINE}\n{SECOND}"
    (cut,) = cuts(raw(body, source="Warta"), ACCEPTED)
    assert (cut.kind, body[cut.start : cut.end]) == ("repeated", LINE)


def test_what_is_accepted_of_one_source_gives_other_rules_to_that_source_alone() -> None:
    assert rules_of(ACCEPTED) != rules_of(NONE)
    assert rules_of(ACCEPTED, "Warta") != rules_of(NONE, "Warta")
    assert rules_of(ACCEPTED, "Kabar") == rules_of(NONE, "Kabar")
