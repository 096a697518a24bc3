"""How many reprints are found, and what is wrongly taken for one: python -m bench.reprints ARCHIVE [--show N].

Reprints are made of the archive's own articles of 60 words and more: half of them cut to 40 to 90 %, half with their
paragraphs in another order, 5 to 30 % of their words exchanged for words of other articles, dropped, or followed by
another; what is left of them has 50 words or more. They are put among all articles, most of which report events that
others report as well. Prints how many are paired with their original; how many with an article that is neither the
original nor a reprint of it; processor time; and, for reading them, pairs of real articles, a seeded choice.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index import reprints
from index.analysis import SHIPPED
from index.archive import open_archive
from index.columns.texts import Ints

Floats = npt.NDArray[np.float64]

SHORTEST, SHORTEST_LEFT = 60, 50
PARAGRAPH = 35
SHOWN = 600
"""Characters of an article that is shown."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the corpus."""

    name: str
    body: str
    words: Sequence[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--copies", type=int, default=2_000)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    real = list(read(options.archive))
    originals = chance.sample([n for n, text in enumerate(real) if len(text.words) >= SHORTEST], options.copies)
    pool = [word for text in real[:2_000] for word in text.words]
    copies = [made(real[n].words, pool, chance) for n in originals]
    kept = [(n, copy) for n, copy in zip(originals, copies, strict=True) if len(copy[0]) >= SHORTEST_LEFT]
    pairs = found([*(text.words for text in real), *(copy[0] for _, copy in kept)])
    report(pairs, len(real), [n for n, _ in kept], np.array([copy[1] for _, copy in kept]))
    show(pairs[pairs[:, 1] < len(real)], real, options.show, chance)


def read(archive: Path) -> Iterator[Text]:
    """Every article of the archive, cleaned."""
    with closing(open_archive(archive, read_only=True)) as opened:
        for stored in opened.current():
            article = stored.article
            name = f"{article.source}, {article.published.printed}: {article.title}"
            yield Text(name, article.body, SHIPPED.skim(article.body).surfaces())


def made(words: Sequence[str], pool: Sequence[str], chance: random.Random) -> tuple[list[str], float]:
    """A reprint, and the share of its words that were changed."""
    share = chance.uniform(0.05, 0.30)
    paragraphs = [words[start : start + PARAGRAPH] for start in range(0, len(words), PARAGRAPH)]
    if chance.random() < 0.5:
        paragraphs = paragraphs[: max(1, int(len(paragraphs) * chance.uniform(0.4, 0.9)))]
    if chance.random() < 0.5:
        chance.shuffle(paragraphs)
    left: list[str] = []
    for word in (word for paragraph in paragraphs for word in paragraph):
        if chance.random() >= share:
            left.append(word)
        elif (what := chance.randrange(3)) < 2:
            left += [chance.choice(pool)] if what else [word, chance.choice(pool)]
    return left, share


def found(texts: Sequence[Sequence[str]]) -> Ints:
    """All pairs, as an archive that is built afresh finds them; prints what it costs."""
    began = time.process_time()
    sketches = [reprints.sketch(words).shingles for words in texts]
    sketched = time.process_time()
    near = reprints.candidates(reprints.samples_of(sketches))
    met = time.process_time()
    words: dict[int, reprints.Words] = {}
    for number in np.unique(near).tolist():
        words[number] = reprints.words_of(texts[number])
    is_one = [reprints.is_reprint(words[one], words[other]) for one, other in near.tolist()]
    ended = time.process_time()
    each = 100_000 / len(texts)
    print(f"{len(texts):,} texts, {len(near):,} pairs looked at, {sum(is_one):,} reprints")
    print(
        f"processor seconds for 100,000 texts: {(sketched - began) * each:.1f} sketching, "
        f"{(met - sketched) * each:.1f} meeting, {(ended - met) * each:.1f} looking at pairs"
    )
    return near[np.array(is_one, np.bool_)] if is_one else near


def report(
    pairs: Ints, real: int, originals: Sequence[int], shares: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> None:
    """Recall of the made reprints, and with what else they are paired."""
    together = {(one, other) for one, other in pairs.tolist()}
    hits = np.array([(n, real + place) in together for place, n in enumerate(originals)])
    print(f"{len(originals):,} made reprints: {hits.mean():.3f} found")
    for low, high in ((0.05, 0.1), (0.1, 0.15), (0.15, 0.2), (0.2, 0.25), (0.25, 0.3)):
        some = (shares >= low) & (shares < high)
        print(f"  {low:.0%} to {high:.0%} of the words changed: {hits[some].mean():.3f} of {int(some.sum())}")
    others = [(one, originals[other - real]) for one, other in pairs.tolist() if one < real <= other]
    wrong = [pair for pair in others if pair[0] != pair[1] and tuple(sorted(pair)) not in together]
    print(f"  paired with neither the original nor a reprint of it: {len(wrong)} of {len(others)}")
    print(f"pairs of real articles: {int((pairs[:, 1] < real).sum()):,}")


def show(pairs: Ints, real: Sequence[Text], number: int, chance: random.Random) -> None:
    """Some pairs, to be read."""
    for one, other in chance.sample(pairs.tolist(), min(number, len(pairs))):
        print("-" * 80)
        for text in (real[one], real[other]):
            body = text.body[:SHOWN].replace("\n", " / ")
            print(f"{text.name} ({len(text.words)} words)\n    {body}")


if __name__ == "__main__":
    main()
