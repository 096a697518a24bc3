"""What is known of words before anything is learnt: titles, heads of names, the gazetteer, verbs of saying."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from index.entities.tables import lines, rows

_HEADS = {"organisasi": "b", "wilayah": "a", "alam": "n", "fasilitas": "f", "peristiwa": "e"}
_TITLES = {"gelar": "h", "jabatan": "o"}
PREPOSITIONS = frozenset({"di", "ke", "dari"})


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The hand-written lists and the gazetteer, ready for look-up."""

    titles: dict[str, str]
    """Lower-case word -> ``h`` for an honorific or rank, ``o`` for an office."""
    heads: dict[str, str]
    """First word of a name, as written -> one letter for what it opens."""
    lists: tuple[tuple[str, frozenset[str]], ...]
    """Name of a list -> its words, as written."""
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    """First word -> names of the gazetteer and of bodies that begin with it, longest first, and their kind."""
    prepositions: frozenset[str]
    speaks: frozenset[str]
    acts: frozenset[str]


@cache
def knowledge() -> Knowledge:
    """The lists, read on first use."""
    speech = frozenset(lines("speech.txt"))
    return Knowledge(
        titles={word: _TITLES[kind] for word, kind in rows("titles.tsv")},
        heads={row[0]: _HEADS[row[1]] for row in rows("heads.tsv")},
        lists=(
            ("stop", frozenset(lines("stop.txt"))),
            ("field", frozenset(lines("fields.txt"))),
            ("kept", frozenset(lines("kept_titles.txt"))),
            (
                "famous",
                frozenset(word for row in rows("short_names.tsv") for word in row[0].split(" ") if len(word) > 2),
            ),
            ("speaks", speech | {"menurut"}),
            ("acts", frozenset(lines("said.txt"))),
            ("di", PREPOSITIONS),
            ("club", frozenset(row[0] for row in rows("known_bodies.tsv") if row[1] == "klub" and " " not in row[0])),
        ),
        phrases=_phrases(),
        prepositions=PREPOSITIONS,
        speaks=speech | {"menurut"},
        acts=speech | frozenset(lines("said.txt")),
    )


def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    kinds: dict[tuple[str, ...], str] = {}
    for row in rows("gazetteer.tsv"):
        kinds[tuple(row[0].split(" "))] = row[2][:3] + ("?" if row[3:] else "")
    for row in rows("known_bodies.tsv"):
        kinds.setdefault(tuple(row[0].split(" ")), row[1] + ("?" if row[2:] else ""))
    for row in rows("bodies.tsv"):
        kinds.setdefault(tuple(row[0].split(" ")), "body")
    for row in rows("short_names.tsv"):
        kinds.setdefault(tuple(row[0].split(" ")), "figure" + ("?" if row[2:] else ""))
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, kind in kinds.items():
        found.setdefault(words[0], []).append((words, kind))
    return {first: tuple(sorted(some, key=lambda pair: -len(pair[0]))) for first, some in found.items()}
