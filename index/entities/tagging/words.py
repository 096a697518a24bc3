"""What a word brings to its label, whatever stands around it: features, and the few numbers that context is made of.

Computed once per word and remembered by ``memory.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from index.entities.tagging.knowledge import Knowledge
from index.entities.tokens import SITE

OTHER, CAPITAL, JOINER, NUMBER, SIGN = range(5)
"""How a word can take part in a name: a joiner and a sign only between capitalised words, a number only behind one."""
JOINERS = frozenset(
    {"dan", "bin", "binti", "van", "von", "de", "da", "der", "den", "dos", "del", "al", "el", "ibn", "of", "for", "and"}
    | {"the", "untuk", "bagi", "du"}
)
SIGNS = frozenset("&-'’/")
_BREAKS = frozenset('.!?:;\n"“”‘…•*|–—')
SHAPES = ("x", "Xx", "X", "X1", "X.", "Xm", "xm", "d", "dm", ".", ",", "(", ")", '"', "-", "n", "s")
_DOTTED = re.compile(r"(?:\w+\.)+\w*")
_SITE = re.compile(rf".*{SITE}")

SPEAKS, ACTS, PREPOSITION, HONORIFIC, OFFICE, BODY_HEAD, OTHER_HEAD, BRACKET, DIGIT = (1 << k for k in range(9))
"""What a neighbour can say about a word: bits of ``Word.clues``."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word type, taken apart."""

    features: tuple[str, ...]
    role: int
    lower: int
    """Hash of the small form."""
    shape: int
    kind: int
    group: int
    """Word class of the middle grain, from 1."""
    capitals: int
    """Step of the habit of being capitalised."""
    clues: int
    breaks: bool
    """Whether the word after it opens a sentence."""


@dataclass(frozen=True, slots=True)
class Lexemes:
    """What was counted in unlabelled news, per word as written."""

    rows: dict[str, int]
    classes: npt.NDArray[np.uint16]
    habits: npt.NDArray[np.uint8]
    districts: frozenset[str]


def shape(word: str) -> str:  # noqa: PLR0911 - one return per shape
    """One of SHAPES: what the letters look like."""
    head = word[0]
    if head.isdigit():
        return "d" if not any(c.isalpha() for c in word) else "dm"
    if not head.isalpha():
        return _sign_shape(word)
    if len(word) > 1 and "." in word and _DOTTED.fullmatch(word) and word[1] == ".":
        return "X." if head.isupper() else "x"
    if "." in word and _SITE.fullmatch(word):
        return "xm" if head.islower() else "Xm"
    if head.islower() or not head.isupper():
        return "x" if word.islower() or not head.islower() else "xm"
    if len(word) == 1:
        return "X1"
    if word.isupper():
        return "X"
    return "Xx" if word[1:].islower() else "Xm"


def _sign_shape(word: str) -> str:
    if word == "\n":
        return "n"
    if word in ".!?…;:":
        return "."
    if word in "\"'“”‘’`´":
        return '"'
    return word if word in ",()" else "-" if word in "-–—/" else "s"


def taken_apart(word: str, known: Knowledge, seen: Lexemes) -> Word:
    """Everything *word* brings."""
    lower, form = word.lower(), shape(word)
    row = seen.rows.get(word, -1)
    if row < 0 and form == "X" and len(word) > 3:
        row = seen.rows.get(word.capitalize(), -1)
    kind = _kind(word, lower.rstrip("."), form, known)
    listed = [name for name, words in known.lists if word in words]
    features = ["b", "s" + form, "k" + kind, *("l" + name for name in listed)]
    features.append("w" + lower)
    if form in {"X", "Xm", "X1"}:
        features.append("W" + word)
    if word[0].isalpha():
        features.extend(_affixes(lower, form, len(word)))
    features.extend(_from_lists(word, known, seen))
    if row >= 0:
        features.extend(_counted(row, seen))
    return Word(
        features=tuple(features),
        role=_role(word, form),
        lower=crc32(lower.encode()),
        shape=SHAPES.index(form),
        kind=crc32(kind.encode()) & 0xFFFF,
        group=int(seen.classes[row, 1]) + 1 if row >= 0 else 0,
        capitals=int(seen.habits[row, -1]) if row >= 0 else 0,
        clues=_clues(word, lower, form, known),
        breaks=word in _BREAKS,
    )


def _affixes(lower: str, form: str, length: int) -> Iterator[str]:
    if form[0] == "X":
        yield f"n{min(length, 9)}{form}"
    yield "e2" + lower[-2:]
    yield "e3" + lower[-3:]
    yield "e4" + lower[-4:]
    yield "p3" + lower[:3]
    yield "p4" + lower[:4]
    if form == "X" and length > 1:
        yield "a" + lower[0]
        yield "p2" + lower[:2]


def _from_lists(word: str, known: Knowledge, seen: Lexemes) -> Iterator[str]:
    spelt = word.capitalize() if word.isupper() and len(word) > 3 else word
    for words, kind in known.phrases.get(spelt, ()):
        yield ("g=" if len(words) == 1 else "g1") + kind
    if spelt in seen.districts:
        yield "d"


def _counted(row: int, seen: Lexemes) -> Iterator[str]:
    for grain, group in zip("012", seen.classes[row].tolist(), strict=True):
        yield f"c{grain}{group}"
    for habit, step in enumerate(seen.habits[row].tolist()):
        if step:
            yield f"h{habit}.{step}"


def _kind(word: str, lower: str, form: str, known: Knowledge) -> str:
    """One label for the word's part in a name, the same for all words of that part."""
    if not word[0].isalpha():
        return form
    size = "" if word[0].islower() else "^"
    if word in known.heads:
        return size + "H" + known.heads[word]
    if lower in known.titles:
        return size + "T" + known.titles[lower]
    for name, words in known.lists:
        if (word if size else lower) in words:
            return size + "L" + name
    for words_, kind in known.phrases.get(word, ()):
        if len(words_) == 1:
            return size + "G" + kind
    return lower if not size and lower in JOINERS else size + form


def _role(word: str, form: str) -> int:
    if form[0] == "X" or form == "xm":
        return CAPITAL
    if word in JOINERS:
        return JOINER
    if form in {"d", "dm"}:
        return NUMBER
    return SIGN if word in SIGNS else OTHER


def _clues(word: str, lower: str, form: str, known: Knowledge) -> int:
    title, head = known.titles.get(lower.rstrip("."), ""), known.heads.get(word, "")
    return (
        SPEAKS * (lower in known.speaks)
        | ACTS * (lower in known.acts)
        | PREPOSITION * (lower in known.prepositions)
        | HONORIFIC * (title == "h")
        | OFFICE * (title == "o")
        | BODY_HEAD * (head == "b")
        | OTHER_HEAD * (head not in {"", "b"})
        | BRACKET * (word == "(")
        | DIGIT * (form == "d")
    )
