"""Other spellings and names of what was typed: query tree -> query tree, in which a word stands with its variants.

``lists.py`` reads which expressions mean the same, ``old_spelling.py`` knows the spellings before 1972, ``widening.py``
puts both into a tree. A quoted word has no variants, and none is taken that the index does not hold.
"""

from search.variants.checking import checked
from search.variants.lists import Lists, Trouble, lists_of, read_lines, shipped
from search.variants.widening import Widening, widen

__all__ = ["Lists", "Trouble", "Widening", "checked", "lists_of", "read_lines", "shipped", "widen"]
