"""Where words stand: the tokens that can be part of a name, their neighbours, runs, and what the article says of them.

Everything is an array over the tokens of one or several articles; nothing here loops over tokens but the gazetteer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.entities.tagging import memory as m
from index.entities.tagging import words as w
from index.entities.tagging.knowledge import Knowledge

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

PLACES = 9
"""The word itself, those one and two before and after, those around its run, the first and the last of its run."""
PHRASE_KINDS = (
    "cou",
    "pro",
    "reg",
    "dis",
    "nat",
    "str",
    "body",
    "figure",
    "klub",
    "media",
    "usaha",
    "kampus",
    "lembaga",
)
BUCKETS = 1 << 20
"""Rows of the table of pairs: what two or three neighbours say together, found by hash."""
FACTS = 20
"""What the article says of a word elsewhere."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The tokens that can be part of a name, and what is known of each from where it stands."""

    at: Ints
    """Their positions among all tokens."""
    around: Ints
    """Numbers of the words at the PLACES."""
    pairs: Ints
    """Rows of the table of pairs."""
    facts: npt.NDArray[np.float32]
    """One column per fact, 1 where it holds."""
    starts: Ints
    """Where the chains begin among *at*: names cannot reach from one into the next."""


def scene(ids: Ints, in_title: Bools, spelt: list[str], table: Ints, known: Knowledge) -> Scene | None:
    """The scene of one article whose tokens have the numbers *ids* and the rows *table*; None if it names nothing."""
    at, starts = _candidates(table[:, m.ROLE])
    if not len(at):
        return None
    padded = np.concatenate((ids, [-1, -1, -1]))
    first, last = _runs(at, table[:, m.ROLE])
    places = np.stack((at, at - 1, at + 1, at - 2, at + 2, first - 1, last + 1, first, last))
    phrase = _phrases(at, spelt, table, known)
    meta = np.concatenate((table, np.zeros((3, table.shape[1]), np.int64)))
    return Scene(
        at=at,
        around=padded[places],
        pairs=_pairs(places, meta, phrase, in_title),
        facts=_facts(places, meta, phrase, in_title),
        starts=starts,
    )


def _candidates(role: Ints) -> tuple[Ints, Ints]:
    """Positions of the tokens that may be part of a name, and which of them begin a chain."""
    n = len(role)
    order = np.arange(n)
    bridge = (role == w.JOINER) | (role == w.SIGN)
    big = role == w.CAPITAL
    solid = np.maximum.accumulate(np.where(bridge, -1, order))
    number = role == w.NUMBER
    stretch = np.maximum.accumulate(np.where(bridge | number, -1, order))
    tail = number & (stretch >= 0) & big[stretch]
    solid_next = np.minimum.accumulate(np.where(bridge, n, order)[::-1])[::-1]
    big_after = np.append(big | tail, False)
    joins = bridge & (solid >= 0) & (big | tail)[solid] & big_after[solid_next]
    at = np.flatnonzero(big | tail | joins)
    begins = np.ones(len(at), np.bool_)
    begins[1:] = np.diff(at) > 1
    return at, np.flatnonzero(begins)


def _runs(at: Ints, role: Ints) -> tuple[Ints, Ints]:
    """First and last token of each candidate's run: the capitalised words and numbers it stands among."""
    solid = (role[at] == w.CAPITAL) | (role[at] == w.NUMBER)
    opens = np.ones(len(at), np.bool_)
    opens[1:] = (np.diff(at) > 1) | ~solid[1:] | ~solid[:-1]
    which = np.cumsum(opens) - 1
    begin = np.flatnonzero(opens)
    end = np.append(begin[1:], len(at)) - 1
    return at[begin][which], at[end][which]


def _phrases(at: Ints, spelt: list[str], table: Ints, known: Knowledge) -> Ints:
    """For every token, which part of which kind of listed name it is; 0 for none."""
    found = np.zeros(len(spelt) + 3, np.int64)
    done = -1
    for i in at[table[at, m.FIRST_PHRASE] > 0].tolist():
        if i <= done:
            continue
        word = spelt[i]
        for words, kind in known.phrases.get(word.capitalize() if word.isupper() and len(word) > 3 else word, ()):
            n = len(words)
            if n == 1 or _spelt_so(spelt[i : i + n], words):
                code = 1 + 8 * PHRASE_KINDS.index(kind.rstrip("?")) + 4 * kind.endswith("?")
                found[i] = code + (3 if n == 1 else 0)
                if n > 1:
                    found[i + 1 : i + n - 1] = code + 1
                    found[i + n - 1] = code + 2
                done = i + n - 1
                break
    return found


def _spelt_so(written: list[str], words: tuple[str, ...]) -> bool:
    return all(a == b or (a.isupper() and a.capitalize() == b) for a, b in zip(written, words, strict=False)) and len(
        written
    ) == len(words)


_PRIMES = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D)
_SALT, _MASK = 0x27D4EB2F, 0xFFFFFFFFFFFF


