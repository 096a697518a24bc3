"""Which places count: on the surface alone where it is clear, on evidence where it is also a word or a name.

A place inside the name of a body, building or event does not count; one inside an office does.
"""

from __future__ import annotations

import re
from enum import Enum

from index.entities.context import Context
from index.entities.lexicon import AREA_HEAD, Lexicon
from index.entities.spans import Kind, Span

PREPOSITIONS = frozenset(
    {
        "di",
        "ke",
        "dari",
        "asal",
        "menuju",
        "kawasan",
        "wilayah",
        "kota",
        "kabupaten",
        "provinsi",
        "kecamatan",
        "daerah",
        "sekitar",
        "seputar",
        "pulau",
        "antara",
        "tujuan",
        "desa",
        "kelurahan",
    }
)
_SUSPECTS = frozenset({"inisial", "berinisial", "tersangka", "pelaku", "terduga", "korban", "alias", "atau"})
_LANGUAGES = frozenset({"bahasa", "berbahasa", "aksara"})
_AGE = re.compile(r" ?\(\d\d?\b")


class Verdict(Enum):
    """What becomes of a place that was read."""

    COUNTS = 1
    UNPROVEN = 2
    """It counts if the article proves the same place elsewhere."""
    NO = 3


def verdict(span: Span, context: Context, known: Lexicon) -> Verdict:
    """Whether the place *span* counts where it stands."""
    if span.kind == Kind.NATURE:
        return Verdict.COUNTS if span.end - span.start > 1 and context.right is None else Verdict.NO
    if span.kind == Kind.AREA:
        inside = context.left is not None and context.left.kind in {Kind.EVENT, Kind.BODY, Kind.BUILDING}
        return Verdict.NO if inside else Verdict.COUNTS
    if _is_part_of_a_name(context) or _is_a_language(context) or _is_a_suspect(span, context):
        return Verdict.NO
    if span.place is None or not span.place.needs_evidence or _is_proven(context, known):
        return Verdict.COUNTS
    return Verdict.UNPROVEN


def _is_part_of_a_name(context: Context) -> bool:
    left = context.left.kind if context.left else Kind.JOIN
    right = context.right.kind if context.right else Kind.JOIN
    if left in {Kind.SOMEONE, Kind.EVENT, Kind.INITIALS, Kind.BUILDING}:
        return True
    return not context.titled and (
        left not in {Kind.TITLE, Kind.JOIN, Kind.STOP, Kind.PLACE, Kind.AREA}
        or right in {Kind.SOMEONE, Kind.WORD, Kind.INITIALS, Kind.EVENT}
    )


def _is_a_language(context: Context) -> bool:
    return context.left is None and context.run.before in _LANGUAGES


def _is_a_suspect(span: Span, context: Context) -> bool:
    """Whether "AS" is someone's initials: "tersangka AS (34)"."""
    if len(span.text) > 2:
        return False
    return context.run.before.rstrip(",") in _SUSPECTS or _AGE.match(context.text, context.run.end) is not None


def _is_proven(context: Context, known: Lexicon) -> bool:
    if context.left is not None:
        return context.left.kind == Kind.TITLE or (context.left.kind == Kind.JOIN and context.after_place)
    if context.run.before in PREPOSITIONS or context.after_place:
        return True
    return context.right is None and stands_before_a_place(context, known)


def stands_before_a_place(context: Context, known: Lexicon) -> bool:
    """Whether a larger place follows after a comma: "Batu, Jawa Timur", "Pondok Melati, Kota Bekasi"."""
    rest = context.text[context.run.end : context.run.end + 40]
    if not rest.startswith(", "):
        return False
    words = [word.rstrip(".,;)") for word in rest[2:].split(" ")[:2]]
    return words[0] in known.places or known.exact.get(words[0]) == AREA_HEAD
