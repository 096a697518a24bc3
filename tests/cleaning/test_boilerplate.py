"""What is cut from an article, and what never is."""

from __future__ import annotations

import pytest

from tests.cleaning.articles import FIRST, SECOND, cleaned, kinds


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Baca juga: Petani Lereng Merapi Panen Raya", "related"),
        ("Baca Juga : Petani lereng Merapi panen raya", "related"),
        ("BACA JUGA: Ini Sebab Harga Cabai Turun", "related"),
        ("Lihat juga: Gudang Beras di Wates Penuh", "related"),
        ("Simak Video 'Panen Cabai di Lereng Merapi':", "related"),
        ('Tonton juga video "Suasana Pasar Wates Pagi Ini":', "related"),
        ("Simak juga video pilihan berikut ini:", "related"),
        ("Pilihan Editor: Gudang Beras di Wates Penuh", "related"),
        ("[Baca: Gudang Beras di Wates Penuh]", "related"),
        ("ADVERTISEMENT", "advertisement"),
        ("Advertisement", "advertisement"),
        ("SCROLL TO CONTINUE WITH CONTENT", "advertisement"),
        ("googletag.cmd.push(function() { googletag.display('div-9'); });", "advertisement"),
        ("[Gambas:Video 20detik]", "embed"),
        ("Halaman Selanjutnya >>>", "residue"),
        ("Simak selengkapnya di halaman selanjutnya.", "residue"),
        ("(Foto: Rini Wulandari/harian)", "credit"),
        ("<script>var x = 1;</script>", "markup"),
    ],
)
def test_a_line_between_paragraphs_that_is_no_story_is_cut_and_kept(line: str, kind: str) -> None:
    article = cleaned(f"{FIRST}\n{line}\n{SECOND}")
    assert article.body == f"{FIRST}\n{SECOND}"
    assert kinds(article) == [(kind, line)]


@pytest.mark.parametrize(
    ("text", "link", "rest"),
    [
        (
            "{} Baca juga: Petani Lereng Merapi Panen Raya Sementara itu, stok aman.",
            "Panen Raya",
            "Sementara itu, stok aman.",
        ),
        (
            "{}Baca juga: Petani Lereng Merapi Panen RayaStok beras di gudang aman.",
            "Panen Raya",
            "Stok beras di gudang aman.",
        ),
        (
            "{}Baca juga: Tarif Listrik di PLNWarga mengaku keberatan membayar.",
            "di PLN",
            "Warga mengaku keberatan membayar.",
        ),
        (
            "{} Baca juga: Panen Raya di Lereng Merapi “Stok kami aman sampai lebaran,” kata dia.",
            "Merapi",
            "“Stok kami",
        ),
        (
            "{} Lihat Juga : Panen Raya di Lereng Merapi Menteri Budi Raharjo menyatakan stok aman.",
            "Merapi",
            "Menteri Budi",
        ),
        ("{} Baca juga: Panen Raya di Lereng Merapi  Stok beras dinyatakan aman.", "Merapi", "Stok beras"),
        ("{},Baca juga: Panen Raya di Lereng Merapi,Setelah itu, stok dinyatakan aman.", "Merapi", "Setelah itu"),
        ("{} Baca juga: Panen Raya di Lereng Merapi Baca juga: Gudang Wates Penuh", "Merapi", ""),
        (
            "{}\nBaca juga: Harga Beras NaikGudang Wates PenuhStok beras dinyatakan aman.",
            "Gudang Wates Penuh",
            "Stok beras",
        ),
        (
            "{} Baca juga: Panen Raya di Lereng Merapi Sementara itu, harga beras turun  Stok dinyatakan aman.",
            "Merapi",
            "Sementara itu, harga beras turun",
        ),
    ],
)
def test_an_inline_pointer_ends_where_the_story_goes_on(text: str, link: str, rest: str) -> None:
    article = cleaned(text.format(FIRST))
    paragraphs = article.body.split("\n")
    assert paragraphs[0] == FIRST
    assert "".join(paragraphs[1:]).startswith(rest)
    assert "".join(removed.text for removed in article.removed if removed.kind == "related").count(link) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST} Baca Juga Rini menyebut pasokan lancar.",
        f"{FIRST}\nBaca juga:\nRini menyebut pasokan lancar.",
        f"{FIRST},Baca Juga:,,Rini menyebut pasokan lancar.",
        f"{FIRST} Baca juga: “Rini menyebut pasokan lancar,” tulis dia.",
    ],
)
def test_where_the_link_is_lost_only_its_mark_is_cut(text: str) -> None:
    assert "Rini menyebut pasokan lancar" in cleaned(text).body
    assert "uga" not in cleaned(text).body


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST} Baca juga: petani lereng gunung panen raya hari ini dan warga pun senang. {SECOND}",
        "Siswa diminta membaca juga buku cerita. Baca juga peta sebelum berangkat.",
        "Terlihat juga sejumlah pedagang. Mereka melihat video itu berulang kali.",
        "Ia menyebut tiga hal. Baca: ulangi. Tulis: pelan-pelan.",
        "Kata guru itu, simak juga penjelasan di halaman depan.",
        "Penjualan melalui iklan naik. Advertisement itu istilah Inggris untuk iklan.",
    ],
)
def test_where_the_end_is_in_doubt_nothing_is_cut(text: str) -> None:
    assert cleaned(text).body == text


