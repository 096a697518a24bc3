"""All the ways an Indonesian word may have been built on a root: prefixes, suffix, clitics.

Pure: the roots are handed in. What is likely is said elsewhere (ranking.py); here stands what is possible.
"""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

SHORTEST_ROOT = 3
SLIP = "'"
"""Stands among the clitics of a word in which one letter of two is left out."""

_VOWELS = frozenset("aeiou")
_PARTICLES = ("lah", "kah", "tah", "pun")
_CLITICS = ("nya", "ku", "mu")
_SUFFIXES = ("kan", "an", "i", "isasi", "in")

# The nasal of me- and pe- takes the place of k, p, s, t before a vowel and stands before other sounds, after which
# k, p, s, t stay in words from abroad (mengklaim, memproses, mensukseskan, mentransfer). Sneddon 1996, 1.5.
_NASALS = (
    ("ng", "ghkqx", "k"),
    ("ny", "", "s"),
    ("n", "cdjzts", "t"),
    ("m", "bfvp", "p"),
)

# What may stand inside another prefix: memper-, diber-, keter-, sepe-; me-, di- and the pronouns only stand first.
_INNER = frozenset({"per", "ber", "ter", "ke", "se", "pe", "peN", "pel", "be", "bel", "te"})
_DEEPEST = 3


class Analysis(NamedTuple):
    """One way to read a word."""

    root: str
    affixes: str
    """Prefixes from the outside, `_` for the root, the suffix: me+per_kan."""
    clitics: str


def analyses(word: str, roots: Container[str]) -> list[Analysis]:
    """Every reading of *word* on one of *roots*; the first is the one without affixes, if the word is a root."""
    return [
        Analysis(root, f"{prefix}_{suffix}", clitics)
        for base, suffix, clitics in endings(word)
        for root, prefix in openings(base)
        if root in roots
    ]


def endings(word: str) -> list[tuple[str, str, str]]:
    """What stands before each suffix and clitic that *word* may end in."""
    found = []
    for host, clitics in _hosts(word):
        found.append((host, "", clitics))
        found += [(rest, suffix, clitics) for suffix in _SUFFIXES if (rest := _without(host, suffix))]
        # One k of two is often left out: meletakan, digerakan.
        if host.endswith("kan") and len(host) > 5:
            found.append((host[:-2], "kan", SLIP + clitics))
    return found


def _hosts(word: str) -> list[tuple[str, str]]:
    particles = [(rest, particle) for particle in _PARTICLES if (rest := _without(word, particle))]
    hosts = [(word, ""), *particles]
    for host, clitics in ((word, ""), *particles):
        hosts += [(rest, clitic + clitics) for clitic in _CLITICS if (rest := _without(host, clitic))]
        # One n of two is often left out: alasanya for alasannya.
        if host.endswith("anya") and len(host) > 6:
            hosts.append((host[:-2], f"{SLIP}nya{clitics}"))
    return hosts


def _without(word: str, end: str) -> str:
    """*word* without *end*, if it ends so and enough is left for a root, else nothing."""
    return word[: -len(end)] if word.endswith(end) and len(word) - len(end) >= SHORTEST_ROOT else ""


def openings(base: str, outer: str = "", depth: int = 0) -> list[tuple[str, str]]:
    """What follows each chain of prefixes that *base* may begin with, the empty chain first."""
    found = [(base, outer)]
    if len(base) < 5 or depth == _DEEPEST:
        return found
    for rest, prefix in (*_prefixes(base), *_repeated(base, depth)):
        if len(rest) >= SHORTEST_ROOT and (not depth or prefix in _INNER):
            found += openings(rest, f"{outer}+{prefix}" if outer else prefix, depth + 1)
    return found


def _prefixes(base: str) -> list[tuple[str, str]]:
    start = base[:2]
    if start == "me":
        return [(rest, "me") for rest in _after_nasal(base)]
    if start == "pe":
        return _after_pe(base)
    if start in ("be", "te"):
        return _after_r(base, start)
    if start in ("di", "ke", "se"):
        return [(base[2:], start)]
    if start == "ku" or base.startswith("kau"):
        return [(base[2:], "ku")] if start == "ku" else [(base[3:], "kau")]
    return _colloquial(base, start)


def _colloquial(base: str, start: str) -> list[tuple[str, str]]:
    """me- without its first two letters, as people are quoted: ngobrol, nyari."""
    replaced = {"ng": ("", "k"), "ny": ("s", "c")}.get(start, ()) if base[2] in _VOWELS else ()
    return [(first + base[2:], "N") for first in replaced]


def _repeated(base: str, depth: int) -> list[tuple[str, str]]:
    """The first consonant said twice: pepohonan, dedaunan, rerumputan."""
    return [(base[2:], "re")] if not depth and base[0] == base[2] and base[1] == "e" else []


def _after_nasal(base: str) -> list[str]:
    """The roots that *base*, which begins with me- or pe-, may stand on."""
    rest = base[2:]
    found = [rest] if rest[0] in "lrwymn" else []
    for nasal, stays, replaced in _NASALS:
        after = rest.removeprefix(nasal)
        if len(after) < 2 or after == rest:
            continue
        if after[0] in _VOWELS:
            found.append(replaced + after)
            if nasal == "ng":
                found.append(after)
        elif after[0] in stays:
            found.append(after)
        elif nasal == "m" and after[0] == "r":  # pemrograman, memroses
            found.append(replaced + after)
        if nasal == "ng" and after[0] == "e":  # mengecek, pengeboman: roots of one syllable
            found.append(after[1:])
        if nasal in ("ng", "ny"):
            break
    return found


def _after_pe(base: str) -> list[tuple[str, str]]:
    found = [(rest, "peN") for rest in _after_nasal(base)]
    if base.startswith("pelajar"):
        found.append((base[3:], "pel"))
    if base.startswith("per"):
        found.append((base[3:], "per"))
    if base[2] not in _VOWELS and base[2:4] not in ("ng", "ny"):
        found.append((base[2:], "pe"))
    return found


def _after_r(base: str, start: str) -> list[tuple[str, str]]:
    """ber- and ter- lose their r before r and before a first syllable in er: berasa, bekerja, tepercaya."""
    found = [(base[3:], f"{start}r")] if base[2] == "r" else []
    if base[2] == "r" or base[3:5] == "er":
        found.append((base[2:], start))
    if base.startswith("belajar"):
        found.append((base[3:], "bel"))
    return found
