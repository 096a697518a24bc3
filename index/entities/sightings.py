"""What one article is seen to name, run by run: spans are judged by what stands around them.

What is sure, and what must wait for the rest of the article, is kept in ``Sightings``; ``linking.py`` joins it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.entities import persons, places
from index.entities.context import Context
from index.entities.lexicon import HONORIFIC, OFFICE, Lexicon, kind_of
from index.entities.place import Place
from index.entities.runs import Run, runs
from index.entities.spans import Kind, Span, place_at, spans, without_opener

INTRODUCED = re.compile(r" ?\( ?([A-Z][\w.-]{1,14}) ?\)")
"""Initials that follow a name in full: "Komisi Pemberantasan Korupsi (KPK)"."""
_PARENTHESIS = re.compile(r"\( ?([A-Z][\w.-]{1,14}) ?\) $")
_LISTED = re.compile(r" ?(?:[,;/]|,? (?:dan|serta|hingga|dengan|maupun)|, (?:lalu|kemudian)) ?")
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
    short_forms: dict[str, str] = field(default_factory=dict)
    """Initials or a shorter form -> the name they stand for, as the article says."""
    held: set[str] = field(default_factory=set)
    """Possible persons right after an office, whose first word may still belong to it."""
    things: set[str] = field(default_factory=set)
    """Names after "Tim", in brackets after a person or before a body's initials: no persons without a given name."""


@dataclass(frozen=True, slots=True)
class _Open:
    """What the run before leaves open."""

    end: int = -1
    titled: str = ""
    """Kind of the title it ended in without a holder: an office or an honorific."""
    place: bool = False
    """It ended in a place that counts."""
    person: bool = False
    """It ended in a person."""
    waiting: tuple[str, ...] = ()
    """Unknown names after a preposition: places, if a known place follows after a comma."""


def read(text: str, known: Lexicon, seen: Sightings) -> None:
    """Judge every run of *text* and add to *seen*."""
    before = _Open()
    for run in runs(text):
        before = _Reader(text, without_opener(run, known), known, seen, before).read()


def read_headline(title: str, known: Lexicon, seen: Sightings) -> None:
    """Add the unmistakable places after a preposition; for anything else a headline's capitals prove nothing."""
    for run in runs(title):
        found = place_at(run.words, 0, known) if run.before in places.PREPOSITIONS else None
        if found and not found[1].needs_evidence:
            seen.places.setdefault(" ".join(run.words[: found[0]]), found[1])


