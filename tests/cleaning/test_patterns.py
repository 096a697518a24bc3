"""The patterns of outlets as data: what a wrong file is told, and where they hold."""

from __future__ import annotations

import pytest

from index.article import Dateline
from index.cleaning.patterns import Pattern, read_patterns, shipped
from tests.cleaning.articles import FIRST, SECOND, cleaned, kinds

GOOD = """
[[outlet]]
name = "Warta"
hosts = ["warta"]
[[outlet.cut]]
kind = "residue"
hint = "ikuti warta"
pattern = '^Ikuti Warta$'
cuts = ["Ikuti Warta"]
keeps = ["Ikuti Warta setiap hari"]
"""


def test_a_good_file_gives_its_patterns() -> None:
    (pattern,) = read_patterns(GOOD, "a.toml")
    assert (pattern.outlet, pattern.kind, pattern.hosts) == ("Warta", "residue", frozenset(("warta",)))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('kind = "residue"', 'kind = "iklan"', "a.toml, Warta: unknown kind 'iklan': expected advertisement,"),
        ("pattern = '^Ikuti Warta$'", "pattern = '('", "a.toml, Warta: no regular expression: '('"),
        ("keeps =", "hold =", "a.toml, Warta: unknown field 'hold': expected after,"),
        ('hint = "ikuti warta"', 'hint = "koran"', "has a hint that is not in 'Ikuti Warta'"),
        ("'^Ikuti Warta$'", "'Ikuti'", "does not take out just 'Ikuti Warta'"),
        ("'^Ikuti Warta$'", "'^Ikuti Warta'", "takes something out of 'Ikuti Warta setiap hari'"),
        ('cuts = ["Ikuti Warta"]', "cuts = []", "shows nothing that it takes out"),
        (
            'hosts = ["warta"]\n[[outlet.cut]]',
            "[[outlet.cut]]\nonly = true",
            "is for one outlet only, which has no hosts",
        ),
        ("[[outlet]]", "[[outlet]", "a.toml: not a list of outlets"),
    ],
)
def test_a_wrong_file_is_told_where_and_how(before: str, after: str, told: str) -> None:
    assert before in GOOD
    with pytest.raises(ValueError, match=r"a\.toml") as error:
        read_patterns(GOOD.replace(before, after), "a.toml")
    assert told in str(error.value)


def test_the_outlets_that_the_project_promises_are_there() -> None:
    names = {pattern.outlet for pattern in shipped()}
    promised = {"Kompas", "Detik", "Tempo", "Tribun", "Okezone", "CNN Indonesia", "Liputan6", "Antara", "Republika"}
    assert promised | {"Sindonews", "MINA"} <= names


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("View in Single Page 1 2", "residue"),
        ("Mau notif berita penting & breaking news dari kami?", "advertisement"),
        ("KOMPAS.com/DIAN LESTARI", "credit"),
        ("Foto: Dian Lestari/detikcom", "credit"),
        ("#GrowFearless with FIMELA", "residue"),
        ("Ikuti Whatsapp Channel Republika", "advertisement"),
        ("A post shared by Kabar Kita (@kabarkita)", "embed"),
        ("BACA SELENGKAPNYA DI SINI", "related"),
        ("loading...", "residue"),
    ],
)
def test_a_line_of_a_page_is_cut_between_two_paragraphs(line: str, kind: str) -> None:
    article = cleaned(f"{FIRST}\n{line}\n{SECOND}")
    assert article.body == f"{FIRST}\n{SECOND}"
    assert kinds(article) == [(kind, line)]


def test_a_pattern_for_one_outlet_holds_in_its_articles_alone() -> None:
    headline = "Lima Pemain Tirtasari yang Dapat Panggilan Tim Nasional untuk Laga Uji Coba"
    own = cleaned(f"{FIRST}\n{headline}\n{SECOND}", source="Bola.net")
    assert (own.body, kinds(own)) == (f"{FIRST}\n{SECOND}", [("related", headline)])
    assert headline in cleaned(f"{FIRST}\n{headline}\n{SECOND}", source="Warta").body


@pytest.mark.parametrize(
    ("printed", "place", "agency"),
    [
        ("Liputan6.com, JakartaWarga kembali ke rumah.", "Jakarta", "Liputan6.com"),
        ("Ringkasan.\nREPUBLIKA.CO.ID, JAKARTA,–Warga kembali ke rumah.", "Jakarta", "REPUBLIKA.CO.ID"),
    ],
)
def test_a_dateline_that_only_its_outlet_tells_is_read(printed: str, place: str, agency: str) -> None:
    article = cleaned(printed)
    assert article.dateline == Dateline(place, agency)
    assert article.body.endswith("Warga kembali ke rumah.")


def test_no_pattern_is_tried_on_all_texts_of_all_outlets() -> None:
    def is_cheap(pattern: Pattern) -> bool:
        return bool(pattern.hint) or pattern.is_only_here

    assert all(map(is_cheap, shipped()))
