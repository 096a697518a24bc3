"""Names of persons, places, sources ... found by their words: what ``orang:putin`` means."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import assert_never

import numpy as np
import numpy.typing as npt

from index.analysis import fold
from index.analysis.tokenise import LONGEST, surface_of, written_words
from index.columns import Columns
from index.columns.texts import Texts
from search.evaluate.postings import Mask
from search.evaluate.vocabulary import Shapes, shapes, whole_term, within
from search.query.tree import Fuzzy, Phrase, Prefix, Wildcard, Word

Ordinals = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Named = Word | Phrase | Prefix | Wildcard | Fuzzy
"""The nodes that can ask for a name."""


class NameIndex:
    """For each field of values, the names as one string of folded words, made when first asked for.

    A person, place or organisation is found by every name that articles give it, and by the one it is shown under.
    """

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._names: dict[str, FoldedNames] = {}
        self._names_written: dict[str, FoldedNames] = {}
        self._lock = threading.Lock()

    def rows(self, query: Named) -> Mask:
        """Rows with a value whose name has the words of *query* next to each other; see `FoldedNames`."""
        rows = np.zeros(len(self._columns), np.bool_)
        column = self._columns.values[query.field]
        matching = self._matching(query)
        if matching.any():
            rows[column.owners[matching[column.ordinals]]] = True
        return rows

    def words(self, field: str) -> int:
        """How many words the names of *field* have: what a pattern or a misspelt word is compared with."""
        names = self._written(field)
        return len(self.of(field).words) + (len(names.words) if names else 0)

    def text(self, field: str) -> str:
        """All names of *field* in the order of its values, spaced, a line feed after each."""
        return self.of(field).data.decode("utf-8", "surrogatepass")

    def of(self, field: str) -> FoldedNames:
        """The names of *field*, in the order of its values."""
        with self._lock:
            if field not in self._names:
                self._names[field] = folded(self._columns.values[field].names)
            return self._names[field]

    def called(self, field: str, text: str) -> list[int]:
        """The values of *field* that *text* is a name of, without regard to case, accents and punctuation."""
        found = self.of(field).equal(text)
        names = self._written(field)
        return found if names is None else [*found, *self._records(field, names.mask(names.equal(text)))]

    def _written(self, field: str) -> FoldedNames | None:
        """The names of a record as articles write them; None for fields of plain values."""
        written = self._columns.written.get(field)
        if written is None:
            return None
        with self._lock:
            if field not in self._names_written:
                self._names_written[field] = folded(written.names)
            return self._names_written[field]

    def _records(self, field: str, names: Mask) -> list[int]:
        """The records that some of the names articles write stand for, wherever that is."""
        records = self._columns.records[field][names[self._columns.written[field].ordinals]]
        found: list[int] = np.unique(records[records >= 0]).tolist()
        return found

    def _matching(self, query: Named) -> Mask:
        matching = self.of(query.field).asked(query)
        names = self._written(query.field)
        if names is not None:
            matching[self._records(query.field, names.asked(query))] = True
        return matching


@dataclass(frozen=True, eq=False)
class FoldedNames:
    """Names as bytes, each as `spaced` gives it with a line feed behind. Masks have one element per name."""

    data: bytes
    starts: Ordinals
    """Where each name begins in *data*."""

    def holding(self, part: str) -> Mask:
        """The names with *part* somewhere in them; none for a part without a word."""
        return self._mask(self._places(part)) if part.strip() else self._mask([])

    def asked(self, query: Named) -> Mask:
        """The names that *query* asks for."""
        match query:
            case Word(text) | Phrase(text):
                return self.holding(spaced(text))
            case Prefix(text):
                return self.holding(spaced(text).rstrip())
            case Wildcard(text):
                return self.like(_letters(text))
            case Fuzzy(text, edits):
                return self.near(_letters(text), edits)
            case _:
                assert_never(query)

    def mask(self, numbers: list[int]) -> Mask:
        """True for the names with these numbers."""
        mask = np.zeros(len(self.starts), np.bool_)
        mask[numbers] = True
        return mask

    def equal(self, name: str) -> list[int]:
        """Which names have the words of *name* and no others."""
        whole = spaced(name)
        places = self._places(f"{whole}\n") if whole.strip() else []
        ordinals = np.searchsorted(self.starts, places, side="right") - 1
        found: list[int] = ordinals[self.starts[ordinals] == places].tolist()
        return found

    def like(self, pattern: str) -> Mask:
        """The names of which one word is of the *pattern*, which is folded."""
        found = whole_term(pattern).finditer(self.words.data.data)
        return self._with_words(np.searchsorted(self.words.starts, [match.start() for match in found]))

    def near(self, word: str, edits: int) -> Mask:
        """The names of which one word is set apart from *word* by at most *edits* letters."""
        return self._with_words(within(self.words, word, edits, self._shapes))

    @cached_property
    def words(self) -> NameWords:
        """The words of all names."""
        data = np.frombuffer(self.data, np.uint8)
        is_kept = np.ones(len(data), np.bool_)
        is_kept[self.starts] = False  # the space before the first word
        is_kept[np.append(self.starts[1:], len(data))[: len(self.starts)] - 1] = False  # the line feed
        at = np.flatnonzero(is_kept & (data == ord(" ")))
        owners = np.searchsorted(self.starts, at, side="right") - 1
        words = data[is_kept]
        words[words == ord(" ")] = ord("\n")
        return NameWords(np.concatenate([[0], at - 2 * owners]), words, owners)

    @cached_property
    def _shapes(self) -> Shapes:
        return shapes(self.words) if len(self.words) else (np.zeros(0, np.uint32), np.zeros(0, np.uint8))

    def _places(self, part: str) -> list[int]:
        wanted = part.encode("utf-8", "surrogatepass")
        found = []
        at = self.data.find(wanted)
        while at >= 0:
            found.append(at)
            at = self.data.find(wanted, at + 1)
        return found

    def _mask(self, places: list[int]) -> Mask:
        mask = np.zeros(len(self.starts), np.bool_)
        if places:
            mask[np.searchsorted(self.starts, places, side="right") - 1] = True
        return mask

    def _with_words(self, numbers: Ordinals) -> Mask:
        mask = np.zeros(len(self.starts), np.bool_)
        mask[self.words.owners[numbers]] = True
        return mask


@dataclass(frozen=True, eq=False)
class NameWords:
    """The words of names, in their order; see search.evaluate.postings.Lettered."""

    starts: Ordinals
    data: Bytes
    owners: Ordinals
    """Which name each belongs to; shape ``(words,)``."""

    def __len__(self) -> int:
        return len(self.owners)

    def __getitem__(self, place: int) -> str:
        return self.data[self.starts[place] : self.starts[place + 1] - 1].tobytes().decode("utf-8", "surrogatepass")


def folded(names: Texts) -> FoldedNames:
    """*names* ready to be searched."""
    pieces = [_folded(piece) for piece in _cut(names)]
    sizes = np.concatenate([np.zeros(0, np.int64), *(sizes for _, sizes in pieces)])
    return FoldedNames(b"".join(data for data, _ in pieces), np.cumsum(sizes) - sizes)


def _cut(names: Texts) -> Iterator[Texts]:
    """A few at a time: arrays that stay in the processor's cache are twice as fast."""
    for first in range(0, len(names), _PIECE):
        starts = names.starts[first : first + _PIECE + 1]
        yield Texts(starts - starts[0], names.data[starts[0] : starts[-1]])