class _Reader:
    """Reads one run; lives as long as that takes."""

    def __init__(self, text: str, run: Run, known: Lexicon, seen: Sightings, before: _Open) -> None:
        between = text[before.end : run.start] if before.end >= 0 else "?"
        self.text, self.run, self.known, self.seen = text, run, known, seen
        self.titled = known.titles.get(run.before) or (before.titled if _APPOSITION.fullmatch(between) else "")
        self.after_place = before.place and between in {", ", " (", " dan "}
        self.waiting = before.waiting if between == ", " else ()
        self.person = before.person and _LISTED.fullmatch(between) is not None
        self.in_brackets = before.person and between == " ("
        self.place = False
        self.still_waiting: tuple[str, ...] = ()

    def read(self) -> _Open:
        """Judge the run's spans; the answer is what it leaves open for the next run."""
        found = spans(self.run, self.known)
        for k, span in enumerate(found):
            left = found[k - 1] if k else None
            right = found[k + 1] if k + 1 < len(found) else None
            if span.kind not in {Kind.SOMEONE, Kind.JOIN}:
                self.person = False
            if k and span.kind not in {Kind.PLACE, Kind.AREA, Kind.JOIN}:
                self.after_place = False
            self._judge(span, Context(self.text, self.run, left, right, self.titled, self.after_place, self.person))
        titled = self.titled if found and found[-1].kind != Kind.SOMEONE else ""
        return _Open(self.run.end, titled, self.place, self.person, self.still_waiting)

    def _judge(self, span: Span, context: Context) -> None:
        match span.kind:
            case Kind.TITLE:
                self.titled = OFFICE if kind_of(span.text) == OFFICE else HONORIFIC
            case Kind.JOIN:
                self.titled = self.titled if context.right and context.right.kind in {Kind.WORD, Kind.EVENT} else ""
            case Kind.PLACE | Kind.AREA | Kind.NATURE:
                self._place(span, context)
            case Kind.BODY:
                self.seen.bodies.setdefault(span.text)
                self._introduced(span, context)
            case Kind.INITIALS:
                self._introduced(span, context)
            case Kind.SOMEONE:
                self._someone(span, context)

    def _place(self, span: Span, context: Context) -> None:
        if span.place is None or self._continues_a_body(span, context):
            return
        match places.verdict(span, context, self.known):
            case places.Verdict.COUNTS:
                self.seen.places.setdefault(span.text, span.place)
                self.titled = self.titled and OFFICE
                self.place = context.right is None
                self.after_place = True
                if context.left is None:
                    self._promote()
            case places.Verdict.UNPROVEN:
                self.seen.unproven.setdefault(span.text, span.place)
            case places.Verdict.NO:
                pass

    def _continues_a_body(self, span: Span, context: Context) -> bool:
        """Whether the place ends the name of a body: "Badan Penanggulangan Bencana Daerah (BPBD) Aceh"."""
        before = _PARENTHESIS.search(self.text, max(0, self.run.start - 20), self.run.start)
        if before is None or context.left is not None:
            return False
        name = self.seen.short_forms.get(before[1], "")
        if name not in self.seen.bodies:
            return False
        longer = f"{name} {span.text}"
        del self.seen.bodies[name]
        self.seen.bodies[longer] = None
        self.seen.short_forms |= {before[1]: longer, name: longer}
        return True

    def _promote(self) -> None:
        """The unknown names before this place, as in "di Mentawir, Penajam Paser Utara", are places too."""
        for name in self.waiting:
            self.seen.places.setdefault(name, Place(name, name, "district_village"))

    def _introduced(self, span: Span, context: Context) -> None:
        if context.right is not None:
            return
        match = INTRODUCED.match(self.text, self.run.end)
        if match and match[1] not in self.known.places:
            self.seen.short_forms.setdefault(match[1], span.text)

    def _someone(self, span: Span, context: Context) -> None:
        if not persons.is_possible(span, context, self.known):
            return self._wait(span, context)
        if span.end - span.start > 1:
            self._introduced(span, context)
        self._doubt(span, context)
        proven = persons.is_proven(span, context, self.known)
        self.seen.people[span.text] = self.seen.people.get(span.text, False) or proven
        self.person = proven
        if proven:
            self.titled = ""
            return None
        return self._wait(span, context)

    def _doubt(self, span: Span, context: Context) -> None:
        """Note what speaks against all or some of the words being a person."""
        if context.titled == OFFICE and (context.left is None or context.left.kind == Kind.TITLE):
            self.seen.held.add(span.text)
        is_bracketed = self.in_brackets and context.left is None and self.text.startswith(")", self.run.end)
        word_before = context.left.text if context.left else self.run.before
        is_team = span.end - span.start > 1 and word_before.lower() == "tim"
        if is_bracketed or is_team:
            self.seen.things.add(span.text)
        initials = INTRODUCED.match(self.text, self.run.end) if context.right is None else None
        if initials and re.fullmatch(rf"[A-Z]{{2,}}{span.text.split(' ')[-1][0]}", initials[1]):
            self.seen.things.add(span.text)

    def _wait(self, span: Span, context: Context) -> None:
        alone = context.left is None and context.right is None
        if (
            alone
            and len(span.text) > 2
            and (self.waiting or self.after_place or self.run.before in places.PREPOSITIONS)
        ):
            self.still_waiting = (*self.waiting, span.text)
