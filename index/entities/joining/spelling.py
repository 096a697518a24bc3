"""Two spellings of one name in one article: slips of the pen, initials and syllables."""

from __future__ import annotations

from collections.abc import Sequence


def is_slip(words: Sequence[str], others: Sequence[str], least: int = 5) -> bool:
    """Whether two names have the same words but for one of at least *least* letters that is one slip away."""
    if len(words) != len(others):
        return False
    apart = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
    if len(apart) != 1 or min(map(len, apart[0])) < least:
        return False
    a, b = apart[0]
    return a[0] == b[0] and is_one_off(a, b)


def is_one_off(a: str, b: str) -> bool:
    """Whether one letter more, less or other, or two letters swapped, make *b* of *a* (Damerau 1964)."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    short, long = sorted((a, b), key=len)
    i = next((k for k, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if len(short) < len(long):
        return short[i:] == long[i + 1 :]
    return short[i + 1 :] == long[i + 1 :] or (
        short[i : i + 2] == long[i : i + 2][::-1] and short[i + 2 :] == long[i + 2 :]
    )


_SMALL = frozenset({"dan", "untuk", "of", "the", "and", "for", "bagi"})


def abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether every word of *short* is one of *long*, or the initials or syllables of several, in order.

    At least one word must be short for several; both are lower case.
    """
    return len(short) < len(long) and _covers(tuple(short), tuple(long))


def _covers(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    if not short or not long:
        return not short and not long
    if short[0] == long[0] and _covers(short[1:], long[1:]):
        return True
    return any(
        _is_made_of(short[0], long[:n]) and _covers(short[1:], long[n:])
        for n in range(2, min(len(long), 2 * len(short[0])) + 1)
    )


def _is_made_of(word: str, parts: tuple[str, ...]) -> bool:
    """Whether *word* is the first letters of all *parts*, or at least two of each; small words count or not."""
    large = [part for part in parts if part not in _SMALL]
    if len(large) > 1 and word in {"".join(part[0] for part in large), "".join(part[0] for part in parts)}:
        return True
    return len(large) > 1 and _splits(word, large)


def _splits(word: str, parts: Sequence[str]) -> bool:
    if not parts:
        return not word
    return any(
        word[:n] == parts[0][:n] and _splits(word[n:], parts[1:]) for n in range(2, min(len(word), len(parts[0])) + 1)
    )
