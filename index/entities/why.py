"""Why a name was found: for each of its mentions the sentence, the stage that settled it, and the model's weights.

For people who doubt a result, and for those who correct it; nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from index.article import Article
from index.entities.brackets import beside_brackets
from index.entities.lists import Lists, lists
from index.entities.mention import Mention
from index.entities.neighbours import by_neighbours
from index.entities.reading import mentions, overlooked
from index.entities.tagging.chains import LABELS
from index.entities.tagging.context import PLACES, Scene
from index.entities.tagging.tagger import Span, Tagger, tagger
from index.entities.tokens import Tokens, tokens

KINDS = {"PER": "person", "LOC": "place", "ORG": "organisation", "FAC": "building"}
_WHERE = (
    "the word itself", "the word before", "the word behind", "two words before", "two words behind",
    "the word before its run", "the word behind its run", "the first word of its run", "the last word of its run",
)  # fmt: skip
_STRONGEST = 6
_ENDS = frozenset(".!?\n")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one mention is what it is."""

    name: str
    kind: str
    """person, place, organisation or building."""
    sentence: str
    settled_by: str
    """``tagger``, or the rule that made it what it is."""
    weights: tuple[tuple[str, float], ...]
    """What spoke for and against it most, in units of log-odds against being no name; empty where no model did."""


def why(article: Article, name: str) -> tuple[Reason, ...]:
    """The reasons of every mention of *article* that is written *name*, in order."""
    known = lists()
    text = tokens(article.title, article.body)
    spans = tagger().spans(text)
    found = tagger().scene(text)
    stages = _stages(text, spans, known)
    return tuple(
        Reason(name, KINDS[one.kind], _sentence(text, one), _settled(one, stages), tuple(_weights(one, found)))
        for one in mentions(text, spans, known)
        if one.name == name
    )


def _stages(text: Tokens, spans: list[Span], known: Lists) -> list[tuple[str, set[Span]]]:
    bracketed = beside_brackets(text, spans)
    neighbours = by_neighbours(text, bracketed, known)
    return [
        ("tagger", set(spans)),
        ("initials in brackets", set(bracketed)),
        ("the word before", set(neighbours)),
        ("the list of countries and provinces", set(overlooked(text, neighbours, known))),
    ]


def _settled(mention: Mention, stages: list[tuple[str, set[Span]]]) -> str:
    """The first stage that has the mention as it is; else what is left of a longer one, or of another kind."""
    span = (mention.first, mention.last, mention.kind)
    for stage, spans in stages:
        if span in spans:
            return stage
    if any((mention.first, mention.last) == other[:2] for _, spans in stages for other in spans):
        return "what the name is elsewhere in the article"
    return "titles, degrees or verbs cut off"


def _sentence(text: Tokens, mention: Mention) -> str:
    first, last = mention.first, mention.last
    while first and text.words[first - 1] not in _ENDS:
        first -= 1
    while last < len(text.words) and text.words[last] not in _ENDS:
        last += 1
    return " ".join(text.cut(first, last).split())


def _weights(mention: Mention, found: Scene | None) -> Iterator[tuple[str, float]]:
    """The sums of the model's weights for the label of the mention's first token, the strongest first."""
    rows = [] if found is None else np.flatnonzero(found.at == mention.first).tolist()
    if found is None or not rows:
        return
    label = LABELS.index(f"{'U' if mention.last - mention.first == 1 else 'B'}-{mention.kind}")
    parts = _parts(tagger(), found, rows[0], label)
    for what, weight in sorted(parts, key=lambda part: -abs(part[1]))[:_STRONGEST]:
        if abs(weight) >= 0.05:
            yield what, round(weight, 2)


def _parts(model: Tagger, found: Scene, row: int, label: int) -> Iterator[tuple[str, float]]:
    words = list(model.numbers)
    for place in range(PLACES):
        number = int(found.around[place, row])
        part = model.table[number, place]
        word = f" {words[number]!r}" if number >= 0 else ""
        yield _WHERE[place] + word, float(part[label] - part[0])
    pairs = model.pairs[model.model.buckets[found.pairs[row]]].sum(0)
    yield "words together", float(pairs[label] - pairs[0])
    facts = found.facts[row] @ model.model.facts
    yield "what the article says of the word elsewhere", float(facts[label] - facts[0])
