"""Decisions applied to columns: who an article is filed under, whatever the order of articles and decisions."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import columns
from index.archive import Action, NewDecision
from index.authority import checking
from index.authority.folding import folded
from index.authority.rules import Rule
from index.authority.seed import Known, seed
from tests.authority.rows import applied, catalogue, columns_of, decided, ids, merge, shown

NAMES = ["Budi", "Budi Santoso", "Sari", "Sari Dewi", "Tono", "JOKOWI", "Jokowi", "Joko Widodo"]
articles = st.lists(
    st.fixed_dictionaries({"person": st.lists(st.sampled_from(NAMES), max_size=4, unique=True)}), max_size=6
)
merges = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(
        lambda pair: pair[0].casefold() != pair[1].casefold()
    ),
    max_size=5,
).map(lambda pairs: [merge(*pair) for pair in pairs])

FEW = settings(max_examples=40, deadline=None)
SEED = (Known("person", "Joko Widodo", ("Jokowi",)),)

JOKOWI = {"person": ["Jokowi"]}
BOTH = {"person": ["Joko Widodo", "Jokowi"]}
WIDODO = {"person": ["Joko Widodo"]}


def test_the_seed_makes_one_of_two_names_and_files_an_article_with_both_once() -> None:
    rows = applied(columns_of([JOKOWI, WIDODO, BOTH]), folded(seed(), ()))
    assert shown(rows) == {key: [("joko-widodo", "Joko Widodo")] for key in ("a0", "a1", "a2")}
    assert [rows.written["person"].names[n] for n in rows.written["person"].ordinals] == [
        "Jokowi", "Joko Widodo", "Joko Widodo", "Jokowi",
    ]  # fmt: skip


@FEW
@given(articles, merges, st.randoms())
def test_the_same_articles_in_any_order_get_the_same_records(
    articles: list[dict[str, list[str]]], merges: list[NewDecision], chance: random.Random
) -> None:
    state = folded(SEED, decided(merges))
    keys = [f"a{n}" for n in range(len(articles))]
    order = list(range(len(articles)))
    chance.shuffle(order)
    one = applied(columns_of(articles, keys), state)
    other = applied(columns_of([articles[n] for n in order], [keys[n] for n in order]), state)
    assert shown(one) == shown(other)


@FEW
@given(articles, merges, st.data())
def test_a_decision_taken_and_undone_leaves_every_mention_where_it_was(
    articles: list[dict[str, list[str]]], merges: list[NewDecision], data: st.DataObject
) -> None:
    """Whatever else was decided before and after it."""
    place = data.draw(st.integers(0, len(merges)))
    extra = merge(*data.draw(st.sampled_from([*pairwise(NAMES)])))
    rows = columns_of(articles)
    before = applied(rows, folded(SEED, decided(merges)))
    with_it = decided([*merges[:place], extra, *merges[place:]], undone=[place])
    assert columns.equal(applied(rows, folded(SEED, with_it)), before)


@FEW
@given(articles, merges)
def test_no_article_names_a_record_twice_and_none_is_left_out(
    articles: list[dict[str, list[str]]], merges: list[NewDecision]
) -> None:
    state = folded(SEED, decided(merges))
    rows = applied(columns_of(articles), state)
    for number, article in enumerate(articles):
        found = ids(rows)[f"a{number}"]
        assert len(found) == len(set(found))
        plain = columns_of([article]).written["person"].ids
        assert set(found) == {state.meant("person", id_) for id_ in plain}


@FEW
@given(articles, merges)
def test_columns_read_back_group_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, articles: list[dict[str, list[str]]], merges: list[NewDecision]
) -> None:
    rows = applied(columns_of(articles), folded(SEED, decided(merges)))
    directory = tmp_path_factory.mktemp("columns")
    columns.write(rows, directory)
    read = columns.read(directory)
    assert columns.equal(read, rows)
    assert shown(read) == shown(rows)


def test_a_record_is_shown_as_most_articles_write_it() -> None:
    rows = columns_of([{"person": [name]} for name in ("BUDI", "Budi", "BUDI", "Budi", "Budi")])
    assert {name for records in shown(rows).values() for _, name in records} == {"Budi"}


def test_what_is_hidden_is_in_no_article_and_comes_back() -> None:
    rows = columns_of([{"person": ["Toyota Rush", "Sari"]}])
    hide = NewDecision("person", "toyota-rush", Action.HIDE, {"label": "Toyota Rush"})
    back = NewDecision("person", "toyota-rush", Action.SHOW, {"label": "Toyota Rush"})
    assert ids(catalogue(rows, hide).columns) == {"a0": ["sari"]}
    assert ids(catalogue(rows, hide, back).columns) == {"a0": ["toyota-rush", "sari"]}


def test_a_rename_leaves_the_identifier_and_both_names_lead_to_it() -> None:
    rows = columns_of([{"person": ["Budi Santoso"]}])
    rename = NewDecision("person", "budi-santoso", Action.RENAME, {"label": "Budi Santoso", "name": "Budi Santosa"})
    file = catalogue(rows, rename)
    assert shown(file.columns) == {"a0": [("budi-santoso", "Budi Santosa")]}
    assert file.find("person", "Budi Santosa").id == file.find("person", "Budi Santoso").id == "budi-santoso"


def test_a_record_no_article_names_itself_keeps_the_name_it_was_merged_under() -> None:
    file = catalogue(columns_of([{"person": ["Emil"]}]), merge("Emil", "Ridwan Kamil"))
    assert shown(file.columns) == {"a0": [("ridwan-kamil", "Ridwan Kamil")]}


NAMESAKES = [
    {"person": ["Budi Santoso"], "organisation": ["KPK"], "source": ["satu"]},
    {"person": ["Budi Santoso"], "organisation": ["Persib"], "source": ["satu"]},
    {"person": ["Budi Santoso", "Sari"], "source": ["dua"]},
]


def parted(rule: Rule) -> dict[str, list[str]]:
    file = catalogue(columns_of(NAMESAKES))
    made = checking.split(file, file.find("person", "Budi Santoso"), "Budi Santoso (KPK)", rule)
    return ids(catalogue(columns_of(NAMESAKES), made).columns)


def test_namesakes_are_told_apart_by_company_source_day_and_article() -> None:
    other, same = ["budi-santoso-kpk"], ["budi-santoso"]
    assert parted(Rule(company=(("organisation", "kpk"),))) == {"a0": other, "a1": same, "a2": [*same, "sari"]}
    assert parted(Rule(sources=("dua",))) == {"a0": same, "a1": same, "a2": [*other, "sari"]}
    assert parted(Rule(articles=("a1", "a2"))) == {"a0": same, "a1": other, "a2": [*other, "sari"]}
    first = columns_of(NAMESAKES).day[1]
    import datetime as dt  # noqa: PLC0415

    rule = Rule(first=dt.date.fromordinal(int(first)), sources=("satu",))
    assert parted(rule) == {"a0": same, "a1": other, "a2": [*same, "sari"]}


def test_a_name_split_off_is_a_record_of_its_own_again() -> None:
    rows = columns_of([JOKOWI, WIDODO])
    file = catalogue(rows, seed=SEED)
    made = checking.split(file, file.find("person", "Jokowi"), "Jokowi", Rule(names=("Jokowi",)))
    assert ids(catalogue(rows, made, seed=SEED).columns) == {
        "a0": ["jokowi"],
        "a1": ["joko-widodo"],
    }


def test_a_mention_moved_leaves_all_others() -> None:
    rows = columns_of([{"person": ["Budi"]}, {"person": ["Budi", "Sari"]}])
    file = catalogue(rows)
    made = checking.move(file, file.find("person", "Budi"), "a1", file.find("person", "Sari"))
    assert ids(catalogue(rows, made).columns) == {"a0": ["budi"], "a1": ["sari"]}
