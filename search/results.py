"""What a search gives back, from the backend's row numbers to the page. Also the shape of the JSON interface."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from index.article import Dateline
from index.dates import NamedDay
from search.copies import Copies, CopyRef


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A remark on the query, for the reader: what was not understood and what was done instead."""

    kind: str
    """A stable identifier, for example ``unbalanced-quote``."""
    message: str
    """In Indonesian."""
    start: int
    """Character offsets of the part of the query concerned: ``query[start:end]``."""
    end: int
    parameter: str = ""
    """The parameter of the URL that it is about; the offsets then are those of its value."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A diagnostic of an index, which does not know where in the query the reader typed what it is about."""

    kind: str
    message: str
    about: str = ""
    """The part of the query, as search.query.words spells it; ``""`` is all of it."""


@dataclass(frozen=True, slots=True)
class QueryPart:
    """One part of the query as it was read (see search.query.understood)."""

    kind: str
    """A stable identifier: ``word`` ``phrase`` ``prefix`` ``pattern`` ``spelling`` ``near`` ``days`` ``any`` ``all``
    ``excluded`` ``alternative``."""
    field: str
    """The field of index.schema it is about; ``""`` for what has several."""
    label: str
    """What it is, in Indonesian."""
    text: str
    """As it would be typed, without the field."""
    without: str
    """The query that is left when it is taken away."""


@dataclass(frozen=True, slots=True)
class NameRef:
    """A person, place or organisation, as a link."""

    id: str
    name: str


Snippet = tuple[tuple[str, bool], ...]
"""A passage cut into pieces of plain text; True marks a piece that matched the query."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article in a list of results."""

    id: str
    """The article's public identifier: ``/article/<id>``."""
    title: str
    title_marked: Snippet
    """The title, with the words that matched."""
    date: str
    """ISO date, or date and time with offset, or the month or year that is known; ``""`` when undated."""
    day: dt.date | None
    source: str
    section: str
    author: str
    url: str
    score: float
    """To six digits; 0 where there is nothing to rank by."""
    snippets: tuple[Snippet, ...]
    persons: tuple[NameRef, ...]
    places: tuple[NameRef, ...]
    copies: Copies | None = None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One line of a facet. *count* is the number of hits after the reader chooses it."""

    id: str
    name: str
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class DateBucket:
    """A year with its months, or a month without children. *value* is ``2019``, ``2019-09`` or ``undated``."""

    value: str
    count: int
    selected: bool = False
    children: tuple[DateBucket, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A query that the reader may have meant."""

    query: str
    total: int
    """How many articles it finds within the same filters, all its words in each."""


@dataclass(frozen=True, slots=True)
class Similar:
    """Articles about the same as another."""

    terms: tuple[str, ...]
    """The words it is about, the most telling first."""
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Articles published from *first* to *last*, both included: one column of a timeline."""

    first: dt.date
    last: dt.date
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the values of a facet: of those whose name holds *holding* and begins with *initial*."""

    holding: str = ""
    initial: str = ""
    """``A`` to ``Z``, or ``#`` for all that begin with none of these."""
    by_name: bool = False
    """In the order of names; else the most frequent first."""
    start: int = 0
    size: int = 100


@dataclass(frozen=True, slots=True)
class FacetPage:
    """A page of the values of a facet, how many there are in all, and with which initials."""

    values: tuple[FacetValue, ...]
    total: int
    initials: tuple[str, ...]
    """Of all that are asked for but for their initial."""
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    """As SearchPage has them."""


@dataclass(frozen=True, slots=True)
class Found:
    """One article of a page, as a backend gives it: where to read it and what it is filed under."""

    key: str
    version: int
    """The archive's number of the version that was indexed, so that text and index never disagree."""
    score: float
    persons: tuple[NameRef, ...]
    places: tuple[NameRef, ...]
    organisations: tuple[NameRef, ...]
    copies: Copies | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """What a backend answers: one page of articles and the counts over all that match."""

    total: int
    """Articles that match."""
    listed: int
    """Those that are in the list: fewer where reprints are collapsed."""
    found: tuple[Found, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    dates: tuple[DateBucket, ...]
    timeline: tuple[Span, ...] = ()
    remarks: tuple[Unplaced, ...] = ()
    """What the reader must know of how it was found: forms left out, or that it was not run at all."""


@dataclass(frozen=True, slots=True)
class AllFound:
    """All articles that match, in order; *found* is read once, while its searcher is open."""

    total: int
    """Articles that match."""
    listed: int
    """Those that are in *found*."""
    found: Iterator[Found]
    remarks: tuple[Unplaced, ...] = ()


@dataclass(frozen=True, slots=True)
class ScorePart:
    """What one term adds to the score of one article: weight * idf * tf / (tf + norm), see search.evaluate.bm25."""

    term: str
    """As it is indexed; for a prefix, a pattern or a misspelt word as it was typed."""
    field: str
    form: str
    """``surface`` or ``stem``; ``neighbours`` for two words side by side."""
    frequency: int
    """Of the term in the article; in the field ``text`` a word of the title counts three times."""
    length: int
    """Words of the article, or of its title, as near as the one byte kept for it says; counted likewise."""
    average_length: float
    idf: float
    """Rarity of the term among all articles."""
    weight: float
    """That of its form, and of a variant beside the word typed."""
    score: float


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The answer to one request, complete: whatever shows it adds no search of its own."""

    query: str
    total: int
    """Articles that match; facets and dates count them all."""
    listed: int
    """Articles in the list: fewer where of several reprints only the first is."""
    took_ms: float
    generation: int
    page: int
    size: int
    match: str
    """``all`` when every word had to match, ``any`` when too few articles had them all and some may be missing."""
    diagnostics: tuple[Diagnostic, ...] = ()
    variants: tuple[str, ...] = ()
    """Other spellings and names that were looked for too, counting for less."""
    suggestions: tuple[Suggestion, ...] = ()
    """What may have been meant, where few articles hold all words."""
    understood: tuple[QueryPart, ...] = ()
    """The parts of the query, as it was read."""
    hits: tuple[Hit, ...] = ()
    facets: dict[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    """By field name, in the order of index.schema.FACETS."""
    dates: tuple[DateBucket, ...] = ()
    """Years in descending order, ``undated`` last."""
    timeline: tuple[Span, ...] = ()
    """The hits along the time, empty spans too; cut by the filter of the date."""
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    """For every chosen or excluded value: field name -> id or name as the request has it -> display name, for chips."""


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article, for reading."""

    id: str
    title: str
    body: str
    """Paragraphs separated by one line feed."""
    date: str
    day: dt.date | None
    printed_date: str
    source: str
    section: str
    author: str
    url: str
    dateline: Dateline | None
    persons: tuple[NameRef, ...]
    places: tuple[NameRef, ...]
    organisations: tuple[NameRef, ...]
    marked: tuple[Snippet, ...]
    """The body's paragraphs, with the words of the query the reader came from marked."""
    date_taken_from: str = ""
    """``url`` or ``dateline`` where the article's own field had none."""
    date_doubt: str = ""
    """Why the date may be wrong: article.Published.doubt."""
    named_days: tuple[NamedDay, ...] = ()
    """The days that the body names."""
    pointed: tuple[NameRef, ...] = ()
    """The stories that its page pointed to, by their headlines; the id is ``""`` where readers find no such article."""
    generation: int = 0
    copies: tuple[CopyRef, ...] = ()
    """It and its reprints, the one that was published first before the others; empty where it has none."""
    version: int = 0
    """The archive's number of the version that is shown."""
