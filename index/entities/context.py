"""What stands around a span, as far as the judgement of it needs."""

from __future__ import annotations

from dataclasses import dataclass

from index.entities.runs import Run
from index.entities.spans import Span


@dataclass(frozen=True, slots=True)
class Context:
    """A span's neighbours within its run, and the text around the run."""

    text: str
    run: Run
    left: Span | None
    right: Span | None
    titled: str
    """Kind of the title before it that still waits for its holder: an office, an honorific, or empty."""
    after_place: bool
    """Whether the run continues an enumeration of places: "Jakarta, Bogor dan Depok"."""
    after_person: bool
    """Whether the run continues an enumeration of persons."""
