"""Tokens -> tokens that the grammar can take: limits kept, parentheses in pairs, no operator without its operand.

What is left out is remarked on; what is left in keeps its order and its place in the query.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from search.query import remarks
from search.query.lexer import NEARNESS, Kind, Token
from search.results import Diagnostic

MAX_CLAUSES = 64
MAX_DEPTH = 10
MAX_UNORDERED = 5
"""Words joined by DEKAT: finding them in any order doubles in cost with each."""

_LEAVES = frozenset({Kind.WORD, Kind.PHRASE})
_BINARY = frozenset({Kind.AND, Kind.OR, Kind.NEAR})
_NEED_NEXT = _BINARY | {Kind.NOT, Kind.FIELD}
_NO_OPERAND = _BINARY | {Kind.CLOSE, None}


def repair(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[Diagnostic, ...]]:
    """A well-formed sequence, and what had to be done to make it one."""
    found: list[Diagnostic] = []
    kept, was_cut = _capped(tokens, found)
    complete = _complete(_balanced(kept, found, was_cut=was_cut), found)
    return tuple(_with_near_between_leaves(complete, found)), tuple(found)


def _capped(tokens: tuple[Token, ...], found: list[Diagnostic]) -> tuple[list[Token], bool]:
    kept: list[Token] = []
    clauses = 0
    for token in tokens:
        clauses += token.kind in _LEAVES
        if clauses > MAX_CLAUSES:
            found.append(remarks.too_many_clauses(MAX_CLAUSES, token.start, tokens[-1].end))
            # What led up to the words left out is not the reader's mistake.
            while kept[-1].kind in _NEED_NEXT or kept[-1].kind is Kind.OPEN:
                kept.pop()
            return kept, True
        kept.append(token)
    return kept, False


def _balanced(tokens: Iterable[Token], found: list[Diagnostic], *, was_cut: bool) -> list[Token]:
    """Parentheses in pairs, none deeper than MAX_DEPTH; what stands in a deeper one joins the words around it."""
    kept: list[Token] = []
    opened: list[Token] = []
    for token in tokens:
        if token.kind is Kind.OPEN:
            opened.append(token)
            if len(opened) <= MAX_DEPTH:
                kept.append(token)
            elif len(opened) == MAX_DEPTH + 1:
                found.append(remarks.too_deep(MAX_DEPTH, token.start, token.end))
        elif token.kind is not Kind.CLOSE:
            kept.append(token)
        elif not opened:
            found.append(remarks.unopened_parenthesis(token.start, token.end))
        else:
            opened.pop()
            if len(opened) < MAX_DEPTH:
                kept.append(token)
    if opened and not was_cut:
        found.append(remarks.unclosed_parenthesis(opened[0].start, opened[0].end))
    return kept + [Token(Kind.CLOSE, "", t.end, t.end) for t in opened[:MAX_DEPTH]]


def _complete(tokens: list[Token], found: list[Diagnostic]) -> list[Token]:
    """Without operators and fields that have nothing to work on."""
    with_next: list[Token] = []
    for token in reversed(tokens):
        following = with_next[-1].kind if with_next else None
        if token.kind in _NEED_NEXT and following in _NO_OPERAND:
            found.append(_missing_operand(token))
        else:
            with_next.append(token)
    kept: list[Token] = []
    for token in reversed(with_next):
        if token.kind in _BINARY and (not kept or kept[-1].kind is Kind.OPEN):
            found.append(_missing_operand(token))
        else:
            kept.append(token)
    return kept


def _with_near_between_leaves(tokens: list[Token], found: list[Diagnostic]) -> list[Token]:
    """DEKAT and SEBELUM join words and phrases, the same one all along; elsewhere they are read as DAN."""
    kept: list[Token] = []
    chain = 0
    for token, following in zip(tokens, (*tokens, None)[1:], strict=True):
        if token.kind is not Kind.NEAR:
            chain = chain if token.kind in _LEAVES else 0
            chain = chain if kept and kept[-1].kind is Kind.NEAR else 0
            kept.append(token)
            continue
        joins = kept[-1].kind in _LEAVES and following is not None and following.kind in _LEAVES
        is_same = chain == 0 or kept[-2].text == token.text
        is_short = chain + 2 <= MAX_UNORDERED or NEARNESS[token.text.partition("/")[0]]
        if joins and is_same and is_short:
            chain += 1
            kept.append(token)
        else:
            chain = 0
            found.append(remarks.misplaced_near(token.text, MAX_UNORDERED, token.start, token.end))
            kept.append(replace(token, kind=Kind.AND))
    return kept


def _missing_operand(token: Token) -> Diagnostic:
    if token.kind is Kind.FIELD:
        return remarks.empty_field(token.text, token.start, token.end)
    return remarks.dangling_operator(token.text, token.start, token.end)
