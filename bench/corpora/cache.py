"""A corpus on disk: flat arrays that can be mapped, read back as the documents that our index is given.

A folder is written under another name and moved when it is whole, so a corpus that is there is complete.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.corpora.lists import Ids, Ints, Lists
from bench.corpora.texts import read_texts, write_texts
from index.analysis import Terms
from index.document import Document, Value
from index.schema import FILTERS

CHUNK = 2_000
"""Articles turned into strings at a time."""


@dataclass(frozen=True, eq=False, slots=True)
class Contents:
    """What a corpus is made of, before it is written or after it was mapped."""

    tokens: Ids
    """Surface of every token: title, then body, article after article."""
    bounds: Ints
    """shape (2n + 1,): title of article i is ``tokens[bounds[2i]:bounds[2i + 1]]``, its body what follows."""
    days: npt.NDArray[np.int32]
    """Proleptic ordinals, 0 where undated."""
    stems: Lists
    """For every surface its stems, as numbers into the vocabulary of stems; the first is the word's own."""
    values: Mapping[str, Lists]
    """For every field of FILTERS the values of each article, as numbers into that field's vocabulary."""
    sentences: Lists | None = None
    """For every article where in ``tokens`` each sentence of its body begins; None where no one asks for it."""


@dataclass(frozen=True, eq=False, slots=True)
class Vocabularies:
    """The strings behind the numbers."""

    surfaces: Sequence[str]
    stems: Sequence[str]
    keys: Sequence[str]
    """Public identifier of each article."""
    ids: Mapping[str, Sequence[str]]
    """For every field of FILTERS."""
    names: Mapping[str, Sequence[str]]


def write_corpus(folder: Path, contents: Contents, vocabularies: Vocabularies, about: Mapping[str, Any]) -> None:
    """Write a corpus to *folder*, which must not exist; *about* is kept as meta.json."""
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    np.save(part / "tokens.npy", contents.tokens)
    np.save(part / "bounds.npy", contents.bounds)
    np.save(part / "days.npy", contents.days)
    _write_lists(part, "surface_stems", contents.stems)
    if contents.sentences is not None:
        _write_lists(part, "sentences", contents.sentences)
    for field in FILTERS:
        _write_lists(part, field, contents.values[field])
        write_texts(part, f"{field}_ids", vocabularies.ids[field])
        write_texts(part, f"{field}_names", vocabularies.names[field])
    write_texts(part, "surfaces", vocabularies.surfaces)
    write_texts(part, "stems", vocabularies.stems)
    write_texts(part, "keys", vocabularies.keys)
    (part / "meta.json").write_text(json.dumps(dict(about), indent=1), encoding="utf-8")
    part.rename(folder)


class Corpus:
    """One corpus, mapped; strings are read when first wanted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.about: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        self.contents = Contents(
            tokens=np.load(folder / "tokens.npy", mmap_mode="r"),
            bounds=np.load(folder / "bounds.npy"),
            days=np.load(folder / "days.npy"),
            stems=_read_lists(folder, "surface_stems"),
            values={field: _read_lists(folder, field) for field in FILTERS},
            sentences=_read_lists(folder, "sentences") if (folder / "sentences.items.npy").exists() else None,
        )

    def __len__(self) -> int:
        return len(self.contents.days)

    @cached_property
    def surfaces(self) -> list[str]:
        """The vocabulary of surfaces."""
        return read_texts(self.folder, "surfaces")

    @cached_property
    def stems(self) -> list[str]:
        """The vocabulary of stems."""
        return read_texts(self.folder, "stems")

    @cached_property
    def keys(self) -> list[str]:
        """Public identifiers, by article."""
        return read_texts(self.folder, "keys")

    @cached_property
    def values(self) -> dict[str, list[Value]]:
        """For every field its vocabulary of (id, name)."""
        return {
            field: list(
                zip(read_texts(self.folder, f"{field}_ids"), read_texts(self.folder, f"{field}_names"), strict=True)
            )
            for field in FILTERS
        }

    def documents(self, first: int = 0, last: int | None = None) -> Iterator[list[Document]]:
        """The articles from *first* up to *last*, in lists of CHUNK at most."""
        last = len(self) if last is None else min(last, len(self))
        for start in range(first, last, CHUNK):
            yield self._chunk(start, min(start + CHUNK, last))

    def read_tokens(self, first: int, last: int) -> Ids:
        """The tokens of the articles from *first* to *last*, read and not mapped: a build's memory is its own."""
        bounds, tokens = self.contents.bounds, self.contents.tokens
        start, end = int(bounds[2 * first]), int(bounds[2 * last])
        at = getattr(tokens, "offset", 0)  # of the array in its file
        return np.fromfile(self.folder / "tokens.npy", np.uint32, end - start, offset=at + start * 4)

    def _chunk(self, first: int, last: int) -> list[Document]:
        bounds = self.contents.bounds[2 * first : 2 * last + 1]
        tokens = self.read_tokens(first, last)
        stems = self.contents.stems.chosen(tokens)
        owners = np.repeat(np.arange(len(tokens)), stems.lengths())
        words = list(map(self.surfaces.__getitem__, tokens.tolist()))
        stemmed = list(map(self.stems.__getitem__, stems.items.tolist()))
        cuts = (bounds - bounds[0]).tolist()
        stem_cuts = stems.starts[bounds - bounds[0]].tolist()

        def text(part: int) -> Terms:
            a, b, c, d = cuts[part], cuts[part + 1], stem_cuts[part], stem_cuts[part + 1]
            return Terms(words[a:b], stemmed[c:d], (owners[c:d] - a).tolist())

        return [self._document(first + i, text(2 * i), text(2 * i + 1)) for i in range(last - first)]

    def _document(self, article: int, title: Terms, body: Terms) -> Document:
        return Document(
            number=article + 1,
            version=article + 1,
            key=self.keys[article],
            day=int(self.contents.days[article]),
            title=title,
            body=body,
            values=tuple(self._values(field, article) for field in FILTERS),
        )

    def _values(self, field: str, article: int) -> tuple[Value, ...]:
        lists, known = self.contents.values[field], self.values[field]
        return tuple(known[i] for i in lists.items[lists.starts[article] : lists.starts[article + 1]].tolist())

    def vocabularies(self) -> Vocabularies:
        """All strings, for writing another corpus with the same numbers."""
        ids = {field: [id_ for id_, _ in values] for field, values in self.values.items()}
        names = {field: [name for _, name in values] for field, values in self.values.items()}
        return Vocabularies(self.surfaces, self.stems, self.keys, ids, names)


def open_corpus(folder: Path) -> Corpus:
    """The corpus in *folder*, made by ``python -m bench.corpora``."""
    if not (folder / "meta.json").is_file():
        raise SystemExit(f"{folder}: no corpus here; make one: python -m bench.corpora SIZE --cache {folder.parent}")
    return Corpus(folder)


def _write_lists(folder: Path, name: str, lists: Lists) -> None:
    np.save(folder / f"{name}.starts.npy", lists.starts)
    np.save(folder / f"{name}.items.npy", lists.items)


def _read_lists(folder: Path, name: str) -> Lists:
    return Lists(np.load(folder / f"{name}.starts.npy"), np.load(folder / f"{name}.items.npy"))
