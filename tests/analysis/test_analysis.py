"""What analysis makes of single texts: tables of cases, one reason each."""

from __future__ import annotations

import pytest

from index.analysis import Token, analyse, fingerprint, fold, stem, terms


def surfaces(text: str) -> list[str]:
    return [token.surface for token in analyse(text)]


def stems_of(word: str) -> tuple[str, ...]:
    (token,) = analyse(word)
    return token.stems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Harga naik 4,5 persen.", ["harga", "naik", "4,5", "persen"]),
        ("Rp1.000.000", ["rp", "1.000.000"]),
        ("Rp 1.000.000", ["rp", "1.000.000"]),
        ("Rp.500", ["rp", "500"]),
        ("US$4,5 miliar", ["us$", "4,5", "miliar"]),
        ("15/9/2022 pukul 10.30 WIB", ["15/9/2022", "pukul", "10.30", "wib"]),
        ("buka 8-10.30", ["buka", "8", "10.30"]),
        ("menang 3-0", ["menang", "3-0"]),
        ("KTT G20, e-KTP, Covid-19", ["ktt", "g20", "e-ktp", "covid-19"]),
        ("anak-anak, buku-bukunya", ["anak-anak", "buku-bukunya"]),
        ("Isra Mi’raj", ["isra", "mi'raj"]),
        ("Al-Qur‘an, Qur’an, Qurʼan, Qur`an, Qur´an", ["al-qur'an", "qur'an", "qur'an", "qur'an", "qur'an"]),
        ("‘Selamat pagi,’ katanya", ["selamat", "pagi", "katanya"]),
        ("Erdoğan dan Mbappé", ["erdogan", "dan", "mbappe"]),
        ("Erdog\u0306an", ["erdogan"]),
        ("Sørensen, Łódź, Kılıçdaroğlu, Đà Nẵng", ["sorensen", "lodz", "kilicdaroglu", "da", "nang"]),
        ("北京 dan São Paulo", ["北京", "dan", "sao", "paulo"]),
        ("po\u00adli\u200bsi", ["polisi"]),
        ("kata\u00a0kunci", ["kata", "kunci"]),
        ("non‑blok", ["non-blok"]),
        ("R&D di AT&T", ["r&d", "di", "at&t"]),
        ("lihat www.kompas.com.", ["lihat", "www.kompas.com"]),
        ("(https://kliping.example/a/b?c=1)", ["https://kliping.example/a/b?c=1"]),
        ("HTTPS://Kliping.Example/", ["https://kliping.example/"]),
        ("surat ke redaksi@kliping.example, ya", ["surat", "ke", "redaksi@kliping.example", "ya"]),
        ("#SaveKPK kata @susi_p", ["#savekpk", "kata", "@susi_p"]),
        ("Ｒp10 dan Ａnak", ["ｒp10", "dan", "anak"]),
        ("naik ½ dan m²", ["naik", "½", "dan", "m2"]),
        ("A.S. dan S.H., M.M.", ["a.s", "dan", "s.h", "m.m"]),
        ("Budi, S.Pd., M.Hum. dan Ani, S.Th.I., Ph.D.", ["budi", "s.pd", "m.hum", "dan", "ani", "s.th.i", "ph.d"]),
        ("S.PdI,M.Kom", ["s.pdi", "m.kom"]),
        ("S.Ahmad, M.Ali, selesai.Pd. S.Pd.Dia", ["s", "ahmad", "m", "ali", "selesai", "pd", "s.pd", "dia"]),
        ("K.H.Ahmad, H.Ahmad, D.I. Yogyakarta", ["k.h", "ahmad", "h", "ahmad", "d.i", "yogyakarta"]),
        ("selesai.Dia pergi. A.Yani", ["selesai", "dia", "pergi", "a", "yani"]),
        ("Rp5juta, Rp 100ribu, 5jutaan", ["rp", "5", "juta", "rp", "100", "ribu", "5jutaan"]),
        ("RM50 dan SGD3,5", ["rm", "50", "dan", "sgd", "3,5"]),
        ("10.30WIB", ["10.30", "wib"]),
        ("naik 4,5% atau 5 ％", ["naik", "4,5", "%", "atau", "5", "%"]),
        ("Jum\u055aat Jum\u05f3at Jum\ua78cat Jum\u2035at Jum\u275cat Jum\uff40at", ["jum'at"] * 6),
        ("ban\u2060jir ban\u180ejir ban\ufe0fjir \u202abanjir\u202c", ["banjir"] * 4),
        ("Jum\u200b'\u200bat", ["jum'at"]),
        ("â€œJumâ€™atâ€\u009d ‚ÄúJum‚Äôat‚Äù â€“ a", ["jum'at", "jum'at", "a"]),
        ("... -- ' & _ # @ $ “”", []),
        ("", []),
    ],
)
def test_words_are_cut_where_readers_see_them(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Covid-19", ("covid19", "covid", "19")),
        ("e-KTP", ("e-ktp", "ktp")),
        ("AS-Iran", ("as-iran", "as", "iran")),
        ("ber-KTP", ("ktp",)),
        ("di-PHK", ("phk",)),
        ("mem-PHK-kan", ("phk",)),
        ("non-blok", ("non-blok", "blok")),
        ("se-Indonesia", ("indonesia",)),
        ("ke-79", ("ke-79", "79")),
        ("KPK-nya", ("kpk",)),
        ("1990-an", ("1990",)),
        ("2019-2024", ("2019-2024", "2019", "2024")),
        ("19-19", ("19-19", "19")),
        ("#SaveKPK", ("#savekpk", "savekpk")),
        ("1.000.000", ("1000000",)),
        ("1,000,000", ("1000000",)),
        ("1.000.000,00", ("1000000",)),
        ("1.250,75", ("1250.75",)),
        ("4,5", ("4.5",)),
        ("4.5", ("4.5",)),
        ("10.30", ("10.30",)),
        ("10:30", ("10.30",)),
        ("15/9/2022", ("2022-09-15", "2022")),
        ("15/09/22", ("2022-09-15", "2022")),
        ("17/8/99", ("1999-08-17", "1999")),
        ("31/2/22", ("31/2/22", "31", "22")),
        ("15.09.22", ("15.09.22",)),
        ("S.Pd.", ("spd",)),
        ("SPd", ("spd",)),
        ("15-09-2022", ("2022-09-15", "2022")),
        ("15.9.2022", ("2022-09-15", "2022")),
        ("2022-09-15", ("2022-09-15", "2022")),
        ("31.2.2022", ("31.2.2022",)),
        ("A.S.", ("as",)),
        ("S.H", ("sh",)),
        ("U-19", ("u19", "19")),
        ("U19", ("u19",)),
        ("%", ("persen",)),
        ("31/2/2022", ("31/2/2022", "31", "2022")),
        ("www.kliping.example", ("www.kliping.example", "kliping", "example")),
        ("redaksi@kliping.example", ("redaksi@kliping.example", "redaksi", "kliping", "example")),
        ("R&D", ("r&d",)),
        ("anak-anak", ("anak",)),
        ("anak-anaknya", ("anak",)),
        ("undang-undangnya", ("undang-undang",)),
        ("sayur-mayur", ("sayur",)),
    ],
)
def test_a_composed_word_is_also_found_by_its_parts(word: str, expected: tuple[str, ...]) -> None:
    assert stems_of(word) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Bali",
        "Bekasi",
        "Maluku",
        "Kediri",
        "Berau",
        "Susi",
        "Pekalongan",
        "Teheran",
        "Oman",
        "Kejagung",
        "Muis",
        "Seom",
    ],
)
def test_a_name_is_not_taken_for_an_inflected_word(name: str) -> None:
    assert stem(name) == name.lower()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bekasi", "bekas"),
        ("Bali", "bal"),
        ("pemerintah", "perintah"),
        ("kinerja", "kerja"),
        ("pesawat", "sawat"),
        ("undang-undang", "mengundang"),
        ("peserta", "serta"),
        ("setelah", "telah"),
        ("menangis", "menang"),
    ],
)
def test_words_of_different_meaning_do_not_share_a_stem(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    "family",
    [
        ("penegakan", "menegakkan", "ditegakkan", "penegak"),
        ("gerakan", "pergerakan", "bergerak", "menggerakkan"),
        ("perbankan", "bank"),
        ("penyelidikan", "penyelidik", "menyelidiki", "diselidiki"),
        ("memasuki", "masuk", "pemasukan", "memasukkan"),
        ("mengunjungi", "pengunjung", "kunjungan", "berkunjung"),
        ("kerusakan", "merusak", "dirusak"),
        ("pembelinya", "membeli", "dibelinya", "pembelian"),
        ("resiko", "risiko", "berisiko"),
        ("Qur’an", "Quran", "qurʼan"),
        ("anak2", "anak-anak", "anaknya"),
    ],
)
def test_forms_of_one_word_share_a_stem(family: tuple[str, ...]) -> None:
    assert len({stem(word) for word in family}) == 1


