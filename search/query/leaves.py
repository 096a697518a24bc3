"""One word or phrase as typed -> the node it stands for: ``ban*`` a Prefix, ``p?rda`` a Wildcard, ``bnajir~`` a Fuzzy,
``"banjir bandang"~5`` a Near. What cannot be had as typed is read as the nearest thing that can, with a remark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.schema import Field, Kind
from search.query import remarks
from search.query.lexer import NEARNESS, Token, holds_word
from search.query.lexer import Kind as TokenKind
from search.query.patterns import MOST_EDITS
from search.query.shape import all_of
from search.query.tree import Fuzzy, Near, Nothing, Phrase, Prefix, Query, Wildcard, Word
from search.results import Diagnostic

MIN_PREFIX = 3
MIN_FUZZY = 4
MAX_BETWEEN = 100
"""Less than index.document.TITLE_GAP, so that nothing in a title is near anything in a body."""

_SENTENCE_MARKS = ",.;:!?"
_FUZZY = re.compile(r"(.+)~([0-9]*)")

Read = tuple[Query, list[Diagnostic]]


def read_leaf(token: Token, field: Field) -> Read:
    """The node of a word or a phrase that holds a letter or a digit."""
    if token.kind is TokenKind.PHRASE:
        return _phrase(token, field)
    bare = token.text.rstrip(_SENTENCE_MARKS)
    fuzzy = _FUZZY.fullmatch(bare)
    if fuzzy and _is_one_word(fuzzy[1], ""):
        return _fuzzy(token, fuzzy[1], int(fuzzy[2] or 1), field)
    if "*" in bare or ("?" in bare and _is_one_word(bare, "*?")):
        return _pattern(token, re.sub(r"\*+", "*", bare), field)
    return Word(token.text, field.name), []


def _is_one_word(text: str, marks: str) -> bool:
    return all(character.isalnum() or character in "-'’." or character in marks for character in text)


def _pattern(token: Token, pattern: str, field: Field) -> Read:
    word = Word(token.text, field.name)
    letters = pattern.rstrip("*")
    is_prefix = letters != pattern and not {"*", "?"} & set(letters)
    if not is_prefix and not _is_one_word(pattern, "*?"):
        return word, [remarks.misplaced_asterisk(token.text, token.start, token.end)]
    if sum(map(str.isalnum, letters)) < MIN_PREFIX:
        return word, [remarks.short_pattern(token.text, MIN_PREFIX, token.start, token.end)]
    if is_prefix:
        return Prefix(letters, field.name), []
    return Wildcard(pattern, field.name), []


def _fuzzy(token: Token, letters: str, edits: int, field: Field) -> Read:
    word = Word(letters, field.name)
    if edits == 0:
        return word, []
    if sum(map(str.isalnum, letters)) < MIN_FUZZY:
        return word, [remarks.short_fuzzy(token.text, MIN_FUZZY, token.start, token.end)]
    wide = [remarks.wide_fuzzy(MOST_EDITS, token.start, token.end)] if edits > MOST_EDITS else []
    return Fuzzy(letters, min(edits, MOST_EDITS), field.name), wide


def _phrase(token: Token, field: Field) -> Read:
    phrase = Phrase(token.text, field.name)
    words = [word for word in token.text.split() if holds_word(word)]
    if not token.number or len(words) < 2:
        return phrase, []
    if field.kind is not Kind.TEXT:
        return phrase, [remarks.only_in_text(f"~{token.number}", token.start, token.end)]
    return read_near(token, [Phrase(word, field.name) for word in words], field, is_ordered=True)


def read_near(joint: Token, parts: Sequence[Query], field: Field, *, is_ordered: bool | None = None) -> Read:
    """*parts* near each other, as far as *joint* says; what cannot be near anything must only be there."""
    if is_ordered is None:
        is_ordered = NEARNESS[joint.text.partition("/")[0]]
    children = tuple(_trimmed(part) for part in parts if isinstance(part, Word | Phrase))
    if len(children) < len(parts) or field.kind is not Kind.TEXT:
        return _together(parts), [remarks.only_in_text(joint.text, joint.start, joint.end)]
    if len(children) < 2:
        return _together(children), []
    between = min(int(joint.number), MAX_BETWEEN)
    wide = [remarks.wide_near(MAX_BETWEEN, joint.start, joint.end)] if int(joint.number) > MAX_BETWEEN else []
    if between == 0 and is_ordered and all(isinstance(child, Phrase) for child in children):
        return Phrase(" ".join(child.text for child in children), field.name), wide
    return Near(children, between, is_ordered), wide


def _trimmed(part: Word | Phrase) -> Word | Phrase:
    return Phrase(" ".join(part.text.split()), part.field) if isinstance(part, Phrase) else part


def _together(parts: Sequence[Query]) -> Query:
    return all_of(parts) or Nothing()
