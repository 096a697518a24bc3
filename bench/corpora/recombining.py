"""A corpus of any size made of the real one: sentences of one section in new company, rare words and names renewed.

An article takes its source, section, number of sentences and number of values from a real *host*, its sentences from
three *donors* of the same section, its title from the first half of one title and the second half of another. So pairs
of neighbouring words survive, and words keep coming in clusters. What is rare among the real words and values is drawn
anew from a tail on the Heaps curve, the same one for the same word of the same article.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bench.corpora import calendars, wording
from bench.corpora.cache import Contents, Corpus, Vocabularies
from bench.corpora.lists import Ids, Ints, Lists, ranges, starts_of
from bench.corpora.renewing import renewed
from index.analysis import terms
from index.entities import identifier
from index.schema import BY_NAME, FILTERS, Kind

DONORS = 3
SMALL_SECTION = 40
"""Articles; smaller sections are taken together."""
BATCH = 20_000


@dataclass(frozen=True, eq=False, slots=True)
class Stock:
    """The real articles, ready to be taken apart."""

    tokens: Ids
    titles: Lists
    """Two numbers an article: where its title begins and ends."""
    sentences: Lists
    ends: Ints
    """Where each sentence ends."""
    sections: Ints
    """By article."""
    members: Lists
    """By section its articles."""


def recombined(real: Corpus, articles: int, seed: int) -> tuple[Contents, Vocabularies]:
    """So many articles; the same for the same *seed*."""
    chance = np.random.default_rng(seed)
    stock = _stock(real)
    hosts = chance.integers(len(real), size=articles)
    texts, added = renewed(_texts(stock, hosts, chance), real.contents.tokens, chance, parts=2)
    words = wording.new_words(added, real.surfaces, real.stems, chance)
    stems, stem_words = _stems(real, words)
    values, ids, names = {}, {}, {}
    for field in FILTERS:
        values[field], ids[field], names[field] = _values(real, field, stock, hosts, chance)
    contents = Contents(
        tokens=texts.items,
        bounds=texts.starts,
        days=calendars.days(articles, real.contents.days, chance),
        stems=stems,
        values=values,
    )
    keys = [f"berita-{number:07d}" for number in range(1, articles + 1)]
    return contents, Vocabularies([*real.surfaces, *words], stem_words, keys, ids, names)


def _values(
    real: Corpus, field: str, stock: Stock, hosts: Ints, chance: np.random.Generator
) -> tuple[Lists, list[str], list[str]]:
    """The values of one field, with the strings behind them: the host's, or as many as it has of its section's."""
    lists, strings = real.contents.values[field], real.vocabularies()
    ids, names = list(strings.ids[field]), list(strings.names[field])
    if BY_NAME[field].kind is not Kind.NAMES:
        return lists.chosen(hosts), ids, names
    drawn, added = renewed(_of_sections(lists, stock, hosts, chance), lists.items, chance)
    new = wording.new_names(added, ids, names, chance)
    return _without_repetitions(drawn), [*ids, *map(identifier, new)], [*names, *new]


def _of_sections(lists: Lists, stock: Stock, hosts: Ints, chance: np.random.Generator) -> Lists:
    """As many values as each host has, each drawn from all those of the articles of its section."""
    pooled = lists.chosen(stock.members.items)
    pools = pooled.starts[stock.members.starts]
    counts = lists.lengths()[hosts]
    sections = np.repeat(stock.sections[hosts], counts)
    places = pools[sections] + chance.integers(pools[sections + 1] - pools[sections])
    return Lists(starts_of(counts), pooled.items[places])


def _without_repetitions(lists: Lists) -> Lists:
    owners = np.repeat(np.arange(len(lists)), lists.lengths())
    _, firsts = np.unique(owners << 32 | lists.items, return_index=True)
    kept = np.sort(firsts)
    return Lists(starts_of(np.bincount(owners[kept], minlength=len(lists))), lists.items[kept])


def _stems(real: Corpus, words: list[str]) -> tuple[Lists, list[str]]:
    """The stems of all surfaces, the new ones behind those there were, and the stems' vocabulary."""
    numbers = {stem: number for number, stem in enumerate(real.stems)}
    new = [numbers.setdefault(terms(word).stems[0], len(numbers)) for word in words]
    known = real.contents.stems
    starts = np.concatenate([known.starts, known.starts[-1] + np.arange(1, len(new) + 1)])
    return Lists(starts, np.concatenate([known.items, np.array(new, np.uint32)])), list(numbers)


