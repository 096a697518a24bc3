"""Figures learnt from news: which single words are parts of names, and which are ordinary words.

``python -m index.entities.learn --labelled LABELLED.jsonl ... -- CORPUS.jsonl.gz ...`` writes ``data/given_names.txt``
and ``data/common_words.txt`` again. Single words only, each in three articles or more: they give no person away.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.entities.tables import DATA, lines, rows

LEAST = 3
"""Articles a word must be seen in."""
SURE = 0.6
"""Share of a word's labelled occurrences that must lie inside a person's name."""
SPOKEN = 0.05
"""Share of a word's capitalised occurrences beside a verb of saying, from which it is taken for part of a name."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|[.!?:\n\"“”]|\S")
_AGE = re.compile(r"\d\d")
_STARTS = frozenset('.!?:\n"“”-–—,')
_HEADER = "# Made by python -m index.entities.learn; do not edit. See docs/decisions/entities.md for the source.\n"


@dataclass(slots=True)
class Counts:
    """How often each word was seen, and where."""

    lower: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)
    """Capitalised inside a sentence."""
    first: Counter[str] = field(default_factory=Counter)
    """Capitalised at the start of a sentence."""
    speaks: Counter[str] = field(default_factory=Counter)
    """Articles in which the capitalised word stands beside a verb of saying or an age."""


def count(bodies: Iterable[str]) -> Counts:
    """Count the words of running text."""
    before, after = frozenset(lines("speech.txt")) | {"menurut"}, frozenset(lines("said.txt"))
    counts = Counts()
    for body in bodies:
        words = _WORD.findall(body)
        speakers = set()
        for previous, word, following, age in zip(
            [".", *words], words, [*words[1:], "."], [*words[2:], ".", "."], strict=False
        ):
            if word.islower():
                counts.lower[word] += 1
            elif word[0].isupper() and not (word.isupper() and len(word) > 1):
                if previous in _STARTS:
                    counts.first[word] += 1
                    continue
                counts.capital[word] += 1
                if previous in before or following in after or (following == "(" and _AGE.fullmatch(age)):
                    speakers.add(word)
        counts.speaks.update(speakers)
    return counts


def labelled_shares(articles: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Share of the articles with a word in which it is part of a person's name, for words in enough articles."""
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    for article in articles:
        forms = {form for person in article["persons"] for form in (person["name"], *person["mentions"])}
        body = article["body"]
        parts: set[str] = set()
        for form in sorted(forms, key=len, reverse=True):
            if form in body:
                parts.update(word for word in _WORD.findall(form) if word[0].isupper())
                body = body.replace(form, " ")
        inside.update(parts)
        outside.update({word for word in _WORD.findall(body) if word[0].isupper()})
    total = inside + outside
    return {word: inside[word] / total[word] for word in total if total[word] >= LEAST}


def name_words(counts: Counts, shares: dict[str, float]) -> list[str]:
    """Words that make a capitalised sequence a person."""
    titles = {row[0] for row in rows("titles.tsv")}
    known = titles | {row[0].lower() for row in rows("heads.tsv")}
    known |= {word.lower() for row in rows("gazetteer.tsv") for word in row[0].split()}
    known |= {word.lower() for word in lines("stop.txt")}
    spoken = {
        word
        for word, n in counts.speaks.items()
        if n >= LEAST and n >= SPOKEN * counts.capital[word] and counts.lower[word.lower()] < counts.capital[word]
    }
    sure = {word for word, share in shares.items() if share >= SURE}
    doubtful = {word for word, share in shares.items() if share < SURE}
    return sorted(
        word
        for word in sure | spoken - doubtful
        if len(word) > 2 and word.lower() not in (titles if word in sure else known)
    )


def common_words(counts: Counts) -> list[str]:
    """Words that are written small nearly always, lower case."""
    return sorted(
        {
            word.lower()
            for word, n in counts.first.items()
            if n >= LEAST and counts.lower[word.lower()] >= 3 * (counts.capital[word] + 1)
        }
    )


def write(labelled: Iterable[Path], corpora: Iterable[Path]) -> None:
    """Learn from the files and write both lists."""
    counts = count(row["body"] for path in corpora for row in read(path))
    shares = labelled_shares(row for path in labelled for row in read(path))
    for name, words in (("given_names.txt", name_words(counts, shares)), ("common_words.txt", common_words(counts))):
        (DATA / name).write_text(_HEADER + "".join(f"{word}\n" for word in words), encoding="utf-8")


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSONL file, plain or gzipped."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def main() -> None:
    """Read the command line of the module's docstring."""
    parser = argparse.ArgumentParser(description="Learn the lists of given names and of ordinary words from news.")
    parser.add_argument(
        "--labelled", nargs="+", type=Path, required=True, help="JSONL with the persons of each article"
    )
    parser.add_argument("corpora", nargs="+", type=Path, help="JSONL or JSONL.gz of any news")
    chosen = parser.parse_args()
    write(chosen.labelled, chosen.corpora)


if __name__ == "__main__":
    main()
