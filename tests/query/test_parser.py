"""What queries read as, and what readers are told."""

from __future__ import annotations

import datetime as dt

import pytest

from search.query.parser import Parsed, parse
from search.query.tree import (
    And,
    Days,
    Everything,
    Fuzzy,
    Near,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Query,
    Wildcard,
    Word,
    Words,
)
from search.results import Unplaced

A, B, C, D = (Word(letter) for letter in "abcd")
YEAR = Days(dt.date(2019, 1, 1), dt.date(2019, 12, 31))
LEAP = Days(dt.date(2020, 1, 1), dt.date(2020, 12, 31))
BOTH = (Phrase("a"), Phrase("b"))
FIVE = Near((A, B, C, D, Word("e")), 1, is_ordered=False)

CLEAN: list[tuple[str, Query]] = [
    ("", Everything()),
    (" \n", Everything()),
    ("banjir", Word("banjir")),
    ("Banjir, Jakarta:", Words((Word("Banjir,"), Word("Jakarta:")))),
    ("a b c", Words((A, B, C))),
    ("hidup dan mati", Words((Word("hidup"), Word("dan"), Word("mati")))),
    ('"rumah sakit"', Phrase("rumah sakit")),
    ("“Rumah  Sakit ”", Phrase("Rumah  Sakit ")),
    ('"banjir"', Phrase("banjir")),
    ('"a DAN (b"', Phrase("a DAN (b")),
    ("banj*", Prefix("banj")),
    ("banjir*,", Prefix("banjir")),
    ("Covid-19*", Prefix("Covid-19")),
    ("*jir", Wildcard("*jir")),
    ("ban*r*", Wildcard("ban*r*")),
    ("p?rda**n,", Wildcard("p?rda*n")),
    ("judul:?anjir", Wildcard("?anjir", "title")),
    ("siapa? mana ??", Words((Word("siapa?"), Word("mana")))),
    ("http://a.b/c?d=e", Word("http://a.b/c?d=e")),
    ("bnajir~", Fuzzy("bnajir", 1)),
    ("judul:bnajir~2.", Fuzzy("bnajir", 2, "title")),
    ("banjir~0", Word("banjir")),
    ('"a b"~5', Near(BOTH, 5, is_ordered=True)),
    ('"a b"~0', Phrase("a b")),
    ('"a"~5', Phrase("a")),
    ('"a b"~', Phrase("a b")),
    ('judul:"a b"~5', Near((Phrase("a", "title"), Phrase("b", "title")), 5, is_ordered=True)),
    ("a DEKAT/5 b", Near((A, B), 5, is_ordered=False)),
    ("a NEAR/5 b NEAR/5 c", Near((A, B, C), 5, is_ordered=False)),
    ("a SEBELUM/5 b", Near((A, B), 5, is_ordered=True)),
    ("a BEFORE/5 b", Near((A, B), 5, is_ordered=True)),
    ('"a b" DEKAT/5 c', Near((Phrase("a b"), C), 5, is_ordered=False)),
    ('"a" SEBELUM/0 "b"', Phrase("a b")),
    ("judul:a DEKAT/5 b c", Words((Near((Word("a", "title"), Word("b", "title")), 5, is_ordered=False), C))),
    ("-a DEKAT/5 b", Not(Near((A, B), 5, is_ordered=False))),
    ("a DEKAT/5 b c ATAU d", Or((Words((Near((A, B), 5, is_ordered=False), C)), D))),
    ("GEMPA DEKAT BALI", Words((Word("GEMPA"), Word("DEKAT"), Word("BALI")))),
    ("a near/5 b", Words((A, Word("near/5"), B))),
    ("a DAN b", And((A, B))),
    ("a AND b AND c", And((A, B, C))),
    ("a ATAU b OR c", Or((A, B, C))),
    ("a ATAU b DAN c", Or((A, And((B, C))))),
    ("a DAN b ATAU c", Or((And((A, B)), C))),
    ("a b ATAU c d", Or((Words((A, B)), Words((C, D))))),
    ("a b DAN c", And((Words((A, B)), C))),
    ("(a ATAU b) DAN c", And((Or((A, B)), C))),
    ("(a ATAU b) c", Words((Or((A, B)), C))),
    ("(a b) c", Words((A, B, C))),
    ("((a))", A),
    ("a(b)c", Words((A, B, C))),
    ("BUKAN a", Not(A)),
    ("-a", Not(A)),
    ("-a -b", And((Not(A), Not(B)))),
    ("NOT a DAN b", And((Not(A), B))),
    ("BUKAN (a ATAU b)", Not(Or((A, B)))),
    ("BUKAN BUKAN a", A),
    ("-(-a) b", Words((A, B))),
    ("a -b", And((A, Not(B)))),
    ("a -b c", And((Words((A, C)), Not(B)))),
    ("a b BUKAN c", And((Words((A, B)), Not(C)))),
    ("a -b DAN c", And((A, Not(B), C))),
    ("a ATAU -b", Or((A, Not(B)))),
    ("a --b", Words((A, B))),
    ("judul:a b", Words((Word("a", "title"), B))),
    ("title:a", Word("a", "title")),
    ("Judul: a", Word("a", "title")),
    ('isi:"a b"', Phrase("a b", "body")),
    ("judul:banj*", Prefix("banj", "title")),
    ("judul:(a ATAU b)", Or((Word("a", "title"), Word("b", "title")))),
    ("judul:(a isi:b)", Words((Word("a", "title"), Word("b", "body")))),
    ("judul:(a (b -c))", Words((Word("a", "title"), And((Word("b", "title"), Not(Word("c", "title"))))))),
    ("-judul:a", Not(Word("a", "title"))),
    ("judul:-a", Not(Word("a", "title"))),
    ("judul:10:30", Word("10:30", "title")),
    ('orang:"Joko Widodo"', Phrase("Joko Widodo", "person")),
    ("orang:susi tempat:ambon", And((Word("susi", "person"), Word("ambon", "place")))),
    ("orang:susi a b", And((Words((A, B)), Word("susi", "person")))),
    ("organisasi:KPK", Word("KPK", "organisation")),
    ("orang:wid*", Prefix("wid", "person")),
    ("orang:jok?wi", Wildcard("jok?wi", "person")),
    ("penulis:*wati", Wildcard("*wati", "author")),
    ("orang:jokwi~ a", And((A, Fuzzy("jokwi", 1, "person")))),
    ("tempat:jakrta~2", Fuzzy("jakrta", 2, "place")),
    ("sumber:a rubrik:b penulis:c", And((Word("a", "source"), Word("b", "section"), Word("c", "author")))),
    ("tanggal:2019", YEAR),
    ("date:2019-09", Days(dt.date(2019, 9, 1), dt.date(2019, 9, 30))),
    ("tanggal:2019-09-15", Days(dt.date(2019, 9, 15), dt.date(2019, 9, 15))),
    ("tanggal:2019..2020-06", Days(dt.date(2019, 1, 1), dt.date(2020, 6, 30))),
    ("tanggal:2019..", Days(dt.date(2019, 1, 1), None)),
    ("tanggal:..2020", Days(None, dt.date(2020, 12, 31))),
    ('tanggal:"2019"', YEAR),
    ("a tanggal:2019", And((A, YEAR))),
    ("tanggal:2019, a b", And((Words((A, B)), YEAR))),
    ("-tanggal:2019", Not(YEAR)),
    ("tanggal:(2019 ATAU 2020-02)", Or((YEAR, Days(dt.date(2020, 2, 1), dt.date(2020, 2, 29))))),
    ("tanggal:kemarin", Days(dt.date(2020, 2, 29), dt.date(2020, 2, 29))),
    ("tanggal:hari-ini", Days(dt.date(2020, 3, 1), dt.date(2020, 3, 1))),
    ("tanggal:Bulan-ini", Days(dt.date(2020, 3, 1), dt.date(2020, 3, 31))),
    ("tanggal:tahun-ini", Days(dt.date(2020, 1, 1), dt.date(2020, 12, 31))),
    ("tanggal:hari ini", Days(dt.date(2020, 3, 1), dt.date(2020, 3, 1))),
    ('tanggal:"Hari  ini"', Days(dt.date(2020, 3, 1), dt.date(2020, 3, 1))),
    ("tanggal:7 hari", Days(dt.date(2020, 2, 24), dt.date(2020, 3, 1))),
    ("tanggal:7-hari", Days(dt.date(2020, 2, 24), dt.date(2020, 3, 1))),
    ("tanggal:2 minggu terakhir a", And((A, Days(dt.date(2020, 2, 17), dt.date(2020, 3, 1))))),
    ("tanggal:1 bulan", Days(dt.date(2020, 2, 2), dt.date(2020, 3, 1))),
    ("tanggal:3 tahun", Days(dt.date(2017, 3, 2), dt.date(2020, 3, 1))),
    ("tanggal:minggu ini", Days(dt.date(2020, 2, 24), dt.date(2020, 3, 1))),
    ("tanggal:pekan lalu", Days(dt.date(2020, 2, 17), dt.date(2020, 2, 23))),
    ("tanggal:bulan lalu", Days(dt.date(2020, 2, 1), dt.date(2020, 2, 29))),
    ("tanggal:tahun lalu banjir", And((Word("banjir"), YEAR))),
    ("tanggal:2019..hari ini", Days(dt.date(2019, 1, 1), dt.date(2020, 3, 1))),
    ("tanggal:15/9/2019", Days(dt.date(2019, 9, 15), dt.date(2019, 9, 15))),
    ("tanggal:15 September 2019, a", And((A, Days(dt.date(2019, 9, 15), dt.date(2019, 9, 15))))),
    ("tanggal:september 2019", Days(dt.date(2019, 9, 1), dt.date(2019, 9, 30))),
    ("tanggal:mei 2019..juni 2019", Days(dt.date(2019, 5, 1), dt.date(2019, 6, 30))),
    ("tanggal:(2019 ATAU hari ini)", Or((YEAR, Days(dt.date(2020, 3, 1), dt.date(2020, 3, 1))))),
    ("tanggal:2019 7 hari", And((Words((Word("7"), Word("hari"))), YEAR))),
    ("https://kabar.example/a pukul 10:30", Words((Word("https://kabar.example/a"), Word("pukul"), Word("10:30")))),
    ("A::B ftp://a", Words((Word("A::B"), Word("ftp://a")))),
    ("Kapolri: pelaku ditahan", Words((Word("Kapolri:"), Word("pelaku"), Word("ditahan")))),
    ("02091-C-71", Word("02091-C-71")),
    ("a ?! - & b", Words((A, B))),
]


