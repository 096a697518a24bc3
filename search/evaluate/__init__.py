"""Query tree x postings and columns -> matching rows, scores, counts: numpy over flat arrays, no object per posting.

``postings.py`` is the seam to whatever stores postings; ``evaluator.py`` walks the tree; ``bm25.py`` is the formula;
``settling.py`` decides which words may be missing; ``counting.py`` applies filters and counts facets.
"""
