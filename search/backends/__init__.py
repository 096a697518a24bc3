"""Query tree -> Results: one protocol, one implementation per engine, and the door to an archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from index.analysis import Analyser
from index.archive import StoredArticle
from index.authority import Catalogue
from index.generation import current_number
from index.settings import Settings
from search.background import Background
from search.query.tree import Query
from search.request import Filters, Window
from search.results import AllFound, FacetPage, Found, Listing, Results, ScorePart
from search.variants import Lists


@dataclass(frozen=True, slots=True)
class Verification:
    """What is known of a generation's files; each is checked when it is read, this is about all of them at once."""

    verified_at: dt.datetime | None = None
    """When every byte was last read and was as it was written."""
    is_checking: bool = False
    damaged_file: Path | None = None
    """A file that is not: nothing is answered from its generation any more."""


class Searcher(Protocol):
    """One generation of one archive, open for reading, without what was taken away from readers since it was made.

    Its answers never change.
    """

    @property
    def generation(self) -> int:
        """The number of the generation."""

    @property
    def is_current(self) -> bool:
        """False when a damaged generation was replaced by an older one."""

    @property
    def total(self) -> int:
        """Articles that can be found."""

    @property
    def verification(self) -> Verification:
        """What is known of its files; changes while they are being read."""

    def is_outdated(self) -> bool:
        """Whether something that it shows was taken away from readers since it was opened: open another then."""

    def verify(self, pause: Callable[[float], None]) -> Verification:
        """Read every byte and compare; *pause* is called after each block with the seconds it took."""

    @property
    def analyser(self) -> Analyser:
        """What its articles were analysed by, and texts beside them are."""

    @property
    def lists(self) -> Lists:
        """Which expressions mean the same."""

    def frequency(self, surface: str) -> int:
        """How many articles hold this form, or a few more."""

    def near(self, word: str, edits: int) -> tuple[tuple[str, int], ...]:
        """Forms that at most *edits* letters set apart from *word*, the most frequent, with the articles of each."""

    def words_from(self, letters: str, most: int) -> tuple[tuple[str, int], ...]:
        """Forms that begin so, the most frequent first, with the articles of each."""

    def names_from(self, field: str, text: str, most: int) -> tuple[tuple[str, str, int], ...]:
        """Identifier, name and articles of the values of *field* with these words, the last maybe unfinished."""

    def count(self, query: Query) -> int:
        """How many articles match *query*, whatever the filters."""

    def settle(self, query: Query, match: str) -> tuple[Query, str]:
        """Decide which words may be missing, before any filter: the query to run, and ``all`` or ``any``."""

    def run(self, query: Query, filters: Filters, sort: str, page: Window, facets: int) -> Results:
        """The articles of *page* in the order of *sort*, and the *facets* most frequent values of each facet."""

    def each(self, query: Query, filters: Filters, sort: str) -> AllFound:
        """All articles, in the order in which ``run`` gives its pages; nothing is counted."""

    def explain(self, query: Query, key: str) -> tuple[ScorePart, ...]:
        """What the score of one article is the sum of; nothing where *query* does not match it or ranks nothing."""

    def values(self, query: Query, filters: Filters, field: str, wish: Listing) -> FacetPage:
        """A page of all the values of a facet, with the counts that ``run`` gives."""

    def resolve(self, field: str, text: str) -> tuple[str, str] | None:
        """Id and name of the value of *field* with this id or, failing that, this name; None when there is none."""

    def authority_file(self) -> Catalogue:
        """Who there is and who decided what, beside the articles that can be found."""

    def find(self, key: str) -> Found | None:
        """One article by its public identifier."""

    def copies(self, key: str) -> tuple[tuple[Found, bool], ...]:
        """The article and its reprints, the first published first, and whether each has the very same words."""

    def articles(self, versions: Sequence[int]) -> dict[int, StoredArticle]:
        """The stored texts of these versions."""

    def background(self, key: str) -> Background:
        """What is known of an article beside its text, as of now; empty where readers may know nothing of it."""

    def close(self) -> None:
        """Let go of files and connections."""


def open_searcher(settings: Settings, damaged: Collection[Path] = ()) -> Searcher:
    """The archive's current generation, open for reading; ArchiveUnusable says what to do when there is none.

    An older one stands in for a generation that holds one of the *damaged* files.
    """
    if settings.opensearch:
        from search.backends.opensearch_searcher import OpenSearchSearcher  # noqa: PLC0415 (imported with its engine)

        return OpenSearchSearcher(settings.archive, settings.opensearch)
    from search.backends.whoosh_searcher import WhooshSearcher  # noqa: PLC0415 (likewise)

    return WhooshSearcher(settings.archive, damaged)


def current_generation(settings: Settings) -> int | None:
    """The number of the published generation, read from the pointer alone; None where there is none."""
    if settings.opensearch:
        from search.backends.opensearch_searcher import published_number  # noqa: PLC0415 (imported with its engine)

        return published_number(settings.opensearch)
    return current_number(settings.archive)
