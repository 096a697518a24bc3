"""Two texts compared, paragraph by paragraph and, within a paragraph that was changed, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from search.web.parts import Change

_PIECES = re.compile(r"\s+|\w+|[^\w\s]")
LONGEST = 6_000
"""Words and spaces of a paragraph beyond which it is shown as taken out and put in whole: comparing is quadratic."""


def paragraphs(old: str, new: str) -> tuple[tuple[Change, ...], ...]:
    """The paragraphs of both texts in their order, those that are the same once."""
    before, after = old.split("\n"), new.split("\n")
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(
        paragraph
        for kind, b, c, d, e in matcher.get_opcodes()
        for paragraph in _paragraphs(kind, before[b:c], after[d:e])
    )


def _paragraphs(kind: str, before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Change, ...]]:
    if kind == "equal":
        yield from ((Change("same", text),) for text in before)
        return
    for old, new in zip_longest(before, after):
        if old is None or new is None:
            yield (Change("new", new),) if old is None else (Change("old", old),)
        else:
            yield words(old, new)


def words(old: str, new: str) -> tuple[Change, ...]:
    """The words of both, those that are the same once; what was taken out stands before what was put in its place."""
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    if max(len(before), len(after)) > LONGEST:
        return tuple(change for change in (Change("old", old), Change("new", new)) if change.text)
    changes: list[Change] = []
    for kind, b, c, d, e in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            changes.append(Change("same", "".join(before[b:c])))
        else:
            changes += [Change("old", "".join(before[b:c])), Change("new", "".join(after[d:e]))]
    return tuple(change for change in changes if change.text)
