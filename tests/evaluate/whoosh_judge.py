"""The other judge: our query tree as Whoosh's query objects, answered by Whoosh's own Searcher."""

from __future__ import annotations

from pathlib import Path

from whoosh import query as wq
from whoosh.filedb.filestore import FileStorage

from index.analysis import Token, analyse, fold
from index.backends.whoosh_schema import STEM, SURFACE, field_name, whoosh_schema
from search.query.tree import And, Everything, Near, Not, Or, Phrase, Prefix, Query, Wildcard, Word


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
        case Wildcard(text, field):
            return wq.Wildcard(field_name(field, SURFACE), fold(text))
        case Near(children, between, True):
            return _in_order(children, between)
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


def _in_order(children: tuple[Word | Phrase, ...], between: int) -> wq.Query:
    """Whoosh counts the slop of a phrase between two neighbours, from 1 for none between."""
    tokens = [analyse(child.text)[0] for child in children]
    is_quoted = isinstance(children[0], Phrase)
    terms = [token.surface if is_quoted else token.stems[0] for token in tokens]
    return wq.Phrase(field_name(children[0].field, SURFACE if is_quoted else STEM), terms, slop=between + 1)


def _word(tokens: tuple[Token, ...], field: str) -> wq.Query:
    if len(tokens) != 1:
        return _phrase(tokens, field)
    stem, surface = tokens[0].stems[0], tokens[0].surface
    return wq.Or([wq.Term(field_name(field, SURFACE), surface), wq.Term(field_name(field, STEM), stem)])


def _phrase(tokens: tuple[Token, ...], field: str) -> wq.Query:
    return wq.Phrase(field_name(field, SURFACE), [token.surface for token in tokens])
