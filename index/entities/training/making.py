"""The whole of training: labelled articles, and news without labels if given -> a model.

Without news the word classes and habits of an earlier model are kept. The same files give the same model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.entities.tagging.artefact import Model
from index.entities.tagging.context import BUCKETS, PLACES
from index.entities.tagging.knowledge import Knowledge, knowledge
from index.entities.tagging.memory import Memory
from index.entities.tagging.tagger import Tagger
from index.entities.tagging.words import Lexemes, Word, taken_apart
from index.entities.training import labelled
from index.entities.training.classes import classes, vectors
from index.entities.training.compiling import compiled
from index.entities.training.corpus import articles, corpus
from index.entities.training.corrections import corrected
from index.entities.training.examples import LEAST, Examples, examples
from index.entities.training.fitting import Objective, Shape, smallest
from index.entities.training.habits import habits

PRIOR = 8.0
"""Strength of the Gaussian prior; 3 and 10 differ by less than half a point on articles held out."""
ROUNDS = 80
_EVERYWHERE, _NEAR = tuple(range(PLACES)), (0, 1, 2, 7, 8)
LOOKED_AT = {
    **dict.fromkeys("bepan", (0,)),
    **dict.fromkeys("sklwc", _EVERYWHERE),
    **dict.fromkeys("gdh", _NEAR),
    "W": (0, 1, 2),
}
"""First letter of a feature -> the places of ``context.PLACES`` it is looked at."""
_RARE_WORDS = 3
"""A word's own feature must be seen this many times as often as another."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What to learn from."""

    labelled: Sequence[Path]
    news: Sequence[Path] = ()
    corrections: Sequence[Path] = ()
    """What readers set right (``corrections.py``)."""
    without: Sequence[Path] = ()
    """Labelled articles to measure on, left out of the news by their headlines."""


def made(sources: Sources, earlier: Callable[[], Model], say: Callable[[str], None]) -> Model:
    """The model of *sources*; *earlier* gives the model whose word classes are kept where there is no news."""
    known = knowledge()
    lexemes = _counted(sources, known) if sources.news else earlier().lexemes
    say(f"{len(lexemes.rows)} words with classes and habits")
    texts = [labelled.from_row(row) for row in labelled.read(sources.labelled)]
    if sources.corrections:
        before = Tagger(earlier(), known)
        texts += [text for path in sources.corrections for text in corrected(path, before.spans)]
    say(f"{len(texts)} labelled articles, {sum(len(text.spans) for text in texts)} mentions")
    memory = Memory(lambda word: taken_apart(word, known, lexemes), lambda word: _opens(word, known), limit=1 << 40)
    data = examples(texts, memory, known)
    features = _features(data, memory.words)
    data, buckets, n_pairs = _renumbered(data)
    objective = Objective(data, _shape(memory.words, features, n_pairs), PRIOR)
    say(f"{len(data.gold)} tokens, {len(features)} features, {n_pairs} pairs; fitting takes minutes")
    weights = smallest(objective, np.zeros(sum(objective.sizes), np.float32), ROUNDS)
    card = {"articles": len(texts), "tokens": len(data.gold), "prior": PRIOR, "rounds": ROUNDS}
    return compiled(objective.parts(weights), features, buckets, lexemes, card)


def _counted(sources: Sources, known: Knowledge) -> Lexemes:
    """Classes and habits of the words of unlabelled news."""
    measured = frozenset(row["title"] for row in labelled.read(sources.without))
    text = corpus(articles(sources.news, measured))
    return Lexemes(
        rows={word: i for i, word in enumerate(text.words) if i > 1},
        classes=classes(vectors(text)),
        habits=habits(text, known),
        districts=_districts(),
    )


def _districts() -> frozenset[str]:
    from lokal import wilayah  # noqa: PLC0415 - needed for training only

    return frozenset(
        district.name
        for province in wilayah.list_wilayah()
        for regency in wilayah.list_wilayah(province.code)
        for district in wilayah.list_wilayah(regency.code)
        if " " not in district.name
    )


def _opens(word: str, known: Knowledge) -> bool:
    return (word.capitalize() if word.isupper() and len(word) > 3 else word) in known.phrases


def _features(data: Examples, words: Sequence[Word]) -> list[str]:
    """The features seen often enough, in order of first sight."""
    seen = np.bincount(data.around[data.around >= 0], minlength=len(words))
    counts: dict[str, int] = {}
    for word, n in zip(words, seen.tolist(), strict=True):
        for feature in word.features:
            counts[feature] = counts.get(feature, 0) + n
    return [name for name, n in counts.items() if n >= LEAST * (_RARE_WORDS if name[0] == "w" else 1)]


def _renumbered(data: Examples) -> tuple[Examples, npt.NDArray[np.int32], int]:
    """The examples with pairs numbered anew from 1, rare ones 0; the table of numbers; how many there are."""
    kept = np.flatnonzero(np.bincount(data.pairs.ravel(), minlength=BUCKETS) >= LEAST)
    buckets = np.zeros(BUCKETS, np.int32)
    buckets[kept] = np.arange(1, len(kept) + 1)
    return replace(data, pairs=buckets[data.pairs]), buckets, len(kept) + 1


def _shape(words: Sequence[Word], features: list[str], n_pairs: int) -> Shape:
    number = {feature: i for i, feature in enumerate(features)}
    found = [tuple(number[f] for f in word.features if f in number) for word in words]
    return Shape(found, [LOOKED_AT[feature[0]] for feature in features], n_pairs)
