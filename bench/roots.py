"""What stands behind data/roots.tsv: python -m bench.roots ARTICLES.jsonl.gz ... [--candidates N]

The list is decided by people; this prints what they read. First each form in it with the root that ranking would give,
were there no list when the counts were learnt: where both are the same, the form is idle. Then, with --candidates, the
N most frequent words that stand nearer to the forms of another root they may be built on than to those of their own.
Nearness: what stands up to four words before and after, positive pointwise mutual information, 100 dimensions of its
truncated singular value decomposition (Levy, Goldberg, Dagan, Improving Distributional Similarity, TACL 2015). Needs
the dependency group train.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.sparse.linalg import svds

from index.analysis import sastrawi, stem
from index.analysis.learning import RAREST, bodies, learnt
from index.analysis.lexicon import entries, lexicon, pairs
from index.analysis.morphology import SLIP, analyses
from index.analysis.naming import cases
from index.analysis.ranking import UNSEEN, Model, known_roots, model

WINDOW, CONTEXTS, DIMENSIONS = 4, 4_000, 100
FEWEST = 15
"""Occurrences of a word that is compared."""
LIKE, MORE = 0.3, 0.05
"""Likeness from which another root is worth a look, and by how much it must be more than that of the own."""

Floats = npt.NDArray[np.float32]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--candidates", type=int, default=0)
    options = parser.parse_args()
    forms = dict(pairs("roots.tsv"))
    given = without_list(options.articles, forms)
    idle = [form for form, root in forms.items() if given[form] == root]
    for form, root in forms.items():
        print(f"{form}\t{root}\t{given[form]}")
    print(f"{len(forms)} forms, {len(idle)} idle: {' '.join(idle)}")
    if options.candidates:
        for line in candidates(vectors(options.articles), options.candidates):
            print(line)


def without_list(paths: Iterable[Path], forms: dict[str, str]) -> dict[str, str]:
    """The root of each of *forms* by counts that were learnt without the list."""
    small, capital = cases(bodies(paths))
    spelt = dict(pairs("spellings.tsv"))
    roots = frozenset(filter(str.isalpha, (*sastrawi.dictionary(), *entries("further.txt"), *spelt, *spelt.values())))
    kept = lexicon().kept - ({*forms} | {*forms.values()}) | roots
    readings = []
    for word in sorted(word for word, n in small.items() if n >= RAREST and n >= capital[word] and len(word) <= 30):
        decided = word if word in kept else spelt.get(word)
        found = [
            one for one in analyses(word, roots) if decided in (None, one.root) and not one.clitics.startswith(SLIP)
        ]
        readings += [tuple(found)] if found else []
    counts, affixes, clitics = learnt(readings)
    bare = Model(
        root={root: math.log(counts.get(root, 0.0) + UNSEEN) for root in roots},
        affixes={name: math.log(share) for name, share in affixes.items()},
        clitics={name: math.log(share) for name, share in clitics.items()},
        doubt=model().doubt,
    )
    return {form: form if form in roots else bare.root_of(form) or form for form in forms}


@dataclass(frozen=True, eq=False)
class Vectors:
    """Words by what stands around them; of length one."""

    words: dict[str, int]
    frequencies: Counter[str]
    rows: Floats

    def nearest(self, word: str, others: Iterable[str]) -> tuple[float, str]:
        """The likest of *others*."""
        own = self.rows[self.words[word]]
        return max(((float(own @ self.rows[self.words[other]]), other) for other in others), default=(0.0, ""))


def vectors(paths: Iterable[Path]) -> Vectors:
    """Of every lower-cased word that is frequent enough."""
    texts = [re.findall(r"[a-z]+(?:-[a-z]+)?", body.lower()) for body in bodies(paths)]
    frequencies = Counter(word for text in texts for word in text)
    words = {word: at for at, (word, n) in enumerate(frequencies.most_common()) if n >= FEWEST}
    gap = [-1] * WINDOW
    column = np.concatenate([np.array([words.get(word, -1) for word in text] + gap, np.int32) for text in texts])
    weights = _information(sum(_beside(column, apart, len(words)) for apart in range(1, WINDOW + 1)))
    found, strengths, _ = svds(weights, DIMENSIONS, random_state=1)
    rows = found * np.sqrt(strengths)
    return Vectors(words, frequencies, (rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)).astype(np.float32))


def _beside(column: npt.NDArray[np.int32], apart: int, words: int) -> sp.csr_matrix:
    """How often each word has each of the CONTEXTS most frequent *apart* words before it, and behind it."""
    before, behind = column[:-apart], column[apart:]
    table = sp.csr_matrix((words, 2 * CONTEXTS), dtype=np.float32)
    for word, context, side in ((before, behind, 0), (behind, before, CONTEXTS)):
        is_counted = (word >= 0) & (context >= 0) & (context < CONTEXTS)
        share = np.full(int(is_counted.sum()), 1.0 / apart, np.float32)
        table += sp.coo_matrix((share, (word[is_counted], context[is_counted] + side)), shape=table.shape).tocsr()
    return table


def _information(counts: sp.csr_matrix) -> sp.csr_matrix:
    """Positive pointwise mutual information; contexts smoothed by the power of 3/4."""
    whole, rows = counts.sum(), np.asarray(counts.sum(1)).ravel()
    columns = np.asarray(counts.sum(0)).ravel() ** 0.75
    columns *= whole / columns.sum()
    table = counts.tocoo()
    bits = np.log(table.data * whole / (rows[table.row] * columns[table.col] + 1e-9) + 1e-9)
    kept = bits > 0
    return sp.csr_matrix((bits[kept].astype(np.float32), (table.row[kept], table.col[kept])), shape=table.shape)


def candidates(known: Vectors, most: int) -> Iterator[str]:
    """The most frequent words nearer to another root than to their own, with both and the likest form of each."""
    families: defaultdict[str, list[str]] = defaultdict(list)
    for word in filter(str.isalpha, known.words):
        families[stem(word)].append(word)
    told = 0
    for word, frequency in known.frequencies.most_common():
        if word not in known.words or not word.isalpha() or len(word) < 4:
            continue
        own, form = known.nearest(word, (other for other in families[stem(word)] if other != word))
        for other in sorted({one.root for one in analyses(word, known_roots())} - {stem(word), word}):
            likeness, likest = known.nearest(word, families.get(other, ()))
            if likeness > max(own + MORE, LIKE) and told < most:
                yield f"{word}\t{frequency}\t{stem(word)} ({form} {own:.2f})\t{other} ({likest} {likeness:.2f})"
                told += 1


if __name__ == "__main__":
    main()
