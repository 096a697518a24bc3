"""The analyses of a word, the model that ranks them, and how both are learnt."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import learning, naming, sastrawi
from index.analysis.lexicon import DATA, lexicon
from index.analysis.morphology import Analysis, analyses
from index.analysis.ranking import Model, known_roots
from index.analysis.rooting import root, root_and_parts

AFFIXED = st.builds(
    "".join,
    st.tuples(
        st.lists(st.sampled_from(["me", "mem", "peng", "di", "ber", "ter", "ke", "se", "per", "ku"]), max_size=4),
        st.text("abdegiknmprstuy", min_size=1, max_size=8).map(lambda word: [word]),
        st.lists(st.sampled_from(["kan", "an", "i", "nya", "lah", "kah", "ku", "isasi"]), max_size=3),
    ).map(lambda parts: [*parts[0], *parts[1], *parts[2]]),
)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("gerakan", {("gera", "_kan", ""), ("gerak", "_an", ""), ("gerak", "_kan", "'")}),
        ("mempertahankan", {("tahan", "me+per_kan", "")}),
        ("bukunya", {("buku", "_", "nya")}),
        ("menangis", {("tangis", "me_", "")}),
        ("sah", {("sah", "_", "")}),
        ("ahtwq", set()),
    ],
)
def test_every_way_to_build_a_word_on_the_roots_is_found(word: str, expected: set[tuple[str, str, str]]) -> None:
    roots = {"gera", "gerak", "tahan", "buku", "tangis", "sah", "tang"}
    assert {tuple(one) for one in analyses(word, roots)} == expected


@given(AFFIXED)
def test_any_word_has_one_root_and_the_same_one_each_time(word: str) -> None:
    found = root_and_parts(word)
    assert found == root_and_parts(word)
    assert all(found)
    assert all(part.isalpha() for part in found)


@given(AFFIXED)
def test_a_root_that_an_analysis_gives_is_a_known_root(word: str) -> None:
    assert all(one.root in known_roots() for one in analyses(word, known_roots()))


@given(AFFIXED)
def test_the_analyses_of_a_word_are_few(word: str) -> None:
    assert len(analyses(word, known_roots())) <= 40


def test_a_dictionary_word_is_its_own_root() -> None:
    altered = {word: root(word) for word in sastrawi.dictionary() if root(word) != word}
    assert set(altered) <= set(lexicon().roots)


def test_a_word_of_a_million_letters_is_left_as_it_is() -> None:
    assert root("me" * 500_000) == "me" * 500_000


def test_the_likelier_of_two_analyses_is_taken() -> None:
    ranked = Model({"gera": -1.2, "gerak": 2.5}, {"_an": -3.0, "_kan": -4.0}, {"": -0.2}, {})
    assert ranked.likeliest("gerakan") == Analysis("gerak", "_an", "")


def test_what_is_rather_a_name_keeps_its_ending() -> None:
    ranked = Model({"tum": -1.2}, {"_i": -4.9}, {"": -0.2}, {"affixes _i": 3.0, "letters 3": 2.8, "built 0": 2.6})
    assert ranked.root_of("tumi") == ""
    assert Model(ranked.root, ranked.affixes, ranked.clitics, {}).root_of("tumi") == "tum"


def test_the_model_names_no_root() -> None:
    lines = (DATA / "model.tsv").read_text("utf-8").splitlines()
    names = [line.split("\t")[1] for line in lines if line.startswith("root\t")]
    assert len(names) > 5000
    assert [name for name in names if not re.fullmatch(r"[0-9a-f]{8}", name)] == []


def test_learning_twice_gives_the_same_counts_and_joins_what_shares_a_root() -> None:
    words = ["bergerak", "gerakan", "pergerakan", "menggerakkan", "digerakkan", "bukunya", "buku"]
    once, again = (learning.learnt(list(learning.readings(words))) for _ in range(2))
    assert once == again
    assert once[0]["gerak"] > 4
    assert once[0].get("gera", 0.0) < 1


def test_only_words_inside_a_sentence_are_counted_by_their_case() -> None:
    small, capital = naming.cases(["Bekas pejabat itu, Bekasi. Di Bekasi banjir, kata warga bekas"])
    assert (small["bekas"], capital["bekas"]) == (1, 0)
    assert capital["bekasi"] == 2
    assert capital["bekas"] == 0


def test_articles_are_read_by_their_bodies(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps({"title": "x", "body": "air ‘naik’"}).encode()))
    assert list(learning.bodies([path])) == ["air 'naik'"]


def test_a_word_nearly_always_written_with_a_capital_letter_is_a_name() -> None:
    assert list(naming.types(Counter(), Counter({"tahanan": 9}))) == ["tahanan"]
    assert list(naming.types(Counter({"tahanan": 5}), Counter({"tahanan": 9}))) == []


def test_a_name_the_stemmer_leaves_alone_is_not_listed() -> None:
    assert list(naming.types(Counter(), Counter({"jakarta": 9, "wijoyo": 9}))) == []


def test_an_ordinary_word_in_a_title_is_no_name_unless_it_stands_nowhere_else() -> None:
    assert list(naming.types(Counter({"pertahanan": 1}), Counter({"pertahanan": 15}))) == []
    assert list(naming.types(Counter({"pertahanan": 1}), Counter({"pertahanan": 19}))) == ["pertahanan"]
