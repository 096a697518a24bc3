"""The same searches asked of the embedded index and of OpenSearch, and whatever differs in the answers.

    python -m tests.cluster.conformance --archive DIR --queries 2000 --seed 1

The archive is indexed in its directory, and on the OpenSearch that KLIPING_OPENSEARCH names.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import click

from index.settings import Settings
from search.backends import Searcher, open_searcher
from search.choices import resolved
from search.query.words import words
from search.request import SearchRequest, Window
from search.results import Found, Results
from search.service import order_of, understand
from tests.cluster.questions import material, questions

NO_DIFFERENCE = (None,)
CLOSE = 1e-5
"""Scores that differ by less than this share count as equal: the engine adds them up in 32 bits, we in 64."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that an answer has otherwise."""

    request: SearchRequest
    what: str


def answered(request: SearchRequest, window: Window, searcher: Searcher) -> tuple[Results, str]:
    """What the site would ask for this request, and which words may be missing."""
    meant = understand(request, searcher)
    choices = resolved(request, searcher)
    order = order_of(request, words(meant.query))
    results = searcher.run(meant.query, choices.filters, order, window, request.facet_size)
    remarks = [(remark.kind, remark.about) for remark in results.remarks]
    told = f"{meant.match} {meant.variants} {sorted(remarks)} {choices}"
    return results, told


def differences(request: SearchRequest, window: Window, one: Searcher, other: Searcher) -> Iterator[Difference]:
    """What the answer of *other* has that the answer of *one* has not, or the other way round."""
    (ours, told), (theirs, also_told) = (answered(request, window, searcher) for searcher in (one, other))
    for name, here, there in (
        ("what was decided", told, also_told),
        ("total", ours.total, theirs.total),
        ("facets", ours.facets, theirs.facets),
        ("dates", ours.dates, theirs.dates),
        ("timeline", ours.timeline, theirs.timeline),
    ):
        if here != there:
            yield Difference(request, f"{name}: {here} | {there}"[:1_500])
    if trouble := _order(ours.found, theirs.found):
        yield Difference(request, trouble)


def _order(ours: Sequence[Found], theirs: Sequence[Found]) -> str:
    """Equal but for articles whose scores are as good as equal; reprints are not known to OpenSearch."""
    if [one.key for one in ours] == [one.key for one in theirs] and all(map(_is_close, ours, theirs)):
        pairs = ((replace(one, score=0.0, copies=None) for one in some) for some in (ours, theirs))
        same = all(a == b for a, b in zip(*pairs, strict=True))
        return "" if same else f"what articles are filed under: {ours} | {theirs}"[:1_500]
    if len(ours) == len(theirs) and all(map(_is_close, ours, theirs)):
        return ""
    here, there = ([(one.key, one.score) for one in some] for some in (ours, theirs))
    return f"order: {here} | {there}"[:1_500]


def _is_close(one: Found, other: Found) -> bool:
    return abs(one.score - other.score) <= CLOSE * max(abs(one.score), 1.0)


def compared(directory: Path, settings: Settings, count: int, seed: int) -> Iterator[Difference | None]:
    """One after the other, a difference or None for each search."""
    embedded = replace(settings, archive=directory, opensearch=None)
    elsewhere = replace(settings, archive=directory)
    with closing(open_searcher(embedded)) as one, closing(open_searcher(elsewhere)) as other:
        for request, window in questions(material(directory, one, seed), count, seed):
            yield from [*differences(request, window, one, other)] or NO_DIFFERENCE


@click.command()
@click.option("--archive", "directory", type=click.Path(path_type=Path), required=True)
@click.option("--queries", default=2_000, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(directory: Path, queries: int, seed: int) -> None:
    """Compare, and print what differs."""
    began, wrong = time.perf_counter(), 0
    for found in filter(None, compared(directory, Settings.from_env(), queries, seed)):
        wrong += 1
        click.echo(f"{found.request}\n   {found.what}")
    click.echo(f"{queries} searches, {wrong} differences, {time.perf_counter() - began:.0f} s")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
