"""Where a story was filed from, and what only looks like it."""

from __future__ import annotations

import pytest

from index.article import Dateline
from index.cleaning import clean
from tests.cleaning.articles import FIRST, cleaned, kinds, raw


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
        ("Dubai, UEA (ANTARA) - ", Dateline("Dubai", "ANTARA")),
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
    ("head", "place", "agency"),
    [
        ("JAKARTA, KabarBeranda.example – ", "Jakarta", "KabarBeranda.example"),
        ("HarianSenja, Surabaya - ", "Surabaya", "HarianSenja"),
        ("DENPASAR, DewataPagi - ", "Denpasar", "DewataPagi"),
        ("NEGARA, DewataPagi - ", "Negara", "DewataPagi"),
        ("WARTANIAGA.EXAMPLE - JAKARTA. ", "Jakarta", "WARTANIAGA.EXAMPLE"),
        ("WARTANIAGA.EXAMPLE - LAMPUNG TENGAH. ", "Lampung Tengah", "WARTANIAGA.EXAMPLE"),
        ("KONTAN.CO.ID - JAKARTA. ", "Jakarta", "KONTAN.CO.ID"),
        ("JAKARTA, Kabar Beranda - ", "Jakarta", "Kabar Beranda"),
        ("BALI POST, DENPASAR - ", "Denpasar", "BALI POST"),
        ("BALI POST, BALI - ", "Bali", "BALI POST"),
        ("Yogyakarta, DIY (Kabar) -- ", "Yogyakarta", "Kabar"),
        ("Mina, KBM – ", "Mina", "KBM"),
        ("Tirtasari (KBM) - ", "Tirtasari", "KBM"),
        ("Washington, DC (VOA) -- ", "Washington", "VOA"),
        ("Washington, D.C. (VOA) -- ", "Washington", "VOA"),
        ("Liputan6.com, Washington D.C. - ", "Washington D.C.", "Liputan6.com"),
        ("JAKARTA, (PR).- ", "Jakarta", "PR"),
        ("TRIBUNNEWS.COM, JAKARTA - ", "Jakarta", "TRIBUNNEWS.COM"),
        ("TRIBUNNEWS.COM, LAMPUNG - ", "Lampung", "TRIBUNNEWS.COM"),
        ("Cikarang, Bekasi, KOMPAS.com - ", "Cikarang", "KOMPAS.com"),
        ("WAY KANAN, LAMPUNG, KOMPAS.com - ", "Way Kanan", "KOMPAS.com"),
    ],
)
def test_the_place_and_the_outlet_are_told_apart_in_either_order(head: str, place: str, agency: str) -> None:
    assert cleaned(head + FIRST).dateline == Dateline(place, agency)


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("NEW YORK, SENIN — ", "New York"),
        ("JAKARTA, SENIN (12/9) — ", "Jakarta"),
        ("Bogor, Jawa Barat - ", "Bogor"),
        ("Karo, Sumatera Utara – ", "Karo"),
        ("AMERIKA SERIKAT - ", "Amerika Serikat"),
        ("JAKARTA- ", "Jakarta"),
        ("Way Kanan, Lampung – ", "Way Kanan"),
    ],
)
def test_a_place_without_an_outlet_stands_without_weekday_and_province(head: str, place: str) -> None:
    assert cleaned(head + FIRST).dateline == Dateline(place)


@pytest.mark.parametrize("head", ["TRIBUNNEWS.COM - ", "OKEZONE.COM - ", "TEMPO.CO - ", "WARTANIAGA.EXAMPLE - "])
def test_an_outlet_alone_is_cut_and_makes_no_place(head: str) -> None:
    article = cleaned(head + FIRST)
    assert (article.body, article.dateline) == (FIRST, None)
    assert kinds(article) == [("dateline", head.strip())]


@pytest.mark.parametrize(
    ("head", "source", "url"),
    [
        ("Tirtasari, Kabar Beranda - ", "Kabar Beranda", ""),
        ("Tirtasari, KabarBeranda - ", "Kabar Beranda", ""),
        ("Kabar Beranda, Tirtasari - ", "kabarberanda.example", ""),
        ("Tirtasari, Kabar Beranda - ", "", "https://daerah.kabarberanda.example/panen"),
        ("Tirtasari, KBN - ", "Kabar Beranda Nusantara", ""),
    ],
)
def test_the_source_of_an_article_is_known_in_its_dateline(head: str, source: str, url: str) -> None:
    dateline = clean(raw(head + FIRST, source=source, url=url)).dateline
    assert dateline is not None
    assert dateline.place == "Tirtasari"


def test_without_its_source_an_unknown_name_is_no_outlet() -> None:
    assert cleaned("Tirtasari, Kabar Beranda - " + FIRST).dateline is None


def test_a_place_no_list_has_is_believed_where_the_story_names_its_office() -> None:
    assert cleaned(f"TIRTASARI – {FIRST} Bupati Tirtasari meninjau pasar.").dateline == Dateline("Tirtasari")


def test_a_line_feed_before_the_dash_does_not_hide_a_dateline() -> None:
    article = cleaned(f"KOMPAS.com\n- {FIRST}")
    assert (article.body, article.dateline) == (FIRST, None)


def test_initials_in_a_byline_leave_the_outlet_whole() -> None:
    article = cleaned(f"Laporan Wartawan Tribunnews.com, Rini AW TRIBUNNEWS.COM, JAKARTA - {FIRST}")
    assert (article.body, article.dateline) == (FIRST, Dateline("Jakarta", "TRIBUNNEWS.COM"))


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
        "JAKARTA-BANDUNG kini ditempuh dalam satu jam.",
        "JAKARTA- Bandung kini ditempuh dalam satu jam.",
        "Rini Wulandari (PKS) - pedagang - mengaku senang.",
        "Ketua KPK (PAN) - Budi Raharjo - mengaku senang.",
        "Rini Wulandari (Gubernur): Harga turun.",
        "Jakarta, KPK - lembaga antirasuah - memanggil saksi.",
        "Presiden, Jakarta - Harga turun.",
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
