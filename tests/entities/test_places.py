from __future__ import annotations

from collections.abc import Callable

import pytest

from index.article import Entities

Find = Callable[..., Entities]


def names(found: Entities) -> list[str]:
    return [place.name for place in found.places]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Kantor itu ada di Bandung.", ["Bandung"]),
        ("Rusia dan Iran menandatangani perjanjian.", ["Rusia", "Iran"]),
        ("Presiden Rusia berpidato.", ["Rusia"]),
        ("Gubernur Jawa Barat hadir.", ["Jawa Barat"]),
        ("Banyak warga Indonesia pulang.", ["Indonesia"]),
        ("Ia tinggal di Jakarta Selatan.", ["Jakarta Selatan"]),
        ("Ia tinggal di Kabupaten Bogor.", ["Bogor"]),
        ("Kereta Jakarta-Surabaya terlambat.", ["Jakarta", "Surabaya"]),
        ("Ia pergi dari Jakarta, Bogor, dan Depok.", ["Jakarta", "Bogor", "Depok"]),
        # Canonical names.
        ("Pejabat AS tiba di Jabar.", ["Amerika Serikat", "Jawa Barat"]),
        ("Korsel, Korut, UEA dan RRC hadir.", ["Korea Selatan", "Korea Utara", "Uni Emirat Arab", "Tiongkok"]),
        ("Ia terbang ke Makkah lewat Wina.", ["Mekah", "Wina"]),
        ("Pemuda Jateng, Jatim, NTT, NTB dan Sulsel.", [
            "Jawa Tengah", "Jawa Timur", "Nusa Tenggara Timur", "Nusa Tenggara Barat", "Sulawesi Selatan",
        ]),
        ("Ia bertugas di DKI Jakarta, ibu kota RI.", ["Jakarta", "Indonesia"]),
        ("Konflik Timur Tengah dan Asia Tenggara.", ["Timur Tengah", "Asia Tenggara"]),
        ("Ia lahir di Moskow dan besar di Sumatra Utara.", ["Moskow", "Sumatera Utara"]),
        # Words for an area, a village or a natural feature open a place.
        ("Banjir di Desa Sukamaju, Kecamatan Cibungbulang.", ["Sukamaju", "Cibungbulang"]),
        ("Banjir di Trelkan, Kabupaten Bogor.", ["Trelkan", "Bogor"]),
        ("Ia tinggal di Kelurahan Jatiasih, Pondok Melati, Kota Bekasi.", ["Jatiasih", "Pondok Melati", "Bekasi"]),
        ("Abu dari Gunung Trelk turun.", ["Gunung Trelk"]),
        # On evidence.
        ("Ia menginap di Batu.", ["Batu"]),
        ("Ia menginap di hotel, Batu, Jawa Timur.", ["Batu", "Jawa Timur"]),
        ("Bupati Batang hadir.", ["Batang"]),
        ("Kota Malang ramai.", ["Malang"]),
        ("Ia pindah ke Serang. Serang kini panas.", ["Serang"]),
        ("Ia pindah dari Padang.", ["Padang"]),
        ("Ia berkeliling Jakarta, Batu dan Malang.", ["Jakarta", "Batu", "Malang"]),
    ],
)  # fmt: skip
def test_a_place_counts_under_its_canonical_name(entities: Find, body: str, expected: list[str]) -> None:
    assert names(entities(body)) == expected


@pytest.mark.parametrize(
    "body",
    [
        # Inside the name of a body, company, club, product or event.
        "Kabid Humas Polda Jawa Barat hadir.",
        "Mahasiswa Universitas Indonesia hadir.",
        "Laga Persib Bandung melawan Bali United seru.",
        "Nasabah Bank Jatim antre.",
        "Ia menonton Piala Dunia Qatar.",
        "Karyawan Semen Padang hadir.",
        "Menurut Badan Penanggulangan Bencana Daerah (BPBD) Aceh, hujan reda.",
        # A language.
        "Ia fasih berbahasa Inggris dan bahasa Jepang.",
        # Initials of a suspect.
        "Polisi menangkap AS (34) kemarin.",
        "Polisi menangkap pria berinisial AS kemarin.",
        # Words that are also places.
        "Lima orang datang.",
        # Villages and districts have no entry of their own.
        "Sore itu Namun dan Sementara.",
        "Pelatih Manchester United hadir.",
    ],
)
def test_what_only_looks_like_a_place_does_not_count(entities: Find, body: str) -> None:
    assert names(entities(body)) == []


@pytest.mark.parametrize(
    ("dateline", "name"),
    [
        ("Samarkand", "Samarkand"),
        ("JAKARTA", "Jakarta"),
        ("Wina", "Wina"),
        ("Batu", "Batu"),
        ("LIWA", "Liwa"),
        ("KORSEL", "Korea Selatan"),
    ],
)
def test_the_place_of_the_dateline_counts(entities: Find, dateline: str, name: str) -> None:
    (place,) = entities("Hujan turun.", dateline=dateline).places

    assert (place.name, place.mentions) == (name, (dateline,))


def test_the_torn_off_end_of_an_agency_is_no_dateline(entities: Find) -> None:
    assert names(entities("Hujan turun.", dateline="M")) == []


def test_one_place_under_two_names_is_one_place(entities: Find) -> None:
    (place,) = entities("Amerika Serikat menolak. Sikap AS itu disesalkan.").places

    assert place.mentions == ("Amerika Serikat", "AS")


def test_a_place_is_not_seen_inside_a_longer_word(entities: Find) -> None:
    found = entities("Rusia hadir. Sikap AS jelas.", title="ASEAN Menggelar Rapat")

    assert names(found) == ["Rusia", "Amerika Serikat"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Ia ke Rusia.", "country"),
        ("Ia ke Jawa Barat.", "province"),
        ("Ia ke Bandung.", "regency_city"),
        ("Ia ke Desa Sukamaju.", "district_village"),
        ("Ia ke Gunung Merapi.", "natural"),
        ("Ia ke Timur Tengah.", "region"),
    ],
)
def test_a_place_knows_its_type(entities: Find, body: str, kind: str) -> None:
    assert [place.type for place in entities(body).places] == [kind]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Gempa Guncang Warga di Maluku Utara", ["Maluku Utara"]),
        ("Polda Maluku Utara Tangkap Pencuri", []),
    ],
)
def test_a_headline_gives_a_place_only_after_a_preposition(entities: Find, title: str, expected: list[str]) -> None:
    assert names(entities("Hujan turun.", title=title)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Orkes dari Kampung Heritage bermain.", ["Kampung Heritage"]),
        ("Mereka berjalan dari Dukuh Atas.", ["Dukuh Atas"]),
        ("Warga Dusun Trelkan pulang.", ["Trelkan"]),
        # An island and its bare name are one place.
        ("Kapal tiba di Pulau Buru. Minyak dari Buru dijual.", ["Pulau Buru"]),
        ("Kapal tiba di Pulau Bali. Tamu dari Bali pulang.", ["Bali"]),
    ],
)
def test_a_place_keeps_the_word_without_which_it_is_no_name(entities: Find, body: str, expected: list[str]) -> None:
    assert [place.name for place in entities(body).places] == expected
