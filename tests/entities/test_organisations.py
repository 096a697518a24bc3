from __future__ import annotations

from collections.abc import Callable

import pytest

from index.article import Entities

Find = Callable[..., Entities]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Pejabat Kementerian Pemuda dan Olahraga hadir.", {"Kementerian Pemuda dan Olahraga"}),
        ("Petugas Polda Jawa Barat dan Polres Bogor hadir.", {"Polda Jawa Barat", "Polres Bogor"}),
        ("Saham PT Maju Sentosa Tbk naik.", {"PT Maju Sentosa Tbk"}),
        ("Dosen Universitas Indonesia hadir.", {"Universitas Indonesia"}),
        ("Kader Partai Golkar hadir.", {"Partai Golkar"}),
        ("Nasabah Bank Jatim antre.", {"Bank Jatim"}),
        ("Penyidik KPK dan anggota DPR hadir.", {"KPK", "DPR"}),
        ("Sidang Kejagung dan KPK berlanjut.", {"Kejagung", "KPK"}),
        ("Kepala Dinas Kesehatan Kota Depok Novarita hadir.", {"Dinas Kesehatan Kota Depok"}),
        ("Kabid Humas Polda Metro Jaya Kombes Argo Yuwono hadir.", {"Polda Metro Jaya"}),
        ("Pemain Persib Bandung hadir.", {"Persib Bandung"}),
    ],
)
def test_head_words_and_known_initials_make_a_body(entities: Find, body: str, expected: set[str]) -> None:
    assert {body.name for body in entities(body).organisations} == expected


@pytest.mark.parametrize(
    ("body", "name", "mentions"),
    [
        (
            "Komisi Pemberantasan Korupsi (KPK) diam. Namun KPK hadir.",
            "Komisi Pemberantasan Korupsi",
            ("Komisi Pemberantasan Korupsi", "KPK"),
        ),
        (
            "Penyidik KPK datang. Komisi Pemberantasan Korupsi diam.",
            "Komisi Pemberantasan Korupsi",
            ("KPK", "Komisi Pemberantasan Korupsi"),
        ),
    ],
)
def test_initials_join_the_body_they_stand_for(entities: Find, body: str, name: str, mentions: tuple[str, ...]) -> None:
    (found,) = entities(body).organisations

    assert (found.name, found.mentions) == (name, mentions)


@pytest.mark.parametrize("body", ["Pemerintah diam.", "Tim itu pulang.", "PT itu tutup.", "Kantor tutup. Dewan rapat."])
def test_a_head_word_alone_is_no_body(entities: Find, body: str) -> None:
    assert entities(body).organisations == ()
