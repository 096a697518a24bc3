"""Characters, paragraphs, titles and ids."""

from __future__ import annotations

import pytest

from index.cleaning import clean
from tests.cleaning.articles import FIRST, cleaned, raw


@pytest.mark.parametrize(
    ("scraped", "meant"),
    [
        ("‚ÄúHarga turun,‚Äù kata dia", "“Harga turun,” kata dia"),
        ("â€œHarga turun,â€\x9d kata dia", "“Harga turun,” kata dia"),
        ("“Harga turun,” kata ‚ÄúBudi‚Äù \U0001f336", "“Harga turun,” kata “Budi” \U0001f336"),
        ("kafe di M√ºnchen", "kafe di München"),
        ("Rp1¬†juta", "Rp1 juta"),
        ("Kopi &amp; teh &quot;manis&quot;", 'Kopi & teh "manis"'),
        ("Kopi &amp;amp; teh", "Kopi & teh"),
        ("<b>Ko</b>pi<br>pagi", "Kopi\npagi"),
        ("harga < 5 dan > 3 <3", "harga < 5 dan > 3 <3"),
        ("Ko\u200bpi\u00ad pagi\u202e", "Kopi pagi"),
        ("“Harga” ‘turun’ – kata… dia", "“Harga” ‘turun’ – kata… dia"),
        ("  Kopi \t pagi \r\n\r\n \n hari ", "Kopi pagi\nhari"),
    ],
)
def test_only_broken_characters_are_repaired(scraped: str, meant: str) -> None:
    assert cleaned(scraped).body == meant


@pytest.mark.parametrize(
    ("scraped", "meant"),
    [
        ("Harga turun.,Kepala dinas senang.", "Harga turun.\nKepala dinas senang."),
        ('Harga turun.,,"Kami senang," katanya.', 'Harga turun.\n"Kami senang," katanya.'),
        ("Harga turun.Kepala dinas senang.", "Harga turun.\nKepala dinas senang."),
        ("Dikutip dari ,, Senin lalu", "Dikutip dari, Senin lalu"),
        ("Harga 1,5 juta, bukan 2,5 juta", "Harga 1,5 juta, bukan 2,5 juta"),
        ("Menurut Budi, S.Pd.,M.Pd., harga turun", "Menurut Budi, S.Pd.,M.Pd., harga turun"),
        ("Dr. Rini, M.Hum.,Ph.D., hadir", "Dr. Rini, M.Hum.,Ph.D., hadir"),
        (
            "Prof.Budi Raharjo dari Kompas.Com hadir di Jl.Merdeka No.5 ya",
            "Prof.Budi Raharjo dari Kompas.Com hadir di Jl.Merdeka No.5 ya",
        ),
        ('Judulnya "Merah","Putih"', 'Judulnya "Merah","Putih"'),
    ],
)
def test_paragraph_breaks_are_restored_where_they_are_certain(scraped: str, meant: str) -> None:
    assert cleaned(scraped).body == meant


@pytest.mark.parametrize(
    ("fields", "start"),
    [
        ({"id": " 7 "}, "7"),
        ({"id": "", "url": "https://contoh.id/1"}, "u"),
        ({"id": ""}, "t"),
    ],
)
def test_a_missing_id_comes_from_the_address_else_from_the_text(fields: dict[str, str], start: str) -> None:
    first, again = clean(raw(FIRST, **fields)).id, clean(raw(FIRST, **fields)).id
    assert first == again
    assert first.startswith(start)
    assert len(first) == (1 if start == "7" else 17)


def test_a_title_is_one_line_and_a_byline_keeps_its_words() -> None:
    article = clean(
        raw(FIRST, title=" Harga\n<b>Cabai</b>  &amp; Beras ", author=" Rini \n Wulandari ", date="1 Mei 2009")
    )
    assert (article.title, article.author) == ("Harga Cabai & Beras", "Rini Wulandari")
    assert article.published.day is not None
