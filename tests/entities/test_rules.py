"""Cases of everyday news that the tables decide, whatever the tagger thinks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.article import Entities, RawArticle
from index.cleaning import clean
from index.entities import find
from index.entities.lists import lists
from index.entities.neighbours import by_neighbours
from index.entities.tokens import tokens

Find = Callable[..., Entities]
KINDS = ("persons", "places", "organisations")


def names(found: Entities) -> tuple[list[str], list[str], list[str]]:
    persons, places, bodies = ([entity.name for entity in getattr(found, kind)] for kind in KINDS)
    return persons, places, bodies


@pytest.mark.parametrize(
    ("body", "persons"),
    [
        ("Ketua Umum Partai Demokrat AHY hadir di Jakarta.", ["AHY"]),
        ("Ketua Umum Demokrat Agus Harimurti Yudhoyono (AHY) hadir. AHY lalu pulang.", ["Agus Harimurti Yudhoyono"]),
        ("Kepala Staf Kepresidenan Jenderal (Purn) Moeldoko hadir.", ["Moeldoko"]),
        ("Sore itu Emil datang.", ["Emil"]),
        ("Sore itu Emil, sapaan akrab Ridwan Kamil, datang.", ["Ridwan Kamil"]),
        ("Ridwan Kamil yang akrab disapa Emil hadir. Kata Emil, aman.", ["Ridwan Kamil"]),
        ("Wali Kota Bogor Bima Arya hadir.", ["Bima Arya"]),
        ("Bupati Pati Haryanto hadir.", ["Haryanto"]),
        ("Pasangan Anies-Muhaimin berkampanye di Aceh.", ["Anies", "Muhaimin"]),
        ("Budi Wijaya dan Sri Kusuma menang. Pasangan Wijaya-Kusuma dilantik.", ["Budi Wijaya", "Sri Kusuma"]),
        ("Kombes Pol Argo Yuwono hadir.", ["Argo Yuwono"]),
        ("Polisi menangkap AS (34), YN (43), dan pria berinisial RK.", []),
        ("Dana itu disalurkan Yayasan Budi Utomo.", []),
        ("Toyota Avanza dan Honda Jazz bertabrakan.", []),
        ("Mahasiswa UI dan ITB berunjuk rasa.", []),
        ("Konser digelar di Stadion Gelora Bung Karno.", []),
    ],
)
def test_a_person_is_one_and_no_body_brand_or_suspect_is(entities: Find, body: str, persons: list[str]) -> None:
    assert names(entities(body))[0] == persons


@pytest.mark.parametrize("title", ["Jokowi Resmikan Jembatan", "Melaney Ricardo Minta Maaf"])
def test_a_name_in_a_headline_alone_counts(entities: Find, title: str) -> None:
    assert names(entities("Hujan turun.", title=title))[0] == [
        title.removesuffix(" Resmikan Jembatan").removesuffix(" Minta Maaf")
    ]


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("Ribuan warga menonton Festival Danau Toba di Parapat.", ["Parapat"]),
        ("Ia menginap di Kota Batu, Jawa Timur.", ["Batu", "Jawa Timur"]),
        ("Warga melempar batu. Batu itu besar.", []),
        ("Pada malam Puncak acara itu, warga menari.", []),
        ("Gempa mengguncang Kabupaten Puncak, Papua.", ["Puncak", "Papua"]),
        ("Hakim mengetuk Palu di sidang itu.", []),
        ("Gempa mengguncang Kota Palu dan Donggala.", ["Palu", "Donggala"]),
        ("Nasib Malang menimpa pria itu.", []),
        ("Mahasiswa di Malang berunjuk rasa.", ["Malang"]),
        ("Bahan Pati jagung itu mahal.", []),
        ("Bupati Pati Haryanto hadir.", ["Pati"]),
        ("Banjir melanda Kecamatan Batangan, Kabupaten Pati.", ["Batangan", "Pati"]),
        ("Atlet itu tampil di SEA Games Manila dan Piala Dunia Qatar.", []),
        ("Moskow dan Washington sepakat berunding.", ["Moskow", "Washington"]),
        ("Kecelakaan terjadi di Jalan Jenderal Sudirman, Jakarta Pusat.", ["Jakarta Pusat"]),
        ("Kurs dolar AS naik. Dolar Singapura turun.", []),
        ("Warga Kabupaten Bogor dan Kota Bogor antre.", ["Kabupaten Bogor", "Kota Bogor"]),
        ("Ia tiba di Moskwa, lalu ke Wina dan Yerusalem.", ["Moskow", "Wina", "Yerusalem"]),
        ("Kemarau melanda Deliserdang dan Inhu.", ["Deli Serdang", "Indragiri Hulu"]),
    ],
)
def test_a_place_counts_on_evidence_and_not_inside_other_names(entities: Find, body: str, places: list[str]) -> None:
    assert names(entities(body))[1] == places


@pytest.mark.parametrize(
    ("body", "bodies"),
    [
        ("Dana itu disalurkan Yayasan Budi Utomo.", ["Yayasan Budi Utomo"]),
        ("Laga Persib Bandung melawan Persija Jakarta imbang.", ["Persib Bandung", "Persija Jakarta"]),
        ("Menurut Direktorat Jenderal Pajak (DJP), setoran naik. DJP yakin.", ["Direktorat Jenderal Pajak"]),
    ],
)
def test_a_body_is_as_long_as_its_name(entities: Find, body: str, bodies: list[str]) -> None:
    assert names(entities(body))[2] == bodies


@pytest.mark.parametrize("tail", ["(Budi Santoso/Antara)", "Baca juga: Prabowo Subianto Tiba di Riau", "(bud/san)"])
def test_credits_bylines_and_related_stories_never_count(tail: str) -> None:
    raw = RawArticle("1", "Hujan Turun", f"Hujan turun sejak pagi di kota itu.\n{tail}", "", "", "", "", "")

    assert names(find(clean(raw))) == ([], [], [])


def test_the_tables_alone_make_a_body_of_what_follows_its_head() -> None:

    text = tokens("", "Yayasan Budi Utomo")

    assert by_neighbours(text, [(2, 4, "PER")], lists()) == [(1, 4, "ORG")]
