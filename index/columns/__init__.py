"""Per-article values of one generation as flat numpy arrays: what filters, facets, sorting and scoring read.

A row is an article's place in the generation; rows are only ever appended, so a row equals the document number that
Whoosh gave the same article. Everything here is immutable once written, and lies in one file.
"""

from index.columns.building import ColumnsBuilder, Row, row_of
from index.columns.grouping import HIDDEN, regrouped
from index.columns.rows import Columns, ValueColumn, empty, packed
from index.columns.storing import COLUMNS, equal, read, write
from index.columns.written import Grouping, Written

__all__ = [
    "COLUMNS",
    "HIDDEN",
    "Columns",
    "ColumnsBuilder",
    "Grouping",
    "Row",
    "ValueColumn",
    "Written",
    "empty",
    "equal",
    "packed",
    "read",
    "regrouped",
    "row_of",
    "write",
]