@pytest.mark.parametrize(("text", "query"), CLEAN)
def test_a_query_reads_as_this_tree_without_remark(text: str, query: Query) -> None:
    assert parse(text, today=dt.date(2020, 3, 1)) == Parsed(query, ())


REMARKED: list[tuple[str, Query, list[tuple[str, str]]]] = [
    ("???", Nothing(), [("no-words", "???")]),
    ("()", Nothing(), [("no-words", "()")]),
    ('""', Nothing(), [("no-words", '""')]),
    ('judul:"" a', A, [("no-words", '""')]),
    ('-"" a', A, [("no-words", '""')]),
    ('a "b c', Words((A, Phrase("b c"))), [("unbalanced-quote", '"b c')]),
    ('a "', A, [("unbalanced-quote", '"'), ("no-words", '"')]),
    ("(a b", Words((A, B)), [("unbalanced-parenthesis", "(")]),
    ("a) b", Words((A, B)), [("unbalanced-parenthesis", ")")]),
    ("DAN a", A, [("dangling-operator", "DAN")]),
    ("a ATAU", A, [("dangling-operator", "ATAU")]),
    ("a DAN ATAU b", Or((A, B)), [("dangling-operator", "DAN")]),
    ("a BUKAN DAN b", And((A, B)), [("dangling-operator", "BUKAN")]),
    ("(a DAN) b", Words((A, B)), [("dangling-operator", "DAN")]),
    ("a (ATAU b)", Words((A, B)), [("dangling-operator", "ATAU")]),
    ("DAN", Nothing(), [("dangling-operator", "DAN")]),
    ("DAN DAN DAN a", A, [("dangling-operator", "DAN")]),
    ("-DAN a", A, [("dangling-operator", "-"), ("dangling-operator", "DAN")]),
    ("judul:", Nothing(), [("empty-field", "judul:")]),
    ("a Judul: DAN b", And((A, B)), [("empty-field", "Judul:")]),
    ("foo:a", Word("foo:a"), [("unknown-field", "foo:")]),
    ('foo:"a"', Words((Word("foo:"), Phrase("a"))), [("unknown-field", "foo:")]),
    ("b*", Word("b*"), [("short-prefix", "b*")]),
    ("OR*", Word("OR*"), [("short-prefix", "OR*")]),
    ("*ji", Word("*ji"), [("short-prefix", "*ji")]),
    ("b*n?", Word("b*n?"), [("short-prefix", "b*n?")]),
    ("a/b*c*d", Word("a/b*c*d"), [("misplaced-asterisk", "a/b*c*d")]),
    ("kpk~1", Word("kpk"), [("short-fuzzy", "kpk~1")]),
    ("banjir~9", Fuzzy("banjir", 2), [("wide-fuzzy", "banjir~9")]),
    ('"a b"~999', Near(BOTH, 100, is_ordered=True), [("wide-near", '"a b"~999')]),
    ('orang:"a b"~5', Phrase("a b", "person"), [("only-in-text", '"a b"~5')]),
    ("(a ATAU b) DEKAT/5 c", And((Or((A, B)), C)), [("misplaced-near", "DEKAT/5")]),
    ("a DEKAT/5 b SEBELUM/5 c", And((Near((A, B), 5, is_ordered=False), C)), [("misplaced-near", "SEBELUM/5")]),
    ("a DEKAT/5 b DEKAT/6 c", And((Near((A, B), 5, is_ordered=False), C)), [("misplaced-near", "DEKAT/6")]),
    ("a DEKAT/5 judul:b", And((A, Word("b", "title"))), [("misplaced-near", "DEKAT/5")]),
    ("a DEKAT/5 banj*", And((A, Prefix("banj"))), [("only-in-text", "DEKAT/5")]),
    ("orang:a DEKAT/5 b", And((Word("a", "person"), Word("b", "person"))), [("only-in-text", "DEKAT/5")]),
    ("tanggal:2019 DEKAT/5 2020", And((YEAR, LEAP)), [("only-in-text", "DEKAT/5")]),
    ("a DEKAT/5", A, [("dangling-operator", "DEKAT/5")]),
    ('a DEKAT/5 ""', A, [("no-words", '""')]),
    ("a DEKAT/1 b DEKAT/1 c DEKAT/1 d DEKAT/1 e DEKAT/1 f", And((FIVE, Word("f"))), [("misplaced-near", "DEKAT/1")]),
    ("a tanggal:2019-13", A, [("bad-date", "2019-13")]),
    ("tanggal:besok", Nothing(), [("bad-date", "besok")]),
    ("tanggal:hari ini a", A, [("bad-date", "hari ini")]),
    ("tanggal:0 hari a", A, [("bad-date", "0 hari")]),
    ("tanggal:9999 tahun a", A, [("bad-date", "9999 tahun")]),
    ("tanggal:31 februari 2019 a", A, [("bad-date", "31 februari 2019")]),
    ("tanggal:2020..2019 a", And((A, Days(YEAR.first, LEAP.last))), [("reversed-range", "2020..2019")]),
    ("tanggal:.. a", A, [("bad-date", "..")]),
    ("tanggal:..2019-13 a", A, [("bad-date", "..2019-13")]),
    ("tanggal:0000 a", A, [("bad-date", "0000")]),
    ("judul:?! a", A, [("no-words", "?!")]),
    ("tanggal:2019..x a", A, [("bad-date", "2019..x")]),
    ("-tanggal:x a", A, [("bad-date", "x")]),
    ("a DAN tanggal:x", A, [("bad-date", "x")]),
    ("tanggal:(2019 ATAU x)", YEAR, [("bad-date", "x")]),
    ("x" * 70, Word("x" * 64), [("long-word", "x" * 6)]),
    ("x" * 64 + "*", Word("x" * 64), [("long-word", "*")]),
]


