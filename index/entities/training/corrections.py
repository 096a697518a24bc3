"""Corrections as training data: JSON Lines of ``sentence``, ``mention`` and ``kind``, one doubt settled each.

``{"sentence": "Bupati Pati Haryanto hadir.", "mention": "Haryanto", "kind": "person"}``; a kind is person, place,
organisation, building or none. The rest of the sentence is labelled as the model of before labels it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from index.entities.tagging.chains import BODY, BUILDING, PERSON, PLACE
from index.entities.tagging.tagger import Span
from index.entities.tokens import Tokens, tokens
from index.entities.training.labelled import Labelled

KINDS = {"person": PERSON, "place": PLACE, "organisation": BODY, "building": BUILDING, "none": ""}


def corrected(path: Path, tag: Callable[[Tokens], list[Span]]) -> Iterator[Labelled]:
    """The corrected sentences of *path*; *tag* labels what no correction speaks of.

    Raises ValueError with file, line and what is wrong where a line cannot be understood.
    """
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    yield _corrected(json.loads(line), tag)
                except (ValueError, KeyError, TypeError) as error:
                    raise ValueError(
                        f"{path}:{number}: {error}; a correction is a JSON object with sentence, mention and kind "
                        f"({', '.join(KINDS)})"
                    ) from error


def _corrected(row: dict[str, str], tag: Callable[[Tokens], list[Span]]) -> Labelled:
    text, mention, kind = tokens("", row["sentence"]), row["mention"], KINDS[row["kind"]]
    first = {start: i for i, start in enumerate(text.starts)}
    last = {text.end(i): i + 1 for i in range(len(text.words))}
    at = text.text.find(mention) if mention else -1
    i, j = first.get(at), last.get(at + len(mention))
    if i is None or j is None:
        raise ValueError(f"{mention!r} is no words of {row['sentence']!r}")
    kept = [span for span in tag(text) if span[1] <= i or span[0] >= j]
    return Labelled(text, tuple(sorted([*kept, *([(i, j, kind)] if kind else [])])))
