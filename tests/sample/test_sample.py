"""The sample archive is whole, and every trap its README promises is really in it."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "sample"
REQUIRED = {"id", "title", "body", "source", "url", "section"}
OPTIONAL = {"date", "author"}
RELATED = re.compile(r"^(?:baca|simak|lihat) juga.*$", re.IGNORECASE | re.MULTILINE)

TRAPS = (
    ("mina", "Samarkand, KBM – Presiden Rusia Vladimir Putin bertemu Presiden Iran Ebrahim Raisi"),
    ("mina", "\nBaca juga: Menteri Luar Negeri Retno Marsudi"),
    ("mina", "sanksi AS"),
    ("mina", "(SCO)"),
    ("mina", "Kamis (15/9)."),
    ("mina", "\n(T/R6/P1)"),
    ("gedung-arsip", "Presiden Joko Widodo"),
    ("gedung-arsip", "Presiden Jokowi"),
    ("gedung-arsip", "4,5 persen"),
    ("gedung-arsip", "Rp1,5 miliar"),
    ("gedung-arsip", "anak-anak"),
    ("jokowi-gubernur", "Gubernur DKI Jakarta Joko Widodo"),
    ("susi-lobster", "Menteri Kelautan dan Perikanan Susi Pudjiastuti"),
    ("susi-lobster", "kata Susi."),
    ("susi-pamit", "Menteri Susi"),
    ("susi-susanti", "Legenda bulu tangkis Susi Susanti"),
    ("suparman-pasar", "Bupati Tirtasari H. Suparman Adikusumo, S.H., M.Si."),
    ("suparman-pasar", "\nCOPYRIGHT © KBM 2018"),
    ("suparman-wayang", "Drs. H. Suparman Adikusumo, S.H., M.Si."),
    ("suparman-wayang", "\n\n"),
    ("suparman-banjir", "Bupati Tirtasari Suparman Adikusumo"),
    ("suparman-banjir", "\nADVERTISEMENT\nSCROLL TO CONTINUE WITH CONTENT\n"),
    ("kpk-jujur", "\n[Gambas:Video LiniMenit]"),
    ("malu-kata", "\nSimak juga 'Kata Luna Bestari"),
    ("nobar-u23", "\nSimak juga 'Puan Ajak"),
    ("sea-games-palembang", "Togar Siregar"),
    ("sea-games-palembang", "Fitri Yanti Siregar"),
    ("yudhoyono-lukis", "Susilo Bambang Yudhoyono"),
    ("yudhoyono-lukis", "Agus Harimurti Yudhoyono"),
    ("menuju-piala-dunia", "Melki Pattiasina"),
    ("menuju-piala-dunia", "Gerson Pattiasina"),
    ("pemilu-2019-tps", "Agus Widodo"),
    ("pemilu-2019-tps", "Joko Widodo"),
    ("dua-budi", "Budi Hartawan"),
    ("dua-budi", "Menkes Budi "),
    ("vaksin-jokowi", "Budi Karya Sumadi"),
    ("bekasi-kota", "Sri Mulyani Astuti"),
    ("bekasi-kota", "Kota Bekasi"),
    ("dokter-badut", "drg. Prabowo Hadisaputra"),
    ("gempa-donggala-kbm", "BMKG Daryono mengatakan"),
    ("gempa-donggala-kbm", "Labuan Bajo, Donggala"),
    ("batu-kota", "\nSujarwo, petani"),
    ("erdogan-bogor", "Recep Tayyip Erdoğan"),
    ("erdogan-bogor", "Erdogan, dalam ejaan"),
    ("final-mbappe", "Kylian Mbappé"),
    ("piala-dunia-2018", "Luka Modrić"),
    ("ramos-horta", "José Ramos-Horta"),
    ("batu-kota", "Kota Batu"),
    ("batu-kata", "Sebongkah batu"),
    ("malang-kota", "Kota Malang"),
    ("malang-kata", "bernasib malang"),
    ("pati-kabupaten", "Kabupaten Pati"),
    ("pati-kata", "pati singkong"),
    ("serang-kota", "Kota Serang"),
    ("serang-kata", "berani serang"),
    ("serang-kata", "\nFoto: "),
    ("batang-kabupaten", "Kabupaten Batang"),
    ("batang-kabupaten", "Covid-19"),
    ("batang-kata", "Sebatang pohon"),
    ("palu-kota", "Teluk Palu"),
    ("palu-kata", "palu sidang"),
    ("buru-pulau", "Pulau Buru"),
    ("buru-kata", "mereka buru"),
    ("solo-kota", "luar Solo"),
    ("solo-kata", "album solo"),
    ("negara-kota", "di Negara, ibu kota Kabupaten Jembrana"),
    ("haji-2012", "Mina, KBM – "),
    ("puan-koperasi", "Koperasi Bina Mina"),
    ("bekas-kata", "mobil bekas"),
    ("bali-turis", "Turis ke Bali"),
    ("bali-turis", "Gubernur Bali I Wayan Koster"),
    ("g20-bali", "Gubernur Bali Wayan Koster"),
    ("bal-kata", "3.200 bal kapas"),
    ("maluku-pala", "Maluku Tengah"),
    ("malu-kata", "anak malu"),
    ("mojibake-tenun", "dua hari.,â€œPesanan"),
    ("mojibake-mac", ", - Pengadilan"),
    ("mojibake-mac", "‚Äú"),
    ("entitas-html", "Ogoh-Ogoh &amp; Jegog"),
    ("entitas-html", "&ldquo;"),
    ("skrip-jinak", "<script>alert(1)</script>"),
    ("skrip-jinak", "<b>belum aman</b>"),
    ("konser-didi", '"Ambyar" & Air Mata'),
    ("ktp-elektronik", "e-KTP"),
    ("g20-bali", "G20"),
)

DATES = (
    ("mina", "2022-09-15T18:40:00+07:00"),
    ("samarkand-jadwal", "Rabu (14/9/2022)"),
    ("suparman-pasar", "12 Maret 2018 10:30 WIB"),
    ("susi-lobster", "Senin, 3 Okt 2016"),
    ("tanggal-mustahil", "31/02/2019"),
    ("tanpa-tanggal", None),
)

REPRINTS = (
    ("gempa-donggala-kbm", "gempa-donggala-lembah", "gempa-donggala-lini"),
    ("kopi-gayo-kbm", "kopi-gayo-beranda", "kopi-gayo-pesisir"),
    ("haji-2019", "haji-2019-salinan"),
)


def lines() -> list[str]:
    return (SAMPLE / "articles.jsonl").read_text(encoding="utf-8").splitlines()


@cache
def articles() -> dict[str, dict[str, str]]:
    """Every article by the part of its id after ``sampel-``."""
    return {article["id"].removeprefix("sampel-"): article for article in map(json.loads, lines())}


def story(name: str) -> str:
    return articles()[name]["title"] + "\n" + articles()[name]["body"]


def fives(body: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", body.lower())
    return set(zip(*(words[start:] for start in range(5)), strict=False))


def dated_years() -> set[str]:
    return {found[0] for a in articles().values() if (found := re.search(r"\b20\d\d\b", a.get("date", "")))}


def test_every_record_has_the_keys_of_an_article_and_no_empty_value() -> None:
    wrong = {
        name: article
        for name, article in articles().items()
        if not {*article} >= REQUIRED or not {*article} <= REQUIRED | OPTIONAL or not all(article.values())
    }
    assert wrong == {}


def test_no_id_and_no_address_is_given_twice() -> None:
    records = [json.loads(line) for line in lines()]
    assert [name for name, n in Counter(r["id"] for r in records).items() if n > 1] == []
    assert [url for url, n in Counter(r["url"] for r in records).items() if n > 1] == []


def test_letters_stand_as_themselves_not_as_escapes() -> None:
    assert [line for line in lines() if re.search(r"\\u(?!00[0-9a-f]{2})", line)] == []


def test_the_archive_is_broad_enough_to_be_worth_looking_at() -> None:
    assert len(articles()) >= 120
    assert len({article["source"] for article in articles().values()}) >= 8
    assert len({article["section"] for article in articles().values()}) >= 8
    assert len(dated_years()) >= 12


def test_every_outlet_lives_where_nobody_can_register_a_name() -> None:
    hosts = {article["url"].split("/")[2] for article in articles().values()}
    assert [host for host in hosts if not host.endswith(".example")] == []


def test_bodies_are_short_articles_of_several_paragraphs() -> None:
    lengths = {name: len(article["body"].split()) for name, article in articles().items()}
    assert {name: n for name, n in lengths.items() if not 60 <= n <= 220} == {}
    assert [name for name, article in articles().items() if not re.search(r"\n|\.,", article["body"])] == []


@pytest.mark.parametrize(
    ("word", "least"), [("Jakarta", 10), ("Surabaya", 10), ("Bali", 10), ("Jokowi|Joko Widodo", 5), ("Khofifah", 5)]
)
def test_often_named_persons_and_places_are_named_often(word: str, least: int) -> None:
    assert sum(bool(re.search(rf"\b(?:{word})\b", story(name))) for name in articles()) >= least


@pytest.mark.parametrize(("name", "fragment"), TRAPS)
def test_a_trap_holds_what_makes_it_one(name: str, fragment: str) -> None:
    assert fragment in story(name)


@pytest.mark.parametrize(("name", "printed"), DATES)
def test_a_date_is_given_as_it_was_printed(name: str, printed: str | None) -> None:
    assert articles()[name].get("date") == printed


@pytest.mark.parametrize("names", REPRINTS, ids=lambda names: names[0])
def test_a_reprint_shares_a_third_of_its_runs_of_five_words_but_not_its_outlet(names: tuple[str, ...]) -> None:
    runs = [fives(articles()[name]["body"]) for name in names]
    assert len(set.intersection(*runs)) >= min(map(len, runs)) / 3
    assert len({articles()[name]["source"] for name in names}) == len(names)
    assert len({articles()[name]["body"] for name in names}) == len(names)


def test_whoever_a_related_line_names_is_not_in_the_story() -> None:
    for name, wanted in (("mina", "Retno|Marsudi|Jenewa"), ("malu-kata", "Luna|Bajo"), ("nobar-u23", "Puan|Sukoharjo")):
        assert re.search(wanted, story(name))
        assert not re.search(wanted, RELATED.sub("", story(name)))


@pytest.mark.parametrize(("name", "word"), [("bekasi-kota", "bekas"), ("bali-turis", "bal"), ("maluku-pala", "malu")])
def test_a_name_stands_apart_from_the_word_a_stemmer_makes_of_it(name: str, word: str) -> None:
    assert not re.search(rf"\b{word}\b", story(name), re.IGNORECASE)


def test_the_readme_names_only_articles_that_exist() -> None:
    named = re.findall(r"`sampel-([a-z0-9-]+)`", (SAMPLE / "README.md").read_text(encoding="utf-8"))
    assert {*named} - {*articles()} == set()


def test_every_article_the_readme_calls_a_trap_is_checked_here() -> None:
    named = re.findall(r"`sampel-([a-z0-9-]+)`", (SAMPLE / "README.md").read_text(encoding="utf-8"))
    checked = {name for name, _ in (*TRAPS, *DATES)} | {name for names in REPRINTS for name in names}
    assert {*named} - checked == set()


def test_the_readme_counts_the_articles_right() -> None:
    assert f"holds {len(articles())} short" in (SAMPLE / "README.md").read_text(encoding="utf-8")