@pytest.mark.parametrize(("text", "query", "remarks"), REMARKED)
def test_a_query_that_is_not_quite_right_is_read_with_these_remarks(
    text: str, query: Query, remarks: list[tuple[str, str]]
) -> None:
    parsed = parse(text)
    assert parsed.query == query
    assert [(d.kind, text[d.start : d.end]) for d in parsed.diagnostics] == remarks


MESSAGES = [
    ("tanggal:2020..2019", "Rentang tanggal “2020..2019” terbalik, jadi dibaca sebagai 2019-01-01..2020-12-31."),
    ("a ATAU", "“ATAU” memerlukan kata di kiri dan kanannya. Di sini diabaikan."),
    ("a BUKAN", "“BUKAN” memerlukan kata sesudahnya. Di sini diabaikan."),
    ('"a', "Tanda kutip tidak ditutup. Semua kata sesudahnya dicari sebagai satu kutipan."),
    ("orang: DAN", "Tidak ada kata sesudah “orang:”. Bagian itu diabaikan."),
    ("ab*", "Kata dengan tanda * atau ? perlu paling sedikit 3 huruf. “ab*” dicari sebagai kata biasa."),
    (
        "kota:bogor",
        (
            "“kota:” tidak dikenal dan dicari sebagai teks biasa. Yang dikenal: judul:, isi:, orang:, tempat:, "
            "wilayah:, organisasi:, sumber:, rubrik:, penulis:, tanggal:"
        ),
    ),
]


@pytest.mark.parametrize(("text", "message"), MESSAGES)
def test_a_remark_names_the_part_and_what_was_done(text: str, message: str) -> None:
    assert parse(text).diagnostics[0].message == message


def test_a_day_named_from_today_is_no_date_where_today_is_unknown() -> None:
    assert [d.kind for d in parse("tanggal:kemarin").diagnostics] == ["bad-date"]


def test_what_an_index_remarks_on_stands_where_it_was_typed() -> None:
    text = " pasar judul:banj* orang:“Siti” tanggal:7 hari "
    parsed = parse(text, today=dt.date(2020, 3, 1))
    places = [parsed.placed(Unplaced("kind", "told", about)) for about in ("judul:banj*", 'orang:"Siti"', "")]
    assert [text[d.start : d.end] for d in places] == ["banj*", "“Siti”", text.strip()]


def test_a_date_of_several_words_is_remarked_on_as_a_whole() -> None:
    text = "a tanggal:7 hari terakhir b"
    (remark,) = parse(text).diagnostics
    assert (remark.kind, text[remark.start : remark.end]) == ("bad-date", "7 hari terakhir")