@pytest.mark.parametrize(
    ("tail", "kind"),
    [
        ("(T/R6/P1)", "initials"),
        ("(abc/def)", "initials"),
        (" (mdk/eko)", "initials"),
        ("[dan]", "initials"),
        (" []", "initials"),
        ("(*)", "initials"),
        (" (fin)", "initials"),
        ("(ANTARA)", "agency"),
        (" (Tribunnews.com/Rini)", "agency"),
        ("Pewarta: Rini WulandariEditor: Budi Raharjo\t\tCOPYRIGHT © ANTARA 2019", "agency"),
        ("\nPewarta: Rini Wulandari\nEditor: Budi Raharjo", "agency"),
        ("\nPenulis: Rini Wulandari\nEditor: Budi Raharjo", "credit"),
        (" (Rini Wulandari)", "credit"),
        ("\nRINI WULANDARI | BUDI RAHARJO", "credit"),
    ],
)
def test_what_stands_after_the_last_sentence_is_cut_and_kept(tail: str, kind: str) -> None:
    article = cleaned(f"{FIRST}\n{SECOND}{tail}")
    assert article.body == f"{FIRST}\n{SECOND}"
    assert kind in {removed.kind for removed in article.removed}
    assert "".join("".join(removed.text.split()) for removed in article.removed) == "".join(tail.split())


def test_tags_behind_the_initials_go_too() -> None:
    article = cleaned(f"{FIRST} (abc/def) harga cabai pasar wates")
    assert (article.body, kinds(article)) == (
        FIRST,
        [("initials", "(abc/def)"), ("residue", "harga cabai pasar wates")],
    )


@pytest.mark.parametrize(
    "end",
    [
        "Rapat itu dihadiri pimpinan dua lembaga (DPR/MPR)",
        "Hal itu disampaikan pada Jumat (13/9)",
        "Korban berusia muda (28)",
        "Ia bekerja di komisi antirasuah (KPK)",
        "Pertandingan berakhir imbang (2-2).",
        "Kata dia, program itu berjalan. (bersambung)",
    ],
)
def test_brackets_that_belong_to_the_last_sentence_stay(end: str) -> None:
    assert cleaned(f"{FIRST}\n{end}").body == f"{FIRST}\n{end}"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Harga turun. Baca juga;, Pedagang senang.", "Harga turun.\nPedagang senang."),
        ("Harga turun.\nBaca juga:\nPedagang senang.", "Harga turun.\nPedagang senang."),
        (
            "Harga turun. Baca juga: Rapat Petani, Wujud Damai Tanpa SyaratSebelumnya, Ketua Koperasi Budi menjawab.",
            "Harga turun.\nSebelumnya, Ketua Koperasi Budi menjawab.",
        ),
        (
            "Baca juga: Harga cabai naik tanpa sebabSebelumnya diberitakan, harga turun.",
            "Sebelumnya diberitakan, harga turun.",
        ),
        (
            "Harga turun. Baca Juga: Rini Wulandari Kunjungi Wates Hari Ini. Cerita lanjut di Solo.",
            "Harga turun.\nCerita lanjut di Solo.",
        ),
        (
            "Harga turun. Baca juga: Panen Raya di Wates Menteri Pertanian Budi Raharjo Kusuma Wijaya menilai lain.",
            "Harga turun.\nMenteri Pertanian Budi Raharjo Kusuma Wijaya menilai lain.",
        ),
    ],
)
def test_a_pointer_goes_and_the_whole_next_sentence_stays(text: str, body: str) -> None:
    assert cleaned(text).body == body


