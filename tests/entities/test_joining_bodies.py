"""Two ways of writing one body are one body; two bodies stay two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.entities.joining.bodies import bodies
from index.entities.joining.spelling import abbreviates, is_one_off, is_slip
from index.entities.lists import lists
from index.entities.mention import Mention
from index.entities.tagging.chains import BODY


def joined(*names: str, between: str = ". ") -> list[set[str]]:
    """The surfaces of each body of a text that holds *names*."""
    text, mentions = between.join(names), []
    start = 0
    for name in names:
        mentions.append(Mention(BODY, name, start, start + len(name), 0, 0, in_title=False))
        start += len(name + between)
    return [set(found.surfaces) for found in bodies(mentions, text, lists())]


@pytest.mark.parametrize(
    "names",
    [
        ("Pemerintah Provinsi Jawa Barat", "Pemprov Jabar"),
        ("Dinas Lingkungan Hidup Jakarta Pusat", "Dinas LH Jakpus"),
        ("Kementerian Luar Negeri RI", "Kemlu"),
        ("Kementerian Kesehatan", "Kementrian Kesehatan"),
        ("Dewan Pengawas KPK", "Dewan Pengawas Komisi Pemberantasan Korupsi"),
        ("PT Trelka Jaya Abadi Tbk", "Trelka Jaya Abadi"),
        ("PT Trelka Jaya Abadi", "TJA"),
        ("Manchester United", "Setan Merah"),
        ("Polres Cianjur", "Polres"),
        ("Eintracht Xorvan", "Xorvan"),
        ("Komisi Pemberantasan Korupsi", "Komisi Pemberantasan Korusi"),
        ("Pengadilan Negeri (PN) Depok", "PN Depok"),
    ],
)
def test_two_forms_of_one_body_are_joined(names: tuple[str, ...]) -> None:
    (found,) = joined(*names)

    assert found >= set(names)


@pytest.mark.parametrize(
    "names",
    [
        ("Komisi III DPR", "DPR"),
        ("Fraksi Partai Golkar", "Partai Golkar"),
        ("Divisi Humas Polri", "Polri"),
        ("Timnas Indonesia", "Timnas Indonesia U-17"),
        ("KPU", "KPU Trelkan"),
        ("Polres Trelkan", "Polda Trelkan"),
        ("Universitas Trelkan", "Universitas Xorvan"),
    ],
)
def test_a_whole_and_its_part_are_two_bodies(names: tuple[str, ...]) -> None:
    assert sorted(map(sorted, joined(*names))) == sorted([[name] for name in names])


def test_a_name_is_given_without_its_brackets() -> None:
    text = "Kamar Dagang dan Industri (Kadin) Indonesia"
    (found,) = bodies([Mention(BODY, text, 0, len(text), 0, 0, in_title=False)], text, lists())

    assert (found.name, found.surfaces) == ("Kamar Dagang dan Industri Indonesia", [text, "Kadin"])


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("kpk", "komisi pemberantasan korupsi"),
        ("dinas lh", "dinas lingkungan hidup"),
        ("puskris", "pusat krisis"),
        ("bni am", "bni asset management"),
    ],
)
def test_initials_and_syllables_stand_for_their_words(short: str, long: str) -> None:
    assert abbreviates(short.split(), long.split())


@given(st.text(alphabet="abcd", max_size=8), st.text(alphabet="abcd", max_size=8))
def test_a_slip_is_the_same_from_either_side(a: str, b: str) -> None:
    assert is_one_off(a, b) == is_one_off(b, a)
    assert not is_one_off(a, a)


@pytest.mark.parametrize(("a", "b"), [("hatta", "hata"), ("guritno", "gurtino"), ("nahrawi", "nahrowi")])
def test_one_letter_more_other_or_swapped_is_a_slip(a: str, b: str) -> None:
    assert is_slip(["x", a], ["x", b], least=4)


@pytest.mark.parametrize(("a", "b"), [("hartini", "kartini"), ("rina", "riza dewi"), ("agus", "agung")])
def test_another_first_letter_or_two_changes_are_another_name(a: str, b: str) -> None:
    assert not is_slip(a.split(), b.split(), least=4)
