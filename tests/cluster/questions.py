"""Searches drawn from an archive's own words and names: every node of the query tree, with filters and orders."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from index.analysis import fold
from index.archive import open_archive
from index.schema import FILTERS, NAMES, REGION
from search.backends import Searcher
from search.query.tree import Everything
from search.request import SORTS, Filters, SearchRequest, Window
from search.results import Listing, NameRef

ARTICLES = 400
"""Articles that words are taken from."""


@dataclass(frozen=True, slots=True)
class Material:
    """What questions are made of."""

    passages: tuple[tuple[str, ...], ...]
    """Words that follow each other in an article."""
    values: dict[str, tuple[tuple[str, str], ...]]
    """For each field that can be filtered some values, with their names."""
    days: tuple[dt.date, ...]


def material(directory: Path, searcher: Searcher, seed: int) -> Material:
    """Of some articles of the archive, evenly spread."""
    with open_archive(directory, read_only=True) as archive:
        step = max(archive.counts().articles // ARTICLES, 1)
        stored = [*islice(archive.current(), seed % step, None, step)]
    texts = [(one.article.title, *one.article.body.split("\n")) for one in stored]
    passages = tuple(words for text in texts for piece in text if len(words := _words(piece)) > 3)
    values: dict[str, tuple[tuple[str, str], ...]] = {}
    for field in FILTERS:
        names = [(ref.id, ref.name) for one in stored for ref in _named(searcher, one.key, field)]
        plain = {str(getattr(one.article, field, "")) for one in stored} - {""}
        values[field] = tuple(dict.fromkeys((*names, *((value, value) for value in sorted(plain)))))
    regions = searcher.values(Everything(), Filters(), REGION, Listing()).values
    values[REGION] = tuple((region.id, region.name) for region in regions)
    return Material(passages, values, tuple(one.article.published.day for one in stored if one.article.published.day))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.split() if word.isalpha() or ("-" in word and word.replace("-", "").isalpha()))


def _named(searcher: Searcher, key: str, field: str) -> Sequence[NameRef]:
    found = searcher.find(key)
    if found is None or field not in NAMES:
        return ()
    return {"person": found.persons, "place": found.places, "organisation": found.organisations}[field]


def questions(made_of: Material, count: int, seed: int) -> Iterator[tuple[SearchRequest, Window]]:
    """So many searches, the same for the same *seed*, each with the part of its result that is compared."""
    chance = random.Random(seed)
    for number in range(count):
        query = _query(chance, made_of, KINDS[number % len(KINDS)])
        yield _request(chance, made_of, query), Window(chance.choice((0, 0, 0, 10, 95, 990)), chance.choice((10, 20)))


KINDS = (
    *("word", "words", "phrase", "prefix", "pattern", "spelling", "near", "ordered", "title", "body", "name"),
    *("date", "or", "not", "group", "nothing", "many", "short phrase", "everything", "near many", "name pattern"),
)


def _query(chance: random.Random, of: Material, kind: str) -> str:
    passage = chance.choice(of.passages)
    at = chance.randrange(max(len(passage) - 6, 1))
    run = (passage[at : at + 6] * 6)[:6]
    one, other = chance.choice(passage), chance.choice(chance.choice(of.passages))
    if kind in ("prefix", "pattern", "spelling"):
        return _letters(chance, kind, one, other)
    if kind in ("name", "name pattern"):
        return _name(chance, of, other if chance.random() < 0.4 else "", is_pattern=kind != "name")
    day = chance.choice(of.days)
    dates = (f"{day:%Y}", f"{day:%Y-%m}", f"{day}", f"{day}..", f"..{day}")
    quoted = chance.choice((f'"{run[1]} {run[2]}"', run[2]))
    first, second = chance.randint(1, 5), chance.randint(0, 9)
    ways = {
        "word": one,
        "words": " ".join(run[: chance.randint(2, 4)]),
        "phrase": f'"{" ".join(run[: chance.randint(2, 4)])}"',
        "short phrase": f'"{one}" {other}',
        "near": f"{run[0]} DEKAT/{second} {run[-1]}",
        "near many": f"{run[-1]} DEKAT/{first} {run[0]} DEKAT/{first} {quoted}",
        "ordered": f'"{" ".join((run[0], *run[2:4]))}"~{first}',
        "title": chance.choice((f"judul:{one}", f'judul:"{run[0]} {run[1]}"', f"judul:({run[0]} ATAU {other})")),
        "body": chance.choice(
            (f"isi:{one}", f'isi:"{run[0]} {run[1]}"', f"isi:{fold(one)[:4]}*", f"isi:{one} {other}")
        ),
        "date": f"{one} tanggal:{chance.choice(dates)}",
        "or": f"{one} ATAU {other} ATAU {run[0]}",
        "not": f"{one} -{other} -judul:{run[0]}",
        "group": f'({one} ATAU "{run[0]} {run[1]}") DAN ({other} ATAU -{run[2]})',
        "many": " ".join((*run, other)),
        "nothing": f"{one}qzx {other}qzx",
        "everything": "",
    }
    return ways[kind]


def _letters(chance: random.Random, kind: str, one: str, other: str) -> str:
    letters = list(fold(one))
    place = chance.randrange(len(letters))
    if kind == "prefix":
        return f"{''.join(letters[: chance.randint(3, 6)])}* {other if chance.random() < 0.3 else ''}"
    if kind == "pattern":
        letters[place] = chance.choice("?*")
        return "".join(letters) + chance.choice(("", "*"))
    letters[place : place + 1] = chance.choice(([], ["e"], letters[place : place + 1] * 2))
    return f"{''.join(letters)}~{chance.choice((1, 2))}"


def _name(chance: random.Random, of: Material, beside: str, *, is_pattern: bool) -> str:
    field, prefix = chance.choice((("person", "orang"), ("place", "tempat"), ("organisation", "organisasi")))
    if chance.random() < 0.2:
        field, prefix = chance.choice((("section", "rubrik"), (REGION, "wilayah")))
    if not of.values[field]:
        return beside
    name = chance.choice(of.values[field])[1]
    word = chance.choice(fold(name).split() or ["x"])
    asked = f"{word[:3]}*" if is_pattern and word[:3].isalpha() else f'"{name}"'
    return f"{prefix}:{asked} {beside}"


def _request(chance: random.Random, of: Material, query: str) -> SearchRequest:
    chosen, excluded = [], []
    for field in FILTERS:
        if of.values[field] and chance.random() < 0.08:
            chosen += [(field, chance.choice(of.values[field])[0]) for _ in range(chance.choice((1, 1, 2)))]
        elif of.values[field] and chance.random() < 0.04:
            excluded.append((field, chance.choice(of.values[field])[0]))
    day = chance.choice(of.days)
    is_dated = chance.random() < 0.15
    return SearchRequest(
        query=query,
        chosen=tuple(dict.fromkeys(chosen)),
        excluded=tuple(excluded),
        first=day if is_dated else None,
        last=day + dt.timedelta(days=chance.choice((0, 6, 90))) if is_dated and chance.random() < 0.7 else None,
        undated=chance.random() < 0.03,
        day=f"{day:%m-%d}" if chance.random() < 0.03 else "",
        sort=chance.choice(("relevance", "relevance", *SORTS)),
        variants=chance.random() < 0.7,
        match=chance.choice(("", "", "all", "any")),
        facet_size=chance.choice((0, 10, 10, 40)),
    ).bounded()
