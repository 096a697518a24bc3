"""Our fields as a Whoosh schema. Whoosh analyses nothing here: it is handed postings that are already made.

Every text field is indexed twice at the same positions: the surface form and the stem (architecture: one function
for articles and for queries, and "exact" must be exact).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from whoosh.fields import FieldType, Schema
from whoosh.formats import Format

SURFACE, STEM = "surface", "stem"
TEXTS = ("title", "text")
"""``text`` is title and body together, the title's words counted TITLE_WEIGHT times; ``title`` is the title alone."""

Posting = tuple[bytes, int, float, bytes]
"""Term, frequency, weight, encoded positions: what FieldType.index yields for each term of a document."""


class PositionArray(Format):  # type: ignore[misc]
    """Positions as a flat array of unsigned 32-bit integers, in place of Whoosh's pickled list per posting."""

    def supports(self, name: str) -> bool:
        """Whether postings can be decoded as *name*."""
        return name in ("positions", "frequency")

    def decode_positions(self, value: bytes) -> list[int]:
        """For Whoosh's own matchers, which judge ours in the tests."""
        return decode(value).tolist()

    def decode_frequency(self, value: bytes) -> int:
        """The number of positions."""
        return len(value) // 4


class Prepared(FieldType):  # type: ignore[misc]
    """A field whose value is the finished postings of one document."""

    indexed = True
    scorable = False
    stored = False
    unique = False

    def __init__(self) -> None:
        self.format = PositionArray()
        self.analyzer = None

    def index(self, value: Iterable[Posting], **_: object) -> Iterable[Posting]:
        """Hand the postings through."""
        return value

    def __eq__(self, other: object) -> bool:
        return type(other) is Prepared

    __hash__ = None  # type: ignore[assignment]


def field_name(text: str, form: str) -> str:
    """The name of a text field's index in one form: ``text_surface``, ``title_stem``."""
    return f"{text}_{form}"


def whoosh_schema() -> Schema:
    """The schema to create and to open every index with; never trust the pickled one."""
    return Schema(**{field_name(text, form): Prepared() for text in TEXTS for form in (SURFACE, STEM)})


def encode(positions: Iterable[int]) -> bytes:
    """Positions as stored, in native byte order."""
    return array("I", positions).tobytes()


def decode(value: bytes) -> array[int]:
    """The inverse of ``encode``."""
    return array("I", value)
