"""One generation of an archive, searched: Whoosh's postings, our columns, our evaluator."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from index import authority, generation
from index.archive import StoredArticle, open_archive
from index.authority import Catalogue
from index.manifest import FileDamaged
from index.schema import FACETS, REGION
from search.backends import Verification
from search.backends.backgrounds import background
from search.backends.finding import copies, found
from search.backends.naming import file_of, meant
from search.backends.opening import opened_generation
from search.backends.own_list import OwnList
from search.backends.withholding import withheld
from search.background import Background
from search.evaluate.completing import Counted, NameCompletion, most_held
from search.evaluate.counting import Wish, facet
from search.evaluate.deadline import check
from search.evaluate.evaluator import Evaluator
from search.evaluate.filtering import DATE, Filtered, FilterMasks
from search.evaluate.histogram import dates
from search.evaluate.listing import NameOrder, listed
from search.evaluate.matches import Matches
from search.evaluate.names import spaced
from search.evaluate.ordering import firsts, page_of, rounded
from search.evaluate.postings import Vocabulary
from search.evaluate.regions import RegionTree
from search.evaluate.remembering import Remembered
from search.evaluate.settling import settle
from search.evaluate.timeline import timeline
from search.evaluate.vocabulary import beginning
from search.query.shape import all_of
from search.query.tree import Query, Words
from search.request import Filters, Window
from search.results import AllFound, FacetPage, FacetValue, Found, Listing, Results, ScorePart

MOST_NEAR = 300
"""Forms near a misspelt word."""
REMEMBERED = 2_000_000
"""Rows kept of matches, twelve bytes each: paging and facet clicks ask the same words again."""
KEPT_TEXT = 8_000_000
"""Characters of articles kept that were shown lately."""
PAGEFUL = 100
"""More articles than a page has are an export's: they are read, and not kept."""


