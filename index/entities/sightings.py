"""What one article is seen to name, run by run: spans are judged by what stands around them.

What is sure, and what must wait for the rest of the article, is kept in ``Sightings``; ``linking.py`` joins it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.entities import persons, places
from index.entities.context import Context
from index.entities.lexicon import Lexicon
from index.entities.place import Place
from index.entities.runs import Run, runs
from index.entities.spans import EVENT, SOMEONE, WORD, Span, spans

INTRODUCED = re.compile(r" ?\( ?([A-Z][\w.-]{1,14}) ?\)")
"""Initials that follow a name in full: "Komisi Pemberantasan Korupsi (KPK)"."""
_APPOSITION = re.compile(
    r"(?: ?\([^()]{1,30}\))?,? ?(?:(?:ke-?\w{1,7}|pertama|baru|sementara|nonaktif|terpilih|petahana) )?"
)
"""What may stand between an office and its holder: "Kapolsek Tambora, Kompol …", "Presiden ke-3 RI BJ Habibie"."""


@dataclass(slots=True)
class Sightings:
    """What one article was seen to name. Insertion order is text order."""

    people: dict[str, bool] = field(default_factory=dict)
    """Possible person -> whether the context proves it."""
    places: dict[str, Place] = field(default_factory=dict)
    """Surface -> place, for those that count."""
    unproven: dict[str, Place] = field(default_factory=dict)
    """Surfaces that count if the article proves the place elsewhere."""
    bodies: dict[str, None] = field(default_factory=dict)
    initials: dict[str, str] = field(default_factory=dict)
    """Initials -> the name they were introduced for."""


@dataclass(frozen=True, slots=True)
class _Open:
    """What the run before leaves open."""

    end: int = -1
    titled: bool = False
    """It ended in an office without its holder."""
    place: bool = False
    """It ended in a place that counts."""
    waiting: tuple[str, ...] = ()
    """Unknown names after a preposition: places, if a known place follows after a comma."""


def read(text: str, known: Lexicon, seen: Sightings) -> None:
    """Judge every run of *text* and add to *seen*."""
    before = _Open()
    for run in runs(text):
        before = _Reader(text, run, known, seen, before).read()


class _Reader:
    """Reads one run; lives as long as that takes."""

    def __init__(self, text: str, run: Run, known: Lexicon, seen: Sightings, before: _Open) -> None:
        between = text[before.end : run.start] if before.end >= 0 else "?"
        self.text, self.run, self.known, self.seen = text, run, known, seen
        self.titled = run.before in known.titles or (before.titled and _APPOSITION.fullmatch(between) is not None)
        self.after_place = before.place and between in {", ", " (", " dan "}
        self.waiting = before.waiting if between == ", " else ()
        self.place = False
        self.still_waiting: tuple[str, ...] = ()

    def read(self) -> _Open:
        """Judge the run's spans; the answer is what it leaves open for the next run."""
        found = spans(self.run, self.known)
        for k, span in enumerate(found):
            left = found[k - 1] if k else None
            right = found[k + 1] if k + 1 < len(found) else None
            self._judge(span, Context(self.text, self.run, left, right, self.titled, self.after_place))
        titled = self.titled and bool(found) and found[-1].kind != SOMEONE
        return _Open(self.run.end, titled, self.place, self.still_waiting)

    def _judge(self, span: Span, context: Context) -> None:
        match span.kind:
            case "T":
                self.titled = True
            case "J":
                self.titled = self.titled and context.right is not None and context.right.kind in {WORD, EVENT}
            case "S":
                self.titled = False
            case "P" | "W" | "N":
                self._place(span, context)
            case "O":
                self.seen.bodies.setdefault(span.text)
                self._introduced(span)
            case "A":
                self._introduced(span)
            case "U":
                self._someone(span, context)

    def _place(self, span: Span, context: Context) -> None:
        if span.place is None:
            return
        match places.verdict(span, context, self.known):
            case places.Verdict.COUNTS:
                self.seen.places.setdefault(span.text, span.place)
                self.place = context.right is None
                if context.left is None:
                    self._promote()
            case places.Verdict.UNPROVEN:
                self.seen.unproven.setdefault(span.text, span.place)
            case places.Verdict.NO:
                pass

    def _promote(self) -> None:
        """The unknown names before this place, as in "di Mentawir, Penajam Paser Utara", are places too."""
        for name in self.waiting:
            self.seen.places.setdefault(name, Place(name, name, "district_village"))

    def _introduced(self, span: Span) -> None:
        if span.end != len(self.run.words):
            return
        match = INTRODUCED.match(self.text, self.run.end)
        if match and match[1] not in self.known.places:
            self.seen.initials.setdefault(match[1], span.text)

    def _someone(self, span: Span, context: Context) -> None:
        if not persons.is_possible(span, context, self.known):
            return self._wait(span, context)
        if span.end - span.start > 1:
            self._introduced(span)
        proven = persons.is_proven(span, context, self.known)
        self.seen.people[span.text] = self.seen.people.get(span.text, False) or proven
        if proven:
            self.titled = False
            return None
        return self._wait(span, context)

    def _wait(self, span: Span, context: Context) -> None:
        alone = context.left is None and context.right is None
        if alone and len(span.text) > 2 and (self.waiting or self.run.before in places.PREPOSITIONS):
            self.still_waiting = (*self.waiting, span.text)
