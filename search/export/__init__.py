"""A whole result taken away: the articles of a search, all of them, in the order of the page, as a stream.

taking: SearchRequest -> Taken (rows and manifest) -> a format: tables (CSV), jsonlines, feeds (Atom, RSS), references
(RIS, BibTeX). Nothing is collapsed, nothing cut off, and memory follows the number of hits, not their texts.
"""

from search.export.formats import FORMATS, Format
from search.export.taking import Place, Row, Taken, manifest, rows_of, take

__all__ = ["FORMATS", "Format", "Place", "Row", "Taken", "manifest", "rows_of", "take"]
