"""The other judge: our query tree as Whoosh's query objects, answered by Whoosh's own Searcher."""

from __future__ import annotations

from pathlib import Path

from whoosh import query as wq
from whoosh.filedb.filestore import FileStorage

from index.analysis import Token, analyse
from index.backends.whoosh_schema import STEM, SURFACE, field_name, whoosh_schema
from search.query.tree import And, Everything, Not, Or, Phrase, Prefix, Query, Word


def rows_by_whoosh(directory: Path, query: Query) -> list[int]:
    """Document numbers of all hits, ascending; Whoosh leaves deleted ones out."""
    index = FileStorage(str(directory)).open_index(schema=whoosh_schema())
    with index.searcher() as searcher:
        return sorted(searcher.docs_for_query(compiled(query)))


def compiled(query: Query) -> wq.Query:  # noqa: PLR0911 (one case per node)
    """The Whoosh query of a tree made of what Whoosh can express on title and text."""
    match query:
        case Word(text, field):
            return _word(analyse(text), field)
        case Phrase(text, field):
            return _phrase(analyse(text), field)
        case Prefix(text, field):
            return wq.Prefix(field_name(field, SURFACE), analyse(text)[0].surface)
        case And(children):
            return wq.And([compiled(child) for child in children])
        case Or(children):
            return wq.Or([compiled(child) for child in children])
        case Not(child):
            return wq.And([wq.Every(), wq.Not(compiled(child))])
        case Everything():
            return wq.Every()
        case _:
            raise ValueError(f"Whoosh cannot express {query!r}")


def _word(tokens: tuple[Token, ...], field: str) -> wq.Query:
    if len(tokens) != 1:
        return _phrase(tokens, field)
    stem, surface = tokens[0].stems[0], tokens[0].surface
    return wq.Or([wq.Term(field_name(field, SURFACE), surface), wq.Term(field_name(field, STEM), stem)])


def _phrase(tokens: tuple[Token, ...], field: str) -> wq.Query:
    return wq.Phrase(field_name(field, SURFACE), [token.surface for token in tokens])
