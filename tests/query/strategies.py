"""Hypothesis strategies for queries: trees in the shape the parser gives them, and text that looks like queries."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from index.schema import BY_PREFIX, FIELDS, Kind
from search.query.shape import is_condition
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

STEMS = (
    "banjir",
    "membanjiri",
    "Bogor",
    "e-KTP",
    "Rp1.000",
    "19",
    "KPK",
    "ke-2",
    "Jum'at",
    "dan",
    "a/b",
    "über",
    "北京",
)
TEXTUAL = tuple(field.name for field in FIELDS if field.kind is not Kind.DAY)
PIECES = (
    *STEMS, "DAN", "ATAU", "BUKAN", "AND", "OR", "NOT", "(", ")", "((", "))", '"', "“", "”", "-", "--", "*",
    "ban*", "b*", "judul:", "tanggal:", "2019", "2019-09..", "..2020", "2019-13", ":", "http://x.id/a",
    "foo:bar", "?", "$", "b?n*r", "*kan", "bnajir~", "KPK~9", "~2", '"a b"~5', '"~3', "DEKAT/3", "SEBELUM/0",
    "\0", "🌊", "\u200f", *(f"{prefix}:" for prefix in BY_PREFIX),
)  # fmt: skip

fields = st.sampled_from(TEXTUAL)
dates = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
words = st.builds(Word, st.sampled_from(STEMS), fields)
phrases = st.builds(Phrase, st.lists(st.sampled_from(STEMS), min_size=1, max_size=3).map(" ".join), fields)
prefixes = st.builds(Prefix, st.sampled_from(("ban", "pem", "anti-kor", "202")), fields)
in_text = st.sampled_from(("text", "title", "body"))
wildcards = st.builds(Wildcard, st.sampled_from(("p?rda", "*kan", "b*n*r", "anti-k?r*", "?anjir", "ü*er")), in_text)
misspelt = st.builds(Fuzzy, st.sampled_from(("bnajir", "e-KTPP", "über", "gempa")), st.integers(1, 2), in_text)


def _near(field: str) -> st.SearchStrategy[Near]:
    word, phrase = st.sampled_from(STEMS), st.lists(st.sampled_from(STEMS), min_size=1, max_size=3).map(" ".join)
    child = st.one_of(word.map(lambda text: Word(text, field)), phrase.map(lambda text: Phrase(text, field)))
    children = st.lists(child, min_size=2, max_size=4).map(tuple)
    return st.builds(Near, children, st.integers(1, 100), st.booleans())


nearnesses = in_text.flatmap(_near)
days = st.one_of(
    st.builds(Days, dates, st.none()),
    st.builds(Days, st.none(), dates),
    st.tuples(dates, dates).map(lambda pair: Days(min(pair), max(pair))),
    st.integers(1900, 2100).map(lambda year: Days(dt.date(year, 1, 1), dt.date(year, 12, 31))),
)
leaves: st.SearchStrategy[Query] = st.one_of(words, words, phrases, prefixes, wildcards, misspelt, nearnesses, days)


def _grown(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    def children(*barred: type[Query]) -> st.SearchStrategy[tuple[Query, ...]]:
        allowed = inner.filter(lambda node: not isinstance(node, barred))
        return st.lists(allowed, min_size=2, max_size=4).map(tuple)

    side_by_side = inner.filter(lambda node: not isinstance(node, Words) and not is_condition(node))
    return st.one_of(
        st.lists(side_by_side, min_size=2, max_size=4).map(lambda nodes: Words(tuple(nodes))),
        st.builds(And, children(And)),
        st.builds(Or, children(Or)),
        st.builds(Not, inner.filter(lambda node: not isinstance(node, Not))),
    )


queries: st.SearchStrategy[Query] = st.one_of(
    st.sampled_from([Everything(), Nothing()]), st.recursive(leaves, _grown, max_leaves=12)
)
"""Every kind of tree that ``parse`` gives, independent of ``parse``."""

texts = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join),
    st.lists(st.one_of(st.sampled_from((*PIECES, " ")), st.text(max_size=3)), max_size=40).map("".join),
)
"""Strings a reader, a script or an attacker could send."""
