"""Names of bodies beside their initials in brackets: what the tagger left open there, set right by the letters.

"Direktorat Jenderal Pajak (DJP)": where DJP is a body, so is what it spells. "Kamar Dagang dan Industri (Kadin)
Indonesia" goes on after its initials.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.entities.tagging.chains import BODY, PERSON, PLACE
from index.entities.tagging.tagger import Span
from index.entities.tokens import Tokens

_BRACKETS = 3
"""Tokens of initials in brackets."""
_FURTHEST = 12
"""Tokens that a name in front of its initials may have."""
_SMALL = frozenset({"dan", "of", "the", "and", "for", "untuk", "bagi", "&", "-", ",", "/"})


def beside_brackets(text: Tokens, spans: Iterable[Span]) -> list[Span]:
    """*spans* with bodies as long as their initials say; in order."""
    return _over(text, _spelt(text, sorted(spans)))


def _spelt(text: Tokens, spans: Sequence[Span]) -> list[Span]:
    """Each body in brackets with what stands before the bracket and begins with its letters."""
    found = list(spans)
    for first, last, kind in spans:
        if kind != BODY or last - first > 1 or not _is_bracketed(text.words, first, last):
            continue
        start = _opening(text.words, first - 1, text.words[first])
        if start is not None and not _is_taken(spans, start, first - 1):
            found = [span for span in found if span[1] <= start or span[0] >= first - 1]
            found.append((start, first - 1, BODY))
    return sorted(found)


def _is_taken(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether a body that is longer stands there, or a person."""
    return any(
        (kind == BODY and last == end and first < start) or (kind == PERSON and first < end and last > start)
        for first, last, kind in spans
    )


def _is_bracketed(words: Sequence[str], first: int, last: int) -> bool:
    return first > 1 and words[first - 1] == "(" and words[last : last + 1] == [")"]


def _opening(words: Sequence[str], end: int, short: str) -> int | None:
    """Where the name begins that *short* abbreviates and that ends before token *end*; None where there is none."""
    for i in range(end - 1, max(end - _FURTHEST, -1), -1):
        if not (words[i][0].isupper() or words[i] in _SMALL):
            return None
        if words[i][0] == short[0] and i < end - 1 and _abbreviates(short, words[i:end]):
            return i
    return None


def _abbreviates(short: str, words: Sequence[str]) -> bool:
    """Whether the letters of *short* come in order in *words*, the first of every large word among them."""
    letters = short.casefold()
    return _comes_in("".join(word[0] for word in words if word not in _SMALL).casefold(), letters) and _comes_in(
        letters, "".join(words).casefold()
    )


def _comes_in(letters: str, longer: str) -> bool:
    rest = iter(longer)
    return all(letter in rest for letter in letters)


def _over(text: Tokens, spans: Sequence[Span]) -> list[Span]:
    """A body and the one, or the place, that follows its initials as one."""
    ends = {last: i for i, (_, last, kind) in enumerate(spans) if kind == BODY}
    joined: dict[int, Span] = {}
    gone: set[int] = set()
    for i, (first, last, kind) in enumerate(spans):
        before = ends.get(first - _BRACKETS)
        if before is None or kind not in {BODY, PLACE} or not _is_short_of(text, *spans[before][:2]):
            continue
        joined[before] = (spans[before][0], last, BODY)
        gone.update(range(before + 1, i + 1))
    return [joined.get(i, span) for i, span in enumerate(spans) if i not in gone]


def _is_short_of(text: Tokens, first: int, last: int) -> bool:
    """Whether one word in brackets stands behind the name, and its letters come in the name in order."""
    opens, short, closes = text.words[last : last + _BRACKETS]
    return (opens, closes) == ("(", ")") and _comes_in(short.casefold(), text.cut(first, last).casefold())
