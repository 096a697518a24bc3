"""The query as typed -> tokens with their places in it. Reads left to right, once; never raises.

Punctuation alone is no token. Limits, pairs and dangling operators are the business of repair.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from index.schema import BY_PREFIX
from search.query import remarks
from search.results import Diagnostic

MAX_WORD = 64
QUOTES = frozenset('"“”„‟«»＂')
"""Any of them opens a phrase and any closes it: telephones and word processors mix them within one pair."""
_BREAKS = QUOTES | {"(", ")"}
_CLOSERS = QUOTES | {")"}


class Kind(Enum):
    """What a token is to the grammar."""

    WORD = auto()
    PHRASE = auto()
    FIELD = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    NEAR = auto()


OPERATORS = {
    "DAN": Kind.AND,
    "AND": Kind.AND,
    "ATAU": Kind.OR,
    "OR": Kind.OR,
    "BUKAN": Kind.NOT,
    "NOT": Kind.NOT,
}
"""In capitals only: a lower-case "dan" is a word like any other."""
UNORDERED, ORDERED = "DEKAT", "SEBELUM"
NEARNESS = {"DEKAT": False, "NEAR": False, "SEBELUM": True, "BEFORE": True}
"""Operators that take a number, as in ``DEKAT/5``, and whether they keep the order; without one they are words."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the query: ``query[start:end]`` is what the reader typed for it."""

    kind: Kind
    text: str
    """For a phrase what stands between the quotation marks, for a field its prefix in lower case."""
    start: int
    end: int
    number: str = ""
    """The digits behind ``DEKAT/`` or behind a phrase's tilde."""


def scan(text: str) -> tuple[tuple[Token, ...], tuple[Diagnostic, ...]]:
    """Cut *text* into tokens; the time taken grows with its length and nothing else."""
    scanner = _Scanner(text)
    return tuple(scanner.tokens()), tuple(scanner.remarks)


def holds_word(text: str) -> bool:
    """Whether anything in *text* can be searched: a letter or a digit of any script."""
    return any(character.isalnum() for character in text)


@dataclass(slots=True)
class _Scanner:
    """One reading of one query."""

    text: str
    position: int = 0
    remarks: list[Diagnostic] = field(default_factory=list)

    def tokens(self) -> Iterator[Token]:
        while self.position < len(self.text):
            character = self.text[self.position]
            if character.isspace():
                self.position += 1
            elif character in QUOTES:
                yield self._phrase()
            elif character in "()":
                yield self._token(Kind.OPEN if character == "(" else Kind.CLOSE, self.position + 1)
            elif character == "-":
                yield from self._dashes()
            else:
                yield from self._run()

    def _token(self, kind: Kind, end: int) -> Token:
        start, self.position = self.position, end
        return Token(kind, self.text[start:end], start, end)

    def _phrase(self) -> Token:
        start = self.position
        end = start + 1
        while end < len(self.text) and self.text[end] not in QUOTES:
            end += 1
        if end == len(self.text):
            self.remarks.append(remarks.unbalanced_quote(start, end))
        closed = min(end + 1, len(self.text))
        number = self._digits(closed + 1) if self.text[closed : closed + 1] == "~" else ""
        self.position = closed + (len(number) + 1 if number else 0)
        return Token(Kind.PHRASE, self.text[start + 1 : end], start, self.position, number)

    def _digits(self, position: int) -> str:
        end = position
        while end < len(self.text) and "0" <= self.text[end] <= "9":
            end += 1
        return self.text[position:end]

    def _dashes(self) -> Iterator[Token]:
        """A minus excludes what it touches. A lone or double dash, or one after a bracket or quote, is punctuation."""
        start = end = self.position
        while end < len(self.text) and self.text[end] == "-":
            end += 1
        is_glued = start > 0 and self.text[start - 1] in _CLOSERS
        if end - start == 1 and not is_glued and self._starts_clause(end):
            yield self._token(Kind.NOT, end)
        self.position = end

    def _starts_clause(self, position: int) -> bool:
        for character in self.text[position : position + 1]:
            if character in QUOTES or character == "(":
                return True
        while not self._is_break(position):
            if self.text[position].isalnum():
                return True
            position += 1
        return False

    def _is_break(self, position: int) -> bool:
        return position == len(self.text) or self.text[position] in _BREAKS or self.text[position].isspace()

    def _run(self) -> Iterator[Token]:
        """Everything up to white space, a quotation mark or a parenthesis: a field, an operator or a word.

        Punctuation that touches a field's colon is its value, if a poor one: else the field would take the next word.
        """
        start = end = self.position
        colon = -1
        while not self._is_break(end):
            if self.text[end] == ":" and colon < 0:
                colon = end
                if self.text[start:end].lower() in BY_PREFIX:
                    self.position = end + 1
                    yield Token(Kind.FIELD, self.text[start:end].lower(), start, end + 1)
                    return
            end += 1
        if colon > start:
            self._remark_unknown_field(start, colon)
        name, slash, number = self.text[start:end].partition("/")
        if name in NEARNESS and slash and number.isdecimal() and number.isascii():
            self.position = end
            yield Token(Kind.NEAR, self.text[start:end], start, end, number)
            return
        token = self._token(OPERATORS.get(self.text[start:end], Kind.WORD), end)
        is_value = start > 0 and self.text[start - 1] == ":"
        if is_value or holds_word(token.text[:MAX_WORD]):
            yield self._shortened(token)

    def _shortened(self, token: Token) -> Token:
        if len(token.text) <= MAX_WORD:
            return token
        self.remarks.append(remarks.long_word(MAX_WORD, token.start + MAX_WORD, token.end))
        return Token(token.kind, token.text[:MAX_WORD], token.start, token.end)

    def _remark_unknown_field(self, start: int, colon: int) -> None:
        name = self.text[start:colon]
        value = self.text[colon + 1 : colon + 2]
        if (
            name.isalpha()
            and name.lower() not in {"http", "https"}
            and value
            and not (value.isspace() or value in ":/\\)")
        ):
            self.remarks.append(remarks.unknown_field(name[:MAX_WORD], start, colon + 1))
