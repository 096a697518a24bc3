"""What is published on OpenSearch: the state, which index it is in, and the archive's words."""

from __future__ import annotations

import base64
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from index.archive import Archive
from index.backends.opensearch_client import Engine
from index.backends.opensearch_mapping import SCHEMA, STATE_BODY, WORDS_BODY, index_body
from index.errors import ArchiveUnusable
from index.manifest import Manifest

REBUILD = "run: python -m index rebuild"
PART = 50_000
"""Words to a part."""
ALL = 1 << 30
"""Batches: one for each run that changed the archive."""
KEPT = 2
"""Indices kept: the one that is published, and the one before it."""


@dataclass(frozen=True, slots=True)
class Published:
    """One published generation on OpenSearch."""

    index: str
    manifest: Manifest
    archive: str
    """Of which archive it is: when that was begun."""
    names: frozenset[str]
    """That the archive's analyser leaves whole: index/generation/names.py says how they are found."""
    words: int
    """The generation under whose number its words are kept."""
    failures: tuple[dict[str, Any], ...] = ()
    """The articles that are there only in part."""


def identity_of(archive: Archive) -> str:
    """When its first batch was begun: what tells two archives apart, also after a backup was restored."""
    begun = [batch.started for batch in archive.batches(ALL)]
    return min(begun).isoformat() if begun else ""


def check_archive(engine: Engine, published: Published, archive: str) -> None:
    """Raise ArchiveUnusable where the index is that of another archive."""
    if published.archive != archive:
        raise ArchiveUnusable(
            f"the index {published.index} on OpenSearch is of another archive, begun {published.archive or 'never'}, "
            f"not {archive or 'never'}; give each archive a name of its own with KLIPING_OPENSEARCH_INDEX (now "
            f"{engine.name}), or remove the indices {engine.name}-*"
        )


def state_index(engine: Engine) -> str:
    """Where the state is."""
    return f"{engine.name}-state"


def words_index(engine: Engine) -> str:
    """Where the words are."""
    return f"{engine.name}-words"


CURRENT, NEXT = "current", "next"
"""What readers see, and what was made beside it and not published yet."""


def read_state(engine: Engine, which: str = CURRENT) -> Published | None:
    """None before the first publication; ArchiveUnusable for that of another version."""
    found = engine.ask("GET", f"/{state_index(engine)}/_doc/{which}")
    if not found.get("found"):
        return None
    told = found["_source"]
    if told["schema"] != SCHEMA:
        raise ArchiveUnusable(f"the index {told['index']} on OpenSearch is of another version of Kliping; {REBUILD}")
    return Published(
        told["index"],
        Manifest(**told["manifest"]),
        told["archive"],
        frozenset(told["names"]),
        told["words"],
        tuple(told["failures"]),
    )


def write_state(engine: Engine, published: Published, which: str = CURRENT) -> None:
    """Publish: from here on readers see it. What was to be the next is that no more."""
    _make(engine, state_index(engine), STATE_BODY)
    told = asdict(published) | {"names": sorted(published.names), "schema": SCHEMA}
    engine.ask("PUT", f"/{state_index(engine)}/_doc/{which}", told, params={"refresh": "true"})


def make_index(engine: Engine, index: str, shape: tuple[int, int], analysis: str) -> None:
    """An empty index of articles with so many shards, and replicas of each; one of that name is removed."""
    engine.ask("DELETE", f"/{index}")
    engine.ask("PUT", f"/{index}", index_body(*shape, {"analysis": analysis, "schema": SCHEMA}))


def analysis_of(engine: Engine, index: str) -> str:
    """The fingerprint that stands in the mapping itself: an index restored under a wrong name does not pass."""
    found = engine.ask("GET", f"/{index}/_mapping")
    if index not in found:
        raise ArchiveUnusable(f"OpenSearch has no index {index}, though it is the one published; {REBUILD}")
    return str(found[index]["mappings"].get("_meta", {}).get("analysis"))


def remove_former(engine: Engine, published: str) -> None:
    """All our indices of articles but the newest KEPT, up to the one *published*."""
    found = engine.ask("GET", f"/{engine.name}-0*", params={"allow_no_indices": "true"})
    ours = sorted(name for name in found if name <= published and name.removeprefix(f"{engine.name}-").isdigit())
    for name in ours[:-KEPT]:
        engine.ask("DELETE", f"/{name}")


def write_words(engine: Engine, words: Mapping[str, Mapping[str, int]], generation: int) -> None:
    """The words of a generation, complete before it is published; those of the one before stay until the next."""
    _make(engine, words_index(engine), WORDS_BODY)
    for field, counts in words.items():
        ordered = sorted(counts, key=str.encode)
        for part, first in enumerate(range(0, len(ordered), PART)):
            some = ordered[first : first + PART]
            numbers = np.array([counts[word] for word in some], "<u4").tobytes()
            told = {"generation": generation, "field": field, "part": part, "words": _packed("\n".join(some).encode())}
            id_ = f"{generation}-{field}-{part}"
            engine.ask("PUT", f"/{words_index(engine)}/_doc/{id_}", told | {"counts": _packed(numbers)})
    engine.ask("POST", f"/{words_index(engine)}/_refresh")


def read_words(engine: Engine, generation: int) -> dict[str, tuple[list[str], np.ndarray[Any, np.dtype[np.int64]]]]:
    """For each field the words in the order of their bytes, and in how many articles each is, or a few more."""
    found: dict[str, tuple[list[str], np.ndarray[Any, np.dtype[np.int64]]]] = {}
    for field in ("text", "title"):
        words: list[str] = []
        counts = [np.zeros(0, np.int64)]
        for told in _parts(engine, generation, field):
            words += _unpacked(told["words"]).decode().split("\n")
            counts.append(np.frombuffer(_unpacked(told["counts"]), "<u4").astype(np.int64))
        found[field] = words, np.concatenate(counts)
    return found


def added_words(engine: Engine, generation: int, new: Mapping[str, Counter[str]]) -> dict[str, Counter[str]]:
    """The words of a generation with *new* ones added."""
    known = read_words(engine, generation)
    return {
        field: Counter(dict(zip(words, counts.tolist(), strict=True))) + new[field]
        for field, (words, counts) in known.items()
    }


def remove_words(engine: Engine, kept: Collection[int]) -> None:
    """Those of all generations but these."""
    query = {"query": {"bool": {"must_not": [{"terms": {"generation": sorted(kept)}}]}}}
    engine.ask("POST", f"/{words_index(engine)}/_delete_by_query", query, params={"conflicts": "proceed"})


def _parts(engine: Engine, generation: int, field: str) -> Iterator[dict[str, Any]]:
    part = 0
    while True:
        found = engine.ask("GET", f"/{words_index(engine)}/_doc/{generation}-{field}-{part}")
        if not found.get("found"):
            return
        yield found["_source"]
        part += 1


def _make(engine: Engine, index: str, body: Mapping[str, Any]) -> None:
    if engine.ask("GET", f"/{index}", params={"allow_no_indices": "true"}).get(index) is None:
        engine.ask("PUT", f"/{index}", body)


def _packed(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data, 1)).decode()


def _unpacked(text: str) -> bytes:
    return zlib.decompress(base64.b64decode(text))
