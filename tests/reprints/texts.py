"""Texts made of a small vocabulary by chance, and what newsrooms do to them."""

from __future__ import annotations

import random

SYLLABLES = ("ba", "ci", "du", "ke", "la", "mi", "no", "pe", "ra", "si", "ta", "wu")
VOCABULARY = tuple(sorted({a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES}))


def text(seed: int, words: int = 240) -> list[str]:
    """Some words; another *seed* is another story."""
    chance = random.Random(seed)
    return chance.choices(VOCABULARY, k=words)


def edited(words: list[str], share: float, seed: int = 1) -> list[str]:
    """With this share of the words exchanged, dropped, or followed by another."""
    chance = random.Random(seed)
    made: list[str] = []
    for word in words:
        if chance.random() >= share:
            made.append(word)
        elif (what := chance.randrange(3)) < 2:
            made += [chance.choice(VOCABULARY)] if what else [word, chance.choice(VOCABULARY)]
    return made


def reordered(words: list[str], size: int = 40, seed: int = 1) -> list[str]:
    """With its paragraphs, of so many words, in another order."""
    paragraphs = [words[start : start + size] for start in range(0, len(words), size)]
    random.Random(seed).shuffle(paragraphs)
    return [word for paragraph in paragraphs for word in paragraph]
