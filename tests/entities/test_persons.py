from __future__ import annotations

from collections.abc import Callable

import pytest

from index.article import Entities

Find = Callable[..., Entities]


def names(found: Entities) -> list[str]:
    return [person.name for person in found.persons]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # A title or office stands before.
        ("Rapat dipimpin Presiden Joko Widodo.", ["Joko Widodo"]),
        ("Rapat dipimpin presiden Joko Widodo.", ["Joko Widodo"]),
        ("Gubernur Jawa Barat Ridwan Kamil hadir.", ["Ridwan Kamil"]),
        ("Menteri Energi dan Sumber Daya Mineral Ignasius Jonan hadir.", ["Ignasius Jonan"]),
        ("Kepala Dinas Pendidikan Kota Depok Xorvan Trelk hadir.", ["Xorvan Trelk"]),
        ("Direktur Utama PT Maju Sentosa Wawan Hermawan hadir.", ["Wawan Hermawan"]),
        ("Mantan Wali Kota Cirebon Nasrudin Azis hadir.", ["Nasrudin Azis"]),
        ("Kapolri Jenderal (Pol) Listyo Sigit Prabowo hadir.", ["Listyo Sigit Prabowo"]),
        ("Kabid Humas Kombes Pol Yusri Yunus hadir.", ["Yusri Yunus"]),
        ("Kasat Reskrim Polres Garut AKP Maradona hadir.", ["Maradona"]),
        ("Laksamana Yudo Margono dan Kapolda Metro Jaya Fadil Imran hadir.", ["Yudo Margono", "Fadil Imran"]),
        ("Kapolsek Cikupa, Kompol Dwi Handayani, hadir.", ["Dwi Handayani"]),
        ("Dr. H. Budi Santoso, S.H., M.Si. hadir.", ["Budi Santoso"]),
        ("Prof Dr Ir Siti Rahayu hadir.", ["Siti Rahayu"]),
        ("KH Ahmad Fauzi dan Ustaz Abdul Hakim hadir.", ["Ahmad Fauzi", "Abdul Hakim"]),
        ("Acara dihadiri Budi Santoso SH dan Siti Rahayu.", ["Budi Santoso", "Siti Rahayu"]),
        ("Peneliti itu bernama Xorvan Trelk.", ["Xorvan Trelk"]),
        ("Kepala Badan Meteorologi (BMKG) Dwikorita Karnawati hadir.", ["Dwikorita Karnawati"]),
        ("Presiden ke-3 RI BJ Habibie wafat.", ["BJ Habibie"]),
        # A verb of saying stands beside.
        ('"Kami siap," kata Wulandari.', ["Wulandari"]),
        ('"Kami siap," ujar Trelkova di kantornya.', ["Trelkova"]),
        ("Sebelumnya, Trelkova mengatakan harga akan turun.", ["Trelkova"]),
        ("Adapun Suparno menegaskan hal itu.", ["Suparno"]),
        # An age stands behind.
        ("Seorang petani, Suparno (61 tahun), selamat.", ["Suparno"]),
        # Given names prove a name of several words; they prove those listed with them.
        ("Sore itu Agus Setiawan datang.", ["Agus Setiawan"]),
        ("Turki diwakili oleh Abdullah bin Salman.", ["Abdullah bin Salman"]),
        ("Direktur Utama Bank Trelk Xorvan Setiawan hadir.", ["Xorvan Setiawan"]),
        # A given name that is also a title, and honorifics without which the name does not work, stay.
        ("Sore itu Putri Kusuma Wardani menang.", ["Putri Kusuma Wardani"]),
        ("Ziarah ke makam Gus Dur berlangsung khidmat.", ["Gus Dur"]),
    ],
)
def test_evidence_makes_a_person_and_titles_are_left_out(entities: Find, body: str, expected: list[str]) -> None:
    assert names(entities(body)) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Polisi menangkap AS (34) dan berinisial YN (43).",
        "Polisi menangkap F. F di rumahnya.",
        "Menurut F. F, keadaan aman.",
        "Pada Senin, Januari, dan bulan Ramadan.",
        "Mereka lewat Jalan Jenderal Sudirman dan Stadion H. Agus Salim.",
        "Mereka lewat jalan Ahmad Yani.",
        "Direktur Keuangan hadir, begitu pula Ketua Umum.",
        "Menteri Perindustrian membuka pameran.",
        "Warga membeli Honda Beat dan Samsung Galaxy.",
        "Adapun rapat itu batal. Namun demikian Hasilnya baik.",
    ],
)
def test_without_evidence_nobody_is_made_up(entities: Find, body: str) -> None:
    assert names(entities(body)) == []


@pytest.mark.parametrize(
    ("body", "title", "name", "mentions"),
    [
        ("Presiden Vladimir Putin tiba. Putin lalu berpidato.", "", "Vladimir Putin", ("Vladimir Putin", "Putin")),
        ("Presiden Vladimir Putin tiba.", "Putin Tiba", "Vladimir Putin", ("Putin", "Vladimir Putin")),
        ("Presiden Putin tiba. Menurut Vladimir Putin, harga naik.", "", "Vladimir Putin", ("Putin", "Vladimir Putin")),
        ("Dadang Hartanto datang. Kata Dadang, aman.", "", "Dadang Hartanto", ("Dadang Hartanto", "Dadang")),
        ("Joko Widodo hadir. Ucap Jokowi, aman.", "", "Joko Widodo", ("Joko Widodo", "Jokowi")),
        ("Basuki Tjahaja Purnama hadir. Basuki T Purnama pulang.", "", "Basuki Tjahaja Purnama", None),
        ('"Aman," kata Trelk. Sore itu Xorvan Trelk pulang.', "", "Xorvan Trelk", ("Trelk", "Xorvan Trelk")),
        ('"Aman," kata Nikita.', "Nikita Mirzani Pulang", "Nikita Mirzani", None),
    ],
)
def test_a_short_name_joins_the_full_one(
    entities: Find, body: str, title: str, name: str, mentions: tuple[str, ...] | None
) -> None:
    (person,) = entities(body, title=title).persons

    assert person.name == name
    assert mentions is None or person.mentions == mentions


def test_a_short_name_of_two_people_joins_the_one_named_last_before_it(entities: Find) -> None:
    found = entities('Nurul Arifin hadir. Zainal Arifin juga hadir. "Rapat lancar," kata Arifin.')

    assert [set(person.mentions) for person in found.persons] == [{"Nurul Arifin"}, {"Zainal Arifin", "Arifin"}]


def test_persons_come_in_the_order_of_their_first_mention(entities: Find) -> None:
    found = entities('"Aman," kata Sri Wulandari. Presiden Joko Widodo setuju.', title="Joko Widodo Setuju")

    assert names(found) == ["Joko Widodo", "Sri Wulandari"]


def test_a_surname_in_a_headline_is_no_mention_of_its_own_where_the_full_name_stands(entities: Find) -> None:
    (person,) = entities("Gubernur Anies Baswedan hadir.", title="Janji Anies Baswedan").persons

    assert person.mentions == ("Anies Baswedan",)