def _folded(names: Texts) -> tuple[bytes, Ordinals]:
    """The names one after the other, and the size of each: plain ones all at once, the others by the analyser."""
    is_plain, is_kept = _plain(names)
    others = np.flatnonzero(~is_plain).tolist()
    texts = [spaced(names[place]).encode("utf-8", "surrogatepass") for place in others]
    before = np.concatenate([[0], np.cumsum(is_kept)])
    copied = np.diff(before[names.starts])
    sizes = copied + len("  \n")
    sizes[others] = [len(text) + 1 for text in texts]
    ends = np.cumsum(sizes)
    starts = ends - sizes
    data = np.full(int(sizes.sum()), ord(" "), np.uint8)
    data[ends - 1] = ord("\n")
    shifts = np.repeat(starts + 1 - before[names.starts[:-1]], copied)
    data[shifts + np.arange(len(shifts))] = _LOWER[names.data[is_kept]]
    for place, text in zip(others, texts, strict=True):
        data[starts[place] : ends[place] - 1] = np.frombuffer(text, np.uint8)
    return data.tobytes(), sizes


def _plain(names: Texts) -> tuple[Mask, Mask]:
    """Names of the letters a to z with single spaces, hyphens and apostrophes between, and of initials with a full stop
    and a space: all that `spaced` does to them is to put them in lower case and to leave out stops and apostrophes.

    One element per name; and which bytes are kept, none of a name that is not plain.
    """
    lengths = np.diff(names.starts)
    if not len(names.data):
        return np.zeros(len(lengths), np.bool_), np.zeros(0, np.bool_)
    is_letter, is_space, is_stop = _LETTERS[names.data], names.data == ord(" "), names.data == ord(".")
    first, last = names.starts[:-1][lengths > 0], names.starts[1:][lengths > 0] - 1
    after_letter, before_letter = _shifted(is_letter, 1), _shifted(is_letter, -1)
    ends_initial = is_stop & after_letter & _shifted(is_space, -1)
    joins = before_letter & (after_letter & _JOINTS[names.data] | is_space & _shifted(ends_initial, 1))
    is_odd = ~(is_letter | ends_initial | joins)
    is_odd[first] |= ~is_letter[first]
    is_odd[last] |= ~is_letter[last]
    odd = np.concatenate([[0], np.cumsum(is_odd)])[names.starts]
    is_plain: Mask = (lengths > 0) & (lengths <= LONGEST) & (odd[1:] == odd[:-1])
    return is_plain, np.repeat(is_plain, lengths) & ~is_stop & (names.data != ord("'"))


def _shifted(mask: Mask, by: int) -> Mask:
    """For each byte whether the one before (1) or after (-1) it is in *mask*."""
    nothing = np.zeros(1, np.bool_)
    return np.concatenate([nothing, mask[:-1]] if by > 0 else [mask[1:], nothing])


def _bytes_of(pattern: str) -> Mask:
    return np.array([re.fullmatch(pattern, chr(byte)) is not None for byte in range(256)])


_PIECE = 4_096
_LETTERS = _bytes_of("[A-Za-z]")
_JOINTS = _bytes_of("[ '-]")
_LOWER = np.array([byte + 32 if 65 <= byte <= 90 else byte for byte in range(256)], np.uint8)


def spaced(text: str) -> str:
    """The words of *text* folded, each with a space before and after: `` maruf amin `` for Ma'ruf Amin.

    Nothing is stemmed; apostrophes go, for they are written as often as not.
    """
    return f" {' '.join(map(surface_of, written_words(text)))} ".replace("'", "")


def _letters(pattern: str) -> str:
    return fold(pattern).replace("'", "")