def test_a_token_says_where_its_word_stands_in_the_original_text() -> None:
    text = "“Qur’an” itu di Łódź"
    assert [text[token.start : token.end] for token in analyse(text)] == ["Qur’an", "itu", "di", "Łódź"]


def test_the_same_word_has_the_same_terms_whatever_its_case() -> None:
    assert [token.stems for token in analyse("BEKASI Bekasi bekasi")] == [("bekasi",)] * 3


def test_stop_words_keep_their_positions() -> None:
    assert surfaces("kota yang dan di") == ["kota", "yang", "dan", "di"]


def test_terms_give_several_stems_one_position() -> None:
    columns = terms("wabah Covid-19 reda")
    assert columns.surfaces == ["wabah", "covid-19", "reda"]
    assert list(zip(columns.stems, columns.stem_positions, strict=True)) == [
        ("wabah", 0),
        ("covid19", 1),
        ("covid", 1),
        ("19", 1),
        ("reda", 2),
    ]


@pytest.mark.parametrize("word", ["1000000", "15", "-", "", "北京", "10.30"])
def test_what_has_no_latin_letters_is_its_own_stem(word: str) -> None:
    assert stem(word) == word


def test_a_phrase_has_no_stem_but_itself() -> None:
    assert stem("Rumah Sakit") == "rumah sakit"


def test_a_word_longer_than_two_hundred_characters_is_cut() -> None:
    (token,) = analyse("a" * 5000)
    assert token == Token("a" * 200, ("a" * 200,), 0, 0, 5000)


def test_a_cut_address_stays_one_token() -> None:
    (token,) = analyse("https://kliping.example/" + "a/" * 500)
    assert surfaces(token.surface) == [token.surface]


def test_fold_leaves_one_spelling_of_a_name() -> None:
    assert fold("RECEP Tayyip Erdoğan") == fold("recep tayyip erdogan") == "recep tayyip erdogan"


def test_the_fingerprint_is_a_digest_and_stays_the_same() -> None:
    assert fingerprint() == fingerprint()
    assert len(bytes.fromhex(fingerprint())) == 32
