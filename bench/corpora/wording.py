"""New words and names that look like those there are: roots with affixes, words of syllables, figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from index.analysis import terms
from index.entities import identifier

PREFIXES = ("me", "di", "ber", "ter", "pe", "se", "ke", "mem", "men", "meng", "per", "memper", "diper", "keber")
SUFFIXES = ("", "kan", "an", "i", "nya", "lah", "kannya", "annya", "pun")
ONSETS = "b c d f g h j k l m n p r s t w y z ny ng kh sy tr pr st kr gr br dr"
VOWELS = "a a a i i u u e e o ai au"
CODAS = "    n ng r s t k m l h p d"  # nothing four times: most syllables are open
FORMS = (0.40, 0.42, 0.08, 0.10)
"""Shares among new words of syllables (names, loans), of affixed roots, of two joined words, and of figures."""
BATCH = 50_000

_LETTERS = re.compile("[a-z]{4,}")
_Maker = Callable[[], str]


def new_words(wanted: int, known: Sequence[str], roots: Sequence[str], chance: np.random.Generator) -> list[str]:
    """So many words, none of them *known*, each of which our analyser takes for one word."""
    plain = [root for root in roots if _LETTERS.fullmatch(root)]
    words: list[str] = []
    seen = set(known)
    for word in _candidates(plain, chance):
        if len(words) == wanted:
            break
        if word not in seen and (found := terms(word)).surfaces == [word] and len(found.stems) == 1:
            seen.add(word)
            words.append(word)
    return words


def new_names(wanted: int, known_ids: Sequence[str], known: Sequence[str], chance: np.random.Generator) -> list[str]:
    """So many names of two to four words of the *known* names, each with an identifier of its own."""
    parts = np.array([part for name in known for part in name.split()] or ["Tanpa", "Nama"], object)
    names: list[str] = []
    seen = set(known_ids)
    while len(names) < wanted:
        lengths = chance.choice([2, 3, 4], BATCH, p=[0.55, 0.35, 0.1])
        drawn = iter(parts[chance.integers(len(parts), size=int(lengths.sum()))].tolist())
        for length in lengths.tolist():
            name = " ".join(next(drawn) for _ in range(length))
            if (id_ := identifier(name)) not in seen:
                seen.add(id_)
                names.append(name)
    return names[:wanted]


def _candidates(roots: Sequence[str], chance: np.random.Generator) -> Iterator[str]:
    while True:
        made = [
            _syllables(int(BATCH * FORMS[0]), chance),
            _affixed(int(BATCH * FORMS[1]), roots, chance),
            _joined(int(BATCH * FORMS[2]), roots, chance),
            _figures(int(BATCH * FORMS[3]), chance),
        ]
        words = np.array([word for form in made for word in form], object)
        chance.shuffle(words)
        yield from words.tolist()


def _drawn(items: Sequence[str], n: int, chance: np.random.Generator) -> list[str]:
    return [items[i] for i in chance.integers(len(items), size=n).tolist()]


def _syllables(n: int, chance: np.random.Generator) -> list[str]:
    counts = chance.choice([2, 3, 4], n, p=[0.45, 0.4, 0.15]).tolist()
    total = sum(counts)
    made = map("".join, zip(*(_drawn(of.split(" "), total, chance) for of in (ONSETS, VOWELS, CODAS)), strict=True))
    return ["".join(next(made) for _ in range(count)) for count in counts]


def _affixed(n: int, roots: Sequence[str], chance: np.random.Generator) -> list[str]:
    return list(map("".join, zip(*(_drawn(of, n, chance) for of in (PREFIXES, roots, SUFFIXES)), strict=True)))


def _joined(n: int, roots: Sequence[str], chance: np.random.Generator) -> list[str]:
    return list(map("".join, zip(_drawn(roots, n, chance), _drawn(roots, n, chance), strict=True)))


def _figures(n: int, chance: np.random.Generator) -> list[str]:
    return [str(figure) for figure in np.exp(chance.uniform(np.log(1_000), np.log(1e8), n)).astype(np.int64).tolist()]
