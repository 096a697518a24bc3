"""A document as OpenSearch is sent it: JSON without an object for any word."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from index.analysis import Terms
from index.backends.opensearch_mapping import APART, LONGEST_MONTH, PAD, SHOWN_BY_NAME, STACK, dated, named
from index.columns import Row, row_of
from index.document import TITLE_WEIGHT, Document, Value
from index.schema import FILTERS

Words = Mapping[str, Counter[str]]
"""For ``text`` and ``title`` the surface forms, each with the articles that hold it."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document without its records: what a worker hands back."""

    row: Row
    streams: str
    """The text fields, as the members of a JSON object."""


def prepared(document: Document) -> Prepared:
    """The tokens of *document* as streams."""
    return Prepared(row_of(document), json.dumps(streams(document.title, document.body))[1:-1])


def streams(title: Terms, body: Terms) -> dict[str, str | list[str]]:
    """Every text field, see opensearch_mapping."""
    padding = TITLE_WEIGHT * len(title.surfaces)
    titles = stacks(title)
    bodies, text = stacks(body), [*titles * TITLE_WEIGHT, *stacks(body)]
    pair = f"{PAD}{STACK}{PAD}"
    return {
        "title_surface": _stream(title.surfaces, PAD),
        "title_stem": _stream(paired(titles), pair),
        "body_surface": [" ".join([PAD] * padding) or PAD, " ".join(body.surfaces)],
        "body_stem": [" ".join([pair] * padding) or pair, " ".join(paired(bodies))],
        "whole_stem": [
            " ".join([pair] * (padding - len(titles))) or pair,
            " ".join(paired(titles)),
            " ".join(paired(bodies)),
        ],
        "text_surface": _stream([*title.surfaces * TITLE_WEIGHT, *body.surfaces], PAD),
        "text_stem": _stream(paired(text), pair),
    }


def _stream(tokens: Sequence[str], nothing: str) -> str:
    """An article without the field would count in no average and no rarity."""
    return " ".join(tokens) or nothing


def stacks(terms: Terms) -> list[tuple[str, ...]]:
    """The stems of each position."""
    pairs = zip(terms.stem_positions, terms.stems, strict=True)
    return [tuple(stem for _, stem in group) for _, group in groupby(pairs, key=lambda pair: pair[0])]


def paired(stacked: Sequence[tuple[str, ...]]) -> list[str]:
    """Each position with as many further terms as there are positions: what some have more, others go without."""
    spare = sum(len(stack) - 2 for stack in stacked if len(stack) > 2)
    found = []
    for stack in stacked:
        is_lent = len(stack) == 1 and spare > 0
        spare -= is_lent
        found.append(STACK.join(stack) if is_lent or len(stack) > 1 else f"{stack[0]}{STACK}{PAD}")
    return found


def words_of(documents: Iterable[Document]) -> Words:
    """The words of *documents*, counted once an article."""
    counted: Words = {"text": Counter(), "title": Counter()}
    for document in documents:
        counted["text"].update({*document.title.surfaces, *document.body.surfaces})
        counted["title"].update({*document.title.surfaces})
    return counted


Records = Mapping[str, Sequence[str]]
"""For each field of names the record of each of a row's names, ``""`` where it is shown nowhere."""


def source(one: Prepared, records: Records) -> str:
    """The whole document as JSON."""
    row = one.row
    told: dict[str, object] = {"key": row.key, "number": row.number, "version": row.version}
    told |= _days(row.day, row.days)
    for field, values in zip(FILTERS, row.values, strict=True):
        if field in SHOWN_BY_NAME:
            told |= _names(field, values, records.get(field) or [id_ for id_, _ in values])
        elif values:
            told[field] = values[0][0]
    return f"{json.dumps(told)[:-1]}, {one.streams}}}"


def _names(field: str, given: Sequence[Value], records: Sequence[str]) -> dict[str, object]:
    entries = [APART.join((record, *value)) for value, record in zip(given, records, strict=True)]
    shown = [*dict.fromkeys(record for record in records if record)]
    return {name: values for name, values in ((field, shown), (named(field), entries)) if values}


def _days(day: int, days: int) -> dict[str, int]:
    """Calendar days as printed, in whole numbers: no time zone can move them."""
    if not day:
        return {"date": dated(0, 1), "month": dated(0, 1)}
    first = dt.date.fromordinal(day)
    month = dated(first.replace(day=1).toordinal(), days if days > LONGEST_MONTH else 1)
    told = {"day": day, "last_day": day + days - 1, "date": dated(day, days), "month": month}
    return told | ({"anniversary": 100 * first.month + first.day} if days == 1 else {})
