"""Which capitalised words are a person: after a title, beside a verb of saying, before an age, or by a given name.

A single word needs one of the first three. Initials of suspects are no names.
"""

from __future__ import annotations

import re

from index.entities.context import Context
from index.entities.lexicon import HONORIFIC, Lexicon
from index.entities.places import PREPOSITIONS, stands_before_a_place
from index.entities.spans import Kind, Span

_AGE = re.compile(r" ?\(\d\d?(?: tahun| thn)?\)")
_WORD = re.compile(r"[^\W\d_]{3}")
_NEXT_WORD = re.compile(r"[\s,]{1,2}([a-z]+)")
_NAMES_OTHER_THINGS = frozenset((Kind.PLACE, Kind.AREA, Kind.BODY, Kind.BUILDING, Kind.EVENT, Kind.INITIALS))


def is_possible(span: Span, context: Context, known: Lexicon) -> bool:
    """Whether the words could be a person at all, here or once the article has said more."""
    if span.text.startswith("The ") or not (_WORD.search(span.text) or span.text in known.short_names):
        return False
    if span.end - span.start == 1 and _is_initials(span, known):
        return False
    if context.after_place and context.right is None and stands_before_a_place(context, known):
        return False
    if context.left is None:
        return bool(context.titled) or context.run.before not in known.things
    return bool(context.titled) or context.left.kind not in _NAMES_OTHER_THINGS


def _is_initials(span: Span, known: Lexicon) -> bool:
    """Whether the one word is a suspect's initials or an acronym, and no public figure's."""
    if span.text in known.short_names:
        return False
    return len(span.text) < 3 or (span.text.isupper() and span.text not in known.names)


def is_proven(span: Span, context: Context, known: Lexicon) -> bool:
    """Whether the place where the words stand makes them a person."""
    opens, closes = context.left is None, context.right is None
    if opens and context.run.before in PREPOSITIONS and not span.names:
        return False
    if not _WORD.search(span.text):
        return bool(context.titled)
    if span.text in known.famous and _is_by_itself(context):
        return True
    if _is_titled(span, context) or (opens and context.run.before in known.before):
        return True
    if context.after_person and _is_an_item(context) and (span.names or span.end - span.start > 1):
        return True
    return (closes and _is_followed_by_proof(context, known)) or _is_a_name(span, context)


def _is_titled(span: Span, context: Context) -> bool:
    """An honorific names the word after it; an office also its field, so that one unknown word is no person yet."""
    if not span.names and _lacks_a_holder(context):
        return False
    return context.titled == HONORIFIC or (bool(context.titled) and (span.names > 0 or span.end - span.start > 1))


def _lacks_a_holder(context: Context) -> bool:
    """Whether the words end in ordinary ones, or in the commas a lost name left: "Pembalap Repsol Honda,, menang"."""
    if context.right is None:
        return context.text.startswith(",,", context.run.end)
    return context.right.kind == Kind.WORD


def _is_by_itself(context: Context) -> bool:
    """Whether no part of a longer name is glued to the words."""
    left = context.left.kind if context.left else Kind.JOIN
    right = context.right.kind if context.right else Kind.JOIN
    return left in {Kind.JOIN, Kind.STOP, Kind.TITLE} and right in {Kind.JOIN, Kind.STOP}


def _is_an_item(context: Context) -> bool:
    """Whether nothing but commas and conjunctions stands beside the words."""
    return all(span is None or span.kind == Kind.JOIN for span in (context.left, context.right))


def _is_followed_by_proof(context: Context, known: Lexicon) -> bool:
    following = _NEXT_WORD.match(context.text, context.run.end)
    if following is not None:
        return following[1] in known.after
    return _AGE.match(context.text, context.run.end) is not None


def _is_a_name(span: Span, context: Context) -> bool:
    """Whether the words alone are proof: two or more, a given name among them, nothing glued to them."""
    left = context.left.kind if context.left else Kind.JOIN
    right = context.right.kind if context.right else Kind.JOIN
    return (
        span.end - span.start > 1
        and span.names > 0
        and left in {Kind.JOIN, Kind.STOP, Kind.WORD}
        and right in {Kind.JOIN, Kind.STOP}
    )
