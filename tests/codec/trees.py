"""Random query trees over a handful of words and names, one leaf of each kind that reads postings."""

from __future__ import annotations

from hypothesis import strategies as st

from search.query.tree import And, Everything, Fuzzy, Near, Not, Or, Phrase, Prefix, Query, Wildcard, Word, Words

FIELDS = ("text", "title", "body")


def trees(words: tuple[str, ...], names: tuple[str, ...]) -> st.SearchStrategy[Query]:
    """Trees whose leaves ask for *words* in texts, and for *names* of persons."""
    fields = st.sampled_from(FIELDS)
    texts = st.sampled_from(words)
    leaves: st.SearchStrategy[Query] = st.one_of(
        st.builds(Word, texts, fields),
        st.builds(Word, st.sampled_from(names), st.just("person")),
        st.builds(Phrase, st.lists(texts, min_size=1, max_size=2).map(" ".join), fields),
        st.builds(Prefix, texts.map(lambda word: word[:2]), fields),
        st.builds(Wildcard, texts.map(lambda word: f"*{word[1:3]}*"), fields),
        st.builds(Fuzzy, texts.map(lambda word: f"{word[1::-1]}{word[2:]}"), st.just(1), fields),
        fields.flatmap(lambda field: _near(texts, field)),
        st.just(Everything()),
    )
    return st.recursive(leaves, _branches, max_leaves=6)


def _near(texts: st.SearchStrategy[str], field: str) -> st.SearchStrategy[Query]:
    children = st.lists(texts.map(lambda text: Word(text, field)), min_size=2, max_size=3).map(tuple)
    return st.builds(Near, children, st.integers(0, 4), st.booleans())


def _branches(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(And, some),
        st.builds(Or, some),
        st.builds(Not, inner),
        st.builds(Words, st.lists(inner, min_size=3, max_size=3).map(tuple), st.integers(0, 2)),
    )
