"""The authority file as CSV and SKOS: what was written is read back, and a file read twice decides nothing."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.authority import csv_file, skos
from index.authority.exchange import Line, decisions_of, lines_of
from index.authority.seed import Known
from index.entities import identifier
from index.errors import WrongCall
from index.schema import NAMES
from tests.authority.rows import catalogue, columns_of, merge, shown

ROWS = columns_of([{"person": ["Jokowi", "Budi"]}, {"person": ["Joko Widodo"], "organisation": ["KPK"]}])
SEED = (Known("person", "Joko Widodo", ("Jokowi",)),)

words = st.text("abcXYZé' =+-@.,;\"<>&", min_size=1, max_size=12).map(lambda text: " ".join(text.split()))
names = words.filter(lambda name: bool(identifier(name)) and name != "" and "|" not in name)
lines = st.builds(
    lambda kind, name, others, verified, hidden: Line(
        kind, identifier(name), name, tuple(sorted({*others} - {name})), "verified" if verified else "automatic", hidden
    ),
    st.sampled_from(NAMES),
    names,
    st.lists(names, max_size=3),
    st.booleans(),
    st.booleans(),
)


def as_csv(records: list[Line]) -> list[Line]:
    text = io.StringIO(newline="")
    csv_file.write(records, text)
    text.seek(0)
    return list(csv_file.read(text, "names.csv"))


def plain(records: list[Line]) -> set[tuple[object, ...]]:
    return {(one.kind, one.id, one.name, one.variants, one.status, one.is_hidden, one.see_also) for one in records}


@settings(max_examples=60, deadline=None)
@given(st.lists(lines, max_size=4, unique_by=lambda line: (line.kind, line.id)))
def test_csv_is_read_back_as_it_was_written(records: list[Line]) -> None:
    assert plain(as_csv(records)) == plain(records)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(lines, min_size=1, max_size=3, unique_by=lambda line: (line.kind, line.id)),
    st.sampled_from(["turtle", "rdf"]),
)
def test_skos_is_read_back_as_it_was_written(records: list[Line], form: str) -> None:
    assert plain(list(skos.read(skos.written(records, form), form, "names.ttl"))) == plain(records)


def test_no_cell_begins_as_a_formula() -> None:
    text = io.StringIO(newline="")
    csv_file.write([Line("person", "a", "=cmd|' /C calc'!A0", ("+62", "@sari"))], text)
    assert "'=cmd" in text.getvalue()
    assert "'+62" in text.getvalue()


@pytest.mark.parametrize("form", ["csv", "turtle", "rdf"])
def test_what_was_exported_decides_nothing_when_it_is_imported(form: str) -> None:
    file = catalogue(ROWS, merge("Budi", "Sari"), seed=SEED)
    records = list(lines_of(file, every=True))
    back = as_csv(records) if form == "csv" else list(skos.read(skos.written(records, form), form, "names"))
    assert decisions_of(file, back) == []


def test_a_file_names_merges_verifies_hides_and_points() -> None:
    file = catalogue(ROWS)
    record = Line("person", "", "Joko Widodo (Jokowi)", ("Joko Widodo", "Jokowi"), "verified", see_also=("budi",))
    hidden = Line("person", "budi", "Budi", is_hidden=True)
    changed = catalogue(ROWS, *decisions_of(file, [record, hidden]))
    assert {id_ for records in shown(changed.columns).values() for id_, _ in records} == {"joko-widodo-jokowi"}
    found = changed.state.record("person", "joko-widodo-jokowi")
    assert (found.is_verified, set(found.see_also)) == (True, {("person", "budi")})
    assert changed.state.record("person", "budi").is_hidden
    assert decisions_of(changed, [record, hidden]) == []


@pytest.mark.parametrize(
    ("records", "message"),
    [
        (
            [Line("person", "", "A", ("B",), place="f:2"), Line("person", "", "C", ("b",), place="f:3")],
            "f:3: 'b' stands",
        ),
        ([Line("hewan", "", "A", place="f:2")], "f:2: 'hewan' is not one of person, place, organisation"),
        ([Line("person", "", "A", status="sure", place="f:2")], "'sure' is neither automatic nor verified"),
        ([Line("person", "", "  ", place="f:2")], "f:2: '' is no name"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused_as_a_whole(records: list[Line], message: str) -> None:
    with pytest.raises(WrongCall, match=f"nothing was imported: .*{message}"):
        decisions_of(catalogue(ROWS), records)


@pytest.mark.parametrize(
    ("text", "message"),
    [("id,naam\n1,Budi\n", "must name the columns"), ('kind,name\nperson,"Bu\n', "names.csv:1: this is no CSV")],
)
def test_what_is_no_csv_of_names_is_told_with_its_place(text: str, message: str) -> None:
    with pytest.raises(WrongCall, match=message):
        list(csv_file.read(io.StringIO(text), "names.csv"))


@pytest.mark.parametrize(
    ("text", "form", "message"),
    [
        ("<a> <b>", "turtle", "no SKOS in turtle"),
        ('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>', "rdf", "no skos:Concept"),
        ("@prefix s: <http://www.w3.org/2004/02/skos/core#> . <urn:x> a s:Concept .", "turtle", "no prefLabel"),
    ],
)
def test_what_is_no_skos_is_told(text: str, form: str, message: str) -> None:
    with pytest.raises(WrongCall, match=message):
        decisions_of(catalogue(ROWS), list(skos.read(text, form, "names.ttl")))
