"""What queries read as, what readers are told, and that nothing they type raises."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given

from search.query.parser import MAX_LENGTH, Parsed, parse
from search.query.repair import MAX_CLAUSES
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
from tests.query import abuse, strategies

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
    ("orang:jok?wi", Word("jok?wi", "person"), [("only-in-text", "jok?wi")]),
    ("orang:jokwi~", Word("jokwi", "person"), [("only-in-text", "jokwi~")]),
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
    ("tanggal:2020..2019 a", A, [("bad-date", "2020..2019")]),
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
    ("a ATAU", "“ATAU” memerlukan kata di kiri dan kanannya. Di sini diabaikan."),
    ("a BUKAN", "“BUKAN” memerlukan kata sesudahnya. Di sini diabaikan."),
    ('"a', "Tanda kutip tidak ditutup. Semua kata sesudahnya dicari sebagai satu kutipan."),
    ("orang: DAN", "Tidak ada kata sesudah “orang:”. Bagian itu diabaikan."),
    ("ab*", "Kata dengan tanda * atau ? perlu paling sedikit 3 huruf. “ab*” dicari sebagai kata biasa."),
    (
        "kota:bogor",
        (
            "“kota:” tidak dikenal dan dicari sebagai teks biasa. Yang dikenal: judul:, isi:, orang:, tempat:, "
            "organisasi:, sumber:, rubrik:, penulis:, tanggal:"
        ),
    ),
]


@pytest.mark.parametrize(("text", "message"), MESSAGES)
def test_a_remark_names_the_part_and_what_was_done(text: str, message: str) -> None:
    assert parse(text).diagnostics[0].message == message


def test_a_day_named_from_today_is_no_date_where_today_is_unknown() -> None:
    assert [d.kind for d in parse("tanggal:kemarin").diagnostics] == ["bad-date"]


def test_a_long_query_loses_its_end_but_no_half_word() -> None:
    text = "sepuluh " * 100
    parsed = parse(text)
    assert parsed.query == Words((Word("sepuluh"),) * (MAX_LENGTH // 8))
    assert [(d.kind, d.start, d.end) for d in parsed.diagnostics] == [("too-long", MAX_LENGTH - 1, 800)]


def test_a_phrase_taken_apart_by_the_limit_is_not_called_unbalanced() -> None:
    assert [d.kind for d in parse('"' + "sepuluh " * 100 + '"').diagnostics] == ["too-long"]


def test_an_unopened_parenthesis_before_the_limit_is_still_remarked_on() -> None:
    assert "unbalanced-parenthesis" in [d.kind for d in parse("a) " + "sepuluh " * 100).diagnostics]


def test_words_beyond_the_limit_are_left_out() -> None:
    text = "a " * MAX_CLAUSES + "DAN (b c"
    parsed = parse(text)
    assert parsed.query == Words((A,) * MAX_CLAUSES)
    assert [(d.kind, text[d.start : d.end]) for d in parsed.diagnostics] == [("too-many-clauses", "b c")]


def test_a_pair_taken_apart_by_the_limit_on_words_is_not_called_unbalanced() -> None:
    assert [d.kind for d in parse("(" + "a " * (MAX_CLAUSES + 1) + ")").diagnostics] == ["too-many-clauses"]


def test_parentheses_beyond_the_limit_join_the_words_around_them() -> None:
    parsed = parse("(" * 10 + "a (b ATAU c)" + ")" * 10)
    assert parsed.query == Or((Words((A, B)), C))
    assert [d.kind for d in parsed.diagnostics] == ["too-deep"]


def test_ten_nested_parentheses_are_read_as_typed() -> None:
    assert parse("(" * 10 + "a" + ")" * 10) == Parsed(A, ())


def assert_sound(text: str) -> None:
    parsed = parse(text)
    assert isinstance(parsed.query, Query)
    assert all(0 <= d.start <= d.end <= len(text) for d in parsed.diagnostics)
    assert len({d.message for d in parsed.diagnostics}) == len(parsed.diagnostics)
    if parsed.query == Nothing():
        assert parsed.diagnostics
    if parsed.query == Everything():
        assert not text.strip()


def test_there_are_at_least_a_hundred_strings_of_abuse() -> None:
    assert len(set(abuse.STRINGS)) >= 100


@pytest.mark.parametrize("number", range(len(abuse.STRINGS)))
def test_abuse_gives_a_tree_and_remarks_within_the_query(number: int) -> None:
    assert_sound(abuse.STRINGS[number])


@given(strategies.texts)
def test_any_string_gives_a_tree_and_remarks_within_the_query(text: str) -> None:
    assert_sound(text)