@pytest.mark.parametrize(
    "text",
    [
        "Baca juga: Rini Wulandari Kunjungi Gudang PT. Sinar Pagi Wates. Cerita lanjut di Solo.",
        "Baca juga: Rini Wulandari tiba di Wates pada hari itu. Cerita lanjut di Solo.",
        "Baca juga: Rini Wulandari Pulang. Cerita lanjut di Solo.",
        "Murid suka menulis. Baca juga, kata guru itu, agar pandai.",
    ],
)
def test_where_the_full_stop_may_be_another_the_pointer_stays(text: str) -> None:
    assert cleaned(text).body == text


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "Baca Juga: Rini Wulandari ke Wates! Stok aman. Baca Juga: Apa Kata Budi Raharjo? Cerita lain.",
            "Stok aman.\nCerita lain.",
        ),
        ("Baca juga: Benarkah Harga Cabai Turun? Budi Raharjo menyebut stok aman.", "Budi Raharjo menyebut stok aman."),
        ("Lihat juga:\nRini Wulandari ke Wates\n\nHarga turun.", "Harga turun."),
        ("Harga turun.\nSimak juga\nPetani Lereng Merapi Panen Raya Cabai\nStok aman.", "Harga turun.\nStok aman."),
        ("Harga turun.\nTONTON JUGA:\nApa Kata Budi Raharjo Soal Cabai?\nStok aman.", "Harga turun.\nStok aman."),
        ("Harga turun. Baca Juga Rini Wulandari Kunjungi Wates Hari Ini. Stok aman.", "Harga turun.\nStok aman."),
    ],
)
def test_a_headline_that_ends_like_a_sentence_or_a_paragraph_goes(text: str, body: str) -> None:
    assert cleaned(text).body == body


@pytest.mark.parametrize(
    "text",
    [
        "Baca juga: Apa kata petani soal harga cabai? Stok beras aman.",
        "Baca juga: Harga Cabai Naik Lagi! Ini Kata Budi Raharjo. Stok beras aman.",
        "Baca Juga Rini Wulandari Kunjungi Gudang PT. Sinar Pagi Wates. Stok aman.",
        "Simak juga\nRini menyebut pasokan lancar\nStok aman.",
        "Simak juga\nHasil Panen Raya Merapi\nStok aman.",
    ],
)
def test_where_call_or_stop_may_not_end_the_headline_both_stay(text: str) -> None:
    assert cleaned(text).body == text


@pytest.mark.parametrize(
    "line",
    [
        "Rini Wulandari Menyebut Pasokan Lancar.",
        "Susunan Pemain Persis Solo:",
        "Panen Raya Merapi",
        "Rini menyebut pasokan di Wates lancar",
    ],
)
def test_a_paragraph_after_a_lone_mark_that_may_be_story_stays(line: str) -> None:
    assert cleaned(f"{FIRST}\nBaca Juga:\n{line}\n{SECOND}").body == f"{FIRST}\n{line}\n{SECOND}"


def test_a_headline_does_not_end_at_an_abbreviation() -> None:
    line = "Baca juga: Banjir Landa Tiga Desa di Kab. Kudus Jawa Tengah"
    article = cleaned(f"{FIRST}\n{line}\n{SECOND}")
    assert (article.body, kinds(article)) == (f"{FIRST}\n{SECOND}", [("related", line)])