def _hashed(found: Sequence[tuple[Ints, ...]]) -> Ints:
    """The bucket of every template's parts, one column for each; those with as many parts are worked out together."""
    buckets = np.empty((len(found), len(found[0][0])), np.int64)
    for n in sorted({len(parts) for parts in found}):
        which = [template for template, parts in enumerate(found) if len(parts) == n]
        total = np.array(which)[:, None] * _SALT
        for k, prime in enumerate(_PRIMES[:n]):
            total = (total ^ (np.stack([found[template][k] for template in which]) + 1)) * prime & _MASK
        buckets[which] = (total ^ (total >> 17)) % BUCKETS
    return buckets.T


def _pairs(places: Ints, meta: Ints, phrase: Ints, in_title: Bools) -> Ints:
    here, left, right, left2, right2, before, after, first, last = range(PLACES)
    lower, kind, group, form = (meta[places, column] for column in (m.LOWER, m.KIND, m.GROUP, m.SHAPE))
    title = np.concatenate((in_title, [False] * 3))[places[here]].astype(np.int64)
    opens = meta[places[left], m.BREAKS]
    listed = phrase[places]
    place = np.minimum(places[here] - places[first], 3) * 4 + np.minimum(places[last] - places[here], 3)
    found = (
        (lower[left], lower[here]),
        (lower[here], lower[right]),
        (lower[left2], lower[left]),
        (lower[right], lower[right2]),
        (group[left], group[here]),
        (group[here], group[right]),
        (form[left] * 32 + form[here], form[right], title),
        (kind[left], kind[here]),
        (kind[here], kind[right]),
        (kind[left], kind[here], kind[right]),
        (listed[here],),
        (listed[left], listed[here]),
        (listed[here], listed[right]),
        (listed[here], kind[left]),
        (listed[here], kind[right]),
        (listed[here], kind[before]),
        (title, form[here], meta[places[here], m.CAPITALS]),
        (opens, form[here] * 16 + meta[places[here], m.CAPITALS], kind[here]),
        (kind[before], place),
        (kind[after], place),
        (lower[before], place),
        (lower[after], place),
        (place, form[here]),
        (kind[first], kind[here]),
        (kind[first], group[here]),
        (group[left], group[right]),
        (kind[left2], kind[left], kind[here]),
        (kind[left], group[here]),
        (title, kind[here], kind[left]),
        (opens, group[here]),
    )
    return _hashed(found)


def _facts(places: Ints, meta: Ints, phrase: Ints, in_title: Bools) -> npt.NDArray[np.float32]:
    """What the body says of each word, all its occurrences together; a headline's words get columns of their own."""
    here, left, _, _, _, before, after, first, last = range(PLACES)
    at = places[here]
    clues = meta[places, m.CLUES]
    title = in_title[at]
    begins, ends = at == places[first], at == places[last]
    alone = begins & ends
    where = (
        begins & _has(clues[before], w.PREPOSITION),
        _has(clues[left], w.HONORIFIC),
        _has(clues[left], w.OFFICE),
        (begins & _has(clues[before], w.SPEAKS)) | (ends & _has(clues[after], w.ACTS)),
        ends
        & _has(clues[after], w.BRACKET)
        & _has(meta[np.minimum(places[last] + 2, len(meta) - 1), m.CLUES], w.DIGIT),
        alone & (meta[places[before], m.BREAKS] == 0),
        begins & ~alone,
        ends & ~alone,
        ~begins & ~ends,
        _has(clues[left], w.BODY_HEAD) & ~begins,
        _has(clues[left], w.OTHER_HEAD) & ~begins,
        (phrase[at] > 0) & (phrase[at] < 49),
    )
    bits = sum((fact & ~title).astype(np.int64) << k for k, fact in enumerate(where))
    lower = meta[at, m.LOWER]
    together, counts = _over_alike(bits, lower)
    small = _is_among(lower, meta[: len(in_title), m.LOWER][meta[: len(in_title), m.ROLE] == w.OTHER])
    n = len(where)
    facts = np.zeros((len(at), FACTS), np.float32)
    facts[:, :n] = (together[:, None] >> np.arange(n)) & 1
    facts[:, n] = small
    facts[:, n + 1] = counts > 1
    facts[:, n + 2] = counts > 3
    facts[:, n + 3] = 1
    return np.concatenate((facts * ~title[:, None], facts * title[:, None]), axis=1)


def _over_alike(bits: Ints, lower: Ints) -> tuple[Ints, Ints]:
    """For each word the bits of all that are written alike, and how many they are."""
    order = np.argsort(lower, kind="stable")
    ranked = lower[order]
    opens = np.append(True, ranked[1:] != ranked[:-1])
    first = np.flatnonzero(opens)
    which = np.empty(len(lower), np.int64)
    which[order] = np.cumsum(opens) - 1
    counts = np.diff(np.append(first, len(lower)))
    return np.bitwise_or.reduceat(bits[order], first)[which], counts[which]


def _is_among(some: Ints, others: Ints) -> Bools:
    ranked = np.append(np.sort(others), -1)
    found: Bools = ranked[np.searchsorted(ranked[:-1], some)] == some
    return found


def _has(clues: Ints, clue: int) -> Bools:
    return (clues & clue) > 0
