"""A corpus gives back what went in; one that is made of it is like it, larger, and the same every time."""

from __future__ import annotations

from itertools import chain, pairwise
from pathlib import Path

import numpy as np
import pytest

from bench.corpora import Corpus, open_corpus, recombining, statistics, wording
from bench.corpora.cache import write_corpus
from bench.corpora.real import part_of
from index import entities
from index.document import Document, compose
from index.schema import FILTERS
from tests.bench.made import articles

MADE = 1_000


@pytest.fixture(scope="module")
def larger(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("larger") / "made"
    write_corpus(folder, *recombining.recombined(corpus, MADE, 5), {"size": "made"})
    return open_corpus(folder)


def documents(corpus: Corpus) -> list[Document]:
    return list(chain.from_iterable(corpus.documents()))


def pairs(of: list[Document]) -> set[tuple[str, str]]:
    return {pair for document in of for pair in pairwise(document.body.surfaces)}


def test_the_documents_read_are_those_our_own_stages_compose(corpus: Corpus) -> None:
    composed = [compose(n, n, a.id, a, entities.find(a)) for n, a in enumerate(articles(len(corpus)), 1)]
    assert documents(corpus) == composed


def test_a_part_of_a_corpus_holds_its_articles_unchanged(corpus: Corpus, tmp_path: Path) -> None:
    write_corpus(tmp_path / "part", *part_of(corpus, 20, seed=3), {})
    whole = {document.key: document for document in documents(corpus)}
    for document in documents(open_corpus(tmp_path / "part")):
        assert (document.title, document.body) == (whole[document.key].title, whole[document.key].body)
        assert document.values == whole[document.key].values


def test_an_unfinished_corpus_is_none(tmp_path: Path) -> None:
    (tmp_path / "made.part").mkdir()
    with pytest.raises(SystemExit, match="no corpus here; make one: python -m bench"):
        open_corpus(tmp_path / "made")


def test_the_same_seed_makes_the_same_corpus(corpus: Corpus) -> None:
    one, other = (recombining.recombined(corpus, 50, 5) for _ in range(2))
    assert np.array_equal(one[0].tokens, other[0].tokens)
    assert one[1].surfaces == other[1].surfaces
    assert one[1].ids == other[1].ids


def test_another_seed_makes_another_corpus(corpus: Corpus) -> None:
    one, other = (recombining.recombined(corpus, 50, seed) for seed in (5, 6))
    assert not np.array_equal(one[0].tokens[:100], other[0].tokens[:100])


def test_a_made_corpus_keeps_pairs_of_neighbouring_words(corpus: Corpus, larger: Corpus) -> None:
    made = [pair for document in documents(larger) for pair in pairwise(document.body.surfaces)]
    known = pairs(documents(corpus))
    assert sum(pair in known for pair in made) > 0.8 * len(made)


def test_a_made_corpus_has_words_and_names_of_its_own(corpus: Corpus, larger: Corpus) -> None:
    surfaces = {surface for document in documents(larger) for surface in document.body.surfaces}
    assert len(surfaces - {*corpus.surfaces}) > 300


def test_a_made_article_has_no_value_twice(larger: Corpus) -> None:
    for document in documents(larger):
        for values in document.values:
            assert len({id_ for id_, _ in values}) == len(values)


def test_a_made_article_takes_its_sentences_from_its_section(corpus: Corpus, larger: Corpus) -> None:
    place = FILTERS.index("section")
    by_section = {
        section: pairs([d for d in documents(corpus) if d.values[place][0][0] == section])
        for section in ("ekonomi", "daerah")
    }
    for section, known in by_section.items():
        others = set().union(*(pairs_ for name, pairs_ in by_section.items() if name != section)) - known
        found = pairs([d for d in documents(larger) if d.values[place][0][0] == section])
        assert not found & others


def test_new_words_are_one_word_to_the_analyser_and_none_of_the_known() -> None:
    known = ["pasar", "jembatan", "harga", "sekolah"]
    words = wording.new_words(500, known, known, np.random.default_rng(1))
    assert len({*words} - {*known}) == 500


def test_new_names_have_identifiers_of_their_own() -> None:
    names = wording.new_names(300, ["ratna-hasan"], ["Ratna Suryani", "Hasan Basri"], np.random.default_rng(1))
    found = [entities.identifier(name) for name in names]
    assert len({*found, "ratna-hasan"}) == 301


def test_the_statistics_of_two_corpora_have_the_same_rows(corpus: Corpus, larger: Corpus) -> None:
    one, other = (statistics.statistics(of) for of in (corpus, larger))
    assert [name for name, _ in one] == [name for name, _ in other]
