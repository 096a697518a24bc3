"""What the JSON interface answers, as types: /openapi.json is made of them, and tests hold answers against them."""

from __future__ import annotations

from typing import NotRequired, TypedDict

Piece = tuple[str, bool]


class NameShape(TypedDict):
    """A person, place or organisation."""

    id: str
    name: str


class DiagnosticShape(TypedDict):
    """A remark on what was asked: what was not understood, and what was done instead; in Indonesian."""

    kind: str
    message: str
    start: int
    end: int


class CopiesShape(TypedDict):
    """The articles that are reprints of each other: which was published first, and how many there are with it."""

    first: str
    total: int


class ReprintShape(TypedDict):
    """One of the articles that are reprints of each other; *equal* when its words are those of the one asked for."""

    id: str
    title: str
    source: str
    date: str
    equal: bool


class HitShape(TypedDict):
    """One article of a result. A snippet is a list of pieces of text; true marks what matched."""

    id: str
    title: str
    date: str
    source: str
    section: str
    author: str
    url: str
    score: float
    snippets: list[list[Piece]]
    persons: list[NameShape]
    places: list[NameShape]
    reprints: CopiesShape | None


class ValueShape(TypedDict):
    """A value of a facet; *count* is the number of hits once it is the only choice in its facet."""

    id: str
    name: str
    count: int
    selected: bool


class BucketShape(TypedDict):
    """A year with its months, or ``undated``."""

    value: str
    count: int
    selected: bool
    children: list[BucketShape]


class FacetsShape(TypedDict):
    """The most frequent values of each facet."""

    person: list[ValueShape]
    place: list[ValueShape]
    organisation: list[ValueShape]
    source: list[ValueShape]
    section: list[ValueShape]
    date: list[BucketShape]


class SuggestionShape(TypedDict):
    """A query that may have been meant, and how many articles it finds."""

    query: str
    total: int


class PartShape(TypedDict):
    """A part of the query as it was read."""

    kind: str
    field: str
    label: str
    text: str
    without: str


class SearchShape(TypedDict):
    """A page of a result: *total* articles match, as facets and dates count them; *listed* of them are in the list."""

    query: str
    total: int
    listed: int
    took_ms: float
    generation: int
    page: int
    size: int
    match: str
    diagnostics: list[DiagnosticShape]
    hits: list[HitShape]
    facets: FacetsShape
    stale: bool
    suggestions: NotRequired[list[SuggestionShape]]
    understood: NotRequired[list[PartShape]]


class DatelineShape(TypedDict):
    """Where a story was filed from, and by whom."""

    place: str
    agency: str


class NamedDayShape(TypedDict):
    """A day that the body names: ``body[start:end]``; without a year of its own it is of the year nearest the article.

    *weekday_fits* says whether the day of the week printed beside it is that day's; null where none is.
    """

    start: int
    end: int
    date: str
    has_year: bool
    weekday_fits: bool | None


class PointedShape(TypedDict):
    """A story that the newsroom pointed to from an article; *id* is null where the archive has it not."""

    title: str
    id: str | None


class ArticleShape(TypedDict):
    """One article, whole. *date* is ISO 8601, as precise as it is known (``2022-09``); ``""`` when it is not.

    *date_taken_from* is ``url`` or ``dateline`` where the article's own field had none, *date_doubt* says why it may be
    wrong: ``unreadable``, ``impossible``, ``future``, ``early``.
    """

    id: str
    title: str
    body: str
    date: str
    printed_date: str
    date_taken_from: str
    date_doubt: str
    source: str
    section: str
    author: str
    url: str
    generation: int
    dateline: DatelineShape | None
    named_days: list[NamedDayShape]
    related: list[PointedShape]
    persons: list[NameShape]
    places: list[NameShape]
    organisations: list[NameShape]
    reprints: list[ReprintShape]
    stale: bool


class SimilarHitShape(TypedDict):
    """An article about the same."""

    id: str
    title: str
    date: str
    source: str
    score: float


class SimilarShape(TypedDict):
    """Articles about the same as another, and the words they were found by."""

    id: str
    terms: list[str]
    hits: list[SimilarHitShape]


class CompletionShape(TypedDict):
    """What may be about to be typed; *kind* is person, place, organisation, word or title."""

    kind: str
    text: str
    total: int
    start: int
    id: str


class SuggestShape(TypedDict):
    """What a text may become."""

    query: str
    suggestions: list[CompletionShape]


class FacetShape(TypedDict):
    """A part of all the values of a facet, how many there are, and with which initials they begin."""

    facet: str
    total: int
    initials: list[str]
    values: list[ValueShape]
    generation: int


class VerificationShape(TypedDict):
    """When all files of the index were last read, and what is damaged."""

    verified: str | None
    checking: bool
    damaged: str | None


class HealthShape(TypedDict):
    """How the archive is: ok, degraded or failing."""

    status: str
    generation: int | None
    stale: bool
    detail: str
    verification: VerificationShape


class ProblemShape(TypedDict):
    """What went wrong (RFC 9457); *request* is the number of the request."""

    type: str
    title: str
    status: int
    detail: str
    request: NotRequired[str]
