"""Where in the raw text each cut stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import RawArticle
from index.cleaning import clean, cuts
from tests.cleaning.articles import FIRST, SECOND


def raw(body: str) -> RawArticle:
    return RawArticle("1", "Judul", body, "", "", "", "", "")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"JAKARTA, KOMPAS.com - {FIRST}", [("dateline", "JAKARTA, KOMPAS.com -")]),
        (f"{FIRST}\nBaca juga: Harga Cabai Turun\n{SECOND}", [("related", "Baca juga: Harga Cabai Turun")]),
        (f"{FIRST}\n<p>ADVERTISEMENT</p>\n{SECOND} (abc/def)", [
            ("markup", "<p>"), ("advertisement", "ADVERTISEMENT"), ("markup", "</p>"), ("initials", "(abc/def)"),
        ]),
        (f"{FIRST}&nbsp;\nBaca juga: Cabai &amp; Beras Turun\n{SECOND}", [
            ("related", "Baca juga: Cabai &amp; Beras Turun"),
        ]),
        (f"‚Äú{FIRST}‚Äù,,Baca juga: Harga Cabai Turun\n{SECOND}", [("related", "Baca juga: Harga Cabai Turun")]),
        (f"- {FIRST}", [("residue", "-")]),
        (FIRST, []),
    ],
)  # fmt: skip
def test_each_piece_is_where_the_raw_text_has_it(body: str, expected: list[tuple[str, str]]) -> None:
    assert [(cut.kind, body[cut.start : cut.end]) for cut in cuts(raw(body))] == expected


PIECES = st.sampled_from(
    [
        FIRST,
        SECOND,
        "Baca juga: Harga Cabai Turun",
        "ADVERTISEMENT",
        "<b>",
        "</b>",
        "&amp;",
        "\n",
        ",,",
        "- ",
        "(abc/def)",
    ]
)


@given(st.lists(PIECES | st.text(max_size=12), max_size=8).map(" ".join))
def test_whatever_the_text_every_cut_is_within_it(body: str) -> None:
    article = clean(raw(body))
    found = cuts(raw(body))
    assert all(0 <= cut.start <= cut.end <= len(body) for cut in found)
    assert len(found) in {0, len(article.removed)}
