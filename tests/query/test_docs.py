"""The help page tells the truth: every example in its table reads as the row says, and nothing is left out of it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from index.analysis import analyse, stem
from index.schema import BY_PREFIX
from search.evaluate.names import spaced
from search.evaluate.planning import MOST_EXPANSIONS
from search.query.leaves import MAX_BETWEEN, MIN_FUZZY, MIN_PREFIX
from search.query.lexer import MAX_WORD, NEARNESS, OPERATORS
from search.query.parser import MAX_LENGTH, parse
from search.query.repair import MAX_CLAUSES, MAX_DEPTH, MAX_UNORDERED
from search.query.tree import And, Days, Fuzzy, Near, Not, Or, Phrase, Prefix, Wildcard, Word, Words

PAGE = (Path(__file__).parents[2] / "docs/pencarian.md").read_text(encoding="utf-8")
TODAY = dt.date(2020, 3, 1)
KINDS: dict[str, Any] = {
    "kata": Word,
    "beberapa kata": Words,
    "kutipan": Phrase,
    "awalan": Prefix,
    "pola": Wildcard,
    "ejaan": Fuzzy,
    "berdekatan": Near,
    "semua": And,
    "salah satu": Or,
    "kecuali": Not,
    "tanggal": Days,
    "nama berpola": Prefix | Wildcard,
    "nama mirip": Fuzzy,
}
ROWS = re.findall(r"^\| (`.*`) \| .* \| ([a-z ]+) \|$", PAGE, re.MULTILINE)
EXAMPLES = [(example, kind) for cell, kind in ROWS for example in re.findall(r"`([^`]+)`", cell)]
IN_TABLE = " ".join(example for example, _ in EXAMPLES)


def test_the_table_has_examples() -> None:
    assert len(EXAMPLES) > 30
    assert len(ROWS) == len(re.findall(r"^\| `", PAGE, re.MULTILINE))


@pytest.mark.parametrize(("example", "kind"), EXAMPLES)
def test_an_example_reads_as_its_row_says_without_remark(example: str, kind: str) -> None:
    parsed = parse(example, TODAY)
    assert isinstance(parsed.query, KINDS[kind])
    assert parsed.diagnostics == ()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_query_has_a_row(kind: str) -> None:
    assert kind in {kind for _, kind in EXAMPLES}


@pytest.mark.parametrize("prefix", BY_PREFIX)
def test_every_field_has_an_example(prefix: str) -> None:
    assert f"{prefix}:" in IN_TABLE


@pytest.mark.parametrize("operator", [*OPERATORS, *NEARNESS])
def test_every_operator_has_an_example(operator: str) -> None:
    assert re.search(rf"\b{operator}\b", IN_TABLE)


PROSE = [
    example
    for line in PAGE.splitlines()
    if not line.startswith("|")
    for example in re.findall(r"`([^`]+)`", line)
    if re.search(r"[^\W_]{3}", example) and not re.search(r"[:/]$", example) and example not in {"-kata", *OPERATORS}
]
REMARKED = {"tanggal:2020..2019": "reversed-range"}


@pytest.mark.parametrize("example", PROSE)
def test_an_example_in_the_prose_reads_as_it_is_told(example: str) -> None:
    kinds = [remark.kind for remark in parse(example, TODAY).diagnostics]
    assert kinds == [REMARKED[example]] if example in REMARKED else not kinds


def test_the_prose_has_examples() -> None:
    assert len(PROSE) > 12


FOUND = re.findall(r"`([^`]+)` menemukan\s+juga \*([^*]+)\*", PAGE)
STANDARD = re.findall(r"\(\*([a-z, ]+)\*\) dianggap bentuk kata bakunya\s+\(\*([a-z, ]+)\*\)", PAGE)
FORMS = re.findall(r"^\| `([a-z]+)` \| kata itu dalam semua bentuknya: \*([a-z, ]+)\*", PAGE, re.MULTILINE)
BEGUN = re.findall(r"^\| `([a-z]+)\*` \| semua kata yang berawal demikian: \*([a-z, ]+)\*", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("typed", "found"), FOUND)
def test_what_the_prose_says_is_found_too_has_the_same_terms(typed: str, found: str) -> None:
    assert len(FOUND) >= 5
    name = typed.removeprefix("orang:")
    if name != typed:
        assert spaced(name) == spaced(found)
    else:
        assert [token.stems[0] for token in analyse(typed)] == [token.stems[0] for token in analyse(found)]


def test_forms_and_spellings_that_the_page_calls_one_word_are_one() -> None:
    (spelt,), (forms,) = STANDARD, FORMS
    assert list(map(stem, spelt[0].split(", "))) == spelt[1].split(", ")
    assert {stem(form) for form in forms[1].split(", ")} == {stem(forms[0])}
    assert all(word.startswith(letters) for letters, words in BEGUN for word in words.split(", "))


LIMITS = (
    f"sampai {MAX_LENGTH} huruf",
    f"dan {MAX_CLAUSES} kata",
    f"satu kata sampai {MAX_WORD} huruf",
    f"sampai {MAX_DEPTH} lapis",
    f"paling sedikit {MIN_PREFIX} huruf",
    f"`~` paling sedikit {MIN_FUZZY}",
    f"paling banyak {MAX_BETWEEN}",
    f"Paling banyak {MAX_UNORDERED} kata dihubungkan",
    f"sampai {MOST_EXPANSIONS:,} bentuk".replace(",", "."),
)


@pytest.mark.parametrize("limit", LIMITS)
def test_every_limit_is_named(limit: str) -> None:
    assert limit in " ".join(PAGE.split())


def test_the_example_of_precedence_is_true() -> None:
    bare, grouped = re.findall(r"^`(.*?)` dibaca `(.*?)`", PAGE, re.MULTILINE)[0]
    assert parse(bare) == parse(grouped)
