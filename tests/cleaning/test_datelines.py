"""Where a story was filed from, and what only looks like it."""

from __future__ import annotations

import pytest

from index.article import Dateline
from tests.cleaning.articles import FIRST, cleaned, kinds


@pytest.mark.parametrize(
    ("head", "dateline"),
    [
        ("Samarkand, MINA - ", Dateline("Samarkand", "MINA")),
        ("JAKARTA, KOMPAS.com - ", Dateline("Jakarta", "KOMPAS.com")),
        ("KULON PROGO, KOMPAS.com — ", Dateline("Kulon Progo", "KOMPAS.com")),
        ("Liputan6.com, Jakarta - ", Dateline("Jakarta", "Liputan6.com")),
        ("TEMPO.CO, Jakarta - ", Dateline("Jakarta", "TEMPO.CO")),
        ("TEMPO.CO,Jakarta- ", Dateline("Jakarta", "TEMPO.CO")),
        ("Bisnis.com, JAKARTA – ", Dateline("Jakarta", "Bisnis.com")),
        ("jpnn.com - SOLO -- ", Dateline("Solo", "jpnn.com")),
        ("Jakarta (ANTARA) - ", Dateline("Jakarta", "ANTARA")),
        ("Dubai, UEA (ANTARA) - ", Dateline("Dubai, UEA", "ANTARA")),
        ("Jakarta, 12/9 (ANTARA) - ", Dateline("Jakarta", "ANTARA")),
        ("Bandar Lampung (Lampost.co) — ", Dateline("Bandar Lampung", "Lampost.co")),
        ("Bandung, CNN Indonesia -- ", Dateline("Bandung", "CNN Indonesia")),
        ("KBRN, Jakarta : ", Dateline("Jakarta", "KBRN")),
        ("JAKARTA - ", Dateline("Jakarta")),
        ("Simeulue – ", Dateline("Simeulue")),
        ("WASHINGTON DC, KOMPAS.com - ", Dateline("Washington DC", "KOMPAS.com")),
        ("HARIANKOTA.COM - ", None),
    ],
)
def test_a_dateline_is_split_off_and_kept(head: str, dateline: Dateline | None) -> None:
    article = cleaned(head + FIRST)
    assert (article.body, article.dateline) == (FIRST, dateline)
    assert kinds(article) == [("dateline", head.strip())]


@pytest.mark.parametrize(
    "body",
    [
        "Budi Raharjo - pedagang cabai di Wates - mengaku senang.",
        "Rini Wulandari (45) - pedagang - mengaku senang.",
        "Jakarta - Bandung macet total sejak pagi.",
        "Jakarta, Bandung, dan Surabaya dilanda hujan.",
        "Jakarta-Bandung kini ditempuh dalam satu jam.",
        "KPK - lembaga antirasuah - memanggil saksi.",
        "Menurut Antara - kantor berita itu - harga turun.",
        "Presiden, Rabu - pekan lalu - meninjau pasar.",
        "Kata dia: harga turun.",
    ],
)
def test_a_person_or_a_sentence_is_never_a_dateline(body: str) -> None:
    article = cleaned(body)
    assert (article.body, article.dateline) == (body, None)


@pytest.mark.parametrize("head", ["- ", ", - ", ", , -\xa0", "‚Äì ", "–,", "-  ,  , "])
def test_the_dash_of_a_lost_dateline_is_residue(head: str) -> None:
    article = cleaned(head + FIRST)
    assert (article.body, article.dateline) == (FIRST, None)
    assert [removed.kind for removed in article.removed] == ["residue"]


def test_a_list_that_begins_with_a_dash_keeps_it() -> None:
    assert cleaned("- Cabai rawit\n- Bawang merah").body == "- Cabai rawit\n- Bawang merah"