def _stock(real: Corpus) -> Stock:
    contents = real.contents
    if contents.sentences is None:
        raise ValueError(f"{real.folder}: no sentences are known of this corpus; recombine the one called 'real'")
    bounds, sentences = contents.bounds, contents.sentences
    ends = np.append(sentences.items[1:], bounds[-1])
    last = sentences.starts[1:][sentences.lengths() > 0] - 1
    ends[last] = bounds[2::2][sentences.lengths() > 0]
    section = contents.values["section"].items.astype(np.int64) if _is_single(contents.values["section"]) else None
    sections = np.zeros(len(real), np.int64) if section is None else section
    sizes = np.bincount(sections)
    sections = np.where(sizes[sections] < SMALL_SECTION, len(sizes), sections)
    order = np.argsort(sections, kind="stable")
    members = Lists(starts_of(np.bincount(sections)), order)
    titles = Lists(2 * np.arange(len(real) + 1), np.stack([bounds[:-1:2], bounds[1::2]], 1).ravel())
    return Stock(np.asarray(contents.tokens), titles, sentences, ends, sections, members)


def _is_single(lists: Lists) -> bool:
    return bool((lists.lengths() == 1).all())


def _texts(stock: Stock, hosts: Ints, chance: np.random.Generator) -> Lists:
    """Titles and bodies in turn."""
    parts = [_batch(stock, hosts[at : at + BATCH], chance) for at in range(0, len(hosts), BATCH)]
    lengths = np.concatenate([part.lengths() for part in parts])
    return Lists(starts_of(lengths), np.concatenate([part.items for part in parts]))


def _batch(stock: Stock, hosts: Ints, chance: np.random.Generator) -> Lists:
    """Pieces of the real tokens laid end to end: two halves of titles, then sentences, article after article."""
    others = _neighbours(stock, hosts, chance)
    heads, rests = stock.titles.items[2 * hosts], stock.titles.items[2 * others + 1]
    halves = (heads + stock.titles.items[2 * hosts + 1] + 1) // 2
    middles = (stock.titles.items[2 * others] + rests + 1) // 2
    counts = stock.sentences.lengths()[hosts]
    donors = np.stack([_neighbours(stock, hosts, chance) for _ in range(DONORS)], 1)
    owners = np.repeat(np.arange(len(hosts)), counts)
    donor = donors[owners, chance.integers(DONORS, size=len(owners))]
    donor = np.where(stock.sentences.lengths()[donor] > 0, donor, hosts[owners])
    chosen = stock.sentences.starts[donor] + chance.integers(stock.sentences.lengths()[donor])
    firsts = np.concatenate([heads, middles, stock.sentences.items[chosen]])
    lasts = np.concatenate([halves, rests, stock.ends[chosen]])
    article = np.concatenate([2 * np.arange(len(hosts)), 2 * np.arange(len(hosts)), 2 * owners + 1])
    order = np.argsort(article, kind="stable")
    lengths = np.bincount(article, weights=lasts - firsts, minlength=2 * len(hosts)).astype(np.int64)
    return Lists(starts_of(lengths), stock.tokens[ranges(firsts[order], lasts[order])])


def _neighbours(stock: Stock, hosts: Ints, chance: np.random.Generator) -> Ints:
    """For each host another article of its section, or itself."""
    sections = stock.sections[hosts]
    starts, sizes = stock.members.starts[sections], stock.members.lengths()[sections]
    found: Ints = stock.members.items[starts + chance.integers(sizes)]
    return found