class WhooshSearcher:
    """See search.backends.Searcher. Safe to use from several threads."""

    def __init__(self, directory: Path, damaged: Collection[Path] = ()) -> None:
        """No generation that holds one of the *damaged* files is opened."""
        self._archive = open_archive(directory, read_only=True)
        try:
            opened = opened_generation(directory, damaged, self._archive)
        except BaseException:
            self._archive.close()
            raise
        self._generation, self._postings, self._known = opened.generation, opened.postings, opened.until
        self.analyser, self._authority = opened.analyser, opened.authority
        self.generation = self._generation.number
        self.is_current = self._generation.is_current
        self._columns = self._postings.columns
        self.total = int(self._columns.alive.sum())
        self.verification = Verification(verified_at=generation.verified_at(self._generation.path))
        self._evaluator = Evaluator(self._postings, self.analyser)
        self._filters = FilterMasks(self._columns)
        self._names_begin = NameCompletion(self._columns, self._evaluator.sources.names)
        self._own = OwnList(directory)
        self.lists = self._own.lists
        self._regions = RegionTree(self._columns.values[REGION])
        self._orders: dict[str, NameOrder] = {}
        self._raised: Remembered[Query, Matches] = Remembered(REMEMBERED)
        self._remembered: Remembered[Query, Matches] = Remembered(REMEMBERED)
        self._texts: Remembered[int, StoredArticle] = Remembered(KEPT_TEXT)

    def is_outdated(self) -> bool:
        """Looked up in articles.db: the index learns of it later. Also when the archive's list of synonyms changed."""
        if self._own.is_changed():
            return True
        found = withheld(self._archive, self._columns, self._known)
        if len(found.rows) or authority.fingerprint(self._archive) != self._authority:
            return True
        self._known = found.until
        return False

    def verify(self, pause: Callable[[float], None]) -> Verification:
        """Read every byte of the generation."""
        self.verification = replace(self.verification, is_checking=True)
        at, damaged_file = self.verification.verified_at, self.verification.damaged_file
        try:
            at = generation.verify(self._generation, pause)
        except FileDamaged as error:
            if self._generation.path.exists():  # else it was removed in its turn; what is open stays readable
                damaged_file = error.path
        finally:
            self.verification = Verification(at, is_checking=False, damaged_file=damaged_file)
        return self.verification

    def settle(self, query: Query, match: str) -> tuple[Query, str]:
        """Decide which words may be missing."""
        return settle(query, match, self)

    def frequency(self, surface: str) -> int:
        """Without decoding any posting."""
        with self._doubting():
            return self._postings.term("text", "surface", surface).documents

    def near(self, word: str, edits: int) -> Counted:
        """By the letters of the whole vocabulary."""
        with self._doubting():
            return most_held(
                self._vocabularies(), self._evaluator.sources.spelling.near("text", word, edits), MOST_NEAR
            )

    def words_from(self, letters: str, most: int) -> Counted:
        """A range of the vocabulary."""
        with self._doubting():
            vocabularies = self._vocabularies()
            return most_held(vocabularies, [beginning(v, letters) for v in vocabularies], most)

    def names_from(self, field: str, text: str, most: int) -> tuple[tuple[str, str, int], ...]:
        """Of living articles."""
        return self._names_begin.beginning(field, text, most)

    def count(self, query: Query) -> int:
        """How many articles match *query*, whatever the filters."""
        return len(self._matches(query))

    def counter(self, words: Words, conditions: Sequence[Query]) -> Callable[[int], int] | None:
        """How many match at least so many of *words*; what was counted is kept, as one of it is asked for next."""
        with self._doubting():
            found = self._evaluator.tally(words, conditions)
        if found is None:
            return None

        def count(least: int) -> int:
            matches = found.at_least(least)
            query = all_of((replace(words, least=least), *conditions))
            if query:
                self._keep(query, matches)
            return len(matches)

        return count

    def run(self, query: Query, filters: Filters, sort: str, page: Window, facets: int) -> Results:
        """Evaluate, filter, order, count."""
        matches = self._ranked(query)
        narrowed = Filtered(matches.rows, self._filters.of(filters), len(self._columns))
        kept = matches.where(narrowed.mask()) if narrowed.is_narrower else matches
        listed = self._listed(kept, filters, sort)
        ordered = page_of(listed, self._columns, sort, page)
        shown = zip(listed.rows[ordered].tolist(), rounded(listed.scores[ordered]).tolist(), strict=True)
        by_month = dates(self._columns, narrowed.rows(without=DATE).rows, filters)
        return Results(
            total=len(kept),
            listed=len(listed),
            found=tuple(self._found(row, score) for row, score in shown),
            facets={name: self._facet(name, narrowed, filters, facets) for name in FACETS},
            dates=by_month,
            timeline=timeline(self._columns, kept.rows, filters, by_month) if facets else (),
            remarks=matches.remarks,
        )

    def each(self, query: Query, filters: Filters, sort: str) -> AllFound:
        """Evaluate, filter, order; who and where an article is filed under is looked up as it is read."""
        matches = self._ranked(query)
        narrowed = Filtered(matches.rows, self._filters.of(filters), len(self._columns))
        kept = matches.where(narrowed.mask()) if narrowed.is_narrower else matches
        listed = self._listed(kept, filters, sort)
        ordered = page_of(listed, self._columns, sort, Window(0, len(listed)))
        rows, scores = listed.rows[ordered], rounded(listed.scores[ordered])
        each = (self._found(int(row), float(score)) for row, score in zip(rows, scores, strict=True))
        return AllFound(len(kept), len(listed), each, matches.remarks)

    def _listed(self, kept: Matches, filters: Filters, sort: str) -> Matches:
        return kept.where(firsts(kept, self._columns, sort)) if filters.collapse else kept

    def _facet(self, name: str, narrowed: Filtered, filters: Filters, size: int) -> tuple[FacetValue, ...]:
        check()
        chosen = filters.chosen.get(name, frozenset())
        among = self._regions.offered(chosen) if name == REGION else None
        wish = Wish(size, chosen, among=among)
        return facet(self._columns.values[name], narrowed.rows(without=name), wish)

    def explain(self, query: Query, key: str) -> tuple[ScorePart, ...]:
        """Looked up anew for the one article."""
        row = self._columns.row_of(key)
        if row is None:
            return ()
        plain, ranked = self._matches(query), self._ranked(query)
        is_raised = bool((ranked.scores > plain.scores)[plain.rows == row].any())
        with self._doubting():
            return self._evaluator.explain(query, row, is_raised=is_raised)

    def values(self, query: Query, filters: Filters, field: str, wish: Listing) -> FacetPage:
        """All values of a facet, page by page."""
        matches = self._matches(query)
        narrowed = Filtered(matches.rows, self._filters.of(filters), len(self._columns))
        sought = spaced(wish.holding).strip()
        among = self._evaluator.sources.names.of(field).holding(sought) if sought else None
        chosen = filters.chosen.get(field, frozenset())
        return listed(self._name_order(field), narrowed.rows(without=field), wish, among, chosen)

    def _name_order(self, field: str) -> NameOrder:
        return self._orders.setdefault(field, NameOrder(self._columns.values[field]))

    def resolve(self, field: str, text: str) -> tuple[str, str] | None:
        """By id, else by any name without regard to case, accents and punctuation; merged ones lead to the other."""
        return meant(self._columns, self._evaluator.sources.names, field, text)

    def authority_file(self) -> Catalogue:
        """Of the moment when this was opened, but for its decisions: once there are others, it is outdated."""
        return file_of(self._archive, self._columns)

    def find(self, key: str) -> Found | None:
        """One article by its public identifier."""
        row = self._columns.row_of(key)
        return None if row is None else self._found(row, 0.0)

    def copies(self, key: str) -> tuple[tuple[Found, bool], ...]:
        """From the columns."""
        return copies(self._columns, key)

    def articles(self, versions: Sequence[int]) -> dict[int, StoredArticle]:
        """The stored texts of these versions, those of a page kept: what is taken away outdates the searcher."""
        known = {version: text for version in versions if (text := self._texts.look(version))}
        found = self._archive.versions_for_readers([version for version in versions if version not in known])
        if len(versions) <= PAGEFUL:
            for version, text in found.items():
                self._texts.keep(version, text, len(text.article.body) + 1_000)
        return known | found

    def background(self, key: str) -> Background:
        """Looked up in articles.db, which knows before the index does."""
        return background(self._archive, key)

    def close(self) -> None:
        """Let go of files and connections."""
        self._postings.close()
        self._archive.close()

    def _vocabularies(self) -> Sequence[Vocabulary]:
        """Read when first asked for: damage to them must not keep anything else from being answered."""
        return self._postings.vocabularies("text", "surface")

    def _matches(self, query: Query) -> Matches:
        found = self._remembered.look(query)
        if found is None:
            with self._doubting():
                found = self._evaluator.evaluate(query)
            self._keep(query, found)
        return found

    def _ranked(self, query: Query) -> Matches:
        """The matches with the scores by which they are ordered."""
        matches = self._matches(query)
        found = self._raised.look(query)
        if found is None:
            with self._doubting():
                found = self._evaluator.ranked(matches, query)
            self._raised.keep(query, found, len(found) + 1_000)
        return found

    def _keep(self, query: Query, matches: Matches) -> None:
        self._remembered.keep(query, matches, len(matches) + 1_000)

    @contextmanager
    def _doubting(self) -> Iterator[None]:
        """Note that a file is damaged where reading it shows that."""
        try:
            yield
        except FileDamaged as error:
            self.verification = replace(self.verification, damaged_file=error.path)
            generation.doubt(self._generation.path)
            raise

    def _found(self, row: int, score: float) -> Found:
        return found(self._columns, row, score)
